"""Draw the questions of a blueprint; whatever stands in a paper has been certified."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from tutor.bank import Drawn, card, drawn, seed_text
from tutor.certify import Certificate, certify
from tutor.chance import Draw
from tutor.errors import InputError
from tutor.papers.blueprints import Blueprint, read_blueprint
from tutor.papers.blueprints import blueprint as blueprint_of
from tutor.papers.choice import chosen
from tutor.problem import SECTIONS, Problem
from tutor.showing import Shown
from tutor.step import Solution

REPEATS = 200  # draws that may bring only problems which the paper has already


@dataclass(frozen=True)
class Question:
    """One question of a paper.

    Attributes
    ----------
    number : int
        From 1 on.
    drawn : Drawn
        The problem with its address.
    marks, minutes : int
        What it is worth, and how long it takes.
    section : str
        ``theory``, ``mathematics`` or ``code``.
    certificate : Certificate
        What was found to agree.
    """

    number: int
    drawn: Drawn
    marks: int
    minutes: int
    section: str
    certificate: Certificate

    @property
    def problem(self) -> Problem:
        """What is asked."""
        return self.drawn.problem

    def solution(self) -> Solution:
        """The worked solution, its steps worth the marks of this question."""
        found = self.problem.solution()
        return found if found.marks == self.marks else found.marked(self.marks)


@dataclass(frozen=True)
class Paper(Shown):
    """Questions with a title.

    Attributes
    ----------
    title, date, seed : str
        As they are printed; the date may be empty.
    questions : tuple of Question
    allowed : int
        The minutes that are given; 0 for what the questions take together.
    """

    title: str
    date: str
    seed: str
    questions: tuple[Question, ...]
    allowed: int = 0

    @property
    def marks(self) -> int:
        """What the paper is worth."""
        return sum(q.marks for q in self.questions)

    @property
    def minutes(self) -> int:
        """How long the paper takes."""
        return self.allowed or sum(q.minutes for q in self.questions)

    def question(self, number: int) -> Question:
        """The question of that number.

        Raises
        ------
        InputError
            When there is none.
        """
        for q in self.questions:
            if q.number == number:
                return q
        raise InputError(f"the paper has no question {number}; it has questions 1 to {len(self.questions)}")


def paper(
    blueprint: Blueprint | Path | str | Sequence[str],
    *,
    seed: int | str = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Paper:
    """Draw a paper: the same blueprint and seed give the same paper everywhere.

    Parameters
    ----------
    blueprint : Blueprint, path or names
        A blueprint, the path of one in TOML, or names of topics and families; an empty sequence is the whole bank.
    progress : callable
        Called with the number of questions that are done, and of all.

    Raises
    ------
    InputError
        For an unknown name, a bad file or seed, or when there are fewer different problems than questions.
    BankError
        When a problem contradicts itself.
    """
    wanted = _planned(blueprint)
    text = seed_text(seed)
    chance = Draw("paper", wanted.count, text)
    slots = [(name, level, e.marks) for e in wanted.questions for name, level in chosen(e, chance)]
    slots.sort(key=lambda slot: SECTIONS.index(card(slot[0]).section))  # stable: the blueprint's order in each section
    seen: set[str] = set()
    questions: list[Question] = []
    for number, (name, level, marks) in enumerate(slots, start=1):
        question = _question(number, name, level, marks, text, seen)
        seen.add(question.certificate.fingerprint)
        questions.append(question)
        if progress:
            progress(number, len(slots))
    return Paper(wanted.title, wanted.date, text, tuple(questions), wanted.minutes)


def _planned(plan: Blueprint | Path | str | Sequence[str]) -> Blueprint:
    if isinstance(plan, Blueprint):
        return plan
    if isinstance(plan, Path) or (isinstance(plan, str) and plan.endswith(".toml")):
        return read_blueprint(plan)
    return blueprint_of([plan] if isinstance(plan, str) else plan)


def question_seed(seed: str, number: int, attempt: int = 0) -> str:
    """The seed of a question: that of the paper with the number; a long one is hashed to stay a seed.

    >>> question_seed("7", 3), question_seed("7", 3, 1)
    ('7-3', '7-3-1')
    >>> question_seed("a" * 40, 3)
    'c0c27cf4f8579f5d-3'
    """
    tail = f"-{number}-{attempt}" if attempt else f"-{number}"
    stem = seed if len(seed) <= 30 else blake2b(seed.encode(), digest_size=8).hexdigest()
    return stem + tail


def _question(number: int, name: str, level: int, marks: int, seed: str, seen: set[str]) -> Question:
    for attempt in range(REPEATS):
        found = drawn(name, level=level, seed=question_seed(seed, number, attempt))
        if found.fingerprint not in seen:
            break
    else:
        raise InputError(f"{name} has not so many different problems at level {level}; ask for fewer questions of it")
    own = card(name)
    worth = marks or own.marks
    minutes = max(1, round(own.minutes * worth / own.marks))
    certificate = certify(found.problem, where=found.id)
    # what a draw threw away is no part of the paper: a paper that is read back is equal to the one that was drawn
    return Question(number, replace(found, kept=(), redraws=0), worth, minutes, own.section, certificate)
