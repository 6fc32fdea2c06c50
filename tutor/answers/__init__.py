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
`QR`                   judged by property                                                 ``Q = [..]; R = [..]``
`Parts`                named parts, each of a kind of its own                             ``E = 2; Var = 1``
=====================  =================================================================  =============================
"""

from tutor.answers.base import Agreement, Answer
from tutor.answers.cases import Cases
from tutor.answers.choice import Choice, Truth
from tutor.answers.eigenpairs import Eigenpairs
from tutor.answers.expression import Expression
from tutor.answers.factorisation import QR
from tutor.answers.matrix import Matrix, Vector, matrix_answer, vector
from tutor.answers.number import Number, exact_number
from tutor.answers.parts import Part, Parts
from tutor.answers.solution_set import SolutionSet, solution_set

__all__ = [
    "QR",
    "Agreement",
    "Answer",
    "Cases",
    "Choice",
    "Eigenpairs",
    "Expression",
    "Matrix",
    "Number",
    "Part",
    "Parts",
    "SolutionSet",
    "Truth",
    "Vector",
    "exact_number",
    "matrix_answer",
    "solution_set",
    "vector",
]
