"""The same questions about matrices asked of three kinds of numbers: fractions, floats, SymPy.

A predicate of a statement is written once, in ``@ + - .T`` and the methods of a `Kernel`; each kernel finds
determinant, rank and eigenvalues in a way of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from tutor.claims import rank


class Kernel(Protocol):
    """What a predicate may ask."""

    def __hash__(self) -> int: ...
    def matrix(self, rows: Any) -> Any: ...
    def zero(self, M: Any) -> bool: ...
    def det(self, M: Any) -> Any: ...
    def rank(self, M: Any) -> int: ...
    def equal(self, a: Any, b: Any) -> bool: ...
    def real_eigenvalues(self, M: Any) -> bool: ...
    def diagonalisable(self, M: Any) -> bool: ...
    def definite(self, M: Any) -> bool: ...
    def semidefinite(self, M: Any) -> bool: ...


@dataclass(frozen=True)
class Exact:
    """Fractions: elimination, the discriminant, the minors; for 2×2 matrices where eigenvalues are asked.

    >>> Exact().rank(Exact().matrix([[1, 2], [2, 4]]))
    1
    """

    def matrix(self, rows: Any) -> Any:
        import numpy as np

        return np.array([[Fraction(int(q)) for q in r] for r in rows], dtype=object)

    def zero(self, M: Any) -> bool:
        return not M.any()

    def det(self, M: Any) -> Any:
        (a, b), (c, d) = M
        return a * d - b * c

    def rank(self, M: Any) -> int:
        return rank([list(r) for r in M])

    def equal(self, a: Any, b: Any) -> bool:
        return bool(a == b)

    def real_eigenvalues(self, M: Any) -> bool:
        (a, b), (c, d) = M
        return bool((a - d) ** 2 + 4 * b * c >= 0)

    def diagonalisable(self, M: Any) -> bool:
        (a, b), (c, d) = M
        return bool((a - d) ** 2 + 4 * b * c) or not (b or c)

    def definite(self, M: Any) -> bool:
        return bool(M[0, 0] > 0 and self.det(M) > 0)

    def semidefinite(self, M: Any) -> bool:
        return bool(M[0, 0] >= 0 and M[1, 1] >= 0 and self.det(M) >= 0)


@dataclass(frozen=True)
class Floats:
    """NumPy: LU, singular values, eigenvalues by iteration."""

    def matrix(self, rows: Any) -> Any:
        import numpy as np

        return np.array(rows, dtype=float)

    def zero(self, M: Any) -> bool:
        import numpy as np

        return bool(np.all(np.abs(M) < 1e-9))

    def det(self, M: Any) -> Any:
        import numpy as np

        return float(np.linalg.det(M))

    def rank(self, M: Any) -> int:
        import numpy as np

        return int(np.linalg.matrix_rank(M, tol=1e-9))

    def equal(self, a: Any, b: Any) -> bool:
        return bool(abs(a - b) < 1e-8 * (1 + abs(a)))

    def real_eigenvalues(self, M: Any) -> bool:
        import numpy as np

        return bool(np.all(np.abs(np.imag(np.linalg.eigvals(M))) < 1e-6))

    def diagonalisable(self, M: Any) -> bool:
        import numpy as np

        return bool(np.linalg.cond(np.linalg.eig(M)[1]) < 1e6)

    def definite(self, M: Any) -> bool:
        import numpy as np

        return bool(np.all(np.linalg.eigvalsh(M) > 1e-9))

    def semidefinite(self, M: Any) -> bool:
        import numpy as np

        return bool(np.all(np.linalg.eigvalsh(M) > -1e-9))


@dataclass(frozen=True)
class Symbolic:
    """SymPy's own matrices."""

    def matrix(self, rows: Any) -> Any:
        import sympy as sp

        return sp.Matrix([[int(q) for q in r] for r in rows])

    def zero(self, M: Any) -> bool:
        return bool(M.is_zero_matrix)

    def det(self, M: Any) -> Any:
        return M.det()

    def rank(self, M: Any) -> int:
        return int(M.rank())

    def equal(self, a: Any, b: Any) -> bool:
        return bool(a == b)

    def real_eigenvalues(self, M: Any) -> bool:
        return all(bool(v.is_real) for v in M.eigenvals())

    def diagonalisable(self, M: Any) -> bool:
        return bool(M.is_diagonalizable())

    def definite(self, M: Any) -> bool:
        return bool(M.is_positive_definite)

    def semidefinite(self, M: Any) -> bool:
        return bool(M.is_positive_semidefinite)


def gallery(count: int) -> Sequence[tuple[Any, ...]]:
    """Tuples of small matrices, the same ones every time: among them singular, nilpotent, orthogonal, projections.

    >>> len(gallery(1)), len(gallery(2))
    (23, 133)
    """
    if count == 1:
        return [(M,) for M in _SMALL]
    chosen = [_SMALL[(i * 5 + j) % len(_SMALL)] for i in range(13) for j in range(9)]
    firsts = [_SMALL[(i * 7) % len(_SMALL)] for i in range(13) for _ in range(9)]
    pairs = [*zip(firsts, chosen, strict=True), *itertools.product(_DEFINITE, repeat=2)]
    if count == 2:
        return pairs
    beside = [(B, ((p, q), (r + 1, s + 1))) for B in _SMALL for (p, q), (r, s) in (B,)]
    return [(A, B, B) for A, B in pairs] + [(((1, 0), (0, 0)), B, C) for B, C in beside]


_DEFINITE = (((2, 1), (1, 2)), ((3, -1), (-1, 1)), ((2, 0), (0, 3)), ((3, 1), (1, 1)))
_SMALL = (
    ((1, 0), (0, 1)), ((0, 1), (0, 0)), ((2, 1), (1, 2)), ((1, 2), (2, 1)), ((0, -1), (1, 0)), ((1, 0), (0, 0)),
    ((1, 1), (0, 1)), ((1, 2), (3, 4)), ((-1, 0), (0, -1)), ((1, 1), (1, 1)), ((0, 1), (1, 0)), ((2, 0), (0, 3)),
    ((1, 0), (2, 1)), ((3, -1), (-1, 1)), ((0, 0), (1, 0)), ((1, 1), (0, 0)), ((-2, 1), (0, 3)), ((0, 0), (0, 0)),
    ((1, 0), (0, -1)), ((1, 2), (0, -1)), ((3, 1), (1, 1)), ((0, 3), (0, 1)), ((1, 3), (3, 1)),
)  # fmt: skip


def random_instances(count: int, good: Any, wanted: int = 200) -> list[tuple[Any, ...]]:
    """Tuples of random floating matrices for which `good` holds: of small whole numbers, rotations, projections …

    >>> len(random_instances(2, lambda A, B: True))
    200
    """
    import numpy as np

    rng = np.random.default_rng(20)

    def whole() -> Any:
        return rng.integers(-2, 3, size=(2, 2)).astype(float)

    def turn() -> Any:
        t = rng.uniform(0, 2 * np.pi)
        return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])

    def definite() -> Any:
        M = whole()
        return M @ M.T + np.eye(2)

    def symmetric() -> Any:
        M = whole()
        return M + M.T

    def projection() -> Any:
        line = turn()[:, :1]
        return line @ line.T

    kinds = (
        whole,
        symmetric,
        definite,
        turn,
        lambda: turn() @ np.diag([1.0, -1.0]),
        projection,
        lambda: np.triu(whole()),
        whole,
        lambda: np.zeros((2, 2)),
        lambda: np.diag([1.0], 1),
    )

    def make(kind: int) -> Any:
        return kinds[kind]()

    found: list[tuple[Any, ...]] = []
    for _ in range(50 * wanted):
        kind = int(rng.integers(10))
        matrices = tuple(make(kind if rng.random() < 0.6 else int(rng.integers(10))) for _ in range(count))
        if good(*matrices):
            found.append(matrices)
        if len(found) == wanted:
            break
    return found
