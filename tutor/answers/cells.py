"""Sets of real numbers, cut into cells: the points where anything changes, and the open intervals between them.

A set is written with intervals, sets of points, relations in one variable between rational functions and absolute
values of them, ``and``, ``or``, ``not``, unions. Two sets are equal if they hold the same cells of a common cutting;
points in the field of square roots are decided exactly, others (``pi``, ``ln 2``, zeros of cubics) to 50 digits.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key, lru_cache
from typing import Any

from tutor.equality import high_precision
from tutor.equality.quotients import NotRational, fraction_of
from tutor.equality.zeros import coefficients, real_zeros
from tutor.errors import TooLarge
from tutor.evaluate import NotExact, evaluate, precise
from tutor.surds import SURDS, Surd, surd
from tutor.written import INF, Name, Num, Op, Words, Written, names, number, walk

SAME = Fraction(1, 10**35)
MAX_ABS = 3
MAX_RELATIONS = 8  # that are more than a comparison of the variable with a number
MAX_POINTS = 200
RELATION = ("=", "!=", "<", "<=", ">", ">=")


class NotASet(ValueError):
    """What is written is no set of real numbers."""


class NotDecided(ValueError):
    """A set whose cells cannot be found by these means."""


@dataclass(frozen=True)
class Point:
    """A real number: exactly, where that is known, and to many digits; `shown` is how it is written."""

    exact: Surd | None
    approximate: Fraction
    shown: Written

    def order(self, other: Point) -> int:
        """−1, 0 or 1."""
        gap = self.approximate - other.approximate
        if self.exact is not None and other.exact is not None and not self.exact - other.exact:
            return 0
        if abs(gap) > SAME * (1 + abs(self.approximate)):
            return -1 if gap < 0 else 1
        if self.exact is not None and other.exact is not None:
            raise NotDecided("two points are too near to each other")
        return 0


@dataclass(frozen=True)
class Cell:
    """A point, or an open interval with a number in it."""

    sample: Fraction
    point: Point | None = None


@lru_cache(maxsize=4096)
def point_of(w: Written) -> Point:
    """The real number that is written; raises `NotASet` for what is none."""
    if names(w):
        raise NotASet(f"{w} is no number")
    value = high_precision(w, {})
    if value is None or value.imag:
        raise NotASet(f"{w} is no real number")
    value = precise().number(Fraction(0)) + value.real
    sign, mantissa, exponent, _ = value._mpf_
    if abs(int(exponent)) > 5000:
        raise NotDecided("too large or too small")
    near = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    exact: Surd | None
    try:
        exact = surd(evaluate(w, {}, SURDS))
    except (NotExact, TooLarge, ValueError, TypeError, AttributeError):
        exact = None
    if exact is not None and len(exact.terms) <= 1 and (not exact or exact.terms[0][0] == 1):
        near, sign = exact.rational(), 0
    return Point(exact, -near if sign else near, w)


def ends_of(w: Written) -> tuple[Written, Written, str] | None:
    """The ends and the brackets of an interval, also of one that reading took for a pair or a row."""
    if isinstance(w, Op) and w.head == "interval" and len(w.args) == 3:
        return w.args[0], w.args[1], str(w.args[2])
    if isinstance(w, Op) and w.head == "tuple" and len(w.args) == 2:
        return w.args[0], w.args[1], "()"
    if isinstance(w, Op) and w.head == "matrix" and len(w.args) == 1 and isinstance(w.args[0], Op):
        row = w.args[0].args
        return (row[0], row[1], "[]") if len(row) == 2 else None
    return None


def _infinite(w: Written) -> int:
    if w == INF:
        return 1
    return -1 if isinstance(w, Op) and w.head == "neg" and w.args[0] == INF else 0


def changes(w: Written, variable: str) -> list[Point]:
    """All points at which membership may change; raises `NotASet` and `NotDecided`."""
    relations = [n for n in walk(w) if isinstance(n, Op) and n.head in RELATION]
    if sum(Name(variable) not in r.args for r in relations) > MAX_RELATIONS:
        raise NotDecided("too many relations")
    found = _changes(w, variable)
    if len(found) > MAX_POINTS:
        raise NotDecided("too many points")
    return found


def _changes(w: Written, variable: str) -> list[Point]:
    if isinstance(w, Words) and w.text in ("R", "reals"):
        return []
    if not isinstance(w, Op):
        raise NotASet(f"{w} is no set")
    ends = ends_of(w)
    if ends is not None:
        found = [point_of(e) for e in ends[:2] if not _infinite(e)]
        if len(found) == 2 and found[0].order(found[1]) > 0:
            raise NotASet("the left end of an interval is not larger than the right one")
        return found
    if w.head == "set":
        return [point_of(a) for a in w.args]
    if w.head == "empty":
        return []
    if w.head in ("and", "or", "not", "union"):
        return [p for a in w.args for p in _changes(a, variable)]
    if w.head == "in" and w.args[0] == Name(variable):
        return _changes(w.args[1], variable)
    if w.head in RELATION:
        return _zeros(w, variable)
    raise NotASet(f"{w} is no set")


def _zeros(w: Op, variable: str) -> list[Point]:
    left, right = w.args
    if names(w) - {variable}:
        raise NotASet(f"only {variable} may occur")
    if not all(_is_value(a) for a in w.args):
        raise NotASet(f"{w} does not compare numbers")
    for one, other in ((left, right), (right, left)):
        if one == Name(variable) and not names(other):
            return [] if _infinite(other) else [point_of(other)]
    found: list[Point] = []
    try:
        for difference in _without_abs(Op("+", (left, Op("neg", (right,))))):
            for part in fraction_of(difference, (variable,)):
                for zero in real_zeros(coefficients(part)) if part else []:
                    exact = zero.exact
                    shown = exact.written() if exact is not None else Name("?")
                    found.append(Point(exact, zero.approximate, shown))
    except NotRational as error:
        raise NotDecided(str(error)) from error
    return found


def _is_value(w: Written) -> bool:
    bad = (
        "matrix",
        "augmented",
        "tuple",
        "set",
        "list",
        "interval",
        "empty",
        "row",
        "in",
        "union",
        "and",
        "or",
        *RELATION,
    )
    return not any(isinstance(n, Words) or (isinstance(n, Op) and n.head in bad) for n in walk(w))


def _without_abs(w: Written) -> list[Written]:
    """The expression with every absolute value replaced by plus or minus its argument, and the arguments themselves."""
    inner = [n for n in walk(w) if isinstance(n, Op) and n.head == "abs"]
    if len(inner) > MAX_ABS:
        raise NotDecided("too many absolute values")
    variants = [w]
    for _ in inner:
        variants = [v for u in variants for v in _one_less(u)]
    arguments = [u for n in inner for u in (_without_abs(n.args[0]) if names(n) else [])]
    return [*variants, *arguments]


def _one_less(w: Written) -> list[Written]:
    innermost = next(
        (n for n in walk(w) if isinstance(n, Op) and n.head == "abs" and not any(_is_abs(m) for m in walk(n.args[0]))),
        None,
    )
    if innermost is None:
        return [w]
    return [_replaced(w, innermost, v) for v in (innermost.args[0], Op("neg", innermost.args))]


def _is_abs(w: Written) -> bool:
    return isinstance(w, Op) and w.head == "abs"


def _replaced(w: Written, old: Written, new: Written) -> Written:
    if w == old:
        return new
    return Op(w.head, tuple(_replaced(a, old, new) for a in w.args)) if isinstance(w, Op) else w


def cells(points: Iterable[Point]) -> list[Cell]:
    """The cells of the real line that the points cut, from left to right."""
    ordered: list[Point] = []
    for p in sorted(points, key=cmp_to_key(Point.order)):
        if not ordered or ordered[-1].order(p):
            ordered.append(p)
    if not ordered:
        return [Cell(Fraction(0))]
    found = [Cell(ordered[0].approximate - 1)]
    for p, q in itertools.pairwise(ordered):
        found += [Cell(p.approximate, p), Cell((p.approximate + q.approximate) / 2)]
    return [*found, Cell(ordered[-1].approximate, ordered[-1]), Cell(ordered[-1].approximate + 1)]


def holds(w: Written, variable: str, cell: Cell) -> bool:
    """Is the cell in the set? Where a relation is undefined it does not hold."""
    if isinstance(w, Words):
        return True
    if not isinstance(w, Op):
        raise NotASet(f"{w} is no set")
    ends = ends_of(w)
    if ends is not None:
        return _inside(ends, cell)
    match w.head:
        case "empty":
            return False
        case "set":
            return any(_side_of(a, cell) == 0 for a in w.args)
        case "and":
            return all(holds(a, variable, cell) for a in w.args)
        case "or" | "union":
            return any(holds(a, variable, cell) for a in w.args)
        case "not":
            return not holds(w.args[0], variable, cell)
        case "in":
            return holds(w.args[1], variable, cell)
    sign = _sign(w, variable, cell)
    if sign is None:
        return False
    return {"=": not sign, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[w.head]


def _inside(ends: tuple[Written, Written, str], cell: Cell) -> bool:
    low, high, brackets = ends
    if _infinite(low) > 0 or _infinite(high) < 0:
        return False
    below = _infinite(low) < 0 or (s := _side_of(low, cell)) > 0 or (s == 0 and brackets[0] == "[")
    above = _infinite(high) > 0 or (s := _side_of(high, cell)) < 0 or (s == 0 and brackets[1] == "]")
    return below and above


def _side_of(end: Written, cell: Cell) -> int:
    """Where the cell lies, seen from a number: −1 left of it, 0 on it, 1 right of it."""
    p = point_of(end)
    if cell.point is not None:
        return cell.point.order(p)
    return 1 if cell.sample > p.approximate else -1


def _sign(w: Op, variable: str, cell: Cell) -> int | None:
    """The sign of left minus right, or None where it is undefined."""
    left, right = w.args
    for one, other, turn in ((left, right, 1), (right, left, -1)):
        if one == Name(variable) and not names(other):
            return turn * (-_infinite(other) if _infinite(other) else _side_of(other, cell))
    difference = Op("+", (left, Op("neg", (right,))))
    here: Any = surd(cell.sample) if cell.point is None else cell.point.exact
    if here is not None:
        try:
            return _sign_of(surd(evaluate(difference, {variable: here}, SURDS)))
        except NotExact:
            return None
    near = high_precision(difference, {variable: cell.sample})
    if near is None or near.imag:
        raise NotDecided("no value at a point where the set may change")
    return 0 if abs(near) < 1e-30 else 1 if near > 0 else -1


def _sign_of(s: Surd) -> int:
    if not s:
        return 0
    near = high_precision(s.written(), {})
    if near is None or abs(near) < 1e-25:
        raise NotDecided("too near to zero")
    return 1 if near > 0 else -1


def united(found: list[Cell], inside: list[bool]) -> Written:
    """Cells as a union of intervals and single points."""
    pieces: list[Written] = []
    k = 0
    while k < len(found):
        if not inside[k]:
            k += 1
            continue
        first = k
        while k + 1 < len(found) and inside[k + 1]:
            k += 1
        a, b = found[first].point, found[k].point
        if first == k and a is not None:
            pieces.append(Op("set", (_shown(a),)))
        else:
            low = a or (found[first - 1].point if first else None)
            high = b or (found[k + 1].point if k + 1 < len(found) else None)
            brackets = ("[" if a else "(") + ("]" if b else ")")
            shown = (_shown(low) if low else Op("neg", (INF,)), _shown(high) if high else INF)
            pieces.append(Op("interval", (*shown, Words(brackets))))
        k += 1
    if not pieces:
        return Op("empty")
    return pieces[0] if len(pieces) == 1 else Op("union", tuple(pieces))


def _shown(p: Point) -> Written:
    if p.exact is None:
        return p.shown if p.shown != Name("?") else Num(str(float(p.approximate)))
    try:
        return number(p.exact.rational())
    except NotExact:
        return p.shown
