"""Transpose a matrix: its rows become the columns.

Example: tutor solve transpose "[1, 2, 3; 4, 5, 6]"

A symmetric or skew-symmetric matrix is named as such (book: chapter 2.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import rows_of, scaled, transposed
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.products import MAX_SIZE
from tutor.methods.vectors.programs import check
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op


def from_text(matrix: str) -> Solution:
    """Transpose a matrix that a person typed.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For entries that are no exact numbers, or more than 20 rows or columns.

    >>> str(from_text("[1, 2, 3; 4, 5, 6]").answer)
    '[1, 4; 2, 5; 3, 6]'
    """
    return work(read_matrix(matrix, limit=MAX_SIZE))


def work(A: Sequence[Sequence[Any]]) -> Solution:
    """The transposed matrix.

    >>> str(work([[1, 2], [2, 5]]).meaning)
    'A is symmetric: A^T = A.'
    """
    rows, name = rows_of(A), Name("A")
    written, turned = matrix_written(rows), transposed(rows)
    m, n = len(rows), len(rows[0])
    why = say(
        "Row {i} of {A} becomes column {i} of {T}: the entry in row {i}, column {j} goes to row {j}, column {i}. The "
        "{m}×{n} matrix becomes {n}×{m} (MML 2.2.2).",
        i=Name("i"),
        j=Name("j"),
        A=name,
        T=Op("T", (name,)),
        m=m,
        n=n,
    )
    step = Step(why, Computed(matrix_written(turned), left=Op("T", (written,))), question=say("Where does a row go?"))
    return Solution(
        "transpose",
        say("Transpose {m}", m=name.equals(written)),
        (step,),
        matrix_written(turned),
        meaning=_kind(rows, turned),
        code=f"""import numpy as np

A = {matrix_source(rows)}
answer = np.zeros((A.shape[1], A.shape[0]))
for i in range(A.shape[0]):
    answer[:, i] = A[i]            # row i becomes column i
print(answer)
""",
        checks=(check(Op("T", (name,)), {"A": rows}, turned),),
    )


def _kind(rows: Any, turned: Any) -> Text:
    T, A = Op("T", (Name("A"),)), Name("A")
    if turned == rows:
        return say("{A} is symmetric: {e}.", A=A, e=T.equals(A))
    if turned == scaled(-1, rows):
        return say("{A} is skew-symmetric: {e}.", A=A, e=T.equals(-A))
    return Text(())
