"""Poisson distribution: the number of rare, independent events in a fixed time or space.

Example: tutor solve poisson "lambda=2; P(X<=2), E"

The probabilities are exact, as a fraction times e^-λ, and their decimals stand in the words beside them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.language import assignments, given_and_asked
from tutor.methods.probability.laws import Law, solve
from tutor.methods.probability.questions import Asked, question
from tutor.methods.probability.writing import literal, product, show
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written

LARGEST_RATE = 200
_rate, _k, _X = Name("lambda"), Name("k"), Name("X")


@dataclass(frozen=True)
class Poisson(Law):
    """Rate λ: the mean number of events.

    >>> str(Poisson(Fraction(2)).number(Poisson(Fraction(2)).pmf(3)))
    '4*exp(-2)/3'
    """

    rate: Fraction
    decimals: bool = False

    rule = say("Poisson formula {f}", f=_rate**_k * Op("exp", (-_rate,)) / Op("!", (_k,)))
    mean_why = say(
        "Mean: {f} times the series of {g}, which is {rate}",
        f=_rate * Op("exp", (-_rate,)),
        g=Op("exp", (_rate,)),
        rate=_rate,
    )
    variance_why = say(
        "Variance {f}, where {g}",
        f=Op("E", (_X * (_X - 1),)) + Op("E", (_X,)) - Op("E", (_X,)) ** 2,
        g=Op("E", (_X * (_X - 1),)).equals(_rate**2),
    )
    mean_code = "rate"
    variance_code = "rate"

    @property
    def unit(self) -> Written:  # type: ignore[override]
        return Op("exp", (-show(self.rate, self.decimals),))

    @property
    def highest(self) -> None:
        return None

    def pmf(self, k: int) -> Fraction:
        return self.rate**k / math.factorial(k)

    def term(self, k: Written) -> Written:
        return show(self.rate, self.decimals) ** k * self.unit / Op("!", (k,))

    def mean(self) -> tuple[Written, Fraction]:
        rate = show(self.rate, self.decimals)
        return product(rate, self.unit, Op("exp", (rate,))), self.rate

    def variance(self) -> tuple[Written, Fraction]:
        rate = show(self.rate, self.decimals)
        return rate**2 + rate - rate**2, self.rate

    def model(self) -> Text:
        return say("{X} is a Poisson variable with rate {rate}.", X=_X, rate=show(self.rate, self.decimals))

    def program(self) -> str:
        return (
            "from math import factorial\n\nimport numpy as np\n\n"
            f"rate = {literal(self.rate)}\n\n\n"
            "def pmf(k):\n    return np.power(rate, k) * np.exp(-rate) / factorial(k)\n\n"
        )

    def again(self) -> tuple[str, Sequence[float]]:
        rate, row, k = float(self.rate), [math.exp(-float(self.rate))], 0
        while k < rate or row[-1] > 1e-18:
            k += 1
            row.append(row[-1] * rate / k)
        return "the recurrence P(X = k) = P(X = k − 1) λ/k", row


def work(rate: Fraction, *questions: Asked, decimals: bool = False) -> Solution:
    """The steps for each question about X.

    >>> from tutor.methods.probability.questions import at_most
    >>> str(work(Fraction(2), at_most(1)).answer)
    '3*exp(-2)'
    """
    given = say("{X} is Poisson with rate {rate}.", X=_X, rate=_rate.equals(show(rate, decimals)))
    return solve(Poisson(rate, decimals), questions, method="poisson", given=given)


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    spellings = dict.fromkeys(("lambda", "λ", "mu", "rate", "l"), "lambda")
    found = assignments(given, spellings)
    if "lambda" not in found:
        raise InputError("the rate is missing: give it, for example lambda=2")
    rate = found["lambda"][1]
    if not 0 < rate <= LARGEST_RATE:
        raise InputError(f"lambda = {rate} must be positive and at most {LARGEST_RATE}")
    return work(rate, *map(question, asked), decimals="." in str(found["lambda"][0]))
