"""Sets of vectors that are described by conditions: linear equations in disguise, and witnesses against a subspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.exact.matrices import Rows, Vector, null_space, primitive, solutions
from tutor.exact.scalars import plain, sign, write
from tutor.methods.structures.terms import Terms, form_written, linear_row, quadratic_matrix, squares, terms
from tutor.methods.structures.values import FACTORS, decided, grid, multiples, places, shown_vector
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, substitute

UNDECIDED = (
    "whether this set is a subspace was neither proved nor refuted: its conditions are not seen to be linear "
    "equations, and small numbers give no counterexample; try with fewer or simpler conditions"
)
MEMBERS = 60  # that are put together in search of a witness
TRIES = 800


@dataclass(frozen=True)
class Linear:
    """Homogeneous linear equations that say the same as a condition, and why they do.

    Attributes
    ----------
    rows : Rows
        Their coefficients; none where the condition always holds.
    why : Text
        Empty where the condition is linear as it stands.
    identity : (Written, Written)
        Two expressions whose equality shows it; the same twice where none is needed.
    """

    rows: Rows
    why: Text
    identity: tuple[Written, Written] | None = None


@dataclass(frozen=True)
class Witness:
    """u and v lie in the set, u + c·v does not; None for u and v where the set has no element that was found."""

    u: Vector | None
    v: Vector | None
    c: Any

    @property
    def outside(self) -> Vector:
        """u + c·v."""
        if self.u is None or self.v is None:
            return ()
        return tuple(plain(a + self.c * b) for a, b in zip(self.u, self.v, strict=True))


def linear_of(condition: Written, variables: Sequence[str]) -> Linear | None:
    """The linear equations that a condition is equivalent to, or None where it is not seen to be.

    >>> from tutor.reading import read
    >>> [[str(a) for a in r] for r in linear_of(read("x^2 - 2x y + y^2 = 0"), ("x", "y")).rows]
    [['1', '-1']]
    """
    if not isinstance(condition, Op) or condition.head not in ("=", "<=", ">="):
        return None
    left, right = condition.args
    if condition.head == "=":
        return _equation(left, right, variables)
    small, large = (left, right) if condition.head == "<=" else (right, left)  # small <= large
    gap = terms(small - large, variables)
    if gap is None:
        return _moduli(small, variables) if large == Num("0") else _always(small, large)
    if not gap:
        return Linear((), say("This always holds."))
    S = quadratic_matrix(gap, len(variables))
    if S is None:
        return None
    found = _squares(small - large, S, variables, "A sum of squares is at most 0 only if every square is 0.")
    if found is not None:
        return found
    negative = squares(tuple(tuple(-a for a in r) for r in S))
    return None if negative is None else Linear((), say("A sum of squares is never negative: this always holds."))


def _equation(left: Written, right: Written, variables: Sequence[str]) -> Linear | None:
    n = len(variables)
    gap = terms(left - right, variables)
    if gap is not None:
        if not gap:
            return Linear((), say("This always holds."))
        row = linear_row(gap, n)
        if row is not None:
            return None if row[1] else Linear((row[0],), Text(()))
        found = _power(left, right, variables)
        if found is not None:
            return found
        S = quadratic_matrix(gap, n)
        if S is None:
            return None
        why = "A sum of squares is 0 only if every square is 0."
        found = _squares(left - right, S, variables, why)
        if found is None:
            turned = tuple(tuple(-a for a in r) for r in S)
            found = _squares(right - left, turned, variables, why)
        return found
    return _power(left, right, variables) or (_moduli(left, variables) if right == Num("0") else None)


def _squares(form: Written, S: Rows, variables: Sequence[str], why: str) -> Linear | None:
    found = squares(S)
    if found is None:
        return None
    letters = tuple(Name(v) for v in variables)
    parts = [
        (squared if d == 1 else write(d) * squared)
        for d, row in found
        for squared in (Op("^", (form_written(row, letters), Num("2"))),)
    ]
    total: Written = parts[0] if len(parts) == 1 else Op("+", tuple(parts))
    return Linear(tuple(primitive(row) for _, row in found), say(why), (without_zero(form), total))


def without_zero(w: Written) -> Written:
    """``a`` for ``a - 0``."""
    if isinstance(w, Op) and w.head == "+":
        kept = tuple(a for a in w.args if a not in (Num("0"), Op("neg", (Num("0"),))))
        return kept[0] if len(kept) == 1 else Op("+", kept) if kept else Num("0")
    return w


def _power(left: Written, right: Written, variables: Sequence[str]) -> Linear | None:
    """X^k = Y^k with odd k says X = Y; X^k = 0 and √X = 0 say X = 0."""
    zero = right == Num("0")
    if isinstance(left, Op) and left.head == "sqrt" and zero:
        return linear_of(left.args[0].equals(right), variables)
    if not (isinstance(left, Op) and left.head == "^" and isinstance(left.args[1], Num)):
        return None
    k = left.args[1].fraction
    if k.denominator != 1 or k < 1:
        return None
    if zero:
        inner = linear_of(left.args[0].equals(right), variables)
        return inner and Linear(inner.rows, say("A power is 0 only if its base is 0."))
    if k % 2 and isinstance(right, Op) and right.head == "^" and right.args[1] == left.args[1]:
        inner = linear_of(left.args[0].equals(right.args[0]), variables)
        return inner and Linear(inner.rows, say("Odd powers of real numbers are equal only if the bases are."))
    return None


def _moduli(w: Written, variables: Sequence[str]) -> Linear | None:
    """A sum of absolute values is 0 (or at most 0) only if each of them is."""
    rows: list[Vector] = []
    for part in w.args if isinstance(w, Op) and w.head == "+" else (w,):
        inner = part
        if isinstance(inner, Op) and inner.head == "*" and len(inner.args) == 2 and isinstance(inner.args[0], Num):
            inner = inner.args[1]
        if not (isinstance(inner, Op) and inner.head == "abs"):
            return None
        found = linear_of(inner.args[0].equals(Num("0")), variables)
        if found is None:
            return None
        rows += found.rows
    return Linear(tuple(rows), say("A sum of absolute values is 0 only if each of them is 0."))


def _always(small: Written, large: Written) -> Linear | None:
    if small == Num("0") and isinstance(large, Op) and large.head in ("abs", "sqrt"):
        return Linear((), say("This value is never negative: the condition always holds."))
    return None


def linear_system(conditions: Sequence[Op], variables: Sequence[str]) -> list[tuple[Op, Linear]] | None:
    """For every condition the linear equations that it says, given the others; None where one has none.

    Conditions that are not linear by themselves are looked at again on the solutions of those that are, and two
    inequalities that face each other are an equation.
    """
    n = len(variables)
    found = [linear_of(c, variables) for c in conditions]
    known: list[Vector] = [r for f in found if f for r in f.rows]
    rest = [i for i, f in enumerate(found) if f is None]
    bounds = {i: bound for i in rest if (bound := _bound(conditions[i], variables)) is not None}
    for i, row in bounds.items():
        other = next((j for j, s in bounds.items() if _opposite(row, s)), None)
        if other is not None:
            found[i] = Linear((row,), say("Together with the inequality the other way round this is an equation."))
            known.append(row)
    rest = [i for i in rest if found[i] is None]
    if rest:
        basis = null_space(tuple(known)) if known else tuple(_unit(k, n) for k in range(n))
        letters = tuple(f"t{k + 1}" for k in range(len(basis)))
        inside = {v: form_written([b[j] for b in basis], [Name(t) for t in letters]) for j, v in enumerate(variables)}
        for i in rest:
            there = substitute(conditions[i], inside)
            linear = linear_of(there, letters) if letters else (Linear((), Text(())) if _at_zero(there) else None)
            if linear is None:
                return None
            why = say("Where the other conditions hold, this one always does.")
            if any(map(any, linear.rows)):
                why = say("Put the other conditions in: what is left is a linear equation.")
            found[i] = Linear(tuple(row for r in linear.rows for row in (solutions(basis, r) or ((),))[:1]), why)
    return [(c, f) for c, f in zip(conditions, found, strict=True) if f is not None]


def _at_zero(condition: Written) -> bool:
    return decided(condition, {}) is True


def _unit(k: int, n: int) -> Vector:
    return tuple(Fraction(int(i == k)) for i in range(n))


def _bound(condition: Op, variables: Sequence[str]) -> Vector | None:
    """The row l of a condition l·x <= 0."""
    if condition.head not in ("<=", ">="):
        return None
    gap = terms(condition.args[0] - condition.args[1], variables)
    row = linear_row(gap, len(variables)) if gap is not None else None
    if row is None or row[1] or not any(row[0]):
        return None
    return row[0] if condition.head == "<=" else tuple(-a for a in row[0])


def _opposite(r: Vector, s: Vector) -> bool:
    k = next(i for i, a in enumerate(r) if a)
    return (
        bool(s[k]) and sign(s[k] / r[k]) < 0 and all(plain(b * r[k] - a * s[k]) == 0 for a, b in zip(r, s, strict=True))
    )


# ---------------------------------------------------------------- witnesses


def witness(conditions: Sequence[Op], variables: Sequence[str]) -> Witness | None:
    """Elements of the set and a combination outside of it, the simplest that are found; None where none is."""
    n = len(variables)

    def inside(v: Vector) -> bool | None:
        at = places(variables, v)
        found = [decided(c, at) for c in conditions]
        return False if False in found else None if None in found else True

    zero = (Fraction(0),) * n
    candidates = _candidates(conditions, variables)
    start = inside(zero)
    if start is None:
        return None
    members: list[Vector] = []
    for v in candidates:
        if inside(v):
            members.append(v)
            if start is False:
                return Witness(v, v, Fraction(-1))
        if len(members) >= MEMBERS:
            break
    if start is False:
        return Witness(None, None, None)
    for v in members[:20]:
        for c in FACTORS:
            if inside(tuple(c * x for x in v)) is False:
                return Witness(zero, v, c)
    for k, v in enumerate(members):
        for u in members[:k]:
            if inside(tuple(a + b for a, b in zip(u, v, strict=True))) is False:
                return Witness(u, v, Fraction(1))
    return None


def _candidates(conditions: Sequence[Op], variables: Sequence[str]) -> list[Vector]:
    """Small vectors: those that fulfil the linear equations first, and solutions for an unknown."""
    n = len(variables)
    rows: list[Vector] = []
    solved: list[Vector] = []
    for c in conditions:
        parts = terms(c.args[0] - c.args[1], variables) if c.head in ("=", "<=", ">=") else None
        if parts is None or c.head != "=":
            continue
        row = linear_row(parts, n)
        if row is not None and not row[1]:
            rows.append(row[0])
        else:
            solved += _solved(parts, n)
    found: list[Vector] = list(multiples(null_space(tuple(rows)), n)) if rows else []
    found += [v for v in solved if all(not plain(sum(a * x for a, x in zip(r, v, strict=True))) for r in rows)]
    found += grid(n)
    return list(dict.fromkeys(found))[:TRIES]


def _solved(p: Terms, n: int) -> list[Vector]:
    """Zeros of a polynomial, by an unknown that occurs only in the first power and alone."""
    for k in range(n):
        mine = [e for e in p if e[k]]
        unit = tuple(int(i == k) for i in range(n))
        if mine != [unit]:
            continue
        found = []
        for v in [(Fraction(0),) * n, *grid(n)]:
            if v[k]:
                continue
            rest = Fraction(0)
            for e, c in p.items():
                if e != unit:
                    for x, m in zip(v, e, strict=True):
                        c = c * x**m
                    rest = plain(rest + c)
            found.append(tuple(plain(-rest / p[unit]) if i == k else x for i, x in enumerate(v)))
        return found
    return []


def witness_parts(found: Witness) -> tuple[Written, ...]:
    """``u = …, v = …, c = …``."""
    if found.u is None or found.v is None:
        return ()
    pairs = (("u", shown_vector(found.u)), ("v", shown_vector(found.v)), ("c", write(found.c)))
    return tuple(Name(n).equals(w) for n, w in pairs)


def numbers(v: Vector) -> list[Written]:
    """The entries as they are written."""
    return [write(x) for x in v]
