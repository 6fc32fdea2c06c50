"""Mark an answer: what was understood, whether it is right, how that is known, and if not, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tutor.answers import Answer, Expression, Matrix, Number, Parts, SolutionSet, Vector
from tutor.answers.parts import together
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.problem import Misconception, Problem, part_answer
from tutor.text import say
from tutor.verdict import Status, Verdict
from tutor.written import Op, Written, entries, names, typed

_NOT_RIGHT = (Status.WRONG, Status.PARTLY_RIGHT, Status.WRONG_FORM)


def check(problem: Problem, text: str) -> Verdict:
    """Mark what a student typed.

    Never raises for anything that is typed: what cannot be read is ``unreadable`` and says where.
    """
    answer = problem.answer()
    response = _read(answer, text)
    if isinstance(response, Verdict):
        return response
    verdict = judge(answer, response)
    if isinstance(answer, Parts):
        verdict = _parts(problem, answer, response, verdict)
    elif verdict.status in _NOT_RIGHT:
        verdict = _recognise(verdict, response, [m for m in problem.misconceptions() if not m.part])
    return verdict.but(read_as=typed(response))


def _read(answer: Answer, text: str) -> Written | Verdict:
    try:
        return answer.read(text)
    except Unreadable as error:
        hint = f"; {error.hint}" if error.hint else ""
        return Verdict(Status.UNREADABLE, feedback=say("{m}{h}", m=error.message, h=hint), at=error.at)


def judge(answer: Answer, response: Written) -> Verdict:
    """`Answer.compare`, a value that is too large to compute being undecided."""
    try:
        return answer.compare(response)
    except TooLarge as error:
        return Verdict(Status.UNDECIDED, feedback=say("{why}", why=f"This could not be decided: {error}."))


def _recognise(verdict: Verdict, response: Written, misconceptions: list[Misconception]) -> Verdict:
    try:
        found = next((m for m in misconceptions if m.answer.matches(response)), None)
    except TooLarge:
        found = None
    return verdict.but(misconception=found.id, feedback=found.feedback) if found else verdict


def _parts(problem: Problem, answer: Parts, response: Written, verdict: Verdict) -> Verdict:
    """Recognise mistakes part by part, and mark later parts also against the student's own earlier ones."""
    given = _given_parts(response)
    verdicts = []
    for name, v in verdict.parts:
        if v.status in _NOT_RIGHT and name in given:
            v = _recognise(v, given[name], [m for m in problem.misconceptions() if m.part == name])
            v = _follow(problem, answer, given, name, v)
        verdicts.append((name, v))
    result = together(answer, tuple(verdicts), response)
    found = [v.misconception for _, v in verdicts if v.misconception]
    if result.is_right or found:
        return result.but(misconception=found[0] if found else None)
    return _recognise(result, response, [m for m in problem.misconceptions() if not m.part])


def _given_parts(response: Written) -> dict[str, Written]:
    if not (isinstance(response, Op) and response.head == "parts"):
        return {}
    return {str(p.args[0]): p.args[1] for p in response.args if isinstance(p, Op)}


def _follow(problem: Problem, answer: Parts, given: Mapping[str, Written], name: str, verdict: Verdict) -> Verdict:
    follow = getattr(problem, "follow", None)
    if follow is None or verdict.status is Status.WRONG_FORM:
        return verdict
    earlier: dict[str, Written] = {}
    for p in answer.parts:
        if p.name == name:
            break
        if p.name in given:
            earlier[p.name] = given[p.name]
    try:
        followed = follow(earlier)
    except (NotExact, KeyError, ValueError, TooLarge, ZeroDivisionError):
        return verdict  # what the student gave earlier is no basis for going on
    if followed is not None and judge(part_answer(followed, name), given[name]).is_right:
        feedback = say("right for your own earlier values: the mistake is before this part.")
        return verdict.but(status=Status.PARTLY_RIGHT, share=Fraction(1), feedback=feedback, misconception=None)
    return verdict


# ---------------------------------------------------------------- a grader's own key


def compare(key: str | Answer, response: str, *, kind: str | None = None) -> Verdict:
    """Judge a response against an answer key of one's own, typed in the same language.

    Parameters
    ----------
    key : str or Answer
        ``"1/3"``, ``"2*x*exp(x)"``, ``"(1, 2)"``, ``"[1, 2; 3, 4]"``, ``"no solution"``.
    kind : str or None
        ``number``, ``expression``, ``vector`` or ``matrix``; None: as the key looks.

    Examples
    --------
    >>> compare("x^2 - 1", "(x-1)(x+1)").status.value
    'right'
    """
    answer = answer_of(key, kind) if isinstance(key, str) else key
    response_read = _read(answer, response)
    if isinstance(response_read, Verdict):
        return response_read
    return judge(answer, response_read).but(read_as=typed(response_read))


def answer_of(key: str, kind: str | None = None) -> Answer:
    """The answer that a typed key stands for."""
    from tutor.reading import read

    try:
        w = read(key)
    except Unreadable as error:
        raise InputError(f"the key {key[:80]!r} cannot be read: {error.message}") from error
    variables = tuple(sorted(names(w)))
    found: Answer
    if isinstance(w, Op) and w.head == "matrix" and len(entries(w)) > 1 and len(entries(w)[0]) > 1:
        found = Matrix(entries(w), variables)
    elif isinstance(w, Op) and w.head in ("matrix", "tuple"):
        items = [a for r in entries(w) for a in r] if w.head == "matrix" else list(w.args)
        found = Vector(tuple((a,) for a in items), variables)
    elif isinstance(w, Op) and w.head == "empty":
        found = SolutionSet((), (), (), None)
    elif variables:
        found = Expression(w, variables)
    else:
        found = Number(w)
    if kind is not None and kind != found.kind:
        raise InputError(f"the key {key!r} is a {found.kind}, not a {kind}")
    return found
