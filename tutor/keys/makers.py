"""The answer of each kind from a key that was read as one thing: a kind more is a function and a line of the table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tutor.answers import Answer, Expression, Matrix, Number, Part, Parts, SolutionSet, Vector
from tutor.answers.antiderivative import Antiderivative
from tutor.answers.cells import ends_of
from tutor.answers.choice import Choice
from tutor.answers.collections import FiniteSet, Multiset, OrderedList
from tutor.answers.conditions import Conditions
from tutor.answers.directions import Direction
from tutor.answers.distribution import Distribution
from tutor.answers.intervals import RealSet, named_in, plain_signs, worded
from tutor.answers.matrix import IDENTITY, rows_of
from tutor.answers.nothing import NoAnswer, SolutionCount, count_said
from tutor.answers.plain import Infinity, TrueFalse
from tutor.answers.relations import Equation, Inequality
from tutor.answers.shapes import Shape
from tutor.answers.solution_set import symmetric
from tutor.answers.spectrum import Spectrum
from tutor.answers.subspace import Subspace, subspace
from tutor.answers.typed_vectors import vector_of
from tutor.answers.unit_vectors import UNITS, by_units
from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.exact.matrices import identity
from tutor.keys.inference import is_line, is_symmetric, read_key, unlabelled, values_of
from tutor.keys.key import Key, KeyKind
from tutor.keys.options import flag, form_of, rational, whole, word
from tutor.methods.derivatives.rules import derivative
from tutor.reading import take_label
from tutor.reading.normalise import GREEK
from tutor.text import say
from tutor.verdict import Verdict
from tutor.written import INF, ZERO, Name, Op, Words, Written, entries, matrix, names


def _number(key: Key) -> Answer:
    tolerance = key.options.get("tolerance")
    slack = None if tolerance is None else rational(tolerance)
    if slack is not None and slack < 0:
        raise InputError(f"a tolerance is not negative; given is {slack}")
    if names(key.written):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no number: it has letters")
    return Number(
        key.written,
        places=whole(key.options, "digits", 0),
        figures=whole(key.options, "figures", 1),
        tolerance=slack,
        form=form_of(key.options),
        asked=key.name or "*",
    )


def _expression(key: Key) -> Answer:
    return Expression(key.written, key.variables, key.domain, form=form_of(key.options))


def _vector(key: Key) -> Answer:
    rows = rows_of(key.written)
    if rows is None and not set(key.variables) & set(UNITS[:1]):
        letters = names(key.written)
        flat = by_units(key.written, 3 if "k" in letters else 2)
        rows = None if flat is None else tuple((a,) for a in flat)
        key = replace(key, variables=tuple(v for v in key.variables if v not in UNITS))
    if rows is None or (len(rows) > 1 and len(rows[0]) > 1):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no vector")
    layout = word(key.options, "layout", ("any", "row", "column"))
    return Vector(tuple((a,) for r in rows for a in r), key.variables, key.domain, layout=layout)


def _matrix(key: Key) -> Answer:
    rows = rows_of(key.written)
    if IDENTITY.fullmatch(key.text) and key.text.strip()[-1] in "123456789}":
        rows = entries(matrix(identity(int(key.text.strip().rstrip("}")[-1]))))
        key = replace(key, variables=())
    if rows is None:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no matrix")
    return Matrix(rows, key.variables, key.domain)


def _relation(key: Key, head: str) -> Op:
    w = key.written
    if not (isinstance(w, Op) and (w.head == "=") == (head == "=") and len(w.args) == 2):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no {'equation' if head == '=' else 'inequality'}")
    return w


def _equation(key: Key) -> Answer:
    return Equation(_relation(key, "="), key.variables)


def _inequality(key: Key) -> Answer:
    if len(names(key.written)) == 1:
        return _real_set(key)
    return Inequality(_relation(key, "<"), key.variables)


def _conditions(key: Key) -> Answer:
    w = key.written
    if not (isinstance(w, Op) and w.head in ("and", "list")):
        raise key.refused("is no list of conditions that hold together: write a > 1 and b != 0")
    return Conditions(w.args, key.variables)


def _real_set(key: Key) -> Answer:
    solved = flag(key.options, "solved", False)
    variable = key.variables[0] if key.variables else named_in(key.text)
    said = worded(key.text, variable)
    if said is not None:
        return RealSet(said, variable, solved)
    w = read_key(plain_signs(unlabelled(key.text, "set of reals", ())), key.variables or None, "set of reals")
    letters = sorted(names(w))
    if isinstance(w, Op) and w.head == "list" and all(isinstance(a, Op) and a.head == "!=" for a in w.args):
        w = Op("and", w.args)
    if isinstance(w, Op) and w.head in ("tuple", "matrix"):  # (0, 1) and [0, 1], where a set is wanted
        rows = rows_of(w)
        ends = [a for r in rows or () for a in r] or list(w.args if w.head == "tuple" else ())
        if len(ends) != 2:
            pair = ends_of(w)
            if pair is None:
                raise InputError(f"the key {key.text.strip()[:60]!r} is no interval")
            ends = list(pair[:2])
        w = Op("interval", (*ends, Words("()" if w.head == "tuple" else "[]")))
    return RealSet(w, letters[0] if letters else variable, solved)


_COORDINATES = ("w", "x", "y", "z")  # what unknowns without indices are called; w stands last of four


@dataclass(frozen=True)
class _Solutions(SolutionSet):
    """A solution set whose system is not known to the student, so that feedback speaks of none."""

    def compare(self, response: Written) -> Verdict:
        verdict = super().compare(response)
        if verdict.evidence.counterexample.startswith("equation"):
            return verdict.but(feedback=say("These values do not belong to the solutions."))
        return verdict


def _solutions(key: Key) -> Answer:
    w = key.written
    if isinstance(w, Op) and w.head == "empty":
        return NoAnswer()
    if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name) and rows_of(w.args[1]) is not None:
        w = w.args[1]
    if is_line(w) or is_symmetric(w):
        return _line(key, w)
    items = w.args if isinstance(w, Op) and w.head in ("list", "and") else (w,)
    pairs = [a for a in items if isinstance(a, Op) and a.head == "=" and isinstance(a.args[0], Name)]
    if not pairs:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no solution: write x = 1, y = 2 or 'no solution'")
    unknowns = tuple(str(p.args[0]) for p in pairs)
    free = sorted({n for p in pairs for n in names(p.args[1])} & set(key.variables) - set(unknowns))
    declared = {str(a.args[0]) for a in items if isinstance(a, Op) and a.head == "in"}
    parameters = [
        n
        for n in free
        if not _is_unknown(n, unknowns) and (len(n.rstrip("0123456789")) == 1 or n in declared or n in GREEK.values())
    ]
    if len(parameters) < len(free):
        unknowns = tuple(sorted((*unknowns, *(n for n in free if n not in parameters)), key=_in_order))
    sketch = SolutionSet(unknowns, (), (), tuple(Fraction(0) for _ in unknowns))
    try:
        found = sketch._affine(w)
    except NotExact:
        found = None
    if isinstance(found, tuple):
        point, directions = found
        rows = _equations(directions, len(unknowns))
        rhs = tuple(sum((a * b for a, b in zip(r, point, strict=True)), Fraction(0)) for r in rows)
        return _Solutions(unknowns, rows, rhs, point, directions)
    if free:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no linear solution set with rational coefficients")
    return Parts(tuple(Part(str(p.args[0]), Number(p.args[1])) for p in pairs))


def _is_unknown(name: str, unknowns: tuple[str, ...]) -> bool:
    """Is a free letter one of the unknowns: z beside x and y, or x3 beside x1 and x2?"""
    stems = {u.rstrip("0123456789") for u in unknowns if u[-1].isdigit()}
    if stems:
        return name[-1].isdigit() and name.rstrip("0123456789") in stems
    return name in _COORDINATES and set(unknowns) <= set(_COORDINATES)


def _in_order(name: str) -> tuple[int, str, int]:
    digits = name[len(name.rstrip("0123456789")) :]
    at = _COORDINATES.index(name) if name in _COORDINATES else len(_COORDINATES)
    return at, name.rstrip("0123456789"), int(digits[:4] or 0)


def _line(key: Key, w: Written) -> Answer:
    """The solution set of a point and directions, or of symmetric equations; the unknowns are x, y, z or x1, x2, …."""
    if is_symmetric(w):
        unknowns = tuple(sorted(names(w), key=_in_order))
        found = symmetric(w, unknowns)
        if found is None:
            raise key.refused("is no line: write (x - 1)/2 = (y + 3)/4 = z")
    else:
        line = vector_of(w)
        n = len(line or ())
        given = tuple(v for v in key.variables if v not in names(w))
        unknowns = given if len(given) == n else _COORDINATES[1 : n + 1] if n < 4 else ()
        unknowns = unknowns or tuple(f"x{k}" for k in range(1, n + 1))
        sketch = SolutionSet(unknowns, (), (), tuple(Fraction(0) for _ in unknowns))
        try:
            described = sketch._affine(w)
        except NotExact:
            described = None
        if not isinstance(described, tuple):
            raise key.refused("is no point with directions of rational entries")
        found = described
    point, directions = found
    rows = _equations(directions, len(unknowns))
    rhs = tuple(sum((a * b for a, b in zip(r, point, strict=True)), Fraction(0)) for r in rows)
    return _Solutions(unknowns, rows, rhs, point, directions)


def _equations(directions: tuple[tuple[Any, ...], ...], n: int) -> tuple[tuple[Any, ...], ...]:
    """Rows that are orthogonal to all directions: a basis of these."""
    rows: list[list[Any]] = [list(d) for d in directions]
    pivots: list[int] = []
    for column in range(n):
        at = len(pivots)
        pick = next((i for i in range(at, len(rows)) if rows[i][column]), None)
        if pick is None:
            continue
        rows[at], rows[pick] = rows[pick], rows[at]
        rows[at] = [x / rows[at][column] for x in rows[at]]
        for i in range(len(rows)):
            if i != at and rows[i][column]:
                rows[i] = [x - rows[i][column] * y for x, y in zip(rows[i], rows[at], strict=True)]
        pivots.append(column)
    found = []
    for free in (c for c in range(n) if c not in pivots):
        row: list[Any] = [Fraction(0)] * n
        row[free] = Fraction(1)
        for i, column in enumerate(pivots):
            row[column] = -rows[i][free]
        found.append(tuple(row))
    return tuple(found)


def _no_answer(key: Key) -> Answer:
    return NoAnswer()


def _count(key: Key) -> Answer:
    count = count_said(key.text)
    if count is None:
        raise key.refused("is no number of solutions: write infinitely many, or one solution")
    return SolutionCount(count)


def _infinity(key: Key) -> Answer:
    return Infinity(1 if key.written == INF else -1)


def _truth(key: Key) -> Answer:
    read_as = TrueFalse(True).read(key.text)
    return TrueFalse(read_as == Words("true"))


def _choice(key: Key) -> Answer:
    letter = key.text.strip().lower().strip("(). ")
    letters = "abcdefghij"
    if len(letter) != 1 or letter not in letters:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no letter from a to j")
    return Choice(tuple(say(f"({c})") for c in letters), letters.index(letter))


def _antiderivative(key: Key) -> Answer:
    terms = key.written.args if isinstance(key.written, Op) and key.written.head == "+" else (key.written,)
    free = next((c for c in ("C", "c", "K") if Name(c) in terms), None)
    kept = tuple(t for t in terms if t != Name(free or ""))
    value = kept[0] if len(kept) == 1 else Op("+", kept)
    letters = [v for v in key.variables if v != free]
    if not letters:
        raise InputError(f"the key {key.text.strip()[:60]!r} has no variable")
    variable = "x" if "x" in letters else letters[0]
    others = tuple(v for v in letters if v != variable)
    constant = flag(key.options, "constant", free is not None)
    return Antiderivative(derivative(value, variable), variable, value, others, key.domain, constant)


def _spectrum(key: Key) -> Answer:
    items = tuple(a.args[1] if isinstance(a, Op) and a.head == "=" else a for a in key.args)
    return Spectrum(items, flag(key.options, "multiplicity", True))


@dataclass(frozen=True)
class _ZeroSpace(Subspace):
    """The zero subspace of a space that the key does not name: as many entries as the response has."""

    def compare(self, response: Written) -> Verdict:
        vectors = [rows_of(a) for a in response.args] if isinstance(response, Op) else []
        n = next((sum(map(len, v)) for v in [*vectors, rows_of(response)] if v), 1)
        return Subspace(n, (), self.basis).compare(response)


def _subspace(key: Key) -> Answer:
    basis = flag(key.options, "basis", False)
    text = unlabelled(key.text, "subspace", ())
    w = Subspace(1, ()).read(text)
    items = w.args if isinstance(w, Op) and w.head in ("span", "set", "list", "tuple") else (w,)
    if isinstance(w, Op) and w.head == "tuple" and rows_of(w) is not None and not any(map(rows_of, w.args)):
        items = (w,)
    if items == (ZERO,):
        return _ZeroSpace(1, (), basis)
    vectors = [rows_of(a) for a in items]
    if not vectors or any(v is None for v in vectors):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no set of vectors")
    flat = [tuple(a for r in v or () for a in r) for v in vectors]
    if len(flat) == 1 and all(a == ZERO for a in flat[0]):
        return Subspace(len(flat[0]), (), basis)
    return subspace(flat, basis=basis)


def _direction(key: Key) -> Answer:
    rows = rows_of(key.written)
    if rows is None:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no vector")
    return Direction(tuple(a for r in rows for a in r), word(key.options, "up_to", ("scale", "positive", "sign")))


def _shape(key: Key) -> Answer:
    return Shape(Shape(()).read(key.text).args)  # type: ignore[attr-defined]


def _set(key: Key) -> Answer:
    values = values_of(key.written)
    if values is not None:
        variables = tuple(v for v in key.variables if v != values[0])
        either = isinstance(key.written, Op) and key.written.head == "or"
        return FiniteSet(values[1], variables, key.domain, values[0], either)
    items = () if key.written == Op("empty") else key.args
    return FiniteSet(items, key.variables, key.domain, "")


def _list(key: Key) -> Answer:
    maker = OrderedList if flag(key.options, "order", False) else Multiset
    return maker(key.args, key.variables, key.domain, "")


def _distribution(key: Key) -> Answer:
    label = take_label(key.text, sign="=≈~")
    text = label.without(key.text) if label else key.text
    found = Distribution("N", ()).read(text)
    if not isinstance(found, Op) or not isinstance(found.args[0], Name):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no distribution")
    return Distribution(found.args[0].text, found.args[1:])


KINDS: dict[str, KeyKind] = {
    "number": KeyKind(_number, ("digits", "figures", "tolerance", "form")),
    "expression": KeyKind(_expression, ("form",)),
    "vector": KeyKind(_vector, ("layout",)),
    "matrix": KeyKind(_matrix),
    "equation": KeyKind(_equation),
    "inequality": KeyKind(_inequality),
    "conditions": KeyKind(_conditions),
    "set of reals": KeyKind(_real_set, ("solved",), reads_itself=True),
    "solution set": KeyKind(_solutions),
    "no answer": KeyKind(_no_answer, reads_itself=True),
    "number of solutions": KeyKind(_count, reads_itself=True),
    "infinity": KeyKind(_infinity),
    "truth": KeyKind(_truth, reads_itself=True),
    "choice": KeyKind(_choice),
    "antiderivative": KeyKind(_antiderivative, ("constant",)),
    "spectrum": KeyKind(_spectrum, ("multiplicity",)),
    "subspace": KeyKind(_subspace, ("basis",), reads_itself=True),
    "direction": KeyKind(_direction, ("up_to",)),
    "shape": KeyKind(_shape, reads_itself=True),
    "set": KeyKind(_set),
    "list": KeyKind(_list, ("order",)),
    "distribution": KeyKind(_distribution),
}
