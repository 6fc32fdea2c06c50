"""Diagonalisation A = P D P⁻¹, or why there is none.

Example: tutor solve diagonalization "[2, 1; 1, 2]"

A matrix is diagonalisable exactly when it has a basis of eigenvectors, that is, when for every eigenvalue the geometric
multiplicity equals the algebraic one (book: chapter 4.4). ``field=C`` allows complex eigenvalues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, diagonal, from_columns, identity, inverse, rows_of
from tutor.exact.scalars import write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.claims import EigenvectorCount, Factored
from tutor.methods.eigenvalues.eigen import numeric_check
from tutor.methods.eigenvalues.spaces import Eigenspace, eigenbasis, eigenspaces
from tutor.methods.eigenvalues.working import Worked, worked_eigen
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import InverseOf
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Words, Written, matrix, number

NOT = "not diagonalisable"
A_, D_, P_ = Name("A"), Name("D"), Name("P")


def from_text(text: str, *, field: str = "R") -> Solution:
    """Diagonalise a typed matrix over the real numbers (``field=R``) or the complex ones (``field=C``).

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square, or another field.

    >>> str(from_text("[2, 1; 0, 2]").answer)
    'not diagonalisable'
    """
    if field.upper() not in ("R", "C"):
        raise InputError(f"field={field!r}: choose R for the real or C for the complex numbers")
    return work(read_matrix(text, square=True), field=field.upper())


def factors_of(A: Sequence[Sequence[Any]]) -> tuple[Rows, Rows] | None:
    """P and D over the field that the eigenvalues need; None if there are none, or none that are exact.

    >>> P, D = factors_of([[2, 1], [1, 2]])
    >>> [[str(a) for a in r] for r in P]
    [['1', '1'], ['-1', '1']]
    """
    spaces = eigenspaces(A)
    basis = None if spaces is None else eigenbasis(spaces)
    return None if basis is None else (from_columns(basis[1]), diagonal(basis[0]))


def work(A: Sequence[Sequence[Any]], *, field: str = "R", operations: bool = True) -> Solution:
    """Eigenvectors as the columns of P, eigenvalues on the diagonal of D, and the product multiplied back.

    Parameters
    ----------
    A : (n, n) exact numbers
    field : {"R", "C"}
    operations : show every row operation

    >>> work([[2, 1], [1, 2]]).holds
    True
    """
    rows = rows_of(A)
    worked = worked_eigen(rows, operations=operations)
    steps, answer, meaning = finish(rows, worked, field=field, operations=operations)
    over = "the real numbers" if field == "R" else "the complex numbers"
    return Solution(
        "diagonalization",
        say("Diagonalise {A} over {over}, if possible.", A=A_.equals(matrix_written(rows)), over=over),
        (*worked.steps, *steps),
        answer,
        meaning=meaning,
        code=programs.diagonalisation(rows, real=field == "R"),
        checks=(numeric_check(rows, worked),),
    )


def finish(rows: Rows, worked: Worked, *, field: str, operations: bool) -> tuple[list[Step], Written, Text]:
    """What follows the eigenspaces: the verdict, the factors, the product."""
    if not worked.exact:
        return _numeric(rows, worked, field)
    refused = verdict(rows, worked.spaces, field=field)
    if refused.meaning:
        return [refused.step], Words(NOT), refused.meaning
    values, vectors = eigenbasis(worked.spaces) or ((), ())
    P, D = from_columns(vectors), diagonal(values)
    steps = [refused.step, *factor_steps(rows, P, D, operations=operations)]
    back = inverse(P)
    assert back is not None
    parts = [("P", P), ("D", D), ("P^-1", back)]
    answer = Op("parts", tuple(Op("part", (Words(n), matrix_written(M))) for n, M in parts))
    return steps, answer, say("{A} is diagonalisable: {e}.", A=A_, e=A_.equals(P_ * D_ * Op("inverse", (P_,))))


def factor_steps(rows: Rows, P: Rows, D: Rows, *, operations: bool) -> list[Step]:
    """The inverse of P, and the product multiplied back."""
    back = inverse(P)
    assert back is not None
    reduction = worked_reduction([[*r, *e] for r, e in zip(P, identity(len(P)), strict=True)], bar=len(P))[0]
    why = say(
        "The eigenvectors are the columns of {P}, the eigenvalues in the same order the diagonal of {D} (MML 4.4). "
        "Invert {P}.",
        P=P_, D=D_,
    )  # fmt: skip
    ask = say("In which order must the eigenvalues stand in {D}?", D=D_)
    invert = Step(
        why,
        InverseOf(matrix_written(back), of=matrix_written(P)),
        substeps=tuple(reduction) if operations else (),
        question=ask,
    )
    product = Op("*", (matrix_written(P), matrix_written(D), matrix_written(back)))
    told = say("Multiply back: {e} is {A} again.", e=P_ * D_ * Op("inverse", (P_,)), A=A_)
    return [invert, Step(told, Factored(product, of=matrix_written(rows)))]


@dataclass(frozen=True)
class Verdict:
    """The step that decides, and the reason in words where there is no basis of eigenvectors."""

    step: Step
    meaning: Text


def verdict(rows: Rows, spaces: Sequence[Eigenspace], *, field: str) -> Verdict:
    """Is there a basis of eigenvectors over the field?"""
    n = len(rows)
    given = matrix_written(rows)
    low = next((s for s in spaces if s.geometric < s.algebraic), None)
    if low is not None and (low.real or field == "C"):
        meaning = say(
            "{A} is not diagonalisable: the eigenvalue {v} has algebraic multiplicity {a}, but its eigenspace has only "
            "dimension {g}.",
            A=A_, v=write(low.value), a=number(low.algebraic), g=number(low.geometric),
        )  # fmt: skip
        why = say(
            "For the eigenvalue {v} the geometric multiplicity is smaller than the "
            "algebraic one, so there is no basis of "
            "eigenvectors (MML 4.4).",
            v=write(low.value),
        )
        result = Op("<", (number(low.geometric), number(low.algebraic)))
        claim = EigenvectorCount(result, of=given, value=write(low.value))
        return Verdict(Step(why, claim, question=say("Is every eigenspace large enough?")), meaning)
    unreal = next((s for s in spaces if not s.real), None)
    if unreal is not None and field == "R":
        count = sum(s.geometric for s in spaces if s.real)
        meaning = say(
            "{A} is not diagonalisable over the real numbers: its eigenvalue {v} is not real",
            A=A_,
            v=write(unreal.value),
        )
        defect = any(s.geometric < s.algebraic for s in spaces)
        meaning += say("; nor is it over the complex numbers.") if defect else say("; over the complex numbers it is.")
        why = say(
            "Only the real eigenvalues give real eigenvectors: there are fewer than {n}, so there is no basis.",
            n=number(n),
        )
        claim = EigenvectorCount(Op("<", (number(count), number(n))), of=given, real=True)
        return Verdict(Step(why, claim, question=say("Are all eigenvalues real?")), meaning)
    if all(s.algebraic == 1 for s in spaces):
        why = say(
            "The {n} different eigenvalues have independent eigenvectors: they are a basis (MML 4.2).", n=number(n)
        )
    else:
        why = say(
            "Each eigenspace has the dimension of its algebraic multiplicity; together "
            "the eigenvectors are a basis (MML 4.4)."
        )
    if n == 1:
        why = say("The eigenvector is a basis.")
    counts = [number(s.geometric) for s in spaces]
    total = counts[0] if len(counts) == 1 else Op("+", tuple(counts))
    claim = EigenvectorCount(total.equals(number(n)), of=given)
    return Verdict(Step(why, claim, question=say("How many independent eigenvectors are there?")), Text(()))


def _numeric(rows: Rows, worked: Worked, field: str) -> tuple[list[Step], Written, Text]:
    """P and D with decimals, where all eigenvalues are simple or their eigenspaces are large enough."""
    unreal = next((v for v in worked.near if not v.root.real), None)
    if field == "R" and (unreal is not None or any(not s.real for s in worked.spaces)):
        meaning = say("{A} is not diagonalisable over the real numbers: not all of its eigenvalues are real.", A=A_)
        return [], Words(NOT), meaning
    low = next((s for s in worked.spaces if s.geometric < s.algebraic), None)
    if low is not None:
        refused = verdict(rows, (low,), field="C")
        return [refused.step], Words(NOT), refused.meaning
    if any(not v.vector for v in worked.near):
        raise InputError("an eigenvalue without exact form is repeated; its eigenspace cannot be decided from decimals")
    columns = [[write(x) for x in v] for s in worked.spaces for v in s.basis] + [list(v.vector) for v in worked.near]
    values = [write(s.value) for s in worked.spaces for _ in s.basis] + [v.root.written() for v in worked.near]
    n = len(rows)
    D = matrix([[values[i] if i == j else Num("0") for j in range(n)] for i in range(n)])
    parts = (Op("part", (Words("P"), matrix(zip(*columns, strict=True)))), Op("part", (Words("D"), D)))
    meaning = say(
        "{A} is diagonalisable, since its zeros without exact form are simple; {P} and {D} hold rounded numbers.",
        A=A_, P=P_, D=D_,
    )  # fmt: skip
    return [], Op("parts", parts), meaning
