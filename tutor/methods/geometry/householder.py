"""The Householder reflection that maps a vector to a multiple of e₁, or that reflects in a hyperplane.

Example: tutor solve householder "(1, 2, 2)"

H = I − 2 w wᵀ / (wᵀ w). By default w = v − ‖v‖ e₁, so that H v = ‖v‖ e₁; `sign=-` takes w = v + ‖v‖ e₁ and gives
−‖v‖ e₁. With `mode=reflect` the vector is the normal w itself. A second vector is reflected (book: 3.8, 3.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, combination, dot, identity, plus, rows_of, scaled, times
from tutor.exact.scalars import write
from tutor.methods.array_source import vector_source
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.reading import MAX_ENTRIES
from tutor.methods.inputs import read_vectors
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, number


def from_text(*inputs: str, mode: str = "to-e1", sign: str = "+") -> Solution:
    """The reflection for a typed vector.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For the zero vector, vectors of different lengths, or an unknown option.

    >>> str(from_text("(3, 4)").answer)
    '[3/5, 4/5; 4/5, -3/5]'
    """
    if mode not in ("to-e1", "reflect"):
        raise InputError(f"mode={mode!r}: choose to-e1 or reflect")
    if sign not in ("+", "-"):
        raise InputError(f"sign={sign!r}: choose + or -")
    vectors = read_vectors(*inputs)
    if len(vectors) > 2:
        raise InputError(f"one vector, and one to be reflected, are needed; there are {len(vectors)}")
    if len(vectors[0]) > MAX_ENTRIES:
        raise InputError(f"a vector with {len(vectors[0])} entries: at most {MAX_ENTRIES} are worked on paper")
    image = vectors[1] if len(vectors) == 2 else None
    return work(vectors[0], reflect=mode == "reflect", negative=sign == "-", image=image)


def reflection(w: Sequence[Any]) -> Rows:
    """I − 2 w wᵀ / (wᵀ w).

    >>> [[str(a) for a in r] for r in reflection((1, 1))]
    [['0', '-1'], ['-1', '0']]
    """
    outer = [[a * b for b in w] for a in w]
    return plus(identity(len(w)), scaled(-2 / dot(w, w), outer))


def work(
    v: Sequence[Any], *, reflect: bool = False, negative: bool = False, image: Sequence[Any] | None = None
) -> Solution:
    """The reflection with every step.

    Parameters
    ----------
    v : the vector that goes to a multiple of e₁, or the normal of the hyperplane
    reflect : v is the normal
    negative : map to −‖v‖ e₁
    image : a vector that is reflected too

    >>> work((1, 2, 2)).holds
    True
    """
    if not any(v):
        raise InputError("the zero vector has no direction: give a vector that is not zero")
    n = len(v)
    steps: list[Step] = []
    target: Vector = ()
    if reflect:
        w = tuple(v)
    else:
        made, w, target = _normal(v, negative=negative)
        steps += made
    H = reflection(w)
    steps += _matrix_steps(w, H)
    shown = matrix_written(H)
    moved = _shown(target) if target else _shown([-a for a in v])
    words = (
        "Test: {H} sends {v} to a multiple of the first unit vector." if target else "Test: the normal is turned round."
    )
    test = Computed(moved, left=Op("*", (shown, _shown(v))))
    steps.append(Step(say(words, H=Name("H"), v=Name("v")), test))
    why = say("Two reflections undo each other: {H} is symmetric and orthogonal, its own inverse.", H=Name("H"))
    steps.append(Step(why, Computed(matrix_written(identity(n)), left=shown**2)))
    answer: Written = shown
    if image is not None:
        answer = _shown(applied(H, image))
        why = say("The reflected vector is {H} times the vector.", H=Name("H"))
        steps.append(Step(why, Computed(answer, left=Op("*", (shown, _shown(image))))))
    return Solution(
        "householder",
        _given(v, reflect=reflect, negative=negative, image=image),
        tuple(steps),
        answer,
        meaning=_meaning(w),
        code=_code(w, image),
        checks=_checks(H, w),
    )


def _given(v: Sequence[Any], *, reflect: bool, negative: bool, image: Sequence[Any] | None) -> Text:
    shown = Name("v").equals(_shown(v))
    extra = Text(()) if image is None else say(" Reflect {x} with it.", x=_shown(image))
    if reflect:
        return say("Find the matrix of the reflection in the hyperplane that is orthogonal to {v}.", v=shown) + extra
    side = "negative" if negative else "positive"
    words = "Find the Householder reflection that maps {v} to a {side} multiple of the first unit vector."
    return say(words, v=shown, side=side) + extra


def _shown(v: Sequence[Any]) -> Op:
    return column([write(x) for x in v])


def _normal(v: Sequence[Any], *, negative: bool) -> tuple[list[Step], Vector, Vector]:
    """The length, and w = v ∓ ‖v‖ e₁; the other sign where w would be zero."""
    length = root_of(dot(v, v))
    if length is None:
        raise InputError(
            f"the length of the vector, sqrt({write(dot(v, v))}), is no sum of square roots; use mode=reflect"
        )
    first = identity(len(v))[0]
    why = say(
        "The reflection keeps lengths, so the image of {v} is its length times {e}, or minus that.",
        v=Name("v"),
        e=Name("e_1"),
    )
    steps = [
        Step(why, Computed(write(length), left=Op("norm", (_shown(v),))), question=say("How long is {v}?", v=Name("v")))
    ]
    goal = -length if negative else length
    w = combination((1, -goal), (v, first))
    note = Text(())
    if not any(w):
        goal = -goal
        w = combination((1, -goal), (v, first))
        note = say(" (With the other sign the difference would be zero, since {v} lies on that axis.)", v=Name("v"))
    target = tuple(goal * a for a in first)
    sides = _shown(v), _shown(target)
    why = say("The normal {w} of the mirror is {v} minus its image.", w=Name("w"), v=Name("v")) + note
    steps.append(Step(why, Computed(_shown(w), left=sides[0] - sides[1])))
    return steps, w, target


def _matrix_steps(w: Sequence[Any], H: Rows) -> list[Step]:
    shown, name = _shown(w), Name("w")
    size = dot(w, w)
    outer = rows_of([[a * b for b in w] for a in w])
    return [
        Step(say("The squared length of {w}.", w=name), Computed(write(size), left=Op("dot", (shown, shown)))),
        Step(
            say("The column {w} times the row {t}.", w=name, t=Op("T", (name,))),
            Computed(matrix_written(outer), left=shown * Op("T", (shown,))),
        ),
        Step(
            say("Take twice the projection on {w} away from the identity: the matrix {H}.", w=name, H=Name("H")),
            Computed(
                matrix_written(H),
                left=matrix_written(identity(len(w))) - Op("*", (number(2) / write(size), matrix_written(outer))),
            ),
            question=say("How often must the component along {w} be taken away, so that it is turned round?", w=name),
        ),
    ]


def _meaning(w: Sequence[Any]) -> Text:
    return say(
        "The mirror is the hyperplane of all vectors that are orthogonal to {w}; the determinant is −1.", w=_shown(w)
    )


def _checks(H: Rows, w: Sequence[Any]) -> tuple[Check, ...]:
    import numpy as np

    found = np.array([[float(a) for a in r] for r in H])
    values = np.linalg.eigvalsh((found + found.T) / 2)
    fits = np.allclose(values, [-1, *([1] * (len(w) - 1))]) and times(H, H) == identity(len(w))
    return (Check(Text(("NumPy: one eigenvalue is −1, the others are 1.",)), bool(fits)),)


def _code(w: Sequence[Any], image: Sequence[Any] | None) -> str:
    lines = ["import numpy as np", "", f"w = {vector_source(w)}", "H = np.eye(len(w)) - 2 * np.outer(w, w) / (w @ w)"]
    if image is not None:
        lines.append(f"x = {vector_source(image)}")
    lines += [f"answer = {'H' if image is None else 'H @ x'}", "print(answer)"]
    return "\n".join(lines) + "\n"
