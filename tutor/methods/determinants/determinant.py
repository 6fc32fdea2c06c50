"""The determinant of a square matrix, of numbers or with letters in it.

Example: tutor solve determinant "[2, 1, 0; 1, 3, -1; 0, 5, 4]" --by laplace

``by`` is one of auto, laplace, gauss, sarrus; auto sees zeros, dependent rows, triangles and blocks first. Letters may
stand in polynomials; the value is then a polynomial, in factors (book: chapter 4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.exact.matrices import Rows, rows_of
from tutor.exact.scalars import as_float
from tutor.methods.array_source import matrix_source
from tutor.methods.determinants.expansion import Expansion
from tutor.methods.determinants.letters import Form, form_of, shown
from tutor.methods.determinants.working import value_of, worked, written_rows
from tutor.methods.inputs import read_matrix
from tutor.methods.linear_systems.polynomials import zeros
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, entries, names

WAYS = ("auto", "laplace", "gauss", "sarrus")
LIMIT = 20  # rows of a matrix of numbers
LETTERED = 6  # rows of a matrix with letters


def from_text(*inputs: str, by: str = "auto", parameters: str = "") -> Solution:
    """The determinant of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square or too large, entries that are no polynomials, or an option that there is not.

    >>> str(from_text("[1, 2; 3, 4]").answer), str(from_text("[k, 4; 1, k]").answer)
    ('-2', '(k + 2)*(k - 2)')
    """
    if by not in WAYS:
        raise InputError(f"by={by!r}: choose one of {', '.join(WAYS)}")
    rows = read_square("\n".join(inputs), parameters)
    return work(rows, by=by)


def read_square(text: str, parameters: str = "") -> Rows:
    """A typed square matrix of exact numbers; where it holds letters, all entries are `Form`.

    >>> read_square("[k, 1; 2, 3]")[0][0].letters
    ('k',)
    """
    from tutor.reading import read

    w = read(text)
    if isinstance(w, Op) and w.head == "=" and len(w.args) == 2:
        w = w.args[1]
    if isinstance(w, Op) and w.head in ("det", "abs"):
        w = w.args[0]
    if not isinstance(w, Op) or w.head != "matrix":
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, 2; 3, 4]")
    letters = tuple(sorted(names(w)))
    asked = [p.strip() for p in parameters.replace(",", " ").split()]
    unknown = sorted(set(letters) - set(asked)) if asked else []
    if unknown:
        raise InputError(f"the letter {unknown[0]} is none of the parameters {', '.join(asked)}")
    limit = LETTERED if letters else LIMIT
    table = entries(w)
    if len(table) > limit:
        kind = "with letters" if letters else "of numbers"
        raise InputError(f"a matrix {kind} with {len(table)} rows: at most {limit} are worked")
    if len(table) != len(table[0]):
        raise InputError(f"a square matrix is needed; this one has {len(table)} rows and {len(table[0])} columns")
    if not letters:
        return read_matrix(str(w), square=True, real=False)
    try:
        return tuple(tuple(form_of(a, letters) for a in r) for r in table)
    except TooLarge as error:
        raise InputError(f"the entries are too large: {error}") from error


def work(rows: Sequence[Sequence[Any]], *, by: str = "auto") -> Solution:
    """The determinant with every step.

    Parameters
    ----------
    rows : (n, n) exact numbers, or all of them `Form`
    by : {"auto", "laplace", "gauss", "sarrus"}

    >>> solution = work([[2, 1, 0], [1, 3, -1], [0, 5, 4]])
    >>> str(solution.answer), solution.holds
    ('30', True)
    """
    lettered = any(isinstance(a, Form) for r in rows for a in r)
    table = tuple(map(tuple, rows)) if lettered else rows_of(rows)
    try:
        steps, value = worked(table, by)
    except TooLarge as error:
        raise InputError(f"the determinant is too large to be worked: {error}") from error
    answer = shown(value)
    meaning = say("The determinant is 0: the matrix is singular.")
    if isinstance(value, Form) and value.number is None:
        factored = value.factored()
        if factored != answer:
            steps.append(Step(say("Factorise, to see where it is 0."), Equal(factored, left=answer)))
        answer = factored
        meaning = _zeros(value)
    elif value:
        meaning = say("The determinant is not 0: the matrix is invertible.")
    given = written_rows(table)
    return Solution(
        "determinant",
        say("Compute the determinant: {m}", m=Op("det", (given,))),
        tuple(steps),
        answer,
        meaning=meaning,
        code=code(table, by=_way(steps, by)),
        checks=_checks(table, value),
    )


def _way(steps: Sequence[Step], by: str) -> str:
    """The way that was gone."""
    first = steps[0].claim
    if by != "auto" or not isinstance(first, Expansion):
        return by
    return {"sarrus": "sarrus", "diagonal": "gauss"}.get(first.rule, "laplace")


def value(rows: Sequence[Sequence[Any]]) -> Any:
    """The determinant without steps.

    >>> str(value([[1, 2], [3, 4]]))
    '-2'
    """
    return value_of(tuple(map(tuple, rows)))


def _zeros(value: Form) -> Text:
    """For which values of one letter the matrix is singular."""
    p = value.poly()
    if p is None:
        return say("The matrix is singular exactly where this polynomial is 0.")
    used = next(v for i, v in enumerate(value.letters) if any(powers[i] for powers, _ in value.terms))
    try:
        found = zeros(p, used)
    except InputError:
        return say("The matrix is singular exactly where this polynomial is 0.")
    if not found:
        return say("No real {k} makes it 0: the matrix is always invertible.", k=Name(used))
    values = [Name(used).equals(z.written()) for z in found]
    where: list[str | Written] = []
    for k, v in enumerate(values):
        where += [" or " if k == len(values) - 1 else ", ", v] if k else [v]
    return say("The matrix is singular exactly for ") + Text(tuple(where)) + say("; else it is invertible.")


# ---------------------------------------------------------------- the program and the other road

_ELIMINATION = """

def det(M):
    M, sign = M.copy(), 1.0
    for k in range(len(M)):
        best = k + np.argmax(np.abs(M[k:, k]))
        if M[best, k] == 0:
            return 0.0                             # no pivot in this column
        if best != k:
            M[[k, best]] = M[[best, k]]
            sign = -sign                           # an exchange of rows turns the sign
        for i in range(k + 1, len(M)):
            M[i] -= M[i, k] / M[k, k] * M[k]       # this changes nothing
    return sign * np.prod(np.diag(M))              # triangular: the product of the diagonal
"""

_EXPANSION = """

def det(M):
    if len(M) == 1:
        return M[0, 0]
    total = 0.0
    for j in range(len(M)):                        # along the first row, signs as on a chessboard
        smaller = np.delete(M[1:], j, axis=1)
        total += (-1) ** j * M[0, j] * det(smaller)
    return total
"""

_SARRUS = """

def det(M):
    total = 0.0
    for k in range(3):                             # the diagonals, columns counted round the corner
        total += M[0, k] * M[1, (k + 1) % 3] * M[2, (k + 2) % 3]
        total -= M[0, k] * M[1, (k - 1) % 3] * M[2, (k - 2) % 3]
    return total
"""


def code(rows: Rows, *, by: str = "auto") -> str:
    """The program for one of the ways; with letters the answer is a function of them, in alphabetical order."""
    body = {"laplace": _EXPANSION, "sarrus": _SARRUS}.get(by, _ELIMINATION).strip("\n")
    letters = rows[0][0].letters if isinstance(rows[0][0], Form) else ()
    if letters:
        source = matrix_source([[a.written() for a in r] for r in rows])
        listed = ", ".join(letters)
        return (
            f"import numpy as np\n\n\ndef A({listed}):\n    return {source}\n\n\n{_EXPANSION.strip(chr(10))}\n\n\n"
            f"answer = np.vectorize(lambda {listed}: det(A({listed})))\n"
            f"print(answer({', '.join('0.5' for _ in letters)}))\n"
        )
    given = matrix_source(rows)
    if any(isinstance(as_float(a), complex) for r in rows for a in r):
        given = given.replace("float", "complex")
    return f"import numpy as np\n\nA = {given}\n\n\n{body}\n\n\nanswer = det(A)\nprint(answer)\n"


def _checks(rows: Rows, value: Any) -> tuple[Check, ...]:
    import numpy as np

    if not isinstance(rows[0][0], Form):
        a = np.array([[as_float(x) for x in r] for r in rows])
        scale = float(np.prod(np.linalg.norm(a, axis=1))) + 1e-300
        good = abs(np.linalg.det(a) - as_float(value)) <= 1e-9 * scale
        return (Check(say("NumPy: the determinant by its LU factors is the same."), bool(good)),)
    letters = rows[0][0].letters
    good = True
    for k in range(3):
        at = {v: 0.7 + 1.3 * k - 0.9 * i for i, v in enumerate(letters)}
        a = np.array([[x.at(at) for x in r] for r in rows])
        scale = float(np.prod(np.linalg.norm(a, axis=1))) + 1e-300
        found = value.at(at) if isinstance(value, Form) else float(value)
        good = good and bool(abs(np.linalg.det(a) - found) <= 1e-9 * scale)
    return (Check(say("NumPy: the determinant at three values of the letters is the same."), good),)
