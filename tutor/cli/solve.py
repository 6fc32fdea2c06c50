"""``tutor solve``: the user's own problem, worked."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click

from tutor.cli import parts
from tutor.errors import BankError, InputError


class Worked(parts.Typed):
    """A command that takes, beside its own options, those of the method that is named: ``--inner "[2, 1; 1, 2]"``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        from tutor.solve import method_card, methods

        own = {name for p in self.get_params(ctx) for name in p.opts}
        named = (args[0] if args else "").strip().replace("-", "_").lower()
        theirs = {f"--{o.replace('_', '-')}": o for o in method_card(named).options} if named in methods() else {}
        kept: list[str] = []
        found: dict[str, str] = {}
        rest = list(args)
        while rest:
            arg = rest.pop(0)
            name, sign, value = arg.partition("=")
            if arg == "--":
                kept += [arg, *rest]
                break
            if name in own or name.replace("_", "-") not in theirs:
                kept.append(arg)
                continue
            if not sign and not rest:
                raise InputError(f"the option {name} needs a value")
            found[theirs[name.replace("_", "-")]] = value if sign else rest.pop(0)
        ctx.meta[OPTIONS] = found
        return super().parse_args(ctx, kept)


OPTIONS = "tutor.options of the method"


@click.command(
    cls=Worked,
    epilog="""\b
Examples:
  tutor solve "3x + y = 9, 4x - 2y = 5"
  tutor solve system "[2,4,-1|5; 7,-2,3|6; 9,2,2|11]"
  tutor solve system "x + k*y = 1, k*x + y = 1" --parameters k
  tutor solve system @system.txt --steps all      (a file; - is standard input)
  tutor solve derivative "x^2 exp(3x)" --at 1
  tutor solve bayes "P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)"
  tutor solve system "2x + 4y = 5" --format pdf --out solution.pdf

`tutor methods` lists the methods with an example each, `tutor methods NAME` tells the options of one:
  tutor solve projection "(1, 2, 3)" "(1, 0, 1), (0, 1, 1)" --inner "[2, 1, 0; 1, 2, 0; 0, 0, 1]\"""",
)
@click.argument("what", nargs=-1, required=True, metavar="[METHOD] INPUT...")
@click.option("--parameters", metavar="k,...", help="Letters that are no unknowns: for which k is there a solution?")
@click.option(
    "--steps", type=click.Choice(("auto", "outline", "all")), help="All row operations, also of large systems."
)
@click.option("--variable", metavar="x", help="Differentiate by this variable.")
@click.option("--order", type=click.IntRange(min=1), metavar="N", help="Order of the derivative.")
@click.option("--at", metavar="POINT", help="Evaluate there: 2, or x=1, y=2.")
@click.option("--direction", metavar="VECTOR", help="Direction of a directional derivative: (3, 4).")
@click.option("--convention", metavar="row|column", help="How a gradient is written.")
@click.option("--digits", type=click.IntRange(min=1), metavar="N", help="Decimals of a rounded answer.")
@click.option("--factor", is_flag=True, default=None, help="Write the derivative as a product.")
@click.option("--logarithmic", is_flag=True, default=None, help="Differentiate by way of the logarithm.")
@parts.detail
@click.option("--format", "format", type=click.Choice(parts.FORMATS), help="Default: terminal, or as --out is named.")
@click.option("--out", metavar="FILE", help="Write to a file.")
@parts.force
@parts.as_json
def solve(
    what: tuple[str, ...],
    detail: str | None,
    format: str | None,
    out: str | None,
    force: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Solve your own problem, every step checked.

    Without METHOD, the form of the input decides, where it can. INPUT is the problem, - for standard input, or @FILE.
    """
    from tutor.solve import solve as work

    format = parts.format_of(format, out)
    method, inputs = _method(what)
    given = {name: value for name, value in options.items() if value is not None} | click.get_current_context().meta[
        OPTIONS
    ]
    solution = work(method, *inputs, **given)
    if solution.holds is False:
        raise BankError(f"the solution of {' '.join(inputs)[:200]!r} by {method} does not pass its own checks")
    if as_json:
        parts.put_json(solution.json())
        return
    from tutor.render.records import solution_document
    from tutor.solve import method_card

    title = method_card(method).title
    parts.put_document(solution_document(solution, title=title, detail=detail or "full"), format, out, overwrite=force)


def _method(what: tuple[str, ...]) -> tuple[str, list[str]]:
    """The method and the inputs: the method is named, or the input fits one only."""
    from tutor.solve import candidates, method_card, methods

    first = what[0].strip().replace("-", "_").lower()
    if first in methods():
        if len(what) == 1:
            raise InputError(f"the input for {first} is missing; for example: {method_card(first).example}")
        return first, [parts.text_of(w) for w in what[1:]]
    if len(what) > 1 and what[0].strip().isidentifier() and len(first) > 2:
        method_card(what[0])  # refuses it, and names the nearest
    inputs = [parts.text_of(w) for w in what]
    found = candidates("\n".join(inputs))
    if len(found) == 1:
        return found[0], inputs
    if found:
        raise InputError(f"several methods fit: {', '.join(found)}; name one: tutor solve {found[0]} …")
    near = get_close_matches(first, methods(), n=1)
    hint = f"did you mean the method {near[0]}?" if near else "name one; `tutor methods` lists them with examples"
    raise InputError(f"no method is known by the form of {inputs[0][:60]!r}; {hint}")
