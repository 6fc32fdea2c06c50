"""Multiply, add and transpose matrices, or say why the expression is undefined.

Example: tutor solve matrix-product "[1, 2; 3, 4]" "[5; 6]"

The inputs are the factors in their order (``[1, 2; 3, 4]``, ``A = [1; 2]``, ``[1, 2]^T``; a tuple ``(1, 2)`` is a
column), or one expression with its matrices: ``"A^T B - 2 C" "A = [1, 2; 3, 4]" "B = …"``. A product of a row and a
column is a number. Numbers are rational or with square roots (book: chapter 2.2.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.errors import InputError
from tutor.exact.matrices import Rows
from tutor.exact.scalars import write
from tutor.methods.inputs import read_matrix
from tutor.methods.reduction import matrix_written
from tutor.methods.vectors.claims import SizesDiffer
from tutor.methods.vectors.products import MAX_SIZE, evaluated
from tutor.methods.vectors.programs import attempt, check, program
from tutor.methods.vectors.shaping import Clash, Size, clash_words, is_number, shape_of, size_words, sizes_clash
from tutor.step import Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, names, number, substitute, typed

UNDEFINED = "undefined"
_LETTERS = "ABCDFGHKLMNPQRSUVWXYZ"


def from_text(*inputs: str) -> Solution:
    """Work out a product, or an expression with matrices, that a person typed.

    Raises
    ------
    Unreadable
        If an input cannot be read.
    InputError
        For a letter without a matrix, more than 20 rows or columns, or an operation that there is not.

    >>> str(from_text("[1, 2; 3, 4]", "[5; 6]").answer), str(from_text("[1, 2]", "[3, 4]").answer)
    ('[17; 39]', 'undefined')
    """
    from tutor.reading import read

    items: list[Written] = []
    for text in inputs:
        w = read(text)
        items += w.args if isinstance(w, Op) and w.head in ("list", "and", "system") else (w,)
    matrices: dict[str, Rows] = {}
    factors: list[Written] = []
    targets: list[Written] = []
    taken = {n for w in items for n in names(w)}
    for w in items:
        defined = isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name)
        if isinstance(w, Op) and defined and not names(w.args[1]):
            matrices[str(w.args[0])] = _matrix(w.args[1])
            factors.append(w.args[0])
        elif names(w):
            targets.append(w.args[1] if isinstance(w, Op) and defined else w)
        else:
            factors.append(_named(w, matrices, taken))
    if len(targets) > 1:
        raise InputError(f"one expression is worked at a time; given are {' and '.join(map(typed, targets))}")
    if targets:
        missing = sorted(names(targets[0]) - matrices.keys())
        if missing:
            raise InputError(f"the matrix {missing[0]} is not given; add it: {missing[0]} = [1, 2; 3, 4]")
    expression = targets[0] if targets else factors[0] if len(factors) == 1 else Op("*", tuple(factors))
    if isinstance(expression, Name):
        raise InputError(f"one matrix alone is no product: give two factors, or an expression such as {expression}^2")
    return work(expression, matrices)


def _matrix(w: Written) -> Rows:
    value = w.args[0] if isinstance(w, Op) and w.head == "T" else w
    rows = read_matrix(typed(value) if isinstance(value, Op) else f"[{typed(value)}]", limit=MAX_SIZE)
    return tuple(zip(*rows, strict=True)) if value is not w else rows


def _named(w: Written, matrices: dict[str, Rows], taken: set[str]) -> Written:
    """The same expression with a letter for each matrix that stands in it."""
    if isinstance(w, Op) and w.head in ("matrix", "tuple"):
        letter = next(c for c in (*_LETTERS, *(f"A{k}" for k in range(1, 50))) if c not in taken)
        taken.add(letter)
        matrices[letter] = read_matrix(typed(w), limit=MAX_SIZE)
        return Name(letter)
    return Op(w.head, tuple(_named(a, matrices, taken) for a in w.args)) if isinstance(w, Op) else w


def work(expression: Written, matrices: Mapping[str, Rows], *, given: Text | None = None) -> Solution:
    """The value of an expression with named matrices, or where it is undefined.

    >>> from fractions import Fraction
    >>> row = ((Fraction(1), Fraction(2)),)
    >>> str(work(Op("T", (Name("A"),)) * Name("A"), {"A": row}).answer)
    '[1, 2; 2, 4]'
    """
    used = [name for name in matrices if name in names(expression)]
    sizes: dict[str, Size] = {n: (number(len(matrices[n])), number(len(matrices[n][0]))) for n in used}
    stated = Op("list", tuple(Name(n).equals(matrix_written(matrices[n])) for n in used))
    shown = given if given is not None else say("Compute {e} for {m}", e=expression, m=stated)
    found = shape_of(expression, sizes)
    if isinstance(found, Clash):
        return _undefined(expression, matrices, found, shown, used)
    value, steps = evaluated(expression, {n: matrices[n] for n in used})
    alone = isinstance(value, tuple) and len(value) == len(value[0]) == 1
    answer = (write(value[0][0]) if alone else matrix_written(value)) if isinstance(value, tuple) else write(value)
    m, n = size_words(found)
    return Solution(
        "matrix_product",
        shown,
        tuple(steps),
        answer,
        meaning=say("The result is 1×1: a number.") if is_number(found) else say("The result is {m}×{n}.", m=m, n=n),
        code=program(expression, matrices, sizes),
        checks=(check(expression, matrices, value),),
    )


def _undefined(
    expression: Written, matrices: Mapping[str, Rows], clash: Clash, shown: Text, used: Sequence[str]
) -> Solution:
    literal: dict[str, Written] = {n: matrix_written(matrices[n]) for n in used}
    claim = SizesDiffer(Op("!=", sizes_clash(clash)), of=substitute(expression, literal), sizes={})
    asked = say("Which sizes must agree, and do they?")
    return Solution(
        "matrix_product",
        shown,
        (Step(clash_words(clash), claim, question=asked),),
        Words(UNDEFINED),
        meaning=say("There is no such matrix."),
        code=attempt(expression, {n: matrices[n] for n in used}),
    )
