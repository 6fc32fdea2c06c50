"""Determinants by their rules alone: products, powers, inverses, transposes and multiples.

Example: tutor solve determinant-rules "n = 3, det A = 2, det B = -1: det(2 A^T B^-1)"

Given are the size n and determinants; a matrix of unknown determinant may stand with its inverse (book: chapter 4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.matrices import identity
from tutor.exact.scalars import scalar, write
from tutor.methods.determinants.rewriting import (
    ASKED,
    IDENTITY,
    INVERSE,
    LARGEST,
    POWER,
    PRODUCT,
    SCALAR,
    TRANSPOSE,
    PutIn,
    RuleOfDeterminants,
    cancelled,
    example,
    is_number,
    rewritten,
)
from tutor.methods.inputs import read_number, read_whole
from tutor.methods.matrix_claims import Computed
from tutor.methods.source import numpy_source
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op, Written, matrix, names, number, substitute

MAX_POWER = 20


def from_text(*inputs: str) -> Solution:
    """The determinant that is asked, from typed data.

    Raises
    ------
    Unreadable
        If there is no colon with the data before it, or a part cannot be read.
    InputError
        For a sum of matrices, a missing determinant or size, or the inverse of a singular matrix.

    >>> str(from_text("n = 3, det A = 2: det(2A)").answer)
    '16'
    """
    text = ", ".join(inputs[:-1]) + ": " + inputs[-1] if len(inputs) > 1 else inputs[0]
    before, colon, after = text.rpartition(":")
    if not colon or not after.strip():
        raise Unreadable("the data and the question are divided by a colon", text, 0, "n = 3, det A = 2: det(2 A)")
    n, known = _data(before, text)
    return work(n, known, _question(after))


def _data(data: str, text: str) -> tuple[int, dict[str, Any]]:
    """The size (0 where it is not given) and the determinants by name."""
    from tutor.reading import read

    n, known = 0, {}
    for part in filter(None, (p.strip() for p in data.replace(";", ",").split(","))):
        w = read(part)
        if not isinstance(w, Op) or w.head != "=" or len(w.args) != 2:
            raise Unreadable(f"{part!r} is neither a size nor a determinant", text, 0, "n = 3, det A = 2: det(2 A)")
        left, right = w.args
        if left == Name("n"):
            n = read_whole(str(right), "the size n", low=1, high=LARGEST)
        elif isinstance(left, Op) and left.head in ("det", "abs") and isinstance(left.args[0], Name):
            known[left.args[0].text] = read_number(str(right))
        else:
            raise Unreadable(f"{part!r} is neither a size nor a determinant", text, 0, "n = 3, det A = 2: det(2 A)")
    return n, known


def _question(text: str) -> Written:
    from tutor.reading import read

    w = read(text.strip().rstrip("?"))
    return _determinants(w)


def _determinants(w: Written) -> Written:
    """|A| as det A, and inverses under one head."""
    if not isinstance(w, Op):
        return w
    args = tuple(_determinants(a) for a in w.args)
    if w.head == "abs":
        return Op("det", args)
    if w.head == "^" and args[1] == Op("neg", (Num("1"),)):
        return Op("inverse", args[:1])
    if w.head == "transpose":
        return Op("T", args)
    return Op(w.head, args)


def _checked(w: Written, inside: bool = False) -> None:
    """Only what the rules reach: no sums inside a determinant, no matrix outside of one."""
    if isinstance(w, Name):
        if not inside:
            raise InputError(f"{w} stands outside of a determinant: ask for a number, such as det({w})")
        return
    if not isinstance(w, Op):
        return
    if w.head == "det":
        if inside:
            raise InputError(f"{w} stands within a determinant: put its value there")
        _checked(w.args[0], True)
        return
    if inside and w.head == "+":
        raise InputError(
            f"det({w}) is not given by the determinants of the summands: det is multiplicative, not additive"
        )
    allowed = ("*", "neg", "/", "T", "inverse", "^") if inside else ("*", "neg", "/", "+", "^", "inverse")
    if names(w) and w.head not in allowed:
        raise InputError(f"{w.head} has no rule for determinants here")
    if inside and w.head == "/" and names(w.args[1]):
        raise InputError(f"{w}: a matrix is not divided by; write its inverse, {w.args[1]}^-1")
    if inside and w.head == "^" and names(w):
        k = scalar(w.args[1]) if is_number(w.args[1]) else None
        if not isinstance(k, Fraction) or k.denominator != 1 or abs(k) > MAX_POWER:
            raise InputError(f"{w}: the exponent must be a whole number up to {MAX_POWER}")
    for a in w.args:
        if not (inside and is_number(a)):
            _checked(a, inside)


def work(n: int, known: Mapping[str, Any], asked: Written) -> Solution:
    """The determinant with one step for each rule that is used.

    Parameters
    ----------
    n : the size of all matrices; 0 where it is not known and not needed
    known : name → determinant
    asked : numbers, det of products, powers, inverses and transposes of the matrices

    >>> A, B = Name("A"), Name("B")
    >>> solution = work(3, {"A": Fraction(2), "B": Fraction(-1)}, Op("det", (2 * Op("T", (A,)) * Op("inverse", (B,)),)))
    >>> str(solution.answer), solution.holds
    ('-16', True)
    """
    if any(isinstance(w, Op) and w.head == "matrix" for w in _inside(asked)):
        raise InputError("give a matrix by its name and its determinant, as in det A = 2")
    _checked(asked)
    if not any(isinstance(w, Op) and w.head == "det" and names(w) for w in _inside(asked)):
        raise InputError("ask for a determinant, as in n = 3, det A = 2: det(2 A)")
    for w in _inside(asked):
        if isinstance(w, Op) and _inverts(w):
            for name in sorted(names(w)):
                if name in known and not known[name]:
                    raise InputError(f"det {name} = 0: {name} is singular and has no inverse")
    steps: list[Step] = []
    current = asked
    size = n or 3
    for _ in range(6):
        for rule in (SCALAR, PRODUCT, POWER, INVERSE, TRANSPOSE, IDENTITY):
            after = rewritten(current, size, rule)
            if after == current:
                continue
            if rule == SCALAR and not n:
                raise InputError("a factor comes out of each row: give the size too, such as n = 3")
            why = say(rule.replace("{n}", str(n))) if "{n}" in rule else say(rule)
            claim = RuleOfDeterminants(after, left=current, size=size, rule=rule)
            steps.append(Step(why, claim, question=say(ASKED[rule])))
            current = after
    without = cancelled(current, known)
    if without != current:
        why = say("A determinant and its reciprocal cancel: it need not be known, only not be 0.")
        steps.append(Step(why, RuleOfDeterminants(without, left=current, size=size, known=tuple(known))))
    unknown = sorted(names(without) - set(known))
    if unknown:
        raise InputError(f"det {unknown[0]} is not given, and it does not cancel")
    values = {name: number(v) if isinstance(v, Fraction) else write(v) for name, v in known.items()}
    put_in = _with_values(without, values)
    try:
        value = scalar(put_in)
    except (NotExact, ZeroDivisionError, TooLarge) as error:
        raise InputError(f"{put_in} has no value that can be computed exactly") from error
    steps.append(_last(put_in, value, size, without))
    given = _given(n, known)
    return Solution(
        "determinant_rules",
        given + say("compute {w}.", w=asked),
        tuple(steps),
        write(value),
        code=_code(n, known, asked),
        checks=_checks(size, known, asked, value),
    )


def value(n: int, known: Mapping[str, Any], asked: Written) -> Any:
    """The value without steps, on explicit matrices with these determinants.

    >>> str(value(3, {"A": Fraction(2)}, Op("det", (2 * Name("A"),))))
    '16'
    """
    from tutor.exact.expressions import exact_value

    values: dict[str, Written] = {"I": matrix(identity(n))}
    for k, name in enumerate(sorted(names(asked) - {"I"})):
        det = known.get(name, Fraction(1))
        values[name] = matrix([[write(a) for a in r] for r in example(n, det, k)])
    return exact_value(substitute(asked, values))


def _with_values(w: Written, values: Mapping[str, Written]) -> Written:
    """det A replaced by its value."""
    if not isinstance(w, Op):
        return w
    if w.head == "det" and isinstance(w.args[0], Name):
        return values[w.args[0].text]
    return Op(w.head, tuple(_with_values(a, values) for a in w.args))


def _last(put_in: Written, value: Any, n: int, rules: Written) -> Step:
    why = say("Put the given determinants in: {rules}.", rules=rules) if names(rules) else say("What is left:")
    result = write(value)
    if put_in == result:
        left = Op("det", (matrix([[write(a) for a in r] for r in example(n, value, 0)]),))  # one such matrix
        return Step(why, Computed(result, left=left))
    return Step(why, PutIn(result, left=put_in, rules=rules))


def _given(n: int, known: Mapping[str, Any]) -> Text:
    parts = [Op("det", (Name(name),)).equals(write(v)) for name, v in known.items()]
    facts = Op("list", tuple(parts)) if len(parts) > 1 else parts[0] if parts else Op("list", ())
    size = say("For {n}×{n} matrices ", n=str(n)) if n else say("For square matrices of one size ")
    return size + (say("with {facts}: ", facts=facts) if parts else say(": "))


def _code(n: int, known: Mapping[str, Any], asked: Written) -> str:
    """Matrices with the given determinants, at random, and NumPy's own determinant."""
    size = n or 3
    lines = ["import numpy as np", "", "rng = np.random.default_rng(0)", "", "", "def example(det):"]
    lines += [
        f"    M = rng.normal(size=({size}, {size}))",
        "    M[0] *= det / np.linalg.det(M)          # now det M = det",
    ]
    lines += ["    return M", "", ""]
    for name in sorted(names(asked) - {"I"}):
        lines.append(f"{name} = example({numpy_source(write(known.get(name, Fraction(1))))})")
    if "I" in names(asked):
        lines.append(f"I = np.eye({size})")
    return "\n".join([*lines, "", f"answer = {_source(asked)}", "print(answer)", ""])


def _source(w: Written) -> str:
    """The expression with matrix products."""
    if not isinstance(w, Op) or is_number(w):
        return f"({numpy_source(w)})" if isinstance(w, Op) else numpy_source(w)
    if w.head == "det":
        return f"np.linalg.det({_source(w.args[0])})"
    parts = [_source(a) for a in w.args]
    match w.head:
        case "T":
            return f"{parts[0]}.T"
        case "inverse":
            return f"np.linalg.inv({parts[0]})" if not _outside(w) else f"1 / {parts[0]}"
        case "neg":
            return f"(-{parts[0]})"
        case "^":
            return (
                f"{parts[0]}**{parts[1]}"
                if _outside(w)
                else f"np.linalg.matrix_power({parts[0]}, {int(scalar(w.args[1]))})"
            )
        case "*":
            if _outside(w):
                return "(" + " * ".join(parts) + ")"
            numbers = [p for p, a in zip(parts, w.args, strict=True) if is_number(a)]
            matrices = [p for p, a in zip(parts, w.args, strict=True) if not is_number(a)]
            return "(" + " * ".join([*numbers, "(" + " @ ".join(matrices) + ")"]) + ")"
        case "/":
            return f"({parts[0]} / {parts[1]})"
    return "(" + " + ".join(parts) + ")"


def _outside(w: Written) -> bool:
    """Does a determinant stand in it, so that it is a number?"""
    return any(isinstance(x, Op) and x.head == "det" for x in _inside(w))


def _checks(n: int, known: Mapping[str, Any], asked: Written, found: Any) -> tuple[Check, ...]:
    exact = value(n, known, asked)
    return (Check(say("Explicit matrices with these determinants give the same value."), bool(exact == found)),)


def _inverts(w: Op) -> bool:
    return w.head == "inverse" or (w.head == "^" and isinstance(w.args[1], Op) and w.args[1].head == "neg")


def _inside(w: Written) -> list[Written]:
    return [w, *(x for a in w.args for x in _inside(a))] if isinstance(w, Op) else [w]
