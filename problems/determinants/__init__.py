"""Determinants."""
