r"""LaTeX with amsmath: `latex` for a formula; the subset that KaTeX and MathJax know too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.render.emitter import Emitter
from tutor.render.notation import LETTERS, WIDE
from tutor.render.pieces import Node
from tutor.written import Op, Written

_SIGNS = {
    "−": "-", "·": r"\cdot ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "∈": r"\in ", "∞": r"\infty ",
    "π": r"\pi ", "∅": r"\emptyset ", "∂": r"\partial ", "∇": r"\nabla ", "∫": r"\int ", "∑": r"\sum ", "σ": r"\sigma ",
    "Φ": r"\Phi ", "→": r"\to ", "↔": r"\leftrightarrow ", "←": r"\leftarrow ", "×": r"\times ", "′": "'",
    "|": r"\mid ",
    "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "": "{}",
    "T": r"\mathsf{T}", "√": r"\surd ", "d": r"\mathrm{d}",
    "±": r"\pm ", "✓": r"\checkmark ", "²": "^{2}", "³": "^{3}", "½": r"\tfrac{1}{2}",
    "∪": r"\cup ", "∩": r"\cap ", "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "≡": r"\equiv ", "°": r"^{\circ}",
    "⋯": r"\cdots ", "⋮": r"\vdots ", "⋱": r"\ddots ", "…": r"\dots ",
    "⋅": r"\cdot ", "∘": r"\circ ", "⊥": r"\perp ", "∀": r"\forall ", "∃": r"\exists ",
}  # fmt: skip
_FENCES = {
    "(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": r"\vert", "‖": r"\Vert", "⌊": r"\lfloor",
    "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "": ".",
}  # fmt: skip
_KNOWN = frozenset(  # operators that amsmath has
    ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh")
    + ("ln", "log", "exp", "det")
)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}",
}  # fmt: skip

_SIGNED = re.compile(r"(.*?)\s*([=≈~])")
_APART = re.compile(f"([{''.join(c for c in (*_SIGNS, *LETTERS) if c and not c.isascii() and c != '…')}])")


def latex(w: Written) -> str:
    r"""The formula, without dollars.

    >>> from tutor.written import Name
    >>> latex(2 * Name("x") ** 2 - Name("y") / 3)
    '2x^{2} - \\frac{y}{3}'
    """
    return _LATEX.emit(w)


def labelled(label: str, w: Written) -> str:
    r"""The formula with what was written before it: a name and a sign, or words.

    >>> print(labelled("f'(x) = ", Op("/", (Op("pi"), Op("e")))))
    \text{f'(x)} = \frac{\pi }{e}
    """
    if not label:
        return latex(w)
    found = _SIGNED.fullmatch(label.strip())
    if found is None:
        return rf"{_LATEX.words(label.strip())}\ {latex(w)}"
    sign = {"~": r"\sim", "≈": r"\approx"}.get(found[2], found[2])
    return f"{_LATEX.words(found[1])} {sign} {latex(w)}"


def escape(text: str) -> str:
    r"""Plain words for LaTeX's text mode.

    >>> print(escape("50% of x_1"))
    50\% of x\_1
    """
    return "".join(_escaped(c) for c in text)


def _escaped(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if c.isascii() or c in "…":
        return c
    if c in LETTERS:
        return rf"\ensuremath{{{_greek(c)}}}"
    if c in _SIGNS:
        return rf"\ensuremath{{{_SIGNS[c].strip()}}}"
    return c


def _worded(piece: str) -> str:
    """Plain words, or one sign that is none of LaTeX's text mode, in a formula."""
    if piece in LETTERS:
        return f"{_greek(piece)} "
    return f"{_SIGNS[piece].strip()} " if _APART.fullmatch(piece) else rf"\text{{{escape(piece)}}}"


def _greek(letter: str) -> str:
    return rf"\{LETTERS[letter]}"


class LaTeX(Emitter[str]):
    """Strings for math mode."""

    typeset = True

    def glyph(self, sign: str) -> str:
        bare = sign.strip()
        if sign == WIDE:
            return r"\quad "
        if not bare:
            return r"\," if sign else "{}"
        if bare in ",;:":
            return sign
        shown = "".join(_SIGNS.get(c, c) for c in bare)
        return shown if sign == bare else f" {shown.rstrip()} "

    def number(self, digits: str) -> str:
        return digits

    def letter(self, name: str) -> str:
        if name in LETTERS:
            return f"{_greek(name)} "
        return name if len(name) == 1 and name.isalnum() else rf"\mathrm{{{escape(name)}}}"

    def words(self, text: str) -> str:
        return "".join(_worded(piece) for piece in _APART.split(text) if piece) or r"\text{}"

    def function(self, name: str) -> str:
        return rf"\{name}" if name in _KNOWN else rf"\operatorname{{{name}}}"

    def join(self, parts: Sequence[str]) -> str:
        return "".join(parts)

    def sup(self, base: str, exponent: str) -> str:
        return f"{base.rstrip()}^{{{exponent}}}"

    def sub(self, base: str, index: str) -> str:
        return f"{base.rstrip()}_{{{index}}}"

    def exponent(self, w: Written) -> str:
        return _SLASHED.emit(w)

    def fence(self, left: str, body: str, right: str) -> str:
        plain = left and right and left in "([{" and not re.search(r"\\(frac|begin|binom|left|sum|int)\b", body)
        if plain:
            return f"{_FENCES[left]}{body}{_FENCES[right]}"
        return rf"\left{_FENCES[left]} {body} \right{_FENCES[right]}"

    def fraction(self, top: str, bottom: str) -> str:
        return rf"\frac{{{top}}}{{{bottom}}}"

    def root(self, body: str, degree: str | None, *, atomic: bool) -> str:
        return rf"\sqrt{{{body}}}" if degree is None else rf"\sqrt[{{{degree}}}]{{{body}}}"

    def big(self, sign: str, lower: str | None, upper: str | None) -> str:
        limits = "" if lower is None else f"_{{{lower}}}^{{{upper}}}"
        return f"{_SIGNS[sign].strip()}{limits} "

    def binomial(self, n: str, k: str) -> str:
        return rf"\binom{{{n}}}{{{k}}}"

    def grid(self, rows: Sequence[Sequence[str]], bar: int | None) -> str:
        body = r" \\ ".join(" & ".join(row) for row in rows)
        if bar is None and len(rows[0]) <= 10:
            return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
        count = len(rows[0])
        spec = "r" * count if bar is None else "r" * bar + "|" + "r" * (count - bar)
        return rf"\left[\begin{{array}}{{{spec}}} {body} \end{{array}}\right]"

    def aligned(self, rows: Sequence[Sequence[str]], align: str) -> str:
        lines = []
        for row in rows:
            cells = ["" if a == "{}" else f"{{}}{a.strip()}{{}}" if align[k] == "c" else a for k, a in enumerate(row)]
            if align == "rcl":
                cells = [cells[0], cells[1] + cells[2]]
            lines.append(" & ".join(cells))
        body = " \\\\\n".join(lines)
        return f"\\begin{{alignedat}}{{{len(align) // 2 + (align != 'rcl')}}}\n{body}\n\\end{{alignedat}}"

    def cases(self, rows: Sequence[tuple[str, str]]) -> str:
        body = r" \\ ".join(f"{a} & {b}" for a, b in rows)
        return rf"\begin{{cases}} {body} \end{{cases}}"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        spec = "l|" + "r" * (len(rows[0]) - 1)
        head, *rest = (" & ".join(row) for row in rows)
        body = f"{head} \\\\ \\hline\n" + " \\\\\n".join(rest)
        return f"\\begin{{array}}{{{spec}}}\n{body}\n\\end{{array}}"

    def tree(self, root: Node[str]) -> str:
        return "\\begin{array}{l}\n" + " \\\\\n".join(self._branches(root, 0)) + "\n\\end{array}"

    def _branches(self, node: Node[str], depth: int) -> list[str]:
        arrow = "" if node.probability is None else rf"\xrightarrow{{\;{node.probability}\;}} "
        out = [r"\qquad " * depth + arrow + node.label]
        for child in node.children:
            out += self._branches(child, depth + 1)
        return out

    def options(self, items: Sequence[tuple[str, str]]) -> str:
        body = " \\\\\n".join(rf"\text{{({letter})}} & {text}" for letter, text in items)
        return f"\\begin{{array}}{{ll}}\n{body}\n\\end{{array}}"

    def code(self, source: str) -> str:
        rows = [rf"\texttt{{{escape(line).replace(' ', '~')}}}" for line in source.strip("\n").split("\n")]
        return "\\begin{array}{l}\n" + " \\\\\n".join(rows) + "\n\\end{array}"

    def lines(self, w: Op, legend: Sequence[tuple[str, str]]) -> str:
        body = " \\\\\n".join(f"{label}: & {equation}" for label, equation in legend)
        return f"\\begin{{array}}{{ll}}\n{body}\n\\end{{array}}"


class Slashed(LaTeX):
    """Fractions with a slash, for exponents."""

    flat = True

    def fraction(self, top: str, bottom: str) -> str:
        return f"{top}/{bottom}"


_LATEX, _SLASHED = LaTeX(), Slashed()
