"""Which of the options has the property: decided exactly, by floats, and by SymPy."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.exact.matrices import dot, inverse, times, transposed
from tutor.methods.examples.judging import TESTS, Asked
from tutor.methods.examples.making import exact
from tutor.methods.examples.options import Option
from tutor.methods.examples.record import Rows
from tutor.methods.statements.kernels import Exact, Floats, Kernel, Symbolic
from tutor.written import Words, Written

SAMPLES = (exact(((1, 2), (3, 7))), exact(((2, 1), (5, 3))))  # different, not symmetric, of determinant 1


def truths(kind: str, given: Rows, options: Sequence[Option], kernel: Kernel) -> list[bool]:
    """For each option whether it is what is asked, by the kernel's numbers."""
    return [_holds(kind, given, o.tag, o.rows, kernel) for o in options]


def _holds(kind: str, given: Rows, tag: str, rows: Rows, kernel: Kernel) -> bool:
    if kind == "subspace":
        return _subspace(tag, rows, kernel)
    if kind == "linear map":
        return _linear(tag, rows[0], kernel)
    if kind in ("transposed product", "inverse product"):
        x, y = (int(f) for f in given[0])
        operation = int(given[1][0])
        values = dict(zip((x, y), SAMPLES, strict=True))
        product = times(values[x], values[y])
        left = _factor(product, operation, kernel)
        first, second = (_factor(values[int(letter)], int(o), kernel) for letter, o in rows)
        return kernel.zero(left - first @ second)
    data = (given,) if kind == "eigenvector" else tuple(given)
    return TESTS[kind](Asked(kernel, (rows,), data))


def factor_rows(m: Rows, operation: int) -> Rows:
    """The matrix, its transpose (1) or its inverse (2), exactly."""
    if operation == 1:
        return transposed(m)
    inverted = inverse(m)
    return m if operation == 0 or inverted is None else inverted


def _factor(m: Rows, operation: int, kernel: Kernel) -> Any:
    made = Asked(kernel, (m,), ()).first
    if isinstance(kernel, Exact):
        return Asked(kernel, (factor_rows(m, operation),), ()).first
    if operation == 2 and isinstance(kernel, Floats):
        import numpy as np

        return np.linalg.inv(made)
    return made.inv() if operation == 2 else made.T if operation else made


def inside(tag: str, rows: Rows, x: Sequence[Any], slack: float = 0) -> bool:
    """Is the vector in the set?"""
    value = dot(rows[0], x)
    match tag:
        case "without-the-zero-vector":
            value -= rows[1][0]
        case "without-negative-multiples":
            return bool(value >= -slack)
        case "not-closed-under-addition":
            value *= dot(rows[1], x)
    return bool(abs(value) <= slack)


def _subspace(tag: str, rows: Rows, kernel: Kernel) -> bool:
    if isinstance(kernel, Symbolic):
        import sympy as sp

        letters = sp.symbols("x y z", real=True)
        forms = [sum(int(a) * v for a, v in zip(r, letters, strict=False)) for r in rows]
        left = forms[0]
        if tag == "without-the-zero-vector":
            left -= int(rows[1][0])
        if tag == "not-closed-under-addition":
            left = sp.expand(forms[0] * forms[1])
        if tag == "without-negative-multiples":
            return bool(left == 0)
        poly = sp.Poly(left, *letters)
        return bool(poly.is_homogeneous and poly.total_degree() == 1)
    members = list(_members(tag, rows, kernel))
    slack = 1e-9 if isinstance(kernel, Floats) else 0
    for u, v in itertools.product(members, repeat=2):
        for c in (1, -1, 2):
            if not inside(tag, rows, [x + c * y for x, y in zip(u, v, strict=True)], slack):
                return False
    return inside(tag, rows, (0, 0, 0), slack)


def _members(tag: str, rows: Rows, kernel: Kernel) -> list[tuple[Any, ...]]:
    """Elements of the set: the first two entries are chosen, the third is solved for."""
    found = []
    number: Callable[[Any], Any] = float if isinstance(kernel, Floats) else Fraction
    last = rows[1][0] if tag == "without-the-zero-vector" else 0
    for form in rows if tag == "not-closed-under-addition" else rows[:1]:
        a, b, c = map(number, form)
        for x, y in ((1, 0), (0, 1), (2, -3)):
            found.append((number(x), number(y), (number(last) - a * x - b * y) / c))
            if tag == "without-negative-multiples":
                found.append((number(x), number(y), (1 - a * x - b * y) / c))
    return found


def mapped(tag: str, c: Sequence[Any], x: Any, y: Any) -> tuple[Any, Any]:
    """The image of (x, y)."""
    second = c[2] * x + c[3] * y
    match tag:
        case "a-shift":
            return c[0] * x + c[1] * y + c[4], second
        case "a-product":
            return c[0] * x * y + c[1] * y, second
        case "a-square":
            return c[0] * x**2 + c[1] * y, second
    return c[0] * x + c[1] * y, second


def _linear(tag: str, c: Sequence[Any], kernel: Kernel) -> bool:
    if isinstance(kernel, Symbolic):
        import sympy as sp

        x, y, p, q, k = sp.symbols("x y p q k")
        whole = [int(a) for a in c]
        sides = [mapped(tag, whole, x + k * p, y + k * q), mapped(tag, whole, x, y), mapped(tag, whole, p, q)]
        return all(sp.expand(s - a - k * b) == 0 for s, a, b in zip(*sides, strict=True))
    number: Callable[[Any], Any] = float if isinstance(kernel, Floats) else Fraction
    places = [tuple(map(number, v)) for v in ((1, 0), (0, 1), (2, -3), (5, 7))]
    coefficients = [number(a) for a in c]
    for (x, y), (p, q) in itertools.product(places, repeat=2):
        for k in (1, -2):
            sides = [mapped(tag, coefficients, *v) for v in ((x + k * p, y + k * q), (x, y), (p, q))]
            if any(abs(s - a - k * b) > 1e-9 for s, a, b in zip(*sides, strict=True)):
                return False
    return True


@dataclass(frozen=True)
class Chooses(_Result):
    """The result is the letter of the one option that is what is asked, decided exactly; the facts are the steps'."""

    kind: str = field(kw_only=True)
    given: Rows = field(kw_only=True)
    options: tuple[Option, ...] = field(kw_only=True)
    facts: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        held = truths(self.kind, self.given, self.options, Exact())
        return sum(held) == 1 and self.result == Words(f"({'abcd'[held.index(True)]})")
