"""The laws: what every family keeps, at every level, for several seeds.

A new family needs no line here: the tests find it. The numbers in the names are those of the laws in CONTRIBUTING.md.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import re
import warnings
from fractions import Fraction
from time import perf_counter
from typing import Any

import pytest

from tests.latex_variants import variants
from tests.measures import fair, height, steps
from tests.mutations import survivors
from tutor import bank
from tutor.answers import Cases, Eigenpairs, Parts, SolutionSet
from tutor.bank import Drawn, drawn
from tutor.certify import certify
from tutor.check import check
from tutor.claims import Claim, Given
from tutor.fields import from_json_fields, to_json
from tutor.problem import identity, mistaken, part_answer, sift
from tutor.render.latex import latex
from tutor.render.markdown import text as markdown
from tutor.render.terminal_page import text as terminal
from tutor.render.typst_page import text as typst
from tutor.verdict import Status
from tutor.written import Num, Op, Words, Written, walk

SEEDS = range(3)
BUDGET = 60  # yardsticks for drawing, solving and checking one problem; some 100 ms on a small machine
NAMES = bank.families()
LEVELS = [(name, level) for name in NAMES for level in bank.card(name).levels]
EACH = pytest.mark.parametrize(("name", "level"), LEVELS, ids=[f"{n}-{lv}" for n, lv in LEVELS])


def each(name: str, level: int) -> list[Drawn]:
    return [drawn(name, level=level, seed=seed) for seed in SEEDS]


@EACH
def test_law_1_an_address_names_one_problem(name: str, level: int) -> None:
    first, again = (drawn(name, level=level, seed="law-1") for _ in range(2))
    assert first.problem == again.problem
    assert first.id == again.id
    space = bank.card(name).space[level - 1]
    found = {_without_wording(drawn(name, level=level, seed=s)) for s in range(60)}
    # of 60 draws from n equally likely problems, 60·59/2n coincide on the average; three times that is allowed, and 3
    assert len(found) >= min(60, space) - (3 + 3 * 60 * 59 / 2 / space if space > 60 else 0.35 * space)


def _without_wording(d: Drawn) -> str:
    fields = to_json(d.problem)
    return json.dumps({k: v for k, v in fields.items() if k not in ("story", "wording")}, sort_keys=True)


def test_law_1_neighbouring_seeds_have_nothing_in_common() -> None:
    name = NAMES[0]
    firsts = {identity(drawn(name, level=2, seed=s).problem) for s in range(40)}
    seconds = {identity(drawn(name, level=2, seed=s).problem) for s in range(1, 41)}
    assert len(firsts & seconds) >= 35  # the same seeds give the same problems …
    streams = [bank.Draw(name, 1, s).bits(64 * 8) for s in range(50)]
    windows = [{(b >> k) & (2**32 - 1) for k in range(0, 480, 32)} for b in streams]
    assert all(not (windows[i] & windows[i + 1]) for i in range(49))  # … and no two streams share a block


@EACH
def test_laws_2_and_4_every_road_agrees_and_every_step_holds(name: str, level: int) -> None:
    for d in each(name, level):
        certificate = certify(d.problem, where=d.id)
        assert certificate.digits >= 6
        assert certificate.points >= 1
        assert certificate.steps >= 1


@EACH
def test_law_3_the_answer_as_typed_is_right(name: str, level: int) -> None:
    for d in each(name, level):
        verdict = check(d.problem, d.problem.answer().typed())
        assert verdict.is_right, (d.id, d.problem.answer().typed(), verdict)
        assert verdict.share == 1


@EACH
def test_law_3_the_answer_in_latex_is_right_and_is_echoed_in_latex(name: str, level: int) -> None:
    for d in each(name, level):
        answer = d.problem.answer()
        for text in variants(latex(answer.written())):
            verdict = check(d.problem, text)
            assert verdict.is_right, (d.id, text, verdict)
            again = check(d.problem, verdict.read_as_latex)
            assert again.is_right, (d.id, text, verdict.read_as_latex, again)
        assert check(d.problem, check(d.problem, answer.typed()).read_as_latex).is_right


@EACH
def test_the_typing_example_betrays_nothing(name: str, level: int) -> None:
    example = bank.card(name).typing
    candidates = {example, *(piece.strip(" ,;") for piece in re.split(r"\bor\b:?| \(|\)$|;|–", example))}
    candidates |= {part.strip() for piece in re.split(r"\bor\b:?| \(", example) for part in piece.split(", ")}
    candidates -= {"", "no solution"}  # that there may be none is no secret
    for seed in range(40):
        d = drawn(name, level=level, seed=f"typing-{seed}")
        answer = d.problem.answer()
        for text in sorted(candidates):
            verdict = check(d.problem, text)
            assert not verdict.is_right, (d.id, text)
            assert not (isinstance(answer, Parts | Eigenpairs) and verdict.share), (d.id, text)


@EACH
def test_law_4_a_changed_result_fails(name: str, level: int) -> None:
    for d in each(name, level)[:2]:
        for step in d.problem.solution().walk():
            if isinstance(step.claim, Given):
                continue
            assert not survivors(step.claim), (d.id, str(step.why))
            assert getattr(step.claim, "left", None) != step.claim.result, (d.id, str(step.why))


@EACH
def test_law_4_results_are_used_and_marks_add_up(name: str, level: int) -> None:
    for d in each(name, level):
        solution = d.problem.solution()
        claims = [s.claim for s in solution.walk()]
        for i, claim in enumerate(claims):
            later = {n for c in claims[i + 1 :] for n in _atoms(_mentioned(c))}
            later |= _atoms(solution.answer) | _atoms(d.problem.answer().written())
            unused = _atoms(claim.result) - later - {"0", "1"}
            assert not unused or len(unused) < len(_atoms(claim.result)), (d.id, str(claim.shown()), unused)
        assert solution.marks == d.problem.card.marks
        for step in solution.steps:
            assert sum((s.marks for s in step.substeps), Fraction(0)) <= step.marks


def _mentioned(claim: Claim) -> Written:
    parts = [claim.shown(), claim.result]
    for value in vars(claim).values():
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Written):
                parts.append(item)
    return Op("list", tuple(parts))


def _atoms(w: Written) -> set[str]:
    return {n.text if isinstance(n, Num | Words) else str(n) for n in walk(w) if not isinstance(n, Op)}


@EACH
def test_law_5_misconceptions_differ_and_are_recognised(name: str, level: int) -> None:
    for d in each(name, level):
        kept, clash = sift(d.problem)
        assert not clash
        assert kept == d.kept
        for m in kept:
            assert not part_answer(d.problem.answer(), m.part).same(m.answer), (d.id, m.id)
            typed = mistaken(d.problem, m).typed()
            verdict = check(d.problem, typed)
            assert verdict.misconception == m.id, (d.id, m.id, typed, verdict)
            assert not verdict.is_right
            if d.problem.card.section != "theory":
                assert not _tells(m.feedback, d), (d.id, m.id, str(m.feedback))


def _tells(feedback: Any, d: Drawn) -> bool:
    """Does the feedback hold a value of the key that the statement does not show?"""
    shown = {n.text for w in d.problem.statement().objects() for n in walk(w) if isinstance(n, Num)}
    key = {n.text for n in walk(d.problem.answer().written()) if isinstance(n, Num) and len(n.text) > 1}
    return bool({n.text for w in feedback.objects() for n in walk(w) if isinstance(n, Num)} & (key - shown))


ODD = [
    "",
    " ",
    "x",
    "17",
    "-3/7",
    "[1, 2; 3, 4]",
    "(1, 2, 3)",
    "x = 1, y = 2",
    "no solution",
    "a",
    "true, a",
    "sin(",
    "9^9^9^9",
]
ODD += [
    "1/0",
    "k = 1: none",
    "__import__('os')",
    "1; 2; 3",
    "λ",
    "½",
    "{1, 2}",
    "1,5",
    "x" * 500,
    "((((",
    "2: (1, 1)",
    "Q = [1]",
]


@EACH
def test_law_6_nothing_typed_raises(name: str, level: int) -> None:
    d = drawn(name, level=level, seed=0)
    existence = isinstance(d.problem.answer(), SolutionSet | Cases)
    for text in ODD:
        verdict = check(d.problem, text)
        assert isinstance(verdict.status, Status)
        json.dumps(verdict.json())
        if verdict.status is Status.UNREADABLE:
            assert verdict.share == 0
            assert verdict.at is not None
            assert verdict.feedback
        if existence and text == "no solution":
            assert verdict.status is not Status.WRONG_KIND


@EACH
def test_law_7_no_hidden_given_and_every_renderer_shows_the_same(name: str, level: int) -> None:
    printed: dict[str, str] = {}
    for seed in range(25):
        d = drawn(name, level=level, seed=seed)
        page = str(d.problem.statement())
        fields = identity(d.problem)
        assert printed.setdefault(page, fields) == fields, d.id
    statement = d.problem.statement()
    pages = [markdown(statement), "\n".join(terminal(statement, 200)), typst(statement)]
    numbers = {n.text for w in statement.objects() for n in walk(w) if isinstance(n, Num) and len(n.text) > 1}
    for page in pages:
        assert all(n in re.sub(r"\s", "", page) for n in numbers), (d.id, page)


@EACH
def test_law_8_fields_survive_json(name: str, level: int) -> None:
    for d in each(name, level):
        data = json.loads(json.dumps(to_json(d.problem)))
        again = from_json_fields(type(d.problem), data)
        assert again == d.problem
        assert identity(again) == identity(d.problem)
        assert again.answer().typed() == d.problem.answer().typed()


@EACH
def test_law_9_the_shown_code_runs_and_agrees(name: str, level: int) -> None:
    for d in each(name, level)[:2]:
        source = d.problem.solution().code
        assert source.strip(), f"{d.id}: no code"
        namespace: dict[str, Any] = {}
        with contextlib.redirect_stdout(io.StringIO()) as output, warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(source, d.id, "exec"), namespace)
        assert output.getvalue().strip(), f"{d.id}: the code prints nothing"
        answer, found = d.problem.answer(), namespace["answer"]
        if callable(found):
            places = list(answer.points().values())
            found = found(*places)
        agreement = answer.agrees(found)
        assert agreement.holds, (d.id, agreement.detail, source)


def _yardstick() -> float:
    """Seconds that this machine takes for a fixed piece of exact arithmetic."""
    start = perf_counter()
    total = Fraction(0)
    for n in range(1, 1500):
        total += Fraction(n % 7, n % 11 + 1)
    return perf_counter() - start


@EACH
def test_law_10_a_problem_keeps_to_its_budget(name: str, level: int) -> None:
    drawn(name, level=level, seed="warm").problem.solution()
    times = []
    for seed in range(5):
        start = perf_counter()
        d = drawn(name, level=level, seed=f"law-10-{seed}")
        d.problem.solution()
        check(d.problem, d.problem.answer().typed())
        times.append((perf_counter() - start) / min(_yardstick() for _ in range(3)))
    if "budget" not in d.problem.card.excused:
        assert sorted(times)[2] < BUDGET, (d.id, times)


def test_law_11_every_family_is_documented() -> None:
    for name in NAMES:
        cls, card = bank.load(name), bank.card(name)
        assert cls.card == card
        assert card.title
        assert len(card.title) < 90
        assert re.match(r"MML \d", card.source), name
        assert ">>>" in (cls.__doc__ or ""), f"{name} has no doctest"
        assert card.typing
        assert len(card.space) == len(card.levels)


@pytest.mark.parametrize("name", NAMES)
def test_law_11_a_level_changes_something_measured(name: str) -> None:
    measures = []
    for level in bank.card(name).levels:
        steps = size = height = 0
        for seed in range(12):
            p = drawn(name, level=level, seed=seed).problem
            steps += sum(1 for _ in p.solution().walk())
            statement = Op("list", p.statement().objects())
            size += sum(1 for _ in walk(statement)) + len(str(p.statement()))
            for n in walk(statement):
                height += n.fraction.numerator.bit_length() if isinstance(n, Num) else 0
            for n in walk(p.answer().written()):
                height += n.fraction.numerator.bit_length() if isinstance(n, Num) else 0
        measures.append((steps, size, height))
    for one, two in itertools.pairwise(measures):
        assert max(abs(a - b) / max(1, a) for a, b in zip(one, two, strict=True)) > 0.03, (name, measures)


PROMISED = [(name, level) for name, level in LEVELS if bank.card(name).height]


@pytest.mark.parametrize(("name", "level"), PROMISED, ids=[f"{n}-{lv}" for n, lv in PROMISED])
def test_law_12_the_numbers_stay_small_and_the_exam_is_fair(name: str, level: int) -> None:
    problems = [drawn(name, level=level, seed=f"law-12-{seed}").problem for seed in range(8)]
    heights = [height(p) for p in problems]
    assert max(heights) <= bank.card(name).height[level - 1]
    assert fair(heights, logarithmic=True) <= 1.5, heights
    assert fair([steps(p) for p in problems]) <= 1.5
