"""Shapes of expressions with matrices.

At level 1 one of four products is defined; at level 2 the shape of a product of four factors, two of them transposed,
is asked; at level 3 the expression has a sum or an inverse too. The sizes are chosen first, the factors fit to them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from tutor.answers import Choice, Shape, shape
from tutor.chance import Draw
from tutor.methods.vectors import shapes
from tutor.methods.vectors.claims import OnlyDefined
from tutor.methods.vectors.programs import numpy_value
from tutor.methods.vectors.shaping import Clash, Size, shape_of
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import ONE, Name, Op, Written, number

A, B, C, X, w, x, y = (Name(c) for c in "ABCXwxy")


def _T(m: Written) -> Op:
    return Op("T", (m,))


_PRODUCTS = {"AB": A * B, "BA": B * A, "ATB": _T(A) * B, "BTA": _T(B) * A, "ABT": A * _T(B), "BAT": B * _T(A)}
# the expressions of level 3: factors with the letters of their sizes; 1 stands for a column
_FORMS: dict[str, tuple[Written, dict[str, str]]] = {
    "residual": (_T(X) * (X * w - y), {"X": "mn", "w": "n1", "y": "m1"}),
    "normal": (Op("inverse", (_T(X) * X,)) * _T(X) * y, {"X": "mn", "y": "m1"}),
    "outer": (Op("*", (A, x, _T(B * y))), {"A": "mn", "x": "n1", "B": "kl", "y": "l1"}),
    "sum": (_T(A) * (B * C + A), {"A": "mn", "B": "mk", "C": "kn"}),
    "turned": (Op("*", (_T(A * B), C, x)), {"A": "mn", "B": "nk", "C": "ml", "x": "l1"}),
    "gram": (_T(A) * A + _T(B) * C, {"A": "mn", "B": "kn", "C": "kn"}),
    "ridge": (Op("inverse", (X * _T(X) + B,)) * y, {"X": "mn", "B": "mm", "y": "m1"}),
}


@family(
    source="MML 2.2.1",
    levels=3,
    marks=2,
    typing="a letter such as e, or a shape: (70, 80)",
    space=(10_000, 10_000, 2_000),
    height=(9, 9, 24),
)
class Shapes:
    """Say which product is defined, or which shape an expression has.

    >>> Shapes(form="chain", factors=("A", "BT"), sizes=((2, 3), (4, 3)), options=()).answer().typed()
    '(2, 4)'
    """

    form: str
    factors: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    options: tuple[str, ...]

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 1:
            return cls(*_choices(draw))
        if level == 2:
            return cls(*_chain(draw))
        form = draw.choice(sorted(_FORMS))
        letters = _FORMS[form][1]
        k, n, m, j = draw.sample(range(2, 25), 4)
        values = {"k": k, "l": j, "m": max(m, n), "n": min(m, n), "1": 1}  # m > n: X^T X can have an inverse
        sizes = tuple((values[s[0]], values[s[1]]) for s in letters.values())
        if max(max(s) for s in sizes) < 9:  # the sizes of one level are about as large
            sizes = tuple((a + 8 * (a > 1), b + 8 * (b > 1)) for a, b in sizes)
        return cls(form, tuple(letters), sizes, ())

    @cached_property
    def _given(self) -> dict[str, Size]:
        names = [f.removesuffix("T") for f in self.factors]
        return {n: (number(a), number(b)) for n, (a, b) in zip(names, self.sizes, strict=True)}

    @property
    def _expression(self) -> Written:
        if self.form != "chain":
            return _FORMS[self.form][0]
        found = [_T(Name(f[0])) if f.endswith("T") else Name(f) for f in self.factors]
        return Op("*", tuple(found))

    def statement(self) -> Text:
        listed = Text(())
        for k, (name, (m, n)) in enumerate(self._given.items()):
            joint = "" if not k else " and " if k == len(self._given) - 1 else ", "
            size = say("a column with {m} entries", m=m) if n == ONE else say("{m}×{n}", m=m, n=n)
            listed += say(joint + "{name} is ", name=Name(name)) + size
        if self.form == "choice":
            options = Op("options", tuple(_PRODUCTS[o] for o in self.options))
            return say(
                "{given}. Exactly one of these products is defined; which one? {options}", given=listed, options=options
            )
        words = (
            "{given}. What is the shape of {e}? Give rows and columns; a column with k entries has the shape (k, 1)."
        )
        if "inverse" in str(self._expression) or "^-1" in str(self._expression):
            words += " The inverse is assumed to exist."
        return say(words, given=listed, e=self._expression)

    def answer(self) -> Choice | Shape:
        if self.form == "choice":
            texts = tuple(say("{p}", p=_PRODUCTS[o]) for o in self.options)
            return Choice(texts, next(k for k, o in enumerate(self.options) if self._is_defined(o)))
        size = shape_of(self._expression, self._given)
        return Shape(() if isinstance(size, Clash) else size)

    def symbolic(self) -> Choice | Shape:
        import sympy as sp

        symbols = {n: sp.MatrixSymbol(n, int(str(a)), int(str(b))) for n, (a, b) in self._given.items()}

        def value(e: Written) -> Any:
            if isinstance(e, Name):
                return symbols[e.text]
            if not isinstance(e, Op):
                raise TypeError(f"{e} is no matrix")
            args = [value(a) for a in e.args]
            made = {"T": sp.Transpose, "inverse": sp.Inverse, "+": sp.MatAdd, "*": sp.MatMul}
            return -args[0] if e.head == "neg" else made[e.head](*args)

        if self.form != "choice":
            return shape(*(int(k) for k in value(self._expression).shape))
        for k, o in enumerate(self.options):
            try:
                value(_PRODUCTS[o])
            except sp.matrices.exceptions.ShapeError:
                continue
            return Choice(tuple(say("{p}", p=_PRODUCTS[p]) for p in self.options), k)
        raise ValueError("no option is defined")

    @staticmethod
    def numeric(form: str, factors: Any, sizes: Any, options: Any) -> Any:
        rng = np.random.default_rng(0)
        arrays = {f[0]: rng.random((int(m), int(n))) for f, (m, n) in zip(factors, sizes, strict=True)}
        if form != "choice":
            if form != "chain":
                return np.shape(numpy_value(_FORMS[form][0], arrays))
            return np.linalg.multi_dot([arrays[f[0]].T if f.endswith("T") else arrays[f[0]] for f in factors]).shape
        found = []
        for o in options:
            try:
                numpy_value(_PRODUCTS[o], arrays)
            except ValueError:
                found.append(False)
            else:
                found.append(True)
        return found

    def solution(self) -> Solution:
        if self.form != "choice":
            return replace(shapes.work([self._expression], self._given), given=self.statement())
        products = tuple(_PRODUCTS[o] for o in self.options)
        worked = shapes.work(products, self._given)
        defined = products[next(k for k, o in enumerate(self.options) if self._is_defined(o))]
        given = tuple(Name(n).equals(Op("tuple", s)) for n, s in self._given.items())
        why = say("So only {p} is defined.", p=defined)
        last = Step(why, OnlyDefined(defined, of=products, given=given))
        code = worked.code.replace("answer = shapes\n", "answer = [s is not None for s in shapes]\n")
        return replace(worked, given=self.statement(), steps=(*worked.steps, last), answer=defined, code=code)

    def _is_defined(self, option: str) -> bool:
        return not isinstance(shape_of(_PRODUCTS[option], self._given), Clash)

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if isinstance(answer, Choice):
            for k, o in enumerate(self.options):
                if k != answer.correct:
                    mark, feedback = _BELIEFS[o]
                    yield Misconception(mark, Choice(answer.options, k), say(feedback))
            return
        m, n = answer.axes
        first, last = self.sizes[0], self.sizes[-1]
        stored = shape(first[0], last[1])
        if m != n:
            yield Misconception("axes-exchanged", Shape((n, m)), say("Rows come first, then columns."))
        if not answer.same(stored):
            yield Misconception("transposes-ignored", stored, say("Transpose first: it exchanges rows and columns."))
        if n == ONE:
            yield Misconception("one-axis", Shape((m,)), say("A column has two axes, the second of length 1."))
        inner = shape(first[1], last[0])
        if not answer.same(inner):
            yield Misconception("inner-sizes-kept", inner, say("The inner sizes drop out, the outer ones stay."))
        if not answer.same(shape(*first)):
            yield Misconception("shape-of-the-first", shape(*first), say("A product need not have a factor's shape."))


_BELIEFS = {
    "AB": ("as-named", "Write the sizes below both factors: the inner ones must agree."),
    "BA": ("outer-sizes-compared", "The inner sizes must agree: the columns of B and the rows of A."),
    "ATB": ("transpose-not-applied", "The transpose has rows and columns exchanged: write its size first."),
    "BTA": ("transpose-not-applied", "The transpose has rows and columns exchanged: write its size first."),
    "ABT": ("transpose-of-the-right-not-applied", "Exchange rows and columns of the second factor first."),
    "BAT": ("transpose-of-the-right-not-applied", "Exchange rows and columns of the second factor first."),
}


def _choices(draw: Draw) -> tuple[str, tuple[str, ...], tuple[tuple[int, int], ...], tuple[str, ...]]:
    """One size of A equals one of B, so that one of the four products is defined."""
    options = ("AB", "BA", draw.choice(("ATB", "BTA")), draw.choice(("ABT", "BAT")))
    first = list(draw.sample(range(2, 10), 4))
    if max(first[:3]) < 5:
        first = [k + 5 for k in first]
    m, n, p = first[:3]
    right = draw.choice((0, 1, 2, 3))
    second = ((n, p), (p, m), (m, p), (p, n))[right]
    return "choice", ("A", "B"), ((m, n), second), draw.shuffle(options)


def _chain(draw: Draw) -> tuple[str, tuple[str, ...], tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Four factors that fit, two of them transposed; the last one may be a column."""
    sizes = list(draw.sample(range(2, 10), 5))
    if max(sizes) < 5:
        sizes = [k + 4 for k in sizes]
    turned = [True, True, False, False]
    names = ["A", "B", "C", "D"]
    turned = list(draw.shuffle(turned))
    if not turned[3] and draw.coin():
        sizes[4], names[3] = 1, "x"
    factors = tuple(n + "T" * t for n, t in zip(names, turned, strict=True))
    pairs = itertools.pairwise(sizes)
    return "chain", factors, tuple((b, a) if t else (a, b) for (a, b), t in zip(pairs, turned, strict=True)), ()
