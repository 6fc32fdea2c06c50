"""Eigenvalues and eigenspaces of a 3×3 matrix.

Built backwards as P D P⁻¹ with a whole P of determinant ±1. Level 1 has three different whole eigenvalues, level 2 a
double one with a plane as its eigenspace, level 3 a pair with a square root.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Eigenpairs
from tutor.chance import Draw
from tutor.exact.scalars import plain, scalar
from tutor.methods.eigenvalues import eigen
from tutor.methods.eigenvalues.building import IntRows, diagonals, drawn_similar, with_double
from tutor.methods.eigenvalues.spaces import eigenspaces
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, matrix, written

SIZES = {1: (10, 30), 2: (10, 30), 3: (13, 30)}
Pairs = Sequence[tuple[Any, Sequence[Sequence[Any]]]]


@family(
    source="MML 4.2",
    levels=3,
    marks=6,
    typing="11: (1, 0, 0); 12: (1, 5, 0), (0, 1, 7)",
    space=(900, 3_000, 1_200),
    height=(30, 30, 45),
)
class Eigenspaces3x3:
    """Find all eigenvalues, and a basis of each eigenspace.

    >>> Eigenspaces3x3(A=((2, 1, 0), (1, 2, 0), (0, 0, 3))).answer().typed()
    '1: (1, -1, 0); 3: (1, 1, 0); 3: (0, 0, 1)'
    """

    A: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 2:
            return cls(A=with_double(draw, size=SIZES[level]))
        return cls(A=drawn_similar(draw, _blocks(level), size=SIZES[level], zeros=3 if level < 3 else 4))

    def statement(self) -> Text:
        return say(
            "Find all eigenvalues of {given}, and for each of them a basis of its eigenspace. Give exact values.",
            given=Name("A").equals(matrix(self.A)),
        )

    def answer(self) -> Eigenpairs:
        return _answer(self.A, [(s.value, s.basis) for s in eigenspaces(self.A) or ()])

    def symbolic(self) -> Eigenpairs:
        import sympy as sp

        found = []
        for value, _, basis in sp.Matrix(self.A).eigenvects():
            vectors = [tuple(scalar(written(sp.radsimp(x))) for x in v) for v in basis]
            found.append((scalar(written(value)), vectors))
        return _answer(self.A, found)

    @staticmethod
    def numeric(A: Any) -> Any:
        values, vectors = np.linalg.eig(A)
        return values, vectors

    def solution(self) -> Solution:
        return replace(eigen.work(self.A, operations=False), given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        pairs = self.answer().pairs
        values, bases = [v for v, _ in pairs], [b for _, b in pairs]
        A = Name("A")
        turned = list(zip(values, bases[1:] + bases[:1], strict=True))
        yield Misconception(
            "pairs-exchanged",
            _answer(self.A, turned),
            say("Each eigenspace belongs to its own value: multiply {A} with your vectors and compare.", A=A),
        )
        yield Misconception(
            "roots-with-wrong-signs",
            _answer(self.A, [(plain(-v), b) for v, b in pairs]),
            say(
                "A factor {l} − r is zero for {l} = r. Compare the sum of your values with the trace.", l=Name("lambda")
            ),
        )
        if any(len(b) > 1 for b in bases):
            yield Misconception(
                "one-vector-for-a-double-eigenvalue",
                _answer(self.A, [(v, b[:1]) for v, b in pairs]),
                say("How many free variables are there? Each gives a vector of the basis."),
            )
        diagonal = sorted({Fraction(self.A[i][i]) for i in range(3)})
        if len(diagonal) == len(values):
            yield Misconception(
                "diagonal-as-eigenvalues",
                _answer(self.A, list(zip(diagonal, bases, strict=True))),
                say("The diagonal holds the eigenvalues of triangular matrices only."),
            )


@cache
def _blocks(level: int) -> tuple[IntRows, ...]:
    """The matrices with the eigenvalues of a level that are disguised by a change of basis."""
    if level == 1:
        return diagonals("abc", -3, 6)
    found = []
    for a, p in product(range(-2, 4), (-4, -3, -2, -1, 1, 2, 3, 4, 5)):
        for b, c in ((1, 2), (2, 1), (1, 3), (3, 1), (1, 5), (5, 1)):  # a whole eigenvalue beside a ± √bc
            found.append(((a, b, 0), (c, a, 0), (0, 0, p)))
    return tuple(found)


def _answer(A: IntRows, pairs: Pairs) -> Eigenpairs:
    order = sorted(pairs, key=lambda pair: float(pair[0]))
    exact = tuple((plain(v), tuple(tuple(plain(x) for x in b) for b in basis)) for v, basis in order)
    return Eigenpairs(tuple(tuple(Fraction(a) for a in r) for r in A), exact)
