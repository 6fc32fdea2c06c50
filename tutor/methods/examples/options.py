"""Questions 'which of these …': how the four options are drawn, printed and decided.

An option has a tag, the mistake behind it (``right`` for none), and rows of numbers: a matrix, vectors, coefficients of
a set or of a map, or the factors of a product (letter, 0 plain, 1 transposed, 2 inverse).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.chance import Draw
from tutor.exact.matrices import determinant, null_space
from tutor.methods.examples.making import exact, outer
from tutor.methods.examples.record import Rows

LETTERS = "ABCDFGHKLMNPQRSUVWXYZ"


@dataclass(frozen=True)
class Option:
    """One of the four."""

    tag: str
    rows: Rows


Drawn: TypeAlias = tuple[Rows, tuple[Option, ...]]


def _plain(draw: Draw, size: int = 9) -> Rows:
    return exact([draw.integers(2, -size, size, but=(0,)) for _ in range(2)])


def _vector(draw: Draw, n: int, size: int = 6) -> tuple[int, ...]:
    return draw.integers(n, -size, size, but=(0,))


def _options(**tagged: Sequence[Sequence[Any]]) -> tuple[Option, ...]:
    return tuple(Option(tag.replace("_", "-"), exact(rows)) for tag, rows in tagged.items())


def _scaled(k: int, v: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(k * x for x in v)


def invertible(draw: Draw) -> Drawn:
    u, v, w = (_vector(draw, 2) for _ in range(3))
    k, m = draw.integers(2, -3, 3, but=(0, 1))
    right = draw.until(lambda: _plain(draw), lambda A: bool(determinant(A)))
    return (), _options(
        right=right,
        multiple_as_a_row=(u, _scaled(k, u)),
        multiple_as_a_column=tuple((x, m * x) for x in v),
        common_multiple=(_scaled(2, w), _scaled(3, w)),
    )


def orthogonal(draw: Draw) -> Drawn:
    a, b, c = draw.choice(((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25)))
    a, b = draw.shuffle((a * draw.sign(), b * draw.sign()))
    p, q = Fraction(a, c), Fraction(b, c)
    m, n = draw.distinct(2, 2, 9)
    s, k = draw.sign(), draw.integer(2, 9)
    return (), _options(
        right=((p, -s * q), (q, s * p)),
        columns_not_of_length_one=((m, -n), (n, m)),
        columns_not_orthogonal=((p, q), (q, p)),
        determinant_one=((1, k), (0, 1)),
    )


def subspace(draw: Draw) -> Drawn:
    forms = [_vector(draw, 3, 5) for _ in range(5)]
    return (), _options(
        right=(forms[0],),
        without_the_zero_vector=(forms[1], (draw.integer(1, 9),)),
        without_negative_multiples=(forms[2],),
        not_closed_under_addition=(forms[3], forms[4]),
    )


def basis(draw: Draw) -> Drawn:
    def vectors(count: int) -> tuple[tuple[int, ...], ...]:
        return tuple(draw.integers(3, -3, 3) for _ in range(count))

    right = draw.until(lambda: vectors(3), lambda v: bool(determinant(exact(v))) and all(map(any, v)))
    u, v = draw.until(lambda: vectors(2), lambda v: not null_space(exact(tuple(zip(*v, strict=True)))))
    k = draw.choice((1, -1, 2))
    sum_ = tuple(x + k * y for x, y in zip(u, v, strict=True))
    four = draw.until(lambda: vectors(4), lambda v: len(set(v)) == 4 and bool(determinant(exact(v[:3]))))
    two = draw.until(lambda: vectors(2), lambda v: not null_space(exact(tuple(zip(*v, strict=True)))))
    return (), _options(right=right, dependent_vectors=(u, v, sum_), too_many_vectors=four, too_few_vectors=two)


def in_span(draw: Draw) -> Drawn:
    u, v = draw.until(
        lambda: (_vector(draw, 3, 4), _vector(draw, 3, 4)),
        lambda f: any(x * f[1][0] != y * f[0][0] for x, y in zip(*f, strict=True)),
    )
    k, m = draw.integers(2, -2, 2, but=(0,))
    inside = tuple(k * x + m * y for x, y in zip(u, v, strict=True))
    off, other = draw.integer(1, 3), draw.integer(1, 3)
    products = tuple(x * y for x, y in zip(u, v, strict=True))
    return exact((u, v)), _options(
        right=(inside,),
        one_entry_off=((inside[0], inside[1], inside[2] + off),),
        entry_by_entry=(products,),
        first_entry_off=((inside[0] - other, inside[1], inside[2]),),
    )


def stochastic(draw: Draw) -> Drawn:
    def parts(q: int) -> tuple[Fraction, Fraction]:
        n = draw.integer(1, q - 1)
        return Fraction(n, q), Fraction(q - n, q)

    (a, b), (c, d), (e, f), (g, h) = (parts(draw.integer(3, 9)) for _ in range(4))
    over = 1 + Fraction(draw.integer(1, 4), 5)
    x, y = parts(7)
    return (), _options(
        right=((a, c), (b, d)),
        rows_instead_of_columns=((e, f), (g, h)),
        a_negative_entry=((over, x), (1 - over, y)),
        sum_of_all_entries=((a / 2, c / 2), (b / 2, d / 2)),
    )


def _rule(draw: Draw, operation: int) -> Drawn:
    x, y = draw.sample(range(len(LETTERS)), 2)
    o = operation
    return exact(((x, y), (o, o))), _options(
        right=((y, o), (x, o)),
        order_kept=((x, o), (y, o)),
        only_the_order=((y, 0), (x, 0)),
        only_one_factor=((x, 0), (y, o)),
    )


def transposed_product(draw: Draw) -> Drawn:
    return _rule(draw, 1)


def inverse_product(draw: Draw) -> Drawn:
    return _rule(draw, 2)


def diagonalisable(draw: Draw) -> Drawn:
    k, m, c = draw.integer(-6, 6), draw.integer(-6, 6), draw.integer(-5, 5, but=(0,))
    p, q = draw.distinct(2, -6, 6)
    a, b = draw.integer(-6, 6), draw.integer(1, 6)
    u, v = _vector(draw, 2, 3)
    n = outer((u, v), (-v, u))
    shifted = tuple(tuple(x + m * (i == j) for j, x in enumerate(r)) for i, r in enumerate(n))
    return (), _options(
        right=((p, c), (0, q)),
        double_eigenvalue=((k, c), (0, k)),
        no_real_eigenvalue=((a, -b), (b, a)),
        hidden_double_eigenvalue=shifted,
    )


def positive_definite(draw: Draw) -> Drawn:
    a, d, p, q = draw.integers(4, 1, 6)
    b = draw.integer(-5, 5, but=(0,))
    c = b * b // a + draw.integer(1, 3)
    e = draw.integer(1, 3) + max(p, q)
    f, g = draw.integer(1, 4), draw.integer(2, 3) * draw.sign()
    return (), _options(
        right=((a, b), (b, c)),
        positive_entries=((p, e), (e, q)),
        only_semidefinite=((f, g * f), (g * f, g * g * f)),
        negative_definite=((-d, b), (b, -(b * b // d) - 1)),
    )


def projection(draw: Draw) -> Drawn:
    (u, v), (s, t), (p, q) = (_vector(draw, 2, 4) for _ in range(3))
    w = draw.until(lambda: _vector(draw, 2, 3), lambda w: w[0] * u + w[1] * v != 0)
    n = p * p + q * q
    mirror = tuple(tuple(2 * x - (i == j) for j, x in enumerate(r)) for i, r in enumerate(outer((p, q), (p, q), n)))
    return (), _options(
        right=outer((u, v), w, w[0] * u + w[1] * v),
        not_divided=outer((s, t), (s, t)),
        square_is_the_identity=mirror,
        square_is_zero=outer((s, t), (-t, s)),
    )


def eigenvector(draw: Draw) -> Drawn:
    p, q = draw.distinct(2, -4, 4, but=(0,))
    (a, b), (c, d) = draw.until(lambda: draw.unimodular(2), lambda P: all(x for r in P for x in r))
    sign = a * d - b * c
    A = (
        (sign * (p * a * d - q * b * c), sign * (q - p) * a * b),
        (sign * (p - q) * c * d, sign * (q * a * d - p * b * c)),
    )
    k = draw.choice((-3, -2, 2, 3))
    other = draw.until(lambda: _vector(draw, 2, 5), lambda v: all(v[0] * y != v[1] * x for x, y in ((a, c), (b, d))))
    return exact(A), _options(
        right=((k * a, k * c),),
        a_column=((A[0][0], A[1][0]),),
        sum_of_two_eigenvectors=((a + b, c + d),),
        image_is_no_multiple=(other,),
    )


def linear_map(draw: Draw) -> Drawn:
    rows = [_vector(draw, 4, 7) for _ in range(4)]
    return (), _options(
        right=(rows[0],), a_shift=((*rows[1], draw.integer(1, 9)),), a_product=(rows[2],), a_square=(rows[3],)
    )


DRAWS: dict[int, dict[str, Callable[[Draw], Drawn]]] = {
    1: {
        "invertible": invertible,
        "orthogonal": orthogonal,
        "subspace": subspace,
        "basis": basis,
        "in span": in_span,
        "stochastic": stochastic,
        "transposed product": transposed_product,
    },
    2: {
        "diagonalisable": diagonalisable,
        "positive definite": positive_definite,
        "projection": projection,
        "eigenvector": eigenvector,
        "linear map": linear_map,
        "inverse product": inverse_product,
    },
}
FEEDBACK = {
    "multiple-as-a-row": "One row is a multiple of the other: compute the determinant.",
    "multiple-as-a-column": "One column is a multiple of the other: compute the determinant.",
    "common-multiple": "Both rows are multiples of one vector, though neither is a whole multiple of the other.",
    "columns-not-of-length-one": "Orthogonal columns are not enough: they must have length 1.",
    "columns-not-orthogonal": "Columns of length 1 are not enough: their product must be 0.",
    "determinant-one": "A determinant 1 is not enough: multiply the transpose by the matrix.",
    "without-the-zero-vector": "Put the zero vector into the condition.",
    "without-negative-multiples": "Every multiple must be in the set, those with negative factors too.",
    "not-closed-under-addition": "A product is 0 when one factor is: add two vectors that make different factors 0.",
    "dependent-vectors": "One of the vectors is a combination of the others.",
    "too-many-vectors": "They span the space, but more vectors than the dimension are dependent.",
    "too-few-vectors": "Independent, but fewer vectors than the dimension cannot span the space.",
    "one-entry-off": "Two equations fix the factors; the third one must hold too.",
    "first-entry-off": "Solve for the factors and test every equation, the first one too.",
    "entry-by-entry": "Products entry by entry are no linear combination.",
    "rows-instead-of-columns": "It is the columns that must sum to 1 here, not the rows.",
    "a-negative-entry": "The columns sum to 1, but a probability is not negative.",
    "sum-of-all-entries": "Each column must sum to 1, not the whole matrix.",
    "order-kept": "The order of the factors is reversed: try it on shapes or on small matrices.",
    "only-the-order": "The order is reversed, but each factor must be changed too.",
    "only-one-factor": "Both factors are concerned, not one of them alone.",
    "double-eigenvalue": "A double eigenvalue with a one-dimensional eigenspace: no basis of eigenvectors.",
    "hidden-double-eigenvalue": "Compute the eigenvalues: there is only one, with a one-dimensional eigenspace.",
    "no-real-eigenvalue": "The eigenvalues are not real, so there is no real eigenvector.",
    "positive-entries": "Positive entries are not enough: the determinant must be positive.",
    "only-semidefinite": "The determinant is 0: some vector that is not 0 gives the value 0.",
    "negative-definite": "A positive determinant is not enough: look at the first entry too.",
    "not-divided": "The factor is missing: applied twice it does not give the same.",
    "square-is-the-identity": "This is a reflection: applied twice it gives the identity.",
    "square-is-zero": "Applied twice it gives the zero matrix.",
    "a-column": "A column is the image of a unit vector, and in general no eigenvector.",
    "sum-of-two-eigenvectors": "A sum of eigenvectors with different eigenvalues is no eigenvector.",
    "image-is-no-multiple": "Multiply: the image is no multiple of the vector.",
    "a-shift": "A linear map sends 0 to 0.",
    "a-product": "A product of two entries grows by 4 when the vector is doubled.",
    "a-square": "A square grows by 4 when the entry is doubled.",
}
