"""Kernel and image of a linear map.

Example: tutor solve kernel-image "[1, 2, 0, 1; 2, 4, 1, 3; 3, 6, 1, 4]"

A matrix, or a map by its formulas as `matrix_of_map` takes it: bases of kernel and image, whether the map is injective,
surjective, bijective, and the dimension theorem (book: chapter 2.7.3). With ``spaces="four"`` the row space and the
left null space too (chapter 3.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.errors import InputError
from tutor.exact.matrices import (
    Rows,
    Vector,
    column_space,
    from_columns,
    left_null_space,
    null_space,
    reduced,
    row_space,
    rows_of,
    times,
)
from tutor.exact.scalars import write
from tutor.methods.array_source import matrix_source
from tutor.methods.inputs import read_matrix
from tutor.methods.maps import matrix_of_map
from tutor.methods.maps.claims import RowSpaceBasis
from tutor.methods.maps.inputs import is_operator, is_pairs, read_formulas, read_operator, read_pairs
from tutor.methods.maps.programs import floats, numpy_number
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, PivotColumns, vectors_written
from tutor.methods.reduction import columns_named, matrix_written, worked_reduction
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, number

OUTLINE = 8  # rows or columns from which on the elimination is not written out


@dataclass(frozen=True)
class Spaces:
    """Bases of kernel, image, row space and left null space of a matrix, shape (m, n)."""

    kernel: tuple[Vector, ...]
    image: tuple[Vector, ...]
    rows: tuple[Vector, ...]
    left: tuple[Vector, ...]


def spaces(A: Rows) -> Spaces:
    """The bases, without steps.

    >>> found = spaces(((1, 2), (2, 4)))
    >>> [str(x) for x in found.kernel[0]], [str(x) for x in found.image[0]]
    (['2', '-1'], ['1', '2'])
    """
    return Spaces(null_space(A), column_space(A), row_space(A), left_null_space(A))


def from_text(*inputs: str, variables: str = "", spaces: str = "two") -> Solution:
    """Kernel and image of what a person typed: a matrix or a map.

    Raises
    ------
    Unreadable, InputError
        If it is neither, or not linear; for an option that there is not.

    >>> str(from_text("[1, 2; 2, 4]").answer)
    'ker = {(2, -1)}, im = {(1, 2)}'
    """
    if spaces not in ("two", "four"):
        raise InputError(f"spaces={spaces!r}: choose one of two, four")
    text = ", ".join(inputs)
    if is_operator(text):
        operator = read_operator(text)
        found = matrix_of_map.work_polynomials(operator)
        return _after(found, work(matrix_of_map.matrix_of(operator), four=spaces == "four"), basis="1, x, x^2, …")
    if is_pairs(text):
        pairs = read_pairs(text)
        found = matrix_of_map.work_images(*pairs)
        return _after(found, work(matrix_of_map.matrix_from_images(*pairs), four=spaces == "four"))
    if text.strip().startswith(("[", "A")) and not _has_letters(text):
        return work(read_matrix(text), four=spaces == "four")
    formulas = read_formulas(text, variables)
    found = matrix_of_map.work(formulas.formulas, formulas.variables, formulas.rows)
    return _after(found, work(formulas.rows, four=spaces == "four"))


def _has_letters(text: str) -> bool:
    from tutor.reading import read
    from tutor.written import names

    w = read(text)
    return bool(names(w.args[1] if isinstance(w, Op) and w.head == "=" else w))


def _after(first: Solution, second: Solution, *, basis: str = "") -> Solution:
    """The steps to the matrix, then those from it."""
    given = say("Find kernel and image. ") + first.given
    meaning = second.meaning
    if basis:
        meaning = meaning + say(" The vectors are coordinates in the basis {b}.", b=basis)
    return replace(second, given=given, steps=(*first.steps, *second.steps), meaning=meaning)


def work(A: Sequence[Sequence[object]], *, four: bool = False) -> Solution:
    """Bases of kernel and image of x ↦ A x, with every step.

    >>> solution = work([[1, 2], [2, 4]])
    >>> solution.holds, str(solution.meaning)
    (True, 'The kernel has dimension 1, the image 1; the map is neither injective nor surjective.')
    """
    rows = rows_of(A)
    m, n = len(rows), len(rows[0])
    given = matrix_written(rows)
    found = spaces(rows)
    form, pivots = reduced(rows)
    r = len(pivots)
    steps: list[Step] = []
    if max(m, n) <= OUTLINE:
        steps, _, _ = worked_reduction(rows)
    reduced_form = matrix_written(form)
    steps.append(_kernel_step(reduced_form, found.kernel, pivots, n))
    if found.kernel:
        N = from_columns(found.kernel)
        why = say("Test: {A} times the kernel vectors (as columns) is zero.", A=Name("A"))
        steps.append(Step(why, Computed(matrix_written(times(rows, N)), left=given * matrix_written(N))))
    steps.append(_image_step(given, found.image, pivots))
    if four:
        steps += _other_two(given, reduced_form, found, m, r)
    steps.append(_dimensions(m, n, r))
    items = [("ker", found.kernel, n), ("im", found.image, m)]
    if four:
        items += [("row", found.rows, n), ("left", found.left, m)]
    return Solution(
        "kernel_image",
        say("Find bases of kernel and image of the map {map} with {A}.",
            map=Op("call", (Name("f"), Name("x"))).equals(Name("A") * Name("x")), A=Name("A").equals(given)),
        tuple(steps),
        Op("list", tuple(Name(name).equals(span_written(vectors, size)) for name, vectors, size in items)),
        meaning=say("The kernel has dimension {k}, the image {r}; {what}.", k=n - r, r=r, what=kind(m, n, r)),
        code=_code(rows, four=four),
        checks=(_by_svd(rows, found),),
    )  # fmt: skip


def span_written(vectors: Sequence[Vector], n: int) -> Written:
    """The basis in braces, as it is typed; ``{(0, 0)}`` for the zero space.

    >>> str(span_written([], 2))
    '{(0, 0)}'
    """
    shown = [list(map(write, v)) for v in vectors] or [[Num("0")] * n]
    return Op("set", tuple(Op("tuple", tuple(v)) if n > 1 else v[0] for v in shown))


def kind(m: int, n: int, r: int) -> str:
    """Injective, surjective, both, or neither, in words.

    >>> kind(2, 3, 2)
    'the map is surjective, not injective'
    """
    if r == n == m:
        return "the map is bijective (injective and surjective)"
    if r == n:
        return "the map is injective, not surjective"
    return "the map is surjective, not injective" if r == m else "the map is neither injective nor surjective"


def _kernel_step(form: Op, kernel: Sequence[Vector], pivots: Sequence[int], n: int) -> Step:
    asked = say("Which unknowns are free, and what do they make of the others?")
    if not kernel:
        why = say(
            "Every column has a pivot, so {Ax} has the solution 0 only: the kernel is {zero} (MML 2.7.3).",
            Ax=(Name("A") * Name("x")).equals(Num("0")),
            zero=Op("set", (Num("0"),)),
        )
        return Step(why, Computed(number(n), left=Op("rank", (form,))), question=asked)
    free = [c for c in range(n) if c not in pivots]
    columns = columns_named(free)
    why = say(
        "{Ax} and the reduced system have the same solutions. The unknowns of {columns} are free: set one to 1, the "
        "others to 0, solve, and clear denominators and a minus sign in front. These vectors are a basis of the "
        "kernel (MML 2.7.3).",
        Ax=(Name("A") * Name("x")).equals(Num("0")),
        columns=columns,
    )
    return Step(why, NullSpaceBasis(vectors_written(kernel), of=form), question=asked)


def _image_step(given: Op, image: Sequence[Vector], pivots: Sequence[int]) -> Step:
    if not image:
        why = say("The matrix is zero: every image is 0, and the image is the zero space.")
        return Step(why, Computed(number(0), left=Op("rank", (given,))))
    why = say(
        "The pivots stand in {columns}: these columns of {A} itself, not of the reduced form, are a basis of the image "
        "(MML 2.7.3).",
        columns=columns_named(pivots),
        A=Name("A"),
    )
    asked = say("Which columns of {A} belong to the pivots?", A=Name("A"))
    return Step(why, PivotColumns(vectors_written(image), of=given), question=asked)


def _dimensions(m: int, n: int, r: int) -> Step:
    k = n - r
    why = say(
        "Dimension theorem: dim ker + dim im is {n}, the number of columns, so nothing is left over (MML 2.7.3). {i} "
        "{s} So {what}.",
        n=n,
        i=Text(("The kernel holds 0 only: the map is injective.",))
        if not k
        else say("The kernel has dimension {k}, so different vectors have the same image.", k=k),
        s=say("The image has dimension {r} and is all of {R}.", r=r, R=Name("R") ** m)
        if r == m
        else say("The image has dimension {r} and is not all of {R}.", r=r, R=Name("R") ** m),
        what=kind(m, n, r),
    )
    asked = say("Do the dimensions of kernel and image add up?")
    return Step(why, Computed(number(0), left=number(k) + number(r) - number(n)), question=asked)


def _other_two(given: Op, form: Op, found: Spaces, m: int, r: int) -> list[Step]:
    steps = []
    if r:
        why = say(
            "Row operations do not change the row space: the {r} nonzero rows of the reduced form are a basis of it "
            "(whole multiples of them).",
            r=r,
        )
        steps.append(Step(why, RowSpaceBasis(vectors_written(found.rows), of=form)))
    back = Op("T", (given,))
    if found.left:
        why = say(
            "The left null space is the kernel of the transpose, all {y} with {yA}; its dimension is {m} − {r} = {k}.",
            y=Name("y"),
            yA=(Op("T", (Name("A"),)) * Name("y")).equals(Num("0")),
            m=m,
            r=r,
            k=m - r,
        )
        steps.append(Step(why, NullSpaceBasis(vectors_written(found.left), of=back)))
    else:
        why = say("The rank equals the number of rows: the left null space is the zero space.")
        steps.append(Step(why, Computed(number(m), left=Op("rank", (back,)))))
    return steps


def _by_svd(A: Rows, found: Spaces) -> Check:
    import numpy as np

    a = floats(A)
    r = int(np.linalg.matrix_rank(a))
    good = r == len(found.image) and len(found.kernel) == a.shape[1] - r
    for v in found.kernel:
        good = good and bool(np.allclose(a @ np.array([numpy_number(x) for x in v]), 0))
    return Check(say("NumPy: the rank and the kernel vectors are confirmed in floating point."), good)


def _code(A: Rows, *, four: bool) -> str:
    more = "" if not four else "\nrow, left = M[:len(pivots)].T, kernel(A.T)"
    last = '"row": row, "left": left' if four else '"kind": kind'
    kind = "" if four else (
        "\nm, n, r = *A.shape, len(pivots)\n"
        "kind = [r == n < m, r == m < n, r == m == n, r < min(m, n)]   # injective only, surjective only, both, neither"
    )  # fmt: skip
    return f"""import numpy as np

A = {matrix_source(A)}


def reduced(A):
    M, pivots = A.copy(), []
    for col in range(M.shape[1]):
        row = len(pivots)
        if row == len(M):
            break
        best = row + np.argmax(np.abs(M[row:, col]))
        if abs(M[best, col]) < 1e-9:
            continue                               # no pivot: this unknown is free
        M[[row, best]] = M[[best, row]]
        M[row] /= M[row, col]
        for i in range(len(M)):
            if i != row:
                M[i] -= M[i, col] * M[row]
        pivots.append(col)
    return M, pivots


def kernel(A):
    M, pivots = reduced(A)
    n = A.shape[1]
    free = [col for col in range(n) if col not in pivots]
    vectors = np.zeros((n, len(free)))
    for k, col in enumerate(free):                 # one free unknown at a time is 1
        vectors[col, k] = 1
        vectors[pivots, k] = -M[:len(pivots), col]
    return vectors


M, pivots = reduced(A)
ker, im = kernel(A), A[:, pivots]                  # bases as columns{more}{kind}
answer = {{"ker": ker, "im": im, {last}}}
print(answer)
"""
