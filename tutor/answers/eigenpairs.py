"""Eigenvalues with eigenvectors, judged by property: A v = λ v."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.claims import rank
from tutor.equality import exactly
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Written, column, entries, number

Square = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class Eigenpairs(Kind):
    """All eigenvalues of a matrix, each with a basis of its eigenspace; any scale and any basis is right.

    Attributes
    ----------
    A : tuple of tuples of Fraction
        The matrix of the statement.
    pairs : tuple of (eigenvalue, tuple of independent eigenvectors)
        Distinct eigenvalues in ascending order.
    """

    kind: ClassVar[str] = "eigenpairs"
    A: Square
    pairs: tuple[tuple[Fraction, tuple[tuple[Fraction, ...], ...]], ...]

    def written(self) -> Written:
        return Op(
            "pairs",
            tuple(Op("pair", (number(value), column(v))) for value, vectors in self.pairs for v in vectors),
        )

    def typed(self) -> str:
        return "; ".join(
            f"{number(value)}: ({', '.join(str(number(x)) for x in v)})"
            for value, vectors in self.pairs
            for v in vectors
        )

    def read(self, text: str) -> Written:
        pairs = []
        for item in split(text, ";\n"):
            value, colon, vector = item.text.partition(":")
            if not colon:
                raise Unreadable("each pair needs a colon between value and vector, as in 2: (1, 1)", text, item.at)
            left = split(value, "")
            right_ = split(vector, "")
            if not left or not right_:
                raise Unreadable("a value, a colon and a vector are expected, as in 2: (1, 1)", text, item.at)
            start = item.at + len(value) + 1
            pairs.append(
                Op(
                    "pair",
                    (
                        read_inside(Item(left[0].text, item.at), text),
                        read_inside(Item(right_[0].text, start + right_[0].at), text),
                    ),
                )
            )
        if not pairs:
            raise Unreadable("pairs are expected, as in 2: (1, 1); 3: (1, -1)", text, 0)
        return Op("pairs", tuple(pairs))

    def compare(self, response: Written) -> Verdict:
        if not (isinstance(response, Op) and response.head == "pairs"):
            return wrong_kind("eigenvalues with eigenvectors: 2: (1, 1); 3: (1, -1)", response)
        found: dict[Fraction, list[list[Any]]] = {}
        for pair in response.args:
            judged = self._pair(pair)
            if isinstance(judged, Verdict):
                return judged
            found.setdefault(judged[0], []).append(judged[1])
        missing = 0
        for value, vectors in self.pairs:
            mine = found.get(value, [])
            if len(mine) != rank(mine):
                return wrong(say("Two of your eigenvectors for {value} are multiples of each other.", value=value))
            missing += len(vectors) - len(mine)
        if missing:
            done = sum(len(v) for _, v in self.pairs) - missing
            share = Fraction(done, done + missing)
            feedback = say("What you give is right, but not complete: {n} more.", n=str(missing))
            return wrong(feedback, Evidence("refuted", counterexample="incomplete"), share)
        return right(PROVED)

    def _pair(self, pair: Written) -> Verdict | tuple[Fraction, list[Any]]:
        if not isinstance(pair, Op) or len(pair.args) != 2:
            return wrong()
        value, vector = pair.args
        flat = [a for r in entries(vector) for a in r] if isinstance(vector, Op) and vector.head == "matrix" else None
        if isinstance(vector, Op) and vector.head == "tuple":
            flat = list(vector.args)
        if flat is None:
            return wrong_kind("a vector after the colon, as in 2: (1, 1)", pair)
        try:
            size, v = exactly(value), [exactly(a) for a in flat]
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED)
        n = len(self.A)
        if len(v) != n:
            return wrong(say("An eigenvector of a {n}×{n} matrix has {n} entries.", n=str(n)))
        if not any(v):
            return wrong(say("The zero vector is never an eigenvector."))
        image = [sum((a * x for a, x in zip(r, v, strict=True)), Fraction(0)) for r in self.A]
        if any(y - size * x for x, y in zip(v, image, strict=True)):
            feedback = say("{v} is no eigenvector for {value}: multiply and compare.", v=column(flat), value=value)
            return wrong(feedback, Evidence("refuted", counterexample="A v differs from λ v"))
        return size, v

    def agrees(self, found: Any) -> Agreement:
        """`found`: eigenvalues (n,) and eigenvectors as columns (n, n), as NumPy gives them."""
        import numpy as np

        A = np.array(self.A, dtype=float)
        values, vectors = np.asarray(found[0]), np.asarray(found[1])
        size = 1 + float(np.max(np.abs(A)))
        mine = [float(v) for v, vs in self.pairs for _ in vs]
        if len(mine) < len(A):
            return Agreement(False, 0, detail="a defective matrix needs its multiplicities")
        same = np.allclose(np.poly(values), np.poly(np.array(mine)), rtol=0, atol=1e-7 * size ** len(A))
        own = np.allclose(A @ vectors, vectors * values, atol=1e-8 * size)
        check = all(
            np.allclose(A @ np.array(v, dtype=float), float(value) * np.array(v, dtype=float), atol=1e-9 * size)
            for value, vs in self.pairs
            for v in vs
        )
        spans = np.linalg.matrix_rank(np.array([v for _, vs in self.pairs for v in vs], dtype=float)) == len(A)
        holds = bool(same and own and check and spans)
        return Agreement(holds, len(A), 7, "" if holds else f"{values} against {mine}")

    def matches(self, response: Written) -> bool:
        """The same values, and, where these are the true eigenvalues, the same directions."""
        if not (isinstance(response, Op) and response.head == "pairs"):
            return False
        try:
            theirs = [(exactly(p.args[0]), _exact_vector(p.args[1])) for p in response.args if isinstance(p, Op)]
        except (NotExact, KeyError, TooLarge, ValueError):
            return False
        mine = [(value, v) for value, vectors in self.pairs for v in vectors]
        if any(not isinstance(q, Fraction) for q, _ in theirs) or sorted(q for q, _ in mine) != sorted(
            q for q, _ in theirs
        ):
            return False
        if all(_is_eigenvalue(self.A, q) for q, _ in mine):
            return all(any(q == r and rank([v, w]) == 1 for r, w in theirs if len(v) == len(w)) for q, v in mine)
        return True

    def same(self, other: Answer) -> bool:
        """The other one is right for this one's matrix, or it is this very answer."""
        return isinstance(other, Eigenpairs) and (
            self.compare(other.written()).is_right or self.matches(other.written())
        )


def _exact_vector(w: Written) -> list[Any]:
    flat = w.args if isinstance(w, Op) and w.head == "tuple" else [a for r in entries(w) for a in r]
    return [exactly(a) for a in flat]


def _is_eigenvalue(A: Square, value: Fraction) -> bool:
    n = len(A)
    return rank([[a - value * int(i == j) for j, a in enumerate(r)] for i, r in enumerate(A)]) < n
