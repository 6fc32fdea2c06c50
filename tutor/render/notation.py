"""What every format shares: how names are split, which products show a dot, where brackets stand.

Nothing here knows a markup language; the emitters ask these questions so that all formats show the same notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tutor.written import (
    BLOCKS,
    FUNCTIONS,
    ONE,
    RELATIONS,
    Name,
    Num,
    Op,
    Words,
    Written,
    bracketed,
    names,
    precedence,
    walk,
)

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
LETTERS = {letter: word for word, letter in GREEK.items()}

RELATION_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "≈": "≈", "in": "∈"}
CONSTANT_SIGNS = {"pi": "π", "e": "e", "i": "i", "inf": "∞", "empty": "∅"}
SETS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}
FUNCTION_NAMES = {"sigmoid": "σ", "relu": "ReLU", "trace": "tr"}  # the others are called what they are typed
FENCES = {"abs": ("|", "|"), "norm": ("‖", "‖"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}
POWERED = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"))  # sin²(x) is written so

_FENCED = frozenset(("abs", "floor", "ceil", "norm"))  # signs of their own stand around the argument
_SHORT_EXPONENT = 12  # nodes of u up to which exp(u) is written as a power of e
_OPEN_BASES = frozenset(("T", "transpose", "inverse", "!", "prime", "at", "d", "partial", "sum", "integral", "in"))
_OPEN_BASES |= frozenset(("antiderivative", "grad", "dot", "not", "binomial"))
_PROBABILITIES = frozenset(("P", "E", "Var", "given"))


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name in pieces: its letter or word, and its subscript.

    >>> symbol("x12")
    Symbol(base='x', sub='12')
    >>> symbol("w_out"), symbol("lambda")
    (Symbol(base='w', sub='out'), Symbol(base='λ', sub=''))
    """

    base: str
    sub: str


def symbol(name: str) -> Symbol:
    """Split a name as it is typed."""
    base, _, sub = name.partition("_")
    if not sub and (found := re.fullmatch(r"([^\W\d]+)(\d+)", base)):
        base, sub = found.groups()
    if not base:
        return Symbol(name, "")
    return Symbol(GREEK.get(base, base), GREEK.get(sub, sub))


WIDE = "\u2003"  # the space between the items of a list of equations
LARGEST = 12  # rows or columns of a matrix that is shown whole


def kept(count: int) -> list[int | None]:
    """The rows or columns of a large matrix that are shown; None stands for the dots between them.

    >>> kept(3), kept(100)
    ([0, 1, 2], [0, 1, 2, 3, 4, 5, None, 97, 98, 99])
    """
    if count <= LARGEST:
        return list(range(count))
    return [*range(6), None, *range(count - 3, count)]


def is_op(w: Written, *heads: str) -> bool:
    """Is it an operation with one of these heads?"""
    return isinstance(w, Op) and w.head in heads


def is_constant(w: Written) -> bool:
    """Has it no variables and no words?"""
    return not names(w) and not any(isinstance(n, Words) for n in walk(w))


def number_of(w: Written) -> Fraction:
    """The value of a number as it is written: literal, minus, fraction.

    >>> number_of(Op("neg", (Num("3") / 2,)))
    Fraction(-3, 2)
    """
    if isinstance(w, Num):
        return w.fraction
    if isinstance(w, Op) and w.head == "neg":
        return -number_of(w.args[0])
    if isinstance(w, Op) and w.head == "/":
        return number_of(w.args[0]) / number_of(w.args[1])
    raise ValueError(f"a number is expected here, not {w}")


def power_of_e(w: Op) -> bool:
    """Is this ``exp(u)`` written as a power of e? Only if u is short and has no layout in it."""
    nodes = list(walk(w.args[0]))
    return len(nodes) <= _SHORT_EXPONENT and not any(
        is_op(n, "matrix", "augmented", "integral", "antiderivative", "sum", "cases", "exp", *BLOCKS) for n in nodes
    )


def leads_with_minus(w: Written, *, flat: bool) -> bool:
    """Does it begin with a minus sign that no bracket hides?"""
    if not isinstance(w, Op):
        return False
    if w.head == "neg":
        return True
    inside = w.head == "*" or (w.head == "/" and flat)
    hidden = inside and needs_brackets(w.args[0], w.head, 0, len(w.args), flat=flat)
    return inside and not hidden and leads_with_minus(w.args[0], flat=flat)


def needs_brackets(child: Written, parent: str, index: int, count: int, *, flat: bool) -> bool:
    """Must argument `index` of `count` stand in brackets? The rules of `tutor.written.bracketed` and those of print.

    >>> needs_brackets(Op("T", (Name("A"),)), "^", 0, 2, flat=False)
    True
    """
    head = child.head if isinstance(child, Op) else ""
    if parent == "*" and index == 0 and head == "neg":
        return False  # −2x is printed so; what stands before it asks `leads_with_minus`
    if bracketed(child, parent, index, flat=flat):
        return True
    loose = precedence(child) <= 1 or head in ("in", "not")
    match parent:
        case "+" | "neg":
            last = index == count - 1
            return loose or (index > 0 and leads_with_minus(child, flat=flat)) or (head == "sum" and not last) or (
                parent == "neg" and leads_with_minus(child, flat=flat)
            )  # fmt: skip
        case "*" | "dot":
            open_right = (head in ("sum", "d", "partial") or (flat and head == "/")) and index < count - 1
            return loose or open_right or (parent == "dot" and (head in ("+", "dot") or (head == "neg" and index > 0)))
        case "^" | "!" | "T" | "inverse" | "transpose":
            if parent == "^" and index == 1:
                return False
            if parent == "transpose":
                return bracketed(child, "T", 0, flat=flat) or head in _OPEN_BASES
            if head == "exp":
                return isinstance(child, Op) and power_of_e(child)
            return head in _OPEN_BASES or head in ("sqrt", "root") or (parent == "^" and head in FUNCTIONS - _FENCED)
        case "/":
            return flat and (loose or head in ("sum", "d", "partial", "integral", "antiderivative", "dot"))
        case "and" | "or":
            return head in ("and", "or") and head != parent
        case "not":
            return head in ("and", "or", "given")
        case "d" | "partial":
            return not isinstance(child, Name | Num) and not is_application(child)
        case "integral" | "antiderivative" | "sum" | "grad":
            return head in ("+", "neg") or (parent == "grad" and head in ("*", "/")) or loose
        case "at":
            return precedence(child) <= 3 or (flat and precedence(child) <= 4)
    return False


def joint(left: Written, right: Written, *, right_brackets: bool, left_brackets: bool, flat: bool) -> str:
    """What stands between two factors: ``"·"``, a space, or nothing.

    >>> x = Name("x")
    >>> joint(Num("2"), x, left_brackets=False, right_brackets=False, flat=True)
    ''
    >>> joint(Num("2"), Num("3"), left_brackets=False, right_brackets=False, flat=True)
    '·'
    """
    if isinstance(left, Op) and left.head == "neg" and not left_brackets:
        left = left.args[0]
    first, hidden = _first(right, right_brackets, flat=flat)
    if hidden:
        if flat and not left_brackets and is_op(left, "sqrt", "root"):
            return "·"  # √x·(x + 1): the root ends before the bracket
        if is_constant(right) and not is_op(first, "matrix"):
            return "·"
        called = isinstance(left, Name) and not left_brackets and (symbol(left.text).base in "fghpPEFT")
        return "·" if called or _is_word(left) else ""
    if isinstance(first, Num) or is_op(right, "/") or _is_word(left) or _is_word(first):
        return "·"
    if flat and not left_brackets and is_op(left, "/", "sqrt", "root"):
        return "·"
    if is_op(left, *_PROBABILITIES) and is_op(first, *_PROBABILITIES):
        return "·"
    if isinstance(left, Num) and is_op(first, "e", "exp") and is_constant(right):
        return "·"  # 1·e³, never 1e³
    tight = left_brackets or isinstance(left, Name | Num) or is_op(left, "^", "pi", "e", "i")
    if tight and (isinstance(first, Name) or is_op(first, "pi", "e", "i", "sqrt", "exp", "abs", "root")):
        return ""
    if is_op(left, "*", "/") or (isinstance(first, Op) and first.head == "^"):
        return "" if tight else " "
    return " "


def _first(w: Written, brackets: bool, *, flat: bool) -> tuple[Written, bool]:
    """The first thing printed of a factor, and whether a bracket opens before it."""
    while (
        not brackets and isinstance(w, Op) and (w.head in ("^", "!", "*", "T", "inverse") or (w.head == "/" and flat))
    ):
        brackets = needs_brackets(w.args[0], w.head, 0, len(w.args), flat=flat)
        w = w.args[0]
    return w, brackets


def _is_word(w: Written) -> bool:
    return isinstance(w, Words) or (isinstance(w, Name) and len(symbol(w.text).base) > 1)


def is_application(w: Written) -> bool:
    """Is it a function of something in brackets?"""
    return isinstance(w, Op) and (w.head in FUNCTIONS or w.head in ("call", "P", "E", "Var", "prime", "matrix"))


def signed_terms(w: Written) -> list[tuple[bool, Written]]:
    """The terms of a sum, each with 'is it subtracted?'.

    >>> [(minus, str(t)) for minus, t in signed_terms(Name("x") - 3)]
    [(False, 'x'), (True, '3')]
    """
    terms = w.args if isinstance(w, Op) and w.head == "+" else (w,)
    return [(True, t.args[0]) if isinstance(t, Op) and t.head == "neg" else (False, t) for t in terms]


def columns(equations: tuple[Written, ...]) -> list[str] | None:
    """The variables of a linear system in their common order, or None if the equations are not lined up so.

    >>> x, y = Name("x"), Name("y")
    >>> columns(((x + y).equals(3), (2 * y).equals(1)))
    ['x', 'y']
    """
    found: list[list[str]] = []
    for e in equations:
        if not isinstance(e, Op) or e.head not in RELATIONS:
            return None
        row = [_variable(t) for _, t in signed_terms(e.args[0])]
        if e.args[0] == Num("0"):
            row = []
        if any(v is None for v in row) or len(set(row)) < len(row):
            return None
        found.append([v for v in row if v is not None])
    order = sorted({v for row in found for v in row}, key=_natural)
    return order if all(row == [v for v in order if v in row] for row in found) else None


def _variable(term: Written) -> str | None:
    if isinstance(term, Name):
        return term.text
    if isinstance(term, Op) and term.head == "*" and len(term.args) == 2 and isinstance(term.args[1], Name):
        return term.args[1].text if not is_op(term.args[0], "*") else None
    return None


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.split(r"(\d+)", name) if p]


def row_operation(w: Op) -> tuple[Written, str, Written]:
    """Left side, arrow and right side of ``rowswap``, ``rowscale``, ``rowadd``."""

    def row(n: Written) -> Name:
        return Name(f"R_{n}")

    if w.head == "rowswap":
        return row(w.args[0]), "↔", row(w.args[1])
    if w.head == "rowscale":
        return row(w.args[0]), "←", _multiple(w.args[1], row(w.args[0]))
    i, j, factor = w.args
    return row(i), "←", Op("+", (row(i), _multiple(factor, row(j))))


def _multiple(factor: Written, row: Name) -> Written:
    if isinstance(factor, Op) and factor.head == "neg":
        return Op("neg", (_multiple(factor.args[0], row),))
    return row if factor == ONE else Op("*", (factor, row))
