"""Exact n×n solving from parsed integers, against FLINT's own solve in the same run.

Run as ``python -m tests.benchmarks.solving``.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter

import flint

from tutor.chance import Draw
from tutor.methods.linear_systems.elimination import general_solution


def timed(times: int, work: object) -> float:
    """Median seconds of several calls."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()  # type: ignore[operator]
        found.append(perf_counter() - start)
    return median(found)


def main() -> None:
    print(f"{'n':>4}{'ours ms':>12}{'FLINT ms':>12}{'ratio':>8}")
    for n, times in ((3, 200), (10, 50), (30, 20), (50, 10), (100, 5)):
        draw = Draw("benchmark", 1, n)
        rows = [draw.integers(n, -9, 9) for _ in range(n)]
        rhs = draw.integers(n, -9, 9)
        ours = timed(times, lambda rows=rows, rhs=rhs: general_solution(rows, rhs))

        def by_flint(rows: list[tuple[int, ...]] = rows, rhs: tuple[int, ...] = rhs, n: int = n) -> list[object]:
            matrix = flint.fmpq_mat(n, n, [a for r in rows for a in r])
            return list(matrix.solve(flint.fmpq_mat(n, 1, list(rhs))).entries())

        floor = timed(times, by_flint)
        print(f"{n:4}{ours * 1e3:12.3f}{floor * 1e3:12.3f}{ours / floor:8.2f}")


if __name__ == "__main__":
    main()
