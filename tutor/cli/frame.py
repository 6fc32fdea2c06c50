"""What all commands share: finding them, exit codes, and how an error is said.

====  ======================================================================
code  meaning
====  ======================================================================
0     done
1     judged not right (``check``, ``verify``)
2     bad usage or input: one clear line on stderr, nothing on stdout
3     not judged: the answer is unreadable or undecided (``check``)
70    a fault of the bank or of the tutor itself
130   interrupted with Ctrl-C
141   nobody reads the output any more (a closed pipe), as for any Unix tool
====  ======================================================================
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from types import TracebackType
from typing import Any, NoReturn

import click

from tutor.errors import BankError, InputError, Unreadable

DONE, NOT_RIGHT, BAD_INPUT, NOT_JUDGED, FAULT, INTERRUPTED, CLOSED = 0, 1, 2, 3, 70, 130, 141

# name: module of this package; in the order of the help page
COMMANDS = {
    "exam": "exam",
    "check": "check",
    "solve": "solve",
    "practice": "practice",
    "show": "show",
    "families": "listings",
    "methods": "listings",
    "gallery": "gallery",
    "generate": "banks",
    "verify": "banks",
}


class Doors(click.Group):
    """The group of all commands; maps exceptions to exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tutor.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean `tutor {near[0]}`?" if near else f"there are {', '.join(COMMANDS)}"
            raise InputError(f"there is no command {args[0][:60]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run, and leave with an exit code."""
        extra["standalone_mode"] = False
        _streams()
        try:
            code = super().main(args, prog_name, **extra)
            if sys.stdout is not None:
                sys.stdout.flush()
        except click.exceptions.Exit as left:
            code = left.exit_code
        except (click.Abort, KeyboardInterrupt):
            code = _say("interrupted", INTERRUPTED)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "tutor"
            code = _say(f"{_sentence(error)} (see `{path} --help`)", BAD_INPUT)
        except click.ClickException as error:
            code = _say(_sentence(error), BAD_INPUT)
        except Unreadable as error:
            hint = f"; {error.hint}" if error.hint else ""
            where = f"\n{_indented(error.caret())}" if error.text.strip() else ""
            code = _say(f"cannot read the input: {error.message}{hint}{where}", BAD_INPUT)
        except InputError as error:
            code = _say(str(error), BAD_INPUT)
        except BankError as error:
            code = _say(f"a fault of the bank, please report it: {error}", FAULT)
        except OSError as error:
            gone = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
            code = _closed() if gone else _say(_system(error), BAD_INPUT)
        raise SystemExit(code if isinstance(code, int) else DONE)


def _streams() -> None:
    """UTF-8 in and out, whatever the locale; what was typed in another encoding is shown escaped."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def _say(message: str, code: int) -> int:
    click.echo(f"tutor: {message}", err=True)
    return code


def _sentence(error: click.ClickException) -> str:
    words = " ".join(error.format_message().split()).rstrip(".")
    return words[:1].lower() + words[1:]


def _system(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.split("\n"))


def _closed() -> int:
    """The reader of our output has gone; what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED


def own_fault(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """A fault of the tutor itself is shown in full, and is no verdict."""
    sys.__excepthook__(kind, error, where)
    raise SystemExit(FAULT)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from tutor import __version__

        click.echo(f"tutor {__version__}")
        ctx.exit()


@click.group(
    name="tutor",
    cls=Doors,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="""\b
Examples:
  tutor exam --seed 7                        an exam practice set with its worked solutions
  tutor check exam-7/paper.json 3 "x=2, y=1" is this answer to question 3 right?
  tutor solve "3x + y = 9, 4x - 2y = 5"      your own problem, worked step by step
  tutor practice linear_systems              questions, hints and verdicts in the terminal

Every command has its own help: tutor exam --help""",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """A tutor for the course Mathematics for Machine Learning.

    Practice exams, checked answers, worked solutions. Everything it shows has been checked by several roads.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
