"""Eigenvalues and eigenvectors of a 2×2 matrix.

The matrix is built backwards, as P D P⁻¹ with P unimodular, so that its entries, eigenvalues and eigenvectors are
integers. Level 1 is triangular, level 2 is full with small entries, level 3 has larger entries and a negative eigenvalue.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
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
Row = tuple[int, int]


@family(source="MML 4.2", levels=3, marks=5, typing="2: (1, 0); 5: (3, -1)", space=(200, 1_000, 2_000))
class EigenpairsOf2x2:
    """Find both eigenvalues with an eigenvector each.

    >>> EigenpairsOf2x2(A=((2, 1), (1, 2))).answer().typed()
    '1: (1, -1); 3: (1, 1)'
    """

    A: tuple[Row, Row]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(A=draw.until(lambda: _matrix(draw, level), lambda A: _fit_to_set(A, level)))

    def statement(self) -> Text:
        return say("Find the eigenvalues of {A}, and for each of them an eigenvector.", A=self.A)

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
                say("The characteristic polynomial is det(A − {l} I): multiply the diagonal, subtract the other product.", l=L),
                Equal(left=difference, result=_tidy(polynomial)),
                question=say("Which determinant must be 0 for {l} to be an eigenvalue?", l=L),
            ),
            Step(
                say("Two numbers with sum {s} and product {p} give the factors, and so the eigenvalues.", s=a + d, p=a * d - b * c),
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
            say("Each vector belongs to the other value: multiply A with it and compare."),
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


def _matrix(draw: Draw, level: int) -> tuple[Row, Row]:
    low, high = ((1, 6), (-2, 6), (-6, 7))[level - 1]
    p, q = draw.distinct(2, low, high, but=[0])
    if level == 1:
        b = draw.integer(-5, 5, but=[0])
        return ((p, b), (0, q)) if draw.coin() else ((p, 0), (b, q))
    (a, b), (c, d) = draw.unimodular(2, size=level - 1, moves=3)
    det = a * d - b * c
    return (
        ((a * d * p - b * c * q) // det, (a * b * (q - p)) // det),
        ((c * d * (p - q)) // det, (a * d * q - b * c * p) // det),
    )


def _fit_to_set(A: tuple[Row, Row], level: int) -> bool:
    (a, b), (c, d) = A
    size = max(abs(x) for r in A for x in r)
    if level == 1:
        return b + c != 0
    trace, det = a + d, a * d - b * c
    negative = det < 0 or trace < 0
    return b != 0 and c != 0 and size <= 8 * level and (level == 2 or (size > 6 and negative))


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
