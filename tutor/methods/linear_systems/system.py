"""Solve a linear system: all solutions, by Gaussian elimination and back substitution.

Example: tutor solve system "2x + 4y - z = 5, 7x - 2y + 3z = 6, 9x + 2y + 2z = 11"
Takes: system, augmented

Any number of equations and unknowns. The solution set is a point plus the span of directions, with a name for each
free variable, and is substituted back. With ``parameters="k"`` the answer says for which k there is no solution, one,
or infinitely many. The method is that of chapter 2.3 of Deisenroth, Faisal and Ong, Mathematics for Machine Learning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from tutor.affine import free_names
from tutor.claims import RowReads, Solves, system_of
from tutor.errors import InputError
from tutor.methods.linear_systems import programs
from tutor.methods.linear_systems.claims import FromRow, MatrixOf, PointAndDirections, ReadOff, Rearranged, Reduced
from tutor.methods.linear_systems.elimination import Number, Rows, Worksheet, general_solution, reduce
from tutor.methods.linear_systems.forms import (
    answer_of,
    equation,
    meaning,
    picture,
    value_of,
    vector_form,
)  # fmt: skip
from tutor.methods.linear_systems.linear_equation import steps as one_equation
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number
from tutor.written import names as variables_of

if TYPE_CHECKING:
    from tutor.reading.systems import LinearSystem

OUTLINE = 6  # more equations or unknowns than this are reduced in one step unless all steps are asked for
LIMIT = 100  # of equations and of unknowns


def from_text(*inputs: str, parameters: str = "", steps: str = "auto") -> Solution:
    """Solve a system that a person typed.

    Parameters
    ----------
    inputs : str
        Equations separated by commas, semicolons or lines, or an augmented matrix ``[2, 4 | 5; 1, 1 | 2]``; several
        inputs are put below each other.
    parameters : str
        Names that are no unknowns, separated by commas: ``"k"``.
    steps : {"auto", "all", "outline"}
        Large systems are reduced in one step unless ``"all"`` is asked for.

    Raises
    ------
    Unreadable
        If the text cannot be read as a linear system.
    InputError
        For an option that there is not, more than 100 equations or unknowns, and parameters whose special values
        cannot be given exactly.

    >>> str(from_text("2x + 4y = 5").answer)
    'x = 5/2 - 2*t, y = t'
    """
    from tutor.reading.systems import read_system

    names = tuple(p.strip() for p in parameters.split(",") if p.strip())
    system = read_system("\n".join(inputs), parameters=names)
    return solved(system, parameters=names, steps=steps)


def solved(system: LinearSystem, *, parameters: tuple[str, ...] = (), steps: str = "auto") -> Solution:
    """Solve a system that has been read."""
    if steps not in ("auto", "all", "outline"):
        raise InputError(f"steps={steps!r}: choose one of auto, all, outline")
    if max(len(system.rows), len(system.variables)) > LIMIT:
        raise InputError(
            f"{len(system.rows)} equations in {len(system.variables)} unknowns: at most {LIMIT} of each are solved"
        )
    numeric = _numbers(system)
    if numeric is None:
        from tutor.methods.linear_systems.parameter import work as by_cases

        return by_cases(
            system.rows, system.rhs, variables=system.variables, parameters=parameters, given=system.written
        )
    rows, rhs = numeric
    return work(rows, rhs, variables=system.variables, given=system.written, steps=steps)


def _numbers(system: LinearSystem) -> tuple[list[list[Number]], list[Number]] | None:
    """The entries if none contains a parameter."""
    rows: list[list[Number]] = []
    rhs: list[Number] = []
    for row, b in zip(system.rows, system.rhs, strict=True):
        if isinstance(b, Written) or any(isinstance(a, Written) for a in row):
            return None
        rows.append([a for a in row if not isinstance(a, Written)])
        rhs.append(b)
    return rows, rhs


def work(
    rows: Sequence[Sequence[Number]],
    rhs: Sequence[Number],
    *,
    variables: Sequence[str] = (),
    given: Written | None = None,
    steps: str = "auto",
) -> Solution:
    """Solve A x = b with every step.

    Parameters
    ----------
    rows : (m, n) rows of int or Fraction
    rhs : m right-hand sides
    variables : n names; x1, x2, … when none are given
    given : the system as it was typed or is stated (a ``system`` or an ``augmented`` matrix)
    steps : {"auto", "all", "outline"}

    Examples
    --------
    >>> solution = work([[3, 1], [4, -2]], [9, 5], variables="xy")
    >>> str(solution.answer), str(solution.meaning), solution.holds
    ('x = 23/10, y = 21/10', 'The solution set is a single point in the plane, (23/10, 21/10).', True)
    """
    names = tuple(variables) or tuple(f"x{i}" for i in range(1, len(rows[0]) + 1))
    equations = tuple(equation(r, b, names) for r, b in zip(rows, rhs, strict=True))
    stated = given if given is not None else Op("system", equations)
    solution = general_solution(rows, rhs)
    answer = answer_of(solution, names)
    single = len(names) == 1 and len(rows) == 1
    if single and rows[0][0] and isinstance(stated, Op) and stated.head != "augmented":
        found = stated.args[0] if stated.head == "system" else stated
        made = one_equation(found, names[0]) if isinstance(found, Op) else []
    else:
        made = start(stated, equations)
    if single and (not rows[0][0] or not made):
        made += _one_unknown(rows[0][0], rhs[0], names[0], equations[0])
    elif not single:
        outlined = steps == "outline" or (steps == "auto" and max(len(rows), len(names)) > OUTLINE)
        made += _matrix_steps(rows, rhs, names, equations, stated, outlined)
        if solution is not None:
            made += final_steps(solution, names, equations, system_of(rows, rhs), answer, outlined)
    small = len(names) == 2 and len(rows) <= 4 and any(any(r) for r in rows)
    views = (Text((picture(rows, rhs, names),)),) if small else ()
    return Solution(
        "system",
        say("Solve {system}", system=stated),
        tuple(made),
        answer,
        meaning=meaning(rows, solution) + _whole_direction(solution),
        code=_program(rows, rhs, solution),
        views=views,
        checks=_checks(rows, rhs, solution),
    )


def start(stated: Written, equations: Sequence[Op]) -> list[Step]:
    """The step that brings the unknowns to the left and the numbers to the right, where it is needed."""
    typed_as = stated.args if isinstance(stated, Op) and stated.head == "system" else (stated,)
    if (isinstance(stated, Op) and stated.head == "augmented") or typed_as == tuple(equations):
        return []
    result: Written = Op("system", tuple(equations)) if len(equations) > 1 else equations[0]
    of = stated if len(equations) > 1 else typed_as[0]
    why = say("Bring the unknowns to the left, in the same order in every equation, and the numbers to the right.")
    if len(equations) == 1:
        why = say("Bring the unknowns to the left and the numbers to the right; what changes sides changes its sign.")
    return [Step(why, Rearranged(result, of=of), question=say("Which terms must change sides?"))]


def _one_unknown(a: Number, b: Number, name: str, stated: Op) -> list[Step]:
    if a:
        why = say("Divide both sides by {a}, the factor of {x}.", a=Fraction(a), x=Name(name))
        if a == 1:
            why = say("The equation is solved as it stands.")
        if a == -1:
            why = say("Change the sign of both sides.")
        result = Op("list", (Name(name).equals(number(Fraction(b) / Fraction(a))),))
        return [Step(why, Solves(result, equations=(stated,)), question=say("What makes the factor a 1?"))]
    matrix = system_of([[a]], [b])
    if b:
        why = say("The unknown has dropped out, and 0 = {b} is false: no number is a solution.", b=Fraction(b))
    else:
        why = say("The unknown has dropped out, and 0 = 0 is always true: every number is a solution.")
    return [Step(why, RowReads(number(0).equals(number(b)), of=matrix, row=1, variables=(name,)))]


def _matrix_steps(
    rows: Sequence[Sequence[Number]],
    rhs: Sequence[Number],
    names: tuple[str, ...],
    equations: tuple[Op, ...],
    stated: Written,
    outlined: bool,
) -> list[Step]:
    """From the equations to the row form, and what its rows say."""
    made: list[Step] = []
    matrix = system_of(rows, rhs)
    if not (isinstance(stated, Op) and stated.head == "augmented"):
        why = say(
            "Write the system as an augmented matrix: a column for each unknown, the right-hand sides behind the bar."
        )
        claim = MatrixOf(matrix, equations=equations, variables=names)
        made.append(Step(why, claim, question=say("Which numbers stand in front of the unknowns?")))
    n = len(names)
    if outlined:
        form, pivots = reduce([[*r, b] for r, b in zip(rows, rhs, strict=True)])
        result = system_of([r[:n] for r in form], [r[n] for r in form])
        shown = [c for c in pivots if c < n]
        why = say(
            "Elimination gives the reduced row echelon form; {count} of the {n} columns of unknowns have a pivot.",
            count=len(shown), n=n,
        )  # fmt: skip
        made.append(Step(why, Reduced(result, of=matrix)))
        return made + _conclusion(form, result, names, len(shown), reading=False)
    sheet = Worksheet([[*r, b] for r, b in zip(rows, rhs, strict=True)], bar=n, labels=[Name(v) for v in names])
    sheet.forward()
    made += [s.step() for s in sheet.stages]
    return made + _conclusion(tuple(sheet.rows), sheet.written(), names, len(sheet.pivots), reading=True)


def _conclusion(form: Rows, matrix: Written, names: tuple[str, ...], rank: int, *, reading: bool) -> list[Step]:
    """A contradiction, or back substitution."""
    n = len(names)
    for i in range(rank, len(form)):
        if form[i][n]:
            why = say(
                "Row {i} reads 0 = {c}: false, whatever the unknowns are. The system has no solution.",
                i=str(i + 1), c=form[i][n],
            )  # fmt: skip
            claim = RowReads(number(0).equals(number(form[i][n])), of=matrix, row=i + 1, variables=names)
            return [Step(why, claim, question=say("Which row says something impossible?"))]
    if not reading:
        return []
    pivots = [next(c for c in range(n) if form[i][c]) for i in range(rank)]
    made = back_substitution(form, matrix, names, pivots)
    if rank < len(form) and made:
        rows = f"Row {rank + 1} reads" if rank == len(form) - 1 else f"Rows {rank + 1} to {len(form)} read"
        made[0] = replace(made[0], why=Text((f"{rows} 0 = 0, which says nothing. ",)) + made[0].why)
    return made


class Scalar(Protocol):
    """A number of a field: a fraction, a number with square roots, a quotient of polynomials."""

    def __bool__(self) -> bool: ...
    def __sub__(self, other: Any, /) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...


def _write(a: Any) -> Written:
    return number(a) if isinstance(a, Fraction) else a.written()


def back_substitution(
    form: Sequence[Sequence[Scalar]], matrix: Written, names: Sequence[str], pivots: Sequence[int]
) -> list[Step]:
    """One step a pivot row, the last one first; `matrix` is `form` as it is written."""
    n = len(names)
    free = [c for c in range(n) if c not in pivots]
    letters = free_names((*names, *variables_of(matrix)), len(free))
    zero: Any = form[0][0] - form[0][0]
    named = {c: Name(names[c]).equals(Name(t)) for c, t in zip(free, letters, strict=True)}
    # what is known of each unknown: its constant and its factors of the free variables
    values: dict[int, tuple[Any, dict[int, Any]]] = {}
    known: dict[int, Op] = {}
    made: list[Step] = []
    for i in reversed(range(len(pivots))):
        p, row = pivots[i], form[i]
        constant: Any = row[n]
        parts: dict[int, Any] = {}
        used: list[Op] = []
        fresh: list[Op] = []
        for c in range(p + 1, n):
            if not row[c]:
                continue
            if c in named:
                (used if c in known else fresh).append(named[c])
                known[c] = named[c]
                parts[c] = parts.get(c, zero) - row[c]
            else:
                used.append(known[c])
                constant = constant - row[c] * values[c][0]
                for f, factor in values[c][1].items():
                    parts[f] = parts.get(f, zero) - row[c] * factor
        values[p] = constant / row[p], {f: a / row[p] for f, a in sorted(parts.items())}
        pairs = [(_write(a), letters[free.index(f)]) for f, a in values[p][1].items()]
        known[p] = Name(names[p]).equals(value_of(_write(values[p][0]), pairs))
        read = equation([_write(a) for a in row[:n]], _write(row[n]), names)
        why = _reading(read, i + 1, names[p], _write(row[p]), used, fresh)
        claim = FromRow(known[p], of=matrix, row=i + 1, variables=tuple(names), known=(*used, *fresh))
        made.append(Step(why, claim, question=say("Which unknown can be found from row {i}?", i=str(i + 1))))
    return made


def _reading(read: Op, row: int, name: str, pivot: Written, used: list[Op], fresh: list[Op]) -> Text:
    parts = say("Row {row} reads {read}.", row=str(row), read=read)
    if fresh:
        which = Op("list", tuple(e.args[0] for e in fresh))
        words = " {which} has no pivot, so it is free: {fresh}." if len(fresh) == 1 else (
            " {which} have no pivot, so they are free: {fresh}."
        )  # fmt: skip
        parts += say(words, which=which, fresh=Op("list", tuple(fresh)))
    if used:
        parts += say(" Put in {used} and solve for {x}.", used=Op("list", tuple(used)), x=Name(name))
    elif fresh:
        parts += say(" Solve for {x}.", x=Name(name))
    elif pivot != number(1):
        parts += say(" Change the sign.") if pivot == number(-1) else say(" Divide by {p}.", p=pivot)
    return parts


def final_steps(
    solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]],
    names: tuple[str, ...],
    equations: tuple[Op, ...],
    matrix: Written,
    answer: Written,
    outlined: bool,
) -> list[Step]:
    """The vector form where there are free variables, and the values put back into every equation."""
    point, directions = solution
    if not directions:
        why = say("Put the values into every equation: both sides agree.")
        if outlined:
            why = say("The last column is the solution; put into the equations, both sides of each agree.")
        return [Step(why, Solves(answer, equations=equations), question=say("Does it satisfy every equation?"))]
    letters = free_names(names, len(directions))
    form = vector_form(point, directions, letters)
    count = "one direction" if len(directions) == 1 else f"{len(directions)} directions"
    free = tuple(next(i for i in reversed(range(len(names))) if d[i]) for d in directions)
    all_letters = Op("list", tuple(Name(t) for t in letters))
    why = say("Collect the constants in a point and the factors of {t} in {count}.", t=all_letters, count=count)
    line = say("Read row by row and put the values into every equation: they agree for all {t}.", t=all_letters)
    return [
        Step(
            why,
            PointAndDirections(form, system=matrix, variables=names, free=free),
            question=say("What stands in front of the free unknowns?"),
        ),
        Step(line, ReadOff(answer, equations=equations, vector=form), question=say("Does it satisfy every equation?")),
    ]


def _whole_direction(solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]] | None) -> Text:
    """For a line, its direction without fractions."""
    from math import lcm

    if solution is None or len(solution[1]) != 1 or not 2 <= len(solution[0]) <= 6:
        return Text(())
    (direction,) = solution[1]
    m = lcm(*(x.denominator for x in direction))
    if m == 1:
        return Text(())
    whole = Op("tuple", tuple(number(x * m) for x in direction))
    return say(" Without fractions its direction is {d}.", d=whole)


def _program(
    rows: Sequence[Sequence[Number]],
    rhs: Sequence[Number],
    solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]] | None,
) -> str:
    if len(rows) == 1 and len(rows[0]) == 1 and rows[0][0]:
        return programs.division(rows[0][0], rhs[0])
    return programs.gaussian(rows, rhs, unique=solution is not None and not solution[1])


def _checks(
    rows: Sequence[Sequence[Number]],
    rhs: Sequence[Number],
    solution: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]] | None,
) -> tuple[Check, ...]:
    """The same found in floating point, by the singular values of NumPy."""
    import numpy as np

    a = np.array([[float(x) for x in r] for r in rows])
    b = np.array([float(x) for x in rhs])
    both = np.column_stack([a, b])
    rank, full = (int(np.linalg.matrix_rank(m)) for m in (a, both))
    if solution is None:
        return (Check(say("NumPy: the rank of [A | b] exceeds the rank of A."), full > rank),)
    point, directions = solution
    x = np.array([float(v) for v in point])
    close = np.allclose(a @ x, b, rtol=1e-7, atol=1e-7 * (1 + np.abs(b).max()))
    found = [Check(say("NumPy: A x = b at the point."), bool(close))]
    said = say(
        "NumPy: the number of directions, {k}, is the number of unknowns minus the rank of A.", k=len(directions)
    )
    found.append(Check(said, len(directions) == a.shape[1] - rank))
    return tuple(found)
