"""Eigenvalues with their eigenspaces: the data behind the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.exact.matrices import Matrix, Vector, null_space, rows_of
from tutor.exact.scalars import Complex
from tutor.exact.spectra import counted, eigenvalues, polynomial_roots
from tutor.methods.eigenvalues.building import coefficients
from tutor.methods.eigenvalues.claims import shifted


@dataclass(frozen=True)
class Eigenspace:
    """An eigenvalue, its algebraic multiplicity, and a basis of its eigenspace."""

    value: Any
    algebraic: int
    basis: tuple[Vector, ...]

    @property
    def geometric(self) -> int:
        """The dimension of the eigenspace."""
        return len(self.basis)

    @property
    def real(self) -> bool:
        """Is the eigenvalue a real number?"""
        return not isinstance(self.value, Complex)


def eigenspaces(A: Matrix) -> tuple[Eigenspace, ...] | None:
    """All eigenspaces, real eigenvalues first and in ascending order; None where an eigenvalue has no exact form here.

    >>> [(str(s.value), s.algebraic, s.geometric) for s in eigenspaces([[2, 1], [0, 2]])]
    [('2', 2, 1)]
    """
    rows = rows_of(A)
    found = _small(rows) if 2 <= len(rows) <= 3 and small_whole(rows) else eigenvalues(rows)
    if found is None:
        return None
    return tuple(Eigenspace(v, m, null_space(shifted(rows, v))) for v, m in found)


def eigenbasis(spaces: Sequence[Eigenspace]) -> tuple[tuple[Any, ...], tuple[Vector, ...]] | None:
    """Eigenvalues and eigenvectors, one for each column of P; None where they are too few."""
    if any(s.geometric < s.algebraic for s in spaces):
        return None
    values = tuple(s.value for s in spaces for _ in s.basis)
    return values, tuple(v for s in spaces for v in s.basis)


def small_whole(A: Matrix) -> bool:
    """Are all entries whole numbers?"""
    return all(isinstance(a, int) or (isinstance(a, Fraction) and a.denominator == 1) for r in A for a in r)


def _small(A: Matrix) -> tuple[tuple[Any, int], ...] | None:
    """The eigenvalues of a whole 2×2 or 3×3 matrix: by its trace, minors and determinant."""
    c = [Fraction(int(x)) for x in coefficients(tuple(tuple(int(a) for a in r) for r in A))]
    found = polynomial_roots([Fraction(1), *((-1) ** (k + 1) * x for k, x in enumerate(c))])
    return None if found is None else counted(found)
