"""Tokens in pairs: brackets, the angles of ``<1, 2, 3>``, and what a line break is between them."""

from __future__ import annotations

from typing import NamedTuple

from tutor.reading import limits
from tutor.reading.normalise import Source


class Token(NamedTuple):
    """A piece of the text: its kind, what it says, where it stands in the plain text, and if space came before."""

    kind: str
    text: str
    at: int
    spaced: bool


_AFTER_VECTOR = frozenset((")", "]", "}", ",", ";", "*", "/", "end", "\n", "^", "and", "or"))


def angled(tokens: list[Token]) -> list[Token]:
    """With round brackets for the angles of ``<1, 2, 3>`` and ``2<x, y>``, where they cannot be relations."""
    out = list(tokens)
    for n, t in enumerate(tokens):
        if t.kind != "<" or out[n].kind != "<":
            continue
        depth, commas, close = 0, 0, 0
        for k in range(n + 1, len(tokens)):
            kind = tokens[k].kind
            depth += (kind in _CLOSER) - (kind in _CLOSERS)
            if depth < 0 or (not depth and kind in (";", "<", "<=", ">=", "=", "!=", "≈", "∈", "and", "or", "end")):
                break
            commas += kind == "," and not depth
            if kind == ">" and not depth:
                close = k
                break
        if not close or not commas:
            continue
        before, after = tokens[n - 1].kind if n else "(", tokens[close + 1]
        operand = before in ("(", "[", "{", ",", ";", "=", "+", "-", "*", "/", "\n", "and", "or", "∈", "±")
        binary = after.kind in ("+", "-") and after.spaced and tokens[close + 2].spaced
        if operand or binary or after.kind in _AFTER_VECTOR:
            out[n], out[close] = t._replace(kind="("), tokens[close]._replace(kind=")")
    return out


_CLOSER = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_CLOSER.values())
_PARTNERS = {"<": ">", "⌊": "⌋", "⌈": "⌉"}


def paired(source: Source, tokens: list[Token]) -> list[Token]:
    """Brackets paired, and line breaks settled: a separator outside brackets and in a matrix, else only space."""
    stack: list[Token] = []
    out: list[Token] = []
    for n, t in enumerate(tokens):
        kind = t.kind
        if kind == "\n":
            follows = tokens[n + 1].kind
            outer = stack[-1].kind if stack else ""
            before = out[-1].kind if out else ","
            if outer in ("", "[") and before not in ",;[" and follows not in (",", ";", "]", "end", "\n"):
                out.append(Token(";", "\n", t.at, True))
            continue
        if kind == "&":
            if not stack or stack[-1].text[:6] != "\\begin":
                raise source.refuse("'&' is not read outside a matrix", t.at, "write 'and'")
            t = Token(",", t.text, t.at, t.spaced)
        elif kind in _CLOSER:
            stack.append(t)
            if len(stack) > limits.MAX_DEPTH:
                raise source.refuse(f"brackets are nested more than {limits.MAX_DEPTH} deep", t.at)
        elif kind in _CLOSERS:
            if not stack:
                raise source.refuse(f"'{t.text}' closes a bracket that was never opened", t.at, "delete it or open one")
            opened = stack.pop()
            partner = _PARTNERS.get(opened.text)
            if partner != t.text and (partner or t.text in _PARTNERS.values()):
                raise source.refuse(f"'{t.text}' does not close the '{opened.text}'", t.at)
            if (opened.kind == "{") != (kind == "}"):
                want = _CLOSER[opened.kind]
                raise source.refuse(f"'{t.text}' does not close the '{opened.text}'", t.at, f"did you mean {want} ?")
        out.append(t)
    if stack:
        count = f"{len(stack)} brackets are" if len(stack) > 1 else "one bracket is"
        want = _CLOSER[stack[-1].kind]
        raise source.refuse(f"the '{stack[-1].text}' is never closed", stack[-1].at, f"{count} not closed; add {want}")
    return out
