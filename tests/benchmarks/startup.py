"""What a command costs from the shell, as a ratio to ``python -c "import sympy"`` in the same run.

Run as ``python -m tests.benchmarks.startup``.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

MAIN = "from tutor.cli import main; main()"
COMMANDS = {
    'python -c "import sympy"': ["-c", "import sympy"],
    "tutor --help": ["-c", MAIN, "--help"],
    "tutor families": ["-c", MAIN, "families"],
    "tutor check": ["-c", MAIN, "check", "linear_systems/two_by_two:1:7", "x=1, y=2"],
    "tutor solve system": ["-c", MAIN, "solve", "system", "3x + y = 9, 4x - 2y = 5"],
    "tutor solve derivative": ["-c", MAIN, "solve", "derivative", "x^2 exp(3x) sin(x)"],
    "tutor solve bayes": ["-c", MAIN, "solve", "bayes", "P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)"],
}


def seconds(arguments: list[str]) -> float:
    """Wall time of one run."""
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False, timeout=120)
    return perf_counter() - start


def main() -> None:
    for arguments in COMMANDS.values():
        seconds(arguments)  # compiled and in the disk's cache
    found = {name: median(seconds(arguments) for _ in range(7)) for name, arguments in COMMANDS.items()}
    base = next(iter(found.values()))
    for name, took in found.items():
        print(f"{name:28}{took:7.2f} s{took / base:7.2f} ×")


if __name__ == "__main__":
    main()
