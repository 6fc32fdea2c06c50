"""Eigenvalues and eigenvectors of a 2×2 matrix.

The matrix is built backwards, as P D P⁻¹ with P unimodular, so that its entries, eigenvalues and eigenvectors are
integers. Level 1 is triangular, level 2 is full with small entries, level 3 has larger entries and a negative
eigenvalue.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Eigenpairs
from tutor.chance import Draw
from tutor.claims import Equal, NullVector
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, number

L = Name("lambda")
_SHIFTED = Op("det", (Name("A") - L * Name("I"),))
Row = tuple[int, int]


@family(source="MML 4.2", levels=3, marks=5, typing="10: (1, 0); 20: (3, -1)", space=(600, 288, 360))
class EigenpairsOf2x2:
    """Find both eigenvalues with an eigenvector each.

    >>> EigenpairsOf2x2(A=((2, 1), (1, 2))).answer().typed()
    '1: (1, -1); 3: (1, 1)'
    """

    A: tuple[Row, Row]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(A=draw.choice(_matrices(level)))

    def statement(self) -> Text:
        given = Name("A").equals(matrix(self.A))
        return say("Find the eigenvalues of {given}, and for each of them an eigenvector.", given=given)

    def _values(self) -> tuple[int, int]:
        (a, b), (c, d) = self.A
        root = int(((a - d) ** 2 + 4 * b * c) ** 0.5 + 0.5)
        return (a + d - root) // 2, (a + d + root) // 2

    def answer(self) -> Eigenpairs:
        return _answer(self.A, [(v, _null_vector(_shifted(self.A, v))) for v in self._values()])

    def symbolic(self) -> Eigenpairs:
        import sympy as sp

        found = sp.Matrix(self.A).eigenvects()
        return _answer(self.A, [(int(v), tuple(Fraction(int(x.p), int(x.q)) for x in b[0])) for v, _, b in found])

    @staticmethod
    def numeric(A: Any) -> Any:
        return np.linalg.eig(A)

    def solution(self) -> Solution:
        (a, b), (c, d) = self.A
        small, large = self._values()
        polynomial = L**2 + _signed(-(a + d), L) + number(a * d - b * c)
        difference = (number(a) - L) * (number(d) - L) - number(b) * number(c)
        steps = [
            Step(
                say(
                    "The characteristic polynomial is {d}: multiply the diagonal, subtract the other product.",
                    d=_SHIFTED,
                ),
                Equal(left=difference, result=_tidy(polynomial)),
                question=say("Which determinant must be 0 for {l} to be an eigenvalue?", l=L),
            ),
            Step(
                say(
                    "Two numbers with sum {s} and product {p} give the factors, and so the eigenvalues.",
                    s=a + d,
                    p=a * d - b * c,
                ),
                Equal(left=_tidy(polynomial), result=_factor(small) * _factor(large)),
                question=say("Which two numbers have sum {s} and product {p}?", s=a + d, p=a * d - b * c),
            ),
        ]
        for value in (small, large):
            shifted = _shifted(self.A, value)
            identity = matrix(((1, 0), (0, 1)))
            steps.append(
                Step(
                    say("For the eigenvalue {v}: subtract it on the diagonal.", v=value),
                    Equal(left=matrix(self.A) - number(value) * identity, result=matrix(shifted)),
                )
            )
            steps.append(
                Step(
                    say("The rows are multiples of each other; one of them gives the eigenvector."),
                    NullVector(of=matrix(shifted), result=column(_null_vector(shifted))),
                    question=say("Which vector does this matrix send to 0?"),
                )
            )
        return Solution(
            method="eigenpairs",
            given=self.statement(),
            steps=tuple(steps),
            answer=self.answer().written(),
            code=_code(self.A),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        (a, b), (c, d) = self.A
        small, large = self._values()
        v, w = (_null_vector(_shifted(self.A, value)) for value in (small, large))
        yield Misconception(
            "pairs-exchanged",
            _answer(self.A, [(small, w), (large, v)]),
            say("Each vector belongs to the other value: multiply {A} with it and compare.", A=Name("A")),
        )
        yield Misconception(
            "roots-with-wrong-signs",
            _answer(self.A, [(-large, w), (-small, v)]),
            say("A factor {l} − r is zero for {l} = r. Compare the sum of your values with the trace.", l=L),
        )
        if b and c:
            yield Misconception(
                "diagonal-as-eigenvalues",
                _answer(self.A, [(a, v), (d, w)]),
                say("The diagonal holds the eigenvalues of triangular matrices only."),
            )


@cache
def _matrices(level: int) -> tuple[tuple[Row, Row], ...]:
    """Every matrix that is fit to be set at a level, in a fixed order."""
    low, high = ((1, 6), (-2, 6), (-6, 7))[level - 1]
    values = [v for v in range(low, high + 1) if v]
    if level == 1:
        entries = [b for b in range(-5, 6) if b]
        both = [(((p, b), (0, q)), ((p, 0), (b, q))) for p in values for q in values for b in entries if p != q]
        return tuple(A for pair in both for A in pair)
    found = set()
    for a, b, c, d in product((-3, -2, -1, 1, 2, 3), repeat=4):
        det = a * d - b * c
        for p, q in product(values, repeat=2) if abs(det) == 1 else ():
            first = ((a * d * p - b * c * q) * det, a * b * (q - p) * det)
            second = (c * d * (p - q) * det, (a * d * q - b * c * p) * det)
            if p != q and _fit_to_set((first, second), level):
                found.add((first, second))
    return tuple(sorted(found))


def _fit_to_set(A: tuple[Row, Row], level: int) -> bool:
    (a, b), (c, d) = A
    size = max(abs(x) for r in A for x in r)
    if level == 2:
        return size <= 9 and a != 0 and d != 0
    return 9 < size <= 16 and a != 0 and d != 0 and (a + d < 0 or a * d - b * c < 0)


def _shifted(A: tuple[Row, Row], value: int) -> tuple[Row, Row]:
    (a, b), (c, d) = A
    return (a - value, b), (c, d - value)


def _null_vector(M: tuple[Row, Row]) -> Row:
    a, b = M[0] if any(M[0]) else M[1]
    x, y = b, -a
    g = gcd(x, y) * (1 if (x, y) > (0, 0) else -1)
    return x // g, y // g


def _answer(A: tuple[Row, Row], pairs: list[tuple[int, Any]]) -> Eigenpairs:
    exact = tuple((Fraction(v), (tuple(Fraction(x) for x in vector),)) for v, vector in sorted(pairs))
    return Eigenpairs(tuple(tuple(Fraction(x) for x in r) for r in A), exact)


def _signed(k: int, x: Written) -> Written:
    size = x if abs(k) == 1 else number(abs(k)) * x
    return -size if k < 0 else size


def _tidy(p: Op) -> Op:
    """Terms that are zero left out, a negative number subtracted."""
    kept = [t for t in p.args if t != number(0) * L and t != number(0)]
    return Op("+", tuple(kept)) if len(kept) > 1 else p


def _factor(root: int) -> Written:
    return L - number(root) if root > 0 else L + number(-root) if root else L


def _code(A: tuple[Row, Row]) -> str:
    return f"""import numpy as np

A = np.array({[list(r) for r in A]}, dtype=float)
trace, det = A[0, 0] + A[1, 1], A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
root = np.sqrt(trace**2 - 4 * det)              # the characteristic polynomial is l^2 - trace*l + det
values = np.array([(trace - root) / 2, (trace + root) / 2])
vectors = np.zeros((2, 2))
for k, value in enumerate(values):
    M = A - value * np.eye(2)
    row = M[0] if np.abs(M[0]).max() > 1e-9 else M[1]
    vectors[:, k] = [row[1], -row[0]]           # orthogonal to the row, so M v = 0
answer = values, vectors
print(answer)
"""
