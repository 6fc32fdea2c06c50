"""Orthonormal vectors by Gram–Schmidt.

Built backwards from orthogonal whole vectors u₁, u₂, …: the given vectors are small combinations of them. Level 1 has
two vectors in space, level 2 three of them, level 3 two vectors and the inner product xᵀ A y of a matrix A.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Direction, Part, Parts, direction
from tutor.chance import Draw
from tutor.exact.matrices import combination, identity
from tutor.methods.geometry import gram_schmidt
from tutor.methods.geometry.building import Whole, short_vectors, tallest
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.orthogonal import orthogonalised, rest, unit
from tutor.methods.geometry.space import Space
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, matrix

_FORMS = (
    ((2, 1, 0), (1, 2, 0), (0, 0, 1)),
    ((2, -1, 0), (-1, 2, 0), (0, 0, 1)),
    ((1, 0, 0), (0, 2, 1), (0, 1, 2)),
    ((2, 0, 1), (0, 1, 0), (1, 0, 2)),
    ((2, 0, -1), (0, 1, 0), (-1, 0, 2)),
    ((2, 1, 0), (1, 2, 1), (0, 1, 2)),
    ((2, -1, 0), (-1, 2, -1), (0, -1, 2)),
    ((1, 0, 0), (0, 2, 0), (0, 0, 3)),
    ((3, 0, 0), (0, 1, 0), (0, 0, 2)),
    ((3, 1, 0), (1, 1, 0), (0, 0, 1)),
    ((1, 1, 0), (1, 2, 0), (0, 0, 2)),
)
_LOW, _HIGH = 9, 27  # of the largest number


@family(
    source="MML 3.8.3",
    levels=3,
    marks=6,
    typing="e1 = (70/97, sqrt(97)/81, 92); e2 = (sqrt(89)/70, 1, -83)",
    height=(27, 27, 27),
)
class GramSchmidt:
    """Orthonormalise vectors in the order in which they are given.

    >>> GramSchmidt(B=((3, 4, 0), (1, 3, 2)), A=()).answer().typed()
    'e1 = (3/5, 4/5, 0); e2 = (-4*sqrt(5)/25, 3*sqrt(5)/25, 2*sqrt(5)/5)'
    """

    B: tuple[Whole, ...]
    A: tuple[Whole, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        A = draw.choice(_FORMS) if level == 3 else ()
        choices = _chains if level == 2 else _seconds
        firsts = [
            u for u in short_vectors(3, 2) if level != 2 or _product(u, u, ()) not in (3, 5)
        ]  # these end too large
        first = draw.until(lambda: draw.choice(firsts), lambda u: bool(choices(u, A)))
        u, b = draw.choice(choices(first, A))
        return cls((first, b, draw.choice(_thirds(first, u))) if level == 2 else (first, b), A)

    def statement(self) -> Text:
        vectors = Op("list", tuple(Name(f"b_{k}").equals(column(b)) for k, b in enumerate(self.B, 1)))
        names = Op("list", tuple(Name(f"e_{k}") for k in range(1, len(self.B) + 1)))
        words = (
            "Apply the Gram–Schmidt method to {vectors}, in this order, {how}. Give orthonormal vectors {names} "
            "such that the first of them spans what the first given vector spans, and so on. Give exact values."
        )
        how = say("with the dot product")
        if self.A:
            x, y = Name("x"), Name("y")
            form = Op("*", (Op("T", (x,)), matrix(self.A), y))
            how = say("with the inner product {f} (lengths are meant in it too)", f=form)
        return say(words, vectors=vectors, how=how, names=names)

    @property
    def _space(self) -> Space:
        return Space(3, tuple(tuple(map(Fraction, r)) for r in self.A) or None)

    def answer(self) -> Parts:
        space = self._space
        return _parts([unit(u, space) or () for _, u in orthogonalised(self.B, space)])

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        A = sp.Matrix(self.A or identity(3))
        found = []
        for k in range(1, len(self.B) + 1):
            front = sp.Matrix([list(b) for b in self.B[:k]]).T  # e_k lies in the span of its columns …
            earlier = front[:, : k - 1].T * A * front  # … and across the columns before
            u = front * (earlier.nullspace()[0] if k > 1 else sp.ones(1, 1))
            e = u / sp.sqrt((u.T * A * u)[0])
            found.append(direction([written(sp.nsimplify(x)) for x in e], up_to="sign"))
        return Parts(tuple(Part(f"e{k}", e) for k, e in enumerate(found, 1)))

    @staticmethod
    def numeric(B: Any, A: Any) -> Any:
        root = np.linalg.cholesky(A).T if len(A) else np.eye(3)  # |root v| is the length of v
        Q, _ = np.linalg.qr(root @ B.T)  # by reflections
        found = np.linalg.solve(root, Q)
        return {f"e{k + 1}": found[:, k] for k in range(len(B))}

    def solution(self) -> Solution:
        worked = gram_schmidt.work(self.B, self._space)
        named = 'answer = {f"e{k}": e for k, e in enumerate(basis, 1)}'
        code = worked.code.replace("answer = np.array(basis)", named)
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        space = self._space
        found = [u for _, u in orthogonalised(self.B, space)]
        last, b, part = found[-1], self.B[-1], f"e{len(found)}"
        coefficients, left = rest(b, found[:-1], space)
        length = root_of(space.norm_squared(last))
        wrong = [
            ("not-normalised", left, False, "Orthogonal is not orthonormal: divide by the length."),
            (
                "divided-by-the-squared-length",
                tuple(x / (length * length) for x in last),
                False,
                "A vector becomes a unit vector when it is divided by its length, the root.",
            ),
            (
                "only-normalised",
                b,
                True,
                "A unit vector need not be orthogonal to the others: subtract projections first.",
            ),
            (
                "projection-added",
                combination((1, *coefficients), (b, *found[:-1])),
                True,
                "What is left after SUBTRACTING the projection is orthogonal: test the inner product.",
            ),
        ]
        if len(found) > 2:
            original, _ = zip(*((space.product(b, a) / space.norm_squared(a), a) for a in self.B[:-1]), strict=True)
            wrong += [
                (
                    "projected-on-the-given-vectors",
                    combination((1, *(-c for c in original)), (b, *self.B[:-1])),
                    True,
                    "Project on the vectors that are already orthogonal, not on the ones that were given.",
                ),
                (
                    "only-the-last-projection",
                    combination((1, -coefficients[-1]), (b, found[-2])),
                    True,
                    "Subtract one projection for every vector before, not only for the last one.",
                ),
            ]
        if self.A:
            _, plain = rest(b, found[:-1], Space(3))
            wrong.append(
                (
                    "dot-product-used",
                    plain,
                    True,
                    "The projection and the length use the inner product of the question.",
                )
            )
        for name, v, scaled, words in wrong:
            made = unit(v, Space(3) if name == "dot-product-used" else space) if scaled else v
            if made is not None:
                yield Misconception(name, _one(made), say(words), part=part)


def _one(v: Sequence[Any]) -> Direction:
    return direction(v, up_to="sign")


def _parts(vectors: Sequence[Sequence[Any]]) -> Parts:
    return Parts(tuple(Part(f"e{k}", _one(v)) for k, v in enumerate(vectors, 1)))


# ---------------------------------------------------------------- drawing


def _product(x: Whole, y: Whole, A: tuple[Whole, ...]) -> int:
    if not A:
        return sum(a * b for a, b in zip(x, y, strict=True))
    return sum(a * sum(c * b for c, b in zip(r, y, strict=True)) for a, r in zip(x, A, strict=True))


@cache
def _seconds(u: Whole, A: tuple[Whole, ...]) -> tuple[tuple[Whole, Whole], ...]:
    """Vectors v orthogonal to u, and whole combinations of both to be given in their place."""
    size = _product(u, u, A)
    found = []
    for v in short_vectors(3, 3, 1) if 1 < size <= _HIGH else ():
        square = _product(v, v, A)
        if _product(u, v, A) or not 1 < square <= _HIGH:
            continue
        for twice, half in ((k, m) for k in (-4, -2, -1, 1, 2, 4) for m in (1, 2)):
            sums = [twice * a + half * b for a, b in zip(u, v, strict=True)]
            if any(s % 2 for s in sums) or (half == 2) != (twice % 2 == 0):
                continue
            b = tuple(s // 2 for s in sums)
            if _LOW <= tallest(size, square, b, abs(twice) * size // (2 if twice % 2 == 0 else 1)) <= _HIGH:
                found.append((v, b))
    return tuple(found)


@cache
def _chains(u: Whole, A: tuple[Whole, ...]) -> tuple[tuple[Whole, Whole], ...]:
    """Those that can be continued by a third vector."""
    return tuple((v, b) for v, b in _seconds(u, A) if _thirds(u, v))


@cache
def _thirds(u: Whole, v: Whole) -> tuple[Whole, ...]:
    """Whole combinations of u, v and a vector orthogonal to both."""
    n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    common = max(d for d in range(1, 28) if all(a % d == 0 for a in n))
    w = tuple(a // common for a in n)
    sizes = [sum(a * a for a in x) for x in (u, v, w)]
    found = []
    for i, j, s in product((-2, -1, 1, 2), (-2, -1, 1, 2), (1, -1)):
        b = tuple(i * x + j * y + s * z for x, y, z in zip(u, v, w, strict=True))
        if tallest(sizes, b, i * sizes[0], j * sizes[1]) <= _HIGH and sizes[2] > 1:
            found.append(b)
    return tuple(found)
