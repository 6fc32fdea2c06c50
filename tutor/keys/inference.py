"""How a key is read, and the kind that it has when none is named; the policy is in `tutor.keys`."""

from __future__ import annotations

import re

from tutor.answers.matrix import rows_of
from tutor.errors import InputError, Unreadable
from tutor.keys.options import ORDERED
from tutor.reading import read, take_label
from tutor.reading.normalise import GREEK
from tutor.written import INF, Name, Op, Words, Written, names, walk

LABELLED = frozenset(("number", "expression", "vector", "matrix", "infinity", "no answer", "antiderivative"))
_NUMERAL = re.compile(r"\s*[-+−]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+ +[0-9]+/[0-9]+)\s*")
_LONGEST_PRODUCT = 3  # letters of a word that is read as a product of letters
_BY_HEAD = {"=": "equation", "span": "subspace", "set": "set", "list": "list", "call": "distribution"}


def unlabelled(text: str, kind: str | None, variables: tuple[str, ...]) -> str:
    """The key without ``f'(x) =`` or ``X ~``; a bare ``y =``, which may begin an equation, stays without a kind."""
    label = take_label(text, variables, sign="=≈~")
    if label is None:
        return text
    if "~" in label.text or "sim" in label.text:
        return label.without(text)
    bare = label.text.rstrip("=≈ ").strip("\\").isalnum() or label.text.rstrip("=≈ ").replace("_", "").isalnum()
    return text if bare and (kind is None or kind not in LABELLED) else label.without(text)


def read_key(text: str, variables: tuple[str, ...] | None, kind: str | None) -> Written:
    """The tree; where no letters are given, a short unknown word is a product of letters."""
    if kind == "number" or (kind is None and _NUMERAL.fullmatch(text)):
        return read(text, names=variables or (), mixed=True, thousands=True)
    if variables is not None:
        return read(text, names=variables, others=True)
    w = read(text)
    letters: set[str] = set()
    again = False
    for name in names(w):
        short = name.isalpha() and name.isascii() and 1 < len(name) <= _LONGEST_PRODUCT and name not in GREEK.values()
        if short and not name.istitle() and name not in ("true", "yes", "no"):
            again = True
            letters |= set(name) - {"e"}
        else:
            letters.add(name)
    if not again:
        return w
    try:
        return read(text, names=sorted(letters), others=True)
    except Unreadable:
        return w


def value_of(w: Written) -> Written:
    """The value of ``x = 3`` where it has no letters."""
    if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name) and not names(w.args[1]):
        return w.args[1]
    return w


def inferred(w: Written) -> str:
    if isinstance(w, Words):
        raise InputError(f"the key {w} is no answer of its own kind; give a value, a set or 'no solution'")
    if isinstance(w, Name) and w.text.lower() in ("true", "false"):
        return "truth"
    if not isinstance(w, Op):
        return "expression" if names(w) else "number"
    head, first = w.head, w.args[0] if w.args else None
    if head == "empty":
        return "no answer"
    if w in (INF, Op("neg", (INF,))):
        return "infinity"
    if head in ("matrix", "T", "tuple", "augmented"):
        rows = rows_of(w)
        if rows is None:
            raise InputError(f"the key {str(w)[:80]!r} is no vector or matrix of numbers or expressions")
        return "matrix" if len(rows) > 1 and len(rows[0]) > 1 else "vector"
    if values_of(w) is not None:
        return "set"
    if head in ("interval", "union", "in") or head in ORDERED or head in ("and", "or"):
        return "set of reals" if len(names(w)) <= 1 else "inequality"
    if head == "list" and all(isinstance(a, Op) and a.head in ("=", "in") for a in w.args):
        left = [a.args[0] for a in w.args if isinstance(a, Op) and a.head == "="]
        if len(set(left)) == len(left) and all(isinstance(x, Name) for x in left):
            return "solution set"
    if head in _BY_HEAD:
        return _BY_HEAD[head]
    if head == "+" and Name("C") in w.args and len(names(w)) > 1:
        return "antiderivative"
    if (rows := rows_of(w)) is not None:
        return "matrix" if len(rows) > 1 and len(rows[0]) > 1 else "vector"
    if first is not None and any(isinstance(n, Op) and n.head in ("matrix", "tuple") for n in walk(w)):
        raise InputError(f"the key {str(w)[:80]!r} is to be worked out; give its value")
    return "expression" if names(w) else "number"


def values_of(w: Written) -> tuple[str, tuple[Written, ...]] | None:
    """The name and the values of ``x = 1 or x = 2``, ``x = 1, x = 2``."""
    if not (isinstance(w, Op) and w.head in ("or", "list")):
        return None
    pairs = [a for a in w.args if isinstance(a, Op) and a.head == "=" and isinstance(a.args[0], Name)]
    left = {str(p.args[0]) for p in pairs}
    if len(pairs) < len(w.args) or len(left) != 1:
        return None
    return left.pop(), tuple(p.args[1] for p in pairs)
