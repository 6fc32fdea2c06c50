"""What steps about singular values claim; exact numbers are decided exactly, decimals by their last digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows, applied, dot, rank, times, transposed
from tutor.exact.scalars import plain, scalar, sign
from tutor.methods.matrix_claims import vectors_of
from tutor.methods.singular_values.digits import above, precise_svd
from tutor.methods.singular_values.factors import squares_of
from tutor.written import Name, Num, Op, Written, entries, walk

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)


def square_of(w: Written) -> Any:
    """The exact square of a number, which may be a root of a number with roots."""
    if isinstance(w, Op) and w.head == "sqrt":
        return scalar(w.args[0])
    value = scalar(w)
    return plain(value * value)


def _is_decimal(w: Written) -> bool:
    return any(isinstance(n, Num) and "." in n.text for n in walk(w))


def _half(w: Written) -> Fraction:
    """Half a unit of the last decimal that is shown."""
    places = max(len(n.text.partition(".")[2]) for n in walk(w) if isinstance(n, Num))
    return Fraction(1, 2 * 10**places)


def _nonnegative(w: Written) -> bool:
    return (isinstance(w, Op) and w.head == "sqrt") or sign(scalar(w)) >= 0


def _near(stated: Written, value: Any) -> bool:
    """Is a decimal the value, correctly rounded?"""
    q = evaluate(stated, {}, EXACT)
    if not isinstance(q, Fraction):
        return False
    return bool(abs(value * q.denominator - q.numerator) * _half(stated).denominator <= q.denominator)


def is_singular_value(A: Rows, k: int, w: Written) -> bool:
    """Is a number the k-th singular value (from 1), or a decimal this value, correctly rounded?"""
    if not _nonnegative(w):
        return False
    if _is_decimal(w):
        q = scalar(w)
        low, high = max(q - _half(w), Fraction(0)), q + _half(w)
        return sum(above(A, low * low)) >= k > above(A, high * high)[0]
    larger, equal = above(A, square_of(w))
    return larger < k <= larger + equal


@dataclass(frozen=True)
class SingularValues(_Result):
    """The result lists all min(m, n) singular values of ``of`` in descending order: ``sigma_1 = 5, sigma_2 = 3``.

    ``squares`` are the eigenvalues of which they are the roots, where these are exact.
    """

    of: Written = field(kw_only=True)
    squares: tuple[Written, ...] = ()

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        items = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        try:
            A = exact_value(self.of)
            values = [i.args[1] for i in items if isinstance(i, Op)]
            right = all(is_singular_value(A, k, w) for k, w in enumerate(values, 1))
            if self.squares and [square_of(w) for w in values] != [scalar(q) for q in self.squares]:
                return False
        except _UNDECIDED:
            return None
        return right and len(values) == min(len(A), len(A[0]))


@dataclass(frozen=True)
class SpectralNorm(_Result):
    """The result is the largest singular value of ``of``."""

    of: Written = field(kw_only=True)
    name: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈" if _is_decimal(self.result) else "=", (self.name, self.result))

    def holds(self) -> bool | None:
        try:
            return is_singular_value(exact_value(self.of), 1, self.result)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class FrobeniusNorm(_Result):
    """The result is the root of the sum of the squares of all entries of ``of``."""

    of: Written = field(kw_only=True)
    name: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (self.name, self.result))

    def holds(self) -> bool | None:
        try:
            total = sum((dot(r, r) for r in exact_value(self.of)), Fraction(0))
            return _nonnegative(self.result) and square_of(self.result) == plain(total)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class SumNorm(_Result):
    """The result is the largest sum of absolute values in a column of ``of`` (or in a row)."""

    of: Written = field(kw_only=True)
    name: Written = field(kw_only=True)
    rows: bool = field(kw_only=True)

    def shown(self) -> Written:
        return Op("=", (self.name, self.result))

    def holds(self) -> bool | None:
        try:
            A, value = exact_value(self.of), scalar(self.result)
            sums = [
                sum((-a if sign(a) < 0 else a for a in line), Fraction(0))
                for line in (A if self.rows else transposed(A))
            ]
            return value in sums and all(sign(value - s) >= 0 for s in sums)
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class ConditionNumber(_Result):
    """The result is the largest singular value of ``of`` over the smallest."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈" if _is_decimal(self.result) else "=", (Name("kappa"), self.result))

    def holds(self) -> bool | None:
        try:
            A = exact_value(self.of)
            if not _nonnegative(self.result):
                return False
            if _is_decimal(self.result):
                values = precise_svd(A).values
                return len(values) == min(len(A), len(A[0])) and _near(self.result, values[0] / values[-1])
            squares = squares_of(A)
            return None if squares is None else bool(plain(square_of(self.result) * squares[-1]) == squares[0])
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class OrthonormalKernel(_Result):
    """The columns in the result are an orthonormal basis of the null space of ``of``.

    The first nonzero entry of each is positive.
    """

    of: Written = field(kw_only=True)
    names: tuple[Written, ...] = field(kw_only=True)

    def shown(self) -> Written:
        columns = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        pairs = tuple(n.equals(c) for n, c in zip(self.names, columns, strict=True))
        return pairs[0] if len(pairs) == 1 else Op("list", pairs)

    def holds(self) -> bool | None:
        try:
            M, vectors = exact_value(self.of), vectors_of(self.result)
            if len(vectors) != len(M[0]) - rank(M) or any(any(applied(M, v)) for v in vectors):
                return False
            return _orthonormal(vectors) and all(_leads(v) for v in vectors)
        except _UNDECIDED:
            return None


def _orthonormal(vectors: Sequence[Sequence[Any]]) -> bool:
    return all(dot(x, y) == (i == j) for i, x in enumerate(vectors) for j, y in enumerate(vectors[: i + 1]))


def _leads(v: Sequence[Any]) -> bool:
    return sign(next(x for x in v if x)) > 0


def _three(w: Written) -> tuple[Written, Written, Written] | None:
    """U, S and V of the product U S Vᵀ."""
    if not (isinstance(w, Op) and w.head == "*" and len(w.args) == 3):
        return None
    U, S, last = w.args
    return (U, S, last.args[0]) if isinstance(last, Op) and last.head == "T" else None


@dataclass(frozen=True)
class Decomposed(_Result):
    """The result U S Vᵀ is a singular value decomposition of ``of``.

    U and V have orthonormal columns, S is diagonal with descending entries ≥ 0, the product is right; in a column of U
    or V that belongs to no positive singular value the first nonzero entry is positive.
    """

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.of.equals(self.result)

    def holds(self) -> bool | None:
        three = _three(self.result)
        if three is None:
            return None
        try:
            A = exact_value(self.of)
            U, S, V = (exact_value(w) for w in three)
            if (len(U[0]), len(V[0]), len(U), len(V)) != (len(S), len(S[0]), len(A), len(A[0])):
                return False
            columns, rows = transposed(U), transposed(V)
            if not (_orthonormal(columns) and _orthonormal(rows)) or times(times(U, S), rows) != A:
                return False
            if any(S[i][j] for i in range(len(S)) for j in range(len(S[0])) if i != j):
                return False
            values = [S[i][i] for i in range(min(len(S), len(S[0])))]
            if any(sign(a - b) < 0 for a, b in zip(values, [*values[1:], 0], strict=True)):
                return False
            r = sum(map(bool, values))
            return all(_leads(v) for v in (*columns[r:], *rows[r:]))
        except _UNDECIDED:
            return None


@dataclass(frozen=True)
class RoundedDecomposition(_Result):
    """The result U S Vᵀ has the positive singular values of ``of`` and their vectors, correctly rounded."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.of, self.result))

    def holds(self) -> bool | None:
        three = _three(self.result)
        if three is None:
            return None
        try:
            found = precise_svd(exact_value(self.of))
        except _UNDECIDED:
            return None
        r = len(found.values)
        S = [[found.values[i] if i == j else 0 for j in range(r)] for i in range(r)]
        true = (transposed(found.U), S, transposed(found.V))
        return all(_all_near(w, rows) for w, rows in zip(three, true, strict=True))


def _all_near(w: Written, rows: Sequence[Sequence[Any]]) -> bool:
    stated = entries(w)
    return len(stated) == len(rows) and all(
        len(r) == len(s) and all(_near(a, b) for a, b in zip(r, s, strict=True))
        for r, s in zip(stated, rows, strict=True)
    )


@dataclass(frozen=True)
class RoundedNearest(_Result):
    """The result is the matrix of rank k that is nearest to ``of``, correctly rounded."""

    of: Written = field(kw_only=True)
    k: int = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (Name(f"A_{self.k}"), self.result))

    def holds(self) -> bool | None:
        try:
            found = precise_svd(exact_value(self.of))
        except _UNDECIDED:
            return None
        return found.apart(self.k) and _all_near(self.result, found.nearest(self.k))


@dataclass(frozen=True)
class RoundedError(_Result):
    """The result is the error of the best approximation of rank k, correctly rounded."""

    of: Written = field(kw_only=True)
    k: int = field(kw_only=True)
    name: Written = field(kw_only=True)
    frobenius: bool = field(kw_only=True)

    def shown(self) -> Written:
        return Op("≈", (self.name, self.result))

    def holds(self) -> bool | None:
        try:
            left = precise_svd(exact_value(self.of)).left_out(self.k)
        except _UNDECIDED:
            return None
        return _near(self.result, left[1] if self.frobenius else left[0])


@dataclass(frozen=True)
class MoorePenrose(_Result):
    """The result X satisfies the four conditions, with the products P = A X and Q = X A: it is the pseudo-inverse."""

    of: Written = field(kw_only=True)
    P: Written = field(kw_only=True)
    Q: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Name("X").equals(self.result)

    def holds(self) -> bool | None:
        try:
            A, X, P, Q = (exact_value(w) for w in (self.of, self.result, self.P, self.Q))
            if (len(X), len(X[0])) != (len(A[0]), len(A)) or times(A, X) != P or times(X, A) != Q:
                return False
            return bool(transposed(P) == P and transposed(Q) == Q and times(P, A) == A and times(Q, X) == X)
        except _UNDECIDED:
            return None
