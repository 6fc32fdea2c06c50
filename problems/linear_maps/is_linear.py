"""Is a map linear? Its value at a vector, or vectors that break linearity.

Level 1 has linear and affine maps ℝ² → ℝ² and a square or a product in an entry; level 2 has maps from ℝ³ with absolute
values, squares that cancel, and products; level 3 has maps of polynomials p + q·t + r·t², given by their coefficients.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Condition, Role, Witnessed
from tutor.chance import Draw
from tutor.exact.scalars import write
from tutor.methods.structures.linearity_test import Broken, differs, work
from tutor.methods.structures.terms import form_written
from tutor.methods.structures.values import grid
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Written, number

Row = tuple[int, ...]
KINDS = {
    1: ("linear", "linear", "shift", "square", "product"),
    2: ("linear", "cancelling", "modulus", "product", "shift"),
    3: ("polynomial", "polynomial", "polynomial-shift", "polynomial-square"),
}
_YES_SAID = {
    "shift": "A straight line is linear only through the origin: where does the map send 0?",
    "square": "Double the vector: a square grows by the factor 4.",
    "product": "Double the vector: a product of two entries grows by the factor 4.",
    "modulus": "Multiply the vector by −1: an absolute value does not change its sign.",
    "polynomial-shift": "Where does the map send the polynomial 0?",
    "polynomial-square": "Double the polynomial: a product of coefficients grows by the factor 4.",
}


@family(
    source="MML 2.7",
    levels=3,
    marks=4,
    typing="no, u = (70, 80), v = (60, -70), c = 50 (or, with the matrix: yes, A = [70, 80; 60, 90])",
    height=(9, 9, 9),
)
class IsLinear:
    """Give the matrix of a linear map, or numbers that show that a map is not linear.

    >>> IsLinear("linear", ((1, 2), (3, 0))).answer().typed()
    'yes, A = [1, 2; 3, 0]'
    >>> IsLinear("shift", ((1, 2), (3, 0)), 4).answer().typed()
    'no, u = (0, 0), v = (0, 0), c = 1'
    """

    kind: str
    rows: tuple[Row, ...]
    extra: int = 0
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(KINDS[level])
        n = 2 if level == 1 else 3
        return draw.until(lambda: cls._made(draw, kind, n), lambda p: p._fit(), tries=2000)

    @classmethod
    def _made(cls, draw: Draw, kind: str, n: int) -> Self:
        rows = tuple(draw.integers(n, -7, 7) for _ in range(2))
        return cls(kind, rows, draw.integer(1, 4) * draw.sign(), draw.below(2))

    def _fit(self) -> bool:
        if any(sum(map(bool, r)) < 2 for r in self.rows):
            return False
        numbers = [abs(a) for r in self.rows for a in r] + [abs(self.extra)]
        numbers.append(
            {"cancelling": self.extra**2, "shift": 2 * self.extra}.get(self.kind.removeprefix("polynomial-"), 0)
        )
        found = self._broken()
        if found is not None:
            for v in (found.u, found.v, found.together):
                numbers += [abs(q) for q in self._values([int(x) for x in v])]
        return 5 <= max(numbers) <= 9

    @property
    def is_linear(self) -> bool:
        """Is the map linear?"""
        return self.kind in ("linear", "cancelling", "polynomial")

    @property
    def variables(self) -> tuple[str, ...]:
        """The entries of the vectors, or the coefficients of the polynomial."""
        if self.kind.startswith("polynomial"):
            return ("p", "q", "r")
        return ("x", "y", "z")[: len(self.rows[0])]

    def _formulas(self) -> tuple[Written, ...]:
        letters = [Name(v) for v in self.variables]
        first, second = (form_written(r, letters) for r in self.rows)
        k = number(abs(self.extra))
        x, y = letters[:2]

        def joined(w: Written, term: Written) -> Written:
            return w + term if self.extra > 0 else w - term

        match self.kind:
            case "shift" | "polynomial-shift":
                return first, joined(second, k)
            case "square" | "polynomial-square":
                return joined(first, _times(k, Op("^", (y, Num("2"))))), second
            case "product":
                return first, joined(second, _times(k, Op("*", (x, y))))
            case "modulus":
                return first, joined(second, _times(k, Op("abs", (y,))))
            case "cancelling":  # (x + k)² − x² − k² = 2·k·x
                square = Op("^", (joined(x, k), Num("2")))
                return Op("+", (square, Op("neg", (x**2,)), Op("neg", (number(self.extra**2),)))), second
        return first, second

    def _values(self, v: list[int]) -> tuple[int, ...]:
        first, second = (sum(a * b for a, b in zip(r, v, strict=True)) for r in self.rows)
        k = self.extra
        match self.kind:
            case "shift" | "polynomial-shift":
                return first, second + k
            case "square" | "polynomial-square":
                return first + k * v[1] ** 2, second
            case "product":
                return first, second + k * v[0] * v[1]
            case "modulus":
                return first, second + k * abs(v[1])
        return first, second

    def _broken(self) -> Broken | None:
        """The counterexample that is shown: the first small vectors that break linearity."""
        n = len(self.rows[0])
        zero, one = (Fraction(0),) * n, Fraction(1)
        if self.is_linear:
            return None
        if self.kind in ("shift", "polynomial-shift"):
            return Broken(zero, zero, one)
        c = -one if self.kind == "modulus" else 2 * one
        v = next(v for v in grid(n) if (v[0] * v[1] if self.kind == "product" else v[1]))
        return Broken(zero, v, c)

    def _matrix(self) -> tuple[Row, ...]:
        if self.kind == "cancelling":
            return (2 * self.extra, *(0 for _ in self.rows[0][1:])), self.rows[1]
        return self.rows

    def statement(self) -> Text:
        formulas = Op("tuple", self._formulas())
        call = Op("call", (Name("f"), *(Name(v) for v in self.variables)))
        ask = say(
            ("Is the map {f} linear?", "Decide whether {f} is a linear map.")[self.wording], f=call.equals(formulas)
        )
        if self.kind.startswith("polynomial"):
            p, q, r = (Name(v) for v in self.variables)
            t = Name("t")
            first, second = self._formulas()
            polynomial = Op("+", (p, q * t, r * t**2))
            ask = say(
                (
                    "A map sends the polynomial {w} to the polynomial with constant term {first} and coefficient "
                    "{second} of {t}. Is it linear?",
                    "The polynomial {w} is sent to the polynomial whose constant term is {first} and whose coefficient "
                    "of {t} is {second}. Is this map linear?",
                )[self.wording],
                w=polynomial,
                first=first,
                second=second,
                t=t,
            ) + say(" Write polynomials as the vectors of their coefficients, the constant term first.")
        return paragraphs(
            ask,
            say("If it is, give its matrix: yes, A = […]."),
            say(
                "If it is not, give vectors {u} and {v} (they may be equal, or 0) and a number {c} for which "
                "f({w}) is not f({u}) + {c}·f({v}).",
                u=Name("u"),
                v=Name("v"),
                c=Name("c"),
                w=Name("u") + Name("c") * Name("v"),
            ),
        )

    def answer(self) -> Witnessed:
        found = self._broken()
        return self._yes(self._matrix()) if found is None else self._no(found)

    def _yes(self, rows: tuple[Row, ...]) -> Witnessed:
        role = Role("A", (2, len(rows[0])))
        entries = [a for r in role.entry_names() for a in r]
        wanted = [number(a) for r in rows for a in r]
        relations = tuple(Name(a).equals(w) for a, w in zip(entries, wanted, strict=True))
        condition = Condition(Op("and", relations), why="A times the vector of the unknowns is the map")
        return Witnessed(True, (role,), (condition,), (_rows(rows),), claim="linear")

    def _no(self, found: Broken) -> Witnessed:
        n = len(found.u)
        roles = (Role("u", (n,)), Role("v", (n,)), Role("c"))
        condition = Condition(differs(self._formulas(), self.variables), why="f(u + c·v) and f(u) + c·f(v) differ")
        example = tuple(tuple((write(x),) for x in v) for v in (found.u, found.v, (found.c,)))
        return Witnessed(False, roles, (condition,), example, claim="linear")

    def symbolic(self) -> Witnessed:
        import sympy as sp

        letters = sp.symbols(self.variables, real=True)
        first, second = (sum(a * v for a, v in zip(r, letters, strict=True)) for r in self.rows)
        x, y = letters[:2]
        k = self.extra
        formulas = {
            "shift": (first, second + k),
            "polynomial-shift": (first, second + k),
            "square": (first + k * y**2, second),
            "polynomial-square": (first + k * y**2, second),
            "product": (first, second + k * x * y),
            "modulus": (first, second + k * sp.Abs(y)),
            "cancelling": ((x + k) ** 2 - x**2 - k**2, second),
        }.get(self.kind, (first, second))
        J = sp.Matrix([sp.expand(f) for f in formulas]).jacobian(letters)
        moved = J * sp.Matrix(letters) - sp.Matrix(formulas)
        if J.free_symbols or any(sp.expand(e) != 0 for e in moved):
            return self.answer() if not self.is_linear else Witnessed(False)
        return self._yes(tuple(tuple(int(a) for a in J.row(i)) for i in range(2)))

    @staticmethod
    def numeric(kind: str, rows: Any, extra: int) -> Any:
        def f(x: Any) -> Any:
            added = {
                "shift": [0, 1],
                "polynomial-shift": [0, 1],
                "square": [x[1] ** 2, 0],
                "polynomial-square": [x[1] ** 2, 0],
                "product": [0, x[0] * x[1]],
                "modulus": [0, abs(x[1])],
            }.get(kind, [0, 0])
            value = rows @ x + extra * np.array(added)
            if kind == "cancelling":
                value[0] = (x[0] + extra) ** 2 - x[0] ** 2 - extra**2
            return value

        rng = np.random.default_rng(0)
        broken = False
        for _ in range(20):
            x, y = rng.normal(size=(2, rows.shape[1]))
            broken = broken or not np.allclose(f(2 * x - 3 * y), 2 * f(x) - 3 * f(y))
        return not broken, [True]

    def solution(self) -> Solution:
        worked = work(self._formulas(), variables=self.variables)
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if answer.truth:
            said = (
                "Multiply out and add like terms: what is left decides."
                if self.kind == "cancelling"
                else "Sums of multiples of the unknowns keep both rules."
            )
            yield Misconception("called-not-linear", Witnessed(False), say(said))
            rows = self._matrix()
            turned = tuple(zip(*rows, strict=True))
            if len(turned) == len(rows) and turned != rows:
                said = "The factors of the first entry of the image stand in the first row."
                yield Misconception("rows-as-columns", self._yes(turned), say(said))
            if rows[0] != rows[1]:
                said = "The rows of the matrix stand in the order of the entries of the image."
                yield Misconception("rows-exchanged", self._yes(rows[::-1]), say(said))
            if any(a < 0 for r in rows for a in r):
                said = "The signs belong to the entries of the matrix."
                yield Misconception("signs-lost", self._yes(tuple(tuple(abs(a) for a in r) for r in rows)), say(said))
            if self.kind == "cancelling":
                said = "The mixed term of the square is left over: it has a factor 2."
                yield Misconception("mixed-term-once", self._yes(((self.extra, 0, 0), rows[1])), say(said))
            return
        yield Misconception(f"called-linear-{self.kind}", Witnessed(True), say(_YES_SAID[self.kind]))
        n = len(self.rows[0])
        unit = tuple((number(int(k == 0)),) for k in range(n))
        zero = tuple((Num("0"),) for _ in range(n))
        (condition,) = answer.conditions
        harmless = replace(
            answer, conditions=(Condition(condition.relation, holds=False),), example=(zero, unit, ((Num("1"),),))
        )
        if self.kind.endswith("shift"):
            harmless = replace(harmless, example=(unit, zero, ((Num("0"),),)))
        said = "For these numbers both sides are the same: this shows nothing."
        yield Misconception("both-sides-agree", harmless, say(said))


def _times(k: Num | Written, w: Written) -> Written:
    return w if k == Num("1") else k * w


def _rows(rows: tuple[Row, ...]) -> tuple[tuple[Written, ...], ...]:
    return tuple(tuple(number(a) for a in r) for r in rows)
