"""Polynomials in one variable, as lists of coefficients with the constant first, and their real zeros."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any, TypeAlias

from tutor.equality.quotients import NotRational, Poly, degree
from tutor.evaluate import NotExact
from tutor.surds import Surd, root, surd

Coefficients: TypeAlias = list[Fraction]

MAX_ZEROS = 12


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
