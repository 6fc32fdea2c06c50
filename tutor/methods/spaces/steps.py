"""Steps that the methods on vector spaces share: columns in a matrix, its reduction, relations between columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.affine import free_names
from tutor.claims import RowReads
from tutor.exact.matrices import Rows, Vector, from_columns, null_space, reduced, solutions
from tutor.exact.scalars import as_float, plain, write
from tutor.methods.linear_systems.claims import PointAndDirections, Reduced
from tutor.methods.linear_systems.forms import term, total
from tutor.methods.linear_systems.system import back_substitution
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.methods.spaces.claims import Columns, Combination
from tutor.methods.spaces.vectors import Family
from tutor.step import Check, Step
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.written import Name, Op, Written, augmented, column

OUTLINE = 7  # rows or columns from which elimination is one step


def coordinates_first(found: Family, *, name: str = "A") -> Step:
    """The step that writes the vectors as the columns of a matrix."""
    claim = Columns(matrix_written(from_columns(found.vectors)), of=found.items(), letter=found.letter, name=name)
    A = Name(name)
    if found.plain:
        return Step(say("Write the vectors as the columns of a matrix {A}.", A=A), claim)
    what = "its coefficients, the constant first" if found.letter else "its entries, row by row"
    why = say(
        "Take coordinates with respect to {units}: each object becomes a column of numbers, {what}. "
        "A relation holds between the objects exactly if it holds between these columns (MML 2.6.1).",
        units=found.units(), what=what,
    )  # fmt: skip
    return Step(why, claim, question=say("With which numbers are the given objects combined of {u}?", u=found.units()))


def reduction(
    rows: Rows, *, bar: int | None = None, full: bool = True
) -> tuple[list[Step], Rows, tuple[int, ...]]:  # fmt: skip
    """`worked_reduction`, or one step for a large rational matrix."""
    width = len(rows[0]) if bar is None else bar
    rational = not any(isinstance(a, Surd) for r in rows for a in r)
    if not rational or max(len(rows), width) <= OUTLINE:
        return worked_reduction(rows, bar=bar, full=full)
    form, pivots = reduced(rows)
    pivots = tuple(p for p in pivots if p < width)
    result, of = matrix_written(form, bar), matrix_written(rows, bar)
    if result == of:
        return [], form, pivots
    why = say("Elimination gives the reduced row echelon form; it has {n}.", n=counted(len(pivots), "pivot"))
    return [Step(why, Reduced(result, of=of))], form, pivots


def relation_written(coefficients: Sequence[Any], letter: str = "v") -> Written:
    """``2*v1 - v2``.

    >>> str(relation_written((2, -1, 0)))
    '2*v1 - v2'
    """
    return total([term(write(c), Name(f"{letter}{i}")) for i, c in enumerate(coefficients, 1)])


def combined(coefficients: Sequence[Any], items: Sequence[Written]) -> Written:
    """The sum of the multiples, written out; a lone vector keeps its factor, and so do vectors with factors 0 only."""
    if sum(map(bool, coefficients)) > 1:
        return total([term(write(c), w) for c, w in zip(coefficients, items, strict=True)])
    lone = next((i for i, c in enumerate(coefficients) if c), 0)
    if coefficients[lone] and coefficients[lone] != 1:
        return total([term(write(coefficients[lone]), items[lone])])
    return Op("*", (write(coefficients[lone]), items[lone]))


def multiplied_back(coefficients: Sequence[Any], found: Family, value: Vector, why: Text) -> Step:
    """The claim that a combination of the vectors has a value."""
    columns = tuple(column([write(a) for a in v]) for v in found.vectors)
    if sum(map(bool, coefficients)) > 1 and all(map(any, found.vectors)):
        factors = Op("tuple", tuple(write(c) for c in coefficients))
        return Step(why, Combination(factors, of=columns, value=column([write(a) for a in value])))
    return Step(why, Computed(column([write(a) for a in value]), left=combined(coefficients, columns)))


def rank_step(A: Rows, r: int, why: Text) -> Step:
    """The claim that a matrix has a rank."""
    return Step(
        why, Computed(write(r), left=Op("rank", (matrix_written(A),))), question=say("How many columns have a pivot?")
    )


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """``x1, x2, …``."""
    return tuple(f"{letter}{i}" for i in range(1, count + 1))


def relations_step(A: Rows, form: Rows, pivots: Sequence[int], names: Sequence[str], *, substituted: bool) -> Step:
    """The basis of the null space that the free columns give, with back substitution as its details."""
    free = [c for c in range(len(names)) if c not in pivots]
    which = Op("list", tuple(Name(names[c]) for c in free)) if len(free) > 1 else Name(names[free[0]])
    head = say(
        "No pivot in {c}, so {w} {be} free. ", c=columns_named(free), w=which, be="is" if len(free) == 1 else "are"
    )
    if substituted:
        how = say("Back substitution gives the others.")
    else:
        how = say("Read the others off, with changed signs.")
    if len(free) > 1:
        how = say("Let one of them be 1 and the others 0, in turn. ") + how
    basis = null_space(A)
    if any(v[c] != 1 for v, c in zip(basis, free, strict=True)):
        how = how + say(" Any multiple serves as well; take one with a simple first entry.")
    if not pivots:
        how = say("There is no condition at all: the unit vectors are a basis.")
    claim = NullSpaceBasis(vectors_written(basis), of=matrix_written(A))
    details = substitution(form, names, pivots) if max(len(A), len(names)) <= OUTLINE else ()
    asked = say("Which unknowns can be chosen freely?")
    return Step(head + how, claim, substeps=details, question=asked)


def substitution(form: Rows, names: Sequence[str], pivots: Sequence[int]) -> tuple[Step, ...]:
    """The rows of A x = 0 solved for their pivot unknowns, from the last one up."""
    rows = [[*r, r[0] - r[0]] for r in form]
    written = augmented(([write(a) for a in r] for r in rows), len(names))
    if not pivots:
        return ()
    made = back_substitution(rows, written, names, pivots)
    free = tuple(c for c in range(len(names)) if c not in pivots)
    if free:
        directions = [free_as_one(v) for v in null_space(form)]
        letters = free_names(names, len(free))
        columns = [column([write(a) for a in d]) for d in directions]
        terms = [Op("*", (Name(t), d)) for t, d in zip(letters, columns, strict=True)]
        zero = column([0] * len(names))
        why = say("Together, with a vector for each free unknown:")
        claim = PointAndDirections(Op("+", (zero, *terms)), system=written, variables=tuple(names), free=free)
        made.append(Step(why, claim))
    return tuple(made)


def free_as_one(d: Vector) -> Vector:
    """The multiple of a vector of the null space whose last entry that is not 0, the free one, is 1.

    >>> [str(x) for x in free_as_one((3, 0, -2, 0))]
    ['-3/2', '0', '1', '0']
    """
    last = plain(next(x for x in reversed(d) if x))
    return tuple(plain(x / last) for x in d)


def system_steps(A: Rows, b: Vector, letter: str) -> tuple[list[Step], bool]:
    """A x = b by elimination and back substitution, as far as it goes; and whether there is a solution."""
    bar = len(A[0])
    names = numbered(letter, bar)
    made, form, pivots = reduction(tuple((*r, c) for r, c in zip(A, b, strict=True)), bar=bar, full=False)
    shown = matrix_written(form, bar)
    for i in range(len(pivots), len(form)):
        if form[i][bar]:
            read = write(0).equals(write(form[i][bar]))
            why = say("Row {i} reads {r}: false, whatever the unknowns are.", i=str(i + 1), r=read)
            asked = say("Which row says something impossible?")
            return [*made, Step(why, RowReads(read, of=shown, row=i + 1, variables=names), question=asked)], False
    found = solutions(A, b)
    if found is not None and max(len(A), bar) <= OUTLINE:
        made += back_substitution(form, shown, names, pivots)
    return made, found is not None


def counted(n: int, noun: str) -> str:
    """``1 pivot``, ``2 pivots``.

    >>> counted(1, "pivot"), counted(0, "pivot")
    ('1 pivot', '0 pivots')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def pivots_said(pivots: Sequence[int], of: Written) -> Text:
    """Where the pivots are, and that these columns of the matrix itself are a basis."""
    if len(pivots) == 1:
        return say(
            "The pivot is in {c}: this column of {A} itself, not of its row form, is a basis",
            c=columns_named(pivots),
            A=of,
        )
    return say(
        "The pivots are in {c}: these columns of {A} itself, not of its row form, are a basis",
        c=columns_named(pivots),
        A=of,
    )


def with_reason(steps: Sequence[Step], first: Text) -> list[Step]:
    """The same steps, the first one with a sentence in front."""
    return [replace(s, why=first + s.why) if i == 0 else s for i, s in enumerate(steps)]


def rank_checked(vectors: Sequence[Vector], r: int) -> Check:
    """The rank by NumPy's singular values."""
    import numpy as np

    found = np.linalg.matrix_rank(np.array([[as_float(a) for a in v] for v in vectors]), tol=1e-9 * _size(vectors))
    return Check(say("NumPy: the number of singular values that are not 0 is {r}.", r=r), int(found) == r)


def _size(vectors: Sequence[Vector]) -> float:
    return max(1.0, *(abs(as_float(a)) for v in vectors for a in v))
