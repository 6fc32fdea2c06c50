"""Decompose a matrix as A = U S Vᵀ, its singular value decomposition.

Example: tutor solve svd "[3, 2, 2; 2, 3, -2]"

The options: ``form=full`` (U and V are square), ``thin`` (as many columns as the smaller side of A), ``compact``
(only the columns that belong to positive singular values). U holds the left, V the right singular vectors; the
singular values in S descend (book: chapter 4.5). Where the exact numbers would be roots of roots, the compact form is
given in decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, rows_of, transposed
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.claims import Decomposed, RoundedDecomposition
from tutor.methods.singular_values.digits import precise_svd, rounded, rounded_matrix
from tutor.methods.singular_values.factors import Factors, gram, svd_of
from tutor.methods.singular_values.steps import (
    A_NAME,
    LIMIT,
    by_floats,
    completing_step,
    first_vectors,
    floats,
    literal,
    second_vectors,
    spectrum_steps,
    turned,
)
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Words, Written, matrix

FORMS = ("full", "thin", "compact")
_RIGHT = """
squares, V = np.linalg.eigh(A.T @ A)               # eigenvalues in ascending order
V, squares = V[:, ::-1], squares[::-1]             # singular values descend
r = int(np.sum(squares > 1e-10 * squares[0]))
s = np.sqrt(squares[:r])
U = A @ V[:, :r] / s                               # u = A v / sigma
"""
_LEFT = """
squares, U = np.linalg.eigh(A @ A.T)               # eigenvalues in ascending order
U, squares = U[:, ::-1], squares[::-1]             # singular values descend
r = int(np.sum(squares > 1e-10 * squares[0]))
s = np.sqrt(squares[:r])
V = A.T @ U[:, :r] / s                             # v = A^T u / sigma
"""
_COMPLETE = """
m, n = A.shape
more = np.linalg.qr(np.hstack([{X}[:, :r], np.eye(len({X}))]))[0]
{X} = np.hstack([{X}[:, :r], more[:, r:]])                 # the columns that are missing
"""
_FINISH = {
    "full": "S = np.zeros((m, n))\nS[range(r), range(r)] = s\n",
    "thin": "k = min(m, n)\nU, V, S = U[:, :k], V[:, :k], np.diag(np.append(s, np.zeros(k - r)))\n",
    "compact": "U, V, S = U[:, :r], V[:, :r], np.diag(s)\n",
}


def from_text(text: str, *, form: str = "full") -> Solution:
    """Decompose a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers, or there is no such form.

    >>> str(from_text("[3, 0; 0, -2]").answer)
    'U = [1, 0; 0, -1]; S = [3, 0; 0, 2]; V = [1, 0; 0, 1]'
    """
    return work(read_matrix(text, limit=LIMIT), form=form)


def matrices(A: Rows, factors: Factors, form: str = "full") -> tuple[Rows, Rows, Rows]:
    """U, S and V in one of the three forms."""
    m, n, r = len(A), len(A[0]), len(factors.values)
    p, q = {"full": (m, n), "thin": (min(m, n),) * 2, "compact": (r, r)}[form]
    S = tuple(tuple(factors.values[i] if i == j < r else Fraction(0) for j in range(q)) for i in range(p))
    return transposed(factors.U[:p]), S, transposed(factors.V[:q])


def work(A: Sequence[Sequence[Any]], *, form: str = "full") -> Solution:
    """The decomposition with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    form : {"full", "thin", "compact"}

    >>> solution = work([[2, 2], [-1, 1]])
    >>> str(solution.answer), solution.holds
    ('U = [1, 0; 0, -1]; S = [2*sqrt(2), 0; 0, sqrt(2)]; V = [sqrt(2)/2, sqrt(2)/2; sqrt(2)/2, -sqrt(2)/2]', True)
    """
    if form not in FORMS:
        raise InputError(f"form={form!r}: choose one of {', '.join(FORMS)}")
    A = rows_of(A)
    zero = not any(any(r) for r in A)
    if zero and form == "compact":
        raise InputError("the zero matrix has no positive singular value, so its compact form is empty: use form=full")
    factors = svd_of(A)
    given = say("Find a singular value decomposition of {A}.", A=A_NAME.equals(matrix_written(A)))
    if factors is None:
        return _numeric(A, given)
    G = gram(A)
    r = len(factors.values)
    U, S, V = matrices(A, factors, form)
    steps = spectrum_steps(A, G) + first_vectors(G, factors, zero=form != "compact") + second_vectors(A, G, factors)
    steps += completing_step(A, G, factors, (len(U[0]) if G.right else len(V[0])))
    product = Op("*", (matrix_written(U), matrix_written(S), turned(matrix_written(V))))
    steps.append(
        Step(
            say(
                "The vectors are the columns of {U} and {V}, the singular values the diagonal of {S}; multiplied, they "
                "give {A} again.",
                U=Name("U"),
                S=Name("S"),
                V=Name("V"),
                A=A_NAME,
            ),
            Decomposed(product, of=matrix_written(A)),
            question=say("Does the product give the matrix?"),
        )
    )
    rank = "1 positive singular value" if r == 1 else f"{r} positive singular values"
    meaning = say("There are {rank}, so the rank of {A} is {r}.", rank=rank, A=A_NAME, r=r)
    return Solution(
        "svd",
        given,
        tuple(steps),
        named(matrix_written(U), matrix_written(S), matrix_written(V)),
        meaning=meaning,
        code=_code(A, form),
        checks=_checks(A, factors.values),
    )


def named(U: Written, S: Written, V: Written) -> Op:
    """The three matrices, as they are asked for."""
    return Op("parts", tuple(Op("part", (Words(name), w)) for name, w in (("U", U), ("S", S), ("V", V))))


def _numeric(A: Rows, given: Text) -> Solution:
    G, found = gram(A), precise_svd(A)
    r = len(found.values)
    if not all(found.apart(k) for k in range(1, r)):
        raise InputError(
            "a singular value is repeated and others have no exact form, so that no decimals of the vectors are "
            "certain; `tutor solve singular_values` gives the values"
        )
    U, V = (rounded_matrix(transposed(M), found.places) for M in (found.U, found.V))
    S = matrix(
        [[rounded(s, found.places) if i == j else Num("0") for j in range(r)] for i, s in enumerate(found.values)]
    )
    why = (
        "The exact entries of the vectors would hold roots of roots. The vectors of the {r} positive singular values "
        "are given with {n} decimals, each correctly rounded: the compact form."
    )
    steps = [
        *spectrum_steps(A, G),
        Step(
            say(why, r=r, n=found.places),
            RoundedDecomposition(Op("*", (U, S, turned(V))), of=matrix_written(A)),
            question=say("Which vectors belong to these singular values?"),
        ),
    ]
    meaning = say(
        "Exact radicals would be monstrous here: these are decimals, certain to the last one. Further columns of {U} "
        "or {V} are any orthonormal vectors orthogonal to those.",
        U=Name("U"),
        V=Name("V"),
    )
    code, checks = _code(A, "compact"), _checks(A, found.values)
    return Solution("svd", given, tuple(steps), named(U, S, V), meaning=meaning, code=code, checks=checks)


def _code(A: Rows, form: str) -> str:
    right = len(A[0]) <= len(A)
    complete = _COMPLETE.format(X="U" if right else "V") if form != "compact" else ""
    lines = literal(A) + (_RIGHT if right else _LEFT) + complete + _FINISH[form]
    return lines + 'answer = {"U": U, "S": S, "V": V}\nprint(answer)\n'


def _checks(A: Rows, values: Sequence[Any]) -> tuple[Check, ...]:
    import numpy as np

    theirs = np.linalg.svd(floats(A), compute_uv=False)
    mine = np.zeros(len(theirs))
    mine[: len(values)] = [float(s) for s in values]
    same = np.allclose(mine, theirs, rtol=1e-9, atol=1e-7)
    return (Check(say("NumPy finds the same singular values."), by_floats(A, same)),)
