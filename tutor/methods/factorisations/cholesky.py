"""The Cholesky factorisation A = L L^T of a symmetric positive definite matrix, or its form L D L^T.

Example: tutor solve cholesky "[4, 2, -2; 2, 10, 2; -2, 2, 6]"

``form`` is cholesky or ldl; ``rhs`` are one or several right-hand sides, each solved by two triangular systems. A
matrix that is not positive definite is told by its first pivot that is not positive (book: chapter 4.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, Vector, applied, rows_of, transposed
from tutor.exact.scalars import as_float, plain, scalar, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.determinants.expansion import product, signed
from tutor.methods.factorisations.claims import NOT_DEFINITE, Factors
from tutor.methods.factorisations.ldl import ldl
from tutor.methods.factorisations.pivots import Pivots, entry_claim, entry_name, pivots, squared
from tutor.methods.factorisations.triangular import triangular_solution, two_systems
from tutor.methods.inputs import read_matrix, read_vectors
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column

LIMIT = 6  # rows


def from_text(*inputs: str, form: str = "cholesky", rhs: str = "") -> Solution:
    """The Cholesky factor of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not symmetric or larger than 6×6, and for roots within roots.

    >>> str(from_text("[4, 2; 2, 5]").answer), str(from_text("[1, 2; 2, 1]").answer)
    ('[2, 0; 1, 2]', 'not positive definite')
    """
    if form not in ("cholesky", "ldl"):
        raise InputError(f"form={form!r}: choose cholesky or ldl")
    if not inputs:
        raise InputError("a symmetric matrix is needed, such as [4, 2; 2, 5]")
    A = read_matrix(inputs[0], square=True, limit=LIMIT)
    typed = (*inputs[1:], *((rhs,) if rhs else ()))
    return work(A, form=form, rhs=read_vectors(*typed) if typed else ())


def factor(rows: Sequence[Sequence[Any]]) -> Rows | None:
    """The Cholesky factor without steps, or None if the matrix is not positive definite.

    Raises
    ------
    InputError
        Where a root of an irrational number is needed.

    >>> [[str(a) for a in r] for r in factor([[4, 2], [2, 5]])]
    [['2', '0'], ['1', '2']]
    """
    found = pivots(rows)
    if found.failing is not None:
        return None
    roots = [_root(p) for p in found.d]
    return tuple(tuple(plain(a * r) for a, r in zip(row, roots, strict=True)) for row in found.L)


def _root(p: Any) -> Any:
    try:
        return scalar(Op("sqrt", (write(p),)))
    except NotExact as error:
        raise InputError(
            f"the Cholesky factor holds the square root of {write(p)}, a root within a root; use form=ldl"
        ) from error


def work(rows: Sequence[Sequence[Any]], *, form: str = "cholesky", rhs: Sequence[Sequence[Any]] = ()) -> Solution:
    """The factorisation with every step.

    Parameters
    ----------
    rows : (n, n) real exact numbers, symmetric
    form : {"cholesky", "ldl"}
    rhs : vectors of n numbers

    >>> solution = work([[4, 2], [2, 5]])
    >>> str(solution.answer), solution.holds
    ('[2, 0; 1, 2]', True)
    """
    A = rows_of(rows)
    vectors = [tuple(plain(x) for x in b) for b in rhs]
    _symmetric(A)
    for b in vectors:
        if len(b) != len(A):
            raise InputError(f"a right-hand side has {len(b)} entries, but A has {len(A)} rows")
    given = matrix_written(A)
    asked = say("Factorise {A} as ", A=Name("A").equals(given))
    found = pivots(A)
    if form == "ldl":
        return ldl(A, found, asked, vectors)
    asked += say("{e}", e=Name("L") * Op("T", (Name("L"),)))
    asked += say(" and solve A x = b.") if vectors else say(".")
    if found.failing is not None:
        return _refused(A, found, asked)
    L = factor(A)
    if L is None:
        raise InputError("the matrix is not positive definite")
    steps = _entries(A, L)
    W = matrix_written(L)
    why = say("Together; multiplied back, L L^T is A, and the diagonal is positive, so this is the only one (MML 4.3).")
    steps.append(Step(why, Factors(Name("L").equals(W), of=given), question=say("Is L L^T equal to A?")))
    answer: Written = W
    if vectors:
        made, solved = two_systems(A, L, transposed(L), vectors, "L^T x = y")
        steps += made
        answer = Op("list", (Name("L").equals(W), *solved))
    return Solution(
        "cholesky",
        asked,
        tuple(steps),
        answer,
        meaning=say("All pivots are positive: A is positive definite."),
        code=code(A, rhs=vectors),
        checks=_checks(A, L),
    )


def _symmetric(A: Rows) -> None:
    for i, r in enumerate(A):
        for j in range(i):
            if r[j] != A[j][i]:
                raise InputError(
                    f"the matrix is not symmetric: row {i + 1}, column {j + 1} holds {write(r[j])}, "
                    f"but row {j + 1}, column {i + 1} holds {write(A[j][i])}"
                )


def _entries(A: Rows, L: Rows, upto: int | None = None) -> list[Step]:
    """Column by column: the root on the diagonal, then the entries below it."""
    steps = []
    n = len(A) if upto is None else upto
    for j in range(n):
        left: Written = Op("sqrt", (_under_root(A, L, j),))
        why = say("Column {j}: the diagonal entry {l} is the root of {a} minus the squares left of it.", j=str(j + 1),
                  l=entry_name(j, j), a=Name(f"a_{j + 1}{j + 1}"))  # fmt: skip
        if not any(L[j][:j]):
            why = say("Column {j}: the diagonal entry {l} is the root of {a}.", j=str(j + 1), l=entry_name(j, j),
                      a=Name(f"a_{j + 1}{j + 1}"))  # fmt: skip
        asked = say("Which number squared completes the diagonal entry?")
        steps.append(Step(why, entry_claim(L[j][j], left, entry_name(j, j)), question=asked))
        for i in range(j + 1, len(A)):
            top = signed([*_first(A[i][j], L[i][:j], L[j][:j]), *_products(L[i][:j], L[j][:j])])
            why = say("{l}: from {a} subtract the products of rows {i} and {j}, and divide by {d}.", l=entry_name(i, j),
                      a=Name(f"a_{i + 1}{j + 1}"), i=str(i + 1), j=str(j + 1), d=entry_name(j, j))  # fmt: skip
            if not any(a and b for a, b in zip(L[i][:j], L[j][:j], strict=True)):
                why = say(
                    "{l}: divide {a} by {d}.", l=entry_name(i, j), a=Name(f"a_{i + 1}{j + 1}"), d=entry_name(j, j)
                )
            steps.append(Step(why, entry_claim(L[i][j], Op("/", (top, write(L[j][j]))))))
    return steps


def _first(a: Any, r: Sequence[Any], s: Sequence[Any]) -> list[tuple[int, Written]]:
    """The entry of A in front; a 0 is left out where something follows."""
    return [(1, write(a))] if a or not any(x and y for x, y in zip(r, s, strict=True)) else []


def _products(r: Sequence[Any], s: Sequence[Any]) -> list[tuple[int, Written]]:
    return [(-1, product((write(x), write(y)))) for x, y in zip(r, s, strict=True) if x and y]


def _under_root(A: Rows, L: Rows, j: int) -> Written:
    """The diagonal entry minus the squares of what stands left in row j of L."""
    squares = [(-1, squared(x)) for x in L[j][:j] if x]
    return signed([(1, write(A[j][j])), *squares])


def _refused(A: Rows, found: Pivots, asked: Text) -> Solution:
    """The first pivot that is not positive, and a vector with which x^T A x is not positive either."""
    k = found.failing or 0
    part = tuple(r[:k] for r in A[:k])
    L = factor(part) if k else ()
    steps: list[Step] = []
    pivot = _pivot_value(A, found, k)
    if k:
        wide = [list(r) + [Fraction(0)] * (len(A) - k) for r in L or ()]
        rows = [*wide, *_rows_below(A, L or (), k)]
        steps = _entries(A, tuple(map(tuple, rows)), upto=k)
        under = _under_root(A, tuple(map(tuple, rows)), k)
        why = say(
            "Under the root of {l} stands a number that is not positive, so no L has a positive diagonal.",
            l=entry_name(k, k),
        )
        steps.append(
            Step(why, Computed(write(pivot), left=under), question=say("Is what stands under the root positive?"))
        )
    witness = _witness(found, k, len(A))
    x = column([write(a) for a in witness])
    value = plain(sum((a * b for a, b in zip(witness, applied(A, witness), strict=True)), Fraction(0)))
    why = say("" if k else "The entry {a} is not positive, so no L has a positive diagonal. ", a=Name("a_11"))
    why += say("For this x, which is not 0, x^T A x is not positive: A is not positive definite (MML 3.2.3).")
    steps.append(Step(why, Computed(write(value), left=Op("dot", (x, matrix_written(A) * x)))))
    meaning = say("A is not positive definite: pivot {k} is {p}.", k=str(k + 1), p=write(pivot))
    return Solution("cholesky", asked, tuple(steps), NOT_DEFINITE, meaning=meaning, code=code(A))


def _rows_below(A: Rows, L: Rows, k: int) -> list[list[Any]]:
    """The entries of L in the rows from k on, in the columns that could be computed."""
    found = []
    for i in range(k, len(A)):
        row: list[Any] = []
        for j in range(k):
            rest = A[i][j]
            for s in range(j):
                rest = rest - row[s] * L[j][s]
            row.append(plain(plain(rest) / L[j][j]))
        found.append([*row, *[Fraction(0)] * (len(A) - k)])
    return found


def _pivot_value(A: Rows, found: Pivots, k: int) -> Any:
    """What is left of the diagonal entry k after the columns before it are eliminated."""
    total = A[k][k]
    for j in range(k):
        total = total - found.L[k][j] * found.L[k][j] * found.d[j]
    return plain(total)


def _witness(found: Pivots, k: int, n: int) -> Vector:
    """The x with L^T x = e_k, for which x^T A x is pivot k."""
    corner = tuple(tuple(found.L[j][i] for j in range(k + 1)) for i in range(k + 1))
    unit = tuple(Fraction(int(i == k)) for i in range(k + 1))
    return (*triangular_solution(corner, unit, lower=False), *[Fraction(0)] * (n - k - 1))


# ---------------------------------------------------------------- the program and the other road

_PROGRAM = """
n = len(A)
L = np.zeros((n, n))
definite = True
for j in range(n):
    under = A[j, j] - L[j, :j] @ L[j, :j]          # what stands under the root
    if under <= 0:
        definite = False                           # a pivot that is not positive
        break
    L[j, j] = np.sqrt(under)
    for i in range(j + 1, n):
        L[i, j] = (A[i, j] - L[i, :j] @ L[j, :j]) / L[j, j]

"""
_SOLVE = """
def solve(b):
    y, x = np.zeros(n), np.zeros(n)
    for i in range(n):                             # L y = b from the top
        y[i] = (b[i] - L[i, :i] @ y[:i]) / L[i, i]
    for i in reversed(range(n)):                   # L^T x = y from the bottom
        x[i] = (y[i] - L[i + 1:, i] @ x[i + 1:]) / L[i, i]
    return x

"""


def code(A: Sequence[Sequence[Any]], *, rhs: Sequence[Sequence[Any]] = ()) -> str:
    """The factor column by column; with right-hand sides the answer has L and x. None if A is not definite."""
    source = f"import numpy as np\n\nA = {matrix_source(A)}\n{_PROGRAM}"
    if rhs:
        listed = ", ".join(vector_source(b) for b in rhs)
        found = f"solve({listed})" if len(rhs) == 1 else f"[solve(b) for b in ({listed})]"
        return source + f'{_SOLVE}\nanswer = {{"L": L, "x": {found}}}\nprint(answer)\n'
    return source + "answer = L if definite else None\nprint(answer)\n"


def _checks(A: Rows, L: Rows) -> tuple[Check, ...]:
    import numpy as np

    a, low = (np.array([[as_float(x) for x in r] for r in M]) for M in (A, L))
    good = np.allclose(np.linalg.cholesky(a), low, rtol=1e-8, atol=1e-9)
    return (Check(say("NumPy finds the same factor."), bool(good)),)
