"""What a user typed as a function, a variable, a point or a direction."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.equality import high_precision, points
from tutor.errors import InputError
from tutor.reading import read
from tutor.written import Name, Op, Written, names, ordered, walk


def function_in(text: str) -> tuple[Written, str]:
    """The function, and its variable if the text names it on the left: ``f(t) = t^2``.

    >>> w, x = function_in("f(t) = a t^2")
    >>> str(w), x
    ('a*t^2', 't')
    """
    w, named = _function_and_name(text)
    _refuse_nowhere_defined(w)
    return w, named


def _refuse_nowhere_defined(w: Written) -> None:
    """A function without a value at any of many points (1/0, 9^9^9^9) has no derivative to be shown."""
    variables = tuple(sorted(names(w)))
    if any(isinstance(n, Op) and n.head in ("!", "binomial") for n in walk(w)):
        return  # defined for whole numbers only; the rules say so
    if all(high_precision(w, place) is None for place in points(variables, count=24)):
        raise InputError(f"{str(w)[:60]} has no value at any of 24 points that were tried, so it has no derivative")


def _function_and_name(text: str) -> tuple[Written, str]:
    left, sign, right = text.partition("=")
    if not sign or any(c in left for c in "<>!≤≥"):
        return read(text, others=True), ""
    if "=" in right:
        raise InputError(f"{text!r} has two equals signs; give one function, such as y = x^2*sin(x)")
    head = "".join(left.split())
    name, bracket, inside = head.partition("(")
    if name.rstrip("'").isidentifier() and (not bracket or (inside.endswith(")") and _letters(inside[:-1]))):
        variable = inside[:-1] if bracket and "," not in inside else ""
        letters = inside[:-1].split(",") if bracket else ()
        return read(right, names=letters, others=True), variable
    raise InputError(f"{left.strip()!r} stands left of the equals sign; write y = … or f(x) = …, or the function alone")


def _letters(inside: str) -> bool:
    return all(part.isidentifier() for part in inside.split(","))


def one_variable(found: tuple[Written, str], variable: str) -> tuple[Written, str]:
    """The function and the variable to differentiate by: the one asked for, the one named, or the only one there is.

    Raises
    ------
    InputError
        When it is not clear; the message names the letters that occur.
    """
    w, named = found
    there = sorted(names(w))
    if variable:
        if not variable.isidentifier():
            raise InputError(f"variable = {variable!r}: a variable is a letter such as x")
        if there and variable not in there:
            raise InputError(f"variable = {variable!r} does not occur in {w}; there is {_listed(there)}")
        return w, variable
    if named:
        return w, named
    if len(there) > 1:
        raise InputError(f"by which variable? {w} holds {_listed(there)}; name one with variable={there[-1]}")
    return w, there[0] if there else "x"


def all_variables(found: tuple[Written, str], asked: str) -> tuple[Written, tuple[str, ...]]:
    """The function and its variables: those asked for (``x,y``), or all letters, in the order of coordinates."""
    w, _ = found
    there = ordered(names(w))
    if not asked:
        if not there:
            raise InputError(f"{w} holds no variable; give a function such as x^2*y")
        return w, there
    wanted = tuple(v.strip() for v in asked.split(","))
    for v in wanted:
        if v not in there:
            raise InputError(f"variable {v!r} does not occur in {w}; there is {_listed(there)}")
    if len(set(wanted)) < len(wanted):
        raise InputError(f"variables {asked!r}: one is named twice")
    return w, wanted


def _listed(letters: Sequence[str]) -> str:
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} and {letters[-1]}"


def value_in(text: str, what: str) -> Written:
    """A number: ``2``, ``-1/2``, ``pi/4``."""
    w = read(text)
    if names(w) or (isinstance(w, Op) and w.head in ("tuple", "list", "=", "matrix")):
        raise InputError(f"{what} = {text!r}: a number was expected, such as 2 or pi/4")
    return w


def vector_in(text: str, variables: Sequence[str], what: str) -> tuple[Written, ...]:
    """Numbers in the order of the variables, ``1,2`` or ``(1, 2)``, or by name, ``x=1, y=2``.

    >>> [str(c) for c in vector_in("y=2, x=1", ["x", "y"], "at")]
    ['1', '2']
    """
    w = read(text, names=variables)
    parts = _parts(w)
    if all(isinstance(p, Op) and p.head == "=" for p in parts):
        values = {p.args[0].text: p.args[1] for p in parts if isinstance(p, Op) and isinstance(p.args[0], Name)}
        if sorted(values) != sorted(variables) or len(parts) != len(variables):
            raise InputError(f"{what} = {text!r}: one value for each of {_listed(list(variables))} was expected")
        parts = tuple(values[v] for v in variables)
    if len(parts) != len(variables):
        raise InputError(
            f"{what} = {text!r} has {len(parts)} entries, but the function has the {len(variables)} "
            f"variables {_listed(list(variables))}"
        )
    for p in parts:
        if names(p):
            raise InputError(f"{what} = {text!r}: {p} is not a number")
    return parts


def _parts(w: Written) -> tuple[Written, ...]:
    if not isinstance(w, Op):
        return (w,)
    if w.head in ("tuple", "list"):
        return w.args
    if w.head == "T":
        return _parts(w.args[0])
    if w.head == "matrix":
        rows = [r.args for r in w.args if isinstance(r, Op)]
        if len(rows) == 1 or all(len(r) == 1 for r in rows):
            return tuple(a for r in rows for a in r)
    return (w,)


def whole_in(value: int | str, what: str) -> int:
    """A whole number, given as such or typed."""
    text = str(value).strip()
    if not text.lstrip("-").isdecimal() or len(text) > 6:
        raise InputError(f"{what} = {text[:40]!r}: a whole number was expected, such as 2")
    return int(text)


def switch_in(value: bool | str, what: str) -> bool:
    """Yes or no, given as such or typed."""
    if isinstance(value, bool):
        return value
    if value.strip().lower() in ("yes", "true", "1", "on", ""):
        return True
    if value.strip().lower() in ("no", "false", "0", "off"):
        return False
    raise InputError(f"{what} = {value[:40]!r}: yes or no was expected")
