"""A document as frozen blocks, for every format: exam papers, worked solutions, single problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tutor.text import Text
from tutor.written import BLOCKS, Op, Written, entries

Run: TypeAlias = "tuple[str | Written, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a section (level 1), of a question (2), of a part (3)."""

    level: int
    text: Text | str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text; a newline in its words starts another paragraph, layouts stand on lines of their own."""

    text: Text


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on a line of its own."""

    w: Written


@dataclass(frozen=True, slots=True)
class Code:
    """A program, verbatim."""

    source: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each of several blocks, with numbers or bullets."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page, where pages are made."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """Blocks with a note beside them, such as the marks of a step."""

    note: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Ruled space to write in; nothing where nobody writes by hand."""

    lines: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of a long page with their levels, linked where the format links."""

    titles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, where there are pages."""


Block: TypeAlias = (
    "Heading | Paragraph | Display | Code | Listing | Together | Margin | AnswerSpace | Contents | Rule | PageBreak"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    Attributes
    ----------
    details : tuple of (name, value)
        Lines under the title, such as minutes and marks; an empty value is space to write in.
    footer : str
        On every page, beside the page number.
    """

    title: str
    subtitle: str = ""
    details: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    footer: str = ""


def outline(contents: Contents) -> Listing:
    """The headings as a list, for formats that do not link them."""
    return Listing(tuple((Paragraph(Text((title,))),) for _, title in contents.titles))


def flow(text: Text) -> Iterator[Run | Op]:
    """The paragraphs of a text, and between them the layouts that stand on lines of their own.

    >>> [len(run) for run in flow(Text(("One.\\nTwo ", Op("pi"), ".")))]
    [1, 3]
    """
    run: list[str | Written] = []
    for part in text:
        if isinstance(part, Op) and _stands_alone(part):
            yield from _closed(run)
            run = []
            yield part
            continue
        if isinstance(part, Written):
            run.append(part)
            continue
        for k, words in enumerate(part.split("\n")):
            if k:
                yield from _closed(run)
                run = []
            if not run:
                words = words.lstrip(" .,;") if not k else words.lstrip()
            if words:
                run.append(words)
    yield from _closed(run)


def _stands_alone(w: Op) -> bool:
    """Layouts do, and matrices that are too large for a line of words, alone or as one side of an equation."""
    if w.head == "=":
        return any(isinstance(a, Op) and a.head in ("matrix", "augmented") and _stands_alone(a) for a in w.args)
    if w.head in ("matrix", "augmented"):
        rows = entries(w)
        return len(rows) > 3 or len(rows) * len(rows[0]) > 6
    return w.head in BLOCKS


def _closed(run: list[str | Written]) -> Iterator[Run]:
    if any(isinstance(part, Written) or part.strip() for part in run):
        yield tuple(run)


def spans(words: str) -> list[tuple[bool, str]]:
    """Words cut at their `code` spans; True for code.

    >>> spans("Call `f(x)` now")
    [(False, 'Call '), (True, 'f(x)'), (False, ' now')]
    """
    return [(k % 2 == 1, piece) for k, piece in enumerate(re.split(r"`([^`\n]+)`", words)) if piece]
