"""Critical points, witnesses, objects with properties, densities; the tables stand beside this file."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest

from tests.answers.tables import tables
from tutor.answers import (
    Answer,
    Condition,
    CriticalPoints,
    Density,
    Property,
    Role,
    any_with,
    critical_points,
    density,
    distribution,
    table,
    witnessed,
)
from tutor.answers.properties import PREDICATES
from tutor.answers.supports import Piece
from tutor.check import compare
from tutor.errors import InputError, Unreadable
from tutor.reading import read
from tutor.surds import root
from tutor.verdict import Verdict
from tutor.written import Name

X = Name("x")
SADDLE = critical_points([((1, 2), "minimum"), ((0, 0), "saddle")], ("x", "y"))
LINE = critical_points([(1, "maximum"), (-1, "minimum")], function=read("3x - x^3"))
NOWHERE = critical_points([])
FLAT = critical_points([(0, "inflection"), (read("sqrt(3)"), "minimum")])

U, V = Role("u", (2,)), Role("v", (2,))
INSIDE = tuple(Condition(read(f"{n}1*{n}2 = 0"), why=f"{n} is in the set") for n in "uv")
SUM = Condition(read("(u1+v1)*(u2+v2) = 0"), holds=False, why="u + v is outside")
AXES = witnessed(False, (U, V), (*INSIDE, SUM), ((1, 0), (0, 1)), claim="a subspace")
CONE = witnessed(
    False,
    (Role("x", (2,)), Role("c")),
    (Condition(read("x1 >= 0 and x2 >= 0")), Condition(read("c*x1 >= 0 and c*x2 >= 0"), holds=False)),
    ((1, 1), -1),
    claim="a subspace",
)
PLAIN = witnessed(True, claim="a subspace")

ZERO = ((0, 0), (0, 0))
DEFECTIVE = any_with(
    (Role("A", (2, 2)),), (Property("eigenvalue", data=(0,)), Property("not diagonalisable")), (((0, 1), (0, 0)),)
)
ANNIHILATE = any_with(
    (Role("A", (2, 2)), Role("B", (2, 2))),
    (Property("nonzero"), Property("nonzero", ("B",)), Property("product", ("A", "B"), (ZERO,))),
    (((1, 0), (0, 0)), ((0, 0), (0, 1))),
)
UNIT = any_with(
    (Role("v", (3,)),),
    (Property("orthogonal to", ("v",), ((1, 2, 2),)), Property("norm", ("v",), (1,))),
    ((0, root(2) / 2, -root(2) / 2),),
)

RAMP = density(2 * X, (0, 1))
TENT = Density((Piece(X, (read("0"), read("1"))), Piece(2 - X, (read("1"), read("2")))))
COIN = table({1: Fraction(1, 2), 2: Fraction(1, 2)})
NORMAL = distribution("N", 0, 4)
BINOMIAL = distribution("Bin", 5, Fraction(1, 3))
WAITING = distribution("Exp", 2)
RATE = distribution("Exp", Name("lambda"))
GEOMETRIC = distribution("Geom", Fraction(1, 2))
POISSON = distribution("Poisson", 2)
ANY_BINOMIAL = distribution("Bin", Name("n"), Name("p"))

EXAMPLES: dict[str, Answer] = {
    "critical points": SADDLE,
    "extrema of one variable": LINE,
    "none": NOWHERE,
    "inflections": FLAT,
    "witness": AXES,
    "vector and number": CONE,
    "verdict alone": PLAIN,
    "property": DEFECTIVE,
    "two matrices": ANNIHILATE,
    "unit vector": UNIT,
    "density": RAMP,
    "pieces": TENT,
    "a table": COIN,
    "normal by density": NORMAL,
    "binomial by mass": BINOMIAL,
    "exponential by density": WAITING,
    "with a letter": RATE,
    "geometric by mass": GEOMETRIC,
    "Poisson by mass": POISSON,
    "any binomial": ANY_BINOMIAL,
}
KINDS_OF_TABLES = {
    CriticalPoints: ("critical points", "extrema of one variable", "none", "inflections"),
    Density: ("density", "pieces", "a table"),
}


ROWS = [(name, *row) for name, rows in tables("test_objects").items() for row in rows]


def judged(answer: Answer, text: str) -> Verdict:
    return compare(answer, text)


@pytest.mark.parametrize(("name", "text", "status", "why"), ROWS)
def test_table(name: str, text: str, status: str, why: str) -> None:
    answer = EXAMPLES[name]
    verdict = judged(answer, text)
    assert verdict.status.value == status, f"{verdict.status.value}: {verdict.feedback}"
    assert why in str(verdict.feedback)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_key_typed_is_right(name: str) -> None:
    answer = EXAMPLES[name]
    assert answer.compare(answer.read(answer.typed())).is_right
    assert answer.same(answer)
    assert answer.matches(answer.written())


@pytest.mark.parametrize(("name", "text", "status", "why"), ROWS)
def test_what_is_read_is_read_again(name: str, text: str, status: str, why: str) -> None:
    answer = EXAMPLES[name]
    try:
        first = answer.read(text)
    except Unreadable:
        return
    assert answer.read(str(first)) == first


HOSTILE = (
    "9^9^9^9", "(" * 3000, "[" * 3000, "{" * 3000 + "}" * 3000, "__import__('os').system('x')", "x" * 100_000, "1/0",
    "min at " * 500, "no, " * 2000, "1: 1/2, " * 1000, "2x on [0,1]; " * 500, "u = " * 1000, "a and " * 1500,
    "(1,2): min, " * 800, "no " * 3000, "A = [1,2;3,4]; " * 300, "±" * 500, "\\text{" * 1000, "5000!", "C(" * 500,
    "f(x) = " * 500, "k = 0.." * 300, "1,2,...," * 500, " " * 9_000, "\x00\n\t", "x.__class__", "lambda: 0", "²" * 100,
    "(9^9^9^9, 1): min", "no: (9^9^9^9, 0), (0, 1)", "[9^9^9^9, 1; 0, 0]", "9^9^9^9 x on [0, 9^9^9^9]",
    "x on [" + "1" * 900 + ", 2]", "k! for k = 0..5000", "x^(10^9) on [0,1]", "0.5^k, k = 0..10^9",
    "exp(exp(exp(x))), x>0", "x!!, 0<x<1",
    "1: " + "9" * 990 + "^9, 2: 1", "[" + "9" * 990 + "^1, 1; 0, " + "9" * 990 + "]",
)  # fmt: skip


@pytest.mark.parametrize("name", ["critical points", "witness", "property", "density", "a table", "binomial by mass"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_end_quickly(name: str, text: str) -> None:
    start = time.monotonic()
    verdict = judged(EXAMPLES[name], text)
    assert time.monotonic() - start < 2.5
    assert not verdict.is_right


def test_long_determinants_are_not_shown() -> None:
    long = "9" * 990
    text = "; ".join(", ".join(long if i == j else "0" for j in range(6)) for i in range(6))
    ones = "; ".join(", ".join("1" for _ in range(6)) for _ in range(6))
    assert compare(f"[{ones}]", f"[{text}]", kind="property", properties=["A singular"]).status.value == "undecided"


def test_matrices_with_many_roots_end_quickly() -> None:
    primes = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
    shape = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
    answer = any_with((Role("A", (4, 4)),), (Property("diagonalisable"),), (shape,))
    text = "; ".join(", ".join(f"√{p}" for p in primes[k : k + 4]) for k in range(0, 16, 4))
    start = time.monotonic()
    assert judged(answer, f"[{text}]").status.value == "undecided"
    assert time.monotonic() - start < 2.5


PROPERTIES = """
symmetric | [1,2;2,3] | [1,2;3,3]
not symmetric | [1,2;3,3] | [1,2;2,3]
skew-symmetric | [0,2;-2,0] | [1,2;-2,0]
diagonal | [1,0;0,0] | [1,1;0,1]
not diagonal | [1,1;0,1] | [1,0;0,2]
upper triangular | [1,5;0,2] | [1,5;1,2]
lower triangular | [1,0;5,2] | [1,5;0,2]
identity | [1,0;0,1] | [1,0;0,2]
invertible | [1,2;3,4] | [1,2;2,4]
singular | [1,2;2,4] | [1,2;3,4]
diagonalisable | [1,2;2,1] | [0,-1;1,0]
diagonalisable | [5,0;0,5] | [5,1;0,5]
not diagonalisable | [0,-1;1,0] | [1,2;0,3]
defective | [1,1;0,1] | [0,-1;1,0]
defective | [2,1,0;0,2,0;0,0,3] | [2,0,0;0,2,0;0,0,3]
no real eigenvalue | [0,-1;1,0] | [1,2;2,1]
real eigenvalues | [1,2;2,1] | [0,-1;1,0]
real eigenvalues | [0,1,0;1,0,1;0,1,0] | [0,0,1;1,0,0;0,1,0]
orthogonal | [3/5,-4/5;4/5,3/5] | [1,1;0,1]
not orthogonal | [1,1;0,1] | [0,1;1,0]
idempotent | [1,1;0,0] | [1,1;0,1]
orthogonal projection | [1/2,1/2;1/2,1/2] | [1,1;0,0]
involution | [0,1;1,0] | [0,2;1,0]
nilpotent | [1,-1;1,-1] | [1,1;1,-1]
positive definite | [2,1;1,2] | [1,2;2,1]
positive definite | [2,-1,0;-1,2,-1;0,-1,2] | [1,1,1;1,1,1;1,1,1]
positive semidefinite | [1,1;1,1] | [1,2;2,1]
negative definite | [-2,1;1,-2] | [-1,0;0,0]
negative semidefinite | [-1,0;0,0] | [1,0;0,0]
indefinite | [1,2;2,1] | [1,1;1,1]
nonzero | [0,1;0,0] | [0,0;0,0]
no zero entries | [1,2;3,4] | [1,2;3,0]
integer | [1,2;3,4] | [1/2,1;1,1]
"""


@pytest.mark.parametrize("row", PROPERTIES.strip().splitlines())
def test_properties(row: str) -> None:
    name, good, bad = (p.strip() for p in row.split("|"))
    assert compare(good, good, kind="property", properties=[f"A {name}"]).is_right
    verdict = compare(good, bad, kind="property", properties=[f"A {name}"])
    assert verdict.status.value == "wrong"
    assert str(verdict.feedback).startswith(f"Asked is {name}: ")


DATA = """
rank 1 | A = [1,2;2,4] | [1,2;3,4]
nullity 1 | A = [1,2;2,4] | [1,2;3,4]
determinant 3 | A = [1,0;0,3] | [1,0;0,2]
trace 0 | A = [1,5;0,-1] | [1,5;0,1]
eigenvalue sqrt(2) | A = [0,2;1,0] | [1,0;0,2]
not eigenvalue 1 | A = [0,2;1,0] | [1,0;0,2]
different eigenvalues 1 | A = [2,1;0,2] | [2,1;0,3]
eigenvector (1,1) | A = [1,2;2,1] | [1,2;0,1]
kernel (1,1) | A = [1,-1;2,-2] | [1,1;0,0]
maps (1,0), (2,3) | A = [2,0;3,0] | [2,3;0,0]
commutes [1,1;0,1] | A = [2,5;0,2] | [1,0;1,1]
does not commute [1,1;0,1] | A = [1,0;1,1] | [2,5;0,2]
power 2, [0,0;0,0] | A = [0,1;0,0] | [1,0;0,0]
differs [1,0;0,1] | A = [0,1;1,0] | [1,0;0,1]
norm 5 | v = (3,4) | (3,3)
orthogonal to (1,2) | v = (2,-1) | (1,1)
parallel (1,2) | v = (2,4) | (1,1)
not parallel (1,2) | v = (1,1) | (2,4)
in span (1,0,1), (0,1,1) | v = (1,1,2) | (1,1,1)
not in span (1,0,1), (0,1,1) | v = (1,1,1) | (1,1,2)
positive | c = 3 | -1
negative | c = -3 | sqrt(2)
value 1/2 | c = 2/4 | 1/3
u, v independent | u = (1,0); v = (1,1) | (1,2), (2,4)
u, v dependent | u = (1,2); v = (2,4) | (1,0), (0,1)
u, v orthogonal to | u = (1,2); v = (2,-1) | (1,0), (1,1)
A, B commute | A = [1,0;0,2]; B = [3,0;0,4] | [0,1;0,0]; [0,0;1,0]
A, B do not commute | A = [0,1;0,0]; B = [0,0;1,0] | [1,0;0,2]; [3,0;0,4]
A, B sum [1,0;0,1] | A = [1,0;0,0]; B = [0,0;0,1] | [1,0;0,0]; [0,0;0,0]
A, B differs | A = [1,0;0,0]; B = [0,0;0,1] | [1,0;0,0]; [1,0;0,0]
A, B same determinant | A = [1,0;0,2]; B = [2,0;0,1] | [1,0;0,1]; [2,0;0,1]
A, B same characteristic polynomial | A = [1,1;0,1]; B = [1,0;0,1] | [1,0;0,1]; [2,0;0,1]
"""


@pytest.mark.parametrize("row", DATA.strip().splitlines())
def test_properties_with_data(row: str) -> None:
    text, good, bad = (p.strip() for p in row.split("|"))
    assert compare(good, good, kind="property", properties=[text]).is_right
    assert compare(good, bad, kind="property", properties=[text]).status.value == "wrong"


def test_every_property_is_tested() -> None:
    tested = {r.split("|")[0].strip() for r in PROPERTIES.strip().splitlines()}
    rest = DATA + " zero square product projection orthogonal"
    assert all(name in tested or name in rest for name in PREDICATES)


def test_diagonalisable_agrees_with_floats() -> None:
    generator = np.random.default_rng(5)
    for _ in range(60):
        A = generator.integers(-2, 3, (3, 3))
        values = np.linalg.eigvals(A.astype(float))
        gaps = [abs(values[i] - values[j]) for i in range(3) for j in range(i)]
        if min(gaps) < 1e-3:
            continue  # a double eigenvalue in floats tells nothing
        text = "; ".join(", ".join(map(str, r)) for r in A.tolist())
        real = bool(np.all(np.abs(values.imag) < 1e-9))
        asked = "diagonalisable" if real else "not diagonalisable"
        assert compare(f"[{text}]", f"[{text}]", kind="property", properties=[asked]).is_right


def test_numeric_findings() -> None:
    assert SADDLE.agrees([(np.array([0.0, 0.0]), "saddle"), (np.array([1.0, 2.0]), "minimum")]).holds
    assert not SADDLE.agrees([(np.array([0.0, 0.0]), "minimum"), (np.array([1.0, 2.0]), "minimum")]).holds
    assert not SADDLE.agrees([(np.array([1.0, 2.0]), "minimum")]).holds
    assert NOWHERE.agrees([]).holds
    assert AXES.agrees((False, [True, True, False])).holds
    assert not AXES.agrees((True, [True, True, False])).holds
    assert not AXES.agrees((False, [True, True, True])).holds
    assert DEFECTIVE.agrees([True, True]).holds
    assert not DEFECTIVE.agrees([True, False]).holds
    for d in (RAMP, TENT, COIN):
        x = next(iter(d.points().values()))
        exact = {RAMP: 2 * x, TENT: 1 - np.abs(x - 1), COIN: 0 * x + 0.5}[d]
        assert d.agrees(exact).holds
        assert not d.agrees(exact + 0.01).holds


def test_shares() -> None:
    assert judged(SADDLE, "(1,2): min, (0,0): min").share == Fraction(3, 4)
    assert judged(SADDLE, "(1,2): minimum").share == Fraction(1, 2)
    assert judged(SADDLE, "(1,2), (0,0)").share == Fraction(1, 2)
    assert judged(AXES, "no").share == Fraction(1, 2)
    assert judged(AXES, "yes, (1,0), (0,1)").share == 0
    assert judged(ANNIHILATE, "[1,0;0,1], [1,0;0,1]").share == Fraction(1, 2)
    third = witnessed(False, (U,), (INSIDE[0],), ((1, 0),), share=Fraction(1, 3))
    assert judged(third, "no, (1,1)").share == Fraction(1, 3)


def test_keys() -> None:
    assert compare("(1,2): min; (0,0): saddle", "saddle (0,0), min (1,2)", kind="critical points").is_right
    assert compare("x=1: max", "(1, 3): max", kind="critical points", function="4x - 2x^2 + 1").is_right
    assert compare("none", "no critical points", kind="critical points").is_right
    assert compare("f(t) = 2t, 0<=t<=1", "2t, 0<t<1", kind="density").is_right
    assert compare("P(X=k) = C(5,k)/32, k=0..5", "Bin(5, 1/2)", kind="density").is_right
    assert compare("1: 1/2, 2: 1/2", "1/2, k = 1, 2", kind="density").is_right
    assert compare("Exp(2)", "f(x) = 2e^(-2x), x > 0", kind="distribution").is_right
    assert compare("no: u=(1,0)", "no: (0,3)", kind="truth with witness", holds=["u1*u2 = 0"]).is_right


@pytest.mark.parametrize(
    ("key", "kind", "options"),
    [
        ("(1,2): min; 3: max", "critical points", {}),
        ("(1,2)", "critical points", {}),
        ("x on [0,1]", "density", {}),
        ("2x", "density", {}),
        ("[1,0;0,1]", "property", {}),
        ("[1,0;0,1]", "property", {"properties": ["A singular"]}),
        ("[1,0;0,1]", "property", {"properties": ["A shiny"]}),
        ("no: u=(1,1)", "truth with witness", {"holds": ["u1*u2 = 0"]}),
        ("no: u=(1,1)", "truth with witness", {}),
        ("perhaps", "truth with witness", {}),
    ],
)
def test_keys_that_contradict_themselves(key: str, kind: str, options: dict[str, list[str]]) -> None:
    with pytest.raises(InputError):
        compare(key, "1", kind=kind, **options)
