"""What the steps of a factorisation claim: the factors, multiplied back, and systems with a matrix that is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tutor.claims import _Result
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import rank, times, transposed
from tutor.exact.scalars import sign
from tutor.written import Name, Op, Words, Written

_UNDECIDED = (NotExact, KeyError, TooLarge, ZeroDivisionError)


@dataclass(frozen=True)
class Factors(_Result):
    """The result lists the factors of ``of``: ``L = …, U = …``, with ``P`` for P A = L U; ``L = …`` alone for L L^T.

    L is lower triangular (with ones on its diagonal beside a U or D, with a positive one alone), U upper triangular,
    D diagonal, P a permutation; a column of L below its diagonal is 0 where nothing was eliminated.

    >>> from tutor.written import matrix
    >>> L, A = matrix([[2, 0], [1, 3]]), matrix([[4, 2], [2, 10]])
    >>> Factors(Name("L").equals(L), of=A).holds()
    True
    """

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        items = self.result.args if isinstance(self.result, Op) and self.result.head == "list" else (self.result,)
        try:
            A = exact_value(self.of)
            found = {str(i.args[0]): exact_value(i.args[1]) for i in items if isinstance(i, Op) and i.head == "="}
            return self._multiplied(A, found)
        except _UNDECIDED:
            return None

    def _multiplied(self, A: Any, found: dict[str, Any]) -> bool:
        L, m = found["L"], len(A)
        if len(L) != m or any(L[i][j] for i in range(m) for j in range(i + 1, m)):
            return False
        if "U" not in found and "D" not in found:
            return all(sign(L[i][i]) > 0 for i in range(m)) and bool(times(L, transposed(L)) == A)
        if any(L[i][i] != 1 for i in range(m)):
            return False
        middle = found["U"] if "U" in found else found["D"]
        width = len(middle[0])
        if any(middle[i][j] for i in range(len(middle)) for j in range(min(i, width))):
            return False
        if any(L[i][j] for j in range(m) for i in range(j + 1, m) if not any(middle[j])):
            return False
        if "D" in found:
            flat = not any(middle[i][j] for i in range(m) for j in range(i + 1, width))
            return flat and bool(times(times(L, middle), transposed(L)) == A)
        P = found.get("P")
        if P is not None:
            if sorted(map(sum, P)) != [1] * m or {a for r in P for a in r} - {0, 1} or rank(P) < m:
                return False
            A = times(P, A)
        return bool(times(L, middle) == A)


@dataclass(frozen=True)
class SolvesWith(_Result):
    """The result is the one X with ``matrix · X = rhs``, or with ``X · matrix = rhs``.

    It is printed under its name if it has one; else the product is printed: the result multiplied back.
    """

    matrix: Written = field(kw_only=True)
    rhs: Written = field(kw_only=True)
    name: str = ""
    from_left: bool = True

    def shown(self) -> Written:
        if self.name:
            return Name(self.name).equals(self.result)
        factors = (self.matrix, self.result) if self.from_left else (self.result, self.matrix)
        return Op("*", factors).equals(self.rhs)

    def holds(self) -> bool | None:
        try:
            M, b, x = (exact_value(w) for w in (self.matrix, self.rhs, self.result))
            if not self.from_left:
                M, b, x = transposed(M), transposed(b), transposed(x)
            return len(x) == len(M[0]) and rank(M) == len(M[0]) and bool(times(M, x) == b)
        except _UNDECIDED:
            return None


NO_LU = Words("no LU factorisation without row exchanges")
NOT_DEFINITE = Words("not positive definite")
NO_LDL = Words("no L D L^T without row exchanges")
