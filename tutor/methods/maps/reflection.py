"""Reflect in a line, a plane or a hyperplane; the Householder matrix.

Example: tutor solve reflection "x + 2y + 2z = 0" "(3, 0, 3)"

The mirror by its equation (``2x - y = 3``), by vectors that span it (``(1, 2)`` is the line along this vector), or by
``normal="(1, 2, 2)"``: then ``H = I - 2 n nᵀ / (nᵀ n)``. Without a vector the matrix is the answer (book: chapter 3.8,
3.9).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError
from tutor.exact.matrices import (
    ZERO,
    Rows,
    Vector,
    applied,
    dot,
    from_columns,
    identity,
    inverse,
    plus,
    scaled,
    times,
    transposed,
)
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.inputs import read_vector, read_vectors
from tutor.methods.maps.affine_inputs import independent, read_affine
from tutor.methods.maps.programs import floats
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.source import numpy_source
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, number

N, H, X, I = Name("n"), Name("H"), Name("x"), Name("I")


def from_text(*inputs: str, normal: str = "", variables: str = "") -> Solution:
    """Reflect what a person typed: a mirror and, if wanted, a vector; with ``normal`` the vector alone.

    Raises
    ------
    Unreadable, InputError
        For what is no mirror or vector, a mirror of zero vectors, sizes that do not fit.

    >>> str(from_text("x + 2y + 2z = 0", "(3, 0, 3)").answer), str(from_text("(1, 1)").answer)
    ('[1; -4; -1]', '[0, 1; 1, 0]')
    """
    vector = inputs[-1] if len(inputs) == (1 if normal else 2) else ""
    if len(inputs) > 2 or (normal and len(inputs) > 1):
        raise InputError("a mirror and one vector are taken; put the vectors that span the mirror together")
    x = read_vector(vector) if vector and vector.strip() not in ("-", "matrix") else None
    if normal:
        n = read_vector(normal)
        _fitting(n, x)
        return work_normal(n, ZERO, x)
    if "=" in inputs[0]:
        mirror = read_affine(inputs[0], variables, len(x) if x else 0)
        if mirror is None:
            raise InputError("the equations contradict each other: there is no mirror")
        if len(mirror.normals) == 1:
            n = mirror.normals[0]
            _fitting(n, x)
            return work_normal(n, mirror.values[0], x)
        if any(mirror.point):
            raise InputError("a mirror that is no hyperplane must go through 0: type vectors that span it")
        _fitting(mirror.point, x)
        return work_span(mirror.directions, x)
    vectors = independent(read_vectors(inputs[0]))
    if not vectors:
        raise InputError("the mirror is spanned by zero vectors only")
    _fitting(vectors[0], x)
    return work_span(vectors, x)


def _fitting(mirror: Vector, x: Vector | None) -> None:
    if x is not None and len(x) != len(mirror):
        raise InputError(f"the mirror lies in a space of dimension {len(mirror)}; the vector has {len(x)} entries")


def householder(n: Sequence[object]) -> Rows:
    """I − 2 n nᵀ / (nᵀ n).

    >>> householder((1, -1)) == ((0, 1), (1, 0))
    True
    """
    square = dot(n, n)
    outer = tuple(tuple(plain(a * b) for b in n) for a in n)  # type: ignore[operator]
    return plus(identity(len(n)), scaled(plain(-2 / square), outer))


def span_reflection(vectors: Sequence[Vector]) -> Rows:
    """2 P − I with the projection P on the span of independent vectors.

    >>> span_reflection(((1, 1),)) == ((0, 1), (1, 0))
    True
    """
    B = from_columns(vectors)
    small = inverse(times(vectors, B))
    if small is None:
        raise InputError("the vectors that span the mirror are dependent")
    P = times(times(B, small), vectors)
    return plus(scaled(2, P), scaled(-1, identity(len(B))))


def work_normal(n: Vector, value: object = ZERO, x: Vector | None = None) -> Solution:
    """The reflection in the hyperplane n·x = value.

    >>> work_normal((1, 2, 2), 0, (3, 0, 3)).holds
    True
    """
    n = tuple(map(plain, n))
    if not any(n):
        raise InputError("a normal vector must not be 0")
    square, c = dot(n, n), plain(value)
    v = column(map(write, n))
    steps = [
        Step(
            say("The normal vector of the mirror is {n}; its squared length is needed.", n=N.equals(v)),
            Computed(write(square), left=Op("dot", (v, v))),
            question=say("Which vector is orthogonal to the mirror?"),
        )
    ]
    if x is None:
        if c:
            raise InputError("a mirror that does not go through 0 has no matrix; give the vector to be reflected")
        return _matrix_by_normal(n, steps)
    u = column(map(write, x))
    along = dot(n, x)
    factor = plain((along - c) / square)
    image = tuple(plain(a - 2 * factor * b) for a, b in zip(x, n, strict=True))
    w = column(map(write, image))
    inner: Written = Op("dot", (v, u)) - write(c) if c else Op("dot", (v, u))
    words = "The product of normal and vector" + (", less the right-hand side of the mirror's equation." if c else ".")
    steps.append(Step(say(words), Computed(write(plain(along - c)), left=inner)))
    why = say("Divided by the squared length of the normal: so many normals lead from the mirror to the vector.")
    steps.append(Step(why, Computed(write(factor), left=number(1) / write(square) * write(plain(along - c)))))
    why = say("Go that way TWICE: once would give the projection on the mirror (MML 3.8).")
    steps.append(Step(why, Computed(w, left=u - number(2) * write(factor) * v),
                      question=say("How often is the normal part taken away?")))  # fmt: skip
    middle = tuple(plain((a + b) / 2) for a, b in zip(x, image, strict=True))
    m = column(map(write, middle))
    steps.append(
        Step(
            say("Test: the midpoint of vector and image."), Computed(m, left=Op("/", (number(1), number(2))) * (u + w))
        )
    )
    why = say("The midpoint lies on the mirror: its product with the normal is the right-hand side.")
    steps.append(Step(why, Computed(write(c), left=Op("dot", (v, m)))))
    return _solution(
        say("Reflect {x} in the mirror with normal {n} and right-hand side {c}.", x=u, n=v, c=write(c)),
        steps,
        w,
        f"n = {vector_source(n)}\nx = {vector_source(x)}\nc = {numpy_source(write(c))}\n"
        "answer = x - 2 * (n @ x - c) / (n @ n) * n",
        _keeps(n, c, x, image),
    )


def _matrix_by_normal(n: Vector, steps: list[Step]) -> Solution:
    v = column(map(write, n))
    square = dot(n, n)
    outer = tuple(tuple(plain(a * b) for b in n) for a in n)
    o = matrix_written(outer)
    rows = householder(n)
    h = matrix_written(rows)
    steps.append(Step(say("The product of the column {n} and the row: an n×n matrix.", n=N),
                      Computed(o, left=v * Op("T", (v,)))))  # fmt: skip
    formula = H.equals(I - number(2) * (N * Op("T", (N,))) / (Op("T", (N,)) * N))
    why = say("The Householder matrix is {f}: it takes the part along the normal away twice.", f=formula)
    steps.append(Step(why, Computed(h, left=matrix_written(identity(len(n))) - number(2) / write(square) * o),
                      question=say("What does a reflection do to the part along the normal?")))  # fmt: skip
    return _with_tests(
        n, rows, steps, f"n = {vector_source(n)}\nanswer = np.eye({len(n)}) - 2 * np.outer(n, n) / (n @ n)"
    )


def _with_tests(n: Vector, rows: Rows, steps: list[Step], code: str) -> Solution:
    h, v = matrix_written(rows), column(map(write, n))
    steps.append(
        Step(say("Test: the normal vector is turned round."), Computed(column(write(plain(-a)) for a in n), left=h * v))
    )
    steps.append(_twice(rows))
    return _solution(say("Find the matrix of the reflection in the hyperplane with normal {n}.", n=v), steps, h, code,
                     _orthogonal(rows))  # fmt: skip


def _twice(rows: Rows) -> Step:
    h = matrix_written(rows)
    why = say("Reflecting twice changes nothing: {HH}.", HH=(H**2).equals(I))
    return Step(why, Computed(matrix_written(identity(len(rows))), left=h * h))


def work_span(vectors: Sequence[Vector], x: Vector | None = None) -> Solution:
    """The reflection in the span of independent vectors.

    >>> work_span(((1, 2),), (3, 1)).holds
    True
    """
    vectors = tuple(tuple(map(plain, v)) for v in vectors)
    B = from_columns(vectors)
    b = matrix_written(B)
    gram = times(transposed(B), B)
    rows = span_reflection(vectors)
    P = scaled(plain(1) / 2, plus(rows, identity(len(B))))
    p, h, g = matrix_written(P), matrix_written(rows), matrix_written(gram)
    B_, P_ = Name("B"), Name("P")
    steps = [
        Step(
            say("The vectors that span the mirror are the columns of {B}. First {G}.", B=B_, G=Op("T", (B_,)) * B_),
            Computed(g, left=Op("T", (b,)) * b),
        ),
        Step(
            say("The projection on the mirror is {P} (MML 3.8.2).",
                P=P_.equals(B_ * Op("inverse", (Op("T", (B_,)) * B_,)) * Op("T", (B_,)))),
            Computed(p, left=b * Op("inverse", (g,)) * Op("T", (b,))),
            question=say("What is the projection on the mirror?"),
        ),
        Step(
            say("The image lies as far behind the projection as the vector before it: {H}.",
                H=H.equals(number(2) * P_ - I)),
            Computed(h, left=number(2) * p - matrix_written(identity(len(B)))),
        ),
    ]  # fmt: skip
    code = f"B = {matrix_source(B)}   # the mirror's vectors as columns\nP = B @ np.linalg.inv(B.T @ B) @ B.T\n"
    code += f"answer = 2 * P - np.eye({len(B)})"
    answer: Written = h
    if x is not None:
        u = column(map(write, x))
        answer = column(map(write, applied(rows, x)))
        steps.append(Step(say("Multiply the vector by the matrix."), Computed(answer, left=h * u)))
        why = say("Test: a reflection keeps lengths, so the squared lengths before and after are the same.")
        steps.append(Step(why, Computed(number(0), left=Op("dot", (answer, answer)) - Op("dot", (u, u)))))
        code = code.replace("answer = 2 * P", f"x = {vector_source(x)}\nanswer = (2 * P") + ") @ x"
    else:
        steps.append(Step(say("Test: the vectors of the mirror stay where they are."), Computed(b, left=h * b)))
        steps.append(_twice(rows))
    given = say("Find the matrix of the reflection in the span of the columns of {b}.", b=b)
    if x is not None:
        given = say("Reflect {x} in the span of the columns of {b}.", x=column(map(write, x)), b=b)
    return _solution(given, steps, answer, code, _orthogonal(rows))


def _solution(given: Text, steps: Sequence[Step], answer: Written, code: str, check: Check) -> Solution:
    return Solution(
        "reflection",
        given,
        tuple(steps),
        answer,
        meaning=say("A reflection keeps lengths; what lies in the mirror stays where it is."),
        code=f"import numpy as np\n\n{code}\nprint(answer)\n",
        checks=(check,),
    )


def _orthogonal(rows: Rows) -> Check:
    import numpy as np

    h = floats(rows)
    good = bool(np.allclose(h.T @ h, np.eye(len(h))) and np.allclose(h, h.T))
    return Check(say("NumPy: the matrix is symmetric and orthogonal."), good)


def _keeps(n: Vector, c: object, x: Vector, image: Vector) -> Check:
    import numpy as np

    normal, start, end = floats([n])[0], floats([x])[0], floats([image])[0]
    value = floats([[c]])[0][0]
    good = abs(normal @ (start + end) / 2 - value) < 1e-9 * (1 + abs(value))
    parallel = np.linalg.matrix_rank(np.vstack([normal, start - end])) <= 1
    return Check(say("NumPy: the way from vector to image is along the normal."), bool(good and parallel))
