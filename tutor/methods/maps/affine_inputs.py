"""Affine subspaces as people type them: equations, a point with directions, a point plus a span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import ONE, ZERO, Rows, Vector, null_space, primitive, rank, solutions
from tutor.exact.scalars import plain, write
from tutor.methods.linear_systems.forms import equation, listed
from tutor.methods.maps.claims import coefficients
from tutor.written import Name, Op, Written, column, names, ordered, walk

_PARAMETERS = frozenset(["t", "s", "r", "u", "v", "w", "lambda", "mu", "nu", "alpha", "beta", "gamma", "k"])
MAX_DIMENSION = 12


@dataclass(frozen=True)
class Affine:
    """An affine subspace: a point with independent directions, or equations ``normals · x = values``, as it was given.

    ``equations`` says which form was given; both forms can be had of either.
    """

    variables: tuple[str, ...]
    point: Vector
    directions: tuple[Vector, ...]
    normals: Rows
    values: Vector
    equations: bool

    @property
    def written(self) -> Written:
        """In the form in which it was given."""
        return self.as_equations() if self.equations else self.as_vectors()

    def as_equations(self) -> Written:
        """The equations, or one that always holds where it is the whole space."""
        found = [
            equation([write(a) for a in row], write(b), self.variables)
            for row, b in zip(self.normals, self.values, strict=True)
        ]
        return listed(found) if found else Op("=", (write(ZERO), write(ZERO)))

    def as_vectors(self, letters: Sequence[str] = ("t", "s", "r", "u", "v", "w")) -> Written:
        """The point plus the directions with parameters."""
        return vector_form(self.point, self.directions, letters)


def vector_form(point: Vector, directions: Sequence[Vector], letters: Sequence[str]) -> Written:
    """Columns: ``p + t·d₁ + s·d₂``."""
    terms: list[Written] = [column(map(write, point))]
    terms += [Op("*", (Name(n), column(map(write, d)))) for d, n in zip(directions, letters, strict=False)]
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def from_equations(normals: Rows, values: Vector, variables: Sequence[str]) -> Affine | None:
    """The subspace that equations describe; None if it is empty."""
    found = solutions(normals, values)
    if found is None:
        return None
    return Affine(tuple(variables), found[0], found[1], normals, values, True)


def from_point(point: Vector, directions: Sequence[Vector], variables: Sequence[str]) -> Affine:
    """The subspace through a point; dependent directions are left out.

    >>> found = from_point((1, 0), ((1, 2),), ("x", "y"))
    >>> str(found.as_equations())
    '2*x - y = 2'
    """
    directions = independent(directions)
    normals, values = hyperplanes(point, directions)
    return Affine(tuple(variables), tuple(map(plain, point)), directions, normals, values, False)


def independent(vectors: Sequence[Vector]) -> tuple[Vector, ...]:
    """Those that are not combinations of the earlier ones."""
    kept: list[Vector] = []
    for v in vectors:
        if any(v) and rank([*kept, v]) > len(kept):
            kept.append(tuple(map(plain, v)))
    return tuple(kept)


def hyperplanes(point: Vector, directions: Sequence[Vector]) -> tuple[Rows, Vector]:
    """Equations of a point plus a span, in small whole numbers where they are rational."""
    n = len(point)
    normals = null_space(directions) if directions else tuple(
        tuple(ONE if i == j else ZERO for j in range(n)) for i in range(n)
    )  # fmt: skip
    lines = [primitive((*v, plain(sum((a * b for a, b in zip(v, point, strict=True)), ZERO)))) for v in normals]
    return tuple(line[:n] for line in lines), tuple(line[n] for line in lines)


def read_affine(text: str, variables: str = "", n: int = 0) -> Affine | None:
    """A typed affine subspace; None if its equations have no solution.

    Equations, ``x = 1 + t, y = 2 - t``, ``(1, 0) + t(1, 2)``, ``(1, 0) + span{(1, 2)}``; ``n`` entries are expected
    where equations leave it open.

    Raises
    ------
    Unreadable, InputError
        If it is none of these, or not linear.

    >>> found = read_affine("(1, 0) + t(1, 2)")
    >>> str(found.as_equations())
    '2*x - y = 2'
    """
    from tutor.reading import read

    given = tuple(v for v in re.split(r"[,\s]+", variables) if v)
    w = read(text, others=True)
    items = w.args if isinstance(w, Op) and w.head in ("list", "and", "system") else (w,)
    if all(isinstance(e, Op) and e.head == "=" and not _vectors(e) for e in items):
        parametric = _parametric(items)
        if parametric is not None:
            order, values = parametric
            return _along(Op("tuple", values), given or order, text)
        used = list(ordered(set().union(*(names(e) for e in items))))
        order = given or _standard(used, n)
        if missing := [v for v in used if v not in order]:
            raise InputError(f"the equations hold {missing[0]}, which is not among the variables {', '.join(order)}")
        try:
            rows = coefficients(w, order)
        except (NotExact, KeyError, TooLarge, ZeroDivisionError) as error:
            raise InputError(f"{w} is not linear with exact coefficients") from error
        if rows is None:
            raise InputError(f"{w} is not linear in {', '.join(order)}")
        return from_equations(tuple(r for r, _ in rows), tuple(b for _, b in rows), order)
    if isinstance(w, Op) and w.head == "=" and len(w.args) == 2:
        label, w = w.args
        found = tuple(node.text for node in walk(label) if isinstance(node, Name))
        given = given or (found if len(found) > 1 else ())
    return _along(w, given, text)


def _vectors(w: Written) -> bool:
    return any(isinstance(node, Op) and node.head in ("tuple", "matrix", "span", "set") for node in walk(w))


def _parametric(items: Sequence[Written]) -> tuple[tuple[str, ...], tuple[Written, ...]] | None:
    """``x = 1 + t, y = 2 - t``: the variables and their values; None for other equations."""
    sides = [e.args for e in items if isinstance(e, Op)]
    order = tuple(left.text for left, _ in sides if isinstance(left, Name))
    letters = set().union(*(names(right) for _, right in sides))
    if len(order) < 2 or len(order) < len(sides) or len(set(order)) < len(order) or not letters:
        return None
    return (order, tuple(right for _, right in sides)) if not letters & set(order) and letters <= _PARAMETERS else None


def _standard(used: Sequence[str], n: int) -> tuple[str, ...]:
    """The variables that equations name; x, y, z where these are among them and more are expected."""
    for usual in (("x", "y", "z"), tuple(f"x{i}" for i in range(1, n + 1))):
        if n > len(used) and set(used) <= set(usual[:n]):
            return usual[:n]
    return tuple(used)


def _along(w: Written, given: Sequence[str], text: str) -> Affine:
    terms = w.args if isinstance(w, Op) and w.head == "+" else (w,)
    spans = [t for t in terms if isinstance(t, Op) and t.head == "span"]
    rest = [_unwrapped(t) for t in terms if t not in spans]
    letters = sorted(set().union(*(names(t) for t in rest))) if rest else []
    directions: list[Vector] = []
    try:
        for t in spans:
            directions += [_column(exact_value(v)) for v in t.args]
        if rest:
            total = rest[0] if len(rest) == 1 else Op("+", tuple(rest))
            zero: dict[str, Any] = dict.fromkeys(letters, ZERO)
            point = _column(exact_value(total, zero))
            moves = [_less(_column(exact_value(total, zero | {v: ONE})), point) for v in letters]
            twice = _column(exact_value(total, dict.fromkeys(letters, ONE + ONE)))
        else:
            point, moves, twice = (ZERO,) * len(directions[0]), [], ()
    except (NotExact, KeyError, TooLarge, ZeroDivisionError, ValueError) as error:
        raise Unreadable(
            "this is no line, plane or the like", text, 0, "type (1, 0, 1) + t(1, 2, 3), or equations"
        ) from error
    expected = tuple(plain(a + 2 * sum((d[i] for d in moves), ZERO)) for i, a in enumerate(point))
    if twice and twice != expected:
        raise InputError(f"{w} is not linear in its parameters {', '.join(letters)}")
    directions = [*moves, *directions]
    size = len(point)
    if any(len(d) != size for d in directions) or size > MAX_DIMENSION:
        raise InputError(f"point and directions need the same number of entries, at most {MAX_DIMENSION}")
    order = tuple(given) or (("x", "y", "z")[:size] if size <= 3 else tuple(f"x{i}" for i in range(1, size + 1)))
    if len(order) != size:
        raise InputError(f"there are {len(order)} variables for {size} entries")
    return from_point(point, directions, order)


def _unwrapped(w: Written) -> Written:
    """``{(1, 0)}`` is the point in it."""
    return w.args[0] if isinstance(w, Op) and w.head == "set" and len(w.args) == 1 else w


def _column(rows: Any) -> Vector:
    if not isinstance(rows, tuple) or (len(rows) > 1 and len(rows[0]) > 1):
        raise NotExact("a vector is expected")
    return tuple(a for r in rows for a in r)


def _less(a: Vector, b: Vector) -> Vector:
    return tuple(plain(x - y) for x, y in zip(a, b, strict=True))
