"""Matrices built backwards for exercises: eigenvalues and eigenvectors first, small whole numbers throughout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, permutations
from itertools import product as product_of
from math import gcd

from tutor.chance import Draw
from tutor.errors import FamilyError

IntRows = tuple[tuple[int, ...], ...]


def whole_inverse(P: Sequence[Sequence[int]]) -> IntRows:
    """The inverse of a 2×2 or 3×3 whole matrix of determinant ±1.

    >>> whole_inverse(((1, 1), (0, 1)))
    ((1, -1), (0, 1))
    """
    if len(P) == 2:
        (a, b), (c, d) = P
        det = a * d - b * c
        return ((d * det, -b * det), (-c * det, a * det))
    (a, b, c), (d, e, f), (g, h, i) = P
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) * det, (c * h - b * i) * det, (b * f - c * e) * det),
        ((f * g - d * i) * det, (a * i - c * g) * det, (c * d - a * f) * det),
        ((d * h - e * g) * det, (b * g - a * h) * det, (a * e - b * d) * det),
    )


def product(A: Sequence[Sequence[int]], B: Sequence[Sequence[int]]) -> IntRows:
    """The product of two whole matrices.

    >>> product(((1, 2),), ((3,), (4,)))
    ((11,),)
    """
    columns = tuple(zip(*B, strict=True))
    return tuple(tuple(sum(a * b for a, b in zip(r, c, strict=True)) for c in columns) for r in A)


@cache
def frames(n: int) -> tuple[IntRows, ...]:
    """Whole matrices of determinant 1 with small entries, in them and in their inverses; products of three shears."""
    shears = []
    for i, j in product_of(range(n), repeat=2):
        for k in (-2, -1, 1, 2) if n == 2 else (-1, 1):
            if i != j:
                rows = [list(r) for r in diagonal_rows((1,) * n)]
                rows[i][j] = k
                shears.append(tuple(map(tuple, rows)))
    found = set()
    for first, second, third in product_of(shears, repeat=3):
        P = product(product(first, second), third)
        sizes = [abs(a) for M in (P, whole_inverse(P)) for r in M for a in r]
        if max(sizes) <= (3 if n == 2 else 2) and sum(sizes) >= (0 if n == 2 else 15):
            found.add(P)
    return tuple(sorted(P for P in found if sum(a == 0 for r in P for a in r) <= (0 if n == 2 else 4)))


@cache
def diagonals(pattern: str, low: int, high: int) -> tuple[IntRows, ...]:
    """Diagonal matrices with entries low … high but 0; equal letters of the pattern are equal numbers, others differ.

    >>> len(diagonals("aab", -1, 2))
    6
    """
    values = [v for v in range(low, high + 1) if v]
    letters = sorted(set(pattern))
    choose = combinations if len(letters) == len(pattern) else permutations
    return tuple(diagonal_rows([chosen[letters.index(c)] for c in pattern]) for chosen in choose(values, len(letters)))


def drawn_similar(
    draw: Draw, blocks: tuple[IntRows, ...], *, size: tuple[int, int], bound: int = 9, zeros: int = 3
) -> IntRows:
    """P D P⁻¹ with D out of the blocks, fit to be set: see `presentable`; `largest` lies within `size`.

    From a random P and D on, the first ones that fit are taken.
    """
    bases = frames(len(blocks[0]))
    low, high = size
    first, start = draw.below(len(bases)), draw.below(len(blocks))
    for i in range(len(bases)):
        P = bases[(first + i) % len(bases)]
        back = whole_inverse(P)
        for k in range(len(blocks)):
            A = product(product(P, blocks[(start + k) % len(blocks)]), back)
            if presentable(A, bound=bound, zeros=zeros) and low <= largest(A) <= high:
                return A
    raise FamilyError(f"{draw.address}: no matrix of these eigenvalues is fit to be set")


@cache
def _pairs(low: int, high: int) -> tuple[tuple[int, int], ...]:
    """A double eigenvalue p and its distance d to the other, so that the largest coefficient is low … high."""
    found = []
    for p, d in product_of(range(-5, 6), range(-9, 10)):
        q = p + d
        size = max(abs(2 * p + q), abs(p * p + 2 * p * q), abs(p * p * q))
        if p and q and d and low <= size <= high:
            found.append((p, d))
    return tuple(found)


@cache
def _rank_one(d: int) -> tuple[IntRows, ...]:
    """u wᵀ with w·u = d and small entries."""
    sides = [v for v in product_of((-2, -1, 0, 1, 2, 3), repeat=3) if v.count(0) <= 1 and gcd(*v) == 1]
    found = set()
    for u, w in product_of(sides, repeat=2):
        if sum(a * b for a, b in zip(u, w, strict=True)) == d and next(a for a in u if a) > 0:
            A = tuple(tuple(a * b for b in w) for a in u)
            if max(abs(a) for r in A for a in r) <= 6:
                found.add(A)
    return tuple(sorted(found))


def with_double(draw: Draw, *, size: tuple[int, int], bound: int = 9, zeros: int = 3) -> IntRows:
    """A 3×3 matrix with a double eigenvalue p that has a plane of eigenvectors: p I + u wᵀ."""
    low, high = size

    def make() -> IntRows:
        p, d = draw.choice(_pairs(low, high))
        R = draw.choice(_rank_one(d))
        return tuple(tuple(a + p * (i == j) for j, a in enumerate(r)) for i, r in enumerate(R))

    return draw.until(make, lambda A: presentable(A, bound=bound, zeros=zeros) and low <= largest(A) <= high)


def diagonal_rows(values: Sequence[int]) -> IntRows:
    """The diagonal matrix with these entries."""
    return tuple(tuple(v if i == j else 0 for j in range(len(values))) for i, v in enumerate(values))


def coefficients(A: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Trace, (for three rows) the sum of the principal minors, and the determinant.

    >>> coefficients(((1, 2), (3, 4)))
    (5, -2)
    """
    if len(A) == 2:
        (a, b), (c, d) = A
        return a + d, a * d - b * c
    (a, b, c), (d, e, f), (g, h, i) = A
    minors = a * e - b * d + a * i - c * g + e * i - f * h
    return a + e + i, minors, a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def largest(A: Sequence[Sequence[int]]) -> int:
    """The largest entry or coefficient of the characteristic polynomial, without its sign."""
    return max(*(abs(a) for r in A for a in r), *(abs(c) for c in coefficients(A)))


def presentable(A: Sequence[Sequence[int]], *, bound: int, zeros: int) -> bool:
    """Small entries, few zeros, and the diagonal does not hold the eigenvalues."""
    n = len(A)
    if any(abs(a) > bound for r in A for a in r) or sum(a == 0 for r in A for a in r) > zeros:
        return False
    return coefficients(A) != coefficients(diagonal_rows([A[i][i] for i in range(n)]))


@cache
def _pool(kind: str) -> tuple[IntRows, ...]:
    """All 2×2 matrices of a kind that are fit to be set."""
    found = set()
    for P, p, b in product_of(frames(2), [v for v in range(-5, 6) if v], (1, 2, 3)):
        block = ((p, b), (0, p)) if kind == "defect" else ((p, -b), (b, p))
        A = product(product(P, block), whole_inverse(P))
        if presentable(A, bound=14, zeros=0) and 9 <= largest(A) <= 25:
            found.add(A)
    return tuple(sorted(found))


def two_by_two(draw: Draw, kind: str) -> IntRows:
    """A 2×2 matrix with ``distinct`` whole eigenvalues, a ``defect``, or ``unreal`` ones."""
    if kind == "distinct":
        return drawn_similar(draw, diagonals("ab", -5, 7), size=(9, 25), bound=12, zeros=0)
    return draw.choice(_pool(kind))


@cache
def jordan_blocks() -> tuple[IntRows, ...]:
    """A double eigenvalue with one eigenvector, beside another eigenvalue."""
    pairs = permutations([v for v in range(-4, 7) if v], 2)
    return tuple(((p, 1, 0), (0, p, 0), (0, 0, q)) for p, q in pairs)


def triangular_with_parameter(draw: Draw) -> tuple[IntRows, tuple[int, int], int]:
    """A triangular matrix, the place of the parameter, and what is subtracted from it there."""
    p, q = draw.distinct(2, -6, 7, but=[0])
    a, b, c = (draw.integer(-5, 5, but=[0]) for _ in range(3))
    if draw.coin():
        return ((p, 0, b), (0, p, c), (0, 0, q)), (0, 1), draw.integer(-9, 9, but=range(-4, 5))
    p = draw.sign() * draw.integer(5, 8)
    q = draw.sign() * draw.integer(1, 4) if abs(p) < 7 else p // abs(p) * draw.integer(1, 4)
    if draw.coin():  # then k = p is harmless
        a, c = draw.sign(), (q - p) * draw.sign()
        b = a * c // (q - p)
    return ((p, a, b), (0, q, c), (0, 0, 0)), (2, 2), 0
