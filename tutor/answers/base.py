"""What every kind of answer does: writes itself, reads a response, compares, and agrees with a numeric finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, runtime_checkable

from tutor.errors import Unreadable
from tutor.text import Text, say
from tutor.verdict import Status, Verdict
from tutor.written import Op, Words, Written, typed

DIGITS = 6  # that two roads must share at the least


@dataclass(frozen=True)
class Agreement:
    """Whether a numeric finding agrees with the exact answer, at how many points, to how many required digits."""

    holds: bool
    points: int = 1
    digits: int = DIGITS
    detail: str = ""


@runtime_checkable
class Answer(Protocol):
    """The protocol of an answer; one file of this package a kind."""

    kind: ClassVar[str]

    def written(self) -> Written:
        """The answer as it is printed."""
        ...

    def typed(self) -> str:
        """What a student would type."""
        ...

    def read(self, text: str) -> Written:
        """What a student typed; raises `Unreadable`."""
        ...

    def compare(self, response: Written) -> Verdict:
        """Judge a response; misconceptions are not its business."""
        ...

    def points(self) -> Mapping[str, Any]:
        """For an answer with symbols: the arrays of places at which the numeric road is asked; else empty."""
        ...

    def agrees(self, found: Any) -> Agreement:
        """Does the numeric finding agree?"""
        ...

    def matches(self, response: Written) -> bool:
        """Is the response this very answer, right or wrong? (A misconception recognises itself.)"""
        ...

    def same(self, other: Answer) -> bool:
        """Equal in value, told by values at shared points; an answer of another kind is not the same."""
        ...


@dataclass(frozen=True)
class Kind:
    """What most kinds share."""

    kind: ClassVar[str] = ""
    advice: ClassVar[str] = ""  # how an answer of this kind is typed, with an example

    def written(self) -> Written:
        raise TypeError(f"{type(self).__name__} does not say how it is written")

    def typed(self) -> str:
        return typed(self.written())

    def points(self) -> Mapping[str, Any]:
        return {}

    def compare(self, response: Written) -> Verdict:
        raise TypeError(f"{type(self).__name__} does not say how it compares")

    def matches(self, response: Written) -> bool:
        return self.compare(response).is_right


def wrong_kind(expected: str, response: Written) -> Verdict:
    """The response is of another kind than what was asked."""
    return Verdict(Status.WRONG_KIND, feedback=say("Asked is {what}.", what=expected), read_as=typed(response))


@dataclass(frozen=True)
class Item:
    """A piece of a typed text and where it began."""

    text: str
    at: int


def split(text: str, separators: str) -> list[Item]:
    """Cut at separators that stand outside all brackets; pieces are stripped, offsets kept.

    >>> [i.text for i in split("Q = [1; 2]; R = [3]", ";")]
    ['Q = [1; 2]', 'R = [3]']
    """
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif char in separators and depth == 0:
            pieces.append((start, at))
            start = at + 1
    pieces.append((start, len(text)))
    items = []
    for a, b in pieces:
        raw = text[a:b]
        if raw.strip():
            items.append(Item(raw.strip(), a + len(raw) - len(raw.lstrip())))
    return items


def read_inside(
    item: Item,
    whole: str,
    names: Collection[str] = (),
    *,
    mixed: bool = False,
    others: bool = False,
    thousands: bool = False,
    several: bool = False,
) -> Written:
    """Read a piece; a refusal points into the whole text."""
    from tutor.reading import read

    try:
        return read(item.text, names=names, mixed=mixed, others=others, thousands=thousands, several=several)
    except Unreadable as error:
        raise Unreadable(error.message, whole, item.at + error.at, error.hint) from error


def labelled(response: Written, label: str) -> Written:
    """The right side of ``label = value``; anything else as it is."""
    if isinstance(response, Op) and response.head == "=" and typed(response.args[0]).replace(" ", "") == label:
        return response.args[1]
    return response


def words(w: Written) -> str:
    """The words of a response in lower case, or ''."""
    return w.text.strip().lower() if isinstance(w, Words) else ""


@dataclass(frozen=True)
class Options:
    """Lettered options: (a), (b) … in the order in which they are printed."""

    texts: tuple[Text, ...] = field(default=())

    def letter(self, index: int) -> str:
        """The letter of option number `index` (0-based)."""
        return "abcdefghij"[index]

    def find(self, text: str) -> int | None:
        """The index that a student meant by ``b``, ``(b)``, ``option B.``, the option's own words, or both."""
        whole = _plain(text)
        text = re.sub(r"^(?:the )?(?:answer|option)(?: is\b)?:? ?", "", whole)
        letter, words = text.strip("()[]{}.:$ "), [_plain(str(t)) for t in self.texts]
        letters = "abcdefghij"[: len(words)]
        if len(letter) == 1 and letter in letters:
            return letters.index(letter)
        both = re.match(r"[(\[]?([a-j])[)\].:] *(.*)", text)
        if both and both[1] in letters and words[letters.index(both[1])] == both[2]:
            return letters.index(both[1])
        matches = [i for i, w in enumerate(words) if w in (text, whole)]
        return matches[0] if len(matches) == 1 else None


def _plain(text: str) -> str:
    """Small letters, single spaces, no full stop at the end, the words of LaTeX's text alone."""
    text = re.sub(r"\\text\w*\{([^{}]*)\}", r"\1", text)
    return " ".join(text.lower().split()).rstrip(". ")
