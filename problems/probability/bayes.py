"""Bayes' theorem in a story: from what was observed back to the cause.

Percentages are chosen so that the answer is a short fraction. Level 1 asks for the cause after the evidence was seen,
level 2 for other combinations (no evidence, or the opposite cause), level 3 has three causes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability import bayes
from tutor.methods.probability.language import negated
from tutor.methods.probability.partition import Partition
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Written


@dataclass(frozen=True)
class Story:
    """Texts with the percentages {p…} and {q…}; sentences for the evidence and its absence; questions by cause."""

    told: str
    seen: tuple[str, str]  # the evidence was observed, or was not
    asked: tuple[str, ...]  # a question for each cause
    letters: str  # of the first cause (or of all three) and of the evidence
    legend: str
    priors: tuple[int, ...]  # per cent that fit the story
    likely: tuple[int, int]  # range of the likelihood under the cause, and below under the opposite
    unlikely: tuple[int, int]


TWO = (
    Story(
        "A disease affects {p1}% of a population. A test is positive for {q1}% of the people with the disease, "
        "and for "
        "{q2}% of the people without it.",
        ("A person's test is positive.", "A person's test is negative."),
        ("What is the probability that this person has the disease?",
         "What is the probability that this person does not have the disease?"),
        "DT", "{H}: the person has the disease; {E}: the test is positive.",
        (1, 2, 3, 4, 5, 6, 8, 10), (80, 98), (2, 20),
    ),
    Story(
        "Of all e-mails, {p1}% are spam. The word 'prize' occurs in {q1}% of the spam and in {q2}% of the other "
        "e-mails.",
        ("An e-mail contains this word.", "An e-mail does not contain this word."),
        ("What is the probability that it is spam?", "What is the probability that it is not spam?"),
        "SW", "{H}: the e-mail is spam; {E}: it contains the word.",
        (20, 25, 30, 40, 45, 50, 60), (30, 80), (2, 15),
    ),
    Story(
        "In a factory, {p1}% of the parts are flawed. A camera rejects {q1}% of the flawed parts, and by mistake "
        "{q2}% of "
        "the good ones.",
        ("A part is rejected.", "A part is not rejected."),
        ("What is the probability that it is flawed?", "What is the probability that it is good?"),
        "FR", "{H}: the part is flawed; {E}: the camera rejects it.",
        (2, 4, 5, 6, 8, 10, 12, 15), (80, 98), (2, 15),
    ),
    Story(
        "Of the payments in a shop, {p1}% are fraud. A model flags {q1}% of the frauds and {q2}% of the honest "
        "payments.",
        ("A payment is flagged.", "A payment is not flagged."),
        ("What is the probability that it is fraud?", "What is the probability that it is honest?"),
        "FM", "{H}: the payment is fraud; {E}: the model flags it.",
        (1, 2, 3, 4, 5, 6, 8, 10), (70, 96), (2, 12),
    ),
    Story(
        "For a question of a test, {p1}% of the students know the answer, and {q1}% of those tick the right "
        "option. Of the "
        "others, who guess, {q2}% tick the right option.",
        ("A student ticked the right option.", "A student did not tick the right option."),
        ("What is the probability that this student knew the answer?",
         "What is the probability that this student was guessing?"),
        "KR", "{H}: the student knows the answer; {E}: the right option is ticked.",
        (30, 40, 45, 50, 55, 60, 70, 75), (85, 98), (20, 50),
    ),
    Story(
        "In a valley it rains on {p1}% of the days. A forecast announces rain for {q1}% of the rainy days and for "
        "{q2}% "
        "of the dry ones.",
        ("Rain is announced for a day.", "No rain is announced for a day."),
        ("What is the probability that it rains on that day?", "What is the probability that it stays dry on that "
                                                               "day?"),
        "RF", "{H}: it rains; {E}: rain is announced.",
        (10, 15, 20, 25, 30, 35, 40), (70, 95), (4, 30),
    ),
)  # fmt: skip

THREE = (
    Story(
        "Machines A, B and C make {p1}%, {p2}% and {p3}% of all parts. Of the parts of machine A {q1}% are "
        "flawed, of those "
        "of B {q2}%, and of those of C {q3}%.",
        ("A part is flawed.", "A part is not flawed."),
        tuple(f"What is the probability that machine {m} made it?" for m in "ABC"),
        "ABCF", "{A}, {B}, {C}: the machine that made the part; {E}: the part is flawed.",
        (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60), (1, 12), (1, 12),
    ),
    Story(
        "A shop gets {p1}% of its apples from farm A, {p2}% from farm B and {p3}% from farm C. Of the apples "
        "{q1}%, {q2}% and "
        "{q3}%, in this order, are organic.",
        ("An apple is organic.", "An apple is not organic."),
        tuple(f"What is the probability that it comes from farm {m}?" for m in "ABC"),
        "ABCO", "{A}, {B}, {C}: the farm of the apple; {E}: the apple is organic.",
        (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60), (10, 90), (10, 90),
    ),
    Story(
        "A service runs on three servers: A answers {p1}% of the requests, B {p2}% and C {p3}%. An answer is "
        "late with "
        "probability {q1}% on A, {q2}% on B and {q3}% on C.",
        ("An answer is late.", "An answer is not late."),
        tuple(f"What is the probability that server {m} gave it?" for m in "ABC"),
        "ABCL", "{A}, {B}, {C}: the server that answers; {E}: the answer is late.",
        (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60), (2, 40), (2, 40),
    ),
    Story(
        "Of the students who sit an exam, {p1}% took course A, {p2}% course B and {p3}% course C. The exam is "
        "passed by {q1}% of "
        "those from A, by {q2}% of those from B and by {q3}% of those from C.",
        ("A student has passed.", "A student has not passed."),
        tuple(f"What is the probability that this student took course {m}?" for m in "ABC"),
        "ABCP", "{A}, {B}, {C}: the course of the student; {E}: the student passes.",
        (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60), (40, 95), (40, 95),
    ),
)  # fmt: skip


@family(source="MML 6.3", levels=3, marks=4, typing="123/457", space=(3_000, 4_000, 10_000))
class Bayes:
    """Find the probability of a cause, given what was observed.

    >>> Bayes(priors=(10, 90), likelihoods=(90, 10), seen=True, asked=0, story=0).answer().typed()
    '1/2'
    """

    priors: tuple[int, ...]  # in per cent, as are the likelihoods
    likelihoods: tuple[int, ...]
    seen: bool
    asked: int
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            story = draw.below(len(THREE))
            priors, likelihoods, asked = draw.until(lambda: _three(draw, THREE[story]), lambda t: _short(*t))
            return cls(priors, likelihoods, True, asked, story)
        story = draw.below(len(TWO))
        seen, asked = (True, 0) if level == 1 else draw.choice(((False, 0), (True, 1), (False, 1)))
        p, q, r = draw.choice(_two(story, seen, asked))
        return cls((p, 100 - p), (q, r), seen, asked, story)

    def _story(self) -> Story:
        return (TWO if len(self.priors) == 2 else THREE)[self.story]

    def statement(self) -> Text:
        s = self._story()
        values = {f"p{i}": p for i, p in enumerate(self.priors, 1)} | {
            f"q{i}": q for i, q in enumerate(self.likelihoods, 1)
        }
        words = f"{s.told} {s.seen[not self.seen]} {s.asked[self.asked]} Give an exact fraction."
        return say(words, **values)

    def _exact(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        priors = tuple(Fraction(p, 100) for p in self.priors)
        return priors, tuple(Fraction(q if self.seen else 100 - q, 100) for q in self.likelihoods)

    def answer(self) -> Number:
        return _answer(bayes.posterior(*self._exact(), self.asked))

    def symbolic(self) -> Number:
        import sympy as sp

        likely = [sp.Rational(q, 100) for q in self.likelihoods]
        joint = [sp.Rational(p, 100) * (q if self.seen else 1 - q) for p, q in zip(self.priors, likely, strict=True)]
        found = joint[self.asked] / sum(joint)
        return _answer(Fraction(int(found.p), int(found.q)))

    @staticmethod
    def numeric(priors: Any, likelihoods: Any, seen: bool, asked: int) -> float:
        size = (100 * priors).astype(int)  # ten thousand cases, one by one
        cause = np.repeat(np.arange(size.size), size)
        place = np.arange(cause.size) - np.repeat(np.cumsum(size) - size, size)
        evidence = place < (likelihoods * priors)[cause]
        return float(np.mean(cause[evidence if seen else ~evidence] == asked))

    def solution(self) -> Solution:
        s = self._story()
        E = Name(s.letters[-1])
        H: tuple[Written, ...] = tuple(Name(c) for c in s.letters[:-1])
        names = {"E": E, **({"H": H[0]} if len(H) == 1 else dict(zip("ABC", H, strict=True)))}
        H = (H[0], negated(H[0])) if len(H) == 1 else H
        priors, likelihoods = (tuple(Fraction(k, 100) for k in row) for row in (self.priors, self.likelihoods))
        p = Partition(H, priors, likelihoods, E, decimals=True)
        made = bayes.work(p if self.seen else p.complemented(), self.asked)
        first = replace(made.steps[0], why=say("Name the events. " + s.legend + " ", **names) + made.steps[0].why)
        return replace(made, steps=(first, *made.steps[1:]), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        priors, likelihoods = self._exact()
        joint = [p * q for p, q in zip(priors, likelihoods, strict=True)]
        i, total = self.asked, sum(joint, Fraction(0))
        yield Misconception(
            "condition-and-event-exchanged",
            _answer(likelihoods[i]),
            say(
                "That is how likely the observation is if the cause is there; asked is the cause, given the "
                "observation."
            ),
        )
        yield Misconception(
            "base-rate-neglected",
            _answer(likelihoods[i] / sum(likelihoods, Fraction(0))),
            say("Weigh each cause by how common it is, before the observation."),
        )
        yield Misconception(
            "joint-for-conditional",
            _answer(joint[i]),
            say("That is the probability of both together: divide by the probability of what was observed."),
        )
        yield Misconception(
            "observation-ignored", _answer(priors[i]), say("That is the probability before the observation was made.")
        )
        yield Misconception(
            "evidence-alone", _answer(total), say("That is how often this is observed at all, whatever the cause.")
        )
        if len(priors) == 2:
            other = joint[i] + priors[1 - i] * (1 - likelihoods[1 - i])
            yield Misconception(
                "complement-in-the-evidence",
                _answer(joint[i] / other),
                say("For the other cause, take the probability of the same observation, not of its opposite."),
            )
        else:
            rest = total - joint[i]
            yield Misconception(
                "odds-for-probability",
                _answer(joint[i] / rest),
                say("Divide by all cases with the observation, those with the asked cause included."),
            )


def _answer(q: Fraction) -> Number:
    return exact_number(q, probability=True)


@cache
def _two(story: int, seen: bool, asked: int) -> tuple[tuple[int, int, int], ...]:
    """Prior and likelihoods in per cent for which the answer is a short fraction that is neither small nor large."""
    s = TWO[story]
    found = []
    for p in s.priors:
        for q in range(s.likely[0], s.likely[1] + 1):
            for r in range(s.unlikely[0], s.unlikely[1] + 1):
                if (q % 5 == 0 or q % 4 == 0) and _short((p, 100 - p), (q, r) if seen else (100 - q, 100 - r), asked):
                    found.append((p, q, r))
    return tuple(found)


def _short(priors: tuple[int, ...], likelihoods: tuple[int, ...], asked: int) -> bool:
    joint = [p * q for p, q in zip(priors, likelihoods, strict=True)]
    top, whole = joint[asked], sum(joint)
    return whole // gcd(top, whole) <= 100 * len(joint) and 200 * top > whole and 200 * top < 199 * whole


def _three(draw: Draw, s: Story) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    shares = draw.sample(s.priors, 2)
    if sum(shares) > 90:
        shares = (20, draw.choice((30, 50)))
    likelihoods = draw.distinct(3, *s.likely)
    if s.likely[1] > 40:
        likelihoods = tuple(5 * (q // 5) for q in likelihoods)
    return (*shares, 100 - sum(shares)), likelihoods, draw.below(3)
