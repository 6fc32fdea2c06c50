"""Several values in one: ``2 ± sqrt(5)`` is two, ``1 and 2`` too."""

from __future__ import annotations

from collections.abc import Collection

from tutor.reading.normalise import Source
from tutor.written import RELATIONS, Name, Op, Words, Written, walk

_NO_VALUES = RELATIONS | {"in", "interval", "set", "union", "empty", "not", "and", "or", "inf", "span", "call", "list"}
_SIGNS = ("±", "∓")


def joined_values(w: Written) -> Written:
    """``1 and 2``, ``1 or 2`` as the list of these values; what joins relations, sets or bare names stays."""
    if not (isinstance(w, Op) and w.head in ("and", "or")):
        return w
    for a in w.args:
        if isinstance(a, (Name, Words)) or any(isinstance(n, Op) and n.head in _NO_VALUES for n in walk(a)):
            return w
    return Op("list", w.args)


def both_signs(source: Source, w: Written) -> Written:
    """Every item with a sign ± as two items: once with the upper sign, once with the lower one.

    Two signs ± in one item may change together or not, and are refused; ± and ∓ change together.

    Raises
    ------
    tutor.errors.Unreadable
        Where it is not told what the two values are.

    Examples
    --------
    >>> from tutor.reading import read
    >>> str(read("{0, ±3}", several=True)), str(read("x = 2 ± sqrt(5)", several=True, names="x"))
    ('{0, 3, -3}', 'x = 2 + sqrt(5), x = 2 - sqrt(5)')
    """
    if not any(isinstance(n, Op) and n.head in _SIGNS for n in walk(w)):
        return w
    if isinstance(w, Op) and w.head in ("list", "set", "or"):
        labels = {str(a.args[0]) for a in w.args if isinstance(a, Op) and a.head == "="}
        if len(labels) > 1:
            raise source.refuse("which signs belong together is not told", 0, "write both solutions")
        items = [v for a in w.args for v in _two(source, a)]
        return Op(w.head, tuple(items))
    found = _two(source, w)
    if isinstance(w, Op) and w.head in ("=", "in") and isinstance(w.args[1], Op) and w.args[1].head == "set":
        return Op(w.head, (w.args[0], both_signs(source, w.args[1])))
    return Op("list", tuple(found))


def _two(source: Source, w: Written) -> Collection[Written]:
    signs = [n.head for n in walk(w) if isinstance(n, Op) and n.head in _SIGNS]
    if not signs:
        return (w,)
    if signs.count("±") != 1 or (isinstance(w, Op) and w.head in ("and", "not", "<", "<=", ">", ">=", "!=", "≈")):
        raise source.refuse("two signs ± may change together or not", 0, "write all values, with commas between them")
    return _signed(w, "±"), _signed(w, "∓")


def _signed(w: Written, positive: str) -> Written:
    if not isinstance(w, Op):
        return w
    args = tuple(_signed(a, positive) for a in w.args)
    if w.head in _SIGNS:
        return args[0] if w.head == positive else Op("neg", args)
    return Op(w.head, args)
