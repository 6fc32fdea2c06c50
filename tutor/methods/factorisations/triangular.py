"""Systems with triangular matrices, solved from the top or from the bottom, with steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import plain, write
from tutor.methods.determinants.expansion import product, signed
from tutor.methods.factorisations.claims import SolvesWith
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column


def triangular_solution(T: Rows, b: Sequence[Any], *, lower: bool) -> Vector:
    """x with T x = b, for a triangular T without zeros on its diagonal.

    >>> [str(x) for x in triangular_solution(((2, 0), (1, 1)), (4, 5), lower=True)]
    ['2', '3']
    """
    n = len(T)
    x: list[Any] = [None] * n
    for i in range(n) if lower else reversed(range(n)):
        known = range(i) if lower else range(i + 1, n)
        rest = b[i]
        for j in known:
            if T[i][j]:
                rest = rest - T[i][j] * x[j]
        x[i] = plain(plain(rest) / plain(T[i][i]))
    return tuple(x)


def triangular_step(T: Rows, b: Sequence[Any], name: str, why: Text, *, lower: bool) -> tuple[Step, Vector]:
    """One step with the whole solution; its substeps are the unknowns in turn."""
    n = len(T)
    x = triangular_solution(T, b, lower=lower)
    details = []
    for i in range(n) if lower else reversed(range(n)):
        known = [j for j in (range(i) if lower else range(i + 1, n)) if T[i][j] and x[j]]
        terms = [(1, write(b[i]))] if b[i] or not known else []
        terms += [(-1, product((write(T[i][j]), write(x[j])))) for j in known]
        top = signed(terms)
        left: Written = top if T[i][i] == 1 else Op("/", (top, write(T[i][i])))
        result = write(x[i])
        if left != result:
            line = say("Row {i} gives {x}.", i=str(i + 1), x=Name(f"{name}_{i + 1}"))
            details.append(Step(line, Computed(result, left=left)))
    claim = SolvesWith(
        column([write(a) for a in x]), matrix=matrix_written(T), rhs=column([write(a) for a in b]), name=name
    )
    where = "Which row has only one unknown?"
    return Step(why, claim, substeps=tuple(details), question=say(where)), x


def two_systems(
    A: Rows, lower: Rows, upper: Rows, vectors: Sequence[Vector], second: str
) -> tuple[list[Step], list[Op]]:
    """Each right-hand side by two triangular systems: steps, and the solutions as equations; `second` names the other.

    The product of the lower and the upper matrix is A.
    """
    steps: list[Step] = []
    solved = []
    for k, b in enumerate(vectors):
        which = say("Solve") if len(vectors) == 1 else say("Right-hand side {k}: solve", k=str(k + 1))
        first, y = triangular_step(lower, b, "y", which + say(" L y = b from the top."), lower=True)
        other, x = triangular_step(upper, y, "x", which + say(" " + second + " from the bottom."), lower=False)
        columns = [column([write(a) for a in v]) for v in (x, b)]
        claim = SolvesWith(columns[0], matrix=matrix_written(A), rhs=columns[1])
        steps += [first, other, Step(say("Multiply back: A x is b again."), claim)]
        name = Name("x") if len(vectors) == 1 else Name(f"x_{k + 1}")
        solved.append(name.equals(column([write(a) for a in x])))
    return steps, solved
