"""Find the unit vector in the direction of a vector.

Example: tutor solve unit-vector "(2, -1, 2)"

The vector is divided by its Euclidean length (book: chapter 3.1); the zero vector has no direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.exact.matrices import dot
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import vector_source
from tutor.methods.inputs import read_vector
from tutor.methods.matrix_claims import Computed
from tutor.methods.vectors.lengths import (
    MAX_ENTRIES,
    column_of,
    exact_root,
    floating,
    in_floats,
    norm_steps,
    norm_value,
)
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import ONE, Name, Op, Words, Written, column, number


def from_text(vector: str) -> Solution:
    """The unit vector in the direction of a vector that a person typed.

    Raises
    ------
    Unreadable
        If the text is no vector.
    InputError
        For more than 30 entries.

    >>> str(from_text("(2, -1, 2)").answer), str(from_text("(0, 0)").answer)
    ('[2/3; -1/3; 2/3]', 'undefined')
    """
    v = read_vector(vector)
    if len(v) > MAX_ENTRIES:
        raise InputError(f"a vector with {len(v)} entries: at most {MAX_ENTRIES} are worked")
    return work(v)


def normalised(v: Sequence[Any]) -> tuple[Written, ...]:
    """The entries of v/‖v‖, v ≠ 0, with rational denominators where the length is exact.

    >>> [str(x) for x in normalised((1, 1))]
    ['sqrt(2)/2', 'sqrt(2)/2']
    """
    length = exact_root(dot(v, v))
    if length is not None:
        return tuple(write(plain(x / length)) for x in map(plain, v))
    return tuple(write(x) / norm_value(v) if x else number(0) for x in v)


def work(v: Sequence[Any]) -> Solution:
    """The unit vector with its steps.

    >>> str(work((1, 1)).answer)
    '[sqrt(2)/2; sqrt(2)/2]'
    """
    import numpy as np

    v = tuple(plain(x) for x in v)
    x, written = Name("x"), column_of(v)
    given = say("Find the unit vector in the direction of {v}", v=x.equals(written))
    if not any(v):
        why = say("The length of {x} is 0, and one does not divide by 0: the zero vector has no direction.", x=x)
        claim = Computed(number(0), left=Op("norm", (written,)))
        code = f"import numpy as np\n\nx = {vector_source(v)}\nprint(np.sqrt(x @ x))    # no direction\nanswer = None\n"
        return Solution("unit_vector", given, (Step(why, claim),), Words("undefined"), code=code)
    length, unit = norm_value(v), column(normalised(v))
    steps = [
        *norm_steps(v, 2, x),
        Step(
            say("Divide every entry by the length: the direction stays, the length becomes 1 (MML 3.1)."),
            Equal(unit, left=written if length == ONE else Op("*", (ONE / length, written))),
            question=say("By which number must {x} be divided?", x=x),
        ),
    ]
    found = np.array([in_floats(a) for a in normalised(v)])
    along = np.array(floating(v))
    right = bool(np.isclose(found @ found, 1) and np.isclose(found @ along, np.linalg.norm(along)))
    return Solution(
        "unit_vector",
        given,
        tuple(steps) if length != ONE else tuple(steps[:-1]),
        unit,
        meaning=say("{x} is a unit vector already.", x=x) if length == ONE else say(""),
        code=f"""import numpy as np

x = {vector_source(v)}
answer = x / np.sqrt(np.sum(x**2))
print(answer)
""",
        checks=(
            Check(say("NumPy: the result has length 1, and its dot product with the vector is the length."), right),
        ),
    )
