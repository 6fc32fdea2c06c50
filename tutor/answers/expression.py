"""An expression in given variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, labelled, read_inside, wrong_kind
from tutor.answers.forms import formed, known_form
from tutor.answers.number import is_number
from tutor.equality import ANYWHERE, Domain, equal, points
from tutor.evaluate import function_of
from tutor.text import say
from tutor.verdict import Status, Verdict, right, wrong
from tutor.written import Written, names


def places_of(variables: tuple[str, ...], domain: Domain, count: int = 6) -> dict[str, Any]:
    """Arrays of floats, one a variable: the points at which roads are compared."""
    return dict(_places(variables, tuple(sorted((domain.intervals or {}).items())), count))


@lru_cache(maxsize=256)
def _places(variables: tuple[str, ...], intervals: tuple[Any, ...], count: int) -> dict[str, Any]:
    import numpy as np

    found = list(points(variables, Domain(dict(intervals) or None), count))
    arrays = {v: np.array([float(p[v]) for p in found]) for v in variables}
    for a in arrays.values():
        a.flags.writeable = False
    return arrays


def array_agreement(stated: Any, found: Any) -> Agreement:
    """Do two arrays of floats agree wherever the stated one is finite (three points at the least)?"""
    import numpy as np

    try:
        a = np.asarray(stated, dtype=float)
        b = np.broadcast_to(np.asarray(found, dtype=float), a.shape)
    except (TypeError, ValueError) as error:
        return Agreement(False, 0, detail=str(error))
    good = np.isfinite(a)
    count = int(good.sum())
    if count < min(3, a.size) or count == 0:
        return Agreement(False, count, detail="fewer than 3 finite points")
    scale = 1 + np.abs(a[good])
    holds = bool(np.all(np.abs(a[good] - b[good]) <= 1e-7 * scale))
    return Agreement(holds, count, 7, "" if holds else f"{a.tolist()} against {b.tolist()}")


def clearly_differ(a: Any, b: Any) -> bool:
    """Do two arrays of floats differ at some place? The quick way to tell misconceptions apart."""
    if a.shape != b.shape:
        return False
    pairs = zip(a.ravel().tolist(), b.ravel().tolist(), strict=True)
    return any(abs(x - y) > 1e-6 * (1 + abs(x)) for x, y in pairs)  # never true for nan


@dataclass(frozen=True)
class Expression(Kind):
    """An expression, right up to equality of functions on the domain.

    >>> from tutor.written import Name
    >>> Expression(Name("x") * 2, ("x",)).compare(Name("x") + Name("x")).status.value
    'right'
    """

    kind: ClassVar[str] = "expression"
    value: Written
    variables: tuple[str, ...]
    domain: Domain = ANYWHERE
    label: str = ""
    form: str = ""

    def __post_init__(self) -> None:
        known_form(self.form)

    def written(self) -> Written:
        return self.value

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, (*self.variables, *((self.label,) if self.label else ())))

    def compare(self, response: Written) -> Verdict:
        response = labelled(response, self.label)
        if not is_number(response):
            return wrong_kind("one expression", response)
        verdict = compare_expression(self.value, response, self.variables, self.domain)
        return formed(verdict, self.form, self.value, response)

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, self.domain)

    def agrees(self, found: Any) -> Agreement:
        return array_agreement(self._values(), found)

    def _values(self) -> Any:
        memory = self.__dict__
        if "_floats" not in memory:  # an answer is frozen, so it is evaluated once
            import numpy as np

            places = self.points()
            shape = next(iter(places.values())).shape
            memory["_floats"] = np.broadcast_to(function_of(self.value, self.variables)(*places.values()), shape)
        return memory["_floats"]

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Expression) or clearly_differ(self._values(), other._values()):
            return False
        return array_agreement(self._values(), other._values()).holds


def compare_expression(key: Written, response: Written, variables: tuple[str, ...], domain: Domain) -> Verdict:
    """Judge one expression against the key; a letter that the problem does not have is named."""
    foreign = sorted(names(response) - set(variables))
    if foreign:
        return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
    evidence = equal(key, response, domain)
    if evidence.same is None:
        return Verdict(Status.UNDECIDED, evidence=evidence)
    return right(evidence) if evidence.same else wrong(evidence=evidence)
