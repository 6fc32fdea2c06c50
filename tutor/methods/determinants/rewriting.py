"""The rules of determinants, used on what is written, and the claim that a rule was used rightly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import Equal, _Result
from tutor.exact.matrices import Rows, diagonal, identity, times
from tutor.exact.scalars import plain, scalar, write
from tutor.methods.matrix_claims import Computed
from tutor.written import Name, Num, Op, Written, matrix, names, number, substitute

LARGEST = 10  # rows of the matrices
_SAMPLES = ((2, 3, 5, 7), (-3, 2, -1, 4))  # determinants of the matrices on which a rule is tried


@dataclass(frozen=True)
class RuleOfDeterminants(_Result):
    """``left = result`` for all invertible n × n matrices: by one rule, and tried on dense ones of other determinants.

    An empty rule stands for the cancelling of a determinant with its reciprocal.
    """

    left: Written = field(kw_only=True)
    size: int = field(kw_only=True)
    rule: str = ""
    known: tuple[str, ...] = ()

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        letters = sorted((names(self.left) | names(self.result)) - {"I"})
        n = self.size
        by_rule = rewritten(self.left, n, self.rule) if self.rule else cancelled(self.left, self.known)
        if by_rule != self.result:
            return False
        if n > LARGEST or len(letters) > len(_SAMPLES[0]):
            return None
        for dets in _SAMPLES:
            values: dict[str, Written] = {"I": matrix(identity(n))}
            for k, letter in enumerate(letters):
                values[letter] = matrix(example(n, Fraction(dets[k]), k))
            both = [substitute(w, values) for w in (self.left, self.result)]
            if Computed(both[1], left=both[0]).holds() is not True:
                return False
        return True


@dataclass(frozen=True)
class PutIn(Equal):
    """``left = result``, where ``left`` is what the rules gave with the given determinants put in."""

    rules: Written = field(kw_only=True)


def example(n: int, det: Any, k: int) -> Rows:
    """A dense matrix with this determinant, another for each k."""
    lower = tuple(
        tuple(Fraction(1 if i == j else (i + j + k) % 3 - 1 if j < i else 0) for j in range(n)) for i in range(n)
    )
    upper = tuple(
        tuple(Fraction(1 if i == j else (i + 2 * j + k) % 3 - 1 if j > i else 0) for j in range(n)) for i in range(n)
    )
    return times(times(lower, diagonal([det] + [1] * (n - 1))), upper)


PRODUCT = "The determinant of a product is the product of the determinants (MML 4.1)."
SCALAR = "A factor c comes out of each of the {n} rows: det(c M) = c^{n} det M."
TRANSPOSE = "Transposing changes nothing: det M^T = det M."
INVERSE = "The inverse has the reciprocal determinant: det M^(-1) = 1/det M."
POWER = "The determinant of a power is the power of the determinant: det M^k = (det M)^k."
IDENTITY = "The identity matrix has determinant 1."
ASKED = {
    PRODUCT: "What is the determinant of a product?",
    SCALAR: "How many rows does the factor stand in?",
    TRANSPOSE: "What does transposing do to a determinant?",
    INVERSE: "What is det M times det M^(-1)?",
    POWER: "A power is a product: what is its determinant?",
    IDENTITY: "What is the determinant of I?",
}


def is_number(w: Written) -> bool:
    """Is it without matrices?"""
    return not names(w)


def rewritten(w: Written, n: int, rule: str) -> Written:
    """One rule used wherever it can be."""
    if not isinstance(w, Op):
        return w
    if w.head == "det":
        return _used(w.args[0], n, rule) or w
    args = [rewritten(a, n, rule) for a in w.args]
    if w.head == "*":
        args = [x for a in args for x in (a.args if isinstance(a, Op) and a.head == "*" else (a,))]
    return Op(w.head, tuple(args))


def _used(m: Written, n: int, rule: str) -> Written | None:
    """det m by one rule, or None where it does not apply."""
    if m == Name("I"):
        return Num("1") if rule == IDENTITY else None
    if not isinstance(m, Op):
        return None
    if rule == SCALAR:
        c, rest = _factor(m)
        return None if c == 1 else _power(number(c) if isinstance(c, Fraction) else write(c), n) * Op("det", (rest,))
    if rule == PRODUCT and m.head == "*" and _factor(m)[0] == 1:
        return Op("*", tuple(Op("det", (a,)) for a in m.args))
    if rule == TRANSPOSE and m.head == "T":
        return Op("det", m.args)
    if rule == INVERSE and m.head == "inverse":
        return Op("/", (Num("1"), Op("det", m.args)))
    if rule == POWER and m.head == "^":
        return Op("^", (Op("det", m.args[:1]), m.args[1]))
    return None


def _power(c: Written, n: int) -> Written:
    return Op("^", (c, Num(str(n))))


def _factor(m: Op) -> tuple[Any, Written]:
    """The number in front of a matrix, and the matrix without it."""
    if m.head == "neg":
        size, rest = _factor(m.args[0]) if isinstance(m.args[0], Op) else (Fraction(1), m.args[0])
        return plain(-size), rest
    if m.head == "/" and is_number(m.args[1]):
        size, rest = _factor(m.args[0]) if isinstance(m.args[0], Op) else (Fraction(1), m.args[0])
        return plain(size / scalar(m.args[1])), rest
    if m.head == "*":
        c: Any = Fraction(1)
        kept: list[Written] = []
        for a in m.args:
            if is_number(a):
                c = plain(c * scalar(a))
                continue
            more, rest = _factor(a) if isinstance(a, Op) and a.head in ("neg", "/", "*") else (Fraction(1), a)
            c = plain(c * more)
            kept.append(rest)
        return c, kept[0] if len(kept) == 1 else Op("*", tuple(kept))
    return Fraction(1), m


def cancelled(w: Written, known: Collection[str]) -> Written:
    """Without the unknown determinants of a product whose powers add up to 0."""
    if not isinstance(w, Op) or w.head != "*":
        return w
    factors = [x for a in w.args for x in (a.args if isinstance(a, Op) and a.head == "*" else (a,))]
    powers: dict[str, Fraction] = {}
    for f in factors:
        base, k = _base(f)
        powers[str(base)] = powers.get(str(base), Fraction(0)) + k
    kept = [f for f in factors if powers[str(_base(f)[0])] or names(_base(f)[0]) <= set(known)]
    return w if len(kept) == len(factors) or not kept else kept[0] if len(kept) == 1 else Op("*", tuple(kept))


def _base(w: Written) -> tuple[Written, Fraction]:
    """A power as its base and exponent; 1/x has the exponent −1."""
    if isinstance(w, Op) and w.head == "/" and w.args[0] == Num("1"):
        base, k = _base(w.args[1])
        return base, -k
    if isinstance(w, Op) and w.head == "^" and names(w):
        base, k = _base(w.args[0])
        return base, k * scalar(w.args[1])
    return w, Fraction(1)
