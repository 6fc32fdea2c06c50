"""The pieces that a format prints: signs, fractions, brackets, matrices, layouts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from tutor.written import Op

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Node(Generic[R]):
    """A tree that is ready to be drawn: the probability of the branch that leads here, the label, what follows."""

    probability: R | None
    label: R
    children: tuple[Node[R], ...]


class Pieces(ABC, Generic[R]):
    """What a format must know how to print."""

    flat: ClassVar[bool] = False  # are fractions written on one line?
    typeset: ClassVar[bool] = False  # does the format space functions and brackets by itself?

    @abstractmethod
    def glyph(self, sign: str) -> R:
        """A sign such as ``+``, ``≤``, ``∂``; spaces around it are kept where the format does not space by itself."""

    @abstractmethod
    def number(self, digits: str) -> R:
        """An unsigned literal."""

    @abstractmethod
    def letter(self, name: str) -> R:
        """The base of a name: one letter, or an upright word."""

    @abstractmethod
    def words(self, text: str) -> R:
        """Upright words."""

    @abstractmethod
    def function(self, name: str) -> R:
        """The name of a function, upright."""

    @abstractmethod
    def join(self, parts: Sequence[R]) -> R:
        """Pieces side by side."""

    @abstractmethod
    def sup(self, base: R, exponent: R) -> R:
        """A power."""

    @abstractmethod
    def sub(self, base: R, index: R) -> R:
        """A subscript."""

    @abstractmethod
    def fence(self, left: str, body: R, right: str) -> R:
        """Brackets that grow with their content; "" for none."""

    @abstractmethod
    def fraction(self, top: R, bottom: R) -> R:
        """A fraction."""

    @abstractmethod
    def root(self, body: R, degree: R | None, *, atomic: bool) -> R:
        """A root; `atomic`: the body is a single number or name."""

    @abstractmethod
    def big(self, sign: str, lower: R | None, upper: R | None) -> R:
        """A sum or integral sign with its limits."""

    @abstractmethod
    def binomial(self, n: R, k: R) -> R:
        """n over k in brackets."""

    @abstractmethod
    def grid(self, rows: Sequence[Sequence[R]], bar: int | None) -> R:
        """A matrix in square brackets, with a bar after column `bar`."""

    @abstractmethod
    def aligned(self, rows: Sequence[Sequence[R]], align: str) -> R:
        """Lines of a system in columns; `align` has a letter l, r or c for each."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[R, R]]) -> R:
        """Values and conditions behind one brace."""

    @abstractmethod
    def table(self, rows: Sequence[Sequence[R]]) -> R:
        """A table whose first row and first column are headings."""

    @abstractmethod
    def tree(self, root: Node[R]) -> R:
        """A tree with probabilities on its branches."""

    @abstractmethod
    def options(self, items: Sequence[tuple[str, R]]) -> R:
        """Choices, each with its letter."""

    @abstractmethod
    def code(self, source: str) -> R:
        """A program, verbatim."""

    @abstractmethod
    def lines(self, w: Op, legend: Sequence[tuple[R, R]]) -> R:
        """The picture of straight lines, with the label and the equation of each."""
