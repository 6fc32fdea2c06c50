"""Which of these: one of four matrices, sets, lists of vectors, maps or rules fits.

Level 1 asks for what is invertible, orthogonal, a subspace, a basis, in a span, stochastic, and for the transpose of a
product; level 2 for what is diagonalisable, positive definite, a projection, an eigenvector, linear, and for inverses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from tutor.answers import Choice
from tutor.chance import Draw
from tutor.errors import BankError
from tutor.methods.examples.choosing import Chooses, truths
from tutor.methods.examples.layout import asked, option_text, reason
from tutor.methods.examples.options import DRAWS, FEEDBACK, Option
from tutor.methods.examples.record import Rows
from tutor.methods.examples.sources import program
from tutor.methods.statements.kernels import Exact, Floats, Kernel, Symbolic
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say


@family(source="MML 2.2", levels=2, marks=2, section="theory", typing="x (for the letter x of the option)")
class WhichOfThese:
    """Choose the one of four options that has the property.

    >>> from tutor.methods.examples.making import exact
    >>> singular = [exact(m) for m in (((2, 4), (1, 2)), ((0, 1), (0, 0)), ((1, 1), (1, 1)))]
    >>> options = [Option("common-multiple", m) for m in singular]
    >>> WhichOfThese("invertible", (), (*options, Option("right", exact(((0, 1), (1, 0)))))).answer().typed()
    'd'
    """

    kind: str
    given: Rows
    options: tuple[Option, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(tuple(DRAWS[level]))
        given, options = draw.until(lambda: DRAWS[level][kind](draw), lambda d: _fits(kind, *d))
        return cls(kind, given, draw.shuffle(options))

    @property
    def _texts(self) -> tuple[Text, ...]:
        return tuple(option_text(self.kind, o) for o in self.options)

    def statement(self) -> Text:
        lettered = [say("({letter}) ", letter=letter) + t for letter, t in zip("abcd", self._texts, strict=True)]
        return paragraphs(asked(self.kind, self.given), *lettered)

    def _by(self, kernel: Kernel) -> Choice:
        held = truths(self.kind, self.given, self.options, kernel)
        if sum(held) != 1:
            raise BankError(f"{sum(held)} of the options are {self.kind}, not one: {held}")
        return Choice(self._texts, held.index(True))

    def answer(self) -> Choice:
        return self._by(Exact())

    def symbolic(self) -> Choice:
        return self._by(Symbolic())

    @staticmethod
    def numeric(kind: str, given: Any, options: Any) -> Any:
        made = [Option(o["tag"], _plain(o["rows"])) for o in options]
        return truths(kind, _plain(given), made, Floats())

    def solution(self) -> Solution:
        answer = self.answer()
        lines = [reason(self.kind, self.given, o) for o in self.options]
        steps = [
            Step(say("({letter}) ", letter=letter) + line.why, line.claim)
            for letter, line in zip("abcd", lines, strict=True)
        ]
        steps.append(
            Step(
                say("One option is left: ({letter}).", letter="abcd"[answer.correct]),
                Chooses(
                    answer.written(),
                    kind=self.kind,
                    given=self.given,
                    options=self.options,
                    facts=tuple(line.claim.shown() for line in lines),
                ),
                question=say("Which test decides this property, and what does it give for each option?"),
            )
        )
        return Solution(
            method="choice",
            given=self.statement(),
            steps=tuple(steps),
            answer=answer.written(),
            code=program(self.kind, self.given, self.options),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        for i, option in enumerate(self.options):
            if i != answer.correct:
                yield Misconception(option.tag, Choice(self._texts, i), say("{w}", w=FEEDBACK[option.tag]))


def _fits(kind: str, given: Rows, options: tuple[Option, ...]) -> bool:
    """Four different options, of which the one that is called right is it, and no other."""
    shown = {str(option_text(kind, o)) for o in options}
    return len(shown) == 4 and truths(kind, given, options, Exact()) == [o.tag == "right" for o in options]


def _plain(rows: Any) -> Rows:
    return tuple(tuple(float(x) for x in r) for r in rows)  # type: ignore[misc]
