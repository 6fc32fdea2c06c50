"""The solution set of a linear system, in any parametrisation: a point, a line, a plane …, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

from tutor.affine import parametrised
from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, wrong_kind
from tutor.answers.rounding import floats, full, near, nearest, np_rows, rounded_verdict, slacks
from tutor.answers.stated import sides_of
from tutor.answers.typed_vectors import affine, reals, single, vector_of
from tutor.errors import TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.matrices import solutions
from tutor.exact.scalars import Scalar, as_float, plain, rank_of, write
from tutor.reading.linear import Form, linear_form
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import INF, Name, Op, Words, Written, names

Column = tuple[Scalar, ...]
_BUILDER = re.compile(
    r"(\s*\\?\{)(.*[^\s\\])(\s*(?:\||:|\\mid)\s*)([^|:]*(?:∈|\bin\b|\\in)[^|:]*?)(\\?\}\s*)", re.DOTALL
)
_FACTOR = re.compile(r"(?<![A-Za-z\\^])([A-Za-z](?:_?[0-9]+)?|\\?(?:lambda|alpha|beta|mu)|[λαβμ])\s*[([]")
_GREEK = {"λ": "lambda", "α": "alpha", "β": "beta", "μ": "mu"}


@dataclass(frozen=True)
class SolutionSet(Kind):
    """All solutions of ``rows · x = rhs``.

    Attributes
    ----------
    rows, rhs : tuples of Fraction or Surd
        The system of the statement: feedback puts a response back into it.
    point : tuple of Fraction or Surd, or None
        One solution; None when there is none.
    directions : tuple of tuples of Fraction or Surd
        A basis of the solutions of the homogeneous system (empty for a unique solution, or none).
    """

    kind: ClassVar[str] = "solution set"
    variables: tuple[str, ...]
    rows: tuple[Column, ...]
    rhs: Column
    point: Column | None
    directions: tuple[Column, ...] = ()

    def written(self) -> Written:
        if self.point is None:
            return Op("empty")
        return parametrised(self.variables, _shown(self.point), [_shown(d) for d in self.directions])

    def read(self, text: str) -> Written:
        built = _BUILDER.fullmatch(text) if len(text) < 1_000 else None
        text_ = _without_braces(built) if built else text
        found = {_GREEK.get(m[1], m[1].lstrip("\\").replace("_", "")) for m in _FACTOR.finditer(text_)}
        free = sorted(found - {*self.variables, "R", "T", "e", "i"})
        return read_inside(Item(text_, 0), text, (*self.variables, *free), others=True)

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "empty":
            return right() if self.point is None else wrong(say("The system does have a solution."))
        if (isinstance(response, Words) and response.text == "infinitely many") or response == INF:
            feedback = say("Give the solutions: a point and the directions in which one may move, x = …, y = ….")
            return Verdict(Status.WRONG_FORM if self.directions else Status.WRONG, feedback=feedback)
        try:
            found = self._affine(response)
        except (NotExact, KeyError, TooLarge):
            return Verdict(
                Status.UNDECIDED,
                feedback=say("The entries must be numbers, or sums with multiples of your parameters."),
            )
        if found is None:
            return wrong_kind(f"a solution: values for {', '.join(self.variables)}, or 'no solution'", response)
        if isinstance(found, Text):
            return wrong(found)
        verdict = self._judge(*found)
        if verdict.status in (Status.WRONG, Status.PARTLY_RIGHT) and self._rounded(response, *found):
            return rounded_verdict()
        return verdict

    def _affine(self, response: Written) -> tuple[Column, tuple[Column, ...]] | Text | None:
        """Point and directions that a response describes; Text when it misses something; None for another kind."""
        chained = symmetric(response, self.variables)
        if chained is not None:
            return chained
        given = self._values(response)
        if given is None or isinstance(given, Text):
            return given
        found = affine(given)
        if found is None:
            return say("Your parameters must enter linearly.")
        return tuple(found[0]), tuple(map(tuple, found[1]))

    def _values(self, response: Written) -> tuple[Written, ...] | Text | None:
        flat = self._vector(response)
        if flat is not None:
            if len(flat) != len(self.variables):
                return say(
                    "Your vector has {n} entries; the unknowns are {all}.", n=len(flat), all=", ".join(self.variables)
                )
            return flat
        items = response.args if isinstance(response, Op) and response.head in ("list", "and") else (response,)
        if len(self.variables) == 1 and len(items) == 1 and not (isinstance(items[0], Op) and items[0].head == "="):
            return (items[0],)
        values: dict[str, Written] = {}
        for item in items:
            if reals(item):
                continue
            if isinstance(item, Op) and item.head == "in":
                return say("Your parameters must run through all real numbers.")
            if not (isinstance(item, Op) and item.head == "=" and isinstance(item.args[0], Name)):
                return None
            if item.args[0].text not in self.variables:
                known = ", ".join(self.variables)
                return say("{name} is no unknown of the system; these are {all}.", name=item.args[0], all=known)
            values[item.args[0].text] = item.args[1]
        missing = [v for v in self.variables if v not in values]
        used = {n for w in values.values() for n in names(w)}
        unsaid = [v for v in missing if v not in used]
        if unsaid:
            return say("Say what {names} may be.", names=", ".join(unsaid))
        return tuple(values.get(v, Name(v)) for v in self.variables)

    def _vector(self, response: Written) -> tuple[Written, ...] | None:
        """The entries of ``(1, 5, 0) + t(1, -2, 1)``, with what may stand around it: ``x = …, t in R``."""
        if isinstance(response, Op) and response.head == "list":
            rest = [a for a in response.args if not reals(a)]
            first, *others = rest or [response]
            if len(rest) == len(response.args) or not all(_is_letter(a, self.variables) for a in others):
                return None
            response = first
        if isinstance(response, Op) and response.head == "set" and len(response.args) == 1:
            response = response.args[0]
        if not (isinstance(response, Op) and response.head == "="):
            return None if single(response) else vector_of(_spanned(response))
        left, right_ = response.args
        flat = None if single(right_) else vector_of(_spanned(right_))
        unknowns = vector_of(left)
        if flat is None or unknowns is None:
            return flat if isinstance(left, Name) else None
        order = [a.text for a in unknowns if isinstance(a, Name)]
        if sorted(order) != sorted(self.variables) or len(flat) != len(order):
            return None
        return tuple(flat[order.index(v)] for v in self.variables)

    def _judge(self, point: Column, directions: tuple[Column, ...]) -> Verdict:
        for i, (row, b) in enumerate(zip(self.rows, self.rhs, strict=True), 1):
            left = _dot(row, point)
            if left - b:
                feedback = say(
                    "Put in, your point gives {left} in equation {i}, not {b}.", left=write(left), i=str(i), b=write(b)
                )
                return wrong(feedback, Evidence("refuted", counterexample=f"equation {i}"))
            for d in directions:
                if _dot(row, d):
                    feedback = say("Moving along your direction leaves equation {i}: it must give 0 there.", i=str(i))
                    return wrong(feedback, Evidence("refuted", counterexample=f"equation {i}"))
        short = len(self.directions) - (rank_of(directions) if directions else 0)
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

    def _rounded(self, response: Written, point: Column, directions: tuple[Column, ...]) -> bool:
        """Decimals that are right but for their last place: the point, and each direction."""
        given = self._values(response)
        if self.point is None or given is None or isinstance(given, Text) or len(directions) != len(self.directions):
            return False
        loose = [slacks(w) for w in given]
        if not any(loose):
            return False
        n = len(self.variables)
        basis, (mine, theirs) = floats(self.directions, n), floats([self.point, point], n)
        if not near(theirs - mine, [s.get("", 0.0) for s in loose], basis):
            return False
        letters = sorted({name for w in given for name in names(w)})
        moving = floats(directions, n)
        slack = {name: [s.get(name, 0.0) for s in loose] for name in letters}
        if not all(near(v, slack[name], basis) for name, v in zip(letters, moving, strict=True)):
            return False
        most = max((x for line in slack.values() for x in line), default=0.0)
        return full(np_rows([nearest(v, basis) for v in moving], n), most, len(basis))

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
        k = rank_of(found[1]) if found[1] else 0
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
        mine = np.array([[as_float(x) for x in d] for d in self.directions]).reshape(k, n).T
        gap = point - np.array([as_float(x) for x in self.point])
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
        if self.variables != other.variables or len(self.directions) != len(other.directions):
            return False
        if self.point == other.point and self.directions == other.directions:
            return True
        k = len(self.directions)
        if not k:
            return False
        step = tuple(a - b for a, b in zip(self.point, other.point, strict=True))
        return rank_of([*self.directions, *other.directions, step]) == k


def solution_set(
    variables: Sequence[str],
    rows: Sequence[Sequence[int | Scalar]],
    rhs: Sequence[int | Scalar],
    solution: tuple[Sequence[int | Scalar], Sequence[Sequence[int | Scalar]]] | None,
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


def symmetric(w: Written, variables: Sequence[str]) -> tuple[Column, tuple[Column, ...]] | None:
    """The point and the directions of ``(x-1)/2 = (y+3)/4 = z``; None for anything else.

    >>> from tutor.reading import read
    >>> point, directions = symmetric(read("(x-1)/2 = y = z"), ("x", "y", "z"))
    >>> [str(q) for q in point], [[str(q) for q in d] for d in directions]
    (['1', '0', '0'], [['2', '1', '1']])
    """
    chain = sides_of(w)
    if chain is None or len(chain[0]) < 3 or set(chain[1]) != {"="} or not names(w) <= set(variables):
        return None
    sides = chain[0]
    if any(len(names(s)) > 1 for s in sides) or not all(map(single, sides)):
        return None
    try:
        forms = [linear_form(s, (), lambda node, message, hint: Unreadable(message)) for s in sides]
    except Unreadable:
        return None
    rows = [[_coefficient(a, v) - _coefficient(b, v) for v in variables] for a, b in pairwise(forms)]
    rhs = [_coefficient(b, "") - _coefficient(a, "") for a, b in pairwise(forms)]
    return solutions(rows, rhs)


def _coefficient(form: Form, name: str) -> Fraction:
    return form.get(name, {}).get((), Fraction(0))


def _column(values: Sequence[int | Scalar]) -> Column:
    return tuple(v if type(v) is Fraction else plain(v) for v in values)


def _shown(values: Column) -> list[Any]:
    """Fractions as they are, numbers with roots written out."""
    return [v if isinstance(v, Fraction) else write(v) for v in values]


def _dot(a: Column, b: Column) -> Any:
    return plain(sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0)))


def _is_letter(w: Written, variables: Sequence[str]) -> bool:
    return isinstance(w, Name) and w.text not in variables


def _spanned(w: Written) -> Written:
    """``(1, 5, 0) + span{(1, -2, 1)}`` with a letter of its own for each vector of the span."""
    if not isinstance(w, Op) or w.head not in ("span", "+"):
        return w
    spans = [a for a in (w.args if w.head == "+" else (w,)) if isinstance(a, Op) and a.head == "span"]
    if len(spans) != 1 or names(w) or not spans[0].args:
        return w
    moving = tuple(Op("*", (Name(f"t{k}"), v)) for k, v in enumerate(spans[0].args, 1))
    others = tuple(a for a in w.args if a is not spans[0]) if w.head == "+" else ()
    return Op("+", (*others, *moving)) if len(others) + len(moving) > 1 else moving[0]


def _without_braces(m: re.Match[str]) -> str:
    """``{… : t in R}`` as ``… , t in R``, every character in its place."""
    opened, body, mark, free, closed = m.groups()
    return f"{' ' * len(opened)}{body},{' ' * (len(mark) - 1)}{free}{' ' * len(closed)}"
