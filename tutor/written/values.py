"""Between `Written` and SymPy: values under limits, and SymPy's results in a teacher's order of terms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tutor.errors import TooLarge
from tutor.written.heads import CONSTANTS, FUNCTIONS
from tutor.written.making import entries
from tutor.written.nodes import INF, ONE, PI, E, Name, Num, Op, Written, matrix, number

MAX_BITS = 100_000  # of any integer that a power or a factorial may make

_SYMPY_HEADS = {
    "log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "Abs": "abs",
}  # fmt: skip


def from_sympy(e: Any) -> Written:
    import sympy as sp

    if isinstance(e, sp.MatrixBase):
        return matrix(e.tolist())
    if isinstance(e, sp.Rational):
        return number(Fraction(int(e.p), int(e.q)))
    if isinstance(e, sp.Symbol):
        return Name(e.name)
    constants = {sp.pi: PI, sp.E: E, sp.I: Op("i"), sp.oo: INF, sp.S.EmptySet: Op("empty")}
    if e in constants:
        return constants[e]
    if isinstance(e, sp.Add):
        return Op("+", tuple(from_sympy(t) for t in e.as_ordered_terms()))
    if isinstance(e, sp.Mul):
        if e.could_extract_minus_sign():
            return Op("neg", (from_sympy(-e),))
        top, bottom = e.as_numer_denom()
        if bottom != 1:
            return Op("/", (from_sympy(top), from_sympy(bottom)))
        return Op("*", tuple(from_sympy(f) for f in e.as_ordered_factors()))
    if isinstance(e, sp.exp):
        return Op("exp", (from_sympy(e.exp),))
    if isinstance(e, sp.Pow):
        if e.exp == sp.Rational(1, 2):
            return Op("sqrt", (from_sympy(e.base),))
        if e.exp.is_Rational and e.exp < 0:
            return Op("/", (ONE, from_sympy(e.base**-e.exp)))
        return Op("^", (from_sympy(e.base), from_sympy(e.exp)))
    if isinstance(e, sp.Equality):
        return Op("=", (from_sympy(e.lhs), from_sympy(e.rhs)))
    head = type(e).__name__
    head = _SYMPY_HEADS.get(head, head)
    if head in FUNCTIONS and len(e.args) == 1:
        return Op(head, (from_sympy(e.args[0]),))
    raise ValueError(f"no way to write {e!r} down")


def value(w: Written, symbols: dict[str, Any] | None = None) -> Any:
    """SymPy's object for `w`; names become real symbols unless `symbols` says otherwise.

    Raises
    ------
    TooLarge
        When a power or a factorial would have more than `MAX_BITS` bits.
    ValueError
        For heads that have no value (layouts, words).
    """
    import sympy as sp

    if isinstance(w, Num):
        return sp.Rational(w.text)
    if isinstance(w, Name):
        known = symbols or {}
        return known[w.text] if w.text in known else sp.Symbol(w.text, real=True)
    if not isinstance(w, Op):
        raise ValueError(f"words have no value: {w}")
    head = w.head
    if head in ("matrix", "augmented"):
        return sp.ImmutableMatrix([[value(a, symbols) for a in r] for r in entries(w)])
    args = [value(a, symbols) for a in w.args]
    match head:
        case "+":
            return sum(args[1:], args[0])
        case "*":
            product = args[0]
            for a in args[1:]:
                product = product * a
            return product
        case "neg":
            return -args[0]
        case "/":
            return args[0] / args[1]
        case "^":
            _guard_power(args[0], args[1])
            return args[0] ** args[1]
        case "!":
            if args[0].is_Integer and args[0] > 5000:
                raise TooLarge(f"{w} has too many digits")
            return sp.factorial(args[0])
        case "binomial":
            if any(a.is_Integer and abs(a) > 5000 for a in args):
                raise TooLarge(f"{w} is too large")
            return sp.binomial(*args)
        case "root":
            return sp.root(args[1], args[0])
        case "T" | "transpose":
            return args[0].T
        case "inverse":
            return args[0].inv()
        case "log":
            return sp.log(args[0])
        case "sigmoid":
            return 1 / (1 + sp.exp(-args[0]))
        case "relu":
            return sp.Max(0, args[0])
        case "Phi":
            return (1 + sp.erf(args[0] / sp.sqrt(2))) / 2
        case "=":
            return sp.Eq(*args)
    if head in CONSTANTS:
        return {"pi": sp.pi, "e": sp.E, "i": sp.I, "inf": sp.oo, "empty": sp.S.EmptySet}[head]
    if head in FUNCTIONS and len(args) == 1:
        back = {short: long for long, short in _SYMPY_HEADS.items()}
        function = getattr(sp, back.get(head, head), None)
        if function is not None:
            return function(args[0])
    raise ValueError(f"{head!r} has no value")


def power_bits(base: Fraction, exponent: int) -> int:
    """An upper bound for the bits of ``base ** exponent``."""
    return max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent)


def _guard_power(base: Any, exponent: Any) -> None:
    if base.is_Rational and exponent.is_Rational:
        size = power_bits(Fraction(int(base.p), int(base.q)), max(abs(int(exponent.p)), int(exponent.q)))
        if size > MAX_BITS and abs(base) not in (0, 1):
            raise TooLarge(f"a power with about {size} binary digits is too large to compute")
    elif exponent.is_Rational and abs(exponent) > 1000:
        raise TooLarge(f"the exponent {exponent} is too large")
