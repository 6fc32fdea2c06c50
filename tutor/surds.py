"""Numbers with square roots, exactly: the field that Q and all √p span, with its own arithmetic.

A number is kept as a sum of c·√d with squarefree d, which is unique (square roots of different squarefree integers are
linearly independent over Q), so equality is decided by comparing, with no digits and no SymPy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from tutor.errors import TooLarge
from tutor.evaluate import EXACT, Arithmetic, NotExact
from tutor.written import Num, Op, Written, number

Operand: TypeAlias = "Surd | Fraction | int"
MAX_PRODUCTS = 10_000  # of terms, in one multiplication: sums of many different roots grow without end


@cache
def squarefree(n: int) -> tuple[int, int]:
    """``(s, d)`` with n = s²·d and d squarefree, for 1 ≤ n ≤ 10^12.

    >>> squarefree(72)
    (6, 2)
    """
    if not 1 <= n <= 10**12:
        raise NotExact(f"the root of {n} is not taken exactly")
    s, d, p = 1, n, 2
    while p * p <= d:
        while d % (p * p) == 0:
            d //= p * p
            s *= p
        p += 1
        if p > 20_000:  # what is left has no small square factor; it can only be a square itself
            root = math.isqrt(d)
            return (s * root, 1) if root * root == d else (s, d)
    return s, d


@dataclass(frozen=True, slots=True)
class Surd:
    """A sum of ``coefficient · √radicand``, sorted by radicand, no zero coefficients.

    >>> two, three = root(2), root(3)
    >>> (two + three) * (two - three)
    Surd(terms=((1, Fraction(-1, 1)),))
    """

    terms: tuple[tuple[int, Fraction], ...]

    def __add__(self, other: Operand) -> Surd:
        if not isinstance(other, _FIELD):
            return NotImplemented
        return _collect([*self.terms, *surd(other).terms])

    __radd__ = __add__

    def __neg__(self) -> Surd:
        return Surd(tuple((d, -c) for d, c in self.terms))

    def __sub__(self, other: Operand) -> Surd:
        if not isinstance(other, _FIELD):
            return NotImplemented
        return self + -surd(other)

    def __rsub__(self, other: Operand) -> Surd:
        return surd(other) - self

    def __mul__(self, other: Operand) -> Surd:
        if not isinstance(other, _FIELD):
            return NotImplemented
        factor = surd(other).terms
        if len(self.terms) * len(factor) > MAX_PRODUCTS:
            raise TooLarge("a product of sums of so many roots is too large to compute")
        products = []
        for d, c in self.terms:
            for f, g in factor:
                common = math.gcd(d, f)
                products.append((d // common * (f // common), c * g * common))
        return _collect(products)

    __rmul__ = __mul__

    def inverse(self) -> Surd:
        """1 over the number: the denominator is made rational by one conjugate after the other."""
        if not self.terms:
            raise NotExact("division by zero")
        top, bottom = surd(1), self
        while any(d > 1 for d, _ in bottom.terms):
            p = _smallest_prime(max(d for d, _ in bottom.terms))
            conjugate = Surd(tuple((d, -c if d % p == 0 else c) for d, c in bottom.terms))
            top, bottom = top * conjugate, bottom * conjugate
        return top * (1 / bottom.terms[0][1])

    def __truediv__(self, other: Operand) -> Surd:
        return self * surd(other).inverse()

    def __rtruediv__(self, other: Operand) -> Surd:
        return surd(other) * self.inverse()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __float__(self) -> float:
        return math.fsum(float(c) * math.sqrt(d) for d, c in self.terms)

    def rational(self) -> Fraction:
        """The value as a fraction; `NotExact` if a root remains."""
        if not self.terms:
            return Fraction(0)
        if len(self.terms) == 1 and self.terms[0][0] == 1:
            return self.terms[0][1]
        raise NotExact("not a rational number")

    def written(self) -> Written:
        """As a person writes it: ``3*sqrt(2)/5 - 1/2``."""
        parts: list[Written] = []
        for d, c in self.terms:
            size = abs(c)
            if d == 1:
                w = number(size)
            else:
                radical = Op("sqrt", (Num(str(d)),))
                top: Written = radical if size.numerator == 1 else Op("*", (Num(str(size.numerator)), radical))
                w = top if size.denominator == 1 else Op("/", (top, Num(str(size.denominator))))
            parts.append(Op("neg", (w,)) if c < 0 else w)
        if not parts:
            return Num("0")
        return parts[0] if len(parts) == 1 else Op("+", tuple(parts))


_FIELD = (Surd, Fraction, int)  # what can be added and multiplied here; arrays of them do it themselves


def surd(q: Operand) -> Surd:
    """A rational number in the field."""
    if isinstance(q, Surd):
        return q
    return Surd(((1, Fraction(q)),)) if q else Surd(())


def root(q: Fraction | int) -> Surd:
    """√q for a rational q ≥ 0.

    >>> str(root(Fraction(1, 2)).written())
    'sqrt(2)/2'
    """
    q = Fraction(q)
    if q < 0:
        raise NotExact("the root of a negative number")
    if not q:
        return Surd(())
    s, d = squarefree(q.numerator * q.denominator)
    return Surd(((d, Fraction(s, q.denominator)),))


def _collect(terms: list[tuple[int, Fraction]]) -> Surd:
    total: dict[int, Fraction] = {}
    for d, c in terms:
        total[d] = total.get(d, Fraction(0)) + c
    return Surd(tuple((d, c) for d, c in sorted(total.items()) if c))


def _smallest_prime(d: int) -> int:
    if d > 10**12:
        raise TooLarge("the root of a number with so many digits is not inverted")
    p = 2
    while d % p:
        p += 1
        if p * p > d:
            return d
    return p


def _root_of(q: Any) -> Surd:
    return root(surd(q).rational())


def _power(base: Any, exponent: Any) -> Surd:
    base, e = surd(base), surd(exponent).rational()
    if len(base.terms) <= 1 and (not base or base.terms[0][0] == 1):
        plain = base.rational()
        if e.denominator == 2:
            return root(EXACT.power(plain, 2 * e))
        return surd(EXACT.power(plain, e))
    if e.denominator != 1 or abs(e) > 64:
        raise NotExact("a power of a surd")
    result = surd(1)
    for _ in range(abs(int(e))):
        result = result * base
    return result if e >= 0 else result.inverse()


def _lifted(f: Callable[[Any], Any]) -> Callable[[Any], Surd]:
    return lambda x: surd(f(surd(x).rational()))


SURDS = Arithmetic(
    number=surd,
    constants={},
    functions={name: _lifted(f) for name, f in EXACT.functions.items()}
    | {"sqrt": _root_of, "abs": lambda x: -x if float(x) < 0 else x},
    power=_power,
)
"""The arithmetic for `tutor.evaluate.evaluate` that decides numbers and matrices with square roots."""
