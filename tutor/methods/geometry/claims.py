"""What steps of analytic geometry claim; every claim is decided exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.errors import InputError, TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import combination, times
from tutor.exact.scalars import plain, scalar, sign
from tutor.methods.geometry.space import Space
from tutor.methods.linear_systems.polynomials import poly_of
from tutor.written import Name, Op, Written, column, matrix

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError, InputError)


def _value(w: Written) -> Any:
    """The number that quotients, roots and sums of inner products have."""
    if isinstance(w, Op) and w.head == "integral":
        return _integral(w)
    if isinstance(w, Op) and w.head == "/":
        return plain(_value(w.args[0]) / _value(w.args[1]))
    if isinstance(w, Op) and w.head == "neg":
        return plain(-_value(w.args[0]))
    found = exact_value(w)
    return found[0][0] if isinstance(found, tuple) and len(found) == len(found[0]) == 1 else found


def _integral(w: Op) -> Fraction:
    """The exact integral of a polynomial with rational coefficients."""
    f, x, a, b = w.args
    low, high = (evaluate(end, {}, EXACT) for end in (a, b))
    terms = enumerate(poly_of(f, str(x)).coefficients, 1)
    return sum((c * (high**i - low**i) / i for i, c in terms), Fraction(0))


@dataclass(frozen=True)
class InnerValue(_Result):
    """``left = result`` for a quotient of inner products: dot products, xᵀ A y, integrals of polynomials.

    >>> from tutor.written import Num
    >>> InnerValue(Num("3"), left=Op("dot", (column((1, 2)), column((1, 1))))).holds()
    True
    """

    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        try:
            return bool(_value(self.left) == scalar(self.result))
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class Length(_Result):
    """The result is the root of ``square``, the inner product of a vector with itself; ``of`` names the vector.

    >>> from tutor.written import Num
    >>> Length(Num("5"), square=Num("25"), of=Name("x")).holds()
    True
    """

    square: Written = field(kw_only=True)
    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("norm", (self.of,)).equals(self.result)

    def holds(self) -> bool | None:
        nested = isinstance(self.result, Op) and self.result.head == "sqrt"
        try:
            square = scalar(self.square)
            if nested and isinstance(self.result, Op):  # the root of a sum of roots stays as it is
                return bool(scalar(self.result.args[0]) == square)
            found = scalar(self.result)
            return sign(found) >= 0 and plain(found * found) == square
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class GramMatrix(_Result):
    """The result is the matrix of all inner products ⟨v, w⟩, v in one family of vectors and w in another.

    >>> GramMatrix(matrix(((2, 1), (1, 1))), vectors=((1, 1), (1, 0)), space=Space(2)).holds()
    True
    """

    vectors: tuple[tuple[Any, ...], ...] = field(kw_only=True)
    space: Space = field(kw_only=True)
    others: tuple[tuple[Any, ...], ...] = field(kw_only=True, default=())
    name: str = field(kw_only=True, default="G")

    @property
    def left(self) -> Written:
        """Bᵀ C, Bᵀ A C, or the name of the matrix where the vectors are polynomials."""
        if self.space.interval is not None:
            return Name(self.name)
        first = Op("T", (self.space.side_by_side(self.vectors),))
        second = self.space.side_by_side(self.others or self.vectors)
        if self.space.form is None:
            return Op("*", (first, second))
        from tutor.exact.scalars import write

        return Op("*", (first, matrix([[write(a) for a in r] for r in self.space.form]), second))

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        try:
            found = exact_value(self.result)
        except _UNDECIDED:
            return None
        wanted = self.space.gram(self.vectors, self.others or self.vectors)
        return bool((found if isinstance(found, tuple) else ((found,),)) == wanted)


@dataclass(frozen=True)
class Coefficients(_Result):
    """The result is a column λ with G λ = c.

    >>> Coefficients(column((1, 2)), of=matrix(((2, 0), (0, 1))), rhs=column((2, 2))).holds()
    True
    """

    of: Written = field(kw_only=True)
    rhs: Written = field(kw_only=True)
    name: str = field(kw_only=True, default="lambda")

    def shown(self) -> Written:
        return Name(self.name).equals(self.result)

    def holds(self) -> bool | None:
        try:
            G, found, right = (exact_value(w) for w in (self.of, self.result, self.rhs))
            return len(found) == len(G[0]) and len(found[0]) == 1 and times(G, found) == right
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class Dependence(_Result):
    """The result says how a vector is a combination of the named earlier ones: ``b_3 = 2*b_1 - b_2``.

    >>> w = Name("b_2").equals(2 * Name("b_1"))
    >>> Dependence(w, vectors=((1, 2), (2, 4))).holds()
    True
    """

    vectors: tuple[tuple[Any, ...], ...] = field(kw_only=True)
    letter: str = field(kw_only=True, default="b")

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "=":
            return None
        known = {f"{self.letter}_{i}": v for i, v in enumerate(self.vectors, 1)}
        try:
            left, right = (_combined(w, known, len(self.vectors[0])) for w in self.result.args)
        except _UNDECIDED:
            return None
        return left is not None and left == right


def _combined(w: Written, known: dict[str, tuple[Any, ...]], n: int) -> tuple[Any, ...] | None:
    """The vector that a sum of multiples of named vectors is; 0 is the zero vector."""
    if isinstance(w, Name):
        return tuple(map(plain, known[w.text]))
    if isinstance(w, Op) and w.head == "+":
        parts = [_combined(a, known, n) for a in w.args]
        return combination([1] * len(parts), [p for p in parts if p is not None]) if None not in parts else None
    if isinstance(w, Op) and w.head == "neg":
        inner = _combined(w.args[0], known, n)
        return None if inner is None else combination([-1], [inner])
    if isinstance(w, Op) and w.head == "*" and len(w.args) == 2:
        inner = _combined(w.args[1], known, n)
        return None if inner is None else combination([scalar(w.args[0])], [inner])
    return (Fraction(0),) * n if scalar(w) == 0 else None


def weighted(coefficients: Sequence[Written], terms: Sequence[Written]) -> Written:
    """The sum of the multiples as a person writes it: no factor 1, minus signs in front, zero terms left out."""
    parts: list[Written] = []
    for c, term in zip(coefficients, terms, strict=True):
        negative = isinstance(c, Op) and c.head == "neg"
        size = c.args[0] if negative and isinstance(c, Op) else c
        if str(size) == "0":
            continue
        part = term if str(size) == "1" else size if str(term) == "1" else Op("*", (size, term))
        parts.append(Op("neg", (part,)) if negative else part)
    return Op("+", tuple(parts)) if len(parts) > 1 else parts[0] if parts else column((0,))
