"""What the named distributions share: from a question about X to steps, by summing the fewest terms.

A `Law` knows its probabilities as formula and as exact value. A value is a fraction, or a fraction times one common
irrational factor (`unit`, e^-λ for Poisson).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import comb

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.evaluate import NotExact, arrays, evaluate
from tutor.methods.probability.claims import Found, Root, Rounded, Summed
from tutor.methods.probability.questions import Asked, at_least, at_most, exactly
from tutor.methods.probability.writing import (
    LARGEST,
    about,
    answer_code,
    in_words,
    several,
    show,
    significant,
    total,
)
from tutor.step import Check, Solution, Step
from tutor.surds import root
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Op, Written, number, walk

MAX_LISTED = 8  # terms that get a step each; more of them are one sum
MAX_SUMMED = 2_000


class Law(ABC):
    """A distribution on whole numbers from `lowest` to `highest` (None: no end).

    The records that inherit from it are frozen; each gives formula, value, moments, program, and another road.
    """

    lowest: int = 0
    unit: Written | None = None
    rule: Text = Text(())  # the formula of P(X = k), as reasons of steps begin
    mean_why: Text = Text(())  # the formulas of E(X) and Var(X)
    variance_why: Text = Text(())
    mean_code: str = ""
    variance_code: str = ""

    @property
    @abstractmethod
    def highest(self) -> int | None:
        """The largest value, or None."""

    @abstractmethod
    def pmf(self, k: int) -> Fraction:
        """P(X = k), without the unit."""

    @abstractmethod
    def term(self, k: Written) -> Written:
        """The formula of P(X = k) with numbers in it."""

    @abstractmethod
    def mean(self) -> tuple[Written, Fraction]:
        """The formula of E(X) with numbers in it, and the value."""

    @abstractmethod
    def variance(self) -> tuple[Written, Fraction]:
        """The formula of Var(X) with numbers in it, and the value."""

    @abstractmethod
    def model(self) -> Text:
        """Why this distribution, and its parameters."""

    @abstractmethod
    def program(self) -> str:
        """Lines of a program that bind the parameters and define ``pmf(k)`` for one k."""

    @abstractmethod
    def again(self) -> tuple[str, Sequence[float]]:
        """Another road to the probabilities of lowest, lowest + 1, …: its name, and all that matter to 12 digits."""

    def shortcut(self, asked: Asked) -> tuple[list[Step], Written, float] | None:
        """Steps by a closed form for the probability of the event, where the law has one."""
        return None

    def number(self, q: Fraction) -> Written:
        """A probability as it is written: with the unit, where there is one."""
        if self.unit is None or not q:
            return show(q)
        if q == 1:
            return self.unit
        top = self.unit if q.numerator == 1 else number(q.numerator) * self.unit
        return top if q.denominator == 1 else top / q.denominator

    def float_of(self, q: Fraction) -> float:
        """A probability as a floating-point number."""
        return float(q) if self.unit is None else float(q) * float(evaluate(self.unit, {}, arrays()))

    def wanted(self, asked: Asked) -> tuple[range, bool]:
        """The values to sum, and whether they are the complement of the event: the fewer of the two."""
        low = self.lowest if asked.low is None else max(self.lowest, asked.first())
        high = self.highest
        if asked.high is not None:
            high = asked.last() if high is None else min(high, asked.last())
        if high is None:
            return range(self.lowest, low), True
        inside = range(low, high + 1)
        if self.highest is not None and high == self.highest and self.lowest < low < self.lowest + len(inside):
            return range(self.lowest, low), True
        if self.highest is not None and low == self.lowest and 0 < self.highest - high < len(inside):
            return range(high + 1, self.highest + 1), True
        return inside, False

    def value(self, asked: Asked) -> Fraction:
        """The exact probability of the event; only for laws without a unit."""
        ks, complement = self.wanted(asked)
        found = self.mass(ks)
        return 1 - found if complement else found

    def mass(self, ks: Iterable[int]) -> Fraction:
        """The sum of P(X = k), without the unit."""
        return sum((self.pmf(k) for k in ks), Fraction(0))


def solve(law: Law, questions: Sequence[Asked], *, method: str, given: Text) -> Solution:
    """Steps for every question, in order; the answer names each if there are several."""
    steps: list[Step] = []
    named: list[tuple[Written, Written]] = []
    meanings: list[Text] = []
    code: list[tuple[str, str]] = []
    checks: list[Check] = []
    for asked in questions:
        made, value, in_float = steps_for(law, asked)
        known = [s.claim for s in steps]
        steps += [s for s in made if s.claim not in known]
        named.append((asked.label, value))
        if asked.what == "P":
            meanings.append(in_words(asked.label, in_float))
        checks.append(_otherwise(law, asked, in_float))
        code.append((asked.key, _program_of(law, asked)))
    steps[0] = replace(steps[0], why=law.model() + say(" ") + steps[0].why)
    labels = named[0][0] if len(named) == 1 else Op("list", tuple(label for label, _ in named))
    return Solution(
        method,
        given + say(" Asked: {asked}.", asked=labels),
        tuple(steps),
        several(named),
        paragraphs(*meanings),
        f"{law.program()}\n{answer_code(code)}",
        checks=tuple(checks),
    )


def steps_for(law: Law, asked: Asked) -> tuple[list[Step], Written, float]:
    """Steps, value and floating value for one question."""
    if asked.of is not None:
        raise InputError(f"{asked.key} is answered by the method 'discrete', from a table of the distribution")
    match asked.what:
        case "E":
            formula, q = law.mean()
            why = say("{rule}: put the numbers in.", rule=law.mean_why)
            return [Step(why, Found(left=formula, result=show(q), label=asked.label))], show(q), float(q)
        case "Var":
            formula, q = law.variance()
            why = say("{rule}: put the numbers in.", rule=law.variance_why)
            return [Step(why, Found(left=formula, result=show(q), label=asked.label))], show(q), float(q)
        case "sd":
            made, written_variance, _ = steps_for(law, Asked("Var", asked.variable))
            step, result = deviation_step(asked.label, law.variance()[1], written_variance)
            return [*made, step], result, float(law.variance()[1]) ** 0.5
    return _probability(law, asked)


def deviation_step(label: Written, variance: Fraction, shown: Written) -> tuple[Step, Written]:
    """The standard deviation from the variance: an exact root where it is not too long, else a decimal."""
    why = say("The standard deviation is the square root of the variance.")
    radical = Op("sqrt", (shown,))
    try:
        result = root(variance).written()
    except NotExact:
        result = about(float(variance) ** 0.5, 4)
        return Step(why, Rounded(left=radical, result=result, label=label)), result
    if result == radical:  # nothing to simplify: the claim is that its square is the variance
        return Step(why, Root(result, label=label, variance=shown)), result
    return Step(why, Found(left=radical, result=result, label=label)), result


def _probability(law: Law, asked: Asked) -> tuple[list[Step], Written, float]:
    ks, complement = law.wanted(asked)
    if len(ks) > MAX_SUMMED:
        raise InputError(f"{asked.key} needs a sum of {len(ks)} terms; at most {MAX_SUMMED} are added")
    everything = law.highest is not None and not complement and len(ks) == law.highest - law.lowest + 1
    if not ks or everything:
        sure = "certain" if complement or everything else "impossible"
        raise InputError(f"the event of {asked.key} is {sure}: its probability is {int(sure == 'certain')}")
    shortcut = law.shortcut(asked)
    if shortcut is not None:
        return shortcut
    values = [law.pmf(k) for k in ks]
    part = sum(values, Fraction(0))
    in_float = law.float_of(part)
    if complement:
        in_float = float(1 - part) if law.unit is None else 1 - in_float
    if len(ks) > MAX_LISTED or any(max(q.numerator, q.denominator) > LARGEST for q in [*values, part]):
        return _long_sum(law, asked, ks, complement, in_float)
    steps: list[Step] = []
    for k, q in zip(ks, values, strict=True):
        why = say("{rule}: here k is {k}.", rule=law.rule, k=k)
        label = exactly(k, asked.variable).label
        term = law.term(number(k))
        if len(ks) == 1 and not complement:
            counts, term = _counted(term)
            steps += counts
        steps.append(Step(why, Found(left=term, result=law.number(q), label=label)))
    if len(ks) > 1:
        why = say("These results exclude each other: add their probabilities.")
        terms = total([law.number(q) for q in values])
        label = asked.label if not complement else _opposite(ks, law, asked.variable)
        steps.append(Step(why, Found(left=terms, result=law.number(part), label=label)))
    if not complement:
        return steps, law.number(part), in_float
    why = say("Complement: 1 minus the probability that the event does not happen.")
    question = say("What is the opposite of the event, and is it shorter to add up?")
    left = 1 - law.number(part)
    if law.unit is None:
        result: Written = show(1 - part)
        steps.append(Step(why, Found(left=left, result=result, label=asked.label), question=question))
        return steps, result, in_float
    result = about(in_float, significant(in_float))
    steps.append(Step(why, Rounded(left=left, result=result, label=asked.label), question=question))
    return steps, left, in_float


def _counted(term: Written) -> tuple[list[Step], Written]:
    """A step for each binomial coefficient of a term that is not plainly 1, and the term with the numbers put in."""
    steps: list[Step] = []
    found: dict[Written, Written] = {}
    for node in walk(term):
        if isinstance(node, Op) and node.head == "binomial" and node not in found:
            n, k = (int(str(a)) for a in node.args)
            if 0 < k < n:
                found[node] = number(comb(n, k))
                why = say("Count: {k} of {n} can be chosen in so many ways, order not counted.", k=k, n=n)
                question = say("In how many ways can {k} of {n} be chosen?", k=k, n=n)
                steps.append(Step(why, Equal(left=node, result=found[node]), question=question))
    return steps, _replaced(term, found)


def _replaced(w: Written, by: Mapping[Written, Written]) -> Written:
    if w in by:
        return by[w]
    return Op(w.head, tuple(_replaced(a, by) for a in w.args)) if isinstance(w, Op) else w


def _opposite(ks: range, law: Law, variable: str) -> Written:
    return (at_most(ks[-1], variable) if ks[0] == law.lowest else at_least(ks[0], variable)).label


def _long_sum(
    law: Law, asked: Asked, ks: range, complement: bool, in_float: float
) -> tuple[list[Step], Written, float]:
    """One step for a sum with many terms or long fractions; the result is a decimal."""
    result = about(in_float, significant(in_float))
    if len(ks) == 1 and not complement:
        why = say("{rule}: here k is {k}; the exact fraction is long, so round it.", rule=law.rule, k=ks[0])
        left = law.term(number(ks[0]))
        return [Step(why, Rounded(left=left, result=result, label=asked.label))], result, in_float
    why = say(
        "{rule}: add the terms from k = {a} to k = {b}" + ("; the event is the complement." if complement else "."),
        rule=law.rule, a=ks[0], b=ks[-1],
    )  # fmt: skip
    claim = Summed(
        result, label=asked.label, term=law.term(Name("k")), index="k", low=ks[0], high=ks[-1],
        complement=complement, rounded=True,
    )  # fmt: skip
    return [Step(why, claim)], result, in_float


def _program_of(law: Law, asked: Asked) -> str:
    if asked.what == "E":
        return law.mean_code
    if asked.what == "Var":
        return law.variance_code
    if asked.what == "sd":
        return f"np.sqrt({law.variance_code})"
    ks, complement = law.wanted(asked)
    terms = f"sum(pmf(k) for k in range({ks[0]}, {ks[-1] + 1}))" if len(ks) > 1 else f"pmf({ks[0]})"
    return f"1 - {terms}" if complement else terms


def _otherwise(law: Law, asked: Asked, found: float) -> Check:
    """The value once more, from the whole distribution made by another road."""
    road, probabilities = law.again()
    pairs = [(law.lowest + i, p) for i, p in enumerate(probabilities)]
    mean = sum(x * p for x, p in pairs)
    match asked.what:
        case "P" if asked.high is None and law.highest is None:
            value = 1 - sum(p for x, p in pairs if not asked.contains(x))
        case "P":
            value = sum(p for x, p in pairs if asked.contains(x))
        case "E":
            value = mean
        case _:
            value = sum((x - mean) ** 2 * p for x, p in pairs)
            value = value**0.5 if asked.what == "sd" else value
    what = say("{label}: {road} gives {value}.", label=asked.label, road=road, value=about(value, significant(value)))
    return Check(what, abs(value - found) <= 1e-9 * max(1.0, abs(found)))
