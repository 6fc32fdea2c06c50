"""Products of matrices.

Level 1 is a product of two 2×2 matrices; at level 2 both orders are asked, of which one is undefined; at level 3 a
transpose stands in the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Matrix, NoAnswer, Part, Parts, matrix_answer
from tutor.chance import Draw
from tutor.exact.matrices import rows_of, times, transposed
from tutor.methods.vectors import matrix_product
from tutor.methods.vectors.claims import NamedUndefined, SizesDiffer
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, matrix

IntRows = tuple[tuple[int, ...], ...]
A, B = Name("A"), Name("B")
_FORMS: dict[str, Written] = {
    "AB": A * B,
    "ATB": Op("T", (A,)) * B,
    "ABT": A * Op("T", (B,)),
    "(AB)T": Op("T", (A * B,)),
}
# for each form of level 3: the shapes of A and B
_SHAPES = {"ATB": ((3, 2), (3, 2)), "ABT": ((2, 3), (2, 3)), "(AB)T": ((2, 3), (3, 2))}
_UNEQUAL = (((2, 3), (3, 3)), ((3, 2), (2, 2)), ((2, 2), (2, 3)), ((3, 3), (3, 2)))
BOTH = "both"


@family(
    source="MML 2.2.1",
    levels=3,
    marks=4,
    typing="[97, 0; 98, 99] or: AB = [97, 0; 98, 99]; BA = [95, 96]",
    height=(50, 36, 36),
)
class MatrixProduct:
    """Multiply two matrices.

    >>> MatrixProduct(form="AB", A=((1, 2), (3, 4)), B=((0, 1), (1, 0))).answer().typed()
    '[2, 1; 4, 3]'
    """

    form: str
    A: IntRows
    B: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            name, shapes, size, low, high = "AB", ((2, 2), (2, 2)), 5, 14, 50
        elif level == 2:
            name, shapes, size, low, high = BOTH, draw.choice(_UNEQUAL), 4, 11, 36
        else:
            name, size, low, high = draw.choice(sorted(_SHAPES)), 4, 11, 36
            shapes = _SHAPES[name]

        def make() -> tuple[IntRows, IntRows]:
            first, second = (tuple(draw.integers(n, -size, size, but=[0]) for _ in range(m)) for m, n in shapes)
            return first, second

        def good(rows: tuple[IntRows, IntRows]) -> bool:
            found = [abs(a) for r in _product(name, *rows) for a in r]
            return low <= int(max(found)) <= high

        first, second = draw.until(make, good)
        if level == 2 and draw.coin():
            return cls(name, second, first)
        return cls(name, first, second)

    @property
    def _orders(self) -> tuple[bool, bool]:
        """Are AB and BA defined?"""
        return len(self.A[0]) == len(self.B), len(self.B[0]) == len(self.A)

    def statement(self) -> Text:
        given = {"A": A.equals(matrix(self.A)), "B": B.equals(matrix(self.B))}
        if self.form == BOTH:
            words = (
                "Given are {A} and {B}. Find the products {AB} and {BA}; where a product does not exist, write {word}."
            )
            return say(words, AB=A * B, BA=B * A, word="undefined", **given)
        return say("Compute {product} for {A} and {B}.", product=_FORMS[self.form], **given)

    def answer(self) -> Matrix | Parts:
        if self.form != BOTH:
            return matrix_answer(_product(self.form, self.A, self.B))
        return _both(self._orders, self.A, self.B)

    def symbolic(self) -> Matrix | Parts:
        import sympy as sp

        M, N = sp.Matrix(self.A), sp.Matrix(self.B)
        if self.form != BOTH:
            value = {"AB": lambda: M * N, "ATB": lambda: M.T * N, "ABT": lambda: M * N.T, "(AB)T": lambda: N.T * M.T}
            return matrix_answer([[int(a) for a in r] for r in value[self.form]().tolist()])
        parts = []
        for name, first, second in (("AB", M, N), ("BA", N, M)):
            try:
                found: Answer = matrix_answer([[int(a) for a in r] for r in (first * second).tolist()])
            except sp.matrices.exceptions.ShapeError:
                found = NoAnswer("undefined")
            parts.append(Part(name, found))
        return Parts(tuple(parts))

    @staticmethod
    def numeric(form: str, A: Any, B: Any) -> Any:
        if form == BOTH:
            found = {"AB": (A, B), "BA": (B, A)}
            fits = {name: M.shape[1] == N.shape[0] for name, (M, N) in found.items()}
            return {n: np.einsum("ij,jk->ik", M, N) if fits[n] else None for n, (M, N) in found.items()}
        indices = {"AB": "ij,jk->ik", "ATB": "ji,jk->ik", "ABT": "ij,kj->ik", "(AB)T": "ij,jk->ki"}
        return np.einsum(indices[form], A, B)

    def solution(self) -> Solution:
        matrices = {"A": rows_of(self.A), "B": rows_of(self.B)}
        if self.form != BOTH:
            return replace(matrix_product.work(_FORMS[self.form], matrices), given=self.statement())
        first, second = (matrix_product.work(e, matrices) for e in (A * B, B * A))
        code = f"""import numpy as np

A = np.array({[list(r) for r in self.A]})
B = np.array({[list(r) for r in self.B]})
answer = {{}}
for name, left, right in (("AB", A, B), ("BA", B, A)):
    answer[name] = left @ right if left.shape[1] == right.shape[0] else None
print(answer)
"""
        return Solution(
            "matrix_product",
            self.statement(),
            _named(first.steps, "AB") + _named(second.steps, "BA"),
            self.answer().written(),
            code=code,
            checks=first.checks + second.checks,
        )

    def misconceptions(self) -> Iterator[Misconception]:
        if self.form == "AB":
            entrywise = [[a * b for a, b in zip(r, s, strict=True)] for r, s in zip(self.A, self.B, strict=True)]
            yield _wrong("entrywise", entrywise, "An entry of the product is a row of A times a column of B.")
            yield _wrong("order-exchanged", times(self.B, self.A), "The order matters: this is BA.")
            yield _wrong(
                "rows-with-rows", times(self.A, transposed(self.B)), "Go down the columns of the second factor."
            )
        elif self.form == BOTH:
            yield from self._about_both()
        else:
            value = _product(self.form, self.A, self.B)
            yield _wrong("result-transposed", transposed(value), "A transposed product has the order turned.")
            if self.form == "ATB":
                wrong, feedback = times(self.A, transposed(self.B)), "The transpose belongs to A, not to B."
            elif self.form == "ABT":
                wrong, feedback = times(transposed(self.A), self.B), "The transpose belongs to B, not to A."
            else:
                wrong = times(transposed(self.A), transposed(self.B))
                feedback = "The order turns when a product is transposed."
            yield _wrong("transposes-misplaced", wrong, feedback)
        if self.form != BOTH:
            shortened = _product(self.form, *self._without_the_last())
            yield _wrong("last-product-left-out", shortened, "Add all products of a row and a column.")

    def _without_the_last(self) -> tuple[IntRows, IntRows]:
        """A with 0 where the last inner index stands."""
        if self.form == "ATB":
            return (*self.A[:-1], (0,) * len(self.A[0])), self.B
        return tuple((*r[:-1], 0) for r in self.A), self.B

    def _about_both(self) -> Iterator[Misconception]:
        defined, other = ("AB", "BA") if self._orders[0] else ("BA", "AB")
        first, second = (self.A, self.B) if self._orders[0] else (self.B, self.A)
        value = times(first, second)
        yield _wrong(
            "order-without-meaning", value, "Write the shapes below the factors: do the inner ones agree?", other
        )
        yield _wrong("result-transposed", transposed(value), "A row of the left factor gives a row.", defined)
        shortened = times([(*r[:-1], 0) for r in first], second)
        yield _wrong("last-product-left-out", shortened, "Add all products of a row and a column.", defined)


def _named(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """An undefined product is called by its name, as the answer calls it."""
    claim = steps[0].claim
    if not isinstance(claim, SizesDiffer):
        return steps
    said = Op("list", (Name(name).equals(Words("undefined")), claim.result))
    return (replace(steps[0], claim=NamedUndefined(said, of=claim.of, sizes=claim.sizes, name=name)),)


def _wrong(mark: str, rows: Any, feedback: str, part: str = "") -> Misconception:
    return Misconception(mark, matrix_answer(rows), say(feedback), part)


def _product(form: str, first: IntRows, second: IntRows) -> Any:
    if form == "ATB":
        return times(transposed(first), second)
    if form == "ABT":
        return times(first, transposed(second))
    value = times(first, second)
    return transposed(value) if form == "(AB)T" else value


def _both(orders: tuple[bool, bool], first: IntRows, second: IntRows) -> Parts:
    undefined = NoAnswer("undefined")
    return Parts(
        (
            Part("AB", matrix_answer(times(first, second)) if orders[0] else undefined),
            Part("BA", matrix_answer(times(second, first)) if orders[1] else undefined),
        )
    )
