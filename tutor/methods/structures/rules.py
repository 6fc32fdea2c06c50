"""Operations on sets of numbers that are given by a formula in a and b; the axioms proved, or broken by numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tutor.methods.structures.terms import Terms, terms
from tutor.written import Written, number, substitute

SETS = ("N", "N0", "Z", "Q", "R")


@dataclass(frozen=True)
class Carrier:
    """A set of numbers: one of `SETS`, its positive part, or without some numbers."""

    name: str
    positive: bool = False
    without: tuple[Fraction, ...] = ()

    def holds(self, q: Fraction) -> bool:
        """Is a rational number an element?"""
        if q in self.without or (self.positive and q <= 0):
            return False
        if self.name in ("R", "Q"):
            return True
        return q.denominator == 1 and q >= {"N": 1, "N0": 0}.get(self.name, q)

    def some(self) -> Iterator[Fraction]:
        """Elements to try, the simplest first."""
        for q in (*map(Fraction, (1, 2, -1, 0, 3, -2, 4, -3, 5)), Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2)):
            if self.holds(q):
                yield q


@dataclass(frozen=True)
class Rule:
    """a ∘ b = k·ab + l·a + m·b + c on a set of numbers."""

    k: Fraction
    l: Fraction
    m: Fraction
    c: Fraction

    def of(self, a: Fraction, b: Fraction) -> Fraction:
        """a ∘ b."""
        return self.k * a * b + self.l * a + self.m * b + self.c


def rule_of(w: Written) -> Rule | None:
    """The rule of a formula in a and b of degree 1 in each; None for another.

    >>> from tutor.reading import read
    >>> rule_of(read("a + b + a b")).of(Fraction(2), Fraction(3))
    Fraction(11, 1)
    """
    parts: Terms | None = terms(w, ("a", "b"))
    if parts is None or set(parts) - {(1, 1), (1, 0), (0, 1), (0, 0)}:
        return None
    found = [parts.get(e, Fraction(0)) for e in ((1, 1), (1, 0), (0, 1), (0, 0))]
    return Rule(*found) if all(isinstance(q, Fraction) for q in found) else None


def closed(rule: Rule, carrier: Carrier) -> bool | None:
    """Is the set closed? True where that is proved, else None."""
    numbers = (rule.k, rule.l, rule.m, rule.c)
    if carrier.positive or carrier.name in ("N", "N0"):
        whole = carrier.name in ("R", "Q") or all(q.denominator == 1 for q in numbers)
        keeps = all(q >= 0 for q in numbers) and (any(numbers) or carrier.name == "N0")
        return True if whole and keeps and not carrier.without else None
    if carrier.name == "Z" and any(q.denominator != 1 for q in numbers):
        return None
    if not carrier.without:
        return True
    if len(carrier.without) > 1 or not rule.k:
        return None
    s = carrier.without[0]
    # k·(a − s)(b − s) + s is the rule itself: it is s only if a or b is s
    return True if (rule.l, rule.m, rule.c) == (-rule.k * s, -rule.k * s, rule.k * s * s + s) else None


def associative(rule: Rule) -> bool:
    """Do the brackets never matter? Decided by the coefficients of both sides at enough places."""
    few = [Fraction(q) for q in (0, 1, 2, -3)]
    return all(rule.of(rule.of(a, b), c) == rule.of(a, rule.of(b, c)) for a, b, c in product(few, repeat=3))


def neutral(rule: Rule) -> Fraction | None:
    """The number e with a ∘ e = a = e ∘ a for all numbers a, or None."""
    # a ∘ e = (k·e + l)·a + m·e + c, and e ∘ a = (k·e + m)·a + l·e + c
    candidates = []
    if rule.k:
        candidates.append((1 - rule.l) / rule.k)
    elif rule.m:
        candidates.append(-rule.c / rule.m)
    for e in candidates:
        right = rule.k * e + rule.l == 1 and rule.m * e + rule.c == 0
        left = rule.k * e + rule.m == 1 and rule.l * e + rule.c == 0
        if right and left:
            return e
    return None


def inverse(rule: Rule, a: Fraction, e: Fraction) -> Fraction | None:
    """b with a ∘ b = e, for a rule that is the same both ways round; None if there is none or not one."""
    factor = rule.k * a + rule.m
    return (e - rule.l * a - rule.c) / factor if factor else None


def inverses_inside(rule: Rule, carrier: Carrier, e: Fraction) -> bool | None:
    """Does every element have its inverse in the set? True where that is proved, else None."""
    if carrier.name in ("N", "N0"):
        return None
    if carrier.positive:
        # b = (e − l·a − c)/(k·a + m): for a > 0 both have the sign +
        plus = rule.k >= 0 and rule.m >= 0 and e - rule.c >= 0 and -rule.l >= 0 and (e - rule.c > 0 or rule.l < 0)
        return True if plus and carrier.name in ("R", "Q") else None
    if rule.k:
        hole = -rule.m / rule.k
        return True if carrier.name in ("R", "Q") and carrier.without == (hole,) and closed(rule, carrier) else None
    if carrier.without:
        return None
    if carrier.name == "Z":
        return True if abs(rule.m) == 1 and abs(rule.l) == 1 else None
    return True if rule.m else None


def put(w: Written, a: Fraction, b: Fraction) -> Written:
    """The formula with numbers for a and b."""
    return substitute(w, {"a": number(a), "b": number(b)})
