"""The kind of a key of several pieces, where its text tells it beyond doubt."""

from __future__ import annotations

import re

from tutor.answers import Eigenpairs
from tutor.answers.base import Item, read_inside, split
from tutor.answers.cases import SPELLINGS, plain_words
from tutor.answers.typed_vectors import grid, vector_of
from tutor.errors import Unreadable
from tutor.keys.named import parameter_of, pieces_of
from tutor.reading.limits import MAX_LENGTH
from tutor.written import Op, names

_LABEL = re.compile(r"\s*\\?([A-Za-z]+|Σ|Λ)\s*(\^\s*\{?\s*(?:-1|T|t)\s*\}?|⁻¹|ᵀ)?\s*(?:=|:)(?!=)")
_INVERSE = {"P-1", "PINV"}
_NONE: set[str] = set()
_LETTERS = (  # the letters that tell a factorisation, and those that may stand beside them
    ({"Q", "R"}, _NONE, "QR factorisation"),
    ({"L", "U"}, {"P"}, "LU factorisation"),
    ({"P", "D"}, _INVERSE, "diagonalisation"),
    ({"Q", "D"}, {"QT", "Q-1"}, "spectral decomposition"),
    ({"U", "S", "V"}, _NONE, "singular value decomposition"),
    ({"U", "S", "VT"}, _NONE, "singular value decomposition"),
)
_GREEK = {"SIGMA": "S", "Σ": "S", "LAMBDA": "D", "Λ": "D", "VH": "VT"}


def kind_of_pieces(text: str) -> str | None:
    """``QR factorisation`` for ``Q = [..]; R = [..]``, and so on; None for a key that is read as one thing.

    >>> kind_of_pieces("2: (1, 1); 3: (1, -1)"), kind_of_pieces("k=3: none; otherwise: one"), kind_of_pieces("2x")
    ('eigenpairs', 'cases', None)
    """
    if len(text) > MAX_LENGTH or not any(mark in text for mark in (":", ";", ",", "\n", "->", "→", "↦")):
        return None
    return _factors(text) or _cases(text) or _eigenpairs(text) or _parts(text)


def _factors(text: str) -> str | None:
    found = set()
    plain = re.sub(r"\\begin.*?\\end", lambda m: m[0].replace("\n", " "), text, flags=re.DOTALL)
    for item in split(re.sub(r"\band\b", " ; ", plain), ";,\n"):
        m = _LABEL.match(item.text)
        if m is None:
            return None
        power = re.sub(r"[\s{}^]", "", m[2] or "").replace("⁻¹", "-1").replace("ᵀ", "T")
        name = (m[1] + power).upper()
        found.add(_GREEK.get(name, name))
        if re.match(r"\s*\\?(?:operatorname\s*\{)?diag\b", item.text[m.end() :]):
            continue
        if not _matrix(Item(item.text[m.end() :], item.at + m.end()), text):
            return None
    found -= {"A"}
    return next((kind for must, may, kind in _LETTERS if must <= found <= must | may), None)


def _matrix(item: Item, text: str) -> bool:
    try:
        rows = grid(read_inside(item, text))
    except Unreadable:
        return False
    return rows is not None and not any(names(a) for r in rows for a in r)


def _cases(text: str) -> str | None:
    items = [i.text.partition(":") for i in split(text, ";,\n")]
    known = [word for spelt in SPELLINGS.values() for word in spelt]
    if not items or not all(colon and plain_words(after) in known for _, colon, after in items):
        return None
    return "cases" if parameter_of(text) is not None else None


def _eigenpairs(text: str) -> str | None:
    pieces = split(text, ";\n")
    start = pieces[1].at if len(pieces) > 1 and re.match(r"A\s*=", pieces[0].text) else 0
    try:
        pairs = Eigenpairs((), ()).read(text[start:])
    except Unreadable:
        return None
    args = pairs.args if isinstance(pairs, Op) else ()
    told = all(isinstance(p, Op) and vector_of(p.args[1]) is not None and not names(p.args[0]) for p in args)
    return "eigenpairs" if args and told else None


def _parts(text: str) -> str | None:
    """Several names divided by semicolons, of which one at least stands for more than a number or an expression."""
    pieces = pieces_of(text)
    if pieces is None or len(pieces) < 2 or ":" in text:
        return None
    return "parts" if any(body[:1] in "([{\\" or re.match(r"[A-Z]\w*\(", body) for _, body in pieces) else None
