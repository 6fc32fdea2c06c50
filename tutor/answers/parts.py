"""Named parts, each with a kind of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, split
from tutor.errors import Unreadable
from tutor.reading import plain_name
from tutor.text import Text, say
from tutor.verdict import Evidence, Status, Verdict
from tutor.written import Name, Op, Words, Written, typed


@dataclass(frozen=True)
class Part:
    """One part: its name (as typed: ``E``, ``P1``, ``delta``), its answer, and its weight among the marks."""

    name: str
    answer: Answer
    weight: int = 1


@dataclass(frozen=True)
class Parts(Kind):
    """Several answers, typed ``name = value; name = value`` in any order, or the values alone in the order asked.

    >>> from tutor.answers import exact_number
    >>> Parts((Part("E", exact_number(2)), Part("V", exact_number(1)))).typed()
    'E = 2; V = 1'
    """

    kind: ClassVar[str] = "parts"
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part:
        """The part of that name; `KeyError` if there is none."""
        return next(p for p in self.parts if p.name == name)

    def written(self) -> Written:
        return Op("list", tuple(Name(p.name).equals(p.answer.written()) for p in self.parts))

    def typed(self) -> str:
        return "; ".join(f"{p.name} = {p.answer.typed()}" for p in self.parts)

    def read(self, text: str) -> Written:
        items = split(text, ";\n")
        if len(items) == 1 and len(self.parts) > 1:
            commas = split(text, ",")
            items = commas if len(commas) == len(self.parts) else self._at_and(items)
        if not items or len(items) > len(self.parts):
            raise Unreadable(f"{len(self.parts)} parts are expected, divided by semicolons", text, 0)
        read: dict[str, Written] = {}
        for index, item in enumerate(items):
            part, body = self._part_of(item, index, text)
            if part.name in read:
                raise Unreadable(f"the part {part.name} is given twice", text, item.at)
            try:
                read[part.name] = part.answer.read(body.text)
            except Unreadable as error:
                raise Unreadable(f"{part.name}: {error.message}", text, body.at + error.at, error.hint) from error
        return Op("parts", tuple(Op("part", (Words(name), w)) for name, w in read.items()))

    def _at_and(self, items: list[Item]) -> list[Item]:
        """``E = 2 and V = 1``: cut where the name of a part follows."""
        item, found, start = items[0], [], 0
        for m in (*re.finditer(r"\s+and\s+(?=(\\?\w+(?:_\{\w+\})?)\s*[=:])", item.text), None):
            if m is None or any(_same_name(p.name, m[1]) for p in self.parts):
                found.append(Item(item.text[start : m.start() if m else None], item.at + start))
                start = m.end() if m else 0
        return found

    def _part_of(self, item: Item, index: int, text: str) -> tuple[Part, Item]:
        for mark in ("=", ":"):
            before, found, after = item.text.partition(mark)
            known = [p for p in self.parts if _same_name(p.name, before)]
            if found and known:
                place = item.at + len(before) + 1 + len(after) - len(after.lstrip())
                return known[0], Item(after.strip(), place)
        if index >= len(self.parts):
            raise Unreadable("there are not so many parts", text, item.at)
        return self.parts[index], item

    def compare(self, response: Written) -> Verdict:
        given = {}
        if isinstance(response, Op) and response.head == "parts":
            given = {str(p.args[0]): p.args[1] for p in response.args if isinstance(p, Op)}
        verdicts = []
        for p in self.parts:
            if p.name in given:
                verdicts.append((p.name, p.answer.compare(given[p.name])))
            else:
                verdicts.append((p.name, Verdict(Status.WRONG, feedback=say("not answered"))))
        return together(self, tuple(verdicts), response)

    def points(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for p in self.parts:
            found.update(p.answer.points())
        return found

    def agrees(self, found: Any) -> Agreement:
        """`found`: a mapping from the parts' names."""
        if not isinstance(found, Mapping) or set(found) != {p.name for p in self.parts}:
            return Agreement(False, 0, detail=f"the parts {sorted(p.name for p in self.parts)} are expected")
        agreements = [(p.name, p.answer.agrees(found[p.name])) for p in self.parts]
        bad = [f"{name}: {a.detail}" for name, a in agreements if not a.holds]
        return Agreement(
            not bad, sum(a.points for _, a in agreements), min(a.digits for _, a in agreements), "; ".join(bad)
        )

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Parts) or len(self.parts) != len(other.parts):
            return False
        return all(p.answer.same(q.answer) for p, q in zip(self.parts, other.parts, strict=True))


def _same_name(name: str, given: str) -> bool:
    r"""Is ``\delta``, ``δ`` or ``dW_{2}`` the name ``delta``, ``dW2`` of a part?"""
    return name.replace("_", "").lower() == plain_name(given.strip()).replace("_", "").lower()


def together(answer: Parts, verdicts: tuple[tuple[str, Verdict], ...], response: Written) -> Verdict:
    """The verdict on all parts: shares by weight, feedback part by part."""
    total = sum(p.weight for p in answer.parts)
    share = sum((answer.part(n).weight * v.share for n, v in verdicts), Fraction(0)) / total
    statuses = {v.status for _, v in verdicts}
    if statuses == {Status.RIGHT}:
        status = Status.RIGHT
    elif Status.UNDECIDED in statuses:
        status = Status.UNDECIDED
    elif statuses <= {Status.RIGHT, Status.WRONG_FORM}:
        status = Status.WRONG_FORM
    elif share:
        status = Status.PARTLY_RIGHT
    else:
        status = Status.WRONG_KIND if statuses == {Status.WRONG_KIND} else Status.WRONG
    feedback = Text(())
    for name, v in verdicts:
        if not v.is_right:
            feedback += say(" " if feedback else "") + say("{name}: ", name=name)
            feedback += v.feedback or say("not right." if v.status is not Status.UNDECIDED else "could not be decided.")
    how = "proved" if status is Status.RIGHT else "refuted" if status in (Status.WRONG, Status.PARTLY_RIGHT) else "none"
    sampled = sum(v.evidence.points for _, v in verdicts if v.evidence.how == "sampled")
    evidence = Evidence("sampled", sampled) if how == "proved" and sampled else Evidence(how)
    return Verdict(status, share, evidence, None, typed(response), feedback, None, verdicts)
