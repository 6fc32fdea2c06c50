"""Exact numbers in floating point, for checks by another road."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.scalars import as_float


def numpy_number(a: Any) -> float:
    """A real exact number in floating point."""
    return float(complex(as_float(a)).real)


def floats(rows: Sequence[Sequence[Any]]) -> Any:
    """A matrix as an array of floats.

    >>> floats([[1, 2]]).tolist()
    [[1.0, 2.0]]
    """
    import numpy as np

    return np.array([[numpy_number(a) for a in r] for r in rows])
