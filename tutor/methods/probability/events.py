"""Two events A and B: every probability that follows from the known ones, rule by rule.

The rules are applied forwards until the question is answered; only those that were needed become steps.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.language import P, both, given, negated
from tutor.methods.probability.writing import show
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Op, Written, typed

Cells = tuple[Fraction, Fraction, Fraction, Fraction]


@dataclass(frozen=True)
class TwoEvents:
    """A pair of events; its four cells are AB, A not B, not A B, not A not B."""

    a: Written
    b: Written

    def canonical(self, e: Written) -> Written:
        """The event in the spelling that the rules use: A before B, no 'not' before a bracket."""
        if isinstance(e, Op) and e.head == "given":
            first, second = self.canonical(e.args[0]), self.canonical(e.args[1])
            for side in (first, second):
                if isinstance(side, Op) and side.head in ("and", "or"):
                    raise InputError(f"P({typed(e)}): only A, B and their complements stand beside the bar")
            if self.letter(first) == self.letter(second):
                raise InputError(f"P({typed(e)}): one event given the other is asked")
            return given(first, second)
        if isinstance(e, Op) and e.head == "not" and isinstance(e.args[0], Op) and e.args[0].head in ("and", "or"):
            inner = e.args[0]  # de Morgan
            other = "or" if inner.head == "and" else "and"
            return self.canonical(Op(other, tuple(negated(x) for x in inner.args)))
        if isinstance(e, Op) and e.head in ("and", "or"):
            sides = sorted((self.canonical(x) for x in e.args), key=self.letter)
            if len(sides) != 2 or self.letter(sides[0]) == self.letter(sides[1]):
                raise InputError(f"P({typed(e)}): 'and' and 'or' join the two events once")
            return Op(e.head, tuple(sides))
        return e

    def letter(self, e: Written) -> int:
        """0 for A and not A, 1 for B and not B."""
        base = e.args[0] if isinstance(e, Op) and e.head == "not" else e
        if base not in (self.a, self.b):
            raise InputError(f"P({typed(e)}) is too complicated for the rules of two events")
        return 0 if base == self.a else 1

    def holds(self, e: Written, cell: int) -> bool:
        """Does the event hold in the cell?"""
        if isinstance(e, Op) and e.head == "not":
            return not self.holds(e.args[0], cell)
        if isinstance(e, Op) and e.head in ("and", "or"):
            found = [self.holds(x, cell) for x in e.args]
            return all(found) if e.head == "and" else any(found)
        return not cell & 2 if e == self.a else not cell & 1

    def value(self, e: Written, cells: Cells) -> Fraction:
        """The probability of an event from the four cells."""
        if isinstance(e, Op) and e.head == "given":
            x, y = e.args
            return self.value(both(x, y), cells) / self.value(y, cells)
        return sum((cells[c] for c in range(4) if self.holds(e, c)), Fraction(0))

    def literals(self) -> tuple[tuple[Written, Written], ...]:
        """The four pairs (±A, ±B)."""
        return tuple(itertools.product((self.a, negated(self.a)), (self.b, negated(self.b))))


@dataclass(frozen=True)
class _Rule:
    """The probability of `event` follows from those of `needs`, by `how`."""

    event: Written
    needs: tuple[Written, ...]
    how: str


def _rules(pair: TwoEvents) -> Iterator[_Rule]:
    for x, y in pair.literals():
        joint, union = both(x, y), Op("or", (x, y))
        for u, v in ((x, y), (y, x)):
            yield _Rule(given(u, v), (joint, v), "divide")
        for u, v in ((x, y), (y, x)):
            yield _Rule(joint, (given(u, v), v), "product")
            yield _Rule(given(negated(u), v), (given(u, v),), "complement")
        yield _Rule(union, (x, y, joint), "addition")
        yield _Rule(joint, (x, y, union), "addition-back")
        yield _Rule(Op("or", (negated(x), negated(y))), (joint,), "complement")
        yield _Rule(both(negated(x), negated(y)), (union,), "complement")
        yield _Rule(negated(x), (x,), "complement")
        yield _Rule(negated(y), (y,), "complement")
        yield _Rule(both(x, negated(y)), (x, joint), "rest")
        yield _Rule(both(negated(x), y), (y, joint), "rest")
        yield _Rule(x, (joint, both(x, negated(y))), "cases")
        yield _Rule(y, (joint, both(negated(x), y)), "cases")
        yield _Rule(x, (union, joint, y), "addition-side")
        yield _Rule(y, (union, joint, x), "addition-side")
        for u, v in ((x, y), (y, x)):
            yield _Rule(v, (joint, given(u, v)), "condition-back")


def _apply(rule: _Rule, values: Sequence[Fraction]) -> Fraction | None:
    match rule.how:
        case "divide" | "condition-back":
            return values[0] / values[1] if values[1] else None
        case "product":
            return values[0] * values[1]
        case "addition" | "addition-back":
            return values[0] + values[1] - values[2]
        case "addition-side":
            return values[0] + values[1] - values[2]
        case "complement":
            return 1 - values[0]
        case "rest":
            return values[0] - values[1]
    return values[0] + values[1]


def _left(rule: _Rule, shown: Sequence[Written]) -> Written:
    match rule.how:
        case "divide" | "condition-back":
            return shown[0] / shown[1]
        case "product":
            return shown[0] * shown[1]
        case "addition" | "addition-back" | "addition-side":
            return shown[0] + shown[1] - shown[2]
        case "complement":
            return 1 - shown[0]
        case "rest":
            return shown[0] - shown[1]
    return shown[0] + shown[1]


def _why(rule: _Rule) -> Text:
    p = [P(e) for e in rule.needs]
    match rule.how:
        case "divide":
            return say(
                "Definition of conditional probability: {x} divided by {y}, the probability of what is given.",
                x=p[0],
                y=p[1],
            )
        case "product":
            return say("Product rule: {x} times {y}.", x=p[0], y=p[1])
        case "addition":
            return say(
                "Addition rule: {x} and {y} together count the overlap {z} twice, so subtract it once.",
                x=p[0],
                y=p[1],
                z=p[2],
            )
        case "addition-back" | "addition-side":
            return say(
                "Addition rule, solved for {e}: {x} plus {y} minus {z}.", e=P(rule.event), x=p[0], y=p[1], z=p[2]
            )
        case "complement":
            return say("Complement rule: 1 minus {x}.", x=p[0])
        case "rest":
            return say("{x} splits into two cases; take {y} away.", x=p[0], y=p[1])
        case "condition-back":
            return say("Product rule, solved for {e}: {x} divided by {y}.", e=P(rule.event), x=p[0], y=p[1])
    return say("Two cases that exclude each other: add {x} and {y}.", x=p[0], y=p[1])


def derive(
    pair: TwoEvents, known: Sequence[tuple[Written, Fraction]], asked: Written, decimals: bool
) -> tuple[list[Step], Cells | None, Fraction]:
    """Steps to the probability asked, the four cells where they are known, and the value.

    Raises
    ------
    InputError
        When the known values contradict each other, or do not determine what is asked.
    """
    values: dict[Written, Fraction] = {}
    for e, q in known:
        name = pair.canonical(e)
        if values.get(name, q) != q:
            raise InputError(f"P({typed(name)}) is given twice, as {values[name]} and {q}")
        values[name] = q
    target = pair.canonical(asked)
    if target in values:
        raise InputError(f"P({typed(target)}) is given already: there is nothing to compute")
    made: dict[Written, _Rule] = {}
    rules = list(_rules(pair))
    new = True
    while new:
        new = False
        for rule in rules:
            if rule.event in values or any(n not in values for n in rule.needs):
                continue
            found = _apply(rule, [values[n] for n in rule.needs])
            if found is None:
                continue
            if not 0 <= found <= 1:
                raise InputError(f"these values contradict each other: P({typed(rule.event)}) would be {found}")
            values[rule.event], made[rule.event] = found, rule
            new = True
            break  # short roads first: start again with the first rules
    if target not in values:
        raise InputError(f"P({typed(asked)}) does not follow from what is given; one more probability is needed")
    _consistent(pair, values, known)
    steps = [
        Step(_why(r), Found(left=_left(r, [show(values[n], decimals) for n in r.needs]),
                            result=show(values[r.event], decimals), label=P(r.event)))
        for r in _needed(target, made)
    ]  # fmt: skip
    return steps, _cells(pair, values), values[target]


def _needed(target: Written, made: dict[Written, _Rule]) -> list[_Rule]:
    order: list[_Rule] = []

    def visit(e: Written) -> None:
        rule = made.get(e)
        if rule is None or rule in order:
            return
        for n in rule.needs:
            visit(n)
        order.append(rule)

    visit(target)
    return order


def _cells(pair: TwoEvents, values: dict[Written, Fraction]) -> Cells | None:
    joints = [values.get(both(x, y)) for x, y in pair.literals()]
    a, b, c, d = joints
    if a is None or b is None or c is None or d is None:
        return None
    return a, b, c, d


def _consistent(pair: TwoEvents, values: dict[Written, Fraction], known: Sequence[tuple[Written, Fraction]]) -> None:
    cells = _cells(pair, values)
    if cells is None:
        return
    if sum(cells) != 1:
        raise InputError("these values contradict each other: the four combinations do not add up to 1")
    for e, q in known:
        name = pair.canonical(e)
        condition = name.args[1] if isinstance(name, Op) and name.head == "given" else None
        if condition is not None and not pair.value(condition, cells):
            continue
        if pair.value(name, cells) != q:
            raise InputError(
                f"these values contradict each other: P({typed(e)}) would be {pair.value(name, cells)}, not {q}"
            )
