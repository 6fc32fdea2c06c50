"""What a teacher sees in a determinant before computing: zeros, equal rows, triangles, blocks, the emptiest line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.text import Text, say

Table = Sequence[Sequence[Any]]


def vanishing(rows: Table) -> Text | None:
    """Why the determinant is 0 at a glance: a line of zeros, or a line that is a multiple of another.

    >>> str(vanishing([[1, 2], [3, 6]]))
    'Row 2 is a multiple of row 1'
    """
    for name, lines in (("Row", rows), ("Column", list(zip(*rows, strict=True)))):
        for i, r in enumerate(lines):
            if not any(r):
                return say("{name} {i} holds only zeros", name=name, i=str(i + 1))
            for j in range(i):
                if r == lines[j]:
                    return say("{name}s {j} and {i} are equal", name=name, i=str(i + 1), j=str(j + 1))
                if _multiple(r, lines[j]):
                    other = say("{name} {i} is a multiple of ", name=name, i=str(i + 1))
                    return other + say("{name} {j}", name=name.lower(), j=str(j + 1))
    return None


def _multiple(r: Sequence[Any], s: Sequence[Any]) -> bool:
    at = next((k for k, a in enumerate(s) if a), None)
    return at is not None and all(not (a * s[at] - r[at] * b) for a, b in zip(r, s, strict=True))


def triangle(rows: Table) -> str:
    """``diagonal``, ``upper triangular``, ``lower triangular`` or nothing."""
    n = len(rows)
    upper = all(not rows[i][j] for i in range(n) for j in range(i))
    lower = all(not rows[i][j] for i in range(n) for j in range(i + 1, n))
    return "diagonal" if upper and lower else "upper triangular" if upper else "lower triangular" if lower else ""


def block(rows: Table) -> int:
    """The size of a first diagonal block with only zeros below it, or only zeros to its right; 0 where there is none.

    >>> block([[1, 2, 5], [3, 4, 6], [0, 0, 7]])
    2
    """
    n = len(rows)
    for s in sorted(range(1, n), key=lambda s: (abs(2 * s - n), s)):
        below = all(not rows[i][j] for i in range(s, n) for j in range(s))
        beside = all(not rows[i][j] for i in range(s) for j in range(s, n))
        if below or beside:
            return s
    return 0


def emptiest(rows: Table) -> tuple[str, int, int]:
    """The row or column with the most zeros, and how many entries of it are not 0; the first such row is preferred."""
    n = len(rows)
    lines = [("row", i, sum(map(bool, rows[i]))) for i in range(n)]
    lines += [("column", j, sum(bool(r[j]) for r in rows)) for j in range(n)]
    return min(lines, key=lambda line: line[2])
