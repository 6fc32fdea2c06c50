"""What steps of linear algebra claim; every claim is decided exactly, in rational numbers and square roots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import applied, dot, from_columns, identity, primitive, rank, reduced, times
from tutor.exact.scalars import write
from tutor.written import Name, Op, Written, column, names

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)
_PLACES = (Fraction(2), Fraction(-3), Fraction(5, 7), Fraction(11), Fraction(-13, 3), Fraction(17, 2), Fraction(101))


@dataclass(frozen=True)
class Computed(_Result):
    """``left = result`` for numbers, vectors and matrices; letters take several exact values.

    On the left may stand products, powers, transposes, inverses, ``det``, ``trace``, ``rank``, ``dot``, ``norm``.
    A vector is written as a column; a row and a column of the same entries are different.

    >>> from tutor.written import matrix
    >>> A = matrix([[1, 2], [3, 4]])
    >>> Computed(matrix([[7, 10], [15, 22]]), left=A * A).holds()
    True
    """

    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        letters = sorted(names(self.left) | names(self.result))
        decided = 0
        for k in range(len(_PLACES) if letters else 1):
            values = {name: _PLACES[(k + 2 * i) % len(_PLACES)] + i for i, name in enumerate(letters)}
            try:
                if exact_value(self.left, values) != exact_value(self.result, values):
                    return False
            except _UNDECIDED:
                continue
            decided += 1
        return True if decided >= (5 if letters else 1) else None


def vectors_of(w: Written) -> list[tuple[Any, ...]]:
    """The columns in a list, or the one column that stands alone."""
    items: Sequence[Written] = w.args if isinstance(w, Op) and w.head in ("list", "set", "span") else (w,)
    found = []
    for item in items:
        rows = exact_value(item)
        if not isinstance(rows, tuple) or len(rows[0]) != 1:
            raise NotExact("a column is expected")
        found.append(tuple(r[0] for r in rows))
    return found


def vectors_written(vectors: Sequence[Sequence[Any]]) -> Written:
    """Columns, with commas between them; a single one stands alone."""
    columns = tuple(column([write(x) for x in v]) for v in vectors)
    return columns[0] if len(columns) == 1 else Op("list", columns)


@dataclass(frozen=True)
class NullSpaceBasis(_Result):
    """The columns in the result are the basis of the null space of ``of`` that the free columns give.

    One vector a free column, with 0 in the other free columns, in its smallest whole numbers where it is rational.
    """

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Op("call", (Name("ker"), self.of)), Op("span", _items(self.result))))

    def holds(self) -> bool | None:
        try:
            A, vectors = exact_value(self.of), vectors_of(self.result)
            free = [c for c in range(len(A[0])) if c not in reduced(A)[1]]
            if len(vectors) != len(free) or any(len(v) != len(A[0]) for v in vectors):
                return False
            for v, c in zip(vectors, free, strict=True):
                if any(applied(A, v)) or [bool(v[f]) for f in free] != [f == c for f in free] or v != primitive(v):
                    return False
        except _UNDECIDED:
            return None
        return True


@dataclass(frozen=True)
class PivotColumns(_Result):
    """The columns in the result are the pivot columns of ``of``, in order: a basis of its column space."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Op("call", (Name("im"), self.of)), Op("span", _items(self.result))))

    def holds(self) -> bool | None:
        try:
            columns, vectors = list(zip(*exact_value(self.of), strict=True)), vectors_of(self.result)
        except _UNDECIDED:
            return None
        ranks = [0, *(rank(columns[: k + 1]) for k in range(len(columns)))]
        return [c for c, before, after in zip(columns, ranks, ranks[1:], strict=False) if after > before] == vectors


@dataclass(frozen=True)
class InverseOf(_Result):
    """The result is the inverse of ``of``: their product is the identity."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Op("inverse", (self.of,)), self.result))

    def holds(self) -> bool | None:
        try:
            A, X = exact_value(self.of), exact_value(self.result)
            return len(X) == len(A[0]) and len(X[0]) == len(A) and times(A, X) == identity(len(A)) == times(X, A)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class OrthonormalColumns(_Result):
    """The columns of the result are orthonormal, and span what the columns of ``of`` span."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Name("Q"), self.result))

    def holds(self) -> bool | None:
        try:
            Q, A = exact_value(self.result), exact_value(self.of)
            columns = list(zip(*Q, strict=True))
            for i, x in enumerate(columns):
                if any(dot(x, y) != (i == j) for j, y in enumerate(columns)):
                    return False
            both = from_columns([*columns, *zip(*A, strict=True)]) if len(A) == len(Q) else None
            return both is not None and rank(A) == len(columns) == rank(both)
        except _UNDECIDED:
            return None


def _items(w: Written) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head in ("list", "set", "span") else (w,)
