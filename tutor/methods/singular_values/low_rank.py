"""Approximate a matrix by one of lower rank: the best there is, with its error.

Example: tutor solve low_rank "[3, 2, 2; 2, 3, -2]" --k 1

The k largest singular values with their vectors are kept: A_k = σ₁u₁v₁ᵀ + … + σ_k u_k v_kᵀ. No matrix of rank at most
k is nearer to A (Eckart and Young; book: chapter 4.6); the error is σ_(k+1) in the spectral norm, and in the
Frobenius norm the root of the sum of the squares of all singular values that are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.equality import high_precision
from tutor.errors import InputError
from tutor.exact.matrices import Rows, dot, plus, rank, rows_of, scaled
from tutor.exact.scalars import plain, write
from tutor.methods.inputs import read_matrix, read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.claims import FrobeniusNorm, RoundedError, RoundedNearest, SpectralNorm
from tutor.methods.singular_values.digits import precise_svd, rounded, rounded_matrix
from tutor.methods.singular_values.factors import (
    Factors,
    eigenspace,
    gram,
    layers,
    orthogonal,
    rank_one,
    root_written,
    summed,
    svd_of,
)
from tutor.methods.singular_values.steps import (
    A_NAME,
    LIMIT,
    first_vectors,
    floats,
    literal,
    second_vectors,
    sigma,
    spectrum_steps,
    turned,
)
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Num, Op, Written, column, number

_CODE = """
k = {k}
U, s, Vt = np.linalg.svd(A, full_matrices=False)
A_k = (U[:, :k] * s[:k]) @ Vt[:k]                  # sum of s_i u_i v_i^T for the k largest
left_out = np.append(s[k:], 0)
answer = {{"A_{k}": A_k, {errors}}}
print(answer)
"""
_ERRORS = {"2": '"E_2": left_out[0]', "F": '"E_F": np.sqrt(np.sum(left_out**2))'}


def from_text(text: str, *, k: str = "1") -> Solution:
    """The approximation of rank k of a matrix that a person typed.

    Raises
    ------
    Unreadable, InputError
        If the text is no matrix of real numbers, or k is no whole number from 1 up.

    >>> str(from_text("[3, 0; 0, 2]", k="1").answer)
    'A_1 = [3, 0; 0, 0], E_2 = 2, E_F = 2'
    """
    return work(read_matrix(text, limit=LIMIT), read_whole(k, "the rank k", low=1, high=LIMIT))


def approximation(A: Sequence[Sequence[Any]], k: int) -> tuple[Rows, Written, Written] | None:
    """A_k, its error in the spectral and in the Frobenius norm; None where they are no exact numbers.

    >>> A1, spectral, frobenius = approximation([[2, 2], [-1, 1]], 1)
    >>> [[str(a) for a in r] for r in A1], str(spectral), str(frobenius)
    ([['2', '2'], ['0', '0']], 'sqrt(2)', 'sqrt(2)')
    """
    found = layers(A)
    if found is None:
        return None
    kept, left = found[:k], [q for q, _ in found[k:]]
    total = plain(sum(left, Fraction(0)))
    return (
        summed([M for _, M in kept], len(A), len(A[0])),
        root_written(left[0] if left else Fraction(0)),
        root_written(total),
    )


def work(A: Sequence[Sequence[Any]], k: int = 1, *, errors: str = "2F") -> Solution:
    """The approximation of rank k with every step.

    Parameters
    ----------
    A : (m, n) exact real numbers
    k : from 1 up
    errors : in which norms the error is given: ``2`` (spectral), ``F`` (Frobenius) or both
    """
    A = rows_of(A)
    r = rank(A)
    if k >= r:
        steps, items = _already(A, k, r)
    else:
        factors = svd_of(A)
        found = approximation(A, k)
        steps = spectrum_steps(A, gram(A))
        if found is None:
            more, items = _numeric(A, k)
        else:
            more = (_terms(A, k, factors) if factors else _projections(A, k)) + _error_steps(A, k, found, errors)
            items = tuple(n.equals(w) for n, w in zip(names(k), (matrix_written(found[0]), *found[1:]), strict=True))
        steps += more
    squares = [q for q, _ in layers(A) or ()]
    meaning = say("No matrix of rank {k} or less is nearer to {A} in either norm.", k=k, A=A_NAME)
    if k < r and len(squares) > k and squares[k - 1] == squares[k]:
        meaning += say(
            " It is not the only one: {s} and {t} are equal, so other vectors of the same eigenspace do as well.",
            s=sigma(k),
            t=sigma(k + 1),
        )
    return Solution(
        "low_rank",
        say("Approximate {A} by a matrix of rank {k}.", A=A_NAME.equals(matrix_written(A)), k=k),
        tuple(steps),
        Op("list", (items[0], *(w for w, e in zip(items[1:], "2F", strict=True) if e in errors))),
        meaning=meaning,
        code=literal(A) + _CODE.format(k=k, errors=", ".join(_ERRORS[e] for e in errors)),
        checks=_checks(A, k, items),
    )


def names(k: int) -> tuple[Name, Name, Name]:
    """How the approximation and its two errors are called."""
    return Name(f"A_{k}"), Name("E_2"), Name("E_F")


def _already(A: Rows, k: int, r: int) -> tuple[list[Step], tuple[Written, ...]]:
    why = "The rank of {A} is not larger than {k}: it is its own best approximation, and nothing is left."
    claim = Computed(number(r), left=Op("rank", (matrix_written(A),)))
    zero = Num("0")
    items = tuple(n.equals(w) for n, w in zip(names(k), (matrix_written(A), zero, zero), strict=True))
    return [Step(say(why, A=A_NAME, k=k), claim, question=say("What is the rank of {A}?", A=A_NAME))], items


def _terms(A: Rows, k: int, factors: Factors) -> list[Step]:
    """The vectors that are needed, and σ u vᵀ for each of the first k."""
    G = gram(A)
    steps = first_vectors(G, factors, zero=False, upto=k) + second_vectors(A, G, factors, upto=k)
    parts = []
    for i in range(k):
        u, v = (column([write(x) for x in w[i]]) for w in (factors.U, factors.V))
        s = factors.values[i]
        part = rank_one(s, factors.U[i], factors.V[i])
        parts.append(part)
        left = u * turned(v) if s == 1 else Op("*", (write(s), u, turned(v)))
        named = Op("*", (sigma(i + 1), Name(f"u_{i + 1}"), turned(Name(f"v_{i + 1}"))))
        why = say("Multiply a column by a row: {t} has rank 1.", t=named)
        steps.append(Step(why, Computed(matrix_written(part), left=left), question=say("What is {t}?", t=named)))
    return steps + _sum_step(A, parts)


def _projections(A: Rows, k: int) -> list[Step]:
    """σ u vᵀ = A v vᵀ/(vᵀv): no length is needed, so no roots of roots come up."""
    G = gram(A)
    found = [(q, v) for q, _ in G.squares or () for v in orthogonal(eigenspace(G, q))][:k]
    steps, parts = [], []
    for i, ((square, v), (_, part)) in enumerate(zip(found, layers(A) or (), strict=False), 1):
        parts.append(part)
        w, M = column([write(x) for x in v]), matrix_written(A)
        letter = Name(f"v_{i}" if G.right else f"u_{i}")
        length = Op("/", (Num("1"), write(dot(v, v))))
        factors = (length, M, w, turned(w)) if G.right else (length, w, turned(w), M)
        product = A_NAME * letter * turned(letter) if G.right else letter * turned(letter) * A_NAME
        why = say(
            "For the eigenvalue {q} the eigenvector {v} has a length with a root in a root; it is not needed: the "
            "term is {p} divided by the squared length of {n}.",
            q=write(square),
            v=letter.equals(w),
            n=letter,
            p=product,
        )
        steps.append(
            Step(
                why,
                Computed(matrix_written(part), left=Op("*", factors)),
                question=say("What is the term of the largest singular values?"),
            )
        )
    return steps + _sum_step(A, parts)


def _sum_step(A: Rows, parts: Sequence[Rows]) -> list[Step]:
    if len(parts) == 1:
        return []
    total = matrix_written(summed(parts, len(A), len(A[0])))
    left = Op("+", tuple(matrix_written(p) for p in parts))
    return [Step(say("Add the terms that are kept."), Computed(total, left=left), question=say("What is their sum?"))]


def _error_steps(A: Rows, k: int, found: tuple[Rows, Written, Written], errors: str) -> list[Step]:
    """What is left of A, and its norms."""
    near, spectral, frobenius = found
    rest = plus(A, scaled(-1, near))
    name, two, F = names(k)
    W = matrix_written(rest)
    difference = Op("+", (matrix_written(A), Op("neg", (matrix_written(near),))))
    minus = A_NAME - name
    steps = [
        Step(
            say("What is left, {d}, is made of the singular values that are left out.", d=minus),
            Computed(W, left=difference),
            question=say("What is left of {A}?", A=A_NAME),
        )
    ]
    if "2" in errors:
        steps.append(
            Step(
                say("Its spectral norm is the first singular value left out, {s} (MML 4.6).", s=sigma(k + 1)),
                SpectralNorm(spectral, of=W, name=two),
                question=say("Which singular value is the error?"),
            )
        )
    if "F" in errors:
        steps.append(
            Step(
                say("Its Frobenius norm is the root of the sum of the squares of all singular values left out."),
                FrobeniusNorm(frobenius, of=W, name=F),
                question=say("What are the squares of all that is left out?"),
            )
        )
    return steps


def _numeric(A: Rows, k: int) -> tuple[list[Step], tuple[Written, ...]]:
    found = precise_svd(A)
    if not found.apart(k):
        raise InputError(
            f"singular values {k} and {k + 1} are equal and have no exact form, so there are many nearest "
            "matrices; choose another k"
        )
    W = matrix_written(A)
    near = RoundedNearest(rounded_matrix(found.nearest(k), found.places), of=W, k=k)
    one, two = (rounded(x, found.places) for x in found.left_out(k))
    why = (
        "The exact entries would hold roots that cannot be written down here: the sum of the first terms is given with "
        "{n} decimals, each correctly rounded."
    )
    _, E2, EF = names(k)
    first = RoundedError(one, of=W, k=k, name=E2, frobenius=False)
    second = RoundedError(two, of=W, k=k, name=EF, frobenius=True)
    errors = (
        ("The first singular value left out is the error in the spectral norm.", first),
        ("The root of the sum of the squares left out is that in the Frobenius norm.", second),
    )
    steps = [Step(say(why, n=found.places), near, question=say("Which terms are kept?"))]
    steps += [Step(say(words), claim, question=say("How large is what is left out?")) for words, claim in errors]
    return steps, tuple(s.claim.shown() for s in steps)


def _checks(A: Rows, k: int, items: Sequence[Written]) -> tuple[Check, ...]:
    import numpy as np

    s = np.linalg.svd(floats(A), compute_uv=False)
    s = np.append(s, np.zeros(k + 1))
    theirs = [float(s[k]), float(np.sqrt(np.sum(s[k:] ** 2)))]
    stated = [float(high_precision(w.args[1], {})) for w in items[1:] if isinstance(w, Op)]
    return (Check(say("NumPy finds the same errors."), bool(np.allclose(stated, theirs, rtol=1e-6, atol=1e-6))),)
