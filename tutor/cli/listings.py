"""``tutor families`` and ``tutor methods``: what there is, read from the texts of the files."""

from __future__ import annotations

from difflib import get_close_matches

import click

from tutor.cli import parts
from tutor.errors import InputError


@click.command(
    epilog="""\b
Examples:
  tutor families
  tutor families derivatives"""
)
@click.argument("topic", required=False)
@parts.as_json
def families(topic: str | None, as_json: bool) -> None:
    """List the families of problems, or those of one TOPIC."""
    from tutor import bank

    names = [n for n in bank.families() if topic is None or n.partition("/")[0] == topic.replace("-", "_").rstrip("/")]
    if not names:
        near = get_close_matches(str(topic), bank.topics(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(bank.topics())}"
        raise InputError(f"there is no topic {str(topic)[:60]!r}; {hint}")
    cards = [bank.card(n) for n in names]
    if as_json:
        rows = [
            {
                "name": c.name, "title": c.title, "topic": c.topic, "section": c.section, "source": c.source,
                "levels": list(c.levels), "marks": c.marks, "minutes": c.minutes, "typing": c.typing,
            }
            for c in cards
        ]  # fmt: skip
        parts.put_json({"families": rows})
        return
    wide = max(len(c.name) for c in cards)
    click.echo(f"{'NAME':<{wide}}  LEVELS  MARKS  {'BOOK':<10}  TITLE")
    for c in cards:
        levels = f"1-{c.levels[-1]}" if len(c.levels) > 1 else "1"
        click.echo(f"{c.name:<{wide}}  {levels:<6}  {c.marks:>5}  {c.source:<10}  {c.title}")


@click.command(
    epilog="""\b
Examples:
  tutor methods
  tutor methods eigenvalues
  tutor methods projection       all that this method takes, and its options
  tutor methods --json"""
)
@click.argument("name", required=False, metavar="[TOPIC|METHOD]")
@parts.as_json
def methods(name: str | None, as_json: bool) -> None:
    """List the methods of `tutor solve`, or tell what one of them takes."""
    from tutor.solve import method_card
    from tutor.solve import methods as known

    cards = sorted((method_card(n) for n in known()), key=lambda c: (c.topic, c.name))
    topics = {c.topic for c in cards}
    wanted = (name or "").strip().replace("-", "_").lower()
    if wanted in topics:
        cards = [c for c in cards if c.topic == wanted]
    elif wanted:
        cards = [method_card(wanted)]
    if as_json:
        rows = [
            {"name": c.name, "topic": c.topic, "title": c.title, "example": c.example, "options": list(c.options)}
            for c in cards
        ]
        parts.put_json({"methods": rows})
        return
    if wanted and wanted not in topics:
        (card,) = cards
        options = ", ".join(f"--{o}" for o in card.options) or "none"
        click.echo(f"{card.title}\n\n  {card.example}\n\n{card.about}\n\nOptions of its own: {options}")
        return
    topic = ""
    for c in cards:
        if c.topic != topic:
            topic = c.topic
            click.echo(f"{topic.replace('_', ' ')}\n")
        click.echo(f"  {c.name}: {c.title}\n      {c.example}\n")
