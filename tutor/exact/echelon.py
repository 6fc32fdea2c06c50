"""Row reduction of integer matrices: by FLINT where that is faster, by hand with identical results elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import gcd, lcm
from typing import Any

LARGE = 10  # entries from which FLINT is faster than Python's integers


@cache
def flint() -> Any:
    """The module `flint`, or None where it is not installed."""
    try:
        import flint
    except ImportError:
        return None
    return flint


def whole_rows(A: Sequence[Sequence[Any]]) -> list[list[int]] | None:
    """Each row times the least common multiple of its denominators; None if an entry is irrational."""
    found = []
    for r in A:
        if all(type(a) is int for a in r):
            found.append(list(r))
            continue
        if not all(isinstance(a, Fraction | int) for a in r):
            return None
        m = lcm(*(a.denominator for a in r))
        found.append([a.numerator * (m // a.denominator) for a in r])
    return found


def integer_form(rows: list[list[int]]) -> tuple[list[list[int]], tuple[int, ...]]:
    """Integer multiples of the nonzero rows of the reduced form, and the pivot columns; the rows given are used up."""
    if rows and len(rows) * len(rows[0]) >= LARGE and (fast := flint()):
        return _by_flint(fast, rows)
    return _by_hand(rows)


def _by_flint(fast: Any, rows: list[list[int]]) -> tuple[list[list[int]], tuple[int, ...]]:
    form, _, count = fast.fmpz_mat(rows).rref()
    width = form.ncols()
    pivots: list[int] = []
    for i in range(count):  # an entry costs more to fetch than to compute, so only those that may not be 0 are fetched
        c = pivots[-1] + 1 if pivots else 0
        while not form[i, c]:
            c += 1
        pivots.append(c)
    others = sorted(set(range(width)) - set(pivots))
    table = []
    for i, p in enumerate(pivots):
        row = [0] * width
        for c in (p, *others):
            row[c] = int(form[i, c])
        table.append(row)
    return table, tuple(pivots)


def _by_hand(rows: list[list[int]]) -> tuple[list[list[int]], tuple[int, ...]]:
    """Gauss and Jordan without fractions: every row is divided by its common factor."""
    pivots: list[int] = []
    height, width = len(rows), len(rows[0]) if rows else 0
    for c in range(width):
        r = len(pivots)
        if r == height:
            break
        best = min((i for i in range(r, height) if rows[i][c]), key=lambda i: abs(rows[i][c]), default=None)
        if best is None:
            continue
        rows[r], rows[best] = rows[best], rows[r]
        pivot_row = rows[r]
        p = pivot_row[c]
        for i in range(height):
            q = rows[i][c]
            if i != r and q:
                g = gcd(p, q)
                a, b = p // g, q // g
                new = [a * x - b * y for x, y in zip(rows[i], pivot_row, strict=True)]
                common = gcd(*new)
                rows[i] = [x // common for x in new] if common > 1 else new
        pivots.append(c)
    return rows[: len(pivots)], tuple(pivots)


def inverse_by_flint(fast: Any, rows: list[list[int]], scales: list[int]) -> tuple[tuple[Fraction, ...], ...] | None:
    """The inverse of D A is A⁻¹ D⁻¹, where D has the rows' common denominators on its diagonal."""
    try:
        found = fast.fmpz_mat(rows).inv()
    except ZeroDivisionError:
        return None
    if any(s != 1 for s in scales):
        return tuple(
            tuple(Fraction(int(q.p) * s, int(q.q)) for q, s in zip(r, scales, strict=True)) for r in found.tolist()
        )
    new, width = object.__new__, len(rows)
    entries: list[Fraction] = []
    for q in found.entries():  # in lowest terms, so that no common factor is looked for
        made = new(Fraction)
        made._numerator, made._denominator = int(q.p), int(q.q)  # type: ignore[attr-defined]
        entries.append(made)
    return tuple(tuple(entries[k : k + width]) for k in range(0, width * width, width))
