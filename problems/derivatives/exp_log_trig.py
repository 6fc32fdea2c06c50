"""Exponentials, logarithms and trigonometric functions.

Sums of such functions. Level 1 has functions of x alone, level 2 functions of ax + b and powers a^x, level 3 also the
tangent, arc functions, hyperbolic functions and the sigmoid.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Expression
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.methods.derivatives.building import X, coefficient, coprime, line, monomial, of, times, total
from tutor.methods.derivatives.derivative import finished, work
from tutor.methods.derivatives.mistakes import mistakes
from tutor.methods.derivatives.tasks import WORDINGS, task
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text
from tutor.written import Written, number, value, written

DOMAIN = Domain({"x": (Fraction(1, 4), Fraction(3))})  # logarithms and roots exist there
MISTAKES = (
    "trigonometric-sign",
    "power-rule-for-exponential",
    "inner-derivative-left-out",
    "logarithm-of-base-left-out",
    "constant-stays",
    "exponent-not-lowered",
)


@family(
    source="MML 5.1.1",
    levels=3,
    marks=3,
    typing="11*exp(-x) + 2^x*ln(2) + cos(x)^2 + sigmoid(x)",
    space=(10_000, 10_000, 10_000),
)
class ExpLogTrig:
    """Differentiate a sum of basic functions.

    >>> from tutor.reading import read
    >>> ExpLogTrig(read("3exp(2x) - cos(x)")).answer().typed()
    '6*exp(2*x) + sin(x)'
    """

    f: Written
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls((_first, _second, _third)[level - 1](draw), draw.below(WORDINGS))

    def statement(self) -> Text:
        return task(self.f, "x", self.wording)

    def _expression(self, w: Written) -> Expression:
        return Expression(w, ("x",), DOMAIN)

    def answer(self) -> Expression:
        return self._expression(finished(self.f, "x"))

    def symbolic(self) -> Expression:
        import sympy as sp

        return self._expression(written(sp.diff(value(self.f), sp.Symbol("x", real=True))))

    @staticmethod
    def numeric(f: Any, x: Any) -> Any:
        return np.imag(f(x + 1e-20j)) / 1e-20  # the complex step

    def solution(self) -> Solution:
        return work(self.f, "x")

    def misconceptions(self) -> Iterator[Misconception]:
        for m in mistakes(self.f, "x", MISTAKES):
            yield Misconception(m.id, self._expression(m.result), m.feedback)


def _first(draw: Draw) -> Written:
    heads = draw.sample(("sin", "cos", "exp", "ln"), 2)
    other = number(draw.integer(2, 9)) if draw.coin() else monomial(coefficient(draw, 5), draw.integer(2, 4))
    first, second = (times(coefficient(draw, 7), of(head, X)) for head in heads)
    return total(draw.shuffle((first, second, other)))


def _scaled(draw: Draw, head: str) -> Written:
    """A function of ax or ax + b, times a number."""
    a, c = draw.integer(2, 5), coefficient(draw, 6)
    match head:
        case "power":
            base = draw.choice([b for b in (2, 3, 5, 7, 10) if abs(c) == 1 or b % abs(c)])  # not 2·2^x
            return times(c, number(base) ** X)
        case "exp":
            return times(c, of("exp", times(draw.sign() * a if draw.coin() else -1, X)))
        case "ln":
            return times(c, of("ln", line(*coprime(draw, a, 7))))
        case "sigmoid" | "tanh" | "arctan" | "sinh" | "cosh":
            return times(c, of(head, times(a, X)))
        case "tan":
            return times(c, of("tan", X))
    return times(c, of(head, line(a, draw.integer(-5, 5)) if draw.coin() else times(a, X)))


def _second(draw: Draw) -> Written:
    heads = draw.sample(("sin", "cos", "exp", "ln", "power"), 3)
    return total([_scaled(draw, head) for head in heads])


def _third(draw: Draw) -> Written:
    rare = draw.choice(("tan", "arctan", "sinh", "cosh", "tanh", "sigmoid", "sigmoid"))
    heads = (rare, *draw.sample(("sin", "cos", "exp", "ln", "power"), 2))
    return total(draw.shuffle([_scaled(draw, head) for head in heads]))
