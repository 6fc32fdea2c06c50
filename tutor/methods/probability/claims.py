"""What steps about chance claim: a named value, a count, a sum, a root, a table value.

They follow the protocol of `tutor.claims`. Most are an equation with a name in front, ``P(T) = 1/2 * 1/3 + … = 1/4``:
the name says what is found, the expression and the result must agree, and counts and sums are found once more by a road
of their own (enumeration, addition term by term). What concerns a distribution function is in
`tutor.methods.probability.distribution_claims`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from tutor.claims import Approx, Equal
from tutor.equality import close, equal, high_precision
from tutor.evaluate import EXACT, NotExact, evaluate, precise
from tutor.written import Name, Num, Op, Written, number, substitute

ENUMERATED = 5_000  # objects that are listed one by one to check a count


@dataclass(frozen=True)
class Claim:
    """What the claims share that are no equations: the result is a field and is replaced as a field."""

    result: Written

    def with_result(self, result: Written) -> Self:
        """The same claim about another result."""
        return replace(self, result=result)


@dataclass(frozen=True)
class Found(Equal):
    """``label = left = result``: a named quantity, the expression for it, and its value.

    >>> str(Found(left=Num("1") - Num("0.2"), result=Num("0.8"), label=Op("P", (Name("A"),))).shown())
    'P(A) = 1 - 0.2 = 0.8'
    """

    label: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.label.equals(self.left).equals(self.result)


@dataclass(frozen=True)
class ReadOff(Claim):
    """``label = result``, where the result is an entry of a table that was given or found before.

    >>> ReadOff(Num("0.25"), label=Name("p"), entry=Num("1") / Num("4")).holds()
    True
    """

    label: Written = field(kw_only=True)
    entry: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.label.equals(self.result)

    def holds(self) -> bool | None:
        return equal(self.entry, self.result).same


@dataclass(frozen=True)
class Rounded(Approx):
    """``label = left ≈ result``: a named quantity and its value as a rounded decimal.

    >>> Rounded(left=Op("Phi", (Num("1"),)), result=Num("0.8413"), label=Name("p")).holds()
    True
    """

    label: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.label.equals(self.left), self.result))

    def holds(self) -> bool | None:
        digits = self.result.args[0] if isinstance(self.result, Op) and self.result.head == "neg" else self.result
        try:
            gap = abs(evaluate(self.left, {}, EXACT) - evaluate(self.result, {}, EXACT))
        except NotExact:
            return super().holds()
        if not isinstance(digits, Num):
            return False
        return bool(gap <= Fraction(1, 2 * 10 ** len(digits.text.partition(".")[2])))


@dataclass(frozen=True)
class Summed(Claim):
    """``label = Σ term = result`` for an index that runs from low to high; added up term by term.

    With ``complement`` it says ``label = 1 − Σ term``; with ``rounded`` the result is a correctly rounded decimal.

    >>> Summed(result=Num("30"), label=Name("s"), term=Name("k") ** 2, index="k", low=1, high=4).holds()
    True
    """

    label: Written = field(kw_only=True)
    term: Written = field(kw_only=True)
    index: str = field(kw_only=True)
    low: int = field(kw_only=True)
    high: int = field(kw_only=True)
    complement: bool = field(kw_only=True, default=False)
    rounded: bool = field(kw_only=True, default=False)

    def shown(self) -> Written:
        total: Written = Op("sum", (self.term, Name(self.index), number(self.low), number(self.high)))
        named = self.label.equals(1 - total if self.complement else total)
        return Op("≈" if self.rounded else "=", (named, self.result))

    def holds(self) -> bool | None:
        places = range(self.low, self.high + 1)
        value: Any
        try:
            value = sum((evaluate(self.term, {self.index: Fraction(k)}, EXACT) for k in places), Fraction(0))
            value = precise().number(value)
        except NotExact:
            terms = [high_precision(substitute(self.term, {self.index: number(k)}), {}) for k in places]
            if any(t is None for t in terms):
                return None
            value = sum(terms[1:], terms[0])
        if self.complement:
            value = 1 - value
        stated = high_precision(self.result, {})
        if stated is None:
            return None
        if not self.rounded:
            return close(value, stated)
        if not isinstance(self.result, Num):
            return False
        half = Fraction(1, 2 * 10 ** len(self.result.text.partition(".")[2]))
        return bool(abs(value - stated) <= precise().number(half))


@dataclass(frozen=True)
class Count(Found):
    """A formula that counts; the objects themselves are listed one by one when they are few.

    ``model`` says what is counted: ``("combinations", n, k)``, ``("permutations", n, k)``, ``("words", n, k)``,
    ``("multisets", n, k)``, ``("letters", WORD)``, ``("circle", n)``, ``("subsets", n)``.

    >>> formula = Op("binomial", (Num("5"), Num("2")))
    >>> Count(result=Num("10"), left=formula, label=Name("N"), model=("combinations", 5, 2)).holds()
    True
    """

    model: tuple[Any, ...] = field(kw_only=True)

    def holds(self) -> bool | None:
        found = super().holds()
        listed = enumerated(*self.model)
        return found if listed is None or found is not True else equal(self.result, number(listed)).same


def enumerated(kind: str, *data: Any) -> int | None:
    """How many objects there are, by listing them; None if there would be too many.

    >>> enumerated("circle", 4), enumerated("letters", "BANANA")
    (6, 60)
    """
    things: Iterator[Any]
    if kind == "letters":
        if math.factorial(len(data[0])) > ENUMERATED:
            return None
        return len(set(itertools.permutations(data[0])))
    n = data[0]
    k = data[1] if len(data) > 1 else n
    size = {
        "combinations": math.comb(n, min(k, n)),
        "permutations": math.perm(n, min(k, n)),
        "words": n**k if k * max(1, n).bit_length() < 64 else ENUMERATED + 1,
        "multisets": math.comb(n + k - 1, k),
        "circle": math.factorial(min(n, 20)),
        "subsets": 2 ** min(n, 64),
    }[kind]
    if size > ENUMERATED:
        return None
    match kind:
        case "combinations":
            things = itertools.combinations(range(n), k)
        case "permutations":
            things = itertools.permutations(range(n), k)
        case "words":
            things = itertools.product(range(n), repeat=k)
        case "multisets":
            things = itertools.combinations_with_replacement(range(n), k)
        case "circle":  # the seat from which one starts to read round the table does not matter
            things = iter({min(p[i:] + p[:i] for i in range(n)) for p in itertools.permutations(range(n))})
        case _:
            things = itertools.chain.from_iterable(itertools.combinations(range(n), r) for r in range(n + 1))
    return sum(1 for _ in things)


@dataclass(frozen=True)
class Root(Claim):
    """``label = result`` where the square of the result is the variance and the result is not negative.

    >>> Root(Op("sqrt", (Num("2"),)), label=Name("sd"), variance=Num("2")).holds()
    True
    """

    label: Written = field(kw_only=True)
    variance: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.label.equals(self.result)

    def holds(self) -> bool | None:
        stated = high_precision(self.result, {})
        if stated is None:
            return None
        if getattr(stated, "imag", 0):
            return False
        return bool(stated >= 0) and equal(self.result**2, self.variance).same


@dataclass(frozen=True)
class TableInverse(Claim):
    """``label ≈ result``: the z with Φ(z) = level, rounded; Φ at half a unit on either side encloses the level.

    >>> TableInverse(result=Num("1.645"), label=Name("z"), level=Fraction(95, 100)).holds()
    True
    """

    label: Written = field(kw_only=True)
    level: Fraction = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.label, self.result))

    def holds(self) -> bool | None:
        size = self.result.args[0] if isinstance(self.result, Op) and self.result.head == "neg" else self.result
        if not isinstance(size, Num):
            return None
        z = evaluate(self.result, {}, EXACT)
        half = Fraction(1, 2 * 10 ** len(size.text.partition(".")[2]))
        below, above = (high_precision(Op("Phi", (number(z + d),)), {}) for d in (-half, half))
        level = precise().number(self.level)
        return bool(below <= level <= above)
