"""LU, Cholesky, L D L^T and least squares: typed inputs with known answers, SymPy and NumPy as oracles, refusals."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.methods.test_linear_systems import run, sound
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import applied, determinant, times, transposed
from tutor.methods.factorisations import cholesky, lu
from tutor.methods.factorisations.triangular import triangular_solution
from tutor.methods.linear_systems import least_squares
from tutor.solve import solve

LU: list[tuple[tuple[str, ...], dict[str, str], str]] = [
    (("[2, 1; 6, 8]",), {}, "L = [1, 0; 3, 1], U = [2, 1; 0, 5]"),
    (("[2, 1, 1; 4, 3, 3; 8, 7, 9]",), {}, "L = [1, 0, 0; 2, 1, 0; 4, 3, 1], U = [2, 1, 1; 0, 1, 1; 0, 0, 2]"),
    (("[2, 1; 6, 8]", "(3, 14)"), {}, "L = [1, 0; 3, 1], U = [2, 1; 0, 5], x = [1; 1]"),
    (
        ("[0, 1; 1, 1]",),
        {"rhs": "(1, 2), (3, 4)"},
        "L = [1, 0; 0, 1], U = [1, 1; 0, 1], P = [0, 1; 1, 0], x_1 = [1; 1], x_2 = [1; 3]",
    ),
    (("[0, 1; 1, 1]",), {"pivoting": "none"}, "no LU factorisation without row exchanges"),
    (("[1, 1, 1; 1, 1, 2; 1, 2, 3]",), {"pivoting": "none"}, "no LU factorisation without row exchanges"),
    (
        ("[1, 2, 3; 4, 5, 6; 7, 8, 9]",),
        {"pivoting": "partial"},
        "L = [1, 0, 0; 1/7, 1, 0; 4/7, 1/2, 1], U = [7, 8, 9; 0, 6/7, 12/7; 0, 0, 0], P = [0, 0, 1; 1, 0, 0; 0, 1, 0]",
    ),
    (("[1, 2, 3; 2, 4, 5]",), {}, "L = [1, 0; 2, 1], U = [1, 2, 3; 0, 0, -1]"),
    (("[0, 0; 0, 0]",), {"pivoting": "none"}, "L = [1, 0; 0, 1], U = [0, 0; 0, 0]"),
    (("[sqrt(2), 1; 1, sqrt(2)]",), {}, "L = [1, 0; sqrt(2)/2, 1], U = [sqrt(2), 1; 0, sqrt(2)/2]"),
    (("[5]",), {}, "L = [1], U = [5]"),
]


@pytest.mark.parametrize(("inputs", "options", "answer"), LU)
def test_typed_lu(inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = lu.from_text(*inputs, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def random_rows(rng: random.Random, m: int, n: int) -> list[list[Fraction]]:
    rows = [[Fraction(rng.choice((0, 0, 1, -1, 2, -3, 4)), rng.choice((1, 1, 2))) for _ in range(n)] for _ in range(m)]
    if rng.random() < 0.3 and m > 1:
        rows[-1] = [2 * a for a in rows[0]]
    return rows


def test_random_lu_multiplies_back() -> None:
    import numpy as np

    rng = random.Random(11)
    refused = 0
    for _ in range(80):
        rows = random_rows(rng, rng.randint(1, 5), rng.randint(1, 5))
        for pivoting in ("auto", "partial"):
            found = lu.factorised(rows, pivoting=pivoting)
            assert times(found.L, found.U) == times(found.P, rows)
            solution = lu.work(rows, pivoting=pivoting)
            assert solution.holds is True
            answer = run(solution.code)
            a, p = np.array(rows, dtype=float), np.array(found.P, dtype=float)
            assert np.allclose(answer[-2] @ answer[-1], p @ a if pivoting == "auto" else answer[0] @ a)
            if pivoting == "partial":
                assert all(abs(a) <= 1 for r in found.L for a in r)
        broken = lu.factorised(rows, pivoting="none")
        if broken.broken is None:
            assert times(broken.L, broken.U) == times(rows, _unit(len(rows[0])))
        elif all(broken.U[i][i] for i in range(broken.broken)):
            k = broken.broken + 1
            assert determinant([r[:k] for r in rows[:k]]) == 0
            assert str(lu.work(rows, pivoting="none").answer).startswith("no LU")
            assert run(lu.work(rows, pivoting="none").code) is None
            refused += 1
    assert refused > 5


def _unit(n: int) -> list[list[int]]:
    return [[int(i == j) for j in range(n)] for i in range(n)]


def test_systems_are_solved_by_the_factors() -> None:
    rng = random.Random(12)
    done = 0
    while done < 25:
        n = rng.randint(1, 4)
        rows = random_rows(rng, n, n)
        if not determinant(rows):
            continue
        done += 1
        b = tuple(Fraction(rng.randint(-5, 5)) for _ in range(n))
        for pivoting in ("auto", "partial"):
            assert applied(rows, lu.solved(lu.factorised(rows, pivoting=pivoting), b)) == b
        solution = lu.work(rows, rhs=[b, b])
        assert solution.holds is True
        if done < 6:
            sound(solution)


@pytest.mark.parametrize(
    ("inputs", "options", "error"),
    [
        (("[1, 2; 2, 4]", "(1, 1)"), {}, InputError),
        (("[1, 2; 3, 4]", "(1, 1, 1)"), {}, InputError),
        (("[1, 2, 3; 3, 4, 5]", "(1, 1)"), {}, InputError),
        (("[1, 2; 3, 4]",), {"pivoting": "full"}, InputError),
        (("[0, 1, 0; 0, 0, 1; 0, 1, 1]",), {"pivoting": "none"}, InputError),
        (("[a, 2; 3, 4]",), {}, InputError),
        (("[i, 2; 3, 4]",), {}, InputError),
        (("hello",), {}, Unreadable),
        ((), {}, InputError),
    ],
)
def test_lu_declines(inputs: tuple[str, ...], options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        lu.from_text(*inputs, **options)


CHOLESKY: list[tuple[tuple[str, ...], dict[str, str], str]] = [
    (("[4, 2, -2; 2, 10, 2; -2, 2, 6]",), {}, "[2, 0, 0; 1, 3, 0; -1, 1, 2]"),
    (("[4, 2; 2, 5]",), {"rhs": "(8, 8)"}, "L = [2, 0; 1, 2], x = [3/2; 1]"),
    (("[4, 2; 2, 5]", "(4, 2)", "(2, 5)"), {}, "L = [2, 0; 1, 2], x_1 = [1; 0], x_2 = [0; 1]"),
    (("[2, 1; 1, 2]",), {}, "[sqrt(2), 0; sqrt(2)/2, sqrt(6)/2]"),
    (
        ("[2, -1, 0; -1, 2, -1; 0, -1, 2]",),
        {},
        "[sqrt(2), 0, 0; -sqrt(2)/2, sqrt(6)/2, 0; 0, -sqrt(6)/3, 2*sqrt(3)/3]",
    ),
    (("[9]",), {}, "[3]"),
    (("[1, 2; 2, 1]",), {}, "not positive definite"),
    (("[1, 2; 2, 4]",), {}, "not positive definite"),
    (("[-1, 0; 0, 1]",), {}, "not positive definite"),
    (("[0, 0; 0, 0]",), {}, "not positive definite"),
    (("[1, 1, 1; 1, 2, 2; 1, 2, 2]",), {}, "not positive definite"),
    (
        ("[2, 1, 0; 1, 2, 1; 0, 1, 2]",),
        {"form": "ldl"},
        "L = [1, 0, 0; 1/2, 1, 0; 0, 2/3, 1], D = [2, 0, 0; 0, 3/2, 0; 0, 0, 4/3]",
    ),
    (("[0, 1; 1, 0]",), {"form": "ldl"}, "no L D L^T without row exchanges"),
    (("[0, 0; 0, 0]",), {"form": "ldl"}, "L = [1, 0; 0, 1], D = [0, 0; 0, 0]"),
    (("[1, 2; 2, 1]",), {"form": "ldl", "rhs": "(1, 0)"}, "L = [1, 0; 2, 1], D = [1, 0; 0, -3], x = [-1/3; 2/3]"),
    (("[sqrt(2), 1; 1, sqrt(2)]",), {"form": "ldl"}, "L = [1, 0; sqrt(2)/2, 1], D = [sqrt(2), 0; 0, sqrt(2)/2]"),
]


@pytest.mark.parametrize(("inputs", "options", "answer"), CHOLESKY)
def test_typed_cholesky(inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = cholesky.from_text(*inputs, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_random_symmetric_matrices_agree_with_numpy() -> None:
    import numpy as np

    rng = random.Random(13)
    kinds = {True: 0, False: 0}
    for k in range(90):
        n = rng.randint(1, 4)
        G = [[Fraction(rng.randint(-2, 2)) for _ in range(n)] for _ in range(n)]
        A = (
            times(G, transposed(G))
            if k % 2
            else tuple(tuple(Fraction(G[max(i, j)][min(i, j)]) for j in range(n)) for i in range(n))
        )
        definite = all(determinant([r[:m] for r in A[:m]]) > 0 for m in range(1, n + 1))
        kinds[definite] += 1
        L = cholesky.factor(A)
        assert (L is not None) == definite
        solution = cholesky.work(A)
        assert solution.holds is True
        found = run(solution.code)
        if L is None:
            assert str(solution.answer) == "not positive definite"
        else:
            assert times(L, transposed(L)) == A
            assert np.allclose(found, np.linalg.cholesky(np.array(A, dtype=float)))
        if k < 30:
            sound(solution)
        assert cholesky.work(A, form="ldl").holds is True
    assert min(kinds.values()) > 10


@pytest.mark.parametrize(
    ("inputs", "options"),
    [
        (("[1, 2; 3, 4]",), {}),
        (("[1, 2, 3; 3, 4, 5]",), {}),
        (("[sqrt(2), 1; 1, sqrt(2)]",), {}),
        (("[4, 2; 2, 5]",), {"form": "qr"}),
        (("[4, 2; 2, 5]", "(1, 2, 3)"), {}),
        (("[1, 1; 1, 1]",), {"form": "ldl", "rhs": "(1, 0)"}),
        ((), {}),
    ],
)
def test_cholesky_declines(inputs: tuple[str, ...], options: dict[str, str]) -> None:
    with pytest.raises(InputError):
        cholesky.from_text(*inputs, **options)


def test_what_is_not_symmetric_is_named() -> None:
    with pytest.raises(InputError, match="row 2, column 1 holds 3, but row 1, column 2 holds 2"):
        cholesky.from_text("[1, 2; 3, 4]")


def test_triangular_systems() -> None:
    U = ((Fraction(2), Fraction(1)), (Fraction(0), Fraction(4)))
    assert triangular_solution(U, (Fraction(4), Fraction(8)), lower=False) == (1, 2)


SQUARES: list[tuple[tuple[str, ...], str]] = [
    (("[1, 0; 1, 1; 1, 2]", "(6, 0, 0)"), "[5; -3]"),  # Strang, 4.3
    (("[1, 0 | 6; 1, 1 | 0; 1, 2 | 0]",), "[5; -3]"),
    (("x + y = 1, x - y = 2, x + 2y = 0",), "[10/7; -9/14]"),
    (("A = [1; 1]", "b = (1, 2)"), "[3/2]"),
    (("[1, 2; 2, 4; 0, 0]", "(1, 1, 1)"), "[3/5; 0] + t*[2; -1]"),
    (("[0, 0; 0, 0]", "(1, 1)"), "[0; 0] + t*[1; 0] + s*[0; 1]"),
    (("[1, 0; 0, 1; 0, 0]", "[1; 2; 0]"), "[1; 2]"),
    (("[1, 1]", "[3]"), "[3; 0] + t*[1; -1]"),
    (("[sqrt(2), 0; 1, 1; 0, 1]", "(1, 2, 3)"), "[-1/5 + 2*sqrt(2)/5; 13/5 - sqrt(2)/5]"),
]


@pytest.mark.parametrize(("inputs", "answer"), SQUARES)
def test_typed_least_squares(inputs: tuple[str, ...], answer: str) -> None:
    solution = least_squares.from_text(*inputs)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_random_least_squares_agree_with_numpy() -> None:
    import numpy as np

    rng = random.Random(14)
    many = 0
    for k in range(60):
        m, n = rng.randint(1, 5), rng.randint(1, 3)
        A = random_rows(rng, m, n)
        b = [Fraction(rng.randint(-4, 4)) for _ in range(m)]
        point, directions = least_squares.solution_of(A, b)
        rest = [y - z for y, z in zip(b, applied(A, point), strict=True)]
        assert not any(applied(transposed(A), rest))
        assert len(directions) == n - np.linalg.matrix_rank(np.array(A, dtype=float))
        solution = least_squares.work(A, b)
        assert solution.holds is True
        a, c = np.array(A, dtype=float), np.array(b, dtype=float)
        best = np.linalg.norm(a @ np.linalg.lstsq(a, c, rcond=None)[0] - c)
        assert np.isclose(np.linalg.norm(a @ run(solution.code) - c), best)
        many += bool(directions)
        if k < 15:
            sound(solution)
    assert many > 5


@pytest.mark.parametrize("inputs", [("[1, 2; 3, 4]", "(1, 2, 3)"), ("[1, a; 3, 4]", "(1, 2)"), ("[i; 1]", "(1, 2)")])
def test_least_squares_declines(inputs: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        least_squares.from_text(*inputs)


EXAMPLES: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("lu", ("[2, 1, 1; 4, 3, 3; 8, 7, 9]",), {}),
    ("cholesky", ("[4, 2, -2; 2, 10, 2; -2, 2, 6]",), {}),
    ("least-squares", ("[1, 0; 1, 1; 1, 2]", "(6, 0, 0)"), {}),
]


@pytest.mark.parametrize(("name", "inputs", "options"), EXAMPLES)
def test_the_examples_of_the_docstrings(name: str, inputs: tuple[str, ...], options: dict[str, Any]) -> None:
    assert solve(name, *inputs, **options).holds is True
