"""Factorisations of a matrix."""
