"""Methods of probability against SciPy and enumeration; claims sensitive, examples as typed, bad input told."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from tutor.errors import InputError, Unreadable
from tutor.evaluate import arrays, evaluate
from tutor.methods.probability.binomial import Binomial
from tutor.methods.probability.counting import from_text as count
from tutor.methods.probability.geometric import Geometric
from tutor.methods.probability.hypergeometric import Hypergeometric
from tutor.methods.probability.laws import Law
from tutor.methods.probability.normal import Normal
from tutor.methods.probability.poisson import Poisson
from tutor.methods.probability.questions import at_least, at_most, between, exactly
from tutor.step import Solution
from tutor.written import Num, Op, Written

PACKAGE = "tutor.methods.probability"
FOLDER = Path(import_module(PACKAGE).__path__[0])
METHODS = sorted(p.stem for p in FOLDER.glob("*.py") if "Example: tutor solve" in p.read_text(encoding="utf-8"))

PROBLEMS = {
    "counting": [
        "choose 3 of 8", "choose 3 of 4 with repetition", "arrange 3 of 8", "words of length 3 from 5 letters",
        "words of length 3 from 5 letters without repetition", "arrangements of MISSISSIPPI", "seat 6 in a circle",
        "committee 2 of 5 and 3 of 6", "subsets of 5", "arrange 5", "choose 1 of 5",
    ],
    "conditional": [
        "P(A and B)=1/6, P(B)=1/2; P(A|B)", ", bus, car; early, 12, 8; late, 18, 62; P(late|bus)",
        "P(A)=0.5,P(B)=0.4,P(A or B)=0.7; P(B|A)", "P(A|B)=0.5,P(B)=0.4,P(A|not B)=0.25; P(B|A)",
        "P(A|B)=1/2, P(B|A)=1/3, P(A and B)=1/6; P(not A and not B)", "P(A)=0.3; P(B)=0.5; P(A and B)=0.1; P(A or B)",
    ],
    "bayes": [
        "P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)", "P(D)=1%, P(T|D)=95%, P(not T|not D)=90%; P(not D|not T)",
        "P(A)=1/2, P(B)=1/3, P(C)=1/6, P(E|A)=1/2, P(E|B)=1/4, P(E|C)=1; P(B|E)",
        "P(A)=1/2, P(B)=1/3, P(E|A)=1/2, P(E|B)=1/4, P(E|C)=1; P(C|E)",
        "P(D)=1/7, P(T|D)=5/11, P(T|not D)=1/13; P(D|T)",
    ],
    "total_probability": [
        "P(A)=1/2, P(B)=1/2, P(E|A)=1/3, P(E|B)=1/5; P(not E)", "P(D)=0.2, P(T|D)=0.9, P(T|not D)=0.2; P(T)",
    ],
    "binomial": [
        "n=10, p=1/3; P(X>=8)", "n=5, p=0.2; P(X=2), P(X>=1), P(1<=X<=3), E, Var, sd",
        "n=100, p=0.3; P(X<=20), P(X=30)",
    ],
    "hypergeometric": ["N=20, K=5, n=4; P(X>=1)", "N=10, K=7, n=5; P(X=3), P(X<=4), E, Var, sd"],
    "poisson": ["lambda=2; P(X<=2), E", "lambda=2.5; P(X>=2), Var, sd, P(1<=X<=12), P(X=0)"],
    "geometric": ["p=1/6; P(X<=3), E", "p=0.2; P(X>2), P(X=2), P(2<=X<=4), Var, sd", "p=0.001; P(X>1000), P(X<=1000)"],
    "discrete": [
        "x: 0 1 2 3; p: 1/8 3/8 3/8 1/8; E, Var, P(X>=2), P(X>=1)",
        "x: -1, 0, 2; p: c, 2c, 1/4; c, E, sd, E(X^2), Var(2X+1), cdf, median, quantile(0.9), P(X=2)",
        "x: 1 2; p: 0.3 0.7; Var, sd",
    ],
    "density": [
        "c*x^2 on [0,2]; c, E, Var, P(X>1)",
        "x on [0,1], 2-x on [1,2]; E, sd, cdf, median, P(1/2<X<3/2), quantile(1/8), quantile(0.9)",
        "c*exp(-2x) on [0,inf); c, E, Var, sd, P(X>1), P(1<X<2), cdf, median", "c*x*(2-x) on [0,2]; P(X<1), E(X^2)",
        "c on [1,4]; c, median", "exp(-x/100)/100 on [0,inf); E, P(X<=50)", "c*x^3 on [0,1]; median",
    ],
    "normal": [
        "mu=5, sigma=2; P(3<X<8)", "N(5,4); P(X>8), P(X<3), P(1<X<4)", "N(5,4); quantile(0.95)",
        "N(5,4); quantile(0.1)",
        "X~N(0,2); P(X<1)", "mu=1, sigma=7; P(X<3)", "mu=100, var=225; P(X>=85)",
    ],
}  # fmt: skip
CASES = [(m, t) for m, texts in PROBLEMS.items() for t in texts]


def solved(method: str, *texts: str) -> Solution:
    """The solution of a typed problem."""
    return import_module(f"{PACKAGE}.{method}").from_text(*texts)  # type: ignore[no-any-return]


def changed(w: Written) -> list[Written]:
    """The expression with one number or one sign changed, in every way."""
    if isinstance(w, Num):
        last = "4" if w.text[-1] != "4" else "7"
        return [Num(w.text[:-1] + last), Op("neg", (w,))] if w.fraction else [Num("1")]
    if not isinstance(w, Op):
        return []
    found: list[Written] = []
    for i, a in enumerate(w.args):
        found += [Op(w.head, (*w.args[:i], b, *w.args[i + 1 :])) for b in changed(a)]
    if w.head == "neg":
        found.append(w.args[0])
    return found


def test_every_method_has_problems_here() -> None:
    assert sorted(PROBLEMS) == METHODS


@pytest.mark.parametrize("method", METHODS)
def test_example_of_the_docstring_works_as_typed(method: str) -> None:
    text = (FOLDER / f"{method}.py").read_text(encoding="utf-8")
    found = re.search(rf'Example: tutor solve {method} "(.*)"', text)
    assert found
    assert solved(method, found[1]).holds is True


@pytest.mark.parametrize(("method", "text"), CASES)
def test_steps_hold_and_no_other_result_does(method: str, text: str) -> None:
    solution = solved(method, text)
    assert solution.method == method
    for step in solution.walk():
        assert step.claim.holds() is True, step.claim.shown()
        for other in changed(step.claim.result):
            assert step.claim.with_result(other).holds() is not True, (step.claim.shown(), str(other))
    for check in solution.checks:
        assert check.holds is True, check.what


@pytest.mark.parametrize(("method", "text"), CASES)
def test_program_gives_the_answer(method: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    solution = solved(method, text)
    scope: dict[str, object] = {}
    exec(compile(solution.code, "program", "exec"), scope)
    assert capsys.readouterr().out
    answer = scope["answer"]
    if not isinstance(answer, dict):
        assert close(solution.answer, answer, method)
        return
    assert isinstance(solution.answer, Op)
    for item, (key, value) in zip(solution.answer.args, answer.items(), strict=True):
        assert isinstance(item, Op)
        assert str(item.args[0]) == key
        if isinstance(item.args[1], Op) and item.args[1].head == "cases":
            continue
        assert close(item.args[1], value, method)


def close(w: Written, value: object, method: str) -> bool:
    """Does a float agree with an answer, to half a unit of the last place if that is a decimal?"""
    loose = 5.1e-3 if method == "normal" else 5.1e-5 if "." in str(w) else 1e-9
    return math.isclose(float(evaluate(w, {}, arrays())), float(value), rel_tol=1e-9, abs_tol=loose)  # type: ignore[arg-type]


# ---------------------------------------------------------------- against other roads


@pytest.mark.parametrize(("n", "p"), [(1, Fraction(1, 3)), (7, Fraction(1, 4)), (12, Fraction(9, 10))])
def test_binomial_against_scipy(n: int, p: Fraction) -> None:
    from scipy.stats import binom

    against(Binomial(n, p), binom(n, float(p)), n)


@pytest.mark.parametrize(("N", "K", "n"), [(5, 2, 2), (20, 15, 10), (12, 3, 7), (9, 8, 4)])
def test_hypergeometric_against_scipy(N: int, K: int, n: int) -> None:
    from scipy.stats import hypergeom

    against(Hypergeometric(N, K, n), hypergeom(N, K, n), n)


def test_poisson_and_geometric_against_scipy() -> None:
    from scipy.stats import geom, poisson

    against(Geometric(Fraction(1, 6)), geom(1 / 6), 9)
    law = Poisson(Fraction(5, 2))
    for k in range(12):
        assert law.float_of(law.pmf(k)) == pytest.approx(poisson(2.5).pmf(k))


def against(law: Law, oracle: object, top: int) -> None:
    """Every event up to `top`, mean and variance."""
    pmf = [float(oracle.pmf(k)) for k in range(top + 60)]  # type: ignore[attr-defined]
    tails = [float(oracle.sf(k - 1)) for k in range(top + 2)]  # type: ignore[attr-defined]
    for k in range(top + 1):
        assert float(law.value(exactly(k)) if pmf[k] else 0) == pytest.approx(pmf[k])
        assert float(law.value(at_least(k))) == pytest.approx(tails[k])
        assert float(law.value(at_most(k))) == pytest.approx(1 - tails[k + 1])
        for j in range(k + 1):
            assert float(law.value(between(j, k))) == pytest.approx(sum(pmf[j : k + 1]))
    assert float(law.mean()[1]) == pytest.approx(float(oracle.mean()))  # type: ignore[attr-defined]
    assert float(law.variance()[1]) == pytest.approx(float(oracle.var()))  # type: ignore[attr-defined]


def test_normal_against_scipy() -> None:
    from scipy.stats import norm

    for mean, variance, a, b in [(5, 4, 3, 8), (0, 2, -1, 1), (100, 225, 85, 130)]:
        oracle = norm(mean, math.sqrt(variance))
        found = Normal(Fraction(mean), Fraction(variance)).probability(between(a, b))
        assert found == pytest.approx(oracle.cdf(b) - oracle.cdf(a))


def test_two_events_against_every_table() -> None:
    """For random tables of two events: whatever three numbers are given, the rules find what the table says."""
    names = ["A", "B", "A and B", "A or B", "A|B", "B|A", "not A and B", "A|not B", "not A or not B", "not B|A"]
    cells = (Fraction(1, 10), Fraction(2, 10), Fraction(3, 10), Fraction(4, 10))
    values = {
        "A": cells[0] + cells[1], "B": cells[0] + cells[2], "A and B": cells[0], "A or B": 1 - cells[3],
        "A|B": cells[0] / (cells[0] + cells[2]), "B|A": cells[0] / (cells[0] + cells[1]), "not A and B": cells[2],
        "A|not B": cells[1] / (cells[1] + cells[3]), "not A or not B": 1 - cells[0],
        "not B|A": cells[1] / (cells[0] + cells[1]),
    }  # fmt: skip
    answered = 0
    for given in itertools.combinations(names, 3):
        for asked in names:
            if asked in given:
                continue
            text = ", ".join(f"P({g})={values[g]}" for g in given) + f"; P({asked})"
            try:
                solution = solved("conditional", text)
            except InputError as error:
                if "does not follow" in str(error):
                    continue
                raise
            assert evaluate(solution.answer, {}, arrays()) == pytest.approx(float(values[asked])), text
            answered += 1
    assert answered > 600


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("choose 2 of 6", len(list(itertools.combinations(range(6), 2)))),
        ("arrange 3 of 5", len(list(itertools.permutations(range(5), 3)))),
        ("words of length 3 from 4 letters", 4**3),
        ("choose 4 of 3 with repetition", len(list(itertools.combinations_with_replacement(range(3), 4)))),
        ("arrangements of LEVEL", len(set(itertools.permutations("LEVEL")))),
        ("choose 0 of 6", 1),
        ("arrange 0 of 4", 1),
    ],
)
def test_counting_against_lists(text: str, listed: int) -> None:
    assert str(count(text).answer) == str(listed)


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("method", "text", "culprit"),
    [
        ("counting", "choose three", "choose three"),
        ("counting", "choose 9 of 8", "only 8"),
        ("counting", "choose 3 of 99999", "99999"),
        ("bayes", "P(D)=2, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)", "P(D) = 2"),
        ("bayes", "P(D)=0.1, P(T|D)=0.95; P(D|T)", "P(T|not D)"),
        ("bayes", "P(A)=0.5, P(B)=0.6, P(T|A)=0.9, P(T|B)=0.1; P(A|T)", "11/10"),
        ("bayes", "P(D)=0.1, P(T|D)=0, P(T|not D)=0; P(D|T)", "is 0"),
        ("total_probability", "P(A)=0.5, P(T|A)=0.9, P(T|B)=0.1, P(T|C)=0.3; P(T)", "P(B)"),
        ("conditional", "P(A)=0.5, P(B)=0.4; P(A|B)", "does not follow"),
        ("conditional", "P(A and B)=0.6, P(B)=0.5; P(A|B)", "contradict"),
        ("conditional", "P(A)=0.5, P(B)=0.5, P(A and B)=0.5, P(A or B)=0.6; P(A|B)", "contradict"),
        ("conditional", ", bus, car; early, 0, 8; late, 0, 62; P(late|bus)", "bus"),
        ("binomial", "n=4, p=3/2; E", "p = 3/2"),
        ("binomial", "n=4; E", "p is missing"),
        ("binomial", "n=4, p=1/2; P(X>=5)", "impossible"),
        ("binomial", "n=4, p=1/2; P(X>=0)", "P(X >= 0)"),
        ("hypergeometric", "N=4, K=5, n=2; E", "K = 5"),
        ("poisson", "lambda=-1; E", "lambda = -1"),
        ("geometric", "p=0; E", "p = 0"),
        ("discrete", "x: 1 2; p: 1/2 1/3; E", "5/6"),
        ("discrete", "x: 1 2; p: 1/2; E", "2 values"),
        ("discrete", "x: 1 1; p: 1/2 1/2; E", "once"),
        ("discrete", "x: 1 2; p: c d; E", "c, d"),
        ("discrete", "x: 1 2 3; p: c 2c 7/6; E", "negative"),
        ("density", "x on [0,1]; E", "1/2"),
        ("density", "c*(x-1) on [0,3]; E", "sign"),
        ("density", "c*x on [2,0]; E", "[2,0]"),
        ("density", "c*x on [0,1]; P(X=1/2)", "P(X = 1/2)"),
        ("density", "c*sin(x) on [0,1]; E", "polynomial"),
        ("density", "c*x^99 on [0,1]; E", "degree"),
        ("normal", "mu=1, sigma=0; P(X<1)", "0"),
        ("normal", "mu=1; P(X<1)", "sigma"),
        ("normal", "mu=1, sigma=2; E", "E(X)"),
    ],
)
def test_impossible_values_are_named(method: str, text: str, culprit: str) -> None:
    with pytest.raises(InputError, match=re.escape(culprit)):
        solved(method, text)


@pytest.mark.parametrize(
    ("method", "text", "at"),
    [
        ("bayes", "", 0),
        ("bayes", "P(D)=0.1", 8),
        ("bayes", "P(D)=0.1, P(T|=0.95; P(D|T)", 11),
        ("bayes", "P(D)=0.1, P(T#D)=0.95, P(T|not D)=1; P(D|T)", 13),
        ("bayes", "P(D)=a, P(T|D)=0.95, P(T|not D)=1; P(D|T)", 5),
        ("binomial", "n=4, q=1/2; E", 5),
        ("binomial", "n=4, p=1/2; P(X", 13),
        ("binomial", "n=4, p=1/2; P(X ? 2)", 14),
        ("binomial", "n=4, p=1/2; skewness", 12),
        ("normal", "mu=1, sigma=2; P(|X|<1)", 17),
        ("discrete", "x: 1 2; p 1/2 1/2; E", 8),
        ("density", "c*x^2; E", 5),
        ("density", "c*x^2 on 0,2; E", 9),
    ],
)
def test_unreadable_text_is_refused_with_its_place(method: str, text: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        solved(method, text)
    assert caught.value.at == at
