"""Where a density or a mass function is positive, and its value there: pieces ``2x on [0, 1]``, read as people type."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.answers.base import Item, read_inside, split
from tutor.answers.number import is_number
from tutor.errors import Unreadable
from tutor.written import INF, Name, Num, Op, Words, Written, names, number, substitute

ALL = (Op("neg", (INF,)), INF)
_SPLIT = re.compile(r"(?<![A-Za-z\\])(?:on|for|if|when|where|with|whenever|over)(?![A-Za-z])|(?<![A-Za-z])all\s", re.I)
_LEAD = re.compile(r"(?:\s|[,:]|\b(?:on|for|if|when|where|with|over|all|and|the|interval|support|values?|is)\b)+", re.I)
_ELSE = re.compile(
    r"[\s,]*(?:and\s+)?(?:0\s*,?\s*)?(?:otherwise|elsewhere|else)(?:\s*[:,=]?\s*0)?\s*\.?\s*", re.IGNORECASE
)
_DOTS = re.compile(r"\.\.\.?|…|\\(?:ldots|dots|cdots)(?![A-Za-z])|(?<=\w)\s+to\s+(?=\w)")
_LETTER = re.compile(r"\s*([A-Za-z](?:_?\d)?)\s*(=|∈|\\in(?![A-Za-z])|\bin\b)\s*")
_REALS = re.compile(
    r"\s*(?:(?:R|ℝ|\\mathbb\s*\{?R\}?|reals?|real\s+numbers?|x\s+real|everywhere)\b\s*|ℝ\s*)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\s*\$?\s*[A-Za-z]\w?(?:_\{?\w+\}?)?\s*[(\[]\s*(?:[A-Z]\s*=\s*)?(?P<v>[A-Za-z]|-?[0-9][0-9/.]*)\s*(?:[;|,][^()=]*)?[)\]]\s*="
)
_FONT = re.compile(r"\\(?:text|mathrm|textrm)\s*\{([^{}]*)\}")
_CASES = re.compile(r"\\(?:left\\\{|right\.|begin\{(?:cases|array)\}(?:\{[a-z|]*\})?|end\{(?:cases|array)\})")
_CHOOSE = re.compile(r"\bC\(|\(\s*([A-Za-z0-9]{1,9})\s+choose\s+([A-Za-z0-9]{1,9})\s*\)")
MOST = 60  # pieces of one response


@dataclass(frozen=True)
class Piece:
    """A formula between two ends (an end may be infinite), or at single values.

    Attributes
    ----------
    value : Written
    ends : pair of Written, or None
        None together with no values: nothing was said about where.
    values : tuple of Written
        Single places.
    """

    value: Written
    ends: tuple[Written, Written] | None = None
    values: tuple[Written, ...] = ()

    def written(self, variable: str) -> Written:
        """As it is printed: ``2*x, 0 <= x and x <= 1``; a value at one place is a pair."""
        x = Name(variable)
        if self.values:
            return Op("list", (self.value, Op("in", (x, Op("set", self.values)))))
        if self.ends is None:
            return self.value
        low, high = self.ends
        bounds = ([Op("<=", (low, x))] if low != ALL[0] else []) + ([Op("<=", (x, high))] if high != INF else [])
        if not bounds:
            return Op("list", (self.value, Op("in", (x, Words("R")))))
        return Op("list", (self.value, bounds[0] if len(bounds) == 1 else Op("and", tuple(bounds))))


def written_pieces(pieces: Sequence[Piece], variable: str) -> Written:
    """All pieces as they are printed; a table where all are single values."""
    if all(len(p.values) == 1 for p in pieces):
        return Op("pairs", tuple(Op("pair", (p.values[0], p.value)) for p in pieces))
    shown = tuple(p.written(variable) for p in pieces)
    return shown[0] if len(shown) == 1 else Op("parts", shown)


def pieces_of(w: Written, variable: str) -> tuple[Piece, ...] | None:
    """The inverse of `written_pieces`; None for anything else."""
    if isinstance(w, Op) and w.head == "pairs":
        pairs = [a.args for a in w.args if isinstance(a, Op)]
        return tuple(Piece(p, values=(v,)) for v, p in pairs)
    if isinstance(w, Op) and w.head == "parts":
        found = [pieces_of(a, variable) for a in w.args]
        return None if None in found else tuple(p for f in found for p in f or ())
    if isinstance(w, Op) and w.head == "list" and len(w.args) == 2 and is_number(w.args[0]):
        try:
            return (_where(w.args[0], w.args[1], variable),)
        except Unreadable:
            return None
    return (Piece(w),) if is_number(w) else None


def read_pieces(text: str, variable: str, letters: Collection[str], *, discrete: bool = False) -> Written:
    """Formulas with the places where they hold.

    >>> str(read_pieces("f(x) = 2x on [0,1]", "x", ()))
    '2*x, 0 <= x and x <= 1'
    >>> str(read_pieces("P(X=k) = C(3,k)/8, k = 0..3", "k", ()))
    'binomial(3, k)/8, 0 <= k and k <= 3'
    >>> str(read_pieces("1: 1/2, 2: 1/2", "k", ()))
    '1: 1/2; 2: 1/2'
    """
    plain = _FONT.sub(lambda m: " " * (len(m[0]) - len(m[1])) + m[1], text)
    if "cases}" in plain or "array}" in plain:
        plain = _CASES.sub(lambda m: " " * len(m[0]), plain).replace("\\\\", "; ").replace("&", ",")
    pieces: list[Piece] = []
    for group in split(plain, ";\n"):
        items = split(group.text, ",")
        table = len(items) > 1 and (
            all(":" in i.text or _is_entry(i.text) for i in items)
            or all(_SPLIT.search(i.text, 1) or _ELSE.fullmatch(i.text) for i in items)
        )
        for item in items if table else [Item(group.text, 0)]:
            at = Item(item.text, group.at + item.at)
            if not _ELSE.fullmatch(at.text):
                pieces.append(_piece(at, text, variable, letters, discrete))
        if len(pieces) > MOST:
            raise Unreadable(f"more than {MOST} pieces are not read", text, group.at)
    if not pieces:
        raise Unreadable("a formula and where it holds are expected: 2x on [0, 1]", text, 0)
    return written_pieces(pieces, variable)


def _is_entry(text: str) -> bool:
    label = _LABEL.match(text)
    return label is not None and not label["v"].isalpha()


def _piece(item: Item, text: str, variable: str, letters: Collection[str], discrete: bool) -> Piece:
    body, own, place = item.text, variable, ""
    label = _LABEL.match(body)
    if label and label["v"].isalpha():
        own = label["v"]
    elif label:
        place = label["v"]
    start = label.end() if label else 0
    cut = len(split(body[start:], ":"))
    if place:
        at = Item(place, item.at + (label.start("v") if label else 0))
        return Piece(_formula(Item(body[start:], item.at + start), text, own, letters), values=(read_inside(at, text),))
    if cut == 2 and ":" in body:
        first, second = split(body[start:], ":")
        where, value = Item(first.text, item.at + start + first.at), Item(second.text, item.at + start + second.at)
    else:
        value, where = _cut(Item(body[start:], item.at + start), text)
    own = _letter_of(where.text, own, variable, letters) if where.text else own
    formula = _formula(value, text, own, letters)
    if where.text:
        piece = _place(formula, where, text, own, letters, discrete, cut == 2)
    else:
        piece = Piece(formula)
    return _renamed(piece, own, variable)


def _cut(item: Item, text: str) -> tuple[Item, Item]:
    """The formula and the place: after a comma, after 'for', or in ``2x (0 <= x <= 1)``."""
    mark = _SPLIT.search(item.text)
    commas = split(item.text, ",")
    end = len(item.text)
    if len(commas) > 1:
        end = commas[1].at
        end = item.text.rindex(",", 0, end)
    if mark is not None and mark.start() < end:
        end = mark.start()
    value = item.text[:end]
    if end == len(item.text):
        last = re.search(r"\(\s*([^()]*(?:<|>|≤|≥|\\le|\\ge)[^()]*)\)\s*$", value)
        if last:
            return Item(value[: last.start()].strip(), item.at), Item(last[1], item.at + last.start(1))
    rest = _ELSE.sub("", item.text[end:]) if _ELSE.search(item.text[end:]) else item.text[end:]
    lead = _LEAD.match(rest)
    skip = lead.end() if lead else 0
    if rest.strip(" .,") and not rest[skip:].strip() and not re.search(r"all|everywhere", rest):
        raise Unreadable("where does the formula hold?", text, item.at + end, "write 2x on [0, 1]")
    return Item(value.strip(), item.at + len(value) - len(value.lstrip())), Item(
        rest[skip:].strip(), item.at + end + skip
    )


def _letter_of(where: str, own: str, variable: str, letters: Collection[str]) -> str:
    """The letter that a place speaks of; a response may call the variable otherwise."""
    seen = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", where)) - set(letters) - {"R", "N", "Z", "U", "e"}
    return own if own in seen or own != variable or len(seen) != 1 else seen.pop()


def _formula(item: Item, text: str, own: str, letters: Collection[str]) -> Written:
    body = _CHOOSE.sub(lambda m: f"binomial({m[1]},{m[2]})" if m[1] else "binomial(", item.text)
    body = re.sub(r"(?<=\)) (?=\d)", "*", body)  # e^(-2) 2^k
    w = read_inside(Item(body, item.at), text, (own, *letters), others=True)
    if not is_number(w):
        raise Unreadable("one formula is expected", text, item.at, "write 2x on [0, 1], or 1: 1/2, 2: 1/2 for a table")
    return w


def _renamed(piece: Piece, own: str, variable: str) -> Piece:
    if own == variable or variable in names(piece.value):
        return piece
    return Piece(substitute(piece.value, {own: Name(variable)}), piece.ends, piece.values)


def _place(
    value: Written, where: Item, text: str, own: str, letters: Collection[str], discrete: bool, lone: bool
) -> Piece:
    body = re.sub(r"(?<!\.)\.$", "", where.text.rstrip(" ,$")).rstrip()
    label = _LETTER.match(body)
    start = label.end() if label and label[1] == own else 0
    rest = body[start:].strip()
    if _REALS.fullmatch(rest) or _REALS.fullmatch(body) or body == own:
        return Piece(value, ALL)
    if rest in ("N_0", "N0", "ℕ_0", "\\mathbb{N}_0"):
        return Piece(value, (Num("0"), INF))
    dots = _DOTS.search(rest)
    if dots is not None:
        return Piece(value, _range(rest, dots, Item(rest, where.at + start), text, letters))
    if start and label and label[2] == "=":
        items = split(rest, ",")
        found = [read_inside(Item(i.text, where.at + start + i.at), text, letters, others=True) for i in items]
        return Piece(value, values=tuple(found))
    w = read_inside(Item(body, where.at), text, (own, *letters), others=True)
    if lone and is_number(w) and own not in names(w):
        return Piece(value, values=(w,))
    return _where(value, w, own, text, where.at, discrete=discrete)


def _range(rest: str, dots: re.Match[str], item: Item, text: str, letters: Collection[str]) -> tuple[Written, Written]:
    """``0..5``, ``0, 1, …, n``, ``{0, 1, 2, …}``: the ends."""
    before = [i.text for i in split(rest[: dots.start()].strip(" {\\,"), ",")]
    after = rest[dots.end() :].strip(" }\\,")
    if not before or (len(before) > 1 and not all(re.fullmatch(r"-?\d{1,6}", b) for b in before)):
        raise Unreadable("where does it begin?", text, item.at, "write k = 0, 1, ..., 5")
    if any(int(b) - int(a) != 1 for a, b in pairwise(before)):
        raise Unreadable("the values do not go up by 1", text, item.at, "list them all: k in {1, 3, 5}")
    low = read_inside(Item(before[0], item.at), text, letters, others=True)
    high: Written = INF if not after else read_inside(Item(after, item.at + dots.end()), text, letters, others=True)
    return low, high


def _where(value: Written, w: Written, own: str, text: str = "", at: int = 0, *, discrete: bool = False) -> Piece:
    """A place that was read: an interval, a set, a relation or a chain of them."""
    refusal = Unreadable("where does the formula hold?", text, at, f"write 0 <= {own} <= 1, or {own} in {{1, 2}}")
    if not isinstance(w, Op):
        raise refusal
    x = Name(own)
    if w.head == "in" and w.args[0] == x:
        return (
            Piece(value, ALL) if w.args[1] == Words("R") else _where(value, w.args[1], own, text, at, discrete=discrete)
        )
    if w.head == "set" and w.args and all(own not in names(a) for a in w.args):
        return Piece(value, values=w.args)
    if w.head in ("interval", "tuple") and len(w.args) >= 2 and len(w.args) == (3 if w.head == "interval" else 2):
        return Piece(value, (w.args[0], w.args[1]))
    if w.head == "matrix" and len(w.args) == 1 and isinstance(w.args[0], Op) and len(w.args[0].args) == 2:
        return Piece(value, (w.args[0].args[0], w.args[0].args[1]))
    if w.head == "=" and w.args[0] == x:
        return Piece(value, values=(w.args[1],))
    low: Written = ALL[0]
    high: Written = INF
    for relation in w.args if w.head == "and" else (w,):
        if not isinstance(relation, Op) or relation.head not in ("<", "<=", ">", ">="):
            raise refusal
        a, b = relation.args if relation.head in ("<", "<=") else relation.args[::-1]
        strict = discrete and relation.head in ("<", ">")
        if b == x and own not in names(a) and low == ALL[0]:
            low = _next(a, 1) if strict else a
        elif a == x and own not in names(b) and high == INF:
            high = _next(b, -1) if strict else b
        else:
            raise refusal
    return Piece(value, (low, high))


def _next(w: Written, step: int) -> Written:
    """The whole number after (or before) an end that does not belong."""
    if w in (INF, ALL[0]):
        return w
    return number(int(w.text) + step) if isinstance(w, Num) and w.text.isdigit() else w + number(step)
