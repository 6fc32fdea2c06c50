"""Generated answers of every kind, for the tests of properties; what can be built backwards is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.generated_expressions import DECIMALS, EXACT, FRACTIONS, POSITIVE, QUANTITIES, SMALL, SURDS, X, Y, smooth
from tests.generated_linear import (
    cholesky,
    diagonalisations,
    eigenpairs,
    lu,
    qr,
    rows,
    shaped,
    spectral,
    subspaces,
    svd,
    systems,
)
from tutor.answers import (
    Answer,
    Antiderivative,
    Cases,
    Choice,
    Condition,
    Equation,
    Expression,
    FiniteSet,
    Inequality,
    Multiset,
    NoAnswer,
    Number,
    OrderedList,
    Part,
    Parts,
    Property,
    RealSet,
    Role,
    Truth,
    any_with,
    critical_points,
    density,
    direction,
    distribution,
    exact_number,
    matrix_answer,
    shape,
    spectrum,
    table,
    vector,
    witnessed,
)
from tutor.answers.critical_points import TYPES
from tutor.answers.plain import Infinity, TrueFalse
from tutor.exact.matrices import applied, determinant
from tutor.exact.scalars import write
from tutor.reading import read
from tutor.surds import root
from tutor.text import say
from tutor.written import INF, Name, Op, Words, Written, number

Draw = Callable[..., Any]

EXPRESSIONS = smooth((X,))


@st.composite
def relations(draw: Draw, heads: tuple[str, ...]) -> Op:
    """Relations between polynomials in x and y that are not without x."""
    a, b, c, d = (draw(FRACTIONS) for _ in range(4))
    assume(a and b)
    left = draw(st.sampled_from((a * X + b * Y, a * X, a * X**2 + b * Y, a * X * Y + b, X**2 + Y**2)))
    return Op(draw(st.sampled_from(heads)), (left, draw(st.sampled_from((number(c), d * Y + c, c * X**2 + 1)))))


@st.composite
def real_sets(draw: Draw) -> Answer:
    """Unions of intervals with open, closed and infinite ends, and points."""
    pieces: list[Written] = []
    for _ in range(draw(st.integers(1, 3))):
        ends = sorted(draw(st.lists(FRACTIONS, min_size=2, max_size=2, unique=True)))
        low, high = map(number, ends)
        left, right = draw(st.sampled_from("[(")), draw(st.sampled_from("])"))
        match draw(st.integers(0, 4)):
            case 0:
                low, left = Op("neg", (INF,)), "("
            case 1:
                high, right = INF, ")"
            case 2:
                pieces.append(Op("set", (low, high)))
                continue
        pieces.append(Op("interval", (low, high, Words(left + right))))
    return RealSet(pieces[0] if len(pieces) == 1 else Op("union", tuple(pieces)))


@st.composite
def antiderivatives(draw: Draw, *, constant: bool = False) -> Answer:
    """Sums of terms with their derivatives."""
    value, slope = number(0), number(0)
    for _ in range(draw(st.integers(1, 3))):
        c, k = draw(FRACTIONS.filter(bool)), draw(POSITIVE)
        terms = {
            "power": (X**k, k * X ** (k - 1)),
            "sine": (Op("sin", (k * X,)), k * Op("cos", (k * X,))),
            "cosine": (Op("cos", (k * X,)), -k * Op("sin", (k * X,))),
            "exponential": (Op("exp", (k * X,)), k * Op("exp", (k * X,))),
            "product": (X * Op("exp", (X,)), Op("exp", (X,)) + X * Op("exp", (X,))),
            "logarithm": (Op("ln", (X**2 + k,)), 2 * X / (X**2 + k)),
            "inverse": (Op("arctan", (k * X,)), number(k) / (1 + k**2 * X**2)),
        }
        f, d = terms[draw(st.sampled_from(sorted(terms)))]
        value, slope = value + c * f, slope + c * d
    return Antiderivative(slope, "x", value, constant=constant)


@st.composite
def distributions(draw: Draw) -> Answer:
    """Named distributions with possible parameters."""
    p = draw(st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9))
    q = draw(st.fractions(Fraction(1, 4), 9, max_denominator=4))
    n, low = draw(POSITIVE), draw(FRACTIONS)
    name = draw(st.sampled_from(("N", "Bin", "Bernoulli", "Poisson", "Geom", "U", "Exp", "Gamma", "Beta")))
    own = {
        "N": (low, q), "Bin": (n, p), "Bernoulli": (p,), "Poisson": (q,), "Geom": (p,), "U": (low, low + q),
        "Exp": (q,), "Gamma": (n, q), "Beta": (n, draw(POSITIVE)),
    }  # fmt: skip
    return distribution(name, *own[name])


@st.composite
def densities(draw: Draw) -> Answer:
    """Ramps, constants and exponentials, normalised."""
    low, size = draw(FRACTIONS), draw(POSITIVE)
    match draw(st.integers(0, 2)):
        case 0:
            return density(Fraction(2, size**2) * (X - number(low)), (low, low + size))
        case 1:
            return density(number(Fraction(1, size)), (low, low + size))
    return density(size * Op("exp", (-size * X,)), (0, INF))


@st.composite
def tables(draw: Draw) -> Answer:
    """Tables of probabilities."""
    values = draw(st.lists(SMALL, min_size=1, max_size=4, unique=True))
    weights = draw(st.lists(POSITIVE, min_size=len(values), max_size=len(values)))
    return table({v: Fraction(w, sum(weights)) for v, w in zip(values, weights, strict=True)})


@st.composite
def stationary(draw: Draw) -> Answer:
    """Critical points in one or two unknowns."""
    n = draw(st.integers(1, 2))
    points = draw(
        st.lists(st.tuples(*[QUANTITIES if n == 1 else FRACTIONS.map(number)] * n), max_size=3, unique_by=str)
    )
    values = [tuple(read(str(a)) for a in p) for p in points]
    return critical_points([(p, draw(st.sampled_from(TYPES))) for p in values], ("x", "y")[:n])


@st.composite
def witnesses(draw: Draw) -> Answer:
    """A verdict with two vectors whose first entries have a stated sum."""
    u, v = draw(rows(FRACTIONS, 2, 2))
    conditions = [Condition(Op("=", (Name("u1") + Name("v1"), number(u[0] + v[0]))))]
    if u[1] != v[1]:
        conditions.append(Condition(Op("=", (Name("u2"), Name("v2"))), holds=False))
    return witnessed(draw(st.booleans()), (Role("u", (2,)), Role("v", (2,))), conditions, (u, v))


@st.composite
def objects(draw: Draw) -> Answer:
    """Matrices with a given determinant and trace, and a vector that one of them maps."""
    A, v = draw(rows(FRACTIONS, 2, 2)), draw(st.tuples(FRACTIONS, FRACTIONS))
    properties = [Property("determinant", data=(determinant(A),)), Property("trace", data=(A[0][0] + A[1][1],))]
    if draw(st.booleans()):
        return any_with((Role("A", (2, 2)),), (*properties, Property("maps", data=(v, applied(A, v)))), (A,))
    properties.append(Property("norm", ("v",), (root(v[0] ** 2 + v[1] ** 2),)))
    return any_with((Role("A", (2, 2)), Role("v", (2,))), properties, (A, v))


@st.composite
def lettered(draw: Draw, made: Callable[..., Answer]) -> Answer:
    """Choices among up to five options."""
    options = tuple(say("option {k}", k=number(k)) for k in range(draw(st.integers(2, 5))))
    correct = draw(st.integers(0, len(options) - 1))
    return made(options, correct)


@st.composite
def cases(draw: Draw) -> Answer:
    """Cases of a parameter."""
    words = ("none", "one", "infinitely many")
    otherwise = draw(st.sampled_from(words))
    others = st.sampled_from([w for w in words if w != otherwise])
    special = draw(st.lists(st.tuples(FRACTIONS, others), max_size=3, unique_by=lambda c: c[0]))
    return Cases("k", tuple(special), otherwise)


@st.composite
def spectra(draw: Draw, **options: Any) -> Answer:
    """Eigenvalues with multiplicities; some in conjugate pairs."""
    values: list[Any] = draw(st.lists(EXACT, max_size=3))
    values += draw(st.lists(st.sampled_from(values), max_size=2)) if values else []
    shown = [write(v) for v in values]
    if draw(st.booleans()):
        re, im = draw(FRACTIONS), draw(FRACTIONS.filter(lambda q: q > 0))
        shown += [read(f"{re} {sign} ({im}) i") for sign in "+-"]
    return spectrum(shown, **options)


def _collections(kind: Callable[..., Answer], **options: Any) -> st.SearchStrategy[Answer]:
    return st.lists(QUANTITIES, min_size=1, max_size=4, **options).map(lambda items: kind(tuple(items)))


def _points(kind: Callable[..., Answer], **options: Any) -> st.SearchStrategy[Answer]:
    point = st.tuples(QUANTITIES, QUANTITIES).map(lambda p: Op("tuple", p))
    return st.lists(point, min_size=2, max_size=3, **options).map(lambda items: kind(tuple(items)))


def _directions(entry: st.SearchStrategy[Any] = EXACT, **options: Any) -> st.SearchStrategy[Answer]:
    entries = st.lists(entry, min_size=2, max_size=4).filter(any)
    return entries.map(lambda v: direction([write(a) for a in v], **options))


def _parts(*answers: tuple[str, st.SearchStrategy[Answer]]) -> st.SearchStrategy[Answer]:
    names = [name for name, _ in answers]
    values = st.tuples(*[made for _, made in answers])
    return values.map(lambda found: Parts(tuple(Part(n, a) for n, a in zip(names, found, strict=True))))


NUMBERS: dict[str, st.SearchStrategy[Answer]] = {
    "number: fraction": FRACTIONS.map(exact_number),
    "number: decimal": DECIMALS.map(Number),
    "number: surd": SURDS.map(lambda x: Number(write(x), label="x")),
    "number: places": SURDS.map(lambda x: Number(write(x), places=4)),
    "number: figures": (SURDS.filter(bool)).map(lambda x: Number(write(x), figures=3)),
    "number: probability": st.fractions(0, 1, max_denominator=9).map(lambda q: exact_number(q, probability=True)),
}
ARRAYS: dict[str, st.SearchStrategy[Answer]] = {
    "vector": st.lists(QUANTITIES, min_size=1, max_size=4).map(vector),
    "vector: row": st.lists(QUANTITIES, min_size=2, max_size=3).map(lambda v: vector(v, layout="row")),
    "vector: column": st.lists(QUANTITIES, min_size=2, max_size=3).map(lambda v: vector(v, layout="column")),
    "vector: expressions": st.lists(smooth((X, Y), 3), min_size=1, max_size=3).map(
        lambda v: vector(v, variables=("x", "y"))
    ),
    "matrix": shaped(QUANTITIES).map(matrix_answer),
    "matrix: expressions": rows(smooth((X, Y), 2), 2, 2).map(lambda A: matrix_answer(A, variables=("x", "y"))),
}
LINEAR: dict[str, st.SearchStrategy[Answer]] = {
    "solution set": systems(),
    "subspace": subspaces(),
    "subspace: spanned": subspaces(basis=False),
    "direction": _directions(),
    "direction: positive": _directions(up_to="positive"),
    "direction: sign": _directions(up_to="sign"),
    "direction: unit": _directions(SMALL.map(Fraction), unit=True),
    "spectrum": spectra(),
    "spectrum: once": spectra(multiplicity=False),
    "eigenpairs": eigenpairs(),
    "diagonalisation": diagonalisations(),
    "spectral decomposition": spectral(),
    "QR": qr(),
    "LU": lu(),
    "Cholesky": cholesky(),
    "SVD": svd(),
}
FUNCTIONS: dict[str, st.SearchStrategy[Answer]] = {
    "expression": EXPRESSIONS.map(lambda w: Expression(w, ("x",), label="y")),
    "expression: two letters": smooth((X, Y)).map(lambda w: Expression(w, ("x", "y"))),
    "equation": relations(("=",)).map(lambda w: Equation(w, ("x", "y"))),
    "inequality": relations(("<", "<=", ">", ">=")).map(lambda w: Inequality(w, ("x", "y"))),
    "set of reals": real_sets(),
    "antiderivative": antiderivatives(),
    "antiderivative: constant": antiderivatives(constant=True),
    "distribution": distributions(),
    "density": densities(),
    "density: table": tables(),
    "critical points": stationary(),
}
OTHERS: dict[str, st.SearchStrategy[Answer]] = {
    "set": _collections(FiniteSet, unique_by=str),
    "list": _collections(OrderedList),
    "multiset": _collections(Multiset),
    "set: points": _points(FiniteSet, unique_by=str),
    "list: points": _points(OrderedList),
    "multiset: points": _points(Multiset),
    "no answer": st.sampled_from(("no solution", "undefined", "singular", "none", "DNE")).map(NoAnswer),
    "infinity": st.sampled_from((1, -1)).map(Infinity),
    "truth": st.booleans().map(TrueFalse),
    "truth with reason": st.booleans().flatmap(lambda truth: lettered(lambda *made: Truth(truth, *made))),
    "choice": lettered(Choice),
    "cases": cases(),
    "shape": st.lists(POSITIVE | st.sampled_from((Name("n"), Name("m"))), max_size=3).map(lambda axes: shape(*axes)),
    "truth with witness": witnesses(),
    "truth with witness: none": st.booleans().map(witnessed),
    "property": objects(),
}
PARTS: dict[str, st.SearchStrategy[Answer]] = {
    "parts: numbers": _parts(("E", NUMBERS["number: fraction"]), ("Var", NUMBERS["number: decimal"])),
    "parts: arrays": _parts(("A", ARRAYS["matrix"]), ("v", ARRAYS["vector"])),
    "parts: linear": _parts(("basis", LINEAR["subspace"]), ("values", LINEAR["spectrum"])),
    "parts: others": _parts(("f", FUNCTIONS["expression: two letters"]), ("shape", OTHERS["shape"])),
}
KINDS = NUMBERS | ARRAYS | LINEAR | FUNCTIONS | OTHERS | PARTS


def nearby(answer: Answer) -> list[Written]:
    """Responses to a question for a function that are wrong in a usual way."""
    if isinstance(answer, Antiderivative):
        value, slope = answer.written(), Expression(answer.integrand, ("x",))
        return [value + X, value + 1 / (1 + X**2)] + ([2 * value, -value] if any(abs(slope._values()) > 1e-6) else [])
    if isinstance(answer, Expression):
        value = answer.value
        return [value + 1, value - X] + ([2 * value, -value] if any(abs(answer._values()) > 1e-6) else [])
    return []
