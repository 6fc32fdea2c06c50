"""What a teacher tidies silently while writing: constructors that apply a few named rules and no other.

=======================  =====================================================
constructor              rules
=======================  =====================================================
`add`                    0 + u = u; numbers are added up; like terms (the same
                         product up to a rational factor) are joined
`mul`, `div`             1·u = u; 0·u = 0; one rational factor, in front; powers
                         of one base are joined; numbers are reduced; one
                         fraction bar; pi, names and their powers come first
`power`                  u^0 = 1; u^1 = u; (2x)^3 = 8x^3; (e^u)^2 = e^(2u)
`neg`                    −(−u) = u; −(u + v) = −u − v
`apply`                  e^0 = 1; ln 1 = 0; ln e = 1; √4 = 2; sin 0 = 0; …
`tidied`                 all of these, from the inside of a tree outwards
=======================  =====================================================

Nothing is expanded, factored or moved otherwise. A result has the value of what was given wherever that has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import isqrt

from tutor.methods.derivatives.factors import HALF, Rational, div, mul, power, rational, small, split
from tutor.written import ONE, ZERO, Op, Written, number

# ---------------------------------------------------------------- sums


def neg(u: Written) -> Written:
    """Minus u.

    >>> from tutor.written import Name
    >>> str(neg(neg(Name("x"))))
    'x'
    """
    if u == ZERO:
        return ZERO
    if type(u) is Op and u.head == "neg":
        return u.args[0]
    if type(u) is Op and u.head == "+":
        return Op("+", tuple(neg(a) for a in u.args))
    return Op("neg", (u,))


def _key(body: Written) -> object:
    """The same for products of the same factors in another order."""
    if type(body) is Op and body.head == "*":
        factors = frozenset(body.args)
        if len(factors) == len(body.args):
            return factors
    return body


def terms(*summands: Written) -> Iterable[Written]:
    """The terms of sums within sums."""
    for w in summands:
        if type(w) is Op and w.head == "+":
            yield from terms(*w.args)
        else:
            yield w


def add(*summands: Written) -> Written:
    """The sum.

    >>> from tutor.written import Name, Num
    >>> x = Name("x")
    >>> str(add(2 * x, Num("1"), -x, Num("4"), Num("0")))
    'x + 5'
    """
    found: dict[object, tuple[Rational, Written, Written | None]] = {}
    for term in terms(*summands):
        q, body = split(term)
        key = _key(body)
        if key in found:
            p, body, _ = found[key]
            found[key] = (p + q, body, None)
        else:
            found[key] = (q, body, term)
    kept = [
        term if term is not None and body != ONE else mul(number(small(q)), body)
        for q, body, term in found.values()
        if q
    ]
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Op("+", tuple(kept))


# ---------------------------------------------------------------- functions and whole trees

_VALUES: dict[tuple[str, Written], Written] = {
    ("exp", ZERO): ONE, ("exp", ONE): Op("e"), ("ln", ONE): ZERO, ("log", ONE): ZERO, ("ln", Op("e")): ONE,
    ("log", Op("e")): ONE, ("sin", ZERO): ZERO, ("cos", ZERO): ONE, ("tan", ZERO): ZERO, ("arcsin", ZERO): ZERO,
    ("arctan", ZERO): ZERO, ("sinh", ZERO): ZERO, ("cosh", ZERO): ONE, ("tanh", ZERO): ZERO, ("arsinh", ZERO): ZERO,
    ("artanh", ZERO): ZERO, ("sigmoid", ZERO): number(HALF), ("sin", Op("pi")): ZERO, ("cos", Op("pi")): number(-1),
    ("tan", Op("pi")): ZERO, ("sin", Op("pi") / 2): ONE, ("cos", Op("pi") / 2): ZERO,
    ("sin", Op("pi") / 6): number(HALF), ("cos", Op("pi") / 3): number(HALF),
    ("tan", Op("pi") / 4): ONE, ("arctan", ONE): Op("pi") / 4,
    ("arcsin", ONE): Op("pi") / 2,
}  # fmt: skip


def apply(head: str, u: Written) -> Written:
    """A function of one argument; the values that everybody knows by heart are filled in.

    >>> from tutor.written import Num
    >>> str(apply("sqrt", Num("9"))), str(apply("exp", Num("0"))), str(apply("sin", Num("1")))
    ('3', '1', 'sin(1)')
    """
    known = _VALUES.get((head, u))
    if known is not None:
        return known
    if head in ("sqrt", "abs", "sign", "relu"):
        q = rational(u)
        if q is not None:
            if head == "abs":
                return number(-q if q < 0 else q)
            if head == "sign":
                return number((q > 0) - (q < 0))
            if head == "relu":
                return number(max(q, 0))
            if q >= 0:
                p, r = isqrt(q.numerator), isqrt(q.denominator)
                if p * p == q.numerator and r * r == q.denominator:
                    return number(Fraction(p, r))
    return Op(head, (u,))


def tidied(w: Written) -> Written:
    """The whole tree with every operation tidied, from the inside outwards.

    >>> from tutor.written import Name, Num
    >>> x = Name("x")
    >>> str(tidied(Op("exp", (0 * x,)) * 2 * (1 * x + 0) ** 2 * 3))
    '6*x^2'
    """
    if type(w) is not Op or not w.args:
        return w
    args = [tidied(a) for a in w.args]
    match w.head:
        case "+":
            return add(*args)
        case "neg":
            q = rational(args[0])
            return neg(args[0]) if q is None else number(-q)
        case "*":
            return mul(*args)
        case "/":
            return Op("/", tuple(args)) if args[1] == ZERO else div(*args)
        case "^":
            return power(*args)
    return apply(w.head, args[0]) if len(args) == 1 else Op(w.head, tuple(args))
