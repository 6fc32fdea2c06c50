"""``tutor check``: marks an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tutor.cli import parts
from tutor.cli.frame import DONE, NOT_JUDGED, NOT_RIGHT
from tutor.errors import InputError

if TYPE_CHECKING:
    from tutor.bank import Drawn
    from tutor.verdict import Verdict


@click.command(
    cls=parts.Typed,
    epilog="""\b
Examples:
  tutor check linear_systems/three_by_three:1:7 "x=2, y=1, z=3"
  tutor check exam-7/paper.json 3 "-3/7"
  tutor check exam-7/paper.json 3 -            (the answer from standard input)
  tutor check --batch answers.jsonl            ({"key": "1/3", "response": "0.5"} a line; also kind, options)

\b
Exit code: 0 right, 1 not right, 3 unreadable or undecided, 2 if there is no such problem.""",
)
@click.argument("what", nargs=-1, metavar="ID ANSWER | PAPER.json NUMBER ANSWER")
@click.option("--batch", metavar="FILE.jsonl", help="Judge many responses against keys of your own, one a line.")
@parts.as_json
@click.pass_context
def check(ctx: click.Context, what: tuple[str, ...], batch: str | None, as_json: bool) -> None:
    """Mark an ANSWER to a problem.

    The problem is named by its ID, or by the number of a question of a paper that `tutor exam` wrote. If it is not
    right, you are told what is wrong with it.
    """
    if batch is not None:
        if what:
            raise InputError("--batch takes its problems from the file; leave out the other arguments")
        _batch(batch)
        return
    found, answer = _problem_and_answer(what)
    from tutor.check import check as mark

    text = parts.text_of(answer)
    verdict = mark(found.problem, text)
    if as_json:
        parts.put_json({"id": found.id, **verdict.json()})
    else:
        from tutor.render.records import verdict_blocks

        parts.put_blocks(verdict_blocks(verdict, text))
    ctx.exit(code_of(verdict))


def code_of(verdict: Verdict) -> int:
    """The exit code that a verdict has."""
    from tutor.verdict import Status

    if verdict.status in (Status.UNREADABLE, Status.UNDECIDED):
        return NOT_JUDGED
    return DONE if verdict.is_right else NOT_RIGHT


def _problem_and_answer(what: tuple[str, ...]) -> tuple[Drawn, str]:
    from tutor.bank import find

    if what and what[0].lower().endswith(".json"):
        if len(what) != 3:
            raise InputError('with a paper, give the number of the question and the answer: exam-7/paper.json 3 "x=2"')
        return _of_paper(what[0], what[1]), what[2]
    if len(what) != 2:
        many = "; put the answer in quotes" if len(what) > 2 else ""
        raise InputError(f'give the ID of a problem and an answer: ID "x=2, y=1"{many}')
    return find(what[0]), what[1]


def _of_paper(path: str, number: str) -> Drawn:
    from tutor.papers import load_paper

    if not (number.isascii() and number.isdigit() and len(number) < 5):
        raise InputError(f"the number of a question is wanted after the paper, not {number[:60]!r}")
    return load_paper(path).question(int(number)).drawn


def _batch(path: str) -> None:
    """A verdict a line, in order, as soon as it is known."""
    import json

    from tutor.cli.batch import judged
    from tutor.cores import processes
    from tutor.storage import read_whole

    lines = [line for line in read_whole(path).split("\n") if line.strip()]
    with parts.progress("Judging") as report:
        for number, found in enumerate(judged(lines, processes(None)), start=1):
            click.echo(json.dumps(found, ensure_ascii=False))
            if report is not None and (number % 20 == 0 or number == len(lines)):
                report(number, len(lines))
