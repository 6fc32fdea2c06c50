"""Two answers of one word: true or false without a reason, and infinity."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, labelled, read_inside, wrong_kind
from tutor.answers.number import is_number
from tutor.errors import Unreadable
from tutor.verdict import PROVED, Evidence, Verdict, right, wrong
from tutor.written import INF, Op, Words, Written, names

_TRUE = frozenset(("true", "t", "yes", "y", "correct", "it is true", "always true"))
_FALSE = frozenset(("false", "f", "no", "n", "incorrect", "wrong", "not true", "it is false"))


@dataclass(frozen=True)
class TrueFalse(Kind):
    """True or false.

    >>> answer = TrueFalse(True)
    >>> answer.compare(answer.read("T")).status.value, answer.compare(answer.read("No")).status.value
    ('right', 'wrong')
    """

    kind: ClassVar[str] = "truth"
    advice: ClassVar[str] = "true or false"
    truth: bool

    def written(self) -> Written:
        return Words("true" if self.truth else "false")

    def read(self, text: str) -> Written:
        plain = " ".join(text.lower().split()).strip(".! ")
        if plain not in _TRUE | _FALSE:
            raise Unreadable("true or false is expected", text, len(text) - len(text.lstrip()))
        return Words("true" if plain in _TRUE else "false")

    def compare(self, response: Written) -> Verdict:
        if not isinstance(response, Words):
            return wrong_kind("true or false", response)
        return right(PROVED) if response == self.written() else wrong(evidence=Evidence("refuted"))

    def agrees(self, found: Any) -> Agreement:
        """`found`: whether it is true."""
        return Agreement(bool(found) == self.truth, 1, 6, f"{found!r} against {self.truth}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, TrueFalse) and self.truth == other.truth


@dataclass(frozen=True)
class Infinity(Kind):
    """Plus or minus infinity, as a limit or the value of an integral.

    >>> answer = Infinity(-1)
    >>> answer.compare(answer.read("-oo")).status.value, answer.compare(answer.read("∞")).status.value
    ('right', 'wrong')
    """

    kind: ClassVar[str] = "infinity"
    sign: int = 1
    label: str = ""

    def written(self) -> Written:
        return INF if self.sign > 0 else Op("neg", (INF,))

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, (self.label,) if self.label else (), mixed=True)

    def compare(self, response: Written) -> Verdict:
        response = labelled(response, self.label)
        if response == self.written():
            return right(PROVED)
        if response in (INF, Op("neg", (INF,)), Op("empty")) or (is_number(response) and not names(response)):
            return wrong(evidence=Evidence("refuted"))
        return wrong_kind("a number or an infinity", response)

    def agrees(self, found: Any) -> Agreement:
        """`found`: a float, infinite."""
        return Agreement(float(found) == self.sign * math.inf, 1, 6, f"{found!r}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Infinity) and self.sign == other.sign
