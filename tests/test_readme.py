"""What the README shows is what the commands print.

``python -m tests.test_readme`` writes the present output into the README.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor.cli.frame import cli

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)


def printed(command: str) -> str:
    """What a command prints, standard output and error together, without spaces at the ends of lines."""
    result = CliRunner().invoke(cli, shlex.split(command)[1:], prog_name="tutor", env={"COLUMNS": "80"})
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


def update() -> None:
    """Put the present output into the README."""

    def filled(match: re.Match[str]) -> str:
        lines = re.findall(r"^\$ (.*)$", match.group(1), re.M)
        return "```console\n" + "\n".join(f"$ {line}\n{printed(line).strip()}\n" for line in lines) + "```"

    README.write_text(BLOCK.sub(filled, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    update()
