"""The NumPy programs that a student would write about eigenvalues."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.exact.scalars import write
from tutor.written import Num, Op, Written


def literal(rows: Sequence[Sequence[Any]], name: str = "A") -> str:
    """``A = np.array(…)`` of exact numbers."""
    lines = ",\n              ".join("[" + ", ".join(number(a) for a in r) + "]" for r in rows)
    return f"{name} = np.array([{lines}], dtype=float)\n"


def number(x: Any) -> str:
    """An exact real number in Python.

    >>> number(Fraction(-1, 2)), number(3)
    ('-1 / 2', '3')
    """
    return _python(write(x) if not isinstance(x, int | Fraction) else write(Fraction(x)))


def _python(w: Written) -> str:
    if isinstance(w, Num):
        return w.text
    if isinstance(w, Op):
        if w.head == "neg":
            return f"-{_python(w.args[0])}"
        if w.head == "sqrt":
            return f"np.sqrt({_python(w.args[0])})"
        sign = {"+": " + ", "*": " * ", "/": " / "}[w.head]
        return sign.join(_python(a) for a in w.args).replace("+ -", "- ")
    raise ValueError(f"no number: {w}")


_SPACES = """
n = len(A)
values = np.linalg.eigvals(A)                      # the zeros of det(A - l I)
distinct = []                                      # equal zeros come out slightly apart: group them
for value in sorted(values, key=lambda z: (abs(z.imag) > 1e-6, z.real, z.imag)):
    near = [g for g in distinct if abs(g[0] - value) < 1e-3 * (1 + abs(value))]
    if near:
        near[0].append(value)
    else:
        distinct.append([value])
pairs = []
for group in distinct:
    value = np.mean(group)
    value = value.real if abs(value.imag) < 1e-9 else value
    _, sizes, Vt = np.linalg.svd(A - value * np.eye(n))
    for v in Vt[sizes < 1e-5 * (1 + np.abs(A).max())].conj():  # the null space of A - l I
        pairs.append((value, v))
"""


def eigen(rows: Sequence[Sequence[Any]]) -> str:
    """Eigenvalues, and a basis of each eigenspace as columns."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + _SPACES
        + "answer = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]).T\nprint(answer)\n"
    )


def diagonalisation(rows: Sequence[Sequence[Any]], *, real: bool) -> str:
    """P and D, or None where there is no basis of eigenvectors."""
    wanted = " and not any(np.iscomplex(p[0]) for p in pairs)" if real else ""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + _SPACES
        + f"""
answer = None                                      # no basis of eigenvectors
if len(pairs) == n{wanted}:
    P = np.array([p[1] for p in pairs]).T          # eigenvectors as columns
    D = np.diag([p[0] for p in pairs])             # eigenvalues in the same order
    assert np.allclose(P @ D @ np.linalg.inv(P), A)
    answer = P, D
print(answer)
"""
    )


def power(rows: Sequence[Sequence[Any]], k: int | str, vector: Sequence[Any] | None) -> str:
    """A^k by its eigenvalues where there is an eigenbasis, else by repeated multiplication; a function for a letter."""
    program = "import numpy as np\n\n" + literal(rows)
    times = f" @ np.array([{', '.join(number(x) for x in vector)}], dtype=float)" if vector is not None else ""
    if isinstance(k, str):
        return (
            program + f"\n\ndef answer({k}):\n    return np.linalg.matrix_power(A, {k}){times}\n\n\nprint(answer(3))\n"
        )
    return (
        program
        + f"""
values, P = np.linalg.eig(A)
if np.linalg.cond(P) < 1e8:                        # a basis of eigenvectors: A^k = P D^k P^-1
    power = P @ np.diag(values**{k}) @ np.linalg.inv(P)
    power = power.real
else:
    power = np.linalg.matrix_power(A, {k})
answer = power{times}
print(answer)
"""
    )


def exponential(rows: Sequence[Sequence[Any]], *, time: bool) -> str:
    """e^A by scaling, the power series, and squaring; with a letter, a function of t."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + """

def exponential(M):
    halvings = max(0, int(np.ceil(np.log2(np.abs(M).sum() + 1e-30))) + 1)
    M = M / 2**halvings                            # e^M = (e^(M / 2^s))^(2^s)
    total = term = np.eye(len(M))
    for k in range(1, 20):
        term = term @ M / k                        # M^k / k!
        total = total + term
    for _ in range(halvings):
        total = total @ total
    return total


"""
        + (
            "def answer(t):\n    return exponential(t * A)\n\n\nprint(answer(1.0))\n"
            if time
            else "answer = exponential(A)\nprint(answer)\n"
        )
    )


def spectral(rows: Sequence[Sequence[Any]]) -> str:
    """Q and D of a symmetric matrix by Jacobi's rotations."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + """
n = len(A)
D, Q = A.copy(), np.eye(n)
for _ in range(30 * n * n):                        # Jacobi: rotate the largest entry off the diagonal to zero
    off = np.abs(D - np.diag(np.diag(D)))
    i, j = np.unravel_index(np.argmax(off), D.shape)
    if off[i, j] < 1e-14:
        break
    angle = 0.5 * np.arctan2(2 * D[i, j], D[j, j] - D[i, i])
    J = np.eye(n)
    J[i, i] = J[j, j] = np.cos(angle)
    J[i, j], J[j, i] = np.sin(angle), -np.sin(angle)
    D, Q = J.T @ D @ J, Q @ J
order = np.argsort(np.diag(D))
Q, D = Q[:, order], np.diag(np.diag(D)[order])
answer = Q, D
assert np.allclose(Q @ D @ Q.T, A)
print(answer)
"""
    )


def markov(rows: Sequence[Sequence[Any]], *, by_columns: bool) -> str:
    """The stationary distribution: the eigenvector for the eigenvalue 1, divided by its sum."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + f"\nM = A{'' if by_columns else '.T'}{' ' * (42 if by_columns else 40)}# x_next = M x\n"
        + """n = len(M)
_, sizes, Vt = np.linalg.svd(M - np.eye(n))
assert sizes[-2:-1].sum() > 1e-9 or n == 1, "several stationary distributions"
answer = Vt[-1] / Vt[-1].sum()                     # M v = v, divided by its sum
print(answer)
"""
    )


def definiteness(rows: Sequence[Sequence[Any]]) -> str:
    """The class of a symmetric matrix by the signs of its eigenvalues."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + """
values = np.linalg.eigvalsh(A)
small = 1e-9 * (1 + np.abs(A).max())
if np.all(values > small):
    answer = "positive definite"
elif np.all(values < -small):
    answer = "negative definite"
elif np.any(values > small) and np.any(values < -small):
    answer = "indefinite"
elif np.all(values > -small):
    answer = "positive semidefinite"
else:
    answer = "negative semidefinite"
print(answer)
"""
    )


def chain_power(rows: Sequence[Sequence[Any]], *, by_columns: bool) -> str:
    """A basis of the vectors that a chain leaves as they are, as columns."""
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + f"\nM = A{'' if by_columns else '.T'}\n"
        + """_, sizes, Vt = np.linalg.svd(M - np.eye(len(M)))
answer = Vt[sizes < 1e-9].T                        # every stationary distribution is a combination of these
print(answer)
"""
    )
