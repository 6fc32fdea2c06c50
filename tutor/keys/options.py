"""The options of a key, checked one by one: each refusal names the option, its value and what would do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor.equality import ANYWHERE, Domain
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.reading import read
from tutor.written import Name, Op, Written, walk

ORDERED = frozenset(("<", "<=", ">", ">=", "!="))


def variables_of(given: Any) -> tuple[str, ...] | None:
    if given is None:
        return None
    found = given.replace(",", " ").split() if isinstance(given, str) else given
    if not isinstance(found, list | tuple) or not all(isinstance(v, str) and v.isidentifier() for v in found):
        raise InputError(f'the variables must be names, as in "x y" or ["x", "y"]; given is {str(given)[:60]!r}')
    return tuple(found)


def domain_of(given: Any, variables: tuple[str, ...]) -> Domain:
    """``"x > 0"``, ``"0 < x < 1, y > 0"``, ``"positive"``, or ``{"x": [0, 1]}``."""
    if given is None or given in ("real", "reals"):
        return ANYWHERE
    if given == "positive":
        return Domain({v: (Fraction(0), Fraction(5)) for v in variables})
    if isinstance(given, Mapping):
        return Domain({str(v): _ends(ends) for v, ends in given.items()})
    if not isinstance(given, str):
        raise InputError(f'the domain is written as "x > 0" or {{"x": [0, 1]}}; given is {str(given)[:60]!r}')
    low: dict[str, Fraction] = {}
    high: dict[str, Fraction] = {}
    try:
        relations = [n for n in walk(read(given)) if isinstance(n, Op) and n.head in ORDERED]
    except Unreadable as error:
        raise InputError(f"the domain {given[:60]!r} cannot be read: {error.message}") from error
    for relation in relations:
        a, b = relation.args if relation.head in ("<", "<=") else relation.args[::-1]
        if isinstance(b, Name):
            low[b.text] = rational(a)
        elif isinstance(a, Name):
            high[a.text] = rational(b)
    if not low and not high:
        raise InputError(f'the domain {given[:60]!r} bounds no letter; write "x > 0"')
    width = 5
    ends = {
        v: (low.get(v, high.get(v, Fraction(0)) - width), high.get(v, low.get(v, Fraction(0)) + width))
        for v in low | high
    }
    return Domain({v: _ends(pair) for v, pair in ends.items()})


def _ends(ends: Any) -> tuple[Fraction, Fraction]:
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        raise InputError(f"a domain has two ends, as in [0, 1]; given is {str(ends)[:60]!r}")
    low, high = map(rational, ends)
    if not low < high:
        raise InputError(f"the domain from {low} to {high} is empty")
    return low, high


def rational(x: Any) -> Fraction:
    try:
        if isinstance(x, Written):
            return Fraction(evaluate(x, {}, EXACT))
        if isinstance(x, int | float | Fraction | str) and not isinstance(x, bool):
            return Fraction(str(x))
    except (NotExact, KeyError, ValueError, TooLarge, ZeroDivisionError):
        pass
    raise InputError(f"a rational number is wanted, not {str(x)[:60]!r}")


def whole(options: Mapping[str, Any], name: str, least: int) -> int | None:
    n = options.get(name)
    if n is None:
        return None
    if isinstance(n, bool) or not isinstance(n, int) or not least <= n <= 30:
        raise InputError(f"{name} must be a whole number from {least} to 30, not {str(n)[:60]!r}")
    return n


def flag(options: Mapping[str, Any], name: str, default: bool) -> bool:
    value = options.get(name, default)
    if not isinstance(value, bool):
        raise InputError(f"{name} must be true or false, not {str(value)[:60]!r}")
    return value


def word(options: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = options.get(name, known[0])
    if value not in known:
        raise InputError(f"{name} must be one of {', '.join(known)}, not {str(value)[:60]!r}")
    return str(value)


def form_of(options: Mapping[str, Any]) -> str:
    form = options.get("form") or ""
    if not isinstance(form, str):
        raise InputError(f"a form is a word, not {str(form)[:60]!r}")
    return form.replace(" ", "-").replace("_", "-")
