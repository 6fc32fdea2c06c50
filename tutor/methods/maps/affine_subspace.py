"""Affine subspaces: from parameters to equations and back, intersections, parallel and skew.

Example: tutor solve affine-subspace "(1, 0, 1) + t(1, 1, 0) + s(0, 1, 1)"

One line, plane or the like, in parametric form (``(1, 0) + t(1, 2)``, ``x = 1 + t, y = 2t``, ``(1, 0) + span{(1, 2)}``)
or by equations: the other form. Two of them: their intersection, and how they lie: equal, one in the other, parallel,
meeting, skew. Variables are x, y, z or x1, x2, …; ``variables="x,y,z"`` names those that the equations leave out (book:
chapter 2.8).
"""

from __future__ import annotations

from tutor.affine import free_names
from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, from_columns, null_space
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.maps.affine_inputs import Affine, from_equations, read_affine, vector_form
from tutor.methods.maps.affine_steps import (
    letters_of,
    parametrised_answer,
    shape_named,
    solved,
    usual_form,
    usual_solution,
)
from tutor.methods.maps.claims import Hyperplanes
from tutor.methods.maps.intersections import intersect
from tutor.methods.maps.programs import floats
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, augmented, column, number


def from_text(*inputs: str, variables: str = "") -> Solution:
    """The other form of one affine subspace, or the intersection of two.

    Raises
    ------
    Unreadable, InputError
        For what is no affine subspace, three or more, or different numbers of variables.

    >>> str(from_text("(1, 0) + t(1, 2)").answer)
    '2*x - y = 2'
    >>> str(from_text("(1, 0) + t(1, 2)", "x + y = 4").answer)
    'x = 2, y = 2'
    """
    if len(inputs) > 2:
        raise InputError(f"one affine subspace or two are worked; given are {len(inputs)}")
    found = [read_affine(text, variables) for text in inputs]
    if len(found) == 2:
        sizes = [len(f.variables) for f in found if f is not None]
        if len(set(sizes)) == 2:
            found = [read_affine(text, variables, max(sizes)) for text in inputs]
    kept = [f for f in found if f is not None]
    if len(kept) < len(found):
        raise InputError("the equations contradict each other: they describe the empty set, no affine subspace")
    if len(kept) == 1:
        return to_parameters(kept[0]) if kept[0].equations else to_equations(kept[0])
    first, second = kept
    if len(first.variables) != len(second.variables):
        raise InputError(
            f"both must lie in one space; they have {len(first.variables)} and {len(second.variables)} variables"
        )
    return intersect(first, second)


def to_equations(given: Affine) -> Solution:
    """Parametric form to equations: normals are orthogonal to all directions.

    >>> from tutor.methods.maps.affine_inputs import from_point
    >>> solution = to_equations(from_point((1, 0), ((1, 2),), ("x", "y")))
    >>> solution.holds, str(solution.answer)
    (True, '2*x - y = 2')
    """
    n, k = len(given.variables), len(given.directions)
    answer = given.as_equations()
    steps: list[Step] = []
    if given.directions:
        D = matrix_written(given.directions)
        if given.normals:
            why = say(
                "An equation {ax} holds along a direction exactly if its coefficient vector is orthogonal to the "
                "direction. So the directions become the ROWS of a matrix, and its kernel gives the coefficients.",
                ax=Op("dot", (Name("a"), Name("x"))).equals(Name("b")),
            )
            made, form, _ = worked_reduction(given.directions)
            steps += made
            steps.append(
                Step(
                    why,
                    NullSpaceBasis(vectors_written(null_space(given.directions)), of=matrix_written(form)),
                    question=say("Which vectors are orthogonal to every direction?"),
                )
            )
        else:
            why = say("The directions span the whole space: no equation is left.")
            steps.append(Step(why, Computed(number(n), left=Op("rank", (D,)))))
    if given.normals:
        why = say(
            "Put the support point in to get the right-hand side of each equation: {n} − {k} = {m} of them "
            "(MML 2.8.1).",
            n=n,
            k=k,
            m=n - k,
        )
        claim = Hyperplanes(answer, variables=given.variables, point=given.point, directions=given.directions)
        steps.append(Step(why, claim, question=say("Which right-hand side does the support point give?")))
        N = matrix_written(given.normals)
        why = say("Test: the coefficients times the support point give the right-hand sides.")
        steps.append(Step(why, Computed(column(map(write, given.values)), left=N * column(map(write, given.point)))))
        if given.directions:
            zero = matrix_written([[plain(0)] * k for _ in given.normals])
            why = say("Test: the coefficients times the directions (as columns) give zero.")
            steps.append(Step(why, Computed(zero, left=N * matrix_written(from_columns(given.directions)))))
    return Solution(
        "affine_subspace",
        say("Find equations of {A}.", A=Name("x").equals(given.as_vectors(letters_of(given)))),
        tuple(steps),
        answer,
        meaning=say("It is {what} in {R}.", what=shape_named(k, n), R=Name("R") ** n),
        code=_code_equations(given),
        checks=(_point_check(given, given.normals, given.values),),
    )


def to_parameters(given: Affine) -> Solution:
    """Equations to parametric form: solve them.

    >>> from tutor.methods.maps.affine_inputs import from_equations
    >>> solution = to_parameters(from_equations(((1, 1),), (3,), ("x", "y")))
    >>> solution.holds, str(solution.answer)
    (True, 'x = 3 - t, y = t')
    """
    point, directions = usual_solution(given)
    answer = parametrised_answer(given.variables, point, directions)
    system = augmented(([*map(write, r), write(b)] for r, b in zip(given.normals, given.values, strict=True)),
                       len(given.variables))  # fmt: skip
    steps = solved(given.normals, given.values)
    why = say(
        "The unknowns without pivot are free and become parameters: a support point plus multiples of directions "
        "(MML 2.8.1)."
    )
    result = vector_form(point, directions, free_names(given.variables, len(directions)))
    steps.append(Step(why, usual_form(result, system, given.variables), question=say("Which unknowns are free?")))
    return Solution(
        "affine_subspace",
        say("Write {E} in parametric form.", E=given.as_equations()),
        tuple(steps),
        answer,
        meaning=say("It is {what} in {R}.", what=shape_named(len(directions), len(point)), R=Name("R") ** len(point)),
        code=_code_parameters(given),
        checks=(
            _point_check(from_equations(given.normals, given.values, given.variables), given.normals, given.values),
        ),
    )


def _code_equations(given: Affine) -> str:
    D = matrix_source(from_columns(given.directions)) if given.directions else f"np.zeros(({len(given.point)}, 0))"
    return f"""import numpy as np

p = {vector_source(given.point)}
D = {D}   # directions as columns
U, s, _ = np.linalg.svd(np.column_stack([D, np.zeros_like(p)]))
normals = U[:, np.sum(s > 1e-9):].T        # orthogonal to every direction
answer = normals, normals @ p              # normals @ x = normals @ p
print(answer)
"""


def _code_parameters(given: Affine) -> str:
    return f"""import numpy as np

N = {matrix_source(given.normals)}
b = {vector_source(given.values)}
point = np.linalg.lstsq(N, b, rcond=None)[0]
_, s, Vt = np.linalg.svd(N)
answer = point, Vt[np.sum(s > 1e-9):].T    # a point, and directions as columns
print(answer)
"""


def _point_check(given: Affine | None, normals: Rows, values: Vector) -> Check:
    import numpy as np

    good = given is not None
    if given is not None and normals:
        point = floats([given.point])[0]
        for k, d in enumerate(given.directions):
            point = point + (0.75 + k) * floats([d])[0]
        good = bool(np.allclose(floats(normals) @ point, floats([values])[0]))
    return Check(say("A point with arbitrary parameters satisfies the equations in floating point."), good)
