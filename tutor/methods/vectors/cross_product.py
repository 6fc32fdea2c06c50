"""Find the cross product of two vectors of R^3.

Example: tutor solve cross-product "(1, 2, 3)" "(4, 5, 6)"

The result is orthogonal to both vectors; its length is the area of the parallelogram that they span (book: chapter 3.4
has the orthogonality that is checked).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Vector, dot
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import vector_source
from tutor.methods.matrix_claims import Computed
from tutor.methods.vectors.lengths import column_of, floating, read_pair
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written, column, number


def from_text(*inputs: str) -> Solution:
    """The cross product of two vectors that a person typed.

    Raises
    ------
    Unreadable
        If a text is no vector.
    InputError
        For other than two vectors with three entries each.

    >>> str(from_text("(1, 2, 3)", "(4, 5, 6)").answer)
    '[-3; 6; -3]'
    """
    x, y = read_pair(*inputs)
    if len(x) != 3:
        raise InputError(f"the cross product is for vectors with 3 entries; these have {len(x)}; see the method area")
    return work(x, y)


def crossed(x: Sequence[Any], y: Sequence[Any]) -> Vector:
    """x × y.

    >>> [str(a) for a in crossed((1, 0, 0), (0, 1, 0))]
    ['0', '0', '1']
    """
    (a, b, c), (d, e, f) = x, y
    return plain(b * f - c * e), plain(c * d - a * f), plain(a * e - b * d)


def cross_step(x: Sequence[Any], y: Sequence[Any], *, first: Written, second: Written) -> Step:
    """The cross product in one step."""
    (a, b, c), (d, e, f) = (tuple(map(write, v)) for v in (x, y))
    left = column([b * f - c * e, c * d - a * f, a * e - b * d])
    why = say(
        "Each entry of {x} × {y} is a 2×2 determinant of the other two rows; in the second entry the order is turned.",
        x=first,
        y=second,
    )
    return Step(why, Computed(column_of(crossed(x, y)), left=left), question=say("Which two rows make each entry?"))


def work(x: Sequence[Any], y: Sequence[Any]) -> Solution:
    """The cross product with its steps; it is checked to be orthogonal to both.

    >>> str(work((1, 0, 0), (0, 1, 0)).answer)
    '[0; 0; 1]'
    """
    import numpy as np

    x, y = tuple(map(plain, x)), tuple(map(plain, y))
    first, second = Name("x"), Name("y")
    n = crossed(x, y)
    steps = [cross_step(x, y, first=first, second=second)]
    for v, named in ((x, first), (y, second)):
        if any(n):
            why = say("Check: the cross product is orthogonal to {v}.", v=named)
            steps.append(Step(why, Computed(write(dot(n, v)), left=Op("dot", (column_of(n), column_of(v))))))
    by_numpy = np.cross(np.array(floating(x)), np.array(floating(y)))
    return Solution(
        "cross_product",
        say("Find the cross product of {x} and {y}", x=first.equals(column_of(x)), y=second.equals(column_of(y))),
        tuple(steps),
        column_of(n),
        meaning=say("It is orthogonal to both vectors.")
        if any(n)
        else say("It is {z}: the vectors are parallel.", z=number(0)),
        code=f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
answer = np.array([
    x[1] * y[2] - x[2] * y[1],
    x[2] * y[0] - x[0] * y[2],
    x[0] * y[1] - x[1] * y[0],
])
print(answer)
""",
        checks=(Check(say("NumPy's cross product is the same."), bool(np.allclose(by_numpy, floating(n)))),),
    )
