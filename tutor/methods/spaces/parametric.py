"""Vectors and matrices with a parameter: for which of its values columns are dependent, and what the rank is."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import null_space, rank
from tutor.exact.scalars import plain, write
from tutor.methods.linear_systems.claims import Roots
from tutor.methods.linear_systems.conditions import OTHERWISE
from tutor.methods.linear_systems.forms import listed
from tutor.methods.linear_systems.polynomials import Poly, poly, poly_of, zeros
from tutor.methods.linear_systems.sheets import PolynomialSheet
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.claims import EVERY, NEVER, Columns, DependentFor, RankCases, common_minor
from tutor.methods.spaces.steps import counted
from tutor.methods.spaces.vectors import items_of, unlabelled
from tutor.step import Check, Solution, Step
from tutor.surds import Surd, surd
from tutor.text import say
from tutor.written import Name, Op, Words, Written, column, entries, matrix, number, typed

SIZE = 5  # rows and columns with a parameter


def dependence_by_parameter(texts: Sequence[str], name: str) -> Solution:
    """For which values of the parameter typed vectors are dependent."""
    return dependence(_columns(texts, name), name)


def dependent_values(rows: Sequence[Sequence[Poly]], name: str = "t") -> list[Surd] | None:
    """The values for which the columns are dependent, in increasing order; None for every value.

    >>> from tutor.methods.linear_systems.polynomials import poly
    >>> t = Poly.of(0, 1)
    >>> [str(v.written()) for v in dependent_values([[t, poly(1)], [poly(1), t]])]
    ['-1', '1']
    """
    common = common_minor(rows, len(rows[0]))
    return zeros(common, name) if common else None


def dependence(rows: Sequence[Sequence[Poly]], name: str) -> Solution:
    """Elimination of A c = 0 with the parameter in it, and the cases where a pivot is lost.

    Parameters
    ----------
    rows : the matrix whose columns are the vectors, shape (n, k)
    name : the parameter
    """
    shown = [[p.written(name) for p in r] for r in rows]
    columns = [column(c) for c in zip(*shown, strict=True)]
    A = matrix(shown)
    values = dependent_values(rows, name)
    why = say("Write the vectors as the columns of a matrix {A}; they are dependent where {z} has a nonzero solution.",
              A=Name("A"), z=(Name("A") * Name("c")).equals(number(0)))  # fmt: skip
    made = [Step(why, _Symbolic(A, of=tuple(columns)))]
    made += _elimination(rows, name, "c")
    answer: Written
    t = Name(name)
    if values is None:
        answer = Words(EVERY)
        told = say("Whatever {t} is, some column has no pivot: the vectors are always dependent.", t=t)
    elif not values:
        answer = Words(NEVER)
        told = say("No real {t} makes a pivot vanish: the vectors are always independent.", t=t)
    else:
        answer = listed([t.equals(v.written()) for v in values])
        told = say("The vectors are linearly dependent exactly for {v}, and independent otherwise.", v=answer)
    made.append(Step(told, DependentFor(answer, of=A, by=name)))
    named = [Name(f"v{i}").equals(c) for i, c in enumerate(columns, 1)]
    return Solution(
        "independence",
        say("For which {t} are these linearly dependent? {v}", t=t, v=listed(named)),
        tuple(made),
        answer,
        meaning=told,
        code=_dependence_program(shown, name, values),
        checks=(_checked(rows, values),),
    )


class _Symbolic(Columns):
    """Columns whose entries hold a letter: they are compared as they are written."""

    def holds(self) -> bool | None:
        return [tuple(a for (a,) in entries(w)) for w in self.of] == list(zip(*entries(self.result), strict=True))


def rank_by_parameter(text: str, name: str) -> Solution:
    """The rank of a typed matrix for every value of its parameter."""
    return rank_cases(_matrix(text, name), name)


def special_ranks(rows: Sequence[Sequence[Poly]], name: str) -> tuple[tuple[tuple[Surd, int], ...], int]:
    """The values at which the rank is smaller, each with the rank there, and the rank otherwise."""
    general = next(r for r in range(min(len(rows), len(rows[0])), -1, -1) if r == 0 or common_minor(rows, r))
    special = []
    for v in zeros(common_minor(rows, general), name):
        at = [[surd(a.at(v)) for a in r] for r in rows]
        special.append((v, rank(at)))
    return tuple(special), general


def rank_cases(rows: Sequence[Sequence[Poly]], name: str) -> Solution:
    """Elimination of A x = 0 with the parameter in it: the rank in each case."""
    shown = [[p.written(name) for p in r] for r in rows]
    A = matrix(shown)
    special, general = special_ranks(rows, name)
    made = _elimination(rows, name, "x")
    cases = [Op("case", (number(r), Name(name).equals(v.written()))) for v, r in special]
    answer = Op("cases", (*cases, Op("case", (number(general), OTHERWISE))))
    told = say("For all other values no pivot is 0, so each of them counts. The rank, case by case:")
    made.append(Step(told, RankCases(answer, of=A, by=name)))
    return Solution(
        "rank",
        say("The rank of {A}, for every {t}", A=A, t=Name(name)),
        tuple(made),
        answer,
        meaning=say("The rank of {A}: {c}.", A=Name("A"), c=answer),
        code=_rank_program(shown, name, [v for v, _ in special]),
        checks=(_ranks_checked(rows, special, general),),
    )


def _elimination(rows: Sequence[Sequence[Poly]], name: str, letter: str) -> list[Step]:
    """A x = 0 brought to row echelon form, and the rank where a pivot vanishes."""
    zero = poly(0)
    unknowns = [f"{letter}{i}" for i in range(1, len(rows[0]) + 1)]
    sheet = PolynomialSheet([[*r, zero] for r in rows], parameter=name, names=unknowns)
    sheet.forward()
    made = [s.step() for s in sheet.stages]
    t = Name(name)
    pivots = [sheet.rows[r][c] for r, c in enumerate(sheet.pivots)]
    deciding = [p for p in pivots if p.degree > 0]
    if not deciding:
        return made
    product = poly(1)
    for p in deciding:
        product = product * p
    values = zeros(product, name)
    what = listed(list(dict.fromkeys(p.written(name) for p in deciding)))
    found = listed([t.equals(v.written()) for v in values]) if values else Op("empty")
    why = say("The pivots are numbers or {what}. One of them is 0 only where:", what=what)
    if not values:
        why = say("The pivots are numbers or {what}; no real {t} makes one of them 0.", what=what, t=t)
    asked = say("For which {t} is a pivot 0?", t=t)
    made.append(Step(why, Roots(found, of=tuple(p.written(name) for p in deciding), by=name), question=asked))
    return made + [_at_special(rows, v, t) for v in values]


def _at_special(rows: Sequence[Sequence[Poly]], value: Surd, t: Name) -> Step:
    """The rank at one value, and the relations between the columns there."""
    A = tuple(tuple(plain(surd(p.at(value))) for p in r) for r in rows)
    r, k = rank(A), len(A[0])
    at = t.equals(value.written())
    why = say("{at}: put it in; elimination leaves {p} in {c}.", at=at, p=counted(r, "pivot"), c=counted(k, "column"))
    details: tuple[Step, ...] = ()
    if r < k:
        told = say("So A x = 0 has solutions other than 0: the coefficients of relations between the columns.")
        details = (Step(told, NullSpaceBasis(vectors_written(null_space(A)), of=matrix_written(A))),)
    return Step(why, Computed(write(r), left=Op("rank", (matrix_written(A),))), substeps=details)


# ---------------------------------------------------------------- reading


def _columns(texts: Sequence[str], name: str) -> list[list[Poly]]:
    found: list[list[Poly]] = []
    for text in texts:
        for item in items_of(text):
            while isinstance(item, Op) and item.head in ("T", "transpose"):
                item = item.args[0]
            if isinstance(item, Op) and item.head == "tuple":
                found.append([poly_of(a, name) for a in item.args])
            elif isinstance(item, Op) and item.head == "matrix":
                grid = [[poly_of(a, name) for a in r] for r in entries(item)]
                found += grid if len(grid) == 1 else [list(c) for c in zip(*grid, strict=True)]
            else:
                raise Unreadable("this is not a vector", text, 0, "type its entries in brackets: (1, 2, t)")
    sizes = sorted({len(v) for v in found})
    if len(sizes) != 1:
        raise InputError(f"vectors of one length are needed; these have {' and '.join(map(str, sizes))} entries")
    rows = [list(r) for r in zip(*found, strict=True)]
    return _limited(rows, name)


def _matrix(text: str, name: str) -> list[list[Poly]]:
    from tutor.reading import read

    w = unlabelled(read(text))
    if not isinstance(w, Op) or w.head != "matrix":
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, k; 3, 4]")
    return _limited([[poly_of(a, name) for a in r] for r in entries(w)], name)


def _limited(rows: list[list[Poly]], name: str) -> list[list[Poly]]:
    if max(len(rows), len(rows[0])) > SIZE:
        raise InputError(f"{len(rows)} × {len(rows[0])} with a parameter: at most {SIZE} of each are worked")
    if not name.isidentifier() or "," in name:
        raise InputError(f"one parameter is worked here, such as t; given is {name!r}")
    return rows


# ---------------------------------------------------------------- by another road


def _at(rows: Sequence[Sequence[Poly]], value: float) -> list[list[float]]:
    return [[sum(float(c) * value**i for i, c in enumerate(p.coefficients)) for p in r] for r in rows]


_PLACES = (-5.3, -1.7, 0.6, 2.9, 6.1)


def _numeric_rank(rows: Sequence[Sequence[Poly]], value: float) -> int:
    import numpy as np

    a = np.array(_at(rows, value))
    return int(np.linalg.matrix_rank(a, tol=1e-9 * max(1.0, float(np.abs(a).max()))))


def _checked(rows: Sequence[Sequence[Poly]], values: Sequence[Surd] | None) -> Check:
    special = [float(v) for v in values or ()]
    k = len(rows[0])
    right = all(_numeric_rank(rows, v) < k for v in special)
    others = [p for p in _PLACES if all(abs(p - v) > 1e-3 for v in special)]
    right = right and all((_numeric_rank(rows, p) == k) == (values is not None) for p in others)
    return Check(say("NumPy: the ranks at the special values and at {n} others.", n=len(others)), right)


def _ranks_checked(rows: Sequence[Sequence[Poly]], special: Sequence[tuple[Surd, int]], general: int) -> Check:
    right = all(_numeric_rank(rows, float(v)) == r for v, r in special)
    others = [p for p in _PLACES if all(abs(p - float(v)) > 1e-3 for v, _ in special)]
    right = right and all(_numeric_rank(rows, p) == general for p in others)
    return Check(say("NumPy: the ranks at the special values and at {n} others.", n=len(others)), right)


def _function(shown: Sequence[Sequence[Written]], name: str) -> str:
    lines = ",\n                     ".join(f"[{', '.join(typed(a).replace('^', '**') for a in r)}]" for r in shown)
    return f"def A({name}):\n    return np.array([{lines}], dtype=float)\n"


def _dependence_program(shown: Sequence[Sequence[Written]], name: str, values: Sequence[Surd] | None) -> str:
    candidates = sorted({*(float(v) for v in values or ()), *map(float, range(-6, 7))})
    tail = f"""k = A(0.0).shape[1]
answer = []
for {name} in {candidates}:
    if len(reduced(A({name}))[1]) < k:      # a pivot is lost: the columns are dependent
        answer.append({name})
"""
    return programs.with_function(_function(shown, name), tail)


def _rank_program(shown: Sequence[Sequence[Written]], name: str, values: Sequence[Surd]) -> str:
    places = [*(float(v) for v in values), 0.125]
    tail = f"answer = {{{name}: len(reduced(A({name}))[1]) for {name} in {places}}}    # the rank at these places\n"
    return programs.with_function(_function(shown, name), tail)
