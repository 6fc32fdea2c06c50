"""Kernel and image of a linear map.

Built backwards from a reduced row echelon form with small whole entries, mixed by an invertible matrix. Level 1 has two
pivots in three columns; level 2 four columns, with every row needed or a dependent one; level 3 asks for all four
fundamental subspaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Choice, Part, Parts, Subspace, subspace
from tutor.chance import Draw
from tutor.exact.matrices import Vector, reduced, same_span, transposed
from tutor.exact.scalars import write
from tutor.methods.linear_systems.building import IntRows, echelon_form, reducible
from tutor.methods.maps import kernel_image
from tutor.methods.reduction import worked_reduction
from tutor.problem import Misconception, family
from tutor.step import Solution
from tutor.text import Text, say
from tutor.written import Name, Op, matrix

KINDS = tuple(
    say(words)
    for words in (
        "injective, not surjective",
        "surjective, not injective",
        "bijective (injective and surjective)",
        "neither injective nor surjective",
    )
)
# for each level: columns, pivot columns, dependent rows
_SHAPES = {
    1: ((3, (0, 1), 0), (3, (0, 1), 1), (3, (0, 1), 1), (3, (0, 2), 1)),
    2: ((4, (0, 1), 1), (4, (0, 2), 1), (4, (0, 1, 2), 0), (4, (0, 1, 3), 0)),
    3: ((4, (0, 1), 1), (4, (0, 2), 1), (4, (0, 1), 1)),
}
_NAMES = ("ker", "im", "row", "left")


@family(
    source="MML 2.7.3",
    levels=3,
    marks=6,
    typing="ker = {(10, 20)}; im = {(10, 70), (20, 80), (30, 90)}; kind = x; of the zero space: {(0, 0)}",
    space=(5_000, 10_000, 10_000),
    height=(18, 27, 18),
)
class KernelImage:
    """Find bases of the fundamental subspaces of a matrix.

    >>> KernelImage(A=((1, 2), (2, 4))).answer().typed()
    'ker = {(2, -1)}; im = {(1, 2)}; kind = d'
    """

    A: IntRows
    four: bool = False

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        width, pivots, extra = draw.choice(_SHAPES[level])

        def make() -> IntRows | None:
            form = echelon_form(draw, pivots, width, size=4)
            return reducible(draw, form, extra=extra, columns=width, zeros=2)

        def good(rows: IntRows | None) -> bool:
            return rows is not None and _fit_to_set(rows, level)

        rows = draw.until(make, good)
        return cls(rows or (), level == 3)

    def statement(self) -> Text:
        given = Name("A").equals(matrix(self.A))
        n, m = len(self.A[0]), len(self.A)
        spaces = {
            "given": given,
            "f": Op("call", (Name("f"), Name("x"))).equals(Name("A") * Name("x")),
            "Rn": Name("R") ** n,
            "Rm": Name("R") ** m,
        }
        if self.four:
            return say(
                "Let {given}. Find a basis of each of its four fundamental subspaces: the kernel (ker) and the row "
                "space (row) in {Rn}, and in {Rm} the image (im) and the left null space (left), the "
                "kernel of the transpose.",
                **spaces,
            )
        listed = Text(())
        for letter, words in zip("abcd", KINDS, strict=True):
            listed += say(" ({letter}) {words}", letter=letter, words=words) + Text((";" if letter != "d" else ".",))
        return (
            say("The linear map {f} from {Rn} to {Rm} has the matrix {given}. Find a basis of its kernel (ker) and a "
                "basis of its image (im), and say what kind of map it is (kind):", **spaces)
            + listed
        )  # fmt: skip

    def _parts(self) -> dict[str, tuple[Vector, ...]]:
        found = kernel_image.spaces(self.A)
        return {"ker": found.kernel, "im": found.image, "row": found.rows, "left": found.left}

    def _built(self, vectors: dict[str, Any]) -> Parts:
        m, n, r = len(self.A), len(self.A[0]), len(vectors["im"])
        sizes = {"ker": n, "im": m, "row": n, "left": m}
        names = _NAMES if self.four else _NAMES[:2]
        parts = [Part(name, _space(vectors[name], sizes[name]), 2) for name in names]
        if not self.four:
            parts.append(Part("kind", Choice(KINDS, _kind(m, n, r)), 1))
        return Parts(tuple(parts))

    def answer(self) -> Parts:
        return self._built(self._parts())

    def symbolic(self) -> Parts:
        import sympy as sp

        M = sp.Matrix(self.A)
        bases = (M.nullspace(), M.columnspace(), [v.T for v in M.rowspace()], M.T.nullspace())
        found = {
            name: [tuple(Fraction(int(q.p), int(q.q)) for q in v) for v in basis]
            for name, basis in zip(_NAMES, bases, strict=True)
        }
        return self._built(found)

    @staticmethod
    def numeric(A: Any, four: bool) -> Any:
        U, s, Vt = np.linalg.svd(A)
        r = int(np.sum(s > 1e-9))
        found: dict[str, Any] = {"ker": Vt[r:].T, "im": U[:, :r]}
        if four:
            return found | {"row": Vt[:r].T, "left": U[:, r:]}
        m, n = A.shape
        return found | {"kind": [r == n < m, r == m < n, r == m == n, r < min(m, n)]}

    def solution(self) -> Solution:
        return replace(
            kernel_image.work(self.A, four=self.four), given=self.statement(), answer=self.answer().written()
        )

    def misconceptions(self) -> Iterator[Misconception]:
        m, n = len(self.A), len(self.A[0])
        right = self._parts()
        form, pivots = reduced(self.A)
        r = len(pivots)
        columns = tuple(transposed(form)[c] for c in pivots)
        if r < m:
            yield Misconception(
                "image-from-the-reduced-form",
                _space(columns, m),
                say("Row operations change the column space: take the pivot columns of the matrix itself."),
                part="im",
            )
        signs = tuple(_with_wrong_signs(form, pivots, c, n) for c in range(n) if c not in pivots)
        if not same_span(signs, right["ker"]):
            yield Misconception(
                "signs-of-the-reduced-form",
                _space(signs, n),
                say("When the equations are solved for the pivot unknowns, the signs of the other entries turn."),
                part="ker",
            )
        if n - r > 1:
            yield Misconception(
                "one-kernel-vector",
                _space(right["ker"][:1], n),
                say("Every column without a pivot gives a vector of the kernel: count the free unknowns."),
                part="ker",
            )
        if right["left"]:
            yield Misconception(
                "kernel-of-the-transpose",
                _space(right["left"], m),
                say(
                    "The kernel belongs to the columns: multiply the matrix by your vector and see whether 0 comes out."
                ),
                part="ker",
            )
        if self.four:
            return
        if r < min(m, n):
            yield Misconception(
                "square-means-bijective" if m == n else "wide-means-surjective",
                Choice(KINDS, 2 if m == n else 1),
                say("The shape alone does not decide it: compare the rank with the numbers of rows and of columns."),
                part="kind",
            )
        else:
            yield Misconception(
                "full-rank-means-bijective",
                Choice(KINDS, 2),
                say("Every row has a pivot, but not every column: what does a free unknown mean for the kernel?"),
                part="kind",
            )
        if r < n:
            yield Misconception(
                "independent-rows-mean-injective",
                Choice(KINDS, 0),
                say("Injective means that the kernel holds 0 only: are there free unknowns?"),
                part="kind",
            )


def _space(vectors: Any, n: int) -> Subspace:
    return subspace([tuple(map(write, v)) for v in vectors], n)


def _kind(m: int, n: int, r: int) -> int:
    return [r == n < m, r == m < n, r == m == n, r < min(m, n)].index(True)


def _with_wrong_signs(form: Any, pivots: tuple[int, ...], free: int, n: int) -> Vector:
    v = [Fraction(0)] * n
    v[free] = Fraction(1)
    for row, c in zip(form, pivots, strict=False):
        v[c] = row[free]
    return tuple(v)


def _fit_to_set(A: IntRows, level: int) -> bool:
    """Large enough to be work, a kernel without unit vectors, and as many steps as the others of the level."""
    form, pivots = reduced(A)
    if max(abs(a) for r in A for a in r) < (9 if level == 2 else 7):
        return False
    free = [c for c in range(len(A[0])) if c not in pivots]
    if not all(any(r[c] for r in form) for c in free):
        return False
    low, high = ((2, 3), (3, 5), (2, 5))[level - 1]
    return low <= len(worked_reduction(A)[0]) <= high
