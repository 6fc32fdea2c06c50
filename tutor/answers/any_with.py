"""Any object with given properties: 'a 2 by 2 matrix that is not diagonalisable', 'A and B, not 0, with AB = 0'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, wrong_kind
from tutor.answers.objects import Role, exact_rows, objects_of, parts_of, problem_of, read_objects
from tutor.answers.properties import PREDICATES, Property
from tutor.answers.property_tests import Given, shown
from tutor.answers.typed_vectors import Grid, limited
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Written, written

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class AnyWith(Kind):
    """One or several objects, right whenever they have all the properties.

    Attributes
    ----------
    roles : tuple of Role
        What is asked, by name and shape.
    properties : tuple of Property
        What the objects must satisfy; see `tutor.answers.properties`.
    example : tuple of grids
        One answer, by rows, an object for each role.
    partial : bool
        May a response that has half of the properties, or more, get half of the marks?

    Examples
    --------
    >>> wanted = (Property("singular"), Property("not symmetric"))
    >>> a = any_with((Role("A", (2, 2)),), wanted, (((1, 2), (0, 0)),))
    >>> a.typed()
    'A = [1, 2; 0, 0]'
    >>> str(a.compare(a.read("[1, 2; 0, 3]")).feedback)
    'Asked is singular: det A = 3, so A is invertible.'
    """

    kind: ClassVar[str] = "property"
    advice: ClassVar[str] = "each object with its name: A = [1, 2; 0, 0]; B = [0, 1; 0, 0]"
    roles: tuple[Role, ...]
    properties: tuple[Property, ...]
    example: tuple[Grid, ...]
    partial: bool = True

    def written(self) -> Written:
        shown_ = [(r.name, r.written(g)) for r, g in zip(self.roles, self.example, strict=True)]
        parts = parts_of(shown_)
        return parts[0] if len(parts) == 1 else Op("parts", parts)

    def read(self, text: str) -> Written:
        if not limited(text).strip(" .\n"):
            raise Unreadable("an object is expected", text, 0, self.advice)
        parts = parts_of(read_objects(text.rstrip(" .\n"), text, 0, self.roles))
        return parts[0] if len(parts) == 1 else Op("parts", parts)

    def compare(self, response: Written) -> Verdict:
        given = objects_of(response)
        if not given:
            return wrong_kind(" and ".join(r.what() for r in self.roles), response)
        missing = [r.name for r in self.roles if r.name not in given]
        if missing:
            return wrong(say("{n} is missing.", n=", ".join(missing)))
        for role in self.roles:
            problem = problem_of(role, given[role.name])
            if problem is not None:
                return wrong(problem)
        try:
            grids = {r.name: exact_rows(r, given[r.name]) for r in self.roles}
        except (NotExact, TooLarge, KeyError):
            return Verdict(Status.UNDECIDED, feedback=say("Give fractions and square roots, so that it can be tested."))
        return self._judge(grids)

    def _judge(self, grids: Mapping[str, list[list[Any]]]) -> Verdict:
        defects: list[tuple[Property, Text]] = []
        undecided = 0
        for p in self.properties:
            try:
                defect = PREDICATES[p.name](Given(p.of, tuple(grids[n] for n in p.of), p.data))
            except (NotExact, TooLarge):
                undecided += 1
                continue
            if defect is not None:
                defects.append((p, defect))
        if defects:
            share = 1 - Fraction(len(defects) + undecided, len(self.properties))
            p, defect = defects[0]
            feedback = say("Asked is {what}: ", what=_phrase(p)) + defect + say(".")
            credit = _HALF if self.partial and share >= _HALF else Fraction(0)
            return wrong(feedback, Evidence("refuted", counterexample=p.name), credit)
        if undecided:
            return Verdict(Status.UNDECIDED, feedback=say("Try an example with smaller numbers."))
        return right(PROVED)

    def agrees(self, found: Any) -> Agreement:
        """`found`: for each property whether the numeric road finds that the example has it."""
        flags = [bool(f) for f in found]
        holds = len(flags) == len(self.properties) and all(flags) and self.compare(self.written()).is_right
        return Agreement(holds, len(flags), 6, "" if holds else f"{flags} for {[p.name for p in self.properties]}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, AnyWith) and self.compare(other.written()).is_right


def _phrase(p: Property) -> Text:
    """The property with its data, as words and objects."""
    phrase = say("{name}", name=p.name)
    for k in range(len(p.data)):
        phrase = phrase + say(" {d}", d=shown(Given((), (), p.data).other(k)))
    return phrase


def any_with(roles: Sequence[Role], properties: Sequence[Property], example: Sequence[Any], **options: Any) -> AnyWith:
    """An `AnyWith`; the example has one number, vector or matrix (nested tuples) for each role.

    Raises
    ------
    ValueError
        For a property that is not known, or an example that has not all of them.
    """
    known = {r.name for r in roles}
    for p in properties:
        if p.name not in PREDICATES or not p.of or not set(p.of) <= known:
            raise ValueError(f"{p} is no property of {', '.join(sorted(known))}")
    made = AnyWith(tuple(roles), tuple(properties), tuple(_grid(x) for x in example), **options)
    if len(made.example) != len(made.roles) or not made.compare(made.written()).is_right:
        raise ValueError(f"the example {made.typed()} has not the properties: {made.compare(made.written()).feedback}")
    return made


def _grid(x: Any) -> Grid:
    if not isinstance(x, tuple | list):
        return ((_one(x),),)
    return tuple(tuple(_one(a) for a in (r if isinstance(r, tuple | list) else (r,))) for r in x)


def _one(x: Any) -> Written:
    return x.written() if isinstance(x, Surd) else written(x)
