"""The orthogonal projection of a vector onto a subspace, and its distance.

Built backwards: a basis, the coordinates of the projection, and an error that is orthogonal to the basis are chosen,
and the vector is their sum. Level 1 is a line in space, level 2 a plane in space with a skew basis, level 3 a plane in
R⁴ that is given by three dependent vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

import numpy as np

from tutor.answers import Number, Part, Parts, Vector, exact_number, vector
from tutor.chance import Draw
from tutor.exact.matrices import combination, dot
from tutor.exact.scalars import write
from tutor.methods.geometry import projection
from tutor.methods.geometry.building import Whole, above_line, above_plane, inner, partners, short_vectors
from tutor.methods.geometry.lengths import root_of, root_written
from tutor.methods.geometry.space import Space
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column

Numbers = tuple[Any, ...]
_LINES, _PLANES = (9, 27), (21, 48)  # how large the numbers may be that are known when the problem is chosen


@family(
    source="MML 3.8.2",
    levels=3,
    marks=6,
    typing="p = (70, -81, 92); d = 5*sqrt(97)",
    space=(10_000, 10_000, 10_000),
    height=(27, 90, 90),
)
class Projection:
    """Project a vector onto the span of others.

    >>> Projection(x=(6, 0, 0), U=((1, 1, 1), (0, 1, 2))).answer().typed()
    'p = (5, 2, -1); d = sqrt(6)'
    """

    x: Whole
    U: tuple[Whole, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            b = draw.until(lambda: draw.choice(short_vectors(3, 3)), lambda b: bool(above_line(b, *_LINES)))
            return cls(draw.choice(above_line(b, *_LINES)), (b,))
        firsts = [v for v in short_vectors(level + 1, 2, level, signed=False) if inner(v, v) <= 9]

        def pair() -> tuple[Whole, Whole]:
            first = draw.choice(firsts)
            return first, draw.choice(partners(first))

        first, second = draw.until(pair, lambda found: bool(above_plane(*found, *_PLANES)))
        x = draw.choice(above_plane(first, second, *_PLANES))
        if level == 2:
            return cls(x, (first, second))
        c, d = draw.choice(((1, 1), (1, -1), (-1, 1)))
        third = tuple(c * a + d * b for a, b in zip(first, second, strict=True))
        return cls(x, (first, second, third))

    def statement(self) -> Text:
        vectors = Op("list", tuple(column(b) for b in self.U)) if len(self.U) > 1 else column(self.U[0])
        return say(
            "Project {x} orthogonally onto the subspace {U} (with the dot product). Give the projection {p} and the "
            "distance {d} of {x_} from the subspace, exactly.",
            x=Name("x").equals(column(self.x)),
            U=Name("U").equals(Op("span", vectors.args if len(self.U) > 1 else (vectors,))),
            p=Name("p"),
            d=Name("d"),
            x_=Name("x"),
        )

    @property
    def _space(self) -> Space:
        return Space(len(self.x))

    def answer(self) -> Parts:
        foot = projection.projected(self.x, self.U, self._space)
        return _parts(foot.point, root_written(dot(foot.error, foot.error)))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        x = sp.Matrix(self.x)
        basis = sp.Matrix([list(b) for b in self.U]).T.columnspace()
        p = sum((x.project(u) for u in sp.GramSchmidt(basis)), sp.zeros(len(self.x), 1))
        return Parts((Part("p", vector([written(a) for a in p])), Part("d", exact_number(written((x - p).norm())))))

    @staticmethod
    def numeric(x: Any, U: Any) -> Any:
        p = U.T @ np.linalg.lstsq(U.T, x, rcond=None)[0]
        return {"p": p, "d": np.linalg.norm(x - p)}

    def solution(self) -> Solution:
        worked = projection.work(self.x, self.U, self._space)
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=_code(worked.code))

    def misconceptions(self) -> Iterator[Misconception]:
        foot = projection.projected(self.x, self.U, self._space)
        basis = [self.U[k] for k in foot.kept]
        square = dot(foot.error, foot.error)
        yield Misconception(
            "projected-on-the-complement",
            vector([write(a) for a in foot.error]),
            say("This is what is left when the projection is taken away: the error, orthogonal to the subspace."),
            part="p",
        )
        yield Misconception(
            "squared-distance",
            exact_number(write(square)),
            say("The distance is the length of the error: take the root of the sum of squares."),
            part="d",
        )
        if len(basis) > 1:
            single = combination([dot(self.x, b) / dot(b, b) for b in basis], basis)
            yield Misconception(
                "sum-of-single-projections",
                vector([write(a) for a in single]),
                say("Adding the projections on single vectors is right for an orthogonal basis only; this one is not."),
                part="p",
            )
            undivided = combination([dot(self.x, b) for b in basis], basis)
            yield Misconception(
                "product-with-the-transpose-only",
                vector([write(a) for a in undivided]),
                say(
                    "{P} is the projection only for orthonormal columns of {B}.",
                    P=Name("B") * Op("T", (Name("B"),)),
                    B=Name("B"),
                ),
                part="p",
            )
            return
        (b,) = basis
        undivided = combination([dot(self.x, b)], [b])
        yield Misconception(
            "not-divided",
            vector([write(a) for a in undivided]),
            say("The inner product with the vector must be divided by that of the vector with itself."),
            part="p",
        )
        length = root_of(dot(b, b))
        yield Misconception(
            "divided-by-the-length",
            vector([write(a / length) for a in undivided]),
            say("One length belongs to the coefficient and one to the direction: divide by the squared length."),
            part="p",
        )
        turned = combination([dot(self.x, b) / dot(self.x, self.x)], [self.x])
        yield Misconception(
            "projected-the-other-way",
            vector([write(a) for a in turned]),
            say(
                "You project the spanning vector onto {x}; the vector that is projected ONTO gives the direction.",
                x=Name("x"),
            ),
            part="p",
        )


def _parts(p: Numbers, d: Written) -> Parts:
    point: Vector = vector([write(a) for a in p])
    distance: Number = exact_number(d)
    return Parts((Part("p", point, 2), Part("d", distance)))


def _code(code: str) -> str:
    return code.replace("answer = p, d\n", 'answer = {"p": p, "d": d}\n')
