"""Exact linear algebra on what was typed: rational numbers, square roots, and complex numbers over them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.errors import TooLarge
from tutor.evaluate import EXACT, Arithmetic, NotExact, evaluate
from tutor.surds import SURDS, Surd, root, surd
from tutor.written import Op, Written, number

Scalar: TypeAlias = "Fraction | Surd | Complex"

MAX_WORK = 60_000  # products of terms that one elimination or one matrix product may cost
MAX_ENTRIES = 144  # of a matrix that is judged exactly
MAX_BITS = 4_000  # of a numerator or a denominator on the way


@dataclass(frozen=True, slots=True)
class Complex:
    """``re + im·i`` with real and imaginary part in the field of square roots.

    >>> (Complex(surd(1), surd(2)) * Complex(surd(1), surd(-2))).re.rational()
    Fraction(5, 1)
    """

    re: Surd
    im: Surd

    def __add__(self, other: Any) -> Complex:
        z = complex_of(other)
        return Complex(self.re + z.re, self.im + z.im)

    __radd__ = __add__

    def __neg__(self) -> Complex:
        return Complex(-self.re, -self.im)

    def __sub__(self, other: Any) -> Complex:
        return self + -complex_of(other)

    def __rsub__(self, other: Any) -> Complex:
        return complex_of(other) + -self

    def __mul__(self, other: Any) -> Complex:
        z = complex_of(other)
        return Complex(self.re * z.re - self.im * z.im, self.re * z.im + self.im * z.re)

    __rmul__ = __mul__

    def inverse(self) -> Complex:
        """1 over the number."""
        size = (self.re * self.re + self.im * self.im).inverse()
        return Complex(self.re * size, -self.im * size)

    def __truediv__(self, other: Any) -> Complex:
        return self * complex_of(other).inverse()

    def __rtruediv__(self, other: Any) -> Complex:
        return complex_of(other) * self.inverse()

    def __bool__(self) -> bool:
        return bool(self.re) or bool(self.im)

    def __complex__(self) -> complex:
        return complex(float(self.re), float(self.im))


def complex_of(x: Any) -> Complex:
    """A real number as a complex one."""
    return x if isinstance(x, Complex) else Complex(surd(x), surd(0))


def _real(x: Any) -> Surd:
    z = complex_of(x)
    if z.im:
        raise NotExact("a complex number stands where a real one is needed")
    return z.re


def _root(x: Any) -> Complex:
    q = _real(x).rational()
    return complex_of(root(q)) if q >= 0 else Complex(surd(0), root(-q))


def _power(base: Any, exponent: Any) -> Complex:
    z, e = complex_of(base), _real(exponent).rational()
    if not z.im:
        if e == Fraction(1, 2):
            return _root(z)
        return complex_of(SURDS.power(z.re, surd(e)))
    if e.denominator != 1 or abs(e) > 64:
        raise NotExact("a power of a complex number")
    result = complex_of(1)
    for _ in range(abs(int(e))):
        result = result * z
    return result if e >= 0 else result.inverse()


COMPLEX = Arithmetic(
    number=lambda q: complex_of(q),
    constants={"i": Complex(surd(0), surd(1))},
    functions={"sqrt": _root},
    power=_power,
)
"""The arithmetic that decides complex numbers over the field of square roots."""


def scalar(w: Written, values: Mapping[str, Any] | None = None) -> Any:
    """The exact value: a `Fraction` where it is rational, else a `Surd`, else a `Complex`.

    Raises
    ------
    NotExact, KeyError, TooLarge
        Where there is no such value, or a name has none, or computing it would cost too much.
    """
    given = values or {}
    try:
        if all(isinstance(v, Fraction) for v in given.values()):
            return _checked(evaluate(w, given, EXACT))
    except NotExact:
        pass
    try:
        return _checked(plain(evaluate(w, {n: surd(v) for n, v in given.items()}, SURDS)))
    except NotExact:
        if given:
            raise
    return _checked(plain(evaluate(w, {}, COMPLEX)))


def plain(x: Any) -> Any:
    """The same number in the smallest of the three fields."""
    if isinstance(x, Complex):
        if x.im:
            return x
        x = x.re
    if isinstance(x, Surd):
        return x.rational() if not x.terms or (len(x.terms) == 1 and x.terms[0][0] == 1) else x
    return Fraction(x) if isinstance(x, int) else x


def _checked(x: Any) -> Any:
    if not isinstance(x, Fraction | Surd | Complex):
        raise NotExact("one number is expected")
    _weight(x)
    return x


def _weight(x: Any) -> int:
    """How much computing with the number costs; too large ones are refused."""
    if isinstance(x, Complex):
        return _weight(x.re) + _weight(x.im)
    if isinstance(x, float | complex | int):
        return 1
    parts = [c for _, c in x.terms] if isinstance(x, Surd) else [x]
    bits = max((max(c.numerator.bit_length(), c.denominator.bit_length()) for c in parts), default=0)
    if bits > MAX_BITS:
        raise TooLarge("a number with so many digits is too large to compute with")
    return len(parts) or 1


def sign(x: Any) -> int:
    """−1, 0 or 1, for a real number.

    >>> sign(root(2) - Fraction(99, 70))
    -1
    """
    x = plain(x)
    if isinstance(x, Fraction):
        return (x > 0) - (x < 0)
    if isinstance(x, Complex):
        raise NotExact("a complex number has no sign")
    scale = 10**80
    total = sum((c * math.isqrt(d * scale * scale) for d, c in x.terms), Fraction(0))
    if abs(total) <= sum((abs(c) for _, c in x.terms), Fraction(0)):
        raise TooLarge("a number so near to 0 is not told apart from it")
    return 1 if total > 0 else -1


def write(x: Any) -> Written:
    """The number as a person writes it."""
    x = plain(x)
    if isinstance(x, Fraction):
        return number(x)
    if isinstance(x, Surd):
        return x.written()
    size = plain(x.im)
    negative = sign(size) < 0 if isinstance(size, Fraction) or len(size.terms) == 1 else False
    size = -size if negative else size
    i: Written = Op("i") if size == 1 else Op("*", (write(size), Op("i")))
    part: Written = Op("neg", (i,)) if negative else i
    return Op("+", (write(x.re), part)) if x.re else part


def as_float(x: Any) -> float | complex:
    """The number in floating point."""
    return complex(x) if isinstance(x, Complex) else float(x)


# ---------------------------------------------------------------- matrices of exact numbers


def _afford(*matrices: Sequence[Sequence[Any]]) -> None:
    if any(sum(len(r) for r in m) > MAX_ENTRIES for m in matrices):
        raise TooLarge(f"matrices of more than {MAX_ENTRIES} entries are not judged exactly")


def times(A: Sequence[Sequence[Any]], B: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The matrix product.

    >>> times([[1, 2]], [[3], [4]])
    [[Fraction(11, 1)]]
    """
    _afford(A, B)
    work = sum(_weight(a) for r in A for a in r) * max((sum(map(_weight, r)) for r in B), default=0)
    if work > MAX_WORK:
        raise TooLarge("a matrix product with so many roots is too large to compute")
    columns = list(zip(*B, strict=True))
    return [[sum((a * b for a, b in zip(r, c, strict=True)), Fraction(0)) for c in columns] for r in A]


def transposed(A: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows and columns exchanged."""
    return [list(c) for c in zip(*A, strict=True)]


def rank_of(rows: Sequence[Sequence[Any]]) -> int:
    """The rank, by elimination, with a bound on its cost.

    >>> rank_of([[Fraction(1), root(2)], [root(2), Fraction(2)]])
    1
    """
    _afford(rows)
    left = [[plain(a) for a in r] for r in rows]
    found = work = 0
    for k in range(len(left[0]) if left else 0):
        pivots = [i for i in range(found, len(left)) if left[i][k]]
        if not pivots:
            continue
        best = min(pivots, key=lambda i: _weight(left[i][k]))
        left[found], left[best] = left[best], left[found]
        top = left[found]
        unit = 1 / top[k]
        for i in range(found + 1, len(left)):
            if left[i][k]:
                factor = plain(left[i][k] * unit)
                work += _weight(factor) * sum(map(_weight, top))
                if work > MAX_WORK:
                    raise TooLarge("an elimination with so many roots is too large to compute")
                left[i] = [plain(a - factor * b) for a, b in zip(left[i], top, strict=True)]
        found += 1
    return found
