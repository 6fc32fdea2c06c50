"""Are two matrices similar?

Example: tutor solve similarity "[1, 1; 0, 2]" "[2, 0; 3, 1]"

Similar matrices have the same trace, determinant and characteristic polynomial; they are similar exactly if,
further, ``p(A)^k`` and ``p(B)^k`` have the same rank for each irreducible factor p of that polynomial and each k. Then
a matrix S with ``B = S⁻¹ A S`` is found (book: chapter 2.7.2, definition 2.22).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

from tutor.errors import InputError
from tutor.exact.factors import factors
from tutor.exact.matrices import (
    Rows,
    Vector,
    combination,
    determinant,
    identity,
    null_space,
    plus,
    power,
    rank,
    rows_of,
    scaled,
    times,
    trace,
)
from tutor.exact.scalars import plain, write
from tutor.exact.spectra import characteristic, eigenvalues
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.maps.claims import CharacteristicOf
from tutor.methods.maps.programs import floats
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, number

MAX_SIZE = 5
A_, B_, S_ = Name("A"), Name("B"), Name("S")


def from_text(first: str, second: str) -> Solution:
    """Are two typed matrices similar?

    Raises
    ------
    Unreadable, InputError
        For what are no square matrices of at most five rows, or where eigenvalues are needed that are no square roots.

    >>> str(from_text("[1, 1; 0, 2]", "[2, 0; 3, 1]").answer), str(from_text("[1, 1; 0, 1]", "[1, 0; 0, 1]").answer)
    ('similar', 'not similar')
    """
    return work(*(read_matrix(text, square=True, limit=MAX_SIZE) for text in (first, second)))


def work(A: Sequence[Sequence[Any]], B: Sequence[Sequence[Any]]) -> Solution:
    """Decide whether two square matrices are similar, with steps."""
    A, B = rows_of(A), rows_of(B)
    a, b = matrix_written(A), matrix_written(B)
    given = say("Are {A} and {B} similar?", A=A_.equals(a), B=B_.equals(b))
    if len(A) != len(B):
        why = say("Similar matrices have the same number of rows; these have {m} and {n}.", m=len(A), n=len(B))
        steps = [Step(why, Computed(number(len(A) - len(B)), left=number(len(A)) - number(len(B))))]
        return _solution(given, steps, A, B, similar=False, why=say("the sizes differ."))
    steps = []
    for name, value in (("trace", trace), ("det", determinant)):
        words = {"trace": "trace", "det": "determinant"}[name]
        for letter, M, w in ((A_, A, a), (B_, B, b)):
            why = say("Similar matrices have the same {words}. That of {M}:", words=words, M=letter)
            steps.append(Step(why, Computed(write(value(M)), left=Op(name, (w,)))))
        if value(A) != value(B):
            return _solution(given, steps, A, B, similar=False, why=say("the {words} differs.", words=words))
    if len(A) > 2:
        for letter, M, w in ((A_, A, a), (B_, B, b)):
            why = say("The characteristic polynomial of {M}, {f}.", M=letter,
                      f=Op("det", (Name("lambda") * Name("I") - letter,)))  # fmt: skip
            steps.append(Step(why, CharacteristicOf(_polynomial(characteristic(M)), of=w)))
        if characteristic(A) != characteristic(B):
            return _solution(given, steps, A, B, similar=False, why=say("the characteristic polynomials differ."))
    for p, factor, k in _tests(A):
        M, N = power(_applied(p, A), k), power(_applied(p, B), k)
        r, s = rank(M), rank(N)
        of = Op("^", (factor, number(k))) if k > 1 else factor
        for letter, X, found in ((A_, M, r), (B_, N, s)):
            shown = matrix_written(X)
            why = say(
                "With λ replaced by {M} in {p}: this matrix has the same rank for similar matrices.", M=letter, p=of
            )
            steps.append(Step(why, Computed(number(found), left=Op("rank", (shown,)))))
        if r != s:
            return _solution(given, steps, A, B, similar=False,
                             why=say("the ranks for {p} differ, though the eigenvalues agree.", p=of))  # fmt: skip
    S = transition(A, B)
    if S is None:
        raise InputError("the matrices are similar, but no small matrix S with B = S⁻¹ A S was found")
    s_ = matrix_written(S)
    why = say(
        "All invariants agree, so they are similar. The entries of {S} with {e} satisfy a linear system; an invertible "
        "solution is {found}. Multiplied back, {back}.",
        S=S_,
        e=(A_ * S_).equals(S_ * B_),
        found=S_.equals(s_),
        back=(Op("inverse", (S_,)) * A_ * S_).equals(B_),
    )
    asked = say("Which linear system does {S} satisfy?", S=S_)
    steps.append(Step(why, Computed(b, left=Op("inverse", (s_,)) * a * s_), question=asked))
    return _solution(given, steps, A, B, similar=True, why=say("{e} with {S}.", S=S_.equals(s_),
                     e=B_.equals(Op("inverse", (S_,)) * A_ * S_)))  # fmt: skip


def _solution(given: Text, steps: Sequence[Step], A: Rows, B: Rows, *, similar: bool, why: Text) -> Solution:
    words = "similar" if similar else "not similar"
    return Solution(
        "similarity",
        given,
        tuple(steps),
        Words(words),
        meaning=say("They are {w}: ", w=words) + why,
        code=_code(A, B),
        checks=(_check(A, B, similar=similar),),
    )


def _tests(A: Rows) -> Iterator[tuple[tuple[Any, ...], Written, int]]:
    """The polynomials (highest power first) and exponents whose ranks decide; none where no factor is repeated."""
    polynomial = characteristic(A)
    if all(isinstance(c, Fraction) for c in polynomial):
        m = lcm(*(c.denominator for c in polynomial))
        for factor, multiplicity in factors([int(c * m) for c in polynomial]):
            for k in range(1, multiplicity) if multiplicity > 1 else ():
                yield tuple(map(Fraction, factor)), _polynomial(tuple(map(Fraction, factor))), k
        return
    values = eigenvalues(A)
    if values is None:
        raise InputError("the eigenvalues are no numbers with square roots; similarity is not decided exactly here")
    for value, multiplicity in values:
        for k in range(1, multiplicity) if multiplicity > 1 else ():
            yield (Fraction(1), plain(-value)), Name("lambda") - write(value), k


def _polynomial(coefficients: Sequence[Any]) -> Written:
    if all(isinstance(c, Fraction) for c in coefficients):
        return Poly.of(*reversed(coefficients)).written("lambda")
    n = len(coefficients) - 1
    terms = [write(c) * Name("lambda") ** (n - i) if i < n else write(c) for i, c in enumerate(coefficients) if c]
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def _applied(p: Sequence[Any], A: Rows) -> Rows:
    """The polynomial of the matrix, by Horner's scheme."""
    total = scaled(0, identity(len(A)))
    for c in p:
        total = plus(times(total, A), scaled(c, identity(len(A))))
    return total


def transition(A: Rows, B: Rows) -> Rows | None:
    """An invertible S with A S = S B, small; None if none is found (there is none if A and B are not similar).

    >>> S = transition(((1, 1), (0, 2)), ((2, 0), (3, 1)))
    >>> times(((1, 1), (0, 2)), S) == times(S, ((2, 0), (3, 1)))
    True
    """
    n = len(A)
    zero = Fraction(0)
    system = []
    for i in range(n):
        for j in range(n):
            row: list[Any] = [zero] * (n * n)
            for k in range(n):
                row[k * n + j] = plain(row[k * n + j] + A[i][k])
                row[i * n + k] = plain(row[i * n + k] - B[k][j])
            system.append(row)
    basis = null_space(system)
    if not basis:
        return None
    for coefficients in _small(len(basis)):
        v: Vector = combination(coefficients, basis)
        S = tuple(tuple(v[i * n : (i + 1) * n]) for i in range(n))
        if determinant(S):
            return S
    return None


def _small(count: int) -> Iterator[tuple[int, ...]]:
    """Small coefficients, the simplest first; by a rule where there are many."""
    if count <= 5:
        yield from sorted(product((0, 1, -1, 2), repeat=count), key=lambda c: sum(map(abs, c)))
    for seed in range(1, 60):
        yield tuple((seed * (i + 1) * (i + 2) // 2 + i) % (3 + seed) - 1 for i in range(count))


def _code(A: Rows, B: Rows) -> str:
    return f"""import numpy as np

A = {matrix_source(A)}
B = {matrix_source(B)}
n = len(A)
answer = A.shape == B.shape and np.allclose(np.poly(A), np.poly(B), atol=1e-6)   # the same characteristic polynomial
for value in np.linalg.eigvals(A) if answer else []:
    M, N = A - value * np.eye(n), B - value * np.eye(n)
    for k in range(1, n):                            # the ranks of the powers must agree
        ranks = [np.linalg.matrix_rank(np.linalg.matrix_power(X, k), tol=1e-6) for X in (M, N)]
        answer = answer and ranks[0] == ranks[1]
print(answer)
"""


def _check(A: Rows, B: Rows, *, similar: bool) -> Check:
    """Floating point: similar matrices have the same eigenvalues."""
    import numpy as np

    good = True
    if similar:
        p, q = (np.poly(floats(M)) for M in (A, B))
        good = bool(np.allclose(p, q))
    return Check(say("NumPy: the characteristic polynomials are compared in floating point."), good)
