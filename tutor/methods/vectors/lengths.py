"""Norms of exact vectors, as numbers that a person writes, and the steps that find them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError, TooLarge
from tutor.evaluate import NotExact
from tutor.exact.matrices import Vector, dot
from tutor.exact.scalars import as_float, plain, sign, write
from tutor.methods.inputs import read_vectors, read_whole
from tutor.methods.vectors.claims import Largest
from tutor.step import Step
from tutor.surds import root
from tutor.text import Text, say
from tutor.written import Op, Written, column, number, walk

INFINITE = "inf"
MAX_P = 20
MAX_ENTRIES = 30
_PRIMES = tuple(p for p in range(2, 200) if all(p % d for d in range(2, math.isqrt(p) + 1)))


def read_norm(p: str | int) -> int | str:
    """Which norm is meant: a whole number from 1 on, or ``inf``.

    >>> read_norm("2"), read_norm("oo"), read_norm("max")
    (2, 'inf', 'inf')
    """
    text = str(p).strip().lower()
    if text in ("inf", "oo", "infinity", "infty", "max", "∞"):
        return INFINITE
    try:
        below = Fraction(text) < 1
    except (ValueError, ZeroDivisionError):
        below = False
    if below:
        raise InputError(f"p = {text} gives no norm: the triangle inequality fails for p < 1; take 1, 2, 3, … or inf")
    return read_whole(text, "p, a whole number or inf,", low=1, high=MAX_P)


def size(x: Any) -> Any:
    """The absolute value of an exact real number."""
    return plain(-x if sign(x) < 0 else x)


def square_root(q: Any) -> Written:
    """√q for an exact q ≥ 0, with square factors taken out where q is rational.

    >>> str(square_root(Fraction(12))), str(square_root(Fraction(9, 4)))
    ('2*sqrt(3)', '3/2')
    """
    return write(exact) if (exact := exact_root(q)) is not None else Op("sqrt", (write(q),))


def exact_root(q: Any) -> Any | None:
    """√q among the sums of square roots, for q ≥ 0; None where it is not seen to lie there.

    >>> from tutor.surds import surd
    >>> str(write(exact_root(3 + 2 * root(2))))
    '1 + sqrt(2)'
    """
    q = plain(q)
    try:
        if isinstance(q, Fraction):
            return plain(root(q))
        terms = dict(q.terms)
        a = terms.pop(1, Fraction(0))
        if len(terms) == 1:  # √(a + b√d) = √u ± √v with u + v = a and 4uv = b²d
            ((d, b),) = terms.items()
            inner = plain(root(a * a - b * b * d)) if a > 0 and a * a >= b * b * d else None
            if isinstance(inner, Fraction):
                u, v = (a + inner) / 2, (a - inner) / 2
                return plain(root(u) + root(v) if b > 0 else root(u) - root(v))
    except (NotExact, TooLarge):
        pass
    return None


def norm_value(v: Sequence[Any], p: int | str = 2) -> Written:
    """‖v‖ₚ as a person writes it.

    >>> [str(norm_value((Fraction(3), Fraction(-4)), p)) for p in (1, 2, 3, "inf")]
    ['7', '5', 'root(3, 91)', '4']
    """
    if p == 2:
        return square_root(dot(v, v))
    return write(_largest(v)) if p == INFINITE else power_root(power_sum(v, int(p)), int(p))


def power_sum(v: Sequence[Any], p: int) -> Any:
    """The sum of |vᵢ|ᵖ."""
    total: Any = Fraction(0)
    for x in v:
        power: Any = Fraction(1)
        for _ in range(p):
            power = power * size(x)
        total = total + power
    return plain(total)


def power_root(q: Any, p: int) -> Written:
    """The p-th root of an exact q ≥ 0, p-th powers of small primes taken out.

    >>> str(power_root(Fraction(54), 3)), str(power_root(Fraction(1, 2), 3)), str(power_root(Fraction(4), 4))
    ('3*root(3, 2)', 'root(3, 4)/2', 'sqrt(2)')
    """
    if p == 1:
        return write(q)
    if p == 2:
        return square_root(q)
    if not isinstance(q, Fraction):
        return Op("root", (number(p), write(q)))
    outside, left = 1, q.numerator * q.denominator ** (p - 1)
    exponents: dict[int, int] = {}
    if not left:
        return number(0)
    for prime in _PRIMES:
        while left % prime == 0:
            left //= prime
            exponents[prime] = exponents.get(prime, 0) + 1
    for prime, e in exponents.items():
        outside *= prime ** (e // p)
        exponents[prime] = e % p
    for k in range(p, 0, -1):  # what has only larger primes may still be a power
        if p % k == 0 and left > 1 and (base := _whole_root(left, k)) is not None:
            if k == p:
                outside, left = outside * base, 1
            else:
                exponents[base] = k
            break
    common = math.gcd(p, *exponents.values())
    inside = math.prod(base ** (e // common) for base, e in exponents.items())
    degree = p // common
    whole = Fraction(outside, q.denominator)
    if inside == 1:
        return number(whole)
    radical = Op("sqrt", (number(inside),)) if degree == 2 else Op("root", (number(degree), number(inside)))
    top: Written = radical if whole.numerator == 1 else number(whole.numerator) * radical
    return top if whole.denominator == 1 else top / number(whole.denominator)


def _whole_root(n: int, k: int) -> int | None:
    guess = round(n ** (1 / k)) if n < 2**1000 else 0
    return next((g for g in (guess - 1, guess, guess + 1) if g > 0 and g**k == n), None)


def _largest(v: Sequence[Any]) -> Any:
    best: Any = Fraction(0)
    for x in v:
        if sign(size(x) - best) > 0:
            best = size(x)
    return best


# ---------------------------------------------------------------- steps


def absolute(x: Any) -> Written:
    """``|x|`` as it is written, the value not yet taken."""
    return Op("abs", (write(x),))


def added(terms: Sequence[Written]) -> Written:
    """The sum; one term stands alone."""
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def norm_steps(v: Sequence[Any], p: int | str, named: Written) -> list[Step]:
    """The steps from a vector (its name is `named`) to its p-norm; the last result is ``norm_value(v, p)``."""
    if p == 1:
        why = say("The 1-norm of {x} is the sum of the absolute values (MML 3.1).", x=named)
        asked = say("What becomes of the signs?")
        return [Step(why, Equal(norm_value(v, 1), left=added([absolute(x) for x in v])), question=asked)]
    if p == INFINITE:
        why = say("The ∞-norm of {x} is the largest absolute value.", x=named)
        asked = say("Which entry is the farthest from 0?")
        return [Step(why, Largest(write(_largest(v)), of=tuple(absolute(x) for x in v)), question=asked)]
    root = {2: "square root", 3: "cube root"}.get(int(p), f"root of order {p}")
    if p == 2:
        inside = added([write(x) ** 2 for x in v])
        first = say("Square the entries of {x} and add them.", x=named)
        second = "The 2-norm (Euclidean length) is the square root of this sum (MML 3.1)."
    else:
        inside = added([absolute(x) ** number(int(p)) for x in v])
        first = say("Raise the absolute values of the entries of {x} to the power {p} and add them.", p=int(p), x=named)
        second = f"The {p}-norm is the {root} of this sum."
    value, total = norm_value(v, p), write(power_sum(v, int(p)))
    if value == _root(total, p):  # the root stays as it is
        return [Step(first + say(" " + second), Equal(value, left=_root(inside, p)))]
    asked = say("What stands under the root?")
    return [
        Step(first, Equal(total, left=inside), question=asked),
        Step(say(second), Equal(value, left=_root(total, p))),
    ]


def _root(inside: Written, p: int | str) -> Op:
    return Op("sqrt", (inside,)) if p == 2 else Op("root", (number(int(p)), inside))


def about(w: Written, places: int = 4) -> Text:
    """`` ≈ 3.7417`` behind a value that is not rational; nothing behind a rational one.

    >>> str(about(square_root(Fraction(14)))), str(about(number(5)))
    (' ≈ 3.7417', '')
    """
    if not any(isinstance(n, Op) and n.head in ("sqrt", "root", "arccos", "pi") for n in walk(w)):
        return Text(())
    return Text((" ≈ ", rounded(w, places)))


def rounded(w: Written, places: int, *, significant: int = 0) -> Written:
    """The value with so many decimals, or more where fewer than `significant` digits would be left.

    >>> w = number(Fraction(1, 3000))
    >>> str(rounded(w, 4)), str(rounded(w, 4, significant=3))
    ('0.0003', '0.000333')
    """
    from tutor.equality import high_precision
    from tutor.written import decimal

    value = Fraction(str(high_precision(w, {})))
    if value and significant:
        places = max(places, significant - 1 - math.floor(math.log10(abs(value))))
    return decimal(value, places)


def floating(v: Sequence[Any]) -> list[float]:
    """The entries as floats, for the other road."""
    return [float(as_float(x).real) for x in v]


def in_floats(w: Written) -> float:
    """The value of a number as it is written, for the other road."""
    from tutor.evaluate import function_of

    return float(function_of(w, ())())


def column_of(v: Sequence[Any]) -> Op:
    """An exact vector as a column."""
    return column([write(x) for x in v])


def read_pair(*inputs: str, what: str = "vectors") -> tuple[Vector, Vector]:
    """Two typed vectors of one size, in one text or in two.

    >>> [len(v) for v in read_pair("(1, 2), (3, 4)")]
    [2, 2]
    """
    found = read_vectors(*inputs)
    if len(found) != 2:
        raise InputError(f"two {what} are needed: (1, 2, 3) and (4, 5, 6); given: {len(found)}")
    if len(found[0]) > MAX_ENTRIES:
        raise InputError(f"{what} with {len(found[0])} entries: at most {MAX_ENTRIES} are worked")
    return found[0], found[1]
