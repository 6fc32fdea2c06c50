"""Project a point orthogonally onto a line, plane or other affine subspace, and find its distance.

Example: tutor solve affine-projection "(1, 2, 3)" "x + 2y - z = 4"

The affine subspace is given by equations, or as ``x0 + span{…}``, ``x0 + t*(1, 0, 1)``, or by further inputs: a support
point and directions. Options: `inner`, `find` (all, point, distance). Book: chapters 3.8.4 and 12.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import SolutionSet, system_of
from tutor.errors import InputError
from tutor.exact.matrices import Vector, combination, dot, identity, solutions
from tutor.exact.scalars import plain, sign, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.geometry.claims import weighted
from tutor.methods.geometry.lengths import root_of, root_written
from tutor.methods.geometry.projection import projected, steps_to
from tutor.methods.geometry.reading import read_affine, read_form
from tutor.methods.geometry.space import Space
from tutor.methods.geometry.steps import difference_written, length_steps
from tutor.methods.inputs import read_vector
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

FIND = ("all", "point", "distance")


def from_text(x: str, *onto: str, inner: str = "", find: str = "all") -> Solution:
    """Project a typed point on a typed affine subspace.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For sizes that do not fit, equations that contradict each other, or an unknown option.

    >>> str(from_text("(3, 4)", "x + y = 3").answer)
    'p = [1; 2], d = 2*sqrt(2)'
    """
    if find not in FIND:
        raise InputError(f"find={find!r}: choose one of {', '.join(FIND)}")
    if not onto:
        raise InputError('say on what to project: tutor solve affine-projection "(1, 2, 3)" "x + 2y - z = 4"')
    point = read_vector(x)
    space = Space(len(point), read_form(inner, len(point)))
    kind, first, second = read_affine(onto, len(point))
    if kind == "point":
        sizes = {len(first), *(len(v) for v in second)}
        if sizes != {len(point)}:
            raise InputError(f"the point has {len(point)} entries, the affine subspace {max(sizes)}")
        return work(point, first, second, space, find=find)
    if len(first) == 1 and space.plain and any(first[0]):
        return onto_hyperplane(point, first[0], second[0], find=find)
    return _onto_solutions(point, first, second, space, find)


def foot_on_hyperplane(x: Sequence[Any], w: Sequence[Any], c: Any) -> Vector:
    """The point of w · x = c that is nearest to x.

    >>> [str(a) for a in foot_on_hyperplane((3, 4), (1, 1), 3)]
    ['1', '2']
    """
    t = plain((dot(w, x) - c) / dot(w, w))
    return combination((1, -t), (x, w))


def onto_hyperplane(x: Sequence[Any], w: Sequence[Any], c: Any, *, find: str = "all") -> Solution:
    """The projection on the hyperplane w · x = c, along its normal, with every step.

    >>> onto_hyperplane((1, 2, 3), (1, 2, -1), 4).holds
    True
    """
    space = Space(len(w))
    shown_x, shown_w = space.show(x), space.show(w)
    over, size = plain(dot(w, x) - c), dot(w, w)
    t, foot = plain(over / size), foot_on_hyperplane(x, w, c)
    names = {"w": Name("w"), "x": Name("x"), "t": Name("t"), "p": Name("p")}
    right = write(c)
    steps = [
        Step(
            say(
                "The normal {w} holds the coefficients of the equation. By how much does {x} miss the equation?",
                **names,
            ),
            Computed(write(over), left=difference_written(Op("dot", (shown_w, shown_x)), right)),
            question=say("What does the left side give for {x}, and what should it be?", **names),
        )
    ]
    if over:
        ratio = Op("/", (write(over), write(size)))
        sizes = Step(
            say("The squared length of the normal."), Computed(write(size), left=Op("dot", (shown_w, shown_w)))
        )
        steps.append(sizes)
        if ratio != write(t):
            why = say("So many times {w} must be taken from {x}: the miss over the squared length.", **names)
            steps.append(
                Step(why, Computed(write(t), left=ratio), question=say("How many times {w} is too much?", **names))
            )
    if over:
        why = say("Go back along the normal: the projection {p}.", **names)
        left = weighted([number(1), write(-t)], [shown_x, shown_w])
        steps.append(Step(why, Computed(space.show(foot), left=left)))
    why = (
        say("Test: the projection satisfies the equation.") if over else say("It misses by 0: {x} lies in it.", **names)
    )
    if over:
        steps.append(
            Step(why, Computed(number(0), left=difference_written(Op("dot", (shown_w, space.show(foot))), right)))
        )
    distance = _over_root(abs_of(over), size)
    if find != "point" and over:
        why = say(
            "The distance is the size of the miss over the length of the normal, the root of {s} (MML 12.1).",
            s=write(size),
        )
        left = Op("/", (write(abs_of(over)), Op("sqrt", (write(size),))))
        steps.append(Step(why, Computed(distance, left=left), question=say("How long is the normal?")))
    equation = _equation(w, c)
    given = say("Project {x} orthogonally onto {e}", x=Name("x").equals(shown_x), e=equation)
    point, answer = _answer(space.show(foot), distance, find)
    return Solution(
        "affine_projection",
        given + say(", and find the distance."),
        tuple(steps),
        answer,
        meaning=_meaning(point, distance, inside=not over),
        code=_plane_code(x, w, c, find),
        checks=_plane_checks(x, w, c, foot),
    )


def abs_of(x: Any) -> Any:
    """The absolute value of a real number."""
    return -x if sign(x) < 0 else x


def _over_root(top: Any, square: Any) -> Written:
    root = root_of(square)
    return Op("/", (write(top), Op("sqrt", (write(square),)))) if root is None else write(plain(top / root))


def _equation(w: Sequence[Any], c: Any) -> Written:
    """w · x = c in the unknowns x, y, z or x1, x2, …"""
    n = len(w)
    unknowns = "xyz"[:n] if n <= 3 else [f"x{i}" for i in range(1, n + 1)]
    left = weighted([write(a) for a in w], [Name(u) for u in unknowns]) if any(w) else number(0)
    return left.equals(write(c))


def _answer(foot: Written, distance: Written, find: str) -> tuple[Written, Written]:
    both = Op("list", (Name("p").equals(foot), Name("d").equals(distance)))
    return foot, {"all": both, "point": foot, "distance": distance}[find]


def _meaning(foot: Written, distance: Written, *, inside: bool) -> Text:
    if inside:
        return say("The point lies in the affine subspace: it is its own projection, and the distance is 0.")
    return say("The nearest point is {p}, at the distance {d}.", p=foot, d=distance)


def work(
    x: Sequence[Any],
    point: Sequence[Any],
    directions: Sequence[Sequence[Any]],
    space: Space,
    *,
    find: str = "all",
    before: Sequence[Step] = (),
    given: Text | None = None,
) -> Solution:
    """The projection on ``point + span{directions}`` with every step: shift, project, shift back.

    Parameters
    ----------
    before : steps that found point and directions
    given : the problem, where it was not given in this form

    >>> work((1, 2, 3), (0, 0, 1), [(1, 1, 0)], Space(3)).holds
    True
    """
    y = combination((1, -1), (x, point))
    foot = projected(y, directions, space) if directions else projected(y, [(0,) * space.n], space)
    nearest = combination((1, 1), (point, foot.point))
    names = {"x": Name("x"), "x0": Name("x_0"), "y": Name("y"), "p": Name("p"), "e": Name("e")}
    steps = list(before)
    if any(point):
        why = say(
            "Shift the support point {x0} to the origin: {y} is what is to be projected onto the directions.", **names
        )
        claim = Computed(space.show(y), left=difference_written(space.show(x), space.show(point)))
        steps.append(Step(why, claim, question=say("How does the affine subspace become a subspace?")))
    letter = Name("y") if any(point) else Name("x")
    if foot.kept:
        steps += steps_to(foot, y, directions, space, letter)
    if any(point) and foot.kept:
        why = say("Shift back by {x0}: the projection of {x} itself.", **names)
        left = Op("+", (space.show(point), space.show(foot.point)))
        steps.append(
            Step(why, Computed(space.show(nearest), left=left), question=say("Where does {p} lie so far?", **names))
        )
    if any(foot.error) and find != "point":
        steps += length_steps(foot.error, names["e"] if foot.kept else letter, space)
    distance = root_written(space.norm_squared(foot.error))
    shown, answer = _answer(space.show(nearest), distance, find)
    if given is None:
        given = say(
            "Project {x} orthogonally onto {s}", x=Name("x").equals(space.show(x)), s=_set(point, directions, space)
        )
    return Solution(
        "affine_projection",
        given + space.symbol() + say(", and find the distance."),
        tuple(steps),
        answer,
        meaning=_meaning(shown, distance, inside=not any(foot.error)),
        code=_code(x, point, directions, space, find),
        checks=_checks(x, point, directions, nearest, space),
    )


def _set(point: Sequence[Any], directions: Sequence[Sequence[Any]], space: Space) -> Written:
    if not directions:
        return space.show(point)
    return Op("+", (space.show(point), Op("span", tuple(space.show(d) for d in directions))))


def _onto_solutions(
    x: Sequence[Any], rows: Sequence[Sequence[Any]], rhs: Sequence[Any], space: Space, find: str
) -> Solution:
    """The affine subspace is the solution set of equations: solve them first."""
    found = solutions(rows, rhs)
    if found is None:
        raise InputError(
            "the equations contradict each other: no point satisfies all of them, so there is none to find"
        )
    point, directions = found
    system = system_of([[write(a) for a in r] for r in rows], [write(b) for b in rhs])
    details, _, _ = worked_reduction([[*r, b] for r, b in zip(rows, rhs, strict=True)], bar=len(x))
    terms = [Op("*", (Name(f"t_{i}"), space.show(d))) for i, d in enumerate(directions, 1)]
    solved: Written = Op("+", (space.show(point), *terms)) if terms else space.show(point)
    why = say("Solve the equations: a support point and directions of the affine subspace.")
    first = Step(why, SolutionSet(solved, system=system), substeps=tuple(details))
    equations = Op("system", tuple(_equation(r, b) for r, b in zip(rows, rhs, strict=True)))
    given = say("Project {x} orthogonally onto the solution set of {e}", x=Name("x").equals(space.show(x)), e=equations)
    return work(x, point, directions, space, find=find, before=(first,), given=given)


def _checks(
    x: Sequence[Any], point: Sequence[Any], directions: Sequence[Sequence[Any]], nearest: Vector, space: Space
) -> tuple[Check, ...]:
    import numpy as np

    form = np.array([[float(a) for a in r] for r in space.form or identity(space.n)])
    root = np.linalg.cholesky(form).T
    origin, y = (np.array([float(a) for a in v]) for v in (point, x))
    found = origin
    if directions:
        B = np.array([[float(a) for a in d] for d in directions]).T
        found = origin + B @ np.linalg.lstsq(root @ B, root @ (y - origin), rcond=None)[0]
    same = np.allclose(found, [float(a) for a in nearest], atol=1e-8 * (1 + np.abs(y).max()))
    return (Check(Text(("NumPy: least squares finds the same nearest point.",)), bool(same)),)


def _plane_checks(x: Sequence[Any], w: Sequence[Any], c: Any, foot: Vector) -> tuple[Check, ...]:
    import numpy as np

    normal, y = (np.array([float(a) for a in v]) for v in (w, x))
    n = len(normal)
    system = np.block([[np.eye(n), normal[:, None]], [normal[None, :], np.zeros((1, 1))]])
    found = np.linalg.solve(system, np.append(y, float(c)))[:n]  # Lagrange's conditions
    same = np.allclose(found, [float(a) for a in foot])
    return (Check(Text(("NumPy: Lagrange's conditions give the same nearest point.",)), bool(same)),)


_RESULT = {"all": "p, d", "point": "p", "distance": "d"}


def _plane_code(x: Sequence[Any], w: Sequence[Any], c: Any, find: str) -> str:
    return f"""import numpy as np

x = {vector_source(x)}
w = {vector_source(w)}
c = {vector_source([c])}[0]
miss = w @ x - c
p = x - miss / (w @ w) * w               # back along the normal
d = abs(miss) / np.sqrt(w @ w)
answer = {_RESULT[find]}
print(answer)
"""


def _code(x: Sequence[Any], point: Sequence[Any], directions: Sequence[Sequence[Any]], space: Space, find: str) -> str:
    foot = projected(combination((1, -1), (x, point)), directions, space) if directions else None
    lines = ["import numpy as np", "", f"x = {vector_source(x)}", f"x0 = {vector_source(point)}"]
    if space.form is not None:
        lines.append(f"A = {matrix_source(space.form)}")
    if foot is not None and foot.kept:
        lines.append(f"B = {matrix_source(list(zip(*(directions[k] for k in foot.kept), strict=True)))}")
        left = "B.T" if space.form is None else "B.T @ A"
        lines.append(f"p = x0 + B @ np.linalg.solve({left} @ B, {left} @ (x - x0))")
    else:
        lines.append("p = x0")
    lines += ["e = x - p", f"d = np.sqrt({'e @ e' if space.form is None else 'e @ A @ e'})"]
    lines += [f"answer = {_RESULT[find]}", "print(answer)"]
    return "\n".join(lines) + "\n"
