"""Rational functions whose variables are atoms: Laurent polynomials with rational exponents, and quotients of two.

A monomial is a tuple of pairs (number of the atom, exponent) in the order of the numbers; a polynomial is a dict from
monomials to coefficients that are not 0. What an atom stands for, and when a power of it is something simpler
(√2·√2 = 2, i·i = −1), is for `Atoms` to say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

Exponent: TypeAlias = "int | Fraction"
Monomial: TypeAlias = tuple[tuple[int, Exponent], ...]
Polynomial: TypeAlias = dict[Monomial, Fraction]
M = TypeVar("M")

WORK = 12_000  # products of two terms that one proof may cost
BITS = 4_000  # of a coefficient
UNIT: Monomial = ()


class NoProof(ValueError):
    """The expression has no form here, or one that is too large."""


def tidy(q: Exponent) -> Exponent:
    """An exponent as an int where it is one."""
    return int(q) if q.denominator == 1 else q


def times(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials."""
    if not a or not b:
        return a or b
    merged = dict(a)
    for atom, e in b:
        total = merged.get(atom, 0) + e
        if total:
            merged[atom] = tidy(total)
        else:
            del merged[atom]
    return tuple(sorted(merged.items()))


def raised(m: Monomial, n: Exponent) -> Monomial:
    """A power of a monomial."""
    return tuple((atom, tidy(e * n)) for atom, e in m) if n else ()


@dataclass(frozen=True)
class Quotient:
    """One polynomial over another that is not 0."""

    top: Polynomial
    bottom: Polynomial

    @property
    def whole(self) -> bool:
        """Is it a polynomial?"""
        return len(self.bottom) == 1 and UNIT in self.bottom

    def rational(self) -> Fraction | None:
        """The value, if it is a rational number."""
        if not self.top:
            return Fraction(0)
        if not self.whole or len(self.top) > 1 or UNIT not in self.top:
            return None
        return self.top[UNIT] / self.bottom[UNIT]

    def key(self) -> tuple[tuple[tuple[Monomial, Fraction], ...], ...]:
        """What tells it from others."""
        return tuple(tuple(sorted(p.items())) for p in (self.top, self.bottom))


def checked(q: Fraction, n: Exponent = 1) -> Fraction:
    """The number, if its n-th power is of a size to compute with."""
    if max(q.numerator.bit_length(), q.denominator.bit_length()) * math.ceil(abs(Fraction(n))) > BITS:
        raise NoProof("a large number")
    return q


def constant(q: Fraction | int) -> Quotient:
    """A rational number as a quotient."""
    return Quotient({UNIT: Fraction(q)} if q else {}, {UNIT: Fraction(1)})


def common_factor(p: Mapping[Any, Fraction]) -> Fraction:
    """The greatest common divisor of the coefficients: a fraction if not all of them are whole; 0 for zero.

    >>> common_factor({"x": Fraction(4), "y": Fraction(-2, 3)})
    Fraction(2, 3)
    """
    return Fraction(math.gcd(*(c.numerator for c in p.values())), math.lcm(*(c.denominator for c in p.values())))


def content(p: Polynomial) -> Fraction:
    """The rational number whose quotient leaves coprime whole coefficients, the first of them positive."""
    factor = common_factor(p)
    return factor if p[min(p)] > 0 else -factor


def plus(p: Mapping[M, Fraction], q: Mapping[M, Fraction]) -> dict[M, Fraction]:
    """The sum; the monomials may be of any type."""
    result = dict(p)
    for m, c in q.items():
        total = result.get(m, 0) + c
        if total:
            result[m] = Fraction(total)
        else:
            del result[m]
    return result


def scaled(p: Mapping[M, Fraction], factor: Fraction) -> dict[M, Fraction]:
    """A multiple."""
    return {m: c * factor for m, c in p.items()} if factor else {}


def ratio(p: Mapping[M, Fraction], q: Mapping[M, Fraction]) -> Fraction | None:
    """c with q = c·p and c ≠ 0, or None."""
    if not p or p.keys() != q.keys():
        return None
    first = next(iter(p))
    c = q[first] / p[first]
    return c if all(q[m] == c * d for m, d in p.items()) else None


Reduce: TypeAlias = Callable[[Monomial], "Quotient | None"]


@dataclass
class Arithmetic:
    """Sums, products and powers of quotients; `reduce` gives a simpler form of a monomial, or None.

    >>> field = Arithmetic(lambda m: None, lambda a: True)
    >>> x = Quotient({((1, 1),): Fraction(1)}, {UNIT: Fraction(1)})
    >>> field.power(field.add(x, constant(1)), 2).top == {(): 1, ((1, 1),): 2, ((1, 2),): 1}
    True
    """

    reduce: Reduce
    free: Callable[[int], bool]  # may the atom have negative exponents?
    complement: Callable[[Monomial], Monomial] = lambda m: ()  # what makes a monomial of other atoms simpler
    work: int = field(default=0, init=False)

    def product(self, p: Polynomial, q: Polynomial) -> Polynomial:
        self.work += len(p) * len(q)
        if self.work > WORK:
            raise NoProof("too many terms")
        result: Polynomial = {}
        for m, c in p.items():
            for n, d in q.items():
                both = times(m, n)
                simpler = self.reduce(both) if both else None
                if simpler is None:
                    result[both] = result.get(both, Fraction(0)) + c * d
                    continue
                if not simpler.whole:
                    raise NoProof("a power of an atom has a denominator")
                for r, f in simpler.top.items():
                    result[r] = result.get(r, Fraction(0)) + c * d * f / simpler.bottom[UNIT]
        return {m: c for m, c in result.items() if c}

    def add(self, a: Quotient, b: Quotient) -> Quotient:
        if a.bottom == b.bottom:
            return self.quotient(plus(a.top, b.top), a.bottom)
        top = plus(self.product(a.top, b.bottom), self.product(b.top, a.bottom))
        return self.quotient(top, self.product(a.bottom, b.bottom))

    def negative(self, a: Quotient) -> Quotient:
        return Quotient(scaled(a.top, Fraction(-1)), a.bottom)

    def multiply(self, a: Quotient, b: Quotient) -> Quotient:
        bottom = b.bottom if a.whole and a.bottom[UNIT] == 1 else self.product(a.bottom, b.bottom)
        return self.quotient(self.product(a.top, b.top), bottom)

    def divide(self, a: Quotient, b: Quotient) -> Quotient:
        if not b.top:
            raise NoProof("division by zero")
        return self.multiply(a, self.quotient(b.bottom, b.top))

    def power(self, a: Quotient, n: int) -> Quotient:
        if n < 0:
            return self.power(self.divide(constant(1), a), -n)
        if n > 400:
            raise NoProof("the exponent is large")
        result = constant(1)
        while n:
            if n & 1:
                result = self.multiply(result, a)
            n >>= 1
            if n:
                a = self.multiply(a, a)
        return result

    def quotient(self, top: Polynomial, bottom: Polynomial) -> Quotient:
        """The quotient with a tidy denominator: no common factor of its terms, whole coprime coefficients."""
        if not bottom:
            raise NoProof("division by zero")
        if not top:
            return constant(0)
        for c in top.values():
            checked(c)
        if len(bottom) == 1 and UNIT in bottom:
            c = bottom[UNIT]
            return Quotient(top if c == 1 else {m: d / c for m, d in top.items()}, {UNIT: Fraction(1)})
        turned = self.complement(self.common(bottom, free=False))
        if turned:
            factor_out = {turned: Fraction(1)}
            return self.quotient(self.product(top, factor_out), self.product(bottom, factor_out))
        factor = content(bottom)
        common = raised(self.common(bottom), -1)
        top = {times(m, common): c / factor for m, c in top.items()}
        bottom = {times(m, common): c / factor for m, c in bottom.items()}
        if len(bottom) == 1 and UNIT in bottom:
            return Quotient(top, bottom)
        multiple = ratio(bottom, top)
        return Quotient(top, bottom) if multiple is None else constant(multiple)

    def common(self, p: Polynomial, *, free: bool = True) -> Monomial:
        """The largest monomial of free (or of the other) atoms that divides every term."""
        first, *others = p
        if not others:
            return tuple((a, e) for a, e in first if self.free(a) is free)
        atoms = sorted({a for m in p for a, _ in m if self.free(a) is free})
        powers = [dict(m) for m in p]
        found = [(a, min(m.get(a, 0) for m in powers)) for a in atoms]
        return tuple((a, e) for a, e in found if e)


def square_root(p: Polynomial) -> Polynomial | None:
    """The polynomial whose square is p, if there is one with rational coefficients; atoms counted as free.

    >>> x = ((1, 1),)
    >>> square_root({UNIT: Fraction(1), x: Fraction(2), ((1, 2),): Fraction(1)}) == {UNIT: 1, x: 1}
    True
    """
    if len(p) == 2 or len(p) > 60:
        return None
    atoms = sorted({a for m in p for a, _ in m})

    def place(m: Monomial) -> tuple[Exponent, ...]:
        powers = dict(m)
        return tuple(powers.get(a, 0) for a in atoms)

    top = max(p, key=place)
    lead = _rational_root(p[top])
    if lead is None:
        return None
    first = raised(top, Fraction(1, 2))
    root = {first: lead}
    rest = plus(p, {top: -p[top]})
    inverse = raised(first, -1)
    for _ in range(len(p)):
        if not rest:
            return root
        m = max(rest, key=place)
        term, c = times(m, inverse), rest[m] / (2 * lead)
        if term in root:
            return None
        change: Polynomial = {times(term, term): -c * c}
        for n, d in root.items():
            both = times(term, n)
            change[both] = change.get(both, Fraction(0)) - 2 * c * d
        root[term] = c
        rest = plus(rest, {n: d for n, d in change.items() if d})
        if len(rest) > 200:
            return None
    return None


def _rational_root(q: Fraction) -> Fraction | None:
    if q <= 0:
        return None
    top, bottom = math.isqrt(q.numerator), math.isqrt(q.denominator)
    return Fraction(top, bottom) if top * top == q.numerator and bottom * bottom == q.denominator else None
