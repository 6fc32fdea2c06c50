"""Rational functions of given variables as fractions of polynomials with exact coefficients, not reduced.

A monomial is a tuple of exponents, one for each variable. All work is bounded: no more is computed.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from tutor.equality.polynomials import plus, scaled
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.written import Name, Op, Written, names, walk

Poly: TypeAlias = dict[tuple[int, ...], Fraction]

MAX_NODES = 800
MAX_TERMS = 300
MAX_DEGREE = 20
MAX_BITS = 2_000


class NotRational(ValueError):
    """The expression is no rational function of the variables with rational coefficients, or a too large one."""


def fraction_of(w: Written, variables: tuple[str, ...]) -> tuple[Poly, Poly]:
    """Numerator and denominator, not reduced; raises `NotRational`.

    >>> from tutor.reading import read
    >>> fraction_of(read("1 - x/2"), ("x",))
    ({(0,): Fraction(2, 1), (1,): Fraction(-1, 1)}, {(0,): Fraction(2, 1)})
    """
    if sum(1 for _ in walk(w)) > MAX_NODES:
        raise NotRational("too long")
    return _fraction(w, variables)


def _fraction(w: Written, variables: tuple[str, ...]) -> tuple[Poly, Poly]:
    one: Poly = {(0,) * len(variables): Fraction(1)}
    if not names(w):
        try:
            q = Fraction(evaluate(w, {}, EXACT))
        except (NotExact, TooLarge, ValueError, TypeError) as error:
            raise NotRational(str(w)) from error
        top: Poly = {next(iter(one)): Fraction(q.numerator)} if q else {}
        return _small(top), _small({next(iter(one)): Fraction(q.denominator)})
    if isinstance(w, Name):
        if w.text not in variables:
            raise NotRational(w.text)
        return {tuple(int(v == w.text) for v in variables): Fraction(1)}, one
    if not isinstance(w, Op) or w.head not in ("+", "*", "neg", "/", "^"):
        raise NotRational(str(w))
    parts = [_fraction(a, variables) for a in w.args if w.head != "^"]
    match w.head:
        case "+":
            return reduce(_add, parts)
        case "*":
            return reduce(lambda p, q: (times(p[0], q[0]), times(p[1], q[1])), parts)
        case "neg":
            return scaled(parts[0][0], Fraction(-1)), parts[0][1]
        case "/":
            (a, b), (c, d) = parts
            if not c:
                raise NotRational("division by zero")
            return times(a, d), times(b, c)
    base, exponent = w.args
    try:
        n = Fraction(evaluate(exponent, {}, EXACT)) if not names(exponent) else None
    except (NotExact, TooLarge, ValueError, TypeError) as error:
        raise NotRational(str(w)) from error
    if n is None or n.denominator != 1 or abs(n) > MAX_DEGREE:
        raise NotRational(str(w))
    top, bottom = _fraction(base, variables)
    if n <= 0 and not top:
        raise NotRational("division by zero")
    if n < 0:
        top, bottom = bottom, top
    return power(top, abs(int(n)), one), power(bottom, abs(int(n)), one)


def polynomial_of(w: Written, variables: tuple[str, ...]) -> Poly:
    """The polynomial that is written without variables in a denominator; raises `NotRational`."""
    top, bottom = fraction_of(w, variables)
    if any(any(e) for e in bottom):
        raise NotRational(str(w))
    return scaled(top, 1 / next(iter(bottom.values())))


def _add(p: tuple[Poly, Poly], q: tuple[Poly, Poly]) -> tuple[Poly, Poly]:
    if p[1] == q[1]:
        return _small(plus(p[0], q[0])), p[1]
    return _small(plus(times(p[0], q[1]), times(q[0], p[1]))), times(p[1], q[1])


def times(a: Poly, b: Poly) -> Poly:
    """The product."""
    if len(a) * len(b) > 20 * MAX_TERMS:
        raise NotRational("too many terms")
    total: Poly = {}
    for (e, c), (f, d) in itertools.product(a.items(), b.items()):
        key = tuple(map(sum, zip(e, f, strict=True)))
        total[key] = total.get(key, Fraction(0)) + c * d
    return _small({e: c for e, c in total.items() if c})


def power(a: Poly, n: int, one: Poly) -> Poly:
    """A power with a small exponent."""
    if a.keys() <= one.keys():  # a number
        return _small({e: c**n for e, c in a.items()}) if n else one
    result = one
    for _ in range(n):
        result = times(result, a)
    return result


def _small(a: Poly) -> Poly:
    if len(a) > MAX_TERMS or any(
        sum(e) > MAX_DEGREE or max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS
        for e, c in a.items()
    ):
        raise NotRational("too large")
    return a


def is_constant(a: Poly) -> bool:
    """No variable occurs."""
    return all(not any(e) for e in a)


def degree(a: Poly) -> int:
    """The total degree (−1 for zero)."""
    return max((sum(e) for e in a), default=-1)
