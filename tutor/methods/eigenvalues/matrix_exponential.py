"""The exponential e^A of a matrix, or e^(tA).

Example: tutor solve matrix_exponential "[1, 1; 0, 2]"

With A = P D P⁻¹ it is P e^D P⁻¹: only the diagonal is put into the exponential function (extends the book's chapter 4.4
from powers to power series). Without a basis of eigenvectors terms t^j e^(λt) come in; a complex pair gives cosine and
sine. With ``parameter=t`` the matrix is multiplied by t.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import diagonal, from_columns, rows_of
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.claims import ExponentialOf
from tutor.methods.eigenvalues.components import components, exponential_entries
from tutor.methods.eigenvalues.diagonalization import factor_steps, verdict
from tutor.methods.eigenvalues.spaces import eigenbasis
from tutor.methods.eigenvalues.working import worked_eigen
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import E, Name, Op, Written, entries, matrix


def from_text(text: str, *, parameter: str = "") -> Solution:
    """The exponential of a typed matrix; ``parameter=t`` for e^(tA).

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square, another letter than t, or eigenvalues without exact form.

    >>> str(from_text("[0, 1; 0, 0]").answer)
    '[1, 1; 0, 1]'
    """
    if parameter not in ("", "t"):
        raise InputError(f"parameter={parameter!r}: the letter in front of the matrix is t")
    return work(read_matrix(text, square=True), time=bool(parameter))


def work(A: Sequence[Sequence[Any]], *, time: bool = False, operations: bool = True) -> Solution:
    """Diagonalise, put the eigenvalues into the exponential function, multiply.

    Parameters
    ----------
    A : (n, n) exact numbers
    time : e^(tA) instead of e^A

    >>> str(work([[0, 1], [-1, 0]], time=True).answer)
    '[cos(t), sin(t); -sin(t), cos(t)]'
    """
    rows = rows_of(A)
    worked = worked_eigen(rows, operations=operations)
    if not worked.exact:
        raise InputError(
            "the eigenvalues have no exact form here, so neither has the exponential; SciPy's expm gives decimals"
        )
    steps = [*worked.steps, verdict(rows, worked.spaces, field="C").step]
    letter = Name("t") if time else None
    A_, t = Name("A"), (Op("*", (Name("t"), Name("D"))) if time else Name("D"))
    basis = eigenbasis(worked.spaces)
    if basis is not None:
        P, D = from_columns(basis[1]), diagonal(basis[0])
        steps += factor_steps(rows, P, D, operations=operations)
        inner = Op("*", (Name("P"), Op("^", (E, t)), Op("inverse", (Name("P"),))))
        why = say(
            "In the power series the inner factors cancel, so multiply {e}: each eigenvalue goes into the exponent.",
            e=inner,
        )
    else:
        why = say(
            "Without a basis of eigenvectors terms {a} come in beside {b}; the "
            "coefficients are those of the powers of {A}.",
            a=Op("*", (Name("t"), Op("^", (E, Name("lambda") * Name("t"))))),
            b=Op("^", (E, Name("lambda") * Name("t"))),
            A=A_,
        )
    if any(not s.real for s in worked.spaces):
        why += say(" A complex pair gives a cosine and a sine (Euler's formula).")
    result = matrix(exponential_entries(components(rows, worked.spaces), letter))
    steps.append(Step(why, ExponentialOf(result, of=matrix_written(rows))))
    goal = Op("^", (E, Op("*", (Name("t"), A_)) if time else A_))
    return Solution(
        "matrix_exponential",
        say("Find {goal} for {A}", goal=goal, A=A_.equals(matrix_written(rows))),
        tuple(steps),
        result,
        code=programs.exponential(rows, time=time),
        checks=(_check(rows, result),),
    )


def _check(rows: Sequence[Sequence[Any]], result: Written) -> Check:
    """The determinant of e^A is e^trace(A)."""
    import numpy as np

    from tutor.evaluate import evaluate, precise

    arithmetic = precise(20)
    one = {"t": arithmetic.number(Fraction(1))}
    mine = np.array([[complex(evaluate(a, one, arithmetic)) for a in r] for r in entries(result)])
    growth = np.exp(sum(float(rows[i][i]) for i in range(len(rows))))
    same = abs(np.linalg.det(mine) - growth) <= 1e-6 * max(1.0, float(np.abs(mine).max())) ** len(rows)
    return Check(say("NumPy: the determinant is e to the trace of the matrix."), bool(same))
