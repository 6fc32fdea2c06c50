"""Hypergeometric distribution: drawing without replacement from a population of two kinds.

Example: tutor solve hypergeometric "N=20, K=5, n=4; P(X>=1)"

N things, K of them marked; n are drawn at once; X is the number of marked ones among them.
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
from tutor.methods.probability.writing import product
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

MAX_POPULATION = 2_000
_N, _K, _n, _k = Name("N"), Name("K"), Name("n"), Name("k")


@dataclass(frozen=True)
class Hypergeometric(Law):
    """N things with K marked ones, n drawn without replacement.

    >>> Hypergeometric(5, 2, 2).pmf(1)
    Fraction(3, 5)
    """

    N: int
    K: int
    n: int

    rule = say(
        "Hypergeometric formula {f}",
        f=Op("binomial", (_K, _k)) * Op("binomial", (_N - _K, _n - _k)) / Op("binomial", (_N, _n)),
    )
    mean_why = say("Mean of a hypergeometric variable, {f}", f=_n * (_K / _N))
    variance_why = say(
        "Variance of a hypergeometric variable, {f}", f=product(_n, _K / _N, (_N - _K) / _N, (_N - _n) / (_N - 1))
    )
    mean_code = "n * K / N"
    variance_code = "n * K / N * (1 - K / N) * (N - n) / (N - 1)"

    @property
    def lowest(self) -> int:  # type: ignore[override]
        return max(0, self.n - (self.N - self.K))

    @property
    def highest(self) -> int:
        return min(self.n, self.K)

    def pmf(self, k: int) -> Fraction:
        return self.mass((k,))

    def mass(self, ks: Iterable[int]) -> Fraction:
        K, others, n = self.K, self.N - self.K, self.n
        return Fraction(sum(math.comb(K, k) * math.comb(others, n - k) for k in ks), math.comb(self.N, n))

    def term(self, k: Written) -> Written:
        others, n = number(self.N - self.K), number(self.n)
        rest = number(self.n - int(str(k))) if not isinstance(k, Name) else n - k
        top = product(Op("binomial", (number(self.K), k)), Op("binomial", (others, rest)))
        return top / Op("binomial", (number(self.N), n))

    def mean(self) -> tuple[Written, Fraction]:
        return self.n * (number(self.K) / self.N), Fraction(self.n * self.K, self.N)

    def variance(self) -> tuple[Written, Fraction]:
        N, K, n = self.N, self.K, self.n
        left = product(number(n), number(K) / N, number(N - K) / N, number(N - n) / (N - 1))
        return left, Fraction(n * K * (N - K) * (N - n), N * N * (N - 1))

    def model(self) -> Text:
        return say(
            "{n} drawn from {N}, {K} of them marked, without replacement: the number {X} of marked ones"
            " is hypergeometric.",
            X=Name("X"), n=self.n, N=self.N, K=self.K,
        )  # fmt: skip

    def program(self) -> str:
        return (
            "from math import comb\n\nimport numpy as np\n\n"
            f"N, K, n = {self.N}, {self.K}, {self.n}\n\n\n"
            "def pmf(k):\n    return np.float64(comb(K, k) * comb(N - K, n - k)) / comb(N, n)\n\n"
        )

    def again(self) -> tuple[str, Sequence[float]]:
        row = [1.0]  # after each single draw: the chance of so many marked ones so far
        for drawn in range(self.n):
            left = self.N - drawn
            new = [0.0] * (len(row) + 1)
            for marked, chance in enumerate(row):
                new[marked + 1] += chance * (self.K - marked) / left
                new[marked] += chance * (left - self.K + marked) / left
            row = new
        return "drawing one after the other", row[self.lowest : self.highest + 1]


def work(N: int, K: int, n: int, *questions: Asked) -> Solution:
    """The steps for each question about X.

    >>> from tutor.methods.probability.questions import at_least
    >>> str(work(5, 2, 2, at_least(1)).answer)
    '7/10'
    """
    given = say("{n} of {N} things are drawn without replacement; {K} of the {N} are marked.", n=n, N=N, K=K)
    return solve(Hypergeometric(N, K, n), questions, method="hypergeometric", given=given)


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    found = assignments(given, {"N": "N", "K": "K", "n": "n"})
    for name in "NKn":
        if name not in found:
            raise InputError(f"{name} is missing: give N (all), K (marked) and n (drawn), for example N=20, K=5, n=4")
    N = whole("N", found["N"][1], 2, MAX_POPULATION)
    K = whole("K", found["K"][1], 1, N - 1)
    n = whole("n", found["n"][1], 1, N)
    return work(N, K, n, *map(question, asked))
