"""Gradient of a function of several variables, as a row (or a column).

Example: tutor solve gradient "x^2 y + exp(y)" --at 1,0
Takes: function of several variables

Options: ``at`` (a point: ``1,2``), ``convention`` (``row``, as in the book, or ``column``), ``variable`` (all of them,
in order: ``x,y``).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError
from tutor.methods.derivatives.checking import complex_step, domain_for
from tutor.methods.derivatives.claims import Gradient, ValueAt
from tutor.methods.derivatives.domain import domain_of
from tutor.methods.derivatives.inputs import all_variables, function_in, vector_in
from tutor.methods.derivatives.partial import partial_steps
from tutor.methods.derivatives.points import value_at
from tutor.methods.derivatives.programs import gradient_program
from tutor.methods.derivatives.steps import finished
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import ZERO, Name, Op, Written, column, matrix, names

__all__ = ["from_text", "gradient", "gradient_steps", "work"]

CONVENTIONS = ("row", "column")


def gradient(f: Written, by: Sequence[str]) -> tuple[Written, ...]:
    """The partial derivatives in order, without steps.

    >>> [str(d) for d in gradient(Name("x") ** 2 * Name("y"), "xy")]
    ['2*x*y', 'x^2']
    """
    return tuple(finished(f, v) for v in by)


def laid_out(items: Sequence[Written], convention: str) -> Op:
    """A row or a column of the entries."""
    return matrix([items]) if convention == "row" else column(items)


def gradient_steps(
    f: Written, by: Sequence[str], at: Sequence[Written] | None, convention: str
) -> tuple[tuple[Step, ...], tuple[Written, ...], tuple[Written, ...]]:
    """The steps up to the gradient (at the point, if there is one), its entries, and their values."""
    steps, partials = partial_steps(f, by)
    domain = domain_of([f, *partials], sorted(names(f) | set(by)))
    row = laid_out(partials, convention)
    shape = "1 × {n} row" if convention == "row" else "{n} × 1 column"
    why = say(
        "The gradient holds the partial derivatives in the order of the variables, as a " + shape + ".", n=len(by)
    )
    question = say("In which order and in which shape do the partial derivatives stand?")
    steps += (Step(why, Gradient(row, of=f, by=tuple(by), domain=domain), question=question),)
    if at is None:
        return steps, partials, partials
    place = dict(zip(by, at, strict=True))
    values = tuple(value_at([f, d], place) for d in partials)
    why = say("Put the point {p} into every entry, after differentiating.", p=Op("tuple", tuple(at)))
    claim = ValueAt(laid_out(values, convention), of=row, names=tuple(by), values=tuple(at))
    return (*steps, Step(why, claim, question=say("What is each entry at the point?"))), partials, values


def work(f: Written, by: Sequence[str], *, at: Sequence[Written] | None = None, convention: str = "row") -> Solution:
    """The gradient of f by the variables, in their order; at a point if one is given.

    >>> from tutor.written import Num
    >>> x, y = Name("x"), Name("y")
    >>> str(work(x**2 * y, ["x", "y"], at=[Num("3"), Num("1")]).answer)
    '[6, 9]'

    Raises
    ------
    InputError
        For another convention than row or column; when the function has no gradient at the point.
    """
    if convention not in CONVENTIONS:
        raise InputError(f"convention = {convention!r}: a gradient is laid out as {' or '.join(CONVENTIONS)}")
    steps, partials, values = gradient_steps(f, by, at, convention)
    variables = sorted(names(f) | set(by))
    arguments = Op("tuple", tuple(Name(v) for v in by))
    given = say("Find the gradient of {f} by {v} as a {c}", f=f, v=arguments, c=convention)
    return Solution(
        method="gradient",
        given=given + (say(".") if at is None else say(" at {v} = {p}.", v=arguments, p=Op("tuple", tuple(at)))),
        steps=steps,
        answer=laid_out(values, convention),
        meaning=say("It points where the function grows fastest.")
        if at is not None and any(w != ZERO for w in values)
        else say(""),
        code=gradient_program(f, by, partials, at, convention),
        checks=tuple(
            complex_step(f, d, v, variables, domain_for(f, v, variables)) for v, d in zip(by, partials, strict=True)
        ),
    )


def from_text(text: str, *, at: str = "", convention: str = "row", variable: str = "") -> Solution:
    """The gradient of a function as it is typed.

    >>> str(from_text("x^2 y + 3y", at="1,2", convention="column").answer)
    '[4; 4]'
    """
    f, by = all_variables(function_in(text), variable)
    return work(f, by, at=vector_in(at, by, "at") if at else None, convention=convention)
