"""A linear system as people type it: equations, an augmented matrix, or rows of numbers from a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tutor.errors import Unreadable
from tutor.reading import limits
from tutor.reading.brackets import entries_in_words
from tutor.reading.grammar import OPERANDS, checked
from tutor.reading.linear import Form, add, coefficient, linear_form
from tutor.reading.normalise import Source, normalise
from tutor.reading.pairing import Token
from tutor.reading.pratt import Parser
from tutor.reading.tokens import tokenise
from tutor.reading.words import CONSTANT_WORDS, FUNCTION_WORDS, GREEK_WORDS, KEYWORDS, split
from tutor.written import Op, Written, augmented, entries, names, ordered

_ROWS = re.compile(r"[\[\]0-9+\-./,;|\s]*")
_ENTRY = re.compile(r"([^\[\],;|\s]+)|([,;|\n])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:/([0-9]+))?")
_WORD = re.compile(r"[A-Za-z]+(?:_\{?[0-9A-Za-z]+\}?|[0-9]+)?")
_NATURAL = re.compile(r"([0-9]+)")

Entry: TypeAlias = "Fraction | Written"


@dataclass(frozen=True, slots=True)
class LinearSystem:
    """Equations ``rows · variables = rhs`` and the text as it was written.

    An entry is a `Fraction`, or `Written` where a parameter occurs in it.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    rhs: tuple[Entry, ...]
    written: Written


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key by which x2 stands before x10."""
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in _NATURAL.split(name)[:8] if p)


def read_system(text: str, *, parameters: Sequence[str] = ()) -> LinearSystem:
    """A linear system: ``3x + y = 9, 4x - 2y = 5``, ``[2,4,-1|5; 7,-2,3|6]``, or rows like ``2 4 -1 | 5``.

    Equations stand between commas, semicolons or line breaks; unknowns may stand on both sides and in brackets.
    In a matrix the last column is the right side (or all that follows a bar); its unknowns are x1, x2, ….

    Raises
    ------
    tutor.errors.Unreadable
        For anything else, with offset: what is not linear, not an equation, not rectangular.

    Examples
    --------
    >>> s = read_system("3x + y = 9, 4x - 2y = 5")
    >>> s.variables, s.rows[1], s.rhs[1]
    (('x', 'y'), (Fraction(4, 1), Fraction(-2, 1)), Fraction(5, 1))
    >>> s = read_system("x + k y = 1; 2(x - y) = k^2", parameters=["k"])
    >>> str(s.rows[0][1]), str(s.rhs[1])
    ('k', 'k^2')
    """
    source = normalise(text, limits.MAX_SYSTEM_LENGTH)
    if _ROWS.fullmatch(source.plain):
        rows, bar = _numbers(source)
        return _from_matrix(rows, augmented(rows, bar))
    if len(source.plain) > 10 * limits.MAX_LENGTH:
        at = next((m.start() for m in re.finditer(r"[^\[\]0-9+\-./,;|\s]", source.plain)), 0)
        raise source.refuse(
            "so long a text is read only as rows of numbers", at, "write numbers, commas and semicolons"
        )
    letters = _letters(source, parameters)
    parser = Parser(source, tokenise(source, letters), letters, OPERANDS)
    if source.plain.lstrip().startswith(("[", "\\begin", "\\left[", "\\left(")):
        return _symbolic_matrix(parser, parameters)
    return _equations(parser, parameters)


# ---------------------------------------------------------------- numbers only


def _numbers(source: Source) -> tuple[list[list[Fraction]], int]:
    """The rows of a matrix of numbers, and the columns left of the bar (without one, the last column is right)."""
    plain = source.plain.strip()
    start = len(source.plain) - len(source.plain.lstrip())
    if not plain:
        raise source.refuse("there is nothing to read", 0, "write a system: 3x + y = 9, 4x - 2y = 5")
    body = plain
    for opened, closed in (("[", "]"), ("[", "]")):
        if body.startswith(opened) != body.endswith(closed):
            at = start if body.startswith(opened) else start + len(body) - 1
            raise source.refuse("the brackets do not match", at, "one bracket is not closed; add ]")
        if body.startswith("[[") and "[" in body[2:]:  # [[1, 2], [3, 4]]
            body = re.sub(r"\](\s*),(\s*)\[", lambda m: f" {m[1]};{m[2]} ", body)
            body = re.sub(r"\](\s*)\[", lambda m: f";{m[1]} ", body)
        if body.startswith("["):
            body, start = body[1:-1], start + 1
    for m in re.finditer(r"[\[\]]", body):
        raise source.refuse(f"'{m.group()}' is not expected here", start + m.start(), "write [2,4,-1|5; 7,-2,3|6]")
    rows: list[list[Fraction]] = []
    bars: list[int] = []
    row: list[Fraction] = []
    bar, comma, at, row_at = 0, False, 0, start
    count = 0

    def end_of_row(*, strict: bool) -> None:
        if comma:
            raise source.refuse("something is missing after the comma", at, "write a number")
        if not row and not strict:
            return
        if not row:
            raise source.refuse("a row without numbers", at, "write each row as 2, 4, -1 | 5")
        _same_shape(source, rows, row, bars, bar, row_at)
        rows.append(row)
        bars.append(bar)

    for m in _ENTRY.finditer(body):
        at = start + m.start()
        token, mark = m.group(1), m.group(2)
        if token is not None:
            if not row:
                row_at = at
            row.append(_entry(source, token, at))
            comma = False
            count += 1
            if count > limits.MAX_ENTRIES + limits.MAX_VARIABLES:
                raise source.refuse(f"a matrix of more than {limits.MAX_ENTRIES} entries is not read", at)
        elif mark == ",":
            if not row or comma or bar == len(row):
                raise source.refuse("something is missing before the comma", at, "write a number")
            comma = True
        elif mark == "|":
            if bar or not row or comma:
                raise source.refuse("'|' is not expected here", at, "one bar stands before the right side")
            bar = len(row)
        elif mark == ";" or not comma:
            end_of_row(strict=mark == ";")
            row, bar = [], 0
    at = start + len(body)
    end_of_row(strict=False)
    if not rows:
        raise source.refuse("a matrix without entries", 0, "write [2,4,-1|5; 7,-2,3|6]")
    width = len(rows[0])
    if width < 2 or (bars[0] and bars[0] != width - 1):
        raise source.refuse("one column right of the bar, and at least one left of it, make a system", row_at, "")
    return rows, width - 1


def _same_shape(
    source: Source, rows: list[list[Fraction]], row: list[Fraction], bars: list[int], bar: int, at: int
) -> None:
    k = len(rows) + 1
    if rows and len(row) != len(rows[0]):
        raise source.refuse(
            f"row {k} has {entries_in_words(len(row))}, row 1 has {len(rows[0])}", at, "rows are equally long"
        )
    if bars and bar != bars[0]:
        raise source.refuse(f"the bar in row {k} is not where it is in row 1", at)


def _entry(source: Source, token: str, at: int) -> Fraction:
    if len(token) <= limits.MAX_DIGITS:
        m = _NUMBER.fullmatch(token)
        if m is not None:
            if m.group(1) is None and "." not in token:
                return Fraction(int(token))
            if m.group(1) is None or m.group(1).strip("0"):
                top, _, bottom = token.partition("/")
                return Fraction(top) / int(bottom or "1")
            raise source.refuse(f"{token} divides by zero", at)
        raise source.refuse(
            f"'{token}' is no number", at, "write entries as 2, -3/4 or 0.5, with a space or comma between"
        )
    raise source.refuse(f"a number of more than {limits.MAX_DIGITS} digits is not read", at)


def _from_matrix(rows: Sequence[Sequence[Entry]], written: Written) -> LinearSystem:
    variables = tuple(f"x{j}" for j in range(1, len(rows[0])))
    return LinearSystem(variables, tuple(tuple(r[:-1]) for r in rows), tuple(r[-1] for r in rows), written)


# ---------------------------------------------------------------- with letters


def _letters(source: Source, parameters: Sequence[str]) -> frozenset[str]:
    """The names of a system: its parameters, its single letters, and long words that are no product of these."""
    found = dict.fromkeys(parameters, 0)
    words: dict[str, int] = {}
    text = re.sub(r"\\[A-Za-z]+", lambda m: " " * len(m.group()), source.plain)
    for m in _WORD.finditer(text):
        word = m.group().replace("{", "").replace("}", "")
        stem, _, index = word.partition("_")
        word = word if not index else stem + index if index.isdigit() else f"{stem}_{index}"
        if len(stem.rstrip("0123456789")) == 1 or word in GREEK_WORDS:
            found.setdefault(word, m.start())
        elif stem not in FUNCTION_WORDS and word not in CONSTANT_WORDS and word not in KEYWORDS:
            words.setdefault(word, m.start())
    for word, at in words.items():
        if split(word, found.keys()) is not None:
            continue
        if len(word) < 4 and word.isalpha():
            hint = f"write {'*'.join(word)} for a product; parameters are named apart"
            raise source.refuse(f"is '{word}' one name or a product?", at, hint)
        found.setdefault(word, at)
    return frozenset(found)


class _Refusals:
    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.start = 0

    def __call__(self, node: Written, message: str, hint: str) -> Unreadable:
        return self.parser.source.refuse(message, self.parser.places.get(id(node), self.start), hint)


def _equations(parser: Parser, parameters: Collection[str]) -> LinearSystem:
    refusals = _Refusals(parser)
    forms: list[Form] = []
    found: list[Written] = []
    while True:
        first: Token = parser.tokens[parser.at]
        refusals.start = first.at
        parser.calls = 0
        equation = checked(parser, parser.expression(0))
        if not isinstance(equation, Op) or equation.head != "=":
            message = "an equation is expected" if isinstance(equation, Op) and equation.head else "an '=' is missing"
            raise parser.refuse(f"{message}, not {_short(equation)}", first, "write 3x + y = 9, 4x - 2y = 5")
        found.append(equation)
        left, right = (linear_form(side, parameters, refusals) for side in equation.args)
        add(left, right, -1)
        forms.append(left)
        if not (parser.take(",") or parser.take(";") or parser.take("and")):
            break
    if parser.tokens[parser.at].kind != "end":
        raise parser.unexpected(parser.tokens[parser.at])
    used = {n for w in found for n in names(w)} - set(parameters)
    variables = ordered(used)
    if len(variables) > limits.MAX_VARIABLES:
        raise parser.source.refuse(f"more than {limits.MAX_VARIABLES} unknowns are not read", 0)
    if not variables:
        raise parser.source.refuse("there is no unknown in the system", 0, "write 3x + y = 9, 4x - 2y = 5")
    rows = tuple(tuple(coefficient(f.get(v, {})) for v in variables) for f in forms)
    rhs = tuple(coefficient({m: -c for m, c in f.get("", {}).items()}) for f in forms)
    return LinearSystem(variables, rows, rhs, Op("system", tuple(found)))


def _short(w: Written) -> str:
    text = str(w)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _symbolic_matrix(parser: Parser, parameters: Collection[str]) -> LinearSystem:
    refusals = _Refusals(parser)
    m = checked(parser, parser.expression(0))
    if parser.tokens[parser.at].kind != "end":
        raise parser.unexpected(parser.tokens[parser.at])
    if not isinstance(m, Op) or m.head not in ("augmented", "matrix"):
        raise parser.source.refuse("a matrix is expected", 0, "write [2,4,-1|5; 7,-2,3|6]")
    rows: list[list[Entry]] = []
    for r in entries(m):
        row: list[Entry] = []
        for a in r:
            form = linear_form(a, parameters, refusals)
            unknown = sorted(set(form) - {""})
            if unknown:
                hint = f"name it as a parameter: --parameters {unknown[0]}"
                token = next(t for t in parser.tokens if t.kind == "name" and t.text == unknown[0])
                raise parser.refuse(f"'{unknown[0]}' in a matrix is neither a number nor a parameter", token, hint)
            value = coefficient(form.get("", {}))
            row.append(value if isinstance(value, Fraction) else a)
        rows.append(row)
    width = len(rows[0])
    if width < 2 or (m.head == "augmented" and str(m.args[0]) != str(width - 1)):
        raise parser.source.refuse("one column right of the bar, and at least one left of it, make a system", 0)
    return _from_matrix(
        rows, m if m.head == "augmented" else Op("augmented", (*augmented((), width - 1).args, *m.args))
    )
