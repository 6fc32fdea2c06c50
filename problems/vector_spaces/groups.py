"""Is a set with an operation a group? Inverses, products that leave the set, equations.

Level 1 asks for remainders without 0 under multiplication, level 2 for smaller sets of remainders, level 3 for the
neutral element, an inverse and the solution of an equation in a group of real numbers with a rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Condition, Part, Parts, Role, Witnessed, exact_number
from tutor.chance import Draw
from tutor.claims import Equal
from tutor.methods.structures.finite import is_group, residues
from tutor.methods.structures.group_test import work
from tutor.methods.structures.rule_groups import work_rule
from tutor.methods.structures.rules import Carrier, Rule, inverse
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Words, Written, number, substitute

A, B, X = Name("a"), Name("b"), Name("x")


@family(
    source="MML 2.4.1",
    levels=3,
    marks=5,
    typing="no, a = 70, b = 80 (or: yes, x = 90; or: e = 1/70; inverse = 80; x = 90)",
    space=(40, 300, 2_000),
    height=(12, 18, 40),
)
class Groups:
    """Decide with a witness, or compute in a group.

    >>> Groups((1, 2, 3, 4, 5, 6), 7, 3).answer().typed()
    'yes, x = 5'
    >>> Groups((1, 2, 3, 4, 5), 6, 5).answer().typed()
    'no, a = 2, b = 3'
    >>> Groups((), 0, 4, factor=1, hole=-1, right=9).answer().typed()
    'e = 0; inverse = -4/5; x = 1'
    """

    elements: tuple[int, ...]
    modulus: int
    k: int  # whose inverse is asked
    factor: int = 0  # at level 3 the operation is factor·(a − hole)(b − hole) + hole
    hole: int = 0
    right: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            return draw.until(lambda: cls._with_rule(draw), lambda p: p._fit(), tries=2000)
        if level == 1:
            n = draw.choice((7, 11)) if draw.coin() else draw.choice((6, 8, 9, 10, 12))
            return cls(tuple(range(1, n)), n, draw.integer(2, n - 1))
        return draw.until(lambda: cls._subset(draw), lambda p: len(p.elements) >= 3 and p.modulus > 0)

    @classmethod
    def _subset(cls, draw: Draw) -> Self:
        n = draw.choice((7, 8, 9, 11, 12, 13, 14, 15, 16, 18))
        units = [a for a in range(2, n) if gcd(a, n) == 1]
        start = draw.choice(units)
        found = [1]
        while (nxt := found[-1] * start % n) not in found:
            found.append(nxt)
        if draw.coin() or len(found) < 3:
            some = draw.sample(units, min(len(units), draw.integer(2, 4)))
            found = [1, *some]
        if not 3 <= len(found) <= 6:
            return cls((), 0, 0)
        found.sort()
        return cls(tuple(found), n, draw.choice(found[1:]))

    @classmethod
    def _with_rule(cls, draw: Draw) -> Self:
        hole = draw.integer(-4, 4, but=[0])
        k = draw.integer(-6, 6, but=[hole])
        return cls((), 0, k, draw.choice((1, 1, -1, 2)), hole, draw.integer(-12, 12, but=[hole]))

    def _fit(self) -> bool:
        rule = self._rule
        e, b, x = self._found()
        if self.k in (e, b) or self.right in (self.k, e):
            return False
        shown = [abs(v) for q in (rule.k, rule.l, rule.c, e, b, x) for v in (q.numerator, q.denominator)]
        shown += [abs(self.k), abs(self.right)]
        k, m, c = int(rule.k), int(rule.l), int(rule.c)
        worked = [k * m, k * c, k * k, m * m, m * c + c, k * self.k + m, m * self.k + c, self.right - m * self.k - c]
        return max(shown) >= 12 and max(*shown, *map(abs, worked)) <= 40

    @property
    def _rule(self) -> Rule:
        f, s = Fraction(self.factor), Fraction(self.hole)
        return Rule(f, -f * s, -f * s, f * s * s + s)

    def _found(self) -> tuple[Fraction, Fraction, Fraction]:
        """The neutral element, the inverse of k, the solution of k ∘ x = right."""
        f, s = Fraction(self.factor), Fraction(self.hole)
        e = s + 1 / f
        b = inverse(self._rule, Fraction(self.k), e)
        x = inverse(self._rule, Fraction(self.k), Fraction(self.right))
        return e, b if b is not None else e, x if x is not None else e

    def _formula(self, a: Written = A, b: Written = B) -> Written:
        rule = self._rule
        total: Written | None = None
        for q, term in ((rule.k, Op("*", (a, b))), (rule.l, a), (rule.m, b), (rule.c, None)):
            if q:
                size = number(abs(q)) if term is None else term if abs(q) == 1 else number(abs(q)) * term
                signed = size if q > 0 else Op("neg", (size,))
                total = signed if total is None else total + size if q > 0 else total - size
        return total if total is not None else Num("0")

    def statement(self) -> Text:
        if self.factor:
            return paragraphs(
                say("The real numbers without {s} are a group with a ∘ b = {f}.", s=self.hole, f=self._formula()),
                say(
                    "Find its neutral element {e}, the inverse of {k}, and the solution {x} of {k} ∘ {x} = {r}.",
                    e=Name("e"),
                    k=self.k,
                    x=X,
                    r=self.right,
                ),
            )
        shown = Op("set", tuple(number(q) for q in self.elements))
        return paragraphs(
            say("Is {s} with multiplication modulo {n} a group?", s=shown, n=self.modulus),
            say("If it is, give the inverse {x} of {k} in it: yes, x = ….", x=X, k=self.k),
            say(
                "If it is not, give two elements {a} and {b}, equal ones if you like, whose product is not in it.",
                a=A,
                b=B,
            ),
        )

    def answer(self) -> Answer:
        if self.factor:
            parts = zip(("e", "inverse", "x"), self._found(), strict=True)
            return Parts(tuple(Part(name, exact_number(q)) for name, q in parts))
        table = residues(self.elements, self.modulus, "*")
        if is_group(table):
            e = table.neutral() or 0
            place = table.inverses(e)[self.elements.index(self.k)] or 0
            return self._yes(self.elements[place])
        pair = table.outside() or (0, 0)
        return self._no(*(self.elements[i] for i in pair))

    def _member(self, w: Written) -> Written:
        return Op("or", tuple(w.equals(number(q)) for q in self.elements))

    def _leaves(self, a: Written, b: Written, remainder: int) -> Written:
        """The product has this remainder."""
        return Op("in", ((a * b - number(remainder)) / number(self.modulus), Words("Z")))

    def _no(self, a: int, b: int) -> Witnessed:
        inside = Op("or", tuple(self._leaves(A, B, q) for q in self.elements))
        conditions = (
            Condition(self._member(A), why="a is in the set"),
            Condition(self._member(B), why="b is in the set"),
            Condition(inside, holds=False, why="the product leaves the set"),
        )
        grids = tuple(((number(q),),) for q in (a, b))
        return Witnessed(False, (Role("a"), Role("b")), conditions, (grids[0], grids[1]), claim="a group")

    def _yes(self, x: int) -> Witnessed:
        conditions = (
            Condition(self._member(X), why="x is in the set"),
            Condition(self._leaves(number(self.k), X, 1), why="the product with x is 1"),
        )
        return Witnessed(True, (Role("x"),), conditions, (((number(x),),),), claim="a group")

    def symbolic(self) -> Answer:
        import sympy as sp

        if self.factor:
            a, b = sp.symbols("a b")
            f, s = sp.Integer(self.factor), sp.Integer(self.hole)
            rule = sp.expand(f * (a - s) * (b - s) + s)
            (e,) = sp.solve(sp.Poly(rule - a, a).coeff_monomial(a), b)
            (inv,) = sp.solve(rule.subs(a, self.k) - e, b)
            (x,) = sp.solve(rule.subs(a, self.k) - self.right, b)
            found = zip(("e", "inverse", "x"), (e, inv, x), strict=True)
            return Parts(tuple(Part(n, exact_number(Fraction(int(q.p), int(q.q)))) for n, q in found))
        closed = all(a * b % self.modulus in self.elements for a in self.elements for b in self.elements)
        if closed and all(sp.gcd(a, self.modulus) == 1 for a in self.elements):
            return self._yes(int(sp.mod_inverse(self.k, self.modulus)))
        return self.answer()

    @staticmethod
    def numeric(elements: Any, modulus: int, k: int, factor: int, hole: int, right: int) -> Any:
        if factor:

            def op(a: float, b: float) -> float:
                return factor * (a - hole) * (b - hole) + hole

            def solved(a: float, c: float) -> float:  # the rule is a straight line in b
                low, high = op(a, 0.0), op(a, 1.0)
                return (c - low) / (high - low)

            e = solved(hole + 7.0, hole + 7.0)
            return {"e": e, "inverse": solved(k, e), "x": solved(k, right)}
        members = np.array(elements)
        products = np.outer(members, members) % modulus
        closed = bool(np.isin(products, members).all())
        group = closed and all((row == 1).any() for row in products)
        return group, [True, True] if group else [True, True, False]

    def solution(self) -> Solution:
        answer = self.answer()
        if not self.factor:
            worked = work(residues(self.elements, self.modulus, "*"), sign="*", modulus=self.modulus)
            return replace(worked, given=self.statement(), answer=answer.written(), code=self._code())
        e, b, x = self._found()
        worked = work_rule(Carrier("R", without=(Fraction(self.hole),)), self._formula())
        with_k = substitute(self._formula(), {"a": number(self.k)})
        start, factor = self._rule.of(Fraction(self.k), Fraction(0)), self._rule.k * self.k + self._rule.m
        ends = (
            Step(
                say("The inverse of {k} solves {k} ∘ b = {e}: it is {b}.", k=self.k, e=e, b=b),
                Equal(left=substitute(with_k, {"b": number(b)}), result=number(e)),
            ),
            Step(
                say(
                    "Solve {k} ∘ x = {r} for x: take away {start}, divide by {factor}.",
                    k=self.k,
                    r=self.right,
                    start=start,
                    factor=factor,
                ),
                Equal(left=(number(self.right) - number(start)) / number(factor), result=number(x)),
            ),
        )
        steps = (*worked.steps, *ends)
        return replace(worked, given=self.statement(), steps=steps, answer=answer.written(), code=self._code())

    def _code(self) -> str:
        if self.factor:
            return f"""def op(a, b):
    return {self.factor} * (a - ({self.hole})) * (b - ({self.hole})) + ({self.hole})


def solved(a, c):
    low, high = op(a, 0), op(a, 1)           # op(a, b) is a straight line in b
    return (c - low) / (high - low)


e = solved(50, 50)
answer = {{"e": e, "inverse": solved({self.k}, e), "x": solved({self.k}, {self.right})}}
print(answer)
"""
        return f"""elements, n = {list(self.elements)}, {self.modulus}
outside = [(a, b) for a in elements for b in elements if a * b % n not in elements]
inverse = [x for x in elements if {self.k} * x % n == 1]
group = not outside and all(any(a * b % n == 1 for b in elements) for a in elements)
answer = group, [True, True] if group else [True, True, False]
print("group:", group, " products outside:", outside[:3], " inverse of {self.k}:", inverse)
"""

    def misconceptions(self) -> Iterator[Misconception]:
        answer = self.answer()
        if isinstance(answer, Parts):
            e, b, x = self._found()
            zero, one = Fraction(0), Fraction(1)
            for mark, part, value, said in (
                (
                    "neutral-of-multiplication",
                    "e",
                    one,
                    "The neutral element belongs to this operation: a ∘ e = a, not a·e = a.",
                ),
                (
                    "neutral-of-addition",
                    "e",
                    zero,
                    "The neutral element belongs to this operation: a ∘ e = a, not a + e = a.",
                ),
                (
                    "reciprocal",
                    "inverse",
                    Fraction(1, self.k) if self.k else zero,
                    "The inverse belongs to this operation: its result is the neutral element e, not 1.",
                ),
                (
                    "opposite",
                    "inverse",
                    Fraction(-self.k),
                    "The inverse belongs to this operation: its result is the neutral element e, not 0.",
                ),
                ("difference", "x", Fraction(self.right - self.k), "Put the rule in: x is not what has to be added."),
            ):
                if value != {"e": e, "inverse": b, "x": x}[part]:
                    yield Misconception(mark, exact_number(value), say(said), part)
            return
        assert isinstance(answer, Witnessed)
        if answer.truth:
            yield Misconception(
                "called-no-group",
                Witnessed(False),
                say("Write the table: every product is in the set, and 1 stands in every row."),
            )
            opposite = (-self.k) % self.modulus
            wrong = replace(
                answer, conditions=(Condition(X.equals(number(opposite))),), example=(((number(opposite),),),)
            )
            if opposite * self.k % self.modulus != 1:
                yield Misconception(
                    "additive-inverse",
                    wrong,
                    say("The operation is multiplication: the product with the inverse is 1, not the sum 0."),
                )
            if self.k * self.k % self.modulus != 1:
                wrong = replace(
                    answer, conditions=(Condition(X.equals(number(self.k))),), example=(((number(self.k),),),)
                )
                yield Misconception("its-own-inverse", wrong, say("Multiply it with itself: the remainder is not 1."))
            wrong = replace(
                answer,
                conditions=(Condition((X * number(self.k)).equals(Num("1"))),),
                example=(((number(Fraction(1, self.k)),),),),
            )
            yield Misconception("fraction", wrong, say("The inverse must be an element of the set, not a fraction."))
            return
        yield Misconception(
            "called-a-group",
            Witnessed(True),
            say("Closed? Look for two elements whose product has a remainder outside of the set."),
        )
        in_a, in_b, inside = answer.conditions
        unit = (number(1),)
        wrong = replace(answer, conditions=(in_a, in_b, Condition(inside.relation)), example=((unit,), (unit,)))
        yield Misconception(
            "product-stays-inside", wrong, say("The remainder of this product is in the set: it shows nothing.")
        )
        away = (number(self.modulus + 1),)
        both = Op("and", (in_a.relation, in_b.relation))
        wrong = replace(answer, conditions=(Condition(both, holds=False),), example=((away,), (away,)))
        yield Misconception("elements-outside", wrong, say("Both factors must be elements of the set."))
