"""Discrete random variable: normalise, mean, variance, distribution function, events, quantiles.

Example: tutor solve discrete "x: 0 1 2 3; p: 1/8 3/8 3/8 1/8; E, Var, P(X>=2)"

The probabilities may hold one unknown constant (``p: c 2c 3c``), which is found first. Asked may be E, Var, sd,
E(X^2) or E and Var of another expression in X, P(…), cdf, median, quantile(0.9), c.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.claims import Equal, Solves
from tutor.claims import Partition as AddsToOne
from tutor.errors import InputError
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.methods.probability.claims import Found, ReadOff
from tutor.methods.probability.distribution_claims import Cumulative, FirstAtLeast, cases
from tutor.methods.probability.language import Piece, expression, given_and_asked, literal
from tutor.methods.probability.laws import deviation_step
from tutor.methods.probability.pieces import written
from tutor.methods.probability.questions import Asked, question
from tutor.methods.probability.writing import (
    answer_code,
    in_words,
    product,
    several,
    show,
    total,
    uses_decimals,
)
from tutor.methods.probability.writing import literal as code_literal
from tutor.step import Check, Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Op, Written, names, number, substitute, typed

MAX_VALUES = 100
F = Name("F")


@dataclass(frozen=True)
class Discrete:
    """Values in ascending order and their probabilities.

    >>> X = Discrete((0, 1, 2), (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)))
    >>> X.mean(), X.variance()
    (Fraction(1, 1), Fraction(1, 2))
    """

    values: tuple[Fraction | int, ...]
    probabilities: tuple[Fraction, ...]
    decimals: bool = False

    def mean(self) -> Fraction:
        """E(X)."""
        return sum((x * p for x, p in zip(self.values, self.probabilities, strict=True)), Fraction(0))

    def second_moment(self) -> Fraction:
        """E(X²)."""
        return sum((x * x * p for x, p in zip(self.values, self.probabilities, strict=True)), Fraction(0))

    def variance(self) -> Fraction:
        """Var(X)."""
        return self.second_moment() - self.mean() ** 2

    def upto(self) -> list[Fraction]:
        """The distribution function at each value."""
        return [sum(self.probabilities[: i + 1], Fraction(0)) for i in range(len(self.values))]

    def through(self, g: Written, variable: str) -> Discrete:
        """The distribution of g(X), equal values put together."""
        found: dict[Fraction, Fraction] = {}
        for x, p in zip(self.values, self.probabilities, strict=True):
            y = value_at(g, variable, Fraction(x))
            found[y] = found.get(y, Fraction(0)) + p
        ordered = sorted(found)
        return Discrete(tuple(ordered), tuple(found[y] for y in ordered), self.decimals)

    def written(self, variable: str = "X") -> Op:
        """The table of the distribution."""
        x = Name(variable)
        head = Op("row", (Name(variable.lower()), *map(number, self.values)))
        return Op("table", (head, Op("row", (Op("P", (x.equals(Name(variable.lower())),)),
                                             *(show(p, self.decimals) for p in self.probabilities)))))  # fmt: skip


def moments(values: Sequence[int], weights: Sequence[int]) -> tuple[Fraction, Fraction, Fraction]:
    """E(X), E(X²) and Var(X) when the probabilities are proportional to whole weights.

    >>> [str(q) for q in moments((0, 1, 2), (1, 2, 1))]
    ['1', '3/2', '1/2']
    """
    total = sum(weights)
    first = sum(w * x for x, w in zip(values, weights, strict=True))
    second = sum(w * x * x for x, w in zip(values, weights, strict=True))
    return Fraction(first, total), Fraction(second, total), Fraction(total * second - first**2, total**2)


def value_at(g: Written, variable: str, x: Fraction) -> Fraction:
    """g(x), or an `InputError` where it is no rational number."""
    try:
        q = evaluate(g, {variable: x}, EXACT)
    except (NotExact, KeyError):
        raise InputError(f"{g} has no exact value at {variable} = {x}") from None
    return Fraction(q)


def work(X: Discrete, *questions: Asked, before: Sequence[Step] = (), given: Text | None = None,
         constant: tuple[str, Fraction, str] | None = None) -> Solution:  # fmt: skip
    """Steps for every question about X; `before` are steps that found the probabilities.

    >>> X = Discrete((0, 1), (Fraction(1, 4), Fraction(3, 4)))
    >>> str(work(X, Asked("E"), Asked("Var")).answer)
    'E(X) = 3/4, Var(X) = 3/16'
    """
    steps = list(before)
    if not before:
        why = say("A distribution: the probabilities are not negative and add up to 1.")
        parts = tuple(show(p, X.decimals) for p in X.probabilities)
        steps.append(Step(why, AddsToOne(number(1), parts=parts)))
    named: list[tuple[Written, Written]] = []
    code: list[tuple[str, str]] = []
    checks: list[Check] = []
    meanings: list[Text] = []
    if constant is not None:
        named.append((Name(constant[0]), show(constant[1])))
        code.append((constant[0], constant[2]))
    for asked in questions:
        made, result, program = _steps(X, asked)
        known = [s.claim for s in steps]
        steps += [s for s in made if s.claim not in known]
        named.append((asked.label, result))
        code.append((asked.key, program))
        if asked.what == "P":
            meanings.append(in_words(asked.label, _probability(X, asked)))
        found = _check(X, asked)
        if found:
            checks.append(found)
    if constant is not None:
        checks.append(Check(say("With this constant all probabilities lie between 0 and 1."),
                            all(0 <= p <= 1 for p in X.probabilities)))  # fmt: skip
    labels = Op("list", tuple(label for label, _ in named)) if len(named) > 1 else named[0][0]
    told = given or say("Distribution: {table}", table=X.written())
    return Solution(
        "discrete", told + say(" Asked: {asked}.", asked=labels), tuple(steps), several(named),
        paragraphs(*meanings), _program(X) + answer_code(code), checks=tuple(checks),
    )  # fmt: skip


def _steps(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    """Steps, result and program for one question."""
    match asked.what:
        case "E":
            return _mean(X, asked)
        case "Var" | "sd":
            return _variance(X, asked)
        case "P":
            return _event(X, asked)
        case "cdf":
            return _cdf(X, asked)
    return _quantile(X, asked)


def _pairs(X: Discrete) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(x), p) for x, p in zip(X.values, X.probabilities, strict=True)]


def _mean(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    x = Name(asked.variable)
    g = asked.of or x
    values = [value_at(g, asked.variable, v) for v, _ in _pairs(X)]
    terms = [product(number(y), show(p, X.decimals)) for y, (_, p) in zip(values, _pairs(X), strict=True)]
    result = show(sum((y * p for y, (_, p) in zip(values, _pairs(X), strict=True)), Fraction(0)), X.decimals)
    if asked.of is None:
        why = say("Mean: each value times its probability, added up.")
        program = "(x * p).sum()"
    else:
        why = say("Mean of {g}: its value at each {x}, times the probability of {x}, added up.", g=g, x=Name("x"))
        program = f"({_code(g, asked.variable)} * p).sum()"
    return [Step(why, Found(left=total(terms), result=result, label=asked.label))], result, program


def _code(g: Written, variable: str) -> str:
    text = typed(substitute(g, {variable: Name("x")}))
    return f"({text.replace('^', '**')})"


def _variance(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    if asked.of is not None:
        return _variance_of(X, asked)
    x = Name(asked.variable)
    first, mean, _ = _mean(X, Asked("E", asked.variable))
    second, square, _ = _mean(X, Asked("E", asked.variable, of=x**2))
    second = [Step(say("Mean of the squares: square each value first."), second[0].claim)]
    variance = X.variance()
    label = Op("Var", (x,))
    why = say("Variance: the mean of the squares minus the square of the mean.")
    shown = show(variance, X.decimals)
    steps = [*first, *second, Step(why, Found(left=square - mean**2, result=shown, label=label))]
    program = "((x - (x * p).sum()) ** 2 * p).sum()"
    if asked.what == "Var":
        return steps, shown, program
    last, result = deviation_step(asked.label, variance, shown)
    return [*steps, last], result, f"np.sqrt({program})"


def _variance_of(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    g = asked.of or Name(asked.variable)
    first, mean, _ = _mean(X, Asked("E", asked.variable, of=g))
    second, square, _ = _mean(X, Asked("E", asked.variable, of=Op("^", (g, number(2)))))
    Y = X.through(g, asked.variable)
    shown = show(Y.variance(), X.decimals)
    why = say("Variance of {g}: the mean of its squares minus the square of its mean.", g=g)
    steps = [*first, *second, Step(why, Found(left=square - mean**2, result=shown, label=Op("Var", (g,))))]
    code = _code(g, asked.variable)
    program = f"(({code} - ({code} * p).sum()) ** 2 * p).sum()"
    if asked.what == "Var":
        return steps, shown, program
    last, result = deviation_step(asked.label, Y.variance(), shown)
    return [*steps, last], result, f"np.sqrt({program})"


def _probability(X: Discrete, asked: Asked) -> Fraction:
    return sum((p for x, p in _pairs(X) if asked.contains(x)), Fraction(0))


def _event(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    inside = [p for x, p in _pairs(X) if asked.contains(x)]
    mask = " | ".join(f"(x == {code_literal(x)})" for x, _ in _pairs(X) if asked.contains(x)) or "x != x"
    program = f"p[{mask}].sum()"
    if not inside or len(inside) == len(X.values):
        sure = "certain" if inside else "impossible"
        raise InputError(f"the event of {asked.key} is {sure}: its probability is {int(bool(inside))}")
    q = sum(inside, Fraction(0))
    result = show(q, X.decimals)
    if len(inside) == 1:
        why = say("One value belongs to the event: read its probability in the table.")
        return [Step(why, ReadOff(result, label=asked.label, entry=show(q, X.decimals)))], result, program
    outside = [show(p, X.decimals) for x, p in _pairs(X) if not asked.contains(x)]
    if len(outside) < len(inside):
        why = say("Complement: 1 minus the probability of the other values, which are fewer.")
        left: Written = number(1)
        for other in outside:
            left = left - other
        return [Step(why, Found(left=left, result=result, label=asked.label))], result, program
    why = say("Add the probabilities of the values that belong to the event.")
    terms = total([show(p, X.decimals) for p in inside])
    return [Step(why, Found(left=terms, result=result, label=asked.label))], result, program


def _cdf(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    x, upto = Name("x"), X.upto()
    values = [number(v) for v in X.values]
    conditions = [Op("<", (x, values[0]))]
    conditions += [Op("<", (Op("<=", (a, x)), b)) for a, b in itertools.pairwise(values)]
    conditions.append(Op(">=", (x, values[-1])))
    shown = [number(0), *(show(q, X.decimals) for q in upto)]
    sums: list[Written] = [number(0)]
    for i in range(len(upto)):
        sums.append(total([show(p, X.decimals) for p in X.probabilities[: i + 1]]))
    result = cases(*zip(shown, conditions, strict=True))
    claim = Cumulative(result, variable="x", pieces=tuple(zip(sums, conditions, strict=True)))
    why = say("Distribution function: add up the probabilities from the left; it jumps at each value.")
    return [Step(why, claim)], result, "np.cumsum(p)"


def _quantile(X: Discrete, asked: Asked) -> tuple[list[Step], Written, str]:
    upto = X.upto()
    found = next(Fraction(x) for x, F in zip(X.values, upto, strict=True) if asked.level <= F)
    level = show(asked.level, X.decimals)
    why = say("Add probabilities from the left until {level} is reached: the smallest such value.", level=level)
    claim = FirstAtLeast(
        number(found), label=asked.label, values=tuple(Fraction(x) for x in X.values), probabilities=X.probabilities,
        level=asked.level,
    )  # fmt: skip
    program = f"x[np.searchsorted(np.cumsum(p), {code_literal(asked.level)} - 1e-12)]"
    return [Step(why, claim)], number(found), program


def _check(X: Discrete, asked: Asked) -> Check | None:
    """Mean and variance by another form: the variance as the mean squared distance of two copies, halved."""
    if asked.what == "Var":
        Y = X if asked.of is None else X.through(asked.of, asked.variable)
        pairs = _pairs(Y)
        twice = sum((p * q * (x - y) ** 2 for x, p in pairs for y, q in pairs), Fraction(0))
        what = say("{v} is half the mean squared distance of two independent copies.", v=asked.label)
        return Check(what, twice == 2 * Y.variance())
    if asked.what == "E" and asked.of is None:
        values, tail = [Fraction(x) for x in X.values], Fraction(1)
        mean = values[0]
        for a, b, p in zip(values, values[1:], X.probabilities, strict=False):
            tail -= p
            mean += (b - a) * tail
        return Check(say("{e} is the area above the distribution function.", e=asked.label), mean == X.mean())
    return None


def _program(X: Discrete) -> str:
    return (
        "import numpy as np\n\n"
        f"x = np.array([{', '.join(map(code_literal, X.values))}], dtype=float)\n"
        f"p = np.array([{', '.join(map(code_literal, X.probabilities))}])\n"
    )


# ---------------------------------------------------------------- an unknown constant


def normalised(
    values: Sequence[Fraction], weights: Sequence[Written], name: str
) -> tuple[Discrete, tuple[Step, ...], Fraction]:
    """The distribution whose probabilities are linear in one constant: adding up to 1 gives the constant."""
    at = [[value_at(w, name, Fraction(t)) for t in (0, 1, 2)] for w in weights]
    if any(b - a != c - b for a, b, c in at):
        raise InputError(f"the probabilities must be linear in {name}, like 2{name} or {name} + 1/4")
    fixed, slope = sum((a for a, _, _ in at), Fraction(0)), sum((b - a for a, b, _ in at), Fraction(0))
    if not slope:
        raise InputError(f"{name} cancels when the probabilities are added: their sum is {fixed} whatever {name} is")
    c = (1 - fixed) / slope
    found = tuple(a + (b - a) * c for a, b, _ in at)
    if min(found) < 0:
        raise InputError(f"adding up to 1 would need {name} = {c}, but then a probability is negative")
    variable = Name(name)
    linear = written((fixed, slope), name)
    steps = (
        Step(say("Add all probabilities."), Equal(linear, left=total(weights))),
        Step(
            say("They must add up to 1: solve {e}.", e=linear.equals(1)),
            Solves(variable.equals(c), equations=(linear.equals(1),)),
            question=say("What must the probabilities add up to?"),
        ),
        Step(
            say("Put {c} in: the distribution.", c=variable),
            AddsToOne(number(1), parts=tuple(number(p) for p in found)),
        ),
    )
    return Discrete(tuple(values), found), steps, c


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    whole, asked = given_and_asked(inputs)
    lines = [p for p in whole.split(";\n") if p.text]
    if len(lines) != 2:
        raise whole.refuse("expected the values and the probabilities", 0, "for example x: 0 1 2; p: 1/4 1/2 1/4; E")
    columns = [_entries(line, heads) for line, heads in zip(lines, ("xX", "pP"), strict=True)]
    values = [literal(piece)[1] for piece in columns[0]]
    weights = [expression(piece) for piece in columns[1]]
    if len(values) != len(weights):
        raise InputError(f"there are {len(values)} values, but {len(weights)} probabilities")
    if not 1 < len(values) <= MAX_VALUES:
        raise InputError(f"from 2 to {MAX_VALUES} values are read, not {len(values)}")
    if len(set(values)) < len(values):
        raise InputError("every value stands once")
    order = sorted(range(len(values)), key=lambda i: values[i])
    values, weights = [values[i] for i in order], [weights[i] for i in order]
    unknown = sorted({n for w in weights for n in names(w)})
    wants_constant = [a for a in asked if a.text in unknown]
    questions = [question(a, also=("cdf", "median", "quantile")) for a in asked if a not in wants_constant]
    if len(unknown) > 1:
        raise InputError(f"one constant at the most may be unknown, not {', '.join(unknown)}")
    if unknown:
        X, before, c = normalised(values, weights, unknown[0])
        head = Op("row", (Name("x"), *map(number, values)))
        table = Op("table", (head, Op("row", (Name("p"), *weights))))
        told = say("Distribution: {table}", table=table)
        constant = (unknown[0], c, _constant_code(weights, unknown[0])) if wants_constant else None
        return work(X, *questions, before=before, given=told, constant=constant)
    chosen = [literal(columns[1][i])[1] for i in order]
    for p in chosen:
        if not 0 <= p <= 1:
            raise InputError(f"{p} is no probability: it must lie between 0 and 1")
    if sum(chosen) != 1:
        raise InputError(f"the probabilities add up to {sum(chosen)}, but must add up to 1")
    return work(Discrete(tuple(values), tuple(chosen), uses_decimals(weights)), *questions)


def _constant_code(weights: Sequence[Written], name: str) -> str:
    """The constant by a program: what is missing to 1, divided by the sum of the factors."""
    fixed = sum((value_at(w, name, Fraction(0)) for w in weights), Fraction(0))
    slope = sum((value_at(w, name, Fraction(1)) for w in weights), Fraction(0)) - fixed
    return f"(1 - {code_literal(fixed)}) / ({code_literal(slope)})"


def _entries(line: Piece, heads: str) -> list[Piece]:
    m = re.match(rf"\s*[{heads}]\s*[:=]", line.text)
    if not m:
        raise line.refuse(f"expected '{heads[0]}:' and a list", 0, "for example x: 0 1 2; p: 1/4 1/2 1/4; E")
    body = line.part(m.end())
    return [p for p in body.split(", ") if p.text]
