"""Expressions with matrices as NumPy programs, and their values in floating point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows
from tutor.methods.array_source import matrix_source
from tutor.methods.source import numpy_source
from tutor.methods.vectors.lengths import floating
from tutor.methods.vectors.shaping import Clash, Size, is_number, shape_of
from tutor.step import Check
from tutor.text import say
from tutor.written import Name, Op, Written, names, typed

_NAMED = {
    "trace": "np.trace",
    "det": "np.linalg.det",
    "norm": "np.linalg.norm",
    "rank": "np.linalg.matrix_rank",
    "dot": "np.vdot",
}


def source_of(w: Written, sizes: Mapping[str, Size]) -> str:
    """The expression in NumPy, ``@`` between matrices and ``*`` at numbers."""
    if not isinstance(w, Op) or not names(w):
        return w.text if isinstance(w, Name) else numpy_source(w)
    if w.head in ("T", "transpose"):
        return f"{_atom(w.args[0], sizes)}.T"
    if w.head in _NAMED:
        return f"{_NAMED[w.head]}({', '.join(source_of(a, sizes) for a in w.args)})"
    if w.head in ("^", "inverse"):
        exponent = typed(w.args[1]) if w.head == "^" else "-1"
        return f"np.linalg.matrix_power({source_of(w.args[0], sizes)}, {exponent})"
    if w.head == "neg":
        return f"-{_atom(w.args[0], sizes)}"
    if w.head == "/":
        return f"{_atom(w.args[0], sizes)} / {_atom(w.args[1], sizes)}"
    if w.head == "+":
        text = source_of(w.args[0], sizes)
        for a in w.args[1:]:
            negative = isinstance(a, Op) and a.head == "neg"
            term = a.args[0] if isinstance(a, Op) and negative else a
            text += f" {'-' if negative else '+'} {source_of(term, sizes)}"
        return text
    text = _atom(w.args[0], sizes)
    for k in range(1, len(w.args)):
        left, right = shape_of(Op("*", w.args[:k]), sizes), shape_of(w.args[k], sizes)
        text += f" {_sign(left, right)} {_atom(w.args[k], sizes)}"
    return text


def _sign(left: Size | Clash, right: Size | Clash) -> str:
    """``*`` where a number stands that no matrix product takes, else ``@``."""
    if isinstance(left, Clash) or isinstance(right, Clash):
        return "@"
    if len(left) == len(right) == 2 and left[1] == right[0]:
        return "@"
    return "*" if is_number(left) or is_number(right) else "@"


def _atom(w: Written, sizes: Mapping[str, Size]) -> str:
    text = source_of(w, sizes)
    return f"({text})" if isinstance(w, Op) and w.head in ("+", "*", "neg", "/") else text


def _givens(matrices: Mapping[str, Rows]) -> str:
    return "\n".join(f"{n} = {matrix_source(rows)}" for n, rows in matrices.items())


def program(expression: Written, matrices: Mapping[str, Rows], sizes: Mapping[str, Size]) -> str:
    """The program for an expression that has a value: the double loop for one product, else operators."""
    givens = _givens({n: matrices[n] for n in sizes})
    if isinstance(expression, Op) and expression.head == "*" and len(expression.args) == 2:
        left, right = expression.args
        a, b = (shape_of(w, sizes) for w in expression.args)
        if not isinstance(a, Clash) and not isinstance(b, Clash) and len(a) == len(b) == 2 and a[1] == b[0]:
            return f"""import numpy as np

{givens}
left, right = {source_of(left, sizes)}, {source_of(right, sizes)}
answer = np.zeros((left.shape[0], right.shape[1]))
for i in range(left.shape[0]):
    for j in range(right.shape[1]):
        answer[i, j] = np.sum(left[i] * right[:, j])    # row i times column j
print(answer)
"""
    return f"import numpy as np\n\n{givens}\nanswer = {source_of(expression, sizes)}\nprint(answer)\n"


def attempt(expression: Written, matrices: Mapping[str, Rows]) -> str:
    """The program for an expression that has no value; ``answer`` is None."""
    givens = _givens(matrices)
    if isinstance(expression, Op) and expression.head == "*" and all(isinstance(a, Name) for a in expression.args):
        return f"""import numpy as np

{givens}
try:
    answer = {" @ ".join(typed(a) for a in expression.args)}
except ValueError:    # the inner sizes differ
    answer = None
print("undefined" if answer is None else answer)
"""
    shapes = ", ".join(f"{n}.shape" for n in matrices)
    return f"import numpy as np\n\n{givens}\nprint({shapes})    # the sizes do not fit\nanswer = None\n"


def check(expression: Written, matrices: Mapping[str, Rows], value: Any) -> Check:
    """The same expression by NumPy in floating point."""
    import numpy as np

    floats = {n: np.array([floating(r) for r in rows]) for n, rows in matrices.items()}

    mine = np.array([floating(r) for r in value] if isinstance(value, tuple) else [floating([value])])
    other = np.reshape(numpy_value(expression, floats), mine.shape)
    scale = max(1.0, float(np.abs(mine).max()))
    right = bool(np.allclose(mine, other, rtol=1e-8, atol=1e-9 * scale))
    return Check(say("NumPy finds the same numbers in floating point."), right)


def numpy_value(w: Written, floats: Mapping[str, Any]) -> Any:
    """The value of an expression of arrays; `ValueError` where the shapes do not fit.

    >>> import numpy as np
    >>> numpy_value(Op("T", (Name("A"),)), {"A": np.ones((2, 3))}).shape
    (3, 2)
    """
    import numpy as np

    if isinstance(w, Name):
        return floats[w.text]
    if not isinstance(w, Op) or not names(w):
        return floating([exact_value(w)])[0]
    args = [numpy_value(a, floats) for a in w.args]
    match w.head:
        case "T" | "transpose":
            return np.transpose(args[0])
        case "^":
            base, k = (args[0], int(args[1])) if args[1] >= 0 else (_inverse(args[0]), -int(args[1]))
            return np.linalg.matrix_power(base, k) if np.ndim(base) else base**k
        case "inverse":
            return _inverse(args[0])
        case "det":
            return np.linalg.det(args[0])
        case "trace":
            return _trace(args[0])
        case "norm":
            return np.linalg.norm(args[0])
        case "rank":
            return np.linalg.matrix_rank(args[0])
        case "dot":
            return np.vdot(args[0], args[1])
        case "neg":
            return -args[0]
        case "/":
            return args[0] / _as_number(args[1])
    total = args[0]
    for a in args[1:]:
        total = _joined(total, a, w.head)
    return total


def _joined(x: Any, y: Any, head: str) -> Any:
    import numpy as np

    if head == "+":
        if np.size(x) == np.size(y) == 1:
            return np.squeeze(x) + np.squeeze(y)
        if np.shape(x) != np.shape(y):
            raise ValueError(f"{np.shape(x)} + {np.shape(y)}")
        return x + y
    if np.ndim(x) == np.ndim(y) == 2 and np.shape(x)[1] == np.shape(y)[0]:
        return x @ y
    return _as_number(x) * y if np.size(x) == 1 else x * _as_number(y)


def _as_number(x: Any) -> Any:
    import numpy as np

    if np.size(x) != 1:
        raise ValueError(f"an array of shape {np.shape(x)} stands where a number is needed")
    return np.squeeze(x)


def _inverse(x: Any) -> Any:
    """By singular values, so that an array of numbers that are no data has one too."""
    import numpy as np

    if np.ndim(x) == 0:
        return 1 / x
    if np.shape(x)[0] != np.shape(x)[1]:
        raise ValueError(f"the inverse of an array of shape {np.shape(x)}")
    return np.linalg.pinv(x)


def _trace(x: Any) -> Any:
    import numpy as np

    if np.shape(x)[0] != np.shape(x)[1]:
        raise ValueError(f"the trace of an array of shape {np.shape(x)}")
    return np.trace(x)
