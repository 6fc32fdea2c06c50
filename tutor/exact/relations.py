"""Relations between exact numbers: equations, inequalities, whole numbers; with and, or, not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor.evaluate import NotExact
from tutor.exact.scalars import scalar, sign
from tutor.written import Op, Written, names, substitute, typed


def holds(relation: Written, values: Mapping[str, Written]) -> bool:
    """Does a relation hold for exact values? Raises `NotExact`, `TooLarge` or `KeyError` when that is not decided.

    >>> from tutor.reading import read
    >>> holds(read("x^2 < 2 and x > 1"), {"x": read("7/5")}), holds(read("x in Z"), {"x": read("1/2")})
    (True, False)
    """
    if not isinstance(relation, Op):
        raise NotExact(f"no relation: {relation}")
    match relation.head:
        case "and" | "or":
            found = [holds(a, values) for a in relation.args]  # all of them: what is not decided is said
            return all(found) if relation.head == "and" else any(found)
        case "not":
            return not holds(relation.args[0], values)
    exact = {n: scalar(values[n]) for n in names(relation)}
    if relation.head == "in" and typed(relation.args[1]) in _WHOLE:
        q = _value(relation.args[0], exact, values)
        return isinstance(q, Fraction) and q.denominator == 1 and q >= _WHOLE[typed(relation.args[1])]
    if relation.head not in _SIGNS or len(relation.args) != 2:
        raise NotExact(f"no relation: {relation}")
    left, right_side = (_value(a, exact, values) for a in relation.args)
    difference = left - right_side
    if relation.head in ("=", "!="):
        return bool(difference) == (relation.head == "!=")
    return sign(difference) in _SIGNS[relation.head]


_WHOLE = {"Z": float("-inf"), "N": 1}  # the sets of whole numbers that can stand behind 'in'
_SIGNS: dict[str, tuple[int, ...]] = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0)}


def _value(w: Written, exact: Mapping[str, Any], values: Mapping[str, Written]) -> Any:
    used = {n: exact[n] for n in names(w)}
    try:
        return scalar(w, used)
    except NotExact:
        return scalar(substitute(w, dict(values)))
