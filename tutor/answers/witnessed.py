"""A truth value with a typed witness that is put to the test: ``no: u = (1, 0), v = (0, 1)``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, wrong_kind
from tutor.answers.objects import Role, objects_of, parts_of, problem_of, read_objects
from tutor.answers.typed_vectors import Grid, limited
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.relations import holds
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Words, Written, substitute, typed, written

_YES = frozenset(("yes", "true", "y", "t", "correct"))
_NO = frozenset(("no", "false", "n", "f", "not", "isn't", "isnt", "doesn't", "never", "incorrect"))
_NOT = frozenset(("not", "isn't", "isnt", "doesn't"))
_SMALL = frozenset(
    (
        "it",
        "this",
        "that",
        "the",
        "is",
        "are",
        "a",
        "an",
        "because",
        "since",
        "as",
        "for",
        "example",
        "instance",
        "take",
    )
    + ("let", "consider", "with", "where", "e.g", "eg", "e.g.", "counterexample", "counter-example", "witness", "by")
    + ("statement", "claim", "set", "does", "hold", "holds", "such", "answer", "try", "we", "have", "vectors", "vector")
    + ("numbers", "matrix", "matrices", "use", "fails")
)
_WORD = re.compile(
    r"[\s,:;.–—-]*(?:\\text\s*\{\s*)?([A-Za-z][A-Za-z'’.-]*[A-Za-z]|[A-Za-z])(?:\s*\})?(?![\w'’(\[^+*/=])(?!\s*=)"
)
_GAP = re.compile(r"[\s,:;.–—]*(?:-\s+)?")


@dataclass(frozen=True)
class Condition:
    """What a witness must satisfy: a relation between its entries that must hold, or that must fail.

    Attributes
    ----------
    relation : Written
        Made of ``= != < <= > >=`` with ``and``, ``or``, ``not``, over the names of entries (see `Role`).
    holds : bool
        Must it hold? False: it must fail.
    why : str
        What it means: ``u is in the set``.
    """

    relation: Written
    holds: bool = True
    why: str = ""


@dataclass(frozen=True)
class Witnessed(Kind):
    """Yes or no with a witness, graded apart; every witness is right that meets the conditions.

    Attributes
    ----------
    truth : bool
    roles : tuple of Role
        What the witness consists of; empty when none is asked.
    conditions : tuple of Condition
        What it must satisfy, decided exactly.
    example : tuple of grids
        A witness, one grid of numbers for each role.
    share : Fraction
        Of the marks, for the verdict alone.
    claim : str
        What is true or false, as a student may repeat it: ``a subspace``.
    alone : bool
        The verdict is the whole answer; the roles say only what a wrong verdict may bring with it.

    Examples
    --------
    >>> from tutor.reading import read
    >>> u, v = Role("u", (2,)), Role("v", (2,))
    >>> inside = [Condition(read(f"{n}1*{n}2 = 0")) for n in "uv"]
    >>> w = witnessed(False, (u, v), (*inside, Condition(read("(u1+v1)*(u2+v2) = 0"), holds=False)), ((1, 0), (0, 1)))
    >>> w.typed()
    'no, u = (1, 0), v = (0, 1)'
    >>> str(w.compare(w.read("no: (1, 0), (2, 0)")).feedback)
    'The verdict is right; (u1 + v1)*(u2 + v2) = 0 must fail, but with your numbers (1 + 2)*(0 + 0) = 0 holds.'
    """

    kind: ClassVar[str] = "truth with witness"
    advice: ClassVar[str] = "yes or no, then the witness: no, u = (1, 0), v = (0, 1)"
    truth: bool
    roles: tuple[Role, ...] = ()
    conditions: tuple[Condition, ...] = ()
    example: tuple[Grid, ...] = ()
    share: Fraction = Fraction(1, 2)
    claim: str = ""
    alone: bool = False

    def written(self) -> Written:
        verdict = Words("yes" if self.truth else "no")
        roles = () if self.alone else self.roles
        shown = [(r.name, r.written(g)) for r, g in zip(roles, self.example, strict=True)]
        return Op("list", (verdict, *parts_of(shown))) if shown else verdict

    def read(self, text: str) -> Written:
        verdict, place = self._verdict(limited(text))
        rest = text[place:]
        if not rest.strip(" .\t\n$"):
            return Words(verdict)
        if not self.roles:
            raise Unreadable("yes or no is expected, and nothing more", text, place)
        try:
            objects = read_objects(rest.rstrip(" .\n"), text, place, self.roles)
        except Unreadable:
            if (verdict == "yes") != self.truth:
                return Words(verdict)  # a witness of the other verdict may consist of other objects
            raise
        return Op("list", (Words(verdict), *parts_of(objects)))

    def _verdict(self, text: str) -> tuple[str, int]:
        """The verdict in the words before the witness, and where the witness begins."""
        claim = re.findall(r"[a-z'-]+", self.claim.lower())
        roles = {r.name.lower() for r in self.roles}
        said: list[str] = []
        heard: list[str] = []
        place = 0
        while (m := _WORD.match(text, place)) is not None:
            word = m[1].lower().rstrip(".").replace("’", "'")
            if word in _YES and heard and heard[-1] in _NOT:
                pass  # 'not true' says no
            elif word in roles and said:
                break
            elif word in _YES or word in _NO:
                said.append("yes" if word in _YES else "no")
            elif word not in claim and word not in _SMALL:
                break
            heard.append(word)
            place = m.end()
        told = bool(claim) and set(claim) <= set(heard)
        if not said and told:
            said = ["yes"]  # 'it is a subspace'
        if not said:
            raise Unreadable("yes or no is expected first", text, 0, self.advice)
        doubtful = told and said[0] == "no" and not _NOT & set(heard) and {"is", "does", "yes"} & set(heard)
        if len(set(said)) > 1 or doubtful or any(a in _NOT and b == "false" for a, b in pairwise(heard)):
            raise Unreadable("both yes and no are said", text, 0, self.advice)
        gap = _GAP.match(text, place)
        return said[0], gap.end() if gap else place

    # ---------------------------------------------------------------- judging

    def compare(self, response: Written) -> Verdict:
        verdict = (
            response.args[0] if isinstance(response, Op) and response.head == "list" and response.args else response
        )
        if typed(verdict) not in ("yes", "no"):
            return wrong_kind("yes or no, with a witness", response)
        if (typed(verdict) == "yes") != self.truth:
            return wrong()
        if not self.roles or self.alone:
            return right(PROVED)
        given = objects_of(response)
        missing = [r.name for r in self.roles if r.name not in given]
        if len(missing) == len(self.roles):
            what = "A counter-example is asked too." if not self.truth else "An example is asked too."
            return self._half(say("The verdict is right. {what}", what=what))
        if missing:
            return self._half(say("The verdict is right; of the witness, {n} is missing.", n=", ".join(missing)))
        for role in self.roles:
            problem = problem_of(role, given[role.name])
            if problem is not None:
                return self._half(say("The verdict is right; but ") + problem)
        return self._test({r.name: r.rows(given[r.name]) or () for r in self.roles})

    def _half(self, feedback: Text) -> Verdict:
        return wrong(feedback, Evidence("refuted", counterexample="the witness"), self.share)

    def _test(self, grids: Mapping[str, Grid]) -> Verdict:
        values = self._values(grids)
        undecided = False
        for condition in self.conditions:
            try:
                found = holds(condition.relation, values)
            except (NotExact, TooLarge, KeyError):
                undecided = True
                continue
            if found != condition.holds:
                return self._half(self._missed(condition, values))
        if undecided:
            return Verdict(Status.UNDECIDED, feedback=say("Give fractions and square roots, so that it can be tested."))
        return right(PROVED)

    def _values(self, grids: Mapping[str, Grid]) -> dict[str, Written]:
        """The entries by their names."""
        return {
            name: w
            for role in self.roles
            for line, row in zip(role.entry_names(), grids[role.name], strict=True)
            for name, w in zip(line, row, strict=True)
        }

    def _missed(self, condition: Condition, values: Mapping[str, Written]) -> Text:
        shown = substitute(condition.relation, dict(values))
        start = say("The verdict is right; ")
        if condition.why:
            start = start + say("{why}: ", why=condition.why)
        if condition.holds:
            return start + say("{c} must hold, but with your numbers {s} fails.", c=condition.relation, s=shown)
        return start + say("{c} must fail, but with your numbers {s} holds.", c=condition.relation, s=shown)

    def agrees(self, found: Any) -> Agreement:
        """`found`: the truth by trying, or (truth, the witness's conditions as the numeric road finds them)."""
        truth, flags = found if isinstance(found, tuple) else (found, None)
        mine = [c.holds for c in self.conditions]
        fits = flags is None or [bool(f) for f in flags] == mine
        tested = self.compare(self.written()).is_right
        agreed = bool(truth) == self.truth and fits and tested
        return Agreement(agreed, 1 + len(mine), 6, "" if agreed else f"{found} against {self.typed()}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Witnessed) and self.compare(other.written()).is_right


def witnessed(
    truth: bool,
    roles: Sequence[Role] = (),
    conditions: Sequence[Condition] = (),
    example: Sequence[Any] = (),
    **options: Any,
) -> Witnessed:
    """A `Witnessed`; the example has one number, vector or matrix (nested tuples) for each role.

    Raises
    ------
    ValueError
        When the example is no witness.
    """
    grids = tuple(_grid(x) for x in example)
    made = Witnessed(truth, tuple(roles), tuple(conditions), grids, **options)
    if len(grids) != (0 if made.alone else len(made.roles)) or not made.compare(made.written()).is_right:
        raise ValueError(f"{made.example} is no witness of this kind")
    return made


def _grid(x: Any) -> Grid:
    if not isinstance(x, tuple | list):
        return ((written(x),),)
    return tuple(tuple(written(a) for a in (r if isinstance(r, tuple | list) else (r,))) for r in x)
