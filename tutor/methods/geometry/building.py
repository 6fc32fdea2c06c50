"""Small whole vectors, chosen backwards: what families of geometry draw from, and how large the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd
from operator import add
from typing import Any, TypeAlias

from tutor.exact.matrices import null_space
from tutor.surds import Surd, squarefree

Whole: TypeAlias = "tuple[int, ...]"


def tallest(*things: Any) -> int:
    """The largest numerator, denominator or radicand that is written in numbers, vectors and matrices.

    >>> tallest((1, Fraction(-3, 7)), 5)
    7
    """
    found = 1
    for x in things:
        if type(x) is int:
            found = max(found, abs(x))
        elif isinstance(x, Fraction):
            found = max(found, abs(x.numerator), x.denominator)
        elif isinstance(x, Surd):
            found = max(found, *(max(d, abs(c.numerator), c.denominator) for d, c in x.terms))
        else:
            found = max(found, tallest(*x))
    return found


def inner(x: Sequence[int], y: Sequence[int]) -> int:
    """The dot product of whole vectors.

    >>> inner((1, 2), (3, 4))
    11
    """
    return sum(a * b for a, b in zip(x, y, strict=True))


def root_height(square: int) -> int:
    """The largest number in √square as it is written: 12 is 2√3.

    >>> root_height(12)
    3
    """
    return max(squarefree(square)) if square else 1


@cache
def short_vectors(n: int, size: int, nonzero: int = 2, *, signed: bool = True) -> tuple[tuple[int, ...], ...]:
    """Whole vectors without a common factor, entries up to `size`, with at least so many that are not 0.

    Parameters
    ----------
    signed : also those whose first entry that is not 0 is negative

    >>> len(short_vectors(2, 1)), len(short_vectors(2, 1, signed=False))
    (4, 2)
    """
    found = (v for v in product(range(-size, size + 1), repeat=n) if sum(map(bool, v)) >= nonzero and gcd(*v) == 1)
    return tuple(v for v in found if signed or next(a for a in v if a) > 0)


@cache
def above_line(b: Whole, low: int, high: int) -> tuple[Whole, ...]:
    """Vectors to be projected on the line of b: a multiple of b plus a short whole vector across it.

    Parameters
    ----------
    low, high : bounds of the largest number that is met when projecting

    >>> (6, 4) in above_line((1, 1), 8, 40)
    True
    """
    size = inner(b, b)
    across = [n for n in product(range(-3, 4), repeat=len(b)) if any(n) and not inner(n, b)] if size <= high else []
    found = []
    for k, n in product((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5), across):
        x = tuple(k * a + c for a, c in zip(b, n, strict=True))
        if low <= tallest(x, n, k * size, inner(n, n), size) <= high:
            found.append(x)
    return tuple(found)


@cache
def partners(first: Whole) -> tuple[Whole, ...]:
    """Vectors that span a plane with the first, neither orthogonal to it nor seen through at once."""
    n = len(first)
    vectors = [v for v in short_vectors(n, 2, n - 1, signed=False) if inner(v, v) <= 9]
    return tuple(v for v in vectors if v != first and abs(inner(v, first)) in (1, 2, 3))


@cache
def above_plane(first: Whole, second: Whole, low: int, high: int) -> tuple[Whole, ...]:
    """Vectors to be projected on the plane of two: a combination of them plus a short whole vector across it.

    Parameters
    ----------
    low, high : bounds of the largest number in the normal equations, the vector and its squared distance
    """
    across = [tuple(int(a) for a in n) for n in null_space((first, second))]
    if len(across) > 1:
        across += [tuple(a + s * b for a, b in zip(*across, strict=True)) for s in (1, -1)]
    scales = (1, -1, 2, -2) if len(across) == 1 else (1, -1)
    steps = [(tuple(k * a for a in n), k * k * inner(n, n)) for n, k in product(across, scales)]
    gram = [[inner(p, q) for q in (first, second)] for p in (first, second)]
    found = []
    for i, j in product((-3, -2, -1, 1, 2, 3), repeat=2):
        right = [r[0] * i + r[1] * j for r in gram]
        foot = [i * a + j * b for a, b in zip(first, second, strict=True)]
        if not all(right) or tallest(right, foot) > high:
            continue
        known = tallest(right)
        for n, square in steps:
            x = tuple(map(add, foot, n))
            if low <= max(known, square, max(x), -min(x)) <= high:
                found.append(x)
    return tuple(found)
