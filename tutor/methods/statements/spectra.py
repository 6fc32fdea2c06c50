"""Statements about eigenvalues and definiteness, false ones and true ones."""

from __future__ import annotations

from typing import Any

from tutor.chance import Draw
from tutor.methods.statements.kernels import Kernel
from tutor.methods.statements.making import (
    a,
    always,
    any_matrix,
    b,
    c,
    d,
    determinant,
    diagonal,
    discriminant,
    each,
    false,
    indefinite,
    is_orthogonal,
    is_positive,
    is_symmetric,
    negative_definite,
    nilpotent,
    orthogonal,
    plus,
    positive_entries,
    product,
    same,
    shear,
    singular,
    symmetric,
    tr,
    trace,
    true,
    unit,
    upper,
    x,
    y,
)
from tutor.methods.statements.record import Fact, Rows
from tutor.written import number


def mirrored(draw: Draw) -> tuple[Rows, ...]:
    """Two diagonalisable matrices whose product is a shear."""
    k, m = draw.integer(1, 3), draw.integer(1, 3)
    n = draw.integer(-3, 4, but=[0])
    first = ((k, n), (0, -k)) if draw.coin() else ((k, 0), (n, -k))
    return first, ((m, 0), (0, -m))


def traceless(draw: Draw) -> Rows:
    """Trace 0 and a determinant that is not 0."""
    k, m, n = draw.integers(3, -4, 4, but=[0])
    return (k, m), (n, -k)


def negative_beside(draw: Draw) -> Rows:
    """Positive definite with negative entries beside the diagonal."""
    m, n, k = draw.integer(1, 3), draw.integer(1, 4), draw.integer(0, 3)
    return (m + n, -m), (-m, m + k + 1)


def _same_figures(k: Kernel, A: Any, B: Any) -> bool:
    """Equal trace and determinant, hence equal eigenvalues."""
    return k.equal(tr(A), tr(B)) and k.equal(k.det(A), k.det(B))


SPECTRA = (
    false(
        2, "The product of two diagonalisable 2×2 matrices is diagonalisable.", "AB",
        lambda k, A, B: k.diagonalisable(A) and k.diagonalisable(B), lambda k, A, B: k.diagonalisable(A @ B),
        mirrored, each(diagonal, diagonal),
        lambda A, B: [discriminant("A", A), product("A B", A, B)],
        ("Each of them has a basis of eigenvectors, and it is the same basis for both.",
         lambda k, A, B: same(k, A @ B, B @ A)),
        ("A B = P D E P⁻¹, where D and E are the diagonal matrices of A and B.",
         lambda k, A, B: k.diagonalisable(A @ B)),
    ),
    false(
        2, "If 0 is an eigenvalue of A and of B, then 0 is an eigenvalue of A + B (2×2 matrices).", "AB",
        lambda k, A, B: k.rank(A) < 2 and k.rank(B) < 2, lambda k, A, B: k.rank(A + B) < 2,
        each(singular, singular), each(singular, any_matrix),
        lambda A, B: [determinant("A", A), determinant("B", B), determinant("(A + B)", plus(A, B))],
        ("The eigenvalues of a sum are the sums of the eigenvalues, and 0 + 0 = 0.",
         lambda k, A, B: k.rank(A + B) < 2),
        ("det(A + B) = det A + det B, and both are 0.", lambda k, A, B: k.equal(k.det(A + B), k.det(A) + k.det(B))),
    ),
    false(
        2, "A symmetric invertible 2×2 matrix is positive definite.", "A",
        lambda k, A: is_symmetric(k, A) and k.rank(A) == 2, lambda k, A: k.definite(A),
        lambda draw: draw.choice((each(indefinite), each(negative_definite)))(draw),
        lambda draw: draw.choice((each(positive_entries), each(singular)))(draw),
        lambda A: [trace("A", A), determinant("A", A)],
        ("Its eigenvalues are real and not 0, so they are positive.", lambda k, A: k.definite(A)),
        ("A x is not 0 for x ≠ 0, so xᵀ A x is positive.", lambda k, A: k.definite(A)),
    ),
    false(
        2, "A positive definite symmetric 2×2 matrix has positive entries only.", "A",
        lambda k, A: is_symmetric(k, A) and k.definite(A), is_positive,
        each(negative_beside), lambda draw: draw.choice((each(positive_entries), each(symmetric)))(draw),
        lambda A: [trace("A", A), determinant("A", A)],
        ("xᵀ A x is positive for all x ≠ 0, so no entry can be negative.", is_positive),
        ("Its eigenvalues are positive, and the entries have the signs of the eigenvalues.", is_positive),
    ),
    false(
        2, "A 2×2 matrix with trace 0 has the eigenvalue 0.", "A", lambda k, A: k.equal(tr(A), 0),
        lambda k, A: k.equal(k.det(A), 0), each(traceless), lambda draw: draw.choice((each(nilpotent),
        each(upper)))(draw),
        lambda A: [trace("A", A), determinant("A", A)],
        ("The eigenvalues add up to 0, so each of them is 0.", lambda k, A: k.equal(k.det(A), 0)),
        ("The trace is the product of the eigenvalues, so one of them is 0.",
         lambda k, A: k.equal(tr(A), k.det(A))),
    ),
    false(
        2, "If the eigenvalues of a 2×2 matrix are real, they are its diagonal entries.", "A",
        lambda k, A: k.real_eigenvalues(A), lambda k, A: k.equal(k.det(A), A[0, 0] * A[1, 1]),
        each(symmetric), lambda draw: draw.choice((each(upper), each(diagonal)))(draw),
        lambda A: [Fact("the product of the diagonal", number(A[0][0]) * number(A[1][1]),
                        number(A[0][0] * A[1][1])), determinant("A", A)],
        ("det(A − λ I) is (a − λ)(d − λ), where a and d are the diagonal entries.",
         lambda k, A: k.equal(k.det(A), A[0, 0] * A[1, 1])),
        ("One of the two entries beside the diagonal is 0, so A is triangular.",
         lambda k, A: k.equal(A[0, 1] * A[1, 0], 0)),
    ),
    true(
        2, "A² − (tr A) A + (det A) I = 0 for every 2×2 matrix.", "A", always,
        lambda k, A: k.zero(A @ A - tr(A) * A + k.det(A) * unit(k)), each(any_matrix),
        lambda: [
            Fact("the entry of A² − (tr A) A in row 1 and column 1", (a*a + b*c) - (a + d) * a, -(a*d - b*c)),
            Fact("the entry of A² − (tr A) A in row 1 and column 2", (a*b + b*d) - (a + d) * b, 0 * b),
        ],
        ("A matrix satisfies its own characteristic equation λ² − (tr A) λ + det A = 0, as multiplying out shows.",
         lambda k, A: k.zero(A @ A - tr(A) * A + k.det(A) * unit(k))),
        ("Every matrix is diagonalisable, and for diagonal matrices it can be seen at once.",
         lambda k, A: k.diagonalisable(A)),
        ("Every matrix is a multiple of I, and for these it can be seen at once.",
         lambda k, A: k.equal(A[0, 1], 0) and k.equal(A[1, 0], 0)),
    ),
    true(
        2, "A positive definite symmetric 2×2 matrix is invertible.", "A",
        lambda k, A: is_symmetric(k, A) and k.definite(A), lambda k, A: k.rank(A) == 2,
        lambda draw: draw.choice((each(singular), each(indefinite)))(draw),
        lambda: [Fact("a · xᵀ A x, where c = b",
            a * (a*x*x + 2*b*x*y + d*y*y), (a*x + b*y) ** 2 + (a*d - b*b) * y * y)],
        ("If A x = 0 for some x ≠ 0, then xᵀ A x = 0, which is not positive.", lambda k, A: k.rank(A) == 2),
        ("Its entries are positive, and so is its determinant.", is_positive),
        ("Its determinant is larger than its trace, which is positive.", lambda k, A: bool(k.det(A) > tr(A) + 1e-9)),
    ),
    true(
        2, "If A is orthogonal (Aᵀ A = I), then Aᵀ is orthogonal too (2×2 matrices).", "A", is_orthogonal,
        lambda k, A: same(k, A @ A.T, unit(k)),
        lambda draw: draw.choice((each(orthogonal), each(shear), each(diagonal)))(draw),
        lambda: [Fact("the traces of Aᵀ A and of A Aᵀ", (a*a + c*c) + (b*b + d*d), (a*a + b*b) + (c*c + d*d))],
        ("Aᵀ A = I says that Aᵀ is the inverse of A, and so A Aᵀ = I as well.",
         lambda k, A: same(k, A @ A.T, unit(k))),
        ("An orthogonal matrix is symmetric, so Aᵀ is A.", is_symmetric),
        ("An orthogonal matrix is its own inverse, so Aᵀ is A.", lambda k, A: same(k, A @ A, unit(k))),
    ),
    true(
        2, "A and Aᵀ have the same eigenvalues (2×2 matrices).", "A", always,
        lambda k, A: _same_figures(k, A, A.T), each(any_matrix),
        lambda: [Fact("det(Aᵀ)", a*d - c*b, a*d - b*c)],
        ("det(A − λ I) and det(Aᵀ − λ I) are equal, since transposing keeps the determinant.",
         lambda k, A: _same_figures(k, A, A.T)),
        ("Aᵀ has the rows of A in another order, and row operations keep the eigenvalues.",
         lambda k, A: same(k, A.T, k.matrix(((0, 1), (1, 0))) @ A)),
        ("Both have their diagonal entries as eigenvalues, and these agree.",
         lambda k, A: k.equal(k.det(A), A[0, 0] * A[1, 1])),
    ),
    true(
        2, "The eigenvalues of A² are the squares of the eigenvalues of A (2×2 matrices).", "A", always,
        lambda k, A: k.equal(tr(A @ A), tr(A) * tr(A) - 2 * k.det(A)) and k.equal(k.det(A @ A), k.det(A) * k.det(A)),
        each(any_matrix),
        lambda: [
            Fact("tr(A²), the sum of the squares of the eigenvalues", (a*a + b*c) + (c*b + d*d),
                 (a + d) ** 2 - 2 * (a*d - b*c)),
            Fact("det(A²), their product", (a*a + b*c) * (c*b + d*d) - (a*b + b*d) * (c*a + d*c), (a*d - b*c) ** 2),
        ],
        ("For eigenvalues λ and μ of A, the trace of A² is λ² + μ² and its determinant is λ² μ².",
         lambda k, A: k.equal(tr(A @ A), tr(A) * tr(A) - 2 * k.det(A))),
        ("The entries of A² are the squares of the entries of A.",
         lambda k, A: k.equal((A @ A)[0, 0], A[0, 0] * A[0, 0])),
        ("The trace of A² is the square of the trace of A, and its determinant is the square of the determinant.",
         lambda k, A: k.equal(tr(A @ A), tr(A) * tr(A))),
    ),
)  # fmt: skip
