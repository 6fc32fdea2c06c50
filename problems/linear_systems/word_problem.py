"""A short story that leads to a linear system.

The solution is chosen first, so that every number in the story fits. Level 1 has two unknowns and a plain count,
level 2 two unknowns with prices, mixtures or speeds, level 3 three unknowns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, exact_number
from tutor.chance import Draw
from tutor.claims import Given
from tutor.methods.linear_systems import mistakes, programs, system
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.linear_systems.forms import equation
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, number

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Story:
    """A story: its unknowns, a sentence with places for the numbers, and the system that these make."""

    unknowns: tuple[str, ...]
    text: str
    make: Callable[[Draw], tuple[int, ...]]
    rows: Callable[..., Rows]
    rhs: Callable[..., tuple[int, ...]]


@family(source="MML 2.1", levels=3, marks=5, typing="u = 120, v = 70", space=(6_000, 4_000, 10_000))
class WordProblem:
    """Set up a linear system from a text and solve it.

    >>> WordProblem(level=1, story=0, numbers=(12, 7, 20, 190)).answer().typed()
    'a = 10; c = 10'
    """

    level: int
    story: int
    numbers: tuple[int, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        story = draw.below(len(STORIES[level]))
        made = STORIES[level][story]

        def fits(numbers: tuple[int, ...]) -> bool:
            found = general_solution(made.rows(*numbers), made.rhs(*numbers))
            return found is not None and not found[1] and len(set(found[0])) == len(found[0])

        return cls(level, story, draw.until(lambda: made.make(draw), fits))

    def _story(self) -> Story:
        return STORIES[self.level][self.story]

    def _system(self) -> tuple[Rows, tuple[int, ...]]:
        story = self._story()
        return story.rows(*self.numbers), story.rhs(*self.numbers)

    def statement(self) -> Text:
        values = {f"n{i}": number(n) for i, n in enumerate(self.numbers)}
        values |= {v: Name(v) for v in self._story().unknowns}
        dishes = {f"{d}{i}": d if n == 1 else f"{d}s" for i, n in enumerate(self.numbers) for d in _DISHES}
        return say(self._story().text, line=_LINE, parabola=_PARABOLA, **values, **dishes)

    def _parts(self, values: Any) -> Parts:
        pairs = zip(self._story().unknowns, values, strict=True)
        return Parts(tuple(Part(v, exact_number(x, label=v)) for v, x in pairs))

    def answer(self) -> Parts:
        found = general_solution(*self._system())
        return self._parts(found[0] if found else ())

    def symbolic(self) -> Parts:
        import sympy as sp

        rows, rhs = self._system()
        found = sp.Matrix(rows).LUsolve(sp.Matrix(rhs))
        return self._parts([Fraction(int(q.p), int(q.q)) for q in found])

    @staticmethod
    def numeric(level: int, story: int, numbers: Any) -> dict[str, float]:
        told = STORIES[level][story]
        a, b = np.array(told.rows(*numbers), dtype=float), np.array(told.rhs(*numbers), dtype=float)
        return dict(zip(told.unknowns, np.linalg.solve(a, b), strict=True))

    def solution(self) -> Solution:
        names = self._story().unknowns
        rows, rhs = self._system()
        stated = Op("system", tuple(equation(r, b, names) for r, b in zip(rows, rhs, strict=True)))
        worked = system.work(rows, rhs, variables=names, given=stated)
        asked = say("Which sentences of the text say that two amounts are equal?")
        first = Step(say("Each statement about the whole gives an equation."), Given(stated), question=asked)
        code = programs.gaussian(rows, rhs, unique=True, names=names)
        meaning = say("The values fit every statement of the text.")
        steps = (first, *worked.steps)
        return replace(worked, given=self.statement(), steps=steps, meaning=meaning, code=code, views=())

    def misconceptions(self) -> Iterator[Misconception]:
        rows, rhs = self._system()
        (right, _) = general_solution(rows, rhs) or ((), ())
        yield self._wrong("unknowns-exchanged", (*right[1:], right[0]), "Say first which letter stands for what.")
        turned = tuple(zip(*rows, strict=True))
        found = general_solution(turned, rhs)
        if found is not None and not found[1]:
            yield self._wrong("rows-for-columns", found[0], "One statement makes one equation, not one column.")
        for rule, wrong in mistakes.mistaken(rows, rhs):
            yield self._wrong(rule, wrong, mistakes.FEEDBACK[rule])

    def _wrong(self, mark: str, values: tuple[Fraction, ...], feedback: str) -> Misconception:
        return Misconception(mark, self._parts(values), say(feedback))


# ---------------------------------------------------------------- stories

_DISHES = ("soup", "pie", "tea")
_LINE = Name("y").equals(Name("m") * Name("x") + Name("q"))
_PARABOLA = Name("y").equals(Name("a") * Name("x") ** 2 + Name("b") * Name("x") + Name("c"))


def _counts(prices: tuple[int, ...], low: int, high: int) -> Callable[[Draw], tuple[int, ...]]:
    """Two kinds with different prices: their prices, how many together, what they cost together."""

    def make(draw: Draw) -> tuple[int, ...]:
        p, q = sorted(draw.sample(prices, 2), reverse=True)
        x, y = draw.distinct(2, low, high)
        return p, q, x + y, p * x + q * y

    return make


def _fixed(p: int, q: int, low: int, high: int) -> Callable[[Draw], tuple[int, ...]]:
    """Two kinds whose values everybody knows."""

    def make(draw: Draw) -> tuple[int, ...]:
        x, y = draw.distinct(2, low, high)
        return x + y, p * x + q * y

    return make


def _orders(low: int, high: int) -> Callable[[Draw], tuple[int, ...]]:
    """Two orders of two things, the first of them the dearer one: amounts and totals."""

    def make(draw: Draw) -> tuple[int, ...]:
        a, c = draw.distinct(2, 2, 6)
        b = draw.integer(2, 6)
        d = draw.choice([k for k in range(2, 8) if k != b and a * k != b * c])
        x, y = sorted(draw.distinct(2, low, high), reverse=True)
        return a, b, a * x + b * y, c, d, c * x + d * y

    return make


def _mixture(draw: Draw) -> tuple[int, ...]:
    """Weak and strong solution in per cent, litres of the mixture, its strength."""
    weak, strong = sorted(draw.sample((5, 10, 15, 20, 30, 40, 50, 60, 80), 2))
    target = draw.choice([t for t in range(weak + 1, strong) if t % 5 == 0] or [(weak + strong) // 2])
    unit = (strong - weak) // gcd(strong - weak, target - weak)
    return weak, strong, unit * draw.integer(1, 6), target


def _river(draw: Draw) -> tuple[int, ...]:
    """Kilometres down and up a river, each with its hours."""
    boat = draw.integer(8, 20)
    stream = draw.integer(1, min(6, boat - 4))
    down, up = draw.integer(2, 4), draw.integer(2, 6)
    return (boat + stream) * down, down, (boat - stream) * up, up


def _three_kinds(draw: Draw) -> tuple[int, ...]:
    """Three prices, count and income together, and by how much the first kind outnumbers the second."""
    p, q, r = sorted(draw.sample((4, 5, 6, 8, 9, 10, 12, 14, 15, 18, 20), 3), reverse=True)
    y, z = draw.distinct(2, 5, 40)
    x = y + draw.integer(2, 12)
    return p, q, r, x + y + z, p * x + q * y + r * z, x - y


def _parabola(draw: Draw) -> tuple[int, ...]:
    """Three points of y = ax² + bx + c."""
    a, b, c = draw.integer(-3, 3, but=[0]), draw.integer(-5, 5, but=[0]), draw.integer(-6, 6)
    x1, x2, x3 = sorted(draw.distinct(3, -3, 4))
    return tuple(n for x in (x1, x2, x3) for n in (x, a * x * x + b * x + c))


def _three_orders(draw: Draw) -> tuple[int, ...]:
    """Three orders of three things: of soup, pie and tea."""
    x, y, z = draw.integer(4, 8), draw.integer(5, 12), draw.integer(2, 4)
    rows = [draw.integers(3, 1, 4) for _ in range(3)]
    return tuple(n for r in rows for n in (*r, r[0] * x + r[1] * y + r[2] * z))


def _line(draw: Draw) -> tuple[int, ...]:
    """Two points of a line with whole slope and intercept."""
    slope, intercept = draw.distinct(2, -7, 7, but=[0])
    t, s = sorted(draw.distinct(2, -6, 9, but=[0]))
    return t, slope * t + intercept, s, slope * s + intercept


def _two(p: int, q: int) -> Rows:
    return ((1, 1), (p, q))


STORIES: dict[int, tuple[Story, ...]] = {
    1: (
        Story(
            ("a", "c"),
            "A museum charges {n0} euros for an adult and {n1} euros for a child. One morning {n2} visitors pay "
            "{n3} euros in all. How many adults ({a}) and how many children ({c}) came?",
            _counts((4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15), 4, 40),
            lambda p, q, n, total: _two(p, q),
            lambda p, q, n, total: (n, total),
        ),
        Story(
            ("m", "s"),
            "An exam has {n2} questions: some are worth {n0} points each, the others {n1} points each, and there "
            "are {n3} points in all. How many questions ({m}) are worth {n0} points each, and how many ({s}) are "
            "worth {n1} points each?",
            _counts((2, 3, 4, 5, 6, 8, 10), 3, 20),
            lambda p, q, n, total: _two(p, q),
            lambda p, q, n, total: (n, total),
        ),
        Story(
            ("h", "r"),
            "Hens and rabbits share a yard: together they have {n0} heads and {n1} legs. How many hens ({h}) and "
            "how many rabbits ({r}) are there?",
            _fixed(2, 4, 4, 40),
            lambda n, legs: _two(2, 4),
            lambda n, legs: (n, legs),
        ),
        Story(
            ("v", "w"),
            "A data centre rents out small servers with {n1} processors each and large ones with {n0} processors "
            "each. A customer rents {n2} servers with {n3} processors in all. How many of them are large ({v}), and "
            "how many are small ({w})?",
            _counts((2, 4, 8, 12, 16, 24, 32), 3, 25),
            lambda p, q, n, total: _two(p, q),
            lambda p, q, n, total: (n, total),
        ),
        Story(
            ("f", "t"),
            "A box holds {n0} banknotes, each of 5 or 20 euros, worth {n1} euros in all. How many 5-euro notes "
            "({f}) and how many 20-euro notes ({t}) does it hold?",
            _fixed(5, 20, 3, 30),
            lambda n, total: _two(5, 20),
            lambda n, total: (n, total),
        ),
    ),
    2: (
        Story(
            ("p", "q"),
            "In a shop, {n0} notebooks and {n1} pens cost {n2} euros, while {n3} notebooks and {n4} pens of the "
            "same kinds cost {n5} euros. Let {p} be the price of a notebook and {q} the price of a pen, in euros. "
            "Find {p} and {q}.",
            _orders(2, 9),
            lambda a, b, e, c, d, f: ((a, b), (c, d)),
            lambda a, b, e, c, d, f: (e, f),
        ),
        Story(
            ("g", "m"),
            "A training run with {n0} graphics cards and {n1} units of memory costs {n2} cents per minute; one "
            "with {n3} cards and {n4} units costs {n5} cents per minute. Let {g} be the price of a card and {m} the "
            "price of a unit of memory, in cents per minute. Find {g} and {m}.",
            _orders(3, 25),
            lambda a, b, e, c, d, f: ((a, b), (c, d)),
            lambda a, b, e, c, d, f: (e, f),
        ),
        Story(
            ("u", "v"),
            "A salt solution of {n0} % and one of {n1} % are to be mixed to give {n2} litres of a solution of "
            "{n3} %. How many litres of the weaker solution ({u}) and how many of the stronger one ({v}) are needed?",
            _mixture,
            lambda weak, strong, n, target: ((1, 1), (weak, strong)),
            lambda weak, strong, n, target: (n, n * target),
        ),
        Story(
            ("b", "s"),
            "A boat needs {n1} hours for {n0} kilometres down the river, and {n3} hours for {n2} kilometres up "
            "the river. Let {b} be the speed of the boat in still water and {s} the speed of the stream, in "
            "kilometres per hour. Find {b} and {s}.",
            _river,
            lambda d, i, u, j: ((i, i), (j, -j)),
            lambda d, i, u, j: (d, u),
        ),
        Story(
            ("m", "q"),
            "A straight line {line} goes through the points ({n0}, {n1}) and ({n2}, {n3}). Find its slope {m} and"
            " its y-intercept {q}.",
            _line,
            lambda t, p, s, q: ((t, 1), (s, 1)),
            lambda t, p, s, q: (p, q),
        ),
    ),
    3: (
        Story(
            ("a", "b", "c"),
            "A theatre has seats at {n0} euros, at {n1} euros and at {n2} euros. One evening it sells {n3} seats "
            "for {n4} euros in all, {n5} more of them at {n0} euros than at {n1} euros. How many seats does it sell "
            "at {n0} euros ({a}), at {n1} euros ({b}) and at {n2} euros ({c})?",
            _three_kinds,
            lambda p, q, r, n, total, more: ((1, 1, 1), (p, q, r), (1, -1, 0)),
            lambda p, q, r, n, total, more: (n, total, more),
        ),
        Story(
            ("a", "b", "c"),
            "A parabola with the equation {parabola} goes through the points ({n0}, {n1}), ({n2}, {n3}) and "
            "({n4}, {n5}). Find {a}, {b} and {c}.",
            _parabola,
            lambda u, p, v, q, w, r: ((u * u, u, 1), (v * v, v, 1), (w * w, w, 1)),
            lambda u, p, v, q, w, r: (p, q, r),
        ),
        Story(
            ("x", "y", "z"),
            "Three tables in a café order from the same menu. Table 1 orders {n0} {soup0}, {n1} {pie1} and {n2} "
            "{tea2} for {n3} euros in all, table 2 orders {n4} {soup4}, {n5} {pie5} and {n6} {tea6} for {n7} euros, "
            "and table 3 orders {n8} {soup8}, {n9} {pie9} and {n10} {tea10} for {n11} euros. Let {x} be "
            "the price of a soup, {y} the price of a pie and {z} the price of a tea, in euros. Find {x}, {y} and {z}.",
            _three_orders,
            lambda *n: (n[0:3], n[4:7], n[8:11]),
            lambda *n: (n[3], n[7], n[11]),
        ),
    ),
}
