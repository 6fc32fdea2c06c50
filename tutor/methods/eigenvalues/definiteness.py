"""Definiteness of a symmetric matrix or a quadratic form, by minors, eigenvalues and completed squares.

Example: tutor solve definiteness "2x^2 + 4xy + 5y^2"

A symmetric matrix A is positive definite if xᵀAx > 0 for all x ≠ 0 (book: chapter 3.2.3); the three tests agree. An
indefinite matrix is shown to be so by two vectors. With ``parameters=k`` the values of k are found for which it is
positive definite: ``[1, k; k, 4]``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.equality.quotients import NotRational, polynomial_of
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import Rows, determinant, rows_of
from tutor.exact.scalars import sign, write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.forms import (
    INDEFINITE,
    NEGATIVE,
    POSITIVE,
    SEMI_NEGATIVE,
    SEMI_POSITIVE,
    ClassOf,
    FormMatrix,
    classify,
    form_written,
    leading,
    minors,
    principal,
    squares,
    squares_written,
    value_at,
    witness,
)
from tutor.methods.eigenvalues.parameter_definiteness import by_parameter
from tutor.methods.eigenvalues.polynomials import factorised
from tutor.methods.eigenvalues.spectral_decomposition import require_symmetric
from tutor.methods.eigenvalues.working import checked_size, factor_steps, near_roots, polynomial_steps, value_steps
from tutor.methods.inputs import read_matrix
from tutor.methods.linear_systems.polynomials import Poly, poly_of
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, column, entries, ordered

OUTLINE = 6  # rows up to which every minor is a step


def from_text(text: str, *, parameters: str = "") -> Solution:
    """The class of a typed symmetric matrix or quadratic form; with a parameter, when it is positive definite.

    Raises
    ------
    Unreadable
        If the text is neither a matrix nor a form.
    InputError
        For a matrix that is not symmetric, terms that are not quadratic, or several parameters.

    >>> str(from_text("[1, 2; 2, 1]").answer), str(from_text("x^2 + 4xy + 5y^2").answer)
    ('indefinite', 'positive definite')
    """
    letter = parameters.strip()
    if letter and not re.fullmatch(r"[A-Za-z]", letter):
        raise InputError(f"parameters={parameters!r}: one letter is meant, such as k")
    if "[" in text or "\\begin" in text:
        if letter:
            return by_parameter(_matrix_with(text, letter), letter)
        return work(read_matrix(text, square=True))
    rows, letters, form = _form(text, letter)
    if letter:
        return by_parameter(rows, letter, form=form, letters=letters)
    numbers = tuple(tuple(p.coefficients[0] if p else Fraction(0) for p in r) for r in rows)
    return work(numbers, form=form, letters=letters)


def _matrix_with(text: str, letter: str) -> tuple[tuple[Poly, ...], ...]:
    from tutor.reading import read

    w = read(text, names=(letter,), others=True)
    if isinstance(w, Op) and w.head == "=":
        w = w.args[1]
    if not isinstance(w, Op) or w.head != "matrix":
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, k; k, 4]")
    rows = tuple(tuple(poly_of(a, letter) for a in r) for r in entries(w))
    if len(rows) != len(rows[0]):
        raise InputError(f"a square matrix is needed; this one has {len(rows)} rows and {len(rows[0])} columns")
    for i, r in enumerate(rows):
        for j in range(i):
            if r[j] != rows[j][i]:
                raise InputError(
                    f"a symmetric matrix is needed; row {j + 1}, column {i + 1} holds "
                    f"{rows[j][i].written(letter)}, but row "
                    f"{i + 1}, column {j + 1} holds {r[j].written(letter)}"
                )
    return rows


def _form(text: str, parameter: str) -> tuple[tuple[tuple[Poly, ...], ...], tuple[str, ...], Written]:
    """The matrix of a quadratic form, its letters, and the form as it was typed."""
    from tutor.reading import read

    body = re.sub(r"^\s*[A-Za-z]\w*\s*(\([^)]*\))?\s*=(?!=)", "", text)
    plain = body.replace("sqrt", "")
    found = {m[1] + m[2] for m in re.finditer(r"([A-Za-z])_?\{?(\d*)\}?", plain)} - {parameter}
    letters = ordered(found)
    if not letters:
        raise Unreadable("a matrix or a quadratic form is expected", text, 0, "type [2, 1; 1, 2] or 2x^2 + 2xy + 2y^2")
    used = (*letters, *((parameter,) if parameter else ()))
    form = read(body, names=used)
    try:
        terms = polynomial_of(form, used)
    except NotRational as error:
        raise InputError(f"{form} is no quadratic form with rational coefficients in {', '.join(letters)}") from error
    n = len(letters)
    rows = [[Poly.of() for _ in range(n)] for _ in range(n)]
    for powers, c in terms.items():
        if sum(powers[:n]) != 2:
            raise InputError(f"{form} is no quadratic form: every term must have degree 2 in {', '.join(letters)}")
        at = [i for i in range(n) for _ in range(powers[i])]
        size = Poly.of(*([0] * (powers[n] if parameter else 0)), c)
        i, j = at
        rows[i][j] = rows[i][j] + size * Fraction(1, 2)
        rows[j][i] = rows[j][i] + size * Fraction(1, 2)
    return tuple(tuple(r) for r in rows), letters, form


def letters_for(n: int) -> tuple[str, ...]:
    """x, y, z, or x1, x2, …"""
    return tuple("xyz"[:n]) if n <= 3 else tuple(f"x{i + 1}" for i in range(n))


def work(
    A: Sequence[Sequence[Any]], *, form: Written | None = None, letters: Sequence[str] = (), tests: str = "all"
) -> Solution:
    """All three tests, and witnesses.

    Parameters
    ----------
    A : (n, n) exact numbers, symmetric
    form : Written or None
        The quadratic form that the matrix came from, in the letters.
    tests : {"all", "squares"}
        ``squares`` leaves the eigenvalues and the further principal minors out.

    >>> work([[2, 1], [1, 2]]).holds
    True
    """
    rows = rows_of(A)
    require_symmetric(rows, why="(take (A + A^T)/2, which gives the same x^T A x)")
    checked_size(rows)
    letters = tuple(letters) or letters_for(len(rows))
    kind = classify(rows)
    steps: list[Step] = []
    if form is not None:
        why = say(
            "The coefficients of the squares are the diagonal; each mixed one is shared by two entries: halve it."
        )
        ask = say("Which symmetric matrix belongs to the form?")
        steps.append(Step(why, FormMatrix(matrix_written(rows), of=form, letters=letters), question=ask))
    steps += _minor_steps(rows, kind, further=tests == "all")
    if tests == "all":
        steps += _eigenvalue_steps(rows)
    steps += _square_steps(rows, letters)
    steps += _witness_steps(rows, kind)
    seen = tuple(s.claim.result for s in steps)
    told = say("So the matrix is {kind} (MML 3.2.3): all tests agree.", kind=kind)
    steps.append(Step(told, ClassOf(Words(kind), of=matrix_written(rows), seen=seen)))
    return Solution(
        "definiteness",
        say("Is {A} definite?", A=Name("A").equals(matrix_written(rows)) if form is None else form),
        tuple(steps),
        Words(kind),
        meaning=meaning(rows, kind),
        code=programs.definiteness(rows),
        checks=(_check(rows, kind),),
    )


def meaning(rows: Rows, kind: str) -> Text:
    """The class, in terms of xᵀAx."""
    q = Op("T", (Name("x"),)) * Name("A") * Name("x")
    told = {
        POSITIVE: "{q} is positive for every {x} except 0.",
        NEGATIVE: "{q} is negative for every {x} except 0.",
        SEMI_POSITIVE: "{q} is never negative, but it is 0 for some {x} other than 0.",
        SEMI_NEGATIVE: "{q} is never positive, but it is 0 for some {x} other than 0.",
        INDEFINITE: "{q} takes both signs.",
    }
    zero = not any(a for r in rows for a in r)
    return say(told[kind], q=q, x=Name("x")) + (
        say(" The zero matrix is negative semidefinite as well.") if zero else Text(())
    )


def _minor_steps(rows: Rows, kind: str, *, further: bool) -> list[Step]:
    steps = []
    values = minors(rows)
    for k, (M, d) in enumerate(zip(leading(rows), values, strict=True)):
        if len(rows) > OUTLINE and k < len(rows) - 1:
            continue
        why = say("Leading minor {k}: the determinant of the upper left {k}×{k} block.", k=str(k + 1))
        if k == len(rows) - 1:
            why += say(" ") + minor_verdict(values, kind)
        left: Written = Op("det", (matrix_written(M),))
        ask = say("Which signs do the leading minors have?")
        steps.append(Step(why, Computed(write(d), left=left), question=ask))
    if further and kind in (SEMI_POSITIVE, SEMI_NEGATIVE) and len(rows) <= 4:
        for chosen, M in principal(rows):
            if len(chosen) == len(rows) or chosen == tuple(range(len(chosen))):
                continue
            why = say("For semidefinite all principal minors count, not only the leading ones: {line} {c}.",
                      line="row and column" if len(chosen) == 1 else "rows and columns",
                      c=", ".join(str(i + 1) for i in chosen))  # fmt: skip
            steps.append(Step(why, Computed(write(determinant(M)), left=Op("det", (matrix_written(M),)))))
    return steps


def minor_verdict(values: Sequence[Any], kind: str) -> Text:
    """What the leading minors say."""
    signs = [sign(d) for d in values]
    if kind == POSITIVE:
        return say("All are positive: the matrix is positive definite (Sylvester's criterion).")
    if kind == NEGATIVE:
        return say("They alternate, beginning with a minus sign: the matrix is negative definite.")
    if kind in (SEMI_POSITIVE, SEMI_NEGATIVE):
        return say("One of them is 0: not definite; the leading minors alone do not decide semidefiniteness.")
    if any(not s for s in signs):
        return say("The signs fit no definite matrix; the zero among them leaves the rest to the other tests.")
    return say("The signs are neither all positive nor alternating from a minus sign on, and none is 0: indefinite.")


def _eigenvalue_steps(rows: Rows) -> list[Step]:
    """The signs of the eigenvalues."""
    found = factorised(rows)
    if found is None or len(rows) > OUTLINE:
        return []
    steps = [*polynomial_steps(rows), *factor_steps(rows, found), *value_steps(rows, found)]
    seen = sum(len(f.roots or ()) for f in found)
    for f in found:
        if f.roots is None:
            step, values = near_roots(f, seen)
            steps.append(step)
            seen += len(values)
    return steps


def _square_steps(rows: Rows, letters: Sequence[str]) -> list[Step]:
    """The form as a sum of squares, with the pivots in front."""
    found = squares(rows)
    form = form_written(rows, letters)
    if found is None or not any(a for i, r in enumerate(rows) for j, a in enumerate(r) if i != j):
        return []
    why = say(
        "Complete the squares; the numbers in front of them are the pivots of elimination, and their signs decide."
    )
    ask = say("Which numbers stand in front of the squares?")
    return [Step(why, Equal(squares_written(found, letters), left=form), question=ask)]


def _witness_steps(rows: Rows, kind: str) -> list[Step]:
    wanted = {INDEFINITE: (1, -1), SEMI_POSITIVE: (0,), SEMI_NEGATIVE: (0,)}.get(kind, ())
    steps = []
    for s in wanted:
        x = witness(rows, s)
        if x is None:
            continue
        told = {1: "A vector where the form is positive.", -1: "And one where it is negative.",
                0: "A vector other than 0 where the form is 0 (the matrix sends it to 0)."}[s]  # fmt: skip
        shown = [write(a) for a in x]
        left = Op("dot", (column(shown), matrix_written(rows) * column(shown)))
        steps.append(Step(say(told), Computed(write(value_at(rows, x)), left=left)))
    return steps


def _check(rows: Rows, kind: str) -> Check:
    """The signs of NumPy's eigenvalues."""
    import numpy as np

    found = np.linalg.eigvalsh(np.array([[float(a) for a in r] for r in rows]))
    small = 1e-9 * (1 + float(np.abs(found).max()))
    plus, minus = bool(np.any(found > small)), bool(np.any(found < -small))
    zero = bool(np.any(np.abs(found) <= small))
    mine = {
        POSITIVE: (True, False, False), NEGATIVE: (False, True, False), INDEFINITE: (True, True, zero),
        SEMI_POSITIVE: (plus, False, True), SEMI_NEGATIVE: (plus, True, True),
    }[kind]  # fmt: skip
    return Check(say("NumPy: the eigenvalues have these signs."), mine == (plus, minus, zero))
