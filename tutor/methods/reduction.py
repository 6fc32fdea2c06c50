"""Row reduction on paper, for any exact numbers: the steps, the form at the end, and the pivot columns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.exact.matrices import Rows, rows_of
from tutor.exact.scalars import plain, write
from tutor.methods.linear_systems.elimination import Stage, Worksheet, spoken
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Num, Op, augmented, matrix


def worked_reduction(
    rows: Sequence[Sequence[Any]], *, bar: int | None = None, full: bool = True
) -> tuple[list[Step], Rows, tuple[int, ...]]:
    """Gaussian elimination (`full`: Gauss–Jordan) with one step for each column, or a few.

    Parameters
    ----------
    rows : (m, n) exact numbers
    bar : columns left of the bar of an augmented matrix; pivots are sought left of it only
    full : to reduced row echelon form; else to row echelon form

    Returns
    -------
    steps, the last matrix (its rows), the pivot columns (counted from 0); no steps if nothing is to be done

    >>> steps, form, pivots = worked_reduction([[1, 2], [3, 4]])
    >>> len(steps), pivots
    (2, (0, 1))
    """
    width = len(rows[0]) if bar is None else bar
    if all(isinstance(a, int | Fraction) for r in rows for a in r):
        sheet = Worksheet(rows, bar=bar, labels=[f"column {c + 1}" for c in range(width)])
        sheet.forward()
        if full:
            sheet.backward()
        return [s.step() for s in sheet.stages], tuple(sheet.rows), tuple(sheet.pivots)
    return _with_roots(rows_of(rows), bar, width, full=full)


def matrix_written(rows: Sequence[Sequence[Any]], bar: int | None = None) -> Op:
    """The matrix as it is printed; with a bar after so many columns, if one is given."""
    written = [[write(a) for a in r] for r in rows]
    return matrix(written) if bar is None else augmented(written, bar)


def _with_roots(rows: Rows, bar: int | None, width: int, *, full: bool) -> tuple[list[Step], Rows, tuple[int, ...]]:
    """One step a column: exchange if needed, divide by the pivot, make zeros."""
    steps: list[Step] = []
    pivots: list[int] = []
    for c in range(width):
        r = len(pivots)
        at = next((i for i in range(r, len(rows)) if rows[i][c]), None)
        if at is None:
            continue
        operations: list[Op] = []
        changed = [list(row) for row in rows]
        if at != r:
            operations.append(Op("rowswap", (Num(str(r + 1)), Num(str(at + 1)))))
            changed[r], changed[at] = changed[at], changed[r]
        if changed[r][c] != 1:
            factor = plain(1 / changed[r][c])
            operations.append(Op("rowscale", (Num(str(r + 1)), write(factor))))
            changed[r] = [plain(factor * a) for a in changed[r]]
        for i in range(0 if full else r + 1, len(rows)):
            if i != r and changed[i][c]:
                factor = plain(-changed[i][c])
                operations.append(Op("rowadd", (Num(str(i + 1)), Num(str(r + 1)), write(factor))))
                changed[i] = [plain(a + factor * b) for a, b in zip(changed[i], changed[r], strict=True)]
        pivots.append(c)
        if operations:
            before, rows = matrix_written(rows, bar), tuple(tuple(row) for row in changed)
            where = "above and below" if full else "below"
            why = say("Make the pivot in column {c} equal to 1 and the entries {where} it 0: ", c=c + 1, where=where)
            steps.append(Stage(before, tuple(operations), matrix_written(rows, bar), why + spoken(operations)).step())
    return steps, rows, tuple(pivots)


def columns_named(pivots: Sequence[int]) -> Text:
    """The columns in a sentence, counted from 1.

    >>> str(columns_named((0, 2)))
    'columns 1 and 3'
    """
    numbers = [str(c + 1) for c in pivots]
    if len(numbers) == 1:
        return Text((f"column {numbers[0]}",))
    return Text((f"columns {', '.join(numbers[:-1])} and {numbers[-1]}",))
