"""A density with an unknown constant: normalise it, find a probability, a mean, a median.

Level 1 has a single power of x and asks for a probability, level 2 a polynomial with two terms and asks for the mean as
well, level 3 two pieces or an exponential, with a probability and the mean or the median.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any, Self

import numpy as np

from tutor.answers import Number, Part, Parts, exact_number
from tutor.chance import Draw
from tutor.evaluate import EXACT, evaluate
from tutor.methods.probability import density
from tutor.methods.probability.exponential import Exponential, decay, exponential_solution
from tutor.methods.probability.pieces import Bit, Polynomial, mass, moment, total_area
from tutor.methods.probability.pieces import at as evaluated
from tutor.methods.probability.pieces import written as polynomial
from tutor.methods.probability.questions import Asked, at_least, at_most
from tutor.methods.probability.writing import show
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, number, value, written

X = Name("X")
NODES, WEIGHTS = np.polynomial.legendre.leggauss(10)  # Gauss quadrature on [-1, 1]


@family(
    source="MML 6.2",
    levels=3,
    marks=6,
    typing="c = 13/1000; P = 1 - exp(-17); E = 101/7 (leave out what is not asked)",
    space=(1_500, 2_200, 1_600),
)
class Density:
    """Find the constant of a density, a probability and the mean.

    >>> f = Density(kind="power", numbers=(2, 0, 2), bound=Fraction(1), upper=True)
    >>> f.answer().typed()
    'c = 3/8; P = 7/8'
    """

    kind: str  # power, sum, product, tent, exponential
    numbers: tuple[int, ...]
    bound: Fraction
    upper: bool  # the probability above the bound is asked, else the one below

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(
            (("power",), ("sum", "sum", "sum", "product"), ("tent", "tent", "tent", "exponential"))[level - 1]
        )
        numbers, bound = draw.choice(_fitting(kind))
        return cls(kind, numbers, bound, draw.coin())

    # ------------------------------------------------------------ the density

    def _bits(self) -> tuple[Bit, ...]:
        """The pieces without the constant."""
        return _bits(self.kind, self.numbers)

    def _asked(self) -> Asked:
        return (at_least if self.upper else at_most)(self.bound)

    def _density(self) -> Written:
        if self.kind == "exponential":
            shown: Written = Name("c") * decay(Fraction(1, self.numbers[0]))
            return Op("cases", (Op("case", (shown, Op(">=", (Name("x"), number(0))))),
                                Op("case", (number(0), Words("otherwise")))))  # fmt: skip
        return density.Density(self._bits(), "c").written()

    def statement(self) -> Text:
        f = Op("call", (Name("f"), Name("x"))).equals(self._density())
        parts = [say("the constant {c}", c=Name("c")), say("{P} = {event}", P=Name("P"), event=self._asked().label)]
        if self.kind != "power":
            parts.append(say("the mean {E} = {mean}", E=Name("E"), mean=Op("E", (X,))))
        asked = parts[0]
        for i, part in enumerate(parts[1:], 2):
            asked = asked + say(" and " if i == len(parts) else ", ") + part
        return say("A random variable {X} has the density {f}. Find {asked}, as exact values.", X=X, f=f, asked=asked)

    # ------------------------------------------------------------ answers

    def _parts(self, c: Fraction, p: Written, mean: Fraction | None) -> Parts:
        found = [Part("c", exact_number(c)), Part("P", exact_number(p, probability=True))]
        if mean is not None:
            found.append(Part("E", exact_number(mean)))
        return Parts(tuple(found))

    def answer(self) -> Parts:
        if self.kind == "exponential":
            scale = self.numbers[0]
            tail = Op("exp", (number(-self.bound / scale),))
            return self._parts(Fraction(1, scale), tail if self.upper else 1 - tail, Fraction(scale))
        bits = self._bits()
        area, first, _ = _measures(self.kind, self.numbers)
        p = _mass(bits, self.bound, self.upper) / area
        mean = None if self.kind == "power" else first / area
        return self._parts(1 / area, number(p), mean)

    def symbolic(self) -> Parts:
        import sympy as sp

        if self.kind == "exponential":  # moments and tails of an exponential are (incomplete) gamma functions
            scale = sp.Integer(self.numbers[0])
            area = scale * sp.gamma(1)
            tail = sp.uppergamma(1, sp.Rational(self.bound) / scale) / sp.gamma(1)
            p = tail if self.upper else 1 - tail
            return self._parts(_fraction(1 / area), written(p), _fraction(scale**2 * sp.gamma(2) / area))
        x = sp.Symbol("x", real=True)
        shapes = [value(polynomial(b.coefficients), {"x": x}) for b in self._bits()]
        ends = [(sp.Rational(b.low), sp.Rational(b.high)) for b in self._bits()]
        bound = sp.Rational(self.bound)

        def total(factor: Any, low: Any, high: Any) -> Any:
            found = sp.Integer(0)
            for f, (a, b) in zip(shapes, ends, strict=True):
                if max(a, low) < min(b, high):
                    F = sp.Poly(factor * f, x).integrate()
                    found += F.eval(min(b, high)) - F.eval(max(a, low))
            return found

        first, last = ends[0][0], ends[-1][1]
        area = total(1, first, last)
        p = (total(1, bound, last) if self.upper else total(1, first, bound)) / area
        mean = None if self.kind == "power" else _fraction(total(x, first, last) / area)
        return self._parts(_fraction(1 / area), number(_fraction(p)), mean)

    @staticmethod
    def numeric(kind: str, numbers: Any, bound: float, upper: bool) -> dict[str, float]:
        n = [int(k) for k in numbers]
        match kind:
            case "exponential":
                ends = [0, bound / 2, bound, *(bound + n[0] * np.arange(1, 45.0))]

                def shape(x: Any) -> Any:
                    return np.exp(-x / n[0])
            case "tent":
                ends = sorted({0.0, float(n[0]), float(n[1]), bound})

                def shape(x: Any) -> Any:
                    return np.where(x <= n[0], x * (n[1] - n[0]), n[0] * (n[1] - x))
            case "power":
                ends = [n[1], bound, n[2]]

                def shape(x: Any) -> Any:
                    return x ** n[0]
            case "sum":
                ends = [0, bound, n[2]]

                def shape(x: Any) -> Any:
                    return x ** n[0] + n[1]
            case _:
                ends = [0, bound, n[1]]

                def shape(x: Any) -> Any:
                    return x ** n[0] * (n[1] - x)

        cuts = np.array(ends, dtype=float)
        middle, half = (cuts[1:] + cuts[:-1]) / 2, (cuts[1:] - cuts[:-1]) / 2
        x = middle[:, None] + half[:, None] * NODES
        areas = half * (shape(x) @ WEIGHTS)
        area = areas.sum()
        inside = middle > bound if upper else middle < bound
        found = {"c": float(1 / area), "P": float(areas[inside].sum() / area)}
        if kind != "power":
            found["E"] = float((half * ((x * shape(x)) @ WEIGHTS)).sum() / area)
        return found

    # ------------------------------------------------------------ solution

    def solution(self) -> Solution:
        questions = [self._asked()] + ([] if self.kind == "power" else [Asked("E")])
        if self.kind == "exponential":
            made = exponential_solution(Exponential(Fraction(1), Fraction(1, self.numbers[0]), "c"), questions, True)
        else:
            made = density.work(density.Density(self._bits(), "c"), *questions, wants_constant=True)
        code = made.code.replace(repr(self._asked().key), "'P'").replace("'E(X)'", "'E'")
        return replace(made, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        asked: Any = self.answer().part("P").answer
        yield Misconception("complement", _complement(asked.value), say("Which side of the bound is asked?"), "P")
        if self.kind == "exponential":
            scale = Fraction(self.numbers[0])
            tail = Op("exp", (number(-self.bound / scale),))
            yield _mistake(
                "c", "rate-for-its-inverse", number(scale), "Divide by the area: what is the area without the constant?"
            )
            yield _mistake(
                "c", "not-normalised", number(1), "The area under a density is 1: is it, without a constant?"
            )
            yield _mistake(
                "P", "density-for-probability", tail / scale, "A value of the density is no probability: areas are."
            )
            yield _mistake(
                "P",
                "probability-not-normalised",
                scale * tail if self.upper else scale * (1 - tail),
                "First make the whole area 1.",
            )
            yield _mistake("E", "rate-for-its-inverse", number(1 / scale), "A larger rate means a smaller mean.")
            yield _mistake("E", "mean-not-normalised", number(scale**2), "First make the whole area 1.")
            return
        bits = self._bits()
        area, first, second = _measures(self.kind, self.numbers)
        low, high = bits[0].low, bits[-1].high
        yield _mistake("c", "area-itself", number(area), "The constant times the area is 1.")
        if area != 1:
            yield _mistake(
                "c", "not-normalised", number(1), "The area under a density is 1: is it, without a constant?"
            )
        top = max(evaluated(b.coefficients, b.high) for b in bits)
        if top:
            yield _mistake(
                "c", "height-for-area", number(1 / top), "The area under a density is 1, not its largest value."
            )
        yield _mistake(
            "P",
            "probability-not-normalised",
            number(area * evaluate(asked.value, {}, EXACT)),
            "First make the whole area 1.",
        )
        width = (high - self.bound if self.upper else self.bound - low) / (high - low)
        yield _mistake(
            "P", "length-for-area", show(width), "All places would be equally likely only if the density were constant."
        )
        here = next(evaluated(b.coefficients, self.bound) for b in bits if b.low <= self.bound <= b.high)
        yield _mistake(
            "P", "density-for-probability", number(here / area), "A value of the density is no probability: areas are."
        )
        if self.kind != "power":
            if first != area * (low + high) / 2:
                feedback = "The mean is the middle of the interval only for a symmetric density."
                yield _mistake("E", "middle-of-the-interval", number((low + high) / 2), feedback)
            yield _mistake("E", "mean-not-normalised", number(first), "First make the whole area 1.")
            yield _mistake(
                "E",
                "square-for-mean",
                number(second / area),
                "The mean integrates the value itself times the density.",
            )


@cache
def _bits(kind: str, numbers: tuple[int, ...]) -> tuple[Bit, ...]:
    zero = Fraction(0)
    if kind == "tent":
        a, b = (Fraction(k) for k in numbers)  # rises on [0, a], falls on [a, b]; the same height at a
        return (Bit((zero, b - a), zero, a), Bit((a * b, -a), a, b))
    shape: Polynomial
    if kind == "power":
        n, low, high = numbers
        return (Bit((zero,) * n + (Fraction(1),), Fraction(low), Fraction(high)),)
    if kind == "sum":
        n, constant, high = numbers
        shape = (Fraction(constant), *(zero,) * (n - 1), Fraction(1))
    else:
        n, high = numbers
        shape = (zero,) * n + (Fraction(high), Fraction(-1))
    return (Bit(shape, zero, Fraction(high)),)


@cache
def _measures(kind: str, numbers: tuple[int, ...]) -> tuple[Fraction, Fraction, Fraction]:
    """The integrals of the function without constant, of x times it and of x² times it."""
    bits = _bits(kind, numbers)
    return total_area(bits), moment(bits, 1), moment(bits, 2)


def _mass(bits: tuple[Bit, ...], bound: Fraction, upper: bool) -> Fraction:
    return mass(bits, bound, bits[-1].high) if upper else mass(bits, bits[0].low, bound)


def _complement(p: Written) -> Number:
    """1 minus a fraction, an exponential, or 1 minus an exponential."""
    if isinstance(p, Op) and p.head == "exp":
        return exact_number(1 - p, probability=True)
    if isinstance(p, Op) and p.head == "+":
        inner = p.args[1]
        return exact_number(inner.args[0] if isinstance(inner, Op) else inner, probability=True)
    return exact_number(1 - Fraction(evaluate(p, {}, EXACT)), probability=True)


def _mistake(part: str, mark: str, w: Written, feedback: str) -> Misconception:
    return Misconception(mark, exact_number(w), say(feedback), part)


def _fraction(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))


_Made = tuple[tuple[int, ...], Fraction]


@cache
def _fitting(kind: str) -> tuple[_Made, ...]:
    """Every function of the kind, with each bound that leaves enough on either side and gives short fractions."""
    found = []
    for numbers in _shapes(kind):
        if kind == "exponential":
            (scale,) = numbers
            bounds = [Fraction(k) for k in range(1, 3 * scale + 1) if Fraction(k, scale).denominator <= 4]
            found += [(numbers, bound) for bound in bounds]
            continue
        bits, area = _bits(kind, numbers), _measures(kind, numbers)[0]
        for bound in _inside(int(bits[0].low), int(bits[-1].high)):
            p = _mass(bits, bound, True) / area
            if area != 1 and p != Fraction(1, 2) and Fraction(1, 20) <= p <= Fraction(19, 20) and p.denominator < 1500:
                found.append((numbers, bound))
    return tuple(found)


def _inside(low: int, high: int) -> list[Fraction]:
    """Bounds inside: whole ones, and halves where there are few whole ones."""
    step = Fraction(1, 2) if high - low < 8 else Fraction(1)
    return [low + step * k for k in range(1, int((high - low) / step))]


def _shapes(kind: str) -> Iterator[tuple[int, ...]]:
    match kind:
        case "power":
            for n, lows, widths in ((1, 10, 10), (2, 4, 6), (3, 2, 4)):
                yield from ((n, low, low + w) for low in range(lows) for w in range(2, widths + 1))
        case "sum":
            for n, highest in ((1, 10), (2, 6), (3, 4)):
                yield from ((n, constant, high) for constant in range(1, 13) for high in range(2, highest + 1))
        case "product":
            for n, highest in ((1, 10), (2, 8), (3, 6)):
                yield from ((n, high) for high in range(2, highest + 1))
        case "tent":
            yield from ((a, a + w) for a in range(1, 11) for w in range(1, 11))
        case _:
            yield from ((scale,) for scale in range(2, 21))
