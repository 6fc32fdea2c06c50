"""What is understood of a text while it is being typed: an echo or a refusal, never a judgement."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tutor
from tutor.errors import InputError
from tutor.preview import Preview


@pytest.mark.parametrize(
    ("key", "text", "plain", "latex"),
    [
        (None, "1/2 x^2", "1/2*x^2", r"\frac{1}{2}x^{2}"),
        (None, "3 1/2", "3 + 1/2", r"3 + \frac{1}{2}"),
        (None, "[0, 1) U {2}", "[0, 1) U {2}", r"[0, 1) \cup \{2\}"),
        ("3", "2/4", "2/4", r"\frac{2}{4}"),
        ("2*x", "f'(x) = 2x", "f'(x) = 2*x", r"\text{f'(x)} = 2x"),
        ("[1, 2; 3, 4]", "[[1,2],[3,4]]", "[1, 2; 3, 4]", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
        ("(1, 2)", r"\begin{pmatrix}1\\2\end{pmatrix}", "[1; 2]", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"),
        ("no solution", "none", "no solution", r"\emptyset "),
        ("y = x + 1", "x + 1", "x + 1", "x + 1"),
    ],
)
def test_what_is_echoed(key: str | None, text: str, plain: str, latex: str) -> None:
    found = tutor.preview(text, key=key)
    assert (found.text, found.latex, found.readable) == (plain, latex, True)
    assert not found.message
    assert not found.hint
    if key is not None:
        verdict = tutor.compare(key, text)
        assert (verdict.read_as, verdict.read_as_latex) == (plain, latex)
        assert verdict.json()["read_as_latex"] == latex


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("2*(x+1", 2, "one bracket is not closed; add )"),
        (r"\boxed{\text{x} + 2 2}", 20, "write one number"),
        ("", 0, ""),
    ],
)
def test_what_is_refused(text: str, at: int, hint: str) -> None:
    found = tutor.preview(text, key="x")
    assert (found.text, found.latex, found.readable) == ("", "", False)
    assert found.message
    assert found.at == at
    assert hint in found.hint


def test_a_problem_and_its_parts() -> None:
    problem = tutor.draw("evaluation/precision_recall", level=1, seed=1)
    answer = problem.answer().typed()
    assert tutor.preview(answer, problem=problem) == Preview(
        tutor.check(problem, answer).read_as, tutor.check(problem, answer).read_as_latex
    )


def test_a_callers_mistakes() -> None:
    problem = tutor.draw("evaluation/precision_recall", level=1, seed=1)
    with pytest.raises(InputError, match="own key"):
        tutor.preview("1", problem=problem, key="1")
    with pytest.raises(InputError, match="typed key"):
        tutor.preview("1", kind="number")
    with pytest.raises(InputError, match="unknown kind"):
        tutor.preview("1", key="1", kind="nonsense")


@given(st.text(max_size=30))
def test_nothing_typed_raises(text: str) -> None:
    for key in (None, "3", "x^2", "[1, 2; 3, 4]", "1, 2"):
        json.dumps(tutor.preview(text, key=key).json())


def test_a_preview_stays_without_sympy() -> None:
    program = "import sys, tutor\nassert tutor.preview('x^2/2', key='x').latex\nassert 'sympy' not in sys.modules\n"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
