"""The words of mathematics as people type them: functions, constants, Greek letters, phrases for 'no solution'."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from tutor.reading.normalise import GREEK
from tutor.written import FUNCTIONS, Op, Words, Written

FUNCTION_WORDS: dict[str, str] = {f: f for f in sorted(FUNCTIONS)} | {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "arctg": "arctan", "tg": "tan", "ctg": "cot", "cotan": "cot",
    "cosec": "csc", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "arcsinh": "arsinh", "arccosh": "arcosh",
    "arctanh": "artanh", "sgn": "sign", "tr": "trace", "ReLU": "relu", "Det": "det", "Sqrt": "sqrt", "Sin": "sin",
    "Cos": "cos", "Tan": "tan", "Ln": "ln", "Log": "log", "Exp": "exp", "LN": "ln", "SQRT": "sqrt", "SIN": "sin",
    "COS": "cos", "TAN": "tan", "EXP": "exp", "logistic": "sigmoid", "rk": "rank", "inv": "inverse",
    "inverse": "inverse", "cbrt": "cbrt", "root": "root", "binomial": "binomial", "binom": "binomial",
    "nCr": "binomial", "ncr": "binomial", "choose": "binomial", "span": "span", "union": "union",
}  # fmt: skip
BRACKETS_ONLY = frozenset(("root", "binomial", "span", "union"))  # several arguments: never without brackets
INVERSES = {
    "sin": "arcsin", "cos": "arccos", "tan": "arctan", "sinh": "arsinh", "cosh": "arcosh", "tanh": "artanh",
}  # fmt: skip
CONSTANT_WORDS = {
    "e": "e", "i": "i", "pi": "pi", "Pi": "pi", "PI": "pi", "inf": "inf", "oo": "inf", "infinity": "inf",
    "Infinity": "inf", "infty": "inf", "Inf": "inf", "empty": "empty", "emptyset": "empty",
}  # fmt: skip
KEYWORDS = {"and": "and", "or": "or", "not": "not", "in": "∈", "AND": "and", "OR": "or", "NOT": "not"}
DISTRIBUTIONS = frozenset(
    ("N", "B", "U", "Po", "HG", "NB", "Normal", "Bin", "Binom", "Binomial", "Ber", "Bern", "Bernoulli", "Poi", "Pois",
     "Poisson", "Geo", "Geom", "Geometric", "Exponential", "Expo", "Unif", "Uniform", "Beta", "Gamma", "Hyp", "NegBin",
     "Hypergeometric", "Multinomial", "Cat", "Categorical", "Laplace", "Student")
)  # fmt: skip
NUMBER_SETS = frozenset(("R", "Z", "N", "Q", "C", "reals", "integers"))
FREE_WORDS = frozenset(("free", "arbitrary", "real", "any"))
GREEK_WORDS = frozenset(GREEK.values()) - {"pi", "Pi"} | {"varphi", "vartheta", "varepsilon"}

_EMPTY = (
    "no solution", "no solutions", "none", "inconsistent", "dne", "does not exist", "do not exist", "empty",
    "empty set", "the empty set", "no solution exists", "no solutions exist", "there is no solution",
    "there are no solutions", "no real solution", "no real solutions", "undefined", "it does not exist", "n/a",
    "the system is inconsistent", "the system has no solution", "no sol", "impossible", "no answer", "nothing",
    "{}", "\\emptyset", "\\varnothing",
)  # fmt: skip
_MANY = (
    "infinitely many", "infinitely many solutions", "infinite solutions", "infinite many solutions",
    "infinite number of solutions", "there are infinitely many solutions", "an infinite number of solutions",
)  # fmt: skip
PHRASES: dict[str, Written] = dict.fromkeys(_EMPTY, Op("empty")) | dict.fromkeys(_MANY, Words("infinitely many"))


def phrase(text: str, names: Collection[str]) -> Written | None:
    """What a whole answer in words says, or None."""
    if len(text) > 60:
        return None
    words = " ".join(text.strip().removeprefix("\\text{").split())
    if text.lstrip().startswith("\\text{"):
        words = words.removesuffix("}").rstrip()
    found = PHRASES.get(words.rstrip(".!").lower())
    return None if found is None or words in names else found


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest to `word`, or "".

    >>> suggest("sinn", ["cos", "sin", "tan"])
    'sin'
    >>> suggest("X", ["x", "y"])
    'x'
    """
    ordered = sorted(set(known))
    if word.swapcase() in ordered:
        return word.swapcase()
    if len(word) < 2:
        return ""
    folded = {k.lower(): k for k in reversed(ordered)}
    near = difflib.get_close_matches(word.lower()[:40], list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def split(word: str, known: Collection[str]) -> list[str] | None:
    """The word as known words in a row, in as few pieces as possible (the longer first), or None.

    >>> split("xsiny", ("x", "y", "sin"))
    ['x', 'sin', 'y']
    """
    longest = max(map(len, known), default=0)
    best: list[list[str] | None] = [None] * len(word) + [[]]
    for i in range(len(word) - 1, -1, -1):
        for n in range(min(longest, len(word) - i), 0, -1):
            rest = best[i + n]
            if rest is None or word[i : i + n] not in known:
                continue
            here = best[i]
            if here is None or len(rest) + 1 < len(here):
                best[i] = [word[i : i + n], *rest]
    return best[0]
