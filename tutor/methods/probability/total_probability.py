"""Total probability: an event that can happen in several exclusive ways.

Example: tutor solve total_probability "P(B1)=1/2, P(B2)=1/3, P(B3)=1/6, P(R|B1)=2/5, P(R|B2)=1/2, P(R|B3)=1; P(R)"
Takes: probabilities
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.methods.probability.language import P, event, given, given_and_asked, inside_p
from tutor.methods.probability.partition import Partition, counted, joint_steps, partition_from, views
from tutor.methods.probability.writing import in_words, literal, show
from tutor.step import Solution
from tutor.text import say
from tutor.written import Op, Written


def total_of(priors: Sequence[Fraction], likelihoods: Sequence[Fraction]) -> Fraction:
    """P(event) over the cases.

    >>> total_of((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 3), Fraction(1)))
    Fraction(2, 3)
    """
    return sum((p * q for p, q in zip(priors, likelihoods, strict=True)), Fraction(0))


def work(p: Partition) -> Solution:
    """The steps from priors and likelihoods to the probability of the event.

    >>> from tutor.written import Name
    >>> A, B, E = (Name(n) for n in "ABE")
    >>> str(work(Partition((A, B), (Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 3), Fraction(1)), E)).answer)
    '2/3'
    """
    facts: list[Written] = [P(h).equals(show(q, p.decimals)) for h, q in zip(p.hypotheses, p.priors, strict=True)]
    facts += [
        P(given(p.event, h)).equals(show(q, p.decimals)) for h, q in zip(p.hypotheses, p.likelihoods, strict=True)
    ]
    code = (
        "import numpy as np\n\n"
        f"prior = np.array([{', '.join(map(literal, p.priors))}])\n"
        f"likelihood = np.array([{', '.join(map(literal, p.likelihoods))}])\n"
        "answer = (prior * likelihood).sum()\n"
        "print(answer)\n"
    )
    return Solution(
        "total_probability",
        say("Known: {facts}. Asked: {asked}.", facts=Op("list", tuple(facts)), asked=P(p.event)),
        (*p.derived, *joint_steps(p)),
        show(p.total, p.decimals),
        in_words(P(p.event), p.total),
        code,
        views(p),
        (counted(p, None, p.total),),
    )


def from_text(*inputs: str) -> Solution:
    """The user's own problem, as in the example of the module's docstring."""
    given_piece, asked = given_and_asked(inputs)
    if len(asked) != 1:
        raise asked[1].refuse("one probability is asked at a time")
    wanted = event(inside_p(asked[0]))
    if isinstance(wanted, Op) and wanted.head != "not":
        raise asked[0].refuse("total probability answers P(E)", 0, "for P(H|E) use the method 'bayes'")
    return work(partition_from(given_piece, wanted))
