"""Determinants from given ones, by the rules alone.

Level 1 needs two rules, level 2 four with two matrices, level 3 has a multiple inside an inverse or a power, and a
determinant that is a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Self

import numpy as np

from tutor.answers import Number, exact_number
from tutor.chance import Draw
from tutor.methods.determinants import determinant_rules as method
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, number

_Piece = tuple[
    str, bool, bool, int
]  # a matrix, whether the factor c belongs to it, whether it is transposed, its exponent
_ASKED: dict[int, tuple[tuple[_Piece, ...], ...]] = {
    1: (
        (("A", True, True, 1),),
        (("A", True, False, -1),),
        (("A", False, True, 1), ("B", False, False, 1)),
        (("A", False, False, -1), ("B", False, False, 1)),
        (("A", False, False, 2), ("B", False, False, 1)),
        (("A", True, False, 1), ("B", False, False, 1)),
    ),
    2: (
        (("A", True, True, 1), ("B", False, False, -1)),
        (("A", True, False, 2), ("B", False, True, 1)),
        (("A", True, False, 2), ("B", False, False, -1)),
        (("A", True, False, -1), ("B", False, True, 1)),
        (("A", True, True, 1), ("B", False, False, 2)),
    ),
    3: (
        (("A", False, True, 1), ("B", True, False, -1)),
        (("A", True, False, 2), ("B", False, True, 1)),
        (("A", False, True, 1), ("B", True, False, 2)),
        (("A", False, False, 2), ("B", True, False, -1)),
    ),
}
_BOUNDS = {1: 27, 2: 60, 3: 100}


@family(
    source="MML 4.1",
    levels=3,
    marks=4,
    typing="-250 (or a fraction: 113/127)",
    height=(27, 60, 100),
    space=(700, 3_000, 1_800),
)
class DeterminantRules:
    """Find the determinant of an expression in matrices of known determinants.

    `inside` says whether the factor c stands within the powers and inverses, or in front of all.

    >>> pieces = (("A", True, True, 1),)
    >>> DeterminantRules(pieces, inside=False, n=3, c=2, a=Fraction(3), b=Fraction(1)).answer().typed()
    '24'
    """

    pieces: tuple[_Piece, ...]
    inside: bool
    n: int
    c: int
    a: Fraction
    b: Fraction

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(*draw.choice(_instances(level)))

    def _question(self) -> Written:
        """The determinant that is asked."""
        parts: list[Written] = []
        front = False
        for name, factor, transposed, k in self.pieces:
            M: Written = Name(name)
            front = front or (factor and not self.inside)
            M = number(self.c) * M if factor and self.inside else M
            M = Op("T", (M,)) if transposed else M
            parts.append(M if k == 1 else Op("inverse", (M,)) if k == -1 else Op("^", (M, Num(str(k)))))
        factors = [number(self.c), *parts] if front else parts
        return Op("det", (factors[0] if len(factors) == 1 else Op("*", tuple(factors)),))

    def _known(self) -> dict[str, Fraction]:
        return {name: value for name, value in (("A", self.a), ("B", self.b)) if any(p[0] == name for p in self.pieces)}

    def statement(self) -> Text:
        facts = [Op("det", (Name(name),)).equals(number(v)) for name, v in self._known().items()]
        if len(facts) == 1:
            words = "A is a {n}×{n} matrix with {first}. Compute {q}."
            return say(words, n=str(self.n), first=facts[0], q=self._question())
        words = "A and B are {n}×{n} matrices with {first} and {second}. Compute {q}."
        return say(words, n=str(self.n), first=facts[0], second=facts[1], q=self._question())

    def _value(self, *, rows: int = 0, mistake: str = "") -> Fraction:
        """The value by the rules, or with one of them mistaken; a factor comes out `rows` times."""
        found = Fraction(1)
        for name, factor, transposed, k in self.pieces:
            det = self.a if name == "A" else self.b
            inner = Fraction(self.c) ** (rows or self.n) if factor else Fraction(1)
            det = inner * det if self.inside else det
            if mistake == "transpose" and transposed:
                det = -det
            powered = -det if k == -1 and mistake == "inverse" else det if k == 2 and mistake == "power" else det**k
            found *= powered if self.inside else inner * powered
        return found

    def answer(self) -> Number:
        return exact_number(self._value())

    def symbolic(self) -> Number:
        import sympy as sp

        found = sp.Integer(1)
        c = sp.Integer(self.c)
        for name, factor, transposed, k in self.pieces:
            det = self.a if name == "A" else self.b
            M = sp.diag(sp.Rational(det.numerator, det.denominator), *[1] * (self.n - 1))
            M = M.T if transposed else M
            if factor:
                M = (c * M) ** k if self.inside else c * M**k
            else:
                M = M**k
            found *= M.det()
        return exact_number(Fraction(int(found.p), int(found.q)))

    @staticmethod
    def numeric(pieces: tuple[_Piece, ...], inside: bool, n: int, c: int, a: float, b: float) -> float:
        rng = np.random.default_rng(7)
        whole = np.eye(n)
        for name, factor, transposed, k in pieces:
            M = rng.normal(size=(n, n))
            M[0] *= (a if name == "A" else b) / np.linalg.det(M)
            M = M.T if transposed else M
            M = np.linalg.matrix_power(c * M if factor and inside else M, k)
            whole = whole @ (c * M if factor and not inside else M)
        return float(np.linalg.det(whole))

    def solution(self) -> Solution:
        return replace(method.work(self.n, self._known(), self._question()), given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        right = self._value()
        wrong: Mapping[str, tuple[Fraction, str]] = {
            "factor-out-once": (self._value(rows=1), "The factor stands in every row, and comes out of each of them."),
            "factor-left-out": (replace(self, c=1)._value(), "The factor counts too."),
            "inverse-turns-the-sign": (
                self._value(mistake="inverse"),
                "The determinant of the inverse is the reciprocal: their product is det I.",
            ),
            "transpose-turns-the-sign": (
                self._value(mistake="transpose"),
                "Transposing leaves a determinant as it is.",
            ),
            "power-ignored": (
                self._value(mistake="power"),
                "The square of a matrix has the square of its determinant.",
            ),
            "determinants-added": (
                sum(self._known().values(), Fraction(0)),
                "The determinant of a product is the product of the determinants, not their sum.",
            ),
        }
        for mark, (value, feedback) in wrong.items():
            if value != right and (mark != "determinants-added" or len(self._known()) == 2):
                yield Misconception(mark, exact_number(value), say(feedback))


@cache
def _instances(level: int) -> tuple[tuple[tuple[_Piece, ...], bool, int, int, Fraction, Fraction], ...]:
    """All that are fit to be set: pattern, size, factor and determinants, with a moderate value."""
    bound = _BOUNDS[level]
    whole = [Fraction(v) for v in range(-9, 10) if v not in (-1, 0, 1)]
    values = whole if level < 3 else [*whole[4:-4], *(Fraction(s, q) for s in (1, -1) for q in (2, 3, 4))]
    found = []
    for pieces in _ASKED[level]:
        used = {p[0] for p in pieces}
        factors = (2, 3, -2, -3, 5) if any(p[1] for p in pieces) else (1,)
        for n, c, a, b in product((2, 3, 4), factors, values, values if "B" in used else [Fraction(1)]):
            instance = (pieces, level == 3, n, c, a, b)
            value = DeterminantRules(*instance)._value()
            size = max(abs(value.numerator), value.denominator)
            largest = max(size, *(max(abs(v.numerator), v.denominator) for v in (a, b)), abs(c), n)
            if bound ** (2 / 3) <= largest <= bound and (level == 3) == bool({a.denominator, b.denominator} - {1}):
                found.append(instance)
    return tuple(found)
