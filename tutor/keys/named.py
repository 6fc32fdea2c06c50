"""Keys of several pieces: ``k = 3: none; otherwise: one`` and named parts, ``E = 2; Var = 1``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor.answers import Answer, Cases, Part, Parts
from tutor.answers.base import Item, read_inside, split
from tutor.answers.cases import OTHERWISE, plain_words
from tutor.errors import InputError, Unreadable
from tutor.keys.key import Key, KeyKind
from tutor.verdict import Verdict
from tutor.written import names

_PART = re.compile(r"\s*\\?([A-Za-zΑ-ω][^=:;\n]{0,40}?)\s*(?:=(?!=)|:(?!=))\s*(?=\S)")


def parameter_of(text: str) -> str | None:
    """The one letter of the conditions of ``k = 3: none; otherwise: one``; None if there is not exactly one.

    >>> parameter_of("k = 3: none; otherwise: one")
    'k'
    """
    found: set[str] = set()
    for item in split(text, ";,\n"):
        before, colon, _ = item.text.partition(":")
        if colon and plain_words(before) not in OTHERWISE:
            bare = re.sub(r"^\s*(?:if|for|when)\b", "", before, flags=re.IGNORECASE)
            try:
                found |= names(read_inside(Item(bare.strip(), item.at), text))
            except Unreadable:
                return None
    return found.pop() if len(found) == 1 else None


def _cases(key: Key) -> Answer:
    parameter = key.variables[0] if len(key.variables) == 1 else parameter_of(key.text)
    if parameter is None:
        raise key.refused("has no parameter: write k = 3: none; otherwise: one, or give it as the variable")
    sketch = Cases(parameter, (), "one")
    found = sketch.table(sketch.read(key.text))
    if isinstance(found, Verdict):
        raise key.refused(f"is no list of cases: {found.feedback or 'a special value is not rational'}")
    at, rest = found
    if rest is None:
        raise key.refused("does not say what holds otherwise")
    return Cases(parameter, tuple((q, what) for q, what in sorted(at.items()) if what != rest), rest)


def pieces_of(text: str) -> list[tuple[str, str]] | None:
    """The names and texts of ``E = 2; Var = 1``; None where some piece has no name, or two have the same.

    >>> pieces_of("E[X] = 2; Var(X) = 1")
    [('E[X]', '2'), ('Var(X)', '1')]
    """
    found = []
    for item in split(text, ";\n"):
        m = _PART.match(item.text)
        if m is None:
            return None
        found.append((m[1], item.text[m.end() :]))
    return found if len({name.lower() for name, _ in found}) == len(found) else None


def _parts(key: Key) -> Answer:
    from tutor.keys import answer_of

    pieces = pieces_of(key.text)
    if not pieces:
        raise key.refused("has no named parts: write E = 2; Var = 1")
    kinds = key.options.get("kinds", {})
    if not isinstance(kinds, Mapping) or not set(kinds) <= {name for name, _ in pieces}:
        raise InputError(f'kinds names the kind of a part, as in {{"E": "number"}}; given is {str(kinds)[:60]!r}')
    more = {"variables": list(key.variables)} if key.variables else {}
    return Parts(tuple(Part(name, answer_of(body, kinds.get(name), **more)) for name, body in pieces))


KINDS: dict[str, KeyKind] = {
    "cases": KeyKind(_cases, reads_itself=True),
    "parts": KeyKind(_parts, ("kinds",), reads_itself=True),
}
