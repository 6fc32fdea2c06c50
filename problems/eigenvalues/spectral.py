"""Spectral decomposition of a symmetric matrix: A = Q D Qᵀ with an orthogonal Q.

Built backwards from orthogonal whole vectors u and eigenvalues λ as the sum of λ u uᵀ / uᵀu. Level 1 is 2×2, level 2 is
3×3 with different eigenvalues, level 3 is 3×3 with a double one, so that vectors must be made orthogonal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations, product
from typing import Any, Self

import numpy as np

from tutor.answers import Spectral
from tutor.chance import Draw
from tutor.exact.matrices import diagonal, from_columns, rows_of
from tutor.exact.scalars import write
from tutor.methods.eigenvalues import spectral_decomposition
from tutor.methods.eigenvalues.building import IntRows, largest
from tutor.methods.eigenvalues.spaces import eigenspaces
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, Written, matrix, written

BOUNDS = {1: (13, 45), 2: (16, 60), 3: (16, 60)}
_PLANE = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2))
_SPACE = (
    ((1, 1, 1), (1, -1, 0), (1, 1, -2)), ((2, 2, 1), (2, -1, -2), (1, -2, 2)), ((1, 1, 0), (1, -1, 1), (1, -1, -2)),
    ((1, 2, 1), (1, 0, -1), (1, -1, 1)),
)  # fmt: skip


@family(
    source="MML 4.2",
    levels=3,
    marks=7,
    typing="Q = [3/5, 4/5; 4/5, -3/5]; D = [11, 0; 0, 13]",
    space=(100, 1_500, 220),
    height=(45, 60, 60),
)
class SpectralDecomposition:
    """Find an orthogonal Q and a diagonal D with A = Q D Qᵀ.

    >>> SpectralDecomposition(A=((2, 1), (1, 2))).answer().typed()
    'Q = [sqrt(2)/2, sqrt(2)/2; -sqrt(2)/2, sqrt(2)/2]; D = [1, 0; 0, 3]'
    """

    A: IntRows

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        return cls(A=draw.choice(_matrices(level)))

    def statement(self) -> Text:
        return say(
            "Find a spectral decomposition {e} of the symmetric matrix {given}: {Q} "
            "orthogonal, {D} diagonal. Give exact "
            "values of {Q} and {D}.",
            e=Name("A").equals(Name("Q") * Name("D") * Op("T", (Name("Q"),))),
            given=Name("A").equals(matrix(self.A)),
            Q=Name("Q"),
            D=Name("D"),
        )

    def _by(self, Q: Sequence[Sequence[Any]], D: Sequence[Sequence[Any]]) -> Spectral:
        return Spectral(rows_of(self.A), _written(Q), _written(D))

    def answer(self) -> Spectral:
        Q, D = spectral_decomposition.factors_of(self.A) or ((), ())
        return self._by(Q, D)

    def symbolic(self) -> Spectral:
        import sympy as sp

        columns, values = [], []
        for value, _, basis in sp.Matrix(self.A).eigenvects():
            columns += sp.GramSchmidt(list(basis), orthonormal=True)
            values += [value] * len(basis)
        rows = sp.Matrix.hstack(*columns).tolist()
        return Spectral(
            rows_of(self.A),
            tuple(tuple(written(sp.radsimp(x)) for x in r) for r in rows),
            tuple(tuple(written(x) for x in r) for r in sp.diag(*values).tolist()),
        )

    @staticmethod
    def numeric(A: Any) -> Any:
        values, Q = np.linalg.eigh(A)
        return Q, np.diag(values)

    def solution(self) -> Solution:
        worked = spectral_decomposition.work(self.A, operations=False)
        return replace(worked, given=self.statement(), answer=self.answer().written())

    def misconceptions(self) -> Iterator[Misconception]:
        Q, D = spectral_decomposition.factors_of(self.A) or ((), ())
        spaces = eigenspaces(self.A) or ()
        Q_, D_ = Name("Q"), Name("D")
        plain = from_columns([v for s in spaces for v in spectral_decomposition.orthogonal_basis(s.basis)])
        yield Misconception(
            "not-normalised",
            self._by(plain, D),
            say("The columns of an orthogonal matrix have length 1.", Q=Q_),
        )
        units = [spectral_decomposition.unit(v) for s in spaces for v in s.basis]
        if any(len(s.basis) > 1 for s in spaces):
            yield Misconception(
                "not-orthogonal-inside-an-eigenspace",
                self._by(from_columns([u or () for u in units]), D),
                say("Two vectors of one eigenspace need not be orthogonal: use Gram–Schmidt inside it."),
            )
        n = len(self.A)
        values = [D[i][i] for i in range(n)]
        yield Misconception(
            "order-of-q-and-d-differs",
            self._by(Q, diagonal(values[1:] + values[:1])),
            say("Each column of {Q} belongs to the entry of {D} in the same place.", Q=Q_, D=D_),
        )
        if n == 2:
            yield Misconception(
                "roots-with-wrong-signs",
                self._by(Q, diagonal([-v for v in values])),
                say(
                    "A factor {l} − r is zero for {l} = r. Compare the sum of your values with the trace.",
                    l=Name("lambda"),
                ),
            )
        elif len(spaces) == n:
            yield Misconception(
                "eigenvectors-as-rows",
                self._by(tuple(zip(*Q, strict=True)), D),
                say("The eigenvectors are the columns of {Q}: which of your two factors is {Q}?", Q=Q_),
            )


@cache
def _matrices(level: int) -> tuple[IntRows, ...]:
    """Every matrix that is fit to be set at a level, in a fixed order."""
    low, high = BOUNDS[level]
    found = set()
    values = [v for v in range(-6, 11) if v]
    frames: list[tuple[tuple[int, ...], ...]]
    chosen: list[tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]]
    if level == 1:
        frames = [((a, b * s), (-b * s, a)) for a, b in _PLANE for s in (1, -1)]
        chosen = [(f, (p, q)) for f in frames for p, q in permutations(values, 2)]
    else:
        turns = list(product(permutations(range(3)), product((1, -1), repeat=3)))
        frames = [
            tuple(tuple(s * u[i] for s, i in zip(signs, order, strict=True)) for u in f)
            for f in _SPACE
            for order, signs in turns
        ]
        spectra = permutations(values, 3) if level == 2 else ((p, q, q) for p, q in permutations(values, 2))
        chosen = [(f, s) for s in spectra for f in frames]
    for frame, spectrum in chosen:
        A = _sum(frame, spectrum)
        if A is not None and low <= largest(A) <= high and _fit(A, level):
            found.add(A)
    return tuple(sorted(found))


def _sum(frame: Sequence[Sequence[int]], spectrum: Sequence[int]) -> IntRows | None:
    """Σ λ u uᵀ / uᵀu, if it is whole."""
    n = len(frame)
    sizes = [sum(x * x for x in u) for u in frame]
    whole = 1
    for s in sizes:
        whole *= s
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            total = sum(v * u[i] * u[j] * (whole // s) for v, u, s in zip(spectrum, frame, sizes, strict=True))
            if total % whole:
                return None
            row.append(total // whole)
        rows.append(tuple(row))
    return tuple(rows)


def _fit(A: IntRows, level: int) -> bool:
    zeros = sum(a == 0 for r in A for a in r)
    return max(abs(a) for r in A for a in r) <= 10 and (zeros == 0 if level == 1 else zeros <= 2)


def _written(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Written, ...], ...]:
    return tuple(tuple(write(a) for a in r) for r in rows)
