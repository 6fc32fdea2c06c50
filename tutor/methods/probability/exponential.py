"""The exponential density ``k e^(−λx)`` on [0, ∞): the pieces of `density` that are no polynomials."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.claims import Antiderivative, Solves
from tutor.equality import Domain
from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.distribution_claims import Cumulative, Integral, Quantile, cases
from tutor.methods.probability.questions import Asked
from tutor.methods.probability.writing import about, answer_code, in_words, literal, several, show, significant
from tutor.step import Check, Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import INF, Name, Op, Words, Written, number

X = Name("x")
DOMAIN = Domain({"x": (Fraction(0), Fraction(4))})


@dataclass(frozen=True)
class Exponential:
    """``coefficient · e^(−rate x)``, times an unknown constant if `constant` names one."""

    coefficient: Fraction
    rate: Fraction
    constant: str = ""

    @property
    def factor(self) -> Fraction:
        """The constant that makes the area 1."""
        return self.rate / self.coefficient


def decay(rate: Fraction, x: Written = X) -> Written:
    """``e^(−rate x)``.

    >>> str(decay(Fraction(2)))
    'exp(-2*x)'
    """
    return Op("exp", (scaled(-rate, x),))


def scaled(q: Fraction, w: Written) -> Written:
    """``q · w`` without a factor 1; a fraction stands below.

    >>> str(scaled(Fraction(-1, 2), Name("x")))
    '-x/2'
    """
    size = abs(q)
    factors = w.args if isinstance(w, Op) and w.head == "*" else (w,)
    top = w if size.numerator == 1 else Op("*", (number(size.numerator), *factors))
    found = top if size.denominator == 1 else top / size.denominator
    return -found if q < 0 else found


def rate_of(w: Written) -> tuple[Fraction, Fraction]:
    """Coefficient and rate of ``k exp(−λx)``.

    >>> rate_of(2 * decay(Fraction(3)))
    (Fraction(2, 1), Fraction(3, 1))
    """
    from tutor.evaluate import EXACT, NotExact, evaluate
    from tutor.methods.probability.pieces import polynomial

    factors = list(w.args) if isinstance(w, Op) and w.head == "*" else [w]
    coefficient, exponent = Fraction(1), None
    for f in factors:
        if isinstance(f, Op) and f.head == "/":
            coefficient /= Fraction(evaluate(f.args[1], {}, EXACT))
            f = f.args[0]
        if isinstance(f, Op) and f.head == "exp" and exponent is None:
            exponent = f.args[0]
        elif isinstance(f, Op) and f.head == "^" and f.args[0] == Op("e") and exponent is None:
            exponent = f.args[1]
        else:
            try:
                coefficient *= Fraction(evaluate(f, {}, EXACT))
            except (NotExact, KeyError):
                raise InputError(f"{w} is no exponential density: write c*exp(-2*x) on [0, inf)") from None
    if exponent is None:
        raise InputError(f"{w} on an infinite interval: only exponentials k*exp(-r*x) are known there")
    p = polynomial(exponent, "x")
    if len(p) != 2 or p[0] or p[1] >= 0 or coefficient <= 0:
        raise InputError(f"{w} is no density: the exponent must be minus a positive number times x")
    return coefficient, -p[1]


def exponential_solution(f: Exponential, questions: Sequence[Asked], wants_constant: bool) -> Solution:
    """Steps for every question about an exponential density."""
    r, k = f.rate, f.coefficient
    steps = _area(f)
    named: list[tuple[Written, Written]] = []
    code: list[tuple[str, str]] = []
    checks: list[Check] = []
    meanings: list[Text] = []
    if wants_constant:
        named.append((Name(f.constant), number(f.factor)))
        code.append((f.constant, f"rate / {literal(k)}"))
    for asked in questions:
        made, result, program, value = _answered(r, asked)
        known = [s.claim for s in steps]
        steps += [s for s in made if s.claim not in known]
        named.append((asked.label, result))
        code.append((asked.key, program))
        if asked.what == "P":
            meanings.append(in_words(asked.label, value))
            checks.append(_simpson(r, asked, value))
    shape = scaled(k, decay(r))
    shown = Name(f.constant) * shape if f.constant else shape
    density = Op("call", (Name("f"), X)).equals(
        cases((shown, Op(">=", (X, number(0)))), (number(0), Words("otherwise")))
    )
    labels = Op("list", tuple(label for label, _ in named)) if len(named) > 1 else named[0][0]
    return Solution(
        "density", say("{X} has the density {f}. Asked: {asked}.", X=Name("X"), f=density, asked=labels),
        tuple(steps), several(named), paragraphs(*meanings),
        f"import numpy as np\n\nrate = {literal(r)}\n{answer_code(code)}", checks=tuple(checks),
    )  # fmt: skip


def constant_step(name: str, area: Fraction, value: Fraction) -> Step:
    """The constant that makes the area under a density 1.

    >>> str(constant_step("c", Fraction(8, 3), Fraction(3, 8)).claim.shown())
    'c = 3/8'
    """
    equation = scaled(area, Name(name)).equals(1)
    return Step(
        say("The whole area under a density is 1: solve {e}.", e=equation),
        Solves(Name(name).equals(value), equations=(equation,)),
        question=say("How large must the area under a density be?"),
    )


def _area(f: Exponential) -> list[Step]:
    r, k = f.rate, f.coefficient
    shape = scaled(k, decay(r))
    area = k / r
    why = say("Exponential rule for integrals: divide by the factor of {x} in the exponent.", x=X)
    first = Step(why, Antiderivative(scaled(-k / r, decay(r)), of=shape, by="x", domain=DOMAIN))
    why = say("At infinity the antiderivative is 0, so the area is minus its value at 0.")
    left = 0 - scaled(-k / r, Op("exp", (number(0),)))
    second = Step(why, Integral(number(area), left=left, of=shape, by="x", low=number(0), high=INF))
    if not f.constant:
        return [first, second]
    return [first, second, constant_step(f.constant, area, f.factor)]


def _answered(r: Fraction, asked: Asked) -> tuple[list[Step], Written, str, float]:
    if asked.of is not None:
        raise InputError(f"{asked.key} is not answered for an exponential density; ask for E, Var or sd")
    density = scaled(r, decay(r))
    match asked.what:
        case "E":
            by_parts = -(X * decay(r)) - scaled(1 / r, decay(r))
            of = scaled(r, X * decay(r))
            why = say("Mean: integrate {x} times the density; integration by parts gives an antiderivative.", x=X)
            first = Step(why, Antiderivative(by_parts, of=of, by="x", domain=DOMAIN))
            why = say("At infinity it is 0, at 0 it is {v}.", v=number(-1 / r))
            left = number(0) - number(-1 / r)
            claim = Integral(number(1 / r), left=left, of=of, by="x", low=number(0), high=INF, label=asked.label)
            return [first, Step(why, claim)], number(1 / r), "1 / rate", float(1 / r)
        case "Var" | "sd":
            made, mean, _, _ = _answered(r, Asked("E", asked.variable))
            x = Name(asked.variable)
            square = scaled(r, X**2 * decay(r))
            q = 2 / r**2
            why = say("Mean of the square: integrate by parts twice, which gives 2 over the square of the rate.")
            claim = Integral(
                number(q), left=2 / number(r) ** 2, of=square, by="x", low=number(0), high=INF, label=Op("E", (x**2,))
            )
            why2 = say("Variance: the mean of the squares minus the square of the mean.")
            variance = 1 / r**2
            last = Found(left=number(q) - mean**2, result=number(variance), label=Op("Var", (x,)))
            steps = [*made, Step(why, claim), Step(why2, last)]
            if asked.what == "Var":
                return steps, number(variance), "1 / rate ** 2", float(variance)
            why = say("The standard deviation is the square root of the variance.")
            root = Found(left=Op("sqrt", (number(variance),)), result=number(1 / r), label=asked.label)
            return [*steps, Step(why, root)], number(1 / r), "1 / rate", float(1 / r)
        case "P":
            return _event(r, asked, density)
        case "cdf":
            by_cases = cases((number(0), Op("<", (X, number(0)))), (1 - decay(r), Op(">=", (X, number(0)))))
            pieces = (
                (number(0), Op("<", (X, number(0)))),
                (-decay(r) - -Op("exp", (number(0),)), Op(">=", (X, number(0)))),
            )
            why = say("Distribution function: the area from 0 to {x}.", x=X)
            return (
                [Step(why, Cumulative(by_cases, variable="x", pieces=pieces, reaches_one=False))],
                by_cases,
                "lambda t: 1 - np.exp(-rate * t)",
                0.0,
            )
    level = asked.level
    inner = Op("/", (-Op("ln", (number(1 - level),)), number(r)))
    result = scaled(1 / r, Op("ln", (number(1 / (1 - level)),)))
    why = say("Solve {F} = {level}: take logarithms.", F=1 - decay(r), level=show(level))
    claim2 = Quantile(
        result, left=inner, label=asked.label, cdf=1 - decay(r), by="x", level=level, low=number(0), high=INF
    )
    return [Step(why, claim2)], result, f"-np.log(1 - {literal(level)}) / rate", 0.0


def _event(r: Fraction, asked: Asked, density: Written) -> tuple[list[Step], Written, str, float]:
    low = max(Fraction(0), asked.low or Fraction(0))
    high = asked.high
    if high is not None and high <= low:
        raise InputError(f"the event of {asked.key} is impossible: its probability is 0")
    if high is None and low == 0:
        raise InputError(f"the event of {asked.key} is certain: its probability is 1")

    def tail(q: Fraction) -> Written:
        return Op("exp", (number(-r * q),)) if q else number(1)

    value = math.exp(-r * low) - (math.exp(-r * high) if high is not None else 0.0)
    start, end = number(low), INF if high is None else number(high)
    anti = Step(
        say("Exponential rule for integrals: divide by the factor of {x} in the exponent.", x=X),
        Antiderivative(-decay(r), of=density, by="x", domain=DOMAIN),
    )
    result: Written = tail(low) if high is None else tail(low) - tail(high)
    raw_low = -Op("exp", (-(number(r) * number(low)),))
    left: Written = 0 - raw_low if high is None else -Op("exp", (-(number(r) * number(high)),)) - raw_low
    why = say("A probability is an area: the antiderivative at the ends of the interval.")
    claim = Integral(result, left=left, of=density, by="x", low=start, high=end, label=asked.label)
    code = f"np.exp(-rate * {literal(low)})"
    program = code if high is None else f"{code} - np.exp(-rate * {literal(high)})"
    return [anti, Step(why, claim)], result, program, value


def _simpson(r: Fraction, asked: Asked, value: float) -> Check:
    """The area once more by Simpson's rule."""
    low = float(max(Fraction(0), asked.low or Fraction(0)))
    high = float(asked.high) if asked.high is not None else low + 45 / float(r)
    n, rate = 4000, float(r)
    h = (high - low) / n
    weights = (1 if i in (0, n) else 4 if i % 2 else 2 for i in range(n + 1))
    area = sum(w * rate * math.exp(-rate * (low + i * h)) for i, w in enumerate(weights)) * h / 3
    what = say("Simpson's rule gives {v}.", v=about(area, significant(area)))
    return Check(what, abs(area - value) < 1e-7)
