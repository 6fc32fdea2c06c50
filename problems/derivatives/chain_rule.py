"""Chain rule.

A basic function is put around an inner one. Level 1 has a linear inner function, level 2 a quadratic, cubic or other
curved one, level 3 a function in a function in a function.
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
    "inner-derivative-left-out",
    "derivative-put-inside",
    "exponent-not-lowered",
    "trigonometric-sign",
    "power-rule-for-exponential",
    "half-left-out",
)


@family(source="MML 5.1.2", levels=3, marks=3, typing="11*sin(x^2) + 6*exp(-x)*(x + 20)^2", space=(5_000, 5_000, 5_000))
class ChainRule:
    """Differentiate a function of a function.

    >>> from tutor.reading import read
    >>> ChainRule(read("(2x + 1)^5")).answer().typed()
    '10*(2*x + 1)^4'
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


def _outer(draw: Draw, positive: Written, inner: Written) -> Written:
    """A basic function around an inner one; logarithms and roots take the one that is positive where x is."""
    c = coefficient(draw, 9)
    match draw.below(7):
        case 0 | 1:
            return times(c, inner ** number(draw.integer(3, 6)))
        case 2:
            return times(c, of("sin", inner))
        case 3:
            return times(c, of("cos", inner))
        case 4:
            return times(c, of("exp", inner))
        case 5:
            return times(c, of("ln", positive))
        case _:
            return times(c, of("sqrt", positive))


def _first(draw: Draw) -> Written:
    a, b = coprime(draw, draw.integer(2, 9), 9)
    return _outer(draw, line(a, b), line(a, draw.sign() * b))


def _second(draw: Draw) -> Written:
    n = draw.integer(2, 3)
    a, b = coprime(draw, draw.integer(1, 5), 9)
    match draw.below(8):
        case 0:
            wave = of(draw.choice(("sin", "cos")), X)
            return times(coefficient(draw, 9), wave ** number(draw.integer(2, 6)))
        case 1:
            inner = total([monomial(b, 1), monomial(-a, 2)])
            return times(coefficient(draw, 9), of(draw.choice(("exp", "sin", "cos")), inner))
        case 2 | 3 | 4:
            return _outer(draw, total([monomial(a, n), monomial(b, 1)]), total([monomial(a, n), monomial(-b, 1)]))
        case _:
            return _outer(draw, total([monomial(a, n), number(b)]), total([monomial(a, n), number(-b)]))


def _third(draw: Draw) -> Written:
    a, b = coprime(draw, draw.integer(2, 9), 9)
    c = coefficient(draw, 9)
    wave = of(draw.choice(("sin", "cos")), times(a, X))
    match draw.below(10):
        case 0:
            return times(c, wave ** number(draw.integer(2, 5)))
        case 1:
            return times(c, of("exp", wave))
        case 2:
            return times(c, of(draw.choice(("sin", "cos")), of("exp", times(draw.sign() * a, X))))
        case 3 | 4 | 5:
            inner = total([number(b), of("exp", times(draw.sign() * a, X))])
            return times(c, of(draw.choice(("ln", "sqrt")), inner))
        case 6 | 7:
            inner = total([monomial(a, 2), number(b)])
            return times(c, of("ln", inner) ** number(draw.integer(2, 4)))
        case _:
            return times(c, of(draw.choice(("exp", "sin", "cos")), of("sqrt", line(a, b))))
