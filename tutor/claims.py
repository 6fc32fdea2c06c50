"""What a step of a solution claims, and how the claim checks itself without the steps around it.

Every claim is a frozen record with

- ``shown()``: what is printed,
- ``result``: the part of it that the step has found (change any number or sign in it, and the claim fails),
- ``with_result(w)``: the same claim with another result,
- ``holds()``: True, False, or None for 'not checked'.

Numbers and matrices of rationals and roots are decided exactly, rational functions by enough exact points, the rest to
40 digits at several points. What was *given* is a claim too, so that a solution starts from the statement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Protocol, Self, runtime_checkable

from tutor.equality import ANYWHERE, Domain, close, equal, exactly, high_precision, points
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate, precise
from tutor.written import Name, Num, Op, Written, augmented, column, entries, linear, names, number, substitute


@runtime_checkable
class Claim(Protocol):
    """The protocol that the records below follow."""

    @property
    def result(self) -> Written: ...
    def with_result(self, result: Written) -> Claim: ...
    def shown(self) -> Written: ...
    def holds(self) -> bool | None: ...


@dataclass(frozen=True)
class _Result:
    """What the claims share: the result is a field and is replaced as a field."""

    result: Written

    def with_result(self, result: Written) -> Self:
        """The same claim about another result."""
        return replace(self, result=result)


@dataclass(frozen=True)
class Given(_Result):
    """What the problem says; true by definition."""

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        return True


@dataclass(frozen=True)
class Equal(_Result):
    """``left = result`` for every value of the variables in the domain.

    >>> Equal(left=Num("2") / Num("4"), result=Num("1") / Num("2")).holds()
    True
    """

    left: Written = field(kw_only=True)
    domain: Domain = ANYWHERE

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        return equal(self.left, self.result, self.domain).same


@dataclass(frozen=True)
class Approx(_Result):
    """``left ≈ result``: the result is a decimal, correctly rounded in its last place (one unit off at the most).

    >>> Approx(left=Num("1") / Num("3"), result=Num("0.333")).holds()
    True
    """

    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.left, self.result))

    def holds(self) -> bool | None:
        value = high_precision(self.left, {})
        digits = self.result.args[0] if isinstance(self.result, Op) and self.result.head == "neg" else self.result
        if value is None or not isinstance(digits, Num):
            return None
        places = len(digits.text.partition(".")[2])
        stated = evaluate(self.result, {}, EXACT)
        half = precise().number(Fraction(1, 2 * 10**places))
        return bool(abs(value - precise().number(stated)) <= half)


@dataclass(frozen=True)
class Compare(_Result):
    """``left < right`` and its like between numbers: the result is the relation itself, which must be true."""

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or len(self.result.args) != 2:
            return None
        x, y = (high_precision(a, {}) for a in self.result.args)
        if x is None or y is None:
            return None
        same = equal(*self.result.args).same
        if same is None:
            return None
        match self.result.head:
            case "=":
                return same
            case "!=":
                return not same
            case "<":
                return not same and bool(x < y)
            case ">":
                return not same and bool(x > y)
            case "<=":
                return same or bool(x < y)
            case ">=":
                return same or bool(x > y)
        return None


# ---------------------------------------------------------------- linear systems


@dataclass(frozen=True)
class RowOperation(_Result):
    """One or several row operations on ``before`` give the result; replayed exactly, in order.

    ``operations`` are ``rowadd i j factor`` (R_i ← R_i + factor·R_j), ``rowscale i factor``,
    ``rowswap i j``; rows count from 1.
    """

    before: Written = field(kw_only=True)
    operations: tuple[Op, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        rows = [list(r) for r in entries(self.before)]
        for operation in self.operations:
            rows = replay(rows, operation)
        head = self.before.args[:1] if isinstance(self.before, Op) and self.before.head == "augmented" else ()
        if isinstance(self.result, Op) and self.result.head == "augmented" and self.result.args[:1] != head:
            return False
        return equal(Op("matrix", tuple(Op("row", tuple(r)) for r in rows)), _as_matrix(self.result)).same


def _as_matrix(m: Written) -> Written:
    return Op("matrix", tuple(Op("row", r) for r in entries(m)))


def replay(rows: Sequence[Sequence[Written]], operation: Op) -> list[list[Written]]:
    """The rows after one operation, written out literally (nothing computed)."""
    done = [list(r) for r in rows]
    i = int(str(operation.args[0])) - 1
    match operation.head:
        case "rowswap":
            j = int(str(operation.args[1])) - 1
            done[i], done[j] = done[j], done[i]
        case "rowscale":
            factor = operation.args[1]
            if equal(factor, number(0)).same is not False:
                raise ValueError("a row may not be multiplied by 0")
            done[i] = [factor * a for a in done[i]]
        case "rowadd":
            j, factor = int(str(operation.args[1])) - 1, operation.args[2]
            if i == j:
                raise ValueError("a row is added to another row, not to itself")
            done[i] = [a + factor * b for a, b in zip(done[i], done[j], strict=True)]
        case _:
            raise ValueError(f"no row operation: {operation}")
    return done


@dataclass(frozen=True)
class RowReads(_Result):
    """Row ``row`` of an augmented matrix says the equation that is the result; the equation may be false: 0 = 3."""

    of: Written = field(kw_only=True)
    row: int = field(kw_only=True)
    variables: tuple[str, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "=":
            return None
        *left, right = entries(self.of)[self.row - 1]
        stated = self.result.args[0] - self.result.args[1]
        return equal(linear(left, self.variables) - right, stated).same


@dataclass(frozen=True)
class Solves(_Result):
    """The values in the result (``x = 2, y = t``) satisfy every equation, for every value of the free parameters."""

    equations: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        values = {}
        for item in self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,):
            if not isinstance(item, Op) or item.head != "=" or not isinstance(item.args[0], Name):
                return None
            values[item.args[0].text] = item.args[1]
        found = [
            equal(substitute(e.args[0], values), substitute(e.args[1], values)).same
            for e in self.equations
            if isinstance(e, Op)
        ]
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class SolutionSet(_Result):
    """The result is the whole solution set of ``[A | b]``: a point plus the span of directions.

    Result: ``+ point (* t direction) …`` with columns; checked: A·point = b, A·direction = 0, the directions are
    independent and as many as the columns without a pivot.
    """

    system: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (Name("x"), self.result)) if len(entries(self.system)[0]) > 2 else self.result

    def holds(self) -> bool | None:
        terms = self.result.args if isinstance(self.result, Op) and self.result.head == "+" else (self.result,)
        columns = [t.args[1] if isinstance(t, Op) and t.head == "*" else t for t in terms]
        try:
            rows = [[exactly(a) for a in r] for r in entries(self.system)]
            vectors = [[exactly(r[0]) for r in entries(c)] for c in columns]
        except (NotExact, KeyError):
            return None
        n = len(rows[0]) - 1
        if any(len(v) != n for v in vectors):
            return False
        for k, v in enumerate(vectors):
            for r in rows:
                if sum((a * x for a, x in zip(r, v, strict=False)), Fraction(0)) - (r[n] if k == 0 else 0):
                    return False
        free = n - rank([r[:n] for r in rows])
        return len(vectors) - 1 == free == rank(vectors[1:])


def rank(rows: Sequence[Sequence[Any]]) -> int:
    """Rank of a matrix of exact numbers (any field), by elimination."""
    left = [list(r) for r in rows]
    found = 0
    for k in range(len(left[0]) if left else 0):
        pivot = next((r for r in left[found:] if r[k]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        found += 1
        for i in range(found, len(left)):
            if left[i][k]:
                factor = left[i][k] / pivot[k]
                left[i] = [a - factor * b for a, b in zip(left[i], pivot, strict=True)]
    return found


# ---------------------------------------------------------------- calculus


@dataclass(frozen=True)
class Derivative(_Result):
    """The result is the derivative of a function by one variable.

    Checked by the complex step f'(x) ≈ Im f(x + ih)/h with h = 10^-35 in 80 digits at points of the domain, or, where
    the function does not take complex numbers, by central differences.
    """

    of: Written = field(kw_only=True)
    by: str = field(kw_only=True)
    partial: bool = False
    domain: Domain = ANYWHERE

    def shown(self) -> Written:
        return Op("partial" if self.partial else "d", (Name(self.by), self.of)).equals(self.result)

    def holds(self) -> bool | None:
        return derivative_agrees(self.of, self.by, self.result, self.domain)


def derivative_agrees(f: Written, by: str, derivative: Written, domain: Domain) -> bool | None:
    """Is the derivative right at all points where both can be evaluated? None with fewer than 3 such points.

    One that is not real where the function is (and nowhere right) is wrong.
    """
    arithmetic = precise(80)  # arc functions lose as many digits as the step has; steep functions need a tiny step
    h = arithmetic.number(Fraction(1, 10**35))
    i = arithmetic.constants["i"]
    variables = tuple(sorted(names(f) | names(derivative) | {by}))
    seen = unreal = 0
    for place in points(variables, domain, 24):
        values = {name: arithmetic.number(q) for name, q in place.items()}
        try:
            there = evaluate(f, values, arithmetic)
            stepped = evaluate(f, values | {by: values[by] + i * h}, arithmetic)
            stated = evaluate(derivative, values, arithmetic)
        except (NotExact, TooLarge, ValueError, ZeroDivisionError, TypeError, OverflowError):
            continue
        if getattr(there, "imag", 0):
            continue
        if getattr(stated, "imag", 0):
            unreal += 1
            continue
        found = (stepped - there).imag / h if hasattr(stepped, "imag") else h * 0
        if not close(found, stated, 20):
            return False
        seen += 1
        if seen >= 6:
            break
    return True if seen >= 3 else False if unreal >= 3 else None


@dataclass(frozen=True)
class Antiderivative(_Result):
    """The result differentiates back to the integrand."""

    of: Written = field(kw_only=True)
    by: str = field(kw_only=True)
    domain: Domain = ANYWHERE

    def shown(self) -> Written:
        return Op("antiderivative", (self.of, Name(self.by))).equals(self.result)

    def holds(self) -> bool | None:
        return derivative_agrees(self.result, self.by, self.of, self.domain)


# ---------------------------------------------------------------- probability


@dataclass(frozen=True)
class Partition(_Result):
    """Probabilities that must add up to 1: the result is the sum, a list of the terms stands on the left."""

    parts: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        left = self.parts[0] if len(self.parts) == 1 else Op("+", self.parts)
        return left.equals(self.result)

    def holds(self) -> bool | None:
        values = [high_precision(p, {}) for p in self.parts]
        if any(v is None for v in values):
            return None
        total = equal(Op("+", self.parts), self.result).same
        return bool(total and equal(self.result, number(1)).same and all(v >= 0 for v in values))


def system_of(rows: Sequence[Sequence[Any]], rhs: Sequence[Any]) -> Op:
    """The augmented matrix [A | b] as `Written`."""
    n = len(rows[0])
    return augmented(([*r, b] for r, b in zip(rows, rhs, strict=True)), n)


# ---------------------------------------------------------------- eigenvalues


@dataclass(frozen=True)
class NullVector(_Result):
    """The result is the vector that a matrix sends to zero, in its smallest whole numbers, the first one positive."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("*", (self.of, self.result)).equals(column([0] * len(entries(self.of))))

    def holds(self) -> bool | None:
        v = [exactly(r[0]) for r in entries(self.result)]
        if not all(isinstance(x, Fraction) and x.denominator == 1 for x in v):
            return False
        first = next((x for x in v if x), Fraction(0))
        if first <= 0 or math.gcd(*(int(x) for x in v)) != 1:
            return False
        zero = column([0] * len(entries(self.of)))
        return equal(Op("*", (self.of, self.result)), zero).same
