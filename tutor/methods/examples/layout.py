"""Questions 'which of these …' as they are printed: the question, the options, a reason for each, the program."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Equal
from tutor.exact.matrices import determinant, dot, times, trace
from tutor.exact.matrices import rank as rank_of
from tutor.methods.examples.choosing import SAMPLES, factor_rows, mapped
from tutor.methods.examples.making import computed, det, exact, image, product, rank_line, trace_line
from tutor.methods.examples.options import LETTERS, Option
from tutor.methods.examples.record import Line, Rows
from tutor.methods.matrix_claims import Computed
from tutor.methods.structures.terms import form_written
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, column, matrix, number

QUESTIONS = {
    "invertible": "Which of these matrices is invertible?",
    "orthogonal": "Which of these matrices is orthogonal?",
    "subspace": "Which of these sets of vectors {x} = (x, y, z) is a subspace of ℝ³?",
    "basis": "Which of these lists of vectors is a basis of ℝ³?",
    "stochastic": "Which of these matrices is the transition matrix of a Markov chain? "
    "Column j has the probabilities to go from state j to each state.",
    "diagonalisable": "Which of these matrices is diagonalisable over the real numbers?",
    "positive definite": "Which of these symmetric matrices is positive definite?",
    "projection": "Which of these matrices is a projection, orthogonal or not?",
    "linear map": "Which of these maps from ℝ² to ℝ² is linear?",
}
_XYZ = (Name("x"), Name("y"), Name("z"))
_RULES = {"transposed product": "T", "inverse product": "inverse"}


def asked(kind: str, given: Rows) -> Text:
    """The question."""
    if kind in _RULES:
        first, second = (Name(LETTERS[int(k)]) for k in given[0])
        left = Op(_RULES[kind], (first * second,))
        what = "invertible matrices" if kind == "inverse product" else "square matrices"
        return say(
            "{a} and {b} are any {what} of the same size. Which of these always equals {left}?",
            a=first,
            b=second,
            what=what,
            left=left,
        )
    if kind == "in span":
        return say("Which of these vectors is in the span of {u} and {v}?", u=column(given[0]), v=column(given[1]))
    if kind == "eigenvector":
        return say("Which of these vectors is an eigenvector of {A}?", A=matrix(given))
    return say(QUESTIONS[kind].replace("{x}", "v"))


def option_text(kind: str, option: Option) -> Text:
    """An option as it is printed."""
    rows = option.rows
    if kind == "subspace":
        return say("all with {c}", c=_condition(option))
    if kind == "basis":
        return say("{vectors}", vectors=Op("list", tuple(column(v) for v in rows)))
    if kind in ("in span", "eigenvector"):
        return say("{v}", v=column(rows[0]))
    if kind == "linear map":
        return say("{x} to {y}", x=Op("tuple", (Name("x"), Name("y"))), y=Op("tuple", _image_written(option)))
    if kind in _RULES:
        return say("{p}", p=_product(rows, [Name(letter) for letter in LETTERS]))
    return say("{A}", A=matrix(rows))


def _condition(option: Option) -> Written:
    rows, zero = option.rows, Num("0")
    forms = [form_written([int(a) for a in r], _XYZ) for r in rows if len(r) == 3]
    match option.tag:
        case "without-the-zero-vector":
            return forms[0].equals(number(rows[1][0]))
        case "without-negative-multiples":
            return Op(">=", (forms[0], zero))
        case "not-closed-under-addition":
            return Op("*", (forms[0], forms[1])).equals(zero)
    return forms[0].equals(zero)


def _image_written(option: Option) -> tuple[Written, Written]:
    c = [number(a) for a in option.rows[0]]
    x, y = Name("x"), Name("y")
    monomial = {"a-product": x * y, "a-square": x**2}.get(option.tag, x)
    first = _sum((option.rows[0][0], monomial), (option.rows[0][1], y))
    if option.tag == "a-shift":
        first = Op("+", (*first.args, c[4]))
    return first, form_written([int(a) for a in option.rows[0][2:4]], (x, y))


def _sum(*terms: tuple[int | Fraction, Written]) -> Op:
    made = []
    for a, w in terms:
        factors = w.args if isinstance(w, Op) and w.head == "*" else (w,)
        size = w if abs(a) == 1 else Op("*", (number(abs(Fraction(a))), *factors))
        made.append(Op("neg", (size,)) if a < 0 else size)
    return Op("+", tuple(made))


def _product(rows: Rows, matrices: Sequence[Written]) -> Written:
    factors: list[Written] = []
    for letter, operation in rows:
        m = matrices[int(letter)]
        factors.append(Op({1: "T", 2: "inverse"}[int(operation)], (m,)) if operation else m)
    return factors[0] * factors[1]


def reason(kind: str, given: Rows, option: Option) -> Line:
    """What decides an option."""
    rows, right = option.rows, option.tag == "right"
    if kind == "invertible":
        return det(rows, "The determinant is not 0: invertible." if right else "The determinant is 0: not invertible.")
    if kind == "orthogonal":
        why = "The transpose times the matrix is the identity: orthogonal."
        other = "The transpose times the matrix is not the identity: not orthogonal."
        gram = times(tuple(zip(*rows, strict=True)), exact(rows))
        return computed(why if right else other, Op("T", (matrix(rows),)) * matrix(rows), gram)
    if kind == "projection":
        return product(rows, rows, "Applied twice it is the same." if right else "Applied twice it is another matrix.")
    if kind == "eigenvector":
        why = "The image is a multiple of the vector: an eigenvector."
        return image(given, rows[0], why if right else "The image is no multiple of the vector.")
    if kind == "stochastic":
        why = {
            "right": "Each column sums to 1, and no entry is negative.",
            "a-negative-entry": "Each column sums to 1, but an entry is negative.",
        }.get(option.tag, "The columns do not all sum to 1.")
        return product(((1, 1),), rows, why)
    if kind == "basis":
        why = f"{len(rows)} vectors of rank {rank_of(exact(rows))}: "
        why += "a basis of the space of dimension 3." if right else "a basis needs 3 vectors and the rank 3."
        return rank_line(rows, why)
    if kind == "in span":
        why = "With the given vectors the determinant is 0: in their span."
        other = "With the given vectors the determinant is not 0: not in their span."
        return det((*given, rows[0]), why if right else other)
    return _OTHERS[kind](given, option)


def _diagonalisable(_: Rows, option: Option) -> Line:
    rows = option.rows
    A = matrix(rows)
    t, d = trace(exact(rows)), determinant(exact(rows))
    why = {
        "right": "(tr A)² − 4 det A is positive: two different real eigenvalues, so it is diagonalisable.",
        "no-real-eigenvalue": "(tr A)² − 4 det A is negative: no real eigenvalue, so it is not.",
    }.get(
        option.tag, "(tr A)² − 4 det A = 0: one eigenvalue, and the matrix is no multiple of the identity: it is not."
    )
    return computed(why, Op("trace", (A,)) ** 2 - Num("4") * Op("det", (A,)), t * t - 4 * d)


def _definite(_: Rows, option: Option) -> Line:
    why = {
        "right": "The first entry is positive and the determinant too: positive definite.",
        "positive-entries": "The determinant is negative: the eigenvalues have different signs.",
        "only-semidefinite": "The determinant is 0: an eigenvalue is 0.",
    }
    if option.tag == "negative-definite":
        return trace_line(option.rows, "The trace is negative, so not both eigenvalues are positive.")
    return det(option.rows, why[option.tag])


def _subspace(_: Rows, option: Option) -> Line:
    rows = option.rows
    a = rows[0]
    zero = [0, 0, 0]
    if option.tag == "right":
        u, v = _letters("u"), _letters("v")
        both = [p + Name("c") * q for p, q in zip(u, v, strict=True)]
        form = [int(x) for x in a]
        why = "For u + cv the left side is that of u plus c times that of v: 0 with u and v in the set. A subspace."
        result = form_written(form, u) + Name("c") * form_written(form, v)
        return Line(say("{w}", w=why), Equal(result, left=form_written(form, both)))
    if option.tag == "without-the-zero-vector":
        return computed("At the zero vector the left side is 0, not the number on the right.", _dotted(a, zero), 0)
    if option.tag == "without-negative-multiples":
        e = (-1 if a[0] > 0 else 1, 0, 0)
        why = "The negative of this vector is in the set; the vector itself is not: its value is negative."
        return computed(why, _dotted(a, e), dot(a, e))
    b = rows[1]
    k = 1 if a[0] * b[1] != a[1] * b[0] else 2
    on_first, on_second = (_solution(form, k) for form in (a, b))
    total = [p + q for p, q in zip(on_first, on_second, strict=True)]
    why = "This is the sum of two vectors of the set, one for each factor; its product is not 0."
    return computed(why, _dotted(a, total) * _dotted(b, total), dot(a, total) * dot(b, total))


def _solution(form: Sequence[Any], k: int) -> list[Any]:
    """A vector whose only entries that are not 0 are the first and entry k, at which the form is 0."""
    found = [-form[k], 0, 0]
    found[k] = form[0]
    return found


def _dotted(a: Sequence[Any], v: Sequence[Any]) -> Written:
    return Op("dot", (column(a), column(v)))


def _letters(name: str) -> list[Name]:
    return [Name(f"{name}{i}") for i in (1, 2, 3)]


def _linear(_: Rows, option: Option) -> Line:
    c = [Fraction(x) for x in option.rows[0]]
    if option.tag == "right":
        A = matrix((c[:2], c[2:4]))
        x, y = Name("x"), Name("y")
        why = "It is multiplication by a matrix, hence linear."
        images = column(_image_written(option))
        return Line(say("{w}", w=why), Computed(images, left=A * column((x, y))))
    if option.tag == "a-shift":
        moved = matrix((c[:2], c[2:4])) * column((0, 0)) + column((c[4], 0))
        return computed("The image of the zero vector: a linear map sends it to 0.", moved, ((c[4],), (Fraction(0),)))
    half, there = (mapped(option.tag, c, Fraction(k), Fraction(k)) for k in (1, 2))
    why = "Take f(2, 2) − 2f(1, 1): for a linear map it is 0."
    difference = tuple((p - 2 * q,) for p, q in zip(there, half, strict=True))
    return computed(why, column(there) - number(2) * column(half), difference)


def _rule(given: Rows, option: Option) -> Line:
    values: list[Written] = [Num("0")] * len(LETTERS)
    exact_values = {}
    for letter, sample in zip(given[0], SAMPLES, strict=True):
        values[int(letter)] = matrix(sample)
        exact_values[int(letter)] = sample
    x, y = (exact_values[int(k)] for k in given[0])
    left = factor_rows(times(x, y), int(given[1][0]))
    p, q = (factor_rows(exact_values[int(k)], int(o)) for k, o in option.rows)
    found = times(p, q)
    names = " and ".join(LETTERS[int(k)] for k in given[0])
    template = "With these two matrices for {names} it is not {left}: one example refutes the rule."
    if option.tag == "right":
        template = (
            "With these two matrices for {names} it is {left}, as it must be; the order of the factors is reversed."
        )
    claim = computed("", _product(option.rows, values), found).claim
    return Line(say(template, names=names, left=matrix(left)), claim)


_OTHERS = {
    "diagonalisable": _diagonalisable,
    "positive definite": _definite,
    "subspace": _subspace,
    "linear map": _linear,
    "transposed product": _rule,
    "inverse product": _rule,
}
