"""Sets that are given by their elements, with letters that run over the real numbers: is such a set a subspace?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Claim
from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, column_space, null_space, solutions, transposed
from tutor.exact.scalars import as_float, plain, write
from tutor.methods.matrix_claims import Computed, PivotColumns, vectors_written
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.methods.structures import programs
from tutor.methods.structures.claims import ValuesAt
from tutor.methods.structures.sets import UNDECIDED, Witness, numbers, witness_parts
from tutor.methods.structures.terms import linear_row, terms
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, column, names, number, ordered


def work_image(expressions: Sequence[Written]) -> Solution:
    """Is the set of all values of a vector of expressions, as its letters run over ℝ, a subspace?

    A letter that occurs in one odd power only runs over ℝ as its power does.

    >>> from tutor.reading import read
    >>> str(work_image(read("(s + t, s - t)").args).answer)
    'yes, [1; 1], [1; -1]'
    """
    letters = list(ordered(n for e in expressions for n in names(e)))
    if not letters:
        raise InputError("a set is needed: conditions such as x + y = 0, or elements with letters such as (s, 2s)")
    shown = Op("tuple", tuple(expressions)) if len(expressions) > 1 else expressions[0]
    over = ", ".join(letters)
    given = say("Is the set of all {x}, for all real {over}, a subspace?", x=shown, over=over)
    parts = [terms(e, letters) for e in expressions]
    powers: dict[str, int] = {}
    for k, name in enumerate(letters):
        used = {e[k] for p in parts if p is not None for e in p if e[k]}
        powers[name] = used.pop() if len(used) == 1 else 1
    rows: list[Vector] = []
    shift: list[Any] = []
    for p in parts:
        lowered = (
            None
            if p is None or any(sum(map(bool, e)) > 1 for e in p)
            else {tuple(m // powers[v] for m, v in zip(e, letters, strict=True)): c for e, c in p.items()}
        )
        row = linear_row(lowered, len(letters)) if lowered is not None else None
        if row is None:
            raise InputError(UNDECIDED)
        rows.append(row[0])
        shift.append(row[1])
    A = tuple(rows)
    one_sided = [k for k, v in enumerate(letters) if powers[v] % 2 == 0]
    if any(shift) and solutions(A, [-plain(s) for s in shift]) is None:
        return _without_zero(given, A, shift)
    if one_sided:
        return _one_sided(given, A, letters, one_sided, expressions, shift)
    return _image(given, A, letters, powers, expressions, shift)


def _image(
    given: Text,
    A: Rows,
    letters: Sequence[str],
    powers: dict[str, int],
    expressions: Sequence[Written],
    shift: Sequence[Any],
) -> Solution:
    inner = [Name(v) if powers[v] == 1 else Op("^", (Name(v), number(powers[v]))) for v in letters]
    why = say("Write the elements as a combination of fixed vectors, the columns of a matrix.")
    if any(powers[v] > 1 for v in letters):
        why = why + say(" An odd power of a letter takes every real value, so it counts as a letter of its own.")
    left: Written = Op("*", (matrix_written(A), column(inner)))
    if any(shift):
        left = left + column(numbers(tuple(shift)))
    steps = [Step(why, Computed(column(expressions), left=left))]
    if any(shift):
        weights = (solutions(A, shift) or ((), ()))[0]
        product = Op("*", (matrix_written(A), column(numbers(weights))))
        why = say("The constant vector is itself a combination of the columns, so it moves the set into itself.")
        steps.append(Step(why, Computed(column(numbers(tuple(shift))), left=product)))
    reduction, _, _ = worked_reduction(A, full=False)
    steps += reduction
    basis = column_space(A)
    why = say(
        "The set is the span of the columns, and a span is a subspace (MML 2.4.3). The pivot columns are a basis."
    )
    if basis:
        steps.append(Step(why, PivotColumns(vectors_written(basis), of=matrix_written(A))))
    answer = Op("list", (Words("yes"), *(column(numbers(b)) for b in basis))) if basis else Words("yes")
    return Solution(
        "subspace_test",
        given,
        tuple(steps),
        answer,
        meaning=say("This is a subspace of dimension {d}.", d=len(basis)),
        code=programs.column_basis(A),
        checks=(_rank_check(A, len(basis)),),
    )


def _rank_check(A: Rows, rank: int) -> Check:
    import numpy as np

    found = np.linalg.matrix_rank(np.array([[as_float(a) for a in r] for r in A]))
    return Check(say("NumPy finds the same dimension."), bool(found == rank))


def _without_zero(given: Text, A: Rows, shift: Sequence[Any]) -> Solution:
    right = [plain(-s) for s in shift]
    system = tuple((*r, b) for r, b in zip(A, right, strict=True))
    steps, form, _ = worked_reduction(system, bar=len(A[0]), full=False)
    last = next(r for r in form if not any(r[:-1]) and r[-1])
    why = say("A subspace holds the zero vector (MML 2.4.3). Setting all entries to 0 gives a linear system.")
    ranks: Claim = Computed(number(len(column_space(system))), left=Op("rank", (matrix_written(system),)))
    steps.append(
        Step(
            say("A row says 0 = {b}: there is no solution. With the right-hand side the rank is", b=write(last[-1])),
            ranks,
        )
    )
    steps.append(
        Step(
            say("without it the rank is smaller; so the zero vector is not in the set."),
            Computed(number(len(column_space(A))), left=Op("rank", (matrix_written(A),))),
        )
    )
    return Solution(
        "subspace_test",
        given + say(" ") + why,
        tuple(steps),
        Words("no"),
        meaning=say("This is no subspace: the zero vector is not in it."),
        code=programs.column_basis(system),
        checks=(_rank_check(A, len(column_space(A))),),
    )


def _one_sided(
    given: Text,
    A: Rows,
    letters: Sequence[str],
    one_sided: Sequence[int],
    expressions: Sequence[Written],
    shift: Sequence[Any],
) -> Solution:
    """Even powers take no negative values: the opposite of an element is tested."""
    for k in one_sided:
        v = transposed(A)[k]
        if any(shift) or not any(v) or null_space(A):
            continue
        found = Witness((Fraction(0),) * len(v), v, Fraction(-1))
        turned = found.outside
        weights = solutions(A, turned)
        if weights is None:
            continue
        steps = [
            Step(
                say("For {t} = 1, and 0 for the other letters, the set holds this element.", t=Name(letters[k])),
                ValuesAt(
                    Op("list", tuple(numbers(v))) if len(v) > 1 else write(v[0]),
                    expressions=tuple(expressions),
                    at=tuple((name, number(int(i == k))) for i, name in enumerate(letters)),
                ),
            ),
            Step(
                say("A subspace holds every multiple (MML 2.4.3): take the opposite."),
                Computed(column(numbers(turned)), left=Op("neg", (column(numbers(v)),))),
            ),
            Step(
                say("Only one combination of the columns gives it; in it an even power would be negative."),
                Computed(
                    column(numbers(turned)),
                    left=Op("*", (matrix_written(A), column(numbers(weights[0])))),
                ),
            ),
        ]
        answer = Op("list", (Words("no"), *witness_parts(found)))
        return Solution(
            "subspace_test",
            given,
            tuple(steps),
            answer,
            meaning=say("This is no subspace: multiples of its elements leave it."),
            code=programs.column_basis(A),
            checks=(
                Check(say("The columns are independent."), not null_space(A) and applied(A, weights[0]) == turned),
            ),
        )
    raise InputError(UNDECIDED)
