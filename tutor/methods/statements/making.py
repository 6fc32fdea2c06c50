"""What statements are made of: matrices by chance, facts to compute, predicates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tutor.chance import Draw
from tutor.methods.statements.kernels import Exact, Kernel
from tutor.methods.statements.record import Argument, Fact, Predicate, Rows, Statement
from tutor.written import Name, Op, Written, matrix, number

I2: Rows = ((1, 0), (0, 1))

# ---------------------------------------------------------------- matrices by chance


def any_matrix(draw: Draw) -> Rows:
    a, b, c, d = draw.integers(4, -3, 4, but=[0])
    return (a, b), (c, d)


def diagonal(draw: Draw) -> Rows:
    a, d = draw.distinct(2, -4, 5, but=[0])
    return (a, 0), (0, d)


def scalar(draw: Draw) -> Rows:
    k = draw.integer(-5, 5, but=[0])
    return (k, 0), (0, k)


def shear(draw: Draw) -> Rows:
    """A repeated eigenvalue, not 0, and one direction only."""
    k, b = draw.integers(2, -4, 4, but=[0])
    return ((k, b), (0, k)) if draw.coin() else ((k, 0), (b, k))


def nilpotent(draw: Draw) -> Rows:
    k, s = draw.integer(1, 3), draw.sign()
    if draw.coin():
        return ((0, s * k), (0, 0)) if draw.coin() else ((0, 0), (s * k, 0))
    return (s * k, s * k), (-s * k, -s * k)


def singular(draw: Draw) -> Rows:
    (a, b), k = draw.integers(2, -3, 3, but=[0]), draw.integer(-2, 3, but=[0])
    return (a, b), (k * a, k * b)


def symmetric(draw: Draw) -> Rows:
    a, b, d = draw.integers(3, -3, 4, but=[0])
    return (a, b), (b, d)


def positive_entries(draw: Draw) -> Rows:
    a, b, d = draw.integers(3, 1, 5)
    return (a, b), (b, d)


def indefinite(draw: Draw) -> Rows:
    """Symmetric, positive entries, and yet not positive definite."""
    a, d, more = draw.integer(1, 4), draw.integer(1, 4), draw.integer(0, 3)
    b = max(a, d) + more
    return (a, b), (b, d)


def negative_definite(draw: Draw) -> Rows:
    """Symmetric with a positive determinant and a negative diagonal."""
    a, d, b = draw.integer(2, 5), draw.integer(2, 5), draw.sign()
    return (-a, b), (b, -d)


def turning(draw: Draw) -> Rows:
    """No real eigenvalue: the discriminant is negative."""
    a, b, c = draw.integer(-3, 3), draw.integer(1, 4), draw.integer(1, 4)
    return ((a, -b), (c, a)) if draw.coin() else ((a, b), (-c, a))


def orthogonal(draw: Draw) -> Rows:
    s, t = draw.sign(), draw.sign()
    return ((s, 0), (0, t)) if draw.coin() else ((0, s), (t, 0))


def projection(draw: Draw) -> Rows:
    k = draw.integer(-4, 4)
    return draw.choice((((1, k), (0, 0)), ((0, k), (0, 1)), ((1, 0), (k, 0)), ((0, 0), (k, 1))))


def involution(draw: Draw) -> Rows:
    k, s = draw.integer(-4, 4), draw.sign()
    return ((s, k), (0, -s)) if draw.coin() else ((s, 0), (k, -s))


def upper(draw: Draw) -> Rows:
    a, b, d = draw.integers(3, -3, 4, but=[0])
    return (a, b), (0, d)


Maker = Callable[[Draw], tuple[Rows, ...]]


def each(*makers: Callable[[Draw], Rows]) -> Maker:
    return lambda draw: tuple(make(draw) for make in makers)


def opposite(draw: Draw) -> tuple[Rows, ...]:
    """Two invertible matrices whose sum is singular."""
    (a, b), (c, d) = draw.until(lambda: any_matrix(draw), lambda M: bool(_det(M)))
    return ((a, b), (c, d)), ((-a, -b), (draw.integer(1, 3) - c, draw.integer(1, 3) - d))


def annihilating(draw: Draw) -> tuple[Rows, ...]:
    """A B = 0: the columns of B are killed by the rows of A."""
    (a, b), (c, d) = singular(draw)
    k, m = draw.integers(2, -2, 2, but=[0])
    return ((a, b), (c, d)), ((b * k, b * m), (-a * k, -a * m))


def cancelling(draw: Draw) -> tuple[Rows, ...]:
    """A B = A C with B ≠ C."""
    A, D = annihilating(draw)
    B = any_matrix(draw)
    return A, B, plus(B, D)


def same_figures(draw: Draw) -> tuple[Rows, ...]:
    return ((0, 0), (0, 0)), nilpotent(draw)


# ---------------------------------------------------------------- figures


def _det(M: Any) -> Any:
    (a, b), (c, d) = M
    return a * d - b * c


def times(A: Rows, B: Rows) -> Rows:
    return tuple(tuple(sum(a * b for a, b in zip(r, c, strict=True)) for c in zip(*B, strict=True)) for r in A)


def plus(A: Rows, B: Rows) -> Rows:
    return tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in zip(A, B, strict=True))


def turned(A: Rows) -> Rows:
    return tuple(zip(*A, strict=True))


def product(what: str, *factors: Rows) -> Fact:
    """The fact that a product of matrices is this one."""
    value = factors[0]
    for f in factors[1:]:
        value = times(value, f)
    return Fact(what, Op("*", tuple(matrix(f) for f in factors)), matrix(value))


def total(what: str, A: Rows, B: Rows) -> Fact:
    """The fact that a sum of matrices is this one."""
    return Fact(what, matrix(A) + matrix(B), matrix(plus(A, B)))


def determinant(what: str, M: Rows) -> Fact:
    """The fact that a determinant is this number."""
    (a, b), (c, d) = M
    return Fact(f"det {what}", number(a) * number(d) - number(b) * number(c), number(_det(M)))


def trace(what: str, M: Rows) -> Fact:
    """The fact that a trace is this number."""
    return Fact(f"tr {what}", number(M[0][0]) + number(M[1][1]), number(M[0][0] + M[1][1]))


def discriminant(what: str, M: Rows) -> Fact:
    """(tr M)² − 4 det M, negative where no eigenvalue is real."""
    t, d = M[0][0] + M[1][1], _det(M)
    left = number(t) ** 2 - 4 * number(d)
    return Fact(f"(tr {what})² − 4 det {what}", left, number(t * t - 4 * d))


def _generic(letters: str) -> Written:
    a, b, c, d = map(Name, letters)
    return matrix(((a, b), (c, d)))


A, B = _generic("abcd"), _generic("pqrs")
a, b, c, d, p, q, r, s, x, y = map(Name, "abcdpqrsxy")

# ---------------------------------------------------------------- predicates


def always(k: Kernel, *_: Any) -> bool:
    return True


def same(k: Kernel, M: Any, N: Any) -> bool:
    return k.zero(M - N)


def unit(k: Kernel) -> Any:
    return k.matrix(I2)


def tr(M: Any) -> Any:
    return M[0, 0] + M[1, 1]


def is_orthogonal(k: Kernel, *matrices: Any) -> bool:
    return all(same(k, M.T @ M, unit(k)) for M in matrices)


def invertible(k: Kernel, *matrices: Any) -> bool:
    return all(k.rank(M) == 2 for M in matrices)


def is_symmetric(k: Kernel, *matrices: Any) -> bool:
    return all(same(k, M, M.T) for M in matrices)


def is_positive(k: Kernel, M: Any) -> bool:
    return all(M[i, j] > 0 for i in (0, 1) for j in (0, 1))


def false(
    level: int, text: str, names: str, hypothesis: Predicate, conclusion: Predicate, example: Maker, decoy: Maker,
    facts: Callable[..., list[Fact]], *arguments: tuple[str, Predicate],
) -> Statement:  # fmt: skip
    reasons = tuple(Argument(*a) for a in arguments)
    made = Statement(level, text, names, hypothesis, conclusion, example, decoy, reasons, facts)
    kernel = Exact()
    return Statement(
        level, text, names, hypothesis, conclusion,
        lambda draw: draw.until(lambda: example(draw), lambda m: made.refuted(kernel, m)),
        lambda draw: draw.until(lambda: decoy(draw), lambda m: not made.refuted(kernel, m)),
        reasons, facts,
    )  # fmt: skip


def true(
    level: int, text: str, names: str, hypothesis: Predicate, conclusion: Predicate, decoy: Maker,
    facts: Callable[..., list[Fact]], *arguments: tuple[str, Predicate],
) -> Statement:  # fmt: skip
    reasons = tuple(Argument(*a) for a in arguments)
    return Statement(level, text, names, hypothesis, conclusion, None, decoy, reasons, facts)
