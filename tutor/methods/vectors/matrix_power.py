"""Raise a square matrix to a whole power, by repeated multiplication.

Example: tutor solve matrix-power "[1, 1; 0, 2]" 5

The exponent is a whole number; a negative one means a power of the inverse. Powers that repeat (zero, the identity, the
matrix itself) are noticed; else the squares are squared again (book: chapter 2.2.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Rows, determinant, identity, inverse, rows_of
from tutor.exact.scalars import write
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix, read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.products import MAX_EXPONENT, MAX_SIZE, worked_power
from tutor.methods.vectors.programs import check
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, number


def from_text(matrix: str, exponent: str) -> Solution:
    """Raise a matrix that a person typed to a power.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square or too large, an exponent that is no whole number, too many digits.

    >>> str(from_text("[1, 1; 0, 2]", "5").answer)
    '[1, 31; 0, 32]'
    """
    k = read_whole(exponent, "the exponent", low=-MAX_EXPONENT, high=MAX_EXPONENT)
    return work(read_matrix(matrix, square=True, limit=MAX_SIZE), k)


def work(A: Sequence[Sequence[Any]], k: int) -> Solution:
    """A^k with its steps, or why it does not exist.

    >>> str(work([[1, 2], [2, 4]], -1).answer)
    'undefined'
    """
    rows, name = rows_of(A), Name("A")
    written, wanted = matrix_written(rows), name ** number(k)
    given = say("Compute {p} for {m}", p=wanted, m=name.equals(written))
    if k < 0 and inverse(rows) is None:
        why = say("{A} is singular (its determinant is 0), so it has no inverse and no negative powers.", A=name)
        claim = Computed(write(determinant(rows)), left=Op("det", (written,)))
        code = f"""import numpy as np

A = {matrix_source(rows)}
print(np.linalg.matrix_rank(A))    # smaller than the number of rows: no inverse
answer = None
"""
        meaning = say("There is no such matrix: {A} is not invertible.", A=name)
        return Solution("matrix_power", given, (Step(why, claim),), Words("undefined"), meaning=meaning, code=code)
    value, steps = worked_power(rows, k, name)
    if k == 1:
        steps = [
            Step(say("The first power is the matrix itself."), Computed(written, left=Op("^", (written, number(1)))))
        ]
    base = "A" if k >= 0 else "np.linalg.inv(A)"
    return Solution(
        "matrix_power",
        given,
        tuple(steps),
        matrix_written(value),
        meaning=_seen(value, k),
        code=f"""import numpy as np

A = {matrix_source(rows)}
answer, square, left = np.eye(len(A)), {base}, {abs(k)}
while left:                        # the exponent in binary: square, and multiply where a digit is 1
    if left % 2:
        answer = answer @ square
    square, left = square @ square, left // 2
print(answer)
""",
        checks=(check(Op("^", (name, number(k))), {"A": rows}, value),),
    )


def _seen(value: Rows, k: int) -> Text:
    p = Name("A") ** number(k)
    if value == identity(len(value)):
        return say("{p} is the identity matrix.", p=p)
    if not any(a for r in value for a in r):
        return say("{p} is the zero matrix: {A} is nilpotent.", p=p, A=Name("A"))
    return Text(())
