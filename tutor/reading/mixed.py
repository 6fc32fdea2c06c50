"""Mixed numbers of LaTeX: ``3\\frac{1}{2}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.reading.pairing import Token
from tutor.written import Num, Op

if TYPE_CHECKING:
    from tutor.reading.pratt import Parser


def mixed_number(p: Parser, t: Token) -> Op | None:
    """A whole number before a proper fraction of whole numbers, their sum; None where something else is meant.

    Where letters are about and no number is wanted it is refused: it may be a product.
    """
    after = p.tokens[p.at]
    if not t.text.isdigit() or (p.by_space and after.spaced) or _is_exponent(p):
        return None
    fraction = _whole_fraction(p)
    if fraction is None:
        return None
    a, b = fraction
    if int(a) >= int(b) or not (p.mixed or not p.names):
        raise p.refuse(
            f"'{t.text} {a}/{b}' may be a sum or a product", after, f"write {t.text} + {a}/{b}, or {t.text}*{a}/{b}"
        )
    p.at += 1
    return p.made("+", (Num(t.text), p.operands["frac"](p, after)), t)


def _is_exponent(p: Parser) -> bool:
    """Was the number just read an exponent without brackets?"""
    signed = p.at > 2 and p.tokens[p.at - 2].kind in ("-", "+")
    return p.at > 1 and p.tokens[p.at - 2 - signed].kind == "^"


def _whole_fraction(p: Parser) -> tuple[str, str] | None:
    """The digits of the ``\\frac{1}{2}`` that is next, if it is one of whole numbers; it is not stepped over."""
    following = p.tokens[p.at + 1 : p.at + 7]
    kinds = [t.kind for t in following]
    if kinds == ["{", "num", "}", "{", "num", "}"]:
        a, b = following[1].text, following[4].text
    elif kinds[:1] == ["num"] and len(following[0].text) == 2:
        a, b = following[0].text[0], following[0].text[1]
    elif kinds[:2] == ["num", "num"]:
        a, b = following[0].text, following[1].text
    else:
        return None
    return (a, b) if a.isdigit() and b.isdigit() else None
