"""Make vectors orthonormal by Gram–Schmidt, in any inner product.

Example: tutor solve gram-schmidt "(1, 1, 0), (1, 0, 1), (0, 1, 1)"

Vectors that depend on earlier ones are reported and left out. Options: `inner` (a matrix, a formula in x1, …, y1, …, or
an interval for polynomials), `modified=yes` (take each new direction away from all later vectors at once),
`normalise=no` (an orthogonal basis is enough). Book: chapters 3.5 and 3.8.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.exact.matrices import Vector, identity
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source
from tutor.methods.geometry.claims import Dependence, GramMatrix, InnerValue, weighted
from tutor.methods.geometry.lengths import root_of, root_written
from tutor.methods.geometry.orthogonal import orthogonalised, rest, shortening, unit, unit_written
from tutor.methods.geometry.reading import read_space, yes
from tutor.methods.geometry.space import Space
from tutor.methods.geometry.steps import length_steps, products_step, series
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number


def from_text(*inputs: str, inner: str = "", modified: str = "no", normalise: str = "yes") -> Solution:
    """Orthonormalise typed vectors or polynomials.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For vectors of different lengths, a matrix that gives no inner product, or vectors that are all zero.

    >>> str(from_text("(3, 4), (1, 0)").answer)
    '[3/5; 4/5], [4/5; -3/5]'
    """
    space, groups = read_space(inputs, inner)
    vectors = [v for group in groups for v in group]
    return work(vectors, space, modified=yes(modified, "modified"), normalise=yes(normalise, "normalise"))


def work(vectors: Sequence[Sequence[Any]], space: Space, *, modified: bool = False, normalise: bool = True) -> Solution:
    """An orthonormal (or orthogonal) basis of the span, with every step.

    Parameters
    ----------
    vectors : of the space, in the order in which they are taken
    modified : subtract each new direction from all later vectors at once
    normalise : divide by the lengths at the end

    >>> work([(1, 0), (1, 1)], Space(2)).holds
    True
    """
    found = orthogonalised(vectors, space)
    if not found:
        raise InputError("all vectors are zero: they span {0}, which has no basis; give a vector that is not zero")
    steps = _modified(vectors, space) if modified else _classical(vectors, space)
    first = found[0][0] + 1
    if shortening(vectors[first - 1]) == 1 and steps:
        steps[0] = replace(steps[0], why=say("Begin with {u} = {b}. ", u=_u(1), b=Name(f"b_{first}")) + steps[0].why)
    units = [unit_written(u, space) for _, u in found]
    exact = [unit(u, space) for _, u in found]
    if normalise:
        for number_, (_, u) in enumerate(found, 1):
            steps += _unit_steps(u, number_, space)
        complete = [e for e in exact if e is not None]
        if len(complete) == len(exact):
            steps.append(
                products_step(complete, space, say("All inner products of the result: 1 with itself, else 0."))
            )
    else:
        steps.append(products_step([u for _, u in found], space, say("The inner products of different vectors are 0.")))
    shown = units if normalise else [space.show(u) for _, u in found]
    answer = shown[0] if len(shown) == 1 else Op("list", tuple(shown))
    kind = "orthonormal" if normalise else "orthogonal"
    listed = Op("list", tuple(space.show(v) for v in vectors)) if len(vectors) > 1 else space.show(vectors[0])
    return Solution(
        "gram_schmidt",
        say("Find an {kind} basis of the span of {v}", kind=kind, v=listed) + space.symbol() + say("."),
        tuple(steps),
        answer,
        meaning=_meaning(vectors, [k for k, _ in found], kind, exact if normalise else []),
        code=_code(vectors, space, modified=modified, normalise=normalise),
        checks=_checks(vectors, [u for _, u in found], space),
    )


def _u(k: int) -> Name:
    return Name(f"u_{k}")


def _classical(vectors: Sequence[Sequence[Any]], space: Space) -> list[Step]:
    """Take from each vector its projections on all earlier directions."""
    steps: list[Step] = []
    done: list[Vector] = []
    for k, b in enumerate(vectors, 1):
        coefficients, left = rest(b, done, space)
        if not any(left):
            steps += _dependent(k, b, done, coefficients, vectors, space)
            continue
        factor = shortening(left)
        u = tuple(plain(factor * x) for x in left)
        steps += _direction(k, b, done, coefficients, factor, u, space)
        done.append(u)
    return steps


def _direction(
    k: int,
    b: Sequence[Any],
    done: Sequence[Vector],
    coefficients: Sequence[Any],
    factor: Any,
    u: Vector,
    space: Space,
) -> list[Step]:
    """The step that makes one new direction, its coefficients as details."""
    name, now = Name(f"b_{k}"), _u(len(done) + 1)
    scaled = say(", times {f} so that its numbers are small,", f=write(factor)) if factor != 1 else Text(())
    details = [
        _coefficient(k, b, j, u_j, c, space) for j, (u_j, c) in enumerate(zip(done, coefficients, strict=True), 1)
    ]
    if not done:
        if factor == 1:
            return []
        why = say("Begin with {b}; {b}{scaled} is {u}.", b=name, scaled=scaled, u=now)
        return [Step(why, Computed(space.show(u), left=weighted([write(factor)], [space.show(b)])))]
    if not any(coefficients) and factor == 1:
        why = say(
            "{b} is orthogonal to all directions before it, so {u} = {b} as it stands: nothing is to be subtracted.",
            b=name,
            u=now,
        )
        claim = GramMatrix(matrix_written(space.gram([b], done)), vectors=(tuple(b),), others=tuple(done), space=space)
        return [Step(why, claim, question=_question(name))]
    inside = weighted(
        [number(1), *(write(-c) for c in coefficients)], [space.show(b), *(space.show(u_j) for u_j in done)]
    )
    left = inside if factor == 1 else Op("*", (write(factor), inside))
    which = [_u(j) for j, c in enumerate(coefficients, 1) if c]
    onto = series(which)
    template = "From {b} take away its projection on {onto}; what is left{scaled} is {u}."
    why = say(template, b=name, onto=onto, scaled=scaled, u=now)
    return [*details, Step(why, Computed(space.show(u), left=left), question=_question(name))]


def _question(name: Name) -> Text:
    return say("What must be taken away from {b}, so that the rest is orthogonal to the directions before?", b=name)


def _coefficient(k: int, b: Sequence[Any], j: int, u: Vector, c: Any, space: Space) -> Step:
    why = say(
        "The coefficient of {u}: its inner product with {b}, which is {s}, over that with itself, which is {t}.",
        u=_u(j),
        b=Name(f"b_{k}"),
        s=write(space.product(b, u)),
        t=write(space.norm_squared(u)),
    )
    top, bottom = space.pairing(space.show(b), space.show(u)), space.pairing(space.show(u), space.show(u))
    return Step(why, InnerValue(write(c), left=Op("/", (top, bottom))))


def _dependent(
    k: int,
    b: Sequence[Any],
    done: Sequence[Vector],
    coefficients: Sequence[Any],
    vectors: Sequence[Sequence[Any]],
    space: Space,
) -> list[Step]:
    """A vector of which nothing is left: it is a combination of the earlier ones."""
    from tutor.exact.matrices import from_columns, solutions

    name = Name(f"b_{k}")
    if not any(b):
        relation = name.equals(number(0))
        why = say("{b} is the zero vector: it adds nothing to the span and is left out.", b=name)
        return [Step(why, Dependence(relation, vectors=tuple(map(tuple, vectors))))]
    details = [_coefficient(k, b, j, u, c, space) for j, (u, c) in enumerate(zip(done, coefficients, strict=True), 1)]
    found = solutions(from_columns(vectors[: k - 1]), b)
    weights = found[0] if found else ()
    relation = name.equals(weighted([write(w) for w in weights], [Name(f"b_{i}") for i in range(1, k)]))
    why = say(
        "Nothing is left of {b} when its projections on {onto} are taken away: it depends on the vectors before it "
        "and is left out.",
        b=name,
        onto=series([_u(j) for j in range(1, len(done) + 1)]),
    )
    return [*details, Step(why, Dependence(relation, vectors=tuple(map(tuple, vectors))))]


def _modified(vectors: Sequence[Sequence[Any]], space: Space) -> list[Step]:
    """Take each new direction away from all later vectors at once."""
    steps: list[Step] = []
    left: list[Vector] = [tuple(plain(x) for x in v) for v in vectors]
    count = 0
    for k, b in enumerate(left, 1):
        if not any(b):
            relation = _relation(k, vectors)
            why = say("Nothing is left of {b}: it depends on the vectors before it and is left out.", b=Name(f"b_{k}"))
            steps.append(Step(why, Dependence(relation, vectors=tuple(map(tuple, vectors)))))
            continue
        count += 1
        factor = shortening(b)
        u = tuple(plain(factor * x) for x in b)
        if factor != 1:
            why = say("{u} is what is left of {b}, multiplied by {f}.", u=_u(count), b=Name(f"b_{k}"), f=write(factor))
            steps.append(Step(why, Computed(space.show(u), left=weighted([write(factor)], [space.show(b)]))))
        for i in range(k, len(left)):
            (c,), smaller = rest(left[i], [u], space)
            if c:
                why = say(
                    "Take the projection on {u} away from what is left of {b}.", u=_u(count), b=Name(f"b_{i + 1}")
                )
                inside = weighted([number(1), write(-c)], [space.show(left[i]), space.show(u)])
                steps.append(_coefficient(i + 1, left[i], count, u, c, space))
                steps.append(Step(why, Computed(space.show(smaller), left=inside)))
            left[i] = smaller
    return steps


def _relation(k: int, vectors: Sequence[Sequence[Any]]) -> Written:
    from tutor.exact.matrices import from_columns, solutions

    found = solutions(from_columns(vectors[: k - 1]), vectors[k - 1]) if k > 1 and any(vectors[k - 1]) else None
    if found is None:
        return Name(f"b_{k}").equals(number(0))
    return Name(f"b_{k}").equals(weighted([write(w) for w in found[0]], [Name(f"b_{i}") for i in range(1, k)]))


def _unit_steps(u: Vector, k: int, space: Space) -> list[Step]:
    """Divide by the length."""
    square = space.norm_squared(u)
    length = root_written(square)
    name = Name(f"e_{k}")
    inside, size = length_steps(u, _u(k), space)
    if square == 1:
        why = say("{u} has length 1, so {e} = {u}.", u=_u(k), e=name)
        return [inside, replace(size, why=why)]
    left = Op("*", (Op("/", (number(1), length)), space.show(u)))
    why = say("Divide {u} by its length {n}: the unit vector {e}.", u=_u(k), n=length, e=name)
    result = unit_written(u, space)
    claim = Computed(result, left=left) if root_of(square) is not None else Equal(left=left, result=result)
    return [inside, size, Step(why, claim, question=say("What is the length of {u}?", u=_u(k)))]


def _meaning(vectors: Sequence[Sequence[Any]], kept: Sequence[int], kind: str, units: Sequence[Vector | None]) -> Text:
    text = say("The span has dimension {r}.", r=len(kept))
    dropped = [Name(f"b_{k + 1}") for k in range(len(vectors)) if k not in kept]
    if dropped:
        text = text + say(" Left out, since they depend on earlier ones: ") + series(dropped) + say(".")
    if None in units:
        text = text + say(" Some lengths are roots of sums of roots, which do not come out; they are left as they are.")
    return text


def _checks(vectors: Sequence[Sequence[Any]], found: Sequence[Vector], space: Space) -> tuple[Check, ...]:
    import numpy as np

    form = space.form or identity(space.n)
    B, U, A = (np.array([[float(x) for x in r] for r in m]) for m in (vectors, found, form))
    gram = U @ A @ U.T
    diagonal = np.sqrt(np.diag(gram))
    orthogonal = bool(np.all(np.abs(gram / np.outer(diagonal, diagonal) - np.eye(len(found))) < 1e-9))
    same = np.linalg.matrix_rank(B) == np.linalg.matrix_rank(np.vstack([B, U])) == len(found)
    return (
        Check(Text(("NumPy: the vectors found are orthogonal and span the same space.",)), bool(orthogonal and same)),
    )


def _code(vectors: Sequence[Sequence[Any]], space: Space, *, modified: bool, normalise: bool) -> str:
    lines = ["import numpy as np", ""]
    if space.interval is not None:
        lines.append("# polynomials by their coefficients; A holds the integrals of products of powers")
    lines.append(f"vectors = {matrix_source(vectors)}")
    if space.form is not None:
        lines.append(f"A = {matrix_source(space.form)}")
    lines += ["", "", "def inner(u, v):", f"    return {'u @ v' if space.form is None else 'u @ A @ v'}", "", ""]
    lines += ["basis = []", "for b in vectors:", "    u = b.copy()", "    for e in basis:"]
    source = "u" if modified else "b"
    lines.append(f"        u -= inner({source}, e) / inner(e, e) * e")
    lines += ["    if inner(u, u) > 1e-12 * max(1, inner(b, b)):   # else b depends on earlier vectors"]
    lines.append(f"        basis.append({'u / np.sqrt(inner(u, u))' if normalise else 'u'})")
    lines += ["answer = np.array(basis)", "print(answer)"]
    return "\n".join(lines) + "\n"
