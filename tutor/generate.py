"""A bank on file: distinct, certified problems as JSON lines, and the same file certified again.

The rows stand in the order of family, level and seed; of equal problems the first one stays. The work is spread over
processes, and one writer puts it in order, so the bytes are the same whatever the number of cores, and whether the work
was interrupted or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from tutor.bank import drawn, restored, select
from tutor.certify import certify
from tutor.cores import Cores, cores, processes
from tutor.errors import InputError, TutorError
from tutor.storage import Lines, parse_json, part_of, read_paper, refuse_existing, unreadable

REPEATS = 1_000  # that many in a row, and a level is exhausted
BATCH = 8  # problems that a process certifies at a time
MOST_DRAWN = 64  # problems that a process draws at a time
WORTH_A_PROCESS = 32  # problems, below which starting another process costs more than it brings

Progress = Callable[[int, int], None]
Plan = tuple[str, int, int]  # family, level, how many


@dataclass(frozen=True)
class Exhausted:
    """A level that has fewer different problems than were asked for."""

    family: str
    level: int
    has: int
    wanted: int


@dataclass(frozen=True)
class Report:
    """What was written.

    Attributes
    ----------
    path : Path
    rows : int
        Problems in the file.
    resumed : int
        How many of them an interrupted run had left.
    exhausted : tuple of Exhausted
    """

    path: Path
    rows: int
    resumed: int
    exhausted: tuple[Exhausted, ...]


def generate(
    names: Sequence[str],
    *,
    count: int,
    out: Path | str,
    levels: Sequence[int] = (),
    force: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Write a bank of `count` different problems, every one certified.

    What an interrupted run has left in ``OUT.part`` is taken up. With several processes a script that calls this needs
    the usual ``if __name__ == "__main__":``.

    Parameters
    ----------
    names : sequence of str
        Topics and families; none of them: the whole bank.
    count : int
        In all, shared evenly among the families, and in each among its levels.
    levels : sequence of int
        Only these; none of them: all.
    jobs : int or None
        Processes; None for one a core.
    progress : callable
        Called with the number of rows that are written, and of all.

    Raises
    ------
    InputError
        For an unknown name or level, a file that exists or cannot be written, a ``.part`` of another bank.
    BankError
        When a problem contradicts itself.
    """
    out = Path(out)
    plans = shares(select(names, levels=levels), count)
    refuse_existing(out, force=force)
    most = processes(jobs)
    with Lines(out) as lines:
        writing = _Writing(lines, plans, progress)
        try:
            writing.resume()
        except InputError:
            if not force:
                raise
            writing = _Writing(lines, plans, progress)
            lines.keep(0)
        with (
            cores(min(most, 1 + (count - writing.resumed) // WORTH_A_PROCESS)) as workers,
            closing(writing.new(workers)) as new,
        ):
            for batch in workers.ordered(_certified, _batches(new)):
                writing.write(batch)
        lines.finish()
    return Report(out, writing.done, writing.resumed, tuple(writing.exhausted))


def shares(families: dict[str, tuple[int, ...]], count: int) -> list[Plan]:
    """How many problems each level of each family brings.

    >>> shares({"a/b": (1, 2), "a/c": (1,)}, 5)
    [('a/b', 1, 2), ('a/b', 2, 1), ('a/c', 1, 2)]
    """
    if count < 1:
        raise InputError(f"the count must be at least 1; it is {count}")
    plans = []
    for i, (name, levels) in enumerate(families.items()):
        share = count // len(families) + (i < count % len(families))
        n = len(levels)
        for j, level in enumerate(levels):  # what is left over begins at another level in each family
            plans.append((name, level, share // n + ((j - i) % n < share % n)))
    return [plan for plan in plans if plan[2]]


# ---------------------------------------------------------------- what the processes do

Found = tuple[str, str, str]  # fingerprint, seed, Drawn.json as text


def _drawn(task: tuple[str, int, int, int]) -> list[Found]:
    name, level, start, stop = task
    found = (drawn(name, level=level, seed=seed) for seed in range(start, stop))
    return [(d.fingerprint, d.seed, _text(d.json())) for d in found]


def _certified(batch: list[str]) -> list[str]:
    """The rows of problems, each built again from what is stored of it."""
    return [_row(json.loads(text)) for text in batch]


def _row(stored: dict[str, Any]) -> str:
    found = restored(stored)
    certificate = certify(found.problem, where=found.id)
    return _text({**stored, "answer": found.problem.answer().typed(), "certificate": certificate.json()})


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _batches(texts: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(texts, BATCH)):
        yield batch


# ---------------------------------------------------------------- the one writer


@dataclass
class _Writing:
    """Where the work stands; of the problems only their fingerprints are kept, 16 bytes each."""

    lines: Lines
    plans: list[Plan]
    progress: Progress | None
    done: int = 0
    resumed: int = 0
    exhausted: list[Exhausted] = field(default_factory=list)
    has: dict[tuple[str, int], int] = field(default_factory=dict)  # rows left by an interrupted run
    next_seed: dict[tuple[str, int], int] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set)
    at: int = 0  # place in the plan of the last row that was left

    def resume(self) -> None:
        """Take up the rows in the ``.part``, those that are whole and stand in the order of the plan."""
        places = {(name, level): i for i, (name, level, _) in enumerate(self.plans)}
        last: dict[str, Any] = {}
        at = 0
        for number, line in enumerate(self.lines.read(), start=1):
            try:
                row = json.loads(line)
                key, seed, mark = (row["family"], row["level"]), int(row["seed"]), row["certificate"]["fingerprint"]
                place, name_of_row = places[key], row["id"]
            except (ValueError, KeyError, TypeError) as error:
                raise self._foreign(f"line {number}") from error
            ordered = place > at or (place == at and seed >= self.next_seed.get(key, 0))
            if not ordered or self.has.get(key, 0) >= self.plans[place][2] or bytes.fromhex(mark) in self.seen:
                raise self._foreign(f"line {number}, {name_of_row},")
            at, last = place, row
            self.seen.add(bytes.fromhex(mark))
            self.has[key] = self.has.get(key, 0) + 1
            self.next_seed[key] = seed + 1
            self.done += 1
        if last and drawn(last["family"], level=last["level"], seed=last["seed"]).id != last["id"]:
            raise self._foreign(f"its last line, {last['id']},")
        self.resumed = self.done
        self.at = at

    def _foreign(self, what: str) -> InputError:
        part = part_of(self.lines.path)
        return InputError(f"{part}: {what} belongs to another bank than is asked for; delete the file, or give --force")

    def new(self, workers: Cores) -> Generator[str, None, None]:
        """The problems that are still missing, in order, each for the first time."""
        for place, (name, level, wanted) in enumerate(self.plans):
            has = self.has.get((name, level), 0)
            if has == wanted:
                continue
            repeats = 0
            size = min(MOST_DRAWN, max(BATCH, wanted - has))
            start = self.next_seed.get((name, level), 0)
            tasks = _endless(name, level, start, size)
            with closing(workers.ordered(_drawn, tasks, ahead=-(-(wanted - has) // size))) as chunks:
                for mark, seed, text in (found for chunk in chunks for found in chunk):
                    if bytes.fromhex(mark) in self.seen:
                        repeats += 1
                        if repeats == REPEATS:
                            self.exhausted.append(Exhausted(name, level, has, wanted))
                            break
                        continue
                    if place < self.at:  # later levels have rows, so this one was exhausted
                        raise self._foreign(f"{name}:{level}:{seed} is missing; the file")
                    repeats = 0
                    self.seen.add(bytes.fromhex(mark))
                    has += 1
                    yield text
                    if has == wanted:
                        break

    def write(self, rows: list[str]) -> None:
        """Append rows."""
        self.lines.append(rows)
        self.done += len(rows)
        if self.progress:
            missing = sum(e.wanted - e.has for e in self.exhausted)
            self.progress(self.done, sum(p[2] for p in self.plans) - missing)


def _endless(name: str, level: int, start: int, size: int) -> Iterator[tuple[str, int, int, int]]:
    while True:
        yield name, level, start, start + size
        start += size


# ---------------------------------------------------------------- the same file again

_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True)
class Spoiled:
    """A problem of a file that is not what it should be.

    Attributes
    ----------
    number : int
        Of the line in a bank, of the question in a paper, from 1 on.
    id : str
        As it stands in the file; empty if it cannot be told.
    what : str
        What is wrong with it.
    """

    number: int
    id: str
    what: str


@dataclass(frozen=True)
class Verification:
    """What became of a file whose problems were certified again.

    Attributes
    ----------
    path : Path
    unit : str
        ``line`` in a bank, ``question`` in a paper.
    rows : int
        How many problems were looked at.
    spoiled : tuple of Spoiled
    """

    path: Path
    unit: str
    rows: int
    spoiled: tuple[Spoiled, ...]

    @property
    def holds(self) -> bool:
        """Every problem is what it should be."""
        return not self.spoiled


def verify(path: Path | str, *, jobs: int | None = None, progress: Progress | None = None) -> Verification:
    """Certify the problems of a bank or of a ``paper.json`` again, from their stored fields alone.

    Raises
    ------
    InputError
        When the file cannot be read, is empty, or is neither a bank nor a paper of this format.
    """
    path = Path(path)
    bank = _is_bank(path)
    total = _count(path) if bank else len(read_paper(path)["questions"])
    if not total:
        raise InputError(f"{path} holds no problems")
    spoiled: list[Spoiled] = []
    seen: set[bytes] = set()
    number = 0
    with cores(min(processes(jobs), 1 + total // WORTH_A_PROCESS)) as workers:
        rows = _lines(path) if bank else (_text(q) for q in read_paper(path)["questions"])
        for found in workers.ordered(_verified_bank if bank else _verified, _batches(rows)):
            for address, mark, what in found:
                number += 1
                if not what and mark in seen:
                    what = "the same problem stands before it"
                if what:
                    spoiled.append(Spoiled(number, address, what))
                seen.add(mark)
            if progress:
                progress(number, total)
    return Verification(path, "line" if bank else "question", number, tuple(spoiled))


def _is_bank(path: Path) -> bool:
    if path.suffix == ".jsonl":
        return True
    with closing(_lines(path)) as lines:
        try:
            first = parse_json(next(lines, ""))
        except InputError:
            return False
    return isinstance(first, dict) and "fields" in first


def _lines(path: Path) -> Generator[str, None, None]:
    try:
        with path.open("rb") as file:
            for line in file:
                yield line.decode("utf-8", errors="replace")
    except OSError as error:
        raise unreadable(path, error) from error


def _count(path: Path) -> int:
    return sum(1 for _ in _lines(path))


def _verified_bank(lines: list[str]) -> list[tuple[str, bytes, str]]:
    return [_again(line, ("answer",)) for line in lines]


def _verified(lines: list[str]) -> list[tuple[str, bytes, str]]:
    return [_again(line) for line in lines]


def _again(line: str, needed: tuple[str, ...] = ()) -> tuple[str, bytes, str]:
    """ID, fingerprint and fault of a stored problem; the fault is empty if there is none."""
    try:
        row = parse_json(line)
    except InputError as error:
        return "", b"", str(error)
    address = str(row.get("id", ""))[:100] if isinstance(row, dict) else ""
    try:
        found = restored(row)
        mark = bytes.fromhex(found.fingerprint)
        certificate = certify(found.problem, where=found.id).json()
        answer = found.problem.answer().typed()
    except TutorError as error:
        return address, b"", str(error)
    except _BROKEN as error:  # fields of the right types that no draw would make
        return address, b"", f"its fields make no problem ({type(error).__name__}: {error})"
    if missing := [key for key in needed if key not in row]:
        return address, mark, f"{missing[0]!r} is missing"
    if row.get("answer", answer) != answer:
        return address, mark, f"the answer is {answer}, not {str(row['answer'])[:100]}"
    stored = row.get("certificate")
    if stored != certificate:
        theirs = stored if isinstance(stored, dict) else {}
        keys = sorted(key for key in certificate | theirs if theirs.get(key) != certificate.get(key))
        return address, mark, f"the certificate differs in {', '.join(keys)}"
    return address, mark, ""
