"""What stands before an answer: taken off and given back, or left where it may be part of the answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.reading import take_label

TAKEN = """
f'(x) = 2x                  | f
f'(x)=2x                    | f
f′(x) = 2x                  | f
f''(x) = 2                  | f
f^{(2)}(x) = 2              | f
f(x, y) = 2                 | f
f(2) = 3                    | f
y = 2x                      | y
y' = 2x                     | y
dy/dx = 2x                  |
df/dx = 2x                  |
d/dx f(x) = 2x              |
d^2y/dx^2 = 3               |
\\frac{dy}{dx} = 2x          |
\\frac{d}{dx} f(x) = 2x      |
\\frac{\\partial f}{\\partial x} = 2y |
∂f/∂x = 2y                  |
∇f = (1, 2)                 |
\\nabla f(x,y) = (1, 2)      |
A^-1 = [1]                  | A
A^{-1} = [1]                | A
A^T = [1]                   | A
||v|| = 5                   | v
|v| = 5                     | v
det(A) = 5                  | det
P(X > 2) = 1/2              | P
P(A|B) = 0.2                | P
E[X] = 3                    | E
Var(X) = 2                  | Var
x_1 = 3                     | x_1
λ = 3                       | lambda
\\vec{v} = (1, 2)            | v
p ≈ 0.33                    | p
The answer is 3             |
answer: 3                   |
""".strip().splitlines()
LEFT = [
    "2x = 3",
    "x(x+1) = 3",
    "x^-1 = 2",
    "|x| = 2",
    "|y| = 2",
    "f(x+1) = 2",
    "a(b) = 2",
    "x + y = 3",
    "x == 3",
    "x => 3",
]
LEFT += [
    "sin(x) = 2",
    "e = 2",
    "pi = 3",
    "i = 1",
    "2 = x",
    "a =",
    "=",
    "",
    "x < 3",
    "(x, y) = (1, 2)",
    "X ~ N(0, 4)",
    "х = 2",
]


@pytest.mark.parametrize("row", TAKEN)
def test_taken(row: str) -> None:
    text, _, head = row.rpartition(" |")
    text = text.rstrip()
    label = take_label(text)
    assert label is not None
    assert label.head == head.strip()
    rest = label.without(text)
    assert len(rest) == len(text)
    assert text.endswith(rest.strip())
    assert "".join((label.text + rest).split()) == "".join(text.split())  # nothing is lost


@pytest.mark.parametrize("text", LEFT)
def test_left(text: str) -> None:
    assert take_label(text) is None


def test_a_letter_of_the_answer_is_no_label() -> None:
    assert take_label("x = 2", ["x"]) is None
    assert take_label("f(x) = 2", ["f"]) is None
    assert take_label("f(x) = 2", ["x"]) is not None


def test_a_distribution_may_follow_a_tilde() -> None:
    for text in ("X ~ N(0, 4)", "X \\sim N(0, 4)"):
        label = take_label(text, sign="=≈~")
        assert label is not None
        assert label.without(text).strip() == "N(0, 4)"


@pytest.mark.parametrize(
    "text",
    ["x" + " " * 9000, "x'" + " " * 9000 + "(", "d/d" + "a" * 9000, "answer is" + " " * 9000, "f(" + "a," * 4000]
    + ["the " * 2000, "|" * 5000, "d/dx" * 2000, "\\frac{d" * 900, " " * 9000 + "x", "P(" + "x" * 9000],
    ids=range(11),
)
def test_hostile_texts_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    take_label(text)
    assert time.perf_counter() - start < 0.5


@given(st.text(max_size=40) | st.text("fxyAEP'(){}[]=≈~|^-1d/\\frac ∂∇", max_size=40))
def test_any_text(text: str) -> None:
    label = take_label(text)
    if label is not None:
        assert 0 < label.end < len(text)
