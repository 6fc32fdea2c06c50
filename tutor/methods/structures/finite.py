"""Finite sets with an operation, by the full table: closed, associative, neutral element, inverses, commutative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tutor.claims import _Result
from tutor.exact.scalars import plain, scalar, write
from tutor.written import Name, Op, Words, Written, matrix, number

SIZE = 30
CLOSED, ASSOCIATIVE, NEUTRAL, INVERSE = "closure", "associativity", "neutral element", "inverse"


@dataclass(frozen=True)
class Table:
    """Elements in order, and what the operation makes of each two: rows for the first, columns for the second.

    A product may be no element: then it stands in ``products`` all the same.
    """

    elements: tuple[Written, ...]
    products: tuple[tuple[Written, ...], ...]

    @cached_property
    def index(self) -> dict[Written, int]:
        """The place of every element."""
        return {e: k for k, e in enumerate(self.elements)}

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """The products as places of elements; −1 for one that is no element."""
        return tuple(tuple(self.index.get(p, -1) for p in row) for row in self.products)

    def outside(self) -> tuple[int, int] | None:
        """Two elements whose product is none."""
        n = range(len(self.elements))
        return next(((i, j) for i in n for j in n if self.places[i][j] < 0), None)

    def not_associative(self) -> tuple[int, int, int] | None:
        """Three elements for which the brackets matter."""
        t, n = self.places, range(len(self.elements))
        return next(((i, j, k) for i in n for j in n for k in n if t[t[i][j]][k] != t[i][t[j][k]]), None)

    def neutral(self) -> int | None:
        """The neutral element."""
        t, n = self.places, range(len(self.elements))
        return next((e for e in n if all(t[e][a] == a == t[a][e] for a in n)), None)

    def inverses(self, e: int) -> tuple[int | None, ...]:
        """For every element its inverse, or None."""
        t, n = self.places, range(len(self.elements))
        return tuple(next((b for b in n if t[a][b] == e == t[b][a]), None) for a in n)

    def not_commutative(self) -> tuple[int, int] | None:
        """Two elements whose order matters."""
        t, n = self.products, range(len(self.elements))
        return next(((i, j) for i in n for j in n if t[i][j] != t[j][i]), None)


def residues(numbers: Sequence[int], modulus: int, sign: str) -> Table:
    """Whole numbers with addition or multiplication modulo n.

    >>> t = residues((1, 2, 3), 4, "*")
    >>> t.outside(), str(t.products[1][1])
    ((1, 1), '0')
    """
    made = [[(a * b if sign == "*" else a + b) % modulus for b in numbers] for a in numbers]
    return Table(tuple(number(a) for a in numbers), tuple(tuple(number(p) for p in row) for row in made))


def of_numbers(values: Sequence[Any], sign: str) -> Table:
    """Exact numbers with ordinary addition, subtraction or multiplication."""
    made = [[plain(a * b if sign == "*" else a + b if sign == "+" else a - b) for b in values] for a in values]
    return Table(tuple(write(a) for a in values), tuple(tuple(write(p) for p in row) for row in made))


# ---------------------------------------------------------------- claims


@dataclass(frozen=True)
class Modular(_Result):
    """``left = result`` modulo n, the result between 0 and n − 1; without a modulus the plain value."""

    left: Written = field(kw_only=True)
    modulus: int = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        value, stated = scalar(self.left), scalar(self.result)
        if not self.modulus:
            return bool(value == stated)
        if not isinstance(value, Fraction) or value.denominator != 1:
            return None
        return bool(value % self.modulus == stated)


@dataclass(frozen=True)
class TableIs(_Result):
    """The rows of the result are the table of the operation, in the order of the elements."""

    elements: tuple[Written, ...] = field(kw_only=True)
    sign: str = field(kw_only=True)
    modulus: int = field(kw_only=True)

    def shown(self) -> Written:
        heads = Op("row", (Words(self.sign if self.sign != "*" else "·"), *self.elements))
        rows = self.result.args if isinstance(self.result, Op) else ()
        body = [
            Op("row", (e, *(r.args if isinstance(r, Op) else ()))) for e, r in zip(self.elements, rows, strict=True)
        ]
        return Op("table", (heads, *body))

    def holds(self) -> bool | None:
        values = [scalar(e) for e in self.elements]
        made = (
            residues([int(v) for v in values], self.modulus, self.sign)
            if self.modulus
            else of_numbers(values, self.sign)
        )
        return self.result == table_written(made)


def table_written(table: Table) -> Written:
    """The body of the table as a matrix."""
    return matrix([list(r) for r in table.products])


@dataclass(frozen=True)
class NeutralElement(_Result):
    """The result leaves every element of the table as it is, from both sides."""

    table: Table = field(kw_only=True)

    def shown(self) -> Written:
        return Name("e").equals(self.result)

    def holds(self) -> bool | None:
        e = self.table.neutral()
        return e is not None and self.table.elements[e] == self.result


@dataclass(frozen=True)
class InversePairs(_Result):
    """The result lists for every element, in order, its inverse."""

    table: Table = field(kw_only=True)
    given: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        found = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        pairs = [Op("^", (a, number(-1))).equals(b) for a, b in zip(self.given, found, strict=False)]
        return pairs[0] if len(pairs) == 1 else Op("list", tuple(pairs))

    def holds(self) -> bool | None:
        e = self.table.neutral()
        found = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        if e is None or len(found) != len(self.given):
            return False
        places = [self.table.index.get(b, -1) for b in found]
        mine = [self.table.index[a] for a in self.given]
        t = self.table.places
        return all(b >= 0 and t[a][b] == e == t[b][a] for a, b in zip(mine, places, strict=True))


@dataclass(frozen=True)
class Looked(_Result):
    """``left = result`` is read in the table of an operation on letters."""

    table: Table = field(kw_only=True)
    pair: tuple[int, int] = field(kw_only=True)

    def shown(self) -> Written:
        i, j = self.pair
        return Op("*", (self.table.elements[i], self.table.elements[j])).equals(self.result)

    def holds(self) -> bool | None:
        i, j = self.pair
        return self.table.products[i][j] == self.result


@dataclass(frozen=True)
class GroupVerdict(_Result):
    """The result says ``yes`` or ``no``: whether the table is that of a group."""

    table: Table = field(kw_only=True)
    rest: tuple[Written, ...] = ()
    found: tuple[Written, ...] = ()  # what the steps before have found

    def shown(self) -> Written:
        return Op("list", (self.result, *self.rest))

    def holds(self) -> bool | None:
        return (self.result == Words("yes")) == is_group(self.table)


def is_group(table: Table) -> bool:
    """Do all axioms hold?

    >>> is_group(residues((1, 2, 3, 4), 5, "*")), is_group(residues((1, 2, 3), 4, "*"))
    (True, False)
    """
    if table.outside() is not None or table.not_associative() is not None:
        return False
    e = table.neutral()
    return e is not None and None not in table.inverses(e)


def named(axiom: str) -> str:
    """What fails, in words."""
    return {CLOSED: "closure", ASSOCIATIVE: "associativity", NEUTRAL: "the neutral element"}.get(axiom, "an inverse")
