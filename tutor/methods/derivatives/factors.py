"""Products as factors: one rational number, and an exponent for every base; the rules for joining them.

`Factors` collects a product and writes it as a teacher would: the number in front, one fraction bar, pi, names and
their powers before brackets and functions, otherwise in the order of appearance. A base that stood below a fraction
bar or under a root sign stays there; ``x^(-2)`` stays a power.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from tutor.written import ONE, ZERO, Name, Num, Op, Written, number, power_bits

Rational: TypeAlias = "int | Fraction"

HALF = Fraction(1, 2)
_BITS = 64  # integers up to this size are worked out; larger powers stay as written


@lru_cache(maxsize=4096)
def _literal(text: str) -> Rational:
    return int(text) if text.isdigit() else Fraction(text)


def rational(w: Written) -> Rational | None:
    """The number that a literal, a negative literal or a fraction of them is; None for anything else.

    >>> rational(Op("neg", (Num("3") / Num("6"),)))
    Fraction(-1, 2)
    """
    if type(w) is Num:
        return _literal(w.text)
    if type(w) is Op:
        if w.head == "neg":
            q = rational(w.args[0])
            return None if q is None else -q
        if w.head == "/":
            p, q = rational(w.args[0]), rational(w.args[1])
            return _quotient(p, q) if p is not None and q else None
    return None


def _quotient(p: Rational, q: Rational) -> Rational:
    return small(Fraction(p) / q)


def small(q: Rational) -> Rational:
    return q.numerator if type(q) is Fraction and q.denominator == 1 else q


def split(term: Written) -> tuple[Rational, Written]:
    """The rational factor of a term and what it stands before.

    >>> split(Op("neg", (2 * Name("x") / 3,)))
    (Fraction(-2, 3), Name(text='x'))
    """
    q = rational(term)
    if q is not None:
        return q, ONE
    if type(term) is Op:
        if term.head == "neg":
            q, body = split(term.args[0])
            return -q, body
        if term.head == "*" and (q := rational(term.args[0])) is not None:
            rest = term.args[1:]
            return q, rest[0] if len(rest) == 1 else Op("*", rest)
        if term.head == "/":
            (p, top), (q, bottom) = split(term.args[0]), split(term.args[1])
            if q and (p, q) != (1, 1):
                return _quotient(p, q), top if bottom == ONE else Op("/", (top, bottom))
    return 1, term


# ---------------------------------------------------------------- products


class Factors:
    """A product being collected: one rational factor, and an exponent for every base in the order of appearance."""

    __slots__ = ("below", "exponents", "factor", "original", "rooted")

    def __init__(self) -> None:
        self.factor: Rational = 1
        self.exponents: dict[Written, Rational] = {}
        self.below: set[Written] = set()  # bases that stood under a fraction bar
        self.rooted: set[Written] = set()  # bases that stood under a root sign
        self.original: dict[tuple[Written, Rational], Written] = {}  # e^(2u) as it was written

    def take(self, w: Written, n: Rational = 1) -> None:
        """Multiply by w^n."""
        if type(w) is Num:
            q = _literal(w.text)
            if n == 1:
                self.factor = small(self.factor * q)
            elif q == 0 and n < 0:
                self._raise(w, n)
            elif type(n) is int and power_bits(Fraction(q), n) <= _BITS:
                self.factor = small(self.factor * (q**n if n >= 0 else Fraction(q) ** n))
            else:
                self._raise(w, n)
            return
        if type(w) is not Op:
            self._raise(w, n)
            return
        head, args = w.head, w.args
        whole = type(n) is int
        if head == "neg" and whole:
            if n % 2:
                self.factor = -self.factor
            self.take(args[0], n)
        elif head == "*" and (n in (1, -1) or (whole and _monomial(w))):
            for a in args:
                self.take(a, n)
        elif head == "/" and (n in (1, -1) or (whole and _monomial(w))):
            self.take(args[0], n)
            self.take(args[1], -n)
            if type(args[1]) is not Num:
                self.below |= _bases(args[1])
        elif head == "^" and whole and (m := rational(args[1])) is not None:
            if type(m) is int:
                self.take(args[0], m * n)
            else:
                self._raise(args[0], small(m * n))
        elif head == "exp" or (head == "^" and whole):
            q, body = split(args[-1])  # e^(2u) counts as (e^u)^2, so that e^(2u)·e^u becomes e^(3u)
            base = Op(head, (*args[:-1], body))
            self.original[base, q] = w
            self._raise(base, small(q * n))
        elif head == "sqrt" and whole:
            self.rooted.add(args[0])
            self._raise(args[0], small(HALF * n))
        else:
            self._raise(w, n)

    def _raise(self, base: Written, n: Rational) -> None:
        self.exponents[base] = small(self.exponents.get(base, 0) + n)

    def written(self) -> Written:
        """The product as it is written down."""
        tops: list[Written] = []
        bottoms: list[Written] = []
        for base, n in self.exponents.items():
            if n == 0:
                continue
            if (
                type(base) is Num
                and type(n) is int
                and power_bits(base.fraction, n) <= _BITS
                and (n > 0 or base != ZERO)
            ):
                self.factor = small(self.factor * Fraction(_literal(base.text)) ** n)
                continue
            if n < 0 and (base in self.below or base in self.rooted):
                bottoms.extend(self._factors(base, -n))
            else:
                tops.extend(self._factors(base, n))
        if not self.factor:
            return ZERO
        tops.sort(key=_rank)
        bottoms.sort(key=_rank)
        size = -self.factor if self.factor < 0 else self.factor
        p, q = size.numerator, size.denominator
        made: Written
        if bottoms:
            made = Op("/", (_join(p, tops), _join(q, bottoms)))
        elif q == 1:
            made = _join(p, tops)
        elif not tops:
            made = number(size)
        elif p == 1 and not any(
            type(t) is Op and t.head == "^" and type(rational(t.args[1])) is Fraction for t in tops
        ):
            made = Op("/", (_join(1, tops), Num(str(q))))
        else:
            made = Op("*", (number(size), *tops))
        return Op("neg", (made,)) if self.factor < 0 else made

    def _factors(self, base: Written, n: Rational) -> list[Written]:
        if (base, n) in self.original:
            return [self.original[base, n]]
        if n == 1:
            return [base]
        if base in self.rooted and n > 0 and n.denominator == 2:
            root = Op("sqrt", (base,))
            rest = small(n - HALF)
            return [root] if not rest else [base if rest == 1 else Op("^", (base, number(rest))), root]
        if type(base) is Op and (base.head == "exp" or (base.head == "^" and rational(base.args[1]) is None)):
            return [Op(base.head, (*base.args[:-1], mul(number(n), base.args[-1])))]
        return [Op("^", (base, number(n)))]


def _monomial(w: Written) -> bool:
    """A number, a name, and products, quotients and whole powers of these."""
    if type(w) is not Op:
        return True
    if w.head == "^":
        return type(w.args[0]) is Name and type(rational(w.args[1])) is int
    return w.head in ("*", "/", "neg") and all(_monomial(a) for a in w.args)


def _bases(w: Written) -> set[Written]:
    """What a denominator is the product of."""
    product = Factors()
    product.take(w)
    return set(product.exponents)


def _rank(w: Written) -> int:
    base = w.args[0] if type(w) is Op and w.head == "^" and rational(w.args[1]) is not None else w
    if type(base) is Op:
        if base.head in ("pi", "e") or (base.head == "sqrt" and type(base.args[0]) is Num):
            return 0
        return 2
    return 0 if type(base) is Num else 1


def _join(number_in_front: int, factors: list[Written]) -> Written:
    if number_in_front == 1 and factors:
        return factors[0] if len(factors) == 1 else Op("*", tuple(factors))
    front = Num(str(number_in_front))
    return Op("*", (front, *factors)) if factors else front


def mul(*factors: Written) -> Written:
    """The product.

    >>> x = Name("x")
    >>> str(mul(Num("2"), Op("cos", (x,)), Num("3"), x))
    '6*x*cos(x)'
    >>> str(mul(x**2, Num("1") / x))
    'x'
    """
    product = Factors()
    for w in factors:
        product.take(w)
    return product.written()


def div(u: Written, v: Written) -> Written:
    """The quotient.

    >>> x = Name("x")
    >>> str(div(6 * x**2, 4 * x))
    '3/2*x'
    """
    product = Factors()
    product.take(u)
    product.take(v, -1)
    product.below |= _bases(v)
    return product.written()


def power(u: Written, exponent: Written) -> Written:
    """u^n.

    >>> str(power(3 * Name("x"), Num("2")))
    '9*x^2'
    """
    n = rational(exponent)
    if n is None or u in (ONE, ZERO):
        return ONE if u == ONE else Op("^", (u, exponent))
    if n == 0:
        return ONE
    if n == 1:
        return u
    if type(u) is Num or type(u) is Op:
        product = Factors()
        product.take(u, n)
        return product.written()
    return Op("^", (u, exponent))
