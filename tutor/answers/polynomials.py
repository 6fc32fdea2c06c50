"""Rational functions as fractions of polynomials with exact coefficients, and the real zeros of polynomials.

A polynomial is a mapping from exponents (one for each variable) to coefficients that are not zero; a polynomial in
one variable is also a list of its coefficients, the constant first. All work is bounded: no more is computed.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any, TypeAlias

from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.surds import Surd, root, surd
from tutor.written import Name, Op, Written, names, walk

Poly: TypeAlias = dict[tuple[int, ...], Fraction]
Coefficients: TypeAlias = list[Fraction]

MAX_NODES = 800
MAX_TERMS = 300
MAX_DEGREE = 20
MAX_BITS = 2_000
MAX_ZEROS = 12


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
        return plus(p[0], q[0]), p[1]
    return plus(times(p[0], q[1]), times(q[0], p[1])), times(p[1], q[1])


def plus(a: Poly, b: Poly) -> Poly:
    """The sum."""
    total = dict(a)
    for e, c in b.items():
        total[e] = total.get(e, Fraction(0)) + c
    return _small({e: c for e, c in total.items() if c})


def scaled(a: Poly, factor: Fraction) -> Poly:
    """A multiple."""
    return {e: c * factor for e, c in a.items()} if factor else {}


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


def content(a: Poly) -> Fraction:
    """The greatest common divisor of the coefficients: a fraction if not all of them are whole."""
    tops = reduce(gcd, (c.numerator for c in a.values()), 0)
    bottoms = reduce(lambda m, n: m * n // gcd(m, n), (c.denominator for c in a.values()), 1)
    return Fraction(tops, bottoms)


def ratio(a: Poly, b: Poly) -> Fraction | None:
    """c with b = c·a and c ≠ 0, or None."""
    if not a or a.keys() != b.keys():
        return None
    c = b[next(iter(a))] / a[next(iter(a))]
    return c if all(b[e] == c * v for e, v in a.items()) else None


# ---------------------------------------------------------------- one variable


def coefficients(a: Poly) -> Coefficients:
    """Of a polynomial in one variable, the constant first; [] for zero."""
    return [a.get((k,), Fraction(0)) for k in range(degree(a) + 1)]


def divide(a: Coefficients, b: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder."""
    rest, quotient = list(a), [Fraction(0)] * max(0, len(a) - len(b) + 1)
    while len(rest) >= len(b):
        factor, shift = rest[-1] / b[-1], len(rest) - len(b)
        quotient[shift] = factor
        for k, c in enumerate(b):
            rest[k + shift] -= factor * c
        while rest and not rest[-1]:
            rest.pop()
    return quotient, rest


def common(a: Coefficients, b: Coefficients) -> Coefficients:
    """A greatest common divisor with leading coefficient 1; [] if both are zero."""
    while b:
        a, b = b, divide(a, b)[1]
        if b:
            b = [c / b[-1] for c in b]
    return [c / a[-1] for c in a]


def derivative(a: Coefficients) -> Coefficients:
    """The derivative."""
    return [k * c for k, c in enumerate(a)][1:]


def squarefree(a: Coefficients) -> Coefficients:
    """The same zeros, each once."""
    return divide(a, common(a, derivative(a)))[0]


@dataclass(frozen=True)
class Zero:
    """A real zero: exactly in the field of square roots where it lies there, and to 60 digits."""

    exact: Surd | None
    approximate: Fraction


def real_zeros(a: Coefficients) -> list[Zero]:
    """The real zeros of a polynomial that is not zero, in no order; raises `NotRational` if they cannot be found.

    >>> [z.exact.rational() for z in real_zeros([Fraction(-6), Fraction(1), Fraction(1)])]
    [Fraction(-3, 1), Fraction(2, 1)]
    """
    import mpmath

    if len(a) < 2:
        return []
    a = squarefree(a)
    found: list[Zero] = []
    mp = mpmath.MPContext()
    mp.dps = 120
    whole = _whole(a)
    if len(whole) > MAX_ZEROS + 1:
        raise NotRational("too many zeros")
    if len(whole) > 2:
        try:
            near = mp.polyroots([mp.mpf(c) for c in reversed(whole)], maxsteps=400, extraprec=400)
        except mp.NoConvergence as error:
            raise NotRational("zeros not found") from error
    else:
        near = [mp.mpf(-whole[0]) / whole[1]]
    close = mp.mpf(10) ** -60
    real = [mp.re(z) for z in near if abs(mp.im(z)) < close * (1 + abs(z))]
    lead = whole[-1]
    for z in list(real):  # rational zeros have a denominator that divides the leading coefficient
        q = Fraction(int(mp.nint(z * lead)), lead)
        if abs(z - mp.mpf(q.numerator) / q.denominator) < close and not _value(a, q):
            found.append(Zero(surd(q), q))
            real.remove(z)
            a = divide(a, [-q, Fraction(1)])[0]
    for y, z in itertools.combinations(list(real), 2):
        if y not in real or z not in real:
            continue
        total, product = (Fraction(int(mp.nint(v * lead)), lead) for v in (y + z, y * z))
        if any(abs(v - mp.mpf(q.numerator) / q.denominator) > close for v, q in ((y + z, total), (y * z, product))):
            continue
        quotient, rest = divide(a, [product, -total, Fraction(1)])
        if rest:
            continue
        try:
            spread = root(total * total - 4 * product)
        except NotExact:
            continue
        for sign in (1, -1):
            exact = (spread * sign + surd(total)) * Fraction(1, 2)
            found.append(Zero(exact, fraction_near(max(y, z) if sign > 0 else min(y, z))))
        real = [v for v in real if v not in (y, z)]
        a = quotient
    found.extend(Zero(None, fraction_near(z)) for z in real)
    return sorted(found, key=lambda z: z.approximate)


def _whole(a: Coefficients) -> list[int]:
    scale = reduce(lambda m, c: m * c.denominator // gcd(m, c.denominator), a, 1)
    return [int(c * scale) for c in a]


def _value(a: Coefficients, q: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(a):
        total = total * q + c
    return total


def fraction_near(z: Any) -> Fraction:
    """The number as a fraction that is right to 60 digits or so."""
    sign, mantissa, exponent, _ = z._mpf_
    q = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -q if sign else q
