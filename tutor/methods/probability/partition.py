"""Cases that exclude each other and cover everything: what total probability and Bayes share.

A `Partition` holds the hypotheses with their priors and the likelihoods of one event under each; everything is an
exact fraction. The joint probabilities, the tree and the table of natural frequencies follow from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tutor.claims import Partition as AddsToOne
from tutor.errors import InputError
from tutor.methods.probability.claims import Found
from tutor.methods.probability.language import P, Piece, both, given, listed, negated, probabilities
from tutor.methods.probability.writing import product, show, total, uses_decimals
from tutor.step import Check, Step
from tutor.text import Text, say
from tutor.written import Op, Words, Written, number, typed

MAX_CASES = 12
MAX_POPULATION = 1_000_000


@dataclass(frozen=True)
class Partition:
    """Hypotheses with priors that add up to 1, and the likelihood of an event under each.

    >>> from tutor.written import Name
    >>> D, T = Name("D"), Name("T")
    >>> likelihoods = (Fraction(19, 20), Fraction(1, 10))
    >>> p = Partition((D, Op("not", (D,))), (Fraction(1, 100), Fraction(99, 100)), likelihoods, T)
    >>> p.total, p.posterior(0)
    (Fraction(217, 2000), Fraction(19, 217))
    """

    hypotheses: tuple[Written, ...]
    priors: tuple[Fraction, ...]
    likelihoods: tuple[Fraction, ...]
    event: Written
    decimals: bool = False
    derived: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def joints(self) -> tuple[Fraction, ...]:
        """P(hypothesis and event) for each hypothesis."""
        return tuple(p * q for p, q in zip(self.priors, self.likelihoods, strict=True))

    @property
    def total(self) -> Fraction:
        """P(event)."""
        return sum(self.joints, Fraction(0))

    def posterior(self, index: int) -> Fraction:
        """P(hypothesis | event)."""
        return self.joints[index] / self.total

    def complemented(self) -> Partition:
        """The same partition with the complement of the event; the new likelihoods are steps."""
        other = negated(self.event)
        steps = tuple(
            complement_step(given(other, h), given(self.event, h), q, self.decimals)
            for h, q in zip(self.hypotheses, self.likelihoods, strict=True)
        )
        likelihoods = tuple(1 - q for q in self.likelihoods)
        return Partition(self.hypotheses, self.priors, likelihoods, other, self.decimals, self.derived + steps)


def complement_step(a: Written, known: Written, q: Fraction, decimals: bool) -> Step:
    """``P(a) = 1 − P(known)``."""
    return Step(
        say("Complement rule: {a} is 1 minus {known}.", a=P(a), known=P(known)),
        Found(left=1 - show(q, decimals), result=show(1 - q, decimals), label=P(a)),
    )


def joint_steps(p: Partition) -> tuple[Step, ...]:
    """Prior times likelihood along each branch, then the sum over the branches."""
    steps = []
    for h, prior, likelihood, joint in zip(p.hypotheses, p.priors, p.likelihoods, p.joints, strict=True):
        steps.append(
            Step(
                say(
                    "Multiply along the branch: {joint} is {prior} times {likelihood}.",
                    joint=P(both(h, p.event)), prior=P(h), likelihood=P(given(p.event, h)),
                ),
                Found(
                    left=product(show(prior, p.decimals), show(likelihood, p.decimals)),
                    result=show(joint, p.decimals),
                    label=P(both(h, p.event)),
                ),
            )
        )  # fmt: skip
    steps.append(
        Step(
            say(
                "Total probability: add the branches on which {event} happens.",
                event=p.event,
            ),
            Found(
                left=total([show(j, p.decimals) for j in p.joints]),
                result=show(p.total, p.decimals),
                label=P(p.event),
            ),
            question=say("In which different ways can {event} happen?", event=p.event),
        )
    )
    return tuple(steps)


def tree(p: Partition) -> Text:
    """The tree with a probability at every branch."""
    other = negated(p.event)
    branches = [
        Op(
            "branch",
            (
                show(prior, p.decimals),
                h,
                *(
                    Op("branch", (show(q, p.decimals), e))
                    for q, e in ((likelihood, p.event), (1 - likelihood, other))
                    if q
                ),
            ),
        )
        for h, prior, likelihood in zip(p.hypotheses, p.priors, p.likelihoods, strict=True)
    ]
    return say("The tree: {tree}", tree=Op("tree", (Words("start"), *branches)))


def population(p: Partition) -> int | None:
    """A number of cases for which all counts are whole: a power of ten if one serves, at most a million.

    >>> from tutor.written import Name
    >>> population(Partition((Name("A"), Name("B")), (Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 2), Fraction(1)),
    ...                      Name("E")))
    6
    """
    cells = [*p.priors, *p.joints]
    least = math.lcm(*(q.denominator for q in cells))
    if least > MAX_POPULATION:
        return None
    return next((10**k for k in range(1, 7) if 10**k % least == 0), least)


def counts(p: Partition) -> tuple[int, list[tuple[int, int]]] | None:
    """The population and, for each hypothesis, how many show the event and how many do not."""
    n = population(p)
    if n is None:
        return None
    pairs = []
    for prior, joint in zip(p.priors, p.joints, strict=True):
        pairs.append((int(n * joint), int(n * prior) - int(n * joint)))
    return n, pairs


def frequencies(p: Partition) -> Text | None:
    """The table of natural frequencies: imagine so many cases and count."""
    found = counts(p)
    if found is None:
        return None
    n, pairs = found

    def row(heading: Written, with_event: int, without: int) -> Written:
        return Op("row", (heading, number(with_event), number(without), number(with_event + without)))

    rows: list[Written] = [Op("row", (Words(""), p.event, negated(p.event), Words("total")))]
    rows += [row(h, a, b) for h, (a, b) in zip(p.hypotheses, pairs, strict=True)]
    rows.append(row(Words("total"), sum(a for a, _ in pairs), sum(b for _, b in pairs)))
    return say("Imagine {n} cases and count them: {table}", n=n, table=Op("table", tuple(rows)))


def views(p: Partition) -> tuple[Text, ...]:
    """Tree, and table of counts where the counts are whole numbers."""
    table = frequencies(p)
    return (tree(p),) if table is None else (tree(p), table)


def counted(p: Partition, index: int | None, claimed: Fraction) -> Check:
    """The result found again by counting cases instead of multiplying probabilities."""
    found = counts(p)
    if found is None:
        values = [float(a) * float(b) for a, b in zip(p.priors, p.likelihoods, strict=True)]
        again = math.fsum(values) if index is None else values[index] / math.fsum(values)
        return Check(say("Floating-point numbers give the same."), abs(again - float(claimed)) <= 1e-12)
    n, pairs = found
    happens = sum(a for a, _ in pairs)
    if index is None:
        return Check(
            say("Counting: {event} happens in {k} of {n} cases.", event=p.event, k=happens, n=n),
            claimed == Fraction(happens, n),
        )
    return Check(
        say(
            "Counting: of {k} cases with {event}, {j} belong to {h}.",
            k=happens, event=p.event, j=pairs[index][0], h=p.hypotheses[index],
        ),
        claimed * happens == pairs[index][0],
    )  # fmt: skip


# ---------------------------------------------------------------- reading


def partition_from(given_piece: Piece, event: Written) -> Partition:
    """The partition that ``P(D)=…, P(T|D)=…, P(T|not D)=…`` describes, for the event asked about.

    One missing prior, and likelihoods given for the complement of the event, are filled in by the complement rule.
    """
    base = event.args[0] if isinstance(event, Op) and event.head == "not" else event
    priors: dict[Written, Fraction] = {}
    likelihoods: dict[Written, tuple[Fraction, bool]] = {}
    literals = []
    for a, w, q, place in probabilities(given_piece):
        literals.append(w)
        if isinstance(a, Op) and a.head == "given":
            effect, cause = a.args
            if effect not in (base, negated(base)):
                raise place.refuse(
                    f"P({typed(a)}) is about {typed(effect)}, but {typed(base)} is asked",
                    0, f"give P({typed(base)}|{typed(cause)})",
                )  # fmt: skip
            if cause in likelihoods:
                raise InputError(f"the probability of {typed(base)} given {typed(cause)} is given twice")
            likelihoods[cause] = (q, effect == base)
        elif isinstance(a, Op) and a.head in ("and", "or"):
            raise place.refuse("only P(H) and P(E|H) are used here", 0, "for P(A and B) use the method 'conditional'")
        else:
            priors[a] = q
    if base in priors or negated(base) in priors:
        raise InputError(f"P({typed(base)}) follows from the cases; give the P(H) and P({typed(base)}|H) alone")
    decimals = uses_decimals(literals)
    hypotheses, steps = _covered(priors, likelihoods, decimals)
    chosen, kept = [], []
    for h in hypotheses:
        if h not in likelihoods:
            raise InputError(f"P({typed(base)}|{typed(h)}) is missing: give it for each of {_names(hypotheses)}")
        q, as_asked = likelihoods[h]
        if not as_asked:
            kept.append(complement_step(given(base, h), given(negated(base), h), q, decimals))
        chosen.append(q if as_asked else 1 - q)
    if len(hypotheses) > 2 or steps == ():
        kept.insert(
            0,
            Step(
                say("The cases exclude each other and cover everything: their probabilities add up to 1."),
                AddsToOne(number(1), parts=tuple(show(priors[h], decimals) for h in hypotheses)),
            ),
        )
    found = Partition(
        tuple(hypotheses), tuple(priors[h] for h in hypotheses), tuple(chosen), base, decimals, (*steps, *kept)
    )
    return found if event == base else found.complemented()


def _names(hypotheses: Sequence[Written]) -> str:
    return listed([typed(h) for h in hypotheses])


def _covered(
    priors: dict[Written, Fraction], likelihoods: dict[Written, tuple[Fraction, bool]], decimals: bool
) -> tuple[list[Written], tuple[Step, ...]]:
    """All hypotheses, with a missing prior found as the rest to 1."""
    hypotheses = list(priors) + [h for h in likelihoods if h not in priors]
    if len(hypotheses) < 2 and hypotheses:
        hypotheses.append(negated(hypotheses[0]))
    if not 2 <= len(hypotheses) <= MAX_CASES:
        raise InputError(f"from 2 to {MAX_CASES} cases are compared, not {len(hypotheses)}")
    missing = [h for h in hypotheses if h not in priors]
    if len(missing) > 1:
        raise InputError(f"the probabilities of {_names(missing)} are missing: give P({typed(missing[0])})")
    known = [h for h in hypotheses if h in priors]
    rest = 1 - sum((priors[h] for h in known), Fraction(0))
    steps: tuple[Step, ...] = ()
    if missing:
        if rest < 0:
            raise InputError(f"the probabilities of {_names(known)} add up to more than 1")
        priors[missing[0]] = rest
        left = 1 - show(priors[known[0]], decimals)
        for h in known[1:]:
            left = left - show(priors[h], decimals)
        why = say("The cases add up to 1, so {rest} is what is left.", rest=P(missing[0]))
        steps = (Step(why, Found(left=left, result=show(rest, decimals), label=P(missing[0]))),)
    elif rest:
        raise InputError(f"the probabilities of {_names(hypotheses)} add up to {1 - rest}, but must add up to 1")
    return hypotheses, steps
