"""Bring a matrix to reduced row echelon form, by Gauss–Jordan elimination.

Example: tutor solve rref "[2, 4, -1, 5; 7, -2, 3, 6; 9, 2, 2, 11]"
Takes: matrix

The matrix may be augmented (``[1, 2 | 3; 4, 5 | 6]``); then pivots are sought on both sides of the bar, as the reduced
form of the whole matrix has them. The form is unique, whatever the order of the operations (book: chapter 2.3.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError, Unreadable
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.methods.linear_systems import programs
from tutor.methods.linear_systems.claims import Reduced
from tutor.methods.linear_systems.elimination import Number, Worksheet, reduce
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Num, Op, augmented, entries, matrix

OUTLINE = 6
LIMIT = 100


def from_text(*inputs: str, steps: str = "auto") -> Solution:
    """Reduce a matrix that a person typed.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For entries that are no rational numbers, more than 100 rows or columns, or an option that there is not.

    >>> str(from_text("[2, 4; 1, 3]").answer)
    '[1, 0; 0, 1]'
    """
    from tutor.reading import read

    if steps not in ("auto", "all", "outline"):
        raise InputError(f"steps={steps!r}: choose one of auto, all, outline")
    text = "\n".join(inputs)
    w = read(text)
    if not isinstance(w, Op) or w.head not in ("matrix", "augmented"):
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, 2; 3, 4]")
    try:
        rows = [[evaluate(a, {}, EXACT) for a in r] for r in entries(w)]
    except (NotExact, KeyError) as error:
        raise InputError(
            f"the entries must be rational numbers here ({error.args[0]}); `rank` and `inverse` take roots too"
        ) from error
    if max(len(rows), len(rows[0])) > LIMIT:
        raise InputError(
            f"a matrix with {len(rows)} rows and {len(rows[0])} columns: at most {LIMIT} of each are reduced"
        )
    bar = int(str(w.args[0])) if w.head == "augmented" else None
    return work(rows, bar=bar, steps=steps)


def work(rows: Sequence[Sequence[Number]], *, bar: int | None = None, steps: str = "auto") -> Solution:
    """The reduced row echelon form with every step.

    Parameters
    ----------
    rows : (m, n) rows of int or Fraction
    bar : columns left of the bar of an augmented matrix, or None
    steps : {"auto", "all", "outline"}

    >>> solution = work([[0, 2, 4], [1, 3, 5]])
    >>> str(solution.answer), solution.holds
    ('[1, 0, -1; 0, 1, 2]', True)
    """
    form, pivots = reduce(rows)
    given = matrix(rows) if bar is None else augmented(rows, bar)
    answer = matrix(form) if bar is None else augmented(form, bar)
    made: list[Step] = []
    width = len(rows[0])
    if steps == "all" or (steps == "auto" and max(len(rows), width) <= OUTLINE + 1):
        sheet = Worksheet(rows, bar=bar, labels=[f"column {c + 1}" for c in range(width)])
        sheet.forward()
        sheet.backward()
        made = [s.step() for s in sheet.stages]
    count = "1 pivot" if len(pivots) == 1 else f"{len(pivots)} pivots"
    shown = Op("list", tuple(Num(str(c + 1)) for c in pivots))
    if pivots:
        columns = "column" if len(pivots) == 1 else "columns"
        read = say(
            "There are {count}, in {columns} {shown}; so the rank is {r}.",
            count=count,
            columns=columns,
            shown=shown,
            r=len(pivots),
        )
    else:
        read = say("There is no pivot: the matrix is zero, and its rank is 0.")
    why = say("This is the reduced row echelon form: each pivot is 1 and alone in its column. ") + read
    made.append(Step(why, Reduced(answer, of=given), question=say("Is each pivot 1 and alone in its column?")))
    return Solution(
        "rref",
        say("Bring to reduced row echelon form: {m}", m=given),
        tuple(made),
        answer,
        meaning=read,
        code=programs.gauss_jordan(rows, width),
        checks=_checks(rows, form, len(pivots)),
    )


def _checks(rows: Sequence[Sequence[Number]], form: Sequence[Sequence[Number]], rank: int) -> tuple[Check, ...]:
    import numpy as np

    a, f = (np.array([[float(x) for x in r] for r in m]) for m in (rows, form))
    stacked = np.vstack([a, f])
    same = rank == np.linalg.matrix_rank(a) == np.linalg.matrix_rank(stacked)
    return (Check(Text(("NumPy: the rows span the same space before and after.",)), bool(same)),)
