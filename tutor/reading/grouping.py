"""Commas and spaces that group the digits of one number, and numerals with their base."""

from __future__ import annotations

import re

from tutor.reading.normalise import Source
from tutor.written import Num

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED = re.compile(
    r"(?<![0-9A-Za-z_.,/^({\[)\]}! ])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3})+(?!"
    r" ?[0-9/.,A-Za-z_(\[{\\]| [0-9])(?:\.[0-9]+)?"
)
_BASE = re.compile(
    r"\s*(?P<digits>[0-9A-F]*[0-9][0-9A-F]*)\s*_\s*(?:\{\s*(?P<braced>[0-9]{1,2})\s*\}"
    r"|(?P<bare>[0-9]{1,2}))\s*"
)
_BEFORE = re.compile(r"[0-9A-Za-z_.,]\Z")
_LONGEST = 100  # digits of a numeral in another base


def grouped(source: Source) -> Source:
    """The text without the commas or spaces between groups of three digits, outside brackets.

    Raises
    ------
    tutor.errors.Unreadable
        When a comma between two digits may be a decimal comma: ``1,5`` and ``0,125``.

    Examples
    --------
    >>> from tutor.reading.normalise import normalise
    >>> grouped(normalise("-1,234,567.5", 100)).plain
    '-1234567.5'
    """
    plain, depth = source.plain, 0
    drop = {n for m in _SPACED.finditer(plain) for n in range(m.start(), m.end()) if plain[n] == " "}
    at = 0
    while at < len(plain):
        c = plain[at]
        depth += (c in "([{") - (c in ")]}")
        m = _NUMBER.match(plain, at) if not depth else None
        if m is None:
            at += 1
            continue
        text, alone = (
            m.group(),
            not _BEFORE.match(plain[at - 1 : at]) and plain[m.end() : m.end() + 1] not in (",", "."),
        )
        if not (alone and _GROUPED.fullmatch(text)):
            raise source.refuse("a comma separates; it is no decimal point", at + text.index(","), _dotted(text))
        drop |= {at + n for n, d in enumerate(text) if d == ","}
        at = m.end()
    if not drop:
        return source
    keep = [n for n in range(len(plain)) if n not in drop]
    offsets = [source.offsets[n] for n in keep] + [source.offsets[len(plain)]]
    return Source(source.text, "".join(plain[n] for n in keep), offsets)


def in_base(plain: str) -> Num | None:
    """The value of ``413_5``, a numeral with its base; None for anything else.

    >>> in_base("413_5"), in_base("A5_{16}"), in_base("x_1"), in_base("19_8")
    (Num(text='108'), Num(text='165'), None, None)
    """
    m = _BASE.fullmatch(plain)
    if m is None or len(m["digits"]) > _LONGEST:
        return None
    base = int(m["braced"] or m["bare"])
    if not 2 <= base <= 16 or any(int(d, 16) >= base for d in m["digits"]):
        return None
    return Num(str(int(m["digits"], base)))


def _dotted(text: str) -> str:
    return f"write {text[:60].replace(',', '.')}" if text.count(",") == 1 else "write one number"
