"""Steps that several methods of geometry share: an inner product, a length, products of a whole family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.exact.matrices import Vector, applied, rows_of
from tutor.exact.scalars import write
from tutor.methods.geometry.claims import GramMatrix, InnerValue, Length
from tutor.methods.geometry.lengths import root_written
from tutor.methods.geometry.space import Space
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Op, Written


def difference_written(a: Written, b: Written) -> Written:
    """a − b, literally."""
    return Op("+", (a, Op("neg", (b,))))


def value_step(why: Text, x: Sequence[Any], y: Sequence[Any], space: Space) -> Step:
    """⟨x, y⟩; for a matrix A, the vector A y comes first, as a detail."""
    details: tuple[Step, ...] = ()
    if space.form is not None and space.interval is None:
        image = space.show(applied(space.form, y))
        product = Op("*", (matrix_written(rows_of(space.form)), space.show(y)))
        row = Op("*", (Op("T", (space.show(x),)), image))
        details = (
            Step(say("First the matrix times the second vector."), Computed(image, left=product)),
            Step(say("Then the first vector times that."), InnerValue(write(space.product(x, y)), left=row)),
        )
    claim = InnerValue(write(space.product(x, y)), left=space.pairing(space.show(x), space.show(y)))
    return Step(why, claim, substeps=details, question=say("What is the inner product of the two vectors?"))


def length_steps(v: Sequence[Any], name: Written, space: Space) -> list[Step]:
    """⟨v, v⟩ and its root, the length (MML 3.2)."""
    square = space.norm_squared(v)
    inside = value_step(say("The inner product of {v} with itself.", v=name), v, v, space)
    why = say("The length of {v} is the root of that.", v=name)
    claim = Length(root_written(square), square=write(square), of=name)
    return [inside, Step(why, claim, question=say("What is the inner product of {v} with itself?", v=name))]


def series(items: Sequence[Written]) -> Text:
    """``u1, u2 and u3``."""
    if not items:
        return Text(("no direction",))
    text = Text((items[0],))
    for i, w in enumerate(items[1:], 1):
        text = text + Text((" and " if i == len(items) - 1 else ", ", w))
    return text


def products_step(vectors: Sequence[Vector], space: Space, why: Text) -> Step:
    """All inner products of a family with itself, as one matrix."""
    gram = space.gram(vectors, vectors)
    return Step(why, GramMatrix(matrix_written(gram), vectors=tuple(vectors), space=space))
