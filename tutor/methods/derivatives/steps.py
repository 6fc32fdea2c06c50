"""A derivation line by line: the parts first, then the rule that joins them, then tidying."""

from __future__ import annotations

from tutor.claims import Derivative, Equal
from tutor.equality import Domain
from tutor.methods.derivatives.algebra import head_of, operands
from tutor.methods.derivatives.factors import HALF, mul
from tutor.methods.derivatives.finish import factored, finish
from tutor.methods.derivatives.rules import (
    Chain,
    Constant,
    Factor,
    Identity,
    LogarithmicPower,
    Negative,
    Reciprocal,
    Rule,
    Share,
    Sum,
    derivative,
    differentiate,
    plain,
    simple,
)
from tutor.methods.derivatives.tidy import add, neg
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import ONE, Name, Op, Written, number


def finished(f: Written, x: str, *, factor: bool = False) -> Written:
    """The derivative as it is left at the end of the derivation, without the steps.

    >>> x = Name("x")
    >>> str(finished((x + 1) / (x - 1), "x"))
    '-2/(x - 1)^2'
    """
    result = derivative(f, x)
    stages = finish(result, x)
    result = stages[-1][1] if stages else result
    if factor and (last := factored(result)) is not None:
        return last[1]
    return result


def derivation(
    f: Written, x: str, domain: Domain, *, factor: bool = False, partial: bool = False
) -> tuple[tuple[Step, ...], Written]:
    """The steps that lead from f to its derivative, and the derivative."""
    rule = differentiate(f, x)
    if isinstance(rule, LogarithmicPower):
        steps = list(_by_logarithm(f, rule.parts[0], rule.literal, domain, partial))
        reached = rule.literal
    else:
        steps = list(_parts(rule, domain, partial))
        whole = rule.result if plain(rule) and not isinstance(rule, Reciprocal) else rule.literal
        steps.append(Step(_why(rule), Derivative(whole, of=f, by=x, partial=partial, domain=domain),
                          question=say(rule.question)))  # fmt: skip
        reached = whole
    if reached != rule.result:
        steps.append(Step(say("Tidy up: numbers to the front, equal factors together."),
                          Equal(rule.result, left=reached, domain=domain)))  # fmt: skip
        reached = rule.result
    stages = finish(reached, x)
    if factor and (last := factored(stages[-1][1] if stages else reached)) is not None:
        stages.append(last)
    for why, form in stages:
        steps.append(Step(why, Equal(form, left=reached, domain=domain)))
        reached = form
    return tuple(steps), reached


def logarithmic_derivation(f: Written, x: str, domain: Domain) -> tuple[tuple[Step, ...], Written]:
    """The steps of logarithmic differentiation, for products, quotients and powers of positive functions."""
    total = logarithm(f)
    rule = differentiate(total, x)
    result = logarithmic(f, x)
    return tuple(_by_logarithm(f, rule, result, domain, False)), result


def logarithmic(f: Written, x: str) -> Written:
    """y' = y·(ln y)', with ln y split into a sum.

    >>> x = Name("x")
    >>> str(logarithmic(x**2 * (x + 1) ** 3, "x"))
    'x^2*(x + 1)^3*(2/x + 3/(x + 1))'
    """
    inner = derivative(logarithm(f), x)
    return f if inner == ONE else f * inner


def logarithm(y: Written) -> Written:
    """ln y by the rules of logarithms: a product becomes a sum, an exponent a factor.

    >>> x = Name("x")
    >>> str(logarithm(Op("sqrt", (x,)) / x**x))
    'ln(x)/2 - x*ln(x)'
    """
    args = operands(y)
    match head_of(y):
        case "*":
            return add(*(logarithm(a) for a in args))
        case "/":
            return add(logarithm(args[0]), *_minus(logarithm(args[1])))
        case "^":
            return mul(args[1], logarithm(args[0]))
        case "sqrt":
            return mul(number(HALF), logarithm(args[0]))
        case "root":
            return mul(ONE / args[0], logarithm(args[1]))
        case "exp":
            return args[0]
        case "e":
            return ONE
    return Op("ln", (y,))


def _minus(w: Written) -> tuple[Written, ...]:
    return tuple(neg(a) for a in (w.args if isinstance(w, Op) and w.head == "+" else (w,)))


def _by_logarithm(f: Written, inner: Rule, result: Written, domain: Domain, partial: bool) -> list[Step]:
    x = inner.by
    return [
        Step(
            say("Take logarithms of y = {f}: a product becomes a sum and an exponent becomes a factor.", f=f),
            Equal(inner.of, left=Op("ln", (f,)), domain=domain),
            question=say("What does the logarithm make of the exponents?"),
        ),
        Step(
            _why(inner),
            Derivative(inner.result, of=inner.of, by=x, partial=partial, domain=domain),
            substeps=_parts(inner, domain, partial),
            question=say(inner.question),
        ),
        Step(
            say("By the chain rule (ln y)' = y'/y, so y' is y times this derivative."),
            Derivative(result, of=f, by=x, partial=partial, domain=domain),
            question=say("How does (ln y)' lead to y'?"),
        ),
    ]


def _parts(rule: Rule, domain: Domain, partial: bool, *, top: bool = True) -> tuple[Step, ...]:
    """A step for every part that deserves one: the factors of a product, the inner function, what is not plain."""
    wanted = [p for p in rule.parts if not isinstance(p, Constant | Identity) and _deserves_a_line(p, rule, top=top)]
    if isinstance(rule, Sum | Factor | Share | Negative):
        wanted = [_core(p) for p in wanted]  # -4·cos(4x): the factor is written along
    return tuple(_step(part, domain, partial) for part in dict.fromkeys(wanted))


def _core(rule: Rule) -> Rule:
    return _core(rule.parts[0]) if isinstance(rule, Factor | Share | Negative) else rule


def _deserves_a_line(part: Rule, whole: Rule, *, top: bool) -> bool:
    if isinstance(whole, Sum | Factor | Share | Negative):
        return not plain(part)
    if isinstance(whole, Chain):  # the inner derivative is named in the sentence anyway
        scaled = isinstance(part, Factor | Negative | Share) and simple(part)
        return not (scaled or (plain(part) and not top))
    return top or not simple(part)


def _step(rule: Rule, domain: Domain, partial: bool) -> Step:
    claim = Derivative(rule.result, of=rule.of, by=rule.by, partial=partial, domain=domain)
    if isinstance(rule, LogarithmicPower):
        substeps = tuple(_by_logarithm(rule.of, rule.parts[0], rule.result, domain, partial)[:2])
    else:
        substeps = _parts(rule, domain, partial, top=False)
    return Step(_why(rule), claim, substeps=substeps, question=say(rule.question))


def _why(rule: Rule) -> Text:
    if isinstance(rule, Sum) and plain(rule):
        if not _powers(rule):
            return say("Sum rule: differentiate term by term; a constant gives 0.")
        c, n, x = Name("c"), Name("n"), Name(rule.by)
        return say(
            "Sum rule and power rule, term by term: {term} gives {d}, a constant gives 0.",
            term=c * x**n,
            d=c * n * x ** (n - 1),
        )
    if isinstance(rule, Factor | Share | Negative) and simple(rule.parts[0]):
        inner = rule.parts[0]
        return rule.why() + say(" ") + _why(inner) if not isinstance(inner, Identity) else rule.why()
    return rule.why()


def _powers(rule: Rule) -> bool:
    """Is every term a number times a power of the variable?"""
    kept = (Constant, Identity, Factor, Share, Negative, Sum)
    if isinstance(rule, kept):
        return all(_powers(p) for p in rule.parts)
    return head_of(rule.of) == "^" and rule.of == Op("^", (Name(rule.by), operands(rule.of)[1]))
