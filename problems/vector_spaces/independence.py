"""Linear independence of vectors, with a relation between dependent ones.

The reduced form is chosen first, so that the coefficients of the relation are small whole numbers. Level 1 has three
vectors in R³, level 2 four in R⁴, about half of them independent; level 3 asks for which t three vectors are dependent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Condition, FiniteSet, Role, Witnessed
from tutor.chance import Draw
from tutor.exact.matrices import left_null_space, null_space
from tutor.methods.linear_systems.building import IntRows
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.spaces import independence
from tutor.methods.spaces.building import with_form
from tutor.methods.spaces.mistakes import signs_read_off
from tutor.methods.spaces.parametric import dependence, dependent_values
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, linear, number

_WORDING = (
    "Are these vectors linearly independent? {v}\nIf they are not, give numbers {c}, not all 0, with {r}.",
    "Decide whether the vectors are linearly independent. {v}\nIf they are dependent, give a relation {r} by its "
    "coefficients {c}, not all of them 0.",
)
_PARAMETER = "For which real {t} are these vectors linearly dependent? Give the set of all such {t}. {v}"
Vector = tuple[Any, ...]


@family(
    source="MML 2.5",
    levels=3,
    marks=5,
    typing="no, c = (10, -20, 30) where they are dependent, yes where they are not; {20, -30, 40} for values of t",
    height=(11, 14, 12),
)
class Independence:
    """Decide about independence, and give a relation or the special values of a parameter.

    >>> Independence(((1, 0, 1), (0, 1, 1), (1, 1, 2))).answer().typed()
    'no, c = (1, 1, -1)'
    """

    rows: IntRows  # the vectors are the columns
    moving: IntRows = ()  # what t multiplies, at level 3
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            rows, moving = _with_parameter(draw)
            return cls(rows, moving)
        n, low, high, stages = ((3, 5, 11, (2, 3)), (4, 6, 14, (3, 4)))[level - 1]
        free = draw.choice((n, n, n - 1, n - 2 if n == 4 else n - 1))  # n: all columns have a pivot
        pivots = tuple(range(n)) if free == n else tuple(c for c in range(n) if c != free)
        made = draw.until(
            lambda: with_form(draw, pivots, n, extra=n - len(pivots), low=low, high=high, stages=stages, zeros=n - 2),
            lambda rows: rows is not None and _fit_to_set(rows),
        )
        return cls(made or (), (), draw.below(len(_WORDING)))

    def _columns(self) -> list[Written]:
        if not self.moving:
            return [column(c) for c in zip(*self.rows, strict=True)]
        return [column([p.written("t") for p in c]) for c in zip(*self._polynomials(), strict=True)]

    def _polynomials(self) -> list[list[Poly]]:
        pairs = zip(self.rows, self.moving, strict=True)
        return [[Poly.of(a, m) for a, m in zip(r, s, strict=True)] for r, s in pairs]

    def statement(self) -> Text:
        named = Op("list", tuple(Name(f"v{i}").equals(w) for i, w in enumerate(self._columns(), 1)))
        if self.moving:
            return say(_PARAMETER, t=Name("t"), v=named)
        k = len(self.rows[0])
        terms = tuple(Op("*", (Name(f"c{i}"), Name(f"v{i}"))) for i in range(1, k + 1))
        relation = Op("+", terms).equals(number(0))
        c = Name("c").equals(Op("tuple", tuple(Name(f"c{i}") for i in range(1, k + 1))))
        return say(_WORDING[self.wording], v=named, r=relation, c=c)

    def answer(self) -> Witnessed | FiniteSet:
        if self.moving:
            return _values([v.rational() for v in dependent_values(self._polynomials()) or ()])
        return self._decided(independence.relation(tuple(zip(*self.rows, strict=True))))

    def _decided(self, relation: Vector | None) -> Witnessed:
        """What the rows say: a relation satisfies each of them."""
        k = len(self.rows[0])
        if relation is None:
            return Witnessed(True, (Role("c", (k,)),), claim="linearly independent", alone=True)
        conditions = [Condition(linear(r, _names(k)).equals(number(0)), why="entry by entry") for r in self.rows]
        conditions.append(Condition(_some(k), why="not all coefficients are 0"))
        return Witnessed(False, (Role("c", (k,)),), tuple(conditions), (_grid(relation),), claim="linearly independent")

    def symbolic(self) -> Witnessed | FiniteSet:
        import sympy as sp

        if self.moving:
            t = sp.Symbol("t", real=True)
            roots = sp.solve((sp.Matrix(self.rows) + t * sp.Matrix(self.moving)).det(), t)
            return _values([Fraction(int(r.p), int(r.q)) for r in roots])
        found = sp.Matrix(self.rows).nullspace()
        return self._decided(tuple(Fraction(int(x.p), int(x.q)) for x in found[0]) if found else None)

    @staticmethod
    def numeric(rows: Any, moving: Any) -> Any:
        if len(moving) == 0:
            singular = np.linalg.svd(rows, compute_uv=False)
            return bool(singular[-1] > 1e-8 * singular[0])
        places = np.array([-1.0, 0.0, 1.0])
        return np.roots(np.polyfit(places, [np.linalg.det(rows + t * moving) for t in places], 2))

    def solution(self) -> Solution:
        if self.moving:
            worked = dependence(self._polynomials(), "t")
        else:
            worked = independence.work(tuple(zip(*self.rows, strict=True)))
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        if self.moving:
            yield from self._about_values()
            return
        relation = independence.relation(tuple(zip(*self.rows, strict=True)))
        k = len(self.rows[0])
        yield Misconception(
            "trivial-relation",
            _told(k, _all_zero(k), (0,) * k),
            say("With all coefficients 0 every family of vectors gives 0: that tells nothing."),
        )
        if relation is None:
            wrong = null_space(self.rows[:-1])[0]
            said = "A relation must hold in every entry, the last one too."
            yield Misconception("relation-misses-an-entry", _told(k, _parallel(wrong), wrong), say(said))
            said = "Vectors need not be perpendicular to be independent; ask whether a combination gives 0."
            yield Misconception("not-perpendicular-so-dependent", Witnessed(False), say(said))
            return
        said = "No vector is a multiple of another, but one may still be a combination of several others."
        yield Misconception("no-multiples-so-independent", Witnessed(True, claim="linearly independent"), say(said))
        turned = signs_read_off(relation)
        said = "What stands in the column without a pivot changes its sign when you solve for the others."
        yield Misconception("signs-read-off-the-form", _told(k, _parallel(turned), turned), say(said))
        across = left_null_space(self.rows)[0]
        if any(sum(a * x for a, x in zip(r, across, strict=True)) for r in self.rows):
            said = "That relation holds between the rows; the vectors are the columns."
            yield Misconception("relation-between-the-rows", _told(k, _parallel(across), across), say(said))

    def _about_values(self) -> Iterator[Misconception]:
        found = sorted(v.rational() for v in dependent_values(self._polynomials()) or ())
        turned = sorted(-v for v in found)
        if turned != found:
            said = "Put your values in: is one vector then a combination of the others?"
            yield Misconception("values-with-the-wrong-sign", _values(turned), say(said))
        said = "A product is 0 when either factor is: there is another value too."
        yield Misconception("smaller-value-only", _values(found[:1]), say(said))
        yield Misconception("larger-value-only", _values(found[1:]), say(said))
        if found != [0]:
            said = "An entry that is 0 makes no vectors dependent; a lost pivot does."
            yield Misconception("entries-zero", _values([Fraction(0)]), say(said))


def _values(found: Sequence[Fraction]) -> FiniteSet:
    return FiniteSet(tuple(number(v) for v in sorted(found)), label="t")


def _names(k: int) -> list[str]:
    return [f"c{i}" for i in range(1, k + 1)]


def _some(k: int) -> Written:
    return Op("or", tuple(Op("!=", (Name(n), number(0))) for n in _names(k)))


def _all_zero(k: int) -> list[Condition]:
    return [Condition(Name(n).equals(number(0))) for n in _names(k)]


def _parallel(w: Vector) -> list[Condition]:
    """The multiples of a vector, other than 0."""
    names, at = _names(len(w)), next(i for i, x in enumerate(w) if x)
    rows = []
    for i in range(len(w)):
        if i != at:
            coefficients = [w[at] if j == i else -w[i] if j == at else Fraction(0) for j in range(len(w))]
            rows.append(Condition(linear(coefficients, names).equals(number(0))))
    return [*rows, Condition(_some(len(w)))]


def _told(k: int, conditions: Sequence[Condition], example: Vector) -> Witnessed:
    return Witnessed(False, (Role("c", (k,)),), tuple(conditions), (_grid(example),))


def _grid(c: Vector) -> tuple[tuple[Written, ...], ...]:
    return tuple((number(x),) for x in c)


def _fit_to_set(rows: IntRows) -> bool:
    """At least three vectors in a relation, if there is one."""
    found = null_space(rows)
    return not found or sum(map(bool, found[0])) > 2


@cache
def _parameters() -> tuple[tuple[int, ...], ...]:
    """a, b, m, n, c of the matrix [1, a, b; m, t, m·b + c; n, n·a, t], dependent for t = m·a and for t = n·b."""
    small, large, rest = (-3, -2, -1, 1, 2, 3), (-4, -3, -2, 2, 3, 4), (-4, -3, -2, -1, 1, 2, 3, 4)
    found = []
    for a, b, m, n, c in product(small, small, large, large, rest):
        shown = (m * a, n * b, n * a, m * b + c)
        if m * a == n * b or m * b + c == 0 or not 6 <= max(map(abs, shown)) <= 12:
            continue
        gap = n * b - m * a
        if max(abs(gap), abs(c), abs(a * c - b * gap)) <= 12 * gcd(gap, c):  # the relation for t = n·b
            found.append((a, b, m, n, c))
    return tuple(found)


def _with_parameter(draw: Draw) -> tuple[IntRows, IntRows]:
    a, b, m, n, c = draw.choice(_parameters())
    rows = ((1, a, b), (m, 0, m * b + c), (n, n * a, 0))
    moving = ((0, 0, 0), (0, 1, 0), (0, 0, 1))
    order = draw.shuffle((0, 1, 2))
    return tuple(rows[i] for i in order), tuple(moving[i] for i in order)
