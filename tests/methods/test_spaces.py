"""The methods on vector spaces: typed inputs with known answers, SymPy as an oracle, edge cases and refusals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.methods.test_linear_systems import run, sound
from tutor.chance import Draw
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import from_columns, same_span
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.spaces import basis, independence, null_space, span_membership, sum_intersection
from tutor.methods.spaces.building import effort, fitted
from tutor.methods.spaces.described import Described, read_subspaces
from tutor.methods.spaces.parametric import dependent_values, special_ranks
from tutor.methods.spaces.vectors import Family
from tutor.solve import method_card, methods, solve

Case = tuple[str, tuple[str, ...], dict[str, str], str]

CASES: list[Case] = [
    ("independence", ("(1, 2, 3), (2, 3, 4), (3, 5, 7)",), {}, "v1 + v2 - v3 = 0"),
    ("independence", ("(2, -1, 3), (1, 1, -2), (3, -3, 8)",), {}, "2*v1 - v2 - v3 = 0"),  # MML exercise 2.9a
    ("independence", ("(1,2,1,0,0), (1,1,0,1,1), (1,0,0,1,1)",), {}, "linearly independent"),  # MML exercise 2.9b
    ("independence", ("1 + x, x^2 - 1, x^2 + x",), {}, "v1 + v2 - v3 = 0"),
    ("independence", ("1, 1 + x, (1 + x)^2",), {}, "linearly independent"),
    ("independence", ("[1,2;3,4], [0,1;1,0], [1,1;2,4]",), {}, "v1 - v2 - v3 = 0"),
    ("independence", ("(1, 2), (3, 4), (5, 6)",), {}, "v1 - 2*v2 + v3 = 0"),
    ("independence", ("(0, 0)",), {}, "v1 = 0"),
    ("independence", ("(3)",), {}, "linearly independent"),
    ("independence", ("(1, 2), (0, 0)",), {}, "v2 = 0"),
    ("independence", ("(1, sqrt(2)), (sqrt(2), 2)",), {}, "v1 - sqrt(2)/2*v2 = 0"),
    ("independence", ("(1/2, 1/3), (3, 2)",), {}, "6*v1 - v2 = 0"),
    ("independence", ("(1, t), (t, 1)",), {"parameters": "t"}, "t = -1, t = 1"),
    ("independence", ("(1,t,0), (t,1,0), (0,1,t)",), {"parameters": "t"}, "t = -1, t = 0, t = 1"),
    ("independence", ("(1, t), (t, 2)",), {"parameters": "t"}, "t = -sqrt(2), t = sqrt(2)"),
    ("independence", ("(1, t, 0), (t, 1, 1)",), {"parameters": "t"}, "linearly independent for every value"),
    ("independence", ("(1, t), (t, 1), (0, 1)",), {"parameters": "t"}, "linearly dependent for every value"),
    ("independence", ("(1, 2, t), (2, 4, 5)",), {"parameters": "t"}, "t = 5/2"),
    ("span_membership", ("(1, 5, 6)", "(1, 1, 2), (-1, 1, 0)"), {}, "c1 = 3, c2 = 2"),
    ("span_membership", ("(1, 5, 7)", "(1, 1, 2), (-1, 1, 0)"), {}, "not in the span"),
    ("span_membership", ("(1, -2, 5)", "(1,1,1), (1,2,3), (2,-1,1)"), {}, "c1 = -6, c2 = 3, c3 = 2"),  # MML 2.11
    ("span_membership", ("(1,2,3)", "(1,1,1), (0,1,2), (1,2,3)"), {}, "c1 = 1 - t, c2 = 1 - t, c3 = t"),
    ("span_membership", ("x^2 + 3", "1 + x, x^2 - x, 1 - x + x^2"), {}, "c1 = 1, c2 = -1, c3 = 2"),
    ("span_membership", ("(sqrt(2), 2)", "(1, sqrt(2))"), {}, "c1 = sqrt(2)"),
    ("span_membership", ("(0, 0)", "(1, 2)"), {}, "c1 = 0"),
    ("span_membership", ("(0, 0)", "(0, 0)"), {}, "c1 = t"),
    ("span_membership", ("(1, 0)", "(0, 0)"), {}, "not in the span"),
    ("basis", ("(1, 2, 3), (2, 4, 6), (1, 0, 1)",), {}, "{(1, 2, 3), (1, 0, 1)}"),
    ("basis", ("1 + x, x^2 - 1, x^2 + x",), {}, "{x + 1, x^2 - 1}"),
    ("basis", ("x + y - z = 0",), {}, "{(1, -1, 0), (1, 0, 1)}"),
    ("basis", ("{(x, y, z) in R^3 : x + y = 0 and z = 0}",), {}, "{(1, -1, 0)}"),
    ("basis", ("x1 + x4 = 0",), {}, "{(0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 0, -1)}"),
    ("basis", ("{(s + t, s, t) : s, t in R}",), {}, "{(1, 1, 0), (1, 0, 1)}"),
    ("basis", ("ker([1, 2, 3])",), {}, "{(2, -1, 0), (3, 0, -1)}"),
    ("basis", ("x + w = 0",), {"variables": "x,y,w"}, "{(0, 1, 0), (1, 0, -1)}"),
    ("basis", ("(1, 1, 0)",), {"extend": "yes"}, "{(1, 1, 0), (1, 0, 0), (0, 0, 1)}"),
    ("basis", ("x + y + z = 0",), {"extend": "yes"}, "{(1, -1, 0), (1, 0, -1), (1, 0, 0)}"),
    ("basis", ("1 + x^2, x",), {"extend": "yes"}, "{x^2 + 1, x, 1}"),
    ("basis", ("(0, 0)",), {}, "{(0, 0)}"),
    ("basis", ("(0, 0)",), {"extend": "yes"}, "{(1, 0), (0, 1)}"),
    ("rank", ("[1, 2, 3; 2, 4, 6; 1, 0, 1]",), {}, "2"),
    ("rank", ("[0, 0; 0, 0]",), {}, "0"),
    ("rank", ("[1, sqrt(2); sqrt(2), 2]",), {}, "1"),
    ("rank", ("[1, k; k, 1]",), {"parameters": "k"}, "k = -1: 1; k = 1: 1; otherwise: 2"),
    ("rank", ("[k,1,1; 1,k,1; 1,1,k]",), {"parameters": "k"}, "k = -2: 2; k = 1: 1; otherwise: 3"),
    ("rank", ("[1, 2, k; k, 1, 0]",), {"parameters": "k"}, "otherwise: 2"),
    ("null_space", ("[1, 2, 0, -1; 2, 4, 1, 1]",), {}, "{(2, -1, 0, 0), (1, 0, -3, 1)}"),
    ("null_space", ("[1, 2; 3, 4]",), {}, "{(0, 0)}"),
    ("null_space", ("[0, 0]",), {}, "{(1, 0), (0, 1)}"),
    ("four_subspaces", ("[1, 2; 2, 4]",), {},
     "C(A) = {(1, 2)}, C(A^T) = {(1, 2)}, N(A) = {(2, -1)}, N(A^T) = {(2, -1)}"),
    ("four_subspaces", ("[1, 0; 0, 1]",), {},
     "C(A) = {(1, 0), (0, 1)}, C(A^T) = {(1, 0), (0, 1)}, N(A) = {(0, 0)}, N(A^T) = {(0, 0)}"),
    ("four_subspaces", ("[0, 0, 0]",), {},
     "C(A) = {0}, C(A^T) = {(0, 0, 0)}, N(A) = {(1, 0, 0), (0, 1, 0), (0, 0, 1)}, N(A^T) = {1}"),
    ("coordinates", ("(5, 1)", "(1, 1), (1, -1)"), {}, "(3, 2)"),
    ("coordinates", ("1 + x^2", "1, 1 + x, (1 + x)^2"), {}, "(2, -2, 1)"),
    ("coordinates", ("(1, 2, 3)", "(1, 0, 1), (0, 1, 1)"), {}, "(1, 2)"),
    ("coordinates", ("(1, 2, 4)", "(1, 0, 1), (0, 1, 1)"), {}, "not in the span"),
    ("coordinates", ("(1, 2)", "(1, 0), (1, 1)"), {"to": "(1, 1), (0, 1)"}, "(3, -1)"),
    ("coordinates", ("(1, 2)", "(1,0,1), (1,1,0)"), {"to": "(2,1,1), (0,-1,1)"}, "(3/2, -1/2)"),
    ("sum_intersection", ("x + y + z = 0", "x - y = 0"), {},
     "sum = {(1, -1, 0), (1, 0, -1), (1, 1, 0)}, intersection = {(1, 1, -2)}"),
    ("sum_intersection", ("span{(1,1,0), (0,1,1)}", "x - y = 0, z = 0"), {},
     "sum = {(1, 1, 0), (0, 1, 1)}, intersection = {(1, 1, 0)}"),
    ("sum_intersection", ("(1, 0, 0)", "(0, 1, 0)"), {}, "sum = {(1, 0, 0), (0, 1, 0)}, intersection = {(0, 0, 0)}"),
    ("sum_intersection", ("(0, 0)", "(0, 1)"), {}, "sum = {(0, 1)}, intersection = {(0, 0)}"),
    ("sum_intersection", ("(0, 0)", "x + y = 0, x - y = 0"), {}, "sum = {(0, 0)}, intersection = {(0, 0)}"),
    ("sum_intersection", ("1 + x, x^2", "1, x"), {}, "sum = {x + 1, x^2, 1}, intersection = {x + 1}"),
    ("sum_intersection", ("[1, 1, 1] x = 0", "ker([1, -1, 0])"), {},
     "sum = {(1, -1, 0), (1, 0, -1), (1, 1, 0)}, intersection = {(1, 1, -2)}"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "options", "answer"), CASES, ids=[f"{c[0]} {c[1]} {c[2]}" for c in CASES])
def test_typed_inputs(name: str, inputs: tuple[str, ...], options: dict[str, str], answer: str) -> None:
    solution = solve(name, *inputs, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


MML_2_12 = (
    "span{(1,1,-3,1), (2,-1,0,-1), (-1,1,-1,1)}",
    "span{(-1,-2,2,1), (2,-2,0,0), (-3,6,-2,-1)}",
)


def test_intersection_of_spans_in_the_book() -> None:
    solution = solve("sum_intersection", *MML_2_12)
    assert str(solution.answer).endswith("intersection = {(4, -1, -2, -1)}")
    sound(solution)


def test_two_systems_of_equations_in_the_book() -> None:
    first = "[1, 0, 1; 1, -2, -1; 2, 1, 3; 1, 0, 1] x = 0"  # MML exercise 2.13
    second = "[3, -3, 0; 1, 2, 3; 7, -5, 2; 3, -1, 2] x = 0"
    solution = solve("sum_intersection", first, second)
    assert str(solution.answer) == "sum = {(1, 1, -1)}, intersection = {(1, 1, -1)}"
    sound(solution)


REFUSED: list[tuple[str, tuple[str, ...], dict[str, str], type[Exception], str]] = [
    ("independence", ("(1, 2), (1, 2, 3)",), {}, InputError, "one length"),
    ("independence", ("(1, t)",), {}, InputError, "letter t"),
    ("independence", ("x + y, x",), {}, InputError, "one letter"),
    ("independence", ("(1, t^3 - t - 1), (0, t^3 - t - 1)",), {"parameters": "t"}, InputError, "square roots"),
    ("independence", ("hello world",), {}, InputError, ""),
    ("span_membership", ("(1, 2)",), {}, InputError, "first the vector"),
    ("coordinates", ("(1, 2)", "(1, 2), (2, 4)"), {}, InputError, "no basis, since 2*b1 - b2 = 0"),
    ("coordinates", ("(1, 2)",), {}, InputError, "first the vector"),
    ("coordinates", ("(1, 2, 3)", "(1, 0), (1, 1)"), {"to": "(1, 1), (0, 1)"}, InputError, "2 coordinates"),
    ("basis", ("(1, 2)",), {"extend": "perhaps"}, InputError, "yes or no"),
    ("basis", ("x + y = 1",), {}, InputError, "zero vector"),
    ("basis", ("{(s + 1, s) : s in R}",), {}, InputError, "zero vector"),
    ("basis", ("x^2 + y = 0",), {}, Unreadable, ""),
    ("basis", ("x + w = 0",), {"variables": "x,y"}, InputError, "unknown w"),
    ("rank", ("(1, k; 2, 3",), {}, Unreadable, ""),
    ("rank", ("[1, k; k, 1]",), {}, InputError, "letter k"),
    ("sum_intersection", ("(1, 0)", "(1, 0, 0)"), {}, InputError, "one space"),
]


@pytest.mark.parametrize(("name", "inputs", "options", "error", "says"), REFUSED, ids=[str(r[:3]) for r in REFUSED])
def test_what_cannot_be_worked_is_declined(
    name: str, inputs: tuple[str, ...], options: dict[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error) as caught:
        solve(name, *inputs, **options)
    assert says in str(caught.value)


SPACES = ("independence", "span_membership", "basis", "rank", "null_space", "four_subspaces", "coordinates")


@pytest.mark.parametrize("name", [*SPACES, "sum_intersection"])
def test_the_example_works(name: str) -> None:
    import shlex

    assert name in methods()
    _, _, method, *inputs = shlex.split(method_card(name).example)
    assert solve(method, *inputs).holds is True


def _rows(draw: Draw, m: int, n: int, r: int) -> tuple[tuple[Fraction, ...], ...]:
    """A random matrix of rank at most r."""
    left = [draw.integers(r, -2, 2) for _ in range(m)]
    right = [draw.integers(n, -3, 3) for _ in range(r)]
    return tuple(tuple(Fraction(sum(a * b[j] for a, b in zip(p, right, strict=True))) for j in range(n)) for p in left)


@pytest.mark.parametrize("seed", range(12))
def test_against_sympy(seed: int) -> None:
    import sympy as sp

    draw = Draw("spaces", 1, seed)
    m, n = draw.integer(2, 5), draw.integer(2, 5)
    A = _rows(draw, m, n, draw.integer(1, min(m, n)))
    exact = sp.Matrix([[sp.Rational(a.numerator, a.denominator) for a in r] for r in A])
    columns = tuple(zip(*A, strict=True))
    theirs = [_vector(v) for v in exact.nullspace()]
    assert same_span(theirs, Described(equations=A).basis())
    assert (independence.relation(columns) is None) == (exact.rank() == n)
    kept = [columns[c] for c in basis.chosen(columns)]
    assert kept == [_vector(v) for v in exact.columnspace()]
    for solution in (null_space.work(A), independence.work(columns), basis.work(columns)):
        sound(solution)
    b = draw.integers(m, -3, 3)
    inside = exact.row_join(sp.Matrix(b)).rank() == exact.rank()
    found = span_membership.work(tuple(map(Fraction, b)), columns)
    assert (str(found.answer) != span_membership.OUTSIDE) == inside
    sound(found)


@pytest.mark.parametrize("seed", range(8))
def test_intersections_against_stacked_equations(seed: int) -> None:
    import sympy as sp

    draw = Draw("meet", 1, seed)
    one, two = _rows(draw, 3, 4, 2 + seed % 2), _rows(draw, 2, 4, 2)
    first, second = (Described(spanning=Family(rows)) for rows in (one, two))
    common = sum_intersection.intersection(first.basis(), second.basis())
    annihilators = [sp.Matrix(len(v), 4, [x for w in v for x in w]) for v in
                    ([list(w) for w in sp.Matrix(rows).nullspace()] for rows in (one, two))]  # fmt: skip
    theirs = [_vector(v) for v in sp.Matrix.vstack(*annihilators).nullspace()]
    assert same_span(theirs, common)
    whole = sum_intersection.total(first.basis(), second.basis())
    assert len(whole) == sp.Matrix([*one, *two]).rank()
    if first.basis() and second.basis():
        sound(sum_intersection.work(first, second))


def _vector(v: Any) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(x.p), int(x.q)) for x in v)


def test_short_solution_by_the_formula() -> None:
    one, two = read_subspaces("x + 2y + z = 0", "x - y = 0")
    short, full = sum_intersection.work(one, two, short=True), sum_intersection.work(one, two)
    sound(short)
    assert short.answer == full.answer
    assert len(short.steps) < len(full.steps)


def test_large_families_are_outlined() -> None:
    draw = Draw("large", 1, 0)
    A = _rows(draw, 12, 15, 6)
    solution = null_space.work(A)
    assert len(solution.steps) <= 4
    assert solution.holds is True


def test_special_values_and_ranks() -> None:
    k, one = Poly.of(0, 1), Poly.of(1)
    assert dependent_values([[k, one], [one, k]]) is not None
    assert dependent_values([[k, k], [one, one]]) is None
    special, general = special_ranks([[k, k], [k, k]], "k")
    assert ([(float(v), r) for v, r in special], general) == ([(0.0, 0)], 1)


def test_effort_sees_every_number() -> None:
    assert effort([[1, 2], [3, 20]]).largest == 20
    assert fitted(((1, 2), (3, 20)), low=2, high=9, stages=(1, 1)) is None


def test_described_subspaces_share_their_unknowns() -> None:
    first, second = read_subspaces("x + y = 0", "z = 0")
    assert first.variables == second.variables == ("x", "y", "z")
    assert from_columns(second.basis()) == ((1, 0), (0, 1), (0, 0))
