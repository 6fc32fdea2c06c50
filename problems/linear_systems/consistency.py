"""When is a system solvable: the condition on its right-hand sides.

Three equations of rank two with the right-hand sides a, b and c; the third row is built as a combination of the others,
and c must be the same combination. Level 1 has two unknowns and small weights, level 2 three unknowns, level 3 three or
four unknowns and the rows in any order, so that weights may be fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Expression
from tutor.chance import Draw
from tutor.methods.linear_systems.building import (
    IntRows,
    echelon_form,
    lower_product,
    presentable,
    steps_above,
    upright,
)
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.linear_systems.forms import equation
from tutor.methods.linear_systems.parameter import work
from tutor.methods.linear_systems.sheets import form_of
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op

LETTERS = ("a", "b", "c")
_WORDING = (
    "Find the condition on {a}, {b} and {c} under which the system has a solution. {system} Give it in the form "
    "{c} = ….",
    "For which value of {c}, in terms of {a} and {b}, does the system have a solution? {system}",
    "For which right-hand sides does the system have a solution? {system} Solve the condition on {a}, {b} and {c} "
    "for {c}.",
)
# for each level: unknowns, pivot columns
_SHAPES = {1: ((2, (0, 1)),), 2: ((3, (0, 1)), (3, (0, 1)), (3, (0, 2))), 3: ((3, (0, 1)), (4, (0, 1)), (4, (0, 2)))}


@family(source="MML 2.3", levels=3, marks=5, typing="c = 20*a - b/9", space=(2_000, 4_000, 10_000))
class Consistency:
    """Find the condition for a solution to exist.

    >>> Consistency(("x", "y"), ((1, 1), (1, -1), (3, 1))).answer().typed()
    '2*a + b'
    """

    variables: tuple[str, ...]
    rows: IntRows
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        width, pivots = draw.choice(_SHAPES[level])
        rows = draw.until(lambda: _rows(draw, width, pivots, level), _fit_to_set)
        names = {2: ("x", "y"), 3: ("x", "y", "z"), 4: ("x1", "x2", "x3", "x4")}[width]
        return cls(names, rows, draw.below(len(_WORDING)))

    def _system(self) -> Op:
        pairs = zip(self.rows, LETTERS, strict=True)
        return Op("system", tuple(equation(r, Name(b), self.variables) for r, b in pairs))

    def statement(self) -> Text:
        a, b, c = (Name(v) for v in LETTERS)
        return say(_WORDING[self.wording], a=a, b=b, c=c, system=self._system())

    def answer(self) -> Expression:
        return _expression(_weights(self.rows))

    def symbolic(self) -> Expression:
        import sympy as sp

        (null,) = sp.Matrix(self.rows).T.nullspace()
        return _expression([Fraction(int(q.p), int(q.q)) for q in (-null[0] / null[2], -null[1] / null[2])])

    @staticmethod
    def numeric(rows: Any, a: Any, b: Any) -> Any:
        left = np.linalg.svd(rows)[0][:, 2]  # orthogonal to all columns, so to every solvable right-hand side
        return -(left[0] * a + left[1] * b) / left[2]

    def solution(self) -> Solution:
        right = tuple(Name(v) for v in LETTERS)
        worked = work(self.rows, right, variables=self.variables, parameters=LETTERS, given=self._system())
        code = _CODE.format(rows=[list(r) for r in self.rows])
        answer = Name("c").equals(self.answer().value)
        return replace(worked, given=self.statement(), answer=answer, code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        p, q = _weights(self.rows)
        found = [
            ("sign-not-turned", [-p, -q], "What goes to the other side of 0 = … changes its sign."),
            ("one-multiplier-sign", [p, -q], "Check the sign of each multiplier: the row must lose all its unknowns."),
            (
                "other-multiplier-sign",
                [-p, q],
                "Check the signs of the multipliers: all unknowns must vanish.",
            ),
            (
                "multipliers-on-the-left-only",
                [Fraction(1), Fraction(1)],
                "A factor multiplies the letter too.",
            ),
        ]
        if p != q:
            found.append(("letters-exchanged", [q, p], "Which equation is multiplied by which number?"))
        for mark, wrong, feedback in found:
            yield Misconception(mark, _expression(wrong), say(feedback))


_CODE = """import numpy as np

A = np.array({rows}, dtype=float)
M = np.column_stack([A, np.eye(3)])          # behind the bar: the factors of a, b and c
row = 0
for col in range(A.shape[1]):
    best = row + np.argmax(np.abs(M[row:, col]))
    if abs(M[best, col]) < 1e-9:
        continue
    M[[row, best]] = M[[best, row]]
    for i in range(row + 1, 3):
        M[i] -= M[i, col] / M[row, col] * M[row]
    row += 1
p, q, r = M[2, -3:]                          # the zero row reads 0 = p*a + q*b + r*c


def answer(a, b):
    return -(p * a + q * b) / r


print("c =", -p / r, "* a +", -q / r, "* b")
"""


def _expression(weights: list[Fraction]) -> Expression:
    return Expression(form_of(Fraction(0), weights, LETTERS[:2]), LETTERS[:2], label="c")


def _weights(rows: IntRows) -> list[Fraction]:
    """The factors by which the last row is made of the first two."""
    found = general_solution(list(zip(*rows[:2], strict=True)), rows[2])
    return list(found[0]) if found else []


def _rows(draw: Draw, width: int, pivots: tuple[int, ...], level: int) -> IntRows:
    if width == 2:
        a, c = draw.integer(1, 4), draw.integer(1, 5)
        b = draw.choice([k for k in range(-5, 6) if k and gcd(a, k) == 1])
        d = draw.choice([k for k in range(-5, 6) if k and gcd(c, k) == 1 and a * k != b * c])
        rows: IntRows = ((a, b), (c, d))
    else:
        steps = steps_above(draw, echelon_form(draw, pivots, width, size=2), pivots=(1, -1, 2))
        found = lower_product(draw, steps, columns=width, bound=6)
        if found is None:
            return ()
        rows = found
    first, second = upright(draw, rows)
    made = [tuple(p * x + q * y for x, y in zip(first, second, strict=True)) for p, q in _WEIGHTS]
    good = [row for row in made if _presentable((first, second, row), level)]
    if not good:
        return ()
    third = draw.choice(good)
    return draw.shuffle((first, second, third)) if level == 3 else (first, second, third)


_WEIGHTS = ((1, 2), (2, 1), (1, -2), (2, -1), (-1, 2), (-2, 1), (3, -1), (1, -3), (3, 1), (1, 3), (2, -3), (3, -2))


def _presentable(rows: IntRows, level: int) -> bool:
    return presentable(rows, bound=9, rhs_bound=9, zeros=1 if level == 1 else 2, columns=len(rows[0]))


def _fit_to_set(rows: IntRows) -> bool:
    return bool(rows) and all(w and w.denominator <= 3 for w in _weights(rows))
