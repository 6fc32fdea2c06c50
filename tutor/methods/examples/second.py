"""Level 2: projections, reflections, nilpotent and defective matrices."""

from __future__ import annotations

from fractions import Fraction

from tutor.chance import Draw
from tutor.methods.examples.making import (
    E1,
    ONE,
    computed,
    det,
    exact,
    image,
    outer,
    product,
    product_of,
    rank_line,
    trace_line,
    two,
)
from tutor.methods.examples.record import Data, Prompt, Rows, Wrong
from tutor.methods.examples.spectra import COMPLEX, DEFINITE, FULL
from tutor.text import say
from tutor.written import Name, Op, column, matrix, number

IDENTITY = exact(((1, 0), (0, 1)))
ZERO = exact(((0, 0), (0, 0)))


def _squared(d: Data) -> int:
    return sum(x * x for x in d[0])


def _fixing(d: Data) -> Rows:
    """Leaves the given vector as it is, but is neither symmetric nor a projection."""
    a, b = d[0]
    m = next(m for m in (2, 3, 4) if m * b != -a and b - m * a != -1)
    return exact(((1 + b, -a), (m * b, 1 - m * a)))


def _turned(d: Data) -> tuple[int, int]:
    """Orthogonal to the given vector."""
    return -d[0][1], d[0][0]


def _onto(d: Data) -> Rows:
    return outer(d[0], d[0], _squared(d))


def _mirror(d: Data) -> Rows:
    return tuple(tuple(2 * x - (i == j) for j, x in enumerate(r)) for i, r in enumerate(_onto(d)))


def _scaled(k: int, v: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(k * x for x in v)


def _jordan(d: Data) -> Rows:
    k = d[1][0]
    return tuple(tuple(x + k * (i == j) for j, x in enumerate(r)) for i, r in enumerate(outer(d[0], _turned(d))))


def _vector_and_value(draw: Draw) -> Data:
    return draw.integers(2, -5, 5, but=(0,)), (draw.integer(-9, 9, but=(0,)),)


PROJECTION = Prompt(
    "projection",
    ONE,
    two(12),
    lambda d: say(
        "Give an example of a 2×2 matrix of rank 1 that is an orthogonal projection and leaves {u} as it is.",
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("orthogonal projection", "A", ()), ("rank", "A", (1,)), ("maps", "A", (d[0], d[0]))),
    lambda d: (_onto(d),),
    lambda d, A: (
        computed("Divide the product u uᵀ by the squared length of u.", product_of(d[0], d[0], _squared(d)), A),
        computed("It is symmetric.", Op("T", (matrix(A),)), A),
        product(A, A, "Applied twice it gives the same: a projection."),
        rank_line(A, "The columns are multiples of u: the rank is 1."),
        image(A, d[0], "The given vector stays."),
    ),
    lambda d: (
        Wrong(
            "not-divided-by-the-squared-length",
            (outer(d[0], d[0]),),
            (("symmetric", "A", ()), ("rank", "A", (1,)), ("maps", "A", (d[0], _scaled(_squared(d), d[0])))),
            "Without division by the squared length of the vector, the vector does not stay as it is.",
        ),
        Wrong(
            "identity",
            (IDENTITY,),
            (("orthogonal projection", "A", ()), ("maps", "A", (d[0], d[0]))),
            "The identity is a projection, but onto the whole plane: its rank is 2.",
        ),
    ),
)

REFLECTION = Prompt(
    "reflection",
    ONE,
    two(12),
    lambda d: say(
        "Give an example of an orthogonal 2×2 matrix with determinant {m} that leaves {u} as it is.",
        m=-1,
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("orthogonal", "A", ()), ("determinant", "A", (-1,)), ("maps", "A", (d[0], d[0]))),
    lambda d: (_mirror(d),),
    lambda d, A: (
        computed(
            "Reflect in the line of u: twice the projection onto it, minus the identity.",
            product_of(d[0], d[0], _squared(d)) * number(Fraction(2)) - matrix(IDENTITY),
            A,
        ),
        computed("Its columns are orthonormal.", Op("T", (matrix(A),)) * matrix(A), IDENTITY),
        det(A, "A reflection turns the orientation round."),
        image(A, d[0], "The given vector stays."),
    ),
    lambda d: (
        Wrong(
            "identity",
            (IDENTITY,),
            (("orthogonal", "A", ()), ("maps", "A", (d[0], d[0]))),
            "The identity keeps the orientation: its determinant has the other sign.",
        ),
        Wrong(
            "reflection-in-an-axis",
            (exact(((1, 0), (0, -1))),),
            (("orthogonal", "A", ()), ("determinant", "A", (-1,))),
            "This reflection has another mirror line: apply it to the given vector.",
        ),
    ),
)

NILPOTENT = Prompt(
    "nilpotent",
    ONE,
    two(12),
    lambda d: say(
        "Give an example of a 2×2 matrix that is nilpotent, is not 0, and sends {u} to 0. "
        "(Nilpotent: some power of it is the zero matrix.)",
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("nilpotent", "A", ()), ("nonzero", "A", ()), ("kernel", "A", (d[0],))),
    lambda d: (outer(d[0], _turned(d)),),
    lambda d, A: (
        computed(
            "Take u wᵀ with w orthogonal to u: every vector goes to a multiple of u.", product_of(d[0], _turned(d)), A
        ),
        image(A, d[0], "It sends u to 0, because w is orthogonal to u."),
        product(A, A, "Applied twice it sends all to 0."),
    ),
    lambda d: (
        Wrong(
            "zero-matrix",
            (ZERO,),
            (("nilpotent", "A", ()), ("kernel", "A", (d[0],))),
            "The zero matrix is excluded.",
        ),
        Wrong(
            "another-kernel",
            (exact(((0, 1), (0, 0))),),
            (("nilpotent", "A", ()), ("nonzero", "A", ())),
            "It is nilpotent, but the given vector is not sent to 0.",
        ),
        Wrong(
            "not-nilpotent",
            (outer(_turned(d), _turned(d)),),
            (("nonzero", "A", ()), ("kernel", "A", (d[0],))),
            "A zero eigenvalue is not enough: all eigenvalues of a nilpotent matrix are 0, so the trace is 0.",
        ),
    ),
)

DEFECTIVE = Prompt(
    "defective",
    ONE,
    _vector_and_value,
    lambda d: say(
        "Give an example of a 2×2 matrix that is not diagonalisable, with the eigenvalue {k} and the eigenvector {u}.",
        k=d[1][0],
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("defective", "A", ()), ("maps", "A", (d[0], _scaled(d[1][0], d[0])))),
    lambda d: (_jordan(d),),
    lambda d, A: (
        computed(
            "To k times the identity add u wᵀ with w orthogonal to u: a nilpotent matrix, not 0.",
            number(Fraction(d[1][0])) * matrix(IDENTITY) + product_of(d[0], _turned(d)),
            A,
        ),
        image(A, d[0], "It multiplies u by the eigenvalue."),
        trace_line(A, "The trace is twice the eigenvalue, so the eigenvalue is a double one."),
        computed(
            "The rank of A − kI is 1: the eigenspace is only a line, and there is no basis of eigenvectors.",
            Op("rank", (matrix(outer(d[0], _turned(d))),)),
            1,
        ),
    ),
    lambda d: (
        Wrong(
            "multiple-of-the-identity",
            (exact(((d[1][0], 0), (0, d[1][0]))),),
            (("maps", "A", (d[0], _scaled(d[1][0], d[0]))),),
            "A double eigenvalue is not enough: this matrix has a basis of eigenvectors.",
        ),
        Wrong(
            "another-eigenvector",
            (exact(((d[1][0], 1), (0, d[1][0]))),),
            (("defective", "A", ()), ("eigenvalue", "A", (d[1][0],))),
            "Not diagonalisable, but the given vector is no eigenvector of it.",
        ),
    ),
)

OBLIQUE = Prompt(
    "oblique-projection",
    ONE,
    two(12),
    lambda d: say(
        "Give an example of a 2×2 matrix that is a projection and leaves {u} as it is, but is not symmetric.",
        u=Name("u").equals(column(d[0])),
    ),
    lambda d: (("projection", "A", ()), ("not symmetric", "A", ()), ("maps", "A", (d[0], d[0]))),
    lambda d: (outer(d[0], E1, d[0][0]),),
    lambda d, A: (
        computed("Take u wᵀ divided by wᵀu, with w = (1, 0), not parallel to u.", product_of(d[0], E1, d[0][0]), A),
        product(A, A, "Applied twice it gives the same: a projection."),
        image(A, d[0], "The given vector stays."),
    ),
    lambda d: (
        Wrong(
            "orthogonal-projection",
            (_onto(d),),
            (("projection", "A", ()), ("maps", "A", (d[0], d[0]))),
            "The orthogonal projection is symmetric; asked is one along another direction.",
        ),
        Wrong(
            "another-line",
            (exact(((1, 0), (-d[0][1] * d[0][0], 0))),),
            (("projection", "A", ()), ("not symmetric", "A", ())),
            "A projection onto another line: apply it to the given vector.",
        ),
        Wrong(
            "not-a-projection",
            (_fixing(d),),
            (("not symmetric", "A", ()), ("maps", "A", (d[0], d[0]))),
            "The vector stays, but the matrix applied twice is another one.",
        ),
    ),
)

SYMMETRIC = Prompt(
    "symmetric-singular",
    ONE,
    _vector_and_value,
    lambda d: say(
        "Give an example of a symmetric 2×2 matrix that is not invertible and has the eigenvector {u} "
        "with the eigenvalue {k}.",
        u=Name("u").equals(column(d[0])),
        k=d[1][0],
    ),
    lambda d: (("symmetric", "A", ()), ("singular", "A", ()), ("maps", "A", (d[0], _scaled(d[1][0], d[0])))),
    lambda d: (tuple(tuple(d[1][0] * x for x in r) for r in _onto(d)),),
    lambda d, A: (
        computed(
            "Multiply the orthogonal projection onto the line of u by the eigenvalue: the matrix is symmetric.",
            number(Fraction(d[1][0])) * product_of(d[0], d[0], _squared(d)),
            A,
        ),
        det(A, "The other eigenvalue is 0, with an eigenvector orthogonal to u: the determinant is 0."),
        image(A, d[0], "The given vector is multiplied by the eigenvalue."),
    ),
    lambda d: (
        Wrong(
            "multiple-of-the-identity",
            (exact(((d[1][0], 0), (0, d[1][0]))),),
            (("symmetric", "A", ()), ("maps", "A", (d[0], _scaled(d[1][0], d[0])))),
            "This matrix is invertible: it has no eigenvalue 0.",
        ),
        Wrong(
            "not-symmetric",
            (tuple(tuple(d[1][0] * x for x in r) for r in outer(d[0], E1, d[0][0])),),
            (("singular", "A", ()), ("maps", "A", (d[0], _scaled(d[1][0], d[0])))),
            "Eigenvectors of a symmetric matrix to different eigenvalues are orthogonal; these are not.",
        ),
    ),
)

SECOND = (PROJECTION, REFLECTION, NILPOTENT, DEFECTIVE, OBLIQUE, COMPLEX, SYMMETRIC, FULL, DEFINITE)
