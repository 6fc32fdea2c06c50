"""The reduced row echelon form of a matrix.

Built backwards from a reduced form with small whole entries, mixed by an invertible matrix. Level 1 is 2×3, level 2 is
3×4 with every row needed, level 3 is 3×5 or 4×4 with a zero pivot or a dependent row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, matrix_answer
from tutor.chance import Draw
from tutor.methods.linear_systems import rref
from tutor.methods.linear_systems.building import IntRows, echelon_form, reducible
from tutor.methods.linear_systems.elimination import reduce
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix

_WORDING = (
    "Bring the matrix {name} to reduced row echelon form.",
    "Find the reduced row echelon form of the matrix {name}.",
    "Apply Gauss–Jordan elimination to the matrix {name} until it is in reduced row echelon form.",
)
# for each level: columns, pivot columns, dependent rows
_SHAPES = {
    1: ((3, (0, 1), 0), (3, (0, 1), 0), (3, (0, 1), 0), (3, (0, 2), 0)),
    2: ((4, (0, 1, 2), 0), (4, (0, 1, 2), 0), (4, (0, 1, 3), 0), (4, (0, 2, 3), 0)),
    3: ((5, (0, 1, 3), 0), (5, (0, 2, 3), 0), (4, (0, 1), 1), (4, (0, 1, 3), 1), (5, (0, 1, 2), 1), (5, (0, 2), 1)),
}


@family(source="MML 2.3.2", levels=3, marks=5, typing="[1, 2; 3, 4] (row by row)", space=(3_000, 10_000, 10_000))
class ReducedForm:
    """Reduce a matrix by Gauss–Jordan elimination.

    >>> ReducedForm(M=((2, 4, 6), (1, 3, 5))).answer().typed()
    '[1, 0, -1; 0, 1, 2]'
    """

    M: IntRows
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        width, pivots, extra = draw.choice(_SHAPES[level])
        zeros = 1 if level == 1 else 3

        def make() -> IntRows | None:
            return reducible(
                draw,
                echelon_form(draw, pivots, width, size=3 if level == 3 else 4),
                extra=extra,
                columns=width,
                zeros=zeros,
            )

        def good(rows: IntRows | None) -> bool:
            return rows is not None and any(a for r in reduce(rows)[0] for c, a in enumerate(r) if c not in pivots)

        rows = draw.until(make, good)
        return cls(rows or (), draw.below(len(_WORDING)))

    def statement(self) -> Text:
        words = _WORDING[self.wording] + " Rows of zeros, if there are any, are kept at the bottom. {M}"
        return say(words, name=Name("M"), M=Name("M").equals(matrix(self.M)))

    def answer(self) -> Matrix:
        return matrix_answer(reduce(self.M)[0])

    def symbolic(self) -> Matrix:
        import sympy as sp

        form, _ = sp.Matrix(self.M).rref()
        return matrix_answer([[Fraction(int(q.p), int(q.q)) for q in row] for row in form.tolist()])

    @staticmethod
    def numeric(M: Any) -> Any:
        pivots: list[int] = []
        for c in range(M.shape[1]):  # a column is a pivot column if it raises the rank
            if np.linalg.matrix_rank(M[:, [*pivots, c]]) > len(pivots):
                pivots.append(c)
        form = np.zeros(M.shape)
        form[: len(pivots)] = np.linalg.lstsq(M[:, pivots], M, rcond=None)[0]  # the columns in terms of these
        return form

    def solution(self) -> Solution:
        return replace(rref.work(self.M), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        form, _ = reduce(self.M)
        echelon = _echelon(self.M, sign=1)
        wrong = [
            ("echelon-form-only", echelon, "In the reduced form the entries above each pivot are zero too."),
            (
                "multiplier-sign",
                reduce(_echelon(self.M, sign=-1))[0],
                "Check the sign of the multiplier: the entry under the pivot must become 0.",
            ),
            (
                "columns-exchanged",
                tuple(r[::-1] for r in reduce(tuple(r[::-1] for r in self.M))[0]),
                "Begin with the first column from the left that is not zero.",
            ),
        ]
        unscaled = _unscaled(self.M, form)
        if unscaled != form:  # else all pivots are 1 as they come
            wrong.append(("pivots-not-scaled", unscaled, "In the reduced form every pivot is 1: divide the rows."))
        for mark, rows, feedback in wrong:
            yield Misconception(mark, matrix_answer(rows), say(feedback))


def _echelon(rows: IntRows, *, sign: int) -> tuple[tuple[Fraction, ...], ...]:
    """Row echelon form with pivots 1, zeros below them only; sign −1 adds where a multiple must be subtracted."""
    work = [[Fraction(a) for a in r] for r in rows]
    r = 0
    for c in range(len(work[0])):
        place = next((i for i in range(r, len(work)) if work[i][c]), None)
        if place is None:
            continue
        work[r], work[place] = work[place], work[r]
        work[r] = [a / work[r][c] for a in work[r]]
        for i in range(r + 1, len(work)):
            m = work[i][c]
            work[i] = [
                a - sign * m * b if k > c else Fraction(0)
                for k, (a, b) in enumerate(zip(work[i], work[r], strict=True))
            ]
        r += 1
        if r == len(work):
            break
    return tuple(tuple(row) for row in work)


def _unscaled(rows: IntRows, form: tuple[tuple[Fraction, ...], ...]) -> tuple[tuple[Fraction, ...], ...]:
    """The reduced rows times the pivots that plain elimination finds."""
    work = [[Fraction(a) for a in r] for r in rows]
    r, found = 0, []
    for c in range(len(work[0])):
        place = next((i for i in range(r, len(work)) if work[i][c]), None)
        if place is None:
            continue
        work[r], work[place] = work[place], work[r]
        for i in range(r + 1, len(work)):
            m = work[i][c] / work[r][c]
            work[i] = [a - m * b for a, b in zip(work[i], work[r], strict=True)]
        found.append(work[r][c])
        r += 1
        if r == len(work):
            break
    scales = found + [Fraction(1)] * (len(form) - len(found))
    return tuple(tuple(s * a for a in row) for s, row in zip(scales, form, strict=True))
