"""Mean and variance of a discrete random variable.

Level 1 gives the distribution in a table, level 2 with an unknown constant that is found first, level 3 asks for the
mean and the variance of aX + b.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from math import gcd
from operator import mul
from typing import Any, Self

import numpy as np

from tutor.answers import Number, Part, Parts, exact_number
from tutor.chance import Draw
from tutor.methods.probability.discrete import Discrete, moments, normalised, work
from tutor.methods.probability.linear_change import linear_steps
from tutor.methods.probability.pieces import written as polynomial
from tutor.methods.probability.questions import Asked
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

# what X is, for values from 0 on and for other values
COUNTS = (
    "{X} is the number of goals that a team scores in a game.",
    "{X} is the number of bikes that a shop sells on a day.",
    "{X} is the number of errors on a page.",
    "{X} is the number of children of a family that is picked at random.",
    "{X} is the number of calls that an office gets in a minute.",
    "{X} is the number of packets that are lost in a second.",
)
GAINS = (
    "{X} is the gain in a game, in coins; a negative value is a loss.",
    "{X} is the change of a price in a day, in cents.",
    "{X} is the error of a forecast, in degrees Celsius.",
    "{X} is the number of points that a move wins in a game; a negative value is a loss.",
)
MANY_PEAKS = (0, 3)  # of the gains, those for which no value need be the most likely one with less likely ones around


@family(
    source="MML 6.4",
    levels=3,
    marks=5,
    typing="c = 1/1000; E = 17/13; V = 20/13 (leave out what is not asked)",
    space=(2_500, 2_500, 10_000),
)
class DiscreteVariable:
    """Find mean and variance of a distribution, or of a linear function of it.

    >>> x = DiscreteVariable(values=(0, 1, 2), weights=(1, 2, 1), total=4, constant=False, slope=1, shift=0, story=0)
    >>> x.answer().typed()
    'E = 1; V = 1/2'
    """

    values: tuple[int, ...]
    weights: tuple[int, ...]
    total: int  # the common denominator of the probabilities
    constant: bool  # the probabilities are multiples of an unknown c
    slope: int
    shift: int
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        gains = draw.coin(Fraction(3, 4))
        values, total, choices = draw.until(lambda: _choices(draw, gains, level), lambda made: bool(made[2]))
        weights = draw.choice(choices)
        slope, shift = (1, 0) if level < 3 else (draw.choice((-3, -2, 2, 3, 4, 5)), draw.integer(-6, 9, but=[0]))
        told = range(len(GAINS)) if _one_peak(weights) else MANY_PEAKS
        story = draw.choice(told) if gains else draw.below(len(COUNTS))
        return cls(values, weights, total, level == 2, slope, shift, story)

    def _law(self) -> Discrete:
        return Discrete(self.values, tuple(Fraction(w, self.total) for w in self.weights))

    def _probabilities(self) -> tuple[Written, ...]:
        if self.constant:
            return tuple(Name("c") if w == 1 else number(w) * Name("c") for w in self.weights)
        return tuple(number(Fraction(w, self.total)) for w in self.weights)

    def _of(self) -> Written:
        return polynomial((Fraction(self.shift), Fraction(self.slope)), "X")

    def _table(self) -> Op:
        x = Name("x")
        head = Op("row", (x, *map(number, self.values)))
        return Op("table", (head, Op("row", (Op("P", (Name("X").equals(x),)), *self._probabilities()))))

    def statement(self) -> Text:
        stories = GAINS if min(self.values) < 0 else COUNTS
        told = say(
            stories[self.story] + " The table gives its distribution. {table} ", X=Name("X"), table=self._table()
        )
        constant = say("the constant {c}, ", c=Name("c")) if self.constant else say("")
        g = self._of()
        return told + say(
            "Find {constant}the mean {E} and the variance {V}, as exact values.",
            constant=constant, E=Name("E").equals(Op("E", (g,))), V=Name("V").equals(Op("Var", (g,))),
        )  # fmt: skip

    def _parts(self, mean: Fraction, variance: Fraction, c: Fraction | None) -> Parts:
        found = [Part("E", exact_number(mean), 2), Part("V", exact_number(variance), 2)]
        if c is not None:
            found.insert(0, Part("c", exact_number(c)))
        return Parts(tuple(found))

    def answer(self) -> Parts:
        mean, _, variance = moments(self.values, self.weights)
        c = Fraction(1, self.total) if self.constant else None
        return self._parts(self.slope * mean + self.shift, self.slope**2 * variance, c)

    def symbolic(self) -> Parts:
        import sympy as sp

        c = sp.Symbol("c")
        weights = [sp.Rational(w, self.total) for w in self.weights]
        found = None
        if self.constant:
            (found,) = sp.solve(sum(w * c for w in self.weights) - 1, c)
            weights = [w * found for w in self.weights]
        y = [self.slope * sp.Integer(x) + self.shift for x in self.values]
        mean = sum(a * b for a, b in zip(y, weights, strict=True))
        variance = sum((a - mean) ** 2 * b for a, b in zip(y, weights, strict=True))
        return self._parts(_fraction(mean), _fraction(variance), None if found is None else _fraction(found))

    @staticmethod
    def numeric(values: Any, weights: Any, total: int, constant: bool, slope: int, shift: int) -> dict[str, float]:
        everyone = np.repeat(slope * values + shift, weights.astype(int))  # so many equally likely outcomes
        found = {"E": float(everyone.mean())}
        gaps = np.subtract.outer(everyone, everyone)
        found["V"] = float((gaps**2).mean() / 2)  # half the mean squared distance of two outcomes
        return {"c": 1 / len(everyone), **found} if constant else found

    def solution(self) -> Solution:
        if self.constant:
            values = tuple(map(Fraction, self.values))
            law, steps, c = normalised(values, self._probabilities(), "c")
            constant = ("c", c, f"1 / {self.total}")
            made = work(law, Asked("E"), Asked("Var"), before=steps, constant=constant)
        elif self.slope != 1:
            made = linear_steps(self._law(), self.slope, self.shift)
        else:
            made = work(self._law(), Asked("E"), Asked("Var"))
        code = made.code.replace("'E(X)'", "'E'").replace("'Var(X)'", "'V'")
        return replace(made, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        mean, square, variance = moments(self.values, self.weights)
        a, b = self.slope, self.shift
        plain = Fraction(sum(self.values), len(self.values))
        yield _mistake("E", "unweighted-mean", a * plain + b, "Weigh each value with its probability.")
        if a == 1:
            yield _mistake(
                "V", "mean-not-subtracted", square, "Subtract the square of the mean from the mean of the squares."
            )
            yield _mistake("V", "mean-not-squared", square - mean, "What is subtracted is the square of the mean.")
            spread = Fraction(sum(x * x for x in self.values), len(self.values)) - plain**2
            yield _mistake("V", "unweighted-variance", spread, "Weigh each squared value with its probability.")
            twice = Fraction(sum(x * w * w for x, w in zip(self.values, self.weights, strict=True)), self.total**2)
            yield _mistake("E", "probability-twice", twice, "Each value is multiplied by its probability once.")
        else:
            yield _mistake("E", "shift-forgotten", a * mean, "Adding a number to every value moves the mean too.")
            yield _mistake(
                "E", "mean-of-X", mean, "Asked is the mean of the new variable: it changes with every value."
            )
            yield _mistake("V", "factor-not-squared", a * variance, "A factor comes out of the variance squared.")
            yield _mistake(
                "V",
                "shift-added",
                a * a * variance + b,
                "Adding a number to every value does not change how far they spread.",
            )
            yield _mistake(
                "V",
                "factor-not-squared-shift-added",
                a * variance + b,
                "The factor comes out squared, and the shift falls away.",
            )
            yield _mistake(
                "V",
                "variance-of-X",
                variance,
                "The factor stretches all distances: what does that do to their squares?",
            )
        if self.constant:
            yield _mistake(
                "c",
                "divided-by-the-number-of-values",
                Fraction(1, len(self.values)),
                "The probabilities are different multiples of the constant.",
            )


def _mistake(part: str, mark: str, q: Fraction, feedback: str) -> Misconception:
    return Misconception(mark, _number(q), say(feedback), part)


def _number(q: Fraction) -> Number:
    return exact_number(q)


def _fraction(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))


def _values(draw: Draw, gains: bool) -> tuple[int, ...]:
    count = draw.integer(3, 4)
    if not gains:
        return tuple(range(count + draw.integer(0, 1)))
    values = sorted((*draw.distinct(1, -5, -1), *draw.distinct(count - 1, 0, 9)))
    return tuple(values)


def _choices(draw: Draw, gains: bool, level: int) -> tuple[tuple[int, ...], int, tuple[tuple[int, ...], ...]]:
    values = _values(draw, gains)
    total = draw.choice((8, 9, 10, 12) if len(values) > 3 else (8, 10, 12, 15, 16, 20))
    plain = total * sum(values)  # the mean is neither that of the bare values, nor 0 or 1, which are their own squares
    residues = tuple((x - values[0]) % total for x in values)
    found = [
        weights
        for weights in _short(residues, total, 2 if gains else 4 if total > 10 else total, level == 2)
        if (gains or _one_peak(weights))
        and (sum_ := sum(map(mul, values, weights))) not in (0, total)
        and sum_ * len(values) != plain
    ]
    return values, total, tuple(found)


def _one_peak(weights: tuple[int, ...]) -> bool:
    """Do the weights rise to the largest and fall after it?"""
    top = weights.index(max(weights))
    return list(weights) == [*sorted(weights[:top]), *sorted(weights[top:], reverse=True)]


@cache
def _short(residues: tuple[int, ...], total: int, parts: int, coprime: bool) -> tuple[tuple[int, ...], ...]:
    """Weights with that sum for which `parts` times the mean is whole, none as large as all others together.

    Moving all values by one number moves the mean by as much, so the residues of the differences decide.
    """
    found = []
    for cuts in combinations(range(1, total), len(residues) - 1):
        weights = tuple(b - a for a, b in pairwise((0, *cuts, total)))
        short = parts * sum(map(mul, residues, weights)) % total == 0
        if short and 2 * max(weights) <= total + 2 and len(set(weights)) > 1 and (not coprime or gcd(*weights) == 1):
            found.append(weights)
    return tuple(found)
