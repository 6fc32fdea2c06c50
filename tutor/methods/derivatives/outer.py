"""The derivatives that one knows by heart: a table of functions f with f'(u)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.methods.derivatives.algebra import Algebra, lower, operands
from tutor.written import ONE, PI, TWO, ZERO, Op, Written

Formula = Callable[[Algebra, Written, Written], Written]  # (algebra, f(u), u) -> f'(u)


@dataclass(frozen=True, slots=True)
class Outer:
    """One function: its derivative at u, and what is to be said of it besides."""

    derivative: Formula
    note: str = ""


def _f(head: str, u: Written) -> Op:
    return Op(head, (u,))


def _squared(head: str, u: Written) -> Op:
    return Op("^", (Op(head, (u,)), TWO))


def _one_minus_square(k: Algebra, u: Written) -> Written:
    return k.add(ONE, k.neg(k.power(u, TWO)))


def _power(k: Algebra, w: Written, u: Written) -> Written:
    n = operands(w)[1]
    return k.mul(n, k.power(u, lower(n)))


def _exponential(k: Algebra, w: Written, u: Written) -> Written:
    return k.mul(w, k.apply("ln", operands(w)[0]))


def _root(k: Algebra, w: Written, u: Written) -> Written:
    n = operands(w)[0]
    return k.div(ONE, k.mul(n, k.power(w, lower(n))))


OUTER: dict[str, Outer] = {
    "power": Outer(_power),
    "exponential": Outer(_exponential),
    "exp": Outer(lambda k, w, u: w),
    "ln": Outer(lambda k, w, u: k.div(ONE, u)),
    "log": Outer(lambda k, w, u: k.div(ONE, u)),
    "sqrt": Outer(lambda k, w, u: k.div(ONE, k.mul(TWO, w))),
    "root": Outer(_root),
    "sin": Outer(lambda k, w, u: _f("cos", u)),
    "cos": Outer(lambda k, w, u: k.neg(_f("sin", u))),
    "tan": Outer(lambda k, w, u: k.div(ONE, _squared("cos", u))),
    "cot": Outer(lambda k, w, u: k.neg(k.div(ONE, _squared("sin", u)))),
    "sec": Outer(lambda k, w, u: k.mul(w, _f("tan", u))),
    "csc": Outer(lambda k, w, u: k.neg(k.mul(w, _f("cot", u)))),
    "arcsin": Outer(lambda k, w, u: k.div(ONE, _f("sqrt", _one_minus_square(k, u)))),
    "arccos": Outer(lambda k, w, u: k.neg(k.div(ONE, _f("sqrt", _one_minus_square(k, u))))),
    "arctan": Outer(lambda k, w, u: k.div(ONE, k.add(ONE, k.power(u, TWO)))),
    "sinh": Outer(lambda k, w, u: _f("cosh", u)),
    "cosh": Outer(lambda k, w, u: _f("sinh", u), "; there is no minus sign, unlike for the cosine"),
    "tanh": Outer(lambda k, w, u: k.add(ONE, k.neg(_squared("tanh", u)))),
    "arsinh": Outer(lambda k, w, u: k.div(ONE, _f("sqrt", k.add(k.power(u, TWO), ONE)))),
    "arcosh": Outer(lambda k, w, u: k.div(ONE, _f("sqrt", k.add(k.power(u, TWO), k.neg(ONE))))),
    "artanh": Outer(lambda k, w, u: k.div(ONE, _one_minus_square(k, u))),
    "sigmoid": Outer(lambda k, w, u: k.mul(w, k.add(ONE, k.neg(w)))),
    "Phi": Outer(
        lambda k, w, u: k.div(_f("exp", k.neg(k.div(k.power(u, TWO), TWO))), _f("sqrt", k.mul(TWO, PI))),
        ", the density of the standard normal distribution",
    ),
    "erf": Outer(lambda k, w, u: k.div(k.mul(TWO, _f("exp", k.neg(k.power(u, TWO)))), _f("sqrt", PI))),
    "abs": Outer(lambda k, w, u: k.div(u, w), ": 1 or −1 by the sign of the argument, and none at 0"),
    "relu": Outer(
        lambda k, w, u: k.div(w, u), ": 1 where the argument is positive, 0 where it is negative, and none at 0"
    ),
    "sign": Outer(lambda k, w, u: ZERO, ", because the sign is constant on both sides of 0"),
    "floor": Outer(lambda k, w, u: ZERO, ", because rounding down is constant between the jumps"),
    "ceil": Outer(lambda k, w, u: ZERO, ", because rounding up is constant between the jumps"),
}
