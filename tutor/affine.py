"""Solution sets of linear systems as people write them: ``x = 5/2 - 2*t, y = t``."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.written import Name, Op, Operand, Written, linear, written

FREE = ("t", "s", "r", "u", "v", "w")


def free_names(variables: Sequence[str], count: int) -> tuple[str, ...]:
    """Names for free parameters that are not variables of the system.

    >>> free_names(("x", "t"), 2)
    ('s', 'r')
    """
    few = [n for n in FREE if n not in variables]
    if count <= len(few):
        return tuple(few[:count])
    letter = next(n for n in (*FREE, "a", "b") if not any(v.startswith(n) for v in variables))
    return tuple(f"{letter}{i}" for i in range(1, count + 1))


def parametrised(variables: Sequence[str], point: Sequence[Operand], directions: Sequence[Sequence[Operand]]) -> Op:
    """The list ``x = p + t·d, …`` of a point and the directions of its span.

    >>> from fractions import Fraction
    >>> str(parametrised("xy", (Fraction(5, 2), 0), [(-2, 1)]))
    'x = 5/2 - 2*t, y = t'
    """
    parameters = free_names(variables, len(directions))
    equations: list[Written] = []
    for i, v in enumerate(variables):
        form = linear([d[i] for d in directions], parameters)
        moving = any(d[i] for d in directions)
        if not moving:
            value: Written = written(point[i])
        elif not point[i]:
            value = form
        else:
            terms = form.args if isinstance(form, Op) and form.head == "+" else (form,)
            value = Op("+", (written(point[i]), *terms))
        equations.append(Name(v).equals(value))
    return Op("list", tuple(equations))
