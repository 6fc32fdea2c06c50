"""Quotient rule.

Numerator and denominator are chosen so that nothing cancels beforehand. Level 1 has a linear denominator, level 2 a
quadratic one or a power under a basic function, level 3 an exponential, a sine or a logarithm of ax, or a root below.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Expression
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.evaluate import EXACT, evaluate
from tutor.methods.derivatives.building import (
    X,
    binomial,
    binomial_plus,
    coefficient,
    coprime,
    line,
    monomial,
    of,
    times,
    total,
)
from tutor.methods.derivatives.derivative import finished, work
from tutor.methods.derivatives.mistakes import mistakes
from tutor.methods.derivatives.tasks import WORDINGS, task
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text
from tutor.written import Written, number, value, written

DOMAIN = Domain({"x": (Fraction(1, 4), Fraction(3))})  # logarithms and roots exist there
MISTAKES = (
    "plus-in-quotient-rule",
    "quotient-rule-reversed",
    "denominator-not-squared",
    "quotient-of-derivatives",
    "numerator-squared-below",
    "inner-derivative-left-out",
)


@family(source="MML 5.1.2", levels=3, marks=4, typing="(101*x - sin(x))/(x + 20)^2", space=(8_000, 3_000, 5_000))
class QuotientRule:
    """Differentiate a quotient.

    >>> from tutor.reading import read
    >>> QuotientRule(read("(x + 1)/(x - 1)")).answer().typed()
    '-2/(x - 1)^2'
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
    c, d = coprime(draw, draw.integer(1, 4), 7)
    d *= draw.sign()
    match draw.below(3):
        case 0:
            a = coefficient(draw, 5)
            parallel = [a * d // c] if a * d % c == 0 else []  # then the quotient would be a constant
            return line(a, draw.integer(1 if a < 0 else -7, 7, but=[0, *parallel])) / line(c, d)
        case 1:
            top = draw.until(lambda: binomial(draw, 2, 0), lambda top: not _vanishes(top, -Fraction(d, c)))
        case _:
            top = draw.until(lambda: binomial(draw, 2, 1), lambda top: not _vanishes(top, -Fraction(d, c)))
    return top / line(c, d)


def _vanishes(top: Written, x: Fraction) -> bool:
    """Could the fraction be cancelled?"""
    return bool(evaluate(top, {"x": x}, EXACT) == 0)


def _second(draw: Draw) -> Written:
    bottom = binomial_plus(draw, 2)
    match draw.below(5):
        case 0 | 1:
            a, b = coprime(draw, draw.integer(1, 7), 9)
            return line(a, draw.sign() * b) / bottom
        case 2 | 3:
            return binomial(draw, 2, 1) / bottom
        case _:
            head = draw.choice(("sin", "cos", "exp"))
            c, d = coprime(draw, draw.integer(1, 5), 7)
            top = times(c, of(head, X)) if draw.coin() else total([times(c, of(head, X)), number(d)])
            return top / (binomial_plus(draw, 1) if draw.coin() else monomial(1, draw.integer(2, 4)))


def _third(draw: Draw) -> Written:
    a, c = draw.integer(2, 5), draw.integer(1, 7)
    match draw.below(5):
        case 0:
            return times(c, of("exp", times(draw.sign() * a, X))) / binomial_plus(draw, 2)
        case 1:
            return times(c, of(draw.choice(("sin", "cos")), times(a, X))) / binomial_plus(draw, 2)
        case 2:
            return binomial(draw, 1, 0) / of("sqrt", binomial_plus(draw, 2))
        case 3:
            return times(c, of("ln", binomial_plus(draw, draw.integer(1, 2)))) / monomial(1, draw.integer(2, 4))
        case _:
            return times(c, of("exp", times(draw.sign() * a, X))) / binomial_plus(draw, 1)
