"""The decision: cheapest road first, bounded all the way; what is left over may be asked of another process."""

from __future__ import annotations

from typing import Any

from tutor.equality.algebraic import vanishes
from tutor.equality.deadline import late, left, patience
from tutor.equality.domain import ANYWHERE, Domain
from tutor.equality.polynomials import NoProof
from tutor.equality.rational import on_grid
from tutor.equality.rewriting import Rewriter
from tutor.equality.sampling import Sampling, differ, high_precision, surely_differ
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.surds import SURDS
from tutor.verdict import PROVED, UNDECIDED, Evidence
from tutor.written import Op, Written, entries, names

FIRST_LOOK = 3  # points before a proof is tried
CONFIRMED = 6  # points at which a proof is confirmed, so that domains are compared too


def equal(a: Written, b: Written, domain: Domain = ANYWHERE, *, budget: float | None = None) -> Evidence:
    """Compare two values; names are variables that run through the domain.

    Parameters
    ----------
    domain : Domain
        Where the variables live; the real line by default. Where one side is real and the other is not, they differ.
    budget : float or None
        Seconds for what the bounded decisions of this process leave open, which are asked of a process of its own.
        0: none. None: what is left within `patience`, and none outside of it.

    Examples
    --------
    >>> from tutor.written import Name, Num
    >>> equal((Name("x") + 1) ** 2, Name("x") ** 2 + 2 * Name("x") + 1).how
    'proved'
    >>> equal(Op("sin", (2 * Name("x"),)), 2 * Op("sin", (Name("x"),))).same
    False
    """
    if budget is not None:
        with patience(budget):
            return equal(a, b, domain)
    if late():
        return UNDECIDED
    if a == b:
        return PROVED
    if _shape(a) and _shape(b):
        return _entrywise(a, b, domain)
    try:
        variables = tuple(sorted(names(a) | names(b)))
        found = _functions(a, b, variables, domain) if variables else _numbers(a, b)
    except (TooLarge, RecursionError):
        return UNDECIDED
    return found or _elsewhere(a, b, domain)


def _shape(w: Written) -> tuple[int, int] | None:
    if isinstance(w, Op) and w.head in ("matrix", "augmented"):
        rows = entries(w)
        return len(rows), len(rows[0]) if rows else 0
    return None


def _entrywise(a: Written, b: Written, domain: Domain) -> Evidence:
    if _shape(a) != _shape(b):
        return Evidence("refuted", counterexample=f"shapes {_shape(a)} and {_shape(b)}")
    result = PROVED
    for i, (r, s) in enumerate(zip(entries(a), entries(b), strict=True), 1):
        for j, (x, y) in enumerate(zip(r, s, strict=True), 1):
            found = equal(x, y, domain)
            if found.same is False:
                return Evidence("refuted", counterexample=f"row {i}, column {j}: {found.counterexample}".rstrip(": "))
            if found.how != "proved" and result.how != "none":
                result = found
    return result


def exactly(w: Written) -> Any:
    """The value as a Fraction, a Surd, or an array of these; `NotExact` if it is neither."""
    try:
        return evaluate(w, {}, EXACT)
    except NotExact:
        return evaluate(w, {}, SURDS)


def _numbers(a: Written, b: Written) -> Evidence | None:
    try:
        difference = exactly(a) - exactly(b)
        zero = not difference.any() if hasattr(difference, "any") else not difference
        return PROVED if zero else Evidence("refuted")
    except (NotExact, KeyError):
        pass
    except ValueError:
        return Evidence("refuted", counterexample="they have different shapes")
    there = differ(a, b, {})
    if there:
        return Evidence("refuted")
    nothing = vanishes(Op("+", (a, Op("neg", (b,)))))
    if nothing is not None:
        return PROVED if nothing else Evidence("refuted")
    if there is False and _same_form(a, b, ANYWHERE, [{}]):
        return PROVED
    last = surely_differ(a, b, {}) if there is False else None
    if last is None:
        return None
    return Evidence("refuted") if last else Evidence("sampled", 1)


def _functions(a: Written, b: Written, variables: tuple[str, ...], domain: Domain) -> Evidence | None:
    found = on_grid(a, b, variables)
    if found is not None:
        return found
    sampling = Sampling(a, b, variables, domain)
    refuted = sampling.until(FIRST_LOOK)
    if refuted is not None:
        return refuted
    proved = bool(sampling.agreed) and _same_form(a, b, domain, sampling.agreed)
    refuted = sampling.until(CONFIRMED)
    if refuted is not None:
        return refuted
    return PROVED if proved else sampling.verdict()


def _same_form(a: Written, b: Written, domain: Domain, places: list[Any]) -> bool:
    """Have both the same form, with denominators that are not zero?"""
    rewriter = Rewriter(domain)
    try:
        difference = rewriter.add(rewriter.form(a), rewriter.negative(rewriter.form(b)))
        if difference.top:
            return False
    except (NoProof, NotExact, TooLarge):
        return False
    for w in rewriter.denominators:
        values = (high_precision(w, place) for place in places)
        if not any(v is not None and not hasattr(v, "flat") and abs(v) > 1e-20 for v in values):
            return False
    return True


def _elsewhere(a: Written, b: Written, domain: Domain) -> Evidence:
    seconds = left()
    if seconds <= 0 or late():
        return UNDECIDED
    from tutor.equality.worker import shared

    answer = shared().ask(a, b, domain, seconds)
    return {"proved": PROVED, "refuted": Evidence("refuted")}.get(answer or "", UNDECIDED)
