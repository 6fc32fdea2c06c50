"""A set of real numbers: an interval, a union of intervals and points, the solutions of an inequality."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.cells import RELATION, Cell, NotASet, NotDecided, cells, changes, ends_of, holds, united
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import INF, Name, Op, Words, Written, names, substitute, walk

EVERYTHING = Op("interval", (Op("neg", (INF,)), INF, Words("()")))
_ALL = frozenset(
    (
        "r",
        "ℝ",
        "reals",
        "the reals",
        "all reals",
        "all real numbers",
        "every real number",
        "all x",
        "\\mathbb{r}",
        "always",
    )
    + (
        "any real number",
        "all of r",
        "everything",
        "all numbers",
        "x in r",
        "x ∈ ℝ",
        "x \\in \\mathbb{r}",
        "x any real number",
        "real numbers",
        "the real numbers",
        "the set of real numbers",
        "the set of all real numbers",
        "set of all real numbers",
        "all values",
        "all real x",
        "all values of x",
        "all real values",
        "all real values of x",
        "x is any real number",
        "x can be any real number",
        "x is all real numbers",
        "any real x",
    )
)
_INF = r"(?:inf|oo|∞|infinity|\\infty)"
_LINE = rf"(?:R|ℝ|\\mathbb\{{R\}}|\\mathbb R|reals|\(\s*-\s*{_INF}\s*,\s*\+?{_INF}\s*\))"
_ONE = r"[\[(][^\[\](){}]*[\])]"  # an interval, or something bracketed without brackets inside
_WITHOUT = re.compile(
    rf"(?:[a-z]\s*(?:in|∈|\\in)\s*)?({_LINE}|{_ONE})\s*(?:\\setminus|\\backslash|\\|∖|-|−|without|except)\s*"
    rf"(\\?\{{[^{{}}]+\}}|{_ONE})"
)
_EXCEPT = re.compile(
    r"(?:x\s+is\s+)?(?:R|ℝ|(?:the\s+)?reals|(?:(?:all|any|every)\s+)?(?:the\s+)?(?:real\s+)?(?:numbers?|reals|x|values?))"
    r",?\s+(?:except|but|except\s+for|other\s+than|besides|without|not\s+equal\s+to)\s+(?:for\s+)?"
    r"(?:(?P<name>[a-z])\s*=\s*)?(?P<points>[^<>=(){}\[\]]+)",
    re.IGNORECASE,
)
_IS_NOT = re.compile(r"\b(?:is\s+not(?:\s+equal\s+to)?|isn't|(?:does|must|can)\s*not\s+equal|not\s+equal\s+to)(?=\s)")
_JOIN = re.compile(r"\s*(?:,\s*and\b|,|\band\b|\bor\b)\s*")
_BUILDER = re.compile(
    r"\\?\{\s*([A-Za-z])\s*(?:(?:in|∈|\\in)\s*(?:R|ℝ|\\mathbb\{R\})\s*)?(?:\||:|\\mid|∣)\s*(.+?)\s*\\?\}"
)


@dataclass(frozen=True)
class RealSet(Kind):
    """A set of real numbers, given as intervals or by inequalities.

    Attributes
    ----------
    value : Written
        Intervals, sets, relations in `variable` joined by and, or, union.
    solved : bool
        A response must compare the bare variable with numbers, or be made of intervals: ``x^2 < 4`` is no solution.

    Examples
    --------
    >>> from tutor.reading import read
    >>> s = RealSet(read("x^2 < 4", names="x"))
    >>> s.typed(), s.compare(s.read("-2 < x < 2")).status.value
    ('(-2, 2)', 'right')
    >>> str(s.compare(s.read("[-2, 2)")).feedback)
    'The end point -2: open or closed?'
    """

    kind: ClassVar[str] = "set of reals"
    value: Written
    variable: str = "x"
    solved: bool = True

    def __post_init__(self) -> None:
        try:
            self.parts  # noqa: B018 - a key that is no set is refused at once
        except (NotASet, NotDecided, TooLarge) as error:
            raise InputError(f"the key {self.value} is no set of real numbers that can be compared: {error}") from error

    @cached_property
    def parts(self) -> tuple[list[Cell], list[bool]]:
        """The cells of the key, and which of them belong to it."""
        found = cells(changes(self.value, self.variable))
        return found, [holds(self.value, self.variable, c) for c in found]

    def written(self) -> Written:
        return united(*self.parts)

    def read(self, text: str) -> Written:
        said = worded(text, self.variable)
        if said is not None:
            return said
        free = not names(self.value)  # intervals have no letter, so that any one letter may be compared with numbers
        found = _joined(read_inside(Item(plain_signs(text), 0), text, (self.variable,), others=free), text)
        used = names(found)
        if free and len(used) == 1 and used != {self.variable}:
            return substitute(found, dict.fromkeys(used, Name(self.variable)))
        return found

    def compare(self, response: Written) -> Verdict:
        if response == Name("R"):
            response = EVERYTHING
        try:
            mine, theirs = changes(self.value, self.variable), changes(response, self.variable)
            found = cells([*mine, *theirs])
            key = [holds(self.value, self.variable, c) for c in found]
            given = [holds(response, self.variable, c) for c in found]
            own = cells(theirs)
        except NotASet:
            return wrong_kind(
                f"a set of real numbers: [0, 1), (-inf, 2] U {{5}}, {self.variable} < 2 or {self.variable} > 5",
                response,
            )
        except (NotDecided, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say("Give the intervals themselves."))
        if key == given:
            evidence = PROVED if all(p.exact is not None for p in (*mine, *theirs)) else Evidence("sampled", 1)
            if self.solved and not _is_solved(response, self.variable):
                feedback = say(
                    "The set is right, but not solved: give intervals, or {x} alone on one side.", x=Name(self.variable)
                )
                return Verdict(Status.WRONG_FORM, Fraction(1, 2), evidence, feedback=feedback)
            return right(evidence)
        return self._diagnose(found, key, given, [c for c in own if c.point is not None])

    def _diagnose(self, found: list[Cell], key: list[bool], given: list[bool], own: list[Cell]) -> Verdict:
        differ = [c for c, k, g in zip(found, key, given, strict=True) if k != g]
        evidence = Evidence("refuted", counterexample=f"{self.variable} = {float(differ[0].sample):g}")
        if all(c.point is not None for c in differ):
            for c in differ:
                if any(c.point is not None and o.point is not None and not o.point.order(c.point) for o in own):
                    assert c.point is not None
                    feedback = say("The end point {p}: open or closed?", p=_plain(c))
                    return wrong(feedback, evidence, Fraction(1, 2))
            return wrong(say("A single number is missing or too many."), evidence, Fraction(1, 2))
        if not any(given):
            return wrong(say("The set is not empty."), evidence)
        if all(k != g for c, k, g in zip(found, key, given, strict=True) if c.point is None):
            return wrong(say("These are the numbers for which it does not hold."), evidence)
        if all(g or not k for k, g in zip(key, given, strict=True)):
            return wrong(say("Some of your numbers do not belong: try one in each of your intervals."), evidence)
        if all(k or not g for k, g in zip(key, given, strict=True)):
            return wrong(say("Your numbers belong, but there are more."), evidence)
        return wrong(Text(()), evidence)

    def points(self) -> Mapping[str, Any]:
        """A number in every open cell, and the end points that floats hold exactly."""
        import numpy as np

        return {self.variable: np.array([float(c.sample) for c, _ in self._float_cells()])}

    def _float_cells(self) -> list[tuple[Cell, bool]]:
        found, inside = self.parts
        return [(c, k) for c, k in zip(found, inside, strict=True) if c.point is None or _is_dyadic(c)]

    def agrees(self, found: Any) -> Agreement:
        """`found`: whether each of the points belongs to the set."""
        stated = [k for _, k in self._float_cells()]
        theirs = [bool(t) for t in found]
        holds_ = stated == theirs
        return Agreement(holds_, len(stated), 6, "" if holds_ else f"{theirs} against {stated}")

    def same(self, other: Answer) -> bool:
        if not isinstance(other, RealSet) or self.variable != other.variable:
            return False
        found = cells([*changes(self.value, self.variable), *changes(other.value, self.variable)])
        return all(holds(self.value, self.variable, c) == holds(other.value, self.variable, c) for c in found)


def _plain(c: Cell) -> Written:
    assert c.point is not None
    return c.point.exact.written() if c.point.exact is not None else c.point.shown


def _is_dyadic(c: Cell) -> bool:
    return c.point is not None and c.point.exact is not None and Fraction(float(c.sample)) == c.sample


def _is_solved(w: Written, variable: str) -> bool:
    """Does every relation compare the bare variable with a number?"""
    for n in walk(w):
        if isinstance(n, Op) and n.head in RELATION:
            left, right_side = n.args
            if not (left == Name(variable) and not names(right_side)) and not (
                right_side == Name(variable) and not names(left)
            ):
                return False
    return True


def worded(text: str, variable: str = "x") -> Written | None:
    """A set of reals that is said in words, by what it leaves out, or by its property; None for anything else.

    >>> str(worded("all reals except 2")), str(worded("{x | x > 2}")), worded("2x")
    ('(-inf, inf) and not {2}', 'x > 2', None)
    """
    plain = " ".join(text.split()).rstrip(".")
    if plain.lower() in _ALL and plain != variable:
        return EVERYTHING
    left_out = _WITHOUT.fullmatch(plain)
    if left_out:
        return _without(left_out.group(1), left_out.group(2), text, variable)
    but = _EXCEPT.fullmatch(plain)
    if but and but["name"] in (None, variable):
        kept = [p.removeprefix(f"{variable} = ") for p in _JOIN.split(but["points"]) if p]
        points = [read_inside(Item(p, max(0, text.find(p))), text, (variable,)) for p in kept]
        return Op("and", (EVERYTHING, Op("not", (Op("set", tuple(points)),))))
    builder = _BUILDER.fullmatch(plain)
    if builder is None or builder.group(1) != variable:
        return None
    body = builder.group(2)
    return _joined(read_inside(Item(plain_signs(body), max(0, text.find(body))), text, (variable,)), text)


def named_in(text: str) -> str:
    """The letter of ``{t | t > 2}``; x where none is named."""
    builder = _BUILDER.fullmatch(" ".join(text.split()).rstrip("."))
    return builder.group(1) if builder else "x"


def plain_signs(text: str) -> str:
    """``is not`` as the sign ``!=``, every character in its place."""
    return _IS_NOT.sub(lambda m: "!=".ljust(len(m[0])), text)


def _without(whole: str, part: str, text: str, variable: str) -> Written:
    """``R \\ {2}``: all of one set but another."""
    w: Written = EVERYTHING
    if re.fullmatch(_LINE, whole) is None:
        w = read_inside(Item(whole, max(0, text.find(whole))), text, (variable,))
    away = read_inside(Item(part, max(0, text.rfind(part))), text, (variable,))
    if part[-1] == "}" and not (isinstance(away, Op) and away.head == "set"):
        away = Op("set", away.args if isinstance(away, Op) and away.head == "list" else (away,))
    return Op("and", (w, Op("not", (away,))))


def _joined(w: Written, text: str) -> Written:
    """A list of equations or points as a set; a comma between inequalities is refused."""
    if isinstance(w, Op) and w.head == "set" and not (names(w) or any(ends_of(a) for a in w.args)):
        return w
    if not (isinstance(w, Op) and w.head == "list"):
        return w
    heads = {a.head if isinstance(a, Op) else "" for a in w.args}
    if heads == {"="}:
        return Op("or", w.args)
    if heads == {"!="}:
        return Op("and", w.args)
    if any(ends_of(a) is not None for a in w.args) or heads & set(RELATION) or "and" in heads:
        raise Unreadable("a comma may mean 'and' or 'or'", text, max(0, text.find(",")), "write 'and', 'or' or U")
    return w
