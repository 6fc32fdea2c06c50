"""Texts and documents in LaTeX: a whole file for pdfLaTeX, with amsmath and pict2e."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

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
from tutor.render.latex import escape, latex
from tutor.render.plot import coefficients, window
from tutor.text import Text
from tutor.written import Op, Words, Written

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp,lmodern,amsmath,amssymb,enumitem,pict2e}
\usepackage[left=2.4cm,right=3.4cm,top=2.2cm,bottom=2.4cm,marginparwidth=2.4cm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6em}
\newcommand{\answerline}{\par\vspace{0.6cm}\rule{\linewidth}{0.3pt}}
"""


def inline(part: str | Written) -> str:
    """Words, or a formula in a sentence."""
    if isinstance(part, Written):
        return escape(part.text) if isinstance(part, Words) else f"${latex(part)}$"
    return "".join(rf"\texttt{{{escape(piece)}}}" if code else escape(piece) for code, piece in spans(part))


def sentence(run: Run) -> str:
    """A paragraph without layouts."""
    return "".join(inline(p) for p in run).strip()


def text(value: Text) -> str:
    r"""A text with its layouts; paragraphs are separated by empty lines.

    >>> print(text(Text(("Solve ", Op("=", (Op("pi"), Op("e"))), "."))))
    Solve $\pi  = e$.
    """
    return "\n\n".join(displayed(p) if isinstance(p, Op) else sentence(p) for p in flow(value))


def displayed(w: Written) -> str:
    """An object that stands alone."""
    if isinstance(w, Op) and w.head == "code":
        return verbatim(str(w.args[0]))
    if isinstance(w, Op) and w.head == "options":
        items = "\n".join(rf"\item {inline(a)}" for a in w.args)
        return f"\\begin{{enumerate}}[label=(\\alph*)]\n{items}\n\\end{{enumerate}}"
    if isinstance(w, Op) and w.head == "lines":
        return f"{_picture(w)}\n\n\\[\n{latex(w)}\n\\]"
    return f"\\[\n{latex(w)}\n\\]"


def _picture(w: Op) -> str:
    """The lines in a picture of 70 × 56 mm."""
    view = window(w)
    wide, high = view.x1 - view.x0, view.y1 - view.y0

    def segment(xa: Fraction, ya: Fraction, xb: Fraction, yb: Fraction) -> str:
        ends = [(float((x - view.x0) / wide * 70), float((y - view.y0) / high * 56)) for x, y in ((xa, ya), (xb, yb))]
        return r"\Line" + "".join(f"({x:.2f},{y:.2f})" for x, y in ends)

    zero = Fraction(0)
    ox, oy = min(max(zero, view.x0), view.x1), min(max(zero, view.y0), view.y1)
    out = [segment(view.x0, oy, view.x1, oy), segment(ox, view.y0, ox, view.y1), r"\thicklines"]
    for a, b, c in coefficients(w):
        if ends := view.visible(a, b, c):
            out.append(segment(*ends[0], *ends[1]))
    body = "\n".join(out)
    return (
        "\\begin{center}\\setlength{\\unitlength}{1mm}\n"
        f"\\begin{{picture}}(70,56)\n{body}\n\\end{{picture}}\n\\end{{center}}"
    )


def verbatim(source: str) -> str:
    r"""A program; one that holds LaTeX's own end mark is escaped line by line."""
    source = source.strip("\n")
    if r"\end{verbatim}" in source:
        rows = "\\\\\n".join(rf"\texttt{{{escape(line).replace(' ', '~')}}}" for line in source.split("\n"))
        return f"\\begin{{flushleft}}\n{rows}\n\\end{{flushleft}}"
    return f"\\begin{{verbatim}}\n{source}\n\\end{{verbatim}}"


def blocks(parts: Sequence[Block]) -> str:
    """Several blocks."""
    return "\n\n".join(_block(b) for b in parts)


def _block(block: Block) -> str:
    match block:
        case Heading(level, value):
            shown = inline(value) if isinstance(value, str) else re.sub(r"\n+", " ", text(value))
            return rf"\{'sub' * min(level - 1, 2)}section*{{{shown}}}"
        case Paragraph(value):
            return text(value)
        case Display(w):
            return displayed(w)
        case Code(source):
            return verbatim(source)
        case Listing(items, numbered):
            kind = "enumerate" if numbered else "itemize"
            inside = "\n".join(f"\\item {blocks(item)}" for item in items)
            return f"\\begin{{{kind}}}\n{inside}\n\\end{{{kind}}}"
        case Contents() as contents:
            return _block(outline(contents))
        case Together(inner):
            return blocks(inner)
        case Margin(note, inner):
            return rf"\leavevmode\marginpar{{\raggedright\small {escape(note)}}}" + blocks(inner)
        case AnswerSpace(lines):
            return "\n".join([r"\answerline"] * lines)
        case Rule():
            return r"\noindent\rule{\linewidth}{0.4pt}"
        case PageBreak():
            return r"\clearpage"


def document(value: Document) -> str:
    """The whole file."""
    out = [_PREAMBLE, r"\begin{document}", rf"\begin{{center}}{{\LARGE\bfseries {escape(value.title)}}}"]
    if value.subtitle:
        out.append(rf"\\[0.5em]{{\large {escape(value.subtitle)}}}")
    out.append(r"\end{center}")
    if value.details:
        blank = r"\rule{4cm}{0.3pt}"
        out.append(r"\qquad ".join(rf"\textbf{{{escape(k)}:}}~{escape(v) or blank}" for k, v in value.details))
    out += ["", blocks(value.blocks), ""]
    if value.footer:
        out.append(rf"\vfill{{\small {escape(value.footer)}}}")
    return "\n".join([*out, r"\end{document}", ""])
