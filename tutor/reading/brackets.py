"""Operands in brackets and bars: tuples, intervals, sets, absolute values, matrices."""

from __future__ import annotations

from tutor.reading import limits
from tutor.reading.pairing import Token
from tutor.reading.pratt import ABS, ROW, SEPARATORS, Parser
from tutor.written import RELATIONS, Name, Num, Op, Words, Written, walk

CONDITIONS = RELATIONS | {"and", "or", "not", "in"}


def items(p: Parser, first: Written | None = None) -> list[Written]:
    """Expressions with commas between them."""
    found = [p.inside() if first is None else first]
    while p.take(","):
        found.append(p.inside())
    return found


def closing(p: Parser, opened: Token, closers: str) -> str:
    """The closing bracket that must come next."""
    t = p.tokens[p.at]
    if t.kind not in closers:
        if t.kind == ";" and opened.kind == "(":
            raise p.refuse("';' is not expected in round brackets", t, "write a comma, or [1,2;3,4] for a matrix")
        raise p.unexpected(t)
    p.at += 1
    return t.kind


def group(p: Parser, opened: Token) -> Written:
    """Round brackets: a bracketed expression, a tuple, or an interval."""
    spaced = spaced_tuple(p, opened)
    if spaced is not None:
        return spaced
    found = items(p)
    if closing(p, opened, ")]") == "]":
        return interval(p, found, "(]", opened)
    return found[0] if len(found) == 1 else p.made("tuple", tuple(found), opened)


def spaced_tuple(p: Parser, opened: Token) -> Written | None:
    """``(1 2 -3)``: numbers with signs and only spaces between them, at least two of them without a sign between."""
    tokens, n = p.tokens, p.at
    found: list[Written] = []
    plain = False
    while tokens[n].kind != ")":
        negative = tokens[n].kind == "-"
        literal = tokens[n + negative]
        if literal.kind != "num" or (found and not tokens[n].spaced) or (negative and literal.spaced):
            return None
        plain = plain or (bool(found) and not negative)
        found.append(Op("neg", (Num(literal.text),)) if negative else Num(literal.text))
        n += 1 + negative
    if not plain:
        return None
    p.at = n + 1
    return p.made("tuple", tuple(found), opened)


def interval(p: Parser, found: list[Written], kind: str, opened: Token) -> Op:
    """Two ends and their brackets."""
    if len(found) != 2:
        raise p.refuse(
            f"the brackets '{kind[0]}' and '{kind[1]}' do not match", opened, "an interval has two ends: [0, 1)"
        )
    return p.made("interval", (*found, Words(kind)), opened)


def collection(p: Parser, opened: Token) -> Written:
    """Braces: a set; the empty ones are the empty set; in LaTeX (where a set has ``\\{``) a group."""
    if p.take("}"):
        return Op("empty")
    condition = builder(p, opened)
    if condition is not None:
        return condition
    joined = p.at > 1 and p.tokens[p.at - 2].kind == "∪"
    found = items(p)
    closing(p, opened, "}")
    if joined or p.tokens[p.at].kind == "∪":
        return p.made("set", tuple(found), opened)
    if len(found) == 1 and opened.text == "{" and "\\" in p.source.plain:
        return found[0]
    return p.made("set", tuple(found), opened)


def builder(p: Parser, opened: Token) -> Written | None:
    """``{x | x > 2}``, ``{x in R : x^2 < 4}``: the condition, if it is one on the very letter."""
    kept = p.at
    t = p.tokens[p.at]
    if t.kind != "name":
        return None
    p.at += 1
    if p.take("∈") and p.number_set() != Words("R"):
        p.at = kept
        return None
    if p.tokens[p.at].kind not in ("|", ":"):
        p.at = kept
        return None
    p.at += 1
    condition = p.inside()
    closing(p, opened, "}")
    if not isinstance(condition, Op) or condition.head not in CONDITIONS or Name(t.text) not in walk(condition):
        raise p.refuse(f"a condition on {t.text} is expected", t, f"write {{{t.text} | {t.text} > 2}}")
    return condition


def braces(p: Parser, opened: Token) -> Written:
    """``{…}`` as it groups in LaTeX; the brace is the next token."""
    p.at += 1
    inner = p.inside()
    closing(p, opened, "}")
    return inner


def absolute(p: Parser, opened: Token) -> Written:
    """``|…|``."""
    sign = opened.kind
    if sign == "|" and p.tokens[p.at].kind == "|" and not p.tokens[p.at].spaced:
        double = norm(p, opened)
        if double is not None:
            return double
    inner = p.inside(ABS)
    if not p.take(sign):
        raise p.refuse(f"this '{sign}' is never closed", opened, "bars come in pairs: |x - 1|")
    return p.made("abs" if sign == "|" else "norm", (inner,), opened)


def norm(p: Parser, opened: Token) -> Written | None:
    """``||v||`` of something in brackets or a single name; other double bars are absolute values."""
    n = p.at + 1
    t, after = p.tokens[n], p.tokens[n + 1 : n + 3]
    if t.kind == "name" and len(after) == 2 and after[0].kind == after[1].kind == "|":
        p.at = n + 3
        return p.made("norm", (Name(t.text),), opened)
    return None


def matrix(p: Parser, opened: Token) -> Written:
    """Square brackets: a matrix, an augmented matrix, or an interval open on the right."""
    by_space = not has_comma(p)
    rows: list[list[Written]] = []
    starts: list[Token] = []
    bars: list[int] = []
    count = 0
    while True:
        starts.append(p.tokens[p.at])
        row, bar = matrix_row(p, by_space)
        rows.append(row)
        bars.append(bar)
        count += len(row)
        if count > limits.MAX_ENTRIES:
            raise p.refuse(f"a matrix of more than {limits.MAX_ENTRIES} entries is not read", opened)
        if not p.take(";") or p.tokens[p.at].kind == "]":
            break
    if closing(p, opened, "])") == ")":
        if len(rows) > 1 or bars[0]:
            raise p.refuse("the brackets '[' and ')' do not match", opened, "close the matrix with ]")
        return interval(p, rows[0], "[)", opened)
    alone = rows[0][0]
    if count == 1 and not bars[0] and isinstance(alone, Op) and alone.head == "matrix" and len(alone.args) > 1:
        return alone  # brackets around an environment of LaTeX that brings none
    nested = nested_rows(rows)
    if nested is not None:
        rows, bars, starts = nested, [0] * len(nested), [opened] * len(nested)
    for k, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise p.refuse(
                f"row {k + 1} has {entries_in_words(len(row))}, row 1 has {len(rows[0])}",
                starts[k],
                "rows are equally long",
            )
        if bars[k] != bars[0]:
            raise p.refuse(f"the bar in row {k + 1} is not where it is in row 1", starts[k])
    made = tuple(Op("row", tuple(r)) for r in rows)
    if bars[0]:
        return p.made("augmented", (Num(str(bars[0])), *made), opened)
    return p.made("matrix", made, opened)


def has_comma(p: Parser) -> bool:
    """Does a comma stand directly inside the square bracket that was just opened?"""
    depth = 0
    for n in range(p.at, len(p.tokens)):
        kind = p.tokens[n].kind
        if kind in ("(", "[", "{"):
            depth += 1
        elif kind in (")", "]", "}"):
            if not depth:
                return False
            depth -= 1
        elif kind == "," and not depth:
            return True
    return False


def matrix_row(p: Parser, by_space: bool) -> tuple[list[Written], int]:
    """The entries of a row, and how many stand left of the bar (0: there is none)."""
    row: list[Written] = []
    bar = 0
    while True:
        row.append(p.inside(ROW, by_space=by_space))
        t = p.tokens[p.at]
        if t.kind == "|":
            if bar:
                raise p.refuse("a second bar in one row", t)
            bar = len(row)
            p.at += 1
        elif t.kind == "," and not by_space:
            p.at += 1
        elif not by_space or t.kind in SEPARATORS:
            return row, bar
        elif not t.spaced:
            raise p.unexpected(t)


def nested_rows(rows: list[list[Written]]) -> list[list[Written]] | None:
    """The rows of ``[[1,2],[3,4]]``."""
    flat = rows[0] if len(rows) == 1 else [r[0] for r in rows if len(r) == 1]
    if len(rows) > 1 and len(flat) != len(rows):
        return None
    inner: list[list[Written]] = []
    for m in flat:
        if not isinstance(m, Op) or m.head != "matrix" or len(m.args) != 1:
            return None
        row = m.args[0]
        inner.append(list(row.args) if isinstance(row, Op) else [])
    return inner


def entries_in_words(n: int) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{n} entr{'y' if n == 1 else 'ies'}"
