"""Solve a problem that the user typed, by a named method, or by the one method that the input fits.

A method is a module ``tutor/methods/<topic>/<name>.py`` whose docstring has a line ``Example:`` (a command that works
as it stands) and a line ``Takes:`` (the shapes of input that it is meant for, see `shape`). Listings read the
docstrings only; a method is imported when it is used.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from tutor.errors import InputError, Unreadable
from tutor.step import Solution
from tutor.written import RELATIONS, Op, Written, names


@dataclass(frozen=True)
class MethodCard:
    """What a method says of itself: its name, topic, title, an example, and the shapes of input it takes.

    `about` is the docstring without the lines that are listed apart; the file is read as text, never imported.
    """

    name: str
    topic: str
    title: str
    example: str
    takes: tuple[str, ...]
    about: str
    path: Path

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The names of the keyword-only parameters of `from_text`."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        functions = (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "from_text")
        return tuple(a.arg for f in functions for a in f.args.kwonlyargs)


@cache
def _cards() -> dict[str, MethodCard]:
    found: dict[str, MethodCard] = {}
    for path in sorted((Path(__file__).parent / "methods").glob("*/*.py")):
        _, _, docstring = path.read_text(encoding="utf-8").partition('"""')
        docstring = docstring.partition('"""')[0]
        lines = {k: v.strip() for k, _, v in (line.partition(":") for line in docstring.splitlines())}
        if "Example" in lines:
            takes = tuple(t.strip() for t in lines.get("Takes", "").split(",") if t.strip())
            title = docstring.partition("\n")[0].rstrip(".")
            about = _about(docstring)
            found[path.stem] = MethodCard(path.stem, path.parent.name, title, lines["Example"], takes, about, path)
    return found


def _about(docstring: str) -> str:
    """What follows the title, without the lines ``Example:`` and ``Takes:``."""
    kept = (x for x in docstring.split("\n")[1:] if not x.startswith(("Example:", "Takes:")))
    return "\n".join(kept).strip().replace("``", "`")


def methods() -> tuple[str, ...]:
    """The names of all methods, in alphabetical order.

    >>> "system" in methods()
    True
    """
    return tuple(sorted(_cards()))


def method_card(name: str) -> MethodCard:
    """The card of a method.

    Raises
    ------
    InputError
        For an unknown name; names the nearest.
    """
    plain = name.strip().replace("-", "_").lower()
    if plain in _cards():
        return _cards()[plain]
    near = get_close_matches(plain, methods(), n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "`tutor methods` lists them"
    raise InputError(f"there is no method {name!r}; {hint}")


def solve(method: str, *inputs: str, **options: Any) -> Solution:
    """Solve a typed problem.

    Parameters
    ----------
    method : str
        The method's name.
    inputs : str
        What the method takes, as its example shows.
    options
        The method's own options, as text.

    Raises
    ------
    Unreadable
        When an input cannot be read; says where.
    InputError
        For an unknown method or option, or an impossible value.

    Examples
    --------
    >>> str(solve("system", "3x + y = 9, 4x - 2y = 5").answer)
    'x = 23/10, y = 21/10'
    """
    card = method_card(method)
    function = import_module(f"tutor.methods.{card.topic}.{card.name}").from_text
    parameters = inspect.signature(function).parameters.values()
    known = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    for name in options:
        if name not in known:
            takes = f"its options are {', '.join(known)}" if known else "it has no options"
            raise InputError(f"the method {card.name} does not take the option {name!r}; {takes}")
    wanted = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    many = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    needed = sum(p.default is p.empty for p in wanted)
    if len(inputs) < max(needed, 1) or (len(inputs) > len(wanted) and not many):
        raise InputError(f"the method {card.name} is used like this: {card.example}")
    result: Solution = function(*inputs, **options)
    return result


def shape(text: str) -> str:
    """What a typed input looks like.

    ``probabilities`` (``P(A|B) = …``), ``system`` (equations), ``augmented`` (a matrix with a bar), ``matrix``,
    ``function of one variable``, ``function of several variables``, ``number``, or ``words``.

    >>> shape("3x + y = 9, 4x - 2y = 5"), shape("x^2 exp(3x)")
    ('system', 'function of one variable')
    """
    from tutor.reading import read, read_probability

    if "P(" in text:
        try:
            read_probability(text)
        except Unreadable:
            return "words"
        return "probabilities"
    try:
        w = read(text)
    except Unreadable:
        return _shape_of_rows(text)
    return _shape_of(w)


def _shape_of_rows(text: str) -> str:
    from tutor.reading import read_system

    try:
        read_system(text)
    except Unreadable:
        return "words"
    return "system"


def _shape_of(w: Written) -> str:
    if isinstance(w, Op):
        if w.head in ("augmented", "matrix"):
            return w.head
        if w.head == "=":
            return _shape_of(w.args[1]) if _is_definition(w) else "system"
        if w.head == "list":
            shapes = {_shape_of(a) for a in w.args if isinstance(a, Op) and a.head in RELATIONS}
            return "system" if shapes else "words"
    count = len(names(w))
    return ("number", "function of one variable")[count] if count < 2 else "function of several variables"


def _is_definition(w: Op) -> bool:
    """``f(x) = …`` and the like: a function, not an equation."""
    return isinstance(w.args[0], Op) and w.args[0].head == "call"


def candidates(text: str) -> tuple[str, ...]:
    """The methods that an input fits, by its shape."""
    found = shape(text)
    return tuple(card.name for card in sorted(_cards().values(), key=lambda c: c.name) if found in card.takes)
