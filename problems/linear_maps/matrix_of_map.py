"""The matrix of a linear map, its rank and the dimension of its kernel.

Level 1: a map between the plane and space by its formulas. Level 2: three or four variables and three components, often
one of them a combination of the others. Level 3: an operator p ↦ a p + (b x + c) p′ + d p″ on polynomials of degree
at most 2 or 3, in the basis 1, x, x², ….
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Matrix, Part, Parts, exact_number, matrix_answer
from tutor.chance import Draw
from tutor.exact.matrices import Rows, rank, transposed
from tutor.exact.scalars import write
from tutor.methods.linear_systems.building import IntRows, echelon_form, proportional, reducible
from tutor.methods.linear_systems.forms import value_of
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.maps import matrix_of_map
from tutor.methods.maps.inputs import Operator
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, linear

# for each level: variables, pivot columns, components that depend on the others
_SHAPES = {
    1: ((3, (0, 1), 0), (3, (0, 2), 0), (2, (0, 1), 1)),
    2: ((3, (0, 1), 1), (3, (0, 2), 1), (4, (0, 1, 2), 0), (4, (0, 1, 3), 0), (4, (0, 1), 1), (4, (0, 2), 1)),
}


@family(
    source="MML 2.7.1",
    levels=3,
    marks=5,
    typing="A = [10, 20; 30, 40]; rank = 7; nullity = 8",
    space=(2_000, 10_000, 2_000),
    height=(12, 12, 27),
)
class MatrixOfMap:
    """Find the matrix of a linear map; nullity is the dimension of the kernel.

    ``rows`` are the coefficients of the formulas; for an operator on polynomials a, b, c, d, and its degree.

    >>> MatrixOfMap(rows=((1, 1), (2, 0), (0, 3))).answer().typed()
    'A = [1, 1; 2, 0; 0, 3]; rank = 2; nullity = 0'
    """

    rows: IntRows
    degree: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            n = draw.choice((2, 3, 3))
            return draw.until(lambda: cls((_operator(draw, n),), n), lambda p: _fit_operator(p.matrix(), n))
        width, pivots, extra = draw.choice(_SHAPES[level])

        def make() -> IntRows | None:
            if width == 2:
                return tuple(draw.integers(2, -9, 9) for _ in range(3))
            return reducible(draw, echelon_form(draw, pivots, width), extra=extra, columns=width, zeros=3)

        def good(rows: IntRows | None) -> bool:
            return rows is not None and _fit_to_set(rows)

        rows = draw.until(make, good)
        return cls(rows or ())

    def _variables(self) -> tuple[str, ...]:
        n = len(self.rows[0])
        return tuple("xyz"[:n]) if n <= 3 else tuple(f"x{i}" for i in range(1, n + 1))

    def matrix(self) -> Rows:
        """The matrix of the map."""
        return _triangular(self.rows[0], self.degree) if self.degree else self.rows

    def _as_operator(self) -> Operator:
        a, b, c, d = self.rows[0]
        expressions, images = [], []
        for k in range(self.degree + 1):
            p = _power(k)
            first, second = p.derivative(), p.derivative().derivative()
            images.append((a * p + Poly.of(c, b) * first + d * second,))
            expressions.append((_put_in(self.rows[0], *(q.written("x") for q in (p, first, second))),))
        return Operator(self.degree, self.degree, tuple(expressions), tuple(images), False)

    def statement(self) -> Text:
        asked = " Give also the rank of {A} (rank) and the dimension of the kernel of the map (nullity)."
        if self.degree:
            basis = Op("list", matrix_of_map.powers(self.degree))
            image = _put_in(
                self.rows[0], Name("p"), Op("prime", (Name("p"),)), Op("prime", (Op("prime", (Name("p"),)),))
            )
            words = (
                "The linear map {f} maps the space of polynomials {p} of degree at most {n} into itself. Find its "
                "matrix {A} in the basis {basis}."
            )
            return say(words + asked, f=Op("call", (Name("f"), Name("p"))).equals(image), p=Name("p"), n=self.degree,
                       A=Name("A"), basis=basis)  # fmt: skip
        f = Op("call", (Name("f"), *map(Name, self._variables()))).equals(Op("tuple", self._formulas()))
        return say("Find the matrix {A} of the linear map {f} in the standard bases." + asked, A=Name("A"), f=f)

    def _formulas(self) -> tuple[Written, ...]:
        return tuple(linear(r, self._variables()) for r in self.rows)

    def _answer(self, A: Rows) -> Parts:
        r = rank(A)
        numbers = (Part("rank", exact_number(r)), Part("nullity", exact_number(len(A[0]) - r)))
        return Parts((Part("A", _matrix(A), 2), *numbers))

    def answer(self) -> Parts:
        return self._answer(self.matrix())

    def symbolic(self) -> Parts:
        import sympy as sp

        if self.degree:
            x, (a, b, c, d) = sp.Symbol("x"), self.rows[0]
            images = [a * q + (b * x + c) * sp.diff(q, x) + d * sp.diff(q, x, 2)
                      for q in (x**k for k in range(self.degree + 1))]  # fmt: skip
            M = sp.Matrix([[sp.expand(q).coeff(x, i) for q in images] for i in range(self.degree + 1)])
        else:
            symbols = sp.symbols(f"v:{len(self.rows[0])}")
            M = (sp.Matrix(self.rows) * sp.Matrix(symbols)).jacobian(symbols)
        r = M.rank()
        rows = tuple(tuple(Fraction(int(q)) for q in row) for row in M.tolist())
        return Parts((Part("A", _matrix(rows), 2), Part("rank", exact_number(r)),
                      Part("nullity", exact_number(M.cols - r))))  # fmt: skip

    @staticmethod
    def numeric(rows: Any, degree: int) -> Any:
        if degree:  # the images at several places, and the polynomials through these values
            places = np.arange(degree + 1.0)
            a, b, c, d = rows[0]
            powers = [np.polynomial.Polynomial.basis(k) for k in range(degree + 1)]
            values = [a * p(places) + (b * places + c) * p.deriv()(places) + d * p.deriv(2)(places) for p in powers]
            A = np.linalg.solve(np.vander(places, increasing=True), np.column_stack(values))
        else:
            A = np.column_stack([[r @ e for r in rows] for e in np.eye(rows.shape[1])])
        r = int(np.sum(np.linalg.svd(A, compute_uv=False) > 1e-9))
        return {"A": A, "rank": r, "nullity": A.shape[1] - r}

    def solution(self) -> Solution:
        if self.degree:
            made = matrix_of_map.work_polynomials(self._as_operator(), given=self.statement())
        else:
            made = matrix_of_map.work(self._formulas(), self._variables(), self.rows)
        made = matrix_of_map.with_rank(made, self.matrix())
        return replace(made, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        A = self.matrix()
        r, m, n = rank(A), len(A), len(A[0])
        if transposed(A) != A:
            yield Misconception(
                "images-as-rows",
                _matrix(transposed(A)),
                say("The images of the basis vectors are the columns of the matrix, not its rows."),
                part="A",
            )
        if self.degree:
            yield Misconception(
                "highest-power-first",
                _matrix(tuple(row[::-1] for row in A[::-1])),
                say("The basis begins with 1: the first column belongs to the constant polynomial."),
                part="A",
            )
        else:
            yield Misconception(
                "signs-lost",
                _matrix(tuple(tuple(abs(a) for a in row) for row in A)),
                say("A coefficient keeps its sign when it becomes an entry of the matrix."),
                part="A",
            )
        if m != r and m != n:
            yield Misconception(
                "rank-is-the-number-of-rows",
                exact_number(m),
                say("The rank counts independent rows, not all rows."),
                part="rank",
            )
        if r < n and r:
            yield Misconception(
                "full-rank-by-shape",
                exact_number(n),
                say("The rank counts independent columns; are all of them independent?"),
                part="rank",
            )
        if n - r != m - r:
            yield Misconception(
                "rows-less-rank",
                exact_number(m - r),
                say("The kernel lies in the domain: its dimension is the number of columns less the rank."),
                part="nullity",
            )
        if n - r != r:
            yield Misconception(
                "rank-for-nullity",
                exact_number(r),
                say("This is the dimension of the image, not that of the kernel."),
                part="nullity",
            )


def _power(k: int) -> Poly:
    return Poly.of(*(int(i == k) for i in range(k + 1)))


def _put_in(coefficients: tuple[int, ...], p: Written, first: Written, second: Written) -> Written:
    """a p + (b x + c) p′ + d p″ as it is written, terms with the coefficient 0 left out."""
    a, b, c, d = (Fraction(q) for q in coefficients)
    middle = value_of(c, [(b, "x")]) if not c or not b else linear((b,), ("x",)) + write(c)
    terms = [_times(write(a), p) if a else None, _times(middle, first) if b or c else None,
             _times(write(d), second) if d else None]  # fmt: skip
    kept = [t for t in terms if t is not None]
    return kept[0] if len(kept) == 1 else Op("+", tuple(kept))


def _times(factor: Written, w: Written) -> Written:
    if isinstance(factor, Op) and factor.head == "neg":
        return Op("neg", (_times(factor.args[0], w),))
    return w if factor == Num("1") else factor * w


def _matrix(A: Rows) -> Matrix:
    return matrix_answer([list(map(write, r)) for r in A])


def _operator(draw: Draw, n: int) -> tuple[int, ...]:
    """a, b, c, d; often a = −b k for some k, so that the rank is not full."""
    b, c, d = draw.integer(-3, 3), draw.integer(-4, 4), draw.integer(-3, 3)
    a = -b * draw.below(n + 1) if draw.coin() else draw.integer(-5, 5)
    return a, b, c, d


def _triangular(coefficients: tuple[int, ...], n: int) -> Rows:
    """The matrix of p ↦ a p + (b x + c) p′ + d p″ in the basis 1, x, …, x^n."""
    a, b, c, d = map(Fraction, coefficients)
    bands = {0: lambda k: a + b * k, 1: lambda k: c * k, 2: lambda k: d * k * (k - 1)}
    return tuple(tuple(bands[k - i](k) if 0 <= k - i <= 2 else Fraction(0) for k in range(n + 1)) for i in range(n + 1))


def _fit_operator(A: Rows, n: int) -> bool:
    largest = max(abs(a) for r in A for a in r)
    shown = sum(bool(a) for r in A for a in r)
    return largest >= 9 and max(abs(sum(r)) for r in A) <= 27 >= largest and shown > n + 1 and rank(A) > 1


def _fit_to_set(rows: IntRows) -> bool:
    if max(abs(a) for r in rows for a in r) not in range(6, 10) or not all(map(any, zip(*rows, strict=True))):
        return False
    zeros = sum(not a for r in rows for a in r)
    few = all(sum(map(bool, r)) > 1 for r in rows)
    return few and zeros <= 3 and not any(proportional(a, b) for i, a in enumerate(rows) for b in rows[:i])
