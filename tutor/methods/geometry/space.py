"""A space with an inner product: the dot product, xᵀ A y for a matrix A, or an integral of polynomials.

Vectors are tuples of exact numbers. A polynomial is the tuple of its coefficients, the constant first, and its inner
product is that of the monomials; it is printed as a polynomial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, applied, dot, times, transposed
from tutor.exact.scalars import write
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, number


@dataclass(frozen=True)
class Space:
    """Vectors of n numbers, and the inner product of two of them.

    Attributes
    ----------
    n : int
    form : rows or None
        The symmetric, positive definite matrix A of ⟨x, y⟩ = xᵀ A y; None for the dot product.
    interval : (a, b) or None
        The vectors are polynomials of degree below n, and ⟨p, q⟩ = ∫ p q over [a, b].
    variable : str
        The letter of the polynomials.

    >>> str(Space(2, ((2, 1), (1, 2))).product((1, 0), (1, 1)))
    '3'
    """

    n: int
    form: Rows | None = None
    interval: tuple[Fraction, Fraction] | None = None
    variable: str = "x"

    def product(self, x: Sequence[Any], y: Sequence[Any]) -> Any:
        """⟨x, y⟩."""
        return dot(x, y if self.form is None else applied(self.form, y))

    def gram(self, first: Sequence[Sequence[Any]], second: Sequence[Sequence[Any]]) -> Rows:
        """The matrix of all ⟨x, y⟩ with x in the first family and y in the second."""
        images = second if self.form is None else [applied(self.form, y) for y in second]
        return times(first, transposed(images)) if images else tuple(() for _ in first)

    @property
    def plain(self) -> bool:
        """Is it the dot product?"""
        return self.form is None

    def show(self, v: Sequence[Any]) -> Written:
        """A vector as a column, or as a polynomial with falling powers."""
        if self.interval is None:
            return column([write(x) for x in v])
        terms = [_term(v[i], self.variable, i) for i in range(len(v) - 1, -1, -1) if v[i]]
        return number(0) if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))

    def side_by_side(self, vectors: Sequence[Sequence[Any]]) -> Op:
        """The matrix whose columns the vectors are."""
        return matrix([[write(x) for x in r] for r in zip(*vectors, strict=True)])

    def pairing(self, x: Written, y: Written) -> Written:
        """⟨x, y⟩ as it is computed: x · y, xᵀ A y, or the integral."""
        if self.interval is not None:
            a, b = self.interval
            return Op("integral", (x * y, Name(self.variable), number(a), number(b)))
        if self.form is None:
            return Op("dot", (x, y))
        A = matrix([[write(a) for a in r] for r in self.form])
        return Op("*", (Op("T", (x,)), A, y))

    def described(self) -> Text:
        """The inner product in a sentence, to stand after 'with respect to'."""
        x, y = Name("x"), Name("y")
        if self.interval is not None:
            p, q = Name("p"), Name("q")
            return say("the inner product {f} of polynomials", f=self.pairing(p, q))
        if self.form is None:
            return say("the dot product")
        return say(
            "the inner product {f}",
            f=self.pairing(x, y),
        )

    def symbol(self) -> Text:
        """What is added to a statement where the inner product is not the dot product."""
        return Text(()) if self.plain else say(", with respect to ") + self.described()

    def norm_squared(self, v: Sequence[Any]) -> Any:
        """⟨v, v⟩."""
        return self.product(v, v)


def _term(c: Any, variable: str, i: int) -> Written:
    power: Written = Name(variable) if i == 1 else Op("^", (Name(variable), number(i)))
    coefficient = write(c)
    if not i:
        return coefficient
    negative = isinstance(coefficient, Op) and coefficient.head == "neg"
    size = coefficient.args[0] if negative and isinstance(coefficient, Op) else coefficient
    term = power if size == number(1) else size * power
    return -term if negative else term


def monomials(n: int, a: Fraction, b: Fraction) -> Rows:
    """The inner products of 1, x, …, x^(n-1) over [a, b].

    >>> [[str(x) for x in r] for r in monomials(2, Fraction(0), Fraction(1))]
    [['1', '1/2'], ['1/2', '1/3']]
    """
    return tuple(tuple((b ** (i + j + 1) - a ** (i + j + 1)) / Fraction(i + j + 1) for j in range(n)) for i in range(n))


def polynomials(n: int, a: Fraction, b: Fraction, variable: str = "x") -> Space:
    """Polynomials of degree below n with the inner product ∫ p q over [a, b]."""
    return Space(n, monomials(n, a, b), (a, b), variable)


def checked_form(A: Rows, n: int) -> Rows | None:
    """The matrix of an inner product on n entries (None for the identity), or an error that says why it is none."""
    from tutor.exact.matrices import determinant, identity
    from tutor.exact.scalars import sign

    if len(A) != n or len(A[0]) != n:
        shape = f"{len(A)} rows and {len(A[0])} columns"
        raise InputError(f"the matrix of the inner product has {shape}; vectors with {n} entries need {n} of each")
    for i in range(n):
        for j in range(i):
            if A[i][j] != A[j][i]:
                raise InputError(
                    f"the matrix of the inner product is not symmetric: {write(A[i][j])} in row {i + 1}, column "
                    f"{j + 1}, but {write(A[j][i])} in row {j + 1}, column {i + 1}; so it gives no inner product"
                )
    for k in range(1, n + 1):
        minor = determinant([r[:k] for r in A[:k]])
        if sign(minor) <= 0:
            raise InputError(
                f"the matrix of the inner product is not positive definite: its leading {k} by {k} determinant is "
                f"{write(minor)}; so it gives no inner product"
            )
    return None if tuple(A) == identity(n) else A
