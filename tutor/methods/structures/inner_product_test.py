"""Is ⟨x, y⟩ an inner product? By symmetry and the leading minors, with vectors that show it where it is none.

Example: tutor solve inner_product_test "2 x1 y1 + x1 y2 + x2 y1 + 3 x2 y2"

Given is a square matrix A, for ⟨x, y⟩ = xᵀ A y, or an expression in x1, x2, … and y1, y2, …. An inner product is
bilinear, symmetric and positive definite (book: chapters 3.2 and 4.3). With ``parameters=m`` a letter may stand in the
entries; the answer says for which real values of it there is an inner product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import as_float, plain, sign, write
from tutor.methods.linear_systems.polynomials import Poly, poly_of
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.structures.bilinear import (
    asymmetric,
    minors,
    not_positive,
    value,
)
from tutor.methods.structures.claims import FormValue, Refuted
from tutor.methods.structures.other_forms import ENTRY, not_bilinear, work_parameter
from tutor.methods.structures.programs import rows_literal, vector_literal
from tutor.methods.structures.terms import Terms, form_written, squares, terms
from tutor.methods.structures.values import general, labelled_vector
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Words, Written, column, entries, matrix, names, number

LIMIT = 8  # of the size for which steps are written
_LABEL = re.compile(r"^\s*(?:<|⟨|\\langle)\s*x\s*,\s*y\s*(?:>|⟩|\\rangle)\s*=\s*")


def from_text(*inputs: str, parameters: str = "") -> Solution:
    """Test a matrix or an expression that a person typed.

    Parameters
    ----------
    parameters : str
        The letter in the entries, if there is one.

    Raises
    ------
    Unreadable
        If the text is neither a matrix nor an expression.
    InputError
        For a matrix that is not square, letters that are not named, or a condition that has no exact solution.

    >>> str(from_text("[2, 1; 1, 3]").answer), str(from_text("[1, 2; 2, 1]").answer)
    ('yes, d1 = 2, d2 = 5', 'no, x = (1, -1)')
    >>> str(from_text("[1, m; m, 4]", parameters="m").answer)
    '-2 < m and m < 2'
    """
    from tutor.reading import read

    text = _LABEL.sub("", ", ".join(inputs))
    w = read(text)
    if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name):
        w = w.args[1]
    letters = [p.strip() for p in parameters.replace(";", ",").split(",") if p.strip()]
    if len(letters) > 1:
        raise InputError(f"one parameter is worked with, not {len(letters)}; put numbers for the others")
    if isinstance(w, Op) and w.head == "matrix":
        grid_: Sequence[Sequence[Written]] = entries(w)
        if len(grid_) != len(grid_[0]):
            raise InputError(f"a square matrix is needed; this one has {len(grid_)} rows and {len(grid_[0])} columns")
    elif isinstance(w, Op) and w.head in ("list", "tuple", "set", "augmented", "="):
        raise Unreadable("this is neither a matrix nor an expression", text, 0, "type [2, 1; 1, 3] or x1 y1 + x2 y2")
    else:
        found = _matrix_of(w, letters)
        if found is None:
            return not_bilinear(w, text)
        grid_ = found
    used = sorted({n for r in grid_ for a in r for n in names(a)})
    if foreign := [n for n in used if n not in letters]:
        raise InputError(f"the entries hold the letter {foreign[0]}; name it with parameters={foreign[0]}")
    if len(grid_) > LIMIT:
        raise InputError(f"a matrix with {len(grid_)} rows: at most {LIMIT} are worked")
    if used:
        return work_parameter([[poly_of(a, used[0]) for a in r] for r in grid_], name=used[0])
    from tutor.methods.inputs import read_matrix

    return work(read_matrix(str(matrix(grid_)), square=True))


def _matrix_of(w: Written, letters: Sequence[str]) -> list[list[Written]] | None:
    """The matrix of a bilinear expression; None for one that is not bilinear."""
    used = names(w)
    n = max((int(a[1:]) for a in used if ENTRY.match(a)), default=0)
    if not 1 <= n <= LIMIT:
        raise InputError(f"the entries x1, x2, …, y1, y2, … are needed, at most {LIMIT} of each")
    if foreign := sorted(a for a in used if not ENTRY.match(a) and a not in letters):
        raise InputError(
            f"{foreign[0]} is no entry x1, x2, …, y1, y2, …; name a parameter with parameters={foreign[0]}"
        )
    variables = [str(a) for a in (*general("x", n), *general("y", n))] + list(letters)
    parts = terms(w, variables)
    if parts is None:
        return None
    cells: list[list[Terms]] = [[{} for _ in range(n)] for _ in range(n)]
    for e, c in parts.items():
        if sum(e[:n]) != 1 or sum(e[n : 2 * n]) != 1:
            return None
        cells[e.index(1)][e.index(1, n) - n][e[2 * n :]] = c
    return [[_entry(p, letters) for p in r] for r in cells]


def _entry(p: Terms, letters: Sequence[str]) -> Written:
    """A coefficient: a number, or a polynomial in the parameter."""
    if not letters:
        return write(p.get((), Fraction(0)))
    powers = [Fraction(0)] * (max((e[0] for e in p), default=0) + 1)
    for e, c in p.items():
        powers[e[0]] = c
    return Poly.of(*powers).written(letters[0])


# ---------------------------------------------------------------- numbers


def form_of(A: Sequence[Sequence[Any]], left: Sequence[Written], right: Sequence[Written]) -> Written:
    """``2*x1*y1 + x1*y2 + …`` with exact coefficients."""
    parts: list[Written] = []
    for a, row in zip(left, A, strict=True):
        for b, c in zip(right, row, strict=True):
            if c:
                size = plain(-c) if sign(c) < 0 else c
                term = Op("*", (a, b)) if size == 1 else Op("*", (write(size), a, b))
                parts.append(Op("neg", (term,)) if sign(c) < 0 else term)
    return Num("0") if not parts else parts[0] if len(parts) == 1 else Op("+", tuple(parts))


def work(A: Rows) -> Solution:
    """Is xᵀ A y an inner product, for a square matrix of numbers?

    >>> work(((2, 1), (0, 3))).holds
    True
    """
    n = len(A)
    M, xs, ys = matrix_written(A), general("x", n), general("y", n)
    form = form_of(A, xs, ys)
    product = Op("*", (Op("T", (column(xs),)), M, column(ys)))
    given = say(
        "Is {f} an inner product on {r}?", f=Op("call", (Name("b"), Name("x"), Name("y"))).equals(form), r=_space(n)
    )
    steps = [
        Step(
            say(
                "Write it as {p} with a matrix; so it is linear in x and in y.",
                p=Op("*", (Op("T", (Name("x"),)), Name("A"), Name("y"))),
            ),
            FormValue(form, left=product),
            question=say("Which matrix belongs to it?"),
        )
    ]
    place = asymmetric(A)
    if place is not None:
        return _unsymmetric(given, A, steps, place)
    steps.append(
        Step(
            say("The matrix equals its transpose, so ⟨x, y⟩ = ⟨y, x⟩."),
            Computed(M, left=Op("T", (M,))),
            question=say("Is the matrix symmetric?"),
        )
    )
    found = minors(A)
    bad = next((k for k, d in enumerate(found) if sign(d) <= 0), None)
    for k, d in enumerate(found if bad is None else found[: bad + 1]):
        told = "positive" if sign(d) > 0 else "not positive"
        why = say("The leading minor of size {k} is {told}.", k=k + 1, told=told)
        if k == 0:
            why = say("Positive definite? All leading minors must be positive. The first one is {told}.", told=told)
        corner = matrix_written(tuple(r[: k + 1] for r in A[: k + 1]))
        steps.append(Step(why, Computed(write(d), left=Op("det", (corner,)))))
    if bad is not None:
        return _indefinite(given, A, steps)
    form_x = quadratic(A, xs)
    parts = squares(A) or ()
    shown = [(s if d == 1 else write(d) * s) for d, row in parts for s in (Op("^", (form_written(row, xs), Num("2"))),)]
    total: Written = shown[0] if len(shown) == 1 else Op("+", tuple(shown))
    why = say("Completing the squares shows it too: ⟨x, x⟩ is positive, and 0 only for x = 0 (MML 3.2).")
    if total != form_x:
        steps.append(Step(why, Equal(left=form_x, result=total)))
    stated = tuple(Name(f"d{k + 1}").equals(write(d)) for k, d in enumerate(found))
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        Op("list", (Words("yes"), *stated)),
        meaning=say("This is an inner product: bilinear, symmetric and positive definite."),
        code=_code(A, None),
        checks=(_eigenvalues(A, positive=True),),
    )


def _space(n: int) -> Written:
    return Op("^", (Name("R"), number(n))) if n > 1 else Name("R")


def quadratic(A: Sequence[Sequence[Any]], xs: Sequence[Written]) -> Written:
    """xᵀ A x of a symmetric matrix, with every product once."""
    n = len(A)
    parts: list[Written] = []
    for i in range(n):
        for j in range(i, n):
            c = A[i][j] if i == j else plain(2 * A[i][j])
            if c:
                size = plain(-c) if sign(c) < 0 else c
                square: Written = Op("^", (xs[i], Num("2"))) if i == j else Op("*", (xs[i], xs[j]))
                term = square if size == 1 else write(size) * square
                parts.append(Op("neg", (term,)) if sign(c) < 0 else term)
    return Num("0") if not parts else parts[0] if len(parts) == 1 else Op("+", tuple(parts))


def _unsymmetric(given: Text, A: Rows, steps: list[Step], place: tuple[int, int]) -> Solution:
    n = len(A)
    i, j = place
    M = matrix_written(A)
    x, y = (tuple(Fraction(int(k == m)) for k in range(n)) for m in place)
    steps.append(
        Step(
            say("The transpose is another matrix: the form is not symmetric."),
            Computed(matrix_written(tuple(zip(*A, strict=True))), left=Op("T", (M,))),
            question=say("Is the matrix symmetric?"),
        )
    )
    for left, right, what, d in ((x, y, "⟨x, y⟩", A[i][j]), (y, x, "⟨y, x⟩", A[j][i])):
        shown = {"x": labelled_vector("x", x), "y": labelled_vector("y", y)}
        why = say("With the unit vectors {x} and {y}: {what}.", what=what, **shown)
        if left is y:
            why = say("The other way round: {what} is different.", what=what)
        product = Op("*", (Op("T", (column(list(left)),)), M, column(list(right))))
        steps.append(Step(why, FormValue(write(d), left=product)))
    claim = refutation(A, x, y).after(steps)
    steps.append(Step(say("So ⟨x, y⟩ = ⟨y, x⟩ fails: this is no inner product (MML 3.2)."), claim))
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=say("This is no inner product: it is not symmetric."),
        code=_code(A, (x, y)),
    )


def _indefinite(given: Text, A: Rows, steps: list[Step]) -> Solution:
    x = not_positive(A) or ()
    M, v = matrix_written(A), column([write(a) for a in x])
    q = value(A, x)
    why = say("So there is a vector x, not 0, for which ⟨x, x⟩ is not positive: {x}.", x=labelled_vector("x", x))
    steps.append(
        Step(
            why,
            FormValue(write(q), left=Op("*", (Op("T", (v,)), M, v))),
            question=say("For which vector is ⟨x, x⟩ not positive?"),
        )
    )
    claim = refutation(A, x, None).after(steps)
    steps.append(Step(say("An inner product has ⟨x, x⟩ > 0 for every x except 0 (MML 3.2): this is none."), claim))
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=say("This is no inner product: it is not positive definite."),
        code=_code(A, (x,)),
        checks=(_eigenvalues(A, positive=False),),
    )


def refutation(A: Rows, x: Vector, y: Vector | None) -> Refuted:
    """The verdict 'no' with its test: ⟨x, y⟩ ≠ ⟨y, x⟩, or x ≠ 0 with ⟨x, x⟩ <= 0."""
    n = len(A)
    xs, ys = general("x", n), general("y", n)
    values = [(str(a), write(b)) for a, b in zip(xs, x, strict=True)]
    witness: tuple[Written, ...] = (labelled_vector("x", x),)
    if y is None:
        tests: tuple[tuple[Written, bool], ...] = ((nonzero(xs), True), (Op("<=", (quadratic(A, xs), Num("0"))), True))
    else:
        values += [(str(a), write(b)) for a, b in zip(ys, y, strict=True)]
        witness += (labelled_vector("y", y),)
        tests = ((Op("!=", (form_of(A, xs, ys), form_of(A, ys, xs))), True),)
    return Refuted(Words("no"), witness=witness, tests=tests, values=tuple(values))


def nonzero(letters: Sequence[Written]) -> Written:
    """``x1 != 0 or x2 != 0 or …``."""
    parts = tuple(Op("!=", (a, Num("0"))) for a in letters)
    return parts[0] if len(parts) == 1 else Op("or", parts)


def _eigenvalues(A: Rows, *, positive: bool) -> Check:
    import numpy as np

    smallest = float(np.linalg.eigvalsh(np.array([[as_float(a) for a in r] for r in A]))[0])
    size = 1e-9 * max(abs(as_float(a)) for r in A for a in r) if any(map(any, A)) else 1e-9
    fits = smallest > -size if positive else smallest < size
    return Check(say("NumPy: the smallest eigenvalue fits."), bool(fits))


def _code(A: Rows, witness: Sequence[Vector] | None) -> str:
    head = f"""import numpy as np

A = np.array({rows_literal(A)}, dtype=float)
symmetric = np.allclose(A, A.T)
definite = np.linalg.eigvalsh((A + A.T) / 2)[0] > 1e-9
"""
    if witness is None:
        return (
            head
            + """minors = [np.linalg.det(A[:k, :k]) for k in range(1, len(A) + 1)]
answer = bool(symmetric and definite)
print("inner product:", answer, " minors:", np.round(minors, 6))
"""
        )
    if len(witness) == 2:
        x, y = witness
        return (
            head
            + f"""x, y = np.array({vector_literal(x)}), np.array({vector_literal(y)})
differ = not np.isclose(x @ A @ y, y @ A @ x)
answer = bool(symmetric and definite), [differ]
print("inner product:", answer[0], " <x, y> =", x @ A @ y, " <y, x> =", y @ A @ x)
"""
        )
    return (
        head
        + f"""x = np.array({vector_literal(witness[0])})
flags = [bool(np.any(x)), bool(x @ A @ x <= 1e-9)]
answer = bool(symmetric and definite), flags
print("inner product:", answer[0], " <x, x> =", x @ A @ x)
"""
    )
