"""The parent's side of the other process: asked under a budget of time and memory that cannot be overrun.

One process serves the whole program: it is started when it is first needed, replaced when it does not answer in time,
and ended with the program. Nothing here needs the main thread or a signal.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from tutor.equality.domain import ANYWHERE, Domain
from tutor.written import Written, names

MEGABYTES = 500  # that one decision may use, what its process has loaded included
MARGIN = 0.1  # seconds of a budget that are kept for ending what overruns it
LENGTH = 200_000  # characters of a request


class Child:
    """One process and the thread that reads its answers."""

    def __init__(self, *, alone: bool) -> None:
        root = str(Path(__file__).resolve().parents[2])
        places = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(places), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-W", "ignore", "-m", "tutor.equality.child", *(["--alone"] if alone else [])]
        self.process = subprocess.Popen(  # noqa: S603 - a fixed command of our own
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            text=True, encoding="utf-8", close_fds=True,
        )  # fmt: skip
        self.answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.ready = False
        stdout = self.process.stdout
        if stdout is not None:
            self.reader = threading.Thread(target=self._read, args=(stdout,), daemon=True, name="equality answers")
            self.reader.start()

    def _read(self, stdout: TextIO) -> None:
        try:
            for line in stdout:
                self.answers.put(json.loads(line))
        except ValueError:  # the pipe was closed, or what came is no JSON: the process was ended
            pass
        self.answers.put(None)

    def send(self, line: str) -> bool:
        """Write a request; False when the process is gone."""
        stdin = self.process.stdin
        if stdin is None:
            return False
        try:
            stdin.write(line + "\n")
            stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def receive(self, deadline: float) -> dict[str, Any] | None:
        """The next record before the deadline; None when there is none."""
        try:
            return self.answers.get(timeout=max(deadline - monotonic(), 0))
        except queue.Empty:
            return None

    def wait_until_ready(self, deadline: float) -> bool:
        """Has the process loaded what it needs? Waits until the deadline at the latest."""
        if not self.ready:
            self.ready = self.receive(deadline) is not None
        return self.ready

    def end(self) -> None:
        """End the process at once and release its pipes."""
        self.process.kill()
        self.process.wait()
        self.reader.join(1)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


class Worker:
    """Answers questions of equality in another process.

    Parameters
    ----------
    alone : bool
        The process works itself instead of forking; a spare one is then started ahead, so that after one was ended
        the next question is served at once. By default where the system cannot fork.

    Examples
    --------
    >>> from tutor.written import Name, Op
    >>> n = Name("n")
    >>> worker = Worker()
    >>> worker.ask(Op("!", (n + 1,)), (n + 1) * Op("!", (n,)), seconds=20)
    'proved'
    >>> worker.close()
    """

    def __init__(self, *, alone: bool | None = None, megabytes: int = MEGABYTES) -> None:
        self.alone = not hasattr(os, "fork") if alone is None else alone
        self.megabytes = megabytes
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._spare: Child | None = None
        self._count = 0
        self._owner = os.getpid()
        atexit.register(self.close)

    def start(self) -> None:
        """Start the process ahead, without waiting for it; where none can be started, questions stay open."""
        with self._lock, suppress(OSError):
            self._ensure()

    def ask(self, a: Written, b: Written, domain: Domain = ANYWHERE, seconds: float = 2.0) -> str | None:
        """``proved``, ``refuted``, or None when there is no answer within the seconds (which include waiting)."""
        deadline = monotonic() + seconds
        positive = sorted(v for v in names(a) | names(b) if domain.positive(v))
        try:
            text = json.dumps({"a": a.json(), "b": b.json(), "positive": positive})
        except RecursionError:
            return None
        foreign = self._owner != os.getpid()  # a fork of the program: the process belongs to the one it came from
        if foreign or len(text) > LENGTH or not self._lock.acquire(timeout=max(seconds, 0)):
            return None
        try:
            return self._ask(json.loads(text), deadline)
        except OSError:  # no process can be started here
            return None
        finally:
            self._lock.release()

    def _ask(self, request: dict[str, Any], deadline: float) -> str | None:
        child = self._ensure()
        if not child.wait_until_ready(deadline - MARGIN):
            if child.process.poll() is not None:
                self._replace()
            return None
        left = deadline - monotonic() - MARGIN
        if left <= 0:
            return None
        self._count += 1
        own = {"id": self._count, "seconds": left, "megabytes": self.megabytes}
        if child.send(json.dumps(request | own)):
            record = child.receive(deadline - (0 if not self.alone else MARGIN))
            if record is not None and record.get("id") == self._count:
                found = record["answer"]
                return found if found in ("proved", "refuted") else None
        self._replace()
        return None

    def _ensure(self) -> Child:
        if self._child is None:
            self._child, self._spare = self._spare or Child(alone=self.alone), None
        if self.alone and self._spare is None:
            self._spare = Child(alone=True)
        return self._child

    def _replace(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None
        self._ensure()

    def close(self) -> None:
        """End the processes; the next question starts a new one."""
        if self._owner != os.getpid():
            return
        with self._lock:
            for child in (self._child, self._spare):
                if child is not None:
                    child.end()
            self._child = self._spare = None


_shared: list[Worker] = []
_inherited: list[Worker] = []  # of the program that this one is a fork of
_starting = threading.Lock()


def _forget() -> None:
    _inherited.extend(_shared)
    _shared.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def shared() -> Worker:
    """The worker that the whole program shares."""
    with _starting:
        if not _shared:
            _shared.append(Worker())
        return _shared[0]
