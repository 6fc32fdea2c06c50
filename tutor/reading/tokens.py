"""From plain text to tokens: numbers, resolved words, signs; LaTeX commands become the tokens of plain typing.

A token's kind is ``num``, ``sci``, ``name``, ``const``, ``func``, ``end``, or the sign itself. Matrix environments of
LaTeX turn into square brackets, ``&`` into a comma and a double backslash into a semicolon, so that the grammar knows
only one form.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from tutor.reading import limits
from tutor.reading.normalise import GREEK, Source
from tutor.reading.pairing import Token, angled, paired
from tutor.reading.words import (
    CONSTANT_WORDS,
    DISTRIBUTIONS,
    FREE_WORDS,
    FUNCTION_WORDS,
    GREEK_WORDS,
    KEYWORDS,
    NUMBER_SETS,
    split,
    suggest,
)

_GREEK = "".join(GREEK)
_SCAN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<num>(?:[0-9]+(?:\.[0-9]+|\.(?![0-9A-Za-z_.(]))?|\.[0-9]+)(?P<exponent>[eE][+-]?[0-9]+)?)"
    r"|(?P<module>(?:np|numpy|sp|sympy|scipy|torch)\.(?=(?:array|asarray|matrix|Matrix|eye|identity|diag)\s*\())"
    rf"|(?P<word>(?:[A-Za-z]+|[{_GREEK}])(?:_\{{[0-9A-Za-z]+\}}|_[0-9]+|_[A-Za-z]+|[0-9]+)?)"
    r"|(?P<command>\\[A-Za-z]+|\\.)"
    r"|(?P<sign>\+/-|\*\*|<=|>=|=<|=>|!=|<>|==|:=|//|__|.)",
    re.DOTALL,
)
_SIGNS = {"**": "^", "=<": "<=", "<>": "!=", "==": "="} | {c: c for c in "+-*/^=<>()[]{}|,;!%≈√∛∪∩∈¬‖&"}
_SIGNS |= {"<=": "<=", ">=": ">=", "!=": "!=", "∖": "∖", "⌊": "(", "⌋": ")", "⌈": "(", "⌉": ")", "°": "°", ":": ":"}
_ROUNDED = {"⌊": "floor", "⌈": "ceil"}
_BOTH = {"±": "±", "∓": "∓", "+/-": "±"}
_REFUSED = {
    ":=": ("':=' assigns a value; a relation is written with =", "write ="),
    "=>": ("'=>' is no relation", "did you mean >= ?"),
    "//": ("'//' is not read", "write / for a fraction"),
    ".": ("a dot stands only inside a number", "use a comma between items, or * for a product"),
    "_": ("an underscore stands only between a letter and its index", "write x_1"),
    "__": ("two underscores are not read", ""),
    "#": ("'#' is not read; there are no comments", "delete it and what follows"),
    "'": ("a quote or prime is not read", "write only the expression itself; A^T for a transpose"),
    '"': ("quotes are not read", "write the answer without quotes"),
    "`": ("backquotes are not read", "write the answer without quotes"),
    "∓": ("'∓' stands for two values", "write both, with a comma: 2, -2"),
    "+/-": ("'+/-' stands for two values", "write both, with a comma: 2, -2"),
    "±": ("'±' stands for two values", "write both, with a comma: 2, -2"),
    "@": ("'@' is not read", "write * for a product"),
    "~": ("'~' is not read", "write only the value, or ≈ between two values"),
    "?": ("'?' is not read", ""),
    "∩": ("'∩' is not read here", "write the set itself"),
}  # fmt: skip

_TEX_SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=",
    "geq": ">=", "geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "approx": "≈", "cup": "∪",
    "cap": "∩", "in": "∈", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "lVert": "‖", "rVert": "‖",
    "Vert": "‖", "neg": "¬", "lnot": "¬", "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac",
    "binom": "binom", "dbinom": "binom", "tbinom": "binom",
    "sqrt": "texsqrt", "lbrace": "{", "rbrace": "}", "langle": "(", "rangle": ")", "land": "and", "lor": "or",
    "wedge": "and", "vee": "or", "top": "top", "{": "{", "}": "}", "%": "%", "|": "‖", "\\": ";",
    "setminus": "∖", "smallsetminus": "∖", "backslash": "∖",
}  # fmt: skip
_TEX_SPACES = frozenset(
    ("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "limits", "quad", "qquad")
    + ("bigg", "Bigg", "biggl", "biggr", "Biggl", "Biggr", "textstyle", "thinspace", "enspace", "mathstrut", "nonumber")
    + (",", ";", ":", "!", " ", "(", ")", "[", "]")
)
_TEX_WORDS = {"infty": "inf", "emptyset": "empty", "varnothing": "empty", "varphi": "phi", "vartheta": "theta"}
_TEX_WORDS |= {"varepsilon": "epsilon", "operatorname": "", "ell": "l", "lambda": "lambda"}
_ALWAYS = FREE_WORDS | NUMBER_SETS | {"U", "T", "is"}  # words with a meaning in some place of the grammar
_TEX_FONT = re.compile(
    r"\\(?:text|textrm|textbf|textit|mbox|mathrm|mathbf|mathbb|mathcal|mathsf|mathit|boldsymbol|bm"
    r"|vec|operatorname)\s*\{([^{}\\]*)\}"
)
_TEX_MATRIX = re.compile(r"\\(begin|end)\s*\{([pb]?matrix|smallmatrix)\}")
_TEX_SKIP = re.compile(r"\\(?:hspace|vspace|hskip)\*?\s*\{[^{}\\]*\}")
_TEX_ARRAY = re.compile(r"\\(?:begin\s*\{array\}\s*\{[lcr|\s]*\}|end\s*\{array\})")
_OPENS = re.compile(r"\}?\s*(?:\\left|\\[bB]igg?l?)?\s*\(")
_DEGREES = frozenset(("deg", "degree", "degrees"))
_JOINED = re.compile(r"([abktxyz])(sin|cos|tan|sec|csc|cot|ln|log|exp|sqrt)([txyz])")  # xsinx, if no letters are given
_SHORT = frozenset(  # words that may stand close to letters of the problem: xsinx
    ("sin", "cos", "tan", "sec", "csc", "cot", "ln", "log", "exp", "sqrt", "sinh", "cosh", "tanh", "arcsin", "arccos")
    + ("arctan", "e", "pi")
)
_SET_OPENS = re.compile(r"\s*\\?[\[({]")
_POWER_OF_TEN = re.compile(r"\s*10\s*(?:\^|\*\*)")
_REPEATING = re.compile(
    r"(?P<whole>[0-9]+)\.(?:(?P<fixed>[0-9]*)(?:\\(?:overline|bar|overbar)\s*\{\s*(?P<line>[0-9]+)\s*\}"
    r"|\\dot\s*\{?\s*(?P<dot>[0-9])\s*\}?)|\((?P<period>[0-9]+)\))"
)
_TEX_INDEX = re.compile(r"_(?:\{([0-9A-Za-z]+)\}|([0-9A-Za-z]))")


def tokenise(source: Source, names: Collection[str], *, others: bool = True, several: bool = False) -> list[Token]:
    """The tokens of a text, words resolved; the last one is of the kind ``end``.

    Parameters
    ----------
    names : the letters that win over all else; if there are none, every word is accepted
    others : single letters outside `names` are accepted too
    several : ``±`` and ``+-`` are accepted
    """
    scanner = _Scanner(source, frozenset(names), others or not names, several)
    scanner.scan(0, len(source.plain))
    scanner.tokens.append(Token("end", "", len(source.plain), False))
    tokens = scanner.tokens
    if "<" in source.plain and ">" in source.plain:
        tokens = angled(tokens)
    return paired(source, tokens)


class _Scanner:
    def __init__(self, source: Source, names: frozenset[str], others: bool, several: bool) -> None:
        self.source, self.names, self.others, self.several = source, names, others, several
        self.tokens: list[Token] = []
        self.spaced = False
        self.vocabulary: frozenset[str] | None = None
        plain = source.plain.rstrip()
        self.first, self.last = len(plain) - len(plain.lstrip()), len(plain) - 1

    def scan(self, pos: int, end: int) -> None:
        text, tokens, scan = self.source.plain, self.tokens, _SCAN.match
        while pos < end:
            m = scan(text, pos, end)
            if m is None:
                raise self.source.refuse(f"{text[pos]!r} is not read", pos)
            kind, at, pos = m.lastgroup, pos, m.end()
            if kind == "space":
                if "\n" in m.group():
                    tokens.append(Token("\n", "\n", at, True))
                self.spaced = True
                continue
            if kind == "command":
                pos = self.command(m.group(), at, end)
                continue
            if kind == "module":
                self.spaced = True
                continue
            if kind == "word":
                if m.group() in ("x", "X") and tokens and tokens[-1].kind == "num" and _POWER_OF_TEN.match(text, pos):
                    self.add("*", "*", at)
                else:
                    self.word(m.group(), at)
            elif kind == "sign":
                sign = m.group()
                if self.several and (sign in _BOTH or (sign == "+" and text[pos : pos + 1] == "-")):
                    pos += sign == "+"
                    tokens.append(Token(_BOTH.get(sign, "±"), text[at:pos], at, self.spaced))
                    self.spaced = False
                    continue
                if sign in _ROUNDED:
                    self.add("func", _ROUNDED[sign], at)
                if sign == "$" and self.frames(at):
                    continue
                if sign == "." and at == self.last and tokens and tokens[-1].kind != "num" and at > self.first:
                    continue  # the full stop of a sentence
                if sign not in _SIGNS:
                    raise self.refused(sign, at)
                tokens.append(Token(_SIGNS[sign], sign, at, self.spaced))
            else:
                pos = self.number(m, at)
            self.spaced = False

    def frames(self, at: int) -> bool:
        """Is this one of the dollar signs around the whole text, one or two on each side?"""
        plain = self.source.plain
        before, after = plain[self.first : at + 1], plain[at : self.last + 1]
        return before in ("$", "$$") or after in ("$", "$$")

    def refused(self, sign: str, at: int) -> Exception:
        message, hint = _REFUSED.get(sign, (f"{sign!r} is not read", ""))
        if sign == "." and self.tokens and self.tokens[-1].kind == "num":
            message, hint = "a number with a dot too many, or a dot before a name", "write 2.5, or 2*x for a product"
            after = self.source.plain[at + 1 : at + 3]
            if after[:1] == "(" or (after[:1] == "." and not after[1:].isdigit()):
                message, hint = "digits that go on for ever are not read", "write the fraction, as in 1/3"
        return self.source.refuse(message, at, hint)

    def number(self, m: re.Match[str], at: int) -> int:
        repeating = _REPEATING.match(self.source.plain, at)
        if repeating is not None:
            return self.repeating(repeating, at)
        literal, exponent, end = m.group("num"), m.group("exponent"), m.end()
        if exponent:
            if exponent[0] in self.names or exponent in self.names:
                end -= len(exponent)
                literal, exponent = literal[: -len(exponent)], None
            else:
                literal = literal[: -len(exponent)]
        if len(literal) > limits.MAX_DIGITS or (exponent and len(exponent) > limits.MAX_DIGITS):
            raise self.source.refuse(f"a number of more than {limits.MAX_DIGITS} digits is not read", at)
        literal = literal.rstrip(".") if literal[0] != "." else f"0{literal}"
        self.tokens.append(Token("num", literal, at, self.spaced))
        if exponent:
            self.tokens.append(Token("sci", exponent[1:], m.end() - len(exponent), False))
        return end

    def repeating(self, m: re.Match[str], at: int) -> int:
        """``0.1\\overline{6}``, ``0.(3)``: the fraction that it is."""
        whole, fixed, period = m["whole"], m["fixed"] or "", m["line"] or m["dot"] or m["period"]
        if len(m.group()) > limits.MAX_REPEATING:
            raise self.source.refuse(f"a repeating decimal of more than {limits.MAX_REPEATING} signs is not read", at)
        below = 10 ** len(fixed) * (10 ** len(period) - 1)
        value = Fraction(int(whole + fixed + period) - int(whole + fixed), below)
        self.tokens.append(Token("repeating", str(value), at, self.spaced))
        return m.end()

    def word(self, raw: str, at: int) -> None:
        base, mark, index = raw.partition("_")
        index = index.strip("{}")
        if base[0] in GREEK:
            base = GREEK[base[0]] + base[1:]
        word = base if not mark else f"{base}{index}" if index.isdigit() else f"{base}_{index}"
        underscored = f"{base}_{index}"
        names = self.names
        if word in names:
            self.add("name", word, at)
        elif mark and underscored in names:
            self.add("name", underscored, at)
        elif (kind := self.known(word)) is not None:
            self.add(*kind, at)
        elif FUNCTION_WORDS.get(base.rstrip("0123456789")) == "ln" and not mark and word not in FUNCTION_WORDS:
            self.unknown(word, base, mark, at)  # ln5 is ln(5)
        elif FUNCTION_WORDS.get(base.rstrip("0123456789")) in ("log", "ln") and base.rstrip("0123456789") not in names:
            digits = index if mark else base.lstrip("abcdefghijklmnopqrstuvwxyzLN")
            self.add("logbase", digits, at)
        else:
            self.unknown(word, base, mark, at)

    def add(self, kind: str, text: str, at: int) -> None:
        self.tokens.append(Token(kind, text, at, self.spaced))
        self.spaced = False

    def known(self, word: str) -> tuple[str, str] | None:
        if word in KEYWORDS:
            return KEYWORDS[word], word
        if word in CONSTANT_WORDS:
            return "const", CONSTANT_WORDS[word]
        if word in FUNCTION_WORDS:
            return "func", FUNCTION_WORDS[word]
        return None

    def unknown(self, word: str, base: str, mark: str, at: int) -> None:
        """A word that is neither a name of the problem nor known: several in one, a new name, or refused."""
        letters = base.rstrip("0123456789")
        digits = base[len(letters) :]
        if digits and not mark and letters in FUNCTION_WORDS and letters not in self.names:  # sin2x
            self.add("func", FUNCTION_WORDS[letters] if letters != "root" else "sqrt", at)
            self.tokens.append(Token("num", digits, at + len(letters), False))
            return
        pieces = self.pieces(word)
        if pieces is None and digits and not mark and letters == "rt":  # rt3
            self.add("func", "sqrt", at)
            self.tokens.append(Token("num", digits, at + 2, False))
        elif pieces is not None:
            for piece in pieces:
                kind = ("name", piece) if piece in self.names else self.known(piece) or ("name", piece)
                self.add(*kind, at)
                at += len(piece)
        elif word in _DEGREES:
            self.add("°", word, at)
        elif (
            letters in GREEK_WORDS
            or not self.names
            or word in _ALWAYS
            or ((word in DISTRIBUTIONS or word == "sigma") and self.opens(word, at))
            or (self.others and len(letters) == 1)
        ):
            self.add("name", word, at)
        else:
            known = sorted(self.names)
            near = suggest(word, [*known, *FUNCTION_WORDS])
            hint = f"did you mean {near}?" if near else f"the names here are {', '.join(known[:12])}"
            if digits and letters in self.names:
                hint = f"did you mean {letters}^{digits} or {digits}*{letters}?"
            raise self.source.refuse(f"'{word}' is not known here", at, hint)

    def opens(self, word: str, at: int) -> bool:
        """Does a round bracket follow the word at `at`?"""
        text = self.source.plain
        written = text.startswith((word, f"\\{word}"), at)
        end = at + (text[at] == "\\") + (len(word) if written else 1)  # a Greek letter is one character
        return _OPENS.match(text, end) is not None

    def pieces(self, word: str) -> list[str] | None:
        if len(word) > 200:
            return None
        if not self.names:
            head, last = word[:-1], word[-1]
            if head in FUNCTION_WORDS and len(head) > 1 and last.isalpha():
                return [head, last]
            m = _JOINED.fullmatch(word)
            return list(m.groups()) if m else None
        if self.vocabulary is None:
            short: tuple[str, ...] = (
                "sin",
                "cos",
                "tan",
                "sec",
                "csc",
                "cot",
                "ln",
                "log",
                "exp",
                "sqrt",
                "sinh",
                "cosh",
                "tanh",
            )
            short += ("arcsin", "arccos", "arctan", "e", "pi")
            self.vocabulary = self.names | frozenset(short)
        return split(word, self.vocabulary)

    def leaves_out(self, pos: int) -> bool:
        """Is a backslash behind a set and before another: ``R \\ {0}``?"""
        last = self.tokens[-1] if self.tokens else None
        behind = last is not None and (last.kind in (")", "]", "}") or last.text in NUMBER_SETS) and self.spaced
        return behind and _SET_OPENS.match(self.source.plain, pos) is not None

    def command(self, raw: str, at: int, end: int) -> int:
        name, text, pos = raw[1:], self.source.plain, at + len(raw)
        if name in (" ", "{", "(", "[") and self.leaves_out(pos - (name != " ")):
            self.add("∖", raw, at)
            return pos - (name != " ")
        if name in _TEX_SPACES:
            self.spaced = True
            if name in ("left", "right") and text[pos : pos + 1] == ".":
                pos += 1
            return pos
        if (m := _TEX_FONT.match(text, at, end)) is not None:
            self.spaced = True
            self.scan(m.start(1), m.end(1))
            self.spaced = True
            return m.end()
        if (m := _TEX_MATRIX.match(text, at, end)) is not None:
            self.add("[" if m.group(1) == "begin" else "]", m.group(), at)
            return m.end()
        if (m := _TEX_ARRAY.match(text, at, end)) is not None:
            self.add("[" if name == "begin" else "]", m.group(), at)
            return m.end()
        if (m := _TEX_SKIP.match(text, at, end)) is not None:
            self.spaced = True
            return m.end()
        if name in ("circ", "degree"):
            self.add("°", raw, at)
            return pos
        if name in _TEX_SIGNS:
            self.add(_TEX_SIGNS[name], raw, at)
            return pos
        word = _TEX_WORDS.get(name, name)
        if word in FUNCTION_WORDS or word in CONSTANT_WORDS or word in GREEK_WORDS:
            m = _TEX_INDEX.match(text, pos, end)
            self.word(word + (f"_{m.group(1) or m.group(2)}" if m else ""), at)
            return m.end() if m else pos
        near = suggest(name, [*FUNCTION_WORDS, *_TEX_SIGNS, *GREEK_WORDS])
        hint = f"did you mean \\{near}?" if near else "write it without LaTeX"
        raise self.source.refuse(f"the command '{raw}' is not read", at, hint)
