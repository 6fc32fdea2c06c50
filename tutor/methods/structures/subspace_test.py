r"""Is a set of vectors a subspace? A basis if it is, a counterexample with numbers if it is not.

Example: tutor solve subspace_test "x + 2y - z = 0" --variables x,y,z

The set is given by conditions on the entries (``x*y = 0``, ``x >= 0, y >= 0``, ``x = 0 or y = 0``, ``x in Z``), by its
elements with letters that run over the real numbers (``(s + t, s, 2t)``), or as ``{(x, y) : x = y}``. A subspace holds
0, and with u and v every u + c·v (book: chapter 2.4.3). Conditions that say the same as homogeneous linear equations
are a proof; a few numbers that break a condition are a refutation; where neither is found, the method says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor.claims import Equal
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import Rows, Vector, null_space
from tutor.exact.scalars import plain, write
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.methods.structures import programs
from tutor.methods.structures.claims import Refuted, ValuesAt
from tutor.methods.structures.images import work_image
from tutor.methods.structures.sets import (
    UNDECIDED,
    Linear,
    Witness,
    linear_system,
    numbers,
    without_zero,
    witness,
    witness_parts,
)
from tutor.methods.structures.terms import form_written
from tutor.methods.structures.values import decided, general, places, shown_vector, simple_value
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import RELATIONS, Name, Num, Op, Words, Written, column, entries, names, number, ordered, substitute

LIMIT = 12  # variables
_BUILDER = re.compile(
    r"^\s*(?:[A-Za-z]\w*\s*=\s*)?\\?\{\s*(\([^()]*\)|\[[^\[\]]*\]|[A-Za-z]\w*)\s*"
    r"(?:(?:∈|\\in\b|\bin\b)\s*(?:R|ℝ|\\mathbb\{R\})(?:\s*\^?\s*\{?(\d+|[²³⁴])\}?)?)?\s*(?::|\||\\mid)\s*(.+?)\\?\}\s*$"
)
_RAISED = {"²": "2", "³": "3", "⁴": "4"}


def from_text(*inputs: str, variables: str = "") -> Solution:
    """Test a set that a person typed.

    Parameters
    ----------
    variables : str
        The entries of the vectors in order, ``x,y,z``; the letters of the conditions where it is empty.

    Raises
    ------
    Unreadable
        If the text describes no set.
    InputError
        For letters that are no variables, or a set for which neither a proof nor a counterexample is found.

    >>> str(from_text("x + 2y - z = 0").answer), str(from_text("x*y = 0").answer)
    ('yes, [2; -1; 0], [1; 0; 1]', 'no, u = (1, 0), v = (0, 1), c = 1')
    """
    from tutor.reading import read

    text = ", ".join(inputs)
    order = [v.strip() for v in variables.replace(";", ",").split(",") if v.strip()]
    built = _BUILDER.match(text)
    if built:
        element, size = read(built[1]), int(_RAISED.get(built[2] or "", built[2] or "1"))
        parts = _entries(element) or (element,)
        if not all(isinstance(a, Name) for a in parts):
            raise InputError("in {… : …} the entries in front must be single letters; give the conditions on them")
        if len(parts) == 1 and size > 1:
            parts = tuple(Name(f"{parts[0]}{k + 1}") for k in range(min(size, LIMIT + 1)))
        order = order or [str(a) for a in parts]
        text = built[3]
    w = read(text)
    if isinstance(w, Op) and w.head in ("tuple", "matrix"):
        return work_image(_entries(w))
    conditions = _conditions(w, text)
    letters = list(ordered(n for c in conditions for n in names(c)))
    if not order:
        order = letters
    if foreign := [n for n in letters if n not in order]:
        raise InputError(f"{foreign[0]} stands in a condition and is none of the variables {', '.join(order)}")
    if len(set(order)) < len(order) or not 1 <= len(order) <= LIMIT:
        raise InputError(f"between 1 and {LIMIT} different variables are needed, such as variables=x,y,z")
    return work(conditions, variables=order)


def _entries(w: Written) -> tuple[Written, ...]:
    if isinstance(w, Op) and w.head == "tuple":
        return w.args
    return tuple(a for r in entries(w) for a in r) if isinstance(w, Op) and w.head == "matrix" else ()


def _conditions(w: Written, text: str) -> tuple[Op, ...]:
    if isinstance(w, Op) and w.head in ("list", "and", "system"):
        return tuple(c for a in w.args for c in _conditions(a, text))
    if isinstance(w, Op) and (w.head in RELATIONS - {"≈"} or w.head in ("or", "in", "not")):
        return (w,)
    raise Unreadable("a condition is expected", text, 0, "type equations or inequalities: x + 2y = 0, x >= 0")


def work(conditions: Sequence[Op], *, variables: Sequence[str], found: Witness | None = None) -> Solution:
    """Prove or refute that the vectors whose entries fulfil the conditions are a subspace.

    Parameters
    ----------
    conditions : relations in the variables, all of which must hold
    variables : the entries of a vector, in order
    found : the counterexample to show; the simplest that is found where it is None

    >>> from tutor.reading import read
    >>> work((read("x >= 0"),), variables=("x",)).holds
    True
    """
    shown = Op("list", tuple(conditions)) if len(conditions) > 1 else conditions[0]
    given = say("Is the set of all {x} with {c} a subspace?", x=Op("tuple", tuple(Name(v) for v in variables)), c=shown)
    linear = linear_system(conditions, variables) if found is None else None
    if linear is not None:
        return _proved(given, linear, variables)
    found = found or witness(conditions, variables)
    if found is None:
        raise InputError(UNDECIDED)
    return _refuted(given, conditions, variables, found)


# ---------------------------------------------------------------- no


def condition_values(conditions: Sequence[Op]) -> tuple[Written, ...]:
    """What is computed to test conditions: the left side, or the difference where letters stand on the right."""
    found: list[Written] = []
    for c in conditions:
        if c.head in ("or", "and", "not"):
            found += condition_values([a for a in c.args if isinstance(a, Op)])
        elif c.head == "in" or not names(c.args[1]):
            found.append(c.args[0])
        else:
            found.append(without_zero(c.args[0] - c.args[1]))
    return tuple(found)


def _at(conditions: Sequence[Op], variables: Sequence[str], v: Vector) -> ValuesAt:
    expressions = condition_values(conditions)
    at = places(variables, v)
    results = []
    for e in expressions:
        results.append(simple_value(substitute(e, at)))
    result = results[0] if len(results) == 1 else Op("list", tuple(results))
    return ValuesAt(result, expressions=expressions, at=tuple(at.items()))


def _refuted(given: Text, conditions: Sequence[Op], variables: Sequence[str], found: Witness) -> Solution:
    n = len(variables)
    shown = Op("list", tuple(conditions)) if len(conditions) > 1 else conditions[0]
    zero = (Fraction(0),) * n
    steps = []
    outside = found.outside or zero
    failing = [c for c in conditions if decided(c, places(variables, outside)) is False]
    if found.u is None or found.v is None:
        why = say("A subspace holds the zero vector (MML 2.4.3). Put it in: {c} does not hold.", c=failing[0])
        steps.append(Step(why, _at(failing[:1], variables, zero), question=say("Is the zero vector in the set?")))
        meaning = say("This is no subspace: the zero vector is not in it.")
    else:
        zero_missing = not any(outside)
        why = say("Take {v}: it is in the set, since {c} holds.", v=_named("v", found.v), c=shown)
        steps.append(
            Step(why, _at(conditions, variables, found.v), question=say("Which simple vectors are in the set?"))
        )
        if found.u != found.v:
            why = say("Take {u}: it is in the set too.", u=_named("u", found.u))
            steps.append(Step(why, _at(conditions, variables, found.u)))
        left = column(numbers(found.u)) + (
            column(numbers(found.v)) if found.c == 1 else write(found.c) * column(numbers(found.v))
        )
        told = {True: "the difference of the vector and itself", False: "their sum"}[zero_missing]
        if not any(found.u):
            told = "a multiple of it"
        why = say("A subspace holds u + c·v for all u, v in it and every number c (MML 2.4.3). Form {told}.", told=told)
        steps.append(Step(why, Computed(column(numbers(outside)), left=left)))
        why = say("Put this vector in: {c} does not hold, so it is not in the set.", c=failing[0])
        steps.append(Step(why, _at(failing[:1], variables, outside), question=say("Is the result still in the set?")))
        what = "multiples" if not any(found.u) else "sums"
        meaning = say("This is no subspace: {what} of its elements leave it.", what=what)
        if zero_missing:
            meaning = say("This is no subspace: the zero vector is not in it.")
    claim = refutation(conditions, variables, found).after(steps)
    steps.append(Step(say("So the set is no subspace; these numbers show it."), claim))
    return Solution(
        "subspace_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=meaning,
        code=programs.closure(conditions, variables, found.u or zero, found.v or zero, found.c or 0),
        checks=(_floats(conditions, variables, outside),),
    )


def refutation(conditions: Sequence[Op], variables: Sequence[str], found: Witness) -> Refuted:
    """The verdict 'no' with the tests of its witness: u and v fulfil the conditions, u + c·v does not."""
    whole: Op = conditions[0] if len(conditions) == 1 else Op("and", tuple(conditions))
    if found.u is None or found.v is None:
        zero: dict[str, Written] = {v: Num("0") for v in variables}
        return Refuted(Words("no"), witness=(), tests=((whole, False),), values=tuple(zero.items()))
    n = len(variables)
    values: list[tuple[str, Written]] = []
    tests = []
    for letter, vector in (("u", found.u), ("v", found.v)):
        letters = general(letter, n)
        values += [(str(a), write(x)) for a, x in zip(letters, vector, strict=True)]
        tests.append((substitute(whole, dict(zip(variables, letters, strict=True))), True))
    values.append(("c", write(found.c)))
    tests.append((substitute(whole, combined(variables)), False))
    return Refuted(Words("no"), witness=witness_parts(found), tests=tuple(tests), values=tuple(values))


def combined(variables: Sequence[str]) -> dict[str, Written]:
    """The variables as entries of u + c·v."""
    n = len(variables)
    pairs = zip(general("u", n), general("v", n), strict=True)
    return {x: a + Name("c") * b for x, (a, b) in zip(variables, pairs, strict=True)}


def _named(letter: str, v: Vector) -> Written:
    return Name(letter).equals(shown_vector(v))


def _floats(conditions: Sequence[Op], variables: Sequence[str], v: Vector) -> Check:
    from tutor.equality import high_precision

    at = places(variables, v)
    failed = False
    for c in conditions:
        if c.head in ("=", "<=", ">=", "<", ">", "!="):
            value = high_precision(substitute(c.args[0] - c.args[1], at), {})
            if value is None:
                continue
            good = {
                "=": value == 0,
                "!=": value != 0,
                "<=": value <= 0,
                ">=": value >= 0,
                "<": value < 0,
                ">": value > 0,
            }
            failed = failed or not good[c.head]
        else:
            failed = failed or decided(c, at) is False
    return Check(say("In 40 digits: the last vector breaks a condition."), bool(failed))


# ---------------------------------------------------------------- yes


def _proved(given: Text, linear: Sequence[tuple[Op, Linear]], variables: Sequence[str]) -> Solution:
    n = len(variables)
    letters = tuple(Name(v) for v in variables)
    rows: Rows = tuple(r for _, f in linear for r in f.rows if any(r))
    steps: list[Step] = []
    for condition, f in linear:
        if f.why and f.identity:
            left, right = f.identity
            steps.append(Step(say("{c}: ", c=condition) + f.why, Equal(left=left, result=right)))
    A = rows or ((Fraction(0),) * n,)
    told = [say(" {c}: ", c=c) + f.why for c, f in linear if f.why and not f.identity]
    forms = column([form_written(r, letters) for r in A])
    why = say("The conditions are homogeneous linear equations: each row of the matrix times the unknowns is 0.")
    for t in told:
        why = why + t
    product = Op("*", (matrix_written(A), column(letters)))
    steps.append(Step(why, Computed(forms, left=product), question=say("Are the conditions linear and homogeneous?")))
    us, vs = general("u", n), general("v", n)
    sums = [u + Name("c") * v for u, v in zip(us, vs, strict=True)]
    row = next((r for r in A if sum(map(bool, r)) > 1), A[0])
    inner = form_written(row, us), form_written(row, vs)
    why = say(
        "So 0 is a solution, and with u and v every u + c·v is: each row gives 0 + c·0 = 0 (MML 2.4.3). For one row:"
    )
    if any(row):
        left = form_written(row, sums)
        steps.append(Step(why, Equal(left=left, result=inner[0] + Name("c") * inner[1])))
    reduction, _, pivots = worked_reduction(A)
    steps += reduction
    basis = null_space(A)
    if basis:
        count = "1 free unknown" if n - len(pivots) == 1 else f"{n - len(pivots)} free unknowns"
        why = say(
            "Set one free unknown to 1 and the others to 0: {count}, so the dimension is {d}.",
            count=count,
            d=len(basis),
        )
        steps.append(Step(why, NullSpaceBasis(vectors_written(basis), of=matrix_written(A))))
        meaning = say("This is a subspace of dimension {d}, the null space of a matrix.", d=len(basis))
        if len(basis) == n:
            meaning = say("This is the whole space.")
        answer: Written = Op("list", (Words("yes"), *(column(numbers(b)) for b in basis)))
    else:
        why = say("Every column has a pivot: the zero vector is the only element, and the basis is empty.")
        steps.append(Step(why, Computed(number(n), left=Op("rank", (matrix_written(A),)))))
        meaning = say("This is the subspace that holds the zero vector alone; its dimension is 0.")
        answer = Words("yes")
    return Solution(
        "subspace_test",
        given,
        tuple(steps),
        answer,
        meaning=meaning,
        code=programs.null_basis(A),
        checks=(_members(linear, variables, basis),),
    )


def _members(linear: Sequence[tuple[Op, Linear]], variables: Sequence[str], basis: Sequence[Vector]) -> Check:
    """A combination of the basis fulfils the conditions themselves."""
    weights = [Fraction(3 * k + 2, k + 1) * (-1) ** k for k in range(len(basis))]
    total = tuple(
        plain(sum((w * b[i] for w, b in zip(weights, basis, strict=True)), Fraction(0))) for i in range(len(variables))
    )
    fine = all(decided(c, places(variables, total)) for c, _ in linear)
    return Check(say("A combination of the basis vectors fulfils the conditions as they were given."), fine)
