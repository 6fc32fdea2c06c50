"""Where a function can be evaluated: intervals found by trying, and round points for programs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.equality import ANYWHERE, Domain, points
from tutor.evaluate import NotExact, function_of
from tutor.written import Written

_TRIED = ((Fraction(1, 4), 3), (-1, 1), (0, 1), (1, 4), (3, 9), (-4, -1), (9, 30), (0, Fraction(1, 4)), (-9, -4))
_ROUND = (
    (0.5, 1.0, 1.5), (1.5, 2.0, 3.0), (0.2, 0.4, 0.6), (-0.5, 0.1, 0.5), (4.0, 5.0, 7.0), (-3.0, -2.0, -1.0),
    (10.0, 12.0, 20.0), (0.05, 0.1, 0.15), (-8.0, -6.0, -5.0),
)  # fmt: skip
_ENOUGH = 8


def good_points(functions: Sequence[Written], variables: Sequence[str], domain: Domain) -> int:
    """At how many of the domain's first 24 points do all functions have a finite real value?"""
    import numpy as np

    places = list(points(tuple(variables), domain, 24))
    columns = [np.array([float(p[v]) for p in places]) for v in variables]
    fine = np.ones(len(places), dtype=bool)
    try:
        for w in functions:
            fine &= np.isfinite(function_of(w, variables)(*columns))
    except (NotExact, OverflowError, ZeroDivisionError):
        return 0
    return int(fine.sum())


def domain_of(functions: Sequence[Written], variables: Sequence[str], *, throughout: bool = False) -> Domain:
    """Intervals in which all functions can be evaluated at many points; one and the same for every variable.

    With `throughout` they can be evaluated at all points tried, if there is such an interval: identities of logarithms
    need that, because they change branches outside.

    >>> from tutor.written import Name, Op
    >>> domain_of([Op("ln", (Name("x") - 5,))], ["x"]).intervals
    {'x': (Fraction(3, 1), Fraction(9, 1))}
    """
    if good_points(functions, variables, ANYWHERE) >= (24 if throughout else _ENOUGH):
        return ANYWHERE
    best, most = ANYWHERE, 0
    for low, high in _TRIED:
        domain = Domain({v: (Fraction(low), Fraction(high)) for v in variables})
        found = good_points(functions, variables, domain)
        if found > most:
            best, most = domain, found
        if found >= (24 if throughout else 2 * _ENOUGH):
            break
    return best


def round_points(functions: Sequence[Written], variables: Sequence[str]) -> tuple[tuple[float, ...], ...]:
    """Three round values for each variable (the same for all, moved by one place) where the functions are finite."""
    import numpy as np

    for values in _ROUND:
        columns = [values[i % 3 :] + values[: i % 3] for i in range(len(variables))]
        try:
            found = [function_of(w, variables)(*(np.array(c) for c in columns)) for w in functions]
        except (NotExact, OverflowError, ZeroDivisionError):
            continue
        if all(np.isfinite(f).all() for f in found):
            return tuple(columns)
    return tuple(_ROUND[0] for _ in variables)
