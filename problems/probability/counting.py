"""Counting: choices, orders, codes and teams.

Level 1 joins a choice or an order with the product rule, level 2 two choices at once or a row with equal things,
level 3 needs several cases or a complement: at least so many of one group, or codes with a repetition.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import cache
from typing import Any, Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability import counting, restricted
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say

LARGEST = 300_000  # of an answer: it should still be worked out by hand

STORIES = {
    "plate": (
        "A number plate has {b} different letters out of {a}, in any order, and after them {d} digits out of {c}, "
        "which may repeat. How many number plates are possible?",
        "A product code begins with {b} different symbols out of {a}, in any order. Then follow {d} fields, each in "
        "one of {c} colours. How many codes are possible?",
        "A radio station plays {b} of its {a} new songs one after the other, none twice, and then {d} jingles in a "
        "row out of {c}, which may repeat. How many programmes are possible?",
        "A password begins with {b} different letters out of {a}, in any order, and ends with {d} signs out of {c}, "
        "which may repeat. How many passwords are possible?",
    ),
    "extras": (
        "A pizza has {b} different toppings out of {a}, one of {c} sizes and one of {d} crusts. "
        "How many different pizzas can be ordered?",
        "For a model, {b} of {a} features are kept, and one of {c} learning rates and one of {d} batch sizes "
        "are chosen. How many different settings are possible?",
        "For a trip, a group of {b} of the {a} members of a club is chosen, and one of {c} towns and one of {d} dates. "
        "How many plans are possible?",
        "A museum shows {b} of its {a} paintings together with one of {c} statues and one of {d} vases. "
        "How many different exhibitions are possible?",
        "A student chooses {b} of {a} courses, one of {c} sports and one of {d} languages. "
        "How many timetables are possible, if the order of the courses does not matter?",
    ),
    "offices": (
        "A club has {a} members. It fills {b} different offices with different members, and then chooses {c} of the "
        "other members for a committee. How many results are possible?",
        "In a lottery with {a} tickets, {b} tickets win different prizes, no ticket two of them, and {c} of the other "
        "tickets win a free ticket each. How many results are possible?",
        "From {a} players a trainer names one player for each of {b} different positions, and then {c} of the others "
        "as substitutes, in no order. How many choices are possible?",
    ),
    "committee": (
        "A committee of {b} women and {d} men is chosen from {a} women and {c} men. How many committees are possible?",
        "An exam has {a} questions on algebra and {c} on analysis. A student picks {b} on algebra and {d} on analysis. "
        "How many picks are possible?",
        "A sampler box holds {b} of {a} teas and {d} of {c} coffees, all different. How many boxes are possible?",
        "A test set consists of {b} of {a} images of cats and {d} of {c} images of dogs. "
        "How many test sets are possible?",
        "A coach picks {b} of {a} forwards and {d} of {c} defenders. How many choices are possible?",
    ),
    "row": (
        "On a wire, {a} red, {b} green and {c} blue beads are threaded in a row. Beads of one colour look alike. "
        "How many different rows are there?",
        "On a shelf stand, in one row, {a} copies of one book, {b} copies of a second and {c} copies of a third. "
        "Copies of one book look alike. How many different rows are there?",
        "A player wins {a} games, loses {b} games and draws {c} games. In how many orders can this happen?",
        "A machine runs {a} jobs of type A, {b} of type B and {c} of type C one after the other. "
        "Jobs of one type are not told apart. How many orders are there?",
        "How many different words, with or without meaning, have exactly {a} letters A, {b} letters B and {c} "
        "letters C?",
    ),
    "at_least": (
        "A team of {a} is chosen from {b} engineers and {c} designers. How many teams have at least {d} designers?",
        "From {b} old and {c} new members of a choir, {a} are chosen to sing. "
        "How many choices include at least {d} new members?",
        "A sheet of {a} exercises is put together from {b} easy and {c} hard ones. "
        "How many sheets have at least {d} hard exercises, if their order does not matter?",
        "A basket of {a} fruits is chosen from {b} apples and {c} pears, all different. "
        "How many baskets hold at least {d} pears?",
    ),
    "at_most": (
        "A team of {a} is chosen from {b} engineers and {c} designers. How many teams have at most {d} designer{s}?",
        "From {b} old and {c} new members of a choir, {a} are chosen to sing. "
        "How many choices include at most {d} new member{s}?",
        "A sheet of {a} exercises is put together from {b} easy and {c} hard ones. "
        "How many sheets have at most {d} hard exercise{s}, if their order does not matter?",
        "A basket of {a} fruits is chosen from {b} apples and {c} pears, all different. "
        "How many baskets hold at most {d} pear{s}?",
    ),
    "repeat": (
        "A code has {b} places, each with one of {a} symbols. In how many codes does some symbol occur more than once?",
        "Each of {b} guests orders one of {a} meals. In how many of the possible orders do at least two guests "
        "eat the same meal, if it matters who eats what?",
        "A hash table has {a} slots, and each of {b} different keys is stored in one of them. Several keys may share a "
        "slot. In how many of the ways do at least two keys share a slot?",
        "Each of {b} visitors chooses one of {a} hotels. In how many of the possible ways do at least two visitors "
        "choose the same hotel?",
    ),
}
KINDS = (  # as often as they stand here: kinds with more variants come more often
    ("extras", "extras", "extras", "extras", "plate", "plate", "offices"),
    ("committee", "committee", "committee", "committee", "committee", "row"),
    ("at_least", "at_least", "at_least", "at_most", "at_most", "at_most", "repeat"),
)


@family(source="MML 6.1", levels=3, marks=3, typing="1234567", space=(1_800, 1_500, 1_500))
class Counting:
    """Count the possibilities of a small story.

    >>> Counting(kind="committee", numbers=(5, 2, 6, 3), story=0).answer().typed()
    '200'
    """

    kind: str
    numbers: tuple[int, ...]
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(KINDS[level - 1])
        return cls(kind, draw.choice(_fitting(kind)), draw.below(len(STORIES[kind])))

    def statement(self) -> Text:
        values = dict(zip("abcd", self.numbers, strict=False))
        plural = "" if self.numbers[-1] == 1 else "s"
        return say(STORIES[self.kind][self.story] + " Give the exact number.", s=plural, **values)

    def answer(self) -> Number:
        return exact_number(_value(self.kind, self.numbers))

    def symbolic(self) -> Number:
        import sympy as sp

        a, b, c, d = (*self.numbers, 0, 0, 0)[:4]
        match self.kind:
            case "plate":
                found = sp.ff(a, b) * sp.Integer(c) ** d
            case "extras":
                found = sp.binomial(a, b) * c * d
            case "offices":
                found = sp.ff(a, b) * sp.binomial(a - b, c)
            case "committee":
                found = sp.binomial(a, b) * sp.binomial(c, d)
            case "row":
                found = sp.factorial(a + b + c) / (sp.factorial(a) * sp.factorial(b) * sp.factorial(c))
            case "repeat":
                found = sp.Integer(a) ** b - sp.ff(a, b)
            case _:
                sizes = range(d, a + 1) if self.kind == "at_least" else range(d + 1)
                found = sum(sp.binomial(c, j) * sp.binomial(b, a - j) for j in sizes)
        return exact_number(int(found))

    @staticmethod
    def numeric(kind: str, numbers: Any) -> float:
        def chosen(n: int, k: int) -> float:  # iterated sums, as in Pascal's triangle
            row = np.ones(n - k + 1)
            for _ in range(k):
                row = np.cumsum(row)
            return float(row[-1])

        a, b, c, d = (*(int(n) for n in numbers), 0, 0, 0)[:4]
        match kind:
            case "plate":
                return math.exp(math.lgamma(a + 1) - math.lgamma(a - b + 1)) * float(np.ones((c,) * d).sum())
            case "extras":
                return chosen(a, b) * float(np.ones((c, d)).sum())
            case "offices":  # first all who get something, then the offices among them
                return chosen(a, b + c) * math.exp(math.lgamma(b + c + 1) - math.lgamma(c + 1))
            case "committee":
                return chosen(a, b) * chosen(c, d)
            case "row":
                return chosen(a + b + c, a) * chosen(b + c, b)
            case "repeat":
                different = np.zeros(b + 1)  # codes so far, by the number of different symbols in them
                different[0] = 1
                sizes = np.arange(b + 1)
                for _ in range(b):
                    grown = sizes * different
                    grown[1:] += (a - sizes[:-1]) * different[:-1]
                    different = grown
                return float(different[:-1].sum())
        ways = np.zeros((a + 1, a + 1))  # by the size of the team and the number from the second group
        ways[0, 0] = 1
        for person in range(b + c):
            grown = ways.copy()
            if person < b:
                grown[1:] += ways[:-1]
            else:
                grown[1:, 1:] += ways[:-1, :-1]
            ways = grown
        return float(ways[a, d:].sum() if kind == "at_least" else ways[a, : d + 1].sum())

    def solution(self) -> Solution:
        a, b, c, d = (*self.numbers, 0, 0, 0)[:4]
        match self.kind:
            case "plate":
                return restricted.orders_and_words(a, b, c, d)
            case "extras":
                return restricted.choice_and_extras(a, b, (c, d))
            case "offices":
                return restricted.offices_and_committee(a, b, c)
            case "committee":
                return counting.committee(((b, a), (d, c)))
            case "row":
                return restricted.in_a_row(self.numbers)
            case "repeat":
                return restricted.repeat_steps(a, b)
        return restricted.team_steps(a, b, c, d, most=self.kind == "at_most")

    def misconceptions(self) -> Iterator[Misconception]:
        for mark, value, feedback in _mistakes(self.kind, self.numbers):
            if value > 0:
                yield Misconception(mark, exact_number(value), say(feedback))


RANGES = {  # of the numbers, by kind
    "plate": ((4, 15), (2, 3), (3, 10), (2, 4)),
    "extras": ((5, 12), (2, 4), (2, 9), (2, 9)),
    "offices": ((6, 20), (2, 4), (2, 4)),
    "committee": ((5, 16), (2, 5), (4, 16), (2, 4)),
    "row": ((2, 6), (2, 6), (2, 6)),
    "at_least": ((3, 6), (4, 14), (4, 11), (2, 5)),
    "at_most": ((3, 6), (4, 14), (4, 11), (1, 4)),
    "repeat": ((4, 15), (3, 5)),
}


@cache
def _fitting(kind: str) -> tuple[tuple[int, ...], ...]:
    """All numbers of a kind that make sense in its stories and whose answer is neither tiny nor huge."""
    every = itertools.product(*(range(low, high + 1) for low, high in RANGES[kind]))
    return tuple(n for n in every if _makes_sense(kind, n) and 30 <= _value(kind, n) <= LARGEST)


def _makes_sense(kind: str, numbers: tuple[int, ...]) -> bool:
    a, b, c, d = (*numbers, 0, 0, 0)[:4]
    match kind:
        case "plate" | "repeat":
            return b < a
        case "extras":
            return b < a - 1
        case "offices":
            return b + c < a - 1
        case "committee":
            return b < a - 1 and d < c - 1
        case "at_least":
            return d < a and d <= c
        case "at_most":
            return d < a - 1 and d < c
    return True


def _value(kind: str, numbers: tuple[int, ...]) -> int:
    a, b, c, d = (*numbers, 0, 0, 0)[:4]
    match kind:
        case "plate":
            return math.perm(a, b) * int(c**d)
        case "extras":
            return math.comb(a, b) * c * d
        case "offices":
            return math.perm(a, b) * math.comb(a - b, c)
        case "committee":
            return counting.ways(((b, a), (d, c)))
        case "row":
            return restricted.coloured_row(numbers)
        case "repeat":
            return restricted.codes_with_repeat(a, b)
    return restricted.teams(a, b, c, d, most=kind == "at_most")


def _mistakes(kind: str, numbers: tuple[int, ...]) -> Iterator[tuple[str, int, str]]:
    a, b, c, d = (*numbers, 0, 0, 0)[:4]
    match kind:
        case "plate":
            first, second = math.perm(a, b), int(c**d)
            yield "order-forgotten", math.comb(a, b) * second, "In the first part another order is another result."
            yield "added", first + second, "Each first part goes with each second part: multiply."
            yield "repetition-allowed", int(a**b) * second, "In the first part nothing is used twice."
            yield "no-repetition", first * math.perm(c, d), "In the second part a thing may occur several times."
            yield "multiplied", first * c * d, "In the second part, multiply once for each place."
        case "extras":
            ways = math.comb(a, b)
            yield "order-counted", math.perm(a, b) * c * d, "Would the same things in another order be another result?"
            yield "added", ways + c + d, "Everything is chosen together: multiply."
            yield "last-added", ways * (c + d), "Each of the last two goes with each of the other: multiply."
            yield "repetition-allowed", int(a**b) * c * d, "Nothing is chosen twice, and the order does not matter."
            yield "multiplied", a * b * c * d, "How many selections are there of the things without an order?"
        case "offices":
            first = math.perm(a, b)
            yield (
                "order-forgotten",
                math.comb(a, b) * math.comb(a - b, c),
                "Who gets which of the first things matters.",
            )
            yield "order-counted", math.perm(a, b + c), "Among the ones chosen last the order does not matter."
            yield "all-again", first * math.comb(a, c), "How many are left after the first choice?"
            yield "added", first + math.comb(a - b, c), "Each first choice goes with each second choice: multiply."
        case "committee":
            yield (
                "added",
                math.comb(a, b) + math.comb(c, d),
                "Each choice from one group goes with each from the other: multiply.",
            )
            yield (
                "one-group",
                math.comb(a + c, b + d),
                "The numbers from each group are fixed: choose in each group by itself.",
            )
            yield "order-counted", math.perm(a, b) * math.perm(c, d), "The order of the chosen does not matter."
        case "row":
            n = a + b + c
            yield "equal-told-apart", math.factorial(n), "Exchanging two equal ones gives the same row."
            yield (
                "one-kind-divided",
                math.factorial(n) // math.factorial(a),
                "Divide by the orders within every kind, not the first alone.",
            )
            yield (
                "factorials-multiplied",
                math.prod(math.factorial(k) for k in numbers),
                "The kinds may be mixed: first count all orders.",
            )
        case "repeat":
            yield "no-repetition", math.perm(a, b), "Those are the cases without any repetition: asked is the opposite."
            yield "all-counted", a**b, "That counts the cases without a repetition too."
            yield (
                "order-forgotten",
                abs(a**b - math.comb(a, b)),
                "Without repetition the order still matters, as it does in all cases.",
            )
            yield (
                "one-pair-free",
                math.comb(b, 2) * a ** (b - 1),
                "Cases with several repetitions are counted more than once that way.",
            )
        case _:
            most = kind == "at_most"
            yield (
                "exactly",
                math.comb(c, d) * math.comb(b, a - d),
                "At least and at most include more numbers than the one named.",
            )
            shifted = restricted.teams(a, b, c, d - 1 if most else d + 1, most=most)
            yield "bound-left-out", shifted, "At least and at most include the number itself."
            yield (
                "complement",
                math.comb(b + c, a) - restricted.teams(a, b, c, d, most=most),
                "Those are the cases that are not asked.",
            )
            yield "condition-ignored", math.comb(b + c, a), "That counts all choices, whatever is among them."
            if not most:
                twice = math.comb(c, d) * math.comb(b + c - d, a - d)
                yield (
                    "counted-twice",
                    twice,
                    "Choosing the required ones first and filling up counts some teams several times.",
                )
