"""A QR factorisation, judged by property: orthonormal columns, upper triangular, multiplied back."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, wrong_kind
from tutor.answers.matrix import Matrix, Rows, rows_of, shape
from tutor.answers.parts import Part, Parts
from tutor.equality import equal, exactly
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Words, Written, matrix, number


@dataclass(frozen=True)
class QR(Kind):
    """``A = Q R`` with an m × n matrix Q of orthonormal columns and an n × n upper triangular R; signs are free.

    Attributes
    ----------
    A : tuple of tuples of Fraction
        The matrix of the statement.
    Q, R : rows of Written
        One factorisation (the one with a positive diagonal of R).
    """

    kind: ClassVar[str] = "QR factorisation"
    A: tuple[tuple[Fraction, ...], ...]
    Q: Rows
    R: Rows

    def written(self) -> Written:
        return Op("parts", (Op("part", (Words("Q"), matrix(self.Q))), Op("part", (Words("R"), matrix(self.R)))))

    def typed(self) -> str:
        return f"Q = {matrix(self.Q)}; R = {matrix(self.R)}"

    def read(self, text: str) -> Written:
        return Parts((Part("Q", Matrix(self.Q)), Part("R", Matrix(self.R)))).read(text)

    def compare(self, response: Written) -> Verdict:
        given: dict[str, Rows] = {}
        if isinstance(response, Op) and response.head == "parts":
            for part in response.args:
                if isinstance(part, Op):
                    rows = rows_of(part.args[1])
                    if rows is not None:
                        given[str(part.args[0])] = rows
        if set(given) != {"Q", "R"}:
            return wrong_kind("two matrices: Q = [..; ..]; R = [..; ..]", response)
        return self._by_property(given["Q"], given["R"])

    def _by_property(self, Q: Rows, R: Rows) -> Verdict:
        m, n = shape(self.Q)
        if shape(Q) != (m, n) or shape(R) != (n, n):
            return wrong(say("Q must be {m}×{n} and R {n}×{n}.", m=str(m), n=str(n)))
        try:
            q = [[exactly(a) for a in r] for r in Q]
            r = [[exactly(a) for a in s] for s in R]
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say("The entries must be fractions and square roots."))
        for i in range(n):
            for j in range(i + 1):
                product = sum((row[i] * row[j] for row in q), Fraction(0))
                if product - int(i == j):
                    return _not_orthonormal(i, j, product)
        for i in range(n):
            for j in range(i):
                if r[i][j]:
                    return wrong(say("R is not upper triangular: row {i}, column {j}.", i=str(i + 1), j=str(j + 1)))
        for i in range(m):
            for j in range(n):
                found = sum((q[i][k] * r[k][j] for k in range(n)), Fraction(0))
                if found - self.A[i][j]:
                    feedback = say("Q R is not the matrix: look at row {i}, column {j}.", i=str(i + 1), j=str(j + 1))
                    return wrong(feedback, Evidence("refuted", counterexample="Q R differs from A"), Fraction(1, 2))
        return right(PROVED)

    def agrees(self, found: Any) -> Agreement:
        """`found`: floats (Q, R); multiplied back, structure tested, and compared up to signs of the columns."""
        import numpy as np

        from tutor.evaluate import arrays, evaluate

        A = np.array(self.A, dtype=float)
        mine = [np.array(evaluate(matrix(rows), {}, arrays()), dtype=float) for rows in (self.Q, self.R)]
        theirs = [np.asarray(f, dtype=float) for f in found]
        if [a.shape for a in mine] != [a.shape for a in theirs]:
            return Agreement(False, 0, detail="other shapes")
        signs = np.sign(np.sum(mine[0] * theirs[0], axis=0))
        holds = (
            all(
                np.allclose(q @ r, A, atol=1e-9) and np.allclose(q.T @ q, np.eye(q.shape[1]), atol=1e-9)
                for q, r in (mine, theirs)
            )
            and np.allclose(np.tril(mine[1], -1), 0)
            and np.allclose(mine[0], theirs[0] * signs, atol=1e-8)
        )
        return Agreement(bool(holds), A.size, 8, "" if holds else "the factors differ")

    def matches(self, response: Written) -> bool:
        return equal(self._flat(), _flat_response(response)).same is True

    def _flat(self) -> Written:
        return matrix([[a for rows in (self.Q, self.R) for r in rows for a in r]])

    def same(self, other: Answer) -> bool:
        """The other one is right for this one's matrix, or it is this very answer."""
        return isinstance(other, QR) and (self._by_property(other.Q, other.R).is_right or self.matches(other.written()))


def _flat_response(response: Written) -> Written:
    parts = response.args if isinstance(response, Op) and response.head == "parts" else ()
    found = [rows_of(p.args[1]) for p in parts if isinstance(p, Op)]
    return matrix([[a for rows in found if rows for r in rows for a in r]])


def _not_orthonormal(i: int, j: int, product: Any) -> Verdict:
    size = product.written() if hasattr(product, "written") else number(product)
    if i == j:
        feedback = say("Column {i} of Q has squared length {size}, not 1.", i=str(i + 1), size=size)
    else:
        feedback = say(
            "The columns of Q are not orthogonal: column {j} · column {i} = {size}.",
            i=str(i + 1),
            j=str(j + 1),
            size=size,
        )
    return wrong(feedback, Evidence("refuted", counterexample="Q^T Q is not I"))
