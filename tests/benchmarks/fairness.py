"""Is an exam fair? How much the size of the numbers and the length of the solution vary within a family and level.

Run as ``python -m tests.benchmarks.fairness [NAME …] [--draws N]``; names may be parts of names. The last columns are
the largest over the smallest number of steps, and of the logarithm of the largest number that a student meets.
"""

from __future__ import annotations

import sys
from time import perf_counter

from tests.measures import fair, height, steps
from tutor import bank


def main() -> None:
    words = sys.argv[1:]
    draws = int(words.pop(words.index("--draws") + 1)) if "--draws" in words else 200
    wanted = [w for w in words if w != "--draws"]
    print(f"{'family':40} level  steps  ratio   numbers   ratio  bound  drawn/s")
    beyond = 0
    for name in bank.families():
        if wanted and not any(w in name for w in wanted):
            continue
        card = bank.card(name)
        for level in card.levels:
            start = perf_counter()
            drawn = [bank.drawn(name, level=level, seed=f"fair-{k}").problem for k in range(draws)]
            rate = draws / (perf_counter() - start)
            lengths, heights = [steps(p) for p in drawn], [height(p) for p in drawn]
            bound = card.height[level - 1] if card.height else None
            longer, larger = fair(lengths), fair(heights, logarithmic=True)
            unfair = longer > 1.5 or larger > 1.5 or (bound is not None and max(heights) > bound)
            beyond += unfair and bound is not None
            print(
                f"{name:40}{level:6}{min(lengths):4}-{max(lengths):<3}{longer:5.2f}{min(heights):6}-{max(heights):<6}"
                f"{larger:5.2f}{bound or '':>7}{rate:9.0f}{'  *' if unfair else ''}"
            )
    print(f"{beyond} levels are beyond what their family promises" if beyond else "what is promised is kept")


if __name__ == "__main__":
    main()
