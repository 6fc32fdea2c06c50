"""One fault at a time is planted, and the law that should catch it does.

Each case plants its fault through `monkeypatch` and then runs the very function that the laws run; a fault that is not
caught would leave the call without an exception.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests import test_every_family as laws
from tests.mutations import mutations
from tutor import bank, reading
from tutor.answers import SolutionSet
from tutor.bank import drawn
from tutor.certify import certify
from tutor.chance import Draw
from tutor.check import check
from tutor.claims import RowOperation
from tutor.errors import BankError, InputError
from tutor.problem import Misconception
from tutor.step import Solution, Step
from tutor.text import say
from tutor.verdict import Status
from tutor.written import Op, Words, Written

EIGEN, SYSTEM, PRODUCT = "eigenvalues/eigenpairs_2x2", "linear_systems/three_by_three", "derivatives/product_rule"
CAUGHT = (BankError, AssertionError, pytest.fail.Exception)
Patch = pytest.MonkeyPatch


def _patched_answer(patch: Patch, change: Callable[[Any], Any]) -> None:
    cls = bank.load(SYSTEM)
    old = cls.answer
    patch.setattr(cls, "answer", lambda self: change(old(self)))


def _wrong_point(answer: SolutionSet) -> SolutionSet:
    assert answer.point is not None
    return replace(answer, point=(-answer.point[0] - 1, *answer.point[1:]))


def sign_in_an_answer(patch: Patch) -> None:
    _patched_answer(patch, _wrong_point)
    drawn(SYSTEM, seed=1)


def wrong_rule_of_differentiation(patch: Patch) -> None:
    from tutor.methods.derivatives import rules

    old = rules.derivative
    module = __import__(bank.load(PRODUCT).__module__, fromlist=["x"])
    changed = [n for n, v in vars(module).items() if v is old]
    assert changed, "the family does not use the rules by that name"
    for name in changed:
        patch.setattr(module, name, lambda w, x: Op("neg", (old(w, x),)))
    drawn(PRODUCT, seed=1)


def _solution_with(patch: Patch, name: str, change: Callable[[Solution], Solution]) -> None:
    cls = bank.load(name)
    old = cls.solution
    patch.setattr(cls, "solution", lambda self: change(old(self)))


def dropped_row_operation(patch: Patch) -> None:
    def drop(solution: Solution) -> Solution:
        for step in solution.walk():
            if isinstance(step.claim, RowOperation):
                less = replace(step.claim, operations=step.claim.operations[:-1])
                return replace(solution, steps=(replace(step, claim=less), *solution.steps))
        raise ValueError("no row operation to drop")

    _solution_with(patch, SYSTEM, drop)
    certify(drawn(SYSTEM, seed=1).problem)


def false_step(patch: Patch) -> None:
    def spoil(solution: Solution) -> Solution:
        last = solution.steps[-1]
        changed = last.claim.with_result(next(mutations(last.claim.result)))
        return replace(solution, steps=(*solution.steps[:-1], replace(last, claim=changed)))

    _solution_with(patch, EIGEN, spoil)
    certify(drawn(EIGEN, seed=1).problem)


def solution_that_ends_elsewhere(patch: Patch) -> None:
    _solution_with(patch, SYSTEM, lambda s: replace(s, answer=Op("empty")))
    certify(drawn(SYSTEM, seed=1).problem)


def sympy_says_something_else(patch: Patch) -> None:
    cls = bank.load(SYSTEM)
    old = cls.symbolic
    patch.setattr(cls, "symbolic", lambda self: _wrong_point(old(self)))
    certify(drawn(SYSTEM, seed=1).problem)


def hidden_given(patch: Patch) -> None:
    cls = bank.load(EIGEN)
    patch.setattr(cls, "statement", lambda self: say("Find the eigenvalues of {a}.", a=self.A[0][0]))
    laws.test_law_7_no_hidden_given_and_every_renderer_shows_the_same(EIGEN, 1)


def seeds_that_overlap(patch: Patch) -> None:
    old = Draw.__init__

    def shifted(self: Draw, family: str, level: int, seed: int | str, conventions: Any = None) -> None:
        old(self, family, level, 0, conventions)
        if str(seed).isdigit():
            self.bits(64 * int(seed))  # one long stream, each seed a little further on

    patch.setattr(Draw, "__init__", shifted)
    laws.test_law_1_neighbouring_seeds_have_nothing_in_common()


def foreign_randomness(patch: Patch) -> None:
    patch.setattr(Draw, "bits", lambda self, count: random.getrandbits(count))
    laws.test_law_1_an_address_names_one_problem(SYSTEM, 1)


def misconception_that_is_right(patch: Patch) -> None:
    cls = bank.load(EIGEN)

    def right(self: Any) -> Iterator[Misconception]:
        yield Misconception("right", self.answer(), say("This is right."))

    patch.setattr(cls, "misconceptions", lambda self: tuple(right(self)))
    drawn(EIGEN, seed=1)


def feedback_that_tells_the_answer(patch: Patch) -> None:
    cls = bank.load(SYSTEM)
    old = cls.misconceptions

    def telling(self: Any) -> tuple[Misconception, ...]:
        return tuple(replace(m, feedback=say("It is {w}.", w=self.answer().written())) for m in old(self))

    patch.setattr(cls, "misconceptions", telling)
    patch.setattr(laws, "SEEDS", range(12))
    laws.test_law_5_misconceptions_differ_and_are_recognised(SYSTEM, 3)


def code_that_finds_something_else(patch: Patch) -> None:
    _solution_with(patch, SYSTEM, lambda s: replace(s, code="answer = None\nprint(answer)\n"))
    laws.test_law_9_the_shown_code_runs_and_agrees(SYSTEM, 1)


def numeric_at_no_point(patch: Patch) -> None:
    cls = bank.load(PRODUCT)
    patch.setattr(cls, "numeric", staticmethod(lambda f, x: f(x) * float("nan")))
    drawn(PRODUCT, seed=1)


def field_lost_in_json(patch: Patch) -> None:
    patch.setattr(laws, "to_json", lambda p: dict(list(bank.to_json(p).items())[1:]))
    try:
        laws.test_law_8_fields_survive_json(EIGEN, 1)
    except InputError as error:
        raise AssertionError(str(error)) from error


def tail_that_is_not_read(patch: Patch) -> None:
    old = reading.read
    patch.setattr(reading, "read", lambda text, **options: old(text.partition("#")[0].strip() or text, **options))
    problem = drawn(PRODUCT, seed=1).problem
    verdict = check(problem, problem.answer().typed() + " # and so on")
    assert verdict.status is Status.UNREADABLE


def step_that_is_not_checked(patch: Patch) -> None:
    class Unchecked:
        result: Written = Words("it follows")

        def with_result(self, result: Written) -> Unchecked:
            return self

        def shown(self) -> Written:
            return self.result

        def holds(self) -> bool | None:
            return None

    step = Step(say("It follows."), Unchecked(), Fraction(0))
    _solution_with(patch, SYSTEM, lambda s: replace(s, steps=(*s.steps, step)))
    certify(drawn(SYSTEM, seed=1).problem)


FAULTS = [
    sign_in_an_answer,
    wrong_rule_of_differentiation,
    dropped_row_operation,
    false_step,
    solution_that_ends_elsewhere,
    sympy_says_something_else,
    hidden_given,
    seeds_that_overlap,
    foreign_randomness,
    misconception_that_is_right,
    feedback_that_tells_the_answer,
    code_that_finds_something_else,
    numeric_at_no_point,
    field_lost_in_json,
    tail_that_is_not_read,
    step_that_is_not_checked,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_the_fault_is_caught(fault: Callable[[Patch], None], monkeypatch: Patch) -> None:
    with pytest.raises(CAUGHT):
        fault(monkeypatch)


@pytest.mark.parametrize("name", [EIGEN, SYSTEM, PRODUCT])
def test_without_a_fault_nothing_is_caught(name: str) -> None:

    d = drawn(name, seed=1)
    certify(d.problem)
    laws.test_law_9_the_shown_code_runs_and_agrees(name, 1)
    laws.test_law_8_fields_survive_json(name, 1)
