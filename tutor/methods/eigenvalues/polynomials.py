"""Characteristic polynomials written as a teacher writes them: expanded, factored, and the expansion of det(A − λI)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from tutor.exact.factors import factors
from tutor.exact.matrices import Matrix
from tutor.exact.scalars import plain, write
from tutor.exact.spectra import characteristic, polynomial_roots
from tutor.methods.eigenvalues.claims import LAMBDA
from tutor.written import ONE, ZERO, Num, Op, Written, matrix


@dataclass(frozen=True)
class Factor:
    """A factor of the characteristic polynomial: monic coefficients, highest power first, and its multiplicity.

    `roots` are its exact zeros; None for an irreducible one of degree 3 and more.
    """

    coefficients: tuple[Any, ...]
    multiplicity: int
    roots: tuple[Any, ...] | None


def book_polynomial(A: Matrix) -> tuple[Any, ...]:
    """The coefficients of det(A − λI), highest power first.

    >>> [str(c) for c in book_polynomial([[1, 0, 0], [0, 1, 0], [0, 0, 2]])]
    ['-1', '4', '-5', '2']
    """
    return tuple(-c for c in characteristic(A)) if len(A) % 2 else characteristic(A)


def factorised(A: Matrix) -> tuple[Factor, ...] | None:
    """The factors of det(λI − A) over the rational numbers; linear ones for surds on a triangle's diagonal.

    None where the coefficients are irrational and no factors are found.
    """
    n = len(A)
    if is_triangular(A):
        found: dict[Any, int] = {}
        for i in range(n):
            found[plain(A[i][i])] = found.get(plain(A[i][i]), 0) + 1
        return tuple(
            Factor((Fraction(1), plain(-v)), m, (v,)) for v, m in sorted(found.items(), key=lambda i: float(i[0]))
        )
    coefficients = characteristic(A)
    if not all(isinstance(c, Fraction) for c in coefficients):
        return None
    m = lcm(*(c.denominator for c in coefficients))
    made = []
    for whole, k in factors([int(c * m) for c in coefficients]):
        monic = tuple(Fraction(c, whole[0]) for c in whole)
        exact = polynomial_roots(monic)
        made.append(Factor(monic, k, None if exact is None else tuple(exact)))
    return tuple(sorted(made, key=lambda f: (len(f.coefficients), -f.coefficients[1])))


def is_triangular(A: Matrix) -> bool:
    """Are there only zeros above, or only zeros below the diagonal?"""
    n = len(A)
    return all(not A[i][j] for i in range(n) for j in range(i)) or all(
        not A[i][j] for i in range(n) for j in range(i + 1, n)
    )


def polynomial_written(coefficients: Sequence[Any], variable: Written = LAMBDA) -> Written:
    """Falling powers, zero terms left out.

    >>> str(polynomial_written([-1, 4, 0, 2]))
    '-lambda^3 + 4*lambda^2 + 2'
    """
    n = len(coefficients) - 1
    terms: list[Written] = []
    for i, c in enumerate(coefficients):
        c = plain(c)
        if not c:
            continue
        power = variable if n - i == 1 else variable ** (n - i)
        size = write(c)
        if i == n:
            terms += size.args if isinstance(size, Op) and size.head == "+" else (size,)
        elif isinstance(size, Op) and size.head == "neg":
            terms.append(Op("neg", (_times(size.args[0], power),)))
        else:
            terms.append(_times(size, power))
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms)) if terms else ZERO


def _times(size: Written, power: Written) -> Written:
    return power if size == ONE else Op("*", (size, power))


def product_written(found: Sequence[Factor], *, sign: int = 1) -> Written:
    """The product of the factors, ``-(λ - 1)(λ - 2)²``."""
    parts: list[Written] = []
    for f in found:
        base = polynomial_written(f.coefficients)
        parts.append(base if f.multiplicity == 1 else Op("^", (base, Num(str(f.multiplicity)))))
    product = parts[0] if len(parts) == 1 else Op("*", tuple(parts))
    return Op("neg", (product,)) if sign < 0 else product


# ---------------------------------------------------------------- det(A − λI), written out


def shifted_written(A: Sequence[Sequence[Written]]) -> tuple[tuple[Written, ...], ...]:
    """The entries of A − λI."""
    return tuple(tuple(_minus_lambda(a) if i == j else a for j, a in enumerate(r)) for i, r in enumerate(A))


def _minus_lambda(a: Written) -> Written:
    return Op("neg", (LAMBDA,)) if a == ZERO else a - LAMBDA


def determinant_written(M: Sequence[Sequence[Written]]) -> Written | None:
    """A 2×2 or 3×3 determinant as sums of products, along the row or column with the most zeros; None for zero.

    >>> str(determinant_written([[Num("1"), Num("2")], [Num("3"), Num("4")]]))
    '4 - 2*3'
    """
    if len(M) == 1:
        return None if M[0][0] == ZERO else M[0][0]
    if len(M) == 2:
        (a, b), (c, d) = M
        return _sum([(a, d, 1), (b, c, -1)])
    k, by_row = best_line(M)
    line = M[k] if by_row else [r[k] for r in M]
    terms = []
    for j, a in enumerate(line):
        row, place = (k, j) if by_row else (j, k)
        minor = determinant_written(minor_of(M, row, place))
        terms.append((a, minor or ZERO, -1 if (row + place) % 2 else 1))
    return _sum(terms)


def best_line(M: Sequence[Sequence[Written]]) -> tuple[int, bool]:
    """The row (True) or column (False) with the most zeros; rows first."""
    n = len(M)
    zeros = [(-sum(a == ZERO for a in M[i]), 0, i) for i in range(n)]
    zeros += [(-sum(r[j] == ZERO for r in M), 1, j) for j in range(n)]
    _, kind, k = min(zeros)
    return k, not kind


def minor_of(M: Sequence[Sequence[Written]], i: int, j: int) -> tuple[tuple[Written, ...], ...]:
    """The matrix without row i and column j."""
    return tuple(tuple(a for c, a in enumerate(r) if c != j) for k, r in enumerate(M) if k != i)


def _sum(terms: Sequence[tuple[Written, Written, int]]) -> Written | None:
    made: list[Written] = []
    for a, b, sign in terms:
        if ZERO in (a, b):
            continue
        sizes = []
        for x in (a, b):
            if isinstance(x, Op) and x.head == "neg":
                sign, x = -sign, x.args[0]
            sizes.append(x)
        kept = [x for x in sizes if x != ONE] or [ONE]
        product = kept[0] if len(kept) == 1 else Op("*", tuple(kept))
        if len(kept) == 2 and kept[0] == kept[1]:
            product = kept[0] ** 2
        if made and sign > 0 and isinstance(product, Op) and product.head == "+":
            made += product.args
        else:
            made.append(Op("neg", (product,)) if sign < 0 else product)
    return None if not made else made[0] if len(made) == 1 else Op("+", tuple(made))


def det_shifted(A: Sequence[Sequence[Any]]) -> Op:
    """``det(A - λI)`` with the entries of A − λI."""
    return Op("det", (matrix(A),))
