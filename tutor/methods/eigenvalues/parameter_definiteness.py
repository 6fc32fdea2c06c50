"""For which values of a parameter a symmetric matrix is positive definite."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.exact.scalars import write
from tutor.methods.eigenvalues.forms import (
    POSITIVE,
    SEMI_POSITIVE,
    AllPositive,
    FormMatrix,
    classify,
    leading,
    poly_determinant,
    positive_set,
    sample_places,
)
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.linear_systems.programs import python
from tutor.methods.matrix_claims import Computed
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix


def by_parameter(
    rows: Sequence[Sequence[Poly]], letter: str, *, form: Written | None = None, letters: Sequence[str] = ()
) -> Solution:
    """The leading minors as polynomials in the parameter, and where all of them are positive.

    >>> k = Poly.of(0, 1)
    >>> str(by_parameter([[Poly.of(1), k], [k, Poly.of(4)]], "k").answer)
    '(-2, 2)'
    """
    written = [[p.written(letter) for p in r] for r in rows]
    given = matrix(written)
    k = Name(letter)
    steps = []
    if form is not None:
        why = say(
            "The coefficients of the squares are the diagonal; each mixed "
            "coefficient is shared by two entries: halve it."
        )
        steps.append(Step(why, FormMatrix(given, of=form, letters=tuple(letters), parameter=letter)))
    found = tuple(poly_determinant(M) for M in leading(rows))
    for i, p in enumerate(found):
        block = matrix([r[: i + 1] for r in written[: i + 1]])
        why = say("Leading minor {i} is a polynomial in {k}.", i=str(i + 1), k=k)
        ask = say("What must the leading minors be?")
        steps.append(Step(why, Computed(p.written(letter), left=Op("det", (block,))), question=ask))
    answer, marks = positive_set(found, letter)
    why = say(
        "The matrix is positive definite exactly when all leading minors are "
        "positive (Sylvester's criterion): put these "
        "conditions on {k} together.",
        k=k,
    )
    steps.append(
        Step(
            why,
            AllPositive(answer, of=found, letter=letter),
            question=say("For which {k} are all of them positive?", k=k),
        )
    )
    return Solution(
        "definiteness",
        say("For which {k} is {A} positive definite?", k=k, A=Name("A").equals(given) if form is None else form),
        tuple(steps),
        answer,
        meaning=_meaning(rows, answer, marks, k),
        code=_program(rows, letter),
        checks=(_check(rows, found),),
    )


def _meaning(rows: Sequence[Sequence[Poly]], answer: Written, marks: Sequence[object], k: Name) -> Text:
    if answer == Op("empty"):
        text = say("The matrix is positive definite for no {k}.", k=k)
    else:
        text = say("The matrix is positive definite for {e}.", e=Op("in", (k, answer)))
    semi = [m for m in marks if classify([[p.at(m) for p in r] for r in rows]) == SEMI_POSITIVE]  # type: ignore[arg-type]
    for m in semi:
        text += say(" For {e} it is only positive semidefinite.", e=k.equals(write(m)))
    return text


def _check(rows: Sequence[Sequence[Poly]], found: Sequence[Poly]) -> Check:
    """NumPy's eigenvalues are positive exactly where the minors are."""
    import numpy as np

    same = True
    for q in sample_places([Fraction(n, 3) for n in range(-20, 21)]):
        A = np.array([[float(p.at(q)) for p in r] for r in rows])
        low = float(np.linalg.eigvalsh(A)[0])
        if abs(low) > 1e-9 * (1 + np.abs(A).max()):
            same = same and (low > 0) == (classify([[p.at(q) for p in r] for r in rows]) == POSITIVE)
            same = same and (low > 0) == all(float(p.at(q)) > 0 for p in found)
    return Check(say("NumPy: at many places the smallest eigenvalue is positive exactly there."), same)


def _program(rows: Sequence[Sequence[Poly]], letter: str) -> str:
    lines = ",\n                  ".join("[" + ", ".join(python(p.written(letter)) for p in r) + "]" for r in rows)
    return f"""import numpy as np


def positive_definite({letter}):
    A = np.array([{lines}], dtype=float)
    return all(np.linalg.det(A[:m, :m]) > 1e-12 for m in range(1, len(A) + 1))


def answer({letter}):                                      # for a number or an array of them
    return np.array([positive_definite(value) for value in np.atleast_1d({letter})])


print(answer(np.linspace(-5, 5, 11)))
"""
