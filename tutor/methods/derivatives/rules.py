"""Differentiation by named rules on what a person wrote.

Every rule is a small class whose docstring is the rule. An instance is the rule applied to one expression: it holds the
rules of the parts and states its formula once (`formula`); from that follow both the value (`result`) and the line that
a teacher writes down (`literal`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from tutor.errors import InputError
from tutor.methods.derivatives.algebra import LITERAL, TIDY, Algebra, head_of, operands
from tutor.methods.derivatives.outer import OUTER
from tutor.text import Text, say
from tutor.written import CONSTANTS, ONE, TWO, ZERO, Name, Num, Op, Written, names, walk


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule applied to ``of``: its result, and the rules of the parts that it rests on."""

    of: Written
    by: str
    parts: tuple[Rule, ...] = ()
    result: Written = field(init=False)

    question: ClassVar[str] = "Which rule fits the outermost operation?"

    def __post_init__(self) -> None:
        object.__setattr__(self, "result", self.formula(TIDY))

    def formula(self, k: Algebra) -> Written:
        """The derivative, in terms of the parts and their results."""
        raise TypeError("a bare rule has no formula")

    @property
    def literal(self) -> Written:
        """The rule written out before anything is tidied."""
        return self.formula(LITERAL)

    def why(self) -> Text:
        """The name of the rule and what it does here."""
        return say("")


class Constant(Rule):
    """c' = 0."""

    __slots__ = ()

    def formula(self, k: Algebra) -> Written:
        return ZERO

    def why(self) -> Text:
        return say("Constant rule: {c} does not depend on {x}, so its derivative is 0.", c=self.of, x=Name(self.by))


class Identity(Rule):
    """x' = 1."""

    __slots__ = ()

    def formula(self, k: Algebra) -> Written:
        return ONE

    def why(self) -> Text:
        return say("The derivative of {x} by itself is 1.", x=self.of)


class Sum(Rule):
    """(u + v)' = u' + v'."""

    __slots__ = ()
    question = "What is the derivative of each term?"

    def formula(self, k: Algebra) -> Written:
        moving = [p.result for p in self.parts if p.result != ZERO]
        return k.add(*moving) if moving else ZERO

    def why(self) -> Text:
        return say("Sum rule: differentiate term by term and add the results.")


class Negative(Rule):
    """(−u)' = −u'."""

    __slots__ = ()

    def formula(self, k: Algebra) -> Written:
        return k.neg(self.parts[0].result)

    def why(self) -> Text:
        return say("Constant factor rule: the minus sign stays.")


class Factor(Rule):
    """(c·u)' = c·u'."""

    __slots__ = ()
    question = "Which constant factor can wait outside?"

    @property
    def constants(self) -> tuple[Written, ...]:
        """The factors that do not depend on the variable."""
        return tuple(a for a in operands(self.of) if not depends(a, self.by))

    def formula(self, k: Algebra) -> Written:
        return k.mul(*(self.parts[0].result if a == self.parts[0].of else a for a in operands(self.of)))

    def why(self) -> Text:
        return say("Constant factor rule: {c} stays as a factor.", c=LITERAL.mul(*self.constants))


class Share(Rule):
    """(u/c)' = u'/c."""

    __slots__ = ()
    question = "Which constant factor can wait outside?"

    def formula(self, k: Algebra) -> Written:
        return k.div(self.parts[0].result, operands(self.of)[1])

    def why(self) -> Text:
        return say("Constant factor rule: the denominator {c} is a constant and stays.", c=operands(self.of)[1])


class Product(Rule):
    """(u·v)' = u'·v + u·v'; with more factors, each is differentiated once."""

    __slots__ = ()
    question = "Which factors are there, and what is the derivative of each?"

    def formula(self, k: Algebra) -> Written:
        factors = operands(self.of)
        places = [i for i, a in enumerate(factors) if depends(a, self.by)]
        summands = [
            k.mul(*factors[:i], p.result, *factors[i + 1 :])
            for i, p in zip(places, self.parts, strict=True)
            if p.result != ZERO
        ]
        return k.add(*summands) if summands else ZERO

    def why(self) -> Text:
        if len(self.parts) > 2:
            return say(
                "Product rule: one summand for each of the {n} factors, in which this factor alone is differentiated.",
                n=len(self.parts),
            )
        u, v = letters(self.of, 2)
        f, g = (p.of for p in self.parts)
        return say(
            f"Product rule, ({u}{v})' = {u}'{v} + {u}{v}', with {{u}} = {{f}} and {{v}} = {{g}}.", u=u, v=v, f=f, g=g
        )


class Quotient(Rule):
    """(u/v)' = (u'·v − u·v')/v²."""

    __slots__ = ()
    question = "What are the derivatives of the numerator and of the denominator?"

    def formula(self, k: Algebra) -> Written:
        u, v = self.parts
        return k.div(k.add(k.mul(u.result, v.of), k.neg(k.mul(u.of, v.result))), k.power(v.of, TWO))

    def why(self) -> Text:
        u, v = letters(self.of, 2)
        f, g = (p.of for p in self.parts)
        rule = f"({u}/{v})' = ({u}'{v} − {u}{v}')/{v}²"
        return say(f"Quotient rule, {rule}, with {{u}} = {{f}} and {{v}} = {{g}}.", u=u, v=v, f=f, g=g)


class Reciprocal(Rule):
    """(c/v)' = −c·v'/v²."""

    __slots__ = ()
    question = "What is the derivative of the denominator?"

    def formula(self, k: Algebra) -> Written:
        c, v = operands(self.of)[0], self.parts[0]
        top = v.result if c == ONE else k.mul(c, v.result)
        return k.neg(k.div(top, k.power(v.of, TWO)))

    def why(self) -> Text:
        (v,) = letters(self.of, 1)
        return say(f"Reciprocal rule, (c/{v})' = −c·{v}'/{v}², with {{v}} = {{g}}.", v=v, g=self.parts[0].of)


class Known(Rule):
    """The derivative of a basic function of the variable itself."""

    __slots__ = ()
    question = "Which basic function is this?"

    def formula(self, k: Algebra) -> Written:
        return OUTER[outer_of(self.of, self.by)].derivative(k, self.of, Name(self.by))

    def why(self) -> Text:
        name = "Power rule: the" if outer_of(self.of, self.by) == "power" else "The"
        return say(name) + _outer_rule(self.of, self.by, Name(self.by)) + say(".")


class Chain(Rule):
    """f(u)' = f'(u)·u'."""

    __slots__ = ()
    question = "What is the inner function, and what is its derivative?"

    def formula(self, k: Algebra) -> Written:
        inner = self.parts[0]
        key = outer_of(self.of, self.by)
        outside = OUTER[key].derivative(k, self.of, inner.of)
        if k is TIDY and key != "power" and head_of(inner.result) == "+":
            return k.mul(inner.result, outside)  # (2x + 1)·cos(x² + x): brackets first
        return k.mul(outside, inner.result)

    def why(self) -> Text:
        (u,) = letters(self.of, 1)
        inner = self.parts[0]
        return (
            say("Chain rule with the inner function {u} = {inner}: the", u=u, inner=inner.of)
            + _outer_rule(self.of, self.by, u)
            + say("; multiply by the inner derivative {d}.", d=inner.result)
        )


class LogOfAbs(Rule):
    """(ln |u|)' = u'/u."""

    __slots__ = ()
    question = "What is the derivative of the function between the bars?"

    def formula(self, k: Algebra) -> Written:
        inner = self.parts[0]
        return k.div(inner.result, inner.of)

    def why(self) -> Text:
        return say("The derivative of ln |u| is u'/u, on both sides of 0; here u = {u}.", u=self.parts[0].of)


class LogarithmicPower(Rule):
    """(f^g)' = f^g·(g·ln f)', because f^g = e^(g·ln f)."""

    __slots__ = ()
    question = "The variable stands in the base and in the exponent: what does a logarithm make of it?"

    def formula(self, k: Algebra) -> Written:
        return k.mul(self.of, self.parts[0].result)

    def why(self) -> Text:
        return say(
            "The variable stands in the base and in the exponent: y' = y·(ln y)' with ln y = {v}.", v=self.parts[0].of
        )


def letters(w: Written, count: int) -> tuple[Name, ...]:
    """Letters for auxiliary functions that do not occur in w."""
    there = names(w)
    free = [c for c in ("u", "v", "p", "q", "f", "g", "h") if c not in there]
    return tuple(Name(c) for c in free[:count])


def _outer_rule(w: Written, x: str, u: Name) -> Text:
    """'… derivative of sin u is cos u' for the outermost function of w."""
    outer, inner = OUTER[outer_of(w, x)], inner_of(w, x)
    f = Op(head_of(w), tuple(u if a is inner else a for a in operands(w)))
    return say(" derivative of {f} is {df}", f=f, df=outer.derivative(LITERAL, f, u)) + say(outer.note)


# ---------------------------------------------------------------- which rule


def depends(w: Written, x: str) -> bool:
    """Does the variable occur?"""
    if type(w) is Name:
        return w.text == x
    return type(w) is Op and any(depends(a, x) for a in w.args)


def outer_of(w: Written, x: str) -> str:
    """The key of the outermost function in `OUTER`."""
    if head_of(w) == "^":
        base = operands(w)[0]
        if base == Op("e"):
            return "exp"
        return "power" if depends(base, x) else "exponential"
    return head_of(w)


def inner_of(w: Written, x: str) -> Written:
    """What stands inside the outermost function."""
    if head_of(w) == "^":
        base, exponent = operands(w)
        return base if depends(base, x) else exponent
    return operands(w)[-1]


@lru_cache(maxsize=512)
def differentiate(w: Written, x: str) -> Rule:
    """The rules that differentiate `w` by `x`, outermost first; every other name is a constant.

    >>> rule = differentiate(Name("x") ** 2 * Op("sin", (Name("x"),)), "x")
    >>> type(rule).__name__, str(rule.literal)
    ('Product', '2*x*sin(x) + x^2*cos(x)')

    Raises
    ------
    InputError
        When the expression holds something that has no derivative rule (a matrix, a factorial of the variable).
    """
    return _rule(w, x)


def _rule(w: Written, x: str) -> Rule:
    if type(w) is Name and w.text == x:
        return Identity(w, x)
    if not depends(w, x):
        if not _CONSTANT.issuperset(head_of(node) for node in walk(w)):
            raise InputError(f"{w} is not a function that can be differentiated; give an expression such as x^2*sin(x)")
        return Constant(w, x)
    args = operands(w)
    match head_of(w):
        case "+":
            return Sum(w, x, tuple(_rule(a, x) for a in args))
        case "neg":
            return Negative(w, x, (_rule(args[0], x),))
        case "*":
            variable = [a for a in args if depends(a, x)]
            parts = tuple(_rule(a, x) for a in variable)
            return Product(w, x, parts) if len(variable) > 1 else Factor(w, x, parts)
        case "/":
            if not depends(args[1], x):
                return Share(w, x, (_rule(args[0], x),))
            if not depends(args[0], x):
                return Reciprocal(w, x, (_rule(args[1], x),))
            return Quotient(w, x, tuple(_rule(a, x) for a in args))
        case "^" if depends(args[0], x) and depends(args[1], x):
            return LogarithmicPower(w, x, (_rule(TIDY.mul(args[1], Op("ln", (args[0],))), x),))
        case "ln" | "log" if head_of(args[0]) == "abs":
            return LogOfAbs(w, x, (_rule(operands(args[0])[0], x),))
    if outer_of(w, x) not in OUTER or (head_of(w) == "root" and depends(args[0], x)):
        raise InputError(f"no rule of differentiation is known for {head_of(w)!r} in {w}")
    inner = inner_of(w, x)
    return Known(w, x) if inner == Name(x) else Chain(w, x, (_rule(inner, x),))


_CONSTANT = frozenset(("", "+", "neg", "*", "/", "^", "!", "binomial", *OUTER)) | CONSTANTS - {"empty", "inf"}


def derivative(w: Written, x: str) -> Written:
    """The derivative in the form that the rules give, lightly tidied.

    >>> x = Name("x")
    >>> str(derivative(x**2 * Op("exp", (3 * x,)) * Op("sin", (x,)), "x"))
    '2*x*exp(3*x)*sin(x) + 3*x^2*exp(3*x)*sin(x) + x^2*exp(3*x)*cos(x)'
    """
    return differentiate(w, x).result


def rules_in(rule: Rule) -> Iterator[Rule]:
    """The rule and all rules that it rests on."""
    yield rule
    for part in rule.parts:
        yield from rules_in(part)


def simple(rule: Rule) -> bool:
    """Is the rule so plain that it needs no line of its own (2x³, a number, sin x)?"""
    if isinstance(rule, Factor | Share | Negative):
        return simple(rule.parts[0])
    if isinstance(rule, Reciprocal):
        return type(operands(rule.of)[0]) is Num and isinstance(rule.parts[0], Known | Identity)
    return isinstance(rule, Constant | Identity | Known)


def plain(rule: Rule) -> bool:
    """Sums and multiples of basic functions alone (a polynomial): differentiated in one line."""
    return simple(rule) or (isinstance(rule, Sum | Factor | Share | Negative) and all(plain(p) for p in rule.parts))
