"""MathML Core, which browsers show without a script: `mathml` for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tutor.render.emitter import Emitter
from tutor.render.notation import WIDE
from tutor.render.pieces import Node
from tutor.written import Op, Written

_BLOCK = ' display="block"'
_SPACED = frozenset("+−=≠<>≤≥≈∈→↔←·×±∪∩⇒⇔≡|")  # signs that browsers space by themselves


def mathml(w: Written, *, display: bool = False) -> str:
    """The formula as an element ``math``, in a sentence or on a line of its own.

    >>> from tutor.written import Name
    >>> mathml(Name("x") / 2)
    '<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
    """
    return f"<math{_BLOCK if display else ''}>{_MATHML.emit(w)}</math>"


def _row(body: str) -> str:
    """One element, as scripts and fractions need it."""
    return f"<mrow>{body}</mrow>" if _count(body) != 1 else body


def _count(body: str) -> int:
    """How many elements stand side by side (2 for more than one)."""
    depth = found = at = 0
    while at < len(body) and found < 2:
        end = body.index(">", at)
        if body[at + 1] == "/":
            depth -= 1
        elif body[end - 1] == "/":
            found += depth == 0
        else:
            found += depth == 0
            depth += 1
        at = body.find("<", end)
        if at < 0:
            break
    return found


def _table(rows: Sequence[Sequence[str]], columns: str) -> str:
    """Cells with an alignment a column: l, r or c; ``|`` before one is a bar."""
    styles, bar = [], False
    for c in columns:
        if c == "|":
            bar = True
            continue
        align = {"l": "left", "r": "right", "c": "center"}[c]
        styles.append(f"text-align:{align}" + (";border-left:1px solid" if bar else ""))
        bar = False
    lines = ("".join(f'<mtd style="{s}">{cell}</mtd>' for s, cell in zip(styles, row, strict=True)) for row in rows)
    return f"<mtable>{''.join(f'<mtr>{line}</mtr>' for line in lines)}</mtable>"


class MathML(Emitter[str]):
    """Elements side by side; what needs one argument gets an ``mrow``."""

    typeset = True

    def glyph(self, sign: str) -> str:
        bare = sign.strip()
        if sign == WIDE:
            return '<mspace width="1em"/>'
        if not bare:
            return '<mspace width="0.17em"/>' if sign else ""
        if bare in ("π", "e", "i", "∞", "∅", "ℝ", "ℕ", "ℤ", "ℚ", "ℂ", "σ", "Φ"):
            return f"<mi>{bare}</mi>"
        if bare in ("T", "d"):
            return f'<mi mathvariant="normal">{bare}</mi>'
        if sign == "−":
            return '<mo form="prefix">−</mo>'
        form = ' form="infix"' if bare in _SPACED else ' separator="true"' if bare in (",", ";") else ""
        return f"<mo{form}>{escape(bare)}</mo>"

    def number(self, digits: str) -> str:
        return f"<mn>{digits}</mn>"

    def letter(self, name: str) -> str:
        return f"<mi>{escape(name)}</mi>"

    def words(self, text: str) -> str:
        kept = escape(text).replace("  ", "\N{NO-BREAK SPACE} ")
        if kept.startswith(" "):
            kept = f"\N{NO-BREAK SPACE}{kept[1:]}"
        if kept.endswith(" "):
            kept = f"{kept[:-1]}\N{NO-BREAK SPACE}"
        return f"<mtext>{kept}</mtext>"

    def function(self, name: str) -> str:
        return f"<mi>{escape(name)}</mi><mo>\N{FUNCTION APPLICATION}</mo>"

    def join(self, parts: Sequence[str]) -> str:
        return "".join(parts)

    def sup(self, base: str, exponent: str) -> str:
        applied = "<mo>\N{FUNCTION APPLICATION}</mo>"
        tail = applied if base.endswith(applied) else ""
        return f"<msup>{_row(base.removesuffix(applied))}{_row(exponent)}</msup>{tail}"

    def sub(self, base: str, index: str) -> str:
        return f"<msub>{_row(base)}{_row(index)}</msub>"

    def exponent(self, w: Written) -> str:
        return _SLASHED.emit(w)

    def prime(self, body: str) -> str:
        return f"<msup>{_row(body)}<mo>′</mo></msup>"

    def fence(self, left: str, body: str, right: str) -> str:
        opened = f'<mo form="prefix" fence="true" stretchy="true">{escape(left)}</mo>' if left else ""
        closed = f'<mo form="postfix" fence="true" stretchy="true">{escape(right)}</mo>' if right else ""
        return f"<mrow>{opened}{body}{closed}</mrow>"

    def fraction(self, top: str, bottom: str) -> str:
        return f"<mfrac>{_row(top)}{_row(bottom)}</mfrac>"

    def root(self, body: str, degree: str | None, *, atomic: bool) -> str:
        return f"<msqrt>{body}</msqrt>" if degree is None else f"<mroot>{_row(body)}{_row(degree)}</mroot>"

    def big(self, sign: str, lower: str | None, upper: str | None) -> str:
        shown = f'<mo largeop="true">{sign}</mo>'
        if lower is None or upper is None:
            return shown
        name = "munderover" if sign == "∑" else "msubsup"
        return f"<{name}>{shown}{_row(lower)}{_row(upper)}</{name}>"

    def binomial(self, n: str, k: str) -> str:
        return self.fence("(", f'<mfrac linethickness="0">{_row(n)}{_row(k)}</mfrac>', ")")

    def grid(self, rows: Sequence[Sequence[str]], bar: int | None) -> str:
        width = len(rows[0])
        columns = "r" * width if bar is None else "r" * bar + "|" + "r" * (width - bar)
        return self.fence("[", _table(rows, columns), "]")

    def aligned(self, rows: Sequence[Sequence[str]], align: str) -> str:
        return _table(rows, align)

    def cases(self, rows: Sequence[tuple[str, str]]) -> str:
        return self.fence("{", _table(rows, "ll"), "")

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        return _table(rows, "l|" + "r" * (len(rows[0]) - 1))

    def tree(self, root: Node[str]) -> str:
        return _table([[line] for line in self._branches(root, 0)], "l")

    def _branches(self, node: Node[str], depth: int) -> list[str]:
        space = f'<mspace width="{2 * depth}em"/>' if depth else ""
        arrow = "" if node.probability is None else f"<mover><mo>→</mo>{_row(node.probability)}</mover>"
        out = [space + arrow + node.label]
        for child in node.children:
            out += self._branches(child, depth + 1)
        return out

    def options(self, items: Sequence[tuple[str, str]]) -> str:
        return _table([[f"<mtext>({letter})</mtext>", text] for letter, text in items], "ll")

    def code(self, source: str) -> str:
        lines = source.strip("\n").split("\n")
        return _table([[f'<mtext mathvariant="monospace">{escape(line)}</mtext>'] for line in lines], "l")

    def lines(self, w: Op, legend: Sequence[tuple[str, str]]) -> str:
        return _table([[f"{label}<mo>:</mo>", equation] for label, equation in legend], "ll")


class Slashed(MathML):
    """Fractions with a slash, for exponents."""

    flat = True

    def fraction(self, top: str, bottom: str) -> str:
        return f"{top}<mo>/</mo>{bottom}"


_MATHML, _SLASHED = MathML(), Slashed()
