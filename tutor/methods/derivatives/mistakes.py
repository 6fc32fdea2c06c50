"""What comes out when one rule of differentiation is replaced by a common wrong belief.

The rules of a right derivation are gone through again from the inside; where the belief applies, its result stands in
for the right one, and everything around it is done right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tutor.methods.derivatives.algebra import TIDY, head_of, lower, operands
from tutor.methods.derivatives.outer import OUTER
from tutor.methods.derivatives.rules import (
    Chain,
    Constant,
    Factor,
    Known,
    LogarithmicPower,
    Product,
    Quotient,
    Reciprocal,
    Rule,
    Sum,
    differentiate,
    inner_of,
    outer_of,
)
from tutor.text import Text, say
from tutor.written import ONE, TWO, ZERO, Op, Written, names, number

Belief = Callable[[Rule], Written | None]

add, mul, div, power, neg = TIDY.add, TIDY.mul, TIDY.div, TIDY.power, TIDY.neg


@dataclass(frozen=True)
class Mistake:
    """A wrong derivative, and what to say to somebody who finds it."""

    id: str
    result: Written
    feedback: Text


def mistakes(f: Written, x: str, ids: Sequence[str]) -> Iterator[Mistake]:
    """The wrong derivatives of f for those of the named beliefs that apply to it.

    >>> from tutor.written import Name
    >>> x = Name("x")
    >>> [str(m.result) for m in mistakes(x**2 * Op("sin", (x,)), "x", ["product-of-derivatives"])]
    ['2*x*cos(x)']
    """
    right = differentiate(f, x)
    for name in ids:
        belief, feedback = _BELIEFS[name]
        wrong = _believing(right, belief)
        if wrong is not None:
            yield Mistake(name, wrong.result, say(feedback))


def _believing(rule: Rule, belief: Belief) -> Rule | None:
    """The derivation under a belief, or None where it changes nothing."""
    if not rule.parts:
        wrong = belief(rule)
        return None if wrong is None or wrong == rule.result else _stated(rule, wrong)
    parts = tuple(_believing(p, belief) for p in rule.parts)
    changed = any(p is not None for p in parts)
    again = rule
    if changed:
        again = type(rule)(rule.of, rule.by, tuple(p or q for p, q in zip(parts, rule.parts, strict=True)))
    wrong = belief(again)
    if wrong is None or wrong == again.result:
        return again if changed else None
    return _stated(again, wrong)


def _stated(rule: Rule, result: Written) -> Rule:
    copy = object.__new__(type(rule))
    for name, value in (("of", rule.of), ("by", rule.by), ("parts", rule.parts), ("result", result)):
        object.__setattr__(copy, name, value)
    return copy


def _on(kind: type[Rule], formula: Callable[..., Written]) -> Belief:
    """A belief about one rule, in terms of its parts."""
    return lambda rule: formula(*rule.parts) if type(rule) is kind else None


def _product_of_derivatives(rule: Rule) -> Written | None:
    if type(rule) is not Product:
        return None
    moving = [p.of for p in rule.parts]
    return mul(*(a for a in operands(rule.of) if a not in moving), *(p.result for p in rule.parts))


def _each_with_itself(rule: Rule) -> Written | None:
    if type(rule) is not Product:
        return None
    return add(*(mul(p.of, p.result) for p in rule.parts))


def _one_summand(rule: Rule) -> Written | None:
    if type(rule) is not Product:
        return None
    first, *others = rule.parts
    return mul(first.result, *(p.of for p in others))


def _inner_left_out(rule: Rule) -> Written | None:
    if type(rule) is not Chain:
        return None
    return OUTER[outer_of(rule.of, rule.by)].derivative(TIDY, rule.of, rule.parts[0].of)


def _derivative_inside(rule: Rule) -> Written | None:
    if type(rule) is not Chain or rule.parts[0].result == ZERO:
        return None
    inner = rule.parts[0]
    f = Op(head_of(rule.of), tuple(inner.result if a is inner_of(rule.of, rule.by) else a for a in operands(rule.of)))
    return OUTER[outer_of(rule.of, rule.by)].derivative(TIDY, f, inner.result)


def _constant_factor_dropped(rule: Rule) -> Written | None:
    """Letters that count as constants vanish from the product."""
    if type(rule) is not Factor:
        return None
    return mul(*(a for a in operands(rule.of) if not names(a) and a != rule.parts[0].of), rule.parts[0].result)


def _turned(head: str) -> Belief:
    """The sign of the derivative of sine or cosine the wrong way."""

    def belief(rule: Rule) -> Written | None:
        applies = type(rule) in (Known, Chain) and head_of(rule.of) in ("sin", "cos") and head in ("", head_of(rule.of))
        return neg(rule.result) if applies else None

    return belief


def _exponent_kept(rule: Rule) -> Written | None:
    if type(rule) not in (Known, Chain) or outer_of(rule.of, rule.by) != "power":
        return None
    inner = rule.parts[0].result if rule.parts else ONE
    return mul(operands(rule.of)[1], rule.of, inner)


def _exponent_not_brought_down(rule: Rule) -> Written | None:
    if type(rule) not in (Known, Chain) or outer_of(rule.of, rule.by) != "power":
        return None
    base, exponent = operands(rule.of)
    return mul(power(base, lower(exponent)), rule.parts[0].result if rule.parts else ONE)


def _half_left_out(rule: Rule) -> Written | None:
    if type(rule) not in (Known, Chain) or head_of(rule.of) != "sqrt":
        return None
    return div(rule.parts[0].result if rule.parts else ONE, rule.of)


def _power_rule_for_exponentials(rule: Rule) -> Written | None:
    if type(rule) not in (Known, Chain) or outer_of(rule.of, rule.by) not in ("exp", "exponential"):
        return None
    base = operands(rule.of)[0] if head_of(rule.of) == "^" else Op("e")
    exponent = inner_of(rule.of, rule.by)
    lowered = Op("^", (base, add(exponent, number(-1))))
    if base == Op("e"):
        lowered = Op("exp", (add(exponent, number(-1)),))
    return mul(exponent, lowered)


def _logarithm_of_base_left_out(rule: Rule) -> Written | None:
    if type(rule) not in (Known, Chain) or outer_of(rule.of, rule.by) != "exponential":
        return None
    return mul(rule.of, rule.parts[0].result if rule.parts else ONE)


def _constant_stays(rule: Rule) -> Written | None:
    if type(rule) is not Sum:
        return None
    constants = [p.of for p in rule.parts if isinstance(p, Constant)]
    return add(*(p.result for p in rule.parts), *constants) if constants else None


def _power_rule_for_both(rule: Rule) -> Written | None:
    if type(rule) is not LogarithmicPower:
        return None
    base, exponent = operands(rule.of)
    lowered = Op("^", (base, add(exponent, number(-1))))
    return mul(exponent, lowered, differentiate(base, rule.by).result)


def _exponential_rule_for_both(rule: Rule) -> Written | None:
    if type(rule) is not LogarithmicPower:
        return None
    base, exponent = operands(rule.of)
    return mul(rule.of, Op("ln", (base,)), differentiate(exponent, rule.by).result)


def _logarithm_not_undone(rule: Rule) -> Written | None:
    return rule.parts[0].result if type(rule) is LogarithmicPower else None


_BELIEFS: dict[str, tuple[Belief, str]] = {
    "product-of-derivatives": (
        _product_of_derivatives,
        "The derivative of a product is not the product of the derivatives: (uv)' = u'v + uv'.",
    ),
    "each-factor-with-itself": (
        _each_with_itself,
        "Each summand of the product rule differentiates one factor and keeps the others: u'v + uv', not uu' + vv'.",
    ),
    "only-first-factor": (
        _one_summand,
        "Only the first factor was differentiated; the product rule has a summand for every factor.",
    ),
    "plus-in-quotient-rule": (
        _on(Quotient, lambda u, v: div(add(mul(u.result, v.of), mul(u.of, v.result)), power(v.of, TWO))),
        "The numerator of the quotient rule is a difference: u'v MINUS uv'.",
    ),
    "quotient-rule-reversed": (
        _on(Quotient, lambda u, v: div(add(mul(u.of, v.result), neg(mul(u.result, v.of))), power(v.of, TWO))),
        "The order matters in the quotient rule: u'v comes first, then uv' is subtracted.",
    ),
    "denominator-not-squared": (
        _on(Quotient, lambda u, v: div(add(mul(u.result, v.of), neg(mul(u.of, v.result))), v.of)),
        "In the quotient rule the denominator is squared.",
    ),
    "numerator-squared-below": (
        _on(Quotient, lambda u, v: div(add(mul(u.result, v.of), neg(mul(u.of, v.result))), power(u.of, TWO))),
        "The quotient rule divides by the square of the denominator, not of the numerator.",
    ),
    "quotient-of-derivatives": (
        _on(Quotient, lambda u, v: div(u.result, v.result)),
        "The derivative of a quotient is not the quotient of the derivatives: (u/v)' = (u'v − uv')/v².",
    ),
    "inner-derivative-left-out": (
        _inner_left_out,
        "The chain rule multiplies by the derivative of the inner function.",
    ),
    "derivative-put-inside": (
        _derivative_inside,
        "In the chain rule the outer derivative is taken at the inner function itself: f'(g(x))·g'(x).",
    ),
    "trigonometric-sign": (
        _turned(""),
        "sin' = cos and cos' = −sin: only the derivative of the cosine has a minus sign.",
    ),
    "sine-sign": (_turned("sin"), "sin' = cos, without a minus sign."),
    "cosine-sign": (_turned("cos"), "cos' = −sin, with a minus sign."),
    "exponent-not-lowered": (_exponent_kept, "The power rule also lowers the exponent by one: n·xⁿ⁻¹."),
    "exponent-not-brought-down": (_exponent_not_brought_down, "In the power rule the exponent comes down as a factor."),
    "denominator-differentiated-alone": (
        lambda rule: div(operands(rule.of)[0], rule.parts[0].result) if type(rule) is Reciprocal else None,
        "A denominator cannot be differentiated on its own: write 1/xⁿ as x⁻ⁿ, or use the quotient rule.",
    ),
    "sign-of-reciprocal": (
        lambda rule: neg(rule.result) if type(rule) is Reciprocal else None,
        "A power in the denominator has a negative exponent, and this exponent comes down as a factor.",
    ),
    "half-left-out": (_half_left_out, "A square root is the power 1/2, and this 1/2 comes down as a factor."),
    "power-rule-for-exponential": (
        _power_rule_for_exponentials,
        "The power rule needs the variable in the base; here it stands in the exponent.",
    ),
    "logarithm-of-base-left-out": (
        _logarithm_of_base_left_out,
        "Only e^x is its own derivative; for another base a the factor ln a appears.",
    ),
    "constant-factor-dropped": (
        _constant_factor_dropped,
        "A constant TERM has the derivative 0, but a constant FACTOR stays: the other letters are not dropped.",
    ),
    "constant-stays": (_constant_stays, "The derivative of a constant term is 0."),
    "power-rule-with-variable-exponent": (
        _power_rule_for_both,
        "The power rule needs a constant exponent. With the variable in base and exponent, take logarithms first.",
    ),
    "exponential-rule-with-variable-base": (
        _exponential_rule_for_both,
        "The rule for a^x needs a constant base. With the variable in base and exponent, take logarithms first.",
    ),
    "logarithm-not-undone": (
        _logarithm_not_undone,
        "That is (ln y)' = y'/y; multiply by y to get y'.",
    ),
}


@dataclass(frozen=True)
class Slips:
    """Wrong partial derivatives, one for each variable."""

    id: str
    results: tuple[Written, ...]
    feedback: Text


def several(f: Written, by: Sequence[str], ids: Sequence[str]) -> Iterator[Slips]:
    """The gradient under each of the named beliefs that change one of its entries at least.

    >>> from tutor.written import Name
    >>> x, y = Name("x"), Name("y")
    >>> [str(w) for w in next(several(x**2 * y, "xy", ["constant-factor-dropped"])).results]
    ['2*x', '1']
    """
    right = {v: differentiate(f, v).result for v in by}
    found = {v: {m.id: m for m in mistakes(f, v, ids)} for v in by}
    for name in ids:
        hits = [found[v][name] for v in by if name in found[v]]
        if hits:
            results = tuple(found[v][name].result if name in found[v] else right[v] for v in by)
            yield Slips(name, results, hits[0].feedback)
