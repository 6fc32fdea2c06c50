"""What the methods of linear algebra take from a person: matrices, vectors, families of vectors, numbers.

A label in front (``A =``, ``v1 =``) may stand; entries are rational numbers, square roots, complex numbers over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, Vector, transposed
from tutor.exact.scalars import Complex, scalar
from tutor.written import Op, Written, entries, names

LIMIT = 100  # rows or columns of a matrix that is worked


def read_matrix(text: str, *, square: bool = False, real: bool = True, limit: int = LIMIT) -> Rows:
    """A typed matrix of exact numbers, shape (m, n).

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For letters, numbers that are not exact, a matrix that is too large or, where it must be, not square or real.

    >>> [[str(a) for a in r] for r in read_matrix("A = [1, 1/2; 3, 4]")]
    [['1', '1/2'], ['3', '4']]
    """
    w = _value(text)
    if not isinstance(w, Op) or w.head not in ("matrix", "tuple"):
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, 2; 3, 4]")
    if w.head == "tuple":
        return transposed([_exact(w.args, text, real=real)])
    rows = tuple(_exact(r, text, real=real) for r in entries(w))
    height, width = len(rows), len(rows[0])
    if max(height, width) > limit:
        raise InputError(f"a matrix with {height} rows and {width} columns: at most {limit} of each are worked")
    if square and height != width:
        raise InputError(f"a square matrix is needed; this one has {height} rows and {width} columns")
    return rows


def read_vector(text: str, *, real: bool = True) -> Vector:
    """A typed vector: ``(1, 2, 3)``, ``[1; 2; 3]``, ``[1, 2, 3]``, ``(1 2 3)^T``; a lone number has one entry.

    >>> [str(x) for x in read_vector("v = (1, -2)")]
    ['1', '-2']
    """
    return _vector(_value(text), text, real=real)


def read_vectors(*texts: str, real: bool = True) -> tuple[Vector, ...]:
    """A family of vectors of one length: ``(1, 0), (0, 1)``, ``{…}``, ``span{…}``, or the columns of one matrix.

    Several texts are put together. A matrix with several rows and columns gives its columns.

    >>> len(read_vectors("(1, 0, 1), (0, 1, 1)")), read_vectors("[1, 2; 3, 4]")[0] == read_vector("(1, 3)")
    (2, True)
    """
    found: list[Vector] = []
    for text in texts:
        w = _value(text)
        items: Sequence[Written] = (w,)
        if isinstance(w, Op) and w.head in ("list", "set", "span", "and"):
            items = [_right(a) for a in w.args]
        for item in items:
            shape = entries(item) if isinstance(item, Op) and item.head == "matrix" else ()
            if len(shape) > 1 and len(shape[0]) > 1:
                found += transposed([_exact(r, text, real=real) for r in shape])
            else:
                found.append(_vector(item, text, real=real))
    sizes = sorted({len(v) for v in found})
    if len(sizes) > 1:
        raise InputError(f"vectors of one length are needed; these have {' and '.join(map(str, sizes))} entries")
    if len(found) > LIMIT or sizes[0] > LIMIT:
        raise InputError(f"{len(found)} vectors with {sizes[0]} entries: at most {LIMIT} of each are worked")
    return tuple(found)


def read_number(text: str, *, real: bool = True) -> Any:
    """A typed exact number.

    >>> str(read_number("3/4"))
    '3/4'
    """
    return _exact((_value(text),), text, real=real)[0]


def read_whole(text: str | int, what: str, *, low: int = 0, high: int = 10**6) -> int:
    """A whole number within bounds, such as an exponent or an index; `what` names it in the message.

    >>> read_whole("5", "the exponent")
    5
    """
    try:
        n = int(str(text).strip())
    except ValueError:
        raise InputError(f"{what} must be a whole number; given is {str(text)[:40]!r}") from None
    if not low <= n <= high:
        raise InputError(f"{what} must lie between {low} and {high}; given is {n}")
    return n


def _value(text: str) -> Written:
    """What was typed, without a label in front."""
    from tutor.reading import read

    return _right(read(text))


def _right(w: Written) -> Written:
    return w.args[1] if isinstance(w, Op) and w.head == "=" and len(w.args) == 2 else w


def _vector(w: Written, text: str, *, real: bool) -> Vector:
    if isinstance(w, Op) and w.head == "tuple":
        return _exact(w.args, text, real=real)
    if isinstance(w, Op) and w.head == "matrix":
        rows = entries(w)
        if len(rows) == 1 or len(rows[0]) == 1:
            return _exact([a for r in rows for a in r], text, real=real)
    if isinstance(w, Op) and w.head in ("T", "transpose"):
        return _vector(w.args[0], text, real=real)
    if isinstance(w, Op) and w.head in ("list", "set", "matrix", "augmented", "interval", "span"):
        raise Unreadable("this is not a vector", text, 0, "type its entries in brackets: (1, 2, 3)")
    return _exact((w,), text, real=real)


def _exact(items: Sequence[Written], text: str, *, real: bool) -> Vector:
    found = []
    for w in items:
        if letters := sorted(names(w)):
            raise InputError(f"numbers are needed here; {w} holds the letter {letters[0]}")
        try:
            value = scalar(w)
        except (NotExact, KeyError) as error:
            raise InputError(f"{w} is no number that can be computed with exactly: fractions and roots are") from error
        except (TooLarge, ZeroDivisionError) as error:
            raise InputError(f"{w} has no value that can be used: {error}") from error
        if real and isinstance(value, Complex):
            raise InputError(f"real numbers are needed here; {w} is not real")
        found.append(value)
    return tuple(found)
