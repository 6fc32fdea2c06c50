"""Conditions on several unknowns that hold together: ``a > 1/2 and b != 0``.

Two lists of conditions are equal if those on each unknown describe the same real numbers, and each of the others has an
equivalent one in the other list. They differ if some point fulfils one list only; what is neither stays undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.expression import places_of
from tutor.answers.intervals import RealSet, plain_signs
from tutor.answers.number import is_number
from tutor.answers.relations import ORDER, Inequality
from tutor.equality import ANYWHERE, high_precision, points
from tutor.errors import InputError
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Num, Op, Written, names, walk

RELATIONS = frozenset((*ORDER, "!="))
_PLACES = 40
_SPECIAL = 5  # numbers of the relations that are tried as values


@dataclass(frozen=True)
class Conditions(Kind):
    """Relations in several unknowns, all of which hold.

    >>> from tutor.reading import read
    >>> c = Conditions(read("a > 1/2 and b != 0").args, ("a", "b"))
    >>> c.compare(c.read("b ≠ 0, 2a > 1")).status.value, c.compare(c.read("a > 1/2, b > 0")).status.value
    ('right', 'wrong')
    """

    kind: ClassVar[str] = "conditions"
    advice: ClassVar[str] = "conditions with and between them: a > 1/2 and b != 0"
    relations: tuple[Written, ...]
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        if _flat(Op("and", self.relations)) is None:
            raise InputError("the conditions of the key are no relations between numbers")

    def written(self) -> Written:
        return Op("and", self.relations)

    def read(self, text: str) -> Written:
        return read_inside(Item(plain_signs(text), 0), text, self.variables)

    def compare(self, response: Written) -> Verdict:
        given = _flat(response)
        if given is None:
            return wrong_kind("conditions with and between them: a > 1/2 and b != 0", response)
        foreign = sorted(names(response) - set(self.variables))
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        key = _flat(Op("and", self.relations)) or ()
        place = next(_told_apart(key, given, self.variables), None)
        if place is not None:
            where = ", ".join(f"{n} = {q}" for n, q in place.items())
            return wrong(evidence=Evidence("refuted", counterexample=f"at {where} only one of them holds"))
        return right(PROVED) if _equivalent(key, given) else Verdict(Status.UNDECIDED)

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, ANYWHERE, 12)

    def agrees(self, found: Any) -> Agreement:
        """`found`: whether they hold at each of the points."""
        places = self.points()
        rows = [{n: Fraction(float(a[k])) for n, a in places.items()} for k in range(len(next(iter(places.values()))))]
        mine = [_holds(_flat(Op("and", self.relations)) or (), row) for row in rows]
        theirs = [bool(t) for t in found]
        return Agreement(mine == theirs, len(mine), 6, "" if mine == theirs else f"{theirs} against {mine}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Conditions) and self.compare(other.written()).is_right


def _flat(w: Written) -> tuple[Op, ...] | None:
    """The relations that are joined by and, or by commas; None where something else stands there."""
    if not isinstance(w, Op):
        return None
    if w.head in RELATIONS:
        return (w,) if all(map(is_number, w.args)) else None
    if w.head not in ("and", "list"):
        return None
    found = [_flat(a) for a in w.args]
    return None if any(f is None for f in found) else tuple(r for f in found if f for r in f)


def _equivalent(key: Sequence[Op], given: Sequence[Op]) -> bool:
    """Is it proved that both hold for the same values?"""
    groups = [_grouped(key), _grouped(given)]
    if set(groups[0]) != set(groups[1]):
        return False
    for letters, mine in groups[0].items():
        theirs = groups[1][letters]
        if len(letters) == 1:
            try:
                same = RealSet(Op("and", tuple(mine)), letters[0], solved=False).compare(Op("and", tuple(theirs)))
            except InputError:
                return False
            if not same.is_right:
                return False
        elif not (_each_in(mine, theirs, letters) and _each_in(theirs, mine, letters)):
            return False
    return True


def _grouped(relations: Sequence[Op]) -> dict[tuple[str, ...], list[Op]]:
    found: dict[tuple[str, ...], list[Op]] = {}
    for r in relations:
        found.setdefault(tuple(sorted(names(r))), []).append(r)
    return found


def _each_in(some: Sequence[Op], others: Sequence[Op], letters: tuple[str, ...]) -> bool:
    return all(any(_same_relation(r, s, letters) for s in others) for r in some)


def _same_relation(r: Op, s: Op, letters: tuple[str, ...]) -> bool:
    if r.head == s.head == "!=":
        from tutor.answers.relations import equivalent

        return bool(equivalent(Op("=", r.args), Op("=", s.args), letters).same)
    if "!=" in (r.head, s.head):
        return False
    return Inequality(r, letters).compare(s).is_right


def _told_apart(key: Sequence[Op], given: Sequence[Op], variables: tuple[str, ...]) -> Iterator[dict[str, Fraction]]:
    """Points at which only one list of conditions holds."""
    for place in _places([*key, *given], variables):
        mine, theirs = _holds(key, place), _holds(given, place)
        if mine is not None and theirs is not None and mine != theirs:
            yield place


def _places(relations: Sequence[Op], variables: tuple[str, ...]) -> Iterator[dict[str, Fraction]]:
    """Points in general position, and with one unknown at, below or above a number of the relations."""
    general = list(points(variables, ANYWHERE, _PLACES))
    yield from general
    special = sorted({n.fraction for r in relations for n in walk(r) if isinstance(n, Num)} | {Fraction(0)})[:_SPECIAL]
    for q in special:
        for value in (q, -q, q + Fraction(1, 97), q - Fraction(1, 97), q / 2):
            for name in variables:
                for base in general[:6]:
                    yield {**base, name: value}


def _holds(relations: Sequence[Op], place: Mapping[str, Fraction]) -> bool | None:
    """Do all hold at a point? None where one of them has no real value there, or is too near to its boundary."""
    result = True
    for r in relations:
        left, right_side = (high_precision(a, place) for a in r.args)
        if left is None or right_side is None or left.imag or right_side.imag:
            return None
        gap = left - right_side
        zero = abs(gap) < 1e-25 * (1 + abs(left))
        sign = 0 if zero else 1 if gap.real > 0 else -1
        holds = {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0, "!=": sign != 0}[r.head]
        result = result and holds
    return result
