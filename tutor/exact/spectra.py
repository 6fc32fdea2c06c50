"""Characteristic polynomials and eigenvalues, exactly, where they are numbers that a person writes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from tutor.evaluate import NotExact
from tutor.exact.factors import factors
from tutor.exact.matrices import ONE, identity, plus, rows_of, scaled, times, trace
from tutor.exact.scalars import Complex, complex_of, plain
from tutor.surds import root, surd


def characteristic(A: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """The coefficients of det(λI − A), highest power first, by the method of Faddeev and LeVerrier.

    >>> [str(c) for c in characteristic([[2, 1], [1, 2]])]
    ['1', '-4', '3']
    """
    n = len(A)
    A = rows_of(A)
    found: list[Any] = [ONE]
    M = identity(n)
    for k in range(1, n + 1):
        AM = times(A, M)
        c = plain(-trace(AM) / k)
        found.append(c)
        M = plus(AM, scaled(c, identity(n)))
    return tuple(found)


def eigenvalues(A: Sequence[Sequence[Any]]) -> tuple[tuple[Any, int], ...] | None:
    """The eigenvalues with their algebraic multiplicities, real ones first and in ascending order.

    None where they are no rational numbers, surds, or complex numbers over square roots.

    >>> [(str(v), m) for v, m in eigenvalues([[2, 1], [1, 2]])]
    [('1', 1), ('3', 1)]
    >>> eigenvalues([[0, 0, 2], [1, 0, 0], [0, 1, 0]]) is None
    True
    """
    n = len(A)
    if all(not A[i][j] for i in range(n) for j in range(i)) or all(
        not A[i][j] for i in range(n) for j in range(i + 1, n)
    ):
        return counted([plain(A[i][i]) for i in range(n)])
    polynomial = characteristic(A)
    if all(isinstance(c, Fraction) for c in polynomial):
        found = polynomial_roots(polynomial)
        return None if found is None else counted(found)
    if n == 2:
        try:
            return counted(_quadratic(*polynomial))
        except NotExact:
            return None
    return None


def polynomial_roots(coefficients: Sequence[Fraction]) -> list[Any] | None:
    """All roots of a rational polynomial (highest power first) with repetition, or None if they are no such numbers.

    >>> [str(r) for r in polynomial_roots([Fraction(1), Fraction(-4), Fraction(4)])]
    ['2', '2']
    """
    m = lcm(*(c.denominator for c in coefficients))
    found: list[Any] = []
    for factor, times_ in factors([int(c * m) for c in coefficients]):
        if len(factor) == 2:
            roots: list[Any] = [Fraction(-factor[1], factor[0])]
        elif len(factor) == 3:
            try:
                roots = _quadratic(*map(Fraction, factor))
            except NotExact:  # a radicand too large to be split
                return None
        else:
            return None
        found += roots * times_
    return found


def _quadratic(a: Any, b: Any, c: Any) -> list[Any]:
    square = plain(b * b - 4 * a * c)
    if not isinstance(square, Fraction):
        raise NotExact("a root of a surd")
    gap: Any = root(square) if square >= 0 else Complex(surd(0), root(-square))
    return [plain((-b - gap) / (2 * a)), plain((-b + gap) / (2 * a))]


def counted(values: Sequence[Any]) -> tuple[tuple[Any, int], ...]:
    """Values with how often each stands there: real ones first, in ascending order."""
    found: dict[Any, int] = {}
    for v in values:
        found[v] = found.get(v, 0) + 1
    return tuple(sorted(found.items(), key=lambda item: _order(item[0])))


def _order(value: Any) -> tuple[bool, float, float]:
    z = complex(complex_of(value))
    return bool(z.imag), z.real, z.imag
