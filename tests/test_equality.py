"""Equality: refuted with a counter-example, proved, sampled, or left undecided."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.equality import Domain, equal
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.reading import read
from tutor.surds import SURDS, root, surd
from tutor.written import Name, Num, Op, Written, matrix

CASES = """
1/3                                      ; 2/6                                           ; proved
1/3                                      ; 0.3333333333333333                            ; refuted
sqrt(8)                                  ; 2 sqrt(2)                                     ; proved
1/(sqrt(2)+1)                            ; sqrt(2) - 1                                   ; proved
sqrt(2)+sqrt(3)                          ; sqrt(5)                                       ; refuted
sqrt(5+2 sqrt(6))                        ; sqrt(2)+sqrt(3)                               ; proved
e^(ln(2))                                ; 2                                             ; proved
sin(pi/6)                                ; 1/2                                           ; proved
3.141592653589793                        ; pi                                            ; refuted
(x+1)^2                                  ; x^2+2x+1                                      ; proved
(x+1)^2                                  ; x^2+1                                         ; refuted
(x^2-1)/(x-1)                            ; x+1                                           ; proved
1/x - 1/(x+1)                            ; 1/(x^2+x)                                     ; proved
x/y + y/x                                ; (x^2+y^2)/(x y)                               ; proved
(x+y)^3                                  ; x^3+3x^2 y+3x y^2+y^3                         ; proved
x^2 y                                    ; x y^2                                         ; refuted
sin(x)^2+cos(x)^2                        ; 1                                             ; proved
sin(2x)                                  ; 2 sin(x) cos(x)                               ; proved
sin(2x)                                  ; 2 sin(x)                                      ; refuted
ln(x^2)                                  ; 2 ln(x)                                       ; refuted
e^(2x)                                   ; (e^x)^2                                       ; proved
|x|                                      ; x                                             ; refuted
9^9^9^9                                  ; 9                                             ; none
x^(10^9)                                 ; x                                             ; none
ln(8)                                    ; 3 ln(2)                                       ; proved
ln(6)                                    ; ln(2)+ln(3)                                   ; proved
ln(1/2)                                  ; -ln(2)                                        ; proved
e^(ln 2)                                 ; 2                                             ; proved
e^(2 ln 3)                               ; 9                                             ; proved
sqrt(e^2)                                ; e                                             ; proved
e^(1/2)                                  ; sqrt(e)                                       ; proved
e^2*e^3                                  ; e^5                                           ; proved
sqrt(3+2 sqrt(2))                        ; 1+sqrt(2)                                     ; proved
sqrt(6-2 sqrt(5))                        ; sqrt(5)-1                                     ; proved
sqrt(2+sqrt(3))                          ; (sqrt(6)+sqrt(2))/2                           ; proved
root(3,16)                               ; 2 root(3,2)                                   ; proved
8^(1/3)                                  ; 2                                             ; proved
2^(1/3)*4^(1/3)                          ; 2                                             ; proved
cos(pi/12)                               ; (sqrt(6)+sqrt(2))/4                           ; proved
tan(pi/3)                                ; sqrt(3)                                       ; proved
arctan(1)                                ; pi/4                                          ; proved
arccos(-1/2)                             ; 2 pi/3                                        ; proved
cos(pi/5)                                ; (1+sqrt(5))/4                                 ; proved
ln(e^2)                                  ; 2                                             ; proved
ln(sqrt(e))                              ; 1/2                                           ; proved
1/sqrt(2 pi)                             ; sqrt(2)/(2 sqrt(pi))                          ; proved
e^(-100)                                 ; 0                                             ; refuted
e^(-100)                                 ; e^(-101)                                      ; refuted
e^(-1)                                   ; 1/e                                           ; proved
sinh(1)                                  ; (e-1/e)/2                                     ; proved
10^30*sin(pi)                            ; 0                                             ; proved
ln(-1)                                   ; i pi                                          ; sampled
e^(i pi)                                 ; -1                                            ; proved
1/(sqrt(6)-sqrt(2)*sqrt(3))              ; 1/(sqrt(6)-sqrt(2)*sqrt(3))+1                 ; none
sin(x)^2                                 ; (1-cos(2x))/2                                 ; proved
tan(x)^2+1                               ; 1/cos(x)^2                                    ; proved
sec(x)^2                                 ; tan(x)^2+1                                    ; proved
sin(x+y)                                 ; sin x cos y + cos x sin y                     ; proved
cos(3x)                                  ; 4 cos(x)^3-3cos(x)                            ; proved
sin(x/2)^2                               ; (1-cos(x))/2                                  ; proved
tan(x/2)                                 ; sin(x)/(1+cos(x))                             ; proved
e^(x+y)                                  ; e^x e^y                                       ; proved
e^(x^2+x)                                ; e^(x^2)*e^x                                   ; proved
1/(1+e^(-x))                             ; e^x/(e^x+1)                                   ; proved
sigmoid(x)*(1-sigmoid(x))                ; e^(-x)/(1+e^(-x))^2                           ; proved
tanh(x)                                  ; 2 sigmoid(2x) - 1                             ; proved
sinh(x)^2 - cosh(x)^2                    ; -1                                            ; proved
2^x                                      ; e^(x ln 2)                                    ; proved
4^x                                      ; (2^x)^2                                       ; proved
6^x                                      ; 2^x*3^x                                       ; proved
2^(x+1)                                  ; 2*2^x                                         ; proved
x^(1/2)                                  ; sqrt(x)                                       ; proved
x^(3/2)                                  ; x sqrt(x)                                     ; proved
1/sqrt(x)                                ; sqrt(x)/x                                     ; proved
sqrt(x^2)                                ; |x|                                           ; proved
sqrt(4x^2)                               ; 2|x|                                          ; proved
sqrt(x^2+2x+1)                           ; |x+1|                                         ; proved
sqrt(x^2)                                ; x                                             ; refuted
ln(x^2)                                  ; 2 ln(|x|)                                     ; proved
ln(x^3)                                  ; 3 ln(x)                                       ; proved
ln(2x)                                   ; ln(2)+ln(x)                                   ; proved
ln(sqrt(x))                              ; ln(x)/2                                       ; proved
ln(1/x)                                  ; -ln(x)                                        ; proved
ln(x y)                                  ; ln(x)+ln(y)                                   ; refuted
ln(e^x)                                  ; x                                             ; proved
e^(ln x)                                 ; x                                             ; proved
e^(2 ln x)                               ; x^2                                           ; proved
x^x                                      ; e^(x ln x)                                    ; proved
ln(x)                                    ; ln(|x|)                                       ; refuted
|x|^2                                    ; x^2                                           ; proved
|2x|                                     ; 2|x|                                          ; proved
|-x|                                     ; |x|                                           ; proved
|x-1|                                    ; |1-x|                                         ; proved
|x y|                                    ; |x| |y|                                       ; proved
relu(x)                                  ; (x+|x|)/2                                     ; proved
x/|x|                                    ; sign(x)                                       ; proved
sin(arccos(x))                           ; sqrt(1-x^2)                                   ; proved
cos(arctan(x))                           ; 1/sqrt(1+x^2)                                 ; proved
arcsin(x)+arccos(x)                      ; pi/2                                          ; proved
arctan(-x)                               ; -arctan(x)                                    ; proved
sqrt(1-sin(x)^2)                         ; |cos(x)|                                      ; proved
sqrt(1-sin(x)^2)                         ; cos(x)                                        ; refuted
-ln(|cos(x)|)                            ; ln(|sec(x)|)                                  ; proved
x^(2/3)                                  ; root(3, x)^2                                  ; proved
x^(2/3)                                  ; root(3,x^2)                                   ; sampled
sin(x)+10^(-30)                          ; sin(x)                                        ; refuted
sin(x)+10^(-60)                          ; sin(x)                                        ; refuted
(x+y+z)^12                               ; (x+y+z)^6*(x+y+z)^6                           ; proved
sqrt(x+1)/(x+1)                          ; 1/sqrt(x+1)                                   ; proved
x e^(-x^2/2)/sqrt(2 pi)                  ; x/(sqrt(2 pi) e^(x^2/2))                      ; proved
sqrt(x) sqrt(y)                          ; sqrt(x y)                                     ; refuted
(x-1)/(sqrt(x)-1)                        ; sqrt(x)+1                                     ; proved
ln((x+1)^2)                              ; 2 ln(|x+1|)                                   ; proved
arsinh(x)                                ; ln(x+sqrt(x^2+1))                             ; proved
Phi(x)                                   ; 1-Phi(-x)                                     ; proved
erf(-x)                                  ; -erf(x)                                       ; proved
floor(x)                                 ; x                                             ; refuted
e^(x)/x^2                                ; x^(-2) e^x                                    ; proved
1/(x(x+1)(x+2))                          ; 1/2/x - 1/(x+1)+1/2/(x+2)                     ; proved
x^2/(x y)                                ; x/y                                           ; proved
(x^2-y^2)/(x-y)                          ; x+y                                           ; proved
1/(x-x)                                  ; 1/(x-x)+1                                     ; none
arctan(1/x)                              ; pi/2-arctan(x)                                ; refuted
sin(1/x) cos(1/x)                        ; sin(2/x)/2                                    ; proved
sin(1/(x+1)) cos(1/(x+1))                ; sin(2/(x+1))/2                                ; proved
e^(i x)                                  ; cos(x)+i sin(x)                               ; proved
(x^2)^(1/2)                              ; x                                             ; refuted
ln(x/(x+1))                              ; ln(x)-ln(x+1)                                 ; sampled
ln(x(x+1))                               ; ln(x)+ln(x+1)                                 ; refuted
sqrt(x^4)                                ; x^2                                           ; proved
sqrt(8x)                                 ; 2 sqrt(2) sqrt(x)                             ; proved
sqrt(x^2+y^2)                            ; x+y                                           ; refuted
(1+x)^(1/2) (1+x)^(3/2)                  ; (1+x)^2                                       ; proved
""".strip().splitlines()


@pytest.mark.parametrize("row", CASES)
def test_cases(row: str) -> None:
    a, b, how = (part.strip() for part in row.split(";"))
    left, right = (read(t, names=["x", "y", "z"]) for t in (a, b))
    found = equal(left, right)
    assert found.how == how
    assert equal(right, left).how == how


def test_matrices_entry_by_entry() -> None:
    x = Name("x")
    a, b = matrix([[x + x, 1]]), matrix([[2 * x, 1]])
    assert equal(a, b).how == "proved"
    assert equal(a, matrix([[2 * x, 2]])).same is False
    assert equal(a, matrix([[2 * x], [1]])).same is False
    assert equal(Op("+", (a, a)), matrix([[4 * x, 2]])).same is True
    assert equal(Op("+", (a, a)), matrix([[4 * x, 3]])).same is False


def test_a_huge_number_is_not_its_neighbour() -> None:
    huge = read("pi^(exp(pi)^2)")
    assert equal(huge, huge + 1).same is not True
    assert equal(huge, 2 * huge).same is not True
    assert equal(read("e^300"), read("e^300 + 1")).same is not True


def test_a_domain_decides() -> None:
    root_of_square = Op("sqrt", (Name("x") ** 2,))
    positive = Domain({"x": (Fraction(0), Fraction(5))})
    assert equal(root_of_square, Name("x"), positive).same is True
    assert equal(root_of_square, Name("x")).same is False


NUMBERS = st.integers(-20, 20).map(lambda n: Num(str(n)) if n >= 0 else Op("neg", (Num(str(-n)),)))
TREES: st.SearchStrategy[Written] = st.recursive(
    NUMBERS | st.just(Name("x")) | st.just(Name("y")),
    lambda inner: (
        st.tuples(inner, inner).map(lambda p: Op("+", p))
        | st.tuples(inner, inner).map(lambda p: Op("*", p))
        | inner.map(lambda w: Op("neg", (w,)))
        | st.tuples(inner, st.integers(0, 3)).map(lambda p: p[0] ** p[1])
    ),
    max_leaves=8,
)


@given(TREES, TREES)
@settings(deadline=None, max_examples=150)
def test_agrees_with_exact_evaluation(a: Written, b: Written) -> None:
    found = equal(a, b)
    assert equal(a, a).same is True
    assert found.same == equal(b, a).same
    values = [{"x": Fraction(p), "y": Fraction(q)} for p, q in ((3, 7), (-2, 5), (11, -13))]
    try:
        differ = any(evaluate(a, v, EXACT) != evaluate(b, v, EXACT) for v in values)
    except NotExact:  # 0 to the power 0
        return
    if differ:
        assert found.same is False


@given(st.lists(st.tuples(st.integers(1, 12), st.fractions(-3, 3, max_denominator=4)), min_size=1, max_size=3))
@settings(deadline=None, max_examples=150)
def test_surds_are_a_field(terms: list[tuple[int, Fraction]]) -> None:
    number: Any = surd(0)
    for d, c in terms:
        number = number + root(d) * c
    if number:
        assert number * number.inverse() == surd(1)
        assert evaluate(number.written(), {}, SURDS) == number
    assert number - number == surd(0)
