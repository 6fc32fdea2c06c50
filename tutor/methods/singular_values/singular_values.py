"""Find the singular values of a matrix.

Example: tutor solve singular_values "[1, 1; 0, 1; 1, 0]"

They are the square roots of the eigenvalues of AᵀA, or of AAᵀ where that is smaller, in descending order; an m × n
matrix has min(m, n) of them, zeros included (book: chapter 4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Rows, rank, rows_of
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.factors import gram
from tutor.methods.singular_values.steps import (
    A_NAME,
    LIMIT,
    by_floats,
    floats,
    literal,
    spectrum_steps,
    values_written,
)
from tutor.step import Check, Solution
from tutor.text import say

_CODE = """
B = A if A.shape[0] >= A.shape[1] else A.T         # the smaller product
squares = np.linalg.eigvalsh(B.T @ B)              # in ascending order
answer = np.sqrt(np.maximum(squares[::-1], 0))     # rounding may leave a tiny negative number for 0
print(answer)
"""


def from_text(text: str) -> Solution:
    """The singular values of a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers.

    >>> str(from_text("[1, 1; 0, 1]").answer)
    'sigma_1 = 1/2 + sqrt(5)/2, sigma_2 = -1/2 + sqrt(5)/2'
    """
    return work(read_matrix(text, limit=LIMIT))


def work(A: Sequence[Sequence[Any]]) -> Solution:
    """The singular values with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    """
    A = rows_of(A)
    G = gram(A)
    r, k = rank(A), min(len(A), len(A[0]))
    count = say("{r} of the {k} singular values are positive: the rank is {r}.", r=r, k=k)
    return Solution(
        "singular_values",
        say("Find the singular values of {A}.", A=A_NAME.equals(matrix_written(A))),
        tuple(spectrum_steps(A, G)),
        values_written(A),
        meaning=count,
        code=literal(A) + _CODE,
        checks=_checks(A, r),
    )


def _checks(A: Rows, r: int) -> tuple[Check, ...]:
    import numpy as np

    found = np.linalg.svd(floats(A), compute_uv=False)
    size = np.isclose(np.sum(found**2), np.sum(floats(A) ** 2))
    positive = int(np.sum(found > 1e-9 * max(found[0], 1e-300)))
    return (
        Check(
            say("NumPy: as many are positive, and their squares add up to those of the entries."),
            by_floats(A, size and positive == r),
        ),
    )
