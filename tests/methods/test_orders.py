"""Unknowns are taken in the order of coordinates: x, y, z before w, whatever the alphabet says."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.exact.expressions import exact_value
from tutor.solve import solve
from tutor.written import Op, typed


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (("orthogonal_complement", "x + y - z + w = 0"), "{(1, 1, -1, 1)}"),
        (("orthogonal_complement", "x + 2y - z + t = 0"), "{(1, 2, -1, 1)}"),
        (("basis", "x + 2y + 3z + 4w = 0"), "{(2, -1, 0, 0), (3, 0, -1, 0), (4, 0, 0, -1)}"),
        (("matrix_of_map", "(x + 2y, z + 3w)"), "[1, 2, 0, 0; 0, 0, 1, 3]"),
        (("linearity_test", "(x + 2y, z + 3w)"), "yes, A = [1, 2, 0, 0; 0, 0, 1, 3]"),
        (("gradient", "x + 2y + 3z + 4w"), "[1, 2, 3, 4]"),
        (("system", "x + 2y + 3z + 4w = 2"), "x = 2 - 2*t - 3*s - 4*r, y = t, z = s, w = r"),
    ],
)
def test_w_comes_last(call: tuple[str, ...], answer: str) -> None:
    assert typed(solve(*call).answer) == answer


def test_a_point_is_projected_in_the_order_in_which_it_is_typed() -> None:
    answer = solve("affine_projection", "(1, 0, 2, 1)", "x + y + z + w = 1, x - y = 0").answer
    assert isinstance(answer, Op)
    point = np.array([float(r[0]) for r in exact_value(answer.args[0].args[1])])  # type: ignore[attr-defined]
    A, b, x = np.array([[1.0, 1, 1, 1], [1, -1, 0, 0]]), np.array([1.0, 0]), np.array([1.0, 0, 2, 1])
    assert np.allclose(point, x - np.linalg.pinv(A) @ (A @ x - b))
