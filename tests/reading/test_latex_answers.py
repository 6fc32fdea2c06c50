r"""Answers of every kind as people paste them from LaTeX, MathJax or a formula editor, and what is said of them.

A row is ``key | kind | LaTeX | status``; the kind may be empty, and options follow it after a semicolon.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.check import compare
from tutor.errors import Unreadable
from tutor.keys import answer_of
from tutor.reading import read, untex
from tutor.render.latex import latex
from tutor.verdict import Status, Verdict

TABLE = r"""
3/7 || \frac{3}{7} | right
3/7 || $\dfrac{3}{7}$ | right
3/7 || \boxed{\frac37} | right
3/7 || $$\boxed{\tfrac{3}{7}}$$. | right
-3/7 || \left(-\frac{3}{7}\right) | right
3/7 || \frac{7}{3} | wrong
sqrt(2)/2 || \frac{\sqrt{2}}{2} | right
sqrt(2)/2 || \frac{1}{\sqrt 2} | right
2*pi || 2\pi | right
2*pi || \( 2 \cdot \pi \) | right
12 || 3\times 4 | right
12 || 3\,4 | unreadable
1000 || 10^{3} | right
0.25 || 25\% | right
5 || \pm 5 | unreadable
5 || \text{The answer is } 5 | right
e^2 || \mathrm{e}^{2} | right
1/2 || 0{,}5 | unreadable
3 || 3 \\ | right
3 || {\bf 3} | right
3 || \$3 | right
3 || \begin{vmatrix} 3 \end{vmatrix} | unreadable
2*x*exp(x) || 2x\,e^{x} | right
2*x*exp(x) || f'(x) = 2x\mathrm{e}^{x} | right
2*x*exp(x) || 2x \exp\left(x\right) | right
2*x*exp(x) || 2x e^{-x} | wrong
sin(x)^2 || \sin^2 x | right
sin(x)^2 || \left(\sin{x}\right)^{2} | right
ln(x)/x || \dfrac{\ln x}{x} | right
x_1*x_2 || x_{1}\,x_{2} | right
(x-1)*(x+1) | expression; form=factored | \left(x-1\right)\left(x+1\right) | right
(x-1)*(x+1) | expression; form=factored | x^{2}-1 | wrong-form
abs(x - 1) || \left| x-1 \right| | right
(1, 2, 3) || \begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix} | right
(1, 2, 3) || \begin{pmatrix} 1 & 2 & 3 \end{pmatrix}^{\mathsf{T}} | right
(1, 2, 3) || \left(1,\, 2,\, 3\right) | right
(1, 2, 3) || \langle 1, 2, 3 \rangle | right
(1, 2, 3) || \mathbf{v} = \begin{bmatrix}1\\[2pt]2\\[2pt]3\end{bmatrix} | right
(1, 2, 3) || \begin{bmatrix}1\\2\\4\end{bmatrix} | partly-right
[1, 2; 3, 4] || \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} | right
[1, 2; 3, 4] || \left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \\ \end{array}\right] | right
[1, 2; 3, 4] || $A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$ | right
[1, 2; 3, 4] || \begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix} | right
[1, 2; 3, 4] || \begin{bmatrix} 1 & 3 \\ 2 & 4 \end{bmatrix} | wrong
[1, 2; 3, 4] || \begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix} | unreadable
y = 2x + 1 || y = 2x + 1 | right
y = 2x + 1 || \begin{equation} y = 2x+1 \end{equation} | right
y = 2x + 1 || $2x + 1$ | right
y = x/2 || \frac{1}{2}x | right
x^2 + y^2 = 4 || x^{2} + y^{2} = 2^{2} | right
2x + 4y <= 6 || x + 2y \leq 3 | right
2x + 4y <= 6 || x + 2y \ge 3 | wrong
[0, 1) || \left[0, 1\right) | right
[0, 1) || 0 \le x < 1 | right
(-inf, 2] U {5} || (-\infty, 2] \cup \{5\} | right
(-inf, 2] U {5} || \left(-\infty,\,2\right] \cup \left\{ 5 \right\} | right
x < 2 or x > 5 || x < 2 \text{ or } x > 5 | right
x < 2 or x > 5 || x<2 \lor x>5 | right
x != 2 || \mathbb{R} \setminus \{2\} | right
x != 2 || x \neq 2 | right
x < 0 or x >= 0 || x \in \mathbb{R} | right
x < 0 or x >= 0 || \mathbb{R} | right
x > 0 || \{x \in \mathbb{R} \mid x > 0\} | right
x = 2, y = 3 || x = 2,\; y = 3 | right
x = 2, y = 3 || \begin{cases} x = 2 \\ y = 3 \end{cases} | right
x = 2, y = 3 || \left\{\begin{array}{l} x = 2, \\ y = 3. \end{array}\right. | right
x = 2, y = 3 || \begin{aligned} x &= 2 \\ y &= 3 \end{aligned} | right
x = 2, y = 3 || \begin{align*} x &= 3 \\ y &= 2 \end{align*} | wrong
x = 1 + 2t, y = t || x = 1 + 2t,\quad y = t,\quad t \in \mathbb{R} | right
x = 1 + 2t, y = t || \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 1 \\ 0 \end{pmatrix} + t \begin{pmatrix} 2 \\ 1 \end{pmatrix} | right
x = 1 + 2t, y = t || \begin{bmatrix}1\\0\end{bmatrix} + \lambda\begin{bmatrix}2\\1\end{bmatrix},\ \lambda \in \mathbb{R} | right
x = 1 + 2t, y = t || \text{no solution} | wrong
no solution || \text{no solution} | right
no solution || $\emptyset$ | right
no solution || \varnothing | right
no solution || \boxed{\text{No solution.}} | right
no solution || \text{does not exist} | right
inf || \infty | right
-inf || $-\infty$ | right
inf || -\infty | wrong
true || \text{True} | right
true || $\mathrm{false}$ | wrong
b | choice | \text{(b)} | right
b | choice | \mathbf{b} | right
b | choice | \text{c} | wrong
x^2/2 + C || \frac{x^2}{2} + C | right
x^2/2 + C || \frac{1}{2}x^{2} + \text{C} | right
1, 3, 3 | spectrum | \lambda_1 = 1,\; \lambda_2 = 3,\; \lambda_3 = 3 | right
1, 3, 3 | spectrum | \lambda_{1} = 1, \lambda_{2,3} = 3 | right
1, 3, 3 | spectrum | \left\{ 1, 3, 3 \right\} | right
1, 3, 3 | spectrum | 1,\ 3 \text{ (double)} | right
2 + 3i, 2 - 3i | spectrum | 2 \pm 3i | right
2 + 3i, 2 - 3i | spectrum | \lambda_{1,2} = 2 \pm 3\mathrm{i} | right
1, 3, 3 | spectrum | \lambda_1 = 1,\; \lambda_2 = 2 | wrong
span{(1, 0, 1), (0, 1, 1)} || \operatorname{span}\left\{ \begin{pmatrix}1\\0\\1\end{pmatrix}, \begin{pmatrix}0\\1\\1\end{pmatrix} \right\} | right
span{(1, 0, 1), (0, 1, 1)} || \left\{ \begin{bmatrix}1\\0\\1\end{bmatrix},\; \begin{bmatrix}1\\1\\2\end{bmatrix} \right\} | right
span{(1, 0, 1), (0, 1, 1)} || \text{span}\{(1,0,1), (0,1,0)\} | partly-right
(1, -2, 1) | direction | \begin{pmatrix} 2 \\ -4 \\ 2 \end{pmatrix} | right
(1, -2, 1) | direction | \frac{1}{\sqrt{6}} \begin{pmatrix} 1 \\ -2 \\ 1 \end{pmatrix} | right
(2, 3) | shape | 2 \times 3 | right
(2, 3) | shape | \left(2, 3\right) | right
{1, 2} || \{1, 2\} | right
{1, 2} || \left\{1,\,2\right\} | right
{1, 2} || x = 1 \text{ or } x = 2 | right
{1, 2} || x_1 = 1,\quad x_2 = 2 | right
{-2, 2} || x = \pm 2 | right
1, 2, 2 | list; order=yes | 1,\; 2,\; 2 | right
1, 2, 2 | list; order=yes | 2,\; 1,\; 2 | partly-right
N(0, 4) || \mathcal{N}(0, 4) | right
N(0, 4) || X \sim \mathcal{N}\left(0,\, 4\right) | right
N(0, 4) || $X \sim N(\mu = 0, \sigma^2 = 4)$ | right
Bin(5, 1/3) || \operatorname{Bin}\left(5, \tfrac{1}{3}\right) | right
Bin(5, 1/3) || \text{Bin}(5, \frac{2}{3}) | partly-right
k = 3: none; otherwise: one | cases | \begin{cases} \text{none} & \text{if } k = 3 \\ \text{one} & \text{otherwise} \end{cases} | right
k = 3: none; otherwise: one | cases | \begin{cases} k = 3: & \text{no solution} \\ k \neq 3: & \text{exactly one} \end{cases} | right
k = 3: none; otherwise: one | cases | \begin{cases} \text{no solution}, & k = 3 \\ \text{unique}, & k \ne 3 \end{cases} | right
k = 3: infinite; otherwise: one | cases | \begin{cases} \infty & \text{for $k = 3$} \\ 1 & \text{else} \end{cases} | right
k = 3: none; otherwise: one | cases | \begin{cases} \text{one} & \text{if } k = 3 \\ \text{none} & \text{otherwise} \end{cases} | partly-right
E = 2; d = N(0, 1) | parts | E = 2,\quad d = \mathcal{N}(0, 1) | right
E = 2; d = N(0, 1) | parts | \begin{aligned} E &= 2 \\ d &= N(0, 1) \end{aligned} | right
2: (1, 1); 3: (1, -1) | eigenpairs | \lambda_1 = 2,\; v_1 = \begin{pmatrix}1\\1\end{pmatrix};\; \lambda_2 = 3,\; v_2 = \begin{pmatrix}1\\-1\end{pmatrix} | right
2: (1, 1); 3: (1, -1) | eigenpairs | 2\colon \begin{bmatrix}1\\1\end{bmatrix};\quad 3\colon \begin{bmatrix}-2\\2\end{bmatrix} | right
P = [1, 1; 1, -1]; D = [3, 0; 0, 1] | diagonalisation | P = \begin{pmatrix}1&1\\1&-1\end{pmatrix},\quad D = \begin{pmatrix}3&0\\0&1\end{pmatrix} | right
P = [1, 1; 1, -1]; D = [3, 0; 0, 1] | diagonalisation | P = \begin{pmatrix}1&1\\-1&1\end{pmatrix},\; D = \operatorname{diag}(1, 3) | right
Q = [1, 0; 0, 1]; R = [2, 1; 0, 3] | QR factorisation | Q = \begin{bmatrix}1&0\\0&1\end{bmatrix},\; R = \begin{bmatrix}2&1\\0&3\end{bmatrix} | right
Q = [1, 0; 0, 1]; R = [2, 1; 0, 3] | QR factorisation | Q = \begin{bmatrix}1&0\\0&1\end{bmatrix},\; R = \begin{bmatrix}2&1\\0&4\end{bmatrix} | partly-right
L = [1, 0; 2, 1]; U = [2, 1; 0, 3] | LU factorisation | \mathbf{L} = \left(\begin{array}{cc}1&0\\2&1\end{array}\right),\quad \mathbf{U} = \left(\begin{array}{cc}2&1\\0&3\end{array}\right) | right
L = [2, 0; 1, 3] | Cholesky factorisation | L = \begin{bmatrix} 2 & 0 \\ 1 & 3 \end{bmatrix} | right
U = [1, 0; 0, 1]; S = [3, 0; 0, 2]; V = [1, 0; 0, 1] | singular value decomposition | U = \begin{bmatrix}1&0\\0&1\end{bmatrix},\ \Sigma = \begin{bmatrix}3&0\\0&2\end{bmatrix},\ V^{\top} = \begin{bmatrix}1&0\\0&1\end{bmatrix} | right
"""  # noqa: E501
_ROW = re.compile(r"(?P<key>.*?) \|(?:\| | (?P<kind>.*?) \| )(?P<latex>.*) \| (?P<status>\S+)")
ROWS = [m.groups() for line in TABLE.strip().split("\n") if (m := _ROW.fullmatch(line))]


def judged(key: str, kind: str | None, response: str) -> Verdict:
    name, *pairs = (kind or "").split("; ")
    options: dict[str, Any] = {name: value for name, _, value in (p.partition("=") for p in pairs)}
    return compare(key, response, kind=name or None, **options | ({"order": True} if "order" in options else {}))


@pytest.mark.parametrize(("key", "kind", "response", "status"), ROWS)
def test_what_is_said_of_an_answer_in_latex(key: str, kind: str | None, response: str, status: str) -> None:
    verdict = judged(key, kind, response)
    assert verdict.status.value == status, (untex(response).plain, verdict)
    if verdict.status is Status.UNREADABLE:
        assert verdict.at is not None
        assert 0 <= verdict.at <= len(response)
        assert not verdict.read_as_latex
    else:
        again = judged(key, kind, verdict.read_as_latex)  # the echo says the same as the answer
        assert again.status is verdict.status, (verdict.read_as_latex, untex(verdict.read_as_latex).plain, again)


def test_every_kind_is_in_the_table() -> None:
    assert len(ROWS) == len(TABLE.strip().split("\n")) >= 60
    found = {(kind or "").partition(";")[0] or answer_of(key).kind for key, kind, _, _ in ROWS}
    assert found >= {"number", "expression", "vector", "matrix", "equation", "inequality", "set of reals", "no answer"}
    assert found >= {"solution set", "infinity", "truth", "choice", "antiderivative", "spectrum", "subspace", "set"}
    assert found >= {"direction", "shape", "list", "distribution", "cases", "parts", "eigenpairs", "diagonalisation"}
    assert found >= {"QR factorisation", "LU factorisation", "Cholesky factorisation", "singular value decomposition"}


@pytest.mark.parametrize(
    "text",
    [
        "\\",
        "$",
        "$x",
        r"\begin{bmatrix}",
        r"\end{bmatrix}",
        r"\begin{cases}",
        r"\begin{cases} & & \\ \end{cases}",
        r"\boxed{",
        r"\boxed}",
        r"\begin{array} 1 \end{array}",
        r"\left\{\begin{array}{l} \end{array}\right.",
        r"\begin{cases} \begin{bmatrix} 1 \end{cases} \end{bmatrix}",
        r"\begin{aligned}" * 50 + r"\end{aligned}" * 50,
        r"\boxed{" * 500 + "1" + "}" * 500,
        r"\frac" * 1000,
        r"\begin{bmatrix} 1 \\ " * 300,
        r"\text{",
        r"\mathrm",
        r"\;" * 3000,
        r"\write18{rm}",
        r"\input{x}",
        r"\def\x{1}\x",
    ],
)
@pytest.mark.parametrize("key", ["3", "x^2", "[1, 2; 3, 4]", "k = 3: none; otherwise: one", "1, 2", "{1, 2}"])
def test_what_is_no_layout_is_refused_and_not_taken_away(key: str, text: str) -> None:
    verdict = compare(key, text, kind="cases" if key.startswith("k") else None)
    assert not verdict.is_right
    assert verdict.at is None or 0 <= verdict.at <= len(text)


PIECES = [
    r"\frac", r"\begin{bmatrix}", r"\end{bmatrix}", r"\begin{cases}", r"\end{cases}", r"\left", r"\right", r"\{", r"\}",
    "{", "}", "&", r"\\", r"\;", r"\quad", r"\text{", r"\mathbf{", r"\boxed{", "$", "1", "x", "+", "-", ",", ";", "=",
    r"\pm", r"\in", r"\mathbb{R}", "(", ")", "[", "]", " ", r"\lambda_1", r"\infty", r"\cup", r"\ ", "\n", "^2", "_",
    "if ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_taking_layout_away_keeps_places_and_can_be_done_twice(text: str) -> None:
    source = untex(text)
    assert len(source.offsets) == len(source.plain) + 1
    assert all(0 <= at <= len(text) for at in source.offsets)
    assert untex(source.plain).plain.split() == source.plain.split()
    for key in ("7", "[1, 2; 3, 4]", "x = 1, y = 2", "{1, 2}"):
        json.dumps(compare(key, text).json())


@given(st.text("x12 +-*/^()[]{}|,;.!%=<>√²½UR∪∈TCNσ", max_size=30))
def test_whatever_is_read_can_be_shown(text: str) -> None:
    try:
        w = read(text)
    except Unreadable:
        return
    assert latex(w)


@pytest.mark.parametrize("text", ["+-5", "+ -5", "x = +-2", "(+-5)", "±5", r"\pm 5", "e^+-x"])
def test_a_sign_and_its_opposite_are_not_one_value(text: str) -> None:
    verdict = compare("-5", text)
    assert verdict.status is Status.UNREADABLE
    assert "±" in str(verdict.feedback)


def test_both_signs_are_two_eigenvalues() -> None:
    assert compare("2, -2", "+-2", kind="spectrum").is_right
    assert compare("2 + 3i, 2 - 3i", "2 +- 3i", kind="spectrum").is_right


@pytest.mark.parametrize(
    ("response", "status"), [("75%", "right"), ("75.0 %", "right"), (r"75\%", "right"), ("75/100", "wrong-form"),
    ("0.75", "wrong-form"), ("3/4", "wrong-form"), ("7.5%", "wrong")]
)  # fmt: skip
def test_a_percentage_has_the_sign(response: str, status: str) -> None:
    assert compare("0.75", response, form="percent").status.value == status


@pytest.mark.parametrize(
    ("key", "response"),
    [
        (r"\boxed{\frac{1}{2}}", "1/2"),
        (r"$x = 1,\; y = 2$", "y = 2, x = 1"),
        (r"\begin{cases} x = 1 \\ y = 2 \end{cases}", "x = 1, y = 2"),
        (r"\left\{1,\,2\right\}", "{2, 1}"),
        (r"\text{no solution}", "none"),
        (r"X \sim \mathcal{N}\left(0, 4\right)", "N(0, 4)"),
        (
            r"\begin{cases} \text{none} & \text{if } k = 3 \\ \text{one} & \text{otherwise} \end{cases}",
            "k=3: none; else: 1",
        ),
        (
            r"Q = \begin{bmatrix}1&0\\0&1\end{bmatrix},\quad R = \begin{bmatrix}2&1\\0&3\end{bmatrix}",
            "[1,0;0,1]; [2,1;0,3]",
        ),
    ],
)
def test_a_key_in_latex(key: str, response: str) -> None:
    assert compare(key, response).is_right
