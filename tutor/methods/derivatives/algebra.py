"""Two ways to write a formula down: tidied as a teacher would, or literally as the rule says.

A rule of differentiation states its formula once, over an `Algebra`; with `TIDY` the formula gives the value, with
`LITERAL` the line in which the rule is applied, so that value and steps cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.methods.derivatives import factors, tidy
from tutor.written import ONE, Op, Written, number


@dataclass(frozen=True, slots=True)
class Algebra:
    """How sums, products, quotients, powers and functions are built."""

    add: Callable[..., Written]
    mul: Callable[..., Written]
    div: Callable[[Written, Written], Written]
    power: Callable[[Written, Written], Written]
    neg: Callable[[Written], Written]
    apply: Callable[[str, Written], Written]


TIDY = Algebra(tidy.add, factors.mul, factors.div, factors.power, tidy.neg, tidy.apply)


def _flat(head: str) -> Callable[..., Written]:
    def build(*args: Written) -> Written:
        parts = [p for a in args for p in (a.args if type(a) is Op and a.head == head else (a,))]
        return parts[0] if len(parts) == 1 else Op(head, tuple(parts))

    return build


def _literal_power(u: Written, n: Written) -> Written:
    lowered = tidy.tidied(n)  # 3 - 1 is written 2 at once
    return u if lowered == ONE else Op("^", (u, lowered))


LITERAL = Algebra(
    _flat("+"),
    _flat("*"),
    lambda u, v: Op("/", (u, v)),
    _literal_power,
    lambda u: u.args[0] if type(u) is Op and u.head == "neg" else Op("neg", (u,)),
    lambda head, u: Op(head, (u,)),
)


def operands(w: Written) -> tuple[Written, ...]:
    """The arguments of an operation; none for a number or a name."""
    return w.args if isinstance(w, Op) else ()


def head_of(w: Written) -> str:
    """The head of an operation; empty for a number or a name."""
    return w.head if isinstance(w, Op) else ""


def lower(n: Written) -> Written:
    """n − 1, worked out if n is a number."""
    return tidy.add(n, number(-1))
