"""``tutor check --batch``: in order, bad rows answered on the spot, killed processes survived."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.cli.batch import FEW, judge_line, judged

ROWS = [
    {"key": "1/3", "response": "2/6"},
    {"key": "1/3", "response": "0.33"},
    {"key": "2*x*exp(x)", "response": "f'(x) = 2x e^x"},
    {"key": "(1, 2, 3)", "response": "(1, -2, 3)"},
    {"key": "[1, 2; 3, 4]", "response": "[1, 3; 2, 4]"},
    {"key": "2/3", "response": "0.667", "kind": "number", "options": {"digits": 3}},
    {"key": "x = 1 + 2t, y = t", "response": "x = 3 + 2s, y = 1 + s"},
    {"key": "no solution", "response": "none"},
    {"key": "sin(2x)", "response": "2 sin x cos x"},
    {"key": "x^2", "response": "x^("},
    {"key": "x^(", "response": "x"},
    {"key": "1", "response": "9^9^9^9"},
    {"response": "1"},
]
STATUSES = ["right", "wrong-form", "right", "partly-right", "wrong", "right", "right", "right", "right"]
STATUSES += ["unreadable", "error", "undecided", "error"]
LINES = [json.dumps(row) for row in ROWS]


def status(row: dict[str, object]) -> object:
    return "error" if "error" in row else row["status"]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[]", "JSON object"),
        ("{", "JSON"),
        ('{"key": "1"}', "response"),
        ('{"key": "1", "response": 1}', "response"),
        ('{"key": "1", "response": "1", "kid": "number"}', "kid"),
        ('{"key": "1", "response": "1", "kind": "nmber"}', "nmber"),
        ('{"key": "1", "response": "1", "options": {"digit": 2}}', "did you mean digits"),
        ('{"key": "1", "response": "1", "options": {"digits": "two"}}', "whole number"),
        ('{"key": "1", "response": "1", "options": {"key": "2"}}', "not an option"),
        ('{"key": "x(", "response": "1"}', "cannot be read"),
    ],
)
def test_a_bad_row_says_what_is_wrong(line: str, word: str) -> None:
    assert word in judge_line(line)["error"]


def test_in_order_as_a_command(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n\n".join(LINES), encoding="utf-8")
    command = [sys.executable, "-m", "tutor.cli", "check", "--batch", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert [status(json.loads(line)) for line in done.stdout.splitlines()] == STATUSES


def test_a_killed_process_changes_no_verdict() -> None:
    lines = LINES * (2 * FEW // len(LINES) + 1)
    found = []
    for row in judged(lines, 2):
        found.append(row)
        if len(found) == 30:
            multiprocessing.active_children()[0].kill()
    assert [status(row) for row in found] == STATUSES * (len(lines) // len(LINES))


def dies_on_three(line: str) -> dict[str, object]:
    if line == "3":
        os._exit(1)
    return {"status": line}


def test_a_row_that_ends_its_process_is_undecided_alone() -> None:
    lines = [str(n) for n in range(FEW)]
    found = [row["status"] for row in judged(lines, 2, judge=dies_on_three)]
    assert found == [line if line != "3" else "undecided" for line in lines]
