"""Find a basis of the orthogonal complement of a subspace, in any inner product.

Example: tutor solve orthogonal-complement "(1, 2, 3, 4), (0, 1, 1, 0)"

The complement of span{b₁, …} is the set of all x with ⟨bᵢ, x⟩ = 0: the null space of Bᵀ, or of Bᵀ A for the inner
product xᵀ A y (book: chapter 3.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, from_columns, identity, null_space, rank, rows_of
from tutor.exact.scalars import write
from tutor.methods.array_source import matrix_source
from tutor.methods.geometry.claims import GramMatrix
from tutor.methods.geometry.reading import holds_equations, read_form, read_homogeneous, read_space
from tutor.methods.geometry.space import Space
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number


def from_text(*inputs: str, inner: str = "") -> Solution:
    """The complement of the span of typed vectors.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For vectors of different lengths, or a matrix that gives no inner product.

    >>> str(from_text("(1, 1, 1)").answer)
    '{(1, -1, 0), (1, 0, -1)}'
    """
    if len(inputs) == 1 and holds_equations(inputs[0]):
        return _of_solutions(inputs[0], inner)
    space, groups = read_space(inputs, inner)
    if space.interval is not None:
        raise InputError("the complement is worked for vectors of numbers: give the coefficients and a matrix as inner")
    return work([v for group in groups for v in group], space)


def _of_solutions(equations: str, inner: str) -> Solution:
    """The subspace is the solution set of homogeneous equations: a basis of it comes first."""
    rows = read_homogeneous(equations)
    basis = null_space(rows)
    n = len(rows[0])
    if not basis:
        raise InputError("the equations have the zero solution only; the complement of {0} is the whole space")
    why = say("A basis of the subspace itself: solve its equations.")
    details, _, _ = worked_reduction(rows)
    first = Step(why, NullSpaceBasis(vectors_written(basis), of=matrix_written(rows)), substeps=tuple(details))
    return work(basis, Space(n, read_form(inner, n)), before=(first,))


def complement(vectors: Sequence[Sequence[Any]], space: Space) -> tuple[Vector, ...]:
    """A basis of the orthogonal complement.

    >>> [[str(x) for x in v] for v in complement([(1, 2)], Space(2))]
    [['2', '-1']]
    """
    return null_space(_equations(vectors, space))


def _equations(vectors: Sequence[Sequence[Any]], space: Space) -> Rows:
    """The rows of Bᵀ A; A is symmetric, so they are A b."""
    return rows_of(vectors if space.form is None else [applied(space.form, b) for b in vectors])


def work(vectors: Sequence[Sequence[Any]], space: Space, *, before: Sequence[Step] = ()) -> Solution:
    """A basis of the complement of the span, with every step; `before` are steps that found the vectors.

    >>> str(work([(1, 0), (0, 1)], Space(2)).answer)
    '{(0, 0)}'
    """
    M = _equations(vectors, space)
    basis = null_space(M)
    n = space.n
    B = matrix_written(from_columns(vectors))
    steps = list(before)
    turned = Op("T", (B,))
    x, zero = Name("x"), number(0)
    if space.form is None:
        why = say(
            "Orthogonal to every vector of the span is what is orthogonal to the spanning vectors: they are the rows "
            "of a matrix {M}, and {e} is to be solved.",
            M=Name("M"),
            e=(Name("M") * x).equals(zero),
        )
        steps.append(Step(why, Computed(matrix_written(M), left=turned), question=_question()))
    else:
        A = matrix_written(rows_of(space.form))
        why = say(
            "Each spanning vector gives one equation, its inner product with {x} is 0; the rows of {M} are their "
            "coefficients, and {e} is to be solved.",
            x=x,
            M=Name("M"),
            e=(Name("M") * x).equals(zero),
        )
        steps.append(Step(why, Computed(matrix_written(M), left=Op("*", (turned, A))), question=_question()))
    reduction, _, pivots = worked_reduction(M)
    steps += reduction
    steps += _basis_steps(M, basis, vectors, space, pivots)
    listed = Op("list", tuple(space.show(v) for v in vectors)) if len(vectors) > 1 else space.show(vectors[0])
    items = basis or ((0,) * n,)
    answer = Op("set", tuple(_line(v) for v in items))
    return Solution(
        "orthogonal_complement",
        say("Find a basis of the orthogonal complement of the span of {v}", v=listed) + space.symbol() + say("."),
        tuple(steps),
        answer,
        meaning=_meaning(n, len(pivots), len(basis)),
        code=_code(vectors, space),
        checks=_checks(vectors, basis, space),
    )


def _question() -> Text:
    return say("Which equations say that a vector is orthogonal to the whole span?")


def _line(v: Sequence[Any]) -> Written:
    entries = tuple(write(a) for a in v)
    return Op("tuple", entries) if len(entries) > 1 else entries[0]


def _basis_steps(
    M: Rows, basis: Sequence[Vector], vectors: Sequence[Sequence[Any]], space: Space, pivots: Sequence[int]
) -> list[Step]:
    if not basis:
        why = say("Every column has a pivot, so only the zero vector is orthogonal to all of them.")
        return [Step(why, Computed(number(space.n), left=Op("rank", (matrix_written(M),))))]
    free = columns_named([c for c in range(space.n) if c not in pivots])
    why = say(
        "There is no pivot in {free}: set one free unknown to 1 at a time, the others to 0, and solve; then scale.",
        free=free,
    )
    made = Step(
        why,
        NullSpaceBasis(vectors_written(basis), of=matrix_written(M)),
        question=say("Which unknowns are free?"),
    )
    zero = matrix_written(space.gram(vectors, basis))
    why = say("All inner products of the spanning vectors with the basis of the complement are 0.")
    check = GramMatrix(zero, vectors=tuple(map(tuple, vectors)), others=tuple(basis), space=space)
    return [made, Step(why, check)]


def _meaning(n: int, r: int, k: int) -> Text:
    both = say("The dimensions add up: {r} + {k} = {n}.", r=r, k=k, n=n)
    return both if k else say("The complement is the zero subspace: the span is the whole space. ") + both


def _checks(vectors: Sequence[Sequence[Any]], basis: Sequence[Vector], space: Space) -> tuple[Check, ...]:
    import numpy as np

    B, A = (np.array([[float(x) for x in r] for r in m]) for m in (vectors, space.form or identity(space.n)))
    fits = len(basis) + np.linalg.matrix_rank(B) == space.n and (not basis or rank(basis) == len(basis))
    products = np.abs(B @ A @ np.array([[float(x) for x in v] for v in basis]).T) if basis else np.zeros(1)
    orthogonal = bool(np.all(products < 1e-9 * (1 + np.abs(B).max()) ** 2))
    return (Check(Text(("NumPy: the products are 0 and the dimensions add up.",)), bool(fits and orthogonal)),)


def _code(vectors: Sequence[Sequence[Any]], space: Space) -> str:
    form = "" if space.form is None else f"A = {matrix_source(space.form)}\n"
    product = "B" if space.form is None else "B @ A"
    return f"""import numpy as np

B = {matrix_source(vectors)}     # the spanning vectors as rows
{form}M = {product}
pivots, form = [], M.copy()
for col in range(M.shape[1]):                # Gauss and Jordan
    row = len(pivots)
    if row == len(form):
        break
    best = row + np.argmax(np.abs(form[row:, col]))
    if abs(form[best, col]) < 1e-9:
        continue
    form[[row, best]] = form[[best, row]]
    form[row] /= form[row, col]
    for i in range(len(form)):
        if i != row:
            form[i] -= form[i, col] * form[row]
    pivots.append(col)
free = [col for col in range(M.shape[1]) if col not in pivots]
answer = np.zeros((M.shape[1], len(free)))   # one column a basis vector
for k, col in enumerate(free):
    answer[col, k] = 1
    answer[pivots, k] = -form[:len(pivots), col]
print(answer)
"""
