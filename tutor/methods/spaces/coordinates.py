"""The coordinates of a vector in a basis, and the change from one basis to another.

Example: tutor solve coordinates "(5, 1)" "(1, 1), (1, -1)"

First the vector, then the basis, of vectors, polynomials or matrices. With ``to="…"``, a second basis, the first input
holds coordinates in the first basis and those in the second are found (book: chapters 2.6.1, 2.7.1 and 2.7.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, applied, from_columns, inverse, null_space, times
from tutor.exact.matrices import coordinates as found_in
from tutor.exact.scalars import write
from tutor.methods.inputs import read_vector
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.claims import Columns
from tutor.methods.spaces.steps import combined, multiplied_back, rank_checked, relation_written, system_steps
from tutor.methods.spaces.vectors import Family, read_family
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, column, number


def from_text(vector: str, *basis: str, to: str = "") -> Solution:
    """The coordinates of a typed vector in a typed basis; or those in another basis.

    Raises
    ------
    InputError
        Where the vectors are no basis, or the numbers of entries do not fit.

    >>> str(from_text("(5, 1)", "(1, 1), (1, -1)").answer)
    '(3, 2)'
    >>> str(from_text("(1, 2)", "(1, 0), (1, 1)", to="(1, 1), (0, 1)").answer)
    '(3, -1)'
    """
    if not basis:
        raise InputError("first the vector, then the basis, each in quotes of its own: (5, 1) and (1, 1), (1, -1)")
    if to.strip():
        first, second = read_family(*basis), read_family(to)
        return change(read_vector(vector), first, second)
    found = read_family(*basis, vector)
    return work(found.vectors[-1], Family(found.vectors[:-1], found.letter, found.shape))


def work(v: Vector, given: Family | Sequence[Vector]) -> Solution:
    """B c = v by elimination, multiplied back.

    >>> solution = work((5, 1), [(1, 1), (1, -1)])
    >>> str(solution.answer), solution.holds
    ('(3, 2)', True)
    """
    basis = _basis(given if isinstance(given, Family) else Family(tuple(map(tuple, given))), "b")
    B, k = from_columns(basis.vectors), len(basis.vectors)
    rows = tuple((*r, x) for r, x in zip(B, v, strict=True))
    target = basis.shown(tuple(v))
    unknown = (Name("B") * Name("c")).equals(Name("v"))
    if basis.plain:
        why = say("The coordinates {c} solve {u}: the basis vectors in their order are the columns of {B}.",
                  c=Name("c"), u=unknown, B=Name("B"))  # fmt: skip
    else:
        why = say("The coordinates {c} solve {u}; write everything by its coefficients of {e}.",
                  c=Name("c"), u=unknown, e=basis.units())  # fmt: skip
    claim = Columns(matrix_written(rows, k), of=(*basis.items(), target), letter=basis.letter, name="")
    steps, inside = system_steps(B, tuple(v), "c")
    made = [Step(why, claim, question=say("Which combination of the basis is the vector?")), *steps]
    c = found_in(v, basis.vectors)
    answer: Written
    if c is None or not inside:
        answer = Words("not in the span")
        meaning = say("{v} is not in the span of the given vectors, so it has no coordinates there.", v=Name("v"))
    else:
        answer = Op("tuple", tuple(write(x) for x in c)) if k > 1 else write(c[0])
        why = say("These are the coordinates. Multiply back: they combine the basis to the vector.")
        made.append(multiplied_back(c, basis, tuple(v), why))
        meaning = say("{v} has the coordinates {c}.", v=Name("v"), c=answer)
    return Solution(
        "coordinates",
        say("Find the coordinates of {v} in the basis {b}", v=Name("v").equals(target), b=basis.named("b")),
        tuple(made),
        answer,
        meaning=meaning,
        code=programs.program({"B": B, "v": [[x] for x in v]}, _TAIL),
        checks=(rank_checked([*basis.vectors, tuple(v)], k if c is not None else k + 1),),
    )


def change(x: Vector, first: Family, second: Family) -> Solution:
    """Coordinates in the first basis become coordinates in the second, by way of the vector itself."""
    _basis(first, "b"), _basis(second, "c")
    if first.n != second.n or len(first.vectors) != len(second.vectors) or first.letter != second.letter:
        raise InputError("two bases of one space are needed, with vectors of one length and equally many")
    if len(x) != len(first.vectors):
        raise InputError(f"{len(first.vectors)} coordinates are needed in the first basis; given are {len(x)}")
    B, C = from_columns(first.vectors), from_columns(second.vectors)
    v = applied(B, x)
    y = found_in(v, second.vectors)
    if y is None:
        raise InputError("the two bases do not span the same space, or the vector is not in it")
    columns = [column([write(a) for a in b]) for b in first.vectors]
    why = say("The vector itself: combine the first basis with the given coordinates.")
    made = [Step(why, Computed(column([write(a) for a in v]), left=combined(x, columns)))]
    rows = tuple((*r, a) for r, a in zip(C, v, strict=True))
    why = say(
        "Its coordinates {y} in the second basis solve {s}.", y=Name("y"), s=(Name("C") * Name("y")).equals(Name("v"))
    )
    made.append(Step(why, Columns(matrix_written(rows, len(C[0])), of=tuple(
        column([write(a) for a in w]) for w in (*second.vectors, v)), name="")))  # fmt: skip
    made += system_steps(C, v, "y")[0]
    made += _matrix_of_change(B, C, x, y)
    answer = Op("tuple", tuple(write(a) for a in y)) if len(y) > 1 else write(y[0])
    shown = Op("tuple", tuple(write(a) for a in x)) if len(x) > 1 else write(x[0])
    return Solution(
        "coordinates",
        say(
            "A vector has the coordinates {x} in the basis {b}. Find its coordinates in the basis {c}",
            x=shown,
            b=first.named("b"),
            c=second.named("c"),
        ),
        tuple(made),
        answer,
        meaning=say("The coordinates in the second basis are {y}.", y=answer),
        code=programs.program({"B": B, "C": C, "x": [[a] for a in x]}, _CHANGE),
        checks=(rank_checked([*second.vectors, v], len(y)),),
    )


def _matrix_of_change(B: Rows, C: Rows, x: Vector, y: Vector) -> list[Step]:
    """The matrix that does the same for every vector, where the bases are bases of the whole space."""
    found = inverse(C) if len(C) == len(C[0]) else None
    if found is None:
        again = say("Multiply back: the second basis gives the same vector.")
        back = matrix_written(C) * column([write(a) for a in y])
        return [Step(again, Computed(column([write(a) for a in applied(C, y)]), left=back))]
    P = times(found, B)
    left = Op("*", (Op("inverse", (matrix_written(C),)), matrix_written(B)))
    why = say(
        "The matrix of the change of basis does the same for every vector: its columns are the first basis in "
        "coordinates of the second (MML 2.7.2)."
    )
    again = say("Check: it sends the given coordinates to those found.")
    moved = matrix_written(P) * column([write(a) for a in x])
    return [
        Step(why, Computed(matrix_written(P), left=left)),
        Step(again, Computed(column([write(a) for a in y]), left=moved)),
    ]


def _basis(found: Family, letter: str) -> Family:
    """The family itself, if it is independent."""
    relations = null_space(from_columns(found.vectors))
    if relations:
        said = relation_written(relations[0], letter).equals(number(0))
        raise InputError(f"these vectors are no basis, since {said}; leave out a dependent one")
    return found


_TAIL = """k = B.shape[1]
R, pivots = reduced(np.column_stack([B, v]))           # the system [B | v]
answer = None if k in pivots else R[:k, k]             # a pivot behind the bar: v is not in the span
"""

_CHANGE = """v = B @ x                                              # the vector itself
k = C.shape[1]
R, pivots = reduced(np.column_stack([C, v]))           # its coordinates in the other basis
answer = R[:k, k]
"""
