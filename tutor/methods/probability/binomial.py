"""Binomial distribution: the number of successes in n independent trials.

Example: tutor solve binomial "n=10, p=1/3; P(X>=8)"

Asked may be P(X=3), P(X<4), P(2<=X<=4), E, Var, sd, several of them with commas between.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.language import assignments, given_and_asked, whole
from tutor.methods.probability.laws import Law, solve
from tutor.methods.probability.questions import Asked, question
from tutor.methods.probability.writing import literal, product, show
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

MAX_TRIALS = 2_000
_n, _k, _p = Name("n"), Name("k"), Name("p")


@dataclass(frozen=True)
class Binomial(Law):
    """n trials, success probability p.

    >>> Binomial(10, Fraction(1, 2)).pmf(3)
    Fraction(15, 128)
    """

    n: int
    p: Fraction
    decimals: bool = False

    rule = say("Binomial formula {f}", f=product(Op("binomial", (_n, _k)), _p**_k, (1 - _p) ** (_n - _k)))
    mean_why = say("Mean of a binomial variable, {f}", f=_n * _p)
    variance_why = say("Variance of a binomial variable, {f}", f=product(_n, _p, 1 - _p))
    mean_code = "n * p"
    variance_code = "n * p * (1 - p)"

    @property
    def highest(self) -> int:
        return self.n

    def pmf(self, k: int) -> Fraction:
        return self.mass((k,))

    def mass(self, ks: Iterable[int]) -> Fraction:
        a, b, n = self.p.numerator, self.p.denominator, self.n
        return Fraction(sum(math.comb(n, k) * a**k * (b - a) ** (n - k) for k in ks), b**n)

    def term(self, k: Written) -> Written:
        p, q, n = show(self.p, self.decimals), show(1 - self.p, self.decimals), number(self.n)
        rest = number(self.n - int(str(k))) if not isinstance(k, Name) else n - k
        return product(Op("binomial", (n, k)), p**k, q**rest)

    def mean(self) -> tuple[Written, Fraction]:
        return self.n * show(self.p, self.decimals), self.n * self.p

    def variance(self) -> tuple[Written, Fraction]:
        p, q = show(self.p, self.decimals), show(1 - self.p, self.decimals)
        return product(number(self.n), p, q), self.n * self.p * (1 - self.p)

    def model(self) -> Text:
        return say(
            "The number {X} of successes in {n} independent trials with success probability {p} is binomial.",
            X=Name("X"), n=self.n, p=show(self.p, self.decimals),
        )  # fmt: skip

    def program(self) -> str:
        return (
            "from math import comb\n\nimport numpy as np\n\n"
            f"n, p = {self.n}, {literal(self.p)}\n\n\n"
            "def pmf(k):\n    return comb(n, k) * np.power(p, k) * np.power(1 - p, n - k)\n\n"
        )

    def again(self) -> tuple[str, Sequence[float]]:
        import numpy as np

        row = np.ones(1)
        for _ in range(self.n):
            row = np.convolve(row, [1 - float(self.p), float(self.p)])
        return "adding the trials one by one", row.tolist()


def work(n: int, p: Fraction, *questions: Asked, decimals: bool = False) -> Solution:
    """The steps for each question about X.

    >>> from tutor.methods.probability.questions import at_least
    >>> str(work(3, Fraction(1, 2), at_least(2)).answer)
    '1/2'
    """
    law = Binomial(n, p, decimals)
    given = say("{X} is binomial with {n} and {p}.", X=Name("X"), n=_n.equals(n), p=_p.equals(show(p, decimals)))
    return solve(law, questions, method="binomial", given=given)


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    found = assignments(given, {"n": "n", "p": "p"})
    for name in "np":
        if name not in found:
            raise InputError(f"{name} is missing: give n and p, for example n=10, p=1/3")
    n = whole("n", found["n"][1], 1, MAX_TRIALS)
    p = found["p"][1]
    if not 0 < p < 1:
        raise InputError(f"p = {p} must lie strictly between 0 and 1")
    return work(n, p, *map(question, asked), decimals="." in str(found["p"][0]))
