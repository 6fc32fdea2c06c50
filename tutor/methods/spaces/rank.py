"""The rank of a matrix, by elimination; with a parameter, case by case.

Example: tutor solve rank "[1, 2, 3; 2, 4, 6; 1, 0, 1]"

The rank is the number of pivots, which is the number of independent columns and of independent rows; with
``parameters="k"`` it is found for every value of k (book: chapter 2.6.2).
"""

from __future__ import annotations

from tutor.exact.matrices import Rows
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import columns_named, matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.parametric import rank_by_parameter
from tutor.methods.spaces.steps import rank_checked, rank_step, reduction
from tutor.methods.spaces.vectors import SIZE
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import Name, number


def from_text(text: str, *, parameters: str = "") -> Solution:
    """The rank of a typed matrix.

    >>> str(from_text("[1, 2; 2, 4]").answer), str(from_text("[1, k; k, 1]", parameters="k").answer)
    ('1', 'k = -1: 1; k = 1: 1; otherwise: 2')
    """
    if parameters.strip():
        return rank_by_parameter(text, parameters.strip())
    return work(read_matrix(text, limit=SIZE))


def work(A: Rows) -> Solution:
    """Row echelon form, and its pivots counted.

    >>> solution = work(((1, 2), (3, 4)))
    >>> str(solution.answer), solution.holds
    ('2', True)
    """
    made, _, pivots = reduction(A, full=False)
    r = len(pivots)
    if pivots:
        why = say("There is a pivot in {c}: the rank is their number (MML 2.6.2).", c=columns_named(pivots))
    else:
        why = say("There is no pivot: the rank of the zero matrix is 0.")
    step: Step = rank_step(A, r, why)
    most = min(len(A), len(A[0]))
    told = "full, since no more is possible" if r == most else f"less than the {most} that is possible"
    return Solution(
        "rank",
        say("Find the rank of {A}", A=matrix_written(A)),
        (*made, step),
        number(r),
        meaning=say("The rank of {A} is {r}: {told}.", A=Name("A"), r=r, told=told),
        code=programs.program(
            {"A": A}, "answer = len(reduced(A)[1])                            # the number of pivots\n"
        ),
        checks=(rank_checked(A, r),),
    )
