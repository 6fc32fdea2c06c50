"""Certificates: the exact answer, SymPy's own answer, the numeric finding and every step agree."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from tutor.errors import BankError, Unreadable
from tutor.problem import Problem, identity, numeric_agreement


@dataclass(frozen=True)
class Certificate:
    """What was found to agree; nothing in it differs between machines.

    Attributes
    ----------
    family, fingerprint : str
        The problem.
    roads : tuple of str
        ``method`` (the taught method, exact), ``sympy``, ``numpy``, ``steps``.
    points : int
        Places at which the numeric road was compared.
    digits : int
        Digits that were required to agree there.
    steps : int
        Claims that were checked.
    """

    family: str
    fingerprint: str
    roads: tuple[str, ...]
    points: int
    digits: int
    steps: int

    def json(self) -> dict[str, Any]:
        """The fields as plain JSON."""
        return {**asdict(self), "roads": list(self.roads)}


def certify(problem: Problem, *, where: str = "") -> Certificate:
    """Check a problem by every road.

    Parameters
    ----------
    where : str
        The problem's address, for the message; the fingerprint serves without it.

    Raises
    ------
    BankError
        When two roads disagree, or a step does not hold or cannot be checked.
    """
    name, fingerprint = problem.card.name, identity(problem)
    where = where or f"{name}#{fingerprint[:4]}"
    agreement = numeric_agreement(problem, where)
    answer = problem.answer()
    symbolic = problem.symbolic()
    if not answer.same(symbolic):
        raise BankError(f"{where}: the method finds {answer.typed()}, SymPy {symbolic.typed()}")
    solution = problem.solution()
    steps = 0
    for step in solution.walk():
        holds = step.holds
        if holds is not True:
            state = "is false" if holds is False else "could not be checked"
            raise BankError(f"{where}: step {steps + 1} {state}: {step.why} [{step.claim.shown()}]")
        steps += 1
    for check in solution.checks:
        if check.holds is not True:
            raise BankError(f"{where}: a check of the solution does not hold: {check.what}")
    if not steps:
        raise BankError(f"{where}: the solution has no steps")
    try:
        ends = answer.compare(answer.read(str(solution.answer)))
    except Unreadable as error:
        raise BankError(f"{where}: the solution's answer cannot be read: {error}") from error
    if not ends.is_right:
        raise BankError(f"{where}: the solution ends in {solution.answer}, the answer is {answer.typed()}")
    return Certificate(
        name, fingerprint, ("method", "sympy", "numpy", "steps"), agreement.points, agreement.digits, steps
    )
