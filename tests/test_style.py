"""Style, types and the promises of the README are tests like the others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "ruff check": ["ruff", "check", "--no-cache", "."],
    "ruff format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["mypy", "--no-error-summary", "--cache-dir", "/dev/null" if sys.platform != "win32" else "nul"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_clean(command: str) -> None:
    line = [sys.executable, "-m", *COMMANDS[command]]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def one_line_blocks() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [b.strip() for b in re.findall(r"^```(?:sh|bash|shell|console)[^\n]*\n(.*?)^```", text, re.S | re.M)]
    return [b for b in blocks if "\n" not in b]


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert one_line_blocks()[1].replace("pip install ", "pip install -q ") in script


def test_no_file_is_too_long() -> None:
    for path in sorted([*(ROOT / "tutor").rglob("*.py"), *(ROOT / "problems").rglob("*.py")]):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 420, f"{path} has more than 420 lines"


def test_nothing_evaluates_text() -> None:
    banned = re.compile(r"(?<![\w.\"'`])(eval|exec|sympify|parse_expr|parse_latex)\(|\.simplify\(|sp\.simplify")
    for path in sorted([*(ROOT / "tutor").rglob("*.py"), *(ROOT / "problems").rglob("*.py")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not banned.search(line), f"{path}:{number}: {line.strip()}"
