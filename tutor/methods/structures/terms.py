"""Polynomials in several variables as dictionaries from exponents to coefficients; quadratic forms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import Complex, plain, scalar, sign, write
from tutor.written import Name, Num, Op, Written, names

Terms: TypeAlias = dict[tuple[int, ...], Any]
DEGREE = 12
MANY = 400  # terms of a polynomial


def terms(w: Written, variables: Sequence[str]) -> Terms | None:
    """The polynomial that is written, multiplied out; None if it is none.

    >>> from tutor.reading import read
    >>> {e: str(c) for e, c in terms(read("(x + y)^2 - x^2"), ("x", "y")).items()}
    {(1, 1): '2', (0, 2): '1'}
    """
    n = len(variables)
    if not names(w):
        try:
            value = scalar(w)
        except (NotExact, KeyError):
            return None
        return None if isinstance(value, Complex) else _kept({(0,) * n: value})
    if isinstance(w, Name):
        return {tuple(int(v == w.text) for v in variables): Fraction(1)} if w.text in variables else None
    if not isinstance(w, Op):
        return None
    if w.head == "^":
        base = terms(w.args[0], variables)
        exponent = w.args[1]
        if base is None or not isinstance(exponent, Num) or exponent.fraction.denominator != 1:
            return None
        return _power(base, int(exponent.fraction), n)
    if w.head not in ("+", "*", "neg", "/"):
        return None
    parts = []
    for a in w.args:
        part = terms(a, variables)
        if part is None:
            return None
        parts.append(part)
    if w.head == "neg":
        return {e: -c for e, c in parts[0].items()}
    if w.head == "/":
        if set(parts[1]) != {(0,) * n}:
            return None
        return {e: plain(c / parts[1][(0,) * n]) for e, c in parts[0].items()}
    total: Terms | None = parts[0]
    for part in parts[1:]:
        if total is not None:
            total = added(total, part) if w.head == "+" else multiplied(total, part)
    return total


def added(p: Terms, q: Terms) -> Terms:
    """The sum."""
    return _kept({e: plain(p.get(e, Fraction(0)) + q.get(e, Fraction(0))) for e in [*p, *(e for e in q if e not in p)]})


def multiplied(p: Terms, q: Terms) -> Terms | None:
    """The product; None if it is too large."""
    found: Terms = {}
    if len(p) * len(q) > MANY * 10:
        return None
    for e, a in p.items():
        for f, b in q.items():
            g = tuple(i + j for i, j in zip(e, f, strict=True))
            if sum(g) > DEGREE:
                return None
            found[g] = plain(found.get(g, Fraction(0)) + a * b)
    return _kept(found) if len(found) <= MANY else None


def _power(p: Terms, exponent: int, n: int) -> Terms | None:
    total: Terms | None = {(0,) * n: Fraction(1)}
    if exponent > DEGREE:
        return None
    for _ in range(exponent):
        total = multiplied(total, p) if total is not None else None
    return total


def _kept(p: Terms) -> Terms:
    return {e: c for e, c in p.items() if c}


def linear_row(p: Terms, n: int) -> tuple[Vector, Any] | None:
    """The coefficients and the constant of a polynomial of degree 1 at the most, or None."""
    if any(sum(e) > 1 for e in p):
        return None
    units = [tuple(int(i == j) for j in range(n)) for i in range(n)]
    return tuple(p.get(u, Fraction(0)) for u in units), p.get((0,) * n, Fraction(0))


def quadratic_matrix(p: Terms, n: int) -> Rows | None:
    """The symmetric matrix S with p(x) = xᵀ S x, or None if p has terms of another degree."""
    if any(sum(e) != 2 for e in p):
        return None
    S = [[Fraction(0)] * n for _ in range(n)]
    for e, c in p.items():
        i, j = (k for k, m in enumerate(e) for _ in range(m))
        S[i][j] = S[i][j] + c / 2
        S[j][i] = S[j][i] + c / 2
    return tuple(tuple(plain(a) for a in r) for r in S)


def squares(S: Rows) -> tuple[tuple[Any, Vector], ...] | None:
    """Weights d > 0 and rows l with xᵀ S x = Σ d (l·x)²; None if xᵀ S x takes negative values.

    >>> [(str(d), [str(a) for a in l]) for d, l in squares(((1, 1), (1, 2)))]
    [('1', ['1', '1']), ('1', ['0', '1'])]
    """
    n = len(S)
    left = [list(r) for r in S]
    found = []
    while any(left[i][i] for i in range(n)):
        if any(sign(left[i][i]) < 0 for i in range(n)):
            return None
        k = next(i for i in range(n) if left[i][i])
        d = left[k][k]
        row = tuple(plain(Fraction(a) / d if isinstance(a, int) else a / d) for a in left[k])
        found.append((plain(d), row))
        left = [[plain(left[i][j] - d * row[i] * row[j]) for j in range(n)] for i in range(n)]
    return None if any(a for r in left for a in r) else tuple(found)


def form_written(row: Sequence[Any], variables: Sequence[Written]) -> Written:
    """``2*x - y`` with exact coefficients and any expressions for the variables; 0 where all coefficients are 0."""
    parts: list[Written] = []
    for a, v in zip(row, variables, strict=True):
        if a:
            size = plain(-a) if sign(a) < 0 else a
            part = v if size == 1 else write(size) * v
            parts.append(Op("neg", (part,)) if sign(a) < 0 else part)
    return Num("0") if not parts else parts[0] if len(parts) == 1 else Op("+", tuple(parts))
