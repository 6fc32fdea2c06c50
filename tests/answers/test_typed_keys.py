"""Keys that a grader types for kinds of several pieces: tables of responses and verdicts, refused keys, bare forms."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.answers.tables import tables
from tutor.answers import Cases, Eigenpairs, Parts, RealSet
from tutor.answers.factorisation import Factorisation
from tutor.check import compare
from tutor.errors import InputError
from tutor.keys import ALIASES, KINDS, answer_of

ROWS = [(*json.loads(heading), *row) for heading, rows in tables("test_typed_keys").items() for row in rows]


@pytest.mark.parametrize(
    ("kind", "key", "options", "response", "status", "why"), ROWS, ids=[f"{r[0]}: {r[3]}" for r in ROWS]
)
def test_status_and_reason(kind: str, key: str, options: dict[str, Any], response: str, status: str, why: str) -> None:
    verdict = compare(key, response, kind=kind, **options)
    assert verdict.status.value == status, verdict
    assert why in str(verdict.feedback)


@pytest.mark.parametrize(
    ("key", "kind", "made"),
    [
        ("Q = [0, 1; 1, 0]; R = [1, 1; 0, 2]", "QR factorisation", Factorisation),
        ("A = [0, 2; 1, 1]; Q = [0, 1; 1, 0]; R = [1, 1; 0, 2]", "QR factorisation", Factorisation),
        ("P = [1, 1; 1, -1]; D = diag(3, 1)", "diagonalisation", Factorisation),
        ("P = [1, 1; 1, -1], D = [3, 0; 0, 1]", "diagonalisation", Factorisation),
        ("Q = [1, 1; 1, -1]/√2; D = diag(3, 1)", "spectral decomposition", Factorisation),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", "LU factorisation", Factorisation),
        ("P = [0, 1; 1, 0]; L = [1, 0; 0, 1]; U = [1, 2; 0, 3]", "LU factorisation", Factorisation),
        ("U = [1, 1; 1, -1]/√2; S = diag(3, 1); V = [1, 1; 1, -1]/√2", "singular value decomposition", Factorisation),
        (
            r"U = \frac{1}{\sqrt2}\begin{pmatrix}1&1\\1&-1\end{pmatrix}; \Sigma = diag(3, 1); V^T = [1, 1; 1, -1]/√2",
            "singular value decomposition",
            Factorisation,
        ),
        ("2: (1, 1); 3: (1, -1)", "eigenpairs", Eigenpairs),
        ("2 -> (1, 1); 3 -> (1, -1)", "eigenpairs", Eigenpairs),
        ("lambda = 2, v = (1, 1); lambda = 3, v = (1, -1)", "eigenpairs", Eigenpairs),
        (
            r"\lambda_1 = 2, v_1 = \begin{pmatrix}1\\1\end{pmatrix}; \lambda_2 = 3, v_2 = [1; -1]",
            "eigenpairs",
            Eigenpairs,
        ),
        ("A = [2, 1; 0, 2]; 2: (1, 0)", "eigenpairs", Eigenpairs),
        ("k=3: none; otherwise: one", "cases", Cases),
        ("k = 3: none; k != 3: one", "cases", Cases),
        (r"a = 3: \text{no solution}; a \neq 3: \text{one}", "cases", Cases),
        ("v = (1, 2); d = N(0, 1)", "parts", Parts),
        ("Q = [1, 2]; E = 3", "parts", Parts),
        ("(0, 1]", "set of reals", RealSet),
    ],
)
def test_the_kind_of_a_bare_key(key: str, kind: str, made: type) -> None:
    answer = answer_of(key)
    assert (answer.kind, isinstance(answer, made)) == (kind, True)
    assert compare(key, answer.typed()).is_right


@pytest.mark.parametrize(
    ("kind", "key", "right"),
    [
        ("diagonalisation", "A = [2, 1; 1, 1]", "P = [1+√5, 1-√5; 2, 2]; D = diag((3+√5)/2, (3-√5)/2)"),
        ("diagonalisation", "[0, 1; -1, 0]", "P = [1, 1; i, -i]; D = diag(i, -i)"),
        ("LU", "A = [0, 2; 1, 1]", "P = [0, 1; 1, 0]; L = [1, 0; 0, 1]; U = [1, 1; 0, 2]"),
        ("QR", "[1, 1; 1, 0]", "Q = [1, 1; 1, -1]/√2; R = [√2, 1/√2; 0, 1/√2]"),
        ("SVD", "A = [3, 0; 4, 5]", "U = [1, 3; 3, -1]/√10; S = diag(3√5, √5); V = [1, 1; 1, -1]/√2"),
        ("eigenpairs", "A = [2, 1; 0, 3]", "2: (1, 0); 3: (1, 1)"),
        ("eigenpairs", "[2, 0; 0, 2]", "2: (1, 0), (0, 1)"),
        ("eigenpairs", r"A = \begin{pmatrix}0&1\\-1&0\end{pmatrix}", "i: (1, i); -i: (1, -i)"),
    ],
)
def test_a_matrix_alone(kind: str, key: str, right: str) -> None:
    assert compare(key, right, kind=kind).is_right
    assert compare(key, answer_of(key, kind).typed(), kind=kind).is_right


def test_the_matrix_as_an_option() -> None:
    assert compare("2: (1, 0)", "2: (5, 0)", matrix="[2, 1; 0, 2]").is_right
    assert compare("P = [0, 1; 1, 0]; L = [1, 0; 0, 1]; U = [1, 1; 0, 2]", "L = [1, 0; 0, 1]; U = [1, 1; 0, 2]; "
                   "P = [0, 1; 1, 0]", kind="LU", matrix="A = [0, 2; 1, 1]", pivots_left=False).is_right  # fmt: skip


def test_kinds_of_parts() -> None:
    key = "values = 1, 2; image = span{(1, 0)}"
    assert compare(key, "image = {(3, 0)}; values = 2, 1", kind="parts", kinds={"values": "spectrum"}).is_right


@pytest.mark.parametrize(
    ("key", "options", "word"),
    [
        ("A = [2, 1; 1, 3]; P = [1, 1; 1, -1]; D = diag(3, 1)", {}, "its own properties"),
        ("A = [1, 1; 1, 2]; Q = [0, 1; 1, 0]; R = [1, 1; 0, 2]", {}, "its own properties"),
        ("Q = [0, 1; 1, 1]; R = [1, 1; 0, 2]", {}, "not orthogonal"),
        ("Q = [0, 1; 1, 0]; R = [1, 1; 1, 2]", {}, "not upper"),
        ("Q = [1, 1; 1, -1]; D = diag(3, 1)", {}, "squared length 2"),
        ("P = [1, 1; 1, 1]; D = diag(3, 1)", {}, "singular"),
        ("L = [2, 0; 4, 3]; U = [1, 2; 0, 1]", {}, "diagonal of L"),
        ("L = [1, 0; 2, 1]; U = [2, 1, 0; 0, 3, 1; 0, 0, 1]", {}, "shapes"),
        ("L = [1, 0; 2, 1]", {"kind": "LU"}, "lacks U"),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrix": "[1, 0; 0, 1]"}, "its own properties"),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrix": 3}, "is written as"),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrix": "[1, x; 0, 1]"}, "no matrix of numbers"),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrix": "[1, 0; 0, 1"}, "cannot be read"),
        ("A = [2, 1; 4, 5]; L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrix": "[1, 0; 0, 1]"}, "another A"),
        ("L = [1, 0; 2, 1]; U = [2, 1; 0, 3]", {"matrx": "[1, 0; 0, 1]"}, "did you mean matrix"),
        ("A = [1, 2; 2, 1]", {"kind": "Cholesky"}, "positive definite"),
        ("A = [1, 2; 3, 4]", {"kind": "Cholesky"}, "not symmetric"),
        ("A = [1, 2; 3, 4]", {"kind": "spectral decomposition"}, "not symmetric"),
        ("A = [2, 1; 0, 2]", {"kind": "diagonalisation"}, "not diagonalisable"),
        ("A = [1, 2; 2, 4]", {"kind": "QR"}, "dependent"),
        ("A = [1, 2; 3, 4]", {"kind": "SVD"}, "give the factors"),
        ("A = [0, 0; 0, 0]", {"kind": "SVD"}, "zero"),
        ("A = [1, 2, 3; 4, 5, 6]", {"kind": "diagonalisation"}, "not square"),
        ("A = [1, x; 3, 4]", {"kind": "QR"}, "write Q"),
        ("A = [1, sin(1); 3, 4]", {"kind": "QR"}, ""),
        ("U = [0.7071, 0.7071; 0.7071, -0.7071]; S = diag(3, 1); V = [1, 1; 1, -1]/√2", {}, ""),
        ("2: (1, 1)", {}, "does not tell the matrix"),
        ("2: (1, 1); 3: (2, 2)", {}, "does not tell the matrix"),
        ("2: (1, 1); 3: (1, -1, 0)", {}, "sizes"),
        ("2: (1, 0)", {"matrix": "[2, 1; 0, 3]"}, "lacks an eigenvalue"),
        ("2: (1, 0); 3: (1, 0)", {"matrix": "[2, 1; 0, 3]"}, "its own properties"),
        ("2: (1, 0)", {"matrix": "[2, 0; 0, 2]"}, ""),
        ("2: (1, x)", {"kind": "eigenpairs"}, "write 2"),
        ("2", {"kind": "eigenpairs"}, "colon"),
        ("k = 3: none", {}, "otherwise"),
        ("k = 3: none; k = 3: one; otherwise: one", {}, "contradict"),
        ("k = 3: none; a = 2: one; otherwise: one", {"kind": "cases"}, "no parameter"),
        ("k > 3: none; otherwise: one", {"kind": "cases"}, "conditions"),
        ("k = 3: maybe; otherwise: one", {"kind": "cases"}, "one of none"),
        ("k = √2: none; otherwise: one", {"kind": "cases"}, "special"),
        ("2", {"kind": "parts"}, "no named parts"),
        ("E = 2; e = 3", {"kind": "parts"}, "no named parts"),
        ("E = 2(; Var = 1", {"kind": "parts"}, ""),
        ("E = 2; Var = 1", {"kind": "parts", "kinds": {"F": "number"}}, "kinds names"),
        ("E = 2; Var = 1", {"kind": "parts", "kinds": {"E": "nmber"}}, "unknown kind"),
        ("E = 2; Var = 1", {"kind": "parts", "kinds": 3}, "kinds names"),
        ("1, 2, 3", {"kind": "interval"}, ""),
    ],
)
def test_a_wrong_key_is_refused_by_name(key: str, options: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError) as refused:
        compare(key, "1", **options)
    assert word in str(refused.value)


@pytest.mark.parametrize(
    ("key", "response", "status", "options"),
    [
        ("span{(1, √2)}", "(1, 1.414)", "wrong-form", {}),
        ("span{(1, √2)}", "(0.577, 0.816)", "wrong-form", {}),
        ("span{(1, √2)}", "(1, 1.4)", "wrong", {}),
        ("span{(1, √2)}", "(1, 1.424)", "wrong", {}),
        ("span{(3, 1)}", "(1, 0.333)", "wrong-form", {"basis": True}),
        ("span{(3, 1)}", "(1, 0.333), (1, 0.333)", "wrong", {"basis": True}),
        ("span{(3, 1, 0), (0, 0, 1)}", "(1, 0.333, 0), (2, 0.667, 1)", "wrong-form", {"basis": True}),
        ("span{(3, 1, 0), (0, 0, 1)}", "(1, 0.333, 0), (2, 0.667, 0)", "wrong", {"basis": True}),
        ("span{(3, 1, 0), (0, 0, 1)}", "(1, 0.333, 0)", "wrong", {}),
        ("span{(4, 1)}", "(1, 0.250)", "right", {}),
        ("x = 1/3, y = 2/3", "x = 0.333, y = 0.667", "wrong-form", {}),
        ("x = 1/3, y = 2/3", "(0.333, 0.667)", "wrong-form", {}),
        ("x = 1/3, y = 2/3", "x = 1/3, y = 0.667", "wrong-form", {}),
        ("x = 1/3, y = 2/3", "x = 0.333, y = 0.666", "wrong", {}),
        ("x = 1/3, y = 2/3", "x = 0.33, y = 0.67", "wrong", {}),
        ("x = 1/3, y = 2/3", "x = 0.333, y = 1", "wrong", {}),
        ("x = √2, y = 1", "x = 1.414, y = 1", "wrong-form", {}),
        ("x = 1/3 + 2/3 t, y = t", "x = 0.333 + 0.667t, y = t", "wrong-form", {}),
        ("x = 1/3 + 2/3 t, y = t", "(0.333, 0) + t(0.667, 1)", "wrong-form", {}),
        ("x = 1/3 + 2/3 t, y = t", "x = 1/3 + 0.667s, y = s", "wrong-form", {}),
        ("x = 1/3 + 2/3 t, y = t", "(0.333, 0) + t(0.677, 1)", "wrong", {}),
        ("x = 1/3 + 2/3 t, y = t", "x = 0.333, y = 0", "wrong", {}),
    ],
)
def test_rounded_vectors(key: str, response: str, status: str, options: dict[str, Any]) -> None:
    verdict = compare(key, response, kind="subspace" if "span" in key else None, **options)
    assert verdict.status.value == status, verdict
    assert ("Rounded" in str(verdict.feedback)) == (status == "wrong-form")


def test_short_names_of_kinds() -> None:
    assert set(ALIASES.values()) <= set(KINDS)
    assert compare("L = [2, 0; 1, 3]", "L = [2, 0; 1, 3]", kind="Cholesky").is_right
