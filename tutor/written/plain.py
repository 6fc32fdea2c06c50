"""An expression as it is typed, and where brackets must stand; all emitters share the second."""

from __future__ import annotations

from tutor.written.heads import CONSTANTS, RELATIONS
from tutor.written.making import entries
from tutor.written.nodes import Name, Num, Op, Words, Written

_PRECEDENCE = {
    "given": -2,
    "or": -1,
    "and": 0,
    "in": 1,
    "union": 1,
    "+": 3,
    "neg": 3,
    "*": 4,
    "/": 4,
    "^": 6,
    "!": 7,
    "T": 7,
    "inverse": 7,
}

_JOINED = {
    "cases": "; ",
    "parts": "; ",
    "pairs": "; ",
    "pair": ": ",
    "part": " = ",
    "row": ", ",
    "list": ", ",
    "system": ", ",
}
_BETWEEN = {"and": " and ", "or": " or ", "in": " in ", "union": " U ", "given": "|"}
_AFTER = {"!": "!", "T": "^T", "inverse": "^-1", "prime": "'"}
_EMPTY = Op("empty")
_AROUND = {"set": ("{", "}"), "tuple": ("(", ")")}


def precedence(w: Written) -> int:
    """How tightly the outermost operation binds: relations 1, sums 3, products 4, powers 6, the rest 9."""
    if not isinstance(w, Op):
        return 9
    return 1 if w.head in RELATIONS else _PRECEDENCE.get(w.head, 9)


def bracketed(child: Written, parent: str, index: int, *, flat: bool = True) -> bool:
    """Must argument `index` of a `parent` stand in brackets? `flat`: fractions are written on one line.

    >>> from tutor.written import Name
    >>> bracketed(Name("x") + 1, "*", 0)
    True
    """
    p = precedence(child)
    head = child.head if isinstance(child, Op) else ""
    is_sum, is_neg, is_fraction = head == "+", head == "neg", head == "/"
    match parent:
        case "+":
            return p < 3 or is_sum
        case "neg":
            return p <= 3
        case "*":
            if is_fraction:
                return flat and index > 0
            return p < 3 or is_sum or is_neg or p == 4
        case "/":
            return flat and (p <= 4 if index else (p < 3 or is_sum or is_fraction))
        case "^":
            if index:
                return flat and p < 9
            return p <= 7
        case "!" | "T" | "inverse":
            return p < 9
        case "and" | "or" | "not" | "given":
            return p < _PRECEDENCE.get(parent, 0) or (parent == "not" and p < 9) or head == "given"
    return False


def typed(w: Written) -> str:
    """The expression as a student would type it: ``2*x^2 - 3/4``; reading it gives an expression of the same value."""
    return "no solution" if w == _EMPTY else _inside(w)


def _inside(w: Written) -> str:
    """The same within something larger."""
    if isinstance(w, Num | Name | Words):
        return w.text
    if not isinstance(w, Op):
        raise TypeError(f"not an expression: {w!r}")
    head, args = w.head, w.args

    def inner(i: int) -> str:
        text = _inside(args[i])
        return f"({text})" if bracketed(args[i], head, i) else text

    if head == "+":
        parts = [inner(0)]
        for i, a in enumerate(args[1:], 1):
            if isinstance(a, Op) and a.head == "neg":
                size = _inside(a.args[0])
                parts.append(f" - ({size})" if bracketed(a.args[0], "neg", 0) else f" - {size}")
            else:
                parts.append(f" + {inner(i)}")
        return "".join(parts)
    if head == "neg":
        return f"-{inner(0)}"
    if head in ("*", "/", "^"):
        return head.join(inner(i) for i in range(len(args)))
    if head in RELATIONS:
        return f" {head} ".join(_inside(a) for a in args)
    if head in CONSTANTS:
        return "∅" if head == "empty" else head
    if head in _JOINED:
        return _JOINED[head].join((typed if head == "part" else _inside)(a) for a in args)
    if head in _BETWEEN:
        return _BETWEEN[head].join(inner(i) for i in range(len(args)))
    if head in _AFTER:
        return inner(0) + _AFTER[head]
    if head in _AROUND:
        opening, closing = _AROUND[head]
        return f"{opening}{', '.join(_inside(a) for a in args)}{closing}"
    match head:
        case "case":
            return f"{_inside(args[1])}: {_inside(args[0])}"
        case "matrix":
            return f"[{'; '.join(_inside(r) for r in args)}]"
        case "augmented":
            bar = int(str(args[0]))
            rows = [[_inside(a) for a in r] for r in entries(w)]
            return f"[{'; '.join(', '.join(r[:bar]) + ' | ' + ', '.join(r[bar:]) for r in rows)}]"
        case "interval":
            kind = _inside(args[2])
            return f"{kind[0]}{_inside(args[0])}, {_inside(args[1])}{kind[1]}"
        case "not":
            return f"not {inner(0)}"
        case "call":
            return f"{_inside(args[0])}({', '.join(_inside(a) for a in args[1:])})"
        case "code":
            return _inside(args[0])
    return f"{head}({', '.join(_inside(a) for a in args)})"
