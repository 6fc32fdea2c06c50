"""Normal distribution: standardise, look Φ up, subtract.

Example: tutor solve normal "mu=5, sigma=2; P(3<X<8)"

Parameters may also be written ``var=4`` for the variance, or ``N(5, 4)``, whose second argument is the variance.
Asked may be P(…), E, Var, sd, quantile(0.95), median. Values of Φ are those of a table with four decimals.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from tutor.claims import Approx
from tutor.errors import InputError
from tutor.methods.probability.claims import Found, Root, Rounded, TableInverse
from tutor.methods.probability.language import Piece, assignments, given_and_asked, literal, terminating
from tutor.methods.probability.questions import Asked, question
from tutor.methods.probability.writing import about, answer_code, in_words, several, show
from tutor.methods.probability.writing import literal as code_literal
from tutor.step import Check, Solution, Step
from tutor.surds import Surd, root, surd
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Num, Op, Written, number

PLACES = 4  # decimals of the table
Z, MU, SIGMA = Name("Z"), Name("mu"), Name("sigma")


@dataclass(frozen=True)
class Normal:
    """Mean and variance.

    >>> Normal(Fraction(5), Fraction(4)).standardised(Fraction(8))
    Fraction(3, 2)
    """

    mean: Fraction
    variance: Fraction
    by_variance: bool = True  # how it was given: with the variance, or with the standard deviation

    @property
    def deviation(self) -> Surd:
        """The standard deviation, exactly."""
        return root(self.variance)

    @property
    def rational(self) -> Fraction | None:
        """The standard deviation where it is rational."""
        terms = self.deviation.terms
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else None

    def standardised(self, x: Fraction) -> Fraction | Surd:
        """z = (x − μ)/σ."""
        return (x - self.mean) / self.rational if self.rational else surd(x - self.mean) / self.deviation

    def probability(self, asked: Asked) -> float:
        """P of an interval."""
        return _phi(self, asked.high, 1.0) - _phi(self, asked.low, 0.0)


def _phi(law: Normal, x: Fraction | None, missing: float) -> float:
    if x is None:
        return missing
    return math.erfc(-float(x - law.mean) / math.sqrt(2 * float(law.variance))) / 2


def phi(z: Written) -> Op:
    """Φ of an expression."""
    return Op("Phi", (z,))


def exact_probability(low: Fraction | None, high: Fraction | None) -> Written:
    """Φ(high) − Φ(low) for standardised bounds, None for no bound.

    >>> str(exact_probability(Fraction(-1), Fraction(3, 2)))
    'Phi(1.5) - Phi(-1)'
    """
    if low is None:
        return phi(show(high, True)) if high is not None else number(1)
    if high is None:
        return 1 - phi(show(low, True))
    return phi(show(high, True)) - phi(show(low, True))


def work(law: Normal, *questions: Asked) -> Solution:
    """Steps for every question about X.

    >>> from tutor.methods.probability.questions import between
    >>> str(work(Normal(Fraction(5), Fraction(4)), between(3, 8, strict=True)).answer)
    '0.7745'
    """
    steps: list[Step] = []
    if law.by_variance:
        steps.append(_deviation_step(law))
    named: list[tuple[Written, Written]] = []
    code: list[tuple[str, str]] = []
    checks: list[Check] = []
    meanings: list[Text] = []
    for asked in questions:
        made, result, program = _answered(law, asked)
        known = [s.claim for s in steps]
        steps += [s for s in made if s.claim not in known]
        named.append((asked.label, result))
        code.append((asked.key, program))
        if asked.what == "P":
            meanings.append(in_words(asked.label, law.probability(asked)))
            checks.append(_simpson(law, asked))
    labels = Op("list", tuple(label for label, _ in named)) if len(named) > 1 else named[0][0]
    spread = (SIGMA**2).equals(show(law.variance, True)) if law.by_variance else SIGMA.equals(_written_deviation(law))
    facts = Op("list", (MU.equals(show(law.mean, True)), spread))
    lines = _program(law, questions) + answer_code(code)
    return Solution(
        "normal", say("{X} is normal with {facts}. Asked: {asked}.", X=Name("X"), facts=facts, asked=labels),
        tuple(steps), several(named), paragraphs(*meanings), lines, checks=tuple(checks),
    )  # fmt: skip


def _deviation_step(law: Normal) -> Step:
    shown = show(law.variance, True)
    result = _written_deviation(law)
    radical = Op("sqrt", (shown,))
    why = say("The standard deviation is the square root of the variance.")
    if result == radical:
        return Step(why, Root(result, label=SIGMA, variance=shown))
    return Step(why, Found(left=radical, result=result, label=SIGMA), question=say("What is the standard deviation?"))


def _written_deviation(law: Normal) -> Written:
    return show(law.rational, True) if law.rational else law.deviation.written()


def _answered(law: Normal, asked: Asked) -> tuple[list[Step], Written, str]:
    if asked.of is not None:
        raise InputError(f"{asked.key} is not answered here; ask for P, E, Var, sd or a quantile")
    if asked.what in ("E", "Var", "sd", "cdf"):
        raise InputError(f"{asked.key} is given already: ask for a probability P(…) or a quantile")
    return _probability(law, asked) if asked.what == "P" else _quantile(law, asked)


def _z_step(law: Normal, x: Fraction, name: str) -> tuple[Step, Fraction]:
    """Standardise one bound; z is exact where it ends after two decimals, else rounded to two, as tables have it."""
    deviation = _written_deviation(law)
    left = (show(x, True) - show(law.mean, True)) / deviation
    why = say("Standardise {x}: subtract the mean, divide by the standard deviation.", x=show(x, True))
    z = law.standardised(x)
    exact = terminating(z, PLACES) if isinstance(z, Fraction) else None
    question_ = say("How many standard deviations is {x} away from the mean?", x=show(x, True))
    if exact is not None and isinstance(z, Fraction):
        return Step(why, Found(left=left, result=exact, label=Name(name)), question=question_), z
    rounded = about(float(z), PLACES)
    return Step(why, Rounded(left=left, result=rounded, label=Name(name)), question=question_), _fraction(rounded)


def _fraction(w: Written) -> Fraction:
    if isinstance(w, Op) and w.head == "neg":
        return -_fraction(w.args[0])
    return w.fraction if isinstance(w, Num) else Fraction(0)


def table_value(z: Fraction) -> Fraction:
    """Φ(z) as a table with four decimals has it.

    >>> table_value(Fraction(3, 2))
    Fraction(2333, 2500)
    """
    return _fraction(about(math.erfc(-float(z) / math.sqrt(2)) / 2, PLACES))


def _lookup(z: Fraction) -> list[Step]:
    """The table value; for negative z by symmetry."""
    q = table_value(abs(z))
    shown = show(abs(z), True)
    steps = [
        Step(
            say("Look {f} up in the table.", f=phi(shown)),
            Approx(_four(q), left=phi(shown)),
        )
    ]
    if z < 0:
        why = say("The curve is symmetric: the area left of {a} is that right of {b}.", a=show(z, True), b=shown)
        steps.append(Step(why, Rounded(left=1 - _four(q), result=_four(1 - q), label=phi(show(z, True)))))
    return steps


def _four(q: Fraction) -> Written:
    return about(q, PLACES)


def _probability(law: Normal, asked: Asked) -> tuple[list[Step], Written, str]:
    if asked.low is not None and asked.low == asked.high:
        raise InputError(f"{asked.key} is 0: a continuous variable takes no single value with positive probability")
    steps: list[Step] = []
    z: list[Fraction | None] = []
    both = asked.low is not None and asked.high is not None
    for bound, name in ((asked.low, "z1" if both else "z"), (asked.high, "z2" if both else "z")):
        if bound is None:
            z.append(None)
            continue
        step, found = _z_step(law, bound, name)
        steps.append(step)
        z.append(found)
    low, high = z
    for place in (low, high):
        if place is not None:
            steps += [s for s in _lookup(place) if s.claim not in [t.claim for t in steps]]
    a = table_value_of(low, Fraction(0))
    b = table_value_of(high, Fraction(1))
    result = _four(b - a)
    program = f"{_cdf_code(asked.high)} - {_cdf_code(asked.low)}"
    if low is None:
        program = _cdf_code(asked.high)
        why = say("{event} is the area to the left of the bound.", event=asked.label)
        claim = Rounded(left=phi(show(high or Fraction(0), True)), result=result, label=asked.label)
        return [*steps, Step(why, claim)], result, program
    if high is None:
        why = say("{event} is the area to the right: 1 minus the area to the left.", event=asked.label)
        program = f"1 - {_cdf_code(asked.low)}"
        return [*steps, Step(why, Found(left=1 - _four(a), result=result, label=asked.label))], result, program
    why = say("The area between the bounds is the difference of the areas to the left of them.")
    return [*steps, Step(why, Found(left=_four(b) - _four(a), result=result, label=asked.label))], result, program


def table_value_of(z: Fraction | None, missing: Fraction) -> Fraction:
    """Φ(z) by the table, by symmetry for negative z; `missing` where there is no bound.

    >>> table_value_of(Fraction(-1), Fraction(0))
    Fraction(1587, 10000)
    """
    if z is None:
        return missing
    return table_value(z) if z >= 0 else 1 - table_value(-z)


def _quantile(law: Normal, asked: Asked) -> tuple[list[Step], Written, str]:
    level = asked.level
    deviation = _written_deviation(law)
    upper = max(level, 1 - level)
    z = _fraction(about(NormalDist().inv_cdf(float(upper)), PLACES))
    name = Name("z")
    steps = [
        Step(
            say("Look in the table for the {z} with {f}.", z=name, f=phi(name).equals(show(upper, True))),
            TableInverse(_four(z), label=name, level=upper),
        )
    ]
    if level < Fraction(1, 2):
        z = -z
    x = law.mean + z * law.rational if law.rational else Fraction(float(law.mean) + float(z) * float(law.deviation))
    result = about(x, 2 if law.variance >= 1 else 4)
    why = say("Go back: {x} is {f}.", x=Name("x"), f=MU + name * SIGMA)
    if level < Fraction(1, 2):
        why = why + say(" The level is below one half, so {z} is negative by symmetry.", z=name)
    left = show(law.mean, True) + Op("*", (_four(z), deviation))
    steps.append(Step(why, Rounded(left=left, result=result, label=asked.label)))
    return steps, result, f"mu + sigma * NormalDist().inv_cdf({code_literal(level)})"


def _cdf_code(x: Fraction | None) -> str:
    return f"Phi(({code_literal(x or 0)} - mu) / sigma)"


def _program(law: Normal, questions: tuple[Asked, ...]) -> str:
    areas = any(q.what == "P" for q in questions)
    imports = ["from math import erf\n"] if areas else []
    imports += ["from statistics import NormalDist\n"] if any(q.what != "P" for q in questions) else []
    table = "\n\ndef Phi(z):\n    return (1 + erf(z / np.sqrt(2))) / 2\n\n\n" if areas else ""
    return (
        f"{''.join(imports)}\nimport numpy as np\n\n"
        f"mu, sigma = {code_literal(law.mean)}, np.sqrt({code_literal(law.variance)})\n{table}"
    )


def _simpson(law: Normal, asked: Asked) -> Check:
    """The area under the density by Simpson's rule, between the bounds and at the most 12 standard deviations."""
    sigma = math.sqrt(float(law.variance))
    ends = [(-12.0 if asked.low is None else float(asked.low - law.mean) / sigma),
            (12.0 if asked.high is None else float(asked.high - law.mean) / sigma)]  # fmt: skip
    low, high = max(-12.0, min(12.0, ends[0])), max(-12.0, min(12.0, ends[1]))
    n = 2000
    h = (high - low) / n
    weights = (1 if i in (0, n) else 4 if i % 2 else 2 for i in range(n + 1))
    area = sum(w * math.exp(-((low + i * h) ** 2) / 2) for i, w in enumerate(weights)) * h / 3 / math.sqrt(2 * math.pi)
    what = say("Simpson's rule for the area under the density gives {v}.", v=about(area, 6))
    return Check(what, abs(area - law.probability(asked)) < 1e-8)


# ---------------------------------------------------------------- reading


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given, asked = given_and_asked(inputs)
    return work(_law(given), *(question(a, also=("quantile", "median")) for a in asked))


def _law(given: Piece) -> Normal:
    m = re.fullmatch(r"(?:[A-Za-z]\w*\s*~\s*)?N\s*\((.*)\)", given.text)
    if m:
        ends = given.part(m.start(1), m.end(1)).split(",")
        if len(ends) != 2:
            raise given.refuse("N has two arguments, the mean and the variance", m.start(1), "for example N(5, 4)")
        return _checked(literal(ends[0])[1], literal(ends[1])[1], "variance")
    spellings = {"mu": "mu", "μ": "mu", "mean": "mu", "sigma": "sigma", "σ": "sigma", "sd": "sigma", "var": "var"}
    found = {k: v[1] for k, v in assignments(given, spellings | {"variance": "var"}).items()}
    if "mu" not in found:
        raise InputError("the mean is missing: give it, for example mu=5")
    if ("sigma" in found) == ("var" in found):
        raise InputError("give either sigma, the standard deviation, or var, the variance")
    if "sigma" in found:
        _checked(found["mu"], found["sigma"], "standard deviation")
        return Normal(found["mu"], found["sigma"] ** 2, by_variance=False)
    return _checked(found["mu"], found["var"], "variance")


def _checked(mean: Fraction, spread: Fraction, what: str) -> Normal:
    if spread <= 0:
        raise InputError(f"the {what} is {spread}, but must be positive")
    if max(spread.numerator, spread.denominator) > 10**6:
        raise InputError(f"the {what} {spread} has too many digits")
    return Normal(mean, spread)
