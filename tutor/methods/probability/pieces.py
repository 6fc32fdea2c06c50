"""Piecewise polynomial densities and exponential ones: exact integrals, moments and distribution functions.

A piece is a polynomial, as a tuple of coefficients from the constant term up, on an interval with rational ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.language import Piece as TextPiece
from tutor.methods.probability.language import expression, literal
from tutor.written import Name, Num, Op, Written, number, substitute

Polynomial = tuple[Fraction, ...]
MAX_DEGREE = 12


def plus(a: Polynomial, b: Polynomial) -> Polynomial:
    """The sum."""
    n = max(len(a), len(b))
    return trimmed(
        tuple((a[i] if i < len(a) else Fraction(0)) + (b[i] if i < len(b) else Fraction(0)) for i in range(n))
    )


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product."""
    found = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return trimmed(tuple(found))


def trimmed(a: Polynomial) -> Polynomial:
    """Without zeros at the top; the zero polynomial is (0,)."""
    n = len(a)
    while n > 1 and not a[n - 1]:
        n -= 1
    return tuple(a[:n]) or (Fraction(0),)


def scaled(a: Polynomial, c: Fraction) -> Polynomial:
    """c times the polynomial."""
    return trimmed(tuple(c * x for x in a))


def at(a: Polynomial, x: Fraction) -> Fraction:
    """The value.

    >>> at((Fraction(1), Fraction(0), Fraction(2)), Fraction(3))
    Fraction(19, 1)
    """
    found = Fraction(0)
    for c in reversed(a):
        found = found * x + c
    return found


def antiderivative(a: Polynomial) -> Polynomial:
    """The antiderivative that is 0 at 0.

    >>> antiderivative((Fraction(0), Fraction(0), Fraction(1)))[3]
    Fraction(1, 3)
    """
    return trimmed((Fraction(0), *(c / (k + 1) for k, c in enumerate(a))))


def integral(a: Polynomial, low: Fraction, high: Fraction) -> Fraction:
    """From low to high."""
    n = len(a)  # in whole numbers, with one common denominator: the road that draws of problems take
    m = math.lcm(low.denominator, high.denominator)
    top, bottom = int(high * m), int(low * m)
    common = math.lcm(*(c.denominator * k for k, c in enumerate(a, 1)))
    found = sum(
        c.numerator * (common // (c.denominator * k)) * (top**k - bottom**k) * m ** (n - k)
        for k, c in enumerate(a, 1)
        if c
    )
    return Fraction(found, common * m**n)


def power_of_x(a: Polynomial, k: int) -> Polynomial:
    """x^k times the polynomial."""
    return (Fraction(0),) * k + a if any(a) else (Fraction(0),)


def written(a: Polynomial, variable: str = "x") -> Written:
    """Highest power first, unless that is negative and the constant is not; a fraction stands below: ``3*x^2/8``.

    >>> str(written((Fraction(1), Fraction(-1), Fraction(3, 8))))
    '3*x^2/8 - x + 1'
    """
    terms: list[Written] = []
    upwards = a[-1] < 0 < next((c for c in a if c), Fraction(0))
    for k in range(len(a)) if upwards else range(len(a) - 1, -1, -1):
        c = a[k]
        if not c:
            continue
        size = abs(c)
        power: Written = Name(variable) if k == 1 else Name(variable) ** k
        if k == 0:
            term = number(size)
        else:
            top = power if size.numerator == 1 else number(size.numerator) * power
            term = top if size.denominator == 1 else top / size.denominator
        terms.append(-term if c < 0 else term)
    if not terms:
        return Num("0")
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def put_in(a: Polynomial, x: Fraction, variable: str = "x") -> Written:
    """The polynomial with a number in the place of the variable, nothing computed."""
    return substitute(written(a, variable), {variable: number(x)})


def polynomial(w: Written, variable: str) -> Polynomial:
    """The coefficients of an expression that is a polynomial in one variable with rational coefficients.

    >>> polynomial(Name("x") * (Name("x") + 1), "x")
    (Fraction(0, 1), Fraction(1, 1), Fraction(1, 1))
    """
    found = _coefficients(w, variable)
    if len(found) > MAX_DEGREE + 1:
        raise InputError(f"the degree of {w} is larger than {MAX_DEGREE}")
    return found


def _coefficients(w: Written, variable: str) -> Polynomial:
    if isinstance(w, Num):
        return (w.fraction,)
    if isinstance(w, Name) and w.text == variable:
        return (Fraction(0), Fraction(1))
    if isinstance(w, Op):
        if w.head == "^" and isinstance(w.args[1], Num) and w.args[1].text.isdigit():
            base = _coefficients(w.args[0], variable)
            found: Polynomial = (Fraction(1),)
            k = int(w.args[1].text)
            if k * (len(base) - 1) > MAX_DEGREE or k > 1000:
                raise InputError(f"the degree of {w} is larger than {MAX_DEGREE}")
            for _ in range(k):
                found = times(found, base)
            return found
        parts = [_coefficients(a, variable) for a in w.args]
        if w.head == "neg":
            return scaled(parts[0], Fraction(-1))
        if w.head == "+":
            total = parts[0]
            for p in parts[1:]:
                total = plus(total, p)
            return total
        if w.head == "*":
            total = parts[0]
            for p in parts[1:]:
                total = times(total, p)
                if len(total) > MAX_DEGREE + 1:
                    raise InputError(f"the degree of {w} is larger than {MAX_DEGREE}")
            return total
        if w.head == "/" and len(parts[1]) == 1 and parts[1][0]:
            return scaled(parts[0], 1 / parts[1][0])
    raise InputError(f"{w} is neither a polynomial in {variable} nor an exponential")


@dataclass(frozen=True)
class Bit:
    """A polynomial on an interval."""

    coefficients: Polynomial
    low: Fraction
    high: Fraction

    def positive(self) -> bool:
        """Is it nowhere negative there? Told at 65 places."""
        return all(at(self.coefficients, self.low + (self.high - self.low) * k / 64) >= 0 for k in range(65))


def interval(piece: TextPiece) -> tuple[Fraction, Fraction | None]:
    """``[0, 2]`` or ``[0, inf)`` as ends, None for infinity."""
    text = piece.text
    if len(text) < 5 or text[0] not in "[(" or text[-1] not in ")]":
        raise piece.refuse("an interval is expected", 0, "for example [0, 2]")
    ends = piece.part(1, len(text) - 1).split(",")
    if len(ends) != 2:
        raise piece.refuse("an interval has two ends", 0, "for example [0, 2]")
    low = literal(ends[0])[1]
    if ends[1].text in ("inf", "oo", "infinity"):
        return low, None
    high = literal(ends[1])[1]
    if high <= low:
        raise InputError(f"the interval {text} is empty: write the smaller end first")
    return low, high


def parsed(piece: TextPiece) -> tuple[Written, Fraction, Fraction | None]:
    """``x^2 on [0, 2]`` as expression and ends."""
    m = piece.find(r"\b(?:on|for x in|in)\b")
    if m is None:
        raise piece.refuse("expected 'on' and an interval", len(piece.text), "for example c*x^2 on [0, 2]")
    w = expression(piece.part(0, m.start()))
    low, high = interval(piece.part(m.end()))
    return w, low, high


def total_area(bits: Sequence[Bit]) -> Fraction:
    """The whole integral."""
    return sum((integral(b.coefficients, b.low, b.high) for b in bits), Fraction(0))


def moment(bits: Sequence[Bit], k: int) -> Fraction:
    """The integral of x^k times the function.

    >>> moment((Bit((Fraction(0), Fraction(2)), Fraction(0), Fraction(1)),), 1)
    Fraction(2, 3)
    """
    return sum((integral(power_of_x(b.coefficients, k), b.low, b.high) for b in bits), Fraction(0))


def mass(bits: Sequence[Bit], low: Fraction, high: Fraction) -> Fraction:
    """The integral from low to high; outside the pieces the function is 0."""
    found = Fraction(0)
    for b in bits:
        left, right = max(low, b.low), min(high, b.high)
        if left < right:
            found += integral(b.coefficients, left, right)
    return found
