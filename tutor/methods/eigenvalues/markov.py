"""Markov chains: stationary distribution, limit, and the distribution after some steps.

Example: tutor solve markov "[0.9, 0.2; 0.1, 0.8]"

A matrix with entries ≥ 0 whose columns add up to 1 moves distributions as x ↦ A x; if its rows do, as πᵀ ↦ πᵀ A.
A stationary distribution is an eigenvector for the eigenvalue 1 whose entries add up to 1 (compare the book,
example 4.9 on PageRank). Options: ``start=(1, 0)`` and ``after=3`` for the distribution after 3 steps;
``layout=column`` or ``layout=row`` where both fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import (
    Rows,
    Vector,
    applied,
    from_columns,
    inverse,
    left_null_space,
    null_space,
    power,
    rows_of,
    times,
    transposed,
)
from tutor.exact.scalars import plain, sign, write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.claims import LimitOf, shifted
from tutor.methods.inputs import read_matrix, read_vector, read_whole
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, column, matrix, number

A_, X_ = Name("A"), Name("x")
LARGEST = 1000  # steps
LAYOUTS = ("auto", "column", "row")


def from_text(text: str, *, start: str = "", after: str = "", layout: str = "auto") -> Solution:
    """A typed chain.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square or not stochastic, a start of the wrong length, or an unknown layout.

    >>> str(from_text("[0.9, 0.2; 0.1, 0.8]").answer)
    '[2/3; 1/3]'
    """
    if layout not in LAYOUTS:
        raise InputError(f"layout={layout!r}: choose one of {', '.join(LAYOUTS)}")
    if after and not start:
        raise InputError("after= needs a distribution to start from: start=(1, 0)")
    A = read_matrix(text, square=True)
    x = read_vector(start) if start else None
    return work(
        A, start=x, after=read_whole(after, "the number of steps", high=LARGEST) if after else None, layout=layout
    )


def column_stochastic(A: Rows, layout: str = "auto") -> bool:
    """Do the columns (True) or the rows (False) add up to 1? Columns, where both do and nothing else is said.

    Raises
    ------
    InputError
        If an entry is negative, or neither does.
    """
    low = next(((i, j) for i, r in enumerate(A) for j, a in enumerate(r) if sign(a) < 0), None)
    if low is not None:
        i, j = low
        raise InputError(f"a probability is not negative; row {i + 1}, column {j + 1} holds {write(A[i][j])}")
    columns = [plain(sum(c, Fraction(0))) for c in transposed(A)]
    lines = [plain(sum(r, Fraction(0))) for r in A]
    fits = {"column": all(s == 1 for s in columns), "row": all(s == 1 for s in lines)}
    if layout != "auto" and fits[layout]:
        return layout == "column"
    if layout == "auto" and any(fits.values()):
        return fits["column"]
    across, down = (", ".join(str(write(s)) for s in sums) for sums in (lines, columns))
    told = f"the rows add up to {across}, the columns to {down}"
    raise InputError(f"no matrix of a Markov chain: {told}; all rows or all columns must add up to 1")


def stationary(A: Sequence[Sequence[Any]], *, by_columns: bool = True) -> tuple[Vector, ...]:
    """The stationary distributions of which all others are mixtures: one for each class that is never left.

    >>> [str(x) for x in stationary([[Fraction(1, 2), 1], [Fraction(1, 2), 0]])[0]]
    ['2/3', '1/3']
    """
    M = rows_of(A) if by_columns else transposed(rows_of(A))
    found = []
    for group in closed_classes(M):
        small = tuple(tuple(M[i][j] for j in group) for i in group)
        v = null_space(shifted(small, 1))[0]
        total = sum(v, Fraction(0))
        placed = dict(zip(group, v, strict=True))
        found.append(tuple(plain(placed[i] / total) if i in placed else Fraction(0) for i in range(len(M))))
    return tuple(found)


def closed_classes(M: Rows) -> tuple[tuple[int, ...], ...]:
    """Sets of states that reach each other and nothing else (column j: where j goes)."""
    n = len(M)
    reach = [{j} for j in range(n)]
    for _ in range(n):
        reach = [set().union(r, *({i for i in range(n) if M[i][j]} for j in r)) for r in reach]
    found = {tuple(sorted(r)) for j, r in enumerate(reach) if all(reach[i] == r for i in r) and j in r}
    return tuple(sorted(found))


def period(M: Rows, group: Sequence[int]) -> int:
    """The greatest common divisor of the lengths of all ways back, within a closed class."""
    depth = {group[0]: 0}
    queue = [group[0]]
    found = 0
    while queue:
        j = queue.pop(0)
        for i in range(len(M)):
            if M[i][j]:
                if i in depth:
                    found = gcd(found, depth[j] + 1 - depth[i])
                else:
                    depth[i] = depth[j] + 1
                    queue.append(i)
    return found


def work(
    A: Sequence[Sequence[Any]],
    *,
    start: Sequence[Any] | None = None,
    after: int | None = None,
    layout: str = "auto",
    operations: bool = True,
) -> Solution:
    """The stationary distribution, the limit, and what a start becomes.

    Parameters
    ----------
    A : (n, n) exact numbers
    start : (n,) exact numbers or None
    after : number of steps, or None
    layout : {"auto", "column", "row"}

    >>> work([[Fraction(1, 2), 1], [Fraction(1, 2), 0]]).holds
    True
    """
    rows = rows_of(A)
    by_columns = column_stochastic(rows, layout)
    x0 = None if start is None else tuple(plain(x) for x in start)
    if x0 is not None and len(x0) != len(rows):
        raise InputError(f"the start must have {len(rows)} entries, one for each state; it has {len(x0)}")
    M = rows if by_columns else transposed(rows)
    steps = [_sums(rows, by_columns)]
    classes = closed_classes(M)
    periods = [period(M, g) for g in classes]
    found = stationary(M)
    steps += _fixed(M, by_columns, found, operations=operations)
    converges = all(p == 1 for p in periods)
    if converges:
        steps.append(_limit(M, found, by_columns))
    answer: Written = vectors_written(found)
    meaning = _meaning(found, periods, by_columns)
    if x0 is not None and after is not None:
        image = applied(power(M, after), x0)
        why = say("After {k} steps: multiply the start by the {k}th power.", k=str(after))
        left = Op("*", (Op("^", (matrix_written(M), number(after))), column([write(x) for x in x0])))
        answer = column([write(x) for x in image])
        steps.append(Step(why, Computed(answer, left=left)))
    elif x0 is not None and converges:
        limit = limit_matrix(M)
        image = applied(limit, x0)
        why = say("From this start the distributions tend to the limit matrix times the start.")
        answer = column([write(x) for x in image])
        left = Op("*", (matrix_written(limit), column([write(x) for x in x0])))
        steps.append(Step(why, Computed(answer, left=left)))
    return Solution(
        "markov",
        say("Find the stationary distribution and the limit of the chain {A}", A=A_.equals(matrix_written(rows))),
        tuple(steps),
        answer,
        meaning=meaning,
        code=programs.markov(rows, by_columns=by_columns)
        if len(found) == 1
        else programs.chain_power(rows, by_columns=by_columns),
        checks=(_check(M, found),),
    )


def _sums(rows: Rows, by_columns: bool) -> Step:
    n = len(rows)
    ones = [Num("1")] * n
    left = (
        Op("*", (matrix([ones]), matrix_written(rows))) if by_columns else Op("*", (matrix_written(rows), column(ones)))
    )
    result = matrix([ones]) if by_columns else column(ones)
    doubly = all(plain(sum(r, Fraction(0))) == 1 for r in (*rows, *transposed(rows)))
    if doubly:
        why = say("All entries are ≥ 0, all rows and all columns add up to 1: the matrix is doubly stochastic")
        why += say("; read as {e}.", e=_rule(by_columns))
    elif by_columns:
        why = say("All entries are ≥ 0 and every column adds up to 1: the chain moves by {e}.", e=_rule(by_columns))
    else:
        why = say("All entries are ≥ 0 and every row adds up to 1: the chain moves by {e}.", e=_rule(by_columns))
    return Step(why, Computed(result, left=left), question=say("Do the rows or the columns add up to 1?"))


def _rule(by_columns: bool) -> Written:
    if by_columns:
        return Name("x_next").equals(A_ * X_)
    return Op("T", (Name("x_next"),)).equals(Op("T", (X_,)) * A_)


def _fixed(M: Rows, by_columns: bool, found: Sequence[Vector], *, operations: bool) -> list[Step]:
    """The null space of M − I, divided by the sum of its entries."""
    N = shifted(M, 1)
    basis = null_space(N)
    steps: list[Step] = []
    named = A_ if by_columns else Op("T", (A_,))
    reduction = tuple(worked_reduction(N)[0]) if operations else ()
    why = say(
        "A stationary distribution does not change: {e}, so it lies in the null space of {N} (eigenvalue 1, MML 4.2).",
        e=(named * X_).equals(X_),
        N=named - Name("I"),
    )
    ask = say("Which vectors does the chain leave as they are?")
    steps.append(
        Step(why, NullSpaceBasis(vectors_written(basis), of=matrix_written(N)), substeps=reduction, question=ask)
    )
    for k, v in enumerate(found):
        whole = basis[0] if len(found) == 1 else tuple(plain(x / _unit(v)) for x in v)
        total = plain(sum(whole, Fraction(0)))
        if len(found) == 1:
            told = say("Probabilities add up to 1: divide by the sum {s} of the entries.", s=write(total))
        else:
            told = say(
                "Among these vectors, a distribution on the states of closed class {k} alone, divided by its sum.",
                k=str(k + 1),
            )
        shown = column([write(x) for x in whole])
        left = Op("/", (shown, write(total))) if total != 1 else Op("*", (matrix_written(M), shown))
        steps.append(Step(told, Computed(column([write(x) for x in v]), left=left)))
    result = matrix_written(from_columns(found))
    back = Op("*", (matrix_written(M), result))
    steps.append(Step(say("Check: one more step changes nothing."), Computed(result, left=back)))
    return steps


def _unit(v: Vector) -> Any:
    return min(x for x in v if x)


def limit_matrix(M: Rows) -> Rows:
    """The limit of the powers of a column-stochastic matrix that converges: the projection on the stationary vectors.

    >>> [[str(a) for a in r] for r in limit_matrix(((Fraction(1, 2), Fraction(1)), (Fraction(1, 2), Fraction(0))))]
    [['2/3', '2/3'], ['1/3', '1/3']]
    """
    N = shifted(M, 1)
    V, W = from_columns(null_space(N)), left_null_space(N)
    inner = inverse(times(W, V))
    assert inner is not None
    return times(times(V, inner), W)


def _limit(M: Rows, found: Sequence[Vector], by_columns: bool) -> Step:
    limit = limit_matrix(M)
    if len(found) == 1:
        why = say("The chain reaches this one class from everywhere and has no rhythm, so its powers converge; ")
        why += say("every {line} of the limit is the stationary distribution.", line="column" if by_columns else "row")
    else:
        why = say(
            "There are {n} closed classes without rhythm: the powers converge, and the limit depends on the start.",
            n=number(len(found)),
        )
    why += say(" The limit {L} is not changed by another step, and it changes no stationary vector.", L=Name("L"))
    shown = limit if by_columns else transposed(limit)
    return Step(why, LimitOf(matrix_written(shown), of=matrix_written(M if by_columns else transposed(M))))


def _meaning(found: Sequence[Vector], periods: Sequence[int], by_columns: bool) -> Text:
    kind = "column" if by_columns else "row"
    text = say("The matrix is {kind}-stochastic. ", kind=kind)
    if len(found) == 1:
        text += say("There is exactly one stationary distribution. ")
    else:
        text += say(
            "There are infinitely many stationary distributions: all mixtures of the {n} given. ", n=number(len(found))
        )
    if all(p == 1 for p in periods):
        return text + say("The powers of the matrix converge.")
    p = max(periods)
    return text + say("The powers do not converge: the chain returns in a rhythm of {p} steps.", p=number(p))


def _check(M: Rows, found: Sequence[Vector]) -> Check:
    """Averages over many steps tend to stationary vectors, whatever the period."""
    import numpy as np

    P = np.array([[float(a) for a in r] for r in M])
    lazy = np.linalg.matrix_power((P + np.eye(len(P))) / 2, 2**20)
    mine = np.array([[float(x) for x in v] for v in found])
    same = np.linalg.matrix_rank(np.vstack([mine, lazy.T]), tol=1e-6) == len(found)
    return Check(say("NumPy: a million lazy steps end in a mixture of these."), bool(same))
