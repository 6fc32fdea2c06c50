"""The other process: ``python -m tutor.equality.child`` answers JSON lines on its standard input.

A request is ``{"id": 1, "a": …, "b": …, "positive": ["x"], "seconds": 1.5, "megabytes": 1000}``, with expressions as
`Written.json` gives them; the answer is ``{"id": 1, "answer": "proved"}``, or ``"refuted"``, or null. The first line
says that the process is ready. Where the system can fork, every request is worked on in a fork of this process, which
loads SymPy once, stays small, does nothing but wait, and ends a fork that takes too long. Elsewhere the
requests are worked on here, and whoever asked ends the process when it takes too long.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tutor.written import Name, Num, Op, Written, from_json

READY = {"ready": True}
_N, _X = Name("n"), Name("x")
_TYPICAL: tuple[tuple[Written, Written], ...] = (
    (Op("sin", (_X,)), Op("cos", (_X,))),
    (Op("!", (_N + 1,)) / Op("!", (_N,)), _N + 1),
    (Op("binomial", (_N, Num("2"))), _N * (_N + 1)),
    (Op("sqrt", (_X**2 + 1,)) + Op("exp", (_X,)), Op("ln", (_X,)) + Op("abs", (_X,))),
)
_DONE = {b"p": "proved", b"r": "refuted"}


def decide(a: Written, b: Written, positive: frozenset[str] = frozenset()) -> str | None:
    """``proved``, ``refuted``, or None, by SymPy's exact forms; may take for ever.

    >>> from tutor.written import Name, Op
    >>> n = Name("n")
    >>> decide(Op("/", (Op("!", (n + 1,)), Op("!", (n,)))), n + 1)
    'proved'
    """
    import sympy as sp

    from tutor.written import names
    from tutor.written.values import value

    symbols = {
        v: sp.Symbol(v, positive=True) if v in positive else sp.Symbol(v, real=True) for v in names(a) | names(b)
    }
    try:
        x, y = value(a, symbols), value(b, symbols)
        if isinstance(x, sp.MatrixBase) or isinstance(y, sp.MatrixBase):
            return _entries(x, y)
        if not (isinstance(x, sp.Expr) and isinstance(y, sp.Expr)):
            return None
        return _zero(x - y)
    except (ValueError, TypeError, ArithmeticError, AttributeError, NotImplementedError, RecursionError):
        return None  # heads that SymPy has no object for, and forms that it does not know


def _entries(x: Any, y: Any) -> str | None:
    if getattr(x, "shape", ()) != getattr(y, "shape", ()):
        return "refuted"
    found = [_zero(entry) for entry in x - y]
    return "refuted" if "refuted" in found else None if None in found else "proved"


def _zero(difference: Any) -> str | None:
    import sympy as sp

    if difference.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
        return None
    if difference == 0:
        return "proved"
    if difference.is_number:
        if difference.is_algebraic:
            x = sp.Dummy("x")
            return "proved" if sp.minimal_polynomial(difference, x) == x else "refuted"
        if difference.is_zero is False:
            return "refuted"
    counted: tuple[Callable[[Any], Any], ...] = (sp.combsimp, sp.gammasimp)
    forms: tuple[Callable[[Any], Any], ...] = (
        *(counted if difference.has(sp.factorial, sp.binomial, sp.gamma) else ()),
        sp.expand,
        lambda e: sp.cancel(sp.together(e)),
        sp.radsimp,
        lambda e: sp.cancel(sp.together(sp.expand(e.rewrite(sp.exp)))),
        lambda e: sp.expand(sp.expand_log(e), trig=True),
        sp.trigsimp,
    )
    for form in forms:
        found = form(difference)
        if found == 0:
            return "proved"
        if found.is_Rational:
            return "refuted"
    return None


def bounded(megabytes: int, seconds: int | None = None) -> None:
    """Limit the memory of this process, and with `seconds` its time of computing, where the system can."""
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return
    size = megabytes * 2**20
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    except (ValueError, OSError):
        return


def _answer(request: dict[str, Any]) -> str | None:
    try:
        return decide(from_json(request["a"]), from_json(request["b"]), frozenset(request["positive"]))
    except MemoryError:
        return None


def _forked(request: dict[str, Any]) -> tuple[str | None, int]:
    """The answer of a fork of this process, or None when it needs too long or too much memory; and the ended fork."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _serve(request, writing)
    os.close(writing)
    found = b""
    try:
        ready, _, _ = select.select([reading], [], [], request["seconds"])
        if ready:
            found = os.read(reading, 1)
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)
    return _DONE.get(found), pid


def _serve(request: dict[str, Any], writing: int) -> None:
    """The fork: works, writes one byte, and ends without running anything else."""
    status = 1
    try:
        bounded(request["megabytes"], int(request["seconds"]) + 2)  # it ends even if this process is ended
        found = _answer(request)
        os.write(writing, (found or "n")[0].encode())
        status = 0
    finally:
        os._exit(status)


def main(arguments: list[str]) -> None:
    """Answer until the input ends."""
    forking = hasattr(os, "fork") and "--alone" not in arguments
    sys.setrecursionlimit(5000)
    import_module("sympy")
    ahead = list(_TYPICAL)
    _prepare(ahead)
    _say(READY)
    while ahead and forking and not _asked():
        _prepare(ahead)
    limited = False
    for line in sys.stdin:
        request = json.loads(line)
        if not forking and not limited:
            bounded(request["megabytes"])
            limited = True
        if not forking:
            _say({"id": request["id"], "answer": _answer(request)})
            continue
        answer, pid = _forked(request)
        _say({"id": request["id"], "answer": answer})
        os.waitpid(pid, 0)  # its memory is released while nobody waits
        _prepare(ahead)


def _asked() -> bool:
    """Is there a request that waits?"""
    return bool(select.select([sys.stdin], [], [], 0)[0])


def _prepare(ahead: list[tuple[Written, Written]]) -> None:
    """Decide a typical question ahead: loads what is loaded late, and fills what every fork would fill again."""
    if ahead:
        decide(*ahead.pop(0))
        if not ahead:
            gc.collect()
            gc.freeze()  # a fork that collects would copy all the pages that it looks at


def _say(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
