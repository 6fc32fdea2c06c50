"""Eigenvalues with eigenvectors, judged by property: A v = λ v."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.answers.rounding import floats, full, near, nearest, np_rows, rounded_verdict, slacks, total
from tutor.answers.typed_vectors import limited, scalars, vector_of
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import MAX_ENTRIES, Scalar, as_float, plain, rank_of, scalar, write
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import Op, Written, column, names, typed

Square = tuple[tuple[Scalar, ...], ...]
_VALUE_LABEL = re.compile(r"(?:λ|\\?lambda|eigenvalue)\s*_?(?:\{?[0-9]+\}?|[₀-₉]+)?\s*(?:=|\bis\b)\s*", re.IGNORECASE)
_VECTOR_LABEL = re.compile(
    r"(?:[a-z]|\\?(?:vec|mathbf)\s*\{?[a-z]\}?)\s*_?(?:\{?[0-9]+\}?|[₀-₉]+)?\s*=\s*", re.IGNORECASE
)
_PAIR = re.compile(r":|->|→|↦")
_COMMA_PAIR = re.compile(r"\s*,\s*(?=[a-z]\w*\s*=)|\s*,\s*(?=[(\[{<\\])|\s+with\s+(?:the\s+)?(?:eigen)?vectors?\s*")


@dataclass(frozen=True)
class Eigenpairs(Kind):
    """All eigenvalues of a matrix, each with a basis of its eigenspace; any scale and any basis is right.

    Typed ``1: (1, -1); 3: (1, 1)``, several vectors as ``3: (1, 0, 0), (0, 1, 1)`` or ``3: span{…}``.

    Attributes
    ----------
    A : tuple of tuples of Fraction or Surd
        The matrix of the statement.
    pairs : tuple of (eigenvalue, tuple of independent eigenvectors)
        Distinct eigenvalues in ascending order.
    """

    kind: ClassVar[str] = "eigenpairs"
    A: Square
    pairs: tuple[tuple[Scalar, tuple[tuple[Scalar, ...], ...]], ...]

    def written(self) -> Written:
        return Op(
            "pairs",
            tuple(Op("pair", (write(value), column(map(write, v)))) for value, vectors in self.pairs for v in vectors),
        )

    def typed(self) -> str:
        return "; ".join(
            f"{typed(write(value))}: ({', '.join(typed(write(x)) for x in v)})"
            for value, vectors in self.pairs
            for v in vectors
        )

    def read(self, text: str) -> Written:
        pairs: list[Written] = []
        for item in split(limited(text), ";\n"):
            pairs.extend(_read_pairs(item, text))
        if not pairs:
            raise Unreadable("pairs are expected, as in 2: (1, 1); 3: (1, -1)", text, 0)
        return Op("pairs", tuple(pairs))

    def compare(self, response: Written) -> Verdict:
        if not (isinstance(response, Op) and response.head == "pairs"):
            return wrong_kind("eigenvalues with eigenvectors: 2: (1, 1); 3: (1, -1)", response)
        if len(response.args) * len(self.A) > MAX_ENTRIES:
            return Verdict(Status.UNDECIDED, feedback=say("More vectors than are judged."))
        verdict = self._exactly(response)
        if verdict.status in (Status.WRONG, Status.PARTLY_RIGHT) and self._rounded(response):
            return rounded_verdict()
        return verdict

    def _exactly(self, response: Op) -> Verdict:
        found: list[tuple[Any, list[list[Any]]]] = []
        try:
            for pair in response.args:
                judged = self._pair(pair)
                if isinstance(judged, Verdict):
                    return judged
                known = [vectors for value, vectors in found if not value - judged[0]]
                if known:
                    known[0].append(judged[1])
                else:
                    found.append((judged[0], [judged[1]]))
            return self._complete(found)
        except (NotExact, KeyError, TooLarge):
            feedback = say("The entries must be fractions and square roots, so that they can be judged exactly.")
            return Verdict(Status.UNDECIDED, feedback=feedback)

    def _complete(self, found: list[tuple[Any, list[list[Any]]]]) -> Verdict:
        """Are the eigenvectors, each of which is right, independent and enough?"""
        missing = 0
        for value, vectors in self.pairs:
            mine = next((vs for q, vs in found if not q - value), [])
            if len(mine) != rank_of(mine):
                if len(mine) == 2:
                    feedback = say("Two of your eigenvectors for {v} are multiples of each other.", v=write(value))
                else:
                    feedback = say("Your eigenvectors for {v} are dependent.", v=write(value))
                return wrong(feedback)
            missing += len(vectors) - len(mine)
        if missing:
            done = sum(len(v) for _, v in self.pairs) - missing
            share = Fraction(done, done + missing)
            feedback = say("What you give is right, but not complete: {n} more.", n=str(missing))
            return wrong(feedback, Evidence("refuted", counterexample="incomplete"), share)
        return right(PROVED)

    def _rounded(self, response: Op) -> bool:
        """Decimals that are right but for their last place: values, vectors, and as many as there must be."""
        typed_pairs = [(p.args[0], vector_of(p.args[1]) or ()) for p in response.args if isinstance(p, Op)]
        loose = [(total(slacks(q)), [total(slacks(a)) for a in v]) for q, v in typed_pairs]
        if not any(q or any(v) for q, v in loose):
            return False
        n = len(self.A)
        bases = [(as_float(value), floats(vectors, n)) for value, vectors in self.pairs]
        mine: list[list[Any]] = [[] for _ in bases]
        most = 0.0
        for (value, vector), (around, slack) in zip(typed_pairs, loose, strict=True):
            if len(vector) != n:
                return False
            number, v = as_float(scalar(value)), floats([scalars(vector)], n)[0]
            at = [k for k, (q, b) in enumerate(bases) if abs(q - number) <= around * (1 + 1e-9) + 1e-11 * (1 + abs(q))]
            if len(at) != 1 or not near(v, slack, bases[at[0]][1]):
                return False
            mine[at[0]].append(nearest(v, bases[at[0]][1]))
            most = max(most, *slack)
        return all(
            len(vs) == len(basis) and full(np_rows(vs, n), most, len(vs))
            for vs, (_, basis) in zip(mine, bases, strict=True)
        )

    def _pair(self, pair: Written) -> Verdict | tuple[Any, list[Any]]:
        if not isinstance(pair, Op) or len(pair.args) != 2:
            return wrong()
        value, vector = pair.args
        flat = vector_of(vector)
        if flat is None:
            return wrong_kind("a vector after the colon, as in 2: (1, 1)", pair)
        if any(names(a) for a in flat):
            return wrong_kind("one vector of numbers after each colon, without letters", pair)
        size, v = scalar(value), scalars(flat)
        n = len(self.A)
        if len(v) != n:
            return wrong(say("An eigenvector of a {n}×{n} matrix has {n} entries.", n=str(n)))
        if not any(v):
            return wrong(say("The zero vector is never an eigenvector."))
        image = [sum((a * x for a, x in zip(r, v, strict=True)), Fraction(0)) for r in self.A]
        if any(y - size * x for x, y in zip(v, image, strict=True)):
            feedback = say("{v} is no eigenvector for {value}: multiply and compare.", v=column(flat), value=value)
            return wrong(feedback, Evidence("refuted", counterexample="A v differs from λ v"))
        return plain(size), v

    def agrees(self, found: Any) -> Agreement:
        """`found`: eigenvalues (n,) and eigenvectors as columns (n, n), as NumPy gives them."""
        import numpy as np

        A = _array(self.A)
        values, vectors = np.asarray(found[0]), np.asarray(found[1])
        size = 1 + float(np.max(np.abs(A)))
        own_values = _array([[v for v, vs in self.pairs for _ in vs]])[0]
        own_vectors = _array([v for _, vs in self.pairs for v in vs]).T
        if len(own_values) < len(A):
            return Agreement(False, 0, detail="a defective matrix needs its multiplicities")
        same = np.allclose(np.poly(values), np.poly(own_values), rtol=0, atol=1e-7 * size ** len(A))
        own = np.allclose(A @ vectors, vectors * values, atol=1e-8 * size)
        check = np.allclose(A @ own_vectors, own_vectors * own_values, atol=1e-9 * size)
        spans = np.linalg.matrix_rank(own_vectors) == len(A)
        holds = bool(same and own and check and spans)
        return Agreement(holds, len(A), 7, "" if holds else f"{values} against {own_values}")

    def matches(self, response: Written) -> bool:
        """The same values, and, where these are the true eigenvalues, the same directions."""
        if not (isinstance(response, Op) and response.head == "pairs"):
            return False
        try:
            return self._is_this(response)
        except (NotExact, KeyError, TooLarge):
            return False

    def _is_this(self, response: Op) -> bool:
        theirs = []
        for pair in response.args:
            flat = vector_of(pair.args[1]) if isinstance(pair, Op) else None
            if not isinstance(pair, Op) or flat is None:
                return False
            theirs.append((scalar(pair.args[0]), scalars(flat)))
        mine = [(value, list(v)) for value, vectors in self.pairs for v in vectors]
        left = [q for q, _ in theirs]
        for q, _ in mine:
            same = [r for r in left if not r - q]
            if not same:
                return False
            left.remove(same[0])
        if left:
            return False
        if all(_is_eigenvalue(self.A, q) for q, _ in mine):
            return all(any(not q - r and rank_of([v, w]) == 1 for r, w in theirs if len(v) == len(w)) for q, v in mine)
        return True

    def same(self, other: Answer) -> bool:
        """The other one is right for this one's matrix, or it is this very answer."""
        return isinstance(other, Eigenpairs) and (
            self.compare(other.written()).is_right or self.matches(other.written())
        )


def _array(rows: Sequence[Sequence[Any]]) -> Any:
    """Floats, or complex numbers where there are any."""
    import numpy as np

    return np.array([[as_float(x) for x in r] for r in rows])


def _is_eigenvalue(A: Square, value: Any) -> bool:
    n = len(A)
    return rank_of([[a - value * int(i == j) for j, a in enumerate(r)] for i, r in enumerate(A)]) < n


# ---------------------------------------------------------------- reading


def _read_pairs(item: Item, text: str) -> list[Written]:
    """``2: (1, 1)``, ``λ = 2, v = (1, 1)``, ``2: {(1, 0), (0, 1)}``: one pair for each vector."""
    label = _VALUE_LABEL.match(item.text)
    start = label.end() if label else 0
    mark = _PAIR.search(item.text, start)
    if mark is None and label:
        mark = _COMMA_PAIR.search(item.text, start)
    if mark is None:
        raise Unreadable("each pair needs a colon between value and vector, as in 2: (1, 1)", text, item.at)
    value, rest = item.text[start : mark.start()], item.text[mark.end() :]
    if not value.strip() or not rest.strip():
        raise Unreadable("a value, a colon and a vector are expected, as in 2: (1, 1)", text, item.at)
    left = read_inside(_stripped(value, item.at + start), text)
    vectors: list[Written] = []
    for piece in _vectors(_stripped(rest, item.at + mark.end())):
        named = _VECTOR_LABEL.match(piece.text)
        body = Item(piece.text[named.end() :], piece.at + named.end()) if named else piece
        vectors.append(read_inside(body, text))
    return [Op("pair", (left, v)) for v in vectors]


def _stripped(text: str, at: int) -> Item:
    return Item(text.strip(), at + len(text) - len(text.lstrip()))


def _vectors(item: Item) -> list[Item]:
    """The vectors after a colon, out of the braces of a set or a span."""
    m = re.match(r"(?:\\?span\s*)?\\?([{(])", item.text)
    body = item
    if (
        m is not None
        and item.text.rstrip("\\")[-1:] in ")}"
        and (m[0] != "(" or item.text[1:].lstrip()[:1] in ("(", "["))
    ):
        inner = item.text[m.end() : -1].rstrip("\\")
        together = m[0] != "(" or all(re.match(r"[(\[].*[,;].*[)\]]$", p.text, re.DOTALL) for p in split(inner, ","))
        if together and len(split(item.text, ",")) == 1:
            body = Item(inner, item.at + m.end())
    pieces = split(body.text, ",")
    if m is not None and m[0].startswith(("span", "\\span")) and pieces and pieces[0].text[:1] in ("{", "\\"):
        return _vectors(_stripped(body.text, body.at))
    return [Item(p.text, body.at + p.at) for p in pieces]
