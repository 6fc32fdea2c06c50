"""Dot product, angle, and vectors made orthogonal.

Level 1 asks for the dot product and the cosine of two vectors of R^3 with whole lengths; at level 2 the lengths are
roots and the angle is a known one; at level 3 a letter stands in both vectors, and the values that make them
orthogonal are sought: its two zeros are chosen first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import gcd, isqrt
from typing import Any, Self

import numpy as np

from tutor.answers import FiniteSet, Number, Part, Parts, exact_number
from tutor.chance import Draw
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.vectors import angle, dot_product
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import PI, Name, Op, Written, column, number

Whole = tuple[int, ...]
COSINE, ANGLE, PARAMETER = "cosine", "angle", "parameter"
T = Name("t")


@family(
    source="MML 3.4",
    levels=3,
    marks=4,
    typing="p = 70; c = -3/97 or: 33 or: {20, -31}",
    space=(10_000, 1920, 10_000),
    height=(99, 180, 121),
)
class DotProductAndAngle:
    """Find dot product, cosine or angle of two vectors, or where they are orthogonal.

    >>> DotProductAndAngle(task="angle", x=(1, 0, 1), y=(0, 1, 1), t_in_x=(0, 0, 0), t_in_y=(0, 0, 0)).answer().typed()
    '60'
    """

    task: str
    x: Whole
    y: Whole
    t_in_x: Whole
    t_in_y: Whole

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            return cls(PARAMETER, *_with_parameter(draw))
        none = (0, 0, 0)
        if level == 1:
            x = draw.choice(_whole_lengths())
            return cls(COSINE, x, draw.choice(_partners(x)), none, none)
        x, y = draw.choice(_known_angles())
        return cls(ANGLE, x, y, none, none) if draw.coin() else cls(ANGLE, y, x, none, none)

    @property
    def _polynomials(self) -> tuple[tuple[Poly, ...], tuple[Poly, ...]]:
        pairs = ((self.x, self.t_in_x), (self.y, self.t_in_y))
        first, second = (tuple(Poly.of(c, k) for c, k in zip(v, ks, strict=True)) for v, ks in pairs)
        return first, second

    def statement(self) -> Text:
        first, second = (column([p.written("t") for p in v]) for v in self._polynomials)
        given = {"x": Name("x").equals(first), "y": Name("y").equals(second)}
        if self.task == COSINE:
            words = (
                "Find the dot product {p} of the vectors {x} and {y}, and the cosine {c} of the angle between them. "
                "Give exact values."
            )
            return say(words, p=Name("p"), c=Name("c"), **given)
        if self.task == ANGLE:
            return say("Find the angle between the vectors {x} and {y} in degrees, as a plain number.", **given)
        return say("For which real numbers {t} are the vectors {x} and {y} orthogonal? Give all of them.", t=T, **given)

    def answer(self) -> Parts | Number | FiniteSet:
        if self.task == COSINE:
            p, n = _dot(self.x, self.y), _length(self.x) * _length(self.y)
            return _parts(Fraction(p), Fraction(p, n))
        if self.task == ANGLE:
            return exact_number(angle.angle_value(self.x, self.y, angle.DEGREES))
        return _values(*self._zeros)

    @property
    def _zeros(self) -> tuple[int, int]:
        """The smaller and the larger zero of the dot product t² + bt + c."""
        b = _dot(self.x, self.t_in_y) + _dot(self.t_in_x, self.y)
        root = isqrt(b * b - 4 * _dot(self.x, self.y))
        return (-b - root) // 2, (-b + root) // 2

    def symbolic(self) -> Parts | Number | FiniteSet:
        import sympy as sp

        from tutor.written import written

        t = sp.Symbol("t")
        x, y = (
            sp.Matrix([c + k * t for c, k in zip(v, ks, strict=True)])
            for v, ks in ((self.x, self.t_in_x), (self.y, self.t_in_y))
        )
        if self.task == PARAMETER:
            found = sp.solveset(x.dot(y), t, sp.Reals)
            return FiniteSet(tuple(written(v) for v in found), label="t")
        cosine = x.dot(y) / (x.norm() * y.norm())
        if self.task == ANGLE:
            return exact_number(written(sp.acos(sp.radsimp(cosine)) * 180 / sp.pi))
        return Parts((Part("p", exact_number(written(x.dot(y)))), Part("c", exact_number(written(cosine)))))

    @staticmethod
    def numeric(task: str, x: Any, y: Any, t_in_x: Any, t_in_y: Any) -> Any:
        if task == PARAMETER:
            places = np.array([-1.0, 0.0, 1.0])
            values = [(x + k * t_in_x) @ (y + k * t_in_y) for k in places]
            return np.roots(np.polyfit(places, values, 2))
        a, b, c = (np.linalg.norm(v) for v in (x, y, x - y))
        if task == COSINE:  # the law of cosines
            return {"p": (a**2 + b**2 - c**2) / 2, "c": (a**2 + b**2 - c**2) / (2 * a * b)}
        u, v = x / a, y / b
        return np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v)))

    def solution(self) -> Solution:
        if self.task == PARAMETER:
            worked = dot_product.orthogonal(*self._polynomials)
        elif self.task == ANGLE:
            worked = angle.work(self.x, self.y, unit=angle.DEGREES)
        else:
            whole = angle.work(self.x, self.y)
            code = whole.code[: whole.code.index("cosine =")]
            code += """p = np.sum(x * y)
c = p / (np.sqrt(np.sum(x**2)) * np.sqrt(np.sum(y**2)))
answer = {"p": p, "c": c}
print(answer)
"""
            worked = replace(whole, steps=whole.steps[:4], code=code, meaning=Text(()))
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        if self.task == COSINE:
            yield from self._about_the_cosine()
        elif self.task == ANGLE:
            yield from self._about_the_angle()
        else:
            yield from self._about_the_parameter()

    def _about_the_cosine(self) -> Iterator[Misconception]:
        p, first, second = _dot(self.x, self.y), _length(self.x), _length(self.y)
        unsigned = sum(abs(a * b) for a, b in zip(self.x, self.y, strict=True))
        summed = sum(map(abs, self.x)) * sum(map(abs, self.y))
        for mark, part, value, feedback in (
            ("signs-lost", "p", Fraction(unsigned), "The products keep their signs before they are added."),
            ("sums-multiplied", "p", Fraction(sum(self.x) * sum(self.y)), "Multiply entry by entry first, then add."),
            ("one-length-forgotten", "c", Fraction(p, first), "The dot product is divided by both lengths."),
            ("no-root", "c", Fraction(p, first**2 * second**2), "A length is the root of the sum of squares."),
            ("sums-as-lengths", "c", Fraction(p, summed), "The length is not the sum of the absolute entries."),
        ):
            yield Misconception(mark, exact_number(value), say(feedback), part)

    def _about_the_angle(self) -> Iterator[Misconception]:
        degrees = Fraction(str(angle.angle_value(self.x, self.y, angle.DEGREES)))
        wrong: list[tuple[str, Written, str]] = [
            ("radians-for-degrees", number(degrees / 180) * PI, "This is in radians; degrees are asked."),
            ("other-angle", number(180 - degrees), "Mind the sign of the dot product: it tells acute from obtuse."),
            ("sine-for-cosine", number(90 - degrees), "The dot product belongs to the cosine, not to the sine."),
        ]
        p = _dot(self.x, self.y)
        q = _dot(self.x, self.x) * _dot(self.y, self.y)
        arc = Op("arccos", (number(Fraction(p, q)),))
        wrong.append(("no-root", number(180) * arc / PI, "A length is the root of the sum of squares: take the roots."))
        for mark, value, feedback in wrong:
            yield Misconception(mark, exact_number(value), say(feedback))

    def _about_the_parameter(self) -> Iterator[Misconception]:
        small, large = self._zeros
        yield Misconception(
            "signs-of-the-zeros",
            _values(-large, -small),
            say("A factor {f} is 0 for a value with the other sign: put your values in.", f=T + Name("r")),
        )
        for mark, kept in (("only-the-larger", large), ("only-the-smaller", small)):
            yield Misconception(
                mark,
                _values(kept),
                say("A quadratic equation may have two solutions; dividing by an expression with {t} loses one.", t=T),
            )
        yield Misconception(
            "constant-left-out",
            _values(0, small + large),
            say("The products without {t} belong to the dot product too.", t=T),
        )


def _parts(p: Fraction, c: Fraction) -> Parts:
    return Parts((Part("p", exact_number(p)), Part("c", exact_number(c))))


def _values(*found: int) -> FiniteSet:
    return FiniteSet(tuple(number(v) for v in sorted(found)), label="t")


def _dot(x: Whole, y: Whole) -> int:
    return sum(a * b for a, b in zip(x, y, strict=True))


def _length(x: Whole) -> int:
    return isqrt(_dot(x, x))


# ---------------------------------------------------------------- drawing


@cache
def _whole_lengths() -> tuple[Whole, ...]:
    """The vectors with entries up to 7 and whole lengths, no entry 0."""
    entries = [v for v in range(-7, 8) if v]
    found = itertools.product(entries, repeat=3)
    return tuple(v for v in found if 3 <= _length(v) <= 11 and _length(v) ** 2 == _dot(v, v))


@cache
def _partners(x: Whole) -> tuple[Whole, ...]:
    """The second vectors for which the largest number lies between 22 and 99, neither orthogonal nor parallel."""
    found = []
    for y in _whole_lengths():
        p, n = _dot(x, y), _length(x) * _length(y)
        largest = max(abs(p), n // gcd(p, n))
        if p and abs(p) < n and 22 <= largest <= 99 and any(a * b < 0 for a, b in zip(x, y, strict=True)):
            found.append(y)
    return tuple(found)


@cache
def _known_angles() -> tuple[tuple[Whole, Whole], ...]:
    """The pairs with entries up to 3 whose angle is 30, 45, 60, 120, 135 or 150 degrees and whose lengths are roots."""
    vectors = [v for v in itertools.product(range(-3, 4), repeat=3) if sum(map(bool, v)) > 1]
    vectors = [v for v in vectors if _length(v) ** 2 != _dot(v, v)]
    found = []
    for x, y in itertools.combinations(vectors, 2):
        p = _dot(x, y)
        if p and Fraction(p * p, _dot(x, x) * _dot(y, y)) in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
            found.append((x, y))
    return tuple(found)


def _with_parameter(draw: Draw) -> tuple[Whole, Whole, Whole, Whole]:
    """(t + s)t + at + bc + de, where the zeros are chosen first; the places are mixed."""
    small, large = draw.choice(_zeros())
    b, c = draw.integer(-4, 4, but=[0]), draw.integer(-3, 3, but=[0])
    rest = small * large - b * c
    divisors = [k for k in range(-6, 7) if k and rest % k == 0]
    d = draw.choice([k for k in divisors if abs(rest // k) <= 16] or divisors)
    shift = draw.integer(-3, 3, but=[-(small + large)])
    rows = [(shift, 0, 1, 1), (-(small + large) - shift, 0, 0, 1), (b, c, 0, 0), (d, rest // d, 0, 0)]
    mixed = [(q, p, s, r) if draw.coin() else (p, q, r, s) for p, q, r, s in draw.shuffle(rows)]
    x, y, t_in_x, t_in_y = zip(*mixed, strict=True)
    return x, y, t_in_x, t_in_y


@cache
def _zeros() -> tuple[tuple[int, int], ...]:
    """Pairs whose discriminant lies between 25 and 121; no zero is 0, and no zero is another's negative."""
    values = [v for v in range(-6, 7) if v]
    return tuple((r, s) for r in values for s in values if 5 <= s - r <= 11 and r + s)
