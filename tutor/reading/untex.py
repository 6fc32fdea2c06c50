r"""The layout of LaTeX, taken away before an answer is cut into its pieces.

Dollars, boxes, fonts, spaces and sizes of brackets mean nothing; environments become what a person would type:
``\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`` is ``[1, 2; 3, 4]``, the rows of ``aligned`` and its like are divided
by semicolons, and a row ``\text{none} & \text{if } k = 3`` of ``cases`` is ``k = 3: none``. Commands that stand for
mathematics stay as they are, for the reader proper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tutor.reading import limits
from tutor.reading.normalise import Source

_MAX_ENVIRONMENTS = 20  # inside one another
_PIECE = re.compile(
    r"(?P<row>\\\\(?:\*|\s*\[-?[0-9.]{1,6}\s*(?:pt|em|ex|mm|cm)\])?)"
    r"|\\(?P<edge>begin|end)\s*\{\s*(?P<environment>[A-Za-z]{1,20}\*?)\s*\}"
    r"|\\(?P<word>(?:operatorname|hspace|vspace)\*|[A-Za-z]+)"
    r"|\\(?P<mark>.)"
    r"|(?P<sign>[{}&$])"
    r"|(?P<plain>[^\\{}&$]+)",
    re.DOTALL,
)
_MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "smallmatrix", "array"))
_CASES = frozenset(("cases", "dcases", "rcases"))
_ROWS = frozenset(("aligned", "align", "alignedat", "alignat", "gathered", "gather", "split", "equation", "eqnarray"))
_ARGUMENTS = re.compile(r"\s*(?:\[[tcb]\])?\s*\{[^{}]{0,60}\}")  # columns of an array, number of pairs of alignedat
_OPEN_SYSTEM = re.compile(r"\s*\\(?:\{|lbrace)\s*(?=\\begin\s*\{(?:array|aligned|alignedat|matrix|gathered|split)\})")
_FONTS = frozenset(
    ("mathrm", "mathbf", "mathbb", "mathcal", "mathsf", "mathit", "mathnormal", "boldsymbol", "bm", "pmb", "vec")
    + ("operatorname", "operatorname*", "ensuremath")
)
_TEXTS = frozenset(("text", "textrm", "textbf", "textit", "textnormal", "mbox", "boxed", "fbox", "underline"))
_SIZES = frozenset(
    ("left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr")
    + ("Biggl", "Biggr", "bigm", "Bigm")
)
_NOTHING = frozenset(
    ("displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "hline", "mathstrut")
    + ("bf", "rm", "it", "sf", "cal", "quad", "qquad", "thinspace", "enspace", "medspace", "thickspace")
)
_SKIPS = frozenset(("hspace", "vspace", "hspace*", "vspace*"))
_SIGNS = {
    "times": "×", "infty": "∞", "in": "∈", "pm": "±", "mp": "∓", "sim": "~", "approx": "≈", "emptyset": "∅",
    "varnothing": "∅",    "colon": ":", "setminus": "∖", "smallsetminus": "∖",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "langle": "(", "rangle": ")", "lbrack": "[", "rbrack": "]", "lbrace": r"\{", "rbrace": r"\}",
}  # fmt: skip
_MARKS = dict.fromkeys(",;:!", " ") | {"%": "%", "_": "_", "\n": " "}
_DELIMITERS = ("()", "[]")
_DOUBLE = {"R": "ℝ", "Z": "ℤ", "N": "ℕ", "Q": "ℚ", "C": "ℂ"}
_RELATION = re.compile(r"[=≠<>≤≥∈]|\\(?:neq?|leq?|geq?|lt|gt|leqslant|geqslant)(?![A-Za-z])")
_CONDITION = re.compile(rf"{_RELATION.pattern}|\b(?:otherwise|else|all other|any other)", re.IGNORECASE)
_IF = re.compile(r"[\s,]*(?:if|for|when)\b", re.IGNORECASE)
_BRACE = re.compile(r"\s*\{")
_BLACKBOARD = re.compile(r"\s*(?:\{\s*([RZNQC])\s*\}|([RZNQC])(?![A-Za-z]))")
_LENGTH = re.compile(r"\s*\{[^{}\\]{0,20}\}")
_LAST_ROW = re.compile(r"\\\\\s*(?:\$\$?|\\[\])]|\})*\s*\Z")
_GROUP = re.compile(r"(?<![\^_\\])\{([^{}\\,;]*)\}")


def untex(text: str) -> Source:
    r"""The answer without the layout of LaTeX, and the way back to the text as it was typed.

    A text without backslash, dollar and ``{,}`` is left alone; so is one whose braces or environments do not match.

    >>> print(untex(r"\boxed{x = 1,\; y = \tfrac{1}{2}}").plain)
    x = 1, y = \tfrac{1}{2}
    >>> print(untex(r"$\begin{cases} x &= 1 \\ y &= 2 \end{cases}$").plain)
    x = 1; y = 2
    """
    if len(text) <= limits.MAX_LENGTH and ("\\" in text or "$" in text or "{,}" in text):
        found = _Layout(text).read()
        if found is not None:
            return found
    return Source(text, text, range(len(text) + 1))


@dataclass
class _Line:
    """Characters, and where each stands in the text as it was typed."""

    text: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def put(self, piece: str, at: int, *, verbatim: bool = False) -> None:
        for n, c in enumerate(piece):
            if c == " " and self.text and self.text[-1] == " ":
                continue
            self.text.append(c)
            self.places.append(at + n if verbatim else at)

    def extend(self, other: _Line) -> None:
        self.text += other.text
        self.places += other.places

    def part(self, a: int, b: int) -> _Line:
        return _Line(self.text[a:b], self.places[a:b])

    def stripped(self, ends: str = " \n") -> _Line:
        whole = str(self)
        start = len(whole) - len(whole.lstrip(" \n"))
        return self.part(start, max(start, len(whole.rstrip(ends))))

    def __str__(self) -> str:
        return "".join(self.text)


@dataclass
class _Frame:
    """An environment that is open: the rows of its cells, and how many braces were open before it."""

    name: str
    depth: int
    rows: list[list[_Line]]


class _Layout:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line = _Line()
        self.frames: list[_Frame] = []
        self.braces: list[str] = []  # what each closing brace becomes
        self.dollars = len(re.findall(r"(?<!\\)\$", text)) % 2 == 0
        pairs = [d for d in _DELIMITERS if len({len(re.findall(rf"(?<!\\)\\{re.escape(c)}", text)) for c in d}) == 1]
        self.marks = _MARKS | dict.fromkeys("".join(pairs), " ")
        self.system = False  # the next environment stands behind one brace on its left

    def read(self) -> Source | None:
        """The text without its layout; None if something does not match."""
        pos = 0
        while pos < len(self.text):
            m = _PIECE.match(self.text, pos)
            if m is None:
                return None
            kind, at = m.lastgroup, pos
            pos = m.end()
            if kind == "plain":
                piece = m.group().replace("\n", " ") if self.frames else m.group()
                self.line.put(piece, at, verbatim=True)
            elif kind == "row" or kind == "sign":
                if not self.sign("\\\\" if kind == "row" else m.group(), at):
                    return None
            elif kind == "mark":
                self.line.put(self.mark(m["mark"]), at)
            elif kind == "word":
                pos = self.word(m["word"], at, pos)
            else:
                name = m["environment"].rstrip("*")
                pos = self.begin(name, at, pos) if m["edge"] == "begin" else self.end(name, at, pos)
                if not pos:
                    return None
        return None if self.frames or self.braces else self.finished()

    def finished(self) -> Source:
        line = self.line.stripped()
        if _LAST_ROW.search(self.text):
            line = line.stripped(" \n;")
        plain = str(line)
        if "\\" in self.text and "\\" not in plain:  # braces that would mean a set where no LaTeX is left
            plain = _GROUP.sub(r"(\1)", plain)
        return Source(self.text, plain, [*line.places, len(self.text)])

    # ---------------------------------------------------------------- pieces

    def sign(self, sign: str, at: int) -> bool:
        """A brace, a dollar, the end of a cell or of a row."""
        line, frame = self.line, self.frames[-1] if self.frames else None
        if sign == "{":
            line.put("{", at)
            self.braces.append("}")
        elif sign == "}":
            if not self.braces or (frame and len(self.braces) == frame.depth):
                return False
            closing = self.braces.pop()
            if closing == "}" and line.text[-1:] == ["{"] and "\\" in self.text:  # {} prints nothing
                line.text.pop()
                line.places.pop()
            elif closing == "}" and line.text[-2:] == ["{", ","]:  # the comma of 0{,}5
                del line.text[-2], line.places[-2]
            else:
                follows = self.text[at + 1 : at + 2]
                line.put(" " if not closing and follows.isalnum() else closing, at)
        elif sign == "$":
            line.put(" " if self.dollars else "$", at)
        elif frame is None or len(self.braces) > frame.depth:
            line.put(";" if sign == "\\\\" else sign, at)
        elif frame.name in _MATRICES:
            line.put(", " if sign == "&" else "; ", at)
        else:
            self.line = _Line()
            if sign == "&":
                frame.rows[-1].append(self.line)
            else:
                frame.rows.append([self.line])
        return True

    def mark(self, mark: str) -> str:
        """A backslash before something else than a letter."""
        if mark == "!" and self.line.text[-1:] == [","]:  # the comma of 13,\!535
            return ""
        if mark == " " and self.line.text[-1:] in ([","], [";"]):  # elsewhere it may leave out: [0, 1] \ {0}
            return " "
        return self.marks.get(mark, f"\\{mark}")

    def word(self, word: str, at: int, pos: int) -> int:
        """A command; where the text goes on."""
        text, line = self.text, self.line
        apart = " " if line.text and line.text[-1].isalnum() else ""
        if word in _SIZES:
            if word == "left" and (m := _OPEN_SYSTEM.match(text, pos)) is not None:
                self.system = True
                return m.end()
            return pos + (text[pos : pos + 1] == ".")
        if word in _FONTS or word in _TEXTS:
            m = _BRACE.match(text, pos)
            if word == "mathbb" and (double := _BLACKBOARD.match(text, pos)) is not None:
                line.put(_DOUBLE[double[1] or double[2]], at)
                return double.end()
            line.put(" " if word in _TEXTS or m is None else apart, at)
            if m is None:
                return pos
            self.braces.append(" " if word in _TEXTS else "")
            return m.end()
        if word in _NOTHING:
            line.put(" ", at)
        elif word in _SKIPS:
            line.put(" ", at)
            m = _LENGTH.match(text, pos)
            return m.end() if m else pos
        elif word in ("top", "intercal"):
            line.put("T", at)
        else:
            line.put(_SIGNS.get(word, f"\\{word}"), at, verbatim=word not in _SIGNS)
        return pos

    # ---------------------------------------------------------------- environments

    def begin(self, name: str, at: int, pos: int) -> int:
        """Open an environment; where the text goes on, or 0 for one that is not known."""
        kind = "cases" if self.system and name in _MATRICES | _ROWS else name
        self.system = False
        if kind not in _MATRICES | _CASES | _ROWS or len(self.frames) == _MAX_ENVIRONMENTS:
            return 0
        if name in ("array", "alignedat", "alignat"):
            m = _ARGUMENTS.match(self.text, pos)
            if m is None:
                return 0
            pos = m.end()
        outer = self.line
        if kind in _MATRICES:
            outer.put("[", at)
            self.frames.append(_Frame(kind, len(self.braces), [[outer]]))
        else:
            self.line = _Line()
            self.frames.append(_Frame(kind, len(self.braces), [[outer], [self.line]]))
        return pos

    def end(self, name: str, at: int, pos: int) -> int:
        """Close it; 0 if it is not the one that is open."""
        if not self.frames or len(self.braces) != self.frames[-1].depth:
            return 0
        frame = self.frames.pop()
        if name != frame.name and not (frame.name == "cases" and name in _MATRICES | _ROWS):
            return 0
        if frame.name in _MATRICES:
            self.line.put("]", at)
            return pos
        self.line = frame.rows[0][0]
        rows = [row for cells in frame.rows[1:] if str(row := _row(cells, frame.name in _CASES))]
        for n, row in enumerate(rows):
            if n:
                self.line.put("; ", row.places[0])
            self.line.extend(row)
        return pos


def _row(cells: list[_Line], cases: bool) -> _Line:
    """The cells of a row as one line; a value and its condition as ``condition: value``."""
    first, last = cells[0].stripped(" \n,;:"), cells[-1].stripped(" \n,;.")
    if cases and len(cells) == 2 and not _RELATION.match(str(last)):
        whole = str(last)
        if _CONDITION.search(whole) and not _CONDITION.search(str(first)):
            said = _IF.match(whole)
            first, last = last.part(said.end() if said else 0, len(whole)).stripped(), first
        if _CONDITION.search(str(first)) and last.places:
            first.put(": ", last.places[0])
            first.extend(last)
            return first
    line = _Line()
    for cell in cells:
        line.put(" ", cell.places[0] if cell.places else 0)
        for c, at in zip(cell.text, cell.places, strict=True):
            line.put(c, at)
    return line.stripped(" \n,;.")
