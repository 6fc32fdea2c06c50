"""Coordinates of a vector in a basis.

The coordinates are chosen first, and a basis whose elimination has small whole numbers. Level 1 is in R², level 2 in
R³, level 3 has polynomials of degree at most 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Vector, vector
from tutor.chance import Draw
from tutor.exact.matrices import applied, coordinates, rows_of, transposed
from tutor.methods.linear_systems.building import IntRows, reducible
from tutor.methods.spaces import coordinates as method
from tutor.methods.spaces.building import fitted
from tutor.methods.spaces.vectors import Family
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name

_WORDING = (
    "Find the coordinates of {v} in the ordered basis {b}",
    "The {what} {b} are a basis, in this order. Which coordinates has {v} in it?",
)
# for each level: size, zeros, bounds of the largest number, bounds of the stages
_SIZES = {1: (2, 0, (5, 11), (1, 2)), 2: (3, 1, (7, 18), (2, 3)), 3: (3, 3, (7, 18), (2, 4))}


@family(
    source="MML 2.6.1", levels=3, marks=4, typing="(10, -20, 30)", space=(2_000, 10_000, 10_000), height=(11, 18, 18)
)
class Coordinates:
    """Find the coefficients that combine a basis to a vector.

    >>> Coordinates(((1, 1), (1, -1)), (5, 1)).answer().typed()
    '(3, 2)'
    """

    B: IntRows  # the basis vectors are the columns
    v: tuple[int, ...]
    polynomials: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        n, zeros, (low, high), stages = _SIZES[level]
        made = draw.until(
            lambda: fitted(_rows(draw, n, zeros), low=low, high=high, stages=stages, bar=n, zeros=zeros),
            lambda rows: rows is not None,
        )
        rows = made or ()
        return cls(tuple(r[:-1] for r in rows), tuple(r[-1] for r in rows), level == 3, draw.below(len(_WORDING)))

    def _basis(self) -> Family:
        return Family(rows_of(transposed(self.B)), letter="x" if self.polynomials else "")

    def statement(self) -> Text:
        basis = self._basis()
        shown = Name("v").equals(basis.shown(rows_of((self.v,))[0]))
        what = "polynomials" if self.polynomials else "vectors"
        return say(_WORDING[self.wording], v=shown, b=basis.named("b"), what=what) + say("" if self.wording else ".")

    def answer(self) -> Vector:
        return vector(coordinates(self.v, transposed(self.B)) or ())

    def symbolic(self) -> Vector:
        import sympy as sp

        return vector(Fraction(int(c.p), int(c.q)) for c in sp.Matrix(self.B).LUsolve(sp.Matrix(self.v)))

    @staticmethod
    def numeric(B: Any, v: Any) -> Any:
        return np.linalg.lstsq(B, v, rcond=None)[0]

    def solution(self) -> Solution:
        worked = method.work(rows_of((self.v,))[0], self._basis())
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found = coordinates(self.v, transposed(self.B)) or ()
        wrong = [
            ("multiplied-by-the-basis", applied(self.B, self.v),
             "Multiplying goes from coordinates to the vector; the way back is to solve."),
            ("standard-coordinates", self.v, "Those are the coordinates in the standard basis, not in the given one."),
            ("order-of-the-basis", tuple(reversed(found)), "The coordinates stand in the order of the basis."),
            ("signs-turned", tuple(-c for c in found), "Combine the basis with your coordinates: what comes out?"),
        ]  # fmt: skip
        for mark, values, said in wrong:
            if tuple(values) != tuple(found):
                yield Misconception(mark, vector(values), say(said))


def _rows(draw: Draw, n: int, zeros: int) -> IntRows | None:
    """[B | v] whose reduced form is [I | c]."""
    c = draw.distinct(n, -4, 4, but=[0])
    form = tuple((*(int(i == j) for j in range(n)), c[i]) for i in range(n))
    return reducible(draw, form, columns=n, zeros=zeros)
