"""Candidates for counterexamples, in the order in which a teacher would try them, and relations decided at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from tutor.equality import equal, high_precision
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.matrices import Vector
from tutor.exact.relations import holds
from tutor.exact.scalars import scalar, write
from tutor.written import Name, Op, Written, number, substitute


@cache
def grid(n: int) -> tuple[Vector, ...]:
    """Vectors of small whole numbers, the simplest first; 0 is not among them.

    >>> [tuple(map(int, v)) for v in grid(2)[:4]]
    [(1, 0), (0, 1), (1, 1), (0, -1)]
    """
    size = {1: 4, 2: 3, 3: 2, 4: 1}.get(n, 0)
    if size:
        found = [v for v in product(range(-size, size + 1), repeat=n) if any(v)]
    else:
        units = [tuple(int(i == k) for i in range(n)) for k in range(n)]
        found = [tuple(a * x for x in u) for u in units for a in (1, -1, 2)]
        found += [
            tuple(a * x + b * y for x, y in zip(u, w, strict=True))
            for k, u in enumerate(units)
            for w in units[k + 1 :]
            for a, b in ((1, 1), (1, -1))
        ]
    found.sort(key=_plainness)
    return tuple(tuple(Fraction(x) for x in v) for v in found)


def _plainness(v: Sequence[int]) -> tuple[Any, ...]:
    return max(map(abs, v)), sum(x < 0 for x in v), sum(map(abs, v)), [-x for x in v]


def places(variables: Sequence[str], v: Sequence[Any]) -> dict[str, Written]:
    """The variables with their values."""
    return {name: write(x) for name, x in zip(variables, v, strict=True)}


def decided(relation: Written, values: Mapping[str, Written]) -> bool | None:
    """Does the relation hold? Exactly where that is possible, else by proof or 40 digits; None if that fails too."""
    try:
        return holds(relation, values)
    except (NotExact, TooLarge, KeyError):
        pass
    except (ZeroDivisionError, ValueError, ArithmeticError):
        return None
    if not isinstance(relation, Op):
        return None
    if relation.head in ("and", "or", "not"):
        found = [decided(a, values) for a in relation.args]
        if relation.head == "not":
            return None if found[0] is None else not found[0]
        stop = relation.head == "or"
        return stop if stop in found else None if None in found else not stop
    if relation.head not in ("=", "!=", "<", "<=", ">", ">="):
        return None
    left, right = (substitute(a, dict(values)) for a in relation.args)
    same = equal(left, right).same
    if relation.head in ("=", "!="):
        return None if same is None else same == (relation.head == "=")
    x: Any = high_precision(left, {})
    y: Any = high_precision(right, {})
    if same is None or x is None or y is None or getattr(x, "imag", None) or getattr(y, "imag", None):
        return None
    if same:
        return relation.head in ("<=", ">=")
    return bool(x < y) == (relation.head in ("<", "<="))


FACTORS = tuple(Fraction(p, q) for p, q in ((2, 1), (-1, 1), (1, 2), (3, 1), (-2, 1)))


def shown_vector(v: Sequence[Any]) -> Written:
    """``(1, 0)``, or the number itself in one dimension."""
    return Op("tuple", tuple(write(x) for x in v)) if len(v) > 1 else write(v[0])


def general(letter: str, n: int) -> tuple[Written, ...]:
    """``u1, u2, …``."""
    return tuple(Name(f"{letter}{i + 1}") for i in range(n))


def multiples(vectors: Sequence[Vector], n: int) -> Iterator[Vector]:
    """Small combinations of vectors with n entries."""
    for t in grid(len(vectors)) if vectors else ():
        yield tuple(sum((a * v[i] for a, v in zip(t, vectors, strict=True)), Fraction(0)) for i in range(n))


def simple_value(w: Written) -> Written:
    """The value as a number in its simplest form, where there is one; else what is written.

    >>> from tutor.reading import read
    >>> [str(simple_value(read(t))) for t in ("sqrt(8) + 1/2 + 3/2", "27^(1/3)", "exp(2)")]
    ['2 + 2*sqrt(2)', '3', 'exp(2)']
    """
    try:
        return write(scalar(w))
    except (NotExact, TooLarge, KeyError):
        value = high_precision(w, {})
    if value is not None and not getattr(value, "imag", 0) and abs(value) < 10**6:
        near = number(round(float(value)))
        if equal(w, near).same:
            return near
    return w


def labelled_vector(letter: str, v: Sequence[Any]) -> Written:
    """``x = (1, 0)``."""
    return Name(letter).equals(shown_vector(v))


@cache
def small(n: int) -> tuple[tuple[tuple[int, ...], Vector], ...]:
    """Small vectors as whole numbers and as exact ones, the simplest first."""
    return tuple((tuple(map(int, v)), v) for v in grid(n))


def grids(vectors: Any) -> tuple[tuple[tuple[Written, ...], ...], ...]:
    """Vectors as columns of what is written, as a witness holds them."""
    return tuple(tuple((write(x),) for x in v) for v in vectors)
