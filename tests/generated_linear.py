"""Generated answers of linear algebra, built backwards."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.generated_expressions import EXACT, FRACTIONS, POSITIVE, SMALL
from tutor.answers import (
    LU,
    QR,
    SVD,
    Answer,
    Cholesky,
    Diagonalisation,
    Eigenpairs,
    Spectral,
    solution_set,
    subspace,
)
from tutor.exact.matrices import applied, determinant, identity, inverse, null_space, rank, times, transposed
from tutor.exact.scalars import write
from tutor.surds import root
from tutor.written import Written

Draw = Callable[..., Any]


def rows(entries: st.SearchStrategy[Any], m: int, n: int) -> st.SearchStrategy[tuple[tuple[Any, ...], ...]]:
    """Matrices with such entries."""
    return st.tuples(*[st.tuples(*[entries] * n)] * m)


def shaped(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tuple[Any, ...], ...]]:
    """Matrices of up to three rows and columns."""
    return st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(lambda s: rows(entries, *s))


def _shown(A: Any) -> tuple[tuple[Written, ...], ...]:
    return tuple(tuple(write(a) for a in r) for r in A)


def _exact(A: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(Fraction(a) if isinstance(a, int) else a for a in r) for r in A)


@st.composite
def rotations(draw: Draw) -> Any:
    """Orthogonal 2 × 2 matrices of fractions and square roots, and the square root in them."""
    a, b = draw(st.tuples(SMALL, SMALL).filter(any))
    size = root(a * a + b * b)
    c, s = a / size, b / size
    turned = ((c, -s), (s, c)) if draw(st.booleans()) else ((c, s), (s, -c))
    return turned, size


@st.composite
def triangles(draw: Draw, *, upper: bool, unit: bool = False) -> Any:
    """Triangular 2 × 2 or 3 × 3 matrices with ones or positive numbers on the diagonal."""
    n = draw(st.integers(2, 3))
    value = [[Fraction(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            value[i][j] = Fraction(1 if unit else draw(POSITIVE)) if i == j else draw(FRACTIONS)
    return transposed(value) if upper else tuple(map(tuple, value))


@st.composite
def invertible(draw: Draw, n: int = 2) -> Any:
    """Invertible matrices of small whole numbers."""
    P = draw(rows(SMALL.map(Fraction), n, n))
    assume(determinant(P))
    return P


def _diagonal(values: Any) -> Any:
    return tuple(tuple(v if i == j else Fraction(0) for j in range(len(values))) for i, v in enumerate(values))


@st.composite
def systems(draw: Draw) -> Answer:
    """Solution sets of systems that were made from a solution; some have none."""
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    A = draw(rows(SMALL.map(Fraction), m, n))
    point = draw(st.tuples(*[EXACT] * n))
    rhs = applied(A, point)
    names = "xyz"[:n] if draw(st.booleans()) else [f"x{k}" for k in range(1, n + 1)]
    if draw(st.integers(0, 4)) == 0:
        return solution_set(names, (*A, A[0]), (*rhs, rhs[0] + 1), None)
    return solution_set(names, A, rhs, (point, null_space(A)))


@st.composite
def subspaces(draw: Draw, **options: Any) -> Answer:
    """Subspaces by independent vectors of fractions or surds; the zero subspace too."""
    k, n = draw(st.integers(0, 2)), draw(st.integers(2, 3))
    vectors = draw(rows(FRACTIONS, k, n))
    assume(rank(vectors) == k if k else True)
    if vectors and draw(st.booleans()):
        vectors = (tuple(root(2) * a + b for a, b in zip(vectors[0], vectors[-1], strict=True)), *vectors[1:])
    return subspace(vectors, n, **options)


@st.composite
def eigenpairs(draw: Draw) -> Answer:
    """Eigenpairs of ``P D P^-1``."""
    n = draw(st.integers(2, 3))
    P, values = draw(invertible(n)), sorted(draw(st.lists(SMALL.map(Fraction), min_size=n, max_size=n)))
    A = times(times(P, _diagonal(values)), inverse(P))
    columns = transposed(P)
    pairs = tuple((v, tuple(c for c, w in zip(columns, values, strict=True) if w == v)) for v in sorted(set(values)))
    return Eigenpairs(_exact(A), pairs)


@st.composite
def diagonalisations(draw: Draw) -> Answer:
    """``A = P D P^-1``."""
    P, values = draw(invertible()), draw(st.tuples(SMALL.map(Fraction), SMALL.map(Fraction)))
    D = _diagonal(values)
    return Diagonalisation(_exact(times(times(P, D), inverse(P))), _shown(P), _shown(D))


@st.composite
def spectral(draw: Draw) -> Answer:
    """``A = Q D Q^T``."""
    Q, _ = draw(rotations())
    D = _diagonal(draw(st.tuples(SMALL.map(Fraction), SMALL.map(Fraction))))
    return Spectral(_exact(times(times(Q, D), transposed(Q))), _shown(Q), _shown(D))


@st.composite
def qr(draw: Draw) -> Answer:
    """``A = Q R`` with a positive diagonal of R."""
    Q, size = draw(rotations())
    (a, b), (_, d) = draw(triangles(upper=True).filter(lambda R: len(R) == 2))
    R = ((a * size, b * size), (size * 0, d * size))
    return QR(_exact(times(Q, R)), _shown(Q), _shown(R))


@st.composite
def lu(draw: Draw) -> Answer:
    """``A = L U``, or ``P A = L U`` with rows exchanged."""
    U = draw(triangles(upper=True))
    L = draw(triangles(upper=False, unit=True).filter(lambda L: len(L) == len(U)))
    A = times(L, U)
    if draw(st.booleans()):
        return LU(_exact(A), _shown(L), _shown(U))
    P = tuple(draw(st.permutations(identity(len(L)))))
    return LU(_exact(times(transposed(P), A)), _shown(L), _shown(U), _shown(_exact(P)))


@st.composite
def cholesky(draw: Draw) -> Answer:
    """``A = L L^T``."""
    L = draw(triangles(upper=False))
    return Cholesky(_exact(times(L, transposed(L))), _shown(L))


@st.composite
def svd(draw: Draw) -> Answer:
    """``A = U S V^T``."""
    (U, _), (V, _) = draw(rotations()), draw(rotations())
    S = _diagonal(sorted(draw(st.tuples(POSITIVE.map(Fraction), POSITIVE.map(Fraction))), reverse=True))
    return SVD(_exact(times(times(U, S), transposed(V))), _shown(U), _shown(S), _shown(V))
