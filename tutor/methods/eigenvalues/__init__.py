"""Eigenvalues and what is made of them: diagonalisation, powers, Markov chains, definiteness."""
