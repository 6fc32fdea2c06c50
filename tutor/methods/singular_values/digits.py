"""Singular values and vectors to as many digits as are needed, where they are no exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from tutor.equality import high_precision
from tutor.exact.matrices import Rows, rank, rows_of
from tutor.exact.scalars import sign, write
from tutor.exact.spectra import characteristic
from tutor.methods.singular_values.factors import gram
from tutor.written import Op, Written, decimal, matrix

PLACES = 6  # decimals that are given; more where a singular value is small
DIGITS = 60  # digits that are computed with
APART = 10**-12  # how far two singular values lie from each other whose vectors are told apart


@dataclass(frozen=True)
class Precise:
    """The positive singular values in descending order with their vectors, as mpmath numbers; column by column."""

    values: tuple[Any, ...]
    U: tuple[tuple[Any, ...], ...]
    V: tuple[tuple[Any, ...], ...]

    @property
    def places(self) -> int:
        """How many decimals are given, so that the smallest value has at least five digits of its own."""
        places, least = PLACES, self.values[-1]
        while least * 10 ** (places - PLACES + 1) < 1:
            places += 1
        return places

    def apart(self, k: int) -> bool:
        """Is the k-th value (from 1) clearly larger than the next one?"""
        return k >= len(self.values) or bool(self.values[k - 1] - self.values[k] > APART * self.values[0])

    def nearest(self, k: int) -> list[list[Any]]:
        """The sum of the first k matrices σ u vᵀ."""
        m, n = len(self.U[0]), len(self.V[0])
        parts = list(zip(self.values, self.U, self.V, strict=True))[:k]
        return [[sum(s * u[i] * v[j] for s, u, v in parts) for j in range(n)] for i in range(m)]

    def left_out(self, k: int) -> tuple[Any, Any]:
        """The errors of the sum of the first k < r of them: the next value, and the root of the sum of the squares."""
        rest = self.values[k:]
        return rest[0], sum(s * s for s in rest).sqrt()


def precise_svd(A: Sequence[Sequence[Any]]) -> Precise:
    """The decomposition with 60 digits; the first entry of each eigenvector that is not 0 is positive.

    >>> str(precise_svd([[1, 1], [0, 1]]).values[0])[:8]
    '1.618033'
    """
    return _precise_svd(rows_of(A))


@lru_cache(maxsize=16)
def _precise_svd(A: Rows) -> Precise:
    import mpmath

    mp = mpmath.MPContext()
    mp.dps = DIGITS
    G = gram(A)
    squares, vectors = mp.eigsy(mp.matrix([[high_precision(write(a), {}, DIGITS) for a in r] for r in G.rows]))
    k = len(G.rows)
    found = []
    for c in sorted(range(k), key=lambda i: squares[i], reverse=True)[: rank(A)]:
        v = [vectors[i, c] for i in range(k)]
        lead = next(x for x in v if abs(x) > mp.mpf(10) ** -(DIGITS // 2))
        found.append((mp.sqrt(squares[c]), tuple(x if lead > 0 else -x for x in v)))
    entries = [[high_precision(write(a), {}, DIGITS) for a in r] for r in A]
    M = entries if G.right else list(zip(*entries, strict=True))
    first = tuple(v for _, v in found)
    second = tuple(tuple(sum(a * x for a, x in zip(r, v, strict=True)) / s for r in M) for s, v in found)
    values = tuple(s for s, _ in found)
    return Precise(values, second, first) if G.right else Precise(values, first, second)


@lru_cache(maxsize=16)
def _polynomial(A: Rows) -> tuple[Any, ...]:
    return characteristic(gram(A).rows)


def rounded(x: Any, places: int = PLACES) -> Written:
    """The number with so many decimals."""
    scale = 10**places
    nearest = int(abs(x) * scale + 0.5)
    return decimal(Fraction(nearest if x > 0 else -nearest, scale), places)


def rounded_matrix(rows: Sequence[Sequence[Any]], places: int = PLACES) -> Op:
    """A matrix of numbers with so many decimals."""
    return matrix([[rounded(x, places) for x in r] for r in rows])


def above(A: Rows, bound: Any) -> tuple[int, int]:
    """How many squared singular values are larger than an exact number, and how many are equal to it.

    All zeros of the characteristic polynomial p are real, so that the signs of p(bound + x) change as often as it has
    positive zeros (Descartes).

    >>> above(((3, 2, 2), (2, 3, -2)), Fraction(9))
    (1, 1)
    """
    shift = list(_polynomial(A))
    n = len(shift)
    for stop in range(n, 1, -1):  # Horner's scheme, again and again: the coefficients of p(bound + x)
        for i in range(1, stop):
            shift[i] = shift[i] + bound * shift[i - 1]
    signs = [sign(c) for c in shift]
    equal = next(i for i in range(n) if signs[n - 1 - i])
    kept = [s for s in signs if s]
    return sum(a != b for a, b in pairwise(kept)), equal
