"""The NumPy programs that go with the tests of structures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.scalars import as_float
from tutor.methods.source import numpy_source
from tutor.written import Op, Written


def rows_literal(A: Sequence[Sequence[Any]]) -> str:
    """A matrix as a literal; whole numbers without a point."""
    return "[" + ", ".join("[" + ", ".join(_literal(a) for a in r) + "]" for r in A) + "]"


def _literal(a: Any) -> str:
    value = as_float(a)
    return str(int(a)) if value == int(float(str(value))) and abs(float(str(value))) < 1e15 else repr(value)


def vector_literal(v: Sequence[Any]) -> str:
    """A vector as a literal."""
    return "[" + ", ".join(_literal(a) for a in v) + "]"


def relation_source(c: Written) -> str:
    """A condition as an expression of Python; equality up to rounding."""
    if not isinstance(c, Op):
        return "True"
    if c.head in ("and", "or"):
        return "(" + f" {c.head} ".join(relation_source(a) for a in c.args) + ")"
    if c.head == "not":
        return f"not {relation_source(c.args[0])}"
    left = numpy_source(c.args[0])
    if c.head == "in":
        return f"np.isclose({left}, np.round({left}))"
    right = numpy_source(c.args[1])
    if c.head == "=":
        return f"np.isclose({left}, {right})"
    if c.head == "!=":
        return f"not np.isclose({left}, {right})"
    return f"{left} {c.head} {right}"


def closure(conditions: Sequence[Op], variables: Sequence[str], u: Sequence[Any], v: Sequence[Any], c: Any) -> str:
    """Are u and v in the set, and u + c v not?"""
    tests = " and ".join(relation_source(r) for r in conditions)
    unpack = f"{', '.join(variables)} = x" if len(variables) > 1 else f"{variables[0]}, = x"
    return f"""import numpy as np


def inside(x):
    {unpack}
    return bool({tests})


u, v, c = np.array({vector_literal(u)}, dtype=float), np.array({vector_literal(v)}, dtype=float), {_literal(c)}
flags = [inside(u), inside(v), inside(u + c * v)]
answer = flags[2] or not flags[0], flags
print("subspace" if answer[0] else "no subspace:", "u, v, u + c v in the set?", flags)
"""


def null_basis(A: Sequence[Sequence[Any]]) -> str:
    """A basis of the null space, by the singular value decomposition."""
    return f"""import numpy as np

A = np.array({rows_literal(A)}, dtype=float)
_, sizes, Vt = np.linalg.svd(A)
rank = int(np.sum(sizes > 1e-10))
basis = Vt[rank:]                            # orthonormal rows that A sends to 0
closed = np.allclose(A @ basis.T, 0)
answer = closed
print("subspace of dimension", len(basis), "with the basis")
print(basis.round(4))
"""


def column_basis(A: Sequence[Sequence[Any]]) -> str:
    """The dimension of the span of the columns."""
    return f"""import numpy as np

A = np.array({rows_literal(A)}, dtype=float)
answer = int(np.linalg.matrix_rank(A))
print("the columns span a space of dimension", answer)
"""
