"""Functions of a matrix as sums over its eigenvalues: A^k = Σ C(k, j) λ^(k−j) Z, the same matrices Z for every k.

The same Z give e^(tA) = Σ t^j/j! e^(λt) Z. This holds for every matrix, diagonalisable or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial
from typing import Any

from tutor.exact.matrices import Rows, applied, identity, inverse, plus, scaled, times
from tutor.exact.scalars import Complex, plain, write
from tutor.methods.eigenvalues.spaces import Eigenspace
from tutor.written import ONE, ZERO, E, Num, Op, Written


@dataclass(frozen=True)
class Component:
    """The matrix Z that belongs to C(k, j) λ^(k−j)."""

    value: Any
    order: int
    matrix: Rows


def components(A: Rows, spaces: Sequence[Eigenspace]) -> tuple[Component, ...]:
    """The matrices that belong to each eigenvalue, those that are zero left out.

    They are found from the first powers: for k = 0 … n − 1 the formula must give A^k.

    >>> from tutor.methods.eigenvalues.spaces import eigenspaces
    >>> A = ((Fraction(2), Fraction(1)), (Fraction(0), Fraction(2)))
    >>> [(str(c.value), c.order, str(c.matrix[0][1])) for c in components(A, eigenspaces(A))]
    [('2', 0, '0'), ('2', 1, '1')]
    """
    n = len(A)
    places = [(s.value, j) for s in spaces for j in range(s.algebraic)]
    rows = [[comb(k, j) * _power(v, k - j) if k >= j else Fraction(0) for v, j in places] for k in range(n)]
    solved = inverse(rows)
    assert solved is not None
    powers = [identity(n)]
    for _ in range(n - 1):
        powers.append(times(powers[-1], A))
    found = []
    for (v, j), weights in zip(places, solved, strict=True):
        total = scaled(Fraction(0), A)
        for w, P in zip(weights, powers, strict=True):
            total = plus(total, scaled(w, P))
        if any(any(r) for r in total):
            found.append(Component(v, j, total))
    return tuple(found)


def _power(v: Any, k: int) -> Any:
    result: Any = Fraction(1)
    for _ in range(k):
        result = plain(result * v)
    return result


def power_entries(found: Sequence[Component], exponent: Written) -> list[list[Written]]:
    """The entries of A^k; where 0 is an eigenvalue they hold from k = its largest order + 1 on."""
    kept = [c for c in found if c.value]
    height, width = len(found[0].matrix), len(found[0].matrix[0])
    return [
        [_sum([_power_term(c, c.matrix[i][j], exponent) for c in kept]) for j in range(width)] for i in range(height)
    ]


def applied_to(found: Sequence[Component], x: Sequence[Any]) -> tuple[Component, ...]:
    """The components of A^k x: columns in the place of matrices."""
    return tuple(Component(c.value, c.order, tuple((a,) for a in applied(c.matrix, x))) for c in found)


def first_exponent(found: Sequence[Component]) -> int:
    """From which exponent on the formula holds."""
    return max((c.order + 1 for c in found if not c.value), default=0)


def _power_term(c: Component, entry: Any, k: Written) -> Written:
    if not entry:
        return ZERO
    factors: list[Written] = []
    if c.order:
        factors.append(k)
        factors += [k - j for j in range(1, c.order)]
    coefficient = plain(entry / factorial(c.order))
    if c.value != 1:
        exponent = k - c.order if c.order else k
        factors.append(Op("^", (write(c.value), exponent)))
    return weighted(coefficient, factors)


def exponential_entries(found: Sequence[Component], time: Written | None) -> list[list[Written]]:
    """The entries of e^A, or of e^(tA); a complex pair gives cosine and sine."""
    n = len(found[0].matrix)
    entries: list[list[Written]] = []
    for i in range(n):
        row = []
        for j in range(n):
            terms: list[Written] = []
            for c in found:
                if isinstance(c.value, Complex):
                    terms += _pair_terms(c, c.matrix[i][j], time)
                else:
                    terms.append(weighted(plain(c.matrix[i][j] / factorial(c.order)), [*_growth(c, time)]))
            row.append(_sum(terms))
        entries.append(row)
    return entries


def _growth(c: Component, time: Written | None, value: Any = None) -> list[Written]:
    rate = c.value if value is None else value
    factors: list[Written] = []
    if c.order and time is not None:
        factors.append(time if c.order == 1 else Op("^", (time, Num(str(c.order)))))
    if rate:
        factors.append(exponential(rate, time))
    return factors


def exponential(rate: Any, time: Written | None) -> Written:
    """``e^(3t)``, ``e^3``."""
    if time is None:
        return E if rate == 1 else Op("^", (E, write(rate)))
    return Op("^", (E, weighted(rate, [time])))


def _pair_terms(c: Component, entry: Any, time: Written | None) -> list[Written]:
    """The two terms of a complex eigenvalue and its conjugate, told once for the one with positive imaginary part."""
    angle = plain(c.value.im)
    if float(angle) < 0 or not entry:
        return []
    real, imaginary = (plain(entry.re), plain(entry.im)) if isinstance(entry, Complex) else (entry, Fraction(0))
    inside = write(angle) if time is None else weighted(angle, [time])
    growth = _growth(c, time, plain(c.value.re))
    scale = Fraction(2, factorial(c.order))
    return [
        weighted(plain(scale * real), [*growth, Op("cos", (inside,))]),
        weighted(plain(-scale * imaginary), [*growth, Op("sin", (inside,))]),
    ]


def weighted(coefficient: Any, factors: Sequence[Written]) -> Written:
    """A number times factors, the number 1 not shown, a minus sign in front.

    >>> from tutor.written import Name
    >>> str(weighted(Fraction(-1, 2), [Name("k")]))
    '-k/2'
    """
    c = plain(coefficient)
    if not c:
        return ZERO
    size = write(c)
    if isinstance(size, Op) and size.head == "neg":
        return Op("neg", (weighted(-c, factors),))
    if isinstance(size, Op) and size.head == "/" and factors:
        top = [size.args[0]] if size.args[0] != ONE else []
        return Op("/", (_product([*top, *factors]), size.args[1]))
    return _product([*([size] if size != ONE or not factors else []), *factors])


def _product(factors: Sequence[Written]) -> Written:
    return factors[0] if len(factors) == 1 else Op("*", tuple(factors))


def _sum(terms: Sequence[Written]) -> Written:
    """The sum without zeros; a term with a plus in front, if there is one."""
    kept: list[Written] = []
    for t in terms:
        if t == ZERO:
            continue
        kept += t.args if isinstance(t, Op) and t.head == "+" else (t,)
    lead = next((k for k, t in enumerate(kept) if not (isinstance(t, Op) and t.head == "neg")), 0)
    kept = [*kept[lead : lead + 1], *kept[:lead], *kept[lead + 1 :]]
    return kept[0] if len(kept) == 1 else Op("+", tuple(kept)) if kept else ZERO
