"""Linear equation systems."""
