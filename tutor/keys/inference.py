"""How a key is read, and the kind that it has when none is named; the policy is in `tutor.keys`."""

from __future__ import annotations

import re

from tutor.answers.cells import ends_of
from tutor.answers.intervals import named_in, worded
from tutor.answers.matrix import IDENTITY, rows_of
from tutor.answers.nothing import count_said, says_none
from tutor.answers.stated import MEASURE_WORDS, is_letter, sides_of
from tutor.answers.unit_vectors import by_units
from tutor.errors import InputError, Unreadable
from tutor.keys.options import ORDERED
from tutor.reading import read, take_label
from tutor.reading.normalise import GREEK
from tutor.written import INF, Name, Op, Words, Written, names, walk

LABELLED = frozenset(("number", "expression", "vector", "matrix", "infinity", "no answer", "antiderivative"))
_NUMERAL = re.compile(
    r"\s*[-+−]?\s*(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?|[0-9]+ +[0-9]+/[0-9]+)\s*"
)
_EXPONENTIAL = re.compile(r"Exp\s*\(\s*(?:[0-9]+(?:[./][0-9]+)?|\\?lambda|λ)\s*\)")  # exp(2) is a number
_SHAPE = re.compile(r"[1-9][0-9]?(?:\s+x\s+|x|\s*×\s*|\s+by\s+)[1-9][0-9]?")
_DIFFERENCE = re.compile(r".*[)\]]\s*[-−]\s*[(\[]|[A-Za-z]$|[A-Za-z]\s*[-−]")  # of vectors, not of sets; a bare letter
_WHOLE_SPACE = re.compile(r"ℝ\s*\^\s*\{?\s*[1-9]\s*\}?")
_SEVERAL = (None, "set", "list", "spectrum")  # kinds of several values: ± in a key is two of them
_LONGEST_PRODUCT = 3  # letters of a word that is read as a product of letters
_BY_HEAD = {"=": "equation", "span": "subspace", "set": "set", "list": "list", "call": "distribution"}


def told(text: str) -> str | None:
    """The kind of a key that is words, a shape, or a set of reals said in words; None for one to be read.

    >>> [told(t) for t in ("yes", "infinitely many solutions", "2 by 3", "all reals except 2", "singular", "2x")]
    ['truth', 'number of solutions', 'shape', 'set of reals', 'no answer', None]
    """
    plain = " ".join(text.split())
    if plain.lower().rstrip(".") in ("yes", "no", "true", "false"):
        return "truth"
    if count_said(text) is not None:
        return "number of solutions"
    if says_none(text):
        return "no answer"
    if _EXPONENTIAL.fullmatch(plain):
        return "distribution"
    if _SHAPE.fullmatch(plain):
        return "shape"
    if _WHOLE_SPACE.fullmatch(plain):
        return "subspace"
    if IDENTITY.fullmatch(text) and plain[-1] in "123456789}":
        return "matrix"
    if _DIFFERENCE.match(plain) and "{" not in plain:
        return None
    try:
        return None if worded(text, named_in(text)) is None else "set of reals"
    except Unreadable:
        return None


def unlabelled(text: str, kind: str | None, variables: tuple[str, ...]) -> str:
    """The key without ``f'(x) =`` or ``X ~``; a bare ``y =``, which may begin an equation, stays without a kind."""
    label = take_label(text, variables, sign="=≈~")
    if label is None:
        return text
    if "~" in label.text or "sim" in label.text:
        return label.without(text)
    bare = re.sub(r"[\\_{}]", "", label.text.rstrip("=≈ ")).isalnum()
    return (
        text
        if bare and label.head not in MEASURE_WORDS and (kind is None or kind not in LABELLED)
        else label.without(text)
    )


def name_before(text: str) -> str:
    """The one letter, perhaps with an index, that stands before a value: x for ``x = 3``; "" where there is none."""
    label = take_label(text)
    bare = label is not None and re.fullmatch(r"\\?[A-Za-zΑ-ω]+(?:_?\{?\w{1,2}\}?)?", label.text.rstrip("=≈ "))
    return label.head if label and bare and (is_letter(label.head) or label.head in MEASURE_WORDS) else ""


def read_key(text: str, variables: tuple[str, ...] | None, kind: str | None) -> Written:
    """The tree; where no letters are given, a short unknown word is a product of letters."""
    if kind == "number" or (kind is None and _NUMERAL.fullmatch(text)):
        return read(text, names=variables or (), mixed=True, thousands=True)
    several = kind in _SEVERAL
    if variables is not None:
        return read(text, names=variables, others=True, several=several)
    w = read(text, several=several)
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
        return read(text, names=sorted(letters), others=True, several=several)
    except Unreadable:
        return w


def value_of(w: Written) -> Written:
    """The value of ``x = 3`` where it has no letters, and of ``r = (1, 2) + t (3, 4)``."""
    if isinstance(w, Op) and w.head == "=" and isinstance(w.args[0], Name) and is_line(w.args[1]):
        return w.args[1]
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
    if _has_infinite_end(w):
        return "set of reals"
    if is_line(w) or is_symmetric(w):
        return "solution set"
    if names(w) <= {"j", "k"} and by_units(w, 3) is not None and head == "+":
        return "vector"
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
        return "set of reals" if len(names(w)) <= 1 else "conditions" if head in ("and", "or") else "inequality"
    if head == "list" and all(isinstance(a, Op) and a.head in ORDERED for a in w.args):
        return "set of reals" if len(names(w)) == 1 else "conditions"
    if head == "list" and all(isinstance(a, Op) and a.head in ("=", "in") for a in w.args):
        left = [a.args[0] for a in w.args if isinstance(a, Op) and a.head == "="]
        if all(str(x).startswith("lambda") for x in left):
            return "spectrum"
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


def is_line(w: Written) -> bool:
    """Is it a point plus letters times vectors of numbers: ``(2, 1) + t (1, 1)``, or a sum of the latter?"""
    if not (isinstance(w, Op) and w.head == "+"):
        return False
    grids = [rows_of(a) for a in w.args]
    if any(g is None for g in grids):
        return False
    moving = [a for a in w.args if names(a)]
    return bool(moving) and all(_is_moving(a) for a in moving)


def _is_moving(w: Written) -> bool:
    """A letter, perhaps with a number, times one vector of numbers."""
    if isinstance(w, Op) and w.head == "neg":
        return _is_moving(w.args[0])
    if not (isinstance(w, Op) and w.head == "*"):
        return False
    vectors = [a for a in w.args if rows_of(a) is not None]
    letters = [a for a in w.args if isinstance(a, Name)]
    return len(vectors) == 1 and len(letters) == 1 and names(w) == {letters[0].text}


def is_symmetric(w: Written) -> bool:
    """``(x-1)/2 = (y+3)/4 = z``: a chain of equations, every side with one unknown at most, several in all.

    >>> is_symmetric(read("(x-1)/2 = (y+3)/4 = z")), is_symmetric(read("x = 1 and y = 2"))
    (True, False)
    """
    chain = sides_of(w)
    if chain is None or len(chain[0]) < 3 or set(chain[1]) != {"="}:
        return False
    return all(len(names(s)) <= 1 for s in chain[0]) and len(names(w)) > 1


def _has_infinite_end(w: Op) -> bool:
    """``(-inf, 2)``: reading takes it for a pair."""
    ends = ends_of(w)
    return ends is not None and any(e in (INF, Op("neg", (INF,))) for e in ends[:2])
