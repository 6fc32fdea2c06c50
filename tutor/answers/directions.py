"""A vector up to scale or up to sign: eigenvectors, normals, directions of lines, unit vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.typed_vectors import decimal_places, scalars, vector_of
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.scalars import as_float, plain, sign, write
from tutor.surds import Surd, root, surd
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Written, column, names, typed, written

_UNDECIDED = "The entries must be fractions and square roots, so that they can be judged exactly."


@dataclass(frozen=True)
class Direction(Kind):
    """A vector that may be multiplied: typed ``(1, -2, 1)``, ``[1; -2; 1]`` or ``1/sqrt(6) (1, -2, 1)``.

    Attributes
    ----------
    entries : tuple of Written
        One vector of the class; never the zero vector.
    up_to : str
        By what it may be multiplied: ``"scale"`` any number but 0, ``"positive"`` any positive number, ``"sign"`` ±1.
    unit : bool
        It must have length 1 (the key itself need not).

    Examples
    --------
    >>> direction((1, -2)).typed()
    '(1, -2)'
    """

    kind: ClassVar[str] = "direction"
    advice: ClassVar[str] = "the vector's entries: (1, -2, 1)"
    entries: tuple[Written, ...]
    up_to: str = "scale"
    unit: bool = False

    @cached_property
    def values(self) -> tuple[Any, ...]:
        """The entries exactly."""
        return tuple(scalars(self.entries))

    @cached_property
    def floats(self) -> tuple[float, ...]:
        """The entries in floating point, of length 1 where this is asked."""
        found = [float(v) for v in self.values]
        size = sum(x * x for x in found) ** 0.5 if self.unit else 1.0
        return tuple(x / size for x in found)

    def written(self) -> Written:
        if not self.unit:
            return column(self.entries)
        square = _square(self.values)
        if square == 1:
            return column(self.entries)
        size = Op("sqrt", (write(square),))
        return column([a if not v else Op("/", (a, size)) for a, v in zip(self.entries, self.values, strict=True)])

    def typed(self) -> str:
        w = self.written()
        line = vector_of(w)
        return f"({', '.join(map(typed, line))})" if line else typed(w)

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text)

    def compare(self, response: Written) -> Verdict:
        line = vector_of(response)
        if line is None:
            return wrong_kind("one vector, as in (1, -2, 1)", response)
        if any(names(a) for a in line):
            return wrong_kind("one vector of numbers, without letters", response)
        if len(line) != len(self.entries):
            return wrong(say("Your vector has {n} entries: check how many there must be.", n=len(line)))
        try:
            found = scalars(line)
            return self._judge(line, found)
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say(_UNDECIDED))

    def _judge(self, line: Sequence[Written], found: list[Any]) -> Verdict:
        if not any(found):
            return wrong(say("The zero vector has no direction."))
        if not parallel(self.values, found):
            if self._rounds_to(line):
                feedback = say("Rounded: the exact entries are asked.")
                return Verdict(Status.WRONG_FORM, Fraction(1, 2), Evidence("refuted"), feedback=feedback)
            return wrong(say("Your vector points in another direction."))
        where = next(i for i, v in enumerate(self.values) if v)
        if self.up_to == "positive" and sign(self.values[where] * found[where]) < 0:
            return wrong(say("Your vector points the opposite way."))
        if not self.unit and self.up_to != "sign":
            return right(PROVED)
        square = _square(found)
        if self.unit and square - 1:
            feedback = say("It must have length 1; your vector has squared length {size}.", size=write(square))
            return Verdict(Status.WRONG_FORM, Fraction(1, 2), Evidence("refuted"), feedback=feedback)
        if not self.unit and self.up_to == "sign" and square - _square(self.values):
            return wrong(say("The direction is right, but not the length."), share=Fraction(1, 2))
        return right(PROVED)

    def _rounds_to(self, line: Sequence[Written]) -> bool:
        """Only where the length is given can decimals be told as rounded."""
        if decimal_places(line) is None or not (self.unit or self.up_to == "sign"):
            return False
        places = [decimal_places([a]) for a in line]
        slack = [1e-12 if n is None else 0.5 * 10**-n * (1 + 1e-9) for n in places]
        found = [float(v) for v in scalars(line)]
        signs = (1,) if self.up_to == "positive" else (1, -1)
        return any(all(abs(x - s * y) <= d for x, y, d in zip(found, self.floats, slack, strict=True)) for s in signs)

    def agrees(self, found: Any) -> Agreement:
        """`found`: an array of the entries, at any scale that this answer allows."""
        import numpy as np

        try:
            theirs = np.asarray(found, dtype=float).reshape(-1)
        except (TypeError, ValueError):
            return Agreement(False, 0, detail=f"{found!r} is no array of numbers")
        mine = np.array(self.floats)
        if theirs.shape != mine.shape or not np.all(np.isfinite(theirs)) or not np.any(theirs):
            return Agreement(False, 0, detail=f"{theirs} is no vector of {len(mine)} entries with a direction")
        if self.up_to != "sign" or self.unit:
            mine = mine / np.linalg.norm(mine)
        if not self.unit and self.up_to != "sign":
            theirs = theirs / np.linalg.norm(theirs)
        scale = 1 + float(np.max(np.abs(mine)))
        signs = (1,) if self.up_to == "positive" else (1, -1)
        holds = any(bool(np.all(np.abs(theirs - s * mine) < 1e-8 * scale)) for s in signs)
        return Agreement(holds, len(mine), 8, "" if holds else f"{theirs} against {mine}")

    def _far(self, other: Direction) -> bool:
        """Do the vectors clearly point along different lines, already in floating point?"""
        a, b = self.floats, other.floats
        if len(a) != len(b):
            return True
        inner = sum(x * y for x, y in zip(a, b, strict=True))
        sizes = sum(x * x for x in a) * sum(y * y for y in b)
        return inner * inner < (1 - 1e-6) * sizes

    def same(self, other: Answer) -> bool:
        return (
            isinstance(other, Direction)
            and (self.up_to, self.unit) == (other.up_to, other.unit)
            and not self._far(other)
            and self.compare(other.written()).is_right
        )


def direction(items: Sequence[Any], **options: Any) -> Direction:
    """A `Direction` of anything that `written` takes.

    >>> direction((3, 4), unit=True).typed()
    '(3/5, 4/5)'
    """
    entries = tuple(i.written() if isinstance(i, Surd) else written(i) for i in items)
    made = Direction(entries, **options)
    if made.up_to not in ("scale", "positive", "sign") or not any(made.values):
        raise ValueError("a direction is no zero vector, up to 'scale', 'positive' or 'sign'")
    if made.unit:
        try:
            size = root(surd(_square(made.values)).rational())
        except NotExact:
            return made
        return Direction(tuple(write(v / size) for v in made.values), **options)
    return made


def parallel(v: Sequence[Any], w: Sequence[Any]) -> bool:
    """Is the vector w a multiple of v, which is not 0?

    >>> parallel([Fraction(1), Fraction(2)], [Fraction(-2), Fraction(-4)])
    True
    """
    k = next(i for i, x in enumerate(v) if x)
    return not any(x * w[k] - y * v[k] for x, y in zip(v, w, strict=True))


def _square(v: Sequence[Any]) -> Any:
    if any(isinstance(as_float(x), complex) for x in v):
        raise NotExact("the length of a complex vector is not taken")
    return plain(sum((x * x for x in v), Fraction(0)))
