"""Two affine subspaces: their common points, and how they lie."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.affine import free_names
from tutor.exact.matrices import Rows, Vector, applied, from_columns, rank, solutions, transposed
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.linear_systems.forms import value_of
from tutor.methods.maps.affine_inputs import Affine, from_equations, vector_form
from tutor.methods.maps.affine_steps import (
    letters_of,
    parametrised_answer,
    shape_named,
    solved,
    usual_form,
    usual_solution,
)
from tutor.methods.maps.programs import floats
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, augmented, column, number


def relative_position(first: Affine, second: Affine) -> str:
    """How two affine subspaces lie: equal, contained, parallel, meeting, skew, in words.

    >>> from tutor.methods.maps.affine_inputs import from_point
    >>> a, b = (from_point(p, (d,), ("x", "y", "z")) for p, d in (((0, 0, 0), (1, 0, 0)), ((0, 0, 1), (0, 1, 0))))
    >>> relative_position(a, b)
    'they are skew: no common point, and not parallel'
    """
    both = intersection(first, second)
    together = rank([*first.directions, *second.directions]) if first.directions or second.directions else 0
    p, q = len(first.directions), len(second.directions)
    n = len(first.variables)
    nested = together == max(p, q)
    if both is None:
        if not min(p, q):
            return "the point does not lie on the other" if max(p, q) else "they are different"
        if nested:
            return "they are parallel and have no common point"
        shared = p + q - together
        return "they are skew: no common point, and not parallel" if not shared else (
            "they have no common point, and only some directions in common"
        )  # fmt: skip
    if nested:
        return "they are equal" if p == q else f"the {'first' if p < q else 'second'} lies in the other"
    return f"they meet in {shape_named(len(both[1]), n)}"


def intersection(first: Affine, second: Affine) -> tuple[Vector, tuple[Vector, ...]] | None:
    """A point and the directions of the intersection, or None if it is empty."""
    normals, values = (*first.normals, *second.normals), (*first.values, *second.values)
    if not normals:
        return first.point, first.directions
    return solutions(normals, values)


def intersect(first: Affine, second: Affine) -> Solution:
    """The intersection of two affine subspaces, and how they lie."""
    if first.equations and not second.equations:
        first, second = second, first
    both = intersection(first, second)
    if first.equations or (first.normals == () or second.normals == ()):
        steps, answer = _stacked(first, second, both)
    elif second.equations:
        steps, answer = _substituted(first, second, both)
    else:
        steps, answer = _equated(first, second, both)
    return Solution(
        "affine_subspace",
        say("Find the intersection of {a} and {b}.", a=_stated(first), b=_stated(second)),
        tuple(steps),
        answer,
        meaning=_position(first, second),
        code=_code_intersection(first, second),
        checks=(_float_position(first, second, both),),
    )


def _stated(given: Affine) -> Written:
    return given.as_equations() if given.equations else Name("x").equals(given.as_vectors(letters_of(given)))


def _position(first: Affine, second: Affine) -> Text:
    n = len(first.variables)
    return say("{a} and {b} in {R}: {how}.", a=shape_named(len(first.directions), n).capitalize(),
               b=shape_named(len(second.directions), n), R=Name("R") ** n,
               how=relative_position(first, second))  # fmt: skip


def _answer(first: Affine, both: tuple[Vector, Sequence[Vector]] | None) -> Written:
    if both is None:
        return Op("empty")
    point, directions = both
    return parametrised_answer(first.variables, point, directions)


def _stacked(
    first: Affine, second: Affine, both: tuple[Vector, tuple[Vector, ...]] | None
) -> tuple[list[Step], Written]:
    """Equations of both below each other."""
    normals, values = (*first.normals, *second.normals), (*first.values, *second.values)
    if not normals:
        return [Step(say("Both are the whole space."), Computed(number(0), left=number(0) * number(1)))], _answer(
            first, both
        )
    n = len(normals[0])
    steps = solved(normals, values, say("A common point satisfies all equations: put them below each other. "))
    if both is None:
        return [*steps, *_contradiction(normals, values)], Op("empty")
    joint = from_equations(normals, values, first.variables)
    point, directions = usual_solution(joint) if joint is not None else both
    system = augmented(([*map(write, r), write(b)] for r, b in zip(normals, values, strict=True)), n)
    result = vector_form(point, directions, free_names(first.variables, len(directions)))
    steps.append(Step(say("Read off the common points (MML 2.8.1)."), usual_form(result, system, first.variables)))
    return steps, _answer(first, (point, directions))


def _contradiction(rows: Rows, rhs: Vector) -> list[Step]:
    r, joint = rank(rows), [[*row, b] for row, b in zip(rows, rhs, strict=True)]
    why = say(
        "With the right-hand side the rank is larger by 1: a row of the reduced system says that 0 equals a number "
        "that is not 0. There is no common point (MML 2.3)."
    )
    return [
        Step(say("The rank of the left side."), Computed(number(r), left=Op("rank", (matrix_written(rows),)))),
        Step(why, Computed(number(1), left=Op("rank", (matrix_written(joint),)) - number(r))),
    ]


def _substituted(
    line: Affine, equations: Affine, both: tuple[Vector, tuple[Vector, ...]] | None
) -> tuple[list[Step], Written]:
    """The parametric form put into the equations of the other."""
    letters = letters_of(line)
    N = matrix_written(equations.normals)
    p = column(map(write, line.point))
    left = transposed([applied(equations.normals, d) for d in line.directions]) if line.directions else ()
    at_point = applied(equations.normals, line.point)
    rhs = tuple(plain(b - a) for a, b in zip(at_point, equations.values, strict=True))
    steps = [
        Step(
            say(
                "Put the support point into the left sides of the equations, and see what is missing to the right-hand "
                "sides{end}",
                end="." if line.directions else ": the point lies on it exactly if nothing is missing.",
            ),
            Computed(column(map(write, rhs)), left=column(map(write, equations.values)) - N * p),
            question=say("What do the equations say of a point in parametric form?"),
        )
    ]
    if not line.directions:
        return steps, _answer(line, both)
    D = matrix_written(from_columns(line.directions))
    why = say("Put the directions in: these are the coefficients of {t}.", t=_names(letters))
    steps.append(Step(why, Computed(matrix_written(left), left=N * D)))
    lead = say("What was missing to the right-hand sides stands behind the bar. ")
    return _from_parameters(line, left, rhs, letters, steps, lead, both)


def _equated(
    first: Affine, second: Affine, both: tuple[Vector, tuple[Vector, ...]] | None
) -> tuple[list[Step], Written]:
    """Two parametric forms with different names for the parameters."""
    p, q = len(first.directions), len(second.directions)
    letters = free_names(first.variables, p + q)
    gap = tuple(plain(b - a) for a, b in zip(first.point, second.point, strict=True))
    steps = [
        Step(
            say(
                "The parameters of the two are independent, so the second gets names of its own: {a} = {b}. Parameters "
                "go to the left, the difference of the support points to the right.",
                a=vector_form(first.point, first.directions, letters[:p]),
                b=vector_form(second.point, second.directions, letters[p:]),
            ),
            Computed(column(map(write, gap)), left=column(map(write, second.point)) - column(map(write, first.point))),
            question=say("Which equation do the common points satisfy?"),
        )
    ]
    if not p + q:
        return steps, _answer(first, both)
    columns = [*first.directions, *(tuple(plain(-a) for a in d) for d in second.directions)]
    left = from_columns(columns)
    lead = say("The unknowns are {t}; the directions of the second stand with a minus sign. ", t=_names(letters))
    return _from_parameters(first, left, gap, letters, steps, lead, both)


def _names(letters: Sequence[str]) -> Written:
    return Op("list", tuple(Name(v) for v in letters)) if len(letters) > 1 else Name(letters[0])


def _from_parameters(
    line: Affine,
    left: Rows,
    rhs: Vector,
    letters: Sequence[str],
    steps: list[Step],
    lead: Text,
    both: tuple[Vector, tuple[Vector, ...]] | None,
) -> tuple[list[Step], Written]:
    """Solve for the parameters, and put them into the parametric form of the first."""
    steps = [*steps, *solved(left, rhs, lead)]
    if both is None:
        return [*steps, *_contradiction(left, rhs)], Op("empty")
    system = augmented(([*map(write, r), write(b)] for r, b in zip(left, rhs, strict=True)), len(left[0]))
    found = from_equations(left, rhs, letters)
    values, moves = usual_solution(found) if found is not None else ((), ())
    spare = free_names((*line.variables, *letters), len(moves))
    why = say("This gives {t}.", t=_names(letters))
    steps.append(Step(why, usual_form(vector_form(values, moves, spare), system, letters)))
    k = len(line.directions)
    point = tuple(
        plain(a + sum((v * d[i] for v, d in zip(values, line.directions, strict=False)), plain(0)))
        for i, a in enumerate(line.point)
    )
    directions = [
        tuple(plain(sum((m * d[i] for m, d in zip(move[:k], line.directions, strict=True)), plain(0)))
              for i in range(len(point)))
        for move in moves
    ]  # fmt: skip
    terms = [
        value_of(v, [(m[j], name) for m, name in zip(moves, spare, strict=True)]) * column(map(write, d))
        for j, (v, d) in enumerate(zip(values, line.directions, strict=False))
    ]
    what = "this is the only common point" if not moves else "these are the common points"
    why = say("Put them into the parametric form: {what} (MML 2.8.1).", what=what)
    left_side = Op("+", (column(map(write, line.point)), *terms))
    steps.append(Step(why, Computed(vector_form(point, directions, spare), left=left_side)))
    return steps, _answer(line, (point, directions))


def _code_intersection(first: Affine, second: Affine) -> str:
    normals, values = (*first.normals, *second.normals), (*first.values, *second.values)
    if not normals:
        normals, values = ((plain(0),) * len(first.point),), (plain(0),)
    return f"""import numpy as np

N = {matrix_source(normals)}   # the equations of both
b = {vector_source(values)}
point = np.linalg.lstsq(N, b, rcond=None)[0]
_, s, Vt = np.linalg.svd(N)
answer = (point, Vt[np.sum(s > 1e-9):].T) if np.allclose(N @ point, b) else None
print(answer)
"""


def _float_position(first: Affine, second: Affine, both: object) -> Check:
    import numpy as np

    normals, values = (*first.normals, *second.normals), (*first.values, *second.values)
    good = True
    if normals:
        N, b = floats(normals), floats([values])[0]
        point = np.linalg.lstsq(N, b, rcond=None)[0]
        good = bool(np.allclose(N @ point, b)) == (both is not None)
    return Check(say("Least squares in floating point finds a common point exactly if there is one."), good)
