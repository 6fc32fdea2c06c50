"""The words in which a function is set to be differentiated."""

from __future__ import annotations

from tutor.text import Text, say
from tutor.written import Name, Op, Written, walk

_LETTERS = ("f", "g", "h", "f", "g", "y")
_FIRST = (
    "Differentiate {f}.",
    "Find the derivative of {f}.",
    "Compute the derivative {d} of {f}.",
    "Let {f}. What is {d}?",
    "A function is given by {f}. Find {d}.",
    "Differentiate with respect to {x}: {f}.",
)
_SECOND = (
    "Find the second derivative of {f}.",
    "Differentiate {f} twice and give {d}.",
    "Compute the second derivative {d} of {f}.",
    "Let {f}. What is {d}?",
    "A function is given by {f}. Find {d}.",
    "Find the second derivative with respect to {x}: {f}.",
)
WORDINGS = len(_FIRST)
_T = Name("t")
_SIGMOID = Op("sigmoid", (_T,)).equals(1 / (1 + Op("exp", (-_T,))))


def task(f: Written, x: str, wording: int, *, order: int = 1) -> Text:
    """The exercise 'differentiate f' in one of `WORDINGS` wordings.

    >>> str(task(Name("x") ** 2, "x", 3))
    "Let f(x) = x^2. What is f'(x)?"
    """
    letter = Name(_LETTERS[wording])
    named = Op("call", (letter, Name(x))) if letter.text != "y" else letter
    primed: Written = letter
    for _ in range(order):
        primed = Op("prime", (primed,))
    d = Op("call", (primed, Name(x))) if letter.text != "y" else primed
    asked = say((_FIRST, _SECOND)[order - 1][wording], f=named.equals(f), d=d, x=Name(x))
    if any(isinstance(n, Op) and n.head == "sigmoid" for n in walk(f)):
        asked += say(" Here {s} is the logistic sigmoid.", s=_SIGMOID)
    return asked
