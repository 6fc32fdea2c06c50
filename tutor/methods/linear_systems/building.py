"""Matrices built backwards for exercises: chosen pivots and solutions first, small whole numbers throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd

from tutor.chance import Draw

IntRows = tuple[tuple[int, ...], ...]


def lower_product(
    draw: Draw, upper: Sequence[Sequence[int]], *, columns: int, size: int = 3, bound: int = 9, rhs_bound: int = 40
) -> IntRows | None:
    """L·U for a random unit lower triangular L: eliminating gives U back with whole multipliers.

    The multipliers of the first row differ in size where they can. None if none up to `size` give rows with entries up
    to `bound` in the first `columns` columns and up to `rhs_bound` in the others, few zeros and no common factor.
    """
    sizes = draw.shuffle(range(1, size + 1))
    zeros = 0 if columns < 3 else 1 if columns < 5 else 2

    def fits(row: tuple[int, ...]) -> bool:
        left = row[:columns]
        if left.count(0) > zeros or max(left) > bound or min(left) < -bound or gcd(*row) > 1:
            return False
        return all(-rhs_bound <= b <= rhs_bound for b in row[columns:])

    rows: list[tuple[int, ...]] = []
    for i, u in enumerate(upper):
        base = list(u)
        for j in range(1, i - 1):
            m = draw.integer(-2, 2, but=[0])
            base = [a + m * b for a, b in zip(base, upper[j], strict=True)]
        last = upper[i - 1] if i > 1 else (0,) * len(base)
        for m, n in _weights(draw, sizes[i % size :] + sizes[: i % size], i):
            row = tuple(a + m * b + n * c for a, b, c in zip(base, upper[0], last, strict=True))
            if fits(row):
                rows.append(row)
                break
        else:
            return None
    return tuple(rows)


def _weights(draw: Draw, sizes: Sequence[int], i: int) -> Iterator[tuple[int, int]]:
    """Multipliers of the first row and of the one before, to be tried in turn; the sizes come in their order."""
    seconds = (0,) if i < 2 else (1, -1, 2, -2)
    turn = draw.below(4)
    for size in sizes if i else (0,):
        for m in (size, -size) if turn % 2 else (-size, size):
            for k in range(len(seconds)):
                yield m, seconds[(k + turn) % len(seconds)]


def upright(draw: Draw, rows: Sequence[Sequence[int]]) -> IntRows:
    """Most rows that begin with a minus sign are turned round."""
    turned = []
    for row in rows:
        lead = next((a for a in row if a), 0)
        turned.append(tuple(-a for a in row) if lead < 0 and draw.below(4) else tuple(row))
    return tuple(turned)


def echelon_form(draw: Draw, pivots: Sequence[int], width: int, *, size: int = 3) -> IntRows:
    """A reduced row echelon form with these pivot columns and small whole entries in the others.

    Where there is but one other column, none of its entries is 0; no other column is empty.
    """
    but = (0,) if width - len(pivots) == 1 else ()
    rows = []
    for p in pivots:
        entries = [draw.integer(-size, size, but=but) if c > p and c not in pivots else 0 for c in range(width)]
        entries[p] = 1
        rows.append(entries)
    for c in range(pivots[0] + 1, width):
        if not any(row[c] for row in rows):
            rows[draw.below(sum(p < c for p in pivots))][c] = draw.integer(-size, size, but=(0,))
    return tuple(map(tuple, rows))


def steps_above(draw: Draw, form: Sequence[Sequence[int]], *, pivots: Sequence[int] = (1, 1, -1, 2)) -> IntRows:
    """A row echelon form, not reduced, with small pivots, that reduces to `form`."""
    rows = []
    for i, reduced in enumerate(form):
        p = draw.choice(pivots)
        row = [p * a for a in reduced]
        for below in form[i + 1 :]:
            m = draw.choice(
                (-1, 1, 1, -1, 2, -2) if p % 2 else (-1, 1, 3, -3)
            )  # with p even, an even one would leave a factor
            row = [a + m * b for a, b in zip(row, below, strict=True)]
        rows.append(tuple(row))
    return tuple(rows)


def reducible(
    draw: Draw, form: Sequence[Sequence[int]], *, extra: int = 0, columns: int, zeros: int, bound: int = 9
) -> IntRows | None:
    """A matrix to set that reduces to the rows of `form` and `extra` rows of zeros, by whole multipliers; or None."""
    width = len(form[0])
    rows = lower_product(draw, (*steps_above(draw, form), *((0,) * width,) * extra), columns=columns, bound=bound)
    if rows is None or not presentable(rows, bound=bound, rhs_bound=40, zeros=zeros, columns=columns):
        return None
    return draw.shuffle(upright(draw, rows))


def presentable(rows: Sequence[Sequence[int]], *, bound: int, rhs_bound: int, zeros: int, columns: int) -> bool:
    """Is this a system that a teacher would set?

    Small entries, few zeros among the coefficients (the first `columns`), no empty row or column, no row that is a
    multiple of another, no row with a common factor.
    """
    left = [r[:columns] for r in rows]
    if any(abs(a) > bound for r in left for a in r) or any(abs(a) > rhs_bound for r in rows for a in r[columns:]):
        return False
    if sum(a == 0 for r in left for a in r) > zeros or not all(any(r) for r in left):
        return False
    if any(sum(map(bool, r)) < min(2, columns) for r in left) or not all(
        any(r[c] for r in left) for c in range(columns)
    ):
        return False
    if any(gcd(*r) > 1 for r in rows):
        return False
    return not any(proportional(a, b) for i, a in enumerate(left) for b in left[:i])


def proportional(a: Sequence[int], b: Sequence[int]) -> bool:
    """Is one row a multiple of the other?"""
    return all(a[i] * b[j] == a[j] * b[i] for i in range(len(a)) for j in range(i))
