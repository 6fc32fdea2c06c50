"""Directional derivative.

Level 1 has a polynomial and a direction of whole length, level 2 other functions and lengths that are roots, level 3
three variables, or no direction: then the largest rate of change is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.derivatives.directional import directional, length, steepest, work
from tutor.methods.derivatives.factors import div, mul
from tutor.methods.derivatives.surfaces import (
    Surface,
    curved_surface,
    fit_to_set,
    polynomial_surface,
    slope_at,
    space_function,
)
from tutor.methods.derivatives.tidy import add, tidied
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, number, substitute, value, written

WHOLE = ((3, 4), (4, 3), (5, 12), (12, 5), (6, 8), (8, 6), (8, 15))
OTHER = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (2, 2), (1, 4))
SPACE = ((1, 2, 2), (2, 1, 2), (2, 2, 1), (2, 3, 6), (6, 2, 3), (1, 4, 8), (1, 1, 1), (1, 2, 1), (4, 4, 2))
WORDINGS = (
    "Find the directional derivative of {f} at {p} in the direction of {v}; normalise the direction first.",
    "How fast does {f} change at {p}, for each unit of length in the direction of {v}?",
    "Compute the directional derivative of {f} at {p} along the unit vector in the direction {v}.",
)
STEEPEST = (
    "What is the largest rate of change of {f} at {p}, over all directions?",
    "How fast does {f} grow at {p} in the direction of steepest ascent?",
    "Find the largest directional derivative of {f} at {p}, over all unit vectors.",
)


@family(
    source="MML 5.2",
    levels=3,
    marks=4,
    typing="3*sqrt(1001)/7",
    space=(10_000, 10_000, 10_000),
)
class Directional:
    """Find the rate of change at a point in a direction, or the largest one.

    >>> from tutor.reading import read
    >>> Directional(read("x^2 y + y^2"), ("x", "y"), (1, 2), (3, 4)).answer().typed()
    '32/5'
    """

    f: Written
    variables: tuple[str, ...]
    point: tuple[int, ...]
    direction: tuple[int, ...]  # none: the steepest one is asked
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        made = _surface(draw, level)
        lengths = WHOLE if level == 1 else OTHER if level == 2 else SPACE
        v = tuple(draw.sign() * c for c in draw.choice(lengths))
        if level == 3 and (len(made.variables) == 2 or draw.below(4) == 0):
            v = ()
        return cls(made.f, made.variables, made.point, v, draw.below(len(WORDINGS)))

    def statement(self) -> Text:
        named = Op("call", (Name("f"), *map(Name, self.variables))).equals(self.f)
        place = Op("tuple", tuple(map(Name, self.variables))).equals(Op("tuple", self._point()))
        words = WORDINGS if self.direction else STEEPEST
        v = column(self.direction) if self.direction else say("")
        return say(words[self.wording], f=named, p=place, v=v) + say(" Give the exact value.")

    def _point(self) -> tuple[Written, ...]:
        return tuple(map(number, self.point))

    def answer(self) -> Number:
        if self.direction:
            return exact_number(directional(self.f, self.variables, self._point(), self._direction()))
        return exact_number(steepest(self.f, self.variables, self._point()))

    def _direction(self) -> tuple[Written, ...]:
        return tuple(map(number, self.direction))

    def symbolic(self) -> Number:
        import sympy as sp

        f, symbols = value(self.f), [sp.Symbol(v, real=True) for v in self.variables]
        place = dict(zip(symbols, self.point, strict=True))
        slope = sp.Matrix([sp.diff(f, s).subs(place) for s in symbols])
        if not self.direction:
            return exact_number(written(slope.norm()))
        v = sp.Matrix(self.direction)
        return exact_number(written(slope.dot(v) / v.norm()))

    @staticmethod
    def numeric(f: Any, point: Any, direction: Any) -> Any:
        h = 1e-20
        if len(direction):
            unit = direction / np.linalg.norm(direction)
            return np.imag(f(*(point + 1j * h * unit))) / h  # a complex step along the direction
        return np.linalg.norm([np.imag(f(*(point + 1j * h * e))) / h for e in np.eye(len(point))])

    def solution(self) -> Solution:
        direction = self._direction() if self.direction else None
        return work(self.f, self.variables, at=self._point(), direction=direction)

    def misconceptions(self) -> Iterator[Misconception]:
        slope = slope_at(Surface(self.f, self.variables, self.point))
        if not self.direction:
            feedback = say("The length of a vector is the ROOT of the sum of the squares.")
            yield Misconception("squared-length", exact_number(add(*(tidied(g**2) for g in slope))), feedback)
            feedback = say("The entries of the gradient are not added; its length is asked.")
            yield Misconception("entries-added", exact_number(add(*slope)), feedback)
            place = dict(zip(self.variables, self._point(), strict=True))
            feedback = say("That is the value of the function there, not its rate of change.")
            yield Misconception("value-of-function", exact_number(tidied(substitute(self.f, place))), feedback)
            return
        product = add(*(mul(g, number(c)) for g, c in zip(slope, self.direction, strict=True)))
        feedback = say("Only the direction counts, not the length of the vector: normalise it first.")
        yield Misconception("not-normalised", exact_number(product), feedback)
        feedback = say("Divide by the length of the vector: the root of the sum of the squares.")
        squares = number(sum(c * c for c in self.direction))
        yield Misconception("divided-by-squared-length", exact_number(div(product, squares)), feedback)
        entries = number(sum(abs(c) for c in self.direction))
        yield Misconception("divided-by-sum-of-entries", exact_number(div(product, entries)), feedback)
        feedback = say("That is the largest rate; asked is the rate in the given direction.")
        yield Misconception("steepest-rate", exact_number(length(slope)), feedback)


def _surface(draw: Draw, level: int) -> Surface:
    makers = {1: (polynomial_surface,), 2: (curved_surface,), 3: (space_function, space_function, curved_surface)}
    return draw.until(lambda: draw.choice(makers[level])(draw), fit_to_set)
