"""Find the dot product of two vectors, or the parameter for which they are orthogonal.

Example: tutor solve dot-product "(1, 2, 3)" "(4, -5, 6)"

With a letter in the entries and the option ``parameters`` (``(1, t, 2)``, ``(t, 3, -1)``, ``--parameters t``) the
values are found for which the vectors are orthogonal (book: chapters 3.2.1 and 3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.claims import Equal
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import dot
from tutor.exact.scalars import plain, sign, write
from tutor.methods.array_source import vector_source
from tutor.methods.linear_systems.claims import Roots
from tutor.methods.linear_systems.forms import listed
from tutor.methods.linear_systems.polynomials import Poly, poly, poly_of, zeros
from tutor.methods.matrix_claims import Computed
from tutor.methods.vectors.claims import RowsTimesColumns, sum_of_products
from tutor.methods.vectors.lengths import MAX_ENTRIES, column_of, floating, read_pair
from tutor.step import Check, Solution, Step
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.written import INF, Name, Op, Words, Written, column, entries, names, number

ALL = Op("interval", (Op("neg", (INF,)), INF, Words("()")))
MAX_DEGREE = 6


def from_text(*inputs: str, parameters: str = "") -> Solution:
    """The dot product of two vectors that a person typed; with a parameter, where it is 0.

    Raises
    ------
    Unreadable
        If a text is no vector.
    InputError
        For other than two vectors of one size, several parameters, or a letter that is no parameter.

    >>> str(from_text("(1, 2)", "(3, -1)").answer)
    '1'
    >>> str(from_text("(1, t, 2)", "(t, t, -1)", parameters="t").answer)
    't = -2, t = 1'
    """
    if not parameters.strip():
        return work(*read_pair(*inputs))
    letters = [p.strip() for p in parameters.split(",") if p.strip()]
    if len(letters) != 1:
        raise InputError(f"one parameter is sought; given are {', '.join(letters) or 'none'}")
    x, y = _read_polynomials(inputs, letters[0])
    return orthogonal(x, y, letters[0])


def _read_polynomials(inputs: Sequence[str], name: str) -> tuple[tuple[Poly, ...], tuple[Poly, ...]]:
    from tutor.reading import read

    found: list[tuple[Poly, ...]] = []
    for text in inputs:
        w = read(text)
        for item in w.args if isinstance(w, Op) and w.head in ("list", "and") else (w,):
            v = item.args[1] if isinstance(item, Op) and item.head == "=" else item
            found.append(tuple(poly_of(a, name) for a in _items(v, text)))
    if len(found) != 2 or len(found[0]) != len(found[1]):
        sizes = " and ".join(str(len(v)) for v in found)
        raise InputError(f"two vectors of one size are needed; given are vectors with {sizes} entries")
    if len(found[0]) > MAX_ENTRIES:
        raise InputError(f"vectors with {len(found[0])} entries: at most {MAX_ENTRIES} are worked")
    if all(p.degree < 1 for v in found for p in v):
        raise InputError(
            f"the parameter {name} does not occur in the vectors; leave the option out for their dot product"
        )
    return found[0], found[1]


def _items(w: Written, text: str) -> tuple[Written, ...]:
    if isinstance(w, Op) and w.head == "tuple":
        return w.args
    if isinstance(w, Op) and w.head == "T":
        return _items(w.args[0], text)
    if isinstance(w, Op) and w.head == "matrix" and 1 in (len(entries(w)), len(entries(w)[0])):
        return tuple(a for r in entries(w) for a in r)
    raise Unreadable("this is not a vector", text, 0, "type its entries in brackets: (1, t, 3)")


def dot_step(x: Sequence[Any], y: Sequence[Any], *, first: Written, second: Written) -> Step:
    """The dot product in one step, the sum laid out below it."""
    a, b = column_of(x), column_of(y)
    named = Op("dot", (first, second))
    laid = Step(
        say("Multiply corresponding entries; the products will be added."),
        RowsTimesColumns(sum_of_products(x, y), left=a, right=b, inner=True),
    )
    why = say("The dot product {d} is the sum of the products of corresponding entries (MML 3.2.1).", d=named)
    asked = say("Which products are added?")
    return Step(why, Computed(write(dot(x, y)), left=Op("dot", (a, b))), substeps=(laid,), question=asked)


def work(x: Sequence[Any], y: Sequence[Any]) -> Solution:
    """The dot product of two vectors of one size.

    >>> str(work((1, 2, 3), (4, -5, 6)).answer)
    '12'
    """
    import numpy as np

    x, y = tuple(map(plain, x)), tuple(map(plain, y))
    value = dot(x, y)
    first, second = Name("x"), Name("y")
    polar = (
        float(
            np.linalg.norm(np.add(floating(x), floating(y))) ** 2
            - np.linalg.norm(np.subtract(floating(x), floating(y))) ** 2
        )
        / 4
    )
    size = max(1.0, float(np.linalg.norm(floating(x)) * np.linalg.norm(floating(y))))
    return Solution(
        "dot_product",
        say("Find the dot product of {x} and {y}", x=first.equals(column_of(x)), y=second.equals(column_of(y))),
        (dot_step(x, y, first=first, second=second),),
        write(value),
        meaning=_meaning(x, y, value),
        code=f"""import numpy as np

x = {vector_source(x)}
y = {vector_source(y)}
answer = np.sum(x * y)
print(answer)
""",
        checks=(
            Check(say("NumPy: (‖x + y‖² − ‖x − y‖²)/4 is the same."), abs(polar - floating([value])[0]) < 1e-9 * size),
        ),
    )


def _meaning(x: Sequence[Any], y: Sequence[Any], value: Any) -> Text:
    if not value:
        return say("The vectors are orthogonal.")
    if not any(x) or not any(y):
        return Text(())
    return say("The angle between them is acute.") if sign(value) > 0 else say("The angle between them is obtuse.")


# ---------------------------------------------------------------- a parameter


def orthogonal(x: Sequence[Poly | int], y: Sequence[Poly | int], name: str = "t") -> Solution:
    """For which values of a parameter are two vectors orthogonal? Entries are polynomials in it.

    Raises
    ------
    InputError
        Where these values are no square roots.

    >>> t = Poly.of(0, 1)
    >>> str(orthogonal((1, t), (6, 3)).answer)
    't = -2'
    """
    first, second = tuple(poly(a) for a in x), tuple(poly(a) for a in y)
    total = sum((a * b for a, b in zip(first, second, strict=True)), Poly.of())
    if total.degree > MAX_DEGREE:
        raise InputError(f"the dot product has degree {total.degree} in {name}: at most {MAX_DEGREE} is worked")
    letter = Name(name)
    a, b = (tuple(p.written(name) for p in v) for v in (first, second))
    product = total.written(name)
    try:
        values = zeros(total, name)
    except InputError as error:
        raise InputError(
            f"the dot product is {product}; its zeros are no square roots, so the values of {name} have no "
            "exact form that is worked here; find them numerically"
        ) from error
    steps = [
        Step(
            say(
                "Two vectors are orthogonal when their dot product is 0 (MML 3.4). It is this polynomial in {t}.",
                t=letter,
            ),
            Equal(product, left=_sum_of_written(a, b)),
            question=say("What is the dot product, as an expression in {t}?", t=letter),
        )
    ]
    answer: Written
    if not total:
        answer, meaning = ALL, say("The vectors are orthogonal for every {t}.", t=letter)
    else:
        answer = listed([letter.equals(v.written()) for v in values]) if values else Op("empty")
        steps += _solving(total, product, answer, letter)
        meaning = (
            say("There is no such {t}.", t=letter)
            if not values
            else say("For these values only.")
            if len(values) > 1
            else Text(())
        )
    return Solution(
        "dot_product",
        say(
            "For which {t} are {x} and {y} orthogonal?",
            t=letter,
            x=Name("x").equals(column(a)),
            y=Name("y").equals(column(b)),
        )
        if name not in ("x", "y")
        else say("For which {t} are {x} and {y} orthogonal?", t=letter, x=column(a), y=column(b)),
        tuple(steps),
        answer,
        meaning=meaning,
        code=_program(first, second, name),
        checks=(_check(first, second, values, total),),
    )


def _sum_of_written(x: Sequence[Written], y: Sequence[Written]) -> Written:
    terms = []
    for a, b in zip(x, y, strict=True):
        negative = isinstance(a, Op) and a.head == "neg" and not names(a)
        product = Op("*", (a.args[0] if isinstance(a, Op) and negative else a, b))
        terms.append(Op("neg", (product,)) if negative else product)
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def _solving(total: Poly, product: Written, answer: Written, letter: Name) -> list[Step]:
    equation = product.equals(number(0))
    asked = say("For which {t} is it 0?", t=letter)
    claim = Roots(answer, of=(product,), by=letter.text)
    if total.degree == 2:
        return _quadratic(total, claim, say("For which {t} is it 0?", t=letter), equation)
    if total.degree < 1:
        return [Step(say("It is never 0."), claim, question=asked)]
    if total.degree == 1:
        return [Step(say("Solve {e} for {t}.", e=equation, t=letter), claim, question=asked)]
    return [Step(say("Find the real zeros, {e}: split off a factor for each zero.", e=equation), claim, question=asked)]


def _quadratic(total: Poly, claim: Roots, asked: Text, equation: Written) -> list[Step]:
    c, b, a = total.coefficients
    discriminant = b * b - 4 * a * c
    left = number(b) ** 2 - number(4) * number(a) * number(c)
    why = say("{e} is a quadratic equation; its discriminant tells how many solutions there are.", e=equation)
    steps = [Step(why, Equal(number(discriminant), left=left))]
    if discriminant < 0:
        return [*steps, Step(say("It is negative: there is no real solution."), claim, question=asked)]
    root, below = Op("sqrt", (number(discriminant),)), number(2) * number(a)
    tops = (number(-b) - root, number(-b) + root)
    tops = tops if a > 0 else tops[::-1]  # the zeros are in increasing order
    for value, top in zip(zeros(total), tops, strict=False):
        steps.append(Step(say("The quadratic formula gives a solution."), Equal(value.written(), left=top / below)))
    return [*steps, Step(say("These are all solutions."), claim, question=asked)]


def _program(x: Sequence[Poly], y: Sequence[Poly], name: str) -> str:
    def rows(v: Sequence[Poly]) -> str:
        inner = ", ".join("[" + ", ".join(_float_source(c) for c in (p.coefficients or (0,))) + "]" for p in v)
        return f"[{inner}]"

    return f"""import numpy as np
from numpy.polynomial import Polynomial

x = [Polynomial(c) for c in {rows(x)}]    # coefficients, the constant first
y = [Polynomial(c) for c in {rows(y)}]
product = sum(a * b for a, b in zip(x, y)).trim()
roots = product.roots()
answer = np.sort(roots[np.abs(roots.imag) < 1e-6].real)    # the values of {name}
print(answer)
"""


def _float_source(c: Any) -> str:
    return str(c) if getattr(c, "denominator", 1) == 1 else f"{c.numerator} / {c.denominator}"


def _check(x: Sequence[Poly], y: Sequence[Poly], values: Sequence[Surd], total: Poly) -> Check:
    import numpy as np

    def at(t: float) -> float:
        u, v = (np.array([sum(float(c) * t**i for i, c in enumerate(p.coefficients)) for p in w]) for w in (x, y))
        return float(u @ v) / max(1.0, float(np.linalg.norm(u) * np.linalg.norm(v)))

    right = all(abs(at(float(v))) < 1e-9 for v in values)
    others = [t for t in (-3.7, -0.9, 0.35, 1.6, 4.2) if all(abs(t - float(v)) > 1e-3 for v in values)]
    right = right and all((abs(at(t)) < 1e-9) == (not total) for t in others)
    return Check(say("NumPy: the dot product is 0 at these values and at no other that was tried."), right)
