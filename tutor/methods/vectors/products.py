"""Products, sums, powers and transposes of exact matrices, worked from the inside of an expression to its outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import Rows, identity, inverse, plus, power, rows_of, scaled, times, transposed
from tutor.exact.scalars import Complex, plain, write
from tutor.methods.matrix_claims import Computed, InverseOf
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.claims import RowsTimesColumns, laid_out
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, column, matrix, names, number

MAX_SIZE = 20  # rows or columns of a matrix in a product
MAX_EXPONENT = 1_000
MAX_DIGITS = 120  # of a number in a power
_PATTERN = 6  # how far a power is sought that repeats


def product_steps(A: Rows, B: Rows, named: Written) -> list[Step]:
    """The steps of one product of two matrices; the last result is the product."""
    m, k, n = len(A), len(B), len(B[0])
    left, right, result = matrix_written(A), matrix_written(B), matrix_written(times(A, B))
    sizes = {letter: number(size) for letter, size in zip("mkn", (m, k, n), strict=True)}
    why = say(
        "{named} is {m}×{k} times {k}×{n}: the inner sizes agree, so the product is {m}×{n}. Each entry is a row of "
        "the first factor times a column of the second (MML 2.2.1).",
        named=named,
        **sizes,
    )
    asked = say("Which shape has {named}, and which row and which column make an entry?", named=named)
    if m * n <= 9 and m * n * k <= 27 and not any(_is_sum(a) for M in (A, B) for r in M for a in r):
        laid = matrix(laid_out(A, B))
        return [
            Step(why, RowsTimesColumns(laid, left=left, right=right), question=asked),
            Step(say("Multiply and add in every entry."), Computed(result, left=laid)),
        ]
    by_columns = n <= 8 and m * n <= 40 and n > 1
    steps = []
    if by_columns:
        for j, c in enumerate(transposed(B), 1):
            text = say("Column {j} of {named}: the first factor times column {j} of the second.", j=j, named=named)
            done = Computed(
                column([write(r[0]) for r in times(A, [[x] for x in c])]), left=left * column(map(write, c))
            )
            steps.append(Step(text, done))
        why = why + say(" Side by side, the columns are the product.")
    return [*steps, Step(why, Computed(result, left=Op("*", (left, right))), question=asked)]


def _is_sum(a: Any) -> bool:
    return isinstance(a, Complex) or (isinstance(write(a), Op) and getattr(write(a), "head", "") == "+")


# ---------------------------------------------------------------- powers


def power_steps(A: Rows, k: int, named: Written) -> list[Step]:
    """The steps of A^k for a square matrix and k ≥ 2: a pattern where there is one, else repeated squaring."""
    result = power(A, k)
    whole = Computed(matrix_written(result), left=Op("^", (matrix_written(A), number(k))))
    if all(not a for i, r in enumerate(A) for j, a in enumerate(r) if i != j):
        return [Step(say("{A} is diagonal: take the power of each entry on the diagonal.", A=named), whole)]
    if largest_digits(result) > 40:
        why = say("Square again and again, and multiply the powers whose exponents add up to {k}.", k=k)
        return [Step(why, whole)]
    repeats = _repeats(A, k)
    if repeats is not None:
        j, what = repeats
        steps = _successive(A, j, named)
        reached = named ** number(j)
        if what == "zero":
            why = say("{p} is the zero matrix, and so is every higher power.", p=reached)
        elif what == "identity":
            words = "{p} is the identity matrix, so only the remainder of {k} divided by {j} counts."
            why = say(words, p=reached, k=k, j=j)
        else:
            words = "{p} is {A} again, so positive exponents that differ by {d} give the same power."
            why = say(words, p=reached, A=named, d=j - 1)
        return [*steps, Step(why, whole)]
    if k <= 4:
        return _successive(A, k, named)
    steps, squares = [], {1: rows_of(A)}
    e = 2
    while e <= k:
        half = squares[e // 2]
        squares[e] = times(half, half)
        steps.append(_multiplied(half, half, squares[e], named, e // 2, e // 2))
        e *= 2
    used = [b for b in sorted(squares, reverse=True) if k & b]
    done, so_far = squares[used[0]], used[0]
    for b in used[1:]:
        product = times(done, squares[b])
        steps.append(_multiplied(done, squares[b], product, named, so_far, b))
        done, so_far = product, so_far + b
    return steps


def _repeats(A: Rows, k: int) -> tuple[int, str] | None:
    """The first power below k that is zero, the identity, or A again."""
    found = rows_of(A)
    first = found
    for j in range(2, min(k - 1, _PATTERN) + 1):
        found = times(found, first)
        if not any(a for r in found for a in r):
            return j, "zero"
        if found == identity(len(A)):
            return j, "identity"
        if found == first:
            return j, "same"
    return None


def _successive(A: Rows, k: int, named: Written) -> list[Step]:
    steps, done = [], rows_of(A)
    for e in range(1, k):
        product = times(done, A)
        steps.append(_multiplied(done, A, product, named, e, 1))
        done = product
    return steps


def _multiplied(X: Rows, Y: Rows, product: Rows, named: Written, d: int, e: int) -> Step:
    left, right = (named if p == 1 else named ** number(p) for p in (d, e))
    why = say("Multiply: {p} is {a} times {b}.", p=named ** number(d + e), a=left, b=right)
    claim = Computed(matrix_written(product), left=Op("*", (matrix_written(X), matrix_written(Y))))
    small = len(X) <= 3 and not any(_is_sum(a) for M in (X, Y) for r in M for a in r)
    return Step(why, claim, substeps=tuple(product_steps(X, Y, named ** number(d + e))[:1]) if small else ())


def largest_digits(A: Rows) -> int:
    """About how many decimal digits the largest numerator or denominator has."""
    bits = 0
    for r in A:
        for a in r:
            parts = (a.re, a.im) if isinstance(a, Complex) else (a,)
            for part in parts:
                terms = [Fraction(part)] if isinstance(part, Fraction | int) else [c for _, c in part.terms]
                bits = max([bits, *(max(c.numerator.bit_length(), c.denominator.bit_length()) for c in terms)])
    return bits * 3 // 10


# ---------------------------------------------------------------- expressions


def evaluated(w: Written, matrices: Mapping[str, Rows]) -> tuple[Any, list[Step]]:
    """The value of an expression whose shapes fit, a number or rows, and the steps to it.

    Raises
    ------
    InputError
        For the inverse of a singular matrix and for exponents that are not worked.

    >>> from tutor.reading import read
    >>> value, steps = evaluated(read("A^T A"), {"A": ((Fraction(1), Fraction(2)),)})
    >>> len(steps), [[str(a) for a in r] for r in value]
    (3, [['1', '2'], ['2', '4']])
    """
    steps: list[Step] = []

    def keep(value: Any, claim_left: Written, why: Text) -> Any:
        steps.append(Step(why, Computed(_written(value), left=claim_left)))
        return value

    def value_of(node: Written) -> Any:
        if isinstance(node, Name):
            return matrices[node.text]
        if not isinstance(node, Op) or not names(node):
            return exact_value(node)
        return _operation(node, value_of, keep, steps)

    return value_of(w), steps


def _operation(
    node: Op, value_of: Callable[[Written], Any], keep: Callable[[Any, Written, Text], Any], steps: list[Step]
) -> Any:
    if node.head == "neg":
        x = value_of(node.args[0])
        return keep(_scaled(Fraction(-1), x), Op("neg", (_written(x),)), say("Change the sign of every entry."))
    if node.head in ("T", "transpose"):
        x = value_of(node.args[0])
        why = say("Transpose {a}: its rows become the columns.", a=node.args[0])
        return keep(transposed(x), Op("T", (_written(x),)), why) if isinstance(x, tuple) else x
    if node.head == "/":
        x, c = value_of(node.args[0]), _number(value_of(node.args[1]))
        if not c:
            raise InputError(f"{node}: division by 0")
        return keep(_scaled(plain(1 / c), x), _written(x) / write(c), say("Divide every entry by {c}.", c=write(c)))
    if node.head in ("^", "inverse"):
        return _power(node, value_of, steps)
    if node.head == "+":
        return _sum(node, value_of, keep)
    if node.head == "*":
        done = value_of(node.args[0])
        for k in range(1, len(node.args)):
            done = _product(done, value_of(node.args[k]), Op("*", node.args[: k + 1]), keep, steps)
        return done
    raise InputError(f"{node.head} is no operation on matrices that is worked here: + - * ^ T inverse are")


def _product(x: Any, y: Any, named: Written, keep: Callable[[Any, Written, Text], Any], steps: list[Step]) -> Any:
    if isinstance(x, tuple) and isinstance(y, tuple) and len(x[0]) == len(y):
        steps.extend(product_steps(x, y, named))
        return times(x, y)
    if isinstance(x, tuple) and not (len(x) == len(x[0]) == 1 and isinstance(y, tuple)):
        x, y = y, x
    c = _number(x)
    if not isinstance(y, tuple):
        return keep(plain(c * y), Op("*", (write(c), write(y))), say("Multiply the numbers."))
    return keep(
        _scaled(c, y), Op("*", (write(c), _written(y))), say("Multiply every entry by the number {c}.", c=write(c))
    )


def _sum(node: Op, value_of: Callable[[Written], Any], keep: Callable[[Any, Written, Text], Any]) -> Any:
    values, terms = [], []
    for a in node.args:
        negative = isinstance(a, Op) and a.head == "neg"
        x = value_of(a.args[0] if isinstance(a, Op) and negative else a)
        values.append(_scaled(Fraction(-1), x) if negative else x)
        terms.append(Op("neg", (_written(x),)) if negative else _written(x))
    total = values[0]
    for x in values[1:]:
        matrices = isinstance(total, tuple) and isinstance(x, tuple)
        total = plus(total, x) if matrices else plain(_number(total) + _number(x))
    if isinstance(total, tuple):
        return keep(total, Op("+", tuple(terms)), say("Add or subtract entry by entry: the shapes are the same."))
    return keep(total, Op("+", tuple(terms)), say("Add the numbers."))


def _power(node: Op, value_of: Callable[[Written], Any], steps: list[Step]) -> Any:
    A = value_of(node.args[0])
    k = exponent_of(value_of(node.args[1])) if node.head == "^" else -1
    if not isinstance(A, tuple):
        return exact_value(Op("^", (write(A), number(k))))
    value, made = worked_power(A, k, node.args[0])
    steps.extend(made)
    return value


def exponent_of(k: Any) -> int:
    """The exponent as a whole number.

    Raises
    ------
    InputError
        For one that is not whole, or beyond 1000.
    """
    if not isinstance(k, Fraction) or k.denominator != 1 or abs(k) > MAX_EXPONENT:
        raise InputError(
            f"the exponent of a matrix must be a whole number of at most {MAX_EXPONENT}; given is {write(k)}"
        )
    return int(k)


def worked_power(A: Rows, k: int, named: Written) -> tuple[Rows, list[Step]]:
    """A^k with its steps; a negative power is the power of the inverse.

    Raises
    ------
    InputError
        For a singular matrix under a negative exponent, and for results with too many digits.
    """
    steps: list[Step] = []
    if k < 0:
        found = inverse(A)
        if found is None:
            raise InputError(f"{named} is singular, so it has no inverse and no negative powers")
        why = say("The negative power is a power of the inverse; the inverse of {A} is this matrix.", A=named)
        steps.append(Step(why, InverseOf(matrix_written(found), of=matrix_written(A))))
        A, k, named = found, -k, Op("inverse", (named,))
    if k * max(largest_digits(A), 1) > 40 * MAX_DIGITS:
        raise InputError(f"the entries of the power {k} have too many digits to be written; take a smaller exponent")
    result = power(A, k)
    if largest_digits(result) > MAX_DIGITS:
        raise InputError(f"the entries of the power {k} have more than {MAX_DIGITS} digits; take a smaller exponent")
    if k == 0:
        claim = Computed(matrix_written(result), left=Op("^", (matrix_written(A), number(0))))
        return result, [*steps, Step(say("The power with exponent 0 is the identity matrix, by definition."), claim)]
    return result, [*steps, *(power_steps(A, k, named) if k > 1 else [])]


def _number(x: Any) -> Any:
    return x[0][0] if isinstance(x, tuple) else x


def _scaled(c: Any, x: Any) -> Any:
    return scaled(c, x) if isinstance(x, tuple) else plain(c * x)


def _written(x: Any) -> Written:
    return matrix_written(x) if isinstance(x, tuple) else write(x)
