"""``tutor practice``: questions, verdicts and hints in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import parts
from tutor.errors import InputError

if TYPE_CHECKING:
    from tutor.bank import Drawn
    from tutor.practice import Attempt
    from tutor.render.document import Block

COUNT = 5


@click.command(
    epilog="""\b
Examples:
  tutor practice
  tutor practice derivatives --level 2 --count 10
  tutor practice linear_systems/parameter --log practice.jsonl
  tutor practice exam-7/paper.json
  tutor practice --again practice.jsonl          (new problems like those that went wrong)

\b
While it asks, type an answer or one of
  :hint      the next hint: a question, the goal of the next step, the step with blanks, the step
  :skip      the next question
  :solution  the worked solution
  :quit      stop, with a summary""",
)
@click.argument("names", nargs=-1, metavar="[TOPIC|FAMILY|PAPER.json]...")
@parts.level
@click.option("--count", type=click.IntRange(1, 100), metavar="N", help=f"Number of questions ({COUNT}).")
@parts.seed
@click.option("--log", metavar="FILE", help="Append every attempt to this file, as JSON lines.")
@click.option("--again", metavar="FILE", help="Ask anew what went wrong in a log, with new numbers.")
@parts.as_json
def practice(
    names: tuple[str, ...],
    level: int | None,
    count: int | None,
    seed: str | None,
    log: str | None,
    again: str | None,
    as_json: bool,
) -> None:
    """Practise in the terminal, with verdicts and hints.

    A wrong answer may be tried again; one that cannot be read costs nothing.
    """
    from dataclasses import asdict

    from tutor.practice import Practice

    asked = _questions(names, level=level, count=count, seed=seed, again=again)
    show = _to_stderr if as_json else parts.put_blocks_apart
    with _log(log) as write:
        session = Practice(asked, ask=_ask(as_json), show=show, log=write)
        results = session.run()
    if as_json:
        rows = [
            {"id": r.drawn.id, "right": r.is_right, "hints": r.hints, "attempts": [asdict(a) for a in r.attempts]}
            for r in results
        ]
        parts.put_json({"questions": rows})


def _questions(
    names: tuple[str, ...], *, level: int | None, count: int | None, seed: str | None, again: str | None
) -> list[Drawn]:
    from tutor.papers import load_paper
    from tutor.practice import again as anew
    from tutor.practice import questions

    if again is not None:
        if names or level is not None:
            raise InputError("--again takes its families and levels from the log; leave out names and --level")
        return anew(again, seed=parts.chosen_seed(seed))[:count]
    if any(n.lower().endswith(".json") for n in names):
        if len(names) > 1 or level is not None or seed is not None:
            raise InputError("a paper says itself what it asks; give it alone, without --level and --seed")
        return [q.drawn for q in load_paper(names[0]).questions][:count]
    text = parts.chosen_seed(seed)
    asked = questions(names, count=COUNT if count is None else count, level=level, seed=text)
    if seed is None:
        click.echo(f"seed {text} (picked)", err=True)
    return asked


def _ask(quiet: bool) -> Callable[[str], str]:
    """Lines that a person types, with the keys for editing them, or lines of a pipe, which are shown as they come."""

    def typed(prompt: str) -> str:
        click.echo()
        return input(prompt)

    def piped(prompt: str) -> str:
        line = sys.stdin.readline() if sys.stdin is not None else ""
        click.echo(f"\n{prompt}{line.rstrip()}", err=quiet)
        if not line:
            raise EOFError
        return line

    if quiet or sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return piped
    with suppress(ImportError):  # Windows edits lines by itself
        import readline  # noqa: F401 - `input` uses it once it is there
    return typed


def _to_stderr(blocks: tuple[Block, ...]) -> None:
    parts.put_blocks_apart(blocks, err=True)


@contextmanager
def _log(path: str | None) -> Iterator[Callable[[Attempt], None] | None]:
    """Appends each attempt at once, so that nothing is lost when the session breaks off."""
    if path is None:
        yield None
        return
    try:
        file = Path(path).open("a", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
    with file:

        def write(attempt: Attempt) -> None:
            file.write(attempt.line() + "\n")
            file.flush()

        yield write
