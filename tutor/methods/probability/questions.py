"""What is asked of a random variable: a probability, a moment, a quantile.

`Asked` is the record that methods answer; `question` reads one, the small functions below make one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError
from tutor.methods.probability.language import P, Piece, expression, listed, literal, probability
from tutor.written import Name, Op, Written, number, typed

_RELATION = re.compile(r"<=|>=|=<|=>|!=|==|=|<|>")
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


@dataclass(frozen=True)
class Asked:
    """A question: ``what`` is one of P, E, Var, sd, cdf, median, quantile.

    For P the event is low ⋚ X ⋚ high with None for no bound; ``of`` is g(X) for E(g(X)) and its like.
    """

    what: str
    variable: str = "X"
    event: Written | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = True
    level: Fraction = Fraction(1, 2)
    of: Written | None = None

    @property
    def label(self) -> Written:
        """The question as it is written: ``P(X >= 8)``, ``E(X)``."""
        x = self.of or Name(self.variable)
        if self.what == "P" and self.event is not None:
            return P(self.event)
        if self.what in ("E", "Var"):
            return Op(self.what, (x,))
        if self.what == "sd":
            return Op("call", (Name("sd"), x))
        if self.what == "quantile":
            return Op("call", (Name("q"), number(self.level)))
        return Name({"median": "m", "cdf": "F"}[self.what])

    @property
    def key(self) -> str:
        """The question as a plain string, for programs."""
        return typed(self.label)

    def contains(self, x: Fraction | int) -> bool:
        """Does the event of a P hold at x?"""
        if self.low is not None and (x < self.low or (x == self.low and not self.low_closed)):
            return False
        return self.high is None or x < self.high or (x == self.high and self.high_closed)

    def first(self) -> int:
        """The smallest whole number that meets the lower bound (only with one)."""
        low = self.low or Fraction(0)
        up = -(-low.numerator // low.denominator)
        return up + (up == low and not self.low_closed)

    def last(self) -> int:
        """The largest whole number that meets the upper bound (only with one)."""
        high = self.high or Fraction(0)
        down = high.numerator // high.denominator
        return down - (down == high and not self.high_closed)


def at_least(k: int | Fraction, variable: str = "X") -> Asked:
    """P(X ≥ k).

    >>> str(at_least(3).label)
    'P(X >= 3)'
    """
    k = Fraction(k)
    return Asked("P", variable, Op(">=", (Name(variable), number(k))), low=k)


def at_most(k: int | Fraction, variable: str = "X") -> Asked:
    """P(X ≤ k)."""
    k = Fraction(k)
    return Asked("P", variable, Op("<=", (Name(variable), number(k))), high=k)


def exactly(k: int | Fraction, variable: str = "X") -> Asked:
    """P(X = k)."""
    k = Fraction(k)
    return Asked("P", variable, Name(variable).equals(number(k)), low=k, high=k)


def between(a: int | Fraction, b: int | Fraction, variable: str = "X", *, strict: bool = False) -> Asked:
    """P(a ≤ X ≤ b), or with < on both sides."""
    a, b, head = Fraction(a), Fraction(b), "<" if strict else "<="
    chain = Op(head, (Op(head, (number(a), Name(variable))), number(b)))
    return Asked("P", variable, chain, a, b, not strict, not strict)


def question(piece: Piece, *, also: Sequence[str] = ()) -> Asked:
    """What is asked of a random variable; `also` names questions beside P, E, Var and sd that the method answers.

    >>> from tutor.methods.probability.language import piece_of
    >>> question(piece_of("P(2 < X <= 4)")).contains(2), question(piece_of("E(X^2)")).key
    (False, 'E(X^2)')
    """
    text = piece.text
    m = re.fullmatch(r"(Pr?|E|mean|Var|V|sd|SD|std|cdf|F|median|quantile|q)\s*(?:[(\[](.*)[)\]])?", text, re.DOTALL)
    if not m:
        raise piece.refuse(
            f"'{text}' is no question known here",
            0,
            f"ask for {listed(['P(…)', 'E', 'Var', 'sd', *also])}",
        )
    word, inner = m.group(1), m.group(2)
    what = {"Pr": "P", "mean": "E", "V": "Var", "SD": "sd", "std": "sd", "F": "cdf", "q": "quantile"}.get(word, word)
    if what not in ("P", "E", "Var", "sd", *also):
        raise piece.refuse(f"'{word}' is not answered by this method", 0, f"ask for {listed(['P(…)', *also])}")
    if what in ("cdf", "median"):
        return Asked(what)
    if inner is None:
        if what in ("P", "quantile"):
            raise piece.refuse(f"{what} of what?", len(text), "P(X >= 8)" if what == "P" else "quantile(0.9)")
        return Asked(what)
    body = piece.part(m.start(2), m.end(2))
    if what == "P":
        return _event_of_variable(body)
    if what == "quantile":
        level = probability(body, "the level of the quantile")[1]
        if not 0 < level < 1:
            raise InputError("the level of a quantile must lie strictly between 0 and 1")
        return Asked(what, level=level)
    w = expression(body, ())
    variables = sorted({n.text for n in _names(w)})
    if len(variables) != 1:
        raise body.refuse(f"{what} of one random variable is asked", 0, f"for example {what}(X)")
    return Asked(what, variables[0], of=None if isinstance(w, Name) else w)


def _names(w: Written) -> Iterator[Name]:
    if isinstance(w, Name):
        yield w
    elif isinstance(w, Op):
        for a in w.args:
            yield from _names(a)


def _event_of_variable(body: Piece) -> Asked:
    cuts = list(_RELATION.finditer(body.text))
    heads = [{"=<": "<=", "=>": ">=", "==": "="}.get(c.group(), c.group()) for c in cuts]
    if not 1 <= len(cuts) <= 2:
        raise body.refuse("expected a relation such as X >= 8 or 2 <= X <= 4", 0)
    if "!=" in heads:
        raise body.refuse("'not equal' is not read here", cuts[heads.index("!=")].start(), "ask for P(X = k) instead")
    bounds = [0, *(e for c in cuts for e in c.span()), len(body.text)]
    parts = [body.part(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    is_name = [bool(re.fullmatch(r"[A-Za-z]\w*", p.text)) for p in parts]
    if sum(is_name) != 1:
        raise body.refuse("one random variable is compared with numbers", 0, "for example P(X >= 8)")
    at = is_name.index(True)
    x = parts[at].text
    if len(parts) == 2:
        w, q = literal(parts[1 - at])
        head = heads[0] if at == 0 else _MIRROR[heads[0]]
        closed = head in ("<=", ">=", "=")
        return Asked(
            "P", x, Op(head, (Name(x), w)),
            low=q if head in (">", ">=", "=") else None, high=q if head in ("<", "<=", "=") else None,
            low_closed=closed, high_closed=closed,
        )  # fmt: skip
    if at != 1 or "=" in heads or heads[0][0] != heads[1][0]:
        raise body.refuse("expected the variable between two bounds", 0, "for example P(2 <= X <= 4)")
    (u, a), (v, b) = literal(parts[0]), literal(parts[2])
    if heads[0][0] == ">":
        (u, a), (v, b), heads = (v, b), (u, a), [_MIRROR[heads[1]], _MIRROR[heads[0]]]
    if a > b:
        raise InputError(f"no number lies between {a} and {b}: write the smaller bound first")
    chain = Op(heads[1], (Op(heads[0], (u, Name(x))), v))
    return Asked("P", x, chain, a, b, heads[0] == "<=", heads[1] == "<=")
