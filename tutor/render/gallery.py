"""The gallery: a page of the bank, with a problem of every level, its solution, and the mistakes that it foresees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from tutor.bank import Drawn, card, drawn
from tutor.certify import Certificate, certify
from tutor.check import check
from tutor.errors import BankError
from tutor.problem import Card, mistaken
from tutor.render.document import Block, Contents, Document, Heading, Listing, Margin, Paragraph
from tutor.render.records import amount, bank_solution, certified, code_span, plain, problem_blocks
from tutor.text import Text

Progress = Callable[[int, int], None]


def gallery(
    selected: Mapping[str, tuple[int, ...]],
    *,
    seed: int | str = 0,
    detail: str = "normal",
    progress: Progress | None = None,
) -> Document:
    """The page for the families and levels that were selected; everything on it has been certified.

    Parameters
    ----------
    selected : family → levels, as `tutor.bank.select` gives it
    detail : {"brief", "normal", "full"}
    progress : called with the number of problems done and their total

    Raises
    ------
    BankError
        When a problem does not certify, or a foreseen mistake is not recognised.
    """
    total = sum(len(levels) for levels in selected.values())
    blocks: list[Block] = []
    titles: list[tuple[int, str]] = []
    done = 0
    for topic, names in groupby(sorted(selected), lambda name: name.partition("/")[0]):
        titles.append((1, topic_title(topic)))
        blocks.append(Heading(1, topic_title(topic)))
        for name in names:
            title = family_title(card(name))
            titles.append((2, title))
            blocks += [Heading(2, title), *_facts(card(name))]
            for level in selected[name]:
                blocks += _level(drawn(name, level=level, seed=seed), detail)
                done += 1
                if progress is not None:
                    progress(done, total)
    count = f"{amount(len(selected), 'family').replace('familys', 'families')}, {amount(total, 'problem')}, seed {seed}"
    return Document("Gallery of the bank", count, blocks=(Contents(tuple(titles)), *blocks))


def topic_title(topic: str) -> str:
    """A topic as a heading.

    >>> topic_title("linear_systems")
    'Linear systems'
    """
    return topic.replace("_", " ").capitalize()


def family_title(of: Card) -> str:
    """A family as a heading: its title and its name."""
    return f"{of.title} ({of.name})"


def _facts(of: Card) -> Iterator[Block]:
    facts = (f"Book: {of.source}", amount(of.marks, "mark"), amount(of.minutes, "minute"), f"section: {of.section}")
    yield plain(" · ".join(facts))


def _level(found: Drawn, detail: str) -> Iterator[Block]:
    problem = found.problem
    certificate: Certificate = certify(problem, where=found.id)
    yield Heading(3, f"Level {found.level}: {found.id}")
    yield from problem_blocks(problem)
    for block in bank_solution(problem, problem.solution(), detail=detail, checks=False):
        yield Heading(4, block.text) if isinstance(block, Heading) else block
    if found.kept:
        yield Heading(4, "Mistakes that are recognised")
        yield Listing(tuple(_mistake(found, k) for k in range(len(found.kept))))
    yield plain(certified(certificate))


def _mistake(found: Drawn, k: int) -> tuple[Block, ...]:
    """What a student with this belief would type, and what the tutor answers to it."""
    m = found.kept[k]
    typed = mistaken(found.problem, m).typed()
    verdict = check(found.problem, typed)
    if verdict.misconception != m.id or verdict.is_right:
        raise BankError(f"{found.id}: the mistake {m.id} is not recognised in {typed!r}")
    return (Margin(m.id, (Paragraph(Text((f"{code_span(typed)}: ",)) + m.feedback),)),)
