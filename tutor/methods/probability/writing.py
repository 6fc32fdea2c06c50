"""What the methods of probability share when they write: numbers in one style, sums, answers, literals of code."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from tutor.methods.probability.language import terminating
from tutor.text import Text, say
from tutor.written import Num, Op, Written, decimal, number, typed

LARGEST = 10**12  # numerators and denominators above it are shown as decimals


def show(q: Fraction | int, decimals: bool = False) -> Written:
    """The number as a fraction, or as a decimal where that style is asked and the decimal ends.

    >>> str(show(Fraction(1, 8))), str(show(Fraction(1, 8), True)), str(show(Fraction(1, 3), True))
    ('1/8', '0.125', '1/3')
    """
    return (terminating(Fraction(q)) if decimals else None) or number(q)


def uses_decimals(values: Iterable[Written]) -> bool:
    """Were some of the values typed as decimals?"""
    return any(isinstance(w, Num) and "." in w.text for w in values)


def product(*factors: Written) -> Written:
    """The factors in a row; one alone stands for itself."""
    return factors[0] if len(factors) == 1 else Op("*", factors)


def total(terms: Sequence[Written]) -> Written:
    """The terms in a row; one alone stands for itself."""
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def about(q: Fraction | float, places: int = 4) -> Written:
    """A rounded decimal.

    >>> str(about(Fraction(2, 3)))
    '0.6667'
    """
    return decimal(Fraction(q), places)


def significant(x: float, digits: int = 4) -> int:
    """Decimal places that show a small number with so many digits; at least that many places, 15 at the most.

    >>> significant(0.5), significant(0.000123)
    (4, 7)
    """
    size = abs(x)
    return min(15, digits + max(0, -math.floor(math.log10(size)) - 1)) if size else digits


def in_words(label: Written, q: Fraction | float) -> Text:
    """A probability once more as a decimal and in per cent."""
    places = significant(float(q))
    return say(
        "{label} is about {value}, that is, {percent} %.",
        label=label, value=about(q, places), percent=about(100 * Fraction(q), places - 2),
    )  # fmt: skip


def literal(q: Fraction | int) -> str:
    """The number as a program would have it.

    >>> literal(Fraction(1, 3)), literal(Fraction(1, 8)), literal(5)
    ('1/3', '0.125', '5')
    """
    return typed(show(q, True))


def several(named: Sequence[tuple[Written, Written]]) -> Written:
    """One answer stands for itself; several are a list of equations.

    >>> from tutor.written import Name
    >>> str(several([(Name("a"), Num("1")), (Name("b"), Num("2"))]))
    'a = 1, b = 2'
    """
    if len(named) == 1:
        return named[0][1]
    return Op("list", tuple(label.equals(value) for label, value in named))


def answer_code(named: Sequence[tuple[str, str]]) -> str:
    """The last lines of a program: one value, or a dictionary of several."""
    if len(named) == 1:
        return f"answer = {named[0][1]}\nprint(answer)\n"
    body = "".join(f"    {key!r}: {code},\n" for key, code in named)
    return f"answer = {{\n{body}}}\nprint(answer)\n"
