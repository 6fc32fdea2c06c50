"""Texts and documents in Typst, and their PDF: an A4 page with a margin for marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

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
    outline,
    spans,
)
from tutor.render.typst import string, typst
from tutor.text import Text
from tutor.written import BLOCKS, Op, Words, Written

_SPECIAL = re.compile(r"([\\#$*_`<>@~\[\]/])")
_ITEM = re.compile(r"^(\s*)([-+=])|^(\s*\d+)(\.)")

_PREAMBLE = """\
#set page(
  paper: "a4", margin: (left: 2.4cm, right: 3.4cm, top: 2.2cm, bottom: 2.4cm),
  footer: context [
    #set text(size: 9pt)
    {footer} #h(1fr) Page #counter(page).display() of #counter(page).final().first()
  ],
)
#set text(font: "New Computer Modern", size: 11pt, lang: "en")
#set par(justify: false, leading: 0.7em, spacing: 1.1em)
#set enum(spacing: 1em)
#set math.mat(row-gap: 0.5em, column-gap: 0.8em)
#show heading.where(level: 1): it => block(
  above: 1.6em, below: 1em, sticky: true, width: 100%, stroke: (bottom: 0.5pt), inset: (bottom: 4pt),
  text(size: 13pt, it.body),
)
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.8em, sticky: true, text(size: 11.5pt, it.body))
#show heading.where(level: 3): it => block(above: 1.2em, below: 0.6em, sticky: true, text(size: 11pt, it.body))
#show raw.where(block: true): it => block(
  fill: luma(246), inset: 8pt, radius: 2pt, width: 100% + 2.6cm, text(size: 8pt, it),
)
#show math.equation.where(block: true): set block(above: 1em, below: 1em)
#let note(mark, body) = block(width: 100%, {{
  place(top + right, dx: 2.9cm, box(width: 2.6cm, align(left, text(size: 9.5pt)[#mark])))
  body
}})
#let space(count) = for _ in range(count) {{
  block(above: 0pt, below: 0pt, v(0.85cm) + line(length: 100%, stroke: 0.4pt + luma(160)))
}}
"""


def escape(words: str) -> str:
    r"""Plain words; nothing in them is markup.

    >>> print(escape("a_1 costs $5"))
    a\_1 costs \$5
    """
    return re.sub(r"-(?=[-?])", r"\\-", _SPECIAL.sub(r"\\\1", words))


def inline(part: str | Written) -> str:
    """Words, or a formula in a sentence."""
    if isinstance(part, Written):
        return escape(part.text) if isinstance(part, Words) else f"${typst(part)}$"
    return "".join(f"#raw({string(piece)});" if code else escape(piece) for code, piece in spans(part))


def sentence(run: Run) -> str:
    """A paragraph without layouts."""
    shown = "".join(inline(p) for p in run).strip()
    return _ITEM.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", shown)


def text(value: Text) -> str:
    """A text with its layouts; paragraphs are separated by empty lines.

    >>> text(Text(("Solve ", Op("=", (Op("pi"), Op("e"))), ".")))
    'Solve $π = e$.'
    """
    return "\n\n".join(display(p) if isinstance(p, Op) else sentence(p) for p in flow(value))


def display(w: Written) -> str:
    """Markup for an object on lines of its own."""
    if isinstance(w, Op) and w.head == "options":
        return f'#enum(numbering: "(a)", spacing: 0.8em, {", ".join(f"[{inline(a)}]" for a in w.args)})'
    if isinstance(w, Op) and w.head in BLOCKS - {"system"}:
        shown = typst(w)  # a code expression
        return shown if w.head == "code" else f"#align(center, {shown[1:]})"
    return f"$ {typst(w)} $"


def blocks(parts: Sequence[Block]) -> str:
    """Markup of several blocks."""
    return "\n\n".join(_block(b) for b in parts)


def _block(block: Block) -> str:
    match block:
        case Heading(level, value):
            shown = inline(value) if isinstance(value, str) else text(value)
            return f"#heading(level: {level}, [{shown}])"
        case Paragraph(value):
            return text(value)
        case Display(w):
            return display(w)
        case Code(source):
            return f'#raw(block: true, lang: "python", {string(source.strip(chr(10)))})'
        case Listing(items, numbered):
            inside = ",\n".join(f"[{blocks(item)}\n]" for item in items)
            return f"#{'enum' if numbered else 'list'}({inside})"
        case Contents() as contents:
            return _block(outline(contents))
        case Together(inner):
            return f"#block(breakable: false, above: 2em)[\n{blocks(inner)}\n]"
        case Margin(note, inner):
            return f"#note([{escape(note)}], [\n{blocks(inner)}\n])"
        case AnswerSpace(lines):
            return f"#space({lines})"
        case Rule():
            return "#line(length: 100%, stroke: 0.5pt)"
        case PageBreak():
            return "#pagebreak(weak: true)"


def document(value: Document) -> str:
    """The source of the whole document, fit to be edited by hand."""
    out = [
        f"#set document(title: {string(value.title)}, date: none)",
        _PREAMBLE.format(footer=escape(value.footer)),
        f'#align(center, text(size: 17pt, weight: "bold")[{inline(value.title)}])',
    ]
    if value.subtitle:
        out.append(f"#align(center, text(size: 12pt)[{inline(value.subtitle)}])")
    if value.details:
        cells = ", ".join(
            f"[*{escape(k)}:* {escape(v) or '#box(width: 1fr, line(length: 100%, stroke: 0.4pt))'}]"
            for k, v in value.details
        )
        out.append(
            "#block(above: 1.6em, below: 1.6em, "
            f"grid(columns: (1fr, 1fr), column-gutter: 1cm, row-gutter: 1.1em, {cells}))"
        )
    return "\n\n".join([*out, blocks(value.blocks)]) + "\n"


def pdf(source: str, *, timestamp: int = 0) -> bytes:
    """The PDF of a Typst source; the same bytes everywhere, for only the compiler's own fonts are used."""
    return bytes(compiled(source, "pdf", timestamp=timestamp))


def compiled(source: str, format: Literal["pdf", "png", "svg"], *, timestamp: int = 0, ppi: float = 120.0) -> Any:
    """What the compiler makes: bytes, or a list of them if a picture has several pages."""
    import typst as compiler

    return compiler.Compiler(source.encode(), font_paths=_fonts(), ignore_system_fonts=True).compile(
        format=format, timestamp=timestamp, ppi=ppi
    )


@cache
def _fonts() -> Any:
    import typst as compiler

    return compiler.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[])
