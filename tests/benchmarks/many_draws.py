"""Many draws of every family: disagreements, redraws, distinct problems.

Run as ``python -m tests.benchmarks.many_draws [COUNT] [FAMILY…]``; COUNT (10,000) is for each family, shared among its
levels. A draw compares the exact and the numeric road; one problem in 50 is certified as well, with SymPy's own answer
and every step. Exit code 1 if anything disagrees.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tutor import bank
from tutor.bank import resolve
from tutor.certify import certify
from tutor.errors import TutorError
from tutor.fields import to_json

WORDING = ("story", "wording")  # fields that change the words only


@dataclass(frozen=True)
class Row:
    """What happened at one level of one family."""

    name: str
    level: int
    draws: int
    faults: tuple[str, ...]
    redraws: int
    distinct: int
    in_first_thousand: int
    certified: int


def measure(job: tuple[str, int, int]) -> Row:
    """Draw `count` problems of one level."""
    name, level, count = job
    faults, redraws, certified = [], 0, 0
    seen: set[int] = set()
    first = 0
    for seed in range(count):
        try:
            d = bank.drawn(name, level=level, seed=seed)
            if seed % 50 == 0:
                certify(d.problem, where=d.id)
                certified += 1
        except TutorError as error:
            faults.append(str(error))
            continue
        redraws += d.redraws
        fields = {k: v for k, v in to_json(d.problem).items() if k not in WORDING}
        seen.add(hash(json.dumps(fields, sort_keys=True)))
        if seed == 999:
            first = len(seen)
    return Row(name, level, count, tuple(faults), redraws, len(seen), first or len(seen), certified)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    names = [resolve(n) for n in sys.argv[2:]] or list(bank.families())
    jobs = []
    for name in names:
        levels = bank.card(name).levels
        jobs += [(name, level, -(-count // len(levels))) for level in levels]
    print(f"{'family':40} level  draws faults  redrawn distinct  of 1000  space certified")
    faults: list[str] = []
    with ProcessPoolExecutor() as pool:
        for row in pool.map(measure, jobs):
            faults += row.faults
            share = row.redraws / (row.redraws + row.draws)
            space = bank.card(row.name).space[row.level - 1]
            print(
                f"{row.name:40}{row.level:6}{row.draws:7}{len(row.faults):7}{share:9.1%}{row.distinct:9}"
                f"{row.in_first_thousand:9}{space:7}{row.certified:10}",
                flush=True,
            )
    print(f"\n{len(faults)} disagreements")
    for fault in faults[:20]:
        print("-", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
