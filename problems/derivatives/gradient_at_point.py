"""Gradient at a point.

The point is chosen so that the values are small. Level 1 has polynomials in x and y, level 2 exponentials, logarithms,
roots and trigonometric functions, level 3 three variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import numpy as np

from tutor.answers import Vector
from tutor.chance import Draw
from tutor.methods.derivatives.gradient import gradient, work
from tutor.methods.derivatives.mistakes import several
from tutor.methods.derivatives.points import value_of
from tutor.methods.derivatives.surfaces import curved_surface, fit_to_set, polynomial_surface, space_function
from tutor.methods.derivatives.tidy import add
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import ZERO, Name, Op, Written, number, value, written

MISTAKES = ("constant-factor-dropped", "constant-stays", "inner-derivative-left-out")
WORDINGS = (
    "Find the gradient of {f} at the point {p}. Write it as a {layout} vector.",
    "Let {f}. Compute its gradient at {p}, as a {layout} vector.",
    "Which {layout} vector is the gradient of {f} at {p}?",
)


@family(
    source="MML 5.2",
    levels=3,
    marks=4,
    typing="[101, -1/2]",
    space=(10_000, 5_000, 10_000),
)
class GradientAtPoint:
    """Evaluate the gradient of a function at a point.

    >>> from tutor.reading import read
    >>> GradientAtPoint(read("x^2 y"), ("x", "y"), (3, 1)).answer().typed()
    '[6, 9]'
    """

    f: Written
    variables: tuple[str, ...]
    point: tuple[int, ...]
    convention: str = "row"
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        make = (polynomial_surface, curved_surface, space_function)[level - 1]
        made = draw.until(lambda: make(draw), fit_to_set)
        return cls(made.f, made.variables, made.point, draw.conventions.gradient, draw.below(len(WORDINGS)))

    def statement(self) -> Text:
        named = Op("call", (Name("f"), *map(Name, self.variables))).equals(self.f)
        place = Op("tuple", tuple(map(Name, self.variables))).equals(Op("tuple", self._point()))
        return say(WORDINGS[self.wording], f=named, p=place, layout=self.convention)

    def _point(self) -> tuple[Written, ...]:
        return tuple(map(number, self.point))

    def _vector(self, items: Any) -> Vector:
        return Vector(tuple((w,) for w in items), layout=self.convention)

    def _at_point(self, items: Any) -> Vector:
        place = dict(zip(self.variables, self._point(), strict=True))
        return self._vector(value_of(w, place) for w in items)

    def answer(self) -> Vector:
        return self._at_point(gradient(self.f, self.variables))

    def symbolic(self) -> Vector:
        import sympy as sp

        f, symbols = value(self.f), [sp.Symbol(v, real=True) for v in self.variables]
        place = dict(zip(symbols, self.point, strict=True))
        return self._vector(written(sp.diff(f, s).subs(place)) for s in symbols)

    @staticmethod
    def numeric(f: Any, point: Any) -> Any:
        steps = 1e-20j * np.eye(len(point))
        return np.array([np.imag(f(*(point + step))) / 1e-20 for step in steps])

    def solution(self) -> Solution:
        return work(self.f, self.variables, at=self._point(), convention=self.convention)

    def misconceptions(self) -> Iterator[Misconception]:
        right = gradient(self.f, self.variables)
        feedback = say("Differentiate first and put the point in afterwards: a number has the derivative 0.")
        yield Misconception("point-put-in-first", self._vector([ZERO] * len(right)), feedback)
        feedback = say(
            "When one variable varies, the others are constants; only one partial derivative belongs in each entry."
        )
        yield Misconception("others-not-constant", self._at_point([add(*right)] * len(right)), feedback)
        for m in several(self.f, self.variables, MISTAKES):
            wrong = self._at_point(m.results)
            if not wrong.same(self.answer()):  # at this point the mistake may do no harm
                yield Misconception(m.id, wrong, m.feedback)
        feedback = say("The entries stand in the order of the variables.")
        yield Misconception("order-of-entries", self._at_point(right[::-1]), feedback)
