"""Spectral decomposition A = Q D Qᵀ of a symmetric matrix, and A as a sum of matrices of rank 1.

Example: tutor solve spectral_decomposition "[2, 1; 1, 2]"

A real symmetric matrix has real eigenvalues and an orthonormal basis of eigenvectors (spectral theorem; book: chapter
4.2). Eigenvectors of different eigenvalues are orthogonal by themselves; inside an eigenspace they are made so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.evaluate import NotExact, precise
from tutor.exact.matrices import Rows, Vector, diagonal, dot, from_columns, identity, primitive, rows_of, transposed
from tutor.exact.scalars import plain, scalar, write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.approximate import PLACES, Root, eigenvector
from tutor.methods.eigenvalues.claims import EigenvectorNear, EntriesNear, Factored
from tutor.methods.eigenvalues.eigen import numeric_check
from tutor.methods.eigenvalues.spaces import Eigenspace, eigenspaces
from tutor.methods.eigenvalues.working import NearValue, worked_eigen
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import ONE, Name, Num, Op, Words, Written, column, decimal, matrix

A_, D_, Q_ = Name("A"), Name("D"), Name("Q")


def from_text(text: str) -> Solution:
    """Decompose a typed symmetric matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square or not symmetric.

    >>> str(from_text("[0, 1; 1, 0]").answer)
    'Q = [sqrt(2)/2, sqrt(2)/2; -sqrt(2)/2, sqrt(2)/2]; D = [-1, 0; 0, 1]'
    """
    return work(read_matrix(text, square=True))


def require_symmetric(rows: Rows, *, why: str) -> None:
    """Refuse a matrix that is not symmetric, and name the two entries."""
    for i, r in enumerate(rows):
        for j in range(i):
            if r[j] != rows[j][i]:
                raise InputError(
                    f"a symmetric matrix is needed {why}; here row {j + 1}, column "
                    f"{i + 1} holds {write(rows[j][i])}, but "
                    f"row {i + 1}, column {j + 1} holds {write(r[j])}"
                )


def orthogonal_basis(basis: Sequence[Vector]) -> tuple[Vector, ...]:
    """Orthogonal vectors with the same span, in small whole numbers where they are rational.

    >>> [[str(x) for x in v] for v in orthogonal_basis([(1, -1, 0), (1, 0, -1)])]
    [['1', '-1', '0'], ['1', '1', '-2']]
    """
    found: list[Vector] = []
    for v in basis:
        w: Vector = tuple(plain(x) for x in v)
        for u in found:
            c = plain(dot(v, u) / dot(u, u))
            w = tuple(plain(x - c * y) for x, y in zip(w, u, strict=True))
        found.append(primitive(w))
    return tuple(found)


def unit(v: Sequence[Any]) -> Vector | None:
    """The vector divided by its length; None where the length is no sum of square roots.

    >>> [str(x) for x in unit((Fraction(3), Fraction(4)))]
    ['3/5', '4/5']
    """
    try:
        length = scalar(Op("sqrt", (write(dot(v, v)),)))
    except NotExact:
        return None
    return tuple(plain(x / length) for x in v)


def factors_of(A: Sequence[Sequence[Any]]) -> tuple[Rows, Rows] | None:
    """Q and D, eigenvalues in ascending order; None where they have no exact form here.

    >>> Q, D = factors_of([[0, 1], [1, 0]])
    >>> [str(D[i][i]) for i in range(2)]
    ['-1', '1']
    """
    spaces = eigenspaces(A)
    if spaces is None:
        return None
    columns = [unit(v) for s in spaces for v in orthogonal_basis(s.basis)]
    exact = [c for c in columns if c is not None]
    values = [s.value for s in spaces for _ in s.basis]
    return (from_columns(exact), diagonal(values)) if len(exact) == len(columns) else None


@dataclass(frozen=True)
class Column:
    """One column of Q: its eigenvalue, the vector before and after it gets the length 1 (None: no exact form)."""

    value: Any
    vector: Vector
    unit: Vector | None
    shown: tuple[Written, ...]


def work(A: Sequence[Sequence[Any]], *, operations: bool = True) -> Solution:
    """Eigenspaces, orthonormal bases of them, and the product multiplied back.

    Parameters
    ----------
    A : (n, n) exact numbers, symmetric

    >>> work([[2, 1], [1, 2]]).holds
    True
    """
    rows = rows_of(A)
    require_symmetric(rows, why="for a spectral decomposition")
    worked = worked_eigen(rows, operations=operations)
    steps = list(worked.steps)
    columns: list[Column] = []
    for s in worked.spaces:
        made, found = _columns(s)
        steps += made
        columns += found
    near = [_near(rows, v) for v in worked.near]
    steps += [step for step, _ in near]
    if all(c.unit is not None for c in columns) and not near:
        Q, D = from_columns([c.unit or () for c in columns]), diagonal([c.value for c in columns])
        steps += _multiplied(rows, Q, D)
        Q_written = matrix_written(Q)
    else:
        Q_written = matrix(zip(*[c.shown for c in columns], *[shown for _, shown in near], strict=True))
    if not near and any(c.value for c in columns):
        steps.append(_sum_step(rows, columns))
    values = [write(c.value) for c in columns] + [v.root.written() for v in worked.near]
    n = len(rows)
    D_written = matrix([[values[i] if i == j else Num("0") for j in range(n)] for i in range(n)])
    meaning = say("{e}", e=A_.equals(Q_ * D_ * Op("T", (Q_,))))
    if near or any(c.unit is None for c in columns):
        meaning += say(", with decimals rounded in their last place where there is no exact form with simple roots.")
    else:
        term = Name("lambda") * Name("q") * Op("T", (Name("q"),))
        meaning += say(" is the sum of the matrices {t}, one for each column {q} of {Q}.", t=term, q=Name("q"), Q=Q_)
    return Solution(
        "spectral_decomposition",
        say("Decompose {A} as {e}.", A=A_.equals(matrix_written(rows)), e=Q_ * D_ * Op("T", (Q_,))),
        tuple(steps),
        Op("parts", (Op("part", (Words("Q"), Q_written)), Op("part", (Words("D"), D_written)))),
        meaning=meaning,
        code=programs.spectral(rows),
        checks=(numeric_check(rows, worked),),
    )


def _columns(space: Eigenspace) -> tuple[list[Step], list[Column]]:
    """Orthogonalise inside the eigenspace, then divide by the lengths."""
    steps: list[Step] = []
    done: list[Vector] = []
    for k, (v, u) in enumerate(zip(space.basis, orthogonal_basis(space.basis), strict=True)):
        if k:
            steps.append(_orthogonalised(space, v, done, u))
        done.append(u)
    columns = []
    for u in done:
        square = dot(u, u)
        q = unit(u)
        col = column([write(x) for x in u])
        value = Name("lambda").equals(write(space.value))
        if q is not None:
            shown = tuple(write(x) for x in q)
            if square == 1:
                columns.append(Column(space.value, u, q, shown))
                continue
            why = say("Divide the eigenvector for {v} by its length {r}.", v=value, r=Op("sqrt", (write(square),)))
            steps.append(Step(why, Computed(column(shown), left=Op("/", (col, Op("norm", (col,)))))))
        else:
            shown = _rounded(u, square)
            why = say(
                "The length of the eigenvector for {v} is {r}, a root of a root; so "
                "its unit vector is given in decimals, "
                "rounded.",
                v=value,
                r=Op("sqrt", (write(square),)),
            )
            exact = matrix([(Op("/", (write(x), Op("sqrt", (write(square),)))),) for x in u])
            steps.append(Step(why, EntriesNear(column(shown), left=exact)))
        columns.append(Column(space.value, u, q, shown))
    return steps, columns


def _orthogonalised(space: Eigenspace, v: Vector, done: Sequence[Vector], u: Vector) -> Step:
    terms: list[Written] = [column([write(x) for x in v])]
    for d in done:
        c = plain(dot(v, d) / dot(d, d))
        if c:
            terms.append(Op("neg", (Op("*", (write(c), column([write(x) for x in d]))),)))
    rest = [plain(x - sum(plain(dot(v, d) / dot(d, d)) * d[i] for d in done)) for i, x in enumerate(v)]
    scale = plain(next(a for a in u if a) / next(a for a in rest if a))
    inner: Written = terms[0] if len(terms) == 1 else Op("+", tuple(terms))
    left = inner if scale == 1 else Op("*", (write(scale), inner))
    why = say(
        "The eigenspace of {v} has several dimensions: take from the next vector its "
        "projections on those before (Gram–Schmidt, "
        "MML 3.8.3)",
        v=Name("lambda").equals(write(space.value)),
    )
    why += say(".") if scale == 1 else say("; a factor makes the numbers whole.")
    if len(terms) == 1 and scale == 1:
        return Step(
            say("The next vector of the eigenspace is orthogonal to those before: nothing is to be taken away."),
            Computed(Num("0"), left=Op("dot", (terms[0], column([write(x) for x in done[-1]])))),
        )
    return Step(why, Computed(column([write(x) for x in u]), left=left))


def _rounded(u: Vector, square: Any) -> tuple[Written, ...]:
    """The entries of u/√square, correctly rounded."""
    from tutor.evaluate import evaluate

    arithmetic = precise(40)
    length = evaluate(Op("sqrt", (write(square),)), {}, arithmetic)
    return tuple(_decimal(evaluate(write(x), {}, arithmetic) / length) for x in u)


def _decimal(x: Any) -> Written:
    return decimal(Fraction(str(x)), PLACES)


def _near(rows: Rows, v: NearValue) -> tuple[Step, tuple[Written, ...]]:
    if not v.vector:
        raise InputError("an eigenvalue without exact form is repeated; its eigenspace cannot be decided from decimals")
    shown = tuple(Root(x, Fraction(0)).written() for x in eigenvector(rows, v.root, unit=True))
    why = say("The eigenvector for {v}, divided by its length and rounded.", v=v.root.written())
    claim = EigenvectorNear(column(shown), of=matrix_written(rows), factor=v.factor, index=v.index, unit=True)
    return Step(why, claim), shown


def _multiplied(rows: Rows, Q: Rows, D: Rows) -> list[Step]:
    given = matrix_written(Q)
    orthonormal = Step(
        say(
            "The unit vectors are the columns of {Q}. Eigenvectors of different "
            "eigenvalues are orthogonal by the spectral "
            "theorem (MML 4.2), so {e}.",
            Q=Q_,
            e=(Op("T", (Q_,)) * Q_).equals(Name("I")),
        ),
        Computed(matrix_written(identity(len(rows))), left=Op("*", (matrix_written(transposed(Q)), given))),
    )
    back = Step(
        say("Multiply back: {e}, with the eigenvalues on the diagonal of {D} in the order of the columns.",
            e=A_.equals(Q_ * D_ * Op("T", (Q_,))), D=D_),
Factored(Op("*", (given, matrix_written(D), matrix_written(transposed(Q)))), of=matrix_written(rows)),
    )  # fmt: skip
    return [orthonormal, back]


def _sum_step(rows: Rows, columns: Sequence[Column]) -> Step:
    """A as the sum of λ/(uᵀu) u uᵀ."""
    terms: list[Written] = []
    for c in columns:
        weight = plain(c.value / dot(c.vector, c.vector))
        if not weight:
            continue
        u = column([write(x) for x in c.vector])
        row = matrix([[write(x) for x in c.vector]])
        size = write(weight)
        negative = isinstance(size, Op) and size.head == "neg"
        size = size.args[0] if isinstance(size, Op) and negative else size
        term = Op("*", (u, row) if size == ONE else (size, u, row))
        terms.append(Op("neg", (term,)) if negative else term)
    told: Text = say("The same as a sum of matrices of rank 1, one for each eigenvector that is not sent to 0.")
    total = terms[0] if len(terms) == 1 else Op("+", tuple(terms))
    return Step(told, Computed(total, left=matrix_written(rows)))
