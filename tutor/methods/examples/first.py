"""Level 1: matrices with given determinant, rank or null space, and products that are 0."""

from __future__ import annotations

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
    space_vectors,
    trace_line,
    two,
)
from tutor.methods.examples.record import Data, Prompt, Rows, Wrong
from tutor.methods.examples.vectors import BASIS, DEPENDENT, ORTHOGONAL, OUTSIDE
from tutor.text import say
from tutor.written import Name, Op, column, matrix

ZERO = ((0, 0), (0, 0))


def _crossed(d: Data) -> Rows:
    a, b, c = d[0]
    return exact(((b, -a, 0), (c, 0, -a)))


TRACE_DET = Prompt(
    "determinant-and-trace",
    ONE,
    two(9),
    lambda d: say("Give an example of a 2×2 matrix with trace {t} and determinant {d}.", t=d[0][0], d=d[0][1]),
    lambda d: (("trace", "A", (d[0][0],)), ("determinant", "A", (d[0][1],))),
    lambda d: (exact(((0, -d[0][1]), (1, d[0][0]))),),
    lambda d, A: (
        trace_line(A, "Put 0 and the trace on the diagonal: their sum is the trace."),
        det(A, "With 0 on the diagonal, det = −bc: take c = 1 and for b minus the determinant."),
    ),
    lambda d: (
        Wrong(
            "off-diagonal-product-added",
            (exact(((0, d[0][1]), (1, d[0][0]))),),
            (("trace", "A", (d[0][0],)), ("determinant", "A", (-d[0][1],))),
            "In det = ad − bc the product off the diagonal is subtracted.",
        ),
        Wrong(
            "sign-of-the-trace",
            (exact(((0, -d[0][1]), (1, -d[0][0]))),),
            (("trace", "A", (-d[0][0],)), ("determinant", "A", (d[0][1],))),
            "The trace is the sum of the diagonal, without a minus.",
        ),
    ),
)

SINGULAR = Prompt(
    "singular-without-zeros",
    ONE,
    two(20, lambda a, b: a * a != b * b),
    lambda d: say(
        "Give an example of a 2×2 matrix that is not invertible, has no entry 0, and has the first column {u}.",
        u=column(d[0]),
    ),
    lambda d: (("singular", "A", ()), ("no zero entries", "A", ()), ("maps", "A", (E1, d[0]))),
    lambda d: (outer(d[0], (1, 2)),),
    lambda d, A: (
        computed("Make the second column a multiple of the first: twice it.", product_of(d[0], (1, 2)), A),
        det(A, "Dependent columns have determinant 0, so the matrix is not invertible."),
    ),
    lambda d: (
        Wrong(
            "columns-not-dependent",
            (exact(((d[0][0], d[0][1]), (d[0][1], d[0][0]))),),
            (("no zero entries", "A", ()), ("maps", "A", (E1, d[0]))),
            "Equal numbers in another order are no multiple: compute the determinant.",
        ),
        Wrong(
            "zero-column",
            (outer(d[0], (1, 0)),),
            (("singular", "A", ()), ("maps", "A", (E1, d[0]))),
            "A zero column is not needed: any dependence of the columns is enough.",
        ),
    ),
)

NULL_PRODUCT = Prompt(
    "product-zero",
    (("A", (2, 2)), ("B", (2, 2))),
    two(20),
    lambda d: say(
        "Give an example of two 2×2 matrices {A} and {B}, both without any entry 0, such that {AB} is the zero matrix "
        "and the first column of {A} is {u}.",
        A=Name("A"),
        B=Name("B"),
        AB=Name("A") * Name("B"),
        u=column(d[0]),
    ),
    lambda d: (
        ("product", "AB", (ZERO,)),
        ("no zero entries", "A", ()),
        ("no zero entries", "B", ()),
        ("maps", "A", (E1, d[0])),
    ),
    lambda d: (outer(d[0], (1, 1)), exact(((1, 1), (-1, -1)))),
    lambda d, A, B: (
        computed("Repeat the given column in A: then A sends (1, −1) to 0.", product_of(d[0], (1, 1)), A),
        computed("Take vectors that A sends to 0 as the columns of B.", product_of((1, -1), (1, 1)), B),
        product(A, B, "The product is the zero matrix."),
    ),
    lambda d: (
        Wrong(
            "a-factor-is-zero",
            (outer(d[0], (1, 1)), exact(ZERO)),
            (("product", "AB", (ZERO,)), ("no zero entries", "A", ()), ("maps", "A", (E1, d[0]))),
            "A product of matrices can be 0 though no factor is 0: the columns of B need only be sent to 0.",
        ),
        Wrong(
            "columns-not-in-the-kernel",
            (outer(d[0], (1, 1)), exact(((1, 1), (1, 1)))),
            (("no zero entries", "A", ()), ("no zero entries", "B", ()), ("maps", "A", (E1, d[0]))),
            "Multiply it out: each column of B must be sent to 0 by A.",
        ),
    ),
)


COMMUTE = Prompt(
    "not-commuting",
    ONE,
    lambda draw: (draw.integers(2, -9, 9, but=(0,)), draw.integers(2, -9, 9, but=(0,))),
    lambda d: say(
        "Give an example of a 2×2 matrix {A} that is diagonal and invertible and does not commute with {B}.",
        A=Name("A"),
        B=matrix(d),
    ),
    lambda d: (("diagonal", "A", ()), ("invertible", "A", ()), ("does not commute", "A", (d,))),
    lambda d: (exact(((1, 0), (0, 2))),),
    lambda d, A: (
        det(A, "Take two different numbers on the diagonal, none of them 0: the matrix is invertible."),
        product(A, d, "From the left it multiplies the rows."),
        product(d, A, "From the right it multiplies the columns: another matrix."),
    ),
    lambda d: (
        Wrong(
            "multiple-of-the-identity",
            (exact(((1, 0), (0, 1))),),
            (("diagonal", "A", ()), ("invertible", "A", ())),
            "A multiple of the identity commutes with every matrix.",
        ),
        Wrong(
            "zero-on-the-diagonal",
            (exact(((1, 0), (0, 0))),),
            (("diagonal", "A", ()), ("does not commute", "A", (d,))),
            "An invertible diagonal matrix has no 0 on the diagonal.",
        ),
    ),
)

INDEFINITE = Prompt(
    "indefinite",
    ONE,
    two(20),
    lambda d: say(
        "Give an example of a symmetric 2×2 matrix with the first column {u} that is indefinite, "
        "that is, has a positive and a negative eigenvalue.",
        u=column(d[0]),
    ),
    lambda d: (("indefinite", "A", ()), ("maps", "A", (E1, d[0]))),
    lambda d: (exact(((d[0][0], d[0][1]), (d[0][1], 0))),),
    lambda d, A: (
        computed(
            "Symmetry fixes the entry above the diagonal; put 0 in the last place.",
            Op("T", (matrix(A),)),
            A,
        ),
        det(A, "The determinant is the product of the eigenvalues: it is negative, so they have different signs."),
    ),
    lambda d: (
        Wrong(
            "not-symmetric",
            (exact(((d[0][0], 0), (d[0][1], -d[0][0]))),),
            (("not symmetric", "A", ()), ("maps", "A", (E1, d[0]))),
            "Asked is a symmetric matrix: its first row is its first column.",
        ),
        Wrong(
            "determinant-not-negative",
            (exact(((d[0][0], d[0][1]), (d[0][1], (d[0][1] ** 2 + 1) * (1 if d[0][0] > 0 else -1)))),),
            (("symmetric", "A", ()), ("maps", "A", (E1, d[0]))),
            "The eigenvalues have different signs exactly where their product, the determinant, is negative.",
        ),
    ),
)

RANK_ONE = Prompt(
    "rank-one",
    (("A", (3, 2)),),
    space_vectors(1, 9),
    lambda d: say(
        "Give an example of a 3×2 matrix without any entry 0 whose column space is the line spanned by {u}, "
        "with this vector as the first column.",
        u=column(d[0]),
    ),
    lambda d: (("rank", "A", (1,)), ("no zero entries", "A", ()), ("maps", "A", (E1, d[0]))),
    lambda d: (outer(d[0], (1, 2)),),
    lambda d, A: (
        computed(
            "Each column must be a multiple of the given vector: take it and twice it.", product_of(d[0], (1, 2)), A
        ),
        rank_line(A, "The columns are multiples of one vector: the rank is 1."),
    ),
    lambda d: (
        Wrong(
            "zero-column",
            (outer(d[0], (1, 0)),),
            (("rank", "A", (1,)), ("maps", "A", (E1, d[0]))),
            "The second column can be any multiple, not only 0.",
        ),
        Wrong(
            "second-column-leaves-the-line",
            (exact([(x, x + (100 if k == 0 else 0)) for k, x in enumerate(d[0])]),),
            (("no zero entries", "A", ()), ("maps", "A", (E1, d[0]))),
            "The second column is no multiple of the first: the column space is a plane.",
        ),
    ),
)

SINGULAR_SUM = Prompt(
    "sum-of-singular",
    (("A", (2, 2)), ("B", (2, 2))),
    lambda draw: draw.until(
        lambda: (draw.integers(2, -9, 9, but=(0,)), draw.integers(2, -9, 9, but=(0,))),
        lambda m: m[0][0] * m[1][1] != m[0][1] * m[1][0],
    ),
    lambda d: say(
        "Give an example of two matrices {A} and {B} that are both not invertible, and have the sum {C}.",
        A=Name("A"),
        B=Name("B"),
        C=matrix(d),
    ),
    lambda d: (("sum", "AB", (d,)), ("singular", "A", ()), ("singular", "B", ())),
    lambda d: (exact((d[0], (0, 0))), exact(((0, 0), d[1]))),
    lambda d, A, B: (
        det(A, "Give the first row to A and fill with zeros: its determinant is 0."),
        det(B, "Give the second row to B: its determinant is 0 too."),
        computed("The sum is the given matrix.", matrix(A) + matrix(B), exact(d)),
    ),
    lambda d: (
        Wrong(
            "only-one-singular",
            (exact(d), exact(ZERO)),
            (("sum", "AB", (d,)), ("singular", "B", ())),
            "Both matrices must have determinant 0.",
        ),
        Wrong(
            "sum-is-another",
            (exact((d[0], (0, 0))), exact(((0, 0), d[0]))),
            (("singular", "A", ()), ("singular", "B", ())),
            "Add the two matrices: the sum is another.",
        ),
    ),
)

KERNEL_LINE = Prompt(
    "null-space",
    (("A", (2, 3)),),
    space_vectors(1, 9),
    lambda d: say("Give an example of a 2×3 matrix whose null space is the line spanned by {u}.", u=column(d[0])),
    lambda d: (("rank", "A", (2,)), ("kernel", "A", (d[0],))),
    lambda d: (_crossed(d),),
    lambda d, A: (
        image(
            A, d[0], "Take rows orthogonal to the vector: exchange two of its entries, one with a minus, and add a 0."
        ),
        rank_line(A, "Two independent rows: the rank is 2, and the null space has dimension 3 − 2 = 1."),
    ),
    lambda d: (
        Wrong(
            "dependent-rows",
            (exact((_crossed(d)[0], _crossed(d)[0])),),
            (("rank", "A", (1,)), ("kernel", "A", (d[0],))),
            "The vector is sent to 0, but the null space is a plane: the rows are dependent.",
        ),
        Wrong(
            "vector-as-a-row",
            (exact((d[0], (0, 0, 1))),),
            (("rank", "A", (2,)),),
            "The vector must be sent to 0: the rows are orthogonal to it.",
        ),
    ),
)

FIRST = (
    TRACE_DET, SINGULAR, NULL_PRODUCT, COMMUTE, ORTHOGONAL, OUTSIDE, INDEFINITE, RANK_ONE, BASIS, SINGULAR_SUM,
    KERNEL_LINE, DEPENDENT,
)  # fmt: skip
