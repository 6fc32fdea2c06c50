"""The methods for vectors and matrix arithmetic: typed inputs with known answers, refusals, SymPy as an oracle."""

from __future__ import annotations

from typing import Any

import pytest

from tests.methods.test_linear_systems import run, sound
from tutor.chance import Draw
from tutor.equality import equal
from tutor.errors import InputError, Unreadable
from tutor.methods.vectors.shaping import Clash, shape_of
from tutor.solve import method_card, solve
from tutor.written import number

A52 = "[1, 2, 0, 4, 5; 0, 1, 2, 3, 1; 1, 1, 1, 1, 1; 2, 0, 0, 0, 1; 1, 1, 0, 0, 1]"

SOLVED: list[tuple[str, tuple[str, ...], dict[str, str], str]] = [
    ("matrix_product", ("[1, 2; 3, 4]", "[5; 6]"), {}, "[17; 39]"),
    ("matrix_product", ("[1, 2]", "[3, 4]"), {}, "undefined"),
    ("matrix_product", ("[1, 2; 4, 5; 7, 8]", "[1, 1, 0; 0, 1, 1; 1, 0, 1]"), {}, "undefined"),  # MML exercise 2.4 a
    (
        "matrix_product",
        ("[1, 2, 3; 4, 5, 6; 7, 8, 9]", "[1, 1, 0; 0, 1, 1; 1, 0, 1]"),
        {},
        "[4, 3, 5; 10, 9, 11; 16, 15, 17]",  # MML exercise 2.4 b
    ),
    (
        "matrix_product",
        ("[1, 1, 0; 0, 1, 1; 1, 0, 1]", "[1, 2, 3; 4, 5, 6; 7, 8, 9]"),
        {},
        "[5, 7, 9; 11, 13, 15; 8, 10, 12]",  # MML exercise 2.4 c
    ),
    (
        "matrix_product",
        ("[1, 2, 1, 2; 4, 1, -1, -4]", "[0, 3; 1, -1; 2, 1; 5, 2]"),
        {},
        "[14, 6; -21, 2]",  # MML exercise 2.4 d
    ),
    (
        "matrix_product",
        ("[0, 3; 1, -1; 2, 1; 5, 2]", "[1, 2, 1, 2; 4, 1, -1, -4]"),
        {},
        "[12, 3, -3, -12; -3, 1, 2, 6; 6, 5, 1, 0; 13, 12, 3, 2]",  # MML exercise 2.4 e
    ),
    ("matrix_product", ("A^T B - 2C", "A = [1, 2; 3, 4; 0, 1]", "B = [1, 0; 0, 1; 2, 2]", "C = [1, 1; 1, 1]"), {},
     "[-1, 1; 2, 4]"),
    ("matrix_product", ("x^T y", "x = (1, 2, 3)", "y = (4, -5, 6)"), {}, "12"),
    ("matrix_product", ("x y^T", "x = (1, 2)", "y = (4, -5, 6)"), {}, "[4, -5, 6; 8, -10, 12]"),
    ("matrix_product", ("(x^T y) z", "x = (1, 2, 3)", "y = (4, -5, 6)", "z = (1, 1)"), {}, "[12; 12]"),
    ("matrix_product", ("[sqrt(2), 1; 0, 1 + sqrt(3)]", "[1, sqrt(2); 2, 3]"), {},
     "[2 + sqrt(2), 5; 2 + 2*sqrt(3), 3 + 3*sqrt(3)]"),
    ("matrix_product", ("A^-1 B / 2", "A = [1, 2; 3, 4]", "B = [1; 1]"), {}, "[-1/2; 1/2]"),
    ("matrix_product", ("A + B", "A = [1, 2; 3, 4]", "B = [1; 1]"), {}, "undefined"),
    ("matrix_product", ("A^2", "A = [1, 2, 3; 3, 4, 4]"), {}, "undefined"),
    ("matrix_product", (A52, "(1, 0, 2, 0, -1)"), {}, "[-4; 3; 2; 1; 0]"),
    ("matrix_power", ("[1, 1; 0, 2]", "5"), {}, "[1, 31; 0, 32]"),
    ("matrix_power", ("[0, -1; 1, 0]", "100"), {}, "[1, 0; 0, 1]"),
    ("matrix_power", ("[0, 1, 2; 0, 0, 3; 0, 0, 0]", "9"), {}, "[0, 0, 0; 0, 0, 0; 0, 0, 0]"),
    ("matrix_power", ("[0, 1; 1, 0]", "7"), {}, "[0, 1; 1, 0]"),
    ("matrix_power", ("[1/2, 1/2; 1/2, 1/2]", "50"), {}, "[1/2, 1/2; 1/2, 1/2]"),
    ("matrix_power", ("[1, sqrt(2); 0, 1]", "3"), {}, "[1, 3*sqrt(2); 0, 1]"),
    ("matrix_power", ("[2, 0; 0, 3]", "10"), {}, "[1024, 0; 0, 59049]"),
    ("matrix_power", ("[1, 2; 3, 4]", "0"), {}, "[1, 0; 0, 1]"),
    ("matrix_power", ("[1, 2; 3, 4]", "1"), {}, "[1, 2; 3, 4]"),
    ("matrix_power", ("[1, 2; 3, 4]", "-2"), {}, "[11/2, -5/2; -15/4, 7/4]"),
    ("matrix_power", ("[1, 2; 2, 4]", "-1"), {}, "undefined"),
    ("transpose", ("[1, 2, 3; 4, 5, 6]",), {}, "[1, 4; 2, 5; 3, 6]"),
    ("transpose", ("(1, 2)",), {}, "[1, 2]"),
    ("trace", ("[1, 2; 3, 4]",), {}, "5"),
    ("trace", ("[1, 0, 0; 0, sqrt(2), 0; 0, 0, -1/2]",), {}, "1/2 + sqrt(2)"),
    ("trace", ("[5]",), {}, "5"),
    ("vector_norm", ("(3, -4, 12)",), {}, "norm_1 = 19, norm_2 = 13, norm_inf = 12"),
    ("vector_norm", ("(0, 0)",), {}, "norm_1 = 0, norm_2 = 0, norm_inf = 0"),
    ("vector_norm", ("(1, -2, 2)",), {"p": "3"}, "root(3, 17)"),
    ("vector_norm", ("(3, 4, 5)",), {"p": "3"}, "6"),
    ("vector_norm", ("(1/2, -1/3)",), {"p": "2"}, "sqrt(13)/6"),
    ("vector_norm", ("(1, 1, 1, 1)",), {"p": "4"}, "sqrt(2)"),
    ("vector_norm", ("(sqrt(2), -1)",), {"p": "1"}, "1 + sqrt(2)"),
    ("vector_norm", ("(1, -7/2)",), {"p": "inf"}, "7/2"),
    ("dot_product", ("(1, 2, 3)", "(4, -5, 6)"), {}, "12"),
    ("dot_product", ("(sqrt(2), 1)", "(sqrt(2), -2)"), {}, "0"),
    ("dot_product", ("(1, t, 2)", "(t, t, -1)"), {"parameters": "t"}, "t = -2, t = 1"),
    ("dot_product", ("(1, t)", "(6, 3)"), {"parameters": "t"}, "t = -2"),
    ("dot_product", ("(t, 1)", "(t, 1)"), {"parameters": "t"}, "no solution"),
    ("dot_product", ("(t, -1)", "(1, t)"), {"parameters": "t"}, "(-inf, inf)"),
    ("dot_product", ("(t, 1)", "(0, 3)"), {"parameters": "t"}, "no solution"),
    ("dot_product", ("(-t, 1)", "(t, 2)"), {"parameters": "t"}, "t = -sqrt(2), t = sqrt(2)"),
    ("dot_product", ("(t, t^2)", "(t, t - 1)"), {"parameters": "t"}, "t = 0"),
    ("dot_product", ("(t, 1)", "(t - 2, 1)"), {"parameters": "t"}, "t = 1"),
    ("angle", ("(1, 1)", "(1, 2)"), {}, "arccos(3*sqrt(10)/10)"),  # MML example 3.6
    ("angle", ("(1, 0)", "(-1, 1)"), {}, "3*pi/4"),
    ("angle", ("(1, 0)", "(-1, 1)"), {"unit": "degrees"}, "135"),
    ("angle", ("(1, 2)", "(-2, -4)"), {}, "pi"),
    ("angle", ("(1, 2)", "(2, 4)"), {}, "0"),
    ("angle", ("(1, 2)", "(-2, 1)"), {}, "pi/2"),
    ("angle", ("(1, 0)", "(1 + sqrt(3), sqrt(3) - 1)"), {}, "pi/12"),
    ("angle", ("(1, 0)", "(3, 4)"), {"unit": "degrees", "digits": "1"}, "53.1"),
    ("angle", ("(0, 0)", "(3, 4)"), {}, "undefined"),
    ("cross_product", ("(1, 2, 3)", "(4, 5, 6)"), {}, "[-3; 6; -3]"),
    ("cross_product", ("(1, 2, 3)", "(2, 4, 6)"), {}, "[0; 0; 0]"),
    ("cross_product", ("(sqrt(2), 0, 1)", "(1, 1, 1)"), {}, "[-1; 1 - sqrt(2); sqrt(2)]"),
    ("area", ("(1, 2)", "(3, 4)"), {}, "2"),
    ("area", ("(1, 2)", "(2, 4)"), {}, "0"),
    ("area", ("(1, 2, 3)", "(4, 5, 6)"), {"figure": "triangle"}, "3*sqrt(6)/2"),
    ("area", ("(1, 0, 0)", "(0, 1, 0)", "(0, 0, 1)"), {}, "sqrt(3)/2"),
    ("area", ("(1, 2, 3, 4)", "(1, 0, 1, 0)"), {}, "2*sqrt(11)"),
    ("area", ("(sqrt(2), 1)", "(1, sqrt(3))"), {}, "-1 + sqrt(6)"),
    ("unit_vector", ("(2, -1, 2)",), {}, "[2/3; -1/3; 2/3]"),
    ("unit_vector", ("(1, 1)",), {}, "[sqrt(2)/2; sqrt(2)/2]"),
    ("unit_vector", ("(0, 0)",), {}, "undefined"),
    ("unit_vector", ("(0, 1)",), {}, "[0; 1]"),
    ("distance", ("(1, 2, 3)", "(4, 6, 3)"), {}, "5"),
    ("distance", ("(1, 2, 3)", "(-1, -1, 0)"), {}, "sqrt(22)"),  # as in the exercises of MML 3
    ("distance", ("(1, 2)", "(4, 5)"), {"p": "3"}, "3*root(3, 2)"),
    ("distance", ("(1, 2)", "(1, 2)"), {}, "0"),
    ("shapes", ("A^T B x", "A: 3x2, B: 3x4, x: 4"), {}, "(2, 1)"),
    ("shapes", ("A B", "A: 3x2, B: 3x4"), {}, "undefined"),
    ("shapes", ("(X^T X)^-1 X^T y", "X: n x d; y: n"), {}, "(d, 1)"),
    ("shapes", ("X w", "X: n x d", "w: n"), {}, "undefined"),
    ("shapes", ("x x^T, x^T x, B A", "A: 3x2, B: 3x4, x is 4"), {}, "x*x^T = (4, 4), x^T*x = (1, 1), B*A = undefined"),
    ("shapes", ("X^T (X w - y)", "X in R^(n x d), w in R^d, y in R^n"), {}, "(d, 1)"),
    ("shapes", ("trace(A^T A) c A", "A: 3x2, c: number"), {}, "(3, 2)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "options", "answer"), SOLVED, ids=[f"{s[0]} {s[1]}" for s in SOLVED])
def test_known_answers(name: str, inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = solve(name, *inputs, **options)
    assert str(solution.answer).replace("empty", "no solution") == answer
    sound(solution)
    run(solution.code)


REFUSED: list[tuple[str, tuple[str, ...], dict[str, str], str]] = [
    ("matrix_product", ("[1, 2; 3, 4]",), {}, "one matrix alone"),
    ("matrix_product", ("A B", "A = [1, 2; 3, 4]"), {}, "matrix B is not given"),
    ("matrix_product", ("A^-1 A", "A = [1, 2; 2, 4]"), {}, "singular"),
    ("matrix_product", ("A^(1/2)", "A = [1, 2; 3, 4]"), {}, "exponent"),
    ("matrix_power", ("[1, 2; 3, 4]", "1.5"), {}, "whole number"),
    ("matrix_power", ("[1, 2, 3]", "2"), {}, "square matrix"),
    ("matrix_power", ("[99, 98; 97, 96]", "900"), {}, "digits"),
    ("matrix_power", ("[1, 1; 1, 0]", "90000"), {}, "between"),
    ("transpose", ("[a, 1]",), {}, "letter a"),
    ("trace", ("[1, 2, 3]",), {}, "square"),
    ("vector_norm", ("(1, 2)",), {"p": "1/2"}, "triangle inequality"),
    ("vector_norm", ("(1, 2)",), {"p": "abc"}, "whole number"),
    ("vector_norm", ("(1, i)",), {}, "not real"),
    ("dot_product", ("(1, 2)", "(1, 2, 3)"), {}, "one length"),
    ("dot_product", ("(1, t)", "(3, 4)"), {}, "letter t"),
    ("dot_product", ("(1, 2)", "(3, 4)"), {"parameters": "t"}, "does not occur"),
    ("dot_product", ("(t^3, 1)", "(1, -2)"), {"parameters": "t"}, "no square roots"),
    ("dot_product", ("(t, 1)", "(1, s)"), {"parameters": "s,t"}, "one parameter"),
    ("angle", ("(1, 0)", "(1, 1)"), {"unit": "grad"}, "radians or degrees"),
    ("angle", ("(1, 0)",), {}, "two vectors"),
    ("cross_product", ("(1, 2)", "(3, 4)"), {}, "3 entries"),
    ("area", ("1", "2"), {}, "two vectors"),
    ("area", ("(1, 2)", "(3, 4)"), {"figure": "circle"}, "parallelogram or triangle"),
    ("area", ("(1, 2)", "(3, 4)", "(0, 0)"), {"figure": "parallelogram"}, "corners"),
    ("distance", ("(1, 2)",), {}, "two points"),
    ("shapes", ("A x", "A: 3y2"), {}, "cannot be read"),
    ("shapes", ("A C", "A: 3x2"), {}, "size of C"),
    ("shapes", ("A x",), {}, "sizes are needed"),
    ("shapes", ("A x", "A: 0x2, x: 2"), {}, "between 1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "options", "words"), REFUSED, ids=[f"{s[0]} {s[1]}" for s in REFUSED])
def test_what_cannot_be_worked_is_declined(
    name: str, inputs: tuple[str, ...], options: dict[str, str], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        solve(name, *inputs, **options)


@pytest.mark.parametrize("name", ["matrix_product", "transpose", "trace", "vector_norm", "unit_vector", "shapes"])
def test_what_cannot_be_read_is_unreadable(name: str) -> None:
    with pytest.raises(Unreadable):
        solve(name, *(["hello (("] if name != "shapes" else ["A -", "A: 2x2"]))


METHODS = ["matrix_product", "matrix_power", "transpose", "trace", "vector_norm", "dot_product", "angle"]
METHODS += ["cross_product", "area", "unit_vector", "distance", "shapes"]


@pytest.mark.parametrize("name", METHODS)
def test_the_example_works(name: str) -> None:
    import shlex

    words = shlex.split(method_card(name).example)
    assert words[:2] == ["tutor", "solve"]
    assert solve(*words[2:]).holds is True


def test_sympy_agrees_on_random_products_and_powers() -> None:
    import sympy as sp

    for seed in range(40):
        draw = Draw("vectors", 1, seed)
        m, k, n = (draw.integer(1, 4) for _ in range(3))
        first, second = ([list(draw.integers(c, -5, 5)) for _ in range(r)] for r, c in ((m, k), (k, n)))
        solution = solve("matrix_product", _typed(first), _typed(second))
        expected = sp.Matrix(first) * sp.Matrix(second)
        assert str(solution.answer) == (_typed(expected.tolist()) if (m, n) != (1, 1) else str(expected[0]))
        assert solution.holds is True
        square, e = [list(draw.integers(n, -3, 3)) for _ in range(n)], draw.integer(0, 9)
        solution = solve("matrix_power", _typed(square), str(e))
        assert str(solution.answer) == _typed((sp.Matrix(square) ** e).tolist())
        assert solution.holds is True


def test_sympy_agrees_on_random_norms_angles_and_areas() -> None:
    import sympy as sp

    from tutor.written import written

    for seed in range(25):
        draw = Draw("geometry", 1, seed)
        x, y = (sp.Matrix(draw.integers(3, -4, 4, but=[0])) for _ in range(2))
        first, second = (f"({', '.join(map(str, v))})" for v in (x, y))
        for p in (1, 2, 3):
            value = solve("vector_norm", first, p=str(p)).answer
            assert equal(value, written(x.norm(p))).same
        assert str(solve("cross_product", first, second).answer) == _typed(x.cross(y).tolist())
        assert equal(solve("area", first, second).answer, written(x.cross(y).norm())).same
        cosine = x.dot(y) / (x.norm() * y.norm())
        assert abs(_float(solve("angle", first, second).answer) - float(sp.acos(cosine))) < 1e-9
        assert abs(_float(solve("distance", first, second).answer) - float((x - y).norm())) < 1e-9


def test_numpy_agrees_on_random_shapes() -> None:
    import numpy as np

    from tutor.methods.vectors.programs import numpy_value
    from tutor.reading import read

    for seed in range(200):
        draw = Draw("shapes", 1, seed)
        sizes = {name: (draw.integer(1, 3), draw.integer(1, 3)) for name in "ABC"}
        factors = [draw.choice(["A", "B", "C", "A^T", "B^T", "(A + B)", "C^2", "(B C)^T"]) for _ in range(3)]
        w = read(" ".join(factors))
        found = shape_of(w, {n: (number(a), number(b)) for n, (a, b) in sizes.items()})
        arrays = {n: np.ones(s) for n, s in sizes.items()}
        try:
            expected: Any = np.shape(numpy_value(w, arrays)) or (1, 1)
        except (ValueError, np.linalg.LinAlgError):
            expected = None
        mine = None if isinstance(found, Clash) else tuple(int(str(a)) for a in found) or (1, 1)
        assert mine == expected, (factors, sizes)


def _typed(rows: list[list[Any]]) -> str:
    return f"[{'; '.join(', '.join(str(a) for a in r) for r in rows)}]"


def _float(w: Any) -> float:
    from tutor.methods.vectors.lengths import in_floats

    return in_floats(w)
