"""Statements about products, transposes, ranks and determinants, false ones and true ones."""

from __future__ import annotations

from tutor.chance import Draw
from tutor.methods.statements.making import (
    I2,
    a,
    always,
    annihilating,
    any_matrix,
    b,
    c,
    d,
    determinant,
    diagonal,
    each,
    false,
    invertible,
    is_orthogonal,
    is_symmetric,
    nilpotent,
    orthogonal,
    p,
    plus,
    product,
    r,
    same,
    singular,
    symmetric,
    tr,
    true,
    turned,
    unit,
    upper,
)
from tutor.methods.statements.record import Fact, Rows
from tutor.written import matrix


def unit_shear(draw: Draw) -> Rows:
    """Determinant 1, and not orthogonal."""
    k = draw.integer(-6, 6, but=[0])
    return draw.choice((((1, k), (0, 1)), ((1, 0), (k, 1)), ((-1, k), (0, -1)), ((-1, 0), (k, -1))))


def minus_one(draw: Draw) -> Rows:
    """Invertible, with the eigenvalue −1."""
    k, e = draw.integer(-4, 4), draw.integer(-4, 5, but=[0])
    return draw.choice((((-1, k), (0, e)), ((e, k), (0, -1)), ((-1, 0), (k, e)), ((e, 0), (k, -1))))


ALGEBRA = (
    false(
        1, "If A² = 0 for a 2×2 matrix, then A = 0.", "A", lambda k, A: k.zero(A @ A), lambda k, A: k.zero(A),
        each(nilpotent), lambda draw: draw.choice((each(upper), each(singular)))(draw),
        lambda A: [product("A²", A, A)],
        ("A² = 0 means A · A = 0, and a product is 0 only if one of its factors is.", lambda k, A: k.zero(A)),
        ("Then det A = 0, and a matrix with determinant 0 is the zero matrix.", lambda k, A: k.zero(A)),
    ),
    false(
        1, "Aᵀ A = A Aᵀ for every 2×2 matrix A.", "A", always, lambda k, A: same(k, A.T @ A, A @ A.T),
        each(any_matrix), each(symmetric),
        lambda A: [product("Aᵀ A", turned(A), A), product("A Aᵀ", A, turned(A))],
        ("Both products have the same rows, in another order.",
         lambda k, A: same(k, k.matrix(((0, 1), (1, 0))) @ A.T @ A, A @ A.T)),
        ("A matrix commutes with its transpose, since both have the same entries.",
         lambda k, A: same(k, A.T @ A, A @ A.T)),
    ),
    false(
        1, "If det A = 1 for a 2×2 matrix, then A is orthogonal (Aᵀ A = I).", "A",
        lambda k, A: k.equal(k.det(A), 1), is_orthogonal, each(unit_shear), each(orthogonal),
        lambda A: [determinant("A", A), product("Aᵀ A", turned(A), A)],
        ("A matrix with determinant 1 keeps areas, and what keeps areas keeps lengths.", is_orthogonal),
        ("Its inverse is Aᵀ, because A⁻¹ is Aᵀ divided by det A.", is_orthogonal),
    ),
    false(
        1, "If A is an invertible 2×2 matrix, then A + I is invertible too.", "A", invertible,
        lambda k, A: k.rank(A + unit(k)) == 2, each(minus_one), lambda draw: draw.choice((each(singular),
        each(diagonal)))(draw),
        lambda A: [determinant("A", A), determinant("(A + I)", plus(A, I2))],
        ("Adding I adds 1 to the determinant.", lambda k, A: k.equal(k.det(A + unit(k)), k.det(A) + 1)),
        ("A and I both have rank 2, and so has their sum.", lambda k, A: k.rank(A + unit(k)) == 2),
    ),
    false(
        1, "rank(A B) = rank(B A) for all 2×2 matrices A and B.", "AB", always,
        lambda k, A, B: k.rank(A @ B) == k.rank(B @ A), annihilating, each(any_matrix, any_matrix),
        lambda A, B: [product("A B", A, B), product("B A", B, A)],
        ("B A is the transposed matrix of A B, and transposing keeps the rank.",
         lambda k, A, B: same(k, (A @ B).T, B @ A)),
        ("The rank of a product is the smaller one of the two ranks, in either order.",
         lambda k, A, B: k.rank(A @ B) == min(k.rank(A), k.rank(B))),
    ),
    true(
        1, "(A B)ᵀ = Bᵀ Aᵀ for all 2×2 matrices.", "AB", always, lambda k, A, B: same(k, (A @ B).T, B.T @ A.T),
        each(any_matrix, any_matrix),
        lambda: [Fact("the entry of (A B)ᵀ in row 1 and column 2", c*p + d*r, p*c + r*d)],
        ("The entry of (A B)ᵀ in row i and column j is row j of A times column i of B, and that is row i of Bᵀ times "
         "column j of Aᵀ.", lambda k, A, B: same(k, (A @ B).T, B.T @ A.T)),
        ("Transposing keeps the order of the factors, and transposed matrices commute.",
         lambda k, A, B: same(k, A.T @ B.T, B.T @ A.T)),
        ("A B is symmetric, so nothing changes.", lambda k, A, B: is_symmetric(k, A @ B)),
    ),
    true(
        1, "det(A²) = (det A)² for every 2×2 matrix.", "A", always,
        lambda k, A: k.equal(k.det(A @ A), k.det(A) * k.det(A)), each(any_matrix),
        lambda: [Fact("det(A²)", (a*a + b*c) * (c*b + d*d) - (a*b + b*d) * (c*a + d*c), (a*d - b*c) ** 2)],
        ("The determinant of a product is the product of the determinants, here of A and A.",
         lambda k, A: k.equal(k.det(A @ A), k.det(A) * k.det(A))),
        ("The entries of A² are the squares of the entries of A.",
         lambda k, A: k.equal((A @ A)[0, 0], A[0, 0] * A[0, 0])),
        ("A determinant is the product of the diagonal entries, and these are squared.",
         lambda k, A: k.equal(k.det(A), A[0, 0] * A[1, 1])),
    ),
    true(
        1, "rank(Aᵀ) = rank A for every 2×2 matrix.", "A", always, lambda k, A: k.rank(A.T) == k.rank(A),
        each(any_matrix),
        lambda: [Fact("det(Aᵀ), which is 0 exactly if det A is 0", a*d - c*b, a*d - b*c)],
        ("A matrix has as many independent rows as independent columns, and transposing exchanges the two.",
         lambda k, A: k.rank(A.T) == k.rank(A)),
        ("A and Aᵀ have the same rows, so they have the same rank.", lambda k, A: same(k, A, A.T)),
        ("Aᵀ is the inverse of A, and inverse matrices have the same rank.",
         lambda k, A: same(k, A.T @ A, unit(k))),
    ),
    true(
        1, "rank(A B) is at most rank A (for 2×2 matrices).", "AB", always,
        lambda k, A, B: k.rank(A @ B) <= k.rank(A), each(any_matrix, singular),
        lambda: [Fact("the first column of A B, a combination of the columns of A",
                      matrix(((a*p + b*r,), (c*p + d*r,))), p * matrix(((a,), (c,))) + r * matrix(((b,), (d,))))],
        ("The columns of A B are combinations of the columns of A, so no more of them are independent.",
         lambda k, A, B: k.rank(A @ B) <= k.rank(A)),
        ("The rank of a product is the product of the ranks divided by 2.",
         lambda k, A, B: 2 * k.rank(A @ B) == k.rank(A) * k.rank(B)),
        ("The rank of A B is the smaller one of the two ranks.",
         lambda k, A, B: k.rank(A @ B) == min(k.rank(A), k.rank(B))),
    ),
    true(
        1, "If A is not 0, then tr(Aᵀ A) is positive (for real 2×2 matrices).", "A", lambda k, A: not k.zero(A),
        lambda k, A: bool(tr(A.T @ A) > 1e-9), each(any_matrix),
        lambda: [Fact("tr(Aᵀ A)", (a*a + c*c) + (b*b + d*d), a**2 + b**2 + c**2 + d**2)],
        ("tr(Aᵀ A) is the sum of the squares of all entries, and one of them is not 0.",
         lambda k, A: bool(tr(A.T @ A) > 1e-9)),
        ("tr(Aᵀ A) is the square of tr A.", lambda k, A: k.equal(tr(A.T @ A), tr(A) * tr(A))),
        ("tr(Aᵀ A) is twice tr A, and the trace of a matrix that is not 0 is positive.",
         lambda k, A: k.equal(tr(A.T @ A), 2 * tr(A))),
    ),
    true(
        1, "Every 2×2 matrix A is the sum of a symmetric matrix and a matrix S with Sᵀ = −S.", "A", always,
        lambda k, A: is_symmetric(k, A + A.T) and same(k, (A - A.T).T, A.T - A), each(any_matrix),
        lambda: [Fact("½(A + Aᵀ) + ½(A − Aᵀ) in row 1 and column 2", (b + c) / 2 + (b - c) / 2, b)],
        ("A = ½(A + Aᵀ) + ½(A − Aᵀ), and transposing keeps the first part and changes the sign of the second.",
         lambda k, A: is_symmetric(k, A + A.T) and same(k, (A - A.T).T, A.T - A)),
        ("A = A + 0, and both A and 0 are symmetric.", lambda k, A: is_symmetric(k, A)),
        ("A = Aᵀ + (A − Aᵀ), and both parts are symmetric.", lambda k, A: is_symmetric(k, A.T, A - A.T)),
    ),
)  # fmt: skip
