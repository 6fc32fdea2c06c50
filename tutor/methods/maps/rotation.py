"""Rotate: the matrix of a rotation, and the image of a vector.

Example: tutor solve rotation "60 degrees" "(2, 4)"

The angle in degrees or radians, counterclockwise; multiples of 15°, arctan, arccos and arcsin exactly, others to four
decimals. ``about="(1, 1)"`` rotates about a point. ``axis="z"`` or ``axis="(1, 1, 1)"`` rotates in space, by Rodrigues'
formula (right-hand rule). Book: chapter 3.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import Approx, Equal
from tutor.errors import InputError
from tutor.exact.matrices import ONE, ZERO, Rows, Vector, applied, determinant, dot, identity, plus, scaled
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import vector_source
from tutor.methods.inputs import read_vector
from tutor.methods.maps.angles import Angle, read_angle, rounded
from tutor.methods.maps.programs import numpy_number
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.source import numpy_source
from tutor.step import Check, Solution, Step
from tutor.surds import root
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, number

R, X = Name("R"), Name("x")
AXES = {"x": (ONE, ZERO, ZERO), "y": (ZERO, ONE, ZERO), "z": (ZERO, ZERO, ONE)}


def from_text(angle: str, vector: str = "", *, about: str = "", axis: str = "", unit: str = "") -> Solution:
    """Rotate what a person typed.

    Raises
    ------
    Unreadable, InputError
        For what is no angle or vector, or sizes that do not fit.

    >>> str(from_text("90°", "(1, 2)").answer), str(from_text("pi/2", axis="z").answer)
    ('[-2; 1]', '[0, -1, 0; 1, 0, 0; 0, 0, 1]')
    """
    found = read_angle(angle, unit)
    x = read_vector(vector) if vector else None
    p = read_vector(about) if about else None
    along = AXES.get(axis.strip().lower().removesuffix("-axis")) if axis else None
    if axis and along is None:
        along = read_vector(axis)
    if axis and (along is None or len(along) != 3 or not any(along)):
        raise InputError(f"an axis is x, y, z or a vector of three numbers that are not all 0; given is {axis!r}")
    n = 3 if axis else 2
    for what, v in (("the vector", x), ("the point", p)):
        if v is not None and len(v) != n:
            way = "; give the axis of a rotation in space: axis=z" if len(v) == 3 else ""
            raise InputError(f"{what} needs {n} entries, not {len(v)}{way}")
    return work(found, x, about=p, axis=along)


def rotation_matrix(cosine: Any, sine: Any, axis: Sequence[Any] | None = None) -> Rows:
    """The matrix of a rotation in the plane, or in space about an axis (any length but 0).

    >>> rotation_matrix(0, 1) == ((0, -1), (1, 0))
    True
    """
    c, s = plain(cosine), plain(sine)
    if axis is None:
        return ((c, plain(-s)), (s, c))
    square = dot(axis, axis)
    length = root(square)
    u = tuple(plain(a / length) for a in axis)
    outer = tuple(tuple(plain(a * b) for b in u) for a in u)
    return plus(plus(scaled(c, identity(3)), scaled(plain(1 - c), outer)), scaled(s, cross_matrix(u)))


def cross_matrix(u: Sequence[Any]) -> Rows:
    """The matrix K with K x = u × x."""
    a, b, c = (plain(x) for x in u)
    return ((ZERO, -c, b), (c, ZERO, -a), (-b, a, ZERO))


def work(angle: Angle, x: Vector | None = None, *, about: Vector | None = None, axis: Vector | None = None) -> Solution:
    """A rotation by an angle: its matrix (no x), or the image of x.

    >>> from tutor.methods.maps.angles import degrees
    >>> work(degrees(90), (1, 2)).holds
    True
    """
    if not angle.exact:
        return _rounded(angle, x, about=about, axis=axis)
    rows = rotation_matrix(angle.cosine, angle.sine, axis)
    M = matrix_written(rows)
    steps = [*_trigonometry(angle), *(_in_plane(angle, M) if axis is None else _in_space(angle, axis, M))]
    answer: Written = M
    if x is not None:
        steps += moved(M, rows, x, about)
        answer = steps[-1].claim.result
    elif about is not None:
        shift = tuple(plain(a - b) for a, b in zip(about, applied(rows, about), strict=True))
        p = column(map(write, about))
        why = say("About the point {p}: {f}; the constant part is {c}.", p=p, c=Name("p") - R * Name("p"),
                  f=(Name("p") + R * (X - Name("p"))).equals(R * X + (Name("p") - R * Name("p"))))  # fmt: skip
        steps.append(Step(why, Computed(column(map(write, shift)), left=p - M * p)))
        answer = Op("list", (R.equals(M), Name("b").equals(column(map(write, shift)))))
    steps.append(_test(M, rows, x, about, steps))
    return Solution(
        "rotation",
        _given(angle, x, about, axis),
        tuple(steps),
        answer,
        meaning=say("A rotation keeps lengths, angles and the orientation: {d}.", d=Op("det", (R,)).equals(number(1))),
        code=_code(angle, x, about, axis),
        checks=(_check(angle, x, about, axis, answer),) if about is None or x is not None else (),
    )


def _given(angle: Angle, x: Vector | None, about: Vector | None, axis: Vector | None) -> Text:
    where = say(" about the axis {a}", a=column(map(write, axis))) if axis is not None else Text(())
    centre = say(" about the point {p}", p=Op("tuple", tuple(map(write, about)))) if about is not None else Text(())
    if x is None:
        return say("Find the matrix of the rotation by {angle}{where}{centre}.",
                   angle=angle.words, where=where, centre=centre)  # fmt: skip
    return say("Rotate {x} by {angle}{where}{centre}.",
               x=X.equals(column(map(write, x))), angle=angle.words, where=where, centre=centre)  # fmt: skip


def _trigonometry(angle: Angle) -> list[Step]:
    both = column((write(angle.cosine), write(angle.sine)))
    left = column((Op("cos", (angle.radians,)), Op("sin", (angle.radians,))))
    why = say("Cosine and sine of the angle; counterclockwise angles are positive.")
    return [Step(why, Equal(left=left, result=both), question=say("What are its cosine and sine?"))]


def _in_plane(angle: Angle, M: Op) -> list[Step]:
    c, s = Op("cos", (angle.radians,)), Op("sin", (angle.radians,))
    why = say(
        "The unit vectors go to (cos, sin) and (−sin, cos): these images are the columns of the rotation matrix "
        "(MML 3.9.1)."
    )
    return [Step(why, Equal(left=matrix(((c, -s), (s, c))), result=M),
                 question=say("Where do the two unit vectors go?"))]  # fmt: skip


def _in_space(angle: Angle, axis: Vector, M: Op) -> list[Step]:
    length = root(dot(axis, axis))
    unit = tuple(plain(a / length) for a in axis)
    u = column(map(write, unit))
    a = column(map(write, axis))
    steps = []
    if unit != tuple(map(plain, axis)):
        why = say("Rodrigues' formula needs a unit vector along the axis: divide by the length {l}.", l=write(length))
        steps.append(Step(why, Computed(u, left=number(1) / Op("norm", (a,)) * a)))
    K = matrix_written(cross_matrix(unit))
    c, s = write(angle.cosine), write(angle.sine)
    left = c * matrix_written(identity(3)) + (number(1) - c) * (u * Op("T", (u,))) + s * K
    why = say(
        "Rodrigues' formula: {f} with the unit vector {u} on the axis and the matrix {K} of {cross} (for a coordinate "
        "axis this is the rotation matrix of the plane beside it, MML 3.9.2).",
        f=R.equals(Name("c") * Name("I") + (number(1) - Name("c")) * (Name("u") * Op("T", (Name("u"),)))
                   + Name("s") * Name("K")),
        u=Name("u"),
        K=Name("K"),
        cross="x ↦ u × x",
    )  # fmt: skip
    steps.append(Step(why, Computed(M, left=left)))
    steps.append(Step(say("Test: the axis stays where it is."), Computed(a, left=M * a)))
    return steps


def moved(M: Op, rows: Rows, x: Vector, about: Vector | None) -> list[Step]:
    """The image of x under the matrix, or about a point."""
    v = column(map(write, x))
    if about is None:
        why = say("Multiply the vector by the matrix.")
        return [Step(why, Computed(column(map(write, applied(rows, x))), left=M * v))]
    p = column(map(write, about))
    gap = tuple(plain(a - b) for a, b in zip(x, about, strict=True))
    turned = applied(rows, gap)
    end = tuple(plain(a + b) for a, b in zip(turned, about, strict=True))
    g, t = column(map(write, gap)), column(map(write, turned))
    return [
        Step(say("Seen from the point {p}, the vector is {d}.", p=Name("p"), d=X - Name("p")), Computed(g, left=v - p)),
        Step(say("Multiply it by the matrix."), Computed(t, left=M * g)),
        Step(say("Go back: add the point {p} again.", p=Name("p")), Computed(column(map(write, end)), left=t + p)),
    ]


def _test(M: Op, rows: Rows, x: Vector | None, about: Vector | None, steps: Sequence[Step]) -> Step:
    if x is None:
        why = say("Test: the columns are orthonormal, {t}.", t=(Op("T", (R,)) * R).equals(Name("I")))
        return Step(why, Computed(matrix_written(identity(len(rows))), left=Op("T", (M,)) * M))
    image = steps[-1].claim.result if about is None else steps[-2].claim.result
    v = x if about is None else tuple(plain(a - b) for a, b in zip(x, about, strict=True))
    before = column(map(write, v))
    why = say("Test: a rotation keeps the length, so the squared lengths before and after are the same.")
    return Step(why, Computed(number(0), left=Op("dot", (image, image)) - Op("dot", (before, before))))


def _code(angle: Angle, x: Vector | None, about: Vector | None, axis: Vector | None) -> str:
    lines = [f"import numpy as np\n\nangle = {numpy_source(angle.radians)}   # radians"]
    lines.append("c, s = np.cos(angle), np.sin(angle)")
    if axis is None:
        lines.append("R = np.array([[c, -s], [s, c]])")
    else:
        lines += [
            f"axis = {vector_source(axis)}",
            "u = axis / np.linalg.norm(axis)",
            "K = np.array([[0, -u[2], u[1]], [u[2], 0, -u[0]], [-u[1], u[0], 0]])   # K @ x is the cross product u x x",
            "R = c * np.eye(3) + (1 - c) * np.outer(u, u) + s * K",
        ]
    end = "R"
    if about is not None:
        lines.append(f"p = {vector_source(about)}")
        end = "p + R @ (x - p)" if x is not None else "(R, p - R @ p)"
    elif x is not None:
        end = "R @ x"
    if x is not None:
        lines.append(f"x = {vector_source(x)}")
    return "\n".join([*lines, f"answer = {end}", "print(answer)\n"])


def _check(angle: Angle, x: Vector | None, about: Vector | None, axis: Vector | None, answer: Written) -> Check:
    """Multiplication by a complex number in the plane; determinant and trace in space."""
    import cmath
    import math

    from tutor.exact.expressions import exact_value

    theta = math.atan2(numpy_number(angle.sine), numpy_number(angle.cosine))
    rows = exact_value(answer)
    if axis is None:
        start = (x or (ONE, ZERO), about or (ZERO, ZERO))
        z, p = (complex(*(numpy_number(a) for a in v)) for v in start)
        end = p + cmath.exp(1j * theta) * (z - p)
        good = abs(complex(numpy_number(rows[0][0]), numpy_number(rows[1][0])) - end) < 1e-9
        return Check(say("Multiplying by the complex number of length 1 and this angle gives the same."), good)
    M = rotation_matrix(angle.cosine, angle.sine, axis)
    traced = numpy_number(M[0][0] + M[1][1] + M[2][2])
    good = determinant(M) == 1 and abs(traced - 1 - 2 * math.cos(theta)) < 1e-9
    return Check(say("The determinant is 1, and the trace is 1 plus twice the cosine."), good)


# ---------------------------------------------------------------- angles without exact cosine


def _rounded(angle: Angle, x: Vector | None, *, about: Vector | None, axis: Vector | None) -> Solution:
    if axis is not None:
        raise InputError(
            f"the angle {angle.words} has no cosine with square roots alone; rotations in space are worked exactly only"
        )
    c, s = Op("cos", (angle.radians,)), Op("sin", (angle.radians,))
    note = say("Its cosine and sine are no sums of square roots that are taught: they are given to four decimals.")
    steps = [
        Step(say("The cosine of {a}. ", a=angle.words) + note, Approx(rounded(c), left=c)),
        Step(say("The sine of {a}.", a=angle.words), Approx(rounded(s), left=s)),
    ]
    if x is None:
        entries: tuple[tuple[Written, ...], ...] = ((rounded(c), rounded(-s)), (rounded(s), rounded(c)))
        answer: Written = matrix(entries)
        if about is not None:
            raise InputError("give the vector that is to be rotated about the point")
    else:
        p = about or (ZERO, ZERO)
        dx, dy = (write(plain(a - b)) for a, b in zip(x, p, strict=True))
        formulas = (write(p[0]) + (dx * c - dy * s), write(p[1]) + (dx * s + dy * c))
        for which, w in zip(("first", "second"), formulas, strict=True):
            why = say("The {which} entry of the image, with unrounded cosine and sine (MML 3.9.1).", which=which)
            steps.append(Step(why, Approx(rounded(w), left=w)))
        answer = column(rounded(w) for w in formulas)
    return Solution(
        "rotation",
        _given(angle, x, about, None),
        tuple(steps),
        answer,
        meaning=say("Rounded to four decimals."),
        code=_code(angle, x, about, None),
    )
