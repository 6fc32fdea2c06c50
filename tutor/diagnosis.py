"""What is wrong with an answer, told from its value: the sign, a factor 2, the reciprocal, two entries exchanged …

Only what is hard to hit by chance gets a name: any two numbers differ by a factor, so for numbers no factors but −1, 2,
½, 100 and the reciprocal count, and these only where the numbers are not too small to mean anything. Every finding is
proved by exact comparison (or sampled where the kind itself samples) before it is told, and no sentence holds a value.

===============  =======================================================================
id               what was found
===============  =======================================================================
negative         minus the right answer
reciprocal       one over the right answer
twice, half      2 or ½ times the right answer
percent          100 times or a hundredth of the right answer
degrees          the angle in degrees instead of radians
rounded          an inner number of the key, rounded to 1, 2 or 3 decimals, gives the response
one-sign         one term, or one entry, has the wrong sign
constant         the response has a constant term that must not be there, or lacks one
inner-factor     the derivative of an inner function is missing as a factor
transposed       rows and columns are exchanged
swapped          two entries are exchanged
factor           every entry (two at least are not 0) has the same wrong factor
===============  =======================================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.answers import Answer, Expression, Matrix, Number
from tutor.answers.base import labelled
from tutor.answers.matrix import rows_of, shape
from tutor.equality import ANYWHERE, Domain, equal, high_precision, points
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, arrays, evaluate
from tutor.text import Text, say
from tutor.written import FUNCTIONS, Num, Op, Words, Written, decimal, names, number, walk

_LEAST = 12  # height of a number below which a factor of 2 is chance
_TERMS = 12  # of a sum whose signs are tried
_PLACES = 6  # at which expressions are compared first
_SENTENCES = {
    "negative": "Check the sign of your answer.",
    "reciprocal": "Upside down: check what is divided by what.",
    "twice": "A factor of 2 is too many.",
    "half": "A factor of 2 is missing.",
    "percent": "A factor of 100: per cent and fractions are mixed up.",
    "degrees": "Your angle is in degrees; it must be in radians.",
    "rounded": "Rounded too early: keep exact values, or more digits, until the last step.",
    "inner-factor": "A factor is missing: the derivative of the inner function.",
    "transposed": "Rows and columns are exchanged: this is the transposed matrix.",
    "factor": "All entries are off by the same factor.",
}
_FAILURES = (NotExact, TooLarge, KeyError, ValueError, TypeError, ZeroDivisionError, OverflowError)


@dataclass(frozen=True)
class Diagnosis:
    """A mistake with a name, and the sentence for the student."""

    id: str
    feedback: Text


def diagnose(answer: Answer, response: Written) -> Diagnosis | None:
    """The mistake that leads from the answer to a wrong response, or None if there is none that is sure.

    Examples
    --------
    >>> from tutor.answers import exact_number
    >>> diagnose(exact_number(Fraction(-3, 7)), number(Fraction(3, 7))).id
    'negative'
    >>> diagnose(exact_number(Fraction(-3, 7)), number(Fraction(4, 7))) is None
    True
    """
    response = labelled(response, getattr(answer, "label", ""))
    try:
        if isinstance(answer, Number):
            return _number(answer, response)
        if isinstance(answer, Expression):
            return _expression(answer, response)
        if isinstance(answer, Matrix):
            return _matrix(answer, response)
    except _FAILURES:  # the response has no value somewhere; it stays wrong without a name
        return None
    return None


def _named(id: str) -> Diagnosis:
    return Diagnosis(id, say("{sentence}", sentence=_SENTENCES[id]))


def _same(a: Written, b: Written, domain: Domain = ANYWHERE) -> bool:
    return equal(a, b, domain).same is True


def _neg(w: Written) -> Op:
    return Op("neg", (w,))


# ---------------------------------------------------------------- numbers


def _number(answer: Number, response: Written) -> Diagnosis | None:
    if names(response):
        return None
    key, given = high_precision(answer.value, {}), high_precision(response, {})
    if key is None or given is None or not key or not given or _imaginary(key) or _imaginary(given):
        return None
    slack = float(answer.slack) if answer.is_rounded else 0.0

    def hit(factor: Any, power: int = 1) -> bool:
        """Is the response factor · key^power, to what the asked digits can tell?"""
        target = key**power * factor
        allowed = abs(target / key) * slack * 1.0001 + abs(target) * 1e-25
        return bool(abs(given - target) <= allowed)

    tall = _height(answer.value, key) >= _LEAST and _height(response, given) >= _LEAST
    tests: list[tuple[str, bool]] = [
        ("negative", hit(-1)),
        ("percent", hit(100) or hit(key / key / 100)),
        ("degrees", _has(answer.value, "pi") and not _has(response, "pi") and _degrees(key, given)),
        ("reciprocal", abs(key) != 1 and _height(answer.value, key) >= 3 and hit(1, -1)),
        ("twice", tall and hit(2)),
        ("half", tall and hit(key / key / 2)),
        ("rounded", _rounded(answer, response, given)),
    ]
    return next((_named(id) for id, holds in tests if holds), None)


def _imaginary(x: Any) -> bool:
    return bool(getattr(x, "imag", 0))


def _has(w: Written, head: str) -> bool:
    return any(isinstance(n, Op) and n.head == head for n in walk(w))


def _height(w: Written, x: Any) -> int:
    """The larger of numerator and denominator; of what is no fraction, the first four digits."""
    try:
        q = evaluate(w, {}, EXACT)
        return int(max(abs(q.numerator), q.denominator))
    except (NotExact, KeyError, AttributeError):
        return 10_000


def _degrees(key: Any, given: Any) -> bool:
    return bool(abs(given * math.pi / 180 - float(key)) <= 1e-9 * abs(float(key)))


def _rounded(answer: Number, response: Written, given: Any) -> bool:
    """Does a number inside the key, rounded to a few decimals, explain the response to all the digits it shows?"""
    literal = response.args[0] if isinstance(response, Op) and response.head == "neg" else response
    shown = len(literal.text.partition(".")[2]) if isinstance(literal, Num) else 0
    if shown < 3 or isinstance(answer.value, Num):
        return False
    half = 0.5 * 10**-shown * 1.0001
    for inner in _inner_numbers(answer.value):
        value = high_precision(inner, {})
        if value is None or _imaginary(value):
            continue
        for digits in (1, 2, 3):
            rough = decimal(Fraction(str(value)), digits)
            if abs(float(value) - float(high_precision(rough, {}))) < 1e-12:
                continue  # it has no more digits: nothing was rounded
            found = high_precision(_replaced(answer.value, inner, rough), {})
            if found is not None and not _imaginary(found) and abs(float(found) - float(given)) <= half:
                return True
    return False


def _inner_numbers(w: Written) -> Iterator[Op]:
    """Sub-expressions that a student computes on the way; not the whole, not a constant."""
    seen = set()
    for n in walk(w):
        if isinstance(n, Op) and n is not w and n.args and n.head not in ("neg", "row", "matrix") and n not in seen:
            seen.add(n)
            if len(seen) > 12:
                return
            yield n


def _replaced(w: Written, old: Written, new: Written) -> Written:
    if w == old:
        return new
    return Op(w.head, tuple(_replaced(a, old, new) for a in w.args)) if isinstance(w, Op) else w


# ---------------------------------------------------------------- expressions


def _expression(answer: Expression, response: Written) -> Diagnosis | None:
    if not answer.variables or names(response) - set(answer.variables):
        return None
    key, domain = answer.value, answer.domain
    a, b = (_floats(w, answer.variables, domain) for w in (key, response))
    if a is None or b is None:
        return None
    if _close(b, [-x for x in a]) and _same(response, _neg(key), domain):
        return _named("negative")
    signs = _one_sign(response, a, answer)
    if signs is not None:
        return signs
    if _close([x * y for x, y in zip(a, b, strict=True)], [1.0] * len(a)) and _same(
        Op("*", (key, response)), number(1), domain
    ):
        return _named("reciprocal")
    constant = _constant(a, b, key, response, domain)
    if constant is not None:
        return constant
    if _inner_factor(a, b, response, answer):
        return _named("inner-factor")
    for id, factor in (("twice", Fraction(2)), ("half", Fraction(1, 2))):
        if (
            _is_tall(key)
            and _close(b, [float(factor) * x for x in a])
            and _same(response, Op("*", (number(factor), key)), domain)
        ):
            return _named(id)
    return None


def _is_tall(key: Written) -> bool:
    """Is a factor of the whole no mere slip in one coefficient?"""
    inner = key.args[0] if isinstance(key, Op) and key.head == "neg" else key
    return isinstance(inner, Op) and inner.head == "+" and sum(bool(names(t)) for t in inner.args) > 1


def _floats(w: Written, variables: tuple[str, ...], domain: Domain) -> list[float] | None:
    """Values at some points of the domain where there are any, for a first look; None if there are too few."""
    import numpy as np

    found = []
    with np.errstate(all="ignore"):
        for values in points(variables, domain, _PLACES):
            x = evaluate(w, {v: float(q) for v, q in values.items()}, arrays())
            found.append(float(x) if not _imaginary(x) else math.nan)
    return found if sum(math.isfinite(x) for x in found) >= 3 else None


def _close(a: list[float], b: list[float]) -> bool:
    """Do they agree where both are finite, at three places at least?"""
    good = [(x, y) for x, y in zip(a, b, strict=True) if math.isfinite(x) and math.isfinite(y)]
    return len(good) >= 3 and all(abs(x - y) <= 1e-8 * (abs(x) + abs(y)) + 1e-12 for x, y in good)


def _one_sign(response: Written, key: list[float], answer: Expression) -> Diagnosis | None:
    """One term of a sum, or of a sum that is a factor of it, with the wrong sign."""
    for place, flipped in _flips(response):
        values = _floats(flipped, answer.variables, answer.domain)
        if values is not None and _close(values, key) and _same(flipped, answer.value, answer.domain):
            return Diagnosis("one-sign", say("One sign is wrong: look at the term {t}.", t=place))
    return None


def _flips(w: Written) -> Iterator[tuple[Written, Written]]:
    """Each term of a sum, and the sum with that term's sign changed."""
    count = 0

    def inside(node: Written, rebuild: Callable[[Written], Written], depth: int) -> Iterator[tuple[Written, Written]]:
        nonlocal count
        if not isinstance(node, Op) or depth > 4:
            return
        if node.head == "+":
            for k, term in enumerate(node.args):
                if count >= _TERMS:
                    return
                count += 1
                turned = term.args[0] if isinstance(term, Op) and term.head == "neg" else _neg(term)
                yield term, rebuild(Op("+", (*node.args[:k], turned, *node.args[k + 1 :])))
        if node.head in ("+", "*", "/", "neg"):
            for k, part in enumerate(node.args):

                def put(new: Written, k: int = k) -> Written:
                    return rebuild(Op(node.head, (*node.args[:k], new, *node.args[k + 1 :])))

                yield from inside(part, put, depth + 1)

    yield from inside(w, lambda new: new, 0)


def _constant(a: list[float], b: list[float], key: Written, response: Written, domain: Domain) -> Diagnosis | None:
    """A constant term too many, or one too few; a wrong one has no name."""
    gaps = [y - x for x, y in zip(a, b, strict=True) if math.isfinite(x) and math.isfinite(y)]
    if len(gaps) < 3 or abs(gaps[0]) < 1e-9 or not _close(gaps, [gaps[0]] * len(gaps)):
        return None
    mine, theirs = _constant_terms(key), _constant_terms(response)
    if theirs and not mine:
        left = _sum([t for t in _terms(response) if t not in theirs])
        if _same(left, key, domain):
            return Diagnosis("constant", say("A constant term is left that does not belong there."))
    if mine and not theirs:
        left = _sum([t for t in _terms(key) if t not in mine])
        if _same(left, response, domain):
            return Diagnosis("constant", say("A constant term is missing."))
    return None


def _terms(w: Written) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head == "+" else (w,)


def _constant_terms(w: Written) -> list[Written]:
    return [t for t in _terms(w) if not names(t)]


def _sum(terms: list[Written]) -> Written:
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms)) if terms else number(0)


def _inner_factor(a: list[float], b: list[float], response: Written, answer: Expression) -> bool:
    """Is the key the response times the derivative of an inner function of the response, at 12 digits?"""
    if len(answer.variables) != 1 or any(math.isfinite(x) and abs(x) < 1e-9 for x in b):
        return False
    variable = answer.variables[0]
    step = Fraction(1, 10**12)
    for inner in _inner_functions(response, variable):
        seen = 0
        for values in points(answer.variables, answer.domain, _PLACES):
            x = values[variable]
            low, high = (high_precision(inner, {variable: x + s}) for s in (-step, step))
            key, given = (high_precision(w, values) for w in (answer.value, response))
            if None in (low, high, key, given) or any(map(_imaginary, (low, high, key, given))):
                continue
            slope = (high - low) / (2 * float(step))
            if abs(abs(slope) - 1) < 1e-9 or abs(given * slope - key) > 1e-9 * (abs(key) + abs(given)):
                break
            seen += 1
        else:
            if seen >= 3:
                return True
    return False


def _inner_functions(w: Written, variable: str) -> Iterator[Written]:
    """What stands inside functions, exponents and powers of the response, if it is more than the variable alone."""
    seen: set[Op] = set()
    for n in walk(w):
        if not isinstance(n, Op):
            continue
        inner = n.args[0] if n.head in FUNCTIONS else None
        if n.head == "^":
            inner = n.args[1] if names(n.args[1]) else n.args[0]
        if isinstance(inner, Op) and variable in names(inner) and inner not in seen and len(seen) < 6:
            seen.add(inner)
            yield inner


# ---------------------------------------------------------------- vectors and matrices


def _matrix(answer: Matrix, response: Written) -> Diagnosis | None:
    rows = rows_of(response)
    if rows is None or any(names(a) - set(answer.variables) for r in rows for a in r):
        return None
    key = answer.rows
    turned = tuple(zip(*key, strict=True))
    flat, given = [a for r in key for a in r], [a for r in rows for a in r]
    if len(flat) != len(given) or len(flat) > 64:
        return None
    is_line = 1 in shape(key) and 1 in shape(rows)
    if not is_line and shape(rows) == shape(turned) and len(key) > 1:
        across = [a for r in turned for a in r]
        if all(_same(x, y, answer.domain) for x, y in zip(across, given, strict=True)):
            return _named("transposed")
    if not is_line and shape(rows) != shape(key):
        return None
    bad = [i for i, (x, y) in enumerate(zip(flat, given, strict=True)) if not _same(x, y, answer.domain)]
    width = 1 if is_line else len(key[0])
    if len(bad) == 1 and _same(_neg(given[bad[0]]), flat[bad[0]], answer.domain):
        where = _place(bad[0], width, is_line)
        return Diagnosis("one-sign", say("One sign is wrong: look at {where}.", where=where))
    if len(bad) == 2 and all(_same(flat[i], given[j], answer.domain) for i, j in ((bad[0], bad[1]), (bad[1], bad[0]))):
        first, second = (_place(i, width, is_line) for i in bad)
        return Diagnosis("swapped", say("Two entries are exchanged: {a} and {b}.", a=first, b=second))
    if len(bad) > 1 and all(_same(_neg(y), x, answer.domain) for x, y in zip(flat, given, strict=True)):
        return _named("negative")
    return _named("factor") if _common_factor(flat, given) else None


def _common_factor(key: list[Written], given: list[Written]) -> bool:
    """Are the entries proportional, two of them not 0, and exact?"""
    a, b = ([evaluate(w, {}, EXACT) for w in entries] for entries in (key, given))
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x or y]
    if len(pairs) < 2 or not all(x and y for x, y in pairs):
        return False
    return all(y * pairs[0][0] == x * pairs[0][1] for x, y in pairs)


def _place(index: int, width: int, is_line: bool) -> Words:
    if is_line:
        return Words(f"entry {index + 1}")
    return Words(f"row {index // width + 1}, column {index % width + 1}")
