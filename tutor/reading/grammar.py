"""A Pratt parser for mathematics as people type it, and the policy on what the typing means.

Binding, from loose to tight::

    ,  ;          a list (outside brackets)
    or  and  not
    = != < <= …   a chain `1 <= x < 3` is `1 <= x and x < 3`;  `t in R`
    ∪
    + -
    * / and juxtaposition, all alike and from the left
    - (sign)      `-x^2` is -(x^2); after an operator it takes what that operator would: `2/-3*4` is (2/(-3))*4
    ^             from the right: `2^3^2` is 2^(3^2); `x^-2`, `e^-x`; `A^T` is the transpose
    ! %           `10%` is 10/100

Where one number is wanted, `1,234.5`, `1,234` and `1 234 567` are numbers; `1,5` and `0,125` may be decimal and are
refused. `413_5` is a numeral with its base, `0.(3)` and `0.1\\overline{6}` repeat, `five` alone is 5, `3\\frac{1}{2}`
is a mixed number where no letters are about. Degrees are read inside sin, cos and tan only. Where several values are
wanted `2 ± a` is two of them; two signs ± in one value are refused. `<1, 2>` is a tuple where it can be no relation,
`{x | x > 2}` the condition, `R \\ {0}` a difference of sets. A full stop after the last word is no part of the
answer.

Juxtaposition multiplies: `2x`, `2 x y`, `x(x+1)`, `(x+1)(x-1)`. Because it binds like `*`, ``1/2x`` is (1/2)*x and
`x^1/2` is (x^1)/2. A number never follows another factor: `x 2`, `(x+1)2` and `3 1/2` are refused (the last is a mixed
number where the caller says so).

The letters of the problem win over constants and functions. A word made of several of them is their product (`xy`).
`f(x)` is a call only for a known function; for a letter of the problem it is a product, else it is refused. A known
distribution with its parameters, `N(0, 4)` or `Bin(5, 1/3)`, is a call of its name. What stands before an answer,
`f'(x) =` or `y =`, is no part of an expression: `tutor.reading.labels` takes it off and gives it back.

A function without brackets takes the factors that follow up to the next operator or function: `sin 2x` is sin(2*x),
`sin x cos x` is sin(x)*cos(x), `ln x + 1` is ln(x) + 1. Where people differ it is refused: `sin 2*x`, `sin pi/2`,
`sin x(x+1)`, `√x^2`. A power on a function is a power of its value (`sin^2 x`), but `sin^-1 x` is arcsin(x).

`[1,2;3,4]`, `[1 2; 3 4]` and `[[1,2],[3,4]]` are matrices, `[1,2,3]` is a row, `(1,2,3)` a tuple, `[0,1)` and `(0,1]`
intervals (what `[0,1]` and `(0,1)` are is up to who asked), `{1,2}` a set. Without commas a space separates entries.
"""

from __future__ import annotations

from collections.abc import Collection

from tutor.reading import brackets, functions, limits
from tutor.reading.grouping import grouped, in_base
from tutor.reading.normalise import normalise
from tutor.reading.pairing import Token
from tutor.reading.pratt import Operand, Parser
from tutor.reading.signs import both_signs, joined_values
from tutor.reading.tokens import tokenise
from tutor.reading.words import FREE_WORDS, phrase
from tutor.written import Name, Op, Words, Written

OPERANDS: dict[str, Operand] = {
    "func": functions.function,
    "logbase": functions.log_base,
    "(": brackets.group,
    "[": brackets.matrix,
    "{": brackets.collection,
    "|": brackets.absolute,
    "‖": brackets.absolute,
    "√": functions.root_sign,
    "∛": functions.root_sign,
    "frac": functions.latex_two,
    "repeating": functions.repeating,
    "binom": functions.latex_two,
    "texsqrt": functions.latex_root,
    "group": brackets.braces,
}


def read(
    text: str,
    *,
    names: Collection[str] = (),
    mixed: bool = False,
    others: bool = False,
    thousands: bool = False,
    several: bool = False,
) -> Written:
    """The whole text as one expression, relation or collection, as it was written.

    Parameters
    ----------
    names : the problem's letters; they win over constants, and unless there are none, other words are refused
    mixed : ``3 1/2`` is a mixed number
    thousands : one number is wanted, so the commas of ``1,234`` and ``1,234,567`` group digits; ``1,5`` is refused
    several : several values are wanted: ``2 ± sqrt(5)`` is two of them, ``2 +- sqrt(5)`` too
    others : single letters (and Greek ones) outside `names` are accepted too, as names of free parameters

    Raises
    ------
    tutor.errors.Unreadable
        With the offset in `text`, what was met and expected, and the likely repair.

    Examples
    --------
    >>> str(read("2x(x+1)", names="x")), str(read("½ sin^2 x"))
    ('2*x*(x + 1)', '1/2*sin(x)^2')
    >>> read("2/4")
    Op(head='/', args=(Num(text='2'), Num(text='4')))
    >>> read("2*(x+1")
    Traceback (most recent call last):
    tutor.errors.Unreadable: the '(' is never closed
    """
    said = phrase(text, names)
    if said is not None:
        return said
    source = normalise(text, limits.MAX_LENGTH)
    if thousands and ("," in source.plain or " " in source.plain):
        source = grouped(source)
    if "_" in source.plain and (value := in_base(source.plain)) is not None:
        return value
    tokens = tokenise(source, names, others=others, several=several)
    return whole(Parser(source, tokens, names, OPERANDS, mixed=mixed), several=several)


def whole(p: Parser, *, several: bool = False) -> Written:
    """All tokens as one list, or the one thing that it holds."""
    if p.tokens[0].kind == "end":
        raise p.refuse("there is nothing to read", p.tokens[0], "write an answer")
    groups: list[Written] = []
    mixed_separators = len({t.kind for t in outer_separators(p)}) == 2
    while True:
        items = [statement(p)]
        while p.take(",") or (not mixed_separators and p.take(";")):
            if p.tokens[p.at].kind in ("and", "or"):  # 1, 2, and 3
                p.at += 1
            items.append(statement(p))
        groups.append(items[0] if len(items) == 1 else Op("list", tuple(items)))
        if not p.take(";"):
            break
    if p.tokens[p.at].kind != "end":
        raise p.unexpected(p.tokens[p.at])
    found = groups[0] if len(groups) == 1 else Op("list", tuple(groups))
    if several:
        found = both_signs(p.source, joined_values(found))
    return checked(p, found)


def outer_separators(p: Parser) -> list[Token]:
    """The commas and semicolons outside all brackets."""
    depth, found = 0, []
    for t in p.tokens:
        if t.kind in ("(", "[", "{"):
            depth += 1
        elif t.kind in (")", "]", "}"):
            depth -= 1
        elif not depth and t.kind in (",", ";"):
            found.append(t)
    return found


def statement(p: Parser) -> Written:
    """One item: an expression, a relation, or words about a free variable (`z is free`)."""
    start = p.at
    t = p.tokens[start]
    if t.kind == "name":
        n = start + 1
        if p.tokens[n].text == "is":
            n += 1
        word = p.tokens[n]
        if word.kind == "name" and word.text in FREE_WORDS and word.text not in p.names:
            p.at = n + 1
            return Op("in", (Name(t.text), Words("R")))
    return p.expression(0)


def checked(p: Parser, w: Written) -> Written:
    """The tree, if it is no larger and no deeper than allowed."""
    level: list[Written] = [w]
    count = depth = 0
    while level:
        count += len(level)
        depth += 1
        if depth > limits.MAX_DEPTH or count > limits.MAX_NODES:
            what = "nested too deeply" if depth > limits.MAX_DEPTH else "too large"
            raise p.source.refuse(f"the expression is {what} to be read", 0, "write it in a simpler form")
        level = [a for node in level if node.__class__ is Op for a in node.args]
    return w
