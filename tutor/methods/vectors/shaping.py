"""Shapes of expressions with matrices: sizes are whole numbers or letters, and vectors are columns.

A product of a row and a column is a 1 × 1 matrix and stands for a number; so it may multiply anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tutor.errors import InputError
from tutor.text import Text, say
from tutor.written import ONE, Name, Num, Op, Written, entries, number, typed

Size: TypeAlias = tuple[Written, ...]
"""``()`` for a number, ``(m, n)`` for a matrix."""

NUMBER: Size = ()
_LETTER_SIZES = (7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)


@dataclass(frozen=True)
class Clash:
    """Where an expression has no value: ``what`` is ``product``, ``sum`` or ``square`` (a power, an inverse …)."""

    what: str
    node: Written
    left: Written
    right: Written
    sizes: tuple[Size, Size]


def shape_of(w: Written, sizes: Mapping[str, Size]) -> Size | Clash:
    """The shape of an expression, or the first place where it is undefined, from left to right.

    Raises
    ------
    InputError
        For a letter without a size, or an operation that there is not.

    >>> A, B = Name("A"), Name("B")
    >>> sizes = {"A": (number(3), number(2)), "B": (number(3), number(4))}
    >>> [str(n) for n in shape_of(Op("T", (A,)) * B, sizes)]
    ['2', '4']
    >>> shape_of(A * B, sizes).what
    'product'
    """
    if isinstance(w, Num):
        return NUMBER
    if isinstance(w, Name):
        if w.text not in sizes:
            raise InputError(f"the size of {w} is not given; add it: {w}: 2x3")
        return sizes[w.text]
    if not isinstance(w, Op):
        raise InputError(f"{w} is no matrix")
    if w.head == "matrix":
        rows = entries(w)
        return number(len(rows)), number(len(rows[0]))
    if w.head == "tuple":
        return number(len(w.args)), ONE
    found: list[Size] = []
    for a in w.args[:1] if w.head == "^" else w.args:
        inner = shape_of(a, sizes)
        if isinstance(inner, Clash):
            return inner
        found.append(inner)
    return _combined(w, found)


def _combined(w: Op, found: list[Size]) -> Size | Clash:
    first = found[0] if found else NUMBER
    match w.head:
        case "+" | "*":
            for k in range(1, len(found)):
                left: Written = w.args[0] if k == 1 else Op(w.head, w.args[:k])
                joined = _sum(first, found[k]) if w.head == "+" else product_size(first, found[k])
                if joined is None:
                    what = "sum" if w.head == "+" else "product"
                    return Clash(what, Op(w.head, w.args[: k + 1]), left, w.args[k], (first, found[k]))
                first = joined
            return first
        case "neg" | "abs":
            return first
        case "/":
            return first if is_number(found[1]) else Clash("quotient", w, w.args[0], w.args[1], (first, found[1]))
        case "T" | "transpose":
            return first[::-1]
        case "^" | "inverse" | "det" | "trace":
            if len(first) == 2 and first[0] != first[1]:
                return Clash("square", w, w.args[0], w.args[0], (first, first))
            return NUMBER if w.head in ("det", "trace") else first
        case "norm" | "rank":
            return NUMBER
        case "dot":
            same = _sum(*found)
            return NUMBER if same is not None else Clash("sum", w, w.args[0], w.args[1], (found[0], found[1]))
        case "sqrt" | "i" | "pi" | "e":
            return NUMBER
    raise InputError(f"{w.head} is no operation on matrices that is worked here: + - * ^ T inverse det trace norm are")


def product_size(x: Size, y: Size) -> Size | None:
    """The shape of a product, or None if there is none."""
    if not x or not y:
        return y or x
    if x[1] == y[0]:
        return x[0], y[1]
    return y if is_number(x) else x if is_number(y) else None


def is_number(x: Size) -> bool:
    """A number, or a 1 × 1 matrix that stands for one."""
    return x in ((), (ONE, ONE))


def _sum(x: Size, y: Size) -> Size | None:
    return x if x == y or (is_number(x) and is_number(y)) else None


def sizes_clash(clash: Clash) -> tuple[Written, Written]:
    """The two sizes that should be equal: those within for a product, the first pair that differs for a sum."""
    x, y = ((s if s else (ONE, ONE)) for s in clash.sizes)
    if clash.what == "product":
        return x[1], y[0]
    if clash.what == "square":
        return x[0], x[1]
    if clash.what == "quotient":
        return (y[0], ONE) if y[0] != ONE else (y[1], ONE)
    return (x[0], y[0]) if x[0] != y[0] else (x[1], y[1])


def with_numbers(sizes: Mapping[str, Size], *, small: bool = False) -> dict[str, Size]:
    """Different letters of the sizes replaced by different numbers; with `small` the numbers too, all but 1.

    >>> {k: [str(a) for a in s] for k, s in with_numbers({"A": (Name("n"), Num("7"))}).items()}
    {'A': ['11', '7']}
    """
    axes = sorted({a for s in sizes.values() for a in s}, key=typed)
    fixed = [] if small else [a for a in axes if isinstance(a, Num)]
    free = [n for n in _LETTER_SIZES if number(n) not in fixed]
    named = [a for a in axes if a not in fixed and a != ONE]
    value = {a: number(free[k] if k < len(free) else 50 + k) for k, a in enumerate(named)}
    return {name: tuple(value.get(a, a) for a in s) for name, s in sizes.items()}


def size_words(size: Size) -> tuple[Written, Written]:
    """Rows and columns; a number counts as 1 × 1."""
    return (size[0], size[1]) if size else (ONE, ONE)


def clash_words(clash: Clash) -> Text:
    """Why an expression has no value, in a sentence."""
    (m, n), (k, p) = (size_words(s) for s in clash.sizes)
    values = {"e": clash.node, "x": clash.left, "y": clash.right, "m": m, "n": n, "k": k, "p": p}
    if clash.what == "product":
        words = (
            "{e} is undefined: {x} is {m}×{n} and {y} is {k}×{p}. A product needs as many columns on the left as rows "
            "on the right (MML 2.2.1), but these inner sizes differ."
        )
    elif clash.what == "sum":
        words = "{e} is undefined: {x} is {m}×{n} and {y} is {k}×{p}, and only matrices of one shape are added."
    elif clash.what == "square":
        words = (
            "{e} is undefined: {x} is {m}×{n}, and only a square matrix has powers, an inverse, a trace, a determinant."
        )
    else:
        words = "{e} is undefined: {y} is {k}×{p}, and one does not divide by a matrix."
    return say(words, **values)
