"""Is a function on ℝ² a norm? Its value at a vector, or vectors that break an axiom.

Level 1 has weighted sums and maxima of absolute values, squares and roots; level 2 quadratic forms, sums of absolute
values of linear forms, and p = 1/2, where only the triangle inequality fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isqrt
from typing import Any, Self

import numpy as np

from tutor.answers import Condition, Role, Witnessed
from tutor.chance import Draw
from tutor.exact.scalars import scalar, write
from tutor.methods.structures.claims import ValuesAt
from tutor.methods.structures.norm_test import refuted, work
from tutor.methods.structures.norms import (
    DEFINITE,
    HOMOGENEOUS,
    TRIANGLE,
    Broken,
    conditions_of,
    maximum,
)
from tutor.methods.structures.terms import form_written
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Written, number, substitute, walk

X, Y = Name("x1"), Name("x2")
VARIABLES = ("x1", "x2")
KINDS = {
    1: ("sum", "sum", "max", "max", "squares", "gap", "one", "roots"),
    2: ("euclid", "forms", "forms", "forms", "half", "half", "saddle", "product"),
}
_NORMS = ("sum", "max", "euclid", "forms")
_AXIOM = {"squares": HOMOGENEOUS, "roots": HOMOGENEOUS, "half": TRIANGLE}
_YES_SAID = {
    DEFINITE: "Is the value positive for every vector except 0? Look for one at which it is not.",
    HOMOGENEOUS: "The value of a multiple must be the same multiple of the value: double a vector.",
    TRIANGLE: "Homogeneity is not enough: add the two unit vectors.",
}


@family(
    source="MML 3.1",
    levels=2,
    marks=4,
    typing="no, x = (70, 80), c = 1 (or: no, x = (70, 80), y = (70, 80); or, with the value: yes, n = 1/70)",
    height=(30, 30),
)
class NormAxioms:
    """Give the value of a norm, or numbers that break an axiom.

    >>> NormAxioms("sum", (1, 2), (3, -4)).answer().typed()
    'yes, n = 11'
    >>> NormAxioms("squares", (1, 2), (3, -4)).answer().typed()
    'no, x = (1, 0), c = 2'
    """

    kind: str
    weights: tuple[int, ...]
    at: tuple[int, int]
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(KINDS[level])
        return draw.until(lambda: cls._made(draw, kind), lambda p: p._fit(), tries=2000)

    @classmethod
    def _made(cls, draw: Draw, kind: str) -> Self:
        at = (draw.integer(1, 9) * draw.sign(), draw.integer(1, 9) * draw.sign())
        if kind == "half":
            weights: tuple[int, ...] = (draw.choice((1, 4, 9)), draw.choice((1, 4, 9)))
        elif kind == "forms":
            weights = draw.integers(4, -4, 4)
        elif kind == "saddle":
            weights = (draw.choice((1, 4, 9, 16)), draw.choice((1, 4, 9, 16)))
        else:
            size = 16 if kind in ("gap", "one", "roots", "product") else 9
            weights = (draw.integer(1, size), draw.integer(1, size))
        if kind == "euclid":
            at = (draw.integer(1, 4) * draw.sign(), draw.integer(1, 4) * draw.sign())
        return cls(kind, weights, at, draw.below(2))

    def _fit(self) -> bool:
        w = self.weights
        if self.kind == "forms" and (0 in w[:2] or w[0] * w[3] == w[1] * w[2] or 0 in w[2:]):
            return False
        numbers = [abs(a) for a in (*w, *self.at)]
        if self.is_norm:
            numbers += [int(n.text) for n in walk(self.answer().written()) if isinstance(n, Num)]
            if self.kind == "euclid" and self._value(*self.at) > 30:
                return False
        else:
            b = self._broken()
            both = tuple(int(p + q) for p, q in zip(b.x, b.y, strict=True)) if b.y else tuple(int(2 * p) for p in b.x)
            numbers += [abs(int(a)) for a in b.x] + [abs(self._value(*map(int, b.x)))]
            if self.kind == "roots":  # its values are roots, which show other numbers
                numbers.pop()
            elif b.axiom != DEFINITE:
                numbers.append(abs(self._value(*both)))
        return 12 <= max(numbers) <= 30

    @property
    def is_norm(self) -> bool:
        """Do all axioms hold?"""
        return self.kind in _NORMS

    def _value(self, x: int, y: int) -> int:
        """The value at whole numbers; of a root what stands under it."""
        a, b, *more = self.weights
        match self.kind:
            case "sum":
                return a * abs(x) + b * abs(y)
            case "max":
                return max(a * abs(x), b * abs(y))
            case "squares" | "euclid":
                return a * x * x + b * y * y
            case "gap":
                return a * abs(x) - b * abs(y)
            case "one":
                return abs(a * x - b * y)
            case "forms":
                return abs(a * x + b * y) + abs(more[0] * x + more[1] * y)
            case "product":
                return abs(a * x * y) + b * abs(x)
            case "half":
                return (isqrt(a * abs(x)) + isqrt(b * abs(y))) ** 2
            case "saddle":
                return abs(a * x * x - b * y * y)
        return max(a * abs(x), b * abs(y))

    def _function(self) -> Written:
        a, b = (write(Fraction(w)) for w in self.weights[:2])
        sizes = (_times(a, Op("abs", (X,))), _times(b, Op("abs", (Y,))))
        squares = (_times(a, Op("^", (X, Num("2")))), _times(b, Op("^", (Y, Num("2")))))
        match self.kind:
            case "sum":
                return sizes[0] + sizes[1]
            case "max":
                return maximum(*sizes)
            case "squares":
                return squares[0] + squares[1]
            case "gap":
                return sizes[0] - sizes[1]
            case "one":
                return Op("abs", (_times(a, X) - _times(b, Y),))
            case "roots":
                return Op("sqrt", (sizes[0],)) + Op("sqrt", (sizes[1],))
            case "euclid":
                return Op("sqrt", (squares[0] + squares[1],))
            case "forms":
                forms = (form_written(self.weights[:2], (X, Y)), form_written(self.weights[2:], (X, Y)))
                return Op("abs", (forms[0],)) + Op("abs", (forms[1],))
            case "product":
                return _times(a, Op("abs", (X * Y,))) + _times(b, Op("abs", (X,)))
            case "half":
                return Op("^", (Op("sqrt", (sizes[0],)) + Op("sqrt", (sizes[1],)), Num("2")))
        return Op("sqrt", (Op("abs", (squares[0] - squares[1],)),))

    def _broken(self) -> Broken:
        """The counterexample that is shown."""
        a, b, *_ = self.weights
        e1, e2 = (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))
        match self.kind:
            case "squares" | "roots":
                return Broken(HOMOGENEOUS, e1, c=Fraction(2))
            case "half":
                return Broken(TRIANGLE, e1, y=e2)
            case "one":
                return Broken(DEFINITE, (Fraction(b), Fraction(a)))
            case "saddle":
                return Broken(DEFINITE, (Fraction(isqrt(b)), Fraction(isqrt(a))))
        return Broken(DEFINITE, e2)

    def statement(self) -> Text:
        call = Op("call", (Name("f"), X, Y))
        shown = self._function()
        if self.kind == "max":
            a, b = (write(Fraction(w)) for w in self.weights)
            shown = Op("call", (Name("max"), _times(a, Op("abs", (X,))), _times(b, Op("abs", (Y,)))))
        ask = ("Is {f} a norm on {space}?", "Decide whether {f} is a norm on {space}.")[self.wording]
        x, y, c = Name("x"), Name("y"), Name("c")
        return paragraphs(
            say(ask, f=call.equals(shown), space=Op("^", (Name("R"), Num("2")))),
            say("If it is, give also its value {n} at {p}: yes, n = ….", n=Name("n"), p=self.at),
            say(
                "If it is not, show by numbers which axiom fails, the first in this order: definiteness ({x}, not 0, "
                "whose value is not positive), homogeneity ({x} and {c} for which the value at {m} is not |c| times "
                "that at {x}), triangle inequality ({x} and {y} whose sum has a value larger than the two values "
                "together).",
                x=x,
                y=y,
                c=c,
                m=c * x,
            ),
        )

    def answer(self) -> Witnessed:
        if self.is_norm:
            return self._yes(scalar(substitute(self._function(), {"x1": number(self.at[0]), "x2": number(self.at[1])})))
        b = self._broken()
        roles = [Role("x", (2,))] + ([Role("y", (2,))] if b.y else []) + ([Role("c")] if b.c is not None else [])
        tests = conditions_of(self._function(), VARIABLES, b)
        example = [b.x] + ([b.y] if b.y else []) + ([(b.c,)] if b.c is not None else [])
        return Witnessed(
            False,
            tuple(roles),
            tuple(Condition(r, wanted, why=f"{b.axiom} fails") for r, wanted in tests),
            tuple(tuple((write(a),) for a in v) for v in example),
            claim="a norm",
        )

    def _yes(self, value: Any) -> Witnessed:
        w = write(value)
        condition = Condition(Name("n").equals(w), why="n is the value")
        return Witnessed(True, (Role("n"),), (condition,), (((w,),),), claim="a norm")

    def symbolic(self) -> Witnessed:
        import sympy as sp

        if not self.is_norm:
            return self.answer()
        p, q = map(sp.Integer, self.at)
        a, b, *more = self.weights
        value = {
            "sum": lambda: a * sp.Abs(p) + b * sp.Abs(q),
            "max": lambda: sp.Max(a * sp.Abs(p), b * sp.Abs(q)),
            "euclid": lambda: sp.sqrt(a * p**2 + b * q**2),
            "forms": lambda: sp.Abs(a * p + b * q) + sp.Abs(more[0] * p + more[1] * q),
        }[self.kind]()
        square = int(value**2)
        return self._yes(scalar(Op("sqrt", (number(square),))))

    @staticmethod
    def numeric(kind: str, weights: Any) -> Any:
        return _tried(kind, weights)

    def solution(self) -> Solution:
        function = self._function()
        worked = work(function, variables=VARIABLES)
        if not self.is_norm:
            worked = refuted(self.statement(), function, VARIABLES, self._broken())
        answer = self.answer()
        steps = worked.steps
        if self.is_norm:
            places = (("x1", number(self.at[0])), ("x2", number(self.at[1])))
            claim = ValuesAt(
                answer.example[0][0][0], expressions=(function,), at=places, found=tuple(s.claim.result for s in steps)
            )
            steps = (*steps, Step(say("Its value at the vector that is asked:"), claim))
        return replace(
            worked, given=self.statement(), steps=steps, answer=answer.written(), code=self._code(worked.code)
        )

    def _code(self, code: str) -> str:
        if not self.is_norm:
            flags = len(self.answer().conditions)
            return (
                code
                if flags == 1
                else code.replace("answer = not broken, [broken]", "answer = not broken, [broken, bool(np.any(x))]")
            )
        ending = f"""n = float(f(np.array({list(self.at)})))
answer = answer, [True]
print("n =", n)
"""
        return code + ending

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if answer.truth:
            yield Misconception(
                "called-no-norm",
                Witnessed(False),
                say("Weights and maxima do no harm: check the three axioms one by one."),
            )
            p, q = self.at
            a, b, *more = self.weights
            others = {
                "sum": (
                    ("signs-kept", a * p + b * q),
                    ("weights-forgotten", abs(p) + abs(q)),
                    ("largest-instead-of-sum", max(a * abs(p), b * abs(q))),
                ),
                "max": (
                    ("sum-instead-of-largest", a * abs(p) + b * abs(q)),
                    ("weights-forgotten", max(abs(p), abs(q))),
                    ("signs-kept", max(a * p, b * q)),
                ),
                "euclid": (("root-forgotten", a * p * p + b * q * q), ("sum-of-sizes", a * abs(p) + b * abs(q))),
                "forms": (
                    ("signs-kept", a * p + b * q + (more or (0, 0))[0] * p + (more or (0, 0))[1] * q),
                    (
                        "each-entry-by-itself",
                        sum(abs(w) * abs(z) for w, z in zip(self.weights, (p, q, p, q), strict=False)),
                    ),
                ),
            }[self.kind]
            for mark, value in others:
                if write(Fraction(value)) != answer.example[0][0][0]:
                    yield Misconception(mark, self._yes(Fraction(value)), say(_SAID[mark]))
            return
        broken = self._broken()
        yield Misconception(f"called-a-norm-{self.kind}", Witnessed(True), say(_YES_SAID[broken.axiom]))
        main = answer.conditions[0]
        zero, one = ((Num("0"),), (Num("0"),)), ((Num("1"),), (Num("0"),))
        keeps = {DEFINITE: (one,), HOMOGENEOUS: (one, ((Num("1"),),)), TRIANGLE: (one, zero)}[broken.axiom]
        said = "These numbers keep the axiom: they show nothing."
        yield Misconception(
            "axiom-kept", replace(answer, conditions=(Condition(main.relation, holds=False),), example=keeps), say(said)
        )
        if broken.axiom == DEFINITE:
            said = "The zero vector must have the value 0: another vector is needed."
            others_ = (Condition(answer.conditions[1].relation, holds=False),)
            yield Misconception(
                "zero-vector-as-witness", replace(answer, conditions=others_, example=(zero,)), say(said)
            )


_SAID = {
    "signs-kept": "Absolute values are never negative: take them before adding.",
    "weights-forgotten": "Each entry has its factor.",
    "largest-instead-of-sum": "All entries count, not the largest alone.",
    "sum-instead-of-largest": "Only the largest value counts: they are not added.",
    "root-forgotten": "Take the root at the end.",
    "sum-of-sizes": "The squares are added, then the root is taken.",
    "each-entry-by-itself": "Form the sum inside first, then its absolute value.",
}


def _times(k: Written, w: Written) -> Written:
    return w if k == Num("1") else k * w


def _tried(kind: str, weights: Any) -> Any:
    """All axioms at random places: the truth, and the flags of what breaks one."""
    a, b, *more = weights

    def f(v: Any) -> Any:
        x, y = v
        s, t = abs(x), abs(y)
        return {
            "sum": lambda: a * s + b * t,
            "max": lambda: max(a * s, b * t),
            "squares": lambda: a * x**2 + b * y**2,
            "gap": lambda: a * s - b * t,
            "one": lambda: abs(a * x - b * y),
            "roots": lambda: np.sqrt(a * s) + np.sqrt(b * t),
            "euclid": lambda: np.sqrt(a * x**2 + b * y**2),
            "forms": lambda: abs(a * x + b * y) + abs(more[0] * x + more[1] * y),
            "product": lambda: a * abs(x * y) + b * s,
            "half": lambda: (np.sqrt(a * s) + np.sqrt(b * t)) ** 2,
            "saddle": lambda: np.sqrt(abs(a * x**2 - b * y**2)),
        }[kind]()

    turned = np.linspace(0, np.pi, 20, endpoint=False)
    special = [np.array([b, a]), np.sqrt(np.abs([b, a])), np.array([0.0, 1.0])]
    around = [np.array([np.cos(t), np.sin(t)]) for t in turned] + special
    if any(f(v) <= 1e-9 for v in around):
        return False, [True, True]
    if any(abs(f(2 * v) - 2 * f(v)) > 1e-9 for v in around):
        return False, [True]
    broken = any(f(u + v) > f(u) + f(v) + 1e-9 for u in around for v in around[::5])
    return not broken, [True]
