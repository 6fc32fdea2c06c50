"""Derivative of a function of one variable, rule by rule.

Example: tutor solve derivative "x^2 exp(3x) sin(x)"
Takes: function of one variable

Options: ``variable`` (when several letters occur), ``order`` (2 for the second derivative), ``at`` (value at a point),
``factor`` (factor the result out), ``logarithmic`` (take logarithms first, for products of positive functions).
"""

from __future__ import annotations

from tutor.errors import InputError
from tutor.methods.derivatives.checking import complex_step, domain_for
from tutor.methods.derivatives.claims import ValueAt
from tutor.methods.derivatives.domain import domain_of
from tutor.methods.derivatives.inputs import function_in, one_variable, switch_in, value_in, whole_in
from tutor.methods.derivatives.points import value_at
from tutor.methods.derivatives.programs import derivative_program
from tutor.methods.derivatives.rules import derivative
from tutor.methods.derivatives.steps import derivation, finished, logarithm, logarithmic, logarithmic_derivation
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Written, names

__all__ = ["derivative", "finished", "from_text", "logarithmic", "work"]

MAX_ORDER = 6
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def work(
    f: Written, x: str, *, order: int = 1, at: Written | None = None, factor: bool = False, logarithmic: bool = False
) -> Solution:
    """The derivative of f by x, of any order up to 6, with all steps; at a point if one is given.

    >>> x = Name("x")
    >>> str(work(x**2 + 3 * x, "x").answer)
    '2*x + 3'

    Raises
    ------
    InputError
        When f holds something that cannot be differentiated, or has no derivative at the point.
    """
    if not 1 <= order <= MAX_ORDER:
        raise InputError(f"order = {order}: a derivative of order 1 to {MAX_ORDER} can be worked out")
    variables = sorted(names(f) | {x})
    steps: list[Step] = []
    results: list[Written] = []
    current = f
    for k in range(order):
        if logarithmic and k == 0:
            domain = domain_of([logarithm(f), f], variables, throughout=True)
            found, current = logarithmic_derivation(f, x, domain)
        else:
            domain = domain_for(current, x, variables)
            found, current = derivation(current, x, domain, factor=factor)
        steps += found
        results.append(current)
    answer = current
    if at is not None:
        answer = value_at([f, *results], {x: at})
        why = say("Put {x} = {a} into the derivative.", x=Name(x), a=at)
        steps.append(
            Step(
                why,
                ValueAt(answer, of=current, names=(x,), values=(at,)),
                question=say("What is put in for the variable, and where?"),
            )
        )
    task = "Find the {order} derivative of {f} by {x}" if order > 1 else "Differentiate {f} by {x}"
    given = say(task, order=_ORDINALS[order - 1], f=f, x=Name(x))
    return Solution(
        method="derivative",
        given=given + (say(" at {x} = {a}.", x=Name(x), a=at) if at is not None else say(".")),
        steps=tuple(steps),
        answer=answer,
        meaning=_meaning(x, answer, order, at),
        code=derivative_program(f, results, x, at),
        checks=(complex_step([f, *results][-2], results[-1], x, variables, domain),),
    )


def _meaning(x: str, answer: Written, order: int, at: Written | None) -> Text:
    if order > 1 or at is None:
        return say("")
    return say("The slope of the tangent at {x} = {a} is {m}.", x=Name(x), a=at, m=answer)


def from_text(
    text: str,
    *,
    variable: str = "",
    order: int | str = 1,
    at: str = "",
    factor: bool | str = False,
    logarithmic: bool | str = False,
) -> Solution:
    """The derivative of a function as it is typed: ``x^2 sin x``, ``y = ln(x)/x``, ``f(x) = a x^2``.

    >>> str(from_text("x^2 exp(3x)", at="0").answer)
    '0'
    """
    f, x = one_variable(function_in(text), variable)
    place = value_in(at, "at") if at else None
    return work(
        f,
        x,
        order=whole_in(order, "order"),
        at=place,
        factor=switch_in(factor, "factor"),
        logarithmic=switch_in(logarithmic, "logarithmic"),
    )
