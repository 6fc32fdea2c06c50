"""Matrices that are built backwards from their singular values and vectors, so that all numbers stay small.

A sum of multiples a · x · yᵀ, where the x are orthogonal to each other and the y too, has the singular values
|a|·‖x‖·‖y‖; signs and exchanges of rows and columns change no size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, permutations, product
from math import prod

from tutor.chance import Draw

IntRows = tuple[tuple[int, ...], ...]

_FRAMES: dict[int, tuple[IntRows, ...]] = {
    2: (((1, 0), (0, 1)), ((1, 1), (1, -1)), ((1, 2), (2, -1)), ((1, 3), (3, -1)), ((3, 4), (4, -3))),
    3: (
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        ((1, 1, 0), (1, -1, 0), (0, 0, 1)),
        ((1, 1, 1), (1, -1, 0), (1, 1, -2)),
        ((1, 2, 2), (2, 1, -2), (2, -2, 1)),
        ((1, 2, 0), (2, -1, 0), (0, 0, 1)),
        ((1, 1, 0), (1, -1, 4), (2, -2, -1)),
    ),
}
HALVES = range(1, 7)  # the multiples, counted in halves


@dataclass(frozen=True)
class Planted:
    """A whole matrix, and its positive squared singular values in descending order."""

    rows: IntRows
    squares: tuple[int, ...]

    @property
    def largest(self) -> int:
        """The largest number on the way: in A, AᵀA or AAᵀ, and the characteristic polynomial of that.

        >>> Planted(((3, 2, 2), (2, 3, -2)), (25, 9)).largest
        225
        """
        lines = self.rows if len(self.rows) <= len(self.rows[0]) else tuple(zip(*self.rows, strict=True))
        diagonal = max(sum(a * a for a in line) for line in lines)  # no entry of AᵀA is larger
        polynomial = (sum(map(prod, combinations(self.squares, k))) for k in range(1, len(self.squares) + 1))
        return max(diagonal, *polynomial)


def planted(m: int, n: int, r: int, *, multiples: Sequence[int] = HALVES, size: int = 9) -> Iterator[Planted]:
    """Whole m × n matrices of rank r, each once, in a fixed order; entries are at most `size`.

    No row and no column is zero, and most entries are not.

    >>> next(planted(2, 2, 2))
    Planted(rows=((1, 1), (1, -1)), squares=(2, 2))
    """
    seen: set[IntRows] = set()
    for left, right in product(_FRAMES[m], _FRAMES[n]):
        for xs, ys in product(permutations(left, r), combinations(right, r)):
            for a in product(multiples, repeat=r):
                rows = _combined(a, xs, ys, m, n, size)
                if rows is not None and rows not in seen:
                    seen.add(rows)
                    if 2 * sum(map(bool, chain(*rows))) > m * n and all(map(any, (*rows, *zip(*rows, strict=True)))):
                        yield Planted(rows, _squares(a, xs, ys))


@cache
def pool(shape: tuple[int, int, int], bounds: tuple[int, int], repeated: bool = False) -> tuple[IntRows, ...]:
    """The matrices of a shape (m, n, rank) whose largest number on the way lies within bounds.

    `repeated`: two singular values are equal; else all positive ones differ.
    """
    multiples = HALVES if shape[0] * shape[1] < 9 else HALVES[:4]
    low, high = bounds
    return tuple(
        p.rows
        for p in planted(*shape, multiples=multiples)
        if low <= p.largest <= high and repeated == (len({*p.squares}) < len(p.squares))
    )


def _squares(a: Sequence[int], xs: Sequence[Sequence[int]], ys: Sequence[Sequence[int]]) -> tuple[int, ...]:
    found = [c * c * sum(t * t for t in x) * sum(t * t for t in y) // 4 for c, x, y in zip(a, xs, ys, strict=True)]
    return tuple(sorted(found, reverse=True))


def _combined(
    a: Sequence[int], xs: Sequence[Sequence[int]], ys: Sequence[Sequence[int]], m: int, n: int, size: int
) -> IntRows | None:
    """(a₁x₁y₁ᵀ + …)/2, or None where an entry is too large or not whole."""
    rows = []
    for i in range(m):
        weights = [c * x[i] for c, x in zip(a, xs, strict=True)]
        row = [sum(w * y[j] for w, y in zip(weights, ys, strict=True)) for j in range(n)]
        if any(c % 2 or abs(c) > 2 * size for c in row):
            return None
        rows.append(tuple(c // 2 for c in row))
    return tuple(rows)


def disguised(draw: Draw, A: IntRows, *, turn: bool = False) -> IntRows:
    """The same singular values in other clothes: rows and columns exchanged, signs changed, perhaps transposed."""
    rows = [[s * a for a in r] for s, r in ((draw.sign(), r) for r in draw.shuffle(A))]
    columns = [[s * a for a in c] for s, c in ((draw.sign(), c) for c in draw.shuffle(list(zip(*rows, strict=True))))]
    if turn and draw.coin():
        return tuple(tuple(c) for c in columns)
    return tuple(zip(*columns, strict=True))
