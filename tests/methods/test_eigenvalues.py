"""The methods about eigenvalues: known answers, SymPy and NumPy as oracles, claims that fail when changed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.mutations import survivors
from tutor.chance import Draw
from tutor.claims import Given
from tutor.errors import InputError, Unreadable
from tutor.exact.expressions import exact_value
from tutor.methods.eigenvalues import (
    characteristic_polynomial,
    diagonalization,
    eigen,
    markov,
    matrix_exponential,
    power_by_diagonalization,
    spectral_decomposition,
)
from tutor.methods.eigenvalues.forms import classify, squares, witness
from tutor.methods.eigenvalues.spaces import eigenspaces
from tutor.solve import method_card, solve
from tutor.step import Solution

METHODS = (
    "characteristic_polynomial",
    "eigen",
    "diagonalization",
    "power_by_diagonalization",
    "spectral_decomposition",
    "markov",
    "definiteness",
    "matrix_exponential",
)


def run(code: str) -> Any:
    namespace: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as output, warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(code, "program", "exec"), namespace)
    assert output.getvalue().strip()
    return namespace["answer"]


def sound(solution: Solution) -> None:
    """Every claim and check holds, and no claim survives a change of its result."""
    assert solution.holds is True, [(str(s.why), str(s.claim.shown()), s.claim.holds()) for s in solution.walk()]
    for step in solution.walk():
        assert not isinstance(step.claim, Given)
        assert not survivors(step.claim), (str(step.why), survivors(step.claim))


SOLVED = [
    # method, input, options, answer
    ("eigen", "[2, 1; 1, 2]", {}, "1: [1; -1]; 3: [1; 1]"),
    ("eigen", "[4, 2; 1, 3]", {}, "2: [1; -1]; 5: [2; 1]"),  # MML, example 4.5
    ("eigen", "[2, 1; 0, 2]", {}, "2: [1; 0]"),
    ("eigen", "[0, -1; 1, 0]", {}, "-i: [1; i]; i: [1; -i]"),
    ("eigen", "[3, 2, 2; 2, 3, 2; 2, 2, 3]", {}, "1: [1; -1; 0]; 1: [1; 0; -1]; 7: [1; 1; 1]"),
    ("eigen", "[0, 0; 0, 0]", {}, "0: [1; 0]; 0: [0; 1]"),
    ("eigen", "[1/2, 0; 0, 1/3]", {}, "1/3: [0; 1]; 1/2: [1; 0]"),
    ("eigen", "[5]", {}, "5: [1]"),
    ("eigen", "[1, 0; 1, 1]", {}, "1: [0; 1]"),
    ("characteristic_polynomial", "[1, 2; 3, 4]", {}, "lambda^2 - 5*lambda - 2"),
    ("characteristic_polynomial", "[0, 0, 1; 1, 0, 0; 0, 1, 0]", {}, "-lambda^3 + 1"),
    ("characteristic_polynomial", "[a, 1; 1, a]", {}, "lambda^2 - 2*a*lambda + a^2 - 1"),
    ("characteristic_polynomial", "[a, b; c, d]", {}, "lambda^2 - (a + d)*lambda + a*d - b*c"),
    ("diagonalization", "[2, 1; 0, 2]", {}, "not diagonalisable"),
    ("diagonalization", "[0, -1; 1, 0]", {}, "not diagonalisable"),
    (
        "diagonalization",
        "[0, -1; 1, 0]",
        {"field": "C"},
        "P = [1, 1; i, -i]; D = [-i, 0; 0, i]; P^-1 = [1/2, -1/2*i; 1/2, 1/2*i]",
    ),
    ("diagonalization", "[2, 1; 1, 2]", {}, "P = [1, 1; -1, 1]; D = [1, 0; 0, 3]; P^-1 = [1/2, -1/2; 1/2, 1/2]"),
    (
        "spectral_decomposition",
        "[5, -2; -2, 5]",
        {},
        "Q = [sqrt(2)/2, sqrt(2)/2; sqrt(2)/2, -sqrt(2)/2]; D = [3, 0; 0, 7]",
    ),
    ("markov", "[1/2, 1/2; 1/4, 3/4]", {}, "[1/3; 2/3]"),
    ("markov", "[0, 1; 1, 0]", {}, "[1/2; 1/2]"),
    ("markov", "[1, 0; 0, 1]", {}, "[1; 0], [0; 1]"),
    ("markov", "[0.9, 0.2; 0.1, 0.8]", {"start": "(1, 0)", "after": "3"}, "[781/1000; 219/1000]"),
    ("markov", "[1, 0, 1/3; 0, 1, 1/3; 0, 0, 1/3]", {"start": "(0, 0, 1)"}, "[1/2; 1/2; 0]"),
    ("definiteness", "[2, -1, 0; -1, 2, -1; 0, -1, 2]", {}, "positive definite"),
    ("definiteness", "[9, 6; 6, 5]", {}, "positive definite"),  # MML, example 3.4
    ("definiteness", "[9, 6; 6, 3]", {}, "indefinite"),  # the other matrix there
    ("definiteness", "[1, 1; 1, 1]", {}, "positive semidefinite"),
    ("definiteness", "[0, 0; 0, -1]", {}, "negative semidefinite"),
    ("definiteness", "[-2, 1; 1, -2]", {}, "negative definite"),
    ("definiteness", "[0, 1; 1, 0]", {}, "indefinite"),
    ("definiteness", "[0, 0; 0, 0]", {}, "positive semidefinite"),
    ("definiteness", "q(x, y) = x^2 - 4xy + 4y^2", {}, "positive semidefinite"),
    ("definiteness", "x1^2 + 2x1 x2 + 3x2^2 - x3^2", {}, "indefinite"),
    ("definiteness", "[1, k; k, 4]", {"parameters": "k"}, "(-2, 2)"),
    ("definiteness", "[2, 1, 0; 1, k, 1; 0, 1, 3]", {"parameters": "k"}, "(5/6, inf)"),
    ("definiteness", "x^2 + 2kxy + 2y^2", {"parameters": "k"}, "(-sqrt(2), sqrt(2))"),
    ("definiteness", "[1, 1; 1, 1 - k^2]", {"parameters": "k"}, "no solution"),
    ("matrix_exponential", "[0, 1; 0, 0]", {}, "[1, 1; 0, 1]"),
    ("matrix_exponential", "[0, -1; 1, 0]", {"parameter": "t"}, "[cos(t), -sin(t); sin(t), cos(t)]"),
    ("matrix_exponential", "[1, 1; 0, 2]", {}, "[e, e^2 - e; 0, e^2]"),
    ("matrix_exponential", "[0, 1, 0; 0, 0, 1; 0, 0, 0]", {"parameter": "t"}, "[1, t, t^2/2; 0, 1, t; 0, 0, 1]"),
]


@pytest.mark.parametrize(("method", "text", "options", "answer"), SOLVED, ids=[f"{s[0]} {s[1]}" for s in SOLVED])
def test_known_answers(method: str, text: str, options: dict[str, str], answer: str) -> None:
    solution = solve(method, text, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


POWERS = [
    ("[3, 1; 0, 2]", "k", "[3^k, 3^k - 2^k; 0, 2^k]"),
    ("[3, 1; 0, 2]", "5", "[243, 211; 0, 32]"),
    ("[1, 1; 0, 1]", "n", "[1, n; 0, 1]"),
    ("[0, 1; 0, 0]", "k", "[0, 0; 0, 0]"),
    ("[2, 1, 0; 0, 2, 0; 0, 0, 3]", "k", "[2^k, k*2^(k - 1), 0; 0, 2^k, 0; 0, 0, 3^k]"),
    ("[0, 0, 2; 1, 0, 0; 0, 1, 0]", "7", "[0, 0, 8; 4, 0, 0; 0, 4, 0]"),
    ("[2, 1; 0, 2]", "6", "[64, 192; 0, 64]"),
]


@pytest.mark.parametrize(("text", "exponent", "answer"), POWERS)
def test_powers(text: str, exponent: str, answer: str) -> None:
    solution = power_by_diagonalization.from_text(text, exponent)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_a_power_applied_to_a_vector() -> None:
    solution = power_by_diagonalization.from_text("[4, -2; 1, 1]", "k", vector="(1, 2)")
    assert str(solution.answer) == "[3*2^k - 2*3^k; 3*2^k - 3^k]"
    sound(solution)


HARD = [
    "[0, 0, 2; 1, 0, 0; 0, 1, 0]",  # a cubic without rational zeros
    "[2, -1, 0; -1, 2, -1; 0, -1, 3]",
    "[1, 1, 0; 0, 1, 1; 1, 0, 1]",
    "[1, 2, 3, 4; 2, 1, 4, 3; 3, 4, 1, 2; 4, 3, 2, 1]",
    "[2, 0, 0, 0, 1; 0, 2, 0, 0, 0; 0, 0, 3, 1, 0; 0, 0, 0, 3, 0; 1, 0, 0, 0, 2]",
    "[1, 0, 1, 0, 1; 0, 1, 0, 1, 0; 2, 0, 1, 0, 0; 1, 1, 1, 1, 1; 0, 0, 3, 0, 1]",
    "[0, sqrt(2), 0; sqrt(2), 0, sqrt(2); 0, sqrt(2), 0]",
    "[1, sqrt(2); sqrt(2), 3]",
    "[0, -1, 0, 0; 1, 0, 0, 0; 0, 0, 0, -1; 0, 0, 1, 0]",
]


@pytest.mark.parametrize("text", HARD)
def test_larger_ones_and_roots_hold(text: str) -> None:
    sound(eigen.from_text(text))
    assert diagonalization.from_text(text).holds is True


def test_numbers_without_exact_form_are_said_to_be_so() -> None:
    solution = eigen.from_text(HARD[0])
    assert "Every decimal that is written is certain" in " ".join(str(s.why) for s in solution.steps)
    assert "1.2599" in str(solution.answer)
    decomposed = spectral_decomposition.from_text("[2, 1; 1, 3]")
    assert str(decomposed.answer).startswith("Q = [0.8507, 0.5257; -0.5257, 0.8507]")
    sound(decomposed)
    sound(spectral_decomposition.from_text(HARD[1]))


def random_rows(draw: Draw, n: int, *, symmetric: bool = False) -> tuple[tuple[Fraction, ...], ...]:
    rows = [[Fraction(draw.integer(-3, 3)) for _ in range(n)] for _ in range(n)]
    if symmetric:
        rows = [[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
    return tuple(tuple(r) for r in rows)


def test_sympy_finds_the_same_eigenspaces() -> None:
    import sympy as sp

    for seed in range(60):
        draw = Draw("eigen", 1, seed)
        A = random_rows(draw, draw.integer(2, 3))
        M = sp.Matrix([[int(a) for a in r] for r in A])
        polynomial = exact_value(characteristic_polynomial.work(A).answer, {"lambda": Fraction(7, 2)})
        assert polynomial == Fraction(str((M - sp.Rational(7, 2) * sp.eye(len(A))).det()))
        spaces = eigenspaces(A)
        if spaces is not None and all(isinstance(s.value, Fraction) for s in spaces):
            theirs = {Fraction(str(v)): (m, len(b)) for v, m, b in M.eigenvects()}
            assert {s.value: (s.algebraic, s.geometric) for s in spaces} == theirs
            assert (str(diagonalization.work(A).answer) != "not diagonalisable") == M.is_diagonalizable(reals_only=True)


def test_numpy_finds_the_same_classes_and_witnesses_are_true() -> None:
    for seed in range(200):
        draw = Draw("definite", 1, seed)
        A = random_rows(draw, draw.integer(1, 4), symmetric=True)
        kind = classify(A)
        values = np.linalg.eigvalsh(np.array(A, dtype=float))
        plus, minus = bool(np.any(values > 1e-9)), bool(np.any(values < -1e-9))
        zero = bool(np.any(np.abs(values) <= 1e-9))
        expected = (
            "indefinite" if plus and minus else ("negative " if minus else "positive ") + ("semi" * zero + "definite")
        )
        assert kind == expected
        found = squares(A)
        if found is not None:
            assert (sum(d > 0 for d, _ in found), sum(d < 0 for d, _ in found)) == (
                sum(values > 1e-9),
                sum(values < -1e-9),
            )
        if kind == "indefinite":
            assert witness(A, 1) is not None
            assert witness(A, -1) is not None


def test_random_symmetric_matrices_decompose() -> None:
    for seed in range(12):
        A = random_rows(Draw("spectral", 1, seed), 2 + seed % 2, symmetric=True)
        solution = spectral_decomposition.work(A)
        assert solution.holds is True
        Q, D = run(solution.code)
        assert np.allclose(Q @ D @ Q.T, np.array(A, dtype=float))


def test_random_chains() -> None:
    for seed in range(20):
        draw = Draw("chain", 1, seed)
        n = draw.integer(2, 4)
        weights = [[draw.integer(0, 3) for _ in range(n)] for _ in range(n)]
        for i, r in enumerate(weights):
            r[i] += 1
        rows = tuple(tuple(Fraction(a, sum(r)) for a in r) for r in weights)
        solution = markov.work(rows, layout="row")
        assert solution.holds is True
        far = np.linalg.matrix_power(np.array(rows, dtype=float), 2**14)
        limit = markov.limit_matrix(tuple(zip(*rows, strict=True)))
        assert np.allclose(far, np.array(limit, dtype=float).T, atol=1e-9)


def test_exponentials_against_the_power_series() -> None:
    for text in ("[1, 2; 2, 1]", "[1, -2; 2, 1]", "[2, 1; 0, 2]", "[1, 1; 1, 0]", "[-1, 1, 0; 0, -1, 1; 0, 0, -1]"):
        solution = matrix_exponential.from_text(text, parameter="t")
        sound(solution)
        assert np.all(np.isfinite(run(solution.code)(0.5)))


DECLINED = [
    ("eigen", "[1, 2, 3]", {}, InputError),
    ("eigen", "[1, k; 2, 3]", {}, InputError),
    ("eigen", "x + 1", {}, Unreadable),
    ("characteristic_polynomial", "[lambda, 1; 1, 2]", {}, InputError),
    ("characteristic_polynomial", "[sin(a), 1; 1, 2]", {}, InputError),
    ("diagonalization", "[1, 2; 3, 4]", {"field": "Q"}, InputError),
    ("spectral_decomposition", "[1, 2; 3, 4]", {}, InputError),
    ("definiteness", "[1, 2; 3, 4]", {}, InputError),
    ("definiteness", "x^2 + y", {}, InputError),
    ("definiteness", "[1, k; 2, k]", {"parameters": "k"}, InputError),
    ("definiteness", "[1, 2; 2, 1]", {"parameters": "k, m"}, InputError),
    ("markov", "[1, 2; 3, 4]", {}, InputError),
    ("markov", "[1/2, 1; 1/2, 0]", {"start": "(1, 2, 3)"}, InputError),
    ("markov", "[3/2, 1; -1/2, 0]", {}, InputError),
    ("matrix_exponential", "[0, 0, 2; 1, 0, 0; 0, 1, 0]", {}, InputError),
    ("matrix_exponential", "[1, 0; 0, 1]", {"parameter": "s"}, InputError),
]


@pytest.mark.parametrize(("method", "text", "options", "error"), DECLINED)
def test_what_cannot_be_solved_is_declined(
    method: str, text: str, options: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        solve(method, text, **options)


def test_powers_are_declined_with_a_reason() -> None:
    for exponent, vector in (("-1", ""), ("x2", ""), ("999999", ""), ("k", "(1, 2, 3)")):
        with pytest.raises(InputError):
            power_by_diagonalization.from_text("[1, 2; 3, 4]", exponent, vector=vector)
    with pytest.raises(InputError, match="no formula for every exponent"):
        power_by_diagonalization.from_text("[0, 0, 2; 1, 0, 0; 0, 1, 0]", "k")


def test_a_large_matrix_is_refused_at_once() -> None:
    rows = "; ".join(", ".join("1" if i <= j else "0" for j in range(30)) for i in range(30))
    with pytest.raises(InputError, match="30×30"):
        eigen.from_text(f"[{rows}]")


@pytest.mark.parametrize("name", METHODS)
def test_the_example_in_the_docstring_works(name: str) -> None:
    words = shlex.split(method_card(name).example)
    assert words[:3] == ["tutor", "solve", name]
    options = dict(w.split("=") for w in words[3:] if re.match(r"[a-z]+=", w))
    solution = solve(name, *[w for w in words[3:] if not re.match(r"[a-z]+=", w)], **options)
    sound(solution)
