"""``tutor show``: one problem of the bank."""

from __future__ import annotations

from typing import Any

import click

from tutor.cli import parts


@click.command(
    epilog="""\b
Examples:
  tutor show linear_systems/three_by_three --level 2 --seed 7
  tutor show three_by_three --seed 7 --solution
  tutor show "linear_systems/three_by_three:2:7" --format pdf --out problem.pdf"""
)
@click.argument("name", metavar="NAME|ID")
@parts.level
@parts.seed
@click.option("--solution", is_flag=True, help="With its worked solution.")
@click.option("--hints", is_flag=True, help="With the hints of `tutor practice`, the vaguest first.")
@parts.detail
@click.option("--format", "format", type=click.Choice(parts.FORMATS), help="Default: terminal, or as --out is named.")
@click.option("--out", metavar="FILE", help="Write to a file.")
@parts.force
@parts.as_json
def show(
    name: str,
    level: int | None,
    seed: str | None,
    solution: bool,
    hints: bool,
    detail: str | None,
    format: str | None,
    out: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Show one problem of the bank.

    It is named by a family's NAME with level and seed, or by its ID.
    """
    from tutor.bank import drawn, find
    from tutor.certify import certify
    from tutor.errors import InputError
    from tutor.hints import rungs

    if ":" in name:
        if level is not None or seed is not None:
            raise InputError("an ID has its level and seed in it; leave out --level and --seed")
        found = find(name)
    else:
        found = drawn(name, level=level or 1, seed=0 if seed is None else seed)
    certificate = certify(found.problem, where=found.id)
    if as_json:
        card = found.problem.card
        data: dict[str, Any] = {
            **found.json(), "title": card.title, "source": card.source, "section": card.section, "marks": card.marks,
            "minutes": card.minutes, "typing": card.typing, "statement": str(found.problem.statement()),
            "certificate": certificate.json(),
        }  # fmt: skip
        if hints:
            data["hints"] = [str(h) for h in rungs(found.problem)]
        if solution:
            data["answer"] = found.problem.answer().typed()
            data["solution"] = found.problem.solution().json()
        parts.put_json(data)
        return
    from tutor.render.records import problem_document

    document = problem_document(
        found, solution=solution, hints=rungs(found.problem) if hints else (), detail=detail or "full"
    )
    parts.put_document(document, parts.format_of(format, out), out, overwrite=force)
