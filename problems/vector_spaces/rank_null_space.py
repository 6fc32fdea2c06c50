"""Rank, nullity and a basis of the null space of a matrix.

The reduced form is chosen first, with small whole entries in the free columns. Level 1 has one free column, level 2 two
of them, level 3 five columns and a dependent row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, exact_number, subspace
from tutor.chance import Draw
from tutor.exact.matrices import null_space, reduced, row_space
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.spaces import null_space as method
from tutor.methods.spaces.building import with_form
from tutor.methods.spaces.mistakes import signs_read_off
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix

_WORDING = (
    "Find the rank, the nullity (the dimension of the null space), and a basis of the null space of {A}.",
    "Consider {A}. Give its rank, its nullity, and a basis of its kernel, the space of all {x} with {e}.",
    "Determine rank and nullity of {A}, and a basis of the solutions {x} of {e}.",
)
# for each level: pivot columns, columns, dependent rows
_SHAPES = {
    1: (((0, 1), 3, 1), ((0, 2), 3, 1)),
    2: (((0, 1), 4, 1), ((0, 2), 4, 1), ((0, 3), 4, 1)),
    3: (((0, 1, 2), 5, 1), ((0, 1, 3), 5, 1), ((0, 2, 3), 5, 1), ((0, 2, 4), 5, 1)),
}
_SIZES = {1: (5, 11, (2, 4)), 2: (5, 11, (3, 4)), 3: (7, 18, (5, 7))}


@family(
    source="MML 2.7.3",
    levels=3,
    marks=6,
    typing="rank = 20; nullity = 10; basis = {(10, 20), (30, -10), (50, 60)}",
    height=(11, 11, 18),
)
class RankAndNullSpace:
    """Count pivots and free columns, and find the vectors that a matrix sends to 0.

    >>> RankAndNullSpace(((1, 2, 3), (2, 4, 6))).answer().typed()
    'rank = 1; nullity = 2; basis = {(2, -1, 0), (3, 0, -1)}'
    """

    A: IntRows
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        pivots, width, extra = draw.choice(_SHAPES[level])
        low, high, stages = _SIZES[level]
        made = draw.until(
            lambda: with_form(draw, pivots, width, extra=extra, low=low, high=high, stages=stages, full=True, zeros=2),
            lambda rows: rows is not None,
        )
        return cls(made or (), draw.below(len(_WORDING)))

    def statement(self) -> Text:
        A, x = Name("A"), Name("x")
        return say(
            _WORDING[self.wording], A=A.equals(matrix(self.A)), x=x, e=(A * x).equals(matrix([[0]] * len(self.A)))
        )

    def answer(self) -> Parts:
        return _parts(null_space(self.A), len(self.A[0]))

    def symbolic(self) -> Parts:
        import sympy as sp

        found = sp.Matrix(self.A).nullspace()
        return _parts(tuple(tuple(Fraction(int(x.p), int(x.q)) for x in v) for v in found), len(self.A[0]))

    @staticmethod
    def numeric(A: Any) -> Any:
        _, singular, right = np.linalg.svd(A)
        r = int(np.sum(singular > 1e-9 * singular[0]))
        return {"rank": r, "nullity": A.shape[1] - r, "basis": right[r:].T}

    def solution(self) -> Solution:
        worked = method.work(self.A)
        head, _, _ = worked.code.rpartition("\nanswer = ")
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=f"{head}\n{_LAST}")

    def misconceptions(self) -> Iterator[Misconception]:
        _, pivots = reduced(self.A)
        m, n, r = len(self.A), len(self.A[0]), len(pivots)
        found = null_space(self.A)
        said = "What stands in a column without a pivot changes its sign when you solve for the others."
        yield Misconception(
            "signs-read-off-the-form", subspace([signs_read_off(v) for v in found]), say(said), part="basis"
        )
        said = "The rows span the row space; the null space holds what they send to 0."
        yield Misconception("row-space-for-null-space", subspace(row_space(self.A)), say(said), part="basis")
        if m != r:
            said = "Rows that are not 0 are counted after elimination, not before."
            yield Misconception("rows-before-elimination", exact_number(m), say(said), part="rank")
        if n != r:
            said = "Only columns with a pivot count."
            yield Misconception("every-column-counts", exact_number(n), say(said), part="rank")
        if m - r != n - r:
            said = "The nullity is the number of columns, not of rows, less the rank."
            yield Misconception("rows-less-rank", exact_number(m - r), say(said), part="nullity")


_LAST = """N = null_basis(A)                                      # the basis vectors are its columns
answer = {"rank": A.shape[1] - N.shape[1], "nullity": N.shape[1], "basis": N}
print(answer)
"""


def _parts(vectors: tuple[Any, ...], columns: int) -> Parts:
    k = len(vectors)
    counts = (Part("rank", exact_number(columns - k)), Part("nullity", exact_number(k)))
    return Parts((*counts, Part("basis", subspace(vectors, columns), weight=2)))
