"""Exact linear algebra without steps, from integers to fractions, against FLINT's own routines in the same run.

Run as ``python -m tests.benchmarks.solving``. A ratio compares our function, which takes and gives Python's numbers,
with FLINT's routine on the same rows, which gives FLINT's.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import flint

from tutor.chance import Draw
from tutor.exact import matrices

Rows = list[tuple[int, ...]]
Pair = tuple[str, Callable[[], object], Callable[[], object]]


def timed(times: int, work: Callable[[], object]) -> float:
    """Median seconds of several calls."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def pairs(full: Rows, low: Rows, rhs: tuple[int, ...]) -> tuple[Pair, ...]:
    """Ours and FLINT's for a regular matrix, and for one of lower rank."""
    whole, n = flint.fmpz_mat, len(rhs)
    right = flint.fmpq_mat(n, 1, list(rhs))
    return (
        ("solve", lambda: matrices.solutions(full, rhs), lambda: flint.fmpq_mat(whole(full)).solve(right).entries()),
        ("determinant", lambda: matrices.determinant(full), lambda: whole(full).det()),
        ("inverse", lambda: matrices.inverse(full), lambda: whole(full).inv().entries()),
        ("rank", lambda: matrices.rank(low), lambda: whole(low).rank()),
        ("null space", lambda: matrices.null_space(low), lambda: whole(low).nullspace()[0].entries()),
    )


def main() -> None:
    print(f"{'n':>4}  {'what':12}{'ours ms':>10}{'FLINT ms':>10}{'ratio':>7}")
    for n, times in ((3, 300), (10, 100), (30, 20), (100, 5)):
        draw = Draw("benchmark", 1, n)
        full = [draw.integers(n, -9, 9) for _ in range(n)]
        half = [draw.integers(n, -9, 9) for _ in range(n - n // 3)]
        low = [*half, *(tuple(a + b for a, b in zip(half[i], half[i - 1], strict=True)) for i in range(n // 3))]
        for what, ours, theirs in pairs(full, low, draw.integers(n, -9, 9)):
            mine, floor = timed(times, ours), timed(times, theirs)
            print(f"{n:4}  {what:12}{mine * 1e3:10.3f}{floor * 1e3:10.3f}{mine / floor:7.2f}")


if __name__ == "__main__":
    main()
