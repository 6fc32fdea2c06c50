"""An expression as a person writes it: untidied, immutable, cheap to build.

SymPy forgets what was written (`2/4` becomes `1/2`); this language does not. Reading makes it, statements and steps
hold it, emitters print it, methods work on it by named rules. It has no algebra of its own.

Four kinds of node:

========  ==========================================  ==========================
node      meaning                                     JSON
========  ==========================================  ==========================
`Num`     an unsigned literal, digits kept            ``"2"``, ``"0.10"``
`Name`    a variable (``x``, ``x1``, ``lambda``)      ``"x"``
`Words`   plain words in a table, a tree, a case      ``["words", "ill"]``
`Op`      a head and its arguments                    ``["*", "2", "x"]``
========  ==========================================  ==========================

Heads of `Op`, by group (n-ary unless said):

- arithmetic: ``+ * / ^ neg`` (``a - b`` is ``+ a (neg b)``; ``/``, ``^`` are binary), ``!``, ``binomial n k``
- constants, no arguments: ``pi e i inf empty``
- functions of one argument: `FUNCTIONS`; ``root n x``; ``call f x …`` an unnamed function f
- relations, binary: ``= != < <= > >= ≈``
- matrices: ``matrix row…``, ``row a b …``, ``augmented k row…`` (k columns left of the bar), ``T A``, ``inverse A``
- collections: ``list set tuple``, ``interval a b kind`` with kind one of ``Words("[]" "[)" "(]" "()")``
- calculus: ``d x f`` (df/dx), ``d x n f`` (n-th), ``partial x f``, ``prime f`` (f'), ``grad f``,
  ``integral f x a b``, ``antiderivative f x``, ``sum f k a b``, ``at f x=a …`` (evaluated at)
- probability: ``P event``, ``given A B``, ``not A``, ``and A B``, ``or A B``, ``E X``, ``Var X``, ``Phi z``
- layout: ``system eq…``, ``table row…`` (first row and column are headings), ``tree label child…`` with
  ``branch probability label child…``, ``options text…``, ``cases (case value condition)…``,
  ``parts (part name value)…``, ``pairs (pair value vector)…``, ``code Words``,
  ``lines xmin xmax ymin ymax (line a b c label)… `` the lines ax + by = c in a window
- row operations (rows from 1): ``rowswap i j``, ``rowscale i factor``, ``rowadd i j factor`` (R_i + factor R_j into R_i)
- also: ``in a b`` (membership), ``dot a b``, ``span v …``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from tutor.errors import TooLarge

JSON: TypeAlias = "str | list[JSON]"

FUNCTIONS = frozenset(
    ("sqrt", "exp", "ln", "log", "abs", "sign", "floor", "ceil", "sigmoid", "relu", "Phi", "erf")
    + ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan")
    + ("sinh", "cosh", "tanh", "arsinh", "arcosh", "artanh")
    + ("det", "trace", "rank", "norm", "transpose")
)
CONSTANTS = frozenset(("pi", "e", "i", "inf", "empty"))
RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "≈"))
BLOCKS = frozenset(("system", "table", "tree", "options", "code", "lines"))  # layouts that stand on lines of their own

MAX_BITS = 100_000  # of any integer that a power or a factorial may make


class Written:
    """Base of the four kinds of node; the operators build literally, with no arithmetic done.

    >>> x = Name("x")
    >>> str(2 * x**2 - 3)
    '2*x^2 - 3'
    >>> Op("/", (Num("2"), Num("4"))).json()
    ['/', '2', '4']
    """

    __slots__ = ()

    def json(self) -> JSON:
        """The node as strings and lists."""
        raise TypeError("a bare Written has no meaning")

    def __add__(self, other: Operand) -> Op:
        return Op("+", (*_terms(self, "+"), written(other)))

    def __radd__(self, other: Operand) -> Op:
        return Op("+", (written(other), *_terms(self, "+")))

    def __sub__(self, other: Operand) -> Op:
        return Op("+", (*_terms(self, "+"), Op("neg", (written(other),))))

    def __rsub__(self, other: Operand) -> Op:
        return Op("+", (written(other), Op("neg", (self,))))

    def __mul__(self, other: Operand) -> Op:
        return Op("*", (*_terms(self, "*"), written(other)))

    def __rmul__(self, other: Operand) -> Op:
        return Op("*", (written(other), *_terms(self, "*")))

    def __truediv__(self, other: Operand) -> Op:
        return Op("/", (self, written(other)))

    def __rtruediv__(self, other: Operand) -> Op:
        return Op("/", (written(other), self))

    def __pow__(self, other: Operand) -> Op:
        return Op("^", (self, written(other)))

    def __neg__(self) -> Op:
        return Op("neg", (self,))

    def equals(self, other: Operand) -> Op:
        """The relation ``self = other``."""
        return Op("=", (self, written(other)))

    def __str__(self) -> str:
        return typed(self)


Operand: TypeAlias = "Written | int | Fraction"


@dataclass(frozen=True, slots=True)
class Num(Written):
    """An unsigned integer or decimal literal; its digits are kept (``0.10`` is not ``0.1``)."""

    text: str

    @property
    def fraction(self) -> Fraction:
        """The exact value."""
        return Fraction(self.text)

    def json(self) -> JSON:
        return self.text

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Name(Written):
    """A variable, as it is typed: ``x``, ``x1``, ``x_12``, ``lambda``."""

    text: str

    def json(self) -> JSON:
        return self.text

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Words(Written):
    """Plain words where mathematics has none."""

    text: str

    def json(self) -> JSON:
        return ["words", self.text]

    __str__ = Written.__str__


@dataclass(frozen=True, slots=True)
class Op(Written):
    """A head and its arguments; see the module's docstring for the heads."""

    head: str
    args: tuple[Written, ...] = ()

    def json(self) -> JSON:
        return [self.head, *(a.json() for a in self.args)]

    __str__ = Written.__str__


def _terms(w: Written, head: str) -> tuple[Written, ...]:
    return w.args if isinstance(w, Op) and w.head == head else (w,)


def from_json(data: JSON) -> Written:
    """The inverse of `Written.json`.

    >>> from_json(["*", "2", "x"])
    Op(head='*', args=(Num(text='2'), Name(text='x')))
    """
    if isinstance(data, str):
        return Num(data) if data[:1].isdigit() else Name(data)
    head, *args = data
    if not isinstance(head, str):
        raise ValueError(f"the head of an expression must be a word, not {head!r}")
    if head == "words":
        return Words(str(args[0]))
    return Op(head, tuple(from_json(a) for a in args))


# ---------------------------------------------------------------- making


ZERO, ONE, TWO = Num("0"), Num("1"), Num("2")
PI, E, INF = Op("pi"), Op("e"), Op("inf")


def number(q: int | Fraction) -> Written:
    """An exact number as a person writes it: ``-3/2`` is minus the fraction 3 over 2.

    >>> str(number(Fraction(-3, 2)))
    '-3/2'
    """
    if q < 0:
        return Op("neg", (number(-q),))
    if isinstance(q, int) or q.denominator == 1:
        return Num(str(int(q)))
    return Op("/", (Num(str(q.numerator)), Num(str(q.denominator))))


def decimal(q: Fraction, places: int) -> Written:
    """A rounded decimal with exactly `places` digits after the point (half away from zero).

    >>> str(decimal(Fraction(-1, 3), 2))
    '-0.33'
    """
    scaled = (abs(q.numerator) * 10**places * 2 + q.denominator) // (2 * q.denominator)
    digits = str(scaled).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return Op("neg", (Num(text),)) if q < 0 and scaled else Num(text)


def matrix(rows: Iterable[Iterable[Any]]) -> Op:
    """A matrix of anything that `written` takes."""
    return Op("matrix", tuple(Op("row", tuple(written(a) for a in row)) for row in rows))


def column(entries: Iterable[Any]) -> Op:
    """A column vector."""
    return matrix((a,) for a in entries)


def augmented(rows: Iterable[Iterable[Any]], bar: int) -> Op:
    """An augmented matrix with a bar after column `bar`."""
    return Op("augmented", (Num(str(bar)), *(Op("row", tuple(written(a) for a in r)) for r in rows)))


def entries(m: Written) -> tuple[tuple[Written, ...], ...]:
    """The rows of a matrix or augmented matrix."""
    if not isinstance(m, Op) or m.head not in ("matrix", "augmented", "table"):
        raise ValueError(f"not a matrix: {m}")
    rows = m.args[1:] if m.head == "augmented" else m.args
    return tuple(r.args for r in rows if isinstance(r, Op))


def names(w: Written) -> frozenset[str]:
    """The variables that occur.

    >>> sorted(names(Name("x") * Name("y")))
    ['x', 'y']
    """
    return frozenset(n.text for n in walk(w) if isinstance(n, Name))


def walk(w: Written) -> Iterator[Written]:
    """Every node, outside first, left to right."""
    stack = [w]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Op):
            stack.extend(reversed(node.args))


def substitute(w: Written, values: dict[str, Written]) -> Written:
    """Names replaced; nothing is computed.

    >>> str(substitute(Name("x") ** 2, {"x": number(-3)}))
    '(-3)^2'
    """
    if isinstance(w, Name):
        return values.get(w.text, w)
    if isinstance(w, Op):
        return Op(w.head, tuple(substitute(a, values) for a in w.args))
    return w


def linear(coefficients: Sequence[Operand], variables: Sequence[str]) -> Written:
    """A linear form as it is written: zero terms left out, a factor 1 not shown, minus signs joined.

    >>> str(linear((2, 0, -1), "xyz"))
    '2*x - z'
    """
    terms: list[Written] = []
    for c, v in zip(coefficients, variables, strict=True):
        if isinstance(c, Written):
            if c != ZERO:
                terms.append(Name(v) if c == ONE else Op("*", (c, Name(v))))
        elif c:
            q = Fraction(c)
            size: Written = Name(v) if abs(q) == 1 else Op("*", (number(abs(q)), Name(v)))
            terms.append(Op("neg", (size,)) if q < 0 else size)
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))


def written(value: Any) -> Written:
    """Anything exact as `Written`: int, Fraction, nested tuples (a matrix), or a SymPy object in a teacher's order."""
    if isinstance(value, Written):
        return value
    if isinstance(value, int):
        return number(int(value))
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, tuple | list):
        return matrix(value) if value and isinstance(value[0], tuple | list) else column(value)
    return _from_sympy(value)


_SYMPY_HEADS = {
    "log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "Abs": "abs",
}  # fmt: skip


def _from_sympy(e: Any) -> Written:
    import sympy as sp

    if isinstance(e, sp.MatrixBase):
        return matrix(e.tolist())
    if isinstance(e, sp.Rational):
        return number(Fraction(int(e.p), int(e.q)))
    if isinstance(e, sp.Symbol):
        return Name(e.name)
    constants = {sp.pi: PI, sp.E: E, sp.I: Op("i"), sp.oo: INF, sp.S.EmptySet: Op("empty")}
    if e in constants:
        return constants[e]
    if isinstance(e, sp.Add):
        return Op("+", tuple(_from_sympy(t) for t in e.as_ordered_terms()))
    if isinstance(e, sp.Mul):
        if e.could_extract_minus_sign():
            return Op("neg", (_from_sympy(-e),))
        top, bottom = e.as_numer_denom()
        if bottom != 1:
            return Op("/", (_from_sympy(top), _from_sympy(bottom)))
        return Op("*", tuple(_from_sympy(f) for f in e.as_ordered_factors()))
    if isinstance(e, sp.exp):
        return Op("exp", (_from_sympy(e.exp),))
    if isinstance(e, sp.Pow):
        if e.exp == sp.Rational(1, 2):
            return Op("sqrt", (_from_sympy(e.base),))
        if e.exp.is_Rational and e.exp < 0:
            return Op("/", (ONE, _from_sympy(e.base**-e.exp)))
        return Op("^", (_from_sympy(e.base), _from_sympy(e.exp)))
    if isinstance(e, sp.Equality):
        return Op("=", (_from_sympy(e.lhs), _from_sympy(e.rhs)))
    head = type(e).__name__
    head = _SYMPY_HEADS.get(head, head)
    if head in FUNCTIONS and len(e.args) == 1:
        return Op(head, (_from_sympy(e.args[0]),))
    raise ValueError(f"no way to write {e!r} down")


# ---------------------------------------------------------------- values


def value(w: Written, symbols: dict[str, Any] | None = None) -> Any:
    """SymPy's object for `w`; names become real symbols unless `symbols` says otherwise.

    Raises
    ------
    TooLarge
        When a power or a factorial would have more than `MAX_BITS` bits.
    ValueError
        For heads that have no value (layouts, words).
    """
    import sympy as sp

    if isinstance(w, Num):
        return sp.Rational(w.text)
    if isinstance(w, Name):
        known = symbols or {}
        return known[w.text] if w.text in known else sp.Symbol(w.text, real=True)
    if not isinstance(w, Op):
        raise ValueError(f"words have no value: {w}")
    head = w.head
    if head in ("matrix", "augmented"):
        return sp.ImmutableMatrix([[value(a, symbols) for a in r] for r in entries(w)])
    args = [value(a, symbols) for a in w.args]
    match head:
        case "+":
            return sum(args[1:], args[0])
        case "*":
            product = args[0]
            for a in args[1:]:
                product = product * a
            return product
        case "neg":
            return -args[0]
        case "/":
            return args[0] / args[1]
        case "^":
            _guard_power(args[0], args[1])
            return args[0] ** args[1]
        case "!":
            if args[0].is_Integer and args[0] > 5000:
                raise TooLarge(f"{w} has too many digits")
            return sp.factorial(args[0])
        case "binomial":
            if any(a.is_Integer and abs(a) > 5000 for a in args):
                raise TooLarge(f"{w} is too large")
            return sp.binomial(*args)
        case "root":
            return sp.root(args[1], args[0])
        case "T" | "transpose":
            return args[0].T
        case "inverse":
            return args[0].inv()
        case "log":
            return sp.log(args[0])
        case "sigmoid":
            return 1 / (1 + sp.exp(-args[0]))
        case "relu":
            return sp.Max(0, args[0])
        case "Phi":
            return (1 + sp.erf(args[0] / sp.sqrt(2))) / 2
        case "=":
            return sp.Eq(*args)
    if head in CONSTANTS:
        return {"pi": sp.pi, "e": sp.E, "i": sp.I, "inf": sp.oo, "empty": sp.S.EmptySet}[head]
    if head in FUNCTIONS and len(args) == 1:
        back = {short: long for long, short in _SYMPY_HEADS.items()}
        function = getattr(sp, back.get(head, head), None)
        if function is not None:
            return function(args[0])
    raise ValueError(f"{head!r} has no value")


def power_bits(base: Fraction, exponent: int) -> int:
    """An upper bound for the bits of ``base ** exponent``."""
    return max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent)


def _guard_power(base: Any, exponent: Any) -> None:
    if base.is_Rational and exponent.is_Rational:
        size = power_bits(Fraction(int(base.p), int(base.q)), max(abs(int(exponent.p)), int(exponent.q)))
        if size > MAX_BITS and abs(base) not in (0, 1):
            raise TooLarge(f"a power with about {size} binary digits is too large to compute")
    elif exponent.is_Rational and abs(exponent) > 1000:
        raise TooLarge(f"the exponent {exponent} is too large")


# ---------------------------------------------------------------- brackets and typing

_PRECEDENCE = {
    "given": -2,
    "or": -1,
    "and": 0,
    "in": 1,
    "union": 1,
    "+": 3,
    "neg": 3,
    "*": 4,
    "/": 4,
    "^": 6,
    "!": 7,
    "T": 7,
    "inverse": 7,
}


def precedence(w: Written) -> int:
    """How tightly the outermost operation binds: relations 1, sums 3, products 4, powers 6, the rest 9."""
    if not isinstance(w, Op):
        return 9
    return 1 if w.head in RELATIONS else _PRECEDENCE.get(w.head, 9)


def bracketed(child: Written, parent: str, index: int, *, flat: bool = True) -> bool:
    """Must argument `index` of a `parent` stand in brackets? `flat`: fractions are written on one line.

    >>> bracketed(Name("x") + 1, "*", 0)
    True
    """
    p = precedence(child)
    head = child.head if isinstance(child, Op) else ""
    is_sum, is_neg, is_fraction = head == "+", head == "neg", head == "/"
    match parent:
        case "+":
            return p < 3 or is_sum
        case "neg":
            return p <= 3
        case "*":
            if is_fraction:
                return flat and index > 0
            return p < 3 or is_sum or is_neg or p == 4
        case "/":
            return flat and (p <= 4 if index else (p < 3 or is_sum or is_fraction))
        case "^":
            if index:
                return flat and p < 9
            return p <= 7
        case "!" | "T" | "inverse":
            return p < 9
        case "and" | "or" | "not" | "given":
            return p < _PRECEDENCE.get(parent, 0) or (parent == "not" and p < 9) or head == "given"
    return False


def typed(w: Written) -> str:
    """The expression as a student would type it: ``2*x^2 - 3/4``; reading it gives an expression of the same value."""
    if isinstance(w, Num | Name | Words):
        return w.text
    if not isinstance(w, Op):
        raise TypeError(f"not an expression: {w!r}")
    head, args = w.head, w.args

    def inner(i: int) -> str:
        text = typed(args[i])
        return f"({text})" if bracketed(args[i], head, i) else text

    if head == "+":
        parts = [inner(0)]
        for i, a in enumerate(args[1:], 1):
            if isinstance(a, Op) and a.head == "neg":
                size = typed(a.args[0])
                parts.append(f" - ({size})" if bracketed(a.args[0], "neg", 0) else f" - {size}")
            else:
                parts.append(f" + {inner(i)}")
        return "".join(parts)
    if head == "neg":
        return f"-{inner(0)}"
    if head in ("*", "/", "^"):
        return head.join(inner(i) for i in range(len(args)))
    if head in RELATIONS:
        return f" {head} ".join(typed(a) for a in args)
    if head == "empty":
        return "no solution"
    if head in CONSTANTS:
        return head
    if head in ("cases", "parts", "pairs"):
        return "; ".join(typed(a) for a in args)
    if head == "case":
        return f"{typed(args[1])}: {typed(args[0])}"
    if head == "pair":
        return f"{typed(args[0])}: {typed(args[1])}"
    if head == "part":
        return f"{typed(args[0])} = {typed(args[1])}"
    if head == "!":
        return f"{inner(0)}!"
    if head == "T":
        return f"{inner(0)}^T"
    if head == "inverse":
        return f"{inner(0)}^-1"
    if head == "matrix":
        return f"[{'; '.join(typed(r) for r in args)}]"
    if head == "row":
        return ", ".join(typed(a) for a in args)
    if head == "augmented":
        bar = int(str(args[0]))
        rows = [[typed(a) for a in r] for r in entries(w)]
        return f"[{'; '.join(', '.join(r[:bar]) + ' | ' + ', '.join(r[bar:]) for r in rows)}]"
    if head in ("list", "system"):
        return ", ".join(typed(a) for a in args)
    if head == "set":
        return f"{{{', '.join(typed(a) for a in args)}}}"
    if head == "tuple":
        return f"({', '.join(typed(a) for a in args)})"
    if head == "interval":
        kind = typed(args[2])
        return f"{kind[0]}{typed(args[0])}, {typed(args[1])}{kind[1]}"
    if head == "not":
        return f"not {inner(0)}"
    if head in ("and", "or", "in"):
        return f" {head} ".join(inner(i) for i in range(len(args)))
    if head == "union":
        return " U ".join(inner(i) for i in range(len(args)))
    if head == "given":
        return f"{inner(0)}|{inner(1)}"
    if head == "call":
        return f"{typed(args[0])}({', '.join(typed(a) for a in args[1:])})"
    if head == "prime":
        return f"{typed(args[0])}'"
    if head == "code":
        return typed(args[0])
    return f"{head}({', '.join(typed(a) for a in args)})"
