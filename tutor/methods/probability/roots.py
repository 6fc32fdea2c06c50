"""Where a polynomial distribution function takes a level: linear, quadratic, or a single power."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from tutor.errors import InputError
from tutor.methods.probability.pieces import Bit, Polynomial, plus
from tutor.surds import root
from tutor.written import Op, Written, number


def solved(G: Polynomial, level: Fraction, b: Bit) -> tuple[Written, Written]:
    """The root of G = level in the interval: the expression that gives it, and the value.

    >>> half = Fraction(1, 2)
    >>> [str(w) for w in solved((Fraction(0), Fraction(0), half), half, Bit((half,), Fraction(0), Fraction(2)))]
    ['sqrt((1/2)/(1/2))', '1']
    """
    p = plus(G, (-level,))
    degree = len(p) - 1
    if degree == 1:
        q = -p[0] / p[1]
        return number(-p[0]) / number(p[1]), number(q)
    inner = [k for k in range(1, degree) if p[k]]
    if not inner:  # a x^n = d
        d = -p[0] / p[degree]
        radicand = number(-p[0]) / number(p[degree]) if p[degree] != 1 else number(d)
        if degree == 2 and d >= 0:
            sign = -1 if b.high <= 0 else 1
            shown = root(d).written()
            radical: Written = Op("sqrt", (radicand,))
            return (-radical if sign < 0 else radical), (-shown if sign < 0 else shown)
        top, bottom = _whole_root(d.numerator, degree), _whole_root(d.denominator, degree)
        radical = Op("root", (number(degree), radicand))
        if top is not None and bottom is not None:
            return radical, number(Fraction(top, bottom))
        if d > 0:
            return radical, Op("^", (number(d), number(Fraction(1, degree))))
        raise InputError("this quantile has no short exact form")
    if degree == 2:
        a, h = p[2], p[1] / 2
        discriminant = h * h - a * p[0]
        for sign in (1, -1):
            value = (-h + sign * root(discriminant)) * (1 / a)
            if float(b.low) - 1e-12 <= float(value) <= float(b.high) + 1e-12:
                radical = Op("sqrt", (number(h * h) - number(a) * number(p[0]),))
                above = number(-h) + radical if sign > 0 else number(-h) - radical
                return above / number(a), value.written()
    raise InputError("this quantile leads to an equation of degree 3 or more, which is not solved exactly")


def _whole_root(n: int, k: int) -> int | None:
    if n < 0:
        found = _whole_root(-n, k)
        return -found if found is not None and k % 2 else None
    guess = isqrt(n) if k == 2 else round(n ** (1 / k))
    return next((g for g in (guess - 1, guess, guess + 1) if g >= 0 and g**k == n), None)
