"""The dimension of the sum and a basis of the intersection of two subspaces.

Level 1 has two planes in R³ by an equation each, level 2 two planes in R³ by vectors, level 3 two planes in R⁴ that
meet in a line. The relation between all basis vectors is chosen first, with small whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, Subspace, exact_number, subspace
from tutor.chance import Draw
from tutor.exact.matrices import applied, from_columns, null_space, primitive, rows_of, transposed
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.forms import equation
from tutor.methods.spaces import sum_intersection as method
from tutor.methods.spaces.building import effort, with_form
from tutor.methods.spaces.described import Described
from tutor.methods.spaces.mistakes import signs_read_off
from tutor.methods.spaces.vectors import Family
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, column

_EQUATIONS = (
    "Two subspaces of {R} are given by equations for {x}: {u} by {e}, and {w} by {f}. "
    "Find the dimension {d} of their sum {s} and a basis of their intersection.",
    "For {x} in {R}, let {u} be the solutions of {e} and {w} those of {f}. "
    "Give the dimension {d} of {s}, and a basis of their intersection, the vectors in both.",
)
_SPANS = (
    "Let {u} be spanned by {e}, and {w} by {f}. "
    "Find the dimension {d} of their sum {s} and a basis of their intersection.",
    "The subspace {u} of {R} is the span of {e}, and {w} that of {f}. "
    "Give the dimension {d} of {s}, and a basis of their intersection, the vectors in both.",
)
_VARIABLES = ("x", "y", "z")
_SIZES = {1: (5, 11, (1, 4)), 2: (7, 18, (3, 6)), 3: (7, 18, (5, 7))}


@family(
    source="MML 2.6",
    levels=3,
    marks=6,
    typing="dim = 30; basis = {(10, -20), (30, 40), (50, 60)}",
    space=(1_500, 10_000, 10_000),
    height=(11, 18, 18),
)
class SumAndIntersection:
    """Give the dimension of the sum and a basis of the intersection.

    >>> SumAndIntersection(((1, 1, 1),), ((1, -1, 0),), equations=True).answer().typed()
    'dim = 3; basis = {(1, 1, -2)}'
    """

    first: IntRows  # the vectors that span, each a row; or the coefficients of the equations
    second: IntRows
    equations: bool = False
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        low, high, _ = _SIZES[level]
        shape = {1: ((0, 1), 3, 0), 2: ((0, 1, 2), 4, 0), 3: ((0, 1, 2), 4, 1)}[level]
        pivots, width, extra = shape
        found = draw.until(
            lambda: _made(
                with_form(draw, pivots, width, extra=extra, low=low, high=high, stages=(1, 9), full=True, zeros=2),
                level,
            ),
            lambda made: made is not None,
        )
        first, second = found or ((), ())
        return cls(first, second, level == 1, draw.below(2))

    def _bases(self) -> tuple[Any, Any]:
        return (null_space(self.first), null_space(self.second)) if self.equations else (self.first, self.second)

    def statement(self) -> Text:
        u, w = Name("U1"), Name("U2")
        n = len(self.first[0])
        values = {"u": u, "w": w, "s": u + w, "d": Name("dim"), "R": Name("R") ** n}
        if self.equations:
            x = Op("tuple", tuple(map(Name, _VARIABLES)))
            e, f = (_joined([equation(r, 0, _VARIABLES) for r in rows]) for rows in (self.first, self.second))
            return say(_EQUATIONS[self.wording], e=e, f=f, x=x, **values)
        e, f = (_joined([column(v) for v in vectors]) for vectors in (self.first, self.second))
        return say(_SPANS[self.wording], e=e, f=f, **values)

    def answer(self) -> Parts:
        one, two = self._bases()
        return _parts(len(method.total(one, two)), method.intersection(one, two))

    def symbolic(self) -> Parts:
        import sympy as sp

        rows = [sp.Matrix(m) for m in (self.first, self.second)]
        if not self.equations:  # the equations of a span: what is perpendicular to it
            rows = [sp.Matrix([list(v) for v in m.nullspace()]) for m in rows]
        common = sp.Matrix.vstack(*rows).nullspace()
        dimensions = [m.cols - m.rank() for m in rows]
        return _parts(sum(dimensions) - len(common), [tuple(Fraction(int(x.p), int(x.q)) for x in v) for v in common])

    @staticmethod
    def numeric(first: Any, second: Any, equations: bool) -> Any:
        projectors = []
        for rows in (first, second):
            onto = np.linalg.pinv(rows) @ rows
            projectors.append(np.eye(rows.shape[1]) - onto if equations else onto)
        P, Q = projectors
        values, vectors = np.linalg.eigh((P + Q) / 2)  # 1 on the intersection, more than 0 on the sum
        return {"dim": int(np.sum(values > 1e-9)), "basis": vectors[:, values > 1 - 1e-9]}

    def solution(self) -> Solution:
        if self.equations:
            one, two = (Described(equations=rows_of(m), variables=_VARIABLES) for m in (self.first, self.second))
        else:
            one, two = (Described(spanning=Family(rows_of(m))) for m in (self.first, self.second))
        worked = method.work(one, two, short=self.equations)
        head, _, _ = worked.code.rpartition("\nanswer = ")
        code = f'{head}\nanswer = {{"dim": total.shape[1], "basis": common}}\nprint(answer)\n'
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        one, two = self._bases()
        d, n, k = len(method.total(one, two)), len(self.first[0]), len(one) + len(two)
        said = "What lies in both would be counted twice."
        yield Misconception("dimensions-added", exact_number(k), say(said), part="dim")
        said = "The sum holds all sums of a vector of each; it is larger than either here."
        yield Misconception("larger-of-the-two", exact_number(max(len(one), len(two))), say(said), part="dim")
        if n != d:
            said = "The vectors have so many entries, but they need not span all of that space."
            yield Misconception("whole-space", exact_number(n), say(said), part="dim")
        if self.equations:
            said = "The coefficients of an equation stand perpendicular to its solutions; solve both together."
            yield Misconception(
                "coefficients-as-vectors", subspace((*self.first, *self.second)), say(said), part="basis"
            )
            turned = signs_read_off(method.intersection(one, two)[0])
            said = "What stands in the column without a pivot changes its sign when you solve for the others."
            yield Misconception("signs-read-off-the-form", subspace([turned]), say(said), part="basis")
        else:
            weights = null_space(from_columns([*one, *two]))[0]
            said = "The numbers of a relation belong to the columns in their order: the first ones to the first basis."
            other = primitive(applied(transposed(one), weights[len(one) :]))
            yield Misconception("weights-of-the-other-basis", subspace([other]), say(said), part="basis")
        said = "No generator is in both lists, but combinations of them may be in both subspaces."
        yield Misconception("common-generators-only", Subspace(n, ()), say(said), part="basis")


def _parts(d: int, common: Any) -> Parts:
    return Parts((Part("dim", exact_number(d)), Part("basis", subspace(common), weight=2)))


def _joined(items: list[Any]) -> Any:
    return items[0] if len(items) == 1 else Op("list", tuple(items))


def _made(rows: IntRows | None, level: int) -> tuple[IntRows, IntRows] | None:
    """The two descriptions, if what the solution shows of them stays small."""
    if rows is None:
        return None
    if level == 1:
        return rows[:1], rows[1:]
    low, high, stages = _SIZES[level]
    for order in ((0, 1, 2, 3), (0, 2, 1, 3), (1, 2, 0, 3), (2, 3, 0, 1)):
        columns = tuple(zip(*(tuple(r[c] for c in order) for r in rows), strict=True))
        first, second = columns[:2], columns[2:]
        common = method.intersection(first, second)
        if len(common) != 1 or max(abs(x) for x in common[0]) > high or sum(map(bool, common[0])) < 2:
            continue
        found = effort(tuple(zip(*columns, strict=True)), full=True)
        if low <= found.largest <= high and stages[0] <= found.stages <= stages[1]:
            return first, second
    return None
