"""Practice without a terminal, and its hints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor import bank
from tutor.bank import Drawn, drawn
from tutor.claims import Given
from tutor.cli.frame import cli
from tutor.errors import InputError
from tutor.hints import Rung, blanked, rungs
from tutor.practice import Attempt, Practice, Result, again, questions
from tutor.problem import mistaken
from tutor.render.document import Block
from tutor.render.terminal_page import blocks as lines
from tutor.written import Op

FAMILY = "eigenvalues/eigenpairs_2x2"


class Talk:
    """A person who types what was written down before."""

    def __init__(self, asked: list[Drawn], *typed: str) -> None:
        self.page: list[str] = []
        self.log: list[Attempt] = []
        self._typed: Iterator[str] = iter(typed)
        practice = Practice(asked, ask=self._ask, show=self._show, log=self.log.append)
        self.results: list[Result] = practice.run()

    def _ask(self, prompt: str) -> str:
        try:
            return next(self._typed)
        except StopIteration:
            raise EOFError from None

    def _show(self, blocks: tuple[Block, ...]) -> None:
        self.page += lines(blocks, 80)

    @property
    def text(self) -> str:
        return "\n".join(self.page)


@pytest.fixture(scope="module")
def two() -> list[Drawn]:
    return [drawn(FAMILY, seed=s) for s in (1, 2)]


def key(d: Drawn) -> str:
    return d.problem.answer().typed()


def test_right_answers(two: list[Drawn]) -> None:
    talk = Talk(two, key(two[0]), key(two[1]))
    assert [r.at_once for r in talk.results] == [True, True]
    assert "eigenvalues: 2 of 2 right, 2 at once, 0 hints." in talk.text


def test_a_wrong_answer_may_be_tried_again(two: list[Drawn]) -> None:
    talk = Talk(two[:1], "7: (1, 2); 9: (3, 4)", key(two[0]))
    assert [a.status for a in talk.log] == ["wrong", "right"]
    assert talk.results[0].is_right
    assert not talk.results[0].at_once
    assert "Try again" in talk.text


def test_an_unreadable_answer_costs_nothing(two: list[Drawn]) -> None:
    talk = Talk(two[:1], "2: (1,", "", "   ", key(two[0]))
    assert [a.status for a in talk.log] == ["right"]
    assert talk.results[0].at_once
    assert "    2: (1,\n       ^\n" in talk.text


def test_commands(two: list[Drawn]) -> None:
    talk = Talk(two, ":help", ":nonsense", ":skip", ":solution")
    assert [a.event for a in talk.log] == ["skip", "solution"]
    assert "There is no command :nonsense" in talk.text
    assert "Steps" in talk.text
    assert "0 of 2 right" in talk.text
    stopped = Talk(two, ":quit")
    assert len(stopped.results) == 1
    assert "Nothing was answered" in stopped.text


def test_the_end_of_the_input_ends_politely(two: list[Drawn]) -> None:
    talk = Talk(two, ":hint")
    assert "The input has ended" in talk.text
    assert len(talk.results) == 1


def test_hints_climb_to_the_whole_solution(two: list[Drawn]) -> None:
    ladder = rungs(two[0].problem)
    talk = Talk(two[:1], *[":hint"] * (len(ladder) + 1))
    assert talk.results[0].hints == len(ladder)
    assert "There are no more hints" in talk.text


def test_a_recognised_mistake_gives_the_first_hint(two: list[Drawn]) -> None:
    d = two[0]
    mistake = d.kept[0]
    talk = Talk([d], mistaken(d.problem, mistake).typed(), ":hint", ":quit")
    feedback = str(mistake.feedback).split("{")[0][:30]
    assert talk.text.count(feedback) == 2  # in the verdict, and as the first rung
    assert rungs(d.problem, mistake)[0] == Rung(mistake.feedback)
    assert f"A mistake that was recognised: {mistake.id.replace('-', ' ')}." in talk.text


@pytest.mark.parametrize("name", bank.families())
def test_only_the_last_rung_holds_a_number_of_the_next_line(name: str) -> None:
    for level in bank.card(name).levels:
        problem = drawn(name, level=level, seed=4).problem
        ladder = rungs(problem)
        known = numbers(str(problem.statement())) | {"0", "1"}
        for step in problem.solution().steps:
            fresh = numbers(str(step.claim.result)) - known
            if not isinstance(step.claim, Given):
                whole = ladder.index(Rung(step.why, step.claim.shown()))
                told = [str(r.text) for r in ladder[:whole]]
                told += [str(r.formula.args[-1]) for r in ladder[:whole] if isinstance(r.formula, Op)]
                assert not numbers(" ".join(told)) & fresh, (name, level, str(step.why))
                assert str(blanked(step.claim)) != str(step.claim.shown())
            known |= numbers(f"{step.claim.shown()} {step.claim.result} {step.why}")


def numbers(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text))


def test_questions_take_turns_and_follow_the_seed() -> None:
    first = questions([], count=6, level=None, seed="a")
    assert [d.id for d in first] == [d.id for d in questions([], count=6, level=None, seed="a")]
    assert [d.id for d in first] != [d.id for d in questions([], count=6, level=None, seed="b")]
    topics = [d.name.partition("/")[0] for d in first]
    assert all(a != b for a, b in pairwise(topics))
    assert [d.level for d in questions([FAMILY], count=3, level=None, seed="a")] == [1, 2, 3]
    with pytest.raises(InputError, match="no level 9"):
        questions([FAMILY], count=1, level=9, seed="a")


def test_the_log_and_asking_again(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    typed = "7: (1, 2); 9: (3, 4)\n:skip\n:hint\n:quit\n"
    arguments = ["practice", FAMILY, "--seed", "1", "--count", "2", "--level", "2", "--log", str(log)]
    done = CliRunner().invoke(cli, arguments, input=typed)
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [r["event"] for r in rows] == ["answer", "skip"]
    anew = again(log, seed="2")
    assert [(d.name, d.level) for d in anew] == [(FAMILY, 2)]
    assert anew[0].id != rows[0]["id"]
    asked = CliRunner().invoke(cli, ["practice", "--again", str(log), "--seed", "2", "--json"], input=":quit\n")
    assert json.loads(asked.stdout)["questions"][0]["id"] == anew[0].id
    log.write_text("{}\n")
    with pytest.raises(InputError, match="line 1"):
        again(log, seed="2")


def test_a_paper_can_be_practised(tmp_path: Path) -> None:
    made = CliRunner().invoke(
        cli, ["exam", FAMILY, "--seed", "7", "--count", "2", "--out", str(tmp_path / "e"), "--format", "md"]
    )
    assert made.exit_code == 0, made.stderr
    done = CliRunner().invoke(cli, ["practice", str(tmp_path / "e" / "paper.json")], input=":quit\n")
    assert "1 of 2" in done.stdout
