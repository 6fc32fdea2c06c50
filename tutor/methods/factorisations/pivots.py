"""Symmetric elimination: the pivots and the unit triangular factor of a symmetric matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import Claim, _Result
from tutor.exact.matrices import Rows, Vector, rows_of
from tutor.exact.scalars import plain, sign, write
from tutor.methods.matrix_claims import Computed
from tutor.written import Name, Num, Op, Written


@dataclass(frozen=True)
class Pivots:
    """A = L D L^T with ones on the diagonal of L; `failing` is the first row whose pivot is not positive."""

    L: Rows
    d: Vector
    failing: int | None

    @property
    def complete(self) -> bool:
        """Did no zero stop the elimination?"""
        return len(self.d) == len(self.L)


def pivots(rows: Sequence[Sequence[Any]]) -> Pivots:
    """The unit triangular factor and the pivots, without steps; they end where a pivot is 0 and entries below are not.

    >>> found = pivots([[4, 2], [2, 5]])
    >>> [str(x) for x in found.d], found.failing
    (['4', '4'], None)
    """
    A = rows_of(rows)
    n = len(A)
    work_rows = [list(r) for r in A]
    L = [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]
    d: list[Any] = []
    failing = None
    for c in range(n):
        p = work_rows[c][c]
        if failing is None and sign(p) <= 0:
            failing = c
        if not p and any(work_rows[i][c] for i in range(c + 1, n)):
            break
        d.append(p)
        for i in range(c + 1, n):
            if work_rows[i][c]:
                q = plain(work_rows[i][c] / p)
                L[i][c] = q
                work_rows[i] = [plain(a - q * b) for a, b in zip(work_rows[i], work_rows[c], strict=True)]
    return Pivots(tuple(map(tuple, L)), tuple(d), failing)


@dataclass(frozen=True)
class Entry(_Result):
    """An entry whose formula is its value as it stands, such as √2."""

    of: Written = field(kw_only=True)
    name: Name = field(kw_only=True)

    def shown(self) -> Written:
        return self.name.equals(self.result)

    def holds(self) -> bool | None:
        return Computed(self.result, left=self.of).holds()


def entry_name(i: int, j: int) -> Name:
    """The entry of L in row i and column j (counted from 0), as it is called."""
    return Name(f"l_{i + 1}{j + 1}")


def entry_claim(value: Any, left: Written, name: Name | None = None) -> Claim:
    """The formula has this value; an entry that is its formula is claimed by its name."""
    result = write(value)
    if left == result and name is not None:
        return Entry(result, of=left, name=name)
    return Computed(result, left=left)


def squared(x: Any) -> Written:
    """The square, not computed."""
    w = write(x)
    return Op("^", (w, Num("2")))
