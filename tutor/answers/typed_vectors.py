"""Vectors and matrices as they were typed: multiples and sums of them, free letters, labels and decimals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import MAX_ENTRIES, Complex, plain, scalar
from tutor.reading.limits import MAX_LENGTH
from tutor.written import Name, Num, Op, Words, Written, entries, names, walk

Line: TypeAlias = "tuple[Written, ...]"
Grid: TypeAlias = "tuple[Line, ...]"

_COLLECTIONS = frozenset(
    ("matrix", "augmented", "tuple", "set", "list", "row", "interval", "in", "span", "union", "empty", "inf")
    + ("=", "!=", "<", "<=", ">", ">=", "≈", "and", "or", "not", "T")
)


def limited(text: str) -> str:
    """The text, unless it is longer than what is read at all."""
    if len(text) > MAX_LENGTH:
        raise Unreadable(f"the text has {len(text)} characters; at most {MAX_LENGTH} are read", text, MAX_LENGTH)
    return text


def single(w: Written) -> bool:
    """Does it stand for one number (of letters and numbers), not for a vector, a set or a relation?"""
    return not any(isinstance(n, Words) or (isinstance(n, Op) and n.head in _COLLECTIONS) for n in walk(w))


def grid(w: Written) -> Grid | None:
    """The rows of a matrix, or of a vector as a column, multiples and sums of them included; None for another kind.

    >>> from tutor.reading import read
    >>> grid(read("1/2 (1, 3)"))
    ((Op(head='*', args=(Op(head='/', args=(Num(text='1'), Num(text='2'))), Num(text='1'))),), \
(Op(head='*', args=(Op(head='/', args=(Num(text='1'), Num(text='2'))), Num(text='3'))),))
    """
    if not isinstance(w, Op):
        return None
    if w.head == "tuple" and all(single(a) for a in w.args):
        return tuple((a,) for a in w.args)
    if w.head == "matrix":
        rows = entries(w)
        return rows if rows and all(single(a) for r in rows for a in r) else None
    if w.head in ("T", "neg"):
        inner = grid(w.args[0])
        if inner is None or w.head == "T":
            return None if inner is None else tuple(zip(*inner, strict=True))
        return tuple(tuple(Op("neg", (a,)) for a in r) for r in inner)
    if w.head == "/" and single(w.args[1]):
        inner = grid(w.args[0])
        return None if inner is None else tuple(tuple(Op("/", (a, w.args[1])) for a in r) for r in inner)
    if w.head == "*":
        return _multiple(w)
    return _sum(w) if w.head == "+" else None


def _multiple(w: Op) -> Grid | None:
    others = [a for a in w.args if not single(a)]
    if len(others) != 1:
        return None
    inner, factors = grid(others[0]), tuple(a for a in w.args if single(a))
    return None if inner is None else tuple(tuple(Op("*", (*factors, a)) for a in r) for r in inner)


def _sum(w: Op) -> Grid | None:
    found = [grid(a) for a in w.args]
    grids = [vector_shape(g) for g in found if g is not None]
    if len(grids) < len(found) or len({(len(g), len(g[0])) for g in grids}) > 1:
        return None
    return tuple(tuple(Op("+", tuple(same)) for same in zip(*rows, strict=True)) for rows in zip(*grids, strict=True))


def vector_shape(g: Grid) -> Grid:
    """A row as a column; anything else as it is."""
    return tuple((a,) for a in g[0]) if len(g) == 1 else g


def vector_of(w: Written) -> Line | None:
    """The entries of a vector, row or column, label taken off; None for anything else."""
    g = grid(unlabelled(w))
    if g is None or (len(g) > 1 and len(g[0]) > 1):
        return None
    return tuple(a for r in g for a in r)


def reals(w: Written) -> bool:
    """Is it a remark that a letter runs through all real numbers, ``t in R``?"""
    return isinstance(w, Op) and w.head == "in" and w.args[1] == Words("R")


def affine(line: Sequence[Written]) -> tuple[list[Any], list[list[Any]]] | None:
    """The point and the directions of a vector with free letters; None when a letter does not enter linearly.

    >>> from tutor.reading import read
    >>> affine([read("1 + 2t"), read("3")])
    ([Fraction(1, 1), Fraction(3, 1)], [[Fraction(2, 1), Fraction(0, 1)]])
    """
    letters = sorted({n for a in line for n in names(a)})
    zero = dict.fromkeys(letters, Fraction(0))
    point = [_real_scalar(a, zero) for a in line]
    directions = []
    for p in letters:
        once = [_real_scalar(a, zero | {p: Fraction(1)}) for a in line]
        directions.append([plain(a - b) for a, b in zip(once, point, strict=True)])
    if all(_is_linear(a) for a in line):
        return point, directions
    for step in (Fraction(3), Fraction(-2, 7)):
        values = {p: step * (k + 2) for k, p in enumerate(letters)}
        for i, w in enumerate(line):
            straight = sum((values[p] * d[i] for p, d in zip(letters, directions, strict=True)), point[i])
            if scalar(w, values) - straight:
                return None
    raise NotExact("whether the letters enter linearly is not seen from the form")


def _real_scalar(w: Written, values: Mapping[str, Fraction]) -> Any:
    x = scalar(w, values)
    if isinstance(x, Complex):
        raise NotExact("a complex number stands where a real one is needed")
    return x


def _is_linear(w: Written) -> bool:
    """Linear by its form: sums, and products and quotients by numbers."""
    if not names(w) or isinstance(w, Name):
        return True
    if not isinstance(w, Op) or w.head not in ("+", "neg", "*", "/"):
        return False
    moving = [a for a in w.args if names(a)]
    if w.head == "*" and len(moving) > 1:
        return False
    if w.head == "/" and names(w.args[1]):
        return False
    return all(map(_is_linear, moving))


def unlabelled(w: Written) -> Written:
    """The right side of ``name = …``."""
    return w.args[1] if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name) else w


def scalars(line: Sequence[Written]) -> list[Any]:
    """The exact values of numbers as they were typed."""
    if len(line) > MAX_ENTRIES:
        raise TooLarge(f"vectors of more than {MAX_ENTRIES} entries are not judged exactly")
    return [scalar(a) for a in line]


def decimal_places(items: Sequence[Written]) -> int | None:
    """The fewest decimals (two at least) in the entries that are plain decimals; None if none of them is.

    >>> from tutor.reading import read
    >>> decimal_places([read("0.707"), read("-0.71"), read("0")])
    2
    """
    found = []
    for w in items:
        inner = w.args[0] if isinstance(w, Op) and w.head == "neg" else w
        if isinstance(inner, Num) and "." in inner.text:
            found.append(len(inner.text.partition(".")[2]))
    return min(found) if found and min(found) >= 2 else None
