"""The program that tries the options of 'which of these …'."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.methods.examples.judging import listed
from tutor.methods.examples.options import LETTERS, Option
from tutor.methods.examples.record import Rows

_TESTS = {
    "invertible": "np.linalg.matrix_rank(A) == len(A)",
    "orthogonal": "np.allclose(A.T @ A, np.eye(2))",
    "basis": "len(A) == 3 == np.linalg.matrix_rank(A)",
    "in span": "np.linalg.matrix_rank(np.vstack([given, A])) == np.linalg.matrix_rank(given)",
    "stochastic": "np.allclose(A.sum(axis=0), 1) and np.all(A >= 0)",
    "diagonalisable": "np.all(np.abs(np.linalg.eigvals(A).imag) < 1e-6) and np.linalg.cond(np.linalg.eig(A)[1]) < 1e6",
    "positive definite": "np.linalg.eigvalsh(A)[0] > 1e-9",
    "projection": "np.allclose(A @ A, A)",
    "eigenvector": "np.linalg.matrix_rank(np.vstack([A, A @ given.T]), tol=1e-9) == 1",
}
_OPERATIONS = {0: "{}", 1: "{}.T", 2: "np.linalg.inv({})"}


def program(kind: str, given: Rows, options: Sequence[Option]) -> str:
    """It binds ``answer`` to the truth of each option."""
    if kind in _TESTS:
        made = "\n".join(f"    np.array({listed(o.rows)}, dtype=float)," for o in options)
        data = f"given = np.array({listed(given)}, dtype=float)\n" if given else ""
        return f"""import numpy as np

{data}options = [
{made}
]
answer = [bool({_TESTS[kind]}) for A in options]
print(answer)
"""
    body = {"subspace": _sets, "linear map": _maps}.get(kind)
    return body(options) if body else _rules(given, options)


def _rules(given: Rows, options: Sequence[Option]) -> str:
    x, y = (LETTERS[int(k)] for k in given[0])
    left = _OPERATIONS[int(given[1][0])].format(f"({x} @ {y})")
    products = [" @ ".join(_OPERATIONS[int(o)].format(LETTERS[int(k)]) for k, o in opt.rows) for opt in options]
    made = "\n".join(f"    {p}," for p in products)
    return f"""import numpy as np

rng = np.random.default_rng(0)
{x}, {y} = rng.normal(size=(2, 3, 3))
options = [
{made}
]
answer = [np.allclose({left}, option) for option in options]
print(answer)
"""


def _maps(options: Sequence[Option]) -> str:
    made = "\n".join(f"    lambda x, y: np.array([{_first(o)}, {_sum(o.rows[0][2:4], 'xy')}])," for o in options)
    return f"""import numpy as np

rng = np.random.default_rng(0)
u, v = rng.normal(size=(2, 2))
maps = [
{made}
]
answer = [np.allclose(f(*(u + 3 * v)), f(*u) + 3 * f(*v)) for f in maps]
print(answer)
"""


def _first(option: Option) -> str:
    c = option.rows[0]
    first = {"a-product": "x * y", "a-square": "x**2"}.get(option.tag, "x")
    shift = f" + ({c[4]})" if option.tag == "a-shift" else ""
    return _sum(c[:2], (first, "y")) + shift


def _sum(coefficients: Sequence[object], terms: Sequence[str]) -> str:
    return " + ".join(f"({c}) * {t}" for c, t in zip(coefficients, terms, strict=True))


def _sets(options: Sequence[Option]) -> str:
    conditions = []
    for o in options:
        forms = [f"({_sum(r, 'xyz')})" for r in o.rows if len(r) == 3]
        conditions.append(
            {
                "without-the-zero-vector": f"{forms[0]} == {o.rows[-1][0]}",
                "without-negative-multiples": f"{forms[0]} >= 0",
                "not-closed-under-addition": f"{' * '.join(forms)} == 0",
            }.get(o.tag, f"{forms[0]} == 0")
        )
    made = "\n".join(f"    lambda x, y, z: {c}," for c in conditions)
    return f"""import numpy as np

sets = [
{made}
]
x, y, z = np.meshgrid(*[np.arange(-12, 13)] * 3)
answer = []
for inside in sets:
    members = np.argwhere(inside(x, y, z))
    vectors = np.array([grid[tuple(members.T)] for grid in (x, y, z)])
    closed = inside(0, 0, 0) and all(np.all(inside(*(vectors - v[:, None]))) for v in vectors.T[::7])
    answer.append(bool(closed))
print(answer)
"""
