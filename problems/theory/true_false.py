"""True or false, with a reason: statements about matrices.

A statement comes with four reasons in random order: two arguments and two alleged counterexamples. Exactly one reason
holds: of a false statement one counterexample refutes it, of a true one one argument proves it. The counterexamples
have other numbers each time. Level 1 has single rules of computing; level 2 eigenvalues, definiteness, orthogonality.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from tutor.answers import Truth
from tutor.chance import Draw
from tutor.methods.source import numpy_source
from tutor.methods.statements.bank import STATEMENTS
from tutor.methods.statements.kernels import Exact, Floats, Kernel, Symbolic
from tutor.methods.statements.record import Reason, Settles, Statement, chance_instances, executed, judged, reason_text
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Written

LEVELS = {level: tuple(i for i, s in enumerate(STATEMENTS) if s.level == level) for level in (1, 2)}

SOURCES = {
    "A B": "A @ B",
    "B A": "B @ A",
    "A C": "A @ C",
    "A²": "A @ A",
    "Aᵀ A": "A.T @ A",
    "A + B": "A + B",
    "(A + B)ᵀ (A + B)": "(A + B).T @ (A + B)",
    "det A": "np.linalg.det(A)",
    "det B": "np.linalg.det(B)",
    "det (A + B)": "np.linalg.det(A + B)",
    "det (2A)": "np.linalg.det(2 * A)",
    "tr A": "np.trace(A)",
    "tr B": "np.trace(B)",
    "tr (A B)": "np.trace(A @ B)",
    "A Aᵀ": "A @ A.T",
    "det (A + I)": "np.linalg.det(A + np.eye(2))",
    "the product of the diagonal": "A[0, 0] * A[1, 1]",
    "(tr A)² − 4 det A": "np.trace(A) ** 2 - 4 * np.linalg.det(A)",
}


@family(
    source="MML 2.2",
    levels=2,
    marks=3,
    section="theory",
    typing="false, x (for the letter x of the reason)",
    space=(5_000, 3_000),
)
class TrueFalse:
    """Decide a statement and choose the reason that shows it.

    >>> swap, shift = ((0, 1), (1, 0)), ((0, 1), (0, 0))
    >>> reasons = (Reason(0), Reason(-1, (shift, swap)), Reason(-1, (swap, swap)), Reason(1))
    >>> TrueFalse(number=1, reasons=reasons).answer().typed()
    'false, b'
    """

    number: int
    reasons: tuple[Reason, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        truth = draw.coin()
        number = draw.choice([i for i in LEVELS[level] if STATEMENTS[i].truth == truth])
        statement = STATEMENTS[number]
        if statement.example is None:
            wrong = draw.integer(1, len(statement.arguments) - 1)
            decoys = draw.until(lambda: (statement.decoy(draw), statement.decoy(draw)), lambda d: d[0] != d[1])
            reasons = [Reason(0), Reason(wrong), *(Reason(-1, d) for d in decoys)]
        else:
            reasons = [Reason(0), Reason(1), Reason(-1, statement.example(draw)), Reason(-1, statement.decoy(draw))]
        return cls(number=number, reasons=draw.shuffle(reasons))

    @property
    def _statement(self) -> Statement:
        return STATEMENTS[self.number]

    @property
    def _texts(self) -> tuple[Text, ...]:
        return tuple(reason_text(self._statement, r) for r in self.reasons)

    def statement(self) -> Text:
        options = [say("({letter}) ", letter=letter) + t for letter, t in zip("abcd", self._texts, strict=True)]
        return paragraphs(
            say("True or false? {s}", s=self._statement.text),
            say("Also choose the one reason that shows this:"),
            *options,
        )

    def _by(self, kernel: Kernel) -> Truth:
        truth, index = judged(self._statement, self.reasons, kernel)
        return Truth(truth, self._texts, index)

    def answer(self) -> Truth:
        return self._by(Exact())

    def symbolic(self) -> Truth:
        return self._by(Symbolic())

    @staticmethod
    def numeric(number: int, reasons: Any) -> Any:
        numbers, examples = [r["argument"] for r in reasons], [r["matrices"] for r in reasons]
        return executed(STATEMENTS[number], numbers, examples, Floats(), chance_instances)

    def solution(self) -> Solution:
        statement, answer = self._statement, self.answer()
        right = self.reasons[answer.correct]
        letter = "abcd"[answer.correct]
        facts = statement.facts() if answer.truth else statement.facts(*right.matrices)
        lead = "In the counterexample, compute {what}."
        if answer.truth:
            second = " and (p, q), (r, s) of B" if "B" in statement.names else ""
            lead = f"With the rows (a, b), (c, d) of A{second}, work out {{what}}."
        steps = [Step(say(lead, what=f.what), f.claim()) for f in facts]
        why = "The counterexample fits what the statement supposes, not what it claims: reason ({letter}) refutes it."
        if answer.truth:
            why = (
                "This is reason ({letter}): it holds for all matrices of the statement, and the others do not show it."
            )
        shown: tuple[Written, ...] = tuple(f.claim().shown() for f in facts)
        steps.append(
            Step(
                say(why, letter=letter),
                Settles(answer.written(), statement=statement, reasons=self.reasons, facts=shown),
                question=say("Is there a small counterexample, or a rule that proves it?"),
            )
        )
        return Solution(
            method="statement",
            given=self.statement(),
            steps=tuple(steps),
            answer=answer.written(),
            code=self._code(),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        statement, answer, kernel = self._statement, self.answer(), Exact()
        for i, reason in enumerate(self.reasons):
            if i == answer.correct:
                continue
            wrong = Truth(reason.argument >= 0, self._texts, i)
            if reason.argument >= 0:
                word = "What this reason asserts is itself false: try it on small matrices."
                yield Misconception("false-argument", wrong, say("{word}", word=word))
            elif statement.hypothesis(kernel, *map(kernel.matrix, reason.matrices)):
                word = "These matrices satisfy the statement: compute both sides."
                yield Misconception("example-that-agrees", wrong, say("{word}", word=word))
            else:
                word = "The statement says nothing about these matrices: they are not of the kind that it supposes."
                yield Misconception("example-outside-the-hypothesis", wrong, say("{word}", word=word))

    def _code(self) -> str:
        statement, answer = self._statement, self.answer()
        letter = "abcd"[answer.correct]
        if answer.truth:
            sides = [(numpy_source(f.left), numpy_source(f.result)) for f in statement.facts()]
            compared = "    left = {}\n    right = {}\n    holds = holds and np.allclose(left, right)"
            tried = "\n".join(compared.format(_broken(left), _broken(right)) for left, right in sides)
            return f"""import numpy as np

rng = np.random.default_rng(0)
holds = True
for a, b, c, d, p, q, r, s, x, y in rng.normal(size=(200, 10)):
{tried}
answer = holds, [holds and letter == "{letter}" for letter in "abcd"]
print(answer)
"""
        matrices = self.reasons[answer.correct].matrices
        given = "\n".join(
            f"{n} = np.array({[list(r) for r in m]})" for n, m in zip(statement.names, matrices, strict=True)
        )
        facts = statement.facts(*matrices)
        shown = "\n".join(f'print("{f.what}:", {SOURCES[f.what]})' for f in facts)
        tests = "\n".join(f"    np.allclose({SOURCES[f.what]}, {numpy_source(f.result)})," for f in facts)
        return f"""import numpy as np

{given}
{shown}
tests = [
{tests}
]
refuted = all(tests)
answer = not refuted, [refuted and letter == "{letter}" for letter in "abcd"]
print(answer)
"""


def _broken(source: str) -> str:
    """A long sum in brackets, over two lines."""
    if len(source) < 80:
        return source
    middle = min((k for k in range(len(source)) if source.startswith(" + ", k)), key=lambda k: abs(2 * k - len(source)))
    return f"(\n        {source[:middle]}\n        {source[middle + 1 :]}\n    )"
