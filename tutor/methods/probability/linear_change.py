"""Mean and variance of aX + b from those of X."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tutor.methods.probability.claims import Found
from tutor.methods.probability.discrete import Discrete, work
from tutor.methods.probability.pieces import written
from tutor.methods.probability.questions import Asked
from tutor.methods.probability.writing import several
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Op, Written, number


def linear_steps(law: Discrete, slope: int, shift: int) -> Solution:
    """Mean and variance of X first, then the rules for aX + b; the program binds them as E and V.

    >>> law = Discrete((0, 1), (Fraction(1, 2), Fraction(1, 2)))
    >>> str(linear_steps(law, 2, 3).answer)
    'E(2*X + 3) = 4, Var(2*X + 3) = 1'
    """
    base = work(law, Asked("E"), Asked("Var"))
    g = written((Fraction(shift), Fraction(slope)), "X")
    mean, variance = slope * law.mean() + shift, slope**2 * law.variance()
    a: Written = number(slope)
    scaled = Op("*", (a, number(law.mean())))
    left = scaled + number(shift) if shift > 0 else scaled - number(-shift) if shift else scaled
    labels = Op("E", (g,)), Op("Var", (g,))
    steps = (
        *base.steps,
        Step(
            say("The mean is linear: factor and shift act on it as on every value."),
            Found(left=left, result=number(mean), label=labels[0]),
            question=say("What happens to the mean if every value is multiplied and shifted?"),
        ),
        Step(
            say("A shift does not change the spread, and a factor comes out of the variance squared."),
            Found(left=Op("*", (a**2, number(law.variance()))), result=number(variance), label=labels[1]),
            question=say("What happens to the squared distances if every value is multiplied and shifted?"),
        ),
    )
    new = Discrete(tuple(slope * x + shift for x in law.values), law.probabilities)
    what = say("The distribution of {g} itself has this mean and this variance.", g=g)
    check = Check(what, new.mean() == mean and new.variance() == variance)
    head, _, _ = base.code.partition("answer = ")
    code = (
        f"{head}mean = (x * p).sum()\nvariance = ((x - mean) ** 2 * p).sum()\n"
        f"answer = {{'E': {slope} * mean + {shift}, 'V': ({slope}) ** 2 * variance}}\nprint(answer)\n"
    ).replace("+ -", "- ")
    answer = several([(labels[0], number(mean)), (labels[1], number(variance))])
    return replace(base, steps=steps, answer=answer, code=code, checks=(*base.checks, check))
