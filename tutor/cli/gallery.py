"""``tutor gallery``: a page of the bank to read."""

from __future__ import annotations

from pathlib import Path

import click

from tutor.cli import parts
from tutor.errors import InputError

KINDS = ("md", "html")


@click.command(
    epilog="""\b
Examples:
  tutor gallery
  tutor gallery eigenvalues linear_systems/inverse --seed 3 --out pages --format html

\b
Writes into gallery (or --out):
  gallery.md    formulas in dollars, as GitHub and Jupyter show them
  gallery.html  one file that needs neither network nor script"""
)
@click.argument("names", nargs=-1, metavar="[TOPIC|FAMILY]...")
@parts.level
@parts.seed
@parts.detail
@click.option("--out", default="gallery", metavar="DIR", help="Directory to write into (gallery).")
@click.option("--format", "format", default="md,html", metavar="F,...", help="md, html (both).")
@parts.force
@parts.as_json
def gallery(
    names: tuple[str, ...],
    level: int | None,
    seed: str | None,
    detail: str | None,
    out: str,
    format: str,
    force: bool,
    as_json: bool,
) -> None:
    """Make a page of the bank to read, in Markdown and HTML.

    One problem a level, with its solution and the mistakes that are recognised; without names, of the whole bank.
    Everything on the page has been certified.
    """
    from tutor.bank import seed_text, select
    from tutor.render import render
    from tutor.render.gallery import gallery as page
    from tutor.storage import refuse_existing, write_all

    wanted = [part.strip().lower() for part in format.split(",") if part.strip()]
    for kind in wanted:
        if kind not in KINDS:
            raise InputError(f"no format {kind[:60]!r}; there are {', '.join(KINDS)}")
    folder = Path(out)
    files = [f"gallery.{kind}" for kind in KINDS if kind in wanted]
    if folder.is_dir():
        for name in files:
            refuse_existing(folder / name, force=force)
    selected = select(names, levels=() if level is None else (level,))
    text = seed_text("0" if seed is None else seed)
    with parts.progress("Drawing and certifying") as bar:
        made = page(selected, seed=text, detail=detail or "normal", progress=bar)
    contents = {name: render(made, name.rpartition(".")[2]) for name in files}
    written = [str(path) for path in write_all(folder, contents, force=force)]
    if as_json:
        parts.put_json({"seed": text, "out": str(folder), "files": written, "families": list(selected)})
        return
    click.echo(f"Wrote {folder}: {', '.join(files)} ({made.subtitle})")
