"""QR factorisation of a 3×2 matrix by Gram–Schmidt.

Built backwards from two orthogonal integer vectors u, w: the columns of the matrix are a multiple of u, and a sum of
multiples of u and w. At level 1 the lengths of u and w are whole numbers, so no roots are left; at level 2 they are
roots of small numbers, and the projection may have fractions.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, Self

import numpy as np

from tutor.answers import QR
from tutor.chance import Draw
from tutor.claims import Equal
from tutor.problem import Misconception, family
from tutor.step import Check, Solution, Step
from tutor.surds import Surd, root, surd
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, number

Whole = tuple[int, int, int]
Surds = tuple[Surd, ...]
FRAMES = (
    (((1, 2, 2), (2, 1, -2), (2, -2, 1))),
    ((2, 3, 6), (3, -6, 2), (6, 2, -3)),
    ((0, 3, 4), (0, 4, -3), (1, 0, 0)),
)
LENGTHS = frozenset((2, 3, 5, 6, 10, 11, 13, 14))  # squared lengths whose roots are set at level 2

NOTHING = surd(0)


@family(
    source="MML 3.8.3",
    levels=2,
    marks=6,
    typing="Q = [3*sqrt(14)/14, 1/2; 0, -5; 1, 1]; R = [20, -3/7; 0, 15]",
    space=(2_000, 1_500),
)
class QROf3x2:
    """Find Q with orthonormal columns and R upper triangular.

    >>> QROf3x2(A=((0, 5), (3, -3), (4, -4))).answer().typed()
    'Q = [0, 1; 3/5, 0; 4/5, 0]; R = [5, -5; 0, 5]'
    """

    A: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        a, b = _whole_lengths(draw) if level == 1 else _root_lengths(draw)
        (p, q, r), (s, t, u) = a, b
        return cls(A=((p, s), (q, t), (r, u)))

    def statement(self) -> Text:
        return say(
            "Factorise {given} as {product} by the Gram–Schmidt method: {Q} is a 3×2 matrix with orthonormal "
            "columns, and {R} is a 2×2 upper triangular matrix with a positive diagonal. Give exact values.",
            given=Name("A").equals(matrix(self.A)),
            product=Name("A").equals(Name("Q") * Name("R")),
            **{letter: Name(letter) for letter in "QR"},
        )

    @property
    def _columns(self) -> tuple[Surds, Surds]:
        return tuple(surd(r[0]) for r in self.A), tuple(surd(r[1]) for r in self.A)

    def answer(self) -> QR:
        a, b = self._columns
        first = _length(a)
        q = _times(1 / first, a)
        along = _dot(q, b)
        u = _minus(b, _times(along, q))
        second = _length(u)
        return self._factors(q, _times(1 / second, u), first, along, second)

    def _factors(self, q: Surds, p: Surds, first: Surd, along: Surd, second: Surd, below: Surd = NOTHING) -> QR:
        return QR(
            tuple((Fraction(x), Fraction(y)) for x, y in self.A),
            tuple((x.written(), y.written()) for x, y in zip(q, p, strict=True)),
            ((first.written(), along.written()), (below.written(), second.written())),
        )

    def symbolic(self) -> QR:
        import sympy as sp

        from tutor.written import written

        Q, R = sp.Matrix(self.A).QRdecomposition()
        Qw, Rw = (tuple(tuple(written(x) for x in r) for r in M.tolist()) for M in (Q, R))
        return QR(self.answer().A, Qw, Rw)

    @staticmethod
    def numeric(A: Any) -> Any:
        return np.linalg.qr(A)  # by reflections, not by projections

    def solution(self) -> Solution:
        answer = self.answer()
        a, b = (column([r[k] for r in self.A]) for k in (0, 1))
        q, p = (column([r[k] for r in answer.Q]) for k in (0, 1))
        (first, along), (_, second) = answer.R
        left = _minus(
            self._columns[1], _times(_dot(_unit(self._columns[0]), self._columns[1]), _unit(self._columns[0]))
        )
        u = column([x.written() for x in left])
        entries_q, entries_u = [r[0] for r in answer.Q], [x.written() for x in left]
        a1, a2, q1, q2, u2 = Name("a_1"), Name("a_2"), Name("q_1"), Name("q_2"), Name("u_2")
        steps = (
            Step(
                say("The length of the first column {a1} is the first entry of R.", a1=a1),
                Equal(left=_norm([number(r[0]) for r in self.A]), result=first),
                question=say("How long is the first column?"),
            ),
            Step(
                say("Divided by its length, {a1} becomes the unit vector {q1}.", a1=a1, q1=q1),
                Equal(left=_over(a, first), result=q),
            ),
            Step(
                say("How far {a2} goes along {q1} is their inner product, the entry of R to the right.", a2=a2, q1=q1),
                Equal(left=_sum_of_products(entries_q, [number(r[1]) for r in self.A]), result=along),
                question=say("How far does the second column go along {q1}?", q1=q1),
            ),
            Step(
                say("Take this part away from {a2}: what is left, {u2}, is orthogonal to {q1}.", a2=a2, u2=u2, q1=q1),
                Equal(left=_less(b, along, q), result=u),
                question=say("What must be taken away from {a2} to leave something orthogonal to {q1}?", a2=a2, q1=q1),
            ),
            Step(
                say("The length of {u2} is the last entry of R.", u2=u2),
                Equal(left=_norm(entries_u), result=second),
            ),
            Step(
                say("Divided by its length, {u2} becomes the unit vector {q2}.", u2=u2, q2=q2),
                Equal(left=_over(u, second), result=p),
            ),
            Step(
                say("Side by side, {q1} and {q2} are Q; the lengths and the inner product are R.", q1=q1, q2=q2),
                Equal(left=matrix(self.A), result=matrix(answer.Q) * matrix(answer.R)),
            ),
        )
        Q = matrix(answer.Q)
        orthonormal = Equal(left=Op("T", (Q,)) * Q, result=matrix(((1, 0), (0, 1))))
        return Solution(
            method="Gram–Schmidt",
            given=self.statement(),
            steps=steps,
            answer=answer.written(),
            code=_code(self.A),
            checks=(Check(say("The columns of Q are orthonormal: {c}.", c=orthonormal.shown()), orthonormal.holds()),),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        a, b = self._columns
        first, one = _length(a), surd(1)
        q = _unit(a)
        along = _dot(q, b)
        left = _minus(b, _times(along, q))
        p, second = _unit(left), _length(left)
        yield Misconception(
            "orthogonal-not-orthonormal",
            self._factors(a, left, one, along / first, one),
            say("Your columns are orthogonal, but their lengths are not 1: divide each by its length."),
        )
        yield Misconception(
            "columns-only-normalised",
            self._factors(q, _unit(b), first, NOTHING, _length(b)),
            say("Dividing by the length makes unit vectors, but not orthogonal ones: subtract the projection first."),
        )
        added = _minus(b, _times(-along, q))
        yield Misconception(
            "projection-added",
            self._factors(q, _unit(added), first, along, _length(added)),
            say("What is left after subtracting the projection is orthogonal; test the inner product of your columns."),
        )
        yield Misconception(
            "divided-by-the-squared-length",
            self._factors(_times(1 / (first * first), a), _times(1 / (second * second), left), first, along, second),
            say("A vector is made a unit vector by dividing by its length, not by its squared length."),
        )
        yield Misconception(
            "coefficient-of-the-unscaled-vector",
            self._factors(q, p, first, along / first, second),
            say("The entry above the diagonal belongs to the unit vector in Q, not to the column of the matrix."),
        )
        yield Misconception(
            "lower-triangular",
            self._factors(q, p, first, NOTHING, second, below=along),
            say("Column 1 of the matrix needs the first vector only: which entry of R must be 0?"),
        )
        yield Misconception(
            "sign-of-the-projection-in-r",
            self._factors(q, p, first, -along, second),
            say("R puts back what was subtracted: multiply Q and R and compare the second column."),
        )


def _dot(a: Surds, b: Surds) -> Surd:
    return sum((x * y for x, y in zip(a, b, strict=True)), NOTHING)


def _times(c: Surd, a: Surds) -> Surds:
    return tuple(c * x for x in a)


def _minus(a: Surds, b: Surds) -> Surds:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def _length(a: Surds) -> Surd:
    return root(_dot(a, a).rational())


def _unit(a: Surds) -> Surds:
    return _times(1 / _length(a), a)


# ---------------------------------------------------------------- drawing


def _whole_lengths(draw: Draw) -> tuple[Whole, Whole]:
    """u and w are two vectors of a frame of whole length, their coordinates exchanged and signed by chance."""
    frame = draw.choice(FRAMES)
    u, w = draw.sample(frame, 2)
    places, signs = draw.shuffle(range(3)), [draw.sign() for _ in range(3)]
    along, beside = draw.integer(-2, 2, but=[0]), draw.integer(1, 2)
    if u == (1, 0, 0):
        along = draw.integer(-6, 6, but=[0])  # a unit vector on an axis: let the second column go along it freely
    first = 2 if max(map(abs, u)) < 3 and draw.coin(Fraction(1, 3)) else 1
    a = tuple(signs[i] * first * u[places[i]] for i in range(3))
    b = tuple(signs[i] * (along * u[places[i]] + beside * w[places[i]]) for i in range(3))
    return (a[0], a[1], a[2]), (b[0], b[1], b[2])


def _root_lengths(draw: Draw) -> tuple[Whole, Whole]:
    a = draw.choice(_first_columns())
    return a, draw.choice(_second_columns(a))


@cache
def _first_columns() -> tuple[Whole, ...]:
    found = itertools.product(range(-2, 3), repeat=3)
    return tuple((p, q, r) for p, q, r in found if p * p + q * q + r * r in LENGTHS)


@cache
def _second_columns(a: Whole) -> tuple[Whole, ...]:
    """Columns that are neither orthogonal to `a` nor along it, and leave a vector of small direction."""
    found: list[Whole] = []
    size = sum(x * x for x in a)
    for p, q, r in itertools.product(range(-3, 4), repeat=3):
        b = (p, q, r)
        inner = sum(x * y for x, y in zip(a, b, strict=True))
        rest = [size * y - inner * x for x, y in zip(a, b, strict=True)]
        common = math.gcd(*rest)
        if (
            inner
            and common
            and all(any(row) for row in zip(a, b, strict=True))
            and sum((x // common) ** 2 for x in rest) in LENGTHS
        ):
            found.append(b)
    return tuple(found)


# ---------------------------------------------------------------- writing


def _norm(items: list[Written]) -> Written:
    return Op("sqrt", (Op("+", tuple(x**2 for x in items)),))


def _sum_of_products(a: list[Written], b: list[Written]) -> Written:
    return Op("+", tuple(_product(x, y) for x, y in zip(a, b, strict=True)))


def _product(x: Written, y: Written) -> Written:
    """The product, a minus sign of its first factor before it."""
    return -(x.args[0] * y) if isinstance(x, Op) and x.head == "neg" else x * y


def _less(v: Op, factor: Written, w: Op) -> Written:
    """v − factor·w, a negative factor added."""
    return v + factor.args[0] * w if isinstance(factor, Op) and factor.head == "neg" else v - factor * w


def _over(v: Written, length: Written) -> Written:
    return number(1) / length * v


def _code(A: tuple[tuple[int, int], ...]) -> str:
    return f"""import numpy as np

A = np.array({[list(r) for r in A]}, dtype=float)
Q, R = np.zeros((3, 2)), np.zeros((2, 2))
for j in range(2):
    u = A[:, j].copy()
    for i in range(j):
        R[i, j] = Q[:, i] @ A[:, j]       # how far column j goes along q_i
        u -= R[i, j] * Q[:, i]
    R[j, j] = np.sqrt(u @ u)
    Q[:, j] = u / R[j, j]
answer = Q, R
print(answer)
"""
