"""Do pieces describe the same density, or the same probabilities? Told between neighbouring ends, or value by value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from tutor.answers.supports import ALL, Piece
from tutor.equality import Domain, equal, high_precision
from tutor.equality.quotients import NotRational, polynomial_of
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.verdict import PROVED, UNDECIDED, Evidence
from tutor.written import INF, ZERO, Num, Op, Written, names, number, substitute, walk

FAR = 9  # how far from its finite end an endless piece is sampled
_LISTED = 200  # values of a mass function that are compared one by one
_PROBES = (*range(26), 40, 57)  # places of a mass function without an end
_SIZES = (1, 2, 3, 6, 11)  # of a parameter that says how many values there are
_KINKED = frozenset(("abs", "sign", "floor", "ceil", "relu"))
Compared: TypeAlias = tuple[Evidence, str]  # and what is wrong: "support", "values"


@lru_cache(maxsize=1024)
def size_of(w: Written) -> float:
    """An end as a float; raises `NotExact` where it is no number."""
    if w == INF:
        return math.inf
    if w == ALL[0]:
        return -math.inf
    found = None if names(w) else high_precision(w, {})
    if found is None or found.imag or abs(found) > 1e12:
        raise NotExact(f"{w} is no end of a support")
    return float(found.real)


def _settled(found: list[Compared]) -> Compared:
    """The worst of several comparisons."""
    refuted = [f for f in found if f[0].same is False]
    if refuted:
        return next((f for f in refuted if f[1] == "support"), refuted[0])
    open_ = next((f for f in found if f[0].same is None), None)
    if open_ is not None:
        return open_
    return next((f for f in found if f[0].how != "proved"), (PROVED, ""))


# ---------------------------------------------------------------- densities


def same_densities(mine: Sequence[Piece], theirs: Sequence[Piece], x: str, domain: Domain) -> Compared:
    if any(p.values for p in theirs):
        return Evidence("refuted", counterexample="single values"), "support"
    letters = [n for p in (*mine, *theirs) for e in p.ends or () for n in names(e)]
    if letters:  # ends with parameters: piece by piece
        if len(mine) != len(theirs):
            return UNDECIDED, ""
        found: list[Compared] = []
        for a, b in zip(mine, theirs, strict=True):
            ends = [equal(s, t, domain) for s, t in zip(a.ends or ALL, b.ends or ALL, strict=True)]
            found.extend((e, "support") for e in ends)
            found.append((equal(a.value, b.value, domain), "values"))
        return _settled(found)
    places = sorted({size_of(e) for p in (*mine, *theirs) for e in p.ends or ALL} | set(_kinks(mine, theirs, x)))
    kept = [e for i, e in enumerate(places) if not i or e - places[i - 1] > 1e-9]
    if _near_ends(mine, theirs):
        return UNDECIDED, ""
    return _settled([_cell(mine, theirs, x, domain, low, high) for low, high in pairwise(kept)])


def _near_ends(mine: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    """Are there ends that are near to each other and not the same?"""
    for p in mine:
        for q in theirs:
            for a in p.ends or ALL:
                for b in q.ends or ALL:
                    near = abs(size_of(a) - size_of(b)) <= 1e-9 if INF not in (a, b) and ALL[0] not in (a, b) else False
                    if near and not equal(a, b).same:
                        return True
    return False


def _cell(mine: Sequence[Piece], theirs: Sequence[Piece], x: str, domain: Domain, low: float, high: float) -> Compared:
    """Between two neighbouring ends both sides are one formula."""
    start = low if low != -math.inf else min(high, 5.0) - 2 * FAR
    stop = high if high != math.inf else max(start, -5.0) + FAR
    middle = (start + stop) / 2
    a, b = _value(mine, middle), _value(theirs, middle)
    if b is None:
        return Evidence("refuted", counterexample=f"two values at {middle:g}"), "support"
    width = Fraction(stop) - Fraction(start)
    inner = (Fraction(start) + width / 10**9, Fraction(stop) - width / 10**9)
    found = equal(a or ZERO, b, Domain({**(domain.intervals or {}), x: inner}))
    return found, "support" if ZERO in (a, b) else "values"


def _kinks(mine: Sequence[Piece], theirs: Sequence[Piece], x: str) -> list[float]:
    """Where formulas with bars and their like change from one to another; `NotExact` where that is not seen."""
    nodes = [n for p in (*mine, *theirs) for n in walk(p.value) if isinstance(n, Op) and n.head in _KINKED and names(n)]
    found = []
    for n in nodes:
        try:
            linear = polynomial_of(n.args[0], (x,))
        except NotRational as error:
            raise NotExact(f"where {n} changes is not seen") from error
        if n.head in ("floor", "ceil") or set(linear) - {(0,), (1,)}:
            raise NotExact(f"where {n} changes is not seen")
        if linear.get((1,)):
            zero = -linear.get((0,), Fraction(0)) / linear[(1,)]
            if abs(zero) > 10**12:
                raise NotExact(f"where {n} changes is too far away")
            found.append(float(zero))
    return found


def _value(pieces: Sequence[Piece], place: float) -> Written | None:
    """The formula at a place; 0 outside; None where there are two."""
    found = [p.value for p in pieces if p.ends and size_of(p.ends[0]) < place < size_of(p.ends[1])]
    if len(found) > 1:
        return None
    return found[0] if found else ZERO


# ---------------------------------------------------------------- mass functions


def _whole(w: Written) -> int | None:
    """An end as a whole number; None for an infinite one; raises `NotExact` for any other."""
    if w == INF:
        return None
    q = Fraction(evaluate(w, {}, EXACT)) if not names(w) else Fraction(1, 2)
    if q.denominator != 1 or abs(q) > 10**6:
        raise NotExact(f"{w} is no whole number")
    return int(q)


def same_masses(mine: Sequence[Piece], theirs: Sequence[Piece], x: str, domain: Domain) -> Compared:
    letters = [n for p in (*mine, *theirs) for e in (*(p.ends or ()), *p.values) for n in names(e)]
    if letters:
        return _with_letters(mine, theirs, x, domain)
    downward = [any(p.ends is not None and p.ends[0] == ALL[0] for p in side) for side in (mine, theirs)]
    endless = [any(p.ends is not None and p.ends[1] == INF for p in side) for side in (mine, theirs)]
    if downward == [True, True]:
        return UNDECIDED, ""
    if any(downward):
        return Evidence("refuted", counterexample="the support"), "support"
    if endless[0] != endless[1]:
        return Evidence("refuted", counterexample="the support"), "support"
    if any(endless):
        starts = [_whole(p.ends[0]) for p in (*mine, *theirs) if p.ends]
        if any(len(side) > 1 for side in (mine, theirs)):
            return UNDECIDED, ""
        least = min(k for k in starts if k is not None)
        values = [least + k for k in _PROBES]
        found = [_at_value(mine, theirs, x, domain, number(k)) for k in values]
        settled = _settled(found)
        if not settled[0].same or equal(mine[0].value, theirs[0].value, domain).how == "proved":
            return settled
        stepped = any(isinstance(n, Op) and n.head in _KINKED for n in walk(theirs[0].value))  # floor(k/100)
        return (UNDECIDED if stepped else Evidence("sampled", len(values))), ""
    places: dict[Fraction, Written] = {}
    for p in (*mine, *theirs):
        for v in _values(p):
            places.setdefault(Fraction(evaluate(v, {}, EXACT)), v)
        if len(places) > _LISTED:
            raise TooLarge("a table with so many values")
    return _settled([_at_value(mine, theirs, x, domain, v) for v in places.values()])


def _values(p: Piece) -> Sequence[Written]:
    """The values that a finite piece speaks of."""
    if p.values or p.ends is None:
        return p.values
    low, high = (_whole(e) for e in p.ends)
    if low is None or high is None or high - low > _LISTED:
        raise TooLarge("a table with so many values")
    return [number(k) for k in range(low, high + 1)]


def _at_value(mine: Sequence[Piece], theirs: Sequence[Piece], x: str, domain: Domain, v: Written) -> Compared:
    a, b = _mass(mine, x, v), _mass(theirs, x, v)
    if b is None:
        return Evidence("refuted", counterexample=f"two values at {v}"), "support"
    found = equal(a or ZERO, b, domain)
    evidence = Evidence("refuted", counterexample=f"{x} = {v}") if found.same is False else found
    return evidence, "support" if ZERO in (a, b) else "values"


def _mass(pieces: Sequence[Piece], x: str, v: Written) -> Written | None:
    place = Fraction(evaluate(v, {}, EXACT))
    found = []
    for p in pieces:
        if p.ends is not None:
            low, high = (_whole(e) for e in p.ends)
            inside = place.denominator == 1 and (low is None or low <= place) and (high is None or place <= high)
        else:
            inside = any(Fraction(evaluate(w, {}, EXACT)) == place for w in p.values)
        if inside:
            found.append(substitute(p.value, {x: v}))
    if len(found) > 1:
        return None
    return found[0] if found else ZERO


def _with_letters(mine: Sequence[Piece], theirs: Sequence[Piece], x: str, domain: Domain) -> Compared:
    """Ends with parameters, ``k = 0, …, n``: the same ends, and the same values where n is a small number."""
    if not (len(mine) == len(theirs) == 1 and mine[0].ends and theirs[0].ends):
        return UNDECIDED, ""
    found: list[Compared] = [
        (PROVED if a == b else equal(a, b), "support") for a, b in zip(mine[0].ends, theirs[0].ends, strict=True)
    ]
    sizes = sorted({n for e in mine[0].ends for n in names(e)})
    rest = Domain({k: v for k, v in (domain.intervals or {}).items() if k not in sizes})
    values: list[Compared] = []
    for size in _SIZES:
        fixed: dict[str, Written] = {n: Num(str(size)) for n in sizes}
        pieces = [
            [Piece(substitute(p.value, fixed), (substitute(p.ends[0], fixed), substitute(p.ends[1], fixed)))]
            for p in (mine[0], theirs[0])
            if p.ends
        ]
        if _settled(found)[0].same:
            values.append(same_masses(pieces[0], pieces[1], x, rest))
    settled = _settled([*found, *values])
    return (Evidence("sampled", len(_SIZES)), "") if settled[0].same else settled
