"""The value of a `Written` in floats, in 30 digits, or exactly: our own evaluator, independent of SymPy.

One walk over the tree serves every kind of number; what differs is an `Arithmetic`.

=============  ==========================================  ==================================================
arithmetic     numbers                                     used for
=============  ==========================================  ==================================================
`arrays()`     NumPy floats or complex, vectorised         the numeric road, complex-step derivatives
`precise()`    mpmath, 30 digits and more                  sampling: are two expressions equal?
`EXACT`        `Fraction`                                  deciding rational numbers and matrices
=============  ==========================================  ==================================================

A matrix becomes a two-dimensional NumPy array (of objects, unless floats are used); a product of two of them
is the matrix product.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from tutor.errors import TooLarge
from tutor.written import MAX_BITS, Name, Num, Op, Written, entries, power_bits


class NotExact(ValueError):
    """The expression is no rational number (a surd, a logarithm), or has no value at all."""


@dataclass(frozen=True)
class Arithmetic:
    """How one kind of number computes: literals, constants, functions of one argument, powers."""

    number: Callable[[Fraction], Any]
    constants: Mapping[str, Any]
    functions: Mapping[str, Callable[[Any], Any]]
    power: Callable[[Any, Any], Any]
    objects: bool = True  # matrices are arrays of objects, not of floats
    literals: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # values of literals, remembered

    def literal(self, w: Num) -> Any:
        """The value of a literal, remembered for the next time it occurs."""
        if len(self.literals) > 4096:
            self.literals.clear()
        value = self.literals[w.text] = self.number(w.fraction)
        return value


def evaluate(w: Written, values: Mapping[str, Any], arithmetic: Arithmetic) -> Any:
    """The value of `w` where names have the given values.

    Parameters
    ----------
    values : mapping from names to numbers of the arithmetic, or to arrays of them (with `arrays()`)

    Raises
    ------
    NotExact
        With `EXACT`, when the value is not rational.
    KeyError
        For a name without a value.
    TooLarge
        When a power would be too large.

    Examples
    --------
    >>> evaluate(Num("2") / Num("4") + Name("x"), {"x": Fraction(1)}, EXACT)
    Fraction(3, 2)
    """
    if type(w) is Num:
        known = arithmetic.literals.get(w.text)
        return arithmetic.literal(w) if known is None else known
    if type(w) is Name:
        return values[w.text]
    if type(w) is not Op:
        raise NotExact(f"no value: {w}")
    head, args = w.head, w.args
    if head == "+":
        total = evaluate(args[0], values, arithmetic)
        for a in args[1:]:
            total = total + evaluate(a, values, arithmetic)
        return total
    if head == "*":
        product = evaluate(args[0], values, arithmetic)
        for a in args[1:]:
            factor = evaluate(a, values, arithmetic)
            product = product @ factor if _is_matrix(product) and _is_matrix(factor) else product * factor
        return product
    if head == "neg":
        return -evaluate(args[0], values, arithmetic)
    if head == "^":
        return _power(evaluate(args[0], values, arithmetic), evaluate(args[1], values, arithmetic), arithmetic)
    if head == "/":
        top, bottom = evaluate(args[0], values, arithmetic), evaluate(args[1], values, arithmetic)
        if arithmetic.objects and not bottom:
            raise NotExact("division by zero")
        if type(bottom) is float and not bottom:
            return math.nan
        return top / bottom
    function = arithmetic.functions.get(head)
    if function is not None:
        return function(evaluate(args[0], values, arithmetic))
    if head in arithmetic.constants:
        return arithmetic.constants[head]
    return _rarer(w, values, arithmetic)


def _rarer(w: Op, values: Mapping[str, Any], arithmetic: Arithmetic) -> Any:
    if w.head in ("matrix", "augmented"):
        import numpy as np

        rows = [[evaluate(a, values, arithmetic) for a in row] for row in entries(w)]
        return np.array(rows, dtype=object if arithmetic.objects else None)
    if w.head not in ("root", "T", "transpose", "!", "binomial"):
        raise NotExact(f"{w.head!r} cannot be evaluated")
    args = [evaluate(a, values, arithmetic) for a in w.args]
    match w.head:
        case "root":
            return arithmetic.power(args[1], 1 / args[0])
        case "!":
            return arithmetic.number(Fraction(math.factorial(_small(args[0]))))
        case "binomial":
            return arithmetic.number(Fraction(math.comb(_small(args[0]), _small(args[1]))))
    if not hasattr(args[0], "T"):
        raise NotExact("only a matrix is transposed")
    return args[0].T


def _is_matrix(value: Any) -> bool:
    return getattr(value, "ndim", 0) == 2


def _small(n: Any) -> int:
    if hasattr(n, "rational"):  # a number of the field of square roots
        n = n.rational()
    try:
        whole = int(n)
    except OverflowError as error:  # infinity
        raise TooLarge("a number is too large for a factorial or a binomial coefficient") from error
    if whole != n or whole < 0:
        raise NotExact("factorials and binomials need whole numbers that are not negative")
    if whole > 5000:
        raise TooLarge(f"{whole} is too large for a factorial or a binomial coefficient")
    return whole


def _power(base: Any, exponent: Any, arithmetic: Arithmetic) -> Any:
    if _is_matrix(base):
        import numpy as np

        return np.linalg.matrix_power(base, int(exponent))
    return arithmetic.power(base, exponent)


# ---------------------------------------------------------------- exact


def _exact_power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1:
        if base == 0 and exponent <= 0:
            raise NotExact("0 to a power that is not positive")
        if abs(base) not in (0, 1) and power_bits(base, int(exponent)) > MAX_BITS:
            raise TooLarge(f"the power {base}^{exponent} is too large to compute")
        return Fraction(base ** int(exponent))
    if exponent.denominator == 2 and base >= 0:
        return _exact_power(_exact_sqrt(base), exponent * 2)
    raise NotExact(f"{base}^{exponent} is not a rational number, or not one that can be told at once")


def _exact_sqrt(q: Fraction) -> Fraction:
    if q < 0:
        raise NotExact("the root of a negative number")
    top, bottom = math.isqrt(q.numerator), math.isqrt(q.denominator)
    if top * top != q.numerator or bottom * bottom != q.denominator:
        raise NotExact(f"the root of {q} is not rational")
    return Fraction(top, bottom)


def _exact_at(point: int, result: int) -> Callable[[Fraction], Fraction]:
    def function(q: Fraction) -> Fraction:
        if q != point:
            raise NotExact("not a rational number")
        return Fraction(result)

    return function


EXACT = Arithmetic(
    number=lambda q: q,
    constants={},
    functions={
        "sqrt": _exact_sqrt,
        "abs": abs,
        "exp": _exact_at(0, 1),
        "ln": _exact_at(1, 0),
        "sin": _exact_at(0, 0),
        "cos": _exact_at(0, 1),
        "tan": _exact_at(0, 0),
        "relu": lambda q: max(q, Fraction(0)),
        "sign": lambda q: Fraction((q > 0) - (q < 0)),
        "floor": lambda q: Fraction(math.floor(q)),
        "ceil": lambda q: Fraction(math.ceil(q)),
    },
    power=_exact_power,
)


# ---------------------------------------------------------------- floats


@cache
def arrays() -> Arithmetic:
    """NumPy floats or complex numbers, one or many at a time; outside the domain the value is nan.

    On complex input the functions are the analytic continuations that the complex-step derivative needs
    (``abs`` is ``±z`` by the sign of the real part), so derivatives come out to the last digit.
    """
    import numpy as np

    def along_real(f: Callable[[Any], Any], g: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda z: g(z) if np.iscomplexobj(z) else f(z)

    def number(q: Fraction) -> float:
        try:
            return float(q)
        except OverflowError:
            return math.inf if q > 0 else -math.inf

    def power(base: Any, exponent: Any) -> Any:
        if isinstance(exponent, np.ndarray | complex | np.complexfloating) or not math.isfinite(exponent):
            return np.power(base, exponent)
        if exponent != int(exponent):
            return np.power(base, exponent)
        try:
            return base ** int(exponent)
        except (OverflowError, ZeroDivisionError):
            return math.nan

    def erf(z: Any) -> Any:
        return np.vectorize(_erf, otypes=[complex if np.iscomplexobj(z) else float])(z)

    def relu(z: Any) -> Any:
        return np.where(np.real(z) > 0, z, 0 * z)

    functions: dict[str, Callable[[Any], Any]] = {
        "sqrt": np.sqrt, "exp": np.exp, "ln": np.log, "log": np.log, "sin": np.sin, "cos": np.cos, "tan": np.tan,
        "cot": lambda z: 1 / np.tan(z), "sec": lambda z: 1 / np.cos(z), "csc": lambda z: 1 / np.sin(z),
        "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan, "sinh": np.sinh, "cosh": np.cosh,
        "tanh": np.tanh, "arsinh": np.arcsinh, "arcosh": np.arccosh, "artanh": np.arctanh,
        "abs": along_real(np.abs, lambda z: np.where(np.real(z) < 0, -z, z)),
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "relu": relu, "sign": along_real(np.sign, lambda z: np.sign(np.real(z)) + 0 * z),
        "floor": lambda z: np.floor(np.real(z)), "ceil": lambda z: np.ceil(np.real(z)), "erf": erf,
        "Phi": lambda z: (1 + erf(z / math.sqrt(2))) / 2,
    }  # fmt: skip
    return Arithmetic(number, {"pi": math.pi, "e": math.e, "i": 1j, "inf": math.inf}, functions, power, objects=False)


def _erf(z: Any) -> Any:
    if isinstance(z, complex):  # erf(x + iy) for the tiny y of a complex step
        return complex(math.erf(z.real), 2 / math.sqrt(math.pi) * math.exp(-z.real * z.real) * z.imag)
    return math.erf(z)


def function_of(w: Written, variables: Sequence[str]) -> Callable[..., Any]:
    """A Python function of the variables in this order, over floats, complex numbers and arrays of them.

    >>> function_of(Name("x") ** 2, ["x"])(3.0)
    9.0
    """
    arithmetic = arrays()

    def f(*values: Any) -> Any:
        import numpy as np

        with np.errstate(all="ignore"):
            return evaluate(w, dict(zip(variables, values, strict=True)), arithmetic)

    return f


# ---------------------------------------------------------------- 30 digits


def _below(f: Callable[[Any], Any], part: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def function(z: Any) -> Any:
        if MAX_BITS < abs(part(z)) < math.inf:
            raise TooLarge("the argument of an exponential is too large")
        return f(z)

    return function


@cache
def precise(digits: int = 40) -> Arithmetic:
    """mpmath numbers of that many digits in a context of their own (no global precision is touched)."""
    import mpmath

    mp = mpmath.MPContext()
    mp.dps = digits

    def power(base: Any, exponent: Any) -> Any:
        if base != 0 and abs(exponent) * (abs(mp.mag(base)) + 1) > MAX_BITS:
            raise TooLarge("a power is too large to compute")
        if base == 0 and mp.re(exponent) <= 0:
            raise NotExact("0 to a power that is not positive")
        if exponent == int(mp.re(exponent)):
            return base ** int(mp.re(exponent))
        return mp.power(base, exponent)

    def exp(z: Any) -> Any:
        if abs(mp.re(z)) > MAX_BITS:
            raise TooLarge("an exponential is too large to compute")
        return mp.exp(z)

    tiny = mp.mpf(10) ** -15

    def beside(z: Any) -> bool:  # a complex step off the real line, where abs and sign continue their real branch
        return bool(0 < abs(mp.im(z)) <= tiny)

    def absolute(z: Any) -> Any:
        return (z if mp.re(z) > 0 else -z) if beside(z) else abs(z)

    def sign(z: Any) -> Any:
        return mp.sign(mp.re(z) if beside(z) else z)

    functions = {
        "sqrt": mp.sqrt, "exp": exp, "ln": mp.ln, "log": mp.ln, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
        "cot": mp.cot, "sec": mp.sec, "csc": mp.csc, "arcsin": mp.asin, "arccos": mp.acos, "arctan": mp.atan,
        "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "arsinh": mp.asinh, "arcosh": mp.acosh,
        "artanh": mp.atanh, "abs": absolute, "sigmoid": lambda z: 1 / (1 + exp(-z)), "sign": sign,
        "relu": lambda z: z if mp.re(z) > 0 else mp.mpf(0), "floor": mp.floor, "ceil": mp.ceil, "erf": mp.erf,
        "Phi": mp.ncdf,
    }  # fmt: skip

    def bounded(f: Callable[[Any], Any]) -> Callable[[Any], Any]:  # sin(10^100000) would need π to 100,000 digits
        def function(z: Any) -> Any:
            if z and not mp.isinf(z) and mp.mag(z) > 2_000:
                raise TooLarge("the argument of a function is too large")
            return f(z)

        return function

    free = ("sqrt", "ln", "log", "abs", "sign", "relu", "floor", "ceil")
    functions |= {name: bounded(f) for name, f in functions.items() if name not in free}
    functions |= {name: _below(functions[name], mp.re) for name in ("sinh", "cosh", "tanh", "erf", "Phi")}
    return Arithmetic(
        number=lambda q: mp.mpf(q.numerator) / q.denominator,
        constants={"pi": +mp.pi, "e": mp.e + 0, "i": mp.mpc(0, 1), "inf": mp.inf},
        functions=functions,
        power=power,
    )
