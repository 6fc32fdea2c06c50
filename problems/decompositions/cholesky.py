"""The Cholesky factor of a symmetric positive definite matrix.

The factor is chosen first, with small whole entries. Level 1 is 2×2, level 2 is 3×3, level 3 is 3×3 and solves a system
with the factor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Cholesky, Part, Parts, vector
from tutor.answers.matrix import Rows
from tutor.chance import Draw
from tutor.exact.matrices import applied, from_columns, times, transposed
from tutor.exact.scalars import write
from tutor.methods.factorisations import cholesky as method
from tutor.methods.factorisations.triangular import triangular_solution
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.sizes import tall
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, matrix, written

_SHAPES = {1: (2, 40), 2: (3, 30), 3: (3, 60)}  # rows, the largest number


@family(
    source="MML 4.3",
    levels=3,
    marks=5,
    typing="L = [97, 0; 98, 99], and where a vector is asked: L = [97, 0; 98, 99]; x = (70, 80)",
    space=(180, 10_000, 10_000),
    height=(40, 30, 60),
)
class CholeskyFactor:
    """Factorise a symmetric matrix as L L^T; with b, also solve A x = b.

    >>> CholeskyFactor(A=((4, 2), (2, 10))).answer().typed()
    'L = [2, 0; 1, 3]'
    """

    A: IntRows
    b: tuple[int, ...] = ()

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A, b = draw.until(lambda: _build(draw, level), lambda both: bool(both[0]))
        return cls(A, b)

    def statement(self) -> Text:
        L = Name("L")
        words = (
            "Find the Cholesky factorisation {e}, in which {L} is lower triangular with a positive diagonal, where {A}."
        )
        given = {"e": Name("A").equals(L * Op("T", (L,))), "A": Name("A").equals(matrix(self.A)), "L": L}
        if not self.b:
            return say(words, **given)
        more = " Then use {L} to solve {s} for {b} by two triangular systems. Give {L} and {x}."
        x = Name("x")
        return say(words + more, s=(Name("A") * x).equals(Name("b")), b=Name("b").equals(column(self.b)), x=x, **given)

    def _factor(self) -> tuple[tuple[Any, ...], ...]:
        return method.factor(self.A) or ()

    def _as_factor(self, rows: Any) -> Cholesky:
        A = tuple(tuple(map(Fraction, r)) for r in self.A)
        return Cholesky(A, tuple(tuple(write(a) for a in r) for r in rows))

    def _solution_by(self, L: Any, second: Any) -> tuple[Any, ...]:
        return triangular_solution(second, triangular_solution(L, self.b, lower=True), lower=False)

    def answer(self) -> Answer:
        L = self._factor()
        if not self.b:
            return self._as_factor(L)
        return Parts((Part("L", self._as_factor(L)), Part("x", vector(self._solution_by(L, transposed(L))))))

    def symbolic(self) -> Answer:
        import sympy as sp

        A = sp.Matrix(self.A)
        rows: Rows = tuple(tuple(written(a) for a in r) for r in A.cholesky().tolist())
        factor = Cholesky(tuple(tuple(map(Fraction, r)) for r in self.A), rows)
        if not self.b:
            return factor
        found = [Fraction(int(q.p), int(q.q)) for q in A.LUsolve(sp.Matrix(self.b))]
        return Parts((Part("L", factor), Part("x", vector(found))))

    @staticmethod
    def numeric(A: Any, b: Any) -> Any:
        values, Q = np.linalg.eigh(A)
        R = np.linalg.qr((Q * np.sqrt(values)).T)[1]  # A = R^T R by orthogonal reflections
        L = (R * np.sign(np.diag(R))[:, None]).T
        return {"L": L, "x": np.linalg.solve(A, b)} if b.size else L

    def solution(self) -> Solution:
        return replace(method.work(self.A, rhs=(self.b,) if self.b else ()), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        L = self._factor()
        n = len(L)
        part = "L" if self.b else ""
        unrooted = tuple(tuple(a * L[j][j] for j, a in enumerate(r)) for r in L)
        lower = tuple(tuple(a if j <= i else 0 for j, a in enumerate(r)) for i, r in enumerate(self.A))
        unit = tuple(tuple(a / L[j][j] for j, a in enumerate(r)) for r in L)
        wrong = [
            (
                "root-forgotten",
                unrooted,
                "The diagonal entries of L are square roots, and the column is divided by them.",
            ),
            (
                "upper-for-lower",
                transposed(L),
                "L is the lower triangular factor; its transposed matrix stands on the right.",
            ),
            (
                "lower-half-of-the-matrix",
                lower,
                "The lower half of A is no factor: multiply it with its transposed matrix.",
            ),
            (
                "unit-diagonal",
                unit,
                "Ones stand on the diagonal of the factor of LU; here L alone gives the whole matrix.",
            ),
        ]
        for mark, rows, feedback in wrong:
            if rows != L:
                yield Misconception(mark, self._as_factor(rows), say(feedback), part)
        if self.b:
            y = triangular_solution(L, self.b, lower=True)
            right = self._solution_by(L, transposed(L))
            marks = [("first-system-only", y, "This solves L y = b; the system with the transposed factor is left.")]
            twice = triangular_solution(from_columns(transposed(L)), y, lower=True)
            marks.append(("same-factor-twice", twice, "The second system has the transposed factor."))
            for mark, items, feedback in marks:
                if n and items != right:
                    yield Misconception(mark, vector(items), say(feedback), "x")


def _build(draw: Draw, level: int) -> tuple[IntRows, tuple[int, ...]]:
    """A = L L^T, and b = A x for a small x; tried until the largest number fits."""
    n, bound = _SHAPES[level]
    for _ in range(8):
        high, size = (6, 6) if n == 2 else (4, 3)
        L = [[draw.integer(-size, size, but=[0]) if j < i else draw.integer(1, high) if i == j else 0 for j in range(n)]
             for i in range(n)]  # fmt: skip
        A = tuple(tuple(int(a) for a in r) for r in times(L, transposed(L)))
        b: tuple[int, ...] = ()
        numbers = [a for r in A for a in r]
        if level == 3:
            x = draw.integers(n, -2, 3, but=[0])
            b = tuple(int(a) for a in applied(A, x))
            numbers += [*b, *(int(y) for y in applied(transposed(L), x))]
        if L[0][0] > 1 and bound ** (2 / 3) <= tall(*numbers) <= bound:
            return A, b
    return (), ()
