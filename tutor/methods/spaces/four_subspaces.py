"""The four fundamental subspaces of a matrix: column space, row space, null space, left null space.

Example: tutor solve four_subspaces "[1, 2, 3; 2, 4, 6; 1, 1, 1]"

Bases of all four, their dimensions, and rank–nullity (book: chapters 2.6.2 and 2.7.3).
"""

from __future__ import annotations

from tutor.exact.matrices import Rows, column_space, left_null_space, null_space, row_space, transposed
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed, PivotColumns, vectors_written
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.claims import RowSpaceBasis
from tutor.methods.spaces.null_space import count_steps, null_steps
from tutor.methods.spaces.steps import (
    numbered,
    pivots_said,
    rank_checked,
    rank_step,
    reduction,
    relations_step,
    with_reason,
)
from tutor.methods.spaces.vectors import SIZE, family, span_written
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import Name, Op, number


def from_text(text: str) -> Solution:
    """The four subspaces of a typed matrix.

    >>> str(from_text("[1, 2; 2, 4]").answer)
    'C(A) = {(1, 2)}, C(A^T) = {(1, 2)}, N(A) = {(2, -1)}, N(A^T) = {(2, -1)}'
    """
    return work(read_matrix(text, limit=SIZE))


def work(A: Rows) -> Solution:
    """One reduction of A for three of them, one of its transpose for the fourth.

    >>> work(((1, 2, 3), (2, 4, 6))).holds
    True
    """
    written = matrix_written(A)
    made, form, pivots = reduction(A, full=True)
    r = len(pivots)
    if pivots:
        why = pivots_said(pivots, Name("A")) + say(" of the column space (MML 2.6.1).")
        made.append(Step(why, PivotColumns(vectors_written(column_space(A)), of=written)))
        why = say("Row operations keep the row space: the rows of the reduced form that are not 0 are a basis of it.")
        made.append(Step(why, RowSpaceBasis(vectors_written(row_space(A)), of=written)))
    else:
        made.append(
            rank_step(A, 0, say("There is no pivot: column space and row space are {z}.", z=Op("set", (number(0),))))
        )
    if r < len(A[0]):
        made.append(relations_step(A, form, pivots, numbered("x", len(A[0])), substituted=False))
    else:
        why = say("Every column has a pivot, so the null space is {z}.", z=Op("set", (number(0),)))
        made.append(rank_step(A, r, why))
    made += count_steps(A, pivots)
    made += _left(A)
    rows, columns = family([tuple(A[0])]), family([tuple(r[0] for r in A)])
    A_, T = Name("A"), Op("T", (Name("A"),))
    answer = Op("list", (
        Op("call", (Name("C"), A_)).equals(span_written(column_space(A) if r else (), columns)),
        Op("call", (Name("C"), T)).equals(span_written(row_space(A) if r else (), rows)),
        Op("call", (Name("N"), A_)).equals(span_written(null_space(A), rows)),
        Op("call", (Name("N"), T)).equals(span_written(left_null_space(A), columns)),
    ))  # fmt: skip
    m, n = len(A), len(A[0])
    return Solution(
        "four_subspaces",
        say("Find bases of the four fundamental subspaces of {A}", A=written),
        tuple(made),
        answer,
        meaning=say(
            "Rank {r}: column space and row space have dimension {r}, the null space {n} − {r} = {k}, "
            "the left null space {m} − {r} = {l}.",
            r=r,
            n=n,
            k=n - r,
            m=m,
            l=m - r,
        ),
        code=programs.program({"A": A}, _TAIL, null=True),
        checks=(rank_checked(A, r),),
    )


def _left(A: Rows) -> list[Step]:
    """The null space of the transpose."""
    T = transposed(A)
    head = say("The left null space is the null space of {T}; reduce that. ", T=Op("T", (Name("A"),)))
    steps, pivots = null_steps(T, name=Op("T", (Name("A"),)), unknowns=numbered("y", len(A)))
    m = len(A)
    why = say("Its dimension is {m} − {r}, since {A} and {T} have the same rank.",
              m=m, r=len(pivots), A=Name("A"), T=Op("T", (Name("A"),)))  # fmt: skip
    claim = Computed(number(m - len(pivots)), left=number(m) - Op("rank", (matrix_written(A),)))
    return [*with_reason(steps, head), Step(why, claim)]


_TAIL = """R, pivots = reduced(A)
column_space = A[:, pivots]                            # the pivot columns of A itself
row_space = R[:len(pivots)].T                          # the rows of the reduced form, as columns
answer = (column_space, row_space, null_basis(A), null_basis(A.T))
"""
