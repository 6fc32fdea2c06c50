"""Texts and documents in plain Unicode for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tutor.render.document import (
    AnswerSpace,
    Block,
    Code,
    Contents,
    Display,
    Document,
    Heading,
    Listing,
    Margin,
    PageBreak,
    Paragraph,
    Rule,
    Together,
    flow,
    outline,
)
from tutor.render.terminal import block as drawn
from tutor.render.terminal import inline
from tutor.text import Text
from tutor.written import Op, Words, Written

_INDENT = "    "
_GLUE = "\N{NO-BREAK SPACE}"  # keeps a formula on one line while the sentence around it is wrapped


def text(value: Text, width: int = 80) -> list[str]:
    """Lines of a text with its layouts.

    >>> text(Text(("Solve ", Op("=", (Op("pi"), Op("e"))), ".")))
    ['Solve π = e.']
    """
    out: list[str] = []
    for part in flow(value):
        if isinstance(part, Op):
            out += ["", *[_INDENT + line for line in drawn(part, width - len(_INDENT))], ""]
        else:
            if out and out[-1]:
                out.append("")
            words = "".join(_glued(p, width) if isinstance(p, Written) else p for p in part)
            out += _wrapped(words, width)
    return out[:-1] if out and not out[-1] else out


def _glued(w: Written, width: int) -> str:
    shown = w.text if isinstance(w, Words) else inline(w)
    return shown if len(shown) > width // 2 else shown.replace(" ", _GLUE)


def _wrapped(words: str, width: int) -> list[str]:
    lines = textwrap.wrap(words.strip(), width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_GLUE, " ") for line in lines]


def blocks(parts: Sequence[Block], width: int) -> list[str]:
    """Lines; an empty one after every block."""
    out: list[str] = []
    for part in parts:
        lines = _block(part, width)
        while lines and not lines[0]:
            lines = lines[1:]
        if lines:
            out += [*lines, ""]
    return out


def _block(part: Block, width: int) -> list[str]:
    match part:
        case Heading(level, value):
            lines = text(value if isinstance(value, Text) else Text((value,)), width)
            under = {1: "═", 2: "─"}.get(level)
            return [*lines, under * max(map(len, lines), default=0)] if under else lines
        case Paragraph(value):
            return text(value, width)
        case Display(w):
            return [_INDENT + line for line in drawn(w, width - len(_INDENT))]
        case Code(source):
            return [_INDENT + line for line in source.strip("\n").split("\n")]
        case Listing(items, numbered):
            out: list[str] = []
            for i, item in enumerate(items, 1):
                mark = f"{i}. " if numbered else "• "
                inside = blocks(item, width - len(mark)) or [""]
                out.append(mark + inside[0])
                out += [" " * len(mark) + line if line else "" for line in inside[1:]]
            return out[:-1] if out and not out[-1] else out
        case Contents() as contents:
            return _block(outline(contents), width)
        case Together(inner):
            return blocks(inner, width)[:-1]
        case Margin(note, inner):
            return (
                _noted(blocks(inner, width - len(note) - 4)[:-1], f"({note})", width)
                if note
                else blocks(inner, width)[:-1]
            )
        case Rule():
            return ["─" * width]
        case AnswerSpace() | PageBreak():
            return []


def _noted(lines: list[str], note: str, width: int) -> list[str]:
    """The note at the right end of the first line, or above if there is no room."""
    first = lines[0] if lines else ""
    if len(first) + 1 + len(note) > width:
        return [note.rjust(width), *lines]
    return [first + note.rjust(width - len(first)), *lines[1:]]


def document(value: Document, *, width: int = 80) -> str:
    """The whole document."""
    out = [line.center(width).rstrip() for line in (value.title, value.subtitle) if line]
    if value.details:
        out += [
            "",
            *_wrapped("   ".join(f"{k}: {v or '________'}".replace(" ", _GLUE) for k, v in value.details), width),
        ]
    out += ["", *blocks(value.blocks, width)]
    if value.footer:
        out += ["─" * width, *_wrapped(value.footer, width)]
    return "\n".join(line.rstrip() for line in out).rstrip() + "\n"
