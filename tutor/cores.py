"""Work spread over processes, its results in the order of the tasks."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Thread
from typing import Any, TypeVar

from tutor.errors import InputError

T = TypeVar("T")
R = TypeVar("R")


class Ended(InputError):
    """A process was ended from outside while it worked."""


class Cores:
    """Calls functions of a module in other processes, or here if there is only one to use."""

    def __init__(self, pool: ProcessPoolExecutor | None, count: int) -> None:
        self._pool = pool
        self._count = count

    def ordered(
        self, function: Callable[[T], R], tasks: Iterable[T], *, ahead: int | None = None
    ) -> Generator[R, None, None]:
        """The results of `function`, in the order of the tasks.

        Parameters
        ----------
        ahead : int or None
            At most so many tasks wait or run at a time; four a process are always enough.
        """
        if self._pool is None:
            yield from map(function, tasks)
            return
        todo = iter(tasks)
        limit = 4 * self._count
        running: deque[Future[Any]] = deque()
        try:
            while True:
                room = min(limit, ahead or limit) - len(running)
                running.extend(self._pool.submit(function, task) for task in islice(todo, room))
                if not running:
                    return
                yield running.popleft().result()
        except BrokenProcessPool as error:
            raise Ended("a process of this run was ended from outside; give the same command again") from error
        finally:
            for future in running:
                future.cancel()


def processes(jobs: int | None) -> int:
    """How many processes to use: as many as asked for, or one for each core that this process may use."""
    if jobs is not None:
        if jobs < 1:
            raise InputError(f"the number of jobs must be at least 1; it is {jobs}")
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def cores(count: int) -> Iterator[Cores]:
    """Processes that live as long as the block; when it is left by an error, what waits is dropped."""
    if count == 1:
        yield Cores(None, 1)
        return
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield Cores(pool, count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A process leaves Ctrl-C to the one that started it, and ends when that one is gone."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
