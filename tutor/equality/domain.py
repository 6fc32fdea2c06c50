"""Where variables live, and the points at which expressions are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from tutor.chance import Draw

POINTS = 8  # points of a sampling
_USUAL = ((0, 4), (-3, 3))
_WIDER = ((-1, 1), (0, 1), (1, 9), (-9, -1), (0, 30), (-30, 30))  # for functions with few values among the usual points


@dataclass(frozen=True)
class Domain:
    """Where variables live: an open interval for each; the real line, tried piece by piece, when nothing is said.

    >>> Domain({"x": (Fraction(0), Fraction(2))}).interval("x", 0)
    (Fraction(0, 1), Fraction(2, 1))
    """

    intervals: Mapping[str, tuple[Fraction, Fraction]] | None = None

    def interval(self, name: str, index: int) -> tuple[Fraction, Fraction]:
        """The interval from which point number `index` takes the variable."""
        if self.intervals and name in self.intervals:
            return self.intervals[name]
        low, high = _USUAL[index % 2] if index < 3 * POINTS else _WIDER[index % len(_WIDER)]
        return Fraction(low), Fraction(high)

    def positive(self, name: str) -> bool:
        """Is the variable known to be positive?

        >>> Domain({"x": (Fraction(0), Fraction(2))}).positive("x"), ANYWHERE.positive("x")
        (True, False)
        """
        return bool(self.intervals and name in self.intervals and self.intervals[name][0] >= 0)


ANYWHERE = Domain()


@cache
def _unit(index: int, place: int) -> Fraction:
    return Fraction(2 * Draw("equality", place, index).below(9_973) + 1, 2 * 9_973)


def points(variables: tuple[str, ...], domain: Domain = ANYWHERE, count: int = POINTS) -> Iterator[dict[str, Fraction]]:
    """The same rational points of the domain in every run, none of them special."""
    for index in range(count):
        values = {}
        for place, name in enumerate(variables):
            low, high = domain.interval(name, index)
            values[name] = low + (high - low) * _unit(index, place)
        yield values
