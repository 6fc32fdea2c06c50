"""Mark an answer: what was understood, whether it is right, how that is known, and if not, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor.answers import Answer, Expression, Parts
from tutor.answers.parts import together
from tutor.answers.stated import MEASURE_WORDS, is_other
from tutor.diagnosis import diagnose
from tutor.equality import patience, within
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.keys import LABELLED, answer_of
from tutor.problem import Misconception, Problem, part_answer
from tutor.reading import Measured, take_label, take_ratio, take_unit, unframed, untex
from tutor.text import say
from tutor.verdict import Status, Verdict, wrong
from tutor.written import Name, Op, Written, typed, walk

_RELATION = re.compile(r"[=<>≈≤≥≠∈]|\\(?:[lg]eq?|[lg]eqslant|[lg]t|neq?|approx)(?![A-Za-z])")
_DIAGNOSED = 2_000  # nodes of a response beyond which no mistake is looked for
_OWN_WORDS = frozenset(  # kinds with words of their own: a sentence is taken off only where they do not read it
    ("choice", "truth", "truth with witness", "cases", "parts", "property", "eigenpairs", "critical points", "density")
    + ("no answer", "shape")
)
_NOT_RIGHT = (Status.WRONG, Status.PARTLY_RIGHT, Status.WRONG_FORM)


def check(problem: Problem, text: str) -> Verdict:
    """Mark what a student typed.

    Never raises for anything that is typed: what cannot be read is ``unreadable`` and says where.
    """
    answer = problem.answer()
    label, response = _read(answer, text)
    if isinstance(response, Verdict):
        return response
    with within():
        verdict = judge(answer, response)
        if isinstance(answer, Parts):
            verdict = _parts(problem, answer, response, verdict)
        elif verdict.status in _NOT_RIGHT:
            verdict = _recognise(verdict, answer, response, [m for m in problem.misconceptions() if not m.part])
    return _echoed(verdict, label, response)


def _echoed(verdict: Verdict, label: str, response: Written) -> Verdict:
    """With what was understood."""
    return verdict.but(read_as=label + (verdict.read_as or typed(response)), understood=response, label=label)


def understand(answer: Answer, text: str) -> tuple[str, Written]:
    """What was set aside before and behind a typed answer (or "") and the answer itself; raises `Unreadable`."""
    if answer.kind in _OWN_WORDS:
        try:
            return _understood(answer, text, "")
        except Unreadable:
            framed = unframed(text)
            if framed.text == text:
                raise
    else:
        framed = unframed(text)
    said = f"{framed.before} " if framed.before else ""
    if framed.after:
        said = f"{framed.after.rstrip('.')}: {said}"
    return _understood(answer, framed.text, said)


def _understood(answer: Answer, text: str, said: str) -> tuple[str, Written]:
    if answer.kind == "number":
        measured = _measured(answer, text)
        text, said = measured.text, f"{said}in {measured.unit}: " if measured.unit else said
    source, label = untex(text), None
    plain = source.plain
    if answer.kind in ("number", "expression", "vector", "matrix") and plain.lstrip().startswith("="):
        plain = plain.replace("=", " ", 1)  # "= 1/3", as after the problem's own words; places stay where they are
    if answer.kind in LABELLED and not getattr(answer, "label", ""):
        names = getattr(answer, "variables", ()) or (getattr(answer, "variable", ""),)
        label = take_label(plain, names)
        if (
            label
            and ("(" not in label.text or label.head in MEASURE_WORDS)
            and is_other(label.head, getattr(answer, "asked", ""))
        ):
            label = None  # the value of another letter is judged, not set aside
        if label and answer.kind == "vector" and "=" in plain[label.end :]:
            label = None  # x = 3, y = -1
    elif answer.kind == "distribution":
        label = take_label(plain, sign="=≈~")
    try:
        return f"{said}{label.text} " if label else said, answer.read(label.without(plain) if label else plain)
    except Unreadable as error:
        raise Unreadable(error.message, source.text, source.origin(error.at), error.hint) from error


def _measured(answer: Answer, text: str) -> Measured:
    """A typed number and its unit; a ratio or a time of day only where the key is one."""
    if getattr(answer, "unit", "") in ("ratio", "time of day"):
        return take_ratio(text)
    return take_unit(text)


def _other_unit(answer: Answer, text: str) -> bool:
    """Have key and response units, and not the same?"""
    unit = getattr(answer, "unit", "")
    return bool(unit) and (_measured(answer, unframed(text).text).unit or unit) != unit


def _read(answer: Answer, text: str) -> tuple[str, Written | Verdict]:
    """What was understood, or the verdict that it cannot be read."""
    try:
        label, response = understand(answer, text)
    except Unreadable as error:
        hint = f"; {error.hint}" if error.hint else ""
        return "", Verdict(Status.UNREADABLE, feedback=say("{m}{h}", m=error.message, h=hint), at=error.at)
    if _other_unit(answer, text):
        return label, _echoed(wrong(say("Which unit is asked?")), label, response)
    return label, response


def judge(answer: Answer, response: Written) -> Verdict:
    """`Answer.compare`, a value that is too large to compute being undecided."""
    try:
        with patience():
            return answer.compare(response)
    except TooLarge as error:
        return Verdict(Status.UNDECIDED, feedback=say("{why}", why=f"This could not be decided: {error}."))


def _recognise(
    verdict: Verdict, answer: Answer, response: Written, misconceptions: list[Misconception] | tuple[()] = ()
) -> Verdict:
    """Name the mistake: the problem's own misconceptions first, then what the value itself tells."""
    try:
        found = next((m for m in misconceptions if m.answer.matches(response)), None)
    except TooLarge:
        found = None
    if found is not None:
        return verdict.but(misconception=found.id, feedback=found.feedback)
    if verdict.status not in (Status.WRONG, Status.PARTLY_RIGHT) or sum(1 for _ in walk(response)) > _DIAGNOSED:
        return verdict
    seen = diagnose(answer, response)
    return verdict.but(misconception=seen.id, feedback=seen.feedback) if seen else verdict


def _parts(problem: Problem, answer: Parts, response: Written, verdict: Verdict) -> Verdict:
    """Recognise mistakes part by part, and mark later parts also against the student's own earlier ones."""
    given = _given_parts(response)
    verdicts = []
    for name, v in verdict.parts:
        if v.status in _NOT_RIGHT and name in given:
            v = _recognise(
                v, answer.part(name).answer, given[name], [m for m in problem.misconceptions() if m.part == name]
            )
            v = _follow(problem, answer, given, name, v)
        verdicts.append((name, v))
    result = together(answer, tuple(verdicts), response)
    found = [v.misconception for _, v in verdicts if v.misconception]
    if result.is_right or found:
        return result.but(misconception=found[0] if found else None)
    return _recognise(result, answer, response, [m for m in problem.misconceptions() if not m.part])


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


def compare(key: str | Answer, response: str, *, kind: str | None = None, **options: Any) -> Verdict:
    """Judge a response against an answer key of one's own, typed in the same language.

    Parameters
    ----------
    key : str or Answer
        ``"1/3"``, ``"2*x*exp(x)"``, ``"(1, 2)"``, ``"[1, 2; 3, 4]"``, ``"x = 1 + 2t, y = t"``, ``"no solution"``.
    kind : str or None
        One of the kinds in `tutor.keys`; None: as the key looks, by the table there.
    options
        ``variables``, ``domain``, ``digits``, ``figures``, ``tolerance``, ``form`` and others, as the kind has them.

    Raises
    ------
    InputError
        For an unknown kind or option, or a key that cannot be read; never for anything in the response.

    Examples
    --------
    >>> compare("x^2 - 1", "(x-1)(x+1)").status.value
    'right'
    >>> compare("2/3", "0.667", digits=3).status.value
    'right'
    >>> compare("x^2 - 1", "(x-1)(x+1)", form="expanded").status.value
    'wrong-form'
    """
    if isinstance(key, str):
        answer = answer_of(key, kind, **options)
    elif kind is not None or options:
        raise InputError("a kind and options belong to a typed key; this key is an answer already")
    else:
        answer = key
    answer = meant(answer, response)
    label, response_read = _read(answer, response)
    if isinstance(response_read, Verdict):
        return response_read
    with within():
        verdict = judge(answer, response_read)
        if verdict.status in (Status.WRONG, Status.PARTLY_RIGHT) and not isinstance(answer, Parts):
            verdict = _recognise(verdict, answer, response_read)
    return _echoed(verdict, label, response_read)


def meant(answer: Answer, response: str) -> Answer:
    """The answer that a response is held against.

    For the key ``y = 2x + 1`` and a response without any relation it is the right side as an expression.
    """
    if answer.kind != "equation" or _RELATION.search(untex(response).plain):
        return answer
    written = answer.written()
    if isinstance(written, Op) and isinstance(written.args[0], Name):
        variables = tuple(v for v in getattr(answer, "variables", ()) if v != written.args[0].text)
        return Expression(written.args[1], variables)
    return answer
