"""What the common kinds say of responses: the tables stand beside this file, one for each kind."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.answers.tables import Row, tables
from tutor.answers import (
    QR,
    Answer,
    Cases,
    Choice,
    Eigenpairs,
    Expression,
    Matrix,
    Part,
    Parts,
    SolutionSet,
    Truth,
    exact_number,
    matrix_answer,
    vector,
)
from tutor.check import compare
from tutor.reading import read
from tutor.text import say
from tutor.written import Op, matrix


def fractions(*values: int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(v) for v in values)


THIRD = exact_number(Fraction(1, 3))
ROOT = exact_number(read("sqrt(2)/2"))
PHI = exact_number(read("Phi(1/2)"), places=4, tolerance=Fraction(1, 10_000), probability=True)
PRODUCT = Expression(read("2x e^x + x^2 e^x", names=["x"]), ("x",))
RATIONAL = Expression(read("(x+1)/(x-1)^2", names=["x"]), ("x",))
VECTOR = vector((1, Fraction(1, 2), -3))
ROW = vector((read("2x y", names=["x", "y"]), read("x^2", names=["x", "y"])), variables=("x", "y"), layout="row")
SQUARE = matrix_answer(((1, 2), (3, 4)))
LINE = SolutionSet(
    ("x", "y", "z"),
    (fractions(1, 1, 1), fractions(0, 1, 2)),
    fractions(6, 5),
    fractions(1, 5, 0),
    (fractions(1, -2, 1),),
)
POINT = SolutionSet(("x", "y"), (fractions(3, 1), fractions(4, -2)), fractions(9, 5), fractions("23/10", "21/10"))
NOTHING = SolutionSet(("x", "y"), (fractions(1, 1), fractions(1, 1)), fractions(1, 2), None)
CASES = Cases("k", ((Fraction(3), "none"), (Fraction(-3), "infinitely many")), "one")
CHOICE = Choice((say("a point"), say("a line"), say("a plane")), 1)
TRUTH = Truth(False, (say("first"), say("second"), say("third")), 2)
EIGEN = Eigenpairs(
    (fractions(2, 1), fractions(1, 2)), ((Fraction(1), (fractions(1, -1),)), (Fraction(3), (fractions(1, 1),)))
)
PARTS = Parts((Part("E", exact_number(2)), Part("Var", exact_number(Fraction(1, 2)), weight=3)))
FACTORS = QR(
    (fractions(3, "9/5"), fractions(4, "12/5"), fractions(0, 2)),
    tuple(tuple(r.args) for r in matrix(((Fraction(3, 5), 0), (Fraction(4, 5), 0), (0, 1))).args if isinstance(r, Op)),
    tuple(tuple(r.args) for r in matrix(((5, 3), (0, 2))).args if isinstance(r, Op)),
)


TABLE = [(globals()[name], row) for name, rows in tables("test_kinds").items() for row in rows]


@pytest.mark.parametrize(("answer", "row"), TABLE, ids=[f"{a.kind}: {r.typed}" for a, r in TABLE])
def test_status(answer: Answer, row: Row) -> None:
    verdict = compare(answer, row.typed)
    assert verdict.status.value == row.status, verdict
    assert 0 <= verdict.share <= 1
    if verdict.status.value == "unreadable":
        assert verdict.at is not None


@pytest.mark.parametrize("answer", {id(a): a for a, _ in TABLE}.values(), ids=lambda a: a.kind)
def test_typed_is_read_back_as_right(answer: Answer) -> None:
    verdict = compare(answer, answer.typed())
    assert verdict.is_right, verdict
    assert answer.same(answer)


def test_a_point_is_put_back_into_the_system() -> None:
    assert str(compare(POINT, "x = 2, y = 3").feedback) == "Put in, your point gives 2 in equation 2, not 5."


def test_the_defect_of_a_factorisation_is_named() -> None:
    verdict = compare(FACTORS, "Q = [3/5, 1; 4/5, 0; 0, 0]; R = [5, 3; 0, 2]")
    assert str(verdict.feedback) == "The columns of Q are not orthogonal: column 1 · column 2 = 3/5."


def test_wrong_entries_are_named() -> None:
    assert "row 2, column 2" in str(compare(SQUARE, "[1, 2; 3, 5]").feedback)
    assert "transposed" in str(compare(SQUARE, "[1, 3; 2, 4]").feedback)


def test_agreement_needs_the_right_shape() -> None:
    assert isinstance(SQUARE, Matrix)
    assert SQUARE.agrees([[1, 2], [3, 4]]).holds
    assert not SQUARE.agrees([[1, 3], [2, 4]]).holds
    assert not SQUARE.agrees([1, 2, 3, 4]).holds
    assert not THIRD.agrees(0.3333333).holds
    assert not LINE.agrees(((1.0, 5.0, 0.0), [[1.0], [2.0], [1.0]])).holds
    assert LINE.agrees(((2.0, 3.0, 1.0), [[-2.0], [4.0], [-2.0]])).holds
    assert not NOTHING.agrees(((1.0, 0.0), [])).holds
