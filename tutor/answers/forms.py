"""The form that an answer must have besides its value: a check of what was written, and a sentence on what is missing.

======================  ===========================================================================
form                    what is asked
======================  ===========================================================================
factored                a product that cannot be split further than the key's, common factors in front
expanded                no product or power of a sum
lowest-terms            one fraction that is fully cancelled
single-fraction         one fraction bar at the most, and it is outside all sums
no-brackets             nothing in brackets but arguments of functions
no-decimals             no decimal point
fraction                a whole number, or one whole number over another
decimal                 one decimal number
percent                 a number with the sign %
mixed                   a whole number, a proper fraction, or both: ``3 1/2``
rational-denominator    no root below a fraction bar
======================  ===========================================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from tutor.equality.polynomials import common_factor
from tutor.equality.quotients import NotRational, degree, fraction_of, is_constant, polynomial_of
from tutor.equality.zeros import coefficients, common
from tutor.errors import InputError
from tutor.exact.factors import factor_count
from tutor.text import Text, say
from tutor.verdict import Status, Verdict
from tutor.written import FUNCTIONS, PERCENT, Num, Op, Written, bracketed, names, walk

HALF = Fraction(1, 2)
_ROOTS = ("sqrt", "root")


def formed(verdict: Verdict, form: str, key: Written, response: Written) -> Verdict:
    """The verdict on a response that has the right value: `wrong-form` with half of the marks if it lacks the form."""
    missing = lacking(form, key, response) if form and verdict.is_right else None
    if missing is None:
        return verdict
    return Verdict(Status.WRONG_FORM, HALF, verdict.evidence, feedback=missing)


def lacking(form: str, key: Written, response: Written) -> Text | None:
    """What a response of the key's value lacks of a form, or None.

    >>> from tutor.reading import read
    >>> str(lacking("factored", read("(x-1)*(x+1)"), read("x^2-1")))
    'The value is right; write it as a product: factor it completely.'
    """
    return FORMS[known_form(form)](key, response)


def known_form(form: str) -> str:
    """The form itself; raises `InputError` for one that is not in the table."""
    if form and form not in FORMS:
        raise InputError(f"there is no form {form!r}; the forms are {', '.join(FORMS)}")
    return form


def _op(w: Written, *heads: str) -> bool:
    return isinstance(w, Op) and w.head in heads


def _bare(w: Written) -> Written:
    """Without signs in front."""
    while isinstance(w, Op) and w.head == "neg":
        w = w.args[0]
    return w


def _outer(w: Written) -> Iterator[Written]:
    """The nodes that are not in an exponent and not in a function's argument."""
    yield w
    if isinstance(w, Op) and w.head not in FUNCTIONS and w.head not in ("root", "!", "binomial"):
        for a in w.args[:1] if w.head == "^" else w.args:
            yield from _outer(a)


def _whole(w: Written) -> int | None:
    """The value of a signed whole number as it stands there."""
    if isinstance(w, Op) and w.head == "neg":
        inner = _whole(w.args[0])
        return None if inner is None else -inner
    return int(w.text) if isinstance(w, Num) and w.text.isdigit() else None


# ---------------------------------------------------------------- products


class _Factors:
    """How many factors a product has: with variables and rational, others, and both below the fraction bar."""

    def __init__(self, w: Written, variables: tuple[str, ...]) -> None:
        self.variables = variables
        self.rational = [0, 0]
        self.others = [0, 0]
        self.exponential = False
        self.loose: Written | None = None  # a sum from which a number can be taken out
        self.count(w, 1, 0)

    def count(self, w: Written, times: int, side: int) -> None:
        w = _bare(w)
        if not names(w) or not times:
            return
        if isinstance(w, Op) and w.head in ("*", "/"):
            for k, a in enumerate(w.args):
                self.count(a, times, side ^ (w.head == "/" and k == 1))
        elif _op(w, "^") and isinstance(w, Op) and (n := _whole(w.args[1])) is not None:
            self.count(w.args[0], times * abs(n), side ^ (n < 0))
        elif _op(w, "exp") or (isinstance(w, Op) and w.head == "^" and not names(w.args[0])):
            self.exponential = True
        else:
            self.add(w, times, side)

    def add(self, w: Written, times: int, side: int) -> None:
        try:
            p = polynomial_of(w, self.variables)
        except NotRational:
            self.others[side] += times
            return
        if is_constant(p):
            return
        self.rational[side] += times
        if len(p) > 1 and common_factor(p) != 1:
            self.loose = w


def _factored(key: Written, response: Written) -> Text | None:
    product = say("The value is right; write it as a product: factor it completely.")
    if not names(key):
        return None if _is_product_of_primes(response) else say("The value is right; write it as a product of primes.")
    variables = tuple(sorted(names(key) | names(response)))
    mine, given = _Factors(key, variables), _Factors(response, variables)
    count = max(mine.rational[0], _irreducible(key, variables))
    if not (_is_split(response) or count + mine.others[0] + mine.exponential <= 1):
        return product
    if given.rational[1] != mine.rational[1] or given.others != mine.others:
        return say("The value is right; factor completely and cancel what can be cancelled.")
    if given.rational[0] < count or given.exponential != mine.exponential:
        return say("The value is right, but a factor can be split further.") if _is_split(response) else product
    if given.loose is not None and (mine.loose is None or not _is_split(key)):
        return say("The value is right; take the common number out of {w}.", w=given.loose)
    return None


def _irreducible(key: Written, variables: tuple[str, ...]) -> int:
    """How many factors a polynomial has over the rational numbers; 0 for what is none."""
    try:
        top, bottom = fraction_of(key, variables)
    except NotRational:
        return 0
    return factor_count(top) if is_constant(bottom) else 0


def _is_product_of_primes(w: Written) -> bool:
    w = _bare(w)
    for f in w.args if isinstance(w, Op) and w.head == "*" else (w,):
        if isinstance(f, Op) and f.head == "^" and (_whole(f.args[1]) or 0) > 0:
            f = f.args[0]
        n = _whole(f)
        if n is None or not 2 <= n <= 10**9 or any(n % k == 0 for k in range(2, math.isqrt(n) + 1)):
            return False
    return True


def _is_split(w: Written) -> bool:
    return _op(_bare(w), "*", "^", "/")


def _expanded(key: Written, response: Written) -> Text | None:
    if _bars_with_names(response) and not _bars_with_names(key):
        return say("The value is right; cancel what stands below the fraction bar.")
    for node in _outer(response):
        if not isinstance(node, Op):
            continue
        sums = [a for a in node.args if _op(_bare(a), "+") and (names(a) or _is_rational(a))]
        below = node.head == "/" and names(node.args[1])
        if sums and not below and (node.head in ("*", "/", "neg") or (node.head == "^" and _op(node.args[0], "+"))):
            return say("The value is right; multiply {w} out.", w=node)
    terms = response.args if isinstance(response, Op) and response.head == "+" else (response,)
    variables = tuple(sorted(names(response)))
    seen = set()
    for term in terms:
        try:
            p = polynomial_of(term, variables)
        except NotRational:
            continue
        power = next(iter(p), ())
        if power in seen:
            return say("The value is right; collect like terms.")
        seen.add(power)
    return None


def _bars_with_names(w: Written) -> bool:
    for n in _outer(w):
        if isinstance(n, Op) and n.head == "/" and names(n.args[1]):
            return True
        if isinstance(n, Op) and n.head == "^" and names(n.args[0]) and _negative(n.args[1]):
            return True
    return False


def _is_rational(w: Written) -> bool:
    try:
        polynomial_of(w, ())
    except NotRational:
        return False
    return True


def _no_brackets(key: Written, response: Written) -> Text | None:
    for node in walk(response):
        if isinstance(node, Op) and any(bracketed(a, node.head, i, flat=False) for i, a in enumerate(node.args)):
            return say("The value is right; write it without brackets.")
    return None


# ---------------------------------------------------------------- fractions


def _bars(w: Written) -> int:
    return sum(_op(n, "/") or (isinstance(n, Op) and n.head == "^" and _negative(n.args[1])) for n in _outer(w))


def _negative(w: Written) -> bool:
    return _op(w, "neg")


def _single_fraction(key: Written, response: Written) -> Text | None:
    sentence = say("The value is right; write it as one fraction.")
    if _bars(response) > 1 or any(_op(n, "^") and isinstance(n, Op) and _negative(n.args[1]) for n in _outer(response)):
        return sentence
    for n in _outer(response):
        inside = (
            n.args if _op(n, "+") and isinstance(n, Op) else n.args[:1] if _op(n, "^") and isinstance(n, Op) else ()
        )
        if any(_bars(a) for a in inside):
            return sentence
    return None


def _lowest_terms(key: Written, response: Written) -> Text | None:
    cancel = say("The value is right; cancel the fraction.")
    if _no_decimals(key, response) is not None:
        return say("The value is right; write it as a fraction.")
    if _single_fraction(key, response) is not None:
        return say("The value is right; write it as one fraction that is fully cancelled.")
    variables = tuple(sorted(names(key) | names(response)))
    whole = _bare(response)
    if not names(response) and _is_rational(response) and not _is_fraction(whole):
        return say("The value is right; write it as one fraction that is fully cancelled.")
    slash = next((n for n in _outer(response) if isinstance(n, Op) and n.head == "/"), None)
    if slash is None:
        return None
    if slash is not whole:  # a fraction times something: judged as the fraction with all of it on top
        factors = whole.args if isinstance(whole, Op) and whole.head == "*" else ()
        if slash not in factors or not isinstance(whole, Op):
            return cancel
        rest = tuple(f for f in factors if f is not slash)
        slash = Op("/", (Op("*", (slash.args[0], *rest)), slash.args[1]))
    if _op(slash.args[1], "neg"):
        return say("The value is right; the minus sign belongs in front of the fraction.")
    try:
        top, bottom = (polynomial_of(a, variables) for a in slash.args)
    except NotRational:
        return _lowest_with_roots(slash)
    if common_factor(top).denominator > 1 or common_factor(bottom).denominator > 1:
        return cancel
    if is_constant(bottom) and next(iter(bottom.values())) == 1:
        return say("The value is right; a denominator 1 is not written.")
    if math.gcd(common_factor(top).numerator, common_factor(bottom).numerator) > 1:
        return cancel
    if len(variables) == 1:
        return cancel if top and len(common(coefficients(top), coefficients(bottom))) > 1 else None
    if variables:
        try:
            least = min(degree(fraction_of(key, variables)[1]), degree(bottom))
        except NotRational:
            return None
        return cancel if degree(bottom) > least else None
    return None


def _lowest_with_roots(slash: Op) -> Text | None:
    """``2*sqrt(3)/4``: numbers that all terms above and the number below share."""
    below = _whole(slash.args[1])
    if below is None:
        return None
    top = _bare(slash.args[0])
    shared = below
    for term in top.args if isinstance(top, Op) and top.head == "+" else (top,):
        term = _bare(term)
        factors = term.args if isinstance(term, Op) and term.head == "*" else (term,)
        number = 1
        for f in factors:
            number *= _whole(f) or 1
        shared = math.gcd(shared, number)
    return say("The value is right; cancel the fraction.") if abs(shared) > 1 or below == 1 else None


def _no_decimals(key: Written, response: Written) -> Text | None:
    if any(isinstance(n, Num) and "." in n.text for n in walk(response)):
        return say("The value is right; write it without decimals.")
    return None


def _fraction(key: Written, response: Written) -> Text | None:
    return (
        None if _is_fraction(_bare(response)) else say("The value is right; write it as a fraction of whole numbers.")
    )


def _is_fraction(w: Written) -> bool:
    if _whole(w) is not None:
        return True
    return (
        isinstance(w, Op) and w.head == "/" and w.args[1] is not PERCENT and all(_whole(a) is not None for a in w.args)
    )


def _decimal(key: Written, response: Written) -> Text | None:
    return None if isinstance(_bare(response), Num) else say("The value is right; write it as a decimal number.")


def _percent(key: Written, response: Written) -> Text | None:
    w = _bare(response)
    if isinstance(w, Op) and w.head == "/" and isinstance(_bare(w.args[0]), Num) and w.args[1] is PERCENT:
        return None
    return say("The value is right; write it as a percentage, with the sign %.")


def _mixed(key: Written, response: Written) -> Text | None:
    w = _bare(response)
    sentence = say("The value is right; write it as a mixed number, a whole number and a proper fraction.")
    if _whole(w) is not None:
        return None
    if isinstance(w, Op) and w.head == "+" and len(w.args) == 2 and (_whole(w.args[0]) or 0) > 0:
        w = w.args[1]
    if not (isinstance(w, Op) and w.head == "/"):
        return sentence
    top, bottom = (_whole(a) for a in w.args)
    if top is None or bottom is None or not 0 < top < bottom:
        return sentence
    return say("The value is right; cancel the fraction.") if math.gcd(top, bottom) > 1 else None


def _rational_denominator(key: Written, response: Written) -> Text | None:
    for node in walk(response):
        if not isinstance(node, Op) or node.head not in ("/", "^"):
            continue
        below = node.args[1] if node.head == "/" else node.args[0] if _negative(node.args[1]) else None
        if below is not None and any(_is_root(n) for n in walk(below)):
            return say("The value is right; no root may stay in a denominator.")
        if node.head == "^" and _op(node.args[1], "neg") and _is_root(Op("^", (node.args[0], _bare(node.args[1])))):
            return say("The value is right; no root may stay in a denominator.")
    if any(_op(n, *_ROOTS) and isinstance(n, Op) and _has_bar(n.args[-1]) for n in walk(response)):
        return say("The value is right; no fraction may stay under a root.")
    return None


def _has_bar(w: Written) -> bool:
    return any(_op(n, "/") or (isinstance(n, Num) and "." in n.text) for n in walk(w))


def _is_root(w: Written) -> bool:
    return isinstance(w, Op) and (w.head in _ROOTS or (w.head == "^" and _has_bar(w.args[1])))


FORMS: dict[str, Callable[[Written, Written], Text | None]] = {
    "factored": _factored,
    "expanded": _expanded,
    "lowest-terms": _lowest_terms,
    "single-fraction": _single_fraction,
    "no-brackets": _no_brackets,
    "no-decimals": _no_decimals,
    "fraction": _fraction,
    "decimal": _decimal,
    "percent": _percent,
    "mixed": _mixed,
    "rational-denominator": _rational_denominator,
}
