"""Linear systems with a parameter: which of its values leave no solution, one, or infinitely many.

One parameter may stand anywhere, as a polynomial; its special values must be rational or contain one square root.
Several may stand in the right-hand sides, linearly: then the answer is the condition for a solution to exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.affine import free_names
from tutor.claims import Equal, RowReads, Solves
from tutor.errors import InputError
from tutor.methods.linear_systems import programs
from tutor.methods.linear_systems.claims import CaseCount, MatrixOf, Roots
from tutor.methods.linear_systems.conditions import MANY, NONE, ONE, OTHERWISE, Entry, Stated, solvability
from tutor.methods.linear_systems.forms import equation, listed
from tutor.methods.linear_systems.polynomials import Poly, poly, poly_of, zeros
from tutor.methods.linear_systems.ratios import Ratio
from tutor.methods.linear_systems.sheets import PolynomialSheet, polynomial_at, surd_echelon
from tutor.methods.linear_systems.system import Scalar, back_substitution, start
from tutor.step import Check, Solution, Step
from tutor.surds import Surd
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, augmented, names, number, substitute

SIZE = 6  # equations and unknowns at the most


def work(
    rows: Sequence[Sequence[Entry]],
    rhs: Sequence[Entry],
    *,
    variables: Sequence[str],
    parameters: Sequence[str],
    given: Written | None = None,
) -> Solution:
    """The cases of a system with parameters, each with its reduced system and its solution.

    Raises
    ------
    InputError
        For more than 6 equations or unknowns, for special values that are no square roots, and for several parameters
        unless they stand linearly in the right-hand sides alone.

    >>> k = Name("k")
    >>> str(work([[1, 1], [1, k]], [2, 2 * k], variables="xy", parameters="k").answer)
    'k = 1: infinitely many; otherwise: one'
    """
    if max(len(rows), len(variables)) > SIZE:
        raise InputError(
            f"{len(rows)} equations in {len(variables)} unknowns: with a parameter at most {SIZE} of each are solved"
        )
    whole = Op("row", tuple(e if isinstance(e, Written) else number(e) for r in (*rows, rhs) for e in r))
    used = [p for p in parameters if p in names(whole)]
    equations = tuple(equation(r, b, variables) for r, b in zip(rows, rhs, strict=True))
    stated = given if given is not None else Op("system", equations)
    made = start(stated, equations)
    matrix = augmented(([*r, b] for r, b in zip(rows, rhs, strict=True)), len(variables))
    if not (isinstance(stated, Op) and stated.head == "augmented"):
        like = "the parameter in it like a number" if len(used) < 2 else "the letters in it like numbers"
        why = say("Write the system as an augmented matrix, {like}.", like=like)
        claim = MatrixOf(matrix, equations=equations, variables=tuple(variables))
        made.append(Step(why, claim, question=say("Which numbers stand in front of the unknowns?")))
    if len(used) > 1:
        problem = Stated(tuple(variables), equations, matrix, stated)
        return solvability(problem, rows, rhs, used, made)
    name = used[0] if used else parameters[0]
    entries = [[poly_of(e, name) if isinstance(e, Written) else poly(e) for e in (*r, b)]
               for r, b in zip(rows, rhs, strict=True)]  # fmt: skip
    return _cases(Stated(tuple(variables), equations, matrix, stated), entries, name, made)


def cases(rows: Sequence[Sequence[Poly]], name: str = "k") -> tuple[tuple[tuple[Surd, str], ...], str]:
    """The special values of the parameter with their cases, and the case everywhere else; `rows` is [A | b].

    >>> k = Poly.of(0, 1)
    >>> special, otherwise = cases([[poly(1), poly(1), poly(2)], [poly(1), k, poly(3)]])
    >>> [(str(v.written()), what) for v, what in special], otherwise
    ([('1', 'none')], 'one')
    """
    sheet = PolynomialSheet(rows, parameter=name, names=["x"] * (len(rows[0]) - 1), recording=False)
    sheet.forward()
    return _classified(sheet)


# ---------------------------------------------------------------- one parameter


def _special_values(sheet: PolynomialSheet, candidates: Sequence[Surd], name: str) -> list[Step]:
    """Where the row form changes: the zeros of its pivots."""
    made: list[Step] = []
    deciding: list[Written] = []
    for p in _deciding(sheet):
        plain, product = p.written(name), _factored(p, name)
        deciding.append(product or plain)
        if product is not None:
            why = say("Factorise what decides, to see where it is 0.")
            made.append(
                Step(why, Equal(product, left=plain), question=say("Which two numbers have this sum and product?"))
            )
    if not deciding:
        return made
    what = Op("list", tuple(deciding))
    where = say("{what} is 0" if len(deciding) == 1 else "one of {what} is 0", what=what)
    if candidates:
        found = listed([Name(name).equals(v.written()) for v in candidates])
        why = say("The row form changes only where {where}. Find these values of {k}.", where=where, k=Name(name))
    else:
        found = Op("empty")
        why = say("The row form could change only where {where}, but no real {k} does that.", where=where, k=Name(name))
    asked = say("For which {k} does a pivot become 0?", k=Name(name))
    return [*made, Step(why, Roots(found, of=tuple(deciding), by=name), question=asked)]


def _classified(sheet: PolynomialSheet) -> tuple[tuple[tuple[Surd, str], ...], str]:
    general = _general(sheet)
    special = []
    for value in _candidates(sheet):
        _, form, pivots = surd_echelon(polynomial_at(sheet.rows, value), len(sheet.names), recording=False)
        found = _count(form, len(pivots), len(sheet.names))
        if found != general:
            special.append((value, found))
    return tuple(special), general


def _general(sheet: PolynomialSheet) -> str:
    rank, n = len(sheet.pivots), len(sheet.names)
    if any(row[n] for row in sheet.rows[rank:]):
        return NONE
    return ONE if rank == n else MANY


def _count(form: Sequence[Sequence[Surd]], rank: int, n: int) -> str:
    if any(row[n] for row in form[rank:]):
        return NONE
    return ONE if rank == n else MANY


def _deciding(sheet: PolynomialSheet) -> list[Poly]:
    """The polynomials whose zeros may be special: the pivots, and the right sides of rows without one."""
    rank, n = len(sheet.pivots), len(sheet.names)
    found = [sheet.rows[r][c] for r, c in enumerate(sheet.pivots)]
    common = poly(0)
    for row in sheet.rows[rank:]:
        common = row[n] if not common else common.gcd(row[n])
    return [p for p in (*found, common) if p.degree > 0]


def _candidates(sheet: PolynomialSheet) -> list[Surd]:
    product = poly(1)
    for p in _deciding(sheet):
        product = product * p
    return zeros(product, sheet.parameter)


def _cases(problem: Stated, rows: list[list[Poly]], name: str, made: list[Step]) -> Solution:
    sheet = PolynomialSheet(rows, parameter=name, names=problem.variables)
    sheet.forward()
    made += [s.step() for s in sheet.stages]
    form = sheet.written()
    if not sheet.stages and form != problem.matrix:
        why = say("Write the entries by falling powers.")
        made.append(Step(why, Equal(form, left=problem.matrix)))
    special, general = _classified(sheet)
    candidates = _candidates(sheet)
    made += _special_values(sheet, candidates, name)
    for value in candidates:
        made += _one_case(problem, sheet, form, name, value)
    made += _other_cases(problem, sheet, form, name, general, bool(candidates))
    answer = cases_written(special, general, name)
    why = (
        say("Together, case by case:")
        if special
        else say("So the number of solutions is the same for every {k}.", k=Name(name))
    )
    made.append(Step(why, CaseCount(answer, system=problem.matrix, by=name)))
    return Solution(
        "system",
        say("Solve, for every value of {k}: {system}", k=Name(name), system=problem.stated),
        tuple(made),
        answer,
        meaning=_words(special, general, name),
        code=programs.by_parameter([[a.written(name) for a in r] for r in rows], name, [float(v) for v, _ in special]),
        checks=_checks(rows, special, general),
    )


def cases_written(special: Sequence[tuple[Surd, str]], general: str, name: str) -> Op:
    """``k = 3: none; otherwise: one``."""
    listed_cases = [Op("case", (Words(what), Name(name).equals(v.written()))) for v, what in special]
    return Op("cases", (*listed_cases, Op("case", (Words(general), OTHERWISE))))


def _words(special: Sequence[tuple[Surd, str]], general: str, name: str) -> Text:
    said = {
        NONE: "there is no solution",
        ONE: "there is exactly one solution",
        MANY: "there are infinitely many solutions",
    }
    parts: list[str | Written] = []
    for v, what in special:
        parts += ["; for " if parts else "For ", Name(name).equals(v.written()), f" {said[what]}"]
    if not special:
        return Text((f"For every value {said[general]}.",))
    return Text((*parts, f"; for every other value {said[general]}."))


def _factored(p: Poly, name: str) -> Written | None:
    """The product of its linear factors if the zeros are rational and simple, and there are several."""
    found = zeros(p, name)
    if p.degree < 2 or len(found) != p.degree or not all(_is_rational(z) for z in found):
        return None
    factors, lead = [], p.coefficients[-1]
    for z in sorted(found, key=lambda z: (bool(z), float(z))):  # the factor k itself stands first
        q = z.rational()
        factors.append(Poly.of(-q.numerator, q.denominator))
        lead /= q.denominator
    product: list[Written] = [f.written(name) for f in factors]
    if abs(lead) != 1:
        product.insert(0, number(abs(lead)))
    whole = Op("*", tuple(product))
    return Op("neg", (whole,)) if lead < 0 else whole


def _is_rational(a: Surd) -> bool:
    return all(d == 1 for d, _ in a.terms)


def _one_case(problem: Stated, sheet: PolynomialSheet, form: Op, name: str, value: Surd) -> list[Step]:
    """Put the value in, reduce further where needed, and solve or find the contradiction."""
    at = Name(name).equals(value.written())
    numbers = polynomial_at(sheet.rows, value)
    put_in = substitute(form, {name: value.written()})
    result = augmented(([a.written() for a in row] for row in numbers), len(problem.variables))
    made: list[Step] = []
    if put_in != result:
        made.append(Step(say("Case {at}: put it into the row form.", at=at), Equal(result, left=put_in)))
    stages, rows, pivots = surd_echelon(numbers, len(problem.variables))
    made += [s.step() for s in stages]
    matrix: Written = stages[-1].after if stages else result
    n = len(problem.variables)
    for i in range(len(pivots), len(rows)):
        if rows[i][n]:
            read = number(0).equals(rows[i][n].written())
            why = say("Case {at}: row {i} reads {read}, which is false: no solution.", at=at, i=str(i + 1), read=read)
            return [*made, Step(why, RowReads(read, of=matrix, row=i + 1, variables=problem.variables))]
    first = say("Case {at}: ", at=at)
    return made + _solve(problem, rows, matrix, pivots, first, {name: value.written()})


def _other_cases(problem: Stated, sheet: PolynomialSheet, form: Op, name: str, general: str, split: bool) -> list[Step]:
    """The parameter is none of the special values: no pivot is 0."""
    n, rank = len(problem.variables), len(sheet.pivots)
    first = say("In all other cases: ") if split else say("For every {k}: ", k=Name(name))
    if general == NONE:
        i = next(i for i in range(rank, len(sheet.rows)) if sheet.rows[i][n])
        read = number(0).equals(sheet.rows[i][n].written(name))
        why = first + say("row {i} reads {read}, which is false: no solution.", i=str(i + 1), read=read)
        return [Step(why, RowReads(read, of=form, row=i + 1, variables=problem.variables))]
    ratios = [[Ratio.of(a, poly(1), name) for a in row] for row in sheet.rows]
    return _solve(problem, ratios, form, sheet.pivots, first, {})


def _solve(
    problem: Stated,
    rows: Sequence[Sequence[Scalar]],
    matrix: Written,
    pivots: Sequence[int],
    first: Text,
    at: dict[str, Written],
) -> list[Step]:
    """Back substitution in one case, and the solution put into the equations."""
    count = len(problem.variables) - len(pivots)
    made = back_substitution(rows, matrix, problem.variables, pivots)
    made = [replace(s, why=first + _lower(s.why)) for s in made]
    known = [s.claim.result for s in reversed(made)]
    free = [v for i, v in enumerate(problem.variables) if i not in pivots]
    letters = free_names((*problem.variables, *names(matrix)), count)
    known += [Name(v).equals(Name(t)) for v, t in zip(free, letters, strict=True)]
    order = {v: i for i, v in enumerate(problem.variables)}
    known.sort(key=lambda e: order[str(e.args[0])] if isinstance(e, Op) else 0)
    equations = tuple(substitute(e, at) for e in problem.equations)
    if count:
        which = Op("list", tuple(Name(t) for t in letters))
        why = first + say("infinitely many solutions, one for each value of {t}. They satisfy every equation.", t=which)
    else:
        why = first + say("exactly one solution. It satisfies every equation.")
    return [*made, Step(why, Solves(Op("list", tuple(known)), equations=equations))]


def _lower(text: Text) -> Text:
    """The sentence behind a colon."""
    head = text.parts[0]
    return Text((head[0].lower() + head[1:], *text.parts[1:])) if isinstance(head, str) else text


# ---------------------------------------------------------------- by another road


def _checks(rows: Sequence[Sequence[Poly]], special: Sequence[tuple[Surd, str]], general: str) -> tuple[Check, ...]:
    """The same cases by the numerical ranks of NumPy."""
    import numpy as np

    def found(k: float) -> str:
        a = np.array([[sum(float(c) * k**i for i, c in enumerate(p.coefficients)) for p in row] for row in rows])
        left, both = (
            int(np.linalg.matrix_rank(m, tol=1e-9 * max(1.0, float(np.abs(a).max())))) for m in (a[:, :-1], a)
        )
        return NONE if left < both else ONE if left == a.shape[1] - 1 else MANY

    places = [float(v) for v, _ in special]
    right = all(found(float(v)) == what for v, what in special)
    others = [k for k in (-5.3, -1.7, 0.6, 2.9, 6.1) if all(abs(k - p) > 1e-3 for p in places)]
    right = right and all(found(k) == general for k in others)
    return (
        Check(say("NumPy: the ranks of A and [A | b] at the special values and at {n} others.", n=len(others)), right),
    )
