"""The words of mathematics as people type them: functions, constants, Greek letters, phrases for 'no solution'."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from fractions import Fraction

from tutor.reading.normalise import GREEK
from tutor.written import FUNCTIONS, Op, Words, Written, number

FUNCTION_WORDS: dict[str, str] = {f: f for f in sorted(FUNCTIONS)} | {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "arctg": "arctan", "tg": "tan", "ctg": "cot", "cotan": "cot",
    "cosec": "csc", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "arcsinh": "arsinh", "arccosh": "arcosh",
    "arctanh": "artanh", "sgn": "sign", "tr": "trace", "ReLU": "relu", "Det": "det", "Sqrt": "sqrt", "Sin": "sin",
    "Cos": "cos", "Tan": "tan", "Ln": "ln", "Log": "log", "Exp": "exp", "LN": "ln", "SQRT": "sqrt", "SIN": "sin",
    "COS": "cos", "TAN": "tan", "EXP": "exp", "logistic": "sigmoid", "rk": "rank", "inv": "inverse",
    "inverse": "inverse", "cbrt": "cbrt", "root": "root", "binomial": "binomial", "binom": "binomial",
    "ceiling": "ceil", "max": "max", "min": "min", "diag": "diag", "eye": "eye", "array": "array",
    "identity": "eye", "asarray": "array", "matrix": "array", "Matrix": "array",
    "nCr": "binomial", "ncr": "binomial", "choose": "binomial", "span": "span", "union": "union",
}  # fmt: skip
# several arguments: never without brackets
BRACKETS_ONLY = frozenset(("root", "binomial", "span", "union", "max", "min", "diag", "eye", "array"))
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


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER_WORDS: dict[str, int | Fraction] = {
    **{w: n for n, w in enumerate(_ONES)},
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "one hundred": 100, "one half": Fraction(1, 2), "half": Fraction(1, 2), "a half": Fraction(1, 2),
    "one third": Fraction(1, 3), "one quarter": Fraction(1, 4), "one fourth": Fraction(1, 4),
}  # fmt: skip


def phrase(text: str, names: Collection[str]) -> Written | None:
    """What a whole answer in words says, or None."""
    if len(text) > 60:
        return None
    words = " ".join(text.strip().removeprefix("\\text{").split())
    if text.lstrip().startswith("\\text{"):
        words = words.removesuffix("}").rstrip()
    if words in names:
        return None
    said = words.rstrip(".!").lower()
    if said in NUMBER_WORDS:
        return number(NUMBER_WORDS[said])
    return PHRASES.get(said)


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
