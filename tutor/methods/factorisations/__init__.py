"""Triangular factors of a matrix: LU with and without row exchanges, Cholesky, L D L^T."""
