"""Drawing without replacement from two kinds of things.

Level 1 draws two things, level 2 three or four and asks for exactly k of one kind, level 3 asks for at least or at most
so many of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability import binomial, hypergeometric
from tutor.methods.probability.questions import Asked, at_least, at_most, exactly
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say

# {m} marked and {o} other things, {n} drawn without replacement, {k} of the marked kind in words
STORIES = (
    "A box holds {m} red and {o} blue balls. From it {n} balls are drawn at random without replacement. "
    "What is the probability that {k} of them {are} red?",
    "Of the {N} screws in a box, {m} are made of brass. From the box {n} different screws are picked at random. "
    "What is the probability that {k} of them {are} made of brass?",
    "In a group of {N} people there are {m} vegetarians. From the group {n} different people are picked at random. "
    "What is the probability that {k} of them {are} vegetarian?",
    "A set of {N} cards has {m} with a cat and {o} with a dog on them. A hand of {n} cards is dealt at random. "
    "What is the probability that {k} of them {show} a cat?",
    "A student has prepared {m} of {N} questions. In the exam {n} different questions are picked at random. "
    "What is the probability that {k} of them {were} prepared?",
    "A pond has {N} fish, and {m} of them carry a mark. At random {n} fish are caught, and none is put back. "
    "What is the probability that {k} of them {carry} a mark?",
    "A data set has {m} positive and {o} negative examples. A random sample of {n} different examples is taken. "
    "What is the probability that {k} of them {are} positive?",
)
SINGULAR = {"are": "is", "show": "shows", "were": "was", "carry": "carries"}
WORDS = {
    "exactly": "exactly {k}",
    "at_least": "at least {k}",
    "at_most": "at most {k}",
    "all": "both",
    "none": "none",
}


@family(source="MML 6.2", levels=3, marks=4, typing="20/101", space=(1_600, 1_700, 1_600))
class WithoutReplacement:
    """Find the probability of so many marked things in a draw without replacement.

    >>> WithoutReplacement(marked=2, others=3, drawn=2, kind="exactly", k=1, story=0).answer().typed()
    '3/5'
    """

    marked: int
    others: int
    drawn: int
    kind: str
    k: int
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(*draw.choice(_fitting(level)), draw.below(len(STORIES)))

    def _asked(self) -> Asked:
        return {"at_least": at_least, "at_most": at_most}.get(self.kind, exactly)(self.k)

    def statement(self) -> Text:
        story = STORIES[self.story]
        words = SINGULAR if self.k < 2 else {verb: verb for verb in SINGULAR}
        return say(
            story + " Give an exact fraction.",
            m=self.marked, o=self.others, N=self.marked + self.others, n=self.drawn,
            k=say(WORDS[self.kind], k=self.k), **words,
        )  # fmt: skip

    def _law(self) -> hypergeometric.Hypergeometric:
        return hypergeometric.Hypergeometric(self.marked + self.others, self.marked, self.drawn)

    def answer(self) -> Number:
        return _answer(self._law().mass(_range(self.kind, self.k, self.drawn)))

    def symbolic(self) -> Number:
        import sympy as sp

        m, o, n, k = self.marked, self.others, self.drawn, self.k
        j = sp.Symbol("j", integer=True)
        ways = sp.binomial(m, j) * sp.binomial(o, n - j)
        low, high = {"at_least": (k, n), "at_most": (0, k)}.get(self.kind, (k, k))
        found = sum(ways.subs(j, i) for i in range(low, high + 1)) / sp.binomial(m + o, n)
        return _answer(Fraction(int(found.p), int(found.q)))

    @staticmethod
    def numeric(marked: int, others: int, drawn: int, kind: str, k: int) -> float:
        chance = np.zeros(drawn + 1)  # by the number of marked things, one draw after the other
        chance[0] = 1.0
        j = np.arange(drawn + 1)
        for i in range(drawn):
            hit = np.clip(marked - j, 0, None) / (marked + others - i)
            step = chance * (1 - hit)
            step[1:] += (chance * hit)[:-1]
            chance = step
        inside = {"at_least": j >= k, "at_most": j <= k}.get(kind, j == k)
        return float(chance[inside].sum())

    def solution(self) -> Solution:
        return hypergeometric.work(self.marked + self.others, self.marked, self.drawn, self._asked())

    def misconceptions(self) -> Iterator[Misconception]:
        law, k, n = self._law(), self.k, self.drawn
        event = _range(self.kind, k, n)
        N, m = self.marked + self.others, self.marked
        with_replacement = binomial.Binomial(n, Fraction(m, N))
        yield _mistake(
            "with-replacement", with_replacement.mass(event), "Nothing is put back: each draw leaves one thing fewer."
        )
        right = law.mass(event)
        if self.kind in ("at_least", "at_most"):
            strict = event[1:] if self.kind == "at_least" else event[:-1]
            yield _mistake("exactly-for-a-range", law.pmf(k), "More than one number belongs to the event: add them.")
            if strict:
                yield _mistake("bound-left-out", law.mass(strict), "The bound itself belongs to the event.")
            yield _mistake("complement", 1 - right, "That is the probability of the opposite event.")
            if self.kind == "at_least" and k > 1:
                yield _mistake(
                    "only-none-subtracted", 1 - law.pmf(0), "Also subtract the cases with a few, fewer than asked."
                )
        if self.kind == "exactly" and 0 < k < n:
            orders = Fraction(1, math.comb(n, k))
            yield _mistake(
                "orders-forgotten", right * orders, "That is one single order of the draws: how many orders are there?"
            )
        if self.kind not in ("at_least", "at_most"):
            if 2 * k != n:
                yield _mistake("others-for-marked", law.pmf(n - k), "Look again which kind the event counts.")
            yield _mistake(
                "one-draw-alone",
                Fraction(m, N) if k else Fraction(N - m, N),
                "That is the probability for a single draw.",
            )
            both = Fraction(m, N) ** k * Fraction(N - m, N) ** (n - k)
            yield _mistake(
                "with-replacement-in-one-order", both, "Nothing is put back, and the draws may come in several orders."
            )


def _range(kind: str, k: int, n: int) -> range:
    """The numbers of marked things in the event; there are at least n of either kind."""
    return {"at_least": range(k, n + 1), "at_most": range(k + 1)}.get(kind, range(k, k + 1))


def _answer(q: Fraction) -> Number:
    return exact_number(q, probability=True)


def _mistake(mark: str, q: Fraction, feedback: str) -> Misconception:
    return Misconception(mark, _answer(q), say(feedback))


_Made = tuple[int, int, int, str, int]
PAIRS = (("exactly", 1), ("all", 2), ("none", 0))


@cache
def _fitting(level: int) -> tuple[_Made, ...]:
    """Every question of the level whose event is neither absurd nor nearly sure, with a fraction that stays short."""
    most = (27, 20, 15)[level - 1]
    asked: list[tuple[int, str, int]] = [(2, kind, k) for kind, k in PAIRS]
    if level == 2:
        asked = [(n, "exactly", k) for n in (3, 4) for k in range(1, n)] + [(5, "exactly", k) for k in (2, 3)]
    elif level == 3:
        asked = [(n, "at_least", k) for n in (3, 4, 5) for k in range(1, n)]
        asked += [(n, "at_most", k) for n in (3, 4, 5) for k in range(1, n - 1)]
    found = []
    for m, o in product(range(3, most + 1), repeat=2):
        for n, kind, k in asked:
            if m == o or n > min(m, o):
                continue
            every = math.comb(m + o, n)
            ways = sum(math.comb(m, j) * math.comb(o, n - j) for j in _range(kind, k, n))
            if 0.03 < ways / every < 0.97 and every // math.gcd(ways, every) <= 20_000:
                found.append((m, o, n, kind, k))
    return tuple(found)
