"""Project a vector orthogonally onto the span of vectors, in any inner product.

Example: tutor solve projection "(6, 0, 0)" "(1, 1, 1), (0, 1, 2)"

First the vector, then the spanning ones; dependent ones are reported and left out. Options: `inner` (a matrix, a
formula in x1, …, y1, …, or an interval for polynomials), `find` (all, projection, coordinates, error, distance).
Book: chapters 3.8.1 and 3.8.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Vector, combination, from_columns, identity, reduced, solutions
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.geometry.claims import Coefficients, GramMatrix, InnerValue, weighted
from tutor.methods.geometry.lengths import root_written
from tutor.methods.geometry.reading import holds_equations, read_space
from tutor.methods.geometry.space import Space
from tutor.methods.geometry.steps import difference_written, length_steps
from tutor.methods.matrix_claims import Computed, PivotColumns, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, number

FIND = ("all", "projection", "coordinates", "error", "distance")


@dataclass(frozen=True)
class Foot:
    """Where the perpendicular from x meets the subspace.

    Attributes
    ----------
    kept : places of the spanning vectors that form a basis
    coordinates : of the projection in this basis
    point, error : the projection, and x minus it
    """

    kept: tuple[int, ...]
    coordinates: Vector
    point: Vector
    error: Vector


def projected(x: Sequence[Any], vectors: Sequence[Sequence[Any]], space: Space) -> Foot:
    """The orthogonal projection of x on the span of the vectors.

    >>> [str(a) for a in projected((1, 2), [(1, 1)], Space(2)).point]
    ['3/2', '3/2']
    """
    kept = reduced(from_columns(vectors))[1] if vectors else ()
    basis = [vectors[k] for k in kept]
    x = tuple(plain(a) for a in x)
    if not basis:
        return Foot((), (), tuple(plain(0) for _ in x), x)
    found = solutions(space.gram(basis, basis), [r[0] for r in space.gram(basis, [x])])
    coordinates = found[0] if found else ()
    point = combination(coordinates, basis)
    return Foot(kept, coordinates, point, combination((1, -1), (x, point)))


def from_text(x: str, *onto: str, inner: str = "", find: str = "all") -> Solution:
    """Project a typed vector or polynomial.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For vectors of different lengths, a matrix that gives no inner product, or an unknown option.

    >>> str(from_text("(1, 2)", "(1, 1)").answer)
    'p = [3/2; 3/2], d = sqrt(2)/2'
    """
    if find not in FIND:
        raise InputError(f"find={find!r}: choose one of {', '.join(FIND)}")
    if not onto:
        raise InputError('say on what to project: tutor solve projection "(6, 0, 0)" "(1, 1, 1), (0, 1, 2)"')
    if len(onto) == 1 and holds_equations(onto[0]):
        return _onto_equations(x, onto[0], inner, find)
    space, (first, *others) = read_space((x, *onto), inner)
    if len(first) != 1:
        raise InputError(f"one vector is projected; the first input holds {len(first)}")
    return work(first[0], [v for group in others for v in group], space, find=find)


def _onto_equations(x: str, equations: str, inner: str, find: str) -> Solution:
    """The subspace is the solution set of equations: an affine subspace through 0, or any other."""
    from tutor.methods.geometry import affine_projection

    known = {"all": "all", "projection": "point", "distance": "distance"}
    if find not in known:
        raise InputError(f"find={find!r} needs spanning vectors; the subspace is given by equations")
    return affine_projection.from_text(x, equations, inner=inner, find=known[find])


def work(x: Sequence[Any], vectors: Sequence[Sequence[Any]], space: Space, *, find: str = "all") -> Solution:
    """The projection with every step.

    Parameters
    ----------
    x : vector of the space
    vectors : spanning vectors, at least one
    find : {"all", "projection", "coordinates", "error", "distance"}

    >>> work((1, 2, 3), [(1, 1, 0), (0, 1, 1)], Space(3)).holds
    True
    """
    foot = projected(x, vectors, space)
    p, e, letter = Name("p"), Name("e"), Name("x" if space.interval is None else "f")
    steps = steps_to(foot, x, vectors, space, letter)
    if find in ("all", "error", "distance") and any(foot.error) and foot.kept:
        steps += length_steps(foot.error, e, space)
    distance = root_written(space.norm_squared(foot.error))
    if not foot.kept:
        steps += length_steps(x, letter, space)
    results = {
        "projection": (p, space.show(foot.point)),
        "coordinates": (Name("lambda"), column([write(c) for c in foot.coordinates]) if foot.kept else Op("empty")),
        "error": (e, space.show(foot.error)),
        "distance": (Name("d"), distance),
    }
    if find == "all":
        answer: Written = Op("list", tuple(n.equals(v) for n, v in (results["projection"], results["distance"])))
    else:
        answer = results[find][1]
    listed = Op("list", tuple(space.show(v) for v in vectors)) if len(vectors) > 1 else space.show(vectors[0])
    given = say("Project {x} orthogonally onto the span of {v}", x=letter.equals(space.show(x)), v=listed)
    return Solution(
        "projection",
        given + space.symbol() + say("; find also its distance from the span." if find == "all" else "."),
        tuple(steps),
        answer,
        meaning=_meaning(foot, space, distance),
        code=_code(x, vectors, space, find),
        checks=_checks(x, vectors, foot, space),
    )


def steps_to(
    foot: Foot, x: Sequence[Any], vectors: Sequence[Sequence[Any]], space: Space, letter: Written
) -> list[Step]:
    """The steps from the spanning vectors to projection and error, with the test that the error is orthogonal."""
    steps: list[Step] = []
    if len(foot.kept) < len(vectors) and foot.kept:
        steps.append(_basis_step(foot, vectors, space))
    basis = [tuple(vectors[k]) for k in foot.kept]
    if not basis:
        why = say("All spanning vectors are zero: the span holds nothing but the zero vector, which is the projection.")
        return [Step(why, Computed(space.show(foot.point), left=Op("*", (number(0), space.show(x)))))]
    gram = space.gram(basis, basis)
    diagonal = all(not a for i, r in enumerate(gram) for j, a in enumerate(r) if i != j)
    steps += (
        _one_by_one(foot, x, basis, space, letter) if diagonal else _normal_equations(foot, x, basis, space, letter)
    )
    p, e = Name("p"), Name("e")
    if not any(foot.coordinates):
        left: Written = Op("*", (number(0), space.show(basis[0])))
    elif diagonal or space.interval is not None:
        left = weighted([write(c) for c in foot.coordinates], [space.show(b) for b in basis])
    else:
        left = Op("*", (space.side_by_side(basis), column([write(c) for c in foot.coordinates])))
    if left != space.show(foot.point):
        words = "The projection {p} is the combination of the basis with these coordinates."
        why = say(words if len(basis) > 1 else "The projection {p} is this multiple of the vector.", p=p)
        steps.append(Step(why, Computed(space.show(foot.point), left=left), question=_asked()))
    why = say("The error {e} is what is left of {x}.", e=e, x=letter)
    if not any(foot.error):
        why = say("The error {e} is zero: {x} lies in the span, and is its own projection.", e=e, x=letter)
    minus = difference_written(space.show(x), space.show(foot.point))
    steps.append(Step(why, Computed(space.show(foot.error), left=minus)))
    if any(foot.error):
        why = say("The error is orthogonal to the basis, as it must be: its inner products with it are 0.")
        zero = matrix_written(space.gram(basis, [foot.error]))
        claim = GramMatrix(zero, vectors=tuple(basis), others=(foot.error,), space=space, name="c")
        steps.append(Step(why, claim))
    return steps


def _asked() -> Text:
    return say("Which combination of the basis is the projection?")


def _basis_step(foot: Foot, vectors: Sequence[Sequence[Any]], space: Space) -> Step:
    """The pivot columns are a basis of the span."""
    B = space.side_by_side(vectors)
    reduction, _, _ = worked_reduction(from_columns(vectors), full=False)
    why = say(
        "The spanning vectors are dependent. Reduced, the matrix with these columns has pivots in {c}: these vectors "
        "are a basis, the others are left out.",
        c=columns_named(foot.kept),
    )
    basis = vectors_written([vectors[k] for k in foot.kept])
    return Step(why, PivotColumns(basis, of=B), substeps=tuple(reduction), question=say("Which vectors are needed?"))


def _one_by_one(foot: Foot, x: Sequence[Any], basis: Sequence[Vector], space: Space, letter: Written) -> list[Step]:
    """In an orthogonal basis each coordinate is a quotient of its own."""
    steps = []
    for k, (b, c) in enumerate(zip(basis, foot.coordinates, strict=True), 1):
        name = Name(f"b_{k}") if len(basis) > 1 else Name("b")
        first = "The vectors of the basis are orthogonal to each other, so each coordinate is found by itself. "
        start = first if len(basis) > 1 and k == 1 else ""
        why = say(
            start + "The coordinate of the projection along {b}: the inner product of {x} and {b}, which is {s}, over "
            "that of {b} with itself, which is {t} (MML 3.8.1).",
            b=name,
            x=letter,
            s=write(space.product(x, b)),
            t=write(space.norm_squared(b)),
        )
        top, bottom = space.pairing(space.show(x), space.show(b)), space.pairing(space.show(b), space.show(b))
        asked = say("By what is the inner product of {x} and {b} divided?", x=letter, b=name)
        steps.append(Step(why, InnerValue(write(c), left=Op("/", (top, bottom))), question=asked))
    return steps


def _normal_equations(
    foot: Foot, x: Sequence[Any], basis: Sequence[Vector], space: Space, letter: Written
) -> list[Step]:
    gram, right = space.gram(basis, basis), space.gram(basis, [x])
    kept = tuple(map(tuple, basis))
    G, lam, B = Name("G"), Name("lambda"), Name("B")
    columns = say(" (the basis vectors are the columns of {B})", B=B) if space.interval is None else Text(())
    first = (
        say("The matrix {G} holds the inner products of the basis vectors with each other", G=G) + columns + say(".")
    )
    second = say("The right side {c} holds the inner products of the basis vectors with {x}.", c=Name("c"), x=letter)
    third = say(
        "The error must be orthogonal to the basis, which says {e} for the coordinates (MML 3.8.2); solve it.",
        e=(G * lam).equals(Name("c")),
    )
    system = [[*r, c] for r, (c,) in zip(gram, right, strict=True)]
    details, _, _ = worked_reduction(system, bar=len(basis))
    found = column([write(c) for c in foot.coordinates])
    solved = Coefficients(found, of=matrix_written(gram), rhs=matrix_written(right))
    return [
        Step(
            first,
            GramMatrix(matrix_written(gram), vectors=kept, space=space),
            question=say("Which matrix stands on the left of the normal equation?"),
        ),
        Step(second, GramMatrix(matrix_written(right), vectors=kept, others=(tuple(x),), space=space, name="c")),
        Step(third, solved, substeps=tuple(details), question=say("Which equations do the coordinates satisfy?")),
    ]


def _meaning(foot: Foot, space: Space, distance: Written) -> Text:
    if not foot.kept:
        return say("The span is the zero subspace, so the projection is the zero vector.")
    lam = column([write(c) for c in foot.coordinates])
    if not any(foot.error):
        return say("The vector lies in the span; its coordinates in the basis are {c}, its distance is 0.", c=lam)
    return say(
        "The coordinates in the basis are {c}, the error is {e}, the distance {d}.",
        c=lam,
        e=space.show(foot.error),
        d=distance,
    )


def _checks(x: Sequence[Any], vectors: Sequence[Sequence[Any]], foot: Foot, space: Space) -> tuple[Check, ...]:
    import numpy as np

    form = np.array([[float(a) for a in r] for r in space.form or identity(space.n)])
    root = np.linalg.cholesky(form).T  # |root v| is the length of v
    B = np.array([[float(a) for a in v] for v in vectors]).T
    y = np.array([float(a) for a in x])
    nearest = B @ np.linalg.lstsq(root @ B, root @ y, rcond=None)[0]
    same = np.allclose(nearest, [float(a) for a in foot.point], atol=1e-8 * (1 + np.abs(y).max()))
    return (Check(Text(("NumPy: the least squares solution is the same point.",)), bool(same)),)


def _code(x: Sequence[Any], vectors: Sequence[Sequence[Any]], space: Space, find: str) -> str:
    kept = reduced(from_columns(vectors))[1]
    basis = from_columns([vectors[k] for k in kept]) if kept else from_columns(vectors)
    lines = ["import numpy as np", ""]
    if space.interval is not None:
        lines.append("# polynomials by their coefficients; A holds the integrals of products of powers")
    lines += [f"B = {matrix_source(basis)}", f"x = {vector_source(x)}"]
    if space.form is not None:
        lines.append(f"A = {matrix_source(space.form)}")
    product = "B.T" if space.form is None else "B.T @ A"
    if kept:
        lines.append(f"coordinates = np.linalg.solve({product} @ B, {product} @ x)   # the normal equations")
        lines.append("p = B @ coordinates")
    else:
        lines += ["coordinates = np.zeros(0)", "p = np.zeros(len(x))"]
    lines += ["e = x - p", f"d = np.sqrt({'e @ e' if space.form is None else 'e @ A @ e'})"]
    answers = {"all": "p, d", "projection": "p", "coordinates": "coordinates", "error": "e", "distance": "d"}
    lines += [f"answer = {answers[find]}", "print(answer)"]
    return "\n".join(lines) + "\n"
