"""Claims of the steps about linear systems beyond those that all topics share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tutor.claims import SolutionSet, Solves, _Result, rank
from tutor.equality import equal, exactly
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.methods.linear_systems.forms import equation
from tutor.methods.linear_systems.polynomials import poly_of, real_roots
from tutor.written import Name, Num, Op, Words, Written, column, entries, linear, number, substitute

PRIME = 2**61 - 1


@dataclass(frozen=True)
class Rearranged(_Result):
    """The result is the equation ``of`` with terms moved: left − right is `factor` times what it was.

    >>> from tutor.written import Name
    >>> x = Name("x")
    >>> Rearranged((2 * x).equals(6), of=(5 * x + 1).equals(3 * x + 7)).holds()
    True
    """

    of: Written = field(kw_only=True)
    factor: Fraction = field(kw_only=True, default=Fraction(1))

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.of, Op) or not isinstance(self.result, Op) or not self.factor:
            return False
        pairs = zip(_equations(self.of), _equations(self.result), strict=True)
        factor = number(self.factor)
        found = [equal(factor * (a.args[0] - a.args[1]), b.args[0] - b.args[1]).same for a, b in pairs]
        return False if False in found else None if None in found else True


def _equations(w: Op) -> tuple[Op, ...]:
    return tuple(a for a in w.args if isinstance(a, Op)) if w.head in ("system", "list") else (w,)


@dataclass(frozen=True)
class PointAndDirections(SolutionSet):
    """A `SolutionSet` in its usual form: free unknown number k is 0 in the point and 1 in direction k alone."""

    variables: tuple[str, ...] = field(kw_only=True)
    free: tuple[int, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return column(Name(v) for v in self.variables).equals(self.result)

    def holds(self) -> bool | None:
        found = super().holds()
        if not found or not isinstance(self.result, Op):
            return found
        terms = self.result.args if self.result.head == "+" else (self.result,)
        vectors = [entries(t.args[1] if t.head == "*" else t) for t in terms if isinstance(t, Op)]
        usual = [[exactly(v[f][0]) for f in self.free] for v in vectors]
        return usual == [[int(j == k - 1) for j in range(len(self.free))] for k in range(len(vectors))]


@dataclass(frozen=True)
class ReadOff(Solves):
    """The values in the result are the rows of the vector form, and satisfy every equation."""

    vector: Written = field(kw_only=True)

    def holds(self) -> bool | None:
        satisfied = super().holds()
        if not satisfied or not isinstance(self.result, Op):
            return satisfied
        items = self.result.args if self.result.head == "list" else (self.result,)
        values = [i.args[1] for i in items if isinstance(i, Op)]
        terms = self.vector.args if isinstance(self.vector, Op) and self.vector.head == "+" else (self.vector,)
        rows: list[list[Written]] = [[] for _ in values]
        for t in terms:
            factor, vector = t.args if isinstance(t, Op) and t.head == "*" else (number(1), t)
            for row, (entry,) in zip(rows, entries(vector), strict=True):
                row.append(factor * entry)
        found = [equal(Op("+", tuple(row)), v).same for row, v in zip(rows, values, strict=True)]
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class Reduced(_Result):
    """The result is the reduced row echelon form of ``of``.

    Checked without reducing again: every row of ``of`` is the sum of its entries in the pivot columns times the rows of
    the result, and modulo a prime the ranks agree (a rank modulo a prime is never too large).
    """

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if isinstance(self.of, Op) and isinstance(self.result, Op) and self.of.head != self.result.head:
            return False
        if isinstance(self.of, Op) and self.of.head == "augmented" and self.of.args[0] != self.result.args[0]:  # type: ignore[attr-defined]
            return False
        try:
            before, after = ([[evaluate(a, {}, EXACT) for a in r] for r in entries(m)] for m in (self.of, self.result))
        except (NotExact, KeyError):
            return None
        if [len(r) for r in before] != [len(r) for r in after]:
            return False
        pivots = [next((c for c, a in enumerate(r) if a), None) for r in after]
        leading = [c for c in pivots if c is not None]
        if pivots[: len(leading)] != leading or leading != sorted(set(leading)):
            return False
        for r, c in enumerate(leading):
            if any(row[c] != (i == r) for i, row in enumerate(after)):
                return False
        for row in before:
            weights = [(row[c], after[r]) for r, c in enumerate(leading) if row[c]]
            for k, a in enumerate(row):
                if a != sum((w * other[k] for w, other in weights if other[k]), Fraction(0)):
                    return False
        return _rank_modulo(before, PRIME) == len(leading)


def _rank_modulo(rows: list[list[Fraction]], p: int) -> int:
    left = [[a.numerator * pow(a.denominator, -1, p) % p for a in r] for r in rows]
    found = 0
    for c in range(len(left[0]) if left else 0):
        at = next((i for i in range(found, len(left)) if left[i][c]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        pivot = left[found]
        inverse = pow(pivot[c], -1, p)
        found += 1
        for i in range(found, len(left)):
            if left[i][c]:
                factor = left[i][c] * inverse % p
                left[i] = [(a - factor * b) % p for a, b in zip(left[i], pivot, strict=True)]
    return found


@dataclass(frozen=True)
class Roots(_Result):
    """The result lists all real zeros of the polynomials ``of`` in one variable: ``k = 3, k = -1``, or nothing.

    Each is put in exactly; that none is missing is counted by Sturm's theorem.
    """

    of: tuple[Written, ...] = field(kw_only=True)
    by: str = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op):
            return None
        if self.result.head == "empty":
            items: tuple[Written, ...] = ()
        else:
            items = self.result.args if self.result.head == "list" else (self.result,)
        values = [i.args[1] for i in items if isinstance(i, Op)]
        product = poly_of(number(1), self.by)
        for p in self.of:
            product = product * poly_of(p, self.by)
        for v in values:
            at = [equal(substitute(p, {self.by: v}), number(0)).same for p in self.of]
            if None in at:
                return None
            if True not in at:
                return False
        for i, v in enumerate(values):
            if any(equal(v, w).same is not False for w in values[:i]):
                return False
        return len(values) == real_roots(product)


@dataclass(frozen=True)
class CaseCount(_Result):
    """For which parameter the system has none, one or infinitely many solutions; the result is a ``cases``.

    Each special value is put in and the two ranks compared; 'otherwise' is tested at places that are not special.
    """

    system: Written = field(kw_only=True)
    by: str = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "cases":
            return None
        special: list[Written] = []
        general: str | None = None
        for case in self.result.args:
            if not isinstance(case, Op) or not isinstance(case.args[0], Words):
                return None
            said, condition = case.args[0].text, case.args[1]
            if isinstance(condition, Words):
                general = said
                continue
            if not isinstance(condition, Op) or condition.head != "=":
                return None
            special.append(condition.args[1])
            if how_many(self.system, {self.by: condition.args[1]}) != said:
                return False
        if general is None:
            return None
        if any(equal(a, b).same is not False for i, a in enumerate(special) for b in special[:i]):
            return False
        for n in range(-7, 8, 3):
            place = number(Fraction(n, 3) + Fraction(1, 7))
            usual = all(equal(place, s).same is False for s in special)
            if usual and how_many(self.system, {self.by: place}) != general:
                return False
        return True


def how_many(system: Written, values: dict[str, Written]) -> str:
    """``none``, ``one`` or ``infinitely many``: the number of solutions of [A | b] where the parameters have values."""
    rows = [[exactly(substitute(a, values)) for a in r] for r in entries(system)]
    left = rank([r[:-1] for r in rows])
    if left < rank(rows):
        return "none"
    return "one" if left == len(rows[0]) - 1 else "infinitely many"


@dataclass(frozen=True)
class MatrixOf(_Result):
    """The result is the augmented matrix of a system of equations: row by row its coefficients and right side."""

    equations: tuple[Written, ...] = field(kw_only=True)
    variables: tuple[str, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.args[0] != Num(str(len(self.variables))):
            return False
        found: list[bool | None] = []
        for e, (*left, right) in zip(self.equations, entries(self.result), strict=True):
            if not isinstance(e, Op):
                return None
            if e != equation(left, right, self.variables):
                found.append(equal(linear(left, self.variables) - right, e.args[0] - e.args[1]).same)
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class FromRow(_Result):
    """The result, ``x = value``, is what row ``row`` of [A | b] says about x when the other unknowns are known."""

    of: Written = field(kw_only=True)
    row: int = field(kw_only=True)
    variables: tuple[str, ...] = field(kw_only=True)
    known: tuple[Op, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "=" or not isinstance(self.result.args[0], Name):
            return None
        *left, right = entries(self.of)[self.row - 1]
        found = self.result.args[0].text
        if found not in self.variables or equal(left[self.variables.index(found)], number(0)).same is not False:
            return False
        values = {e.args[0].text: e.args[1] for e in (*self.known, self.result) if isinstance(e.args[0], Name)}
        return equal(substitute(linear(left, self.variables), values), right).same


@dataclass(frozen=True)
class Equivalent(_Result):
    """The result, one equation or a list, says the same about the letters as the linear equations ``of`` together."""

    of: tuple[Written, ...] = field(kw_only=True)
    letters: tuple[str, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op):
            return None
        both = [self._rows(self.of), self._rows(_equations(self.result))]
        ranks = [rank(rows) for rows in (*both, both[0] + both[1])]
        return ranks[0] == ranks[1] == ranks[2]

    def _rows(self, equations: Sequence[Written]) -> list[list[Fraction]]:
        """Constant and factors of left − right of each equation."""
        rows = []
        origin = {v: Fraction(0) for v in self.letters}
        for e in equations:
            if isinstance(e, Op):
                difference = e.args[0] - e.args[1]
                constant = evaluate(difference, origin, EXACT)
                units = [evaluate(difference, origin | {v: Fraction(1)}, EXACT) - constant for v in self.letters]
                rows.append([constant, *units])
        return rows
