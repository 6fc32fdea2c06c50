"""Norms and condition number of a small matrix.

Built backwards from orthogonal whole vectors, so that every singular value is a single square root. Level 1 is 2×2
with Frobenius and spectral norm; level 2 is 2×3 or 3×2 and asks for the condition number too; level 3 is 3×3 and
asks for the largest column sum and the largest row sum as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, exact_number
from tutor.chance import Draw
from tutor.exact.matrices import rows_of
from tutor.exact.scalars import plain, write
from tutor.methods.singular_values import matrix_norm
from tutor.methods.singular_values.building import IntRows, disguised, pool
from tutor.methods.singular_values.factors import root_written, squares_of
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix

BOUNDS = {1: (55, 400), 2: (94, 900), 3: (120, 1300)}
SHAPES = {1: (2, 2, 2), 2: (3, 2, 2), 3: (3, 3, 3)}
ASKED = {1: "F 2", 2: "F 2 kappa", 3: "1 inf F 2 kappa"}
_PHRASES = {
    "1": "the largest column sum of absolute values {n}",
    "inf": "the largest row sum of absolute values {n}",
    "F": "the Frobenius norm {n}",
    "2": "the spectral norm {n}",
    "kappa": "the condition number {n} (the largest singular value divided by the smallest)",
}


@family(
    source="MML 4.5-4.6",
    levels=3,
    marks=6,
    typing="n_1 = 90; n_inf = 80; n_F = 7*sqrt(97); n_2 = 127/2; kappa = 89",
    space=(400, 5_000, 10_000),
    height=(400, 900, 1300),
)
class MatrixNorms:
    """Find norms of a matrix.

    >>> MatrixNorms(A=((2, 2), (-1, 1)), asked="F 2").answer().typed()
    'n_F = sqrt(10); n_2 = 2*sqrt(2)'
    """

    A: IntRows
    asked: str  # of 1, inf, F, 2, kappa

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A = draw.choice(pool(SHAPES[level], BOUNDS[level]))
        return cls(disguised(draw, A, turn=level == 2), ASKED[level])

    def statement(self) -> Text:
        wanted = self.asked.split()
        phrases = [say(_PHRASES[w], n=matrix_norm.name(w)) for w in wanted]
        asked = phrases[0]
        for k, phrase in enumerate(phrases[1:], 2):
            asked += say(" and " if k == len(phrases) else ", ") + phrase
        return say("Find ") + asked + say(" of the matrix {A}. Give exact values.", A=Name("A").equals(matrix(self.A)))

    def answer(self) -> Parts:
        return self._of(matrix_norm.norms(rows_of(self.A)))

    def _of(self, values: dict[str, Written]) -> Parts:
        return Parts(tuple(Part(matrix_norm.name(w).text, exact_number(values[w])) for w in self.asked.split()))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        A = sp.Matrix(self.A)
        G = A.T * A if A.cols <= A.rows else A * A.T
        squares = sorted(G.eigenvals(multiple=True))
        return self._of(
            {
                "1": written(A.norm(1)),
                "inf": written(A.norm(sp.oo)),
                "F": written(A.norm()),
                "2": written(sp.sqrt(squares[-1])),
                "kappa": written(sp.sqrt(squares[-1] / squares[0])),
            }
        )

    @staticmethod
    def numeric(A: Any, asked: str) -> dict[str, Any]:
        orders: dict[str, Any] = {"1": 1, "inf": np.inf, "F": "fro", "2": 2}
        return {
            w if w == "kappa" else f"n_{w}": np.linalg.cond(A) if w == "kappa" else np.linalg.norm(A, orders[w])
            for w in asked.split()
        }

    def solution(self) -> Solution:
        return replace(matrix_norm.solution(rows_of(self.A), self.asked.split()), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        A = rows_of(self.A)
        squares = squares_of(A) or ()
        total, entry = plain(sum(squares)), max(abs(a) for r in A for a in r)
        G = Op("T", (Name("A"),)) * Name("A")
        right = self.answer()
        wrong = [
            ("squares-not-rooted", "F", total, say("The squares are added, and then the root is taken.")),
            ("eigenvalue-not-rooted", "2", squares[0], say("The largest eigenvalue of {G} is its square.", G=G)),
            ("largest-entry", "2", entry, say("How far a unit vector is stretched depends on all entries together.")),
            (
                "sums-exchanged",
                "1",
                matrix_norm.sum_norm(A, "inf"),
                say("Norm 1 adds down the columns, norm ∞ along the rows."),
            ),
            (
                "signs-kept",
                "inf",
                max(plain(sum(r)) for r in A),
                say("Absolute values are added: opposite signs do not cancel."),
            ),
            (
                "eigenvalues-divided",
                "kappa",
                plain(squares[0] / squares[-1]),
                say("Singular values are divided, not their squares."),
            ),
            (
                "smallest-by-largest",
                "kappa",
                root_written(plain(squares[-1] / squares[0])),
                say("The largest is divided by the smallest: a condition number is never below one."),
            ),
        ]
        for mark, norm, value, feedback in wrong:
            if norm in self.asked.split():
                part = matrix_norm.name(norm).text
                answer = exact_number(value if isinstance(value, Written) else write(value))
                if not right.part(part).answer.same(answer):
                    yield Misconception(mark, answer, feedback, part)
