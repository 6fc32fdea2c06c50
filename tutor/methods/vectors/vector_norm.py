"""Find the norm of a vector: the 1-norm, the 2-norm, the maximum norm, or any p-norm.

Example: tutor solve vector-norm "(3, -4, 12)"

Without the option ``p`` all three common norms are found; ``p`` is 1, 2, 3, … or ``inf`` (book: chapter 3.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.scalars import plain
from tutor.methods.array_source import vector_source
from tutor.methods.inputs import read_vector
from tutor.methods.vectors.lengths import (
    INFINITE,
    MAX_ENTRIES,
    about,
    column_of,
    floating,
    in_floats,
    norm_steps,
    norm_value,
    read_norm,
)
from tutor.step import Check, Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written

_ALL: tuple[int | str, ...] = (1, 2, INFINITE)


def from_text(vector: str, *, p: str = "") -> Solution:
    """The norm of a vector that a person typed; all three common ones without `p`.

    Raises
    ------
    Unreadable
        If the text is no vector.
    InputError
        For p < 1 or above 20, or more than 30 entries.

    >>> str(from_text("(3, -4)").answer), str(from_text("(3, -4)", p="2").answer)
    ('norm_1 = 7, norm_2 = 5, norm_inf = 4', '5')
    """
    v = read_vector(vector)
    if len(v) > MAX_ENTRIES:
        raise InputError(f"a vector with {len(v)} entries: at most {MAX_ENTRIES} are worked")
    return work(v, (read_norm(p),) if p else _ALL)


def work(v: Sequence[Any], which: Sequence[int | str] = _ALL) -> Solution:
    """The norms of a vector, in the order asked.

    >>> str(work((1, -2, 2), (2,)).answer)
    '3'
    """
    v = tuple(plain(x) for x in v)
    x = Name("x")
    values = [norm_value(v, p) for p in which]
    steps = tuple(s for p in which for s in norm_steps(v, p, x))
    named = [Name(f"norm_{p}").equals(value) for p, value in zip(which, values, strict=True)]
    answer: Written = values[0] if len(which) == 1 else Op("list", tuple(named))
    asked = f"the {_title(which[0])}" if len(which) == 1 else "the " + ", ".join(map(_title, which))
    return Solution(
        "vector_norm",
        say("Find {asked} of {v}", asked=asked, v=x.equals(column_of(v))),
        steps,
        answer,
        meaning=_decimals(which, values),
        code=_program(v, which),
        checks=(_check(v, which, values),),
    )


def _title(p: int | str) -> str:
    return "∞-norm" if p == INFINITE else f"{p}-norm"


def _decimals(which: Sequence[int | str], values: Sequence[Written]) -> Text:
    parts: list[str | Written] = []
    for p, value in zip(which, values, strict=True):
        if near := about(value):
            parts += ["; " if parts else "In decimals: ", f"the {_title(p)} is ", value, *near.parts]
    return Text((*parts, ".")) if parts else Text(())


def _program(v: Sequence[Any], which: Sequence[int | str]) -> str:
    lines = {
        1: "np.sum(np.abs(x))",
        2: "np.sqrt(np.sum(x**2))",
        INFINITE: "np.max(np.abs(x))",
    }
    found = [lines.get(p, f"np.sum(np.abs(x) ** {p}) ** (1 / {p})") for p in which]
    named = ", ".join(f'"norm_{p}": {source}' for p, source in zip(which, found, strict=True))
    value = found[0] if len(found) == 1 else f"{{{named}}}"
    return f"import numpy as np\n\nx = {vector_source(v)}\nanswer = {value}\nprint(answer)\n"


def _check(v: Sequence[Any], which: Sequence[int | str], values: Sequence[Written]) -> Check:
    import numpy as np

    x = np.array(floating(v))
    right = all(
        np.isclose(np.linalg.norm(x, np.inf if p == INFINITE else int(p)), in_floats(value))
        for p, value in zip(which, values, strict=True)
    )
    return Check(say("NumPy's norms are the same."), bool(right))
