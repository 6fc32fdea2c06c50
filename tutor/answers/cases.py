"""For which values of a parameter has a system none, one, infinitely many solutions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.equality import exactly
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.text import say
from tutor.verdict import PROVED, Status, Verdict, right, wrong
from tutor.written import Name, Op, Words, Written, number

NONE, ONE, MANY = "none", "one", "infinitely many"
SPELLINGS = {
    NONE: ("none", "no solution", "no solutions", "no", "0", "inconsistent"),
    ONE: ("one", "exactly one", "unique", "one solution", "exactly one solution", "1", "a unique solution"),
    MANY: ("infinitely many", "infinite", "infinitely many solutions", "many", "inf", "infinity", "∞"),
}
TWICE = say("Two of your cases contradict each other.")
OTHERWISE = ("otherwise", "else", "all other", "all others", "any other")


@dataclass(frozen=True)
class Cases(Kind):
    """The number of solutions at the special values of a parameter, and otherwise.

    >>> Cases("k", ((Fraction(3), "none"),), "one").typed()
    'k = 3: none; otherwise: one'
    """

    kind: ClassVar[str] = "cases"
    parameter: str
    special: tuple[tuple[Fraction, str], ...]
    otherwise: str

    def written(self) -> Written:
        at = [Op("case", (Words(what), Name(self.parameter).equals(number(q)))) for q, what in sorted(self.special)]
        return Op("cases", (*at, Op("case", (Words(self.otherwise), Words("otherwise")))))

    def typed(self) -> str:
        at = [f"{self.parameter} = {number(q)}: {what}" for q, what in sorted(self.special)]
        return "; ".join([*at, f"otherwise: {self.otherwise}"])

    def read(self, text: str) -> Written:
        cases: list[Written] = []
        for item in split(text, ";,\n"):
            before, colon, after = item.text.partition(":")
            if not colon:
                if not cases and len(split(text, ";,\n")) == 1:
                    return read_inside(item, text, (self.parameter,))
                raise Unreadable("each case needs a colon, as in k = 3: none", text, item.at)
            said = plain_words(after)
            what = next((k for k, spelt in SPELLINGS.items() if said in spelt), None)
            if what is None:
                place = item.at + len(before) + 1 + len(after) - len(after.lstrip())
                raise Unreadable("one of none, one, infinitely many is expected here", text, place)
            condition: Written
            if plain_words(before) in OTHERWISE:
                condition = Words("otherwise")
            else:
                condition = read_inside(_condition(before, item.at), text, (self.parameter,))
            cases.append(Op("case", (Words(what), condition)))
        if not cases:
            raise Unreadable("the cases are expected, as in k = 3: none; otherwise: one", text, 0)
        return Op("cases", tuple(cases))

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "empty":
            return self._judge({}, NONE)
        found = self.table(response)
        return found if isinstance(found, Verdict) else self._judge(*found)

    def table(self, response: Written) -> Verdict | tuple[dict[Fraction, str], str | None]:
        """What a response says at single values and otherwise; a verdict where it says nothing of the kind."""
        if not (isinstance(response, Op) and response.head == "cases"):
            return wrong_kind("the cases of the parameter: k = 3: none; otherwise: one", response)
        at: dict[Fraction, str] = {}
        rest: str | None = None
        spared: list[Written] = []  # what the conditions k != 3 leave out
        for case in response.args:
            if not isinstance(case, Op):
                continue
            what, condition = str(case.args[0]), case.args[1]
            others = self._excluded(condition)
            if isinstance(condition, Words) or others:
                if rest not in (None, what):
                    return wrong(TWICE)
                rest, spared = what, spared + others
                continue
            stated = self._stated(condition)
            if stated is None:
                return wrong_kind(f"conditions like {self.parameter} = 3", response)
            try:
                values = [exactly(a) for a in stated]
            except (NotExact, KeyError, TooLarge):
                return Verdict(Status.UNDECIDED)
            if all(isinstance(v, Fraction) for v in values):
                if any(at.get(v, what) != what for v in values):
                    return wrong(TWICE)
                at.update(dict.fromkeys(values, what))
            else:
                return wrong(say("One of your values of {k} is not special.", k=Name(self.parameter)))
        try:
            left_out = {exactly(a) for a in spared}
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED)
        if left_out and not left_out <= set(at):
            return wrong(say("Say also what holds for all other values of {k}.", k=Name(self.parameter)))
        if left_out and any(what != rest for q, what in at.items() if q not in left_out):
            return wrong(TWICE)
        return at, rest

    def _stated(self, condition: Written) -> list[Written] | None:
        """The values of ``k = 3``, ``k in {3, -3}``, ``k = 3 or k = -3``; None for another condition."""
        if isinstance(condition, Op) and condition.head == "or":
            found = [self._stated(a) for a in condition.args]
            return None if any(f is None for f in found) else [a for f in found for a in f or ()]
        if isinstance(condition, Op) and condition.head in ("=", "in") and condition.args[0] == Name(self.parameter):
            values = condition.args[1]
            if condition.head == "in" and not (isinstance(values, Op) and values.head == "set"):
                return None
            return list(_several(values))
        return None

    def _excluded(self, condition: Written) -> list[Written]:
        """What ``k != 3`` or ``k != 3 and k != -3`` leaves out; nothing for another condition."""
        if isinstance(condition, Op) and condition.head == "and":
            found = [self._excluded(a) for a in condition.args]
            return [a for f in found for a in f] if all(found) else []
        if isinstance(condition, Op) and condition.head == "!=" and condition.args[0] == Name(self.parameter):
            return list(_several(condition.args[1]))
        return []

    def _judge(self, at: dict[Fraction, str], rest: str | None) -> Verdict:
        if rest is None:
            return wrong(say("Say also what holds for all other values of {k}.", k=Name(self.parameter)))
        at = {q: what for q, what in at.items() if what != rest}
        key = dict(self.special)
        if at == key and rest == self.otherwise:
            return right(PROVED)
        for q in sorted(at):
            if q not in key:
                return wrong(say("{k} = {q} is not a special value: try it.", k=Name(self.parameter), q=q))
        for q in sorted(at):
            if at[q] != key[q]:
                feedback = say("Look again at {k} = {q}: put it in and reduce.", k=Name(self.parameter), q=q)
                return wrong(feedback, share=Fraction(1, 2) if set(at) == set(key) else Fraction(0))
        if rest != self.otherwise:
            return wrong(say("Look again at the general case."))
        return wrong(say("A special value of {k} is missing.", k=Name(self.parameter)))

    def points(self) -> Mapping[str, Any]:
        """Every special value, a place between each two, and both sides."""
        import numpy as np

        values = sorted(float(q) for q, _ in self.special)
        between = [(a + b) / 2 for a, b in itertools.pairwise(values)]
        ends = [values[0] - 1.37, values[-1] + 1.61] if values else [-1.37, 0.41, 1.61]
        return {self.parameter: np.array(sorted([*values, *between, *ends]))}

    def agrees(self, found: Any) -> Agreement:
        """`found`: the number of solutions (0, 1, inf) at each of the points."""
        import numpy as np

        places = self.points()[self.parameter]
        code = {NONE: 0.0, ONE: 1.0, MANY: float("inf")}
        special = {float(q): code[what] for q, what in self.special}
        stated = np.array([special.get(float(p), code[self.otherwise]) for p in places])
        holds = np.shape(found) == stated.shape and bool(np.all(np.asarray(found, dtype=float) == stated))
        return Agreement(holds, len(places), 6, "" if holds else f"{found} against {stated} at {places}")

    def same(self, other: Answer) -> bool:
        return (
            isinstance(other, Cases) and dict(self.special) == dict(other.special) and self.otherwise == other.otherwise
        )


def plain_words(text: str) -> str:
    r"""Small letters, without LaTeX's text around them.

    >>> plain_words(r" \text{No solution} ")
    'no solution'
    """
    return re.sub(r"\\(?:text|mathrm|textrm|mbox)\s*\{([^{}]*)\}", r"\1", text).strip().strip("$.").strip().lower()


def _condition(text: str, at: int) -> Item:
    """A condition without ``if``, ``for`` before it."""
    m = re.match(r"\s*(?:(?:if|for|when)\b)?\s*", text, re.IGNORECASE)
    start = m.end() if m else 0
    return Item(text[start:].rstrip(), at + start)


def _several(w: Written) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head in ("set", "or", "list") else (w,)
