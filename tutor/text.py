"""Sentences with mathematics in them: a template and the objects that fill it, no markup of any format."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tutor.written import Written, written


@dataclass(frozen=True, slots=True)
class Text:
    """Words and `Written` objects in turn; a newline in the words starts a new paragraph.

    Objects whose head is in `tutor.written.BLOCKS` (systems, tables, trees, code …) stand on lines of their own.
    """

    parts: tuple[str | Written, ...]

    def __iter__(self) -> Iterator[str | Written]:
        return iter(self.parts)

    def __add__(self, other: Text) -> Text:
        return Text(self.parts + other.parts)

    def __str__(self) -> str:
        return "".join(str(p) for p in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def objects(self) -> tuple[Written, ...]:
        """The mathematics in the sentence, in order."""
        return tuple(p for p in self.parts if isinstance(p, Written))


def say(template: str, **values: Any) -> Text:
    """Fill a sentence with objects: Written, Text, int, Fraction and nested tuples become mathematics, str stays words.

    >>> from fractions import Fraction
    >>> str(say("Solve {a} = {b}.", a=Fraction(1, 2), b=3))
    'Solve 1/2 = 3.'
    """
    parts: list[str | Written] = []
    for words, field, spec, conversion in string.Formatter().parse(template):
        if words:
            parts.append(words)
        if field is None:
            continue
        if spec or conversion or field not in values:
            raise KeyError(f"say({template!r}): no value for {{{field}}}, or a format that does not belong there")
        value = values[field]
        if isinstance(value, Text):
            parts.extend(value.parts)
        else:
            parts.append(value if isinstance(value, str) else written(value))
    return Text(tuple(parts))


def paragraphs(*texts: Text) -> Text:
    """Several texts, each a paragraph of its own."""
    parts: list[str | Written] = []
    for text in texts:
        if not text:
            continue
        if parts:
            parts.append("\n")
        parts.extend(text.parts)
    return Text(tuple(parts))
