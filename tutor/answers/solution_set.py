"""The solution set of a linear system, in any parametrisation: a point, a line, a plane …, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from tutor.affine import parametrised
from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.claims import rank
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import INF, Name, Op, Words, Written, names

Column = tuple[Fraction, ...]


@dataclass(frozen=True)
class SolutionSet(Kind):
    """All solutions of ``rows · x = rhs``.

    Attributes
    ----------
    rows, rhs : tuples of Fraction
        The system of the statement: feedback puts a response back into it.
    point : tuple of Fraction or None
        One solution; None when there is none.
    directions : tuple of tuples of Fraction
        A basis of the solutions of the homogeneous system (empty for a unique solution, or none).
    """

    kind: ClassVar[str] = "solution set"
    variables: tuple[str, ...]
    rows: tuple[Column, ...]
    rhs: Column
    point: Column | None
    directions: tuple[Column, ...] = ()

    def written(self) -> Written:
        return Op("empty") if self.point is None else parametrised(self.variables, self.point, self.directions)

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, self.variables, others=True)

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "empty":
            return right() if self.point is None else wrong(say("The system does have a solution."))
        if (isinstance(response, Words) and response.text == "infinitely many") or response == INF:
            feedback = say("Give the solutions: a point and the directions in which one may move, x = …, y = ….")
            return Verdict(Status.WRONG_FORM if self.directions else Status.WRONG, feedback=feedback)
        try:
            found = self._affine(response)
        except (NotExact, KeyError, TooLarge):
            return Verdict(Status.UNDECIDED, feedback=say("The entries must be rational numbers in your parameters."))
        if found is None:
            return wrong_kind(f"a solution: values for {', '.join(self.variables)}, or 'no solution'", response)
        if isinstance(found, Text):
            return wrong(found)
        return self._judge(*found)

    def _affine(self, response: Written) -> tuple[Column, tuple[Column, ...]] | Text | None:
        """Point and directions that a response describes; Text when it misses something; None for another kind."""
        given = self._values(response)
        if given is None or isinstance(given, Text):
            return given
        parameters = sorted({n for w in given for n in names(w)})
        zero = {p: Fraction(0) for p in parameters}
        point = tuple(Fraction(evaluate(w, zero, EXACT)) for w in given)
        directions = []
        for p in parameters:
            once = tuple(Fraction(evaluate(w, zero | {p: Fraction(1)}, EXACT)) for w in given)
            directions.append(tuple(a - b for a, b in zip(once, point, strict=True)))
        for scale in (Fraction(3), Fraction(-2, 7)):  # affine in the parameters, or refused
            values = {p: scale * (k + 2) for k, p in enumerate(parameters)}
            for i, w in enumerate(given):
                straight = point[i] + sum(
                    (values[p] * d[i] for p, d in zip(parameters, directions, strict=True)), Fraction(0)
                )
                if evaluate(w, values, EXACT) != straight:
                    return say("Your parameters must enter linearly.")
        return point, tuple(directions)

    def _values(self, response: Written) -> tuple[Written, ...] | Text | None:
        if isinstance(response, Op) and response.head == "=" and _is_vector(response.args[1]):
            response = response.args[1]
        if isinstance(response, Op) and response.head in ("tuple", "matrix"):
            flat = [a for r in response.args for a in (r.args if isinstance(r, Op) and r.head == "row" else (r,))]
            if len(flat) != len(self.variables):
                return say(
                    "Your vector has {n} entries; the unknowns are {all}.", n=len(flat), all=", ".join(self.variables)
                )
            return tuple(flat)
        if isinstance(response, Op) and response.head == "+" and any(_is_vector(a) for a in response.args):
            return None
        items = response.args if isinstance(response, Op) and response.head == "list" else (response,)
        if len(self.variables) == 1 and len(items) == 1 and not (isinstance(items[0], Op) and items[0].head == "="):
            return (items[0],)
        values: dict[str, Written] = {}
        for item in items:
            if isinstance(item, Op) and item.head == "in":
                continue
            if not (isinstance(item, Op) and item.head == "=" and isinstance(item.args[0], Name)):
                return None
            if item.args[0].text not in self.variables:
                return say("{name} is no unknown of the system.", name=item.args[0])
            values[item.args[0].text] = item.args[1]
        missing = [v for v in self.variables if v not in values]
        used = {n for w in values.values() for n in names(w)}
        unsaid = [v for v in missing if v not in used]
        if unsaid:
            return say("Say what {names} may be.", names=", ".join(unsaid))
        return tuple(values.get(v, Name(v)) for v in self.variables)

    def _judge(self, point: Column, directions: tuple[Column, ...]) -> Verdict:
        for i, (row, b) in enumerate(zip(self.rows, self.rhs, strict=True), 1):
            left = _dot(row, point)
            if left != b:
                feedback = say("Put in, your point gives {left} in equation {i}, not {b}.", left=left, i=str(i), b=b)
                return wrong(feedback, Evidence("refuted", counterexample=f"equation {i}"))
            for d in directions:
                if _dot(row, d):
                    feedback = say("Moving along your direction leaves equation {i}: it must give 0 there.", i=str(i))
                    return wrong(feedback, Evidence("refuted", counterexample=f"equation {i}"))
        short = len(self.directions) - (rank(directions) if directions else 0)
        if short:
            feedback = say(
                "What you give are solutions, but not all of them: {n} free {word} short.",
                n=str(short),
                word="parameter is" if short == 1 else "parameters are",
            )
            return wrong(
                feedback, Evidence("refuted", counterexample="dimension"), Fraction(1, 2) if directions else Fraction(0)
            )
        return right(PROVED)

    def matches(self, response: Written) -> bool:
        """Does the response describe this very set, whether or not it solves the system?"""
        if isinstance(response, Op) and response.head == "empty":
            return self.point is None
        try:
            found = self._affine(response)
        except (NotExact, KeyError, TooLarge):
            return False
        if found is None or isinstance(found, Text):
            return False
        k = rank(found[1]) if found[1] else 0
        return self.same(replace(self, point=found[0], directions=found[1])) and k == len(found[1])

    def agrees(self, found: Any) -> Agreement:
        """`found` is None for no solution, else a point (n,) and directions as columns (n, k)."""
        import numpy as np

        if found is None or self.point is None:
            return Agreement(found is None and self.point is None, 1, 9, "one road finds a solution, the other none")
        point, columns = np.asarray(found[0], dtype=float), np.asarray(found[1], dtype=float)
        n, k = len(self.variables), len(self.directions)
        if point.shape != (n,) or columns.reshape(n, -1).shape != (n, k):
            return Agreement(False, 0, detail=f"dimension {columns.shape} against {(n, k)}")
        mine = np.array(self.directions, dtype=float).reshape(k, n).T
        gap = point - np.array(self.point, dtype=float)
        scale = 1 + float(np.max(np.abs(point), initial=0))
        if k:
            basis, _ = np.linalg.qr(mine)
            theirs, _ = np.linalg.qr(columns.reshape(n, -1))
            spans = bool(np.all(np.abs(basis @ basis.T - theirs @ theirs.T) < 1e-7))
            gap = gap - basis @ (basis.T @ gap)
        else:
            spans = True
        holds = spans and bool(np.all(np.abs(gap) < 1e-7 * scale))
        return Agreement(holds, 1 + k, 7, "" if holds else f"{found} against {self.typed()}")

    def same(self, other: Answer) -> bool:
        if not isinstance(other, SolutionSet):
            return False
        if self.point is None or other.point is None:
            return self.point is other.point
        if len(self.directions) != len(other.directions):
            return False
        if self.point == other.point and self.directions == other.directions:
            return True
        k = len(self.directions)
        if not k:
            return False
        step = tuple(a - b for a, b in zip(self.point, other.point, strict=True))
        return rank([*self.directions, *other.directions, step]) == k


def solution_set(
    variables: Sequence[str],
    rows: Sequence[Sequence[int | Fraction]],
    rhs: Sequence[int | Fraction],
    solution: tuple[Sequence[int | Fraction], Sequence[Sequence[int | Fraction]]] | None,
) -> SolutionSet:
    """A `SolutionSet` of a system and what solves it: a point with directions, or None.

    >>> solution_set("xy", [[2, 4]], [5], ([Fraction(5, 2), 0], [[-2, 1]])).typed()
    'x = 5/2 - 2*t, y = t'
    """
    return SolutionSet(
        tuple(variables),
        tuple(_column(r) for r in rows),
        _column(rhs),
        None if solution is None else _column(solution[0]),
        () if solution is None else tuple(_column(d) for d in solution[1]),
    )


def _column(values: Sequence[int | Fraction]) -> Column:
    return tuple(v if type(v) is Fraction else Fraction(v) for v in values)


def _dot(a: Column, b: Column) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _is_vector(w: Written) -> bool:
    return isinstance(w, Op) and w.head in ("tuple", "matrix")
