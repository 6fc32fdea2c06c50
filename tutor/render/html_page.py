"""One HTML file that needs neither network nor script: formulas are MathML, the style stands in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

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
from tutor.render.mathml import mathml
from tutor.render.plot import characters, equation
from tutor.text import Text
from tutor.written import Op, Words, Written, entries

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fdfdfb; --soft: #5b6570; --line: #d9dde2; --code: #f3f4f1; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --paper: #16181b; --soft: #9aa4ae; --line: #343a41; --code: #202429; }
}
body { font: 1.05rem/1.55 Georgia, 'Times New Roman', serif; color: var(--ink); background: var(--paper);
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4, h5 { font-family: system-ui, sans-serif; line-height: 1.25; margin: 1.6em 0 .5em; }
h2 { border-top: 1px solid var(--line); padding-top: .8em; }
h4, h5 { font-size: 1rem; }
a { color: inherit; text-decoration-color: var(--soft); }
.soft, .note, footer { color: var(--soft); font-size: .9rem; }
.note { float: right; margin-left: 1em; }
.display { overflow: auto hidden; margin: .6em 0 .6em 1.5em; }
math[display=block] { text-align: left; margin: 0; width: auto; }
mtd { padding: .15em .35em; }
pre, code { font-family: ui-monospace, Menlo, Consolas, monospace; background: var(--code); font-size: .88rem; }
pre { padding: .7em 1em; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; line-height: 1.4; }
code { padding: .05em .3em; border-radius: 3px; }
pre code { padding: 0; border: 0; }
li { margin: .4em 0; }
nav ul { list-style: none; padding: 0; }
nav .level1 { font-weight: bold; margin-top: .8em; }
nav .level2 { margin: .1em 0 .1em 1.2em; }
table { border-collapse: collapse; margin: .6em 0 .6em 1.5em; }
td, th { padding: .2em .7em; border: 1px solid var(--line); text-align: right; font-weight: normal; }
th:first-child { text-align: left; }
.space { border-bottom: 1px solid var(--line); height: 1.8em; }
@media print {
  body { max-width: none; margin: 0; font-size: 10.5pt; }
  .together, li { break-inside: avoid; }
  pre { white-space: pre-wrap; }
}
""".strip()


def inline(part: str | Written) -> str:
    """Words, or a formula in a sentence.

    >>> inline("a < b and `x`")
    'a &lt; b and <code>x</code>'
    """
    if isinstance(part, Written):
        return escape(part.text) if isinstance(part, Words) else mathml(part)
    return "".join(f"<code>{escape(p)}</code>" if code else escape(p, quote=False) for code, p in spans(part))


def _sentence(run: Run) -> str:
    return "".join(inline(p) for p in run).strip()


def text(value: Text) -> list[str]:
    """The paragraphs and layouts of a text."""
    return [_displayed(p) if isinstance(p, Op) else f"<p>{_sentence(p)}</p>" for p in flow(value)]


def _displayed(w: Written) -> str:
    """An object that stands alone."""
    head = w.head if isinstance(w, Op) else ""
    if isinstance(w, Op) and head == "code":
        return _program(str(w.args[0]))
    if head == "table":
        return _table([[inline(a) for a in row] for row in entries(w)])
    if isinstance(w, Op) and head == "tree":
        return f"<ul><li>{inline(w.args[0])}{_branches(w.args[1:])}</li></ul>"
    if isinstance(w, Op) and head == "options":
        return "".join(f"<p>({'abcdefghijklmnopqrstuvwxyz'[i % 26]}) {inline(a)}</p>" for i, a in enumerate(w.args))
    if isinstance(w, Op) and head == "lines":
        lines = [line for line in w.args[4:] if isinstance(line, Op)]
        legend = "".join(f"<li>{inline(a.args[3])}: {mathml(equation(a))}</li>" for a in lines)
        return f"<pre>{escape(chr(10).join(characters(w)))}</pre><ul>{legend}</ul>"
    return f'<div class="display">{mathml(w, display=True)}</div>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rest
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _branches(branches: Sequence[Written]) -> str:
    items = [
        f"<li>{inline(b.args[0])} → {inline(b.args[1])}{_branches(b.args[2:])}</li>"
        for b in branches
        if isinstance(b, Op)
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _program(source: str) -> str:
    lines = source.strip("\n")
    return f"<pre><code>{escape(lines, quote=False)}</code></pre>"


def anchor(title: str) -> str:
    """The name by which a heading is linked.

    >>> anchor("linear_systems/rref, level 2")
    'linear-systems-rref-level-2'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def blocks(parts: Sequence[Block]) -> list[str]:
    """An element for every block."""
    return [piece for block in parts for piece in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Heading(level, value):
            title = value if isinstance(value, str) else str(value)
            shown = inline(value) if isinstance(value, str) else "".join(inline(p) for p in value)
            rank = min(level + 1, 6)
            return [f'<h{rank} id="{anchor(title)}">{shown}</h{rank}>']
        case Paragraph(value):
            return text(value)
        case Display(w):
            return [_displayed(w)]
        case Code(source):
            return [_program(source)]
        case Listing(items, numbered):
            name = "ol" if numbered else "ul"
            return [f"<{name}>{''.join(f'<li>{_inside(item)}</li>' for item in items)}</{name}>"]
        case Contents(titles):
            links = (f'<li class="level{n}"><a href="#{anchor(title)}">{inline(title)}</a></li>' for n, title in titles)
            return [f'<nav aria-label="Contents"><ul>{"".join(links)}</ul></nav>']
        case Together(inner):
            return [f'<div class="together">{"".join(blocks(inner))}</div>']
        case Margin(note, inner):
            beside = f'<span class="note">{escape(note)}</span>' if note else ""
            return [beside + "".join(blocks(inner))]
        case Rule():
            return ["<hr>"]
        case AnswerSpace(lines):
            return ['<div class="space"></div>' * lines]
        case PageBreak():
            return ['<div style="break-after: page"></div>']


def _inside(item: Sequence[Block]) -> str:
    """The blocks of an item; a lone paragraph needs no element of its own."""
    made = blocks(item)
    if len(made) == 1 and made[0].startswith("<p>") and made[0].count("<p>") == 1:
        return made[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(made)


def document(value: Document) -> str:
    """The whole file."""
    out = [
        "<!doctype html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(value.title)}</title>",
        f"<style>{_STYLE}</style>",
        f"<h1>{inline(value.title)}</h1>",
    ]
    if value.subtitle:
        out.append(f'<p class="soft">{inline(value.subtitle)}</p>')
    if value.details:
        shown = " · ".join(f"<b>{escape(k)}</b>: {escape(v) or '…'}" for k, v in value.details)
        out.append(f'<p class="soft">{shown}</p>')
    out += blocks(value.blocks)
    if value.footer:
        out.append(f"<footer><hr>{escape(value.footer)}</footer>")
    return "\n".join([*out, "</html>", ""])
