"""Independence as a relation between the entries of vectors, which a typed basis must meet."""

from __future__ import annotations

from itertools import combinations, permutations

from tutor.methods.structures.values import general
from tutor.written import Num, Op, Written


def independent(names_: list[str], n: int) -> Written:
    """That vectors with these names are independent in R^n: some minor of full size is not 0."""
    k = len(names_)
    vectors = [general(b, n) for b in names_]
    minors = []
    for columns in combinations(range(n), k):
        parts: list[Written] = []
        for order in permutations(range(k)):
            sign = sum(order[i] > order[j] for i in range(k) for j in range(i + 1, k)) % 2
            factors = tuple(vectors[i][columns[j]] for i, j in enumerate(order))
            term = factors[0] if k == 1 else Op("*", factors)
            parts.append(Op("neg", (term,)) if sign else term)
        minors.append(Op("!=", (parts[0] if k == 1 else Op("+", tuple(parts)), Num("0"))))
    return minors[0] if len(minors) == 1 else Op("or", tuple(minors))
