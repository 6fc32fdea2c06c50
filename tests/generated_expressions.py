"""Generated numbers, and expressions that have a value on the whole real line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tutor.exact.scalars import write
from tutor.surds import root
from tutor.written import Name, Op, Written, decimal, number

X, Y = Name("x"), Name("y")

SMALL = st.integers(-9, 9)
POSITIVE = st.integers(1, 9)
FRACTIONS = st.fractions(-9, 9, max_denominator=9)
DECIMALS = st.builds(
    lambda n, places: decimal(Fraction(n, 10**places), places), st.integers(-999, 999), st.integers(1, 3)
)
SURDS = st.builds(lambda a, b, d: a + root(d) * b, FRACTIONS, FRACTIONS, st.integers(2, 12))
QUANTITIES: st.SearchStrategy[Written] = FRACTIONS.map(number) | DECIMALS | SURDS.map(write)
EXACT: st.SearchStrategy[Any] = FRACTIONS | SURDS


def smooth(names: tuple[Written, ...], leaves: int = 5) -> st.SearchStrategy[Written]:
    """Expressions that have a value on the whole real line."""

    def grow(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        square = inner.map(lambda u: 1 + u**2)
        pairs = st.tuples(inner, inner)
        return (
            pairs.map(lambda p: p[0] + p[1])
            | pairs.map(lambda p: p[0] * p[1])
            | pairs.map(lambda p: p[0] - p[1])
            | st.tuples(inner, square).map(lambda p: p[0] / p[1])
            | st.builds(lambda u, n: u**n, inner, st.integers(2, 3))
            | st.builds(lambda u, f: Op(f, (u,)), inner, st.sampled_from(("sin", "cos", "arctan", "abs", "neg")))
            | st.builds(lambda u, f: Op(f, (u,)), square, st.sampled_from(("ln", "sqrt")))
            | inner.map(lambda u: Op("exp", (Op("sin", (u,)),)))
        )

    leaf: st.SearchStrategy[Written] = st.sampled_from(names) | POSITIVE.map(number)
    return st.recursive(leaf, grow, max_leaves=leaves)
