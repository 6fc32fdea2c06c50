"""Letters in the right-hand sides: the conditions under which a system is solvable.

The left nullspace is found by elimination: a row that has lost its unknowns leaves an equation between the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tutor.claims import RowReads
from tutor.equality import equal
from tutor.errors import InputError
from tutor.methods.linear_systems import programs
from tutor.methods.linear_systems.claims import Equivalent
from tutor.methods.linear_systems.elimination import Number, reduce
from tutor.methods.linear_systems.forms import listed
from tutor.methods.linear_systems.polynomials import poly_of
from tutor.methods.linear_systems.sheets import FormSheet, form_of
from tutor.step import Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, number, substitute

NONE, ONE, MANY = "none", "one", "infinitely many"
OTHERWISE = Words("otherwise")

Entry: TypeAlias = "int | Fraction | Written"


@dataclass(frozen=True)
class Stated:
    """A system as it was stated: its unknowns, its equations in order, its matrix, and what was typed."""

    variables: tuple[str, ...]
    equations: tuple[Op, ...]
    matrix: Op
    stated: Written


def solvability(
    problem: Stated, rows: Sequence[Sequence[Entry]], rhs: Sequence[Entry], letters: Sequence[str], made: list[Step]
) -> Solution:
    """The condition on several letters, as the last step and the answer of a solution."""
    if any(isinstance(e, Written) for r in rows for e in r):
        raise InputError(
            f"the letters {', '.join(letters)} stand in front of unknowns; with several parameters they may stand only "
            "on the right-hand sides: put numbers for all but one of them"
        )
    wide = []
    for r, b in zip(rows, rhs, strict=True):
        wide.append([*(e for e in r if not isinstance(e, Written)), *linear_parts(b, letters)])
    n = len(problem.variables)
    sheet = FormSheet(wide, bar=n, letters=letters, labels=[Name(v) for v in problem.variables])
    sheet.forward()
    made += [s.step() for s in sheet.stages]
    form, rank = sheet.written(), len(sheet.pivots)
    found = solvable(wide, n, letters)
    good = ONE if rank == n else MANY
    below = [i for i in range(rank, len(wide)) if any(sheet.rows[i][n:])]
    read = []
    for i in below:
        read.append(number(0).equals(sheet.form(i)))
        why = say("Row {i} has no unknowns left: the system is solvable only if {read}.", i=str(i + 1), read=read[-1])
        claim = RowReads(read[-1], of=form, row=i + 1, variables=problem.variables)
        made.append(Step(why, claim, question=say("Which row has only zeros in front of the bar?")))
    if found is None or not below:
        answer = Op("cases", (Op("case", (Words(NONE if found is None else good), OTHERWISE)),))
    else:
        answer = Op("cases", (Op("case", (Words(good), listed(found))), Op("case", (Words(NONE), OTHERWISE))))
        solved = Op("list", tuple(c.args[0] for c in found if isinstance(c, Op)))
        why = say("Solve for {letters}: this is the condition.", letters=solved)
        made.append(Step(why, Equivalent(listed(found), of=tuple(read), letters=tuple(letters))))
    said = "exactly one solution" if good == ONE else "infinitely many solutions"
    if found is None:
        meaning = say("The conditions contradict each other: there is never a solution.")
    elif not below:
        meaning = say("There {verb} {said}, whatever the letters are.", verb="is" if good == ONE else "are", said=said)
    else:
        meaning = say("If {c}, there {verb} {said}; otherwise there is none.", c=listed(found), said=said,
                      verb="is" if good == ONE else "are")  # fmt: skip
    return Solution(
        "system",
        say("When is there a solution? {system}", system=problem.stated),
        tuple(made),
        answer,
        meaning=meaning,
        code=programs.conditions([r[:n] for r in wide], [r[n:] for r in wide], letters),
    )


def linear_parts(b: Entry, letters: Sequence[str]) -> list[Fraction]:
    """The constant and the factor of each letter in a right-hand side.

    >>> [str(c) for c in linear_parts(2 * Name("a") - 3, "ab")]
    ['-3', '2', '0']
    """
    if not isinstance(b, Written):
        return [Fraction(b), *(Fraction(0) for _ in letters)]
    zeroed = {v: number(0) for v in letters}
    constant = poly_of(substitute(b, zeroed), letters[0])
    parts = []
    for v in letters:
        rest = {u: w for u, w in zeroed.items() if u != v}
        p = poly_of(substitute(b, rest), v)
        parts.append(p - constant)
    kept = [Fraction(p.coefficients[1]) if p.degree == 1 else Fraction(0) for p in parts]
    total = form_of(constant.coefficients[0] if constant else Fraction(0), kept, letters)
    if any(p.degree > 1 for p in parts) or equal(total, b).same is not True:
        raise InputError(f"{b} is not linear in {', '.join(letters)}; put numbers for all but one of them")
    return [constant.coefficients[0] if constant else Fraction(0), *kept]


def solvable(wide: Sequence[Sequence[Number]], n: int, letters: Sequence[str]) -> list[Written] | None:
    """The conditions on the letters under which the system has a solution, each solved for a late letter.

    `wide` has the rows of A, then the constant and the factors of the letters of the right-hand side. None if there is
    never a solution; an empty list if there always is.

    >>> [str(c) for c in solvable([[1, 1, 0, 1, 0], [2, 2, 0, 0, 1]], 2, "ab")]
    ['b = 2*a']
    """
    form, pivots = reduce(wide)
    rest = [row[n:] for row, p in zip(form, pivots, strict=False) if p >= n]
    if not rest:
        return []
    turned = [[*reversed(row[1:]), row[0]] for row in rest]
    reduced, found = reduce(turned)
    if found[-1] == len(letters):
        return None
    late = list(reversed(letters))
    conditions: list[Written] = []
    for row, p in zip(reduced, found, strict=False):
        parts = [-row[late.index(v)] if late.index(v) > p else Fraction(0) for v in letters]
        conditions.append(Name(late[p]).equals(form_of(-row[-1], parts, letters)))
    return conditions[::-1]
