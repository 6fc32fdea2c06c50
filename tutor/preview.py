r"""What a text that is being typed is understood as, at every key stroke: nothing is judged.

>>> found = preview("3/(4x)")
>>> found.text, found.latex
('3/(4*x)', '\\frac{3}{4x}')
>>> preview("2*(x+1").hint
'one bracket is not closed; add )'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.answers import Answer
from tutor.check import meant, understand
from tutor.errors import InputError, Unreadable
from tutor.keys import answer_of
from tutor.problem import Problem
from tutor.reading import read, untex
from tutor.showing import Shown, formula
from tutor.written import Written, typed


@dataclass(frozen=True)
class Preview(Shown):
    """What was understood, or why nothing was.

    Attributes
    ----------
    text, latex : str
        The echo, as a verdict's ``read_as`` and ``read_as_latex``; empty for a text that cannot be read.
    message, hint : str
        Why it cannot be read, and the likely repair; else empty.
    at : int or None
        Offset of the first bad character.
    """

    text: str = ""
    latex: str = ""
    message: str = ""
    at: int | None = None
    hint: str = ""

    @property
    def readable(self) -> bool:
        """Was it understood?"""
        return self.at is None

    def json(self) -> dict[str, Any]:
        """The fields under the same names, as plain JSON."""
        return {"text": self.text, "latex": self.latex, "message": self.message, "at": self.at, "hint": self.hint}


def preview(
    text: str,
    *,
    problem: Problem | None = None,
    key: str | Answer | None = None,
    kind: str | None = None,
    **options: Any,
) -> Preview:
    """What a text would be read as, in text and LaTeX.

    Parameters
    ----------
    problem : Problem or None
        The problem that is answered.
    key, kind, options
        Or an answer key with its kind and options, as `tutor.compare` takes them. With neither of them the text is
        read as one expression, relation or collection.

    Raises
    ------
    InputError
        For a problem and a key together, options without a typed key, and for what is wrong with the key; never for
        anything in the text.

    Examples
    --------
    >>> preview("x = 1 + 2t, y = t", key="x = 1 + 2s, y = s").text
    'x = 1 + 2*t, y = t'
    >>> refused = preview("3 +", key="7")
    >>> refused.readable, refused.at, refused.message
    (False, 3, 'something is missing at the end: a number, a name or a bracket is expected')
    """
    if problem is not None and (key is not None or kind is not None or options):
        raise InputError("a problem brings its own key; give a problem, or a key with its kind and options")
    if (kind is not None or options) and not isinstance(key, str):
        raise InputError("a kind and options belong to a typed key")
    answer: Answer | None = None
    if problem is not None:
        answer = problem.answer()
    elif key is not None:
        answer = meant(answer_of(key, kind, **options) if isinstance(key, str) else key, text)
    try:
        label, found = _bare(text) if answer is None else understand(answer, text)
    except Unreadable as error:
        return Preview(message=error.message, at=error.at, hint=error.hint)
    return Preview(f"{label}{typed(found)}", formula(found, label))


def _bare(text: str) -> tuple[str, Written]:
    """An answer of no particular kind."""
    source = untex(text)
    try:
        return "", read(source.plain, mixed=True)
    except Unreadable as error:
        raise Unreadable(error.message, text, source.origin(error.at), error.hint) from error
