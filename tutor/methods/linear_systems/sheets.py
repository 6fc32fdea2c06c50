"""Row reduction with letters: a matrix of polynomials in one parameter, or right-hand sides with several letters.

Over polynomials, rows are exchanged, multiplied by numbers that are not 0, and multiples of other rows by polynomials
are added: never is a row divided by something that could vanish. So the row form holds for every value of the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from tutor.methods.linear_systems.elimination import Number, Stage, Worksheet, rowadd, rowscale, rowswap, spoken
from tutor.methods.linear_systems.forms import term, total
from tutor.methods.linear_systems.polynomials import Poly
from tutor.surds import Surd, surd
from tutor.text import Text, say
from tutor.written import Name, Op, Written, augmented, number


class FormSheet(Worksheet):
    """A worksheet whose right-hand sides are linear forms: behind the bar stand the constant and a column a letter."""

    def __init__(
        self, rows: Sequence[Sequence[Number]], *, bar: int, letters: Sequence[str], labels: Sequence[Written]
    ):
        super().__init__(rows, bar=bar, labels=labels)
        self.letters = letters
        self.left = bar

    def form(self, i: int) -> Written:
        """The right-hand side of row i: letters first, the constant last."""
        constant, *parts = self.rows[i][self.left :]
        return form_of(constant, parts, self.letters)

    def written(self) -> Op:
        """The matrix as it stands, one column behind the bar."""
        return augmented(([*row[: self.left], self.form(i)] for i, row in enumerate(self.rows)), self.left)


def form_of(constant: Fraction, parts: Sequence[Fraction], letters: Sequence[str]) -> Written:
    """``a - 2*b + 5``; what is positive comes first.

    >>> str(form_of(Fraction(0), [Fraction(-1), Fraction(1)], "ab"))
    'b - a'
    """
    terms = [term(c, Name(v)) for c, v in zip(parts, letters, strict=True)] + [number(constant) if constant else None]
    kept = [t for t in terms if t is not None]
    positive = [t for t in kept if not (isinstance(t, Op) and t.head == "neg")]
    return total(positive + [t for t in kept if t not in positive])


class PolynomialSheet:
    """[A | b] with polynomials in one parameter as entries, being reduced; its stages are recorded if asked for."""

    def __init__(
        self, rows: Sequence[Sequence[Poly]], *, parameter: str, names: Sequence[str], recording: bool = True
    ) -> None:
        self.recording = recording
        self.rows = [list(r) for r in rows]
        self.parameter = parameter
        self.names = names
        self.pivots: list[int] = []
        self.stages: list[Stage] = []
        self._operations: list[Op] = []

    def written(self) -> Op:
        """The matrix as it stands."""
        shown = ([a.written(self.parameter) for a in row] for row in self.rows)
        return augmented(shown, len(self.names))

    def forward(self) -> None:
        """To row echelon form, column by column, as Euclid does it where no pivot is a number."""
        for i in range(len(self.rows)):
            self._lighten(i, clear_only=True)
        if self._operations:
            self._record(self._start if self.recording else None, "Multiply by the common denominators")
        for column, name in enumerate(self.names):
            r = len(self.pivots)
            while True:
                at = [i for i in range(r, len(self.rows)) if self.rows[i][column]]
                if not at:
                    break
                best = min(at, key=lambda i: self._weight(i, column, r))
                before = self.written() if self.recording else None
                if best != r:
                    self.rows[r], self.rows[best] = self.rows[best], self.rows[r]
                    self._operations.append(rowswap(r, best))
                for i in at:
                    row = r if i == best else best if i == r else i
                    if row != r:
                        self._subtract(row, r, column)
                self._record(before, f"Make zeros below row {r + 1} in column", Name(name))
                if not any(self.rows[i][column] for i in range(r + 1, len(self.rows))):
                    self.pivots.append(column)
                    break

    @property
    def _start(self) -> Op:
        undone = [list(r) for r in self.rows]
        for operation in self._operations:
            i, factor = int(str(operation.args[0])) - 1, operation.args[1]
            scale = Fraction(str(factor))
            undone[i] = [a * (1 / scale) for a in undone[i]]
        return augmented(([a.written(self.parameter) for a in row] for row in undone), len(self.names))

    def _weight(self, i: int, column: int, r: int) -> tuple[int, Fraction, int]:
        entry = self.rows[i][column]
        return entry.degree, sum((abs(c) for c in entry.coefficients), Fraction(0)), int(i != r)

    def _subtract(self, i: int, r: int, column: int) -> None:
        """Take off the multiple of row r that leaves a remainder of lower degree in row i."""
        quotient, _ = self.rows[i][column].divided(self.rows[r][column])
        if not quotient:
            return
        m = lcm(*(c.denominator for c in quotient.coefficients))
        if m > 1:
            self._operations.append(rowscale(i, m))
            quotient = quotient * m
            self.rows[i] = [a * m for a in self.rows[i]]
        if self.recording:
            self._operations.append(rowadd(i, r, (-quotient).written(self.parameter)))
        self.rows[i] = [a - quotient * b for a, b in zip(self.rows[i], self.rows[r], strict=True)]
        self._lighten(i)

    def _lighten(self, i: int, *, clear_only: bool = False) -> None:
        """Multiply a row by a number that leaves small whole coefficients."""
        found = [c for a in self.rows[i] for c in a.coefficients]
        if not found or not any(self.rows[i][: len(self.names)]):
            return
        m = lcm(*(c.denominator for c in found))
        g = 1 if clear_only else gcd(*(int(c * m) for c in found))
        if m != g:
            factor = Fraction(m, g)
            self.rows[i] = [a * factor for a in self.rows[i]]
            self._operations.append(rowscale(i, factor))

    def _record(self, before: Op | None, words: str, label: Written | None = None) -> None:
        if before is None or not self._operations:
            self._operations = []
            return
        operations, self._operations = tuple(self._operations), []
        head = Text((f"{words} ", label)) if label is not None else Text((words,))
        why = head + Text((": ",)) + spoken(operations)
        asked = Text(("Which row operation never divides by the parameter?",))
        self.stages.append(Stage(before, operations, self.written(), why, asked))


def surd_echelon(
    rows: Sequence[Sequence[Surd]], columns: int, *, recording: bool = True
) -> tuple[list[Stage], list[list[Surd]], list[int]]:
    """Row echelon form of numbers with square roots, with its stages; used at one value of a parameter."""
    now = [list(r) for r in rows]
    pivots: list[int] = []
    stages: list[Stage] = []

    def shown() -> Op:
        return augmented(([a.written() for a in row] for row in now), columns)

    for column in range(columns):
        r = len(pivots)
        at = [i for i in range(r, len(now)) if now[i][column]]
        if not at:
            continue
        before, operations = shown() if recording else None, list[Op]()
        best = min(at, key=lambda i: (len(now[i][column].terms), abs(float(now[i][column])) != 1, i))
        if best != r:
            now[r], now[best] = now[best], now[r]
            operations.append(rowswap(r, best))
        for i in range(r + 1, len(now)):
            if now[i][column]:
                factor = -(now[i][column] / now[r][column])
                now[i] = [a + factor * b for a, b in zip(now[i], now[r], strict=True)]
                operations.append(rowadd(i, r, factor.written()))
        if operations and before is not None:
            why = say("Make zeros below row {r}: {ops}", r=str(r + 1), ops=spoken(operations))
            stages.append(Stage(before, tuple(operations), shown(), why))
        pivots.append(column)
    return stages, now, pivots


def polynomial_at(rows: Sequence[Sequence[Poly]], value: Surd) -> list[list[Surd]]:
    """The numbers that a matrix of polynomials becomes at one value of its parameter."""
    return [[surd(a.at(value)) for a in row] for row in rows]
