"""Vectors as sums of unit vectors, ``2i - 3j + k``, and as named coordinates, ``x = 3, y = -1``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.written import ONE, ZERO, Name, Op, Written, names, walk

UNITS = ("i", "j", "k")
_HATS = re.compile(
    r"\\(?:hat|vec|bar|mathbf|widehat)\s*(?:\{\s*\\?([ijk])(?:math)?\s*\}|\\([ij])math\b|\s([ijk])(?![A-Za-z]))"
)
_HATTED = {"î": "i", "ĵ": "j", "k̂": "k"}
_COORDINATES = ("x", "y", "z", "w")


def without_hats(text: str) -> str:
    r"""The text with plain letters for unit vectors, every character in its place.

    >>> without_hats(r"2\hat{i} - \hat{\jmath}").split()
    ['2', 'i', '-', 'j']
    """
    for hatted, plain in _HATTED.items():
        text = text.replace(hatted, plain.ljust(len(hatted)))
    return _HATS.sub(lambda m: f" {m[1] or m[2] or m[3]} ".ljust(len(m[0])), text)


def may_hold_units(text: str, variables: Sequence[str], entries: Sequence[Written]) -> bool:
    """May the letters i, j, k of a response be unit vectors: does nothing else bear these names?"""
    taken = set(variables) & set(UNITS) or any(n == Op("i") for a in entries for n in walk(a))
    return len(entries) in (2, 3) and not taken and re.search(r"[ijkîĵ]", text) is not None and "," not in text


def by_units(w: Written, n: int) -> tuple[Written, ...] | None:
    """The n entries of a sum of multiples of i, j, k; None for anything else.

    >>> from tutor.reading import read
    >>> [str(a) for a in by_units(read("2i - 3j"), 3)]
    ['2', '-3', '0']
    """
    found = _parts(w)
    if found is None or not found or (n == 2 and "k" in found):
        return None
    return tuple(_total(found.get(unit, [])) for unit in UNITS[:n])


def _total(terms: list[Written]) -> Written:
    return ZERO if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def _unit(w: Written) -> str:
    if w == Op("i"):
        return "i"
    return w.text if isinstance(w, Name) and w.text in UNITS else ""


def _has_units(w: Written) -> bool:
    return any(_unit(n) for n in walk(w))


def _parts(w: Written) -> dict[str, list[Written]] | None:
    """The coefficients by unit vector; None where a term has none, or more than one factor that is one."""
    if _unit(w):
        return {_unit(w): [ONE]}
    if not isinstance(w, Op) or w.head not in ("+", "neg", "*", "/"):
        return None
    if w.head == "+":
        total: dict[str, list[Written]] = {}
        for term in w.args:
            found = _parts(term)
            if found is None:
                return None
            for unit, coefficients in found.items():
                total.setdefault(unit, []).extend(coefficients)
        return total
    at = [k for k, a in enumerate(w.args) if _has_units(a)]
    if len(at) != 1 or (w.head == "/" and at != [0]):
        return None
    inner = _parts(w.args[at[0]])
    if inner is None:
        return None
    before, after = w.args[: at[0]], w.args[at[0] + 1 :]
    return {unit: [_plain(Op(w.head, (*before, c, *after))) for c in found] for unit, found in inner.items()}


def _plain(w: Op) -> Written:
    """Without factors 1."""
    if w.head != "*":
        return w
    kept = tuple(a for a in w.args if a != ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else Op("*", kept)


def by_names(w: Written, variables: Sequence[str], n: int) -> tuple[Written, ...] | None:
    """The entries of ``x = 3, y = -1``: named by the variables, by x, y, z, w, or by one letter with indices 1 to n.

    >>> from tutor.reading import read
    >>> [str(a) for a in by_names(read("y = -1, x = 3"), (), 2)]
    ['3', '-1']
    """
    if not (isinstance(w, Op) and w.head in ("list", "and") and len(w.args) == n):
        return None
    pairs = [(a.args[0], a.args[1]) for a in w.args if isinstance(a, Op) and a.head == "="]
    values = {name.text: value for name, value in pairs if isinstance(name, Name)}
    if len(values) < n:
        return None
    stem = next(iter(values)).rstrip("0123456789")
    orders = (tuple(variables), _COORDINATES[:n], tuple("abcd"[:n]), tuple(f"{stem}{k}" for k in range(1, n + 1)))
    order = next((o for o in orders if set(o) == set(values) and len(o) == n), None)
    return (
        None
        if order is None or any(names(v) & set(order) for v in values.values())
        else tuple(values[name] for name in order)
    )
