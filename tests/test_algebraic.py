"""Real algebraic numbers: equal ones are proved equal, close ones are told apart, and what is none is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.equality import equal, high_precision
from tutor.equality.algebraic import vanishes
from tutor.reading import read
from tutor.written import Num, Op, Written

EQUAL = [
    ("cos(pi/5)", "(1+sqrt(5))/4"),
    ("sin(pi/5)", "sqrt(10-2sqrt(5))/4"),
    ("sin(pi/10)", "(sqrt(5)-1)/4"),
    ("tan(pi/5)", "sqrt(5-2sqrt(5))"),
    ("cot(2pi/5)", "sqrt(1-2/sqrt(5))"),
    ("sec(pi/5)", "sqrt(5)-1"),
    ("csc(pi/10)", "1+sqrt(5)"),
    ("sin(pi/12)", "(sqrt(6)-sqrt(2))/4"),
    ("sin(15 pi/180)", "sqrt(2-sqrt(3))/2"),
    ("tan(pi/8)", "sqrt(2)-1"),
    ("cos(pi/8)", "sqrt(2+sqrt(2))/2"),
    ("cos(pi/16)", "sqrt(2+sqrt(2+sqrt(2)))/2"),
    ("cos(pi/7)-cos(2pi/7)+cos(3pi/7)", "1/2"),
    ("sin(pi/10)sin(3pi/10)", "1/4"),
    ("cos(2pi/9)cos(4pi/9)cos(8pi/9)", "-1/8"),
    ("sqrt(2)+sqrt(3)", "sqrt(5+2sqrt(6))"),
    ("(2+sqrt(5))^(1/3)", "(1+sqrt(5))/2"),
    ("1/(root(3,2)-1)", "root(3,4)+root(3,2)+1"),
    ("root(3,2)^-2", "root(3,2)/2"),
    ("sqrt(root(3,5)-root(3,4))", "(root(3,2)+root(3,20)-root(3,25))/3"),
    ("0.5^0.5", "sqrt(2)/2"),
]


@pytest.mark.parametrize(("a", "b"), EQUAL)
def test_equal_ones_are_proved(a: str, b: str) -> None:
    assert vanishes(read(a) - read(b)) is True
    assert vanishes(read(b) - read(a)) is True
    assert equal(read(a), read(b)).how == "proved"
    assert equal(read(a), read(f"{b} + 10^-50")).same is False
    assert equal(read(a), -read(b)).same is False


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("cos(pi/5)", "0.80901699437494742410229341718281905886"),
        ("sqrt(2)+sqrt(3)", "3.1462643699419723423291350657155704455124771291873"),
        ("cos(pi/19)", "cos(pi/20)"),
        ("sqrt(10^30+1)-10^15", "0"),
        ("sqrt(17)+sqrt(101)+sqrt(5)", "sqrt(18)+sqrt(99)+sqrt(5)"),
        ("sqrt(10^20)+sqrt(10^20+2)", "2 sqrt(10^20+1)"),
        ("tan(pi/5)", "sqrt(5+2sqrt(5))"),
    ],
)
def test_close_ones_are_told_apart(a: str, b: str) -> None:
    assert vanishes(read(a) - read(b)) is False


@pytest.mark.parametrize(
    "text",
    [
        "sin(1)", "pi - pi", "e", "ln(1)", "x - x", "sqrt(-1)", "root(3,-8) + 2", "tan(pi/2)", "cot(0)",
        "1/(cos(pi/5) - (1+sqrt(5))/4)", "(cos(pi/5) - (1+sqrt(5))/4)^0 - 1", "sqrt(cos(pi/5) - (1+sqrt(5))/4)",
        "0^0", "1/0", "sin(pi sqrt(2))", "sin(pi^2)", "sqrt(2)^sqrt(2)", "sqrt(2)^(10^9)", "root(10^9, 2)",
        "cos(pi/10^9)", "cos(pi/99991) - cos(pi/99991)", "(1,2)", "[1,2;3,4]", "2^(0/1) - 1", "i^2 + 1", "x = x",
    ],
)  # fmt: skip
def test_what_is_none_or_takes_too_long_is_left_open(text: str) -> None:
    assert vanishes(read(text)) is None


def _numbers() -> st.SearchStrategy[Written]:
    whole = st.integers(1, 12).map(lambda n: Num(str(n)))
    angles = st.tuples(st.integers(-9, 9), st.integers(1, 12)).map(lambda c: Op("pi") * c[0] / c[1])
    leaves = st.one_of(
        whole, st.builds(lambda h, u: Op(h, (u,)), st.sampled_from(["sin", "cos", "tan", "sec"]), angles)
    )

    def grow(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        return st.one_of(
            st.builds(lambda a, b: a + b, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
            st.builds(lambda a, b: a * b, inner, inner),
            st.builds(lambda a, b: a / b, inner, inner),
            st.builds(lambda a: Op("sqrt", (a,)), inner),
            st.builds(lambda a: Op("root", (Num("3"), a)), inner),
            st.builds(lambda a, n: a**n, inner, st.sampled_from([2, 3])),
        )

    return st.recursive(leaves, grow, max_leaves=6)


@settings(max_examples=200)
@given(_numbers(), st.integers(20, 90))
def test_never_a_false_proof(w: Written, k: int) -> None:
    found = vanishes(w)
    value = high_precision(w, {}, 200)
    if found is not None:
        assert value is not None
        assert found == (abs(value) < 1e-150)
    near = w - w * (1 + Op("/", (Num("1"), Num("1" + "0" * k))))
    assert vanishes(near) is not True or (value is not None and abs(value) < 1e-150)
