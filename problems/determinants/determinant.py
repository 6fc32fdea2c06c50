"""The determinant of a matrix.

Level 1 is a full 3×3 matrix. Level 2 is a 4×4 matrix with a row or column that has one entry only. Level 3 is a 3×3
matrix with a letter k in two places: the determinant is a polynomial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import prod
from typing import Any, Self

import numpy as np

from tutor.answers import Expression, Number, exact_number
from tutor.chance import Draw
from tutor.methods.determinants import determinant as method
from tutor.methods.determinants.letters import Form, shown
from tutor.methods.linear_systems.building import IntRows
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix


@family(source="MML 4.1", levels=3, marks=4, typing="-120 (or a polynomial: k^2 - 120)", height=(60, 60, 27))
class Determinant:
    """Compute a determinant; where K is given, its entries are the factors of k that are added to those of A.

    >>> Determinant(A=((2, 1), (5, 3))).answer().typed()
    '1'
    """

    A: IntRows
    K: IntRows = ()

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        make = (_full, _with_a_sparse_line, _with_letter)[level - 1]
        A, K = draw.until(lambda: make(draw), lambda both: bool(both[0]))
        return cls(A, K)

    def _rows(self) -> tuple[tuple[Any, ...], ...]:
        """Fractions, or polynomials in k."""
        if not self.K:
            return tuple(tuple(map(Fraction, r)) for r in self.A)
        letters = ("k",)
        return tuple(
            tuple(Form.of(letters, {(0,): Fraction(a), (1,): Fraction(m)}) for a, m in zip(r, s, strict=True))
            for r, s in zip(self.A, self.K, strict=True)
        )

    def statement(self) -> Text:
        A = Name("A").equals(matrix([[shown(a) for a in r] for r in self._rows()]))
        if self.K:
            return say("Compute the determinant of {A} as a polynomial in {k}.", A=A, k=Name("k"))
        return say("Compute the determinant of {A}.", A=A)

    def _found(self, value: Any) -> Number | Expression:
        return Expression(shown(value), ("k",)) if self.K else exact_number(shown(value))

    def answer(self) -> Number | Expression:
        return self._found(method.value(self._rows()))

    def symbolic(self) -> Number | Expression:
        import sympy as sp

        k = sp.Symbol("k")
        M = sp.Matrix(self.A) + (k * sp.Matrix(self.K) if self.K else sp.zeros(*sp.Matrix(self.A).shape))
        found = sp.Poly(M.det(method="berkowitz"), k)
        if not self.K:
            return exact_number(int(found.as_expr()))
        terms: dict[tuple[int, ...], Any] = {(int(p),): Fraction(int(c)) for (p,), c in found.terms()}
        return Expression(Form.of(("k",), terms).written(), ("k",))

    @staticmethod
    def numeric(A: Any, K: Any, places: Mapping[str, Any]) -> Any:
        if not K.size:
            return np.linalg.det(A)
        return np.linalg.det(A + np.multiply.outer(places["k"], K))  # one matrix a place

    def _with(self, rule: Callable[[IntRows], int]) -> Any:
        """What a rule gives; with k, which makes a polynomial of degree 2, from its values at 0, 1 and −1."""
        if not self.K:
            return Fraction(rule(self.A))
        return Form.of(("k",), _polynomial(self.A, self.K, rule))

    def solution(self) -> Solution:
        return replace(method.work(self._rows()), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        rows = self._rows()
        n = len(rows)
        right = method.value(rows)
        wrong: list[tuple[str, Any, str]] = [
            (
                "sign-reversed",
                -right,
                "The first product down the diagonal counts plus: look at the order of the differences.",
            ),
            (
                "all-signs-plus",
                self._with(_permanent),
                "Half of the products count minus: the signs alternate as on a chessboard.",
            ),
            (
                "diagonal-only",
                self._with(_diagonal),
                "The diagonal is enough for triangular matrices only.",
            ),
        ]
        if n == 4:
            words = "The rule of Sarrus holds for 3×3 matrices alone."
            wrong.append(("sarrus-for-four-rows", self._with(_sarrus), words))
        for mark, value, feedback in wrong:
            if value - right:
                yield Misconception(mark, self._found(value), say(feedback))


def _polynomial(A: IntRows, K: IntRows, rule: Callable[[IntRows], int]) -> dict[tuple[int, ...], Fraction]:
    """The coefficients of rule(A + k K), which has degree 2 at most."""
    low, at_zero, high = (
        rule(tuple(tuple(a + k * m for a, m in zip(r, s, strict=True)) for r, s in zip(A, K, strict=True)))
        for k in (-1, 0, 1)
    )
    square = Fraction(high + low, 2) - at_zero
    return {(2,): square, (1,): Fraction(high - low, 2), (0,): Fraction(at_zero)}


def _permanent(rows: IntRows) -> int:
    n = len(rows)
    return sum(prod(rows[i][p[i]] for i in range(n)) for p in permutations(range(n)))


def _diagonal(rows: IntRows) -> int:
    return prod(rows[i][i] for i in range(len(rows)))


def _sarrus(rows: IntRows) -> int:
    n = len(rows)
    down = sum(prod(rows[i][(k + i) % n] for i in range(n)) for k in range(n))
    return down - sum(prod(rows[i][(k - i) % n] for i in range(n)) for k in range(n))


# ---------------------------------------------------------------- drawing


def _largest(rows: IntRows) -> tuple[int, int]:
    """The largest product of Sarrus, and the determinant."""
    lines = [prod(rows[i][(k + i) % 3] for i in range(3)) for k in range(3)]
    lines += [-prod(rows[i][(k - i) % 3] for i in range(3)) for k in range(3)]
    return max(map(abs, lines)), sum(lines)


def _full(draw: Draw) -> tuple[IntRows, IntRows]:
    """No zeros, no rows that are multiples; the products are tried until they are small."""
    for _ in range(8):
        rows = tuple(draw.integers(3, -4, 5, but=[0]) for _ in range(3))
        tall, det = _largest(rows)
        if 16 <= tall <= 60 and 1 < abs(det) <= 60 and not _dependent(rows):
            return rows, ()
    return (), ()


def _dependent(rows: IntRows) -> bool:
    """Are two rows or two columns multiples of each other?"""
    return any(
        all(a * s[0] == r[0] * b for a, b in zip(r, s, strict=True))
        for table in (rows, tuple(zip(*rows, strict=True)))
        for i, r in enumerate(table)
        for s in table[:i]
    )


def _with_a_sparse_line(draw: Draw) -> tuple[IntRows, IntRows]:
    """A full 3×3 minor, and a line with one entry: its factor times the minor is the determinant."""
    for _ in range(8):
        small = tuple(draw.integers(3, -3, 3, but=[0]) for _ in range(3))
        tall, det = _largest(small)
        factor = draw.integer(-4, 4, but=[-1, 0, 1])
        if abs(det) > 1 and 16 <= max(tall, abs(factor * det)) <= 60 and not _dependent(small):
            i, j = draw.below(4), draw.below(4)
            others = draw.integers(3, -4, 4, but=[0])
            full = [[*r[:j], x, *r[j:]] for r, x in zip(small, others, strict=True)]
            full.insert(i, [factor if c == j else 0 for c in range(4)])
            rows = tuple(map(tuple, full))
            return (rows if draw.coin() else tuple(zip(*rows, strict=True))), ()
    return (), ()


def _with_letter(draw: Draw) -> tuple[IntRows, IntRows]:
    """k stands in two places that are not in one row or column, so that its square comes."""
    for _ in range(8):
        A = [list(draw.integers(3, -3, 3, but=[0])) for _ in range(3)]
        (i, j), (p, q) = draw.sample(range(3), 2), draw.sample(range(3), 2)
        K = [[0] * 3 for _ in range(3)]
        for r, c in ((i, p), (j, q)):
            K[r][c] = 1
            A[r][c] = 0
        both = tuple(map(tuple, A)), tuple(map(tuple, K))
        sizes = [abs(c) for c in _polynomial(*both, _sarrus).values()]
        if all(sizes) and 9 <= max(sizes) <= 27:
            return both
    return (), ()
