"""The matrix of the orthogonal projection on a subspace, and what is true of it.

Example: tutor solve projection-matrix "(1, 2, 2)"

P = B (BᵀB)⁻¹ Bᵀ for a basis in the columns of B, or B (BᵀAB)⁻¹ BᵀA for the inner product xᵀ A y. Dependent vectors are
left out. Options: `inner`, and `complement=yes` for the projection I − P on the orthogonal complement (book: 3.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import (
    Rows,
    from_columns,
    identity,
    inverse,
    plus,
    reduced,
    rows_of,
    scaled,
    times,
    transposed,
)
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source
from tutor.methods.geometry.claims import GramMatrix
from tutor.methods.geometry.reading import read_space, yes
from tutor.methods.geometry.space import Space
from tutor.methods.matrix_claims import Computed, InverseOf, PivotColumns, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number


def from_text(*inputs: str, inner: str = "", complement: str = "no") -> Solution:
    """The projection matrix for the span of typed vectors.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For vectors of different lengths, vectors that are all zero, or a matrix that gives no inner product.

    >>> str(from_text("(1, 1)").answer)
    '[1/2, 1/2; 1/2, 1/2]'
    """
    space, groups = read_space(inputs, inner)
    if space.interval is not None:
        raise InputError("a projection matrix is worked for vectors of numbers; use `projection` for polynomials")
    return work([v for group in groups for v in group], space, complement=yes(complement, "complement"))


def matrix_of(vectors: Sequence[Sequence[Any]], space: Space) -> Rows:
    """The projection matrix; the vectors may be dependent.

    >>> [[str(a) for a in r] for r in matrix_of([(1, 2)], Space(2))]
    [['1/5', '2/5'], ['2/5', '4/5']]
    """
    basis = _basis(vectors)
    if not basis:
        return tuple((plain(0),) * space.n for _ in range(space.n))
    middle = inverse(space.gram(basis, basis)) or ()
    right = basis if space.form is None else times(basis, space.form)
    return times(times(from_columns(basis), middle), right)


def _basis(vectors: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    return [tuple(plain(x) for x in vectors[k]) for k in reduced(from_columns(vectors))[1]]


def work(vectors: Sequence[Sequence[Any]], space: Space, *, complement: bool = False) -> Solution:
    """The projection matrix with every step.

    Parameters
    ----------
    complement : the projection I − P on the orthogonal complement

    >>> work([(1, 0, 1), (0, 1, 0)], Space(3)).holds
    True
    """
    basis = _basis(vectors)
    if not basis:
        raise InputError(
            "all vectors are zero: the projection on {0} is the zero matrix; give a vector that is not zero"
        )
    P = matrix_of(vectors, space)
    result = plus(identity(space.n), scaled(-1, P)) if complement else P
    steps: list[Step] = []
    if len(basis) < len(vectors):
        steps.append(_basis_step(vectors, basis, space))
    steps += _formula_steps(basis, P, space)
    steps += _property_steps(P)
    if complement:
        unit = matrix_written(identity(space.n))
        why = say("The projection on the orthogonal complement is {I} − {P}.", I=Name("I"), P=Name("P"))
        steps.append(Step(why, Computed(matrix_written(result), left=unit - matrix_written(P))))
    listed = Op("list", tuple(space.show(v) for v in vectors)) if len(vectors) > 1 else space.show(vectors[0])
    target = "the orthogonal complement of the span" if complement else "the span"
    given = say("Find the matrix of the orthogonal projection onto {t} of {v}", t=target, v=listed)
    return Solution(
        "projection_matrix",
        given + space.symbol() + say("."),
        tuple(steps),
        matrix_written(result),
        meaning=_meaning(space.n, space.n - len(basis) if complement else len(basis)),
        code=_code(basis, space, complement=complement),
        checks=_checks(basis, P, space),
    )


def _basis_step(vectors: Sequence[Sequence[Any]], basis: Sequence[Sequence[Any]], space: Space) -> Step:
    details, _, pivots = worked_reduction(from_columns(vectors), full=False)
    why = say(
        "The vectors are dependent, so {g} would have no inverse; those in {c} are a basis and are kept.",
        g=Op("T", (Name("B"),)) * Name("B"),
        c=columns_named(pivots),
    )
    return Step(why, PivotColumns(vectors_written(basis), of=space.side_by_side(vectors)), substeps=tuple(details))


def _formula_steps(basis: Sequence[tuple[Any, ...]], P: Rows, space: Space) -> list[Step]:
    """BᵀB, its inverse, and the product."""
    B = space.side_by_side(basis)
    gram = space.gram(basis, basis)
    right: list[Written] = [Op("T", (B,))]
    if space.form is not None:
        right.append(matrix_written(rows_of(space.form)))
    if len(basis) == 1:
        size = gram[0][0]
        left = Op("T", (B,)) * B if space.form is None else Op("*", (*right, B))
        why = say("For one vector {b}, the denominator is its inner product with itself.", b=Name("b"))
        first = Step(why, Computed(matrix_written(gram), left=left), question=say("What stands in the denominator?"))
        why = say(
            "The column {b} times the row {t}, over that number, is the projection matrix (MML 3.8.1).",
            b=Name("b"),
            t=Op("T", (Name("b"),)),
        )
        product = Op("*", (B, *right)) if size == 1 else Op("*", (number(1) / write(size), B, *right))
        return [first, Step(why, Computed(matrix_written(P), left=product), question=say("Which product is a matrix?"))]
    middle = inverse(gram) or ()
    b = Name("B")
    why = say("With the basis as columns of {B}, the inner products of the basis vectors with each other.", B=b)
    steps = [Step(why, GramMatrix(matrix_written(gram), vectors=tuple(basis), space=space))]
    system, _, _ = worked_reduction([[*r, *e] for r, e in zip(gram, identity(len(basis)), strict=True)], bar=len(basis))
    if gram != identity(len(basis)):
        why = say("Invert this matrix; it is invertible, since the columns of {B} are independent.", B=b)
        details = tuple(system) if len(basis) > 2 else ()
        steps.append(Step(why, InverseOf(matrix_written(middle), of=matrix_written(gram)), substeps=details))
        front = times(from_columns(basis), middle)
        why = say("Multiply from the left by {B}.", B=b)
        steps.append(Step(why, Computed(matrix_written(front), left=Op("*", (B, matrix_written(middle))))))
        product = Op("*", (matrix_written(front), *right))
    else:
        product = Op("*", (B, *right))
    why = say("Multiply by {t}: the projection matrix {P} (MML 3.8.2).", t=Op("T", (b,)), P=Name("P"))
    steps.append(Step(why, Computed(matrix_written(P), left=product)))
    return steps


def _property_steps(P: Rows) -> list[Step]:
    """P² = P and, for the dot product, symmetry."""
    shown, p = matrix_written(P), Name("P")
    steps = [
        Step(
            say("To project twice changes nothing more: {e}.", e=(p**2).equals(p)),
            Computed(shown, left=shown**2),
            question=say("What is the projection of a projection?"),
        )
    ]
    if transposed(P) == P:
        steps.append(Step(say("{P} is symmetric.", P=p), Computed(shown, left=Op("T", (shown,)))))
    return steps


def _meaning(n: int, r: int) -> Text:
    if r == n:
        return say("The subspace is the whole space, and the projection is the identity.")
    if not r:
        return say("The complement is the zero subspace, and the projection is the zero matrix.")
    times_1, times_0 = (f"{k} time{'s' if k > 1 else ''}" for k in (r, n - r))
    return say(
        "The rank is {r}; the eigenvalues are 1 ({a}) and 0 ({b}), so the matrix is singular.",
        r=r,
        a=times_1,
        b=times_0,
    )


def _checks(basis: Sequence[Sequence[Any]], P: Rows, space: Space) -> tuple[Check, ...]:
    import numpy as np

    form = np.array([[float(a) for a in r] for r in space.form or identity(space.n)])
    root = np.linalg.cholesky(form).T
    Q, _ = np.linalg.qr(root @ np.array([[float(a) for a in v] for v in basis]).T)
    found = np.linalg.solve(root, Q @ Q.T @ root)
    same = np.allclose(found, np.array([[float(a) for a in r] for r in P]))
    B, shown = space.side_by_side(basis), matrix_written(P)
    kept = Computed(B, left=Op("*", (shown, B)))
    trace = Computed(number(len(basis)), left=Op("trace", (shown,)))
    return (
        Check(say("Vectors of the subspace stay where they are: {c}.", c=kept.shown()), kept.holds()),
        Check(say("The trace, the sum of the eigenvalues, is the rank: {c}.", c=trace.shown()), trace.holds()),
        Check(Text(("NumPy: an orthonormal basis Q of the subspace gives the same matrix.",)), bool(same)),
    )


def _code(basis: Sequence[Sequence[Any]], space: Space, *, complement: bool) -> str:
    form = "" if space.form is None else f"A = {matrix_source(space.form)}\n"
    right = "B.T" if space.form is None else "B.T @ A"
    result = "np.eye(len(P)) - P" if complement else "P"
    return f"""import numpy as np

B = {matrix_source(from_columns(basis))}
{form}P = B @ np.linalg.inv({right} @ B) @ {right}
answer = {result}
print(answer)
"""
