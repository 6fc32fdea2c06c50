"""Find the condition number of a matrix: how much it can magnify relative errors.

Example: tutor solve condition_number "[2, 1; 1, 2]"

By default in the spectral norm: the largest singular value over the smallest (also for a matrix that is not square).
With ``norm=1``, ``inf`` or ``F`` it is ‖A‖·‖A⁻¹‖ in that norm. For dependent columns (of a square matrix) it is
infinite (book: chapter 4.5 for singular values).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.equality import high_precision
from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, inverse, rank, rows_of
from tutor.exact.scalars import scalar, write
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed, InverseOf
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.factors import gram
from tutor.methods.singular_values.matrix_norm import condition_step, frobenius_step, sum_step
from tutor.methods.singular_values.steps import A_NAME, LIMIT, by_floats, floats, literal, spectrum_steps
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Op, Written, number

NORMS = ("2", "1", "inf", "F")
_SPECTRAL = """
B = A if A.shape[0] >= A.shape[1] else A.T         # the smaller product
squares = np.linalg.eigvalsh(B.T @ B)              # in ascending order
answer = np.sqrt(squares[-1] / squares[0])
print(answer)
"""
_INFINITE = """
full = np.linalg.matrix_rank(A) == min(A.shape)
answer = np.linalg.cond(A) if full else np.inf     # rounding would hide a singular value 0
print(answer)
"""
_PROGRAMS = {
    "1": "np.abs(M).sum(axis=0).max()",
    "inf": "np.abs(M).sum(axis=1).max()",
    "F": "np.sqrt((M**2).sum())",
}


def from_text(text: str, *, norm: str = "2") -> Solution:
    """The condition number of a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers, or there is no such norm.

    >>> str(from_text("[2, 1; 1, 2]").answer), str(from_text("[1, 2; 3, 4]", norm="1").answer)
    ('3', '21')
    """
    return work(read_matrix(text, limit=LIMIT), norm=norm)


def work(A: Sequence[Sequence[Any]], *, norm: str = "2") -> Solution:
    """The condition number with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    norm : {"2", "1", "inf", "F"}
    """
    if norm not in NORMS:
        raise InputError(f"norm={norm!r}: choose one of {', '.join(NORMS)}")
    A = rows_of(A)
    given = say("Find the condition number of {A}.", A=A_NAME.equals(matrix_written(A)))
    r, k = rank(A), min(len(A), len(A[0]))
    if norm != "2" and len(A) != len(A[0]):
        raise InputError(
            f"in this norm the inverse is needed, so the matrix must be square; this one has {len(A)} rows and "
            f"{len(A[0])} columns (norm=2 takes any shape)"
        )
    if r < k:
        return _infinite(A, given, norm, r)
    if norm == "2":
        steps = [*spectrum_steps(A, gram(A)), condition_step(A)]
        code = literal(A) + _SPECTRAL
    else:
        steps = product_steps(A, norm)
        code = literal(A) + _product_code(_PROGRAMS[norm])
    answer = steps[-1].claim.result
    return Solution(
        "condition_number",
        given,
        tuple(steps),
        answer,
        meaning=say("A relative error in the data can come out magnified by this factor at most."),
        code=code,
        checks=_checks(A, norm, answer),
    )


def product_steps(A: Rows, norm: str) -> list[Step]:
    """The inverse, both norms, and their product."""
    back = inverse(A)
    if back is None:
        raise InputError("the matrix is singular, so there is no inverse whose norm could be taken")
    B = Op("inverse", (A_NAME,))
    names = tuple(Op("norm", (w,)) for w in (A_NAME, B))
    if norm == "F":
        both = [frobenius_step(A, names[0]), frobenius_step(back, names[1], B)]
    else:
        both = [sum_step(A, norm, names[0]), sum_step(back, norm, names[1], B)]
    one, two = (s.claim.result for s in both)
    try:
        product = write(scalar(one * two))
    except NotExact as error:
        raise InputError("this norm is a root of a sum of roots: norm=1 or norm=inf has an exact value") from error
    return [
        Step(
            say("The inverse of {A} is needed: by Gauss–Jordan elimination, or a formula.", A=A_NAME),
            InverseOf(matrix_written(back), of=matrix_written(A)),
            question=say("Which matrix gives the identity with {A}?", A=A_NAME),
        ),
        *both,
        Step(
            say("The condition number is the product of the two norms, {p}.", p=names[0] * names[1]),
            Computed(product, left=one * two),
            question=say("What do the two norms give together?"),
        ),
    ]


def _infinite(A: Rows, given: Text, norm: str, r: int) -> Solution:
    """A singular value is 0: nothing bounds the relative error."""
    steps = spectrum_steps(A, gram(A)) if norm == "2" else []
    why = "The rank is smaller than {k}, so the smallest singular value is 0, and no finite number bounds the errors."
    steps.append(
        Step(
            say(why, k=min(len(A), len(A[0]))),
            Computed(number(r), left=Op("rank", (matrix_written(A),))),
            question=say("Is the rank full?"),
        )
    )
    return Solution(
        "condition_number",
        given,
        tuple(steps),
        Op("inf"),
        meaning=say("The condition number is infinite: {A} has dependent columns or rows.", A=A_NAME),
        code=literal(A) + _INFINITE,
        checks=_checks(A, norm, None),
    )


def _product_code(order: str) -> str:
    return f"""
def norm(M):
    return {order}


answer = norm(A) * norm(np.linalg.inv(A))
print(answer)
"""


def _checks(A: Rows, norm: str, answer: Written | None) -> tuple[Check, ...]:
    import numpy as np

    if answer is None:
        small = np.linalg.svd(floats(A), compute_uv=False)[-1]
        return (Check(say("NumPy: the smallest singular value is 0."), bool(small < 1e-7)),)
    orders: dict[str, Any] = {"1": 1, "inf": np.inf, "F": "fro", "2": 2}
    theirs = np.linalg.cond(floats(A), orders[norm])
    same = np.isclose(float(high_precision(answer, {})), theirs, rtol=1e-6)
    return (Check(say("NumPy agrees."), by_floats(A, same)),)
