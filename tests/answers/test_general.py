"""Forms, relations, sets, antiderivatives, no answer, shapes, distributions; the tables stand beside this file."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.answers.tables import Row, tables
from tests.test_hostile import HOSTILE
from tutor.answers import (
    Answer,
    Antiderivative,
    Distribution,
    Equation,
    Expression,
    FiniteSet,
    Inequality,
    Multiset,
    NoAnswer,
    Number,
    OrderedList,
    RealSet,
    distribution,
    exact_number,
    shape,
)
from tutor.answers.forms import FORMS
from tutor.check import compare
from tutor.equality import Domain
from tutor.errors import InputError
from tutor.reading import read
from tutor.written import Name, Op, number


def expression(text: str, form: str, variables: str = "x") -> Expression:
    return Expression(read(text, names=variables), tuple(variables), form=form)


def formed(text: str, form: str) -> Number:
    return Number(read(text, mixed=True), form=form)


def real_set(text: str) -> RealSet:
    return RealSet(read(text, names="x"))


def equation(text: str, variables: str = "xy") -> Equation:
    return Equation(read(text, names=variables), tuple(variables))


def inequality(text: str) -> Inequality:
    return Inequality(read(text, names="xy"), ("x", "y"))


def numbers(*items: str) -> tuple[Op | Name, ...]:
    return tuple(read(i) for i in items)  # type: ignore[misc]


def integral(f: str, antiderivative: str, *, domain: Domain | None = None, constant: bool = False) -> Antiderivative:
    x = read(f, names="xa")
    letters = ("a",) if "a" in f.replace("arc", "").replace("tan", "") else ()
    return Antiderivative(x, "x", read(antiderivative, names="xa"), letters, domain or Domain(), constant)


FACTORED = expression("(x-1)(x+1)", "factored")
FACTORED_TWO = expression("2*(x-1)*(x+2)^2", "factored")
FACTORED_EXP = expression("x*e^x*(x+2)", "factored")
FACTORED_OVER = expression("(x-1)(x+1)/(x+3)", "factored")
FACTORED_NUMBER = formed("12", "factored")
EXPANDED = expression("x^2+3x+2", "expanded")
LOWEST = formed("1/2", "lowest-terms")
LOWEST_ROOT = formed("sqrt(3)/2", "lowest-terms")
LOWEST_X = expression("(x+1)/(x+2)", "lowest-terms")
SINGLE = expression("(2x+1)/(x(x+1))", "single-fraction")
NO_BRACKETS = expression("x^2 - x", "no-brackets")
NO_DECIMALS = formed("3/4", "no-decimals")
FRACTION = formed("3/4", "fraction")
DECIMAL = formed("3/4", "decimal")
PERCENT = formed("3/4", "percent")
MIXED = formed("7/2", "mixed")
MIXED_NEGATIVE = formed("-7/2", "mixed")
ROOTLESS = formed("sqrt(2)/2", "rational-denominator")


FIGURES = exact_number(read("pi"), figures=3)
FIGURES_LARGE = exact_number(12_345, figures=3)
FIGURES_SMALL = exact_number(Fraction(1, 3000), figures=2)
ABSOLUTE = exact_number(read("sqrt(2)"), tolerance=Fraction(1, 100))
RELATIVE = exact_number(200, relative=Fraction(1, 20))


LINE = equation("2x + 4y = 6")
PARABOLA = equation("y = x^2 - 1")
ROOT_LINE = equation("sqrt(2) x + y = 1")
EXPONENTIAL = equation("y = 2 e^x + 1")
ONE_UNKNOWN = equation("x^2 = 4", "x")
CIRCLE = equation("(x-1)^2 + (y+2)^2 = 9")
HYPERBOLA = equation("y = 1/x")


HALF_PLANE = inequality("2x + 4y <= 6")
DISC = inequality("x^2 + y^2 < 4")


OUTSIDE = real_set("x < 2 or x > 5")
BETWEEN = real_set("1 <= x < 3")
MIXED_SET = real_set("(-inf, 2] U {5}")
PIERCED = real_set("x >= 0 and x != 3")
SURD = real_set("x^2 - 2x - 1 > 0")
ALL_REALS = real_set("x^2 >= 0")
NO_REALS = real_set("x^2 < 0")
CUBIC = real_set("x^3 - 3x + 1 <= 0")
ROUND_PI = real_set("0 < x < pi")


PAIR = FiniteSet(numbers("1", "-2"))
ROOTS = FiniteSet(numbers("sqrt(2)", "-sqrt(2)", "0"))
POINTS = FiniteSet(numbers("(1, 2)", "(0, -1)"))
NONE = FiniteSet(())
BASIS = FiniteSet((read("x", names="x"), read("x^2 - 1", names="x")), ("x",), label="")
SEQUENCE = OrderedList(numbers("1", "1/2", "1/4"))
WITH_REPEATS = Multiset(numbers("2", "2", "5"))


POWER = integral("2x", "x^2")
WITH_CONSTANT = integral("2x", "x^2", constant=True)
LOGARITHM = integral("1/x", "ln(abs(x))")
POSITIVE = integral("1/x", "ln(x)", domain=Domain({"x": (Fraction(1), Fraction(4))}))
BY_PARTS = integral("x e^x", "(x-1)e^x")
TRIG = integral("sin(x)cos(x)", "sin(x)^2/2")
LETTER = integral("e^(a x)", "e^(a x)/a")


NOTHING = NoAnswer()
UNDEFINED = NoAnswer("undefined")
SINGULAR = NoAnswer("singular")


TWO_AXES = shape(2, 3)
ONE_AXIS = shape(3)
SCALAR = shape()
LETTERS = shape(Name("n"), Name("d"))


NORMAL = distribution("N", 0, 4)
BINOMIAL = distribution("Bin", 5, Fraction(1, 3))
POISSON = distribution("Poisson", 2)
GEOMETRIC = distribution("Geom", Fraction(1, 6))
UNIFORM = distribution("U", 0, 1)
EXPONENTIAL_LAW = distribution("Exp", 2)
COIN = distribution("Bernoulli", Fraction(1, 4))
SCALED = Distribution("N", (Name("mu"), Name("mu") ** 2))


ALL = [(globals()[name], row) for name, rows in tables("test_general").items() for row in rows]
ANSWERS = list({id(a): a for a, _ in ALL}.values())


@pytest.mark.parametrize(("answer", "row"), ALL, ids=[f"{a.kind}: {r.typed}" for a, r in ALL])
def test_status(answer: Answer, row: Row) -> None:
    verdict = compare(answer, row.typed)
    assert verdict.status.value == row.status, verdict
    assert 0 <= verdict.share <= 1
    if verdict.status.value == "unreadable":
        assert verdict.at is not None
        assert 0 <= verdict.at <= len(row.typed)
    if verdict.status.value == "wrong-form":
        assert verdict.feedback


def test_every_form_is_in_the_tables() -> None:
    assert {a.form for a in ANSWERS if isinstance(a, Number | Expression)} == {"", *FORMS}


TYPED = [a for a in ANSWERS if not getattr(a, "form", "") and a is not CUBIC]


@pytest.mark.parametrize("answer", TYPED, ids=lambda a: f"{a.kind}: {a.typed()}")
def test_typed_is_read_back_as_right(answer: Answer) -> None:
    verdict = compare(answer, answer.typed())
    assert verdict.is_right, verdict
    assert answer.same(answer)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: f"{a.kind}: {a.typed()}")
def test_hostile_texts_get_a_verdict(answer: Answer) -> None:
    for text in HOSTILE:
        verdict = compare(answer, text)
        assert 0 <= (verdict.at or 0) <= len(text)


def test_feedback_names_what_is_wrong() -> None:
    for answer, typed, feedback in [
        (BETWEEN, "(1, 3)", "The end point 1: open or closed?"),
        (BETWEEN, "[1, 3]", "The end point 3: open or closed?"),
        (PIERCED, "x >= 0", "A single number is missing or too many."),
        (OUTSIDE, "2 <= x <= 5", "These are the numbers for which it does not hold."),
        (WITH_REPEATS, "2, 5", "One is missing. Each is to be given as often as it occurs."),
        (PAIR, "1, -2, 3", "3 does not belong. One too many."),
        (SEQUENCE, "1, 1/4, 1/2", "The order counts."),
        (WITH_CONSTANT, "x^2", "The free constant is missing: all antiderivatives are asked."),
        (EXPONENTIAL_LAW, "Exp(1/2)", "The last parameter is the rate, not the mean or scale."),
        (LINE, "0 = 0", "Your equation holds for all values."),
        (FIGURES, "3.1", "Too few digits: 3 significant figures are asked."),
        (LOWEST, "2/4", "The value is right; cancel the fraction."),
        (TWO_AXES, "(3, 2)", "The axes are in the wrong order."),
    ]:
        assert str(compare(answer, typed).feedback) == feedback


def test_what_is_printed() -> None:
    for answer, typed in [
        (SURD, "(-inf, 1 - sqrt(2)) U (1 + sqrt(2), inf)"),
        (real_set("x^4 - 5x^2 + 6 < 0"), "(-sqrt(3), -sqrt(2)) U (sqrt(2), sqrt(3))"),
        (real_set("(x-1)/(x+2) >= 0"), "(-inf, -2) U [1, inf)"),
        (real_set("|x-1| + |x| < 3"), "(-1, 2)"),
        (real_set("1/x <= 1/2"), "(-inf, 0) U [2, inf)"),
        (NO_REALS, "no solution"),
        (FIGURES_LARGE, "12300"),
        (FIGURES_SMALL, "0.00033"),
        (ONE_AXIS, "(3,)"),
        (SCALAR, "()"),
        (WITH_CONSTANT, "x^2 + C"),
    ]:
        assert answer.typed() == typed


def test_agreement_with_numeric_findings() -> None:
    assert NORMAL.agrees([0.0, 4.0]).holds
    assert not NORMAL.agrees([0.0, 2.0]).holds
    assert TWO_AXES.agrees((2, 3)).holds
    assert not TWO_AXES.agrees((3, 2)).holds
    assert NOTHING.agrees(None).holds
    assert not NOTHING.agrees(1.0).holds
    assert PAIR.agrees([-2.0, 1.0]).holds
    assert not PAIR.agrees([-2.0, 1.0, 1.0]).holds
    assert SEQUENCE.agrees([1.0, 0.5, 0.25]).holds
    assert not SEQUENCE.agrees([0.5, 1.0, 0.25]).holds
    assert POINTS.agrees([[0.0, -1.0], [1.0, 2.0]]).holds
    x = POWER.points()["x"]
    assert POWER.agrees(x**2 + 5).holds
    assert not POWER.agrees(x**2 + x).holds
    x = SURD.points()["x"]
    assert SURD.agrees(x**2 - 2 * x - 1 > 0).holds
    assert not SURD.agrees(x**2 - 2 * x - 1 < 0).holds
    x = BETWEEN.points()["x"]
    assert BETWEEN.agrees((x >= 1) & (x < 3)).holds
    assert not BETWEEN.agrees((x >= 1) & (x <= 3)).holds
    x, y = LINE.points()["x"], LINE.points()["y"]
    assert LINE.agrees(x + 2 * y - 3).holds
    assert not LINE.agrees(x + 2 * y - 4).holds
    assert HALF_PLANE.agrees(2 * HALF_PLANE.points()["x"] + 4 * HALF_PLANE.points()["y"] <= 6).holds


def test_an_unknown_form_or_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="there is no form 'facotred'"):
        exact_number(2, form="facotred")
    with pytest.raises(InputError, match="no set of real numbers"):
        RealSet(number(3))
    with pytest.raises(InputError, match="no equation"):
        Equation(Name("x"), ("x",))
    with pytest.raises(InputError, match="no inequality"):
        Inequality(read("x = y"), ("x", "y"))
