"""Find out which expressions with matrices are defined, and the shape of the result.

Example: tutor solve shapes "A^T B x" "A: 3x2, B: 3x4, x: 4"

Several expressions may stand with commas between them. A size is ``3x2``, ``n x d`` (letters), ``4`` (a vector: a
column) or ``number``. Vectors are columns; a product of a row and a column is 1×1 and counts as a number
(book: chapter 2.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.errors import InputError
from tutor.methods.vectors.claims import ShapeOf, SizesDiffer
from tutor.methods.vectors.programs import numpy_value, source_of
from tutor.methods.vectors.shaping import (
    NUMBER,
    Clash,
    Size,
    clash_words,
    shape_of,
    size_words,
    sizes_clash,
    with_numbers,
)
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import ONE, Name, Num, Op, Words, Written, names, typed

UNDEFINED = Words("undefined")
_LABEL = r"(?P<name>[A-Za-z]\w*)\s*(?::|=|\bis\b|∈|\bin\b)\s*(?:an?\s+)?(?:(?:R|ℝ)\s*\^?\s*)?"
_AXIS = r"(?:\d+|[A-Za-z])"
_TWO = rf"(?P<rows>{_AXIS})(?:\s*(?:x|×|\*|\bby\b|,)\s*(?P<columns>{_AXIS}))?"
_SIZE = rf"[({{]*\s*(?:(?P<number>number|scalar)|{_TWO})\s*[)}}]*"
_DECLARED = re.compile(rf"\s*{_LABEL}{_SIZE}\s*(?:matrix|vector)?\s*(?:[,;]|\band\b|$)")
MAX_AXIS = 1_000


def from_text(*inputs: str) -> Solution:
    """The shapes of the expressions that a person typed.

    Raises
    ------
    Unreadable
        If an expression cannot be read.
    InputError
        For sizes that cannot be read, a letter without a size, or no expression.

    >>> str(from_text("A^T B x", "A: 3x2, B: 3x4, x: 4").answer)
    '(2, 1)'
    >>> str(from_text("B A, A^T B", "A: 3x2, B: 3x4").answer)
    'B*A = undefined, A^T*B = (2, 4)'
    """
    from tutor.reading import read

    sizes: dict[str, Size] = {}
    expressions: list[Written] = []
    for text in inputs:
        if re.match(rf"\s*{_LABEL}", text):
            sizes |= read_sizes(text)
            continue
        for piece in text.split(";"):
            w = read(piece)
            expressions += w.args if isinstance(w, Op) and w.head in ("list", "and", "tuple") else (w,)
    if not expressions or not sizes:
        raise InputError('expressions and sizes are needed: shapes "A^T B x" "A: 3x2, B: 3x4, x: 4"')
    return work(expressions, sizes)


def read_sizes(text: str) -> dict[str, Size]:
    """The declared sizes.

    >>> {k: [str(a) for a in s] for k, s in read_sizes("X: n x d, y is 3, c: number").items()}
    {'X': ['n', 'd'], 'y': ['3', '1'], 'c': []}
    """
    found: dict[str, Size] = {}
    at = 0
    while at < len(text):
        m = _DECLARED.match(text, at)
        if m is None or m.end() == at:
            raise InputError(
                f"the size {text[at:].strip()[:30]!r} cannot be read; write A: 3x2, B: n x d, x: 4, c: number"
            )
        rows, columns = m["rows"], m["columns"]
        found[m["name"]] = NUMBER if m["number"] else (_axis(rows), _axis(columns) if columns else ONE)
        at = m.end()
    return found


def _axis(text: str) -> Written:
    if not text.isdigit():
        return Name(text)
    if not 1 <= int(text) <= MAX_AXIS:
        raise InputError(f"a size must lie between 1 and {MAX_AXIS}; given is {text}")
    return Num(str(int(text)))


def work(expressions: Sequence[Written], sizes: Mapping[str, Size]) -> Solution:
    """Whether each expression is defined, and the shape that it has.

    >>> A = Name("A")
    >>> str(work([A * A], {"A": (Num("2"), Num("3"))}).answer)
    'undefined'
    """
    used = {n: s for n, s in sizes.items() if any(n in names(w) for w in expressions)}
    found = [shape_of(w, used) for w in expressions]
    steps = [s for w in expressions for s in shape_steps(w, used)]
    answers = [UNDEFINED if isinstance(s, Clash) else Op("tuple", size_words(s)) for s in found]
    answer: Written = answers[0]
    if len(expressions) > 1:
        answer = Op("list", tuple(w.equals(a) for w, a in zip(expressions, answers, strict=True)))
    declared = Op("list", tuple(Op("call", (Name("shape"), Name(n))).equals(_pair(s)) for n, s in used.items()))
    asked = expressions[0] if len(expressions) == 1 else Op("list", tuple(expressions))
    return Solution(
        "shapes",
        say("Which shape has {e}, or is it undefined? Given: {d}. Vectors are columns.", e=asked, d=declared),
        tuple(steps),
        answer,
        meaning=_meaning(found[0]) if len(expressions) == 1 else Text(()),
        code=_program(expressions, used, found),
        checks=tuple(_check(w, used, s) for w, s in zip(expressions, found, strict=True)),
    )


def _pair(s: Size) -> Op:
    return Op("tuple", size_words(s))


def _meaning(found: Size | Clash) -> Text:
    if isinstance(found, Clash):
        a, b = sizes_clash(found)
        if isinstance(a, Name) or isinstance(b, Name):
            return say("The expression is undefined, unless {e}.", e=a.equals(b))
        return say("The expression is undefined.")
    m, n = size_words(found)
    if (m, n) == (ONE, ONE):
        return say("The result is a number.")
    if n == ONE:
        return say("The result is a column with {m} entries.", m=m)
    return say("The result is a matrix with {m} rows and {n} columns.", m=m, n=n)


def shape_steps(w: Written, sizes: Mapping[str, Size]) -> list[Step]:
    """One step for every product, sum, transpose or power, from the inside, up to where it fails."""
    steps: list[Step] = []
    _walk(w, sizes, steps)
    if not steps:
        size = shape_of(w, sizes)
        if not isinstance(size, Clash):
            steps.append(Step(say("This shape is given."), ShapeOf(_pair(size), of=w, sizes=sizes)))
    return steps


def _walk(w: Written, sizes: Mapping[str, Size], steps: list[Step]) -> bool:
    """Add the steps of an expression; False when it is undefined, which the last step says."""
    if not isinstance(w, Op) or not names(w):
        return True
    args = w.args[:1] if w.head == "^" else w.args
    if not all(_walk(a, sizes, steps) for a in args):
        return False
    parts = [Op(w.head, w.args[: k + 1]) for k in range(1, len(w.args))] if w.head in ("*", "+") else [w]
    for k, part in enumerate(parts, 1):
        size = shape_of(part, sizes)
        if isinstance(size, Clash):
            claim = SizesDiffer(Op("!=", sizes_clash(size)), of=part, sizes=sizes)
            asked = say("Which sizes must agree here?")
            steps.append(Step(clash_words(size), claim, question=asked))
            return False
        known = any(isinstance(s.claim, ShapeOf) and s.claim.of == part for s in steps)
        if w.head != "neg" and not known:
            why = _reason(w, part, k, sizes)
            steps.append(
                Step(why, ShapeOf(_pair(size), of=part, sizes=sizes), question=say("Which shape has {p}?", p=part))
            )
    return True


def _reason(w: Op, part: Op, k: int, sizes: Mapping[str, Size]) -> Text:
    if w.head == "+":
        return say("{p}: both have this shape, so they are added entry by entry, and the shape stays.", p=part)
    if w.head in ("T", "transpose"):
        return say("{p}: transposing exchanges rows and columns (MML 2.2.2).", p=part)
    if w.head in ("^", "inverse"):
        return say("{p}: the matrix is square, and so is its power or inverse, with the same size.", p=part)
    if w.head != "*":
        return say("{p} has this shape.", p=part)
    left = shape_of(w.args[0] if k == 1 else Op("*", w.args[:k]), sizes)
    right = shape_of(w.args[k], sizes)
    if isinstance(left, Clash) or isinstance(right, Clash):
        return say("{p} has this shape.", p=part)
    if len(left) == len(right) == 2 and left[1] == right[0]:
        (m, n), (_, p) = left, right
        return say(
            "{w}: {m}×{n} times {n}×{p}. The inner sizes {n} agree and drop out, the outer ones stay (MML 2.2.1).",
            w=part,
            m=m,
            n=n,
            p=p,
        )
    return say("{p}: a number times a matrix; the shape of the matrix stays.", p=part)


# ---------------------------------------------------------------- by another road


def _program(expressions: Sequence[Written], sizes: Mapping[str, Size], found: Sequence[Size | Clash]) -> str:
    numbers = with_numbers(sizes)
    if numbers != dict(sizes):
        head = "# different letters stand for different numbers\n"
    else:
        head = ""
    givens = "\n".join(f"{n} = rng.random(({', '.join(map(typed, size_words(s)))}))" for n, s in numbers.items())
    tries = "\n".join(f"    lambda: {source_of(w, numbers)}," for w in expressions)
    last = "answer = shapes[0]" if len(found) == 1 else "answer = shapes"
    return f"""import numpy as np

rng = np.random.default_rng(0)
{head}{givens}
shapes = []
for product in (
{tries}
):
    try:
        shapes.append(np.shape(product()))
    except (ValueError, np.linalg.LinAlgError):    # the sizes do not fit
        shapes.append(None)
{last}
print(answer)
"""


def _check(w: Written, sizes: Mapping[str, Size], found: Size | Clash) -> Check:
    """The same expression in NumPy, with small different sizes in place of different ones."""
    import numpy as np

    small = with_numbers({**sizes, "result": () if isinstance(found, Clash) else found}, small=True)
    rng = np.random.default_rng(0)
    arrays = {n: rng.random(tuple(int(typed(a)) for a in size_words(small[n]))) for n in sizes}
    wanted = tuple(int(typed(a)) for a in size_words(small["result"]))
    try:
        shape = np.shape(numpy_value(w, arrays)) or (1, 1)
    except (ValueError, np.linalg.LinAlgError):
        right = isinstance(found, Clash)
    else:
        right = not isinstance(found, Clash) and shape == wanted
    return Check(say("NumPy agrees on {w}, for arrays whose sizes differ where these differ.", w=w), right)
