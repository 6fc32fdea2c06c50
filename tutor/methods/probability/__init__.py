"""Counting, conditional probability, distributions, random variables."""
