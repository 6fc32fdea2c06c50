"""How large the numbers of an elimination become, and how long it is: measured before a problem is set."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.methods.linear_systems.elimination import Worksheet
from tutor.text import Text
from tutor.written import Num, Op, walk


class _Measured(Worksheet):
    """A worksheet that keeps the largest number and the count of its stages, and writes nothing."""

    tallest = 1
    count = 0

    def _do(self, operations: list[Op], changed: list[tuple[Fraction, ...]], why: Text, question: Text) -> None:
        if not operations:
            return
        self.rows = changed
        self.count += 1
        self.tallest = max(self.tallest, tall(*(a for r in changed for a in r)))
        for operation in operations:
            rest = operation.args[2:] if operation.head == "rowadd" else operation.args[1:]
            if operation.head != "rowswap":
                numbers = [n.fraction for w in rest for n in walk(w) if isinstance(n, Num)]
                self.tallest = max(self.tallest, tall(*numbers))


def tall(*numbers: Fraction | int) -> int:
    """The largest numerator or denominator.

    >>> tall(3, Fraction(-7, 2))
    7
    """
    return max((max(abs(a.numerator), a.denominator) for a in numbers), default=1)


def elimination_size(rows: Sequence[Sequence[int | Fraction]], bar: int) -> tuple[int, int]:
    """The largest number that Gauss–Jordan elimination writes down after the given matrix, and its stages.

    >>> elimination_size([[1, 2, 1, 0], [3, 4, 0, 1]], 2)
    (3, 3)
    """
    sheet = _Measured(rows, bar=bar, labels=["column"] * bar)
    sheet.forward()
    sheet.backward()
    return sheet.tallest, sheet.count
