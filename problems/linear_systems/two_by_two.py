"""Two linear equations in two unknowns, and their picture.

Solution and coefficients are chosen first, the right-hand sides follow. Level 1 has a solution in whole numbers,
level 2 one in fractions, level 3 equations out of order whose lines may also be parallel or the same.
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
from tutor.methods.linear_systems import mistakes, system
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.linear_systems.forms import equation, term, total
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, number

Row = tuple[int, int]

NAMES = (("x", "y"), ("x", "y"), ("u", "v"), ("x1", "x2"), ("p", "q"))

_WORDING = (
    "Find all solutions of the system.",
    "Find all points ({x}, {y}) that lie on both lines.",
    "Solve the system of two equations.",
)


@family(
    source="MML 2.1",
    levels=3,
    marks=4,
    typing="x = 30 - t, y = t, or: x = 31/2, y = -20, or: no solution (x1 for x₁)",
    space=(10_000, 10_000, 10_000),
)
class TwoByTwo:
    """Find all solutions of two equations.

    >>> TwoByTwo(("x", "y"), ((3, 1), (4, -2)), (9, 5), (0, 0)).answer().typed()
    'x = 23/10, y = 21/10'
    """

    variables: tuple[str, str]
    rows: tuple[Row, Row]
    rhs: tuple[int, int]
    order: tuple[int, int]  # how each equation is written: 0 in order, 1 with y on the right, 2 with 0 on the right
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        rows, rhs = draw.until(lambda: _system(draw, level), lambda found: _fit_to_set(*found))
        order = draw.shuffle((draw.integer(1, 2), draw.integer(0, 2))) if level == 3 else (0, 0)
        return cls(draw.choice(NAMES), rows, rhs, (order[0], order[1]), draw.below(3))

    def _system(self) -> Op:
        triples = zip(self.rows, self.rhs, self.order, strict=True)
        return Op("system", tuple(_written(r, b, o, self.variables) for r, b, o in triples))

    def statement(self) -> Text:
        x, y = map(Name, self.variables)
        return say(_WORDING[self.wording] + " {system}", x=x, y=y, system=self._system())

    def answer(self) -> SolutionSet:
        return solution_set(self.variables, self.rows, self.rhs, general_solution(self.rows, self.rhs))

    def symbolic(self) -> SolutionSet:
        import sympy as sp

        names = sp.symbols(self.variables)
        found = sp.linsolve((sp.Matrix(self.rows), sp.Matrix(self.rhs)), *names)
        if found == sp.S.EmptySet:
            return solution_set(self.variables, self.rows, self.rhs, None)
        (values,) = found
        free = sorted(values.free_symbols, key=str)
        point = [_exact(v.subs(dict.fromkeys(free, 0))) for v in values]
        return solution_set(
            self.variables, self.rows, self.rhs, (point, [[_exact(v.diff(s)) for v in values] for s in free])
        )

    @staticmethod
    def numeric(rows: Any, rhs: Any) -> Any:
        (a, b), (c, d) = rows
        det = a * d - b * c
        if det:  # Cramer's rule
            x = np.array([rhs[0] * d - b * rhs[1], a * rhs[1] - rhs[0] * c]) / det
            return x, np.zeros((2, 0))
        x, *_ = np.linalg.lstsq(rows, rhs, rcond=None)
        if np.abs(rows @ x - rhs).max() > 1e-9:
            return None
        return x, np.array([[-b], [a]])

    def solution(self) -> Solution:
        stated = self._system()
        return replace(system.work(self.rows, self.rhs, variables=self.variables, given=stated), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        found = general_solution(self.rows, self.rhs)
        if found is None or found[1]:
            yield from self._of_parallel_lines(found)
            return
        point = found[0]
        yield self._point("unknowns-exchanged", point[::-1], "Look which column belongs to which unknown.")
        for rule, wrong in mistakes.mistaken(self.rows, self.rhs):
            yield self._point(rule, wrong, mistakes.FEEDBACK[rule])

    def _point(self, mark: str, point: tuple[Fraction, ...], feedback: str) -> Misconception:
        return Misconception(mark, solution_set(self.variables, self.rows, self.rhs, (point, ())), say(feedback))

    def _of_parallel_lines(self, found: Any) -> Iterator[Misconception]:
        first = general_solution(self.rows[:1], self.rhs[:1])
        if found is None:
            answer = solution_set(self.variables, self.rows, self.rhs, first)
            yield Misconception(
                "false-row-dropped", answer, say("A row 0 = c with c not 0 is false; it may not be dropped.")
            )
        else:
            answer = solution_set(self.variables, self.rows, self.rhs, None)
            yield Misconception(
                "true-row-means-none", answer, say("A row 0 = 0 is always true: it takes no solution away.")
            )
            yield self._point(
                "one-point-of-many", found[0], "It satisfies the system, but it is not all: name the free unknown."
            )
        shared = tuple(
            Fraction(b, a + c) if a + c else Fraction(0) for (a, c), b in zip(self.rows, self.rhs, strict=True)
        )
        yield self._point(
            "one-equation-each", shared, "Put your values into both equations: each must hold with both values."
        )


def _system(draw: Draw, level: int) -> tuple[tuple[Row, Row], Row]:
    if level == 3 and draw.coin():
        return _parallel(draw)
    size = 5 if level == 1 else 7
    a = draw.integer(1, size)
    b = draw.choice([k for k in range(-size, size + 1) if k and gcd(a, k) == 1])
    c = draw.integer(1, size)
    fourth = [k for k in range(-size, size + 1) if k and gcd(c, k) == 1 and abs(a * k - b * c) > 1]
    if level == 2:
        d = draw.choice(sorted(fourth, key=lambda k: (abs(a * k - b * c), k))[:3])  # for small denominators
        det = a * d - b * c
        e = draw.integer(-12, 12, but=[0])
        f = draw.choice([k for k in range(-12, 13) if k and _small((e * d - b * k, a * k - e * c), det)] or [0])
        return ((a, b), (c, d)), (e, f)
    d = draw.choice(fourth)
    x, y = draw.distinct(2, -6, 6, but=[0])
    return ((a, b), (c, d)), (a * x + b * y, c * x + d * y)


def _small(tops: Row, det: int) -> bool:
    """Are these solutions different from each other and 0, fractions with small denominators, and not large?"""
    x, y = tops
    size = abs(det)
    return 0 not in tops and x != y and max(abs(x), abs(y)) <= 8 * size and 1 < size // gcd(x, y, det) <= 12


def _parallel(draw: Draw) -> tuple[tuple[Row, Row], Row]:
    a = draw.integer(1, 5)
    b = draw.choice([k for k in range(-5, 6) if k and gcd(a, k) == 1])
    p = draw.integer(1, 3)
    q = draw.choice([k for k in (-3, -2, 2, 3, 4) if abs(k) != p])
    c = draw.integer(-6, 6, but=[0])
    off = draw.choice([k for k in range(-5, 6) if k and q * c + k]) if draw.coin() else 0
    return ((p * a, p * b), (q * a, q * b)), (p * c, q * c + off)


def _fit_to_set(rows: tuple[Row, Row], rhs: Row) -> bool:
    return 0 not in rhs and max(map(abs, rhs)) <= 40


def _written(row: Row, b: int, order: int, variables: tuple[str, str]) -> Op:
    if order == 0:
        return equation(row, b, variables)
    first, second = (term(c, Name(v)) for c, v in zip(row, variables, strict=True))
    if order == 1:
        moved = term(-row[1], Name(variables[1]))
        return Op("=", (total([first]), total([number(b), moved] if row[1] > 0 else [moved, number(b)])))
    return Op("=", (total([first, second, number(-b)]), number(0)))


def _exact(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))
