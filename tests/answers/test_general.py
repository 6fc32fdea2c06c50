"""Forms, relations, sets of reals, collections, antiderivatives, no answer, shapes, distributions: tables a kind."""

from __future__ import annotations

from fractions import Fraction

import pytest

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

FORM_ROWS: list[tuple[Answer, str]] = [
    (FACTORED, "(x-1)(x+1) | right"),
    (FACTORED, "(x+1)(x-1) | right"),
    (FACTORED, "-(1-x)(x+1) | right"),
    (FACTORED, "(1-x)(-x-1) | right"),
    (FACTORED, "x^2 - 1 | wrong-form"),
    (FACTORED, "1*(x^2 - 1) | wrong-form"),
    (FACTORED, "(x^2-1)*x/x | wrong-form"),
    (FACTORED, "(x^2-1)*(x-(x-1)) | wrong-form"),
    (FACTORED, "(2x-2)(x+1)/2 | wrong-form"),
    (FACTORED, "x(x-1/x) | wrong-form"),
    (FACTORED, "(x-1)(x+2) | wrong"),
    (FACTORED, "(x-1)^1(x+1) | right"),
    (FACTORED, "(x-1)(x+1)*(sin(x)^2+cos(x)^2) | wrong-form"),
    (FACTORED_TWO, "2(x-1)(x+2)(x+2) | right"),
    (FACTORED_TWO, "(2x-2)(x+2)^2 | wrong-form"),
    (FACTORED_TWO, "(x-1)(x+2)(2x+4) | wrong-form"),
    (FACTORED_TWO, "2(x-1)(x^2+4x+4) | wrong-form"),
    (FACTORED_EXP, "e^x x (x+2) | right"),
    (FACTORED_EXP, "(x^2+2x)e^x | wrong-form"),
    (FACTORED_EXP, "x^2 e^x + 2x e^x | wrong-form"),
    (FACTORED_EXP, "x(x e^x + 2e^x) | wrong-form"),
    (FACTORED_OVER, "(x+1)(x-1)/(x+3) | right"),
    (FACTORED_OVER, "(x^2-1)/(x+3) | wrong-form"),
    (FACTORED_OVER, "(x+1)(x-1)(x+5)/((x+3)(x+5)) | wrong-form"),
    (FACTORED_NUMBER, "2^2*3 | right"),
    (FACTORED_NUMBER, "3*2*2 | right"),
    (FACTORED_NUMBER, "4*3 | wrong-form"),
    (FACTORED_NUMBER, "12 | wrong-form"),
    (EXPANDED, "x^2 + 3x + 2 | right"),
    (EXPANDED, "2 + 3x + x^2 | right"),
    (EXPANDED, "(x+1)(x+2) | wrong-form"),
    (EXPANDED, "x(x+3) + 2 | wrong-form"),
    (EXPANDED, "(x+1)^2 + x + 1 | wrong-form"),
    (EXPANDED, "x^2 + x + 2x + 2 | wrong-form"),
    (EXPANDED, "x^2 + 3x + 3 | wrong"),
    (EXPANDED, "x/(1/(x+3)) + 2 | wrong-form"),
    (EXPANDED, "x^2 + (5-2)x + 2 | wrong-form"),
    (EXPANDED, "x^2 - (-3x - 2) | wrong-form"),
    (LOWEST, "1/2 | right"),
    (LOWEST, "2/4 | wrong-form"),
    (LOWEST, "-1/-2 | wrong-form"),
    (LOWEST, "0.5 | wrong-form"),
    (LOWEST, "50% | wrong-form"),
    (LOWEST, "1/3 | wrong"),
    (LOWEST, "(3-2)/2 | wrong-form"),
    (LOWEST, "1/2 + 0 | wrong-form"),
    (LOWEST_ROOT, "sqrt(3)/2 | right"),
    (LOWEST_ROOT, "2sqrt(3)/4 | wrong-form"),
    (LOWEST_ROOT, "sqrt(3)/2 + 0/4 | wrong-form"),
    (LOWEST_X, "(x+1)/(x+2) | right"),
    (LOWEST_X, "(x^2-1)/((x-1)(x+2)) | wrong-form"),
    (LOWEST_X, "(2x+2)/(2x+4) | wrong-form"),
    (LOWEST_X, "(x/2+1/2)/(x/2+1) | wrong-form"),
    (LOWEST_X, "1 - 1/(x+2) | wrong-form"),
    (SINGLE, "(2x+1)/(x(x+1)) | right"),
    (SINGLE, "(1+2x)/(x^2+x) | right"),
    (SINGLE, "1/x + 1/(x+1) | wrong-form"),
    (SINGLE, "(2+1/x)/(x+1) | wrong-form"),
    (SINGLE, "x^-1 + (x+1)^-1 | wrong-form"),
    (SINGLE, "(2x+1)x^-1/(x+1) | wrong-form"),
    (NO_BRACKETS, "x^2 - x | right"),
    (NO_BRACKETS, "x(x-1) | wrong-form"),
    (NO_BRACKETS, "-(x - x^2) | wrong-form"),
    (NO_DECIMALS, "3/4 | right"),
    (NO_DECIMALS, "6/8 | right"),
    (NO_DECIMALS, "0.75 | wrong-form"),
    (FRACTION, "3/4 | right"),
    (FRACTION, "6/8 | right"),
    (FRACTION, "1/2 + 1/4 | wrong-form"),
    (FRACTION, "0.75 | wrong-form"),
    (FRACTION, "75% | right"),
    (DECIMAL, "0.75 | right"),
    (DECIMAL, "3/4 | wrong-form"),
    (DECIMAL, "75% | wrong-form"),
    (DECIMAL, "0.7 | wrong"),
    (PERCENT, "75% | right"),
    (PERCENT, "75.0 % | right"),
    (PERCENT, "0.75 | wrong-form"),
    (PERCENT, "75 | wrong"),
    (MIXED, "3 1/2 | right"),
    (MIXED, "3½ | right"),
    (MIXED, "7/2 | wrong-form"),
    (MIXED, "3.5 | wrong-form"),
    (MIXED, "3 2/4 | wrong-form"),
    (MIXED, "2 3/2 | wrong-form"),
    (MIXED_NEGATIVE, "-3 1/2 | right"),
    (MIXED_NEGATIVE, "-3 + 1/2 | wrong"),
    (ROOTLESS, "sqrt(2)/2 | right"),
    (ROOTLESS, "1/sqrt(2) | wrong-form"),
    (ROOTLESS, "sqrt(1/2) | wrong-form"),
    (ROOTLESS, "2^(-1/2) | wrong-form"),
    (ROOTLESS, "1/2*sqrt(2) | right"),
]

FIGURES = exact_number(read("pi"), figures=3)
FIGURES_LARGE = exact_number(12_345, figures=3)
FIGURES_SMALL = exact_number(Fraction(1, 3000), figures=2)
ABSOLUTE = exact_number(read("sqrt(2)"), tolerance=Fraction(1, 100))
RELATIVE = exact_number(200, relative=Fraction(1, 20))

NUMBER_ROWS: list[tuple[Answer, str]] = [
    (FIGURES, "3.14 | right"),
    (FIGURES, "pi | right"),
    (FIGURES, "3.142 | right"),
    (FIGURES, "3.1 | wrong-form"),
    (FIGURES, "3 | wrong-form"),
    (FIGURES, "3.15 | wrong"),
    (FIGURES, "22/7 | right"),
    (FIGURES, "-3.14 | wrong"),
    (FIGURES, "x | wrong"),
    (FIGURES, "(3, 14) | wrong-kind"),
    (FIGURES, "3,14 | unreadable"),
    (FIGURES_LARGE, "12300 | right"),
    (FIGURES_LARGE, "12345 | right"),
    (FIGURES_LARGE, "1.23*10^4 | right"),
    (FIGURES_LARGE, "12400 | wrong"),
    (FIGURES_LARGE, "12000 | wrong"),
    (FIGURES_LARGE, "1.2e4 | wrong-form"),
    (FIGURES_SMALL, "3*10^-4 | wrong-form"),
    (FIGURES_SMALL, "0.00033 | right"),
    (FIGURES_SMALL, "3.3e-4 | right"),
    (FIGURES_SMALL, "0.0003 | wrong-form"),
    (FIGURES_SMALL, "0.00034 | wrong"),
    (FIGURES_SMALL, "0 | wrong"),
    (ABSOLUTE, "1.41 | right"),
    (ABSOLUTE, "1.42 | right"),
    (ABSOLUTE, "1.4 | wrong"),
    (ABSOLUTE, "1.43 | wrong"),
    (RELATIVE, "190 | right"),
    (RELATIVE, "210 | right"),
    (RELATIVE, "211 | wrong"),
    (RELATIVE, "9^9^9^9 | undecided"),
]

LINE = equation("2x + 4y = 6")
PARABOLA = equation("y = x^2 - 1")
EXPONENTIAL = equation("y = 2 e^x + 1")
ONE_UNKNOWN = equation("x^2 = 4", "x")
CIRCLE = equation("(x-1)^2 + (y+2)^2 = 9")
HYPERBOLA = equation("y = 1/x")

EQUATION_ROWS: list[tuple[Answer, str]] = [
    (LINE, "x = 3 - 2y | right"),
    (LINE, "x + 2y = 3 | right"),
    (LINE, "y = (3-x)/2 | right"),
    (LINE, "-x/2 = y - 3/2 | right"),
    (LINE, "2x + 4y - 6 = 0 | right"),
    (LINE, "y - 1 = -1/2 (x - 1) | right"),
    (LINE, "(y-1)/(x-1) = -1/2 | undecided"),
    (LINE, "x + 2y = 4 | wrong"),
    (LINE, "x = 3 + 2y | wrong"),
    (LINE, "0 = 0 | wrong"),
    (LINE, "1 = 0 | wrong"),
    (LINE, "x + 2y | wrong-kind"),
    (LINE, "x + 2y < 3 | wrong-kind"),
    (LINE, "(1, 2) | wrong-kind"),
    (LINE, "x + 2z = 3 | unreadable"),
    (LINE, "x + 2y = | unreadable"),
    (LINE, "(x+2y-3)^2 = 0 | undecided"),
    (LINE, "(x+2y-3)(x-y) = 0 | wrong"),
    (LINE, "(x+2y-3)(x^2+y^2+1) = 0 | undecided"),
    (PARABOLA, "y + 1 = x^2 | right"),
    (PARABOLA, "y = (x-1)(x+1) | right"),
    (PARABOLA, "x^2 - y = 1 | right"),
    (PARABOLA, "y = x^2 | wrong"),
    (PARABOLA, "y = x - 1 | wrong"),
    (PARABOLA, "x = sqrt(y+1) | wrong"),
    (EXPONENTIAL, "y - 1 = 2e^x | right"),
    (EXPONENTIAL, "e^x = (y-1)/2 | right"),
    (equation("sqrt(2) x + y = 1"), "2x + sqrt(2) y = sqrt(2) | right"),
    (equation("sqrt(2) x + y = 1"), "1.41421356x + y = 1 | wrong"),
    (EXPONENTIAL, "y = 2e^x | wrong"),
    (EXPONENTIAL, "y = e^x + 1 | wrong"),
    (ONE_UNKNOWN, "x^2 - 4 = 0 | right"),
    (ONE_UNKNOWN, "(x-2)(x+2) = 0 | right"),
    (ONE_UNKNOWN, "x^4 = 16 | right"),
    (ONE_UNKNOWN, "x = 2 | wrong"),
    (ONE_UNKNOWN, "x^2 = 4.0000001 | wrong"),
    (ONE_UNKNOWN, "(x^2-4)/(x-2) = 0 | wrong"),
    (CIRCLE, "x^2 - 2x + y^2 + 4y = 4 | right"),
    (CIRCLE, "x^2 + y^2 = 9 | wrong"),
    (HYPERBOLA, "x y = 1 | right"),
    (HYPERBOLA, "x = 1/y | right"),
    (HYPERBOLA, "y = 1/x^2 | wrong"),
    (HYPERBOLA, "9^9^9^9 = x | undecided"),
]

HALF_PLANE = inequality("2x + 4y <= 6")
DISC = inequality("x^2 + y^2 < 4")

INEQUALITY_ROWS: list[tuple[Answer, str]] = [
    (HALF_PLANE, "x + 2y <= 3 | right"),
    (HALF_PLANE, "3 >= x + 2y | right"),
    (HALF_PLANE, "-x - 2y >= -3 | right"),
    (HALF_PLANE, "y <= (3-x)/2 | right"),
    (HALF_PLANE, "x - 3 <= -2y | right"),
    (HALF_PLANE, "x + 2y < 3 | partly-right"),
    (HALF_PLANE, "x + 2y >= 3 | wrong"),
    (HALF_PLANE, "x + 2y > 3 | wrong"),
    (HALF_PLANE, "x + 2y <= 4 | wrong"),
    (HALF_PLANE, "x + 2y = 3 | wrong-kind"),
    (HALF_PLANE, "x + 2y | wrong-kind"),
    (HALF_PLANE, "1 <= x <= 2 | wrong-kind"),
    (HALF_PLANE, "(x + 2y)^3 <= 27 | undecided"),
    (HALF_PLANE, "x + 2z <= 3 | unreadable"),
    (HALF_PLANE, "0 <= 0 | wrong"),
    (HALF_PLANE, "0.5x + y ≤ 1.5 | right"),
    (DISC, "4 > x^2 + y^2 | right"),
    (DISC, "x^2/4 + y^2/4 < 1 | right"),
    (DISC, "x^2 < 4 - y^2 | right"),
    (DISC, "x^2 + y^2 <= 4 | partly-right"),
    (DISC, "x^2 + y^2 > 4 | wrong"),
    (DISC, "x^2 + y^2 < 2 | wrong"),
    (DISC, "x + y < 2 | wrong"),
    (DISC, "sqrt(x^2+y^2) < 2 | undecided"),
    (DISC, "(x-2)(x+2) + y^2 < 0 | right"),
    (DISC, "x^2 + y^2 =< | unreadable"),
]

OUTSIDE = real_set("x < 2 or x > 5")
BETWEEN = real_set("1 <= x < 3")
MIXED_SET = real_set("(-inf, 2] U {5}")
PIERCED = real_set("x >= 0 and x != 3")
SURD = real_set("x^2 - 2x - 1 > 0")
ALL_REALS = real_set("x^2 >= 0")
NO_REALS = real_set("x^2 < 0")
CUBIC = real_set("x^3 - 3x + 1 <= 0")
ROUND_PI = real_set("0 < x < pi")

SET_ROWS: list[tuple[Answer, str]] = [
    (OUTSIDE, "x<2 or x>5 | right"),
    (OUTSIDE, "x > 5 or 2 > x | right"),
    (OUTSIDE, "(-inf, 2) U (5, inf) | right"),
    (OUTSIDE, "(-∞,2) ∪ (5,∞) | right"),
    (OUTSIDE, "\\left(-\\infty, 2\\right) \\cup \\left(5, \\infty\\right) | right"),
    (OUTSIDE, "{x | x<2 or x>5} | right"),
    (OUTSIDE, "not (2 <= x <= 5) | right"),
    (OUTSIDE, "x in (-inf,2) U (5,inf) | right"),
    (OUTSIDE, "R \\ [2,5] | right"),
    (OUTSIDE, "R \\ [2,5] U {3} | unreadable"),
    (PIERCED, "[0,inf) \\ {3} | right"),
    (OUTSIDE, "x<2, x>5 | unreadable"),
    (OUTSIDE, "x<2 and x>5 | wrong"),
    (OUTSIDE, "x<=2 or x>5 | partly-right"),
    (OUTSIDE, "2<x<5 | wrong"),
    (OUTSIDE, "x<2 | wrong"),
    (OUTSIDE, "x<2 or x>4 | wrong"),
    (OUTSIDE, "|x - 3.5| > 1.5 | wrong-form"),
    (OUTSIDE, "(x-2)(x-5) > 0 | wrong-form"),
    (OUTSIDE, "7 | wrong-kind"),
    (OUTSIDE, "y < 2 | unreadable"),
    (BETWEEN, "[1, 3) | right"),
    (BETWEEN, "x in [1,3) | right"),
    (BETWEEN, "x >= 1 and x < 3 | right"),
    (BETWEEN, "3 > x >= 1 | right"),
    (BETWEEN, "[1,2] U [2,3) | right"),
    (BETWEEN, "[1,2) U (2,3) | partly-right"),
    (BETWEEN, "(1, 3) | partly-right"),
    (BETWEEN, "[1, 3] | partly-right"),
    (BETWEEN, "(1, 3] | partly-right"),
    (BETWEEN, "[3, 1) | wrong-kind"),
    (BETWEEN, "no solution | wrong"),
    (BETWEEN, "[1, 3.0000000001) | wrong"),
    (BETWEEN, "{1, 2} | wrong"),
    (BETWEEN, "[1, 2, 3] | wrong-kind"),
    (BETWEEN, "[1, x) | wrong-kind"),
    (BETWEEN, "e^x > 1 | undecided"),
    (MIXED_SET, "(-inf,2] U {5} | right"),
    (MIXED_SET, "x <= 2 or x = 5 | right"),
    (MIXED_SET, "(-inf, 2] | partly-right"),
    (MIXED_SET, "(-inf, 5] | wrong"),
    (PIERCED, "[0,3) U (3,inf) | right"),
    (PIERCED, "x >= 0 and x != 3 | right"),
    (PIERCED, "x >= 0 | partly-right"),
    (PIERCED, "x != 3 | wrong"),
    (SURD, "x < 1 - sqrt(2) or x > 1 + sqrt(2) | right"),
    (SURD, "(-inf, 1-√2) ∪ (1+√2, inf) | right"),
    (SURD, "x < -0.4142 or x > 2.4142 | wrong"),
    (SURD, "x < 1 - 1/sqrt(2) or x > 1 + sqrt(2) | wrong"),
    (ALL_REALS, "R | right"),
    (ALL_REALS, "all real numbers | right"),
    (ALL_REALS, "(-inf, inf) | right"),
    (ALL_REALS, "x in R | right"),
    (ALL_REALS, "x < 1 or x >= 1 | right"),
    (ALL_REALS, "R \\ {0} | partly-right"),
    (ALL_REALS, "x != 0 | partly-right"),
    (NO_REALS, "no solution | right"),
    (NO_REALS, "{} | right"),
    (NO_REALS, "x < 1 and x > 2 | right"),
    (NO_REALS, "[3, 1) | wrong-kind"),
    (NO_REALS, "{0} | partly-right"),
    (NO_REALS, "R | wrong"),
    (CUBIC, "x^3 - 3x <= -1 | wrong-form"),
    (CUBIC, "x < 1 | wrong"),
    (ROUND_PI, "(0, pi) | right"),
    (ROUND_PI, "(0, 3.14159265358979) | wrong"),
    (ROUND_PI, "(0, 2pi/2) | right"),
    (ROUND_PI, "[0, π) | partly-right"),
    (ROUND_PI, "(0, 9^9^9^9) | undecided"),
]

PAIR = FiniteSet(numbers("1", "-2"))
ROOTS = FiniteSet(numbers("sqrt(2)", "-sqrt(2)", "0"))
POINTS = FiniteSet(numbers("(1, 2)", "(0, -1)"))
NONE = FiniteSet(())
BASIS = FiniteSet((read("x", names="x"), read("x^2 - 1", names="x")), ("x",), label="")
SEQUENCE = OrderedList(numbers("1", "1/2", "1/4"))
WITH_REPEATS = Multiset(numbers("2", "2", "5"))

COLLECTION_ROWS: list[tuple[Answer, str]] = [
    (PAIR, "{1, -2} | right"),
    (PAIR, "-2, 1 | right"),
    (PAIR, "x = 1, x = -2 | right"),
    (PAIR, "x = 1 or x = -2 | right"),
    (PAIR, "x1 = 1, x2 = -2 | right"),
    (PAIR, "\\{1, -2\\} | right"),
    (PAIR, "{1, -2, 1} | right"),
    (PAIR, "S = {1, -2} | right"),
    (PAIR, "1 | partly-right"),
    (PAIR, "1 and -2 | right"),
    (PAIR, "[1; -2] | right"),
    (PAIR, "[1, 2; 3, 4] | wrong-kind"),
    (PAIR, "1, 2 | wrong"),
    (PAIR, "1, -2, 3 | partly-right"),
    (PAIR, "1, 2, 3 | wrong"),
    (PAIR, "no solution | wrong"),
    (PAIR, "[0, 1) | wrong-kind"),
    (PAIR, "{1, -2 | unreadable"),
    (PAIR, "x > 1 | wrong-kind"),
    (PAIR, "1, y | wrong"),
    (PAIR, "1, 9^9^9^9 | undecided"),
    (PAIR, "x = -2, 1 | right"),
    (PAIR, "x_1 = 1, x_2 = -2 | right"),
    (PAIR, "x = {1, -2} | right"),
    (PAIR, "{ -2 ; 1 } | unreadable"),
    (PAIR, "−2 and 1 | right"),
    (PAIR, "x ∈ {1, −2} | right"),
    (PAIR, "{4/4, -6/3} | right"),
    (PAIR, "\\left\\{1, -2\\right\\} | right"),
    (PAIR, "{-1, 2} | wrong"),
    (PAIR, "{1, 2, -2} | partly-right"),
    (PAIR, "{1, -2} U {3} | wrong-kind"),
    (PAIR, "±2 | unreadable"),
    (ROOTS, "0, √2, -√2 | right"),
    (ROOTS, "{0, 2/sqrt(2), -sqrt(2)} | right"),
    (ROOTS, "0, 1.414, -1.414 | wrong"),
    (ROOTS, "±√2, 0 | unreadable"),
    (ROOTS, "0, ±sqrt(2) | unreadable"),
    (ROOTS, "0, sqrt(2) | partly-right"),
    (POINTS, "(0,-1), (1,2) | right"),
    (POINTS, "{(0,-1), (1,2)} | right"),
    (POINTS, "(1,2) | partly-right"),
    (POINTS, "(2,1), (0,-1) | wrong"),
    (POINTS, "1, 2 | wrong"),
    (NONE, "{} | right"),
    (NONE, "none | right"),
    (NONE, "0 | wrong"),
    (BASIS, "{x^2 - 1, x} | right"),
    (BASIS, "(x-1)(x+1), x | right"),
    (BASIS, "x, x^2 | wrong"),
    (SEQUENCE, "1, 1/2, 1/4 | right"),
    (SEQUENCE, "(1, 0.5, 0.25) | right"),
    (SEQUENCE, "[1, 1/2, 1/4] | right"),
    (SEQUENCE, "1, 1/4, 1/2 | partly-right"),
    (SEQUENCE, "1/4, 1, 1/2 | wrong"),
    (SEQUENCE, "1, 1/2 | partly-right"),
    (SEQUENCE, "1, 1/2, 1/8 | partly-right"),
    (SEQUENCE, "1, 1/2, 1/4, 1/8 | partly-right"),
    (SEQUENCE, "1/4 | wrong"),
    (SEQUENCE, "1, 1/2, 1/4, | unreadable"),
    (SEQUENCE, "1, 1/2, [1,2;3,4] | wrong-kind"),
    (SEQUENCE, "1; 1/2; 1/4 | right"),
    (SEQUENCE, "1, 2/4, 0.25 | right"),
    (SEQUENCE, "1 , ½ , ¼ | right"),
    (SEQUENCE, "1, \\frac{1}{2}, \\frac{1}{4} | right"),
    (SEQUENCE, "1, 2^-1, 2^-2 | right"),
    (SEQUENCE, "⟨1, 1/2, 1/4⟩ | right"),
    (SEQUENCE, "(1; 1/2; 1/4) | unreadable"),
    (SEQUENCE, "1/2, 1, 1/4 | partly-right"),
    (SEQUENCE, "1/2, 1/4, 1 | wrong"),
    (SEQUENCE, "1/2, 1/4, 1/8 | wrong"),
    (SEQUENCE, "1, 0.5, 0.2 | partly-right"),
    (SEQUENCE, "1, 1/2, 1/2, 1/4 | partly-right"),
    (SEQUENCE, "2, 3, 5 | wrong"),
    (SEQUENCE, "1, 1/2, y | wrong"),
    (SEQUENCE, "1, , 1/4 | unreadable"),
    (SEQUENCE, "1, 1/2, 9^9^9^9 | undecided"),
    (SEQUENCE, "no solution | wrong"),
    (SEQUENCE, "x > 1 | wrong-kind"),
    (SEQUENCE, " | unreadable"),
    (WITH_REPEATS, "2, 2, 5 | right"),
    (WITH_REPEATS, "5, 2, 2 | right"),
    (WITH_REPEATS, "2, 5, 2.0 | right"),
    (WITH_REPEATS, "2, 5 | partly-right"),
    (WITH_REPEATS, "2, 5, 5 | partly-right"),
    (WITH_REPEATS, "2, 2, 2, 5 | partly-right"),
    (WITH_REPEATS, "3, 4, 6 | wrong"),
    (WITH_REPEATS, "2,5,2 | right"),
    (WITH_REPEATS, "{2, 2, 5} | right"),
    (WITH_REPEATS, "[2, 2, 5] | right"),
    (WITH_REPEATS, "(5, 2, 2) | right"),
    (WITH_REPEATS, "2; 2; 5 | right"),
    (WITH_REPEATS, "2 and 2 and 5 | right"),
    (WITH_REPEATS, "x = 2, x = 2, x = 5 | right"),
    (WITH_REPEATS, "x1 = 2, x2 = 5, x3 = 2 | right"),
    (WITH_REPEATS, "4/2, sqrt(4), 10/2 | right"),
    (WITH_REPEATS, "\\{2, 2, 5\\} | right"),
    (WITH_REPEATS, "2 | partly-right"),
    (WITH_REPEATS, "5 | partly-right"),
    (WITH_REPEATS, "2, 2 | partly-right"),
    (WITH_REPEATS, "2, 2, 5, 7 | partly-right"),
    (WITH_REPEATS, "2, 2, -5 | partly-right"),
    (WITH_REPEATS, "-2, -2, -5 | wrong"),
    (WITH_REPEATS, "225 | wrong"),
    (WITH_REPEATS, "2, 2, y | wrong"),
    (WITH_REPEATS, "no solution | wrong"),
    (WITH_REPEATS, "x > 2 | wrong-kind"),
    (WITH_REPEATS, "[2, 2; 5, 5] | wrong-kind"),
    (WITH_REPEATS, "2, 2, | unreadable"),
    (WITH_REPEATS, "2, 2, 5) | unreadable"),
    (WITH_REPEATS, " | unreadable"),
    (WITH_REPEATS, "2, 2, 9^9^9^9 | undecided"),
]

POWER = integral("2x", "x^2")
WITH_CONSTANT = integral("2x", "x^2", constant=True)
LOGARITHM = integral("1/x", "ln(abs(x))")
POSITIVE = integral("1/x", "ln(x)", domain=Domain({"x": (Fraction(1), Fraction(4))}))
BY_PARTS = integral("x e^x", "(x-1)e^x")
TRIG = integral("sin(x)cos(x)", "sin(x)^2/2")
LETTER = integral("e^(a x)", "e^(a x)/a")

ANTIDERIVATIVE_ROWS: list[tuple[Answer, str]] = [
    (POWER, "x^2 | right"),
    (POWER, "x^2 + C | right"),
    (POWER, "x^2 + 7 | right"),
    (POWER, "(x-1)(x+1) + c | right"),
    (POWER, "F = x^2 + C | right"),
    (POWER, "x^2 - C | right"),
    (POWER, "x^2 + 10^-30 x | wrong"),
    (POWER, "x^2 + abs(x)/x | wrong-form"),
    (POWER, "(x^3 + x)/x | wrong-form"),
    (POWER, "x^2/2 | wrong"),
    (POWER, "2 | wrong"),
    (POWER, "x^2 + C x | wrong"),
    (POWER, "C x^2 | wrong"),
    (POWER, "C | wrong"),
    (POWER, "x^2 + y | unreadable"),
    (POWER, "(x^2, C) | wrong-kind"),
    (POWER, "9^9^9^9 x | undecided"),
    (WITH_CONSTANT, "x^2 + C | right"),
    (WITH_CONSTANT, "C + x^2 | right"),
    (WITH_CONSTANT, "x^2 | wrong-form"),
    (WITH_CONSTANT, "x^2 + sin(C) | wrong-form"),
    (WITH_CONSTANT, "x^2 + 1 | wrong-form"),
    (LOGARITHM, "ln|x| + C | right"),
    (LOGARITHM, "ln|3x| | right"),
    (LOGARITHM, "ln(x^2)/2 | right"),
    (LOGARITHM, "ln(x) | wrong-form"),
    (LOGARITHM, "-1/x^2 | wrong"),
    (POSITIVE, "ln(x) + C | right"),
    (POSITIVE, "ln(C x) | right"),
    (POSITIVE, "log(x)/2 | wrong"),
    (BY_PARTS, "x e^x - e^x + C | right"),
    (BY_PARTS, "x e^x + e^x | wrong"),
    (BY_PARTS, "x^2 e^x/2 | wrong"),
    (TRIG, "-cos(x)^2/2 | right"),
    (TRIG, "-cos(2x)/4 + C | right"),
    (TRIG, "cos(2x)/4 | wrong"),
    (LETTER, "e^(a x)/a + C | right"),
    (LETTER, "a e^(a x) | wrong"),
]

NOTHING = NoAnswer()
UNDEFINED = NoAnswer("undefined")
SINGULAR = NoAnswer("singular")

NOTHING_ROWS: list[tuple[Answer, str]] = [
    (NOTHING, "no solution | right"),
    (NOTHING, "No solutions. | right"),
    (NOTHING, "none | right"),
    (NOTHING, "DNE | right"),
    (NOTHING, "∅ | right"),
    (NOTHING, "{} | right"),
    (NOTHING, "\\emptyset | right"),
    (NOTHING, "inconsistent | right"),
    (NOTHING, "there is no solution | right"),
    (NOTHING, "0 | wrong"),
    (NOTHING, "x = 0 | wrong"),
    (NOTHING, "{0} | wrong"),
    (NOTHING, "infinitely many | wrong"),
    (NOTHING, "inf | wrong"),
    (NOTHING, " | unreadable"),
    (NOTHING, "no sulotion | wrong"),
    (UNDEFINED, "undefined | right"),
    (UNDEFINED, "does not exist | right"),
    (UNDEFINED, "not defined | right"),
    (UNDEFINED, "-inf | wrong"),
    (UNDEFINED, "1/0 | wrong"),
    (UNDEFINED, "diverges | right"),
    (SINGULAR, "singular | right"),
    (SINGULAR, "The matrix is not invertible. | right"),
    (SINGULAR, "no inverse | right"),
    (SINGULAR, "[1, 0; 0, 1] | wrong"),
    (SINGULAR, "9^9^9^9 | wrong"),
]

TWO_AXES = shape(2, 3)
ONE_AXIS = shape(3)
SCALAR = shape()
LETTERS = shape(Name("n"), Name("d"))

SHAPE_ROWS: list[tuple[Answer, str]] = [
    (TWO_AXES, "(2, 3) | right"),
    (TWO_AXES, "2 x 3 | right"),
    (TWO_AXES, "2×3 | right"),
    (TWO_AXES, "2 by 3 | right"),
    (TWO_AXES, "[2, 3] | right"),
    (TWO_AXES, "2, 3 | right"),
    (TWO_AXES, "(3, 2) | wrong"),
    (TWO_AXES, "(2, 3, 1) | wrong"),
    (TWO_AXES, "6 | wrong"),
    (TWO_AXES, "(2, 4) | wrong"),
    (TWO_AXES, "(2, ) | wrong"),
    (TWO_AXES, "() | wrong"),
    (TWO_AXES, "scalar | wrong"),
    (TWO_AXES, "two by three | wrong"),
    (TWO_AXES, "(2; 3) | wrong-kind"),
    (TWO_AXES, " | unreadable"),
    (ONE_AXIS, "(3,) | right"),
    (ONE_AXIS, "3 | right"),
    (ONE_AXIS, "(3) | right"),
    (ONE_AXIS, "(3, 1) | wrong"),
    (ONE_AXIS, "(1, 3) | wrong"),
    (SCALAR, "() | right"),
    (SCALAR, "scalar | right"),
    (SCALAR, "(1,) | wrong"),
    (SCALAR, "1 | wrong"),
    (LETTERS, "(n, d) | right"),
    (LETTERS, "n x d | right"),
    (LETTERS, "(d, n) | wrong"),
    (LETTERS, "(n, m) | unreadable"),
    (LETTERS, "((n, d)) | wrong-kind"),
]

NORMAL = distribution("N", 0, 4)
BINOMIAL = distribution("Bin", 5, Fraction(1, 3))
POISSON = distribution("Poisson", 2)
GEOMETRIC = distribution("Geom", Fraction(1, 6))
UNIFORM = distribution("U", 0, 1)
EXPONENTIAL_LAW = distribution("Exp", 2)
COIN = distribution("Bernoulli", Fraction(1, 4))
SCALED = Distribution("N", (Name("mu"), Name("mu") ** 2))

DISTRIBUTION_ROWS: list[tuple[Answer, str]] = [
    (NORMAL, "N(0, 4) | right"),
    (NORMAL, "N(0,2^2) | right"),
    (NORMAL, "X ~ N(0, 4) | right"),
    (NORMAL, "Normal(0, 4) | right"),
    (NORMAL, "\\mathcal{N}(0, 4) | right"),
    (NORMAL, "N(mu = 0, sigma = 2) | right"),
    (NORMAL, "N(0, 2) | partly-right"),
    (NORMAL, "N(0, 16) | partly-right"),
    (NORMAL, "N(1, 4) | partly-right"),
    (NORMAL, "N(4, 0) | wrong"),
    (NORMAL, "N(0, -4) | wrong"),
    (NORMAL, "N(0) | unreadable"),
    (NORMAL, "Bin(5, 1/3) | wrong"),
    (NORMAL, "4 | unreadable"),
    (NORMAL, "Cauchy(0, 1) | unreadable"),
    (NORMAL, "N(0, 9^9^9^9) | undecided"),
    (BINOMIAL, "Bin(5, 1/3) | right"),
    (BINOMIAL, "B(5, 2/6) | right"),
    (BINOMIAL, "Binomial(n=5, p=1/3) | right"),
    (BINOMIAL, "Bin(5, 2/3) | partly-right"),
    (BINOMIAL, "Bin(6, 1/3) | partly-right"),
    (BINOMIAL, "Bin(1/3, 5) | wrong"),
    (BINOMIAL, "Bin(5, 0.33) | partly-right"),
    (BINOMIAL, "Bin(5, 1.2) | wrong"),
    (POISSON, "Poisson(2) | right"),
    (POISSON, "Po(2) | right"),
    (POISSON, "Pois(lambda = 2) | right"),
    (POISSON, "Poisson(1/2) | wrong"),
    (POISSON, "Poisson(-2) | wrong"),
    (GEOMETRIC, "Geom(1/6) | right"),
    (GEOMETRIC, "Geometric(p = 1/6) | right"),
    (GEOMETRIC, "Geom(5/6) | wrong"),
    (UNIFORM, "U(0, 1) | right"),
    (UNIFORM, "Uniform(0,1) | right"),
    (UNIFORM, "Unif[0, 1] | unreadable"),
    (UNIFORM, "Beta(1, 1) | right"),
    (UNIFORM, "U(1, 0) | wrong"),
    (EXPONENTIAL_LAW, "Exp(2) | right"),
    (EXPONENTIAL_LAW, "Exp(scale = 1/2) | right"),
    (EXPONENTIAL_LAW, "Gamma(1, 2) | right"),
    (EXPONENTIAL_LAW, "Exp(1/2) | wrong"),
    (EXPONENTIAL_LAW, "exp(2 | unreadable"),
    (COIN, "Bin(1, 1/4) | right"),
    (COIN, "Bern(0.25) | right"),
    (SCALED, "N(mu, mu^2) | right"),
    (SCALED, "N(mu, mu) | partly-right"),
    (SCALED, "N(nu, 1) | unreadable"),
]

TABLES = {
    "forms": FORM_ROWS,
    "rounded numbers": NUMBER_ROWS,
    "equation": EQUATION_ROWS,
    "inequality": INEQUALITY_ROWS,
    "set of reals": SET_ROWS,
    "collections": COLLECTION_ROWS,
    "antiderivative": ANTIDERIVATIVE_ROWS,
    "no answer": NOTHING_ROWS,
    "shape": SHAPE_ROWS,
    "distribution": DISTRIBUTION_ROWS,
}
ALL = [(a, row) for rows in TABLES.values() for a, row in rows]
ANSWERS = list({id(a): a for a, _ in ALL}.values())


@pytest.mark.parametrize(("answer", "row"), ALL, ids=[f"{a.kind}: {r}" for a, r in ALL])
def test_status(answer: Answer, row: str) -> None:
    typed, _, status = row.rpartition("|")
    verdict = compare(answer, typed.strip())
    assert verdict.status.value == status.strip(), verdict
    assert 0 <= verdict.share <= 1
    if verdict.status.value == "unreadable":
        assert verdict.at is not None
        assert 0 <= verdict.at <= len(typed)
    if verdict.status.value == "wrong-form":
        assert verdict.feedback


def test_every_table_has_25_rows() -> None:
    for name, rows in TABLES.items():
        assert len(rows) >= 25, name
    for kind in ("set", "list", "multiset"):
        assert sum(a.kind == kind for a, _ in COLLECTION_ROWS) >= 25, kind
    assert {a.form for a, _ in FORM_ROWS if isinstance(a, Number | Expression)} == set(FORMS)


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
