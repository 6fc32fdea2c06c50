"""What an operation on arrays is mistaken for, each belief as another operation that can be done as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.methods.arrays.operations import Array, Operation, run


@dataclass(frozen=True)
class Belief:
    """A misconception about one line: its name, what is done instead, and a word about it."""

    name: str
    instead: tuple[Operation, ...]
    word: str


AXIS = "The axis that is named is the one that disappears: axis 0 runs down the rows, axis 1 along the columns."
PLACES = "NumPy counts from 0."


def beliefs(operation: Operation, axes: int) -> Iterator[Belief]:
    """Beliefs about an operation on an array with so many axes.

    >>> [b.name for b in beliefs(Operation("T"), 2)]
    ['not-transposed']
    """
    head, numbers = operation.head, operation.numbers
    match head:
        case "sum" | "max" | "min" | "mean" | "argmax" | "cumsum" if axes == 2:
            turned = (1 - numbers[0], *numbers[1:])
            yield Belief("other-axis", (Operation(head, turned),), AXIS)
            if head == "argmax":
                word = "argmax gives the place of the largest entry, not the entry."
                yield Belief("value-for-place", (Operation("max", numbers),), word)
            elif head == "cumsum":
                word = "A cumulative sum keeps every partial sum; only sum gives the total alone."
                yield Belief("total-for-partial-sums", (Operation("sum", numbers),), word)
            elif head == "mean":
                yield Belief("sum-for-mean", (Operation("sum", numbers),), "A mean is divided by how many there are.")
        case "rows" | "columns":
            start, stop, step = numbers
            word = "A slice ends before its stop."
            yield Belief("stop-included", (Operation(head, (start, stop + 1, step)),), word)
            if start:
                yield Belief("counted-from-one", (Operation(head, (start - 1, stop - 1, step)),), PLACES)
            if step > 1:
                yield Belief("step-left-out", (Operation(head, (start, stop, 1)),), "The third number is the step.")
            other = "columns" if head == "rows" else "rows"
            word = "The first place in the brackets is for rows, the one after the comma for columns."
            yield Belief("rows-for-columns", (Operation(other, numbers),), word)
        case "row" | "column":
            if numbers[0]:
                yield Belief("counted-from-one", (Operation(head, (numbers[0] - 1,)),), PLACES)
            other = "column" if head == "row" else "row"
            word = "The first place in the brackets is for rows, the one after the comma for columns."
            yield Belief("rows-for-columns", (Operation(other, numbers),), word)
        case "*":
            word = "The sign * multiplies entry by entry; the matrix product is written @."
            yield Belief("matrix-product-for-entrywise", (Operation("@"),), word)
        case "@":
            word = "The sign @ is the matrix product, rows times columns; * multiplies entry by entry."
            yield Belief("entrywise-for-matrix-product", (Operation("*"),), word)
        case "+" | "-":
            word = "A vector is added to every row of a matrix: its entries belong to the columns."
            yield Belief("broadcast-down-the-columns", (Operation("T"), operation, Operation("T")), word)
        case "reshape":
            m, n = numbers
            word = "A new shape is filled row by row."
            yield Belief("filled-by-columns", (Operation("T"), Operation("reshape", (n, m)), Operation("T")), word)
            yield Belief(
                "reshape-is-transposing", (Operation("T"),), "Another shape is no transposition: keep the order."
            )
        case "T":
            yield Belief("not-transposed", (), "The transposed matrix has the columns as its rows.")
        case "shape":
            yield Belief("columns-first", (Operation("T"), operation), "A shape names the rows first.")


def mistaken_results(
    operations: tuple[Operation, ...], first: Array, other: Array | None
) -> Iterator[tuple[Belief, Array]]:
    """What the program gives when one of its lines is mistaken; beliefs whose shapes do not fit are left out."""
    axes = [a.axes for a in (first, *run(operations, first, other))]
    for i, operation in enumerate(operations):
        for belief in beliefs(operation, axes[i]):
            changed = (*operations[:i], *belief.instead, *operations[i + 1 :])
            try:
                arrays = [first, *run(changed, first, other)]
            except (ValueError, IndexError):
                continue
            yield belief, arrays[-1]
