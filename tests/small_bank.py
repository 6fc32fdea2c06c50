"""A bank of tiny families in a folder of its own, for tests that must know how many problems there are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tutor import bank

FAMILY = '''"""Double a number."""

from typing import Any

from tutor.answers import exact_number
from tutor.claims import Equal
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import number


@family(source="MML 2.1", levels={levels}, marks={marks}, typing="12", section="{section}")
class Double:
    n: int
    level: int

    @classmethod
    def draw(cls, draw: Any, level: int) -> Any:
        return cls(n=draw.integer(1, {space} * level), level={keep})

    def statement(self) -> Any:
        return say("Double {{n}}.", n=self.n)

    def answer(self) -> Any:
        return exact_number(2 * self.n)

    def symbolic(self) -> Any:
        return exact_number(self.n + self.n)

    @staticmethod
    def numeric(n: Any) -> Any:
        return 2.0 * n

    def solution(self) -> Any:
        step = Step(say("Double it."), Equal(left=number(self.n) + number(self.n), result=number(2 * self.n)))
        return Solution(method="double", given=self.statement(), steps=(step,), answer=number(2 * self.n))

    def misconceptions(self) -> Any:
        yield Misconception("squared", exact_number(self.n * self.n + 2), say("Double, do not square."))
'''

Spec = Mapping[str, object]


@contextmanager
def small_bank(folder: Path, families: Mapping[str, Spec]) -> Iterator[None]:
    """The bank consists of these families for as long as the block lasts.

    Parameters
    ----------
    families : mapping
        ``topic/family`` to what differs from one level, 2 marks, mathematics, 1,000 problems a level.
    """
    package = f"small_bank_{abs(hash(str(folder)))}"
    for name, spec in families.items():
        topic, _, short = name.partition("/")
        values = {"levels": 1, "marks": 2, "section": "mathematics", "space": 1_000, "keep": "level", **spec}
        path = folder / package / topic / f"{short}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAMILY.format(**values), encoding="utf-8")
    original = bank._packages
    bank._packages = lambda: (package,)  # type: ignore[assignment]
    sys.path.insert(0, str(folder))
    _forget()
    try:
        yield
    finally:
        bank._packages = original
        sys.path.remove(str(folder))
        for module in [m for m in sys.modules if m.partition(".")[0] == package]:
            del sys.modules[module]
        _forget()


def _forget() -> None:
    for remembered in (bank._files, bank.card, bank.load):
        remembered.cache_clear()
