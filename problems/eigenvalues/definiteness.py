"""Definiteness of a quadratic form, of a symmetric matrix, or by a parameter.

Built backwards from pivots: the form is a sum of squares with these numbers in front. Level 1 is a form in two letters,
level 2 a 3×3 matrix, level 3 a 3×3 matrix with a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from math import isqrt
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Choice, RealSet
from tutor.chance import Draw
from tutor.methods.eigenvalues import definiteness
from tutor.methods.eigenvalues.building import IntRows, coefficients
from tutor.methods.eigenvalues.forms import (
    INDEFINITE,
    NEGATIVE,
    POSITIVE,
    SEMI_NEGATIVE,
    SEMI_POSITIVE,
    classify,
    form_written,
    poly_determinant,
    positive_set,
)
from tutor.methods.eigenvalues.forms import leading as leading_blocks
from tutor.methods.eigenvalues.parameter_definiteness import by_parameter
from tutor.methods.linear_systems.polynomials import Poly
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, paragraphs, say
from tutor.written import INF, Name, Op, Words, Written, matrix, number

CLASSES = (POSITIVE, SEMI_POSITIVE, NEGATIVE, SEMI_NEGATIVE, INDEFINITE)
OPTIONS = tuple(say(c) for c in CLASSES)
PIVOTS = {
    POSITIVE: (1, 1, 1), NEGATIVE: (-1, -1, -1), INDEFINITE: (1, -1, 1), SEMI_POSITIVE: (1, 1, 0),
    SEMI_NEGATIVE: (-1, -1, 0),
}  # fmt: skip
SIZES = {1: (8, 20), 2: (9, 27)}
K = Name("k")


@family(
    source="MML 3.2.3, 4.3",
    levels=3,
    marks=5,
    typing="z (a letter), or values of k: -77 < k < 78, or k > 79",
    space=(350, 1_000, 400),
    height=(20, 27, 36),
)
class Definiteness:
    """Name the class, or the values of k for which the matrix is positive definite.

    >>> Definiteness(A=((2, 2), (2, 5))).answer().typed()
    'a'
    >>> Definiteness(A=((1, 0, 0), (0, 1, 2), (0, 2, 0)), at=(2, 2)).answer().typed()
    '(4, inf)'
    """

    A: IntRows
    at: tuple[int, int] | None = None

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            A, at = draw.choice(_with_parameter(draw.coin()))
            return cls(A=A, at=at)
        kind = draw.choice((POSITIVE, POSITIVE, NEGATIVE, INDEFINITE, INDEFINITE, SEMI_POSITIVE, SEMI_NEGATIVE))
        return cls(A=draw.choice(_matrices(level, kind)))

    def _poly_rows(self) -> tuple[tuple[Poly, ...], ...]:
        i, j = self.at or (0, 0)
        places = {(i, j), (j, i)}
        return tuple(
            tuple(Poly.of(0, 1) if (r, c) in places else Poly.of(a) for c, a in enumerate(row))
            for r, row in enumerate(self.A)
        )

    def statement(self) -> Text:
        if self.at is not None:
            given = matrix([[p.written("k") for p in r] for r in self._poly_rows()])
            return say(
                "For which real numbers {k} is {given} positive definite? Give the "
                "set as an interval or by inequalities.",
                k=K,
                given=Name("A").equals(given),
            )
        options = [say("({letter}) ", letter=letter) + t for letter, t in zip("abcde", OPTIONS, strict=True)]
        if len(self.A) == 2:
            question = say(
                "Which class does the quadratic form {q} belong to?", q=Name("q").equals(form_written(self.A, "xy"))
            )
        else:
            question = say("Which class does the symmetric matrix {A} belong to?", A=Name("A").equals(matrix(self.A)))
        return paragraphs(question + say(" Give the letter of the strongest statement that is true."), *options)

    def answer(self) -> Answer:
        if self.at is None:
            return _choice(classify(self.A))
        return RealSet(positive_set(self._minors(), "k")[0], "k")

    def _minors(self) -> tuple[Poly, ...]:
        return tuple(poly_determinant(M) for M in leading_blocks(self._poly_rows()))

    def symbolic(self) -> Answer:
        import sympy as sp

        if self.at is None:
            M = sp.Matrix(self.A)
            found = (
                M.is_positive_definite, M.is_positive_semidefinite, M.is_negative_definite, M.is_negative_semidefinite,
            )  # fmt: skip
            return _choice(next((c for c, true in zip(CLASSES, found, strict=False) if true), INDEFINITE))
        k = sp.Symbol("k", real=True)
        M = sp.Matrix(self.A)
        i, j = self.at
        M[i, j] = M[j, i] = k
        solved = sp.S.Reals
        for m in (1, 2, 3):
            solved = solved.intersect(sp.solveset(M[:m, :m].det() > 0, k, sp.S.Reals))
        low, high = (None if e.is_infinite else Fraction(int(e.p), int(e.q)) for e in (solved.inf, solved.sup))
        return RealSet(_interval(low, high, "()"), "k")

    @staticmethod
    def numeric(A: Any, at: Any, places: Any) -> Any:
        if at is None:
            values = np.linalg.eigvalsh(A)
            small = 1e-9 * (1 + np.abs(A).max())
            plus, minus, zero = (bool(np.any(t)) for t in (values > small, values < -small, np.abs(values) <= small))
            return [
                plus and not (minus or zero), plus and zero and not minus, minus and not (plus or zero),
                minus and zero and not plus, plus and minus,
            ]  # fmt: skip
        found = []
        i, j = (int(a) for a in at)
        for k in places["k"]:
            A[i, j] = A[j, i] = k
            found.append(np.linalg.eigvalsh(A)[0] > 1e-9)
        return found

    def solution(self) -> Solution:
        if self.at is not None:
            worked = by_parameter(self._poly_rows(), "k")
            return replace(worked, given=self.statement(), answer=self.answer().written())
        form = form_written(self.A, "xy") if len(self.A) == 2 else None
        letters = "xy" if len(self.A) == 2 else "xyz"
        worked = definiteness.work(self.A, form=form, letters=letters, tests="squares")
        classes = ", ".join(f'"{c}"' for c in CLASSES)
        code = worked.code.replace("print(answer)", f"answer = [answer == name for name in ({classes})]\nprint(answer)")
        return replace(worked, given=self.statement(), code=code)

    def misconceptions(self) -> Iterator[Misconception]:
        if self.at is not None:
            yield from self._of_the_parameter()
            return
        right = classify(self.A)
        det, n = coefficients(self.A)[-1], len(self.A)
        found = []
        if n == 2:
            (a, b), (_, d) = self.A
            word = "Each mixed coefficient is shared by two entries of the matrix: halve it."
            found.append(("mixed-coefficient-not-halved", classify(((a, 2 * b), (2 * b, d))), word))
        word = "The sign of the determinant alone does not decide: look at every leading minor."
        found.append(("determinant-alone", POSITIVE if det > 0 else NEGATIVE if det < 0 else SEMI_POSITIVE, word))
        signs = {(self.A[i][i] > 0) - (self.A[i][i] < 0) for i in range(n)}
        by_diagonal = POSITIVE if signs == {1} else NEGATIVE if signs == {-1} else INDEFINITE
        word = "The diagonal says what happens along the axes only, not between them."
        found.append(("diagonal-decides", by_diagonal, word))
        weaker = {SEMI_POSITIVE: POSITIVE, SEMI_NEGATIVE: NEGATIVE, NEGATIVE: INDEFINITE}
        word = "For negative definite the signs of the leading minors alternate; a zero among them means: not definite."
        found.append(("signs-of-minors-misread", weaker.get(right, SEMI_POSITIVE), word))
        for mark, kind, feedback in found:
            if kind != right:
                yield Misconception(mark, _choice(kind), say(feedback))

    def _of_the_parameter(self) -> Iterator[Misconception]:
        interval, _ = positive_set(self._minors(), "k")
        assert isinstance(interval, Op)
        low, high, _ = interval.args
        yield Misconception(
            "semidefinite-included",
            RealSet(
                Op(
                    "interval", (low, high, Words(("(" if _infinite(low) else "[") + (")" if _infinite(high) else "]")))
                ),
                "k",
            ),
            say("Where a minor is 0, the matrix is at best semidefinite."),
        )
        shown = Op("interval", (Op("neg", (INF,)), low if _infinite(high) else high, Words("()")))
        yield Misconception(
            "inequality-turned" if _infinite(high) else "one-side-only",
            RealSet(shown, "k"),
            say("Try a number from your set that is far from 0: are all leading minors positive there?"),
        )
        first, second, _ = self._minors()
        partly, _ = positive_set([first, second], "k")
        if partly != interval and partly != Op("empty"):
            yield Misconception(
                "last-minor-forgotten",
                RealSet(partly, "k"),
                say("All leading minors count, up to the determinant of the whole matrix."),
            )


def _choice(kind: str) -> Choice:
    return Choice(OPTIONS, CLASSES.index(kind))


def _infinite(w: Written) -> bool:
    return w in (INF, Op("neg", (INF,)))


def _interval(low: Fraction | None, high: Fraction | None, kind: str) -> Written:
    ends = (Op("neg", (INF,)) if low is None else number(low), INF if high is None else number(high))
    return Op("interval", (*ends, Words(kind)))


@cache
def _matrices(level: int, kind: str) -> tuple[IntRows, ...]:
    """Every matrix L D Lᵀ of a class that is fit to be set, in a fixed order; L holds whole numbers."""
    n = level + 1
    signs = PIVOTS[kind]
    orders = {signs} if n == 3 else {(signs[0], signs[-1])}
    if kind == INDEFINITE:
        orders = {(1, -1), (-1, 1)} if n == 2 else {(1, -1, 1), (1, 1, -1), (-1, 1, 1), (-1, 1, -1)}
    sizes = range(1, 7) if n == 2 else range(1, 4)
    below = range(-4, 5) if n == 2 else range(-2, 3)
    found = set()
    for order, pivots, low in product(
        sorted(orders), product(sizes, repeat=n), product(below, repeat=n * (n - 1) // 2)
    ):
        L = ((1, 0), (low[0], 1)) if n == 2 else ((1, 0, 0), (low[0], 1, 0), (low[1], low[2], 1))
        D = [s * p for s, p in zip(order, pivots, strict=True)]
        A = tuple(tuple(sum(L[i][m] * D[m] * L[j][m] for m in range(n)) for j in range(n)) for i in range(n))
        if _fit(A, level):
            found.add(A)
    return tuple(sorted(found))


def _fit(A: IntRows, level: int) -> bool:
    low, high = SIZES[level]
    size = max(abs(a) * (2 if level == 1 and i != j else 1) for i, r in enumerate(A) for j, a in enumerate(r))
    seen = [abs(coefficients(tuple(r[:2] for r in A[:2]))[1]), abs(coefficients(A)[-1])]
    off = sum(A[i][j] != 0 for i in range(len(A)) for j in range(i))
    return size <= (9 if level == 2 else 20) and low <= max(size, *seen) <= high and off >= len(A) - 1


@cache
def _with_parameter(corner: bool) -> tuple[tuple[IntRows, tuple[int, int]], ...]:
    """3×3 matrices and the place of the parameter; the bounds of its interval are small rational numbers."""
    found: list[tuple[IntRows, tuple[int, int]]] = []
    slopes = [d for d in range(-3, 4) if d]
    for a, b, c in product(range(1, 8), repeat=3):
        for d, e in product(slopes, repeat=2):
            det, top = a * b - d * d, a * b * c - a * e * e
            if corner and c == 1 and det > 0 and 11 <= max(det, a * e * e) <= 36:  # k > e²a/(ab − d²)
                found.append((((a, d, 0), (d, b, e), (0, e, 0)), (2, 2)))
            if not corner and d == 1 and top > 0 and 11 <= top <= 36 and a * b <= 36:  # c k² < abc − ae²
                square = Fraction(top, c)
                if square.denominator == 1 and isqrt(int(square)) ** 2 == square:
                    found.append((((a, 0, 0), (0, b, e), (0, e, c)), (0, 1)))
    return tuple(found)
