"""Mathematics as NumPy source: what a student would type to compute it."""

from __future__ import annotations

import keyword

from tutor.written import Name, Num, Op, Written, entries, walk

_CONSTANTS = {"pi": "np.pi", "e": "np.e", "i": "1j", "inf": "np.inf"}
_FUNCTIONS = {
    "sqrt": "np.sqrt", "exp": "np.exp", "ln": "np.log", "log": "np.log", "abs": "np.abs", "sign": "np.sign",
    "floor": "np.floor", "ceil": "np.ceil", "sin": "np.sin", "cos": "np.cos", "tan": "np.tan", "arcsin": "np.arcsin",
    "arccos": "np.arccos", "arctan": "np.arctan", "sinh": "np.sinh", "cosh": "np.cosh", "tanh": "np.tanh",
    "arsinh": "np.arcsinh", "arcosh": "np.arccosh", "artanh": "np.arctanh", "det": "np.linalg.det",
    "trace": "np.trace", "norm": "np.linalg.norm", "rank": "np.linalg.matrix_rank",
}  # fmt: skip
_RECIPROCALS = {"cot": "np.tan", "sec": "np.cos", "csc": "np.sin"}
_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(1, 6)  # how tightly Python binds them


def identifier(name: str) -> str:
    """A name of mathematics as a name of Python.

    >>> identifier("lambda"), identifier("x1")
    ('lambda_', 'x1')
    """
    return f"{name}_" if keyword.iskeyword(name) or name in ("np", "math") else name


def numpy_source(w: Written) -> str:
    """The expression in NumPy; ``import numpy as np`` is assumed, and ``import math`` for `needs_math`.

    >>> x = Name("x")
    >>> numpy_source(x**2 * Op("exp", (-3 * x,)) / (x - 1))
    'x**2 * np.exp(-3 * x) / (x - 1)'

    Raises
    ------
    ValueError
        For what has no value in floats (layouts, relations, words).
    """
    return _source(w)[0]


def needs_math(*expressions: Written) -> bool:
    """Does the source of any of them use the module `math`?"""
    used = ("erf", "Phi", "!", "binomial")
    return any(isinstance(node, Op) and node.head in used for w in expressions for node in walk(w))


def _source(w: Written) -> tuple[str, int]:
    if isinstance(w, Num):
        return w.text, _ATOM
    if isinstance(w, Name):
        return identifier(w.text), _ATOM
    if not isinstance(w, Op):
        raise ValueError(f"words have no value: {w}")
    head, args = w.head, w.args
    if head in _CONSTANTS:
        return _CONSTANTS[head], _ATOM
    if head == "matrix":
        return f"np.array([{', '.join('[' + ', '.join(numpy_source(a) for a in r) + ']' for r in entries(w))}])", _ATOM
    match head:
        case "+":
            return _sum(args), _SUM
        case "neg":
            return f"-{_inside(args[0], _SIGN)}", _SIGN
        case "*":
            return " * ".join(_inside(a, _PRODUCT if i == 0 else _SIGN) for i, a in enumerate(args)), _PRODUCT
        case "/":
            return f"{_inside(args[0], _PRODUCT)} / {_inside(args[1], _SIGN)}", _PRODUCT
        case "^":
            return f"{_inside(args[0], _ATOM)}**{_inside(args[1], _SIGN)}", _POWER
        case "root":
            if args[0] == Num("3"):
                return f"np.cbrt({numpy_source(args[1])})", _ATOM
            return f"{_inside(args[1], _ATOM)}**(1 / {_inside(args[0], _SIGN)})", _POWER
        case "T" | "transpose":
            return f"{_inside(args[0], _ATOM)}.T", _ATOM
        case "inverse":
            return f"np.linalg.inv({numpy_source(args[0])})", _ATOM
        case "!":
            return f"math.factorial({numpy_source(args[0])})", _ATOM
        case "binomial":
            return f"math.comb({numpy_source(args[0])}, {numpy_source(args[1])})", _ATOM
        case "sigmoid":
            return f"1 / (1 + np.exp({_minus(args[0])}))", _PRODUCT
        case "relu":
            return f"np.maximum(0, {numpy_source(args[0])})", _ATOM
        case "erf":
            return f"np.vectorize(math.erf)({numpy_source(args[0])})", _ATOM
        case "Phi":
            return f"(1 + np.vectorize(math.erf)({_inside(args[0], _PRODUCT)} / np.sqrt(2))) / 2", _PRODUCT
    if head in _RECIPROCALS:
        return f"1 / {_RECIPROCALS[head]}({numpy_source(args[0])})", _PRODUCT
    if head in _FUNCTIONS and len(args) == 1:
        return f"{_FUNCTIONS[head]}({numpy_source(args[0])})", _ATOM
    raise ValueError(f"{head!r} cannot be written in NumPy")


def _inside(w: Written, binding: int) -> str:
    text, own = _source(w)
    return text if own >= binding else f"({text})"


def _minus(w: Written) -> str:
    if isinstance(w, Op) and w.head == "neg":
        return numpy_source(w.args[0])
    return f"-{_inside(w, _PRODUCT)}"


def _sum(args: tuple[Written, ...]) -> str:
    parts = [_inside(args[0], _PRODUCT)]
    for a in args[1:]:
        if isinstance(a, Op) and a.head == "neg":
            parts.append(f"- {_inside(a.args[0], _PRODUCT)}")
        else:
            parts.append(f"+ {_inside(a, _PRODUCT)}")
    return " ".join(parts)
