"""Wrong results that come of usual mistakes with subspaces, for the families."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Vector


def signs_read_off(v: Sequence[Any]) -> Vector:
    """A vector of the null space with the signs of the reduced form: the free entry, the last that is not 0, turns.

    >>> signs_read_off((2, -1, 3, 0))
    (2, -1, -3, 0)
    """
    last = max(i for i, x in enumerate(v) if x)
    return tuple(-x if i == last else x for i, x in enumerate(v))
