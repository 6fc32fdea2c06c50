"""Is a set of vectors a subspace? A basis, or a counterexample with numbers.

The set is described by one or two linear forms: level 1 has linear and affine equations, inequalities and whole numbers
in ℝ³; level 2 has products, absolute values, squares and cubes; level 3 the same for 2×2 matrices, where a basis has
two or three of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from operator import mul
from typing import Any, Self

import numpy as np

from tutor.answers import Condition, Role, Witnessed
from tutor.chance import Draw
from tutor.exact.matrices import Vector, dot, null_space
from tutor.methods.structures.minors import independent
from tutor.methods.structures.sets import Witness
from tutor.methods.structures.subspace_test import combined, work
from tutor.methods.structures.terms import form_written
from tutor.methods.structures.values import general, grid, grids, small
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Words, Written, matrix, number, substitute

KINDS = {
    1: ("plane", "plane", "line", "line", "affine", "half", "whole"),
    2: ("squares", "cubes", "squares", "cubes", "product", "moduli", "parabola", "quadrant"),
    3: ("line", "squares", "cubes", "plane", "product", "moduli", "parabola", "affine"),
}
HEIGHT = (9, 16, 16)
_SUBSPACES = ("plane", "line", "squares", "cubes")
_YES_SAID = {
    "affine": "The zero vector must be in a subspace: put it into the condition.",
    "half": "Every multiple must be in the set, those with negative factors too.",
    "whole": "Every real multiple must be in the set: try a factor that is no whole number.",
    "product": "A product is 0 when one factor is: add two elements that make different factors 0.",
    "moduli": "Equal absolute values allow two signs: add two elements with different ones.",
    "parabola": "A square does not grow like a multiple: double an element.",
    "quadrant": "Both factors may change their sign together: add elements for which different factors are 0.",
}
_NO_SAID = {
    "plane": "One homogeneous linear equation: 0, sums and multiples of solutions are solutions.",
    "line": "Homogeneous linear equations: 0, sums and multiples of solutions are solutions.",
    "squares": "Over the real numbers a sum of squares is 0 only if every square is: these are linear equations.",
    "cubes": "Equal cubes of real numbers mean equal numbers: this is a linear equation in disguise.",
}
_WORDING = (
    "Is the set of all {x} with {c} a subspace of {space}?",
    "Decide whether all {x} with {c} form a subspace of {space}.",
)


@family(
    source="MML 2.4.3",
    levels=3,
    marks=5,
    typing="no, u = (70, 80, 90), v = (60, 70, -80), c = 50 (or, with a basis: yes, b1 = (70, 80, -90))",
    height=(9, 16, 16),
)
class IsSubspace:
    """Prove by a basis, or refute by numbers, that a set is a subspace.

    >>> IsSubspace("product", (1, 0, 0), (0, 1, 0)).answer().typed()
    'no, u = (1, 0, 0), v = (0, 1, 0), c = 1'
    """

    kind: str
    f: tuple[int, ...]
    g: tuple[int, ...] = ()
    d: int = 0
    wording: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        kind = draw.choice(KINDS[level])
        return draw.until(lambda: cls._made(draw, level, kind), lambda p: p._fit(level), tries=2000)

    @classmethod
    def _made(cls, draw: Draw, level: int, kind: str) -> Self:
        n = 4 if level == 3 else 3
        size = 9 if level == 1 or kind in ("plane", "affine") else 5
        f = (draw.integer(1, size), *draw.integers(n - 1, -size, size))
        g = draw.integers(n, -size, size)
        wording = draw.below(len(_WORDING))
        if kind in ("plane", "affine", "half", "whole"):
            d = dot(f, [draw.below(2) for _ in f]) if kind == "affine" else 0
            return cls(kind, f, (), int(d), wording)
        if kind == "line":  # in row form after one step
            a, b, c, m = draw.integer(-4, 4), draw.integer(-4, 4), draw.integer(-3, 3), draw.integer(-3, 3, but=[0])
            more = [draw.integer(-3, 3) for _ in range(n - 3)]
            f = (1, a, b, *more)
            return cls(kind, f, (m, m * a + 1, m * b + c, *(m * e + draw.integer(-2, 2) for e in more)), 0, wording)
        if kind == "squares":
            f, g = (1, *f[1:]), (0, 1, *g[2:])
        if kind == "cubes":  # f - g is a multiple of a form that begins with 1
            m, form = draw.integer(2, 4), (1, *draw.integers(n - 1, -4, 4))
            g = tuple(a - m * b for a, b in zip(f, form, strict=True))
        if kind == "plane" and level == 1:
            m, form = draw.integer(2, 3), (1, *draw.integers(n - 1, -4, 4))
            f = tuple(m * b for b in form)
        if kind in ("parabola", "product", "moduli", "quadrant"):  # small vectors fit, with zeros in the second form
            f = (1, *draw.integers(n - 1, -3, 3))
            g = draw.shuffle((draw.integer(2, 9), draw.choice((1, -1, 2, 0)), *[0] * (n - 2)))
        return cls(kind, f, g, 0, wording)

    def _fit(self, level: int) -> bool:
        forms = [r for r in (self.f, self.g) if r]
        if sum(map(bool, self.f)) < 2 or not any(forms[-1]) or self.f[0] <= 0 or (self.kind == "affine" and not self.d):
            return False
        if len(forms) == 2 and len(null_space(forms)) != len(self.f) - 2:
            return False
        numbers = [abs(a) for r in forms for a in r] + [abs(self.d)]
        if self.is_subspace:
            rows = self._rows()
            found = null_space(rows)
            if len(found) != len(self.f) - len(rows):
                return False
            numbers += [int(abs(x)) for r in rows for x in r]
            numbers += [int(abs(x)) for b in found for x in b if x.denominator == 1]
        else:
            found_ = self._witness()
            if found_ is None or found_.u is None or found_.v is None:
                return False
            for v in (found_.u, found_.v, found_.outside):
                numbers += [abs(x.numerator) for x in (*self._values(v), *v)]
        bound = HEIGHT[level - 1]
        return bool(bound ** (2 / 3) <= max(numbers) <= bound)

    @property
    def is_subspace(self) -> bool:
        """Are the conditions homogeneous linear equations, perhaps in disguise?"""
        return self.kind in _SUBSPACES

    @property
    def variables(self) -> tuple[str, ...]:
        """The entries of the vectors."""
        return ("x", "y", "z", "w")[: len(self.f)]

    def _conditions(self) -> tuple[Op, ...]:
        letters = [Name(v) for v in self.variables]
        f, g = (form_written(r, letters) for r in (self.f, self.g or self.f))
        zero, two, three = Num("0"), Num("2"), Num("3")
        made: dict[str, tuple[Op, ...]] = {
            "plane": (f.equals(zero),),
            "line": (f.equals(zero), g.equals(zero)),
            "affine": (f.equals(number(self.d)),),
            "half": (Op(">=", (f, zero)),),
            "whole": (Op("in", (f, Words("Z"))),),
            "product": (Op("*", (f, g)).equals(zero),),
            "moduli": (Op("abs", (f,)).equals(Op("abs", (g,))),),
            "parabola": (Op("^", (f, two)).equals(g),),
            "quadrant": (Op(">=", (Op("*", (f, g)), zero)),),
            "squares": (Op("+", (Op("^", (f, two)), Op("^", (g, two)))).equals(zero),),
            "cubes": (Op("^", (f, three)).equals(Op("^", (g, three))),),
        }
        return made[self.kind]

    def _whole(self) -> Op:
        conditions = self._conditions()
        return conditions[0] if len(conditions) == 1 else Op("and", conditions)

    def _rows(self) -> tuple[tuple[int, ...], ...]:
        if self.kind == "plane":
            return (self.f,)
        if self.kind == "cubes":
            return (tuple(a - b for a, b in zip(self.f, self.g, strict=True)),)
        return (self.f, self.g)

    def _values(self, v: Vector) -> tuple[Fraction, ...]:
        """What the steps compute at a vector."""
        s = Fraction(dot(self.f, v))
        t = Fraction(dot(self.g, v)) if self.g else Fraction(0)
        return {"product": (s * t,), "quadrant": (s * t,), "moduli": (abs(s) - abs(t),), "parabola": (s * s - t,)}.get(
            self.kind, (s,)
        )

    def _witness(self) -> Witness | None:
        zero, one = (Fraction(0),) * len(self.f), Fraction(1)
        g = self.g or (0,) * len(self.f)
        places = [(sum(map(mul, self.f, whole)), sum(map(mul, g, whole)), v) for whole, v in small(len(self.f))]

        def first(test: Any) -> Vector | None:
            return next((v for s, t, v in places if test(s, t)), None)

        if self.kind == "affine":
            v = first(lambda s, t: s == self.d)
            return Witness(v, v, -one) if v else None
        if self.kind in ("half", "whole", "parabola"):
            test, c = {
                "half": (lambda s, t: s > 0, -one),
                "whole": (lambda s, t: s % 2 == 1, one / 2),
                "parabola": (lambda s, t: t == s * s and s, 2 * one),
            }[self.kind]
            v = first(test)
            return Witness(zero, v, c) if v else None
        tests = {
            "product": (lambda s, t: s and not t, lambda s, t: t and not s),
            "moduli": (lambda s, t: s and s == t, lambda s, t: s and s == -t),
            "quadrant": (lambda s, t: s > 0 and not t, lambda s, t: t < 0 and not s),
        }[self.kind]
        u, v = (first(test) for test in tests)
        return Witness(u, v, one) if u and v else None

    def statement(self) -> Text:
        n = len(self.f)
        letters = [Name(v) for v in self.variables]
        x: Written = Op("tuple", tuple(letters))
        space: Written | str = Op("^", (Name("R"), Num("3")))
        note = Text(())
        if n == 4:
            x, space = matrix((letters[:2], letters[2:])), "the space of real 2×2 matrices"
            note = say("Write the matrices as vectors {v}, row after row.", v=Op("tuple", tuple(letters)))
        conditions = self._conditions()
        c = say("{c} a whole number", c=conditions[0].args[0]) if self.kind == "whole" else say("{c}", c=conditions[0])
        for other in conditions[1:]:
            c = c + say(" and {c}", c=other)
        return paragraphs(
            say(_WORDING[self.wording], x=x, c=c, space=space),
            note,
            say("If it is, give a basis: yes, b1 = …, b2 = …, as many vectors as it needs."),
            say(
                "If it is not, give a counterexample: two elements {u} and {v} of the set, equal ones if you like, and "
                "a number {c} such that {w} is not in the set.",
                u=Name("u"),
                v=Name("v"),
                c=Name("c"),
                w=Name("u") + Name("c") * Name("v"),
            ),
        )

    def answer(self) -> Witnessed:
        if self.is_subspace:
            return self._yes(null_space(self._rows()))
        found = self._witness()
        return self._no(found) if found else Witnessed(False)

    def _yes(self, basis: tuple[Vector, ...]) -> Witnessed:
        n = len(self.f)
        whole, names_ = self._whole(), [f"b{k + 1}" for k in range(len(basis))]
        inside = [
            Condition(
                substitute(whole, dict(zip(self.variables, general(b, n), strict=True))), why=f"{b} is in the set"
            )
            for b in names_
        ]
        apart = Condition(independent(names_, n), why="the vectors are independent")
        return Witnessed(True, tuple(Role(b, (n,)) for b in names_), (*inside, apart), grids(basis), claim="a subspace")

    def _no(self, found: Witness) -> Witnessed:
        n = len(self.f)
        whole = self._whole()
        places = [dict(zip(self.variables, general(v, n), strict=True)) for v in "uv"]
        conditions = (
            Condition(substitute(whole, places[0]), why="u is in the set"),
            Condition(substitute(whole, places[1]), why="v is in the set"),
            Condition(substitute(whole, combined(self.variables)), holds=False, why="u + c·v is not in the set"),
        )
        roles = (Role("u", (n,)), Role("v", (n,)), Role("c"))
        example = grids((found.u or (), found.v or (), (found.c,)))
        return Witnessed(False, roles, conditions, example, claim="a subspace")

    def symbolic(self) -> Witnessed:
        import sympy as sp

        letters = sp.symbols(self.variables, real=True)
        if self.is_subspace:
            forms = [sum(a * v for a, v in zip(r, letters, strict=True)) for r in (self.f, self.g) if r]
            equations = [forms[0] - forms[1]] if self.kind == "cubes" else forms
            A, _ = sp.linear_eq_to_matrix(equations, letters)
            return self._yes(tuple(tuple(Fraction(int(x.p), int(x.q)) for x in vector) for vector in A.nullspace()))
        return self.answer()

    @staticmethod
    def numeric(kind: str, f: Any, g: Any, d: int) -> Any:
        return _tried(kind, np.array(f, dtype=float), np.array(g, dtype=float), d)

    def solution(self) -> Solution:
        worked = work(self._conditions(), variables=self.variables, found=self._witness_or_none())
        return replace(worked, given=self.statement(), answer=self.answer().written(), code=self._code())

    def _witness_or_none(self) -> Witness | None:
        return None if self.is_subspace else self._witness()

    def _code(self) -> str:
        answer = self.answer()
        vectors = [[str(x[0]) for x in g] for g in answer.example]
        if answer.truth:
            basis = "[" + ", ".join(f"[{', '.join(v)}]" for v in vectors) + "]"
            return f"""import numpy as np

A = np.array({[list(map(int, r)) for r in self._rows()]}, dtype=float)
basis = np.array({basis}, dtype=float)
inside = [bool(np.allclose(A @ b, 0)) for b in basis]
independent = bool(np.linalg.matrix_rank(basis) == A.shape[1] - np.linalg.matrix_rank(A) == len(basis))
answer = True, [*inside, independent]
print("all basis vectors in the set:", inside, " a basis:", independent)
"""
        from tutor.methods.structures.programs import closure

        found = self._witness()
        u, v, c = (found.u, found.v, found.c) if found else ((), (), 0)
        return closure(self._conditions(), self.variables, u or (), v or (), c)

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if answer.truth:
            yield Misconception("not-seen-as-linear", Witnessed(False), say(_NO_SAID[self.kind]))
            inside = tuple(c.relation for c in answer.conditions[:-1])
            whole = inside[0] if len(inside) == 1 else Op("and", inside)
            unit = next(e for e in grid(len(self.f)) if any(dot(r, e) for r in self._rows()))
            others = (grids((unit,))[0], *answer.example[1:])
            yield Misconception(
                "basis-vector-outside",
                replace(answer, conditions=(Condition(whole, holds=False),), example=others),
                say("Put each basis vector into the condition: one of them does not fulfil it. Check the signs."),
            )
            first = answer.example[0]
            twice = tuple((number(2 * Fraction(str(x[0]))),) for x in first)
            multiples = (
                (first, twice, *answer.example[2:]) if len(answer.example) > 1 else (tuple((Num("0"),) for _ in first),)
            )
            yield Misconception(
                "dependent-vectors",
                replace(
                    answer,
                    conditions=(Condition(whole), Condition(answer.conditions[-1].relation, holds=False)),
                    example=multiples,
                ),
                say("The vectors of a basis are independent: none is 0 or a combination of the others."),
            )
            return
        yield Misconception(f"called-a-subspace-{self.kind}", Witnessed(True), say(_YES_SAID[self.kind]))
        first_in, second_in, outside = answer.conditions
        found = self._witness()
        if found is None:
            return
        away = found.outside
        yield Misconception(
            "elements-outside-the-set",
            replace(
                answer,
                conditions=(Condition(Op("and", (first_in.relation, second_in.relation)), holds=False),),
                example=grids((away, away, (Fraction(1),))),
            ),
            say("Both vectors of the counterexample must lie in the set: put them into the condition."),
        )
        member = found.v or ()
        yield Misconception(
            "combination-stays-inside",
            replace(
                answer,
                conditions=(first_in, second_in, Condition(outside.relation)),
                example=grids((member, member, (Fraction(0),))),
            ),
            say("This combination is still in the set, so it shows nothing: a counterexample must leave the set."),
        )


def _tried(kind: str, f: Any, g: Any, d: int) -> Any:
    """Closure tried at random elements: the truth, and the flags of a basis or of a counterexample."""
    rng = np.random.default_rng(0)
    rows = np.array([f, g]) if len(g) else np.array([f])
    right = np.linalg.pinv(rows)

    def inside(x: Any) -> bool:
        s, t = (*(rows @ x), 0.0)[:2]
        return bool(
            {
                "plane": abs(s) < 1e-7,
                "line": abs(s) + abs(t) < 1e-7,
                "affine": abs(s - d) < 1e-7,
                "half": s > -1e-7,
                "whole": abs(s - round(s)) < 1e-7,
                "product": abs(s * t) < 1e-7,
                "moduli": abs(abs(s) - abs(t)) < 1e-7,
                "parabola": abs(s * s - t) < 1e-7,
                "quadrant": s * t > -1e-7,
                "squares": s * s + t * t < 1e-12,
                "cubes": abs(s**3 - t**3) < 1e-6,
            }[kind]
        )

    def element() -> Any:
        s, t, coin = rng.normal(), rng.normal(), rng.integers(2)
        chosen = {
            "plane": (0, 0),
            "line": (0, 0),
            "affine": (d, 0),
            "half": (abs(s), 0),
            "whole": (round(3 * s), 0),
            "product": (s * coin, t * (1 - coin)),
            "moduli": (s, s if coin else -s),
            "parabola": (s, s * s),
            "quadrant": (s, abs(t) * np.sign(s)),
            "squares": (0, 0),
            "cubes": (s, s),
        }[kind]
        x = rng.normal(size=len(f))
        return x + right @ (np.array(chosen[: len(rows)]) - rows @ x)

    for _ in range(30):
        u, v, c = element(), element(), rng.choice([-1.0, 0.5, 2.0])
        flags = [inside(u), inside(v), inside(u + c * v)]
        if flags == [True, True, False]:
            return False, flags
    members = np.array([element() for _ in range(8)])
    return True, [inside(x) for x in members[: np.linalg.matrix_rank(members, tol=1e-6)]] + [True]
