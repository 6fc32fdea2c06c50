"""The projection of a point onto a plane, a line or an affine subspace, and its distance.

Built backwards: the nearest point and a step across are chosen, the given point is their sum. Level 1 is a plane in
space given by its equation, level 2 a line in space given by a point and a direction, level 3 a plane in R⁴ given by a
point and two directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, exact_number, vector
from tutor.chance import Draw
from tutor.exact.matrices import combination, dot
from tutor.exact.scalars import write
from tutor.methods.geometry import affine_projection
from tutor.methods.geometry.building import (
    Whole,
    above_line,
    above_plane,
    inner,
    partners,
    root_height,
    short_vectors,
    tallest,
)
from tutor.methods.geometry.claims import weighted
from tutor.methods.geometry.lengths import root_of, root_written
from tutor.methods.geometry.projection import projected
from tutor.methods.geometry.space import Space
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, number

_PLANE, _LINE, _WIDE = (12, 40), (9, 27), (21, 48)  # how large the numbers may be that are known at once


@family(
    source="MML 3.8.4",
    levels=3,
    marks=6,
    typing="p = (70, -81, 92); d = 5*sqrt(97)",
    height=(40, 27, 90),
)
class AffineProjection:
    """Find the point of an affine subspace that is nearest to a given point, and the distance.

    >>> AffineProjection(x=(3, 4, 0), x0=(), U=(), w=(1, 1, 0), c=3).answer().typed()
    'p = (1, 2, 0); d = 2*sqrt(2)'
    """

    x: Whole
    x0: Whole
    U: tuple[Whole, ...]
    w: Whole
    c: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            w = draw.until(lambda: draw.choice(_normals()), lambda v: bool(_feet(v)))
            foot, t = draw.choice(_feet(w))
            x = tuple(p + t * a for p, a in zip(foot, w, strict=True))
            return cls(x, (), (), w, inner(w, foot))
        support = draw.integers(level + 1, -4, 4, but=[0])
        if level == 2:
            d = draw.until(lambda: draw.choice(short_vectors(3, 3)), lambda b: bool(above_line(b, *_LINE)))
            y = draw.choice(above_line(d, *_LINE))
            U: tuple[Whole, ...] = (d,)
        else:
            firsts = [v for v in short_vectors(4, 2, 3, signed=False) if inner(v, v) <= 9]

            def pair() -> tuple[Whole, Whole]:
                first = draw.choice(firsts)
                return first, draw.choice(partners(first))

            first, second = draw.until(pair, lambda found: bool(above_plane(*found, *_WIDE)))
            y, U = draw.choice(above_plane(first, second, *_WIDE)), (first, second)
        return cls(tuple(a + b for a, b in zip(y, support, strict=True)), support, U, (), 0)

    def statement(self) -> Text:
        x = Name("x").equals(column(self.x))
        ask = " (with the dot product). Give the projection {p} and the distance {d}, exactly."
        names = {"p": Name("p"), "d": Name("d")}
        if self.w:
            left = weighted([number(a) for a in self.w], [Name(u) for u in ("z_1", "z_2", "z_3")])
            words = "Project the point {x} orthogonally onto the plane of all points {z} with {e}" + ask
            return say(words, x=x, z=Name("z"), e=left.equals(number(self.c)), **names)
        what = "the line" if len(self.U) == 1 else "the plane"
        L = Name("L").equals(Op("+", (column(self.x0), Op("span", tuple(column(u) for u in self.U)))))
        return say("Project the point {x} orthogonally onto {what} {L}" + ask, x=x, what=what, L=L, **names)

    def _foot(self) -> tuple[Any, ...]:
        if self.w:
            return affine_projection.foot_on_hyperplane(self.x, self.w, self.c)
        shifted = combination((1, -1), (self.x, self.x0))
        return combination((1, 1), (self.x0, projected(shifted, self.U, Space(len(self.x))).point))

    def answer(self) -> Parts:
        foot = self._foot()
        error = combination((1, -1), (self.x, foot))
        return Parts((Part("p", _point(foot), 2), Part("d", exact_number(root_written(dot(error, error))))))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        x = sp.Matrix(self.x)
        if self.w:
            plane = sp.Plane(
                sp.Point3D(*(sp.Rational(self.c * a, inner(self.w, self.w)) for a in self.w)), normal_vector=self.w
            )
            p = sp.Matrix(plane.projection(sp.Point3D(*self.x)).args)
        else:
            x0, B = sp.Matrix(self.x0), sp.Matrix([list(u) for u in self.U]).T
            p = x0 + B * B.pinv() * (x - x0)
        return Parts((Part("p", vector([written(a) for a in p])), Part("d", exact_number(written((x - p).norm())))))

    @staticmethod
    def numeric(x: Any, x0: Any, U: Any, w: Any, c: int) -> Any:
        if len(w):
            _, _, right = np.linalg.svd(w[None, :])
            x0, U = w * c / (w @ w), right[1:]  # a point of the plane, and directions across the normal
        p = x0 + U.T @ np.linalg.lstsq(U.T, x - x0, rcond=None)[0]
        return {"p": p, "d": np.linalg.norm(x - p)}

    def solution(self) -> Solution:
        if self.w:
            worked = affine_projection.onto_hyperplane(self.x, self.w, self.c)
        else:
            worked = affine_projection.work(self.x, self.x0, self.U, Space(len(self.x)))
        code = worked.code.replace("answer = p, d\n", 'answer = {"p": p, "d": d}\n')
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        foot = self._foot()
        error = combination((1, -1), (self.x, foot))
        square = dot(error, error)
        yield Misconception(
            "squared-distance",
            exact_number(write(square)),
            say("The distance is a length: take the root of the sum of squares."),
            part="d",
        )
        if self.w:
            yield from self._beside_the_plane()
            return
        directions = combination((1, -1), (foot, self.x0))
        yield Misconception(
            "not-shifted-back",
            _point(directions),
            say("This lies in the space of directions: shift it back by the support point."),
            part="p",
        )
        unshifted = projected(self.x, self.U, Space(len(self.x))).point
        yield Misconception(
            "never-shifted",
            _point(unshifted),
            say("This is the projection onto the subspace of directions; the affine subspace does not go through 0."),
            part="p",
        )
        yield Misconception(
            "shifted-back-only",
            _point(combination((1, 1), (unshifted, self.x0))),
            say("Before projecting, the support point must be subtracted; you only added it afterwards."),
            part="p",
        )
        yield Misconception(
            "error-as-projection",
            _point(error),
            say("This is the error, the difference to the nearest point; the point itself is asked."),
            part="p",
        )

    def _beside_the_plane(self) -> Iterator[Misconception]:
        """Mistakes with the normal form."""
        over, size = inner(self.w, self.x) - self.c, inner(self.w, self.w)
        length = root_of(size)
        yield Misconception(
            "not-divided-by-the-length-of-the-normal",
            exact_number(abs(over)),
            say("Divide by the length of the normal: it is not a unit vector."),
            part="d",
        )
        yield Misconception(
            "divided-by-the-length-only",
            _point(combination((1, -over / length), (self.x, self.w))),
            say("The step along the normal is divided by its squared length, once for the direction as well."),
            part="p",
        )
        yield Misconception(
            "wrong-way-along-the-normal",
            _point(combination((1, Fraction(over, size)), (self.x, self.w))),
            say("Your point is on the other side, farther from the plane: put it into the equation."),
            part="p",
        )
        through_0 = affine_projection.foot_on_hyperplane(self.x, self.w, 0)
        yield Misconception(
            "right-side-forgotten",
            _point(through_0),
            say("This is the projection onto the parallel plane through 0: the right side of the equation is missing."),
            part="p",
        )


def _point(v: Any) -> Any:
    return vector([write(a) for a in v])


@cache
def _normals() -> tuple[Whole, ...]:
    return tuple(v for v in short_vectors(3, 3, signed=False) if inner(v, v) <= 14)


@cache
def _feet(w: Whole) -> tuple[tuple[Whole, int], ...]:
    """Nearest points, and how many normals the given point is away."""
    low, high = _PLANE
    size = inner(w, w)
    found = []
    for p in product(range(-4, 5), repeat=3):
        c = inner(w, p)
        for t in (-3, -2, -1, 1, 2, 3) if c and sum(map(bool, p)) > 1 else ():
            x = tuple(a + t * b for a, b in zip(p, w, strict=True))
            if low <= tallest(c, t * size, size, x, root_height(size), root_height(t * t * size)) <= high:
                found.append((p, t))
    return tuple(found)
