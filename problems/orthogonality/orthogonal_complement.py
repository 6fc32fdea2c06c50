"""A basis of the orthogonal complement of a subspace.

Level 1 is the complement of a line in space. Level 2 is the complement of a plane in R⁴, built backwards from the
reduced form of its equations. Level 3 is the complement of a line in the inner product xᵀ A y of a matrix A.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Subspace, subspace
from tutor.chance import Draw
from tutor.exact.matrices import null_space
from tutor.methods.geometry import orthogonal_complement
from tutor.methods.geometry.building import Whole, short_vectors, tallest
from tutor.methods.geometry.space import Space
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, matrix, written


@family(
    source="MML 3.6",
    levels=3,
    marks=4,
    typing="{(70, 1, -81), (0, 92, 97)}",
    space=(2_300, 6_400, 3_000),
    height=(9, 11, 14),
)
class OrthogonalComplement:
    """Find a basis of all vectors that are orthogonal to a subspace.

    >>> OrthogonalComplement(B=((1, 2, 3),), A=()).answer().typed()
    '{(2, -1, 0), (3, 0, -1)}'
    """

    B: tuple[Whole, ...]
    A: tuple[Whole, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            return cls((draw.choice(_lines()),), ())
        if level == 2:
            return cls(draw.choice(_planes()), ())
        A = draw.until(lambda: _form(draw), lambda found: bool(_with_form(found)))
        return cls((draw.choice(_with_form(A)),), A)

    def statement(self) -> Text:
        U = Name("U").equals(Op("span", tuple(column(b) for b in self.B)))
        if not self.A:
            return say("Find a basis of the orthogonal complement of {U} (with the dot product).", U=U)
        x, y = Name("x"), Name("y")
        form = Op("*", (Op("T", (x,)), matrix(self.A), y))
        words = "Find a basis of the orthogonal complement of {U} with respect to the inner product {form}."
        return say(words, U=U, form=form)

    @property
    def _space(self) -> Space:
        return Space(len(self.B[0]), tuple(tuple(map(Fraction, r)) for r in self.A) or None)

    def answer(self) -> Subspace:
        return subspace(orthogonal_complement.complement(self.B, self._space), len(self.B[0]))

    def symbolic(self) -> Subspace:
        import sympy as sp

        M = sp.Matrix(self.B) * (sp.Matrix(self.A) if self.A else sp.eye(len(self.B[0])))
        return subspace([[written(a) for a in v] for v in M.nullspace()], len(self.B[0]))

    @staticmethod
    def numeric(B: Any, A: Any) -> Any:
        M = B @ A if len(A) else B
        _, _, right = np.linalg.svd(M)
        return right[len(B) :].T

    def solution(self) -> Solution:
        worked = orthogonal_complement.work(self.B, self._space)
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        n, space = len(self.B[0]), self._space
        yield Misconception(
            "the-subspace-itself",
            subspace(self.B),
            say("These vectors span the subspace: take the inner product of one of them with itself."),
        )
        basis = orthogonal_complement.complement(self.B, space)
        yield Misconception(
            "one-vector-only",
            subspace(basis[:1]),
            say("One vector is not enough: the dimensions of the subspace and of its complement add up to {n}.", n=n),
        )
        yield Misconception(
            "sign-not-changed",
            subspace(null_space([[-r[0], *r[1:]] for r in self._equations()]), n),
            say("A term that is brought to the other side of an equation changes its sign: test the inner products."),
        )
        if len(self.B) > 1:
            yield Misconception(
                "complement-of-the-first-vector",
                subspace(orthogonal_complement.complement(self.B[:1], space), n),
                say("Every spanning vector gives an equation; you use only the first one."),
            )
            yield Misconception(
                "complement-of-the-last-vector",
                subspace(orthogonal_complement.complement(self.B[1:], space), n),
                say("Every spanning vector gives an equation; you use only the last one."),
            )
        if self.A:
            yield Misconception(
                "inner-product-ignored",
                subspace(orthogonal_complement.complement(self.B, Space(n)), n),
                say("Orthogonal means that the inner product of the question is 0, not the dot product."),
            )

    def _equations(self) -> list[list[int]]:
        """The rows whose null space is the complement."""
        if not self.A:
            return [list(b) for b in self.B]
        return [[sum(a * c for a, c in zip(b, r, strict=True)) for r in self.A] for b in self.B]


# ---------------------------------------------------------------- drawing


@cache
def _lines() -> tuple[Whole, ...]:
    found = short_vectors(3, 9, 3, signed=False)
    return tuple(b for b in found if 5 <= tallest(b) <= 9)


@cache
def _planes() -> tuple[tuple[Whole, Whole], ...]:
    """Pairs of rows, mixed from a reduced form with small whole entries behind the unit columns."""
    entries = (-3, -2, -1, 1, 2, 3)
    found = []
    for a, b, c, d in product(entries, repeat=4):
        for p, q in product((-2, -1, 1, 2), (-1, 1)):
            top = (1, p, a + p * c, b + p * d)
            below = (q, q * p + 1, q * top[2] + c, q * top[3] + d)
            if 5 <= max(map(abs, (*top, *below, a, b, c, d))) <= 11:
                found.append((top, below))
    return tuple(found)


def _form(draw: Draw) -> tuple[Whole, ...]:
    """A positive definite matrix L D Lᵀ with one or two entries beside the diagonal."""
    d = draw.integers(3, 1, 2)
    i, j = draw.sample(range(3), 2)
    lower = [[int(p == q) for q in range(3)] for p in range(3)]
    lower[max(i, j)][min(i, j)] = draw.sign()
    return tuple(tuple(sum(lower[p][k] * d[k] * lower[q][k] for k in range(3)) for q in range(3)) for p in range(3))


@cache
def _with_form(A: tuple[Whole, ...]) -> tuple[Whole, ...]:
    """Vectors whose equation is not that of the dot product, with numbers that are neither tiny nor large."""
    found = []
    for b in product(range(-5, 6), repeat=3):
        row = [sum(a * c for a, c in zip(b, r, strict=True)) for r in A]
        if all(b) and all(row) and b[0] > 0 and 6 <= tallest(b, row) <= 14:
            found.append(b)
    return tuple(found)
