"""Is xᵀ A y an inner product? The leading minors, or vectors that show that it is none.

The matrix is built backwards as L D Lᵀ with whole numbers. Level 1 is 2×2, level 2 is 3×3; at level 3 a parameter
stands in the matrix, and the values are asked for which there is an inner product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isqrt
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Condition, RealSet, Role, Witnessed
from tutor.chance import Draw
from tutor.exact.matrices import Vector
from tutor.exact.scalars import write
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.structures.bilinear import (
    all_positive,
    asymmetric,
    cells_written,
    minors,
    not_positive,
    poly_minors,
    value,
)
from tutor.methods.structures.inner_product_test import form_of, nonzero, quadratic, work
from tutor.methods.structures.other_forms import work_parameter
from tutor.methods.structures.values import general
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Written, matrix, number

Rows = tuple[tuple[int, ...], ...]
M = Name("m")
_PLACES = ("diagonal", "beside", "both")
# (m + p)(m + q) > r² has rational ends
_SQUARES = [
    (p, r, q)
    for p in range(-4, 5)
    for q in range(-4, 5)
    for r in range(1, 7)
    if isqrt((p - q) ** 2 + 4 * r * r) ** 2 == (p - q) ** 2 + 4 * r * r
]


@family(
    source="MML 3.2",
    levels=3,
    marks=5,
    space=(300, 10_000, 5_000),
    typing="no, x = (70, 70), y = (90, 90) (or: yes, d1 = 70, d2 = -80; or a set of numbers: -70 < m < 1/90)",
    height=(27, 27, 27),
)
class InnerProduct:
    """Decide by symmetry and the leading minors.

    >>> InnerProduct(((2, 1), (1, 3))).answer().typed()
    'yes, d1 = 2, d2 = 5'
    >>> InnerProduct(((1, 2), (2, 1)), ((1, 0), (0, 0))).answer().typed()
    '(3, inf)'
    """

    A: Rows
    slope: Rows = ()  # with a parameter m the matrix is A + m·slope
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            return draw.until(lambda: cls._with_parameter(draw), lambda p: p._fit(), tries=2000)
        kind = draw.choice(("inner", "inner", "indefinite", "unsymmetric"))
        return draw.until(lambda: cls._numbers(draw, level + 1, kind), lambda p: p._fit(), tries=2000)

    @classmethod
    def _numbers(cls, draw: Draw, n: int, kind: str) -> Self:
        L = [[draw.integer(-3, 3) if j < i else int(i == j) for j in range(n)] for i in range(n)]
        D = list(draw.integers(n, 1, 5))
        if kind == "indefinite":
            D[draw.integer(1, n - 1)] = draw.choice((-1, -2, 0, -3))
        A = [[sum(L[i][k] * D[k] * L[j][k] for k in range(n)) for j in range(n)] for i in range(n)]
        if kind == "unsymmetric":
            i = draw.below(n - 1)
            j = draw.integer(i + 1, n - 1)
            A[j][i] = -A[i][j] if A[i][j] and draw.coin() else A[i][j] + draw.choice((-1, 1, 2, -2))
        return cls(tuple(tuple(r) for r in A), (), draw.below(2))

    @classmethod
    def _with_parameter(cls, draw: Draw) -> Self:
        r, e = draw.integer(1, 4), draw.integer(1, 5)
        place = draw.choice(_PLACES)
        if place == "diagonal":  # m·e > r² decides
            A, slope = ((0, r), (r, e)), ((1, 0), (0, 0))
        elif place == "beside":  # m² < r²·…: a product of the diagonal that is a square
            s = draw.integer(1, 3)
            A, slope = ((s * s, 0), (0, r * r)), ((0, 1), (1, 0))
        else:
            up, r, down = draw.choice(_SQUARES)
            A, slope = ((up, r), (r, down)), ((1, 0), (0, 1))
        third = draw.integer(1, 3)
        a, b = draw.integer(-2, 2), draw.integer(-2, 2)
        grown = (
            (A[0][0] + third * a * a, A[0][1] + third * a * b, third * a),
            (A[1][0] + third * a * b, A[1][1] + third * b * b, third * b),
            (third * a, third * b, third),
        )
        grown = tuple(tuple(grown[i][j] for j in (2, 0, 1)) for i in (2, 0, 1))  # type: ignore[assignment]
        steep = ((0, 0, 0), (0, *slope[0]), (0, *slope[1]))
        return cls(grown, steep, draw.below(2))

    def _fit(self) -> bool:
        n = len(self.A)
        numbers = [abs(a) for r in self.A for a in r]
        beside = [self.A[i][j] for i in range(n) for j in range(i)]
        if not any(beside):
            return False
        if self.slope:
            found = poly_minors(self._polys())
            numbers += [abs(int(c)) for p in found for c in p.coefficients]
            if not 9 <= max(numbers) <= 27 or sum(not a for r in self.A for a in r) > 5:
                return False
            ends = [q for c in all_positive(found, "m") for q in c if q is not None]
            return bool(ends) and all(isinstance(q, Fraction) for q in ends)
        if asymmetric(self.A) is None:
            found_ = [int(d) for d in minors(self.A)]
            bad = next((k for k, d in enumerate(found_) if d <= 0), None)
            numbers += [abs(d) for d in found_[: n if bad is None else bad + 1]]
            if bad is None:
                numbers += [2 * abs(b) for b in beside]
            else:
                x = not_positive(self.A) or ()
                numbers += [abs(int(a)) for a in (*x, value(self.A, x))]
        return 9 <= max(numbers) <= 27

    def _polys(self) -> list[list[Poly]]:
        return [[Poly.of(a, s) for a, s in zip(*rows, strict=True)] for rows in zip(self.A, self.slope, strict=True)]

    def _matrix(self) -> Written:
        return matrix([[p.written("m") for p in r] for r in self._polys()]) if self.slope else matrix(self.A)

    def statement(self) -> Text:
        n = len(self.A)
        product = Op("*", (Op("T", (Name("x"),)), Name("A"), Name("y")))
        A = Name("A").equals(self._matrix())
        space = Op("^", (Name("R"), number(n)))
        if self.slope:
            return say(
                (
                    "For which real numbers {m} is {p} an inner product on {space}? Here {A}.",
                    "Find all real {m} for which {p} with {A} is an inner product on {space}.",
                )[self.wording],
                m=M,
                p=product,
                A=A,
                space=space,
            )
        form = form_of(self.A, general("x", n), general("y", n))
        ask = say("Is {p} with {A} an inner product on {space}?", p=product, A=A, space=space)
        if self.wording:
            ask = say("Is ⟨x, y⟩ = {f} an inner product on {space}?", f=form, space=space)
        names_ = ", ".join(f"d{k + 1}" for k in range(n))
        return paragraphs(
            ask,
            say("If it is, prove it by the leading principal minors {names} of its matrix.", names=names_),
            say(
                "If it is not symmetric, give {x} and {y} with ⟨x, y⟩ ≠ ⟨y, x⟩; if it is symmetric, but not positive "
                "definite, give {x}, not 0, with ⟨x, x⟩ at most 0.",
                x=Name("x"),
                y=Name("y"),
            ),
        )

    def answer(self) -> Answer:
        if self.slope:
            return RealSet(cells_written(all_positive(poly_minors(self._polys()), "m"), "m"), "m")
        place = asymmetric(self.A)
        n = len(self.A)
        if place is not None:
            x, y = (tuple(Fraction(int(k == p)) for k in range(n)) for p in place)
            return self._no((x, y))
        x_ = not_positive(self.A)
        return self._yes(minors(self.A)) if x_ is None else self._no((x_,))

    def _yes(self, values: tuple[Any, ...]) -> Witnessed:
        roles = tuple(Role(f"d{k + 1}") for k in range(len(values)))
        conditions = tuple(
            Condition(Name(r.name).equals(self._expanded(k + 1)), why=f"{r.name} is the leading minor of size {k + 1}")
            for k, r in enumerate(roles)
        )
        return Witnessed(True, roles, conditions, tuple(((write(v),),) for v in values), claim="an inner product")

    def _expanded(self, k: int) -> Written:
        """The leading minor of size k, written as products of entries."""
        A = [[number(a) for a in r[:k]] for r in self.A[:k]]
        if k == 1:
            return A[0][0]
        if k == 2:
            return A[0][0] * A[1][1] - A[0][1] * A[1][0]
        plus = [Op("*", (A[0][j], A[1][(j + 1) % 3], A[2][(j + 2) % 3])) for j in range(3)]
        minus = [Op("neg", (Op("*", (A[0][j], A[1][(j + 2) % 3], A[2][(j + 1) % 3])),)) for j in range(3)]
        return Op("+", (*plus, *minus))

    def _no(self, vectors: tuple[Vector, ...]) -> Witnessed:
        n = len(self.A)
        xs, ys = general("x", n), general("y", n)
        roles = tuple(Role(name, (n,)) for name in "xy"[: len(vectors)])
        if len(vectors) == 2:
            unequal = Op("!=", (form_of(self.A, xs, ys), form_of(self.A, ys, xs)))
            conditions: tuple[Condition, ...] = (Condition(unequal, why="⟨x, y⟩ and ⟨y, x⟩ differ"),)
        else:
            conditions = (
                Condition(nonzero(xs), why="x is not 0"),
                Condition(Op("<=", (quadratic(self.A, xs), Num("0"))), why="⟨x, x⟩ is at most 0"),
            )
        example = tuple(tuple((write(a),) for a in v) for v in vectors)
        return Witnessed(False, roles, conditions, example, claim="an inner product")

    def symbolic(self) -> Answer:
        import sympy as sp

        if self.slope:
            m = sp.Symbol("m", real=True)
            matrix_ = sp.Matrix(self.A) + m * sp.Matrix(self.slope)
            n = matrix_.rows
            found = sp.S.Reals
            for k in range(1, n + 1):
                found = found.intersect(sp.solveset(matrix_[:k, :k].det() > 0, m, sp.S.Reals))
            return RealSet(_from_sympy(found), "m")
        A = sp.Matrix(self.A)
        if A.is_symmetric() and A.is_positive_definite:
            return self._yes(tuple(Fraction(int(A[:k, :k].det())) for k in range(1, A.rows + 1)))
        return self.answer()

    @staticmethod
    def numeric(A: Any, slope: Any, places: Any) -> Any:
        if not places:
            return _tried(A)
        return [bool(np.linalg.eigvalsh(A + value * slope)[0] > 1e-9) for value in places["m"]]

    def solution(self) -> Solution:
        worked = work_parameter(self._polys(), name="m") if self.slope else work(self.A)
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if isinstance(answer, RealSet):
            yield from (m for m in self._wrong_sets() if not answer.same(m.answer))
            return
        assert isinstance(answer, Witnessed)
        if answer.truth:
            yield Misconception(
                "negative-entries-forbid-it",
                Witnessed(False),
                say("Signs of single entries decide nothing: symmetry and the leading minors do."),
            )
            k = len(answer.roles)
            plus = number(self.A[0][0] * self.A[1][1] + self.A[0][1] * self.A[1][0])
            if k == 2:
                yield self._minors(
                    "minor-with-a-plus", (number(self.A[0][0]), plus), "A 2×2 determinant is a difference of products."
                )
            diagonal = [self.A[0][0]]
            for i in range(1, k):
                diagonal.append(diagonal[-1] * self.A[i][i])
            yield self._minors(
                "products-of-the-diagonal",
                tuple(map(number, diagonal)),
                "A minor is a determinant: the entries beside the diagonal count.",
            )
            yield self._minors(
                "entries-for-minors",
                tuple(number(self.A[i][i]) for i in range(k)),
                "The leading minors are determinants of the upper left corners, not the entries on the diagonal.",
            )
        else:
            yield Misconception("called-an-inner-product", Witnessed(True), say(_YES_SAID[len(answer.roles)]))
            n = len(self.A)
            zero = tuple((Num("0"),) for _ in range(n))
            if len(answer.roles) == 2:
                one = tuple((number(1),) for _ in range(n))
                turned = replace(answer.conditions[0], holds=False)
                yield Misconception(
                    "these-vectors-agree",
                    replace(answer, conditions=(turned,), example=(one, one)),
                    say("For these two vectors both orders give the same: they show nothing."),
                )
            else:
                nonzero_, small = answer.conditions
                yield Misconception(
                    "zero-vector-as-witness",
                    replace(answer, conditions=(Condition(nonzero_.relation, holds=False),), example=(zero,)),
                    say("For the zero vector ⟨x, x⟩ = 0 is what an inner product has: take another vector."),
                )
                positive = next(
                    (
                        v
                        for k in range(n)
                        for v in (tuple((number(int(i == k)),) for i in range(n)),)
                        if self.A[k][k] > 0
                    ),
                    None,
                )
                if positive:
                    yield Misconception(
                        "positive-at-this-vector",
                        replace(answer, conditions=(Condition(small.relation, holds=False),), example=(positive,)),
                        say("At this vector ⟨x, x⟩ is positive, so it shows nothing."),
                    )

    def _minors(self, mark: str, values: tuple[Written, ...], said: str) -> Misconception:
        roles = tuple(Role(f"d{k + 1}") for k in range(len(values)))
        conditions = tuple(Condition(Name(r.name).equals(v)) for r, v in zip(roles, values, strict=True))
        return Misconception(mark, Witnessed(True, roles, conditions, tuple(((v,),) for v in values)), say(said))

    def _wrong_sets(self) -> Iterator[Misconception]:
        polys = poly_minors(self._polys())
        cells = all_positive(polys, "m")
        closed: list[Written] = []
        for a, b in cells:
            parts = ([] if a is None else [Op("<=", (write(a), M))]) + ([] if b is None else [Op("<=", (M, write(b)))])
            closed.append(parts[0] if len(parts) == 1 else Op("and", tuple(parts)))
        said = "At the end a minor is 0: then some x, not 0, has ⟨x, x⟩ = 0."
        yield Misconception(
            "ends-included", RealSet(closed[0] if len(closed) == 1 else Op("or", tuple(closed)), "m"), say(said)
        )
        last = all_positive(polys[-1:], "m")
        said = "All leading minors must be positive, not the determinant alone."
        yield Misconception("determinant-alone", RealSet(cells_written(last, "m"), "m"), say(said))
        diagonal = all_positive([self._polys()[i][i] for i in range(len(self.A))], "m")
        said = "A positive diagonal is not enough: the entries beside it count."
        yield Misconception("diagonal-alone", RealSet(cells_written(diagonal, "m"), "m"), say(said))
        signs = tuple(
            Poly.of(p.coefficients[0], *(-c if k % 2 == 0 else c for k, c in enumerate(p.coefficients[1:])))
            for p in polys
        )
        wrong = all_positive(signs, "m")
        said = "Check the signs when you solve the inequalities: put one of your values in."
        yield Misconception("sign-of-the-parameter", RealSet(cells_written(wrong, "m"), "m"), say(said))


_YES_SAID = {
    1: "Symmetric is not enough: some x, not 0, has ⟨x, x⟩ at most 0. Look at the minors.",
    2: "Compare the matrix with its transpose: an inner product is symmetric.",
}


def _from_sympy(found: Any) -> Written:
    """The union of open intervals that SymPy finds."""
    import sympy as sp

    parts = found.args if isinstance(found, sp.Union) else (found,)
    ends = [
        tuple(None if e in (sp.oo, -sp.oo) else Fraction(int(e.p), int(e.q)) for e in (i.start, i.end))
        for i in parts
        if i.left_open and i.right_open
    ]
    return cells_written([(a, b) for a, b in ends], "m")


def _tried(A: Any) -> Any:
    """By eigenvalues: the truth and the flags of what shows it."""
    symmetric = np.allclose(A, A.T)
    smallest = np.linalg.eigvalsh((A + A.T) / 2)[0]
    truth = bool(symmetric and smallest > 1e-9)
    if truth:
        return True, [True] * len(A)
    return False, [True] if not symmetric else [True, bool(smallest <= 1e-9)]
