"""Straight lines ax + by = c in a window: the ends of their visible parts, ticks, and a picture of characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tutor.render.notation import number_of
from tutor.written import Op, Written, linear

Point = tuple[Fraction, Fraction]
MARKS = "*o+x#%"


@dataclass(frozen=True, slots=True)
class Window:
    """The visible part of the plane."""

    x0: Fraction
    x1: Fraction
    y0: Fraction
    y1: Fraction

    def visible(self, a: Fraction, b: Fraction, c: Fraction) -> tuple[Point, Point] | None:
        """The ends of the part of ax + by = c inside the window, or None.

        >>> w = Window(Fraction(0), Fraction(2), Fraction(0), Fraction(2))
        >>> w.visible(Fraction(1), Fraction(1), Fraction(2))
        ((Fraction(0, 1), Fraction(2, 1)), (Fraction(2, 1), Fraction(0, 1)))
        """
        points: set[Point] = set()
        if b:
            points |= {(x, (c - a * x) / b) for x in (self.x0, self.x1)}
        if a:
            points |= {((c - b * y) / a, y) for y in (self.y0, self.y1)}
        inside = sorted((x, y) for x, y in points if self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1)
        return (inside[0], inside[-1]) if len(inside) > 1 else None


def window(w: Op) -> Window:
    """The window of a ``lines`` picture."""
    found = Window(*(number_of(a) for a in w.args[:4]))
    if found.x0 >= found.x1 or found.y0 >= found.y1:
        raise ValueError(f"the window of a picture is empty: {w}")
    return found


def coefficients(w: Op) -> list[tuple[Fraction, Fraction, Fraction]]:
    """a, b and c of each line."""
    lines = [line.args for line in w.args[4:] if isinstance(line, Op)]
    return [(number_of(a), number_of(b), number_of(c)) for a, b, c, *_ in lines]


def equation(line: Op) -> Written:
    """The equation of a ``line a b c label``, or of a ``line a b c label u v`` in the unknowns u and v."""
    a, b, c = line.args[:3]
    unknowns = [str(name) for name in line.args[4:6]] or ["x", "y"]
    return linear((number_of(a), number_of(b)), unknowns).equals(c)


def ticks(low: Fraction, high: Fraction) -> tuple[int, int, int]:
    """First tick, last tick and step: whole numbers, at most some eight of them.

    >>> ticks(Fraction(-5), Fraction(5))
    (-4, 4, 2)
    """
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**3, 10**4, 10**6, 10**12) if (high - low) / s <= 8)
    return ceil(low / step) * step, floor(high / step) * step, step


def characters(w: Op, width: int = 41, height: int = 15) -> list[str]:
    """The picture in characters, its axes with a few numbers."""
    view, lines = window(w), coefficients(w)
    canvas = [[" "] * width for _ in range(height)]

    def column(x: Fraction) -> int:
        return round((x - view.x0) / (view.x1 - view.x0) * (width - 1))

    def row(y: Fraction) -> int:
        return round((view.y1 - y) / (view.y1 - view.y0) * (height - 1))

    across, up = row(min(max(Fraction(0), view.y0), view.y1)), column(min(max(Fraction(0), view.x0), view.x1))
    canvas[across] = ["─"] * width
    for r in range(height):
        canvas[r][up] = "│"
    canvas[across][up] = "┼"
    for mark, (a, b, c) in zip(MARKS * len(lines), lines, strict=False):
        if (ends := view.visible(a, b, c)) is None:
            continue
        (xa, ya), (xb, yb) = ends
        steps = max(abs(column(xa) - column(xb)), abs(row(ya) - row(yb)), 1)
        for k in range(steps + 1):
            t = Fraction(k, steps)
            canvas[row(ya + t * (yb - ya))][column(xa + t * (xb - xa))] = mark
    first, last, step = ticks(view.y0, view.y1)
    labels = {row(Fraction(y)): _signed(y) for y in range(first, last + 1, step)}
    margin = max(map(len, labels.values()), default=0)
    out = [f"{labels.get(r, ''):>{margin}} {''.join(cells)}".rstrip() for r, cells in enumerate(canvas)]
    first, last, step = ticks(view.x0, view.x1)
    return [*out, _ruler([(column(Fraction(x)), _signed(x)) for x in range(first, last + 1, step)], margin + 1)]


def _ruler(labels: Sequence[tuple[int, str]], margin: int) -> str:
    """Numbers below the picture, each centred under its column, those without room left out."""
    line = ""
    for place, text in labels:
        start = margin + place - (len(text) - 1) // 2 - text.startswith("−") * (len(text) % 2 == 0)
        if not line or start > len(line):
            line = line.ljust(start) + text
    return line


def _signed(n: int) -> str:
    return str(n).replace("-", "−")
