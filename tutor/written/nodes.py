"""The four kinds of node, their JSON, and the numbers that the operators need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

JSON: TypeAlias = "str | list[JSON]"


class Written:
    """Base of the four kinds of node; the operators build literally, with no arithmetic done.

    >>> x = Name("x")
    >>> str(2 * x**2 - 3)
    '2*x^2 - 3'
    >>> Op("/", (Num("2"), Num("4"))).json()
    ['/', '2', '4']
    """

    __slots__ = ()

    def json(self) -> JSON:
        """The node as strings and lists."""
        raise TypeError("a bare Written has no meaning")

    def __add__(self, other: Operand) -> Op:
        return Op("+", (*_terms(self, "+"), written(other)))

    def __radd__(self, other: Operand) -> Op:
        return Op("+", (written(other), *_terms(self, "+")))

    def __sub__(self, other: Operand) -> Op:
        return Op("+", (*_terms(self, "+"), Op("neg", (written(other),))))

    def __rsub__(self, other: Operand) -> Op:
        return Op("+", (written(other), Op("neg", (self,))))

    def __mul__(self, other: Operand) -> Op:
        return Op("*", (*_terms(self, "*"), written(other)))

    def __rmul__(self, other: Operand) -> Op:
        return Op("*", (written(other), *_terms(self, "*")))

    def __truediv__(self, other: Operand) -> Op:
        return Op("/", (self, written(other)))

    def __rtruediv__(self, other: Operand) -> Op:
        return Op("/", (written(other), self))

    def __pow__(self, other: Operand) -> Op:
        return Op("^", (self, written(other)))

    def __neg__(self) -> Op:
        return Op("neg", (self,))

    def equals(self, other: Operand) -> Op:
        """The relation ``self = other``."""
        return Op("=", (self, written(other)))

    def __str__(self) -> str:
        from tutor.written.plain import typed

        return typed(self)


Operand: TypeAlias = "Written | int | Fraction"


@lru_cache(maxsize=4096)
def _exact(text: str) -> Fraction:
    return Fraction(text)


@dataclass(frozen=True, slots=True)
class Num(Written):
    """An unsigned integer or decimal literal; its digits are kept (``0.10`` is not ``0.1``)."""

    text: str

    @property
    def fraction(self) -> Fraction:
        """The exact value."""
        return _exact(self.text)

    def json(self) -> JSON:
        return self.text

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Name(Written):
    """A variable, as it is typed: ``x``, ``x1``, ``x_12``, ``lambda``."""

    text: str

    def json(self) -> JSON:
        return self.text

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Words(Written):
    """Plain words where mathematics has none."""

    text: str

    def json(self) -> JSON:
        return ["words", self.text]

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Op(Written):
    """A head and its arguments; see the module's docstring for the heads."""

    head: str
    args: tuple[Written, ...] = ()

    def json(self) -> JSON:
        return [self.head, *(a.json() for a in self.args)]

    __str__ = Written.__str__


def _terms(w: Written, head: str) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head == head else (w,)


def from_json(data: JSON) -> Written:
    """The inverse of `Written.json`.

    >>> from_json(["*", "2", "x"])
    Op(head='*', args=(Num(text='2'), Name(text='x')))
    """
    if isinstance(data, str):
        return Num(data) if data[:1].isdigit() else Name(data)
    head, *args = data
    if not isinstance(head, str):
        raise ValueError(f"the head of an expression must be a word, not {head!r}")
    if head == "words":
        return Words(str(args[0]))
    return Op(head, tuple(from_json(a) for a in args))


ZERO, ONE, TWO = Num("0"), Num("1"), Num("2")
PERCENT = Num("100")  # the denominator that a sign % stands for: equal to any other 100, told apart by identity alone
PI, E, INF = Op("pi"), Op("e"), Op("inf")


def number(q: int | Fraction) -> Written:
    """An exact number as a person writes it: ``-3/2`` is minus the fraction 3 over 2.

    >>> str(number(Fraction(-3, 2)))
    '-3/2'
    """
    if q < 0:
        return Op("neg", (number(-q),))
    if isinstance(q, int) or q.denominator == 1:
        return Num(str(int(q)))
    return Op("/", (Num(str(q.numerator)), Num(str(q.denominator))))


def matrix(rows: Iterable[Iterable[Any]]) -> Op:
    """A matrix of anything that `written` takes."""
    return Op("matrix", tuple(Op("row", tuple(written(a) for a in row)) for row in rows))


def column(entries: Iterable[Any]) -> Op:
    """A column vector."""
    return matrix((a,) for a in entries)


def written(value: Any) -> Written:
    """Anything exact as `Written`: int, Fraction, nested tuples (a matrix), or a SymPy object in a teacher's order."""
    if isinstance(value, Written):
        return value
    if isinstance(value, int):
        return number(int(value))
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, tuple | list):
        return matrix(value) if value and isinstance(value[0], tuple | list) else column(value)
    from tutor.written.values import from_sympy

    return from_sympy(value)
