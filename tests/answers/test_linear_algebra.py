"""Directions, subspaces, spectra, eigenpairs, factorisations, solution sets: tables of `typed | status | why`."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest

from tutor.answers import (
    LU,
    QR,
    SVD,
    Answer,
    Cholesky,
    Diagonalisation,
    Eigenpairs,
    SolutionSet,
    Spectral,
    direction,
    solution_set,
    spectrum,
    subspace,
)
from tutor.answers.exact import Scalar, scalar
from tutor.answers.matrix import Rows, rows_of
from tutor.check import compare
from tutor.reading import read
from tutor.surds import root
from tutor.verdict import Verdict


def fractions(*values: int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(v) for v in values)


def rows(text: str) -> Rows:
    found = rows_of(read(text))
    assert found is not None
    return found


def conjugate_pairs() -> Eigenpairs:
    i = scalar(read("i"))
    one: Scalar = Fraction(1)
    return Eigenpairs((fractions(0, -1), fractions(1, 0)), ((i, ((i, one),)), (-i, ((-i, one),))))


LINE = direction((1, -2, 1))
RAY = direction((1, 2), up_to="positive")
UNIT = direction((1, 1), unit=True)
SIGNED = direction((3, 4), up_to="sign")
ROOTS = direction((1, read("sqrt(2)")))

PLANE = subspace([(1, 0, 1), (0, 1, 1)])
SPAN = subspace([(1, 0, 1), (0, 1, 1)], basis=False)
ZERO = subspace([], 3)
ROWS = subspace([(1, 0), (0, 1)], layout="rows")
SURD_LINE = subspace([(1, read("sqrt(2)"))])

DOUBLE = spectrum((1, 3, 3))
DISTINCT = spectrum((1, 3, 3), multiplicity=False)
COMPLEX = spectrum((read("2+3i"), read("2-3i")))
GOLDEN = spectrum((read("(1+sqrt(5))/2"), read("(1-sqrt(5))/2")))
NOTHING = spectrum(())

PAIRS = Eigenpairs(
    (fractions(2, 1), fractions(1, 2)), ((Fraction(1), (fractions(1, -1),)), (Fraction(3), (fractions(1, 1),)))
)
BASES = Eigenpairs(
    (fractions(1, 0, 0), fractions(0, 3, 0), fractions(0, 0, 3)),
    ((Fraction(1), (fractions(1, 0, 0),)), (Fraction(3), (fractions(0, 1, 0), fractions(0, 0, 1)))),
)
FIVE = root(5)
SURDS = Eigenpairs(
    (fractions(1, 1), fractions(1, 0)),
    (((1 - FIVE) / 2, (((1 - FIVE) / 2, Fraction(1)),)), ((1 + FIVE) / 2, (((1 + FIVE) / 2, Fraction(1)),))),
)
TURN = conjugate_pairs()

SYMMETRIC = (fractions(2, 1), fractions(1, 2))
DIAGONAL = Diagonalisation(SYMMETRIC, rows("[1, 1; 1, -1]"), rows("[3, 0; 0, 1]"))
SPECTRAL = Spectral(SYMMETRIC, rows("[1/√2, 1/√2; 1/√2, -1/√2]"), rows("[3, 0; 0, 1]"))
LOWER = LU((fractions(2, 1), fractions(4, 5)), rows("[1, 0; 2, 1]"), rows("[2, 1; 0, 3]"))
CYCLE = (fractions(0, 0, 2), fractions(1, 0, 0), fractions(0, 3, 1))
CYCLED = LU(CYCLE, rows("[1,0,0;0,1,0;0,0,1]"), rows("[1,0,0;0,3,1;0,0,2]"), rows("[0,1,0;0,0,1;1,0,0]"))
SCIPY = LU(CYCLE, CYCLED.L, CYCLED.U, rows("[0,0,1;1,0,0;0,1,0]"), pivots_left=False)
CHOLESKY = Cholesky((fractions(4, 2), fractions(2, 5)), rows("[2, 0; 1, 2]"))
ROOT_CHOLESKY = Cholesky((fractions(2, 1), fractions(1, 2)), rows("[√2, 0; 1/√2, √(3/2)]"))
SINGULAR = SVD(
    (fractions(3, 0), fractions(4, 5)),
    rows("[1/√10, 3/√10; 3/√10, -1/√10]"),
    rows("[3√5, 0; 0, √5]"),
    rows("[1/√2, 1/√2; 1/√2, -1/√2]"),
)
TALL = SVD(
    (fractions(2, 0), fractions(0, 1), fractions(0, 0)),
    rows("[1, 0, 0; 0, 1, 0; 0, 0, 1]"),
    rows("[2, 0; 0, 1; 0, 0]"),
    rows("[1, 0; 0, 1]"),
)
FACTORS = QR(
    (fractions(3, "9/5"), fractions(4, "12/5"), fractions(0, 2)),
    rows("[3/5, 0; 4/5, 0; 0, 1]"),
    rows("[5, 3; 0, 2]"),
)

POINTS = solution_set("xyz", [[1, 1, 1], [0, 1, 2]], [6, 5], ((1, 5, 0), [(1, -2, 1)]))
FLAT = solution_set("xyz", [[1, 1, 1]], [0], ((0, 0, 0), [(1, -1, 0), (1, 0, -1)]))
SURD_SET = solution_set("xy", [[1, root(2)]], [2], ((2, 0), [(-root(2), 1)]))
SURD_POINT = solution_set("xy", [[1, root(2)], [1, 0]], [2, root(2)], ((root(2), root(2) - 1), []))

TABLES: dict[str, tuple[Answer, str]] = {
    "direction": (
        LINE,
        r"""
        (1, -2, 1) | right |
        (-1, 2, -1) | right |
        (1/2, -1, 1/2) | right |
        [1; -2; 1] | right |
        [1, -2, 1] | right |
        (1 -2 1) | right |
        (1, -2, 1)^T | right |
        1/sqrt(6) (1, -2, 1) | right |
        (1, -2, 1)/√6 | right |
        \frac{1}{\sqrt{6}}\begin{pmatrix}1\\-2\\1\end{pmatrix} | right |
        v = (1, -2, 1) | right |
        -(1, -2, 1) | right |
        (sqrt(2), -sqrt(8), sqrt(2)) | right |
        (0.5, -1, 0.5) | right |
        (1, -2, 1) + (1, -2, 1) | right |
        (1, -2, 1) - (1, -2, 1) | wrong | The zero vector
        (0, 0, 0) | wrong | The zero vector
        (1, 2, 1) | wrong | another direction
        (1, -2) | wrong | 2 entries
        (1, -2, 1, 0) | wrong | 4 entries
        t(1, -2, 1) | wrong-kind | without letters
        (x, -2, 1) | wrong-kind | without letters
        5 | wrong-kind | one vector
        [1, 0; 0, 1] | wrong-kind | one vector
        (1, -2, 1), (2, -4, 2) | wrong-kind | one vector
        {(1, -2, 1)} | wrong-kind | one vector
        (cos(1), 2, 3) | undecided |
        (1, 1/0, 1) | undecided |
        (1, -2, 9^9^9^9) | undecided |
        (1, -2 | unreadable |
        """,
    ),
    "a ray": (
        RAY,
        """
        (1, 2) | right |
        (2, 4) | right |
        (1, 2)/sqrt(5) | right |
        (-1, -2) | wrong | the opposite way
        -3(1, 2) | wrong | the opposite way
        (1 - sqrt(2), 2 - 2sqrt(2)) | wrong | the opposite way
        (sqrt(2) - 1, 2sqrt(2) - 2) | right |
        """,
    ),
    "a unit vector": (
        UNIT,
        """
        (1/sqrt(2), 1/sqrt(2)) | right |
        (-1/sqrt(2), -1/sqrt(2)) | right |
        (√2/2, √2/2) | right |
        1/√2 [1; 1] | right |
        (1, 1) | wrong-form | It must have length 1
        (0.7071, 0.7071) | wrong-form | It must have length 1
        (0.707, 0.71) | wrong-form | Rounded
        (0.7, 0.8) | wrong | another direction
        (1/sqrt(2), -1/sqrt(2)) | wrong | another direction
        """,
    ),
    "up to sign": (
        SIGNED,
        """
        (3, 4) | right |
        (-3, -4) | right |
        (6, 8) | partly-right | not the length
        (3, -4) | wrong | another direction
        (3.001, 4.00) | wrong | another direction
        (3.00, 4.00) | right |
        """,
    ),
    "with a root": (
        ROOTS,
        """
        (1, sqrt(2)) | right |
        (sqrt(2), 2) | right |
        (1/sqrt(2), 1) | right |
        (sqrt(2) - 1, 2 - sqrt(2)) | right |
        (1, 1.414) | wrong | another direction
        """,
    ),
    "basis": (
        PLANE,
        r"""
        {(1,0,1),(0,1,1)} | right |
        span{(1,0,1),(0,1,1)} | right |
        span((1,0,1),(0,1,1)) | right |
        (1,0,1), (0,1,1) | right |
        (1,1,2), (1,-1,0) | right |
        {(1 0 1), (0 1 1)} | right |
        [1,0;0,1;1,1] | right |
        [1,0,1;0,1,1] | right |
        [1;0;1], [0;1;1] | right |
        {[1;0;1], [0;1;1]} | right |
        B = {(1,0,1),(0,1,1)} | right |
        v1 = (1,0,1), v2 = (0,1,1) | right |
        \{(1,0,1),(0,1,1)\} | right |
        1/√2 (1,0,1), (0,1,1)/2 | right |
        ((1,0,1),(0,1,1)) | right |
        {(sqrt(2), 0, sqrt(2)), (0, 1, 1)} | right |
        (1,0,1), (0,1,2) | partly-right | Your second vector is outside
        (1,0,2), (0,1,2) | wrong | Your vectors 1 and 2 are outside
        (1,0,1), (0,1,1), (0,0,1) | wrong | Your third vector is outside
        (1,0,1), (0,1,1), (1,1,2) | wrong-form | dependent: one too many
        (1,0,1), (0,1,1), (1,1,2), (2,1,3) | wrong-form | dependent: two too many
        (1,0,1) | partly-right | One vector short
        (1,0,1), (2,0,2) | partly-right | One vector short
        (1,0,1), (0,1,1), (0,0,0) | wrong-form | Your third vector is the zero vector
        {(0,0,0)} | wrong | Two vectors short
        {} | wrong | Two vectors short
        (1,0), (0,1) | wrong | Your first vector has 2 entries
        s(1,0,1) + t(0,1,1) | wrong-form | a basis is asked
        (1,0,1) + t(0,1,1) | wrong | zero vector
        (s^2, t, s^2 + t) | wrong | linearly
        {(s, t, s + t)} | wrong-form | a basis is asked
        5 | wrong-kind | vectors
        no solution | unreadable |
        (1,0,1), (0,1,cos(1)) | undecided |
        (1,0,1), (0,1,1)) | unreadable |
        """,
    ),
    "spanning vectors": (
        SPAN,
        """
        span{(1,0,1),(0,1,1)} | right |
        span{(1,0,1),(0,1,1),(1,1,2)} | right |
        s(1,0,1) + t(0,1,1), s in R, t in R | right |
        s(1,0,1) + t(0,1,1), s,t in R | wrong-kind |
        (a, b, a + b) | right |
        (1,0,1) + s(1,0,1) + t(0,1,1) | right |
        s(1,0,1) | partly-right | One vector short
        (a, b, c) | wrong | outside
        """,
    ),
    "the zero subspace": (
        ZERO,
        """
        {(0,0,0)} | right |
        (0,0,0) | right |
        {0} | right |
        0 | right |
        {} | right |
        ∅ | right |
        none | right |
        span{(0,0,0)} | right |
        (0,0) | wrong | 2 entries
        (1,0,0) | wrong | outside
        (0,0,0), (0,0,0) | wrong-form | zero vector
        """,
    ),
    "rows": (ROWS, "[1, 1; 0, 1] | right |\n[1, 1; 2, 2] | partly-right | One vector short"),
    "a line with a root": (SURD_LINE, "(√2, 2) | right |\n(1, 1.41) | wrong | outside"),
    "spectrum": (
        DOUBLE,
        r"""
        1, 3, 3 | right |
        3, 1, 3 | right |
        1, 3 (double) | right |
        3 (twice), 1 | right |
        3 (multiplicity 2), 1 (multiplicity 1) | right |
        1, 3 with multiplicity 2 | right |
        1, 3, multiplicity 2 | right |
        1 and 3 (x2) | right |
        λ = 1, 3, 3 | right |
        λ1 = 1, λ2 = λ3 = 3 | right |
        λ_1 = 1; λ_2 = 3; λ_3 = 3 | right |
        λ1 = 1, λ2,3 = 3 | right |
        \lambda_1 = 1, \lambda_{2,3} = 3 | right |
        lambda = 1, lambda = 3 (double) | right |
        {1, 3, 3} | right |
        eigenvalues: 1, 3 and 3 | right |
        1.0, 6/2, sqrt(9) | right |
        2 ± 1, 3 | right |
        1, 3 | partly-right | as often as its multiplicity
        1 (double), 3 | partly-right | The multiplicity of 1 is not 2
        1, 3, 3, 3 | partly-right | The multiplicity of 3 is not 3
        3, 3 | partly-right | 1 eigenvalue is missing
        1 | wrong | 1 eigenvalue is missing
        1, 3, 4 | partly-right | 4 is no eigenvalue
        2, 4 | wrong | 2, 4 are no eigenvalues
        1, 3, 3, 5 | partly-right | 5 is no eigenvalue
        no solution | wrong | There are eigenvalues
        x, 3 | wrong-kind |
        [1, 0; 0, 3] | wrong-kind |
        1, 3 (2) | unreadable |
        1 3 3 | unreadable |
        ± 1 ± 2 | unreadable |
        3 (multiplicity 0) | unreadable |
         | unreadable |
        1/0, 3 | undecided |
        1, 3, 9^9^9^9 | undecided |
        """,
    ),
    "distinct eigenvalues": (
        DISTINCT,
        """
        1, 3 | right |
        3; 1 | right |
        1, 3, 3 | right |
        1, 1, 3 | partly-right | The multiplicity of 1 is not 2
        1 | wrong | 1 eigenvalue is missing
        """,
    ),
    "complex eigenvalues": (
        COMPLEX,
        """
        2+3i, 2-3i | right |
        2 ± 3i | right |
        2 +/- 3i | right |
        λ_{1,2} = 2 ± 3i | right |
        2 ± sqrt(-9) | right |
        {2 - 3i, 2 + 3i} | right |
        2+3i | partly-right | missing
        2 ± 2i | wrong | no eigenvalues
        -2 ± 3i | wrong | no eigenvalues
        2, 3 | wrong | no eigenvalues
        2+3j, 2-3j | wrong-kind |
        """,
    ),
    "eigenvalues with roots": (
        GOLDEN,
        r"""
        (1±sqrt(5))/2 | right |
        \frac{1\pm\sqrt{5}}{2} | right |
        1/2 + √5/2, 1/2 - √5/2 | right |
        2cos(pi/5), 1 - 2cos(pi/5) | right |
        1.618, -0.618 | wrong-form | Rounded
        1.62, -0.62 | wrong-form | Rounded
        1.7, -0.7 | wrong | no eigenvalues
        1.618 | wrong | no eigenvalue
        """,
    ),
    "no eigenvalues": (NOTHING, "none | right |\n1 | wrong | There is no such eigenvalue"),
    "eigenpairs": (
        PAIRS,
        r"""
        1: (1, -1); 3: (1, 1) | right |
        3: (-2, -2); 1: (1/2, -1/2) | right |
        λ = 1: (1, -1); λ = 3: (1, 1) | right |
        λ1 = 1, v1 = (1, -1); λ2 = 3, v2 = (1, 1) | right |
        λ = 1, (1, -1); λ = 3, (1, 1) | right |
        1 -> [1; -1]; 3 -> [1; 1] | right |
        1: v = (1, -1)^T; 3: 1/sqrt(2) (1, 1) | right |
        1: span{(1, -1)}; 3: span{(1, 1)} | right |
        1: {(1, -1)}; 3: \{(1, 1)\} | right |
        \lambda_1 = 1: \begin{pmatrix}1\\-1\end{pmatrix}; \lambda_2 = 3: \begin{pmatrix}1\\1\end{pmatrix} | right |
        1: (1 -1); 3: (1 1) | wrong-kind |
        1: (1, -1); 3: (1 1) | right |
        1: (1, 1); 3: (1, -1) | wrong | is no eigenvector for 1
        1: (1, -1) | partly-right | 1 more
        1: (0, 0); 3: (1, 1) | wrong | The zero vector
        2: (1, 1) | wrong | is no eigenvector for 2
        1: (1, -1), (2, -2); 3: (1, 1) | wrong | multiples of each other
        1: (1, -1, 0); 3: (1, 1) | wrong | has 2 entries
        1: t(1, -1); 3: (1, 1) | wrong-kind | without letters
        1: 5; 3: (1, 1) | wrong-kind | a vector after the colon
        (1, -1): 1 | wrong-kind |
        1: (cos(1), 2); 3: (1, 1) | undecided |
        9^9^9^9: (1, 1) | undecided |
        1, 3 | unreadable |
        1: | unreadable |
        : (1, 1) | unreadable |
         | unreadable |
        """,
    ),
    "eigenspaces of dimension 2": (
        BASES,
        """
        1: (1,0,0); 3: (0,1,1), (0,1,-1) | right |
        1: (1,0,0); 3: {(0,1,1), (0,1,-1)} | right |
        1: (1,0,0); 3: span{(0,1,1), (0,1,-1)} | right |
        3: span((0,1,1), (0,1,-1)); 1: span((1,0,0)) | right |
        1: (1,0,0); 3: ((0,1,1), (0,1,-1)) | right |
        1: (1,0,0); 3: [0;1;1], [0;1;-1] | right |
        1: (1,0,0); 3: v1 = (0,1,1), v2 = (0,1,-1) | right |
        3: (0,1,1); 3: (0,1,0); 1: (2,0,0) | right |
        1: (1,0,0); 3: (0,1,1) | partly-right | 1 more
        1: (1,0,0); 3: (0,1,1), (0,2,2) | wrong | multiples
        1: (1,0,0); 3: (0,1,1), (0,2,3), (0,0,1) | wrong | dependent
        1: (1,0,0); 3: (0,1,1), (1,1,0) | wrong | is no eigenvector for 3
        """,
    ),
    "eigenpairs with roots": (
        SURDS,
        """
        (1+sqrt(5))/2: (1+sqrt(5), 2); (1-sqrt(5))/2: (1-√5, 2) | right |
        (1+sqrt(5))/2: (1, (sqrt(5)-1)/2); (1-sqrt(5))/2: (1, -(1+sqrt(5))/2) | right |
        (1+sqrt(5))/2: (1, 2/(1+sqrt(5))); (1-sqrt(5))/2: (1, 2/(1-sqrt(5))) | right |
        1.618: (1.618, 1); -0.618: (-0.618, 1) | wrong |
        (1+sqrt(5))/2: (1-sqrt(5), 2) | wrong | is no eigenvector
        """,
    ),
    "complex eigenpairs": (TURN, "i: (1, -i); -i: (1, i) | right |\ni: (1, i); -i: (1, -i) | wrong |"),
    "diagonalisation": (
        DIAGONAL,
        r"""
        P = [1,1;1,-1]; D = [3,0;0,1] | right |
        P = [1,1;-1,1], D = diag(1,3) | right |
        P = [1 1; -1 1] and D = [1 0; 0 3] | right |
        D = diag(3, 1); P = [2, 1/2; 2, -1/2] | right |
        [1,1;1,-1]; [3,0;0,1] | right |
        P = [1,1;1,-1]; D = (3,1) | right |
        Q = [1,1;1,-1]; Λ = diag(3,1) | right |
        P = 1/√2 [1,1;1,-1]; D = [3,0;0,1] | right |
        P = \begin{pmatrix}1&1\\1&-1\end{pmatrix}, D = \begin{pmatrix}3&0\\0&1\end{pmatrix} | right |
        P = [1,1;1,-1]; D = [3,0;0,1]; P^-1 = 1/2 [1,1;1,-1] | right |
        P = [1,1;1,-1]; D = [3,0;0,1]; P^{-1} = [1,1;1,-1] | partly-right | P^-1 is not the inverse
        P = [1,1;1,-1]; D = [1,0;0,3] | partly-right | Column 1 of P is no eigenvector for entry 1 of D
        P = [1,1;1,1]; D = [3,0;0,1] | partly-right | Column 2 of P is no eigenvector for entry 2 of D
        P = [1,0;1,0]; D = [3,0;0,1] | partly-right | Column 2 of P is the zero vector
        P = [1,2;1,2]; D = [3,0;0,3] | wrong | P is singular
        P = [1,1;1,-1]; D = [3,1;0,1] | wrong | D is not diagonal: row 1, column 2
        P = [1,0;0,1]; D = [1,0;0,1] | wrong | Column 1
        P = [1,0;0,1]; D = [2,1;1,2] | wrong | D is not diagonal
        P = [1,1;1,-1]; D = diag(3,1,0) | wrong | must be 2×2
        P = [1,1]; D = [3,0;0,1] | wrong | must be 2×2
        P = [1,1;1,-1] | wrong-kind |
        P = [1,1;1,-1]; D = [3,0;0,x] | wrong-kind | of numbers
        P = 1; D = 2 | wrong-kind |
        P = [1,1;1,cos(1)]; D = [3,0;0,1] | undecided |
        B = [1,0]; D = [3] | unreadable |
        P = [1,1]; P = [1,2] | unreadable |
        P = [1,1;1,-1; D = [3,0;0,1] | unreadable |
        [1]; [2]; [3] | unreadable |
        """,
    ),
    "spectral decomposition": (
        SPECTRAL,
        """
        Q = 1/sqrt(2) [1,1;1,-1]; D = [3,0;0,1] | right |
        Q = [1,1;1,-1]/√2; D = diag(3, 1) | right |
        Q = [√2/2,√2/2;-√2/2,√2/2]; D = diag(1, 3) | right |
        Q = 1/√2 [-1,1;-1,-1]; D = diag(3, 1) | right |
        P = 1/√2 [1,1;1,-1]; Λ = diag(3, 1) | right |
        Q = 1/√2 [1,1;1,-1]; D = [3,0;0,1]; Q^T = 1/√2 [1,1;1,-1] | right |
        Q = 1/√2 [1,1;1,-1]; D = [3,0;0,1]; Q^T = 1/√2 [1,1;-1,-1] | partly-right | Q^T is not the transposed
        Q = 1/√2 [1,1;1,-1], D = (3, 1) | right |
        1/√2 [1,1;1,-1]; [3,0;0,1] | right |
        Q = [1/√2,1/√2; 1/√2,-1/√2]; D = [3.0,0;0,1] | right |
        Q = [sqrt(1/2),sqrt(1/2); sqrt(1/2),-sqrt(1/2)]; D = diag(3,1) | right |
        Q = [1,1;1,-1]; D = [3,0;0,1] | partly-right | Column 1 of Q has squared length 2, not 1
        Q = [0.7071,0.7071;0.7071,-0.7071]; D = [3,0;0,1] | wrong-form | Rounded
        Q = [0.71,0.71;0.71,-0.71]; D = [3,0;0,1] | partly-right | squared length
        Q = [1/√2,√2;1/√2,-√2]; D = [3,0;0,1] | partly-right | Column 2 of Q has squared length 4
        Q = 1/√2 [1,1;1,-1]; D = [1,0;0,3] | partly-right | Column 1 of Q is no eigenvector
        Q = 1/√2 [1,1;1,1]; D = [3,0;0,3] | wrong | Q is singular
        Q = [1,0;0,1]; D = [2,0;0,2] | wrong | Column 1 of Q is no eigenvector
        Q = [1,0;0,1]; D = [2,1;1,2] | wrong | D is not diagonal
        Q = [1,1]; D = [3] | wrong | must be 2×2
        Q = 1/√2 [1,1;1,-1] | wrong-kind |
        Q = 1/√2 [1,1;1,-1]; D = 3 | wrong-kind |
        Q = [a,b;b,-a]; D = [3,0;0,1] | wrong-kind |
        Q = sqrt(pi) [1,1;1,-1]; D = [3,0;0,1] | undecided |
        R = [1,0;0,1]; D = [3,0;0,1] | unreadable |
        Q == [1,1;1,-1] | wrong-kind |
        """,
    ),
    "LU": (
        LOWER,
        r"""
        L = [1,0;2,1]; U = [2,1;0,3] | right |
        U = [2,1;0,3]; L = [1,0;2,1] | right |
        L = [1 0; 2 1], U = [2 1; 0 3] | right |
        L = [1,0;2,1] and U = [2,1;0,3] | right |
        L = [[1,0],[2,1]]; U = [[2,1],[0,3]] | right |
        [1,0;2,1]; [2,1;0,3] | right |
        l = [1,0;2,1]; u = [2,1;0,3] | right |
        L: [1,0;2,1]; U: [2,1;0,3] | right |
        L = \begin{bmatrix}1&0\\2&1\end{bmatrix}; U = \begin{bmatrix}2&1\\0&3\end{bmatrix} | right |
        L = [1,0;4/2,1]; U = [2,1;0,3.0] | right |
        L = [1,0;2,1]; U = [2,1;0,3]; P = [1,0;0,1] | right |
        L = [2,0;4,3]; U = [1,1/2;0,1] | wrong-form | the diagonal of L must be 1: row 1
        P = [0,1;1,0]; L = [1,0;1/2,1]; U = [4,5;0,-3/2] | wrong-form | without any is asked
        P = [0,1;1,0]; L = [1,0;1/2,1]; U = [4,5;0,-3] | partly-right | look at row 2, column 2
        L = [1,0;2,1]; U = [2,1;0,4] | partly-right | L U is not the matrix: look at row 2, column 2
        L = [1,0;0,1]; U = [1,0;0,1] | wrong | L U is not the matrix
        L = [1,0;-2,1]; U = [2,1;0,3] | wrong | row 2, column 1
        L = [1,1;2,1]; U = [2,1;0,3] | wrong | L is not lower triangular: row 1, column 2
        L = [1,0;2,1]; U = [2,1;1,3] | wrong | U is not upper triangular: row 2, column 1
        L = [2,1;0,3]; U = [1,0;2,1] | wrong | L is not lower triangular
        L = [1,0,0;2,1,0]; U = [2,1;0,3] | wrong | L must be 2×2 and U 2×2
        L = [1,0;2,1] | wrong-kind |
        L = 1; U = 2 | wrong-kind |
        L = [1,0;k,1]; U = [2,1;0,3] | wrong-kind |
        L = [1,0;2,1]; U = [2,1;0,ln(3)] | undecided |
        L = [1,0;2,1]; L = [2,1;0,3] | unreadable |
        L = [1,0;2]; U = [2,1;0,3] | unreadable |
        """,
    ),
    "P A = L U": (
        CYCLED,
        """
        P = [0,1,0;0,0,1;1,0,0]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | right |
        P = [0,0,1;1,0,0;0,1,0]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | partly-right | the other side
        P = [1,1,0;0,0,1;1,0,0]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | wrong | no permutation matrix: row 1
        P = [2,0,0;0,1,0;0,0,1]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | wrong | no permutation
        L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | wrong | L U is not the matrix
        """,
    ),
    "A = P L U": (
        SCIPY,
        """
        P = [0,0,1;1,0,0;0,1,0]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | right |
        P = [0,1,0;0,0,1;1,0,0]; L = [1,0,0;0,1,0;0,0,1]; U = [1,0,0;0,3,1;0,0,2] | partly-right | A = P L U is asked
        """,
    ),
    "Cholesky": (
        CHOLESKY,
        r"""
        L = [2,0;1,2] | right |
        [2,0;1,2] | right |
        [[2,0],[1,2]] | right |
        L = [2 0; 1 2] | right |
        l = [2,0;1,2] | right |
        L: [2,0;1,2] | right |
        2 [1,0;1/2,1] | right |
        L = \begin{pmatrix}2&0\\1&2\end{pmatrix} | right |
        [sqrt(4), 0; 2/2, 2.0] | right |
        [2,1;0,2]^T | right |
        [4,0;2,4]/2 | right |
        [2,1;0,2] | wrong-form | this is the transposed matrix
        [-2,0;-1,2] | partly-right | The diagonal of L must be positive: row 1
        [2,0;1,-2] | partly-right | positive: row 2
        [2,0;1,1] | partly-right | L L^T is not the matrix: look at row 2, column 2
        [4,0;2,5] | wrong | L L^T is not the matrix
        [-4,0;2,5] | wrong | positive
        [2,1;1,2] | wrong | L is not lower triangular: row 1, column 2
        [2,3;0,2] | wrong | L is not lower triangular
        [2,0,0;1,2,0] | wrong | L must be 2×2
        (2, 1) | wrong | L must be 2×2
        5 | wrong-kind |
        [a,0;1,2] | wrong-kind |
        [2,0;1,e] | undecided |
        [2,0;1,2]; [2,1;0,2] | unreadable |
        R = [2,0;1,2] | unreadable |
        [2,0;1,2 | unreadable |
        """,
    ),
    "Cholesky with roots": (
        ROOT_CHOLESKY,
        """
        [√2, 0; √2/2, √6/2] | right |
        [1.4142, 0; 0.7071, 1.2247] | wrong-form | Rounded
        [1.4, 0; 0.7, 1.2] | wrong | not the matrix
        """,
    ),
    "SVD": (
        SINGULAR,
        """
        U = 1/√10 [1,-3;3,1]; S = diag(3√5, √5); V = 1/√2 [1,-1;1,1] | right |
        U = 1/√10 [1,3;3,-1]; S = [3√5,0;0,√5]; V = 1/√2 [1,1;1,-1] | right |
        U = 1/√10 [-1,-3;-3,1]; S = (3√5, √5); V = 1/√2 [-1,-1;-1,1] | right |
        U = 1/√10 [1,-3;3,1]; Σ = diag(sqrt(45), sqrt(5)); V = 1/√2 [1,-1;1,1] | right |
        U = 1/√10 [1,-3;3,1]; S = diag(3√5, √5); V^T = 1/√2 [1,1;-1,1] | right |
        U = 1/√10 [1,-3;3,1]; S = diag(3√5, √5); Vt = 1/√2 [1,1;-1,1] | right |
        S = diag(3√5, √5), V = 1/√2 [1,-1;1,1], U = 1/√10 [1,-3;3,1] | right |
        U = [1,-3;3,1]/√10; Sigma = diag(3√5, √5); V = [1,-1;1,1]/√2 | right |
        U = 1/√10 [1,-3;3,1]; S = diag(3√5, √5); V = 1/√2 [1,1;-1,1] | partly-right | V^T in the place of V
        U = 1/√10 [-3,1;1,3]; S = diag(√5, 3√5); V = 1/√2 [-1,1;1,1] | partly-right | descending order: entry 2
        U = 1/√10 [1,3;3,-1]; S = diag(3√5, -√5); V = 1/√2 [1,-1;1,1] | partly-right | not negative: entry 2
        U = 1/√10 [1,3;3,-1]; S = diag(3√5, √5); V = 1/√2 [1,-1;1,1] | wrong | U S V^T is not the matrix
        U = [1,3;3,-1]; S = [3√5,0;0,√5]; V = [1,1;1,-1] | wrong | Column 1 of U has squared length 10
        U = 1/√10 [1,3;3,1]; S = [3√5,0;0,√5]; V = 1/√2 [1,1;1,-1] | wrong | not orthogonal: column 1 · column 2 = 3/5
        U = 1/√10 [1,3;3,-1]; S = [3√5,1;0,√5]; V = 1/√2 [1,1;1,-1] | wrong | S is not diagonal
        U = 1/√10 [1,3;3,-1]; S = [3√5,0;0,√5]; V = [1,1;1,-1] | wrong | Column 1 of V has squared length 2
        U = [1,0;0,1]; S = [3,0;4,5]; V = [1,0;0,1] | wrong | S is not diagonal
        U = [1;0]; S = [3]; V = [1;0] | wrong | is not the matrix
        U = [1;0;0]; S = [3]; V = [1;0] | wrong | shapes
        U = [0.316,0.949;0.949,-0.316]; S = diag(6.708,2.236); V = [0.707,0.707;0.707,-0.707] | wrong-form | Rounded
        U = [1,0;0,1]; S = [3,0;0,1] | wrong-kind |
        U = 1; S = 2; V = 3 | wrong-kind |
        U = [x,0;0,1]; S = [3,0;0,1]; V = [1,0;0,1] | wrong-kind |
        U = [cos(1),-sin(1);sin(1),cos(1)]; S = diag(3, 1); V = [1,0;0,1] | undecided |
        U = [1,0;0,1]; U = [3,0;0,1] | unreadable |
        W = [1,0;0,1]; S = [3,0;0,1]; V = [1,0;0,1] | unreadable |
        """,
    ),
    "SVD of a tall matrix": (
        TALL,
        """
        U = [1,0;0,1;0,0]; S = [2,0;0,1]; V = [1,0;0,1] | right |
        U = [1,0,0;0,1,0;0,0,1]; S = [2,0;0,1;0,0]; V = [1,0;0,1] | right |
        U = [1,0,0;0,1,0;0,0,-1]; S = diag(2,1); V = [1,0;0,1] | right |
        U = [1,0,0;0,1,0;0,0,1]; S = diag(2,1,0); V = [1,0;0,1] | wrong | shapes
        U = [1,0;0,1;0,0]; S = [1,0;0,2]; V = [1,0;0,1] | wrong | descending
        """,
    ),
    "QR": (
        FACTORS,
        """
        Q = [3/5,0;4/5,0;0,1]; R = [5,3;0,2] | right |
        Q = [-3/5,0;-4/5,0;0,1]; R = [-5,-3;0,2] | right |
        Q = [3/5,0;4/5,0;0,-1]; R = [5,3;0,-2] | right |
        Q = 1/5 [3,0;4,0;0,5]; R = [5,3;0,2] | right |
        Q = [3,0;4,0;0,5]/5, R = [5,3;0,2] | right |
        R = [5,3;0,2]; Q = [0.6,0;0.8,0;0,1] | right |
        [3/5,0;4/5,0;0,1]; [5,3;0,2] | right |
        Q = [3/5 0; 4/5 0; 0 1] and R = [5 3; 0 2] | right |
        q = [3/5,0;4/5,0;0,1]; r = [5,3;0,2] | right |
        Q: [3/5,0;4/5,0;0,1]; R: [5,3;0,2] | right |
        Q = [3/5,0;4/5,0;0,1]; R = [sqrt(25),3;0,2] | right |
        Q = [3,4,0;0,0,5]^T/5; R = [5,3;0,2] | right |
        Q = [3,0;4,0;0,1]; R = [5,3;0,2] | wrong | Column 1 of Q has squared length 25, not 1
        Q = [3/5,1;4/5,0;0,0]; R = [5,3;0,2] | wrong | The columns of Q are not orthogonal: column 1 · column 2 = 3/5
        Q = [3/5,0;4/5,0;0,1]; R = [5,3;0,1] | partly-right | Q R is not the matrix: look at row 3, column 2
        Q = [3/5,0;4/5,0;0,1]; R = [5,3;1,2] | wrong | R is not upper triangular: row 2, column 1
        Q = [3/5,0;4/5,0;0,1]; R = [1,0;0,1] | wrong | Q R is not the matrix
        Q = [1,0;0,1;0,0]; R = [5,3;0,2] | wrong | Q R is not the matrix
        Q = [3/5,-4/5;4/5,3/5;0,0]; R = [5,3;0,2] | wrong | Q R is not the matrix
        Q = [3/5,4/5;0,0]; R = [5,3;0,2] | wrong | Q must be 3×2 and R 2×2
        Q = [3/5,0;4/5,0;0,1] | wrong-kind |
        Q = 3; R = 4 | wrong-kind |
        Q = [t,0;4/5,0;0,1]; R = [5,3;0,2] | wrong-kind |
        Q = [3/5,0;4/5,0;0,cos(1)]; R = [5,3;0,2] | undecided |
        Q = [3/5,0;4/5,0;0,1]; Q = [5,3;0,2] | unreadable |
        Q = [3/5,0;4/5;0,1]; R = [5,3;0,2] | unreadable |
        """,
    ),
    "solution set": (
        POINTS,
        r"""
        (1,5,0) + t(1,-2,1) | right |
        [1;5;0] + t*[1;-2;1] | right |
        [1,5,0] + t[1,-2,1] | right |
        (1,5,0) - t(1,-2,1) | right |
        x = (1,5,0) + t(1,-2,1), t in R | right |
        (x,y,z) = (1,5,0) + t(1,-2,1) | right |
        (z,y,x) = (0,5,1) + t(1,-2,1) | right |
        [x;y;z] = [1;5;0] + t[1;-2;1] | right |
        (2,3,1) + s(-2,4,-2), s ∈ ℝ | right |
        {(1,5,0) + t(1,-2,1) : t in R} | right |
        {(1,5,0) + t(1,-2,1) | t ∈ R} | right |
        {(1+t, 5-2t, t) : t in R} | right |
        (1,5,0)^T + t (1,-2,1)^T | right |
        \begin{pmatrix}1\\5\\0\end{pmatrix} + \lambda\begin{pmatrix}1\\-2\\1\end{pmatrix} | right |
        (1,5,0) + λ(1,-2,1) | right |
        (1,5,0) + t_1(1,-2,1) | right |
        (1,5,0) + span{(1,-2,1)} | right |
        (1,5,0) + t(1,-2,1)/7 | right |
        (1,5,0) + sqrt(2) t (1,-2,1) | right |
        (1,5,0) + t(1,-2,1) + s(2,-4,2) | right |
        x = 1 + t, y = 5 - 2t, z = t, t in R | right |
        x = 1 + t, y = 5 - 2t, z = t, t in Z | wrong | all real numbers
        (1,5,0) + t(1,-2,1), t in Z | wrong-kind |
        (1,5,0) + t(1,-2,2) | wrong | leaves equation 1
        (1,5,1) + t(1,-2,1) | wrong | gives 7 in equation 1, not 6
        t(1,-2,1) | wrong | gives 0 in equation 1, not 6
        span{(1,-2,1)} | wrong | gives 0 in equation 1
        (1,5,0) + t^2(1,-2,1) | wrong | linearly
        (1,5,0) + t(1,-2,1) + s(1,0,0) | wrong | leaves equation 1
        (1,5,0) | wrong | not all of them
        (1,5) + t(1,-2) | wrong | 2 entries
        (1,5,0) + t(1,-2) | wrong-kind |
        (1,5,0) + t | wrong-kind |
        (1,5,0) + t(1,-2,1), 7 | wrong-kind |
        (1,5,0) + i(1,-2,1) | undecided |
        (1,5,0) + t(1,-2,1 | unreadable |
        """,
    ),
    "a plane of solutions": (
        FLAT,
        """
        s(1,-1,0) + t(1,0,-1) | right |
        s(1,-1,0) + t(1,0,-1), s,t in R | right |
        x = s(1,-1,0) + t(2,-1,-1) | right |
        span{(1,-1,0), (1,0,-1)} | right |
        s(1,-1,0) | partly-right | not all of them
        s(1,-1,0) + t(2,-2,0) | partly-right | not all of them
        """,
    ),
    "solutions with roots": (
        SURD_SET,
        """
        x = 2 - sqrt(2) t, y = t | right |
        x = 2 - sqrt(2) y | right |
        (2,0) + t(-√2, 1) | right |
        (0,√2) + t(2,-√2) | right |
        (2,0) + t(√2, 1) | wrong | leaves equation 1
        x = 2 - 1.414t, y = t | wrong | leaves equation 1
        """,
    ),
    "one solution with roots": (
        SURD_POINT,
        """
        (√2, √2 - 1) | right |
        (2/sqrt(2), 1/(1 + sqrt(2))) | right |
        x = √2, y = 1 | wrong | gives 2*sqrt(2) in equation 1, not 2
        """,
    ),
}
ROWS_OF_ALL = [
    (name, answer, line.strip())
    for name, (answer, table) in TABLES.items()
    for line in table.split("\n")
    if line.strip()
]
ANSWERS = [(name, answer) for name, (answer, _) in TABLES.items()]
NAMES = [name for name, _ in ANSWERS]


@pytest.mark.parametrize(("answer", "row"), [r[1:] for r in ROWS_OF_ALL], ids=[f"{n}: {r}" for n, _, r in ROWS_OF_ALL])
def test_status_and_reason(answer: Answer, row: str) -> None:
    typed, status, why = (piece.strip() for piece in row.rsplit("|", 2))
    verdict = compare(answer, typed)
    assert verdict.status.value == status, verdict
    assert why in str(verdict.feedback)
    assert 0 <= verdict.share <= 1
    assert (verdict.at is not None) == (status == "unreadable")
    assert (verdict.evidence.how in ("proved", "sampled")) >= verdict.is_right


def test_every_kind_has_its_rows() -> None:
    count: dict[str, int] = {}
    for _, answer, _ in ROWS_OF_ALL:
        count[answer.kind] = count.get(answer.kind, 0) + 1
    assert min(count.values()) >= 25, count


@pytest.mark.parametrize("answer", [a for _, a in ANSWERS], ids=NAMES)
def test_typed_is_read_back_as_right(answer: Answer) -> None:
    verdict = compare(answer, answer.typed())
    assert verdict.is_right, (answer.typed(), verdict)
    assert verdict.share == 1
    assert answer.same(answer)
    assert answer.matches(answer.read(answer.typed()))
    assert answer.compare(answer.written()).is_right


@pytest.mark.parametrize("answer", [a for _, a in ANSWERS], ids=NAMES)
def test_kinds_are_not_the_same(answer: Answer) -> None:
    for _, other in ANSWERS:
        if other.kind != answer.kind:
            assert not answer.same(other)


HOSTILE = [
    "(" * 3000,
    "[" * 300,
    "{" * 200 + "}" * 200,
    "1" * 20_000,
    " " * 9_000 + "x" + " " * 900,
    "1" + " " * 9_000 + "2",
    "λ" * 500,
    "±" * 500,
    "{" + "|" * 900 + "in}",
    "{" + ":in" * 300 + "}",
    "[" + ",".join("1" * 5 for _ in range(1500)) + "]",
    "P = [" + ",".join(["sqrt(2)"] * 1200) + "]; D = [1]",
    "(" + " + ".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)) + ", 1)",
    "(1/(" + " + ".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)) + "), 1, 1)",
    "1: (9^9^9^9, 1); 3: (1, 1)",
    "(9999!, 1, 1)",
    "(1/(1 + sqrt(99999999977)*sqrt(99999999947)), 1, 1)",
    "1/(1 + sqrt(99999999977)*sqrt(99999999947)), 3, 3",
    "; ".join(["1: (1, -1)"] * 800),
    ", ".join(f"(sqrt({10**11 + k}),0,1)" for k in range(400)),
    "3 + pi/10^60, 3, 1",
    "t(" * 80 + "1" + ")" * 80,
    "span{span{span{(1,0,1)}}}",
    "__import__('os').system('true')",
    "\\begin" * 1000,
    "L = U = [1,0;0,1]",
    "P = P^-1 = [1]",
    "diag(diag(1,2),3); diag()",
    "Q = diag(1); R = diag(2)",
    "(1,2;3)",
    "[1,2;3,4]^9999999",
    "1 (multiplicity 99999999999999)",
    "2e999999999, 3",
    "(i, i, i)",
    "(inf, 1, 1)",
    "\x00",
    "",
    ";;;",
    ",",
    "=",
    "x = ",
    "λ = λ = λ",
]


def many_roots(n: int) -> str:
    primes = [p for p in range(2, 600) if all(p % q for q in range(2, p))]
    entries = [f"sqrt({p})" for p in primes[: n * n]]
    return "[" + "; ".join(", ".join(entries[i * n : (i + 1) * n]) for i in range(n)) + "]"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_are_answered_at_once(name: str) -> None:
    answer = TABLES[name][0]
    big = many_roots(9)
    for text in [*HOSTILE, big, f"{big}; {big}", f"U = {big}; S = {big}; V = {big}", f"L = {big}"]:
        start = time.monotonic()
        verdict = compare(answer, text)
        assert isinstance(verdict, Verdict)
        assert not verdict.is_right or len(text) < 2, text
        assert time.monotonic() - start < 10, text[:60]


def test_a_large_elimination_is_undecided_not_slow() -> None:
    answer = subspace([tuple(int(i == j) for j in range(10)) for i in range(10)])
    start = time.monotonic()
    verdict = compare(answer, many_roots(10))
    assert verdict.status.value == "undecided"
    assert time.monotonic() - start < 2


def floats(A: tuple[tuple[Scalar, ...], ...]) -> np.ndarray:
    return np.array([[float(x) for x in r] for r in A])  # type: ignore[arg-type]


def test_agreement_with_numpy() -> None:
    for pairs in (PAIRS, BASES, SURDS, TURN):
        assert pairs.agrees(np.linalg.eig(floats(pairs.A))).holds
        assert not pairs.agrees(np.linalg.eig(floats(pairs.A) + 0.001)).holds
    values, vectors = np.linalg.eigh(floats(SYMMETRIC))
    assert SPECTRAL.agrees((vectors, values)).holds
    assert DIAGONAL.agrees((3 * vectors, values)).holds
    assert not SPECTRAL.agrees((3 * vectors, values)).holds
    assert not DIAGONAL.agrees((vectors, values[::-1])).holds
    for key in (SINGULAR, TALL):
        assert key.agrees(np.linalg.svd(floats(key.A))).holds
        assert key.agrees(np.linalg.svd(floats(key.A), full_matrices=False)).holds
        assert not key.agrees(np.linalg.svd(floats(key.A) * 1.0001)).holds
    assert FACTORS.agrees(np.linalg.qr(floats(FACTORS.A))).holds
    for positive in (CHOLESKY, ROOT_CHOLESKY):
        assert positive.agrees(np.linalg.cholesky(floats(positive.A))).holds
        assert not positive.agrees(-np.linalg.cholesky(floats(positive.A))).holds
    assert LOWER.agrees(([[1, 0], [2, 1]], [[2, 1], [0, 3]])).holds
    assert not LOWER.agrees(([[1, 0], [2, 1]], [[2, 1], [0, 4]])).holds
    assert not LOWER.agrees(([[1, 0], [2, np.nan]], [[2, 1], [0, 3]])).holds


def test_pivots_as_scipy_gives_them() -> None:
    import scipy.linalg

    P, L, U = scipy.linalg.lu(floats(CYCLE))
    assert SCIPY.agrees((P, L, U)).holds
    assert CYCLED.agrees((P.T, L, U)).holds
    assert not CYCLED.agrees((P, L, U)).holds


def test_agreement_of_vectors_and_values() -> None:
    assert LINE.agrees([-0.5, 1, -0.5]).holds
    assert not LINE.agrees([-0.5, 1, 0.5]).holds
    assert not LINE.agrees([0, 0, 0]).holds
    assert not RAY.agrees([-1, -2]).holds
    assert UNIT.agrees([0.5**0.5, 0.5**0.5]).holds
    assert not UNIT.agrees([1, 1]).holds
    assert not SIGNED.agrees([6, 8]).holds
    assert PLANE.agrees([[1, 1], [1, -1], [2, 0]]).holds
    assert not PLANE.agrees([[1, 2], [1, 2], [2, 4]]).holds
    assert not PLANE.agrees([[1, 1], [1, -1], [2, 1]]).holds
    assert ZERO.agrees(np.zeros((3, 0))).holds
    assert not ZERO.agrees([[1], [0], [0]]).holds
    assert DOUBLE.agrees([3, 1, 3]).holds
    assert DOUBLE.agrees([3 + 1e-5, 3 - 1e-5, 1]).holds  # how floats find a double eigenvalue
    assert not DOUBLE.agrees([3, 1, 1]).holds
    assert not DOUBLE.agrees([3, 1]).holds
    assert COMPLEX.agrees(np.linalg.eigvals(np.array([[2, -3], [3, 2]]))).holds
    assert SURD_SET.agrees(((0.0, 2**0.5), [[-(2**0.5)], [1.0]])).holds
    assert not SURD_SET.agrees(((0.0, 1.4), [[-(2**0.5)], [1.0]])).holds


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="zero vector"):
        direction((0, 0))
    with pytest.raises(ValueError, match="dependent"):
        subspace([(1, 2), (2, 4)])


def test_a_misconception_recognises_itself() -> None:
    swapped = LU(LOWER.A, rows("[1, 0; -2, 1]"), LOWER.U)
    assert swapped.matches(swapped.read("L = [1,0;-2,1]; U = [2,1;0,3]"))
    assert not swapped.matches(swapped.read(LOWER.typed()))
    assert isinstance(POINTS, SolutionSet)
    assert POINTS.matches(POINTS.read("(2,3,1) + t(1,-2,1)"))
    assert not POINTS.matches(POINTS.read("(2,3,2) + t(1,-2,1)"))
