"""Directions, subspaces, spectra, eigenpairs, factorisations, solution sets: tables of `typed | status | why`."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest

from tests.answers.tables import Row, tables
from tutor.answers import (
    LU,
    QR,
    SVD,
    Answer,
    Cholesky,
    Diagonalisation,
    Eigenpairs,
    SolutionSet,
    Spectral,
    direction,
    solution_set,
    spectrum,
    subspace,
)
from tutor.answers.matrix import Rows, rows_of
from tutor.check import compare
from tutor.equality import BUDGET
from tutor.exact.scalars import Scalar, scalar
from tutor.reading import read
from tutor.surds import root
from tutor.verdict import Verdict


def fractions(*values: int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(v) for v in values)


def rows(text: str) -> Rows:
    found = rows_of(read(text))
    assert found is not None
    return found


def conjugate_pairs() -> Eigenpairs:
    i = scalar(read("i"))
    one: Scalar = Fraction(1)
    return Eigenpairs((fractions(0, -1), fractions(1, 0)), ((i, ((i, one),)), (-i, ((-i, one),))))


LINE = direction((1, -2, 1))
RAY = direction((1, 2), up_to="positive")
UNIT = direction((1, 1), unit=True)
SIGNED = direction((3, 4), up_to="sign")
ROOTS = direction((1, read("sqrt(2)")))

PLANE = subspace([(1, 0, 1), (0, 1, 1)])
SPAN = subspace([(1, 0, 1), (0, 1, 1)], basis=False)
ZERO = subspace([], 3)
ROWS = subspace([(1, 0), (0, 1)], layout="rows")
SURD_LINE = subspace([(1, read("sqrt(2)"))])

DOUBLE = spectrum((1, 3, 3))
DISTINCT = spectrum((1, 3, 3), multiplicity=False)
COMPLEX = spectrum((read("2+3i"), read("2-3i")))
GOLDEN = spectrum((read("(1+sqrt(5))/2"), read("(1-sqrt(5))/2")))
NOTHING = spectrum(())

PAIRS = Eigenpairs(
    (fractions(2, 1), fractions(1, 2)), ((Fraction(1), (fractions(1, -1),)), (Fraction(3), (fractions(1, 1),)))
)
BASES = Eigenpairs(
    (fractions(1, 0, 0), fractions(0, 3, 0), fractions(0, 0, 3)),
    ((Fraction(1), (fractions(1, 0, 0),)), (Fraction(3), (fractions(0, 1, 0), fractions(0, 0, 1)))),
)
FIVE = root(5)
SURDS = Eigenpairs(
    (fractions(1, 1), fractions(1, 0)),
    (((1 - FIVE) / 2, (((1 - FIVE) / 2, Fraction(1)),)), ((1 + FIVE) / 2, (((1 + FIVE) / 2, Fraction(1)),))),
)
TURN = conjugate_pairs()

SYMMETRIC = (fractions(2, 1), fractions(1, 2))
DIAGONAL = Diagonalisation(SYMMETRIC, rows("[1, 1; 1, -1]"), rows("[3, 0; 0, 1]"))
SPECTRAL = Spectral(SYMMETRIC, rows("[1/√2, 1/√2; 1/√2, -1/√2]"), rows("[3, 0; 0, 1]"))
LOWER = LU((fractions(2, 1), fractions(4, 5)), rows("[1, 0; 2, 1]"), rows("[2, 1; 0, 3]"))
CYCLE = (fractions(0, 0, 2), fractions(1, 0, 0), fractions(0, 3, 1))
CYCLED = LU(CYCLE, rows("[1,0,0;0,1,0;0,0,1]"), rows("[1,0,0;0,3,1;0,0,2]"), rows("[0,1,0;0,0,1;1,0,0]"))
SCIPY = LU(CYCLE, CYCLED.L, CYCLED.U, rows("[0,0,1;1,0,0;0,1,0]"), pivots_left=False)
CHOLESKY = Cholesky((fractions(4, 2), fractions(2, 5)), rows("[2, 0; 1, 2]"))
ROOT_CHOLESKY = Cholesky((fractions(2, 1), fractions(1, 2)), rows("[√2, 0; 1/√2, √(3/2)]"))
SINGULAR = SVD(
    (fractions(3, 0), fractions(4, 5)),
    rows("[1/√10, 3/√10; 3/√10, -1/√10]"),
    rows("[3√5, 0; 0, √5]"),
    rows("[1/√2, 1/√2; 1/√2, -1/√2]"),
)
TALL = SVD(
    (fractions(2, 0), fractions(0, 1), fractions(0, 0)),
    rows("[1, 0, 0; 0, 1, 0; 0, 0, 1]"),
    rows("[2, 0; 0, 1; 0, 0]"),
    rows("[1, 0; 0, 1]"),
)
FACTORS = QR(
    (fractions(3, "9/5"), fractions(4, "12/5"), fractions(0, 2)),
    rows("[3/5, 0; 4/5, 0; 0, 1]"),
    rows("[5, 3; 0, 2]"),
)

POINTS = solution_set("xyz", [[1, 1, 1], [0, 1, 2]], [6, 5], ((1, 5, 0), [(1, -2, 1)]))
FLAT = solution_set("xyz", [[1, 1, 1]], [0], ((0, 0, 0), [(1, -1, 0), (1, 0, -1)]))
SURD_SET = solution_set("xy", [[1, root(2)]], [2], ((2, 0), [(-root(2), 1)]))
SURD_POINT = solution_set("xy", [[1, root(2)], [1, 0]], [2, root(2)], ((root(2), root(2) - 1), []))

EXAMPLES: dict[str, Answer] = {
    "direction": LINE,
    "a ray": RAY,
    "a unit vector": UNIT,
    "up to sign": SIGNED,
    "with a root": ROOTS,
    "basis": PLANE,
    "spanning vectors": SPAN,
    "the zero subspace": ZERO,
    "rows": ROWS,
    "a line with a root": SURD_LINE,
    "spectrum": DOUBLE,
    "distinct eigenvalues": DISTINCT,
    "complex eigenvalues": COMPLEX,
    "eigenvalues with roots": GOLDEN,
    "no eigenvalues": NOTHING,
    "eigenpairs": PAIRS,
    "eigenspaces of dimension 2": BASES,
    "eigenpairs with roots": SURDS,
    "complex eigenpairs": TURN,
    "diagonalisation": DIAGONAL,
    "spectral decomposition": SPECTRAL,
    "LU": LOWER,
    "P A = L U": CYCLED,
    "A = P L U": SCIPY,
    "Cholesky": CHOLESKY,
    "Cholesky with roots": ROOT_CHOLESKY,
    "SVD": SINGULAR,
    "SVD of a tall matrix": TALL,
    "QR": FACTORS,
    "solution set": POINTS,
    "a plane of solutions": FLAT,
    "solutions with roots": SURD_SET,
    "one solution with roots": SURD_POINT,
}
ROWS_OF_ALL = [(name, row) for name, rows in tables("test_linear_algebra").items() for row in rows]
ANSWERS = list(EXAMPLES.items())
NAMES = [name for name, _ in ANSWERS]


@pytest.mark.parametrize(("name", "row"), ROWS_OF_ALL, ids=[f"{name}: {row.typed}" for name, row in ROWS_OF_ALL])
def test_status_and_reason(name: str, row: Row) -> None:
    verdict = compare(EXAMPLES[name], row.typed)
    assert verdict.status.value == row.status, verdict
    assert row.why in str(verdict.feedback)
    assert 0 <= verdict.share <= 1
    assert (verdict.at is not None) == (row.status == "unreadable")
    assert (verdict.evidence.how in ("proved", "sampled")) >= verdict.is_right


@pytest.mark.parametrize("answer", [a for _, a in ANSWERS], ids=NAMES)
def test_typed_is_read_back_as_right(answer: Answer) -> None:
    verdict = compare(answer, answer.typed())
    assert verdict.is_right, (answer.typed(), verdict)
    assert verdict.share == 1
    assert answer.same(answer)
    assert answer.matches(answer.read(answer.typed()))
    assert answer.compare(answer.written()).is_right


@pytest.mark.parametrize("answer", [a for _, a in ANSWERS], ids=NAMES)
def test_kinds_are_not_the_same(answer: Answer) -> None:
    for _, other in ANSWERS:
        if other.kind != answer.kind:
            assert not answer.same(other)


HOSTILE = [
    "(" * 3000,
    "[" * 300,
    "{" * 200 + "}" * 200,
    "1" * 20_000,
    " " * 9_000 + "x" + " " * 900,
    "1" + " " * 9_000 + "2",
    "λ" * 500,
    "±" * 500,
    "{" + "|" * 900 + "in}",
    "{" + ":in" * 300 + "}",
    "[" + ",".join("1" * 5 for _ in range(1500)) + "]",
    "P = [" + ",".join(["sqrt(2)"] * 1200) + "]; D = [1]",
    "(" + " + ".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)) + ", 1)",
    "(1/(" + " + ".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)) + "), 1, 1)",
    "1: (9^9^9^9, 1); 3: (1, 1)",
    "(9999!, 1, 1)",
    "(1/(1 + sqrt(99999999977)*sqrt(99999999947)), 1, 1)",
    "1/(1 + sqrt(99999999977)*sqrt(99999999947)), 3, 3",
    "; ".join(["1: (1, -1)"] * 800),
    ", ".join(f"(sqrt({10**11 + k}),0,1)" for k in range(400)),
    "3 + pi/10^60, 3, 1",
    "t(" * 80 + "1" + ")" * 80,
    "span{span{span{(1,0,1)}}}",
    "__import__('os').system('true')",
    "\\begin" * 1000,
    "L = U = [1,0;0,1]",
    "P = P^-1 = [1]",
    "diag(diag(1,2),3); diag()",
    "Q = diag(1); R = diag(2)",
    "(1,2;3)",
    "[1,2;3,4]^9999999",
    "1 (multiplicity 99999999999999)",
    "2e999999999, 3",
    "(i, i, i)",
    "(inf, 1, 1)",
    "\x00",
    "",
    ";;;",
    ",",
    "=",
    "x = ",
    "λ = λ = λ",
]


def many_roots(n: int) -> str:
    primes = [p for p in range(2, 600) if all(p % q for q in range(2, p))]
    entries = [f"sqrt({p})" for p in primes[: n * n]]
    return "[" + "; ".join(", ".join(entries[i * n : (i + 1) * n]) for i in range(n)) + "]"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_are_answered_at_once(name: str) -> None:
    answer = EXAMPLES[name]
    big = many_roots(9)
    for text in [*HOSTILE, big, f"{big}; {big}", f"U = {big}; S = {big}; V = {big}", f"L = {big}"]:
        start = time.monotonic()
        verdict = compare(answer, text)
        assert isinstance(verdict, Verdict)
        assert not verdict.is_right or len(text) < 2, text
        assert time.monotonic() - start < BUDGET, text[:60]  # 0.25 s at most on an idle machine


def test_a_large_elimination_is_undecided_not_slow() -> None:
    answer = subspace([tuple(int(i == j) for j in range(10)) for i in range(10)])
    start = time.monotonic()
    verdict = compare(answer, many_roots(10))
    assert verdict.status.value == "undecided"
    assert time.monotonic() - start < 2


def floats(A: tuple[tuple[Scalar, ...], ...]) -> np.ndarray:
    return np.array([[float(x) for x in r] for r in A])  # type: ignore[arg-type]


def test_agreement_with_numpy() -> None:
    for pairs in (PAIRS, BASES, SURDS, TURN):
        assert pairs.agrees(np.linalg.eig(floats(pairs.A))).holds
        assert not pairs.agrees(np.linalg.eig(floats(pairs.A) + 0.001)).holds
    values, vectors = np.linalg.eigh(floats(SYMMETRIC))
    assert SPECTRAL.agrees((vectors, values)).holds
    assert DIAGONAL.agrees((3 * vectors, values)).holds
    assert not SPECTRAL.agrees((3 * vectors, values)).holds
    assert not DIAGONAL.agrees((vectors, values[::-1])).holds
    for key in (SINGULAR, TALL):
        assert key.agrees(np.linalg.svd(floats(key.A))).holds
        assert key.agrees(np.linalg.svd(floats(key.A), full_matrices=False)).holds
        assert not key.agrees(np.linalg.svd(floats(key.A) * 1.0001)).holds
    assert FACTORS.agrees(np.linalg.qr(floats(FACTORS.A))).holds
    for positive in (CHOLESKY, ROOT_CHOLESKY):
        assert positive.agrees(np.linalg.cholesky(floats(positive.A))).holds
        assert not positive.agrees(-np.linalg.cholesky(floats(positive.A))).holds
    assert LOWER.agrees(([[1, 0], [2, 1]], [[2, 1], [0, 3]])).holds
    assert not LOWER.agrees(([[1, 0], [2, 1]], [[2, 1], [0, 4]])).holds
    assert not LOWER.agrees(([[1, 0], [2, np.nan]], [[2, 1], [0, 3]])).holds


def test_pivots_as_scipy_gives_them() -> None:
    import scipy.linalg

    P, L, U = scipy.linalg.lu(floats(CYCLE))
    assert SCIPY.agrees((P, L, U)).holds
    assert CYCLED.agrees((P.T, L, U)).holds
    assert not CYCLED.agrees((P, L, U)).holds


def test_agreement_of_vectors_and_values() -> None:
    assert LINE.agrees([-0.5, 1, -0.5]).holds
    assert not LINE.agrees([-0.5, 1, 0.5]).holds
    assert not LINE.agrees([0, 0, 0]).holds
    assert not RAY.agrees([-1, -2]).holds
    assert UNIT.agrees([0.5**0.5, 0.5**0.5]).holds
    assert not UNIT.agrees([1, 1]).holds
    assert not SIGNED.agrees([6, 8]).holds
    assert PLANE.agrees([[1, 1], [1, -1], [2, 0]]).holds
    assert not PLANE.agrees([[1, 2], [1, 2], [2, 4]]).holds
    assert not PLANE.agrees([[1, 1], [1, -1], [2, 1]]).holds
    assert ZERO.agrees(np.zeros((3, 0))).holds
    assert not ZERO.agrees([[1], [0], [0]]).holds
    assert DOUBLE.agrees([3, 1, 3]).holds
    assert DOUBLE.agrees([3 + 1e-5, 3 - 1e-5, 1]).holds  # how floats find a double eigenvalue
    assert not DOUBLE.agrees([3, 1, 1]).holds
    assert not DOUBLE.agrees([3, 1]).holds
    assert COMPLEX.agrees(np.linalg.eigvals(np.array([[2, -3], [3, 2]]))).holds
    assert SURD_SET.agrees(((0.0, 2**0.5), [[-(2**0.5)], [1.0]])).holds
    assert not SURD_SET.agrees(((0.0, 1.4), [[-(2**0.5)], [1.0]])).holds


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="zero vector"):
        direction((0, 0))
    with pytest.raises(ValueError, match="dependent"):
        subspace([(1, 2), (2, 4)])


def test_a_misconception_recognises_itself() -> None:
    swapped = LU(LOWER.A, rows("[1, 0; -2, 1]"), LOWER.U)
    assert swapped.matches(swapped.read("L = [1,0;-2,1]; U = [2,1;0,3]"))
    assert not swapped.matches(swapped.read(LOWER.typed()))
    assert isinstance(POINTS, SolutionSet)
    assert POINTS.matches(POINTS.read("(2,3,1) + t(1,-2,1)"))
    assert not POINTS.matches(POINTS.read("(2,3,2) + t(1,-2,1)"))
