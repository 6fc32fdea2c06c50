"""Several numbers or expressions: a set, a list whose order counts, or a list in any order with repetitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.expression import array_agreement, places_of
from tutor.answers.intervals import RealSet
from tutor.answers.number import is_number
from tutor.equality import ANYWHERE, Domain, equal, high_precision, points
from tutor.errors import InputError, TooLarge
from tutor.evaluate import function_of
from tutor.text import Text, say
from tutor.verdict import PROVED, UNDECIDED, Evidence, Status, Verdict, right, wrong
from tutor.written import Name, Op, Written, entries, matrix, names, typed

MAX_ITEMS = 40
MAX_DOUBTS = 8  # pairs of items that are not decided
MAX_STRANGE = 3  # items without a value at a place


@dataclass(frozen=True)
class Items(Kind):
    """What sets and lists share; an item is a number, an expression or a point ``(1, 2)``.

    Attributes
    ----------
    label : str
        A name that may stand before the items: ``x = 1, x = 2``; with "" any one letter that the problem has not.
    alternatives : bool
        The problem says ``x = 1 or x = 2``, so that ``x = 1 and x = 2`` is wrong.
    """

    items: tuple[Written, ...]
    variables: tuple[str, ...] = ()
    domain: Domain = ANYWHERE
    label: str = "x"
    alternatives: bool = False

    asked: ClassVar[str] = "items with commas between them"
    outer: ClassVar[str] = "list"

    def written(self) -> Written:
        return Op(self.outer, self.items) if self.items else Op("empty")

    def typed(self) -> str:
        return typed(self.items[0]) if len(self.items) == 1 and self.outer == "list" else typed(self.written())

    def read(self, text: str) -> Written:
        label = (self.label,) if self.label else ()
        known = (*self.variables, *label) if self.variables else ()
        others = bool(known) and not label
        return read_inside(Item(text, 0), text, known, mixed=not self.variables, others=others, several=True)

    def given(self, response: Written) -> tuple[Written, ...] | None:
        """The items of a response, labels taken off; None for something else."""
        if response == Op("empty"):
            return ()
        label = self.label or _one_label(response, self.variables)
        if isinstance(response, Op) and response.head in ("=", "in") and _is_label(response.args[0], label):
            response = response.args[1]
        points = any(isinstance(a, Op) and a.head == "tuple" for a in self.items)
        heads = ("list", "set", "or", "and") if points else ("list", "set", "or", "and", "tuple")
        if isinstance(response, Op) and response.head in heads:
            found = response.args
        elif (
            isinstance(response, Op)
            and response.head == "matrix"
            and 1 in (len(rows := entries(response)), len(rows[0]))
        ):
            found = tuple(a for row in rows for a in row)
        else:
            found = (response,)
        bare = tuple(self._unlabelled(a, label) for a in found)
        if len(bare) == 1 and isinstance(bare[0], Op) and bare[0].head in ("set", "list"):
            bare = bare[0].args
        return bare if len(bare) <= MAX_ITEMS and all(_is_item(a) for a in bare) else None

    def _unlabelled(self, w: Written, label: str) -> Written:
        if isinstance(w, Op) and w.head == "=" and _is_place(*w.args):
            return w.args[1]
        if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name):
            name = w.args[0].text
            if name == label or (_stem(name) == label and name not in self.variables):
                return w.args[1]
        return w

    def compare(self, response: Written) -> Verdict:
        given = self.given(response)
        if given is None:
            return wrong_kind(self.asked, response)
        foreign = sorted({n for a in given for n in names(a)} - set(self.variables))
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        place = next(iter(points(tuple(sorted(self.variables)), self.domain, 1)))
        if sum(high_precision(_as_matrix(a), place) is None for a in given) > MAX_STRANGE:
            return Verdict(Status.UNDECIDED)
        return self.judge(given)

    def judge(self, given: tuple[Written, ...]) -> Verdict:
        """Judge the items of a response."""
        raise TypeError(f"{type(self).__name__} does not say how it compares")

    def paired(self, key: tuple[Written, ...], given: tuple[Written, ...]) -> Pairing:
        """Every item of the response with an equal one of the key that is still free."""
        free = list(range(len(key)))
        extra: list[Written] = []
        evidence, doubtful, doubts = PROVED, False, 0
        for a in given:
            found = None
            unsure = False
            for k in free:
                e = item_equal(key[k], a, self.domain)
                if e.same:
                    found = k
                    evidence = e if e.how != "proved" else evidence
                    break
                unsure = unsure or e.same is None
                doubts += e.same is None
                if doubts > MAX_DOUBTS:
                    raise TooLarge("too many items cannot be told apart")
            if found is None:
                extra.append(a)
                doubtful = doubtful or unsure
            else:
                free.remove(found)
        return Pairing(len(key) - len(free), len(free), tuple(extra), evidence, doubtful)

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, self.domain) if self.variables else {}

    def agrees(self, found: Any) -> Agreement:
        """`found`: the items as numbers (or points), in any order where the order does not count."""
        import numpy as np

        if self.variables:
            mine = [_floats(a, self) for a in self.items]
            theirs = [np.asarray(b, dtype=float) for b in found]
        else:
            mine = [np.asarray(function_of(_as_matrix(a), ())(), dtype=float).ravel() for a in self.items]
            theirs = [np.asarray(b, dtype=float).ravel() for b in found]
        if len(mine) != len(theirs):
            return Agreement(False, 0, detail=f"{len(theirs)} items against {len(mine)}")
        for a in mine:
            near = next((k for k, b in enumerate(theirs) if a.shape == b.shape and array_agreement(a, b).holds), None)
            if near is None or (near and self.kind == "list"):
                return Agreement(False, 0, detail=f"{a} is not among {theirs}")
            del theirs[near]
        return Agreement(True, len(mine), 7)

    def same(self, other: Answer) -> bool:
        return isinstance(other, Items) and other.kind == self.kind and self.judge(other.items).is_right


@dataclass(frozen=True)
class Pairing:
    """How many items were found, how many are missing, which are too many; whether some could not be decided."""

    found: int
    missing: int
    extra: tuple[Written, ...]
    evidence: Evidence
    doubtful: bool

    def verdict(self, share: Fraction) -> Verdict:
        """What to say of items in any order."""
        if not self.missing and not self.extra:
            return right(self.evidence)
        if self.doubtful:
            return Verdict(Status.UNDECIDED)
        sentences = []
        if self.extra:
            shown = ", ".join(typed(a) for a in self.extra[:3])
            one = len(self.extra) == 1
            sentences.append(say("{items} {verb} not belong.", items=shown, verb="does" if one else "do"))
        if self.missing and len(self.extra) < self.missing:
            short = self.missing - len(self.extra)
            sentences.append(say("One is missing.") if short == 1 else say("{n} are missing.", n=short))
        elif len(self.extra) > self.missing:
            more = len(self.extra) - self.missing
            sentences.append(say("One too many.") if more == 1 else say("{n} too many.", n=more))
        text = sentences[0]
        for s in sentences[1:]:
            text = text + say(" ") + s
        return wrong(text, Evidence("refuted"), share)

    def share(self, size: int) -> Fraction:
        """Found items count, those that do not belong count against."""
        return max(Fraction(0), Fraction(self.found - len(self.extra), size)) if size else Fraction(0)


@dataclass(frozen=True)
class FiniteSet(Items):
    """A finite set: order and repetition do not count.

    >>> from tutor.written import number
    >>> s = FiniteSet((number(1), number(-2)))
    >>> s.typed(), s.compare(s.read("x = -2 or x = 1")).status.value
    ('{1, -2}', 'right')
    """

    kind: ClassVar[str] = "set"
    asked: ClassVar[str] = "a set: {1, 2}"
    outer: ClassVar[str] = "set"

    def compare(self, response: Written) -> Verdict:
        if self.alternatives and isinstance(response, Op):
            if response.head == "and" and all(isinstance(a, Op) and a.head == "=" for a in response.args):
                return wrong(say("It cannot be all of these at once: write or."), Evidence("refuted"), Fraction(1, 2))
            if self.given(response) is None and not self.variables and names(response) == {self.label}:
                return self._as_relation(response)
        return super().compare(response)

    def _as_relation(self, response: Written) -> Verdict:
        """``x^2 = 1`` for ``x = 1 or x = -1``: the same real numbers."""
        x = Name(self.label)
        try:
            key = RealSet(Op("or", tuple(x.equals(a) for a in self.items)), self.label, solved=False)
        except InputError:
            return wrong_kind(self.asked, response)
        return key.compare(response)

    def judge(self, given: tuple[Written, ...]) -> Verdict:
        key = self._once(self.items)
        pairing = self.paired(key, self._once(given))
        return pairing.verdict(pairing.share(len(key)))

    def _once(self, items: tuple[Written, ...]) -> tuple[Written, ...]:
        once: list[Written] = []
        doubts = 0
        for a in items:
            found = [item_equal(a, b, self.domain).same for b in once if doubts <= MAX_DOUBTS]
            doubts += found.count(None)
            if not any(found):
                once.append(a)
        if doubts > MAX_DOUBTS:
            raise TooLarge("too many items cannot be told apart")
        return tuple(once)


@dataclass(frozen=True)
class Multiset(Items):
    """A list in any order, in which repetition counts.

    >>> from tutor.written import number
    >>> m = Multiset((number(2), number(2), number(5)))
    >>> str(m.compare(m.read("2, 2")).feedback)
    'One is missing.'
    """

    kind: ClassVar[str] = "multiset"
    asked: ClassVar[str] = "a list: 1, 2, 2"

    def judge(self, given: tuple[Written, ...]) -> Verdict:
        pairing = self.paired(self.items, given)
        verdict = pairing.verdict(pairing.share(len(self.items)))
        distinct = FiniteSet(self.items, self.variables, self.domain).judge(given)
        if not verdict.is_right and distinct.is_right:
            return verdict.but(feedback=verdict.feedback + say(" Each is to be given as often as it occurs."))
        return verdict


@dataclass(frozen=True)
class OrderedList(Items):
    """A list whose order counts.

    >>> from tutor.written import number
    >>> a = OrderedList((number(1), number(2), number(3)))
    >>> str(a.compare(a.read("1, 3, 2")).feedback)
    'The order counts.'
    """

    kind: ClassVar[str] = "list"
    asked: ClassVar[str] = "a list in order: 1, 2, 3"

    def judge(self, given: tuple[Written, ...]) -> Verdict:
        pairing = self.paired(self.items, given)
        pairs = list(zip(self.items, given, strict=False))
        found = [item_equal(a, b, self.domain) for a, b in pairs]
        hits = sum(bool(e.same) for e in found)
        share = Fraction(hits, max(len(self.items), len(given), 1))
        if hits == len(self.items) == len(given):
            return right(pairing.evidence)
        if not pairing.missing and not pairing.extra:
            return wrong(say("The order counts."), Evidence("refuted"), share)
        verdict = pairing.verdict(share)
        at = [k for k, e in enumerate(found, 1) if e.same is False]
        if verdict.status is Status.UNDECIDED or len(given) != len(self.items) or not at:
            return verdict
        places = ", ".join(str(k) for k in at)
        text: Text = say("Look again at number {places} of your list.", places=places)
        return wrong(text, Evidence("refuted", counterexample=f"number {places}"), share)


def item_equal(a: Written, b: Written, domain: Domain) -> Evidence:
    """Are two items, or two points entry by entry, equal?"""
    pair = [isinstance(w, Op) and w.head == "tuple" for w in (a, b)]
    if pair[0] != pair[1]:
        return Evidence("refuted", counterexample="a point and a number")
    try:
        return equal(_as_matrix(a), _as_matrix(b), domain)
    except TooLarge:
        return UNDECIDED


def _as_matrix(w: Written) -> Written:
    return matrix((w.args,)) if isinstance(w, Op) and w.head == "tuple" else w


def _is_item(w: Written) -> bool:
    if isinstance(w, Op) and w.head == "tuple":
        return all(is_number(a) for a in w.args)
    return is_number(w)


def _is_place(left: Written, point: Written) -> bool:
    """Is it ``(x, y)`` before a point with as many coordinates?"""
    if not (isinstance(left, Op) and isinstance(point, Op) and left.head == point.head == "tuple"):
        return False
    return len(left.args) == len(point.args) and left.args in (
        (Name("x"), Name("y")),
        (Name("x"), Name("y"), Name("z")),
    )


def _stem(name: str) -> str:
    return name.rstrip("0123456789").rstrip("_")


def _one_label(response: Written, variables: tuple[str, ...]) -> str:
    """The one letter before all labelled items, perhaps with indices; "" where there are several, or it is taken."""
    items = response.args if isinstance(response, Op) and response.head in ("list", "set", "or", "and") else (response,)
    found = {
        a.args[0].text for a in items if isinstance(a, Op) and a.head in ("=", "in") and isinstance(a.args[0], Name)
    }
    if len(found) == 1:
        name = found.pop()
    elif len(stems := {_stem(n) for n in found}) == 1 and not found & stems:
        name = stems.pop()
    else:
        return ""
    return "" if name in variables else name


def _is_label(w: Written, label: str) -> bool:
    return isinstance(w, Name) and (w.text == label or (len(w.text) == 1 and w.text.isupper()))


def _floats(w: Written, answer: Items) -> Any:
    import numpy as np

    places = answer.points()
    shape = next(iter(places.values())).shape
    return np.broadcast_to(function_of(w, answer.variables)(*places.values()), shape)
