"""Linear forms of what was read, collected exactly; coefficients may be polynomials in parameters.

A polynomial is a mapping from monomials to fractions, a monomial a sorted tuple of (parameter, exponent); a form maps
each variable, and "" for the constant, to a polynomial.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import TypeAlias

from tutor.errors import Unreadable
from tutor.reading import limits
from tutor.written import Name, Num, Op, Written, number

Monomial: TypeAlias = "tuple[tuple[str, int], ...]"
Polynomial: TypeAlias = "dict[Monomial, Fraction]"
Form: TypeAlias = "dict[str, Polynomial]"
Refusal: TypeAlias = "Callable[[Written, str, str], Unreadable]"

ONE: Monomial = ()


def linear_form(w: Written, parameters: Collection[str], refuse: Refusal) -> Form:
    """The form of `w`; `refuse` makes the exception for a node that is not linear.

    >>> from tutor.written import Name
    >>> linear_form(2 * (Name("x") + 1), (), lambda node, message, hint: Unreadable(message))
    {'x': {(): Fraction(2, 1)}, '': {(): Fraction(2, 1)}}
    """
    if isinstance(w, Num):
        return {"": {ONE: w.fraction}} if w.fraction else {}
    if isinstance(w, Name):
        return {"": {((w.text, 1),): Fraction(1)}} if w.text in parameters else {w.text: {ONE: Fraction(1)}}
    if not isinstance(w, Op) or w.head not in ("+", "neg", "*", "/", "^"):
        raise refuse(w, f"{w} is not linear with rational coefficients", "write each equation as 2x + 3/4 y = 5")
    forms = [linear_form(a, parameters, refuse) for a in w.args]
    first = forms[0]
    if w.head == "neg":
        return _scaled(first, {ONE: Fraction(-1)}, w, refuse)
    if w.head == "+":
        total: Form = {}
        for form in forms:
            add(total, form)
        return total
    if w.head == "*":
        for form in forms[1:]:
            if set(first) - {""} and set(form) - {""}:
                raise refuse(w, f"{w} is not linear: unknowns are multiplied", "only numbers times unknowns are read")
            first = _scaled(form, first.get("", {}), w, refuse) if set(form) - {""} else _scaled(
                first, form.get("", {}), w, refuse
            )  # fmt: skip
        return first
    other = forms[1]
    constant = other.get("", {})
    if set(other) - {""} or set(constant) - {ONE}:
        below = "an unknown" if set(other) - {""} else "a parameter"
        what = f"{below} in the denominator" if w.head == "/" else f"{below} in an exponent"
        raise refuse(w, f"{w} is not linear: {what}", "multiply the equation out first")
    q = constant.get(ONE, Fraction(0))
    if w.head == "/":
        if not q:
            raise refuse(w, f"{w} divides by zero", "")
        return _scaled(first, {ONE: 1 / q}, w, refuse)
    return _power(w, first, q, refuse)


def _power(w: Written, base: Form, q: Fraction, refuse: Refusal) -> Form:
    if q == 1:
        return base
    constant = base.get("", {})
    if set(base) - {""}:
        raise refuse(w, f"{w} is not linear: a power of an unknown", "only first powers of unknowns are read")
    if q.denominator != 1 or abs(q) > limits.MAX_DEGREE:
        raise refuse(w, f"the exponent {q} is not read here", f"whole numbers up to {limits.MAX_DEGREE} are")
    n = int(q)
    if n < 0:
        if set(constant) != {ONE}:
            raise refuse(
                w, f"{w} divides by {'a parameter' if constant else 'zero'}", "multiply the equation out first"
            )
        constant, n = {ONE: 1 / constant[ONE]}, -n
    result: Form = {"": {ONE: Fraction(1)}}
    for _ in range(n):
        result = _scaled(result, constant, w, refuse)
    return result


def add(total: Form, form: Form, sign: int = 1) -> None:
    """Add a form, or subtract it, in place; what cancels is dropped."""
    for variable, polynomial in form.items():
        sum_ = total.setdefault(variable, {})
        for m, c in polynomial.items():
            value = sum_.get(m, 0) + sign * c
            if value:
                sum_[m] = value
            else:
                sum_.pop(m, None)
        if not sum_:
            del total[variable]


def _scaled(form: Form, factor: Polynomial, w: Written, refuse: Refusal) -> Form:
    scaled = {}
    for variable, polynomial in form.items():
        product: Polynomial = {}
        if len(polynomial) * len(factor) > limits.MAX_TERMS**2:
            raise refuse(w, "a coefficient with too many terms", "")
        for m, c in polynomial.items():
            for n, d in factor.items():
                exponents = dict(m)
                for name, k in n:
                    exponents[name] = exponents.get(name, 0) + k
                key = tuple(sorted(exponents.items()))
                product[key] = product.get(key, Fraction(0)) + c * d
        product = {m: c for m, c in product.items() if c}
        if len(product) > limits.MAX_TERMS or any(_digits(c) > limits.MAX_DIGITS for c in product.values()):
            raise refuse(w, "a coefficient that is too large", "")
        if product:
            scaled[variable] = product
    return scaled


def _digits(q: Fraction) -> int:
    return max(q.numerator.bit_length(), q.denominator.bit_length()) * 3 // 10


def coefficient(polynomial: Polynomial) -> Fraction | Written:
    """A fraction if no parameter occurs, else the polynomial written down, highest degree first.

    >>> str(coefficient({(("k", 2),): Fraction(1), (): Fraction(-4)}))
    'k^2 - 4'
    """
    if not set(polynomial) - {ONE}:
        return polynomial.get(ONE, Fraction(0))
    ordered = sorted(polynomial.items(), key=lambda t: (-sum(k for _, k in t[0]), t[0]))
    terms = [_term(m, c) for m, c in ordered]
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def _term(m: Monomial, c: Fraction) -> Written:
    factors: list[Written] = [Name(v) if k == 1 else Op("^", (Name(v), Num(str(k)))) for v, k in m]
    if abs(c) != 1 or not factors:
        factors.insert(0, number(abs(c)))
    size = factors[0] if len(factors) == 1 else Op("*", tuple(factors))
    return Op("neg", (size,)) if c < 0 else size
