"""Find norms of a matrix: largest column sum, largest row sum, spectral norm and Frobenius norm.

Example: tutor solve matrix_norm "[2, 2; -1, 1]"

The option ``norm`` chooses one: ``1`` (largest sum of absolute values in a column), ``inf`` (in a row), ``2``
(spectral: the largest singular value), ``F`` (Frobenius: the root of the sum of all squares); ``all`` is the default
(book: chapter 4.6 for the spectral norm).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from tutor.equality import high_precision
from tutor.errors import InputError
from tutor.exact.matrices import Rows, dot, rank, rows_of, transposed
from tutor.exact.scalars import plain, sign, write
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.claims import ConditionNumber, FrobeniusNorm, SpectralNorm, SumNorm
from tutor.methods.singular_values.digits import precise_svd, rounded
from tutor.methods.singular_values.factors import gram, root_written, squares_of
from tutor.methods.singular_values.steps import A_NAME, LIMIT, floats, literal, sigma, spectrum_steps
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written

NORMS = ("1", "inf", "F", "2")
_PROGRAMS = {
    "1": "np.abs(A).sum(axis=0).max()",
    "inf": "np.abs(A).sum(axis=1).max()",
    "F": "np.sqrt((A**2).sum())",
    "2": "np.sqrt(np.linalg.eigvalsh(A.T @ A)[-1])",
    "kappa": "n_2 * np.linalg.norm(np.linalg.pinv(A), 2)",
}


def from_text(text: str, *, norm: str = "all") -> Solution:
    """Norms of a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers, or there is no such norm.

    >>> str(from_text("[2, 2; -1, 1]", norm="2").answer)
    'n_2 = 2*sqrt(2)'
    """
    return work(read_matrix(text, limit=LIMIT), norm=norm)


def name(norm: str) -> Name:
    """How a norm is called in steps and answers."""
    return Name(norm if norm == "kappa" else f"n_{norm}")


def column_sums(A: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """The sum of the absolute values of each column.

    >>> [str(s) for s in column_sums([[1, -2], [3, 4]])]
    ['4', '6']
    """
    return tuple(plain(sum((size(a) for a in c), Fraction(0))) for c in transposed(rows_of(A)))


def size(a: Any) -> Any:
    """The absolute value of an exact number."""
    return -a if sign(a) < 0 else a


def largest(values: Sequence[Any]) -> Any:
    """The largest of some exact numbers."""
    best = values[0]
    for v in values[1:]:
        if sign(v - best) > 0:
            best = v
    return best


def frobenius(A: Sequence[Sequence[Any]]) -> Written:
    """The root of the sum of all squares."""
    return root_written(plain(sum((dot(r, r) for r in A), Fraction(0))))


def spectral(A: Sequence[Sequence[Any]]) -> Written:
    """The largest singular value, with six decimals where it is no exact number."""
    squares = squares_of(A)
    if squares is None:
        found = precise_svd(A)
        return rounded(found.values[0], found.places)
    return root_written(squares[0])


def sum_norm(A: Sequence[Sequence[Any]], norm: str) -> Any:
    """The largest sum of absolute values in a column (norm 1) or in a row (norm inf)."""
    return largest(column_sums(A if norm == "1" else transposed(A)))


def sum_step(A: Rows, norm: str, called: Written, of: Written = A_NAME) -> Step:
    """The largest sum of absolute values in a column (norm 1) or in a row (norm inf)."""
    sums = column_sums(A if norm == "1" else transposed(A))
    what = "column" if norm == "1" else "row"
    shown = Op("list", tuple(write(s) for s in sums)) if len(sums) > 1 else write(sums[0])
    return Step(
        say("Add the absolute values in each {what} of {A}: {s}. The largest sum counts.", what=what, A=of, s=shown),
        SumNorm(write(largest(sums)), of=matrix_written(A), name=called, rows=norm == "inf"),
        question=say("Which {what} has the largest sum of absolute values?", what=what),
    )


def frobenius_step(A: Rows, called: Written, of: Written = A_NAME) -> Step:
    """The root of the sum of squares."""
    return Step(
        say("The squares of all entries of {A} add up to {t}; the norm is the root of it.", A=of, t=_squares(A)),
        FrobeniusNorm(frobenius(A), of=matrix_written(A), name=called),
        question=say("What is the sum of the squares of all entries?"),
    )


def _squares(A: Rows) -> Written:
    return write(plain(sum((dot(r, r) for r in A), Fraction(0))))


def spectral_steps(A: Rows) -> list[Step]:
    """The singular values, and the largest of them."""
    why = "The spectral norm is the largest singular value: no unit vector is stretched by more (MML 4.6)."
    last = Step(
        say(why),
        SpectralNorm(spectral(A), of=matrix_written(A), name=name("2")),
        question=say("Which singular value says how far a unit vector is stretched at most?"),
    )
    return [*spectrum_steps(A, gram(A)), last]


def spectral_condition(A: Sequence[Sequence[Any]]) -> Written:
    """The largest over the smallest singular value of a matrix of full rank; six decimals where it is no exact number.

    >>> str(spectral_condition([[2, 2], [-1, 1]]))
    '2'
    """
    squares = squares_of(A)
    if squares is None:
        values = precise_svd(A).values
        return rounded(values[0] / values[-1])
    return root_written(plain(squares[0] / squares[-1]))


def condition_step(A: Rows) -> Step:
    """The largest over the smallest singular value; these are known."""
    k = min(len(A), len(A[0]))
    return Step(
        say(
            "The condition number is the largest singular value divided by the smallest: {q}.",
            q=Op("/", (sigma(1), sigma(k))),
        ),
        ConditionNumber(spectral_condition(A), of=matrix_written(A)),
        question=say("How do the largest and the smallest stretching compare?"),
    )


def norms(A: Sequence[Sequence[Any]]) -> dict[str, Written]:
    """All four norms and, for full rank, the condition number, by name.

    >>> {k: str(w) for k, w in norms([[2, 2], [-1, 1]]).items()}
    {'1': '3', 'inf': '4', 'F': 'sqrt(10)', '2': '2*sqrt(2)', 'kappa': '2'}
    """
    found = {norm: write(sum_norm(A, norm)) for norm in ("1", "inf")}
    found |= {"F": frobenius(A), "2": spectral(A)}
    return found | {"kappa": spectral_condition(A)} if rank(A) == min(len(A), len(A[0])) else found


def program(A: Rows, wanted: Sequence[str]) -> str:
    """The NumPy program for some of the norms."""
    called = [name(norm).text for norm in wanted]
    lines = [f"{letter} = {_PROGRAMS[norm]}" for letter, norm in zip(called, wanted, strict=True)]
    both = ", ".join(f'"{letter}": {letter}' for letter in called)
    found = called[0] if len(called) == 1 else f"{{{both}}}"
    return literal(A) + "\n".join([*lines, f"answer = {found}", "print(answer)", ""])


def work(A: Sequence[Sequence[Any]], *, norm: str = "all") -> Solution:
    """One norm or all four, with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    norm : {"all", "1", "inf", "F", "2"}

    >>> str(work([[3, 0], [4, 0]]).answer)
    'n_1 = 7, n_inf = 4, n_F = 5, n_2 = 5'
    """
    if norm not in (*NORMS, "all"):
        raise InputError(f"norm={norm!r}: choose one of {', '.join(NORMS)}, all")
    wanted = NORMS if norm == "all" else (norm,)
    return solution(rows_of(A), wanted)


def solution(A: Rows, wanted: Sequence[str]) -> Solution:
    """Some of the norms, in the order that is asked; ``kappa``, after norm 2, is the condition number."""
    makers: dict[str, Callable[[], list[Step]]] = {
        "1": lambda: [sum_step(A, "1", name("1"))],
        "inf": lambda: [sum_step(A, "inf", name("inf"))],
        "F": lambda: [frobenius_step(A, name("F"))],
        "2": lambda: spectral_steps(A),
        "kappa": lambda: [condition_step(A)],
    }
    steps = [s for norm in wanted for s in makers[norm]()]
    given = say("Find norms of {A}.", A=A_NAME.equals(matrix_written(A)))
    items = tuple(
        s.claim.shown() for s in steps if isinstance(s.claim, SumNorm | FrobeniusNorm | SpectralNorm | ConditionNumber)
    )
    answer = items[0] if len(items) == 1 else Op("list", items)
    return Solution(
        "matrix_norm", given, tuple(steps), answer, code=program(A, wanted), checks=_checks(A, items, wanted)
    )


def _checks(A: Rows, items: Sequence[Written], wanted: Sequence[str]) -> tuple[Check, ...]:
    import numpy as np

    orders: dict[str, Any] = {"1": 1, "inf": np.inf, "F": "fro", "2": 2}
    stated = [float(high_precision(w.args[1], {})) for w in items if isinstance(w, Op)]
    M = floats(A)
    theirs = [np.linalg.cond(M) if norm == "kappa" else np.linalg.norm(M, orders[norm]) for norm in wanted]
    return (Check(say("NumPy agrees."), bool(np.allclose(stated, theirs, rtol=1e-9, atol=1e-6))),)
