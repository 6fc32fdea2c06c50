"""How records show themselves in a notebook, though the pages are written by a layer above them.

`Shown` gives a record Jupyter's ``_repr_markdown_``; the function that makes the page is named by `tutor.notebook`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class Shown:
    """A record that a notebook prints as mathematics; without a writer a notebook falls back to its ``repr``."""

    __slots__ = ()
    _writer: ClassVar[Callable[[Any], str] | None] = None

    def _repr_markdown_(self) -> str | None:
        return Shown._writer(self) if Shown._writer else None


def shown_by(writer: Callable[[Any], str]) -> None:
    """Name the function that makes a Markdown page of any record that is `Shown`."""
    Shown._writer = staticmethod(writer)
