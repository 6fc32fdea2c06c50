"""A distribution by its density or its probabilities: normalised, on the same support, the same function."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from tutor.answers.base import Agreement, Answer, Kind, wrong_kind
from tutor.answers.mass import negative_at, total
from tutor.answers.named_density import formula_of
from tutor.answers.number import float_of
from tutor.answers.same_density import FAR, Compared, same_densities, same_masses, size_of
from tutor.answers.supports import ALL, Piece, pieces_of, read_pieces, written_pieces
from tutor.answers.typed_vectors import limited
from tutor.equality import Domain
from tutor.errors import TooLarge
from tutor.evaluate import NotExact
from tutor.text import Text, say
from tutor.verdict import UNDECIDED, Status, Verdict, right, wrong
from tutor.written import Name, Op, Written, names, number, substitute, written

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Density(Kind):
    """A density (of a continuous variable) or a mass function (of a discrete one).

    Attributes
    ----------
    pieces : tuple of Piece
        Formulas between ends, or at single values; elsewhere it is 0. Between the ends of a piece a discrete variable
        takes the whole numbers.
    variable : str
    discrete : bool

    Examples
    --------
    >>> d = density(2 * Name("x"), (0, 1))
    >>> d.typed(), d.compare(d.read("f(t) = 2t for 0 < t < 1")).status.value
    ('2*x, 0 <= x and x <= 1', 'right')
    >>> str(d.compare(d.read("4x on [0, 1]")).feedback)
    'Your density integrates to 2, not to 1.'
    """

    kind: ClassVar[str] = "density"
    advice: ClassVar[str] = "the formula and where it holds: 2x on [0, 1], or a table 1: 1/2, 2: 1/2"
    pieces: tuple[Piece, ...]
    variable: str = "x"
    discrete: bool = False

    def written(self) -> Written:
        return written_pieces(self.pieces, self.variable)

    @property
    def letters(self) -> tuple[str, ...]:
        """The parameters."""
        found = {n for p in self.pieces for w in (p.value, *(p.ends or ()), *p.values) for n in names(w)}
        return tuple(sorted(found - {self.variable}))

    def read(self, text: str) -> Written:
        from tutor.answers.distribution import named

        given = named(limited(text), self.letters)
        if given is not None and self.variable not in names(given):
            return given
        return read_pieces(text, self.variable, self.letters, discrete=self.discrete)

    def compare(self, response: Written) -> Verdict:
        if isinstance(response, Op) and response.head == "call":
            other = known_density(str(response.args[0]), response.args[1:])
            if other is None:
                return Verdict(Status.UNDECIDED, feedback=say("Give the density itself."))
            if other.discrete != self.discrete:
                return wrong(say("Another kind of distribution describes this."))
            pieces = tuple(other.renamed(self.variable))
        else:
            found = pieces_of(response, self.variable)
            if found is None:
                return wrong_kind("a density: 2x on [0, 1]", response)
            pieces = found
        foreign = sorted({n for p in pieces for w in (p.value, *(p.ends or ()), *p.values) for n in names(w)}
                         - {self.variable, *self.letters})  # fmt: skip
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        return self._judge(pieces)

    def renamed(self, variable: str) -> Sequence[Piece]:
        """The pieces with another name for the variable."""
        change: dict[str, Written] = {self.variable: Name(variable)}
        return [Piece(substitute(p.value, change), p.ends, p.values) for p in self.pieces]

    def _judge(self, pieces: tuple[Piece, ...]) -> Verdict:
        bare = [p for p in pieces if p.ends is None and not p.values]
        if bare and not (len(pieces) == 1 and self._everywhere()):
            if len(pieces) > 1 or len(self.pieces) > 1:
                return wrong(say("Say of each formula where it holds."))
            only = Piece(pieces[0].value, self.pieces[0].ends, self.pieces[0].values)
            found = self._compared((only,))[0]
            if found.same:
                return wrong(say("The formula is right; say also where it holds."), found, _HALF)
            return wrong() if found.same is False else Verdict(Status.UNDECIDED)
        pieces = tuple(Piece(p.value, ALL) if p in bare else p for p in pieces)
        found, what = self._compared(pieces)
        if found.same:
            return right(found)
        if found.same is None:
            return Verdict(Status.UNDECIDED, evidence=found)
        feedback, share = self._defect(pieces), Fraction(0)
        if what == "support":
            feedback = feedback or say("Look again at where your function is positive.")
            share = _HALF if self._formula_right(pieces) else share
        return wrong(feedback, found, share)

    def _everywhere(self) -> bool:
        return not self.discrete and len(self.pieces) == 1 and self.pieces[0].ends == ALL

    def _formula_right(self, pieces: tuple[Piece, ...]) -> bool:
        if len(pieces) != 1 or len(self.pieces) != 1 or pieces[0].values or self.pieces[0].values:
            return False
        return bool(self._compared((Piece(pieces[0].value, self.pieces[0].ends),))[0].same)

    def _defect(self, pieces: tuple[Piece, ...]) -> Text | None:
        """What no density can be, told from the response alone."""
        word = "probability" if self.discrete else "density"
        place = negative_at(pieces, self.variable, discrete=self.discrete)
        if place is not None:
            x = Name(self.variable)
            return say("Your {w} is negative at {x} = {p}.", w=word, x=x, p=number(place))
        found = total(pieces, self.variable, discrete=self.discrete)
        if isinstance(found, Fraction) and found != 1:
            verb = "probabilities add up" if self.discrete else "density integrates"
            return say("Your {v} to {t}, not to 1.", v=verb, t=number(found))
        if isinstance(found, float) and abs(found - 1) > 1e-3:
            verb = "probabilities add up" if self.discrete else "density integrates"
            return say("Your {v} to about {t}, not to 1.", v=verb, t=f"{found:.3g}")
        return None

    # ---------------------------------------------------------------- the same function

    def _compared(self, pieces: tuple[Piece, ...]) -> Compared:
        try:
            compared = same_masses if self.discrete else same_densities
            return compared(self.pieces, pieces, self.variable, self._domain())
        except (TooLarge, NotExact):
            return UNDECIDED, ""

    def _domain(self) -> Domain:
        """Parameters are positive, and below 1 where they are called p or q."""
        unit, usual = (Fraction(0), Fraction(1)), (Fraction(0), Fraction(5))
        return Domain({n: unit if n in ("p", "q") else usual for n in self.letters})

    def points(self) -> Mapping[str, Any]:
        """Places inside every piece (the values themselves of a discrete variable), when there are no parameters."""
        import numpy as np

        return {self.variable: np.array(self._places())}

    def _places(self) -> list[float]:
        found: list[float] = []
        for p in self.pieces:
            if p.values:
                found.extend(float_of(v) for v in p.values)
            elif p.ends:
                low, high = (size_of(e) for e in p.ends)
                low, high = max(low, -FAR) if high == math.inf else low, high
                low = max(low, min(high, FAR) - 2 * FAR)
                high = min(high, low + 2 * FAR)
                if self.discrete:
                    found.extend(float(k) for k in range(round(low), round(high) + 1))
                else:
                    found.extend(low + (high - low) * t for t in (0.07, 0.31, 0.52, 0.83))
        return found

    def agrees(self, found: Any) -> Agreement:
        """`found`: the function's values at the places of `points`."""
        import numpy as np

        places = self._places()
        mine = np.array([self._at(x) for x in places])
        theirs = np.asarray(found, dtype=float)
        holds = theirs.shape == mine.shape and bool(np.all(np.abs(mine - theirs) <= 1e-8 * (1 + np.abs(mine))))
        return Agreement(holds, len(places), 8, "" if holds else f"{theirs.tolist()} against {mine.tolist()}")

    def _at(self, x: float) -> float:
        for p in self.pieces:
            inside = p.ends is not None and size_of(p.ends[0]) <= x <= size_of(p.ends[1])
            if inside or any(abs(float_of(v) - x) < 1e-12 for v in p.values):
                return float_of(substitute(p.value, {self.variable: number(Fraction(x))}))
        return 0.0

    def same(self, other: Answer) -> bool:
        if not isinstance(other, Density) or self.discrete != other.discrete:
            return False
        return bool(self._compared(tuple(other.renamed(self.variable)))[0].same)


def density(
    value: Written, ends: tuple[Any, Any] | None = None, *, variable: str = "x", discrete: bool = False
) -> Density:
    """A `Density` of one formula between two ends (everywhere if none are given)."""
    pair = ALL if ends is None else (written(ends[0]), written(ends[1]))
    return Density((Piece(value, pair),), variable, discrete)


def table(probabilities: Mapping[Any, Any], variable: str = "k") -> Density:
    """A `Density` by a table of values and their probabilities.

    >>> table({1: Fraction(1, 2), 2: Fraction(1, 2)}).typed()
    '1: 1/2; 2: 1/2'
    """
    pieces = tuple(Piece(written(p), values=(written(v),)) for v, p in probabilities.items())
    return Density(pieces, variable, discrete=True)


def known_density(name: str, parameters: Sequence[Written]) -> Density | None:
    """The density of a named distribution; None where no formula is at hand.

    >>> known_density("Exp", (number(2),)).typed()
    '2*exp(-2*x), 0 <= x'
    """
    found = formula_of(name, parameters)
    return None if found is None else Density(found.pieces, found.variable, found.discrete)
