"""Reading: tables of what is read and how, what is refused and where; hostile texts; reading undoes typing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact, evaluate, precise
from tutor.reading import read, read_probability, read_system, suggest
from tutor.written import Name, Num, Op, Words, Written, typed

# the text, and what is understood, as JSON of Written
READ = [
    ("2/4", ["/", "2", "4"]),
    ("1-2", ["+", "1", ["neg", "2"]]),
    ("(1+2)+3", ["+", ["+", "1", "2"], "3"]),
    ("-x^2", ["neg", ["^", "x", "2"]]),
    ("2x", ["*", "2", "x"]),
    ("2 x y", ["*", "2", "x", "y"]),
    ("x(x+1)", ["*", "x", ["+", "x", "1"]]),
    ("(x+1)(x-1)", ["*", ["+", "x", "1"], ["+", "x", ["neg", "1"]]]),
    ("1/2x", ["*", ["/", "1", "2"], "x"]),
    ("2/-3*4", ["*", ["/", "2", ["neg", "3"]], "4"]),
    ("2--3", ["+", "2", ["neg", ["neg", "3"]]]),
    ("+5", "5"),
    ("x^-2", ["^", "x", ["neg", "2"]]),
    ("x**2", ["^", "x", "2"]),
    ("e^-x", ["^", ["e"], ["neg", "x"]]),
    ("2^3^2", ["^", "2", ["^", "3", "2"]]),
    ("x^{10}", ["^", "x", "10"]),
    ("5!", ["!", "5"]),
    ("2^3!", ["^", "2", ["!", "3"]]),
    ("sin x", ["sin", "x"]),
    ("sinx", ["sin", "x"]),
    ("sin2x", ["sin", ["*", "2", "x"]]),
    ("sin 2x", ["sin", ["*", "2", "x"]]),
    ("sin^2 x", ["^", ["sin", "x"], "2"]),
    ("sin²x", ["^", ["sin", "x"], "2"]),
    ("sin^-1 x", ["arcsin", "x"]),
    ("sin x cos x", ["*", ["sin", "x"], ["cos", "x"]]),
    ("ln x + 1", ["+", ["ln", "x"], "1"]),
    ("ln x/x", ["/", ["ln", "x"], "x"]),
    ("ln|x|", ["ln", ["abs", "x"]]),
    ("log_2(8)", ["/", ["ln", "8"], ["ln", "2"]]),
    ("log(x)^2", ["^", ["log", "x"], "2"]),
    ("exp(-x)", ["exp", ["neg", "x"]]),
    ("σ(x)", ["sigmoid", "x"]),
    ("Φ(1)", ["Phi", "1"]),
    ("|x-1|", ["abs", ["+", "x", ["neg", "1"]]]),
    ("2|x||y|", ["*", "2", ["abs", "x"], ["abs", "y"]]),
    ("||x|-1|", ["abs", ["+", ["abs", "x"], ["neg", "1"]]]),
    ("||v||", ["norm", "v"]),
    ("√2", ["sqrt", "2"]),
    ("√2x", ["*", ["sqrt", "2"], "x"]),
    ("∛8", ["root", "3", "8"]),
    ("10%", ["/", "10", "100"]),
    ("0.1", "0.1"),
    (".5", "0.5"),
    ("5.", "5"),
    ("1e-3", ["*", "1", ["^", "10", ["neg", "3"]]]),
    ("1/2e3", ["/", "1", ["*", "2", ["^", "10", "3"]]]),
    ("2e", ["*", "2", ["e"]]),
    ("½x", ["*", ["/", "1", "2"], "x"]),
    ("x²", ["^", "x", "2"]),
    ("x⁻¹", ["^", "x", ["neg", "1"]]),
    ("x₁ + x_2 + x3", ["+", "x1", "x2", "x3"]),
    ("x_i", "x_i"),
    ("3 − 2", ["+", "3", ["neg", "2"]]),
    ("2×3·4", ["*", "2", "3", "4"]),
    ("２＋𝑥", ["+", "2", "x"]),
    ("2\u00a0x\u200b", ["*", "2", "x"]),
    ("λ", "lambda"),
    ("2λx", ["*", "2", "lambda", "x"]),
    ("2π", ["*", "2", ["pi"]]),
    ("-∞", ["neg", ["inf"]]),
    ("velocity", "velocity"),
    ("1,5", ["list", "1", "5"]),
    ("x=1; y=2", ["list", ["=", "x", "1"], ["=", "y", "2"]]),
    ("x=1\ny=2\n", ["list", ["=", "x", "1"], ["=", "y", "2"]]),
    ("1<=x<3", ["and", ["<=", "1", "x"], ["<", "x", "3"]]),
    ("x ≠ 2", ["!=", "x", "2"]),
    ("x <> 2", ["!=", "x", "2"]),
    ("x<2 or x>5", ["or", ["<", "x", "2"], [">", "x", "5"]]),
    ("(1,2,3)", ["tuple", "1", "2", "3"]),
    ("(1 2 -3)^T", ["T", ["tuple", "1", "2", ["neg", "3"]]]),
    ("(1 -2)", ["+", "1", ["neg", "2"]]),
    ("{1,2}", ["set", "1", "2"]),
    ("[1,2;3,4]", ["matrix", ["row", "1", "2"], ["row", "3", "4"]]),
    ("[[1,2],[3,4]]", ["matrix", ["row", "1", "2"], ["row", "3", "4"]]),
    ("[1 -2; 3 4]", ["matrix", ["row", "1", ["neg", "2"]], ["row", "3", "4"]]),
    ("[1 - 2; 3]", ["matrix", ["row", ["+", "1", ["neg", "2"]]], ["row", "3"]]),
    ("[[1 2]\n [3 4]]", ["matrix", ["row", "1", "2"], ["row", "3", "4"]]),
    ("[1,2,3]", ["matrix", ["row", "1", "2", "3"]]),
    ("[1;2]", ["matrix", ["row", "1"], ["row", "2"]]),
    ("[2,4|5; 7,-2|6]", ["augmented", "2", ["row", "2", "4", "5"], ["row", "7", ["neg", "2"], "6"]]),
    ("A^T", ["T", "A"]),
    ("[0,1)", ["interval", "0", "1", ["words", "[)"]]),
    ("(-inf, 2] U {5}", ["union", ["interval", ["neg", ["inf"]], "2", ["words", "(]"]], ["set", "5"]]),
    ("span{(1,0),(0,1)}", ["span", ["tuple", "1", "0"], ["tuple", "0", "1"]]),
    ("No solution.", ["empty"]),
    ("∅", ["empty"]),
    (r"\text{no solution}", ["empty"]),
    ("{}", ["empty"]),
    ("DNE", ["empty"]),
    ("infinitely many", ["words", "infinitely many"]),
    ("y = t, t in R", ["list", ["=", "y", "t"], ["in", "t", ["words", "R"]]]),
    ("t ∈ ℝ", ["in", "t", ["words", "R"]]),
    ("z is free", ["in", "z", ["words", "R"]]),
    ("C(5,2)", ["binomial", "5", "2"]),
    (r"\frac{1}{2}x", ["*", ["/", "1", "2"], "x"]),
    (r"\frac12", ["/", "1", "2"]),
    (r"\sqrt[3]{x}", ["root", "3", "x"]),
    (r"\left(x+1\right)^{2}", ["^", ["+", "x", "1"], "2"]),
    (r"e^{-x}\sin^{2}{x}", ["*", ["^", ["e"], ["neg", "x"]], ["^", ["sin", "x"], "2"]]),
    (r"\begin{pmatrix}1&2\\3&4\\\end{pmatrix}", ["matrix", ["row", "1", "2"], ["row", "3", "4"]]),
    (r"\lambda_1 = 3", ["=", "lambda1", "3"]),
    (r"\{1, 2\}", ["set", "1", "2"]),
    (r"t \in \mathbb{R}", ["in", "t", ["words", "R"]]),
    ("$x^2$", ["^", "x", "2"]),
    ("$$x^2$$", ["^", "x", "2"]),
    ("x^2 + 1.", ["+", ["^", "x", "2"], "1"]),
    ("2x.", ["*", "2", "x"]),
    (r"\sigma (5x)", ["sigmoid", ["*", "5", "x"]]),
    (r"\sigma \left(x\right)", ["sigmoid", "x"]),
    (r"\ln (x)", ["ln", "x"]),
    (r"\sin \left( 2x \right) \cos (x)", ["*", ["sin", ["*", "2", "x"]], ["cos", "x"]]),
    (r"2\text{ }x", ["*", "2", "x"]),
    (r"2\;x\hspace{1cm}y", ["*", "2", "x", "y"]),
    (r"\bigg(x + 1\bigg)", ["+", "x", "1"]),
    (r"\vec{v}", "v"),
    ("N(0, 4)", ["call", "N", "0", "4"]),
    (r"\mathcal{N}(0, 2^2)", ["call", "N", "0", ["^", "2", "2"]]),
    ("Bin(5, 1/3)", ["call", "Bin", "5", ["/", "1", "3"]]),
    (r"\mathrm{Poisson}(2)", ["call", "Poisson", "2"]),
    ("N(N-1)/2", ["/", ["*", "N", ["+", "N", ["neg", "1"]]], "2"]),
    (r"\begin{array}{cc}1&2\\3&4\end{array}", ["matrix", ["row", "1", "2"], ["row", "3", "4"]]),
    (r"\left[\begin{array}{c}1\\2\end{array}\right]", ["matrix", ["row", "1"], ["row", "2"]]),
    ("(1 2 3)^T", ["T", ["tuple", "1", "2", "3"]]),
]

# the text, the letters of the problem, and what is understood
NAMED = [
    ("xy", "xy", ["*", "x", "y"]),
    ("xsin y", "xy", ["*", "x", ["sin", "y"]]),
    ("e + i", "ei", ["+", "e", "i"]),
    ("2e3", ["e3"], ["*", "2", "e3"]),
    ("2e-3", "e", ["+", ["*", "2", "e"], ["neg", "3"]]),
    ("f(x+1)", "fx", ["*", "f", ["+", "x", "1"]]),
    ("x_1", ["x_1"], "x_1"),
    ("x1x2", ["x1", "x2"], ["*", "x1", "x2"]),
    ("x^T", "xT", ["^", "x", "T"]),
    ("e^x", "x", ["^", ["e"], "x"]),
    ("velocity", ["velocity"], "velocity"),
    ("none", ["none"], "none"),
]

# the text, the offset and a word of the message or the hint
REFUSED = [
    ("", 0, "nothing"),
    ("   ", 3, "nothing"),
    ("2*(x+1", 2, "one bracket is not closed"),
    ("((x", 1, "2 brackets are not closed"),
    ("(x+1))", 5, "never opened"),
    ("{x+1)", 4, "does not close"),
    ("(1,2;3)", 4, "round brackets"),
    ("2+", 2, "at the end"),
    ("*x", 0, "before it"),
    ("x^", 2, "missing"),
    ("1,,2", 2, "missing"),
    ("()", 1, "missing"),
    ("x 2", 2, "*2 for a product"),
    ("(x+1)2", 5, "^2 for a power"),
    ("1 000", 2, "without spaces"),
    ("3 1/2", 2, "3 + 1/2"),
    ("2½", 1, "2 + 1/2"),
    ("1.2.3", 3, "one dot"),
    ("х+1", 0, "CYRILLIC SMALL LETTER HA"),
    ("2 + Α", 4, "GREEK CAPITAL LETTER ALPHA"),
    ("x\x00", 1, "U+0000"),
    ("\u202ex", 0, "RIGHT-TO-LEFT OVERRIDE"),
    ("x # y", 2, "no comments"),
    ("x := 2", 2, "write ="),
    ("x => 2", 2, ">="),
    ("x.real", 1, "dot"),
    ("__import__('os')", 0, "underscores"),
    ("'x'", 0, "quote"),
    ("±2", 0, "both"),
    (r"\foo{x}", 0, "foo"),
    (r"\sine x", 0, "did you mean"),
    ("f(x) = 2", 0, "leave out"),
    ("os(1)", 0, "no known function"),
    ("P(A)", 0, "no known function"),
    ("sin", 0, "argument"),
    ("sin pi/2", 6, "brackets"),
    ("sin 2*x", 5, "brackets"),
    ("sin x(x+1)", 5, "brackets"),
    ("√x^2", 2, "under the root"),
    ("sin(x,y)", 0, "takes 1 argument"),
    ("|x", 0, "never closed"),
    ("x%", 1, "after a number"),
    ("[1,2;3]", 5, "row 2 has 1 entry"),
    ("[1,2;3,4)", 0, "do not match"),
    ("(1,2,3]", 0, "do not match"),
    ("[1|2; 3,4|5]", 6, "row 2"),
    ("x & y", 2, "and"),
    ("x ж", 2, "CYRILLIC"),
    ("2^T", 1, "transpose"),
    ("30°", 2, "radians"),
    (r"30^\circ", 2, "radians"),
    ("30 degrees", 3, "radians"),
    ("0.333...", 5, "fraction"),
    ("1..2", 1, "dot"),
    ("N(0, 4]", 1, "do not match"),
    ("x'", 1, "prime"),
    ("x’", 1, "prime"),
    ("∂x", 0, "∂"),
]

HOSTILE = [
    "(" * 3000,
    "(" * 101 + "1" + ")" * 101,
    "[" * 90 + "1" + "]" * 90,
    "{" * 3000 + "}" * 3000,
    "-" * 5000 + "1",
    "not " * 2000 + "x",
    "2^" * 3000 + "2",
    "1/" * 3000 + "1",
    "1" + "!" * 5000,
    "sin " * 2000 + "x",
    "√" * 5000 + "2",
    "|" * 5000,
    "2^-(" * 99 + "1" + ")" * 99,
    "sin^2^2 x",
    "1" * 5000,
    "0." + "1" * 5000,
    "1e" + "9" * 5000,
    "x" * 9000,
    "x+" * 4999 + "x",
    "+".join("x" for _ in range(20_000)),
    "[" + "1," * 4000 + "1]",
    "a_" * 3000,
    "\\" * 3000,
    "\\frac" * 1500,
    "\\frac{" * 1000 + "}" * 1000,
    "\\text{\\text{" * 500,
    "{" * 3 + "}" * 3,
    "\\begin{pmatrix}" * 200,
    "$" * 100,
    "e" * 500 + "^" * 3,
    "sin " + "-" * 3000 + "x",
    "sin^-" * 1900,
    "P(" * 90,
    "x" + "/1" * 4000 + " = 1",
    "lambda x: x",
    "__class__.__bases__",
    "().__class__",
    "exec('1')",
    "[x for x in (1,2)]",
    "x if x else y",
    "{x: 1}",
    "x; import os",
    "1_000_000",
    "0x10",
    "1j",
    "\ud800",
    "\U0010ffff",
    "\n" * 5000,
    "١٢٣",
]


def _typed(names: tuple[str, ...], text: str) -> str:
    return typed(read(text, names=names))


def _refusal(reader: Callable[[str], object], text: str) -> Unreadable | None:
    try:
        reader(text)
    except Unreadable as refused:
        return refused
    return None


@pytest.mark.parametrize(("text", "understood"), READ, ids=[t for t, _ in READ])
def test_reads(text: str, understood: object) -> None:
    assert read(text).json() == understood


@pytest.mark.parametrize(("text", "names", "understood"), NAMED, ids=[t for t, _, _ in NAMED])
def test_the_letters_of_the_problem_win(text: str, names: list[str], understood: object) -> None:
    assert read(text, names=names).json() == understood


@pytest.mark.parametrize(("text", "at", "word"), REFUSED, ids=[ascii(t) for t, _, _ in REFUSED])
def test_refuses_with_place_reason_and_repair(text: str, at: int, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert (refused.value.at, refused.value.text) == (at, text)
    assert word in f"{refused.value.message} {refused.value.hint}"


@pytest.mark.parametrize(
    ("text", "hint"), [("X", "did you mean x?"), ("x2", "x^2"), ("velocity", "names here"), ("t", "x, y")]
)
def test_unknown_words_are_refused_when_the_letters_are_known(text: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text, names=("x", "y"))
    assert hint in refused.value.hint


def test_other_letters_can_be_allowed() -> None:
    assert read("x = 1 + 2t", names=["x"], others=True).json() == ["=", "x", ["+", "1", ["*", "2", "t"]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1,234", "1234"),
        ("5 040", "5040"),
        ("1 234 567", "1234567"),
        ("-1,234,567", "-1234567"),
        ("1,234,567.89", "1234567.89"),
        ("12,345.0", "12345.0"),
        ("1,234.5 + 1", "1234.5 + 1"),
        ("C(5,2)", "binomial(5, 2)"),
        ("x = 1,234.5", "x = 1234.5"),
        ("1, 5", "1, 5"),
    ],
)
def test_thousands_where_one_number_is_wanted(text: str, value: str) -> None:
    assert str(read(text, thousands=True)) == value


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("1,5", 1, "write 1.5"),
        ("0,234", 1, "write 0.234"),
        ("x = 3,14", 5, "write 3.14"),
        ("12,34,567", 2, "separates"),
        ("0,123.5", 1, "separates"),
        ("1,234.5.6", 1, "separates"),
        ("1,2345", 1, "separates"),
        ("1.234,567", 5, "separates"),
    ],
)
def test_a_decimal_comma_is_refused(text: str, at: int, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text, thousands=True)
    assert (refused.value.at, refused.value.text) == (at, text)
    assert word in f"{refused.value.message} {refused.value.hint}"


def test_mixed_numbers_only_where_numbers_are_wanted() -> None:
    assert evaluate(read("-3 1/2", mixed=True), {}, precise()) == -3.5
    assert evaluate(read("2½", mixed=True), {}, precise()) == 2.5


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(t[:12]) for t in HOSTILE])
def test_hostile_texts_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    for reader in (read_system, read_probability):
        _refusal(reader, text)
    for names in ((), ("x", "y")):
        refused = _refusal(partial(_typed, names), text)
        assert refused is None or 0 <= refused.at <= len(text)
    assert time.perf_counter() - start < 1  # 0.2 s at most on an idle machine


@pytest.mark.parametrize("text", ["9^9^9^9", "(10^7)!", "((x+1)^99)^99", "exp(exp(exp(99)))", "1e999999999"])
def test_towers_are_only_text(text: str) -> None:
    assert isinstance(read(text), Op)


def _expressions() -> st.SearchStrategy[Written]:
    leaves = st.one_of(
        st.integers(0, 99).map(lambda n: Num(str(n))),
        st.sampled_from(
            [Num("0.25"), Num("1.50"), Name("x"), Name("y"), Name("x1"), Name("lambda"), Op("pi"), Op("e")]
        ),
    )
    functions = ["sin", "cos", "exp", "sqrt", "abs", "arctan", "sigmoid", "tanh", "ln"]

    def grow(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        several = st.lists(inner, min_size=2, max_size=4).map(tuple)
        return st.one_of(
            st.builds(Op, st.sampled_from(["+", "*"]), several),
            st.builds(Op, st.just("/"), st.tuples(inner, inner)),
            st.builds(Op, st.just("neg"), st.tuples(inner)),
            st.builds(
                Op, st.just("^"), st.tuples(inner, st.sampled_from([Num("2"), Num("3"), Op("neg", (Num("1"),))]))
            ),
            st.builds(Op, st.sampled_from(functions), st.tuples(inner)),
        )

    return st.recursive(leaves, grow, max_leaves=12)


@given(_expressions())
@settings(max_examples=300, deadline=None)
def test_reading_undoes_typing(w: Written) -> None:
    again = read(str(w), names=("x", "y", "x1", "lambda"))
    values = {"x": precise().number(Fraction(7, 5)), "y": precise().number(Fraction(3, 11))}
    values |= {"x1": precise().number(Fraction(5, 3)), "lambda": precise().number(Fraction(1, 7))}
    try:
        value = evaluate(w, values, precise())
        found = evaluate(again, values, precise())
    except (NotExact, TooLarge, ZeroDivisionError, ValueError):
        return
    if abs(value) < 10**30:  # neither infinite nor undefined
        assert abs(value - found) <= (1 + abs(value)) * precise().number(Fraction(1, 10**20))


@given(st.text(max_size=60) | st.text("x12 +-*/^()[]{}|,;.!%=<>sincoe\\frac_&√²½\n'", max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_unreadable(text: str) -> None:
    for reader in (read, read_system, read_probability, lambda t: read(t, names=("x",), mixed=True)):
        refused = _refusal(reader, text)
        if refused is not None:
            assert 0 <= refused.at <= len(text)
            assert refused.message
            assert refused.text == text


# ---------------------------------------------------------------- systems

SYSTEMS = [
    ("3x + y = 9, 4x - 2y = 5", "x y", [[3, 1], [4, -2]], [9, 5]),
    ("2(x+y)=3; x-y=x", "x y", [[2, 2], [0, -1]], [3, 0]),
    ("x1 + x10 = 2\nx2 = 3", "x1 x2 x10", [[1, 0, 1], [0, 1, 0]], [2, 3]),
    ("x/2 + 0.5y = 1/3", "x y", [[Fraction(1, 2), Fraction(1, 2)]], [Fraction(1, 3)]),
    ("0 = 3, x = 1", "x", [[0], [1]], [3, 1]),
    ("x = x + 3", "x", [[0]], [3]),
    ("e + i = 3, e - i = 1", "e i", [[1, 1], [1, -1]], [3, 1]),
    ("λ + 2μ = 3", "lambda mu", [[1, 2]], [3]),
    ("[2,4,-1|5; 7,-2,3|6]", "x1 x2 x3", [[2, 4, -1], [7, -2, 3]], [5, 6]),
    ("[[1,2,3],[4,5,6]]", "x1 x2", [[1, 2], [4, 5]], [3, 6]),
    ("2 4 -1 5\n7 -2 3 6\n", "x1 x2 x3", [[2, 4, -1], [7, -2, 3]], [5, 6]),
    ("1/2 −3 | .5", "x1 x2", [[Fraction(1, 2), -3]], [Fraction(1, 2)]),
]


@pytest.mark.parametrize(("text", "variables", "rows", "rhs"), SYSTEMS, ids=[s[0] for s in SYSTEMS])
def test_systems(text: str, variables: str, rows: list[list[int]], rhs: list[int]) -> None:
    s = read_system(text)
    assert s.variables == tuple(variables.split())
    assert [list(r) for r in s.rows] == rows
    assert list(s.rhs) == rhs
    assert all(isinstance(a, Fraction) for r in (*s.rows, s.rhs) for a in r)


def test_systems_with_parameters() -> None:
    s = read_system("kx + y = 1, (k-1)^2 x + k y = k^2-1", parameters=["k"])
    assert s.variables == ("x", "y")
    assert [[str(a) for a in r] for r in s.rows] == [["k", "1"], ["k^2 - 2*k + 1", "k"]]
    assert [str(b) for b in s.rhs] == ["1", "k^2 - 1"]
    m = read_system("[1,k|2; k,4|(k+1)(k-1)]", parameters=["k"])
    assert [str(a) for a in (*m.rows[0], m.rhs[1])] == ["1", "k", "(k + 1)*(k - 1)"]


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("x*y = 3", 1, "multiplied"),
        ("x + 2x^2 = 1", 6, "power of an unknown"),
        ("sin x = 1", 0, "sin(x)"),
        ("y + 1/x = 2", 5, "denominator"),
        ("x + y", 0, "equation"),
        ("x < 3", 0, "equation"),
        ("3xy = 4", 1, "product"),
        ("x + √2 = 1", 4, "sqrt(2)"),
        ("x/0 = 1", 1, "zero"),
        ("0 = 3", 0, "no unknown"),
        ("[1,2;3]", 5, "row 2"),
        ("[1,2|3; 4|5,6]", 8, "bar"),
        ("1 1/0", 2, "zero"),
        ("1 2\n3 4 5", 4, "row 2"),
        ("[1,2,,3]", 5, "missing"),
        ("[1,2", 0, "closed"),
        ("[1, k | 2]", 4, "parameter"),
        ("x+y=1,", 6, "missing"),
    ],
)
def test_systems_refused(text: str, at: int, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_system(text)
    assert refused.value.at == at
    assert word in f"{refused.value.message} {refused.value.hint}"


def test_a_large_matrix_is_read_at_once() -> None:
    chance = random.Random(1)
    rows = [[chance.randint(-9, 9) for _ in range(101)] for _ in range(100)]
    text = "; ".join(", ".join(map(str, r[:-1])) + f" | {r[-1]}" for r in rows)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        s = read_system(f"[{text}]")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5  # 0.06 s on an idle machine; quadratic reading would take minutes
    assert [[*r, b] for r, b in zip(s.rows, s.rhs, strict=True)] == rows


# ---------------------------------------------------------------- probability


@pytest.mark.parametrize(
    ("text", "known", "asked"),
    [
        ("P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)", "P(D) = 1/100 P(T|D) = 0.95 P(T|not D) = 0.1", "P(D|T)"),
        ("P(A and B) = ?, P(A)=0.5", "P(A) = 0.5", "P(A and B)"),
        ("P(A∪B)=12%; P(¬A)", "P(A or B) = 12/100", "P(not A)"),
        ("P(X>=2)=1/3", "P(X >= 2) = 1/3", ""),
        ("P(rain)=0.3; P(not rain)", "P(rain) = 0.3", "P(not rain)"),
    ],
)
def test_probabilities(text: str, known: str, asked: str) -> None:
    found, wanted = read_probability(text)
    assert " ".join(map(str, found)) == known
    assert " ".join(map(str, wanted)) == asked


@pytest.mark.parametrize(
    ("text", "at"), [("P(A)=", 5), ("Q(A)=1", 0), ("P(A B)", 4), ("P()", 2), ("P(A))", 4), ("P(3)=1", 2), ("", 0)]
)
def test_probabilities_refused(text: str, at: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_probability(text)
    assert refused.value.at == at


def test_suggest() -> None:
    assert suggest("sinn", ["sin", "cos"]) == "sin"
    assert suggest("qqq", ["sin", "cos"]) == ""
    assert read("no solution") == Op("empty")
    assert read("infinitely many") == Words("infinitely many")
