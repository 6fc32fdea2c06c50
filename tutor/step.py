"""A worked solution: steps that say why, claim something that checks itself, and carry marks.

From the same data come the full solution, the outline, the hints, the mark scheme and the check of every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from tutor.claims import Claim
from tutor.showing import Shown
from tutor.text import Text
from tutor.written import Written, typed


@dataclass(frozen=True)
class Step:
    """One line of a solution.

    Attributes
    ----------
    why : Text
        Names the rule and says what is done, in one sentence.
    claim : Claim
        What the step has found.
    marks : Fraction
        What the step is worth (0 when marks are not given to it); substeps' marks are inside it.
    substeps : tuple of Step
        The details, shown at the full level.
    question : Text
        For a hint: what to ask oneself before the step; empty when the reason serves.
    """

    why: Text
    claim: Claim
    marks: Fraction = Fraction(0)
    substeps: tuple[Step, ...] = ()
    question: Text = field(default_factory=lambda: Text(()))

    @cached_property
    def holds(self) -> bool | None:
        """Whether the claim holds: asked once, since a step is frozen."""
        return self.claim.holds()

    def walk(self) -> Iterator[Step]:
        """The step and everything below it, in the order of the page."""
        yield self
        for s in self.substeps:
            yield from s.walk()

    def json(self) -> dict[str, Any]:
        """The contract's names: why, claim, holds, marks, substeps."""
        return {
            "why": str(self.why),
            "claim": typed(self.claim.shown()),
            "holds": self.holds,
            "marks": str(self.marks),
            "substeps": [s.json() for s in self.substeps],
        }


@dataclass(frozen=True)
class Check:
    """Something that was verified about the whole solution, by another road than the steps."""

    what: Text
    holds: bool | None


@dataclass(frozen=True)
class Solution(Shown):
    """The worked answer to one problem.

    Attributes
    ----------
    method : str
        Name of the method, as in ``tutor solve METHOD``.
    given : Text
        The problem as it was understood.
    steps : tuple of Step
    answer : Written
        The result; ``typed(answer)`` is what a student would type.
    meaning : Text
        The result in words ('a line in space'); may be empty.
    code : str
        The NumPy program that a student would write for this very method; it binds ``answer`` and prints it.
    views : tuple of Text
        Pictures, trees and tables beside the steps.
    checks : tuple of Check
    """

    method: str
    given: Text
    steps: tuple[Step, ...]
    answer: Written
    meaning: Text = field(default_factory=lambda: Text(()))
    code: str = ""
    views: tuple[Text, ...] = ()
    checks: tuple[Check, ...] = ()

    def walk(self) -> Iterator[Step]:
        """Every step and substep in the order of the page."""
        for s in self.steps:
            yield from s.walk()

    @property
    def holds(self) -> bool | None:
        """True if every claim and every check holds, False if one fails, None if one is not checked."""
        found = [s.holds for s in self.walk()] + [c.holds for c in self.checks]
        return False if False in found else None if None in found else True

    @property
    def marks(self) -> Fraction:
        """What all steps together are worth."""
        return sum((s.marks for s in self.steps), Fraction(0))

    def marked(self, total: int | Fraction) -> Solution:
        """The same solution with `total` marks shared among the steps: halves, the later steps get what is left over.

        >>> from tutor.claims import Given
        >>> from tutor.text import say
        >>> from tutor.written import Num
        >>> step = Step(say("Read it."), Given(Num("1")))
        >>> [str(s.marks) for s in Solution("m", say(""), (step, step, step), Num("1")).marked(4).steps]
        ['1', '3/2', '3/2']
        """
        halves, n = int(Fraction(total) * 2), len(self.steps)
        shares = [halves // n + (i >= n - halves % n) for i in range(n)]
        steps = tuple(replace(s, marks=Fraction(h, 2)) for s, h in zip(self.steps, shares, strict=True))
        return replace(self, steps=steps)

    def json(self) -> dict[str, Any]:
        """The contract's names: method, given, answer, steps, code, checks."""
        return {
            "method": self.method,
            "given": str(self.given),
            "answer": typed(self.answer),
            "meaning": str(self.meaning),
            "steps": [s.json() for s in self.steps],
            "code": self.code,
            "checks": [{"what": str(c.what), "holds": c.holds} for c in self.checks],
        }
