"""Logarithmic differentiation.

Bases are positive on the domain that the text names. Level 1 has powers of x with the variable in the exponent, level 2
other bases and exponents, level 3 products and quotients of powers, where the logarithm turns factors into terms.
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
from tutor.methods.derivatives.derivative import finished, logarithmic, work
from tutor.methods.derivatives.mistakes import mistakes
from tutor.methods.derivatives.rules import derivative
from tutor.methods.derivatives.steps import logarithm
from tutor.methods.derivatives.tasks import WORDINGS, task
from tutor.methods.derivatives.tidy import add
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import PI, Op, Written, number, value, written

DOMAIN = Domain({"x": (Fraction(1, 4), Fraction(5, 2))})  # x and sin x are positive there
MISTAKES = ("power-rule-with-variable-exponent", "exponential-rule-with-variable-base", "logarithm-not-undone")


@family(
    source="MML 5.1.2",
    levels=3,
    marks=4,
    typing="x^x*(ln(x) + 20/(x + 11)) + sqrt(x)",
    space=(5_000, 8_000, 10_000),
)
class Logarithmic:
    """Differentiate where the variable stands in base and exponent, or where there are many factors.

    >>> from tutor.reading import read
    >>> Logarithmic(read("x^x")).answer().typed()
    'x^x*(ln(x) + 1)'
    """

    f: Written
    product: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        f = (_power_of_x, _power, _product)[level - 1](draw)
        if level < 3 and draw.below(10):
            f = total([f, monomial(coefficient(draw, 9), draw.integer(1, 4))])
        return cls(f, level == 3, draw.below(WORDINGS))

    def statement(self) -> Text:
        where = say(" Here {c}.", c=POSITIVE)
        if _sine_below_exponent(self.f):
            where = say(" Here {x} lies between 0 and {pi}.", x=X, pi=PI)
        how = say(" Use logarithmic differentiation.") if self.product else say("")
        return task(self.f, "x", self.wording) + where + how

    def _expression(self, w: Written) -> Expression:
        return Expression(w, ("x",), DOMAIN)

    def answer(self) -> Expression:
        return self._expression(logarithmic(self.f, "x") if self.product else finished(self.f, "x"))

    def symbolic(self) -> Expression:
        import sympy as sp

        x = sp.Symbol("x", positive=True)
        return self._expression(written(sp.diff(value(self.f, {"x": x}), x)))

    @staticmethod
    def numeric(f: Any, x: Any) -> Any:
        return np.imag(f(x + 1e-20j)) / 1e-20  # the complex step

    def solution(self) -> Solution:
        return work(self.f, "x", logarithmic=self.product)

    def misconceptions(self) -> Iterator[Misconception]:
        for m in mistakes(self.f, "x", MISTAKES):
            yield Misconception(m.id, self._expression(m.result), m.feedback)
        if not self.product:
            return
        total_of_logarithms = logarithm(self.f)
        inside = derivative(total_of_logarithms, "x")
        feedback = say("That is (ln y)' = y'/y; multiply by y to get y'.")
        yield Misconception("logarithm-not-undone", self._expression(inside), feedback)
        flipped = _all_plus(total_of_logarithms)
        feedback = say("The logarithm of a denominator is subtracted.")
        if flipped != total_of_logarithms:
            yield Misconception("denominator-added", self._expression(self.f * derivative(flipped, "x")), feedback)
        for m in mistakes(total_of_logarithms, "x", ("inner-derivative-left-out",)):
            yield Misconception(
                m.id, self._expression(self.f * m.result), say("(ln u)' = u'/u, with the inner derivative u'.")
            )
        feedback = say("After taking logarithms, ln y is differentiated: y' = y·(ln y)', not y·ln y.")
        yield Misconception("logarithm-not-differentiated", self._expression(self.f * total_of_logarithms), feedback)


POSITIVE = Op(">", (X, number(0)))


def _sine_below_exponent(w: Written) -> bool:
    if not isinstance(w, Op):
        return False
    base_is_sine = w.head == "^" and isinstance(w.args[0], Op) and w.args[0].head == "sin"
    return base_is_sine or any(_sine_below_exponent(a) for a in w.args)


def _all_plus(w: Written) -> Written:
    terms = w.args if isinstance(w, Op) and w.head == "+" else (w,)
    return add(*(t.args[0] if isinstance(t, Op) and t.head == "neg" else t for t in terms))


def _power_of_x(draw: Draw) -> Written:
    a, c = draw.integer(1, 5), draw.integer(1, 6)
    match draw.below(5):
        case 0:
            return times(c, X ** times(a, X))
        case 1:
            return X ** line(a, draw.integer(-6, 6, but=[0]))
        case 2:
            return times(1, times(draw.integer(2, 5), X) ** times(a, X))
        case 3:
            return times(c, X ** monomial(a, draw.integer(2, 3)))
        case _:
            return times(c, X ** (number(a) / X if draw.coin() else times(a, of("sqrt", X))))


def _power(draw: Draw) -> Written:
    a, b = coprime(draw, draw.integer(1, 5), 7)
    c, k = draw.integer(1, 6), draw.integer(1, 5)
    match draw.below(5):
        case 0:
            return times(c, line(a, b) ** times(k, X))
        case 1:
            return times(c, total([monomial(1, 2), number(b)]) ** times(k, X))
        case 2:
            return times(c, of("sin", X) ** times(k, X))
        case 3:
            return times(c, X ** times(k, of(draw.choice(("sin", "cos")), X)))
        case _:
            return times(c, X ** times(k, of(draw.choice(("ln", "exp")), X)))


def _product(draw: Draw) -> Written:
    """Three factors, one of them below the bar in two draws of three."""
    a, b = coprime(draw, draw.integer(1, 4), 7)
    p, q = draw.until(lambda: coprime(draw, draw.integer(1, 4), 7), lambda found: found != (a, b))
    n, m = draw.integer(2, 5), draw.integer(2, 4)
    first = draw.choice((X ** number(n), of("exp", times(draw.sign() * draw.integer(2, 4), X)), of("sqrt", X)))
    second, third = line(a, b) ** number(m), of("sqrt", line(p, q)) if draw.coin() else line(p, q) ** number(n)
    match draw.below(3):
        case 0:
            return first * second * third
        case 1:
            return first * third / second
        case _:
            return first * second / third
