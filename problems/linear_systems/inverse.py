"""The inverse of a matrix.

Level 1 is a 2×2 matrix by its formula. Level 2 is a 3×3 matrix with a whole inverse, built of triangular factors with
ones and minus ones on the diagonal. Level 3 asks for the X with A X = B, where B has two columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, matrix_answer
from tutor.chance import Draw
from tutor.exact.matrices import Rows, identity, inverse, scaled, times, transposed
from tutor.methods.determinants.expansion import minor
from tutor.methods.determinants.working import value_of
from tutor.methods.linear_systems import inverse as method
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.sizes import elimination_size, tall
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix


@family(source="MML 2.2.2", levels=3, marks=4, typing="[1, 2; 3, 4] (row by row)", height=(12, 27, 27))
class InverseMatrix:
    """Find the inverse of a matrix, or solve A X = B with it.

    >>> InverseMatrix(A=((2, 1), (5, 3))).answer().typed()
    '[3, -1; -5, 2]'
    """

    A: IntRows
    B: IntRows = ()

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            return cls(draw.choice(_two_by_two()))
        if level == 2:
            return cls(draw.until(lambda: _three_by_three(draw), bool))
        A, B = draw.until(lambda: _with_right_side(draw), lambda both: bool(both[1]))
        return cls(A, B)

    def statement(self) -> Text:
        A = Name("A").equals(matrix(self.A))
        if not self.B:
            return say("Find the inverse of the matrix {A}.", A=A)
        e = (Name("A") * Name("X")).equals(Name("B"))
        words = "Find the inverse of A, and with it the matrix X that solves {e}, where {A} and {B}. Give X."
        return say(words, e=e, A=A, B=Name("B").equals(matrix(self.B)))

    def _inverse(self) -> Rows:
        return inverse(self.A) or ()

    def _found(self, inverted: Rows) -> Matrix:
        """The answer of someone for whom this is the inverse."""
        return matrix_answer(times(inverted, self.B) if self.B else inverted)

    def answer(self) -> Matrix:
        return self._found(self._inverse())

    def symbolic(self) -> Matrix:
        import sympy as sp

        found = sp.Matrix(self.A).inv()
        found = found * sp.Matrix(self.B) if self.B else found
        return matrix_answer([[Fraction(int(q.p), int(q.q)) for q in r] for r in found.tolist()])

    @staticmethod
    def numeric(A: Any, B: Any) -> Any:
        Q, R = np.linalg.qr(A)
        return np.linalg.solve(R, Q.T @ (B if B.size else np.eye(len(A))))

    def solution(self) -> Solution:
        by = "adjugate" if len(self.A) == 2 else "gauss"
        return replace(method.work(self.A, by=by, rhs=self.B or None), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found, det = self._inverse(), value_of(self.A)
        adjugate = scaled(det, found)
        if det != 1:
            yield Misconception(
                "not-divided-by-the-determinant",
                self._found(adjugate),
                say("The adjugate still has to be divided by the determinant."),
            )
        if len(self.A) == 2:
            yield from self._by_formula(det)
        else:
            minors = tuple(tuple(value_of(minor(self.A, i, j)) for j in range(3)) for i in range(3))
            wrong = [
                (
                    "cofactors-not-transposed",
                    transposed(found),
                    "The adjugate is the transposed matrix of the cofactors.",
                ),
                (
                    "cofactors-without-signs",
                    scaled(1 / det, transposed(minors)),
                    "The signs of the cofactors alternate like a chessboard.",
                ),
            ]
            for mark, rows, feedback in wrong:
                if rows != found:
                    yield Misconception(mark, self._found(rows), say(feedback))
        if self.B:
            product_ = matrix_answer(times(self.A, self.B))
            yield Misconception(
                "multiplied-by-the-matrix", product_, say("A X = B is undone by the inverse of A, not by A.")
            )
        else:
            negative = scaled(-1, self.A)
            if negative != found:
                words = "Minus the matrix is its additive inverse: A times the inverse must be the identity."
                yield Misconception("additive-inverse", matrix_answer(negative), say(words))

    def _by_formula(self, det: Fraction) -> Iterator[Misconception]:
        (a, b), (c, d) = self.A
        exchanged = ((Fraction(-a) / det, Fraction(c) / det), (Fraction(b) / det, Fraction(-d) / det))
        if exchanged != self._inverse():
            words = "Of a 2×2 matrix the diagonal changes places; the other two entries change their signs."
            yield Misconception("wrong-pair-exchanged", matrix_answer(exchanged), say(words))
        plus = a * d + b * c
        if plus and plus != det:
            rows = ((Fraction(d, plus), Fraction(-b, plus)), (Fraction(-c, plus), Fraction(a, plus)))
            words = "The determinant is the difference of the two products."
            yield Misconception("determinant-with-plus", matrix_answer(rows), say(words))
        reciprocals = tuple(tuple(Fraction(1, x) for x in r) for r in self.A)
        words = "Inverting each entry does not invert the matrix: multiply your answer with A."
        yield Misconception("entries-inverted", matrix_answer(reciprocals), say(words))


@cache
def _two_by_two() -> tuple[IntRows, ...]:
    """All that are fit to be set at level 1: no zeros, a small determinant, numbers that are neither tiny nor large."""
    size = [a for a in range(-9, 10) if a]
    found = []
    for a, b, c, d in product(size, repeat=4):
        det = a * d - b * c
        largest = max(abs(a), abs(b), abs(c), abs(d), abs(det))
        if det and abs(det) <= 6 and largest >= 6 and (a, b) != (c, d) and a * b > 0 and a > 0:
            found.append(((a, b), (c, d)))
    return tuple(found)


def _three_by_three(draw: Draw) -> IntRows:
    """L U with ones and minus ones on the diagonals: its inverse is whole. U is tried until the numbers fit."""
    p, q, r = (draw.integer(-2, 2, but=[0]) for _ in range(3))
    d = [draw.choice((1, 1, -1)) for _ in range(3)]
    for _ in range(6):
        x, y, z = (draw.integer(-3, 3, but=[0]) for _ in range(3))
        first, second, third = (d[0], x, y), (0, d[1], z), (0, 0, d[2])
        two = tuple(b + p * a for a, b in zip(first, second, strict=True))
        three = tuple(c + q * a + r * b for a, b, c in zip(first, second, third, strict=True))
        if _fits((first, two, three)):
            return (first, two, three)
    return ()


def _with_right_side(draw: Draw) -> tuple[IntRows, IntRows]:
    """A matrix A and B = A X for a small X, which is tried until B is small."""
    A = _three_by_three(draw)
    for _ in range(6 if A else 0):
        X = tuple(draw.integers(2, -3, 3, but=[0]) for _ in range(3))
        B = tuple(tuple(sum(a * x for a, x in zip(r, c, strict=True)) for c in zip(*X, strict=True)) for r in A)
        if tall(*(b for r in B for b in r)) <= 27:
            return A, B
    return A, ()


def _fits(A: IntRows) -> bool:
    """Few zeros, and the largest number on the way between the bound 27 and its power 2/3."""
    if sum(a == 0 for r in A for a in r) > 1:
        return False
    largest, stages = elimination_size([[*r, *e] for r, e in zip(A, identity(3), strict=True)], 3)
    return 9 <= max(largest, tall(*(a for r in A for a in r))) <= 27 and 4 <= stages <= 6
