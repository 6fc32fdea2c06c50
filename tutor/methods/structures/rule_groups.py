"""Sets of numbers with a rule: the steps that prove a group, or the numbers that break an axiom."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.exact.scalars import write
from tutor.methods.source import numpy_source
from tutor.methods.structures.claims import Refuted, ValuesAt
from tutor.methods.structures.finite import ASSOCIATIVE, CLOSED, INVERSE, NEUTRAL, named
from tutor.methods.structures.rules import (
    Carrier,
    Rule,
    associative,
    closed,
    inverse,
    inverses_inside,
    neutral,
    rule_of,
)
from tutor.methods.structures.terms import form_written, terms
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Words, Written, number, substitute

_NEITHER = (
    "whether this is a group was neither proved nor refuted; give a finite set, or a rule of degree 1 in a and in b"
)


def _set_text(carrier: Carrier) -> str:
    told = {"N": "the natural numbers 1, 2, …", "N0": "the natural numbers with 0", "Z": "the whole numbers"}
    told |= {"Q": "the rational numbers", "R": "the real numbers"}
    found = told[carrier.name]
    if carrier.positive:
        found = found.replace("the ", "the positive ", 1)
    if carrier.without:
        found += " without " + " and ".join(map(str, carrier.without))
    return found


def work_rule(carrier: Carrier, formula: Written) -> Solution:
    """Prove or refute that a set of numbers with a ∘ b = formula is a group.

    Raises
    ------
    InputError
        Where neither a proof nor a counterexample is found.

    >>> from tutor.reading import read
    >>> str(work_rule(Carrier("R", without=(Fraction(-1),)), read("a + b + a b")).answer)
    'yes, Abelian'
    """
    given = say("Is the set of {s} with a ∘ b = {f} a group?", s=_set_text(carrier), f=formula)
    rule = rule_of(formula)
    if rule is None:
        raise InputError(_NEITHER)
    broken = _broken_rule(carrier, rule, formula)
    if broken is not None:
        axiom, steps, claim = broken
        return Solution(
            "group_test",
            given,
            (*steps, Step(say("So {axiom} fails: this is no group (MML 2.4.1).", axiom=named(axiom)), claim)),
            claim.shown(),
            meaning=say("This is no group: {axiom} fails.", axiom=named(axiom)),
            code=_rule_code(formula, rule),
        )
    e = neutral(rule)
    if not closed(rule, carrier) or not associative(rule) or e is None or not inverses_inside(rule, carrier, e):
        raise InputError(_NEITHER)
    return _group(given, carrier, rule, formula, e)


def _broken_rule(carrier: Carrier, rule: Rule, formula: Written) -> tuple[str, list[Step], Refuted] | None:
    """The first axiom that numbers break, the steps, and the verdict."""
    some = list(carrier.some())

    def refuted(axiom: str, tests: Any, **values: Fraction) -> Refuted:
        shown = tuple(Name(n).equals(number(q)) for n, q in values.items())
        places = tuple((n, number(q)) for n, q in values.items())
        return Refuted(Words("no"), witness=(Words(axiom), *shown), tests=tests, values=places)

    for a, b in product(some, repeat=2):
        if not carrier.holds(rule.of(a, b)):
            why = say("Closed? Try {a} and {b}: the result is not in the set.", a=a, b=b)
            outside = (_membership(carrier, formula), False)
            return CLOSED, [_value(why, formula, rule, a, b)], refuted(CLOSED, (outside,), a=a, b=b)
    for a, b, c in product(some[:5], repeat=3):
        if rule.of(rule.of(a, b), c) != rule.of(a, rule.of(b, c)):
            first, second = rule.of(a, b), rule.of(b, c)
            steps = [
                _value(say("Associative? Try {a}, {b}, {c}; the first bracket:", a=a, b=b, c=c), formula, rule, a, b),
                _value(say("then with the third:"), formula, rule, first, c),
                _value(say("The other bracket first:"), formula, rule, b, c),
                _value(say("then with the first: another result."), formula, rule, a, second),
            ]
            left, right = _bracketed(formula)
            return ASSOCIATIVE, steps, refuted(ASSOCIATIVE, ((Op("!=", (left, right)), True),), a=a, b=b, c=c)
    e = neutral(rule)
    if e is None or not carrier.holds(e):
        return _without_neutral(rule, formula, carrier, e, some, refuted)
    for a in some:
        partner = inverse(rule, a, e)
        if partner is None or not carrier.holds(partner):
            steps = [_value(say("The neutral element is {e}: it changes nothing.", e=e), formula, rule, e, a)]
            if partner is None:
                why = say("Inverse of {a}? Whatever b is, the result stays the same and is not {e}:", a=a, e=e)
                at = substitute(formula, {"a": number(a)})
                steps.append(Step(why, Equal(left=at, result=number(rule.of(a, Fraction(0))))))
                test = (Op("!=", (substitute(formula, {"b": Num("0")}), number(e))), True)
                return INVERSE, steps, refuted(INVERSE, (test,), a=a)
            why = say("Inverse of {a}? Only {b} gives the neutral element, and it is not in the set.", a=a, b=partner)
            steps.append(_value(why, formula, rule, a, partner))
            two = ((formula.equals(number(e)), True), (_membership(carrier, Name("b")), False))
            return INVERSE, steps, refuted(INVERSE, two, a=a, b=partner)
    return None


def _without_neutral(
    rule: Rule, formula: Written, carrier: Carrier, e: Fraction | None, some: Sequence[Fraction], refuted: Any
) -> tuple[str, list[Step], Refuted] | None:
    """No number is neutral, or the only one is not in the set."""
    if e is not None:
        a = some[0]
        why = say("Neutral element? Only {e} changes nothing, and it is not in the set.", e=e)
        tests = ((formula.equals(Name("a")), True), (_membership(carrier, Name("b")), False))
        return NEUTRAL, [_value(why, formula, rule, a, e)], refuted(NEUTRAL, tests, a=a, b=e)
    factors = [(a, rule.k * a + rule.m) for a in some]
    needed = [(a, (a - rule.l * a - rule.c) / f) for a, f in factors if f]
    two = next(((p, q) for p in needed for q in needed if p[1] != q[1]), None)
    if two is None:
        return None
    (a, p), (b, q) = two
    steps = [
        _value(say("Neutral element? For {a} it would have to be {p},", a=a, p=p), formula, rule, a, p),
        _value(say("for {b} it would have to be {q}: no number serves both.", b=b, q=q), formula, rule, b, q),
    ]
    at: dict[str, Written] = {"a": Name("b"), "b": Name("d")}
    three = (
        (substitute(formula, {"b": Name("c")}).equals(Name("a")), True),
        (substitute(formula, at).equals(Name("b")), True),
        (Op("!=", (Name("c"), Name("d"))), True),
    )
    return NEUTRAL, steps, refuted(NEUTRAL, three, a=a, b=b, c=p, d=q)


def _value(why: Text, formula: Written, rule: Rule, a: Fraction, b: Fraction) -> Step:

    at = (("a", number(a)), ("b", number(b)))
    return Step(why, ValuesAt(number(rule.of(a, b)), expressions=(formula,), at=at))


def _membership(carrier: Carrier, w: Written) -> Written:
    parts: list[Written] = [Op("!=", (w, number(q))) for q in carrier.without]
    if carrier.positive or carrier.name == "N":
        parts.append(Op(">", (w, Num("0"))))
    if carrier.name == "N0":
        parts.append(Op(">=", (w, Num("0"))))
    if carrier.name in ("Z", "N", "N0"):
        parts.append(Op("in", (w, Words("Z"))))
    return parts[0] if len(parts) == 1 else Op("and", tuple(parts))


def _bracketed(formula: Written) -> tuple[Written, Written]:
    """(a ∘ b) ∘ c and a ∘ (b ∘ c)."""
    later = substitute(formula, {"a": Name("b"), "b": Name("c")})
    return substitute(formula, {"a": formula, "b": Name("c")}), substitute(formula, {"b": later})


def _group(given: Text, carrier: Carrier, rule: Rule, formula: Written, e: Fraction) -> Solution:
    a, b = Name("a"), Name("b")
    steps = []
    if carrier.without:
        (s,) = carrier.without
        factored = Op("*", (a - number(s), b - number(s)))
        shown: Written = factored if rule.k == 1 else number(rule.k) * factored
        why = say("Closed: this product is 0 only if a or b is {s}, so a ∘ b is never {s}.", s=s)
        gap = formula - number(s) if s else formula
        if s:
            steps.append(Step(why, Equal(left=gap, result=shown)))
    left, right = _bracketed(formula)

    triple = {(1, 1, 1): "a b c"}
    tidy = _tidy(terms(left, ("a", "b", "c")) or {}, triple)
    why = say("Associative: multiply out (a ∘ b) ∘ c …")
    steps.append(Step(why, Equal(left=left, result=tidy), question=say("Do the brackets matter?")))
    if right != tidy:
        steps.append(Step(say("… and a ∘ (b ∘ c): the same."), Equal(left=right, result=tidy)))
    why = say("Neutral element: a ∘ e = a for all a gives e = {e}.", e=e)
    steps.append(Step(why, Equal(left=put_one(formula, e), result=a), question=say("For which e is a ∘ e = a?")))
    inverse_ = _inverse_written(rule, e)
    why = say("Inverse: solve a ∘ b = {e} for b. It is in the set for every a in it: {b}.", e=e, b=inverse_)
    steps.append(Step(why, Equal(left=substitute(formula, {"b": inverse_}), result=number(e))))
    steps.append(
        Step(
            say("The order does not matter, b ∘ a = a ∘ b: an Abelian group (MML 2.4.1)."),
            Equal(left=substitute(formula, {"a": b, "b": a}), result=formula),
        )
    )
    return Solution(
        "group_test",
        given,
        tuple(s for s in steps if getattr(s.claim, "left", None) != s.claim.result),
        Op("list", (Words("yes"), Words("Abelian"))),
        meaning=say("This is an Abelian group with the neutral element {e}.", e=e),
        code=_rule_code(formula, rule),
        checks=(Check(say("At 125 triples of numbers the brackets do not matter."), _tried(rule)),),
    )


def put_one(formula: Written, e: Fraction) -> Written:
    """a ∘ e."""
    return substitute(formula, {"b": number(e)})


def _tidy(parts: Any, _: Any) -> Written:
    letters = ("a", "b", "c")
    found: list[Written] = []
    for powers, c in sorted(parts.items(), key=lambda p: (-sum(p[0]), [-i for i in p[0]])):
        size = abs(c)
        factors: list[Written] = [Name(v) for v, k in zip(letters, powers, strict=True) if k]
        if size != 1 or not factors:
            factors.insert(0, write(size))
        term = factors[0] if len(factors) == 1 else Op("*", tuple(factors))
        found.append(Op("neg", (term,)) if c < 0 else term)
    return Num("0") if not found else found[0] if len(found) == 1 else Op("+", tuple(found))


def _inverse_written(rule: Rule, e: Fraction) -> Written:

    one = Num("1")
    top = form_written((-rule.l, e - rule.c), (Name("a"), one)) if rule.l else number(e - rule.c)
    bottom = form_written((rule.k, rule.m), (Name("a"), one))
    top, bottom = _plain_ones(top, -rule.l, e - rule.c), _plain_ones(bottom, rule.k, rule.m)
    return top if bottom == one else Op("neg", (top,)) if bottom == Op("neg", (one,)) else top / bottom


def _plain_ones(w: Written, factor: Fraction, constant: Fraction) -> Written:
    """``2*a + 3`` for ``2*a + 3*1``."""

    if not factor:
        return number(constant)
    moving = form_written((factor,), (Name("a"),))
    return moving if not constant else moving + number(constant) if constant > 0 else moving - number(-constant)


def _tried(rule: Rule) -> bool:
    some = [Fraction(k, 3) for k in (-4, -1, 2, 5, 7)]
    return all(rule.of(rule.of(a, b), c) == rule.of(a, rule.of(b, c)) for a, b, c in product(some, repeat=3))


def _rule_code(formula: Written, rule: Rule) -> str:
    e = neutral(rule)
    start = "None" if e is None else f"{float(e):g}"
    return f"""import itertools


def op(a, b):
    return {numpy_source(formula)}


numbers = [-2.5, -0.5, 0.25, 1.5, 3.0]
associative = all(abs(op(op(a, b), c) - op(a, op(b, c))) < 1e-9 for a, b, c in itertools.product(numbers, repeat=3))
neutral = {start}
answer = associative and neutral is not None and all(abs(op(a, neutral) - a) < 1e-9 for a in numbers)
print("associative:", associative, " neutral element:", neutral)
"""
