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
  ``lines xmin xmax ymin ymax (line a b c label [u v])…`` the lines au + bv = c in a window (unknowns x, y if not named)
- row operations (rows from 1): ``rowswap i j``, ``rowscale i factor``, ``rowadd i j factor`` (R_i + factor R_j)
- also: ``in a b`` (membership), ``dot a b``, ``span v …``
"""

from tutor.written.heads import BLOCKS, CONSTANTS, FUNCTIONS, RELATIONS
from tutor.written.making import augmented, decimal, entries, linear, names, ordered, substitute, walk
from tutor.written.nodes import (
    INF,
    JSON,
    ONE,
    PERCENT,
    PI,
    TWO,
    ZERO,
    E,
    Name,
    Num,
    Op,
    Operand,
    Words,
    Written,
    column,
    from_json,
    matrix,
    number,
    written,
)
from tutor.written.plain import bracketed, precedence, typed
from tutor.written.values import MAX_BITS, power_bits, value

__all__ = [
    "BLOCKS",
    "CONSTANTS",
    "FUNCTIONS",
    "INF",
    "JSON",
    "MAX_BITS",
    "ONE",
    "PERCENT",
    "PI",
    "RELATIONS",
    "TWO",
    "ZERO",
    "E",
    "Name",
    "Num",
    "Op",
    "Operand",
    "Words",
    "Written",
    "augmented",
    "bracketed",
    "column",
    "decimal",
    "entries",
    "from_json",
    "linear",
    "matrix",
    "names",
    "number",
    "ordered",
    "power_bits",
    "precedence",
    "substitute",
    "typed",
    "value",
    "walk",
    "written",
]
