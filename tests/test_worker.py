"""The other process: it answers, it is ended when it takes too long, and the next question is served at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tutor.equality import equal, patience, within
from tutor.equality.worker import Child, Worker
from tutor.reading import read
from tutor.written import Name, Op, Written

N, X = Name("n"), Name("x")
FACTORIALS = (Op("!", (N + 1,)) / Op("!", (N,)), N + 1)
ROOT = Path(__file__).parent.parent


def endless() -> tuple[Written, Written]:
    """Two that take longer to expand than anybody waits."""
    many = Op("sin", (X,)) + Op("cos", (N,)) + X + N + 1
    return many**90, (many + 2) ** 90


@pytest.fixture(scope="module", params=[False, True], ids=["forking", "alone"])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    if not request.param and not hasattr(os, "fork"):
        request.param = True
    made = Worker(alone=request.param)
    made.ask(*FACTORIALS, seconds=30)
    yield made
    made.close()


def test_answers(worker: Worker) -> None:
    assert worker.ask(*FACTORIALS, seconds=20) == "proved"
    assert worker.ask(read("cos(pi/5)"), read("(1+sqrt(5))/4"), seconds=20) == "proved"
    assert worker.ask(read("cos(pi/5)"), read("(1+sqrt(5))/5"), seconds=20) == "refuted"
    assert worker.ask(Op("words", ()), X, seconds=20) is None


def test_a_question_that_takes_too_long_is_ended_and_the_next_one_is_served(worker: Worker) -> None:
    worker.ask(*FACTORIALS, seconds=20)
    if worker._spare is not None:
        worker._spare.wait_until_ready(monotonic() + 30)
    start = monotonic()
    assert worker.ask(*endless(), seconds=0.7) is None
    assert 0.5 < monotonic() - start < 1.2
    start = monotonic()
    assert worker.ask(*FACTORIALS, seconds=5) == "proved"
    assert monotonic() - start < 1


def test_memory_is_bounded() -> None:
    small = Worker(megabytes=1)
    try:
        small.ask(*FACTORIALS, seconds=20)
        assert small.ask(read("(x+1)^500*(y+2)^500"), read("(2+y)^499*(1+x)^500*(y+3)"), seconds=20) is None
    finally:
        small.close()


def test_a_process_that_was_ended_from_outside_is_replaced(worker: Worker) -> None:
    worker.ask(*FACTORIALS, seconds=20)
    assert worker._child is not None
    worker._child.process.kill()
    worker._child.process.wait()
    assert worker.ask(*FACTORIALS, seconds=20) in (None, "proved")
    assert worker.ask(*FACTORIALS, seconds=20) == "proved"


def test_many_threads_share_it(worker: Worker) -> None:
    answers: list[str | None] = []
    threads = [threading.Thread(target=lambda: answers.append(worker.ask(*FACTORIALS, seconds=30))) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert answers == ["proved"] * 8


def test_the_process_does_not_read_the_input_of_the_program() -> None:
    script = (
        "from tests.test_worker import FACTORIALS\n"
        "from tutor.equality.worker import shared\n"
        "import sys\n"
        "assert shared().ask(*FACTORIALS, seconds=30) == 'proved'\n"
        "assert 'sympy' not in sys.modules\n"
        "print(sys.stdin.read())\n"
    )
    line = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(line, cwd=ROOT, input="still here", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "still here\n"
    assert not done.stderr


def test_one_that_was_started_ahead_answers_at_once() -> None:
    worker = Worker()
    try:
        worker.start()
        worker.start()
        child = worker._child
        assert child is not None
        assert child.wait_until_ready(monotonic() + 30)
        start = monotonic()
        assert worker.ask(*FACTORIALS) == "proved"
        assert monotonic() - start < 1  # 0.01 s on an idle machine
        assert worker._child is child
    finally:
        worker.close()


def test_what_is_long_to_decide_here_is_stopped_in_time() -> None:
    x = read("x")
    long = read("x" + "+sin(sin(sin(sin(x))))-sin(sin(sin(sin(x))))" * 180)
    start = monotonic()
    with within(0.5):
        assert [equal(x, long).how for _ in range(50)][-1] == "none"
    assert monotonic() - start < 1


def test_a_limit_inside_a_limit_does_not_extend_it() -> None:
    with within(0), within(30), patience(30):
        assert equal(*FACTORIALS).how == "none"
    with within(30), patience(30):
        assert equal(*FACTORIALS).how == "proved"


def test_help_starts_no_other_process() -> None:
    script = (
        "import subprocess, sys\n"
        "subprocess.Popen = None\n"
        "from tutor.cli import main\n"
        "sys.argv[1:] = [sys.argv[1], '--help']\n"
        "main()\n"
    )
    for command in ("check", "practice"):
        line = [sys.executable, "-c", script, command]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert "Usage" in done.stdout


def test_only_who_has_patience_waits() -> None:
    assert equal(*FACTORIALS).how == "none"
    assert equal(*FACTORIALS, budget=0).how == "none"
    with patience(30):
        assert equal(*FACTORIALS).how == "proved"
        assert equal(*FACTORIALS, budget=0).how == "none"
    assert equal(*FACTORIALS, budget=30).how == "proved"


def test_an_ended_child_has_released_its_pipes() -> None:
    child = Child(alone=True)
    child.end()
    assert child.process.returncode is not None
    assert not child.send("{}")
    assert not child.reader.is_alive()
