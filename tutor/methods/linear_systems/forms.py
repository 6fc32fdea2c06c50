"""How solution sets are written: equations, names for the free variables, the vector form, the meaning in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from tutor.affine import parametrised
from tutor.text import Text, say
from tutor.written import ZERO, Name, Num, Op, Words, Written, column, number, written

ONE = Num("1")


def term(coefficient: Written | Fraction | int, factor: Written) -> Written | None:
    """``c·x`` as it is written in a sum: no factor 1, a minus sign in front, None for 0."""
    c = written(coefficient)
    if c == ZERO:
        return None
    if isinstance(c, Op) and c.head == "neg":
        inner = term(c.args[0], factor)
        return None if inner is None else Op("neg", (inner,))
    if c == ONE:
        return factor
    return Op("*", (c, factor))


def total(terms: Sequence[Written | None]) -> Written:
    """The sum of what is not None; 0 if nothing is left."""
    kept = [t for t in terms if t is not None]
    return ZERO if not kept else kept[0] if len(kept) == 1 else Op("+", tuple(kept))


def equation(row: Sequence[Written | Fraction | int], rhs: Written | Fraction | int, variables: Sequence[str]) -> Op:
    """``a·x + b·y = c``.

    >>> str(equation([2, 0, -1], 5, ["x", "y", "z"]))
    '2*x - z = 5'
    """
    return Op("=", (total([term(c, Name(v)) for c, v in zip(row, variables, strict=True)]), written(rhs)))


def value_of(constant: Written | Fraction, parts: Sequence[tuple[Written | Fraction, str]]) -> Written:
    """``constant + c₁·t₁ + …`` with the zeros left out.

    >>> str(value_of(Fraction(5, 2), [(Fraction(-2), "t")]))
    '5/2 - 2*t'
    """
    first = written(constant)
    return total([None if first == ZERO else first, *(term(c, Name(t)) for c, t in parts)])


def named(variables: Sequence[str]) -> Text:
    """The unknowns in a sentence.

    >>> str(named(["x1", "x2"]))
    'x1, x2'
    """
    parts = [part for v in variables for part in (", ", Name(v))]
    return Text(tuple(parts[1:]))


def listed(equations: Sequence[Written]) -> Written:
    """One equation, or a list of several."""
    return equations[0] if len(equations) == 1 else Op("list", tuple(equations))


def answer_of(
    solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]] | None, variables: Sequence[str]
) -> Written:
    """The solution set as it is typed.

    >>> str(answer_of(([Fraction(5, 2), Fraction(0)], [[Fraction(-2), Fraction(1)]]), ["x", "y"]))
    'x = 5/2 - 2*t, y = t'
    >>> str(answer_of(None, ["x"]))
    'no solution'
    """
    if solution is None:
        return Op("empty")
    point, directions = solution
    return parametrised(variables, point, directions)


def vector_form(point: Sequence[Fraction], directions: Sequence[Sequence[Fraction]], names: Sequence[str]) -> Written:
    """The point plus the span of the directions, as columns."""
    terms = [column(point), *(Op("*", (Name(t), column(d))) for d, t in zip(directions, names, strict=True))]
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def meaning(
    rows: Sequence[Sequence[Fraction | int]],
    solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]] | None,
) -> Text:
    """What the solution set is: a point, a line, a plane, nothing; `rows` are the coefficients.

    >>> str(meaning([[2, 4]], ([Fraction(5, 2), Fraction(0)], [[Fraction(-2), Fraction(1)]])))
    'The solution set is a line in the plane.'
    """
    n = len(rows[0])
    if solution is None:
        return _nothing(rows, n)
    point, directions = solution
    dimension = len(directions)
    space = Text((Name("R") ** n,))
    place = Text((("on the number line", "in the plane", "in space")[n - 1],)) if n <= 3 else say("in {R}", R=space)
    if dimension == 0:
        at = Op("tuple", tuple(number(x) for x in point))
        if n == 1:
            return say("The solution set is a single point on the number line, {x}.", x=number(point[0]))
        if n > 12:
            return say("The solution set is a single point in {R}.", R=space)
        return say("The solution set is a single point {place}, {at}.", place=place, at=at)
    if n <= 3:
        if dimension == n:
            whole = ("the whole number line: every number", "the whole plane: every pair", "all of space: every triple")
            return say("The solution set is {whole} is a solution.", whole=whole[n - 1])
        shape = "a line" if dimension == 1 else "a plane"
        return say("The solution set is {shape} {place}.", shape=shape, place=place)
    if dimension == n:
        return say("The solution set is all of {R}.", R=space)
    article = "an" if str(dimension)[0] == "8" or dimension in (11, 18) else "a"
    kind = f"{article} {dimension}-dimensional affine subspace of "
    shape = {1: ", a line", 2: ", a plane"}.get(dimension, "")
    return say("The solution set is {kind}{R}{shape}.", kind=kind, R=space, shape=shape)


def _nothing(rows: Sequence[Sequence[Fraction | int]], n: int) -> Text:
    m = len(rows)
    full = all(any(row) for row in rows)
    if n == 1:
        words = "no number satisfies it" if m == 1 else "no number satisfies all the equations"
    elif n in (2, 3) and m > 1 and full:
        shape = "lines" if n == 2 else "planes"
        if m == 2:
            words = f"the two {shape} are parallel and have no common point"
        else:
            count = {3: "three", 4: "four", 5: "five", 6: "six"}.get(m, str(m))
            words = f"the {count} {shape} have no common point"
    else:
        words = "the equations contradict each other"
    return Text((f"The solution set is empty: {words}.",))


def picture(rows: Sequence[Sequence[Fraction | int]], rhs: Sequence[Fraction | int], names: Sequence[str]) -> Op:
    """The lines of a system in two unknowns, in a window that shows where they meet, or how they miss each other."""
    lines: list[Written] = []
    places: list[tuple[Fraction, Fraction]] = [(Fraction(0), Fraction(0))]
    for i, ((a, b), c) in enumerate(zip(rows, rhs, strict=True), 1):
        if a or b:
            label = Words(f"equation {i}")
            lines.append(Op("line", (number(a), number(b), number(c), label, *map(Name, names))))
            places.append((Fraction(a) * c / (a * a + b * b), Fraction(b) * c / (a * a + b * b)))
    for i, (a, b) in enumerate(rows):
        for j in range(i):
            d, e = rows[j]
            det = Fraction(a) * e - Fraction(b) * d
            if det:
                places.append(((rhs[i] * e - b * rhs[j]) / det, (a * rhs[j] - rhs[i] * d) / det))
    window: list[Written] = []
    for axis in (0, 1):
        values = [p[axis] for p in places]
        low, high = min(values), max(values)
        margin = max(Fraction(2), (high - low) / 4)
        window += [number(floor(low - margin)), number(ceil(high + margin))]
    return Op("lines", (*window, *lines))
