"""Level 2: matrices with given eigenvalues, none that is real, or positive ones."""

from __future__ import annotations

from fractions import Fraction

from tutor.methods.examples.making import (
    E1,
    ONE,
    computed,
    det,
    exact,
    image,
    two,
)
from tutor.methods.examples.record import Data, Prompt, Rows, Wrong
from tutor.text import say
from tutor.written import Name, Op, column, matrix, number

IDENTITY = exact(((1, 0), (0, 1)))


def _pieces(d: Data) -> Rows:
    p, q = d[0]
    return exact(((2 * p - q, q - p), (2 * p - 2 * q, 2 * q - p)))


def _corner(d: Data) -> int:
    a, b = d[0]
    return b * b // a + 1


COMPLEX = Prompt(
    "no-real-eigenvalue",
    ONE,
    two(20, lambda a, b: b != 1),
    lambda d: say(
        "Give an example of a 2×2 matrix with the first column {u} that has no real eigenvalue.",
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("no real eigenvalue", "A", ()), ("maps", "A", (E1, d[0]))),
    lambda d: (exact(((d[0][0], -d[0][1]), (d[0][1], d[0][0]))),),
    lambda d, A: (
        computed(
            "Repeat the diagonal entry, and above it put minus the entry below it: a rotation and a stretching.",
            number(Fraction(d[0][0])) * matrix(IDENTITY) + number(Fraction(d[0][1])) * matrix(((0, -1), (1, 0))),
            A,
        ),
        computed(
            "(tr A)² − 4 det A is negative: the characteristic polynomial has no real zero.",
            Op("trace", (matrix(A),)) ** 2 - number(Fraction(4)) * Op("det", (matrix(A),)),
            -4 * d[0][1] ** 2,
        ),
    ),
    lambda d: (
        Wrong(
            "symmetric",
            (exact(((d[0][0], d[0][1]), (d[0][1], d[0][0]))),),
            (("symmetric", "A", ()), ("maps", "A", (E1, d[0]))),
            "A symmetric matrix has only real eigenvalues.",
        ),
        Wrong(
            "another-column",
            (exact(((0, -1), (1, 0))),),
            (("no real eigenvalue", "A", ()),),
            "No real eigenvalue, but the first column is another.",
        ),
    ),
)

FULL = Prompt(
    "eigenvalues-without-zeros",
    ONE,
    two(20, lambda p, q: p != q and q != 2 * p and p != 2 * q),
    lambda d: say(
        "Give an example of a 2×2 matrix without any entry 0 that has the eigenvalues {p} and {q}.",
        p=d[0][0],
        q=d[0][1],
    ),
    lambda d: (("eigenvalue", "A", (d[0][0],)), ("eigenvalue", "A", (d[0][1],)), ("no zero entries", "A", ())),
    lambda d: (_pieces(d),),
    lambda d, A: (
        computed(
            "Put the eigenvalues on a diagonal D and take PDP⁻¹ with an invertible P of small numbers.",
            matrix(((1, 1), (1, 2))) * matrix(((d[0][0], 0), (0, d[0][1]))) * matrix(((2, -1), (-1, 1))),
            A,
        ),
        image(A, (1, 1), "The first column of P is an eigenvector: it is multiplied by the first number."),
        image(A, (1, 2), "The second column of P is multiplied by the second one."),
    ),
    lambda d: (
        Wrong(
            "diagonal",
            (exact(((d[0][0], 0), (0, d[0][1]))),),
            (("eigenvalue", "A", (d[0][0],)), ("eigenvalue", "A", (d[0][1],))),
            "A diagonal or triangular matrix has entries 0.",
        ),
        Wrong(
            "eigenvalues-on-the-diagonal",
            (exact(((d[0][0], 1), (1, d[0][1]))),),
            (("trace", "A", (sum(d[0]),)), ("no zero entries", "A", ())),
            "The eigenvalues stand on the diagonal only of triangular matrices; test the determinant.",
        ),
    ),
)

DEFINITE = Prompt(
    "positive-definite",
    ONE,
    lambda draw: ((draw.integer(1, 20), draw.integer(-20, 20, but=(0,))),),
    lambda d: say(
        "Give an example of a positive definite 2×2 matrix with the first column {u}.", u=Name("u").equals(column(d[0]))
    ),
    lambda d: (("positive definite", "A", ()), ("maps", "A", (E1, d[0]))),
    lambda d: (exact(((d[0][0], d[0][1]), (d[0][1], _corner(d)))),),
    lambda d, A: (
        computed(
            "Symmetry fixes the entry above the diagonal; the first entry is positive, as it must be.",
            Op("T", (matrix(A),)),
            A,
        ),
        det(A, "Choose the last entry so large that the determinant is positive too."),
    ),
    lambda d: (
        Wrong(
            "positive-entries-are-not-enough",
            (exact(((d[0][0], d[0][1]), (d[0][1], 0))),),
            (("indefinite", "A", ()), ("maps", "A", (E1, d[0]))),
            "The determinant must be positive: the last entry is too small.",
        ),
        Wrong(
            "not-symmetric",
            (exact(((d[0][0], 0), (d[0][1], 1))),),
            (("not symmetric", "A", ()), ("maps", "A", (E1, d[0]))),
            "A definite matrix is symmetric.",
        ),
    ),
)
