"""The least-squares solution of a system with more equations than unknowns.

Built backwards from a small solution and a residual that is orthogonal to the columns. Level 1 has three equations in
two unknowns, level 2 has four.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Vector, vector
from tutor.chance import Draw
from tutor.exact.matrices import applied, inverse, times, transposed
from tutor.methods.linear_systems import least_squares as method
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.sizes import elimination_size, tall
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, column, matrix


@family(source="MML 3.8.2", levels=2, marks=5, typing="(70, -80)", height=(27, 60))
class LeastSquares:
    """Find the x for which A x is nearest to b.

    >>> LeastSquares(A=((1, 0), (1, 1), (1, 2)), b=(6, 0, 0)).answer().typed()
    '(5, -3)'
    """

    A: IntRows
    b: tuple[int, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        bound, rows = ((27, 3), (60, 4))[level - 1]
        found = draw.until(lambda: _draw(draw, rows, bound), lambda made: made is not None)
        return cls(*(found or ((), ())))

    def statement(self) -> Text:
        A, b, x = Name("A"), Name("b"), Name("x")
        words = "The system {e} has no solution, where {A} and {b}. Find its least-squares solution:"
        words += " the x for which the length of {r} is smallest."
        given = {"A": A.equals(matrix(self.A)), "b": b.equals(column(self.b))}
        return say(words, e=(A * x).equals(b), r=A * x - b, **given)

    def answer(self) -> Vector:
        return vector(method.solution_of(self.A, self.b)[0])

    def symbolic(self) -> Vector:
        import sympy as sp

        A, b = sp.Matrix(self.A), sp.Matrix(self.b)
        return vector([Fraction(int(q.p), int(q.q)) for q in A.solve_least_squares(b)])

    @staticmethod
    def numeric(A: Any, b: Any) -> Any:
        return np.linalg.lstsq(A, b, rcond=None)[0]  # by singular values, not by the normal equations

    def solution(self) -> Solution:
        return replace(method.work(self.A, self.b), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found = method.solution_of(self.A, self.b)[0]
        right = applied(transposed(self.A), self.b)
        gram = times(transposed(self.A), self.A)
        top = inverse(self.A[:2])
        wrong = [
            ("projection-for-solution", applied(self.A, found), "This is A x, the nearest point; x itself is asked."),
            (
                "right-side-alone",
                right,
                "The normal equations still have to be solved with the matrix on their left side.",
            ),
            (
                "columns-one-by-one",
                tuple(a / gram[i][i] for i, a in enumerate(right)),
                "Projecting on each column alone is right only where the columns are orthogonal.",
            ),
        ]
        if top is not None:
            words = "Equations may not be left out: all of them count."
            wrong.append(("first-equations-only", applied(top, self.b[:2]), words))
        for mark, items, feedback in wrong:
            if items != found:
                yield Misconception(mark, vector(items), say(feedback))


def _draw(draw: Draw, rows: int, bound: int) -> tuple[IntRows, tuple[int, ...]] | None:
    """Two columns and b = x p + y q + e, where e is orthogonal to both; x and y are tried until the numbers fit."""
    e = draw.choice(_residuals(rows))
    p, q = draw.sample(_orthogonal(e), 2)
    A = tuple(zip(p, q, strict=True))
    sign = draw.sign()
    for _ in range(6):
        x, y = draw.integer(-3, 3, but=[0]), draw.integer(-3, 3, but=[0])
        b = tuple(x * i + y * j + sign * k for i, j, k in zip(p, q, e, strict=True))
        if _fits(A, b, bound):
            return A, b
    return None


@cache
def _residuals(rows: int) -> tuple[tuple[int, ...], ...]:
    """Small vectors with few zeros, the first entry positive, to which enough columns are orthogonal."""
    found = product((-2, -1, 0, 1, 2), repeat=rows)
    return tuple(v for v in found if v[0] > 0 and v.count(0) <= 1 and gcd(*v) == 1 and len(_orthogonal(v)) >= 6)


@cache
def _orthogonal(e: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Columns with small entries, few zeros and no common factor that are orthogonal to a vector."""
    found = product(range(-1, 4 if len(e) == 3 else 3), repeat=len(e))
    kept = [c for c in found if not sum(x * y for x, y in zip(c, e, strict=True))]
    return tuple(c for c in kept if c.count(0) <= 1 and sum(c) > 0 and gcd(*c) == 1)


def _fits(A: IntRows, b: tuple[int, ...], bound: int) -> bool:
    """The largest number on the way lies between the bound and its power 2/3."""
    turned = transposed(A)
    if not sum(p * q for p, q in A):
        return False
    gram, right = times(turned, A), applied(turned, b)
    largest, stages = elimination_size([[*r, c] for r, c in zip(gram, right, strict=True)], 2)
    largest = max(largest, tall(*b, *right, *(a for r in gram for a in r)))
    return bound ** (2 / 3) <= largest <= bound and 2 <= stages <= 4
