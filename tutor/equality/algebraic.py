"""Real algebraic numbers: a number that is closer to 0 than any other of its kind can be is 0, which is a proof.

A number that is made from rational numbers, roots, and sines and cosines of rational multiples of π is U/L, where U and
L are algebraic integers. With a bound u for the conjugates of U, a bound l for those of L, and a field of degree D that
contains U, either U = 0, or |U| ≥ u^(1−D), for the product of the conjugates is a whole number; so the number is 0, or
at least 1 / (u^(D−1)·l) in size. The bounds go along with the value, and so does a bound for the error of the value.

Source: Burnikel, Funke, Mehlhorn, Schirra, Schmitt, A separation bound for real algebraic expressions (2001).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.written import Num, Op, Written, walk

BITS = 6_000  # to which a value may be computed
FIRST = 400  # bits with which the bounds themselves are found
DEGREE = 5_000  # of the field
NODES = 400
SLACK = 16  # bits that one operation of the arithmetic, or a rounded bound, may lose
_CIRCULAR = ("sin", "cos", "tan", "cot", "sec", "csc")


class NotAlgebraic(ValueError):
    """The expression has a part that is no real algebraic number, or none that is recognised."""


@dataclass(frozen=True)
class _Bounded:
    """A value with a bound for its error, and the binary logarithms of u and l."""

    value: Any
    error: Any
    u: float
    l: float


def vanishes(w: Written) -> bool | None:
    """Is a real algebraic number zero? None where it is none, or where the proof would be too long.

    >>> from tutor.written import Num, Op
    >>> fifth = Op("cos", (Op("pi") / 5,))
    >>> vanishes(fifth - (1 + Op("sqrt", (Num("5"),))) / 4)
    True
    >>> vanishes(fifth - (1 + Op("sqrt", (Num("5"),))) / 5)
    False
    """
    if sum(1 for _ in walk(w)) > NODES:
        return None
    try:
        degree = _degree(w)
        bits = FIRST
        while degree <= DEGREE and bits <= BITS:
            found = _Reals(bits).bounded(w)
            if abs(found.value) > found.error:
                return False
            least = -((degree - 1) * found.u + found.l)  # in binary logarithms
            size = abs(found.value) + found.error
            if size == 0 or _magnitude(size) < least - 1:
                return True
            bits = max(2 * bits, math.ceil(-least) + FIRST)
    except (NotAlgebraic, NotExact, TooLarge, OverflowError):
        return None
    return None


def _magnitude(size: Any) -> float:
    """A binary logarithm, at least."""
    return float(_context(FIRST).mag(size))


@cache
def _context(bits: int) -> Any:
    import mpmath

    context = mpmath.MPContext()
    context.prec = bits
    return context


def _degree(w: Written) -> int:
    """The degree of a field that contains the algebraic integers of the expression, at most."""
    roots = set()
    order = 1
    for n in _algebraic_nodes(w):
        if n.head in _CIRCULAR:
            order = math.lcm(order, 4, 2 * turns(n.args[0]).denominator)
        elif n.head in ("sqrt", "root", "^"):
            index, radicand, _ = _as_root(n)
            if index > 1:
                roots.add((index, radicand))
    if order > DEGREE:
        raise NotAlgebraic("a large field")
    degree = sum(math.gcd(k, order) == 1 for k in range(1, order + 1))
    for index, _ in roots:
        degree *= index
    return degree


def _algebraic_nodes(w: Written) -> Iterator[Op]:
    """The nodes, without the angles in sines and cosines and without exponents."""
    if isinstance(w, Op):
        yield w
        if w.head in _CIRCULAR:
            return
        inner = {"^": w.args[:1], "root": w.args[1:]}.get(w.head, w.args)
        for a in inner:
            yield from _algebraic_nodes(a)


def turns(w: Written) -> Fraction:
    """The rational number whose product with π the expression is.

    >>> from tutor.written import Op
    >>> turns(2 * Op("pi") / 5)
    Fraction(2, 5)
    """
    if isinstance(w, Op):
        match w.head:
            case "pi":
                return Fraction(1)
            case "neg":
                return -turns(w.args[0])
            case "+":
                return sum((turns(a) for a in w.args), Fraction(0))
            case "/":
                return turns(w.args[0]) / _rational(w.args[1])
            case "*":
                with_pi = [a for a in w.args if any(n == Op("pi") for n in walk(a))]
                if len(with_pi) == 1:
                    others = (_rational(a) for a in w.args if a is not with_pi[0])
                    return turns(with_pi[0]) * math.prod(others, start=Fraction(1))
    if w == Num("0"):
        return Fraction(0)
    raise NotAlgebraic("no rational multiple of pi")


def _rational(w: Written) -> Fraction:
    found = evaluate(w, {}, EXACT)
    if not isinstance(found, int | Fraction) or not found:
        raise NotAlgebraic("no rational number, or zero")
    return Fraction(found)


def _as_root(n: Op) -> tuple[int, Written, int]:
    """An index, what the root is taken of, and the power of it."""
    if n.head == "sqrt":
        return 2, n.args[0], 1
    if n.head == "root":
        index = _rational(n.args[0])
        if index.denominator > 1 or not 2 <= index <= 50:
            raise NotAlgebraic("the index of a root")
        return int(index), n.args[1], 1
    exponent = _rational(n.args[1])
    if abs(exponent.numerator) > 100 or exponent.denominator > 50:
        raise NotAlgebraic("a large exponent")
    return exponent.denominator, n.args[0], exponent.numerator


class _Reals:
    """Arithmetic of values with bounds, to a number of bits."""

    def __init__(self, bits: int) -> None:
        self.context = _context(bits)
        self.unit = self.context.ldexp(1, SLACK - bits)

    def bounded(self, w: Written) -> _Bounded:
        if isinstance(w, Num):
            return self.number(w.fraction)
        if not isinstance(w, Op):
            raise NotAlgebraic("no number")
        match w.head:
            case "neg":
                x = self.bounded(w.args[0])
                return _Bounded(-x.value, x.error, x.u, x.l)
            case "+" | "*":
                total = self.bounded(w.args[0])
                for a in w.args[1:]:
                    total = (self.add if w.head == "+" else self.multiply)(total, self.bounded(a))
                return total
            case "/":
                return self.divide(self.bounded(w.args[0]), self.bounded(w.args[1]))
            case "sqrt" | "root" | "^":
                return self.rooted(*_as_root(w))
        if w.head in _CIRCULAR:
            return self.circular(w.head, turns(w.args[0]))
        raise NotAlgebraic(f"{w.head} is not algebraic")

    def made(self, value: Any, error: Any, u: float, low: float) -> _Bounded:
        """With the error of this operation added, and the bounds rounded up."""
        return _Bounded(value, error * (1 + self.unit) + abs(value) * self.unit, u + 1e-9, low + 1e-9)

    def number(self, q: Fraction) -> _Bounded:
        if not q:
            return _Bounded(self.context.mpf(0), self.context.mpf(0), 0.0, 0.0)
        value = self.context.mpf(q.numerator) / q.denominator
        return self.made(value, self.context.mpf(0), math.log2(abs(q.numerator)), math.log2(q.denominator))

    def add(self, x: _Bounded, y: _Bounded) -> _Bounded:
        first, second = x.u + y.l, y.u + x.l
        u = max(first, second) + 1
        return self.made(x.value + y.value, x.error + y.error, u, x.l + y.l)

    def multiply(self, x: _Bounded, y: _Bounded) -> _Bounded:
        error = abs(x.value) * y.error + abs(y.value) * x.error + x.error * y.error
        return self.made(x.value * y.value, error, x.u + y.u, x.l + y.l)

    def divide(self, x: _Bounded, y: _Bounded) -> _Bounded:
        if abs(y.value) <= 2 * y.error:
            raise NotAlgebraic("perhaps a division by zero")
        value = x.value / y.value
        error = (x.error + abs(value) * y.error) / (abs(y.value) - y.error)
        return self.made(value, error, x.u + y.l, x.l + y.u)

    def rooted(self, index: int, radicand: Written, power: int) -> _Bounded:
        x = self.bounded(radicand)
        if index > 1:
            if x.value <= 2 * x.error:
                raise NotAlgebraic("a root of what may be zero or negative")
            value = self.context.root(x.value, index)
            error = 2 * x.error * value / x.value
            if x.u >= x.l:
                u, low = (x.u + (index - 1) * x.l) / index, x.l
            else:
                u, low = x.u, ((index - 1) * x.u + x.l) / index
            x = self.made(value, error, u, low)
        result = self.number(Fraction(1))
        for _ in range(abs(power)):
            result = self.multiply(result, x)
        return result if power >= 0 else self.divide(self.number(Fraction(1)), result)

    def circular(self, head: str, c: Fraction) -> _Bounded:
        c %= 2
        angle = self.context.mpf(c.numerator) / c.denominator
        values = {
            "s": self.made(self.context.sinpi(angle), self.unit, 1.0, 1.0),  # 2 sin is an algebraic integer, at most 2
            "c": self.made(self.context.cospi(angle), self.unit, 1.0, 1.0),
        }
        if head in ("sin", "cos"):
            return values[head[0]]
        top, bottom = {"tan": ("s", "c"), "cot": ("c", "s"), "sec": ("", "c"), "csc": ("", "s")}[head]
        return self.divide(values[top] if top else self.number(Fraction(1)), values[bottom])
