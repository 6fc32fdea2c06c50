"""Records as documents, and how they show themselves in a notebook."""

from __future__ import annotations

from dataclasses import replace

import tutor
from tutor.bank import drawn
from tutor.claims import Equal
from tutor.render import FORMATS, render
from tutor.render.records import problem_document, solution_document, summary, verdict_blocks
from tutor.step import Solution, Step
from tutor.text import say
from tutor.verdict import Evidence, Status, Verdict
from tutor.written import Name, Num, Op

FAMILY = "eigenvalues/eigenpairs_2x2"


def unchecked() -> Solution:
    """A solution with one step that holds and one that nothing can decide."""
    strange = Equal(left=Op("call", (Name("f"), Name("x"))), result=Name("y"))  # nobody knows f
    fine = Equal(left=Num("1") + Num("1"), result=Num("2"))
    steps = (Step(say("Add."), fine), Step(say("Wonder."), strange))
    return Solution("m", say("Given."), steps, Num("2"))


def test_a_notebook_shows_mathematics() -> None:
    problem = tutor.draw(FAMILY, seed=1)
    assert "\\begin{bmatrix}" in problem._repr_markdown_()  # type: ignore[attr-defined]
    solution = tutor.solve("system", "3x + y = 9, 4x - 2y = 5")
    assert "#### Steps" in str(solution._repr_markdown_())
    assert str(tutor.check(problem, "(")._repr_markdown_()).startswith("This cannot be read")
    assert "# Practice exam" in str(tutor.paper([FAMILY])._repr_markdown_())


def test_every_format_takes_every_record() -> None:
    found = tutor.solve("system", "x + k*y = 1, k*x + y = 1", parameters="k")
    for document in (solution_document(found), problem_document(drawn(FAMILY), solution=True)):
        for format in FORMATS:
            assert render(document, format)


def test_what_was_not_checked_is_said_and_counted() -> None:
    solution = unchecked()
    page = str(render(solution_document(solution), "terminal"))
    assert page.count("(✓)") == 1
    assert page.count("(not checked)") == 1
    assert "1 of 2 steps were checked, 1 could not be checked" in summary(solution)
    wrong = Step(say("Err."), Equal(left=Num("1") + Num("1"), result=Num("3")))
    assert summary(replace(solution, steps=(wrong,))) == "1 of 1 step is wrong."


def test_a_verdict_does_not_tell_the_key() -> None:
    verdict = Verdict(Status.WRONG, evidence=Evidence("refuted", counterexample="at x = 1 the key is 17"))
    assert "17" not in "".join(map(str, verdict_blocks(verdict, "3")))
