"""Exact row reduction: fast for the bare value, in stages for a worked solution.

`reduce` and `general_solution` work on integers and fractions alone (FLINT for large matrices, with identical results);
`echelon` and `jordan` do what a person does on paper, and choose pivots so that the numbers stay small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from tutor.claims import RowOperation
from tutor.evaluate import NotExact
from tutor.exact.echelon import integer_form, whole_rows
from tutor.step import Step
from tutor.text import Text
from tutor.written import Name, Num, Op, Written, augmented, matrix, number

Number: TypeAlias = "int | Fraction"
Rows: TypeAlias = tuple[tuple[Fraction, ...], ...]
Vector: TypeAlias = tuple[Fraction, ...]


# ---------------------------------------------------------------- the bare value


def reduce(rows: Sequence[Sequence[Number]]) -> tuple[Rows, tuple[int, ...]]:
    """The reduced row echelon form and the pivot columns (counted from 0).

    >>> form, pivots = reduce([[2, 4, 6], [1, 2, 5]])
    >>> [[str(a) for a in row] for row in form], pivots
    ([['1', '2', '0'], ['0', '0', '1']], (0, 2))
    """
    width = len(rows[0]) if rows else 0
    form, pivots = _integer_form(rows)
    zero = Fraction(0)
    reduced = [tuple(Fraction(a, row[c]) if a else zero for a in row) for row, c in zip(form, pivots, strict=True)]
    reduced += [(zero,) * width] * (len(rows) - len(pivots))
    return tuple(reduced), pivots


def general_solution(
    coefficients: Sequence[Sequence[Number]], rhs: Sequence[Number]
) -> tuple[Vector, tuple[Vector, ...]] | None:
    """All solutions of A x = b as a point and directions, or None if there is none.

    The variables without a pivot are free; they are 0 in the point, and one of them is 1 in each direction.

    >>> point, directions = general_solution([[2, 4]], [5])
    >>> [str(x) for x in point], [[str(x) for x in d] for d in directions]
    (['5/2', '0'], [['-2', '1']])
    >>> general_solution([[1, 1], [1, 1]], [1, 2]) is None
    True
    """
    n = len(coefficients[0])
    form, pivots = _integer_form([(*row, b) for row, b in zip(coefficients, rhs, strict=True)])
    if pivots and pivots[-1] == n:
        return None
    zero, one = Fraction(0), Fraction(1)
    point = [zero] * n
    for row, c in zip(form, pivots, strict=True):
        point[c] = Fraction(row[n], row[c])
    directions = []
    for free in range(n):
        if free in pivots:
            continue
        direction = [zero] * n
        direction[free] = one
        for row, c in zip(form, pivots, strict=True):
            direction[c] = Fraction(-row[free], row[c])
        directions.append(tuple(direction))
    return tuple(point), tuple(directions)


def _integer_form(rows: Sequence[Sequence[Number]]) -> tuple[list[list[int]], tuple[int, ...]]:
    """Integer multiples of the nonzero rows of the reduced form, and the pivot columns."""
    whole = whole_rows(rows)
    if whole is None:
        raise NotExact("the entries must be rational numbers")
    return integer_form(whole)


# ---------------------------------------------------------------- worked


@dataclass(frozen=True)
class Stage:
    """Row operations done together: the matrix before, the operations in order, the matrix after, and why."""

    before: Written
    operations: tuple[Op, ...]
    after: Written
    why: Text
    question: Text = field(default_factory=lambda: Text(()))

    def step(self) -> Step:
        """The stage as a step whose claim is replayed."""
        claim = RowOperation(result=self.after, before=self.before, operations=self.operations)
        return Step(self.why, claim, question=self.question)


def rowadd(i: int, j: int, factor: Number | Written) -> Op:
    """R_i ← R_i + factor·R_j; rows count from 0 here and from 1 on paper."""
    return Op("rowadd", (Num(str(i + 1)), Num(str(j + 1)), factor if isinstance(factor, Written) else number(factor)))


def rowscale(i: int, factor: Number) -> Op:
    """R_i ← factor·R_i."""
    return Op("rowscale", (Num(str(i + 1)), number(factor)))


def rowswap(i: int, j: int) -> Op:
    """R_i ↔ R_j."""
    return Op("rowswap", (Num(str(i + 1)), Num(str(j + 1))))


def spoken(operations: Sequence[Op]) -> Text:
    """The operations as they are noted on paper; scaling a row and then adding to it is one line.

    >>> str(spoken([rowscale(1, 2), rowadd(1, 0, -7)]))
    'R_2 ← 2*R_2 - 7*R_1'
    """
    lines: list[tuple[Written, str, Written]] = []
    pending: dict[str, Written] = {}
    rest = list(operations)
    for k, operation in enumerate(rest):
        i = str(operation.args[0])
        row: Written = Name(f"R_{i}")
        if operation.head == "rowswap":
            lines.append((row, " ↔ ", Name(f"R_{operation.args[1]}")))
        elif operation.head == "rowscale":
            scaled = _multiple(operation.args[1], row)
            follows = rest[k + 1] if k + 1 < len(rest) else None
            if follows is not None and follows.head == "rowadd" and follows.args[0] == operation.args[0]:
                pending[i] = scaled
            else:
                lines.append((row, " ← ", scaled))
        else:
            left = pending.pop(i, row)
            factor, other = operation.args[2], Name(f"R_{operation.args[1]}")
            if isinstance(factor, Op) and factor.head == "neg":
                lines.append((row, " ← ", left - _multiple(factor.args[0], other)))
            else:
                lines.append((row, " ← ", left + _multiple(factor, other)))
    parts: list[str | Written] = []
    for left, arrow, right in lines:
        parts += [", ", left, arrow, right] if parts else [left, arrow, right]
    return Text(tuple(parts))


def _multiple(factor: Written, row: Written) -> Written:
    if factor == Num("1"):
        return row
    if isinstance(factor, Op) and factor.head == "neg":
        return -_multiple(factor.args[0], row)
    if isinstance(factor, Op) and factor.head == "/":
        top, bottom = factor.args
        return _multiple(top, row) / bottom
    return factor * row


class Worksheet:
    """A matrix on paper that is being reduced: its rows, and the stages so far.

    Parameters
    ----------
    rows : rows of int or Fraction
    bar : number of columns left of the bar of an augmented matrix; None for a plain matrix
    labels : what the columns are called in the reasons, one for each column that may have a pivot
    """

    def __init__(self, rows: Sequence[Sequence[Number]], *, bar: int | None, labels: Sequence[Written | str]) -> None:
        self.rows: list[tuple[Fraction, ...]] = [tuple(Fraction(a) for a in row) for row in rows]
        self.bar = bar
        self.labels = labels
        self.pivots: list[int] = []
        self.stages: list[Stage] = []

    def written(self) -> Op:
        """The matrix as it stands."""
        return matrix(self.rows) if self.bar is None else augmented(self.rows, self.bar)

    def _do(self, operations: list[Op], changed: list[tuple[Fraction, ...]], why: Text, question: Text) -> None:
        if not operations:
            return
        before = self.written()
        self.rows = changed
        self.stages.append(Stage(before, tuple(operations), self.written(), why, question))

    def _common(self, row: Sequence[Fraction]) -> int:
        """The common factor of a row of integers whose left part is not zero; 1 where there is none to take out."""
        left = row if self.bar is None else row[: self.bar]
        if not any(left) or any(a.denominator != 1 for a in row):
            return 1
        return gcd(*(a.numerator for a in row))

    def whole(self) -> None:
        """Clear the denominators row by row."""
        operations, changed = [], list(self.rows)
        for i, row in enumerate(self.rows):
            m = lcm(*(a.denominator for a in row))
            if m > 1:
                operations.append(rowscale(i, m))
                changed[i] = tuple(a * m for a in row)
        why = Text(("Multiply by the common denominators, so that only whole numbers remain: ", *spoken(operations)))
        self._do(operations, changed, why, Text(("By what must a row be multiplied to get rid of its fractions?",)))

    def _candidates(self, column: int) -> list[tuple[int, int, int, int]]:
        """(cost, size, row, common factor) for each row that can give the pivot."""
        r = len(self.pivots)
        at = [i for i in range(r, len(self.rows)) if self.rows[i][column]]
        found = []
        for i in at:
            common = self._common(self.rows[i])
            p = abs(self.rows[i][column].numerator) // common
            others = [abs(self.rows[j][column].numerator) for j in at if j != i]
            cost = sum(p // gcd(p, q) - 1 for q in others)
            swap = int(i != r)
            effort = 10 * cost + 2 * swap + (2 if common > 1 and cost == 0 and p * common > 1 and others else 0)
            found.append((effort, p, i, common))
        return sorted(found)

    def forward(self) -> None:
        """To row echelon form: a pivot in each column that has one, zeros below it."""
        self.whole()
        for column, label in enumerate(self.labels):
            r = len(self.pivots)
            found = self._candidates(column)
            if not found:
                continue
            _, _, i, common = found[0]
            self._prepare(r, i, common if len(found) > 1 else 1, column)
            self.pivots.append(column)
            self._clear(range(r + 1, len(self.rows)), r, column, label, "below")

    def _prepare(self, r: int, i: int, common: int, column: int) -> None:
        """Bring the chosen row to its place and take out its common factor."""
        operations, changed = [], list(self.rows)
        if i != r:
            operations.append(rowswap(r, i))
            changed[r], changed[i] = changed[i], changed[r]
        if common > 1:
            operations.append(rowscale(r, Fraction(1, common)))
            changed[r] = tuple(a / common for a in changed[r])
        swap, zero = i != r, not self.rows[r][column]
        reason = "a row with an entry in this column comes up" if zero else "the pivot becomes a small number"
        if swap and common > 1:
            words = f"Exchange rows {r + 1} and {i + 1} and take out the common factor {common}, so that {reason}: "
        elif swap:
            words = f"Exchange rows {r + 1} and {i + 1}, so that {reason}: "
        else:
            words = f"Divide row {r + 1} by its common factor {common}, so that {reason}: "
        self._do(operations, changed, Text((words, *spoken(operations))), Text(("Which row is easiest to subtract?",)))

    def _clear(self, targets: Sequence[int], r: int, column: int, label: Written | str, where: str) -> None:
        """Make zeros in the column with the pivot in row r, without fractions."""
        operations: list[Op] = []
        changed = list(self.rows)
        p = self.rows[r][column].numerator
        for i in targets:
            q = self.rows[i][column].numerator
            if not q:
                continue
            g = gcd(p, q)
            m, factor = abs(p) // g, -q // g if p > 0 else q // g
            if m > 1:
                operations.append(rowscale(i, m))
            operations.append(rowadd(i, r, factor))
            new = tuple(m * a + factor * b for a, b in zip(self.rows[i], self.rows[r], strict=True))
            common = self._common(new)
            if common > 1:
                lead = next(a for a in new if a)
                common = common if lead > 0 else -common
                operations.append(rowscale(i, Fraction(1, common)))
                new = tuple(a / common for a in new)
            changed[i] = new
        name = Text(("column ", label) if isinstance(label, Written) else (label,))
        why = Text(("With the pivot ", number(p), f" of row {r + 1} make zeros {where} it in ", *name, ": "))
        asked = Text((f"Which multiple of row {r + 1} makes the entries {where} its pivot vanish?",))
        self._do(operations, changed, why + spoken(operations), asked)

    def backward(self) -> None:
        """From row echelon form to reduced form: zeros above each pivot, then ones as pivots."""
        for r in range(len(self.pivots) - 1, 0, -1):
            column = self.pivots[r]
            self._clear(range(r), r, column, self.labels[column], "above")
        operations, changed = [], list(self.rows)
        for r, column in enumerate(self.pivots):
            p = self.rows[r][column]
            if p != 1:
                operations.append(rowscale(r, 1 / p))
                changed[r] = tuple(a / p for a in self.rows[r])
        why = Text(("Divide each row by its pivot, so that the pivots become 1: ", *spoken(operations)))
        self._do(operations, changed, why, Text(("What is still missing in the reduced form?",)))
