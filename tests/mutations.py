"""Small changes to what a step has found: every number a little different, every sign turned."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.claims import Claim
from tutor.written import Num, Op, Written


def mutations(w: Written) -> Iterator[Written]:
    """The same expression with one number or one sign changed, at each place in turn."""
    if isinstance(w, Num):
        whole, point, places = w.text.partition(".")
        last = (places or whole)[-1]
        changed = str((int(last) + 1) % 10) if len(places or whole) > 1 else str(int(last) + 1)
        yield Num((whole + point + places[:-1] + changed) if places else whole[:-1] + changed)
        return
    if not isinstance(w, Op):
        return
    if w.head == "neg":
        yield w.args[0]
    elif w.head == "+":
        for i, term in enumerate(w.args):
            turned = term.args[0] if isinstance(term, Op) and term.head == "neg" else Op("neg", (term,))
            yield Op("+", (*w.args[:i], turned, *w.args[i + 1 :]))
    start = 1 if w.head == "augmented" else 0  # the bar of an augmented matrix is no number of the step
    for i in range(start, len(w.args)):
        for changed_argument in mutations(w.args[i]):
            yield Op(w.head, (*w.args[:i], changed_argument, *w.args[i + 1 :]))


def survivors(claim: Claim) -> list[str]:
    """The changes after which the claim still holds; there should be none."""
    found = []
    for changed in mutations(claim.result):
        mutant = claim.with_result(changed)
        try:
            holds = mutant.holds()
        except (ValueError, ZeroDivisionError, ArithmeticError):
            continue
        if holds and mutant != claim:  # None, "not checked", is refused as well as False
            found.append(f"{claim.result} -> {changed}: {holds}")
    return found
