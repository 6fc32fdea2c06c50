"""Functions of two and three variables as a teacher would set them, each with a point where the values are small."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tutor.chance import Draw
from tutor.methods.derivatives.building import coefficient, monomial, of, times, total
from tutor.methods.derivatives.factors import mul, rational
from tutor.methods.derivatives.gradient import gradient
from tutor.methods.derivatives.points import value_of
from tutor.written import Name, Written, number

X, Y, Z = Name("x"), Name("y"), Name("z")


@dataclass(frozen=True)
class Surface:
    """A function, its variables in order, and a point with whole coordinates."""

    f: Written
    variables: tuple[str, ...]
    point: tuple[int, ...]


def polynomial_surface(draw: Draw) -> Surface:
    """Two to three terms in x and y, one of them mixed."""
    n, m = draw.integer(1, 3), draw.integer(1, 2)
    terms = [mul(monomial(coefficient(draw, 5), n), monomial(1, m, Y))]
    if draw.below(3):
        k = draw.integer(1, 3)
        terms.append(monomial(coefficient(draw, 6), k))
    if draw.below(3) or len(terms) == 1:
        terms.append(monomial(coefficient(draw, 6), draw.integer(1, 3), Y))
    point = (draw.integer(-2, 2, but=[0]), draw.integer(-2, 2, but=[0]))
    return Surface(total(draw.shuffle(terms)), ("x", "y"), point)


def curved_surface(draw: Draw) -> Surface:
    """An exponential, a logarithm, a root or a trigonometric function in x and y, and often a mixed term."""
    c, b = coefficient(draw, 4), draw.integer(2, 4)
    p = draw.integer(-2, 2, but=[0])
    if draw.coin():
        x, y = X, Y
    else:
        x, y = Y, X
    match draw.below(7):
        case 0:
            start, place = times(c, monomial(1, draw.integer(1, 3), x), of("exp", times(draw.sign() * b, y))), (p, 0)
        case 1:
            start, place = times(c, monomial(1, draw.integer(1, 2), y), of("ln", x)), (1, p)
        case 2:
            start, place = times(c, monomial(1, draw.integer(1, 2), x), of("sin", times(b, y))), (p, 0)
        case 3:
            start, place = times(c, of("exp", mul(times(draw.integer(1, 3)), X, Y))), (0, p)
        case 4:
            legs = draw.choice(((3, 4), (4, 3), (-3, 4), (3, -4), (6, 8), (5, 12), (-4, 3)))
            start, place = times(c, of("sqrt", total([X**2, Y**2]))), legs
        case 5:
            start, place = times(c, of("ln", total([X**2, monomial(draw.integer(1, 3), 2, Y)]))), (p, draw.sign())
        case _:
            start, place = times(c, of("cos", times(b, x)), monomial(1, draw.integer(1, 3), y)), (0, p)
    terms = [start]
    if max(place) < 4:
        n, m = draw.choice(((1, 1), (2, 1), (1, 2), (2, 2), (2, 0), (3, 0), (0, 2), (0, 3)))
        terms.append(mul(monomial(coefficient(draw, 6), n), monomial(1, m, Y)))
    point = place if x == X else place[::-1]
    return Surface(total(terms), ("x", "y"), point)


def space_function(draw: Draw) -> Surface:
    """Terms that link the three variables, in half the draws one with an exponential or a trigonometric function."""
    terms = [
        mul(monomial(coefficient(draw, 4), draw.integer(1, 2)), monomial(1, draw.integer(1, 2), Y)),
        mul(monomial(coefficient(draw, 4), draw.integer(1, 2), Y), monomial(1, draw.integer(1, 2), Z)),
    ]
    point = [draw.integer(-2, 3, but=[0]), draw.integer(-2, 2, but=[0]), draw.integer(-2, 3, but=[0])]
    match draw.below(4):
        case 0:
            terms.append(times(coefficient(draw, 5), X, of("exp", times(draw.sign() * draw.integer(1, 3), Z))))
            point[2] = 0
        case 1:
            terms.append(times(coefficient(draw, 5), Z, of("sin", times(draw.integer(1, 3), X))))
            point[0] = 0
        case 2:
            terms.append(mul(number(coefficient(draw, 5)), X, Y, Z))
        case _:
            terms.append(mul(monomial(coefficient(draw, 5), 1), monomial(1, draw.integer(1, 3), Z)))
    return Surface(total(draw.shuffle(terms)), ("x", "y", "z"), tuple(point))


def slope_at(made: Surface) -> tuple[Written, ...]:
    """The gradient at the point, entry by entry."""
    place = dict(zip(made.variables, map(number, made.point), strict=True))
    return tuple(value_of(w, place) for w in gradient(made.f, made.variables))


def fit_to_set(made: Surface) -> bool:
    """Is the gradient at the point made of small numbers, not all of them 0?"""
    values = [rational(w) for w in slope_at(made)]
    sizes = [max(abs(Fraction(q).numerator), 5 * Fraction(q).denominator) for q in values if q is not None]
    return len(sizes) == len(values) and any(values) and max(sizes) <= 60
