"""The density, or the probabilities, of a named distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.answers.supports import ALL, Piece
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.written import INF, ONE, ZERO, Name, Num, Op, Written


def _factorial(n: int) -> Written:
    return Op("!", (Num(str(n)),))


@dataclass(frozen=True)
class Formula:
    """The pieces of a density or of a mass function, and its variable."""

    pieces: tuple[Piece, ...]
    variable: str = "x"
    discrete: bool = False


def _continuous(value: Written, low: Written = ALL[0], high: Written = INF) -> Formula:
    return Formula((Piece(value, (low, high)),))


def _discrete(value: Written, low: Written, high: Written) -> Formula:
    return Formula((Piece(value, (low, high)),), "k", discrete=True)


def formula_of(name: str, p: Sequence[Written]) -> Formula | None:
    """The density of a distribution of `tutor.answers.distribution`; None where no formula is at hand.

    >>> str(formula_of("Exp", (Num("2"),)).pieces[0].value)
    '2*exp(-2*x)'
    """
    x, k = Name("x"), Name("k")
    match name:
        case "N":
            root = Op("sqrt", (Op("*", (Num("2"), Op("pi"), p[1])),))
            return _continuous(Op("exp", (-((x - p[0]) ** 2 / (2 * p[1])),)) / root)
        case "Exp":
            return _continuous(p[0] * Op("exp", (-(p[0] * x),)), ZERO)
        case "U":
            return _continuous(ONE / (p[1] - p[0]), p[0], p[1])
        case "Bernoulli":
            return Formula((Piece(1 - p[0], values=(ZERO,)), Piece(p[0], values=(ONE,))), "k", discrete=True)
        case "Bin":
            return _discrete(Op("binomial", (p[0], k)) * p[1] ** k * (1 - p[1]) ** (p[0] - k), ZERO, p[0])
        case "Poisson":
            return _discrete(Op("exp", (-p[0],)) * p[0] ** k / Op("!", (k,)), ZERO, INF)
        case "Geom":
            return _discrete(p[0] * (1 - p[0]) ** (k - 1), ONE, INF)
    a, b = _small(p[0]), _small(p[-1])
    if name == "Gamma" and a:
        return _continuous(p[1] ** a * x ** (a - 1) * Op("exp", (-(p[1] * x),)) / _factorial(a - 1), ZERO)
    if name == "Beta" and a and b:
        factor = _factorial(a + b - 1) / (_factorial(a - 1) * _factorial(b - 1))
        return _continuous(factor * x ** (a - 1) * (1 - x) ** (b - 1), ZERO, ONE)
    return None


def _small(w: Written) -> int | None:
    try:
        q = Fraction(evaluate(w, {}, EXACT))
    except (NotExact, KeyError, TooLarge):
        return None
    return int(q) if q.denominator == 1 and 1 <= q <= 30 else None
