"""Diagonalise a matrix: A = P D P⁻¹.

Built backwards from whole eigenvalues and a whole P of determinant ±1. Level 1 is 2×2, level 2 is 3×3 with different
eigenvalues, level 3 is 3×3 with a double one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np

from tutor.answers import Diagonalisation
from tutor.chance import Draw
from tutor.exact.matrices import rows_of, transposed
from tutor.exact.scalars import write
from tutor.methods.eigenvalues import diagonalization
from tutor.methods.eigenvalues.building import IntRows, diagonals, drawn_similar, with_double
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix, written

SIZES = {1: (8, 20), 2: (10, 30), 3: (10, 30)}


@family(
    source="MML 4.4",
    levels=3,
    marks=6,
    typing="P = [11, 12; 13, 14]; D = [15, 0; 0, 16]",
    space=(350, 800, 3_000),
    height=(20, 30, 30),
)
class Diagonalise:
    """Find an invertible P and a diagonal D with A = P D P⁻¹.

    >>> Diagonalise(A=((2, 1), (1, 2))).answer().typed()
    'P = [1, 1; -1, 1]; D = [1, 0; 0, 3]'
    """

    A: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            return cls(A=with_double(draw, size=SIZES[level]))
        blocks = diagonals("ab", -5, 7) if level == 1 else diagonals("abc", -3, 6)
        bound, zeros = (12, 0) if level == 1 else (9, 3)
        return cls(A=drawn_similar(draw, blocks, size=SIZES[level], bound=bound, zeros=zeros))

    def statement(self) -> Text:
        return say(
            "Diagonalise {given}: find an invertible matrix {P} and a diagonal matrix {D} with {e}. Give {P} and {D}.",
            given=Name("A").equals(matrix(self.A)),
            P=Name("P"),
            D=Name("D"),
            e=Name("A").equals(Name("P") * Name("D") * Op("inverse", (Name("P"),))),
        )

    def _by(self, P: Sequence[Sequence[Any]], D: Sequence[Sequence[Any]]) -> Diagonalisation:
        return Diagonalisation(rows_of(self.A), _written(P), _written(D))

    def answer(self) -> Diagonalisation:
        P, D = diagonalization.factors_of(self.A) or ((), ())
        return self._by(P, D)

    def symbolic(self) -> Diagonalisation:
        import sympy as sp

        P, D = sp.Matrix(self.A).diagonalize()
        first, second = (tuple(tuple(written(x) for x in r) for r in M.tolist()) for M in (P, D))
        return Diagonalisation(rows_of(self.A), first, second)

    @staticmethod
    def numeric(A: Any) -> Any:
        values, P = np.linalg.eig(A)
        return P, np.diag(values)

    def solution(self) -> Solution:
        worked = diagonalization.work(self.A, operations=False)
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        P, D = diagonalization.factors_of(self.A) or ((), ())
        n = len(self.A)
        turned = tuple(tuple(D[(i + 1) % n][(i + 1) % n] if i == j else D[0][1] for j in range(n)) for i in range(n))
        yield Misconception(
            "order-of-p-and-d-differs",
            self._by(P, turned),
            say(
                "Column {k} of {P} belongs to entry {k} of {D}: keep one order.", k=Name("j"), P=Name("P"), D=Name("D")
            ),
        )
        if transposed(P) != P:
            yield Misconception(
                "eigenvectors-as-rows",
                self._by(transposed(P), D),
                say("The eigenvectors are the columns of {P}, not its rows.", P=Name("P")),
            )
        yield Misconception(
            "roots-with-wrong-signs",
            self._by(P, tuple(tuple(-a for a in r) for r in D)),
            say("A factor {l} − r is zero for {l} = r. Compare the trace of {D} with that of {A}.",
                l=Name("lambda"), A=Name("A"), D=Name("D")),
        )  # fmt: skip
        yield Misconception(
            "diagonal-as-eigenvalues",
            self._by(P, tuple(tuple(self.A[i][i] if i == j else 0 for j in range(n)) for i in range(n))),
            say("The diagonal holds the eigenvalues of triangular matrices only."),
        )


def _written(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Written, ...], ...]:
    return tuple(tuple(write(a) for a in r) for r in rows)
