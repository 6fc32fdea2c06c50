"""Whole matrices for exercises on vector spaces: chosen reduced form, and numbers whose size is measured beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.chance import Draw
from tutor.methods.linear_systems.building import IntRows, echelon_form, presentable, reducible
from tutor.methods.linear_systems.elimination import Worksheet
from tutor.text import Text
from tutor.written import Num, Op, walk


@dataclass(frozen=True)
class Effort:
    """What elimination costs a student: the largest whole number on the way, and the number of stages."""

    largest: int
    stages: int


def effort(rows: Sequence[Sequence[int]], *, bar: int | None = None, full: bool = False) -> Effort:
    """Measure elimination to row echelon form, or to the reduced one.

    >>> effort([[1, 2], [3, 4]])
    Effort(largest=4, stages=1)
    """
    sheet = _Measured(rows, bar=bar, labels=[""] * (len(rows[0]) if bar is None else bar))
    sheet.forward()
    if full:
        sheet.backward()
    return Effort(sheet.largest, sheet.count)


class _Measured(Worksheet):
    """A worksheet that keeps the largest number it has seen, and writes nothing down."""

    def __init__(self, rows: Sequence[Sequence[int]], *, bar: int | None, labels: Sequence[str]) -> None:
        super().__init__(rows, bar=bar, labels=labels)
        self.largest = max(abs(a) for r in rows for a in r)
        self.count = 0

    def _do(self, operations: list[Op], changed: list[tuple[Fraction, ...]], why: Text, question: Text) -> None:
        if operations:
            self.rows = changed
            self.count += 1
            shown = [abs(a.numerator) for r in changed for a in r] + [a.denominator for r in changed for a in r]
            factors = [
                n.fraction for o in operations if o.head != "rowswap" for n in walk(o.args[-1]) if isinstance(n, Num)
            ]
            self.largest = max(self.largest, *shown, *(f.numerator for f in factors))


def fitted(
    rows: IntRows | None,
    *,
    low: int,
    high: int,
    stages: tuple[int, int],
    bar: int | None = None,
    full: bool = False,
    zeros: int = 1,
) -> IntRows | None:
    """The matrix itself, or the first with one row added to another, whose elimination has the right size.

    Parameters
    ----------
    low, high : bounds of the largest number on the way
    stages : bounds of the number of stages
    bar, full : as for `effort`
    zeros : how many zeros may stand left of the bar
    """
    if rows is None:
        return None
    columns = len(rows[0]) if bar is None else bar
    for tried in _variants(rows):
        if max(abs(a) for r in tried for a in r) > high:
            continue
        if not presentable(tried, bound=high, rhs_bound=high, zeros=zeros, columns=columns):
            continue
        found = effort(tried, bar=bar, full=full)
        if low <= found.largest <= high and stages[0] <= found.stages <= stages[1]:
            return tried
    return None


def _variants(rows: IntRows) -> Iterator[IntRows]:
    yield rows
    n = len(rows)
    for m in (1, -1, 2, -2, 3, -3):
        for i in range(n):
            for j in range(n):
                if i != j:
                    changed = tuple(a + m * b for a, b in zip(rows[i], rows[j], strict=True))
                    yield (*rows[:i], changed, *rows[i + 1 :])


def with_form(
    draw: Draw,
    pivots: Sequence[int],
    width: int,
    *,
    extra: int,
    low: int,
    high: int,
    stages: tuple[int, int],
    full: bool = False,
    zeros: int = 1,
) -> IntRows | None:
    """A matrix to set whose reduced form has these pivot columns and small whole entries; or None.

    `extra` of its rows depend on the others; the rest as for `fitted`.
    """
    form = echelon_form(draw, pivots, width)
    rows = reducible(draw, form, extra=extra, columns=width, zeros=zeros, bound=9)
    return fitted(rows, low=low, high=high, stages=stages, full=full, zeros=zeros)
