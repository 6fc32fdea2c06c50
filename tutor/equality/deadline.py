"""Until when: what a verdict may cost in this process and in the other one, told by context and not by a signal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

BUDGET = 2.0  # seconds that one verdict may take
KEPT = 0.3  # seconds of it that are kept for what cannot be stopped between two steps

_patience: ContextVar[float] = ContextVar("patience", default=0.0)
_limit: ContextVar[float] = ContextVar("limit", default=math.inf)


@contextmanager
def within(seconds: float = BUDGET) -> Iterator[None]:
    """Within: all comparisons together end in so many seconds; those that come too late are undecided.

    One inside another cannot extend it.

    >>> from tutor.equality import equal
    >>> from tutor.written import Name
    >>> with within(0):
    ...     equal(Name("x") + 1, 1 + Name("x")).how
    'none'
    """
    token = _limit.set(min(monotonic() + seconds, _limit.get()))
    try:
        yield
    finally:
        _limit.reset(token)


@contextmanager
def patience(seconds: float = BUDGET) -> Iterator[None]:
    """Within: comparisons that stay undecided may use what is left of so many seconds, in another process.

    >>> from tutor.equality import equal
    >>> from tutor.written import Op
    >>> with patience(0):
    ...     equal(Op("sin", (Op("pi"),)), Op("ln", (1 + Op("e") * 0,))).how
    'proved'
    """
    token = _patience.set(min(monotonic() + seconds, _limit.get()) if seconds > 0 else 0.0)
    try:
        yield
    finally:
        _patience.reset(token)


def late() -> bool:
    """Is it time to stop, so that the verdict comes in time?"""
    limit = _limit.get()
    return limit < math.inf and monotonic() > limit - KEPT


def left() -> float:
    """Seconds for which the other process may be asked; 0 or less: it may not."""
    return _patience.get() - monotonic()
