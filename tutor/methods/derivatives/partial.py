"""Partial derivatives: by one variable, or by all of them.

Example: tutor solve partial "x^2 y + exp(x y)" --variable x
Takes: function of several variables

Options: ``variable`` (all letters of the function when it is left out), ``at`` (values at a point: ``1,2``).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.claims import Derivative
from tutor.methods.derivatives.checking import complex_step, domain_for
from tutor.methods.derivatives.claims import ValueAt
from tutor.methods.derivatives.inputs import all_variables, function_in, vector_in
from tutor.methods.derivatives.points import value_at
from tutor.methods.derivatives.programs import partial_program
from tutor.methods.derivatives.steps import derivation
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, names

__all__ = ["from_text", "partial_steps", "work"]


def partial_steps(f: Written, by: Sequence[str]) -> tuple[tuple[Step, ...], tuple[Written, ...]]:
    """One step for each variable, its derivation inside, and the partial derivatives."""
    variables = sorted(names(f) | set(by))
    steps, results = [], []
    for x in by:
        domain = domain_for(f, x, variables)
        inner, result = derivation(f, x, domain, partial=True)
        others = [Name(v) for v in variables if v != x]
        why = say("Differentiate by {x}", x=Name(x))
        if others:
            why += (
                say("; ")
                + _listed(others)
                + say(" counts as a constant." if len(others) == 1 else " count as constants.")
            )
        else:
            why += say(".")
        claim = Derivative(result, of=f, by=x, partial=True, domain=domain)
        question = say("Which letters are constants when {x} varies?", x=Name(x))
        steps.append(Step(why, claim, substeps=inner[:-1] if inner[-1].claim == claim else inner, question=question))
        results.append(result)
    return tuple(steps), tuple(results)


def _listed(letters: Sequence[Written]) -> Text:
    text = say("{x}", x=letters[0])
    for i, x in enumerate(letters[1:], 1):
        text += say(" and {x}" if i == len(letters) - 1 else ", {x}", x=x)
    return text


def work(f: Written, by: Sequence[str], *, at: Sequence[Written] | None = None) -> Solution:
    """The partial derivatives of f by the variables, with all steps; at a point (a value for each name) if given.

    >>> x, y = Name("x"), Name("y")
    >>> str(work(x**2 * y, ["x", "y"]).answer)
    'f_x = 2*x*y, f_y = x^2'
    """
    variables = sorted(names(f) | set(by))
    steps, results = partial_steps(f, by)
    values = results
    given = say("Find the partial {what} of {f} by ", what="derivative" if len(by) == 1 else "derivatives", f=f)
    given += _listed([Name(v) for v in by])
    if at is not None:
        place = dict(zip(variables, at, strict=True))
        values = tuple(value_at([f, d], place) for d in results)
        point = _listed([Name(v).equals(c) for v, c in place.items()])
        steps += tuple(
            Step(say("Put ") + point + say(" into it."), ValueAt(value, of=d, names=tuple(variables), values=tuple(at)))
            for d, value in zip(results, values, strict=True)
        )
        given += say(" at ") + point
    answer = values[0]
    if len(by) > 1:
        answer = Op("list", tuple(Name(f"f_{v}").equals(w) for v, w in zip(by, values, strict=True)))
    return Solution(
        method="partial",
        given=given + say("."),
        steps=steps,
        answer=answer,
        code=partial_program(f, by, results, dict(zip(variables, at, strict=True)) if at is not None else None),
        checks=tuple(
            complex_step(f, d, v, variables, domain_for(f, v, variables)) for v, d in zip(by, results, strict=True)
        ),
    )


def from_text(text: str, *, variable: str = "", at: str = "") -> Solution:
    """The partial derivatives of a function as it is typed.

    >>> str(from_text("x^2 y^3", variable="y").answer)
    '3*x^2*y^2'
    """
    f, by = all_variables(function_in(text), variable)
    place = vector_in(at, sorted(names(f)), "at") if at else None
    return work(f, by, at=place)
