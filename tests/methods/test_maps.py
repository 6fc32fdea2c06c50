"""The methods for linear and affine maps: typed inputs with known answers, oracles, refusals, claims that fail."""

from __future__ import annotations

import shlex
from typing import Any

import numpy as np
import pytest

from tests.methods.test_linear_systems import run, sound
from tutor.chance import Draw
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import determinant, rank, times
from tutor.methods.inputs import read_matrix
from tutor.methods.maps import kernel_image, similarity
from tutor.methods.maps.affine_inputs import read_affine
from tutor.solve import method_card, solve
from tutor.written import typed

OWN = (
    "matrix_of_map", "kernel_image", "change_of_basis", "similarity", "rotation", "reflection", "affine_subspace",
    "image_area",
)  # fmt: skip

SOLVED = [
    # method, inputs, options, answer
    ("matrix_of_map", ("(x + y, 2x - z, y)",), {}, "[1, 1, 0; 2, 0, -1; 0, 1, 0]"),
    ("matrix_of_map", ("(y, x)",), {"variables": "x,y,z"}, "[0, 1, 0; 1, 0, 0]"),
    ("matrix_of_map", ("f(x1, x2) = (x1 + x2, sqrt(2) x2, 0)",), {}, "[1, 1; 0, sqrt(2); 0, 0]"),
    ("matrix_of_map", ("(x, y) -> (x + y, 2x, 0)",), {}, "[1, 1; 2, 0; 0, 0]"),
    ("matrix_of_map", ("(1, 0) -> (2, 3), (1, 1) -> (0, 1)",), {}, "[2, -2; 3, -2]"),
    ("matrix_of_map", ("T(1, 1) = (2, 0); T(1, -1) = (0, 2)",), {}, "[1, 1; 1, -1]"),
    ("matrix_of_map", ("d/dx on polynomials of degree <= 3",), {}, "[0, 1, 0, 0; 0, 0, 2, 0; 0, 0, 0, 3; 0, 0, 0, 0]"),
    ("matrix_of_map", ("p'' on P3 to P1",), {}, "[0, 0, 2, 0; 0, 0, 0, 6]"),
    ("matrix_of_map", ("p(x) -> p(x+1) on P2",), {}, "[1, 1, 1; 0, 1, 2; 0, 0, 1]"),
    ("matrix_of_map", ("p -> (p(0), p(1), p'(2)) on P2",), {}, "[1, 0, 0; 1, 1, 1; 0, 1, 4]"),
    ("matrix_of_map", ("integral from 0 to x p on P1 to P2",), {}, "[0, 0; 1, 0; 0, 1/2]"),
    ("matrix_of_map", ("T(p) = (x+1)p'(x) - 2p(x) from P2",), {}, "[-2, 1, 0; 0, -1, 2; 0, 0, 0]"),
    # MML exercise 2.19 and example 2.25 by their numbers
    ("kernel_image", ("[1, 2, -1, 0; 1, 0, 0, 1]",), {}, "ker = {(0, 1, 2, 0), (2, -1, 0, -2)}, im = {(1, 1), (2, 0)}"),
    ("kernel_image", ("[1, 1, 0; 1, -1, 0; 1, 1, 1]",), {},
     "ker = {(0, 0, 0)}, im = {(1, 1, 1), (1, -1, 1), (0, 0, 1)}"),
    ("kernel_image", ("[0, 0; 0, 0]",), {}, "ker = {(1, 0), (0, 1)}, im = {(0, 0)}"),
    ("kernel_image", ("[1, 2, 3]",), {}, "ker = {(2, -1, 0), (3, 0, -1)}, im = {1}"),
    ("kernel_image", ("(x + y, 2x + 2y)",), {}, "ker = {(1, -1)}, im = {(1, 2)}"),
    ("kernel_image", ("[sqrt(2), 2; 1, sqrt(2)]",), {}, "ker = {(1, -sqrt(2)/2)}, im = {(sqrt(2), 1)}"),
    ("kernel_image", ("d/dx on P2",), {}, "ker = {(1, 0, 0)}, im = {(1, 0, 0), (0, 2, 0)}"),
    ("kernel_image", ("[1, 2; 2, 4]",), {"spaces": "four"},
     "ker = {(2, -1)}, im = {(1, 2)}, row = {(1, 2)}, left = {(2, -1)}"),
    ("change_of_basis", ("(1, 1), (1, -1)", "(2, 1), (1, 1)"), {}, "[0, 2; 1, -3]"),
    ("change_of_basis", ("(1, 1), (1, -1)",), {}, "[1/2, 1/2; 1/2, -1/2]"),
    ("change_of_basis", ("(1, 1), (1, -1)", "(2, 1), (1, 1)"), {"coordinates": "(2, 3)"},
     "P = [0, 2; 1, -3], y = [6; -7]"),
    ("change_of_basis", ("(1, 1), (1, -1)",), {"matrix": "[2, 1; 1, 2]"}, "[3, 0; 0, 1]"),
    ("change_of_basis", ("{1, 1 + x, x^2}", "{1, x, x^2}"), {}, "[1, 1, 0; 0, 1, 0; 0, 0, 1]"),
    ("change_of_basis", ("(1, 0, 1), (0, 1, 1), (1, 1, 0)", "(1, 1), (1, 2)"), {"matrix": "[2, 1, 0; 1, 2, 1]"},
     "[2, -1, 3; 0, 2, 0]"),
    ("change_of_basis", ("(1, sqrt(3)), (-sqrt(3), 1)",), {}, "[1/4, sqrt(3)/4; -sqrt(3)/4, 1/4]"),
    ("similarity", ("[1, 1; 0, 2]", "[2, 0; 3, 1]"), {}, "similar"),
    ("similarity", ("[1, 1; 0, 1]", "[1, 0; 0, 1]"), {}, "not similar"),
    ("similarity", ("[0, -1; 1, 0]", "[0, 1; -1, 0]"), {}, "similar"),
    ("similarity", ("[0, 0, 2; 1, 0, 0; 0, 1, 0]", "[0, 1, 0; 0, 0, 1; 2, 0, 0]"), {}, "similar"),
    ("similarity", ("[2,1,0,0; 0,2,0,0; 0,0,2,1; 0,0,0,2]", "[2,1,0,0; 0,2,1,0; 0,0,2,0; 0,0,0,2]"), {}, "not similar"),
    ("similarity", ("[1, 2; 3, 4]", "[1, 2; 3, 5]"), {}, "not similar"),
    ("similarity", ("[1, 2; 3, 4]", "[1]"), {}, "not similar"),
    ("similarity", ("[sqrt(2), 1; 0, sqrt(2)]", "[sqrt(2), 0; 1, sqrt(2)]"), {}, "similar"),
    ("rotation", ("60 degrees", "(2, 4)"), {}, "[1 - 2*sqrt(3); 2 + sqrt(3)]"),
    ("rotation", ("-30°", "(2, 3)"), {}, "[3/2 + sqrt(3); -1 + 3*sqrt(3)/2]"),  # MML exercise 3.10 turns by 30 degrees
    ("rotation", ("30°", "(2, 3)"), {}, "[-3/2 + sqrt(3); 1 + 3*sqrt(3)/2]"),
    ("rotation", ("pi/2",), {"axis": "z"}, "[0, -1, 0; 1, 0, 0; 0, 0, 1]"),
    ("rotation", ("120°",), {"axis": "(1, 1, 1)"}, "[0, 0, 1; 1, 0, 0; 0, 1, 0]"),
    ("rotation", ("90°", "(2, 1)"), {"about": "(1, 1)"}, "[1; 2]"),
    ("rotation", ("90°",), {"about": "(1, 1)"}, "R = [0, -1; 1, 0], b = [2; 0]"),
    ("rotation", ("arctan(3/4)", "(5, 5)"), {}, "[1; 7]"),
    ("rotation", ("90 degrees clockwise", "(1, 0)"), {}, "[0; -1]"),
    ("rotation", ("20°", "(2, 1)"), {}, "[1.5374; 1.6237]"),
    ("rotation", ("0", "(1, 2)"), {}, "[1; 2]"),
    ("reflection", ("x + 2y + 2z = 0", "(3, 0, 3)"), {}, "[1; -4; -1]"),
    ("reflection", ("(1, 1)",), {}, "[0, 1; 1, 0]"),
    ("reflection", ("2x - y = 3", "(1, 1)"), {}, "[13/5; 1/5]"),
    ("reflection", (), {"normal": "(1, 2, 2)"}, "[7/9, -4/9, -4/9; -4/9, 1/9, -8/9; -4/9, -8/9, 1/9]"),
    ("reflection", ("z = 0", "(1, 2, 3)"), {}, "[1; 2; -3]"),
    ("reflection", ("(1, 0, 1), (0, 1, 1)",), {}, "[1/3, -2/3, 2/3; -2/3, 1/3, 2/3; 2/3, 2/3, 1/3]"),
    ("reflection", ("(sqrt(3), 1)",), {}, "[1/2, sqrt(3)/2; sqrt(3)/2, -1/2]"),
    ("affine_subspace", ("(1, 0, 1) + t(1, 1, 0) + s(0, 1, 1)",), {}, "x - y + z = 2"),
    ("affine_subspace", ("x = 1 + t, y = 2 - t, z = 3t",), {}, "x + y = 3, 3*x - z = 3"),
    ("affine_subspace", ("(1, 0, 2) + span{(1, 1, 1)}",), {}, "x - y = 1, x - z = -1"),
    ("affine_subspace", ("x + y - z = 3",), {}, "x = 3 - t + s, y = t, z = s"),
    ("affine_subspace", ("(sqrt(2), 0) + t(1, sqrt(2))",), {}, "x - sqrt(2)/2*y = sqrt(2)"),
    ("affine_subspace", ("(1, 0) + t(1, 2)", "x + y = 4"), {}, "x = 2, y = 2"),
    ("affine_subspace", ("(1, 0, 0) + t(1, 1, 0)", "(0, 0, 1) + t(0, 1, 2)"), {}, "no solution"),
    ("affine_subspace", ("x + y + z = 1", "x + y + z = 2"), {}, "no solution"),
    ("affine_subspace", ("x + y + z = 1", "2x + 2y + 2z = 2"), {}, "x = 1 - t - s, y = t, z = s"),
    ("affine_subspace", ("(1, 0, 0) + t(1, -1, 0)", "x + y + z = 1"), {}, "x = 1 + t, y = -t, z = 0"),
    ("affine_subspace", ("(1, 2, 3)", "x + y + z = 7"), {}, "no solution"),
    ("affine_subspace", ("(1,2,3,4) + t(1,0,0,1) + s(0,1,1,0)", "x1 + x2 = 3, x3 - x4 = 1"), {},
     "x1 = 0, x2 = 3, x3 = 4, x4 = 3"),
    ("image_area", ("[2, 1; 1, 3]",), {}, "5"),
    ("image_area", ("[2, 1; 1, 3]",), {"vertices": "(0, 0), (2, 0), (1, 2)"}, "10"),
    ("image_area", ("[0, 2; 1, 0]",), {"area": "5"}, "10"),
    ("image_area", ("[1, 2; 2, 4]",), {}, "0"),
    ("image_area", ("[sqrt(2), 0; 0, 1]",), {}, "sqrt(2)"),
]  # fmt: skip

POSITIONS = [
    ("(0, 0, 0) + t(1, 0, 0)", "(0, 0, 1) + t(0, 1, 0)", "skew"),
    ("(0, 0, 0) + t(1, 0, 0)", "(0, 0, 1) + t(2, 0, 0)", "parallel"),
    ("(0, 0, 0) + t(1, 0, 0)", "(5, 0, 0) + t(2, 0, 0)", "equal"),
    ("(0, 0, 0) + t(1, 0, 0)", "(1, 1, 0) + t(0, 1, 0)", "meet in a point"),
    ("x + y + z = 1", "x - y = 2", "meet in a line"),
    ("(1, 0, 0) + t(1, -1, 0)", "x + y + z = 1", "the first lies in the other"),
]

DECLINED = [
    ("matrix_of_map", ("(x y, x)",), {}, InputError),
    ("matrix_of_map", ("(x + 1, y)",), {}, InputError),
    ("matrix_of_map", ("(x + y, z)",), {"variables": "x,y"}, InputError),
    ("matrix_of_map", ("(1, 0) -> (1, 2), (2, 0) -> (2, 5)",), {}, InputError),
    ("matrix_of_map", ("(1, 0) -> (1, 2), (2, 0) -> (2, 4)",), {}, InputError),
    ("matrix_of_map", ("p -> p(x)^2 on P2",), {}, InputError),
    ("matrix_of_map", ("p -> p + 1 on P2",), {}, InputError),
    ("matrix_of_map", ("x p(x) on P3 to P3",), {}, InputError),
    ("kernel_image", ("[1, 2; 3, 4]",), {"spaces": "five"}, InputError),
    ("change_of_basis", ("(1, 2), (2, 4)",), {}, InputError),
    ("change_of_basis", ("(1, 0, 1), (0, 1, 1), (1, 1, 0)", "(1, 1), (1, 2)"), {}, InputError),
    ("change_of_basis", ("(1, 1), (1, -1)",), {"matrix": "[1, 2, 3; 4, 5, 6]"}, InputError),
    ("similarity", ("[1, 2, 3; 4, 5, 6]", "[1, 2; 3, 4]"), {}, InputError),
    ("rotation", ("1.5", "(1, 0)"), {}, InputError),
    ("rotation", ("theta", "(1, 0)"), {}, InputError),
    ("rotation", ("30°", "(1, 0, 2)"), {}, InputError),
    ("rotation", ("30°", "(1, 0, 2)"), {"axis": "(0, 0, 0)"}, InputError),
    ("rotation", ("20°", "(1, 0, 2)"), {"axis": "z"}, InputError),
    ("reflection", ("(0, 0)",), {}, InputError),
    ("reflection", ("x + y = 1",), {}, InputError),
    ("reflection", ("(1, 2)", "(1, 2, 3)"), {}, InputError),
    ("affine_subspace", ("x + y = 1, x + y = 2",), {}, InputError),
    ("affine_subspace", ("(1, 0) + t^2 (1, 1)",), {}, InputError),
    ("affine_subspace", ("[1, 2; 3, 4]",), {}, Unreadable),
    ("affine_subspace", ("(1, 2)", "(1, 2, 3)"), {}, InputError),
    ("image_area", ("[1, 2, 3; 4, 5, 6]",), {}, InputError),
    ("image_area", ("[1, 2; 3, 4]",), {"area": "-1"}, InputError),
]


def worked(method: str, inputs: tuple[str, ...], options: dict[str, str]) -> Any:
    from importlib import import_module

    return import_module(f"tutor.methods.maps.{method}").from_text(*inputs, **options)


@pytest.mark.parametrize(("method", "inputs", "options", "answer"), SOLVED)
def test_known_answers(method: str, inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = worked(method, inputs, options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


@pytest.mark.parametrize(("method", "inputs", "options", "error"), DECLINED)
def test_what_cannot_be_worked_is_declined(
    method: str, inputs: tuple[str, ...], options: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        worked(method, inputs, options)


@pytest.mark.parametrize("name", OWN)
def test_the_example_works_as_it_stands(name: str) -> None:
    words = shlex.split(method_card(name).example)
    assert words[:2] == ["tutor", "solve"]
    inputs, options = [], {}
    rest = iter(words[3:])
    for word in rest:
        if word.startswith("--"):
            options[word.removeprefix("--")] = next(rest)
        else:
            inputs.append(word)
    sound(solve(words[2], *inputs, **options))


@pytest.mark.parametrize(("first", "second", "position"), POSITIONS)
def test_relative_positions(first: str, second: str, position: str) -> None:
    assert position in str(worked("affine_subspace", (first, second), {}).meaning)


def test_sympy_agrees_on_kernels_and_images() -> None:
    import sympy as sp

    for seed in range(60):
        draw = Draw("maps", 1, seed)
        m, n = draw.integer(1, 5), draw.integer(1, 5)
        rows = [draw.integers(n, -3, 3) for _ in range(m)]
        if m > 1 and draw.coin():
            rows[0] = tuple(2 * a for a in rows[1])
        M, found = sp.Matrix(rows), kernel_image.spaces(tuple(rows))
        assert len(found.image) == len(found.rows) == M.rank()
        assert len(found.kernel) == n - M.rank()
        assert all(not any(M * sp.Matrix([sp.Rational(str(a)) for a in v])) for v in found.kernel)
        if seed % 6 == 0:
            sound(kernel_image.work(rows, four=bool(seed % 4)))


def test_numpy_agrees_on_maps_in_new_bases() -> None:
    for seed in range(12):
        draw = Draw("maps", 2, seed)
        S, T = (draw.unimodular(n) for n in (3, 2))
        A = tuple(draw.integers(3, -4, 4) for _ in range(2))
        bases = ["; ".join(", ".join(map(str, r)) for r in M) for M in (S, T, A)]
        solution = worked("change_of_basis", (f"[{bases[0]}]", f"[{bases[1]}]"), {"matrix": f"[{bases[2]}]"})
        expected = np.linalg.inv(np.array(T)) @ np.array(A) @ np.array(S)
        assert np.allclose(np.array(read_matrix(typed(solution.answer)), dtype=float), expected)
        assert np.allclose(run(solution.code), expected)
        sound(solution)


def test_similar_matrices_are_found_and_others_told_apart() -> None:
    blocks: tuple[Any, ...] = (
        ((2, 1, 0), (0, 2, 0), (0, 0, 3)), ((2, 0, 0), (0, 2, 0), (0, 0, 3)), ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
        ((1, 1, 0), (0, 1, 1), (0, 0, 1)), ((1, 1, 0), (0, 1, 0), (0, 0, 1)),
    )  # fmt: skip
    for seed, A in enumerate(blocks):
        S = Draw("similar", 1, seed).unimodular(3)
        inverse = np.rint(np.linalg.inv(np.array(S))).astype(int).tolist()
        B = times(times(inverse, A), S)
        solution = similarity.work(A, B)
        assert str(solution.answer) == "similar"
        sound(solution)
        found = similarity.transition(A, B)
        assert found is not None
        assert determinant(found)
        for other in blocks:
            assert (str(similarity.work(other, B).answer) == "similar") == (other == A)


def test_rotations_and_reflections_against_numpy() -> None:
    for axis in ("(1, 2, 2)", "(0, 3, 4)", "x", "y", "(1, 1, 0)"):
        for angle in (30, -45, 90, 135, 180, 240):
            solution = worked("rotation", (f"{angle}°",), {"axis": axis})
            R = run(solution.code)
            assert np.allclose(R.T @ R, np.eye(3))
            assert np.isclose(np.linalg.det(R), 1)
            assert np.isclose(np.trace(R), 1 + 2 * np.cos(np.deg2rad(angle)))
            assert solution.holds


def test_both_forms_of_an_affine_subspace_describe_the_same_points() -> None:
    for text in ("(1, 2, 3) + t(1, 0, 2)", "(1, 0, 0, 2) + t(1, 1, 1, 1) + s(0, 2, 0, 1)", "x + 2y - z = 4"):
        first = read_affine(text)
        assert first is not None
        second = read_affine(str(first.as_equations()), ",".join(first.variables))
        assert second is not None
        assert rank([*first.directions, *second.directions]) == len(first.directions) == len(second.directions)
        assert not any(
            sum(a * b for a, b in zip(r, second.point, strict=True)) - c
            for r, c in zip(first.normals, first.values, strict=True)
        )
