"""The worked computation of one determinant: steps, and the value at the end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.claims import Claim
from tutor.errors import InputError
from tutor.exact.matrices import determinant
from tutor.exact.scalars import plain
from tutor.methods.determinants.expansion import Expansion, det, formula, laplace_terms, product, signed
from tutor.methods.determinants.letters import Form, determinant_of, shown
from tutor.methods.determinants.structure import block, emptiest, triangle, vanishing
from tutor.methods.linear_systems.elimination import Stage, rowadd, rowswap, spoken
from tutor.methods.matrix_claims import Computed
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import Op, Written, entries, matrix

Rows = tuple[tuple[Any, ...], ...]
DIRECT = 3  # rows up to which a determinant is written out
LAPLACE = 6  # rows up to which it is expanded


def value_of(rows: Rows) -> Any:
    """The determinant without steps: a number, or a polynomial."""
    if any(isinstance(a, Form) for r in rows for a in r):
        return determinant_of(rows)
    return determinant(rows)


def written_rows(rows: Rows) -> Op:
    """The matrix as it is printed."""
    return matrix([[shown(a) for a in r] for r in rows])


def worked(rows: Rows, by: str = "auto") -> tuple[list[Step], Any]:
    """Steps to the determinant by the method that is asked, or by the one that fits, and its value.

    >>> steps, value = worked(((Fraction(1), Fraction(2)), (Fraction(3), Fraction(4))))
    >>> len(steps), str(value)
    (2, '-2')
    """
    if by == "sarrus":
        return _sarrus(rows)
    if by == "laplace":
        return _laplace(rows, by)
    if by == "gauss":
        return _gauss(rows)
    if len(rows) == 1:
        why = say("The determinant of a 1×1 matrix is its entry.")
        return [Step(why, Computed(shown(rows[0][0]), left=Op("det", (written_rows(rows),))))], rows[0][0]
    zero = vanishing(rows)
    if zero is not None and len(rows) > 2:
        why = zero + say(": then the rows are dependent, and the determinant is 0 (MML 4.1).")
        return [Step(why, _is(rows, Fraction(0)), question=say("Are the rows dependent at a glance?"))], Fraction(0)
    if triangle(rows) and len(rows) > 2:
        return _triangular(rows)
    if len(rows) == 2:
        return _two(rows)
    if (size := block(rows)) and 1 < size < len(rows) - 1:
        return _blocks(rows, size)
    _, _, count = emptiest(rows)
    letters = any(isinstance(a, Form) and a.number is None for r in rows for a in r)
    if len(rows) == DIRECT:
        return _laplace(rows, by) if count < DIRECT else _sarrus(rows)
    if count == 1 or (count == 2 and len(rows) <= LAPLACE):
        return _laplace(rows, by)
    return _cleared(rows, by) if letters else _gauss(rows)


def _is(rows: Rows, value: Any) -> Claim:
    return Computed(shown(value), left=Op("det", (written_rows(rows),)))


def _total(left: Written, value: Any, why: Text) -> list[Step]:
    """What was written out, computed; nothing where it is the value already."""
    result = shown(value)
    return [] if left == result else [Step(why, Computed(result, left=left))]


def _two(rows: Rows) -> tuple[list[Step], Any]:
    A = written_rows(rows)
    rule = formula("2x2", entries(A))
    why = say("Of a 2×2 matrix: the product of the diagonal minus the other product, ad − bc.")
    value = value_of(rows)
    steps = [Step(why, Expansion(rule, of=A, rule="2x2"), question=say("What is ad − bc here?"))]
    return steps + _total(rule, value, say("Compute it.")), value


def _sarrus(rows: Rows) -> tuple[list[Step], Any]:
    if len(rows) != DIRECT:
        raise InputError(f"the rule of Sarrus is for 3×3 matrices alone; this one is {len(rows)}×{len(rows)}")
    A = written_rows(rows)
    rule = formula("sarrus", entries(A))
    value = value_of(rows)
    why = say("By Sarrus: the three products down to the right, minus the three down to the left")
    left_out = any(not a for r in rows for a in r)
    why += say("; products with a zero are left out." if left_out else ".")
    steps = [Step(why, Expansion(rule, of=A, rule="sarrus"), question=say("Which three products count plus?"))]
    each = []
    for k, (sign, shift) in enumerate(((1, 1), (1, 1), (1, 1), (-1, -1), (-1, -1), (-1, -1))):
        start = (0, 1, 2, 2, 0, 1)[k]
        line = [rows[i][(start + shift * i) % 3] for i in range(3)]
        if all(line):
            each.append((sign, shown(plain_product(line))))
    products = signed(each)
    if products not in (rule, shown(value)):
        steps.append(Step(say("Multiply out each product."), Computed(products, left=rule)))
    return steps + _total(products, value, say("Add them up.")), value


def plain_product(factors: Sequence[Any]) -> Any:
    """The product of numbers or polynomials."""
    found: Any = Fraction(1)
    for f in factors:
        found = f * found if isinstance(f, Form) else found * f
    return plain(found)


def _triangular(rows: Rows) -> tuple[list[Step], Any]:
    A = written_rows(rows)
    rule = formula("diagonal", entries(A))
    value = value_of(rows)
    why = say("The matrix is {shape}: its determinant is the product of its diagonal (MML 4.1).", shape=triangle(rows))
    steps = [Step(why, Expansion(rule, of=A, rule="diagonal"), question=say("Where are only zeros?"))]
    return steps + _total(rule, value, say("Multiply.")), value


def _blocks(rows: Rows, size: int) -> tuple[list[Step], Any]:
    A = written_rows(rows)
    rule = formula("blocks", entries(A), size)
    why = say("Beside the two blocks on the diagonal one corner is zero: then their determinants multiply.")
    steps = [Step(why, Expansion(rule, of=A, rule="blocks", at=size), question=say("Is one corner only zeros?"))]
    values = []
    for part in (tuple(r[:size] for r in rows[:size]), tuple(r[size:] for r in rows[size:])):
        made, value = worked(part)
        steps += made
        values.append(value)
    total = plain_product(values)
    left = Op("*", tuple(shown(v) for v in values))
    return steps + _total(left, total, say("Multiply the two determinants.")), total


def _laplace(rows: Rows, by: str) -> tuple[list[Step], Any]:
    if len(rows) == 1:
        return worked(rows)
    if by == "laplace" and len(rows) > LAPLACE:
        raise InputError(f"a {len(rows)}×{len(rows)} matrix: at most {LAPLACE} rows are expanded; use by=gauss")
    line, at, count = emptiest(rows)
    if not count:
        why = say(
            "{line} {k} holds only zeros: every term of the expansion along it is 0.", line=line.title(), k=str(at + 1)
        )
        return [Step(why, _is(rows, Fraction(0)))], Fraction(0)
    A = written_rows(rows)
    rule = formula(line, entries(A), at)
    why = say("Expand along {line} {k} (Laplace, MML 4.1)", line=line, k=str(at + 1))
    has_zeros = any(not a for a in (rows[at] if line == "row" else [r[at] for r in rows]))
    why += say(", where there are zeros: " if has_zeros else ": ")
    why += say("the entry in row i and column j has the sign (−1)^(i+j), as on a chessboard.")
    steps = [Step(why, Expansion(rule, of=A, rule=line, at=at), question=say("Which line has the most zeros?"))]
    found = []
    total: Any = Fraction(0)
    numbers = [a for a in (rows[at] if line == "row" else [r[at] for r in rows]) if a]
    minors = [
        _minor_rows(rows, line, at, j) for j in range(len(rows)) if (rows[at][j] if line == "row" else rows[j][at])
    ]
    for (sign, entry, _), number_, smaller in zip(laplace_terms(entries(A), line, at), numbers, minors, strict=True):
        value = value_of(smaller)
        if len(smaller) > 1:
            steps += _of_minor(smaller, by, value)
        term = plain_product((number_, value))
        total = total + term if sign > 0 else total - term
        if value:
            found.append((sign, product((entry, shown(value)))))
    total = plain(total)
    left = signed(found)
    why = say("Put the smaller determinants in.") if len(minors) > 1 else say("Put the smaller determinant in.")
    if left == shown(total) and rule != det(entries(written_rows(minors[0]))):
        return [*steps, Step(why, _is(rows, total))], total
    return steps + _total(left, total, why), total


def _minor_rows(rows: Rows, line: str, at: int, j: int) -> Rows:
    i, k = (at, j) if line == "row" else (j, at)
    return tuple((*r[:k], *r[k + 1 :]) for n, r in enumerate(rows) if n != i)


def _of_minor(rows: Rows, by: str, value: Any) -> list[Step]:
    """A 2×2 determinant in one step, larger ones with their own."""
    if len(rows) > 2:
        return worked(rows, by if by == "laplace" else "auto")[0]
    A = written_rows(rows)
    rule = formula("2x2", entries(A))
    details: tuple[Step, ...] = (Step(say("Diagonal minus the other product."), Expansion(rule, of=A, rule="2x2")),)
    details = () if rule == shown(value) else details
    return [Step(say("The smaller determinant is {rule}.", rule=rule), _is(rows, value), substeps=details)]


# ---------------------------------------------------------------- elimination


def _gauss(rows: Rows) -> tuple[list[Step], Any]:
    """To triangular form by exchanges and by adding multiples of rows; only the exchanges change the sign."""
    n = len(rows)
    given = written_rows(rows)
    current = [list(r) for r in rows]
    steps: list[Step] = []
    swaps = 0
    for c in range(n - 1):
        at = _pivot_row(current, c)
        if at is None:
            if any(current[i][c] for i in range(c, n)):
                raise InputError(f"column {c + 1} has no number as a pivot, only letters; use by=laplace")
            break
        operations: list[Op] = []
        before = written_rows(tuple(map(tuple, current)))
        if at != c:
            operations.append(rowswap(c, at))
            current[c], current[at] = current[at], current[c]
            swaps += 1
        adds = _clear(current, c, c, range(c + 1, n))
        operations += adds
        if operations:
            remarks = ["an exchange of rows turns the sign"] * (at != c)
            remarks += ["adding a multiple of another row changes nothing"] * bool(adds and (c == 0 or at != c))
            why = say("Make zeros below the diagonal in column {c}", c=str(c + 1))
            if not adds:
                why = say("Bring up a row with an entry in column {c}", c=str(c + 1))
            why += say(" ({r}): ", r=", ".join(remarks)) if remarks else say(": ")
            why += spoken(operations)
            asked = say("Which multiple of row {c} makes the entries below its pivot vanish?", c=str(c + 1))
            after = written_rows(tuple(map(tuple, current)))
            steps.append(Stage(before, tuple(operations), after, why, asked).step())
    form = written_rows(tuple(map(tuple, current)))
    diagonal = [current[i][i] for i in range(n)]
    value = plain(plain_product(diagonal) * (-1) ** swaps)
    if not value:
        where = next(i for i in range(n) if not diagonal[i])
        why = say("Column {i} has no pivot left: the rows are dependent, and the determinant is 0.", i=str(where + 1))
        steps.append(Step(why, _is(rows, Fraction(0))))
        return steps, Fraction(0)
    rule = formula("diagonal", entries(form))
    triangular = plain_product(diagonal)
    why = say("A triangular matrix has the product of its diagonal as determinant (MML 4.1).")
    if rule == shown(triangular):
        steps.append(Step(why, Computed(rule, left=Op("det", (form,)))))
    else:
        steps.append(Step(why, Expansion(rule, of=form, rule="diagonal")))
        steps += _total(rule, triangular, say("Multiply."))
    told = {0: "There was no exchange", 1: "There was one exchange"}.get(swaps, f"There were {swaps} exchanges")
    keeps = "so the sign stays" if swaps % 2 == 0 else "so the sign is turned"
    why = say("{told}, {keeps}: this is the determinant of the given matrix.", told=told, keeps=keeps)
    if steps and given != form:
        steps.append(Step(why, Computed(shown(value), left=Op("det", (given,)))))
    return steps, value


def _pivot_row(rows: Sequence[Sequence[Any]], c: int) -> int | None:
    """The row that gives the pivot of column c with the smallest numbers: 1 first, no exchange if that is as good."""
    found = []
    for i in range(c, len(rows)):
        a = _number(rows[i][c])
        if not a:
            continue
        below = [r for k, r in enumerate(rows[c:], c) if k != i and r[c]]
        rational = isinstance(a, Fraction)
        cost = 0 if not below else 0 if rational and abs(a) == 1 else 1
        if cost and rational:
            whole = all(isinstance(r[c], Fraction) and (r[c] / a).denominator == 1 for r in below)
            cost = 1 if whole else 2 + min(abs(a.numerator), 50)
        found.append((2 * cost + (i != c), i))
    return min(found)[1] if found else None


def _number(a: Any) -> Any:
    """The entry if it is a number."""
    return a.number if isinstance(a, Form) else a


def _clear(current: list[list[Any]], r: int, c: int, targets: Sequence[int]) -> list[Op]:
    """Zeros in column c of the target rows by the pivot in row r; the operations that were done."""
    operations = []
    pivot = _number(current[r][c])
    for i in targets:
        if i != r and current[i][c]:
            factor = -(current[i][c] * plain(1 / pivot))
            factor = plain(factor)
            operations.append(rowadd(i, r, shown(factor)))
            current[i] = [plain(b + a * factor if isinstance(a, Form) else b + factor * a)
                          for a, b in zip(current[r], current[i], strict=True)]  # fmt: skip
    return operations


def _cleared(rows: Rows, by: str) -> tuple[list[Step], Any]:
    """With letters: zeros in a column by a pivot that is a number, then the expansion along that column."""
    n = len(rows)
    best = None
    for i in range(n):
        for c in range(n):
            a = _number(rows[i][c])
            if a:
                weight = (
                    sum(bool(r[c]) for r in rows),
                    a not in (1, -1),
                    sum(_number(r[c]) is None for r in rows),
                    i,
                    c,
                )
                best = min(best, weight) if best else weight
    if best is None or best[0] <= 1:
        return _laplace(rows, by)
    i, c = best[3:]
    current = [list(r) for r in rows]
    before = written_rows(rows)
    operations = _clear(current, i, c, range(n))
    after = tuple(map(tuple, current))
    why = say("Make zeros in column {c}, which leaves the determinant as it is: ", c=str(c + 1)) + spoken(operations)
    asked = say("Which column is easily cleared by a pivot that is a number?")
    step = Stage(before, tuple(operations), written_rows(after), why, asked).step()
    more, value = worked(after, by)
    return [step, *more], value
