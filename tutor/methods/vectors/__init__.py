"""Vectors and the arithmetic of matrices: products, powers, norms, angles, areas, shapes."""
