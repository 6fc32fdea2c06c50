"""The sum and the intersection of two subspaces, with bases and the dimension formula.

Example: tutor solve sum_intersection "span{(1, 1, 0), (0, 1, 1)}" "x - y = 0, z = 0"

Each subspace is typed by vectors that span it, or by its equations (book: chapter 2.6, exercises 2.12 to 2.14).
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.exact.matrices import ZERO, Rows, Vector, applied, from_columns, null_space, primitive, rank, reduced
from tutor.exact.scalars import write
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, PivotColumns, vectors_written
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces import programs
from tutor.methods.spaces.basis import choice_steps, equation_steps
from tutor.methods.spaces.claims import Columns, Multiples
from tutor.methods.spaces.described import Described, read_subspaces
from tutor.methods.spaces.null_space import null_steps
from tutor.methods.spaces.steps import pivots_said, rank_checked, rank_step, reduction, with_reason
from tutor.methods.spaces.vectors import span_written
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, column, number

U1, U2 = Name("U1"), Name("U2")


def from_text(first: str, second: str, *, variables: str = "") -> Solution:
    """Bases of the sum and the intersection of two typed subspaces.

    >>> str(from_text("x + y + z = 0", "x - y = 0").answer)
    'sum = {(1, -1, 0), (1, 0, -1), (1, 1, 0)}, intersection = {(1, 1, -2)}'
    """
    return work(*read_subspaces(first, second, variables=variables))


def intersection(first: tuple[Vector, ...], second: tuple[Vector, ...]) -> tuple[Vector, ...]:
    """A basis of the intersection of two spans, each given by a basis.

    >>> [[str(x) for x in v] for v in intersection(((1, 0, 0), (0, 1, 0)), ((1, 1, 1), (0, 0, 1)))]
    [['1', '1', '0']]
    """
    if not first or not second:
        return ()
    A = from_columns(first)
    weights = null_space(from_columns([*first, *second]))
    return tuple(primitive(applied(A, w[: len(first)])) for w in weights)


def total(first: tuple[Vector, ...], second: tuple[Vector, ...]) -> tuple[Vector, ...]:
    """A basis of the sum, chosen from the two bases."""
    both = (*first, *second)
    return tuple(both[c] for c in reduced(from_columns(both))[1]) if both else ()


def work(first: Described, second: Described, *, short: bool = False) -> Solution:
    """Bases of both, one matrix of all of them, its pivots and its null space; equations are stacked.

    Parameters
    ----------
    first, second : the subspaces
    short : of the sum the dimension alone, by the formula, where both are given by equations

    >>> plane = Described(equations=((1, 1, 1),), variables=("x", "y", "z"))
    >>> line = Described(equations=((1, -1, 0), (0, 0, 1)), variables=("x", "y", "z"))
    >>> str(work(plane, line).meaning)
    'The dimensions: 2 + 1 − 0 = 3.'
    """
    one, two = first.basis(), second.basis()
    stacked = (*first.equations, *second.equations) if first.equations and second.equations else None
    whole = total(one, two)
    common: tuple[Vector, ...]
    made: list[Step] = []
    if short and stacked is not None:
        made, common = _by_formula(first, second, stacked)
    elif one and two:
        made = _basis_steps(first, "1", one) + _basis_steps(second, "2", two)
        steps, common = _joined(one, two, whole, stacked, first.variables)
        made += steps
    else:
        common = ()
        made = _basis_steps(first, "1", one) + _basis_steps(second, "2", two)
        empty = U1 if not one else U2
        why = say("{u} is {z}, so the intersection is {z}, and the sum is the other subspace.",
                  u=empty, z=Op("set", (number(0),)))  # fmt: skip
        zeros = ((ZERO,) * first.n,)
        made.append(rank_step(whole or zeros, len(whole), why))
    like = first.like()
    shown = (Words("sum").equals(span_written(whole, like)), Words("intersection").equals(span_written(common, like)))
    names = first.variables or second.variables
    order = say(" (coordinates in the order {v})", v=Op("tuple", tuple(map(Name, names)))) if names else Text(())
    return Solution(
        "sum_intersection",
        say(
            "Find bases of {s} and of the intersection of {u}; {v}",
            s=U1 + U2,
            u=U1.equals(first.written()),
            v=U2.equals(second.written()),
        )
        + order,
        tuple(made),
        Op("list", shown),
        meaning=say("The dimensions: {a} + {b} − {c} = {d}.", a=len(one), b=len(two), c=len(common), d=len(whole)),
        code=_program(one, two, first.n),
        checks=(rank_checked(whole or ((ZERO,) * first.n,), len(one) + len(two) - len(common)),),
    )


def _by_formula(first: Described, second: Described, stacked: Rows) -> tuple[list[Step], tuple[Vector, ...]]:
    """The dimensions by rank–nullity, the intersection by all equations together, the sum by the formula."""
    n = first.n
    made, counts = [], []
    for u, space in ((U1, first), (U2, second)):
        E = space.equations or ()
        counts.append(n - rank(E))
        why = say("The dimension of {u} is the number of unknowns less the rank of its equations (MML 2.7.3).", u=u)
        made.append(Step(why, Computed(number(counts[-1]), left=number(n) - Op("rank", (matrix_written(E),)))))
    why = say("The intersection satisfies the equations of both: stack them in {E}. ", E=Name("E"))
    steps, _ = null_steps(stacked, name=Name("E"), unknowns=first.variables)
    common = null_space(stacked)
    d = sum(counts) - len(common)
    left = Op("+", (number(counts[0]), number(counts[1]), Op("neg", (number(len(common)),))))
    told = say("The dimension formula gives that of the sum; what is common counts once.")
    return [*made, *with_reason(steps, why), Step(told, Computed(number(d), left=left))], common


def _basis_steps(space: Described, index: str, basis: tuple[Vector, ...]) -> list[Step]:
    """The steps to a basis of one of the two, where it is not given as it stands."""
    name, when = Name(f"U{index}"), "First" if index == "1" else "Then"
    if space.equations is not None:
        return with_reason(equation_steps(space, name=f"E{index}"), say("{when} {u}. ", when=when, u=name))
    given = space.like()
    if len(basis) == len(given.vectors) and given.plain:
        return []
    steps, _ = choice_steps(given, name=f"A{index}")
    return with_reason(steps, say("{when} a basis of {u}. ", when=when, u=name))


def _joined(
    one: tuple[Vector, ...],
    two: tuple[Vector, ...],
    whole: tuple[Vector, ...],
    stacked: Rows | None,
    names: Sequence[str],
) -> tuple[list[Step], tuple[Vector, ...]]:
    """The sum by the pivots of [B1 | B2], the intersection by its null space or by all equations."""
    B = from_columns([*one, *two])
    B1, B2 = Name("B1"), Name("B2")
    objects = tuple(column_of(v) for v in (*one, *two))
    why = say("Put the two bases side by side: the columns of {a}, then those of {b}.", a=B1, b=B2)
    made = [Step(why, Columns(matrix_written(B), of=objects, name="B"))]
    steps, _, pivots = reduction(B, full=stacked is None)
    made += steps
    why = say("The sum is spanned by all columns. ") + pivots_said(pivots, Name("B")) + say(" of it.")
    made.append(Step(why, PivotColumns(vectors_written(whole), of=matrix_written(B))))
    if stacked is not None:
        common = null_space(stacked)
        why = say(
            "A vector lies in the intersection if it satisfies the equations of both: stack them in {E}. ", E=Name("E")
        )
        made += with_reason(null_steps(stacked, name=Name("E"), unknowns=names)[0], why)
    else:
        common = intersection(one, two)
        made += _by_relations(one, two, B)
    d = len(whole)
    left = Op("+", (Op("rank", (matrix_written(from_columns(one)),)), Op("rank", (matrix_written(from_columns(two)),)),
                    Op("neg", (number(len(common)),))))  # fmt: skip
    why = say("Check by the dimension formula: the sum has dimension {a} + {b} − {c}; what is common counts once.",
              a=len(one), b=len(two), c=len(common))  # fmt: skip
    made.append(Step(why, Computed(number(d), left=left)))
    return made, common


def _by_relations(one: tuple[Vector, ...], two: tuple[Vector, ...], B: Rows) -> list[Step]:
    """A relation between the columns says that a vector of one span is a vector of the other."""
    weights = null_space(B)
    if not weights:
        why = say("Every column has a pivot, so only 0 is a combination of both bases: the intersection is {z}.",
                  z=Op("set", (number(0),)))  # fmt: skip
        return [rank_step(B, len(B[0]), why)]
    k = len(one)
    why = say("A relation {r} says that {l} lies in both subspaces. The relations are the null space of {B}: "
              "read them off the columns without a pivot.",
              r=(Name("B1") * Name("a") + Name("B2") * Name("b")).equals(number(0)),
              l=(Name("B1") * Name("a")).equals(-(Name("B2") * Name("b"))), B=Name("B"))  # fmt: skip
    asked = say("Which combinations of the first basis are combinations of the second?")
    made = [Step(why, NullSpaceBasis(vectors_written(weights), of=matrix_written(B)), question=asked)]
    common = vectors_written(intersection(one, two))
    tops, bottoms = [w[:k] for w in weights], [w[k:] for w in weights]
    why = say("The first {k} combine the columns of {b} to a basis of the intersection, up to a factor.",
              k="entry does" if k == 1 else f"{k} entries", b=Name("B1"))  # fmt: skip
    if k == 1:
        why = say(
            "The first entry multiplies the column of {b}: a basis of the intersection, up to a factor.", b=Name("B1")
        )
    made.append(Step(why, Multiples(common, of=matrix_written(from_columns(one)), weights=vectors_written(tops))))
    why = say(
        "The other entries, with the columns of {b}, give the same up to a factor: it lies in {u} too.",
        b=Name("B2"),
        u=U2,
    )
    made.append(Step(why, Multiples(common, of=matrix_written(from_columns(two)), weights=vectors_written(bottoms))))
    return made


def column_of(v: Vector) -> Written:
    """The vector as a column."""
    return column([write(a) for a in v])


def _program(one: tuple[Vector, ...], two: tuple[Vector, ...], n: int) -> str:
    zeros = ((ZERO,) * n,)
    givens = {"B1": from_columns(one or zeros), "B2": from_columns(two or zeros)}
    return programs.program(givens, _TAIL, null=True)


_TAIL = """B = np.column_stack([B1, B2])                          # a basis of each in its columns
total = B[:, reduced(B)[1]]                            # the pivot columns span the sum
N = null_basis(B)                                      # B1 a + B2 b = 0
common = B1 @ N[:B1.shape[1]]                          # B1 a lies in both
answer = total, common
"""
