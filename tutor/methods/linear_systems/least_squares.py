"""The least-squares solution of a system that need not have one, by the normal equations.

Example: tutor solve least-squares "[1, 0; 1, 1; 1, 2]" "(6, 0, 0)"

Taken are a matrix A and a vector b, an augmented matrix, or equations. Dependent columns have many minimisers; all of
them are given (book: chapters 3.8.2 and 9.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.affine import free_names
from tutor.claims import SolutionSet
from tutor.errors import InputError, TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import (
    Rows,
    Vector,
    applied,
    dot,
    primitive,
    reduced,
    rows_of,
    solutions,
    times,
    transposed,
)
from tutor.exact.scalars import as_float, plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.inputs import read_matrix, read_vector
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written, augmented, column, entries

LIMIT = 12  # unknowns


@dataclass(frozen=True)
class Minimisers(SolutionSet):
    """A `SolutionSet` in the form that elimination gives it.

    Free unknowns are 0 in the point; each direction is shortest in whole numbers where it is rational, with 0 in all
    free unknowns but one.
    """

    def holds(self) -> bool | None:
        found = super().holds()
        if not found:
            return found
        terms = self.result.args if isinstance(self.result, Op) and self.result.head == "+" else (self.result,)
        try:
            columns = [exact_value(t.args[1] if isinstance(t, Op) and t.head == "*" else t) for t in terms]
            A = [[exact_value(a) for a in r[:-1]] for r in entries(self.system)]
        except (NotExact, KeyError, TooLarge):
            return None
        point, *directions = (tuple(r[0] for r in c) for c in columns)
        pivots = reduced(A)[1]
        free = [c for c in range(len(A[0])) if c not in pivots]
        if any(point[f] for f in free):
            return False
        return all(
            v == primitive(v) and [bool(v[f]) for f in free] == [f == c for f in free]
            for v, c in zip(directions, free, strict=True)
        )


def from_text(*inputs: str) -> Solution:
    """The minimisers of ‖A x − b‖ for a typed system.

    Raises
    ------
    Unreadable
        If the text cannot be read.
    InputError
        If A and b do not fit, or are too large.

    >>> str(from_text("[1, 0; 1, 1; 1, 2]", "(6, 0, 0)").answer)
    '[5; -3]'
    """
    from tutor.reading import read_system

    if len(inputs) == 2 and not any(mark in "".join(inputs).replace("A =", "").replace("b =", "") for mark in "=|"):
        A, b = read_matrix(inputs[0]), read_vector(inputs[1])
        if len(A) != len(b):
            raise InputError(f"A has {len(A)} rows, but b has {len(b)} entries: they must agree")
        return work(A, b)
    system = read_system("\n".join(inputs))
    for a in (*(x for r in system.rows for x in r), *system.rhs):
        if isinstance(a, Written):
            raise InputError(f"the numbers of the system must be rational, not {a}; with roots type A and b apart")
    return work(system.rows, system.rhs)


def solution_of(rows: Sequence[Sequence[Any]], rhs: Sequence[Any]) -> tuple[Vector, tuple[Vector, ...]]:
    """One minimiser and the directions of all of them, without steps.

    >>> point, directions = solution_of([[1, 0], [1, 1], [1, 2]], [6, 0, 0])
    >>> [str(x) for x in point], directions
    (['5', '-3'], ())
    """
    A, b = rows_of(rows), tuple(plain(x) for x in rhs)
    turned = transposed(A)
    found = solutions(times(turned, A), applied(turned, b))
    if found is None:
        raise InputError("the normal equations have a solution always: an entry is no real number")
    return found


def work(rows: Sequence[Sequence[Any]], rhs: Sequence[Any]) -> Solution:
    """Least squares with every step.

    Parameters
    ----------
    rows : (m, n) real exact numbers
    rhs : m real exact numbers

    >>> solution = work([[1, 0], [1, 1], [1, 2]], [6, 0, 0])
    >>> str(solution.answer), solution.holds
    ('[5; -3]', True)
    """
    A, b = rows_of(rows), tuple(plain(x) for x in rhs)
    if len(A[0]) > LIMIT:
        raise InputError(f"{len(A[0])} unknowns: at most {LIMIT} are worked with steps")
    turned = transposed(A)
    gram, right = times(turned, A), applied(turned, b)
    a, c = matrix_written(A), column([write(x) for x in b])
    g, r = matrix_written(gram), column([write(x) for x in right])
    at = Op("T", (a,))
    point, directions = solution_of(A, b)
    image = applied(A, point)
    rest = tuple(plain(y - z) for y, z in zip(b, image, strict=True))
    T = Op("T", (Name("A"),))
    normal = (T * Name("A") * Name("x")).equals(T * Name("b"))
    steps = [
        Step(
            say(
                "A x − b is shortest where it is orthogonal to the columns of A: {e} (MML 3.8.2). Their matrix:",
                e=normal,
            ),
            Computed(g, left=at * a),
            question=say("To what must the residual be orthogonal?"),
        ),
        Step(say("The right-hand side of the normal equations."), Computed(r, left=at * c)),
    ]
    wide = [[*row, y] for row, y in zip(gram, right, strict=True)]
    steps += worked_reduction(wide, bar=len(gram))[0]
    system = augmented([[write(x) for x in row] for row in wide], len(gram))
    answer = _set(point, directions)
    if directions:
        pivots = reduced(A)[1]
        where = say("every column is 0")
        if pivots:
            has = "has a pivot" if len(pivots) == 1 else "have pivots"
            where = say("only {c} {has}", c=columns_named(pivots), has=has)
        why = say("The columns of A are dependent ({where}), so there are many minimisers: all of these.", where=where)
        steps.append(Step(why, Minimisers(answer, system=system), question=say("Which unknowns are free?")))
    else:
        why = say("Read off the solution: the normal equations hold for it alone.")
        steps.append(Step(why, Minimisers(answer, system=system), question=say("What does each row say?")))
    x, p, e = (column([write(y) for y in v]) for v in (point, image, rest))
    which = say("A x is the same for all of them") if directions else say("A x")
    steps.append(
        Step(which + say(": the point of the column space of A that is nearest to b."), Computed(p, left=a * x))
    )
    steps.append(Step(say("The residual b − A x."), Computed(e, left=c - p)))
    zero = column([0] * len(gram))
    why = say("It is orthogonal to every column of A, as it must be.")
    steps.append(Step(why, Computed(zero, left=at * e), question=say("Is the residual orthogonal to the columns?")))
    squared = dot(rest, rest)
    if squared:
        meaning = say("No x solves A x = b; the smallest squared error is {q}.", q=write(squared))
    else:
        meaning = say("The residual is 0: the system has a solution, and this is it.")
        if directions:
            meaning = say("The residual is 0: the system has solutions, and these are all of them.")
    if directions:
        meaning += say(" The minimiser is not unique, since the columns of A are dependent.")
    return Solution(
        "least_squares",
        say(
            "Find x with the smallest length of A x − b, where {A} and {b}.",
            A=Name("A").equals(a),
            b=Name("b").equals(c),
        ),
        tuple(steps),
        answer,
        meaning=meaning,
        code=code(A, b, unique=not directions),
        checks=_checks(A, b, point),
    )


def _set(point: Vector, directions: Sequence[Vector]) -> Written:
    """A column, or a column plus multiples of others."""
    first = column([write(x) for x in point])
    letters = free_names(("x",), len(directions))
    terms = [Name(t) * column([write(x) for x in d]) for t, d in zip(letters, directions, strict=True)]
    return Op("+", (first, *terms)) if terms else first


def code(A: Sequence[Sequence[Any]], b: Sequence[Any], *, unique: bool = True) -> str:
    """The normal equations in NumPy; dependent columns by the pseudo-inverse (the shortest minimiser)."""
    solve = "np.linalg.solve(A.T @ A, A.T @ b)" if unique else "np.linalg.pinv(A) @ b    # the shortest of them"
    return f"""import numpy as np

A = {matrix_source(A)}
b = {vector_source(b)}

x = {solve}
residual = b - A @ x
assert np.allclose(A.T @ residual, 0)              # orthogonal to the columns of A
answer = x
print(answer)
"""


def _checks(A: Rows, b: Vector, x: Vector) -> tuple[Check, ...]:
    import numpy as np

    a = np.array([[as_float(v) for v in r] for r in A])
    c, y = (np.array([as_float(v) for v in w]) for w in (b, x))
    best = np.linalg.norm(a @ np.linalg.lstsq(a, c, rcond=None)[0] - c)
    good = np.isclose(np.linalg.norm(a @ y - c), best, rtol=1e-8, atol=1e-9 * (1 + np.linalg.norm(c)))
    return (Check(say("NumPy's least squares has an error of the same length."), bool(good)),)
