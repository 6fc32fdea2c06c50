"""Stationary distribution of a Markov chain.

The columns (or rows) are drawn as shares of a small denominator; the stationary distribution has a small one. Level 1
has two states, level 2 has three, level 3 has three with the rows adding up to 1, and asks for numbers of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, product
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Vector, vector
from tutor.chance import Draw
from tutor.methods.eigenvalues import markov
from tutor.methods.matrix_claims import Computed
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, column, matrix, number

Shares = tuple[tuple[Fraction, ...], ...]
SUMS = {1: (4, 20), 2: (14, 50), 3: (14, 50)}


@family(
    source="MML 4.2", levels=3, marks=5, typing="(5/97, 22/97, 70/97)", space=(45, 1_500, 3_000), height=(20, 50, 100)
)
class StationaryDistribution:
    """Find the stationary distribution, or how many people end up where.

    >>> a, b = Fraction(1, 10), Fraction(1, 5)
    >>> StationaryDistribution(A=((1 - a, b), (a, 1 - b))).answer().typed()
    '(2/3, 1/3)'
    """

    A: Shares
    people: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        columns = draw.choice(_chains(level))
        A = tuple(tuple(Fraction(a, sum(c)) for a in c) for c in columns)
        if level < 3:
            return cls(A=tuple(zip(*A, strict=True)))
        total = sum(_fixed(columns))
        return cls(A=A, people=total * max(1, draw.integer(30 // total + 1, 100 // total)))

    def statement(self) -> Text:
        given = Name("A").equals(matrix(self.A))
        if not self.people:
            return say(
                "The columns of {given} add up to 1: column {j} says where state {j} "
                "goes. Find the stationary distribution "
                "of this chain.",
                given=given,
                j=Name("j"),
            )
        return say(
            "The rows of {given} add up to 1: row {i} says where people in place {i} "
            "go each day. There are {n} people. How "
            "many are in each place when the numbers no longer change?",
            given=given,
            i=Name("i"),
            n=self.people,
        )

    def _scale(self) -> int:
        return self.people or 1

    def answer(self) -> Vector:
        v = markov.stationary(self.A, by_columns=not self.people)[0]
        return vector(tuple(x * self._scale() for x in v))

    def symbolic(self) -> Vector:
        import sympy as sp

        M = sp.Matrix([[sp.Rational(a.numerator, a.denominator) for a in r] for r in self.A])
        M = M.T if self.people else M
        v = (M - sp.eye(len(self.A))).nullspace()[0]
        return vector(tuple(Fraction(int(q.p), int(q.q)) * self._scale() for q in v / sum(v)))

    @staticmethod
    def numeric(A: Any, people: int) -> Any:
        M = A.T if people else A
        return np.linalg.matrix_power(M, 4096) @ np.full(len(A), (people or 1) / len(A))

    def solution(self) -> Solution:
        worked = markov.work(self.A, layout="row" if self.people else "column", operations=False)
        steps, code = worked.steps, worked.code
        answer = self.answer().written()
        if self.people:
            v = markov.stationary(self.A, by_columns=False)[0]
            why = say("Share the {n} people out in these proportions.", n=self.people)
            steps = (*steps, Step(why, Computed(answer, left=Op("*", (number(self.people), column(v))))))
            code = code.replace("answer = Vt[-1] /", f"answer = {self.people} * Vt[-1] /")
        return replace(worked, given=self.statement(), steps=steps, answer=answer, code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        n, scale = len(self.A), self._scale()
        columns = tuple(zip(*self.A, strict=True)) if not self.people else self.A
        whole = _fixed(tuple(tuple(int(a * 360) for a in c) for c in columns))
        yield Misconception(
            "not-normalised",
            vector(tuple(Fraction(x) for x in whole)),
            say("The numbers must add up to the right total: divide by their sum first."),
        )
        yield Misconception(
            "rows-and-columns-confused",
            vector((Fraction(scale, n),) * n),
            say(
                "The same share everywhere is an eigenvector of the transposed matrix. Do rows or columns add up to 1?"
            ),
        )
        once = tuple(sum((c[i] for c in columns), Fraction(0)) * Fraction(scale, n) for i in range(n))
        yield Misconception(
            "one-step-only",
            vector(once),
            say("This is one step from equal shares; a stationary distribution is not changed by a step."),
        )


@cache
def _chains(level: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Every chain that is fit to be set at a level: its columns as shares of a small number."""
    low, high = SUMS[level]
    n = 2 if level == 1 else 3
    found = []
    for parts in (10,) if level == 1 else (5, 6, 8):
        shares = [tuple(b - a for a, b in pairwise((0, *cuts, parts))) for cuts in combinations(range(1, parts), n - 1)]
        for columns in product(shares, repeat=n):
            v = _fixed(columns)
            tenths = level > 1 or any(gcd(a, parts) == 1 for c in columns for a in c)
            if tenths and low <= sum(v) <= high and len(set(v)) > 1:
                found.append(columns)
    return tuple(found)


def _fixed(columns: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """The smallest whole vector that the chain does not change; columns in whole shares of their own sum."""
    n = len(columns)
    scale = [sum(c) for c in columns]
    rows = [
        [columns[j][i] * _others(scale, j) - (_others(scale, j) * scale[j] if i == j else 0) for j in range(n)]
        for i in range(n)
    ]
    if n == 2:
        v: tuple[int, ...] = (-rows[0][1], rows[0][0])
    else:
        (a, b, c), (d, e, f) = rows[0], rows[1]
        v = (b * f - c * e, c * d - a * f, a * e - b * d)
    g = gcd(*v)
    return tuple(abs(x) // g for x in v)


def _others(scale: list[int], j: int) -> int:
    found = 1
    for k, s in enumerate(scale):
        found *= s if k != j else 1
    return found
