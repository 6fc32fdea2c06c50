"""The Pratt machine: operators by binding power; what stands between them comes from a table of operand readers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from tutor.errors import Unreadable
from tutor.reading import limits
from tutor.reading.mixed import mixed_number
from tutor.reading.normalise import Source
from tutor.reading.pairing import Token
from tutor.reading.words import DISTRIBUTIONS, FREE_WORDS, GREEK_WORDS, NUMBER_SETS
from tutor.written import INF, PERCENT, Name, Num, Op, Words, Written

OR, AND, NOT, RELATION, UNION, SUM, PRODUCT, POWER, POSTFIX = 1, 2, 3, 4, 5, 6, 8, 10, 12
RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "≈"))
FACTORS = frozenset(
    ("num", "repeating", "name", "const", "func", "logbase", "(", "[", "|", "√", "∛", "‖", "frac", "binom", "texsqrt")
)
SEPARATORS = frozenset((",", ";", "end", ")", "]", "}"))
_WORDS_APART = FREE_WORDS | {"is"}
FREE, ABS, ROW = 0, 1, 2  # what a bar means: it may open |x|; it closes one; it may separate columns


Operand: TypeAlias = "Callable[[Parser, Token], Written]"


class Parser:
    """One text being read; `at` counts tokens. `operands` reads what starts with a token of a kind.

    `places` tells, for those who refuse later what was read, where in the plain text a node's own sign stands.
    """

    def __init__(
        self,
        source: Source,
        tokens: list[Token],
        names: Collection[str],
        operands: Mapping[str, Operand],
        *,
        mixed: bool = False,
    ) -> None:
        self.source, self.tokens, self.names, self.operands, self.mixed = source, tokens, names, operands, mixed
        self.at = 0
        self.calls = 0
        self.bar = FREE
        self.by_space = False
        self.angle = 0  # how many trigonometric functions stand around
        self.places: dict[int, int] = {}

    def refuse(self, message: str, token: Token, hint: str = "") -> Unreadable:
        """The refusal at a token, to be raised."""
        return self.source.refuse(message, token.at, hint)

    def made(self, head: str, args: tuple[Written, ...], token: Token) -> Op:
        """A node, its place noted."""
        node = Op(head, args)
        self.places[id(node)] = token.at
        return node

    def deeper(self) -> None:
        """Count one more call inside the parser, and stop long before Python would."""
        self.calls += 1
        if self.calls > limits.MAX_CALLS:
            raise self.refuse("the expression is nested too deeply to be read", self.tokens[self.at])

    def take(self, kind: str) -> bool:
        """Step over a token of that kind, if one is next."""
        if self.tokens[self.at].kind == kind:
            self.at += 1
            return True
        return False

    def unexpected(self, token: Token) -> Unreadable:
        """Why this token cannot stand here, after something complete."""
        kind = token.kind
        if kind == "num":
            hint = f"write *{token.text} for a product, ^{token.text} for a power, or a comma between two items"
            if self.source.plain[token.at] == ".":
                return self.refuse("a number has one dot", token, "write 2.5, or a comma between two numbers")
            if self.at and self.tokens[self.at - 1].kind == "num":
                hint = "write one number without spaces, or a comma between two"
            return self.refuse(f"the number {token.text} follows without an operator", token, hint)
        if kind == "|":
            return self.refuse("this '|' closes nothing", token, "bars come in pairs: |x - 1|")
        if kind == "sci":
            return self.refuse(f"'e{token.text}' follows no number", token)
        if kind == "{":
            return self.refuse("a set cannot follow here", token, "write ( ) for brackets")
        if kind == "end":
            return self.refuse("the text ends too early", token)
        text = "a new line" if token.text == "\n" else f"'{token.text}'"
        return self.refuse(f"{text} is not expected here", token)

    def expression(self, least: int) -> Written:
        """The longest expression from here whose operators bind tighter than `least`."""
        self.deeper()
        left = self.prefix(least)
        tokens = self.tokens
        joined = ""  # the n-ary relation or union that this very loop is collecting in `left`
        while True:
            t = tokens[self.at]
            kind = t.kind
            if self.by_space and t.spaced and self.separates(t):
                break
            if kind == "+" or kind == "-" or kind == "±" or kind == "∓":
                if least >= SUM:
                    break
                left = self.sum(left)
            elif kind == "*" or (kind in FACTORS and self.multiplies(t, left)):
                if least >= PRODUCT:
                    break
                left = self.product(left)
            elif kind == "/":
                if least >= PRODUCT:
                    break
                self.at += 1
                left = self.made("/", (left, self.expression(PRODUCT)), t)
            elif kind == "^":
                if least >= POWER:
                    break
                self.at += 1
                left = self.power(left, t)
            elif kind == "!" or kind == "%" or kind == "°":
                if least >= POSTFIX:
                    break
                self.at += 1
                left = self.postfix(left, t)
            elif kind in RELATIONS or kind == "∈":
                if least >= RELATION:
                    break
                left = self.relations(left)
            elif (level := self.joining(t, left)) and least < level:
                self.at += 1
                if kind == "∖":
                    left, joined = self.without(left, t), ""
                    continue
                head = kind if level < RELATION else "union"
                right = self.expression(level)
                left = self.made(
                    head, (*left.args, right) if joined == head and isinstance(left, Op) else (left, right), t
                )
                joined = head
                continue
            else:
                break
            joined = ""
        self.calls -= 1
        return left

    def sum(self, left: Written) -> Op:
        """All terms that follow, in one flat sum."""
        terms = [left]
        first = t = self.tokens[self.at]
        while t.kind in ("+", "-", "±", "∓") and not (self.by_space and t.spaced and self.separates(t)):
            self.at += 1
            term = self.expression(SUM)
            terms.append(term if t.kind == "+" else self.made("neg" if t.kind == "-" else t.kind, (term,), t))
            t = self.tokens[self.at]
        return self.made("+", tuple(terms), first)

    def product(self, left: Written) -> Op:
        """All factors that follow, with or without a sign, in one flat product."""
        factors = [left]
        first = t = self.tokens[self.at]
        while t.kind == "*" or (t.kind in FACTORS and self.multiplies(t, factors[-1])):
            if self.by_space and t.spaced and self.separates(t):
                break
            self.at += t.kind == "*"
            factors.append(self.expression(PRODUCT))
            t = self.tokens[self.at]
        return self.made("*", tuple(factors), first)

    def multiplies(self, t: Token, left: Written) -> bool:
        """Is this start of an operand a further factor? A number is not: it is refused."""
        if (t.kind in ("|", "‖") and self.bar != FREE) or self.joining(t, left):
            return False
        if (
            t.kind == "num"
            or t.kind == "repeating"
            or (t.kind == "name" and t.text in _WORDS_APART and t.text not in self.names)
        ):
            if self.by_space and t.spaced:
                return False
            raise self.unexpected(t)
        return True

    def joining(self, t: Token, left: Written) -> int:
        """How tightly `or`, `and` and the signs of a union bind; 0 for all else."""
        if t.kind == "name":
            return UNION if t.text == "U" and self.joins(left) else 0
        return {"or": OR, "and": AND, "∪": UNION, "∖": UNION}.get(t.kind, 0)

    def separates(self, t: Token) -> bool:
        """In a matrix written with spaces: does the space before this token end an entry?"""
        if t.kind in ("+", "-"):
            return not self.tokens[self.at + 1].spaced
        return t.kind in FACTORS and t.kind != "|"

    def joins(self, left: Written) -> bool:
        """Is a letter U here the sign of a union?"""
        sets = ("interval", "set", "tuple", "matrix", "union", "empty")
        after = self.tokens[self.at + 1].kind
        return (
            "U" not in self.names and isinstance(left, Op) and left.head in sets and after in ("(", "[", "{", "const")
        )

    def power(self, left: Written, t: Token) -> Op:
        """What follows a ``^``."""
        after = self.tokens[self.at]
        if after.kind == "°":
            self.at += 1
            return self.degrees(left, t)
        if after.kind == "top" or (after.text == "T" and after.kind == "name" and "T" not in self.names):
            if isinstance(left, Num):
                raise self.refuse("a number has no transpose", t, "write the exponent as a number or a name")
            self.at += 1
            return self.made("T", (left,), t)
        if after.kind == "{":
            inner, last = self.tokens[self.at + 1 : self.at + 3]
            if inner.kind == "°" and last.kind == "}":
                self.at += 3
                return self.degrees(left, t)
            if inner.text in ("T", "\\top") and last.kind == "}" and "T" not in self.names:
                self.at += 3
                return self.made("T", (left,), t)
            exponent = self.operands["group"](self, after)
            if self.tokens[self.at].kind == "^":
                raise self.unexpected(self.tokens[self.at])
        else:
            exponent = self.expression(POWER - 1)
        return self.made("^", (left, exponent), t)

    def postfix(self, left: Written, t: Token) -> Op:
        """A factorial, a percentage or an angle in degrees."""
        if t.kind == "°":
            return self.degrees(left, t)
        if t.kind == "!":
            return self.made("!", (left,), t)
        if not isinstance(left, Num):
            raise self.refuse("'%' stands only after a number", t, "write (…)/100")
        return self.made("/", (left, PERCENT), t)

    def degrees(self, left: Written, t: Token) -> Op:
        """``75°``, an angle where a sine or its like is taken of it."""
        if not self.angle:
            hint = "write the angle in radians: 30 degrees are pi/6"
            raise self.refuse("degrees are not read outside sin, cos and tan", t, hint)
        return self.made("/", (Op("*", (left, Op("pi"))), Num("180")), t)

    def without(self, left: Written, t: Token) -> Op:
        """``R \\ {0}``: what is in the first set and not in the second."""
        if isinstance(left, Name) and left.text in NUMBER_SETS and left.text not in self.names:
            if left.text not in ("R", "reals"):
                raise self.refuse(f"only real numbers may be left out here, not of {left.text}", t, "write R")
            left = Op("interval", (Op("neg", (INF,)), INF, Words("()")))
        opened = self.tokens[self.at]
        if opened.kind == "{":
            self.at += 1
            found = [self.inside()]
            while self.take(","):
                found.append(self.inside())
            if not self.take("}"):
                raise self.unexpected(self.tokens[self.at])
            right: Written = self.made("set", tuple(found), opened)
        else:
            right = self.expression(UNION)
        return self.made("and", (left, Op("not", (right,))), t)

    def relations(self, left: Written) -> Op:
        """A relation or a chain of them."""
        found: list[Written] = []
        while (t := self.tokens[self.at]).kind in RELATIONS or t.kind == "∈":
            self.at += 1
            if t.kind == "∈":
                right: Written = self.number_set() or self.expression(RELATION)
                found.append(self.made("in", (left, right), t))
            else:
                right = self.expression(RELATION)
                found.append(self.made(t.kind, (left, right), t))
            left = right
        first = found[0]
        return Op("and", tuple(found)) if len(found) > 1 or not isinstance(first, Op) else first

    def number_set(self) -> Words | None:
        """``R`` and its like after ``in``, when they are no letters of the problem."""
        t = self.tokens[self.at]
        if t.kind != "name" or t.text not in NUMBER_SETS or t.text in self.names:
            return None
        if self.tokens[self.at + 1].kind in SEPARATORS or self.tokens[self.at + 1].kind in ("|", ":"):
            self.at += 1
            return Words({"reals": "R", "integers": "Z"}.get(t.text, t.text))
        return None

    def prefix(self, least: int) -> Written:
        """An operand, with its sign if it has one."""
        t = self.tokens[self.at]
        self.at += 1
        kind = t.kind
        if kind == "num":
            return self.number(t)
        if kind == "name":
            return self.name(t)
        if kind == "const":
            return Op(t.text)
        reader = self.operands.get(kind)
        if reader is not None:
            return reader(self, t)
        if kind == "+" and self.tokens[self.at].kind == "-":
            raise self.refuse("'+-' may be a sign or stand for ±", t, "write -5 or ±5")
        if kind == "-" or kind == "+" or kind == "±" or kind == "∓":
            inner = self.expression(max(least, SUM))
            return inner if kind == "+" else self.made("neg" if kind == "-" else kind, (inner,), t)
        if kind == "not" or kind == "¬":
            return self.made("not", (self.expression(NOT),), t)
        self.at -= 1
        if kind == "end" or kind in SEPARATORS:
            where = "at the end" if kind == "end" else f"before the '{t.text}'" if t.text != "\n" else "on this line"
            raise self.refuse(f"something is missing {where}: a number, a name or a bracket is expected", t)
        if kind in "*/^!%" or kind in RELATIONS or kind in ("and", "or", "∈", "∪"):
            raise self.refuse(f"'{t.text}' needs something before it", t, "write a number or a name there")
        raise self.unexpected(t)

    def number(self, t: Token) -> Written:
        """A literal, with its power of ten (`1e-3`) or as a mixed number."""
        literal = Num(t.text)
        after = self.tokens[self.at]
        if after.kind == "frac" and (value := mixed_number(self, t)) is not None:
            return value
        if after.kind == "sci":
            self.at += 1
            digits = Num(after.text.lstrip("+-"))
            exponent = Op("neg", (digits,)) if after.text[0] == "-" else digits
            return self.made("*", (literal, Op("^", (Num("10"), exponent))), t)
        if after.kind == "num" and after.spaced and not self.by_space and self.tokens[self.at + 1].kind == "/":
            slash, bottom = self.tokens[self.at + 1 : self.at + 3]
            a, b, c = t.text, after.text, bottom.text
            if bottom.kind == "num" and "." not in a + b + c:
                if not self.mixed:
                    hint = f"write {a} + {b}/{c}, or {a}*{b}/{c}"
                    raise self.refuse(f"'{a} {b}/{c}' may be a sum or a product", after, hint)
                self.at += 3
                return self.made("+", (literal, self.made("/", (Num(b), Num(c)), slash)), t)
        return literal

    def name(self, t: Token) -> Written:
        """A name; before a bracket it is a factor, unless it looks like a function that is not known."""
        if self.tokens[self.at].text == "(" and t.text not in self.names:
            if t.text == "C" and self.is_pair():
                return self.operands["func"](self, t._replace(kind="func", text="binomial"))
            if t.text in DISTRIBUTIONS and ((len(t.text) > 1 and t.text != "Gamma") or self.has_several()):
                return self.call(t)
            if t.text == "sigma":
                return self.operands["func"](self, t._replace(kind="func", text="sigmoid"))
            one = len(t.text.rstrip("0123456789")) == 1 and t.text not in "fghP"
            if self.names or not (one or t.text in GREEK_WORDS):
                hint = f"write {t.text}*(…) for a product; leave out '{t.text}(…) =' before an answer"
                raise self.refuse(f"'{t.text}' is no known function", t, hint)
        return Name(t.text)

    def is_pair(self) -> bool:
        """Do two plain whole numbers in brackets follow, as in C(5,2)?"""
        kinds = [t.kind for t in self.tokens[self.at : self.at + 5]]
        return kinds == ["(", "num", ",", "num", ")"]

    def has_several(self) -> bool:
        """Does a comma stand directly inside the round bracket that is next?"""
        depth = 0
        for t in self.tokens[self.at :]:
            depth += (t.kind in ("(", "[", "{")) - (t.kind in (")", "]", "}"))
            if depth == 0 or (t.kind == "," and depth == 1):
                return depth == 1
        return False

    def call(self, t: Token) -> Op:
        """A distribution with its parameters: ``N(0, 4)``."""
        opened = self.tokens[self.at]
        self.at += 1
        inner = self.operands["("](self, opened)
        if isinstance(inner, Op) and inner.head == "interval":
            raise self.refuse("the brackets '(' and ']' do not match", opened, f"write {t.text}(…)")
        args = inner.args if isinstance(inner, Op) and inner.head == "tuple" else (inner,)
        return self.made("call", (Name(t.text), *args), t)

    def inside(self, bar: int = FREE, *, by_space: bool = False) -> Written:
        """An expression inside brackets, where bars and spaces have a meaning of their own."""
        kept = self.bar, self.by_space
        self.bar, self.by_space = bar, by_space
        inner = self.expression(0)
        self.bar, self.by_space = kept
        return inner
