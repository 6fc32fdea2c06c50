"""Vectors that were rounded: how far a typed decimal may be from the exact number, and whether a space is as near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.exact.scalars import as_float, scalar
from tutor.text import say
from tutor.verdict import Evidence, Status, Verdict
from tutor.written import Name, Num, Op, Written, names

FIGURES = 3  # significant ones, from which a decimal counts as rounded and not as exact
_NOTHING = 1e-11  # what floating point adds

Slacks = dict[str, float]


def slacks(w: Written) -> Slacks:
    """Half a unit of the last place of the decimals in an entry: by the letter that they multiply, ``""`` for none.

    >>> from tutor.reading import read
    >>> slacks(read("1.667 - 0.25t + 0.50 s"))
    {'': 0.0005}
    >>> slacks(read("0.333t"))
    {'t': 0.0005}
    """
    found: Slacks = {}
    terms = w.args if isinstance(w, Op) and w.head == "+" else (w,)
    for term in terms:
        letters = names(term)
        slack = _slack(term)
        if slack:
            name = min(letters) if letters else ""
            found[name] = found.get(name, 0.0) + slack
    return found


def _slack(w: Written) -> float:
    if isinstance(w, Num):
        whole, point, decimals = w.text.partition(".")
        figures = (whole + decimals).lstrip("0")
        return 0.5 * 10.0 ** -len(decimals) if point and len(figures) >= FIGURES else 0.0
    if not isinstance(w, Op):
        return 0.0
    if w.head == "neg":
        return _slack(w.args[0])
    if w.head == "+":
        return sum(map(_slack, w.args))
    if w.head == "*":
        sizes = [_size(a) for a in w.args]
        total = 0.0
        for k, a in enumerate(w.args):
            others = 1.0
            for size in (*sizes[:k], *sizes[k + 1 :]):
                others *= size
            total += _slack(a) * others
        return total
    if w.head == "/":
        size = _size(w.args[1])
        return _slack(w.args[0]) / size if size else 0.0
    return 0.0


def _size(w: Written) -> float:
    """The absolute value, a letter counting 1."""
    if isinstance(w, Name):
        return 1.0
    try:
        return float(abs(as_float(scalar(w, dict.fromkeys(names(w), Fraction(1))))))
    except (NotExact, TooLarge, KeyError, ZeroDivisionError, OverflowError):
        return 0.0


def floats(vectors: Sequence[Sequence[Any]], n: int) -> Any:
    """Exact vectors as the rows of an array, of complex numbers if there are any."""
    import numpy as np

    return np.array([[as_float(x) for x in v] for v in vectors]).reshape(len(vectors), n)


def np_rows(vectors: Sequence[Any], n: int) -> Any:
    """Arrays as the rows of one."""
    import numpy as np

    return np.array(vectors).reshape(len(vectors), n)


def nearest(v: Any, basis: Any) -> Any:
    """The vector of the space that the rows of `basis` span which is nearest to v."""
    import numpy as np

    if not len(basis):
        return 0 * v
    q, _ = np.linalg.qr(basis.T)
    return q @ (q.conj().T @ v)


def near(v: Any, slack: Sequence[float], basis: Any) -> bool:
    """Can v be the rounded form of a vector of the space? None that is one is refused; {0} is compared by entries.

    >>> import numpy as np
    >>> near(np.array([0.667, 0.333]), [0.0005, 0.0005], np.array([[2.0, 1.0]]))
    True
    """
    import numpy as np

    if not len(basis):
        return bool(np.all(np.abs(v) <= np.array(slack) * (1 + 1e-9) + _NOTHING))
    gap = float(np.linalg.norm(v - nearest(v, basis)))
    return gap <= float(np.linalg.norm(slack)) * (1 + 1e-9) + _NOTHING * (1 + float(np.linalg.norm(v)))


def full(vectors: Any, slack: float, count: int) -> bool:
    """Are so many vectors independent, by far more than their roundings?"""
    import numpy as np

    if len(vectors) < count or not count:
        return len(vectors) == count
    sizes = np.linalg.norm(vectors, axis=1)
    if not np.all(sizes > 4 * slack):
        return False
    found = np.linalg.svd(vectors / sizes[:, None], compute_uv=False)
    return bool(found[count - 1] > 4 * slack / float(sizes.min()) + 1e-9)


def total(slack: Mapping[str, float]) -> float:
    """All of an entry's slack."""
    return sum(slack.values())


def rounded_verdict() -> Verdict:
    """Equal but for rounding, where the exact value is asked."""
    feedback = say("Rounded: give exact values.")
    return Verdict(Status.WRONG_FORM, Fraction(1, 2), Evidence("refuted"), feedback=feedback)
