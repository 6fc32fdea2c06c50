"""QR factorisation of a matrix by Gram–Schmidt.

Example: tutor solve qr "[1, 1; 1, 0; 0, 1]"

Q has orthonormal columns, R is upper triangular with a positive diagonal. Columns that depend on earlier ones are
reported; then Q has as many columns as the rank, and R is in row echelon form (book: chapter 3.8.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, combination, dot, from_columns, identity, rows_of, transposed
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source
from tutor.methods.geometry.claims import weighted
from tutor.methods.geometry.lengths import root_of
from tutor.methods.geometry.steps import series
from tutor.methods.inputs import read_matrix
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, column, number

LIMIT = 8  # rows or columns that are worked on paper


def from_text(text: str) -> Solution:
    """Factorise a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a zero matrix, or one that is too large.

    >>> str(from_text("[3, 1; 4, 0]").answer)
    'Q = [3/5, 4/5; 4/5, -3/5]; R = [5, 3/5; 0, 4/5]'
    """
    return work(read_matrix(text, limit=LIMIT))


def factors(A: Sequence[Sequence[Any]]) -> tuple[Rows, Rows]:
    """Q (m × r) and R (r × n) with A = Q R; r is the rank.

    >>> Q, R = factors([[3, 1], [4, 0]])
    >>> [[str(write(a)) for a in r] for r in R]
    [['5', '3/5'], ['0', '4/5']]
    """
    units: list[Vector] = []
    columns: list[list[Any]] = []
    for k, a in enumerate(transposed(rows_of(A)), 1):
        along, left = _rest(a, units)
        if any(left):
            length = _length(left, k)
            units.append(tuple(plain(x / length) for x in left))
            along = (*along, length)
        columns.append(list(along))
    if not units:
        raise InputError("the zero matrix has no QR factorisation with orthonormal columns in Q; its rank is 0")
    r = len(units)
    padded = [[*c, *(plain(0),) * (r - len(c))] for c in columns]
    return from_columns(units), from_columns(padded)


def _rest(a: Sequence[Any], units: Sequence[Vector]) -> tuple[Vector, Vector]:
    along = tuple(dot(q, a) for q in units)
    return along, combination((1, *(-c for c in along)), (a, *units))


def _length(v: Sequence[Any], k: int) -> Any:
    square = dot(v, v)
    found = root_of(square)
    if found is None:
        raise InputError(
            f"column {k} leaves a vector of length sqrt({write(square)}), which is no sum of square roots; "
            "give decimals of its entries as fractions"
        )
    return found


def work(A: Sequence[Sequence[Any]]) -> Solution:
    """Q and R with every step.

    Parameters
    ----------
    A : (m, n) exact numbers, not all zero

    >>> work([[1, 2], [1, 4]]).holds
    True
    """
    Q, R = factors(A)
    steps: list[Step] = []
    units: list[Vector] = []
    dropped: list[Written] = []
    for k, a in enumerate(transposed(rows_of(A)), 1):
        made, q = _column(k, a, units)
        steps += made
        if q is None:
            dropped.append(Name(f"a_{k}"))
        else:
            units.append(q)
    given, q_written, r_written = (matrix_written(M) for M in (rows_of(A), Q, R))
    why = say(
        "The unit vectors side by side are {Q}; the lengths and inner products are {R}. Multiplied back, they are {A}.",
        Q=Name("Q"),
        R=Name("R"),
        A=Name("A"),
    )
    steps.append(Step(why, Computed(Op("*", (q_written, r_written)), left=given)))
    meaning = Text(())
    if dropped:
        be, its = ("depends", "it has") if len(dropped) == 1 else ("depend", "they have")
        meaning = series(dropped) + say(" {be} on earlier columns: {its} no column in Q of their own.", be=be, its=its)
    orthonormal = Computed(matrix_written(identity(len(units))), left=Op("*", (Op("T", (q_written,)), q_written)))
    return Solution(
        "qr",
        say("Factorise {A} as {QR} by the Gram–Schmidt method.", A=Name("A").equals(given), QR=Name("Q") * Name("R")),
        tuple(steps),
        Op("parts", (_part("Q", q_written), _part("R", r_written))),
        meaning=meaning,
        code=_code(A),
        checks=(
            Check(say("The columns of Q are orthonormal: {c}.", c=orthonormal.shown()), orthonormal.holds()),
            Check(say("NumPy: its own factors, made by reflections, are the same but for signs."), _numeric(A, Q, R)),
        ),
    )


def _part(name: str, w: Written) -> Op:
    return Op("part", (Words(name), w))


def _column(k: int, a: Sequence[Any], units: Sequence[Vector]) -> tuple[list[Step], Vector | None]:
    """The steps for column k, and its unit vector if it does not depend on earlier columns."""
    name, rest_name, q_name = Name(f"a_{k}"), Name(f"u_{k}"), Name(f"q_{len(units) + 1}")
    along, left = _rest(a, units)
    steps = [_along_step(k, a, j, q, c) for j, (q, c) in enumerate(zip(units, along, strict=True), 1)]
    shown = _shown(a)
    if not any(a):
        why = say("{a} is the zero column: it gives no direction, and its column in R is zero.", a=name)
        return [*steps, Step(why, Computed(number(0), left=Op("norm", (shown,))))], None
    if any(along):
        inside = weighted([number(1), *(write(-c) for c in along)], [shown, *map(_shown, units)])
        onto = series([Name(f"q_{j}") for j, c in enumerate(along, 1) if c])
        if any(left):
            words = "Take these parts away from {a}: what is left, {u}, is orthogonal to {onto}."
        else:
            words = "Take these parts away from {a}: nothing is left, so it depends on the columns before it."
        why = say(words, a=name, u=rest_name, onto=onto)
        asked = say("What must be taken away from {a} to leave something orthogonal to {onto}?", a=name, onto=onto)
        steps.append(Step(why, Computed(_shown(left), left=inside), question=asked))
    else:
        rest_name = name
    if not any(left):
        return steps, None
    length = _length(left, k)
    why = say("The length of {u} is the diagonal entry of R in row {r}.", u=rest_name, r=len(units) + 1)
    asked = say("How long is {u}?", u=rest_name)
    steps.append(Step(why, Computed(write(length), left=Op("norm", (_shown(left),))), question=asked))
    q = tuple(plain(x / length) for x in left)
    if length != 1:
        why = say("Divided by its length, {u} becomes the unit vector {q}.", u=rest_name, q=q_name)
        over = Op("*", (Op("/", (number(1), write(length))), _shown(left)))
        steps.append(Step(why, Computed(_shown(q), left=over)))
    return steps, q


def _along_step(k: int, a: Sequence[Any], j: int, q: Vector, c: Any) -> Step:
    name, q_name = Name(f"a_{k}"), Name(f"q_{j}")
    why = say("How far {a} goes along {q} is their inner product, an entry of R.", a=name, q=q_name)
    claim = Computed(write(c), left=Op("dot", (_shown(q), _shown(a))))
    return Step(why, claim, question=say("How far does {a} go along {q}?", a=name, q=q_name))


def _shown(v: Sequence[Any]) -> Op:
    return column([write(x) for x in v])


def _numeric(A: Sequence[Sequence[Any]], Q: Rows, R: Rows) -> bool:
    import numpy as np

    a, q, r = (np.array([[float(x) for x in row] for row in M]) for M in (A, Q, R))
    if q.shape[1] < a.shape[1] or a.shape[1] > a.shape[0]:
        return bool(np.allclose(q @ r, a) and np.linalg.matrix_rank(a) == q.shape[1])
    theirs, _ = np.linalg.qr(a)
    return bool(np.allclose(np.abs(theirs), np.abs(q)))


def _code(A: Sequence[Sequence[Any]]) -> str:
    return f"""import numpy as np

A = {matrix_source(A)}
units, rows = [], []
for j in range(A.shape[1]):
    u = A[:, j].copy()
    for i, q in enumerate(units):
        rows[i][j] = q @ A[:, j]          # how far column j goes along q_i
        u -= rows[i][j] * q
    length = np.sqrt(u @ u)
    if length > 1e-9:                     # else column j depends on earlier columns
        units.append(u / length)
        rows.append(np.zeros(A.shape[1]))
        rows[-1][j] = length
answer = np.array(units).T, np.array(rows)
print(answer)
"""
