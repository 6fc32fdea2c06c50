"""How well and how fast answers are judged: ``python -m tests.benchmarks.checking`` over a table of labelled pairs.

The table is `checking_pairs.txt`: a key, a response, and a person's judgement. Accepted means ``right``; a false accept
is an accepted response that is wrong or not in the form that was asked. Where the package ``math-verify`` is
installed, it judges the rows without options in the same run; its time includes reading the response only.
"""

from __future__ import annotations

import json
import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.check import compare
from tutor.verdict import Status

PAIRS = Path(__file__).with_name("checking_pairs.txt")


@dataclass(frozen=True)
class Pair:
    """A row of the table."""

    key: str
    response: str
    label: str
    kind: str | None
    options: dict[str, Any]


def pairs() -> list[Pair]:
    """The table."""
    found = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, response, label, *more = (piece.strip() for piece in line.split(";;"))
            kind, options = (more + ["", ""])[:2]
            found.append(Pair(key, response, label, kind or None, json.loads(options or "{}")))
    return found


def ours(pair: Pair) -> Status:
    """Our verdict."""
    return compare(pair.key, pair.response, kind=pair.kind, **pair.options).status


def _theirs() -> Callable[[Pair], bool | None] | None:
    try:
        from math_verify import parse, verify
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)

    def judge(pair: Pair) -> bool | None:
        gold = parse(f"${pair.key}$")
        answer = parse(f"${pair.response.strip('$')}$")
        return bool(verify(gold, answer)) if gold else None

    return judge


def _line(name: str, accepted: list[tuple[Pair, bool | None]], times: list[float]) -> None:
    judged = [(p, a) for p, a in accepted if a is not None]
    false_accepts = [p for p, a in judged if a and p.label != "right"]
    false_rejects = [p for p, a in accepted if p.label == "right" and not a]
    right = len(accepted) - len(false_accepts) - len(false_rejects)
    cuts = statistics.quantiles(sorted(times), n=100)
    print(
        f"{name:12} {len(accepted):4} pairs  accuracy {100 * right / len(accepted):5.1f} %  "
        f"false accepts {len(false_accepts):3}  false rejects {len(false_rejects):3}  "
        f"undecided {sum(a is None for _, a in accepted):3}  "
        f"p50 {cuts[49] * 1e3:6.2f} ms  p95 {cuts[94] * 1e3:6.2f} ms  p99 {cuts[98] * 1e3:6.2f} ms"
    )
    if name == "ours":
        for what, rows in (("accepted", false_accepts), ("rejected", false_rejects)):
            for p in rows:
                print(f"  {what}: {p.key}   {p.response}   ({p.label})")


def main() -> None:
    """Print a line for us, and one for math-verify where it is installed."""
    table = pairs()
    compare("2*sin(x)", "sin(x) + sin(x)")  # imports are no part of an answer's time
    for name, judge in (("ours", ours), ("math-verify", _theirs())):
        if judge is None:
            print(f"{name}: not installed")
            continue
        accepted: list[tuple[Pair, bool | None]] = []
        times = []
        for pair in table:
            if name != "ours" and (pair.kind or pair.options):
                continue
            start = time.perf_counter()
            found = judge(pair)
            times.append(time.perf_counter() - start)
            if isinstance(found, Status):
                accepted.append((pair, None if found is Status.UNDECIDED else found is Status.RIGHT))
            else:
                accepted.append((pair, found))
        _line(name, accepted, times)


if __name__ == "__main__":
    main()
