"""Affine subspaces: the common points of lines and planes.

Level 1: a line in parametric form, and a line of the plane or a plane by an equation; they may be parallel. Level 2:
two lines in space, both in parametric form, which may be skew. Level 3: the line in which two planes meet, one in
parametric form and one by an equation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import SolutionSet, solution_set
from tutor.chance import Draw
from tutor.exact.matrices import dot, rank, solutions
from tutor.methods.linear_systems.forms import equation
from tutor.methods.maps.affine_inputs import Affine, from_equations, from_point, vector_form
from tutor.methods.maps.intersections import intersect
from tutor.methods.reduction import worked_reduction
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Written, column

Vector = tuple[int, ...]
_LETTERS = ("t", "s")


@family(
    source="MML 2.8.1",
    levels=3,
    marks=5,
    typing="x = 70 - 2*t, y = 80, z = t, or: no solution",
    height=(27, 36, 27),
)
class AffineSubspaces:
    """An affine subspace in parametric form, and a second one (in parametric form, or by an equation).

    >>> AffineSubspaces(point=(1, 0), directions=((1, 2),), normal=(1, 1), value=4).answer().typed()
    'x = 2, y = 2'
    """

    point: Vector
    directions: tuple[Vector, ...]
    other: Vector = ()
    along: Vector = ()
    normal: Vector = ()
    value: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        make = {1: _line_and_plane, 2: _lines, 3: _planes}[level]
        return cls(**draw.until(lambda: make(draw), lambda fields: _fit_to_set(AffineSubspaces(**fields))))

    # ------------------------------------------------------------ the two subspaces

    def _first(self) -> Affine:
        return from_point(self.point, self.directions, self._variables())

    def _second(self) -> Affine:
        if self.normal:
            made = from_equations((_exact(self.normal),), (Fraction(self.value),), self._variables())
            if made is not None:
                return made
        return from_point(self.other, (self.along,), self._variables())

    def _variables(self) -> tuple[str, ...]:
        return ("x", "y", "z")[: len(self.point)]

    def statement(self) -> Text:
        given = _named(self._variables()).equals(vector_form(self.point, self.directions, _LETTERS))
        what = "line" if len(self.directions) == 1 else "plane"
        if self.normal:
            second = equation(self.normal, self.value, self._variables())
            return say(
                "Find all common points of the {what} {given} and the {mirror} {second}, as {form}; write 'no "
                "solution' if there are none.",
                what=what,
                mirror="plane" if len(self.point) == 3 else "line",
                given=given,
                second=second,
                form=_form(self._variables()),
            )
        second = _named(self._variables()).equals(vector_form(self.other, (self.along,), _LETTERS))
        return say(
            "Find all common points of the lines {given} and {second}, as {form}; write 'no solution' if there are "
            "none.",
            given=given,
            second=second,
            form=_form(self._variables()),
        )

    # ------------------------------------------------------------ answers

    def _system(self) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        first, second = self._first(), self._second()
        return (*first.normals, *second.normals), (*first.values, *second.values)

    def _set(self, found: Any) -> SolutionSet:
        normals, values = self._system()
        return solution_set(self._variables(), normals, values, found)

    def answer(self) -> SolutionSet:
        if len(self.directions) == 1:
            return self._set(solutions(*self._system()))
        d, e = self.directions  # the equation gives the first parameter by the second
        slope, other = (Fraction(dot(self.normal, v)) for v in (d, e))
        t, m = (self.value - dot(self.normal, self.point)) / slope, -other / slope
        point = tuple(a + t * b for a, b in zip(self.point, d, strict=True))
        return self._set((point, [tuple(m * a + b for a, b in zip(d, e, strict=True))]))

    def symbolic(self) -> SolutionSet:
        import sympy as sp

        def exact(q: Any) -> Fraction:
            return Fraction(int(q.p), int(q.q))

        n = len(self.point)
        t, s = sp.symbols("t s")
        place = [self.point[i] + sum(p * d[i] for p, d in zip((t, s), self.directions, strict=False)) for i in range(n)]
        if self.normal:
            unknowns: tuple[Any, ...] = (t, s)[: len(self.directions)]
            system = [sum(a * q for a, q in zip(self.normal, place, strict=True)) - self.value]
        else:
            unknowns = (t, s)
            system = [q - self.other[i] - s * self.along[i] for i, q in enumerate(place)]
        found = sp.linsolve(system, *unknowns)
        if found == sp.S.EmptySet:
            return self._set(None)
        values = dict(zip(unknowns, next(iter(found)), strict=True))
        ends = [sp.expand(sp.S(q).subs(values, simultaneous=True)) for q in place]
        free = sorted(set().union(*(q.free_symbols for q in ends)), key=str)
        point = [exact(q.subs(dict.fromkeys(free, 0))) for q in ends]
        return self._set((point, [[exact(q.coeff(f)) for q in ends] for f in free]))

    @staticmethod
    def numeric(point: Any, directions: Any, other: Any, along: Any, normal: Any, value: int) -> Any:
        D = directions.T
        if len(normal):
            left, right = (normal @ D)[None, :], np.array([value - normal @ point])
        else:
            left, right = np.column_stack([D, -along]), other - point
        found = np.linalg.lstsq(left, right, rcond=None)[0]
        if not np.allclose(left @ found, right):
            return None
        rest = np.linalg.svd(left)[2][np.linalg.matrix_rank(left) :].T
        k = D.shape[1]
        return point + D @ found[:k], D @ rest[:k]

    def solution(self) -> Solution:
        made = intersect(self._first(), self._second())
        return replace(made, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        wrong = self._wrong_with_plane() if self.normal else self._wrong_lines()
        key = self.answer()
        for mark, answer, feedback in wrong:
            if not key.same(answer):
                yield Misconception(mark, answer, say(feedback))

    def _wrong_with_plane(self) -> Iterator[tuple[str, SolutionSet, str]]:
        n = self.normal
        if len(self.directions) > 1:
            yield "one-point-only", self._set((self.answer().point, [])), (
                "One common point is not all: two planes that are not parallel meet in a line."
            )  # fmt: skip
            yield "always-parallel", self._set(None), (
                "Planes are parallel only if their directions agree: test the directions in the equation."
            )  # fmt: skip
            return
        slope, start = int(dot(n, self.directions[0])), int(dot(n, self.point))
        if not slope:
            yield "support-point-taken", self._set((_exact(self.point), [])), (
                "The support point is a common point only if it satisfies the equation: put it in."
            )  # fmt: skip
            yield "line-in-the-plane", self._set((_exact(self.point), [_exact(self.directions[0])])), (
                "An orthogonal normal means parallel; whether the line lies in the plane, its support point decides."
            )  # fmt: skip
            return
        yield "support-point-forgotten", self._set((_along(self, Fraction(self.value, slope)), [])), (
            "The support point has a value in the equation too: take it to the right-hand side."
        )  # fmt: skip
        yield "sign-of-the-parameter", self._set((_along(self, Fraction(start - self.value, slope)), [])), (
            "Check the sign of the parameter by putting your point into the equation."
        )  # fmt: skip
        t = Fraction(self.value - start, slope)
        yield (
            "support-point-treated-as-direction",
            self._set((tuple(t * p + d for p, d in zip(self.point, self.directions[0], strict=True)), [])),
            "The parameter multiplies the direction; the support point stays as it is.",
        )

    def _wrong_lines(self) -> Iterator[tuple[str, SolutionSet, str]]:
        d, e = self.directions[0], self.along
        found = solutions(*self._system())
        if found is not None:
            yield "same-parameter-for-both", self._set(None), (
                "The two parameters are independent: give the second line a parameter of its own."
            )  # fmt: skip
        yield "two-equations-only", self._set((_first_two(self), [])), (
            "All three coordinates must agree: put the parameters into the third equation too."
        )  # fmt: skip
        yield "support-point-taken", self._set((_exact(self.point), [])), (
            "The support point of one line need not lie on the other."
        )  # fmt: skip
        total = tuple(Fraction(a + b) for a, b in zip(d, e, strict=True))
        yield "directions-added", self._set((tuple(a + p for a, p in zip(total, self.point, strict=True)), [])), (
            "The parameters must solve all equations; they are not simply 1."
        )  # fmt: skip


def _named(variables: tuple[str, ...]) -> Written:
    return column(Name(v) for v in variables)


def _form(variables: tuple[str, ...]) -> str:
    """How the answer is to be given."""
    return ", ".join(f"{v} = …" for v in variables)


def _exact(v: Vector) -> tuple[Fraction, ...]:
    return tuple(Fraction(a) for a in v)


def _along(p: AffineSubspaces, t: Fraction) -> tuple[Fraction, ...]:
    return tuple(a + t * d for a, d in zip(p.point, p.directions[0], strict=True))


def _first_two(p: AffineSubspaces) -> tuple[Fraction, ...]:
    """The point of the first line where the first two coordinates agree."""
    (a, b), (c, d) = ((p.directions[0][i], -p.along[i]) for i in (0, 1))
    u, v = (p.other[i] - p.point[i] for i in (0, 1))
    det = a * d - b * c
    return _along(p, Fraction(u * d - b * v, det) if det else Fraction(0))


# ---------------------------------------------------------------- drawing


def _direction(draw: Draw, n: int, size: int) -> Vector:
    """A vector of small whole numbers without a common factor."""
    v = draw.integers(n, -size, size)
    g = gcd(*v)
    return tuple(a // g for a in v) if g else v


def _line_and_plane(draw: Draw) -> dict[str, Any]:
    """The parameter of the common point is chosen; sometimes the line is parallel to the plane."""
    size = draw.choice((2, 3, 3))
    d, n = _direction(draw, size, 4), _direction(draw, size, 4)
    if size == 2 and draw.below(5) == 0:
        n = (d[1], -d[0])
    p, t = draw.integers(size, -6, 6), draw.integer(-3, 3, but=[0])
    start = sum(a * b for a, b in zip(n, p, strict=True))
    slope = sum(a * b for a, b in zip(n, d, strict=True))
    value = start + (t * slope or draw.integer(1, 4))
    return {"point": p, "directions": (d,), "normal": n, "value": value}


def _lines(draw: Draw) -> dict[str, Any]:
    """A common point is chosen; sometimes the second line is moved off."""
    d, e = _direction(draw, 3, 3), _direction(draw, 3, 3)
    common = draw.integers(3, -5, 5)
    t, s = (draw.integer(-3, 3, but=[0]) for _ in range(2))
    p, q = (tuple(c - k * a for c, a in zip(common, v, strict=True)) for k, v in ((t, d), (s, e)))
    if draw.coin(Fraction(1, 3)):
        q = (q[0], q[1], q[2] + draw.integer(-2, 2, but=[0]))
    return {"point": p, "directions": (d,), "other": q, "along": e}


def _planes(draw: Draw) -> dict[str, Any]:
    d, e, n = _direction(draw, 3, 3), _direction(draw, 3, 3), _direction(draw, 3, 4)
    point, value = draw.integers(3, -5, 5), draw.integer(-9, 9)
    return {"point": point, "directions": (d, e), "normal": n, "value": value}


def _fit_to_set(p: AffineSubspaces) -> bool:
    vectors = [*p.directions, *([p.along] if p.along else [])]
    if any(sum(map(bool, v)) < 2 for v in [*vectors, *([p.normal] if p.normal else [])]):
        return False
    if rank(vectors) < len(vectors) or sum(not a for a in p.point) > 1:
        return False
    if p.normal:
        slopes = [int(dot(p.normal, d)) for d in p.directions]
        start = int(dot(p.normal, p.point))
        numbers = [p.value, p.value - start, *slopes, *p.point]
        if len(slopes) > 1:
            if abs(slopes[0]) != 1 or not slopes[1]:
                return False
            t, m = (p.value - start) * slopes[0], -slopes[1] * slopes[0]
            numbers += [t, m, *(a + t * d for a, d in zip(p.point, p.directions[0], strict=True))]
            numbers += [m * d + e for d, e in zip(*p.directions, strict=True)]
    else:
        gap = [b - a for a, b in zip(p.point, p.other, strict=True)]
        numbers = [*p.point, *p.other, *gap]
    found = solutions(*p._system()) if len(p.directions) == 1 else None
    if found is not None:
        if found[1] or any(q.denominator > 1 for q in found[0]):
            return False
        numbers += [int(q) for q in found[0]]
    low = 11 if p.along else 9
    return low <= max(map(abs, numbers)) <= 27 and 3 <= _length(p) <= 5


def _length(p: AffineSubspaces) -> int:
    """Steps of the elimination, for two lines; 3 where there is one equation."""
    if p.normal:
        return 3
    left = [[a, -b, c - q] for a, b, c, q in zip(p.directions[0], p.along, p.other, p.point, strict=True)]
    return len(worked_reduction(left, bar=2)[0])
