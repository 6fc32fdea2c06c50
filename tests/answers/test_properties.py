"""Properties of generated answers of every kind, of whatever else may be typed, and of equality."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from time import perf_counter
from typing import Any

import mpmath
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.generated_answers import KINDS, nearby
from tests.generated_expressions import X, Y, smooth
from tutor.answers import Answer
from tutor.equality import BUDGET, equal
from tutor.errors import Unreadable
from tutor.verdict import Status
from tutor.written import PI, E, Num, Op, Written, number, typed

SCALE = settings().max_examples / 100  # more examples in the profile that explores
CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow]
SLACK = 1.0  # seconds over the budget, for a machine that does something else

LOOSE = ("truth with witness", "property", "spectrum: once", "number: places", "number: figures")  # no equivalences
FIXED = (  # kinds of which no number can change without changing the answer
    *(
        "number: fraction",
        "number: decimal",
        "number: surd",
        "number: places",
        "number: probability",
        "vector",
        "matrix",
    ),
    *("vector: row", "vector: column", "QR", "LU", "Cholesky", "SVD", "spectral decomposition", "list", "multiset"),
    *("spectrum", "set of reals", "distribution", "density: table", "critical points", "shape", "parts: numbers"),
)
FUNCTIONS = ("expression", "expression: two letters", "antiderivative", "antiderivative: constant")

SIGNS = r"""
0 1 2 7 12 0.5 .5 1e3 x y t k e i C n A Q λ π ∞ √ ½ ² − · × ÷ ± ≤ ≠ ∈ ∪ ∅ ℝ ° ' " % $ & # @ ! ? _ ~
+ - * / ^ = < > <= >= != : ; , . | || ( ) [ ] { } (( )) \ \\ ** // == -> =>
sin cos ln exp sqrt log abs det T inf nan none true false yes no and or not in span min saddle at for if
\frac \sqrt \left( \right) \begin{pmatrix} \end{pmatrix} \pi \cdot \text{ \{ \} \infty \pm
"""
PHRASES = (
    "x = ",
    "A = ",
    "Q = ",
    "no solution",
    "N(0, 1)",
    "otherwise",
    "[1, 2; 3, 4]",
    "(1, 2)",
    " ",
    "\t",
    "\n",
    "\x00",
)
TOKENS = (*SIGNS.split(), *PHRASES)
TYPED = st.text(max_size=25) | st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)
SPACED = st.lists(st.sampled_from(TOKENS), max_size=12).map(" ".join)


def rounds(examples: int) -> settings:
    """So many examples of each kind; more when exploring."""
    return settings(max_examples=max(1, round(examples * SCALE)), suppress_health_check=CHECKS)


def is_right(key: Answer, other: Answer) -> bool:
    """Is the typed form of another answer right?"""
    try:
        return key.compare(key.read(other.typed())).is_right
    except Unreadable:
        return False


@pytest.mark.parametrize("kind", KINDS)
def test_typed_answers_are_read_and_right(kind: str) -> None:
    @given(KINDS[kind])
    @rounds(10)
    def holds(answer: Answer) -> None:
        response = answer.read(answer.typed())
        assert answer.compare(response).is_right, answer.typed()
        assert answer.matches(response)
        assert answer.same(answer)
        assert answer.read(typed(response)) == response

    holds()


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in LOOSE])
def test_right_is_symmetric_and_the_same_as_same(kind: str) -> None:
    @given(KINDS[kind], KINDS[kind])
    @rounds(10)
    def holds(a: Answer, b: Answer) -> None:
        assert a.same(b) == b.same(a) == is_right(a, b) == is_right(b, a), (a.typed(), b.typed())

    holds()


def numbered(w: Written, place: int) -> tuple[Written, int]:
    """The same with number `place` (from 0) larger by 1, and how many numbers it has."""
    if isinstance(w, Num):
        return (
            Num(f"{int(w.text.partition('.')[0]) + 1}{w.text[len(w.text.partition('.')[0]) :]}") if not place else w
        ), 1
    if not isinstance(w, Op):
        return w, 0
    args, count = [], 0
    for a in w.args:
        changed, more = numbered(a, place - count)
        args.append(changed)
        count += more
    return Op(w.head, tuple(args)), count


@pytest.mark.parametrize("kind", FIXED)
def test_a_changed_number_is_never_right(kind: str) -> None:
    @given(KINDS[kind], st.integers(0, 1000))
    @rounds(10)
    def holds(answer: Answer, place: int) -> None:
        response = answer.read(answer.typed())
        count = numbered(response, 0)[1]
        assume(count)
        assert not answer.compare(numbered(response, place % count)[0]).is_right, answer.typed()

    holds()


@pytest.mark.parametrize("kind", FUNCTIONS)
def test_a_slip_in_a_function_is_never_right(kind: str) -> None:
    @given(KINDS[kind])
    @rounds(10)
    def holds(answer: Answer) -> None:
        for other in nearby(answer):
            found = answer.compare(other)
            assert not found.is_right, (answer.typed(), typed(other))
            assert found.status is not Status.UNREADABLE

    holds()


@st.composite
def slips(draw: st.DrawFn, answer: Answer) -> str:
    """The typed answer with characters left out, doubled or put in."""
    text = answer.typed()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(("", *TOKENS))) + text[at + draw(st.integers(0, 2)) :]
    return text


def understood(answer: Answer, text: str) -> tuple[Written | None, int]:
    """What was read, or where it is refused."""
    try:
        return answer.read(text), 0
    except Unreadable as error:
        return None, error.at


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_typed_has_a_verdict(kind: str) -> None:
    @given(KINDS[kind], st.data())
    @rounds(20)
    def holds(answer: Answer, data: st.DataObject) -> None:
        text = data.draw(TYPED | SPACED | slips(answer))
        start = perf_counter()
        response, place = understood(answer, text)
        if response is None:
            assert 0 <= place <= len(text)
        else:
            found = answer.compare(response)
            assert isinstance(found.status, Status)
            assert 0 <= found.share <= 1
            assert found.is_right == (found.share == 1), found.status
            assert answer.read(found.read_as or typed(response)) == response
        assert perf_counter() - start < BUDGET + SLACK

    holds()


# ---------------------------------------------------------------- equality

DIGITS = 50
FUNCTION: dict[str, Callable[..., Any]] = {
    "+": lambda *a: mpmath.fsum(a),
    "*": lambda *a: mpmath.fprod(a),
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "neg": lambda a: -a,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "arctan": mpmath.atan,
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "sqrt": mpmath.sqrt,
    "abs": abs,
    "pi": lambda: +mpmath.pi,
    "e": lambda: +mpmath.e,
}
CONSTANTS = (PI, E, Op("sqrt", (Num("2"),)), Op("sqrt", (Num("3"),)), number(Fraction(-3, 4)))
PAIRS = smooth((X, Y)) | smooth((X, number(Fraction(2, 3)), E, PI)) | smooth(CONSTANTS)


def value_at(w: Written, place: dict[str, Any]) -> Any:
    """The value by mpmath alone."""
    if isinstance(w, Op):
        return FUNCTION[w.head](*[value_at(a, place) for a in w.args])
    return place[str(w)] if str(w) in place else mpmath.mpf(str(w))


def differ(a: Written, b: Written) -> bool:
    """Do they differ clearly at one of three places?"""
    with mpmath.workdps(2 * DIGITS):
        for x, y in (("0.731", "1.377"), ("-1.193", "0.411"), ("2.119", "-0.877")):
            place = {"x": mpmath.mpf(x), "y": mpmath.mpf(y)}
            try:
                p, q = value_at(a, place), value_at(b, place)
            except ZeroDivisionError:
                continue
            if abs(p - q) > mpmath.mpf(10) ** -DIGITS * (1 + abs(p)):
                return True
    return False


def sine(u: Written) -> Written:
    return Op("sin", (u,))


def cosine(u: Written) -> Written:
    return Op("cos", (u,))


ANYTHING: tuple[Callable[[Written], Written], ...] = (  # rewritings of any real u
    lambda u: u + 0,
    lambda u: (u + X) - X,
    lambda u: 2 * u - u,
    lambda u: u * (sine(Y) ** 2 + cosine(Y) ** 2),
    lambda u: Op("neg", (Op("neg", (u,)),)),
    lambda u: u * Op("exp", (X,)) * Op("exp", (-X,)),
    lambda u: Op("ln", (Op("exp", (u,)),)),
    lambda u: (u**2 + u) / (u + 1) if u != Num("0") else u,
    lambda u: ((u + 1) ** 2 - (u - 1) ** 2) / 4,
    lambda u: (u * (1 + X**2)) / (X**2 + 1),
)


def turned(w: Op) -> list[Written]:
    """The same by the laws of its head."""
    a = w.args
    match w.head:
        case "+" | "*":
            found: list[Written] = [Op(w.head, a[::-1])]
            if w.head == "*" and isinstance(a[-1], Op) and a[-1].head == "+":
                found.append(Op("+", tuple(Op("*", (*a[:-1], t)) for t in a[-1].args)))
            return found
        case "^":
            return [Op("*", (a[0], a[0] ** (value - 1)))] if (value := int(str(a[1]))) > 1 else []
        case "/":
            return [a[0] * (1 / a[1]), (-a[0]) / (-a[1])]
        case "sin":
            return [2 * sine(a[0] / 2) * cosine(a[0] / 2), -sine(-a[0]), Op("tan", a) * cosine(a[0])]
        case "cos":
            return [1 - 2 * sine(a[0] / 2) ** 2, cosine(-a[0]), cosine(a[0] + Y) * cosine(Y) + sine(a[0] + Y) * sine(Y)]
        case "exp":
            return [Op("exp", (a[0] / 2,)) ** 2, Op("exp", (a[0] + 1,)) / Op("exp", (Num("1"),))]
        case "ln":
            return [2 * Op("ln", (Op("sqrt", a),)), Op("ln", (2 * a[0],)) - Op("ln", (Num("2"),))]
        case "sqrt":
            return [Op("sqrt", (4 * a[0],)) / 2, a[0] / w]
        case "abs":
            return [Op("sqrt", (a[0] ** 2,)), Op("abs", (-a[0],))]
        case "arctan":
            return [-Op("arctan", (-a[0],))]
    return []


@st.composite
def rewritten(draw: st.DrawFn, w: Written, steps: int = 3) -> Written:
    """An equal expression."""
    for _ in range(draw(st.integers(1, steps))):
        w = _inside(
            draw,
            w,
            lambda u: draw(st.sampled_from([*(f(u) for f in ANYTHING), *(turned(u) if isinstance(u, Op) else [])])),
        )
    return w


@st.composite
def slipped(draw: st.DrawFn, w: Written) -> Written:
    """An expression with one small change, mostly another function."""
    tiny = Num("1") / Num("10") ** draw(st.integers(1, 40))
    changes = [lambda u: u + 1, lambda u: -u, lambda u: 2 * u, lambda u: u + X, lambda u: u**2, lambda u: u + tiny]
    return _inside(draw, w, draw(st.sampled_from(changes)))


def _inside(draw: st.DrawFn, w: Written, change: Callable[[Written], Written]) -> Written:
    """The same with one change at some place; exponents stay."""
    if not isinstance(w, Op) or not w.args or draw(st.booleans()):
        return change(w)
    at = 0 if w.head == "^" else draw(st.integers(0, len(w.args) - 1))
    return Op(w.head, tuple(_inside(draw, a, change) if k == at else a for k, a in enumerate(w.args)))


@given(PAIRS, st.data())
@rounds(150)
def test_what_is_equal_is_never_refuted(a: Written, data: st.DataObject) -> None:
    b = data.draw(rewritten(a))
    assert not differ(a, b), "the rewriting is none"
    assert equal(a, a).same is True
    found, back = equal(a, b), equal(b, a)
    assert found.same is not False, (typed(a), typed(b))
    assert found.same == back.same


@given(PAIRS, st.data())
@rounds(150)
def test_what_differs_is_never_equal(a: Written, data: st.DataObject) -> None:
    b = data.draw(slipped(a))
    c = data.draw(rewritten(b, 1))
    assume(differ(a, c))
    found = equal(a, c)
    assert found.same is not True, (typed(a), typed(c))
    assert found.same == equal(c, a).same
