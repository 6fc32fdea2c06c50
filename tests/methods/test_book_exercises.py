"""Exercises of the book (Deisenroth, Faisal, Ong: chapters 2 to 4, numbers only), solved as a user types them.

Every answer is held against SymPy's or NumPy's own, found here by another road than the method's steps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp

from tutor import compare
from tutor.exact.expressions import exact_value
from tutor.solve import solve
from tutor.written import Op, Written, typed

Key = Callable[[], str]


def M(text: str) -> sp.Matrix:
    """``1,2;3,4`` as SymPy's matrix."""
    return sp.Matrix([[sp.nsimplify(a) for a in row.split(",")] for row in text.split(";")])


def rows(A: sp.Matrix) -> str:
    """SymPy's matrix as it is typed."""
    return "[" + "; ".join(", ".join(str(a) for a in A.row(i)) for i in range(A.rows)) + "]"


def span(vectors: Any) -> str:
    """SymPy's columns as a span."""
    return "span{" + ", ".join("(" + ", ".join(map(str, v)) + ")" for v in vectors) + "}"


def points(A: str, b: str) -> str:
    """SymPy's solution set of A x = b, as it is typed."""
    matrix, right = M(A), M(b)
    names = sp.symbols(f"x1:{matrix.cols + 1}")
    found = sp.linsolve((matrix, right), *names)
    if not found:
        return "no solution"
    renamed = {x: sp.Symbol(f"t{k}") for k, x in enumerate(names)}
    return ", ".join(f"{x} = {v.subs(renamed)}" for x, v in zip(names, next(iter(found)), strict=True))


def pairs(A: str) -> str:
    """SymPy's eigenvalues and eigenvectors, as they are typed."""
    found = (f"{v}: ({', '.join(map(str, w))})" for v, _, basis in M(A).eigenvects() for w in basis)
    return "; ".join((f"A = {rows(M(A))}", *found))


def projected(x: str, B: str, inner: str = "") -> sp.Matrix:
    """B (Bᵀ G B)⁻¹ Bᵀ G x for independent columns of B."""
    basis, point = M(B), M(x)
    basis = sp.Matrix.hstack(*basis.columnspace())
    G = M(inner) if inner else sp.eye(point.rows)
    return basis * (basis.T * G * basis).inv() * basis.T * G * point


def norm(v: sp.Matrix, inner: str = "") -> sp.Expr:
    """The length of a column."""
    return sp.sqrt((v.T * (M(inner) if inner else sp.eye(v.rows)) * v)[0])


def meet(*systems: str) -> str:
    """The common null space of several matrices."""
    return span(sp.Matrix.vstack(*map(M, systems)).nullspace())


def annihilator(vectors: str) -> str:
    """Equations of the span of columns: the null space of the transposed matrix."""
    return ";".join(",".join(map(str, v)) for v in M(vectors).T.nullspace())


A413 = "0,1,0,0,1,0;0,0,0,1,1,0;0,1,0,0,0,1"
U12 = "1,2,-1;1,-1,1;-3,0,-1;1,-1,1"
W12 = "-1,2,-3;-2,-2,6;2,0,-2;1,0,-1"
MAP17 = "(3x1 + 2x2 + x3, x1 + x2 + x3, x1 - 3x2, 2x1 + 3x2 + x3)"
A17 = "3,2,1;1,1,1;1,-3,0;2,3,1"
G33, G36 = "2,1,0;1,3,-1;0,-1,2", "2,1,0;1,2,-1;0,-1,2"
U35 = "0,1,-3,-1;-1,-3,4,-3;2,1,1,5;0,-1,2,0;2,2,1,7"
FOUR = "0,-1,1,1;-1,1,-2,3;2,-1,0,0;1,-1,1,0"
FIVE = "2,0,1,2,0;2,-1,0,1,1;0,1,2,1,2;-2,0,2,-1,2;2,0,0,1,1"

# exercise; method and inputs; options; the part of the answer that is meant; kind; the key by another road
EXERCISES: list[tuple[str, tuple[str, ...], dict[str, str], str, str, Key]] = [
    ("2.4a", ("matrix_product", "[1,2;4,5;7,8]", "[1,1,0;0,1,1;1,0,1]"), {}, "", "no answer", lambda: "undefined"),
    ("2.4b", ("matrix_product", "[1,2,3;4,5,6;7,8,9]", "[1,1,0;0,1,1;1,0,1]"), {}, "", "matrix",
     lambda: rows(M("1,2,3;4,5,6;7,8,9") * M("1,1,0;0,1,1;1,0,1"))),
    ("2.4c", ("matrix_product", "[1,1,0;0,1,1;1,0,1]", "[1,2,3;4,5,6;7,8,9]"), {}, "", "matrix",
     lambda: rows(M("1,1,0;0,1,1;1,0,1") * M("1,2,3;4,5,6;7,8,9"))),
    ("2.4d", ("matrix_product", "[1,2,1,2;4,1,-1,-4]", "[0,3;1,-1;2,1;5,2]"), {}, "", "matrix",
     lambda: rows(M("1,2,1,2;4,1,-1,-4") * M("0,3;1,-1;2,1;5,2"))),
    ("2.4e", ("matrix_product", "[0,3;1,-1;2,1;5,2]", "[1,2,1,2;4,1,-1,-4]"), {}, "", "matrix",
     lambda: rows(M("0,3;1,-1;2,1;5,2") * M("1,2,1,2;4,1,-1,-4"))),
    ("2.5a", ("system", "[1,1,-1,-1|1;2,5,-7,-5|-2;2,-1,1,3|4;5,2,-4,2|6]"), {}, "", "solution set",
     lambda: points("1,1,-1,-1;2,5,-7,-5;2,-1,1,3;5,2,-4,2", "1;-2;4;6")),
    ("2.5b", ("system", "[1,-1,0,0,1|3;1,1,0,-3,0|6;2,-1,0,1,-1|5;-1,2,0,-2,-1|-1]"), {}, "", "solution set",
     lambda: points("1,-1,0,0,1;1,1,0,-3,0;2,-1,0,1,-1;-1,2,0,-2,-1", "3;6;5;-1")),
    ("2.6", ("system", "[0,1,0,0,1,0|2;0,0,0,1,1,0|-1;0,1,0,0,0,1|1]"), {}, "", "solution set",
     lambda: points(A413, "2;-1;1")),
    ("2.7", ("system", "[-6,4,3|0;6,-12,9|0;0,8,-12|0;1,1,1|1]"), {}, "", "solution set",
     lambda: points("-6,4,3;6,-12,9;0,8,-12;1,1,1", "0;0;0;1")),
    ("2.8a", ("inverse", "[2,3,4;3,4,5;4,5,6]"), {}, "", "no answer",
     lambda: "singular" if M("2,3,4;3,4,5;4,5,6").det() == 0 else "?"),
    ("2.8b", ("inverse", "[1,0,1,0;0,1,1,0;1,1,0,1;1,1,1,0]"), {}, "", "matrix",
     lambda: rows(M("1,0,1,0;0,1,1,0;1,1,0,1;1,1,1,0").inv())),
    ("2.11", ("span_membership", "(1,-2,5)", "(1,1,1), (1,2,3), (2,-1,1)"), {}, "", "vector",
     lambda: rows(M("1,1,2;1,2,-1;1,3,1").LUsolve(M("1;-2;5")))),
    ("2.12 sum", ("sum_intersection", "span{(1,1,-3,1),(2,-1,0,-1),(-1,1,-1,1)}",
                  "span{(-1,-2,2,1),(2,-2,0,0),(-3,6,-2,-1)}"), {}, "sum", "subspace",
     lambda: span(sp.Matrix.hstack(M(U12), M(W12)).columnspace())),
    ("2.12", ("sum_intersection", "span{(1,1,-3,1),(2,-1,0,-1),(-1,1,-1,1)}",
              "span{(-1,-2,2,1),(2,-2,0,0),(-3,6,-2,-1)}"), {}, "intersection", "subspace",
     lambda: meet(annihilator(U12), annihilator(W12))),
    ("2.13 U1", ("null_space", "[1,0,1;1,-2,-1;2,1,3;1,0,1]"), {}, "", "subspace",
     lambda: meet("1,0,1;1,-2,-1;2,1,3;1,0,1")),
    ("2.13 U2", ("null_space", "[3,-3,0;1,2,3;7,-5,2;3,-1,2]"), {}, "", "subspace",
     lambda: meet("3,-3,0;1,2,3;7,-5,2;3,-1,2")),
    ("2.14 U1", ("basis", "[1,0,1;1,-2,-1;2,1,3;1,0,1]"), {}, "", "subspace",
     lambda: span(M("1,0,1;1,-2,-1;2,1,3;1,0,1").columnspace())),
    ("2.14 U2", ("basis", "[3,-3,0;1,2,3;7,-5,2;3,-1,2]"), {}, "", "subspace",
     lambda: span(M("3,-3,0;1,2,3;7,-5,2;3,-1,2").columnspace())),
    ("2.14 column space", ("four_subspaces", "[3,-3,0;1,2,3;7,-5,2;3,-1,2]"), {}, "C(A)", "subspace",
     lambda: span(M("3,-3,0;1,2,3;7,-5,2;3,-1,2").columnspace())),
    ("2.14 row space", ("four_subspaces", "[3,-3,0;1,2,3;7,-5,2;3,-1,2]"), {}, "C(A^T)", "subspace",
     lambda: span(M("3,-3,0;1,2,3;7,-5,2;3,-1,2").T.columnspace())),
    ("2.14 left null space", ("four_subspaces", "[3,-3,0;1,2,3;7,-5,2;3,-1,2]"), {}, "N(A^T)", "subspace",
     lambda: span(M("3,-3,0;1,2,3;7,-5,2;3,-1,2").T.nullspace())),
    ("2.15", ("sum_intersection", "x + y - z = 0", "span{(1,1,1),(-1,1,-3)}"), {}, "intersection", "subspace",
     lambda: meet("1,1,-1", annihilator("1,-1;1,1;1,-3"))),
    ("2.17 matrix", ("matrix_of_map", MAP17), {"variables": "x1,x2,x3"}, "", "matrix", lambda: rows(M(A17))),
    ("2.17 rank", ("rank", "[3,2,1;1,1,1;1,-3,0;2,3,1]"), {}, "", "number", lambda: str(M(A17).rank())),
    ("2.17 image", ("kernel_image", MAP17), {"variables": "x1,x2,x3"}, "im", "subspace",
     lambda: span(M(A17).columnspace())),
    ("2.19 image", ("kernel_image", "[1,1,0;1,-1,0;1,1,1]"), {}, "im", "subspace",
     lambda: span(M("1,1,0;1,-1,0;1,1,1").columnspace())),
    ("2.19 basis", ("change_of_basis", "(1,1,1),(1,2,1),(1,0,0)"),
     {"matrix": "[1,1,0;1,-1,0;1,1,1]"}, "", "matrix",
     lambda: rows(M("1,1,1;1,2,0;1,1,0").inv() * M("1,1,0;1,-1,0;1,1,1") * M("1,1,1;1,2,0;1,1,0"))),
    ("2.20", ("change_of_basis", "(2,1),(-1,-1)", "(2,-2),(1,1)"), {}, "", "matrix",
     lambda: rows(M("2,1;-2,1").inv() * M("2,-1;1,-1"))),
    ("3.3a", ("distance", "(1,2,3)", "(-1,-1,0)"), {}, "", "number", lambda: str(norm(M("2;3;3")))),
    ("3.3b", ("inner_product", "(1,2,3)", "(-1,-1,0)"), {"inner": "[2,1,0;1,3,-1;0,-1,2]"}, "norm(x - y)", "number",
     lambda: str(norm(M("2;3;3"), G33))),
    ("3.4a", ("angle", "(1,2)", "(-1,-1)"), {}, "", "number", lambda: "acos(-3/sqrt(10))"),
    ("3.4b", ("inner_product", "(1,2)", "(-1,-1)"), {"inner": "[2,1;1,3]"}, "omega", "number",
     lambda: f"acos(({(M('1,2') * M('2,1;1,3') * M('-1;-1'))[0]})/(sqrt(18)*sqrt(7)))"),
    ("3.5", ("projection", "(-1,-9,-1,4,1)", "(0,-1,2,0,2),(1,-3,1,-1,2),(-3,4,1,2,1),(-1,-3,5,0,7)"), {}, "p",
     "vector", lambda: rows(projected("-1;-9;-1;4;1", U35))),
    ("3.5 distance", ("projection", "(-1,-9,-1,4,1)", "(0,-1,2,0,2),(1,-3,1,-1,2),(-3,4,1,2,1),(-1,-3,5,0,7)"), {},
     "d", "number", lambda: str(norm(M("-1;-9;-1;4;1") - projected("-1;-9;-1;4;1", U35)))),
    ("3.6", ("projection", "(0,1,0)", "(1,0,0),(0,0,1)"), {"inner": "[2,1,0;1,2,-1;0,-1,2]"}, "p", "vector",
     lambda: rows(projected("0;1;0", "1,0;0,0;0,1", G36))),
    ("3.6 distance", ("projection", "(0,1,0)", "(1,0,0),(0,0,1)"), {"inner": "[2,1,0;1,2,-1;0,-1,2]"}, "d", "number",
     lambda: str(norm(M("0;1;0") - projected("0;1;0", "1,0;0,0;0,1", G36), G36))),
    ("4.1 Laplace", ("determinant", "[1,3,5;2,4,6;0,2,4]"), {"by": "laplace"}, "", "number",
     lambda: str(M("1,3,5;2,4,6;0,2,4").det())),
    ("4.1 Sarrus", ("determinant", "[1,3,5;2,4,6;0,2,4]"), {"by": "sarrus"}, "", "number",
     lambda: str(M("1,3,5;2,4,6;0,2,4").det())),
    ("4.2", ("determinant", "[2,0,1,2,0;2,-1,0,1,1;0,1,2,1,2;-2,0,2,-1,2;2,0,0,1,1]"), {}, "", "number",
     lambda: str(M(FIVE).det())),
    ("4.3a", ("eigen", "[1,0;1,1]"), {}, "", "eigenpairs", lambda: pairs("1,0;1,1")),
    ("4.3b", ("eigen", "[-2,2;2,1]"), {}, "", "eigenpairs", lambda: pairs("-2,2;2,1")),
    ("4.4", ("eigen", "[0,-1,1,1;-1,1,-2,3;2,-1,0,0;1,-1,1,0]"), {}, "", "eigenpairs", lambda: pairs(FOUR)),
    ("4.6a", ("eigen", "[2,3,0;1,4,3;0,0,1]"), {}, "", "eigenpairs", lambda: pairs("2,3,0;1,4,3;0,0,1")),
    ("4.6b", ("eigen", "[1,1,0,0;0,0,0,0;0,0,0,0;0,0,0,0]"), {}, "", "eigenpairs",
     lambda: pairs("1,1,0,0;0,0,0,0;0,0,0,0;0,0,0,0")),
    ("4.7b", ("diagonalization", "[1,1,1;1,1,1;1,1,1]"), {}, "", "diagonalisation",
     lambda: "A = [1,1,1;1,1,1;1,1,1]"),
    ("4.7d", ("diagonalization", "[5,-6,-6;-1,4,2;3,-6,-4]"), {}, "", "diagonalisation",
     lambda: "A = [5,-6,-6;-1,4,2;3,-6,-4]"),
    ("4.8", ("svd", "[3,2,2;2,3,-2]"), {}, "", "singular value decomposition", lambda: "A = [3,2,2;2,3,-2]"),
    ("4.9", ("svd", "[2,2;-1,1]"), {}, "", "singular value decomposition", lambda: "A = [2,2;-1,1]"),
]  # fmt: skip

# exercise; method and inputs; options; what the answer begins with; whether NumPy or SymPy says so too
DECISIONS: list[tuple[str, tuple[str, ...], dict[str, str], str, Callable[[], bool]]] = [
    ("2.9c", ("subspace_test", "x - 2y + 3z = 5"), {"variables": "x,y,z"}, "no",
     lambda: not np.allclose(np.array([1, -2, 3]) @ np.zeros(3), 5)),
    ("2.9c for 0", ("subspace_test", "x - 2y + 3z = 0"), {"variables": "x,y,z"}, "yes",
     lambda: bool(np.allclose(np.array([[2, 1, 0], [3, 0, -1]]) @ np.array([1, -2, 3]), 0))),
    ("2.10a", ("independence", "(2,-1,3)", "(1,1,-2)", "(3,-3,8)"), {}, "2*v1 - v2 - v3 = 0",
     lambda: bool(np.allclose(2 * np.array([2, -1, 3]) - [1, 1, -2] - np.array([3, -3, 8]), 0))),
    ("2.10b", ("independence", "(1,2,1,0,0), (1,1,0,1,1), (1,0,0,1,1)"), {}, "linearly independent",
     lambda: np.linalg.matrix_rank([[1, 2, 1, 0, 0], [1, 1, 0, 1, 1], [1, 0, 0, 1, 1]]) == 3),
    ("2.16d", ("linearity_test", "(x1 + 2x2 + 3x3, x1 + 4x2 + 3x3)"), {"variables": "x1,x2,x3"}, "yes", lambda: True),
    ("2.17 kernel", ("kernel_image", MAP17), {"variables": "x1,x2,x3"}, "ker = {(0, 0, 0)}",
     lambda: np.linalg.matrix_rank(np.array(M(A17).tolist(), dtype=float)) == 3),
    ("3.1", ("inner_product_test", "x1 y1 - (x1 y2 + x2 y1) + 2 x2 y2"), {}, "yes",
     lambda: bool(np.all(np.linalg.eigvalsh([[1, -1], [-1, 2]]) > 0))),
    ("3.2", ("inner_product_test", "[2,0;1,2]"), {}, "no", lambda: True),
    ("4.5a", ("diagonalization", "[1,0;0,1]"), {}, "P = ", lambda: M("1,0;0,1").is_diagonalizable()),
    ("4.5b", ("diagonalization", "[1,0;0,0]"), {}, "P = ", lambda: M("1,0;0,0").is_diagonalizable()),
    ("4.5c", ("diagonalization", "[1,1;0,1]"), {}, "not", lambda: not M("1,1;0,1").is_diagonalizable()),
    ("4.5d", ("diagonalization", "[0,1;0,0]"), {}, "not", lambda: not M("0,1;0,0").is_diagonalizable()),
    ("4.7a", ("diagonalization", "[0,1;-8,4]"), {}, "not",
     lambda: not M("0,1;-8,4").is_diagonalizable(reals_only=True)),
    ("4.7c", ("diagonalization", "[5,4,2,1;0,1,-1,-1;-1,-1,3,0;1,1,-1,2]"), {}, "not",
     lambda: not M("5,4,2,1;0,1,-1,-1;-1,-1,3,0;1,1,-1,2").is_diagonalizable()),
]  # fmt: skip


def meant(answer: Written, part: str) -> str:
    """The part of an answer that has this name, as it is typed; the whole without a name."""
    if not part:
        return typed(answer)
    for item in answer.args if isinstance(answer, Op) else ():
        if isinstance(item, Op) and len(item.args) == 2 and typed(item.args[0]) == part:
            return typed(item.args[1])
    raise AssertionError(f"no part {part} in {typed(answer)}")


@pytest.mark.parametrize(
    ("call", "options", "part", "kind", "key"), [e[1:] for e in EXERCISES], ids=[e[0] for e in EXERCISES]
)
def test_the_answer_is_that_of_another_road(
    call: tuple[str, ...], options: dict[str, str], part: str, kind: str, key: Key
) -> None:
    solution = solve(*call, **options)
    assert solution.holds is True
    verdict = compare(key(), meant(solution.answer, part), kind=kind)
    assert verdict.is_right, (key(), typed(solution.answer), verdict)


@pytest.mark.parametrize(
    ("call", "options", "begins", "other"), [d[1:] for d in DECISIONS], ids=[d[0] for d in DECISIONS]
)
def test_the_decision_is_that_of_another_road(
    call: tuple[str, ...], options: dict[str, str], begins: str, other: Callable[[], bool]
) -> None:
    solution = solve(*call, **options)
    assert solution.holds is True
    assert typed(solution.answer).startswith(begins)
    assert other()


def test_gram_schmidt_of_exercise_3_8() -> None:
    solution = solve("gram_schmidt", "(1,1,1), (-1,2,0)")
    Q = np.array([[float(r[0]) for r in exact_value(v)] for v in solution.answer.args])  # type: ignore[attr-defined]
    assert np.allclose(Q @ Q.T, np.eye(2))
    q, _ = np.linalg.qr(np.array([[1, -1], [1, 2], [1, 0]], dtype=float))
    assert np.allclose(np.abs(Q @ q), np.eye(2))


def test_rank_one_approximation_of_exercise_4_10() -> None:
    solution = solve("low_rank", "[3,2,2; 2,3,-2]", k="1")
    U, s, Vt = np.linalg.svd(np.array([[3, 2, 2], [2, 3, -2]], dtype=float))
    best = s[0] * np.outer(U[:, 0], Vt[0])
    assert solution.holds is True
    found = exact_value(solution.answer.args[0].args[1])  # type: ignore[attr-defined]
    assert np.allclose(np.array(found, dtype=float), best)


def test_there_are_sixty() -> None:
    assert len(EXERCISES) + len(DECISIONS) + 2 >= 60
