"""Differentiation by rules: against SymPy, against the complex step, step by step, and as typed by a user."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mutations import survivors
from tutor.claims import Claim, Derivative, derivative_agrees
from tutor.equality import high_precision, points
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import function_of
from tutor.methods.derivatives import derivative, directional, gradient, partial
from tutor.methods.derivatives.domain import domain_of
from tutor.methods.derivatives.finish import factored, finish
from tutor.methods.derivatives.rules import derivative as by_rules
from tutor.methods.derivatives.steps import finished
from tutor.methods.derivatives.tidy import tidied
from tutor.methods.source import needs_math, numpy_source
from tutor.reading import read
from tutor.step import Solution
from tutor.written import Name, Num, Op, Written, names, number, typed, value, walk

FUNCTIONS = """
7; x; 3x^4 - 5x^2 + 7; (x^2 + 1)(3x - 2); x(x+1)^2; (2x + 1)^5; x^-3; 1/x^3; 5/(x^2+1)^3; x^(1/2); x^(-2/3); x/3 - 4/x
sqrt(x); sqrt(x^2+1); x sqrt(x); 1/sqrt(x); x/sqrt(x^2+1); sqrt(x)/(x+1); root(3, x); (x^2+1)^(3/2)
exp(x); e^x; exp(-x^2/2); e^(2x) - e^(-x); x/exp(x); exp(2x)/x^3; 2^x; 3^(2x-1); 10^x x; exp(x)/(1+exp(x)); exp(exp(x))
ln(x); ln(x)/x; ln(x^2+1); ln(ln(x)); x ln(x) - x; ln|x|; ln|x^2-2|; log(1+exp(x)); ln(x)^2; ln(sqrt(x) + 1)
sin(x); cos(x^2); tan(x)^2; cot(x); sec(x); csc(2x); sin(x) cos(x); sin(x)/cos(x); sin(x)^3 x; sin(cos(x))
arcsin(x/2); arccos(x); arctan(2x); x arctan(x); sinh(x); cosh(3x); tanh(x/2); arsinh(x); arcosh(x+1); artanh(x/2)
|x^2 - 1|; sigmoid(3x - 1); x sigmoid(x); relu(2x - 1); sigmoid(x)^2
x^x; x^(2x); sin(x)^x; (x^2+1)^x; x^sin(x); x^(1/x); 2 x^x + x; x^2 x^x
(x+1)/(x-1); (2x+1)/(x^2+1)^2; x^3/(x+1)^2; (x^2-1)/(x^2+1); (x+1)^3 (x-2)^4; ln(x)/exp(x); (sin(x) + 2)/(x^2 + 3)
-x^2; -(x+1)^2; x^2 exp(3x) sin(x)
"""
CASES = [case.strip() for line in FUNCTIONS.strip().splitlines() for case in line.split(";")]


def words_of(text: str) -> Written:
    return read(text, names=("x",)) if not text.startswith("root") else Op("root", (Num("3"), Name("x")))


def numbers_at(w: Written, place: dict[str, Fraction]) -> complex | None:
    try:
        found = high_precision(w, place)
    except TooLarge:
        return None
    return None if found is None else complex(found)


@pytest.mark.parametrize("text", CASES)
def test_agrees_with_sympy(text: str) -> None:
    """SymPy's derivative and ours have the same value at the points of the domain."""
    import sympy as sp

    f = words_of(text)
    mine = finished(f, "x")
    x = sp.Symbol("x", real=True)
    theirs = sp.diff(value(f, {"x": x}), x)
    seen = 0
    for place in points(("x",), domain_of([f, mine], ["x"]), 24):
        here, itself = numbers_at(mine, place), numbers_at(f, place)
        there = theirs.evalf(20, subs={x: sp.Rational(str(place["x"]))})
        if here is None or here.imag or itself is None or itself.imag or not there.is_number or not there.is_real:
            continue
        assert abs(here.real - float(there)) <= 1e-9 * (1 + abs(here.real)), place
        seen += 1
    assert seen >= 3


@pytest.mark.parametrize("text", CASES)
def test_every_step_holds_and_matters(text: str) -> None:
    """No claim is false or unchecked; what a step finds is used later; changed numbers and signs are caught."""
    solution = derivative.work(words_of(text), "x")
    assert solution.holds is True
    assert_tied(solution)


def assert_tied(solution: Solution) -> None:
    walked = [s.claim for s in solution.walk()]
    for k, claim in enumerate(walked[:-1]):
        later = Op("list", (solution.answer, *(part for c in walked[k + 1 :] for part in mentioned(c))))
        assert atoms(claim.result) <= atoms(later) | {"0", "1"}, typed(claim.shown())
    for claim in walked:
        assert not survivors(claim)


def mentioned(claim: Claim) -> list[Written]:
    return [claim.shown(), *(w for w in vars(claim).values() if isinstance(w, Written))]


def atoms(w: Written) -> set[str]:
    return {str(n) if not isinstance(n, Op) else n.head for n in walk(w)} - {"matrix", "row", "+", "*", "neg", "/", "^"}


@pytest.mark.parametrize("text", CASES)
def test_program_runs_and_agrees(text: str) -> None:
    """The NumPy program computes the derivative."""
    f = words_of(text)
    solution = derivative.work(f, "x")
    space: dict[str, object] = {}
    exec(compile(solution.code, text, "exec"), space)
    answer = space["answer"]
    assert callable(answer)
    x = np.array(space["x"], dtype=float)
    stated = function_of(solution.answer, ["x"])(x) + 0 * x
    assert np.allclose(answer(x), stated, rtol=1e-10)


def test_form_is_a_teachers() -> None:
    """The results are written as on a blackboard."""
    expected = {
        "x^2 exp(3x) sin(x)": "2*x*exp(3*x)*sin(x) + 3*x^2*exp(3*x)*sin(x) + x^2*exp(3*x)*cos(x)",
        "sigmoid(x)": "sigmoid(x)*(1 - sigmoid(x))",
        "3x^4 - 5x^2 + 7": "12*x^3 - 10*x",
        "ln(x)/x": "(1 - ln(x))/x^2",
        "x/exp(x)": "(1 - x)/exp(x)",
        "sqrt(x^2+1)": "x/sqrt(x^2 + 1)",
        "x^x": "x^x*(ln(x) + 1)",
        "(x^2+1)/(x-3)": "(x^2 - 6*x - 1)/(x - 3)^2",
        "cos(x)": "-sin(x)",
        "1/x^3": "-3/x^4",
        "x^-3": "-3*x^(-4)",
        "exp(-x)": "-exp(-x)",
        "x sqrt(x)": "3/2*sqrt(x)",
        "arctan(2x)": "2/(1 + 4*x^2)",
        "(2x+1)^5": "10*(2*x + 1)^4",
        "x/sqrt(x^2+1)": "1/((x^2 + 1)*sqrt(x^2 + 1))",
    }
    assert {text: str(finished(read(text, names="x"), "x")) for text in expected} == expected


def test_factoring_out() -> None:
    solution = derivative.from_text("x^2 exp(3x) sin(x)", factor=True)
    assert str(solution.answer) == "x*exp(3*x)*(2*sin(x) + 3*x*sin(x) + x*cos(x))"
    assert solution.holds


# ---------------------------------------------------------------- properties

LEAVES = st.one_of(st.integers(1, 5).map(number), st.just(Name("x")), st.just(Name("x")), st.just(Name("y")))


def bigger(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    unary = st.sampled_from(("sin", "cos", "exp", "neg", "sqrt", "ln", "tanh", "sigmoid", "arctan"))
    return st.one_of(
        st.builds(lambda h, a: Op(h, (a,)), unary, inner),
        st.builds(lambda h, a, b: Op(h, (a, b)), st.sampled_from(("+", "*", "/", "+", "*")), inner, inner),
        st.builds(lambda a, n: Op("^", (a, n)), inner, st.sampled_from((2, 3, -1, -2)).map(number)),
    )


TREES = st.recursive(LEAVES, bigger, max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_tidying_keeps_the_value(w: Written) -> None:
    """Wherever both have a value, it is the same."""
    tidy = tidied(w)
    for place in points(("x", "y"), count=8):
        before, after = numbers_at(w, place), numbers_at(tidy, place)
        if before is not None and after is not None and not before.imag and abs(before) < 1e12:
            assert abs(before - after) <= 1e-9 * (1 + abs(before))


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_rules_agree_with_the_complex_step(w: Written) -> None:
    """The rules are right for expressions that nobody thought of; so are the last lines."""
    result = by_rules(w, "x")
    forms = [result, *(form for _, form in finish(result, "x"))]
    last = factored(forms[-1])
    for form in [*forms, *([last[1]] if last else [])]:
        assert derivative_agrees(w, "x", form, domain_of([w, form], sorted(names(w) | {"x"}))) is not False


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_numpy_source_has_the_value(w: Written) -> None:
    import math

    assert not needs_math(w)
    source = numpy_source(w)
    with np.errstate(all="ignore"):
        for x, y in itertools.product((0.3, 1.7), (0.6, 2.9)):
            mine = eval(source, {"np": np, "math": math, "x": np.float64(x), "y": np.float64(y)})
            stated = function_of(w, ["x", "y"])(np.float64(x), np.float64(y))
            assert np.isclose(mine, stated, rtol=1e-9, equal_nan=True) or not np.isfinite(stated)


# ---------------------------------------------------------------- several variables, points, options

SEVERAL = ("x^2 y + exp(x y)", "x y z + z^2", "ln(x^2 + y^2)", "sin(x y)/y", "x^y", "sqrt(x^2 + y^2)", "x^2 - 3x y + 5")


@pytest.mark.parametrize("text", SEVERAL)
def test_gradients(text: str) -> None:
    solution = gradient.from_text(text)
    assert solution.holds is True
    assert_tied(solution)
    space: dict[str, object] = {}
    exec(compile(solution.code, text, "exec"), space)
    f, by = read(text, names="xyz"), sorted(names(solution.answer) | names(read(text, names="xyz")))
    array = space["answer"](*(space[v] for v in by))  # type: ignore[operator]
    for k, v in enumerate(by):
        stated = function_of(by_rules(f, v), by)(*(space[u] for u in by))
        assert np.allclose(array[0, k], stated)


@pytest.mark.parametrize("text", SEVERAL)
def test_partial_derivatives(text: str) -> None:
    solution = partial.from_text(text)
    assert solution.holds is True
    assert_tied(solution)
    assert partial.from_text(text, variable="y").holds is True


def test_convention_and_point() -> None:
    assert str(gradient.from_text("x^2 y + exp(y)", at="1,0").answer) == "[0, 2]"
    assert str(gradient.from_text("x^2 y + exp(y)", at="x=1, y=0", convention="column").answer) == "[0; 2]"


@pytest.mark.parametrize(
    ("function", "at", "direction", "rate"),
    [
        ("x^2 y + y^2", "1,2", "3,4", "32/5"),
        ("x y", "1,1", "1,1", "sqrt(2)"),
        ("x y", "1,1", "2,-2", "0"),
        ("x^2 + y^2 + z^2", "(1,2,3)", "[2;1;2]", "20/3"),
        ("exp(x) y", "0,3", "(0, 1)", "1"),
    ],
)
def test_directional(function: str, at: str, direction: str, rate: str) -> None:
    solution = directional.from_text(function, at=at, direction=direction)
    assert str(solution.answer) == rate
    assert solution.holds is True
    assert_tied(solution)
    space: dict[str, object] = {}
    exec(compile(solution.code, function, "exec"), space)
    assert float(space["answer"]) == pytest.approx(float(high_precision(solution.answer, {})))  # type: ignore[arg-type]


def test_steepest() -> None:
    solution = directional.from_text("x^2 y", at="1,2")
    assert str(solution.answer) == "sqrt(17)"
    assert solution.holds is True


@pytest.mark.parametrize(
    ("text", "options", "answer"),
    [
        ("y = x^2", {}, "2*x"),
        ("f(t) = a t^2", {}, "2*a*t"),
        ("a x^2", {"variable": "x"}, "2*a*x"),
        ("x^3", {"order": 2}, "6*x"),
        ("x^4", {"order": 3, "at": "1/2"}, "12"),
        ("sin(x)", {"at": "pi"}, "-1"),
        ("ln(x)", {"at": "2"}, "1/2"),
        ("x^2 sqrt(x+1)", {"logarithmic": True}, "x^2*sqrt(x + 1)*(2/x + 1/(2*(x + 1)))"),
        ("|x|", {"at": "-3"}, "-1"),
        ("x^2 exp(x)", {"at": "1"}, "3*e"),
    ],
)
def test_typed_problems(text: str, options: dict[str, object], answer: str) -> None:
    solution = derivative.from_text(text, **options)  # type: ignore[arg-type]
    assert str(solution.answer) == answer
    assert solution.holds is True
    assert_tied(solution)


@pytest.mark.parametrize(
    ("text", "options", "named"),
    [
        ("a x^2", {}, "a and x"),
        ("x^2", {"variable": "t"}, "'t'"),
        ("x^2", {"order": 0}, "order = 0"),
        ("x^2", {"order": "two"}, "order = 'two'"),
        ("x^2", {"factor": "maybe"}, "yes or no"),
        ("|x|", {"at": "0"}, "corner"),
        ("1/x", {"at": "0"}, "x = 0"),
        ("ln(x)", {"at": "-1"}, "domain"),
        ("x^2", {"at": "y"}, "number"),
        ("x!", {}, "no rule"),
        ("x^2 = 2x", {}, "left of the equals sign"),
        ("f(x) = g(x) = 2", {}, "two equals signs"),
    ],
)
def test_impossible_requests(text: str, options: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        derivative.from_text(text, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["x^^2", "sin(x", "", "x^2 +"])
def test_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        derivative.from_text(text)


@pytest.mark.parametrize(
    ("at", "direction"), [("1,2,3", "1,1"), ("1,2", "0,0"), ("", "1,1"), ("1,2", "1"), ("1,y", "1,1")]
)
def test_impossible_directions(at: str, direction: str) -> None:
    with pytest.raises(InputError):
        directional.from_text("x y", at=at, direction=direction)


def test_other_letters_are_constants() -> None:
    claim = Derivative(read("a*n*x^(n-1)", names="anx"), of=read("a*x^n", names="anx"), by="x")
    assert claim.holds() is True
