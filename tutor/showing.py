"""How records show themselves, though the pages and formulas are written by a layer above them.

`Shown` gives a record Jupyter's ``_repr_markdown_``, and `formula` is the LaTeX that a verdict echoes; the functions
that do the writing are named by `tutor.notebook`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class Shown:
    """A record that a notebook prints as mathematics; without a writer a notebook falls back to its ``repr``."""

    __slots__ = ()
    _writer: ClassVar[Callable[[Any], str] | None] = None
    _formula: ClassVar[Callable[[Any, str], str] | None] = None

    def _repr_markdown_(self) -> str | None:
        return Shown._writer(self) if Shown._writer else None


def shown_by(writer: Callable[[Any], str], formula: Callable[[Any, str], str]) -> None:
    """Name the functions that make a Markdown page of any record that is `Shown`, and LaTeX of an expression."""
    Shown._writer = staticmethod(writer)
    Shown._formula = staticmethod(formula)


def formula(expression: Any, label: str = "") -> str:
    """An expression in LaTeX, with words before it; without a writer as it is typed."""
    return Shown._formula(expression, label) if Shown._formula else f"{label}{expression}"
