r"""Is a set with an operation a group, and is it Abelian? Finite ones by the full table.

Example: tutor solve group_test "Z_8 \ {0}, *"

Given is ``Z_7`` (addition), ``Z_8 \ {0}, *``, ``Z_9^*``, ``{1, 3, 5, 7} mod 8, *``, ``{1, -1, i, -i}, *``, a table of
products ``[e, a; a, e]`` (rows and columns in the order of its first row, or of ``elements=e,a``), or a set of numbers
with a sign or a rule: ``Z, +``, ``R \ {-1}: a*b = a + b + a b``. A group is closed, associative, has a neutral element
and inverses; it is Abelian if the order never matters (book: chapter 2.4.1).
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd

from tutor.errors import InputError, Unreadable
from tutor.evaluate import NotExact
from tutor.exact.scalars import scalar
from tutor.methods.structures.finite import (
    ASSOCIATIVE,
    CLOSED,
    INVERSE,
    NEUTRAL,
    SIZE,
    GroupVerdict,
    InversePairs,
    Looked,
    Modular,
    NeutralElement,
    Table,
    TableIs,
    is_group,
    named,
    of_numbers,
    residues,
    table_written,
)
from tutor.methods.structures.rule_groups import work_rule
from tutor.methods.structures.rules import (
    Carrier,
)
from tutor.step import Check, Solution, Step
from tutor.text import say
from tutor.written import Name, Op, Words, Written, entries, names, substitute

_SIGN = re.compile(
    r"^(.*?)\s*[,;]\s*(?:under\s+|with\s+)?(\+|\*|·|×|-|−|addition|multiplication|subtraction)\s*(?:mod\s*(\d+))?$"
)
_SIGNS = {"·": "*", "×": "*", "−": "-", "addition": "+", "multiplication": "*", "subtraction": "-"}
_RESIDUES = re.compile(
    r"^[ZℤF]_?\{?(\d+)\}?(\s*\^?\s*(?:\*|×|\{\*\}))?\s*(?:(?:\\|∖|\\setminus)\s*\\?\{([\d,\s]+)\\?\})?$"
)
_SET = re.compile(r"^\\?\{(.*?)\\?\}\s*(?:mod\s*(\d+))?$")
_NUMBERS = re.compile(
    r"^([NZQRℕℤℚℝ])(_?0)?(\s*\^?\+|\s*_\{?>\s*0\}?|\s*>\s*0)?\s*(?:(?:\\|∖|\\setminus)\s*\\?\{([-\d/,\s]+)\\?\})?$"
)
_LETTERS = {"ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℝ": "R"}


def from_text(*inputs: str, elements: str = "") -> Solution:
    """Test a set with an operation that a person typed.

    Parameters
    ----------
    elements : str
        For a table of products: the elements in the order of its rows.

    Raises
    ------
    Unreadable
        If the text describes no set with an operation.
    InputError
        For a set that is too large, or one for which neither a proof nor a counterexample is found.

    >>> str(from_text("Z_5").answer), str(from_text(r"Z_8 \\ {0}, *").answer)
    ('yes, Abelian', 'no, closure, a = 2, b = 4')
    """
    text = ", ".join(inputs).strip().strip("()").strip() if not inputs[0].lstrip().startswith("[") else inputs[0]
    if text.startswith("["):
        return work(_typed_table(text, elements), sign="", modulus=0)
    if ":" in text:
        place, _, rule = text.partition(":")
        return _ruled(place.strip(" ,"), rule)
    found = _SIGN.match(text)
    place, sign = (found[1].strip(), _SIGNS.get(found[2], found[2])) if found else (text, "")
    place = place.strip("() ")
    if m := _RESIDUES.match(place):
        return _residues(int(m[1]), bool(m[2]), m[3] or "", sign)
    if m := _SET.match(place):
        modulus = int(m[2] or (found[3] if found and found[3] else 0) or 0)
        return _typed_set(m[1], modulus, sign, text)
    if _NUMBERS.match(place):
        if not sign:
            raise Unreadable("the operation is missing", text, len(text), "type Z, + or R \\ {0}, *")
        formula = {"+": "a + b", "-": "a - b", "*": "a b"}[sign]
        return _ruled(place, f"a∘b = {formula}")
    raise Unreadable("no set with an operation is recognised", text, 0, "type Z_7, or R \\ {-1}: a*b = a + b + a b")


def _residues(n: int, units: bool, left_out: str, sign: str) -> Solution:
    if not 1 <= n <= 10**6:
        raise InputError("the modulus must be a positive number")
    gone = {int(q) for q in left_out.split(",") if q.strip()}
    numbers = [a for a in range(n) if a not in gone and (not units or gcd(a, n) == 1)]
    if units and n == 1:
        numbers = [0]
    sign = sign or ("*" if units or gone else "+")
    if not 1 <= len(numbers) <= SIZE:
        raise InputError(f"between 1 and {SIZE} elements are worked by their table; here are {len(numbers)}")
    if sign == "-":
        raise InputError("the operation on remainders must be + or *")
    return work(residues(numbers, n, sign), sign=sign, modulus=n)


def _typed_set(body: str, modulus: int, sign: str, text: str) -> Solution:
    from tutor.reading import read

    if not sign:
        raise Unreadable("the operation is missing", text, len(text), "type {1, -1}, *")
    w = read(f"{{{body}}}")
    items = w.args if isinstance(w, Op) and w.head == "set" else (w,)
    try:
        values = list(dict.fromkeys(scalar(a) for a in items))
    except (NotExact, KeyError) as error:
        raise InputError("the elements must be exact numbers; give a table of products for letters") from error
    if not 1 <= len(values) <= SIZE:
        raise InputError(f"between 1 and {SIZE} elements are worked by their table; here are {len(values)}")
    if not modulus:
        return work(of_numbers(values, sign), sign=sign, modulus=0)
    if sign == "-" or not all(isinstance(v, Fraction) and v.denominator == 1 for v in values):
        raise InputError("modulo n the elements are whole numbers and the operation is + or *")
    numbers = list(dict.fromkeys(int(v) % modulus for v in values))
    return work(residues(numbers, modulus, sign), sign=sign, modulus=modulus)


def _typed_table(text: str, elements: str) -> Table:
    from tutor.reading import read

    w = read(text)
    rows = entries(w) if isinstance(w, Op) and w.head == "matrix" else ()
    if not rows or len(rows) != len(rows[0]) or len(rows) > SIZE:
        raise InputError(f"a square table with at most {SIZE} rows is needed")
    order = tuple(read(e) for e in elements.split(",")) if elements else tuple(rows[0])
    if len(set(order)) < len(rows) or len(order) != len(rows):
        raise InputError("the order of the elements is not clear from the first row; name it with elements=e,a,b")
    return Table(order, tuple(tuple(r) for r in rows))


# ---------------------------------------------------------------- finite sets


def work(table: Table, *, sign: str, modulus: int) -> Solution:
    """Go through the axioms with the full table.

    Parameters
    ----------
    sign : ``+``, ``-``, ``*``, or empty for a table that was given
    modulus : 0 where nothing is taken modulo a number

    >>> work(residues((1, 3, 5, 7), 8, "*"), sign="*", modulus=8).holds
    True
    """
    shown = Op("set", table.elements)
    how = {"+": "addition", "*": "multiplication", "-": "subtraction", "": "the operation of the table"}[sign]
    tail = f" modulo {modulus}" if modulus else ""
    given = say("Is {s} with {how} a group?", s=shown, how=how + tail)
    steps = []
    if sign:
        why = say("Write the table of {how}: row a, column b holds the result.", how=how + tail)
        claim = TableIs(table_written(table), elements=table.elements, sign=sign, modulus=modulus)
        steps.append(Step(why, claim, question=say("What does the operation make of each two elements?")))
    steps, broken, rest = _axioms(table, sign, modulus, steps)
    abelian = table.not_commutative() is None
    verdict = Words("no" if broken else "yes")
    tail_ = (Words(broken), *rest) if broken else (Words("Abelian" if abelian else "not Abelian"),)
    if broken:
        why = say("So {axiom} fails: this is no group (MML 2.4.1).", axiom=named(broken))
        meaning = say("This is no group: {axiom} fails.", axiom=named(broken))
    else:
        told = "the table is symmetric, so the group is Abelian" if abelian else "but not Abelian, as the order matters"
        why = say("All axioms hold (MML 2.4.1): a group; {told}.", told=told)
        meaning = say("This is an Abelian group." if abelian else "This is a group that is not Abelian.")
    found = tuple(s.claim.result for s in steps)
    steps.append(Step(why, GroupVerdict(verdict, table=table, rest=tail_, found=found)))
    return Solution(
        "group_test",
        given,
        tuple(steps),
        Op("list", (verdict, *tail_)),
        meaning=meaning,
        code=_table_code(table),
        checks=(Check(say("The table was gone through again."), is_group(table) != bool(broken)),),
    )


def _claim(table: Table, sign: str, modulus: int, pair: tuple[int, int]) -> Modular | Looked:
    i, j = pair
    result = table.products[i][j]
    if not sign:
        return Looked(result, table=table, pair=pair)
    return Modular(result, left=_joined(table.elements[i], table.elements[j], sign), modulus=modulus)


def _joined(a: Written, b: Written, sign: str) -> Written:
    return a + b if sign == "+" else a - b if sign == "-" else Op("*", (a, b))


def _axioms(table: Table, sign: str, modulus: int, steps: list[Step]) -> tuple[list[Step], str, tuple[Written, ...]]:
    """The steps up to the first axiom that fails, its name, and the elements that show it."""
    element = table.elements

    def pairs(**places: int) -> tuple[Written, ...]:
        return tuple(Name(n).equals(element[k]) for n, k in places.items())

    pair = table.outside()
    if pair is not None:
        why = say("Closed? The result of {a} and {b} is not in the set.", a=element[pair[0]], b=element[pair[1]])
        claim = _claim(table, sign, modulus, pair)
        steps.append(Step(why, claim, question=say("Is every entry of the table in the set?")))
        return steps, CLOSED, pairs(a=pair[0], b=pair[1])
    triple = table.not_associative()
    if triple is not None:
        i, j, k = triple
        t = table.places
        for why, p in (
            (say("Closed: every entry is in the set. Associative? Try three elements, first bracket:"), (i, j)),
            (say("then with the third:"), (t[i][j], k)),
            (say("The other bracket first:"), (j, k)),
            (say("then with the first: another result."), (i, t[j][k])),
        ):
            steps.append(Step(why, _claim(table, sign, modulus, p)))
        return steps, ASSOCIATIVE, pairs(a=i, b=j, c=k)
    reason = "all brackets were tried in the table" if not sign else "as it is for numbers"
    e = table.neutral()
    if e is None:
        a = next((a for a in range(len(element)) if any(table.places[a][b] != b for b in range(len(element)))), 0)
        b = next(b for b in range(len(element)) if table.places[a][b] != b or table.places[b][a] != b)
        at = (a, b) if table.places[a][b] != b else (b, a)
        why = say("Closed and associative ({reason}). No row repeats the headings; for instance:", reason=reason)
        steps.append(Step(why, _claim(table, sign, modulus, at)))
        return steps, NEUTRAL, ()
    why = say(
        "Closed: every entry is in the set. Associative: {reason}. The row and the column of {e} repeat the headings, "
        "so it is neutral.",
        reason=reason,
        e=element[e],
    )
    steps.append(Step(why, NeutralElement(element[e], table=table), question=say("Which row repeats the headings?")))
    found = table.inverses(e)
    have = [(a, b) for a, b in enumerate(found) if b is not None]
    given = tuple(element[a] for a, _ in have)
    partners = tuple(element[b] for _, b in have)
    result = partners[0] if len(partners) == 1 else Op("list", partners)
    if len(have) < len(element):
        a = next(k for k, b in enumerate(found) if b is None)
        why = say("Inverses? In the row of {a} there is no {e}. The others have one:", a=element[a], e=element[e])
        steps.append(Step(why, InversePairs(result, table=table, given=given)))
        return steps, INVERSE, pairs(a=a)
    why = say("In every row stands {e}: each element has an inverse.", e=element[e])
    claim_ = InversePairs(result, table=table, given=given)
    steps.append(Step(why, claim_, question=say("In which column of each row stands the neutral element?")))
    other = table.not_commutative()
    if other is not None:
        for why, p in (
            (say("Does the order matter? Try two elements,"), other),
            (say("and the other way round:"), other[::-1]),
        ):
            steps.append(Step(why, _claim(table, sign, modulus, p)))
    return steps, "", ()


def _table_code(table: Table) -> str:
    rows = [list(r) for r in table.places]
    return f"""import itertools

names = {[str(e) for e in table.elements]}
table = {rows}  # places of the results; -1: not in the set
n = len(names)
closed = all(p >= 0 for row in table for p in row)
associative = closed and all(
    table[table[a][b]][c] == table[a][table[b][c]] for a, b, c in itertools.product(range(n), repeat=3)
)
neutral = [e for e in range(n) if all(table[e][a] == a == table[a][e] for a in range(n))]
inverses = bool(neutral) and all(neutral[0] in row for row in table)
answer = closed and associative and inverses
print("closed:", closed, " associative:", associative, " neutral:", [names[e] for e in neutral], " group:", answer)
"""


def _ruled(place: str, text: str) -> Solution:
    from tutor.reading import read

    m = _NUMBERS.match(place.strip("() "))
    if not m:
        raise Unreadable("no set of numbers is recognised", place, 0, "type R, R \\ {-1}, Q, Z, N, R+")
    name = _LETTERS.get(m[1], m[1]) + ("0" if m[2] else "")
    if name not in ("N", "N0", "Z", "Q", "R"):
        raise InputError(f"{name} is none of the sets N, N0, Z, Q, R")
    without = tuple(Fraction(q.replace(" ", "")) for q in (m[4] or "").split(",") if q.strip())
    carrier = Carrier(name, positive=bool(m[3]), without=without)
    left, equals, right = text.partition("=")
    letters = list(dict.fromkeys(re.findall(r"[A-Za-z]", re.sub(r"\\[A-Za-z]+", " ", left))))
    if not equals or len(letters) != 2:
        raise Unreadable("a rule is expected after the colon", text, 0, "type a*b = a + b + a b")
    w = read(right, names="".join(letters))
    if foreign := sorted(names(w) - set(letters)):
        raise InputError(
            f"{foreign[0]} stands in the rule and is none of {letters[0]} and {letters[1]}; put spaces into products"
        )
    return work_rule(carrier, substitute(w, {letters[0]: Name("a"), letters[1]: Name("b")}))
