"""Vectors and matrices of exact numbers as NumPy source: the givens of a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.scalars import write
from tutor.methods.source import numpy_source
from tutor.written import Written


def matrix_source(rows: Sequence[Sequence[Any]]) -> str:
    """``np.array([[…], …], dtype=float)``, one row a line; entries are exact numbers, or `Written` with letters.

    >>> matrix_source([[1, 2], [3, 4]])
    'np.array([[1, 2], [3, 4]], dtype=float)'
    """
    lines = [f"[{', '.join(_entry(a) for a in r)}]" for r in rows]
    short = ", ".join(lines)
    return f"np.array([{short if len(short) < 80 else (',' + chr(10) + ' ' * 14).join(lines)}], dtype=float)"


def vector_source(v: Sequence[Any]) -> str:
    """``np.array([…], dtype=float)``.

    >>> vector_source([1, 2])
    'np.array([1, 2], dtype=float)'
    """
    return f"np.array([{', '.join(_entry(a) for a in v)}], dtype=float)"


def _entry(a: Any) -> str:
    return numpy_source(a if isinstance(a, Written) else write(a))
