"""What the methods about maps take from a person: formulas, images of vectors, operators on polynomials, bases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.equality import equal
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.expressions import exact_value
from tutor.exact.matrices import ONE, ZERO, Rows, Vector, from_columns
from tutor.exact.scalars import plain, write
from tutor.methods.inputs import read_vector, read_vectors, read_whole
from tutor.methods.linear_systems.polynomials import Poly, poly_of
from tutor.written import Name, Op, Written, names, number, ordered, substitute, typed, walk
from tutor.written import entries as rows_written

ARROW = re.compile(r"\|->|->|=>|↦|→|\\mapsto|\\to\b|⟼|\bmaps to\b|\bis sent to\b")
_DOMAIN = re.compile(
    r"\s+(?:on|from|in|:)\s+(?:the\s+)?(?:space\s+(?:of\s+)?)?(?:all\s+)?"
    r"(?:polynomials?\s+(?:of\s+)?(?:degree\s+)?(?:at most|up to|<=|≤|=<|less than or equal to)?\s*(\d+)"
    r"|P_?\{?(\d+)\}?(?:\([^)]*\))?(?:\[[^\]]*\])?)(?:\s+(?:to|->|→)\s+P_?\{?(\d+)\}?)?\s*$"
)
_PRIMED = re.compile(r"(?<![A-Za-z])p\s*('{1,4}|′{1,4}|’{1,4}|\^\{?\((\d)\)\}?)")
MAX_VARIABLES = 12
MAX_DEGREE = 8


@dataclass(frozen=True)
class Formulas:
    """A linear map by its components: the formulas, the variables, and the matrix that they give."""

    formulas: tuple[Written, ...]
    variables: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class Operator:
    """A linear map on polynomials of bounded degree: the images of 1, x, x², … as they come, and in what space.

    ``expressions`` are the images as they are put in, ``images`` the same multiplied out (numbers for maps to R^m).
    """

    degree: int
    target: int
    expressions: tuple[tuple[Written, ...], ...]
    images: tuple[tuple[Poly, ...], ...]
    vectors: bool


def pieces(text: str, separator: str = ",") -> list[str]:
    """The text cut at a separator outside all brackets.

    >>> pieces("(1, 0) -> 2, (1, 1) -> 3")
    ['(1, 0) -> 2', '(1, 1) -> 3']
    """
    found, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if (c == separator or c == ";" or c == "\n") and depth == 0:
            found.append(text[start:i])
            start = i + 1
    return [p.strip() for p in [*found, text[start:]] if p.strip()]


def read_formulas(text: str, variables: str = "") -> Formulas:
    """A map that is typed by its formulas: ``(x + y, 2x)``, ``f(x, y) = (x + y, 2x)``, ``(x, y) -> (x + y, 2x)``.

    Raises
    ------
    Unreadable
        If the text is no such map.
    InputError
        If the map is not linear (names the component), or a variable is missing.

    >>> [[str(a) for a in r] for r in read_formulas("(x + y, 2x - z, y)").rows]
    [['1', '1', '0'], ['2', '0', '-1'], ['0', '1', '0']]
    """
    from tutor.reading import read

    given = tuple(v for v in re.split(r"[,\s()]+", variables) if v)
    parts = ARROW.split(text)
    if len(parts) == 2:
        given = given or _variables(read(parts[0].partition(":")[2] or parts[0]))
        text = parts[1]
    if labelled := re.match(r"\s*[A-Za-zφΦ]\s*\(([^()]*)\)\s*=(?!=)", text):
        given = given or _variables(read(f"({labelled[1]})"))
        text = text[labelled.end() :]
    w = read(text)
    if isinstance(w, Op) and w.head == "=" and len(w.args) == 2:
        left, w = w.args
        argument = next((n for n in walk(left) if isinstance(n, Op) and n.head in ("tuple", "matrix")), None)
        if argument is not None:
            given = given or _variables(argument)
    formulas = _components(w)
    if formulas is None:
        raise Unreadable("this is no map", text, 0, "type its components: (x + y, 2x - z)")
    used = list(ordered(set().union(*(names(f) for f in formulas))))
    if not used and not given:
        raise InputError("the formulas hold no variable; name them: variables=x,y")
    order = given or tuple(used)
    if missing := [v for v in used if v not in order]:
        raise InputError(f"the formulas hold {missing[0]}, which is not among the variables {', '.join(order)}")
    if len(order) > MAX_VARIABLES or len(formulas) > MAX_VARIABLES:
        raise InputError(f"at most {MAX_VARIABLES} variables and components are worked")
    return Formulas(formulas, order, tuple(_row(f, order) for f in formulas))


def _variables(w: Written) -> tuple[str, ...]:
    found = tuple(n.text for n in walk(w) if isinstance(n, Name))
    return found if len(set(found)) == len(found) else ()


def _components(w: Written) -> tuple[Written, ...] | None:
    if isinstance(w, Op) and w.head in ("tuple", "list"):
        return w.args
    if isinstance(w, Op) and w.head in ("T", "transpose"):
        return _components(w.args[0])
    if isinstance(w, Op) and w.head == "matrix":
        rows = rows_written(w)
        return tuple(a for r in rows for a in r) if len(rows) == 1 or len(rows[0]) == 1 else None
    if isinstance(w, Op) and w.head in ("set", "span", "augmented", "interval", "=", "system"):
        return None
    return (w,)


def _row(formula: Written, variables: Sequence[str]) -> Vector:
    """The coefficients of a linear formula."""
    zero: dict[str, Any] = dict.fromkeys(variables, ZERO)
    try:
        constant = exact_value(formula, zero)
        row = tuple(plain(exact_value(formula, zero | {v: ONE}) - constant) for v in variables)
    except (NotExact, KeyError, TooLarge, ZeroDivisionError, TypeError) as error:
        raise InputError(f"{formula} is not linear in {', '.join(variables)} with exact coefficients") from error
    total = Op("+", tuple(write(a) * Name(v) for a, v in zip(row, variables, strict=True)))
    if constant:
        raise InputError(f"{formula} is not linear: at 0 it is {write(constant)}, and a linear map sends 0 to 0")
    if not equal(total, formula).same:
        raise InputError(f"{formula} is not linear in {', '.join(variables)}: it is no sum of multiples of them")
    return row


def is_pairs(text: str) -> bool:
    """Are images of vectors typed, ``(1, 0) -> (2, 3), (1, 1) -> (0, 1)``?"""
    found = [_pair(p) for p in pieces(text)]
    return bool(found) and all(p is not None and re.match(r"[(\[][^a-z]*$", p[0]) for p in found)


def read_pairs(text: str) -> tuple[tuple[Vector, ...], tuple[Vector, ...]]:
    """Vectors and their images: ``(1, 0) -> (2, 3), (1, 1) -> (0, 1)`` or ``T(1, 0) = (2, 3); …``."""
    inputs, outputs = [], []
    for p in pieces(text):
        pair = _pair(p)
        if pair is None:
            raise Unreadable("a vector and its image are expected", text, text.find(p), "type (1, 0) -> (2, 3)")
        inputs.append(read_vector(pair[0]))
        outputs.append(read_vector(pair[1]))
    for what, vectors in (("vectors", inputs), ("images", outputs)):
        if len({len(v) for v in vectors}) > 1:
            raise InputError(f"the {what} must have the same number of entries")
    return tuple(inputs), tuple(outputs)


def _pair(piece: str) -> tuple[str, str] | None:
    parts = ARROW.split(piece)
    if len(parts) != 2:
        parts = re.split(r"(?<![<>:])=", piece)
    if len(parts) != 2:
        return None
    left = re.sub(r"^\s*[A-Za-zφΦ]\s*(?=[(\[])", "", parts[0])
    inner = re.fullmatch(r"\s*\((\s*[(\[].*[)\]]\s*)\)\s*", left)
    return (inner[1] if inner else left).strip(), parts[1].strip()


# ---------------------------------------------------------------- polynomials


def is_operator(text: str) -> bool:
    """Is a map on polynomials typed, ``d/dx on polynomials of degree <= 3``?"""
    return _DOMAIN.search(text) is not None


def read_operator(text: str) -> Operator:
    """A linear map on polynomials p of degree at most n, by what it does to p.

    >>> found = read_operator("d/dx on polynomials of degree <= 3")
    >>> [str(p[0].written("x")) for p in found.images], found.target
    (['0', '1', '2*x', '3*x^2'], 3)
    >>> read_operator("p -> x p'(x) + p(1) on P2").images[2][0].coefficients == Poly.of(1, 0, 2).coefficients
    True
    """
    from tutor.reading import read

    domain = _DOMAIN.search(text)
    if domain is None:
        raise Unreadable("polynomials of bounded degree are expected", text, len(text), "end with: on P3")
    n = read_whole(domain[1] or domain[2], "the degree", low=0, high=MAX_DEGREE)
    body = ARROW.split(text[: domain.start()])[-1].strip()
    body = re.sub(r"^[A-Za-z]\s*\(\s*p\s*\)\s*(?:\(\s*x\s*\))?\s*=", "", body)
    body, atoms = _atoms(body)
    w = read(body, names=("x", *(f"q{j}" for j in range(len(atoms)))))
    components = w.args if isinstance(w, Op) and w.head in ("tuple", "list") else (w,)
    expressions, images = [], []
    for k in range(n + 1):
        values = {f"q{j}": _derived(k, order, at) for j, (order, at) in enumerate(atoms)}
        expressions.append(tuple(substitute(c, values) for c in components))
        images.append(tuple(poly_of(e, "x") for e in expressions[-1]))
    _check_linear(components, atoms, images)
    vectors = isinstance(w, Op) and w.head in ("tuple", "list")
    highest = max(p.degree for image in images for p in image)
    if vectors and highest > 0:
        raise InputError("each component of the image must be a number; the image holds x")
    target = read_whole(domain[3], "the degree", low=0, high=MAX_DEGREE) if domain[3] else max(n, highest)
    if not vectors and highest > target:
        raise InputError(f"an image has degree {highest}, so it does not lie in P{target}")
    return Operator(n, target, tuple(expressions), tuple(images), vectors)


def _atoms(body: str) -> tuple[str, list[tuple[int, Written]]]:
    """What stands for p, its derivatives and values, replaced by names."""
    from tutor.reading import read

    atoms: list[tuple[int, Written]] = []

    def named(order: int, at: Written) -> str:
        atoms.append((order, at))
        return f" q{len(atoms) - 1} "

    x = Name("x")
    whole = {"d/dx": 1, "derivative": 1, "differentiation": 1, "the derivative": 1, "p'": 1, "d": 1, "d^2/dx^2": 2,
             "d²/dx²": 2, "second derivative": 2, "the second derivative": 2, "d^3/dx^3": 3, "identity": 0}  # fmt: skip
    if (plain := body.lower().removesuffix(" p(x)").removesuffix(" p").strip()) in whole:
        return named(whole[plain], x), atoms
    body = re.sub(r"(?:∫|\\int|int(?:egral)?)\s*(?:_0\^x|from 0 to x(?: of)?)\s*p(?:\([tx]\)\s*d[tx])?", "p^(-1)", body)
    result, i = "", 0
    for m in re.finditer(
        r"(?:d\^2/dx\^2|d/dx)\s*p\b(?:\(x\))?|p(?:\^\(-1\))|" + _PRIMED.pattern + r"|(?<![A-Za-z])p(?![A-Za-z])", body
    ):
        if m.start() < i:
            continue
        result += body[i : m.start()]
        i = m.end()
        token = m.group()
        order = -1 if "(-1)" in token else 2 if token.startswith("d^2") else 1 if token.startswith("d/") else 0
        if order == 0 and m[1]:
            order = int(m[2]) if m[2] else len(m[1])
        at: Written = x
        argument = re.match(r"\s*\(", body[i:])
        if argument and not token.startswith("d"):
            depth, j = 0, i + argument.end() - 1
            for j in range(i + argument.end() - 1, len(body)):
                depth += (body[j] == "(") - (body[j] == ")")
                if depth == 0:
                    break
            at = read(body[i + argument.end() : j], names=("x",))
            i = j + 1
        result += named(order, at)
    if not atoms:
        raise Unreadable("no polynomial p is met", body, 0, "write what happens to p: x p'(x) + p(1)")
    return result + body[i:], atoms


def _derived(k: int, order: int, at: Written) -> Written:
    """The derivative of that order (−1: the integral from 0) of x^k, at a place."""
    if order == -1:
        return at ** number(k + 1) / number(k + 1)
    if order > k:
        return number(0)
    factor = 1
    for i in range(order):
        factor *= k - i
    power = number(1) if k == order else at if k == order + 1 else at ** number(k - order)
    return power if factor == 1 else number(factor) if k == order else number(factor) * power


def _check_linear(
    components: Sequence[Written], atoms: Sequence[tuple[int, Written]], images: Sequence[tuple[Poly, ...]]
) -> None:
    """The map of the sum of all powers must be the sum of the images, and that of 0 must be 0."""
    count = len(images)
    both: dict[str, Written] = {
        f"q{j}": Op("+", tuple(_derived(k, o, at) for k in range(count))) for j, (o, at) in enumerate(atoms)
    }
    none: dict[str, Written] = {f"q{j}": number(0) for j in range(len(atoms))}
    twice: dict[str, Written] = {name: 2 * w for name, w in both.items()}
    puts: tuple[dict[str, Written], ...] = (none, both, twice)
    for i, c in enumerate(components):
        total = Poly.of()
        for image in images:
            total = total + image[i]
        values = [poly_of(substitute(c, v), "x") for v in puts]
        if values != [Poly.of(), total, 2 * total]:
            raise InputError("this map is not linear: the image of a sum is not the sum of the images")


# ---------------------------------------------------------------- bases


def read_basis(text: str) -> tuple[tuple[Vector, ...], tuple[Written, ...]]:
    """A basis of R^n, or of polynomials in one letter: its vectors (coordinates in 1, x, x², …) and how it is written.

    Raises
    ------
    InputError
        If the vectors are dependent or not as many as they have entries.

    >>> vectors, shown = read_basis("{1, 1 + x}")
    >>> [[str(a) for a in v] for v in vectors], [str(w) for w in shown]
    ([['1', '0'], ['1', '1']], ['1', '1 + x'])
    """
    from tutor.exact.matrices import rank
    from tutor.reading import read

    w = read(text)
    if isinstance(w, Op) and w.head == "=":
        w = w.args[1]
    letters = sorted(names(w))
    shown: tuple[Written, ...] = ()
    if letters:
        if len(letters) > 1 or not isinstance(w, Op) or w.head not in ("set", "list", "tuple"):
            raise InputError(f"a basis of numbers or of polynomials in one letter is needed; {w} holds {letters[0]}")
        polynomials = [poly_of(a, letters[0]) for a in w.args]
        size = max(len(w.args), *(p.degree + 1 for p in polynomials))
        vectors = tuple((*p.coefficients, *(ZERO,) * (size - len(p.coefficients))) for p in polynomials)
        shown = w.args
    else:
        vectors = read_vectors(text)
    n = len(vectors[0])
    if len(vectors) != n:
        raise InputError(f"a basis of a space of dimension {n} has {n} vectors; given are {len(vectors)}")
    if rank(from_columns(vectors)) < n:
        raise InputError(f"the vectors {typed(w)} are dependent: they are no basis")
    return vectors, shown
