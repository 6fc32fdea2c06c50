"""Sums of powers.

Every term is a number times a power of x. Level 1 has polynomials, level 2 also powers in the denominator and roots,
level 3 asks for the second derivative of such sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Expression
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.methods.derivatives.building import X, coefficient, monomial, of, times, total
from tutor.methods.derivatives.derivative import finished, work
from tutor.methods.derivatives.mistakes import mistakes
from tutor.methods.derivatives.tasks import WORDINGS, task
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Written, number, value, written

DOMAIN = Domain({"x": (Fraction(1), Fraction(4))})  # roots and reciprocals exist there
MISTAKES = (
    "exponent-not-lowered",
    "exponent-not-brought-down",
    "constant-stays",
    "denominator-differentiated-alone",
    "sign-of-reciprocal",
    "half-left-out",
)


@family(
    source="MML 5.1.1",
    levels=3,
    marks=3,
    typing="101*x^2 - 20/x^3 + x^(3/2)",
    space=(10_000, 10_000, 5_000),
)
class PowerSum:
    """Differentiate a sum of powers, once or twice.

    >>> from tutor.reading import read
    >>> PowerSum(read("3x^4 - 5x^2 + 7"), order=2).answer().typed()
    '36*x^2 - 10'
    """

    f: Written
    order: int = 1
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        f = _polynomial(draw) if level == 1 else _powers(draw)
        return cls(f, 2 if level == 3 else 1, draw.below(WORDINGS))

    def statement(self) -> Text:
        return task(self.f, "x", self.wording, order=self.order)

    def _expression(self, w: Written) -> Expression:
        return Expression(w, ("x",), DOMAIN)

    def answer(self) -> Expression:
        w = self.f
        for _ in range(self.order):
            w = finished(w, "x")
        return self._expression(w)

    def symbolic(self) -> Expression:
        import sympy as sp

        return self._expression(written(sp.diff(value(self.f), sp.Symbol("x", real=True), self.order)))

    @staticmethod
    def numeric(f: Any, order: int, x: Any) -> Any:
        # Cauchy's integral over a circle round each x, by the trapezoidal rule
        turn = np.exp(2j * np.pi * np.arange(64) / 64)
        around = f(np.ravel(x[:, None] + 0.5 * turn)).reshape(-1, 64)
        return np.real(np.mean(around * turn**-order, axis=1)) * order / 0.5**order

    def solution(self) -> Solution:
        return work(self.f, "x", order=self.order)

    def misconceptions(self) -> Iterator[Misconception]:
        first = self.f
        if self.order == 2:
            first = finished(self.f, "x")
            feedback = say("That is the first derivative; differentiate once more.")
            yield Misconception("first-derivative-only", self._expression(first), feedback)
        for m in mistakes(first, "x", MISTAKES):
            yield Misconception(m.id, self._expression(m.result), m.feedback)


def _polynomial(draw: Draw) -> Written:
    powers = sorted(draw.distinct(draw.integer(2, 3), 1, 6), reverse=True)
    while powers[0] == 1:
        powers[0] = draw.integer(2, 6)
    terms = [monomial(coefficient(draw, 9), n) for n in powers]
    if draw.below(3):
        terms.append(number(coefficient(draw, 9)))
    return total(terms if draw.below(3) else draw.shuffle(terms))


def _powers(draw: Draw) -> Written:
    """Three terms, one of them in the denominator or under a root at the least."""
    kinds = draw.sample(("power", "reciprocal", "root", "part"), 3)
    n, m = draw.distinct(2, 2, 5)
    return total([_term(draw, kind, n if kind == "power" else m) for kind in kinds])


def _term(draw: Draw, kind: str, n: int) -> Written:
    match kind:
        case "power":
            return monomial(coefficient(draw, 9), n)
        case "reciprocal":
            return times(coefficient(draw, 9), number(1) / monomial(1, draw.integer(1, 4)))
        case "root":
            return times(2 * coefficient(draw, 5), of("sqrt", X))
    top = draw.choice([k for k in range(1, 6) if k % n])
    return times(draw.sign(), monomial(Fraction(top, n), n))
