"""The inverse of a square matrix, by Gauss–Jordan elimination on [A | I] or by the adjugate.

Example: tutor solve inverse "[2, 1; 5, 3]"

``by`` is gauss or adjugate; ``rhs`` is a matrix B, to solve A X = B (``side`` right: X A = B). With a letter in the
matrix (``parameters``) the answer says for which of its values there is an inverse (book: chapters 2.2.2 and 2.3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.errors import InputError
from tutor.exact.matrices import Rows, identity, null_space, rows_of, times, transposed
from tutor.exact.matrices import inverse as bare_inverse
from tutor.exact.scalars import as_float, plain
from tutor.methods.array_source import matrix_source
from tutor.methods.determinants.determinant import read_square
from tutor.methods.determinants.expansion import minor
from tutor.methods.determinants.letters import Form, determinant_of, shown
from tutor.methods.determinants.working import value_of, worked, written_rows
from tutor.methods.factorisations.claims import SolvesWith
from tutor.methods.inputs import read_matrix
from tutor.methods.linear_systems.claims import Roots
from tutor.methods.linear_systems.polynomials import zeros
from tutor.methods.matrix_claims import Computed, InverseOf, NullSpaceBasis, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, augmented, entries, matrix

SINGULAR = Words("singular")
LIMIT = 10  # rows
ADJUGATE = 4  # rows, for the adjugate


@dataclass(frozen=True)
class Beside(_Result):
    """The result is the matrix [A | B] of two matrices side by side."""

    left: Written = field(kw_only=True)
    right: Written = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        both = [(*r, *s) for r, s in zip(entries(self.left), entries(self.right), strict=True)]
        return self.result == augmented(both, len(entries(self.left)[0]))


@dataclass(frozen=True)
class CofactorsOf(_Result):
    """The entry in row i and column j of the result is (−1)^(i+j) times the minor of ``of`` without row i, column j."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Name("C").equals(self.result)

    def holds(self) -> bool | None:
        rows, found = entries(self.of), entries(self.result)
        if len(found) != len(rows):
            return False
        each = [
            Computed(a, left=((-1) ** (i + j)) * Op("det", (matrix(minor(rows, i, j)),))).holds()
            for i, r in enumerate(found)
            for j, a in enumerate(r)
        ]
        return False if False in each else None if None in each else True


@dataclass(frozen=True)
class AdjugateOf(_Result):
    """The result is det A times the inverse of ``of``, an invertible A."""

    of: Written = field(kw_only=True)

    def shown(self) -> Written:
        return Op("call", (Name("adj"), self.of)).equals(self.result)

    def holds(self) -> bool | None:
        return Computed(self.result, left=Op("det", (self.of,)) * Op("inverse", (self.of,))).holds()


def from_text(*inputs: str, by: str = "gauss", rhs: str = "", side: str = "left", parameters: str = "") -> Solution:
    """The inverse of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square or too large, a right-hand side that does not fit, or an option there is not.

    >>> str(from_text("[2, 1; 5, 3]").answer), str(from_text("[1, 2; 2, 4]").answer)
    ('[3, -1; -5, 2]', 'singular')
    """
    if by not in ("gauss", "adjugate"):
        raise InputError(f"by={by!r}: choose one of gauss, adjugate")
    if side not in ("left", "right"):
        raise InputError(f"side={side!r}: choose left for A X = B, right for X A = B")
    if len(inputs) == 2 and not rhs:
        *inputs_, rhs = inputs
        inputs = tuple(inputs_)
    text = "\n".join(inputs).strip()
    for ending in ("^-1", "^{-1}", "^(-1)"):
        text = text.removesuffix(ending)
    rows = read_square(text, parameters)
    if len(rows) > LIMIT:
        raise InputError(f"a matrix with {len(rows)} rows: at most {LIMIT} are inverted with steps")
    if isinstance(rows[0][0], Form):
        if rhs:
            raise InputError(
                "with letters in the matrix only its inverse is found; put numbers for them to solve A X = B"
            )
        return _with_letter(rows)
    return work(rows, by=by, rhs=read_matrix(rhs, real=False) if rhs else None, side=side)


def work(
    rows: Sequence[Sequence[Any]],
    *,
    by: str = "gauss",
    rhs: Sequence[Sequence[Any]] | None = None,
    side: str = "left",
) -> Solution:
    """The inverse with every step, and with it the solution of A X = B or X A = B.

    Parameters
    ----------
    rows : (n, n) exact numbers
    by : {"gauss", "adjugate"}
    rhs : (n, k) for A X = B, (k, n) for X A = B, or None
    side : {"left", "right"}: where A stands

    >>> solution = work([[2, 1], [5, 3]], rhs=[[1], [0]])
    >>> str(solution.answer), solution.holds
    ('[3; -5]', True)
    """
    A = rows_of(rows)
    given = matrix_written(A)
    steps, found = _adjugate(A) if by == "adjugate" else _gauss_jordan(A)
    asked = say("Find the inverse of {A}", A=Name("A").equals(given))
    meaning = say("A is invertible.")
    answer: Written = SINGULAR
    check: Rows | None = found
    if found is None:
        meaning = say("A is singular: it has no inverse.")
        if rhs is not None:
            meaning += say(" So there is no X = A^(-1) B; each column of B is a system of its own, to be reduced.")
    else:
        answer = matrix_written(found)
    if rhs is not None:
        B = rows_of(rhs)
        _fits(A, B, side)
        left = side == "left"
        order = Name("A") * Name("X") if left else Name("X") * Name("A")
        asked = say("Solve {e} for X, where {A} and {B}.", e=order.equals(Name("B")), A=Name("A").equals(given),
                    B=Name("B").equals(matrix_written(B)))  # fmt: skip
        if found is not None:
            check = times(found, B) if left else times(B, found)
            steps += _solved(A, B, found, check, left)
            answer = matrix_written(check)
            meaning = say("There is exactly one such X, since A is invertible.")
    return Solution(
        "inverse",
        asked,
        tuple(steps),
        answer,
        meaning=meaning,
        code=code(A, rhs=rhs, side=side, by=by),
        checks=_checks(A, found),
    )


def _fits(A: Rows, B: Rows, side: str) -> None:
    size = len(B) if side == "left" else len(B[0])
    if size != len(A):
        what = "rows" if side == "left" else "columns"
        raise InputError(f"B has {size} {what}, but A is {len(A)}×{len(A)}: they must agree")


def _solved(A: Rows, B: Rows, inverse: Rows, X: Rows, left: bool) -> list[Step]:
    a, b, i, x = map(matrix_written, (A, B, inverse, X))
    why = say("Multiply A X = B by the inverse from the left: X = A^(-1) B.")
    if not left:
        why = say("Multiply X A = B by the inverse from the right: X = B A^(-1).")
    asked = say("From which side must the inverse come?")
    first = Step(why, Computed(x, left=i * b if left else b * i), question=asked)
    return [first, Step(say("Multiply back: this is B."), SolvesWith(x, matrix=a, rhs=b, from_left=left))]


# ---------------------------------------------------------------- Gauss–Jordan


def _gauss_jordan(A: Rows) -> tuple[list[Step], Rows | None]:
    n = len(A)
    unit = identity(n)
    wide = [[*r, *e] for r, e in zip(A, unit, strict=True)]
    given, ones = matrix_written(A), matrix_written(unit)
    found = bare_inverse(A)
    why = say("Write the identity beside A: the row operations that turn A into I turn I into the inverse (MML 2.3.4).")
    steps = [Step(why, Beside(matrix_written(wide, n), left=given, right=ones), question=say("What stands beside A?"))]
    if found is None:
        made, _, pivots = worked_reduction(A, full=False)
        return [*_singular(A, made, pivots)], None
    made, form, _ = worked_reduction(wide, bar=n)
    steps += made
    inverse = tuple(r[n:] for r in form)
    why = say("On the left stands I now, so the inverse stands on the right; A times it is I.")
    steps.append(Step(why, InverseOf(matrix_written(inverse), of=given), question=say("What stands right of the bar?")))
    return steps, inverse


def _singular(A: Rows, made: list[Step], pivots: Sequence[int]) -> list[Step]:
    """Why there is no inverse: too few pivots, and a vector that A sends to 0."""
    n = len(A)
    basis = null_space(A)
    if pivots:
        where = say("There are pivots in {columns} only", columns=columns_named(pivots))
    else:
        where = say("There is no pivot")
    why = where + say(
        ", but {n} are needed: A does not become I. It sends a vector other than 0 to 0, and no matrix can undo that.",
        n=str(n),
    )
    return [*made, Step(why, NullSpaceBasis(vectors_written(basis), of=matrix_written(A)))]


# ---------------------------------------------------------------- the adjugate


def _adjugate(A: Rows) -> tuple[list[Step], Rows | None]:
    n = len(A)
    if n > ADJUGATE:
        raise InputError(f"a matrix with {n} rows: the adjugate is written for at most {ADJUGATE}; use by=gauss")
    given = matrix_written(A)
    steps, det = worked(A)
    if not det:
        why = say("det A = 0: A is singular. It sends a vector other than 0 to 0, and no matrix can undo that.")
        return [*steps, Step(why, NullSpaceBasis(vectors_written(null_space(A)), of=given))], None
    cofactors = _cofactors(A)
    adjugate = transposed(cofactors)
    inverse = tuple(tuple(plain(a / det) for a in r) for r in adjugate)
    C, J = written_rows(cofactors), written_rows(adjugate)
    if n == 2:
        why = say("Exchange the two entries of the diagonal and turn the signs of the other two: this is the adjugate.")
        steps.append(
            Step(why, AdjugateOf(J, of=given), question=say("Which entries change places, which their signs?"))
        )
    elif n > 2:
        why = say("The cofactors: strike out row i and column j, take the determinant, times (−1)^(i+j).")
        steps.append(Step(why, CofactorsOf(C, of=given), question=say("Which signs do the minors get?")))
        if C != J:
            why = say("The adjugate is the transposed matrix of the cofactors.")
            steps.append(Step(why, Computed(J, left=Op("T", (C,)))))
    why = say("Divide it by the determinant: A^(-1) = adj(A)/det A. A times it is I.")
    steps.append(
        Step(why, InverseOf(matrix_written(inverse), of=given), question=say("What is the adjugate divided by?"))
    )
    return steps, inverse


def _cofactors(A: Rows) -> Rows:
    n = len(A)
    if n == 1:
        return ((Fraction(1),),)
    return tuple(tuple(plain((-1) ** (i + j) * value_of(minor(A, i, j))) for j in range(n)) for i in range(n))


# ---------------------------------------------------------------- with a letter


def _with_letter(A: Rows) -> Solution:
    """For which values of the letter there is an inverse, and the inverse for all of these."""
    letters = A[0][0].letters
    used = [v for i, v in enumerate(letters) if any(p[i] for r in A for a in r for p, _ in a.terms)]
    if len(used) != 1:
        raise InputError(f"one letter may stand in the matrix; this one has {', '.join(used)}")
    name = used[0]
    given = written_rows(A)
    steps, det = worked(A)
    asked = say(
        "For which {k} is {A} invertible, and what is the inverse then?", k=Name(name), A=Name("A").equals(given)
    )
    p = det.poly() if isinstance(det, Form) else None
    if isinstance(det, Form) and p is None:
        raise InputError(f"with roots beside the letter {name} the special values are not found; use numbers alone")
    if not det:
        answer: Written = Words("never")
        meaning = say("The determinant is 0 for every {k}: A is never invertible.", k=Name(name))
        return Solution("inverse", asked, tuple(steps), answer, meaning=meaning, code=_code_with_letter(A, name))
    found = zeros(p, name) if p is not None else []
    values = [Name(name).equals(z.written()) for z in found]
    if p is not None and p.degree > 0:
        polynomial = shown(det)
        roots: Written = Op("empty") if not values else values[0] if len(values) == 1 else Op("list", tuple(values))
        why = say("A is singular exactly where its determinant is 0 (MML 4.1). Solve {p} = 0.", p=polynomial)
        steps.append(Step(why, Roots(roots, of=(polynomial,), by=name), question=say("Where is the determinant 0?")))
    without = [Op("!=", (Name(name), z.written())) for z in found]
    answer = Words("always") if not found else without[0] if len(without) == 1 else Op("and", tuple(without))
    meaning = say("A is invertible for every {k}", k=Name(name))
    meaning += say(".") if not found else say(" with {w}.", w=answer)
    if len(A) <= 3:
        inverse = _inverse_with_letter(A, det)
        where = say("In that case " if found else "Then ")
        why = where + say("the inverse is adj(A)/det A; multiplied with A it gives I.")
        ones = matrix_written(identity(len(A)))
        steps.append(Step(why, Computed(ones, left=given * inverse)))
        meaning += say(" Its inverse is then {X}.", X=inverse)
    return Solution("inverse", asked, tuple(steps), answer, meaning=meaning, code=_code_with_letter(A, name))


def _inverse_with_letter(A: Rows, det: Any) -> Written:
    n = len(A)
    cofactors = [
        [(-1) ** (i + j) * (determinant_of(minor(A, i, j)) if n > 1 else 1) for j in range(n)] for i in range(n)
    ]
    adjugate = matrix([[shown(a) for a in r] for r in transposed(cofactors)])
    return (1 / shown(det)) * adjugate


def _code_with_letter(A: Rows, name: str) -> str:
    source = matrix_source([[a.written() for a in r] for r in A])
    return (
        f"import numpy as np\n\n\ndef A({name}):\n    return {source}\n\n\n"
        f"answer = np.vectorize(lambda {name}: np.linalg.det(A({name})))     # invertible where this is not 0\n"
        "print(answer(0.5))\n"
    )


# ---------------------------------------------------------------- the program and the other road

_PROGRAM = """
n = len(A)
M = np.hstack([A, np.eye(n)])                      # [A | I]
for k in range(n):
    best = k + np.argmax(np.abs(M[k:, k]))         # partial pivoting: the largest entry of the column
    if abs(M[best, k]) < 1e-12:
        M = None                                   # no pivot: A is singular
        break
    M[[k, best]] = M[[best, k]]
    M[k] /= M[k, k]
    for i in range(n):
        if i != k:
                M[i] -= M[i, k] * M[k]                 # zeros above and below the pivot
inverse = None if M is None else M[:, n:] + 0.0    # the right half; adding 0.0 turns -0.0 into 0.0

"""


_COFACTORS = """
n = len(A)
C = np.ones_like(A)                                # the cofactors
for i in range(n):
    for j in range(n):
        smaller = np.delete(np.delete(A, i, axis=0), j, axis=1)
        C[i, j] = (-1) ** (i + j) * np.linalg.det(smaller)
det = A[0] @ C[0]                                  # expansion along the first row
inverse = None if abs(det) < 1e-12 else C.T / det  # the adjugate is the transposed matrix of the cofactors

"""


def code(
    A: Sequence[Sequence[Any]],
    *,
    rhs: Sequence[Sequence[Any]] | None = None,
    side: str = "left",
    by: str = "gauss",
) -> str:
    """Gauss–Jordan on [A | I] or the adjugate; then A^(-1) B or B A^(-1) if B is given. None for a singular matrix."""
    given = f"A = {matrix_source(A)}\n" + (f"B = {matrix_source(rhs)}\n" if rhs is not None else "")
    if any(isinstance(as_float(plain(a)), complex) for r in (*A, *(rhs or ())) for a in r):
        given = given.replace("float", "complex")
    found = "inverse" if rhs is None else "inverse @ B" if side == "left" else "B @ inverse"
    body = _COFACTORS if by == "adjugate" else _PROGRAM
    return "import numpy as np\n\n" + given + body + f"answer = None if inverse is None else {found}\nprint(answer)\n"


def _checks(A: Rows, found: Rows | None) -> tuple[Check, ...]:
    import numpy as np

    a = np.array([[as_float(x) for x in r] for r in A])
    if found is None:
        rank = int(np.linalg.matrix_rank(a))
        return (Check(say("NumPy: the rank is {r}, less than {n}.", r=rank, n=len(A)), rank < len(A)),)
    x = np.array([[as_float(y) for y in r] for r in found])
    both = np.allclose(a @ x, np.eye(len(A)), atol=1e-8 * (1 + np.abs(a).max() * np.abs(x).max()))
    return (Check(say("NumPy: A times the inverse is I."), bool(both)),)
