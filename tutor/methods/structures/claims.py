"""What steps about structures claim: values at places, and verdicts that are put to the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tutor.claims import _Result
from tutor.equality import equal
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.relations import holds
from tutor.methods.matrix_claims import Computed
from tutor.methods.structures.values import decided
from tutor.step import Step
from tutor.written import Name, Op, Words, Written, matrix, substitute


@dataclass(frozen=True)
class ValuesAt(_Result):
    """Expressions have the values in the result at a place; one value stands alone, several are a list.

    >>> from tutor.written import number
    >>> x, y = Name("x"), Name("y")
    >>> ValuesAt(number(6), expressions=(x * y,), at=(("x", number(2)), ("y", number(3)))).holds()
    True
    """

    expressions: tuple[Written, ...] = field(kw_only=True)
    at: tuple[tuple[str, Written], ...] = field(kw_only=True)
    found: tuple[Written, ...] = ()  # what the steps before have found

    def _items(self) -> tuple[Written, ...]:
        return self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)

    def shown(self) -> Written:
        places = tuple(Name(n).equals(w) for n, w in self.at)
        shown = tuple(Op("at", (e, *places)).equals(r) for e, r in zip(self.expressions, self._items(), strict=True))
        return shown[0] if len(shown) == 1 else Op("list", shown)

    def holds(self) -> bool | None:
        values = self._items()
        if len(values) != len(self.expressions):
            return False
        found = [equal(substitute(e, dict(self.at)), r).same for e, r in zip(self.expressions, values, strict=True)]
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class Refuted(_Result):
    """The answer is no: the witness meets every test, each a relation that must hold, or must fail.

    The result is the word ``no``; what is shown is the word with the witness.
    """

    witness: tuple[Written, ...] = field(kw_only=True)
    tests: tuple[tuple[Written, bool], ...] = field(kw_only=True)
    values: tuple[tuple[str, Written], ...] = field(kw_only=True)
    found: tuple[Written, ...] = ()  # what the steps before have found

    def after(self, steps: Sequence[Step]) -> Refuted:
        """The same verdict, resting on the results of these steps."""
        return replace(self, found=tuple(s.claim.result for s in steps))

    def shown(self) -> Written:
        return Op("list", (self.result, *self.witness)) if self.witness else self.result

    def holds(self) -> bool | None:
        if self.result != Words("no"):
            return False
        places = dict(self.values)
        try:
            return all(holds(relation, places) == wanted for relation, wanted in self.tests)
        except (NotExact, TooLarge, KeyError):
            found = [decided(relation, places) for relation, _ in self.tests]
        if None in found:
            return None
        return all(f == wanted for f, (_, wanted) in zip(found, self.tests, strict=True))


@dataclass(frozen=True)
class FormValue(_Result):
    """``xᵀ A y = result`` for a product that is a single number, with letters or without."""

    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        return Computed(matrix([[self.result]]), left=self.left).holds()
