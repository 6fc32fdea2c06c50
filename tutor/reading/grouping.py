"""Commas that group the digits of one number."""

from __future__ import annotations

import re

from tutor.reading.normalise import Source

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_BEFORE = re.compile(r"[0-9A-Za-z_.,]\Z")


def grouped(source: Source) -> Source:
    """The text without the commas between groups of three digits, outside brackets.

    Raises
    ------
    tutor.errors.Unreadable
        When a comma between two digits may be a decimal comma: ``1,5`` and ``1,234``.

    Examples
    --------
    >>> from tutor.reading.normalise import normalise
    >>> grouped(normalise("-1,234,567.5", 100)).plain
    '-1234567.5'
    """
    plain, depth, drop = source.plain, 0, set[int]()
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
        if "." not in text and text.count(",") == 1:
            whole = text.replace(",", "")
            message = f"'{text[:60]}' may be {whole[:60]} or a decimal number"
            raise source.refuse(message, at + text.index(","), f"write {whole[:60]}, or {_dotted(text)[6:]}")
        drop |= {at + n for n, d in enumerate(text) if d == ","}
        at = m.end()
    if not drop:
        return source
    keep = [n for n in range(len(plain)) if n not in drop]
    offsets = [source.offsets[n] for n in keep] + [source.offsets[len(plain)]]
    return Source(source.text, "".join(plain[n] for n in keep), offsets)


def _dotted(text: str) -> str:
    return f"write {text[:60].replace(',', '.')}" if text.count(",") == 1 else "write one number"
