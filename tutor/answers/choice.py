"""Multiple choice, and true or false with a reason chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, Options
from tutor.errors import Unreadable
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Verdict, right, wrong
from tutor.written import Op, Words, Written, typed


@dataclass(frozen=True)
class Choice(Kind):
    """One of lettered options.

    >>> Choice((say("a point"), say("a line")), 1).typed()
    'b'
    """

    kind: ClassVar[str] = "choice"
    options: tuple[Text, ...]
    correct: int

    def written(self) -> Written:
        return Words(f"({Options(self.options).letter(self.correct)})")

    def typed(self) -> str:
        return Options(self.options).letter(self.correct)

    def read(self, text: str) -> Written:
        return Words(Options(self.options).letter(_find(self.options, text, text, 0)))

    def compare(self, response: Written) -> Verdict:
        chosen = Options(self.options).find(typed(response))
        return right(PROVED) if chosen == self.correct else wrong(evidence=Evidence("refuted"))

    def agrees(self, found: Any) -> Agreement:
        """`found`: the truth of every option; exactly one is true."""
        truth = [bool(t) for t in found]
        holds = len(truth) == len(self.options) and sum(truth) == 1 and truth[self.correct]
        return Agreement(holds, len(truth), 6, "" if holds else f"{truth} against option {self.correct}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Choice) and self.correct == other.correct


def _find(options: tuple[Text, ...], piece: str, whole: str, at: int) -> int:
    found = Options(options).find(piece)
    if found is None:
        letters = ", ".join("abcdefghij"[: len(options)])
        raise Unreadable(f"one of the letters {letters} is expected", whole, at)
    return found


@dataclass(frozen=True)
class Truth(Kind):
    """True or false, with the letter of the reason: ``false, b``.

    The verdict alone is worth half of the marks; a right verdict for a wrong reason no more than that.
    """

    kind: ClassVar[str] = "truth with reason"
    truth: bool
    reasons: tuple[Text, ...]
    correct: int

    def written(self) -> Written:
        verdict = "true" if self.truth else "false"
        return Op("list", (Words(verdict), Words(f"({Options(self.reasons).letter(self.correct)})")))

    def typed(self) -> str:
        return f"{'true' if self.truth else 'false'}, {Options(self.reasons).letter(self.correct)}"

    def read(self, text: str) -> Written:
        first = re.match(r"\s*(\w*)\s*[,;:]?\s*", text)
        word, place = (first[1].lower(), first.end()) if first else ("", 0)
        verdict = {"true": "true", "t": "true", "false": "false", "f": "false"}.get(word)
        if verdict is None:
            raise Unreadable("true or false is expected first, then the letter of the reason: false, b", text, 0)
        if place == len(text):
            raise Unreadable("the letter of the reason is missing: false, b", text, len(text))
        index = _find(self.reasons, text[place:], text, place)
        return Op("list", (Words(verdict), Words(Options(self.reasons).letter(index))))

    def compare(self, response: Written) -> Verdict:
        if not isinstance(response, Op) or len(response.args) != 2:
            return wrong()
        verdict, letter = (typed(a) for a in response.args)
        if (verdict == "true") != self.truth:
            return wrong(evidence=Evidence("refuted"))
        if Options(self.reasons).find(letter) == self.correct:
            return right(PROVED)
        return wrong(say("The verdict is right, the reason does not show it."), share=Fraction(1, 2))

    def agrees(self, found: Any) -> Agreement:
        """`found`: (truth by trying, whether each reason holds when it is executed); exactly the right one does."""
        truth, reasons = found
        held = [bool(r) for r in reasons]
        holds = bool(truth) == self.truth and sum(held) == 1 and held[self.correct]
        return Agreement(holds, len(held) + 1, 6, "" if holds else f"{found} against {self.typed()}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Truth) and (self.truth, self.correct) == (other.truth, other.correct)
