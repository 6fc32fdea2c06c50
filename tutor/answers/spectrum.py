"""The eigenvalues of a matrix, with or without their multiplicities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.answers.typed_vectors import decimal_places, single
from tutor.equality import equal, high_precision
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import as_float, scalar
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Words, Written, names, typed, written

_LABEL = re.compile(
    r"\s*(?:the\s+)?(?:eigenvalues?|(?:λ|\\?lambda)\s*_?(?P<index>\{[0-9,\s]+\}|[0-9]+(?:\|[0-9]+)*|[₀-₉]+)?)"
    r"\s*(?:=|:|\bare\b|\bis\b|∈|\bin\b)\s*",
    re.IGNORECASE,
)
_INDICES = re.compile(r"((?:λ|lambda)\s*_?\s*[0-9]\s*),(?=\s*[0-9]\s*=)", re.IGNORECASE)
_WORDS = {"simple": 1, "once": 1, "double": 2, "twice": 2, "repeated": 2, "triple": 3, "thrice": 3, "quadruple": 4}
_MULTIPLICITY = (
    rf"(?P<word>{'|'.join(_WORDS)})(?:\s+root|\s+eigenvalue)?"
    r"|(?:with\s+)?(?:(?:algebraic\s+)?mult(?:iplicity|\.)?|a?m)\s*[=:]?\s*(?:of\s+)?(?P<count>[0-9]{1,2})"
    r"|(?P<times>[0-9]{1,2})\s*times"
)
_SUFFIX = re.compile(rf"\s*(?:\(\s*(?:{_MULTIPLICITY})\s*\))$", re.IGNORECASE)
_BARE = re.compile(rf"(?:^|\s+)(?:{_MULTIPLICITY})$", re.IGNORECASE)
_CROSS = re.compile(r"\s*\(\s*[x×*]\s*(?P<count>[0-9]{1,2})\s*\)$")
_BOTH = re.compile(r"±|\\pm(?![A-Za-z])|\+\s*/\s*-|\+-")
_LONGEST = 4_000  # characters of one response
_MOST = 60  # values of one response


@dataclass(frozen=True)
class Spectrum(Kind):
    """Eigenvalues in any order: ``1, 3, 3``, ``1, 3 (double)``, ``λ = 1, 3``, ``2 ± 3i``.

    Attributes
    ----------
    values : tuple of Written
        Each as often as its algebraic multiplicity; empty where there is none (over the real numbers).
    multiplicity : bool
        Multiplicities are asked. If not, every value may also stand once.
    """

    kind: ClassVar[str] = "spectrum"
    advice: ClassVar[str] = "the eigenvalues, each as often as it occurs: 1, 3, 3, or 1, 3 (double)"
    values: tuple[Written, ...]
    multiplicity: bool = True

    @cached_property
    def groups(self) -> tuple[tuple[Written, int], ...]:
        """The distinct values with their multiplicities."""
        return tuple((w, n) for w, n, _ in _grouped(self.values)[0])

    def written(self) -> Written:
        return Op("list", self.values) if self.values else Op("empty")

    def read(self, text: str) -> Written:
        if len(text) > _LONGEST:
            raise Unreadable(f"the text has {len(text)} characters; at most {_LONGEST} are read", text, _LONGEST)
        body = re.sub(r"\band\b", " , ", _INDICES.sub(lambda m: f"{m[1]}|", text))
        if not body.strip():
            raise Unreadable("eigenvalues are expected, as in 4, 7, 7", text, 0)
        body = _opened(body, _label(body)[0])
        found: list[Written] = []
        last: list[Written] = []
        for item in split(body, ",;\n"):
            alone = _BARE.fullmatch(item.text)
            if alone is not None and last:  # 1, multiplicity 2
                found.extend(last * (_count(alone, text, item.at) - 1))
                last = []
                continue
            last = _values(item, text)
            found.extend(last)
            if len(found) > _MOST:
                raise Unreadable(f"more than {_MOST} eigenvalues are not read", text, item.at)
        if len(found) == 1 and isinstance(found[0], Op | Words) and not single(found[0]):
            return found[0]
        return Op("list", tuple(found))

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "empty":
            return wrong(say("There are eigenvalues.")) if self.values else right()
        given = response.args if isinstance(response, Op) and response.head == "list" else (response,)
        if not given or not all(single(w) and not names(w) for w in given):
            return wrong_kind("a list of numbers, as in 4, 7, 7", response)
        groups, undecided = _grouped(given, self.groups)
        if undecided:
            return Verdict(Status.UNDECIDED)
        return self._judge(groups)

    def _judge(self, groups: list[tuple[Written, int, int]]) -> Verdict:
        """`groups`: value of the response, how often it stands there, its multiplicity in truth (0: none)."""
        strangers = [w for w, _, true in groups if not true]
        missing = len(self.groups) - (len(groups) - len(strangers))
        if strangers:
            if not missing and not self.values:
                return wrong(say("There is no such eigenvalue: {v}.", v=strangers[0]))
            rounded = self._rounded(groups, strangers)
            if rounded:
                feedback = say("Rounded: the exact eigenvalues are asked.")
                return Verdict(Status.WRONG_FORM, Fraction(1, 2), Evidence("refuted"), feedback=feedback)
            word = "is no eigenvalue" if len(strangers) == 1 else "are no eigenvalues"
            feedback = say("{v} {word}.", v=_series(strangers), word=word)
            return wrong(feedback, Evidence("refuted", counterexample=typed(strangers[0])), self._share(groups))
        if missing:
            word = "eigenvalue is" if missing == 1 else "eigenvalues are"
            feedback = say("{n} {word} missing.", n=missing, word=word)
            return wrong(feedback, Evidence("refuted", counterexample="incomplete"), self._share(groups))
        once = all(count == 1 for _, count, _ in groups)
        bad = [(w, count) for w, count, true in groups if count != true]
        if not bad or (once and not self.multiplicity):
            inexact = sum(not _is_exact(w) for w, _, _ in groups)
            return right(Evidence("sampled", inexact) if inexact else PROVED)
        if once:
            feedback = say("These are the eigenvalues; give each as often as its multiplicity.")
        else:
            feedback = say("The multiplicity of {v} is not {k}.", v=bad[0][0], k=bad[0][1])
        share = self._share(groups) if self.multiplicity else Fraction(1, 2)
        return wrong(feedback, Evidence("refuted", counterexample="multiplicity"), share)

    def _share(self, groups: list[tuple[Written, int, int]]) -> Fraction:
        good = sum(min(count, true) for _, count, true in groups)
        bad = sum(max(0, count - true) for _, count, true in groups)
        share = Fraction(good - max(0, good + bad - len(self.values)), len(self.values))
        return share if share >= Fraction(1, 2) else Fraction(0)

    def _rounded(self, groups: list[tuple[Written, int, int]], strangers: list[Written]) -> bool:
        """Are all wrong values decimals, each one of the missing values rounded?"""
        places = [decimal_places([w]) for w in strangers]
        left = [w for w, _ in self.groups]
        for w, n in zip(strangers, places, strict=True):
            if n is None:
                return False
            near = [v for v in left if _near(v, w, n)]
            if not near:
                return False
            left.remove(near[0])
        return len(groups) == len(self.groups)

    def agrees(self, found: Any) -> Agreement:
        """`found`: all eigenvalues with repetition; the coefficients of the characteristic polynomial are compared."""
        import numpy as np

        try:
            theirs = np.asarray(found, dtype=complex).reshape(-1)
            mine = np.array([_float(w) for w in self.values], dtype=complex)
        except (TypeError, ValueError):
            return Agreement(False, 0, detail=f"{found!r} is no array of numbers")
        if theirs.shape != mine.shape or not np.all(np.isfinite(theirs)):
            return Agreement(False, 0, detail=f"{len(theirs)} values against {len(mine)}")
        if not len(mine):
            return Agreement(True, 1, 9)
        scale = np.abs(np.poly(-np.abs(mine))) + 1
        holds = bool(np.all(np.abs(np.poly(theirs) - np.poly(mine)) <= 1e-8 * scale))
        return Agreement(holds, len(mine), 8, "" if holds else f"{theirs} against {mine}")

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Spectrum) or len(self.values) != len(other.values):
            return False
        groups, undecided = _grouped(other.values, self.groups)
        return not undecided and all(count == true for _, count, true in groups)


def spectrum(values: Sequence[Any], **options: Any) -> Spectrum:
    """A `Spectrum` of anything that `written` takes, each value as often as it occurs.

    >>> spectrum((3, 1, 3)).groups[0][1]
    2
    """
    return Spectrum(tuple(v.written() if isinstance(v, Surd) else written(v) for v in values), **options)


# ---------------------------------------------------------------- comparing


def _alike(a: Written, b: Written) -> bool | None:
    try:
        return not scalar(a) - scalar(b)
    except (NotExact, KeyError):
        return equal(a, b).same
    except TooLarge:
        return None


def _grouped(
    given: Sequence[Written], truth: Sequence[tuple[Written, int]] = ()
) -> tuple[list[tuple[Written, int, int]], bool]:
    """Distinct values, how often each stands, and its multiplicity in `truth`; and whether something is undecided."""
    groups: list[tuple[Written, int, int]] = []
    undecided = False
    for w in given:
        known = [_alike(w, v) for v, _, _ in groups]
        if True in known:
            k = known.index(True)
            groups[k] = (groups[k][0], groups[k][1] + 1, groups[k][2])
            continue
        found = [_alike(w, v) for v, _ in truth]
        undecided = undecided or None in known or (None in found and True not in found) or not _has_value(w)
        groups.append((w, 1, truth[found.index(True)][1] if True in found else 0))
    return groups, undecided


def _has_value(w: Written) -> bool:
    try:
        scalar(w)
    except (NotExact, KeyError):
        try:
            return high_precision(w, {}) is not None
        except TooLarge:
            return False
    except TooLarge:
        return False
    return True


def _is_exact(w: Written) -> bool:
    try:
        scalar(w)
    except (NotExact, KeyError):
        return False
    return True


def _near(exact: Written, stated: Written, places: int) -> bool:
    try:
        return abs(_float(exact) - _float(stated)) <= float(Fraction(1, 2 * 10**places)) * (1 + 1e-9)
    except (NotExact, KeyError, TooLarge, ValueError, OverflowError):
        return False


def _float(w: Written) -> complex:
    try:
        return complex(as_float(scalar(w)))
    except NotExact:
        found = high_precision(w, {})
        if found is None:
            raise ValueError(f"{w} has no value") from None
        return complex(found)


def _series(values: Sequence[Written]) -> Text:
    text = say("{v}", v=values[0])
    for w in values[1:4]:
        text += say(", {v}", v=w)
    return text


# ---------------------------------------------------------------- reading


def _label(text: str) -> tuple[int, int]:
    """Where the labels before a value end, and for how many values they stand: ``λ1 = λ2 = 3``."""
    at = count = 0
    while (m := _LABEL.match(text, at)) is not None:
        at = m.end()
        count += max(1, len(re.findall(r"[0-9]+", m["index"] or "")))
    return at, max(1, count)


def _opened(text: str, start: int) -> str:
    """The same text, with blanks for the brackets that stand around all values."""
    head, body = text[:start], text[start:]
    plain = body.replace("\\{", " {").replace("\\}", " }")
    inner = plain.strip()
    if len(inner) < 2 or inner[0] + inner[-1] not in ("{}", "()", "[]"):
        return text
    depth = 0
    for at, c in enumerate(inner):
        depth += (c in "([{") - (c in ")]}")
        if not depth and at < len(inner) - 1:
            return text
    if inner[0] != "{" and sum(len(split(inner[1:-1], sign)) > 1 for sign in ",;") != 1:
        return text
    first, last = plain.index(inner[0]), plain.rindex(inner[-1])
    return f"{head}{plain[:first]} {plain[first + 1 : last]} {plain[last + 1 :]}"


def _count(m: re.Match[str], text: str, at: int) -> int:
    groups = m.groupdict()
    word = groups.get("word")
    count = _WORDS[word.lower()] if word else int(groups.get("count") or groups.get("times") or 0)
    if not 1 <= count <= _MOST:
        raise Unreadable(f"a multiplicity of {count} is not read", text, at)
    return count


def _values(item: Item, text: str) -> list[Written]:
    """One item: a label, a value or two with ±, and a multiplicity."""
    start, copies = _label(item.text)
    body, count = item.text[start:], 1
    for pattern in (_SUFFIX, _CROSS, _BARE):
        m = pattern.search(body)
        if m is not None and body[: m.start()].strip():
            count, body = _count(m, text, item.at), body[: m.start()]
            break
    else:
        if re.search(r"[0-9i)]\s+\(\s*[0-9]{1,2}\s*\)$", body):
            hint = "write 3 (double), or 3, 3"
            raise Unreadable("a number in brackets may be a factor or a multiplicity", text, item.at + start, hint)
    signs = list(_BOTH.finditer(body))
    if not body.strip():
        raise Unreadable("a value is missing", text, item.at)
    if not signs:
        return [_read(body, item.at + start, text)] * (copies if count == 1 else count)
    if len(signs) > 1:
        raise Unreadable("one ± stands for two values; two of them are not read", text, item.at + start)
    a, b = signs[0].span()
    both = [f"{body[:a]}{c}{' ' * (b - a - 1)}{body[b:]}" for c in "+-"]
    return [_read(body, item.at + start, text) for body in both] * count


def _read(body: str, at: int, text: str) -> Written:
    shift = len(body) - len(body.lstrip())
    return read_inside(Item(body.strip(), at + shift), text)
