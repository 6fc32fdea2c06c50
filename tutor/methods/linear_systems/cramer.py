"""Two or three equations in as many unknowns, by Cramer's rule.

Example: tutor solve cramer "2x + y = 5, x - 3y = -1"

Each unknown is a quotient of two determinants; a system whose determinant is 0 is handed to elimination (`system`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Solves
from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, determinant, rows_of
from tutor.exact.scalars import as_float, plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.determinants.working import worked, written_rows
from tutor.methods.inputs import read_matrix, read_vector
from tutor.methods.linear_systems.forms import equation
from tutor.methods.matrix_claims import Computed
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Written, augmented

SIZES = (2, 3)


def from_text(*inputs: str) -> Solution:
    """Solve a typed system: equations, an augmented matrix, or a matrix and the vector of right-hand sides.

    Raises
    ------
    Unreadable
        If the text cannot be read.
    InputError
        Unless there are two or three equations in as many unknowns, with a determinant that is not 0.

    >>> str(from_text("2x + y = 5, x - 3y = -1").answer)
    'x = 2, y = 1'
    """
    from tutor.reading import read_system

    if len(inputs) == 2 and "=" not in "".join(inputs):
        A, b = read_matrix(inputs[0]), read_vector(inputs[1])
        if len(A) != len(b):
            raise InputError(f"A has {len(A)} rows, but b has {len(b)} entries")
        return work(A, b)
    system = read_system("\n".join(inputs))
    for a in (*(x for r in system.rows for x in r), *system.rhs):
        if isinstance(a, Written):
            raise InputError(f"the numbers of the system must be rational, not {a}")
    return work(system.rows, system.rhs, variables=system.variables, given=system.written)


def work(
    rows: Sequence[Sequence[Any]], rhs: Sequence[Any], *, variables: Sequence[str] = (), given: Written | None = None
) -> Solution:
    """Cramer's rule with every step.

    Parameters
    ----------
    rows : (n, n) exact numbers, n = 2 or 3
    rhs : n exact numbers
    variables : n names; x1, x2, … when none are given
    given : the system as it was typed

    >>> solution = work([[2, 1], [1, -3]], [5, -1], variables="xy")
    >>> str(solution.answer), solution.holds
    ('x = 2, y = 1', True)
    """
    A, b = rows_of(rows), tuple(plain(x) for x in rhs)
    n = len(A)
    if n != len(A[0]) or n not in SIZES:
        raise InputError(f"{n} equations in {len(A[0])} unknowns: the rule is worked for 2 or 3 of each; use system")
    names = tuple(variables) or tuple(f"x{i + 1}" for i in range(n))
    equations = tuple(equation([write(a) for a in r], write(c), names) for r, c in zip(A, b, strict=True))
    stated = given if given is not None else Op("system", equations)
    steps, det = worked(A)
    if not det:
        raise InputError("the determinant of the system is 0, so the rule does not apply: use system, by elimination")
    values: list[Any] = []
    for k, name in enumerate(names):
        replaced = _replaced(A, b, k)
        made, top = worked(replaced)
        why = say("For {x} put the right-hand side in column {k} and take the determinant.", x=Name(name), k=str(k + 1))
        left = Op("det", (written_rows(replaced),))
        steps.append(Step(why, Computed(write(top), left=left), substeps=tuple(made)))
        values.append(plain(top / det))
        why = say("Cramer's rule: {x} is this determinant over the determinant of the system.", x=Name(name))
        result = write(values[-1])
        quotient = Op("/", (left, Op("det", (written_rows(A),))))
        steps.append(Step(why, Computed(result, left=quotient)))
    answer = Op("list", tuple(Name(v).equals(write(x)) for v, x in zip(names, values, strict=True)))
    steps.append(Step(say("They satisfy every equation."), Solves(answer, equations=equations)))
    if isinstance(stated, Op) and stated.head == "augmented":
        stated = augmented([[*map(write, r), write(c)] for r, c in zip(A, b, strict=True)], n)
    return Solution(
        "cramer",
        say("Solve by Cramer's rule: {system}", system=stated),
        tuple(steps),
        answer,
        meaning=say("The determinant of the system is not 0, so this is its only solution."),
        code=_code(A, b),
        checks=_checks(A, b, tuple(values)),
    )


def _replaced(A: Rows, b: Vector, k: int) -> Rows:
    """A with b in column k."""
    return tuple((*r[:k], c, *r[k + 1 :]) for r, c in zip(A, b, strict=True))


def _code(A: Rows, b: Vector) -> str:
    return f"""import numpy as np

A = {matrix_source(A)}
b = {vector_source(b)}
x = np.zeros(len(b))
for k in range(len(b)):
    replaced = A.copy()
    replaced[:, k] = b                             # the right-hand side in column k
    x[k] = np.linalg.det(replaced) / np.linalg.det(A)

answer = x
print(answer)
"""


def _checks(A: Rows, b: Vector, x: Vector) -> tuple[Check, ...]:
    import numpy as np

    a, c, y = (np.array([[as_float(v) for v in r] for r in m]) for m in (A, [b], [x]))
    good = bool(np.allclose(np.linalg.solve(a, c[0]), y[0], rtol=1e-8)) and applied(A, x) == b
    return (Check(say("NumPy: elimination finds the same solution."), good and determinant(A) != Fraction(0)),)
