"""Every kind of answer has a table of its own, long enough to document it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answers import tables
from tutor.keys import KINDS

FILES = sorted(Path(__file__).parent.glob("*.md"))
INFINITE = {"infinity", "truth"}  # two possible answers: their few rows stand among those of other kinds


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_table_has_25_rows(path: Path) -> None:
    rows = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("| `")]
    assert len(rows) >= 25


def test_every_kind_has_a_table() -> None:
    assert {p.stem.replace("_", " ") for p in FILES} >= set(KINDS) - INFINITE


def test_cells_hold_any_text() -> None:
    assert tables._cells(r"| `\|x\|` | right | a |") == ["`|x|`", "right", "a"]
    assert tables._text("``a`b``") == "a`b"
    assert tables._text('`json "\\t"`') == "\t"
