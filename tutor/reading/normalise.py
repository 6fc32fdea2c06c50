"""One alphabet for the parser: an explicit table from the Unicode that people type or paste to plain characters.

A character that is neither ASCII, nor in the table, nor a Greek letter is refused by its Unicode name; look-alikes of
Latin letters from other scripts are never taken for them. Offsets always lead back to the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.errors import Unreadable

_PLAIN: dict[str, str] = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "⁃": "-", "➖": "-", "➕": "+",
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "•": "*", "∗": "*", "✕": "*", "✖": "*", "⨯": "*", "\u2062": "*",
    "÷": "/", "∕": "/", "⁄": "/", "➗": "/",
    "≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=", "⩾": ">=", "≧": ">=", "≠": "!=", "≈": "≈", "≃": "≈", "∶": ":",
    "√": "√", "∛": "∛", "∞": " inf ", "∅": " empty ", "⌀": " empty ", "∪": "∪", "∩": "∩", "∈": "∈", "¬": "¬",
    "∧": " and ", "∨": " or ", "∣": "|", "❘": "|", "‖": "‖", "∥": "‖", "±": "±", "∓": "∓",
    "∖": "∖", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "°": "°", "º": "°", "˚": "°",
    "ℝ": " R ", "ℤ": " Z ", "ℕ": " N ", "ℚ": " Q ", "ℂ": " C ", "ℯ": "e", "ⅇ": "e", "ⅈ": "i", "ℎ": "h",
    "µ": "μ", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ", "ς": "σ", "Ω": "Ω", "∆": "Δ", "∑": "Σ", "∏": "Π",
    "⊤": "T", "％": "%", "⟨": "(", "⟩": ")", "（": "(", "）": ")", "，": ",", "、": ",", "；": ";", "。": ".",
    "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\u2061": "", "\ufeff": "", "\u00ad": "", "\ufe0f": "",
    "∂": "∂", "∇": "∇", "′": "'", "’": "'",
    "\t": " ", "\r": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\ufe62": "+", "\u2063": ",",
}  # fmt: skip
_PLAIN.update(dict.fromkeys(["\u00a0", "\u1680", "\u202f", "\u205f", "\u3000", *map(chr, range(0x2000, 0x200B))], " "))
_PLAIN.update({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)})  # fullwidth forms
for _code in (*range(0x1D400, 0x1D6A4), *range(0x1D6A8, 0x1D7CC), *range(0x1D7CE, 0x1D800)):  # mathematical alphabets
    _letter = unicodedata.normalize("NFKC", chr(_code))
    if len(_letter) == 1 and (_letter.isascii() or "α" <= _letter <= "ω"):
        _PLAIN[chr(_code)] = _letter

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵗᵏ", "0123456789+-=()nixytk", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₙₖᵢⱼₓ", "0123456789nkijx", strict=True))
_FRACTIONS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅑": "1/9", "⅒": "1/10",
}  # fmt: skip
_LOOK_ALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "aeopcyxijshdqwABEKMHOPCTXIJSABEZHIKMNOPTYXo",
        strict=True,
    )
)

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip

_SIMPLE = re.compile(r"[\n -~]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was typed, the same in plain characters, and the way back from the one to the other.

    >>> s = normalise("x² − 1", 100)
    >>> s.plain, s.origin(6)
    ('x^(2) - 1', 3)
    """

    text: str
    plain: str
    offsets: Sequence[int]

    def origin(self, at: int) -> int:
        """Where the character at `at` of the plain text stands in the text as typed."""
        return self.offsets[min(at, len(self.plain))]

    def refuse(self, message: str, at: int, hint: str = "") -> Unreadable:
        """The refusal at offset `at` of the plain text, to be raised."""
        return Unreadable(message, self.text, self.origin(at), hint)


def normalise(text: str, limit: int) -> Source:
    """The text in plain characters.

    Raises
    ------
    Unreadable
        If it is longer than `limit`, or holds a character that has no meaning here.
    """
    if len(text) > limit:
        raise Unreadable(f"the text has {len(text)} characters; at most {limit} are read", text, limit)
    if _SIMPLE.fullmatch(text):
        return Source(text, text, range(len(text) + 1))
    out: list[str] = []
    offsets: list[int] = []
    i = 0
    while i < len(text):
        start, c = i, text[i]
        i += 1
        if c in _SUPERSCRIPTS:
            while i < len(text) and text[i] in _SUPERSCRIPTS:
                i += 1
            piece = f"^({''.join(_SUPERSCRIPTS[s] for s in text[start:i])})"
        elif c == "ᵀ":
            piece = "^T"
        elif c in _SUBSCRIPTS:
            while i < len(text) and text[i] in _SUBSCRIPTS:
                i += 1
            piece = "_" + "".join(_SUBSCRIPTS[s] for s in text[start:i])
        elif c in _FRACTIONS:
            before = "".join(out[-8:]).rstrip()[-1:]
            piece = f" {_FRACTIONS[c]}" if before.isdigit() else f"({_FRACTIONS[c]})"
        elif c in _PLAIN:
            piece = _PLAIN[c]
        elif c in GREEK or " " <= c <= "~" or c == "\n":
            piece = c
        else:
            raise _unknown(text, start)
        out.append(piece)
        offsets.extend([start] * len(piece))
    offsets.append(len(text))
    return Source(text, "".join(out), offsets)


def _unknown(text: str, at: int) -> Unreadable:
    c = text[at]
    name = unicodedata.name(c, f"U+{ord(c):04X}")
    if c in _LOOK_ALIKE:
        latin = _LOOK_ALIKE[c]
        return Unreadable(f"'{c}' ({name}) only looks like the letter {latin}", text, at, f"type the Latin {latin}")
    if unicodedata.category(c)[0] == "C":
        return Unreadable(f"an invisible character ({name}) is not read", text, at, "delete it")
    if unicodedata.category(c) == "Nd":
        return Unreadable(f"'{c}' ({name}) is not read", text, at, f"type {unicodedata.digit(c)}")
    return Unreadable(f"'{c}' ({name}) has no meaning here", text, at, "")
