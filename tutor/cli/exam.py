"""``tutor exam``: an exam practice set and its worked solutions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import parts
from tutor.errors import InputError

if TYPE_CHECKING:
    from tutor.papers import Blueprint, Paper

KINDS = {"pdf": "pdf", "md": "md", "typ": "typst", "tex": "latex"}  # suffix: format of `tutor.render`


@click.command(
    epilog="""\b
Examples:
  tutor exam --seed 7
  tutor exam linear_systems/parameter derivatives --count 6 --level 2 --title "Week 3" --date 2026-07-01
  tutor exam midterm.toml --seed 3 --out midterm --format pdf,md

\b
A blueprint is a file in TOML:
  title = "Midterm"
  [[questions]]
  family = "linear_systems"      # a topic or a family
  level = 2
  count = 3

\b
Writes into exam-SEED (or --out):
  paper.pdf, paper.md, paper.typ               to hand out; the .typ can be edited by hand
  solutions.pdf, solutions.md, solutions.typ   worked, with the marks beside the steps
  paper.json                                   for tutor check exam-SEED/paper.json NUMBER ANSWER"""
)
@click.argument("names", nargs=-1, metavar="[TOPIC|FAMILY|BLUEPRINT.toml]...")
@parts.seed
@click.option("--count", type=click.IntRange(1, 100), metavar="N", help="Number of questions (10).")
@parts.level
@click.option("--title", metavar="T", help="Title of the paper.")
@click.option("--date", metavar="D", help="Date on the paper.")
@click.option("--out", metavar="DIR", help="Directory to write into (exam-SEED).")
@click.option("--format", "format", default="pdf,md,typ", metavar="F,...", help="pdf, md, typ, tex (pdf,md,typ).")
@parts.force
@parts.as_json
def exam(
    names: tuple[str, ...],
    seed: str | None,
    count: int | None,
    level: int | None,
    title: str | None,
    date: str | None,
    out: str | None,
    format: str,
    force: bool,
    as_json: bool,
) -> None:
    """Make an exam practice set with worked solutions.

    Without names the questions come from the whole bank. Without a seed one is picked and named; the same seed gives
    the same paper.
    """
    from tutor.papers import paper, paper_json
    from tutor.storage import parse_json, refuse_existing, write_all

    plan = _plan(names, count=count, level=level, title=title, date=date)
    suffixes = _suffixes(format)
    text = parts.chosen_seed(seed)
    folder = Path(out or f"exam-{text}")
    files = [*(f"{stem}.{s}" for stem in ("paper", "solutions") for s in suffixes), "paper.json"]
    if folder.is_dir():
        for name in files:
            refuse_existing(folder / name, force=force)
    with parts.progress("Drawing and certifying") as bar:
        made = paper(plan, seed=text, progress=bar)
    contents = _contents(made, suffixes)
    contents["paper.json"] = stored = paper_json(made)
    written = [str(path) for path in write_all(folder, contents, force=force)]
    if as_json:
        parts.put_json({"seed": text, "out": str(folder), "files": written, "paper": parse_json(stored)})
        return
    from tutor.render import render
    from tutor.render.records import paper_document

    click.echo(render(paper_document(made), "terminal", width=parts.width()))
    picked = "" if seed is not None else f" (picked; `tutor exam --seed {text}` makes the same paper again)"
    click.echo(f"Seed {text}{picked}")
    click.echo(f"Wrote {folder}: {', '.join(Path(w).name for w in written)}")
    click.echo(f"Check an answer with: tutor check {folder}/paper.json NUMBER ANSWER")


def _plan(
    names: tuple[str, ...], *, count: int | None, level: int | None, title: str | None, date: str | None
) -> Blueprint:
    from tutor.papers import blueprint, read_blueprint

    if any(n.endswith(".toml") for n in names):
        if len(names) > 1 or count is not None or level is not None:
            raise InputError("a blueprint says itself what it holds; give it alone, without --count and --level")
        plan = read_blueprint(names[0])
        checked = blueprint(title=title or "", date=date or "")  # refuses a title or a date that is no line
        plan = replace(plan, title=checked.title) if title else plan
        return replace(plan, date=checked.date) if date else plan
    return blueprint(names, count=10 if count is None else count, level=level, title=title or "", date=date or "")


def _suffixes(text: str) -> tuple[str, ...]:
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for name in wanted:
        if name not in (*KINDS, "json"):
            raise InputError(f"no format {name[:60]!r}; there are {', '.join(KINDS)} (paper.json is always written)")
    return tuple(s for s in KINDS if s in wanted)


def _contents(paper: Paper, suffixes: tuple[str, ...]) -> dict[str, str | bytes]:
    """The files of the paper and of the solutions; a PDF is made of the very source beside it."""
    from tutor.render import render
    from tutor.render.records import paper_document, solutions_document

    documents = {"paper": paper_document(paper), "solutions": solutions_document(paper)}
    return {f"{stem}.{s}": render(d, KINDS[s]) for stem, d in documents.items() for s in suffixes}
