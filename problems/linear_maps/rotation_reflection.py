"""Rotations and reflections of vectors.

Level 1: rotate a vector of the plane about the origin. Level 2: rotate about another point, or reflect in a line of the
plane. Level 3: rotate in space about an axis, or reflect in a plane.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Vector, vector
from tutor.chance import Draw
from tutor.exact.matrices import applied, dot
from tutor.exact.scalars import plain, write
from tutor.methods.linear_systems.forms import equation
from tutor.methods.maps import reflection, rotation
from tutor.methods.maps.angles import degrees, turned
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column, number

Whole = tuple[int, ...]
ANGLES = (30, 45, 60, 90, 120, 135, 150)
AXES = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@family(
    source="MML 3.9",
    levels=3,
    marks=4,
    typing="(70 - sqrt(3)/7, 80)",
    space=(3_000, 10_000, 10_000),
    height=(150, 150, 150),
)
class RotationReflection:
    """Rotate a vector (by an angle in degrees, positive counterclockwise), or reflect it (angle 0).

    ``about`` is the point, ``axis`` the axis of the rotation; ``normal`` that of the mirror, which goes through 0.

    >>> RotationReflection(x=(1, 2), angle=90).answer().typed()
    '(-2, 1)'
    """

    x: Whole
    angle: int
    about: Whole = ()
    axis: Whole = ()
    normal: Whole = ()

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return draw.until(lambda: cls(**_fields(draw, level)), _fit_to_set)

    def statement(self) -> Text:
        x = Name("x").equals(column(self.x))
        exact = " Give the exact image."
        if self.normal:
            line = "line" if len(self.x) == 2 else "plane"
            return say("Reflect the vector {x} in the {line} {mirror}." + exact, x=x, line=line, mirror=_mirror(self))
        sense = "counterclockwise" if self.angle > 0 else "clockwise"
        size = say("{q}°", q=abs(self.angle))
        if self.axis:
            return say(
                "Rotate the vector {x} by {angle} {sense} about the {axis}-axis, as seen from its positive end."
                + exact,
                x=x,
                angle=size,
                sense=sense,
                axis=Name("xyz"[self.axis.index(1)]),
            )
        centre = (
            say("the point {p}", p=Op("tuple", tuple(map(number, self.about)))) if self.about else say("the origin")
        )
        return say("Rotate the point {x} by {angle} {sense} about {centre}." + exact,
                   x=x, angle=size, sense=sense, centre=centre)  # fmt: skip

    def _turned(self, angle: int, *, about: bool = True, back: bool = True) -> Vector:
        centre = self.about if self.about and about else (0,) * len(self.x)
        M = rotation.rotation_matrix(*turned(angle), self.axis or None)
        gap = [a - b for a, b in zip(self.x, centre, strict=True)]
        return _vector(a + (b if back else 0) for a, b in zip(applied(M, gap), centre, strict=True))

    def _mirrored(self, factor: Fraction | int) -> Vector:
        along = Fraction(dot(self.normal, self.x)) / dot(self.normal, self.normal)
        return _vector(a - factor * along * b for a, b in zip(self.x, self.normal, strict=True))

    def answer(self) -> Vector:
        return self._mirrored(2) if self.normal else self._turned(self.angle)

    def symbolic(self) -> Vector:
        import sympy as sp

        x = sp.Matrix(self.x)
        if self.normal:
            basis = sp.Matrix([self.normal]).nullspace()
            frame = sp.Matrix.hstack(sp.Matrix(self.normal), *basis)
            flipped = sp.diag(-1, *([1] * len(basis)))
            image = frame * flipped * frame.inv() * x
        elif self.axis:
            turn = (sp.rot_ccw_axis1, sp.rot_ccw_axis2, sp.rot_ccw_axis3)[self.axis.index(1)]
            image = turn(sp.pi * self.angle / 180) * x
        else:
            centre = sp.Matrix(self.about or (0, 0))
            image = centre + sp.rot_ccw_axis3(sp.pi * self.angle / 180)[:2, :2] * (x - centre)
        return vector([sp.expand(q) for q in image])

    @staticmethod
    def numeric(x: Any, angle: int, about: Any, axis: Any, normal: Any) -> Any:
        if len(normal):  # minus the image of a half turn about the normal, or a mirror image by least squares
            basis = np.linalg.svd(normal[None, :])[2][1:].T
            foot = basis @ np.linalg.lstsq(basis, x, rcond=None)[0]
            return 2 * foot - x
        if len(axis):
            half = np.deg2rad(angle) / 2  # the quaternion q x q*
            w, v = np.cos(half), np.sin(half) * axis
            return x + 2 * w * np.cross(v, x) + 2 * np.cross(v, np.cross(v, x))
        centre = complex(*about) if len(about) else 0
        image = centre + np.exp(1j * np.deg2rad(angle)) * (complex(*x) - centre)
        return np.array([image.real, image.imag])

    def solution(self) -> Solution:
        if self.normal:
            made = reflection.work_normal(self.normal, 0, self.x)
        else:
            made = rotation.work(degrees(self.angle), self.x, about=self.about or None, axis=self.axis or None)
        return replace(made, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        key = self.answer()
        for mark, answer, feedback in self._wrong():
            if not key.same(answer):
                yield Misconception(mark, answer, say(feedback))

    def _wrong(self) -> Iterator[tuple[str, Vector, str]]:
        if self.normal:
            yield "projected-not-reflected", self._mirrored(1), (
                "This is the foot on the mirror: the image lies just as far behind it."
            )  # fmt: skip
            yield "reflected-in-the-normal", _vector(-a for a in self._image()), (
                "What lies in the mirror must stay; the part along the normal is turned round."
            )  # fmt: skip
            factor = dot(self.normal, self.x)
            yield (
                "not-divided-by-the-squared-length",
                _vector(a - 2 * factor * b for a, b in zip(self.x, self.normal, strict=True)),
                "The normal is no unit vector: divide by its squared length.",
            )
            return
        yield "wrong-sense", self._turned(-self.angle), (
            "Check the sign of the sine: a positive angle turns counterclockwise."
        )  # fmt: skip
        c, s = turned(self.angle)
        if not self.axis:
            centre = self.about or (0, 0)
            p, q = (a - b for a, b in zip(self.x, centre, strict=True))
            swapped = _vector((s * p - c * q + centre[0], c * p + s * q + centre[1]))
            yield "sine-and-cosine-exchanged", swapped, "The cosine stands on the diagonal of the rotation matrix."
            both = _vector((c * p + s * q + centre[0], s * p + c * q + centre[1]))
            yield "no-minus-sign", both, "One of the two sines of the rotation matrix has a minus sign."
        else:
            yield "other-axis", _about(self, self.axis[1:] + self.axis[:1]), (
                "The coordinate along the axis of the rotation stays as it is."
            )  # fmt: skip
            i = self.axis.index(1)
            flat = list(self._image_rotated())
            flat[i] = Fraction(0)
            yield "axis-coordinate-lost", _vector(flat), "The coordinate along the axis does not become 0: it is kept."
        if self.about:
            yield "about-the-origin", self._turned(self.angle, about=False), (
                "The centre is not the origin: subtract it, rotate, and add it again."
            )  # fmt: skip
            yield "centre-not-added-back", self._turned(self.angle, back=False), (
                "After the rotation the centre must be added again."
            )  # fmt: skip

    def _image(self) -> tuple[Any, ...]:
        return applied(reflection.householder(self.normal), self.x)

    def _image_rotated(self) -> tuple[Any, ...]:
        return applied(rotation.rotation_matrix(*turned(self.angle), self.axis), self.x)


def _about(p: RotationReflection, axis: Whole) -> Vector:
    return _vector(applied(rotation.rotation_matrix(*turned(p.angle), axis), p.x))


def _vector(entries: Any) -> Vector:
    return vector([write(plain(a)) for a in entries])


def _mirror(p: RotationReflection) -> Any:
    return equation(p.normal, 0, ("x", "y", "z")[: len(p.normal)])


# ---------------------------------------------------------------- drawing


def _fields(draw: Draw, level: int) -> dict[str, Any]:
    if level > 1 and draw.below(3):
        n = level
        normal = draw.integers(n, -4, 4)
        return {"x": draw.integers(n, -9, 9), "angle": 0, "normal": normal}
    angle = draw.choice(ANGLES) * draw.sign()
    if level == 3:
        return {"x": draw.integers(3, -9, 9), "angle": angle, "axis": draw.choice(AXES)}
    x = draw.integers(2, -9, 9)
    return {"x": x, "angle": angle} if level == 1 else {"x": x, "angle": angle, "about": draw.integers(2, -6, 6)}


def _fit_to_set(p: RotationReflection) -> bool:
    if not all(p.x) or len(set(map(abs, p.x))) < len(p.x):
        return False
    if p.normal:
        square, along = dot(p.normal, p.normal), dot(p.normal, p.x)
        if sum(map(bool, p.normal)) < 2 or gcd(*p.normal) > 1 or not along or p.normal[0] <= 0:
            return False
        image = [Fraction(square * a - 2 * along * b, square) for a, b in zip(p.x, p.normal, strict=True)]
        middle = [(a + b) / 2 for a, b in zip(p.x, image, strict=True)]
        largest = max(abs(q.numerator) for q in (*image, *middle))
        return 30 <= max(largest, abs(int(along)), int(square)) <= 150
    gap = [a - b for a, b in zip(p.x, p.about, strict=True)] if p.about else p.x
    square = sum(a * a for a in gap)
    return all(gap) and len(set(map(abs, gap))) == len(gap) and 30 <= max(square, abs(p.angle)) <= 150
