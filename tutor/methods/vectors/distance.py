"""Find the distance of two points, in the Euclidean norm or any p-norm.

Example: tutor solve distance "(1, 2, 3)" "(4, 6, 3)"

The option ``p`` is 1, 2 (when it is not given), 3, … or ``inf`` (book: chapter 3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Vector
from tutor.exact.scalars import plain
from tutor.methods.array_source import vector_source
from tutor.methods.matrix_claims import Computed
from tutor.methods.vectors.lengths import (
    INFINITE,
    about,
    column_of,
    floating,
    in_floats,
    norm_steps,
    norm_value,
    read_norm,
    read_pair,
)
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name


def from_text(*inputs: str, p: str = "2") -> Solution:
    """The distance of two points that a person typed.

    Raises
    ------
    Unreadable
        If a text is no vector.
    InputError
        For other than two points of one size, or p < 1.

    >>> str(from_text("(1, 2, 3)", "(4, 6, 3)").answer), str(from_text("(1, 2)", "(4, 6)", p="inf").answer)
    ('5', '4')
    """
    x, y = read_pair(*inputs, what="points")
    return work(x, y, read_norm(p))


def difference(x: Sequence[Any], y: Sequence[Any]) -> Vector:
    """x − y."""
    return tuple(plain(a - b) for a, b in zip(x, y, strict=True))


def work(x: Sequence[Any], y: Sequence[Any], p: int | str = 2) -> Solution:
    """The distance ‖x − y‖ₚ with its steps.

    >>> str(work((1, 0), (0, 1)).answer)
    'sqrt(2)'
    """
    import numpy as np

    names = {"x": Name("x"), "y": Name("y"), "d": Name("x") - Name("y")}
    d, value = difference(x, y), norm_value(difference(x, y), p)
    title = "∞-norm" if p == INFINITE else f"{p}-norm"
    source = {1: "np.sum(np.abs(d))", 2: "np.sqrt(np.sum(d**2))", INFINITE: "np.max(np.abs(d))"}
    order = np.inf if p == INFINITE else int(p)
    by_numpy = np.linalg.norm(np.array(floating(x)) - np.array(floating(y)), order)
    right = bool(np.isclose(by_numpy, in_floats(value)))
    near = about(value)
    meaning = Text(())
    if not any(d):
        meaning = say("The points are the same.")
    elif near:
        meaning = say("The distance is {v}", v=value) + near + say(".")
    return Solution(
        "distance",
        say(
            "Find the distance of {x} and {y} in the {p}.",
            x=names["x"].equals(column_of(x)),
            y=names["y"].equals(column_of(y)),
            p=title,
        ),
        (difference_step(x, y), *norm_steps(d, p, names["d"])),
        value,
        meaning=meaning,
        code=f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
d = x - y
answer = {source.get(p, f"np.sum(np.abs(d) ** {p}) ** (1 / {p})")}
print(answer)
""",
        checks=(Check(say("NumPy's {p} of the difference is the same.", p=title), right),),
    )


def difference_step(x: Sequence[Any], y: Sequence[Any]) -> Step:
    """The first step: the vector from one point to the other."""
    why = say("The distance is the length of the difference {d} (MML 3.3).", d=Name("x") - Name("y"))
    claim = Computed(column_of(difference(x, y)), left=column_of(x) - column_of(y))
    return Step(why, claim, question=say("Which vector leads from one point to the other?"))
