"""Basis and dimension of a span, or of the solutions of equations.

The reduced form is chosen first. Level 1 has three or four vectors in R³, level 2 four vectors in R⁴ with one or two
dependent ones, level 3 the solution space of equations in four or five unknowns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, Subspace, exact_number, subspace
from tutor.chance import Draw
from tutor.exact.matrices import null_space, reduced, row_space, transposed
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.forms import equation
from tutor.methods.spaces import basis
from tutor.methods.spaces.building import with_form
from tutor.methods.spaces.described import Described
from tutor.methods.spaces.mistakes import signs_read_off
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column

_SPAN = (
    "Find the dimension {d} and a basis of the span of these vectors. {v}",
    "The vectors below span a subspace of {R}. Give its dimension {d} and a basis. {v}",
)
_SOLUTIONS = (
    "Find the dimension {d} and a basis of the space of solutions {x} of {e}",
    "A subspace of {R} consists of all {x} that satisfy the equations below. Give its dimension {d} and a basis. {e}",
)
# for each level: pivot columns, columns, dependent rows
_SHAPES = {
    1: (((0, 1), 3, 1), ((0, 2), 3, 1), ((0, 1), 4, 1), ((0, 2), 4, 1)),
    2: (((0, 1, 2), 4, 1), ((0, 1, 3), 4, 1), ((0, 2, 3), 4, 1)),
    3: (((0, 1), 4, 1), ((0, 2), 4, 1), ((0, 1, 2), 5, 0), ((0, 1, 3), 5, 0), ((0, 2, 3), 5, 0)),
}
_SIZES = {1: (5, 11, (2, 3)), 2: (7, 18, (3, 4)), 3: (6, 14, (3, 5))}


@family(
    source="MML 2.6",
    levels=3,
    marks=5,
    typing="dim = 30; basis = {(10, 20), (30, -10), (50, 60)}",
    height=(11, 18, 14),
)
class BasisAndDimension:
    """Give the dimension and any basis of a subspace.

    >>> BasisAndDimension(((1, 2, 0), (2, 4, 1))).answer().typed()
    'dim = 2; basis = {(1, 2), (0, 1)}'
    """

    rows: IntRows  # the vectors are the columns; or the coefficients of the equations
    equations: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        pivots, width, extra = draw.choice(_SHAPES[level])
        low, high, stages = _SIZES[level]
        solving = level == 3
        made = draw.until(
            lambda: with_form(
                draw, pivots, width, extra=extra, low=low, high=high, stages=stages, full=solving, zeros=2 + solving
            ),
            lambda rows: rows is not None,
        )
        return cls(made or (), solving, draw.below(2))

    def _names(self) -> tuple[str, ...]:
        return tuple(f"x{i}" for i in range(1, len(self.rows[0]) + 1))

    def statement(self) -> Text:
        n = len(self.rows[0]) if self.equations else len(self.rows)
        values = {"d": Name("dim"), "R": Name("R") ** n}
        if self.equations:
            system = Op("system", tuple(equation(r, 0, self._names()) for r in self.rows))
            x = Op("tuple", tuple(map(Name, self._names())))
            return say(_SOLUTIONS[self.wording], e=system, x=x, **values)
        named = [Name(f"v{i}").equals(column(c)) for i, c in enumerate(zip(*self.rows, strict=True), 1)]
        return say(_SPAN[self.wording], v=Op("list", tuple(named)), **values)

    def _kept(self) -> tuple[Any, ...]:
        if self.equations:
            return null_space(self.rows)
        columns = transposed(self.rows)
        return tuple(columns[c] for c in basis.chosen(columns))

    def answer(self) -> Parts:
        return _parts(self._kept())

    def symbolic(self) -> Parts:
        import sympy as sp

        found = sp.Matrix(self.rows).nullspace() if self.equations else sp.Matrix(self.rows).columnspace()
        return _parts(tuple(tuple(Fraction(int(x.p), int(x.q)) for x in v) for v in found))

    @staticmethod
    def numeric(rows: Any, equations: bool) -> Any:
        left, singular, right = np.linalg.svd(rows)
        r = int(np.sum(singular > 1e-9 * singular[0]))
        found = right[r:].T if equations else left[:, :r]
        return {"dim": found.shape[1], "basis": found}

    def solution(self) -> Solution:
        if self.equations:
            worked = basis.solution_space(Described(equations=self.rows, variables=self._names()))
            last = "B = null_basis(E)                                      # the basis vectors are its columns\n"
        else:
            worked = basis.work(transposed(self.rows))
            last = "B = A[:, reduced(A)[1]]                                # the columns with a pivot, as given\n"
        head, _, _ = worked.code.rpartition("\nanswer" if self.equations else "\nR, pivots")
        code = f'{head}\n{last}answer = {{"dim": B.shape[1], "basis": B}}\nprint(answer)\n'
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        form, pivots = reduced(self.rows)
        r, k, n = len(pivots), len(self.rows[0]), len(self.rows)
        if self.equations:
            said = "The rows are the equations; a basis of the solutions is asked, which they send to 0."
            yield Misconception("equations-as-basis", subspace(row_space(self.rows)), say(said), part="basis")
            turned = [signs_read_off(v) for v in null_space(self.rows)]
            said = "What stands in a column without a pivot changes its sign when you solve for the others."
            yield Misconception("signs-read-off-the-form", subspace(turned), say(said), part="basis")
            wrong = [
                ("rank-for-dimension", r, "The number of pivots is the rank; free unknowns count here."),
                ("unknowns-less-equations", k - n, "An equation that follows from the others takes nothing away."),
            ]
        else:
            units = [tuple(row[c] for row in form) for c in pivots]
            said = "Row operations change the column space: take the columns as they were given."
            yield Misconception("columns-of-the-reduced-form", subspace(units), say(said), part="basis")
            if n == k:
                said = "These vectors span the row space; the given vectors are columns."
                yield Misconception(
                    "row-space-for-column-space", subspace(row_space(self.rows)), say(said), part="basis"
                )
            wrong = [
                ("every-vector-counts", k, "A vector that is a combination of the others does not count."),
                ("entries-for-dimension", n, "The entries say where the vectors lie, not how much they span."),
            ]
        right = k - r if self.equations else r
        for mark, value, feedback in wrong:
            if value != right:
                yield Misconception(mark, exact_number(value), say(feedback), part="dim")


def _parts(vectors: tuple[Any, ...]) -> Parts:
    key: Subspace = subspace(vectors)
    return Parts((Part("dim", exact_number(len(vectors))), Part("basis", key, weight=2)))
