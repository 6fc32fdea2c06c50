"""The tables of cases, one Markdown file a kind: what is typed, what the tutor says, and a part of the reason.

A section is headed by the module that holds the answer and the answer's name there. In a cell `\\|` stands for a bar;
a text with signs that a table cannot hold is written as a JSON string after the word `json`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Row(NamedTuple):
    """One case."""

    typed: str
    status: str
    why: str


@cache
def tables(module: str) -> dict[str, tuple[Row, ...]]:
    """The rows of every section that belongs to a module of this package, by the answer's name."""
    found: dict[str, tuple[Row, ...]] = {}
    for path in sorted(HERE.glob("*.md")):
        for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            heading, *lines = section.split("\n")
            owner, _, name = heading.partition(": ")
            if owner == module:
                cells = [_cells(line) for line in lines if line.startswith("| `")]
                found[name] = tuple(Row(_text(typed), status, why) for typed, status, why in cells)
    return found


def _cells(line: str) -> list[str]:
    return [c.strip().replace(r"\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]]


def _text(cell: str) -> str:
    marks = re.match("`+", cell)
    inside = cell[len(marks[0]) : -len(marks[0])] if marks else cell
    if len(inside) > 2 and inside[0] == inside[-1] == " ":  # the spaces that keep backquotes apart
        inside = inside[1:-1]
    return str(json.loads(inside[5:])) if inside.startswith("json ") else inside
