"""What is measured of a problem as a student meets it: how large its numbers are, and how long its solution."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import log
from typing import Any

from tutor.written import Num, Written, walk


def shown(problem: Any) -> Iterator[Written]:
    """Everything mathematical in the statement, the steps and the answer."""
    texts = [problem.statement()]
    solution = problem.solution()
    yield solution.answer
    for step in solution.walk():
        texts.append(step.why)
        yield step.claim.shown()
    for text in texts:
        yield from text.objects()


def height(problem: Any) -> int:
    """The largest numerator or denominator among the numbers that are shown."""
    found = 1
    for w in shown(problem):
        for node in walk(w):
            if isinstance(node, Num):
                q = Fraction(Decimal(node.text))
                found = max(found, abs(q.numerator), q.denominator)
    return found


def steps(problem: Any) -> int:
    """Steps and substeps of the solution."""
    return sum(1 for _ in problem.solution().walk())


def fair(values: list[int], *, logarithmic: bool = False) -> float:
    """The largest over the smallest, of the numbers or of their logarithms.

    >>> fair([9, 27], logarithmic=True)
    1.5
    """
    sizes = [log(max(v, 2)) if logarithmic else float(v) for v in values]
    return round(max(sizes) / min(sizes), 6)
