"""The walk over a `Written` that every format shares; a format says only how it prints each of some twenty pieces.

`Emitter` is generic in what it makes: strings for LaTeX, Typst and a line of a terminal, boxes of characters for
two-dimensional text. Adding a format is writing its pieces; an unknown head is a `ValueError` in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tutor.render import notation
from tutor.render.pieces import Node, Pieces, R
from tutor.render.plot import equation
from tutor.written import CONSTANTS, FUNCTIONS, ONE, Name, Num, Op, Words, Written, entries, names


class Emitter(Pieces[R]):
    """One format: `emit` makes it of a `Written`."""

    def prime(self, body: R) -> R:
        """A derivative's dash."""
        return self.join((body, self.glyph("′")))

    def cell(self, w: Written) -> R:
        """An entry of a matrix, a system or a table."""
        return self.emit(w)

    def emit(self, w: Written) -> R:
        """The expression in this format.

        Raises
        ------
        ValueError
            For a head that is not in the language; it names it.
        """
        if isinstance(w, Num):
            return self.number(w.text)
        if isinstance(w, Name):
            return self._name(w.text)
        if isinstance(w, Words):
            return self.words(w.text)
        if not isinstance(w, Op):
            raise ValueError(f"not an expression: {w!r}")
        head = w.head
        if head in CONSTANTS:
            return self.glyph(notation.CONSTANT_SIGNS[head])
        if head in notation.RELATION_SIGNS:
            left, right = w.args
            sign = self.glyph(f" {notation.RELATION_SIGNS[head]} ")
            return self.join((self.emit(left), sign, self._set(right) if head == "in" else self.emit(right)))
        if method := _METHODS.get(head):
            shown: R = method(self, w)
            return shown
        if head in FUNCTIONS and len(w.args) == 1:
            return self._applied(self.function(notation.FUNCTION_NAMES.get(head, head)), w.args)
        raise ValueError(f"no way to show {head!r} with {len(w.args)} arguments")

    def _inner(self, w: Op, i: int) -> R:
        """Argument i, in brackets if it must."""
        inside = self.emit(w.args[i])
        return self._paren(inside) if self._brackets(w, i) else inside

    def _brackets(self, w: Op, i: int) -> bool:
        return notation.needs_brackets(w.args[i], w.head, i, len(w.args), flat=self.flat)

    def _paren(self, body: R) -> R:
        return self.fence("(", body, ")")

    def _commas(self, args: Sequence[Written]) -> R:
        return self._between(", ", [self.emit(a) for a in args])

    def _between(self, sign: str, parts: Sequence[R]) -> R:
        out: list[R] = []
        for part in parts:
            if out:
                out.append(self.glyph(sign))
            out.append(part)
        return self.join(out)

    def _tuple(self, w: Op) -> R:
        inside = self._commas(w.args)
        return self._paren(inside if len(w.args) != 1 else self.join((inside, self.glyph(","))))

    def _part(self, w: Op) -> R:
        """A factor or another named part: ``Q = …``, ``P^-1 = …``."""
        name, inverse, _ = str(w.args[0]).partition("^-1")
        shown = self._name(name)
        left = self.sup(shown, self.glyph("−1")) if inverse else shown
        return self._between(" = ", [left, self.emit(w.args[1])])

    def _parted(self, w: Op) -> R:
        return self._between("; ", [self.emit(a) for a in w.args])

    def _applied(self, name: R, args: Sequence[Written]) -> R:
        return self.join((name, self._paren(self._commas(args))))

    def _name(self, text: str) -> R:
        found = notation.symbol(text)
        base = self.letter(found.base)
        if not found.sub:
            return base
        return self.sub(base, self.number(found.sub) if found.sub.isdigit() else self.letter(found.sub))

    def _set(self, w: Written) -> R:
        if isinstance(w, Name) and w.text in notation.SETS:
            return self.glyph(notation.SETS[w.text])
        if isinstance(w, Op) and w.head == "^":
            return self.sup(self._set(w.args[0]), self.emit(w.args[1]))
        return self.emit(w)

    def _sum(self, w: Op) -> R:
        out: list[R] = []
        count = len(w.args)
        for i, (minus, term) in enumerate(notation.signed_terms(w)):
            if minus and i == 0:
                out.append(self._inner(w, 0))
                continue
            if i:
                out.append(self.glyph(" − " if minus else " + "))
            parent, index = ("neg", 0) if minus else ("+", i)
            shown = self.emit(term)
            fenced = notation.needs_brackets(term, parent, index, count, flat=self.flat)
            out.append(self._paren(shown) if fenced else shown)
        return self.join(out)

    def _product(self, w: Op) -> R:
        out: list[R] = []
        previous: tuple[Written, bool] | None = None
        for i, factor in enumerate(w.args):
            fenced = self._brackets(w, i)
            if previous is not None:
                left, left_fenced = previous
                sign = notation.joint(left, factor, left_brackets=left_fenced, right_brackets=fenced, flat=self.flat)
                if sign == "·" or (sign and (not self.typeset or notation.is_application(left))):
                    out.append(self.glyph(sign))
            shown = self.emit(factor)
            out.append(self._paren(shown) if fenced else shown)
            previous = (factor, fenced)
        return self.join(out)

    def _power(self, w: Op) -> R:
        base, exponent = w.args
        if isinstance(base, Op) and base.head in notation.POWERED and isinstance(exponent, Num):
            return self._applied(self.sup(self.function(base.head), self.exponent(exponent)), base.args)
        return self.sup(self._inner(w, 0), self.exponent(exponent))

    def exponent(self, w: Written) -> R:
        """What is raised."""
        return self.emit(w)

    def _exp(self, w: Op) -> R:
        if notation.power_of_e(w):
            return self.sup(self.glyph("e"), self.exponent(w.args[0]))
        return self._applied(self.function("exp"), w.args)

    def _root(self, w: Op) -> R:
        body, degree = w.args[-1], self.exponent(w.args[0]) if w.head == "root" else None
        return self.root(self.emit(body), degree, atomic=isinstance(body, Num | Name))

    def _derivative(self, w: Op) -> R:
        sign = "∂" if w.head == "partial" else "d"
        order: Written = ONE
        by: list[Written] = [w.args[0]]
        body = w.args[-1]
        if len(w.args) == 3:
            order = w.args[1]
        while sign == "∂" and isinstance(body, Op) and body.head == "partial":
            by.append(body.args[0])
            body = body.args[1]
        if len(by) > 1:
            order = Num(str(len(by)))
        sign_piece = self.glyph(sign)
        top = sign_piece if order == ONE else self.sup(sign_piece, self.exponent(order))
        below: list[R] = []
        while by:
            count = 1
            while len(by) > count and by[count] == by[0]:
                count += 1
            power = order if len(by) == count and w.head == "d" else Num(str(count))
            shown = self.join((self.glyph(sign), self.emit(by[0])))
            if power != ONE:
                shown = self.join((self.glyph(sign), self.sup(self.emit(by[0]), self.exponent(power))))
            below.append(shown)
            by = by[count:]
        if isinstance(body, Name):
            return self.fraction(self.join((top, self.emit(body))), self.join(below))
        fenced = notation.needs_brackets(body, w.head, 1, 2, flat=self.flat)
        shown = self.emit(body)
        parts = (self.fraction(top, self.join(below)), self.glyph(" "), self._paren(shown) if fenced else shown)
        return self.join(parts)

    def _integral(self, w: Op) -> R:
        limits = (self.exponent(w.args[2]), self.exponent(w.args[3])) if w.head == "integral" else (None, None)
        parts = (self.big("∫", *limits), self._inner(w, 0), self.glyph(" "), self.glyph("d"), self.emit(w.args[1]))
        return self.join(parts)

    def _series(self, w: Op) -> R:
        lower = self.exponent(Op("=", (w.args[1], w.args[2])))
        return self.join((self.big("∑", lower, self.exponent(w.args[3])), self._inner(w, 0)))

    def _at(self, w: Op) -> R:
        where = self._between(", ", [self.exponent(a) for a in w.args[1:]])
        return self.sub(self.fence("", self._inner(w, 0), "|"), where)

    def _matrix(self, w: Op) -> R:
        rows = entries(w)
        bar = int(notation.number_of(w.args[0])) if w.head == "augmented" else None
        down, across = notation.kept(len(rows)), notation.kept(len(rows[0]) if rows else 0)
        if bar is not None:
            bar = sum(j is None or j < bar for j in across)
        corner = {(True, True): "⋱", (True, False): "⋮", (False, True): "⋯"}
        grid = [
            [
                self.cell(rows[i][j]) if i is not None and j is not None else self.glyph(corner[i is None, j is None])
                for j in across
            ]
            for i in down
        ]
        return self.grid(grid, bar)

    def _row(self, w: Op) -> R:
        return self._commas(w.args)

    def _list(self, w: Op) -> R:
        out: list[R] = []
        for a in w.args:
            out += [self.glyph(","), self.glyph(notation.WIDE), self.emit(a)] if out else [self.emit(a)]
        return self.join(out)

    def _connective(self, w: Op) -> R:
        out: list[R] = []
        for i in range(len(w.args)):
            if i:
                out.append(self.words(f" {w.head} "))
            out.append(self._inner(w, i))
        return self.join(out)

    def _not(self, w: Op) -> R:
        return self.join((self.words("not "), self._inner(w, 0)))

    def _interval(self, w: Op) -> R:
        kind = str(w.args[2])
        return self.fence(kind[0], self._commas(w.args[:2]), kind[1])

    def _call(self, w: Op) -> R:
        return self._applied(self.emit(w.args[0]), w.args[1:])

    def _rowop(self, w: Op) -> R:
        left, arrow, right = notation.row_operation(w)
        return self.join((self.emit(left), self.glyph(f" {arrow} "), self.emit(right)))

    def _system(self, w: Op) -> R:
        order = notation.columns(w.args)
        rows: list[list[R]] = []
        empty = self.glyph("")
        for e in w.args:
            if not isinstance(e, Op) or e.head not in notation.RELATION_SIGNS:
                rows.append([self.cell(e), empty, empty])
                continue
            ends = [self.glyph(f" {notation.RELATION_SIGNS[e.head]} "), self.cell(e.args[1])]
            rows.append([*(self._system_row(e.args[0], order) if order else [self.cell(e.args[0])]), *ends])
        width = max((len(r) for r in rows), default=0)
        align = "r" + "cr" * (width // 2) if order else "rcl"
        return self.aligned(rows, align)

    def _system_row(self, left: Written, order: list[str]) -> list[R]:
        """The left side of a linear equation: a column a variable, a column a sign between."""
        terms = notation.signed_terms(left)
        empty = self.glyph("")
        if left == Num("0"):
            return [*[empty] * (2 * len(order) - 2), self.number("0")]
        by_name = {next(iter(sorted(names(t.args[1] if isinstance(t, Op) else t)))): (m, t) for m, t in terms}
        row: list[R] = []
        started = False
        for k, name in enumerate(order):
            minus, term = by_name.get(name, (False, None))
            shown = empty if term is None else self.cell(term)
            if term is not None and notation.leads_with_minus(term, flat=True):
                shown = self._paren(shown)
            if k:
                row.append(self.glyph(" − " if minus else " + ") if term is not None and started else empty)
            if term is not None and minus and not started:
                shown = self.join((self.glyph("−"), shown))
            row.append(shown)
            started = started or term is not None
        return row

    def _cases(self, w: Op) -> R:
        return self.cases([(self.emit(c.args[0]), self._condition(c.args[1])) for c in w.args if isinstance(c, Op)])

    def _condition(self, w: Written) -> R:
        return self.words(w.text) if isinstance(w, Words) else self.join((self.words("if "), self.emit(w)))

    def _table(self, w: Op) -> R:
        return self.table([[self.cell(a) for a in row] for row in entries(w)])

    def _tree(self, w: Op) -> R:
        return self.tree(self._node(w.args, None))

    def _node(self, args: Sequence[Written], probability: R | None) -> Node[R]:
        children = []
        for child in args[1:]:
            if not isinstance(child, Op) or child.head != "branch":
                raise ValueError(f"a tree has branches, not {child}")
            children.append(self._node(child.args[1:], self.cell(child.args[0])))
        return Node(probability, self.cell(args[0]), tuple(children))

    def _branch(self, w: Op) -> R:
        return self.join((self.emit(w.args[0]), self.glyph(" → "), self.tree(self._node(w.args[1:], None))))

    def _options(self, w: Op) -> R:
        return self.options([("abcdefghijklmnopqrstuvwxyz"[i % 26], self.cell(a)) for i, a in enumerate(w.args)])

    def _lines(self, w: Op) -> R:
        return self.lines(
            w, [(self.cell(line.args[3]), self._line(line)) for line in w.args[4:] if isinstance(line, Op)]
        )

    def _line(self, w: Op) -> R:
        return self.cell(equation(w))

    def _single(self, w: Op) -> R:
        """A line of a picture standing alone: its equation and its label."""
        return self.join((self._line(w), self.glyph(" "), self._paren(self.cell(w.args[3]))))

    def _case(self, w: Op) -> R:
        return self._between(", ", [self.emit(w.args[0]), self._condition(w.args[1])])


def _enclosed(left: str, right: str) -> Callable[[Emitter[Any], Op], Any]:
    return lambda self, w: self.fence(left, self._commas(w.args), right)


def _raised(sign: str) -> Callable[[Emitter[Any], Op], Any]:
    return lambda self, w: self.sup(self._inner(w, 0), self.glyph(sign))


_METHODS: dict[str, Callable[[Emitter[Any], Op], Any]] = {
    "+": Emitter._sum,
    "neg": lambda self, w: self.join((self.glyph("−"), self._inner(w, 0))),
    "*": Emitter._product,
    "/": lambda self, w: self.fraction(self._inner(w, 0), self._inner(w, 1)),
    "^": Emitter._power,
    "!": lambda self, w: self.join((self._inner(w, 0), self.glyph("!"))),
    "binomial": lambda self, w: self.binomial(self.emit(w.args[0]), self.emit(w.args[1])),
    "sqrt": Emitter._root,
    "root": Emitter._root,
    "exp": Emitter._exp,
    "call": Emitter._call,
    "matrix": Emitter._matrix,
    "augmented": Emitter._matrix,
    "row": Emitter._row,
    "T": _raised("T"),
    "transpose": _raised("T"),
    "inverse": _raised("−1"),
    "list": Emitter._list,
    "set": _enclosed("{", "}"),
    "tuple": Emitter._tuple,
    "interval": Emitter._interval,
    "d": Emitter._derivative,
    "partial": Emitter._derivative,
    "prime": lambda self, w: self.prime(self._inner(w, 0)),
    "grad": lambda self, w: self.join((self.glyph("∇"), self._inner(w, 0))),
    "integral": Emitter._integral,
    "antiderivative": Emitter._integral,
    "sum": Emitter._series,
    "at": Emitter._at,
    "P": lambda self, w: self._applied(self.function("P"), w.args),
    "E": lambda self, w: self._applied(self.function("E"), w.args),
    "Var": lambda self, w: self._applied(self.function("Var"), w.args),
    "Phi": lambda self, w: self._applied(self.glyph("Φ"), w.args),
    "sigmoid": lambda self, w: self._applied(self.glyph("σ"), w.args),
    "given": lambda self, w: self._between(" | ", [self._inner(w, 0), self._inner(w, 1)]),
    "not": Emitter._not,
    "and": Emitter._connective,
    "or": Emitter._connective,
    "dot": lambda self, w: self._between(" · ", [self._inner(w, i) for i in range(len(w.args))]),
    "span": lambda self, w: self.join((self.function("span"), self.fence("{", self._commas(w.args), "}"))),
    "rowswap": Emitter._rowop,
    "rowscale": Emitter._rowop,
    "rowadd": Emitter._rowop,
    "system": Emitter._system,
    "cases": Emitter._cases,
    "case": Emitter._case,
    "table": Emitter._table,
    "tree": Emitter._tree,
    "branch": Emitter._branch,
    "options": Emitter._options,
    "parts": Emitter._parted,
    "part": Emitter._part,
    "union": lambda self, w: self._between(" ∪ ", [self._inner(w, i) for i in range(len(w.args))]),
    "pairs": Emitter._parted,
    "pair": lambda self, w: self._between(": ", [self.emit(a) for a in w.args]),
    "code": lambda self, w: self.code(str(w.args[0])),
    "lines": Emitter._lines,
    "line": Emitter._single,
    **{head: _enclosed(*pair) for head, pair in notation.FENCES.items()},
}
