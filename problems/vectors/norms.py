"""Norms, distances and unit vectors.

Level 1 asks for the 1-norm, the 2-norm (a whole number) and the maximum norm of a vector of R^3 or R^4; level 2
for the distances of two points of R^3 in these norms; level 3 for a 3-norm and the unit vector. The vector is chosen
first, with the largest entry negative.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import isqrt
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Part, Parts, exact_number, vector
from tutor.chance import Draw
from tutor.methods.vectors import distance, unit_vector, vector_norm
from tutor.methods.vectors.lengths import norm_value, power_root, square_root
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.surds import squarefree
from tutor.text import Text, say
from tutor.written import Name, column

Whole = tuple[int, ...]
NORMS, DISTANCES, UNIT = "norms", "distances", "unit"


@family(
    source="MML 3.1",
    levels=3,
    marks=4,
    typing="a = 90; b = 71*sqrt(97); c = 80 or: a = root(3, 997); u = (0, 9/97, 8/97, 1)",
    space=(537, 10_000, 840),
    height=(81, 54, 81),
)
class Norms:
    """Find the norms of a vector, or of the difference of two points.

    >>> Norms(task="norms", x=(-3, 4), y=()).answer().typed()
    'a = 7; b = 5; c = 4'
    """

    task: str
    x: Whole
    y: Whole

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        v = draw.choice(_vectors(level))
        if level != 2:
            return cls((NORMS, "", UNIT)[level - 1], v, ())
        y = tuple(draw.integer(max(-9, -9 - d), min(9, 9 - d), but=[0, -d]) for d in v)
        return cls(DISTANCES, tuple(a + d for a, d in zip(y, v, strict=True)), y)

    @property
    def _vector(self) -> Whole:
        return tuple(a - b for a, b in zip(self.x, self.y, strict=True)) if self.y else self.x

    def statement(self) -> Text:
        letters = {c: Name(c) for c in "abcu"}
        x = Name("x").equals(column(self.x))
        if self.task == NORMS:
            words = "Find the 1-norm {a}, the 2-norm {b} and the ∞-norm {c} of the vector {x}. Give exact values."
            return say(words, x=x, **{c: letters[c] for c in "abc"})
        if self.task == DISTANCES:
            words = (
                "Find the distance of the points {x} and {y} in the 1-norm, {a}, in the 2-norm, {b}, and in the "
                "∞-norm, {c}. Give exact values."
            )
            return say(words, x=x, y=Name("y").equals(column(self.y)), **{c: letters[c] for c in "abc"})
        words = (
            "Find the 3-norm {a} of the vector {x}, and the vector {u} of Euclidean length 1 in the direction of "
            "{name}. Give exact values."
        )
        return say(words, x=x, name=Name("x"), a=letters["a"], u=letters["u"])

    def answer(self) -> Parts:
        v = self._vector
        if self.task == UNIT:
            return Parts(
                (
                    Part("a", exact_number(norm_value(v, 3))),
                    Part("u", vector(unit_vector.normalised(v))),
                )
            )
        values = [norm_value(v, p) for p in (1, 2, "inf")]
        return Parts(tuple(Part(c, exact_number(w)) for c, w in zip("abc", values, strict=True)))

    def symbolic(self) -> Parts:
        import sympy as sp

        from tutor.written import written

        v = sp.Matrix(self.x) - sp.Matrix(self.y) if self.y else sp.Matrix(self.x)
        if self.task == UNIT:
            third = exact_number(written(v.norm(3)))
            return Parts((Part("a", third), Part("u", vector([written(e) for e in v.normalized()]))))
        values = (v.norm(1), v.norm(2), v.norm(sp.oo))
        return Parts(tuple(Part(c, exact_number(written(w))) for c, w in zip("abc", values, strict=True)))

    @staticmethod
    def numeric(task: str, x: Any, y: Any) -> Any:
        v = np.asarray(x) - np.asarray(y) if task == DISTANCES else np.asarray(x)
        if task == UNIT:
            return {"a": np.linalg.norm(v, 3), "u": v / np.hypot.reduce(v)}
        return dict(zip("abc", (np.linalg.norm(v, p) for p in (1, 2, np.inf)), strict=True))

    def solution(self) -> Solution:
        if self.task == UNIT:
            third, unit = vector_norm.work(self.x, (3,)), unit_vector.work(self.x)
            code = third.code[: third.code.index("answer")]
            code += 'answer = {"a": np.sum(np.abs(x) ** 3) ** (1 / 3), "u": x / np.sqrt(np.sum(x**2))}\nprint(answer)\n'
            worked = replace(third, steps=third.steps + unit.steps, checks=third.checks + unit.checks)
        elif self.task == NORMS:
            worked = vector_norm.work(self.x)
            code = worked.code.replace('"norm_1"', '"a"').replace('"norm_2"', '"b"').replace('"norm_inf"', '"c"')
        else:
            parts = [distance.work(self.x, self.y, p) for p in (1, 2, "inf")]
            steps = parts[0].steps + parts[1].steps[1:] + parts[2].steps[1:]
            worked = replace(parts[0], steps=steps, checks=tuple(c for p in parts for c in p.checks))
            code = worked.code[: worked.code.index("answer")]
            code += (
                'answer = {"a": np.sum(np.abs(d)), "b": np.sqrt(np.sum(d**2)), "c": np.max(np.abs(d))}\nprint(answer)\n'
            )
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        v = self._vector
        squares, absolute = sum(a * a for a in v), sum(map(abs, v))
        if self.task == UNIT:
            cubes, signed = sum(abs(a) ** 3 for a in v), sum(a**3 for a in v)
            third = power_root(Fraction(abs(signed)), 3)
            yield _one("a", "signs-kept", exact_number(third if signed > 0 else -third), "Take absolute values first.")
            yield _one("a", "root-forgotten", exact_number(cubes), "At the end the root is taken: which one?")
            yield _one("a", "square-root", exact_number(square_root(Fraction(cubes))), "The 3-norm has a cube root.")
            yield _one(
                "u",
                "divided-by-the-squared-length",
                vector([Fraction(a, squares) for a in v]),
                "Divide by the length, not by its square.",
            )
            yield _one(
                "u",
                "divided-by-the-1-norm",
                vector([Fraction(a, absolute) for a in v]),
                "The Euclidean length is the root of the sum of squares.",
            )
            return
        yield _one("a", "signs-kept", exact_number(sum(v)), "The 1-norm adds absolute values.")
        yield _one("b", "root-forgotten", exact_number(squares), "The 2-norm is the root of the sum of squares.")
        yield _one("c", "largest-with-sign", exact_number(max(v)), "Compare the absolute values of the entries.")
        if self.task == DISTANCES:
            added = tuple(a + b for a, b in zip(self.x, self.y, strict=True))
            lengths = abs(sum(map(abs, self.x)) - sum(map(abs, self.y)))
            yield _one("a", "norms-subtracted", exact_number(lengths), "Subtract the vectors, then take the norm.")
            yield _one("b", "vectors-added", exact_number(norm_value(added)), "Take the norm of the difference.")
        else:
            root = square_root(Fraction(abs(sum(a * abs(a) for a in v))))
            yield _one("b", "signs-of-squares", exact_number(root), "The square of a negative number is positive.")


def _one(part: str, mark: str, answer: Answer, feedback: str) -> Misconception:
    return Misconception(mark, answer, say(feedback), part)


@cache
def _vectors(level: int) -> tuple[Whole, ...]:
    """The vectors that are fit at a level; below 3 the entry of the largest absolute value is negative and alone."""
    found = []
    size, counts = ((8, (3, 4)), (6, (3,)), (4, (3, 4)))[level - 1]
    entries = range(-size, size + 1)
    for v in itertools.chain(*(itertools.product(entries, repeat=count) for count in counts)):
        top = sorted(map(abs, v))
        if v.count(0) > (level == 2) or not min(v) < 0 < max(v) or not sum(v) or not sum(a**3 for a in v):
            continue
        if level < 3 and (min(v) != -top[-1] or top[-1] == top[-2]):
            continue
        squares = sum(a * a for a in v)
        if level == 1:
            fits = isqrt(squares) ** 2 == squares and 25 <= squares <= 81
        elif level == 2:
            outside, inside = squarefree(squares)
            fits = outside > 1 and inside > 1 and 18 <= squares <= 54
        else:
            cubes = sum(abs(a) ** 3 for a in v)
            fits = squarefree(squares)[0] == 1 and 19 <= cubes <= 81 and all(cubes % p**3 for p in (2, 3))
        if fits:
            found.append(v)
    return tuple(found)
