"""For which values of a parameter has a system no solution, one, or infinitely many.

Built backwards: the last row of the row echelon form is chosen with its zeros. Level 1 is 2×2 with the parameter in one
place, level 2 is 3×3 with the parameter on both sides, level 3 has a square of it, or it stands twice in a 2×2 system.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Cases
from tutor.chance import Draw
from tutor.methods.linear_systems.building import IntRows, lower_product
from tutor.methods.linear_systems.forms import equation
from tutor.methods.linear_systems.parameter import cases, work
from tutor.methods.linear_systems.polynomials import Poly
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written

NONE, ONE, MANY = "none", "one", "infinitely many"
_WORDING = (
    "For which real values of {k} does the system have no solution, exactly one solution, or infinitely many "
    "solutions? Leave out a case that does not occur. {system}",
    "How does the number of solutions of the system depend on the real number {k}? {system}",
    "State, for every real {k}, how many solutions the system has. {system}",
)


@family(
    source="MML 2.3",
    levels=3,
    marks=7,
    typing="k = 20: none; k = -30: infinitely many; otherwise: one (only the cases that occur)",
    space=(10_000, 10_000, 10_000),
)
class Parameter:
    """Tell the number of solutions for every value of a parameter.

    >>> p = Parameter(((1, 1, 2), (1, 0, 3)), ((0, 0, 0), (0, 1, 0)), ((0, 0, 0), (0, 0, 0)))
    >>> p.answer().typed()
    'k = 1: none; otherwise: one'
    """

    constant: IntRows  # the rows of [A | b] are constant + k·linear + k²·square
    linear: IntRows
    square: IntRows
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        make = (_corner, _both_sides, _twice if draw.below(8) == 0 else _squared)[level - 1]
        rows = draw.until(lambda: make(draw), lambda found: found is not None) or ()
        constant, linear, square = (
            tuple(tuple(_coefficient(e, i) for e in row) for row in rows) for i in (0, 1, 2)
        )  # fmt: skip
        return cls(constant, linear, square, draw.below(len(_WORDING)))

    def _rows(self) -> list[list[Poly]]:
        return [
            [Poly.of(*e) for e in zip(*three, strict=True)]
            for three in zip(self.constant, self.linear, self.square, strict=True)
        ]

    def _entries(self) -> list[list[Written | int]]:
        shown: list[list[Written | int]] = []
        for row in self._rows():
            shown.append([p.written("k") if p.degree > 0 else int(p.coefficients[0]) if p else 0 for p in row])
        return shown

    def _variables(self) -> tuple[str, ...]:
        return ("x", "y", "z")[: len(self.constant[0]) - 1]

    def _system(self) -> Op:
        return Op("system", tuple(equation(r[:-1], r[-1], self._variables()) for r in self._entries()))

    def statement(self) -> Text:
        return say(_WORDING[self.wording], k=Name("k"), system=self._system())

    def answer(self) -> Cases:
        special, otherwise = cases(self._rows())
        return Cases("k", tuple((v.rational(), what) for v, what in special), otherwise)

    def symbolic(self) -> Cases:
        import sympy as sp

        k = sp.Symbol("k", real=True)
        c, d, e = (sp.Matrix(m) for m in (self.constant, self.linear, self.square))
        system = c + k * d + k**2 * e
        n = system.shape[1] - 1
        found = []
        for root in sorted(sp.roots(system[:, :n].det(), k)):
            at = system.subs(k, root)
            rank = at[:, :n].rank()
            found.append((Fraction(int(root.p), int(root.q)), NONE if rank < at.rank() else MANY))
        return Cases("k", tuple(found), ONE)

    @staticmethod
    def numeric(constant: Any, linear: Any, square: Any, k: Any) -> Any:
        found = []
        for value in k:
            system = constant + value * linear + value**2 * square
            left, both = np.linalg.matrix_rank(system[:, :-1], tol=1e-8), np.linalg.matrix_rank(system, tol=1e-8)
            found.append(0.0 if left < both else 1.0 if left == system.shape[1] - 1 else np.inf)
        return np.array(found)

    def solution(self) -> Solution:
        entries = self._entries()
        rows, rhs = [r[:-1] for r in entries], [r[-1] for r in entries]
        worked = work(rows, rhs, variables=self._variables(), parameters=("k",), given=self._system())
        return replace(worked, given=self.statement())

    def misconceptions(self) -> Iterator[Misconception]:
        special = self.answer().special
        look = "A lost pivot only rules out a single solution: look at the right-hand side of that row."
        wrong = [
            (
                "none-and-many-exchanged",
                tuple((q, MANY if what == NONE else NONE) for q, what in special),
                "0 = 0 takes no solution away; 0 = c with c not 0 takes all of them away.",
            ),
            ("singular-means-infinitely-many", tuple((q, MANY) for q, _ in special), look),
            ("singular-means-none", tuple((q, NONE) for q, _ in special), look),
            (
                "special-values-with-the-wrong-sign",
                tuple((-q, what) for q, what in special),
                "Put your special values in: does a pivot become 0?",
            ),
            ("divided-without-cases", (), "Before you divide by a term with {k}, ask when it is 0."),
        ]
        if len(special) > 1:
            said = "A product is 0 when either factor is: the pivot is 0 for another value too."
            wrong += [("one-root-of-two", special[:1], said), ("other-root-of-two", special[1:], said)]
        for mark, values, feedback in wrong:
            if sorted(values) != sorted(special):  # a rule may be right for these values
                yield Misconception(mark, Cases("k", values, ONE), say(feedback, k=Name("k")))


# ---------------------------------------------------------------- drawing

PolyRows = list[list[Poly]]
K = Poly.of(0, 1)


def _coefficient(p: Poly, i: int) -> int:
    return int(p.coefficients[i]) if i <= p.degree else 0


def _with_last(rows: IntRows, shift: Poly, right: Poly) -> PolyRows | None:
    """The last row gets the polynomials in its last two places."""
    made = [[Poly.of(a) for a in r] for r in rows]
    made[-1][-2] = made[-1][-2] + shift
    made[-1][-1] = made[-1][-1] + right
    if any(abs(c) > 12 for row in made for p in row for c in p.coefficients):
        return None
    return made


def _corner(draw: Draw) -> PolyRows | None:
    """[a, b | c; m·a, m·b + f·(k − r) | m·c + d] with d = 0 half of the time."""
    a, b = draw.integer(1, 4), draw.integer(-5, 5, but=[0])
    c = draw.choice([n for n in range(-6, 7) if n and gcd(a, b, n) == 1])
    m = draw.integer(-3, 3, but=[0, 1])
    factor = draw.choice((1, 1, 2))
    r = draw.choice((m * b, draw.integer(-6, 6, but=[0]))) if factor == 1 and abs(m * b) <= 6 else draw.integer(1, 5)
    gap = draw.choice((0, draw.integer(-5, 5, but=[0, -m * c])))
    return _with_last(((a, b, c), (m * a, m * b, m * c + gap)), factor * (K - r), Poly.of(0)) if m * c + gap else None


def _both_sides(draw: Draw) -> PolyRows | None:
    """3×3: the last row of the row form is 0 0 k − r | k − s, with s = r half of the time."""
    r = draw.integer(-5, 5, but=[0])
    s = draw.choice((r, draw.integer(-5, 5, but=[0, r])))
    rows = _three_rows(draw)
    return _with_last(rows, K - r, draw.choice((1, 1, 2)) * (K - s)) if rows else None


def _squared(draw: Draw) -> PolyRows | None:
    """3×3: the last row of the row form is 0 0 (k − r)(k − s) | k − s, with s = −r half of the time."""
    r = draw.integer(-4, 4, but=[0])
    s = draw.choice((-r, draw.integer(-3, 3, but=[r])))
    rows = _three_rows(draw)
    return _with_last(rows, (K - r) * (K - s), draw.choice((1, 1, 2)) * (K - s)) if rows else None


def _three_rows(draw: Draw) -> IntRows | None:
    d, e, f = draw.integer(-3, 3, but=[0]), draw.integer(-3, 3, but=[0]), draw.integer(-3, 3, but=[0])
    b = draw.choice((1, -1, 2))
    upper = ((1, d, e, draw.integer(-4, 4)), (0, b, f, draw.integer(-4, 4)), (0, 0, 0, 0))
    return lower_product(draw, upper, columns=3, size=3, bound=8, rhs_bound=9)


def _twice(draw: Draw) -> PolyRows | None:
    """k·x + b·y = e, c·x + k·y = f with b·c = r² and right-hand sides that fit at r alone."""
    r, sign = draw.integer(2, 6), draw.sign()
    b = sign * draw.choice([n for n in range(1, 13) if r * r % n == 0 and r * r // n <= 12])
    c, root = r * r // b, r * draw.sign()
    t, g = draw.integer(-3, 3, but=[0]), gcd(root, c)
    first, second = [K, Poly.of(b), Poly.of(t * root // g)], [Poly.of(c), K, Poly.of(t * c // g)]
    return [first, second]
