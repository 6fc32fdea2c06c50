"""Evaluating predictions."""
