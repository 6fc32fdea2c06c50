"""All solutions of a system with free unknowns.

Built backwards from a reduced row echelon form with small whole entries, so that the solution set has whole numbers.
Level 1 has one free unknown in two equations, level 2 a dependent third equation or two free unknowns, level 3 four
unknowns and a dependent equation, or five unknowns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import SolutionSet, solution_set
from tutor.chance import Draw
from tutor.methods.linear_systems import system
from tutor.methods.linear_systems.building import IntRows, echelon_form, reducible
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.linear_systems.forms import equation, named
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, augmented

_WORDING = (
    "Find all solutions of the system{matrix}.{free} {system}",
    "Find the general solution of the system{matrix}.{free} {system}",
    "Solve the system{matrix} by Gaussian elimination.{free} {system}",
)
# for each level: unknowns, pivot columns, dependent equations
_SHAPES = {
    1: ((3, (0, 1), 0), (3, (0, 1), 0), (3, (0, 2), 0)),
    2: ((3, (0, 1), 1), (3, (0, 2), 1), (4, (0, 1), 0), (4, (0, 2), 0)),
    3: ((4, (0, 1, 2), 1), (4, (0, 1), 1), (4, (0, 1, 3), 1), (5, (0, 1, 3), 0), (4, (0, 2), 1), (5, (0, 2, 3), 0)),
}


@family(
    source="MML 2.3",
    levels=3,
    marks=6,
    typing="x = 30 - 2*t + s, y = t, z = s, or: no solution (x1 for x₁)",
    space=(10_000, 10_000, 10_000),
)
class GeneralSolution:
    """Find the point and the directions of a solution set.

    >>> p = GeneralSolution(("x", "y", "z"), ((1, 1, 1), (1, 2, 3)), (6, 14))
    >>> p.answer().typed()
    'x = -2 + t, y = 8 - 2*t, z = t'
    """

    variables: tuple[str, ...]
    rows: IntRows
    rhs: tuple[int, ...]
    as_matrix: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        width, pivots, extra = draw.choice(_SHAPES[level])
        rows = draw.until(lambda: _rows(draw, width, pivots, extra), _fit_to_set) or ()
        as_matrix = width > 3 and draw.coin(Fraction(1, 3))
        names = tuple(f"x{i}" for i in range(1, width + 1))
        if not as_matrix and width < 5:
            names = draw.choice((tuple("xyz"), tuple("uvw"), names) if width == 3 else (tuple("wxyz"), names))
        return cls(names, tuple(r[:-1] for r in rows), tuple(r[-1] for r in rows), as_matrix, draw.below(3))

    def _stated(self) -> Op:
        pairs = zip(self.rows, self.rhs, strict=True)
        if self.as_matrix:
            return augmented(((*r, b) for r, b in pairs), len(self.variables))
        return Op("system", tuple(equation(r, b, self.variables) for r, b in pairs))

    def statement(self) -> Text:
        free = " Use {t} (and {s}, …) for free unknowns."
        matrix = " with this augmented matrix and the unknowns {names}" if self.as_matrix else ""
        values = {"t": Name("t"), "s": Name("s"), "names": named(self.variables)}
        words = _WORDING[self.wording]
        return say(words, matrix=say(matrix, **values), free=say(free, **values), system=self._stated())

    def answer(self) -> SolutionSet:
        return self._set(general_solution(self.rows, self.rhs))

    def _set(self, found: Any) -> SolutionSet:
        return solution_set(self.variables, self.rows, self.rhs, found)

    def symbolic(self) -> SolutionSet:
        import sympy as sp

        a = sp.Matrix(self.rows)
        point, free = a.gauss_jordan_solve(sp.Matrix(self.rhs))
        origin = [_exact(v) for v in point.subs(dict.fromkeys(free, 0))]
        return self._set((origin, [[_exact(v) for v in d] for d in a.nullspace()]))

    @staticmethod
    def numeric(rows: Any, rhs: Any) -> Any:
        x, _, rank, _ = np.linalg.lstsq(rows, rhs, rcond=None)
        if np.abs(rows @ x - rhs).max() > 1e-8:
            return None
        return x, np.linalg.svd(rows)[2][rank:].T

    def solution(self) -> Solution:
        worked = system.work(self.rows, self.rhs, variables=self.variables, given=self._stated())
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found = general_solution(self.rows, self.rhs)
        if found is None:
            return
        point, directions = found
        wrong = [
            (
                "one-point-of-many",
                (point, ()),
                "It is a solution, but not all of them: give the free unknown a name.",
            ),
            (
                "direction-with-the-signs-of-the-form",
                (point, [_read_off(d, i) for d, i in zip(directions, _free(directions), strict=True)]),
                "A term with a free unknown changes its sign when it goes to the right.",
            ),
            (
                "particular-solution-as-direction",
                (point, (point, *directions[1:])),
                "Directions solve the system with zeros on the right; a particular solution is no direction.",
            ),
            (
                "true-row-means-none",
                None,
                "0 = 0 is always true, and a free unknown is no contradiction.",
            ),
        ]
        if len(directions) > 1:
            said = "Each free unknown gives a direction of its own."
            wrong.append(("one-direction-of-several", (point, directions[:1]), said))
        for mark, solution, feedback in wrong:
            yield Misconception(mark, self._set(solution), say(feedback))


def _free(directions: tuple[tuple[Fraction, ...], ...]) -> list[int]:
    """The free unknown of each direction: its last entry that is not 0."""
    return [max(i for i, a in enumerate(d) if a) for d in directions]


def _read_off(direction: tuple[Fraction, ...], free: int) -> tuple[Fraction, ...]:
    return tuple(a if i == free else -a for i, a in enumerate(direction))


def _rows(draw: Draw, width: int, pivots: tuple[int, ...], extra: int) -> IntRows | None:
    form = [list(r) for r in echelon_form(draw, pivots, width + 1)]
    for i, row in enumerate(form):
        row[-1] = draw.integer(-6, 6, but=(0,) if i < 2 else ())  # a point with two entries that are not 0
    return reducible(draw, form, extra=extra, columns=width, zeros=len(form) + extra if width > 3 else 1)


def _fit_to_set(rows: IntRows | None) -> bool:
    if rows is None:
        return False
    found = general_solution([r[:-1] for r in rows], [r[-1] for r in rows])
    if found is None:
        return False
    point, directions = found
    return sum(map(bool, point)) > 1 and all(sum(map(bool, d)) > 1 for d in directions)


def _exact(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))
