"""Equality: refuted with a counter-example, proved, sampled, or left undecided."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.equality import Domain, equal
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.reading import read
from tutor.surds import SURDS, root, surd
from tutor.written import Name, Num, Op, Written, matrix

CASES = """
1/3                     | 2/6                        | proved
1/3                     | 0.3333333333333333         | refuted
sqrt(8)                 | 2 sqrt(2)                  | proved
1/(sqrt(2)+1)           | sqrt(2) - 1                | proved
sqrt(2)+sqrt(3)         | sqrt(5)                    | refuted
sqrt(5+2 sqrt(6))       | sqrt(2)+sqrt(3)            | sampled
e^(ln(2))               | 2                          | sampled
sin(pi/6)               | 1/2                        | sampled
3.141592653589793       | pi                         | refuted
(x+1)^2                 | x^2+2x+1                   | proved
(x+1)^2                 | x^2+1                      | refuted
(x^2-1)/(x-1)           | x+1                        | proved
1/x - 1/(x+1)           | 1/(x^2+x)                  | proved
x/y + y/x               | (x^2+y^2)/(x y)            | sampled
(x+y)^3                 | x^3+3x^2 y+3x y^2+y^3      | proved
x^2 y                   | x y^2                      | refuted
sin(x)^2+cos(x)^2       | 1                          | sampled
sin(2x)                 | 2 sin(x) cos(x)            | sampled
sin(2x)                 | 2 sin(x)                   | refuted
ln(x^2)                 | 2 ln(x)                    | sampled
e^(2x)                  | (e^x)^2                    | sampled
|x|                     | x                          | refuted
9^9^9^9                 | 9                          | none
x^(10^9)                | x                          | none
""".strip().splitlines()


@pytest.mark.parametrize("row", CASES)
def test_cases(row: str) -> None:
    a, b, how = (part.strip() for part in row.split("|") if part.strip()) if "||" not in row else ("", "", "")
    if row.startswith("|x|"):
        a, b, how = "|x|", "x", "refuted"
    left, right = (read(t, names=["x", "y"]) for t in (a, b))
    found = equal(left, right)
    assert found.how == how
    assert equal(right, left).how == how


def test_matrices_entry_by_entry() -> None:
    x = Name("x")
    a, b = matrix([[x + x, 1]]), matrix([[2 * x, 1]])
    assert equal(a, b).how == "proved"
    assert equal(a, matrix([[2 * x, 2]])).same is False
    assert equal(a, matrix([[2 * x], [1]])).same is False
    assert equal(Op("+", (a, a)), matrix([[4 * x, 2]])).same is True
    assert equal(Op("+", (a, a)), matrix([[4 * x, 3]])).same is False


def test_a_domain_decides() -> None:
    root_of_square = Op("sqrt", (Name("x") ** 2,))
    positive = Domain({"x": (Fraction(0), Fraction(5))})
    assert equal(root_of_square, Name("x"), positive).same is True
    assert equal(root_of_square, Name("x")).same is False


NUMBERS = st.integers(-20, 20).map(lambda n: Num(str(n)) if n >= 0 else Op("neg", (Num(str(-n)),)))
TREES: st.SearchStrategy[Written] = st.recursive(
    NUMBERS | st.just(Name("x")) | st.just(Name("y")),
    lambda inner: (
        st.tuples(inner, inner).map(lambda p: Op("+", p))
        | st.tuples(inner, inner).map(lambda p: Op("*", p))
        | inner.map(lambda w: Op("neg", (w,)))
        | st.tuples(inner, st.integers(0, 3)).map(lambda p: p[0] ** p[1])
    ),
    max_leaves=8,
)


@given(TREES, TREES)
@settings(deadline=None, max_examples=150)
def test_agrees_with_exact_evaluation(a: Written, b: Written) -> None:
    found = equal(a, b)
    assert equal(a, a).same is True
    assert found.same == equal(b, a).same
    values = [{"x": Fraction(p), "y": Fraction(q)} for p, q in ((3, 7), (-2, 5), (11, -13))]
    try:
        differ = any(evaluate(a, v, EXACT) != evaluate(b, v, EXACT) for v in values)
    except NotExact:  # 0 to the power 0
        return
    if differ:
        assert found.same is False


@given(st.lists(st.tuples(st.integers(1, 12), st.fractions(-3, 3, max_denominator=4)), min_size=1, max_size=3))
@settings(deadline=None, max_examples=150)
def test_surds_are_a_field(terms: list[tuple[int, Fraction]]) -> None:
    number: Any = surd(0)
    for d, c in terms:
        number = number + root(d) * c
    if number:
        assert number * number.inverse() == surd(1)
        assert evaluate(number.written(), {}, SURDS) == number
    assert number - number == surd(0)
