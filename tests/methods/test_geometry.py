"""Analytic geometry: typed inputs with answers found by SymPy or by hand, edge cases, refusals, claims that fail."""

from __future__ import annotations

import contextlib
import io
import shlex
import warnings
from typing import Any

import pytest

from tests.mutations import survivors
from tutor.answers import QR
from tutor.chance import Draw
from tutor.claims import Given
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import dot, from_columns, identity, rank, same_span, times, transposed
from tutor.exact.scalars import plain, write
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.orthogonal import orthogonalised, unit
from tutor.methods.geometry.projection import projected
from tutor.methods.geometry.projection_matrix import matrix_of
from tutor.methods.geometry.qr import factors
from tutor.methods.geometry.space import Space
from tutor.solve import method_card, solve
from tutor.step import Solution
from tutor.surds import root

NAMES = (
    "inner_product",
    "gram_schmidt",
    "qr",
    "orthogonal_complement",
    "projection",
    "projection_matrix",
    "affine_projection",
    "householder",
)
M = "[2, 1, 0; 1, 2, 0; 0, 0, 1]"

SOLVED: list[tuple[str, tuple[str, ...], dict[str, str], str]] = [
    # inner products (MML 3.2 to 3.4, exercises 3.1 to 3.4)
    ("inner_product", ("(1, 1)", "(1, 2)"), {"find": "angle"}, "arccos(3*sqrt(10)/10)"),
    ("inner_product", ("(1, 1)", "(-1, 1)"), {"find": "angle", "inner": "[2, 0; 0, 1]"}, "arccos(-1/3)"),
    ("inner_product", ("(1, 2, 3)", "(-1, -1, 0)"), {"find": "distance"}, "sqrt(22)"),
    ("inner_product", ("(1, 2, 3)", "(-1, -1, 0)"), {"find": "distance", "inner": "[2,1,0;1,3,-1;0,-1,2]"}, "sqrt(47)"),
    ("inner_product", ("(1, 2)", "(-1, -1)"), {"find": "angle", "inner": "[2, 1; 1, 3]"}, "arccos(-11*sqrt(14)/42)"),
    ("inner_product", ("(1, 0)", "(0, 1)"), {"find": "product", "inner": "x1*y1 - x1*y2 - x2*y1 + 2*x2*y2"}, "-1"),
    ("inner_product", ("x", "x^2 - 1"), {"find": "product", "inner": "[0, 1]"}, "-1/4"),
    ("inner_product", ("1 + t", "t^2"), {"find": "distance", "inner": "[-1, 1]"}, "sqrt(390)/15"),
    ("inner_product", ("(1, 0)", "(1, sqrt(3))"), {"find": "angle"}, "pi/3"),
    ("inner_product", ("(1, 2)", "(-2, 1)"), {"find": "angle"}, "pi/2"),
    ("inner_product", ("(sqrt(2), 1)", "(0, 0)"), {"find": "lengths"}, "norm(x) = sqrt(3), norm(y) = 0"),
    ("inner_product", ("(1, 2)", "(2, 4)"), {"find": "cosine"}, "1"),
    # Gram–Schmidt
    ("gram_schmidt", ("(3, 4), (1, 0)",), {}, "[3/5; 4/5], [4/5; -3/5]"),
    ("gram_schmidt", ("(2, 0)", "(1, 1)"), {"normalise": "no"}, "[1; 0], [0; 1]"),
    ("gram_schmidt", ("(1,1,1), (2,2,2), (0,0,0)",), {}, "[sqrt(3)/3; sqrt(3)/3; sqrt(3)/3]"),
    ("gram_schmidt", ("1, x, x^2",), {"inner": "[-1, 1]", "normalise": "no"}, "1, x, 3*x^2 - 1"),
    ("gram_schmidt", ("1, x",), {"inner": "integral from 0 to 1"}, "1, 2*sqrt(3)*x - sqrt(3)"),
    ("gram_schmidt", ("(1, 0), (0, 1)",), {"inner": "[2, 1; 1, 2]", "normalise": "no"}, "[1; 0], [-1; 2]"),
    ("gram_schmidt", ("(0, 0, 0), (0, 3, 4)",), {"modified": "yes"}, "[0; 3/5; 4/5]"),
    # QR (18.06)
    ("qr", ("[3, 1; 4, 0]",), {}, "Q = [3/5, 4/5; 4/5, -3/5]; R = [5, 3/5; 0, 4/5]"),
    ("qr", ("[1, 2; 1, 2]",), {}, "Q = [sqrt(2)/2; sqrt(2)/2]; R = [sqrt(2), 2*sqrt(2)]"),
    ("qr", ("[0, 2; 0, 0]",), {}, "Q = [1; 0]; R = [0, 2]"),
    # complements
    ("orthogonal_complement", ("(1, 1, 1)",), {}, "{(1, -1, 0), (1, 0, -1)}"),
    ("orthogonal_complement", ("(1, 2, 3, 4), (0, 1, 1, 0)",), {}, "{(1, 1, -1, 0), (4, 0, 0, -1)}"),
    ("orthogonal_complement", ("(1, 0), (1, 1)",), {}, "{(0, 0)}"),
    ("orthogonal_complement", ("x + 2y - z = 0",), {}, "{(1, 2, -1)}"),
    ("orthogonal_complement", ("x1 + x3 = 0, x2 = 0",), {}, "{(0, 1, 0), (1, 0, 1)}"),
    ("orthogonal_complement", ("x1 + x4 = 0",), {"inner": "[1,0,0,0;0,2,0,0;0,0,3,0;0,0,0,1]"}, "{(1, 0, 0, 1)}"),
    ("projection", ("(1, 2, 3)", "x + y + z = 0"), {}, "p = [-1; 0; 1], d = 2*sqrt(3)"),
    ("gram_schmidt", ("1, x",), {"inner": "∫_0^1", "normalise": "no"}, "1, 2*x - 1"),
    ("orthogonal_complement", ("(0, 0)",), {}, "{(1, 0), (0, 1)}"),
    ("orthogonal_complement", ("(1, 0)",), {"inner": "[2, 1; 1, 2]"}, "{(1, -2)}"),
    ("orthogonal_complement", ("(sqrt(2), 1)",), {}, "{(1, -sqrt(2))}"),
    # projections (MML 3.8, exercises 3.5 and 3.6)
    ("projection", ("(6, 0, 0)", "(1, 1, 1), (0, 1, 2)"), {}, "p = [5; 2; -1], d = sqrt(6)"),
    ("projection", ("(6, 0, 0)", "(1, 1, 1), (0, 1, 2)"), {"find": "coordinates"}, "[5; -3]"),
    (
        "projection",
        ("(-1,-9,-1,4,1)", "(0,-1,2,0,2), (1,-3,1,-1,2), (-3,4,1,2,1), (-1,-3,5,0,7)"),
        {},
        "p = [1; -5; -1; -2; 3], d = 2*sqrt(15)",
    ),
    (
        "projection",
        ("(0, 1, 0)", "(1, 0, 0), (0, 0, 1)"),
        {"inner": "[2,1,0;1,2,-1;0,-1,2]"},
        "p = [1/2; 0; -1/2], d = 1",
    ),
    ("projection", ("(1, 2)", "(0, 0)"), {}, "p = [0; 0], d = sqrt(5)"),
    ("projection", ("(2, 2)", "(1, 1)"), {}, "p = [2; 2], d = 0"),
    ("projection", ("(1, -1)", "(1, 1)"), {}, "p = [0; 0], d = sqrt(2)"),
    ("projection", ("x^2", "1, x"), {"inner": "[0, 1]"}, "p = x - 1/6, d = sqrt(5)/30"),
    ("projection", ("(1, 2, 3)", "(1, 1, 0), (1, -1, 0), (1, 0, 0)"), {"find": "error"}, "[0; 0; 3]"),
    ("projection_matrix", ("(1, 2, 2)",), {}, "[1/9, 2/9, 2/9; 2/9, 4/9, 4/9; 2/9, 4/9, 4/9]"),
    ("projection_matrix", ("(1,1,1), (0,1,2), (1,2,3)",), {}, "[5/6, 1/3, -1/6; 1/3, 1/3, 1/3; -1/6, 1/3, 5/6]"),
    ("projection_matrix", ("(1, 1)",), {"complement": "yes"}, "[1/2, -1/2; -1/2, 1/2]"),
    ("projection_matrix", ("(1, 0)",), {"inner": "[2, 1; 1, 2]"}, "[1, 1/2; 0, 0]"),
    ("projection_matrix", ("(1, 0), (1, 1)",), {}, "[1, 0; 0, 1]"),
    # affine subspaces (MML 3.8.4)
    ("affine_projection", ("(1, 2, 3)", "x + 2y - z = 4"), {}, "p = [4/3; 8/3; 8/3], d = sqrt(6)/3"),
    ("affine_projection", ("(3, 4)", "(1, 2) + t*(1, -1)"), {}, "p = [1; 2], d = 2*sqrt(2)"),
    ("affine_projection", ("(1, 2, 3)", "x + y = 1, z = 2"), {}, "p = [0; 1; 2], d = sqrt(3)"),
    ("affine_projection", ("(1, 2)", "x + y = 3"), {}, "p = [1; 2], d = 0"),
    ("affine_projection", ("(1, 2)", "(1, 2) + t*(1, 1)"), {}, "p = [1; 2], d = 0"),
    ("affine_projection", ("(1, 2, 3)", "x + y + z = 1"), {"inner": M}, "p = [0; 1; 0], d = sqrt(15)"),
    ("affine_projection", ("(1, 2, 3, 4)", "x1 + x2 + x3 + x4 = 2"), {"find": "distance"}, "4"),
    ("affine_projection", ("(0, 0, 0)", "(1, 1, 1)", "(1, 0, 0), (2, 0, 0)"), {"find": "point"}, "[0; 1; 1]"),
    ("affine_projection", ("(1, 1)", "x = 2, y = 3"), {}, "p = [2; 3], d = sqrt(5)"),
    ("householder", ("(1, 2, 2)",), {}, "[1/3, 2/3, 2/3; 2/3, 1/3, -2/3; 2/3, -2/3, 1/3]"),
    ("householder", ("(1, 2)", "(3, 1)"), {"mode": "reflect"}, "[1; -3]"),
    ("householder", ("(5, 0)",), {}, "[-1, 0; 0, 1]"),
    ("householder", ("(1, 1)",), {"sign": "-"}, "[-sqrt(2)/2, -sqrt(2)/2; -sqrt(2)/2, sqrt(2)/2]"),
]

REFUSED: list[tuple[str, tuple[str, ...], dict[str, str], type[Exception], str]] = [
    ("inner_product", ("(1, 2)", "(1, 2, 3)"), {}, InputError, "2 and 3"),
    ("inner_product", ("(1, 2)",), {}, InputError, "two vectors"),
    ("inner_product", ("(1, 2)", "(0, 0)"), {"find": "angle"}, InputError, "zero vector"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"inner": "[1, 2; 2, 1]"}, InputError, "not positive definite"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"inner": "[1, 2; 0, 1]"}, InputError, "not symmetric"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"inner": "x1*y1 + x2^2"}, InputError, "not linear"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"inner": "x1*y1 + x3*y3"}, InputError, "x3"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"inner": "[1, 0, 0; 0, 1, 0; 0, 0, 1]"}, InputError, "3 rows"),
    ("inner_product", ("x", "x^2"), {}, InputError, "interval"),
    ("inner_product", ("x", "sin(x)"), {"inner": "[0, 1]"}, InputError, "polynomial"),
    ("inner_product", ("x", "y"), {"inner": "[0, 1]"}, InputError, "one letter"),
    ("inner_product", ("x", "x^2"), {"inner": "[1, 0]"}, InputError, "empty"),
    ("inner_product", ("(1, 2)", "(1, 1)"), {"find": "everything"}, InputError, "find"),
    ("gram_schmidt", ("(0, 0), (0, 0)",), {}, InputError, "zero"),
    ("gram_schmidt", ("(1, 2), (1, i)",), {}, InputError, "real"),
    ("gram_schmidt", ("(1, 2",), {}, Unreadable, ""),
    ("gram_schmidt", ("(1, 2)",), {"modified": "perhaps"}, InputError, "yes or no"),
    ("qr", ("[0, 0; 0, 0]",), {}, InputError, "zero matrix"),
    ("qr", ("[1 + sqrt(2); 1]",), {}, InputError, "square roots"),
    ("projection", ("(1, 2)",), {}, InputError, "on what"),
    ("projection", ("(1, 2), (3, 4)", "(1, 0)"), {}, InputError, "one vector"),
    ("projection_matrix", ("(0, 0)",), {}, InputError, "zero"),
    ("orthogonal_complement", ("x + y = 1",), {}, InputError, "no subspace"),
    ("orthogonal_complement", ("x = 0",), {}, InputError, "zero solution"),
    ("projection", ("(1, 2)", "x + y = 0"), {"find": "coordinates"}, InputError, "spanning vectors"),
    ("orthogonal_complement", ("1, x",), {"inner": "[0, 1]"}, InputError, "numbers"),
    ("affine_projection", ("(1, 2)", "x + y = 1, x + y = 2"), {}, InputError, "contradict"),
    ("affine_projection", ("(1, 2)", "x + y + z = 1"), {}, InputError, "entries"),
    ("affine_projection", ("(1, 2)", "(1, 2, 3) + t*(1, 0, 0)"), {}, InputError, "entries"),
    ("affine_projection", ("(1, 2)", "(t^2, 1)"), {}, InputError, "linearly"),
    ("affine_projection", ("(1, 2)", "sin(3) + 1"), {}, Unreadable, "affine"),
    ("householder", ("(0, 0)",), {}, InputError, "zero vector"),
    ("householder", ("(1, 1)",), {"mode": "turn"}, InputError, "mode"),
]


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
    run(solution.code)


@pytest.mark.parametrize(("name", "inputs", "options", "answer"), SOLVED, ids=[f"{s[0]} {s[1]}" for s in SOLVED])
def test_typed_inputs(name: str, inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = solve(name, *inputs, **options)
    assert str(solution.answer) == answer
    sound(solution)


@pytest.mark.parametrize(
    ("name", "inputs", "options", "error", "words"), REFUSED, ids=[f"{r[0]} {r[1]} {r[2]}" for r in REFUSED]
)
def test_what_cannot_be_worked_is_declined(
    name: str, inputs: tuple[str, ...], options: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        solve(name, *inputs, **options)
    assert words in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_line_works(name: str) -> None:
    _, _, method, *words = shlex.split(method_card(name).example)
    options = {}
    while len(words) > 1 and words[-2].startswith("--"):
        *words, key, value = words
        options[key[2:]] = value
    sound(solve(method, *words, **options))


def _vectors(draw: Draw, n: int, k: int) -> list[tuple[int, ...]]:
    found = [draw.integers(n, -3, 3) for _ in range(k)]
    if k > 2 and draw.coin():
        found[k - 1] = tuple(a - 2 * b for a, b in zip(found[0], found[1], strict=True))
    return found


def _space(draw: Draw, n: int) -> Space:
    if draw.coin():
        return Space(n)
    lower = draw.unimodular(n, size=1)
    return Space(n, times(lower, transposed(lower)))


def test_random_families_against_sympy() -> None:
    import sympy as sp

    for seed in range(40):
        draw = Draw("geometry", 1, seed)
        n, k = draw.integer(2, 5), draw.integer(1, 4)
        vectors, x, space = _vectors(draw, n, k), draw.integers(n, -5, 5), _space(draw, n)
        if not any(map(any, vectors)):
            continue
        A = sp.Matrix(space.form or identity(n)).applyfunc(lambda q: sp.Rational(str(q)))
        B = sp.Matrix(vectors).T
        basis = sp.Matrix.hstack(*B.columnspace())
        P = basis * (basis.T * A * basis).inv() * basis.T * A
        wanted = [[str(a) for a in r] for r in P.tolist()]
        assert [[str(a) for a in r] for r in matrix_of(vectors, space)] == wanted
        foot = projected(x, vectors, space)
        assert [str(a) for a in foot.point] == [str(a) for a in P * sp.Matrix(x)]
        orthogonal = [u for _, u in orthogonalised(vectors, space)]
        assert len(orthogonal) == B.rank()
        assert same_span(orthogonal, [v for v in vectors if any(v)])
        units = [unit(u, space) for u in orthogonal]
        for i, u in enumerate(units):
            for j, v in enumerate(units):
                assert space.product(u or (), v or ()) == (i == j)
        assert len(solve("orthogonal_complement", "; ".join(map(str, vectors)).replace("; ", ", ")).answer.args) in (  # type: ignore[attr-defined]
            n - rank(vectors),
            1,
        )


def test_worked_random_families_hold() -> None:
    from tutor.methods.geometry import gram_schmidt, orthogonal_complement, projection, projection_matrix, qr

    for seed in range(12):
        draw = Draw("geometry worked", 1, seed)
        n = draw.integer(2, 4)
        vectors, x, space = _vectors(draw, n, 3), draw.integers(n, -5, 5), _space(draw, n)
        if not any(map(any, vectors)):
            continue
        made = (
            gram_schmidt.work(vectors, space),
            gram_schmidt.work(vectors, space, modified=True, normalise=False),
            orthogonal_complement.work(vectors, space),
            projection.work(x, vectors, space),
            projection_matrix.work(vectors, space, complement=draw.coin()),
            qr.work(from_columns(vectors)),
        )
        for solution in made:
            sound(solution)


def test_both_kinds_of_gram_schmidt_agree() -> None:
    text = "(1, 1, 0, 2), (1, 0, 1, 1), (2, 1, 1, 3), (0, 1, 1, 1)"
    classical, modified = (solve("gram_schmidt", text, modified=m) for m in ("no", "yes"))
    assert classical.answer == modified.answer
    assert "b_3" in str(classical.meaning)
    relation = [str(s.claim.shown()) for s in classical.walk() if "left out" in str(s.why)]
    assert relation == ["b_3 = b_1 + b_2"]


def test_qr_of_a_large_matrix_with_a_dependent_column() -> None:
    A = [[1, 2, 3, 0], [0, 1, 1, 1], [2, 0, 2, 1], [1, 1, 2, 0], [0, 2, 2, 1]]
    Q, R = factors(A)
    assert times(Q, R) == tuple(tuple(plain(a) for a in r) for r in A)
    assert times(transposed(Q), Q) == identity(3)
    assert len(R) == 3
    answer = QR(
        tuple(tuple(map(plain, r)) for r in [[1, 1], [1, 0], [0, 1]]),
        *(tuple(tuple(write(a) for a in r) for r in F) for F in factors([[1, 1], [1, 0], [0, 1]])),
    )
    assert answer.compare(answer.read(str(solve("qr", "[1, 1; 1, 0; 0, 1]").answer))).is_right


def test_roots_of_sums_of_roots() -> None:
    assert root_of(3 + 2 * root(2)) == 1 + root(2)
    assert root_of(3 - 2 * root(2)) == root(2) - 1
    assert root_of(1 + root(2)) is None
    assert root_of(2 * root(2)) is None
    solution = solve("gram_schmidt", "(1 + sqrt(2), 1), (0, 1)")
    assert "do not come out" in str(solution.meaning)
    sound(solution)
    assert str(solve("inner_product", "(1 + sqrt(2), 0)", "(1, 1)", find="lengths").answer).startswith("norm(x) = 1 + ")


def test_the_error_is_orthogonal_in_five_dimensions() -> None:
    foot = projected((1, 2, 3, 4, 5), [(1, 0, 1, 0, 0), (0, 1, 1, 0, 1), (1, 1, 2, 0, 1)], Space(5))
    assert foot.kept == (0, 1)
    assert not any(dot(foot.error, b) for b in ((1, 0, 1, 0, 0), (0, 1, 1, 0, 1)))
