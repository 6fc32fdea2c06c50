"""What the methods of geometry take from a person: vectors or polynomials, and the inner product they live in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import scalar
from tutor.methods.geometry.space import Space, checked_form, polynomials
from tutor.methods.inputs import read_matrix, read_vectors
from tutor.methods.linear_systems.polynomials import poly_of
from tutor.written import Name, Op, Written, names

MAX_DEGREE = 8
MAX_ENTRIES = 10  # of a vector that is worked on paper
_INTEGRAL = re.compile(
    r"(?:integral|int|∫)?(?:\s*(?:on|over|from))?\s*[\[(]?\s*(-?[\d./]+)\s*(?:,|;|\bto\b)\s*(-?[\d./]+)\s*[\])]?", re.I
)
_WITH_ENDS = re.compile(r"(?:\\?int|integral|∫)\s*_\s*\{?(-?[\d./]+)\}?\s*\^\s*\{?(-?[\d./]+)\}?", re.I)
_COORDINATE = re.compile(r"([xy])_?(\d+)")


def read_space(texts: Sequence[str], inner: str) -> tuple[Space, list[list[Vector]]]:
    """The space, and the vectors of each text.

    Parameters
    ----------
    texts : vectors, families of vectors, or polynomials
    inner : ``""`` for the dot product; a matrix; a formula in x1, x2, …, y1, y2, …; an interval ``[0, 1]`` for the
        integral of the product of polynomials

    Raises
    ------
    Unreadable, InputError

    >>> space, [[p], [q]] = read_space(("x", "x^2 - 1"), "[0, 1]")
    >>> str(space.product(p, q))
    '-1/4'
    """
    functions = [_functions(t) for t in texts]
    if any(f is not None for f in functions):
        return _polynomials(texts, functions, inner)
    found = [list(read_vectors(t)) for t in texts]
    sizes = sorted({len(v) for group in found for v in group})
    if len(sizes) > 1:
        raise InputError(f"vectors of one length are needed; these have {' and '.join(map(str, sizes))} entries")
    if sizes[0] > MAX_ENTRIES:
        raise InputError(f"vectors with {sizes[0]} entries: at most {MAX_ENTRIES} are worked on paper")
    return Space(sizes[0], read_form(inner, sizes[0])), found


def read_form(inner: str, n: int) -> Rows | None:
    """The matrix of a typed inner product on n entries; None for the dot product."""
    plain = inner.strip()
    if plain.lower() in ("", "dot", "standard"):
        return None
    if _COORDINATE.search(plain):
        return checked_form(_of_formula(plain, n), n)
    if re.match(r"integral|int\b|∫", plain):
        raise InputError("an integral is an inner product of polynomials; the vectors given are no polynomials")
    return checked_form(read_matrix(inner, square=True), n)


def _of_formula(text: str, n: int) -> Rows:
    """The matrix of a bilinear formula: its values at the unit vectors; the formula must be bilinear."""
    from tutor.reading import read

    w = read(text)
    if isinstance(w, Op) and w.head == "=":
        w = w.args[1]
    letters = {}
    for letter in sorted(names(w)):
        m = _COORDINATE.fullmatch(letter)
        if m is None or not 1 <= int(m[2]) <= n:
            raise InputError(f"{letter} is no coordinate: use x1, …, x{n} and y1, …, y{n}")
        letters[letter] = (m[1], int(m[2]) - 1)

    def at(x: Sequence[int], y: Sequence[int]) -> Any:
        values = {k: Fraction((x if which == "x" else y)[i]) for k, (which, i) in letters.items()}
        try:
            return scalar(w, values)
        except (NotExact, KeyError, TooLarge, ZeroDivisionError) as error:
            raise InputError(f"{text} is no inner product that can be computed exactly") from error

    units = [[int(i == j) for j in range(n)] for i in range(n)]
    A = tuple(tuple(at(e, f) for f in units) for e in units)
    for x, y in (([2 + 3 * i for i in range(n)], [7 - 5 * i for i in range(n)]), ([5] * n, list(range(1, n + 1)))):
        if at(x, y) != sum((x[i] * A[i][j] * y[j] for i in range(n) for j in range(n)), Fraction(0)):
            raise InputError(f"{text} is not linear in x1, x2, … and in y1, y2, …; so it is no inner product")
    return A


def _functions(text: str) -> list[Written] | None:
    """The polynomials in a text; None if it holds vectors (or nothing but numbers)."""
    from tutor.reading import read

    w = read(text)
    if isinstance(w, Op) and w.head == "=" and len(w.args) == 2:
        w = w.args[1]
    items = list(w.args) if isinstance(w, Op) and w.head in ("list", "set", "span", "and") else [w]
    items = [i.args[1] if isinstance(i, Op) and i.head == "=" and len(i.args) == 2 else i for i in items]
    if any(isinstance(i, Op) and i.head in ("tuple", "matrix", "T", "transpose") for i in items):
        return None
    return items if any(names(i) for i in items) else None


def _polynomials(
    texts: Sequence[str], functions: Sequence[list[Written] | None], inner: str
) -> tuple[Space, list[list[Vector]]]:
    plain = inner.strip()
    m = _INTEGRAL.fullmatch(plain) or _WITH_ENDS.fullmatch(plain)
    if m is None:
        raise InputError('polynomials need the interval of the integral: inner="[0, 1]" for the integral from 0 to 1')
    try:
        a, b = Fraction(m[1]), Fraction(m[2])
    except (ValueError, ZeroDivisionError):
        raise InputError(f"the ends of the interval {plain!r} are no fractions") from None
    if a >= b:
        raise InputError(f"the interval from {a} to {b} is empty: its left end comes first")
    groups = [f if f is not None else _numbers(t) for t, f in zip(texts, functions, strict=True)]
    letters = sorted({n for group in groups for p in group for n in names(p)})
    if len(letters) > 1:
        raise InputError(f"polynomials in one letter are needed; these have {' and '.join(letters)}")
    found = [[poly_of(p, letters[0]).coefficients for p in group] for group in groups]
    n = max(1, *(len(p) for group in found for p in group))
    if n > MAX_DEGREE + 1:
        raise InputError(f"polynomials of degree {n - 1}: at most {MAX_DEGREE} are worked")
    padded = [[(*p, *(Fraction(0),) * (n - len(p))) for p in group] for group in found]
    return polynomials(n, a, b, letters[0]), padded


def _numbers(text: str) -> list[Written]:
    """Constant polynomials beside others."""
    from tutor.reading import read

    w = read(text)
    items = list(w.args) if isinstance(w, Op) and w.head in ("list", "set", "span") else [w]
    if any(isinstance(i, Op) and i.head in ("tuple", "matrix") for i in items):
        raise InputError(f"{text} holds vectors; the other inputs are polynomials")
    return items


# ---------------------------------------------------------------- affine subspaces


def holds_equations(text: str) -> bool:
    """Are these equations, not vectors with a label in front?

    >>> holds_equations("x + y = 0"), holds_equations("v = (1, 2)")
    (True, False)
    """
    from tutor.reading import read

    w = read(text)
    items = w.args if isinstance(w, Op) and w.head == "list" else (w,)
    return all(_is_equation(i) and not _is_vector(i.args[1]) for i in items if isinstance(i, Op)) and _is_equation(
        items[0]
    )


def read_homogeneous(text: str) -> Rows:
    """The coefficients of typed homogeneous equations, whose solutions are a subspace."""
    from tutor.reading import read_system

    system = read_system(text)
    if any(b != 0 for b in system.rhs):
        raise InputError(f"{text} is no subspace: it does not hold the zero vector, since a right side is not 0")
    numbered = all(_COORDINATE.fullmatch(v) for v in system.variables)
    n = max(int(v.lstrip("xy_")) for v in system.variables) if numbered else len(system.variables)
    places = _places(system.variables, n) if numbered else range(n)
    rows = []
    for r in system.rows:
        row = [Fraction(0)] * n
        for at, a in zip(places, r, strict=True):
            row[at] = scalar(a) if isinstance(a, Written) else a
        rows.append(tuple(row))
    return tuple(rows)


def read_affine(texts: Sequence[str], n: int) -> tuple[str, Any, Any]:
    """An affine subspace of n entries, in one of three forms.

    Returns
    -------
    ``("equations", rows, right sides)`` or ``("point", point, directions)``

    >>> kind, rows, rhs = read_affine(["x + 2y - z = 4"], 3)
    >>> kind, [str(a) for a in rows[0]], str(rhs[0])
    ('equations', ['1', '2', '-1'], '4')
    """
    if len(texts) > 1:
        point, *directions = [v for t in texts for v in read_vectors(t)]
        return "point", point, tuple(directions)
    from tutor.reading import read

    w = read(texts[0])
    if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name) and _is_vector(w.args[1]):
        w = w.args[1]
    if isinstance(w, Op) and (w.head == "=" or (w.head == "list" and _is_equation(w.args[0]))):
        return ("equations", *_equations(texts[0], n))
    if isinstance(w, Op) and w.head in ("augmented", "system"):
        return ("equations", *_equations(texts[0], n))
    return ("point", *_parametrised(w, texts[0], n))


def _is_equation(w: Written) -> bool:
    return isinstance(w, Op) and w.head == "="


def _is_vector(w: Written) -> bool:
    if isinstance(w, Op) and w.head in ("+", "*", "neg"):
        return any(_is_vector(a) for a in w.args)
    return isinstance(w, Op) and w.head in ("tuple", "matrix", "span")


def _equations(text: str, n: int) -> tuple[Rows, Vector]:
    from tutor.reading import read_system

    system = read_system(text)
    order = _places(system.variables, n)
    rows = []
    for r in system.rows:
        row = [Fraction(0)] * n
        for at, a in zip(order, r, strict=True):
            row[at] = scalar(a) if isinstance(a, Written) else a
        rows.append(tuple(row))
    return tuple(rows), tuple(system.rhs)


def _places(variables: Sequence[str], n: int) -> list[int]:
    """The coordinate that each unknown stands for."""
    numbered = [re.fullmatch(r"[a-z]_?(\d+)", v) for v in variables]
    if all(numbered):
        places = [int(m[1]) - 1 for m in numbered if m]
        if max(places) >= n:
            raise InputError(
                f"the equation has the unknown {variables[places.index(max(places))]}; the point has only {n} entries"
            )
        return places
    known = "xyz"[:n]
    if n <= 3 and all(v in known for v in variables):
        return [known.index(v) for v in variables]
    if len(variables) == n:
        return list(range(n))
    raise InputError(
        f"the point has {n} entries, the equation the unknowns {', '.join(variables)}; name them x1, …, x{n}"
    )


def _parametrised(w: Written, text: str, n: int) -> tuple[Vector, tuple[Vector, ...]]:
    """``p + span{d, e}``, ``p + t d + s e``, ``(1 + t, 2 - t)``: a point and directions."""
    terms = list(w.args) if isinstance(w, Op) and w.head == "+" else [w]
    letters = sorted(names(w))
    spans = [t for t in terms if isinstance(t, Op) and t.head == "span"]
    point, directions = [Fraction(0)] * n, []
    for s in spans:
        for item in s.args if isinstance(s, Op) else ():
            directions.append(_vector_at(item, {}, text, n))
    rest = [t for t in terms if t not in spans]
    zero = dict.fromkeys(letters, Fraction(0))
    for t in rest:
        at_zero = _vector_at(t, zero, text, n)
        point = [a + b for a, b in zip(point, at_zero, strict=True)]
    for letter in letters:
        direction, twice = [Fraction(0)] * n, [Fraction(0)] * n
        for t in rest:
            base = _vector_at(t, zero, text, n)
            one = _vector_at(t, zero | {letter: Fraction(1)}, text, n)
            three = _vector_at(t, {k: Fraction(3) for k in letters} | {letter: Fraction(5)}, text, n)
            other = _vector_at(t, {k: Fraction(3) for k in letters} | {letter: Fraction(3)}, text, n)
            direction = [d + a - b for d, a, b in zip(direction, one, base, strict=True)]
            twice = [d + a - b for d, a, b in zip(twice, three, other, strict=True)]
        if [2 * d for d in direction] != twice:
            raise InputError(f"{letter} does not enter linearly in {text}")
        directions.append(tuple(direction))
    return tuple(point), tuple(directions)


def _vector_at(w: Written, values: Mapping[str, Any], text: str, n: int) -> Vector:
    from tutor.exact.expressions import exact_value

    try:
        rows = exact_value(w, values)
    except (NotExact, KeyError, TooLarge, ZeroDivisionError) as error:
        raise Unreadable(
            "this is no affine subspace", text, 0, "type x0 + span{(1, 0, 1)}, or equations x + 2y - z = 4"
        ) from error
    flat = tuple(a for r in rows for a in r) if isinstance(rows, tuple) and 1 in (len(rows), len(rows[0])) else ()
    if len(flat) != n:
        raise InputError(f"{w} is no vector with {n} entries, as the point has")
    return flat


def yes(text: str, what: str) -> bool:
    """A typed yes or no."""
    plain = text.strip().lower()
    if plain in ("yes", "true", "1", "on"):
        return True
    if plain in ("no", "false", "0", "off", ""):
        return False
    raise InputError(f"{what}={text!r}: choose yes or no")
