"""Exact matrices and vectors: tuples of numbers of one field, and what is computed with them without steps.

Entries are integers, `Fraction`, `Surd` or `Complex`; results are plain (a `Fraction` wherever the number is rational).
Rational matrices of some size are given to FLINT, with identical results without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

from tutor.exact.echelon import LARGE, flint, integer_form, inverse_by_flint, whole_rows
from tutor.exact.scalars import Complex, plain
from tutor.surds import Surd

Number: TypeAlias = "Fraction | Surd | Complex"
Vector: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
Matrix: TypeAlias = Sequence[Sequence[Any]]

ZERO, ONE = Fraction(0), Fraction(1)


# ---------------------------------------------------------------- shapes and products


def rows_of(A: Matrix) -> Rows:
    """The matrix with plain entries.

    >>> rows_of([[1, 2], [3, 4]])[1][0]
    Fraction(3, 1)
    """
    return tuple(tuple(plain(a) for a in r) for r in A)


def identity(n: int) -> Rows:
    """The n × n identity matrix."""
    return tuple(tuple(ONE if i == j else ZERO for j in range(n)) for i in range(n))


def diagonal(entries: Sequence[Any]) -> Rows:
    """The square matrix with these entries on its diagonal."""
    n = len(entries)
    return tuple(tuple(plain(entries[i]) if i == j else ZERO for j in range(n)) for i in range(n))


def transposed(A: Matrix) -> Rows:
    """Rows and columns exchanged."""
    return tuple(zip(*A, strict=True))


def from_columns(vectors: Sequence[Sequence[Any]]) -> Rows:
    """The matrix with these columns.

    >>> from_columns([(1, 2), (3, 4)])
    ((1, 3), (2, 4))
    """
    return tuple(zip(*vectors, strict=True))


def dot(x: Sequence[Any], y: Sequence[Any]) -> Any:
    """The sum of the products of corresponding entries; nothing is conjugated."""
    return plain(sum((a * b for a, b in zip(x, y, strict=True)), ZERO))


def times(A: Matrix, B: Matrix) -> Rows:
    """The matrix product; the inner sizes must agree.

    >>> times([[1, 2]], [[3], [4]])
    ((Fraction(11, 1),),)
    """
    columns = transposed(B)
    return tuple(tuple(dot(r, c) for c in columns) for r in A)


def applied(A: Matrix, x: Sequence[Any]) -> Vector:
    """The vector A x.

    >>> [str(a) for a in applied([[1, 2], [3, 4]], (1, 1))]
    ['3', '7']
    """
    return tuple(dot(r, x) for r in A)


def plus(A: Matrix, B: Matrix) -> Rows:
    """The sum of two matrices of the same shape."""
    return tuple(tuple(plain(a + b) for a, b in zip(r, s, strict=True)) for r, s in zip(A, B, strict=True))


def scaled(c: Any, A: Matrix) -> Rows:
    """Every entry times c."""
    return tuple(tuple(plain(c * a) for a in r) for r in A)


def power(A: Matrix, k: int) -> Rows:
    """A^k for k ≥ 0, by repeated squaring.

    >>> [[str(a) for a in r] for r in power([[1, 1], [0, 1]], 5)]
    [['1', '5'], ['0', '1']]
    """
    result, base = identity(len(A)), rows_of(A)
    while k:
        if k & 1:
            result = times(result, base)
        k >>= 1
        if k:
            base = times(base, base)
    return result


def combination(coefficients: Sequence[Any], vectors: Sequence[Sequence[Any]]) -> Vector:
    """c₁ v₁ + … + c_k v_k."""
    return tuple(dot(coefficients, entries) for entries in zip(*vectors, strict=True))


def trace(A: Matrix) -> Any:
    """The sum of the diagonal."""
    return plain(sum((A[i][i] for i in range(len(A))), ZERO))


def primitive(v: Sequence[Any]) -> Vector:
    """The shortest multiple with whole entries whose first nonzero entry is positive; irrational ones are scaled by it.

    >>> [str(x) for x in primitive((Fraction(-1, 2), Fraction(1, 3)))]
    ['3', '-2']
    """
    v = tuple(plain(x) for x in v)
    lead = next((x for x in v if x), None)
    if lead is None:
        return v
    if not all(isinstance(x, Fraction) for x in v):
        return tuple(plain(x / lead) for x in v)
    m = lcm(*(x.denominator for x in v))
    g = gcd(*(int(x * m) for x in v))
    scale = Fraction(m, g) if lead > 0 else Fraction(-m, g)
    return tuple(x * scale for x in v)


# ---------------------------------------------------------------- elimination


def reduced(A: Matrix) -> tuple[Rows, tuple[int, ...]]:
    """The reduced row echelon form and its pivot columns (counted from 0), over any of the fields.

    >>> from tutor.surds import root
    >>> form, pivots = reduced([[root(2), 2], [1, root(2)]])
    >>> pivots, str(form[0][1].written())
    ((0,), 'sqrt(2)')
    """
    whole = whole_rows(A)
    if whole is not None:
        width = len(A[0]) if A else 0
        form, found = integer_form(whole)
        table = [tuple(Fraction(a, r[c]) if a else ZERO for a in r) for r, c in zip(form, found, strict=True)]
        return (*table, *((ZERO,) * width for _ in range(len(A) - len(found)))), found
    rows = [list(r) for r in rows_of(A)]
    pivots: list[int] = []
    for c in range(len(rows[0]) if rows else 0):
        r = len(pivots)
        at = next((i for i in range(r, len(rows)) if rows[i][c]), None)
        if at is None:
            continue
        rows[r], rows[at] = rows[at], rows[r]
        lead = rows[r][c]
        rows[r] = [plain(a / lead) for a in rows[r]]
        for i in range(len(rows)):
            if i != r and rows[i][c]:
                q = rows[i][c]
                rows[i] = [plain(a - q * b) for a, b in zip(rows[i], rows[r], strict=True)]
        pivots.append(c)
    return tuple(tuple(r) for r in rows), tuple(pivots)


def rank(A: Matrix) -> int:
    """The number of independent rows, and of independent columns.

    >>> rank([[1, 2], [2, 4]])
    1
    """
    whole = whole_rows(A)
    if whole and len(whole) * len(whole[0]) >= LARGE and (fast := flint()):
        return int(fast.fmpz_mat(whole).rank())
    return len(_form(A)[1]) if A else 0


def determinant(A: Matrix) -> Any:
    """The determinant of a square matrix.

    >>> str(determinant([[1, 2], [3, 4]]))
    '-2'
    """
    n = len(A)
    whole = whole_rows(A)
    if whole is not None and n * n >= LARGE and (fast := flint()):
        scale = 1
        for r in A:
            scale *= lcm(*(a.denominator for a in r))
        return Fraction(int(fast.fmpz_mat(whole).det()), scale)
    if n <= 3:
        return _small_determinant(A)
    rows = [list(r) for r in rows_of(A)]
    found: Any = ONE
    for c in range(n):
        at = next((i for i in range(c, n) if rows[i][c]), None)
        if at is None:
            return ZERO
        if at != c:
            rows[c], rows[at] = rows[at], rows[c]
            found = -found
        lead = rows[c][c]
        found = plain(found * lead)
        for i in range(c + 1, n):
            if rows[i][c]:
                q = plain(rows[i][c] / lead)
                rows[i] = [plain(a - q * b) for a, b in zip(rows[i], rows[c], strict=True)]
    return found


def _small_determinant(A: Matrix) -> Any:
    if len(A) == 1:
        return plain(A[0][0])
    if len(A) == 2:
        (a, b), (c, d) = A
        return plain(a * d - b * c)
    if len(A) == 3:
        (a, b, c), (d, e, f), (g, h, i) = A
        return plain(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g))
    return ONE


def inverse(A: Matrix) -> Rows | None:
    """The inverse of a square matrix, or None if it is singular.

    >>> inverse([[1, 2], [2, 4]]) is None
    True
    """
    n = len(A)
    whole = whole_rows(A)
    if whole is not None and n * n >= LARGE and (fast := flint()):
        return inverse_by_flint(fast, whole, [_scale(r) for r in A])
    if n == 2:
        (a, b), (c, d) = A
        det = _small_determinant(A)
        return rows_of(((d / det, -b / det), (-c / det, a / det))) if det else None
    form, pivots = reduced([[*r, *e] for r, e in zip(A, identity(n), strict=True)])
    return tuple(r[n:] for r in form) if pivots == tuple(range(n)) else None


def _scale(row: Sequence[Any]) -> int:
    """The least common denominator of a row."""
    return 1 if all(type(a) is int for a in row) else lcm(*(a.denominator for a in row))


def null_space(A: Matrix) -> tuple[Vector, ...]:
    """A basis of {x : A x = 0}: one vector a free column, in small whole numbers where it is rational.

    >>> [[str(x) for x in v] for v in null_space([[1, 2, 3]])]
    [['2', '-1', '0'], ['3', '0', '-1']]
    """
    return _null_space(*_form(A), len(A[0]))


def _form(A: Matrix) -> tuple[Sequence[Sequence[Any]], tuple[int, ...]]:
    """Multiples of the nonzero rows of the reduced form, and its pivots."""
    whole = whole_rows(A)
    return integer_form(whole) if whole is not None else reduced(A)


def _null_space(form: Sequence[Sequence[Any]], pivots: Sequence[int], n: int) -> tuple[Vector, ...]:
    basis = []
    for free in sorted({*range(n)} - {*pivots}):
        used = [(r, c) for r, c in zip(form, pivots, strict=False) if r[free]]
        whole = all(type(r[c]) is int for r, c in used)
        m = lcm(*(r[c] for r, c in used)) if whole else 1
        v: list[Any] = [0] * n
        v[free] = m
        for r, c in used:
            v[c] = -r[free] * (m // r[c]) if whole else -r[free] / r[c]
        if whole:
            g = gcd(*v) if next(x for x in v if x) > 0 else -gcd(*v)
            basis.append(tuple(Fraction(x // g) for x in v))
        else:
            basis.append(primitive(v))
    return tuple(basis)


def left_null_space(A: Matrix) -> tuple[Vector, ...]:
    """A basis of {y : yᵀ A = 0}."""
    return null_space(transposed(A))


def column_space(A: Matrix) -> tuple[Vector, ...]:
    """The pivot columns of A itself."""
    columns = transposed(rows_of(A))
    return tuple(columns[c] for c in reduced(A)[1])


def row_space(A: Matrix) -> tuple[Vector, ...]:
    """The nonzero rows of the reduced form, in small whole numbers where they are rational."""
    form, pivots = reduced(A)
    return tuple(primitive(form[i]) for i in range(len(pivots)))


def solutions(A: Matrix, b: Sequence[Any]) -> tuple[Vector, tuple[Vector, ...]] | None:
    """A point and a basis of the directions of {x : A x = b}, or None if it is empty.

    >>> point, directions = solutions([[1, 2]], [5])
    >>> [str(x) for x in point], [[str(x) for x in d] for d in directions]
    (['5', '0'], [['2', '-1']])
    """
    n = len(A[0])
    form, pivots = _form([[*r, c] for r, c in zip(A, b, strict=True)])
    if n in pivots:
        return None
    point = [ZERO] * n
    for r, c in zip(form, pivots, strict=False):
        point[c] = Fraction(r[n], r[c]) if type(r[c]) is int else plain(r[n] / r[c])
    return tuple(point), _null_space(form, pivots, n)


def coordinates(v: Sequence[Any], basis: Sequence[Sequence[Any]]) -> Vector | None:
    """The coefficients of v in independent vectors, or None if v is not in their span."""
    found = solutions(from_columns(basis), v)
    return None if found is None else found[0]


def same_span(first: Sequence[Sequence[Any]], second: Sequence[Sequence[Any]]) -> bool:
    """Do two families of vectors of the same length span the same space?"""
    return (
        row_space(list(first)) == row_space(list(second)) if first and second else not any(map(any, [*first, *second]))
    )
