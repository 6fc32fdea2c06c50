"""Families of vectors as a person types them: vectors, polynomials, or matrices, each by its coordinates.

A polynomial has its coefficients as coordinates, the constant first; a matrix its entries, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.errors import InputError
from tutor.exact.matrices import ZERO, Vector
from tutor.exact.scalars import write
from tutor.methods.inputs import read_matrix, read_vectors
from tutor.methods.linear_systems.polynomials import Poly, poly_of
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, entries, matrix, names, number, typed

SIZE = 20  # entries of a vector, and vectors of a family, that are worked
DEGREE = 12


@dataclass(frozen=True)
class Family:
    """Vectors by their coordinates, and what they are.

    Attributes
    ----------
    vectors : tuple of k vectors with n exact numbers each
    letter : str
        The unknown of polynomials; empty for anything else.
    shape : tuple of int
        Rows and columns of matrices; empty for anything else.
    """

    vectors: tuple[Vector, ...]
    letter: str = ""
    shape: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """The number of coordinates."""
        return len(self.vectors[0])

    @property
    def plain(self) -> bool:
        """Are these columns of numbers?"""
        return not self.letter and not self.shape

    def shown(self, v: Vector) -> Written:
        """The vector, polynomial or matrix with these coordinates."""
        if self.letter:
            return Poly.of(*v).written(self.letter)
        if self.shape:
            m, n = self.shape
            return matrix([[write(a) for a in v[i * n : (i + 1) * n]] for i in range(m)])
        return column([write(a) for a in v])

    def items(self) -> tuple[Written, ...]:
        """All of them."""
        return tuple(self.shown(v) for v in self.vectors)

    def named(self, letter: str = "v") -> Written:
        """``v1 = …, v2 = …``."""
        found = [Name(f"{letter}{i}").equals(w) for i, w in enumerate(self.items(), 1)]
        return found[0] if len(found) == 1 else Op("list", tuple(found))

    def units(self) -> Written:
        """The vectors to which the coordinates belong: ``1, x, x^2``."""
        unit = [tuple(number(int(i == j)) for j in range(self.n)) for i in range(self.n)]
        if self.letter:
            x = Name(self.letter)
            return Op("list", tuple(number(1) if i == 0 else x if i == 1 else x**i for i in range(self.n)))
        if self.shape:
            m, n = self.shape
            return Op("list", tuple(matrix([u[i * n : (i + 1) * n] for i in range(m)]) for u in unit))
        return Op("list", tuple(column(u) for u in unit))

    def space(self) -> Text:
        """The space they are taken from, in words."""
        if self.letter:
            return say("the polynomials of degree at most {d}", d=self.n - 1)
        if self.shape:
            return say("the {m} × {n} matrices", m=self.shape[0], n=self.shape[1])
        return say("{R}", R=Name("R") ** self.n)


def family(vectors: Sequence[Sequence[object]]) -> Family:
    """Columns of numbers."""
    return Family(tuple(map(tuple, vectors)))


def read_family(*texts: str) -> Family:
    """Vectors ``(1, 2), (3, 4)`` or ``span{…}``, polynomials ``1 + x, x^2 - 1``, or matrices of one shape.

    A single matrix gives its columns.

    Raises
    ------
    Unreadable, InputError
        For what is none of these, vectors of different lengths, or more than 20 vectors or entries.

    >>> [[str(c) for c in v] for v in read_family("1 + x, x^2 - 1").vectors]
    [['1', '1', '0'], ['-1', '0', '1']]
    """
    items = [item for text in texts for item in items_of(text)]
    if not items:
        raise InputError("at least one vector is needed, as in (1, 2), (3, 4)")
    grids = [entries(w) for w in items if isinstance(w, Op) and w.head == "matrix"]
    if len(items) > 1 and len(grids) == len(items) and min(len(g) for g in grids) > 1 < min(len(g[0]) for g in grids):
        return _within(_matrices(items))
    letters = sorted(set().union(*map(names, items)))
    holders = ("tuple", "matrix", "T", "transpose", "=", "set", "list")
    if letters and not any(isinstance(w, Op) and w.head in holders for w in items):
        return _within(_polynomials(items, letters))
    return _within(Family(read_vectors(*texts)))


def items_of(text: str) -> list[Written]:
    """What stands between the commas of a typed family, without labels."""
    from tutor.reading import read

    w = unlabelled(read(text))
    found = w.args if isinstance(w, Op) and w.head in ("list", "set", "span", "and") else (w,)
    return [unlabelled(a) for a in found]


def unlabelled(w: Written) -> Written:
    """What stands behind ``v1 =``."""
    return w.args[1] if isinstance(w, Op) and w.head == "=" and len(w.args) == 2 else w


def _polynomials(items: Sequence[Written], letters: Sequence[str]) -> Family:
    if len(letters) > 1:
        raise InputError(
            f"polynomials in one letter are needed; here are {', '.join(letters)}; "
            "for a parameter in the entries of vectors, give its name as an option: parameters=t"
        )
    found = [poly_of(w, letters[0]) for w in items]
    top = max(p.degree for p in found)
    if top > DEGREE:
        raise InputError(f"a polynomial of degree {top}: at most {DEGREE} is worked")
    vectors = tuple(p.coefficients + (ZERO,) * (max(top, 0) + 1 - len(p.coefficients)) for p in found)
    return Family(vectors, letter=letters[0])


def _matrices(items: Sequence[Written]) -> Family:
    found = [read_matrix(typed(w)) for w in items]
    shapes = sorted({(len(A), len(A[0])) for A in found})
    if len(shapes) > 1:
        said = " and ".join(f"{m} × {n}" for m, n in shapes)
        raise InputError(f"matrices of one shape are needed; these are {said}")
    return Family(tuple(tuple(a for r in A for a in r) for A in found), shape=shapes[0])


def _within(found: Family) -> Family:
    if found.n > SIZE or len(found.vectors) > SIZE:
        raise InputError(f"{len(found.vectors)} vectors with {found.n} entries: at most {SIZE} of each are worked here")
    return found


def span_written(vectors: Sequence[Vector], like: Family) -> Op:
    """The set of the vectors that span a space; the zero vector alone for the zero space."""
    return Op("set", tuple(_typed(like, v) for v in vectors or ((ZERO,) * like.n,)))


def _typed(like: Family, v: Vector) -> Written:
    if not like.plain:
        return like.shown(v)
    return Op("tuple", tuple(write(a) for a in v)) if like.n > 1 else write(v[0])
