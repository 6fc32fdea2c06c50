"""The answer that there is none: no solution, undefined, does not exist, singular."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
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
        "has no solution",
        "has no solutions",
        "has no real solution",
        "has no real solutions",
        "has no inverse",
        "no solution",
        "no solutions",
        "no real solution",
        "no real solutions",
        "inconsistent",
        "undefined",
        "diverge",
        "empty set",
        "the empty set",
        "cannot be inverted",
        "can't be inverted",
    )
)
_SUBJECT = re.compile(
    r"(?:(?:the|this|that|its|a)\s+)?(?:(?:linear\s+)?(?:system|equations?|matrix|limit|integral|series|inverse|sum|value"
    r"|determinant|derivative|product|expression|answer)|it|there|[a-z](?:\^\{?\(?-1\)?\}?)?)\s+(?:of\s+equations\s+)?"
    r"(?:(?:is|are)\s+)?"
)


def says_none(text: str) -> bool:
    """Does a whole answer in words say that there is none?

    >>> says_none("The system has no solutions."), says_none("A is not invertible"), says_none("no idea")
    (True, True, False)
    """
    plain = " ".join(text.lower().split()).rstrip(".!")
    subject = _SUBJECT.match(plain)
    return plain in PHRASES or (subject is not None and plain[subject.end() :] in PHRASES)


def count_said(text: str) -> str | None:
    """``one`` or ``infinitely many`` where a whole answer in words says so.

    >>> count_said("There are infinitely many solutions."), count_said("a unique solution"), count_said("2")
    ('infinitely many', 'one', None)
    """
    plain = " ".join(text.lower().split()).rstrip(".!")
    said = re.sub(r"^(?:(?:the|this)\s+(?:system|equation)\s+has|it\s+has|there\s+(?:is|are))\s+(?:an?\s+)?", "", plain)
    return next((count for count, spelt in COUNTS.items() if said in spelt), None)


COUNTS = {
    "one": ("one solution", "exactly one solution", "unique solution", "a unique solution", "only one solution")
    + ("1 solution", "exactly one", "unique"),
    "infinitely many": ("infinitely many", "infinitely many solutions", "infinite solutions", "infinite")
    + (
        "infinite number of solutions",
        "an infinite number of solutions",
        "infinite many solutions",
        "∞ many solutions",
    ),
}


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
        if says_none(text) or " ".join(text.lower().split()).rstrip(".!") == self.text.lower():
            return Op("empty")
        said = count_said(text)
        if said is not None:
            return Words(said)
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


@dataclass(frozen=True)
class SolutionCount(Kind):
    """How many solutions there are, where this is the whole answer: one, or infinitely many.

    >>> answer = SolutionCount("infinitely many")
    >>> [answer.compare(answer.read(t)).status.value for t in ("infinite solutions", "no solution", "one solution")]
    ['right', 'wrong', 'wrong']
    """

    kind: ClassVar[str] = "number of solutions"
    advice: ClassVar[str] = "no solution, one solution, or infinitely many solutions"
    count: str

    def written(self) -> Written:
        return Words(self.count)

    def read(self, text: str) -> Written:
        said = count_said(text)
        if said is not None:
            return Words(said)
        return Op("empty") if says_none(text) else read_inside(Item(text, 0), text)

    def compare(self, response: Written) -> Verdict:
        many = response == INF or response == Words("infinitely many")
        if response == self.written() or (many and self.count == "infinitely many"):
            return right(PROVED)
        if response == Op("empty") or many or isinstance(response, Words):
            return wrong(evidence=Evidence("refuted"))
        return wrong_kind("how many solutions there are: none, one or infinitely many", response)

    def agrees(self, found: Any) -> Agreement:
        """`found`: the count as a word."""
        return Agreement(found == self.count, 1, 6, "" if found == self.count else f"{found!r} against {self.count}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, SolutionCount) and other.count == self.count
