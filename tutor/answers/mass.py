"""How much probability a density or a mass function holds in all, and where it is negative: for feedback alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.answers.number import float_of
from tutor.answers.supports import Piece
from tutor.equality.quotients import NotRational, polynomial_of
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate, function_of
from tutor.written import INF, Op, Written, names, number, substitute, walk

_MOST = 400  # values that are added up
_NODES = 4_000  # of the rule for integrals


def total(pieces: Sequence[Piece], variable: str, *, discrete: bool) -> Fraction | float | None:
    """The integral, or the sum: exact where it can be, a float where it converges, None where it is not found.

    >>> from tutor.written import Name, Num
    >>> total([Piece(4 * Name("x"), (Num("0"), Num("1")))], "x", discrete=False)
    Fraction(2, 1)
    """
    if any(names(w) - {variable} for p in pieces for w in (p.value, *(p.ends or ()), *p.values)):
        return None
    try:
        found = [(_sum if discrete else _integral)(p, variable) for p in pieces]
    except (TooLarge, NotExact, KeyError, ValueError, ZeroDivisionError, OverflowError):
        return None
    kept = [_short(f) for f in found if f is not None]
    if len(kept) < len(found) or any(isinstance(f, float) and not math.isfinite(f) for f in kept):
        return None
    whole = _short(sum(kept[1:], kept[0])) if kept else math.inf
    return whole if math.isfinite(whole) else None


def _short(q: Fraction | float) -> Fraction | float:
    """A fraction with many digits as a float, which is infinite where it is too large."""
    if isinstance(q, float) or _is_short(q):
        return q
    return float(q) if abs(q) < 10**300 else math.inf


def _is_short(q: Fraction) -> bool:
    return max(q.numerator.bit_length(), q.denominator.bit_length()) <= 60


def _integral(p: Piece, x: str) -> Fraction | float | None:
    if p.ends is None:
        return None
    try:
        low, high = (Fraction(evaluate(e, {}, EXACT)) for e in p.ends)
        terms = polynomial_of(p.value, (x,))
        return sum((c * (high ** (e[0] + 1) - low ** (e[0] + 1)) / (e[0] + 1) for e, c in terms.items()), Fraction(0))
    except (NotExact, NotRational):
        pass
    if any(isinstance(n, Op) and n.head in ("!", "binomial") for n in walk(p.value)):
        return None  # these have values at whole numbers alone
    coarse, fine = (_by_rule(p, x, n) for n in (_NODES // 2, _NODES))
    return fine if abs(coarse - fine) < 1e-4 * (1 + abs(fine)) else None


def _by_rule(p: Piece, x: str, count: int) -> float:
    """The midpoint rule after the substitution x = t/(1 − t²), which brings infinite ends to ±1."""
    import numpy as np

    low, high = (_end(e) for e in p.ends or ())
    start, stop = (_inward(e) for e in (low, high))
    t = start + (stop - start) * (np.arange(count) + 0.5) / count
    places = t / (1 - t * t)
    weights = (1 + t * t) / (1 - t * t) ** 2 * (stop - start) / count
    values: Any = np.broadcast_to(function_of(p.value, (x,))(places), places.shape)
    with np.errstate(all="ignore"):
        return float(np.sum(np.where(np.isfinite(values), np.real(values), 0.0) * weights))


def _end(w: Written) -> float:
    if w == INF or w == Op("neg", (INF,)):
        return math.inf if w == INF else -math.inf
    found = float_of(w)
    if not math.isfinite(found):
        raise NotExact(f"{w} is no end")
    return found


def _inward(x: float) -> float:
    """t with x = t/(1 − t²)."""
    if math.isinf(x):
        return math.copysign(1.0, x)
    return 0.0 if not x else 2 * x / (1 + math.sqrt(1 + 4 * x * x))


def _sum(p: Piece, x: str) -> Fraction | float | None:
    values = p.values
    if p.ends is not None:
        low = Fraction(evaluate(p.ends[0], {}, EXACT))
        endless = p.ends[1] == INF
        high = low + _MOST if endless else Fraction(evaluate(p.ends[1], {}, EXACT))
        if high - low > _MOST:
            return None
        values = tuple(number(low + k) for k in range(math.floor(high - low) + 1))
        if endless:
            terms = [float_of(substitute(p.value, {x: v})) for v in values[:150]]
            return math.fsum(terms) if abs(terms[-1]) < 1e-9 else None
    if not values:
        return None
    try:
        return sum((Fraction(evaluate(substitute(p.value, {x: v}), {}, EXACT)) for v in values), Fraction(0))
    except NotExact:
        return math.fsum(float_of(substitute(p.value, {x: v})) for v in values)


def negative_at(pieces: Sequence[Piece], variable: str, *, discrete: bool) -> Fraction | None:
    """A place where the function is negative, told without doubt; None if none is found."""
    if any(names(w) - {variable} for p in pieces for w in (p.value, *(p.ends or ()), *p.values)):
        return None
    for p in pieces:
        for place in _places(p, discrete=discrete):
            value = float_of(substitute(p.value, {variable: number(place)}))
            if value < -1e-9 and _is_short(place):
                return place
    return None


def _places(p: Piece, *, discrete: bool) -> list[Fraction]:
    """Some places inside a piece."""
    try:
        if p.values:
            return [Fraction(evaluate(v, {}, EXACT)) for v in p.values]
        low, high = (_end(e) for e in p.ends or ())
    except (NotExact, ValueError, TooLarge):
        return []
    low, high = max(low, -100.0), min(high, 100.0)
    if discrete:
        return [Fraction(k) for k in range(math.ceil(low), min(math.floor(high), math.ceil(low) + 30) + 1)]
    return [Fraction(round((low + (high - low) * k / 8) * 8), 8) for k in range(1, 8) if low < high]
