"""The formulas that write a determinant by smaller ones, or by products of its entries, and the claim that one fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.claims import _Result
from tutor.methods.matrix_claims import Computed
from tutor.written import ONE, ZERO, Op, Written, entries, matrix

Table = Sequence[Sequence[Any]]


def det(rows: Sequence[Sequence[Written]]) -> Written:
    """The determinant, not computed; of one entry the entry itself."""
    return rows[0][0] if len(rows) == 1 else Op("det", (matrix(rows),))


def minor(rows: Table, i: int, j: int) -> tuple[tuple[Any, ...], ...]:
    """The rows without row i and column j.

    >>> minor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 0, 1)
    ((4, 6), (7, 9))
    """
    return tuple((*r[:j], *r[j + 1 :]) for k, r in enumerate(rows) if k != i)


def places(line: str, k: int, n: int) -> list[tuple[int, int]]:
    """The places of row or column k (counted from 0)."""
    return [(k, j) if line == "row" else (j, k) for j in range(n)]


def signed(terms: Sequence[tuple[int, Written]]) -> Written:
    """The sum of terms with their signs; a minus sign in front of a term is joined with its sign.

    >>> from tutor.written import number
    >>> str(signed([(1, number(2)), (-1, number(-3))]))
    '2 + 3'
    """
    found: list[Written] = []
    for sign, term in terms:
        if isinstance(term, Op) and term.head == "neg":
            sign, term = -sign, term.args[0]
        found.append(term if sign > 0 else Op("neg", (term,)))
    return ZERO if not found else found[0] if len(found) == 1 else Op("+", tuple(found))


def product(factors: Sequence[Written]) -> Written:
    """The factors side by side; minus signs are collected in front, ones are left out."""
    negative, found = False, []
    for f in factors:
        if isinstance(f, Op) and f.head == "neg":
            negative, f = not negative, f.args[0]
        if f != ONE:
            found.append(f)
    whole: Written = ONE if not found else found[0] if len(found) == 1 else Op("*", tuple(found))
    return Op("neg", (whole,)) if negative else whole


def laplace_terms(rows: Sequence[Sequence[Written]], line: str, k: int) -> list[tuple[int, Written, Any]]:
    """Sign, entry and minor for each entry of the line that is not 0."""
    found = []
    for i, j in places(line, k, len(rows)):
        if rows[i][j] != ZERO:
            found.append(((-1) ** (i + j), rows[i][j], minor(rows, i, j)))
    return found


def formula(rule: str, rows: Sequence[Sequence[Written]], at: int = 0) -> Written:
    """The right-hand side of one of the rules.

    Parameters
    ----------
    rule : {"2x2", "sarrus", "row", "column", "diagonal", "blocks"}
    at : the row or column (counted from 0), or the size of the first block

    >>> from tutor.written import Name
    >>> a, b, c, d = map(Name, "abcd")
    >>> str(formula("2x2", [[a, b], [c, d]]))
    'a*d - b*c'
    """
    n = len(rows)
    match rule:
        case "2x2":
            return signed([(1, product((rows[0][0], rows[1][1]))), (-1, product((rows[0][1], rows[1][0])))])
        case "sarrus":
            lines = [(1, [rows[i][(k + i) % 3] for i in range(3)]) for k in range(3)]
            lines += [(-1, [rows[i][(k - i) % 3] for i in range(3)]) for k in (2, 0, 1)]
            return signed([(sign, product(line)) for sign, line in lines if ZERO not in line])
        case "row" | "column":
            terms = laplace_terms(rows, rule, at)
            return signed([(sign, product((a, det(m)))) for sign, a, m in terms])
        case "diagonal":
            return product([rows[i][i] for i in range(n)])
        case "blocks":
            first = [r[:at] for r in rows[:at]]
            return product((det(first), det([r[at:] for r in rows[at:]])))
    raise ValueError(f"no rule {rule!r}")


@dataclass(frozen=True)
class Expansion(_Result):
    """The determinant of ``of`` is the result, which is written by a rule: every entry and every sign in its place.

    >>> from tutor.written import matrix, number
    >>> A = matrix([[1, 2], [0, 4]])
    >>> Expansion(formula("2x2", entries(A)), of=A, rule="2x2").holds()
    True
    """

    of: Written = field(kw_only=True)
    rule: str = field(kw_only=True)
    at: int = 0

    def shown(self) -> Written:
        return Op("det", (self.of,)).equals(self.result)

    def holds(self) -> bool | None:
        if formula(self.rule, entries(self.of), self.at) != self.result:
            return False
        return Computed(self.result, left=Op("det", (self.of,))).holds()
