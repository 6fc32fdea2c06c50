"""Gradient as a function.

All partial derivatives, put into a row (or a column, by the convention of the course). Level 1 has polynomials in x and
y, level 2 exponentials, logarithms, roots and trigonometric functions, level 3 three variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Vector
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.methods.derivatives.gradient import gradient, work
from tutor.methods.derivatives.mistakes import several
from tutor.methods.derivatives.surfaces import curved_surface, polynomial_surface, space_function
from tutor.methods.derivatives.tidy import add
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, value, written

DOMAIN = Domain({v: (Fraction(1, 4), Fraction(2)) for v in "xyz"})
MISTAKES = ("constant-factor-dropped", "constant-stays", "inner-derivative-left-out")
WORDINGS = (
    "Find the gradient of {f}. Write it as a {layout} vector.",
    "Compute all partial derivatives of {f} and collect them in the gradient, a {layout} vector.",
    "Let {f}. What is its gradient, as a {layout} vector?",
)


@family(
    source="MML 5.2",
    levels=3,
    marks=4,
    typing="[20*x*y, exp(x) + sin(20*y)]",
    space=(8_000, 4_000, 10_000),
)
class Gradient:
    """Find the gradient of a function of two or three variables.

    >>> from tutor.reading import read
    >>> Gradient(read("x^2 y"), ("x", "y")).answer().typed()
    '[2*x*y, x^2]'
    """

    f: Written
    variables: tuple[str, ...]
    convention: str = "row"
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        made = (polynomial_surface, curved_surface, space_function)[level - 1](draw)
        return cls(made.f, made.variables, draw.conventions.gradient, draw.below(len(WORDINGS)))

    def statement(self) -> Text:
        named = Op("call", (Name("f"), *map(Name, self.variables))).equals(self.f)
        return say(WORDINGS[self.wording], f=named, layout=self.convention)

    def _vector(self, items: Any) -> Vector:
        return Vector(tuple((w,) for w in items), self.variables, DOMAIN, layout=self.convention)

    def answer(self) -> Vector:
        return self._vector(gradient(self.f, self.variables))

    def symbolic(self) -> Vector:
        import sympy as sp

        f = value(self.f)
        return self._vector(written(sp.diff(f, sp.Symbol(v, real=True))) for v in self.variables)

    @staticmethod
    def numeric(f: Any, places: Any) -> Any:
        found = []
        for varying in places:
            stepped = [p + 1e-20j * (v == varying) for v, p in places.items()]
            found.append(np.imag(f(*stepped)) / 1e-20)  # the complex step
        return np.array(found)

    def solution(self) -> Solution:
        return work(self.f, self.variables, convention=self.convention)

    def misconceptions(self) -> Iterator[Misconception]:
        right = gradient(self.f, self.variables)
        feedback = say(
            "When one variable varies, the others are constants; only one partial derivative belongs in each entry."
        )
        yield Misconception("others-not-constant", self._vector([add(*right)] * len(right)), feedback)
        for m in several(self.f, self.variables, MISTAKES):
            yield Misconception(m.id, self._vector(m.results), m.feedback)
        feedback = say("The entries stand in the order of the variables.")
        yield Misconception("order-of-entries", self._vector(right[::-1]), feedback)
