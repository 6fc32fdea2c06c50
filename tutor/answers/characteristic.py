"""What the characteristic polynomial tells of a matrix, exactly: eigenvalues, inertia, whether it is diagonalisable.

No eigenvalue is computed. A matrix is diagonalisable over the complex numbers if and only if its minimal polynomial
has no multiple zero, which is so if the squarefree part of the characteristic polynomial sends the matrix to 0; the
signs of the eigenvalues of a symmetric matrix follow from Descartes' rule, which is exact where all zeros are real.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tutor.equality.zeros import derivative, divide, squarefree
from tutor.errors import TooLarge
from tutor.exact.scalars import plain, sign, times

Matrix = Sequence[Sequence[Any]]
LARGEST = 8  # rows of a matrix whose polynomial is computed


def characteristic(A: Matrix) -> list[Any]:
    """Coefficients of det(x·I − A), the constant first, by the recursion of Faddeev and LeVerrier.

    >>> from fractions import Fraction
    >>> [int(c) for c in characteristic([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(2)]])]
    [3, -4, 1]
    """
    n = len(A)
    if n > LARGEST:
        raise TooLarge(f"eigenvalues of matrices with more than {LARGEST} rows are not judged exactly")
    coefficients: list[Any] = [Fraction(1)]
    M: list[list[Any]] = [[Fraction(0)] * n for _ in range(n)]
    for k in range(1, n + 1):
        M = times(A, M)
        M = [[plain(a + coefficients[0] * int(i == j)) for j, a in enumerate(r)] for i, r in enumerate(M)]
        trace = sum((r[i] for i, r in enumerate(times(A, M))), Fraction(0))
        coefficients.insert(0, plain(-trace / k))
    return coefficients


def determinant(A: Matrix) -> Any:
    """The determinant."""
    return plain(characteristic(A)[0] * (-1) ** len(A))


def annihilates(p: Sequence[Any], A: Matrix) -> bool:
    """Is p(A) = 0?"""
    n = len(A)
    total: list[list[Any]] = [[Fraction(0)] * n for _ in range(n)]
    for c in reversed(p):
        total = times(A, total)
        total = [[plain(a + c * int(i == j)) for j, a in enumerate(r)] for i, r in enumerate(total)]
    return not any(a for r in total for a in r)


def diagonalisable(A: Matrix, *, real: bool) -> bool:
    """Is there a basis of eigenvectors, over the real numbers or over the complex ones?

    >>> from fractions import Fraction
    >>> turn = [[Fraction(0), Fraction(-1)], [Fraction(1), Fraction(0)]]
    >>> diagonalisable(turn, real=True), diagonalisable(turn, real=False)
    (False, True)
    """
    reduced = [plain(c) for c in squarefree(characteristic(A))]
    return annihilates(reduced, A) and (not real or real_zeros(reduced) == len(reduced) - 1)


def real_zeros(p: Sequence[Any]) -> int:
    """How many real zeros a polynomial without multiple zeros has, by Sturm's theorem."""
    chain: list[list[Any]] = [list(p), [plain(c) for c in derivative(list(p))]]
    while len(chain[-1]) > 1:
        rest = divide(chain[-2], chain[-1])[1]
        rest = [plain(-c) for c in rest]
        if not rest:
            break
        chain.append(rest)
    right = [sign(q[-1]) for q in chain if q]
    left = [sign(q[-1]) * (-1) ** (len(q) - 1) for q in chain if q]
    return _changes(left) - _changes(right)


def real_eigenvalues(A: Matrix) -> int:
    """How many different real eigenvalues there are."""
    return real_zeros([plain(c) for c in squarefree(characteristic(A))])


def inertia(A: Matrix) -> tuple[int, int, int]:
    """Positive, negative and zero eigenvalues of a symmetric matrix, with their multiplicity.

    >>> from fractions import Fraction
    >>> inertia([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(1)]])
    (1, 1, 0)
    """
    p = characteristic(A)
    zero = next(k for k, c in enumerate(p) if c)
    positive = _changes([sign(c) for c in p])
    return positive, len(A) - zero - positive, zero


def _changes(signs: Sequence[int]) -> int:
    kept = [s for s in signs if s]
    return sum(a != b for a, b in pairwise(kept))
