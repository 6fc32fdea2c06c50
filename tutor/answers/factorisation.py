"""Factorisations of a matrix, judged by property: the shape of each factor, then the product; and QR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.answers.matrix import Rows, shape
from tutor.answers.typed_vectors import decimal_places, grid, limited
from tutor.equality import equal
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact, arrays, evaluate
from tutor.exact.scalars import MAX_ENTRIES, Scalar, as_float, rank_of, scalar, sign, times, transposed, write
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Words, Written, matrix, names, number, typed

HALF = Fraction(1, 2)
Entries = Sequence[Sequence[Any]]
_LABEL = re.compile(r"\s*\\?([A-Za-z]+|Σ|Λ)\s*(\^\s*\{?\s*(?:-1|T|t|\*|-\s*1)\s*\}?|⁻¹|ᵀ)?\s*(?:=|:)(?!=)")
_DIAG = re.compile(r"\s*(?:\\operatorname\s*\{diag\}|\\?diag)\s*\(")


@dataclass(frozen=True)
class Ruler:
    """How entries are measured: exactly, or in floating point with a slack for what counts as zero."""

    slack: float = 0.0

    def zero(self, x: Any) -> bool:
        """Is it nothing?"""
        return abs(x) <= self.slack if self.slack else not x

    def sign(self, x: Any) -> int:
        """−1, 0 or 1."""
        if not self.slack:
            return sign(x)
        return 0 if abs(x) <= self.slack else 1 if x.real > 0 else -1

    def full(self, M: Entries) -> bool:
        """Is a square matrix invertible?"""
        if not self.slack:
            return rank_of(M) == len(M)
        import numpy as np

        return bool(np.linalg.matrix_rank(np.array(M)) == len(M))

    def shown(self, x: Any) -> Written:
        """A number in feedback."""
        return number(Fraction(abs(x)).limit_denominator(10**6)) if self.slack else write(x)


@dataclass(frozen=True)
class Factorisation(Kind):
    """What all factorisations share: named matrices, typed ``Q = [..; ..]; R = [..; ..]`` in any order.

    Attributes
    ----------
    A : tuple of tuples of Fraction or Surd
        The matrix of the statement.
    """

    letters: ClassVar[tuple[str, ...]] = ()
    diagonal: ClassVar[frozenset[str]] = frozenset()  # factors that may be typed as the list of their diagonal
    optional: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[Mapping[str, str]] = {}
    example: ClassVar[str] = ""
    A: tuple[tuple[Scalar, ...], ...]

    def factors(self) -> dict[str, Rows]:
        """The key's own matrices by letter."""
        return {
            letter: getattr(self, letter) for letter in (*self.letters, *self.optional) if getattr(self, letter, ())
        }

    def target(self, ruler: Ruler) -> Entries:
        """The matrix of the statement, in the ruler's kind of numbers."""
        return [[as_float(a) for a in r] for r in self.A] if ruler.slack else self.A

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        """Judge matrices by property."""
        raise TypeError(f"{type(self).__name__} does not say how it is judged")

    def written(self) -> Written:
        return Op("parts", tuple(Op("part", (Words(name), matrix(rows))) for name, rows in self.factors().items()))

    def typed(self) -> str:
        return "; ".join(f"{name} = {typed(matrix(rows))}" for name, rows in self.factors().items())

    # ---------------------------------------------------------------- reading

    def read(self, text: str) -> Written:
        plain = re.sub(r"\\begin.*?\\end", lambda m: m[0].replace("\n", " "), limited(text), flags=re.DOTALL)
        found: dict[str, Written] = {}
        for item in split(re.sub(r"\band\b", " ; ", plain), ";,\n"):
            name, body = self._part(item, text, found)
            if name in found:
                raise Unreadable(f"the part {name} is given twice", text, item.at)
            found[name] = _read_matrix(body, text)
        if not found:
            raise Unreadable("matrices are expected", text, 0, f"write {self.example}")
        return Op("parts", tuple(Op("part", (Words(name), w)) for name, w in found.items()))

    def _part(self, item: Item, text: str, found: Mapping[str, Written]) -> tuple[str, Item]:
        m = _LABEL.match(item.text)
        known = {n.lower(): n for n in (*self.letters, *self.optional)}
        known |= {k.lower(): v for k, v in self.aliases.items()} | {"a": "A"}
        if m is None:
            left = [n for n in self.letters if n not in found]
            if not left:
                raise Unreadable("there are not so many matrices", text, item.at, f"write {self.example}")
            return left[0], item
        power = re.sub(r"[\s{}^]", "", m[2] or "").replace("⁻¹", "-1").replace("ᵀ", "T").replace("*", "T").upper()
        label = m[1] + power.replace("T", "t")
        name = known.get(label.lower())
        if name is None:
            raise Unreadable(f"{label!r} is none of the matrices asked", text, item.at, f"write {self.example}")
        rest = item.text[m.end() :]
        return name, Item(rest.strip(), item.at + m.end() + len(rest) - len(rest.lstrip()))

    # ---------------------------------------------------------------- judging

    def compare(self, response: Written) -> Verdict:
        rows = self.given_rows(response)
        if rows is None or not set(self.letters) <= set(rows):
            return wrong_kind(f"matrices: {self.example}", response)
        typed_entries = [a for m in rows.values() for r in m for a in r]
        if any(names(a) for a in typed_entries):
            return wrong_kind(f"matrices of numbers: {self.example}", response)
        if len(typed_entries) > 4 * MAX_ENTRIES:
            return Verdict(Status.UNDECIDED, feedback=say("The matrices are too large to be judged exactly."))
        try:
            exact = {name: [[scalar(a) for a in r] for r in m] for name, m in rows.items()}
            if not alike(exact.get("A", self.A), self.A, Ruler()):
                return wrong(say("Your A is not the matrix of the question."))
            verdict = self.judge(exact, Ruler())
            return verdict if verdict.is_right or not self._rounded(exact, typed_entries) else _rounded_verdict()
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say("The entries must be fractions and square roots."))

    def given_rows(self, response: Written) -> dict[str, Rows] | None:
        """The matrices of a response by letter, also ``A`` where it is repeated; None if some part is no matrix."""
        if not (isinstance(response, Op) and response.head == "parts"):
            return None
        found: dict[str, Rows] = {}
        for part in response.args:
            rows = grid(part.args[1]) if isinstance(part, Op) else None
            if rows is None or not isinstance(part, Op):
                return None
            found[str(part.args[0])] = rows
        return found

    def _rounded(self, exact: Mapping[str, Entries], typed_entries: Sequence[Written]) -> bool:
        """Decimals that would be right but for their last digit."""
        places = decimal_places(typed_entries)
        if places is None or places < 3:
            return False
        size = sum(abs(as_float(a)) for r in self.A for a in r) + 1
        floats = {name: [[as_float(a) for a in r] for r in m] for name, m in exact.items()}
        return self.judge(floats, Ruler(2 * float(size) * 10**-places)).is_right

    def agrees(self, found: Any) -> Agreement:
        """`found`: floats by letter or in the order of the letters; structure tested, multiplied back."""
        theirs = _floats(self._named(found))
        mine = None if self._approximate is None else _floats(self._approximate)
        if theirs is None or mine is None:
            return Agreement(False, 0, detail=f"{found!r} holds no matrices of numbers")
        slack = 1e-9 * float(1 + sum(abs(as_float(a)) for r in self.A for a in r))
        verdicts = [self.judge(m, Ruler(slack)) for m in (mine, theirs)]
        holds = all(v.is_right for v in verdicts)
        detail = "" if holds else str(next(v.feedback for v in verdicts if not v.is_right)) or "the factors differ"
        return Agreement(holds, sum(len(r) for r in self.A), 8, detail)

    def _named(self, found: Any) -> dict[str, Any]:
        return dict(found) if isinstance(found, Mapping) else dict(zip(self.letters, found, strict=True))

    def matches(self, response: Written) -> bool:
        """Is every factor the key's own?"""
        rows, mine = self.given_rows(response), self.factors()
        if rows is None or set(rows) - {"A"} != set(mine):
            return False
        return all(equal(matrix(m), matrix(rows[name])).same is True for name, m in mine.items())

    @cached_property
    def _approximate(self) -> dict[str, Entries] | None:
        """The key's own matrices in floating point, or None where there are no such numbers."""
        try:
            return {n: _approximated(m) for n, m in self.factors().items()}
        except (NotExact, KeyError, TooLarge):
            return None

    @cached_property
    def _ruler(self) -> Ruler:
        """For floats that are far from each other, rounding or not."""
        return Ruler(1e-6 * float(1 + sum(abs(as_float(a)) for r in self.A for a in r)))

    @cached_property
    def _is_far(self) -> bool:
        """Do floats show that these matrices do not make up this one's matrix?"""
        return self._approximate is not None and not self.judge(self._approximate, self._ruler).is_right

    def _far_from(self, other: Factorisation) -> bool:
        """Do floats show that the other one is neither right for this one's matrix nor this very answer?"""
        mine, theirs = self._approximate, other._approximate
        if mine is None or theirs is None or self.A != other.A or not other._is_far:
            return False
        return set(mine) != set(theirs) or not all(alike(m, theirs[n], self._ruler) for n, m in mine.items())

    def same(self, other: Answer) -> bool:
        """The other one is right for this one's matrix, or it is this very answer."""
        if type(other) is not type(self) or not isinstance(other, Factorisation) or self._far_from(other):
            return False
        response = other.written()
        return self.compare(response).is_right or self.matches(response)


def _approximated(rows: Rows) -> Entries:
    """The entries in floating point."""
    import numpy as np

    with np.errstate(all="ignore"):
        found = [[evaluate(a, {}, arrays()) for a in r] for r in rows]
    if np.all(np.isfinite(found)):
        return [[complex(a) if np.iscomplexobj(a) else float(a) for a in r] for r in found]
    return [[as_float(scalar(a)) for a in r] for r in rows]  # roots of negative numbers


def _rounded_verdict() -> Verdict:
    feedback = say("Rounded: the exact entries are asked.")
    return Verdict(Status.WRONG_FORM, HALF, Evidence("refuted"), feedback=feedback)


def _read_matrix(item: Item, whole: str) -> Written:
    """A matrix; ``diag(2, 3)`` is the list of its diagonal."""
    m = _DIAG.match(item.text)
    if m is None:
        return read_inside(item, whole)
    inside = read_inside(Item(item.text[m.end() - 1 :], item.at + m.end() - 1), whole)
    return inside if isinstance(inside, Op) and inside.head == "tuple" else matrix([[inside]])


def _floats(given: Mapping[str, Any]) -> dict[str, Entries] | None:
    import numpy as np

    found: dict[str, Entries] = {}
    for name, m in given.items():
        array = np.asarray(m)
        if array.dtype.kind not in "iufc" or array.ndim not in (1, 2) or not np.all(np.isfinite(array)):
            return None
        found[name] = np.atleast_2d(array.astype(complex if array.dtype.kind == "c" else float)).tolist()
    return found


# ---------------------------------------------------------------- properties: the defect, or None


def orthonormal(name: str, M: Entries, ruler: Ruler) -> Text | None:
    """Columns of length 1 that are orthogonal to each other."""
    columns = transposed(M)
    for i, u in enumerate(columns):
        for j, v in enumerate(columns[: i + 1]):
            product = sum((a * b for a, b in zip(u, v, strict=True)), Fraction(0))
            if ruler.zero(product - int(i == j)):
                continue
            size = ruler.shown(product)
            if i == j:
                return say("Column {i} of {Q} has squared length {size}, not 1.", i=str(i + 1), Q=name, size=size)
            return say(
                "The columns of {Q} are not orthogonal: column {j} · column {i} = {size}.",
                i=str(i + 1),
                j=str(j + 1),
                Q=name,
                size=size,
            )
    return None


def triangular(name: str, M: Entries, ruler: Ruler, *, upper: bool) -> Text | None:
    """Zeros below the diagonal, or above it."""
    return _zeros(name, M, ruler, "upper triangular" if upper else "lower triangular", upper, not upper)


def diagonal(name: str, M: Entries, ruler: Ruler) -> Text | None:
    """Zeros below and above the diagonal."""
    return _zeros(name, M, ruler, "diagonal", True, True)


def _zeros(name: str, M: Entries, ruler: Ruler, what: str, below: bool, above: bool) -> Text | None:
    for i, r in enumerate(M):
        for j, a in enumerate(r):
            if ((j < i and below) or (j > i and above)) and not ruler.zero(a):
                return say("{M} is not {what}: row {i}, column {j}.", M=name, what=what, i=str(i + 1), j=str(j + 1))
    return None


def product_defect(name: str, found: Entries, A: Entries, ruler: Ruler) -> Verdict | None:
    """The verdict on a product that is not the matrix; half the marks when more than half of its entries are right."""
    bad = [
        (i, j)
        for i, (r, s) in enumerate(zip(found, A, strict=True))
        for j, (x, y) in enumerate(zip(r, s, strict=True))
        if not ruler.zero(x - y)
    ]
    if not bad:
        return None
    i, j = bad[0]
    feedback = say("{QR} is not the matrix: look at row {i}, column {j}.", QR=name, i=str(i + 1), j=str(j + 1))
    share = HALF if 2 * len(bad) < len(A) * len(A[0]) else Fraction(0)
    return wrong(feedback, Evidence("refuted", counterexample=f"{name} differs from A"), share)


def first(defects: Iterable[Text | None], why: str) -> Verdict | None:
    """The verdict on the first defect."""
    found = next((d for d in defects if d is not None), None)
    return None if found is None else wrong(found, Evidence("refuted", counterexample=why))


def multiply(*factors: Entries) -> Entries:
    """The product of several matrices."""
    result = factors[0]
    for M in factors[1:]:
        result = times(result, M)
    return result


def size(M: Entries) -> tuple[int, int]:
    """Rows and columns."""
    return len(M), len(M[0]) if M else 0


def alike(M: Entries, N: Entries, ruler: Ruler) -> bool:
    """The same matrix, entry by entry."""
    return size(M) == size(N) and all(
        ruler.zero(a - b) for r, s in zip(M, N, strict=True) for a, b in zip(r, s, strict=True)
    )


# ---------------------------------------------------------------- QR


@dataclass(frozen=True)
class QR(Factorisation):
    """``A = Q R`` with an m × n matrix Q of orthonormal columns and an n × n upper triangular R; signs are free.

    Attributes
    ----------
    A : tuple of tuples of Fraction
        The matrix of the statement.
    Q, R : rows of Written
        One factorisation (the one with a positive diagonal of R).
    """

    kind: ClassVar[str] = "QR factorisation"
    advice: ClassVar[str] = "both matrices: Q = [..; ..]; R = [..; ..]"
    letters: ClassVar[tuple[str, ...]] = ("Q", "R")
    example: ClassVar[str] = "Q = [..; ..]; R = [..; ..]"
    Q: Rows
    R: Rows

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        Q, R = given["Q"], given["R"]
        m, n = shape(self.Q)
        if size(Q) != (m, n) or size(R) != (n, n):
            return wrong(say("Q must be {m}×{n} and R {n}×{n}.", m=str(m), n=str(n)))
        return (
            first([orthonormal("Q", Q, ruler)], "Q^T Q is not I")
            or first([triangular("R", R, ruler, upper=True)], "R is not triangular")
            or product_defect("Q R", multiply(Q, R), self.target(ruler), ruler)
            or right(PROVED)
        )
