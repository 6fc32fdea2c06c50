"""Named objects as they are typed, ``u = (1, 0), v = (0, 1)`` or ``A = [..]; B = [..]``: numbers, vectors, matrices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.answers.base import Item, read_inside, split
from tutor.answers.typed_vectors import Grid, grid, limited, single, unlabelled
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import MAX_ENTRIES, Complex, scalar
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, names

_LABEL = re.compile(r"\\?(?:(?:vec|mathbf|boldsymbol|bm|mathrm)\b)?\s*\{?\s*([A-Za-z]\w*)\s*\}?\s*(?:=|:)(?![=<>])\s*")
_MATRIX = re.compile(r"\\begin.*?\\end", re.DOTALL)


@dataclass(frozen=True)
class Role:
    """What one of the objects is.

    Attributes
    ----------
    name : str
        ``u``, ``A``, ``c``; the entries of a vector are called ``u1, u2, …``, those of a matrix ``A11, A12, …``.
    shape : tuple of int
        ``()`` a number, ``(n,)`` a vector, ``(m, n)`` a matrix; 0 stands for any number of entries.
    """

    name: str
    shape: tuple[int, ...] = ()

    def fits(self, w: Written) -> bool:
        """Has what was typed the shape of this object?"""
        return self.rows(w) is not None

    def rows(self, w: Written) -> Grid | None:
        """The entries by rows, a vector as a column; None if the shape is another."""
        if not self.shape:
            return ((w,),) if single(w) else None
        found = grid(w)
        if found is None and single(w) and all(n in (0, 1) for n in self.shape):
            found = ((w,),)
        if found is None:
            return None
        if len(self.shape) == 1:
            flat = tuple(a for r in found for a in r)
            fits = (len(found) == 1 or len(found[0]) == 1) and self.shape[0] in (0, len(flat))
            return tuple((a,) for a in flat) if fits else None
        actual = (len(found), len(found[0]))
        return found if all(n in (0, m) for n, m in zip(self.shape, actual, strict=True)) else None

    def what(self) -> str:
        """The shape in words."""
        if not self.shape:
            return "a number"
        if len(self.shape) == 1:
            return f"a vector with {self.shape[0]} entries" if self.shape[0] else "a vector"
        return f"a {self.shape[0]} by {self.shape[1]} matrix" if all(self.shape) else "a matrix"

    def entry_names(self) -> tuple[tuple[str, ...], ...]:
        """The names of the entries, by rows."""
        if not self.shape:
            return ((self.name,),)
        if len(self.shape) == 1:
            return tuple((f"{self.name}{i + 1}",) for i in range(self.shape[0]))
        return tuple(tuple(f"{self.name}{i + 1}{j + 1}" for j in range(self.shape[1])) for i in range(self.shape[0]))

    def written(self, rows: Grid) -> Written:
        """The object as it is printed."""
        if not self.shape:
            return rows[0][0]
        if len(self.shape) == 1:
            flat = tuple(a for r in rows for a in r)
            return Op("tuple", flat) if len(flat) > 1 else column(flat)
        return matrix(rows)


def read_objects(text: str, whole: str, at: int, roles: Sequence[Role]) -> list[tuple[str, Written]]:
    """Objects by the names of their roles; labels that are none of them are taken in order, by shape.

    >>> roles = (Role("u", (2,)), Role("c"))
    >>> [(n, str(w)) for n, w in read_objects("c = -1, (1, 2)", "c = -1, (1, 2)", 0, roles)]
    [('u', '(1, 2)'), ('c', '-1')]
    """
    plain = _MATRIX.sub(lambda m: m[0].replace("\n", " "), limited(text))
    plain = re.sub(r"\band\b", " , ", plain)
    items = split(plain, ";,\n")
    if len(roles) == 1 and len(roles[0].shape) == 1 and len(items) > 1 and not any("=" in i.text for i in items):
        items = split(plain, "\n")  # the entries of one vector without brackets
    if len(items) > len(roles):
        extra = items[len(roles)]
        raise Unreadable(f"{_count(len(roles))} asked, not {len(items)}", whole, at + extra.at)
    found: dict[str, Written] = {}
    others: list[Written] = []
    known = {r.name: r for r in roles}
    for item in items:
        label = _LABEL.match(item.text)
        body = Item(item.text[label.end() :], item.at + label.end() + at) if label else Item(item.text, item.at + at)
        w = _unnamed(read_inside(body, whole))
        if label and label[1] in known:
            if label[1] in found:
                raise Unreadable(f"{label[1]} is given twice", whole, item.at + at)
            found[label[1]] = w
        elif isinstance(w, Op) and w.head == "*" and not any(map(single, w.args)):
            others.extend(w.args)  # vectors with nothing but spaces between them
        else:
            others.append(w)
    if len(found) + len(others) > len(roles):
        raise Unreadable(f"{_count(len(roles))} asked, not {len(found) + len(others)}", whole, at)
    for w in others:
        free = [r for r in roles if r.name not in found]
        role = next((r for r in free if r.fits(w)), free[0])
        found[role.name] = w
    return [(r.name, found[r.name]) for r in roles if r.name in found]


def _unnamed(w: Written) -> Written:
    """A list of numbers is a vector; a label is no part of an object."""
    w = unlabelled(w)
    if isinstance(w, Op) and w.head == "list" and all(single(a) for a in w.args):
        return Op("tuple", w.args)
    if isinstance(w, Op) and w.head == "set" and len(w.args) == 1:
        return w.args[0]
    return w


def _count(n: int) -> str:
    return "one object is" if n == 1 else f"{n} objects are"


def parts_of(objects: Sequence[tuple[str, Written]]) -> tuple[Written, ...]:
    """The objects as ``name = value``."""
    return tuple(Op("=", (Name(n), w)) for n, w in objects)


def objects_of(w: Written) -> dict[str, Written]:
    """The inverse of `parts_of` on the arguments of a list."""
    args = w.args if isinstance(w, Op) and w.head in ("list", "parts") else (w,)
    return {str(a.args[0]): a.args[1] for a in args if isinstance(a, Op) and a.head == "=" and len(a.args) == 2}


def problem_of(role: Role, w: Written) -> Text | None:
    """Why this is no such object, or None."""
    rows = role.rows(w)
    if rows is None:
        return say("{n} must be {what}.", n=Name(role.name), what=role.what())
    if any(names(a) for r in rows for a in r):
        return say("{n} must hold numbers, without letters.", n=Name(role.name))
    return None


def exact_rows(role: Role, w: Written) -> list[list[Any]]:
    """The exact real entries by rows; raises `NotExact`, `TooLarge`, `KeyError` where there are none."""
    rows = role.rows(w) or ()
    if sum(map(len, rows)) > MAX_ENTRIES:
        raise TooLarge(f"matrices of more than {MAX_ENTRIES} entries are not judged exactly")
    values = [[scalar(a) for a in r] for r in rows]
    if any(isinstance(x, Complex) for r in values for x in r):
        raise NotExact("a complex number stands where a real one is needed")
    return values
