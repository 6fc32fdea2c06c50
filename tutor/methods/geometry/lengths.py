"""Lengths and angles in exact numbers: roots of rational numbers, and of sums of roots where these come out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tutor.evaluate import NotExact
from tutor.exact.scalars import plain, sign, write
from tutor.surds import Surd, root
from tutor.written import PI, Op, Written, number

_HALF = Fraction(1, 2)


def root_of(q: Any) -> Any:
    """√q as an exact number, or None where it is no sum of square roots (or too large to be found).

    >>> str(write(root_of(Fraction(8)))), str(write(root_of(3 + 2 * root(2))))
    ('2*sqrt(2)', '1 + sqrt(2)')
    """
    q = plain(q)
    try:
        if isinstance(q, Fraction):
            return plain(root(q))
        return _denested(q)
    except NotExact:
        return None


def _denested(q: Surd) -> Any:
    """√(a + b√d) = √((a + s)/2) ± √((a − s)/2) with s² = a² − b² d, where s is rational."""
    terms = dict(q.terms)
    if len(terms) > 2 or (len(terms) == 2 and 1 not in terms):
        return None
    a = terms.pop(1, Fraction(0))
    ((d, b),) = terms.items()
    inner = a * a - b * b * d
    if inner < 0:
        return None
    s = plain(root(inner))
    if not isinstance(s, Fraction) or a - s < 0:
        return None
    first, second = root((a + s) / 2), root((a - s) / 2)
    found = plain(first + second if b > 0 else first - second)
    return found if plain(found * found) == q and sign(found) >= 0 else None


def root_written(q: Any) -> Written:
    """√q as it is printed; a root that does not come out keeps its sign."""
    found = root_of(q)
    return Op("sqrt", (write(q),)) if found is None else write(found)


_COSINES = (
    (Fraction(1), 0, 1),
    (root(3) * _HALF, 1, 6),
    (root(2) * _HALF, 1, 4),
    (_HALF, 1, 3),
    (Fraction(0), 1, 2),
    (-_HALF, 2, 3),
    (-root(2) * _HALF, 3, 4),
    (-root(3) * _HALF, 5, 6),
    (Fraction(-1), 1, 1),
)


def angle_written(cosine: Written, value: Any) -> Written:
    """The angle in radians with this cosine: a known part of π, or arccos of it.

    >>> str(angle_written(number(_HALF), _HALF))
    'pi/3'
    """
    for known, top, bottom in _COSINES:
        if value is not None and plain(known) == value:
            if not top:
                return number(0)
            over: Written = PI if top == 1 else number(top) * PI
            return over if bottom == 1 else over / number(bottom)
    return Op("arccos", (cosine,))
