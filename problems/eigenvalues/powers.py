"""Powers of a 2×2 matrix by diagonalisation.

Built backwards from whole eigenvalues and a whole P of determinant ±1. Level 1 asks for a power with a number as its
exponent, level 2 for a formula for every exponent, level 3 for the k-th vector of a recurrence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product as product_of
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, matrix_answer, vector
from tutor.chance import Draw
from tutor.equality import Domain
from tutor.exact.matrices import Rows, applied, inverse, rows_of, transposed
from tutor.methods.eigenvalues import power_by_diagonalization
from tutor.methods.eigenvalues.building import (
    IntRows,
    diagonal_rows,
    diagonals,
    drawn_similar,
    frames,
    largest,
    presentable,
    product,
    whole_inverse,
)
from tutor.methods.eigenvalues.components import Component, power_entries
from tutor.methods.eigenvalues.diagonalization import factors_of
from tutor.methods.eigenvalues.programs import literal
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, matrix, number, written

K = Name("k")
DOMAIN = Domain({"k": (Fraction(0), Fraction(4))})


@family(
    source="MML 4.4",
    levels=3,
    marks=6,
    typing="[11, 12; 13, 14], with 97^k for a power",
    space=(300, 120, 1_500),
    height=(300, 20, 40),
)
class PowersOf2x2:
    """Compute A^k for a number k, a formula for every k, or A^k x.

    >>> PowersOf2x2(A=((3, 1), (0, 2))).answer().typed()
    '[3^k, 3^k - 2^k; 0, 2^k]'
    """

    A: IntRows
    exponent: int = 0
    start: tuple[int, int] | None = None

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            A, k = draw.choice(_with_exponents())
            return cls(A=A, exponent=k)
        A = drawn_similar(draw, diagonals("ab", 2, 7), size=(9 if level == 2 else 12, 20), bound=12, zeros=0)
        if level == 2:
            return cls(A=A)
        vectors = transposed((factors_of(A) or ((), ()))[0])
        start = draw.until(
            lambda: (draw.integer(-3, 4), draw.integer(-3, 4, but=[0])),
            lambda x: all(x[0] * v[1] != x[1] * v[0] for v in vectors),
        )
        return cls(A=A, start=start)

    def statement(self) -> Text:
        given = Name("A").equals(matrix(self.A))
        if self.exponent:
            goal = Op("^", (Name("A"), number(self.exponent)))
            return say("Compute {goal} for {given} by diagonalisation.", goal=goal, given=given)
        if self.start is None:
            return say(
                "Find a formula for {goal}, for every whole number {k} ≥ 0. Here {given}",
                goal=Op("^", (Name("A"), K)),
                k=K,
                given=given,
            )
        return say(
            "A sequence of vectors begins with {x} and goes on by {rule}. Find a "
            "formula for {goal}, for every {k} ≥ 0. Here "
            "{given}",
            x=Name("x_0").equals(column(self.start)),
            rule=say("{a} = A {b}", a=Name("x_next"), b=Name("x")),
            goal=Name("x_k"),
            k=K,
            given=given,
        )

    def _parts(self) -> tuple[Rows, tuple[Any, ...], Rows]:
        P, D = factors_of(self.A) or ((), ())
        return P, tuple(D[i][i] for i in range(2)), inverse(P) or ()

    def _made(self, P: Rows, values: Sequence[Any], Q: Rows) -> Matrix:
        """The answer that the three factors give, whether or not they belong together."""
        pieces = [tuple(tuple(P[i][m] * Q[m][j] for j in range(2)) for i in range(2)) for m in range(2)]
        if self.exponent:
            rows = [
                [sum(v**self.exponent * Z[i][j] for v, Z in zip(values, pieces, strict=True)) for j in range(2)]
                for i in range(2)
            ]
            return matrix_answer(rows)
        if self.start is not None:
            pieces = [tuple((a,) for a in applied(Z, self.start)) for Z in pieces]
        entries = power_entries([Component(v, 0, Z) for v, Z in zip(values, pieces, strict=True)], K)
        if self.start is not None:
            return vector([r[0] for r in entries], variables=("k",), domain=DOMAIN)
        return matrix_answer(entries, variables=("k",), domain=DOMAIN)

    def answer(self) -> Matrix:
        return self._made(*self._parts())

    def symbolic(self) -> Matrix:
        import sympy as sp

        k = sp.Symbol("k")
        P, D = sp.Matrix(self.A).diagonalize()
        found = P * D ** (self.exponent or k) * P.inv()
        options: dict[str, Any] = {} if self.exponent else {"variables": ("k",), "domain": DOMAIN}
        if self.start is not None:
            column_ = (found * sp.Matrix(self.start)).expand()
            return vector([written(x) for x in column_], **options)
        return matrix_answer([[written(x) for x in r] for r in found.expand().tolist()], **options)

    @staticmethod
    def numeric(A: Any, exponent: int, start: Any, places: Any) -> Any:
        if exponent:
            found = np.eye(2)
            for _ in range(exponent):
                found = found @ A
            return found
        p, q = np.sort(np.linalg.eigvals(A).real)
        k = places["k"]  # Lagrange's polynomial through both eigenvalues
        first, second = (A - q * np.eye(2)) / (p - q), (A - p * np.eye(2)) / (q - p)
        powers = first[..., None] * p**k + second[..., None] * q**k
        return powers if start is None else np.einsum("ijk,j->ik", powers, start)[:, None, :]

    def solution(self) -> Solution:
        k: int | str = self.exponent or "k"
        x = None if self.start is None else tuple(Fraction(a) for a in self.start)
        worked = power_by_diagonalization.work(self.A, k, vector=x, operations=False)
        code = worked.code if self.exponent else _code(self.A, self.start)
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        P, values, Q = self._parts()
        yield Misconception(
            "inverse-forgotten",
            self._made(P, values, P),
            say("On the right stands the inverse of {P}, not {P} again.", P=Name("P")),
        )
        yield Misconception(
            "order-of-p-and-d-differs",
            self._made(P, values[::-1], Q),
            say("Each column of {P} belongs to the eigenvalue in the same place of {D}.", P=Name("P"), D=Name("D")),
        )
        yield Misconception(
            "transpose-for-inverse",
            self._made(P, values, transposed(P)),
            say("The inverse of {P} is its transposed matrix only if {P} is orthogonal.", P=Name("P")),
        )
        if self.exponent:
            yield Misconception(
                "power-of-each-entry",
                matrix_answer([[a**self.exponent for a in r] for r in rows_of(self.A)]),
                say("A power of a matrix is a repeated matrix product; only a diagonal one is raised entry by entry."),
            )


@cache
def _with_exponents() -> tuple[tuple[IntRows, int], ...]:
    """Matrices with an exponent for which the power has entries of two or three digits."""
    found = set()
    for P, D, k in product_of(frames(2), diagonals("ab", -3, 4), (3, 4, 5)):
        A = product(product(P, D), whole_inverse(P))
        if presentable(A, bound=12, zeros=0) and largest(A) <= 20:
            power_ = diagonal_rows([D[i][i] ** k for i in range(2)])
            size = max(abs(a) for r in product(product(P, power_), whole_inverse(P)) for a in r)
            if 45 <= size <= 300:
                found.add((A, k))
    return tuple(sorted(found))


def _code(A: IntRows, start: tuple[int, int] | None) -> str:
    times = "" if start is None else f" @ np.array({[[a] for a in start]})"
    return f"""import numpy as np

{literal(A)}values, P = np.linalg.eig(A)
Q = np.linalg.inv(P)


def answer(k):                                     # A^k = P D^k P^-1; k may be an array
    found = [P @ np.diag(values**e) @ Q{times} for e in np.atleast_1d(k)]
    return np.moveaxis(np.array(found), 0, -1)


print(answer(3))
"""
