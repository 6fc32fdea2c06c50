"""What a check says: the status, the share of the marks, how it is known, and what to tell the student."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from typing import Any

from tutor.showing import Shown, formula
from tutor.text import Text
from tutor.written import Written


class Status(Enum):
    """The seven things that can be said of an answer."""

    RIGHT = "right"
    WRONG_FORM = "wrong-form"  # equal, but not in the form that was asked
    PARTLY_RIGHT = "partly-right"
    WRONG = "wrong"
    WRONG_KIND = "wrong-kind"  # a matrix where a number was asked
    UNREADABLE = "unreadable"  # not an attempt
    UNDECIDED = "undecided"  # never silently wrong


@dataclass(frozen=True)
class Evidence:
    """How it is known: ``proved``, ``sampled`` (at so many points), ``refuted`` (by a counter-example), ``none``."""

    how: str
    points: int = 0
    counterexample: str = ""

    @property
    def same(self) -> bool | None:
        """True if equal, False if refuted, None if not decided."""
        return {"proved": True, "sampled": True, "refuted": False}.get(self.how)

    def json(self) -> dict[str, Any]:
        """Only what applies."""
        found: dict[str, Any] = {"how": self.how}
        if self.points:
            found["points"] = self.points
        if self.counterexample:
            found["counterexample"] = self.counterexample
        return found


PROVED = Evidence("proved")
UNDECIDED = Evidence("none")


@dataclass(frozen=True)
class Verdict(Shown):
    """The result of a check.

    Attributes
    ----------
    share : Fraction
        Part of the marks, 0 to 1.
    misconception : str or None
        The id of the recognised mistake.
    read_as : str
        An echo of what was understood; empty when nothing could be read.
    feedback : Text
        For the student: never holds a value of the key.
    at : int or None
        Offset of the first bad character of an unreadable answer.
    parts : tuple of (name, Verdict)
        For an answer in parts.
    understood : Written or None
        What `read_as` echoes; None when nothing could be read.
    label : str
        What stood before it, as it was typed: ``f'(x) =``.
    """

    status: Status
    share: Fraction = Fraction(0)
    evidence: Evidence = UNDECIDED
    misconception: str | None = None
    read_as: str = ""
    feedback: Text = field(default_factory=lambda: Text(()))
    at: int | None = None
    parts: tuple[tuple[str, Verdict], ...] = ()
    understood: Written | None = None
    label: str = ""

    @property
    def read_as_latex(self) -> str:
        """The same echo in LaTeX for a live preview, without dollars; empty when nothing could be read."""
        return "" if self.understood is None else formula(self.understood, self.label)

    @property
    def is_right(self) -> bool:
        """Right in value and form."""
        return self.status is Status.RIGHT

    def but(self, **changes: Any) -> Verdict:
        """A copy with some fields changed."""
        return replace(self, **changes)

    def json(self) -> dict[str, Any]:
        """The fields under the same names, as plain JSON."""
        return {
            "status": self.status.value,
            "share": str(self.share),
            "evidence": self.evidence.json(),
            "misconception": self.misconception,
            "read_as": self.read_as,
            "read_as_latex": self.read_as_latex,
            "feedback": str(self.feedback),
            "at": self.at,
            **({"parts": {name: v.json() for name, v in self.parts}} if self.parts else {}),
        }


def right(evidence: Evidence = PROVED, feedback: Text | None = None) -> Verdict:
    """Full marks."""
    return Verdict(Status.RIGHT, Fraction(1), evidence, feedback=feedback or Text(()))


def wrong(feedback: Text | None = None, evidence: Evidence | None = None, share: Fraction = Fraction(0)) -> Verdict:
    """No marks, or with a `share` a part of them."""
    status = Status.PARTLY_RIGHT if share else Status.WRONG
    return Verdict(status, share, evidence or Evidence("refuted"), feedback=feedback or Text(()))
