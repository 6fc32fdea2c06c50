"""Find the angle between two vectors.

Example: tutor solve angle "(1, 1)" "(1, 2)"

The option ``unit`` is ``radians`` (when it is not given) or ``degrees``; ``digits`` asks for a decimal. The angle is
exact where its cosine belongs to a known one, else an arccos, with decimals beside it (book: chapter 3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Approx, Equal
from tutor.errors import InputError
from tutor.exact.matrices import dot
from tutor.exact.scalars import plain, sign, write
from tutor.methods.array_source import vector_source
from tutor.methods.inputs import read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.vectors.dot_product import dot_step
from tutor.methods.vectors.lengths import (
    added,
    column_of,
    exact_root,
    floating,
    in_floats,
    norm_value,
    read_pair,
    rounded,
)
from tutor.step import Check, Solution, Step
from tutor.surds import root
from tutor.text import Text, say
from tutor.written import PI, Name, Op, Words, Written, number

RADIANS, DEGREES = "radians", "degrees"
PLACES = 4
_KNOWN = {  # cos² of the acute angles that are known, as parts of π
    Fraction(0): Fraction(1),
    Fraction(1, 12): (2 + root(3)) * Fraction(1, 4),
    Fraction(1, 10): (5 + root(5)) * Fraction(1, 8),
    Fraction(1, 8): (2 + root(2)) * Fraction(1, 4),
    Fraction(1, 6): Fraction(3, 4),
    Fraction(1, 5): (3 + root(5)) * Fraction(1, 8),
    Fraction(1, 4): Fraction(1, 2),
    Fraction(3, 10): (5 - root(5)) * Fraction(1, 8),
    Fraction(1, 3): Fraction(1, 4),
    Fraction(3, 8): (2 - root(2)) * Fraction(1, 4),
    Fraction(2, 5): (3 - root(5)) * Fraction(1, 8),
    Fraction(5, 12): (2 - root(3)) * Fraction(1, 4),
    Fraction(1, 2): Fraction(0),
}


def from_text(*inputs: str, unit: str = RADIANS, digits: str = "") -> Solution:
    """The angle between two vectors that a person typed.

    Raises
    ------
    Unreadable
        If a text is no vector.
    InputError
        For other than two vectors of one size, an unknown unit, more than 12 digits.

    >>> str(from_text("(1, 0)", "(1, 1)").answer), str(from_text("(1, 0)", "(3, 4)").answer)
    ('pi/4', 'arccos(3/5)')
    >>> str(from_text("(1, 0)", "(1, 1)", unit="degrees").answer)
    '45'
    """
    units = [u for u in (RADIANS, DEGREES) if unit and u.startswith(str(unit).strip().lower())]
    if not units:
        raise InputError(f"unit={unit!r}: choose {RADIANS} or {DEGREES}")
    x, y = read_pair(*inputs)
    return work(x, y, unit=units[0], places=read_whole(digits, "digits", high=12) if str(digits) else None)


def cosine(x: Sequence[Any], y: Sequence[Any]) -> Written:
    """The cosine of the angle between two vectors that are not 0.

    >>> str(cosine((1, 2), (3, 1)))
    'sqrt(2)/2'
    """
    product = dot(x, y)
    value = exact_root(plain(product * product / (dot(x, x) * dot(y, y))))
    if value is not None:
        return write(value if sign(product) >= 0 else -value)
    return write(product) / Op("*", (norm_value(x), norm_value(y)))


def angle_value(x: Sequence[Any], y: Sequence[Any], unit: str = RADIANS) -> Written:
    """The angle between two vectors that are not 0, exactly.

    >>> str(angle_value((1, 0), (-1, 1))), str(angle_value((1, 0), (-1, 1), DEGREES))
    ('3*pi/4', '135')
    """
    product = dot(x, y)
    square = plain(product * product / (dot(x, x) * dot(y, y)))
    part = next((p for p, known in _KNOWN.items() if plain(known) == square), None)
    if part is not None:
        part = part if sign(product) >= 0 else 1 - part
        if unit == DEGREES:
            return number(180 * part)
        top: Written = PI if part.numerator == 1 else number(part.numerator) * PI
        return number(0) if not part else top if part.denominator == 1 else top / number(part.denominator)
    return _in_unit(Op("arccos", (cosine(x, y),)), unit)


def _in_unit(w: Written, unit: str) -> Written:
    return Op("*", (number(180), w)) / PI if unit == DEGREES else w


def length_step(v: Sequence[Any], named: Written) -> Step:
    """The Euclidean length in one step."""
    left = Op("sqrt", (added([write(a) ** 2 for a in v]),))
    why = say("The length {n} is the root of the sum of the squares (MML 3.1).", n=Op("norm", (named,)))
    return Step(why, Equal(norm_value(v), left=left), question=say("How long is {x}?", x=named))


def work(x: Sequence[Any], y: Sequence[Any], *, unit: str = RADIANS, places: int | None = None) -> Solution:
    """The angle with its steps; rounded to `places` decimals if they are given.

    >>> str(work((1, 0), (3, 4), unit=DEGREES, places=1).answer)
    '53.1'
    """
    x, y = tuple(map(plain, x)), tuple(map(plain, y))
    first, second = Name("x"), Name("y")
    a, b = column_of(x), column_of(y)
    given = say("Find the angle between {x} and {y} in {unit}.", x=first.equals(a), y=second.equals(b), unit=unit)
    code = _program(x, y, unit)
    if not any(x) or not any(y):
        named, zero = (first, a) if not any(x) else (second, b)
        why = say(
            "The length of {x} is 0. The cosine would be a division by 0: there is no angle with the zero vector.",
            x=named,
        )
        step = Step(why, Computed(number(0), left=Op("norm", (zero,))))
        code = f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
print(np.sqrt(x @ x), np.sqrt(y @ y))    # one of the lengths is 0
answer = None
"""
        return Solution("angle", given, (step,), Words("undefined"), code=code)
    cos, exact = cosine(x, y), angle_value(x, y, unit)
    quotient = write(dot(x, y)) / Op("*", (norm_value(x), norm_value(y)))
    arccos = Op("arccos", (cos,))
    steps = [
        dot_step(x, y, first=first, second=second),
        length_step(x, first),
        length_step(y, second),
    ]
    why = say("The cosine of the angle is the dot product divided by both lengths (MML 3.4).")
    if quotient != cos:
        steps.append(
            Step(why, Equal(cos, left=quotient), question=say("What does the dot product say about the angle?"))
        )
    answer = exact if places is None else rounded(exact, places)
    in_words = say("in radians") if unit == RADIANS else say("in degrees: radians times 180/π")
    if exact != _in_unit(arccos, unit):
        why = say("This cosine belongs to a known angle between 0 and {pi}, {u}.", pi=PI, u=in_words)
        steps.append(Step(why, Equal(exact, left=_in_unit(arccos, unit))))
    if exact == _in_unit(arccos, unit) or (places is not None and answer != exact):
        near = rounded(exact, PLACES, significant=PLACES) if places is None else rounded(exact, places)
        why = say("The angle is the arccos of it, {u}. Round at the very end.", u=in_words)
        steps.append(Step(why, Approx(near, left=exact), question=say("Which function undoes the cosine?")))
    return Solution(
        "angle",
        given,
        tuple(steps),
        answer,
        meaning=_meaning(x, y, exact, unit, places),
        code=code,
        checks=(_check(x, y, exact, unit),),
    )


def _meaning(x: Sequence[Any], y: Sequence[Any], exact: Written, unit: str, places: int | None) -> Text:
    product = dot(x, y)
    known = exact in (number(0), PI, number(180))
    if not product:
        kind = "The vectors are orthogonal."
    elif known:
        kind = f"The vectors have {'the same direction' if sign(product) > 0 else 'opposite directions'}."
    else:
        kind = f"The angle is {'acute' if sign(product) > 0 else 'obtuse'}."
    degrees, radians = angle_value(x, y, DEGREES), angle_value(x, y, RADIANS)
    if places is not None or known:
        return say(kind)
    return say(
        kind + " It is about {r} radians or {d} degrees.",
        r=rounded(radians, PLACES, significant=3),
        d=rounded(degrees, 2, significant=3),
    )


def _program(x: Sequence[Any], y: Sequence[Any], unit: str) -> str:
    result = "np.degrees(np.arccos(cosine))" if unit == DEGREES else "np.arccos(cosine)"
    return f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
cosine = np.sum(x * y) / (np.sqrt(np.sum(x**2)) * np.sqrt(np.sum(y**2)))
cosine = min(1.0, max(-1.0, cosine))    # rounding may lead a little beyond
answer = {result}
print(answer)
"""


def _check(x: Sequence[Any], y: Sequence[Any], exact: Written, unit: str) -> Check:
    """Kahan's formula with half angles, which needs no cosine."""
    import numpy as np

    u, v = np.array(floating(x)), np.array(floating(y))
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    found = 2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v))
    found = np.degrees(found) if unit == DEGREES else found
    right = bool(np.isclose(found, in_floats(exact), rtol=1e-9, atol=1e-7))
    return Check(say("NumPy: twice the arctan of ‖u − v‖/‖u + v‖ for the unit vectors is the same angle."), right)
