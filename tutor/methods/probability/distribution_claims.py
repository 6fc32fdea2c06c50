"""What steps about a distribution function claim: an integral, the function by cases, a quantile.

An integral is found once more by quadrature; a quantile is put back into the distribution function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from tutor.claims import Equal
from tutor.equality import close, equal, high_precision
from tutor.evaluate import EXACT, NotExact, evaluate, precise
from tutor.methods.probability.claims import Claim
from tutor.written import INF, Name, Op, Written, number, substitute


@dataclass(frozen=True)
class Integral(Equal):
    """``∫ f dx from low to high = left = result``: antiderivative at the ends, checked by quadrature to 15 digits.

    >>> third = number(1) / number(3)
    >>> Integral(of=Name("x") ** 2, by="x", low=number(0), high=number(1), left=third - 0, result=third).holds()
    True
    """

    of: Written = field(kw_only=True)
    by: str = field(kw_only=True)
    low: Written = field(kw_only=True)
    high: Written = field(kw_only=True)
    label: Written | None = field(kw_only=True, default=None)

    def shown(self) -> Written:
        integral = Op("integral", (self.of, Name(self.by), self.low, self.high))
        named = integral if self.label is None else self.label.equals(integral)
        if self.left == integral:
            return named.equals(self.result)
        return named.equals(self.left).equals(self.result)

    def holds(self) -> bool | None:
        found = super().holds()
        if not found:
            return found
        area = quadrature(self.of, self.by, self.low, self.high)
        stated = high_precision(self.result, {})
        if area is None or stated is None:
            return None
        return close(area, stated, 15)


def quadrature(f: Written, by: str, low: Written, high: Written) -> Any:
    """The integral in high precision (Gauss–Legendre; the upper end may be infinite), or None where f has no value."""
    arithmetic, mp = precise(20), _context()

    def at(x: Any) -> Any:
        return evaluate(f, {by: x}, arithmetic)

    a = high_precision(low, {})
    b = mp.inf if high == INF else high_precision(high, {})
    if a is None or b is None:
        return None
    if b == mp.inf:  # in pieces of growing length, until what is left is far below the digits that are compared
        cuts = [a, a + 1]
        while abs(at(cuts[-1])) * (cuts[-1] - a) > mp.mpf(10) ** -20:
            if len(cuts) > 30:
                return None
            cuts.append(a + 2 * (cuts[-1] - a))
        return mp.quad(at, cuts, method="gauss-legendre", maxdegree=5)
    return mp.quad(at, [a, b], method="gauss-legendre", maxdegree=5)


@cache
def _context() -> Any:
    """mpmath with 20 digits in a context of its own, which remembers its nodes."""
    import mpmath

    mp = mpmath.MPContext()
    mp.dps = 20
    return mp


@dataclass(frozen=True)
class Cumulative(Claim):
    """The result is the distribution function, by cases.

    ``pieces`` are the cases as they must be, (value, condition) each, and are checked one by one: same conditions in
    the same order, equal values, 0 at the left and 1 at the right end.
    """

    variable: str = field(kw_only=True)
    pieces: tuple[tuple[Written, Written], ...] = field(kw_only=True)
    reaches_one: bool = field(kw_only=True, default=True)  # False where the last case tends to 1 at infinity only

    def shown(self) -> Written:
        return Op("call", (Name("F"), Name(self.variable))).equals(self.result)

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "cases" or len(self.result.args) != len(self.pieces):
            return False
        for case, (value, condition) in zip(self.result.args, self.pieces, strict=True):
            if not isinstance(case, Op) or case.head != "case" or case.args[1] != condition:
                return False
            same = equal(case.args[0], value).same
            if not same:
                return same
        first, last = self.pieces[0][0], self.pieces[-1][0]
        return bool(equal(first, number(0)).same and (not self.reaches_one or equal(last, number(1)).same))


@dataclass(frozen=True)
class Quantile(Equal):
    """The result is the place where ``cdf``, a function of ``by``, takes the level; ``low`` and ``high`` bound it.

    >>> m = Op("sqrt", (number(2),))
    >>> F = Name("x") ** 2 / number(4)
    >>> Quantile(result=m, left=Op("sqrt", (number(4) / number(2),)), label=Name("m"), by="x", cdf=F,
    ...          level=Fraction(1, 2), low=number(0), high=number(2)).holds()
    True
    """

    label: Written = field(kw_only=True)
    cdf: Written = field(kw_only=True)
    by: str = field(kw_only=True)
    level: Fraction = field(kw_only=True)
    low: Written = field(kw_only=True)
    high: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.label.equals(self.left).equals(self.result)

    def holds(self) -> bool | None:
        found = super().holds()
        if not found:
            return found
        place, low = high_precision(self.result, {}), high_precision(self.low, {})
        high = None if self.high == INF else high_precision(self.high, {})
        if place is None or low is None:
            return None
        if place < low or (high is not None and place > high):
            return False
        return equal(substitute(self.cdf, {self.by: self.result}), number(self.level)).same


@dataclass(frozen=True)
class FirstAtLeast(Claim):
    """The result is the smallest value of a discrete variable whose distribution function reaches the level."""

    label: Written = field(kw_only=True)
    values: tuple[Fraction, ...] = field(kw_only=True)
    probabilities: tuple[Fraction, ...] = field(kw_only=True)
    level: Fraction = field(kw_only=True)

    def shown(self) -> Written:
        return self.label.equals(self.result)

    def holds(self) -> bool | None:
        try:
            stated = evaluate(self.result, {}, EXACT)
        except NotExact:
            return None
        pairs = list(zip(self.values, self.probabilities, strict=True))
        upto = sum((p for x, p in pairs if x <= stated), Fraction(0))
        before = sum((p for x, p in pairs if x < stated), Fraction(0))
        return stated in self.values and before < self.level <= upto


def cases(*pieces: tuple[Written, Written]) -> Op:
    """A value by cases, (value, condition) each.

    >>> cases((number(0), Op("<", (Name("x"), number(0)))), (number(1), Op(">=", (Name("x"), number(0))))).head
    'cases'
    """
    return Op("cases", tuple(Op("case", piece) for piece in pieces))
