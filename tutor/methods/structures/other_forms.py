"""Forms that are no plain matrix of numbers: with a parameter in the entries, or not bilinear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tutor.claims import _Result
from tutor.errors import InputError
from tutor.exact.matrices import Vector
from tutor.exact.scalars import plain, sign, write
from tutor.methods.linear_systems.polynomials import Poly, poly_of, zeros
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.source import numpy_source
from tutor.methods.structures.bilinear import all_positive, cells_written, minors, poly_minors
from tutor.methods.structures.claims import Refuted, ValuesAt
from tutor.methods.structures.programs import vector_literal
from tutor.methods.structures.values import decided, general, grid, labelled_vector, simple_value
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Words, Written, column, entries, matrix, names, substitute

ENTRY = re.compile(r"[xy]\d+$")


@dataclass(frozen=True)
class PositiveFor(_Result):
    """The result says for which values of a letter all the polynomials are positive."""

    polynomials: tuple[Written, ...] = field(kw_only=True)
    name: str = field(kw_only=True)

    def shown(self) -> Written:
        return self.result

    def holds(self) -> bool | None:
        return self.result == cells_written(
            all_positive([poly_of(p, self.name) for p in self.polynomials], self.name), self.name
        )


def work_parameter(A: Sequence[Sequence[Poly]], *, name: str) -> Solution:
    """For which values of a letter is xᵀ A y an inner product?

    >>> m = Poly.of(0, 1)
    >>> str(work_parameter([[m, Poly.of(2)], [Poly.of(2), m]], name="m").answer)
    'm > 2'
    """
    n = len(A)
    M = matrix([[p.written(name) for p in r] for r in A])
    xs, ys = general("x", n), general("y", n)
    product = Op("*", (Op("T", (column(xs),)), M, column(ys)))
    given = say("For which real {m} is {f} an inner product?", m=Name(name), f=product)
    differing = [(i, j) for i in range(n) for j in range(i + 1, n) if A[i][j] - A[j][i]]
    if differing:
        return _symmetric_for(given, A, M, name, differing)
    steps = [
        Step(
            say(
                "It is linear in x and in y. The matrix equals its transpose, so it is symmetric for every {m}.",
                m=Name(name),
            ),
            Computed(M, left=Op("T", (M,))),
            question=say("Is the matrix symmetric?"),
        )
    ]
    found = poly_minors(A)
    for k, d in enumerate(found):
        corner = matrix([[p.written(name) for p in r[: k + 1]] for r in A[: k + 1]])
        why = say("The leading minor of size {k}:", k=k + 1)
        if k == 0:
            why = say("Positive definite? All leading minors must be positive (MML 4.3). The first one:")
        steps.append(Step(why, Computed(d.written(name), left=Op("det", (corner,)))))
    answer = cells_written(all_positive(found, name), name)
    shown = tuple(d.written(name) for d in found)
    claim = PositiveFor(answer, polynomials=shown, name=name)
    signs = Op("list", tuple(Op(">", (p, Num("0"))) for p in shown))
    why = say("All of them are positive together: {s}. Solve each inequality and take what they share.", s=signs)
    steps.append(Step(why, claim, question=say("Where are all the minors positive?")))
    if answer == Op("empty"):
        meaning = say("It is an inner product for no value of {m}.", m=Name(name))
    else:
        meaning = say("It is an inner product exactly for these values of {m}.", m=Name(name))
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        answer,
        meaning=meaning,
        code=_parameter_code(A, name),
        checks=(_sampled(A, found),),
    )


def _symmetric_for(
    given: Text, A: Sequence[Sequence[Poly]], M: Written, name: str, differing: Sequence[tuple[int, int]]
) -> Solution:
    """A matrix that is symmetric for single values at the most: these are tried."""

    common = Poly.of()
    for i, j in differing:
        common = common.gcd(A[i][j] - A[j][i]) if common else A[i][j] - A[j][i]
    values = [plain(z) for z in zeros(common, name)]
    good = []
    steps = []
    for i, j in differing:
        gap = A[i][j] - A[j][i]
        why = say(
            "Symmetric? The entries in row {i}, column {j} and in row {j}, column {i} must be equal; they differ by",
            i=i + 1,
            j=j + 1,
        )
        difference = A[i][j].written(name) - A[j][i].written(name)
        if difference != gap.written(name):
            steps.append(Step(why, Computed(gap.written(name), left=difference)))
    for q in values:
        at = tuple(tuple(plain(p.at(q)) for p in r) for r in A)
        found = minors(at)
        for k, d in enumerate(found):
            corner = matrix_written(tuple(r[: k + 1] for r in at[: k + 1]))
            why = say(
                "For {m} = {q} the matrix is symmetric; its leading minor of size {k}:",
                m=Name(name),
                q=write(q),
                k=k + 1,
            )
            steps.append(Step(why, Computed(write(d), left=Op("det", (corner,)))))
        if all(sign(d) > 0 for d in found):
            good.append(q)
    relations = [Name(name).equals(write(q)) for q in good]
    answer: Written = Op("empty") if not good else relations[0] if len(good) == 1 else Op("or", tuple(relations))
    if not steps:
        T = Op("T", (M,))
        steps.append(Step(say("The matrix is not symmetric, whatever the letter."), Computed(_transposed(M), left=T)))
    what = "only for these values" if good else "for no value"
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        answer,
        meaning=say("It is an inner product {what} of {m}.", what=what, m=Name(name)),
        code=_parameter_code(A, name),
    )


def _transposed(M: Written) -> Written:
    return matrix([list(r) for r in zip(*entries(M), strict=True)])


def _sampled(A: Sequence[Sequence[Poly]], found: Sequence[Poly]) -> Check:
    import numpy as np

    fine = True
    for q in (Fraction(k, 3) for k in range(-40, 41, 3)):
        signs = [sign(d.at(q)) for d in found]
        smallest = float(np.linalg.eigvalsh(np.array([[float(p.at(q)) for p in r] for r in A]))[0])
        if 0 not in signs and abs(smallest) > 1e-6:
            fine = fine and (smallest > 0) == all(s > 0 for s in signs)
    return Check(say("NumPy: at 27 values the smallest eigenvalue has the sign that the minors tell."), fine)


def _parameter_code(A: Sequence[Sequence[Poly]], name: str) -> str:
    rows = ", ".join("[" + ", ".join(numpy_source(p.written(name)) for p in r) + "]" for r in A)
    return f"""import numpy as np


def definite({name}):
    A = np.array([{rows}], dtype=float)
    return bool(np.allclose(A, A.T) and np.linalg.eigvalsh(A)[0] > 1e-9)


def answer(values):
    return [definite({name}) for {name} in values]


print([({name}, definite({name})) for {name} in range(-10, 11)])
"""


# ---------------------------------------------------------------- not bilinear


def not_bilinear(w: Written, text: str) -> Solution:
    """Vectors and a number for which ⟨c·x, y⟩ is not c·⟨x, y⟩, or for which additivity fails."""
    n = max(int(a[1:]) for a in names(w) if ENTRY.match(a))
    xs, ys, zs, c = general("x", n), general("y", n), general("z", n), Name("c")
    moved = substitute(w, {str(a): a + c * b for a, b in zip(xs, zs, strict=True)})
    other = substitute(w, {str(a): b for a, b in zip(xs, zs, strict=True)})
    relation = Op("!=", (moved, w + c * other))
    some = [(Fraction(0),) * n, *grid(n)[:8]]
    for k in (Fraction(1), Fraction(2), Fraction(-1)):
        for x in some:
            for y in some:
                for z in some:
                    values = {str(a): write(b) for a, b in zip((*xs, *ys, *zs), (*x, *y, *z), strict=True)}
                    if decided(relation, values | {"c": write(k)}):
                        return _bilinear_fails(w, relation, (x, y, z), k, values)
    raise InputError(f"whether {text.strip()[:60]} is bilinear was neither proved nor refuted")


def _bilinear_fails(
    w: Written, relation: Written, vectors: tuple[Vector, Vector, Vector], k: Fraction, values: dict[str, Written]
) -> Solution:
    x, y, z = vectors
    n = len(x)
    xs, ys = general("x", n), general("y", n)
    together = tuple(a + k * b for a, b in zip(x, z, strict=True))
    steps = []
    told = (
        ("Try linearity in the first argument: ⟨x, y⟩ for {x}, {y}.", x),
        ("For {z} in place of x:", z),
        ("And for x + c·z with c = {c}:", together),
    )
    for words, first in told:
        at = tuple((str(a), write(b)) for a, b in zip((*xs, *ys), (*first, *y), strict=True))
        result = simple_value(substitute(w, dict(at)))
        parts: dict[str, Any] = {n: labelled_vector(n, v) for n, v in (("x", x), ("y", y), ("z", z))} | {"c": k}
        steps.append(Step(say(words, **parts), ValuesAt(result, expressions=(w,), at=at)))
    witness = (labelled_vector("x", x), labelled_vector("y", y), labelled_vector("z", z), Name("c").equals(write(k)))
    claim = Refuted(Words("no"), witness=witness, tests=((relation, True),), values=(*values.items(), ("c", write(k))))
    steps.append(
        Step(say("⟨x + c·z, y⟩ is not ⟨x, y⟩ + c·⟨z, y⟩: not bilinear, so no inner product (MML 3.2)."), claim)
    )
    given = say("Is {f} an inner product?", f=Op("call", (Name("b"), Name("x"), Name("y"))).equals(w))
    return Solution(
        "inner_product_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=say("This is no inner product: it is not linear in the first argument."),
        code=_bilinear_code(w, (x, y, z), k),
    )


def _bilinear_code(w: Written, vectors: tuple[Vector, Vector, Vector], k: Fraction) -> str:
    n = len(vectors[0])
    unpack = "".join(f"    {', '.join(f'{a}{i + 1}' for i in range(n))}, = {a}\n" for a in "xy")
    x, y, z = (f"np.array({vector_literal(v)}, dtype=float)" for v in vectors)
    return f"""import numpy as np


def b(x, y):
{unpack}    return {numpy_source(w)}


x, y, z, c = {x}, {y}, {z}, {vector_literal((k,))[1:-1]}
differ = not np.isclose(b(x + c * z, y), b(x, y) + c * b(z, y))
answer = not differ, [differ]
print("linear in the first argument:", not differ)
"""
