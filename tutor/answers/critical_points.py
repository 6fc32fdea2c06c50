"""The critical points of a function, each with its type: minimum, maximum, saddle or inflection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.answers.number import float_of
from tutor.answers.typed_vectors import limited, single, vector_of
from tutor.equality import equal
from tutor.errors import TooLarge, Unreadable
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Name, Op, Words, Written, names, substitute, written

TYPES = ("minimum", "maximum", "saddle", "inflection")
_WORDS = {
    "minimum": r"minimum|minima|minimums|minimizer|minimiser|min\b\.?",
    "maximum": r"maximum|maxima|maximums|maximizer|maximiser|max\b\.?",
    "saddle": r"saddles?",
    "inflection": r"inflections?|inflexions?|terrace",
    "neither": r"neither(?:\s+(?:an?\s+)?[a-z]+\s+nor\s+(?:an?\s+)?[a-z]+)?|not?\s+(?:an?\s+)?extrem(?:um|a)",
    "?": r"\?",
}
_NAMED = "|".join(f"(?P<t{k}>{w})" for k, w in enumerate(_WORDS.values()))
_TYPE = re.compile(
    r"(?:(?<![A-Za-z\\])(?:is|are|gives|has)\s+)?(?:(?<![A-Za-z\\])(?:an?|the)\s+)?"
    r"(?:(?<![A-Za-z])(?:strict|local|relative|isolated|horizontal|global|absolute)\s+)*"
    rf"(?<![A-Za-z\\])(?:{_NAMED})(?![A-Za-z])"
    r"(?:[ -]+(?:points?|values?)\b)?(?P<after>\s*(?:\b(?:at|in|for|when)\b|:(?!=)|=))?",
    re.IGNORECASE,
)
_GLOBAL = re.compile(r"\b(?:global|absolute)\b", re.IGNORECASE)
_FONT = re.compile(r"\\(?:text|mathrm|textrm|operatorname)\s*\{([^{}]*)\}")
_NONE = re.compile(
    r"\s*(?:there\s+(?:are|is)\s+)?(?:no|none)(?:\s+(?:such|critical|stationary|extreme|solutions?|points?))*\s*\.?\s*"
    r"|\s*(?:∅|\\emptyset|\{\s*\}|dne|nothing)\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\s|[,:;]|\.(?!\d)|[-–—=]>|→|⇒|\\to\b|\\quad\b|\\,|\b(?:and|the|critical|stationary|points?|are|is|at|with)\b"
    r"|\$)+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\s|[,:;.(]|[-–—=]>|[-–—]|→|⇒|\\to\b|\\quad\b|\\,|\b(?:and|the|is|are|with|which|being)\b|\$)+$", re.IGNORECASE
)
_SIGNS = re.compile(r"±|\\pm(?![A-Za-z])|\+\s*/\s*-|\+-")
_MOST = 40  # points of one response
Point = tuple[Written, ...]


@dataclass(frozen=True)
class CriticalPoints(Kind):
    """Points with their types, in any order; half of a point's marks are for its type.

    Attributes
    ----------
    items : tuple of (point, type)
        The point as a tuple of numbers, the type one of `TYPES`; empty where there are none.
    variables : tuple of str
        The variables in the order of the coordinates.
    function : Written or None
        With it, a point of the graph, ``(1, f(1))``, is taken for the point too.

    Examples
    --------
    >>> c = critical_points([((1, 2), "minimum"), ((0, 0), "saddle")], ("x", "y"))
    >>> c.typed()
    '(1, 2): minimum; (0, 0): saddle'
    >>> str(c.compare(c.read("min at (1,2), max at (0,0)")).feedback)
    'Look again at the type of (0, 0).'
    """

    kind: ClassVar[str] = "critical points"
    advice: ClassVar[str] = "each point with its type: (1, 2): minimum; (0, 0): saddle"
    items: tuple[tuple[Point, str], ...]
    variables: tuple[str, ...] = ("x",)
    function: Written | None = None

    def written(self) -> Written:
        if not self.items:
            return Op("empty")
        return Op("pairs", tuple(Op("pair", (_shown(p), Words(t))) for p, t in self.items))

    # ---------------------------------------------------------------- reading

    def read(self, text: str) -> Written:
        limited(text)
        if _NONE.fullmatch(text):
            return Op("empty")
        plain = _FONT.sub(lambda m: " " * (len(m[0]) - len(m[1]) - 1) + m[1] + " ", text)
        found: list[Written] = []
        for group in split(plain, ";\n"):
            found.extend(self._group(group, text))
            if len(found) > _MOST:
                raise Unreadable(f"more than {_MOST} points are not read", text, group.at)
        if not found:
            raise Unreadable("points with their types are expected, as in (1, 2): minimum", text, 0)
        return Op("pairs", tuple(found))

    def _group(self, group: Item, text: str) -> list[Written]:
        """Points and types of a stretch without semicolons: ``TYPE at P, P`` or ``P: TYPE``."""
        marks = list(_TYPE.finditer(group.text))
        ends = [0, *(e for m in marks for e in m.span()), len(group.text)]
        chunks = [_trimmed(group.text, a, b, group.at) for a, b in zip(ends[::2], ends[1::2], strict=True)]
        owner: list[str] = [""] * len(chunks)
        forward = not chunks[0].text
        for k, m in enumerate(marks):
            place = k + 1 if (m["after"] and chunks[k + 1].text) or forward else k
            if owner[place] or not chunks[place].text:
                raise Unreadable("which point is of this type?", text, group.at + m.start(), self.advice)
            kind = next(t for i, t in enumerate(_WORDS) if m[f"t{i}"])
            owner[place] = f"global {kind}" if _GLOBAL.search(m[0]) else kind
        return [
            Op("pair", (_shown(p), Words(kind or "?")))
            for chunk, kind in zip(chunks, owner, strict=True)
            if chunk.text
            for p in self._points(chunk, text)
        ]

    def _points(self, chunk: Item, text: str) -> list[Point]:
        plain = re.sub(r"\band\b", " , ", re.sub(r"\bor\b", ", ", chunk.text))
        found: list[Point] = []
        loose: dict[str, Written] = {}
        for item in split(plain, ","):
            for w in _both(Item(item.text, item.at + chunk.at), text, self.variables):
                label = ""
                if isinstance(w, Op) and w.head == "=":
                    label, w = str(w.args[0]), w.args[1]
                line = vector_of(w)
                if line is not None:
                    found.append(line)
                elif not single(w):
                    raise Unreadable("a point is expected", text, item.at + chunk.at, self.advice)
                elif len(self.variables) == 1:
                    if label and not label.startswith(self.variables[0]):
                        if not found or self.function is None:
                            hint = f"give {self.variables[0]} alone"
                            raise Unreadable(f"{label} is no coordinate here", text, item.at + chunk.at, hint)
                        found[-1] = (*found[-1], w)
                        continue
                    found.append((w,))
                else:
                    free = [v for v in self.variables if v not in loose]
                    loose[label if label in free else free[0]] = w
                    if len(loose) == len(self.variables):
                        found.append(tuple(loose[v] for v in self.variables))
                        loose = {}
        if loose:
            raise Unreadable("a coordinate is missing", text, chunk.at, self.advice)
        return found

    # ---------------------------------------------------------------- judging

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "empty":
            return wrong(say("There are critical points.")) if self.items else right()
        given = _given(response)
        if given is None:
            return wrong_kind("points with their types, as in (1, 2): minimum", response)
        for p, _ in given:
            if any(names(a) - self._letters() for a in p):
                return wrong_kind("points with numbers as coordinates", response)
            if len(p) not in self._lengths():
                n = len(self.variables)
                return wrong(say("{p}: a point has {n} coordinate{s} here.", p=_shown(p), n=n, s="s" if n > 1 else ""))
        places = [self._place(p) for p, _ in given]
        if None in places:
            return Verdict(Status.UNDECIDED)
        return self._judge(given, [k for k in places if k is not None])

    def _letters(self) -> frozenset[str]:
        return frozenset(n for p, _ in self.items for a in p for n in names(a))

    def _lengths(self) -> tuple[int, ...]:
        n = len(self.variables)
        return (n, n + 1) if self.function is not None else (n,)

    def _place(self, point: Point) -> int | None:
        """Which point of the key this is; −1 if none, None if that is not decided."""
        undecided = False
        for k, (mine, _) in enumerate(self.items):
            full: Point = mine
            if len(point) > len(mine) and self.function is not None:
                full = (*mine, substitute(self.function, dict(zip(self.variables, mine, strict=True))))
            same = [_same(a, b) for a, b in zip(full, point, strict=True)]
            if all(same):
                return k
            undecided = undecided or False not in same
        return None if undecided else -1

    def _judge(self, given: list[tuple[Point, str]], places: list[int]) -> Verdict:
        strangers = [p for (p, _), k in zip(given, places, strict=True) if k < 0]
        types = {k: {t for (_, t), j in zip(given, places, strict=True) if j == k} for k in places if k >= 0}
        shown = {k: p for (p, _), k in zip(given, places, strict=True) if k >= 0}
        typed_right = {k for k, said in types.items() if all(self._is(t, self.items[k][1]) for t in said)}
        missing = len(self.items) - len(types)
        untyped = [k for k, said in types.items() if said == {"?"}]
        bad = [k for k in types if k not in typed_right]
        if not strangers and not missing and not bad:
            if any(t.startswith("global") for said in types.values() for t in said):
                feedback = say("Give the local type alone: minimum, maximum or saddle.")
                return Verdict(Status.UNDECIDED, feedback=feedback)
            return right(PROVED)
        remarks: list[Text] = []
        if strangers:
            word = "is no critical point" if len(strangers) == 1 else "are no critical points"
            remarks.append(say("{p} {word}.", p=Op("list", tuple(map(_shown, strangers))), word=word))
        twice = [k for k in bad if len(types[k]) > 1]
        if twice:
            remarks.append(say("{p} is given two types.", p=_shown(shown[twice[0]])))
        elif untyped:
            remarks.append(say("Of which type is {p}?", p=_shown(shown[untyped[0]])))
        elif bad:
            which = Op("list", tuple(_shown(shown[k]) for k in bad))
            remarks.append(say("Look again at the type of {p}.", p=which))
        if missing:
            word = "One point is" if missing == 1 else f"{missing} points are"
            remarks.append(say("{word} missing.", word=word))
        joined = remarks[0]
        for r in remarks[1:]:
            joined = joined + say(" ") + r
        credit = Fraction(len(types) + len(typed_right) - len(strangers), 2 * max(1, len(self.items)))
        return wrong(joined, Evidence("refuted"), max(Fraction(0), credit))

    def _is(self, said: str, true: str) -> bool:
        """Does the type that was said name the true one?"""
        said = said.removeprefix("global ")
        flat = ("saddle", "inflection", "neither")
        if said == true or (said == "neither" and true in flat):
            return True
        return len(self.variables) == 1 and said in flat and true in flat

    def agrees(self, found: Any) -> Agreement:
        """`found`: a list of (point as an array, type), in any order."""
        import numpy as np

        theirs = [(np.atleast_1d(np.asarray(p, dtype=float)), str(t)) for p, t in found]
        left = [(np.array([float_of(a) for a in p]), t) for p, t in self.items]
        if len(theirs) != len(left):
            return Agreement(False, 0, detail=f"{len(theirs)} points against {len(left)}")
        for p, t in theirs:
            near = [
                k for k, (q, s) in enumerate(left) if q.shape == p.shape and np.allclose(p, q, 1e-6, 1e-7) and s == t
            ]
            if not near:
                return Agreement(False, 0, detail=f"{p.tolist()}: {t} against {self.typed()}")
            left.pop(near[0])
        return Agreement(True, len(theirs) or 1, 6)

    def same(self, other: Answer) -> bool:
        return isinstance(other, CriticalPoints) and self.compare(other.written()).is_right


def critical_points(
    items: Sequence[tuple[Any, str]], variables: Sequence[str] = ("x",), function: Written | None = None
) -> CriticalPoints:
    """A `CriticalPoints` of (point, type); a point is a number or a sequence of numbers."""
    made = []
    for p, t in items:
        point = tuple(written(a) for a in (p if isinstance(p, tuple | list) else (p,)))
        if t not in TYPES or len(point) != len(variables):
            raise ValueError(f"{p}: {t} is no point of {len(variables)} coordinates with a type of {', '.join(TYPES)}")
        made.append((point, t))
    return CriticalPoints(tuple(made), tuple(variables), function)


def _shown(p: Point) -> Written:
    return p[0] if len(p) == 1 else Op("tuple", p)


def _trimmed(text: str, start: int, end: int, at: int) -> Item:
    """A stretch without the small words around it."""
    first = _BEFORE.match(text, start, end)
    start = first.end() if first else start
    body = text[start:end]
    last = _BEHIND.search(body[-60:])
    if last:
        body = body[: len(body) - (len(last[0]))]
    return Item(body.lstrip(") "), at + start + len(body) - len(body.lstrip(") ")))


def _both(item: Item, text: str, variables: tuple[str, ...]) -> list[Written]:
    """One value, or the two of ``±``."""
    signs = list(_SIGNS.finditer(item.text))
    if len(signs) > 1:
        raise Unreadable("several signs ± may mean two things", text, item.at + signs[1].start(), "list the points")
    bodies = [item.text]
    if signs:
        bodies = [f"{item.text[: signs[0].start()]}{s}{item.text[signs[0].end() :]}" for s in "+-"]
    found = [read_inside(Item(b, item.at), text, variables, others=True) for b in bodies]
    return [a for w in found for a in _opened(w, variables)]


def _opened(w: Written, variables: tuple[str, ...]) -> tuple[Written, ...]:
    """The items of a set; the right side of ``(x, y) = (1, 2)``."""
    if isinstance(w, Op) and w.head == "set":
        return w.args
    if isinstance(w, Op) and w.head == "=" and w.args[0] == Op("tuple", tuple(map(Name, variables))):
        return (w.args[1],)
    return (w,)


def _given(response: Written) -> list[tuple[Point, str]] | None:
    if not (isinstance(response, Op) and response.head == "pairs"):
        return None
    found = []
    for pair in response.args:
        if not isinstance(pair, Op) or len(pair.args) != 2:
            return None
        point, kind = pair.args
        line = point.args if isinstance(point, Op) and point.head == "tuple" else (point,)
        found.append((line, str(kind)))
    return found


def _same(a: Written, b: Written) -> bool | None:
    try:
        return equal(a, b).same
    except TooLarge:
        return None
