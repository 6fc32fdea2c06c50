"""Linear and affine maps: matrices of maps, kernels, bases, rotations, reflections, affine subspaces."""
