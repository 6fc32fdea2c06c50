"""Powers A^k of a matrix by its eigenvalues, for a number k or for a letter.

Example: tutor solve power_by_diagonalization "[3, 1; 0, 2]" k

With A = P D P⁻¹ a power is P D^k P⁻¹, and only the diagonal is raised (book: chapter 4.4). A matrix without a basis of
eigenvectors has powers of the form Σ C(k, j) λ^(k−j) Z. With ``vector=(1, 2)`` the power is applied to a vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows, Vector, applied, diagonal, from_columns, inverse, power, rows_of
from tutor.exact.scalars import write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.claims import PowerFormula
from tutor.methods.eigenvalues.components import applied_to, components, first_exponent, power_entries
from tutor.methods.eigenvalues.diagonalization import factor_steps, verdict
from tutor.methods.eigenvalues.spaces import Eigenspace, eigenbasis
from tutor.methods.eigenvalues.working import worked_eigen
from tutor.methods.inputs import read_matrix, read_vector, read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, number, substitute

LARGEST = 200  # exponent
A_, D_, P_ = Name("A"), Name("D"), Name("P")


def from_text(text: str, exponent: str = "k", *, vector: str = "") -> Solution:
    """A power of a typed matrix: the exponent is a whole number or a letter.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square, another exponent, or a vector of the wrong length.

    >>> str(from_text("[3, 1; 0, 2]", "k").answer)
    '[3^k, 3^k - 2^k; 0, 2^k]'
    """
    A = read_matrix(text, square=True)
    x = read_vector(vector) if vector else None
    if x is not None and len(x) != len(A):
        raise InputError(f"the vector must have {len(A)} entries, as many as the matrix has rows; it has {len(x)}")
    word = exponent.strip()
    if word.isalpha() and len(word) == 1 and word not in ("e", "i"):
        return work(A, word, vector=x)
    return work(A, read_whole(word, "the exponent", high=LARGEST), vector=x)


def work(
    A: Sequence[Sequence[Any]], k: int | str, *, vector: Vector | None = None, operations: bool = True
) -> Solution:
    """Diagonalise, raise the diagonal, multiply.

    Parameters
    ----------
    A : (n, n) exact numbers
    k : a whole number ≥ 0, or the letter of a symbolic exponent
    vector : (n,) exact numbers, or None
        The power is applied to it.

    >>> str(work([[1, 1], [0, 1]], "n").answer)
    '[1, n; 0, 1]'
    """
    rows = rows_of(A)
    worked = worked_eigen(rows, operations=operations)
    steps = list(worked.steps)
    start = 0
    meaning = Text(())
    if not worked.exact:
        if isinstance(k, str):
            raise InputError(
                "the eigenvalues have no exact form here, so there is no formula for "
                "every exponent; give a number instead of "
                f"{k}"
            )
        steps = [*squaring_steps(rows, k)]
        result: Written = matrix_written(power(rows, k))
    elif (basis := eigenbasis(worked.spaces)) is not None:
        P, D = from_columns(basis[1]), diagonal(basis[0])
        steps.append(verdict(rows, worked.spaces, field="C").step)
        steps += factor_steps(rows, P, D, operations=operations)
        made, result, start = _raised(rows, P, D, k, worked.spaces)
        steps += made
    else:
        steps.append(verdict(rows, worked.spaces, field="C").step)
        made, result, start = _defective(rows, k, worked.spaces)
        steps += made
    if start:
        meaning = say("The formula holds from {k} on, since 0 is an eigenvalue.", k=Name(str(k)).equals(start))
    if vector is not None:
        steps.append(_on_vector(rows, k, result, vector, worked.spaces))
        result = steps[-1].claim.result
    target = Op("^", (A_, Name(k) if isinstance(k, str) else number(k)))
    goal = target if vector is None else Op("*", (target, column([write(x) for x in vector])))
    return Solution(
        "power_by_diagonalization",
        say("Find {goal} for {A}", goal=goal, A=A_.equals(matrix_written(rows))),
        tuple(steps),
        result,
        meaning=meaning,
        code=programs.power(rows, k, vector),
        checks=(_check(rows, k, result, start, vector),),
    )


def _raised(
    rows: Rows, P: Rows, D: Rows, k: int | str, spaces: Sequence[Eigenspace]
) -> tuple[list[Step], Written, int]:
    back = inverse(P)
    assert back is not None
    inner = Op("*", (P_, Op("^", (D_, Name(k) if isinstance(k, str) else number(k))), Op("inverse", (P_,))))
    if isinstance(k, int):
        raised = diagonal([power(((D[i][i],),), k)[0][0] for i in range(len(D))])
        why = say("Only the diagonal of {D} is raised to the power.", D=D_)
        first = Step(why, Computed(matrix_written(raised), left=Op("^", (matrix_written(D), number(k)))))
        result = matrix_written(power(rows, k))
        left = Op("*", (matrix_written(P), matrix_written(raised), matrix_written(back)))
        told = say("Multiply: {e}, since in {A} times {A} the inner {Q} and {P} cancel (MML 4.4).",
                   e=Op("^", (A_, number(k))).equals(inner), A=A_, P=P_, Q=Op("inverse", (P_,)))  # fmt: skip
        return [first, Step(told, Computed(result, left=left))], result, 0
    found = components(rows, spaces)
    start = first_exponent(found)
    entries = matrix(power_entries(found, Name(k)))
    told = say("Only the diagonal of {D} is raised to the power {k}: multiply {e} (MML 4.4).", D=D_, k=Name(k), e=inner)
    return [Step(told, PowerFormula(entries, of=matrix_written(rows), exponent=k, start=start))], entries, start


def _defective(rows: Rows, k: int | str, spaces: Sequence[Eigenspace]) -> tuple[list[Step], Written, int]:
    if isinstance(k, int):
        return squaring_steps(rows, k), matrix_written(power(rows, k)), 0
    found = components(rows, spaces)
    start = first_exponent(found)
    entries = matrix(power_entries(found, Name(k)))
    why = say(
        "Without a basis of eigenvectors the entries are sums of {a}, {b}, …; the "
        "coefficients follow from the first powers.",
        a=Op("^", (Name("lambda"), Name(k))),
        b=Op("*", (Name(k), Op("^", (Name("lambda"), Name(k) - 1)))),
    )
    return [Step(why, PowerFormula(entries, of=matrix_written(rows), exponent=k, start=start))], entries, start


def squaring_steps(rows: Rows, k: int) -> list[Step]:
    """A^k by repeated squaring."""
    given = matrix_written(rows)
    steps = []
    bits = f"{k:b}"
    done, exponent = rows, 1
    for bit in bits[1:]:
        twice = power(done, 2)
        left = Op("^", (matrix_written(done), number(2)))
        why = say("Square: this is {p}.", p=Op("^", (A_, number(2 * exponent))))
        steps.append(Step(why, Computed(matrix_written(twice), left=left)))
        done, exponent = twice, 2 * exponent
        if bit == "1":
            done, exponent = power(rows, exponent + 1), exponent + 1
            told = say("Multiply by {A} once more: this is {p}.", A=A_, p=Op("^", (A_, number(exponent))))
            steps.append(Step(told, Computed(matrix_written(done), left=Op("*", (matrix_written(twice), given)))))
    if k < 2:
        left = Op("^", (given, number(k)))
        steps.append(Step(say("By definition."), Computed(matrix_written(power(rows, k)), left=left)))
    return steps


def _on_vector(rows: Rows, k: int | str, result: Written, x: Vector, spaces: Sequence[Eigenspace]) -> Step:
    why, given = say("Apply the power to the vector."), column([write(a) for a in x])
    if isinstance(k, int):
        image = column([write(a) for a in applied(power(rows, k), x)])
        return Step(why, Computed(image, left=Op("*", (result, given))))
    found = components(rows, spaces)
    image = matrix(power_entries(applied_to(found, x), Name(k)))
    claim = PowerFormula(image, of=matrix_written(rows), exponent=k, start=first_exponent(found), vector=given)
    return Step(why, claim)


def _check(rows: Rows, k: int | str, result: Written, start: int, vector: Vector | None) -> Check:
    """NumPy's own power, for the number or for one exponent."""
    import numpy as np

    at = k if isinstance(k, int) else max(start, 3)
    mine = exact_value(result if isinstance(k, int) else substitute(result, {k: number(at)}))
    theirs = np.linalg.matrix_power(np.array([[float(a) for a in r] for r in rows]), at)
    if vector is not None:
        theirs = (theirs @ np.array([float(x) for x in vector]))[:, None]
    same = np.allclose(np.array([[complex(a) for a in r] for r in mine]), theirs, rtol=1e-8, atol=1e-8)
    return Check(say("NumPy: multiplying {n} times gives the same.", n=str(at)), bool(same))
