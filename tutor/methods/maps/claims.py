"""What steps about linear and affine maps claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.claims import _Result
from tutor.equality import equal
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import ONE, determinant, dot, primitive, rank, row_space, times
from tutor.exact.scalars import plain, write
from tutor.methods.matrix_claims import vectors_of
from tutor.written import Name, Op, Written, names, substitute

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)


@dataclass(frozen=True)
class ImageOf(_Result):
    """``f(at) = result`` for a map that is given by formulas in its variables.

    >>> from tutor.written import column, number
    >>> x, y = Name("x"), Name("y")
    >>> ImageOf(column([1, 2]), formulas=(x + y, 2 * x), variables=("x", "y"), at=(number(1), number(0))).holds()
    True
    """

    formulas: tuple[Written, ...] = field(kw_only=True)
    variables: tuple[str, ...] = field(kw_only=True)
    at: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return Op("call", (Name("f"), *self.at)).equals(self.result)

    def holds(self) -> bool | None:
        places = dict(zip(self.variables, self.at, strict=True))
        try:
            found = tuple((exact_value(substitute(w, places)),) for w in self.formulas)
            return bool(found == exact_value(self.result))
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class PolynomialImage(_Result):
    """``f(of) = result``: the result is the expression, multiplied out."""

    of: Written = field(kw_only=True)
    expression: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("call", (Name("f"), self.of)).equals(self.result)

    def holds(self) -> bool | None:
        return equal(self.expression, self.result).same


@dataclass(frozen=True)
class CoordinateColumns(_Result):
    """The result is the matrix whose column j holds the coordinates of item j in a basis; items may be polynomials."""

    items: tuple[Written, ...] = field(kw_only=True)
    basis: tuple[Written, ...] = field(kw_only=True)
    name: str = "A"

    def shown(self) -> Written:
        return Name(self.name).equals(self.result)

    def holds(self) -> bool | None:
        try:
            M = exact_value(self.result)
        except _UNDECIDED:
            return None
        if len(M) != len(self.basis) or len(M[0]) != len(self.items):
            return False
        for j, item in enumerate(self.items):
            total = Op("+", tuple(write(r[j]) * b for r, b in zip(M, self.basis, strict=True)))
            same = equal(total, item).same
            if not same:
                return same
        return True


@dataclass(frozen=True)
class MatrixOfMap(_Result):
    """The result is the matrix of a map that is given by formulas: A times the variables gives the formulas."""

    formulas: tuple[Written, ...] = field(kw_only=True)
    variables: tuple[str, ...] = field(kw_only=True)
    name: str = "A"

    def shown(self) -> Written:
        return Name(self.name).equals(self.result)

    def holds(self) -> bool | None:
        try:
            M = exact_value(self.result)
        except _UNDECIDED:
            return None
        if len(M) != len(self.formulas) or len(M[0]) != len(self.variables):
            return False
        for r, formula in zip(M, self.formulas, strict=True):
            total = Op("+", tuple(write(a) * Name(v) for a, v in zip(r, self.variables, strict=True)))
            same = equal(total, formula).same
            if not same:
                return same
        return True


@dataclass(frozen=True)
class Hyperplanes(_Result):
    """The equations in the result describe exactly ``point + span(directions)``, each in its smallest whole numbers.

    No equation follows from the others.

    >>> from tutor.written import number
    >>> x, y = Name("x"), Name("y")
    >>> Hyperplanes((x - y).equals(number(1)), variables=("x", "y"), point=(2, 1), directions=((1, 1),)).holds()
    True
    """

    variables: tuple[str, ...] = field(kw_only=True)
    point: tuple[Any, ...] = field(kw_only=True)
    directions: tuple[tuple[Any, ...], ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        try:
            found = coefficients(self.result, self.variables)
        except _UNDECIDED:
            return None
        if found is None:
            return False
        for row, b in found:
            if dot(row, self.point) != b or any(dot(row, d) for d in self.directions):
                return False
            if primitive((*row, b)) != (*row, b):
                return False
        rows = [row for row, _ in found]
        return len(rows) == rank(rows) == len(self.variables) - (rank(self.directions) if self.directions else 0)


def coefficients(w: Written, variables: Sequence[str]) -> list[tuple[tuple[Any, ...], Any]] | None:
    """The rows and right-hand sides of linear equations, or None where something is no linear equation."""
    found = []
    for e in w.args if isinstance(w, Op) and w.head in ("list", "system") else (w,):
        if not isinstance(e, Op) or e.head != "=" or names(e) - set(variables):
            return None
        gap = e.args[0] - e.args[1]
        base: dict[str, Any] = dict.fromkeys(variables, ONE - ONE)
        constant = exact_value(gap, base)
        row = tuple(plain(exact_value(gap, base | {v: ONE}) - constant) for v in variables)
        form = Op("+", (write(constant), *(write(a) * Name(v) for a, v in zip(row, variables, strict=True))))
        if not equal(gap, form).same:
            return None
        found.append((row, plain(-constant)))
    return found


@dataclass(frozen=True)
class SendsTo(_Result):
    """The result is the matrix that sends every column of one matrix to the same column of another."""

    inputs: Written = field(kw_only=True)
    outputs: Written = field(kw_only=True)
    name: str = "A"

    def shown(self) -> Written:
        return Name(self.name).equals(self.result)

    def holds(self) -> bool | None:
        try:
            return bool(times(exact_value(self.result), exact_value(self.inputs)) == exact_value(self.outputs))
        except (*_UNDECIDED, ValueError):
            return None


@dataclass(frozen=True)
class RowSpaceBasis(_Result):
    """The columns in the result are the nonzero rows of the reduced form of ``of``, in small whole numbers."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        items = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        return Op("call", (Name("row"), self.of)).equals(Op("span", items))

    def holds(self) -> bool | None:
        try:
            return bool(tuple(vectors_of(self.result)) == row_space(exact_value(self.of)))
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class SolvesProduct(_Result):
    """``left = result``: the only matrix X with ``factor · X = product``."""

    left: Written = field(kw_only=True)
    factor: Written = field(kw_only=True)
    product: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        try:
            factor, X, product = exact_value(self.factor), exact_value(self.result), exact_value(self.product)
        except _UNDECIDED:
            return None
        return len(X) == len(factor[0]) and rank(factor) == len(X) and times(factor, X) == product


@dataclass(frozen=True)
class CharacteristicOf(_Result):
    """The result is the characteristic polynomial det(λI − A) in λ."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        shifted = Name("lambda") * Name("I") - self.of
        return Op("det", (shifted,)).equals(self.result)

    def holds(self) -> bool | None:
        """Compared at more places than the degree."""
        try:
            A = exact_value(self.of)
            for k in range(-1, len(A) + 1):
                shifted = tuple(tuple(k * (i == j) - a for j, a in enumerate(r)) for i, r in enumerate(A))
                if determinant(shifted) != exact_value(self.result, {"lambda": ONE * k}):
                    return False
        except _UNDECIDED:
            return None
        return True
