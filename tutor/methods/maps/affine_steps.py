"""Steps and forms that single affine subspaces and pairs of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tutor.affine import free_names, parametrised
from tutor.exact.matrices import Rows, Vector, reduced
from tutor.exact.scalars import plain, scalar, write
from tutor.methods.linear_systems.claims import PointAndDirections
from tutor.methods.maps.affine_inputs import Affine
from tutor.methods.maps.claims import SolvesProduct
from tutor.methods.reduction import worked_reduction
from tutor.step import Step
from tutor.text import Text
from tutor.written import Name, Op, Written, column, entries, matrix


def shape_named(dimension: int, n: int) -> str:
    """A point, a line, a plane, a hyperplane, in words.

    >>> shape_named(1, 3), shape_named(3, 4), shape_named(2, 5)
    ('a line', 'a hyperplane', 'a plane')
    """
    if dimension == n:
        return "the whole space"
    if dimension < 3:
        return ("a point", "a line", "a plane")[dimension]
    return "a hyperplane" if dimension == n - 1 else f"an affine subspace of dimension {dimension}"


def letters_of(given: Affine) -> tuple[str, ...]:
    """Names for its parameters."""
    return free_names(given.variables, len(given.directions))


def usual_solution(given: Affine) -> tuple[Vector, tuple[Vector, ...]]:
    """The point with zeros for the free unknowns, and directions with a one for them, where that stays whole."""
    form, pivots = reduced([[*r, b] for r, b in zip(given.normals, given.values, strict=True)])
    n = len(given.variables)
    point = [plain(0)] * n
    for r, c in zip(form, pivots, strict=False):
        point[c] = r[n]
    directions = []
    for free in (c for c in range(n) if c not in pivots):
        d = [plain(0)] * n
        d[free] = plain(1)
        for r, c in zip(form, pivots, strict=False):
            d[c] = plain(-r[free])
        directions.append(tuple(d))
    return tuple(point), tuple(directions)


def usual_form(result: Written, system: Op, variables: Sequence[str]) -> PointAndDirections | SolvesProduct:
    """The claim that this is the solution set, with the free unknowns as parameters."""
    pivots = reduced([[scalar(a) for a in r] for r in entries(system)])[1]
    free = tuple(c for c in range(len(variables)) if c not in pivots)
    if not free:
        rows = entries(system)
        unknowns: Written = column(Name(v) for v in variables) if len(variables) > 1 else Name(variables[0])
        left, right = matrix(r[:-1] for r in rows), column(r[-1] for r in rows)
        return SolvesProduct(result, left=unknowns, factor=left, product=right)
    return PointAndDirections(result, system=system, variables=tuple(variables), free=free)


def parametrised_answer(variables: Sequence[str], point: Vector, directions: Sequence[Vector]) -> Op:
    """The point and the directions as they are typed: ``x = 1 + t, y = t``."""

    def operand(a: Any) -> Any:
        return a if isinstance(a, Fraction) else write(a)

    return parametrised(variables, [operand(a) for a in point], [[operand(a) for a in d] for d in directions])


def solved(rows: Rows, rhs: Vector, why: Text | None = None) -> list[Step]:
    """The steps that reduce ``[rows | rhs]``; `why` is said before the first."""
    steps, _, _ = worked_reduction([[*r, b] for r, b in zip(rows, rhs, strict=True)], bar=len(rows[0]))
    if why is not None and steps:
        steps[0] = replace(steps[0], why=why + steps[0].why)
    return steps
