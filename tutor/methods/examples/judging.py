"""The properties of objects asked of floats and of SymPy: one table, two kinds of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.methods.examples.record import Rows, Wanted
from tutor.methods.statements.kernels import Floats, Kernel, Symbolic


@dataclass(frozen=True)
class Asked:
    """The objects of a property, by rows, and its data, seen by a kernel."""

    kernel: Kernel
    rows: tuple[Rows, ...]
    data: tuple[Any, ...]

    def made(self, rows: Any) -> Any:
        """A matrix of the kernel; a vector of the data becomes a column."""
        listed = [list(r) if isinstance(r, tuple) else [r] for r in rows]
        if isinstance(self.kernel, Symbolic):
            import sympy as sp

            return sp.Matrix([[sp.Rational(Fraction(q).numerator, Fraction(q).denominator) for q in r] for r in listed])
        if isinstance(self.kernel, Floats):
            return self.kernel.matrix([[float(q) for q in r] for r in listed])
        import numpy as np

        return np.array([[Fraction(q) for q in r] for r in listed], dtype=object)

    @property
    def objects(self) -> list[Any]:
        """The matrices of the kernel."""
        return [self.made(r) for r in self.rows]

    @property
    def first(self) -> Any:
        """The first object."""
        return self.made(self.rows[0])

    def other(self, k: int = 0) -> Any:
        """A vector or matrix of the data."""
        return self.made(self.data[k])

    def one(self, n: int) -> Any:
        """The identity matrix."""
        return self.made([tuple(int(i == j) for j in range(n)) for i in range(n)])

    def rank(self, *rows: Any) -> int:
        """Rank of vectors, each a column or a flat tuple."""
        flat = [tuple(q for r in v for q in (r if isinstance(r, tuple) else (r,))) for v in rows]
        return self.kernel.rank(self.made(flat))

    @property
    def dimension(self) -> int:
        """The number of rows of the first object."""
        return len(self.rows[0])

    @property
    def trace(self) -> Any:
        """The trace of the first object."""
        A = self.first
        return sum((A[i, i] for i in range(1, self.dimension)), A[0, 0])

    @property
    def symmetric(self) -> bool:
        """Is the first object symmetric?"""
        return self.kernel.zero(self.first - self.first.T)

    def eigenvalue(self, value: Any) -> bool:
        """Is it an eigenvalue of the first object?"""
        return self.kernel.rank(self.first - self.one(self.dimension) * value) < self.dimension

    @property
    def eigenvector(self) -> bool:
        """Is the one row of the first object an eigenvector of the first of the data?"""
        ((x, y),) = self.first.tolist()
        (u,), (v,) = (self.other() @ self.first.T).tolist()
        return self.kernel.equal(x * v, y * u)

    def sends(self) -> bool:
        """Does the first object send the first of the data to the second, or to 0?"""
        image = self.first @ self.other()
        return self.kernel.zero(image - self.other(1) if len(self.data) > 1 else image)


Test: TypeAlias = Callable[[Asked], bool]

TESTS: dict[str, Test] = {
    "trace": lambda a: a.kernel.equal(a.trace, a.data[0]),
    "determinant": lambda a: a.kernel.equal(a.kernel.det(a.first), a.data[0]),
    "rank": lambda a: a.kernel.rank(a.first) == a.data[0],
    "singular": lambda a: a.kernel.rank(a.first) < a.dimension,
    "invertible": lambda a: a.kernel.rank(a.first) == a.dimension,
    "no zero entries": lambda a: all(abs(x) > 1e-9 for r in a.first.tolist() for x in r),
    "nonzero": lambda a: not a.kernel.zero(a.first),
    "maps": Asked.sends,
    "kernel": Asked.sends,
    "product": lambda a: a.kernel.zero(a.objects[0] @ a.objects[1] - a.other()),
    "sum": lambda a: a.kernel.zero(a.objects[0] + a.objects[1] - a.other()),
    "diagonal": lambda a: all(abs(x) < 1e-9 for i, r in enumerate(a.first.tolist()) for j, x in enumerate(r) if i != j),
    "does not commute": lambda a: not a.kernel.zero(a.first @ a.other() - a.other() @ a.first),
    "orthogonal to": lambda a: a.kernel.zero(a.first.T @ a.other()),
    "in span": lambda a: a.rank(*a.data, a.rows[0]) == a.rank(*a.data),
    "not in span": lambda a: a.rank(*a.data, a.rows[0]) > a.rank(*a.data),
    "parallel": lambda a: a.rank(a.data[0], a.rows[0]) == 1,
    "not parallel": lambda a: a.rank(a.data[0], a.rows[0]) == 2,
    "independent": lambda a: a.rank(*a.rows) == len(a.rows),
    "symmetric": lambda a: a.symmetric,
    "not symmetric": lambda a: not a.symmetric,
    "indefinite": lambda a: (
        a.symmetric and not a.kernel.semidefinite(a.first) and not a.kernel.semidefinite(-1 * a.first)
    ),
    "positive definite": lambda a: a.symmetric and a.kernel.definite(a.first),
    "projection": lambda a: a.kernel.zero(a.first @ a.first - a.first),
    "orthogonal projection": lambda a: a.symmetric and a.kernel.zero(a.first @ a.first - a.first),
    "orthogonal": lambda a: a.kernel.zero(a.first.T @ a.first - a.one(a.dimension)),
    "nilpotent": lambda a: a.kernel.zero(a.first @ a.first),
    "defective": lambda a: not a.kernel.diagonalisable(a.first),
    "no real eigenvalue": lambda a: not a.kernel.real_eigenvalues(a.first),
    "eigenvalue": lambda a: a.eigenvalue(a.data[0]),
    "diagonalisable": lambda a: a.kernel.real_eigenvalues(a.first) and a.kernel.diagonalisable(a.first),
    "basis": lambda a: a.rank(*a.rows[0]) == len(a.rows[0]) == 3,
    "eigenvector": lambda a: a.eigenvector,
    "stochastic": lambda a: (
        all(a.kernel.equal(sum(c), 1) for c in zip(*a.first.tolist(), strict=True))
        and all(x >= 0 for r in a.first.tolist() for x in r)
    ),
}

SOURCES: dict[str, str] = {
    "trace": "np.isclose(np.trace({a}), {x})",
    "determinant": "np.isclose(np.linalg.det({a}), {x})",
    "rank": "np.linalg.matrix_rank({a}) == {x}",
    "singular": "np.linalg.matrix_rank({a}) < len({a})",
    "invertible": "np.linalg.matrix_rank({a}) == len({a})",
    "no zero entries": "np.all({a} != 0)",
    "nonzero": "np.any({a} != 0)",
    "maps": "np.allclose({a} @ {x}, {y})",
    "kernel": "np.allclose({a} @ {x}, 0)",
    "product": "np.allclose({a} @ {b}, {x})",
    "sum": "np.allclose({a} + {b}, {x})",
    "diagonal": "np.all({a} == np.diag(np.diag({a})))",
    "does not commute": "not np.allclose({a} @ {x}, {x} @ {a})",
    "orthogonal to": "np.isclose({a} @ {x}, 0)",
    "in span": "np.linalg.matrix_rank([{a}, {x}, {y}]) == np.linalg.matrix_rank([{x}, {y}])",
    "not in span": "np.linalg.matrix_rank([{a}, {x}, {y}]) > np.linalg.matrix_rank([{x}, {y}])",
    "parallel": "np.linalg.matrix_rank([{a}, {x}]) == 1",
    "not parallel": "np.linalg.matrix_rank([{a}, {x}]) == 2",
    "independent": "np.linalg.matrix_rank([{a}, {b}, {c}]) == 3",
    "symmetric": "np.allclose({a}, {a}.T)",
    "not symmetric": "not np.allclose({a}, {a}.T)",
    "indefinite": "np.allclose({a}, {a}.T) and np.linalg.eigvalsh({a})[0] < 0 < np.linalg.eigvalsh({a})[-1]",
    "positive definite": "np.allclose({a}, {a}.T) and np.linalg.eigvalsh({a})[0] > 0",
    "projection": "np.allclose({a} @ {a}, {a})",
    "orthogonal projection": "np.allclose({a}, {a}.T) and np.allclose({a} @ {a}, {a})",
    "orthogonal": "np.allclose({a}.T @ {a}, np.eye(len({a})))",
    "nilpotent": "np.allclose({a} @ {a}, 0)",
    "defective": "np.linalg.cond(np.linalg.eig({a})[1]) > 1e6",
    "no real eigenvalue": "np.all(np.abs(np.linalg.eigvals({a}).imag) > 1e-9)",
    "eigenvalue": "np.isclose(np.linalg.det({a} - ({x}) * np.eye(len({a}))), 0)",
}


def flags(wanted: Sequence[Wanted], letters: str, objects: Sequence[Rows], *, symbolic: bool = False) -> list[bool]:
    """For each property whether the objects have it, by floats or by SymPy."""
    kernel: Kernel = Symbolic() if symbolic else Floats()
    named = dict(zip(letters, objects, strict=True))
    return [TESTS[name](Asked(kernel, tuple(named[o] for o in of), data)) for name, of, data in wanted]


def program(wanted: Sequence[Wanted], letters: str, objects: Sequence[Rows]) -> str:
    """The program that tests the objects; it binds ``answer`` to the truth of each property."""
    given = "\n".join(f"{n} = np.array({listed(o)}, dtype=float)" for n, o in zip(letters, objects, strict=True))
    tests = []
    for name, of, data in wanted:
        values = dict(zip("abc", of, strict=False)) | dict(zip("xy", map(listed, data), strict=False))
        tests.append(f"    {SOURCES[name].format(**values)},  # {name}")
    body = "\n".join(tests)
    return f"""import numpy as np

{given}
tests = [
{body}
]
answer = [bool(t) for t in tests]
print(answer)
"""


def listed(x: Any) -> str:
    """A number, a vector or a matrix as source; a matrix of one column is a vector."""
    if not isinstance(x, tuple):
        return str(x)
    if all(isinstance(r, tuple) and len(r) == 1 for r in x):
        return listed(tuple(r[0] for r in x))
    return f"[{', '.join(listed(r) for r in x)}]"
