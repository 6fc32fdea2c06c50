"""Records as documents: a problem, a worked solution, a verdict, a paper and its solutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tutor.bank import Drawn
from tutor.errors import InputError, Unreadable
from tutor.hints import Rung
from tutor.methods.linear_systems.elimination import spoken
from tutor.problem import Problem
from tutor.render.document import (
    AnswerSpace,
    Block,
    Code,
    Display,
    Document,
    Heading,
    Listing,
    Margin,
    Paragraph,
    Rule,
    Together,
)
from tutor.step import Solution, Step
from tutor.text import Text
from tutor.verdict import Status, Verdict
from tutor.written import Op, Written, typed

if TYPE_CHECKING:
    from tutor.certify import Certificate
    from tutor.papers import Paper, Question

DETAILS = ("brief", "normal", "full")
_GLUE = "\N{NO-BREAK SPACE}"  # keeps an operation on one line

_STATUS = {
    Status.RIGHT: "Right.",
    Status.WRONG_FORM: "Equal in value, but not in the form that is asked for.",
    Status.PARTLY_RIGHT: "Partly right.",
    Status.WRONG: "Not right.",
    Status.WRONG_KIND: "Another kind of answer is asked for.",
    Status.UNREADABLE: "This cannot be read; it does not count as an attempt.",
    Status.UNDECIDED: "This could not be decided; it counts neither as right nor as wrong.",
}


# ---------------------------------------------------------------- small things


def amount(value: Fraction | int, unit: str) -> str:
    """So many marks or minutes, halves as a person writes them.

    >>> amount(Fraction(3, 2), "mark"), amount(1, "mark")
    ('1½ marks', '1 mark')
    """
    q = Fraction(value)
    whole, half = divmod(q, 1)
    number = str(q) if half not in (0, Fraction(1, 2)) else f"{whole or ('' if half else 0)}{'½' if half else ''}"
    return f"{number} {unit}{'s' if q > 1 else ''}"


def plain(text: str) -> Paragraph:
    """A paragraph of words."""
    return Paragraph(Text((text,)))


def code_span(text: str) -> str:
    """Words as a code span; what would end the span early is left plain."""
    return f"`{text}`" if "`" not in text and "\n" not in text else text


def typing_help(example: str) -> Paragraph:
    """How an answer is typed, by the family's example."""
    return plain(f"Typed like this: {code_span(example)}")


# ---------------------------------------------------------------- solutions


def _mark(holds: bool | None) -> str:
    return {True: "✓", False: "wrong", None: "not checked"}[holds]


def _reason(step: Step) -> tuple[Block, ...]:
    """Why, and for row operations, on a line of their own, which ones."""
    operations: Sequence[Op] = getattr(step.claim, "operations", ())
    if not operations:
        return (Paragraph(step.why),)
    named = spoken(operations)
    tail = step.why.parts[-len(named.parts) :]
    words = step.why.parts[: -len(named.parts)] if tail == named.parts else step.why.parts
    glued = tuple(
        p if isinstance(p, Written) else p.replace(" ←", f"{_GLUE}←").replace("← ", f"←{_GLUE}") for p in named
    )
    return Paragraph(Text(words)), Paragraph(Text(glued))


def step_blocks(step: Step, *, detail: str = "normal", checks: bool = True) -> tuple[Block, ...]:
    """A step: its reason with a note beside it, its details, and what it claims.

    Parameters
    ----------
    detail : {"brief", "normal", "full"}
        The reason alone; with the formula; with all details.
    checks : bool
        Note beside the step whether its claim was checked; marks are noted anyway.
    """
    notes = [_mark(step.holds)] if checks else []
    if step.marks:
        notes.append(amount(step.marks, "mark"))
    reason = _reason(step)
    blocks: list[Block] = [Margin(" ".join(notes), reason)] if notes else [*reason]
    if detail == "full" and step.substeps:
        blocks.append(Listing(tuple(step_blocks(s, detail=detail, checks=checks) for s in step.substeps)))
    if detail != "brief":
        blocks.append(Display(step.claim.shown()))
    return tuple(blocks)


def summary(solution: Solution) -> str:
    """How the solution is known to be right, in a sentence or two.

    A step that could not be checked is counted and said.
    """
    found = [s.holds for s in solution.walk()]
    unchecked, wrong = found.count(None), found.count(False)
    if wrong:
        said = f"{wrong} of {amount(len(found), 'step')} {'is' if wrong == 1 else 'are'} wrong."
    elif unchecked:
        said = f"{len(found) - unchecked} of {len(found)} steps were checked, {unchecked} could not be checked."
    elif len(found) == 1:
        said = "The step was checked by itself (✓)."
    else:
        said = f"Each of the {len(found)} steps was checked by itself (✓)."
    return said


def _check_items(solution: Solution) -> tuple[tuple[Block, ...], ...]:
    return tuple((Paragraph(c.what + Text((f" {_mark(c.holds)}",))),) for c in solution.checks)


def solution_blocks(
    solution: Solution, *, detail: str = "normal", checks: bool = True, given: bool = True, typed_as: str = ""
) -> Iterator[Block]:
    """A worked solution as blocks: what is given, pictures, steps, answer, meaning, program, checks.

    Parameters
    ----------
    typed_as : str
        What a student would type, where that differs from the answer's own spelling.
    """
    if detail not in DETAILS:
        raise InputError(f"no detail {detail!r}; there are {', '.join(DETAILS)}")
    if given:
        yield Paragraph(solution.given)
    for view in solution.views:
        yield Paragraph(view)
    steps = tuple(step_blocks(s, detail=detail, checks=checks) for s in solution.steps)
    if steps:
        yield Heading(3, "Steps")
        yield Listing(steps, numbered=True)
    yield Heading(3, "Answer")
    yield Display(solution.answer)
    if solution.meaning:
        yield Paragraph(solution.meaning)
    yield plain(f"Typed: {code_span(typed_as or typed(solution.answer))}")
    if solution.code and detail != "brief":
        yield Heading(3, "The same in NumPy")
        yield Code(solution.code)
    if checks:
        yield Heading(3, "Checks")
        yield plain(summary(solution))
        if solution.checks:
            yield Listing(_check_items(solution))


def solution_document(solution: Solution, *, title: str = "", detail: str = "normal") -> Document:
    """A worked solution to the user's own problem.

    Parameters
    ----------
    detail : {"brief", "normal", "full"}

    Raises
    ------
    InputError
        For a detail that there is not.
    """
    return Document(title or "Worked solution", blocks=tuple(solution_blocks(solution, detail=detail)))


# ---------------------------------------------------------------- problems


def problem_blocks(problem: Problem) -> tuple[Block, ...]:
    """What is asked, and how the answer is typed."""
    return (Paragraph(problem.statement()), typing_help(problem.card.typing))


def hint_blocks(rung: Rung) -> tuple[Block, ...]:
    """A hint: its sentence, and its formula below it."""
    return (Paragraph(rung.text), *((Display(rung.formula),) if rung.formula else ()))


def bank_solution(
    problem: Problem, solution: Solution, *, detail: str = "full", checks: bool = True
) -> Iterator[Block]:
    """The worked solution of a problem of the bank, which has been stated above it."""
    return solution_blocks(solution, detail=detail, checks=checks, given=False, typed_as=problem.answer().typed())


def problem_document(
    drawn: Drawn, *, solution: bool = False, hints: Sequence[Rung] = (), detail: str = "full"
) -> Document:
    """One problem of the bank, with hints and its worked solution if they are wanted."""
    card = drawn.problem.card
    blocks = list(problem_blocks(drawn.problem))
    if hints:
        blocks += [Heading(2, "Hints"), Listing(tuple(hint_blocks(h) for h in hints), numbered=True)]
    if solution:
        blocks += [Heading(2, "Solution"), *bank_solution(drawn.problem, drawn.problem.solution(), detail=detail)]
    details = (("Level", str(drawn.level)), ("Marks", str(card.marks)), ("Minutes", str(card.minutes)))
    return Document(card.title, details=(*details, ("Book", card.source)), blocks=tuple(blocks), footer=drawn.id)


# ---------------------------------------------------------------- verdicts


def _known(verdict: Verdict) -> str:
    """How it is known, in words; what the key says there is not told."""
    match verdict.evidence.how:
        case "proved":
            return "This is certain: it was proved."
        case "sampled":
            return f"It was compared at {verdict.evidence.points} points and agrees at all of them."
        case "refuted" if not verdict.feedback:
            return "This is certain: the values differ."
    return ""


def _headline(verdict: Verdict) -> str:
    words = _STATUS[verdict.status]
    if 0 < verdict.share < 1:
        return f"{words[:-1]}: {verdict.share} of the marks."
    return words


def verdict_blocks(verdict: Verdict, text: str = "") -> tuple[Block, ...]:
    """A verdict: what is said, what was understood, what is wrong, and how that is known.

    Parameters
    ----------
    text : str
        What was typed; an unreadable text is shown with a caret under the first bad character.
    """
    blocks: list[Block] = [plain(_headline(verdict))]
    if verdict.status is Status.UNREADABLE and verdict.at is not None and text:
        blocks.append(Code(_caret(text, verdict.at)))
    if verdict.read_as:
        blocks.append(plain(f"Read as: {code_span(verdict.read_as)}"))
    if verdict.feedback:
        blocks.append(Paragraph(_sentence(verdict.feedback)))
    if verdict.parts:
        items = []
        for name, part in verdict.parts:
            told = part.feedback if part.feedback and not part.is_right else Text(())
            items.append((Paragraph(Text((f"{name}: {_headline(part)} ",)) + told),))
        blocks.append(Listing(tuple(items)))
    if known := _known(verdict):
        blocks.append(plain(known))
    return tuple(blocks)


def _sentence(text: Text) -> Text:
    """The text with a capital letter at its beginning."""
    first, *rest = text.parts
    return Text((first[:1].upper() + first[1:], *rest)) if isinstance(first, str) else text


def _caret(text: str, at: int) -> str:
    return Unreadable("", text, at).caret()


# ---------------------------------------------------------------- papers


def _sections(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """The questions by section, in their order."""
    groups: dict[str, list[Question]] = {}
    for q in questions:
        groups.setdefault(q.section, []).append(q)
    yield from groups.items()


def _details(paper: Paper) -> tuple[tuple[str, str], ...]:
    return ("Name", ""), ("Date", paper.date), ("Minutes", str(paper.minutes)), ("Marks", str(paper.marks))


def _heading(q: Question) -> Heading:
    return Heading(2, f"Question {q.number} ({amount(q.marks, 'mark')}, {amount(q.minutes, 'minute')})")


def paper_document(paper: Paper) -> Document:
    """The paper to hand out: sections, questions with marks and minutes, and space to write in."""
    blocks: list[Block] = []
    for section, questions in _sections(paper.questions):
        blocks.append(Heading(1, f"{section.capitalize()} ({amount(sum(q.marks for q in questions), 'mark')})"))
        for q in questions:
            lines = min(12, max(3, 2 * int(q.marks)))
            blocks += [Together((_heading(q), *problem_blocks(q.problem))), AnswerSpace(lines)]
    blocks += [Rule(), plain('Answers can be checked, here one to question 1: `tutor check paper.json 1 "ANSWER"`')]
    return Document(paper.title, details=_details(paper), blocks=tuple(blocks), footer=_footer(paper))


def solutions_document(paper: Paper) -> Document:
    """The worked solutions of a paper, with the marks beside the steps."""
    blocks: list[Block] = []
    for section, questions in _sections(paper.questions):
        blocks.append(Heading(1, section.capitalize()))
        for q in questions:
            problem = q.problem
            blocks += [_heading(q), Paragraph(problem.statement())]
            blocks += bank_solution(problem, q.solution(), checks=False)
            blocks.append(plain(f"{code_span(q.drawn.id)} · {problem.card.source} · {certified(q.certificate)}"))
    details = tuple((k, v) for k, v in _details(paper) if v)
    return Document(paper.title, "Worked solutions", details, tuple(blocks), _footer(paper))


def certified(c: Certificate) -> str:
    """What was found to agree, in a sentence."""
    places = f"at {amount(c.points, 'point')} to {c.digits} digits"
    return f"Certified: the method, SymPy and NumPy ({places}) agree; {amount(c.steps, 'step')} checked."


def _footer(paper: Paper) -> str:
    return f"{paper.title} · seed {paper.seed}"


# ---------------------------------------------------------------- notebooks


def _page(record: Any) -> tuple[Block, ...]:
    if isinstance(record, Solution):
        return tuple(solution_blocks(record))
    if isinstance(record, Verdict):
        return verdict_blocks(record)
    if isinstance(record, Problem):
        return problem_blocks(record)
    return (Heading(1, record.title), *paper_document(record).blocks)


def markdown(record: Problem | Solution | Verdict | Paper) -> str:
    """The record as Markdown with formulas in dollars, for a notebook."""
    from tutor.render.markdown import blocks

    return "\n".join(blocks(_page(record))).strip()
