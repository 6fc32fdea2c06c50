"""Zeros of polynomials and eigenvectors that have no exact form here: with digits that are certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from tutor.exact.scalars import Complex, as_float
from tutor.surds import Surd
from tutor.written import Op, Written, decimal

PLACES = 4
_DIGITS = 60


def _context() -> Any:
    import mpmath

    mp = mpmath.MPContext()
    mp.dps = _DIGITS
    return mp


@dataclass(frozen=True)
class Root:
    """A complex number known to many digits: real and imaginary part as fractions, and a bound on the error."""

    value: tuple[Fraction, Fraction]
    radius: Fraction

    @property
    def real(self) -> bool:
        """Is it a real number? Zeros of real polynomials come in pairs, so one so near to the line is on it."""
        return not self.value[1]

    def written(self) -> Written:
        """The number rounded to `PLACES` decimals."""
        re, im = (decimal(q, PLACES) for q in self.value)
        if self.real:
            return re
        part = Op("*", (im.args[0], Op("i"))) if isinstance(im, Op) else Op("*", (im, Op("i")))
        return Op("+", (re, Op("neg", (part,)) if isinstance(im, Op) else part))

    def rounds_to(self, stated: Any) -> bool:
        """Is the stated exact number this one, correctly rounded in the last of the `PLACES`?"""
        parts = (stated.re.rational(), stated.im.rational()) if isinstance(stated, Complex) else (stated, Fraction(0))
        if any(isinstance(p, Surd) for p in parts):
            return False
        half = Fraction(1, 2 * 10**PLACES)
        return all(abs(p - q) + self.radius <= half for p, q in zip(parts, self.value, strict=True))


@cache
def roots(coefficients: tuple[Fraction, ...]) -> tuple[Root, ...] | None:
    """All zeros of a squarefree rational polynomial (highest power first), real ones first, in ascending order.

    None where the digits cannot be made certain.

    >>> [str(r.written()) for r in roots((Fraction(1), Fraction(0), Fraction(0), Fraction(-2)))]
    ['1.2599', '-0.6300 - 1.0911*i', '-0.6300 + 1.0911*i']
    """
    mp = _context()
    n = len(coefficients) - 1
    try:
        found = mp.polyroots([mp.mpf(c.numerator) / c.denominator for c in coefficients], maxsteps=300, extraprec=300)
    except mp.NoConvergence:
        return None
    exact = []
    for z in found:
        value = (_fraction(mp.re(z)), _fraction(mp.im(z)))
        if abs(value[1]) < Fraction(1, 10**30):
            value = (value[0], Fraction(0))
        p, slope = _horner(coefficients, value)
        if not any(slope):
            return None
        square = Fraction(sum(a * a for a in p)) / sum(a * a for a in slope) * n * n
        radius = Fraction(1, 10**20)
        if square > radius * radius:
            return None
        exact.append(Root(value, radius))
    return tuple(sorted(exact, key=lambda r: (not r.real, r.value[0], r.value[1])))


def _fraction(x: Any) -> Fraction:
    sign, man, exp, _ = x._mpf_
    q = Fraction(int(man)) * (Fraction(2) ** int(exp))
    return -q if sign else q


def _horner(
    coefficients: Sequence[Fraction], z: tuple[Fraction, Fraction]
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """The polynomial and its derivative at a complex place, exactly."""
    p = slope = (Fraction(0), Fraction(0))
    for c in coefficients:
        slope = _added(_product(slope, z), p)
        p = _added(_product(p, z), (c, Fraction(0)))
    return p, slope


def _added(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    return a[0] + b[0], a[1] + b[1]


def _product(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def eigenvector(
    A: Sequence[Sequence[Any]], value: Root, *, unit: bool = False
) -> tuple[tuple[Fraction, Fraction], ...]:
    """The eigenvector of a simple eigenvalue to many digits, by elimination with full pivoting.

    Its largest entry is 1; or its length is 1 and its largest entry positive (`unit`).
    """
    mp = _context()
    n = len(A)
    z = mp.mpc(*(mp.mpf(q.numerator) / q.denominator for q in value.value))
    rows = [[mp.mpc(_precise(mp, a)) - (z if i == j else 0) for j, a in enumerate(r)] for i, r in enumerate(A)]
    order = list(range(n))
    for k in range(n - 1):
        i, j = max(((i, j) for i in range(k, n) for j in range(k, n)), key=lambda at: abs(rows[at[0]][at[1]]))
        rows[k], rows[i] = rows[i], rows[k]
        order[k], order[j] = order[j], order[k]
        for r in rows:
            r[k], r[j] = r[j], r[k]
        for i in range(k + 1, n):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    v = [mp.mpc(0)] * n
    v[n - 1] = mp.mpc(1)
    for k in range(n - 2, -1, -1):
        v[k] = -sum(rows[k][j] * v[j] for j in range(k + 1, n)) / rows[k][k]
    lead = max(v, key=abs)
    if unit:
        lead *= mp.sqrt(sum(abs(x / lead) ** 2 for x in v))
    placed = dict(zip(order, (x / lead for x in v), strict=True))
    return tuple((_fraction(mp.re(placed[i])), _fraction(mp.im(placed[i]))) for i in range(n))


def _precise(mp: Any, a: Any) -> Any:
    if isinstance(a, Surd):
        return sum((mp.mpf(c.numerator) / c.denominator * mp.sqrt(d) for d, c in a.terms), mp.mpf(0))
    return mp.mpf(a.numerator) / a.denominator if isinstance(a, Fraction) else mp.mpf(as_float(a))
