"""Given and asked probabilities: ``P(D)=1/100, P(T|D)=0.95, P(T|not D)=0.1; P(D|T)``."""

from __future__ import annotations

from tutor.reading import brackets, limits
from tutor.reading.grammar import OPERANDS, checked
from tutor.reading.normalise import normalise
from tutor.reading.pairing import Token
from tutor.reading.pratt import ROW, UNION, Parser
from tutor.reading.tokens import tokenise
from tutor.written import Name, Op, Written

_EVENT_END = frozenset((")", "|", ",", "and", "or", "∩", "∪"))
_RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">="))


def read_probability(text: str) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    """What is given (``P(A|B) = number``) and what is asked (``P(B|A)``, with or without ``= ?``), each in order.

    Events are words; they are joined by ``not``, ``and``, ``or`` (or ¬ ∩ ∪, a comma for 'and'); ``X >= 2`` is one too.

    Raises
    ------
    tutor.errors.Unreadable
        With the offset of what is no statement about a probability.

    Examples
    --------
    >>> given, asked = read_probability("P(D)=1%, P(T|D)=0.95; P(D|T) = ?")
    >>> [str(g) for g in given], [str(a) for a in asked]
    (['P(D) = 1/100', 'P(T|D) = 0.95'], ['P(D|T)'])
    """
    source = normalise(text, limits.MAX_LENGTH)
    tail = [i for i, c in enumerate(source.plain) if c == "?"]
    plain = source.plain.replace("?", " ")
    p = Parser(source, tokenise(type(source)(source.text, plain, source.offsets), ()), (), OPERANDS)
    given: list[Written] = []
    asked: list[Written] = []
    while True:
        probability = _probability(p)
        sign = p.tokens[p.at]
        if p.take("="):
            after = p.tokens[p.at]
            if any(sign.at < i < (after.at if after.kind != "end" else len(plain)) for i in tail):
                asked.append(probability)
            else:
                given.append(Op("=", (probability, checked(p, p.expression(UNION)))))
        else:
            asked.append(probability)
        if not (p.take(",") or p.take(";") or p.take("and")):
            break
        while p.take(",") or p.take(";"):
            continue
        if p.tokens[p.at].kind == "end":
            break
    if p.tokens[p.at].kind != "end":
        raise p.unexpected(p.tokens[p.at])
    return tuple(given), tuple(asked)


def _probability(p: Parser) -> Written:
    t = p.tokens[p.at]
    if t.text not in ("P", "p", "Pr") or p.tokens[p.at + 1].kind != "(":
        raise p.refuse("a probability is expected", t, "write P(A), P(A|B) or P(not A), then = and a number")
    opened = p.tokens[p.at + 1]
    p.at += 2
    event = _event(p)
    if p.take("|"):
        event = Op("given", (event, _event(p)))
    brackets.closing(p, opened, ")")
    return Op("P", (event,))


def _event(p: Parser) -> Written:
    """Events joined by `or`."""
    p.deeper()
    parts = [_both(p)]
    while p.take("or") or p.take("∪"):
        parts.append(_both(p))
    p.calls -= 1
    return parts[0] if len(parts) == 1 else Op("or", tuple(parts))


def _both(p: Parser) -> Written:
    parts = [_single(p)]
    while p.take("and") or p.take("∩") or p.take(","):
        parts.append(_single(p))
    return parts[0] if len(parts) == 1 else Op("and", tuple(parts))


def _single(p: Parser) -> Written:
    t = p.tokens[p.at]
    if t.kind in ("not", "¬", "!"):
        p.at += 1
        p.deeper()
        inner = _single(p)
        p.calls -= 1
        return Op("not", (inner,))
    if t.kind == "(":
        p.at += 1
        event: Written = _event(p)
        brackets.closing(p, t, ")")
    else:
        event = _relation(p, t)
    if p.tokens[p.at].kind == "^" and p.tokens[p.at + 1].text in ("c", "C"):
        p.at += 2
        event = Op("not", (event,))
    return event


def _relation(p: Parser, t: Token) -> Written:
    """A word, or a relation between a word and a number."""
    if t.kind in ("name", "const", "func") and p.tokens[p.at + 1].kind not in _RELATIONS:
        p.at += 1
        after = p.tokens[p.at]
        if after.kind not in _EVENT_END and after.kind != "^":
            raise p.unexpected(after)
        return Name(p.source.plain[t.at : t.at + len(t.text)])
    if t.kind not in ("name", "num", "-"):
        raise p.refuse("an event is expected", t, "write a name, as in P(A), or X >= 2")
    kept, p.bar = p.bar, ROW
    left = p.expression(UNION)
    if p.tokens[p.at].kind not in _RELATIONS:
        raise p.refuse("an event is expected", t, "write a name, as in P(A), or X >= 2")
    found = p.relations(left)
    p.bar = kept
    return found
