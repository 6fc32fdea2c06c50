"""Orthogonality."""
