"""Conditional probability from a table of counts.

The table is built from the fraction that is to come out. Level 1 has two rows and two
columns, level 2 three of each, level 3 asks given 'A or B', so that two rows or columns together are the new whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.probability.conditional import Table, from_table
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say

Lines = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Feature:
    """One of the two features: the verb, and for each value its label and its words after the verb."""

    verb: str
    values: tuple[tuple[str, str], ...]


# what was counted; one of them; how it is called afterwards; the feature of the rows and that of the columns. The last
# is for tables with most of the counts on the diagonal.
STORIES = (
    (
        "The students of a course were asked how they mostly learn, and sorted by their grades.",
        "student of this course", "the student",
        Feature("mostly learns", (("videos", "with videos"), ("book", "with the book"), ("group", "in a group"))),
        Feature("got", (("good", "a good grade"), ("fair", "a fair grade"), ("poor", "a poor grade"))),
    ),
    (
        "The passengers of one morning were counted by means of transport and by distance.",
        "of these passengers", "this passenger",
        Feature("took", (("train", "the train"), ("bus", "the bus"), ("tram", "the tram"))),
        Feature("travelled", (("under 5 km", "less than 5 km"), ("5 to 10 km", "between 5 and 10 km"),
                              ("over 10 km", "more than 10 km"))),
    ),
    (
        "The eggs of one day were sorted by barn and by size.",
        "egg of that day", "it",
        Feature("comes from", (("barn 1", "barn 1"), ("barn 2", "barn 2"), ("barn 3", "barn 3"))),
        Feature("is", (("small", "small"), ("medium", "of medium size"), ("large", "large"))),
    ),
    (
        "The messages of one week were sorted by sender and by kind.",
        "message of that week", "it",
        Feature("came from", (("known", "a known sender"), ("new", "a new sender"), ("hidden", "a hidden sender"))),
        Feature("is", (("wanted", "wanted"), ("advert", "an advert"), ("spam", "spam"))),
    ),
    (
        "The visitors of a zoo were asked for their age and for the animals that they liked best.",
        "of these visitors", "this visitor",
        Feature("is", (("child", "a child"), ("adult", "an adult"), ("senior", "a senior"))),
        Feature("likes", (("lions", "the lions best"), ("seals", "the seals best"), ("birds", "the birds best"))),
    ),
    (
        "A weather station sorted some days by wind and by weather.",
        "of these days", "this day",
        Feature("was", (("calm", "calm"), ("breezy", "breezy"), ("stormy", "stormy"))),
        Feature("was", (("sunny", "sunny"), ("cloudy", "cloudy"), ("rainy", "rainy"))),
    ),
    (
        "The images of a test set were counted by their true class and by the answer of a classifier.",
        "image of the test set", "it",
        Feature("shows", (("cat", "a cat"), ("dog", "a dog"), ("bird", "a bird"))),
        Feature("was taken for", (("taken for cat", "a cat"), ("taken for dog", "a dog"),
                                  ("taken for bird", "a bird"))),
    ),
)  # fmt: skip


@family(source="MML 6.3", levels=3, marks=3, typing="17/1000")
class ConditionalTable:
    """Read a conditional probability from a table of counts.

    >>> ConditionalTable(counts=((12, 8), (18, 62)), by_row=False, given=(0,), wanted=1, story=1).answer().typed()
    '3/5'
    """

    counts: Lines
    by_row: bool  # the condition is a row, and a column is asked
    given: tuple[int, ...]
    wanted: int
    story: int

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        size = 2 if level == 1 else 3
        count = 2 if level == 3 else 1

        def make() -> tuple[Lines, tuple[int, ...], int]:
            return _lines(draw, size, count)

        lines, given, wanted = draw.until(make, lambda made: _fit_to_set(*made))
        by_row = draw.coin()
        counts = lines if by_row else tuple(zip(*lines, strict=True))
        fits = _mostly_on_the_diagonal(counts)
        story = len(STORIES) - 1 if fits and draw.coin(Fraction(1, 3)) else draw.below(len(STORIES) - 1)
        return cls(counts, by_row, given, wanted, story)

    def _turned(self) -> Lines:
        """The table turned so that the condition is a row."""
        return self.counts if self.by_row else tuple(zip(*self.counts, strict=True))

    def _words(self) -> tuple[tuple[str, ...], str, tuple[str, ...], str]:
        """Labels and sentences of condition and event."""
        _, _, _, rows, columns = STORIES[self.story]
        condition, event = (rows, columns) if self.by_row else (columns, rows)
        objects = " or ".join(condition.values[i][1] for i in self.given)
        label, words = event.values[self.wanted]
        labels = tuple(condition.values[i][0] for i in self.given)
        return labels, f"{condition.verb} {objects}", (label,), f"{event.verb} {words}"

    def _table(self) -> Table:
        _, _, _, rows, columns = STORIES[self.story]
        n, m = len(self.counts), len(self.counts[0])
        return Table(tuple(r for r, _ in rows.values[:n]), tuple(c for c, _ in columns.values[:m]), self.counts)

    def statement(self) -> Text:
        told, one, later, _, _ = STORIES[self.story]
        _, condition, _, event = self._words()
        return say(
            "{told} {table} One {one} is picked at random. Given that {later} {condition}, "
            "what is the probability that {later} {event}? Give an exact fraction.",
            told=told, table=self._table().bare(), one=one, later=later, condition=condition, event=event,
        )  # fmt: skip

    def answer(self) -> Number:
        lines = self._turned()
        top = sum(lines[i][self.wanted] for i in self.given)
        return _answer(Fraction(top, sum(sum(lines[i]) for i in self.given)))

    def symbolic(self) -> Number:
        import sympy as sp

        M = sp.Matrix(self.counts) / sum(map(sum, self.counts))  # joint probabilities
        M = M if self.by_row else M.T
        rows = M.extract(list(self.given), list(range(M.cols)))
        found = sum(rows[:, self.wanted]) / sum(rows)
        return _answer(Fraction(int(found.p), int(found.q)))

    @staticmethod
    def numeric(counts: Any, by_row: bool, given: Any, wanted: int) -> float:
        n = counts.astype(int).ravel()
        cell = np.repeat(np.arange(n.size), n)  # every single one, by its cell
        row, column = np.divmod(cell, counts.shape[1])
        condition, event = (row, column) if by_row else (column, row)
        return float((event == wanted)[np.isin(condition, given)].mean())

    def solution(self) -> Solution:
        condition, _, event, _ = self._words()
        return from_table(self._table(), event, condition)

    def misconceptions(self) -> Iterator[Misconception]:
        lines = self._turned()
        top = sum(lines[i][self.wanted] for i in self.given)
        everyone = sum(map(sum, lines))
        whole = sum(sum(lines[i]) for i in self.given)
        column = sum(line[self.wanted] for line in lines)
        yield Misconception(
            "condition-and-event-exchanged",
            _answer(Fraction(top, column)),
            say("That takes the event as known and asks for the condition: divide by what is given."),
        )
        yield Misconception(
            "joint-for-conditional",
            _answer(Fraction(top, everyone)),
            say("That is the part among all of them; what is known makes the whole smaller."),
        )
        yield Misconception(
            "condition-ignored",
            _answer(Fraction(column, everyone)),
            say("That is how common the event is among all of them; something more is known here."),
        )
        yield Misconception(
            "complement",
            _answer(1 - Fraction(top, whole)),
            say("That is the probability that the event does not happen."),
        )
        if len(self.given) > 1:
            mean = sum((Fraction(lines[i][self.wanted], sum(lines[i])) for i in self.given), Fraction(0))
            yield Misconception(
                "unweighted-mean",
                _answer(mean / len(self.given)),
                say("The two groups are not equally large: put the counts together first."),
            )


def _answer(q: Fraction) -> Number:
    return exact_number(q, probability=True)


def _mostly_on_the_diagonal(counts: Lines) -> bool:
    """Would the table suit a classifier: each class mostly recognised, and most images altogether?"""
    own = [line[i] for i, line in enumerate(counts)]
    return all(own[i] == max(line) for i, line in enumerate(counts)) and 2 * sum(own) > sum(map(sum, counts))


def _lines(draw: Draw, size: int, count: int) -> tuple[Lines, tuple[int, ...], int]:
    """Lines with the conditions among them, built from the fraction that is to come out."""
    bottom = draw.integer(3, 12)
    top = draw.choice([a for a in range(1, bottom) if gcd(a, bottom) == 1])
    factor = draw.integer(2 * count, 8 if bottom < 8 else 6)
    inside = _parts(draw, max(top * factor, 3 * count), count)
    rest = _parts(draw, max((bottom - top) * factor, 3 * count * (size - 1)), count * (size - 1))
    given = tuple(sorted(draw.sample(range(size), count)))
    wanted = draw.below(size)
    lines = []
    for i in range(size):
        if i in given:
            k = given.index(i)
            line = list(rest[k * (size - 1) : (k + 1) * (size - 1)])
            line.insert(wanted, inside[k])
            lines.append(tuple(line))
        else:
            lines.append(draw.integers(size, 3, 40))
    return tuple(lines), given, wanted


def _parts(draw: Draw, total: int, count: int) -> tuple[int, ...]:
    """The total cut into parts of 3 or more."""
    cuts = sorted(draw.integers(count - 1, 0, total - 3 * count))
    ends = [0, *cuts, total - 3 * count]
    return tuple(b - a + 3 for a, b in pairwise(ends))


def _fit_to_set(lines: Lines, given: tuple[int, ...], wanted: int) -> bool:
    top, whole = sum(lines[i][wanted] for i in given), sum(sum(lines[i]) for i in given)
    everyone, column = sum(map(sum, lines)), sum(line[wanted] for line in lines)
    return whole < 150 and 10 * top >= whole and 10 * top <= 9 * whole and everyone > whole and column > top
