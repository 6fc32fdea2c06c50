"""What the README shows is what the commands print.

``python -m tests.test_readme`` writes the present output into the README.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import tutor
from tutor.cli.frame import cli

README = Path(__file__).parent.parent / "README.md"
ROWS = re.compile(r"^```json\n(.*?)^```", re.S | re.M)  # the file that a command of the README reads
BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)


def printed(command: str) -> str:
    """What a command prints, standard output and error together, without spaces at the ends of lines."""
    runner = CliRunner()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("answers.jsonl").write_text(ROWS.findall(README.read_text(encoding="utf-8"))[0], encoding="utf-8")
        result = runner.invoke(cli, shlex.split(command)[1:], prog_name="tutor", env={"COLUMNS": "80"})
    return "".join(line.rstrip() + "\n" for line in result.output.splitlines())


def commands() -> list[tuple[str, str]]:
    """Every command of the README with the output that stands under it."""
    found = []
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            line, _, output = part.partition("\n")
            found.append((line, output))
    return found


@pytest.mark.parametrize(("command", "output"), commands(), ids=[c for c, _ in commands()])
def test_the_readme_shows_what_is_printed(command: str, output: str) -> None:
    assert printed(command).strip() == output.strip()


def test_the_comparisons_of_the_readme_say_what_is_shown() -> None:
    lines = re.findall(r"^(tutor\.compare\(.*\)\.status\.value)  # (.*)$", README.read_text(encoding="utf-8"), re.M)
    assert len(lines) >= 4
    for line, shown in lines:
        assert repr(eval(line, {"tutor": tutor})) == shown, line


def update() -> None:
    """Put the present output into the README."""

    def filled(match: re.Match[str]) -> str:
        lines = re.findall(r"^\$ (.*)$", match.group(1), re.M)
        return "```console\n" + "\n".join(f"$ {line}\n{printed(line).strip()}\n" for line in lines) + "```"

    README.write_text(BLOCK.sub(filled, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    update()
