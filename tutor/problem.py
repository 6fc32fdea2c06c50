"""What a problem is: the protocol, misconceptions, and the decorator that makes a family of a class.

A family is one file ``<bank>/<topic>/<family>.py`` with one decorated class. Its fields are what the examiner chose;
everything else follows from them:

``draw(draw, level)``    the only place where chance enters (a class method)
``statement()``          what is asked, as `Text`
``answer()``             the exact answer, by the method that is taught (no SymPy where speed matters)
``symbolic()``           SymPy's own answer, of the same kind
``numeric(…)``           NumPy's finding, by another road (a static method; parameters are the fields that it needs,
                         and the answer's symbols; see `numeric_arguments`)
``solution()``           the worked steps, the code, from `tutor.methods` where it can be
``misconceptions()``     wrong answers with the mistakes behind them
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache, wraps
from typing import Any, ClassVar, Protocol, Self, TypeVar, dataclass_transform, runtime_checkable

from tutor.answers.base import DIGITS, Agreement, Answer
from tutor.answers.parts import Part, Parts
from tutor.chance import Draw
from tutor.errors import BankError, FamilyError
from tutor.evaluate import function_of
from tutor.fields import digest
from tutor.showing import Shown
from tutor.step import Solution
from tutor.text import Text
from tutor.written import Written, names

C = TypeVar("C", bound=type[Any])
SECTIONS = ("theory", "mathematics", "code")


@dataclass(frozen=True)
class Card:
    """What a family says of itself.

    Attributes
    ----------
    name : str
        ``topic/family``.
    title : str
        The first line of the module's docstring.
    source : str
        The place in the book: ``MML 2.3``.
    levels : tuple of int
        From 1 on.
    marks, minutes : int
        What a question is worth, and how long it takes.
    section : str
        ``theory``, ``mathematics`` or ``code``.
    typing : str
        How the answer is typed, by an example that betrays nothing about the instance.
    space : tuple of int
        How many different problems each level has, at the least (10,000 stands for 'more than enough').
    height : tuple of int
        The largest numerator or denominator that a student meets at each level; empty where nothing is promised.
    excused : mapping
        The laws the family is excused from, with the reason.
    """

    name: str
    title: str
    source: str
    levels: tuple[int, ...]
    marks: int
    minutes: int
    section: str
    typing: str
    space: tuple[int, ...]
    height: tuple[int, ...] = ()
    excused: Mapping[str, str] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]


@dataclass(frozen=True)
class Misconception:
    """A predicted wrong answer.

    Attributes
    ----------
    id : str
        Short and stable: ``sign-of-the-multiplier``.
    answer : Answer
        What a student with this belief would answer; of the kind of the problem's answer, or of the named part's.
    feedback : Text
        Names the belief, not the person, and does not give the answer away.
    part : str
        For an answer in parts: the part that is meant.
    """

    id: str
    answer: Answer
    feedback: Text
    part: str = ""


@runtime_checkable
class Problem(Protocol):
    """One problem: a frozen record with these methods; the decorator `family` adds the memory and the identity."""

    card: ClassVar[Card]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self: ...
    def statement(self) -> Text: ...
    def answer(self) -> Answer: ...
    def symbolic(self) -> Answer: ...
    @property
    def numeric(self) -> Callable[..., Any]: ...
    def solution(self) -> Solution: ...
    def misconceptions(self) -> Iterable[Misconception]: ...


@dataclass_transform(frozen_default=True)
def family(
    *,
    source: str,
    levels: int,
    marks: int,
    typing: str,
    minutes: int = 0,
    section: str = "mathematics",
    space: tuple[int, ...] = (),
    height: tuple[int, ...] = (),
    excused: Mapping[str, str] | None = None,
) -> Callable[[C], C]:
    """Make a family of a class in ``<bank>/<topic>/<family>.py``.

    The class becomes a frozen record with a `Card`; what its methods return is remembered (a problem is solved once).

    Parameters
    ----------
    levels : int
        How many levels there are: 1 … levels.
    typing : str
        An example of how an answer is typed; it belongs to the family, never to the instance.
    minutes : int
        0 for two minutes a mark.
    space : tuple of int
        Different problems each level has at the least; 10,000 each when not said.
    height : tuple of int
        The largest numerator or denominator in statement, steps and answer at each level. Where it is promised, the
        exam is fair: the logarithm of that number, and the number of steps, vary by a factor of 1.5 at the most.
    excused : mapping
        ``{"budget": reason}``: the only law that a family can be excused from.
    """

    def decorate(cls: C) -> C:
        made: Any = dataclass(frozen=True)(cls)
        topic, _, name = made.__module__.rpartition(".")
        made.card = make_card(
            f"{topic.rpartition('.')[2]}/{name}",
            inspect.getdoc(inspect.getmodule(made)) or made.__name__,
            source=source,
            levels=levels,
            marks=marks,
            typing=typing,
            minutes=minutes,
            section=section,
            space=space,
            height=height,
            excused=excused,
        )
        for method, finish in (("answer", None), ("statement", None), ("symbolic", None), ("solution", _marked)):
            setattr(made, method, _remembered(method, getattr(made, method), finish))
        made._repr_markdown_ = Shown._repr_markdown_
        made.misconceptions = _remembered("misconceptions", made.misconceptions, lambda _, found: tuple(found))
        return made  # type: ignore[no-any-return]

    return decorate


def make_card(
    name: str,
    docstring: str,
    *,
    source: str,
    levels: int,
    marks: int,
    typing: str,
    minutes: int = 0,
    section: str = "mathematics",
    space: tuple[int, ...] = (),
    height: tuple[int, ...] = (),
    excused: Mapping[str, str] | None = None,
) -> Card:
    """The card that the arguments of `family` describe; listings make it of the file's text, without importing it."""
    if section not in SECTIONS:
        raise FamilyError(f"{name}: the section {section!r} is none of {', '.join(SECTIONS)}")
    return Card(
        name=name,
        title=docstring.strip().partition("\n")[0].rstrip("."),
        source=source,
        levels=tuple(range(1, levels + 1)),
        marks=marks,
        minutes=minutes or 2 * marks,
        section=section,
        typing=typing,
        space=space or (10_000,) * levels,
        height=height,
        excused=dict(excused or {}),
    )


def _marked(problem: Any, solution: Solution) -> Solution:
    return solution if solution.marks else solution.marked(problem.card.marks)


def _remembered(
    name: str, method: Callable[[Any], Any], finish: Callable[[Any, Any], Any] | None
) -> Callable[[Any], Any]:
    """The method, its result kept in the instance: a problem is frozen, so it is solved once."""
    slot = f"_{name}"

    @wraps(method)
    def remembering(self: Any) -> Any:
        memory = self.__dict__
        if slot not in memory:
            result = method(self)
            memory[slot] = finish(self, result) if finish else result
        return memory[slot]

    return remembering


def identity(problem: Problem) -> str:
    """The fingerprint of a problem's fields, 32 hex digits; the first four stand at the end of an ID."""
    return digest(problem.card.name, problem)


@cache
def _wanted(cls: Any) -> tuple[str, ...]:
    return tuple(inspect.signature(cls.numeric).parameters)


def numeric_arguments(problem: Problem) -> dict[str, Any]:
    """What `numeric` is called with, by the names of its parameters.

    An int stays an int; a Fraction becomes a float; nested tuples of numbers become arrays of floats; a `Written`
    without letters becomes a float, one with letters a function of them in alphabetical order; other tuples become
    tuples, frozen records become dictionaries; bool and str stay. A parameter that is no field is a symbol of the
    answer: the array of points at which it is asked; ``places`` is the mapping of all its symbols to these arrays, for
    families whose number of symbols varies.
    """
    known = {f.name for f in fields(problem)}  # type: ignore[arg-type]
    wanted = _wanted(type(problem))
    arguments = {name: _as_float(getattr(problem, name)) for name in wanted if name in known}
    if len(arguments) < len(wanted):
        places = problem.answer().points()
        for name in wanted:
            if name == "places":
                arguments[name] = dict(places)
            elif name not in arguments:
                if name not in places:
                    raise FamilyError(
                        f"{problem.card.name}: numeric({name}): neither a field nor a symbol of the answer"
                    )
                arguments[name] = places[name]
    return arguments


def _as_float(value: Any) -> Any:
    if isinstance(value, bool | str | int) or value is None:
        return value
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, Written):
        variables = sorted(names(value))
        f = function_of(value, variables)
        return f if variables else f()
    if isinstance(value, tuple):
        if _is_numeric(value):
            import numpy as np

            return np.array(value, dtype=float)
        return tuple(_as_float(v) for v in value)
    return {f.name: _as_float(getattr(value, f.name)) for f in fields(value)}


def _is_numeric(value: Any) -> bool:
    """A tuple of numbers, or a rectangle of them."""
    if all(isinstance(v, int | Fraction) and not isinstance(v, bool) for v in value):
        return True
    return all(isinstance(v, tuple) and len(v) == len(value[0]) and _is_numeric(v) for v in value)


def numeric_agreement(problem: Problem, where: str) -> Agreement:
    """Ask the numeric road, once for a problem, and hold it against the exact answer.

    Raises
    ------
    BankError
        When they disagree, or agree at too few points or to too few digits.
    """
    memory = problem.__dict__
    if "_agreement" not in memory:
        memory["_agreement"] = problem.answer().agrees(problem.numeric(**numeric_arguments(problem)))
    agreement: Agreement = memory["_agreement"]
    if not agreement.holds or agreement.points < 1 or agreement.digits < DIGITS:
        raise BankError(f"{where}: the exact answer {problem.answer().typed()} and NumPy disagree: {agreement.detail}")
    return agreement


# ---------------------------------------------------------------- misconceptions


def part_answer(answer: Answer, part: str) -> Answer:
    """The answer that a misconception is about: the whole, or one of the parts."""
    return answer.part(part).answer if part and isinstance(answer, Parts) else answer


def sift(problem: Problem) -> tuple[tuple[Misconception, ...], bool]:
    """The misconceptions that can be told apart, and whether one of them is right for these special numbers.

    One that equals an earlier fellow is dropped; one that equals the answer makes the draw unusable.
    """
    kept: list[Misconception] = []
    clash = False
    for m in problem.misconceptions():
        right = part_answer(problem.answer(), m.part)
        if right.same(m.answer):
            clash = True
        elif not any(k.part == m.part and k.answer.same(m.answer) for k in kept):
            kept.append(m)
    return tuple(kept), clash


def with_part(answer: Parts, name: str, other: Answer) -> Parts:
    """The parts with one of them replaced: what a student with one misconception would hand in."""
    return Parts(tuple(Part(p.name, other, p.weight) if p.name == name else p for p in answer.parts))


def mistaken(problem: Problem, m: Misconception) -> Answer:
    """The whole answer of a student who makes exactly this mistake."""
    answer = problem.answer()
    return with_part(answer, m.part, m.answer) if m.part and isinstance(answer, Parts) else m.answer
