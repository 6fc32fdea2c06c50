"""The methods for linear systems: hand-made cases, claims that fail when changed, SymPy as an oracle."""

from __future__ import annotations

import contextlib
import io
import time
from fractions import Fraction
from typing import Any

import pytest

from tests.mutations import survivors
from tutor.chance import Draw
from tutor.claims import Given
from tutor.errors import InputError, Unreadable
from tutor.exact import echelon
from tutor.methods.linear_systems import rref, system
from tutor.methods.linear_systems.conditions import solvable
from tutor.methods.linear_systems.elimination import Worksheet, general_solution, reduce
from tutor.methods.linear_systems.parameter import cases
from tutor.methods.linear_systems.polynomials import Poly, poly, real_roots, zeros
from tutor.step import Solution

LECTURE = "2x + 4y - z = 5, 7x - 2y + 3z = 6, 9x + 2y + 2z = 11"

SOLVED = [
    # input, parameters, answer, meaning begins with
    ("3x = 6", "", "x = 2", "The solution set is a single point on the number line"),
    ("3x + y = 9, 4x - 2y = 5", "", "x = 23/10, y = 21/10", "The solution set is a single point in the plane"),
    (LECTURE, "", "x = 17/16 - 5/16*t, y = 23/32 + 13/32*t, z = t", "The solution set is a line in space"),
    ("2x + 4y = 5", "", "x = 5/2 - 2*t, y = t", "The solution set is a line in the plane"),
    ("x + y + z = 1", "", "x = 1 - t - s, y = t, z = s", "The solution set is a plane in space"),
    ("x + y = 1, 2x + 2y = 3", "", "no solution", "The solution set is empty: the two lines are parallel"),
    ("x + y + z = 1, x + y + z = 2", "", "no solution", "The solution set is empty: the two planes are parallel"),
    ("5x + 3 = 2x - 9", "", "x = -4", "The solution set is a single point"),
    ("2x + 2 = 2x + 2", "", "x = t", "The solution set is the whole number line"),
    ("2x + 2 = 2x + 3", "", "no solution", "The solution set is empty: no number satisfies it"),
    ("x/2 + y/3 = 1, y = 2x", "", "x = 6/7, y = 12/7", "The solution set is a single point"),
    ("x = 1, x = 2", "", "no solution", "The solution set is empty: no number satisfies all"),
    ("x1 + x2 + x3 + x4 = 1", "", "x1 = 1 - t - s - r, x2 = t, x3 = s, x4 = r", "The solution set is a 3-dim"),
    ("y = 3, 0x + 2y = 6", "", "x = t, y = 3", "The solution set is a line in the plane"),
    ("x + k y = 1, k x + y = 1", "k", "k = -1: none; k = 1: infinitely many; otherwise: one", "For k = -1 there is no"),
    ("x + k y = 1, k x + 2y = 1", "k", "k = -sqrt(2): none; k = sqrt(2): none; otherwise: one", "For k = -sqrt(2)"),
    ("x + y = k", "k", "otherwise: infinitely many", "For every value there are infinitely many"),
    ("x + y = 1, x + y = 2 + k", "k", "k = -1: infinitely many; otherwise: none", "For k = -1 there are infinitely"),
    ("k x = 1", "k", "k = 0: none; otherwise: one", "For k = 0 there is no solution"),
    ("(k^2+1) x = 1", "k", "otherwise: one", "For every value there is exactly one"),
    (
        "x + y + z = a, x + 2y + 3z = b, 2x + 3y + 4z = c",
        "a,b,c",
        "c = a + b: infinitely many; otherwise: none",
        "If c",
    ),
    ("x + y = a, x - y = b", "a,b", "otherwise: one", "There is exactly one solution, whatever"),
]


def run(code: str) -> Any:
    namespace: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(compile(code, "program", "exec"), namespace)
    assert output.getvalue().strip()
    return namespace["answer"]


def sound(solution: Solution) -> None:
    """Every claim and check holds, and no claim survives a change of its result."""
    assert solution.holds is True, [(str(s.why), str(s.claim.shown()), s.claim.holds()) for s in solution.walk()]
    for step in solution.walk():
        assert not isinstance(step.claim, Given)
        assert not survivors(step.claim), (str(step.why), survivors(step.claim))


@pytest.mark.parametrize(("text", "parameters", "answer", "meaning"), SOLVED, ids=[s[0] for s in SOLVED])
def test_hand_made_systems(text: str, parameters: str, answer: str, meaning: str) -> None:
    solution = system.from_text(text, parameters=parameters)
    assert str(solution.answer) == answer
    assert str(solution.meaning).startswith(meaning)
    sound(solution)
    run(solution.code)


def test_lecture_system_is_a_line_with_small_numbers() -> None:
    solution = system.from_text("[2,4,-1|5; 7,-2,3|6; 9,2,2|11]")
    assert str(solution.answer) == "x1 = 17/16 - 5/16*t, x2 = 23/32 + 13/32*t, x3 = t"
    assert "(-10, 13, 32)" in str(solution.meaning)
    assert max(abs(int(n)) for s in solution.walk() for n in _integers(str(s.claim.shown()))) <= 32
    sound(solution)


def _integers(text: str) -> list[str]:
    import re

    return re.findall(r"(?<![a-zA-Z_\d])\d+", text)


def test_statement_forms_of_a_parameter_with_cases_that_need_more_elimination() -> None:
    solution = system.from_text("k x + y + z = 1, x + k y + z = 1, x + y + k z = 1", parameters="k")
    assert str(solution.answer) == "k = -2: none; k = 1: infinitely many; otherwise: one"
    sound(solution)


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("x + y = a b, x - y = b", {"parameters": "a,b"}, InputError),
        ("a x + y = 1, x + b y = 2", {"parameters": "a,b"}, InputError),
        ("(k^3 - k - 1) x = 1", {"parameters": "k"}, InputError),
        ("x + y = 1", {"steps": "some"}, InputError),
        ("x^2 + y = 1", {}, Unreadable),
        ("hello", {}, Unreadable),
        ("", {}, Unreadable),
    ],
)
def test_what_cannot_be_solved_is_declined(text: str, options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        system.from_text(text, **options)


def random_rows(draw: Draw) -> tuple[list[list[int]], list[int]]:
    m, n = draw.integer(1, 5), draw.integer(1, 5)
    rows = [list(draw.integers(n + 1, -6, 6)) for _ in range(m)]
    if m > 1 and draw.coin():  # a dependent row, sometimes with a false right side
        i, j = draw.sample(range(m), 2)
        k = draw.integer(-2, 2)
        rows[i] = [k * a for a in rows[j]]
        rows[i][n] += draw.choice([0, 0, 1])
    if draw.coin(Fraction(1, 4)):
        c = draw.below(n)
        for r in rows:
            r[c] = 0
    return [r[:n] for r in rows], [r[n] for r in rows]


def test_sympy_and_the_steps_agree_on_200_systems() -> None:
    import sympy as sp

    for seed in range(200):
        rows, rhs = random_rows(Draw("oracle", 1, seed))
        both = sp.Matrix(rows).row_join(sp.Matrix(rhs))
        form, pivots = both.rref()
        ours, found = reduce([[*r, b] for r, b in zip(rows, rhs, strict=True)])
        assert found == pivots
        assert [list(map(str, r)) for r in ours] == [list(map(str, r)) for r in form.tolist()]
        solution = general_solution(rows, rhs)
        n = len(rows[0])
        assert (solution is None) == (n in pivots)
        if solution is not None:
            point, directions = solution
            assert sp.Matrix(rows) * sp.Matrix([sp.Rational(str(x)) for x in point]) == sp.Matrix(rhs)
            kernel = [list(map(str, v)) for v in sp.Matrix(rows).nullspace()]
            assert kernel == [list(map(str, d)) for d in directions]
        sheet = Worksheet(rows, bar=None, labels=["column"] * n)
        sheet.forward()
        sheet.backward()
        assert tuple(sheet.rows) == reduce(rows)[0]
        if seed < 60:
            worked = system.work(rows, rhs)
            assert worked.holds is True, (rows, rhs)
            assert rref.work([[*r, b] for r, b in zip(rows, rhs, strict=True)]).holds is True


def test_programs_find_the_same_solution_sets() -> None:
    import numpy as np

    for seed in range(40):
        rows, rhs = random_rows(Draw("programs", 1, seed))
        solution = general_solution(rows, rhs)
        found = run(system.work(rows, rhs).code)
        assert (found is None) == (solution is None)
        if solution is not None:
            point, directions = solution
            assert np.allclose(found[0], [float(x) for x in point])
            assert found[1].shape == (len(point), len(directions))
            assert not directions or np.allclose(found[1].T, [[float(x) for x in d] for d in directions])
        assert np.allclose(run(rref.work(rows).code), [[float(a) for a in r] for r in reduce(rows)[0]])


def test_flint_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("flint")
    draw = Draw("flint", 1, 0)
    systems = []
    for _ in range(6):
        m, n = draw.integer(12, 16), draw.integer(12, 16)
        rows = [[Fraction(draw.integer(-9, 9), draw.integer(1, 3)) for _ in range(n)] for _ in range(m)]
        rows[3] = [a + 2 * b for a, b in zip(rows[1], rows[2], strict=True)]
        systems.append((rows, [Fraction(draw.integer(-9, 9)) for _ in range(m)]))
    with_flint = [(reduce(a), general_solution(a, b)) for a, b in systems]
    monkeypatch.setattr(echelon, "flint", lambda: None)
    assert [(reduce(a), general_solution(a, b)) for a, b in systems] == with_flint


def test_large_systems_come_in_outline_and_fast() -> None:
    draw = Draw("large", 1, 0)
    n = 60
    rows = [list(draw.integers(n, -9, 9)) for _ in range(n)]
    rhs = list(draw.integers(n, -9, 9))
    began = time.perf_counter()
    assert general_solution(rows, rhs) is not None
    assert time.perf_counter() - began < 5
    solution = system.work(rows[:8], rhs[:8])
    assert len(solution.steps) == 4
    assert solution.holds is True
    assert len(system.work([r[:7] for r in rows[:7]], rhs[:7], steps="all").steps) > 8


def test_outline_of_a_contradiction() -> None:
    rows = [[int(i == j) for j in range(8)] for i in range(8)]
    solution = system.work([*rows, rows[0]], [1] * 8 + [2])
    assert str(solution.answer) == "no solution"
    sound(solution)


def test_rref_of_a_typed_matrix() -> None:
    solution = rref.from_text("[2, 4, -1, 5; 7, -2, 3, 6; 9, 2, 2, 11]")
    assert str(solution.answer) == "[1, 0, 5/16, 17/16; 0, 1, -13/32, 23/32; 0, 0, 0, 0]"
    assert str(solution.meaning) == "There are 2 pivots, in columns 1, 2; so the rank is 2."
    sound(solution)
    assert str(rref.from_text("[1, 2 | 3; 2, 4 | 7]").answer) == "[1, 2 | 0; 0, 0 | 1]"
    assert str(rref.from_text("[0, 0; 0, 0]").answer) == "[0, 0; 0, 0]"
    with pytest.raises(InputError):
        rref.from_text("[x, 1; 2, 3]")
    with pytest.raises(Unreadable):
        rref.from_text("x + 1")


def test_zeros_of_polynomials() -> None:
    k = Poly.of(0, 1)
    assert [str(z.written()) for z in zeros((k - 2) * (k * k - k - 1))] == ["1/2 - sqrt(5)/2", "1/2 + sqrt(5)/2", "2"]
    assert zeros(k * k + 1) == []
    assert [str(z.written()) for z in zeros(k * k * (3 * k - 2))] == ["0", "2/3"]
    assert [str(z.written()) for z in zeros((k * k - 2) * (k * k - 3))] == [
        "-sqrt(3)",
        "-sqrt(2)",
        "sqrt(2)",
        "sqrt(3)",
    ]
    assert real_roots((k - 1) * (k - 1) * (k + 2)) == 2
    with pytest.raises(InputError):
        zeros(k * k * k - 2)


def test_cases_by_value_and_conditions_by_elimination() -> None:
    k = Poly.of(0, 1)
    special, otherwise = cases([[k, poly(1), poly(1)], [poly(1), k, poly(1)]])
    assert [(str(v.written()), what) for v, what in special] == [("-1", "none"), ("1", "infinitely many")]
    assert otherwise == "one"
    assert [str(c) for c in solvable([[1, 1, 0, 1, 0], [1, 1, 3, 0, 1]], 2, "ab") or []] == ["b = a - 3"]
    assert solvable([[1, 0, 1], [1, 1, 0]], 1, "a") is not None
    assert solvable([[1, 0, 0], [1, 1, 0]], 1, "a") is None
