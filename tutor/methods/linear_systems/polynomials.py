"""Polynomials in one parameter with rational coefficients: what elimination with a parameter computes with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from tutor.errors import InputError
from tutor.surds import Surd, root, surd
from tutor.written import Name, Num, Op, Written, number

Operand: TypeAlias = "Poly | Fraction | int"


@dataclass(frozen=True, slots=True)
class Poly:
    """Coefficients from the constant upwards, the last one not 0; the zero polynomial has none.

    >>> k = Poly.of(0, 1)
    >>> str((k * k - 1).written("k"))
    'k^2 - 1'
    """

    coefficients: tuple[Fraction, ...]

    @classmethod
    def of(cls, *coefficients: Fraction | int) -> Poly:
        """From the constant upwards."""
        kept = [Fraction(c) for c in coefficients]
        while kept and not kept[-1]:
            kept.pop()
        return cls(tuple(kept))

    @property
    def degree(self) -> int:
        """−1 for the zero polynomial."""
        return len(self.coefficients) - 1

    def __bool__(self) -> bool:
        return bool(self.coefficients)

    def __add__(self, other: Operand) -> Poly:
        a, b = self.coefficients, poly(other).coefficients
        n = max(len(a), len(b))
        zero = (Fraction(0),)
        return Poly.of(*(x + y for x, y in zip(a + zero * (n - len(a)), b + zero * (n - len(b)), strict=True)))

    __radd__ = __add__

    def __neg__(self) -> Poly:
        return Poly(tuple(-c for c in self.coefficients))

    def __sub__(self, other: Operand) -> Poly:
        return self + -poly(other)

    def __rsub__(self, other: Operand) -> Poly:
        return poly(other) - self

    def __mul__(self, other: Operand) -> Poly:
        b = poly(other).coefficients
        product = [Fraction(0)] * max(0, len(self.coefficients) + len(b) - 1)
        for i, x in enumerate(self.coefficients):
            for j, y in enumerate(b):
                product[i + j] += x * y
        return Poly.of(*product)

    __rmul__ = __mul__

    def divided(self, other: Poly) -> tuple[Poly, Poly]:
        """Quotient and rest."""
        rest, quotient = list(self.coefficients), [Fraction(0)] * max(0, self.degree - other.degree + 1)
        lead = other.coefficients[-1]
        for shift in range(self.degree - other.degree, -1, -1):
            factor = rest[shift + other.degree] / lead
            quotient[shift] = factor
            for i, c in enumerate(other.coefficients):
                rest[shift + i] -= factor * c
        return Poly.of(*quotient), Poly.of(*rest)

    def gcd(self, other: Poly) -> Poly:
        """The greatest common divisor with leading coefficient 1."""
        a, b = self, other
        while b:
            a, b = b, a.divided(b)[1]
        return a * (1 / a.coefficients[-1]) if a else a

    def derivative(self) -> Poly:
        """The derivative."""
        return Poly.of(*(i * c for i, c in enumerate(self.coefficients) if i))

    def at(self, value: Fraction | Surd) -> Fraction | Surd:
        """The value at a place, by Horner's scheme."""
        total: Fraction | Surd = Fraction(0)
        for c in reversed(self.coefficients):
            total = value * total + c if isinstance(value, Surd) else total * value + c
        return total

    def written(self, variable: str) -> Written:
        """As a teacher writes it: falling powers, or rising ones if that avoids a minus sign in front."""
        powers = [i for i in range(self.degree, -1, -1) if self.coefficients[i]]
        if powers and self.coefficients[powers[0]] < 0 < self.coefficients[powers[-1]]:
            powers.reverse()
        terms: list[Written] = []
        for i in powers:
            c = self.coefficients[i]
            power: Written = Name(variable) if i == 1 else Name(variable) ** i
            term = number(abs(c)) if i == 0 else power if abs(c) == 1 else number(abs(c)) * power
            terms.append(-term if c < 0 else term)
        return Num("0") if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def poly(value: Operand) -> Poly:
    """A number as a polynomial."""
    return value if isinstance(value, Poly) else Poly.of(value)


def poly_of(w: Written, variable: str) -> Poly:
    """Read a polynomial in one variable from what is written.

    Raises
    ------
    InputError
        If it is none.
    """
    if isinstance(w, Num):
        return Poly.of(w.fraction)
    if isinstance(w, Name) and w.text == variable:
        return Poly.of(0, 1)
    if isinstance(w, Op):
        if w.head == "^":
            exponent = poly_of(w.args[1], variable)
            top = exponent.coefficients[0] if exponent else Fraction(0)
            if exponent.degree <= 0 and top.denominator == 1 and 0 <= top <= 20:
                power = Poly.of(1)
                for _ in range(int(top)):
                    power = power * poly_of(w.args[0], variable)
                return power
        elif w.head == "/":
            divisor = poly_of(w.args[1], variable)
            if divisor.degree == 0:
                return poly_of(w.args[0], variable) * (1 / divisor.coefficients[0])
        elif w.head in ("+", "*", "neg"):
            args = [poly_of(a, variable) for a in w.args]
            if w.head == "neg":
                return -args[0]
            total = args[0]
            for a in args[1:]:
                total = total + a if w.head == "+" else total * a
            return total
    raise InputError(f"{w} is not a polynomial in the one parameter {variable} with rational coefficients")


# ---------------------------------------------------------------- zeros


def real_roots(p: Poly) -> int:
    """How many different real zeros there are, by Sturm's theorem.

    >>> real_roots(Poly.of(-2, 0, 1)), real_roots(Poly.of(1, 0, 1)), real_roots(Poly.of(0, 0, 5))
    (2, 0, 1)
    """
    if p.degree < 1:
        return 0
    chain = [p, p.derivative()]
    while chain[-1].degree > 0:
        rest = -chain[-2].divided(chain[-1])[1]
        if not rest:
            break
        chain.append(rest)

    def changes(direction: int) -> int:
        signs = [q.coefficients[-1] * direction**q.degree > 0 for q in chain if q]
        return sum(a != b for a, b in pairwise(signs))

    return changes(-1) - changes(1)


def zeros(p: Poly, name: str = "k") -> list[Surd]:
    """All real zeros in increasing order: rational numbers and quadratic surds.

    Raises
    ------
    InputError
        If a zero is neither; the message says which factor is to blame.

    >>> [str(z.written()) for z in zeros(Poly.of(2, -2, -1, 1))]
    ['-sqrt(2)', '1', 'sqrt(2)']
    """
    if p.degree < 1:
        return []
    found: list[Surd] = []
    left = p.divided(p.gcd(p.derivative()))[0]
    for q in _rational_roots(left):
        found.append(surd(q))
        left = left.divided(Poly.of(-q, 1))[0]
    for factor in [left] if left.degree <= 2 else _factors(left):
        if factor.degree == 2:
            c, b, a = factor.coefficients
            discriminant = b * b - 4 * a * c
            if discriminant >= 0:
                found += [(s * root(discriminant) - b) * (1 / (2 * a)) for s in (1, -1)]
        elif factor.degree > 2 and real_roots(factor):
            raise InputError(
                f"the special values of {name} are zeros of {factor.written(name)}, which are no square roots; "
                f"put numbers for {name} and solve each system by itself"
            )
    return sorted(found, key=float)


def _rational_roots(p: Poly) -> list[Fraction]:
    m = math.lcm(*(c.denominator for c in p.coefficients))
    whole = [int(c * m) for c in p.coefficients]
    found = [Fraction(0)] if not whole[0] else []
    whole = whole[next(i for i, c in enumerate(whole) if c) :]
    if len(whole) > 1 and max(abs(whole[0]), abs(whole[-1])) > 10**9:
        raise InputError("the numbers in the system are too large to find the special values of the parameter")
    for top in _divisors(whole[0]) if len(whole) > 1 else ():
        for bottom in _divisors(whole[-1]):
            for q in (Fraction(top, bottom), Fraction(-top, bottom)):
                if q not in found and not p.at(q):
                    found.append(q)
    return found


def _divisors(n: int) -> Sequence[int]:
    n = abs(n)
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    return small + [n // d for d in reversed(small) if d * d != n]


def _factors(p: Poly) -> list[Poly]:
    import sympy as sp

    k = sp.Symbol("k")
    coefficients = [sp.Rational(c.numerator, c.denominator) for c in reversed(p.coefficients)]
    _, factors = sp.factor_list(sp.Poly(coefficients, k))
    return [Poly.of(*(Fraction(int(c.p), int(c.q)) for c in reversed(f.all_coeffs()))) for f, _ in factors]
