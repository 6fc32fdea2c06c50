"""Verified problems per second on one core, against peers, a floor of our own, and SymPy alone.

Run as ``python -m tests.benchmarks.drawing [SECONDS]``. Every problem has fresh parameters, levels are mixed, and
SymPy's cache is cleared every 100 problems, since a repeated function measures the cache. 'drawn' means exact and
numeric road, misconceptions told apart, fields as JSON; 'certified' means SymPy's own answer and every step as well.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable
from importlib.util import find_spec
from time import perf_counter
from typing import Any

from tutor import bank
from tutor.certify import certify
from tutor.fields import to_json


def rate(make: Callable[[int], Any], seconds: float) -> float:
    """Calls per second with fresh seeds, warm."""
    from sympy.core.cache import clear_cache

    for seed in range(5):
        make(-1 - seed)
    clear_cache()
    start, done = perf_counter(), 0
    while perf_counter() - start < seconds:
        make(done)
        done += 1
        if done % 100 == 0:
            clear_cache()
    return done / (perf_counter() - start)


def draw_and_store(name: str) -> Callable[[int], Any]:
    """One problem as a file would keep it."""
    levels = bank.card(name).levels
    return lambda seed: json.dumps(to_json(bank.drawn(name, level=levels[seed % len(levels)], seed=f"b{seed}").problem))


def draw_and_certify(name: str) -> Callable[[int], Any]:
    """One problem as it reaches a person."""
    levels = bank.card(name).levels
    return lambda seed: certify(bank.drawn(name, level=levels[seed % len(levels)], seed=f"c{seed}").problem)


def floor_system() -> Callable[[int], Any]:
    """The floor for a 3×3 system: chance, FLINT's exact solve, NumPy's solve, JSON, and nothing else."""
    import flint
    import numpy as np

    from tutor.chance import Draw

    def make(seed: int) -> str:
        draw = Draw("floor", 1, f"f{seed}")
        while True:
            rows = [draw.integers(3, -5, 5) for _ in range(3)]
            matrix = flint.fmpq_mat(3, 3, [a for r in rows for a in r])
            if matrix.det() != 0:
                break
        x = draw.integers(3, -5, 5)
        b = [sum(p * q for p, q in zip(r, x, strict=True)) for r in rows]
        exact = matrix.solve(flint.fmpq_mat(3, 1, b))
        assert np.allclose(np.linalg.solve(np.array(rows, dtype=float), b), [float(v) for v in exact.entries()])
        return json.dumps([rows, b])

    return make


def sympy_diff_alone(names: list[str]) -> Callable[[int], Any]:
    """`sympy.diff` on the very functions that our families draw (the conversion is not counted)."""
    import sympy

    from tutor.written import Written, value
    from tutor.written import names as letters

    functions = []
    for seed in range(600):
        name = names[seed % len(names)]
        levels = bank.card(name).levels
        problem = bank.drawn(name, level=levels[seed % len(levels)], seed=f"s{seed}").problem
        f = next(v for v in vars(problem).values() if isinstance(v, Written) and letters(v))
        expression = value(f)
        functions.append((expression, sorted(expression.free_symbols, key=str)))

    def make(seed: int) -> Any:
        expression, symbols = functions[seed % len(functions)]
        return [sympy.diff(expression, s) for s in symbols]

    return make


def peers() -> dict[str, Callable[[int], Any]]:
    """The peers that are installed; their problems come without checks, steps or mistakes."""
    found: dict[str, Callable[[int], Any]] = {}
    if find_spec("reasoning_gym"):
        import reasoning_gym

        for task in ("simple_equations", "polynomial_equations", "simple_integration"):
            found[f"reasoning-gym {task}"] = lambda seed, t=task: reasoning_gym.create_dataset(
                t, size=1, seed=abs(seed)
            )[0]
    if find_spec("mathgenerator"):
        import mathgenerator

        for task in ("system_of_equations", "power_rule_differentiation", "binomial_distribution"):
            found[f"mathgenerator {task}"] = lambda seed, t=task: getattr(mathgenerator, t)()
    return found


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    print(f"{'family':44}{'drawn/s':>10}{'certified/s':>13}")
    by_topic: dict[str, list[tuple[float, float]]] = {}
    for name in bank.families():
        drawn, certified = rate(draw_and_store(name), seconds), rate(draw_and_certify(name), seconds)
        by_topic.setdefault(name.partition("/")[0], []).append((drawn, certified))
        print(f"{name:44}{drawn:10.0f}{certified:13.0f}")
    print()
    for topic, found in by_topic.items():
        drawn, certified = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{topic + ', median':44}{drawn:10.0f}{certified:13.0f}")
    print()
    ours = rate(draw_and_store("linear_systems/three_by_three"), seconds)
    floor = rate(floor_system(), seconds)
    print(f"3x3 systems: {ours:.0f}/s; floor (FLINT, NumPy, JSON only) {floor:.0f}/s: {ours / floor:.2f} of the floor")
    derivatives = [n for n in bank.families() if n.startswith("derivatives/")]
    rates = [rate(draw_and_store(n), seconds) for n in derivatives]
    ours = len(rates) / sum(1 / r for r in rates)
    alone = rate(sympy_diff_alone(derivatives), seconds)
    print(f"derivatives: {ours:.0f}/s; sympy.diff alone on the same functions {alone:.0f}/s: {ours / alone:.2f} times")
    for peer, make in peers().items():
        print(f"{peer}: {rate(make, seconds):.0f}/s (without check, steps or mistakes)")


if __name__ == "__main__":
    main()
