"""Product rule.

The factors are chosen from the functions that one knows by heart. Level 1 has a power or a short polynomial times such
a function, level 2 a polynomial times a function of ax, level 3 three factors.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Expression
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.methods.derivatives.building import X, binomial, coefficient, coprime, line, monomial, of, times, total
from tutor.methods.derivatives.derivative import finished, work
from tutor.methods.derivatives.mistakes import mistakes
from tutor.methods.derivatives.tasks import WORDINGS, task
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Op, Written, number, value, written

DOMAIN = Domain({"x": (Fraction(1, 4), Fraction(3))})  # logarithms and roots exist there
MISTAKES = (
    "product-of-derivatives",
    "each-factor-with-itself",
    "only-first-factor",
    "inner-derivative-left-out",
    "trigonometric-sign",
    "power-rule-for-exponential",
)


@family(
    source="MML 5.1.2",
    levels=3,
    marks=3,
    typing="101*x^2*exp(x) + sin(x)*ln(x)",
    space=(3_000, 8_000, 8_000),
)
class ProductRule:
    """Differentiate a product.

    >>> from tutor.reading import read
    >>> ProductRule(read("x^2 sin(x)")).answer().typed()
    '2*x*sin(x) + x^2*cos(x)'
    """

    f: Written
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls((_first, _second, _third)[level - 1](draw), draw.below(WORDINGS))

    def statement(self) -> Text:
        return task(self.f, "x", self.wording) + say(" You need not simplify the result.")

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
    g = of(draw.choice(("sin", "cos", "exp", "ln", "sqrt")), X)
    c = coefficient(draw, 9)
    match draw.below(9):
        case 0:
            return times(c, X ** number(draw.integer(2, 5)), g)
        case 1:
            one, other = draw.sample(("sin", "cos", "exp", "ln"), 2)
            return times(c, of(one, X), of(other, X))
        case 2 | 3 | 4:
            return binomial(draw, draw.integer(1, 3), 0) * g
        case 5 | 6:
            return binomial(draw, 3, draw.integer(1, 2)) * g
        case _:
            a, b = coprime(draw, draw.integer(1, 4), 9)
            return total([monomial(a, 2), monomial(c, 1), number(b)]) * g


def _second(draw: Draw) -> Written:
    head = draw.choice(("sin", "cos", "exp", "exp", "ln"))
    a = draw.integer(2, 6)
    sign = draw.sign() if head == "exp" else 1
    g = of(head, times(sign * a, X) if head != "ln" else line(*coprime(draw, a, 7)))
    return (binomial(draw, draw.integer(2, 4), 0) if draw.coin() else binomial(draw, draw.integer(2, 3), 1)) * g


def _third(draw: Draw) -> Written:
    a, b = draw.sign() * draw.integer(1, 5), draw.integer(1, 5)
    start = times(draw.integer(1, 9), X if draw.coin() else X ** number(draw.integer(2, 4)))
    if draw.below(3):
        start = line(*coprime(draw, draw.integer(1, 4), 7)) if draw.coin() else binomial(draw, 2, 0)
    oscillation = of(draw.choice(("sin", "cos")), times(b, X))
    middle = of("exp", times(a, X)) if draw.below(3) else of("ln", X)
    last = (middle, oscillation) if draw.coin() else (oscillation, middle)
    return Op("*", (*_factors(start), *last))


def _factors(w: Written) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head == "*" else (w,)
