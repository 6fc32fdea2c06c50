"""Values to 40 digits and more at rational points: what refutes, and what convinces where nothing is proved."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tutor.equality.deadline import late
from tutor.equality.domain import POINTS, Domain, points
from tutor.evaluate import NotExact, evaluate, precise
from tutor.verdict import Evidence
from tutor.written import Name, Num, Op, Written, names, walk

DIGITS = 40
MORE = 110  # digits of a second look
AGREED = 25  # digits to which two values agree
CONVINCING = 6  # points that convince
TRIES = 60


def high_precision(w: Written, values: Mapping[str, Fraction], digits: int = DIGITS) -> Any:
    """The value to so many digits at a rational point, or None where there is none."""
    arithmetic = precise(digits)
    try:
        found = evaluate(w, {name: arithmetic.number(q) for name, q in values.items()}, arithmetic)
        return found if _is_finite(found) else None
    except (NotExact, ValueError, ZeroDivisionError, TypeError, OverflowError):
        return None


def _is_finite(x: Any) -> bool:
    """No infinity and no nan, neither of which equals anything."""
    if hasattr(x, "flat"):
        return all(_is_finite(entry) for entry in x.flat)
    return bool(abs(x) < math.inf)


def close(x: Any, y: Any, digits: int = AGREED) -> bool:
    """Do two numbers, or two arrays, agree to that many digits?"""
    if getattr(x, "shape", ()) != getattr(y, "shape", ()):
        return False
    if hasattr(x, "shape"):
        return all(close(p, q, digits) for p, q in zip(x.flat, y.flat, strict=True))
    return bool(abs(x - y) <= max(1, abs(x), abs(y)) * Fraction(1, 10**digits).__float__())


def is_real(x: Any) -> bool:
    """Is a number, or every entry of an array, real (up to rounding)?"""
    if hasattr(x, "flat"):
        return all(is_real(entry) for entry in x.flat)
    return bool(abs(getattr(x, "imag", 0)) <= 1e-25 * abs(x))


def _gap(x: Any, y: Any, digits: int) -> Any:
    """How far apart: 0 where that many digits agree."""
    if hasattr(x, "flat") or hasattr(y, "flat"):
        if getattr(x, "shape", ()) != getattr(y, "shape", ()):
            return math.inf
        return max((_gap(p, q, digits) for p, q in zip(x.flat, y.flat, strict=True)), default=0)
    gap = abs(x - y)
    return 0 if gap <= max(abs(x), abs(y)) * precise(digits).number(Fraction(1, 10**digits)) else gap


def differ(a: Written, b: Written, values: Mapping[str, Fraction], digits: int = DIGITS) -> bool | None:
    """Do two expressions differ at a point? None where that cannot be told.

    A difference must stay the same when it is computed with more digits; one that shrinks with them is rounding.

    >>> differ(Op("exp", (Num("0") - 100,)), Num("0"), {})
    True
    """
    x, y = high_precision(a, values, digits), high_precision(b, values, digits)
    if x is None or y is None:
        return None
    return _told(a, b, values, digits, x, y)


def _told(a: Written, b: Written, values: Mapping[str, Fraction], digits: int, x: Any, y: Any) -> bool | None:
    gap = _gap(x, y, digits - (DIGITS - AGREED))
    if not gap:
        return False if _moderate(x) else None  # in 10^300 the first 25 digits say nothing about a term of 1
    if late():
        return None
    more = digits + MORE - DIGITS
    x, y = high_precision(a, values, more), high_precision(b, values, more)
    if x is None or y is None or late():
        return None
    again = _gap(x, y, more - (DIGITS - AGREED))
    if gap == math.inf:
        return True
    if abs(again - gap) <= 1e-3 * again:
        return True if again > _noise(a, b, values, more) else None
    return False if again <= gap * 1e-20 else None


def _noise(a: Written, b: Written, values: Mapping[str, Fraction], digits: int) -> Any:
    """What sums may have lost: a term of 10^200 swallows a term of 1 in any of our precisions."""
    sums = [n for w in (a, b) for n in walk(w) if isinstance(n, Op) and n.head == "+"]
    terms = [high_precision(t, values, digits) for n in sums for t in n.args if not isinstance(t, Num | Name)]
    sizes = [abs(t) for t in terms if t is not None and not hasattr(t, "flat")]
    return max([1, *sizes]) * precise(digits).number(Fraction(1, 10 ** (digits - 15))) if sums else 0


def surely_differ(a: Written, b: Written, values: Mapping[str, Fraction]) -> bool | None:
    """The same with many more digits; None too where a value grows with the digits: something was divided by 0."""
    for w in (a, b):
        x, y = high_precision(w, values), high_precision(w, values, MORE)
        if x is None or y is None or (not hasattr(x, "flat") and abs(y) > 1e20 * max(1, abs(x))):
            return None
    return differ(a, b, values, MORE)


@dataclass
class Sampling:
    """Two expressions compared point after point.

    Attributes
    ----------
    agreed : list of points
        Where both have the same value.
    missed : int
        Points where one has a value and the other has none that could be computed.
    """

    a: Written
    b: Written
    variables: tuple[str, ...]
    domain: Domain
    agreed: list[dict[str, Fraction]] = field(default_factory=list)
    missed: int = 0

    def __post_init__(self) -> None:
        nodes = [n for w in (self.a, self.b) for n in walk(w) if isinstance(n, Op)]
        self._complex = any(n.head == "i" for n in nodes)
        self._odd_roots = any(_odd_root(n) for n in nodes)
        self._steps = any(n.head in ("floor", "ceil") for n in nodes)
        self._places: Iterator[dict[str, Fraction]] = map(
            self._whole, itertools.count(), points(self.variables, self.domain, TRIES)
        )

    @cached_property
    def _counted(self) -> frozenset[str]:
        """The letters below a factorial or in a binomial coefficient: they stand for whole numbers."""
        nodes = [n for w in (self.a, self.b) for n in walk(w) if isinstance(n, Op) and n.head in ("!", "binomial")]
        return frozenset(name for n in nodes for name in names(n))

    def _whole(self, index: int, place: dict[str, Fraction]) -> dict[str, Fraction]:
        """The place with whole numbers, from 0, for the letters that are counted with; with steps now and then."""
        if self._steps and index % 3 == 1:
            return {n: Fraction(round(q)) for n, q in place.items()}
        if not self._counted:
            return place
        return {
            n: Fraction(abs(round(3 * q)) + k) if n in self._counted else q for k, (n, q) in enumerate(place.items())
        }

    def until(self, count: int) -> Evidence | None:
        """Go on until so many points agree or none is left; the evidence if a point refutes."""
        while len(self.agreed) < count:
            place = None if late() else next(self._places, None)
            if place is None:
                return None
            refuted = self._look(place)
            if refuted is not None:
                return refuted
        return None

    def _look(self, place: dict[str, Fraction]) -> Evidence | None:
        if self._counted and place in self.agreed:
            return None
        x, y = high_precision(self.a, place), high_precision(self.b, place)
        if x is None or y is None:
            self.missed += (x is None) != (y is None)
            return None
        if not (_moderate(x) and _moderate(y)):
            return None
        if not self._complex:
            if is_real(x) != is_real(y):
                if self._odd_roots:  # the cube root of −8 is −2 to some and complex to others
                    return None
                return refuted_at(place, "one of them has a real value and the other has none")
            if not is_real(x):
                return None
        found = _told(self.a, self.b, place, DIGITS, x, y)
        if found:
            return refuted_at(place)
        if found is False:
            self.agreed.append(place)
        return None

    def verdict(self) -> Evidence | None:
        """``sampled`` if enough points agree, no value was missing, and one point agrees to many more digits.

        Whole numbers refute, but they convince nobody: terms may vanish at all that are tried.
        """
        if self._counted:
            return None
        if self.until(POINTS) is None and len(self.agreed) >= CONVINCING and not self.missed:
            last = surely_differ(self.a, self.b, self.agreed[-1])
            if last is None:
                return None
            return refuted_at(self.agreed[-1]) if last else Evidence("sampled", len(self.agreed))
        return None


def refuted_at(place: Mapping[str, Fraction], why: str = "they differ") -> Evidence:
    """Refuted by a point."""
    where = ", ".join(f"{name} = {q}" for name, q in place.items())
    return Evidence("refuted", counterexample=f"at {where} {why}")


def _moderate(x: Any) -> bool:
    return all(_moderate(entry) for entry in x.flat) if hasattr(x, "flat") else bool(abs(x) < 10**60)


def _odd_root(n: Op) -> bool:
    if n.head == "root":
        return n.args[0] not in (Num("2"), Num("4"), Num("6"))
    if n.head != "^" or not isinstance(n.args[1], Op):
        return False
    e = n.args[1].args[0] if n.args[1].head == "neg" else n.args[1]
    if not isinstance(e, Op) or e.head != "/" or not isinstance(e.args[1], Num):
        return False
    return e.args[1].fraction % 2 == 1
