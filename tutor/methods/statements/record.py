"""What a statement is, how its reasons are executed, and the claim that settles it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tutor.chance import Draw
from tutor.claims import Claim, Equal, _Result
from tutor.errors import BankError
from tutor.methods.statements.kernels import Exact, Floats, Kernel, gallery, random_instances
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, matrix

Rows = tuple[tuple[int, ...], ...]
Predicate = Callable[..., bool]


@dataclass(frozen=True)
class Argument:
    """A reason in words; it is right if what it asserts holds for all matrices of the statement."""

    text: str
    asserts: Predicate


@dataclass(frozen=True)
class Fact:
    """A line of a solution: what is computed, and the equation."""

    what: str
    left: Written
    result: Written

    def claim(self) -> Claim:
        """The equation as a claim."""
        return Equal(left=self.left, result=self.result)


@dataclass(frozen=True)
class Statement:
    """A statement about 2×2 matrices.

    Attributes
    ----------
    level : int
    text : str
        In words; A, B, C are its matrices.
    names : str
        Their letters.
    hypothesis, conclusion : predicates of a kernel and the matrices
    example : draws matrices that refute it, or None where nothing can
    decoy : draws matrices that seem to, and do not
    arguments : tuple of Argument
        Of a true statement the first is right; all others assert something false.
    facts : the lines of the solution, of the refuting matrices or (for a true statement) of no matrices
    """

    level: int
    text: str
    names: str
    hypothesis: Predicate
    conclusion: Predicate
    example: Callable[[Draw], tuple[Rows, ...]] | None
    decoy: Callable[[Draw], tuple[Rows, ...]]
    arguments: tuple[Argument, ...]
    facts: Callable[..., list[Fact]]

    @property
    def truth(self) -> bool:
        """Is it true?"""
        return self.example is None

    def refuted(self, kernel: Kernel, matrices: Sequence[Any]) -> bool:
        """Do these matrices satisfy the hypothesis and not the conclusion?"""
        made = [kernel.matrix(m) for m in matrices]
        return self.hypothesis(kernel, *made) and not self.conclusion(kernel, *made)


@dataclass(frozen=True)
class Reason:
    """A lettered reason: an argument by its number, or (number −1) matrices that are said to be a counterexample."""

    argument: int
    matrices: tuple[Rows, ...] = ()


Instances = Callable[[Statement], Sequence[Any]]


@cache
def trial(statement: Statement, kernel: Kernel, instances: Instances) -> tuple[bool, tuple[bool, ...]]:
    """Whether a statement survives on its instances, and each of its arguments: once, since no draw changes them."""
    tried = [[kernel.matrix(m) for m in i] for i in instances(statement)]
    tried = [i for i in tried if statement.hypothesis(kernel, *i)]
    survives = bool(tried) and all(statement.conclusion(kernel, *i) for i in tried)
    return survives, tuple(all(a.asserts(kernel, *i) for i in tried) for a in statement.arguments)


def executed(
    statement: Statement, arguments: Sequence[int], examples: Sequence[Any], kernel: Kernel, instances: Instances
) -> tuple[bool, list[bool]]:
    """Whether the statement survives, and whether each reason holds, by trying.

    Parameters
    ----------
    arguments : number of each reason's argument, −1 for an example
    examples : each reason's matrices
    instances : gives the matrices on which statement and arguments are tried
    """
    survives, arguments_hold = trial(statement, kernel, instances)
    held = []
    for number, matrices in zip(arguments, examples, strict=True):
        held.append(arguments_hold[number] if number >= 0 else statement.refuted(kernel, matrices))
    refuting = any(h and number < 0 for h, number in zip(held, arguments, strict=True))
    return survives and not refuting, held


def judged(statement: Statement, reasons: Sequence[Reason], kernel: Kernel) -> tuple[bool, int]:
    """Truth and the number of the one reason that holds."""
    numbers, examples = [r.argument for r in reasons], [r.matrices for r in reasons]
    survives, held = executed(statement, numbers, examples, kernel, small_instances)
    if sum(held) != 1:
        raise BankError(f"{statement.text} {sum(held)} of the reasons hold, not one: {held}")
    return survives, held.index(True)


def small_instances(statement: Statement) -> Sequence[Any]:
    """The small matrices of the gallery, one or several at a time."""
    return gallery(len(statement.names))


def chance_instances(statement: Statement) -> Sequence[Any]:
    """200 random matrices of floats that satisfy the hypothesis."""
    floats = Floats()
    return random_instances(len(statement.names), lambda *m: statement.hypothesis(floats, *m))


def reason_text(statement: Statement, reason: Reason) -> Text:
    """The reason as it is printed."""
    if reason.argument >= 0:
        return say(statement.arguments[reason.argument].text)
    shown = [Name(n).equals(matrix(m)) for n, m in zip(statement.names, reason.matrices, strict=True)]
    text = say("A counterexample is {m}", m=shown[0])
    for i, m in enumerate(shown[1:], 2):
        text += say(" and {m}" if i == len(shown) else ", {m}", m=m)
    return text + say(".")


@dataclass(frozen=True)
class Settles(_Result):
    """The result is the verdict and the letter: reasons are executed with exact numbers, and the facts are checked."""

    statement: Statement = field(kw_only=True)
    reasons: tuple[Reason, ...] = field(kw_only=True)
    facts: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        truth, index = judged(self.statement, self.reasons, Exact())
        verdict = Words("true" if truth else "false")
        return self.result == Op("list", (verdict, Words(f"({'abcd'[index]})"))) and truth == self.statement.truth
