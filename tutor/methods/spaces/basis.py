"""A basis and the dimension of a span, or of the solutions of homogeneous equations.

Example: tutor solve basis "(1, 2, 3), (2, 4, 6), (1, 0, 1)"

Vectors, polynomials, matrices: the basis is chosen from those that are given. Equations (``x + y - z = 0``) give a
basis of their solutions. With ``extend="yes"`` the basis is extended to one of the whole space (book: chapter 2.6.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, from_columns, identity, reduced
from tutor.methods.matrix_claims import PivotColumns, vectors_written
from tutor.methods.reduction import columns_named, matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.claims import Columns, Completed
from tutor.methods.spaces.described import Described, read_subspaces
from tutor.methods.spaces.null_space import count_steps, null_steps
from tutor.methods.spaces.steps import coordinates_first, counted, pivots_said, rank_checked, rank_step, reduction
from tutor.methods.spaces.vectors import Family, span_written
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number


def from_text(*texts: str, extend: str = "", variables: str = "") -> Solution:
    """A basis of what a person typed: vectors, or equations.

    >>> str(from_text("(1, 2), (2, 4), (0, 1)").answer), str(from_text("x + y - z = 0").answer)
    ('{(1, 2), (0, 1)}', '{(1, -1, 0), (1, 0, 1)}')
    >>> str(from_text("(1, 1, 0)", extend="yes").answer)
    '{(1, 1, 0), (1, 0, 0), (0, 0, 1)}'
    """
    if extend.strip().lower() not in ("", "yes", "no"):
        raise InputError(f"extend={extend!r}: choose yes or no")
    whole = ", ".join(texts) if len(texts) > 1 else "".join(texts)
    (found,) = read_subspaces(whole, variables=variables)
    if extend.strip().lower() == "yes":
        return extended(found)
    return work(found.spanning) if found.spanning is not None else solution_space(found)


def chosen(vectors: Sequence[Vector]) -> tuple[int, ...]:
    """The places, from 0, of the vectors that are kept: each that is no combination of those before it."""
    return reduced(from_columns(vectors))[1]


def work(given: Family | Sequence[Vector]) -> Solution:
    """The pivot columns of the matrix of the vectors.

    >>> solution = work([(1, 2), (2, 4)])
    >>> str(solution.answer), solution.holds
    ('{(1, 2)}', True)
    """
    family = given if isinstance(given, Family) else Family(tuple(map(tuple, given)))
    made, kept = choice_steps(family)
    answer = span_written(kept, family)
    return Solution(
        "basis",
        say("Find a basis and the dimension of the span of {v}", v=family.named()),
        tuple(made),
        answer,
        meaning=_meaning(kept, family),
        code=programs.program({"A": from_columns(family.vectors)}, _TAIL),
        checks=(rank_checked(family.vectors, len(kept)),),
    )


def choice_steps(family: Family, *, name: str = "A") -> tuple[list[Step], tuple[Vector, ...]]:
    """The steps to a basis among given vectors."""
    A = from_columns(family.vectors)
    made = [coordinates_first(family, name=name)]
    steps, _, pivots = reduction(A, full=False)
    made += steps
    kept = tuple(family.vectors[c] for c in pivots)
    if not pivots:
        why = say("There is no pivot: the span is {z}, its basis is empty and its dimension is 0.", z=_zero())
        made.append(rank_step(A, 0, why))
        return made, kept
    left = [f"v{c + 1}" for c in range(len(A[0])) if c not in pivots]
    why = pivots_said(pivots, Name(name)) + say(" (MML 2.6.1). ")
    if left:
        what = Op("list", tuple(map(Name, left))) if len(left) > 1 else Name(left[0])
        why = why + say("What has no pivot, {w}, is a combination of those before.", w=what)
    else:
        why = why + say("The given vectors are independent, so none is left out.")
    asked = say("Which of the given vectors are combinations of those before them?")
    made.append(Step(why, PivotColumns(vectors_written(kept), of=matrix_written(A)), question=asked))
    made.append(rank_step(A, len(pivots), say("The dimension is the number of basis vectors.")))
    return made, kept


def solution_space(found: Described) -> Solution:
    """A basis of the solutions of homogeneous equations."""
    E = found.equations or ()
    basis = found.basis()
    answer = span_written(basis, found.like())
    return Solution(
        "basis",
        say("Find a basis and the dimension of the subspace {u}", u=found.written()) + _order(found),
        (*equation_steps(found), *count_steps(E, reduced(E)[1])),
        answer,
        meaning=_meaning(basis, found.like()),
        code=programs.program(
            {"E": E},
            "answer = null_basis(E)                                 # the basis vectors are its columns\n",
            null=True,
        ),
        checks=(rank_checked(E, found.n - len(basis)),),
    )


def equation_steps(found: Described, *, name: str = "E") -> list[Step]:
    """The equations as a matrix, and its null space."""
    E = found.equations or ()
    steps, _ = null_steps(E, name=Name(name), unknowns=found.variables)
    first = say(
        "The subspace is the null space of {E}, the matrix of its equations. ", E=Name(name).equals(matrix_written(E))
    )
    head = steps[0]
    return [Step(first + head.why, head.claim, substeps=head.substeps, question=head.question), *steps[1:]]


def extended(found: Described) -> Solution:
    """A basis, followed by unit vectors that complete it."""
    family = found.like()
    made: list[Step]
    if found.spanning is not None:
        made, kept = choice_steps(family)
    else:
        made, kept = equation_steps(found), found.basis()
    n = found.n
    units = identity(n)
    together = (*kept, *units)
    M = from_columns(together)
    pivots = reduced(M)[1]
    basis = tuple(together[c] for c in pivots)
    if kept:
        objects = tuple(Family(together).items())
        why = say("To extend it to a basis of {R}, put the unit vectors behind it and reduce again.", R=family.space())
        made.append(Step(why, Columns(matrix_written(M), of=objects, name="M")))
        made += reduction(M, full=False)[0]
        why = say(
            "The pivots are in {c}: the basis is kept, and those unit vectors that are new complete it.",
            c=columns_named(pivots),
        )
        made.append(Step(why, Completed(vectors_written(basis), of=vectors_written(kept))))
    return Solution(
        "basis",
        say("Extend to a basis of {R}: {u}", R=family.space(), u=found.written()) + _order(found),
        tuple(made),
        span_written(basis, family),
        meaning=say(
            "{k} kept, {m} added: a basis of {R}.", k=counted(len(kept), "vector"), m=n - len(kept), R=family.space()
        ),
        code=programs.program({"M": M}, "answer = M[:, reduced(M)[1]]                           # the pivot columns\n"),
        checks=(rank_checked(basis, n),),
    )


def _zero() -> Written:
    return Op("set", (number(0),))


def _order(found: Described) -> Text:
    if not found.variables:
        return Text(())
    return say(" (coordinates in the order {v})", v=Op("tuple", tuple(map(Name, found.variables))))


def _meaning(basis: Rows, like: Family) -> Text:
    k = len(basis)
    what = {0: "only the zero vector", 1: "a line", 2: "a plane"}.get(k, f"a subspace of dimension {k}")
    if k == like.n:
        return say("The dimension is {k}: it is all of ", k=k) + like.space() + say(".")
    return say("The dimension is {k}: {what} in ", k=k, what=what) + like.space() + say(".")


_TAIL = """R, pivots = reduced(A)                                 # the vectors are the columns of A
answer = A[:, pivots]                                  # those with a pivot, as they were given
"""
