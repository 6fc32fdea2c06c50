"""What steps about eigenvalues claim; every claim is decided exactly, or with digits that are certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import Approx, _Result
from tutor.errors import TooLarge
from tutor.evaluate import NotExact, evaluate, precise
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows, determinant, identity, plus, power, rank, scaled, times
from tutor.exact.scalars import Complex, scalar
from tutor.exact.spectra import eigenvalues
from tutor.methods.eigenvalues.approximate import Root, eigenvector, roots
from tutor.written import Name, Op, Written, entries, names, number, substitute

LAMBDA = Name("lambda")
_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)


def shifted(A: Rows, value: Any) -> Rows:
    """A − λI.

    >>> [[str(a) for a in r] for r in shifted(((1, 2), (3, 4)), 1)]
    [['0', '2'], ['3', '3']]
    """
    return plus(A, scaled(-value, identity(len(A))))


@dataclass(frozen=True)
class CharacteristicOf(_Result):
    """The result is det(A − λI): compared exactly at more places than its degree; letters take values as well.

    >>> from tutor.written import matrix, number
    >>> A = matrix([[2, 1], [1, 2]])
    >>> CharacteristicOf(LAMBDA**2 - number(4) * LAMBDA + 3, of=A, left=Op("det", (A,))).holds()
    True
    """

    of: Written = field(kw_only=True)
    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.left.equals(self.result)

    def holds(self) -> bool | None:
        letters = sorted((names(self.of) | names(self.result)) - {LAMBDA.text})
        rows = entries(self.of)
        for k in range(len(rows) + 4):
            values: dict[str, Any] = {v: Fraction((k + 3) * (7 * i + 5) % 29 - 11) for i, v in enumerate(letters)}
            place = Fraction(3 * k - 7, 2)
            try:
                A = tuple(tuple(scalar(a, values) for a in r) for r in rows)
                if scalar(self.result, values | {LAMBDA.text: place}) != determinant(shifted(A, place)):
                    return False
            except _UNDECIDED:
                return None
        return True


@dataclass(frozen=True)
class EigenvaluesOf(_Result):
    """The result, ``λ₁ = 1, λ₂ = 3``, lists all different eigenvalues of a matrix, each once."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        try:
            stated = [scalar(w) for w in right_sides(self.result)]
            found = eigenvalues(exact_value(self.of))
        except _UNDECIDED:
            return None
        return None if found is None else len(stated) == len(found) and {v for v, _ in found} == set(stated)


def right_sides(w: Written) -> list[Written]:
    """The values in a list of equations."""
    items = w.args if isinstance(w, Op) and w.head == "list" else (w,)
    return [e.args[1] if isinstance(e, Op) and e.head in ("=", "≈") else e for e in items]


@dataclass(frozen=True)
class RootsNear(_Result):
    """The result, ``λ₁ ≈ 0.3473, …``, holds all zeros of a polynomial in λ, each rounded in its last place.

    The zeros are enclosed: near z there is one within n·|p(z)/p'(z)|, which is far below the last place.
    """

    of: tuple[Fraction, ...] = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        try:
            stated = [scalar(w) for w in right_sides(self.result)]
        except _UNDECIDED:
            return None
        found = roots(self.of)
        if found is None or len(found) != len(stated):
            return None if found is None else False
        return all(r.rounds_to(s) for r, s in zip(found, stated, strict=True))


@dataclass(frozen=True)
class EigenvectorNear(_Result):
    """The result is an eigenvector, its largest entry 1 or (`unit`) its length 1, rounded in its last place."""

    of: Written = field(kw_only=True)
    factor: tuple[Fraction, ...] = field(kw_only=True)
    index: int = field(kw_only=True)
    unit: bool = False

    def shown(self) -> Written:
        return Op("≈", (Name("q" if self.unit else "v"), self.result))

    def holds(self) -> bool | None:
        try:
            stated = [r[0] for r in exact_value(self.result)]
        except _UNDECIDED:
            return None
        found = roots(self.factor)
        if found is None:
            return None
        v = eigenvector(exact_value(self.of), found[self.index], unit=self.unit)
        return len(v) == len(stated) and all(Root(x, Fraction(0)).rounds_to(s) for x, s in zip(v, stated, strict=True))


@dataclass(frozen=True)
class EntriesNear(_Result):
    """``left ≈ result``: the entries of a real matrix, each rounded in its last place."""

    left: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.left, self.result))

    def holds(self) -> bool | None:
        pairs = zip(entries(self.left), entries(self.result), strict=True)
        found = [Approx(b, left=a).holds() for r, s in pairs for a, b in zip(r, s, strict=True)]
        return False if False in found else None if None in found else True


@dataclass(frozen=True)
class EigenvectorCount(_Result):
    """``geometric < algebraic`` (or ``=``) for one eigenvalue; without a value: independent eigenvectors against n.

    Attributes
    ----------
    of : Written
        The matrix.
    value : Written or None
    real : bool
        Without a value: only real eigenvectors are counted.
    """

    of: Written = field(kw_only=True)
    value: Written | None = None
    real: bool = False

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head not in ("<", "="):
            return None
        try:
            A = exact_value(self.of)
            stated = tuple(scalar(a) for a in self.result.args)
            found = eigenvalues(A)
            if found is None:
                return None
            counts = {v: len(A) - rank(shifted(A, v)) for v, _ in found}
            if self.value is None:
                total = sum(c for v, c in counts.items() if not (self.real and isinstance(v, Complex)))
                true = (total, len(A))
            else:
                value = scalar(self.value)
                true = (counts[value], dict(found)[value])
        except _UNDECIDED:
            return None
        return stated == true and (true[0] < true[1]) == (self.result.head == "<")


@dataclass(frozen=True)
class Factored(_Result):
    """``A = P D P⁻¹``: the result is the product of the three, D is diagonal, and each of them is right by itself."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.of.equals(self.result)

    def holds(self) -> bool | None:
        if not isinstance(self.result, Op) or self.result.head != "*" or len(self.result.args) != 3:
            return None
        try:
            A = exact_value(self.of)
            P, D, back = (exact_value(M) for M in self.result.args)
            flat = not any(a for i, r in enumerate(D) for j, a in enumerate(r) if i != j)
            return flat and times(A, P) == times(P, D) and times(P, back) == identity(len(A))
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class PowerFormula(_Result):
    """The result, with the letter `exponent`, is A^k (or A^k x) for every whole k from `start` on.

    Both sides are sums of few products of powers, so they are compared at enough exponents.
    """

    of: Written = field(kw_only=True)
    exponent: str = "k"
    start: int = 0
    vector: Written | None = None

    def shown(self) -> Written:
        left: Written = Op("^", (self.of, Name(self.exponent)))
        return (left if self.vector is None else Op("*", (left, self.vector))).equals(self.result)

    def holds(self) -> bool | None:
        try:
            A = exact_value(self.of)
            column = identity(len(A)) if self.vector is None else exact_value(self.vector)
            for k in range(self.start, self.start + 3 * len(A) + 3):
                stated = exact_value(substitute(self.result, {self.exponent: number(k)}))
                if stated != times(power(A, k), column):
                    return False
        except _UNDECIDED:
            return None
        return True


@dataclass(frozen=True)
class LimitOf(_Result):
    """The result L is the limit of the powers of a stochastic matrix A.

    L A = A L = L = L², and its rank is the dimension of what A leaves as it is.
    """

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Name("L").equals(self.result)

    def holds(self) -> bool | None:
        try:
            A, L = exact_value(self.of), exact_value(self.result)
            fixed = len(A) - rank(shifted(A, Fraction(1)))
            return times(A, L) == L == times(L, A) and times(L, L) == L and rank(L) == fixed
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class ExponentialOf(_Result):
    """The result is e^A (with a letter t: e^(tA)), compared with its power series in 40 digits at several t."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        letter = "t" if "t" in names(self.result) else ""
        inner = Op("*", (Name("t"), self.of)) if letter else self.of
        return Op("^", (Op("e"), inner)).equals(self.result)

    def holds(self) -> bool | None:
        arithmetic = precise(40)
        A = [[evaluate(a, {}, arithmetic) for a in r] for r in entries(self.of)]
        for t in (Fraction(1), Fraction(-2, 3), Fraction(1, 7)) if "t" in names(self.result) else (Fraction(1),):
            place = arithmetic.number(t)
            series = _series([[place * a for a in r] for r in A], arithmetic)
            for r, s in zip(entries(self.result), series, strict=True):
                for a, b in zip(r, s, strict=True):
                    try:
                        difference = abs(evaluate(a, {"t": place}, arithmetic) - b)
                    except _UNDECIDED:
                        return None
                    if difference > (1 + abs(b)) * arithmetic.number(Fraction(1, 10**20)):
                        return False
        return True


def _series(A: list[list[Any]], arithmetic: Any) -> list[list[Any]]:
    """e^A by scaling, the power series, and squaring."""
    n = len(A)
    size = max(sum(abs(a) for a in r) for r in A)
    halvings = max(0, int(float(size)).bit_length() + 1)
    small = [[a / 2**halvings for a in r] for r in A]
    total = [[arithmetic.number(Fraction(int(i == j))) for j in range(n)] for i in range(n)]
    term = total
    for k in range(1, 40):
        term = [[sum(term[i][m] * small[m][j] for m in range(n)) / k for j in range(n)] for i in range(n)]
        total = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(total, term, strict=True)]
    for _ in range(halvings):
        total = [[sum(total[i][m] * total[m][j] for m in range(n)) for j in range(n)] for i in range(n)]
    return total
