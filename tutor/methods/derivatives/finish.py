"""The last lines of a differentiation, where a teacher goes on: expand a polynomial, cancel, factor out.

Every stage is a pair (what is done, the new form); a form that is good already has no stages.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from tutor.methods.derivatives.factors import HALF, Factors, Rational, div, mul, power, rational, split
from tutor.methods.derivatives.rules import depends
from tutor.methods.derivatives.tidy import add, neg, terms
from tutor.text import Text, say
from tutor.written import ONE, Name, Op, Written, number

Polynomial = dict[int, Rational]  # exponent -> coefficient
MAX_DEGREE = 8


def polynomial(w: Written, x: str) -> Polynomial | None:
    """The coefficients of a polynomial in x with rational coefficients, up to degree 8; None for anything else.

    >>> polynomial((Name("x") + 1) * (Name("x") - 1), "x")
    {2: 1, 0: -1}
    """
    q = rational(w)
    if q is not None:
        return {0: q}
    if isinstance(w, Name):
        return {1: 1} if w.text == x else None
    if not isinstance(w, Op) or w.head not in ("+", "neg", "*", "/", "^"):
        return None
    if w.head == "^":
        n, base = rational(w.args[1]), polynomial(w.args[0], x)
        if type(n) is not int or not 0 <= n <= MAX_DEGREE or base is None:
            return None
        return _multiply([base] * n)
    if w.head == "/":
        q, top = rational(w.args[1]), polynomial(w.args[0], x)
        return None if not q or top is None else {k: Fraction(c) / q for k, c in top.items()}
    parts = [polynomial(a, x) for a in w.args]
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    if w.head == "*":
        return _multiply(known)
    sign = -1 if w.head == "neg" else 1
    total: Polynomial = {}
    for p in known:
        for k, c in p.items():
            total[k] = total.get(k, 0) + sign * c
    return {k: c for k, c in total.items() if c}


def _multiply(factors: list[Polynomial]) -> Polynomial | None:
    product: Polynomial = {0: 1}
    for f in factors:
        following: Polynomial = {}
        for i, a in product.items():
            for j, b in f.items():
                following[i + j] = following.get(i + j, 0) + a * b
        product = {k: c for k, c in following.items() if c}
        if max(product, default=0) > MAX_DEGREE:
            return None
    return product


def expanded(p: Polynomial, x: str) -> Written:
    """The polynomial in descending powers.

    >>> str(expanded({0: -3, 2: 1}, "x"))
    'x^2 - 3'
    """
    order = sorted(p, reverse=True)
    if len(p) == 2 and p[order[0]] < 0 < p[order[1]]:
        order.reverse()  # 1 - x, not -x + 1
    return add(*(mul(number(p[k]), power(Name(x), number(k))) for k in order))


def _holds_brackets(w: Written, *, powers: bool) -> bool:
    """Is a sum multiplied (or with `powers`, also raised to a power) somewhere in a sum of products?"""
    for term in terms(w):
        body = term.args[0] if isinstance(term, Op) and term.head == "neg" else term
        factors = body.args if isinstance(body, Op) and body.head in ("*", "/") else (body,)
        for f in factors:
            if isinstance(f, Op) and (f.head == "+" or (powers and f.head == "^" and _is_sum(f.args[0]))):
                return True
    return False


def _is_sum(w: Written) -> bool:
    return isinstance(w, Op) and w.head == "+"


def _has_power_of_sum(w: Written) -> bool:
    return isinstance(w, Op) and (
        (w.head == "^" and _is_sum(w.args[0])) or (w.head != "^" and any(_has_power_of_sum(a) for a in w.args))
    )


def shared(w: Written) -> dict[Written, Rational]:
    """Base -> the lowest exponent that it has in any term of a sum; below 0 where a term has it in a denominator."""
    exponents = [_collected(term).exponents for term in terms(w)]
    bases = {base: None for found in exponents for base in found}
    lowest = {base: min(found.get(base, 0) for found in exponents) for base in bases}
    return {base: n for base, n in lowest.items() if n}


def _collected(term: Written) -> Factors:
    factors = Factors()
    factors.take(term)
    return factors


def _power(base: Written, n: Rational) -> Written:
    return Op("sqrt", (base,)) if n == HALF else power(base, number(n))


def _times(w: Written, factor: Written) -> Written:
    return add(*(mul(term, factor) for term in terms(w)))


def _without(w: Written, factor: Written) -> Written:
    return add(*(div(term, factor) for term in terms(w)))


def _cleared(top: Written, bottom: Written) -> tuple[Text, Written] | None:
    """A fraction whose numerator holds fractions is extended by their denominators."""
    count = lcm(*(split(term)[0].denominator for term in terms(top)))
    below = [(base, -n) for base, n in shared(top).items() if n < 0 and base in _below(top)]
    if not below:
        return None
    factor = mul(number(count), *(_power(base, n) for base, n in below))
    done = div(_times(top, factor), mul(bottom, factor))
    return say("Multiply numerator and denominator by {factor}, so that one fraction bar is left.", factor=factor), done


def _below(w: Written) -> set[Written]:
    found: set[Written] = set()
    for term in terms(w):
        collected = _collected(term)
        found |= collected.below | collected.rooted
    return found


def _cancelled(top: Written, bottom: Written) -> tuple[Text, Written] | None:
    """The fraction after cancelling what every term of the numerator shares with the denominator."""
    below = _collected(bottom).exponents
    cancel = {base: min(n, below[base]) for base, n in shared(top).items() if base in below}
    factor = mul(*(power(base, number(n)) for base, n in cancel.items() if n > 0))
    if factor == ONE:
        return None
    return say("Cancel {factor}.", factor=factor), div(_without(top, factor), div(bottom, factor))


def finish(w: Written, x: str) -> list[tuple[Text, Written]]:
    """The stages from a tidied derivative to the form in which it is left: one fraction, cancelled, collected.

    >>> x = Name("x")
    >>> top = Op("+", (x - 1, -(x + 1)))
    >>> [str(form) for _, form in finish(top / (x - 1) ** 2, "x")]
    ['-2/(x - 1)^2']
    """
    if isinstance(w, Op) and w.head == "neg":
        return [(why, mul(number(-1), form)) for why, form in finish(w.args[0], x)]
    stages: list[tuple[Text, Written]] = []
    for stage in (_cleared, _cancelled):
        if isinstance(w, Op) and w.head == "/" and depends(w.args[1], x) and _is_sum(w.args[0]):
            done = stage(w.args[0], w.args[1])
            if done is not None:
                stages.append(done)
                w = done[1]
    if isinstance(w, Op) and w.head == "/" and _is_sum(w.args[0]) and _holds_brackets(w.args[0], powers=True):
        p = polynomial(w.args[0], x)
        if p is not None:
            stages.append((say("Multiply out the numerator and collect equal powers."), div(_signed(p, x), w.args[1])))
    elif _is_sum(w) and _holds_brackets(w, powers=False) and not _has_power_of_sum(w):
        p = polynomial(w, x)
        if p is not None:
            stages.append((say("Multiply out and collect equal powers."), expanded(p, x)))
    return stages


def _signed(p: Polynomial, x: str) -> Written:
    """In descending powers; a minus sign is pulled out if all terms carry one."""
    if p and all(c < 0 for c in p.values()):
        return neg(expanded({k: -c for k, c in p.items()}, x))
    return expanded(p, x)


def factored(w: Written) -> tuple[Text, Written] | None:
    """The stage that factors out what all terms share, or None if they share nothing.

    >>> x = Name("x")
    >>> e = Op("exp", (3 * x,))
    >>> str(factored(2 * x * e + 3 * x**2 * e)[1])
    'x*exp(3*x)*(2 + 3*x)'
    """
    if not _is_sum(w):
        return None
    factor = mul(*(_power(base, n) for base, n in shared(w).items() if n > 0))
    if factor == ONE:
        return None
    return say("Factor out {factor}, which all terms share.", factor=factor), mul(factor, _without(w, factor))
