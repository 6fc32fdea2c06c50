"""QR factorisation of a 3×2 matrix by Gram–Schmidt.

Built backwards from two orthogonal integer vectors u, w: the columns of the matrix are a multiple of u, and a sum of
multiples of u and w. At level 1 the lengths of u and w are whole numbers, so no roots are left; at level 2 they are
roots of small numbers, and the projection may have fractions.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any, Self

import numpy as np

from tutor.answers import QR
from tutor.chance import Draw
from tutor.exact.scalars import write
from tutor.methods.geometry import qr
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.surds import Surd, root, surd
from tutor.text import Text, say
from tutor.written import Name, matrix

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
        Q, R = qr.factors(self.A)
        return QR(
            tuple((Fraction(x), Fraction(y)) for x, y in self.A),
            tuple(tuple(write(x) for x in r) for r in Q),
            tuple(tuple(write(x) for x in r) for r in R),
        )

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
        return replace(qr.work(self.A), given=self.statement())

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
