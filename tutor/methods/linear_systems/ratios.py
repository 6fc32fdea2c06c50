"""Quotients of polynomials in one parameter: the numbers of back substitution where no value is special."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from tutor.methods.linear_systems.polynomials import Poly, poly
from tutor.written import Op, Written


@dataclass(frozen=True)
class Ratio:
    """A quotient of polynomials in lowest terms, its denominator with whole coefficients and a positive lead."""

    top: Poly
    bottom: Poly
    name: str

    @classmethod
    def of(cls, top: Poly, bottom: Poly, name: str) -> Ratio:
        """In lowest terms."""
        if not top:
            return cls(top, poly(1), name)
        common = top.gcd(bottom)
        top, bottom = top.divided(common)[0], bottom.divided(common)[0]
        m = lcm(*(c.denominator for c in (*top.coefficients, *bottom.coefficients)))
        g = gcd(*(int(c * m) for c in (*top.coefficients, *bottom.coefficients)))
        scale = Fraction(m, g) * (1 if bottom.coefficients[-1] > 0 else -1)
        return cls(top * scale, bottom * scale, name)

    def __bool__(self) -> bool:
        return bool(self.top)

    def __sub__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.top * other.bottom - other.top * self.bottom, self.bottom * other.bottom, self.name)

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.top * other.top, self.bottom * other.bottom, self.name)

    def __truediv__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.top * other.bottom, self.bottom * other.top, self.name)

    def written(self) -> Written:
        """As a teacher writes it: ``(k + 1)/(k - 3)``, a minus sign in front."""
        if self.top and self.top.coefficients[-1] < 0 and (self.bottom.degree > 0 or self.top.degree == 0):
            return Op("neg", (Ratio(-self.top, self.bottom, self.name).written(),))
        top = self.top.written(self.name)
        return top if self.bottom == poly(1) else Op("/", (top, self.bottom.written(self.name)))
