"""Is it a subspace, linear, a group, an inner product, a norm: known answers, executed witnesses, refusals."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import warnings
from fractions import Fraction
from typing import Any

import pytest

from tests.mutations import survivors
from tutor.claims import Given
from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import rank
from tutor.methods.structures import group_test, inner_product_test, linearity_test, norm_test, subspace_test
from tutor.methods.structures.bilinear import minors, not_positive, value
from tutor.methods.structures.finite import is_group, residues
from tutor.solve import method_card, solve
from tutor.step import Solution

MODULES = (subspace_test, linearity_test, group_test, inner_product_test, norm_test)


def run(code: str) -> Any:
    namespace: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as output, warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(code, "program", "exec"), namespace)
    assert output.getvalue().strip()
    return namespace["answer"]


def sound(solution: Solution) -> None:
    """Every claim and check holds, and no claim survives a change of its result."""
    assert solution.holds is True, [(str(s.why), str(s.claim.shown()), s.claim.holds()) for s in solution.walk()]
    for step in solution.walk():
        assert not isinstance(step.claim, Given)
        assert not survivors(step.claim), (str(step.why), survivors(step.claim))


def verdict(solution: Solution) -> str:
    return re.split(r"[,\s]", str(solution.answer))[0]


SUBSPACES = [
    # MML exercise 2.9 and sheets like it: conditions, variables, dimension or None
    ("x + 2y - z = 0", "", 2),
    ("x = y = z", "", 1),
    ("x1 - 2x2 + 3x3 = 0", "", 2),
    ("x1 - 2x2 + 3x3 = 5", "", None),
    ("x2 in Z", "x1,x2,x3", None),
    ("(s, s + t^3, s - t^3)", "", 2),
    ("(s^2, -s^2, 0)", "", None),
    ("(s, s + 1)", "", None),
    ("(s + 1, t + 1)", "", 2),
    ("(s + t, s - t, 2s, 0)", "", 2),
    ("x*y = 0", "", None),
    ("x >= 0", "", None),
    ("x >= 0, y >= 0", "", None),
    ("x <= 0, x >= 0", "x,y", 1),
    ("x^2 + y^2 = 0", "", 0),
    ("x^2 + y^2 = 0", "x,y,z", 1),
    ("x^2 + y^2 >= 0", "", 2),
    ("x^2 + y^2 <= 1", "", None),
    ("(x - y)^2 = 0", "", 1),
    ("x^2 = y^2", "", None),
    ("x^3 = y^3", "", 1),
    ("|x| = |y|", "", None),
    ("|x - y| = 0", "", 1),
    ("x = 0 or y = 0", "", None),
    ("x = 1, x = 2", "", None),
    ("x != 0", "", None),
    ("y = x^2", "", None),
    ("y = 7x^2", "", None),
    ("x y = 0, x = y", "", 0),
    ("a d - b c = 0", "a,b,c,d", None),
    ("a + d = 0", "a,b,c,d", 3),
    ("sqrt(2) x = y", "", 1),
    ("0 = 0", "x,y", 2),
    ("x1 + x2 + x3 + x4 + x5 = 0, x1 = x5, x2 - x4 = 0", "", 2),
    ("{(x, y, z) in R^3 : x + y = 0}", "", 2),
    ("{x in R^3 : x1 = 0}", "", 2),
    ("{(x, y) | |x| = y}", "", None),
]


@pytest.mark.parametrize(("text", "variables", "dimension"), SUBSPACES, ids=[f"{s[0]} {s[1]}" for s in SUBSPACES])
def test_subspaces(text: str, variables: str, dimension: int | None) -> None:
    solution = subspace_test.from_text(text, variables=variables)
    assert verdict(solution) == ("no" if dimension is None else "yes")
    if dimension is not None:
        found = re.findall(r"\[([^\]]*)\]", str(solution.answer))
        assert len(found) == dimension
        if all("sqrt" not in v for v in found) and found:
            assert rank([[Fraction(a) for a in v.split(";")] for v in found]) == dimension
    sound(solution)
    run(solution.code)


MAPS = [
    ("(x + y, 2x - 1)", "", "no"),
    ("(x + y, 2x)", "", "yes, A = [1, 1; 2, 0]"),
    ("f(x, y) = (3x, x - y)", "", "yes, A = [3, 0; 1, -1]"),
    ("(x, y, z) -> (x + z, y)", "", "yes, A = [1, 0, 1; 0, 1, 0]"),
    ("(x + 1)^2 - x^2 - 1", "", "yes, A = [2]"),
    ("a + d", "a,b,c,d", "yes, A = [1, 0, 0, 1]"),
    ("0", "x", "yes, A = [0]"),
    ("x y", "", "no"),
    ("|x|", "", "no"),
    ("cos(x)", "", "no"),
    ("sin(x)", "", "no"),
    ("sqrt(x^2 + y^2)", "", "no"),
    ("max(x, y)", "", "no"),
    ("sqrt(2) x + y/3", "", "yes, A = [sqrt(2), 1/3]"),
]


@pytest.mark.parametrize(("text", "variables", "answer"), MAPS, ids=[m[0] for m in MAPS])
def test_linear_maps(text: str, variables: str, answer: str) -> None:
    solution = linearity_test.from_text(text, variables=variables)
    assert str(solution.answer) == answer if answer != "no" else verdict(solution) == "no"
    sound(solution)
    run(solution.code)


GROUPS = [
    ("Z_7", "yes, Abelian"),
    ("Z_1", "yes, Abelian"),
    (r"Z_7 \ {0}, *", "yes, Abelian"),
    (r"Z_8 \ {0}, *", "no, closure, a = 2, b = 4"),
    ("Z_6, *", "no, inverse, a = 0"),
    ("Z_9^*", "yes, Abelian"),
    ("{1, 3, 5, 7} mod 8, *", "yes, Abelian"),
    ("{1, -1, i, -i}, *", "yes, Abelian"),
    ("{0, 1, 2}, +", "no, closure, a = 1, b = 2"),
    ("[e, a; a, e]", "yes, Abelian"),
    ("[e, a; a, a]", "no, inverse, a = a"),
    ("[e, a, b; a, e, e; b, e, a]", "no, associativity, a = a, b = a, c = b"),
    (
        "[1, 2, 3, 4, 5, 6; 2, 1, 4, 3, 6, 5; 3, 5, 1, 6, 2, 4; 4, 6, 2, 5, 1, 3; 5, 3, 6, 1, 4, 2; 6, 4, 5, 2, 3, 1]",
        "yes, not Abelian",
    ),
    (r"R \ {-1}: a*b = a + b + a b", "yes, Abelian"),
    ("R: a*b = a + b + a b", "no, inverse, a = -1"),
    (r"R \ {1/2}: a*b = a + b - 2 a b", "yes, Abelian"),
    ("Z: a*b = a + b + 1", "yes, Abelian"),
    ("Z, +", "yes, Abelian"),
    ("Z, *", "no, inverse, a = 2, b = 1/2"),
    ("Z, -", "no, associativity, a = 1, b = 1, c = 1"),
    ("N, +", "no, neutral element, a = 1, b = 0"),
    ("N_0, +", "no, inverse, a = 1, b = -1"),
    (r"Q \ {0}, *", "yes, Abelian"),
    ("R+, *", "yes, Abelian"),
    (r"R \ {0}, +", "no, closure, a = 1, b = -1"),
]


@pytest.mark.parametrize(("text", "answer"), GROUPS, ids=[g[0] for g in GROUPS])
def test_groups(text: str, answer: str) -> None:
    solution = group_test.from_text(text)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_remainders_without_zero_are_a_group_for_primes_only() -> None:
    primes = {n for n in range(2, 24) if is_group(residues(range(1, n), n, "*"))}
    assert primes == {2, 3, 5, 7, 11, 13, 17, 19, 23}


INNER = [
    ("2 x1 y1 + x1 y2 + x2 y1 + 3 x2 y2", "", "yes, d1 = 2, d2 = 5"),
    ("x1 y1 - (x1 y2 + x2 y1) + 2 x2 y2", "", "yes, d1 = 1, d2 = 1"),
    ("[2, 1; 0, 3]", "", "no, x = (1, 0), y = (0, 1)"),  # MML exercise 3.2 is of this kind
    ("[1, 2; 2, 1]", "", "no, x = (1, -1)"),
    ("[1, 2; 2, 4]", "", "no, x = (2, -1)"),
    ("[0, 0; 0, 0]", "", "no, x = (1, 0)"),
    ("[2, -1, 0; -1, 2, -1; 0, -1, 2]", "", "yes, d1 = 2, d2 = 3, d3 = 4"),
    ("[9, 6; 6, 3]", "", "no, x = (1, -1)"),
    ("[sqrt(2), 1; 1, 1]", "", "yes, d1 = sqrt(2), d2 = -1 + sqrt(2)"),
    ("[5]", "", "yes, d1 = 5"),
    ("[1, m; m, 4]", "m", "-2 < m and m < 2"),
    ("[m, 1, 0; 1, m, 1; 0, 1, m]", "m", "m > sqrt(2)"),
    ("[-m, 1; 1, -m]", "m", "m < -1"),
    ("[1, m; 2, 5]", "m", "m = 2"),
    ("[1, m; m + 1, 5]", "m", "no solution"),
    ("[1, m; m, -1]", "m", "no solution"),
    ("x1 y1 + m x2 y2", "m", "m > 0"),
    ("x1^2 y1 + x2 y2", "", "no, x = (1, 0), y = (1, 0), z = (1, 0), c = 1"),
    ("x1 y1 + x2 y2 + 1", "", "no, x = (0, 0), y = (0, 0), z = (0, 0), c = 1"),
]


@pytest.mark.parametrize(("text", "parameters", "answer"), INNER, ids=[i[0] for i in INNER])
def test_inner_products(text: str, parameters: str, answer: str) -> None:
    solution = inner_product_test.from_text(text, parameters=parameters)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


def test_a_vector_is_found_wherever_a_symmetric_matrix_is_not_positive_definite() -> None:
    import numpy as np

    rng = np.random.default_rng(3)
    for n in (2, 3, 4, 5, 6):
        for _ in range(15):
            M = rng.integers(-4, 5, size=(n, n))
            A = tuple(tuple(Fraction(int(a)) for a in r) for r in (M + M.T + 5 * np.eye(n, dtype=int)))
            x = not_positive(A)
            assert (x is None) == all(d > 0 for d in minors(A))
            if x is not None:
                assert any(x)
                assert value(A, x) <= 0


NORMS = [
    ("|x1| + 2|x2|", {}, "yes"),
    ("max(|x1|, |x2|)", {}, "yes"),
    ("max(|x|, |y|, |z|)", {}, "yes"),
    ("|x1 + x2| + |x1 - x2|", {}, "yes"),
    ("sqrt(x^2 + x y + y^2)", {}, "yes"),
    ("(|x|^3 + |y|^3)^(1/3)", {}, "yes"),
    ("(x1^4 + x2^4)^(1/4)", {}, "yes"),
    ("lp", {"p": "3", "n": "3"}, "yes"),
    ("lp", {"p": "2", "weights": "2,3"}, "yes"),
    ("linf", {"n": "3"}, "yes"),
    ("l1/2", {}, "no, x = (1, 0), y = (0, 1)"),
    ("l0", {}, "no, x = (1, 0), c = 2"),
    ("l1", {"weights": "2,-1"}, "no, x = (0, 1)"),
    ("sqrt(|x1|) + sqrt(|x2|)", {}, "no, x = (1, 0), c = 2"),
    ("x1^2 + x2^2", {}, "no, x = (1, 0), c = 2"),
    ("|x1 + x2|", {}, "no, x = (1, -1)"),
    ("|x1|", {"variables": "x1,x2"}, "no, x = (0, 1)"),
    ("|x1| + |x2| + 1", {}, "no, x = (0, 0)"),
    ("min(|x|, |y|)", {}, "no, x = (1, 0)"),
]


@pytest.mark.parametrize(("text", "options", "answer"), NORMS, ids=[f"{n[0]} {n[1]}" for n in NORMS])
def test_norms(text: str, options: dict[str, str], answer: str) -> None:
    solution = norm_test.from_text(text, **options)
    assert str(solution.answer) == answer
    sound(solution)
    run(solution.code)


@pytest.mark.parametrize(
    ("method", "text", "options", "error"),
    [
        ("subspace_test", "sin(x) = 0", {}, InputError),
        ("subspace_test", "x + k = 0", {"variables": "x,y"}, InputError),
        ("subspace_test", "x + y", {}, Unreadable),
        ("subspace_test", "", {}, Unreadable),
        ("linearity_test", "x^2/x", {}, InputError),
        ("linearity_test", "(x, k)", {"variables": "x"}, InputError),
        ("linearity_test", "f'", {}, Unreadable),
        ("group_test", "Z_40", {}, InputError),
        ("group_test", "hello", {}, Unreadable),
        ("group_test", "R: a*b = a^2 + b", {}, InputError),
        ("group_test", "Z", {}, Unreadable),
        ("group_test", "[a, a; a, a]", {}, InputError),
        ("inner_product_test", "[1, 2, 3; 4, 5, 6]", {}, InputError),
        ("inner_product_test", "[1, a; a, 1]", {}, InputError),
        ("inner_product_test", "[m^3 - 2, 0; 0, 1]", {"parameters": "m"}, InputError),
        ("inner_product_test", "x + y", {}, InputError),
        ("norm_test", "lp", {}, InputError),
        ("norm_test", "lp", {"p": "-1"}, InputError),
        ("norm_test", "|x1| + k", {"variables": "x1"}, InputError),
    ],
)
def test_refusals(method: str, text: str, options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        solve(method, text, **options)


@pytest.mark.parametrize("module", MODULES, ids=[m.__name__.rpartition(".")[2] for m in MODULES])
def test_examples_work_as_they_stand(module: Any) -> None:
    name = module.__name__.rpartition(".")[2]
    words = shlex.split(method_card(name).example)
    assert words[:3] == ["tutor", "solve", name]
    options = {words[i][2:]: words[i + 1] for i in range(4, len(words), 2)}
    sound(solve(name, words[3], **options))
