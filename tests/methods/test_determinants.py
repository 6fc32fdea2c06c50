"""Determinants, inverses and Cramer's rule: typed inputs with known answers, SymPy and NumPy as oracles, refusals."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.methods.test_linear_systems import run, sound
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import identity, times
from tutor.methods.determinants import determinant, determinant_rules
from tutor.methods.determinants.letters import form_of
from tutor.methods.determinants.structure import block, emptiest, triangle, vanishing
from tutor.methods.linear_systems import cramer, inverse
from tutor.reading import read
from tutor.solve import solve
from tutor.written import names

DETERMINANTS = [
    # input, by, answer
    ("[5]", "auto", "5"),
    ("[1, 2; 3, 4]", "auto", "-2"),
    ("[0, 2; 3, 4]", "auto", "-6"),
    ("[0, 1; 1, 0]", "auto", "-1"),
    ("A = [2, 1, 3; 1, 3, -1; 4, 5, 4]", "auto", "5"),
    ("det [2, 1, 0; 1, 3, -1; 0, 5, 4]", "auto", "30"),
    ("[1, 3, 5; 2, 4, 6; 0, 2, 4]", "laplace", "0"),  # MML, exercise 4.1
    ("[1, 3, 5; 2, 4, 6; 0, 2, 4]", "sarrus", "0"),
    (
        "[2, 0, 1, 2, 0; 2, -1, 0, 1, 1; 0, 1, 2, 1, 2; -2, 0, 2, -1, 2; 2, 0, 0, 1, 1]",
        "auto",
        "6",
    ),  # MML, exercise 4.2
    ("[2, 0, 1, 2, 0; 2, -1, 0, 1, 1; 0, 1, 2, 1, 2; -2, 0, 2, -1, 2; 2, 0, 0, 1, 1]", "gauss", "6"),
    ("[1, 2, 3; 4, 5, 6; 7, 8, 9]", "gauss", "0"),
    ("[0, 0, 1; 0, 1, 0; 1, 0, 0]", "gauss", "-1"),
    ("[0, 1, 2, 3; 1, 0, 4, 5; 2, 3, 0, 1; 1, 1, 1, 0]", "gauss", "-22"),
    ("[0, 2, 1; 1, 0, 0; 0, 0, 3]", "auto", "-6"),
    ("[0, 0, 1; 0, 5, 0; 1, 0, 0]", "auto", "-5"),
    ("[1, 2, 3; 2, 4, 6; 7, 8, 9]", "auto", "0"),
    ("[0, 0, 0; 2, 4, 6; 7, 8, 9]", "auto", "0"),
    ("[2, 7, 1; 0, 3, 5; 0, 0, 1/2]", "auto", "3"),
    ("[1, 2, 0, 0; 3, 4, 0, 0; 5, 6, 1, 2; 1, 1, 3, 5]", "auto", "2"),
    ("[1/2, 1/3; 1/4, 1/5]", "auto", "1/60"),
    ("[sqrt(2), 1; 3, sqrt(8)]", "auto", "1"),
    ("[sqrt(2), 1, 0; 1, sqrt(2), 1; 0, 1, sqrt(2)]", "gauss", "0"),
    ("[i, 1; 2, 3]", "auto", "-2 + 3*i"),
    ("[k, 4; 1, k]", "auto", "(k + 2)*(k - 2)"),
    ("[2 - l, 1; 1, 2 - l]", "auto", "(l - 1)*(l - 3)"),
    ("[k, 1, 1; 1, k, 1; 1, 1, k]", "auto", "(k + 2)*(k - 1)^2"),
    ("[k, 1, 1; 1, k, 1; 1, 1, k]", "laplace", "(k + 2)*(k - 1)^2"),
    ("[1, a, a^2; 1, b, b^2; 1, c, c^2]", "auto", "-(a - b)*(a - c)*(b - c)"),
    ("[k, 1, 1, 1; 1, k, 1, 1; 1, 1, k, 1; 1, 1, 1, k]", "auto", "(k + 3)*(k - 1)^3"),
    ("[1, k, 0; k, 1, 2; 0, 2, k]", "gauss", "-k^3 + k - 4"),
    ("[k, k; k, k]", "auto", "0"),
    ("[a, b; c, d]", "auto", "a*d - b*c"),
]


@pytest.mark.parametrize(("text", "by", "answer"), DETERMINANTS)
def test_typed_determinants(text: str, by: str, answer: str) -> None:
    import sympy as sp

    solution = determinant.from_text(text, by=by)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)
    rows = read(text.removeprefix("A =").removeprefix("det"))
    symbols = {n: sp.Symbol(n) for n in names(rows)}
    table = [[sp.sympify(str(a).replace("^", "**"), symbols | {"i": sp.I}) for a in r.args] for r in rows.args]  # type: ignore[attr-defined]
    value = sp.sympify(str(solution.answer).replace("^", "**"), symbols | {"i": sp.I})
    assert sp.expand(sp.Matrix(table).det(method="berkowitz") - value) == 0


def random_rows(rng: random.Random, n: int) -> list[list[Fraction]]:
    rows = [
        [Fraction(rng.choice((0, 0, 1, -1, 2, -3, 4)), rng.choice((1, 1, 1, 2))) for _ in range(n)] for _ in range(n)
    ]
    if rng.random() < 0.2 and n > 1:
        rows[0] = [2 * a for a in rows[-1]]
    return rows


def test_every_way_gives_the_determinant_of_sympy() -> None:
    import sympy as sp

    rng = random.Random(5)
    for _ in range(120):
        n = rng.randint(1, 5)
        rows = random_rows(rng, n)
        exact = Fraction(str(sp.Matrix([[sp.Rational(str(a)) for a in r] for r in rows]).det()))
        for by in ("auto", "gauss", "laplace", *(("sarrus",) if n == 3 else ())):
            solution = determinant.work(rows, by=by)
            assert str(solution.answer) == str(exact), (rows, by)
            assert solution.holds is True, (rows, by)
        assert determinant.value(rows) == exact
        assert abs(float(run(solution.code)) - float(exact)) < 1e-9


def test_changed_steps_fail_on_random_matrices() -> None:
    rng = random.Random(6)
    for k in range(24):
        sound(determinant.work(random_rows(rng, 2 + k % 4), by=("auto", "gauss", "laplace")[k % 3]))


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("[1, 2, 3; 4, 5, 6]", {}, InputError),
        ("[1, 2; 3, 4]", {"by": "sarrus"}, InputError),
        ("[1, 2; 3, 4]", {"by": "luck"}, InputError),
        ("[sin(k), 1; 2, 3]", {}, InputError),
        ("[k, 1; 2, m]", {"parameters": "k"}, InputError),
        ("[1/k, 1; 2, 3]", {}, InputError),
        ("x + 1", {}, Unreadable),
        ("[k, 2, 3; 2, k, k; k, 3, k]", {"by": "gauss"}, InputError),
    ],
)
def test_what_has_no_determinant_here_is_declined(text: str, options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        determinant.from_text(text, **options)


def test_zeros_are_told_for_one_letter() -> None:
    found = determinant.from_text("[k, 1, 0; 1, k, 1; 0, 1, k]")
    assert str(found.meaning).startswith("The matrix is singular exactly for k = -sqrt(2), k = 0 or k = sqrt(2)")
    assert "always invertible" in str(determinant.from_text("[k, 1; -1, k]").meaning)


def test_what_is_seen_at_a_glance() -> None:
    assert str(vanishing([[1, 2], [1, 2]])) == "Rows 1 and 2 are equal"
    assert str(vanishing([[0, 2, 1], [0, 3, 1], [0, 1, 5]])) == "Column 1 holds only zeros"
    assert vanishing([[1, 2], [3, 4]]) is None
    assert triangle([[1, 0], [4, 2]]) == "lower triangular"
    assert block([[1, 2], [3, 4]]) == 0
    assert emptiest([[1, 2, 3], [0, 0, 4], [5, 6, 7]]) == ("row", 1, 1)
    assert form_of(read("2^3 k"), ("k",)).terms == (((1,), Fraction(8)),)


RULES = [
    ("n=3, det A = 2, det B = -1: det(2 A^T B^-1)", "-16"),
    ("n = 4, det A = 3: det(-A^3)", "27"),
    ("n = 3, det A = 3: det(-A)", "-3"),
    ("det A = 5: det(S^-1 A S)", "5"),
    ("n=3, det A = 1/2: 3 det(A) - det(2A^-1)", "-29/2"),
    ("n=2, det A = 0, det B = 3: det(A B)", "0"),
    ("n=3, det(A) = 2: |A^T A|", "4"),
    ("n=3, det A = -2, det B = 4: det((A B)^-1)", "-1/8"),
    ("n=3, det A = -2, det B = 4: det((2 A B^T)^2)", "4096"),
    ("n=3, det A = 2: det(A/2)", "1/4"),
    ("n=3, det A = 2, det B = 3: det(A^2 (2B)^-1)", "1/6"),
    ("n=5, det A = 2: det(3 I A^-2)", "243/4"),
    ("n=2, det A = sqrt(2): det(A A^T)", "2"),
]


@pytest.mark.parametrize(("text", "answer"), RULES)
def test_rules_of_determinants(text: str, answer: str) -> None:
    solution = determinant_rules.from_text(text)
    assert str(solution.answer) == answer
    sound(solution)
    assert abs(float(run(solution.code)) - eval_float(answer)) < 1e-6 * (1 + abs(eval_float(answer)))


def eval_float(text: str) -> float:
    return float(Fraction(text))


@pytest.mark.parametrize(
    "text",
    [
        "n=2, det A = 0: det(A^-1)",
        "n=3, det A = 2, det B = 3: det(A + B)",
        "det A = 3: det(2A)",
        "n=3, det A = 2: det(A B)",
        "n=3, det A = 2: 2 A",
        "n=3, det A = 2: det(A^k)",
        "n=3, det A = 2: det(A/B)",
        "n=99, det A = 2: det(A)",
        "n=2, det A = 0: 1/det(A)",
        "n=2, det A = 2: det(5)",
        "n=2, det A = 2: det(A [1, 2; 3, 4])",
        "n=2, det A = 2: 7",
    ],
)
def test_what_the_rules_do_not_reach_is_declined(text: str) -> None:
    with pytest.raises(InputError):
        determinant_rules.from_text(text)


@pytest.mark.parametrize("text", ["det(2A)", "n=3, hello: det A", "n=3, det A = 2:"])
def test_data_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Unreadable):
        determinant_rules.from_text(text)


INVERSES: list[tuple[tuple[str, ...], dict[str, str], str]] = [
    (("[2, 1; 5, 3]",), {}, "[3, -1; -5, 2]"),
    (("[2, 1; 5, 3]",), {"by": "adjugate"}, "[3, -1; -5, 2]"),
    (("[1, 2; 2, 4]",), {}, "singular"),
    (("[1, 2, 3; 4, 5, 6; 7, 8, 9]",), {"by": "adjugate"}, "singular"),
    (("[2, 3, 4; 3, 4, 5; 4, 5, 6]",), {}, "singular"),  # MML, exercise 2.7
    (("[1, 0, 1, 0; 0, 1, 1, 0; 1, 1, 0, 1; 1, 1, 1, 0]",), {}, "[0, -1, 0, 1; -1, 0, 0, 1; 1, 1, 0, -1; 1, 1, 1, -2]"),
    (("[1, 2, 3; 0, 1, 4; 5, 6, 0]",), {}, "[-24, 18, 5; 20, -15, -4; -5, 4, 1]"),
    (("[1, 2, 3; 0, 1, 4; 5, 6, 0]",), {"by": "adjugate"}, "[-24, 18, 5; 20, -15, -4; -5, 4, 1]"),
    (("[0, 1; 1, 0]^-1",), {}, "[0, 1; 1, 0]"),
    (("[5]",), {}, "[1/5]"),
    (("[5]",), {"by": "adjugate"}, "[1/5]"),
    (("[0, 0; 0, 0]",), {}, "singular"),
    (("[sqrt(2), 1; 1, sqrt(2)]",), {}, "[sqrt(2), -1; -1, sqrt(2)]"),
    (("[i, 0; 0, 2]",), {}, "[-i, 0; 0, 1/2]"),
    (("[2, 1; 5, 3]", "[1, 2; 3, 4]"), {}, "[0, 2; 1, -2]"),
    (("[2, 1; 5, 3]",), {"rhs": "[1, 2; 3, 4]", "side": "right"}, "[-7, 3; -11, 5]"),
    (("[2, 1; 5, 3]",), {"rhs": "(1, 0)"}, "[3; -5]"),
    (("[k, 1; 1, k]",), {"parameters": "k"}, "k != -1 and k != 1"),
    (("[k, 1, 0; 1, k, 1; 0, 1, k]",), {}, "k != -sqrt(2) and k != 0 and k != sqrt(2)"),
    (("[k, 2; 1, 3]",), {}, "k != 2/3"),
    (("[k, 1; -1, k]",), {}, "always"),
    (("[k, k; k, k]",), {}, "never"),
]


@pytest.mark.parametrize(("inputs", "options", "answer"), INVERSES)
def test_inverses(inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = inverse.from_text(*inputs, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_random_inverses_multiply_to_the_identity() -> None:
    from tutor.exact.expressions import exact_value

    rng = random.Random(7)
    singular = 0
    for _ in range(60):
        n = rng.randint(1, 4)
        rows = random_rows(rng, n)
        for by in ("gauss", "adjugate"):
            solution = inverse.work(rows, by=by)
            assert solution.holds is True
            if str(solution.answer) == "singular":
                assert determinant.value(rows) == 0
                singular += 1
            else:
                assert times(rows, exact_value(solution.answer)) == identity(n)
    assert singular > 4


@pytest.mark.parametrize(
    ("inputs", "options"),
    [
        (("[1, 2; 3, 4; 5, 6]",), {}),
        (("[2, 1; 5, 3]", "[1, 2, 3]"), {}),
        (("[2, 1; 5, 3]",), {"rhs": "[1; 2]", "side": "right"}),
        (("[2, 1; 5, 3]",), {"by": "magic"}),
        (("[2, 1; 5, 3]",), {"side": "top"}),
        (("[k, 1; m, 3]",), {}),
        (("[k^3 - k - 1, 0; 0, 1]",), {}),
        (("[k, 1; 1, 2]", "[1; 2]"), {}),
    ],
)
def test_inverses_that_are_declined(inputs: tuple[str, ...], options: dict[str, str]) -> None:
    with pytest.raises(InputError):
        inverse.from_text(*inputs, **options)


CRAMER: list[tuple[tuple[str, ...], str]] = [
    (("2x + y = 5, x - 3y = -1",), "x = 2, y = 1"),
    (("[2, 1, 1 | 5; 1, -3, 0 | 2; 0, 1, 1 | 1]",), "x1 = 2, x2 = 0, x3 = 1"),
    (("[sqrt(2), 1; 1, 1]", "(1, 0)"), "x1 = 1 + sqrt(2), x2 = -1 - sqrt(2)"),
    (("x + y + z = 6, x - y = -1, y + 2z = 8",), "x = 1, y = 2, z = 3"),
]


@pytest.mark.parametrize(("inputs", "answer"), CRAMER)
def test_cramer(inputs: tuple[str, ...], answer: str) -> None:
    solution = cramer.from_text(*inputs)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


@pytest.mark.parametrize("text", ["x + y = 1, x + y = 2", "x + y + z + w = 1", "x + y = 1"])
def test_cramer_declines(text: str) -> None:
    with pytest.raises(InputError):
        cramer.from_text(text)


EXAMPLES: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("determinant", ("[2, 1, 0; 1, 3, -1; 0, 5, 4]",), {"by": "laplace"}),
    ("determinant-rules", ("n = 3, det A = 2, det B = -1: det(2 A^T B^-1)",), {}),
    ("inverse", ("[2, 1; 5, 3]",), {}),
    ("cramer", ("2x + y = 5, x - 3y = -1",), {}),
]


@pytest.mark.parametrize(("name", "inputs", "options"), EXAMPLES)
def test_the_examples_of_the_docstrings(name: str, inputs: tuple[str, ...], options: dict[str, Any]) -> None:
    assert solve(name, *inputs, **options).holds is True
