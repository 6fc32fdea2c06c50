"""Is a vector in the span of others, and which combinations give it.

The reduced form of the system is chosen first. Level 1 has two vectors in R³, level 2 three vectors in R³ that may be
dependent, level 3 three or four vectors in R⁴. About two of three vectors are in the span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import SolutionSet, solution_set
from tutor.chance import Draw
from tutor.methods.linear_systems.building import IntRows, echelon_form, reducible
from tutor.methods.linear_systems.elimination import general_solution
from tutor.methods.spaces import span_membership
from tutor.methods.spaces.building import fitted
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column

_WORDING = (
    "Is {b} in the span of the vectors {v}? Give all {c} with {r}, or say: no solution.",
    "Write {b} as a linear combination {r} of the vectors {v}. Give all possible {c}, or say: no solution.",
)
# for each level: vectors, pivot columns (b stands last), dependent rows, bounds of the stages
_SHAPES = {
    1: ((2, (0, 1), 1, (2, 3)), (2, (0, 1), 1, (2, 3)), (2, (0, 1, 2), 0, (2, 3))),
    2: ((3, (0, 1), 1, (2, 2)), (3, (0, 1, 2), 0, (2, 2)), (3, (0, 1, 3), 0, (2, 3))),
    3: ((3, (0, 1, 2), 1, (3, 4)), (4, (0, 1, 2), 1, (3, 3)), (3, (0, 1, 2, 3), 0, (3, 4))),
}
_SIZES = {1: (5, 11), 2: (6, 14), 3: (7, 18)}


@family(
    source="MML 2.6.1",
    levels=3,
    marks=5,
    typing="c1 = 20 - t, c2 = 30 + 2*t, c3 = t, or: no solution",
    height=(11, 14, 18),
)
class SpanMembership:
    """Find every combination of given vectors that is a given one.

    >>> SpanMembership(((1, 0), (0, 1), (1, 1)), (2, 3, 5)).answer().typed()
    'c1 = 2, c2 = 3'
    """

    rows: IntRows  # the vectors that span are the columns
    b: tuple[int, ...]
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        k, pivots, extra, stages = draw.choice(_SHAPES[level])
        low, high = _SIZES[level]
        made = draw.until(
            lambda: fitted(_rows(draw, k, pivots, extra), low=low, high=high, stages=stages, bar=k, zeros=k - 1),
            lambda rows: rows is not None,
        )
        rows = made or ()
        return cls(tuple(r[:-1] for r in rows), tuple(r[-1] for r in rows), draw.below(len(_WORDING)))

    def _names(self) -> tuple[str, ...]:
        return tuple(f"c{i}" for i in range(1, len(self.rows[0]) + 1))

    def statement(self) -> Text:
        names = self._names()
        named = [Name(f"v{i}").equals(column(c)) for i, c in enumerate(zip(*self.rows, strict=True), 1)]
        terms = tuple(Op("*", (Name(n), Name(f"v{i}"))) for i, n in enumerate(names, 1))
        return say(
            _WORDING[self.wording],
            b=Name("b").equals(column(self.b)),
            v=Op("list", tuple(named)),
            c=Op("list", tuple(map(Name, names))),
            r=Op("+", terms).equals(Name("b")),
        )

    def answer(self) -> SolutionSet:
        return self._set(general_solution(self.rows, self.b))

    def _set(self, found: Any) -> SolutionSet:
        return solution_set(self._names(), self.rows, self.b, found)

    def symbolic(self) -> SolutionSet:
        import sympy as sp

        symbols = sp.symbols(self._names())
        (found,) = sp.linsolve((sp.Matrix(self.rows), sp.Matrix(self.b)), *symbols) or (None,)
        if found is None:
            return self._set(None)
        free = sorted({s for e in found for s in e.free_symbols}, key=str)
        zero = dict.fromkeys(free, 0)
        return self._set(
            ([_exact(e.subs(zero)) for e in found], [[_exact(sp.diff(e, s)) for e in found] for s in free])
        )

    @staticmethod
    def numeric(rows: Any, b: Any) -> Any:
        x, _, rank, _ = np.linalg.lstsq(rows, b, rcond=None)
        if np.abs(rows @ x - b).max() > 1e-8:
            return None
        return x, np.linalg.svd(rows)[2][rank:].T

    def solution(self) -> Solution:
        vectors = tuple(tuple(map(Fraction, c)) for c in zip(*self.rows, strict=True))
        worked = span_membership.work(tuple(map(Fraction, self.b)), vectors)
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        found = general_solution(self.rows, self.b)
        k = len(self.rows[0])
        if found is None:
            fits = "Your coefficients give some entries of {b}, but not all: every equation counts."
            first = general_solution(self.rows[:-1], self.b[:-1])
            last = general_solution(self.rows[1:], self.b[1:])
            wrong: list[tuple[str, Any, str]] = [("fits-the-first-entries", first and (first[0], ()), fits)]
            wrong.append(("fits-the-last-entries", last and (last[0], ()), fits))
            wrong.append(
                ("zero-combination", ((Fraction(0),) * k, ()), "That combination is the zero vector, not {b}.")
            )
            wrong = [w for w in wrong if w[1] is not None]
        else:
            point, directions = found
            back = "Multiply out: do your coefficients give {b}?"
            wrong = [
                (
                    "more-entries-than-vectors",
                    None,
                    "Fewer vectors than entries do not span all, but they may reach {b}.",
                )
                if k < len(self.b)
                else ("zero-row-means-none", None, "A row 0 = 0 contradicts nothing; put the others to use."),
                ("signs-turned", (tuple(-x for x in point), directions), back),
            ]
            if directions:
                said = "That is one way, but the vectors are dependent: there are others."
                wrong.append(("one-way-of-many", (point, ()), said))
                turned = [tuple(a if i == _free(d) else -a for i, a in enumerate(d)) for d in directions]
                said = "A term with the free coefficient changes its sign when it goes to the other side."
                wrong.append(("direction-with-the-signs-of-the-form", (point, turned), said))
            else:
                said = "Each coefficient belongs to the vector of its column."
                wrong.append(("order-of-the-coefficients", (tuple(reversed(point)), ()), said))
        right = self.answer()
        for mark, solution, said in wrong:
            belief = self._set(solution)
            if not right.same(belief):
                yield Misconception(mark, belief, say(said, b=Name("b")))


def _free(direction: tuple[Fraction, ...]) -> int:
    """The free coefficient: the last entry that is not 0."""
    return max(i for i, a in enumerate(direction) if a)


def _rows(draw: Draw, k: int, pivots: tuple[int, ...], extra: int) -> IntRows | None:
    form = [list(r) for r in echelon_form(draw, pivots, k + 1)]
    if k not in pivots:
        for row in form:
            row[-1] = draw.integer(-4, 4, but=[0])
    return reducible(draw, tuple(map(tuple, form)), extra=extra, columns=k, zeros=k - 1)


def _exact(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))
