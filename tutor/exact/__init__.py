"""Exact numbers (rational, square roots, complex over them), matrices of them, and their eigenvalues."""
