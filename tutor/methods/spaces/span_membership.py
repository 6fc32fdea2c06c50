"""Is a vector in the span of others, and with which coefficients.

Example: tutor solve span_membership "(1, 5, 6)" "(1, 1, 2), (-1, 1, 0)"

First the vector, then those that span; polynomials and matrices are taken too. All coefficients are given where there
are many (book: chapters 2.4.3 and 2.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.affine import free_names, parametrised
from tutor.claims import SolutionSet
from tutor.errors import InputError
from tutor.exact.matrices import Vector, from_columns, solutions
from tutor.exact.scalars import write
from tutor.methods.linear_systems.forms import term, total, vector_form
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.claims import Columns
from tutor.methods.spaces.steps import free_as_one, multiplied_back, rank_checked, rank_step, system_steps
from tutor.methods.spaces.vectors import Family, read_family
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written

OUTSIDE = "not in the span"


def from_text(vector: str, *others: str) -> Solution:
    """Decide about a typed vector and typed vectors that span.

    >>> str(from_text("(3, 5)", "(1, 1), (0, 1)").answer)
    'c1 = 3, c2 = 2'
    >>> str(from_text("(1, 0)", "(1, 1)").answer)
    'not in the span'
    """
    if not others:
        raise InputError("first the vector, then those that span, each in quotes of its own: (1, 2) and (1, 1), (0, 1)")
    found = read_family(*others, vector)
    if len(found.vectors) < 2:
        raise InputError("at least one vector that spans is needed besides the one in question")
    return work(found.vectors[-1], Family(found.vectors[:-1], found.letter, found.shape))


def work(b: Vector, given: Family | Sequence[Vector], *, letter: str = "c") -> Solution:
    """The system c1 v1 + … = b by elimination, and the combination multiplied out.

    >>> solution = work((1, 2), [(1, 0), (0, 1)])
    >>> str(solution.answer), solution.holds
    ('c1 = 1, c2 = 2', True)
    """
    family = given if isinstance(given, Family) else Family(tuple(map(tuple, given)))
    A, k = from_columns(family.vectors), len(family.vectors)
    names = tuple(f"{letter}{i}" for i in range(1, k + 1))
    rows = tuple((*r, c) for r, c in zip(A, b, strict=True))
    system = matrix_written(rows, k)
    target, items = family.shown(tuple(b)), family.items()
    wanted = total([term(Name(n), Name(f"v{i}")) for i, n in enumerate(names, 1)]).equals(Name("b"))
    if family.plain:
        why = say(
            "Asked is {w}: a system with the given vectors as columns, and {b} behind the bar.", w=wanted, b=Name("b")
        )
    else:
        why = say("Asked is {w}: take coordinates with respect to {u}; those of {b} stand behind the bar.",
                  w=wanted, u=family.units(), b=Name("b"))  # fmt: skip
    asked = say("Which equations say that the combination is {b}?", b=Name("b"))
    made = [Step(why, Columns(system, of=(*items, target), letter=family.letter, name=""), question=asked)]
    steps, solvable = system_steps(A, b, letter)
    made += steps
    found = solutions(A, b)
    answer: Written
    if found is None:
        answer = Words(OUTSIDE)
        meaning = say(
            "{b} is not in the span of the given vectors: no coefficients satisfy all equations.", b=Name("b")
        )
        last = made[-1]
        made[-1] = Step(last.why + say(" So {b} is not in the span.", b=Name("b")), last.claim, question=last.question)
        why = say(
            "In other words: {b} behind the bar raises the rank, so it is no combination (MML 2.6.2).", b=Name("b")
        )
        left = Op("rank", (matrix_written(rows),)) - Op("rank", (matrix_written(A),))
        made.append(Step(why, Computed(write(1), left=left)))
    else:
        point, directions = found[0], [free_as_one(d) for d in found[1]]
        answer = parametrised(names, _plain(point), [_plain(d) for d in directions])
        made += _found(family, tuple(b), system, point, directions, names)
        meaning = _meaning(point, directions)
    return Solution(
        "span_membership",
        say("Is {b} in the span of {v}?", b=Name("b").equals(target), v=family.named()),
        tuple(made),
        answer,
        meaning=meaning,
        code=programs.program({"A": A, "b": [[x] for x in b]}, _TAIL, null=True),
        checks=(rank_checked([*family.vectors, tuple(b)], _rank(family, b, solvable)),),
    )


def _rank(family: Family, b: Vector, inside: bool) -> int:
    from tutor.exact.matrices import rank

    return rank(list(family.vectors)) + (0 if inside else 1)


def _found(
    family: Family, b: Vector, system: Written, point: Vector, directions: Sequence[Vector], names: Sequence[str]
) -> list[Step]:
    """All coefficients where there are several, and one combination multiplied out."""
    made = []
    if len(directions) == len(names):
        why = say("The given vectors are all 0, and so is {b}: any coefficients will do.", b=Name("b"))
        made.append(rank_step(from_columns(family.vectors), 0, why))
    elif directions:
        free = free_names(names, len(directions))
        form = vector_form(_plain(point), [_plain(d) for d in directions], free)
        why = say(
            "The given vectors are dependent, so there are many ways: a particular one and the relations between them."
        )
        made.append(Step(why, SolutionSet(form, system=system)))
    if directions:
        why = say("{b} is in the span. Multiply out one way, with 0 for the free coefficients.", b=Name("b"))
    else:
        why = say("{b} is in the span, with these coefficients and no others. Multiply out.", b=Name("b"))
    return [*made, multiplied_back(point, family, b, why)]


def _plain(v: Sequence[Any]) -> list[Any]:
    return [x if isinstance(x, Fraction) else write(x) for x in v]


def _meaning(point: Vector, directions: Sequence[Vector]) -> Any:
    one = total([term(write(c), Name(f"v{i}")) for i, c in enumerate(point, 1)])
    if not directions:
        return say("{b} is in the span: {c}, in this way only.", b=Name("b"), c=Name("b").equals(one))
    return say("{b} is in the span, in infinitely many ways, such as {c}.", b=Name("b"), c=Name("b").equals(one))


_TAIL = """k = A.shape[1]
R, pivots = reduced(np.column_stack([A, b]))           # the system [A | b]
if k in pivots:                                        # a row 0 = 1: b is not in the span
    answer = None
else:
    c = np.zeros(k)
    c[pivots] = R[:len(pivots), k]                     # the free coefficients are 0
    answer = (c, null_basis(A))                        # one way, and the relations between the vectors
"""
