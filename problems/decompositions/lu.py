"""The LU factorisation of a matrix.

Level 1 is 2×2, level 2 is 3×3, without exchanges of rows. Level 3 is 3×3 with a pivot that is 0, so that rows must be
exchanged: P A = L U.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import LU
from tutor.answers.matrix import Rows
from tutor.chance import Draw
from tutor.exact.matrices import inverse, transposed
from tutor.exact.scalars import write
from tutor.methods.factorisations import lu as method
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.sizes import tall
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix

_SHAPES = {1: (2, 27), 2: (3, 27), 3: (3, 27)}  # rows, the largest number


@family(
    source="MML 2.3",
    levels=3,
    marks=4,
    typing="L = [1, 0; 0, 1]; U = [1, 2; 0, 3] (with exchanges also P = [..; ..])",
    space=(1_000, 10_000, 10_000),
    height=(27, 27, 27),
)
class LUFactors:
    """Factorise a matrix into triangular ones; `exchange` says that rows must be exchanged.

    >>> LUFactors(A=((2, 1), (6, 8))).answer().typed()
    'L = [1, 0; 3, 1]; U = [2, 1; 0, 5]'
    """

    A: IntRows
    exchange: bool = False

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A = draw.until(lambda: _build(draw, level), bool)
        return cls(A, level == 3)

    def statement(self) -> Text:
        A, L, U, P = (Name(v) for v in "ALUP")
        given = A.equals(matrix(self.A))
        if self.exchange:
            words = (
                "Factorise {A} with exchanges of rows: {e}, where {L} is lower triangular with ones on its diagonal,"
            )
            words += (
                " {U} is upper triangular and {P} is a permutation matrix. Exchange rows only where a pivot would be 0."
            )
            return say(words, A=given, e=(P * A).equals(L * U), L=L, U=U, P=P)
        words = (
            "Factorise {A} as {e} without exchanging rows, where {L} is lower triangular with ones on its diagonal and"
        )
        words += " {U} is upper triangular."
        return say(words, A=given, e=A.equals(L * U), L=L, U=U)

    def _found(self) -> method.Factorised:
        return method.factorised(self.A, pivoting="auto" if self.exchange else "none")

    def _as_lu(self, L: Any, U: Any, P: Any) -> LU:
        A = tuple(tuple(map(Fraction, r)) for r in self.A)
        return LU(A, _rows(L), _rows(U), _rows(P) if self.exchange else ())

    def answer(self) -> LU:
        found = self._found()
        return self._as_lu(found.L, found.U, found.P)

    def symbolic(self) -> LU:
        import sympy as sp

        L, U, swaps = sp.Matrix(self.A).LUdecomposition()
        P = sp.eye(len(self.A)).permute_rows(swaps)
        exact = [[[Fraction(int(q.p), int(q.q)) for q in r] for r in M.tolist()] for M in (L, U, P)]
        return self._as_lu(*exact)

    @staticmethod
    def numeric(A: Any, exchange: bool) -> Any:
        n = len(A)
        order = list(range(n))
        if exchange:  # the rows in an order in which all leading determinants differ from 0
            for k in range(n):
                sizes = [abs(np.linalg.det(A[[*order[:k], i]][:, : k + 1])) > 1e-9 for i in order[k:]]
                order.insert(k, order.pop(k + sizes.index(True)))
        M = A[order]
        minors = [1.0, *(np.linalg.det(M[: k + 1, : k + 1]) for k in range(n))]
        L, U = np.eye(n), np.zeros((n, n))
        for i in range(n):  # entries as quotients of determinants, not by elimination
            for j in range(n):
                k = min(i, j)
                rows, columns = [*range(k), i], [*range(k), j]
                value = np.linalg.det(M[np.ix_(rows, columns)]) / minors[k]
                if i <= j:
                    U[i, j] = value
                else:
                    L[i, j] = value * minors[k] / minors[k + 1]
        return {"L": L, "U": U, "P": np.eye(n)[order]} if exchange else {"L": L, "U": U}

    def solution(self) -> Solution:
        pivoting = "auto" if self.exchange else "none"
        return replace(method.work(self.A, pivoting=pivoting), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found = self._found()
        n = len(self.A)
        L, U, P = found.L, found.U, found.P
        negative = tuple(tuple(a if i == j else -a for j, a in enumerate(r)) for i, r in enumerate(L))
        pivots = tuple(tuple(a * U[j][j] for j, a in enumerate(r)) for r in L)
        ones = tuple(tuple(a / r[i] for a in r) for i, r in enumerate(U))
        wrong = [
            (
                "multipliers-with-wrong-sign",
                negative,
                U,
                P,
                "L holds what was subtracted: multiply L and U and compare.",
            ),
            (
                "pivots-in-the-lower-factor",
                pivots,
                ones,
                P,
                "The ones stand on the diagonal of L, the pivots on that of U.",
            ),
        ]
        if n == 3 and inverse(L) not in (None, negative):
            words = "The product of the elimination steps is the inverse of L."
            wrong.append(("elimination-matrix-for-the-factor", inverse(L) or (), U, P, words))
        if n == 2:
            words = "L is lower and U is upper triangular."
            wrong.append(("factors-exchanged", U, L, P, words))
        if self.exchange:
            unit = tuple(tuple(Fraction(int(i == j)) for j in range(n)) for i in range(n))
            words = "The exchange of rows must show: without P the product is another matrix."
            wrong.append(("exchange-forgotten", L, U, unit, words))
        for mark, low, up, order, feedback in wrong:
            if (low, up, order) != (L, U, P):
                yield Misconception(mark, self._as_lu(low, up, order), say(feedback))


def _rows(M: Any) -> Rows:
    return tuple(tuple(write(a) for a in r) for r in M)


def _build(draw: Draw, level: int) -> IntRows:
    """L U for small whole factors, rows exchanged at level 3; tried until the numbers fit."""
    n, bound = _SHAPES[level]
    for _ in range(8):
        size = 4 if n == 2 else 3
        L = [[draw.integer(-size, size, but=[0]) if j < i else int(i == j) for j in range(n)] for i in range(n)]
        U = [[draw.integer(-5, 5, but=[0]) if j >= i else 0 for j in range(n)] for i in range(n)]
        if level == 3:
            if draw.coin():  # the first pivot is 0
                L[1][0] = 0
            else:  # the second becomes 0 on the way
                L[2][1] = 0
        M = tuple(
            tuple(int(a) for a in (sum(x * y for x, y in zip(r, c, strict=True)) for c in transposed(U))) for r in L
        )
        A = M
        if level == 3:
            A = (M[1], M[0], M[2]) if not L[1][0] else (M[0], M[2], M[1])
        found = method.factorised(A, pivoting="auto")
        numbers = [a for r in (*A, *found.L, *found.U) for a in r]
        zeros = sum(a == 0 for r in A for a in r)
        if found.exchanged != (level == 3) or zeros > (1 if level == 3 else 0):
            continue
        if bound ** (2 / 3) <= tall(*numbers) <= bound and any(abs(a) > 1 for a in found.L[-1]):
            return A
    return ()
