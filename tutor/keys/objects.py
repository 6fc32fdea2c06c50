"""Keys of critical points, of densities, of objects with properties, and of truth values with a witness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.answers import (
    Answer,
    AnyWith,
    Condition,
    CriticalPoints,
    Density,
    Property,
    Role,
    Witnessed,
)
from tutor.answers.mass import total
from tutor.answers.properties import PREDICATES
from tutor.answers.supports import pieces_of, read_pieces
from tutor.answers.typed_vectors import Grid, grid, single
from tutor.errors import InputError, Unreadable
from tutor.exact.scalars import scalar
from tutor.keys.key import Key, KeyKind
from tutor.keys.options import flag
from tutor.reading import read
from tutor.written import Op, Written

_DISCRETE = frozenset("kijmn")
_FUNCTION = re.compile(r"\s*(P)?\w*\s*[(\[]\s*(?:[A-Z]\s*=\s*)?([A-Za-z])\s*[;|)\]]")
_BOUND = re.compile(
    r"(?<![A-Za-z\\])([A-Za-z])\s*(?:<|>|≤|≥|=|∈|\\le|\\ge|\\in|\bin\b)|(?:<|≤|\\leq?)=?\s*([A-Za-z])(?![A-Za-z])"
)
_NAMED = re.compile(r"\s*([A-Za-z]\w*)\s*=(?!=)")


def _critical_points(key: Key) -> Answer:
    text = key.options.get("function")
    function = read(text) if isinstance(text, str) else None
    tried: list[tuple[str, ...]] = [key.variables] if key.variables else [("x",), ("x", "y"), ("x", "y", "z")]
    refusal: Unreadable | None = None
    for variables in tried:
        try:
            found = CriticalPoints((), variables).read(key.text)
        except Unreadable as error:
            refusal = refusal or error
            continue
        items = []
        for pair in found.args if isinstance(found, Op) else ():
            point, kind = pair.args if isinstance(pair, Op) else (pair, pair)
            line = point.args if isinstance(point, Op) and point.head == "tuple" else (point,)
            if str(kind) == "?" or str(kind).startswith("global"):
                raise key.refused(
                    "must say of each point whether it is a minimum, a maximum, a saddle or an inflection"
                )
            items.append((line, "inflection" if str(kind) == "neither" else str(kind)))
        lengths = {len(p) for p, _ in items}
        if len(lengths) > 1 or (lengths and key.variables and lengths != {len(key.variables)}):
            raise key.refused("has points with different numbers of coordinates")
        n = lengths.pop() if lengths else len(variables)
        return CriticalPoints(
            tuple(items), variables if len(variables) == n else ("x", "y", "z", "u", "v")[:n], function
        )
    raise refusal or key.refused("has no points")


def _density(key: Key) -> Answer:
    text = key.text
    head = _FUNCTION.match(text)
    bounds = [m[1] or m[2] for m in _BOUND.finditer(text)]
    variable = key.variables[0] if key.variables else head[2] if head else next(iter(bounds), "")
    table = bool(re.match(r"\s*(?:P\s*\(\s*\w\s*=)?\s*-?[0-9./]+\s*[:)]", text))
    variable = variable if variable and not (table and variable.isupper()) else "k" if table else "x"
    discrete = flag(key.options, "discrete", table or variable in _DISCRETE)
    pieces = pieces_of(read_pieces(text, variable, key.variables[1:], discrete=discrete), variable)
    if pieces is None or any(p.ends is None and not p.values for p in pieces):
        raise key.refused("must say where it holds, as in 2x on [0, 1]")
    whole = total(pieces, variable, discrete=discrete)
    if (isinstance(whole, Fraction) and whole != 1) or (isinstance(whole, float) and abs(whole - 1) > 1e-3):
        raise key.refused(f"holds {whole if isinstance(whole, Fraction) else round(whole, 3)} of probability in all")
    return Density(pieces, variable, discrete)


def _objects(text: str) -> tuple[tuple[Role, ...], tuple[Grid, ...]]:
    """Named objects with the shapes that they have: ``A = [0, 1; 0, 0]; v = (1, 2)``."""
    from tutor.answers.base import split

    roles, grids = [], []
    for k, item in enumerate(split(text, ";,\n")):
        m = _NAMED.match(item.text)
        w = read(item.text[m.end() :] if m else item.text)
        rows = grid(w)
        if rows is None and not single(w):
            raise Unreadable("a number, a vector or a matrix is expected", text, item.at)
        if rows is None:
            shape: tuple[int, ...] = ()
            rows = ((w,),)
        else:
            shape = (len(rows),) if len(rows[0]) == 1 else (len(rows), len(rows[0]))
            if len(rows) == 1:
                shape, rows = (len(rows[0]),), tuple((a,) for a in rows[0])
        letter = "uvwxyz"[k % 6] if len(shape) == 1 else "ABCDEF"[k % 6] if shape else "cdabst"[k % 6]
        roles.append(Role(m[1] if m else letter, shape))
        grids.append(rows)
    if not roles or len({r.name for r in roles}) < len(roles):
        raise Unreadable(
            "objects with different names are expected", text, 0, "write A = [1, 2; 0, 0]; B = [0, 1; 0, 0]"
        )
    return tuple(roles), tuple(grids)


def _texts(key: Key, option: str) -> tuple[str, ...]:
    given = key.options.get(option, ())
    found = (
        given.split(";")
        if isinstance(given, str) and "[" not in given
        else [given]
        if isinstance(given, str)
        else given
    )
    if not isinstance(found, list | tuple) or not all(isinstance(t, str) for t in found):
        raise InputError(f"{option} must be texts, as in ['A singular', 'A rank 1']; given is {str(given)[:60]!r}")
    return tuple(t.strip() for t in found if t.strip())


def _property(key: Key) -> Answer:
    roles, grids = _objects(key.text)
    properties = tuple(_one_property(t, roles) for t in _texts(key, "properties"))
    if not properties:
        raise InputError("a key of the kind property needs the option properties: ['A singular', 'A not symmetric']")
    made = AnyWith(roles, properties, grids)
    verdict = made.compare(made.written())
    if not verdict.is_right:
        raise key.refused(f"has not the properties: {verdict.feedback}")
    return made


def _one_property(text: str, roles: Sequence[Role]) -> Property:
    """``A rank 1``, ``A, B product [0, 0; 0, 0]``, ``orthogonal to (1, 2)``."""
    of: list[str] = []
    rest = text
    known = {r.name for r in roles}
    while (m := re.match(r"\s*(?:and\s+|,\s*)?([A-Za-z]\w*)(?=[\s,])\s*,?", rest)) is not None and m[1] in known:
        of.append(m[1])
        rest = rest[m.end() :]
    rest = " ".join(rest.split()).removeprefix("is ").replace("diagonalizable", "diagonalisable")
    name = max((p for p in PREDICATES if rest == p or rest.startswith(p + " ")), key=len, default="")
    if not name:
        raise InputError(f"no property is called {rest[:60]!r}; known are {', '.join(PREDICATES)}")
    data: tuple[Any, ...] = ()
    body = rest[len(name) :].strip()
    if body:
        w = read(body)
        data = tuple(map(_datum, w.args if isinstance(w, Op) and w.head == "list" else (w,)))
    return Property(name, tuple(of) or (roles[0].name,), data)


def _datum(w: Written) -> Any:
    rows = grid(w)
    if rows is None:
        return scalar(w)
    return tuple(tuple(scalar(a) for a in r) for r in rows)


def _witness(key: Key) -> Answer:
    m = re.match(r"\s*(yes|no|true|false)\b\s*[:,;.]?\s*", key.text, re.IGNORECASE)
    if m is None:
        raise key.refused("must begin with yes or no")
    truth = m[1].lower() in ("yes", "true")
    rest = key.text[m.end() :].strip()
    if not rest:
        return Witnessed(truth)
    roles, grids = _objects(rest)
    names = [n for r in roles for line in r.entry_names() for n in line]
    conditions = [
        Condition(read(t, names=names), holds=held)
        for option, held in (("holds", True), ("fails", False))
        for t in _texts(key, option)
    ]
    if not conditions:
        raise InputError("a witness needs the options holds and fails: holds=['u1*u2 = 0'], fails=['u1 = 0']")
    made = Witnessed(truth, roles, tuple(conditions), grids)
    verdict = made.compare(made.written())
    if not verdict.is_right:
        raise key.refused(f"has a witness that is none: {verdict.feedback}")
    return made


KINDS: dict[str, KeyKind] = {
    "critical points": KeyKind(_critical_points, ("function",), reads_itself=True),
    "density": KeyKind(_density, ("discrete",), reads_itself=True),
    "property": KeyKind(_property, ("properties",), reads_itself=True),
    "truth with witness": KeyKind(_witness, ("holds", "fails"), reads_itself=True),
}
