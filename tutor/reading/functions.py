"""Functions with and without brackets, logarithms to a base, root signs, and the LaTeX commands with arguments."""

from __future__ import annotations

from tutor.errors import Unreadable
from tutor.reading import limits
from tutor.reading.brackets import braces, closing, items
from tutor.reading.pairing import Token
from tutor.reading.pratt import FACTORS, POSTFIX, PRODUCT, Parser
from tutor.reading.words import BRACKETS_ONLY, INVERSES
from tutor.written import TWO, Name, Num, Op, Written

TRIGONOMETRIC = frozenset(("sin", "cos", "tan", "cot", "sec", "csc"))
TYPED = frozenset(("max", "min", "diag", "eye", "array"))
MOST_OF = 4  # arguments of max and min: each doubles what is written down


def function(p: Parser, t: Token) -> Written:
    """A known function and its argument, with or without brackets."""
    head = t.text
    angle, p.angle = p.angle, p.angle + 1 if head in TRIGONOMETRIC else 0
    found = called(p, t, head)
    p.angle = angle
    return found


def called(p: Parser, t: Token, head: str) -> Written:
    """The function's power, its argument, and what it makes of it."""
    power: Written | None = None
    if p.tokens[p.at].kind == "^" and head not in BRACKETS_ONLY:
        head, power = function_power(p, head)
    after = p.tokens[p.at]
    if after.kind == "(":
        p.at += 1
        args = items(p)
        closing(p, after, ")")
    elif after.kind == "{" and (head in BRACKETS_ONLY or plain_braces(p)):
        p.at += 1
        args = items(p)
        closing(p, after, "}")
    elif head in BRACKETS_ONLY:
        raise p.refuse(f"'{head}' needs brackets", t, f"write {head}(…)")
    else:
        args = [bare_argument(p, t, head)]
    value = applied(p, head, args, t)
    return value if power is None else p.made("^", (value, power), t)


def plain_braces(p: Parser) -> bool:
    """Are these the braces of LaTeX (``\\sin{x}``), not of a set?"""
    return p.tokens[p.at].text == "{" and "\\" in p.source.plain


def function_power(p: Parser, head: str) -> tuple[str, Written | None]:
    """``sin^2``, ``sin^-1``: what stands between the function and its argument."""
    sign = p.tokens[p.at]
    p.at += 1
    t = p.tokens[p.at]
    if t.kind == "{":
        power = braces(p, t)
    elif t.kind == "-":
        p.at += 1
        p.deeper()
        power = Op("neg", (p.prefix(POSTFIX),))
        p.calls -= 1
    elif t.kind in ("num", "(", "name"):
        power = p.prefix(POSTFIX)
    else:
        raise p.refuse(f"a power of {head} is written {head}^2(x)", sign, f"write {head}(x)^…")
    if isinstance(power, Op) and power.head == "neg":
        if str(power) == "-1" and head in INVERSES:
            return INVERSES[head], None
        raise p.refuse(f"'{head}^{power}' may be an inverse or a reciprocal", sign, f"write 1/{head}(x)^…")
    return head, power


def bare_argument(p: Parser, function: Token, head: str) -> Written:
    """The factors after a function without brackets; see the module's docstring."""
    start = p.tokens[p.at]
    if start.kind == "-" or start.kind == "+":
        p.at += 1
        p.deeper()
        inner = bare_argument(p, function, head)
        p.calls -= 1
        return p.made("neg", (inner,), start) if start.kind == "-" else inner
    if start.kind not in FACTORS and start.kind != "{":
        raise p.refuse(f"'{function.text}' needs an argument", function, f"write {head}(…); call a name something else")
    one_factor = head in ("sqrt", "cbrt")
    factors = [p.expression(PRODUCT)]
    while True:
        t = p.tokens[p.at]
        if t.kind not in FACTORS or t.kind == "func" or t.kind == "logbase" or (t.kind == "|" and p.bar):
            break
        if p.by_space and t.spaced:
            break
        if t.kind in ("(", "[", "frac", "|", "num", "‖") or one_factor:
            raise ambiguous(p, head, t)
        factors.append(p.expression(PRODUCT))
    left = factors[0] if len(factors) == 1 else p.made("*", tuple(factors), start)
    t, after = p.tokens[p.at], p.tokens[min(p.at + 1, len(p.tokens) - 1)]
    if one_factor and t.kind == "/" and isinstance(left, Num):  # sqrt 3 / 2 as one says it
        return left
    if (t.kind == "/" and after.kind == "num") or (t.kind == "*" and isinstance(left, Num) and after.kind != "func"):
        raise ambiguous(p, head, t)
    return left


def ambiguous(p: Parser, head: str, t: Token) -> Unreadable:
    """A bare argument whose end people place differently."""
    return p.refuse(f"where the argument of {head} ends is not clear", t, f"put it in brackets: {head}(…)")


def applied(p: Parser, head: str, args: list[Written], t: Token) -> Written:
    """The node of a function with its arguments."""
    if head in ("span", "union"):
        return p.made(head, tuple(args), t)
    if head in TYPED:
        return typed_object(p, head, args, t)
    want = 2 if head in ("root", "binomial") else 1
    if len(args) != want:
        if len(args) == 2 and head == "log":
            return logarithm(p, args[1], args[0], t)
        if head in ("norm", "transpose", "trace", "det", "rank"):
            return p.made(head, (Op("tuple", tuple(args)),), t)
        raise p.refuse(f"'{head}' takes {want} argument{'s' * (want > 1)}, not {len(args)}", t)
    if head == "cbrt":
        return p.made("root", (Num("3"), args[0]), t)
    return p.made(head, tuple(args), t)


def typed_object(p: Parser, head: str, args: list[Written], t: Token) -> Written:
    """``max(a, b)``, ``diag(2, 3)``, ``np.eye(3)``, ``np.array([[1, 2], [3, 4]])``."""
    inner = args[0]
    if head in ("max", "min"):
        if not 2 <= len(args) <= MOST_OF:
            raise p.refuse(f"'{head}' takes two to {MOST_OF} arguments", t)
        for other in args[1:]:
            gap = Op("abs", (Op("+", (inner, Op("neg", (other,)))),))
            inner = Op("/", (Op("+", (inner, other, gap if head == "max" else Op("neg", (gap,)))), TWO))
        return inner
    if head == "array":
        rows = [a.args[0] for a in args if isinstance(a, Op) and a.head == "matrix" and len(a.args) == 1]
        if len(args) > 1 and len({len(r.args) for r in rows if isinstance(r, Op)}) == 1 and len(rows) == len(args):
            return p.made("matrix", tuple(rows), t)
        if len(args) > 1 or not (isinstance(inner, Op) and inner.head in ("matrix", "tuple")):
            raise p.refuse(f"'{t.text}' takes one list of rows", t, "write [1, 2; 3, 4]")
        return inner
    if head == "eye":
        if len(args) > 1 or not isinstance(inner, Num) or inner.text not in map(str, range(1, 21)):
            raise p.refuse("'eye' takes one whole number up to 20", t)
        args = [Num("1")] * int(inner.text)
    elif len(args) == 1 and isinstance(inner, Op) and inner.head in ("tuple", "matrix"):
        row = inner.args[0]
        args = list(inner.args if inner.head == "tuple" else row.args if isinstance(row, Op) else ())
    if len(args) ** 2 > limits.MAX_ENTRIES:
        raise p.refuse(f"a matrix of more than {limits.MAX_ENTRIES} entries is not read", t)
    diagonal = (Op("row", tuple(a if i == k else Num("0") for k, a in enumerate(args))) for i in range(len(args)))
    return p.made("matrix", tuple(diagonal), t)


def repeating(p: Parser, t: Token) -> Written:
    """A repeating decimal, as the fraction that it is."""
    above, _, below = t.text.partition("/")
    return p.made("/", (Num(above), Num(below)), t) if below else Num(above)


def logarithm(p: Parser, base: Written, argument: Written, t: Token) -> Op:
    """A logarithm to another base, as the quotient that it is."""
    return p.made("/", (Op("ln", (argument,)), Op("ln", (base,))), t)


def log_base(p: Parser, t: Token) -> Written:
    """``log2(x)``, ``log_10 x``, ``log_b(x)``."""
    base: Written = Num(t.text) if t.text.isdigit() else Op("e") if t.text == "e" else Name(t.text)
    if t.text == "1" or t.text.strip("0") == "":
        raise p.refuse(f"{t.text or 'nothing'} is no base of logarithms", t)
    after = p.tokens[p.at]
    if after.kind == "(":
        p.at += 1
        argument = p.inside()
        closing(p, after, ")")
    else:
        argument = bare_argument(p, t, "log")
    return logarithm(p, base, argument, t)


def root_sign(p: Parser, t: Token) -> Written:
    """``√2``, ``√(x+1)``: one factor, and no power on it without brackets."""
    bracketed = p.tokens[p.at].kind == "("
    p.deeper()
    inner = p.prefix(POSTFIX)
    p.calls -= 1
    if p.tokens[p.at].kind == "^" and not bracketed:
        raise p.refuse("is the power under the root or outside?", p.tokens[p.at], "write √(x^2) or (√x)^2")
    return p.made("root", (Num("3"), inner), t) if t.kind == "∛" else p.made("sqrt", (inner,), t)


def latex_argument(p: Parser) -> Written:
    """``{…}`` or a single digit or letter after a command."""
    t = p.tokens[p.at]
    if t.kind == "{":
        return braces(p, t)
    if t.kind == "num" and len(t.text) > 1 and t.text.isdigit():  # \frac12
        p.tokens[p.at] = Token("num", t.text[1:], t.at + 1, False)
        return Num(t.text[0])
    if t.kind in ("num", "name", "const"):
        p.at += 1
        return Num(t.text) if t.kind == "num" else Name(t.text) if t.kind == "name" else Op(t.text)
    raise p.refuse("a group in braces is expected", t, "write {…}")


def latex_two(p: Parser, t: Token) -> Written:
    """``\\frac{a}{b}`` and ``\\binom{n}{k}``."""
    first = latex_argument(p)
    return p.made("/" if t.kind == "frac" else "binomial", (first, latex_argument(p)), t)


def latex_root(p: Parser, t: Token) -> Written:
    """``\\sqrt{x}``, ``\\sqrt[3]{x}``."""
    degree: Written | None = None
    opened = p.tokens[p.at]
    if opened.kind == "[":
        p.at += 1
        degree = p.inside()
        closing(p, opened, "]")
    inner = p.prefix(POSTFIX) if p.tokens[p.at].kind == "(" else latex_argument(p)
    if degree is None or degree == TWO:
        return p.made("sqrt", (inner,), t)
    return p.made("root", (degree, inner), t)
