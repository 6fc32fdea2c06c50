"""The matrix of a linear map.

Example: tutor solve matrix-of-map "(x + y, 2x - z, y)"

The map is given by its formulas, by the images of a basis, ``(1, 0) -> (2, 3), (1, 1) -> (0, 1)``, or on polynomials,
``d/dx on polynomials of degree <= 3`` with the basis 1, x, x², … The images of the basis vectors are the columns of the
matrix (book: chapter 2.7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor.errors import InputError
from tutor.exact.matrices import (
    Rows,
    Vector,
    dot,
    from_columns,
    identity,
    left_null_space,
    rank,
    reduced,
    solutions,
    transposed,
)
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source
from tutor.methods.linear_systems.polynomials import Poly
from tutor.methods.maps.claims import CoordinateColumns, ImageOf, MatrixOfMap, PolynomialImage, SendsTo
from tutor.methods.maps.inputs import (
    Formulas,
    Operator,
    is_operator,
    is_pairs,
    read_formulas,
    read_operator,
    read_pairs,
)
from tutor.methods.maps.programs import floats, numpy_number
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.methods.source import numpy_source
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, column, number

X = Name("x")


def from_text(*inputs: str, variables: str = "") -> Solution:
    """The matrix of a map that a person typed.

    Raises
    ------
    Unreadable
        If the text is no map.
    InputError
        If the map is not linear, or the images given do not determine one.

    >>> str(from_text("(x + y, 2x - z, y)").answer)
    '[1, 1, 0; 2, 0, -1; 0, 1, 0]'
    >>> str(from_text("(1, 0) -> (2, 3), (1, 1) -> (0, 1)").answer)
    '[2, -2; 3, -2]'
    """
    text = ", ".join(inputs)
    if is_operator(text):
        return work_polynomials(read_operator(text))
    if is_pairs(text):
        return work_images(*read_pairs(text))
    found = read_formulas(text, variables)
    return work(found.formulas, found.variables, found.rows)


def work(formulas: Sequence[Written], variables: Sequence[str], rows: Rows) -> Solution:
    """The matrix of a map R^n → R^m from its formulas.

    >>> x, y = Name("x"), Name("y")
    >>> work((x + y, 2 * y), ("x", "y"), ((1, 1), (0, 2))).holds
    True
    """
    answer = matrix_written(rows)
    given = say("Find the matrix of the map {f} in the standard bases.", f=_mapped(formulas, variables))
    steps = steps_from_formulas(Formulas(tuple(formulas), tuple(variables), rows))
    n, m = len(variables), len(formulas)
    steps.append(
        Step(
            say(
                "Test: {A} times the vector of the variables gives the formulas back; {A} has {m} rows (one a "
                "component) and {n} columns (one a variable).",
                A=Name("A"),
                m=m,
                n=n,
            ),
            Computed(column(formulas), left=answer * column(Name(v) for v in variables)),
        )
    )
    return Solution(
        "matrix_of_map",
        given,
        tuple(steps),
        answer,
        meaning=_ranks(rows),
        code=_code_formulas(formulas, variables),
        checks=(_floats_agree(formulas, variables, rows),),
    )


def steps_from_formulas(f: Formulas) -> list[Step]:
    """The images of the unit vectors, and the matrix that has them as columns."""
    steps = []
    for j, image in enumerate(transposed(f.rows)):
        at = tuple(number(int(i == j)) for i in range(len(f.variables)))
        steps.append(
            Step(
                say("Put {v} = 1 and the other variables 0: the image of the unit vector {e}.",
                    v=Name(f.variables[j]), e=Name(f"e{j + 1}"))
                if len(f.variables) > 1
                else say("Put {v} = 1: the image of the unit vector.", v=Name(f.variables[j])),
                ImageOf(column(map(write, image)), formulas=f.formulas, variables=f.variables, at=at),
                question=say("Where does the map send the unit vector {e}?", e=Name(f"e{j + 1}")),
            )
        )  # fmt: skip
    why = say("The images of the unit vectors are the COLUMNS of the matrix, in their order (MML 2.7.1).")
    asked = say("Do the images become rows or columns?")
    steps.append(
        Step(why, MatrixOfMap(matrix_written(f.rows), formulas=f.formulas, variables=f.variables), question=asked)
    )
    return steps


def _mapped(formulas: Sequence[Written], variables: Sequence[str]) -> Written:
    return Op("call", (Name("f"), *(Name(v) for v in variables))).equals(Op("tuple", tuple(formulas)))


def _ranks(rows: Rows) -> Text:
    r = rank(rows)
    return say("The matrix has rank {r}; the kernel of the map has dimension {k}.", r=r, k=len(rows[0]) - r)


def _code_formulas(formulas: Sequence[Written], variables: Sequence[str]) -> str:
    inner = ", ".join(numpy_source(w) for w in formulas)
    unpacked = ", ".join(variables) + ("," if len(variables) == 1 else "")
    return f"""import numpy as np


def f(v):
    {unpacked} = v
    return np.array([{inner}], dtype=float)


answer = np.column_stack([f(e) for e in np.eye({len(variables)})])   # the images of the unit vectors as columns
print(answer)
"""


def _floats_agree(formulas: Sequence[Written], variables: Sequence[str], rows: Rows) -> Check:
    from tutor.evaluate import function_of

    place = [0.5 + 1.25 * i - 0.375 * i * i for i in range(len(variables))]
    good = True
    for w, row in zip(formulas, rows, strict=True):
        value = float(function_of(w, list(variables))(*place))
        good = good and abs(value - sum(numpy_number(a) * x for a, x in zip(row, place, strict=True))) < 1e-9
    return Check(say("In floating point, formulas and matrix give the same image of a vector."), good)


def with_rank(solution: Solution, rows: Rows) -> Solution:
    """The same solution with two more steps: the rank of the matrix, and the dimension of the kernel."""
    form, pivots = reduced(rows)
    r, n = len(pivots), len(rows[0])
    A, shown = Name("A"), matrix_written(rows)
    small = all(abs(a.numerator) <= 9 and a.denominator <= 9 for row in form for a in row if isinstance(a, Fraction))
    shows = say("; its reduced form is {form}.", form=matrix_written(form)) if small else Text((".",))
    rank_step = Step(
        say("The rank of {A} is the number of pivots when it is reduced", A=A) + shows,
        Computed(number(r), left=Op("rank", (shown,))),
        question=say("How many pivots has {A}?", A=A),
    )
    why = say("Dimension theorem: the dimension of the kernel is the number of columns less the rank (MML 2.7.3).")
    kernel_step = Step(why, Computed(number(n - r), left=number(n) - number(r)))
    code = solution.code.removesuffix("print(answer)\n").replace("answer = ", "A = ")
    code += 'r = np.linalg.matrix_rank(A)\nanswer = {"A": A, "rank": r, "nullity": A.shape[1] - r}\nprint(answer)\n'
    return replace(solution, steps=(*solution.steps, rank_step, kernel_step), code=code)


# ---------------------------------------------------------------- images of a basis


def matrix_from_images(inputs: Sequence[Vector], outputs: Sequence[Vector]) -> Rows:
    """The matrix of the linear map with these images, without steps.

    Raises
    ------
    InputError
        If no linear map has them, or more than one.

    >>> matrix_from_images(((1, 0), (1, 1)), ((2, 3), (0, 1))) == ((2, -2), (3, -2))
    True
    """
    n = len(inputs[0])
    Y_ = from_columns(outputs)
    if any(dot(relation, y) for relation in left_null_space(inputs) for y in Y_):
        raise InputError(
            "no linear map does this: the vectors are dependent, and their images do not satisfy the same relation"
        )
    if rank(inputs) < n:
        raise InputError(
            f"these images do not determine the map: the vectors span a space of dimension {rank(inputs)} only, "
            f"and {n} independent ones are needed"
        )
    return tuple(found[0] for y in Y_ if (found := solutions(inputs, y)) is not None)


def work_images(inputs: Sequence[Vector], outputs: Sequence[Vector]) -> Solution:
    """The matrix of the linear map that sends given vectors to given images.

    Raises
    ------
    InputError
        If no linear map does so, or more than one.
    """
    rows = matrix_from_images(inputs, outputs)
    n = len(inputs[0])
    X_, Y_ = from_columns(inputs), from_columns(outputs)
    if inputs == identity(n):
        why = say("The vectors are the unit vectors, so their images are the columns of the matrix (MML 2.7.1).")
        steps = [Step(why, SendsTo(matrix_written(rows), inputs=matrix_written(X_), outputs=matrix_written(Y_)))]
    else:
        steps = _solve_for_rows(inputs, outputs, rows)
    answer = matrix_written(rows)
    why = say("Test: {A} sends each of the given vectors to its image.", A=Name("A"))
    steps.append(Step(why, Computed(matrix_written(Y_), left=answer * matrix_written(X_))))
    pairs = Op(
        "list",
        tuple(
            Op("call", (Name("f"), *map(write, x))).equals(Op("tuple", tuple(map(write, y))))
            for x, y in zip(inputs, outputs, strict=True)
        ),
    )
    return Solution(
        "matrix_of_map",
        say("Find the matrix of the linear map with {pairs}.", pairs=pairs),
        tuple(steps),
        answer,
        meaning=_ranks(rows),
        code=f"""import numpy as np

X = {matrix_source(X_)}                        # the vectors as columns
Y = {matrix_source(Y_)}                        # their images as columns
answer = np.linalg.lstsq(X.T, Y.T, rcond=None)[0].T   # A X = Y, transposed: X^T A^T = Y^T
print(answer)
""",
        checks=(_product_check(rows, X_, Y_),),
    )


def _solve_for_rows(inputs: Sequence[Vector], outputs: Sequence[Vector], rows: Rows) -> list[Step]:
    """[Xᵀ | Yᵀ] is reduced to [I | Aᵀ]."""
    both = [[*x, *y] for x, y in zip(inputs, outputs, strict=True)]
    steps, _, _ = worked_reduction(both, bar=len(inputs[0]))
    start = say(
        "Write each vector as a row with its image behind the bar; row operations keep images and vectors together, "
        "since the map is linear. "
    )
    steps[0] = replace(steps[0], why=start + steps[0].why)
    why = say(
        "Left of the bar stand the unit vectors now, behind it their images: these rows become the COLUMNS of the "
        "matrix (MML 2.7.1)."
    )
    X_, Y_ = (matrix_written(from_columns(v)) for v in (inputs, outputs))
    return [*steps, Step(why, SendsTo(matrix_written(rows), inputs=X_, outputs=Y_))]


def _product_check(A: Rows, X_: Rows, Y_: Rows) -> Check:
    import numpy as np

    a, x, y = (floats(M) for M in (A, X_, Y_))
    return Check(say("NumPy: the product of matrix and vectors gives the images."), bool(np.allclose(a @ x, y)))


# ---------------------------------------------------------------- polynomials


def matrix_of(operator: Operator) -> Rows:
    """The matrix in the bases 1, x, x², … (of the target: the standard basis for maps to R^m)."""
    if operator.vectors:
        return tuple(
            tuple(image[i].coefficients[0] if image[i] else plain(0) for image in operator.images)
            for i in range(len(operator.images[0]))
        )
    size = operator.target + 1
    columns = [_padded(image[0], size) for image in operator.images]
    return from_columns(columns)


def _padded(p: Poly, size: int) -> Vector:
    return tuple(p.coefficients[i] if i <= p.degree else plain(0) for i in range(size))


def powers(n: int) -> tuple[Written, ...]:
    """1, x, x², …

    >>> [str(w) for w in powers(2)]
    ['1', 'x', 'x^2']
    """
    return tuple(Num("1") if k == 0 else X if k == 1 else X**k for k in range(n + 1))


def work_polynomials(operator: Operator, *, given: Text | None = None) -> Solution:
    """The matrix of a map on polynomials in the basis 1, x, x², …"""
    basis = powers(operator.degree)
    rows = matrix_of(operator)
    answer = matrix_written(rows)
    steps = []
    images = []
    for w, expressions, image in zip(basis, operator.expressions, operator.images, strict=True):
        shown = Op("tuple", tuple(p.written("x") for p in image)) if operator.vectors else image[0].written("x")
        images.append(shown)
        if operator.vectors:
            formulas = tuple(expressions)
            entries = column(p.written("x") for p in image)
            claim: ImageOf | PolynomialImage = ImageOf(entries, formulas=formulas, variables=("x",), at=(w,))
        else:
            claim = PolynomialImage(shown, of=w, expression=expressions[0])
        steps.append(Step(say("Apply the map to {w}.", w=w), claim,
                          question=say("What does the map make of {w}?", w=w)))  # fmt: skip
    if operator.vectors:
        why = say("The images of the basis polynomials are the columns of the matrix (MML 2.7.1).")
        last: SendsTo | CoordinateColumns = SendsTo(answer, inputs=matrix_written(identity(len(basis))), outputs=answer)
    else:
        why = say(
            "The coordinates of each image in the basis {basis} are a COLUMN of the matrix (MML 2.7.1).",
            basis=Op("list", powers(operator.target)),
        )
        last = CoordinateColumns(answer, items=tuple(images), basis=powers(operator.target))
    steps.append(Step(why, last, question=say("What are the coordinates of the images?")))
    if not operator.vectors:
        steps.append(_polynomial_test(operator, rows))
    stated = given or say("Find the matrix of the map in the basis {basis}.", basis=Op("list", basis))
    return Solution(
        "matrix_of_map",
        stated,
        tuple(steps),
        answer,
        meaning=_ranks(rows),
        code=_code_polynomials(operator),
        checks=(_polynomial_check(operator, rows),),
    )


def _polynomial_test(operator: Operator, rows: Rows) -> Step:
    """The matrix times the coordinates of 1 + x + … are the coordinates of the image."""
    total = Poly.of()
    for image in operator.images:
        total = total + image[0]
    ones = column([1] * (operator.degree + 1))
    p = powers(operator.degree)
    why = say(
        "Test with {p}: its coordinates are all 1, and {A} gives the coordinates of its image, {image}.",
        p=Op("+", p) if len(p) > 1 else p[0],
        A=Name("A"),
        image=total.written("x"),
    )
    return Step(why, Computed(column(_padded(total, operator.target + 1)), left=matrix_written(rows) * ones))


def _code_polynomials(operator: Operator) -> str:
    if operator.vectors:
        body = [", ".join(str(p.coefficients[0] if p else 0) for p in image) for image in operator.images]
        lines = ",\n    ".join(f"[{b}]" for b in body)
    else:
        lines = ",\n    ".join(
            f"[{', '.join(str(c) for c in _padded(image[0], operator.target + 1))}]" for image in operator.images
        )
    return f"""import numpy as np

images = [   # the coordinates of the images of 1, x, x^2, ...
    {lines},
]
answer = np.column_stack([np.array(image, dtype=float) for image in images])
print(answer)
"""


def _polynomial_check(operator: Operator, rows: Rows) -> Check:
    from tutor.evaluate import function_of

    place, good = 0.75, True
    for j, expressions in enumerate(operator.expressions):
        for i, w in enumerate(expressions):
            value = float(function_of(w, ["x"])(place))
            mine = float(rows[i][j]) if operator.vectors else sum(float(r[j]) * place**k for k, r in enumerate(rows))
            good = good and abs(value - mine) < 1e-9 * (1 + abs(value))
    return Check(say("In floating point, the columns give the images at a point."), good)
