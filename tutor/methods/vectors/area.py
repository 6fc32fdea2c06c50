"""Find the area of the parallelogram or the triangle of two vectors, or of a triangle with three corners.

Example: tutor solve area "(1, 2, 3)" "(4, 5, 6)"

The option ``figure`` is ``parallelogram`` or ``triangle``; three points are the corners of a triangle. In the plane the
area is a determinant, in space the length of a cross product, elsewhere it comes of the dot products (book: 4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.exact.matrices import determinant, dot, from_columns
from tutor.exact.scalars import plain, scalar, write
from tutor.methods.array_source import vector_source
from tutor.methods.inputs import read_vectors
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.angle import length_step
from tutor.methods.vectors.cross_product import cross_step, crossed
from tutor.methods.vectors.distance import difference
from tutor.methods.vectors.dot_product import dot_step
from tutor.methods.vectors.lengths import (
    MAX_ENTRIES,
    about,
    column_of,
    exact_root,
    floating,
    in_floats,
    size,
    square_root,
)
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

FIGURES = ("parallelogram", "triangle")


def from_text(*inputs: str, figure: str = "") -> Solution:
    """The area of the figure of two vectors, or of three corners, that a person typed.

    Raises
    ------
    Unreadable
        If a text is no vector.
    InputError
        For other than two vectors or three points of one size with two entries or more, or an unknown figure.

    >>> str(from_text("(1, 2)", "(3, 4)").answer), str(from_text("(0, 0)", "(1, 2)", "(3, 4)").answer)
    ('2', '1')
    """
    found = read_vectors(*inputs)
    if figure and figure not in FIGURES:
        raise InputError(f"figure={figure!r}: choose parallelogram or triangle")
    if len(found) not in (2, 3) or not 2 <= len(found[0]) <= MAX_ENTRIES:
        raise InputError(
            f"two vectors, or three corners of a triangle, with 2 to {MAX_ENTRIES} entries are needed; "
            f"given: {len(found)} with {len(found[0])}"
        )
    if len(found) == 3:
        if figure == "parallelogram":
            raise InputError("three points are the corners of a triangle; give two vectors for a parallelogram")
        return work(found[1], found[2], triangle=True, corner=found[0])
    return work(*found, triangle=figure == "triangle")


def work(x: Sequence[Any], y: Sequence[Any], *, triangle: bool = False, corner: Sequence[Any] = ()) -> Solution:
    """The area with its steps; with a `corner`, x and y are the other corners.

    >>> str(work((1, 2, 3), (4, 5, 6)).answer), str(work((1, 0), (0, 1), triangle=True).answer)
    ('3*sqrt(6)', '1/2')
    """
    import numpy as np

    x, y, corner = tuple(map(plain, x)), tuple(map(plain, y)), tuple(map(plain, corner))
    steps: list[Step] = []
    first, second = Name("x"), Name("y")
    what = "triangle" if triangle else "parallelogram"
    given = say(
        "Find the area of the {f} of {x} and {y}", f=what, x=first.equals(column_of(x)), y=second.equals(column_of(y))
    )
    if corner:
        P = [Name(c) for c in "PQR"]
        places = [p.equals(column_of(v)) for p, v in zip(P, (corner, x, y), strict=True)]
        given = say("Find the area of the triangle with the corners {p}", p=Op("list", tuple(places)))
        for point, v, named in ((P[1], x, first), (P[2], y, second)):
            why = say("The side from {p} to {q} is {d}; call it {x}.", p=P[0], q=point, d=point - P[0], x=named)
            steps.append(Step(why, Computed(column_of(difference(v, corner)), left=column_of(v) - column_of(corner))))
        x, y = difference(x, corner), difference(y, corner)
    made, whole = _parallelogram(x, y, first, second)
    steps += made
    answer = _half(whole, _gram(x, y)) if triangle else whole
    if triangle:
        why = say("The triangle is half of the parallelogram.")
        steps.append(Step(why, Equal(answer, left=Op("*", (number(Fraction(1, 2)), whole)))))
    first_side, second_side = np.array(floating(x)), np.array(floating(y))
    length, other = float(np.linalg.norm(first_side)), float(np.linalg.norm(second_side))
    height = np.linalg.norm(second_side - (first_side @ second_side) / length**2 * first_side) if length else 0.0
    found = height * length / (2 if triangle else 1)
    right = bool(np.isclose(found, in_floats(answer), atol=1e-7 * max(1.0, length * other)))
    return Solution(
        "area",
        given,
        tuple(steps),
        answer,
        meaning=_meaning(answer),
        code=f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
square = (x @ x) * (y @ y) - (x @ y) ** 2    # the squared area of the parallelogram
answer = {"0.5 * " if triangle else ""}np.sqrt(max(square, 0.0))
print(answer)
""",
        checks=(Check(say("NumPy: one side times its height is the same area."), right),),
    )


def _half(whole: Written, square: Any) -> Written:
    """Half of an area, of which the square is given too."""
    try:
        return write(plain(scalar(whole) / 2))
    except NotExact:
        return square_root(plain(square / 4))


def _gram(x: Sequence[Any], y: Sequence[Any]) -> Any:
    return plain(dot(x, x) * dot(y, y) - dot(x, y) * dot(x, y))


def _meaning(answer: Written) -> Text:
    if answer == number(0):
        return say("The vectors are parallel: the figure is flat.")
    near = about(answer)
    return say("The area is {a}", a=answer) + near + say(".") if near else Text(())


def _parallelogram(x: Sequence[Any], y: Sequence[Any], first: Written, second: Written) -> tuple[list[Step], Written]:
    """The steps to the area of the parallelogram, and the area as it is written."""
    if len(x) == 2:
        columns = from_columns([x, y])
        value = determinant(columns)
        steps = [
            Step(
                say("Put the vectors side by side: in the plane the determinant is the area with a sign (MML 4.1)."),
                Computed(write(value), left=Op("det", (matrix_written(columns),))),
                question=say("Which determinant measures the area?"),
            ),
            Step(say("The area is its absolute value."), Equal(write(size(value)), left=Op("abs", (write(value),)))),
        ]
        return steps, write(size(value))
    if len(x) == 3:
        n = crossed(x, y)
        named = Name("n")
        steps = [cross_step(x, y, first=first, second=second)]
        step = length_step(n, named)
        why = say("The length of the cross product {n} is the area of the parallelogram.", n=named)
        return [*steps, Step(why, step.claim)], square_root(dot(n, n))
    square = _gram(x, y)
    products = [dot(x, x), dot(y, y), dot(x, y)]
    steps = [
        dot_step(x, x, first=first, second=first),
        dot_step(y, y, first=second, second=second),
        dot_step(x, y, first=first, second=second),
    ]
    a, b, c = map(write, products)
    value = square_root(square)
    laid = a * b - c**2
    nx, ny = (Op("norm", (v,)) ** 2 for v in (first, second))
    why = say(
        "The squared area is {e}: side times height, where the height is what is orthogonal to the side.",
        e=nx * ny - Op("dot", (first, second)) ** 2,
    )
    steps.append(Step(why, Equal(write(square), left=laid)))
    if exact_root(square) is not None:
        root = Op("sqrt", (write(square),))
        if root != value:
            steps.append(Step(say("The area is the root of it."), Equal(value, left=root)))
    return steps, value
