"""A grader's own keys: the table of labelled pairs, inference, options, refusals, and labels before an answer."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from tests.benchmarks.checking import Pair, ours, pairs
from tests.test_hostile import HOSTILE
from tutor.answers import exact_number
from tutor.check import compare
from tutor.errors import InputError
from tutor.keys import KINDS, answer_of
from tutor.verdict import Status

TABLE = pairs()


def test_the_table_is_broad() -> None:
    assert len(TABLE) >= 150
    assert {answer_of(p.key, p.kind, **p.options).kind for p in TABLE} >= set(KINDS) - {"multiset"}


@pytest.mark.parametrize("pair", TABLE, ids=[f"{p.key} against {p.response}" for p in TABLE])
def test_pairs(pair: Pair) -> None:
    status = ours(pair)
    if pair.label == "right":
        assert status is Status.RIGHT
    elif pair.label == "form":
        assert status is Status.WRONG_FORM
    else:
        assert status not in (Status.RIGHT, Status.WRONG_FORM)


@pytest.mark.parametrize("pair", [p for p in TABLE if p.label == "right"], ids=lambda p: p.key)
def test_a_key_accepts_itself(pair: Pair) -> None:
    if not pair.options:
        assert compare(pair.key, pair.key, kind=pair.kind).is_right


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("-3/7", "number"),
        ("50%", "number"),
        ("1,234.5", "number"),
        ("-3 1/2", "number"),
        ("1,5", "multiset"),
        ("2x", "expression"),
        ("velocity", "expression"),
        ("f'(x) = 2x", "expression"),
        ("(1, 2)", "vector"),
        ("[1, 2]", "vector"),
        ("[1; 2]", "vector"),
        ("1/2 (1, 2)", "vector"),
        ("[1, 2; 3, 4]", "matrix"),
        ("A^-1 = [1, 2; 3, 4]", "matrix"),
        ("[0, 1)", "set of reals"),
        ("(-inf, 2] U {5}", "set of reals"),
        ("x < 2", "set of reals"),
        ("x + y < 2", "inequality"),
        ("x = 3", "number"),
        ("v = (1, 2)", "vector"),
        ("y = 2x", "equation"),
        ("x = 1, y = 2", "solution set"),
        ("x = 1 - t, y = t, t in R", "solution set"),
        ("x = 1, x = 2", "set"),
        ("{1, 2}", "set"),
        ("1, 2", "multiset"),
        ("no solution", "no answer"),
        ("DNE", "no answer"),
        ("-oo", "infinity"),
        ("False", "truth"),
        ("x^2 + C", "antiderivative"),
        ("span{(1, 2)}", "subspace"),
        ("N(0, 4)", "distribution"),
        ("X ~ Poisson(2)", "distribution"),
    ],
)
def test_the_kind_of_a_bare_key(key: str, kind: str) -> None:
    assert answer_of(key).kind == kind


@pytest.mark.parametrize(
    ("key", "options", "word"),
    [
        ("1/3", {"kind": "nmber"}, "number"),
        ("1/3", {"digit": 2}, "did you mean digits"),
        ("1/3", {"colour": 2}, "known are"),
        ("1/3", {"digits": -1}, "whole number"),
        ("1/3", {"digits": True}, "whole number"),
        ("1/3", {"figures": 99}, "whole number"),
        ("1/3", {"tolerance": "wide"}, "rational"),
        ("1/3", {"tolerance": -1}, "negative"),
        ("1/3", {"form": "pretty"}, "form"),
        ("1/3", {"form": 3}, "word"),
        ("x", {"kind": "number"}, "letters"),
        ("x", {"variables": 3}, "names"),
        ("x", {"domain": "x >"}, "cannot be read"),
        ("x", {"domain": "positively"}, "bounds no letter"),
        ("x", {"domain": {"x": [1, 0]}}, "empty"),
        ("x", {"domain": {"x": 3}}, "two ends"),
        ("x", {"domain": {"x": ["0(", 1]}}, "rational"),
        ("x", {"kind": "truth"}, "true or false"),
        ("x", {"kind": "distribution"}, "distribution"),
        ("x(", {}, "closed"),
        ("(1, 2)", {"kind": "matrix", "layout": "row"}, "unknown option"),
        ("(1, 2)", {"kind": "vector", "layout": "diagonal"}, "one of"),
        ("1, 2", {"order": "yes"}, "true or false"),
        ("2", {"kind": "choice"}, "letter"),
        ("2", {"kind": "vector"}, "no vector"),
        ("2", {"kind": "equation"}, "no equation"),
        ("2", {"kind": "inequality"}, "no inequality"),
        ("2", {"kind": "solution set"}, "no solution"),
        ("x = t^2, y = t", {"kind": "solution set"}, "linear"),
        ("1, 2, 3", {"kind": "set of reals"}, ""),
        ("2", {"kind": "antiderivative"}, "variable"),
        ("[1, 2] [3, 4]", {}, "worked out"),
    ],
)
def test_a_wrong_key_or_option_is_refused_by_name(key: str, options: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError) as refused:
        compare(key, "1", **options)
    assert word in str(refused.value)


def test_an_answer_as_the_key() -> None:
    assert compare(exact_number(2), "4/2").is_right
    with pytest.raises(InputError):
        compare(exact_number(2), "2", digits=2)


def test_what_stood_before_the_answer_is_echoed() -> None:
    assert compare("2x", "f'(x) = 2x").read_as == "f'(x) = 2*x"
    assert compare("N(0, 4)", "X ~ N(0, 4)").read_as.endswith("N(0, 4)")


def test_a_refusal_after_a_label_points_into_the_whole_text() -> None:
    verdict = compare("2x", "y = 2x +")
    assert (verdict.status, verdict.at) == (Status.UNREADABLE, 8)


def test_the_letters_of_the_key() -> None:
    assert compare("xy", "y*x").is_right
    assert compare("velocity*t", "t velocity").is_right
    assert compare("e", "2.718281828", variables="e").status is Status.WRONG
    assert compare("a b", "b a", variables=["a", "b"]).is_right


def test_feedback_on_a_typed_solution_speaks_of_no_equations() -> None:
    feedback = str(compare("x = 1, y = 2", "x = 1, y = 3").feedback)
    assert "equation" not in feedback
    assert "2" not in feedback


KEYS = ["2", "x^2 + 1", "(1, 2)", "[1, 2; 3, 4]", "no solution", "inf", "true", "y = 2x + 1", "x + y < 2", "[0, 1)"]
KEYS += ["x = 1 + 2t, y = t", "{1, 2}", "1, 2", "x^2 + C", "N(0, 4)", "span{(1, 0, 1), (0, 1, 1)}"]


@pytest.mark.parametrize("key", KEYS)
def test_no_response_raises(key: str) -> None:
    for text in HOSTILE:
        assert compare(key, f"x = {text}").status in Status


@pytest.mark.parametrize("key", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_key_is_refused_or_used(key: str) -> None:
    with suppress(InputError):
        assert compare(key, "1").status in Status
