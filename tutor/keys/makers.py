"""The answer of each kind from a key that was read: a kind more is a function and a line of the table here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.answers import Answer, Expression, Matrix, Number, Part, Parts, SolutionSet, Vector
from tutor.answers.antiderivative import Antiderivative
from tutor.answers.choice import Choice
from tutor.answers.collections import FiniteSet, Multiset, OrderedList
from tutor.answers.directions import Direction
from tutor.answers.distribution import Distribution
from tutor.answers.intervals import RealSet
from tutor.answers.matrix import rows_of
from tutor.answers.nothing import NoAnswer
from tutor.answers.plain import Infinity, TrueFalse
from tutor.answers.relations import Equation, Inequality
from tutor.answers.shapes import Shape
from tutor.answers.spectrum import Spectrum
from tutor.answers.subspace import subspace
from tutor.equality import Domain
from tutor.errors import InputError
from tutor.evaluate import NotExact
from tutor.keys.inference import values_of
from tutor.keys.options import flag, form_of, rational, whole, word
from tutor.methods.derivatives.rules import derivative
from tutor.reading import take_label
from tutor.reading.normalise import GREEK
from tutor.text import say
from tutor.verdict import Verdict
from tutor.written import INF, Name, Op, Words, Written, names


@dataclass(frozen=True)
class Key:
    """A key that was read: its text, the tree, the letters, the domain, and the options of its kind."""

    text: str
    written: Written
    variables: tuple[str, ...]
    domain: Domain
    options: Mapping[str, Any]

    @property
    def args(self) -> tuple[Written, ...]:
        """The items of a list, a set or a tuple; the key itself if it is none."""
        w = self.written
        return w.args if isinstance(w, Op) and w.head in ("list", "set", "tuple", "span") else (w,)


Maker: TypeAlias = "Callable[[Key], Answer]"


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
    )


def _expression(key: Key) -> Answer:
    return Expression(key.written, key.variables, key.domain, form=form_of(key.options))


def _vector(key: Key) -> Answer:
    rows = rows_of(key.written)
    if rows is None or (len(rows) > 1 and len(rows[0]) > 1):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no vector")
    layout = word(key.options, "layout", ("any", "row", "column"))
    return Vector(tuple((a,) for r in rows for a in r), key.variables, key.domain, layout=layout)


def _matrix(key: Key) -> Answer:
    rows = rows_of(key.written)
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
    return Inequality(_relation(key, "<"), key.variables)


def _real_set(key: Key) -> Answer:
    letters = sorted(names(key.written))
    w = key.written
    if isinstance(w, Op) and w.head in ("tuple", "matrix"):  # (0, 1) and [0, 1], where a set is wanted
        rows = rows_of(w)
        ends = [a for r in rows or () for a in r]
        if len(ends) != 2:
            raise InputError(f"the key {key.text.strip()[:60]!r} is no interval")
        w = Op("interval", (*ends, Words("()" if w.head == "tuple" else "[]")))
    variable = letters[0] if letters else (key.variables or ("x",))[0]
    return RealSet(w, variable, flag(key.options, "solved", True))


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
    items = w.args if isinstance(w, Op) and w.head in ("list", "and") else (w,)
    pairs = [a for a in items if isinstance(a, Op) and a.head == "=" and isinstance(a.args[0], Name)]
    if not pairs:
        raise InputError(f"the key {key.text.strip()[:60]!r} is no solution: write x = 1, y = 2 or 'no solution'")
    unknowns = tuple(str(p.args[0]) for p in pairs)
    free = sorted({n for p in pairs for n in names(p.args[1])} & set(key.variables) - set(unknowns))
    declared = {str(a.args[0]) for a in items if isinstance(a, Op) and a.head == "in"}
    parameters = [n for n in free if len(n) == 1 or n in declared or n in GREEK.values()]
    unknowns += tuple(n for n in free if n not in parameters)
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
    return Spectrum(key.args, flag(key.options, "multiplicity", True))


def _subspace(key: Key) -> Answer:
    vectors = [rows_of(a) for a in key.args]
    if not vectors or any(v is None for v in vectors):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no set of vectors")
    flat = [tuple(a for r in v or () for a in r) for v in vectors]
    return subspace(flat, basis=flag(key.options, "basis", False))


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
        return FiniteSet(values[1], variables, key.domain, values[0])
    items = () if key.written == Op("empty") else key.args
    return FiniteSet(items, key.variables, key.domain)


def _list(key: Key) -> Answer:
    maker = OrderedList if flag(key.options, "order", False) else Multiset
    return maker(key.args, key.variables, key.domain)


def _distribution(key: Key) -> Answer:
    label = take_label(key.text, sign="=≈~")
    text = label.without(key.text) if label else key.text
    found = Distribution("N", ()).read(text)
    if not isinstance(found, Op) or not isinstance(found.args[0], Name):
        raise InputError(f"the key {key.text.strip()[:60]!r} is no distribution")
    return Distribution(found.args[0].text, found.args[1:])


KINDS: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "number": (_number, ("digits", "figures", "tolerance", "form")),
    "expression": (_expression, ("form",)),
    "vector": (_vector, ("layout",)),
    "matrix": (_matrix, ()),
    "equation": (_equation, ()),
    "inequality": (_inequality, ()),
    "set of reals": (_real_set, ("solved",)),
    "solution set": (_solutions, ()),
    "no answer": (_no_answer, ()),
    "infinity": (_infinity, ()),
    "truth": (_truth, ()),
    "choice": (_choice, ()),
    "antiderivative": (_antiderivative, ("constant",)),
    "spectrum": (_spectrum, ("multiplicity",)),
    "subspace": (_subspace, ("basis",)),
    "direction": (_direction, ("up_to",)),
    "shape": (_shape, ()),
    "set": (_set, ()),
    "list": (_list, ("order",)),
    "distribution": (_distribution, ()),
}
