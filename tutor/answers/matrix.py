"""Vectors and matrices, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, labelled, read_inside, wrong_kind
from tutor.answers.expression import array_agreement, clearly_differ, compare_expression, places_of
from tutor.answers.number import is_number
from tutor.answers.unit_vectors import UNITS, by_names, by_units, may_hold_units, without_hats
from tutor.equality import ANYWHERE, Domain
from tutor.errors import Unreadable
from tutor.evaluate import function_of
from tutor.exact.matrices import identity
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Name, Op, Written, entries, matrix, written

IDENTITY = re.compile(r"\s*(?:the\s+)?(?:identity(?:\s+matrix)?|I\s*(?:_\s*\{?\s*[1-9]\s*\}?)?)\.?\s*")
Rows = tuple[tuple[Written, ...], ...]


def rows_of(w: Written) -> Rows | None:
    """The rows of anything that can be meant as a vector or a matrix of numbers or expressions."""
    if isinstance(w, Op) and w.head == "T":
        inner = rows_of(w.args[0])
        return None if inner is None else tuple(zip(*inner, strict=True))
    if isinstance(w, Op) and w.head in ("neg", "*", "/"):
        return _multiple(w)
    nested = _nested(w)
    if nested is not None:
        rows: Rows = nested
    elif isinstance(w, Op) and w.head in ("tuple", "list"):
        rows = tuple((a,) for a in w.args)
    elif isinstance(w, Op) and w.head == "matrix":
        rows = entries(w)
    else:
        return None
    return rows if all(is_number(a) for r in rows for a in r) else None


def _nested(w: Written) -> Rows | None:
    """The rows of ``((1, 2), (3, 4))`` and ``{{1, 2}, {3, 4}}``."""
    if not (isinstance(w, Op) and w.head in ("tuple", "set") and w.args):
        return None
    rows = tuple(a.args for a in w.args if isinstance(a, Op) and a.head == w.head)
    return rows if len(rows) == len(w.args) and len({len(r) for r in rows}) == 1 else None


def _multiple(w: Op) -> Rows | None:
    """A number times, or under, one vector or matrix: ``1/2 (1, 3)``; the number stands before each entry."""
    found = [rows_of(a) for a in w.args]
    at = next((k for k, rows in enumerate(found) if rows is not None), None)
    if at is None or (w.head == "/" and at) or not all(is_number(a) for k, a in enumerate(w.args) if k != at):
        return None
    return tuple(tuple(Op(w.head, (*w.args[:at], a, *w.args[at + 1 :])) for a in r) for r in found[at] or ())


@dataclass(frozen=True)
class Matrix(Kind):
    """A matrix of numbers or expressions; says which entries are wrong, recognises the transposed one.

    Partial credit is the share of right entries, from one half upward.
    """

    kind: ClassVar[str] = "matrix"
    rows: Rows
    variables: tuple[str, ...] = ()
    domain: Domain = ANYWHERE
    label: str = ""

    def written(self) -> Written:
        return matrix(self.rows)

    def read(self, text: str) -> Written:
        if IDENTITY.fullmatch(text) and "I" not in self.variables:
            return Name("I" + "".join(c for c in text if c.isdigit()))
        return read_inside(Item(text, 0), text, (*self.variables, *((self.label,) if self.label else ())))

    def _response(self, response: Written) -> Rows | None:
        return rows_of(self._with_identity(labelled(response, self.label)))

    def _with_identity(self, w: Written) -> Written:
        """``I`` and ``I_3`` as the identity matrix, where the problem has no such letter and the key is square."""
        n = len(self.rows)
        if isinstance(w, Op) and w.head in ("*", "/", "neg"):
            return Op(w.head, tuple(map(self._with_identity, w.args)))
        known = isinstance(w, Name) and w.text in ("I", f"I{n}") and w.text not in self.variables
        return matrix(identity(n)) if known and shape(self.rows) == (n, n) and n > 1 else w

    def compare(self, response: Written) -> Verdict:
        rows = self._response(response)
        if rows is None:
            return wrong_kind(f"a {self.kind}", response)
        mine = self._oriented(rows)
        if mine is None:
            return self._other_shape(rows)
        return self._compare_entries(rows, mine)

    def _oriented(self, rows: Rows) -> Rows | None:
        """The key in the layout of the response, or None if the shapes do not fit."""
        return self.rows if shape(rows) == shape(self.rows) else None

    def _other_shape(self, rows: Rows) -> Verdict:
        m, n = shape(rows)
        return wrong(say("Your {kind} has {m} rows and {n} columns: check the shape.", kind=self.kind, m=m, n=n))

    def _compare_entries(self, rows: Rows, key: Rows) -> Verdict:
        bad: list[str] = []
        undecided = False
        evidence = PROVED
        right_entries, total = 0, 0
        for i, (r, s) in enumerate(zip(rows, key, strict=True), 1):
            for j, (x, y) in enumerate(zip(r, s, strict=True), 1):
                found = compare_expression(y, x, self.variables, self.domain)
                total += 1
                if found.status is Status.UNDECIDED:
                    undecided = True
                elif not found.is_right:
                    if found.feedback:
                        return found
                    bad.append(self._place(i, j, len(key), len(key[0])))
                else:
                    right_entries += 1
                    if found.evidence.how == "sampled":
                        evidence = found.evidence
        if bad:
            return self._entries_wrong(rows, key, bad, Fraction(right_entries, total))
        return Verdict(Status.UNDECIDED) if undecided else right(evidence)

    def _entries_wrong(self, rows: Rows, key: Rows, bad: list[str], share: Fraction) -> Verdict:
        turned = tuple(zip(*key, strict=True))
        if len(key) > 1 and shape(turned) == shape(rows) and self._all_right(rows, turned):
            return wrong(say("Rows and columns are exchanged: this is the transposed matrix."))
        credit = share if share >= Fraction(1, 2) else Fraction(0)
        which = ", ".join(bad[:6]) + (" …" if len(bad) > 6 else "")
        return wrong(say("Look again at {which}.", which=which), Evidence("refuted", counterexample=which), credit)

    def _all_right(self, rows: Rows, key: Rows) -> bool:
        pairs = [(x, y) for r, s in zip(rows, key, strict=True) for x, y in zip(r, s, strict=True)]
        return all(compare_expression(y, x, self.variables, self.domain).is_right for x, y in pairs)

    def _place(self, i: int, j: int, m: int, n: int) -> str:
        return f"row {i}, column {j}"

    def points(self) -> Mapping[str, Any]:
        return places_of(self.variables, self.domain) if self.variables else {}

    def _values(self) -> Any:
        """Floats of shape (rows, columns), or (rows, columns, points) when there are variables."""
        memory = self.__dict__
        if "_floats" not in memory:  # an answer is frozen, so it is evaluated once
            import numpy as np

            places = self.points()
            arrays = list(places.values())
            if arrays:
                functions = [[function_of(a, self.variables) for a in r] for r in self.rows]
                values = [[np.broadcast_to(f(*arrays), arrays[0].shape) for f in r] for r in functions]
            else:
                values = [[function_of(a, ())() for a in r] for r in self.rows]
            memory["_floats"] = np.array(values, dtype=float)
        return memory["_floats"]

    def agrees(self, found: Any) -> Agreement:
        import numpy as np

        values = self._values()
        try:
            array = np.asarray(found, dtype=float)
        except (TypeError, ValueError):
            return Agreement(False, 0, detail=f"{found!r} is no array of numbers")
        if array.shape != values.shape:
            return Agreement(False, 0, detail=f"shape {array.shape} against {values.shape}")
        return array_agreement(values, array)

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Matrix) or shape(self.rows) != shape(other.rows):
            return False
        if self.rows == other.rows:
            return True
        mine, theirs = self._values(), other._values()
        return not clearly_differ(mine, theirs) and array_agreement(mine, theirs).holds


@dataclass(frozen=True)
class Vector(Matrix):
    """A vector: typed ``(1, 2, 3)``; a row and a column are both accepted unless ``layout`` asks for one of them.

    Attributes
    ----------
    layout : str
        ``"any"``, ``"row"`` or ``"column"``.
    """

    kind: ClassVar[str] = "vector"
    layout: str = "any"

    def read(self, text: str) -> Written:
        plain = without_hats(text)
        if may_hold_units(plain, self.variables, self.items):
            more = (self.label,) if self.label else ()
            try:
                found = read_inside(Item(plain, 0), text, (*self.variables, *more, *UNITS) if self.variables else ())
            except Unreadable:
                return super().read(text)
            if by_units(labelled(found, self.label), len(self.items)) is not None:
                return found
        return super().read(text)

    @property
    def items(self) -> tuple[Written, ...]:
        """The entries in order."""
        return tuple(a for r in self.rows for a in r)

    def written(self) -> Written:
        return matrix([self.items]) if self.layout == "row" else matrix((a,) for a in self.items)

    def typed(self) -> str:
        if self.layout == "column":
            return f"[{'; '.join(map(str, self.items))}]"
        return (
            f"({', '.join(map(str, self.items))})" if self.layout == "any" else f"[{', '.join(map(str, self.items))}]"
        )

    def _response(self, response: Written) -> Rows | None:
        inner = labelled(response, self.label)
        rows = super()._response(response)
        if rows is not None:
            return rows
        if len(self.items) == 1:  # a vector with one entry, (5), is read as the number
            return ((inner,),) if is_number(inner) else None
        if self.variables and isinstance(inner, Op) and inner.head == "+":
            terms = [rows_of(a) for a in inner.args]
            flat_terms = [tuple(a for r in t for a in r) for t in terms if t and 1 in shape(t)]
            if len(flat_terms) == len(terms) and {len(t) for t in flat_terms} == {len(self.items)}:
                return tuple((Op("+", same),) for same in zip(*flat_terms, strict=True))
        units = not set(self.variables) & set(UNITS)
        flat = (by_units(inner, len(self.items)) if units else None) or by_names(inner, self.variables, len(self.items))
        return None if flat is None else tuple((a,) for a in flat)

    def _oriented(self, rows: Rows) -> Rows | None:
        flat = tuple(a for r in rows for a in r)
        if 1 not in shape(rows) or len(flat) != len(self.items):
            return None
        return tuple((a,) for a in self.items) if len(rows) > 1 else (self.items,)

    def compare(self, response: Written) -> Verdict:
        verdict = super().compare(response)
        inner = labelled(response, self.label)
        is_matrix = isinstance(inner, Op) and inner.head == "matrix"
        if verdict.is_right and self.layout != "any" and is_matrix and len(self.items) > 1:
            rows = rows_of(inner) or ()
            if (len(rows) == 1) != (self.layout == "row"):
                feedback = say("Right, but in the other layout: a {layout} is asked.", layout=self.layout)
                return Verdict(Status.WRONG_FORM, Fraction(1, 2), verdict.evidence, feedback=feedback)
        return verdict

    def _other_shape(self, rows: Rows) -> Verdict:
        if 1 in shape(rows):
            count = len(rows) * len(rows[0])
            return wrong(say("Your vector has {count} entries: check how many there must be.", count=count))
        return super()._other_shape(rows)

    def _place(self, i: int, j: int, m: int, n: int) -> str:
        return f"entry {max(i, j)}"

    def _entries_wrong(self, rows: Rows, key: Rows, bad: list[str], share: Fraction) -> Verdict:
        credit = share if share >= Fraction(1, 2) else Fraction(0)
        which = ", ".join(bad[:6])
        return wrong(say("Look again at {which}.", which=which), Evidence("refuted", counterexample=which), credit)

    def agrees(self, found: Any) -> Agreement:
        import numpy as np

        values = self._values()
        try:
            array = np.asarray(found, dtype=float)
        except (TypeError, ValueError):
            return Agreement(False, 0, detail=f"{found!r} is no array of numbers")
        return super().agrees(array.reshape(values.shape) if array.size == values.size else array)


def vector(items: Any, **options: Any) -> Vector:
    """A `Vector` of anything that `written` takes.

    >>> vector((1, Fraction(1, 2))).typed()
    '(1, 1/2)'
    """
    return Vector(tuple((written(a),) for a in items), **options)


def matrix_answer(rows: Any, **options: Any) -> Matrix:
    """A `Matrix` of anything that `written` takes."""
    return Matrix(tuple(tuple(written(a) for a in r) for r in rows), **options)


def shape(rows: Rows) -> tuple[int, int]:
    """Rows and columns."""
    return len(rows), len(rows[0]) if rows else 0
