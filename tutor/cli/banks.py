"""``tutor generate`` and ``tutor verify``: a bank of problems on file."""

from __future__ import annotations

from dataclasses import asdict

import click

from tutor.cli import parts
from tutor.cli.frame import DONE, NOT_RIGHT


@click.command(
    epilog="""\b
Examples:
  tutor generate --count 1000 --out bank.jsonl
  tutor generate derivatives linear_systems/parameter --count 200 --level 2 --out bank.jsonl

An interrupted run leaves FILE.part; the same command takes it up."""
)
@click.argument("names", nargs=-1, metavar="[TOPIC|FAMILY]...")
@click.option("--count", type=click.IntRange(min=1), required=True, metavar="N", help="Number of problems in all.")
@click.option("--out", required=True, metavar="FILE.jsonl", help="The file to write, a problem a line.")
@parts.level
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes (as many as there are cores).")
@parts.force
@parts.as_json
def generate(
    names: tuple[str, ...], count: int, out: str, level: int | None, jobs: int | None, force: bool, as_json: bool
) -> None:
    """Write a bank of different problems, each of them certified."""
    from tutor.generate import generate as write

    levels = () if level is None else (level,)
    with parts.progress("Drawing and certifying") as bar:
        report = write(names, count=count, out=out, levels=levels, force=force, jobs=jobs, progress=bar)
    if as_json:
        exhausted = [asdict(e) for e in report.exhausted]
        parts.put_json(
            {"path": str(report.path), "rows": report.rows, "resumed": report.resumed, "exhausted": exhausted}
        )
        return
    taken = f", {report.resumed} of them from an interrupted run" if report.resumed else ""
    click.echo(f"Wrote {report.path}: {report.rows} different problems, all certified{taken}")
    for e in report.exhausted:
        click.echo(f"{e.family} has only {e.has} different problems at level {e.level}; {e.wanted} were wanted")


@click.command(
    epilog="""\b
Examples:
  tutor verify bank.jsonl
  tutor verify exam-7/paper.json

\b
Exit code: 0 everything holds, 1 a problem is spoiled (it is named), 2 the file cannot be read."""
)
@click.argument("file", metavar="FILE")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes (as many as there are cores).")
@parts.as_json
@click.pass_context
def verify(ctx: click.Context, file: str, jobs: int | None, as_json: bool) -> None:
    """Certify a bank or a paper on file again.

    Every problem is built from its stored fields alone.
    """
    from tutor.generate import verify as again

    with parts.progress("Certifying again") as bar:
        found = again(file, jobs=jobs, progress=bar)
    if as_json:
        spoiled = [asdict(s) for s in found.spoiled]
        parts.put_json({"path": str(found.path), "rows": found.rows, "holds": found.holds, "spoiled": spoiled})
    else:
        for s in found.spoiled:
            click.echo(f"{found.path}, {found.unit} {s.number}: {s.id}{': ' if s.id else ''}{s.what}")
        state = "all certified again" if found.holds else f"{len(found.spoiled)} of them spoiled"
        click.echo(f"{found.path}: {found.rows} problems, {state}")
    ctx.exit(DONE if found.holds else NOT_RIGHT)
