"""Differentiation by rules: derivatives, partial derivatives, gradients and directional derivatives."""
