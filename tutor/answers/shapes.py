"""The shape of an array: how many axes, and how long each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split
from tutor.equality import equal
from tutor.errors import Unreadable
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Num, Op, Written, names, number, typed

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:\s*(?:[x×*]|\bby\b)\s*[A-Za-z0-9]+)+")
_SCALAR = frozenset(("()", "scalar", "a scalar", "[]", "( )", "it is a scalar", "no axes"))


@dataclass(frozen=True)
class Shape(Kind):
    """A shape; an axis is a whole number or a letter of the problem.

    >>> shape(2, 3).typed(), shape(3).typed(), shape().typed()
    ('(2, 3)', '(3,)', '()')
    """

    kind: ClassVar[str] = "shape"
    axes: tuple[Written, ...]

    def written(self) -> Written:
        return Op("tuple", self.axes)

    def typed(self) -> str:
        return _typed(self.axes)

    def read(self, text: str) -> Written:
        plain = " ".join(text.strip().split())
        if plain.lower() in _SCALAR:
            return Op("tuple")
        start = text.find(plain[:1]) if plain else 0
        letters = tuple(sorted({n for a in self.axes for n in names(a)}))
        crossed = plain[1:-1].strip() if plain[:1] + plain[-1:] in ("()", "[]") else plain
        if _PLAIN.fullmatch(crossed):
            pieces = [Item(p, start) for p in re.split(r"\s*(?:[x×*]|\bby\b)\s*", crossed)]
        else:
            inner = text.strip()
            if inner[:1] + inner[-1:] in ("()", "[]"):
                inner, start = inner[1:-1], start + 1
            pieces = [Item(i.text, i.at + start) for i in split(inner, ",")]
        if not pieces:
            raise Unreadable("a shape is expected: (2, 3), (3,) or () for a scalar", text, 0)
        return Op("tuple", tuple(read_inside(p, text, letters) for p in pieces))

    def compare(self, response: Written) -> Verdict:
        if not (isinstance(response, Op) and response.head == "tuple") or any(
            isinstance(a, Op) and a.head in ("tuple", "matrix", "set", "list", "interval") for a in response.args
        ):
            return Verdict(Status.WRONG_KIND, feedback=say("Asked is a shape: (2, 3), (3,) or () for a scalar."))
        verdict = self._judge(response.args)
        return verdict.but(read_as=_typed(response.args))

    def _judge(self, axes: tuple[Written, ...]) -> Verdict:
        foreign = sorted({n for a in axes for n in names(a)} - {n for a in self.axes for n in names(a)})
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        if len(axes) != len(self.axes):
            if _sizes(axes) == _sizes(self.axes):
                return wrong(say("Axes of length 1 count too: how many indices does one entry need?"))
            return wrong(say("How many indices does one entry need? So many axes the shape has."))
        found = [equal(a, b) for a, b in zip(self.axes, axes, strict=True)]
        if all(e.same for e in found):
            return right(next((e for e in found if e.how != "proved"), PROVED))
        if any(e.same is None for e in found) and not any(e.same is False for e in found):
            return Verdict(Status.UNDECIDED)
        if all(equal(a, b).same for a, b in zip(self.axes, reversed(axes), strict=True)):
            return wrong(say("The axes are in the wrong order."))
        return wrong(evidence=Evidence("refuted"))

    def agrees(self, found: Any) -> Agreement:
        """`found`: the shape that an array has, of numbers only."""
        mine = tuple(int(a.text) if isinstance(a, Num) else None for a in self.axes)
        holds = mine == tuple(found)
        return Agreement(holds, 1, 6, "" if holds else f"{mine} against {found}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Shape) and len(self.axes) == len(other.axes) and self.compare(other.written()).is_right


def shape(*axes: int | Written) -> Shape:
    """A `Shape` of whole numbers and letters."""
    return Shape(tuple(a if isinstance(a, Written) else number(a) for a in axes))


def _typed(axes: tuple[Written, ...]) -> str:
    return f"({typed(axes[0])},)" if len(axes) == 1 else f"({', '.join(typed(a) for a in axes)})"


def _sizes(axes: tuple[Written, ...]) -> list[str]:
    return sorted(typed(a) for a in axes if a != Num("1"))
