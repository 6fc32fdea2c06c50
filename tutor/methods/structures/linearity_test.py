"""Is a map linear? Its matrix if it is, vectors that break a rule if it is not.

Example: tutor solve linearity_test "(x + y, 2x - 1)" --variables x,y

The map is given by the formulas of its entries, with or without ``f(x, y) =`` or ``(x, y) ->`` in front. A map is
linear if f(u + v) = f(u) + f(v) and f(c·u) = c·f(u) for all vectors and numbers (book: chapter 2.7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector
from tutor.exact.scalars import as_float, plain, write
from tutor.methods.maps.claims import MatrixOfMap
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.source import numpy_source
from tutor.methods.structures.claims import Refuted, ValuesAt
from tutor.methods.structures.programs import rows_literal, vector_literal
from tutor.methods.structures.terms import linear_row, terms
from tutor.methods.structures.values import FACTORS, decided, general, grid, places, shown_vector, simple_value
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, column, entries, names, number, ordered, substitute

LIMIT = 12
_LABEL = re.compile(r"^\s*\\?[A-Za-z]\w*\s*\(([\w\s,]*)\)\s*=(?!=)(.*)$", re.DOTALL)
_ARROW = re.compile(
    r"^\s*(?:\\?[A-Za-z]\w*\s*:)?\s*\(?([\w\s,]+?)\)?\s*(?:->|→|↦|\|->|\\mapsto|\\to)\s*(.*)$", re.DOTALL
)
_PAIRS = 25


@dataclass(frozen=True)
class Broken:
    """Vectors that break linearity: f(u + c·v) is not f(u) + c·f(v)."""

    u: Vector
    v: Vector
    c: Fraction

    @property
    def together(self) -> Vector:
        """u + c·v."""
        return tuple(plain(a + self.c * b) for a, b in zip(self.u, self.v, strict=True))


def from_text(*inputs: str, variables: str = "") -> Solution:
    """Test a map that a person typed.

    Parameters
    ----------
    variables : str
        The entries of the vectors in order; the letters of the formulas where it is empty.

    Raises
    ------
    Unreadable
        If the text is no map.
    InputError
        For letters that are no variables, or a map for which neither a proof nor a counterexample is found.

    >>> str(from_text("(x + y, 2x)").answer), str(from_text("(x + y, 2x - 1)").answer)
    ('yes, A = [1, 1; 2, 0]', 'no, u = (0, 0), v = (0, 0), c = 1')
    """
    from tutor.reading import read

    text = ", ".join(inputs)
    order = [v.strip() for v in variables.replace(";", ",").split(",") if v.strip()]
    label = _LABEL.match(text) or _ARROW.match(text)
    if label:
        order = order or [v.strip() for v in label[1].split(",") if v.strip()]
        text = label[2]
    w = read(text)
    formulas: tuple[Written, ...] = (w,)
    if isinstance(w, Op) and w.head in ("tuple", "list"):
        formulas = w.args
    elif isinstance(w, Op) and w.head == "matrix":
        formulas = tuple(a for r in entries(w) for a in r)
    letters = list(ordered(n for f in formulas for n in names(f)))
    if foreign := [n for n in letters if order and n not in order]:
        raise InputError(f"{foreign[0]} stands in a formula and is none of the variables {', '.join(order)}")
    order = order or letters
    if not 1 <= len(order) <= LIMIT or len(set(order)) < len(order):
        raise InputError(f"between 1 and {LIMIT} different variables are needed, such as variables=x,y")
    return work(formulas, variables=order)


def matrix_of(formulas: Sequence[Written], variables: Sequence[str]) -> Rows | None:
    """The matrix of a map whose formulas are homogeneous and linear when multiplied out; None for other maps.

    >>> from tutor.reading import read
    >>> [[str(a) for a in r] for r in matrix_of(read("(x + 2y, -y)").args, ("x", "y"))]
    [['1', '2'], ['0', '-1']]
    """
    rows = []
    for f in formulas:
        parts = terms(f, variables)
        row = linear_row(parts, len(variables)) if parts is not None else None
        if row is None or row[1]:
            return None
        rows.append(row[0])
    return tuple(rows)


def broken(formulas: Sequence[Written], variables: Sequence[str]) -> Broken | None:
    """The simplest vectors that are found to break linearity, or None."""
    n = len(variables)
    zero = (Fraction(0),) * n
    tried = [Broken(zero, zero, Fraction(1))]
    some = grid(n)[:_PAIRS]
    tried += [Broken(zero, v, c) for v in some[: n + 4] for c in FACTORS[:3]]
    tried += [Broken(u, v, Fraction(1)) for k, v in enumerate(some) for u in some[:k]]
    relation = differs(formulas, variables)
    letters = _letters(n)
    return next((b for b in tried if decided(relation, dict(zip(letters, _values(b), strict=True)))), None)


def differs(formulas: Sequence[Written], variables: Sequence[str]) -> Written:
    """The relation that u, v and c fulfil if f(u + c·v) is not f(u) + c·f(v)."""
    us, vs, c = general("u", len(variables)), general("v", len(variables)), Name("c")
    sums: dict[str, Written] = {x: u + c * v for x, u, v in zip(variables, us, vs, strict=True)}
    at_u, at_v = dict(zip(variables, us, strict=True)), dict(zip(variables, vs, strict=True))
    found = tuple(Op("!=", (substitute(f, sums), substitute(f, at_u) + c * substitute(f, at_v))) for f in formulas)
    return found[0] if len(found) == 1 else Op("or", found)


def _letters(n: int) -> list[str]:
    return [str(a) for a in (*general("u", n), *general("v", n))] + ["c"]


def _values(b: Broken) -> list[Written]:
    return [write(x) for x in (*b.u, *b.v, b.c)]


def witness_parts(b: Broken) -> tuple[Written, ...]:
    """``u = …, v = …, c = …``."""
    shown = (("u", shown_vector(b.u)), ("v", shown_vector(b.v)), ("c", write(b.c)))
    return tuple(Name(name).equals(w) for name, w in shown)


def work(formulas: Sequence[Written], *, variables: Sequence[str]) -> Solution:
    """Prove or refute that a map is linear.

    >>> from tutor.reading import read
    >>> work((read("x*y"),), variables=("x", "y")).holds
    True
    """
    shown = Op("tuple", tuple(formulas)) if len(formulas) > 1 else formulas[0]
    call = Op("call", (Name("f"), *(Name(v) for v in variables)))
    given = say("Is the map {f} linear?", f=call.equals(shown))
    A = matrix_of(formulas, variables)
    if A is not None:
        return _linear(given, formulas, variables, A)
    found = broken(formulas, variables)
    if found is None:
        raise InputError(
            "whether this map is linear was neither proved nor refuted: it is no polynomial that can be multiplied "
            "out, and small numbers keep both rules"
        )
    return _refuted(given, formulas, variables, found)


def _linear(given: Any, formulas: Sequence[Written], variables: Sequence[str], A: Rows) -> Solution:
    letters = column([Name(v) for v in variables])
    M = matrix_written(A)
    n = len(variables)
    us, vs = column(general("u", n)), column(general("v", n))
    c = Name("c")
    steps = [
        Step(
            say("Every entry is a sum of numbers times unknowns: write these numbers as the rows of a matrix."),
            MatrixOfMap(M, formulas=tuple(formulas), variables=tuple(variables)),
            question=say("Is there a constant, a product or a power of unknowns?"),
        ),
        Step(
            say("The matrix times the unknowns gives back the map."),
            Computed(column(formulas), left=Op("*", (M, letters))),
        ),
    ]
    if any(map(any, A)):
        why = say("Both rules hold, since they hold for the product with a matrix (MML 2.7).")
        steps.append(Step(why, Equal(left=M * (us + c * vs), result=Op("+", (M * us, Op("*", (c, M, vs)))))))
    return Solution(
        "linearity_test",
        given,
        tuple(steps),
        Op("list", (Words("yes"), Name("A").equals(M))),
        meaning=say("The map is linear."),
        code=_code(formulas, variables, None, A),
        checks=(_floats(formulas, variables, A),),
    )


def _floats(formulas: Sequence[Written], variables: Sequence[str], A: Rows) -> Check:
    from tutor.equality import high_precision

    point = [Fraction(3 * k + 2, k + 3) for k in range(len(variables))]
    at = places(variables, point)
    fine = True
    for f, row in zip(formulas, A, strict=True):
        value = high_precision(substitute(f, at), {})
        total = sum(as_float(a) * float(x) for a, x in zip(row, point, strict=True))
        fine = fine and value is not None and abs(float(value) - total) < 1e-9 * (1 + abs(total))
    return Check(say("In floating point: the formulas and the matrix give the same at another vector."), fine)


def _refuted(given: Any, formulas: Sequence[Written], variables: Sequence[str], b: Broken) -> Solution:
    def at(v: Vector) -> ValuesAt:
        values = places(variables, v)
        results = tuple(simple_value(substitute(f, values)) for f in formulas)
        return ValuesAt(
            results[0] if len(results) == 1 else Op("list", results),
            expressions=tuple(formulas),
            at=tuple(values.items()),
        )

    steps = []
    u, v, together = b.u, b.v, b.together
    if not any(u) and not any(v):
        steps.append(
            Step(
                say("A linear map sends the zero vector to the zero vector (MML 2.7). Put it in."),
                at(u),
                question=say("Where does the map send the zero vector?"),
            )
        )
        value = column([simple_value(substitute(f, places(variables, u))) for f in formulas])
        why = say("This is not 0. With u = v = 0 and c = 1 the sum f(u) + c·f(v) is another vector than f(u + c·v):")
        steps.append(Step(why, Equal(left=value + value, result=_doubled(formulas, variables, u))))
        why = say("So the rule f(u + c·v) = f(u) + c·f(v) fails for these numbers.")
        meaning = say("The map is not linear: it does not send 0 to 0.")
    else:
        steps.append(Step(say("Try the vector {v}.", v=Name("v").equals(shown_vector(v))), at(v)))
        if any(u):
            steps.append(Step(say("And the vector {u}.", u=Name("u").equals(shown_vector(u))), at(u)))
        left = column(_numbers(u)) + (column(_numbers(v)) if b.c == 1 else write(b.c) * column(_numbers(v)))
        if not any(u):
            left = write(b.c) * column(_numbers(v))
        told = "Add the two vectors." if any(u) else "Take a multiple of it."
        steps.append(Step(say("{told}", told=told), Computed(column(_numbers(together)), left=left)))
        steps.append(Step(say("The map sends this vector to:"), at(together)))
        rule = "the sum of the two values" if any(u) else "the same multiple of the value"
        why = say("For a linear map this would be {rule} (MML 2.7); it is not.", rule=rule)
        meaning = say("The map is not linear: {what} fails.", what="additivity" if any(u) else "homogeneity")
    claim = refutation(formulas, variables, b).after(steps)
    steps.append(Step(why, claim))
    return Solution(
        "linearity_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=meaning,
        code=_code(formulas, variables, b, None),
    )


def refutation(formulas: Sequence[Written], variables: Sequence[str], b: Broken) -> Refuted:
    """The verdict 'no' with the test of its witness."""
    values = tuple(zip(_letters(len(variables)), _values(b), strict=True))
    tests = ((differs(formulas, variables), True),)
    return Refuted(Words("no"), witness=witness_parts(b), tests=tests, values=values)


def _doubled(formulas: Sequence[Written], variables: Sequence[str], u: Vector) -> Written:
    """Twice the value at a vector."""
    at = places(variables, u)
    return column([simple_value(number(2) * substitute(f, at)) for f in formulas])


def _numbers(v: Vector) -> list[Written]:
    return [write(x) for x in v]


def _code(formulas: Sequence[Written], variables: Sequence[str], b: Broken | None, A: Rows | None) -> str:
    unpack = f"{', '.join(variables)} = x" if len(variables) > 1 else f"{variables[0]}, = x"
    head = f"""import numpy as np


def f(x):
    {unpack}
    return np.array([{", ".join(numpy_source(w) for w in formulas)}], dtype=float)


"""
    if b is None:
        return (
            head
            + f"""A = np.array({rows_literal(A or ())}, dtype=float)
rng = np.random.default_rng(0)
points = rng.normal(size=(20, {len(variables)}))
answer = all(np.allclose(f(x), A @ x) for x in points)
print("f(x) = A x at 20 points:", answer)
"""
        )
    return (
        head
        + f"""u, v = np.array({vector_literal(b.u)}, dtype=float), np.array({vector_literal(b.v)}, dtype=float)
c = {vector_literal((b.c,))[1:-1]}
left, right = f(u + c * v), f(u) + c * f(v)
differ = not np.allclose(left, right)
answer = not differ, [differ]
print("f(u + c v) =", left, " f(u) + c f(v) =", right)
"""
    )
