"""The kinds of answers: each writes, reads and compares itself, and agrees with a numeric finding.

=====================  =================================================================  =============================
kind                   what it is                                                         typed
=====================  =================================================================  =============================
`Number`               an exact number, or one rounded to stated decimals                 ``-3/2``, ``0.6915``
`Expression`           an expression in given variables                                   ``2*x*exp(x)``
`Vector`, `Matrix`     entry by entry                                                     ``(1, 2)``, ``[1, 2; 3, 4]``
`SolutionSet`          of a linear system, in any parametrisation                         ``x = 1 - 2*t, y = t``
`Cases`                the number of solutions by a parameter                             ``k=3: none; otherwise: one``
`Choice`, `Truth`      a letter; true or false with the letter of a reason                ``b``, ``false, c``
`Eigenpairs`           eigenvalues with eigenvectors, any scale                           ``2: (1, 1); 3: (1, -1)``
`Spectrum`             eigenvalues, with or without multiplicities                        ``1, 3 (double)``, ``2 ± 3i``
`Direction`            a vector up to scale, or up to sign                                ``(1, -2, 1)``
`Subspace`             any basis, or any spanning vectors                                 ``{(1, 0, 1), (0, 1, 1)}``
`QR`, `LU`, …          `Cholesky`, `SVD`, `Diagonalisation`, `Spectral`: by property      ``Q = [..]; R = [..]``
`Equation`             up to equivalence; `Inequality` likewise                           ``x = 3 - 2*y``
`RealSet`              intervals, solutions of inequalities in one unknown                ``(-inf, 2] U {5}``, ``x < 2``
`FiniteSet`            order and repetition do not count                                  ``{1, 2}``
`OrderedList`          the order counts                                                   ``1, 2, 2``
`Multiset`             repetition counts, the order does not                              ``2, 1, 2``
`Antiderivative`       up to a constant                                                   ``x^2 + C``
`NoAnswer`             there is none                                                      ``no solution``, ``undefined``
`Shape`                of an array                                                        ``(2, 3)``, ``(3,)``, ``()``
`Distribution`         by name and parameters, the variance second, or by its density     ``N(0, 4)``, ``Bin(5, 1/3)``
`Density`              density or probabilities, with where they hold                     ``2x on [0, 1]``, ``1: 1/2``
`CriticalPoints`       points with their type                                             ``(1, 2): minimum``
`Witnessed`            true or false, with a witness that is put to the test              ``no, u = (1, 0), v = (0, 1)``
`AnyWith`              any objects that have given properties                             ``A = [1, 2; 0, 0]``
`Parts`                named parts, each of a kind of its own                             ``E = 2; Var = 1``
=====================  =================================================================  =============================
"""

from tutor.answers.antiderivative import Antiderivative
from tutor.answers.any_with import AnyWith, any_with
from tutor.answers.base import Agreement, Answer
from tutor.answers.cases import Cases
from tutor.answers.choice import Choice, Truth
from tutor.answers.collections import FiniteSet, Multiset, OrderedList
from tutor.answers.critical_points import CriticalPoints, critical_points
from tutor.answers.decompositions import LU, SVD, Cholesky, Diagonalisation, Spectral
from tutor.answers.density import Density, density, table
from tutor.answers.directions import Direction, direction
from tutor.answers.distribution import Distribution, distribution
from tutor.answers.eigenpairs import Eigenpairs
from tutor.answers.expression import Expression
from tutor.answers.factorisation import QR
from tutor.answers.intervals import RealSet
from tutor.answers.matrix import Matrix, Vector, matrix_answer, vector
from tutor.answers.nothing import NoAnswer
from tutor.answers.number import Number, exact_number
from tutor.answers.objects import Role
from tutor.answers.parts import Part, Parts
from tutor.answers.properties import Property
from tutor.answers.relations import Equation, Inequality
from tutor.answers.shapes import Shape, shape
from tutor.answers.solution_set import SolutionSet, solution_set
from tutor.answers.spectrum import Spectrum, spectrum
from tutor.answers.subspace import Subspace, subspace
from tutor.answers.witnessed import Condition, Witnessed, witnessed

__all__ = [
    "LU",
    "QR",
    "SVD",
    "Agreement",
    "Answer",
    "Antiderivative",
    "AnyWith",
    "Cases",
    "Choice",
    "Cholesky",
    "Condition",
    "CriticalPoints",
    "Density",
    "Diagonalisation",
    "Direction",
    "Distribution",
    "Eigenpairs",
    "Equation",
    "Expression",
    "FiniteSet",
    "Inequality",
    "Matrix",
    "Multiset",
    "NoAnswer",
    "Number",
    "OrderedList",
    "Part",
    "Parts",
    "Property",
    "RealSet",
    "Role",
    "Shape",
    "SolutionSet",
    "Spectral",
    "Spectrum",
    "Subspace",
    "Truth",
    "Vector",
    "Witnessed",
    "any_with",
    "critical_points",
    "density",
    "direction",
    "distribution",
    "exact_number",
    "matrix_answer",
    "shape",
    "solution_set",
    "spectrum",
    "subspace",
    "table",
    "vector",
    "witnessed",
]
