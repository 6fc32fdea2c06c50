"""Inner product, length, distance and angle in an inner product that is not the dot product.

Level 1 has a diagonal matrix, level 2 a full symmetric one, level 3 the integral of the product of two polynomials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np

from tutor.answers import Number, Part, Parts, exact_number
from tutor.chance import Draw
from tutor.exact.matrices import combination, dot
from tutor.exact.scalars import plain, sign, write
from tutor.methods.geometry import inner_product
from tutor.methods.geometry.building import Whole, tallest
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.space import Space, polynomials
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name

_FIND = ("product", "lengths", "distance", "cosine")
_BOUNDS = {1: (14, 50), 2: (14, 50), 3: (21, 90)}


@family(
    source="MML 3.4",
    levels=3,
    marks=5,
    typing="s = 97; n = 7*sqrt(89); d = 5*sqrt(97); c = 3*sqrt(97)/89",
    height=(50, 50, 90),
)
class LengthAngle:
    """Compute with an inner product: its value, a length, a distance, and the cosine of the angle.

    >>> LengthAngle(A=((2, 0), (0, 1)), interval=(), x=(1, 1), y=(-1, 1)).answer().typed()
    's = -1; n = sqrt(3); d = 2*sqrt(2); c = -1/3'
    """

    A: tuple[Whole, ...]
    interval: Whole
    x: Whole
    y: Whole

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        interval: Whole = draw.choice(((0, 1), (-1, 1), (0, 2))) if level == 3 else ()
        A = () if level == 3 else draw.choice(_diagonal() if level == 1 else _full())
        x = draw.until(
            lambda: draw.choice(_firsts(A, interval, level)), lambda v: bool(_partners(A, interval, v, level))
        )
        return cls(A, interval, x, draw.choice(_partners(A, interval, x, level)))

    def statement(self) -> Text:
        space = self._space
        first, second = (Name(n) for n in (("p", "q") if self.interval else ("x", "y")))
        words = (
            "With {how}, compute for {x} and {y}: their inner product {s}, the length {n} of {a}, the distance "
            "{d} between them, and the cosine {c} of the angle between them. Give exact values."
        )
        return say(
            words,
            how=space.described(),
            x=first.equals(space.show(self.x)),
            y=second.equals(space.show(self.y)),
            a=first,
            **{letter: Name(letter) for letter in "sndc"},
        )

    @property
    def _space(self) -> Space:
        return _space(self.A, self.interval)

    def answer(self) -> Parts:
        values = _values(self._space, self.x, self.y)
        return Parts(tuple(Part(name, exact_number(write(v))) for name, v in zip("sndc", values[:4], strict=True)))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        t = sp.Symbol("t")

        def pair(u: Any, v: Any) -> Any:
            if self.interval:
                return sp.integrate(sp.expand((u[0] + u[1] * t) * (v[0] + v[1] * t)), (t, *self.interval))
            return (sp.Matrix([list(u)]) * sp.Matrix(self.A) * sp.Matrix(v))[0]

        away = tuple(a - b for a, b in zip(self.x, self.y, strict=True))
        found = (
            pair(self.x, self.y),
            sp.sqrt(pair(self.x, self.x)),
            sp.sqrt(pair(away, away)),
            pair(self.x, self.y) / sp.sqrt(pair(self.x, self.x) * pair(self.y, self.y)),
        )
        return Parts(tuple(Part(name, exact_number(written(v))) for name, v in zip("sndc", found, strict=True)))

    @staticmethod
    def numeric(A: Any, interval: Any, x: Any, y: Any) -> Any:
        if len(interval):
            nodes, weights = np.polynomial.legendre.leggauss(4)
            low, high = interval
            at = low + (high - low) * (nodes + 1) / 2
            scale = np.sqrt(weights * (high - low) / 2)
            u, v = ((p[0] + p[1] * at) * scale for p in (x, y))
        else:
            root = np.linalg.cholesky(A).T  # turns the inner product into the dot product
            u, v = root @ x, root @ y
        n, m = np.linalg.norm(u), np.linalg.norm(v)
        return {"s": u @ v, "n": n, "d": np.linalg.norm(u - v), "c": u @ v / n / m}

    def solution(self) -> Solution:
        worked = inner_product.work(self.x, self.y, self._space, find=_FIND)
        lines = worked.code.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("answer = "))
        d = "np.sqrt(inner(x - y, x - y))"
        lines[at] = f'answer = {{"s": inner(x, y), "n": np.sqrt(inner(x, x)), "d": {d}, "c": cosine}}'
        code = "\n".join(lines) + "\n"
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        space = self._space
        s, n, _, _, first, second = _values(space, self.x, self.y)
        if self.interval:
            low, high = self.interval
            single = [p[0] * (high - low) + Fraction(p[1] * (high**2 - low**2), 2) for p in (self.x, self.y)]
            yield _wrong("product-of-the-integrals", "s", single[0] * single[1], "Multiply first, then integrate.")
            words = "The inner product is an integral, not the dot product of the coefficients."
            yield _wrong("dot-product-of-coefficients", "s", dot(self.x, self.y), words)
        else:
            words = "Use the inner product of the question, with its matrix, not the dot product."
            yield _wrong("dot-product-used", "s", dot(self.x, self.y), words)
            yield _wrong("length-by-the-dot-product", "n", root_of(dot(self.x, self.x)), words)
        yield _wrong("root-forgotten", "n", first, "The length is the root of the inner product with itself.")
        away = combination((1, -1), (self.x, self.y))
        words = "The distance is the root of the inner product of the difference with itself."
        yield _wrong("root-of-the-distance-forgotten", "d", space.norm_squared(away), words)
        other = root_of(second)
        gap = plain(n - other)
        words = "The distance is the length of the difference, not the difference of the lengths."
        yield _wrong("difference-of-the-lengths", "d", -gap if sign(gap) < 0 else gap, words)
        yield _wrong("cosine-not-divided", "c", s, "The inner product must be divided by both lengths.")
        words = "Divide by the lengths, not by their squares."
        yield _wrong("divided-by-the-squares", "c", s / (first * second), words)


def _wrong(name: str, part: str, value: Any, words: str) -> Misconception:
    answer: Number = exact_number(write(value))
    return Misconception(name, answer, say(words), part=part)


def _space(A: tuple[Whole, ...], interval: Whole) -> Space:
    if interval:
        return polynomials(2, Fraction(interval[0]), Fraction(interval[1]), "t")
    return Space(2, tuple(tuple(map(Fraction, r)) for r in A))


def _values(space: Space, x: Whole, y: Whole) -> tuple[Any, ...]:
    """Inner product, length, distance, cosine, and the squares of both lengths."""
    s, first, second = space.product(x, y), space.norm_squared(x), space.norm_squared(y)
    away = space.norm_squared(combination((1, -1), (x, y)))
    return s, root_of(first), root_of(away), plain(s / root_of(first * second)), first, second


# ---------------------------------------------------------------- drawing


@cache
def _diagonal() -> tuple[tuple[Whole, ...], ...]:
    return tuple(((a, 0), (0, b)) for a in range(1, 6) for b in range(1, 6) if a != b)


@cache
def _full() -> tuple[tuple[Whole, ...], ...]:
    found = product(range(1, 6), (-2, -1, 1, 2), range(1, 6))
    return tuple(((a, b), (b, c)) for a, b, c in found if a * c > b * b)


@cache
def _firsts(A: tuple[Whole, ...], interval: Whole, level: int) -> tuple[Whole, ...]:
    """First vectors whose length is no large number."""
    space, high = _space(A, interval), _BOUNDS[level][1]
    found = product((-4, -3, -2, -1, 1, 2, 3, 4), repeat=2)
    squares = ((v, space.norm_squared(v)) for v in found)
    return tuple(v for v, q in squares if q != 1 and tallest(q, root_of(q)) <= high)


@cache
def _partners(A: tuple[Whole, ...], interval: Whole, x: Whole, level: int) -> tuple[Whole, ...]:
    """Second vectors that give numbers of a fair size, neither parallel nor orthogonal to the first."""
    low, high = _BOUNDS[level]
    (a, b), (_, c) = A or _space(A, interval).form or ()
    size = a * x[0] ** 2 + 2 * b * x[0] * x[1] + c * x[1] ** 2
    found = []
    for y in product(range(-4, 5), repeat=2):
        s = x[0] * (a * y[0] + b * y[1]) + x[1] * (b * y[0] + c * y[1])
        if not s or x[0] * y[1] == x[1] * y[0] or s == x[0] * y[0] + x[1] * y[1]:
            continue
        other = y[0] * (a * y[0] + b * y[1]) + y[1] * (b * y[0] + c * y[1])
        away = size + other - 2 * s
        if tallest(s, size, other, away) > high:
            continue
        roots = (root_of(q) for q in (size, other, away))
        cosine = plain(s / root_of(size * other))
        images = [p * v[0] + q * v[1] for p, q in A for v in (x, y, (x[0] - y[0], x[1] - y[1]))]
        if low <= tallest(s, size, other, away, *roots, cosine, images) <= high:
            found.append(y)
    return tuple(found)
