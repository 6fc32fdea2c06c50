"""One linear equation in one unknown.

The solution is chosen first, and the last number so that it fits. Level 1 has a bracket with a factor and terms on
both sides, level 2 two brackets, level 3 two fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from typing import Any, Self

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.linear_systems.linear_equation import steps
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, linear, number, typed

Term = tuple[int, int, int, int]  # factor, slope, constant, divisor: factor·(slope·x + constant)/divisor
Side = tuple[Term, ...]


@family(source="MML 2.1", levels=3, marks=2, typing="x = -22/7", space=(10_000, 10_000, 10_000))
class OneUnknown:
    """Solve one equation for its unknown.

    >>> OneUnknown(name="x", left=((1, 5, 3, 1),), right=((1, 2, -9, 1),)).answer().typed()
    '-4'
    """

    name: str
    left: Side
    right: Side
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        name = draw.choice(("x", "x", "y", "t", "u"))
        make = (_bracket, _brackets, _fractions)[level - 1]
        left, right = draw.until(lambda: make(draw), _fit_to_set)
        return cls(name, left, right, draw.below(3))

    def _equation(self) -> Op:
        return _written(self.left, self.name).equals(_written(self.right, self.name))

    def statement(self) -> Text:
        words = (
            "Solve the equation for {x}. {equation}",
            "For which value of {x} are the two sides equal? {equation}",
            "Find the number {x} that satisfies the equation. {equation}",
        )
        return say(words[self.wording], x=Name(self.name), equation=Op("system", (self._equation(),)))

    def _sums(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        return (*_sum(self.left), *_sum(self.right))

    def answer(self) -> Number:
        a, b, c, d = self._sums()
        return exact_number((d - b) / (a - c), label=self.name)

    def symbolic(self) -> Number:
        import sympy as sp

        from tutor.written import value

        x = sp.Symbol(self.name)
        sides = [value(_written(side, self.name), {self.name: x}) for side in (self.left, self.right)]
        (found,) = sp.solveset(sp.Eq(*sides), x)
        return exact_number(Fraction(int(found.p), int(found.q)), label=self.name)

    @staticmethod
    def numeric(left: Any, right: Any) -> float:
        def gap(x: float) -> float:
            total = 0.0
            for side, sign in ((left, 1.0), (right, -1.0)):
                for factor, slope, constant, divisor in side:
                    total += sign * factor * (slope * x + constant) / divisor
            return total

        return float(gap(0.0) / (gap(0.0) - gap(1.0)))  # the zero of a line through two of its points

    def solution(self) -> Solution:
        equation = self._equation()
        left, right = (typed(side).replace("^", "**") for side in equation.args)
        return Solution(
            method="system",
            given=self.statement(),
            steps=tuple(steps(equation, self.name)),
            answer=self.answer().written(),
            code=_CODE.format(x=self.name, left=left, right=right),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        a, b, c, d = self._sums()
        found = [
            (
                "number-keeps-its-sign",
                _quotient(d + b, a - c),
                "A number that changes sides changes its sign: the same is subtracted on both sides.",
            ),
            ("undivided", d - b, "Divide by the factor of the unknown at the end."),
            (
                "divided-upside-down",
                _quotient(a - c, d - b),
                "Divide the number by the factor of the unknown, not the factor by it.",
            ),
        ]
        if c:
            said = "A term with the unknown that changes sides changes its sign too."
            found.insert(1, ("unknown-keeps-its-sign", _quotient(d - b, a + c), said))
        if any(factor not in (1, -1) for factor, *_ in self.left):
            first = [_sum(_first_only(side)) for side in (self.left, self.right)]
            value = _quotient(first[1][1] - first[0][1], first[0][0] - first[1][0])
            found.insert(
                0, ("factor-for-the-first-term-only", value, "A factor before a bracket multiplies every term in it.")
            )
        if any(divisor > 1 for *_, divisor in self.left):
            m = 1
            for *_, divisor in self.left:
                m *= divisor
            value = _quotient(d - m * b, m * a - c)
            found.insert(
                0,
                (
                    "other-side-not-multiplied",
                    value,
                    "Both sides are multiplied by the common denominator, every term of them.",
                ),
            )
        for mark, value, feedback in found:
            if value is not None:
                yield Misconception(mark, exact_number(value, label=self.name), say(feedback))


_CODE = """import numpy as np


def gap({x}):
    return ({left}) - ({right})         # left side minus right side: a straight line


slope = gap(1) - gap(0)
answer = -gap(0) / slope                # where the line meets zero
print(answer)
"""


# ---------------------------------------------------------------- drawing


def _solution(draw: Draw, slope: int, limit: int) -> int:
    """A solution for which slope·x stays small; not ±1, for which dividing upside down would not show."""
    most = max(2, min(8, limit // max(1, abs(slope))))
    return draw.integer(-most, most, but=[0, 1, -1])


def _bracket(draw: Draw) -> tuple[Side, Side]:
    p, m = draw.integer(2, 7), draw.integer(1, 5)
    slope = p * m
    r = draw.integer(-6, 9, but=[0, slope - 1, slope, slope + 1])
    x = _solution(draw, slope - r, 40)
    b = draw.integer(-9, 9, but=[0, -m * x])
    return ((p, m, b, 1),), ((1, r, p * (m * x + b) - r * x, 1),)


def _brackets(draw: Draw) -> tuple[Side, Side]:
    p, q = draw.integer(2, 6), draw.integer(2, 5)
    m, n = draw.integer(1, 4), draw.integer(1, 3)
    sign = draw.choice((-1, -1, 1))
    slope = p * m + sign * q * n
    r = draw.integer(-5, 5, but=[0, slope - 1, slope, slope + 1])
    x = _solution(draw, slope - r, 30)
    b, c = draw.integer(-7, 7, but=[0]), draw.integer(-7, 7, but=[0])
    total = p * (m * x + b) + sign * q * (n * x + c)
    return ((p, m, b, 1), (sign * q, n, c, 1)), ((1, r, total - r * x, 1),)


def _fractions(draw: Draw) -> tuple[Side, Side]:
    p, q = draw.sample((2, 3, 4, 5, 6), 2)
    m, n = (draw.choice([k for k in (1, 2, 3, 4) if gcd(k, divisor) == 1]) for divisor in (p, q))
    x = draw.integer(-6, 6, but=[0, 1, -1])
    b, c = (
        draw.choice([k for k in range(-12, 13) if k and (k0 * x + k) % divisor == 0])
        for k0, divisor in ((m, p), (n, q))
    )
    sign = draw.sign()
    slope = Fraction(m, p) + sign * Fraction(n, q)
    r = draw.choice([k for k in (0, 1, 2) if abs(slope - k) not in (0, 1)])
    total = (m * x + b) // p + sign * ((n * x + c) // q)
    return ((1, m, b, p), (sign, n, c, q)), ((1, r, total - r * x, 1),)


def _fit_to_set(sides: tuple[Side, Side]) -> bool:
    (a, b), (c, d) = _sum(sides[0]), _sum(sides[1])
    return abs(a - c) not in (0, 1) and b != d and bool(d) and abs(d) <= 60


# ---------------------------------------------------------------- arithmetic and writing


def _sum(side: Side) -> tuple[Fraction, Fraction]:
    """Slope and constant of a side."""
    slope = sum((Fraction(f * m, q) for f, m, _, q in side), Fraction(0))
    return slope, sum((Fraction(f * b, q) for f, _, b, q in side), Fraction(0))


def _first_only(side: Side) -> Side:
    """The factor multiplies the unknown alone; the sign before the bracket still reaches the constant."""
    return tuple(t for f, m, b, q in side for t in ((f, m, 0, q), (1 if f > 0 else -1, 0, b, q)))


def _quotient(a: Fraction, b: Fraction) -> Fraction | None:
    return a / b if b else None


def _written(side: Side, name: str) -> Written:
    terms: list[Written] = []
    for factor, slope, constant, divisor in side:
        inner = linear((slope,), (name,)) if slope else None
        if inner is None:
            inside = number(constant)
        else:
            inside = inner + number(constant) if constant > 0 else inner - number(-constant) if constant else inner
        if divisor > 1:
            inside = inside / number(divisor)
        elif factor == 1:
            terms += inside.args if isinstance(inside, Op) and inside.head == "+" else (inside,)
            continue
        size = (
            inside
            if abs(factor) == 1
            else number(abs(factor)) * Op("+", inside.args)
            if isinstance(inside, Op)
            else inside
        )
        terms.append(-size if factor < 0 else size)
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))
