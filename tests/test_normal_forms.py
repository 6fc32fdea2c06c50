"""The normal form of an expression has the value of the expression, wherever all of it is real."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.equality import Domain, equal, high_precision
from tutor.equality.polynomials import Monomial, NoProof, Polynomial, Quotient
from tutor.equality.rewriting import Rewriter
from tutor.errors import TooLarge
from tutor.evaluate import NotExact, evaluate, precise
from tutor.written import Name, Num, Op, Written, number

REAL = precise(60)
PLACES = [
    {"x": Fraction(7, 5), "y": Fraction(31, 11)},
    {"x": Fraction(-9, 7), "y": Fraction(2, 9)},
    {"x": Fraction(3, 8), "y": Fraction(-17, 6)},
]
DOMAINS = [Domain(), Domain({"x": (Fraction(0), Fraction(4)), "y": (Fraction(0), Fraction(4))})]


class Value:
    """The value of a form at a point, by the meaning of each kind of atom."""

    def __init__(self, rewriter: Rewriter, values: Mapping[str, Fraction]) -> None:
        self.rewriter, self.values = rewriter, values

    def quotient(self, q: Quotient) -> Any:
        return self.polynomial(q.top) / self.polynomial(q.bottom)

    def polynomial(self, p: Polynomial) -> Any:
        return sum((REAL.number(c) * self.monomial(m) for m, c in p.items()), REAL.number(Fraction(0)))

    def monomial(self, m: Monomial) -> Any:
        product = REAL.number(Fraction(1))
        for a, e in m:
            product = product * self.atom(a, REAL.number(Fraction(e)))
        return product

    def atom(self, a: int, e: Any) -> Any:
        atom = self.rewriter.atoms[a]
        functions, pi, i = REAL.functions, REAL.constants["pi"], REAL.constants["i"]
        match atom.kind:
            case "i":
                return REAL.power(i, e)
            case "name":
                return REAL.power(REAL.number(self.values[atom.payload]), e)
            case "pi":
                return REAL.power(pi, e)
            case "prime":
                return REAL.power(REAL.number(Fraction(atom.payload)), e)
            case "unity":
                return functions["exp"](i * pi * e)
            case "exp":
                exponent, bottom = atom.payload
                return functions["exp"](e * self.monomial(exponent) / self.polynomial(bottom))
            case "base":
                return REAL.power(self.polynomial(atom.payload), e)
            case "abs":
                return REAL.power(abs(self.polynomial(atom.payload)), e)
            case "ln":
                return REAL.power(functions["ln"](self.polynomial(atom.payload)), e)
        inside = self.quotient(atom.payload)
        assert abs(inside.imag) < 1e-20 * (1 + abs(inside))
        return REAL.power(functions[atom.kind](inside.real), e)


def all_real(w: Written, values: Mapping[str, Fraction]) -> bool:
    """Are the values of all parts real, and not too near to a pole or a jump?"""
    try:
        found = evaluate(w, {n: REAL.number(q) for n, q in values.items()}, REAL)
    except (NotExact, TooLarge, ValueError, TypeError, ZeroDivisionError, OverflowError):
        return False
    if getattr(found, "imag", 0) or not 1e-9 < abs(found) < 1e9:
        return False
    return not isinstance(w, Op) or all(all_real(a, values) for a in w.args)


FUNCTIONS = [
    "sin", "cos", "tan", "exp", "ln", "sqrt", "abs", "sinh", "cosh", "tanh", "arctan", "arcsin", "arccos", "sigmoid",
    "relu", "sign", "erf", "Phi", "arsinh", "artanh", "cot", "sec", "csc", "neg", "floor", "arcosh",
]  # fmt: skip
LEAVES = st.sampled_from(
    [Name("x"), Name("y"), Op("pi"), Op("e"), Num("2"), Num("3"), Num("12"), number(Fraction(-1, 2)), Num("0.75")]
)
EXPONENTS = [2, 3, -1, -2, Fraction(1, 2), Fraction(3, 2), Fraction(-1, 2), Fraction(1, 3), 4]


def _tree(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    pairs = st.tuples(inner, inner)
    return (
        st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda p: Op(p[0], (p[1],)))
        | st.tuples(st.sampled_from(["+", "*", "/", "+", "*"]), pairs).map(lambda p: Op(p[0], p[1]))
        | st.tuples(inner, st.sampled_from(EXPONENTS)).map(lambda p: p[0] ** number(p[1]))
        | pairs.map(lambda p: Op("^", p))
    )


TREES: st.SearchStrategy[Written] = st.recursive(LEAVES, _tree, max_leaves=6)


@pytest.mark.parametrize("domain", DOMAINS, ids=["anywhere", "positive"])
@given(TREES)
@settings(deadline=None, max_examples=250)
def test_a_form_has_the_value_of_the_expression(domain: Domain, w: Written) -> None:
    rewriter = Rewriter(domain)
    try:
        form = rewriter.form(w)
    except (NoProof, TooLarge):
        return
    for place in PLACES:
        if domain.intervals and min(place.values()) < 0:
            continue
        if not all_real(w, place):
            continue
        expected = high_precision(w, place, 60)
        try:
            found = Value(rewriter, place).quotient(form)
        except TooLarge:
            continue
        assert abs(found - expected) <= 1e-20 * (1 + abs(expected)), (str(w), place, found, expected)


@given(TREES, TREES)
@settings(deadline=None, max_examples=100)
def test_equality_is_symmetric_and_sees_what_is_added(a: Written, b: Written) -> None:
    assert equal(a, a).same is True
    assert equal(a, b).same == equal(b, a).same
    assert equal(a, Op("+", (a, Num("1")))).same is not True
    assert equal(a, Op("+", (b, a, Op("neg", (b,))))).same is not False
