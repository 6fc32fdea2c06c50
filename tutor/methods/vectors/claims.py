"""Claims about vectors and shapes that other topics do not make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.claims import Compare, Equal, _Result
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows, transposed
from tutor.exact.scalars import write
from tutor.methods.vectors.shaping import Clash, Size, shape_of, size_words, sizes_clash
from tutor.written import Name, Op, Words, Written, matrix


@dataclass(frozen=True)
class Largest(_Result):
    """The result is the largest of some numbers.

    >>> from tutor.written import number
    >>> Largest(number(4), of=(number(3), number(4))).holds()
    True
    """

    of: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return Op("call", (Name("max"), *self.of)).equals(self.result)

    def holds(self) -> bool | None:
        least = [Compare(Op("<=", (x, self.result))).holds() for x in self.of]
        among = [Equal(self.result, left=x).holds() for x in self.of]
        if False in least or all(a is False for a in among):
            return False
        return True if all(least) and True in among else None


@dataclass(frozen=True)
class RowsTimesColumns(_Result):
    """The product ``left * right`` with every entry laid out: the products of a row and a column, not yet added.

    The result is the matrix of these sums. ``inner``: the dot product of two columns, one sum.
    """

    left: Written = field(kw_only=True)
    right: Written = field(kw_only=True)
    inner: bool = field(kw_only=True, default=False)

    def shown(self) -> Written:
        if self.inner:
            return Op("dot", (self.left, self.right)).equals(self.result)
        return Op("*", (self.left, self.right)).equals(self.result)

    def holds(self) -> bool | None:
        try:
            A, B = exact_value(self.left), exact_value(self.right)
            laid = laid_out(transposed(A) if self.inner else A, B)
        except (NotExact, KeyError, TooLarge, ZeroDivisionError):
            return None
        return self.result == (laid[0][0] if self.inner else matrix(laid))


def laid_out(A: Rows, B: Rows) -> list[list[Written]]:
    """Every entry of the product as the sum that it is, nothing computed.

    >>> [[str(w) for w in r] for r in laid_out(((1, -2),), ((3,), (4,)))]
    [['1*3 - 2*4']]
    """
    columns = transposed(B)
    return [[sum_of_products(r, c) for c in columns] for r in A]


def sum_of_products(x: Sequence[Any], y: Sequence[Any]) -> Written:
    """``x₁·y₁ + x₂·y₂ + …``, a minus sign of the first factor before its product."""
    terms = []
    for a, b in zip(map(write, x), map(write, y), strict=True):
        negative = isinstance(a, Op) and a.head == "neg"
        product = Op("*", (a.args[0] if isinstance(a, Op) and negative else a, b))
        terms.append(Op("neg", (product,)) if negative else product)
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


@dataclass(frozen=True)
class ShapeOf(_Result):
    """The result is the shape of ``of``, where the letters in it have these sizes."""

    of: Written = field(kw_only=True)
    sizes: Mapping[str, Size] = field(kw_only=True)

    def shown(self) -> Written:
        return Op("call", (Name("shape"), self.of)).equals(self.result)

    def holds(self) -> bool | None:
        found = shape_of(self.of, self.sizes)
        return not isinstance(found, Clash) and self.result == Op("tuple", size_words(found))


@dataclass(frozen=True)
class OnlyDefined(_Result):
    """The result is the only one of several expressions that is defined; ``given`` are the shapes: ``A = (2, 3)``."""

    of: tuple[Written, ...] = field(kw_only=True)
    given: tuple[Op, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        sizes = {str(e.args[0]): e.args[1].args for e in self.given if isinstance(e.args[1], Op)}
        return [self.result] == [w for w in self.of if not isinstance(shape_of(w, sizes), Clash)]


@dataclass(frozen=True)
class SizesDiffer(_Result):
    """``of`` is undefined, since the two sizes in the result should be equal and are not: ``4 != 3``."""

    of: Written = field(kw_only=True)
    sizes: Mapping[str, Size] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        found = shape_of(self.of, self.sizes)
        return isinstance(found, Clash) and self.result == Op("!=", sizes_clash(found))


@dataclass(frozen=True)
class NamedUndefined(SizesDiffer):
    """The same under the name that the expression has in the answer: ``BA = undefined, 2 != 3``."""

    name: str = field(kw_only=True)

    def holds(self) -> bool | None:
        found = shape_of(self.of, self.sizes)
        said = Name(self.name).equals(Words("undefined"))
        return isinstance(found, Clash) and self.result == Op("list", (said, Op("!=", sizes_clash(found))))
