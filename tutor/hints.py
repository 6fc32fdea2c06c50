"""Hints from a solution's own data: rungs of a ladder, for each step from a question to the step itself.

For every step of the solution there are up to four rungs:

1. a question ('which two factors are there?'),
2. the goal: what the step does, and why,
3. the step with blanks,
4. the step.

No number of the next line is told before the last rung. What a recognised mistake teaches comes before all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.claims import Claim, Given, RowOperation
from tutor.problem import Misconception, Problem
from tutor.step import Step
from tutor.text import Text
from tutor.written import Name, Num, Op, Words, Written, entries, walk

BLANK = Words("□")
_HARMLESS = frozenset(("0", "1"))
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)")


@dataclass(frozen=True)
class Rung:
    """One hint: a sentence, and perhaps a formula below it."""

    text: Text
    formula: Written | None = None

    def __str__(self) -> str:
        return f"{self.text} {self.formula}" if self.formula else str(self.text)


def rungs(problem: Problem, mistake: Misconception | None = None) -> tuple[Rung, ...]:
    """The hints for a problem, the vaguest first.

    Parameters
    ----------
    mistake : Misconception or None
        What was recognised in the student's answer; its feedback is the first rung.
    """
    found = [Rung(mistake.feedback)] if mistake else []
    known = _told(problem.statement())
    for step in problem.solution().steps:
        fresh = _numbers(step.claim.result) - known - _HARMLESS
        if not isinstance(step.claim, Given):
            for rung in _of_step(step, fresh):
                if rung not in found:
                    found.append(rung)
        known |= _numbers(step.claim.shown(), step.claim.result) | _told(step.why)
    return tuple(found)


def _of_step(step: Step, fresh: set[str]) -> Iterator[Rung]:
    if step.question:
        yield Rung(_without(step.question, fresh))
    yield Rung(_without(step.why, fresh))
    yield Rung(Text(("Fill in the blanks:",)), blanked(step.claim))
    yield Rung(step.why, step.claim.shown())


def blanked(claim: Claim) -> Written:
    """What a step claims, with blanks for the numbers that it finds, or for all of it where these are none.

    >>> from tutor.claims import Equal
    >>> str(blanked(Equal(left=Num("6") * Num("7"), result=Num("42"))))
    '6*7 = □'
    """
    result = claim.result
    if isinstance(claim, RowOperation):
        before = [a for row in entries(claim.before) for a in row]
        after = [a for row in entries(result) for a in row]
        kept = {i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a == b}
        return claim.with_result(_blank_entries(result, kept)).shown()
    hidden = _hidden(result)
    return claim.with_result(BLANK if hidden == result else hidden).shown()


def _hidden(w: Written) -> Written:
    """Each number replaced by a blank; a fraction or a signed number by one."""
    if isinstance(w, Num):
        return BLANK
    if isinstance(w, Op):
        if w.head in ("/", "neg") and not any(isinstance(n, Name) for n in walk(w)):
            return BLANK
        args = tuple(_hidden(a) for a in w.args)
        return Op(w.head, (w.args[0], *args[1:]) if w.head == "augmented" else args)
    return w


def _blank_entries(m: Written, kept: set[int]) -> Written:
    """A matrix with blanks in all places but the kept ones."""
    if not isinstance(m, Op):
        return m
    rows, at = [], 0
    for row in entries(m):
        rows.append(Op("row", tuple(a if at + i in kept else BLANK for i, a in enumerate(row))))
        at += len(row)
    return Op(m.head, (*(m.args[:1] if m.head == "augmented" else ()), *rows))


def _numbers(*objects: Written) -> set[str]:
    return {n.text for w in objects for n in walk(w) if isinstance(n, Num)}


def _told(text: Text) -> set[str]:
    """The numbers in a text, in its formulas and in its words."""
    words = " ".join(p for p in text if isinstance(p, str))
    return _numbers(*text.objects()) | set(_NUMBER.findall(words))


def _without(text: Text, fresh: set[str]) -> Text:
    """The text with blanks for the numbers that the step is about to find."""
    parts = (
        _emptied(p, fresh) if isinstance(p, Written) else _NUMBER.sub(lambda m: "□" if m[0] in fresh else m[0], p)
        for p in text
    )
    return Text(tuple(parts))


def _emptied(w: Written, fresh: set[str]) -> Written:
    if isinstance(w, Num):
        return BLANK if w.text in fresh else w
    return Op(w.head, tuple(_emptied(a, fresh) for a in w.args)) if isinstance(w, Op) else w
