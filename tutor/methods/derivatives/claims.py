"""Claims about gradients beyond those that all topics share."""

from __future__ import annotations

from dataclasses import dataclass, field

from tutor.claims import _Result, derivative_agrees
from tutor.equality import ANYWHERE, Domain, equal
from tutor.written import Op, Written, entries, substitute


@dataclass(frozen=True)
class Gradient(_Result):
    """The result is the vector (a row or a column) of the partial derivatives of a function, in order.

    >>> from tutor.written import Name, matrix
    >>> x, y = Name("x"), Name("y")
    >>> Gradient(matrix([[y, x]]), of=x * y, by=("x", "y")).holds()
    True
    """

    of: Written = field(kw_only=True)
    by: tuple[str, ...] = field(kw_only=True)
    domain: Domain = ANYWHERE

    def shown(self) -> Written:
        return Op("grad", (self.of,)).equals(self.result)

    def holds(self) -> bool | None:
        rows = entries(self.result)
        stated = [a for r in rows for a in r]
        if len(stated) != len(self.by) or (len(rows) > 1 and len(rows[0]) > 1):
            return False
        found = [derivative_agrees(self.of, v, d, self.domain) for v, d in zip(self.by, stated, strict=True)]
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class ValueAt(_Result):
    """The result is the value of an expression (or of each entry of a matrix) where its letters have the given values.

    >>> from tutor.written import Name, Num
    >>> str(ValueAt(Num("9"), of=Name("x") ** 2, names=("x",), values=(Num("3"),)).shown())
    '3^2 = 9'
    """

    of: Written = field(kw_only=True)
    names: tuple[str, ...] = field(kw_only=True)
    values: tuple[Written, ...] = field(kw_only=True)

    @property
    def filled(self) -> Written:
        """The expression with the values put in and nothing computed."""
        return substitute(self.of, dict(zip(self.names, self.values, strict=True)))

    def shown(self) -> Written:
        return self.filled.equals(self.result)

    def holds(self) -> bool | None:
        return equal(self.filled, self.result).same
