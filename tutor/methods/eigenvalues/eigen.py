"""Eigenvalues with their multiplicities, and eigenspaces.

Example: tutor solve eigen "[2, 1, 0; 1, 2, 0; 0, 0, 3]"

The eigenvalues are the zeros of the characteristic polynomial det(A − λI), the eigenspaces the null spaces of A − λI
(book: chapter 4.2). Complex pairs are found as well; the zeros of irreducible factors of degree 3 or more are
given with decimals that are certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import rows_of
from tutor.exact.scalars import write
from tutor.methods.eigenvalues import programs
from tutor.methods.eigenvalues.spaces import Eigenspace
from tutor.methods.eigenvalues.working import Worked, images_step, trace_step, worked_eigen
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, number


def from_text(text: str) -> Solution:
    """All eigenvalues and eigenspaces of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For letters, a matrix that is not square, or one that is too large.

    >>> str(from_text("[2, 1; 1, 2]").meaning)
    'Eigenvalue 1: algebraic multiplicity 1, geometric 1. Eigenvalue 3: algebraic multiplicity 1, geometric 1.'
    """
    return work(read_matrix(text, square=True))


def work(A: Sequence[Sequence[Any]], *, operations: bool = True) -> Solution:
    """Every step from the characteristic polynomial to the eigenspaces.

    Parameters
    ----------
    A : (n, n) exact numbers
    operations : show every row operation of every reduction

    >>> work([[0, 1], [-1, 0]]).holds
    True
    """
    rows = rows_of(A)
    worked = worked_eigen(rows, operations=operations)
    steps = list(worked.steps)
    if worked.spaces:
        steps.append(images_step(rows, worked.spaces))
    if worked.exact:
        steps.append(trace_step(rows, worked.spaces))
    return Solution(
        "eigen",
        say("Find the eigenvalues and eigenspaces of {A}", A=Name("A").equals(matrix_written(rows))),
        tuple(steps),
        pairs_written(worked),
        meaning=multiplicities(worked),
        code=programs.eigen(rows),
        checks=(numeric_check(rows, worked),),
    )


def pairs_written(worked: Worked) -> Written:
    """Each eigenvalue with the basis of its eigenspace; a value without a vector stands alone."""
    pairs = [_pair(write(s.value), [write(x) for x in v]) for s in worked.spaces for v in s.basis]
    pairs += [_pair(v.root.written(), v.vector) for v in worked.near if v.vector]
    if pairs:
        return Op("pairs", tuple(pairs))
    return Op("list", tuple(v.root.written() for v in worked.near for _ in range(v.algebraic)))


def _pair(value: Written, vector: Sequence[Written]) -> Op:
    return Op("pair", (value, column(vector)))


def multiplicities(worked: Worked) -> Text:
    """Each eigenvalue with both of its multiplicities, in words."""
    text = Text(())
    for s in worked.spaces:
        text += say(" ") if text else Text(())
        text += _told(s)
    for v in worked.near:
        text += say(" ") if text else Text(())
        text += say("Eigenvalue about {v}: algebraic multiplicity {m}.", v=v.root.written(), m=number(v.algebraic))
    return text


def _told(s: Eigenspace) -> Text:
    return say(
        "Eigenvalue {v}: algebraic multiplicity {m}, geometric {g}.",
        v=write(s.value),
        m=number(s.algebraic),
        g=number(s.geometric),
    )


def numeric_check(rows: Sequence[Sequence[Any]], worked: Worked) -> Check:
    """NumPy's eigenvalues have the same characteristic polynomial."""
    import numpy as np

    values = [complex(s.value) for s in worked.spaces for _ in range(s.algebraic)]
    values += [complex(*map(float, v.root.value)) for v in worked.near for _ in range(v.algebraic)]
    found = np.linalg.eigvals(np.array([[float(a) for a in r] for r in rows]))
    mine, theirs = np.poly(np.array(values)), np.poly(found)
    scale = 1 + np.abs(np.poly(-np.abs(np.array(values))))
    same = len(values) == len(found) and bool(np.all(np.abs(mine - theirs) <= 1e-6 * scale))
    return Check(say("NumPy: its eigenvalues have the same characteristic polynomial."), same)
