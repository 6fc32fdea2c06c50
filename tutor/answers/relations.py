"""Equations and inequalities in several unknowns, up to equivalence.

Both sides are brought to one fraction of polynomials with rational coefficients where that is possible. Two equations
are equivalent if their numerators are proportional and no denominator can vanish on the zeros. They are not, if some
point satisfies one of them only: such points are looked for on lines through the plane (or space), exactly. What is
neither stays undecided, as do equations like ``(x - y)^3 = 0`` and ``x = y`` in several unknowns, whose numerators
are not proportional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.expression import places_of
from tutor.answers.number import is_number
from tutor.equality import ANYWHERE, Domain, close, high_precision, points
from tutor.equality.polynomials import plus, ratio
from tutor.equality.quotients import NotRational, Poly, fraction_of, is_constant, polynomial_of, times
from tutor.equality.zeros import (
    MAX_ZEROS,
    Coefficients,
    coefficients,
    common,
    divide,
    fraction_near,
    real_zeros,
    squarefree,
)
from tutor.errors import InputError, TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate, function_of
from tutor.text import Text, say
from tutor.verdict import PROVED, UNDECIDED, Evidence, Status, Verdict, right, wrong
from tutor.written import ZERO, Name, Op, Written, names, number

ORDER = {"<": "<", "<=": "<=", ">": "<", ">=": "<="}
_LINES = 12
_PLACES = 60


def _side(w: Op) -> Written:
    """Left side minus right side."""
    left, right_side = w.args
    return left if right_side == ZERO else Op("+", (left, Op("neg", (right_side,))))


@dataclass(frozen=True)
class Equation(Kind):
    """An equation; right is every equation with the same solutions.

    >>> from tutor.reading import read
    >>> e = Equation(read("2x + 4y = 6"), ("x", "y"))
    >>> e.compare(e.read("x = 3 - 2y")).status.value
    'right'
    """

    kind: ClassVar[str] = "equation"
    value: Written
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (isinstance(self.value, Op) and self.value.head == "="):
            raise InputError(f"the key {self.value} is no equation")

    def written(self) -> Written:
        return self.value

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, self.variables)

    def compare(self, response: Written) -> Verdict:
        refused = _refused(response, ("=",), self.variables, "an equation")
        if refused is not None:
            return refused
        evidence = equivalent(_expect(self.value), _expect(response), self.variables)
        if evidence.same is None:
            return Verdict(Status.UNDECIDED, evidence=evidence)
        return right(evidence) if evidence.same else wrong(self._feedback(_expect(response)), evidence)

    def _feedback(self, response: Op) -> Text:
        try:
            top, bottom = fraction_of(_side(response), self.variables)
        except NotRational:
            return Text(())
        if not top:
            return say("Your equation holds for all values.")
        if is_constant(top) and is_constant(bottom):
            return say("Your equation never holds.")
        return Text(())

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, ANYWHERE)

    def agrees(self, found: Any) -> Agreement:
        """`found`: left side minus right side at the points, up to one factor."""
        import numpy as np

        places = self.points()
        mine = np.asarray(function_of(_side(_expect(self.value)), self.variables)(*places.values()), dtype=float)
        theirs = np.asarray(found, dtype=float)
        if mine.shape != theirs.shape or not np.all(np.isfinite(mine)) or not np.all(np.isfinite(theirs)):
            return Agreement(False, 0, detail=f"{found!r} at {places}")
        factor = float(mine @ theirs) / float(mine @ mine) if mine.any() else 0.0
        holds = bool(factor) and bool(np.allclose(theirs, factor * mine, rtol=1e-7, atol=1e-9))
        return Agreement(holds, mine.size, 7, "" if holds else f"{theirs} is no multiple of {mine}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Equation) and self.compare(other.value).is_right


@dataclass(frozen=True)
class Inequality(Kind):
    """An inequality between polynomials in several unknowns; in one unknown a `RealSet` says more.

    >>> from tutor.reading import read
    >>> i = Inequality(read("2x + 4y <= 6"), ("x", "y"))
    >>> i.compare(i.read("3 - x >= 2y")).status.value
    'right'
    """

    kind: ClassVar[str] = "inequality"
    value: Written
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (isinstance(self.value, Op) and self.value.head in ORDER):
            raise InputError(f"the key {self.value} is no inequality")

    def written(self) -> Written:
        return self.value

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, self.variables)

    def compare(self, response: Written) -> Verdict:
        refused = _refused(response, tuple(ORDER), self.variables, "an inequality")
        if refused is not None:
            return refused
        key, given = _expect(self.value), _expect(response)
        try:
            mine, theirs = (polynomial_of(_small_minus_large(w), self.variables) for w in (key, given))
            factor = ratio(mine, theirs)
        except NotRational:
            factor = None
        strict = ORDER[key.head] == ORDER[given.head]
        if factor is not None and factor > 0:
            if strict:
                return right(PROVED)
            evidence = Evidence("refuted", counterexample="on the boundary")
            return wrong(say("Does the boundary belong to it? Look at < and <= again."), evidence, Fraction(1, 2))
        if factor is not None:
            return wrong(say("The sign points the wrong way: multiplying by a negative number turns it."))
        place = _only_one_holds(key, given, self.variables)
        if place is None:
            return Verdict(Status.UNDECIDED)
        return wrong(evidence=Evidence("refuted", counterexample=place))

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, ANYWHERE, 12)

    def agrees(self, found: Any) -> Agreement:
        """`found`: whether it holds at each of the points."""
        import numpy as np

        places = self.points()
        mine = np.asarray(function_of(_small_minus_large(_expect(self.value)), self.variables)(*places.values()))
        truth = mine < 0 if ORDER[_expect(self.value).head] == "<" else mine <= 0
        holds = np.shape(found) == truth.shape and bool(np.all(truth == np.asarray(found, dtype=bool)))
        return Agreement(holds, truth.size, 6, "" if holds else f"{found} against {truth}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Inequality) and self.compare(other.value).is_right


def _expect(w: Written) -> Op:
    if not isinstance(w, Op):
        raise InputError(f"{w} is no relation")
    return w


def _refused(response: Written, heads: tuple[str, ...], variables: tuple[str, ...], what: str) -> Verdict | None:
    if not (isinstance(response, Op) and response.head in heads) or not all(is_number(a) for a in response.args):
        return wrong_kind(what, response)
    foreign = sorted(names(response) - set(variables))
    if foreign:
        return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
    return None


def _small_minus_large(w: Op) -> Written:
    left, right_side = w.args
    return _side(w) if w.head in ("<", "<=") else _side(Op(w.head, (right_side, left)))


def _only_one_holds(a: Op, b: Op, variables: tuple[str, ...]) -> str | None:
    """A point at which exactly one of two inequalities holds."""
    for values in points(variables, ANYWHERE, _PLACES):
        try:
            x, y = (evaluate(_small_minus_large(w), values, EXACT) for w in (a, b))
        except (NotExact, TooLarge):
            x, y = (high_precision(_small_minus_large(w), values) for w in (a, b))
            if x is None or y is None or x.imag or y.imag:
                continue
            if abs(x) < 1e-20 or abs(y) < 1e-20:
                continue
        if _truth(x, a.head) != _truth(y, b.head):
            return f"at {_place(values)} only one of them holds"
    return None


def _truth(x: Any, head: str) -> bool:
    return bool(x < 0) if ORDER[head] == "<" else bool(x <= 0)


def _place(values: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{name} = {q}" for name, q in values.items())


# ---------------------------------------------------------------- equations


def equivalent(key: Op, response: Op, variables: tuple[str, ...], domain: Domain = ANYWHERE) -> Evidence:
    """Do two equations have the same solutions?

    >>> from tutor.reading import read
    >>> equivalent(read("y = 2x"), read("y = 2x + 1"), ("x", "y")).how
    'refuted'
    """
    try:
        (a, below_a), (b, below_b) = (fraction_of(_side(w), variables) for w in (key, response))
    except NotRational:
        return _by_values(key, response, variables, domain)
    if not a or not b or is_constant(a) or is_constant(b):
        return _degenerate(a, b, is_constant(below_a) and is_constant(below_b))
    if len(variables) == 1:
        return _in_one_unknown(_cleared(a, below_a), _cleared(b, below_b))
    if ratio(a, b) is not None:
        clean = _never_both(a, below_a, variables) and _never_both(b, below_b, variables)
        return PROVED if clean or ratio(below_a, below_b) is not None else UNDECIDED
    for index in range(_LINES):
        try:
            place = _on_line((a, below_a), (b, below_b), variables, index)
        except NotRational:  # too large, on the other lines as well
            return UNDECIDED
        if place:
            return Evidence("refuted", counterexample=f"{place} one of them holds, the other not")
    return UNDECIDED


def _degenerate(a: Poly, b: Poly, whole: bool) -> Evidence:
    """One of them holds always (where it is defined) or never."""
    always = not a, not b
    never = bool(a) and is_constant(a), bool(b) and is_constant(b)
    if always[0] == always[1] and never[0] == never[1]:
        return PROVED if whole or all(never) else UNDECIDED
    return Evidence("refuted", counterexample="one of them holds always or never")


def _never_both(top: Poly, bottom: Poly, variables: tuple[str, ...]) -> bool:
    """Is it plain that numerator and denominator have no common zero?"""
    if is_constant(bottom):
        return True
    if len(variables) == 1:
        return len(common(coefficients(top), coefficients(bottom))) == 1
    if len(bottom) > 1:
        return False
    exponents = next(iter(bottom))
    for k, e in enumerate(exponents):  # zeros of a monomial: put one of its variables to 0
        rest = {f: c for f, c in top.items() if not f[k]}
        if e and not (rest and is_constant(rest)):
            return False
    return True


def _cleared(top: Poly, bottom: Poly) -> Coefficients:
    """A polynomial in one unknown whose zeros are those of the numerator that are none of the denominator."""
    a = squarefree(coefficients(top))
    return divide(a, common(a, coefficients(bottom)))[0]


def _in_one_unknown(a: Coefficients, b: Coefficients) -> Evidence:
    """The same real zeros?"""
    both = common(a, b)
    try:
        more = [real_zeros(divide(p, both)[0]) for p in (a, b)]
    except NotRational:
        return UNDECIDED
    return Evidence("refuted", counterexample="their solutions differ") if any(more) else PROVED


def _on_line(a: tuple[Poly, Poly], b: tuple[Poly, Poly], variables: tuple[str, ...], index: int) -> str:
    """Where on a line one of the equations holds and the other does not; '' if that is not found."""
    place = list(points(variables, ANYWHERE, index + 1))[-1]
    t = Name("t")
    along = {
        v: number(q) + number((3 * k + 2) * (-1) ** (k * index) - index * k) * t
        for k, (v, q) in enumerate(place.items())
    }
    (p, under_p), (q, under_q) = (tuple(_restricted(f, variables, along) for f in pair) for pair in (a, b))
    if not (p and q and under_p and under_q):
        return ""
    mine, theirs = _cleared(p, under_p), _cleared(q, under_q)
    if max(len(mine), len(theirs)) > MAX_ZEROS + 1:
        raise NotRational("too many zeros")
    if _in_one_unknown(mine, theirs).same is False:
        return "on a line, " + ", ".join(f"{v} = {w}" for v, w in along.items()) + ","
    return ""


def _restricted(p: Poly, variables: tuple[str, ...], along: dict[str, Op]) -> Poly:
    one: Poly = {(0,): Fraction(1)}
    powers = []
    for k, v in enumerate(variables):
        row, line = [one], polynomial_of(along[v], ("t",))
        for _ in range(max((e[k] for e in p), default=0)):
            row.append(times(row[-1], line))
        powers.append(row)
    total: Poly = {}
    for exponents, c in p.items():
        term: Poly = {(0,): c}
        for k, e in enumerate(exponents):
            term = times(term, powers[k][e])
        total = plus(total, term)
    return total


def _by_values(key: Op, response: Op, variables: tuple[str, ...], domain: Domain) -> Evidence:
    """Sides that are no polynomials: a constant ratio at all points, or a point that satisfies one of them only."""
    ratios = []
    for values in points(variables, domain, 24):
        x, y = high_precision(_side(key), values), high_precision(_side(response), values)
        if x is None or y is None or x.imag or y.imag:
            continue
        if abs(x) < 1e-25 or abs(y) < 1e-25:
            continue
        ratios.append(y / x)
    if len(ratios) >= 6 and all(close(r, ratios[0]) for r in ratios):
        return Evidence("sampled", len(ratios))
    for one, other in ((key, response), (response, key)):
        place = _zero_of_one(_side(one), _side(other), variables, domain)
        if place:
            return Evidence("refuted", counterexample=place)
    return UNDECIDED


def _zero_of_one(one: Written, other: Written, variables: tuple[str, ...], domain: Domain) -> str:
    """A point where the first is zero and the second clearly is not; the first is solved for what is linear in it."""
    for name in variables:
        for values in points(variables, domain, 12):
            zero, unit = ({**values, name: Fraction(n)} for n in (0, 1))
            a, b, c, d = (high_precision(w, v) for w in (one, other) for v in (zero, unit))
            if any(v is None or v.imag for v in (a, b)) or a == b:
                continue
            place = {**values, name: fraction_near((a / (a - b)).real)}
            x, y = high_precision(one, place), high_precision(other, place)
            if x is None or y is None or x.imag or y.imag or abs(x) > 1e-30 * (1 + abs(a) + abs(b)):
                continue
            scale = 1 + sum(abs(v) for v in (c, d) if v is not None)
            if abs(y) > 1e-15 * scale:
                return _only_at(place)
    return _root_of_one(one, other, variables, domain)


def _only_at(place: Mapping[str, Fraction]) -> str:
    return f"where {', '.join(f'{n} = {float(q):g}' for n, q in place.items())} only one of them holds"


def _root_of_one(one: Written, other: Written, variables: tuple[str, ...], domain: Domain) -> str:
    """The same where the first is a polynomial, by its real zeros in one unknown."""
    try:
        top, bottom = fraction_of(one, variables)
    except NotRational:
        return ""
    if not is_constant(bottom):
        return ""
    for k, name in enumerate(variables):
        for values in points(variables, domain, 12):
            line = {v: Name("t") if v == name else number(q) for v, q in values.items()}
            along = _restricted(top, variables, line)  # type: ignore[arg-type]
            if max((e[0] for e in along), default=0) not in range(2, MAX_ZEROS + 1):
                continue
            for zero in real_zeros(squarefree(coefficients(along))):
                place = {**values, variables[k]: zero.approximate}
                y = high_precision(other, place)
                if y is not None and not y.imag and abs(y) > 1e-12 * (1 + sum(abs(q) for q in place.values())):
                    return _only_at(place)
    return ""
