"""What steps about vector spaces claim, beyond what all of linear algebra shares; decided exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from tutor.claims import _Result
from tutor.equality import exactly
from tutor.errors import InputError, TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import applied, combination, identity, primitive, rank, row_space
from tutor.methods.linear_systems.forms import term, total
from tutor.methods.linear_systems.polynomials import Poly, poly, poly_of, real_roots
from tutor.methods.matrix_claims import vectors_of
from tutor.written import Name, Op, Words, Written, entries, substitute

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)


@dataclass(frozen=True)
class Columns(_Result):
    """The columns of the result are the coordinates of the objects ``of``: columns, polynomials or matrices.

    >>> from tutor.written import column, matrix
    >>> Columns(matrix([[1, 3], [2, 4]]), of=(column([1, 2]), column([3, 4]))).holds()
    True
    """

    of: tuple[Written, ...] = field(kw_only=True)
    letter: str = field(kw_only=True, default="")
    name: str = field(kw_only=True, default="A")

    def shown(self) -> Written:
        return Name(self.name).equals(self.result) if self.name else self.result

    def holds(self) -> bool | None:
        columns = list(zip(*entries(self.result), strict=True))
        if len(columns) != len(self.of):
            return False
        try:
            return all(self._same([exactly(a) for a in c], w) for c, w in zip(columns, self.of, strict=True))
        except (*_UNDECIDED, InputError):
            return None

    def _same(self, found: list[Any], w: Written) -> bool:
        if self.letter:
            stated = list(poly_of(w, self.letter).coefficients)
            return found[: len(stated)] == stated and not any(found[len(stated) :])
        return found == [exactly(a) for r in entries(w) for a in r]


@dataclass(frozen=True)
class Combination(_Result):
    """The numbers in the result combine the columns ``of`` to ``value``; none of the columns may be 0.

    >>> from tutor.written import Num, column
    >>> v, w = column([1, 2]), column([0, 1])
    >>> claim = Combination(Op("tuple", (Num("3"), Num("1"))), of=(v, w), value=column([3, 7]))
    >>> claim.holds(), str(claim.shown())
    (True, '3*[1; 2] + [0; 1] = [3; 7]')
    """

    of: tuple[Written, ...] = field(kw_only=True)
    value: Written = field(kw_only=True)

    def shown(self) -> Written:
        factors = self.result.args if isinstance(self.result, Op) else ()
        terms = [term(c, w) for c, w in zip(factors, self.of, strict=True)]
        return total(terms).equals(self.value)

    def holds(self) -> bool | None:
        try:
            factors = [exactly(c) for c in self.result.args] if isinstance(self.result, Op) else []
            columns = [exact_value(w) for w in self.of]
            found = combination(factors, [[a for (a,) in c] for c in columns])
            return tuple((a,) for a in found) == exact_value(self.value) and all(any(map(any, c)) for c in columns)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class RowSpaceBasis(_Result):
    """The columns in the result are the rows of the reduced form of ``of`` that are not 0, in small whole numbers."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Op("call", (Name("im"), Op("T", (self.of,)))), Op("span", _listed(self.result))))

    def holds(self) -> bool | None:
        try:
            return list(row_space(exact_value(self.of))) == vectors_of(self.result)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class Multiples(_Result):
    """Each column in the result is the smallest whole multiple of the matrix ``of`` times one of ``weights``."""

    of: Written = field(kw_only=True)
    weights: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("span", _listed(self.result))

    def holds(self) -> bool | None:
        try:
            A, weights = exact_value(self.of), vectors_of(self.weights)
            return vectors_of(self.result) == [primitive(applied(A, w)) for w in weights]
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class Completed(_Result):
    """The result extends the columns ``of``: they are kept, unit vectors follow, and together they are a basis."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("set", _listed(self.result))

    def holds(self) -> bool | None:
        try:
            given, found = vectors_of(self.of), vectors_of(self.result)
        except _UNDECIDED:
            return None
        n = len(given[0])
        units = identity(n)
        places = [units.index(v) for v in found[len(given) :] if v in units]
        ordered = places == sorted(places) and len(places) == n - len(given)
        if found[: len(given)] != given or len(found) != n or not ordered or rank(found) != n:
            return False
        skipped = [i for i in range(n) if i not in places]  # each was left out for being in the span so far
        return all(rank([*given, *(units[p] for p in places if p < i), units[i]])
                   == rank([*given, *(units[p] for p in places if p < i)]) for i in skipped)  # fmt: skip


@dataclass(frozen=True)
class RankCases(_Result):
    """The rank of a matrix of polynomials in one letter, at special values and otherwise; the result is a ``cases``.

    Each value is put in; that none is missing is counted by the common zeros of the minors.
    """

    of: Written = field(kw_only=True)
    by: str = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Op("rank", (self.of,)), self.result))

    def holds(self) -> bool | None:
        try:
            special: list[Any] = []
            general = None
            for case in self.result.args if isinstance(self.result, Op) else ():
                stated, condition = case.args if isinstance(case, Op) else (None, None)
                if not isinstance(stated, Written) or condition is None:
                    return None
                if isinstance(condition, Op):
                    at = exactly(condition.args[1])
                    special.append(at)
                    if self._rank_at(condition.args[1]) != exactly(stated):
                        return False
                else:
                    general = exactly(stated)
            common = common_minor(polynomial_rows(self.of, self.by), int(general or 0))
        except _UNDECIDED:
            return None
        higher = common_minor(polynomial_rows(self.of, self.by), int(general or 0) + 1)
        right = general is not None and bool(common) and not higher
        return right and all(_zero(common, v) for v in special) and len({*map(str, special)}) == real_roots(common)

    def _rank_at(self, value: Written) -> int:
        return rank([[exactly(substitute(a, {self.by: value})) for a in r] for r in entries(self.of)])


@dataclass(frozen=True)
class DependentFor(_Result):
    """The result lists the values of a letter for which the columns of ``of`` are dependent: ``t = 1, t = -2``.

    Words stand for 'for no value' or 'for every value'. All minors of full size must vanish, and nowhere else.
    """

    of: Written = field(kw_only=True)
    by: str = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        rows = polynomial_rows(self.of, self.by)
        common = common_minor(rows, len(rows[0]))
        if isinstance(self.result, Words):
            return self.result.text == (EVERY if not common else NEVER) and (not common or not real_roots(common))
        items = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        try:
            values = [exactly(i.args[1]) for i in items if isinstance(i, Op)]
        except _UNDECIDED:
            return None
        right = bool(common) and all(_zero(common, v) for v in values) and len(values) == real_roots(common)
        return right and len({*map(str, values)}) == len(values)


EVERY, NEVER = "linearly dependent for every value", "linearly independent for every value"


def _zero(p: Poly, value: Any) -> bool:
    return not p.at(value)


def polynomial_rows(w: Written, name: str) -> list[list[Poly]]:
    """A matrix whose entries are polynomials in one letter."""
    return [[poly_of(a, name) for a in r] for r in entries(w)]


def common_minor(rows: Sequence[Sequence[Poly]], size: int) -> Poly:
    """The greatest common divisor of all minors of a size; 1 for size 0, and 0 where there is none of that size.

    >>> t = Poly.of(0, 1)
    >>> str(common_minor([[t, poly(1)], [poly(1), t]], 2).written("t"))
    't^2 - 1'
    """
    if not size:
        return poly(1)
    found = poly(0)
    for chosen in combinations(rows, size):
        for places in combinations(range(len(rows[0])), size):
            minor = _determinant([[r[c] for c in places] for r in chosen])
            found = found.gcd(minor) if found else minor
            if found.degree == 0:
                return poly(Fraction(1))
    return found * (1 / found.coefficients[-1]) if found else found


def _determinant(rows: Sequence[Sequence[Poly]]) -> Poly:
    """By expansion along the first row: the matrices are small."""
    if len(rows) == 1:
        return rows[0][0]
    total = poly(0)
    for c, a in enumerate(rows[0]):
        if a:
            minor = _determinant([[*r[:c], *r[c + 1 :]] for r in rows[1:]])
            total = total - a * minor if c % 2 else total + a * minor
    return total


def _listed(w: Written) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head in ("list", "set", "span") else (w,)
