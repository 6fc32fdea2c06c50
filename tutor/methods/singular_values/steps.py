"""The steps that all methods about singular values share: AᵀA, its eigenvalues, their roots, the vectors."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Claim
from tutor.exact.matrices import Rows, null_space, rank, transposed
from tutor.exact.scalars import plain, sign, write
from tutor.exact.spectra import characteristic
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written
from tutor.methods.singular_values.claims import OrthonormalKernel, SingularValues
from tutor.methods.singular_values.digits import precise_svd, rounded
from tutor.methods.singular_values.factors import (
    Factors,
    Gram,
    eigenspace,
    root_written,
    shifted,
    squares_of,
)
from tutor.methods.source import numpy_source
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, column, matrix

L = Name("lambda")
A_NAME = Name("A")
LIMIT = 12  # rows or columns of a matrix whose singular values are worked out


def turned(w: Written) -> Op:
    """The transposed matrix, as it is written."""
    return Op("T", (w,))


def gram_name(G: Gram) -> Written:
    """AᵀA or A Aᵀ."""
    return turned(A_NAME) * A_NAME if G.right else A_NAME * turned(A_NAME)


def joined(terms: Sequence[tuple[Any, Written | None]]) -> Written:
    """A sum of exact multiples of things (None: of 1) as it is written; zero terms are left out."""
    parts: list[Written] = []
    for c, thing in terms:
        c = plain(c)
        if not c:
            continue
        single = isinstance(c, Fraction) or len(c.terms) == 1
        negative = single and sign(c) < 0
        size = write(-c if negative else c)
        w = size if thing is None else thing if size == Num("1") else size * thing
        parts.append(Op("neg", (w,)) if negative else w)
    if not parts:
        return Num("0")
    return parts[0] if len(parts) == 1 else Op("+", tuple(parts))


def spectrum_steps(A: Rows, G: Gram) -> list[Step]:
    """AᵀA (or AAᵀ), its characteristic polynomial and the singular values."""
    written, name = matrix_written(A), gram_name(G)
    product = turned(written) * written if G.right else written * turned(written)
    smaller = Text(()) if G.right else say(" {G} is the smaller one of the two products here.", G=name)
    why = "The squared singular values of {A} are eigenvalues of the symmetric matrix {G} (MML 4.5): compute it."
    steps = [
        Step(
            say(why, A=A_NAME, G=name) + smaller,
            Computed(matrix_written(G.rows), left=product),
            question=say("Which symmetric matrix has the squares of the singular values as its eigenvalues?"),
        )
    ]
    if len(G.rows) > 1:
        steps += _polynomial_steps(G)
    return [*steps, values_step(A, G)]


def _less(value: Any) -> Written:
    """λ − value."""
    value = plain(value)
    if isinstance(value, Fraction) or len(value.terms) == 1:
        return joined([(1, L), (-value, None)])
    return L - write(value)


def _polynomial_steps(G: Gram) -> list[Step]:
    coefficients = characteristic(G.rows)
    n = len(G.rows)
    powers = [L**k if k > 1 else L if k else None for k in range(n, -1, -1)]
    polynomial = joined(list(zip(coefficients, powers, strict=True)))
    entries = [[_less(a) if i == j else write(plain(-a)) for j, a in enumerate(r)] for i, r in enumerate(G.rows)]
    first = Step(
        say("Its characteristic polynomial is {d}: expand it.", d=Op("det", (L * Name("I") - gram_name(G),))),
        Computed(polynomial, left=Op("det", (matrix(entries),))),
        question=say("For which {l} is the determinant zero?", l=L),
    )
    if G.squares is None:
        return [first]
    factors = []
    for value, count in G.squares:
        factor = _less(value)
        factors.append(factor if count == 1 else factor**count)
    product = factors[0] if len(factors) == 1 else Op("*", tuple(factors))
    if product == polynomial:
        return [first]
    why = "Factorise it; its zeros, from the largest down, are the eigenvalues."
    return [first, Step(say(why), Computed(product, left=polynomial))]


def values_written(A: Rows) -> Written:
    """``sigma_1 = 5, sigma_2 = 3``; decimals where they are no exact numbers."""
    squares = squares_of(A)
    if squares is None:
        found = precise_svd(A)
        values = [rounded(x, found.places) for x in found.values]
        values += [Num("0")] * (min(len(A), len(A[0])) - len(values))
    else:
        values = [root_written(q) for q in squares]
    items = tuple(Op("≈" if squares is None and v != Num("0") else "=", (sigma(k), v)) for k, v in enumerate(values, 1))
    return items[0] if len(items) == 1 else Op("list", items)


def sigma(k: int) -> Name:
    """σ with its number."""
    return Name(f"sigma_{k}")


def values_step(A: Rows, G: Gram) -> Step:
    """The roots of the eigenvalues, in descending order."""
    if G.squares is None:
        why = (
            "Its zeros are no numbers with square roots that could be written down here, so they are computed; their "
            "roots, in descending order, are rounded to {n} decimals, all of which are certain (the signs of the "
            "polynomial's coefficients, shifted, count the zeros on each side)."
        )
        return Step(say(why, n=precise_svd(A).places), SingularValues(values_written(A), of=matrix_written(A)))
    squares = tuple(write(q) for q in squares_of(A) or ())
    shown = squares[0] if len(squares) == 1 else Op("list", squares)
    roots = "root of the eigenvalue" if len(squares) == 1 else "roots of the eigenvalues"
    values = "The singular value is" if len(squares) == 1 else "The singular values are"
    return Step(
        say("{values} the square {roots} {q}.", values=values, roots=roots, q=shown),
        SingularValues(values_written(A), of=matrix_written(A), squares=squares),
        question=say("What has to be done with the eigenvalues to get singular values?"),
    )


def first_vectors(G: Gram, factors: Factors, *, zero: bool, upto: int = LIMIT) -> list[Step]:
    """Orthonormal eigenvectors of AᵀA (columns of V) or of AAᵀ (columns of U), a step for each eigenvalue.

    `zero`: for the eigenvalue 0 too; `upto`: no more than are needed to have so many vectors.
    """
    letter = "v" if G.right else "u"
    columns = factors.V if G.right else factors.U
    steps, at = [], 0
    for square, count in G.squares or ():
        names = tuple(Name(f"{letter}_{k}") for k in range(at + 1, at + count + 1))
        basis = columns[at : at + count]
        at += count
        if (not square and not zero) or at - count >= upto:
            continue
        M = matrix_written(shifted(G, square))
        raw = NullSpaceBasis(vectors_written(eigenspace(G, square)), of=M)
        what = say("a vector of length 1") if count == 1 else say("an orthonormal basis (by Gram–Schmidt, if need be)")
        steps.append(
            Step(
                say("For the eigenvalue {v}, take ", v=write(square))
                + what
                + say(" of the null space of {M}.", M=_shifted_name(G, square)),
                OrthonormalKernel(vectors_written(basis), of=M, names=names),
                substeps=(
                    Step(
                        say("Subtract {v} on the diagonal and solve the homogeneous system.", v=write(square))
                        if square
                        else say("Solve the homogeneous system."),
                        raw,
                    ),
                ),
                question=say("Which vectors does {G} multiply by {v}?", G=gram_name(G), v=write(square)),
            )
        )
    return steps


def _shifted_name(G: Gram, square: Any) -> Written:
    """AᵀA − λI, as it is written."""
    if not square:
        return gram_name(G)
    times_i = Name("I") if square == 1 else write(square) * Name("I")
    return Op("+", (gram_name(G), Op("neg", (times_i,))))


def second_vectors(A: Rows, G: Gram, factors: Factors, *, upto: int = LIMIT) -> list[Step]:
    """u = A v/σ, or v = Aᵀu/σ, a step for each positive singular value (the first `upto` of them)."""
    one, other = ("v", "u") if G.right else ("u", "v")
    first, second = (factors.V, factors.U) if G.right else (factors.U, factors.V)
    M = matrix_written(A) if G.right else turned(matrix_written(A))
    letter = A_NAME if G.right else turned(A_NAME)
    steps = []
    for k, s in enumerate(factors.values[:upto], 1):
        v, u = Name(f"{one}_{k}"), Name(f"{other}_{k}")
        product = M * column([write(x) for x in first[k - 1]])
        left = product if s == 1 else Op("*", (reciprocal(s), *product.args))
        why = say(
            "{u} is {M}{v} divided by {s}: so the two belong together, signs included.", u=u, M=letter, v=v, s=sigma(k)
        )
        result = column([write(x) for x in second[k - 1]])
        steps.append(Step(why, Computed(result, left=left), question=say("Which {u} goes with {v}?", u=u, v=v)))
    return steps


def reciprocal(s: Any) -> Written:
    """1/s, as it is written before it is worked out."""
    return Op("/", (Num("1"), write(s)))


def completing_step(A: Rows, G: Gram, factors: Factors, upto: int) -> list[Step]:
    """The columns of the other matrix that belong to no positive singular value, as many as are asked."""
    r = len(factors.values)
    other, second = ("u", factors.U) if G.right else ("v", factors.V)
    if upto <= r:
        return []
    M = transposed(A) if G.right else A
    name = turned(A_NAME) if G.right else A_NAME
    W = matrix_written(M)
    names = tuple(Name(f"{other}_{k}") for k in range(r + 1, len(second) + 1))
    claim: Claim = OrthonormalKernel(vectors_written(second[r:]), of=W, names=names)
    inner = Step(say("Solve the homogeneous system."), NullSpaceBasis(vectors_written(null_space(M)), of=W))
    why = say(
        "The missing columns of {U} are orthogonal to those found: an orthonormal basis of the null space of {M}.",
        U=Name("U" if G.right else "V"),
        M=name,
    )
    return [Step(why, claim, substeps=(inner,), question=say("Which vectors are orthogonal to those found so far?"))]


def literal(A: Rows) -> str:
    """The givens of a program."""
    rows = ",\n              ".join("[" + ", ".join(numpy_source(write(a)) for a in r) + "]" for r in A)
    return f"import numpy as np\n\nA = np.array([{rows}], dtype=float)\n"


def floats(A: Rows) -> Any:
    """The matrix for checks by NumPy."""
    import numpy as np

    return np.array([[float(a) for a in r] for r in A])


def by_floats(A: Rows, same: Any) -> bool | None:
    """What NumPy finds, or None where floats have too few digits for so different singular values."""
    import numpy as np

    values, r = np.linalg.svd(floats(A), compute_uv=False), rank(A)
    return None if r and values[r - 1] < 1e-7 * values[0] else bool(same)
