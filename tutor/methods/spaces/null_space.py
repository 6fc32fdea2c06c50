"""The null space (kernel) of a matrix: a basis, its dimension, and the rank.

Example: tutor solve null_space "[1, 2, 0, -1; 2, 4, 1, 1]"

The free unknowns of A x = 0 give one basis vector each (book: chapters 2.3.3 and 2.7.3).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.exact.matrices import Rows, Vector, from_columns, null_space
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.steps import numbered, rank_checked, rank_step, reduction, relations_step
from tutor.methods.spaces.vectors import SIZE, family, span_written
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix, number


def from_text(text: str) -> Solution:
    """The null space of a typed matrix.

    >>> str(from_text("[1, 2; 2, 4]").answer)
    '{(2, -1)}'
    """
    return work(read_matrix(text, limit=SIZE))


def work(A: Rows) -> Solution:
    """Reduced row echelon form, one vector for each free unknown, and A times them.

    >>> solution = work(((1, 2, 3),))
    >>> str(solution.answer), solution.holds
    ('{(2, -1, 0), (3, 0, -1)}', True)
    """
    steps, pivots = null_steps(A)
    basis, n = null_space(A), len(A[0])
    answer = span_written(basis, family([tuple(A[0])]))
    return Solution(
        "null_space",
        say("Find a basis of the null space of {A}", A=matrix_written(A)),
        (*steps, *count_steps(A, pivots)),
        answer,
        meaning=_meaning(basis, n, len(pivots)),
        code=programs.program({"A": A}, _TAIL, null=True),
        checks=(rank_checked(A, len(pivots)),),
    )


def null_steps(
    A: Rows, *, name: Written | None = None, unknowns: Sequence[str] = ()
) -> tuple[list[Step], tuple[int, ...]]:
    """The steps to a basis of the null space, multiplied back; nothing is claimed where it is {0}."""
    shown = name or Name("A")
    made, form, pivots = reduction(A, full=True)
    if not made:
        head = say("{A} is in reduced row echelon form as it stands. ", A=shown)
    else:
        head = Text(())
    if len(pivots) == len(A[0]):
        why = say("Every column of {A} has a pivot, so only 0 is sent to 0: the null space is {z}.", A=shown, z=_zero())
        return [*made, rank_step(A, len(pivots), head + why)], pivots
    step = relations_step(A, form, pivots, unknowns or numbered("x", len(A[0])), substituted=False)
    made.append(Step(head + step.why, step.claim, substeps=step.substeps, question=step.question))
    basis = null_space(A)
    zeros = matrix([[0] * len(basis)] * len(A))
    N = matrix_written(from_columns(basis))
    why = say("Multiply back: {A} sends each of these columns to 0.", A=shown)
    made.append(Step(why, Computed(zeros, left=Op("*", (matrix_written(A), N)))))
    return made, pivots


def count_steps(A: Rows, pivots: tuple[int, ...]) -> list[Step]:
    """Rank and nullity add up to the number of columns."""
    r, n = len(pivots), len(A[0])
    why = say(
        "Rank–nullity (MML 2.7.3): rank and nullity make {n}, the number of columns; so the nullity is {n} − {r}.",
        r=r, n=n,
    )  # fmt: skip
    return [Step(why, Computed(number(n - r), left=number(n) - Op("rank", (matrix_written(A),))))]


def _zero() -> Written:
    return Op("set", (number(0),))


def _meaning(basis: tuple[Vector, ...], n: int, r: int) -> Text:
    if not basis:
        return say("The null space is {z}, its dimension 0; the rank is {r}.", z=_zero(), r=r)
    what = {1: "a line", 2: "a plane"}.get(len(basis), f"a space of dimension {len(basis)}")
    return say("The null space is {what} in {R}: its dimension is {k}, the rank is {r}.",
               what=what, R=Name("R") ** n, k=len(basis), r=r)  # fmt: skip


_TAIL = """answer = null_basis(A)                                 # the basis vectors are its columns
print(A @ answer)                                      # zero
"""
