"""The tests behind `tutor.answers.properties`: None where an object has the property, else its defect in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.answers.characteristic import (
    characteristic,
    determinant,
    diagonalisable,
    inertia,
    real_eigenvalues,
    real_zeros,
)
from tutor.equality.zeros import squarefree
from tutor.errors import TooLarge
from tutor.exact.scalars import plain, rank_of, sign, times, transposed
from tutor.exact.scalars import write as write_number
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix

Grid: TypeAlias = "list[list[Any]]"


LONGEST = 4_000  # bits of a number that is shown


@dataclass(frozen=True)
class Given:
    """The objects that have a property, by rows, with their names, and the data of the property."""

    names: tuple[str, ...]
    grids: tuple[Grid, ...]
    data: tuple[Any, ...]

    @property
    def first(self) -> Grid:
        """The first of the objects."""
        return self.grids[0]

    @property
    def name(self) -> Name:
        """The name of the first object."""
        return Name(self.names[0])

    @property
    def title(self) -> str:
        """The names, one after the other."""
        return " and ".join(self.names)

    def other(self, k: int = 0) -> Grid:
        """A vector or matrix of the data by rows, a vector as a column."""
        return as_grid(self.data[k])


def write(x: Any) -> Written:
    """A number in feedback; `TooLarge` for one that nobody would read."""
    parts = [c for _, c in x.terms] if isinstance(x, Surd) else [x]
    if any(max(c.numerator.bit_length(), c.denominator.bit_length()) > LONGEST for c in parts):
        raise TooLarge("a number with so many digits is not shown")
    return write_number(x)


def as_grid(x: Any) -> Grid:
    """Data by rows."""
    if not isinstance(x, tuple | list):
        return [[exact(x)]]
    return [[exact(a) for a in (r if isinstance(r, tuple | list) else (r,))] for r in x]


def exact(x: Any) -> Any:
    return Fraction(x) if isinstance(x, int) else plain(x)


def shown(x: Any) -> Written:
    """A number, a vector as a tuple or a matrix, as it is printed."""
    if not isinstance(x, list):
        return write(x)
    if len(x) == 1 and len(x[0]) == 1:
        return write(x[0][0])
    if len(x[0]) == 1:
        return Op("tuple", tuple(write(r[0]) for r in x))
    return matrix(tuple(tuple(write(a) for a in r) for r in x))


Test: TypeAlias = Callable[[Given], "Text | None"]


def when(bad: bool, template: str, **values: Any) -> Text | None:
    return say(template, **values) if bad else None


def square(test: Test) -> Test:
    def checked(g: Given) -> Text | None:
        m, n = len(g.first), len(g.first[0])
        return when(m != n, "{n} has {m} rows and {k} columns", n=g.name, m=m, k=n) or test(g)

    return checked


def entry(g: Given, bad: Callable[[int, int, Any], bool], what: str) -> Text | None:
    """The first entry of a matrix that is bad."""
    for i, r in enumerate(g.first):
        for j, a in enumerate(r):
            if bad(i, j, a):
                where = f"row {i + 1}, column {j + 1}"
                return say("the entry of {n} in {where} is {a}{what}", n=g.name, where=where, a=write(a), what=what)
    return None


def symmetric(g: Given) -> Text | None:
    A = g.first
    if (bad := square(lambda _: None)(g)) is not None:
        return bad
    return entry(g, lambda i, j, a: bool(a - A[j][i]), ", its mirror image is another")


def skew(g: Given) -> Text | None:
    A = g.first
    return entry(g, lambda i, j, a: bool(a + A[j][i]), ", its mirror image is not the negative")


def negated(test: Test, template: str) -> Test:
    return lambda g: when(test(g) is None, template, n=g.name)


def rank_is(g: Given) -> Text | None:
    r = rank_of(g.first)
    return when(r != g.data[0], "the rank of {n} is {r}", n=g.name, r=r)


def singular(g: Given) -> Text | None:
    d = determinant(g.first)
    return when(bool(d), "det {n} = {d}, so {n} is invertible", n=g.name, d=write(d))


def determinant_is(A: Grid, name: Name, wanted: Any) -> Text | None:
    d = determinant(A)
    return when(bool(d - wanted), "det {n} = {d}", n=name, d=write(d))


def trace_is(g: Given) -> Text | None:
    t = sum((r[i] for i, r in enumerate(g.first)), Fraction(0))
    return when(bool(t - exact(g.data[0])), "the trace of {n} is {t}", n=g.name, t=write(t))


def _shifted(A: Grid, value: Any) -> Grid:
    return [[a - value * int(i == j) for j, a in enumerate(r)] for i, r in enumerate(A)]


def has_eigenvalue(g: Given) -> Text | None:
    value = exact(g.data[0])
    full = rank_of(_shifted(g.first, value)) == len(g.first)
    return when(full, "det({n} - ({v})*I) is not 0, so {v} is no eigenvalue", n=g.name, v=write(value))


def has_no_eigenvalue(g: Given) -> Text | None:
    return when(has_eigenvalue(g) is None, "{v} is an eigenvalue of {n}", n=g.name, v=write(exact(g.data[0])))


def eigenvector(g: Given) -> Text | None:
    v = g.other()
    if len(v) != len(g.first[0]):
        return say("{n} has {k} columns", n=g.name, k=len(g.first[0]))
    image = times(g.first, v)
    bad = rank_of(transposed(v) + transposed(image)) > 1 or not any(r[0] for r in v)
    return when(bad, "{n} sends {v} to {w}, which is no multiple of it", n=g.name, v=shown(v), w=shown(image))


def has_eigenbasis(g: Given) -> Text | None:
    if diagonalisable(g.first, real=True):
        return None
    if diagonalisable(g.first, real=False):
        return say("{n} has eigenvalues that are not real", n=g.name)
    return say("{n} has fewer independent eigenvectors than rows", n=g.name)


def defective(g: Given) -> Text | None:
    bad = diagonalisable(g.first, real=False)
    return when(bad, "{n} is diagonalisable over the complex numbers", n=g.name)


def none_real(g: Given) -> Text | None:
    k = real_eigenvalues(g.first)
    return when(k > 0, "{n} has {k} real eigenvalue{s}", n=g.name, k=k, s="s" if k > 1 else "")


def all_real(g: Given) -> Text | None:
    p = [plain(c) for c in squarefree(characteristic(g.first))]
    return when(real_zeros(p) < len(p) - 1, "{n} has eigenvalues that are not real", n=g.name)


def count_of_different(g: Given) -> Text | None:
    k = real_eigenvalues(g.first)
    return when(k != g.data[0], "the number of different real eigenvalues of {n} is {k}", n=g.name, k=k)


def same_grid(left: Grid, right: Grid) -> bool:
    return (
        len(left) == len(right)
        and len(left[0]) == len(right[0])
        and not any(a - b for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True))
    )


def unit_matrix(n: int) -> Grid:
    return [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]


def orthogonal_columns(g: Given) -> Text | None:
    gram = times(transposed(g.first), g.first)
    return when(not same_grid(gram, unit_matrix(len(gram))), "{n}^T*{n} = {G}", n=g.name, G=shown(gram))


def square_is(wanted: Callable[[Grid], Grid]) -> Test:
    def test(g: Given) -> Text | None:
        found = times(g.first, g.first)
        return when(not same_grid(found, wanted(g.first)), "{n}^2 = {B}", n=g.name, B=shown(found))

    return test


def nilpotent(g: Given) -> Text | None:
    bad = any(characteristic(g.first)[:-1])
    return when(bad, "{n} has an eigenvalue that is not 0, so no power of it is 0", n=g.name)


def power_is(g: Given) -> Text | None:
    k, found = int(g.data[0]), g.first
    for _ in range(k - 1):
        found = times(found, g.first)
    return when(not same_grid(found, g.other(1)), "{n}^{k} = {B}", n=g.name, k=str(k), B=shown(found))


def signs(positive: bool | None, negative: bool | None, zero: bool | None) -> Test:
    """A symmetric matrix that has (True), or has not (False), eigenvalues of a sign."""

    def test(g: Given) -> Text | None:
        bad = symmetric(g)
        if bad is not None:
            return bad
        for wanted, count, word in zip((positive, negative, zero), inertia(g.first), _SIGNED, strict=True):
            if wanted is not None and wanted != (count > 0):
                has = "an" if count else "no"
                return say("{n} has {has} eigenvalue that is {word}", n=g.name, has=has, word=word)
        return None

    return test


_SIGNED = ("positive", "negative", "0")


def commuting(g: Given) -> Text | None:
    A, B = g.first, g.grids[1] if len(g.grids) > 1 else g.other()
    if not len(A) == len(A[0]) == len(B) == len(B[0]):
        return say("the two matrices are not square of the same size")
    left, right = times(A, B), times(B, A)
    return when(
        not same_grid(left, right), "the products in both orders are {L} and {R}", L=shown(left), R=shown(right)
    )


def not_commute(g: Given) -> Text | None:
    return when(commuting(g) is None, "the products in both orders are the same")


def product_is(g: Given) -> Text | None:
    A, B = g.grids
    if len(A[0]) != len(B):
        return say("{t} cannot be multiplied", t=g.title)
    found = times(A, B)
    name = Op("*", tuple(map(Name, g.names)))
    return when(not same_grid(found, g.other()), "{n} = {C}", n=name, C=shown(found))


def add_up(g: Given) -> Text | None:
    A, B = g.grids
    if (len(A), len(A[0])) != (len(B), len(B[0])):
        return say("{t} cannot be added", t=g.title)
    found = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(A, B, strict=True)]
    return when(not same_grid(found, g.other()), "{t} add up to {C}", t=g.title, C=shown(found))


def differs(g: Given) -> Text | None:
    other = g.grids[1] if len(g.grids) > 1 else g.other()
    template = "{t} are the same" if len(g.grids) > 1 else "{t} is the one that is excluded"
    return when(same_grid(g.first, other), template, t=g.title)


def maps_to(g: Given) -> Text | None:
    v = g.other()
    if len(v) != len(g.first[0]):
        return say("{n} has {k} columns", n=g.name, k=len(g.first[0]))
    found = times(g.first, v)
    wanted = g.other(1) if len(g.data) > 1 else [[Fraction(0)] for _ in found]
    return when(not same_grid(found, wanted), "{n} sends {v} to {w}", n=g.name, v=shown(v), w=shown(found))


def _dot(a: Grid, b: Grid) -> Any:
    return plain(times(transposed(a), b)[0][0])


def orthogonal_to(g: Given) -> Text | None:
    others = g.grids[1:] or tuple(as_grid(d) for d in g.data)
    for other in others:
        if len(other) != len(g.first):
            return say("{n} has {k} entries", n=g.name, k=len(g.first))
        d = _dot(g.first, other)
        if d:
            return say("the product of {n} with {v} is {d}", n=g.name, v=shown(other), d=write(d))
    return None


def norm_is(g: Given) -> Text | None:
    squared = sum((a * a for r in g.first for a in r), Fraction(0))
    wanted = exact(g.data[0])
    return when(bool(squared - wanted * wanted), "the squared length of {n} is {s}", n=g.name, s=write(squared))


def _lines(grids: Sequence[Grid]) -> list[list[Any]]:
    return [[a for r in m for a in r] for m in grids]


def _dependence(g: Given) -> int:
    """How many too many: 0 for independent ones."""
    return len(g.grids) - rank_of(_lines(g.grids))


def independent(g: Given) -> Text | None:
    return when(_dependence(g) > 0, "they are linearly dependent: their rank is {r}", r=rank_of(_lines(g.grids)))


def dependent(g: Given) -> Text | None:
    return when(_dependence(g) == 0, "they are linearly independent")


def in_span(g: Given) -> Text | None:
    others = _lines([as_grid(d) for d in g.data])
    mine = _lines([g.first])
    if len(mine[0]) != len(others[0]):
        return say("{n} has {k} entries", n=g.name, k=len(mine[0]))
    return when(rank_of(others + mine) > rank_of(others), "{n} is no combination of the given vectors", n=g.name)


def not_in_span(g: Given) -> Text | None:
    others = _lines([as_grid(d) for d in g.data])
    return when(rank_of(others + _lines([g.first])) == rank_of(others), "{n} is in the span", n=g.name)


def parallel(g: Given) -> Text | None:
    lines = _lines([g.first, g.grids[1] if len(g.grids) > 1 else g.other()])
    if len(lines[0]) != len(lines[1]):
        return say("{n} has {k} entries", n=g.name, k=len(lines[0]))
    return when(rank_of(lines) > 1, "{n} is no multiple", n=g.name)


def same_det(g: Given) -> Text | None:
    return determinant_is(g.grids[1], Name(g.names[1]), determinant(g.first))


def same_polynomial(g: Given) -> Text | None:
    p, q = (characteristic(A) for A in g.grids)
    return when(len(p) != len(q) or any(a - b for a, b in zip(p, q, strict=True)), "their eigenvalues differ")


def compared(wanted: int, word: str) -> Test:
    return lambda g: when(sign(g.first[0][0]) != wanted, "{n} is not {word}", n=g.name, word=word)


def whole(a: Any) -> bool:
    a = plain(a)
    return isinstance(a, Fraction) and a.denominator == 1
