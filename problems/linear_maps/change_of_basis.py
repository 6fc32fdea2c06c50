"""Change of basis: the transformation matrix, and a map in new bases.

The new basis is unimodular, so that its inverse has whole entries. Level 1: the matrix from one basis of the plane to
another, and the coordinates of a vector. Level 2: the matrix of a map of the plane in a new basis, S⁻¹ A S. Level 3: a
map from space to the plane with new bases in both, T⁻¹ A S.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, Part, Parts, matrix_answer, vector
from tutor.answers.base import Answer
from tutor.chance import Draw
from tutor.exact.matrices import Rows, applied, determinant, inverse, times, transposed
from tutor.exact.scalars import write
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.maps import change_of_basis
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, column, matrix

S, T, A = Name("S"), Name("T"), Name("A")


@family(
    source="MML 2.7.2",
    levels=3,
    marks=6,
    typing="P = [10, 20; 30, 40]; y = (50, 60), or a matrix alone: [100, 200; 300, 400]",
    height=(27, 27, 27),
)
class ChangeOfBasis:
    """Find the matrix of a change of basis, or of a map in new bases; the bases are the columns of B, C or S, T.

    >>> ChangeOfBasis(old=((1, 1), (1, -1)), new=((2, 1), (1, 1)), x=(2, 3)).answer().typed()
    'P = [0, 2; 1, -3]; y = (6, -7)'
    """

    old: IntRows
    new: IntRows
    x: tuple[int, ...] = ()
    map: IntRows = ()

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        planes = _bases()

        def make() -> ChangeOfBasis:
            if level == 1:
                new, rows = draw.choice(planes), tuple(draw.integers(2, -5, 5) for _ in range(2))
                return ChangeOfBasis(old=((rows[0][0], rows[0][1]), (rows[1][0], rows[1][1])), new=new,
                           x=draw.integers(2, -4, 4, but=[0]))  # fmt: skip
            if level == 2:
                basis = draw.choice(planes)
                return ChangeOfBasis(old=basis, new=basis, map=tuple(draw.integers(2, -4, 4) for _ in range(2)))
            first = draw.unimodular(3, size=1, moves=4)
            return ChangeOfBasis(
                old=first, new=draw.choice(planes), map=tuple(draw.integers(3, -3, 3) for _ in range(2))
            )

        found = draw.until(make, _fit_to_set)
        return cls(found.old, found.new, found.x, found.map)

    def statement(self) -> Text:
        if self.x:
            return say(
                "Two bases of the plane are given by the columns of {B} and {C}. Find the matrix {P} that turns "
                "coordinates in the basis B into coordinates in the basis C, and the C-coordinates {y} of the vector "
                "with the B-coordinates {x}.",
                B=Name("B").equals(matrix(self.old)),
                C=Name("C").equals(matrix(self.new)),
                P=Name("P"),
                y=Name("y"),
                x=Name("x").equals(column(self.x)),
            )
        if self.old == self.new:
            return say(
                "A linear map of the plane has the matrix {A} in the standard basis. Find its matrix in the basis that "
                "the columns of {S} form.",
                A=A.equals(matrix(self.map)),
                S=S.equals(matrix(self.old)),
            )
        return say(
            "A linear map from {R3} to {R2} has the matrix {A} in the standard bases. Find its matrix in the basis of "
            "{R3} that the columns of {S} form and the basis of {R2} that the columns of {T} form.",
            R3=Name("R") ** 3,
            R2=Name("R") ** 2,
            A=A.equals(matrix(self.map)),
            S=S.equals(matrix(self.old)),
            T=T.equals(matrix(self.new)),
        )

    def _of(self, P: Rows) -> Answer:
        if not self.x:
            return _matrix(P)
        return Parts((Part("P", _matrix(P), 2), Part("y", vector(map(write, applied(P, self.x))))))

    def answer(self) -> Answer:
        image = times(self.map, self.old) if self.map else self.old
        return self._of(change_of_basis.transformation(image, self.new))

    def symbolic(self) -> Answer:
        import sympy as sp

        right = sp.Matrix(self.map) * sp.Matrix(self.old) if self.map else sp.Matrix(self.old)
        return self._of(tuple(tuple(_exact(q) for q in r) for r in sp.Matrix(self.new).LUsolve(right).tolist()))

    @staticmethod
    def numeric(old: Any, new: Any, x: Any, map: Any) -> Any:
        images = map @ old if len(map) else old
        columns = [np.linalg.lstsq(new, v, rcond=None)[0] for v in images.T]  # vector by vector
        P = np.column_stack(columns)
        return {"P": P, "y": np.linalg.solve(new, old @ x)} if len(x) else P

    def solution(self) -> Solution:
        if self.x:
            made = change_of_basis.work(self.old, self.new, coordinates=self.x)
        else:
            made = change_of_basis.work_map(self.map, self.old, self.new, same=self.old == self.new)
        return replace(made, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        wrong = self._wrong_matrices() if self.x else self._wrong_maps()
        right = self.answer()
        key = right.part("P").answer if isinstance(right, Parts) else right
        for mark, P, feedback in wrong:
            if P is not None and not key.same(_matrix(P)):
                yield Misconception(mark, _matrix(P), say(feedback), part="P" if self.x else "")
        if self.x:
            back = applied(self.old, self.x)
            yield Misconception(
                "coordinates-in-the-standard-basis",
                vector(map(write, back)),
                say("This is the vector in the standard basis; its coordinates in C are still to be found."),
                part="y",
            )

    def _wrong_matrices(self) -> Iterator[tuple[str, Rows | None, str]]:
        new, old = inverse(self.new), inverse(self.old)
        if new is None or old is None:
            return
        yield "from-c-to-b", times(old, self.new), (
            "This is the way back, from C to B: put a vector of B in, its C-coordinates must come out."
        )  # fmt: skip
        yield "inverse-on-the-wrong-side", times(self.old, new), (
            "Read from right to left: first B makes a vector of the coordinates, then the inverse of C acts."
        )  # fmt: skip
        yield "vectors-as-rows", times(inverse(transposed(self.new)) or new, transposed(self.old)), (
            "The vectors of the bases are the columns of the matrices, not the rows."
        )  # fmt: skip
        yield "no-inverse", times(self.new, self.old), "From the vector to its C-coordinates the inverse of C leads."

    def _wrong_maps(self) -> Iterator[tuple[str, Rows | None, str]]:
        T_, S_ = inverse(self.new), inverse(self.old)
        image = times(self.map, self.old)
        name = "S" if self.old == self.new else "T"
        yield "result-in-standard-coordinates", image, (
            f"The columns are the images in standard coordinates: the inverse of {name} is still to be applied."
        )  # fmt: skip
        yield (
            "no-inverse",
            times(self.new, image),
            f"The last step back into new coordinates needs the inverse of {name}.",
        )
        if T_ is None or S_ is None:
            return
        yield "inverse-on-the-wrong-side", times(times(self.new, self.map), S_), (
            "Read from right to left: new coordinates come in, so the basis acts first, not its inverse."
        )  # fmt: skip
        if self.old != self.new:
            yield "only-one-basis-changed", times(T_, self.map), "The basis of the domain has changed too."
        else:
            yield "transposed-for-inverse", times(transposed(self.new), image), (
                "The transpose is the inverse only for orthonormal columns."
            )  # fmt: skip


def _matrix(P: Rows) -> Matrix:
    return matrix_answer([list(map(write, r)) for r in P])


def _exact(q: Any) -> Any:
    from fractions import Fraction

    return Fraction(int(q.p), int(q.q))


@cache
def _bases() -> tuple[IntRows, ...]:
    """Bases of the plane of determinant ±1 with entries up to 4, none of them 0."""
    found = product(range(-4, 5), repeat=4)
    return tuple(((a, b), (c, d)) for a, b, c, d in found if abs(a * d - b * c) == 1 and a and b and c and d)


def _fit_to_set(p: ChangeOfBasis) -> bool:
    if not determinant(p.old) or (p.old == p.new and not p.map):
        return False
    if p.map and (not all(map(any, p.map)) or sum(not a for r in p.map for a in r) > 1):
        return False
    image = times(p.map, p.old) if p.map else p.old
    shown = [image, change_of_basis.transformation(image, p.new)]
    if p.x:
        y = applied(shown[1], p.x)
        shown += [(y,)]
    largest = max(abs(a) for M in shown for r in M for a in r)
    zeros = sum(not a for r in shown[1] for a in r)
    return 10 <= largest <= 27 and zeros < 2 and (not p.map or shown[1] != p.map)
