"""A net with one hidden layer of leaky rectifiers and a linear output: its pieces and its program."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Vector = Sequence[Fraction]
Rows = Sequence[Sequence[Fraction]]


def leaky(t: Fraction, slope: Fraction) -> Fraction:
    """The activation: t itself where it is positive, else slope·t (ReLU for the slope 0).

    >>> leaky(Fraction(-4), Fraction(1, 2))
    Fraction(-2, 1)
    """
    return t if t > 0 else slope * t


def affine(W: Rows, x: Vector, b: Vector) -> list[Fraction]:
    """W x + b."""
    return [sum((w * t for w, t in zip(r, x, strict=True)), c) for r, c in zip(W, b, strict=True)]


def outer(a: Vector, b: Vector) -> list[list[Fraction]]:
    """The matrix of all products, a down the rows and b along them."""
    return [[p * q for q in b] for p in a]


def program(
    x: Vector, W1: Rows, b1: Vector, W2: Rows, b2: Vector, y: Vector, slope: Fraction, rate: Fraction | None
) -> str:
    """The NumPy program of one forward and one backward pass, with an update of W2 when a rate is given."""
    update = f'\nanswer["V"] = W2 - {float(rate)} * dW2' if rate is not None else ""
    s = _plain(slope)
    return f"""import numpy as np

x, y = np.array({_list(x)}), np.array({_list(y)})
W1, b1 = np.array({[_list(r) for r in W1]}), np.array({_list(b1)})
W2, b2 = np.array({[_list(r) for r in W2]}), np.array({_list(b2)})
z = W1 @ x + b1                          # forward
a = np.where(z > 0, z, {s} * z)
o = W2 @ a + b2
L = 0.5 * np.sum((o - y) ** 2)
error = o - y                            # backward
dW2 = np.outer(error, a)
delta = (W2.T @ error) * np.where(z > 0, 1, {s})
dW1 = np.outer(delta, x)
answer = {{"a": a, "o": o, "L": L, "dW2": dW2, "delta": delta, "dW1": dW1}}{update}
print(answer)
"""


def _plain(q: Fraction) -> float | int:
    return int(q) if q.denominator == 1 else float(q)


def _list(values: Vector) -> list[float | int]:
    return [_plain(q) for q in values]
