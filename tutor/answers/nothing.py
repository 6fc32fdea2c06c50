"""The answer that there is none: no solution, undefined, does not exist, singular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Verdict, right, wrong
from tutor.written import INF, Op, Words, Written

PHRASES = frozenset(
    ("singular", "it is singular", "the matrix is singular", "not invertible", "it is not invertible", "non-invertible")
    + ("the matrix is not invertible", "no inverse", "no inverse exists", "the inverse does not exist", "noninvertible")
    + (
        "there is no inverse",
        "not defined",
        "it is not defined",
        "is not defined",
        "undef",
        "dne",
        "d.n.e.",
        "not possible",
    )
    + (
        "does not exist",
        "doesn't exist",
        "doesnt exist",
        "the limit does not exist",
        "limit does not exist",
        "no limit",
    )
    + ("there is no limit", "diverges", "it diverges", "divergent", "not differentiable", "no real roots", "no roots")
    + ("no real root", "no root", "no such x", "no such number", "none exists", "none exist", "there is none")
    + (
        "there are none",
        "no values",
        "no value",
        "not diagonalisable",
        "not diagonalizable",
        "never",
        "∅",
        "no eigenvectors",
    )
)


@dataclass(frozen=True)
class NoAnswer(Kind):
    """There is nothing of what was asked; `text` is how this is printed.

    >>> NoAnswer("undefined").compare(NoAnswer().read("does not exist")).status.value
    'right'
    """

    kind: ClassVar[str] = "no answer"
    text: str = "no solution"

    def written(self) -> Written:
        return Words(self.text)

    def read(self, text: str) -> Written:
        if " ".join(text.lower().split()).rstrip(".!") in (*PHRASES, self.text.lower()):
            return Op("empty")
        return read_inside(Item(text, 0), text)

    def compare(self, response: Written) -> Verdict:
        if response == Op("empty"):
            return right(PROVED)
        if response in (INF, Op("neg", (INF,))):
            return wrong(say("Infinity would be a statement of its own; it is not true here."))
        if isinstance(response, Words):
            return wrong(say("Look again: is there any?"))
        return wrong(say("Put your answer in: does it do what is asked?"), Evidence("refuted"))

    def agrees(self, found: Any) -> Agreement:
        """`found`: None, or what the numeric road found."""
        return Agreement(found is None, 1, 6, "" if found is None else f"the other road finds {found!r}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, NoAnswer)
