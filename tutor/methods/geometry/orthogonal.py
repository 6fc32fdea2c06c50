"""Gram–Schmidt without steps: orthogonal vectors in small whole numbers, and unit vectors of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from tutor.exact.matrices import Vector, combination
from tutor.exact.scalars import plain, write
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.space import Space
from tutor.written import Op, Written, column


def shortening(v: Sequence[Any]) -> Fraction:
    """The positive factor that makes the entries whole and without a common factor; 1 where they are irrational.

    >>> shortening((Fraction(-1, 2), Fraction(1)))
    Fraction(2, 1)
    """
    items = [plain(x) for x in v]
    if not any(items) or not all(isinstance(x, Fraction) for x in items):
        return Fraction(1)
    m = lcm(*(x.denominator for x in items))
    return Fraction(m, gcd(*(int(x * m) for x in items)))


def rest(b: Sequence[Any], earlier: Sequence[Sequence[Any]], space: Space) -> tuple[Vector, Vector]:
    """The coefficients of the projections of b on orthogonal vectors, and b without them."""
    coefficients = tuple(plain(space.product(b, u) / space.norm_squared(u)) for u in earlier)
    left = combination((1, *(-c for c in coefficients)), (b, *earlier))
    return coefficients, left


def orthogonalised(vectors: Sequence[Sequence[Any]], space: Space) -> tuple[tuple[int, Vector], ...]:
    """Orthogonal vectors with the same spans, each with the place of its origin; dependent ones are left out.

    Rational vectors are scaled by a positive factor to whole numbers without a common factor.

    >>> [(k, [str(x) for x in u]) for k, u in orthogonalised([(1, 1), (2, 2), (1, 0)], Space(2))]
    [(0, ['1', '1']), (2, ['1', '-1'])]
    """
    found: list[tuple[int, Vector]] = []
    for k, b in enumerate(vectors):
        _, left = rest(b, [u for _, u in found], space)
        if any(left):
            factor = shortening(left)
            found.append((k, tuple(plain(factor * x) for x in left)))
    return tuple(found)


def unit(v: Sequence[Any], space: Space) -> Vector | None:
    """The vector divided by its length; None where the length is no sum of square roots."""
    length = root_of(space.norm_squared(v))
    return None if length is None else tuple(plain(x / length) for x in v)


def unit_written(v: Sequence[Any], space: Space) -> Written:
    """The unit vector as it is printed; an inexact length stays a root under each entry."""
    exact = unit(v, space)
    if exact is not None:
        return space.show(exact)
    length = Op("sqrt", (write(space.norm_squared(v)),))
    if space.interval is not None:
        return Op("/", (space.show(v), length))
    return column([Op("/", (write(x), length)) if x else write(x) for x in v])
