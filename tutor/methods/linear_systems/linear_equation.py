"""One linear equation in one unknown: clear denominators, expand, collect, divide."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from tutor.claims import Equal, Solves
from tutor.methods.linear_systems.claims import Rearranged
from tutor.methods.linear_systems.forms import equation
from tutor.methods.linear_systems.polynomials import Poly, poly_of
from tutor.step import Step
from tutor.text import say
from tutor.written import Name, Num, Op, Written, number, walk


def steps(stated: Op, name: str) -> list[Step]:
    """The steps for an equation with exactly one solution; `stated` is a relation ``=``.

    >>> x = Name("x")
    >>> [str(s.claim.result) for s in steps((5 * x + 3).equals(2 * x - 9), "x")]
    ['3*x = -12', 'x = -4']
    """
    made: list[Step] = []
    left, right = stated.args
    m = lcm(*(_divisor(w) for w in walk(stated)), 1)
    if m > 1:
        left, right = _times(left, m), _times(right, m)
        cleared = left.equals(right)
        why = say("Multiply both sides by {m}, the common denominator: every term is multiplied.", m=m)
        asked = say("By what must both sides be multiplied to lose all denominators?")
        made.append(Step(why, Rearranged(cleared, of=stated, factor=Fraction(m)), question=asked))
        stated = cleared
    sides = [poly_of(side, name) for side in (left, right)]
    expanded = [_expanded(side, p, name) for side, p in zip((left, right), sides, strict=True)]
    for word, side, plain in zip(("left", "right"), (left, right), expanded, strict=True):
        if side != plain:
            why = say("Multiply out and collect on the {word} side.", word=word)
            asked = say("Which terms does each factor multiply?")
            made.append(Step(why, Equal(plain, left=side), question=asked))
    stated = expanded[0].equals(expanded[1])
    difference = sides[0] - sides[1]
    a, b = difference.coefficients[1], -difference.coefficients[0]
    collected = equation([a], b, [name])
    if collected != stated:
        why = say("Bring the unknowns to the left and the numbers to the right; what changes sides changes its sign.")
        asked = say("Which terms must change sides?")
        made.append(Step(why, Rearranged(collected, of=stated), question=asked))
    result = Op("list", (Name(name).equals(number(b / a)),))
    if a != 1:
        why = say("Divide both sides by {a}, the factor of {x}.", a=a, x=Name(name))
        if a == -1:
            why = say("Change the sign of both sides.")
        made.append(Step(why, Solves(result, equations=(collected,)), question=say("What makes the factor 1?")))
    return made


def _expanded(side: Written, p: Poly, name: str) -> Written:
    """The side without brackets; as it stands if it has none."""
    if all(not isinstance(w, Op) or w.head in ("+", "neg") or _is_term(w, name) for w in walk(side)):
        found = [w for w in walk(side) if w == Name(name)]
        constants = [w for w in (side.args if isinstance(side, Op) and side.head == "+" else (side,)) if _constant(w)]
        if len(found) <= 1 and len(constants) <= 1:
            return side
    return p.written(name)


def _is_term(w: Op, name: str) -> bool:
    if w.head == "*":
        return len(w.args) == 2 and isinstance(w.args[0], Num) and w.args[1] == Name(name)
    return w.head == "/" and all(isinstance(a, Num) for a in w.args)


def _constant(w: Written) -> bool:
    return isinstance(w, Num) or (isinstance(w, Op) and w.head in ("neg", "/") and all(_constant(a) for a in w.args))


def _divisor(w: Written) -> int:
    """The denominator if w is a fraction with a whole one, else 1."""
    if isinstance(w, Op) and w.head == "/" and isinstance(w.args[1], Num) and w.args[1].text.isdigit():
        return int(w.args[1].text) or 1
    return 1


def _times(side: Written, m: int) -> Written:
    """The side times m, term by term: ``(x + 1)/3`` times 12 is ``4*(x + 1)``."""
    if isinstance(side, Op) and side.head == "+":
        return Op("+", tuple(_times(t, m) for t in side.args))
    if isinstance(side, Op) and side.head == "neg":
        return Op("neg", (_times(side.args[0], m),))
    if isinstance(side, Num):
        return number(side.fraction * m)
    if isinstance(side, Op) and side.head == "/" and _divisor(side) > 1 and m % _divisor(side) == 0:
        rest, top = m // _divisor(side), side.args[0]
        if isinstance(top, Num):
            return number(top.fraction * rest)
        return top if rest == 1 else Op("*", (number(rest), top))
    if isinstance(side, Op) and side.head == "*" and isinstance(side.args[0], Num):
        return Op("*", (number(side.args[0].fraction * m), *side.args[1:]))
    return Op("*", (number(m), side))
