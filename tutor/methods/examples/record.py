"""What a prompt 'give an example of …' is, and the claim that its example fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.chance import Draw
from tutor.claims import Claim, _Result
from tutor.exact.expressions import exact_value
from tutor.text import Text
from tutor.written import Op, Written

Data: TypeAlias = tuple[tuple[int, ...], ...]
Rows: TypeAlias = tuple[tuple[Fraction, ...], ...]
Wanted: TypeAlias = tuple[str, str, tuple[Any, ...]]  # a property, the letters of its objects, its data


@dataclass(frozen=True)
class Line:
    """A line of a solution: the sentence and what it claims."""

    why: Text
    claim: Claim


@dataclass(frozen=True)
class Wrong:
    """A typical wrong example: the objects, the properties that such examples have, and what to say."""

    id: str
    objects: tuple[Rows, ...]
    has: tuple[Wanted, ...]
    feedback: str


@dataclass(frozen=True)
class Prompt:
    """A prompt 'give an example of …'.

    Attributes
    ----------
    name : str
    roles : tuple
        The letter and the shape of each object that is asked.
    draw : function
        Draws the data.
    text : function of the data
        What is asked.
    wanted : function of the data
        The properties.
    build : function of the data
        The objects by rows, a vector as a column.
    lines : function of the data and the objects
        The steps: how the objects are built, and each property.
    wrong : function of the data
        The typical wrong examples.
    """

    name: str
    roles: tuple[tuple[str, tuple[int, ...]], ...]
    draw: Callable[[Draw], Data]
    text: Callable[[Data], Text]
    wanted: Callable[[Data], tuple[Wanted, ...]]
    build: Callable[[Data], tuple[Rows, ...]]
    lines: Callable[..., tuple[Line, ...]]
    wrong: Callable[[Data], tuple[Wrong, ...]]


@dataclass(frozen=True)
class Fits(_Result):
    """The result names the objects that were built, and each of the claims about them, shown as the facts, holds."""

    built: tuple[Written, ...] = field(kw_only=True)
    claims: tuple[Claim, ...] = field(kw_only=True)
    facts: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        named = self.result.args if isinstance(self.result, Op) and self.result.head == "parts" else (self.result,)
        values = [exact_value(o.args[1]) for o in named if isinstance(o, Op) and o.head == "="]
        if values != [exact_value(b) for b in self.built]:
            return False
        return all(c.holds() is True for c in self.claims)
