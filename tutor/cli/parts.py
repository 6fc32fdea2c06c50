"""Pieces that several commands use: options, inputs, output, progress."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutor.errors import InputError

if TYPE_CHECKING:
    from tutor.render.document import Block, Document

FORMATS = ("terminal", "md", "html", "latex", "typst", "pdf")
SUFFIXES = {".md": "md", ".html": "html", ".tex": "latex", ".typ": "typst", ".pdf": "pdf", ".txt": "terminal"}
DETAILS = ("brief", "normal", "full")

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
level = click.option("--level", type=click.IntRange(min=1), metavar="L", help="Only this level (1 is the easiest).")
seed = click.option("--seed", metavar="S", help="Letters, digits, _ and -; the same seed gives the same problems.")
force = click.option("--force", is_flag=True, help="Overwrite what exists.")
detail = click.option(
    "--detail",
    type=click.Choice(DETAILS),
    default=None,
    help="The reasons alone, with the formulas, or with every detail.",
)


class Typed(click.Command):
    """A command whose arguments are mathematics: ``-3/7`` is an answer, not an option."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.context_settings = {"ignore_unknown_options": True, "help_option_names": ["--help"]}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = [name for p in self.get_params(ctx) for name in p.opts if name.startswith("--")]
        for arg in args[: args.index("--")] if "--" in args else args:
            name = arg.partition("=")[0]
            if name.startswith("--") and name[2:3].isalpha() and name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                raise InputError(f"there is no option {name[:60]}; {hint}")
        return super().parse_args(ctx, args)


def chosen_seed(given: str | None) -> str:
    """The seed that was given, checked, or a new one."""
    from tutor.bank import seed_text

    return seed_text(given) if given is not None else str(secrets.randbelow(900_000) + 100_000)


def text_of(argument: str) -> str:
    """What an argument stands for: itself, ``-`` for standard input, ``@FILE`` for a file."""
    from tutor.storage import read_whole

    if argument == "-":
        data = sys.stdin.buffer.read() if sys.stdin is not None else b""
        try:
            return data.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise InputError(f"standard input is not text in UTF-8 (byte {error.start})") from error
    if argument.startswith("@") and len(argument) > 1:
        return read_whole(argument[1:]).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()
    return argument


def width() -> int:
    """Columns to write in."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 80
    return min(100, max(40, shutil.get_terminal_size().columns))


def put_json(data: Any) -> None:
    """One JSON object on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def put_blocks(blocks: tuple[Block, ...]) -> None:
    """A few blocks without a title."""
    from tutor.render.terminal_page import blocks as lines

    click.echo("\n".join(line.rstrip() for line in lines(blocks, width())).strip("\n"))


def put_blocks_apart(blocks: tuple[Block, ...], *, err: bool = False) -> None:
    """A few blocks with an empty line before them."""
    from tutor.render.terminal_page import blocks as lines

    text = "\n".join(line.rstrip() for line in lines(blocks, width())).strip("\n")
    click.echo(f"\n{text}", err=err)


def format_of(given: str | None, out: str | None) -> str:
    """The format that was asked for, or that the name of the file says."""
    if given is None and out is not None:
        suffix = Path(out).suffix.lower()
        if suffix not in SUFFIXES:
            raise InputError(f"{out}: say the format with --format ({', '.join(FORMATS)})")
        return SUFFIXES[suffix]
    return given or "terminal"


def put_document(document: Document, format: str, out: str | None, *, overwrite: bool) -> None:
    """A document to standard output, or whole to a file."""
    from tutor.render import render
    from tutor.storage import refuse_existing, write_whole

    if out is not None:
        refuse_existing(Path(out), force=overwrite)
    elif format == "pdf" and sys.stdout is not None and sys.stdout.isatty():
        raise InputError("a PDF goes to a file: add --out FILE.pdf")
    made = render(document, format, width=width())
    if out is not None:
        write_whole(out, made, force=overwrite)
        click.echo(f"wrote {out}", err=True)
    else:
        click.echo(made, nl=False)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error while something takes long, if a person looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
