"""Counting: choices, orders, codes and teams.

Level 1 needs one formula (a choice, an order, a code, independent choices), level 2 two choices at once or a row with
equal things, level 3 a complement: at least so many of one group, or codes with a repetition.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability import counting, restricted
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say

LARGEST = 200_000  # of an answer: it should still be worked out by hand

STORIES = {
    "choose": (
        "A club has {a} members. In how many ways can a group of {b} of them be chosen for a trip?",
        "A museum has {a} paintings in store. How many selections of {b} paintings for an exhibition are there?",
        "From {a} features of a data set, exactly {b} are kept for a model. How many sets of features are possible?",
        "How many different hands of {b} cards can be dealt from {a} different cards?",
        "Each student picks {b} of {a} topics for an essay. How many different picks are there?",
        "In a league of {a} cities, {b} cities are to host the finals together. How many choices of hosts are there?",
    ),
    "arrange": (
        "In a race with {a} runners there are no ties. In how many ways can the first {b} places be taken?",
        "A club with {a} members fills {b} different offices, and nobody holds two of them. In how many ways?",
        "Of {a} different books, {b} are put in a row on a shelf. How many different rows are possible?",
        "A password has {b} letters from an alphabet of {a} letters, no letter twice. How many passwords are there?",
        "A radio station plays {b} of its {a} new songs one after the other, none twice. How many programmes are "
        "possible?",
        "For {b} different prizes there are {a} tickets; a ticket wins at most one prize. How many results are "
        "possible?",
    ),
    "words": (
        "A code has {b} places, and each place holds one of {a} symbols, which may occur several times. "
        "How many codes are there?",
        "A test has {b} questions with {a} options each, and exactly one option is ticked in each question. "
        "In how many ways can the test be filled in?",
        "A search tries {a} values for each of {b} parameters, in all combinations. How many runs does it need?",
        "A die with {a} faces is thrown {b} times in a row. How many sequences of results are there?",
        "Each of {b} guests chooses one of {a} meals. How many different orders can the kitchen get, "
        "if it matters who eats what?",
    ),
    "independent": (
        "A menu offers {a} starters, {b} main courses and {c} desserts. How many meals with one of each are possible?",
        "A car comes in {a} colours, with {b} engines and {c} kinds of seats. In how many versions can it be ordered?",
        "A grid search combines {a} learning rates, {b} batch sizes and {c} depths. How many runs does it need?",
        "There are {a} roads from A to B, {b} roads from B to C and {c} roads from C to D. "
        "How many routes lead from A through B and C to D?",
        "A cyclist owns {a} helmets, {b} jackets and {c} pairs of gloves, and wears one of each. "
        "How many outfits are there?",
    ),
    "committee": (
        "A committee of {b} women and {d} men is chosen from {a} women and {c} men. How many committees are possible?",
        "An exam has {a} questions on algebra and {c} on analysis. A student picks {b} on algebra and {d} on analysis. "
        "In how many ways?",
        "A sampler box holds {b} of {a} teas and {d} of {c} coffees, all different. How many boxes are possible?",
        "A test set takes {b} of {a} images of cats and {d} of {c} images of dogs. How many test sets are possible?",
        "A coach picks {b} of {a} forwards and {d} of {c} defenders. How many choices has the coach?",
    ),
    "row": (
        "{a} red, {b} green and {c} blue beads are threaded on a wire in a row. Beads of one colour look alike. "
        "How many different rows are there?",
        "A shelf takes {a} copies of one book, {b} copies of a second and {c} copies of a third, in any order. "
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
        "A team of {a} is chosen from {b} engineers and {c} designers. How many teams have at most {d} of the "
        "designers?",
        "From {b} old and {c} new members of a choir, {a} are chosen to sing. "
        "How many choices include at most {d} of the new members?",
        "A sheet of {a} exercises is put together from {b} easy and {c} hard ones. "
        "How many sheets have at most {d} of the hard ones, if the order does not matter?",
        "A basket of {a} fruits is chosen from {b} apples and {c} pears, all different. "
        "How many baskets hold at most {d} of the pears?",
    ),
    "repeat": (
        "A code has {b} places, each with one of {a} symbols. In how many codes does some symbol occur more than once?",
        "{b} different guests each order one of {a} meals. In how many of the possible orders do at least two guests "
        "eat the same meal?",
        "{b} different keys are stored in a table with {a} slots, each key in any slot. "
        "In how many ways do at least two keys share a slot?",
        "{b} different visitors each choose one of {a} hotels. In how many ways do at least two of them meet in a "
        "hotel?",
    ),
}
KINDS = (  # as often as they stand here: kinds with more variants come more often
    ("choose", "arrange", "words", "independent", "independent"),
    ("committee", "committee", "committee", "row"),
    ("at_least", "at_least", "at_most", "at_most", "repeat"),
)


@family(source="MML 6.1", levels=3, marks=3, typing="1234567", space=(1_000, 850, 750))
class Counting:
    """Count the possibilities of a small story.

    >>> Counting(kind="choose", numbers=(8, 3), story=0).answer().typed()
    '56'
    """

    kind: str
    numbers: tuple[int, ...]
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(KINDS[level - 1])
        numbers = draw.until(lambda: _numbers(draw, kind), lambda n: 10 <= _value(kind, n) <= LARGEST)
        return cls(kind, numbers, draw.below(len(STORIES[kind])))

    def statement(self) -> Text:
        values = dict(zip("abcd", self.numbers, strict=False))
        return say(STORIES[self.kind][self.story] + " Give the exact number.", **values)

    def answer(self) -> Number:
        return exact_number(_value(self.kind, self.numbers))

    def symbolic(self) -> Number:
        import sympy as sp

        a, b, c, d = (*self.numbers, 0, 0, 0)[:4]
        match self.kind:
            case "choose":
                found = sp.binomial(a, b)
            case "arrange":
                found = sp.ff(a, b)
            case "words":
                found = sp.Integer(a) ** b
            case "independent":
                found = sp.Integer(a) * b * c
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
            case "choose":
                return chosen(a, b)
            case "arrange":
                return math.exp(math.lgamma(a + 1) - math.lgamma(a - b + 1))
            case "words":
                return float(np.linalg.matrix_power(np.ones((a, a)), b - 1).sum())
            case "independent":
                return float(np.ones((a, b, c)).sum())
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
            case "choose":
                return counting.choose(b, a)
            case "arrange":
                return counting.arrange(b, a)
            case "words":
                return counting.words_of(b, a)
            case "independent":
                return restricted.independent(self.numbers)
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


def _numbers(draw: Draw, kind: str) -> tuple[int, ...]:
    match kind:
        case "choose":
            return draw.integer(6, 24), draw.integer(2, 5)
        case "arrange":
            return draw.integer(5, 20), draw.integer(2, 5)
        case "words":
            return draw.integer(3, 12), draw.integer(3, 6)
        case "independent":
            return draw.integers(3, 2, 12)
        case "committee":
            return draw.integer(5, 14), draw.integer(2, 5), draw.integer(4, 12), draw.integer(2, 4)
        case "row":
            return draw.integers(3, 2, 5)
        case "repeat":
            return draw.integer(4, 12), draw.integer(3, 5)
    team, first, second = draw.integer(3, 6), draw.integer(4, 10), draw.integer(4, 9)
    return team, first, second, draw.integer(1 if kind == "at_most" else 2, team - 2 if kind == "at_most" else team - 1)


def _value(kind: str, numbers: tuple[int, ...]) -> int:
    a, b, c, d = (*numbers, 0, 0, 0)[:4]
    match kind:
        case "choose":
            return math.comb(a, b) if b < a - 1 else 0
        case "arrange":
            return math.perm(a, b)
        case "words":
            return int(a**b)
        case "independent":
            return a * b * c
        case "committee":
            return counting.ways(((b, a), (d, c))) if b < a - 1 and d < c - 1 else 0
        case "row":
            return restricted.coloured_row(numbers)
        case "repeat":
            return restricted.codes_with_repeat(a, b) if b < a else 0
    return restricted.teams(a, b, c, d, most=kind == "at_most")


def _mistakes(kind: str, numbers: tuple[int, ...]) -> Iterator[tuple[str, int, str]]:
    a, b, c, d = (*numbers, 0, 0, 0)[:4]
    match kind:
        case "choose":
            yield "order-counted", math.perm(a, b), "Would the same things in another order be another result here?"
            yield (
                "repetition-allowed",
                a**b,
                "After the first is chosen, one fewer is left, and the order does not matter.",
            )
            yield "multiplied", a * b, "Multiply possibilities of successive choices, not the two given numbers."
            yield "same-thing-again", math.comb(a + b - 1, b), "Nothing can be chosen twice here."
        case "arrange":
            yield (
                "order-forgotten",
                math.comb(a, b),
                "Who gets which place matters: different orders are different results.",
            )
            yield "repetition-allowed", a**b, "Nothing is used twice: each next place has one possibility fewer."
            yield "multiplied", a * b, "Each place has nearly as many possibilities as the first: multiply those."
        case "words":
            yield (
                "base-and-exponent-exchanged",
                b**a,
                "How many possibilities has one place, and how many places are there?",
            )
            yield "no-repetition", math.perm(a, b), "Repetition is allowed: each place has all possibilities."
            yield "multiplied", a * b, "The choices follow one another: multiply once for each place."
        case "independent":
            yield "added", a + b + c, "One of each is chosen, not one of all: multiply."
            yield (
                "pairs-only",
                a * b + b * c + a * c,
                "All three choices are made together: multiply all three numbers.",
            )
            yield "last-forgotten", a * b, "The last choice multiplies the number of possibilities too."
            yield "sum-of-two-times-third", (a + b) * c, "The first two choices are made together as well: multiply."
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
