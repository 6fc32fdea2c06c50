"""Normal distribution: one side, an interval, a quantile.

Level 1 asks for one side of a bound and gives the standard deviation, level 2 asks for an interval and gives the
variance, level 3 asks for the value that is exceeded, or not exceeded, with a given probability.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import isqrt
from statistics import NormalDist
from typing import Any, Self

import numpy as np

from tutor.answers import Number
from tutor.chance import Draw
from tutor.methods.probability import normal
from tutor.methods.probability.questions import Asked, at_least, at_most, between
from tutor.methods.probability.writing import show
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Written, decimal

NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)  # Gauss quadrature on [-1, 1]
X, MU, SIGMA = Name("X"), Name("mu"), Name("sigma")
TAIL = 9  # standard deviations beyond which nothing is left in floating-point numbers


@dataclass(frozen=True)
class Story:
    """What X is, its unit, and which means and standard deviations suit it."""

    told: str
    unit: str
    means: tuple[int, int, int]  # from, to, step
    deviations: tuple[int, ...]


STORIES = (
    Story("The mass {X} of a bag of flour, in grams,", "grams", (990, 1020, 5), (4, 5, 8, 10, 12)),
    Story("The height {X} of the adults in a town, in centimetres,", "centimetres", (165, 180, 1), (5, 6, 8, 10)),
    Story("The result {X} of a reasoning test, in points,", "points", (50, 120, 5), (5, 8, 10, 15, 16, 20)),
    Story("The diameter {X} of an apple, in millimetres,", "millimetres", (60, 90, 1), (4, 5, 8, 10)),
    Story("The time {X} of a train between two stations, in minutes,", "minutes", (20, 90, 5), (2, 4, 5)),
    Story("The temperature {X} at noon in July, in degrees Celsius,", "degrees Celsius", (18, 32, 1), (2, 4, 5)),
    Story("The yield {X} of a field, in tonnes,", "tonnes", (60, 140, 5), (5, 8, 10, 20)),
    Story("The daily use of energy {X} of a house, in kilowatt-hours,", "kilowatt-hours", (16, 40, 2), (2, 4, 5)),
)
LEVELS = tuple(Fraction(k, 1000) for k in (10, 20, 25, 30, 50, 75, 100, 125, 150, 200, 250, 300, 330, 350, 400))


@family(source="MML 6.5", levels=3, marks=4, typing="0.9987 or 123.45", space=(3_000, 8_000, 3_000))
class NormalInterval:
    """Find a probability or a quantile of a normal variable by standardising.

    >>> NormalInterval(mean=100, variance=225, low=None, high=Fraction(115), level=None, story=2).answer().typed()
    '0.8413'
    """

    mean: int
    variance: int
    low: Fraction | None
    high: Fraction | None
    level: Fraction | None  # with a level: the quantile is asked, and `low` and `high` are None
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        story = draw.below(len(STORIES))
        s = STORIES[story]
        start, stop, step = s.means
        mean = start + step * draw.integer(0, (stop - start) // step)
        deviation = draw.choice(s.deviations)
        if level == 3:
            p = draw.choice(LEVELS)
            return cls(mean, deviation**2, None, None, p if draw.coin() else 1 - p, story)
        if level == 1:
            bound = Fraction(mean + draw.choice(_distances(deviation)))
            low, high = (bound, None) if draw.coin() else (None, bound)
            return cls(mean, deviation**2, low, high, None, story)
        a, b = draw.choice(_intervals(deviation))
        return cls(mean, deviation**2, Fraction(mean + a), Fraction(mean + b), None, story)

    # ------------------------------------------------------------ statement

    def _asked(self) -> Asked:
        if self.level is not None:
            return Asked("quantile", level=self.level)
        if self.low is not None and self.high is not None:
            return between(self.low, self.high)
        return at_least(self.low) if self.low is not None else at_most(self.high or 0)

    def _by_variance(self) -> bool:
        """Intervals are asked with the variance given, the rest with the standard deviation."""
        return self.low is not None and self.high is not None

    def statement(self) -> Text:
        s = STORIES[self.story]
        deviation = _root(self.variance)
        spread = (SIGMA**2).equals(self.variance) if self._by_variance() else SIGMA.equals(deviation)
        named = "variance" if self._by_variance() else "standard deviation"
        told = say(s.told + " is normally distributed with mean {m} and " + named + " {s}.",
                   X=X, m=MU.equals(self.mean), s=spread)  # fmt: skip
        if self.level is None:
            return told + say(
                " Find the probability {p}, rounded to 4 decimals; values from a table are accepted.",
                p=self._asked().label,
            )
        if self.level > Fraction(1, 2):
            asked = say(" Which value is exceeded with probability {p}?", p=show(1 - self.level, True))
        else:
            asked = say(" Below which value does {X} lie with probability {p}?", X=X, p=show(self.level, True))
        return (
            told
            + asked
            + say(" Give it in {unit}, rounded to 2 decimals; values from a table are accepted.", unit=s.unit)
        )

    # ------------------------------------------------------------ answers

    def _law(self) -> normal.Normal:
        return normal.Normal(Fraction(self.mean), Fraction(self.variance), by_variance=self._by_variance())

    def _z(self, x: Fraction | None) -> Fraction | None:
        return None if x is None else (x - self.mean) / _root(self.variance)

    def answer(self) -> Number:
        if self.level is not None:
            return _value(self.mean + _root(self.variance) * _inverse(self.level), _root(self.variance))
        return _probability(normal.exact_probability(self._z(self.low), self._z(self.high)))

    def symbolic(self) -> Number:
        import sympy as sp

        mean, deviation = sp.Integer(self.mean), sp.sqrt(sp.Integer(self.variance))
        if self.level is not None:
            z = sp.sqrt(2) * sp.erfinv(2 * sp.Rational(self.level.numerator, self.level.denominator) - 1)
            return _value(Fraction(str(sp.N(mean + deviation * z, 25))), _root(self.variance))

        def upto(x: Fraction | None, missing: int) -> Any:
            if x is None:
                return sp.Integer(missing)
            z = (sp.Rational(x.numerator, x.denominator) - mean) / deviation
            return (1 + sp.erf(z / sp.sqrt(2))) / 2

        found = sp.N(upto(self.high, 1) - upto(self.low, 0), 25)
        return _probability(decimal(Fraction(str(found)), 20))

    @staticmethod
    def numeric(mean: int, variance: int, low: float | None, high: float | None, level: float | None) -> float:
        sigma = np.sqrt(variance)

        def area(a: float, b: float) -> float:  # under the density, in standard units
            cuts = np.linspace(a, b, 4)
            middle, half = (cuts[1:] + cuts[:-1]) / 2, (b - a) / 6
            z = middle[:, None] + half * NODES
            return float(half * (np.exp(-(z**2) / 2) @ WEIGHTS).sum() / np.sqrt(2 * np.pi))

        if level is None:
            ends = [-TAIL if low is None else (low - mean) / sigma, TAIL if high is None else (high - mean) / sigma]
            return area(*ends)
        z = 0.0
        for _ in range(8):  # Newton: the slope of the area is the density
            z -= (0.5 + area(0.0, z) - level) * np.sqrt(2 * np.pi) * np.exp(z**2 / 2)
        return float(mean + sigma * z)

    def solution(self) -> Solution:
        made = normal.work(self._law(), self._asked())
        return replace(made, given=self.statement())

    # ------------------------------------------------------------ mistakes

    def misconceptions(self) -> Iterator[Misconception]:
        deviation = _root(self.variance)
        if self.level is not None:
            z = _inverse(self.level)
            yield _wrong_value(
                "variance-for-deviation",
                self.mean + self.variance * z,
                deviation,
                "The distance from the mean is counted in standard deviations, not in variances.",
            )
            yield _wrong_value(
                "wrong-side", self.mean - deviation * z, deviation, "On which side of the mean does the value lie?"
            )
            yield _wrong_value("mean-forgotten", deviation * z, deviation, "Go back from standard units: add the mean.")
            yield _wrong_value(
                "probability-as-z",
                self.mean + deviation * self.level,
                deviation,
                "The table leads from a probability to its z: look for the probability inside the table.",
            )
            return
        low: float | None = None if self.low is None else float(self.low - self.mean) / deviation
        high: float | None = None if self.high is None else float(self.high - self.mean) / deviation
        wide = _area(None if low is None else low / deviation, None if high is None else high / deviation)
        yield _wrong("variance-for-deviation", wide, "Standardise with the standard deviation, not with the variance.")
        if low is not None and high is not None:
            left = _area(None, low)
            yield _wrong("complement", 1 - _area(low, high), "The area between the bounds is asked.")
            yield _wrong("lower-bound-forgotten", left + _area(low, high), "Take off the area left of the lower bound.")
            if 2 * left + _area(low, high) < 1:
                feedback = "The area between is the difference of the two areas to the left."
                yield _wrong("areas-added", 2 * left + _area(low, high), feedback)
            near, far = sorted((abs(low), abs(high)))
            if low < 0 < high:
                yield _wrong("sign-of-z-lost", _area(near, far), "A bound below the mean has a negative z.")
            elif near:
                yield _wrong("sides-mixed", _area(-near, far), "Both bounds lie on the same side of the mean.")
        else:
            only = low if low is not None else high or 0.0
            other = _area(None, only) if high is None else _area(only, None)
            yield _wrong("wrong-tail", other, "Is the area to the left or to the right of the bound asked?")
            if abs(only) < 1:
                yield _wrong("share-of-the-deviation", abs(only), "z is no probability: look it up in the table.")
            half = _area(0.0, abs(only))
            yield _wrong("area-from-the-middle", half, "That is the area between the mean and the bound only.")


def _area(low: float | None, high: float | None) -> float:
    """The area under the standard normal density."""
    upto = NormalDist().cdf
    return (1.0 if high is None else upto(high)) - (0.0 if low is None else upto(low))


def _probability(w: Written) -> Number:
    return Number(w, places=4, tolerance=Fraction(2, 10**4), probability=True)


def _value(q: Fraction, deviation: int) -> Number:
    """Tables give z to two or three decimals, which moves the value by so much of a standard deviation."""
    return Number(decimal(q, 15), places=2, tolerance=Fraction(deviation, 150))


def _wrong(mark: str, p: float, feedback: str) -> Misconception:
    return Misconception(mark, _probability(decimal(Fraction(p), 9)), say(feedback))


def _wrong_value(mark: str, q: Fraction, deviation: int, feedback: str) -> Misconception:
    return Misconception(mark, _value(q, deviation), say(feedback))


@cache
def _inverse(level: Fraction) -> Fraction:
    """The z with Φ(z) = level, to 15 digits."""
    return Fraction(NormalDist().inv_cdf(float(level)))


def _root(variance: int) -> int:
    return isqrt(variance)


@cache
def _distances(deviation: int) -> tuple[int, ...]:
    """Whole distances from the mean whose z has at most two decimals and is neither tiny nor huge."""
    near = [
        d for d in range(-3 * deviation, 3 * deviation + 1) if 4 * abs(d) >= deviation and 10 * abs(d) <= 25 * deviation
    ]
    return tuple(d for d in near if (100 * d) % deviation == 0 and d)


@cache
def _intervals(deviation: int) -> tuple[tuple[int, int], ...]:
    """Pairs of such distances that are not symmetric, and that far apart that the interval is not a rare event."""
    pairs = combinations(_distances(deviation), 2)
    return tuple((a, b) for a, b in pairs if a != -b and b - a >= deviation / 2 and a < 1.5 * deviation > -b)
