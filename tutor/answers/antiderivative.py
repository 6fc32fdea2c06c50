"""An antiderivative, up to a constant: the response is differentiated."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Item, Kind, labelled, read_inside, wrong_kind
from tutor.answers.expression import array_agreement, places_of
from tutor.answers.number import is_number
from tutor.claims import derivative_agrees
from tutor.equality import ANYWHERE, Domain, high_precision, points
from tutor.equality.polynomials import plus, scaled
from tutor.equality.quotients import NotRational, Poly, fraction_of, times
from tutor.equality.zeros import Coefficients, coefficients, derivative
from tutor.errors import TooLarge
from tutor.evaluate import function_of
from tutor.text import say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import ONE, ZERO, Name, Op, Written, names, substitute

CONSTANTS_OF_INTEGRATION = ("C", "c", "K", "k", "C1", "c1", "C0", "c0")


@dataclass(frozen=True)
class Antiderivative(Kind):
    """Any function with the derivative `integrand`; a free constant may be added.

    Attributes
    ----------
    value : Written
        One antiderivative, as it is printed.
    letters : tuple of str
        Other letters of the integrand.
    constant : bool
        The free constant must be there.

    Examples
    --------
    >>> from tutor.reading import read
    >>> a = Antiderivative(read("2x"), "x", read("x^2"))
    >>> a.compare(a.read("x^2 + 3 + C")).status.value
    'right'
    """

    kind: ClassVar[str] = "antiderivative"
    integrand: Written
    variable: str
    value: Written
    letters: tuple[str, ...] = ()
    domain: Domain = ANYWHERE
    constant: bool = False

    @property
    def free(self) -> tuple[str, ...]:
        """The letters that may stand for the constant."""
        return tuple(c for c in CONSTANTS_OF_INTEGRATION if c not in (self.variable, *self.letters))

    def written(self) -> Written:
        return self.value + Name(self.free[0]) if self.constant else self.value

    def read(self, text: str) -> Written:
        return read_inside(Item(text, 0), text, (self.variable, *self.letters, *self.free, "F"))

    def compare(self, response: Written) -> Verdict:
        response = labelled(response, "F")
        if not is_number(response):
            return wrong_kind("one function", response)
        foreign = sorted(names(response) - {self.variable, *self.letters, *self.free})
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        added = _added(response, self.free)
        used = sorted(names(response) & set(self.free))
        body = added if added is not None else response
        evidence = Evidence("sampled", 6)
        found = _exactly(body, self.variable, self.integrand)
        if found is not None:
            evidence = PROVED
        else:
            with suppress(TooLarge):
                found = derivative_agrees(body, self.variable, self.integrand, self.domain)
        if found is None:
            return Verdict(Status.UNDECIDED)
        if not found:
            return wrong(
                self._diagnosis(body), Evidence("refuted", counterexample="its derivative is another function")
            )
        if self._is_short(body):
            feedback = say(
                "For some values of {x} your function is not defined, but the integrand is.", x=Name(self.variable)
            )
            return Verdict(Status.WRONG_FORM, Fraction(1, 2), evidence, feedback=feedback)
        if self.constant and used and added is None:
            feedback = say("Write the free constant as + {c}, at the end.", c=Name(used[0]))
            return Verdict(Status.WRONG_FORM, Fraction(1, 2), evidence, feedback=feedback)
        if self.constant and not used:
            feedback = say("The free constant is missing: all antiderivatives are asked.")
            return Verdict(Status.WRONG_FORM, Fraction(1, 2), evidence, feedback=feedback)
        return right(evidence)

    def _is_short(self, body: Written) -> bool:
        """Is the response not real somewhere where the integrand is (its constant being 1)?"""
        body = substitute(body, dict.fromkeys(self.free, ONE))
        letters = tuple(sorted(names(self.integrand) | names(body) | {self.variable}))
        low, high = self.domain.interval(self.variable, 1)
        places = list(points(letters, self.domain, 24))
        places += [places[0] | {self.variable: Fraction(n)} for n in range(-3, 4) if low < n < high]
        for values in places:
            there, here = high_precision(self.integrand, values), high_precision(body, values)
            if there is not None and not there.imag and (here is None or here.imag):
                return True
        return False

    def _diagnosis(self, body: Written) -> Any:
        try:
            for factor in (-1, 2, Fraction(1, 2)):
                if derivative_agrees(factor * body, self.variable, self.integrand, self.domain):
                    return say("Differentiate your answer: a constant factor is wrong.")
            if derivative_agrees(self.integrand, self.variable, body, self.domain):
                return say("This is the derivative; asked is a function whose derivative is the given one.")
        except TooLarge:
            pass
        return say("Differentiate your answer: it does not give the integrand.")

    def points(self) -> Mapping[str, Any]:
        return places_of((self.variable, *self.letters), self.domain)

    def agrees(self, found: Any) -> Agreement:
        """`found`: values of an antiderivative at the points, up to one constant."""
        import numpy as np

        mine, theirs = self._floats(self.value), np.asarray(found, dtype=float)
        if self.letters or mine.shape != theirs.shape:
            return Agreement(False, 0, detail="one variable and one value at each point are expected")
        good = np.isfinite(mine) & np.isfinite(theirs)
        return array_agreement((mine - mine[good][:1])[good], (theirs - theirs[good][:1])[good])

    def _floats(self, w: Written) -> Any:
        import numpy as np

        places = self.points()
        shape = next(iter(places.values())).shape
        return np.broadcast_to(function_of(w, (self.variable, *self.letters))(*places.values()), shape)

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Antiderivative) or self.variable != other.variable:
            return False
        return array_agreement(self._floats(self.integrand), other._floats(other.integrand)).holds


def _poly(p: Coefficients) -> Poly:
    return {(k,): c for k, c in enumerate(p) if c}


def _exactly(body: Written, variable: str, integrand: Written) -> bool | None:
    """Is the derivative right, for rational functions of one variable; None for others."""
    try:
        top, bottom = (coefficients(p) for p in fraction_of(body, (variable,)))
        c, d = fraction_of(integrand, (variable,))
        a, b, da, db = (_poly(p) for p in (top, bottom, derivative(top), derivative(bottom)))
        slope = plus(times(da, b), scaled(times(a, db), Fraction(-1)))
        return times(slope, d) == times(c, times(b, b))
    except NotRational:
        return None


def _added(w: Written, free: tuple[str, ...]) -> Written | None:
    """The response without a free constant among its terms; None if there is none, or it occurs elsewhere too."""
    terms = w.args if isinstance(w, Op) and w.head == "+" else (w,)
    loose = [t for t in terms if _is_constant(t, free)]
    rest = tuple(t for t in terms if not _is_constant(t, free))
    if len(loose) != 1 or any(names(t) & set(free) for t in rest):
        return None
    return Op("+", rest) if len(rest) > 1 else rest[0] if rest else ZERO


def _is_constant(t: Written, free: tuple[str, ...]) -> bool:
    return (isinstance(t, Name) and t.text in free) or (
        isinstance(t, Op) and t.head == "neg" and isinstance(t.args[0], Name) and t.args[0].text in free
    )
