"""One factorisation of a matrix, exactly, for a key that gives the matrix alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.exact.matrices import (
    Matrix,
    Rows,
    Vector,
    applied,
    diagonal,
    dot,
    from_columns,
    identity,
    null_space,
    rows_of,
    times,
    transposed,
)
from tutor.exact.scalars import plain, sign
from tutor.exact.spectra import eigenvalues
from tutor.surds import root

MAX_SIZE = 8  # of a matrix that is factorised here
_GIVE = "give the factors as well"


def factored(kind: str, A: Matrix) -> dict[str, Rows]:
    """The factors by letter.

    Raises
    ------
    InputError
        Where the matrix has no such factorisation, or none that is found exactly.

    Examples
    --------
    >>> {name: [[str(a) for a in r] for r in M] for name, M in factored("LU factorisation", [[2, 1], [4, 5]]).items()}
    {'L': [['1', '0'], ['2', '1']], 'U': [['2', '1'], ['0', '3']]}
    """
    if max(len(A), len(A[0])) > MAX_SIZE:
        raise InputError(f"the matrix of the key is large; {_GIVE}")
    make = {
        "diagonalisation": _diagonalisation,
        "spectral decomposition": _spectral,
        "LU factorisation": _lu,
        "QR factorisation": _qr,
        "Cholesky factorisation": _cholesky,
        "singular value decomposition": _svd,
    }[kind]
    try:
        return make(rows_of(A))
    except NotExact as error:
        raise InputError(f"no exact {kind} of the matrix of the key was found; {_GIVE}") from error


def eigenspaces(A: Matrix) -> list[tuple[Any, tuple[Vector, ...]]]:
    """The distinct eigenvalues, each with a basis of its eigenspace; real ones first and in ascending order.

    >>> [(str(q), len(vectors)) for q, vectors in eigenspaces([[2, 1], [0, 2]])]
    [('2', 1)]
    """
    _square(A)
    values = eigenvalues(A) if len(A) <= MAX_SIZE else None
    if values is None:
        raise InputError("the eigenvalues of the matrix of the key are not found exactly; give what is asked as well")
    n = len(A)
    return [(q, null_space([[a - q * int(i == j) for j, a in enumerate(A[i])] for i in range(n)])) for q, _ in values]


def _square(A: Matrix) -> None:
    if len(A) != len(A[0]):
        raise InputError("the matrix of the key is not square")


def _symmetric(A: Matrix) -> None:
    _square(A)
    if any(a - b for r, s in zip(A, transposed(A), strict=True) for a, b in zip(r, s, strict=True)):
        raise InputError("the matrix of the key is not symmetric")


def _diagonalisation(A: Rows) -> dict[str, Rows]:
    pairs = [(q, v) for q, vectors in eigenspaces(A) for v in vectors]
    if len(pairs) < len(A):
        raise InputError("the matrix of the key is not diagonalisable")
    return {"P": from_columns([v for _, v in pairs]), "D": diagonal([q for q, _ in pairs])}


def _spectral(A: Rows) -> dict[str, Rows]:
    _symmetric(A)
    pairs = [(q, v) for q, vectors in eigenspaces(A) for v in orthonormalised(vectors)]
    return {"Q": from_columns([v for _, v in pairs]), "D": diagonal([q for q, _ in pairs])}


def orthonormalised(vectors: Sequence[Vector]) -> list[Vector]:
    """The vectors of length 1 that the method of Gram and Schmidt gives; dependent ones are left out.

    >>> [[str(a) for a in v] for v in orthonormalised([(3, 4), (1, 0)])]
    [['3/5', '4/5'], ['4/5', '-3/5']]
    """
    found: list[Vector] = []
    for v in vectors:
        rest = list(v)
        for q in found:
            c = dot(q, v)
            rest = [plain(a - c * b) for a, b in zip(rest, q, strict=True)]
        if any(rest):
            unit = 1 / _root(dot(rest, rest))
            found.append(tuple(plain(a * unit) for a in rest))
    return found


def _root(x: Any) -> Any:
    x = plain(x)
    if not isinstance(x, Fraction):
        raise NotExact("the root of a sum of roots")
    return plain(root(x))


def _lu(A: Rows) -> dict[str, Rows]:
    """Rows are exchanged only where a pivot is zero."""
    m, n = len(A), len(A[0])
    U, order = [list(r) for r in A], list(range(m))
    L = [list(r) for r in identity(m)]
    at = 0
    for column in range(n):
        pick = next((i for i in range(at, m) if U[i][column]), None)
        if pick is None:
            continue
        if pick != at:
            U[at], U[pick] = U[pick], U[at]
            order[at], order[pick] = order[pick], order[at]
            L[at][:at], L[pick][:at] = L[pick][:at], L[at][:at]
        for i in range(at + 1, m):
            factor = plain(U[i][column] / U[at][column])
            L[i][at] = factor
            U[i] = [plain(a - factor * b) for a, b in zip(U[i], U[at], strict=True)]
        at += 1
        if at == m:
            break
    found = {"L": rows_of(L), "U": rows_of(U)}
    if order != sorted(order):
        found["P"] = rows_of([identity(m)[k] for k in order])
    return found


def _cholesky(A: Rows) -> dict[str, Rows]:
    _symmetric(A)
    n = len(A)
    L = [[Fraction(0) for _ in range(n)] for _ in range(n)]
    for j in range(n):
        pivot = plain(A[j][j] - dot(L[j][:j], L[j][:j]))
        if sign(pivot) <= 0:
            raise InputError("the matrix of the key is not positive definite")
        L[j][j] = _root(pivot)
        for i in range(j + 1, n):
            L[i][j] = plain((A[i][j] - dot(L[i][:j], L[j][:j])) / L[j][j])
    return {"L": rows_of(L)}


def _qr(A: Rows) -> dict[str, Rows]:
    columns = orthonormalised(transposed(A))
    if len(columns) < len(A[0]):
        raise InputError(f"the columns of the matrix of the key are dependent; {_GIVE}")
    Q = from_columns(columns)
    return {"Q": Q, "R": times(transposed(Q), A)}


def _svd(A: Rows) -> dict[str, Rows]:
    """The reduced one, with the positive singular values."""
    pairs = [(q, v) for q, vectors in eigenspaces(times(transposed(A), A)) if q for v in orthonormalised(vectors)]
    if not pairs:
        raise InputError("the matrix of the key is zero; give the factors as well")
    pairs.sort(key=lambda pair: -float(pair[0]))
    values = [_root(q) for q, _ in pairs]
    left = [tuple(plain(a / s) for a in applied(A, v)) for s, (_, v) in zip(values, pairs, strict=True)]
    return {"U": from_columns(left), "S": diagonal(values), "V": from_columns([v for _, v in pairs])}
