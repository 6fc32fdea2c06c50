"""The singular value decomposition of a small matrix.

Built backwards: a sum of multiples of x yᵀ, where the x are orthogonal whole vectors and the y too, so that singular
values and vectors hold single square roots at most. Level 1 is 2×2; level 2 is 2×3 or 3×2; level 3 has a zero or a
repeated singular value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

import numpy as np

from tutor.answers import SVD
from tutor.chance import Draw
from tutor.exact.matrices import Rows, primitive, rows_of, transposed
from tutor.exact.scalars import write
from tutor.methods.singular_values import svd
from tutor.methods.singular_values.building import IntRows, disguised, pool
from tutor.methods.singular_values.factors import Factors, svd_of
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, matrix

BOUNDS = {1: (55, 400), 2: (94, 900), 3: (94, 900)}
SHAPES: dict[int, tuple[tuple[tuple[int, int, int], bool], ...]] = {
    1: (((2, 2, 2), False),),
    2: (((3, 2, 2), False),),
    3: (((3, 3, 2), False), ((3, 3, 2), False), ((3, 3, 3), True)),
}


@family(
    source="MML 4.5",
    levels=3,
    marks=8,
    typing="U = [70, 1/7; 80, 1]; S = diag(97, 89); V = [3*sqrt(97)/7, 1/9; 60, -50]",
    space=(400, 5_000, 10_000),
    height=(400, 900, 900),
)
class SingularValueDecomposition:
    """Find U, S and V.

    >>> SingularValueDecomposition(A=((3, 0), (0, 2))).answer().typed()
    'U = [1, 0; 0, 1]; S = [3, 0; 0, 2]; V = [1, 0; 0, 1]'
    """

    A: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        shape, repeated = draw.choice(SHAPES[level])
        A = draw.choice(pool(shape, BOUNDS[level], repeated))
        return cls(disguised(draw, A, turn=level == 2))

    def statement(self) -> Text:
        U, S, V, A = (Name(letter) for letter in "USVA")
        return say(
            "Let {given}. Find a singular value decomposition {product}: the columns of {U} and of {V} are orthonormal "
            "and {S} is diagonal with the singular values in descending order. Give exact values, and {V} itself, not "
            "its transpose. The full form, where {S} has the shape of {A}, and the reduced one are both right.",
            product=A.equals(Op("*", (U, S, Op("T", (V,))))),
            given=A.equals(matrix(self.A)),
            U=U,
            S=S,
            V=V,
            A=A,
        )

    def _factors(self) -> Factors:
        found = svd_of(self.A)
        assert found is not None  # it was built so
        return found

    def answer(self) -> SVD:
        return self._of(*svd.matrices(rows_of(self.A), self._factors()))

    def _of(self, U: Rows, S: Rows, V: Rows) -> SVD:
        return SVD(rows_of(self.A), *(tuple(tuple(write(a) for a in r) for r in M) for M in (U, S, V)))

    def symbolic(self) -> SVD:
        import sympy as sp

        from tutor.written import written

        U, S, V = sp.Matrix(self.A).singular_value_decomposition()
        order = sorted(range(S.rows), key=lambda i: -float(S[i, i]))
        values = tuple(tuple(written(S[i, j]) for j in order) for i in order)
        left, right = (tuple(tuple(written(sp.radsimp(M[i, j])) for j in order) for i in range(M.rows)) for M in (U, V))
        return SVD(rows_of(self.A), left, values, right)

    @staticmethod
    def numeric(A: Any) -> Any:
        return np.linalg.svd(A)  # by bidiagonalisation, not by AᵀA

    def solution(self) -> Solution:
        return replace(svd.work(self.A), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        A, f = rows_of(self.A), self._factors()
        U, S, V = svd.matrices(A, f)
        r = len(f.values)
        squared = Factors(tuple(s * s for s in f.values), f.U, f.V)
        if any(s != 1 for s in f.values):
            yield Misconception(
                "eigenvalues-not-rooted",
                self._of(*svd.matrices(A, squared)),
                say("Singular values are the roots of the eigenvalues of {G}.", G=Op("T", (Name("A"),)) * Name("A")),
            )
        turned = tuple(tuple(-x for x in u) if i == r - 1 else u for i, u in enumerate(f.U))
        yield Misconception(
            "signs-chosen-apart",
            self._of(*svd.matrices(A, Factors(f.values, turned, f.V))),
            say(
                "The two vectors of a pair belong together, signs included: multiply {A} with a column of {V}.",
                A=Name("A"),
                V=Name("V"),
            ),
        )
        yield from self._about_v(A, f, U, S, V)
        if f.values[0] != f.values[-1] and r > 1:
            other = Factors(f.values[::-1], (*f.U[:r][::-1], *f.U[r:]), (*f.V[:r][::-1], *f.V[r:]))
            yield Misconception(
                "ascending-order", self._of(*svd.matrices(A, other)), say("The largest singular value comes first.")
            )
        if len(A) > r:
            yield Misconception(
                "missing-columns",
                self._of(transposed(f.U[:r]), S, V),
                say(
                    "With {S} of the shape of {A}, {U} is square: complete its columns.",
                    S=Name("S"),
                    A=Name("A"),
                    U=Name("U"),
                ),
            )

    def _about_v(self, A: Rows, f: Factors, U: Rows, S: Rows, V: Rows) -> Iterator[Misconception]:
        if transposed(V) != V:
            yield Misconception(
                "v-transposed",
                self._of(U, S, transposed(V)),
                say("The right singular vectors are the columns of {V}, and the rows of its transpose.", V=Name("V")),
            )
        lengths = tuple(primitive(v) for v in f.V)
        if lengths != f.V:
            yield Misconception(
                "v-not-unit",
                self._of(U, S, transposed(lengths)),
                say("The columns of {V} have length 1: divide each by its length.", V=Name("V")),
            )
