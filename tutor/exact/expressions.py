"""The exact value of what is written with matrices: sums, products, powers, inverses, determinants, norms.

A value is a number of one of the fields, or the rows of a matrix; a vector is a matrix of one column (or one row, as it
stands). Letters take the values that are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.errors import TooLarge
from tutor.evaluate import NotExact, evaluate
from tutor.exact.matrices import (
    Rows,
    determinant,
    dot,
    inverse,
    plus,
    power,
    rank,
    scaled,
    times,
    trace,
    transposed,
)
from tutor.exact.scalars import COMPLEX, complex_of, plain, scalar, write
from tutor.written import Op, Written, entries, walk

MAX_SIZE = 400  # entries of a matrix
MAX_POWER = 1_000

_MATRIX_HEADS = frozenset(("matrix", "det", "trace", "rank", "norm", "dot", "T", "transpose", "inverse", "tuple"))


def exact_value(w: Written, values: Mapping[str, Any] | None = None) -> Any:
    """A number, or the rows of a matrix.

    Raises
    ------
    NotExact, KeyError, TooLarge, ZeroDivisionError
        Where there is no such value, a name has none, or it would cost too much.

    >>> from tutor.written import matrix
    >>> A = matrix([[1, 2], [3, 4]])
    >>> str(exact_value(Op("det", (A,)))), [[str(a) for a in r] for r in exact_value(A * A)]
    ('-2', [['7', '10'], ['15', '22']])
    """
    given = values or {}
    if not any(isinstance(node, Op) and node.head in _MATRIX_HEADS for node in walk(w)):
        return scalar(w, given) if not _complex(given) else plain(evaluate(w, _lifted(given), COMPLEX))
    return _operation(w, given) if isinstance(w, Op) else scalar(w, given)


def _complex(values: Mapping[str, Any]) -> bool:
    return any(complex_of(v).im for v in values.values())


def _lifted(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: complex_of(v) for name, v in values.items()}


def _operation(w: Op, values: Mapping[str, Any]) -> Any:
    if w.head == "matrix":
        if len(entries(w)) * len(entries(w)[0]) > MAX_SIZE:
            raise TooLarge(f"a matrix of more than {MAX_SIZE} entries")
        return tuple(tuple(_number(exact_value(a, values)) for a in r) for r in entries(w))
    if w.head == "tuple":
        return tuple((_number(exact_value(a, values)),) for a in w.args)
    args = [exact_value(a, values) for a in w.args]
    match w.head:
        case "+":
            total = args[0]
            for a in args[1:]:
                total = _sum(total, a)
            return total
        case "neg":
            return scaled(-1, args[0]) if isinstance(args[0], tuple) else plain(-args[0])
        case "*":
            product = args[0]
            for a in args[1:]:
                product = _product(product, a)
            return product
        case "/":
            return _product(args[0], 1 / _number(args[1]))
        case "^":
            return _power(*args)
        case "T" | "transpose":
            return transposed(_rows(args[0]))
        case "inverse":
            return _power(args[0], -1)
        case "det":
            return determinant(_square(args[0]))
        case "trace":
            return trace(_square(args[0]))
        case "rank":
            return plain(rank(_rows(args[0])))
        case "dot":
            return dot(_vector(args[0]), _vector(args[1]))
        case "norm":
            v = _vector(args[0])
            return scalar(Op("sqrt", (write(dot(v, v)),)))
    raise NotExact(f"{w.head} of matrices")


def _number(x: Any) -> Any:
    if isinstance(x, tuple):
        if len(x) == len(x[0]) == 1:
            return x[0][0]
        raise NotExact("a matrix stands where a number is needed")
    return x


def _rows(x: Any) -> Rows:
    if not isinstance(x, tuple):
        raise NotExact("a number stands where a matrix is needed")
    return x


def _square(x: Any) -> Rows:
    A = _rows(x)
    if len(A) != len(A[0]):
        raise NotExact("the matrix is not square")
    return A


def _vector(x: Any) -> tuple[Any, ...]:
    A = _rows(x)
    if len(A) == 1:
        return A[0]
    if len(A[0]) == 1:
        return tuple(r[0] for r in A)
    raise NotExact("a matrix stands where a vector is needed")


def _sum(x: Any, y: Any) -> Any:
    if isinstance(x, tuple) != isinstance(y, tuple):
        x, y = _number(x), _number(y)
    if not isinstance(x, tuple):
        return plain(x + y)
    if (len(x), len(x[0])) != (len(y), len(y[0])):
        raise NotExact("a sum of matrices of different shapes")
    return plus(x, y)


def _product(x: Any, y: Any) -> Any:
    if not isinstance(x, tuple):
        return scaled(x, y) if isinstance(y, tuple) else plain(x * y)
    if not isinstance(y, tuple):
        return scaled(y, x)
    if len(x[0]) != len(y):
        if len(x) == len(x[0]) == 1:
            return scaled(x[0][0], y)
        if len(y) == len(y[0]) == 1:
            return scaled(y[0][0], x)
        raise NotExact("a product of matrices whose inner sizes differ")
    return times(x, y)


def _power(base: Any, exponent: Any) -> Any:
    k = _number(exponent)
    if not isinstance(base, tuple):
        return scalar(Op("^", (write(base), write(k))))
    if k != int(k) or abs(k) > MAX_POWER:
        raise NotExact("a power of a matrix needs a whole exponent of moderate size")
    A = _square(base)
    if k < 0:
        inverted = inverse(A)
        if inverted is None:
            raise NotExact("a singular matrix has no inverse")
        A, k = inverted, -k
    return power(A, int(k))
