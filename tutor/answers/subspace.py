"""A subspace, or a basis of one: every basis is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.rounding import floats, full, near, nearest, np_rows, rounded_verdict, slacks, total
from tutor.answers.typed_vectors import Line, affine, grid, reals, scalars, single, unlabelled, vector_of
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import MAX_ENTRIES, rank_of
from tutor.surds import Surd
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import ZERO, Op, Written, names, number, written

_UNDECIDED = "The entries must be fractions and square roots, so that they can be judged exactly."
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NO_VECTORS = ("{}", "{ }", "∅", "\\emptyset", "\\varnothing", "empty set", "the empty set", "empty", "none", "span{}")
_HALF = Fraction(1, 2)
_SPACE = re.compile(r"(?:(?:all|the whole) of )?(?:R|ℝ|RR)\s*\^\s*[({]?\s*([1-9])\s*[)}]?")
_ZERO_WORDS = (
    "the zero subspace",
    "zero subspace",
    "the zero vector",
    "zero vector",
    "the zero space",
    "only the zero vector",
)


def whole_space(text: str) -> Written | None:
    """``R^3`` as the span of its unit vectors; None for anything else.

    >>> str(whole_space("R^2"))
    'span((1, 0), (0, 1))'
    """
    m = _SPACE.fullmatch(" ".join(text.split()).rstrip("."))
    if m is None:
        return None
    n = int(m[1])
    return Op("span", tuple(Op("tuple", tuple(number(int(i == j)) for j in range(n))) for i in range(n)))


@dataclass(frozen=True)
class Subspace(Kind):
    """A subspace by vectors that span it: ``span{(1,0,1),(0,1,1)}``, ``{(1,0,1),(0,1,1)}``, ``(1,0,1), (0,1,1)``.

    Attributes
    ----------
    n : int
        The entries of a vector.
    vectors : tuple of tuples of Written
        A basis; empty for the zero subspace, whose basis is ``{}`` and which is typed ``{(0, 0, 0)}``.
    basis : bool
        A basis is asked: dependent vectors are wrong, with half the marks. If not, any spanning vectors are right.
    layout : str
        Where a square matrix holds the vectors, ``"columns"`` or ``"rows"``; other shapes tell it themselves.
    """

    kind: ClassVar[str] = "subspace"
    advice: ClassVar[str] = "the vectors of a basis: {(1, 0, 1), (0, 1, 1)}"
    n: int
    vectors: tuple[tuple[Written, ...], ...]
    basis: bool = True
    layout: str = "columns"

    @cached_property
    def values(self) -> tuple[tuple[Any, ...], ...]:
        """The basis exactly."""
        return tuple(tuple(scalars(v)) for v in self.vectors)

    def written(self) -> Written:
        vectors = self.vectors or ((ZERO,) * self.n,)
        return Op("set", tuple(Op("tuple", v) if self.n > 1 else v[0] for v in vectors))

    def read(self, text: str) -> Written:
        if " ".join(text.split()).lower().rstrip(".") in _NO_VECTORS:
            return Op("set")
        if " ".join(text.split()).lower().rstrip(".") in _ZERO_WORDS:
            return Op("set", (ZERO,))
        space = whole_space(text)
        if space is not None:
            return space
        found = read_inside(Item(text, 0), text)
        if isinstance(found, Op) and found.head == "empty":
            raise Unreadable("vectors are expected", text, 0, "write {(0, 0)} for the zero subspace, {} for no vectors")
        return found

    def compare(self, response: Written) -> Verdict:
        lines = self._lines(response)
        if lines is None:
            return wrong_kind("vectors, as in {(1, 0, 1), (0, 1, 1)}", response)
        for i, line in enumerate(lines):
            if len(line) != self.n:
                return wrong(say("Your {i} vector has {m} entries, not {n}.", i=_nth(i), m=len(line), n=self.n))
        if len(lines) * self.n > MAX_ENTRIES:
            return Verdict(Status.UNDECIDED, feedback=say("More vectors than are judged."))
        try:
            if any(names(a) for line in lines for a in line):
                return self._parametrised(lines)
            found = [scalars(line) for line in lines]
            verdict = self._judge(found)
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say(_UNDECIDED))
        if verdict.status in (Status.WRONG, Status.PARTLY_RIGHT) and self._rounded(lines, found):
            return rounded_verdict()
        return verdict

    def _lines(self, response: Written) -> list[Line] | None:
        """The vectors of a response, however they are put together."""
        response = unlabelled(response)
        if not isinstance(response, Op):
            return self._line(response)
        if response.head in ("span", "set", "list") or (
            response.head == "tuple" and not all(map(single, response.args))
        ):
            kept = [a for a in response.args if not reals(a)]
            if len(kept) == 1 and isinstance(kept[0], Op) and kept[0].head in ("span", "set"):
                return self._lines(kept[0])
            found = [self._line(a) for a in kept]
            return None if any(f is None for f in found) else [v for f in found if f for v in f]
        rows = grid(response)
        if rows is not None and len(rows) > 1 and len(rows[0]) > 1:
            by_row = len(rows[0]) == self.n and (len(rows) != self.n or self.layout == "rows")
            return list(rows if by_row else zip(*rows, strict=True))
        return self._line(response)

    def _line(self, w: Written) -> list[Line] | None:
        line = vector_of(w)
        if line is not None:
            return [line]
        value = unlabelled(w)
        if single(value) and (self.n == 1 or value == ZERO):
            return [(value,) * self.n if value == ZERO else (value,)]
        return None

    def _judge(self, found: list[list[Any]]) -> Verdict:
        outside = [i for i, v in enumerate(found) if rank_of([*self.values, v]) > len(self.values)]
        inside = [v for i, v in enumerate(found) if i not in outside]
        rank = rank_of(inside)
        if outside:
            share = Fraction(rank, len(self.values)) if self.values else Fraction(0)
            feedback = say("Your {i} vector is outside the subspace.", i=_nth(outside[0]))
            if len(outside) > 1:
                feedback = say("Your vectors {which} are outside the subspace.", which=_these(outside))
            share = share if _HALF <= share < 1 else Fraction(0)
            return wrong(feedback, Evidence("refuted", counterexample=f"vector {outside[0] + 1}"), share)
        short = len(self.values) - rank
        if short:
            share = Fraction(rank, len(self.values))
            feedback = say("{n} short: your vectors span less.", n=_count(short))
            return wrong(
                feedback, Evidence("refuted", counterexample="dimension"), share if share >= _HALF else 0 * share
            )
        return self._independent(found, rank) if self.basis else right(PROVED)

    def _rounded(self, lines: list[Line], found: list[list[Any]]) -> bool:
        """Decimals that are right but for their last place, and as many vectors as there must be."""
        loose = [[total(slacks(a)) for a in line] for line in lines]
        if not any(map(any, loose)) or (self.basis and len(found) != len(self.values)):
            return False
        basis, theirs = floats(self.values, self.n), floats(found, self.n)
        if not all(near(v, slack, basis) for v, slack in zip(theirs, loose, strict=True)):
            return False
        return full(np_rows([nearest(v, basis) for v in theirs], self.n), max(map(max, loose)), len(self.values))

    def _independent(self, found: list[list[Any]], rank: int) -> Verdict:
        extra = len(found) - rank
        if not extra or (not rank and len(found) == 1):  # {0} stands for the zero subspace
            return right(PROVED)
        zero = next((i for i, v in enumerate(found) if not any(v)), None)
        if zero is not None:
            feedback = say("Your {i} vector is the zero vector, which is in no basis.", i=_nth(zero))
        else:
            number_of = "one" if extra == 1 else _count(extra).split()[0].lower()
            feedback = say("They span the subspace, but your vectors are dependent: {n} too many.", n=number_of)
        return wrong(feedback, Evidence("refuted", counterexample="the vectors are dependent"), _HALF)

    def _parametrised(self, lines: list[Line]) -> Verdict:
        """``s(1,0,1) + t(0,1,1)``: one vector with free letters."""
        if len(lines) > 1:
            return wrong(say("Give vectors of numbers, without letters."))
        described = affine(lines[0])
        if described is None:
            return wrong(say("Your letters must enter linearly."))
        at_zero, found = described
        if any(at_zero) and rank_of([*found, at_zero]) > rank_of(found):
            return wrong(say("The zero vector is in every subspace, but not in your set."))
        verdict = self._judge(found)
        if verdict.is_right and self.basis:
            feedback = say("This is the subspace; a basis is asked: the vectors alone.")
            return Verdict(Status.WRONG_FORM, _HALF, PROVED, feedback=feedback)
        return verdict

    def agrees(self, found: Any) -> Agreement:
        """`found`: independent vectors as columns (n, k); the projectors are compared."""
        import numpy as np

        try:
            theirs = np.asarray(found, dtype=float).reshape(self.n, -1)
        except (TypeError, ValueError):
            return Agreement(False, 0, detail=f"{found!r} holds no columns of {self.n} entries")
        k = len(self.vectors)
        if theirs.shape[1] != k:
            return Agreement(False, 0, detail=f"{theirs.shape[1]} vectors against {k}")
        if not k:
            return Agreement(True, 1, 9)
        mine, _ = np.linalg.qr(np.array([[float(x) for x in v] for v in self.values]).T)
        basis, upper = np.linalg.qr(theirs)
        full = bool(np.all(np.abs(np.diag(upper)) > 1e-10 * (1 + np.max(np.abs(upper)))))
        holds = full and bool(np.all(np.abs(mine @ mine.T - basis @ basis.T) < 1e-8))
        return Agreement(holds, self.n * k, 8, "" if holds else "the projectors differ")

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Subspace) or (self.n, len(self.vectors)) != (other.n, len(other.vectors)):
            return False
        return rank_of([*self.values, *other.values]) == len(self.vectors)


def subspace(vectors: Sequence[Sequence[Any]], n: int = 0, **options: Any) -> Subspace:
    """A `Subspace` spanned by independent vectors; n is needed when there are none.

    >>> subspace([(1, 0, 1), (0, 1, 1)]).typed()
    '{(1, 0, 1), (0, 1, 1)}'
    """
    lines = tuple(tuple(x.written() if isinstance(x, Surd) else written(x) for x in v) for v in vectors)
    made = Subspace(n or len(lines[0]), lines, **options)
    if rank_of(made.values) < len(lines):
        raise ValueError("the vectors of the key are dependent")
    return made


def _nth(i: int) -> str:
    return _ORDINALS[i] if i < len(_ORDINALS) else f"{i + 1}th"


def _these(places: Sequence[int]) -> str:
    shown = [str(i + 1) for i in places[:6]]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _count(k: int) -> str:
    words = ("One", "Two", "Three", "Four", "Five")
    return f"{words[k - 1] if k <= len(words) else k} vector{'s' if k > 1 else ''}"
