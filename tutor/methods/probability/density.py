"""Continuous random variable with a density: constant, distribution function, probabilities, mean, variance, median.

Example: tutor solve density "c*x^2 on [0,2]; c, E, Var, P(X>1)"

The density is a polynomial on an interval, several of them (``x on [0,1], 2-x on [1,2]``), or an exponential
(``c*exp(-2*x) on [0,inf)``); at the most one constant is unknown and stands as a factor. Asked may be the constant, E,
Var, sd, P(…), cdf, median, quantile(0.9).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.claims import Antiderivative
from tutor.equality import Domain
from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.distribution_claims import Cumulative, Integral, Quantile, cases
from tutor.methods.probability.exponential import Exponential, constant_step, exponential_solution, rate_of
from tutor.methods.probability.language import given_and_asked
from tutor.methods.probability.laws import deviation_step
from tutor.methods.probability.pieces import (
    Bit,
    Polynomial,
    antiderivative,
    at,
    integral,
    mass,
    moment,
    parsed,
    plus,
    polynomial,
    power_of_x,
    put_in,
    scaled,
    times,
    total_area,
    written,
)
from tutor.methods.probability.quadrature import density_program
from tutor.methods.probability.questions import Asked, question
from tutor.methods.probability.roots import solved
from tutor.methods.probability.writing import answer_code, in_words, literal, product, several, show, total
from tutor.step import Check, Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Words, Written, names, number

X, F, OTHERWISE = Name("x"), Name("F"), Words("otherwise")
MAX_PIECES = 6


@dataclass(frozen=True)
class Density:
    """Pieces from left to right; with `constant` the pieces are to be multiplied by an unknown factor of that name.

    >>> f = Density((Bit((Fraction(0), Fraction(0), Fraction(1)), Fraction(0), Fraction(2)),), "c")
    >>> f.factor
    Fraction(3, 8)
    """

    bits: tuple[Bit, ...]
    constant: str = ""

    @property
    def factor(self) -> Fraction:
        """The constant that makes the whole area 1."""
        return 1 / total_area(self.bits)

    def normal(self) -> tuple[Bit, ...]:
        """The pieces with the constant put in."""
        c = self.factor if self.constant else Fraction(1)
        return tuple(Bit(scaled(b.coefficients, c), b.low, b.high) for b in self.bits)

    def written(self) -> Written:
        """The density as it is given."""
        shown = []
        for i, b in enumerate(self.bits):
            touches = i > 0 and self.bits[i - 1].high == b.low  # the branches do not overlap
            shown.append((_with_constant(self.constant, written(b.coefficients)), _between(b, strictly=touches)))
        return cases(*shown, (number(0), OTHERWISE))


def _with_constant(name: str, w: Written) -> Written:
    if not name:
        return w
    if isinstance(w, Op) and w.head == "*" and isinstance(w.args[0], Num):  # 4·c·x, not c·(4·x)
        return product(w.args[0], Name(name), *w.args[1:])
    return Name(name) if w == number(1) else Name(name) * w


def _between(b: Bit, *, strictly: bool) -> Written:
    return Op("<=", (Op("<" if strictly else "<=", (number(b.low), X)), number(b.high)))


def _domain(b: Bit) -> Domain:
    return Domain({"x": (b.low, b.high)})


def _integrate(b: Bit, p: Polynomial, label: Written | None, why: Text) -> tuple[list[Step], Fraction]:
    """An antiderivative, then its values at the ends."""
    G = antiderivative(p)
    result = at(G, b.high) - at(G, b.low)
    first = Step(
        say("Power rule for integrals: raise each exponent by 1 and divide by it."),
        Antiderivative(written(G), of=written(p), by="x", domain=_domain(b)),
    )
    left = put_in(G, b.high) - (put_in(G, b.low) if b.low else number(0))
    claim = Integral(
        number(result), left=left, of=written(p), by="x", low=number(b.low), high=number(b.high), label=label
    )
    return [first, Step(why, claim)], result


def work(f: Density, *questions: Asked, wants_constant: bool = False) -> Solution:
    """Steps for every question about a piecewise polynomial density.

    >>> f = Density((Bit((Fraction(0), Fraction(0), Fraction(1)), Fraction(0), Fraction(2)),), "c")
    >>> str(work(f, Asked("E"), wants_constant=True).answer)
    'c = 3/8, E(X) = 3/2'
    """
    steps, areas = _area_steps(f)
    if f.constant:
        steps.append(constant_step(f.constant, areas, f.factor))
    named: list[tuple[Written, Written]] = []
    code: list[tuple[str, str]] = []
    checks: list[Check] = []
    meanings: list[Text] = []
    bits = f.normal()
    if wants_constant:
        named.append((Name(f.constant), number(f.factor)))
        code.append((f.constant, "factor"))
    for asked in questions:
        made, result, program, again = _answered(bits, asked)
        known = [s.claim for s in steps]
        steps += [s for s in made if s.claim not in known]
        named.append((asked.label, result))
        code.append((asked.key, program))
        if asked.what == "P":
            meanings.append(in_words(asked.label, _mass(bits, asked)))
        if again is not None:
            checks.append(again)
    labels = Op("list", tuple(label for label, _ in named)) if len(named) > 1 else named[0][0]
    density = Op("call", (Name("f"), X)).equals(f.written())
    quantiles = any(q.what in ("quantile", "median") for q in questions)
    lines = density_program(f.bits, normalise=bool(f.constant), quantiles=quantiles) + answer_code(code)
    given = say("{X} has the density {f}. Asked: {asked}.", X=Name("X"), f=density, asked=labels)
    return Solution("density", given, tuple(steps), several(named), paragraphs(*meanings), lines, checks=tuple(checks))


def _area_steps(f: Density) -> tuple[list[Step], Fraction]:
    """The area under the pieces; for a density without constant it must be 1."""
    steps: list[Step] = []
    areas = []
    for b in f.bits:
        why = say("Area from {a} to {b}: the antiderivative at the ends.", a=b.low, b=b.high)
        made, area = _integrate(b, b.coefficients, None, why)
        steps += made
        areas.append(area)
    if len(areas) > 1:
        why = say("Add the areas of the pieces: the whole area under the curve.")
        steps.append(
            Step(why, Found(left=total([number(a) for a in areas]), result=number(sum(areas)), label=Name("A")))
        )
    return steps, sum(areas, Fraction(0))


def _mass(bits: Sequence[Bit], asked: Asked) -> Fraction:
    low = bits[0].low if asked.low is None else asked.low
    high = bits[-1].high if asked.high is None else asked.high
    return mass(bits, low, high)


_Answered = tuple[list[Step], Written, str, Check | None]


def _answered(bits: Sequence[Bit], asked: Asked) -> _Answered:
    if asked.of is not None and asked.what == "E":
        p = polynomial(asked.of, asked.variable)
        return _expectation(bits, p, asked.label, asked.of)
    if asked.of is not None:
        raise InputError(f"{asked.key} is not answered here; ask for E, Var or sd of the variable itself")
    match asked.what:
        case "E":
            return _expectation(bits, (Fraction(0), Fraction(1)), asked.label, None)
        case "Var" | "sd":
            return _spread(bits, asked)
        case "P":
            return _event(bits, asked)
        case "cdf":
            return _cdf(bits)
    return _quantile(bits, asked)


def _expectation(bits: Sequence[Bit], g: Polynomial, label: Written, of: Written | None) -> _Answered:
    steps: list[Step] = []
    parts = []
    for b in bits:
        name = label if len(bits) == 1 else None
        what = written(g)
        why = say("Mean of {g}: integrate {g} times the density, from {a} to {b}.", g=what, a=b.low, b=b.high)
        made, value = _integrate(b, times(g, b.coefficients), name, why)
        steps += made
        parts.append(value)
    q = sum(parts, Fraction(0))
    if len(parts) > 1:
        why = say("Add the integrals over the pieces.")
        steps.append(Step(why, Found(left=total([number(v) for v in parts]), result=number(q), label=label)))
    code = " + ".join(f"{literal(c)} * x**{k}" for k, c in enumerate(g) if c) or "0 * x"
    return steps, number(q), f"integrate(lambda x: ({code}) * f(x))", None


def _spread(bits: Sequence[Bit], asked: Asked) -> _Answered:
    x = Name(asked.variable)
    first, _, _, _ = _expectation(bits, (Fraction(0), Fraction(1)), Op("E", (x,)), None)
    second, _, _, _ = _expectation(bits, (Fraction(0), Fraction(0), Fraction(1)), Op("E", (x**2,)), None)
    mean, square = moment(bits, 1), moment(bits, 2)
    variance = square - mean**2
    label = Op("Var", (x,))
    why = say("Variance: the mean of the squares minus the square of the mean.")
    steps = [
        *first,
        *second,
        Step(why, Found(left=number(square) - number(mean) ** 2, result=number(variance), label=label)),
    ]
    program = "integrate(lambda x: (x - integrate(lambda t: t * f(t))) ** 2 * f(x))"
    centred = sum((integral(_centred(b.coefficients, mean), b.low, b.high) for b in bits), Fraction(0))
    check = Check(say("Integrating the squared distance from the mean gives the same variance."), centred == variance)
    if asked.what == "Var":
        return steps, number(variance), program, check
    last, result = deviation_step(asked.label, variance, number(variance))
    return [*steps, last], result, f"np.sqrt({program})", check


def _centred(p: Polynomial, mean: Fraction) -> Polynomial:
    return plus(plus(power_of_x(p, 2), scaled(power_of_x(p, 1), -2 * mean)), scaled(p, mean * mean))


def _event(bits: Sequence[Bit], asked: Asked) -> _Answered:
    if asked.low is not None and asked.low == asked.high:
        raise InputError(f"{asked.key} is 0: a continuous variable takes no single value with positive probability")
    low = bits[0].low if asked.low is None else max(asked.low, bits[0].low)
    high = bits[-1].high if asked.high is None else min(asked.high, bits[-1].high)
    parts = [
        Bit(b.coefficients, max(b.low, low), min(b.high, high)) for b in bits if max(b.low, low) < min(b.high, high)
    ]
    q = mass(bits, low, high) if low < high else Fraction(0)
    if q in (0, 1):
        sure = "certain" if q else "impossible"
        raise InputError(f"the event of {asked.key} is {sure}: its probability is {q}")
    steps: list[Step] = []
    for b in parts:
        why = say("A probability is an area: integrate the density from {a} to {b}.", a=b.low, b=b.high)
        made, _ = _integrate(b, b.coefficients, asked.label if len(parts) == 1 else None, why)
        steps += made
    if len(parts) > 1:
        areas = [number(integral(b.coefficients, b.low, b.high)) for b in parts]
        why = say("Add the areas over the pieces.")
        steps.append(Step(why, Found(left=total(areas), result=number(q), label=asked.label)))
    inside = mass(bits, bits[0].low, low) + mass(bits, high, bits[-1].high)
    check = Check(say("The area outside the event is 1 minus the area inside."), inside == 1 - q)
    return steps, show(q), f"integrate(f, {literal(low)}, {literal(high)})", check


def _cdf_pieces(bits: Sequence[Bit]) -> list[Polynomial]:
    """The distribution function on each piece."""
    found, before = [], Fraction(0)
    for b in bits:
        G = antiderivative(b.coefficients)
        found.append(plus(G, (before - at(G, b.low),)))
        before += integral(b.coefficients, b.low, b.high)
    return found


def _cdf(bits: Sequence[Bit]) -> _Answered:
    shown: list[tuple[Written, Written]] = [(number(0), Op("<", (X, number(bits[0].low))))]
    raw: list[tuple[Written, Written]] = [shown[0]]
    before = Fraction(0)
    steps: list[Step] = []
    for b, G in zip(bits, _cdf_pieces(bits), strict=True):
        condition = Op("<", (Op("<=", (number(b.low), X)), number(b.high)))
        plain = antiderivative(b.coefficients)
        why = say("Power rule for integrals: raise each exponent by 1 and divide by it.")
        steps.append(Step(why, Antiderivative(written(plain), of=written(b.coefficients), by="x", domain=_domain(b))))
        raw.append((number(before) + (written(plain) - put_in(plain, b.low)), condition))
        shown.append((written(G), condition))
        before += integral(b.coefficients, b.low, b.high)
    last = (number(1), Op(">=", (X, number(bits[-1].high))))
    result = cases(*shown, last)
    why = say("Distribution function: the area to the left of {x}, 0 before the first piece and 1 after the last.", x=X)
    steps.append(Step(why, Cumulative(result, variable="x", pieces=(*raw, last))))
    joins = _cdf_pieces(bits)
    smooth = all(at(p, b.high) == at(q, b.high) for p, q, b in zip(joins, joins[1:], bits, strict=False))
    check = Check(say("The cases meet where they join, and reach 1 at the right end."),
                  smooth and at(joins[-1], bits[-1].high) == 1)  # fmt: skip
    return steps, result, "np.vectorize(lambda t: integrate(f, low, min(max(t, low), high)))", check


def _quantile(bits: Sequence[Bit], asked: Asked) -> _Answered:
    """Solve F(q) = level on the piece where it is reached: linear, quadratic, or a single power."""
    before = Fraction(0)
    level = asked.level
    for b in bits:
        area = integral(b.coefficients, b.low, b.high)
        if before + area >= level:
            break
        before += area
    G = _cdf_pieces(bits)[bits.index(b)]
    left, result = solved(G, level, b)
    steps, _, _, _ = _cdf(bits)
    why = say("Solve {F} = {level} on the piece where that value is reached.", F=written(G), level=show(level))
    claim = Quantile(
        result,
        left=left,
        label=asked.label,
        cdf=written(G),
        by="x",
        level=level,
        low=number(b.low),
        high=number(b.high),
    )
    program = f"quantile({literal(level)})"
    return [*steps, Step(why, claim)], result, program, None


# ---------------------------------------------------------------- reading


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    places = [p for p in given.split(",;\n") if p.text]
    if not 1 <= len(places) <= MAX_PIECES:
        raise InputError(f"from 1 to {MAX_PIECES} pieces are read, not {len(places)}")
    read = [parsed(p) for p in places]
    letters = sorted({n for w, _, _ in read for n in names(w)} - {"x"})
    if len(letters) > 1:
        raise InputError(f"one constant at the most may be unknown, not {', '.join(letters)}; the variable is x")
    constant = letters[0] if letters else ""
    wants = [a for a in asked if constant and a.text == constant]
    questions = [question(a, also=("cdf", "median", "quantile")) for a in asked if a not in wants]
    shapes = [_without_constant(w, constant) for w, _, _ in read]
    if any(high is None for _, _, high in read):
        return _exponential(read, shapes, constant, questions, bool(wants))
    bits = tuple(
        Bit(polynomial(w, "x"), low, high) for w, (_, low, high) in zip(shapes, read, strict=True) if high is not None
    )
    bits = tuple(sorted(bits, key=lambda b: b.low))
    if any(b.high > c.low for b, c in itertools.pairwise(bits)):
        raise InputError("the intervals of the pieces overlap")
    _is_density(bits, constant)
    return work(Density(bits, constant), *questions, wants_constant=bool(wants))


def _is_density(bits: Sequence[Bit], constant: str) -> None:
    area = total_area(bits)
    if not constant and area != 1:
        raise InputError(f"the area under this function is {area}, not 1; put a constant before it: c*(…)")
    if not area:
        raise InputError("the area under this function is 0: no constant makes it a density")
    sign = 1 if area > 0 else -1
    if not all(Bit(scaled(b.coefficients, Fraction(sign)), b.low, b.high).positive() for b in bits):
        raise InputError("this function changes its sign on the interval, so it is no density")


def _without_constant(w: Written, constant: str) -> Written:
    """The expression divided by the constant, which must stand as a factor."""
    if not constant or constant not in names(w):
        if constant:
            raise InputError(f"the constant {constant} must stand as a factor of every piece")
        return w
    if w == Name(constant):
        return number(1)
    if isinstance(w, Op) and w.head == "*":
        found = [i for i, a in enumerate(w.args) if constant in names(a)]
        if len(found) == 1:
            inner = _without_constant(w.args[found[0]], constant)
            rest = [inner if i == found[0] else a for i, a in enumerate(w.args)]
            rest = [a for a in rest if a != number(1)] or [number(1)]
            return rest[0] if len(rest) == 1 else Op("*", tuple(rest))
    if isinstance(w, Op) and w.head == "/" and constant not in names(w.args[1]):
        return Op("/", (_without_constant(w.args[0], constant), w.args[1]))
    if isinstance(w, Op) and w.head == "neg":
        return Op("neg", (_without_constant(w.args[0], constant),))
    raise InputError(f"the constant {constant} must stand as a factor, as in {constant}*x^2")


def _exponential(
    read: Sequence[tuple[Written, Fraction, Fraction | None]], shapes: Sequence[Written], constant: str,
    questions: Sequence[Asked], wants: bool,
) -> Solution:  # fmt: skip
    if len(read) > 1 or read[0][1] != 0:
        raise InputError("an infinite interval is read for one exponential on [0, inf) alone")
    coefficient, rate = rate_of(shapes[0])
    if not constant and coefficient != rate:
        raise InputError(f"the area under this function is {coefficient / rate}, not 1; put a constant before it")
    return exponential_solution(Exponential(coefficient, rate, constant), questions, wants)
