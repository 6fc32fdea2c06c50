"""Vectors and the arithmetic of matrices."""
