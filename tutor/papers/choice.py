"""Which families a paper asks, in which order, at which level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.bank import card
from tutor.chance import Draw
from tutor.papers.blueprints import Entry
from tutor.problem import SECTIONS

SHARES = {"theory": 2, "mathematics": 7, "code": 1}  # of ten questions


def chosen(entry: Entry, chance: Draw) -> list[tuple[str, int]]:
    """The family and the level of each question of an entry, in the order of the paper.

    Sections follow each other; inside a section neighbours are of different topics where that can be, and the levels
    rise.
    """
    levels = entry.families()
    picked = _pick(levels, [n for n in levels if _is_named(n, entry.names)], entry.count, chance)
    questions: list[tuple[str, int]] = []
    for section in SECTIONS:
        members = _interleaved([n for n in picked if card(n).section == section], questions)
        for place, name in enumerate(members):
            steps = levels[name]
            questions.append((name, steps[len(steps) * (2 * place + 1) // (2 * len(members))]))
    return questions


def _is_named(family: str, names: Sequence[str]) -> bool:
    short = family.partition("/")[2]
    return any(n.strip().replace("-", "_") in (family, short) for n in names)


def quotas(count: int, sections: Sequence[str]) -> dict[str, int]:
    """`count` questions shared among sections by `SHARES`, by largest remainder.

    >>> quotas(10, ["theory", "mathematics", "code"])
    {'theory': 2, 'mathematics': 7, 'code': 1}
    >>> quotas(3, ["mathematics", "code"])
    {'mathematics': 3, 'code': 0}
    """
    whole = sum(SHARES[s] for s in sections)
    shares = {s: count * SHARES[s] // whole for s in sections}
    rest = sorted(sections, key=lambda s: (-(count * SHARES[s] % whole), -SHARES[s]))
    for s in rest[: count - sum(shares.values())]:
        shares[s] += 1
    return shares


def _pick(levels: Mapping[str, object], named: Sequence[str], count: int, chance: Draw) -> list[str]:
    """Families: none again while there are others, named ones first, sections by their shares, topics by their size.

    A topic's part grows with the square root of the number of its families: one with eight is asked about three times
    as often as one with a single family.
    """
    order = chance.shuffle(sorted(levels))
    cards = {n: card(n) for n in order}
    shares = quotas(count, [s for s in SECTIONS if any(c.section == s for c in cards.values())])
    size = Counter(c.topic for c in cards.values())
    uses: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    picked = []
    for _ in range(count):
        best = min(
            order,
            key=lambda n: (
                uses[n],
                n not in named,
                sections[cards[n].section] >= shares[cards[n].section],
                Fraction((topics[cards[n].topic] + 1) ** 2, size[cards[n].topic]),
            ),
        )
        picked.append(best)
        uses[best] += 1
        sections[cards[best].section] += 1
        topics[cards[best].topic] += 1
    return picked


def _interleaved(names: Sequence[str], before: Sequence[tuple[str, int]]) -> list[str]:
    """The names so that neighbours differ in topic, the most frequent topic first."""
    left = list(names)
    last = card(before[-1][0]).topic if before else ""
    ordered: list[str] = []
    while left:
        waiting = Counter(card(n).topic for n in left)
        best = min(left, key=lambda n: (card(n).topic == last, -waiting[card(n).topic], n in ordered[-2:]))
        left.remove(best)
        ordered.append(best)
        last = card(best).topic
    return ordered
