"""A number: exact, or rounded to stated decimals or significant figures, or within a tolerance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, labelled, read_inside, split, wrong_kind
from tutor.answers.forms import formed, known_form
from tutor.equality import equal, high_precision
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import EXACT, NotExact, arrays, evaluate
from tutor.text import say
from tutor.verdict import Evidence, Status, Verdict, right, wrong
from tutor.written import RELATIONS, Num, Op, Words, Written, decimal, names, number, walk

NOT_NUMBERS = (
    frozenset(("matrix", "augmented", "tuple", "set", "list", "interval", "empty", "row", "in", "inf"))
    | frozenset(("and", "or", "not", "union", "span", "call"))
    | RELATIONS
)


def is_number(w: Written) -> bool:
    """Is it an expression without variables that stands for one number?"""
    return not any(isinstance(n, Words) or (isinstance(n, Op) and n.head in NOT_NUMBERS) for n in walk(w))


@dataclass(frozen=True)
class Number(Kind):
    """A number.

    Attributes
    ----------
    value : Written
        The exact value (an int or Fraction is taken too, through `exact_number`).
    places : int or None
        None: the exact value is asked. n: a decimal with n places is asked.
    figures : int or None
        n: a decimal with n significant figures is asked.
    tolerance : Fraction
        How far a response may be from the exact value. With places or figures half a unit of the last one by default,
        a whole unit where values are taken from a table.
    relative : Fraction or None
        The same as a part of the exact value.
    form : str
        A form of `tutor.answers.forms` that is asked besides the value.
    unit : str
        The unit of the key by its one name (`tutor.reading.take_unit`): a response may leave it out, not change it.
    label : str
        A name that may stand before the answer: ``x = 3``.
    probability : bool
        Must lie in [0, 1]; a response outside is told so.
    asked : str
        The letter that the value has in the problem: under another single letter it is wrong; ``*`` for any letter,
        "" where none is told apart.
    unit : str
        The unit in which the value is, which a response may name; another one is wrong.
    """

    kind: ClassVar[str] = "number"
    value: Written
    places: int | None = None
    tolerance: Fraction | None = None
    label: str = ""
    probability: bool = False
    figures: int | None = None
    relative: Fraction | None = None
    form: str = ""
    asked: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        known_form(self.form)

    @property
    def decimals(self) -> int | None:
        """The decimals that are asked, directly or through significant figures (fewer than none: tens, hundreds …)."""
        if self.figures is None:
            return self.places
        value = abs(self.size)
        return self.figures - 1 - math.floor(math.log10(value)) if 0 < value < math.inf else self.figures

    @property
    def is_rounded(self) -> bool:
        """Is a value near the exact one right?"""
        return any(o is not None for o in (self.places, self.figures, self.tolerance, self.relative))

    @cached_property
    def slack(self) -> Fraction:
        """How far a rounded response may be off."""
        if self.relative is not None:
            return self.relative * Fraction(abs(self.size))
        if self.tolerance is not None:
            return self.tolerance
        return Fraction(1, 2) / Fraction(10) ** (self.decimals or 0)

    @cached_property
    def size(self) -> float:
        """The value as a floating-point number (nan where there is none); computed once."""
        return float_of(self.value)

    def written(self) -> Written:
        places = self.decimals
        if places is None:
            return self.value
        value = Fraction(str(high_precision(self.value, {})))
        if places >= 0:
            return decimal(value, places)
        unit = 10**-places
        return number(Fraction(str(decimal(value / unit, 0))) * unit)

    def read(self, text: str) -> Written:
        items = split(text, "")
        if not items:
            raise Unreadable("a number is expected", text, 0)
        return read_inside(items[0], text, (self.label,) if self.label else (), mixed=True, thousands=True)

    def compare(self, response: Written) -> Verdict:
        from tutor.answers.stated import stated

        found = stated(labelled(response, self.label), self.asked, rounded=self.is_rounded)
        if isinstance(found, Verdict):
            return found
        response = found
        if not is_number(response):
            return wrong_kind("one number", response)
        if names(response):
            unknown = ", ".join(sorted(names(response)))
            return wrong(say("{unknown}: the answer is a number without letters.", unknown=unknown))
        return formed(self._judge(response), self.form, self.value, response)

    def _judge(self, response: Written) -> Verdict:
        if self.is_rounded:
            return self._compare_rounded(response)
        evidence = equal(self.value, response)
        if evidence.same:
            return right(evidence)
        if evidence.same is None:
            return Verdict(Status.UNDECIDED, evidence=evidence)
        if _is_decimal(response) and self._rounds_to(response):
            return Verdict(
                Status.WRONG_FORM, Fraction(1, 2), evidence, feedback=say("Rounded: the exact value is asked.")
            )
        if self.probability and not 0 <= float_of(response) <= 1:
            return wrong(say("A probability lies between 0 and 1."), evidence)
        return wrong(evidence=evidence)

    def _compare_rounded(self, response: Written) -> Verdict:
        value, stated = high_precision(self.value, {}), high_precision(response, {})
        if value is None or stated is None or stated.imag:
            return Verdict(Status.UNDECIDED)
        gap = abs(value - stated)
        if gap <= float(self.slack) * (1 + 1e-9):
            return right(Evidence("sampled", 1))
        shown, places = _places(response), self.decimals
        few = shown is not None and places is not None and shown < places and (self.figures is None or stated)
        if few and gap <= float(Fraction(1, 2) / Fraction(10) ** (shown or 0)) * (1 + 1e-9):
            asked = (self.places, "decimals") if self.figures is None else (self.figures, "significant figures")
            feedback = say("Too few digits: {n} {unit} are asked.", n=asked[0], unit=asked[1])
            return Verdict(Status.WRONG_FORM, Fraction(1, 2), Evidence("sampled", 1), feedback=feedback)
        if self.probability and not 0 <= float_of(response) <= 1:
            return wrong(say("A probability lies between 0 and 1."))
        return wrong()

    def _rounds_to(self, response: Written) -> bool:
        value = high_precision(self.value, {})
        places = _places(response)
        if value is None or not places or places < 2:
            return False
        return bool(abs(value - high_precision(response, {})) <= float(Fraction(1, 2 * 10**places)) * (1 + 1e-9))

    def agrees(self, found: Any) -> Agreement:
        try:
            value, stated = self.size, float(found)
        except (TypeError, ValueError):
            return Agreement(False, detail=f"{found!r} is no number")
        holds = math.isfinite(stated) and math.isclose(value, stated, rel_tol=1e-8, abs_tol=1e-10)
        return Agreement(holds, 1, 8, "" if holds else f"{value!r} against {stated!r}")

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Number):
            return False
        if self.places is not None:
            return abs(self.size - other.size) <= 2 * float(self.slack)
        return math.isclose(self.size, other.size, rel_tol=1e-12, abs_tol=1e-15)


def exact_number(q: int | Fraction | Written, **options: Any) -> Number:
    """A `Number` of an int, a Fraction or a Written.

    >>> exact_number(Fraction(1, 3)).typed()
    '1/3'
    """
    return Number(q if isinstance(q, Written) else number(q), **options)


def float_of(w: Written) -> float:
    """The value of an expression without variables; nan where it has none."""
    try:
        return float(evaluate(w, {}, EXACT))
    except (NotExact, TooLarge, OverflowError):
        pass
    try:
        import numpy as np

        with np.errstate(all="ignore"):
            return float(evaluate(w, {}, arrays()))
    except (NotExact, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def _is_decimal(w: Written) -> bool:
    return any(isinstance(n, Num) and "." in n.text for n in walk(w))


def _places(w: Written) -> int | None:
    """Decimals that a plain decimal or percentage shows."""
    if isinstance(w, Op) and w.head == "neg":
        return _places(w.args[0])
    if isinstance(w, Op) and w.head == "/" and w.args[1] == Num("100"):
        inner = _places(w.args[0])
        return None if inner is None else inner + 2
    if isinstance(w, Op) and w.head == "*" and isinstance(w.args[-1], Op) and w.args[-1].head == "^":
        power = float_of(w.args[-1].args[1]) if w.args[-1].args[0] == Num("10") else math.nan
        inner = _places(w.args[0]) if len(w.args) == 2 and abs(power) < 400 else None
        return None if inner is None or power != int(power) else inner - int(power)
    return len(w.text.partition(".")[2]) if isinstance(w, Num) else None
