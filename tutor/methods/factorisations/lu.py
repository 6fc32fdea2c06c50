"""The LU factorisation: A = L U, or P A = L U with row exchanges, and systems solved with it.

Example: tutor solve lu "[2, 1, 1; 4, 3, 3; 8, 7, 9]"

``pivoting`` is auto (exchanges only where a pivot is 0), none, or partial (the largest entry of the column comes up);
``rhs`` are one or several right-hand sides, each solved by two triangular systems (book: chapters 2.3 and 4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, identity, rows_of
from tutor.exact.scalars import as_float, plain, sign, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.factorisations.claims import NO_LU, Factors, SolvesWith
from tutor.methods.factorisations.triangular import triangular_solution, triangular_step
from tutor.methods.inputs import read_matrix, read_vectors
from tutor.methods.linear_systems.elimination import Stage, rowadd, rowswap, spoken
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column

WAYS = ("auto", "none", "partial")
LIMIT = 10  # rows or columns


@dataclass(frozen=True)
class Factorised:
    """``P A = L U``; `order` are the rows of A (from 0) in their new order, `broken` the column that had no pivot."""

    L: Rows
    U: Rows
    order: tuple[int, ...]
    broken: int | None = None

    @property
    def exchanged(self) -> bool:
        """Did rows change places?"""
        return self.order != tuple(range(len(self.order)))

    @property
    def P(self) -> Rows:
        """The permutation matrix."""
        unit = identity(len(self.order))
        return tuple(unit[i] for i in self.order)


def from_text(*inputs: str, pivoting: str = "auto", rhs: str = "") -> Solution:
    """The LU factorisation of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For more than 10 rows or columns, right-hand sides that do not fit, or an option that there is not.

    >>> str(from_text("[2, 1; 6, 8]").answer)
    'L = [1, 0; 3, 1], U = [2, 1; 0, 5]'
    """
    if pivoting not in WAYS:
        raise InputError(f"pivoting={pivoting!r}: choose one of {', '.join(WAYS)}")
    if not inputs:
        raise InputError("a matrix is needed, such as [2, 1; 6, 8]")
    A = read_matrix(inputs[0], limit=LIMIT)
    typed = (*inputs[1:], *((rhs,) if rhs else ()))
    return work(A, pivoting=pivoting, rhs=read_vectors(*typed) if typed else ())


def factorised(rows: Sequence[Sequence[Any]], *, pivoting: str = "none") -> Factorised:
    """The factors without steps; where a pivot is 0 and no exchange is allowed, `broken` says in which column.

    >>> factorised([[2, 1], [6, 8]]).U[1] == (0, 5)
    True
    """
    return _eliminate(rows_of(rows), pivoting)[0]


def _eliminate(A: Rows, pivoting: str) -> tuple[Factorised, list[tuple[int, int, tuple[Op, ...], Rows, Rows]]]:
    """The factors, and for each column: the column, its row, the operations, the matrix before and after."""
    m, n = len(A), len(A[0])
    U, L = [list(r) for r in A], [[Fraction(0)] * m for _ in range(m)]
    order = list(range(m))
    stages: list[tuple[int, int, tuple[Op, ...], Rows, Rows]] = []
    for c in range(min(m - 1, n)):
        before = tuple(map(tuple, U))
        at = _pivot(U, c, pivoting)
        if at is None:
            continue
        operations = []
        if at != c:
            if pivoting == "none":
                return Factorised(_with_ones(L), before, tuple(order), broken=c), stages
            operations.append(rowswap(c, at))
            U[c], U[at] = U[at], U[c]
            L[c], L[at] = L[at], L[c]
            order[c], order[at] = order[at], order[c]
        for i in range(c + 1, m):
            if U[i][c]:
                factor = plain(U[i][c] / U[c][c])
                L[i][c] = factor
                operations.append(rowadd(i, c, write(-factor)))
                U[i] = [plain(a - factor * b) for a, b in zip(U[i], U[c], strict=True)]
        if operations:
            stages.append((c, at, tuple(operations), before, tuple(map(tuple, U))))
    return Factorised(_with_ones(L), tuple(map(tuple, U)), tuple(order)), stages


def _pivot(U: Sequence[Sequence[Any]], c: int, pivoting: str) -> int | None:
    """The row whose entry becomes the pivot of column c; None where the column is 0 from the diagonal down."""
    rows = [i for i in range(c, len(U)) if U[i][c]]
    if not rows:
        return None
    if pivoting != "partial":
        return rows[0]
    best = rows[0]
    for i in rows[1:]:
        if sign(_size(U[i][c]) - _size(U[best][c])) > 0:
            best = i
    return best


def _size(a: Any) -> Any:
    return -a if sign(a) < 0 else a


def _with_ones(L: Sequence[Sequence[Any]]) -> Rows:
    return tuple(tuple(Fraction(1) if i == j else a for j, a in enumerate(r)) for i, r in enumerate(L))


def work(rows: Sequence[Sequence[Any]], *, pivoting: str = "auto", rhs: Sequence[Sequence[Any]] = ()) -> Solution:
    """The factorisation with every step, and the systems with the right-hand sides.

    Parameters
    ----------
    rows : (m, n) real exact numbers
    pivoting : {"auto", "none", "partial"}
    rhs : vectors of m numbers; A must then be square and invertible

    >>> solution = work([[2, 1], [6, 8]], rhs=[(3, 14)])
    >>> str(solution.answer), solution.holds
    ('L = [1, 0; 3, 1], U = [2, 1; 0, 5], x = [1; 1]', True)
    """
    A = rows_of(rows)
    vectors = [tuple(plain(x) for x in b) for b in rhs]
    _fits(A, vectors)
    given = matrix_written(A)
    found, stages = _eliminate(A, pivoting)
    steps = [_stage(c, at, operations, before, after, pivoting) for c, at, operations, before, after in stages]
    asked = say("Factorise {A}", A=Name("A").equals(given))
    if found.broken is not None:
        return _refused(A, found, steps, asked)
    items = [Name("L").equals(matrix_written(found.L)), Name("U").equals(matrix_written(found.U))]
    product: Written = Name("A").equals(Name("L") * Name("U"))
    if found.exchanged:
        items.append(Name("P").equals(matrix_written(found.P)))
        product = (Name("P") * Name("A")).equals(Name("L") * Name("U"))
    factors = Op("list", tuple(items))
    why = say("U is what elimination leaves. L keeps the multiplier that was subtracted, in its own place, and ones on"
              " the diagonal; multiplied back, {e}.", e=product)  # fmt: skip
    if found.exchanged:
        why += say(" The multipliers moved with their rows; P holds the new order of the rows.")
    steps.append(Step(why, Factors(factors, of=given), question=say("Which multiple of which row was subtracted?")))
    solved: list[Op] = []
    for k, b in enumerate(vectors):
        made, x = _two_systems(A, found, b, k if len(vectors) > 1 else None)
        steps += made
        name = Name("x") if len(vectors) == 1 else Name(f"x_{k + 1}")
        solved.append(name.equals(column([write(a) for a in x])))
    singular = len(A) == len(A[0]) and any(not found.U[i][i] for i in range(len(A)))
    meaning = say("A is singular: a pivot on the diagonal of U is 0.") if singular else Text(())
    if pivoting == "auto" and found.exchanged:
        meaning = say("A pivot was 0, so rows had to be exchanged: P A = L U. ") + meaning
    return Solution(
        "lu",
        asked + (say(" and solve A x = b.") if vectors else say(".")),
        tuple(steps),
        Op("list", (*items, *solved)),
        meaning=meaning,
        code=code(
            A, pivoting="partial" if pivoting == "partial" else "auto" if found.exchanged else "none", rhs=vectors
        ),
        checks=_checks(A, found),
    )


def _fits(A: Rows, vectors: Sequence[Vector]) -> None:
    for b in vectors:
        if len(b) != len(A):
            raise InputError(f"a right-hand side has {len(b)} entries, but A has {len(A)} rows")
    if vectors and len(A) != len(A[0]):
        raise InputError(f"A is {len(A)}×{len(A[0])}: systems are solved by LU for a square A; use system")


def _stage(c: int, at: int, operations: tuple[Op, ...], before: Rows, after: Rows, pivoting: str) -> Step:
    text = Text(())
    if at != c:
        reason = "the largest entry of column {c} comes up" if pivoting == "partial" else "column {c} gets a pivot"
        text = say("Exchange rows {i} and {j}, so that " + reason, i=str(c + 1), j=str(at + 1), c=str(c + 1))
    zeros = say("Make zeros below the pivot in column {c}: ", c=str(c + 1))
    if at != c:
        zeros = text + say(": ") if len(operations) == 1 else text + say(". ") + zeros
    why = zeros + spoken(operations)
    asked = say("Which multiple of row {c} must be subtracted from each row below?", c=str(c + 1))
    return Stage(matrix_written(before), operations, matrix_written(after), why, asked).step()


def _refused(A: Rows, found: Factorised, steps: list[Step], asked: Text) -> Solution:
    """Elimination without exchanges has stopped."""
    c = found.broken or 0
    leading = [r[: c + 1] for r in A[: c + 1]]
    forced = all(found.U[i][i] for i in range(c))
    why = say("Row {c} has 0 where its pivot should stand, and an entry below it is not 0: no multiple of it removes"
              " that. The leading {k}×{k} determinant is 0.", c=str(c + 1), k=str(c + 1))  # fmt: skip
    steps.append(Step(why, Computed(write(Fraction(0)), left=Op("det", (matrix_written(leading),)))))
    if not forced:
        raise InputError(
            f"elimination without exchanges stops in column {c + 1}, after a column without a pivot, where multipliers "
            "are not determined; use pivoting=auto"
        )
    meaning = say("There is no A = L U without exchanging rows; P A = L U exists for some order of the rows.")
    return Solution("lu", asked + say(" without exchanging rows."), tuple(steps), NO_LU, meaning=meaning,
                    code=code(A, pivoting="refused"))  # fmt: skip


def _two_systems(A: Rows, found: Factorised, b: Vector, k: int | None) -> tuple[list[Step], Vector]:
    if any(not found.U[i][i] for i in range(len(A))):
        raise InputError("A is singular (a pivot is 0), so the systems have no single solution; use system for each")
    which = say("Solve") if k is None else say("Right-hand side {k}: solve", k=str(k + 1))
    ordered = tuple(b[i] for i in found.order)
    right = "P b" if found.exchanged else "b"
    first, y = triangular_step(found.L, ordered, "y", which + say(" L y = {b} from the top.", b=right), lower=True)
    second, x = triangular_step(found.U, y, "x", which + say(" U x = y from the bottom."), lower=False)
    back = say("Multiply back: A x is b again.")
    columns = [column([write(a) for a in v]) for v in (x, b)]
    claim = SolvesWith(columns[0], matrix=matrix_written(A), rhs=columns[1])
    return [first, second, Step(back, claim)], x


def solved(found: Factorised, b: Sequence[Any]) -> Vector:
    """x with A x = b from the factors of an invertible A.

    >>> [str(x) for x in solved(factorised([[2, 1], [6, 8]]), (3, 14))]
    ['1', '1']
    """
    y = triangular_solution(found.L, tuple(b[i] for i in found.order), lower=True)
    return triangular_solution(found.U, y, lower=False)


# ---------------------------------------------------------------- the program and the other road

_PROGRAM = {
    "none": """
m, n = A.shape
L, U = np.eye(m), A.copy()
for k in range(min(m - 1, n)):
    for i in range(k + 1, m):
        if U[i, k] != 0:
            L[i, k] = U[i, k] / U[k, k]            # the multiplier
            U[i] -= L[i, k] * U[k]

""",
    "refused": """
m, n = A.shape
L, U = np.eye(m), A.copy()
exists = True
for k in range(min(m - 1, n)):
    if U[k, k] == 0 and np.any(U[k + 1:, k]):      # a pivot is 0: only an exchange of rows would help
        exists = False
        break
    for i in range(k + 1, m):
        if U[i, k] != 0:
            L[i, k] = U[i, k] / U[k, k]
            U[i] -= L[i, k] * U[k]

""",
    "exchanges": """
m, n = A.shape
P, L, U = np.eye(m), np.zeros((m, m)), A.copy()
for k in range(min(m - 1, n)):
    {best}
    for M in (P, L, U):
        M[[k, best]] = M[[best, k]]                # the multipliers move with their rows
    for i in range(k + 1, m):
        if U[i, k] != 0:
            L[i, k] = U[i, k] / U[k, k]
            U[i] -= L[i, k] * U[k]
L += np.eye(m)

""",
}
_BEST = {
    "partial": "best = k + np.argmax(np.abs(U[k:, k]))         # the largest entry of the column",
    "auto": "best = k + np.argmax(U[k:, k] != 0)            # the first entry of the column that is not 0",
}
_SOLVE = """
def solve(b):
    y, x = np.zeros(m), np.zeros(m)
    for i in range(m):                             # L y = b from the top
        y[i] = b[i] - L[i, :i] @ y[:i]
    for i in reversed(range(m)):                   # U x = y from the bottom
        x[i] = (y[i] - U[i, i + 1:] @ x[i + 1:]) / U[i, i]
    return x

"""


def code(A: Sequence[Sequence[Any]], *, pivoting: str = "none", rhs: Sequence[Sequence[Any]] = ()) -> str:
    """Elimination that keeps its multipliers; the answer is (L, U) or (P, L, U), then the solutions if b is given."""
    body = _PROGRAM[pivoting] if pivoting in _PROGRAM else _PROGRAM["exchanges"].replace("{best}", _BEST[pivoting])
    source = f"import numpy as np\n\nA = {matrix_source(A)}\n{body}"
    factors = {"none": "L, U", "refused": "(L, U) if exists else None"}.get(pivoting, "P, L, U")
    if rhs:
        argument = "b" if pivoting == "none" else "P @ b"
        listed = ", ".join(vector_source(b) for b in rhs)
        source += f"{_SOLVE}\nanswer = {factors}, [solve({argument}) for b in ({listed},)]\n"
    else:
        source += f"answer = {factors}\n"
    return source + "print(answer)\n"


def _checks(A: Rows, found: Factorised) -> tuple[Check, ...]:
    import numpy as np

    a, low, up, p = (np.array([[as_float(x) for x in r] for r in M]) for M in (A, found.L, found.U, found.P))
    good = np.allclose(low @ up, p @ a, atol=1e-9 * (1 + np.abs(a).max() * np.abs(low).max()))
    if len(A) == len(A[0]):
        sizes = abs(np.prod(np.diag(up))), abs(np.linalg.det(a))
        good = good and np.isclose(*sizes, rtol=1e-8, atol=1e-9 * (1 + np.abs(a).max() ** len(A)))
    return (
        Check(say("NumPy: L U is A (in its order of rows), and the pivots multiply to its determinant."), bool(good)),
    )
