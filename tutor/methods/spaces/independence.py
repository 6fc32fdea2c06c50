"""Are vectors linearly independent, and if not, which relation holds between them.

Example: tutor solve independence "(1, 2, 3), (2, 3, 4), (3, 5, 7)"

Vectors, polynomials (``1 + x, x^2 - 1``) or matrices of one shape; with ``parameters="t"`` the values of t for which
vectors with entries in t are dependent (book: chapter 2.5).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.exact.matrices import ZERO, Vector, from_columns, null_space
from tutor.methods.reduction import columns_named
from tutor.methods.spaces import programs
from tutor.methods.spaces.parametric import dependence_by_parameter
from tutor.methods.spaces.steps import (
    OUTLINE,
    coordinates_first,
    multiplied_back,
    numbered,
    rank_checked,
    rank_step,
    reduction,
    relation_written,
    relations_step,
    substitution,
)
from tutor.methods.spaces.vectors import Family, family, read_family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, number

INDEPENDENT = "linearly independent"


def from_text(*vectors: str, parameters: str = "") -> Solution:
    """Decide about vectors that a person typed.

    Raises
    ------
    Unreadable, InputError
        For what is no family of vectors, or special values of a parameter that are no square roots.

    >>> str(from_text("(1, 2), (2, 4)").answer)
    '2*v1 - v2 = 0'
    >>> str(from_text("(1, t), (t, 1)", parameters="t").answer)
    't = -1, t = 1'
    """
    if parameters.strip():
        return dependence_by_parameter(vectors, parameters.strip())
    return work(read_family(*vectors))


def relation(vectors: Sequence[Vector]) -> Vector | None:
    """The coefficients of a relation between the vectors, or None if they are independent.

    >>> [str(c) for c in relation([(1, 2), (2, 4)])]
    ['2', '-1']
    """
    found = null_space(from_columns(vectors))
    return found[0] if found else None


def work(given: Family | Sequence[Vector]) -> Solution:
    """Elimination on the columns, and the relation by back substitution.

    >>> solution = work([(1, 0, 1), (0, 1, 1)])
    >>> str(solution.answer), solution.holds
    ('linearly independent', True)
    """
    found = given if isinstance(given, Family) else family(given)
    A = from_columns(found.vectors)
    k, n = len(A[0]), len(A)
    made = [coordinates_first(found)]
    steps, form, pivots = reduction(A, full=False)
    made += steps
    coefficients = relation(found.vectors)
    answer: Written
    if coefficients is None:
        answer = Words(INDEPENDENT)
        why = say(
            "Each of the {k} columns has a pivot, so {zero} has the solution {c} only: "
            "the vectors are linearly independent (MML 2.5).",
            k=k, zero=(Name("A") * Name("c")).equals(number(0)), c=Name("c").equals(number(0)),
        )  # fmt: skip
        details = substitution(form, numbered("c", k), pivots) if max(n, k) <= OUTLINE else ()
        step = rank_step(A, k, why)
        made.append(Step(step.why, step.claim, substeps=details, question=step.question))
        meaning = say("The vectors are linearly independent.")
    else:
        answer = relation_written(coefficients).equals(number(0))
        step = relations_step(A, form, pivots, numbered("c", k), substituted=True)
        first = _too_many(k, n)
        made.append(Step(first + step.why, step.claim, substeps=step.substeps, question=step.question))
        zero = (ZERO,) * n
        why = say(
            "So {r}, with coefficients that are not all 0: the vectors are linearly dependent. Put the numbers in.",
            r=answer,
        )
        made.append(multiplied_back(coefficients, found, zero, why))
        meaning = say("The vectors are linearly dependent: {r}.", r=answer) + _kept(pivots, k)
    return Solution(
        "independence",
        say("Are these linearly independent? {v}", v=found.named()),
        tuple(made),
        answer,
        meaning=meaning,
        code=programs.program({"A": A}, _TAIL),
        checks=(rank_checked(found.vectors, len(pivots)),),
    )


_TAIL = """R, pivots = reduced(A)                                 # the vectors are the columns of A
answer = len(pivots) == A.shape[1]                     # independent: every column has a pivot
for col in range(A.shape[1]):
    if col not in pivots:
        print("column", col, "is this combination of the pivot columns:", R[:len(pivots), col])
"""


def _too_many(k: int, n: int) -> Text:
    if k <= n:
        return Text(())
    return say("{k} vectors with {n} entries are always dependent. ", k=k, n=n)


def _kept(pivots: Sequence[int], k: int) -> Text:
    if len(pivots) < 2 or k - len(pivots) < 2:
        return Text(())
    chosen = Op("list", tuple(Name(f"v{c + 1}") for c in pivots))
    return say(" The pivot {columns} belong to independent ones: {v}.", columns=columns_named(pivots), v=chosen)
