"""Many responses against keys of one's own: judged on all cores, in order, whatever happens to a process.

A row is ``{"key": "2/3", "response": "0.67", "kind": "number", "options": {"digits": 2}}``; the last two may be left
out. A row that cannot be judged is answered by ``{"error": …}``. If a process is ended from outside, the rows that it
may have had are judged again one by one; a row that ends its process twice is undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from tutor.cores import Ended, cores
from tutor.errors import InputError

CHUNK = 16  # rows that a process is given at a time
FEW = 200  # rows for which no processes are started
_AHEAD = 4  # chunks a process that may be under way, as in `tutor.cores`
_TRIES = 2
_FIELDS = {"key": str, "response": str, "kind": (str, type(None)), "options": (dict, type(None))}
Row = dict[str, Any]


def judged(lines: Sequence[str], count: int, *, judge: Callable[[str], Row] | None = None) -> Iterator[Row]:
    """The verdict on each line, or why there is none, in order.

    Parameters
    ----------
    count : how many processes may be used
    judge : what is done with a line; a function of a module, `judge_line` if there is none

    Examples
    --------
    >>> [row.get("status") or row["error"] for row in judged(['{"key": "1/3", "response": "2/6"}', "[]"], 1)]
    ['right', 'a row is a JSON object with key and response']
    """
    judge = judge or judge_line
    if count == 1 or len(lines) < FEW:
        yield from map(judge, lines)
        return
    done = careful = tries = 0
    while done < len(lines):
        try:
            with cores(count) as pool:
                for verdict in pool.ordered(judge, lines[done:careful], ahead=1):
                    done, tries = done + 1, 0
                    yield verdict
                for verdicts in pool.ordered(partial(judge_all, judge), _chunks(lines[done:])):
                    done, tries = done + len(verdicts), 0
                    yield from verdicts
        except Ended:
            if done < careful:
                tries += 1
            if tries == _TRIES:
                done, tries = done + 1, 0
                yield _lost()
            careful = max(careful, min(len(lines), done + _AHEAD * count * CHUNK))


def _chunks(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    return (lines[n : n + CHUNK] for n in range(0, len(lines), CHUNK))


def judge_all(judge: Callable[[str], Row], lines: Sequence[str]) -> list[Row]:
    """Several rows in one task; what decides hard ones is started with the first."""
    from tutor.equality.worker import shared

    shared().start()
    return [judge(line) for line in lines]


def judge_line(line: str) -> Row:
    """The verdict on one row as JSON; a bad row says what is wrong with it."""
    from tutor.check import compare
    from tutor.storage import parse_json

    try:
        row = _checked(parse_json(line))
        return compare(row["key"], row["response"], kind=row.get("kind"), **(row.get("options") or {})).json()
    except InputError as error:
        return {"error": str(error)}


def _lost() -> Row:
    from tutor.text import say
    from tutor.verdict import Status, Verdict

    return Verdict(Status.UNDECIDED, feedback=say("The process that judged this was ended twice.")).json()


def _checked(row: Any) -> Row:
    if not isinstance(row, dict):
        raise InputError("a row is a JSON object with key and response")
    for name, value in row.items():
        if name not in _FIELDS:
            raise InputError(f"unknown field {name[:60]!r}; known are {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[name]):  # type: ignore[arg-type]
            raise InputError(f"the field {name!r} cannot be {str(value)[:60]!r}")
    for name in ("key", "response"):
        if name not in row:
            raise InputError(f"the field {name!r} is missing")
    for reserved in ("kind", "key", "response"):
        if reserved in (row.get("options") or {}):
            raise InputError(f"{reserved!r} is a field of the row, not an option")
    return row
