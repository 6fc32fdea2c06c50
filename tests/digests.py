"""Prints one digest a family and level: of fields, answers and steps for three seeds: ``python -m tests.digests``."""

from __future__ import annotations

import json
import os
import sys
from hashlib import blake2b

if os.environ.get("SYMPY_GROUND_TYPES") == "python":
    sys.modules["flint"] = None  # type: ignore[assignment]  # as on a machine without it

from tutor import bank
from tutor.problem import identity


def digests() -> dict[str, str]:
    """What must not depend on hash seeds, ground types, time zones or locales."""
    found = {}
    for name in bank.families():
        for level in bank.card(name).levels:
            state = blake2b(digest_size=12)
            for seed in range(3):
                d = bank.drawn(name, level=level, seed=seed)
                solution = d.problem.solution()
                lines = [
                    identity(d.problem),
                    str(d.problem.statement()),
                    d.problem.answer().typed(),
                    str(solution.answer),
                ]
                lines += [f"{s.why} {s.claim.shown()} {s.marks}" for s in solution.walk()]
                lines += [solution.code, *(f"{m.id} {m.answer.typed()} {m.feedback}" for m in d.kept)]
                state.update("\n".join(lines).encode())
            found[f"{name}:{level}"] = state.hexdigest()
    return found


if __name__ == "__main__":
    json.dump(digests(), sys.stdout)
