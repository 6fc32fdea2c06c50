"""The text around an answer, units, numerals, and two values in one."""

from __future__ import annotations

import pytest

from tutor import compare
from tutor.errors import Unreadable
from tutor.reading import read, take_ratio, take_unit, unframed

SENTENCES = [
    (r"Hence the final answer is: $\boxed{12}$. I hope it is correct.", r"12"),
    (r"We add 5 and 7, which gives \boxed{12}", "12"),
    ("So we get x = 12.", "x = 12"),
    ("```\nx + 1\n```", "x + 1"),
    ("**(B)**", "(B)"),
    ("the area is $12$ cm", "$12$ cm"),
    ("5 apples and 7 pears.\n#### 12", "12"),
    ("“12”", "12"),
    ("x equals 12", "x =      12"),
    ("Roots: first some work. Final answer: 12", "12"),
    (r"the roots are $\boxed{1}$ and $\boxed{2}$.", r"$\boxed{1}$ and $\boxed{2}$"),
    ("f(x) = 2x for all real x.", "f(x) = 2x"),
]
KEPT = [
    "it would not be 12", "the sum was 12", "x is not 12", "z is free", r"either \boxed{3} or \boxed{4}", "2**3",
    "0.333...", "5!", "the empty set", "is", r"\boxed{5} is wrong", "there are no solutions", "2 `",
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), SENTENCES)
def test_closed_sentences_are_set_aside_in_place(text: str, answer: str) -> None:
    found = unframed(text)
    assert found.text.strip() == answer
    assert len(found.text) == len(text)


@pytest.mark.parametrize("text", KEPT)
def test_anything_else_stays(text: str) -> None:
    found = unframed(text).text.strip()
    assert "not" not in text or "not" in found
    assert found == text or text.startswith(("it would", "either"))


UNITS = [
    ("12 cm", "cm"), (r"36\text{ cm}^2", "square cm"), ("4 sq. ft.", "square foot"),
    ("60 miles per hour", "mile per h"),
    (r"\$1,250.00", "dollar"), ("$24.50", "dollar"), (r"45^\circ", "degree"), ("20 °C", "degree C"),
    ("3 m/s^2", "m per square s"),
    ("5 apples", "apple"), ("5 x", ""), ("5m", ""), ("x cm", ""), (r"\sin 45^\circ", ""), ("$5$", ""), ("3, 4 cm", ""),
    ("5 cm 3", ""), ("2 pi", ""), ("2 e", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_units(text: str, unit: str) -> None:
    found = take_unit(text)
    assert found.unit == unit
    assert len(found.text) == len(text)


def test_a_lone_letter_is_no_unit_where_it_may_be_a_name() -> None:
    assert take_unit("5 m", letters=False).unit == ""
    assert take_unit(r"5\text{ m}", letters=False).unit == "m"
    assert (take_ratio("12:05 am").text, take_ratio("12:05 pm").text) == ("5", "725")
    assert take_ratio("6:0").unit == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x = 2 ± sqrt(5)", "x = 2 + sqrt(5), x = 2 - sqrt(5)"),
        ("{0, ±3}", "{0, 3, -3}"),
        ("(4 +- sqrt 20)/2", "(4 + sqrt(20))/2, (4 - sqrt(20))/2"),
        ("1 and 2", "1, 2"),
        ("x = 1 or x = ±2", "x = 1 or x = 2 or x = -2"),
    ],
)
def test_two_values_in_one(text: str, value: str) -> None:
    assert str(read(text, several=True)) == value


@pytest.mark.parametrize("text", ["±1 ± sqrt(2)", "x = ±1, y = ±2", "(±1, ±2)", "x < ±2"])
def test_signs_that_may_change_together_or_not_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text, several=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"0.1\overline{6}", "1/6"),
        ("0.5(6)", "0.5*6"),
        (r"x^2\frac{1}{2}", "x^2*(1/2)"),
        (r"-3\frac12", "-(3 + 1/2)"),
        ("2<x, y>", "2*(x, y)"),
        ("0 < x, y > 1", "0 < x, y > 1"),
        (r"R \ {0}", "(-inf, inf) and not {0}"),
        ("{x | x > 2}", "x > 2"),
        ("np.array([[1, 2], [3, 4]])", "[1, 2; 3, 4]"),
        ("⌊7/2⌋", "floor(7/2)"),
        ("1, 2, and 3", "1, 2, 3"),
        ("ln5/ln2", "ln(5)/ln(2)"),
        ("max(a, b)", "(a + b + abs(a - b))/2"),
    ],
)
def test_numerals_and_typed_objects(text: str, value: str) -> None:
    assert str(read(text)) == value


@pytest.mark.parametrize(
    ("key", "response"),
    [
        ("12", "It is 12 cm"),
        ("12", "5 and 7\n#### 12"),
        ("12", "~12"),
        (r"12^\circ", "12°"),
        ("3:4", "3:4"),
        ("2x", "so 2x for all x"),
    ],
)
def test_what_was_set_aside_is_said_and_the_echo_is_right_again(key: str, response: str) -> None:
    verdict = compare(key, response)
    assert verdict.is_right
    assert verdict.label
    assert compare(key, verdict.read_as_latex).is_right
