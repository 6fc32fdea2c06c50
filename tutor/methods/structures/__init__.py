"""Is it a subspace, a linear map, a group, an inner product, a norm? Proved, or refuted by numbers."""
