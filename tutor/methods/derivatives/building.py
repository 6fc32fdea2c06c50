"""Pieces of functions in a form in which a teacher would set them."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from tutor.chance import Draw
from tutor.methods.derivatives.factors import Rational, mul, power
from tutor.methods.derivatives.tidy import add
from tutor.written import Name, Op, Written, number

X = Name("x")


def of(head: str, u: Written) -> Op:
    """A function of one argument: ``of("sin", X)``."""
    return Op(head, (u,))


def times(c: Rational, *factors: Written) -> Written:
    """A multiple, without a factor 1 and with its sign in front.

    >>> str(times(-1, X**2)), str(times(3, of("sin", X)))
    ('-x^2', '3*sin(x)')
    """
    return mul(number(c), *factors)


def monomial(c: Rational, n: int, x: Name = X) -> Written:
    """c·xⁿ.

    >>> str(monomial(1, 1)), str(monomial(-2, 3)), str(monomial(5, 0))
    ('x', '-2*x^3', '5')
    """
    return times(c, power(x, number(n)))


def line(a: Rational, b: Rational, x: Name = X) -> Written:
    """ax + b; with a < 0 < b it begins with b.

    >>> str(line(2, -1)), str(line(-1, 3)), str(line(3, 0))
    ('2*x - 1', '3 - x', '3*x')
    """
    return total([monomial(a, 1, x), number(b)])


def total(terms: Sequence[Written]) -> Written:
    """A sum whose first term has no minus sign if any term has none.

    >>> str(total([-X**2, X, number(-1)]))
    'x - x^2 - 1'
    """
    first = next((i for i, t in enumerate(terms) if not (isinstance(t, Op) and t.head == "neg") and t != number(0)), 0)
    return add(terms[first], *terms[:first], *terms[first + 1 :])


def coefficient(draw: Draw, size: int, *, least: int = 1) -> int:
    """A whole number other than 0, of either sign, positive ones twice as often."""
    c = draw.integer(least, size)
    return -c if draw.below(3) == 0 else c


def coprime(draw: Draw, a: int, size: int) -> tuple[int, int]:
    """a and a number 1 … size without a common factor: nothing can be taken out of ax + b."""
    return a, draw.choice([b for b in range(1, size + 1) if gcd(a, b) == 1])


def binomial(draw: Draw, n: int, m: int) -> Written:
    """a·xⁿ + b·xᵐ without a common number, at most one of the signs negative."""
    a, b = coprime(draw, draw.integer(1, 5), 9)
    signs = draw.choice(((1, 1), (1, -1), (1, -1), (-1, 1)))
    return total([monomial(signs[0] * a, n), monomial(signs[1] * b, m)])


def binomial_plus(draw: Draw, n: int) -> Written:
    """a·xⁿ + b with positive numbers that have no common factor: positive where x is."""
    a, b = coprime(draw, draw.integer(1, 4), 9)
    return total([monomial(a, n), number(b)])
