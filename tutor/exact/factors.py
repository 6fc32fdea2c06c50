"""Irreducible factors of polynomials over the rational numbers: by FLINT, or by SymPy with identical results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from tutor.exact.echelon import flint


def factors(coefficients: Sequence[int]) -> list[tuple[list[int], int]]:
    """The factors of a polynomial in one variable (highest power first), with multiplicities, by degree.

    >>> factors([1, 0, -1])
    [([1, -1], 1), ([1, 1], 1)]
    """
    if (fast := flint()) is not None:
        _, found = fast.fmpz_poly(list(coefficients)[::-1]).factor()
        pairs = [([int(c) for c in f.coeffs()][::-1], int(k)) for f, k in found]
    else:
        import sympy as sp

        _, found = sp.factor_list(sp.Poly(list(coefficients), sp.Symbol("x")))
        pairs = [([int(c) for c in f.all_coeffs()], int(k)) for f, k in found]
    return sorted(pairs, key=lambda pair: (len(pair[0]), pair[0]))


def polynomial_factors(
    polynomial: Mapping[tuple[int, ...], Fraction],
) -> list[tuple[dict[tuple[int, ...], Fraction], int]]:
    """The irreducible factors that are no numbers of a polynomial in several variables, with multiplicities.

    Parameters
    ----------
    polynomial : exponents of each variable → coefficient

    >>> [(sorted(f), k) for f, k in polynomial_factors({(2, 0): Fraction(3), (1, 1): Fraction(6), (0, 2): Fraction(3)})]
    [([(0, 1), (1, 0)], 2)]
    """
    m = lcm(*(c.denominator for c in polynomial.values()))
    whole = {powers: int(c * m) for powers, c in polynomial.items() if c}
    letters = [f"x{k}" for k in range(len(next(iter(whole), ())))]
    if not whole or not letters:
        return []
    if (fast := flint()) is not None:
        context = fast.fmpz_mpoly_ctx.get(letters, fast.Ordering.lex)
        _, found = context.from_dict(whole).factor()
        return [({tuple(map(int, p)): Fraction(int(c)) for p, c in f.to_dict().items()}, int(k)) for f, k in found]
    import sympy as sp

    _, found = sp.factor_list(sp.Poly.from_dict(whole, *sp.symbols(letters)))
    return [({tuple(p): Fraction(int(c)) for p, c in f.as_dict().items()}, int(k)) for f, k in found]


def factor_count(polynomial: Mapping[tuple[int, ...], Fraction]) -> int:
    """How many irreducible factors that are no numbers a polynomial has, counted with multiplicity.

    Parameters
    ----------
    polynomial : exponents of each variable → coefficient

    >>> factor_count({(2, 0): Fraction(1, 2), (0, 2): Fraction(-1, 2)})
    2
    """
    return sum(k for _, k in polynomial_factors(polynomial))
