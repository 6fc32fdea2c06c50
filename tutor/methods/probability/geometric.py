"""Geometric distribution: the number of trials until the first success.

Example: tutor solve geometric "p=1/6; P(X<=3), E"

X counts the trials, the successful one included: 1, 2, 3, …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.claims import Found, Rounded
from tutor.methods.probability.language import assignments, given_and_asked
from tutor.methods.probability.laws import Law, solve
from tutor.methods.probability.questions import Asked, at_least, question
from tutor.methods.probability.writing import LARGEST, about, literal, product, show, significant
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Written, number

MAX_FAILURES = 2_000
SMALLEST = Fraction(1, 1000)
_p, _k = Name("p"), Name("k")


@dataclass(frozen=True)
class Geometric(Law):
    """Success probability p in each trial.

    >>> Geometric(Fraction(1, 2)).pmf(3)
    Fraction(1, 8)
    """

    p: Fraction
    decimals: bool = False

    lowest = 1
    rule = say("Geometric formula {f}", f=(1 - _p) ** (_k - 1) * _p)
    mean_why = say("Mean of a geometric variable, {f}", f=1 / _p)
    variance_why = say("Variance of a geometric variable, {f}", f=(1 - _p) / _p**2)
    mean_code = "1 / p"
    variance_code = "(1 - p) / np.square(p)"

    @property
    def highest(self) -> None:
        return None

    def pmf(self, k: int) -> Fraction:
        return (1 - self.p) ** (k - 1) * self.p

    def term(self, k: Written) -> Written:
        before = number(int(str(k)) - 1) if not isinstance(k, Name) else k - 1
        return product(show(1 - self.p, self.decimals) ** before, show(self.p, self.decimals))

    def shortcut(self, asked: Asked) -> tuple[list[Step], Written, float] | None:
        if (asked.low is None) == (asked.high is None):
            return None
        tail = asked.high is None
        k = asked.first() - 1 if tail else asked.last()
        if not 1 <= k <= MAX_FAILURES:
            return None
        q = (1 - self.p) ** k
        power = show(1 - self.p, self.decimals) ** k
        more = at_least(k + 1, asked.variable)
        result: Written
        if max(q.numerator, q.denominator) > LARGEST:
            value = float(q if tail else 1 - q)
            result = about(value, significant(value))
            why = say(
                "The event depends on whether the first {k} trials all fail; the fraction is long, so round it.", k=k
            )
            left = power if tail else 1 - power
            return [Step(why, Rounded(left=left, result=result, label=asked.label))], result, value
        label = asked.label if tail else more.label
        why = say("More than {k} trials are needed exactly when the first {k} all fail.", k=k)
        steps = [Step(why, Found(left=power, result=show(q), label=label))]
        if tail:
            return steps, show(q), float(q)
        result = show(1 - q)
        why = say("Complement: 1 minus the probability that the event does not happen.")
        steps.append(Step(why, Found(left=1 - show(q), result=result, label=asked.label)))
        return steps, result, float(1 - q)

    def mean(self) -> tuple[Written, Fraction]:
        return 1 / show(self.p, self.decimals), 1 / self.p

    def variance(self) -> tuple[Written, Fraction]:
        p, q = show(self.p, self.decimals), show(1 - self.p, self.decimals)
        return q / p**2, (1 - self.p) / self.p**2

    def model(self) -> Text:
        return say(
            "The number {X} of trials until the first success, each with success probability {p}, is geometric.",
            X=Name("X"),
            p=show(self.p, self.decimals),
        )

    def program(self) -> str:
        return (
            f"import numpy as np\n\np = {literal(self.p)}\n\n\ndef pmf(k):\n    return np.power(1 - p, k - 1) * p\n\n"
        )

    def again(self) -> tuple[str, Sequence[float]]:
        q, row, survives = 1 - float(self.p), [], 1.0
        while survives > 1e-20:  # P(X > k) = q^k; each probability is a difference of two neighbours
            row.append(survives - survives * q)
            survives *= q
        return "the tail P(X > k) = (1 − p)^k", row


def work(p: Fraction, *questions: Asked, decimals: bool = False) -> Solution:
    """The steps for each question about X.

    >>> from tutor.methods.probability.questions import at_most
    >>> str(work(Fraction(1, 2), at_most(2)).answer)
    '3/4'
    """
    given = say(
        "{X} is the number of trials until the first success; {p}.", X=Name("X"), p=_p.equals(show(p, decimals))
    )
    return solve(Geometric(p, decimals), questions, method="geometric", given=given)


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    found = assignments(given, {"p": "p"})
    if "p" not in found:
        raise InputError("p is missing: give it, for example p=1/6")
    p = found["p"][1]
    if not SMALLEST <= p < 1:
        raise InputError(f"p = {p} must lie between {SMALLEST} and 1, and below 1")
    return work(p, *map(question, asked), decimals="." in str(found["p"][0]))
