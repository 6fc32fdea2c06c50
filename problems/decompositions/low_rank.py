"""The best approximation of a matrix by one of lower rank, and its error.

Built backwards: a sum of multiples of x yᵀ, where the x are orthogonal whole vectors and the y too, so that the parts
hold small fractions. Level 1 is 2×2 with k = 1; level 2 is 2×3 or 3×2 with k = 1; level 3 is 3×3 with k = 1 or 2 and
the error in both norms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Part, Parts, exact_number, matrix_answer
from tutor.chance import Draw
from tutor.errors import FamilyError
from tutor.exact.matrices import Rows, plus, rows_of, scaled
from tutor.exact.scalars import write
from tutor.methods.singular_values import low_rank
from tutor.methods.singular_values.building import IntRows, disguised, pool
from tutor.methods.singular_values.factors import layers, root_written, summed
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Written, matrix

BOUNDS = {1: (55, 400), 2: (94, 900), 3: (120, 1300)}
SHAPES = {1: (2, 2, 2), 2: (3, 2, 2), 3: (3, 3, 3)}


@family(
    source="MML 4.6",
    levels=3,
    marks=7,
    typing="A_7 = [20, 15; 0, 1]; E_2 = 3*sqrt(14), with the names that the question gives",
    space=(400, 5_000, 10_000),
    height=(400, 900, 1300),
)
class LowRankApproximation:
    """Find the best approximation of rank k, and how far it is from the matrix.

    >>> LowRankApproximation(A=((3, 0), (0, 2)), k=1, errors="2").answer().typed()
    'A_1 = [3, 0; 0, 0]; E_2 = 2'
    """

    A: IntRows
    k: int
    errors: str  # the norms in which the error is asked: 2 (spectral), F (Frobenius)

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A = disguised(draw, draw.choice(pool(SHAPES[level], BOUNDS[level])), turn=level == 2)
        return cls(A, 1 + draw.below(2) if level == 3 else 1, "2F" if level == 3 else "2")

    def statement(self) -> Text:
        near, spectral, frobenius = low_rank.names(self.k)
        start = "Let {given}. Find the matrix {near} of rank {k} that is nearest to {A} in the Frobenius norm, "
        one = "and the spectral norm {E2} of what is left, {d}. "
        both = "the spectral norm {E2} of what is left, {d}, and its Frobenius norm {EF}. "
        words = start + (both if self.errors == "2F" else one) + "Give exact values."
        return say(
            words,
            near=near,
            k=self.k,
            A=Name("A"),
            E2=spectral,
            EF=frobenius,
            d=Name("A") - near,
            given=Name("A").equals(matrix(self.A)),
        )

    def answer(self) -> Parts:
        found = low_rank.approximation(self.A, self.k)
        if found is None:
            raise FamilyError("the singular values are no exact numbers")
        return self._of(*found)

    def _of(self, near: Rows, spectral: Written, frobenius: Written) -> Parts:
        names = [n.text for n in low_rank.names(self.k)]
        parts = [Part(names[0], matrix_answer([[write(a) for a in r] for r in near]), 2)]
        parts.append(Part(names[1], exact_number(spectral)))
        if self.errors == "2F":
            parts.append(Part(names[2], exact_number(frobenius)))
        return Parts(tuple(parts))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        A = sp.Matrix(self.A)
        values = sorted((q for q, count in (A.T * A).eigenvals().items() for _ in range(count)), reverse=True)
        near = sp.zeros(*A.shape)
        for q in values[: self.k]:
            (v,) = (A.T * A - q * sp.eye(A.cols)).nullspace()
            near += A * v * v.T / (v.T * v)[0]
        rows = tuple(tuple(Fraction(int(x.p), int(x.q)) for x in r) for r in near.tolist())
        rest = values[self.k : min(A.shape)]
        return self._of(rows, written(sp.sqrt(rest[0])), written(sp.sqrt(sum(rest))))

    @staticmethod
    def numeric(A: Any, k: int, errors: str) -> dict[str, Any]:
        U, s, Vt = np.linalg.svd(A)
        near = (U[:, :k] * s[:k]) @ Vt[:k]
        found = {f"A_{k}": near, "E_2": np.linalg.norm(A - near, 2), "E_F": np.linalg.norm(A - near, "fro")}
        return found if errors == "2F" else {name: found[name] for name in (f"A_{k}", "E_2")}

    def solution(self) -> Solution:
        return replace(low_rank.work(self.A, self.k, errors=self.errors), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        A, k = rows_of(self.A), self.k
        found = layers(A) or ()
        squares, parts = [q for q, _ in found], [M for _, M in found]
        near, spectral, frobenius = (n.text for n in low_rank.names(k))
        m, n = len(A), len(A[0])
        kept = summed(parts[:k], m, n)
        wrong: list[tuple[str, str, Answer, str]] = [
            (
                "smallest-kept",
                near,
                _matrix(summed(parts[-k:], m, n)),
                "The largest singular values carry the most: keep their terms.",
            ),
            (
                "remainder-given",
                near,
                _matrix(plus(A, scaled(-1, kept))),
                "This is what is left out, not what is kept.",
            ),
            (
                "error-is-the-last-one-kept",
                spectral,
                exact_number(root_written(squares[k - 1])),
                "The error is the first singular value that is left out, not the last one that is kept.",
            ),
            (
                "error-not-rooted",
                spectral,
                exact_number(write(squares[k])),
                "This is an eigenvalue; a singular value is the root of one.",
            ),
        ]
        if self.errors == "2F":
            total = sum(squares[k:], Fraction(0))
            wrong.append(
                (
                    "frobenius-not-rooted",
                    frobenius,
                    exact_number(write(total)),
                    "The squares are added, and then the root is taken.",
                )
            )
        wrong = [w for w in wrong if w[0] not in ("error-not-rooted", "frobenius-not-rooted") or w[2].typed() != "1"]
        for mark, part, answer, feedback in wrong:
            yield Misconception(mark, answer, say(feedback), part)


def _matrix(rows: Rows) -> Answer:
    return matrix_answer([[write(a) for a in r] for r in rows])
