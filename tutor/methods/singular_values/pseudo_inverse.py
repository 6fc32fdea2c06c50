"""Find the pseudo-inverse (Moore–Penrose) of a matrix of any shape and rank.

Example: tutor solve pseudo_inverse "[1, 0; 1, 1; 0, 1]"

With independent columns it is (AᵀA)⁻¹Aᵀ, with independent rows Aᵀ(AAᵀ)⁻¹; otherwise it is made of the singular values
and vectors, or of a factorisation A = C R into full ranks where those are no handy numbers. The option ``by``
chooses: ``auto``, ``normal`` (the formulas), ``svd`` or ``factors`` (book: chapters 2.2.2, 3.8 and 4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, inverse, rank, rows_of, times, transposed
from tutor.exact.scalars import write
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed, InverseOf
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.claims import MoorePenrose
from tutor.methods.singular_values.factors import (
    Factors,
    gram,
    pseudo_inverse_of,
    rank_factors,
    rank_one,
    summed,
    svd_of,
)
from tutor.methods.singular_values.steps import (
    A_NAME,
    LIMIT,
    by_floats,
    first_vectors,
    floats,
    literal,
    reciprocal,
    second_vectors,
    sigma,
    spectrum_steps,
    turned,
)
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written, column

WAYS = ("auto", "normal", "svd", "factors")
X_NAME, P_NAME, Q_NAME = Name("X"), Name("P"), Name("Q")
_CODES = {
    "columns": "answer = np.linalg.inv(A.T @ A) @ A.T              # the columns are independent\n",
    "rows": "answer = A.T @ np.linalg.inv(A @ A.T)              # the rows are independent\n",
    "rest": """U, s, Vt = np.linalg.svd(A)
r = int(np.sum(s > 1e-9 * s[0]))                   # only positive singular values have reciprocals
answer = (Vt[:r].T / s[:r]) @ U[:, :r].T
""",
}


def from_text(text: str, *, by: str = "auto") -> Solution:
    """The pseudo-inverse of a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers, or the way that is chosen does not lead there.

    >>> str(from_text("[1, 1; 1, 1]").answer)
    '[1/4, 1/4; 1/4, 1/4]'
    """
    return work(read_matrix(text, limit=LIMIT), by=by)


def work(A: Sequence[Sequence[Any]], *, by: str = "auto") -> Solution:
    """The pseudo-inverse with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    by : {"auto", "normal", "svd", "factors"}

    >>> work([[1, 2]]).holds
    True
    """
    if by not in WAYS:
        raise InputError(f"by={by!r}: choose one of {', '.join(WAYS)}")
    A = rows_of(A)
    X = pseudo_inverse_of(A)
    r, m, n = rank(A), len(A), len(A[0])
    full = r == min(m, n)
    if by == "normal" and not full:
        raise InputError(
            f"neither the columns nor the rows are independent (the rank is {r}), so no inverse is there to be taken; "
            "choose by=svd or by=factors"
        )
    factors = svd_of(A) if r and (by == "svd" or (by == "auto" and not full)) else None
    if r and by == "svd" and factors is None:
        raise InputError("the singular vectors would hold roots of roots; by=factors gives the exact pseudo-inverse")
    if not r:
        steps: list[Step] = []
    elif by == "normal" or (by == "auto" and full):
        steps = _normal(A, X, r == n)
    else:
        steps = _by_svd(A, factors, X) if factors else _by_factors(A, X)
    way = "rest" if not full or by in ("svd", "factors") else "columns" if r == n else "rows"
    return Solution(
        "pseudo_inverse",
        say("Find the pseudo-inverse of {A}.", A=A_NAME.equals(matrix_written(A))),
        (*steps, *_conditions(A, X)),
        matrix_written(X),
        meaning=_meaning(r, m, n),
        code=literal(A) + "\n" + (_CODES[way] if r else "answer = np.zeros(A.T.shape)\n") + "print(answer)\n",
        checks=_checks(A, X),
    )


def _normal(A: Rows, X: Rows, columns: bool) -> list[Step]:
    """(AᵀA)⁻¹Aᵀ for independent columns, Aᵀ(AAᵀ)⁻¹ for independent rows."""
    W, T = matrix_written(A), turned(matrix_written(A))
    G = times(transposed(A), A) if columns else times(A, transposed(A))
    back = inverse(G)
    assert back is not None  # the rank is full
    name = turned(A_NAME) * A_NAME if columns else A_NAME * turned(A_NAME)
    what = "columns" if columns else "rows"
    formula = Op("inverse", (name,)) * turned(A_NAME) if columns else turned(A_NAME) * Op("inverse", (name,))
    return [
        Step(
            say("The {what} of {A} are independent, so {G} has an inverse (MML 2.2.2).", what=what, A=A_NAME, G=name),
            Computed(matrix_written(G), left=T * W if columns else W * T),
            question=say("Are the columns independent, or the rows?"),
        ),
        Step(
            say("Invert it."),
            InverseOf(matrix_written(back), of=matrix_written(G)),
            question=say("Which matrix gives the identity with {G}?", G=name),
        ),
        Step(
            say("Multiply: {X}.", X=X_NAME.equals(formula)),
            Computed(matrix_written(X), left=matrix_written(back) * T if columns else T * matrix_written(back)),
            question=say("On which side does {T} stand?", T=turned(A_NAME)),
        ),
    ]


def _by_svd(A: Rows, factors: Factors, X: Rows) -> list[Step]:
    """The sum of v uᵀ/σ over the positive singular values."""
    G = gram(A)
    steps = spectrum_steps(A, G) + first_vectors(G, factors, zero=False) + second_vectors(A, G, factors)
    parts = []
    for i, s in enumerate(factors.values):
        u, v = (column([write(x) for x in w[i]]) for w in (factors.U, factors.V))
        part = rank_one(1 / s, factors.V[i], factors.U[i])
        parts.append(part)
        left = v * turned(u) if s == 1 else Op("*", (reciprocal(s), v, turned(u)))
        named = Op("*", (Name(f"v_{i + 1}"), turned(Name(f"u_{i + 1}"))))
        why = say("Only positive singular values have reciprocals: divide {t} by {s}.", t=named, s=sigma(i + 1))
        question = say("What does {s} contribute?", s=sigma(i + 1))
        steps.append(Step(why, Computed(matrix_written(part), left=left), question=question))
    if len(parts) > 1:
        left = Op("+", tuple(matrix_written(p) for p in parts))
        total = summed(parts, len(X), len(X[0]))
        steps.append(Step(say("Add them: this is {X}.", X=X_NAME), Computed(matrix_written(total), left=left)))
    return steps


def _by_factors(A: Rows, X: Rows) -> list[Step]:
    """A = C R with independent columns and rows; X = Rᵀ (Cᵀ A Rᵀ)⁻¹ Cᵀ."""
    C, R = rank_factors(A)
    middle = times(times(transposed(C), A), transposed(R))
    back = inverse(middle)
    assert back is not None  # both factors have full rank
    c, r = Name("C"), Name("R")
    W, WC, WR = (matrix_written(M) for M in (A, C, R))
    name = Op("*", (turned(c), A_NAME, turned(r)))
    return [
        Step(
            say(
                "The pivot columns are {C}, the nonzero rows of the reduced form are {R}: both have full rank.",
                C=c,
                R=r,
            ),
            Computed(WC * WR, left=W),
            question=say("Which columns are independent, and how do they make up the others?"),
        ),
        Step(
            say("The small square matrix {M} has an inverse; compute it.", M=name),
            Computed(matrix_written(middle), left=Op("*", (turned(WC), W, turned(WR)))),
        ),
        Step(say("Invert it."), InverseOf(matrix_written(back), of=matrix_written(middle))),
        Step(
            say("Then {X}.", X=X_NAME.equals(Op("*", (turned(r), Op("inverse", (name,)), turned(c))))),
            Computed(matrix_written(X), left=Op("*", (turned(WR), matrix_written(back), turned(WC)))),
        ),
    ]


def _conditions(A: Rows, X: Rows) -> list[Step]:
    """The two products, and the four conditions of Moore and Penrose."""
    W, Y = matrix_written(A), matrix_written(X)
    P, Q = (matrix_written(M) for M in (times(A, X), times(X, A)))
    return [
        _product_step(P_NAME.equals(A_NAME * X_NAME), P, W * Y),
        _product_step(Q_NAME.equals(X_NAME * A_NAME), Q, Y * W),
        Step(
            say(
                "{one} and {two} as well: with both products symmetric, these are the four conditions, which only the "
                "pseudo-inverse satisfies.",
                one=(P_NAME * A_NAME).equals(A_NAME),
                two=(Q_NAME * X_NAME).equals(X_NAME),
            ),
            MoorePenrose(Y, of=W, P=P, Q=Q),
            question=say("Which four conditions single out the pseudo-inverse?"),
        ),
    ]


def _product_step(name: Written, result: Written, left: Written) -> Step:
    why = say("Check: {n} must be symmetric.", n=name)
    return Step(why, Computed(result, left=left), question=say("Is {n} symmetric?", n=name))


def _meaning(r: int, m: int, n: int) -> Any:
    if r == m == n:
        return say("The matrix is invertible: its pseudo-inverse is its inverse.")
    if not r:
        return say("The pseudo-inverse of a zero matrix is its transpose.")
    if r == n:
        return say(
            "The columns are independent: {X} is a left inverse, {t}.", X=X_NAME, t=(X_NAME * A_NAME).equals(Name("I"))
        )
    if r == m:
        return say(
            "The rows are independent: {X} is a right inverse, {t}.", X=X_NAME, t=(A_NAME * X_NAME).equals(Name("I"))
        )
    return say(
        "The rank is {r}: {X} is neither a left nor a right inverse, but gives the shortest least-squares solution.",
        r=r,
        X=X_NAME,
    )


def _checks(A: Rows, X: Rows) -> tuple[Check, ...]:
    import numpy as np

    same = np.allclose(np.linalg.pinv(floats(A), rcond=1e-10), floats(X), rtol=1e-7, atol=1e-9)
    return (Check(say("NumPy finds the same pseudo-inverse."), by_floats(A, same)),)
