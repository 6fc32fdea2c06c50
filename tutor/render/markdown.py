"""Markdown with formulas in dollars, as GitHub, Jupyter and pandoc read it; formulas come from `tutor.render.latex`."""

from __future__ import annotations

import re
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
    Run,
    Together,
    flow,
    spans,
)
from tutor.render.latex import latex
from tutor.render.plot import MARKS, characters, equation
from tutor.text import Text
from tutor.written import Op, Words, Written, entries

_SPECIAL = re.compile(r"([\\*_$#\[\]<>|&~])")
_ITEM = re.compile(r"^(\s*)([-+=])|^(\s*\d+)([.)])")


def escape(words: str) -> str:
    r"""Plain words; nothing in them is markup.

    >>> print(escape("a_1 costs $5 *"))
    a\_1 costs \$5 \*
    """
    return _SPECIAL.sub(r"\\\1", words).replace("`", "\\`")


def inline(part: str | Written) -> str:
    """Words, or a formula in a sentence."""
    if isinstance(part, Written):
        return escape(part.text) if isinstance(part, Words) else f"${latex(part)}$"
    return "".join(f"`{piece}`" if code else escape(piece) for code, piece in spans(part))


def sentence(run: Run) -> str:
    """A paragraph without layouts."""
    shown = "".join(inline(p) for p in run).strip()
    return _ITEM.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", shown)


def text(value: Text) -> str:
    """A text with its layouts; paragraphs are separated by empty lines.

    >>> print(text(Text(("Solve ", Op("=", (Op("pi"), Op("e"))), "."))))
    Solve $\\pi  = e$.
    """
    return "\n\n".join("\n".join(displayed(p)) if isinstance(p, Op) else sentence(p) for p in flow(value))


def displayed(w: Written) -> list[str]:
    """Lines of an object that stands alone."""
    head = w.head if isinstance(w, Op) else ""
    if isinstance(w, Op) and head == "code":
        return fenced(str(w.args[0]), "python")
    if head == "table":
        rows = [[inline(a) for a in row] for row in entries(w)]
        rule = [":--", *["--:"] * (len(rows[0]) - 1)]
        return [f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]]]
    if isinstance(w, Op) and head == "tree":
        return [f"- {inline(w.args[0])}", *_branches(w.args[1:], 1)]
    if isinstance(w, Op) and head == "options":
        return [f"- ({'abcdefghijklmnopqrstuvwxyz'[i % 26]}) {inline(a)}" for i, a in enumerate(w.args)]
    if isinstance(w, Op) and head == "lines":
        lines = [line for line in w.args[4:] if isinstance(line, Op)]
        legend = [
            f"- `{MARKS[i % len(MARKS)]}` {inline(a.args[3])}: ${latex(equation(a))}$" for i, a in enumerate(lines)
        ]
        return [*fenced("\n".join(characters(w)), "text"), "", *legend]
    return ["$$", *latex(w).split("\n"), "$$"]


def _branches(branches: Sequence[Written], depth: int) -> list[str]:
    out = []
    for b in branches:
        if isinstance(b, Op):
            out.append("  " * depth + f"- {inline(b.args[0])} → {inline(b.args[1])}")
            out += _branches(b.args[2:], depth + 1)
    return out


def fenced(source: str, language: str) -> list[str]:
    """Code between fences that are longer than any inside."""
    longest = max((len(m) for m in re.findall("`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + language, *source.strip("\n").split("\n"), fence]


def slug(title: str) -> str:
    """The anchor that GitHub and Jupyter give a heading.

    >>> slug("Row echelon form (linear_systems/rref)")
    'row-echelon-form-linear_systemsrref'
    """
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def blocks(parts: Sequence[Block]) -> list[str]:
    """Lines; an empty one after every block."""
    out: list[str] = []
    for block in parts:
        lines = _block(block)
        if lines:
            out += [*lines, ""]
    return out


def _block(block: Block) -> list[str]:
    match block:
        case Heading(level, value):
            shown = inline(value) if isinstance(value, str) else text(value).replace("\n", " ")
            return [f"{'#' * min(level + 1, 6)} {shown}"]
        case Paragraph(value):
            return text(value).split("\n") if value else []
        case Display(w):
            return displayed(w)
        case Code(source):
            return fenced(source, "python")
        case Listing(items, numbered):
            out: list[str] = []
            for i, item in enumerate(items, 1):
                mark = f"{i}. " if numbered else "- "
                inside = blocks(item) or [""]
                out.append(mark + inside[0])
                out += [" " * len(mark) + line if line else "" for line in inside[1:]]
            return out[:-1] if out and not out[-1] else out
        case Contents(titles):
            return [f"{'  ' * (level - 1)}- [{inline(title)}](#{slug(title)})" for level, title in titles]
        case Together(inner):
            return blocks(inner)[:-1]
        case Margin(note, inner):
            return _noted(blocks(inner)[:-1], f"*({escape(note)})*") if note else blocks(inner)[:-1]
        case Rule():
            return ["---"]
        case AnswerSpace() | PageBreak():
            return []


def _noted(lines: list[str], note: str) -> list[str]:
    """The note at the end of the last line if that is a sentence, otherwise below it."""
    last = lines[-1] if lines else ""
    if last and not last.startswith(("`", "$$", "|", "    ", "#", "---")):
        return [*lines[:-1], f"{last} {note}"]
    return [*lines, "", note]


def document(value: Document) -> str:
    """The whole file."""
    out = [f"# {inline(value.title)}", ""]
    if value.subtitle:
        out += [f"*{escape(value.subtitle)}*", ""]
    if value.details:
        out += [" · ".join(f"**{escape(k)}**: {escape(v) or '…'}" for k, v in value.details), ""]
    out += blocks(value.blocks)
    if value.footer:
        out += ["---", "", escape(value.footer), ""]
    return "\n".join(out)
