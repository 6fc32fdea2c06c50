"""Bayes' theorem: from causes to effects and back.

Example: tutor solve bayes "P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)"
Takes: probabilities

Hypotheses may be two (D and not D) or many (P(H1)=…, P(E|H1)=…, …; P(H2|E)); one prior may be left out, and a
likelihood may be given for the complement of the evidence (P(not T|not D)=0.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.language import P, event, given, given_and_asked, inside_p, listed
from tutor.methods.probability.partition import Partition, counted, joint_steps, partition_from, views
from tutor.methods.probability.writing import in_words, literal, show
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Op, Written, typed


def posterior(priors: Sequence[Fraction], likelihoods: Sequence[Fraction], index: int) -> Fraction:
    """P(hypothesis `index` | evidence).

    >>> posterior((Fraction(1, 100), Fraction(99, 100)), (Fraction(19, 20), Fraction(1, 10)), 0)
    Fraction(19, 217)
    """
    joints = [p * q for p, q in zip(priors, likelihoods, strict=True)]
    return joints[index] / sum(joints, Fraction(0))


def work(p: Partition, index: int, *, method: str = "bayes") -> Solution:
    """The steps from priors and likelihoods to the posterior of hypothesis `index`.

    >>> from tutor.written import Name
    >>> D, T = Name("D"), Name("T")
    >>> p = Partition((D, Op("not", (D,))), (Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 2), Fraction(1, 6)), T)
    >>> str(work(p, 0).answer)
    '1/2'
    """
    if not p.total:
        raise InputError(f"P({typed(p.event)}) is 0: nothing can be conditioned on an event that never happens")
    h, e = p.hypotheses[index], p.event
    asked, result = P(given(h, e)), p.posterior(index)
    top, bottom = show(p.joints[index], p.decimals), show(p.total, p.decimals)
    final = Step(
        say(
            "Bayes' theorem: divide the branch that is asked, {joint}, by the total {evidence}.",
            joint=P(Op("and", (h, e))), evidence=P(e),
        ),
        Found(left=top / bottom, result=show(result), label=asked),
        question=say("What part of the cases with {e} belongs to {h}?", e=e, h=h),
    )  # fmt: skip
    return Solution(
        method,
        _given(p, asked),
        (*p.derived, *joint_steps(p), final),
        show(result),
        in_words(asked, result),
        _code(p, index),
        views(p),
        (counted(p, index, result),),
    )


def _given(p: Partition, asked: Written) -> Text:
    facts: list[Written] = [P(h).equals(show(q, p.decimals)) for h, q in zip(p.hypotheses, p.priors, strict=True)]
    facts += [
        P(given(p.event, h)).equals(show(q, p.decimals)) for h, q in zip(p.hypotheses, p.likelihoods, strict=True)
    ]
    return say("Known: {facts}. Asked: {asked}.", facts=Op("list", tuple(facts)), asked=asked)


def _code(p: Partition, index: int) -> str:
    return (
        "import numpy as np\n\n"
        f"prior = np.array([{', '.join(map(literal, p.priors))}])\n"
        f"likelihood = np.array([{', '.join(map(literal, p.likelihoods))}])\n"
        "joint = prior * likelihood\n"
        "evidence = joint.sum()\n"
        "posterior = joint / evidence\n"
        f"answer = posterior[{index}]\n"
        "print(answer)\n"
    )


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given_piece, asked = given_and_asked(inputs)
    if len(asked) != 1:
        raise asked[1].refuse("one probability is asked at a time")
    wanted = event(inside_p(asked[0]))
    if not isinstance(wanted, Op) or wanted.head != "given":
        raise asked[0].refuse("Bayes' theorem answers P(H|E)", 0, "for P(E) alone use the method 'total_probability'")
    h, e = wanted.args
    p = partition_from(given_piece, e)
    if h not in p.hypotheses:
        names = listed([typed(x) for x in p.hypotheses])
        raise InputError(f"P({typed(wanted)}) is asked, but the cases given are {names}")
    return work(p, p.hypotheses.index(h))
