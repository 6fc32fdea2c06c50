"""The NumPy programs that a student would write for subspaces: elimination from scratch, and what is read off it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tutor.exact.scalars import write
from tutor.written import typed

_REDUCED = '''

def reduced(M):
    """The reduced row echelon form and its pivot columns."""
    M, pivots = M.copy(), []
    for col in range(M.shape[1]):
        row = len(pivots)
        if row == len(M):
            break
        best = row + np.argmax(np.abs(M[row:, col]))   # partial pivoting: the largest entry of the column
        if abs(M[best, col]) < 1e-9:
            continue                                   # no pivot in this column
        M[[row, best]] = M[[best, row]]
        M[row] /= M[row, col]                          # the pivot becomes 1
        for i in range(len(M)):
            if i != row:
                M[i] -= M[i, col] * M[row]             # zeros above and below it
        pivots.append(col)
    return M, pivots

'''

_NULL = '''
def null_basis(A):
    """A basis of {x : A x = 0} as columns: one free unknown at a time is 1."""
    R, pivots = reduced(A)
    free = [col for col in range(A.shape[1]) if col not in pivots]
    N = np.zeros((A.shape[1], len(free)))
    for k, col in enumerate(free):
        N[col, k] = 1
        N[pivots, k] = -R[:len(pivots), col]
    return N

'''


def literal(rows: Sequence[Sequence[Any]]) -> str:
    """The rows as Python writes them; roots as NumPy computes them."""
    return "[" + ",\n              ".join(f"[{', '.join(map(_number, r))}]" for r in rows) + "]"


def _number(x: Any) -> str:
    return typed(write(x)).replace("sqrt", "np.sqrt").replace("^", "**")


def program(givens: Mapping[str, Sequence[Sequence[Any]]], tail: str, *, null: bool = False) -> str:
    """Givens, the functions that are needed, and the last lines, which bind ``answer``."""
    stated = "".join(f"{name} = np.array({literal(rows)}, dtype=float)\n" for name, rows in givens.items())
    return f"import numpy as np\n\n{stated}{_REDUCED}{_NULL if null else ''}\n{tail}print(answer)\n"


def with_function(function: str, tail: str) -> str:
    """The same for a matrix that is a function of a parameter."""
    return f"import numpy as np\n\n\n{function}{_REDUCED}\n{tail}print(answer)\n"
