"""Derivatives: rules, gradients, directions."""
