"""Analytic geometry: inner products, Gram–Schmidt, orthogonal complements, projections, reflections (MML chapter 3)."""
