"""The characteristic polynomial det(A − λI), expanded and factored.

Example: tutor solve characteristic_polynomial "[2, 1, 0; 1, 2, 0; 0, 0, 3]"

Small determinants are written out, larger ones found by a recursion with traces (book: chapters 4.1 and 4.2). Letters
may stand in the matrix: ``[a, 1; 1, a]``; with them at most four rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.equality.polynomials import plus, scaled
from tutor.equality.quotients import NotRational, Poly, polynomial_of, times
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import rows_of, trace
from tutor.exact.scalars import write
from tutor.methods.eigenvalues.claims import LAMBDA, CharacteristicOf
from tutor.methods.eigenvalues.polynomials import (
    book_polynomial,
    det_shifted,
    determinant_written,
    factorised,
    polynomial_written,
    product_written,
    shifted_written,
)
from tutor.methods.eigenvalues.programs import literal
from tutor.methods.eigenvalues.working import checked_size, factor_steps, polynomial_steps
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import ONE, ZERO, Name, Op, Written, entries, matrix, names, number

MOST_WITH_LETTERS = 4


def from_text(text: str) -> Solution:
    """The characteristic polynomial of a typed matrix.

    Raises
    ------
    Unreadable
        If the text is no matrix.
    InputError
        For a matrix that is not square, too large, or with other entries than polynomials in its letters.

    >>> str(from_text("[a, 1; 1, a]").answer)
    'lambda^2 - 2*a*lambda + a^2 - 1'
    """
    from tutor.reading import read

    w = read(text)
    if isinstance(w, Op) and w.head == "=":
        w = w.args[1]
    if not isinstance(w, Op) or w.head != "matrix":
        raise Unreadable("this is not a matrix", text, 0, "type the rows in brackets: [1, 2; 3, 4]")
    if not names(w):
        return work(read_matrix(text, square=True))
    if LAMBDA.text in names(w):
        raise InputError("the letter λ is the variable of the polynomial; name the entries otherwise")
    rows = entries(w)
    if len(rows) != len(rows[0]):
        raise InputError(f"a square matrix is needed; this one has {len(rows)} rows and {len(rows[0])} columns")
    if len(rows) > MOST_WITH_LETTERS:
        raise InputError(
            f"{len(rows)} rows with letters: at most {MOST_WITH_LETTERS} are worked; put numbers for the letters"
        )
    return _with_letters(rows)


def work(A: Sequence[Sequence[Any]]) -> Solution:
    """The polynomial of a matrix of exact numbers.

    >>> str(work([[2, 1], [1, 2]]).answer)
    'lambda^2 - 4*lambda + 3'
    """
    rows = rows_of(A)
    checked_size(rows)
    steps = polynomial_steps(rows)
    n = len(rows)
    coefficients = book_polynomial(rows)
    expanded = polynomial_written(coefficients)
    if steps[-1].claim.result != expanded and n > 1:
        left = steps[-1].claim.result
        steps.append(Step(say("Multiply out."), CharacteristicOf(expanded, of=matrix_written(rows), left=left)))
    found = factorised(rows)
    text = Text(())
    if found is not None:
        product = product_written(found, sign=-1 if n % 2 else 1)
        steps += factor_steps(rows, found)
        text = say("Factored over the rational numbers it is {p}. ", p=product) if product != expanded else Text(())
    text += say(
        "The coefficients show the trace {t} and the determinant {d}.", t=write(trace(rows)), d=write(coefficients[-1])
    )
    return Solution(
        "characteristic_polynomial",
        say("Find the characteristic polynomial {d} of {A}", d=Op("det", (Name("A") - LAMBDA * Name("I"),)),
            A=Name("A").equals(matrix_written(rows))),
        tuple(steps),
        expanded,
        meaning=text,
        code=_program(rows),
        checks=(_check(rows, coefficients),),
    )  # fmt: skip


def _check(rows: Sequence[Sequence[Any]], coefficients: Sequence[Any]) -> Check:
    import numpy as np

    A = np.array([[float(a) for a in r] for r in rows])
    places = np.linspace(-2, 2, len(rows) + 2)
    mine = np.polyval([float(c) for c in coefficients], places)
    theirs = np.array([np.linalg.det(A - x * np.eye(len(A))) for x in places])
    same = np.allclose(mine, theirs, rtol=1e-6, atol=1e-6 * (1 + np.abs(A).max()) ** len(A))
    return Check(say("NumPy: the determinants at several places agree."), bool(same))


def _program(rows: Sequence[Sequence[Any]]) -> str:
    return (
        "import numpy as np\n\n"
        + literal(rows)
        + """
n = len(A)
coefficients, M = [1.0], np.eye(n)                 # recursion of Faddeev and LeVerrier, for det(l I - A)
for k in range(1, n + 1):
    AM = A @ M
    coefficients.append(-np.trace(AM) / k)
    M = AM + coefficients[-1] * np.eye(n)
answer = (-1) ** n * np.array(coefficients)        # det(A - l I), highest power first
print(answer)
"""
    )


# ---------------------------------------------------------------- letters


def _with_letters(rows: Sequence[Sequence[Written]]) -> Solution:
    letters = tuple(sorted({v for r in rows for a in r for v in names(a)}))
    used = (LAMBDA.text, *letters)
    table = shifted_written(rows)
    try:
        found = _determinant([[polynomial_of(a, used) for a in r] for r in table], len(used))
    except NotRational as error:
        raise InputError(
            f"the entries must be polynomials in {', '.join(letters)} with rational coefficients"
        ) from error
    given, expanded = matrix(rows), in_lambda(found, used)
    left = Op("det", (Name("A") - LAMBDA * Name("I"),))
    steps = []
    expansion = determinant_written(table)
    why = say("The characteristic polynomial is {d} (MML 4.2): expand it.", d=left)
    if expansion is not None and expansion != expanded:
        steps.append(Step(why, CharacteristicOf(expansion, of=given, left=det_shifted(table))))
        why = say("Multiply out and collect the powers of {l}.", l=LAMBDA)
    steps.append(Step(why, CharacteristicOf(expanded, of=given, left=left)))
    product = _factored(found, used)
    text = Text(())
    if product is not None:
        told = say("It factors; the linear factors show eigenvalues for all values of the letters.")
        steps.append(Step(told, CharacteristicOf(product, of=given, left=expanded)))
        text = say("Factored: {p}.", p=product)
    return Solution(
        "characteristic_polynomial",
        say("Find the characteristic polynomial {d} of {A}", d=left, A=Name("A").equals(given)),
        tuple(steps),
        expanded,
        meaning=text,
        code=_symbolic_program(rows, letters),
    )


def _determinant(M: Sequence[Sequence[Poly]], size: int) -> Poly:
    if len(M) == 1:
        return M[0][0]
    total: Poly = {}
    for j, a in enumerate(M[0]):
        if a:
            minor = [[*r[:j], *r[j + 1 :]] for r in M[1:]]
            total = plus(total, scaled(times(a, _determinant(minor, size)), Fraction((-1) ** j)))
    return total


def in_lambda(p: Poly, variables: Sequence[str]) -> Written:
    """Falling powers of the first variable, with polynomials in the others as coefficients."""
    degree = max((m[0] for m in p), default=0)
    terms: list[Written] = []
    for d in range(degree, -1, -1):
        rest = {m[1:]: c for m, c in p.items() if m[0] == d}
        if not rest:
            continue
        parts = [
            _monomial(c, m, variables[1:])
            for m, c in sorted(rest.items(), key=lambda i: (-sum(i[0]), [-e for e in i[0]]))
        ]
        power: Written | None = None if d == 0 else Name(variables[0]) if d == 1 else Name(variables[0]) ** d
        if power is None:
            terms += parts
        elif len(parts) == 1:
            c = parts[0]
            negative = isinstance(c, Op) and c.head == "neg"
            size = c.args[0] if isinstance(c, Op) and negative else c
            product = power if size == ONE else size * power
            terms.append(Op("neg", (product,)) if negative else product)
        else:
            turn = all(isinstance(t, Op) and t.head == "neg" for t in parts)
            inner = Op("+", tuple(t.args[0] if turn and isinstance(t, Op) else t for t in parts))
            product = Op("*", (inner, power))
            terms.append(Op("neg", (product,)) if turn else product)
    return ZERO if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def _monomial(c: Fraction, powers: Sequence[int], letters: Sequence[str]) -> Written:
    factors: list[Written] = [Name(v) if e == 1 else Name(v) ** e for v, e in zip(letters, powers, strict=True) if e]
    size = number(abs(c))
    if abs(c) != 1 or not factors:
        factors.insert(0, size)
    product = factors[0] if len(factors) == 1 else Op("*", tuple(factors))
    return Op("neg", (product,)) if c < 0 else product


def _factored(p: Poly, variables: Sequence[str]) -> Written | None:
    """The product of the irreducible factors over the rational numbers; None if there is only one."""
    import sympy as sp

    symbols = sp.symbols(list(variables))
    terms = {m: sp.Rational(c.numerator, c.denominator) for m, c in p.items()}
    unit, found = sp.factor_list(sp.Poly.from_dict(terms, *symbols))
    if sum(k for _, k in found) < 2:
        return None
    parts: list[Written] = []
    scale = Fraction(int(unit.p), int(unit.q))
    for f, k in found:
        mine = {m: Fraction(int(c.p), int(c.q)) for m, c in sp.Poly(f, *symbols).terms()}
        top = max(mine, key=lambda m: m[0])
        if mine[top] < 0 and sum(m[0] == top[0] for m in mine) == 1:
            mine = scaled(mine, Fraction(-1))
            scale *= (-1) ** k
        base = in_lambda(mine, variables)
        parts.append(base if k == 1 else Op("^", (base, number(k))))
    if abs(scale) != 1:
        parts.insert(0, number(abs(scale)))
    product = parts[0] if len(parts) == 1 else Op("*", tuple(parts))
    return Op("neg", (product,)) if scale < 0 else product


def _symbolic_program(rows: Sequence[Sequence[Written]], letters: Sequence[str]) -> str:
    from tutor.methods.linear_systems.programs import python

    lines = ",\n                  ".join("[" + ", ".join(python(a) for a in r) + "]" for r in rows)
    return f"""import numpy as np


def answer({", ".join(letters)}):                  # det(A - l I) for numbers, highest power first
    A = np.array([{lines}], dtype=float)
    return (-1) ** len(A) * np.poly(A)


print(answer({", ".join(str(i + 1) for i in range(len(letters)))}))
"""
