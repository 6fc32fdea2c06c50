"""What is seen of a function to be a norm from its build, and vectors that break an axiom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import write
from tutor.methods.structures.terms import linear_row, quadratic_matrix, squares, terms
from tutor.methods.structures.values import decided, general, grid, places, simple_value
from tutor.written import Name, Num, Op, Written, names, number, substitute

DEFINITE, HOMOGENEOUS, TRIANGLE = "definiteness", "homogeneity", "the triangle inequality"
_FACTORS = (Fraction(2), Fraction(-1), Fraction(1, 2))


@dataclass(frozen=True)
class Broken:
    """An axiom and what breaks it: x alone, x with a number c, or x with y."""

    axiom: str
    x: Vector
    y: Vector | None = None
    c: Fraction | None = None


@dataclass(frozen=True)
class Seminorm:
    """A function that is built as a seminorm: the rows whose common zeros are its zeros, and the reason."""

    rows: Rows
    why: str


def p_norm(letters: Sequence[Written], p: Fraction | None, weights: Sequence[Fraction]) -> Written:
    """(Σ w·|x|^p)^(1/p); the largest w·|x| for p None, the number of entries that are not 0 for p = 0.

    >>> str(p_norm(general("x", 2), Fraction(1), (Fraction(1), Fraction(3))))
    'abs(x1) + 3*abs(x2)'
    """
    parts: list[Written] = []
    for a, w in zip(letters, weights, strict=True):
        size: Written = Op("abs", (Op("sign", (a,)) if p == 0 else a,))
        if p == 2:
            size = Op("^", (a, Num("2")))
        elif p is not None and p not in (0, 1):
            size = Op("^", (size, number(p))) if p != Fraction(1, 2) else Op("sqrt", (size,))
        parts.append(size if w == 1 else write(w) * size)
    if p is None:
        largest = parts[0]
        for b in parts[1:]:
            largest = maximum(largest, b)
        return largest
    total: Written = parts[0] if len(parts) == 1 else Op("+", tuple(parts))
    if p in (0, 1):
        return total
    if p == 2:
        return Op("sqrt", (total,))
    return Op("^", (total, number(1 / p)))


def maximum(a: Written, b: Written) -> Written:
    """The larger of two values, by absolute values."""
    return Op("/", (Op("+", (a, b, Op("abs", (a - b,)))), Num("2")))


# ---------------------------------------------------------------- what is seen from the build


def seminorm(w: Written, variables: Sequence[str]) -> Seminorm | None:
    """What a function is as a seminorm, or None where that is not seen.

    >>> from tutor.reading import read
    >>> seminorm(read("sqrt(x^2 + y^2)"), ("x", "y")) is None, seminorm(read("x^2"), ("x",)) is None
    (False, True)
    """
    if not isinstance(w, Op):
        return None
    n = len(variables)
    if w.head == "abs":
        parts = terms(w.args[0], variables)
        row = linear_row(parts, n) if parts is not None else None
        if row is not None and not row[1]:
            return Seminorm((row[0],), "the absolute value of a linear form")
        return seminorm(w.args[0], variables)
    if w.head == "sqrt":
        parts = terms(_without_abs(w.args[0]), variables)
        S = quadratic_matrix(parts, n) if parts is not None else None
        found = squares(S) if S is not None else None
        if found is None or S is None:
            return None
        return Seminorm(tuple(r for _, r in found), "the root of a quadratic form without negative values")
    larger = _larger(w)
    if larger is not None:
        both = [seminorm(a, variables) for a in larger]
        if all(both):
            return Seminorm(tuple(r for s in both if s for r in s.rows), "the larger of two such values")
    if w.head == "+":
        each = [seminorm(a, variables) for a in w.args]
        if any(s is None for s in each):
            return None
        return Seminorm(tuple(r for s in each if s for r in s.rows), "a sum of such values")
    if w.head in ("*", "/"):
        return _multiple(w, variables)
    if w.head == "^":
        return _root_of_powers(w, variables)
    return None


def _without_abs(w: Written) -> Written:
    """Squares of absolute values as squares."""
    if isinstance(w, Op):
        if w.head == "^" and w.args[1] == Num("2") and isinstance(w.args[0], Op) and w.args[0].head == "abs":
            return Op("^", (w.args[0].args[0], Num("2")))
        return Op(w.head, tuple(_without_abs(a) for a in w.args))
    return w


def _larger(w: Op) -> tuple[Written, Written] | None:
    """The two values of which ``(a + b + |a − b|)/2`` is the larger."""
    if w.head != "/" or w.args[1] != Num("2") or not isinstance(w.args[0], Op) or w.args[0].head != "+":
        return None
    items = w.args[0].args
    last = items[-1]
    if len(items) != 3 or not isinstance(last, Op) or last.head != "abs":
        return None
    a, b = items[:2]
    return (a, b) if last.args[0] in (a - b, b - a) else None


def _multiple(w: Op, variables: Sequence[str]) -> Seminorm | None:
    moving = [a for a in w.args if names(a)]
    fixed = [a for a in w.args if not names(a)]
    if len(moving) != 1 or (w.head == "/" and moving[0] is not w.args[0]):
        return None
    if any(decided(Op(">", (a, Num("0"))), {}) is not True for a in fixed):
        return None
    inner = seminorm(moving[0], variables)
    return inner and Seminorm(inner.rows, inner.why)


def _root_of_powers(w: Op, variables: Sequence[str]) -> Seminorm | None:
    """(Σ w·|l|^p)^(1/p) with p >= 1 (Minkowski's inequality)."""
    terms_ = w.args[0].args if isinstance(w.args[0], Op) and w.args[0].head == "+" else (w.args[0],)
    outer = simple_value(w.args[1])
    rows: list[Vector] = []
    powers = set()
    for t in terms_:
        weight = [a for a in t.args if not names(a)] if isinstance(t, Op) and t.head == "*" else []
        rest = [a for a in t.args if names(a)] if isinstance(t, Op) and t.head == "*" else [t]
        if len(rest) != 1 or any(decided(Op(">", (a, Num("0"))), {}) is not True for a in weight):
            return None
        inner = rest[0]
        if not (isinstance(inner, Op) and inner.head == "^" and not names(inner.args[1])):
            return None
        exponent = simple_value(inner.args[1])
        base = inner.args[0]
        even = isinstance(exponent, Num) and exponent.fraction.denominator == 1 and exponent.fraction % 2 == 0
        if isinstance(base, Op) and base.head == "abs":
            base = base.args[0]
        elif not even:
            return None
        parts = terms(base, variables)
        row = linear_row(parts, len(variables)) if parts is not None else None
        if row is None or row[1]:
            return None
        rows.append(row[0])
        powers.add(exponent)
    if len(powers) != 1:
        return None
    (power,) = powers
    inverse_ = simple_value(outer * power)
    if inverse_ != Num("1") or decided(Op(">=", (power, Num("1"))), {}) is not True:
        return None
    return Seminorm(tuple(rows), "a p-norm of linear forms with p at least 1 (Minkowski's inequality)")


# ---------------------------------------------------------------- what breaks an axiom


def broken(function: Written, variables: Sequence[str]) -> Broken | None:
    """The simplest vectors that are found to break an axiom, or None.

    >>> from tutor.reading import read
    >>> broken(read("sqrt(|x|) + sqrt(|y|)"), ("x", "y")).axiom
    'homogeneity'
    """
    n = len(variables)
    zero = (Fraction(0),) * n
    some = grid(n)[:40]
    for x in (zero, *some):
        if breaks(function, variables, candidate := Broken(DEFINITE, x)):
            return candidate
    for x in some[: 3 * n + 2]:
        for c in _FACTORS:
            if breaks(function, variables, candidate := Broken(HOMOGENEOUS, x, c=c)):
                return candidate
    for k, x in enumerate(some[:16]):
        for y in some[:k]:
            if breaks(function, variables, candidate := Broken(TRIANGLE, y, y=x)):
                return candidate
    return None


def conditions_of(function: Written, variables: Sequence[str], b: Broken) -> tuple[tuple[Written, bool], ...]:
    """The relations that the witness fulfils, in the entries x1, …, y1, … and c."""
    n = len(variables)
    xs, ys, c = general("x", n), general("y", n), Name("c")
    at_x = substitute(function, dict(zip(variables, xs, strict=True)))
    if b.axiom == DEFINITE:
        if not any(b.x):
            return ((Op("!=", (at_x, Num("0"))), True),)
        return ((Op("<=", (at_x, Num("0"))), True), (_some_nonzero(xs), True))
    if b.axiom == HOMOGENEOUS:
        moved = substitute(function, dict(zip(variables, [c * a for a in xs], strict=True)))
        return ((Op("!=", (moved, Op("abs", (c,)) * at_x)), True),)
    at_y = substitute(function, dict(zip(variables, ys, strict=True)))
    sums = substitute(function, {v: p + q for v, p, q in zip(variables, xs, ys, strict=True)})
    return ((Op(">", (sums, at_x + at_y)), True),)


def _some_nonzero(letters: Sequence[Written]) -> Written:
    parts = tuple(Op("!=", (a, Num("0"))) for a in letters)
    return parts[0] if len(parts) == 1 else Op("or", parts)


def values_of(b: Broken) -> dict[str, Written]:
    """The entries of the witness by their names."""
    n = len(b.x)
    found = places([str(a) for a in general("x", n)], b.x)
    if b.y is not None:
        found |= places([str(a) for a in general("y", n)], b.y)
    return found | {"c": write(b.c)} if b.c is not None else found


def breaks(function: Written, variables: Sequence[str], b: Broken) -> bool:
    """Does the witness break its axiom?"""
    values = values_of(b)
    return all(decided(r, values) == wanted for r, wanted in conditions_of(function, variables, b))
