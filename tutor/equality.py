"""Are two values equal? Refuted with a counter-example, proved, sampled, or not decided.

Three roads, cheapest first; none needs SymPy and all are bounded:

1. numbers and matrices of rationals and square roots: computed exactly and compared;
2. rational functions: two that agree at more points than the degree of their difference allows zeros are equal
   (a grid of d₁+1 × d₂+1 × … exact points), which is a proof;
3. the rest: compared to 40 digits at rational points of the domain; agreement at all of them is ``sampled``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from tutor.chance import Draw
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate, precise
from tutor.surds import SURDS
from tutor.verdict import PROVED, UNDECIDED, Evidence
from tutor.written import CONSTANTS, Name, Num, Op, Written, entries, names

GRID = 600  # exact evaluations that a proof may cost
POINTS = 8  # points of a sampling
DIGITS = 40


@dataclass(frozen=True)
class Domain:
    """Where variables live: an open interval for each, (−3, 3) and (0, 4) in turn when nothing is said.

    >>> Domain({"x": (Fraction(0), Fraction(2))}).interval("x", 0)
    (Fraction(0, 1), Fraction(2, 1))
    """

    intervals: Mapping[str, tuple[Fraction, Fraction]] | None = None

    def interval(self, name: str, index: int) -> tuple[Fraction, Fraction]:
        """The interval from which point number `index` takes the variable."""
        if self.intervals and name in self.intervals:
            return self.intervals[name]
        return (Fraction(0), Fraction(4)) if index % 2 == 0 else (Fraction(-3), Fraction(3))


ANYWHERE = Domain()


@cache
def _unit(index: int, place: int) -> Fraction:
    return Fraction(2 * Draw("equality", place, index).below(9_973) + 1, 2 * 9_973)


def points(variables: tuple[str, ...], domain: Domain = ANYWHERE, count: int = POINTS) -> Iterator[dict[str, Fraction]]:
    """The same rational points of the domain in every run, none of them special."""
    for index in range(count):
        values = {}
        for place, name in enumerate(variables):
            low, high = domain.interval(name, index)
            values[name] = low + (high - low) * _unit(index, place)
        yield values


def equal(a: Written, b: Written, domain: Domain = ANYWHERE) -> Evidence:
    """Compare two values; names are variables that run through the domain.

    >>> equal((Name("x") + 1) ** 2, Name("x") ** 2 + 2 * Name("x") + 1).how
    'proved'
    >>> equal(Op("sin", (2 * Name("x"),)), 2 * Op("sin", (Name("x"),))).same
    False
    """
    if a == b:
        return PROVED
    shapes = [_shape(w) for w in (a, b)]
    if shapes[0] and shapes[1]:
        return _entrywise(a, b, domain)
    variables = tuple(sorted(names(a) | names(b)))
    try:
        if not variables:
            return _numbers(a, b)
        degrees = [_degree_of_difference(a, b, v) for v in variables]
        known = [d for d in degrees if d is not None]
        if len(known) == len(degrees):
            cost = 1
            for d in known:
                cost *= d + 1
            if cost <= GRID:
                return _on_grid(a, b, variables, known)
        return _sampled(a, b, variables, domain)
    except TooLarge:
        return UNDECIDED


def _shape(w: Written) -> tuple[int, int] | None:
    if isinstance(w, Op) and w.head in ("matrix", "augmented"):
        rows = entries(w)
        return len(rows), len(rows[0]) if rows else 0
    return None


def _entrywise(a: Written, b: Written, domain: Domain) -> Evidence:
    if _shape(a) != _shape(b):
        return Evidence("refuted", counterexample=f"shapes {_shape(a)} and {_shape(b)}")
    result = PROVED
    for i, (r, s) in enumerate(zip(entries(a), entries(b), strict=True), 1):
        for j, (x, y) in enumerate(zip(r, s, strict=True), 1):
            found = equal(x, y, domain)
            if found.same is False:
                return Evidence("refuted", counterexample=f"row {i}, column {j}: {found.counterexample}".rstrip(": "))
            if found.how != "proved" and result.how != "none":
                result = found
    return result


# ---------------------------------------------------------------- numbers


def exactly(w: Written) -> Any:
    """The value as a Fraction, a Surd, or an array of these; `NotExact` if it is neither."""
    try:
        return evaluate(w, {}, EXACT)
    except NotExact:
        return evaluate(w, {}, SURDS)


def _numbers(a: Written, b: Written) -> Evidence:
    try:
        difference = exactly(a) - exactly(b)
        zero = not difference.any() if hasattr(difference, "any") else not difference
        return PROVED if zero else Evidence("refuted")
    except (NotExact, KeyError):
        pass
    except ValueError:
        return Evidence("refuted", counterexample="they have different shapes")
    x, y = high_precision(a, {}), high_precision(b, {})
    if x is None or y is None:
        return UNDECIDED
    return Evidence("sampled", 1) if close(x, y) else Evidence("refuted")


def high_precision(w: Written, values: Mapping[str, Fraction]) -> Any:
    """The value to 40 digits at a rational point, or None where there is none."""
    arithmetic = precise(DIGITS)
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


def close(x: Any, y: Any, digits: int = 25) -> bool:
    """Do two numbers, or two arrays, agree to that many digits?"""
    if getattr(x, "shape", ()) != getattr(y, "shape", ()):
        return False
    if hasattr(x, "shape"):
        return all(close(p, q, digits) for p, q in zip(x.flat, y.flat, strict=True))
    return bool(abs(x - y) <= max(1, abs(x), abs(y)) * Fraction(1, 10**digits).__float__())


# ---------------------------------------------------------------- rational functions


def _degree(w: Written, v: str) -> tuple[int, int] | None:
    """Bounds for the degrees in v of numerator and denominator, or None if w is no rational function of v."""
    if isinstance(w, Num):
        return 0, 0
    if isinstance(w, Name):
        return int(w.text == v), 0
    if not isinstance(w, Op):
        return None
    if w.head in CONSTANTS:
        return None
    found = [_degree(a, v) for a in w.args]
    degrees = [d for d in found if d is not None]
    if len(degrees) < len(found):
        return None
    match w.head:
        case "neg":
            return degrees[0]
        case "+":
            bottom = sum(d for _, d in degrees)
            return max(n + bottom - d for n, d in degrees), bottom
        case "*":
            return sum(n for n, _ in degrees), sum(d for _, d in degrees)
        case "/":
            return degrees[0][0] + degrees[1][1], degrees[0][1] + degrees[1][0]
        case "^":
            exponent = _whole(w.args[1])
            if exponent is None or abs(exponent) > 100:
                return None
            n, d = degrees[0] if exponent >= 0 else degrees[0][::-1]
            return n * abs(exponent), d * abs(exponent)
    return None


def _whole(w: Written) -> int | None:
    sign = 1
    while isinstance(w, Op) and w.head == "neg":
        w, sign = w.args[0], -sign
    return sign * int(w.text) if isinstance(w, Num) and w.text.isdigit() and len(w.text) < 4 else None


def _degree_of_difference(a: Written, b: Written, v: str) -> int | None:
    found = _degree(Op("+", (a, Op("neg", (b,)))), v)
    return None if found is None else max(found)


def _on_grid(a: Written, b: Written, variables: tuple[str, ...], degrees: list[int]) -> Evidence:
    axes = []
    for d in degrees:  # d poles at the most on each axis, so 2d + 1 places hold d + 1 good ones
        axes.append([Fraction(9 * n + 2, 7) for n in range(-d, 2 * d + 2)])  # never 0, where 0^0 would stand
    good = 0
    wanted = 1
    for d in degrees:
        wanted *= d + 1
    if len(variables) > 1 and any(
        _degree(w, v) is None or (_degree(w, v) or (0, 0))[1] for w in (a, b) for v in variables
    ):
        return _sampled(a, b, variables, ANYWHERE)  # poles are curves: a full grid of good points is not promised
    full = [axis[: d + 1] for axis, d in zip(axes, degrees, strict=True)] if len(variables) > 1 else axes
    for place in itertools.product(*full):
        values = dict(zip(variables, place, strict=True))
        try:
            difference = evaluate(a, values, EXACT) - evaluate(b, values, EXACT)
        except NotExact:
            continue
        if difference:
            where = ", ".join(f"{name} = {q}" for name, q in values.items())
            return Evidence("refuted", counterexample=f"at {where} they differ")
        good += 1
        if good >= wanted:
            return Evidence("proved", good)
    return _sampled(a, b, variables, ANYWHERE)


# ---------------------------------------------------------------- sampling


def _sampled(a: Written, b: Written, variables: tuple[str, ...], domain: Domain) -> Evidence:
    seen = 0
    for values in points(variables, domain, 3 * POINTS):
        x, y = high_precision(a, values), high_precision(b, values)
        if x is None or y is None or not (_finite(x) and _finite(y)):
            continue
        if _is_complex(x) != _is_complex(y):
            continue  # one of them is outside its real domain here
        if not close(x, y):
            where = ", ".join(f"{name} = {q}" for name, q in values.items())
            return Evidence("refuted", counterexample=f"at {where} they differ")
        seen += not _is_complex(x)
        if seen >= POINTS:
            break
    return Evidence("sampled", seen) if seen >= 3 else UNDECIDED


def _is_complex(x: Any) -> bool:
    if hasattr(x, "flat"):
        return any(_is_complex(entry) for entry in x.flat)
    return bool(getattr(x, "imag", 0))


def _finite(x: Any) -> bool:
    return all(_finite(entry) for entry in x.flat) if hasattr(x, "flat") else bool(abs(x) < 10**60)
