"""Polynomials and rational functions: equal at more points than their difference can have zeros is equal."""

from __future__ import annotations

import itertools
from fractions import Fraction

from tutor.equality.deadline import late
from tutor.equality.sampling import refuted_at
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.verdict import Evidence
from tutor.written import CONSTANTS, Name, Num, Op, Written, walk

GRID = 600  # exact evaluations that a proof may cost
WORK = 200_000  # nodes that are evaluated for one


def on_grid(a: Written, b: Written, variables: tuple[str, ...]) -> Evidence | None:
    """A decision on a grid of d₁+1 × d₂+1 × … exact points; None where degrees are not bounded or the grid is large.

    >>> on_grid((Name("x") + 1) ** 2, Name("x") ** 2 + 2 * Name("x") + 1, ("x",))
    Evidence(how='proved', points=3, counterexample='')
    """
    degrees = []
    wanted = 1
    difference = Op("+", (a, Op("neg", (b,))))
    for v in variables:
        found = _degree(difference, v)
        if found is None or (len(variables) > 1 and found[1]):  # poles may be curves: they would spoil a grid
            return None
        degrees.append(max(found))
        wanted *= max(found) + 1
        if wanted > GRID:
            return None
    if wanted * sum(1 for _ in walk(difference)) > WORK:
        return None
    axes = []
    for d in degrees:  # d poles at the most on one axis, so 2d + 1 places hold d + 1 good ones; never 0, for 0^0
        axis = [Fraction(9 * n + 2, 7) for n in range(-d, 2 * d + 2)]
        axes.append(axis[: d + 1] if len(variables) > 1 else axis)
    good = 0
    for place in itertools.product(*axes):
        if late():
            return None
        values = dict(zip(variables, place, strict=True))
        try:
            gap = evaluate(a, values, EXACT) - evaluate(b, values, EXACT)
        except NotExact:
            continue
        if gap.any() if hasattr(gap, "any") else gap:
            return refuted_at(values)
        good += 1
        if good >= wanted:
            return Evidence("proved", good)
    return None


def _degree(w: Written, v: str) -> tuple[int, int] | None:
    """Bounds for the degrees in v of numerator and denominator, or None if w is no rational function of v."""
    if isinstance(w, Num):
        return 0, 0
    if isinstance(w, Name):
        return int(w.text == v), 0
    if not isinstance(w, Op):
        return None
    if w.head in CONSTANTS:
        return None
    found = [_degree(a, v) for a in w.args]
    degrees = [d for d in found if d is not None]
    if len(degrees) < len(found):
        return None
    match w.head:
        case "neg":
            return degrees[0]
        case "+":
            bottom = sum(d for _, d in degrees)
            return max(n + bottom - d for n, d in degrees), bottom
        case "*":
            return sum(n for n, _ in degrees), sum(d for _, d in degrees)
        case "/":
            return degrees[0][0] + degrees[1][1], degrees[0][1] + degrees[1][0]
        case "^":
            exponent = _whole(w.args[1])
            if exponent is None or abs(exponent) > 100:
                return None
            n, d = degrees[0] if exponent >= 0 else degrees[0][::-1]
            return n * abs(exponent), d * abs(exponent)
    return None


def _whole(w: Written) -> int | None:
    sign = 1
    while isinstance(w, Op) and w.head == "neg":
        w, sign = w.args[0], -sign
    return sign * int(w.text) if isinstance(w, Num) and w.text.isdigit() and len(w.text) < 4 else None
