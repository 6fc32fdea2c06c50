"""The pieces of which prompts are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from tutor.chance import Draw
from tutor.exact.matrices import applied, times, trace
from tutor.exact.matrices import determinant as det_of
from tutor.exact.matrices import rank as rank_of
from tutor.methods.examples.record import Data, Line, Rows
from tutor.methods.matrix_claims import Computed
from tutor.text import say
from tutor.written import Op, Written, column, matrix, number

ONE = (("A", (2, 2)),)
E1 = (1, 0)


def exact(rows: Sequence[Sequence[Any]]) -> Rows:
    """Rows of fractions."""
    return tuple(tuple(Fraction(x) for x in r) for r in rows)


def upright(v: Sequence[Any]) -> Rows:
    """A vector as a column, by rows."""
    return tuple((Fraction(x),) for x in v)


def outer(u: Sequence[Any], w: Sequence[Any], over: int = 1) -> Rows:
    """``u wᵀ`` divided by a number."""
    return tuple(tuple(Fraction(a * b, over) for b in w) for a in u)


def product_of(u: Sequence[Any], w: Sequence[Any], over: int = 1) -> Written:
    """``u wᵀ`` divided by a number, as it is written."""
    plain = column(u) * matrix([w])
    return plain if over == 1 else number(Fraction(1, over)) * plain


def det(m: Sequence[Sequence[Any]], why: str) -> Line:
    """A line that finds a determinant."""
    return computed(why, Op("det", (matrix(m),)), det_of(exact(m)))


def trace_line(m: Sequence[Sequence[Any]], why: str) -> Line:
    """A line that finds a trace."""
    return computed(why, Op("trace", (matrix(m),)), trace(exact(m)))


def rank_line(m: Sequence[Sequence[Any]], why: str) -> Line:
    """A line that finds a rank."""
    return computed(why, Op("rank", (matrix(m),)), rank_of(exact(m)))


def image(m: Sequence[Sequence[Any]], v: Sequence[Any], why: str) -> Line:
    """A line that applies a matrix to a vector."""
    return computed(why, matrix(m) * column(v), upright(applied(exact(m), tuple(map(Fraction, v)))))


def product(m: Sequence[Sequence[Any]], n: Sequence[Sequence[Any]], why: str) -> Line:
    """A line that multiplies two matrices."""
    return computed(why, matrix(m) * matrix(n), times(exact(m), exact(n)))


def computed(why: str, left: Written, result: Any) -> Line:
    """A line whose claim is an equation; the result is a number or rows."""
    value = matrix(result) if isinstance(result, tuple) else number(Fraction(result))
    return Line(say("{why}", why=why), Computed(value, left=left))


def two(size: int, good: Callable[[int, int], bool] = lambda a, b: True) -> Callable[[Draw], Data]:
    """Draws two numbers that are not 0."""

    def drawn(draw: Draw) -> Data:
        return (draw.until(lambda: _pair(draw, size), lambda v: good(*v)),)

    return drawn


def _pair(draw: Draw, size: int) -> tuple[int, int]:
    a, b = draw.integers(2, -size, size, but=(0,))
    return a, b


def space_vectors(count: int, size: int) -> Callable[[Draw], Data]:
    """Draws independent vectors of ℝ³ without zero entries."""

    def drawn(draw: Draw) -> Data:
        return draw.until(
            lambda: tuple(draw.integers(3, -size, size, but=(0,)) for _ in range(count)),
            lambda vectors: rank_of(exact(vectors)) == count,
        )

    return drawn
