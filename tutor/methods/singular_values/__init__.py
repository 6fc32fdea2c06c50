"""Singular values: the decomposition, approximations of low rank, pseudo-inverse, norms and condition numbers."""
