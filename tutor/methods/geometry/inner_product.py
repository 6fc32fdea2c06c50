"""Inner product, lengths, distance and angle of two vectors, in any inner product.

Example: tutor solve inner-product "(1, 1)" "(-1, 1)" --inner "[2, 0; 0, 1]"

The inner product is the dot product, or a symmetric positive definite matrix A (xᵀ A y), or a formula in x1, x2, …,
y1, y2, …, or, for two polynomials, an interval for the integral of their product (book: chapters 3.2 to 3.4, 3.7).
The option `find` asks for one of the results: product, lengths, distance, angle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import Approx, Claim, Equal
from tutor.errors import InputError
from tutor.exact.matrices import combination
from tutor.exact.scalars import plain, write
from tutor.methods.array_source import matrix_source, vector_source
from tutor.methods.geometry.lengths import angle_written, root_of, root_written
from tutor.methods.geometry.reading import read_space
from tutor.methods.geometry.space import Space
from tutor.methods.geometry.steps import difference_written, length_steps, value_step
from tutor.methods.matrix_claims import Computed
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import PI, Name, Op, Written, decimal, number

FIND = ("all", "product", "lengths", "distance", "angle", "cosine")
ALL = ("product", "lengths", "distance", "angle")


def from_text(*inputs: str, inner: str = "", find: str = "all") -> Solution:
    """Work with two typed vectors or polynomials.

    Raises
    ------
    Unreadable
        If something typed cannot be read.
    InputError
        For vectors of different lengths, a matrix that gives no inner product, or an unknown option.

    >>> str(from_text("(1, 0)", "(1, 1)", find="angle").answer)
    'pi/4'
    """
    if find not in FIND:
        raise InputError(f"find={find!r}: choose one of {', '.join(FIND)}")
    space, groups = read_space(inputs, inner)
    vectors = [v for group in groups for v in group]
    if len(vectors) != 2:
        raise InputError(f"two vectors are needed; there are {len(vectors)}")
    return work(vectors[0], vectors[1], space, find=ALL if find == "all" else (find,))


def work(x: Sequence[Any], y: Sequence[Any], space: Space, *, find: Sequence[str] = ALL) -> Solution:
    """Products, lengths, distance and angle with every step.

    Parameters
    ----------
    x, y : vectors of the space
    find : of product, lengths, distance, angle, cosine

    >>> solution = work((1, 2), (3, 1), Space(2))
    >>> solution.holds
    True
    """
    made: list[Step] = []
    results: list[tuple[Written, Written]] = []
    first, second = _letters(space)
    difference = combination((1, -1), (x, y))
    wanted = set(find)
    turned = bool(wanted & {"angle", "cosine"})
    if "product" in wanted or turned:
        value = write(space.product(x, y))
        made.append(value_step(say("The inner product of the two vectors, from its definition."), x, y, space))
        results.append((space.pairing(first, second), value))
    lengths: list[Written] = []
    for v, name in ((x, first), (y, second)) if "lengths" in wanted or turned else ():
        made += length_steps(v, name, space)
        lengths.append(root_written(space.norm_squared(v)))
        results.append((Op("norm", (name,)), lengths[-1]))
    if "distance" in wanted:
        minus = Op("+", (first, Op("neg", (second,))))
        if space.show(x) != space.show(difference):
            why = say("The distance is the length of the difference {d}.", d=minus)
            made.append(
                Step(why, Computed(space.show(difference), left=difference_written(space.show(x), space.show(y))))
            )
        made += length_steps(difference, minus, space)
        results.append((Op("norm", (minus,)), root_written(space.norm_squared(difference))))
    meaning = Text(())
    if turned:
        if any(x) and any(y):
            steps, angle, meaning = _angle(x, y, space, lengths, cosine="cosine" in wanted)
            made += steps
            results.append((Op("cos", (Name("omega"),)) if "cosine" in wanted else Name("omega"), angle))
        elif len(wanted) == 1:
            raise InputError("the zero vector has no angle with any other vector; give two vectors that are not zero")
        else:
            meaning = say("One of the vectors is zero, so there is no angle between them.")
    kept = results[-1:] if len(wanted) == 1 and "lengths" not in wanted else results
    answer = kept[0][1] if len(kept) == 1 else Op("list", tuple(n.equals(v) for n, v in kept))
    given = say("Given {x} and {y}", x=first.equals(space.show(x)), y=second.equals(space.show(y)))
    return Solution(
        "inner_product",
        given + space.symbol() + say(": find {what}.", what=_listed([_TASK[f] for f in find])),
        tuple(made),
        answer,
        meaning=meaning,
        code=_code(x, y, space, find),
        checks=_checks(x, y, space),
    )


_TASK = {
    "product": "their inner product",
    "lengths": "their lengths",
    "distance": "their distance",
    "angle": "the angle between them",
    "cosine": "the cosine of the angle between them",
}


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _letters(space: Space) -> tuple[Name, Name]:
    return (Name("p"), Name("q")) if space.interval is not None else (Name("x"), Name("y"))


def _angle(
    x: Sequence[Any], y: Sequence[Any], space: Space, lengths: Sequence[Written], *, cosine: bool
) -> tuple[list[Step], Written, Text]:
    inner = space.product(x, y)
    both = root_of(space.norm_squared(x) * space.norm_squared(y))
    exact = None if both is None else plain(inner / both)
    quotient = Op("/", (write(inner), Op("*", tuple(lengths))))
    value = quotient if exact is None else write(exact)
    steps: list[Step] = []
    if exact is not None:
        why = say("The cosine of the angle is the inner product over the product of the lengths (MML 3.4).")
        one: Claim = Equal(left=quotient, result=value)
        steps.append(Step(why, one, question=say("Which quotient is the cosine of the angle?")))
    if cosine:
        return steps, value, Text(())
    angle = angle_written(value, exact)
    degrees = _decimal(Op("arccos", (value,)) * number(180) / PI, 2)
    if angle != Op("arccos", (value,)):
        why = say("This is the cosine of a known angle between 0 and {pi}.", pi=PI)
        steps.append(Step(why, Equal(left=Op("arccos", (value,)), result=angle)))
    else:
        why = say("The angle is the arccosine of it, in radians, between 0 and {pi}.", pi=PI)
        steps.append(Step(why, Approx(left=angle, result=_decimal(angle, 4))))
    meaning = say("The angle is {d} degrees.", d=degrees)
    if not inner:
        meaning = say("The vectors are orthogonal: their inner product is 0.")
    return steps, angle, meaning


def _decimal(w: Written, places: int) -> Written:
    from fractions import Fraction

    from tutor.equality import high_precision

    return decimal(Fraction(str(high_precision(w, {}))), places)


def _checks(x: Sequence[Any], y: Sequence[Any], space: Space) -> tuple[Check, ...]:
    import numpy as np

    p, q = (np.array([float(a) for a in v]) for v in (x, y))
    form = space.form or [[int(i == j) for j in range(space.n)] for i in range(space.n)]
    factor = np.linalg.cholesky(np.array([[float(a) for a in r] for r in form]))
    same = np.isclose((factor.T @ p) @ (factor.T @ q), float(space.product(x, y)))
    near = np.isclose(np.linalg.norm(factor.T @ (p - q)) ** 2, float(space.norm_squared(combination((1, -1), (x, y)))))
    what = "NumPy: the Cholesky factor of the inner product's matrix turns it into the dot product; the values agree."
    return (Check(Text((what,)), bool(same and near)),)


def _code(x: Sequence[Any], y: Sequence[Any], space: Space, find: Sequence[str]) -> str:
    lines = ["import numpy as np", "", f"x = {vector_source(x)}", f"y = {vector_source(y)}"]
    if space.interval is not None:
        lines[1:1] = ["", "# polynomials by their coefficients; A holds the integrals of products of powers"]
    if space.form is not None:
        lines.append(f"A = {matrix_source(space.form)}")
    lines += ["", "", "def inner(u, v):", f"    return {'u @ v' if space.form is None else 'u @ A @ v'}", "", ""]
    results = {
        "product": "inner(x, y)",
        "lengths": "np.sqrt(inner(x, x)), np.sqrt(inner(y, y))",
        "distance": "np.sqrt(inner(x - y, x - y))",
        "angle": "np.arccos(np.clip(cosine, -1, 1))",
        "cosine": "cosine",
    }
    lengths = any(x) and any(y)
    if lengths and {"angle", "cosine"} & set(find):
        lines.append("cosine = inner(x, y) / np.sqrt(inner(x, x) * inner(y, y))")
    wanted = [r for k, r in results.items() if k in find and (lengths or k not in ("angle", "cosine"))]
    lines += [f"answer = {', '.join(wanted)}", "print(answer)"]
    return "\n".join(lines) + "\n"
