"""The little language of chance: pieces of a text, parameters, events.

A text has pieces between semicolons (or newlines): what is given first, what is asked last. Values are read by the
common reader, events here, questions about a random variable in `tutor.methods.probability.questions`. Every refusal
leads back to the place in the text as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError, Unreadable
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.reading import read
from tutor.reading.limits import MAX_LENGTH
from tutor.reading.normalise import Source, normalise
from tutor.written import Name, Num, Op, Written, number, typed


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, without the blanks around it.

    >>> [p.text for p in piece_of("n=10, p=1/3").split(",")]
    ['n=10', 'p=1/3']
    """

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves, in the plain alphabet."""
        return self.source.plain[self.start : self.end]

    def refuse(self, message: str, at: int = 0, hint: str = "") -> Unreadable:
        """The refusal, to be raised, at an offset inside the piece."""
        return self.source.refuse(message, self.start + at, hint)

    def part(self, start: int, end: int | None = None) -> Piece:
        """A part of it, blanks stripped."""
        text = self.text[start:end]
        low = self.start + start + len(text) - len(text.lstrip())
        return Piece(self.source, low, max(low, self.start + start + len(text.rstrip())))

    def split(self, separators: str) -> list[Piece]:
        """The parts between separators that stand outside brackets."""
        parts, begin = [], 0
        for i in self._outside():
            if self.text[i] in separators:
                parts.append(self.part(begin, i))
                begin = i + 1
        parts.append(self.part(begin))
        return parts

    def find(self, pattern: str) -> re.Match[str] | None:
        """The first match of a pattern that starts outside brackets."""
        compiled = re.compile(pattern)
        return next((m for i in self._outside() if (m := compiled.match(self.text, i))), None)

    def _outside(self) -> Iterator[int]:
        """Offsets of the characters that are in no brackets; half-open intervals like [0, 2) may mix brackets."""
        depth = 0
        for i, c in enumerate(self.text):
            if c in "([{":
                depth += 1
            elif c in ")]}":
                depth = max(0, depth - 1)
            elif not depth:
                yield i


def piece_of(text: str) -> Piece:
    """The whole of a text."""
    source = normalise(text, MAX_LENGTH)
    opened: list[int] = []
    for i, c in enumerate(source.plain):
        if c in "([{":
            opened.append(i)
        elif c in ")]}" and not opened:
            raise source.refuse(f"'{c}' closes a bracket that was not opened", i)
        elif c in ")]}":
            opened.pop()
    if opened:
        raise source.refuse("this bracket is not closed", opened[-1], "close it")
    return Piece(source, 0, len(source.plain)).part(0)


def given_and_asked(inputs: Sequence[str], *, default: str = "") -> tuple[Piece, list[Piece]]:
    """What stands before the last semicolon (or first input), and the questions after it, parted by commas.

    >>> given, asked = given_and_asked(("n=10, p=1/3; P(X>=8), E",))
    >>> given.text, [a.text for a in asked]
    ('n=10, p=1/3', ['P(X>=8)', 'E'])
    """
    whole = piece_of("; ".join(i.strip().rstrip(";") for i in inputs) or default)
    parts = [p for p in whole.split(";\n") if p.text]
    if not parts:
        raise whole.refuse("nothing is given")
    if len(parts) == 1:
        if not default:
            raise whole.refuse("nothing is asked", len(whole.text), "put the question after a semicolon")
        return parts[0], piece_of(default).split(",")
    given = Piece(whole.source, parts[0].start, parts[-2].end)
    return given, [a for a in parts[-1].split(",") if a.text]


# ---------------------------------------------------------------- values


def expression(piece: Piece, names: Sequence[str] = ()) -> Written:
    """An expression; a refusal by the reader is told at its place in the whole text."""
    if not piece.text:
        raise piece.refuse("a value is missing here")
    try:
        return read(piece.text, names=tuple(names))
    except Unreadable as e:
        raise piece.refuse(e.message, min(e.at, len(piece.text)), e.hint) from None


def literal(piece: Piece) -> tuple[Written, Fraction]:
    """A number as it is written and its exact value; ``12.5%`` is 0.125.

    >>> literal(piece_of("12.5%"))[1]
    Fraction(1, 8)
    """
    text = piece.text
    if text.endswith("%"):
        w, q = literal(piece.part(0, len(text) - 1))
        return terminating(q / 100) or number(q / 100), q / 100
    w = expression(piece)
    try:
        q = evaluate(w, {}, EXACT)
    except (NotExact, KeyError):
        raise piece.refuse(f"'{text}' is not an exact number", 0, "type an integer, a fraction or a decimal") from None
    if not isinstance(q, Fraction):
        raise piece.refuse(f"'{text}' is not a number")
    if max(abs(q.numerator), q.denominator) > 10**30:
        raise piece.refuse(f"'{text}' has too many digits")
    return w, q


def terminating(q: Fraction, places: int = 8) -> Written | None:
    """The fraction as a terminating decimal of at most so many places, or None.

    >>> str(terminating(Fraction(1, 8)))
    '0.125'
    """
    left, n = q.denominator, 0
    while left % 10 == 0:
        left, n = left // 10, n + 1
    for prime in (2, 5):
        while left % prime == 0:
            left, n = left // prime, n + 1
    if left > 1 or n > places:
        return None
    if not n:
        return number(q)
    digits = str(abs(q.numerator) * 10**n // q.denominator).rjust(n + 1, "0")
    size = Num(f"{digits[:-n]}.{digits[-n:]}")
    return Op("neg", (size,)) if q < 0 else size


def probability(piece: Piece, name: str) -> tuple[Written, Fraction]:
    """A number in [0, 1]; otherwise an `InputError` that names the culprit."""
    w, q = literal(piece)
    if not 0 <= q <= 1:
        raise InputError(f"{name} = {piece.text} is no probability: it must lie between 0 and 1")
    return w, q


def assignments(given: Piece, known: dict[str, str]) -> dict[str, tuple[Written, Fraction]]:
    """``n=10, p=1/3`` as values under their names; `known` maps every spelling to the name meant.

    >>> {k: str(v[1]) for k, v in assignments(piece_of("n=10, p=1/3"), {"n": "n", "p": "p"}).items()}
    {'n': '10', 'p': '1/3'}
    """
    found: dict[str, tuple[Written, Fraction]] = {}
    for part in given.split(",;\n"):
        if not part.text:
            continue
        m = re.match(r"\s*([A-Za-zλμσ]\w*)\s*=", part.text)
        if not m:
            raise part.refuse("expected a name, '=' and a value", 0, f"for example {next(iter(known))} = 2")
        if m.group(1) not in known:
            raise part.refuse(f"'{m.group(1)}' is not a parameter here", 0, f"the parameters are {listed(known)}")
        name = known[m.group(1)]
        if name in found:
            raise part.refuse(f"{name} is given twice")
        found[name] = literal(part.part(m.end()))
    return found


def listed(words: Sequence[str] | dict[str, str]) -> str:
    """``a, b and c``."""
    things = list(words)
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def whole(name: str, q: Fraction, low: int, high: int) -> int:
    """A whole number within bounds, or an `InputError`."""
    if q.denominator != 1 or not low <= q <= high:
        raise InputError(f"{name} = {q} must be a whole number from {low} to {high}")
    return int(q)


# ---------------------------------------------------------------- events

_WORD = re.compile(r"\s*(\||,|\(|\)|and\b|or\b|not\b|∩|∪|¬|&|[A-Za-z][A-Za-z0-9_]*'?)")


def event(piece: Piece) -> Written:
    """An event or a conditional event: ``not A``, ``A and B``, ``A|B``; ``A'`` is ``not A``.

    >>> event(piece_of("D | not T"))
    Op(head='given', args=(Name(text='D'), Op(head='not', args=(Name(text='T'),))))
    """
    tokens: list[tuple[str, int]] = []
    i = 0
    while i < len(piece.text.rstrip()):
        m = _WORD.match(piece.text, i)
        if not m:
            raise piece.refuse("expected the name of an event, 'not', 'and', 'or' or '|'", i)
        tokens.append((m.group(1), m.start(1)))
        i = m.end()
    parsed, rest = _alternatives(piece, tokens)
    if rest and rest[0][0] == "|":
        condition, rest = _alternatives(piece, rest[1:])
        parsed = Op("given", (parsed, condition))
    if rest:
        raise piece.refuse(f"'{rest[0][0]}' does not belong here", rest[0][1])
    return parsed


_Tokens = list[tuple[str, int]]


def _alternatives(piece: Piece, tokens: _Tokens) -> tuple[Written, _Tokens]:
    return _joined(piece, tokens, "or", ("or", "∪"))


def _joined(piece: Piece, tokens: _Tokens, head: str, words: tuple[str, ...]) -> tuple[Written, _Tokens]:
    def one(rest: _Tokens) -> tuple[Written, _Tokens]:
        return _joined(piece, rest, "and", ("and", "∩", "&", ",")) if head == "or" else _single(piece, rest)

    first, rest = one(tokens)
    parts = [first]
    while rest and rest[0][0] in words:
        found, rest = one(rest[1:])
        parts.append(found)
    return (parts[0] if len(parts) == 1 else Op(head, tuple(parts))), rest


def _single(piece: Piece, tokens: _Tokens) -> tuple[Written, _Tokens]:
    if not tokens:
        raise piece.refuse("the name of an event is missing", len(piece.text))
    (word, at), rest = tokens[0], tokens[1:]
    if word in ("not", "¬"):
        found, rest = _single(piece, rest)
        return negated(found), rest
    if word == "(":
        if len(rest) > 50:
            raise piece.refuse("this event is too long", at)
        found, rest = _alternatives(piece, rest)
        if not rest or rest[0][0] != ")":
            raise piece.refuse("a bracket is not closed", at)
        return found, rest[1:]
    if word in ("|", ")", ",", "and", "or", "∩", "∪", "&"):
        raise piece.refuse(f"the name of an event is missing before '{word}'", at)
    name = Name(word.rstrip("'"))
    return (negated(name) if word.endswith("'") else name), rest


def negated(a: Written) -> Written:
    """The complement; two complements cancel.

    >>> str(negated(negated(Name("A"))))
    'A'
    """
    return a.args[0] if isinstance(a, Op) and a.head == "not" else Op("not", (a,))


def P(a: Written) -> Op:
    """The probability of an event, as it is written."""
    return Op("P", (a,))


def given(a: Written, b: Written) -> Op:
    """The event a, given b."""
    return Op("given", (a, b))


def both(a: Written, b: Written) -> Op:
    """The event that a and b happen."""
    return Op("and", (a, b))


def inside_p(piece: Piece) -> Piece:
    """What stands in the brackets of ``P(…)``; a refusal for anything else."""
    m = re.fullmatch(r"[Pp]r?\s*\((.*)\)", piece.text, re.DOTALL)
    if not m:
        raise piece.refuse("expected a probability P(…)", 0, "for example P(A|B)")
    return piece.part(m.start(1), m.end(1))


def probabilities(given_piece: Piece) -> list[tuple[Written, Written, Fraction, Piece]]:
    """``P(A)=1/2, P(B|A)=0.3`` as (event, value as written, value, place) in order."""
    found: list[tuple[Written, Written, Fraction, Piece]] = []
    for part in given_piece.split(",;\n"):
        if not part.text:
            continue
        equals = part.find("=")
        if equals is None:
            raise part.refuse("expected P(…) = value", len(part.text), "for example P(A) = 1/2")
        inner = inside_p(part.part(0, equals.start()))
        a = event(inner)
        if any(a == b for b, *_ in found):
            raise part.refuse(f"P({typed(a)}) is given twice")
        w, q = probability(part.part(equals.end()), f"P({typed(a)})")
        found.append((a, w, q, part))
    if not found:
        raise given_piece.refuse("no probabilities are given", 0, "for example P(A) = 1/2")
    return found
