"""What a few lines of NumPy print.

The program is a list of operations on one array of small whole numbers, and perhaps a second one; its source, its exact
result and its misreadings follow from the list. Level 1 has one operation (a reduction along an axis, a slice with its
shape); level 2 two or three, with broadcasting, reshaping, and the products * and @.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, exact_number, matrix_answer, vector
from tutor.chance import Draw
from tutor.methods.arrays.beliefs import mistaken_results
from tutor.methods.arrays.operations import Array, Computes, Operation, run
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Op, Words, Written

Rows = tuple[tuple[int, ...], ...]
WHY = {
    "sum": "Add along axis {axis}: {lines} gives one number.",
    "max": "Take the largest entry along axis {axis}: {lines} gives one number.",
    "min": "Take the smallest entry along axis {axis}: {lines} gives one number.",
    "mean": "Take the mean along axis {axis}: {lines} gives one number.",
    "argmax": "Find the place of the largest entry along axis {axis}, counted from 0: {lines} gives one.",
    "cumsum": "Add up step by step along axis {axis}: {lines} keeps its partial sums.",
    "T": "Transpose: rows become columns.",
    "reshape": "Read the entries row by row and fill the new shape row by row.",
    "row": "One index takes a row, counted from 0, and leaves a vector.",
    "column": "A colon and an index take a column, counted from 0, and leave a vector.",
    "rows": "The slice takes rows, counted from 0, and ends before its stop.",
    "columns": "The slice after the comma takes columns, counted from 0, and ends before its stop.",
    "+": "Add entry by entry{broadcast}.",
    "-": "Subtract entry by entry{broadcast}.",
    "*": "The sign * multiplies entry by entry{broadcast}.",
    "@": "The sign @ is the matrix product: rows times columns.",
    "shape": "The shape says how many rows and how many columns there are.",
}


@family(
    source="MML 2.2",
    levels=2,
    marks=3,
    section="code",
    typing="500 or (100, 200) or [100, 200; 300, 400]",
)
class NumpyOutput:
    """Say what a program prints.

    >>> NumpyOutput(A=((1, 2), (3, 4)), B=(), operations=(Operation("sum", (0,)),)).answer().typed()
    '(4, 6)'
    """

    A: Rows
    B: Rows
    operations: tuple[Operation, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return (cls._one_line if level == 1 else cls._some_lines)(draw)

    @classmethod
    def _one_line(cls, draw: Draw) -> Self:
        m, n = draw.choice(((2, 3), (3, 2), (3, 3), (2, 4), (3, 4)))
        kind = draw.below(4)
        if kind == 3:
            head, length = draw.choice((("rows", m), ("columns", n)))
            start = draw.integer(0, length - 2)
            piece = Operation(head, (start, draw.integer(start + 1, length - 1), 1))
            return cls(A=_rows(draw, m, n), B=(), operations=(piece, Operation("shape")))
        head = draw.choice(("sum", "sum", "max", "min", "cumsum", "argmax", "mean"))
        axis = draw.below(2)
        if head == "mean" and (m, n)[axis] == 3:
            head = "sum"  # thirds have no finite decimals
        return cls(A=_rows(draw, m, n), B=(), operations=(Operation(head, (axis,)),))

    @classmethod
    def _some_lines(cls, draw: Draw) -> Self:
        m, n = draw.choice(((2, 3), (3, 2), (2, 4), (3, 3), (3, 4), (4, 3)))
        A, v = _rows(draw, m, n), (_vector(draw, n),)
        reduction = Operation(draw.choice(("sum", "sum", "max", "min", "cumsum")), (draw.below(2),))
        adding = Operation(draw.choice(("sum", "cumsum")), (draw.below(2),))  # shows a slice that was misread
        sign = Operation(draw.choice("+-*"))
        match draw.below(6):
            case 0:
                return cls(A=A, B=v, operations=(sign, reduction))
            case 1:
                start = draw.below(2)
                piece = Operation("rows", (start, start + 2, 1))
                return cls(A=_rows(draw, 3, n), B=v, operations=(piece, sign, adding))
            case 2:
                product = Operation(draw.choice("*@"))
                k = min(m, n)
                M = tuple(_vector(draw, k) for _ in range(k))
                return cls(A=_rows(draw, k, k), B=M, operations=(product, reduction))
            case 3:
                A = _rows(draw, 2, 3) if draw.coin() else _rows(draw, 3, 2)
                piece = draw.choice((adding, Operation("row", (1,)), Operation("column", (1,))))
                return cls(A=A, B=(), operations=(Operation("reshape", (len(A[0]), len(A))), piece))
            case 4:
                piece = Operation("rows", (0, 3, 2)) if draw.coin() else Operation("rows", (1, 3, 1))
                return cls(A=_rows(draw, 3, n), B=v, operations=(piece, Operation("@")))
            case _:
                u = (_vector(draw, 3),)
                piece = Operation("columns", (0, 2, 1))
                return cls(A=_rows(draw, 3, n), B=u, operations=(Operation("T"), sign, piece, adding))

    def _lines(self, printed: str) -> str:
        """The program; `printed` is ``print(…)`` or what binds the answer first."""
        second = "v" if len(self.B) == 1 else "M"
        given = [f"A = np.array({[list(r) for r in self.A]})"]
        if self.B:
            given.append(f"{second} = np.array({list(self.B[0]) if len(self.B) == 1 else [list(r) for r in self.B]})")
        lines = ["import numpy as np", "", *given]
        for name, before, operation in zip("BCDEF", "ABCDE", self.operations, strict=False):
            lines.append(f"{name} = {operation.source(before, second)}")
        return "\n".join([*lines, printed.format(last="ABCDE"[len(self.operations)])]) + "\n"

    def statement(self) -> Text:
        return paragraphs(
            say("What does this program print? {code}", code=Op("code", (Words(self._lines("print({last})")),))),
            say("Give the number or the array that is printed; type a vector as (p, q), a matrix as [p, q; r, s]."),
        )

    def _arrays(self) -> tuple[Array, Array | None]:
        return Array.of(self.A), Array.of(self.B, min(len(self.B), 2)) if self.B else None

    def answer(self) -> Answer:
        return _answer(run(self.operations, *self._arrays())[-1])

    def symbolic(self) -> Answer:
        import sympy as sp

        rows, axes = sp.Matrix(self.A), 2
        other = sp.Matrix(self.B) if self.B else None
        for operation in self.operations:
            rows, axes = _by_sympy(operation, rows, axes, other, len(self.B) == 1)
        return _answer(Array.of([[Fraction(int(q.p), int(q.q)) for q in r] for r in rows.tolist()], axes))

    @staticmethod
    def numeric(A: Any, B: Any, operations: Any) -> Any:
        second = B[0] if len(B) == 1 else B
        reductions: Any = {
            "sum": np.sum,
            "max": np.max,
            "min": np.min,
            "mean": np.mean,
            "argmax": np.argmax,
            "cumsum": np.cumsum,
        }
        signs = {"+": np.add, "-": np.subtract, "*": np.multiply, "@": np.matmul}
        array = A
        for operation in operations:
            head, numbers = operation["head"], [int(k) for k in operation["numbers"]]
            if head in reductions:
                array = reductions[head](array, axis=numbers[0] if array.ndim == 2 else None)
            elif head in signs:
                array = signs[head](array, second)
            elif head == "T":
                array = np.transpose(array)
            elif head == "reshape":
                array = np.reshape(array, numbers)
            elif head == "shape":
                array = np.array(np.shape(array))
            else:
                places = np.arange(*numbers) if len(numbers) == 3 else numbers[0]
                array = np.take(array, places, axis=0 if head in ("row", "rows") else 1)
        return array

    def solution(self) -> Solution:
        first, other = self._arrays()
        steps, before = [], first
        for name, operation in zip("BCDEF", self.operations, strict=False):
            after = before.done(operation, other)
            result = _shown(operation, after)
            why = say("{name}: ", name=name) + _why(operation, before, other)
            claim = Computes(result, name=name, operation=operation, first=before, other=other)
            steps.append(Step(why, claim, question=say("What does {what} do here?", what=operation.source("…", "…"))))
            before = after
        return Solution(
            method="array operations",
            given=self.statement(),
            steps=tuple(steps),
            answer=self.answer().written(),
            code=self._lines("answer = {last}\nprint(answer)"),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        right = run(self.operations, *self._arrays())[-1]
        for belief, array in mistaken_results(self.operations, *self._arrays()):
            if bool(array.axes) == bool(right.axes):
                yield Misconception(belief.name, _answer(array), say("{word}", word=belief.word))


def _rows(draw: Draw, m: int, n: int) -> Rows:
    """Small numbers, all different, so that no largest entry is there twice."""
    flat = draw.distinct(m * n, -4, 9)
    return tuple(flat[i * n : i * n + n] for i in range(m))


def _vector(draw: Draw, n: int) -> tuple[int, ...]:
    return draw.distinct(n, -3, 4, but=[0, 1])


def _answer(array: Array) -> Answer:
    if not array.axes:
        return exact_number(array.rows[0][0])
    return vector(array.rows[0]) if array.axes == 1 else matrix_answer(array.rows)


def _shown(operation: Operation, array: Array) -> Written:
    row = array.written()
    if operation.head == "shape" and isinstance(row, Op) and isinstance(row.args[0], Op):
        return Op("tuple", row.args[0].args)
    return row


def _why(operation: Operation, before: Array, other: Array | None) -> Text:
    template = WHY[operation.head]
    if "{axis}" in template:
        if before.axes == 1:
            return say(template.replace(" along axis {axis}", ""), lines="the vector")
        axis = operation.numbers[0]
        return say(template, axis=str(axis), lines="each row" if axis else "each column")
    if "{broadcast}" in template:
        spread = before.axes == 2 and other is not None and other.axes == 1
        return say(template, broadcast="; the vector goes to every row" if spread else "")
    return say(template)


def _by_sympy(operation: Operation, M: Any, axes: int, other: Any, flat: bool) -> tuple[Any, int]:
    """The operation by SymPy's matrices: sums are products with ones, a vector is one row."""
    import sympy as sp

    numbers, (m, n) = operation.numbers, M.shape
    lines = [list(M.row(i)) for i in range(m)]
    if axes == 2 and numbers[:1] == (0,):
        lines = [list(M.col(j)) for j in range(n)]
    match operation.head:
        case "T":
            return M.T, axes
        case "shape":
            return sp.Matrix([M.shape]), 1
        case "reshape":
            return M.reshape(*numbers), axes
        case "row":
            return M.row(numbers[0]), 1
        case "column":
            return M.col(numbers[0]).T, 1
        case "rows":
            return M.extract(list(range(*numbers)), list(range(n))), axes
        case "columns":
            return M.extract(list(range(m)), list(range(*numbers))), axes
        case "@":
            return (
                (M * other.T, axes - 1) if flat and axes == 1 else ((M * other.T).T, 1) if flat else (M * other, axes)
            )
        case "+" | "-" | "*":
            spread = sp.ones(m, 1) * other if flat else other
            if operation.head == "*":
                return M.multiply_elementwise(spread), axes
            return (M + spread if operation.head == "+" else M - spread), axes
        case "cumsum":
            below = sp.Matrix(m, m, lambda i, j: int(bool(j <= i)))
            right = sp.Matrix(n, n, lambda i, j: int(bool(i <= j)))
            return (M * right if numbers[0] else below * M), axes
        case "sum" | "mean":
            down = sp.ones(1, m) * M if axes == 2 and numbers[0] == 0 else (M * sp.ones(n, 1)).T
            return (down / len(lines[0]) if operation.head == "mean" else down), axes - 1
        case "argmax":
            return sp.Matrix([[line.index(sp.Max(*line)) for line in lines]]), axes - 1
    choose = sp.Max if operation.head == "max" else sp.Min
    return sp.Matrix([[choose(*line) for line in lines]]), axes - 1
