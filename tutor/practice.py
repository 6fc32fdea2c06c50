"""Practice: asks questions, marks answers, gives hints, and says at the end what went well.

`Practice` talks through two functions, so it runs in a terminal, in a test, and wherever else lines come and go.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tutor.bank import Drawn, card, drawn, select
from tutor.certify import certify
from tutor.chance import Draw
from tutor.check import check
from tutor.equality.worker import shared
from tutor.errors import InputError
from tutor.hints import Rung, rungs
from tutor.problem import Misconception
from tutor.render.document import Block, Heading, Paragraph
from tutor.render.records import bank_solution, hint_blocks, problem_blocks, verdict_blocks
from tutor.storage import parse_json, read_whole
from tutor.text import Text
from tutor.verdict import Status, Verdict

COMMANDS = {
    ":hint": "the next hint",
    ":skip": "the next question",
    ":solution": "the worked solution, and the next question",
    ":quit": "stop here",
    ":help": "these commands",
}
REPEATS = 50  # draws that may bring only problems which have been asked already


@dataclass(frozen=True)
class Attempt:
    """What happened once: an answer that was judged, or a question that was given up.

    Attributes
    ----------
    id, family : str
        The problem and its family.
    level : int
    event : str
        ``answer``, ``skip`` or ``solution``.
    answer : str
        What was typed.
    status, misconception : str
        What the verdict says; empty if there is none.
    share : str
        Of the marks.
    hints : int
        How many had been given.
    """

    id: str
    family: str
    level: int
    event: str
    answer: str = ""
    status: str = ""
    share: str = "0"
    misconception: str = ""
    hints: int = 0

    def line(self) -> str:
        """A line of the log."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass
class Result:
    """How one question went."""

    drawn: Drawn
    attempts: list[Attempt] = field(default_factory=list)
    hints: int = 0

    @property
    def is_right(self) -> bool:
        """Right in the end."""
        return any(a.status == Status.RIGHT.value for a in self.attempts)

    @property
    def at_once(self) -> bool:
        """Right at the first attempt and without a hint."""
        return self.is_right and len(self.attempts) == 1 and not self.hints


class Practice:
    """A round of questions.

    Parameters
    ----------
    questions : sequence of Drawn
        What is asked, in this order.
    ask : callable
        Gives the line that was typed after a prompt; raises `EOFError` at the end of the input.
    show : callable
        Takes blocks that are to be shown.
    log : callable or None
        Takes each attempt.
    """

    def __init__(
        self,
        questions: Sequence[Drawn],
        *,
        ask: Callable[[str], str],
        show: Callable[[tuple[Block, ...]], None],
        log: Callable[[Attempt], None] | None = None,
    ) -> None:
        self.questions = questions
        self.results: list[Result] = []
        self._ask, self._show, self._log = ask, show, log

    def run(self) -> list[Result]:
        """Ask all questions; ends early on ``:quit`` and at the end of the input."""
        shared().start()  # ready when an answer needs it
        self._say(
            f"{_count(len(self.questions), 'question')}. Type an answer, or :hint, :skip, :solution, :quit, :help."
        )
        for number, question in enumerate(self.questions, start=1):
            certify(question.problem, where=question.id)
            self._show((Heading(2, f"{number} of {len(self.questions)}"), *problem_blocks(question.problem)))
            result = Result(question)
            self.results.append(result)
            if not self._question(result):
                break
        self._show(summary(self.results))
        return self.results

    def _question(self, result: Result) -> bool:
        """One question until it is right or given up; False if everything is to end."""
        ladder: list[Rung] = list(rungs(result.drawn.problem))
        while True:
            try:
                typed = self._ask("> ").strip()
            except EOFError:
                self._say("The input has ended, so this is the end of the practice.")
                return False
            if not typed:
                continue
            if typed.startswith(":"):
                done = self._command(typed.lower(), result, ladder)
                if done is not None:
                    return done
                continue
            verdict = check(result.drawn.problem, typed)
            self._show(verdict_blocks(verdict, typed))
            if verdict.status in (Status.UNREADABLE, Status.UNDECIDED):
                continue
            self._record(result, "answer", typed, verdict)
            if verdict.is_right:
                return True
            self._say("Try again, or ask for a :hint.")
            mistake = _recognised(result.drawn, verdict)
            if mistake is not None:
                ladder = [Rung(mistake.feedback), *(r for r in ladder if r.text != mistake.feedback)]

    def _command(self, typed: str, result: Result, ladder: list[Rung]) -> bool | None:
        """Obey; True for the next question, False for the end, None to go on asking."""
        match typed:
            case ":quit" | ":q":
                return False
            case ":skip":
                self._record(result, "skip")
                return True
            case ":solution":
                self._record(result, "solution")
                problem = result.drawn.problem
                self._show(tuple(bank_solution(problem, problem.solution())))
                return True
            case ":hint":
                if not ladder:
                    self._say("There are no more hints; :solution shows the whole solution.")
                    return None
                result.hints += 1
                self._show(hint_blocks(ladder.pop(0)))
            case _:
                unknown = "" if typed == ":help" else f"There is no command {typed[:40]}. "
                self._say(unknown + "; ".join(f"{name}: {what}" for name, what in COMMANDS.items()) + ".")
        return None

    def _record(self, result: Result, event: str, typed: str = "", verdict: Verdict | None = None) -> None:
        d = result.drawn
        attempt = Attempt(d.id, d.name, d.level, event, typed, hints=result.hints)
        if verdict is not None:
            found = {"status": verdict.status.value, "share": str(verdict.share)}
            attempt = Attempt(**(asdict(attempt) | found | {"misconception": verdict.misconception or ""}))
        result.attempts.append(attempt)
        if self._log:
            self._log(attempt)

    def _say(self, words: str) -> None:
        self._show((Paragraph(Text((words,))),))


def _recognised(question: Drawn, verdict: Verdict) -> Misconception | None:
    if verdict.misconception is None:
        return None
    return next((m for m in question.problem.misconceptions() if m.id == verdict.misconception), None)


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


def summary(results: Sequence[Result]) -> tuple[Block, ...]:
    """What went well, by topic, and which mistakes were recognised."""
    tried = [r for r in results if r.attempts]
    if not tried:
        return (Paragraph(Text(("Nothing was answered.",))),)
    blocks: list[Block] = [Heading(2, "Summary")]
    topics: dict[str, list[Result]] = {}
    for r in tried:
        topics.setdefault(card(r.drawn.name).topic, []).append(r)
    for topic, found in sorted(topics.items()):
        right, once = sum(r.is_right for r in found), sum(r.at_once for r in found)
        hints = sum(r.hints for r in found)
        words = f"{topic.replace('_', ' ')}: {right} of {len(found)} right, {once} at once"
        blocks.append(Paragraph(Text((f"{words}, {_count(hints, 'hint')}.",))))
    mistakes = Counter(a.misconception for r in tried for a in r.attempts if a.misconception)
    for name, times in sorted(mistakes.items(), key=lambda item: (-item[1], item[0])):
        often = "" if times == 1 else f" ({times} times)"
        blocks.append(Paragraph(Text((f"A mistake that was recognised: {name.replace('-', ' ')}{often}.",))))
    return tuple(blocks)


# ---------------------------------------------------------------- what is asked


def questions(names: Sequence[str], *, count: int, level: int | None, seed: str) -> list[Drawn]:
    """Questions from topics and families, topics taking turns; without a level the levels rise.

    Raises
    ------
    InputError
        For an unknown name or level.
    """
    levels = select(names, levels=() if level is None else (level,))
    order = _interleaved(Draw("practice", count, seed).shuffle(sorted(levels)))
    wanted = []
    for i in range(count):
        name = order[i % len(order)]
        steps = levels[name]
        rounds = (count - 1) // len(order) + 1
        wanted.append((name, steps[min(i // len(order) * len(steps) // rounds, len(steps) - 1)]))
    return _drawn(wanted, seed)


def _interleaved(names: Sequence[str]) -> list[str]:
    """The names so that topics take turns."""
    left: dict[str, list[str]] = {}
    for name in names:
        left.setdefault(name.partition("/")[0], []).append(name)
    ordered = []
    while left:
        for topic in list(left):
            ordered.append(left[topic].pop(0))
            if not left[topic]:
                del left[topic]
    return ordered


def _drawn(wanted: Iterable[tuple[str, int]], seed: str, asked: Iterable[str] = ()) -> list[Drawn]:
    """A new problem for each family and level; where a level has no more different ones, one comes twice."""
    from tutor.papers.drawing import question_seed

    seen = set(asked)
    found = []
    for number, (name, level) in enumerate(wanted, start=1):
        for attempt in range(REPEATS):
            new = drawn(name, level=level, seed=question_seed(seed, number, attempt))
            if new.fingerprint[:4] not in seen:
                break
        seen.add(new.fingerprint[:4])
        found.append(new)
    return found


def again(path: Path | str, *, seed: str) -> list[Drawn]:
    """New problems of the families and levels that went wrong in a log.

    A problem went wrong if one of its attempts was not right, or if it was given up.

    Raises
    ------
    InputError
        When the file is no log.
    """
    wrong: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(read_whole(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            attempt = _attempt(parse_json(line))
        except InputError as error:
            raise InputError(f"{path}, line {number}: {error}") from error
        if attempt.status != Status.RIGHT.value:
            wrong[attempt.id] = attempt.family, attempt.level
    if not wrong:
        raise InputError(f"nothing went wrong in {path}")
    return _drawn(wrong.values(), seed, asked=[address.rpartition("#")[2] for address in wrong])


def _attempt(row: object) -> Attempt:
    kinds: dict[str, type] = {"id": str, "family": str, "level": int, "event": str, "status": str}
    if not isinstance(row, dict) or any(type(row.get(key)) is not kind for key, kind in kinds.items()):
        raise InputError("this is no line of a log that `tutor practice --log` wrote")
    return Attempt(row["id"], row["family"], row["level"], row["event"], status=row["status"])
