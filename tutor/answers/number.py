"""A number: exact, or rounded to stated decimals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, labelled, read_inside, split, wrong_kind
from tutor.equality import equal, high_precision
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import EXACT, NotExact, arrays, evaluate
from tutor.text import say
from tutor.verdict import Evidence, Status, Verdict, right, wrong
from tutor.written import RELATIONS, Num, Op, Words, Written, decimal, names, number, walk

NOT_NUMBERS = (
    frozenset(("matrix", "augmented", "tuple", "set", "list", "interval", "empty", "row", "in", "inf")) | RELATIONS
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
    tolerance : Fraction
        With places: how far a response may be from the exact value; half a unit of the last place by default, a
        whole unit where values are taken from a table.
    label : str
        A name that may stand before the answer: ``x = 3``.
    probability : bool
        Must lie in [0, 1]; a response outside is told so.
    """

    kind: ClassVar[str] = "number"
    value: Written
    places: int | None = None
    tolerance: Fraction | None = None
    label: str = ""
    probability: bool = False

    @property
    def slack(self) -> Fraction:
        """How far a rounded response may be off."""
        return self.tolerance if self.tolerance is not None else Fraction(1, 2 * 10 ** (self.places or 0))

    @cached_property
    def size(self) -> float:
        """The value as a floating-point number (nan where there is none); computed once."""
        return float_of(self.value)

    def written(self) -> Written:
        if self.places is None:
            return self.value
        return decimal(Fraction(str(high_precision(self.value, {}))), self.places)

    def read(self, text: str) -> Written:
        items = split(text, "")
        if not items:
            raise Unreadable("a number is expected", text, 0)
        return read_inside(items[0], text, (self.label,) if self.label else (), mixed=True)

    def compare(self, response: Written) -> Verdict:
        response = labelled(response, self.label)
        if not is_number(response):
            return wrong_kind("one number", response)
        if names(response):
            unknown = ", ".join(sorted(names(response)))
            return wrong(say("{unknown}: the answer is a number without letters.", unknown=unknown))
        if self.places is not None:
            return self._compare_rounded(response, self.places)
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

    def _compare_rounded(self, response: Written, places: int) -> Verdict:
        value, stated = high_precision(self.value, {}), high_precision(response, {})
        if value is None or stated is None or stated.imag:
            return Verdict(Status.UNDECIDED)
        gap = abs(value - stated)
        if gap <= float(self.slack) * (1 + 1e-9):
            return right(Evidence("sampled", 1))
        shown = _places(response)
        if shown is not None and shown < places and gap <= float(Fraction(1, 2 * 10**shown)) * (1 + 1e-9):
            feedback = say("Too few digits: {n} decimals are asked.", n=places)
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
    except (NotExact, TooLarge):
        pass
    try:
        found = evaluate(w, {}, arrays())
        return float(found)
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
    return len(w.text.partition(".")[2]) if isinstance(w, Num) else None
