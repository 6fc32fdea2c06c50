"""Determinants: by expansion, by elimination, by Sarrus, with letters, and by the rules alone."""
