"""Operations on arrays as data: their source, their exact result, the claim that one was done right.

A program is a list of `Operation` records, never text that is run. Arrays have at most two axes.

======================================  ==========================================================
head, numbers                           source
======================================  ==========================================================
``sum|max|min|mean (axis,)``            ``A.sum(axis=0)``; ``(axis, 1)`` keeps the axis
``cumsum (axis,)``, ``argmax (axis,)``  ``A.cumsum(axis=0)``, ``A.argmax(axis=0)``
``T``, ``reshape (m, n)``               ``A.T``, ``A.reshape(m, n)``
``row (i,)``, ``column (j,)``           ``A[i]``, ``A[:, j]``
``rows|columns (start, stop, step)``    ``A[start:stop:step]``, ``A[:, start:stop:step]``
``+ - * @``                             ``A * v`` with the program's second array
``shape``                               ``A.shape``
======================================  ==========================================================
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.equality import exactly
from tutor.written import Name, Op, Written, entries, matrix, number

REDUCTIONS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda line: sum(line, Fraction(0)),
    "max": max,
    "min": min,
    "mean": lambda line: sum(line, Fraction(0)) / len(line),
    "argmax": lambda line: Fraction(line.index(max(line))),
}
ENTRYWISE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


@dataclass(frozen=True)
class Operation:
    """One line of a program: a head and its whole numbers; see the table above."""

    head: str
    numbers: tuple[int, ...] = ()

    def source(self, name: str, other: str) -> str:
        """The line's right side, for an array of that name and the name of the second array.

        >>> Operation("columns", (1, 3, 1)).source("A", "v")
        'A[:, 1:3]'
        """
        match self.head:
            case "T" | "shape":
                return f"{name}.{self.head}"
            case "reshape":
                return f"{name}.reshape({self.numbers[0]}, {self.numbers[1]})"
            case "row":
                return f"{name}[{self.numbers[0]}]"
            case "column":
                return f"{name}[:, {self.numbers[0]}]"
            case "rows" | "columns":
                start, stop, step = self.numbers
                piece = f"{start or ''}:{stop}" + (f":{step}" if step > 1 else "")
                return f"{name}[{piece}]" if self.head == "rows" else f"{name}[:, {piece}]"
            case "+" | "-" | "*" | "@":
                return f"{name} {self.head} {other}"
        keep = ", keepdims=True" if len(self.numbers) > 1 else ""
        return f"{name}.{self.head}(axis={self.numbers[0]}{keep})"


@dataclass(frozen=True)
class Array:
    """An exact array: rows of numbers, and how many axes it has (a vector is one row, a number one entry).

    >>> Array.of(((1, 2), (3, 4))).done(Operation("sum", (0,)), None).written()
    Op(head='matrix', args=(Op(head='row', args=(Num(text='4'), Num(text='6'))),))
    """

    rows: tuple[tuple[Fraction, ...], ...]
    axes: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[int | Fraction]], axes: int = 2) -> Array:
        """An array of whole numbers or fractions."""
        return cls(tuple(tuple(Fraction(q) for q in r) for r in rows), axes)

    def written(self) -> Written:
        """As it is printed: a number, a row, a matrix."""
        return matrix(self.rows) if self.axes else number(self.rows[0][0])

    def done(self, operation: Operation, other: Array | None) -> Array:
        """The array after an operation.

        Raises
        ------
        ValueError
            When the shapes do not fit.
        """
        head, numbers = operation.head, operation.numbers
        if head in ("+", "-", "*", "@"):
            if other is None:
                raise ValueError("a second array is missing")
            return self._product(other) if head == "@" else self._entrywise(ENTRYWISE[head], other)
        if self.axes == 1:
            return self._line(head)
        if self.axes != 2:
            raise ValueError("a number has no axes")
        match head:
            case "T":
                return Array(tuple(zip(*self.rows, strict=True)), 2)
            case "shape":
                return Array.of([(len(self.rows), len(self.rows[0]))], 1)
            case "reshape":
                flat, (m, n) = [q for r in self.rows for q in r], numbers
                if m * n != len(flat):
                    raise ValueError("the entries do not fill the new shape")
                return Array(tuple(tuple(flat[i * n : i * n + n]) for i in range(m)), 2)
            case "row" | "rows":
                if head == "row":
                    return Array((self.rows[_place(numbers[0], len(self.rows))],), 1)
                return _sliced(self.rows, *numbers)
            case "column" | "columns":
                chosen = self._turned().done(Operation(head.replace("column", "row"), numbers), None)
                return chosen if head == "column" else chosen._turned()
            case "cumsum":
                if numbers[0] == 0:
                    return self._turned().done(Operation("cumsum", (1,)), None)._turned()
                return Array(tuple(tuple(itertools.accumulate(r)) for r in self.rows), 2)
        lines = self.rows if numbers[0] else self._turned().rows
        values = tuple(REDUCTIONS[head](line) for line in lines)
        if len(numbers) == 1:
            return Array((values,), 1)
        return Array(tuple((v,) for v in values) if numbers[0] else (values,), 2)

    def _turned(self) -> Array:
        return Array(tuple(zip(*self.rows, strict=True)), 2)

    def _line(self, head: str) -> Array:
        if head not in REDUCTIONS:
            raise ValueError(f"{head} needs two axes")
        return Array(((REDUCTIONS[head](self.rows[0]),),), 0)

    def _entrywise(self, f: Callable[[Fraction, Fraction], Fraction], other: Array) -> Array:
        lines = other.rows * len(self.rows) if other.axes == 1 else other.rows
        pairs = zip(self.rows, lines, strict=True)
        return Array(tuple(tuple(f(a, b) for a, b in zip(r, s, strict=True)) for r, s in pairs), self.axes)

    def _product(self, other: Array) -> Array:
        columns = other.rows if other.axes == 1 else tuple(zip(*other.rows, strict=True))
        rows = [[sum((a * b for a, b in zip(r, c, strict=True)), Fraction(0)) for c in columns] for r in self.rows]
        if other.axes == 2:
            return Array.of(rows, self.axes)
        return Array.of([[r[0] for r in rows]], self.axes - 1)


def _place(index: int, length: int) -> int:
    if not 0 <= index < length:
        raise ValueError("there is no such row or column")
    return index


def _sliced(rows: tuple[tuple[Fraction, ...], ...], start: int, stop: int, step: int) -> Array:
    if not 0 <= start < stop <= len(rows):
        raise ValueError("the slice reaches beyond the rows, or nothing is left")
    return Array(rows[start:stop:step], 2)


def run(operations: Sequence[Operation], first: Array, other: Array | None) -> list[Array]:
    """The arrays after each operation.

    >>> run([Operation("T"), Operation("shape")], Array.of(((1, 2, 3), (4, 5, 6))), None)[-1].rows
    ((Fraction(3, 1), Fraction(2, 1)),)
    """
    found, array = [], first
    for operation in operations:
        array = array.done(operation, other)
        found.append(array)
    return found


@dataclass(frozen=True)
class Computes(_Result):
    """An operation on given arrays gives the result; it is done again by NumPy, with exact numbers.

    >>> first = Array.of(((1, 2), (3, 4)))
    >>> claim = Computes(matrix(((4, 6),)), name="B", operation=Operation("sum", (0,)), first=first, other=None)
    >>> claim.holds(), claim.with_result(matrix(((4, 7),))).holds()
    (True, False)
    """

    name: str = field(kw_only=True)
    operation: Operation = field(kw_only=True)
    first: Array = field(kw_only=True)
    other: Array | None = field(kw_only=True)

    def shown(self) -> Written:
        return Name(self.name).equals(self.result)

    def holds(self) -> bool | None:
        import numpy as np

        found = np.asarray(_by_numpy(self.operation, _numpy(self.first), _numpy(self.other)))
        stated = np.array(_rows_of(self.result))
        shape = (1, *found.shape) if found.ndim == 1 else found.shape
        return stated.shape == shape and bool(np.all(stated == found.reshape(shape)))


def _rows_of(w: Written) -> Any:
    """The exact rows of a matrix or a tuple, or the number itself."""
    if not isinstance(w, Op) or w.head not in ("matrix", "tuple"):
        return exactly(w)
    return [[exactly(a) for a in r] for r in (entries(w) if w.head == "matrix" else (w.args,))]


def _numpy(array: Array | None) -> Any:
    import numpy as np

    if array is None:
        return None
    made = np.array(array.rows, dtype=object)
    return made.reshape(made.shape[2 - array.axes :]) if array.axes else made[0, 0]


def _by_numpy(operation: Operation, array: Any, other: Any) -> Any:
    import numpy as np

    numbers = operation.numbers
    match operation.head:
        case "+":
            return array + other
        case "-":
            return array - other
        case "*":
            return array * other
        case "@":
            return array @ other
        case "T":
            return array.T
        case "shape":
            return np.array(array.shape)
        case "reshape":
            return array.reshape(numbers)
        case "row":
            return array[numbers[0]]
        case "column":
            return array[:, numbers[0]]
        case "rows":
            return array[slice(*numbers)]
        case "columns":
            return array[:, slice(*numbers)]
    axis = numbers[0] if array.ndim == 2 else 0
    options = {"keepdims": True} if len(numbers) > 1 else {}
    if operation.head == "argmax":
        return array.astype(float).argmax(axis=axis)
    return getattr(array, operation.head)(axis=axis, **options)
