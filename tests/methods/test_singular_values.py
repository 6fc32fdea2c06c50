"""The methods for singular values: known answers, NumPy as the oracle, claims that fail when changed."""

from __future__ import annotations

import contextlib
import io
import math
import shlex
import warnings
from typing import Any

import numpy as np
import pytest

from tests.mutations import survivors
from tutor.chance import Draw
from tutor.equality import high_precision
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import rank, rows_of, times, transposed
from tutor.methods.inputs import read_matrix
from tutor.methods.singular_values import pseudo_inverse, svd
from tutor.methods.singular_values.digits import above, precise_svd
from tutor.methods.singular_values.factors import layers, pseudo_inverse_of, square_root, squares_of, svd_of
from tutor.solve import method_card, solve
from tutor.step import Solution
from tutor.surds import root
from tutor.written import Op, Written, entries

MML_EXAMPLE = "[1, 0, 1; -2, 1, 0]"  # MML, example 4.13
MML_EXERCISE = "[3, 2, 2; 2, 3, -2]"  # MML, exercises 4.8 and 4.10
EXACT = [
    # matrix, singular values
    (MML_EXAMPLE, "sigma_1 = sqrt(6), sigma_2 = 1"),
    (MML_EXERCISE, "sigma_1 = 5, sigma_2 = 3"),
    ("[2, 2; -1, 1]", "sigma_1 = 2*sqrt(2), sigma_2 = sqrt(2)"),  # MML, exercise 4.9
    ("[4, 4; -3, 3]", "sigma_1 = 4*sqrt(2), sigma_2 = 3*sqrt(2)"),  # MIT 18.06
    ("[3, 0; 4, 5]", "sigma_1 = 3*sqrt(5), sigma_2 = sqrt(5)"),  # MIT 18.06
    ("[1, 1; 0, 1; 1, 0]", "sigma_1 = sqrt(3), sigma_2 = 1"),
    ("[1, 2; 2, 4]", "sigma_1 = 5, sigma_2 = 0"),
    ("[0, 0; 0, 0]", "sigma_1 = 0, sigma_2 = 0"),
    ("[-7]", "sigma_1 = 7"),
    ("(3, 4)", "sigma_1 = 5"),
    ("[0, 1, 0; 0, 0, 2; 3, 0, 0]", "sigma_1 = 3, sigma_2 = 2, sigma_3 = 1"),
    ("[2, 0, 0; 0, -3, 0; 0, 0, 2]", "sigma_1 = 3, sigma_2 = 2, sigma_3 = 2"),
    ("[1, 1, 1, 1; 1, -1, 1, -1]", "sigma_1 = 2, sigma_2 = 2"),
    ("[1, 1; 0, 1]", "sigma_1 = 1/2 + sqrt(5)/2, sigma_2 = -1/2 + sqrt(5)/2"),
    ("[sqrt(2), 0; 0, 1]", "sigma_1 = sqrt(2), sigma_2 = 1"),
    ("[1, 2, 2; 2, 1, -2; 2, -2, 1]", "sigma_1 = 3, sigma_2 = 3, sigma_3 = 3"),
]
MORE = [
    "[1, 2, 3; 4, 5, 6; 7, 8, 9]",
    "[1, 2; 3, 4]",
    "[1/2, 1/3; 0, 1]",
    "[1, 2, 0, 1; 0, 1, 1, 3]",
    "[1, 1, 0, 0; 0, 0, 2, 0; 0, 0, 0, 0; 1, -1, 0, 0]",
    "[3, 1, 1, 1, 2; 1, 3, 0, 1, 1; 0, 0, 1, 5, 5; 1, 1, 1, 1, 1; 2, 1, 0, 0, 1]",
    "[1, sqrt(3); 0, 2]",
]
EVERY = [t for t, _ in EXACT] + MORE


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
        assert not survivors(step.claim), (str(step.why), survivors(step.claim))


def number(w: Written) -> float:
    return float(high_precision(w, {}))


def array(text: str) -> Any:
    return np.array([[float(a) for a in r] for r in read_matrix(text)])


def matrix_of(w: Written) -> Any:
    return np.array([[number(a) for a in r] for r in entries(w)])


def values_of(solution: Solution) -> list[float]:
    items = solution.answer.args if isinstance(solution.answer, Op) and solution.answer.head == "list" else None
    return [number(i.args[1]) for i in items or (solution.answer,) if isinstance(i, Op)]


@pytest.mark.parametrize(("text", "answer"), EXACT)
def test_known_singular_values(text: str, answer: str) -> None:
    solution = solve("singular_values", text)
    assert str(solution.answer) == answer
    sound(solution)


@pytest.mark.parametrize("text", EVERY)
def test_singular_values_are_those_of_numpy(text: str) -> None:
    solution = solve("singular_values", text)
    expected = np.linalg.svd(array(text), compute_uv=False)
    assert np.allclose(values_of(solution), expected, atol=1e-6)
    assert np.allclose(run(solution.code), expected, atol=1e-6)
    sound(solution)


@pytest.mark.parametrize("form", ["full", "thin", "compact"])
@pytest.mark.parametrize("text", EVERY)
def test_the_decomposition_multiplies_back(text: str, form: str) -> None:
    A = array(text)
    if form == "compact" and not A.any():
        with pytest.raises(InputError, match="no positive singular value"):
            solve("svd", text, form=form)
        return
    solution = solve("svd", text, form=form)
    assert isinstance(solution.answer, Op)
    U, S, V = (matrix_of(p.args[1]) for p in solution.answer.args if isinstance(p, Op))
    places = 1e-5 if "decimals" in str(solution.meaning) else 1e-12
    assert np.allclose(U @ S @ V.T, A, atol=10 * places)
    assert np.allclose(U.T @ U, np.eye(U.shape[1]), atol=places)
    assert np.allclose(V.T @ V, np.eye(V.shape[1]), atol=places)
    assert np.allclose(np.diag(S), np.linalg.svd(A, compute_uv=False)[: min(S.shape)], atol=places)
    if places < 1e-6:
        m, n = A.shape
        small, r = min(m, n), np.linalg.matrix_rank(A)
        assert S.shape == {"full": (m, n), "thin": (small, small), "compact": (r, r)}[form]
    found = run(solution.code)
    assert np.allclose(found["U"] @ found["S"] @ found["V"].T, A)
    assert np.allclose(found["U"].T @ found["U"], np.eye(found["U"].shape[1]))
    sound(solution)


def test_what_has_no_handy_radicals_says_so_and_gives_certain_digits() -> None:
    solution = solve("svd", "[1, 2; 3, 4]")
    assert "Exact radicals would be monstrous" in str(solution.meaning)
    assert "5.464986" in str(solution.answer)  # (√34 + √26)/2 = 5.46498570…


def test_small_singular_values_keep_their_digits() -> None:
    solution = solve("singular_values", "[1/10000, 1/3000, 0; 0, 1/5000, 1/7000; 1/9000, 0, 1/8000]")
    expected = np.linalg.svd(array("[1/10000, 1/3000, 0; 0, 1/5000, 1/7000; 1/9000, 0, 1/8000]"), compute_uv=False)
    assert np.allclose(values_of(solution), expected, rtol=1e-4, atol=0)
    sound(solution)


def test_large_numbers_and_what_floats_cannot_check() -> None:
    for text in ("[1000001, 3; 7, 999983]", "[1, 0; 0, 1/1000]"):
        for name in ("svd", "singular_values", "low_rank", "pseudo_inverse", "matrix_norm", "condition_number"):
            assert solve(name, text).holds is True, (text, name)
    for name in ("svd", "singular_values", "pseudo_inverse", "condition_number"):
        assert solve(name, "[123456789, 1; 1, 1/987654321]").holds is not False, name


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("text", EVERY)
def test_the_nearest_matrix_of_rank_k(text: str, k: int) -> None:
    A = array(text)
    s = np.linalg.svd(A, compute_uv=False)
    solution = solve("low_rank", text, k=str(k))
    assert isinstance(solution.answer, Op)
    near, spectral, frobenius = (i.args[1] for i in solution.answer.args if isinstance(i, Op))
    s = np.append(s, np.zeros(k + 1))
    M = matrix_of(near)
    assert np.linalg.matrix_rank(M, tol=1e-4) <= k
    assert math.isclose(number(spectral), s[k], abs_tol=1e-5)
    assert math.isclose(number(frobenius), math.sqrt(np.sum(s[k:] ** 2)), abs_tol=1e-5)
    assert np.allclose(np.linalg.norm(A - M, 2), s[k], atol=1e-5)
    assert np.allclose(np.linalg.norm(A - M), number(frobenius), atol=1e-5)
    found = run(solution.code)
    assert math.isclose(found["E_2"], s[k], abs_tol=1e-7)
    sound(solution)


def test_the_book_s_rank_one_approximation() -> None:
    solution = solve("low_rank", MML_EXERCISE, k="1")  # MML, exercise 4.10
    assert str(solution.answer) == "A_1 = [5/2, 5/2, 0; 5/2, 5/2, 0], E_2 = 3, E_F = 3"


def test_equal_singular_values_leave_a_choice() -> None:
    assert "not the only one" in str(solve("low_rank", "[2, 0; 0, 2]", k="1").meaning)
    assert "not the only one" not in str(solve("low_rank", "[3, 0; 0, 2]", k="1").meaning)


@pytest.mark.parametrize("by", ["auto", "svd", "factors", "normal"])
@pytest.mark.parametrize("text", EVERY)
def test_the_pseudo_inverse(text: str, by: str) -> None:
    A = array(text)
    exact = svd_of(read_matrix(text)) is not None
    if (by == "normal" and np.linalg.matrix_rank(A) < min(A.shape)) or (by == "svd" and not exact):
        with pytest.raises(InputError, match="roots of roots" if by == "svd" else "by=svd"):
            solve("pseudo_inverse", text, by=by)
        return
    solution = solve("pseudo_inverse", text, by=by)
    expected = np.linalg.pinv(A, rcond=1e-10)
    assert np.allclose(matrix_of(solution.answer), expected)
    assert np.allclose(run(solution.code), expected)
    sound(solution)


NORMS = [
    ("[2, 2; -1, 1]", "n_1 = 3, n_inf = 4, n_F = sqrt(10), n_2 = 2*sqrt(2)"),
    ("[1, -2; -3, 4]", "n_1 = 6, n_inf = 7, n_F = sqrt(30), n_2 = sqrt(26)/2 + sqrt(34)/2"),
    ("[0, 0; 0, 0]", "n_1 = 0, n_inf = 0, n_F = 0, n_2 = 0"),
    ("[sqrt(2), -1]", "n_1 = sqrt(2), n_inf = 1 + sqrt(2), n_F = sqrt(3), n_2 = sqrt(3)"),
]


@pytest.mark.parametrize(("text", "answer"), NORMS)
def test_known_norms(text: str, answer: str) -> None:
    assert str(solve("matrix_norm", text).answer) == answer


@pytest.mark.parametrize("text", EVERY)
def test_norms_are_those_of_numpy(text: str) -> None:
    A = array(text)
    solution = solve("matrix_norm", text)
    expected = [np.linalg.norm(A, order) for order in (1, np.inf, "fro", 2)]
    assert np.allclose(values_of(solution), expected, atol=1e-6)
    assert np.allclose(list(run(solution.code).values()), expected)
    sound(solution)
    for norm, value in zip(("1", "inf", "F", "2"), expected, strict=True):
        one = solve("matrix_norm", text, norm=norm)
        assert np.allclose(values_of(one), [value], atol=1e-6)
        assert math.isclose(run(one.code), value, abs_tol=1e-9)


@pytest.mark.parametrize("norm", ["2", "1", "inf", "F"])
@pytest.mark.parametrize("text", EVERY)
def test_condition_numbers(text: str, norm: str) -> None:
    A = array(text)
    square, full = A.shape[0] == A.shape[1], rank(read_matrix(text)) == min(A.shape)
    if norm != "2" and not square:
        with pytest.raises(InputError, match="must be square"):
            solve("condition_number", text, norm=norm)
        return
    solution = solve("condition_number", text, norm=norm)
    if full:
        orders: dict[str, Any] = {"1": 1, "inf": np.inf, "F": "fro", "2": 2}
        expected = np.linalg.cond(A, orders[norm])
        assert math.isclose(number(solution.answer), expected, rel_tol=1e-6)
        assert math.isclose(run(solution.code), expected, rel_tol=1e-6)
    else:
        assert solution.answer == Op("inf")
        assert run(solution.code) == math.inf
    sound(solution)


def test_golden_condition_number() -> None:
    assert str(solve("condition_number", "[1, 1; 0, 1]").answer) == "3/2 + sqrt(5)/2"
    assert str(solve("condition_number", "[1, 2; 3, 4]", norm="1").answer) == "21"


@pytest.mark.parametrize(
    ("method", "text", "options", "error", "says"),
    [
        ("svd", "[1, a; 0, 1]", {}, InputError, "letter a"),
        ("svd", "[1, i; 0, 1]", {}, InputError, "real numbers"),
        ("svd", "[1, 2; 3, 4]", {"form": "small"}, InputError, "full, thin, compact"),
        ("svd", "hello", {}, Unreadable, "not a matrix"),
        ("svd", "5", {}, Unreadable, "not a matrix"),
        ("low_rank", "[1, 2; 3, 4]", {"k": "0"}, InputError, "between 1 and 12"),
        ("low_rank", "[1, 2; 3, 4]", {"k": "x"}, InputError, "whole number"),
        ("pseudo_inverse", "[1, 1; 1, 1]", {"by": "normal"}, InputError, "by=svd"),
        ("pseudo_inverse", "[1, 1; 1, 1]", {"by": "luck"}, InputError, "auto, normal, svd, factors"),
        ("matrix_norm", "[1, 2; 3, 4]", {"norm": "3"}, InputError, "1, inf, F, 2, all"),
        ("condition_number", "[1, 2; 3, 4]", {"norm": "3"}, InputError, "2, 1, inf, F"),
        ("singular_values", f"[{', '.join('1' * 13)}]", {}, InputError, "at most 12"),
    ],
)
def test_what_cannot_be_done_is_declined(
    method: str, text: str, options: dict[str, str], error: Any, says: str
) -> None:
    with pytest.raises(error, match=says):
        solve(method, text, **options)


@pytest.mark.parametrize(
    "name", ["svd", "singular_values", "low_rank", "pseudo_inverse", "matrix_norm", "condition_number"]
)
def test_the_example_works_as_typed(name: str) -> None:
    words = shlex.split(method_card(name).example)
    assert words[:4] == ["tutor", "solve", name, words[3]]
    options = dict(zip((w.lstrip("-") for w in words[4::2]), words[5::2], strict=True))
    assert solve(name, words[3], **options).holds is True


def test_roots_of_surds() -> None:
    assert square_root(3 + 2 * root(2)) == 1 + root(2)
    assert square_root(3 - 2 * root(2)) == root(2) - 1
    assert square_root(1 + root(2)) is None
    assert square_root(root(2)) is None
    assert square_root(-1) is None


def test_fast_values_against_numpy_on_random_matrices() -> None:
    for seed in range(150):
        draw = Draw("singular values", 1, seed)
        m, n = draw.integer(1, 4), draw.integer(1, 4)
        A = tuple(draw.integers(n, -4, 4) for _ in range(m))
        F = np.array(A, dtype=float)
        expected = np.linalg.svd(F, compute_uv=False)
        squares, found, r = squares_of(A), svd_of(A), rank(A)
        if squares is not None:
            assert np.allclose([math.sqrt(max(0.0, float(q))) for q in squares], expected, atol=1e-6)
        if found is not None:
            U, S, V = svd.matrices(A, found)
            assert times(times(U, S), transposed(V)) == times(
                A, tuple(tuple(int(i == j) for j in range(n)) for i in range(n))
            )
        assert np.allclose([float(s) for s in precise_svd(A).values], expected[:r])
        assert np.allclose([[float(x) for x in row] for row in pseudo_inverse_of(A)], np.linalg.pinv(F))
        if (parts := layers(A)) is not None and parts:
            assert np.allclose(sum(np.array(M, dtype=float) for _, M in parts), F)
        assert above(rows_of(A), 0) == (r, min(m, n) - r)


def test_random_matrices_with_all_steps() -> None:
    for seed in range(40):
        draw = Draw("steps", 1, seed)
        m, n = 2, draw.integer(2, 3)
        A = tuple(draw.integers(n, -3, 3) for _ in range(m))
        for solution in (svd.work(A), pseudo_inverse.work(A)):
            assert solution.holds is True, A
