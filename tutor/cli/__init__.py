"""The command ``tutor``: one module a command, loaded when the command is used."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; the exit codes are those of `tutor.cli.frame`."""
    import sys

    from tutor.cli.frame import cli, own_fault

    sys.excepthook = own_fault
    cli(prog_name="tutor")
    raise SystemExit(0)
