"""Quadratic forms: their matrices, squares completed, signs, and witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import Any

from tutor.claims import _Result
from tutor.equality.quotients import NotRational, polynomial_of
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Matrix, Rows, Vector, applied, determinant, dot, null_space, rows_of
from tutor.exact.scalars import plain, sign, write
from tutor.exact.spectra import characteristic
from tutor.methods.eigenvalues.components import weighted
from tutor.methods.linear_systems.polynomials import Poly, zeros
from tutor.surds import Surd
from tutor.written import INF, ZERO, Name, Op, Words, Written, entries, linear

POSITIVE, NEGATIVE = "positive definite", "negative definite"
SEMI_POSITIVE, SEMI_NEGATIVE = "positive semidefinite", "negative semidefinite"
INDEFINITE = "indefinite"


def inertia(A: Matrix) -> tuple[int, int, int]:
    """How many eigenvalues of a symmetric matrix are positive, negative, zero (Descartes' rule: all are real).

    >>> inertia([[1, 2], [2, 1]])
    (1, 1, 0)
    """
    signs = [sign(c) for c in characteristic(A)]
    zero = 0
    while len(signs) > 1 and not signs[-1]:
        signs.pop()
        zero += 1
    kept = [s for s in signs if s]
    positive = sum(a != b for a, b in pairwise(kept))
    return positive, len(A) - zero - positive, zero


def classify(A: Matrix) -> str:
    """The class of a symmetric matrix; the zero matrix counts as positive semidefinite.

    >>> classify([[2, 1], [1, 2]]), classify([[0, 0], [0, -1]])
    ('positive definite', 'negative semidefinite')
    """
    positive, negative, zero = inertia(A)
    if positive and negative:
        return INDEFINITE
    if negative:
        return SEMI_NEGATIVE if zero else NEGATIVE
    return SEMI_POSITIVE if zero else POSITIVE


def leading(A: Matrix) -> tuple[Rows, ...]:
    """The leading submatrices, from 1 × 1 on."""
    return tuple(tuple(tuple(r[: k + 1]) for r in A[: k + 1]) for k in range(len(A)))


def principal(A: Matrix) -> tuple[tuple[tuple[int, ...], Rows], ...]:
    """All principal submatrices with their rows (counted from 0), by size."""
    n = len(A)
    chosen = [c for k in range(1, n + 1) for c in combinations(range(n), k)]
    return tuple((c, tuple(tuple(A[i][j] for j in c) for i in c)) for c in chosen)


def value_at(A: Matrix, x: Sequence[Any]) -> Any:
    """The number xᵀ A x."""
    return dot(x, applied(A, x))


def witness(A: Matrix, wanted: int) -> Vector | None:
    """A vector with small whole entries where the sign of xᵀ A x is the wanted one, or None.

    >>> [str(x) for x in witness([[1, 2], [2, 1]], -1)]
    ['1', '-1']
    """
    n = len(A)
    if not wanted:
        basis = null_space(A)
        return basis[0] if basis else None
    size = 1
    while (2 * size + 1) ** n <= 20_000:
        places = sorted(product(range(-size, size + 1), repeat=n), key=lambda v: sum(map(abs, v)))
        for v in places:
            x = tuple(Fraction(a) for a in v)
            if next((a for a in v if a), 0) > 0 and sign(value_at(A, x)) == wanted:
                return x
        size += 1
    return None


def squares(A: Matrix) -> tuple[tuple[Any, Vector], ...] | None:
    """Pivots d and vectors l with xᵀ A x = Σ d (l·x)², as completing squares finds them; None at a zero pivot.

    >>> [(str(d), [str(a) for a in l]) for d, l in squares([[1, 2], [2, 1]])]
    [('1', ['1', '2']), ('-3', ['0', '1'])]
    """
    rows = [list(r) for r in rows_of(A)]
    n = len(rows)
    found: list[tuple[Any, Vector]] = []
    for k in range(n):
        d = rows[k][k]
        if not d:
            if any(rows[k]):
                return None
            continue
        line = tuple(plain(a / d) for a in rows[k])
        found.append((d, line))
        for i in range(n):
            for j in range(n):
                rows[i][j] = plain(rows[i][j] - d * line[i] * line[j])
    return tuple(found)


def squares_written(found: Sequence[tuple[Any, Vector]], letters: Sequence[str]) -> Written:
    """``2*(x + y/2)^2 - 3*y^2``."""
    terms = []
    for d, line in found:
        inner = linear([write(a) if isinstance(a, Surd) else a for a in line], letters)
        terms.append(weighted(d, [inner**2]))
    return ZERO if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def form_written(A: Sequence[Sequence[Any]], letters: Sequence[str]) -> Written:
    """xᵀ A x with letters, mixed terms doubled."""
    terms: list[Written] = []
    n = len(A)
    for i in range(n):
        for j in range(i, n):
            c = plain(A[i][j] if i == j else A[i][j] + A[j][i])
            if c:
                factors = [Name(letters[i]) ** 2] if i == j else [Name(letters[i]), Name(letters[j])]
                term = weighted(c, factors)
                terms.append(term)
    return ZERO if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))


# ---------------------------------------------------------------- claims


@dataclass(frozen=True)
class FormMatrix(_Result):
    """The result is the symmetric matrix of a quadratic form in the letters (a parameter may stand in it)."""

    of: Written = field(kw_only=True)
    letters: tuple[str, ...] = field(kw_only=True)
    parameter: str = ""

    def shown(self) -> Written:
        return Name("A").equals(self.result)

    def holds(self) -> bool | None:
        rows = entries(self.result)
        n = len(self.letters)
        x = [Name(v) for v in self.letters]
        mine = Op("+", tuple(Op("*", (rows[i][j], x[i], x[j])) for i in range(n) for j in range(n)))
        used = (*self.letters, *((self.parameter,) if self.parameter else ()))
        try:
            if any(
                polynomial_of(rows[i][j], used) != polynomial_of(rows[j][i], used) for i in range(n) for j in range(i)
            ):
                return False
            return polynomial_of(mine, used) == polynomial_of(self.of, used)
        except NotRational:
            return None


@dataclass(frozen=True)
class ClassOf(_Result):
    """The result, in words, is the class of a symmetric matrix; `seen` is what it was read from."""

    of: Written = field(kw_only=True)
    seen: tuple[Written, ...] = ()

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        try:
            return self.result == Words(classify(exact_value(self.of)))
        except (NotExact, KeyError, TooLarge):
            return None


@dataclass(frozen=True)
class AllPositive(_Result):
    """The result is the set of all values of a letter for which every polynomial is positive."""

    of: tuple[Poly, ...] = field(kw_only=True)
    letter: str = field(kw_only=True)

    def shown(self) -> Written:
        return Op("in", (Name(self.letter), self.result))

    def holds(self) -> bool | None:
        try:
            pieces = [_ends(w) for w in _pieces(self.result)]
            ends = [e for a, b, _ in pieces for e in (a, b) if e is not None]
            marks = sorted({*ends, *(plain(z) for p in self.of for z in zeros(p, self.letter))}, key=float)
            for q in sample_places(marks):
                inside = any(_within(q, piece) for piece in pieces)
                if inside != all(sign(p.at(q)) > 0 for p in self.of):
                    return False
        except (NotExact, KeyError, TooLarge):
            return None
        return True


def sample_places(marks: Sequence[Any]) -> list[Any]:
    """The marks, a place between each two, and one on either side."""
    if not marks:
        return [Fraction(0)]
    between = [Fraction((float(a) + float(b)) / 2) for a, b in pairwise(marks)]
    return [Fraction(float(marks[0])) - 1, *marks, *between, Fraction(float(marks[-1])) + 1]


def _pieces(w: Written) -> list[Written]:
    if w == Op("empty"):
        return []
    return list(w.args) if isinstance(w, Op) and w.head == "union" else [w]


def _ends(w: Written) -> tuple[Any, Any, str]:
    if not isinstance(w, Op) or w.head != "interval":
        raise NotExact("an interval is expected")
    low, high, kind = w.args
    return _end(low), _end(high), str(kind)


def _end(w: Written) -> Any:
    return None if w in (INF, Op("neg", (INF,))) else exact_value(w)


def _within(q: Any, piece: tuple[Any, Any, str]) -> bool:
    low, high, kind = piece
    above = low is None or sign(q - low) > 0 or (kind[0] == "[" and not sign(q - low))
    below = high is None or sign(high - q) > 0 or (kind[1] == "]" and not sign(high - q))
    return above and below


def positive_set(polynomials: Sequence[Poly], letter: str) -> tuple[Written, tuple[Any, ...]]:
    """Where all polynomials are positive, as a union of open intervals, and the zeros of all of them.

    >>> str(positive_set([Poly.of(-4, 0, 1), Poly.of(0, 1)], "k")[0])
    '(2, inf)'
    """
    marks = sorted({plain(z) for p in polynomials for z in zeros(p, letter)}, key=float)
    ends: list[Any] = [None, *marks, None]
    found: list[tuple[Any, Any]] = []
    for a, b in pairwise(ends):
        if a is None and b is None:
            q = Fraction(0)
        elif a is None:
            q = Fraction(float(b)) - 1
        elif b is None:
            q = Fraction(float(a)) + 1
        else:
            q = Fraction((float(a) + float(b)) / 2)
        if all(sign(p.at(q)) > 0 for p in polynomials):
            if found and found[-1][1] == a and a is not None and all(sign(p.at(a)) > 0 for p in polynomials):
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
    pieces = [
        Op("interval", (Op("neg", (INF,)) if a is None else write(a), INF if b is None else write(b), Words("()")))
        for a, b in found
    ]
    union: Written = Op("empty") if not pieces else pieces[0] if len(pieces) == 1 else Op("union", tuple(pieces))
    return union, tuple(marks)


def poly_determinant(M: Sequence[Sequence[Poly]]) -> Poly:
    """The determinant of a matrix of polynomials, by expansion along the first row."""
    if len(M) == 1:
        return M[0][0]
    total = Poly.of()
    for j, a in enumerate(M[0]):
        if a:
            minor = [[*r[:j], *r[j + 1 :]] for r in M[1:]]
            term = a * poly_determinant(minor)
            total = total + (term if j % 2 == 0 else -term)
    return total


def minors(A: Matrix) -> tuple[Any, ...]:
    """The leading principal minors.

    >>> [str(d) for d in minors([[2, 1], [1, 2]])]
    ['2', '3']
    """
    return tuple(determinant(M) for M in leading(rows_of(A)))
