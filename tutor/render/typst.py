"""Typst in its own syntax: formulas, texts, documents, and PDF through the compiler."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.render.emitter import Emitter
from tutor.render.notation import LETTERS, WIDE
from tutor.render.pieces import Node
from tutor.render.plot import coefficients, ticks, window
from tutor.written import Op, Written

_SIGNS = {
    "−": "-", "·": "dot.op", ",": "comma", ";": "semi", ":": "colon", "|": "|",
    "T": "upright(T)", "−1": "-1", "d": "dif", "e": "e", "i": "i",
    "": "", "!": "!", "∂": "partial",
}  # fmt: skip
_FENCES = {
    "(": "paren.l", ")": "paren.r", "[": "bracket.l", "]": "bracket.r", "{": "brace.l", "}": "brace.r", "|": "bar.v",
    "‖": "bar.v.double", "⌊": "floor.l", "⌋": "floor.r", "⌈": "ceil.l", "⌉": "ceil.r", "": "",
}  # fmt: skip
_KNOWN = frozenset(
    ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh")
    + ("ln", "log", "exp", "det", "tr")
)
_COLOURS = ('rgb("#1f4e9c")', 'rgb("#b3341f")', 'rgb("#2c7a3d")', 'rgb("#7a4a9c")', "black", "gray")
_DASHES = ("solid", "dashed", "dash-dotted", "dotted", "solid", "dashed")
_ROW = 0.95  # cm a leaf of a tree


def typst(w: Written) -> str:
    """The formula, without dollars.

    >>> from tutor.written import Name
    >>> typst(2 * Name("x") ** 2 - Name("y") / 3)
    '2 x^(2) - frac(y, 3)'
    """
    return _TYPST.emit(w)


def string(text: str) -> str:
    r"""A string literal.

    >>> print(string('a "b"'))
    "a \"b\""
    """
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return f'"{escaped}"'


class Typst(Emitter[str]):
    """Strings for math mode; tables, trees, pictures and code are embedded as code expressions."""

    typeset = True

    def glyph(self, sign: str) -> str:
        bare = sign.strip()
        if sign == WIDE:
            return "quad"
        if not bare:
            return "thin" if sign else ""
        return _SIGNS.get(bare, bare)

    def number(self, digits: str) -> str:
        return digits

    def letter(self, name: str) -> str:
        if name in LETTERS:
            return name
        return name if len(name) == 1 and name.isalpha() else string(name)

    def words(self, text: str) -> str:
        return string(text.strip())  # a space beside words is kept

    def function(self, name: str) -> str:
        return name if name in _KNOWN else f"op({string(name)})"

    def join(self, parts: Sequence[str]) -> str:
        return " ".join(p for p in parts if p)

    def sup(self, base: str, exponent: str) -> str:
        return f"{base}^({exponent})"

    def sub(self, base: str, index: str) -> str:
        return f"{base}_({index})"

    def exponent(self, w: Written) -> str:
        return _SLASHED.emit(w)

    def prime(self, body: str) -> str:
        return f"{body}'"

    def fence(self, left: str, body: str, right: str) -> str:
        return f"lr({self.join((_FENCES[left], body, _FENCES[right]))})"

    def fraction(self, top: str, bottom: str) -> str:
        return f"frac({top}, {bottom})"

    def root(self, body: str, degree: str | None, *, atomic: bool) -> str:
        return f"sqrt({body})" if degree is None else f"root({degree}, {body})"

    def big(self, sign: str, lower: str | None, upper: str | None) -> str:
        shown = {"∫": "integral", "∑": "sum"}[sign]
        return shown if lower is None else f"{shown}_({lower})^({upper})"

    def binomial(self, n: str, k: str) -> str:
        return f"binom({n}, {k})"

    def grid(self, rows: Sequence[Sequence[str]], bar: int | None) -> str:
        augment = "" if bar is None else f"augment: #{bar}, "
        return f'mat(delim: "[", align: #right, {augment}{"; ".join(", ".join(row) for row in rows)})'

    def aligned(self, rows: Sequence[Sequence[str]], align: str) -> str:
        if align == "rcl":
            return " \\\n".join(f"{left} & {self.join((sign, right))}" for left, sign, right in rows)
        body = "; ".join(", ".join(a or "zws" for a in row) for row in rows)
        return f"mat(delim: #none, align: #right, column-gap: #0.3em, row-gap: #0.6em, {body})"

    def cases(self, rows: Sequence[tuple[str, str]]) -> str:
        return f"cases({', '.join(f'{a} & quad {b}' for a, b in rows)})"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        count = len(rows[0])
        cells = [", ".join(f"[${a}$]" for a in row) for row in rows]
        return (
            f"#table(columns: {count}, align: (x, y) => if x == 0 {{ left }} else {{ right }}, "
            "inset: (x: 8pt, y: 5pt), "
            "stroke: (x, y) => (bottom: if y == 0 { 0.7pt }, right: if x == 0 { 0.7pt }), "
            f"{', '.join(cells)})"
        )

    def tree(self, root: Node[str]) -> str:
        label = max(1.6, 0.2 * _longest(root) + 0.2)
        placed: list[str] = []
        height = self._place(root, 0.0, 0.0, label, placed)[1]
        parts = "\n".join(placed)
        return (
            f"#box(width: {_depth(root) * (label + 1.8) + label:.2f}cm, height: {height * _ROW:.2f}cm, {{\n{parts}\n}})"
        )

    def _place(self, node: Node[str], x: float, row: float, label: float, out: list[str]) -> tuple[float, float]:
        """Place a subtree from `row` on; where its label stands, and the first row below it."""
        ends: list[float] = []
        below = row
        for child in node.children:
            at, below = self._place(child, x + label + 1.8, below, label, out)
            ends.append(at)
        own = (ends[0] + ends[-1]) / 2 if ends else row + 0.5
        y = own * _ROW
        out.append(
            f"place(dx: {x:.2f}cm, dy: {y - 0.3:.2f}cm, box(width: {label:.2f}cm, height: 0.6cm, "
            f"align(center + horizon, [${node.label}$])))"
        )
        x += label
        for at, child in zip(ends, node.children, strict=True):
            end = at * _ROW
            out.append(
                f"place(line(start: ({x:.2f}cm, {y:.2f}cm), end: ({x + 1.8:.2f}cm, {end:.2f}cm), stroke: 0.6pt))\n"
                f"place(dx: {x:.2f}cm, dy: {(y + end) / 2 - 0.22:.2f}cm, box(width: 1.8cm, height: 0.44cm, "
                "align(center + horizon, box(fill: white, inset: 1.5pt, "
                f"text(size: 0.85em, [${child.probability}$])))))"
            )
        return own, below if ends else row + 1

    def options(self, items: Sequence[tuple[str, str]]) -> str:
        return f'#enum(numbering: "(a)", spacing: 0.8em, {", ".join(f"[${text}$]" for _, text in items)})'

    def code(self, source: str) -> str:
        return f'#raw(block: true, lang: "python", {string(source.strip(chr(10)))})'

    def lines(self, w: Op, legend: Sequence[tuple[str, str]]) -> str:
        view = window(w)
        across, up = 7.0, 5.6  # cm

        def place(x: float, y: float) -> tuple[float, float]:
            return (
                (x - float(view.x0)) / float(view.x1 - view.x0) * across,
                (float(view.y1) - y) / float(view.y1 - view.y0) * up,
            )

        def segment(a: tuple[float, float], b: tuple[float, float], stroke: str) -> str:
            (xa, ya), (xb, yb) = place(*a), place(*b)
            return f"place(line(start: ({xa:.3f}cm, {ya:.3f}cm), end: ({xb:.3f}cm, {yb:.3f}cm), stroke: {stroke}))"

        x0, x1, y0, y1 = (float(v) for v in (view.x0, view.x1, view.y0, view.y1))
        ox, oy = min(max(0.0, x0), x1), min(max(0.0, y0), y1)
        out = []
        first, last, step = ticks(view.x0, view.x1)
        for t in range(first, last + 1, step):
            out.append(segment((t, y0), (t, y1), "0.3pt + luma(215)"))
            if t:
                px, py = place(t, oy)
                out.append(
                    f"place(dx: {px - 0.5:.3f}cm, dy: {py + 0.08:.3f}cm, "
                    f"box(width: 1cm, align(center, text(size: 7.5pt, [${t}$]))))"
                )
        first, last, step = ticks(view.y0, view.y1)
        for t in range(first, last + 1, step):
            out.append(segment((x0, t), (x1, t), "0.3pt + luma(215)"))
            if t:
                px, py = place(ox, t)
                out.append(
                    f"place(dx: {px - 1.08:.3f}cm, dy: {py - 0.13:.3f}cm, "
                    f"box(width: 1cm, align(right, text(size: 7.5pt, [${t}$]))))"
                )
        out += [segment((x0, oy), (x1, oy), "0.6pt"), segment((ox, y0), (ox, y1), "0.6pt")]
        keys = []
        for i, ((a, b, c), (label, equation)) in enumerate(zip(coefficients(w), legend, strict=True)):
            stroke = f'(paint: {_COLOURS[i % 6]}, thickness: 1.1pt, dash: "{_DASHES[i % 6]}")'
            if ends := view.visible(a, b, c):
                (xa, ya), (xb, yb) = ends
                out.append(segment((float(xa), float(ya)), (float(xb), float(yb)), stroke))
            keys.append(f"box(line(length: 0.8cm, stroke: {stroke}), baseline: -3pt), [${label}$], [${equation}$]")
        body = "\n".join(out)
        return (
            "#grid(columns: 2, column-gutter: 1cm, align: horizon, "
            f"box(width: {across}cm, height: {up}cm, stroke: 0.3pt + luma(160), {{\n{body}\n}}),\n"
            f"grid(columns: 3, column-gutter: 0.4cm, row-gutter: 0.35cm, align: left + horizon, {', '.join(keys)}))"
        )


def _longest(node: Node[str]) -> int:
    return max([len(node.label), *map(_longest, node.children)])


def _depth(node: Node[str]) -> int:
    return 1 + max(map(_depth, node.children)) if node.children else 0


class Slashed(Typst):
    """Fractions with a slash, for exponents."""

    flat = True

    def fraction(self, top: str, bottom: str) -> str:
        return f"{top} slash {bottom}"


_TYPST, _SLASHED = Typst(), Slashed()
