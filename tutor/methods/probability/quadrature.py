"""The program for a piecewise polynomial density: Gauss quadrature piece by piece, quantiles by bisection."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.methods.probability.pieces import Bit
from tutor.methods.probability.writing import literal


def _term(c: Fraction, k: int) -> str:
    power = "x" if k == 1 else f"x**{k}"
    return power if c == 1 and k else f"{literal(c)} * {power}"


def density_program(bits: Sequence[Bit], *, normalise: bool, quantiles: bool = False) -> str:
    """Lines that define the density f on its pieces, its integral and, if asked, quantiles; `factor` makes the area 1.

    >>> "leggauss" in density_program((Bit((Fraction(2),), Fraction(0), Fraction(1)),), normalise=True)
    True
    """
    low, high = bits[0].low, bits[-1].high
    conditions = ", ".join(f"(x >= {literal(b.low)}) & (x <= {literal(b.high)})" for b in bits)
    values = ", ".join(" + ".join(_term(c, k) for k, c in enumerate(b.coefficients) if c) or "0 * x" for b in bits)
    ends = ", ".join(literal(q) for q in sorted({q for b in bits for q in (b.low, b.high)}))
    factor = "factor = 1 / integrate(shape)\n" if normalise else "factor = 1\n"
    return (
        "import numpy as np\n\n"
        f"low, high = {literal(low)}, {literal(high)}\n"
        f"ends = np.array([{ends}], dtype=float)\n"
        "nodes, weights = np.polynomial.legendre.leggauss(12)\n\n\n"
        f"def shape(x):\n    return np.select([{conditions}], [{values}], 0.0)\n\n\n"
        "def integrate(g, a=low, b=high):\n"
        "    cuts = np.concatenate([[a], ends[(ends > a) & (ends < b)], [b]])\n"
        "    middle, half = (cuts[1:] + cuts[:-1]) / 2, (cuts[1:] - cuts[:-1]) / 2\n"
        "    return sum(h * (weights * g(m + h * nodes)).sum() for m, h in zip(middle, half))\n\n\n"
        f"{factor}\n\n"
        "def f(x):\n    return factor * shape(x)\n\n\n"
    ) + (_QUANTILE if quantiles else "")


_QUANTILE = """def quantile(level):
    a, b = low, high
    for _ in range(60):
        m = (a + b) / 2
        a, b = (m, b) if integrate(f, low, m) < level else (a, m)
    return a


"""
