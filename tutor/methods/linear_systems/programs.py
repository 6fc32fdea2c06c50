"""The NumPy programs that a student would write for elimination."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.written import Written, typed

Entries = Sequence[Sequence["Fraction | int"]]


def _literal(rows: Entries) -> str:
    return "[" + ",\n              ".join(f"[{', '.join(map(str, row))}]" for row in rows) + "]"


def _givens(rows: Entries, rhs: Sequence[Fraction | int]) -> str:
    return f"A = np.array({_literal(rows)}, dtype=float)\nb = np.array([{', '.join(map(str, rhs))}], dtype=float)\n"


_SQUARE = """
n = len(b)
M = np.column_stack([A, b])                        # the augmented matrix [A | b]
for k in range(n):
    best = k + np.argmax(np.abs(M[k:, k]))         # partial pivoting: the largest entry of the column
    M[[k, best]] = M[[best, k]]
    for i in range(k + 1, n):
        M[i] -= M[i, k] / M[k, k] * M[k]           # a zero below the pivot

x = np.zeros(n)
for i in reversed(range(n)):                       # back substitution
    x[i] = (M[i, n] - M[i, i + 1:n] @ x[i + 1:]) / M[i, i]

answer = (x, np.zeros((n, 0)))                     # one point, no direction
print(answer)
"""

_POINT = "answer = (x, np.zeros((n, 0)))                     # one point, no direction"
_NAMED = "answer = dict(zip({names}, x))"

_GENERAL = """
m, n = A.shape
M = np.column_stack([A, b])                        # the augmented matrix [A | b]
pivots = []                                        # the pivot column of each row
for col in range(n):
    row = len(pivots)
    if row == m:
        break
    best = row + np.argmax(np.abs(M[row:, col]))   # partial pivoting: the largest entry of the column
    if abs(M[best, col]) < 1e-9:
        continue                                   # no pivot here: this unknown is free
    M[[row, best]] = M[[best, row]]
    for i in range(row + 1, m):
        M[i] -= M[i, col] / M[row, col] * M[row]   # a zero below the pivot
    pivots.append(col)


def back_substitute(rhs, x):
    for row in reversed(range(len(pivots))):
        col = pivots[row]
        x[col] = (rhs[row] - M[row, col + 1:n] @ x[col + 1:]) / M[row, col]
    return x


if np.any(np.abs(M[len(pivots):, n]) > 1e-9):      # a row 0 = c
    answer = None
else:
    free = [col for col in range(n) if col not in pivots]
    point = back_substitute(M[:, n], np.zeros(n))
    directions = np.zeros((n, len(free)))
    for k, col in enumerate(free):                 # one free unknown at a time is 1
        directions[:, k] = back_substitute(np.zeros(m), np.eye(n)[col])
    answer = (point, directions)
print(answer)
"""

_REDUCED = """
m, n = M.shape
pivots = []
for col in range({columns}):
    row = len(pivots)
    if row == m:
        break
    best = row + np.argmax(np.abs(M[row:, col]))   # partial pivoting: the largest entry of the column
    if abs(M[best, col]) < 1e-9:
        continue                                   # no pivot in this column
    M[[row, best]] = M[[best, row]]
    M[row] /= M[row, col]                          # the pivot becomes 1
    for i in range(m):
        if i != row:
            M[i] -= M[i, col] * M[row]             # zeros above and below it
    pivots.append(col)

answer = M + 0.0                                   # adding 0.0 turns -0.0 into 0.0
print(answer)
"""


def division(a: Fraction | int, b: Fraction | int) -> str:
    """The program for a·x = b with a ≠ 0."""
    return (
        f"import numpy as np\n\na, b = {a}, {b}\nx = b / a\n\n"
        "answer = (np.array([x]), np.zeros((1, 0)))         # one point, no direction\nprint(answer)\n"
    )


def gaussian(rows: Entries, rhs: Sequence[Fraction | int], *, unique: bool, names: Sequence[str] = ()) -> str:
    """Elimination and back substitution; the short form where a square system has one solution.

    With `names` the answer is a dictionary of the values by name (for one solution of a square system).
    """
    square = unique and len(rows) == len(rows[0])
    if names:
        return "import numpy as np\n\n" + _givens(rows, rhs) + _SQUARE.replace(_POINT, _NAMED.format(names=list(names)))
    return "import numpy as np\n\n" + _givens(rows, rhs) + (_SQUARE if square else _GENERAL)


def gauss_jordan(rows: Entries, columns: int) -> str:
    """The reduced row echelon form; pivots are sought in the first `columns` columns."""
    columns_text = "n" if columns == len(rows[0]) else str(columns)
    return f"import numpy as np\n\nM = np.array({_literal(rows)}, dtype=float)\n" + _REDUCED.replace(
        "{columns}", columns_text
    )


_CASES = """

def rank(M):
    M, r = M.copy(), 0
    for col in range(M.shape[1]):
        if r == len(M):
            break
        best = r + np.argmax(np.abs(M[r:, col]))
        if abs(M[best, col]) < 1e-9:
            continue
        M[[r, best]] = M[[best, r]]
        for i in range(r + 1, len(M)):
            M[i] -= M[i, col] / M[r, col] * M[r]
        r += 1
    return r


def solutions({name}):
    # the number of solutions: 0, 1 or infinitely many
    M = augmented({name})
    left, both = rank(M[:, :-1]), rank(M)
    if left < both:
        return 0.0
    return 1.0 if left == M.shape[1] - 1 else np.inf


for {name} in {special}:    # where the row form changes, and one other place
    print({name}, solutions({name}))
answer = np.vectorize(solutions)
"""


def by_parameter(rows: Sequence[Sequence[Written]], name: str, special: Sequence[float]) -> str:
    """How many solutions there are, by the ranks at the special values and at a value between."""
    lines = ",\n                     ".join(f"[{', '.join(python(a) for a in row)}]" for row in rows)
    matrix = f"def augmented({name}):\n    return np.array([{lines}], dtype=float)\n"
    return "import numpy as np\n\n\n" + matrix + _CASES.format(name=name, special=[*special, 0.125])


def python(w: Written) -> str:
    """A polynomial as Python writes it."""
    return typed(w).replace("^", "**")


def conditions(rows: Entries, rhs: Entries, letters: Sequence[str]) -> str:
    """The combinations of the letters that must vanish: what multiplies the right-hand sides in the zero rows of A."""
    columns = ", ".join(["1", *letters])
    return (
        f"import numpy as np\n\nA = np.array({_literal(rows)}, dtype=float)\n"
        f"B = np.array({_literal(rhs)}, dtype=float)    # columns: {columns}\n" + _CONDITIONS
    )


_CONDITIONS = """
n = A.shape[1]
M = np.column_stack([A, B])
row = 0
for col in range(n):
    if row == len(M):
        break
    best = row + np.argmax(np.abs(M[row:, col]))
    if abs(M[best, col]) < 1e-9:
        continue
    M[[row, best]] = M[[best, row]]
    for i in range(row + 1, len(M)):
        M[i] -= M[i, col] / M[row, col] * M[row]
    row += 1

answer = M[row:, n:]              # each row, times (1, letters), must be 0
print(answer)
"""
