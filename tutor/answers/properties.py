"""Properties of numbers, vectors and matrices, by name; each is decided exactly and tells the defect where it fails.

==============================================================  =====================================================
one square matrix                                               with data
==============================================================  =====================================================
symmetric, not symmetric, skew-symmetric                        determinant d, trace t, rank r, nullity k
diagonal, upper triangular, lower triangular                    eigenvalue λ, not eigenvalue λ
invertible, singular, identity                                  different eigenvalues k (the number of real ones)
diagonalisable, not diagonalisable (over the real numbers)      eigenvector v, kernel v: A v = 0
defective (not even over the complex numbers)                   maps v w: A v = w
no real eigenvalue, real eigenvalues (all of them)              commutes B, does not commute B
orthogonal, not orthogonal, idempotent, projection              power k B: A^k = B
orthogonal projection, nilpotent, involution
positive definite, positive semidefinite, negative definite,
indefinite
==============================================================  =====================================================

==================================  =================================================================================
any objects                         nonzero, zero, integer, not zero entries, norm r, differs (two, or one and data)
two matrices                        commute, do not commute, product B, sum B, same determinant, similar polynomial
vectors                             orthogonal pair, orthogonal to v, parallel v, not parallel v, independent,
                                    dependent, in span v…, not in span v…
numbers                             positive, negative, value x
==================================  =================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.answers import property_tests as tests
from tutor.answers.characteristic import determinant
from tutor.exact.scalars import rank_of


@dataclass(frozen=True)
class Property:
    """A property by its name, of which objects, and its data.

    Attributes
    ----------
    name : str
        A name of the table in the module's docstring.
    of : tuple of str
        The names of the objects that have it.
    data : tuple
        Numbers, vectors and matrices as exact values: a Fraction or an int, or a nested tuple of them by rows.
    """

    name: str
    of: tuple[str, ...] = ("A",)
    data: tuple[Any, ...] = ()


PREDICATES: dict[str, tests.Test] = {
    "square": tests.square(lambda _: None),
    "symmetric": tests.symmetric,
    "not symmetric": tests.negated(tests.symmetric, "{n} is symmetric"),
    "skew-symmetric": tests.square(tests.skew),
    "diagonal": tests.square(lambda g: tests.entry(g, lambda i, j, a: i != j and bool(a), ", off the diagonal")),
    "upper triangular": lambda g: tests.entry(g, lambda i, j, a: i > j and bool(a), ", below the diagonal"),
    "lower triangular": lambda g: tests.entry(g, lambda i, j, a: i < j and bool(a), ", above the diagonal"),
    "not diagonal": lambda g: tests.when(
        not any(a for i, r in enumerate(g.first) for j, a in enumerate(r) if i != j), "{n} is diagonal", n=g.name
    ),
    "invertible": tests.square(lambda g: tests.when(not determinant(g.first), "det {n} = 0", n=g.name)),
    "singular": tests.square(tests.singular),
    "identity": tests.square(lambda g: tests.entry(g, lambda i, j, a: bool(a - int(i == j)), "")),
    "rank": tests.rank_is,
    "nullity": lambda g: tests.when(
        len(g.first[0]) - rank_of(g.first) != g.data[0], "the rank of {n} is {r}", n=g.name, r=rank_of(g.first)
    ),
    "determinant": tests.square(lambda g: tests.determinant_is(g.first, g.name, tests.exact(g.data[0]))),
    "trace": tests.square(tests.trace_is),
    "eigenvalue": tests.square(tests.has_eigenvalue),
    "not eigenvalue": tests.square(tests.has_no_eigenvalue),
    "eigenvector": tests.square(tests.eigenvector),
    "different eigenvalues": tests.square(tests.count_of_different),
    "diagonalisable": tests.square(tests.has_eigenbasis),
    "not diagonalisable": tests.square(tests.negated(tests.has_eigenbasis, "{n} is diagonalisable")),
    "defective": tests.square(tests.defective),
    "no real eigenvalue": tests.square(tests.none_real),
    "real eigenvalues": tests.square(tests.all_real),
    "orthogonal": tests.square(tests.orthogonal_columns),
    "not orthogonal": tests.square(tests.negated(tests.orthogonal_columns, "{n} is orthogonal")),
    "idempotent": tests.square(tests.square_is(lambda A: A)),
    "projection": tests.square(tests.square_is(lambda A: A)),
    "orthogonal projection": lambda g: tests.symmetric(g) or tests.square_is(lambda A: A)(g),
    "involution": tests.square(tests.square_is(lambda A: tests.unit_matrix(len(A)))),
    "nilpotent": tests.square(tests.nilpotent),
    "power": tests.square(tests.power_is),
    "positive definite": tests.signs(None, False, False),
    "positive semidefinite": tests.signs(None, False, None),
    "negative definite": tests.signs(False, None, False),
    "negative semidefinite": tests.signs(False, None, None),
    "indefinite": tests.signs(True, True, None),
    "kernel": tests.maps_to,
    "maps": tests.maps_to,
    "commute": tests.commuting,
    "commutes": tests.commuting,
    "do not commute": tests.not_commute,
    "does not commute": tests.not_commute,
    "product": tests.product_is,
    "sum": tests.add_up,
    "same determinant": tests.same_det,
    "same characteristic polynomial": tests.same_polynomial,
    "differs": tests.differs,
    "nonzero": lambda g: tests.when(not any(a for r in g.first for a in r), "{n} is zero", n=g.name),
    "zero": lambda g: tests.entry(g, lambda i, j, a: bool(a), ""),
    "no zero entries": lambda g: tests.entry(g, lambda i, j, a: not a, ""),
    "integer": lambda g: tests.entry(g, lambda i, j, a: not tests.whole(a), ", no whole number"),
    "norm": tests.norm_is,
    "orthogonal to": tests.orthogonal_to,
    "parallel": tests.parallel,
    "not parallel": lambda g: tests.when(tests.parallel(g) is None, "{n} is a multiple", n=g.name),
    "independent": tests.independent,
    "dependent": tests.dependent,
    "in span": tests.in_span,
    "not in span": tests.not_in_span,
    "positive": tests.compared(1, "positive"),
    "negative": tests.compared(-1, "negative"),
    "value": lambda g: tests.when(
        bool(g.first[0][0] - tests.exact(g.data[0])), "{n} is {a}", n=g.name, a=tests.write(g.first[0][0])
    ),
}
