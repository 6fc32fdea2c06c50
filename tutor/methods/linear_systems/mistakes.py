"""What a student finds who eliminates a square system with one wrong belief.

=================  ===================================================================================
rule               what is done
=================  ===================================================================================
``sign``           a multiple of the pivot row is added where it must be subtracted
``right-side``     the operations are not done to the right-hand side
``adds``           back substitution moves known terms without changing their sign
``undivided``      the division by the pivot is left out
``read-off``       the right-hand side of the row echelon form is taken for the solution
=================  ===================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

SIGN, RIGHT_SIDE, ADDS, UNDIVIDED, READ_OFF = "sign", "right-side", "adds", "undivided", "read-off"
FEEDBACK = {
    SIGN: "Check the sign of the multiplier: the entry under the pivot must become 0.",
    RIGHT_SIDE: "The right-hand side is part of the row: apply each operation to it too.",
    ADDS: "A known term that goes to the right changes its sign.",
    UNDIVIDED: "Divide by the factor of the unknown at the end.",
    READ_OFF: "There are still entries to the right of the pivots: substitute backwards.",
}


def mistaken(
    rows: Sequence[Sequence[int]], rhs: Sequence[int], rules: Sequence[str] = (SIGN, RIGHT_SIDE, ADDS, UNDIVIDED)
) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    """The 'solution' under each wrong rule that leads somewhere (no pivot becomes 0).

    Rows are exchanged only where they must be.

    >>> [(rule, [str(x) for x in values]) for rule, values in mistaken([[2, 1], [4, 3]], [3, 7], ["adds"])]
    [('adds', ['2', '1'])]
    """
    plain: tuple[list[list[int]], list[int]] | None = None
    for rule in rules:
        if rule in (SIGN, RIGHT_SIDE):
            eliminated = _eliminated(rows, rhs, rule)
        else:
            plain = eliminated = plain or _eliminated(rows, rhs, rule)
        if eliminated is not None:
            yield rule, _substituted(*eliminated, rule)


def _eliminated(
    rows: Sequence[Sequence[int]], rhs: Sequence[int], rule: str
) -> tuple[list[list[int]], list[int]] | None:
    """Row i of the echelon form times ``scales[i]``, in whole numbers, and the scales."""
    n = len(rhs)
    work = [[*r, b] for r, b in zip(rows, rhs, strict=True)]
    scales = [1] * n
    sign = -1 if rule == SIGN else 1
    for k in range(n):
        place = next((i for i in range(k, n) if work[i][k]), None)
        if place is None:
            return None
        work[k], work[place] = work[place], work[k]
        scales[k], scales[place] = scales[place], scales[k]
        pivot = work[k]
        p = pivot[k]
        for i in range(k + 1, n):
            row = work[i]
            q = sign * row[k]
            if q:
                right = p * row[n]
                work[i] = [p * a - q * b for a, b in zip(row, pivot, strict=True)]
                work[i][k] = 0
                if rule == RIGHT_SIDE:
                    work[i][n] = right
                scales[i] *= p
    return work, scales


def _substituted(work: list[list[int]], scales: list[int], rule: str) -> tuple[Fraction, ...]:
    """Back substitution over a common denominator."""
    n = len(work)
    if rule == READ_OFF:
        return tuple(Fraction(row[n], row[i]) for i, row in enumerate(work))
    tops, bottom = [0] * n, 1
    for i in reversed(range(n)):
        row = work[i]
        known = sum(row[c] * tops[c] for c in range(i + 1, n))
        top = row[n] * bottom + (known if rule == ADDS else -known)
        factor = scales[i] if rule == UNDIVIDED else row[i]
        for c in range(i + 1, n):
            tops[c] *= factor
        tops[i] = top
        bottom *= factor
    return tuple(Fraction(t, bottom) for t in tops)
