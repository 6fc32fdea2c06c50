"""What a paper shall hold: from names, or from a file in TOML.

::

    title = "Second mock exam"
    date = 2026-07-01
    minutes = 90

    [[questions]]
    family = "linear_systems"       # a topic or a family
    level = 2                       # without it the levels rise
    count = 3
    marks = 5                       # without it the family's own
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tutor.bank import select
from tutor.errors import InputError
from tutor.storage import read_whole

TITLE = "Practice exam"
MOST = 100  # questions of a paper
_HEAD = {"title": str, "date": (str, Date), "minutes": int, "questions": list}
_ENTRY = {"family": str, "level": int, "count": int, "marks": int}


@dataclass(frozen=True)
class Entry:
    """Some questions of a blueprint.

    Attributes
    ----------
    names : tuple of str
        Topics and families to choose from; none of them: the whole bank.
    level : int or None
        None lets the levels rise from question to question.
    count : int
        How many questions.
    marks : int
        What each of them is worth; 0 for the family's own marks.
    """

    names: tuple[str, ...] = ()
    level: int | None = None
    count: int = 1
    marks: int = 0

    def families(self) -> dict[str, tuple[int, ...]]:
        """The families to choose from, with the levels that are meant."""
        return select(self.names, levels=() if self.level is None else (self.level,))


@dataclass(frozen=True)
class Blueprint:
    """What a paper shall hold; the seed decides the rest.

    Attributes
    ----------
    questions : tuple of Entry
        In the order of the paper, inside its sections.
    title, date : str
        As they are printed; a date stands on the paper only if it is given.
    minutes : int
        0 for what the questions take together.
    """

    questions: tuple[Entry, ...]
    title: str = TITLE
    date: str = ""
    minutes: int = 0

    @property
    def count(self) -> int:
        """The number of questions."""
        return sum(e.count for e in self.questions)


def blueprint(
    names: Sequence[str] = (), *, count: int = 10, level: int | None = None, title: str = "", date: str = ""
) -> Blueprint:
    """A blueprint for a balanced paper.

    Parameters
    ----------
    names : sequence of str
        Topics and families; none of them: the whole bank.
    level : int or None
        None mixes the levels.

    Raises
    ------
    InputError
        For an unknown name, a level that no family has, a count out of range.

    Examples
    --------
    >>> blueprint(count=6, title="Week 3").count
    6
    """
    return _checked(
        Blueprint((Entry(tuple(names), level, count),), _line(title, "title") or TITLE, _line(date, "date"))
    )


def read_blueprint(path: Path | str) -> Blueprint:
    """The blueprint of a TOML file.

    Raises
    ------
    InputError
        When the file cannot be read; for an unknown key, a value of another type, an unknown name.
    """
    try:
        data = tomllib.loads(read_whole(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path} is no TOML: {error}") from error
    try:
        return _blueprint_of(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _blueprint_of(data: dict[str, Any]) -> Blueprint:
    _keys(data, _HEAD, "the blueprint")
    if not data.get("questions"):
        raise InputError("there are no questions; add a table [[questions]] with a family")
    entries = []
    for number, table in enumerate(data["questions"], start=1):
        where = f"questions table {number}"
        if not isinstance(table, dict):
            raise InputError(f"{where} is no table; write [[questions]] above its keys")
        _keys(table, _ENTRY, where)
        if "family" not in table:
            raise InputError(f"{where} has no family; name a topic or a family")
        marks = _within(table.get("marks", 0), 0, 100, f"{where}: marks")
        entries.append(Entry((table["family"],), table.get("level"), table.get("count", 1), marks))
    return _checked(
        Blueprint(
            tuple(entries),
            _line(data.get("title", ""), "title") or TITLE,
            _line(str(data.get("date", "")), "date"),
            _within(data.get("minutes", 0), 0, 1_000, "minutes"),
        )
    )


def _keys(table: dict[str, Any], known: dict[str, Any], where: str) -> None:
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise InputError(f"{where}: unknown key {key[:60]!r}; {hint}")
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise InputError(f"{where}: {key} cannot be {str(value)[:60]!r}")


def _checked(made: Blueprint) -> Blueprint:
    for entry in made.questions:
        _within(entry.count, 1, MOST, "the count of questions")
        entry.families()
    _within(made.count, 1, MOST, "the number of questions in all")
    return made


def _within(value: int, low: int, high: int, what: str) -> int:
    if not low <= value <= high:
        raise InputError(f"{what} must lie between {low} and {high}; it is {value}")
    return value


def _line(text: str, what: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise InputError(f"the {what} must be one line of at most 200 characters: {text[:60]!r}")
    return text.strip()
