"""Area or volume of the image under a linear map, by the determinant; orientation.

Example: tutor solve image-area "[2, 1; 1, 3]" --vertices "(0, 0), (2, 0), (1, 2)"

A linear map multiplies every area (volume) by the absolute value of its determinant; a negative determinant reverses
the orientation. The figure is the unit square (cube), has a given ``area="5"``, or is a polygon with given ``vertices``
in order (book: chapter 4.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError
from tutor.exact.matrices import ONE, ZERO, Vector, applied, determinant, rows_of
from tutor.exact.scalars import plain, sign, write
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix, read_number, read_vectors
from tutor.methods.maps.programs import floats, numpy_number
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written, column, number

MAX_SIZE = 10


def from_text(matrix: str, *, area: str = "", vertices: str = "") -> Solution:
    """The area or volume of the image for what a person typed.

    Raises
    ------
    Unreadable, InputError
        For a matrix that is not square, a negative area, vertices that are no polygon in the plane.

    >>> str(from_text("[2, 1; 1, 3]").answer), str(from_text("[0, 2; 1, 0]", area="5").answer)
    ('5', '10')
    """
    A = read_matrix(matrix, square=True, limit=MAX_SIZE)
    if area and vertices:
        raise InputError("choose one of the options area and vertices")
    corners = read_vectors(vertices) if vertices else ()
    if vertices and (len(A) != 2 or len(corners) < 3 or len(corners[0]) != 2):
        raise InputError("vertices are at least three points in the plane, and the matrix is 2×2")
    size = read_number(area) if area else ONE
    if sign(size) < 0:
        raise InputError(f"an area is not negative; given is {write(size)}")
    return work(A, plain(size), corners)


def polygon_area(corners: Sequence[Vector]) -> object:
    """The signed area by the shoelace formula: positive if the corners run counterclockwise.

    >>> str(polygon_area(((0, 0), (2, 0), (0, 2))))
    '2'
    """
    total = ZERO
    for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
        total = total + a * d - b * c
    return plain(total / 2)


def work(A: Sequence[Sequence[object]], area: object = ONE, corners: Sequence[Vector] = ()) -> Solution:
    """The area (volume) of the image of a figure, with steps.

    >>> solution = work([[2, 1], [1, 3]])
    >>> solution.holds, str(solution.meaning)
    (True, 'The map multiplies areas by 5 and keeps the orientation.')
    """
    rows = rows_of(A)
    n = len(rows)
    a = matrix_written(rows)
    det = determinant(rows)
    steps = [
        Step(
            say("The determinant of the matrix is the factor for {what}, with a sign (MML 4.1).", what=_what(n)),
            Computed(write(det), left=Op("det", (a,))),
            question=say("By which factor does a linear map change {what}?", what=_what(n)),
        )
    ]
    factor = plain(-det) if sign(det) < 0 else det
    size = plain(area)
    if corners:
        signed = polygon_area(corners)
        size = plain(-signed) if sign(signed) < 0 else plain(signed)  # type: ignore[operator]
        terms = [
            Op("det", (matrix_written(((p[0], q[0]), (p[1], q[1]))),))
            for p, q in zip(corners, [*corners[1:], corners[0]], strict=True)
        ]
        why = say("The area of the polygon by the shoelace formula, half the sum over its sides (with its sign).")
        half = Op("/", (number(1), number(2)))
        steps.append(Step(why, Computed(write(signed), left=half * Op("+", tuple(terms)))))
    total = plain(factor * size)
    why = say("Multiply the {what} {s} by {f}, the absolute value of the determinant.", what=_what(n)[:-1],
              s=write(size), f=write(factor))  # fmt: skip
    left: Written = Op("abs", (write(det),)) * write(size)
    steps.append(
        Step(
            why,
            Computed(write(total), left=left)
            if _plain_enough(det, size)
            else Computed(write(total), left=write(factor) * write(size)),
        )
    )
    if corners:
        moved = [applied(rows, v) for v in corners]
        columns = Op("list", tuple(column(map(write, v)) for v in moved))
        steps.append(Step(say("Test: these are the images of the corners; the shoelace formula gives the same area, "
                              "with the sign of the orientation: {c}.", c=columns),
                          Computed(write(polygon_area(moved)),
                                   left=write(det) * write(polygon_area(corners)))))  # fmt: skip
    kept = "maps the figure onto something flat" if not det else (
        "keeps the orientation" if sign(det) > 0 else "reverses the orientation"
    )  # fmt: skip
    return Solution(
        "image_area",
        say("By which factor does {A} change {what}, and what is the {one} of the image of a figure of {one} {s}?",
            A=Name("A").equals(a), what=_what(n), one=_what(n)[:-1], s=write(size)),
        tuple(steps),
        write(total),
        meaning=say("The map multiplies {what} by {f} and {kept}.", what=_what(n), f=write(factor), kept=kept),
        code=f"import numpy as np\n\nA = {matrix_source(rows)}\n"
        f"answer = abs(np.linalg.det(A)) * {numpy_number(size)!r}\nprint(answer)\n",
        checks=(_check(rows, total, size),),
    )  # fmt: skip


def _plain_enough(det: object, size: object) -> bool:
    """Can the absolute value be judged exactly as it is written?"""
    from fractions import Fraction

    return isinstance(det, Fraction) and isinstance(size, Fraction)


def _what(n: int) -> str:
    return {1: "lengths", 2: "areas"}.get(n, "volumes")


def _check(rows: Sequence[Sequence[object]], total: object, size: object) -> Check:
    """The product of the singular values."""
    import numpy as np

    values = np.linalg.svd(floats(rows), compute_uv=False)
    good = abs(float(np.prod(values)) * numpy_number(size) - numpy_number(total)) < 1e-9 * (1 + numpy_number(total))
    return Check(say("The product of the singular values gives the same factor."), bool(good))
