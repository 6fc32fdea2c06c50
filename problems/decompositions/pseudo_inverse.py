"""The pseudo-inverse of a small matrix.

Level 1 is 3×2 or 2×3 of full rank, with a small determinant of AᵀA (or AAᵀ); level 2 is 2×3 or 3×2 of rank 1, a
multiple of x yᵀ; level 3 is 3×3 of rank 2, a sum of multiples of x yᵀ with orthogonal x and orthogonal y.
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

from tutor.answers import Matrix, matrix_answer
from tutor.chance import Draw
from tutor.exact.matrices import Rows, determinant, inverse, rank, rows_of, scaled, times, transposed
from tutor.exact.scalars import write
from tutor.methods.singular_values import pseudo_inverse
from tutor.methods.singular_values.building import IntRows, disguised, pool
from tutor.methods.singular_values.factors import layers, pseudo_inverse_of, square_root, summed
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, matrix

BOUNDS = {1: (9, 27), 2: (28, 150), 3: (94, 900)}
SHAPES = {2: (3, 2, 1), 3: (3, 3, 2)}


@family(
    source="MML 4.5",
    levels=3,
    marks=6,
    typing="[20/3, 0, 1/7; 0, 15, 1]",
    space=(10_000, 2_000, 10_000),
    height=(27, 150, 900),
)
class PseudoInverse:
    """Find the pseudo-inverse.

    >>> PseudoInverse(A=((1, 1), (1, 1), (0, 0))).answer().typed()
    '[1/4, 1/4, 0; 1/4, 1/4, 0]'
    """

    A: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A = draw.choice(_tall() if level == 1 else pool(SHAPES[level], BOUNDS[level]))
        return cls(disguised(draw, A, turn=level < 3))

    def statement(self) -> Text:
        return say(
            "Find the pseudo-inverse (of Moore and Penrose) of {A}. Give exact values.",
            A=Name("A").equals(matrix(self.A)),
        )

    def answer(self) -> Matrix:
        return _matrix(pseudo_inverse_of(self.A))

    def symbolic(self) -> Matrix:
        import sympy as sp

        found = sp.Matrix(self.A).pinv()
        return _matrix(tuple(tuple(Fraction(int(x.p), int(x.q)) for x in r) for r in found.tolist()))

    @staticmethod
    def numeric(A: Any) -> Any:
        return np.linalg.pinv(A)

    def solution(self) -> Solution:
        return replace(pseudo_inverse.work(self.A), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        A, right = rows_of(self.A), self.answer()
        m, n, r = len(A), len(A[0]), rank(self.A)
        T = transposed(A)
        wrong: list[tuple[str, Rows | None, Text]] = [
            (
                "transpose-given",
                T,
                say("The transpose undoes a rotation, but stretches once more: divide the stretching out."),
            ),
            (
                "reciprocals-of-entries",
                tuple(tuple(1 / a if a else Fraction(0) for a in row) for row in T),
                say("An inverse is not made of the reciprocals of the entries: multiply it with {A}.", A=Name("A")),
            ),
        ]
        if r == min(m, n):
            wrong += self._formula_slips(A, T)
        else:
            wrong += self._stretching_slips(A, m, n)
        for mark, rows, feedback in wrong:
            if rows is not None and not right.same(_matrix(rows)):
                yield Misconception(mark, _matrix(rows), feedback)

    def _formula_slips(self, A: Rows, T: Rows) -> list[tuple[str, Rows | None, Text]]:
        """Full rank: (AᵀA)⁻¹Aᵀ or Aᵀ(AAᵀ)⁻¹."""
        tall = len(A) > len(A[0])
        G = times(T, A) if tall else times(A, T)
        back = inverse(G) or G
        name = Op("T", (Name("A"),)) * Name("A") if tall else Name("A") * Op("T", (Name("A"),))
        return [
            (
                "determinant-forgotten",
                times(scaled(determinant(G), back), T) if tall else times(T, scaled(determinant(G), back)),
                say("The adjugate of {G} still has to be divided by the determinant.", G=name),
            ),
            (
                "not-inverted",
                times(G, T) if tall else times(T, G),
                say("{G} has to be inverted before it is multiplied.", G=name),
            ),
            (
                "diagonal-only",
                _by_diagonal(G, T, tall),
                say("{G} is not diagonal: the entries beside the diagonal count in its inverse too.", G=name),
            ),
        ]

    def _stretching_slips(self, A: Rows, m: int, n: int) -> list[tuple[str, Rows | None, Text]]:
        """Deficient rank: the sum of v uᵀ/σ."""
        found = [(q, transposed(M)) for q, M in layers(A) or ()]
        once = [(square_root(q), M) for q, M in found]
        slips: list[tuple[str, Rows | None, Text]] = [
            (
                "divided-once",
                summed([scaled(1 / s, M) for s, M in once], n, m),
                say("With unit vectors each term is divided by its singular value: this one still has it once."),
            )
        ]
        if len(found) > 1:
            (q, M), *_ = found
            feedback = say("Every positive singular value has a reciprocal, not the largest one alone.")
            slips.append(("largest-only", scaled(1 / q, M), feedback))
        else:
            (q, M), *_ = found
            feedback = say("The product of a vector with itself is the squared length: there are two of them.")
            slips.append(("divided-too-often", scaled(1 / (q * q), M), feedback))
        return slips


def _by_diagonal(G: Rows, T: Rows, tall: bool) -> Rows:
    D = tuple(tuple(1 / a if i == j else Fraction(0) for j, a in enumerate(r)) for i, r in enumerate(G))
    return times(D, T) if tall else times(T, D)


@cache
def _tall() -> tuple[IntRows, ...]:
    """3×2 matrices of small whole numbers; the largest number in AᵀA and its inverse lies within the bounds."""
    found = []
    low, high = BOUNDS[1]
    for x, y in product(product(range(4), repeat=3), product(range(-2, 4), repeat=3)):
        p, q, r = (sum(s * t for s, t in zip(u, v, strict=True)) for u, v in ((x, x), (x, y), (y, y)))
        det = p * r - q * q
        rows = tuple(zip(x, y, strict=True))
        if q and det and p != r and sum(map(bool, x + y)) > 3 and all(map(any, rows)):
            largest = max(p, r, *(det // gcd(det, e) for e in (p, q, r)))
            if low <= largest <= high:
                found.append(rows)
    return tuple(found)


def _matrix(rows: Rows) -> Matrix:
    return matrix_answer([[write(a) for a in r] for r in rows])
