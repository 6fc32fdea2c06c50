"""Diagonalisation, spectral decomposition, LU, Cholesky and singular values, each judged by property."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.factorisation import (
    HALF,
    Entries,
    Factorisation,
    Ruler,
    alike,
    diagonal,
    first,
    multiply,
    orthonormal,
    product_defect,
    size,
    triangular,
)
from tutor.answers.matrix import Rows
from tutor.exact.scalars import as_float, scalar, transposed
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong


def _square(M: Entries, n: int) -> bool:
    return size(M) == (n, n)


def diagonal_of(M: Entries, m: int, n: int) -> Entries:
    """A matrix, or the list of its diagonal, as an m × n matrix."""
    if 1 not in size(M) or size(M) == (m, n):
        return M
    line = [a for r in M for a in r]
    if len(line) > min(m, n) or (m, n) == (1, 1):
        return M
    return [[line[i] if i == j and i < len(line) else Fraction(0) for j in range(n)] for i in range(m)]


def identity(n: int) -> Entries:
    return [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]


def _with(defect: Verdict, share: Fraction) -> Verdict:
    """The same defect with a part of the marks."""
    return wrong(defect.feedback, defect.evidence, share)


@dataclass(frozen=True)
class Diagonalisation(Factorisation):
    """``A = P D P^-1``: typed ``P = [..; ..]; D = [..; ..]``; D may be ``diag(2, 3)``; any order and scale is right.

    Half the marks for a P that fails beside the right eigenvalues in D. ``P^-1 = …`` is judged if it is given.
    """

    kind: ClassVar[str] = "diagonalisation"
    advice: ClassVar[str] = "both matrices: P = [..; ..]; D = [..; ..]"
    letters: ClassVar[tuple[str, ...]] = ("P", "D")
    optional: ClassVar[tuple[str, ...]] = ("P^-1",)
    aliases: ClassVar[Mapping[str, str]] = {
        "S": "P", "Q": "P", "X": "P", "V": "P", "Λ": "D", "Lambda": "D", "L": "D", "P-1": "P^-1", "Pinv": "P^-1",
    }  # fmt: skip
    example: ClassVar[str] = "P = [..; ..]; D = [..; ..]"
    P: Rows
    D: Rows

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        P, D = (given[letter] for letter in self.letters)
        n = len(self.A)
        D = diagonal_of(D, n, n)
        name = self.letters[0]
        if not (_square(P, n) and _square(D, n)):
            return wrong(say("{P} and D must be {n}×{n}.", P=name, n=str(n)))
        flat = first([diagonal("D", D, ruler)], "D is not diagonal")
        if flat is not None:
            return flat
        found = self._eigenvectors(P, D, ruler)
        if found is not None:
            return _with(found, HALF if self._right_values(D, ruler) else Fraction(0))
        return self._further(given, P, ruler)

    def _eigenvectors(self, P: Entries, D: Entries, ruler: Ruler) -> Verdict | None:
        name = self.letters[0]
        for j, (image, p) in enumerate(zip(transposed(multiply(self.target(ruler), P)), transposed(P), strict=True)):
            if all(ruler.zero(x) for x in p):
                return wrong(say("Column {j} of {P} is the zero vector.", j=str(j + 1), P=name))
            if not all(ruler.zero(y - D[j][j] * x) for x, y in zip(p, image, strict=True)):
                feedback = say("Column {j} of {P} is no eigenvector for entry {j} of D.", j=str(j + 1), P=name)
                return wrong(feedback, Evidence("refuted", counterexample=f"A {name} differs from {name} D"))
        if not ruler.full(P):
            feedback = say("{P} is singular: its columns are dependent.", P=name)
            return wrong(feedback, Evidence("refuted", counterexample=f"det {name} = 0"))
        return None

    def _right_values(self, D: Entries, ruler: Ruler) -> bool:
        mine = [scalar(r[i]) for i, r in enumerate(getattr(self, self.letters[1]))]
        if ruler.slack:
            mine = [as_float(q) for q in mine]
        for i in range(len(D)):
            near = [k for k, q in enumerate(mine) if ruler.zero(q - D[i][i])]
            if not near:
                return False
            del mine[near[0]]
        return True

    def _further(self, given: Mapping[str, Entries], P: Entries, ruler: Ruler) -> Verdict:
        inverse = given.get("P^-1")
        if inverse is None:
            return right(PROVED)
        if not _square(inverse, len(P)):
            return wrong(say("P^-1 must be {n}×{n}.", n=str(len(P))), share=HALF)
        unit = product_defect("P · P^-1", multiply(P, inverse), identity(len(P)), ruler)
        if unit is None:
            return right(PROVED)
        return wrong(say("P and D are right, but P^-1 is not the inverse of P."), unit.evidence, HALF)


@dataclass(frozen=True)
class Spectral(Diagonalisation):
    """``A = Q D Q^T`` for a symmetric A: Q has orthonormal columns, which are eigenvectors."""

    kind: ClassVar[str] = "spectral decomposition"
    advice: ClassVar[str] = "both matrices: Q = [..; ..]; D = [..; ..]"
    letters: ClassVar[tuple[str, ...]] = ("Q", "D")
    optional: ClassVar[tuple[str, ...]] = ("Q^T",)
    aliases: ClassVar[Mapping[str, str]] = {
        "P": "Q", "U": "Q", "V": "Q", "Λ": "D", "Lambda": "D", "L": "D", "Qt": "Q^T", "Q-1": "Q^T", "Pt": "Q^T",
    }  # fmt: skip
    example: ClassVar[str] = "Q = [..; ..]; D = [..; ..]"

    @property
    def Q(self) -> Rows:
        """The orthogonal matrix of the key."""
        return self.P

    def _further(self, given: Mapping[str, Entries], P: Entries, ruler: Ruler) -> Verdict:
        skew = first([orthonormal("Q", P, ruler)], "Q^T Q is not I")
        if skew is not None:
            return _with(skew, HALF)
        if "Q^T" in given and not alike(given["Q^T"], transposed(P), ruler):
            return wrong(say("Your Q^T is not the transposed matrix of your Q."), share=HALF)
        return right(PROVED)


@dataclass(frozen=True)
class LU(Factorisation):
    """``A = L U`` with ones on the diagonal of the lower triangular L; with row exchanges ``P A = L U``.

    Attributes
    ----------
    L, U, P : rows of Written
        One factorisation; without exchanges P is empty, and a response that exchanges rows is `wrong-form`.
    pivots_left : bool
        ``P A = L U`` is asked; if False, ``A = P L U``.
    """

    kind: ClassVar[str] = "LU factorisation"
    advice: ClassVar[str] = "the matrices: L = [..; ..]; U = [..; ..]"
    letters: ClassVar[tuple[str, ...]] = ("L", "U")
    optional: ClassVar[tuple[str, ...]] = ("P",)
    example: ClassVar[str] = "L = [..; ..]; U = [..; ..]"
    L: Rows
    U: Rows
    P: Rows = ()
    pivots_left: bool = True

    def _named(self, found: Any) -> dict[str, Any]:
        """Two matrices are L and U, three are P, L and U, as SciPy gives them."""
        if isinstance(found, Mapping) or len(found) == 2:
            return super()._named(found)
        return dict(zip(("P", "L", "U"), found, strict=True))

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        A, m, n = self.target(ruler), len(self.A), len(self.A[0])
        L, U, P = given["L"], given["U"], given.get("P", identity(m))
        if not (_square(L, m) and size(U) == (m, n) and _square(P, m)):
            return wrong(say("L must be {m}×{m} and U {m}×{n}.", m=str(m), n=str(n)))
        defects = [triangular("L", L, ruler, upper=False), triangular("U", U, ruler, upper=True)]
        shaped = first(defects, "not triangular") or self._exchanges(P, ruler)
        if shaped is not None:
            return shaped
        left, right_ = self._sides(L, U, P, A)
        name = "L U" if "P" not in given else "P^T L U" if self.pivots_left else "P L U"
        bad = product_defect(name, left, right_, ruler)
        unit = all(ruler.zero(L[i][i] - 1) for i in range(m))
        if bad is not None:
            other, wanted = self._sides(L, U, transposed(P), A)
            if "P" in given and unit and product_defect("", other, wanted, ruler) is None:
                asked = "P A = L U" if self.pivots_left else "A = P L U"
                return wrong(say("Your P belongs on the other side: {asked} is asked.", asked=asked), share=HALF)
            return bad if unit else _with(bad, Fraction(0))
        if not unit:
            i = next(i for i in range(m) if not ruler.zero(L[i][i] - 1))
            feedback = say("The product is right, but the diagonal of L must be 1: row {i}.", i=str(i + 1))
            return Verdict(Status.WRONG_FORM, HALF, Evidence("refuted"), feedback=feedback)
        if not self.P and not all(ruler.zero(P[i][i] - 1) for i in range(m)):
            feedback = say("This is right with its row exchanges, but a factorisation without any is asked.")
            return Verdict(Status.WRONG_FORM, HALF, Evidence("refuted"), feedback=feedback)
        return right(PROVED)

    def _sides(self, L: Entries, U: Entries, P: Entries, A: Entries) -> tuple[Entries, Entries]:
        """The two sides of the equation that is asked."""
        return (multiply(L, U), multiply(P, A)) if self.pivots_left else (multiply(P, L, U), A)

    def _exchanges(self, P: Entries, ruler: Ruler) -> Verdict | None:
        for lines, what in ((P, "row"), (transposed(P), "column")):
            for i, line in enumerate(lines):
                ones = [a for a in line if not ruler.zero(a)]
                if len(ones) != 1 or not ruler.zero(ones[0] - 1):
                    return wrong(say("P is no permutation matrix: {what} {i}.", what=what, i=str(i + 1)))
        return None


@dataclass(frozen=True)
class Cholesky(Factorisation):
    """``A = L L^T`` with a lower triangular L whose diagonal is positive; L is typed with or without its name."""

    kind: ClassVar[str] = "Cholesky factorisation"
    advice: ClassVar[str] = "the lower triangular matrix: L = [2, 0; 1, 3]"
    letters: ClassVar[tuple[str, ...]] = ("L",)
    example: ClassVar[str] = "L = [..; ..]"
    L: Rows

    def _named(self, found: Any) -> dict[str, Any]:
        return dict(found) if isinstance(found, Mapping) else {"L": found}

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        A, L, n = self.target(ruler), given["L"], len(self.A)
        if not _square(L, n):
            return wrong(say("L must be {n}×{n}.", n=str(n)))
        lower = triangular("L", L, ruler, upper=False)
        if lower is not None:
            turned = triangular("L", L, ruler, upper=True) is None
            if turned and product_defect("", multiply(transposed(L), L), A, ruler) is None:
                feedback = say("L must be lower triangular; this is the transposed matrix.")
                return Verdict(Status.WRONG_FORM, HALF, Evidence("refuted"), feedback=feedback)
            return wrong(lower, Evidence("refuted", counterexample="L is not triangular"))
        bad = product_defect("L L^T", multiply(L, transposed(L)), A, ruler)
        low = next((i for i in range(n) if ruler.sign(L[i][i]) <= 0), None)
        if low is None:
            return bad or right(PROVED)
        feedback = say("The diagonal of L must be positive: row {i}.", i=str(low + 1))
        return wrong(feedback, Evidence("refuted", counterexample="diagonal"), Fraction(0) if bad else HALF)


@dataclass(frozen=True)
class SVD(Factorisation):
    """``A = U S V^T``, full or reduced: orthonormal columns in U and V, singular values ≥ 0 in descending order in S.

    Typed ``U = ..; S = diag(3, 2); V = ..``, or ``Vt = ..`` in the place of V.
    """

    kind: ClassVar[str] = "singular value decomposition"
    advice: ClassVar[str] = "the matrices: U = [..; ..]; S = [..; ..]; V = [..; ..]"
    letters: ClassVar[tuple[str, ...]] = ("U", "S", "V")
    aliases: ClassVar[Mapping[str, str]] = {
        "Σ": "S", "Sigma": "S", "D": "S", "Vt": "Vt", "Vh": "Vt",
    }  # fmt: skip
    example: ClassVar[str] = "U = [..; ..]; S = [..; ..]; V = [..; ..]"
    U: Rows
    S: Rows
    V: Rows

    def _named(self, found: Any) -> dict[str, Any]:
        """Three arrays are U, the singular values and V^T, as NumPy gives them."""
        named = dict(found) if isinstance(found, Mapping) else dict(zip(("U", "S", "Vt"), found, strict=True))
        if "Vt" in named:
            named["V"] = transposed(named.pop("Vt"))
        return named

    def given_rows(self, response: Any) -> dict[str, Rows] | None:
        rows = super().given_rows(response)
        if rows is not None and "Vt" in rows and "V" not in rows:
            rows["V"] = tuple(zip(*rows.pop("Vt"), strict=True))
        return rows

    def judge(self, given: Mapping[str, Entries], ruler: Ruler) -> Verdict:
        U, V = given["U"], given["V"]
        A, m, n = self.target(ruler), len(self.A), len(self.A[0])
        p, q = len(U[0]), len(V[0])
        S = diagonal_of(given["S"], p, q)
        if "Vt" in given and not alike(given["Vt"], transposed(V), ruler):
            return wrong(say("Your V^T is not the transposed matrix of your V."))
        if len(U) != m or len(V) != n or size(S) != (p, q):
            return wrong(say("The shapes do not fit: U S V^T must be {m}×{n}.", m=str(m), n=str(n)))
        defects = (orthonormal("U", U, ruler), orthonormal("V", V, ruler), diagonal("S", S, ruler))
        shaped = first(defects, "structure")
        if shaped is not None:
            return shaped
        bad = product_defect("U S V^T", multiply(U, S, transposed(V)), A, ruler)
        order = self._order([S[i][i] for i in range(min(p, q))], ruler)
        if order is not None:
            return _with(order, Fraction(0) if bad else HALF)
        if bad is not None and _square(V, n) and product_defect("", multiply(U, S, V), A, ruler) is None:
            return wrong(say("You give V^T in the place of V."), bad.evidence, HALF)
        return bad or right(PROVED)

    def _order(self, values: Sequence[Any], ruler: Ruler) -> Verdict | None:
        for i, s in enumerate(values):
            if ruler.sign(s) < 0:
                return wrong(say("Singular values are not negative: entry {i} of S.", i=str(i + 1)))
            if i and ruler.sign(values[i - 1] - s) < 0:
                return wrong(say("Singular values stand in descending order: entry {i} of S.", i=str(i + 1)))
        return None
