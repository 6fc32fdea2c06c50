"""Three linear equations in three unknowns with exactly one solution.

Built backwards as L·U with whole multipliers in L, so that elimination stays in small whole numbers. Level 1 has pivots
1 and −1, level 2 other pivots and rows in any order, level 3 a solution in fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import SolutionSet, solution_set
from tutor.chance import Draw
from tutor.methods.linear_systems import mistakes, system
from tutor.methods.linear_systems.building import IntRows, lower_product, upright
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.linear_systems.forms import equation, named
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Op, augmented

NAMES = (("x", "y", "z"), ("x", "y", "z"), ("u", "v", "w"), ("a", "b", "c"), ("x1", "x2", "x3"))

_WORDING = (
    "Find all solutions of the linear system. ",
    "Solve the system by Gaussian elimination. ",
    "Find all values of the unknowns that satisfy the three equations at once. ",
)


@family(
    source="MML 2.3",
    levels=3,
    marks=6,
    typing="x = 31/2, y = 30 - t, z = t, or: no solution (x1 for x₁)",
    space=(10_000, 10_000, 10_000),
)
class ThreeByThree:
    """Solve a 3×3 system by Gaussian elimination.

    >>> ThreeByThree(("x", "y", "z"), ((1, 1, 1), (1, 2, 3), (2, 1, 4)), (6, 14, 16)).answer().typed()
    'x = 1, y = 2, z = 3'
    """

    variables: tuple[str, str, str]
    rows: IntRows
    rhs: tuple[int, ...]
    as_matrix: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        rows, rhs = draw.until(lambda: _system(draw, level), lambda found: _fit_to_set(*found, level))
        as_matrix = draw.coin(Fraction(1, 4))
        return cls(
            ("x1", "x2", "x3") if as_matrix else draw.choice(NAMES),
            rows,
            rhs,
            as_matrix,
            0 if as_matrix else draw.below(3),
        )

    def _stated(self) -> Op:
        pairs = zip(self.rows, self.rhs, strict=True)
        if self.as_matrix:
            return augmented(((*r, b) for r, b in pairs), 3)
        return Op("system", tuple(equation(r, b, self.variables) for r, b in pairs))

    def statement(self) -> Text:
        if self.as_matrix:
            asked = say(
                "Solve the linear system with this augmented matrix and the unknowns {names}. ",
                names=named(self.variables),
            )
        else:
            asked = say(_WORDING[self.wording])
        return asked + say("{system}", system=self._stated())

    def answer(self) -> SolutionSet:
        return solution_set(self.variables, self.rows, self.rhs, general_solution(self.rows, self.rhs))

    def symbolic(self) -> SolutionSet:
        import sympy as sp

        found = sp.Matrix(self.rows).LUsolve(sp.Matrix(self.rhs))
        return solution_set(self.variables, self.rows, self.rhs, ([Fraction(int(q.p), int(q.q)) for q in found], ()))

    @staticmethod
    def numeric(rows: Any, rhs: Any) -> Any:
        q, r = np.linalg.qr(rows)
        return np.linalg.solve(r, q.T @ rhs), np.zeros((3, 0))

    def solution(self) -> Solution:
        worked = system.work(self.rows, self.rhs, variables=self.variables, given=self._stated())
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        rules = (mistakes.SIGN, mistakes.RIGHT_SIDE, mistakes.ADDS, mistakes.UNDIVIDED, mistakes.READ_OFF)
        right = self.answer()
        for rule, wrong in mistakes.mistaken(self.rows, self.rhs, rules):
            if rule != mistakes.UNDIVIDED or wrong != right.point:  # with pivots 1 there is nothing to divide
                yield Misconception(rule, replace(right, point=wrong), _FEEDBACK[rule])


_FEEDBACK = {rule: say(words) for rule, words in mistakes.FEEDBACK.items()}


def _system(draw: Draw, level: int) -> tuple[IntRows, tuple[int, ...]]:
    a, b, c = (p * draw.sign() for p in draw.choice(_PIVOTS[level]))
    d, e, f = draw.integer(-3, 3, but=[0]), draw.integer(-3, 3, but=[0]), draw.integer(-3, 3)
    x, y, z = draw.integers(3, -5, 5)
    if level == 3:  # a right-hand side that leaves a fraction in z, and x and y near to the drawn numbers
        right = c * z + draw.choice([k for k in range(1 - 2 * abs(c), 2 * abs(c)) if k % c])
        upper = ((a, d, e, a * x + d * y + e * z), (0, b, f, b * y + f * z), (0, 0, c, right))
    else:
        upper = ((a, d, e, a * x + d * y + e * z), (0, b, f, b * y + f * z), (0, 0, c, c * z))
    rows = lower_product(draw, upper, columns=3)
    if rows is None:
        return (), ()
    rows = upright(draw, rows)
    if level > 1:
        rows = draw.shuffle(rows)
    return tuple(r[:3] for r in rows), tuple(r[3] for r in rows)


_PIVOTS = {
    1: ((1, 1, 1),),
    2: ((1, 2, 1), (1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (1, 3, 1), (2, 1, 1), (1, 1, 4), (1, 4, 1), (1, 1, 3)),
    3: ((1, 2, 2), (1, 3, 2), (1, 1, 2), (1, 1, 3), (2, 1, 3), (1, 2, 3), (2, 1, 2), (1, 1, 4), (1, 1, 5), (1, 3, 4)),
}


def _fit_to_set(rows: IntRows, rhs: tuple[int, ...], level: int) -> bool:
    if not rows or not any(rhs):
        return False
    found = general_solution(rows, rhs)
    if found is None or found[1]:
        return False
    x = found[0]
    if len(set(x)) < 2 or sum(v == 0 for v in x) > 1 or max(map(abs, x)) > 12:
        return False
    return (max(v.denominator for v in x) > 1) == (level == 3)
