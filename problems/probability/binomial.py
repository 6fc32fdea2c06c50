"""Binomial probabilities: exactly, at least, at most, between.

Level 1 asks for exactly k successes, level 2 for at least or at most so many (often shorter by the complement), level 3
for more trials and an interval or a bound in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import comb, gcd
from typing import Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability import binomial
from tutor.methods.probability.questions import Asked, at_least, at_most, between, exactly
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say

# {n} trials, {p} the probability, {k} the number of successes in words
STORIES = (
    "Each of {n} sown seeds germinates with probability {p}, independently of the others. "
    "What is the probability that {k} seeds germinate?",
    "A biased coin shows heads with probability {p}. It is tossed {n} times. "
    "What is the probability that it shows heads {k} times?",
    "A player scores a free throw with probability {p}, each time independently. She takes {n} throws. "
    "What is the probability that she scores {k} times?",
    "A sensor sends {n} messages, and each arrives with probability {p}, independently of the others. "
    "What is the probability that {k} messages arrive?",
    "A test has {n} questions, and a student answers each of them correctly with probability {p}, independently "
    "of the others. What is the probability that {k} answers are correct?",
    "A classifier labels each of {n} images correctly with probability {p}, independently of the others. "
    "What is the probability that {k} images are labelled correctly?",
    "Each of {n} invited guests comes with probability {p}, independently of the others. "
    "What is the probability that {k} guests come?",
    "A wheel of fortune stops at a prize with probability {p}. It is turned {n} times. "
    "What is the probability that it stops at a prize {k} times?",
)
BOTTOMS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 20, 25)
CHANCES = tuple(Fraction(a, b) for b in BOTTOMS for a in range(1, b) if gcd(a, b) == 1)
LONGEST = 10**11  # of the common denominator of the probabilities
WORDS = {
    "exactly": "exactly {a}",
    "at_least": "at least {a}",
    "at_most": "at most {a}",
    "between": "between {a} and {b}",
}
NEXT = "{a} or {b}"


@family(source="MML 6.2", levels=3, marks=4, typing="28*(1/13)^2*(12/13)^6", space=(2_000, 2_300, 4_300))
class Binomial:
    """Find the probability of so many successes in independent trials.

    >>> Binomial(n=4, p=Fraction(1, 2), kind="at_least", a=3, b=4, story=1).answer().typed()
    '5/16'
    """

    n: int
    p: Fraction
    kind: str  # exactly, at_least, at_most, between
    a: int
    b: int  # the upper bound of 'between'; otherwise the same as a
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(*draw.choice(_fitting(level)), draw.below(len(STORIES)))

    def _asked(self) -> Asked:
        return _question(self.kind, self.a, self.b)

    def statement(self) -> Text:
        k = say(NEXT if self.b == self.a + 1 else WORDS[self.kind], a=self.a, b=self.b)
        story = say(STORIES[self.story], n=self.n, p=self.p, k=k)
        if self.kind == "between" and self.b > self.a + 1:
            story = story + say(" Both bounds are included.")
        return story + say(" Give the exact value; powers need not be multiplied out.")

    def _range(self) -> tuple[int, int]:
        """The smallest and the largest number of successes in the event."""
        return _ends(self.n, self.kind, self.a, self.b)

    def _mass(self, low: int, high: int) -> Fraction:
        return binomial.Binomial(self.n, self.p).mass(range(low, high + 1))

    def answer(self) -> Number:
        return _answer(self._mass(*self._range()))

    def symbolic(self) -> Number:
        import sympy as sp

        n, p = self.n, sp.Rational(self.p.numerator, self.p.denominator)
        low, high = self._range()
        x = sp.Symbol("x")
        generating = sp.Poly((p * x + 1 - p) ** n, x)
        found = sum(generating.coeff_monomial(x**k) for k in range(low, high + 1))
        return _answer(Fraction(int(found.p), int(found.q)))

    @staticmethod
    def numeric(n: int, p: float, kind: str, a: int, b: int) -> float:
        row = np.ones(1)
        for _ in range(n):  # one trial after the other
            row = np.convolve(row, (1 - p, p))
        low, high = {"at_least": (a, n), "at_most": (0, a)}.get(kind, (a, b))
        return float(row[low : high + 1].sum())

    def solution(self) -> Solution:
        return binomial.work(self.n, self.p, self._asked())

    def misconceptions(self) -> Iterator[Misconception]:
        n, p, a = self.n, self.p, self.a
        low, high = self._range()
        single = p**a * (1 - p) ** (n - a)
        if self.kind == "exactly":
            yield _mistake(
                "orders-forgotten",
                single,
                "That is one single order of successes and failures: how many orders are there?",
            )
            alone = comb(n, a) * p**a
            if alone < 1:
                feedback = "The other trials must fail: their probabilities belong to the product."
                yield _mistake("failures-forgotten", alone, feedback)
            yield _mistake("at-most-for-exactly", self._mass(0, a), "Only one number of successes is asked.")
        else:
            yield _mistake(
                "exactly-for-a-range",
                comb(n, a) * single,
                "More than one number of successes belongs to the event: add them.",
            )
            if self.kind != "at_most":
                yield _mistake("bound-left-out", self._mass(low + 1, high), "The bound itself belongs to the event.")
            if self.kind != "at_least":
                yield _mistake(
                    "upper-bound-left-out", self._mass(low, high - 1), "The upper bound belongs to the event too."
                )
            plain = sum((p**k * (1 - p) ** (n - k) for k in range(low, high + 1)), Fraction(0))
            yield _mistake(
                "orders-forgotten",
                plain,
                "Each number of successes comes in several orders: the binomial coefficient counts them.",
            )
            if self.kind == "at_least":
                yield _mistake(
                    "only-none-subtracted",
                    1 - (1 - p) ** n,
                    "Also subtract the cases with a few successes, fewer than asked.",
                )
            yield _mistake("complement", 1 - self._mass(low, high), "That is the probability of the opposite event.")
        if p != Fraction(1, 2) and low + high != n:
            swapped = self._mass(n - high, n - low)
            feedback = "Which of the two probabilities belongs to a success?"
            yield _mistake("success-and-failure-exchanged", swapped, feedback)


def _answer(q: Fraction) -> Number:
    return exact_number(q, probability=True)


def _mistake(mark: str, q: Fraction, feedback: str) -> Misconception:
    return Misconception(mark, _answer(q), say(feedback))


def _question(kind: str, a: int, b: int) -> Asked:
    match kind:
        case "exactly":
            return exactly(a)
        case "at_least":
            return at_least(a)
        case "at_most":
            return at_most(a)
    return between(a, b)


_Made = tuple[int, Fraction, str, int, int]


def _ends(n: int, kind: str, a: int, b: int) -> tuple[int, int]:
    """The smallest and the largest number of successes in the event."""
    return {"at_least": (a, n), "at_most": (0, a)}.get(kind, (a, b))


@cache
def _fitting(level: int) -> tuple[_Made, ...]:
    """Every question of the level whose event is neither absurd nor nearly sure."""
    found = []
    for p in CHANCES:
        for n in range(6 if level == 3 else 4, 13):
            top, bottom = p.numerator, p.denominator
            if bottom**n > LONGEST:
                break
            masses = [comb(n, k) * top**k * (bottom - top) ** (n - k) for k in range(n + 1)]
            for kind, a, b in (_single, _tails, _middles)[level - 1](n):
                low, high = _ends(n, kind, a, b)
                share = sum(masses[low : high + 1]) / bottom**n
                if 0.025 < share < 0.975 and share != 0.5:
                    found.append((n, p, kind, a, b))
    return tuple(found)


def _single(n: int) -> Iterator[tuple[str, int, int]]:
    for k in range(2, n):
        yield "exactly", k, k


def _tails(n: int) -> Iterator[tuple[str, int, int]]:
    """Few terms, or few terms of the complement."""
    for k in sorted({2, 3, n - 2, n - 1}):
        yield "at_least", k, k
    for k in sorted({2, n - 3, n - 2} - {1}):
        yield "at_most", k, k


def _middles(n: int) -> Iterator[tuple[str, int, int]]:
    for a in range(2, n - 2):
        yield "between", a, a + 1
        yield "between", a, a + 2
    for k in range(3, n - 2):
        yield "at_least", k, k
        yield "at_most", k, k
