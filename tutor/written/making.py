"""Making and walking through expressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from tutor.written.nodes import ONE, ZERO, Name, Num, Op, Operand, Written, number, written


def decimal(q: Fraction, places: int) -> Written:
    """A rounded decimal with exactly `places` digits after the point (half away from zero).

    >>> str(decimal(Fraction(-1, 3), 2))
    '-0.33'
    """
    scaled = (abs(q.numerator) * 10**places * 2 + q.denominator) // (2 * q.denominator)
    digits = str(scaled).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return Op("neg", (Num(text),)) if q < 0 and scaled else Num(text)


def augmented(rows: Iterable[Iterable[Any]], bar: int) -> Op:
    """An augmented matrix with a bar after column `bar`."""
    return Op("augmented", (Num(str(bar)), *(Op("row", tuple(written(a) for a in r)) for r in rows)))


def entries(m: Written) -> tuple[tuple[Written, ...], ...]:
    """The rows of a matrix or augmented matrix."""
    if not isinstance(m, Op) or m.head not in ("matrix", "augmented", "table"):
        raise ValueError(f"not a matrix: {m}")
    rows = m.args[1:] if m.head == "augmented" else m.args
    return tuple(r.args for r in rows if isinstance(r, Op))


def names(w: Written) -> frozenset[str]:
    """The variables that occur.

    >>> sorted(names(Name("x") * Name("y")))
    ['x', 'y']
    """
    return frozenset(n.text for n in walk(w) if isinstance(n, Name))


def ordered(letters: Iterable[str]) -> tuple[str, ...]:
    """Names in the order in which people take them as coordinates: x2 before x10, and w and t after x, y, z.

    >>> ordered({"w", "x10", "x2"}), ordered({"w", "x", "z", "y"}), ordered({"t", "s"})
    (('x2', 'x10', 'w'), ('x', 'y', 'z', 'w'), ('s', 't'))
    """
    found = set(letters)
    last = {"w": 1, "t": 2} if any(name[0] in "xyz" for name in found if name) else {}

    def place(name: str) -> tuple[int, str, int]:
        stem = name.rstrip("0123456789")
        return last.get(name, 0), stem, int(name[len(stem) :] or 0)

    return tuple(sorted(found, key=place))


def walk(w: Written) -> Iterator[Written]:
    """Every node, outside first, left to right."""
    stack = [w]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Op):
            stack.extend(reversed(node.args))


def substitute(w: Written, values: dict[str, Written]) -> Written:
    """Names replaced; nothing is computed.

    >>> str(substitute(Name("x") ** 2, {"x": number(-3)}))
    '(-3)^2'
    """
    if isinstance(w, Name):
        return values.get(w.text, w)
    if isinstance(w, Op):
        return Op(w.head, tuple(substitute(a, values) for a in w.args))
    return w


def linear(coefficients: Sequence[Operand], variables: Sequence[str]) -> Written:
    """A linear form as it is written: zero terms left out, a factor 1 not shown, minus signs joined.

    >>> str(linear((2, 0, -1), "xyz"))
    '2*x - z'
    """
    terms: list[Written] = []
    for c, v in zip(coefficients, variables, strict=True):
        if isinstance(c, Written):
            if c != ZERO:
                terms.append(Name(v) if c == ONE else Op("*", (c, Name(v))))
        elif c:
            q = Fraction(c)
            size: Written = Name(v) if abs(q) == 1 else Op("*", (number(abs(q)), Name(v)))
            terms.append(Op("neg", (size,)) if q < 0 else size)
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))
