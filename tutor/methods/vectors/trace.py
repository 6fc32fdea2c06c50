"""Find the trace of a square matrix: the sum of its diagonal.

Example: tutor solve trace "[1, 2; 3, 4]"

The trace is also the sum of the eigenvalues (book: chapter 4.1, definition 4.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import rows_of, trace
from tutor.exact.scalars import write
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.lengths import added, floating
from tutor.methods.vectors.products import MAX_SIZE
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op


def from_text(matrix: str) -> Solution:
    """The trace of a matrix that a person typed.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square, or has more than 20 rows.

    >>> str(from_text("[1, 2; 3, 4]").answer)
    '5'
    """
    return work(read_matrix(matrix, square=True, limit=MAX_SIZE))


def work(A: Sequence[Sequence[Any]]) -> Solution:
    """The trace of a square matrix.

    >>> str(work([[1, 7], [0, -4]]).answer)
    '-3'
    """
    import numpy as np

    rows, value = rows_of(A), trace(A)
    written = matrix_written(rows)
    diagonal = added([write(rows[i][i]) for i in range(len(rows))])
    steps = [
        Step(
            say("Add the entries on the diagonal, from the top left to the bottom right (MML 4.1)."),
            Computed(write(value), left=diagonal),
            question=say("Which entries count?"),
        ),
        Step(say("This is the trace."), Computed(write(value), left=Op("trace", (written,)))),
    ]
    by_numpy = float(np.trace(np.array([floating(r) for r in rows])))
    return Solution(
        "trace",
        say("Find the trace of {m}", m=Name("A").equals(written)),
        tuple(steps[len(rows) == 1 :]),
        write(value),
        code=f"""import numpy as np

A = {matrix_source(rows)}
answer = 0.0
for i in range(len(A)):
    answer += A[i, i]
print(answer)
""",
        checks=(Check(say("NumPy adds up the same diagonal."), bool(np.isclose(by_numpy, floating([value])[0]))),),
    )
