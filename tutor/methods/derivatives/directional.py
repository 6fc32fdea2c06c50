"""Directional derivative at a point; without a direction, the steepest one.

Example: tutor solve directional "x^2 y + y^2" --at 1,2 --direction 3,4
Takes: function of several variables

Options: ``at`` (the point), ``direction`` (any length; it is normalised first), ``variable`` (all of them in order:
``x,y``). Without a direction the answer is the largest rate, and the solution names the direction in which it occurs.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.claims import Equal
from tutor.equality import exactly, high_precision
from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.methods.derivatives.checking import complex_step, domain_for
from tutor.methods.derivatives.factors import div, mul
from tutor.methods.derivatives.gradient import gradient, gradient_steps, laid_out
from tutor.methods.derivatives.inputs import all_variables, function_in, vector_in
from tutor.methods.derivatives.points import value_at
from tutor.methods.derivatives.programs import directional_program
from tutor.methods.derivatives.tidy import add, apply, tidied
from tutor.step import Solution, Step
from tutor.surds import Surd, root
from tutor.text import Text, say
from tutor.written import ONE, TWO, ZERO, Name, Op, Written, column

__all__ = ["directional", "from_text", "steepest", "work"]


def _number(w: Written) -> Fraction | Surd | None:
    try:
        found = exactly(w)
    except (NotExact, KeyError):
        return None
    return found if isinstance(found, Fraction | Surd) else None


def length(v: Sequence[Written]) -> Written:
    """The length of a vector, roots simplified: √8 = 2√2.

    >>> from tutor.written import number
    >>> str(length([number(2), number(-2)]))
    '2*sqrt(2)'
    """
    square = add(*(tidied(c**TWO) for c in v))
    q = _number(square)
    return root(q).written() if isinstance(q, Fraction) else apply("sqrt", square)


def _rate(values: Sequence[Written], direction: Sequence[Written]) -> Written:
    """∇f·v/‖v‖, exactly."""
    top = add(*(mul(g, c) for g, c in zip(values, direction, strict=True)))
    p, norm = _number(top), _number(length(direction))
    if p is not None and norm is not None:
        quotient = Surd(((1, Fraction(1)),)) * p / norm
        return quotient.written()
    return div(top, length(direction))


def directional(f: Written, by: Sequence[str], at: Sequence[Written], direction: Sequence[Written]) -> Written:
    """The directional derivative, without steps.

    >>> from tutor.written import number
    >>> x, y = Name("x"), Name("y")
    >>> str(directional(x**2 * y, "xy", [number(1), number(2)], [number(3), number(4)]))
    '16/5'
    """
    return _rate(_values(f, by, at), direction)


def steepest(f: Written, by: Sequence[str], at: Sequence[Written]) -> Written:
    """The largest rate of change at the point: the length of the gradient."""
    return length(_values(f, by, at))


def _values(f: Written, by: Sequence[str], at: Sequence[Written]) -> tuple[Written, ...]:
    place = dict(zip(by, at, strict=True))
    return tuple(value_at([d], place) for d in gradient(f, by))


def work(
    f: Written, by: Sequence[str], *, at: Sequence[Written], direction: Sequence[Written] | None = None
) -> Solution:
    """The rate of change of f at a point in a direction; without one, the steepest ascent.

    Raises
    ------
    InputError
        When the direction is the zero vector, or the function has no gradient at the point.
    """
    if direction is not None and all(_number(c) == 0 for c in direction):
        raise InputError("direction: the zero vector points nowhere; give one with an entry other than 0, such as 3,4")
    steps, partials, values = gradient_steps(f, by, at, "row")
    point = Op("tuple", tuple(at))
    arguments = Op("tuple", tuple(Name(v) for v in by))
    if direction is None:
        more, answer, meaning = _steepest(values)
        given = say("Find the largest rate of change of {f} at {v} = {p}.", f=f, v=arguments, p=point)
    else:
        more, answer = _along(values, direction)
        meaning = _meaning(answer)
        given = say(
            "Find the derivative of {f} at {v} = {p} in the direction {d}.",
            f=f,
            v=arguments,
            p=point,
            d=column(direction),
        )
    return Solution(
        method="directional",
        given=given,
        steps=(*steps, *more),
        answer=answer,
        meaning=meaning,
        code=directional_program(f, by, partials, at, direction),
        checks=tuple(
            complex_step(f, d, v, sorted(by), domain_for(f, v, sorted(by))) for v, d in zip(by, partials, strict=True)
        ),
    )


def _along(values: Sequence[Written], direction: Sequence[Written]) -> tuple[tuple[Step, ...], Written]:
    norm = length(direction)
    unit = [tidied(c / norm) for c in direction]
    steps = []
    if norm != ONE:
        squares = Op("sqrt", (Op("+", tuple(c**2 for c in direction)),))
        scaled = Op("*", (ONE / norm, column(direction)))
        steps = [
            Step(say("Length of the direction {v}.", v=column(direction)), Equal(norm, left=squares),
                 question=say("Is the direction a unit vector?")),
            Step(say("Divide by the length to get a unit vector; only its direction counts."),
                 Equal(column(unit), left=scaled)),
        ]  # fmt: skip
    answer = _rate(values, direction)
    products = Op("+", tuple(g * c for g, c in zip(values, unit, strict=True)))
    why = say("Directional derivative: the gradient {g} times the unit vector.", g=laid_out(values, "row"))
    question = say("Which product of the gradient and the unit vector gives the rate?")
    return (*steps, Step(why, Equal(answer, left=products), question=question)), answer


def _steepest(values: Sequence[Written]) -> tuple[tuple[Step, ...], Written, Text]:
    norm = length(values)
    squares = Op("sqrt", (Op("+", tuple(g**2 for g in values)),))
    why = say("The largest rate is the length of the gradient; it occurs in the direction of the gradient.")
    step = Step(why, Equal(norm, left=squares), question=say("In which direction does the function grow fastest?"))
    if norm == ZERO:
        return (step,), norm, say("The point is stationary: every directional derivative is 0.")
    return (step,), norm, say("The function grows fastest in the direction {g}.", g=column(values))


def _meaning(rate: Written) -> Text:
    found = high_precision(rate, {})
    if found is None:
        return say("")
    word = "rises" if found > 0 else "falls" if found < 0 else "neither rises nor falls at first"
    return say("In this direction the function {word}.", word=word)


def from_text(text: str, *, at: str = "", direction: str = "", variable: str = "") -> Solution:
    """The directional derivative of a function as it is typed.

    >>> str(from_text("x^2 y", at="1, 2", direction="3, 4").answer)
    '16/5'
    """
    f, by = all_variables(function_in(text), variable)
    if not at:
        raise InputError(f"at which point? give values for {', '.join(by)}, such as at={','.join('12345'[: len(by)])}")
    along = vector_in(direction, by, "direction") if direction else None
    return work(f, by, at=vector_in(at, by, "at"), direction=along)
