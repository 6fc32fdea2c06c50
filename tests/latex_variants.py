"""The same LaTeX as other people and other programs write it."""

from __future__ import annotations

import re
from collections.abc import Iterator


def variants(latex: str) -> Iterator[str]:
    r"""A formula of the emitter, and how it comes out of KaTeX, MathJax, SymPy, and a student's own hand.

    >>> list(variants(r"\frac{1}{2}"))[1]
    '\\(\\dfrac{1}{2}\\)'
    """
    yield latex
    yield r"\(" + latex.replace("bmatrix", "pmatrix").replace(r"\frac", r"\dfrac") + r"\)"
    spaced = latex.replace(r"\quad ", r"\;\; ").replace(r"\cdot", r"\times")
    array = spaced.replace(r"\begin{bmatrix}", r"\left[\begin{array}{rr}")
    yield "$$" + array.replace(r"\end{bmatrix}", r"\end{array}\right]") + "$$"
    tall = latex.replace("{bmatrix}", "{matrix}")
    if r"\text{(" not in latex:
        tall = re.sub(r"(?<!\\left)\(", r"\\left(", re.sub(r"(?<!\\right)\)", r"\\right)", tall))
    yield r"\boxed{ " + tall.replace(r"\text", r"\mathrm") + " }"
    yield "\\[\n" + latex.replace(r"\\", "\\\\[4pt]\n") + "\n\\]"
