"""Conditional probability: from a table of counts, or from known probabilities of two events.

Example: tutor solve conditional "P(A and B)=1/6, P(B)=1/2; P(A|B)"
Takes: probabilities

A table has a heading row, then a row for each line, and the question last, with semicolons between:
``", bus, car; early, 12, 8; late, 18, 62; P(late|bus)"``; ``or`` joins several rows or columns. With probabilities,
any of P(A), P(B), P(A and B), P(A or B), P(A|B), P(B|A) and their complements (``not A``) may be given and asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.events import TwoEvents, derive
from tutor.methods.probability.language import (
    P,
    Piece,
    event,
    given_and_asked,
    inside_p,
    listed,
    literal,
    piece_of,
    probabilities,
)
from tutor.methods.probability.writing import in_words, show, total, uses_decimals
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, number, typed

MAX_CELLS = 400


@dataclass(frozen=True)
class Table:
    """Counts by two features.

    >>> t = Table(("early", "late"), ("bus", "car"), ((12, 8), (18, 62)))
    >>> t.conditional(("late",), ("bus",))
    Fraction(3, 5)
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def cells(self, labels: Sequence[str]) -> frozenset[tuple[int, int]]:
        """The cells of rows, or of columns, together."""
        chosen = [
            (i, j) for i, r in enumerate(self.rows) for j, c in enumerate(self.columns) if r in labels or c in labels
        ]
        return frozenset(chosen)

    def count(self, cells: frozenset[tuple[int, int]]) -> int:
        """How many are in these cells."""
        return sum(self.counts[i][j] for i, j in cells)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(map(sum, self.counts))

    def conditional(self, wanted: Sequence[str], condition: Sequence[str]) -> Fraction:
        """P(wanted | condition)."""
        below = self.cells(condition)
        return Fraction(self.count(below & self.cells(wanted)), self.count(below))

    def written(self) -> Op:
        """The table with its margins."""
        head = Op("row", (Words(""), *map(Words, self.columns), Words("total")))
        lines = [
            Op("row", (Words(label), *map(number, line), number(sum(line))))
            for label, line in zip(self.rows, self.counts, strict=True)
        ]
        sums = [sum(column) for column in zip(*self.counts, strict=True)]
        last = Op("row", (Words("total"), *map(number, sums), number(self.total)))
        return Op("table", (head, *lines, last))

    def bare(self) -> Op:
        """The table as it is given, without margins."""
        head = Op("row", (Words(""), *map(Words, self.columns)))
        lines = [
            Op("row", (Words(label), *map(number, line))) for label, line in zip(self.rows, self.counts, strict=True)
        ]
        return Op("table", (head, *lines))


def from_table(t: Table, wanted: Sequence[str], condition: Sequence[str]) -> Solution:
    """P(wanted | condition) from counts; each of the two is a row or column, or several of them joined by 'or'.

    >>> t = Table(("early", "late"), ("bus", "car"), ((12, 8), (18, 62)))
    >>> str(from_table(t, ("late",), ("bus",)).answer)
    '3/5'
    """
    below, top = t.cells(condition), t.cells(condition) & t.cells(wanted)
    a, b = named(wanted), named(condition)
    if not t.count(below):
        raise InputError(f"nothing counts as {typed(b)}: a probability given it does not exist")
    asked = P(Op("given", (a, b)))
    result = t.conditional(wanted, condition)
    steps = [_sum_step(t, below, condition)]
    both: Written = number(t.count(top))
    if len(top) > 1:
        why = say("Among these, count those that belong to {a}.", a=a)
        terms = total([number(t.counts[i][j]) for i, j in sorted(top)])
        steps.append(Step(why, Found(left=terms, result=both, label=Words("both"))))
    whole: Written = number(t.count(below))
    if show(result) == both / whole:  # nothing cancels: show the sum below the line
        whole = total([number(t.counts[i][j]) for i, j in sorted(below)])
    steps.append(
        Step(
            say("Divide those that belong to {a} as well by the total of the condition.", a=a),
            Found(left=both / whole, result=show(result), label=asked),
            question=say("Which part of the table is the whole, now that {b} is known?", b=b),
        )
    )
    joint, margin = Fraction(t.count(top), t.total), Fraction(t.count(below), t.total)
    definition = say("The definition {f} gives the same.", f=P(Op("and", (a, b))) / P(b))
    return Solution(
        "conditional",
        say("Counts: {table} Asked: {asked}.", table=t.bare(), asked=asked),
        tuple(steps),
        show(result),
        in_words(asked, result),
        _table_code(t, wanted, condition),
        (say("With the totals: {table}", table=t.written()),),
        (Check(definition, joint / margin == result),),
    )


def named(labels: Sequence[str]) -> Written:
    """One label, or several joined by 'or'."""
    words = tuple(Words(label) for label in labels)
    return words[0] if len(words) == 1 else Op("or", words)


def _sum_step(t: Table, cells: frozenset[tuple[int, int]], condition: Sequence[str]) -> Step:
    terms = [number(t.counts[i][j]) for i, j in sorted(cells)]
    place = ("row" if condition[0] in t.rows else "column") + ("s" if len(condition) > 1 else "")
    return Step(
        say("The condition is the new whole: add up the {place} of {b}.", place=place, b=named(condition)),
        Found(left=total(terms), result=number(t.count(cells)), label=Words("whole")),
    )


def _table_code(t: Table, wanted: Sequence[str], condition: Sequence[str]) -> str:
    rows = ",\n    ".join(str(list(line)) for line in t.counts)
    by_row = condition[0] in t.rows
    below = [(t.rows if by_row else t.columns).index(c) for c in condition]
    top = [(t.columns if by_row else t.rows).index(w) for w in wanted]
    first, second = (below, top) if by_row else (top, below)
    given = f"counts[{below}, :]" if by_row else f"counts[:, {below}]"
    return (
        f"import numpy as np\n\ncounts = np.array([\n    {rows},\n])\n"
        f"whole = {given}.sum()\n"
        f"both = counts[np.ix_({first}, {second})].sum()\n"
        "answer = both / whole\nprint(answer)\n"
    )


# ---------------------------------------------------------------- two events


def work(known: Sequence[tuple[Written, Fraction]], asked: Written, *, decimals: bool = False) -> Solution:
    """The probability of an event of A and B from known ones, by the rules for two events.

    >>> A, B = Name("A"), Name("B")
    >>> given = [(Op("and", (A, B)), Fraction(1, 6)), (B, Fraction(1, 2))]
    >>> str(work(given, Op("given", (A, B))).answer)
    '1/3'
    """
    letters = sorted({n.text for e in [*(e for e, _ in known), asked] for n in _letters(e)})
    if len(letters) != 2:
        raise InputError(f"two events are compared, not {len(letters)}: {listed(letters)}")
    pair = TwoEvents(Name(letters[0]), Name(letters[1]))
    steps, cells, value = derive(pair, known, asked, decimals)
    facts = tuple(P(e).equals(show(q, decimals)) for e, q in known)
    result = show(value, decimals)
    given = say(
        "Known: {facts}. Asked: {asked}.", facts=Op("list", facts) if len(facts) > 1 else facts[0], asked=P(asked)
    )
    checks: tuple[Check, ...] = ()
    if cells is not None:
        again = pair.value(asked, cells)
        what = say("The four combinations of {a} and {b} are no negative numbers, add up to 1 and give the same.",
                   a=pair.a, b=pair.b)  # fmt: skip
        checks = (Check(what, sum(cells) == 1 and min(cells) >= 0 and again == value),)
    return Solution("conditional", given, tuple(steps), result, in_words(P(asked), value), _code(steps), checks=checks)


def _letters(w: Written) -> list[Name]:
    if isinstance(w, Name):
        return [w]
    return [n for a in w.args for n in _letters(a)] if isinstance(w, Op) else []


def _code(steps: Sequence[Step]) -> str:
    lines = ["import numpy as np", ""]
    name = ""
    for i, step in enumerate(steps, 1):
        claim = step.claim
        if isinstance(claim, Found):
            name = f"step{i}"
            lines.append(f"{name} = np.float64({typed(claim.left)})  # {typed(claim.label)}")
    return "\n".join([*lines, f"answer = {name}", "print(answer)", ""])


# ---------------------------------------------------------------- reading


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    whole = piece_of("; ".join(i.strip().rstrip(";") for i in inputs))
    parts = whole.split(";\n")
    if len(parts) > 2 and not any(re.match(r"[Pp]r?\s*\(", p.text) for p in parts[:-1]):
        return _read_table(parts)
    given, asked = given_and_asked(inputs)
    if len(asked) != 1:
        raise asked[1].refuse("one probability is asked at a time")
    found = probabilities(given)
    known = [(e, q) for e, _, q, _ in found]
    return work(known, event(inside_p(asked[0])), decimals=uses_decimals([w for _, w, _, _ in found]))


def _read_table(parts: Sequence[Piece]) -> Solution:
    heading, *lines, last = [p for p in parts if p.text]
    columns = [c.text for c in heading.split(",|")]
    columns = columns[1:] if not columns[0] else columns
    rows, counts = [], []
    for line in lines:
        first, *cells = line.split(",|")
        if len(cells) != len(columns):
            raise line.refuse(f"this row has {len(cells)} numbers, but there are {len(columns)} columns")
        rows.append(first.text)
        numbers = []
        for cell in cells:
            q = literal(cell)[1]
            if q.denominator != 1 or q < 0:
                raise cell.refuse("counts are whole numbers, not negative")
            numbers.append(int(q))
        counts.append(tuple(numbers))
    t = Table(tuple(rows), tuple(columns), tuple(counts))
    labels = [*rows, *columns]
    if len(set(labels)) < len(labels):
        raise InputError("every row and every column needs a name of its own")
    if len(rows) * len(columns) > MAX_CELLS:
        raise InputError(f"a table may have up to {MAX_CELLS} cells")
    inner = inside_p(last)
    sides = inner.split("|")
    if len(sides) != 2:
        raise inner.refuse("a conditional probability is asked: P(row|column) or P(column|row)")
    asked = []
    for side in sides:
        chosen = [c.strip() for c in re.split(r"\bor\b", side.text)]
        for c in chosen:
            if c not in labels:
                raise side.refuse(f"'{c}' is no row or column; there are {listed(labels)}")
        if len({c in rows for c in chosen}) > 1:
            raise side.refuse("'or' joins rows with rows, or columns with columns")
        asked.append(chosen)
    if (asked[0][0] in rows) == (asked[1][0] in rows):
        raise inner.refuse("name rows on one side of the bar and columns on the other")
    return from_table(t, asked[0], asked[1])
