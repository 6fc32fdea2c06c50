"""Give an example: an object with given properties, any that has them.

Level 1 asks for traces and determinants, rank, products that are 0, vectors in and outside a span; level 2 for
projections, reflections, nilpotent and defective matrices, and definiteness. The answer is judged by its properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from tutor.answers import AnyWith, Property, Role, any_with
from tutor.chance import Draw
from tutor.errors import BankError
from tutor.methods.examples.first import FIRST
from tutor.methods.examples.judging import flags, program
from tutor.methods.examples.record import Data, Fits, Prompt, Rows, Wanted
from tutor.methods.examples.second import SECOND
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import column, matrix

PROMPTS = {p.name: p for p in (*FIRST, *SECOND)}


@family(
    source="MML 2.2",
    levels=2,
    marks=3,
    section="theory",
    typing="A = [70, 80; 90, 60] (or v = (70, 80, 90))",
    space=(10_000, 8_000),
)
class GiveExample:
    """Name an object that has the properties; every one that has them is right.

    >>> GiveExample("determinant-and-trace", ((3, 2),)).answer().typed()
    'A = [0, -2; 1, 3]'
    """

    prompt: str
    data: Data

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        prompt = draw.choice(FIRST if level == 1 else SECOND)
        return cls(prompt.name, prompt.draw(draw))

    @property
    def _prompt(self) -> Prompt:
        return PROMPTS[self.prompt]

    def statement(self) -> Text:
        several = len(self._prompt.roles) > 1
        form = "Any that fit are right; give each with its name." if several else "Any one that fits is right."
        return paragraphs(self._prompt.text(self.data), say("{form}", form=form))

    def answer(self) -> AnyWith:
        return _with(self._prompt, self._prompt.wanted(self.data), self._prompt.build(self.data))

    def symbolic(self) -> AnyWith:
        answer, prompt = self.answer(), self._prompt
        wanted, built = prompt.wanted(self.data), prompt.build(self.data)
        held = flags(wanted, _letters(prompt), built, symbolic=True)
        if not all(held):
            raise BankError(f"SymPy finds {held} of {answer.typed()}")
        return answer

    @staticmethod
    def numeric(prompt: str, data: Any) -> Any:
        asked = PROMPTS[prompt]
        whole = tuple(tuple(int(x) for x in row) for row in data)
        return flags(asked.wanted(whole), _letters(asked), asked.build(whole))

    def solution(self) -> Solution:
        prompt, answer = self._prompt, self.answer()
        built = prompt.build(self.data)
        lines = prompt.lines(self.data, *built)
        steps = [Step(line.why, line.claim) for line in lines]
        claims = tuple(line.claim for line in lines)
        objects = tuple(column([x for (x,) in o]) if len(o[0]) == 1 else matrix(o) for o in built)
        steps.append(
            Step(
                say("So this is an example; every other one with these properties is right too."),
                Fits(answer.written(), built=objects, claims=claims, facts=tuple(c.shown() for c in claims)),
                question=say(
                    "Which simple objects have one of the properties, and what do the others still leave free?"
                ),
            )
        )
        return Solution(
            method="example",
            given=self.statement(),
            steps=tuple(steps),
            answer=answer.written(),
            code=program(prompt.wanted(self.data), _letters(prompt), built),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        for wrong in self._prompt.wrong(self.data):
            yield Misconception(wrong.id, _with(self._prompt, wrong.has, wrong.objects), say("{w}", w=wrong.feedback))


def _letters(prompt: Prompt) -> str:
    return "".join(name for name, _ in prompt.roles)


def _with(prompt: Prompt, wanted: tuple[Wanted, ...], objects: tuple[Rows, ...]) -> AnyWith:
    properties = tuple(Property(name, tuple(of), data) for name, of, data in wanted)
    return any_with([Role(name, shape) for name, shape in prompt.roles], properties, objects)
