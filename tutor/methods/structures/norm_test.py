"""Is a function a norm? By its build from absolute values and roots, or by vectors that break an axiom.

Example: tutor solve norm_test "|x1| + 2|x2|"

The function is an expression in the entries, or ``l1``, ``l2``, ``linf``, ``lp`` with ``p=1/2`` and ``n=2`` entries,
``l0`` (the number of entries that are not 0), with ``weights=2,3`` in front of the entries. A norm is 0 for the zero
vector only, ‖c·x‖ = |c|·‖x‖, and ‖x + y‖ <= ‖x‖ + ‖y‖ (book: chapter 3.1). Sums, maxima and positive multiples of
absolute values of linear forms, of roots of positive quadratic forms and of p-norms with p >= 1 are seen to be norms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor.errors import InputError
from tutor.exact.matrices import Vector, null_space
from tutor.exact.scalars import plain, write
from tutor.methods.inputs import read_number, read_vector, read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.methods.source import numpy_source
from tutor.methods.structures.claims import Refuted, ValuesAt
from tutor.methods.structures.norms import (
    DEFINITE,
    HOMOGENEOUS,
    TRIANGLE,
    Broken,
    Seminorm,
    breaks,
    broken,
    conditions_of,
    p_norm,
    seminorm,
    values_of,
)
from tutor.methods.structures.programs import vector_literal
from tutor.methods.structures.terms import form_written
from tutor.methods.structures.values import general, grid, places, shown_vector, simple_value
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, column, names, number, substitute

LIMIT = 6
_NAMED = re.compile(r"^\s*(?:l|L|ℓ)_?\s*(\d+(?:/\d+)?|inf|oo|∞|p)\s*$")


def from_text(text: str, *, variables: str = "", weights: str = "", p: str = "", n: str = "") -> Solution:
    """Test a function that a person typed.

    Parameters
    ----------
    variables : str
        The entries in order; the letters of the function where it is empty.
    weights, p, n : str
        For the named functions: factors of the entries, the exponent, the number of entries.

    Raises
    ------
    Unreadable
        If the text is no function.
    InputError
        For impossible options, or a function for which neither a proof nor a counterexample is found.

    >>> str(from_text("|x1| + 2|x2|").answer), str(from_text("x1^2 + x2^2").answer)
    ('yes', 'no, x = (1, 0), c = 2')
    """
    from tutor.reading import read

    named = _NAMED.match(text)
    if named or weights or p:
        function, order = _named_function(named[1] if named else "p", weights, p, n)
        return work(function, variables=order)
    w = read(re.sub(r"^\s*(?:\|\|\s*x\s*\|\||‖\s*x\s*‖|f\s*\([\w\s,]*\)|N\s*\([\w\s,]*\))\s*=\s*", "", text))
    letters = sorted(names(w))
    order = [v.strip() for v in variables.replace(";", ",").split(",") if v.strip()] or letters
    if foreign := [a for a in letters if a not in order]:
        raise InputError(f"{foreign[0]} stands in the function and is none of the variables {', '.join(order)}")
    if not 1 <= len(order) <= LIMIT:
        raise InputError(f"between 1 and {LIMIT} variables are needed")
    return work(w, variables=order)


def _named_function(kind: str, weights: str, p: str, n: str) -> tuple[Written, list[str]]:
    factors = read_vector(f"({weights})") if weights else ()
    size = len(factors) or read_whole(n or "2", "the number of entries n", low=1, high=LIMIT)
    if n and factors and len(factors) != read_whole(n, "the number of entries n", low=1, high=LIMIT):
        raise InputError(f"{len(factors)} weights do not fit {n} entries")
    if size > LIMIT:
        raise InputError(f"at most {LIMIT} entries are worked; given are {size} weights")
    letters = general("x", size)
    exponent: object = None
    if kind in ("inf", "oo", "∞") or p.strip() in ("inf", "oo", "∞"):
        exponent = None
    elif kind == "p":
        if not p:
            raise InputError("the exponent is missing: name it with p=1/2, or p=inf")
        exponent = read_number(p)
    else:
        exponent = read_number(kind)
    if exponent is not None and (not isinstance(exponent, Fraction) or exponent < 0):
        raise InputError(f"the exponent p must be a rational number that is not negative; given is {p}")
    return p_norm(letters, exponent, factors or (Fraction(1),) * size), [str(a) for a in letters]


# ---------------------------------------------------------------- the steps


def work(function: Written, *, variables: Sequence[str]) -> Solution:
    """Prove or refute that a function is a norm.

    >>> from tutor.reading import read
    >>> work(read("max(|x|, |y|)"), variables=("x", "y")).holds
    True
    """
    call = Op("call", (Name("f"), *(Name(v) for v in variables)))
    given = say("Is {f} a norm?", f=call.equals(function))
    built = seminorm(function, variables)
    if built is not None and not null_space(built.rows):
        return _proved(given, function, variables, built)
    found = kernel_witness(built) if built is not None else broken(function, variables)
    if found is None:
        raise InputError(
            "whether this function is a norm was neither proved nor refuted: it is not seen to be built of norms, and "
            "small numbers keep all axioms"
        )
    return refuted(given, function, variables, found)


def kernel_witness(built: Seminorm) -> Broken:
    """A vector that is not 0, at which a seminorm is 0."""
    return Broken(DEFINITE, null_space(built.rows)[0])


def _at(function: Written, variables: Sequence[str], v: Vector) -> ValuesAt:
    at = places(variables, v)
    return ValuesAt(simple_value(substitute(function, at)), expressions=(function,), at=tuple(at.items()))


def _proved(given: Text, function: Written, variables: Sequence[str], built: Seminorm) -> Solution:
    n = len(variables)
    M = matrix_written(built.rows)
    xs = [Name(v) for v in variables]
    zero = (Fraction(0),) * n
    x, y = grid(n)[0], grid(n)[min(n, len(grid(n)) - 1)]
    both = tuple(plain(a + b) for a, b in zip(x, y, strict=True))
    why = say(
        "The function is {why}: it is never negative, ‖c·x‖ = |c|·‖x‖, and the triangle inequality holds (MML 3.1). At "
        "the zero vector it is 0.",
        why=built.why,
    )
    steps = [
        Step(why, _at(function, variables, zero), question=say("Of which known norms is it built?")),
        Step(
            say("It is 0 only where these linear forms are all 0."),
            Computed(column([form_written(r, xs) for r in built.rows]), left=Op("*", (M, column(xs)))),
            question=say("Where is the function 0?"),
        ),
        Step(
            say("The rank is the number of unknowns, so this is the case for x = 0 alone: the function is a norm."),
            Computed(number(n), left=Op("rank", (M,))),
        ),
    ]
    return Solution(
        "norm_test",
        given,
        tuple(steps),
        Words("yes"),
        meaning=say("This is a norm: all three axioms hold."),
        code=_code(function, variables, None),
        checks=(_triangle(function, variables, x, both),),
    )


def _triangle(function: Written, variables: Sequence[str], x: Vector, y: Vector) -> Check:
    b = Broken(TRIANGLE, tuple(-a for a in x), y=tuple(2 * a + 1 for a in y))
    return Check(say("At two other vectors the triangle inequality holds."), not breaks(function, variables, b))


def refuted(given: Text, function: Written, variables: Sequence[str], b: Broken) -> Solution:
    """The steps that show which axiom fails."""
    steps = []
    if b.axiom == DEFINITE:
        if any(b.x):
            zero = (Fraction(0),) * len(b.x)
            steps.append(Step(say("At the zero vector the value is 0, as it must be."), _at(function, variables, zero)))
        told = "A norm is 0 at the zero vector." if not any(b.x) else "A norm is positive except at the zero vector."
        steps.append(
            Step(
                say("{told} Try {x}.", told=told, x=Name("x").equals(shown_vector(b.x))), _at(function, variables, b.x)
            )
        )
    elif b.axiom == HOMOGENEOUS:
        c = b.c or Fraction(0)
        moved = tuple(c * a for a in b.x)
        steps.append(Step(say("Try {x}.", x=Name("x").equals(shown_vector(b.x))), _at(function, variables, b.x)))
        steps.append(
            Step(
                say(
                    "Multiply the vector by {c}: for a norm the value is multiplied by |c|; here it becomes",
                    c=number(c),
                ),
                _at(function, variables, moved),
            )
        )
    else:
        y = b.y or ()
        both = tuple(plain(p + q) for p, q in zip(b.x, y, strict=True))
        steps.append(Step(say("Try {x}.", x=Name("x").equals(shown_vector(b.x))), _at(function, variables, b.x)))
        steps.append(Step(say("And {y}.", y=Name("y").equals(shown_vector(y))), _at(function, variables, y)))
        steps.append(
            Step(
                say("At the sum of the two vectors the value is larger than the sum of the two values."),
                _at(function, variables, both),
            )
        )
    claim = refutation(function, variables, b).after(steps)
    steps.append(Step(say("So {axiom} fails: this is no norm (MML 3.1).", axiom=b.axiom), claim))
    return Solution(
        "norm_test",
        given,
        tuple(steps),
        claim.shown(),
        meaning=say("This is no norm: {axiom} fails.", axiom=b.axiom),
        code=_code(function, variables, b),
    )


def refutation(function: Written, variables: Sequence[str], b: Broken) -> Refuted:
    """The verdict 'no' with the test of its witness."""
    witness: list[Written] = [Name("x").equals(shown_vector(b.x))]
    if b.y is not None:
        witness.append(Name("y").equals(shown_vector(b.y)))
    if b.c is not None:
        witness.append(Name("c").equals(write(b.c)))
    return Refuted(
        Words("no"),
        witness=tuple(witness),
        tests=conditions_of(function, variables, b),
        values=tuple(values_of(b).items()),
    )


def _code(function: Written, variables: Sequence[str], b: Broken | None) -> str:
    unpack = f"{', '.join(variables)} = x" if len(variables) > 1 else f"{variables[0]}, = x"
    head = f"""import numpy as np


def f(x):
    {unpack}
    return {numpy_source(function)}


"""
    if b is None:
        return (
            head
            + f"""rng = np.random.default_rng(0)
answer = True
for _ in range(200):
    x, y, c = rng.normal(size={len(variables)}), rng.normal(size={len(variables)}), rng.normal()
    answer = answer and f(x) > 0 and np.isclose(f(c * x), abs(c) * f(x)) and f(x + y) <= f(x) + f(y) + 1e-9
answer = bool(answer)
print("all axioms hold at 200 random places:", answer)
"""
        )
    given = f"x = np.array({vector_literal(b.x)}, dtype=float)\n"
    if b.axiom == DEFINITE:
        test = "f(x) != 0" if not any(b.x) else "f(x) <= 0"
    elif b.axiom == HOMOGENEOUS:
        given += f"c = {vector_literal((b.c,))[1:-1]}\n"
        test = "not np.isclose(f(c * x), abs(c) * f(x))"
    else:
        given += f"y = np.array({vector_literal(b.y or ())}, dtype=float)\n"
        test = "f(x + y) > f(x) + f(y)"
    return (
        head
        + f"""{given}broken = bool({test})
answer = not broken, [broken]
print("an axiom is broken:", broken)
"""
    )
