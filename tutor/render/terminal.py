"""Plain Unicode: `inline` puts an expression on one line, `block` draws it in two dimensions."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from tutor.render.emitter import Emitter
from tutor.render.notation import WIDE
from tutor.render.pieces import Node
from tutor.render.plot import MARKS, characters
from tutor.written import BLOCKS, Op, Written

_RAISED = dict(
    zip("0123456789+−=()nixktmTabcdefghjloprsuvwyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣᵏᵗᵐᵀᵃᵇᶜᵈᵉᶠᵍʰʲˡᵒᵖʳˢᵘᵛʷʸᶻ", strict=True)
)
_LOWERED = dict(zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def inline(w: Written) -> str:
    """One line.

    >>> from tutor.written import Name
    >>> inline(2 * Name("x") ** 2 - 3)
    '2x² − 3'
    """
    return _INLINE.emit(w)


def block(w: Written, width: int = 80) -> list[str]:
    """Lines of text, at most `width` wide where the content can be broken.

    >>> from tutor.written import matrix
    >>> print("\\n".join(block(matrix(((1, -2), (3, 4))))))
    ⎡1  −2⎤
    ⎣3   4⎦
    """
    if isinstance(w, Op) and w.head == "options":
        return [line for i, a in enumerate(w.args) for line in hanging(f"({chr(97 + i % 26)}) ", inline(a), width)]
    lines = [line.rstrip() for line in _BLOCK.emit(w).lines]
    if max(map(_wide, lines), default=0) <= width or (isinstance(w, Op) and w.head in BLOCKS | {"matrix", "augmented"}):
        return lines
    return textwrap.wrap(inline(w), width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def hanging(mark: str, text: str, width: int) -> list[str]:
    """Wrapped text behind a mark.

    >>> hanging("1. ", "one two", 7)
    ['1. one', '   two']
    """
    return textwrap.wrap(
        text, max(width, len(mark) + 3), initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    ) or [mark.rstrip()]  # fmt: skip


def tree_lines(root: Node[str]) -> list[str]:
    """A tree drawn with rules, the probability on each branch."""
    out = [root.label]
    for i, child in enumerate(root.children):
        last = i == len(root.children) - 1
        first, *rest = tree_lines(child)
        out.append(f"{'└' if last else '├'}─ {child.probability} ─ {first}")
        out.extend(("   " if last else "│  ") + line for line in rest)
    return out


def _wide(text: str) -> int:
    """Columns that a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, align: str) -> str:
    gap = width - _wide(text)
    left = {"l": 0, "r": gap, "c": gap // 2}[align]
    return " " * left + text + " " * (gap - left)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    count = max(map(len, rows), default=0)
    return [max((_wide(r[k]) for r in rows if k < len(r)), default=0) for k in range(count)]


class Inline(Emitter[str]):
    """Everything on one line."""

    flat = True

    def glyph(self, sign: str) -> str:
        return "  " if sign == WIDE else sign

    def number(self, digits: str) -> str:
        return digits

    def letter(self, name: str) -> str:
        return name

    def words(self, text: str) -> str:
        return text

    def function(self, name: str) -> str:
        return name

    def join(self, parts: Sequence[str]) -> str:
        return "".join(parts)

    def sup(self, base: str, exponent: str) -> str:
        bare = exponent.replace(" ", "")
        if len(bare) <= 4 and all(c in _RAISED for c in bare):
            return base + "".join(_RAISED[c] for c in bare)
        return (
            f"{base}^{exponent}"
            if (exponent.isascii() and exponent.isalnum()) or len(exponent) == 1
            else f"{base}^({exponent})"
        )

    def sub(self, base: str, index: str) -> str:
        bare = index.replace(" ", "")
        if (bare.lstrip("−").isdigit() or len(bare) == 1 or "=" in bare) and all(c in _LOWERED for c in bare):
            return base + "".join(_LOWERED[c] for c in bare)
        return f"{base}_{index}" if index.isalnum() else f"{base}_({index})"

    def fence(self, left: str, body: str, right: str) -> str:
        return f"{left}{body}{right}"

    def fraction(self, top: str, bottom: str) -> str:
        return f"{top}/{bottom}" if "∂" not in bottom or len(bottom) < 4 else f"{top}/({bottom})"

    def root(self, body: str, degree: str | None, *, atomic: bool) -> str:
        shown = f"√{body}" if atomic else f"√({body})"
        return shown if degree is None else self.sup("", degree) + shown

    def big(self, sign: str, lower: str | None, upper: str | None) -> str:
        if lower is None or upper is None:
            return f"{sign} "
        return self.sup(self.sub(sign, lower), upper) + " "

    def binomial(self, n: str, k: str) -> str:
        return f"C({n}, {k})"

    def grid(self, rows: Sequence[Sequence[str]], bar: int | None) -> str:
        gap = ", " if any(" " in a for row in rows for a in row) else " "
        if bar is None:
            return f"[{'; '.join(gap.join(row) for row in rows)}]"
        return f"[{'; '.join(gap.join(row[:bar]) + ' | ' + gap.join(row[bar:]) for row in rows)}]"

    def aligned(self, rows: Sequence[Sequence[str]], align: str) -> str:
        return ", ".join("".join(row).strip() for row in rows)

    def cases(self, rows: Sequence[tuple[str, str]]) -> str:
        return "{ " + "; ".join(f"{value}, {condition}" for value, condition in rows) + " }"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        return "; ".join(" | ".join(row) for row in rows)

    def tree(self, root: Node[str]) -> str:
        if not root.children:
            return root.label
        inside = "; ".join(f"{c.probability} → {self.tree(c)}" for c in root.children)
        return f"{root.label} ({inside})"

    def options(self, items: Sequence[tuple[str, str]]) -> str:
        return "  ".join(f"({letter}) {text}" for letter, text in items)

    def code(self, source: str) -> str:
        return source

    def lines(self, w: Op, legend: Sequence[tuple[str, str]]) -> str:
        return ", ".join(f"{label}: {equation}" for label, equation in legend)


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal width; line number `base` is the one that neighbours stand on."""

    lines: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """In columns."""
        return max(map(_wide, self.lines), default=0)

    @property
    def text(self) -> str:
        """The only line."""
        return self.lines[0]

    @property
    def low(self) -> bool:
        """Is it one line only?"""
        return len(self.lines) == 1


def _box(lines: Sequence[str], base: int | None = None, align: str = "l") -> Box:
    width = max(map(_wide, lines), default=0)
    return Box(tuple(_pad(line, width, align) for line in lines), (len(lines) - 1) // 2 if base is None else base)


_TALL = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎪⎩", "}": "⎫⎪⎭", "|": "│││", "‖": "‖‖‖", "⌊": "││⌊",
    "⌋": "││⌋", "⌈": "⌈││", "⌉": "⌉││",
}  # fmt: skip


def _tall(sign: str, height: int, base: int) -> Box:
    if height == 1 or not sign:
        return Box((sign,) * height, base)
    top, middle, bottom = tuple(_TALL[sign])
    rows = [top, *[middle] * (height - 2), bottom]
    if sign in "{}" and height > 2:
        rows[base] = "⎨" if sign == "{" else "⎬"
    return Box(tuple(rows), base)


class Block(Emitter[Box]):
    """Two dimensions: fractions, matrices and braces take the lines they need; their entries stay on one line."""

    def glyph(self, sign: str) -> Box:
        return Box(("  " if sign == WIDE else sign,))

    def number(self, digits: str) -> Box:
        return Box((digits,))

    def letter(self, name: str) -> Box:
        return Box((name,))

    def words(self, text: str) -> Box:
        return Box((text,))

    def function(self, name: str) -> Box:
        return Box((name,))

    def cell(self, w: Written) -> Box:
        return Box((inline(w),))

    exponent = cell

    def join(self, parts: Sequence[Box]) -> Box:
        above = max((p.base for p in parts), default=0)
        below = max((len(p.lines) - p.base for p in parts), default=1)
        rows = []
        for r in range(above + below):
            row = ""
            for p in parts:
                k = r - above + p.base
                row += p.lines[k] if 0 <= k < len(p.lines) else " " * p.width
            rows.append(row)
        return Box(tuple(rows), above)

    def sup(self, base: Box, exponent: Box) -> Box:
        if base.low:
            return Box((_INLINE.sup(base.text, exponent.text),))
        shown = _INLINE.sup("", exponent.text).removeprefix("^")
        raised = Box((shown, *[" " * _wide(shown)] * (len(base.lines) - 1)), base.base)
        return self.join((base, raised))

    def sub(self, base: Box, index: Box) -> Box:
        if base.low:
            return Box((_INLINE.sub(base.text, index.text),))
        lowered = Box((*[" " * index.width] * (len(base.lines) - 1), index.text), base.base)
        return self.join((base, lowered))

    def fence(self, left: str, body: Box, right: str) -> Box:
        height = len(body.lines)
        return self.join((_tall(left, height, body.base), body, _tall(right, height, body.base)))

    def fraction(self, top: Box, bottom: Box) -> Box:
        width = max(top.width, bottom.width)
        rows = [_pad(line, width, "c") for line in top.lines]
        rows += ["─" * width, *[_pad(line, width, "c") for line in bottom.lines]]
        return Box(tuple(f" {r} " for r in rows), len(top.lines))

    def root(self, body: Box, degree: Box | None, *, atomic: bool) -> Box:
        if body.low:
            return Box((_INLINE.root(body.text, degree.text if degree else None, atomic=atomic),))
        sign = _INLINE.sup("", degree.text) + "√" if degree else "√"
        return self.join((self.glyph(sign), self.fence("(", body, ")")))

    def big(self, sign: str, lower: Box | None, upper: Box | None) -> Box:
        return Box((_INLINE.big(sign, lower.text if lower else None, upper.text if upper else None),))

    def binomial(self, n: Box, k: Box) -> Box:
        if not (n.low and k.low):
            return self.join((self.glyph("C("), n, self.glyph(", "), k, self.glyph(")")))
        return self.fence("(", _box([n.text, "", k.text], 1, "c"), ")")

    def grid(self, rows: Sequence[Sequence[Box]], bar: int | None) -> Box:
        texts = [[a.text for a in row] for row in rows]
        widths = _widths(texts)
        lines = []
        for row in texts:
            cells = [_pad(a, width, "r") for a, width in zip(row, widths, strict=True)]
            lines.append("  ".join(cells) if bar is None else "  ".join([*cells[:bar], "│", *cells[bar:]]))
        return self.fence("[", _box(lines), "]")

    def aligned(self, rows: Sequence[Sequence[Box]], align: str) -> Box:
        texts = [[a.text for a in row] for row in rows]
        widths = _widths(texts)
        return _box(["".join(map(_pad, row, widths, align)) for row in texts])

    def cases(self, rows: Sequence[tuple[Box, Box]]) -> Box:
        width = max(value.width for value, _ in rows)
        parts: list[str] = []
        base = 0
        for k, (value, condition) in enumerate(rows):
            if k:
                parts.append("")
            base = len(parts) + value.base if 2 * k < len(rows) else base
            parts += [
                _pad(line, width, "l") + (f"   {condition.lines[0]}" if i == value.base and condition.low else "")
                for i, line in enumerate(value.lines)
            ]
        return self.fence("{", _box([f" {p}" for p in parts], len(parts) // 2), "")

    def table(self, rows: Sequence[Sequence[Box]]) -> Box:
        texts = [[a.text for a in row] for row in rows]
        widths = _widths(texts)
        lines = []
        for i, row in enumerate(texts):
            cells = [_pad(a, width, "r" if k else "l") for k, (a, width) in enumerate(zip(row, widths, strict=True))]
            lines.append(f"{cells[0]} │ {'   '.join(cells[1:])}")
            if i == 0:
                lines.append("─" * (widths[0] + 1) + "┼" + "─" * (sum(widths[1:]) + 3 * len(widths[1:]) - 2))
        return _box(lines)

    def tree(self, root: Node[Box]) -> Box:
        return _box(tree_lines(_texts(root)), 0)

    def options(self, items: Sequence[tuple[str, Box]]) -> Box:
        return _box([f"({letter}) {item.text}" for letter, item in items])

    def code(self, source: str) -> Box:
        return _box([f"    {line}" for line in source.strip("\n").split("\n")])

    def lines(self, w: Op, legend: Sequence[tuple[Box, Box]]) -> Box:
        names = [f"  {MARKS[i % len(MARKS)]}  {a.text}: {b.text}" for i, (a, b) in enumerate(legend)]
        return _box([*characters(w), "", *names])


def _texts(node: Node[Box]) -> Node[str]:
    probability = node.probability.text if node.probability else None
    return Node(probability, node.label.text, tuple(_texts(c) for c in node.children))


_INLINE, _BLOCK = Inline(), Block()
