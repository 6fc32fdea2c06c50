"""Keys for factorisations and eigenpairs: ``A = [2, 1; 1, 2]; P = [..]; D = [..]``, ``2: (1, 1); 3: (1, -1)``.

The matrix of the question stands in the key as ``A = …`` or is the option ``matrix``; without it the factors (or n
independent eigenvectors) are multiplied out. A key with the matrix alone is factorised exactly where that is possible.
Each key is judged by property before it judges anything: one whose product is not A is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor.answers import LU, QR, SVD, Answer, Cholesky, Diagonalisation, Eigenpairs, Spectral
from tutor.answers.base import Item, read_inside, split
from tutor.answers.decompositions import diagonal_of
from tutor.answers.factorisation import Factorisation, Ruler, orthonormal
from tutor.answers.typed_vectors import grid, scalars, unlabelled, vector_of
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.matrices import Rows, diagonal, from_columns, identity, inverse, null_space, times, transposed
from tutor.exact.scalars import MAX_ENTRIES, scalar, write
from tutor.exact.spectra import characteristic
from tutor.keys.factoring import MAX_SIZE, eigenspaces, factored
from tutor.keys.key import Key, KeyKind, Maker
from tutor.keys.options import flag
from tutor.written import Op, Written, names

_MATRIX = re.compile(r"\s*(?:A\s*=(?!=))?(.*)", re.DOTALL)
_TOO_MUCH = (NotExact, TooLarge, KeyError, ZeroDivisionError)
Entries = Sequence[Sequence[Any]]


def matrix_of(text: Any) -> Rows:
    """The exact rows of a typed matrix, with or without ``A =``.

    >>> [[str(a) for a in r] for r in matrix_of("A = [2, 1; 1, 1/2]")]
    [['2', '1'], ['1', '1/2']]
    """
    if not isinstance(text, str):
        raise InputError(f'the matrix is written as "[2, 1; 1, 2]"; given is {str(text)[:60]!r}')
    m = _MATRIX.fullmatch(text)
    try:
        rows = grid(read_inside(Item(m[1] if m else text, m.start(1) if m else 0), text))
        if rows is not None and not any(names(a) for r in rows for a in r):
            return tuple(tuple(scalar(a) for a in r) for r in rows)
    except Unreadable as error:
        raise InputError(f"the matrix {text[:60]!r} cannot be read: {error.message}") from error
    except _TOO_MUCH as error:
        raise InputError(f"the matrix {text[:60]!r} has no exact entries: {error}") from error
    raise InputError(f"the matrix {text[:60]!r} is no matrix of numbers")


def _shown(rows: Entries) -> tuple[tuple[Written, ...], ...]:
    return tuple(tuple(write(a) for a in r) for r in rows)


def _given(key: Key, found: Mapping[str, Any]) -> Any:
    """The matrix of the key, of its option, or None; two different ones are refused."""
    option = matrix_of(key.options["matrix"]) if "matrix" in key.options else None
    typed = found.get("A")
    if option is not None and typed is not None and typed != option:
        raise key.refused("gives another A than the option matrix")
    return typed if typed is not None else option


# ---------------------------------------------------------------- factorisations


def _product(cls: type[Factorisation], found: Mapping[str, Any], *, left: bool) -> Entries:
    """What the factors multiply to."""
    if issubclass(cls, Spectral):
        Q, D = found["Q"], found["D"]
        skew = orthonormal("Q", Q, Ruler())
        if skew is not None:
            raise InputError(f"the Q of the key is refused: {skew}")
        return times(times(Q, D), transposed(Q))
    if issubclass(cls, Diagonalisation):
        P, D = found["P"], found["D"]
        turned = inverse(P)
        if turned is None:
            raise InputError("the P of the key is singular")
        return times(times(P, D), turned)
    if issubclass(cls, LU):
        product = times(found["L"], found["U"])
        P = found.get("P")
        return product if P is None else times(transposed(P) if left else P, product)
    if issubclass(cls, Cholesky):
        return times(found["L"], transposed(found["L"]))
    if issubclass(cls, QR):
        return times(found["Q"], found["R"])
    return times(times(found["U"], found["S"]), transposed(found["V"]))


def _full(found: dict[str, Any]) -> None:
    """A list of a diagonal as a matrix that fits its neighbours."""
    if "D" in found:
        n = len(found.get("P", found.get("Q", found["D"])))
        found["D"] = diagonal_of(found["D"], n, n)
    if "S" in found and {"U", "V"} <= set(found):
        found["S"] = diagonal_of(found["S"], len(found["U"][0]), len(found["V"][0]))


def _factorisation(cls: type[Factorisation]) -> Maker:
    letters = cls.letters

    def make(key: Key) -> Answer:
        left = flag(key.options, "pivots_left", True)
        more = {} if left else {"pivots_left": False}
        sketch = cls((), *[()] * len(letters))
        response = sketch.read(key.text)
        typed = sketch.given_rows(response)
        if typed is None or any(names(a) for rows in typed.values() for r in rows for a in r):
            raise key.refused(f"is no {cls.kind}: write {cls.example}")
        if any(sum(len(r) for r in rows) > MAX_ENTRIES for rows in typed.values()):
            raise key.refused(f"has a matrix of more than {MAX_ENTRIES} entries")
        found: dict[str, Any] = {name: tuple(tuple(scalar(a) for a in r) for r in m) for name, m in typed.items()}
        if set(found) == {letters[0]} and "=" not in key.text and len(letters) > 1:
            found = {"A": found[letters[0]]}  # a matrix alone
        _full(found)
        A = _given(key, found)
        if not set(letters) & set(found):
            return _alone(cls, A, more)
        missing = [name for name in letters if name not in found]
        if missing:
            raise key.refused(f"lacks {' and '.join(missing)}: write {cls.example}")
        if A is None:
            try:
                A = _product(cls, found, left=left)
            except ValueError as error:
                raise key.refused("has matrices whose shapes do not fit") from error
        extra = (_shown(found["P"]),) if cls is LU and "P" in found else ()
        factors = (_shown(found[name]) for name in letters)
        answer = cls(tuple(map(tuple, A)), *factors, *extra, **more)
        verdict = answer.compare(response)
        if not verdict.is_right:
            raise key.refused(f"is refused by its own properties: {verdict.feedback}")
        return answer

    return make


def _alone(cls: type[Factorisation], A: Rows, more: Mapping[str, Any]) -> Answer:
    """The answer to a question whose matrix alone is given."""
    found = factored(cls.kind, A)
    extra: tuple[Any, ...] = ()
    if "P" in found and cls is LU:
        extra = (_shown(found["P"] if not more else transposed(found["P"])),)
    return cls(A, *(_shown(found[name]) for name in cls.letters), *extra, **more)


# ---------------------------------------------------------------- eigenpairs


def _eigenpairs(key: Key) -> Answer:
    pieces = split(key.text, ";\n")
    first = pieces[0].text if pieces else ""
    has_matrix = re.match(r"A\s*=", first) or (len(pieces) == 1 and _is_matrix(first))
    A = _given(key, {"A": matrix_of(first)} if has_matrix else {})
    if has_matrix and len(pieces) == 1:
        return _by_eigenspaces(A)
    start = pieces[1].at if has_matrix else 0
    response = Eigenpairs((), ()).read(key.text[start:])
    pairs = _collected(key, response)
    vectors = [v for _, vs in pairs for v in vs]
    n = len(vectors[0])
    if len({len(v) for v in vectors}) > 1 or (A is not None and (len(A), len(A[0])) != (n, n)):
        raise key.refused("has vectors and a matrix whose sizes do not fit")
    if A is None:
        P = from_columns(vectors)
        turned = inverse(P) if len(vectors) == n else None
        if turned is None:
            raise key.refused(f"does not tell the matrix: give {n} independent eigenvectors or the option matrix")
        A = times(times(P, diagonal([q for q, vs in pairs for _ in vs])), turned)
    answer = Eigenpairs(A, tuple(sorted(pairs, key=_order)))
    verdict = answer.compare(response)
    if not verdict.is_right:
        raise key.refused(f"is refused by its own properties: {verdict.feedback}")
    _complete(key, A, answer)
    return answer


def _is_matrix(text: str) -> bool:
    try:
        rows = grid(unlabelled(read_inside(Item(text, 0), text)))
    except Unreadable:
        return False
    return rows is not None and len(rows) > 1 and len(rows) == len(rows[0])


def _by_eigenspaces(A: Rows) -> Answer:
    return Eigenpairs(A, tuple((q, vectors) for q, vectors in eigenspaces(A)))


def _order(pair: tuple[Any, Any]) -> tuple[bool, float]:
    value = complex(pair[0]) if hasattr(pair[0], "im") else float(pair[0])
    return isinstance(value, complex), value.real


def _collected(key: Key, response: Written) -> list[tuple[Any, tuple[Any, ...]]]:
    """The pairs of a key, the vectors of one eigenvalue together."""
    found: list[tuple[Any, list[Any]]] = []
    for pair in response.args if isinstance(response, Op) else ():
        value, vector = pair.args if isinstance(pair, Op) else (pair, pair)
        flat = vector_of(vector)
        if flat is None or any(names(a) for a in (value, *flat)):
            raise key.refused("is no list of eigenvalues with vectors: write 2: (1, 1); 3: (1, -1)")
        q, v = scalar(value), tuple(scalars(flat))
        known = next((vs for p, vs in found if not p - q), None)
        if known is None:
            found.append((q, [v]))
        else:
            known.append(v)
    return [(q, tuple(vs)) for q, vs in found]


def _complete(key: Key, A: Rows, answer: Eigenpairs) -> None:
    """A key must hold every eigenvalue, and a basis of each eigenspace."""
    n = len(A)
    for q, vectors in answer.pairs:
        shifted = [[a - q * e for a, e in zip(r, s, strict=True)] for r, s in zip(A, identity(n), strict=True)]
        if len(vectors) != len(null_space(shifted)):
            raise key.refused("has not enough eigenvectors for one of its eigenvalues")
    if sum(len(vectors) for _, vectors in answer.pairs) == n:
        return
    if n > MAX_SIZE:
        raise key.refused("cannot be seen to be complete: the matrix is large")
    left = list(characteristic(A))
    for q, _ in answer.pairs:
        while len(left) > 1:
            quotient, rest = _divided(left, q)
            if rest:
                break
            left = quotient
    if len(left) > 1:
        raise key.refused("lacks an eigenvalue of its matrix")


def _divided(p: Sequence[Any], q: Any) -> tuple[list[Any], Any]:
    """A polynomial, highest power first, by x − q."""
    carry: Any = Fraction(0)
    found = []
    for c in p:
        carry = carry * q + c
        found.append(carry)
    return found[:-1], found[-1]


KINDS: dict[str, KeyKind] = {
    "diagonalisation": KeyKind(_factorisation(Diagonalisation), ("matrix",), reads_itself=True),
    "spectral decomposition": KeyKind(_factorisation(Spectral), ("matrix",), reads_itself=True),
    "LU factorisation": KeyKind(_factorisation(LU), ("matrix", "pivots_left"), reads_itself=True),
    "QR factorisation": KeyKind(_factorisation(QR), ("matrix",), reads_itself=True),
    "Cholesky factorisation": KeyKind(_factorisation(Cholesky), ("matrix",), reads_itself=True),
    "singular value decomposition": KeyKind(_factorisation(SVD), ("matrix",), reads_itself=True),
    "eigenpairs": KeyKind(_eigenpairs, ("matrix",), reads_itself=True),
}
