"""The value in what is stated of it: ``x = 3``, ``3 = x``, ``m + n = 540``, ``||v|| = sqrt(49) = 7``, ``2/3 ≈ 0.667``.

What is dropped is checked: a side without letters must equal the next one, a side after ``≈`` must be a rounded value
of the side before it, and a side with letters is a name of the value, or something of several letters.
"""

from __future__ import annotations

from fractions import Fraction

from tutor.answers.number import is_number
from tutor.equality import equal, high_precision
from tutor.text import say
from tutor.verdict import Evidence, Status, Verdict, wrong
from tutor.written import Name, Num, Op, Written, column, names, walk

_COLLECTIONS = ("tuple", "matrix")
MEASURE_WORDS = frozenset(
    ("rank", "nullity", "det", "trace", "dim", "mean", "variance", "median", "mode", "max", "min")
)
_UNKNOWNS = frozenset("abckmnrtxyz")  # |x| = 2 is an equation for x, |v| = 2 the length of a vector
_MEASURES = ("norm", "abs", "det", "rank", "trace", "call")


def sides_of(w: Written) -> tuple[list[Written], list[str]] | None:
    """The sides and the signs of ``a = b = c`` and ``a = b ≈ c``; None for anything else.

    >>> from tutor.reading import read
    >>> [str(s) for s in sides_of(read("x = 4/2 = 2"))[0]]
    ['x', '4/2', '2']
    """
    chain = w.args if isinstance(w, Op) and w.head == "and" else (w,)
    found: list[Written] = []
    signs: list[str] = []
    for link in chain:
        if not (isinstance(link, Op) and link.head in ("=", "≈") and len(link.args) == 2):
            return None
        if found and found[-1] != link.args[0]:
            return None
        found = [*found, link.args[1]] if found else list(link.args)
        signs.append(link.head)
    return found, signs


def stated(w: Written, name: str, *, rounded: bool) -> Written | Verdict:
    """The value that is stated, a verdict where the statement does not hold together, or `w` itself if there is none.

    Parameters
    ----------
    name : the letter that the value has in the problem; ``*`` for any one, "" where no name may stand before it
    rounded : a rounded value is wanted, so the last side counts also after ``≈``
    """
    chain = sides_of(w)
    if chain is None:
        return w
    sides, signs = chain
    if len(sides) == 2 and isinstance(sides[1], Name) and not names(sides[0]):
        sides = sides[::-1]
    named = [s for s in sides if names(s)]
    values = [s for s in sides if not names(s)]
    if named and not name:
        return w  # a name that nobody asked for may be that of something else
    if not values or sides[: len(named)] != named or not all(map(_is_side, sides)):
        return w
    if any(is_other(s.text, name) for s in named if isinstance(s, Name)):
        return wrong(say("{letter}: this is not the letter that is asked for.", letter=_first_name(named)))
    if any(not _may_stand(s, name) for s in named):
        return w
    return _value(values, signs[len(named) :], rounded=rounded)


def _value(values: list[Written], signs: list[str], *, rounded: bool) -> Written | Verdict:
    kept = values[0]
    for sign, before, after in zip(signs, values, values[1:], strict=False):
        if sign == "≈":
            if not _rounds(before, after):
                return wrong(say("One side of ≈ is no rounded value of the other."))
            kept = after if rounded else kept
            continue
        same = equal(_measured(before), _measured(after)).same
        if same is False and _rounds(before, after, Fraction(1, 2)):
            kept = after if rounded else kept
            continue
        if same is False:
            return wrong(say("The two sides of one of your equations are not equal."), Evidence("refuted"))
        if same is None:
            return Verdict(Status.UNDECIDED)
        kept = after
    return kept


def _is_side(w: Written) -> bool:
    return is_number(_measured(w)) or (bool(names(w)) and is_number(_bare(w)))


def _measured(w: Written) -> Written:
    """``norm((2, 3))`` with a column in it, so that it has a value."""
    if not isinstance(w, Op):
        return w
    if w.head in ("norm", "abs") and isinstance(w.args[0], Op) and w.args[0].head in _COLLECTIONS:
        inner = w.args[0]
        made = column(inner.args) if inner.head == "tuple" and all(map(is_number, inner.args)) else inner
        return Op("sqrt", (_squares(made),)) if made.head == "matrix" else w
    return Op(w.head, tuple(map(_measured, w.args)))


def _squares(w: Op) -> Written:
    entries = [n for r in w.args if isinstance(r, Op) for n in r.args]
    return (
        Op("+", tuple(Op("^", (n, Num("2"))) for n in entries)) if len(entries) > 1 else Op("^", (entries[0], Num("2")))
    )


def _bare(w: Written) -> Written:
    """The side with what has a value of its own put to 1."""
    if isinstance(w, Op) and w.head in _MEASURES:
        return Num("1")
    return Op(w.head, tuple(map(_bare, w.args))) if isinstance(w, Op) else w


def _may_stand(w: Written, name: str) -> bool:
    """May a value be said of this: a name, a measure of something, several letters; not ``2x`` or ``x^2``."""
    if isinstance(w, Op) and w.head == "abs" and isinstance(w.args[0], Name):
        return w.args[0].text not in _UNKNOWNS
    if isinstance(w, Name):
        return name == "*" or w.text == name
    if isinstance(w, Op) and w.head in _MEASURES:
        return True
    return name == "*" and len(names(w)) > 1


def is_other(name: str, asked: str) -> bool:
    """Is it another letter, or another measure, than the one that is asked for? Other words and unasked names are not.

    >>> is_other("x", "y"), is_other("x", ""), is_other("area", "x"), is_other("nullity", "rank")
    (True, False, False, True)
    """
    if asked in ("", "*", name):
        return False
    return name in MEASURE_WORDS if asked in MEASURE_WORDS else is_letter(name)


def is_letter(name: str) -> bool:
    """One letter, perhaps with an index, or a Greek one."""
    from tutor.reading.normalise import GREEK

    stem = name.partition("_")[0].rstrip("0123456789")
    return len(stem) == 1 or stem in GREEK.values()


def _first_name(sides: list[Written]) -> str:
    return next(s.text for s in sides if isinstance(s, Name))


def _rounds(a: Written, b: Written, units: Fraction = Fraction(1)) -> bool:
    """Is one side a decimal (after ≈ a whole number too) near the other, to within so many units of its last place?"""
    x, y = high_precision(_measured(a), {}), high_precision(_measured(b), {})
    if x is None or y is None:
        return False
    places = [len(n.text.partition(".")[2]) for w in (a, b) for n in walk(w) if isinstance(n, Num) and "." in n.text]
    if units < 1 and max(places, default=0) < 2:
        return False
    return bool(abs(x - y) <= float(units / 10 ** max(places, default=0)) * (1 + 1e-9))
