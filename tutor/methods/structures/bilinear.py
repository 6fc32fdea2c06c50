"""Symmetric and positive definite, or a vector that shows the contrary; conditions on a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, determinant, dot, primitive, solutions
from tutor.exact.scalars import plain, sign, write
from tutor.methods.linear_systems.polynomials import Poly, zeros
from tutor.methods.structures.values import grid
from tutor.written import INF, Name, Op, Words, Written


def minors(A: Rows) -> tuple[Any, ...]:
    """The leading principal minors.

    >>> [str(d) for d in minors(((2, 1), (1, 3)))]
    ['2', '5']
    """
    return tuple(plain(determinant(tuple(r[:k] for r in A[:k]))) for k in range(1, len(A) + 1))


def asymmetric(A: Rows) -> tuple[int, int] | None:
    """The first place i < j with two different entries, or None."""
    n = len(A)
    return next(((i, j) for i in range(n) for j in range(i + 1, n) if A[i][j] != A[j][i]), None)


def value(A: Rows, x: Sequence[Any]) -> Any:
    """xᵀ A x."""
    return plain(dot(x, applied(A, x)))


def not_positive(A: Rows) -> Vector | None:
    """A vector x ≠ 0 with xᵀ A x <= 0 for a symmetric matrix, the simplest that is found; None if there is none.

    >>> [int(a) for a in not_positive(((1, 2), (2, 1)))]
    [1, -1]
    """
    found = minors(A)
    k = next((i for i, d in enumerate(found) if sign(d) <= 0), None)
    if k is None:
        return None
    n = len(A)
    if n <= 4:
        simple = next((x for x in grid(n) if sign(value(A, x)) <= 0), None)
        if simple is not None:
            return simple
    if k == 0:
        return tuple(Fraction(int(i == 0)) for i in range(n))
    solved = solutions(tuple(r[:k] for r in A[:k]), [plain(-r[k]) for r in A[:k]])
    head = solved[0] if solved else ()
    return primitive((*head, Fraction(1), *(Fraction(0) for _ in range(n - k - 1))))


# ---------------------------------------------------------------- with a parameter

Cell = tuple[Any, Any]  # ends of an open interval, None for no bound


def poly_determinant(A: Sequence[Sequence[Poly]]) -> Poly:
    """The determinant, by the first row.

    >>> m = Poly.of(0, 1)
    >>> str(poly_determinant([[m, Poly.of(2)], [Poly.of(2), m]]).written("m"))
    'm^2 - 4'
    """
    if len(A) == 1:
        return A[0][0]
    total = Poly.of()
    for j, a in enumerate(A[0]):
        if a:
            rest = [[*r[:j], *r[j + 1 :]] for r in A[1:]]
            total = total + (-1) ** j * (a * poly_determinant(rest))
    return total


def poly_minors(A: Sequence[Sequence[Poly]]) -> tuple[Poly, ...]:
    """The leading principal minors as polynomials."""
    return tuple(poly_determinant([r[:k] for r in A[:k]]) for k in range(1, len(A) + 1))


def all_positive(polynomials: Sequence[Poly], name: str) -> tuple[Cell, ...]:
    """The open intervals on which all the polynomials are positive, in increasing order; neighbours stay apart.

    Raises
    ------
    InputError
        If a zero is no rational number and no quadratic surd.

    >>> [(str(a), b) for a, b in all_positive([Poly.of(-2, 1)], "m")]
    [('2', None)]
    """
    ends: list[Any] = []
    for p in polynomials:
        for z in zeros(p, name):
            q = plain(z)
            if q not in ends:
                ends.append(q)
    ends.sort(key=float)
    cells = [(None, None)] if not ends else [(None, ends[0]), *pairwise(ends), (ends[-1], None)]
    return tuple(c for c in cells if all(_positive(p, _inside(c)) for p in polynomials))


def _positive(p: Poly, q: Fraction) -> bool:
    value = p.at(q)
    return isinstance(value, Fraction) and value > 0


def _inside(c: Cell) -> Fraction:
    """A rational number in an open interval."""
    a, b = c
    if a is None or b is None:
        return Fraction(0) if a is b is None else Fraction(int(float(b)) - 2 if a is None else int(float(a)) + 2)
    middle = Fraction((float(a) + float(b)) / 2).limit_denominator(10**6)
    if not float(a) < middle < float(b):
        raise InputError("the special values of the parameter lie too close together")
    return middle


def cells_written(cells: Sequence[Cell], name: str) -> Written:
    """``m > 4``, ``-2 < m and m < 2`` as a relation; ``empty`` for no value; an interval for all."""
    if not cells:
        return Op("empty")
    parts: list[Written] = []
    m = Name(name)
    for a, b in cells:
        if a is b is None:
            return Op("interval", (Op("neg", (INF,)), INF, Words("()")))
        low = None if a is None else Op("<", (write(a), m))
        high = None if b is None else Op("<", (m, write(b)))
        if low is None or high is None:
            parts.append(Op(">", (m, write(a))) if high is None else high)
        else:
            parts.append(Op("and", (low, high)))
    return parts[0] if len(parts) == 1 else Op("or", tuple(parts))
