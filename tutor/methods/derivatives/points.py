"""The value of a derivative at a point, exactly; refused where the rules give a number but no derivative exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.equality import equal, high_precision
from tutor.errors import InputError
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.methods.derivatives.factors import rational
from tutor.methods.derivatives.tidy import tidied
from tutor.written import Op, Written, number, substitute, walk

_CORNERS = ("abs", "relu", "sign")  # at 0 of their argument
_JUMPS = ("floor", "ceil")


def value_at(functions: Sequence[Written], place: Mapping[str, Written]) -> Written:
    """The last function's value at the point; all of them (a function and its derivatives) must exist there.

    >>> from tutor.written import Name
    >>> str(value_at([Name("x") ** 2 + 1], {"x": number(-3)}))
    '10'

    Raises
    ------
    InputError
        When one of the functions has no real value there, or a corner.
    """
    where = ", ".join(f"{name} = {value}" for name, value in place.items())
    values = dict(place)
    for node in walk(functions[0]):
        if isinstance(node, Op) and node.head in (*_CORNERS, *_JUMPS):
            inner = substitute(node.args[0], values)
            level = inner if node.head in _CORNERS else inner - Op("floor", (inner,))
            if equal(level, number(0)).same is not False:
                raise InputError(f"{functions[0]} has no derivative at {where}: {node} has a corner or a jump there")
    for w in functions:
        found = high_precision(substitute(w, values), {})
        if found is None or getattr(found, "imag", 0) != 0:
            raise InputError(f"{w} has no real value at {where}; choose a point inside its domain")
    return value_of(functions[-1], values)


def value_of(w: Written, place: Mapping[str, Written]) -> Written:
    """The exact value of an expression at a point where it exists; roots, logarithms and the like stay written.

    >>> from tutor.written import Name
    >>> str(value_of(Name("x") ** 2 * Op("exp", (Name("y"),)), {"x": number(3), "y": number(1)}))
    '9*e'
    """
    exact = {name: rational(value) for name, value in place.items()}
    try:
        known = {name: Fraction(q) for name, q in exact.items() if q is not None}
        return number(evaluate(w, known, EXACT)) if len(known) == len(place) else tidied(substitute(w, dict(place)))
    except NotExact:
        return tidied(substitute(w, dict(place)))
