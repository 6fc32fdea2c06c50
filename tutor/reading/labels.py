"""What people write before an answer: ``f'(x) =``, ``y =``, ``dy/dx =``, ``E[X] =``, ``A^-1 =``, ``the answer is``.

A label is never dropped in silence: `take_label` gives it back, and who asked echoes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tutor.errors import Unreadable
from tutor.reading import limits
from tutor.reading.normalise import GREEK, normalise
from tutor.reading.words import CONSTANT_WORDS, FUNCTION_WORDS, KEYWORDS

_INDEX = r"(?:_\{?[0-9A-Za-z]{1,9}\}?|[0-9]{1,9})?"
_PIECES = {  # of the patterns below; a blank in them stands for a few spaces or none
    "FONT": r"\\(?:vec|mathbf|boldsymbol|bm|mathrm|text|operatorname|hat|bar|tilde|overline|mathcal)\{[A-Za-z]{1,20}\}",
    "NAME": rf"(?:FONT|\\?[A-Za-z]{{1,20}}{_INDEX}|[{''.join(GREEK)}]{_INDEX})",
    "IN": r"[^()\[\]=≈]{1,60}",
    "ARGUMENT": r"(?:\\left)? (?:\(IN\)|\(IN\\right\)|\[IN\]|\[IN\\right\])",
    "ORDER": r"(?:\^[({]?[0-9][)}]?)?",
    "DIFF": r"(?:d|∂|\\partial |\\mathrm\{d\})",
}
_FORMS = (
    r"(?P<name>NAME) (?P<prime>'{1,3}|\^\{?\((?:n|[0-9])\)\}?)? (?P<argument>ARGUMENT)?",
    r"(?P<event>(?:P|Pr|\\Pr|\\mathbb\{P\}|\\operatorname\{P\}) (?:\\left)? \([^()\n]{1,60}\\?\))",
    r"DIFFORDER (?:NAME)? / DIFF NAMEORDER (?:NAME )?(?:ARGUMENT)?",
    r"\\[dt]?frac \{ DIFFORDER (?:NAME)? \} \{ DIFF NAMEORDER \} (?:NAME )?(?:ARGUMENT)?",
    r"(?:∇|\\nabla|grad) (?:_\{?[0-9A-Za-z]{1,9}\}?)? NAME (?:ARGUMENT)?",
    r"(?P<power>NAME) \^ \{?\(?(?:-1|T|\\top|\\intercal)\)?\}?",
    r"(?:(?P<double>\|\||‖|\\lVert|\\\|)|\||\\lvert) (?P<bars>NAME) (?:\|{1,2}|‖|\\rVert|\\rvert|\\\|)",
)


def _pattern(form: str) -> str:
    for word in ("ARGUMENT", "ORDER", "DIFF", "IN", "NAME", "FONT"):
        form = form.replace(word, _PIECES[word])
    return form.replace(" ", "[ ]{0,3}")


_LABEL = re.compile(rf"\s*(?:{'|'.join(map(_pattern, _FORMS))})[ ]{{0,3}}(?P<sign>≈|=(?![=>])|~|\\sim|\\approx)\s*")
_WORDS = re.compile(
    r"\s*(?:(?:the|my|final)[ ]{1,3}){0,3}(?:answer|ans|result|solution)[ ]{0,3}(?:is[ ]{0,3}:?|:|=)\s*", re.IGNORECASE
)
_PLAIN_ARGUMENT = re.compile(r"\A(?:\\left)?[(\[]\s*-?[\w.\\]+(?:\s*,\s*-?[\w.\\]+)*\s*(?:\\right)?[)\]]\Z")
_FONT = re.compile(r"\\[A-Za-z]+\{([A-Za-z]+)\}")
_UNKNOWNS = frozenset("abckmnrtxz")
_OPERATORS = frozenset(("det", "trace", "tr", "rank", "rk", "norm", "transpose", "inverse", "inv", "Det", "max", "min"))
_RESERVED = (frozenset(FUNCTION_WORDS) | frozenset(CONSTANT_WORDS) | frozenset(KEYWORDS)) - _OPERATORS


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it was typed, its sign included, the name at its head, and where the answer itself begins."""

    text: str
    head: str
    end: int

    def without(self, text: str) -> str:
        """The answer, at the offsets that it had."""
        return " " * self.end + text[self.end :]


def take_label(text: str, names: Collection[str] = (), *, sign: str = "=≈") -> Label | None:
    """The label before an answer, or None; what begins with one of `names` is no label.

    Parameters
    ----------
    names : the letters of the answer itself: with x among them, ``x = 2`` is a relation
    sign : ``=≈`` before a value, ``=≈~`` before a distribution

    Examples
    --------
    >>> label = take_label("f'(x) = 2x", ["x"])
    >>> label.text, label.head, label.without("f'(x) = 2x").strip()
    ("f'(x) =", 'f', '2x')
    >>> take_label("x = 2", ["x"]) is None, take_label("sin(x) = 2") is None
    (True, True)
    """
    try:
        source = normalise(text, limits.MAX_LENGTH)
    except Unreadable:
        return None
    plain = source.plain
    found = _WORDS.match(plain)
    head = ""
    if found is None:
        found = _LABEL.match(plain)
        if found is None or {"\\sim": "~", "\\approx": "≈"}.get(found["sign"], found["sign"]) not in sign:
            return None
        head = plain_name(found["name"] or found["power"] or found["bars"] or "")
        if head in names or head in _RESERVED or _is_term(found, head):
            return None
    if not plain[found.end() :].strip():
        return None
    return Label(" ".join(text[: source.origin(found.end())].split()), head, source.origin(found.end()))


def _is_term(found: re.Match[str], head: str) -> bool:
    """May this be a product, a reciprocal or an absolute value with an unknown in it: x(x + 1), x^-1, |x|?"""
    if found["power"]:
        return not head[:1].isupper()
    if found["bars"]:
        return head in _UNKNOWNS | {"y"} and found["double"] is None
    argument = found["argument"]
    if not argument or len(head) > 1 or head.isupper() or found["prime"]:
        return False
    return head in _UNKNOWNS or not _PLAIN_ARGUMENT.search(argument)


def plain_name(raw: str) -> str:
    r"""A name without fonts and backslash, Greek letters in words.

    >>> plain_name(r"\mathbf{x}"), plain_name(r"\delta_{2}"), plain_name("λ")
    ('x', 'delta_2', 'lambda')
    """
    font = _FONT.fullmatch(raw)
    raw = font[1] if font else raw
    raw = raw.lstrip("\\").replace("{", "").replace("}", "")
    return "".join(GREEK.get(c, c) for c in raw)
