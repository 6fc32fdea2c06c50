"""Change of basis: the transformation matrix, coordinates, and a map in new bases.

Example: tutor solve change-of-basis "(1, 1), (1, -1)" "(2, 1), (1, 1)"

Two bases B and C (vectors, the columns of a matrix, or polynomials): the matrix that turns coordinates in B into
coordinates in C, ``P = C⁻¹ B``. One basis alone: from the standard basis to it. With ``coordinates="(2, 3)"`` (in B)
the coordinates in C too. With ``matrix="…"``, the matrix of a map in the standard bases, its matrix in the basis B of
the domain and C of the codomain, ``T⁻¹ A S`` (book: chapter 2.7.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.errors import InputError
from tutor.exact.matrices import ZERO, Rows, Vector, applied, from_columns, identity, inverse, rows_of, times
from tutor.exact.scalars import write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.inputs import read_matrix, read_vector
from tutor.methods.maps.claims import SolvesProduct
from tutor.methods.maps.inputs import read_basis
from tutor.methods.maps.programs import floats
from tutor.methods.matrix_claims import Computed, InverseOf
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, column

S, T, A = Name("S"), Name("T"), Name("A")
MAX_SIZE = 12


def from_text(*inputs: str, matrix: str = "", coordinates: str = "") -> Solution:
    """Change of basis for what a person typed: one or two bases.

    Raises
    ------
    Unreadable, InputError
        For what is no basis, sizes that do not fit, or both options at once.

    >>> str(from_text("(1, 1), (1, -1)", "(2, 1), (1, 1)").answer)
    '[0, 2; 1, -3]'
    >>> str(from_text("(1, 1), (1, -1)", matrix="[2, 1; 1, 2]").answer)
    '[3, 0; 0, 1]'
    """
    if len(inputs) > 2:
        raise InputError(
            f"one basis or two are needed; given are {len(inputs)} (put the vectors of one basis together)"
        )
    if matrix and coordinates:
        raise InputError("choose one of the options matrix and coordinates")
    bases = [read_basis(text) for text in inputs]
    if any(len(b[0]) > MAX_SIZE for b in bases):
        raise InputError(f"bases of at most {MAX_SIZE} vectors are worked")
    if matrix:
        M = read_matrix(matrix)
        first = from_columns(bases[0][0])
        last = from_columns(bases[-1][0])
        if len(first) != len(M[0]) or len(last) != len(M):
            raise InputError(
                f"the matrix has {len(M)} rows and {len(M[0])} columns, so bases of R^{len(M[0])} and R^{len(M)} are "
                f"needed; these have {len(first)} and {len(last)} vectors"
            )
        return work_map(M, first, last, same=len(bases) == 1)
    old, new = (bases[0], bases[1]) if len(bases) == 2 else ((identity(len(bases[0][0])), ()), bases[0])
    if len(old[0]) != len(new[0]):
        raise InputError(f"the bases have {len(old[0])} and {len(new[0])} vectors: both must belong to one space")
    x = read_vector(coordinates) if coordinates else None
    if x is not None and len(x) != len(old[0]):
        raise InputError(f"{len(old[0])} coordinates are needed; given are {len(x)}")
    names = ("B", "C") if len(bases) == 2 else ("E", "B")
    return work(from_columns(old[0]), from_columns(new[0]), coordinates=x, names=names)


def transformation(B: Rows, C: Rows) -> Rows:
    """The matrix C⁻¹ B that turns coordinates in B into coordinates in C; the bases are columns.

    >>> [[str(a) for a in r] for r in transformation(((1, 1), (1, -1)), ((2, 1), (1, 1)))]
    [['0', '2'], ['1', '-3']]
    """
    inverted = inverse(C)
    if inverted is None:
        raise InputError("the vectors of the new basis are dependent")
    return times(inverted, B)


def in_new_bases(M: Rows, first: Rows, last: Rows) -> Rows:
    """The matrix T⁻¹ M S of a map in the bases S of the domain and T of the codomain (columns)."""
    return transformation(times(M, first), last)


def work(B: Rows, C: Rows, *, coordinates: Vector | None = None, names: tuple[str, str] = ("B", "C")) -> Solution:
    """The transformation matrix from the basis B to the basis C (columns), and the new coordinates if wanted.

    >>> work(((1, 1), (1, -1)), ((2, 1), (1, 1))).holds
    True
    """
    B, C = rows_of(B), rows_of(C)
    n = len(B)
    P = transformation(B, C)
    old, new = names
    b, c, p = matrix_written(B), matrix_written(C), matrix_written(P)
    P_ = Name(f"P_{new}{old}")
    x_old, x_new = Name(f"x_{old}"), Name(f"x_{new}")
    relation = (Name(new) * x_new).equals(Name(old) * x_old)
    idea = say(
        "The vectors of {old} and {new} are the columns of two matrices. The same vector is {relation}, so {coords}, "
        "and the matrix wanted is {P}. ",
        old=Name(old),
        new=Name(new),
        relation=relation,
        coords=x_new.equals(Op("inverse", (Name(new),)) * Name(old) * x_old),
        P=P_.equals(Op("inverse", (Name(new),)) * Name(old)),
    )
    steps = _reduction(C, B, idea + say("Reduce {aug} until the identity stands on the left. ",
                                        aug=_bar(new, old)))  # fmt: skip
    why = say(
        "Behind the bar stands {P}: its columns are the {new}-coordinates of the vectors of {old} (MML 2.7.2).",
        P=P_,
        new=Name(new),
        old=Name(old),
    )
    if identity(n) == C:
        why = idea + say("Here {new} is the standard basis, so nothing is to be reduced (MML 2.7.2).", new=Name(new))
    asked = say("Which matrix turns {a} into {b}?", a=x_old, b=x_new)
    steps.append(Step(why, SolvesProduct(p, left=P_, factor=c, product=b), question=asked))
    answer: Written = p
    meaning = say("{x} = P {y}: multiply coordinates in {old} by it to get those in {new}.",
                  x=x_new, y=x_old, old=Name(old), new=Name(new))  # fmt: skip
    asks = say("Find the matrix {P} that turns coordinates in the basis {old} into coordinates in {new}: {b}, {c}.",
               P=P_, old=Name(old), new=Name(new), b=Name(old).equals(b), c=Name(new).equals(c))  # fmt: skip
    code = "answer = np.linalg.solve(C, B)                       # C P = B\n"
    if coordinates is not None:
        x = column(map(write, coordinates))
        y = applied(P, coordinates)
        found = column(map(write, y))
        answer = Op("list", (Name("P").equals(p), Name("y").equals(found)))
        steps.append(Step(say("Multiply the {old}-coordinates by {P}.", old=Name(old), P=P_),
                          Computed(found, left=p * x), question=say("What does {P} do to them?", P=P_)))  # fmt: skip
        code = f"x = {vector_source(coordinates)}\nP = np.linalg.solve(C, B)                            # C P = B\n"
        code += 'answer = {"P": P, "y": P @ x}\n'
    if coordinates is not None:
        why = say("Test: both kinds of coordinates give the same vector, {relation}.", relation=relation)
        x, y_ = (column(map(write, v)) for v in (coordinates, applied(P, coordinates)))
        steps.append(Step(why, Computed(b * x, left=c * y_)))
    else:
        steps.append(Step(say("Test: multiplied back, {back}.", back=(Name(new) * P_).equals(Name(old))),
                          Computed(b, left=c * p)))  # fmt: skip
    return Solution(
        "change_of_basis",
        asks,
        tuple(steps),
        answer,
        meaning=meaning,
        code=f"import numpy as np\n\nB = {matrix_source(B)}   # the vectors of the old basis as columns\n"
        f"C = {matrix_source(C)}   # those of the new one\n{code}print(answer)\n",
        checks=(_check(B, C, P),),
    )


def _bar(left: str, right: str) -> Written:
    return Op("augmented", (Num("1"), Op("row", (Name(left), Name(right)))))


def _reduction(left: Rows, right: Rows, idea: Text) -> list[Step]:
    steps, _, _ = worked_reduction([[*c, *b] for c, b in zip(left, right, strict=True)], bar=len(left))
    if steps:
        steps[0] = replace(steps[0], why=idea + steps[0].why)
    return steps


def work_map(M: Sequence[Sequence[object]], first: Rows, last: Rows, *, same: bool = False) -> Solution:
    """The matrix T⁻¹ A S of a map in new bases: S of the domain, T of the codomain (`same`: S = T).

    >>> work_map(((2, 1), (1, 2)), ((1, 1), (1, -1)), ((1, 1), (1, -1)), same=True).holds
    True
    """
    rows, B, C = rows_of(M), rows_of(first), rows_of(last)
    T_ = S if same else T
    image = times(rows, B)
    answer = transformation(image, C)
    inverted = inverse(C)
    a, s, t, new = (matrix_written(x) for x in (rows, B, C, answer))
    wanted = Name("A'").equals(Op("inverse", (T_,)) * A * S)
    steps = [
        Step(
            say(
                "Read from right to left: {S} turns new coordinates into standard ones, {A} maps, {Ti} turns the image "
                "into new coordinates. So {wanted} (MML 2.7.2). First {AS}: the images of the new basis vectors.",
                S=S,
                A=A,
                Ti=Op("inverse", (T_,)),
                wanted=wanted,
                AS=A * S,
            ),
            Computed(matrix_written(image), left=a * s),
            question=say("What do {S}, {A} and the inverse of {T} do, from right to left?", S=S, A=A, T=T_),
        )
    ]
    if inverted is not None and identity(len(C)) != C:
        why = say("Invert {T}, whose columns are the basis vectors of the codomain.", T=T_)
        if same:
            why = say("Invert {T}, whose columns are the basis vectors.", T=T_)
        both = [[*c, *e] for c, e in zip(C, identity(len(C)), strict=True)]
        details = tuple(worked_reduction(both, bar=len(C))[0])
        steps.append(Step(why, InverseOf(matrix_written(inverted), of=t), substeps=details))
        why = say("Multiply from the left.")
        steps.append(Step(why, Computed(new, left=matrix_written(inverted) * matrix_written(image))))
    zero = matrix_written([[ZERO] * len(answer[0]) for _ in answer])
    why = say("Test: {TA} and {AS} are the same, their difference is zero.", TA=T_ * Name("A'"), AS=A * S)
    steps.append(Step(why, Computed(zero, left=t * new - a * s)))
    stated = say("Find the matrix of the map {A} in the basis {S} (columns){T}.", A=A.equals(a), S=S.equals(s),
                 T="" if same else say(" of the domain and {T} of the codomain", T=T.equals(t)))  # fmt: skip
    return Solution(
        "change_of_basis",
        stated,
        tuple(steps),
        new,
        meaning=say("It maps new coordinates to new coordinates: {w}.", w=wanted),
        code=f"import numpy as np\n\nA = {matrix_source(rows)}\nS = {matrix_source(B)}   # new basis of the domain\n"
        f"T = {matrix_source(C)}   # new basis of the codomain\n"
        "answer = np.linalg.inv(T) @ A @ S\nprint(answer)\n",
        checks=(_check(image, C, answer),),
    )


def _check(B: Rows, C: Rows, P: Rows) -> Check:
    import numpy as np

    b, c, p = (floats(M) for M in (B, C, P))
    return Check(say("NumPy solves for the same matrix."), bool(np.allclose(np.linalg.solve(c, b), p)))
