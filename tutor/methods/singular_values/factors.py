"""Singular values and vectors without steps: exactly where they are numbers that a person writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.matrices import (
    Rows,
    Vector,
    applied,
    dot,
    identity,
    inverse,
    null_space,
    plus,
    primitive,
    reduced,
    rows_of,
    scaled,
    times,
    transposed,
)
from tutor.exact.scalars import Complex, plain, write
from tutor.exact.spectra import eigenvalues
from tutor.surds import Surd, root
from tutor.written import Op, Written

TERMS, SIZE = 3, 10_000  # a number with more square roots in it, or larger whole numbers, is no help to a reader


@dataclass(frozen=True)
class Gram:
    """The smaller one of AᵀA and AAᵀ, and its eigenvalues.

    Attributes
    ----------
    rows : (k, k)
    right : bool
        It is AᵀA, so its eigenvectors are the right singular vectors.
    squares : tuple of (eigenvalue, multiplicity) in descending order, or None where they are no exact numbers
    """

    rows: Rows
    right: bool
    squares: tuple[tuple[Any, int], ...] | None


@dataclass(frozen=True)
class Factors:
    """A full decomposition: the positive singular values in descending order, all columns of U and of V."""

    values: Vector
    U: tuple[Vector, ...]
    V: tuple[Vector, ...]


def gram(A: Sequence[Sequence[Any]]) -> Gram:
    """AᵀA if A has at most as many columns as rows, else AAᵀ.

    >>> gram([[3, 2, 2], [2, 3, -2]]).squares
    ((Fraction(25, 1), 1), (Fraction(9, 1), 1))
    """
    return _gram(rows_of(A))


@lru_cache(maxsize=32)
def _gram(A: Rows) -> Gram:
    right = len(A[0]) <= len(A)
    rows = times(transposed(A), A) if right else times(A, transposed(A))
    try:
        found = eigenvalues(rows)
    except (NotExact, TooLarge):  # roots of numbers with too many digits
        found = None
    if found is None or any(isinstance(v, Complex) for v, _ in found):
        return Gram(rows, right, None)
    return Gram(rows, right, tuple(reversed(found)))


def square_root(x: Any) -> Any:
    """The root of an exact number ≥ 0, or None where it is no sum of square roots of rational numbers.

    √(a + b√d) is √p + √q with p + q = a and 4pq = b²d, where a² − b²d is a square.

    >>> str(square_root(Fraction(9))), str(square_root(3 + 2 * root(2)).written()), square_root(1 + root(2))
    ('3', '1 + sqrt(2)', None)
    """
    x = plain(x)
    if isinstance(x, Fraction):
        try:
            return plain(root(x))
        except NotExact:  # negative, or with too many digits
            return None
    parts = dict(x.terms)
    a = parts.pop(1, Fraction(0))
    if len(parts) != 1 or a <= 0:
        return None
    ((d, b),) = parts.items()
    gap = a * a - b * b * d
    try:
        s = plain(root(gap)) if gap >= 0 else None
        if not isinstance(s, Fraction):
            return None
        p, q = root((a + s) / 2), root((a - s) / 2)
    except NotExact:
        return None
    return plain(p + q if b > 0 else p - q)


def root_written(square: Any) -> Written:
    """The root as it is written: ``5``, ``2*sqrt(3)``, ``1 + sqrt(2)`` or, where nothing simpler is, ``sqrt(…)``."""
    found = square_root(square)
    return Op("sqrt", (write(square),)) if found is None else write(found)


def tame(x: Any) -> bool:
    """Is it a number that helps a reader?"""
    x = plain(x)
    terms = x.terms if isinstance(x, Surd) else ((1, x),)
    return len(terms) <= TERMS and all(max(d, abs(c.numerator), c.denominator) <= SIZE for d, c in terms)


def squares_of(A: Sequence[Sequence[Any]]) -> tuple[Any, ...] | None:
    """The squared singular values, min(m, n) of them in descending order, or None where they are no exact numbers."""
    found = gram(A).squares
    return None if found is None else tuple(v for v, count in found for _ in range(count))


def orthonormal(vectors: Sequence[Vector]) -> tuple[Vector, ...] | None:
    """Gram–Schmidt on independent vectors; None where a length has no exact root.

    The first nonzero entry of each vector is positive.

    >>> [[str(x) for x in v] for v in orthonormal([(Fraction(3), Fraction(4))])]
    [['3/5', '4/5']]
    """
    found = [unit(v) for v in orthogonal(vectors)]
    kept = tuple(v for v in found if v is not None)
    return kept if len(kept) == len(found) else None


def orthogonal(vectors: Sequence[Vector]) -> list[Vector]:
    """Gram–Schmidt without dividing by lengths; small whole multiples where they are rational."""
    made: list[Vector] = []
    for v in vectors:
        for u in made:
            c = plain(dot(u, v) / dot(u, u))
            v = tuple(plain(a - c * b) for a, b in zip(v, u, strict=True))
        made.append(primitive(v))
    return made


def unit(v: Vector) -> Vector | None:
    """The vector divided by its length, or None where the length has no exact root."""
    length = square_root(dot(v, v))
    return None if not length else tuple(plain(x / length) for x in v)


def svd_of(A: Sequence[Sequence[Any]]) -> Factors | None:
    """The full decomposition, or None where it has no exact numbers that help a reader.

    >>> found = svd_of([[3, 2, 2], [2, 3, -2]])
    >>> [str(s) for s in found.values], len(found.U), len(found.V)
    (['5', '3'], 2, 3)
    """
    return _svd(rows_of(A))


@lru_cache(maxsize=32)
def _svd(A: Rows) -> Factors | None:
    G = gram(A)
    if G.squares is None or not all(tame(q) for q, _ in G.squares):
        return None
    values: list[Any] = []
    first: list[Vector] = []
    for square, count in G.squares:
        value = square_root(square)
        basis = orthonormal(eigenspace(G, square))
        if value is None or basis is None:
            return None
        first += basis
        if square:
            values += [value] * count
    M = A if G.right else transposed(A)
    second = [tuple(plain(x / s) for x in applied(M, v)) for s, v in zip(values, first, strict=False)]
    if len(second) < len(M):
        rest = orthonormal(null_space(second)) if second else identity(len(M))
        if rest is None:
            return None
        second += rest
    if not all(tame(x) for v in (*first, *second, values) for x in v):
        return None
    U, V = (second, first) if G.right else (first, second)
    return Factors(tuple(values), tuple(U), tuple(V))


def eigenspace(G: Gram, square: Any) -> tuple[Vector, ...]:
    """A basis of the eigenspace of an eigenvalue of AᵀA or AAᵀ."""
    return null_space(shifted(G, square))


def shifted(G: Gram, square: Any) -> Rows:
    """AᵀA − λI, or AAᵀ − λI."""
    return plus(G.rows, scaled(-square, identity(len(G.rows))))


def rank_one(s: Any, u: Vector, v: Vector) -> Rows:
    """s · u · vᵀ."""
    return tuple(tuple(plain(s * a * b) for b in v) for a in u)


def summed(matrices: Sequence[Rows], m: int, n: int) -> Rows:
    """The sum of m × n matrices, of none too."""
    total: Rows = tuple((Fraction(0),) * n for _ in range(m))
    for M in matrices:
        total = plus(total, M)
    return total


def layers(A: Sequence[Sequence[Any]]) -> tuple[tuple[Any, Rows], ...] | None:
    """The squared singular values in descending order, each with its matrix σ u vᵀ = A v vᵀ/(vᵀv); zero ones left out.

    None where the squares are no exact numbers. No length is divided by, so that there are no roots of roots.

    >>> [(str(q), str(M[0][0])) for q, M in layers([[2, 2], [-1, 1]])]
    [('8', '2'), ('2', '0')]
    """
    return _layers(rows_of(A))


@lru_cache(maxsize=32)
def _layers(A: Rows) -> tuple[tuple[Any, Rows], ...] | None:
    G = gram(A)
    if G.squares is None:
        return None
    found = []
    for square, _ in G.squares:
        for v in orthogonal(eigenspace(G, square)) if square else ():
            P = rank_one(1 / dot(v, v), v, v)
            found.append((square, times(A, P) if G.right else times(P, A)))
    return tuple(found)


def pseudo_inverse_of(A: Sequence[Sequence[Any]]) -> Rows:
    """The pseudo-inverse, over the numbers of A: Rᵀ (Cᵀ A Rᵀ)⁻¹ Cᵀ, where A = C R with r columns and r rows.

    >>> [[str(a) for a in r] for r in pseudo_inverse_of([[1, 1], [1, 1]])]
    [['1/4', '1/4'], ['1/4', '1/4']]
    """
    A = rows_of(A)
    C, R = rank_factors(A)
    if not R:
        return tuple((Fraction(0),) * len(A) for _ in A[0])
    middle = inverse(times(times(transposed(C), A), transposed(R)))
    assert middle is not None  # C and R have full rank
    return times(times(transposed(R), middle), transposed(C))


def rank_factors(A: Rows) -> tuple[Rows, Rows]:
    """A = C R: the pivot columns of A, and the nonzero rows of its reduced form."""
    form, pivots = reduced(A)
    return tuple(tuple(r[c] for c in pivots) for r in A), form[: len(pivots)]
