"""Binomial probabilities: exactly, at least, at most, between.

Level 1 asks for exactly k successes, level 2 for at least or at most so many (often shorter by the complement), level 3
for more trials and an interval or a bound in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
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
    "A seed of a plant germinates with probability {p}, independently of the others. {n} seeds are sown. "
    "What is the probability that {k} seeds germinate?",
    "A biased coin shows heads with probability {p}. It is tossed {n} times. "
    "What is the probability that it shows heads {k} times?",
    "A player scores a free throw with probability {p}, each time independently. She takes {n} throws. "
    "What is the probability that she scores {k} times?",
    "A sensor sends {n} messages, and each arrives with probability {p}, independently of the others. "
    "What is the probability that {k} messages arrive?",
    "A test has {n} questions, and a student answers each of them correctly with probability {p}, independently. "
    "What is the probability that {k} answers are correct?",
    "A classifier labels each of {n} independent images correctly with probability {p}. "
    "What is the probability that {k} images are labelled correctly?",
    "Each of {n} guests who were invited comes with probability {p}, independently of the others. "
    "What is the probability that {k} guests come?",
    "A wheel of fortune stops at a prize with probability {p}. It is turned {n} times. "
    "What is the probability that it stops at a prize {k} times?",
)
MOST = {2: 10, 3: 9, 4: 8, 5: 7, 6: 7, 7: 6, 8: 6, 9: 6, 10: 6, 12: 5}  # trials, by the denominator of the chance
CHANCES = tuple(Fraction(a, b) for b in MOST for a in range(1, b) if Fraction(a, b).denominator == b)
FROM = {least: tuple(p for p in CHANCES if MOST[p.denominator] >= least) for least in (4, 6)}  # by the fewest trials
WORDS = {"exactly": "exactly {a}", "at_least": "at least {a}", "at_most": "at most {a}", "between": "from {a} to {b}"}
NEXT = "{a} or {b}"


@family(source="MML 6.2", levels=3, marks=4, typing="1 - (3/4)^5", space=(220, 450, 400))
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
        make = (_exactly, _tail, _middle)[level - 1]
        n, p, kind, a, b = draw.until(lambda: make(draw), lambda made: _fit_to_set(*made))
        return cls(n, p, kind, a, b, draw.below(len(STORIES)))

    def _asked(self) -> Asked:
        return _question(self.kind, self.a, self.b)

    def statement(self) -> Text:
        k = say(NEXT if self.b == self.a + 1 else WORDS[self.kind], a=self.a, b=self.b)
        story = say(STORIES[self.story], n=self.n, p=self.p, k=k)
        return story + say(" Give the exact value; powers need not be multiplied out.")

    def _range(self) -> tuple[int, int]:
        """The smallest and the largest number of successes in the event."""
        return {"at_least": (self.a, self.n), "at_most": (0, self.a)}.get(self.kind, (self.a, self.b))

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
        swapped = self._mass(n - high, n - low)
        yield _mistake("success-and-failure-exchanged", swapped, "Which of the two probabilities belongs to a success?")


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


def _chance(draw: Draw, least: int) -> tuple[Fraction, int]:
    """A probability, and a number of trials for which the fractions stay short."""
    p = draw.choice(FROM[least])
    return p, draw.integer(least, MOST[p.denominator])


def _exactly(draw: Draw) -> _Made:
    p, n = _chance(draw, 4)
    k = draw.integer(2, n - 2)
    return n, p, "exactly", k, k


def _tail(draw: Draw) -> _Made:
    p, n = _chance(draw, 4)
    if draw.coin():  # few terms, or few terms of the complement
        k = draw.choice(sorted({2, n - 2, n - 1}))
        return n, p, "at_least", k, k
    k = draw.choice(sorted({2, n - 3, n - 2} - {1}))
    return n, p, "at_most", k, k


def _middle(draw: Draw) -> _Made:
    p, n = _chance(draw, 6)
    kind = draw.choice(("between", "between", "at_least", "at_most"))
    if kind == "between":
        a = draw.integer(2, n - 3)
        return n, p, kind, a, draw.integer(a + 1, a + 2)
    k = draw.integer(3, n - 3)
    return n, p, kind, k, k


def _fit_to_set(n: int, p: Fraction, kind: str, a: int, b: int) -> bool:
    if p == Fraction(1, 2) and (kind == "exactly" or a + b == n):
        return False  # success and failure would be the same
    middle = n * p  # the question is about numbers that are neither hopeless nor sure
    low, high = {"at_least": (a, n), "at_most": (0, a)}.get(kind, (a, b))
    return low <= middle + 3 and high >= middle - 3 and (low > middle - 3 or high < middle + 3)
