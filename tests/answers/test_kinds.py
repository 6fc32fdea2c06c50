"""What each kind says of responses: tables of `typed | status | why`."""

from __future__ import annotations

from fractions import Fraction

import pytest

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

TABLE: list[tuple[Answer, str]] = [
    (THIRD, "1/3 | right"),
    (THIRD, "2/6 | right"),
    (THIRD, "0.33 | wrong-form"),
    (THIRD, "0.3333 | wrong-form"),
    (THIRD, "0.3 | wrong"),
    (THIRD, "0.34 | wrong"),
    (THIRD, "33.33% | wrong-form"),
    (THIRD, "-1/3 | wrong"),
    (THIRD, "x | wrong"),
    (THIRD, "(1, 3) | wrong-kind"),
    (THIRD, "1/3 # x | unreadable"),
    (THIRD, "1/ | unreadable"),
    (THIRD, " | unreadable"),
    (THIRD, "9^9^9^9 | undecided"),
    (THIRD, "1/0 | undecided"),
    (THIRD, " 1 / 3  | right"),
    (THIRD, "\\frac{1}{3} | right"),
    (THIRD, "\\dfrac13 | right"),
    (THIRD, "$\\tfrac{1}{3}$ | right"),
    (THIRD, "⅓ | right"),
    (THIRD, "1/3. | right"),
    (THIRD, "3^(-1) | right"),
    (THIRD, "1 - 2/3 | right"),
    (THIRD, "1:3 | unreadable"),
    (THIRD, "= 1/3 | right"),
    (THIRD, "3 | wrong"),
    (THIRD, "1/3 + 10^-20 | wrong"),
    (THIRD, "0.333... | unreadable"),
    (THIRD, "1/3 or 2/3 | wrong-kind"),
    (THIRD, "x > 1/3 | wrong-kind"),
    (ROOT, "1/sqrt(2) | right"),
    (ROOT, "√2/2 | right"),
    (ROOT, "sqrt(1/2) | right"),
    (ROOT, "0.7071 | wrong-form"),
    (ROOT, "sqrt(3)/2 | wrong"),
    (ROOT, "\\frac{\\sqrt{2}}{2} | right"),
    (ROOT, "2^(-1/2) | right"),
    (ROOT, "±√2/2 | unreadable"),
    (ROOT, "sqrt 2 / 2 | unreadable"),
    (ROOT, "cos(pi/4) | right"),
    (PHI, "0.6915 | right"),
    (PHI, "0.69146 | right"),
    (PHI, "0.69 | wrong-form"),
    (PHI, "69.15% | right"),
    (PHI, "0.3085 | wrong"),
    (PHI, "1.2 | wrong"),
    (PHI, "\\Phi(0.5) | right"),
    (PHI, ".6915 | right"),
    (PHI, "0,6915 | unreadable"),
    (PHI, "-0.6915 | wrong"),
    (PHI, "69.15 | wrong"),
    (PRODUCT, "x e^x (2 + x) | right"),
    (PRODUCT, "exp(x)(x^2+2x) | right"),
    (PRODUCT, "2x e^x | wrong"),
    (PRODUCT, "2y e^y | unreadable"),
    (PRODUCT, "X e^X | unreadable"),
    (PRODUCT, "(2x + x^2) e^x | right"),
    (PRODUCT, "e^{x}(x^{2}+2x) | right"),
    (PRODUCT, "2x\\,e^{x} + x^2 e^x | right"),
    (PRODUCT, "x·e^x·(x + 2) | right"),
    (PRODUCT, "xe^x(x+2) | right"),
    (PRODUCT, "x*e^x*x + 2*x*e^x | right"),
    (PRODUCT, "(x+1)^2 e^x - e^x | right"),
    (PRODUCT, "2xe^x+x²e^x | right"),
    (PRODUCT, "x e^(x (2 + x)) | wrong"),
    (PRODUCT, "2x + x^2 e^x | wrong"),
    (PRODUCT, "2x e^x + x^2 | wrong"),
    (PRODUCT, "2x e^x · x^2 e^x | wrong"),
    (PRODUCT, "x^2 e^x | wrong"),
    (PRODUCT, "0 | wrong"),
    (PRODUCT, "f'(x) = x e^x (x + 2) | right"),
    (PRODUCT, "2x e^x + x^2 e^x + C | wrong"),
    (PRODUCT, "2x e^x + | unreadable"),
    (PRODUCT, "(2x e^x + x^2 e^x | unreadable"),
    (PRODUCT, "(2x, x^2) | wrong-kind"),
    (PRODUCT, "x > 0 | wrong-kind"),
    (RATIONAL, "1/(x-1) + 2/(x-1)^2 | right"),
    (RATIONAL, "(x+1)/(x^2-2x+1) | right"),
    (RATIONAL, "(x+1)/(x-1) | wrong"),
    (RATIONAL, "\\frac{x+1}{(x-1)^2} | right"),
    (RATIONAL, "(1+x)(1-x)^(-2) | right"),
    (RATIONAL, "-(x+1)/((1-x)(x-1)) | right"),
    (RATIONAL, "x+1/(x-1)^2 | wrong"),
    (RATIONAL, "(x^2-1)/(x-1)^3 | right"),
    (RATIONAL, "9^9^9^x | undecided"),
    (VECTOR, "(1, 0.5, -3) | right"),
    (VECTOR, "[1; 1/2; -3] | right"),
    (VECTOR, "[1, 1/2, -3] | right"),
    (VECTOR, "(1, 1/2, 3) | partly-right"),
    (VECTOR, "(1, 1/2) | wrong"),
    (VECTOR, "7 | wrong-kind"),
    (VECTOR, "\\begin{pmatrix}1\\\\ 1/2\\\\ -3\\end{pmatrix} | right"),
    (VECTOR, "\\left(1, \\frac{1}{2}, -3\\right) | right"),
    (VECTOR, "⟨1, ½, −3⟩ | right"),
    (VECTOR, "(1 1/2 -3)^T | unreadable"),
    (VECTOR, "[1; 0.5; -3.0] | right"),
    (VECTOR, "1/2 (2, 1, -6) | right"),
    (VECTOR, "-(-1, -1/2, 3) | right"),
    (VECTOR, "(2, 1, -6)/2 | right"),
    (VECTOR, "v = (1, 1/2, -3) | right"),
    (VECTOR, "1, 1/2, -3 | right"),
    (VECTOR, "(1; 1/2; -3) | unreadable"),
    (VECTOR, "(-3, 1/2, 1) | wrong"),
    (VECTOR, "(2, 1, -6) | wrong"),
    (VECTOR, "(-1, -1/2, 3) | wrong"),
    (VECTOR, "(1, 1/2, -3, 0) | wrong"),
    (VECTOR, "(1, 0.33, -3) | partly-right"),
    (VECTOR, "(1, x, -3) | wrong"),
    (VECTOR, "{1, 1/2, -3} | wrong-kind"),
    (VECTOR, "(1, 1/2, -3 | unreadable"),
    (VECTOR, "(1, 1/2, ) | unreadable"),
    (VECTOR, "(1, 1/2, 9^9^9^9) | undecided"),
    (ROW, "[2x*y, x^2] | right"),
    (ROW, "(2xy, x^2) | right"),
    (ROW, "[2xy; x^2] | wrong-form"),
    (ROW, "(x^2, 2xy) | wrong"),
    (ROW, "(2yx, x·x) | right"),
    (ROW, "[2xy x^2] | right"),
    (ROW, "(2xy)i + (x^2)j | unreadable"),
    (SQUARE, "[1, 2; 3, 4] | right"),
    (SQUARE, "[[1,2],[3,4]] | right"),
    (SQUARE, "[1, 3; 2, 4] | wrong"),
    (SQUARE, "[1, 2; 3, 5] | partly-right"),
    (SQUARE, "[1, 2, 3; 3, 4, 5] | wrong"),
    (SQUARE, "[1 2; 3 4] | right"),
    (SQUARE, "\\begin{pmatrix}1 & 2 \\\\ 3 & 4\\end{pmatrix} | right"),
    (SQUARE, "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix} | right"),
    (SQUARE, "((1,2),(3,4)) | wrong-kind"),
    (SQUARE, "[1, 3; 2, 4]^T | right"),
    (SQUARE, "2 [1/2, 1; 3/2, 2] | right"),
    (SQUARE, "-[-1, -2; -3, -4] | right"),
    (SQUARE, "A = [1, 2; 3, 4] | right"),
    (SQUARE, "[2/2, sqrt(4); 3.0, 2^2] | right"),
    (SQUARE, "[ 1 , 2 ; 3 , 4 ] | right"),
    (SQUARE, "[1, 2; 3, 4] + [0, 0; 0, 0] | wrong-kind"),
    (SQUARE, "[2, 1; 4, 3] | wrong"),
    (SQUARE, "[3, 4; 1, 2] | wrong"),
    (SQUARE, "[1, 2; 3, -4] | partly-right"),
    (SQUARE, "[1, 2; 4, 3] | partly-right"),
    (SQUARE, "[1, 2] | wrong"),
    (SQUARE, "(1, 2, 3, 4) | wrong"),
    (SQUARE, "[1, 2, 3, 4] | wrong"),
    (SQUARE, "-2 | wrong-kind"),
    (SQUARE, "[1, 2; 3] | unreadable"),
    (SQUARE, "[1, 2; 3, 4 | unreadable"),
    (SQUARE, "[1, 2; 3, ] | unreadable"),
    (SQUARE, "[1, 2; 3, x] | wrong"),
    (SQUARE, "[1, 2; 3, 9^9^9^9] | undecided"),
    (LINE, "x = 1 + t, y = 5 - 2t, z = t | right"),
    (LINE, "x = 1 + z, y = 5 - 2z | right"),
    (LINE, "x = 6 - 3s, y = -5 + 6s, z = 5 - 3s | right"),
    (LINE, "x = 1, y = 5, z = 0 | wrong"),
    (LINE, "(1 + t, 5 - 2t, t) | right"),
    (LINE, "x = 1 + t, y = 5 + 2t, z = t | wrong"),
    (LINE, "x = 2, y = 5 - 2t, z = t | wrong"),
    (LINE, "x = 1 + t^2, y = 5 - 2t^2, z = t^2 | wrong"),
    (LINE, "no solution | wrong"),
    (LINE, "x = 1 + t, y = 5 - 2t | wrong"),
    (LINE, "infinitely many | wrong-form"),
    (POINT, "x = 23/10, y = 21/10 | right"),
    (POINT, "y = 2.1, x = 2.3 | right"),
    (POINT, "(2.3, 2.1) | right"),
    (POINT, "x = 2.3 | wrong"),
    (POINT, "x = 2, y = 3 | wrong"),
    (NOTHING, "no solution | right"),
    (NOTHING, "∅ | right"),
    (NOTHING, "none | right"),
    (NOTHING, "x = 1, y = 0 | wrong"),
    (CASES, "k = 3: none; k = -3: infinitely many; otherwise: one | right"),
    (CASES, "k=-3: infinite, k=3: no solution, otherwise: unique | right"),
    (CASES, "k = 3: none; otherwise: one | wrong"),
    (CASES, "k = 3: infinitely many; k = -3: none; otherwise: one | partly-right"),
    (CASES, "k = 3: maybe | unreadable"),
    (CASES, "k = 3: none; k = -3: infinitely many; otherwise: exactly one | right"),
    (CASES, "otherwise: one; k = -3: infinitely many; k = 3: none | right"),
    (CASES, "k=3: no solutions; k=-3: ∞; else: 1 | right"),
    (CASES, "k = 3 : 0 ; k = -3 : inf ; else : 1 | right"),
    (CASES, "K = 3: none; k = -3: infinitely many; otherwise: one | unreadable"),
    (CASES, "k = 6/2: none; k = -3: infinitely many; otherwise: one | right"),
    (CASES, "k = 3: None; k = -3: Infinitely Many; Otherwise: One | right"),
    (CASES, "k = 3: inconsistent; k = −3: infinite; all others: unique | right"),
    (CASES, "k = 3: none; k = -3: infinitely many; k = 1: one; otherwise: one | right"),
    (CASES, "k = 3: none, k = -3: many, k != 3: one | wrong"),
    (CASES, "k = 3: none; k = -3: infinitely many | wrong"),
    (CASES, "k = 3: none; k = -3: infinitely many; otherwise: none | wrong"),
    (CASES, "k = 3: none; k = 2: infinitely many; otherwise: one | wrong"),
    (CASES, "k = -3: none; k = 3: infinitely many; otherwise: one | partly-right"),
    (CASES, "k = 3: none; k = -3: none; otherwise: one | partly-right"),
    (CASES, "k = 3: none; k = -3: infinitely many; k = 0: none; otherwise: one | wrong"),
    (CASES, "otherwise: one | wrong"),
    (CASES, "no solution | wrong"),
    (CASES, "x = 3: none; otherwise: one | unreadable"),
    (CASES, "k > 3: none; otherwise: one | wrong-kind"),
    (CASES, "k = 3 none; otherwise: one | unreadable"),
    (CASES, "k = 3: none; k = -3:; otherwise: one | unreadable"),
    (CASES, "k = 3: two; otherwise: one | unreadable"),
    (CASES, "k = 3 | wrong-kind"),
    (CASES, " | unreadable"),
    (CASES, "k = sqrt(2): none; otherwise: one | wrong"),
    (CASES, "k = 9^9^9^9: none; otherwise: one | undecided"),
    (CASES, "k = 3: none; k = 3: one; k = -3: infinitely many; otherwise: one | wrong"),
    (CASES, "k = 3: none; k = -3: infinitely many; k != 3 and k != -3: one | right"),
    (CASES, "k = 3: none; k = -3: infinitely many; k != 7: one | wrong"),
    (CASES, "otherwise: none; k = 3: none; k = -3: infinitely many; otherwise: one | wrong"),
    (CASES, "k = 3: one; k = 3: none; k = -3: infinitely many; otherwise: one | wrong"),
    (CHOICE, "b | right"),
    (CHOICE, "(B) | right"),
    (CHOICE, "a line | right"),
    (CHOICE, "a | wrong"),
    (CHOICE, "e | unreadable"),
    (CHOICE, "B | right"),
    (CHOICE, "b) | right"),
    (CHOICE, "b. | right"),
    (CHOICE, "(b) | right"),
    (CHOICE, " b  | right"),
    (CHOICE, "[b] | right"),
    (CHOICE, "A LINE | right"),
    (CHOICE, "a line. | right"),
    (CHOICE, "(b) a line | right"),
    (CHOICE, "b: a line | right"),
    (CHOICE, "option b | right"),
    (CHOICE, "answer: b | right"),
    (CHOICE, "$b$ | right"),
    (CHOICE, "\\text{b} | right"),
    (CHOICE, "c | wrong"),
    (CHOICE, "(c) | wrong"),
    (CHOICE, "a plane | wrong"),
    (CHOICE, "a point | wrong"),
    (CHOICE, "d | unreadable"),
    (CHOICE, "2 | unreadable"),
    (CHOICE, "a, b | unreadable"),
    (CHOICE, "a or b | unreadable"),
    (CHOICE, "not b | unreadable"),
    (CHOICE, "b? | unreadable"),
    (CHOICE, "bb | unreadable"),
    (CHOICE, "ab | unreadable"),
    (CHOICE, "(b) a plane | unreadable"),
    (CHOICE, "a l | unreadable"),
    (CHOICE, "a  line | right"),
    (CHOICE, " | unreadable"),
    (CHOICE, "b line | unreadable"),
    (CHOICE, "the answer is b | right"),
    (TRUTH, "false, c | right"),
    (TRUTH, "F, (c) | right"),
    (TRUTH, "false, a | partly-right"),
    (TRUTH, "true, c | wrong"),
    (TRUTH, "perhaps | unreadable"),
    (TRUTH, "False, C | right"),
    (TRUTH, "f,c | right"),
    (TRUTH, "FALSE , (c) | right"),
    (TRUTH, " false ,  c  | right"),
    (TRUTH, "false, third | right"),
    (TRUTH, "false, c) | right"),
    (TRUTH, "false, c. | right"),
    (TRUTH, "F , [c] | right"),
    (TRUTH, "false; c | right"),
    (TRUTH, "false (c) | right"),
    (TRUTH, "false c | right"),
    (TRUTH, "no, c | unreadable"),
    (TRUTH, "false, b | partly-right"),
    (TRUTH, "f, (A) | partly-right"),
    (TRUTH, "False, second | partly-right"),
    (TRUTH, "true, a | wrong"),
    (TRUTH, "T, (c) | wrong"),
    (TRUTH, "t, b | wrong"),
    (TRUTH, "false | unreadable"),
    (TRUTH, "true | unreadable"),
    (TRUTH, "false, | unreadable"),
    (TRUTH, "c | unreadable"),
    (TRUTH, "c, false | unreadable"),
    (TRUTH, "false, d | unreadable"),
    (TRUTH, "false, a, c | unreadable"),
    (TRUTH, "false, true | unreadable"),
    (TRUTH, "true or false, c | unreadable"),
    (TRUTH, "not true, c | unreadable"),
    (TRUTH, "false, 3 | unreadable"),
    (TRUTH, " | unreadable"),
    (TRUTH, "false, (c) third | right"),
    (TRUTH, "falsec | unreadable"),
    (TRUTH, "f | unreadable"),
    (EIGEN, "1: (1, -1); 3: (1, 1) | right"),
    (EIGEN, "3: (-2, -2); 1: (1/2, -1/2) | right"),
    (EIGEN, "1: (1, 1); 3: (1, -1) | wrong"),
    (EIGEN, "1: (1, -1) | partly-right"),
    (EIGEN, "1: (0, 0); 3: (1, 1) | wrong"),
    (EIGEN, "1, 3 | unreadable"),
    (PARTS, "E = 2; Var = 1/2 | right"),
    (PARTS, "Var = 0.5; E = 2 | right"),
    (PARTS, "2; 1/2 | right"),
    (PARTS, "2, 1/2 | right"),
    (PARTS, "E = 2; Var = 1 | partly-right"),
    (PARTS, "E = 3; Var = 1 | wrong"),
    (PARTS, "E = 2; E = 2 | unreadable"),
    (PARTS, "E=2;Var=1/2 | right"),
    (PARTS, "E = 2\nVar = 1/2 | right"),
    (PARTS, "E: 2; Var: 0.5 | right"),
    (PARTS, "e = 2; var = 1/2 | right"),
    (PARTS, "E = 2; Var = 1/2; | right"),
    (PARTS, "E = 2, Var = 1/2 | right"),
    (PARTS, "Var = 1/2, E = 2 | right"),
    (PARTS, "E = \\frac{4}{2}; Var = \\frac12 | right"),
    (PARTS, "  2 ;  2/4  | right"),
    (PARTS, "E = 2; Var = 50% | right"),
    (PARTS, "E = 2 and Var = 1/2 | right"),
    (PARTS, "1/2; 2 | wrong"),
    (PARTS, "E = 1/2; Var = 2 | wrong"),
    (PARTS, "E = 2 | partly-right"),
    (PARTS, "Var = 1/2 | partly-right"),
    (PARTS, "E = 3; Var = 1/2 | partly-right"),
    (PARTS, "E = 2; Var = -1/2 | partly-right"),
    (PARTS, "E = 2; Var = x | partly-right"),
    (PARTS, "E = 2; Var = (1, 2) | partly-right"),
    (PARTS, "E = (1, 2); Var = [1, 2; 3, 4] | wrong-kind"),
    (PARTS, "E = 2; Var = 9^9^9^9 | undecided"),
    (PARTS, "2; 1/2; 3 | unreadable"),
    (PARTS, "E = 2; SD = 1/2 | partly-right"),
    (PARTS, "E = ; Var = 1/2 | unreadable"),
    (PARTS, "E = 2; Var = 1/ | unreadable"),
    (PARTS, "E = 2; Var = 1/2 # | unreadable"),
    (PARTS, " | unreadable"),
    (FACTORS, "Q = [3/5, 0; 4/5, 0; 0, 1]; R = [5, 3; 0, 2] | right"),
    (FACTORS, "Q = [-3/5, 0; -4/5, 0; 0, 1]; R = [-5, -3; 0, 2] | right"),
    (FACTORS, "Q = [3, 0; 4, 0; 0, 1]; R = [5, 3; 0, 2] | wrong"),
    (FACTORS, "Q = [3/5, 0; 4/5, 0; 0, 1]; R = [5, 3; 0, 1] | partly-right"),
    (FACTORS, "Q = [3/5, 0; 4/5, 0; 0, 1] | wrong-kind"),
]


@pytest.mark.parametrize(("answer", "row"), TABLE, ids=[f"{a.kind}: {r}" for a, r in TABLE])
def test_status(answer: Answer, row: str) -> None:
    typed, _, status = row.rpartition("|")
    verdict = compare(answer, typed.strip())
    assert verdict.status.value == status.strip(), verdict
    assert 0 <= verdict.share <= 1
    if verdict.status.value == "unreadable":
        assert verdict.at is not None


@pytest.mark.parametrize("answer", {id(a): a for a, _ in TABLE}.values(), ids=lambda a: a.kind)
def test_typed_is_read_back_as_right(answer: Answer) -> None:
    verdict = compare(answer, answer.typed())
    assert verdict.is_right, verdict
    assert answer.same(answer)


def test_the_common_kinds_have_25_rows() -> None:
    for kind in ("number", "expression", "vector", "matrix", "cases", "choice", "truth with reason", "parts"):
        assert sum(a.kind == kind for a, _ in TABLE) >= 25, kind


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
