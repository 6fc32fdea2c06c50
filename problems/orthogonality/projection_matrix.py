"""The matrix of an orthogonal projection.

Level 1 is a line in space. Level 2 is a plane in space: the two vectors span the complement of a short normal, so the
denominators are its squared length. Level 3 asks for the projection I − P on the complement of a plane in R⁴.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, matrix_answer
from tutor.chance import Draw
from tutor.exact.matrices import Rows, dot, from_columns, identity, plus, scaled, times
from tutor.exact.scalars import write
from tutor.methods.geometry import projection_matrix
from tutor.methods.geometry.building import Whole, inner, short_vectors
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.space import Space
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column


@family(
    source="MML 3.8.2",
    levels=3,
    marks=5,
    typing="[70/97, 81/97; 92/97, 1]",
    space=(216, 792, 10_000),
    height=(27, 30, 30),
)
class ProjectionMatrix:
    """Find the projection matrix of a line or a plane, or of what is orthogonal to it.

    >>> ProjectionMatrix(U=((1, 2, 2),)).answer().typed()
    '[1/9, 2/9, 2/9; 2/9, 4/9, 4/9; 2/9, 4/9, 4/9]'
    """

    U: tuple[Whole, ...]
    complement: bool = False

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            return cls((draw.choice(_lines()),))
        firsts = [v for v in short_vectors(level + 1, 2, signed=False) if inner(v, v) <= 9]
        first = draw.until(lambda: draw.choice(firsts), lambda v: bool(_partners(v)))
        return cls((first, draw.choice(_partners(first))), complement=level == 3)

    def statement(self) -> Text:
        words = "Find the matrix {P} of the orthogonal projection (with the dot product) onto "
        words += "the orthogonal complement of the subspace {U}." if self.complement else "the subspace {U}."
        return say(words, P=Name("P"), U=Name("U").equals(Op("span", tuple(column(b) for b in self.U))))

    @property
    def _space(self) -> Space:
        return Space(len(self.U[0]))

    def _shown(self, P: Rows) -> Matrix:
        """The matrix, or I minus it where the complement is asked."""
        n = len(self.U[0])
        return _matrix(plus(identity(n), scaled(-1, P)) if self.complement else P)

    def answer(self) -> Matrix:
        return self._shown(projection_matrix.matrix_of(self.U, self._space))

    def symbolic(self) -> Matrix:
        import sympy as sp

        B = sp.Matrix([list(b) for b in self.U]).T
        P = B * (B.T * B).LUsolve(B.T)
        found = sp.eye(B.rows) - P if self.complement else P
        return matrix_answer([[Fraction(int(q.p), int(q.q)) for q in r] for r in found.tolist()])

    @staticmethod
    def numeric(U: Any, complement: bool) -> Any:
        left, _, _ = np.linalg.svd(U.T)
        k = len(U)
        Q = left[:, k:] if complement else left[:, :k]
        return Q @ Q.T

    def solution(self) -> Solution:
        worked = projection_matrix.work(self.U, self._space, complement=self.complement)
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        P = projection_matrix.matrix_of(self.U, self._space)
        n = len(P)
        other = P if self.complement else plus(identity(n), scaled(-1, P))
        yield Misconception(
            "the-other-projection",
            _matrix(other),
            say(
                "Apply your matrix to a spanning vector: does it stay where it is, or is it sent to 0, as it should be?"
            ),
        )
        B = from_columns(self.U)
        yield Misconception(
            "without-the-inverse",
            self._shown(times(B, self.U)),
            say(
                "{w} is a projection for orthonormal columns only; in general {g} stands between, inverted.",
                w=Name("B") * Op("T", (Name("B"),)),
                g=Op("T", (Name("B"),)) * Name("B"),
            ),
        )
        if len(self.U) == 1:
            (b,) = self.U
            length = root_of(dot(b, b))
            yield Misconception(
                "divided-by-the-length",
                _matrix(scaled(1 / length, times(B, self.U))),
                say("Divide by the squared length: one length for each of the two vectors in the product."),
            )
            return
        squares = [dot(b, b) for b in self.U]
        single = times(from_columns([[a / q for a in b] for b, q in zip(self.U, squares, strict=True)]), self.U)
        yield Misconception(
            "sum-of-single-projections",
            self._shown(single),
            say("The projections on single vectors may be added for an orthogonal basis only; this one is not."),
        )
        gram = times(self.U, B)
        yield Misconception(
            "gram-matrix-not-inverted",
            self._shown(times(times(B, gram), self.U)),
            say("In the middle stands the inverse of {g}.", g=Op("T", (Name("B"),)) * Name("B")),
        )


def _matrix(rows: Rows) -> Matrix:
    return matrix_answer([[write(a) for a in r] for r in rows])


# ---------------------------------------------------------------- drawing


@cache
def _lines() -> tuple[Whole, ...]:
    return tuple(b for b in short_vectors(3, 5, signed=False) if 9 <= inner(b, b) <= 27)


@cache
def _partners(first: Whole) -> tuple[Whole, ...]:
    """Vectors that make a basis of a plane with the first, so that the matrices stay small on the way."""
    vectors = [v for v in short_vectors(len(first), 2, signed=False) if inner(v, v) <= 9]
    return tuple(v for v in vectors if v != first and inner(first, v) and 10 <= _height(first, v) <= 30)


def _height(u: Whole, v: Whole) -> int:
    """The largest number in BᵀB, its inverse, B times that, and the projection matrix."""
    a, b, c = inner(u, u), inner(u, v), inner(v, v)
    det = a * c - b * b
    front = [(c * x - b * y, a * y - b * x) for x, y in zip(u, v, strict=True)]
    tops = {a, b, c, *(p for pair in front for p in pair)}
    tops |= {p * x + q * y for p, q in front for x, y in zip(u, v, strict=True)}
    return max(a, c, *(max(abs(t), det) // gcd(t, det) for t in tops))
