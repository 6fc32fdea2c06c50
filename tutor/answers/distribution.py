"""A probability distribution by its name and parameters.

===========  ======================  =========================================  ===============
name         parameters              also typed                                 same as
===========  ======================  =========================================  ===============
N            mean, variance          Normal, Gaussian                           -
Bin          trials, probability     Binomial, B                                Bernoulli for 1
Bernoulli    probability             Bern, Ber                                  Bin(1, p)
Poisson      mean                    Pois, Poi, Po                              -
Geom         probability             Geometric, Geo                             -
U            ends                    Uniform, Unif                              -
Exp          rate                    Exponential, Expo                          Gamma(1, rate)
Gamma        shape, rate             Ga                                         -
Beta         two                     Be                                         U(0, 1) for 1, 1
===========  ======================  =========================================  ===============

Parameters may be named: ``N(mu = 0, sigma = 2)``, ``Exp(scale = 1/2)``. The density or the probabilities of the
distribution, with where they hold, are taken for its name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from tutor.answers.base import Agreement, Answer, Item, Kind, read_inside, split, wrong_kind
from tutor.answers.density import known_density
from tutor.answers.number import float_of, is_number
from tutor.answers.supports import pieces_of, read_pieces
from tutor.answers.typed_vectors import limited
from tutor.equality import equal, high_precision
from tutor.errors import TooLarge, Unreadable
from tutor.text import Text, say
from tutor.verdict import PROVED, Evidence, Status, Verdict, right, wrong
from tutor.written import ONE, Name, Num, Op, Written, names, number, written


def _itself(w: Written) -> Written:
    return w


def _squared(w: Written) -> Written:
    return w**2


def _inverse(w: Written) -> Written:
    return ONE / w


Change: TypeAlias = Callable[[Written], Written]
Slot: TypeAlias = dict[str, Change]
_MEAN: Slot = {"mu": _itself, "mean": _itself, "m": _itself}
_VARIANCE: Slot = {
    "var": _itself, "variance": _itself, "sigma^2": _itself, "sigma2": _itself, "sigma": _squared, "sd": _squared,
    "std": _squared, "s": _squared,
}  # fmt: skip
_RATE: Slot = {
    "rate": _itself,
    "lambda": _itself,
    "beta": _itself,
    "scale": _inverse,
    "mean": _inverse,
    "theta": _inverse,
}
_P: Slot = {"p": _itself, "prob": _itself}

FAMILIES: dict[str, tuple[Slot, ...]] = {
    "N": (_MEAN, _VARIANCE),
    "Bin": ({"n": _itself, "trials": _itself}, _P),
    "Bernoulli": (_P,),
    "Poisson": ({"lambda": _itself, "mean": _itself, "mu": _itself, "rate": _itself},),
    "Geom": (_P,),
    "U": ({"a": _itself, "min": _itself}, {"b": _itself, "max": _itself}),
    "Exp": (_RATE,),
    "Gamma": ({"shape": _itself, "alpha": _itself, "k": _itself}, _RATE),
    "Beta": ({"alpha": _itself, "a": _itself}, {"beta": _itself, "b": _itself}),
}
_SPELLINGS = {
    "N": ("n", "normal", "gaussian", "norm", "gauss"),
    "Bin": ("bin", "binomial", "b", "binom"),
    "Bernoulli": ("bernoulli", "bern", "ber"),
    "Poisson": ("poisson", "pois", "poi", "po"),
    "Geom": ("geom", "geometric", "geo", "g"),
    "U": ("u", "uniform", "unif"),
    "Exp": ("exp", "exponential", "expo"),
    "Gamma": ("gamma", "ga"),
    "Beta": ("beta", "be"),
}
_BY_SPELLING = {spelt: name for name, all_ in _SPELLINGS.items() for spelt in all_}
_FONT = re.compile(r"\\(?:mathcal|mathrm|text|operatorname|mathbf)\s*\{([A-Za-z]+)\}|\\mathcal\s+([A-Z])")
_FORMULA = re.compile(r"[<>≤≥:;]|\b(?:on|for|if|when)\b")  # what a density without its variable has: where it holds
_EXP = re.compile(r"\s*exp\s*\(")  # exp(-x) is a function of the variable, exp(2) a distribution
_CALL = re.compile(
    r"\s*(?:\$\s*)?(?:[A-Za-z]\w*\s*(?:~|∼|\\sim|=|\bis\b)\s*)?([A-Za-z𝒩]+)\s*(?:distribution\s*)?(?:\\left)?\((.*?)(?:\\right)?\)\s*\$?\s*\.?\s*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Distribution(Kind):
    """A named distribution.

    >>> distribution("N", 0, 4).typed()
    'N(0, 4)'
    >>> d = distribution("N", 0, 4)
    >>> str(d.compare(d.read("N(0, 2)")).feedback)
    'The second parameter is the variance, not the standard deviation.'
    """

    kind: ClassVar[str] = "distribution"
    name: str
    parameters: tuple[Written, ...]

    def written(self) -> Written:
        return Op("call", (Name(self.name), *self.parameters))

    def read(self, text: str) -> Written:
        """A name with parameters, or a density; what is neither is refused as a name."""
        mine = known_density(self.name, self.parameters) if self.parameters else None
        try:
            found = self._read_name(limited(text))
            if mine is None or mine.variable not in names(found) or not _EXP.match(text):
                return found
        except Unreadable:
            if mine is None:
                raise
            try:
                pieces = read_pieces(text, mine.variable, mine.letters, discrete=mine.discrete)
            except Unreadable:
                if "^" in text or _FORMULA.search(text):
                    raise
                pieces = None
            if pieces is None or not (mine.variable in names(pieces) or _FORMULA.search(text)):
                raise
            return pieces
        return read_pieces(text, mine.variable, mine.letters, discrete=mine.discrete)

    def _read_name(self, text: str) -> Written:
        plain = _FONT.sub(
            lambda m: " " * (len(m.group()) - len(m.group(1) or m.group(2))) + (m.group(1) or m.group(2)), text
        )
        found = _CALL.fullmatch(plain)
        if found is None:
            raise Unreadable("a distribution is expected: N(0, 4), Bin(5, 1/3), Exp(2)", text, 0)
        word = found.group(1)
        name = _BY_SPELLING.get("n" if word == "𝒩" else word.lower())
        if name is None:
            from tutor.reading import suggest

            near = suggest(word, [*FAMILIES, "Normal", "Binomial", "Uniform", "Geometric", "Exponential"])
            hint = f"did you mean {near}?" if near else f"known are {', '.join(FAMILIES)}"
            raise Unreadable(f"there is no distribution '{word[:40]}'", text, found.start(1), hint)
        items = split(found.group(2), ",;")
        slots = FAMILIES[name]
        if len(items) != len(slots):
            count = f"{len(slots)} parameter{'s' * (len(slots) > 1)}"
            raise Unreadable(f"{name} has {count}, not {len(items)}", text, found.start(2))
        values = [self._parameter(i, slots[k], text, found.start(2)) for k, i in enumerate(items)]
        return Op("call", (Name(name), *values))

    def _parameter(self, item: Item, slot: Slot, text: str, start: int) -> Written:
        change: Change = _itself
        before, equals, after = item.text.partition("=")
        body = Item(item.text, item.at + start)
        if equals:
            key = before.strip().lstrip("\\").replace("σ", "sigma").replace("μ", "mu").replace("λ", "lambda")
            key = key.replace("²", "^2").replace("**", "^")
            if key not in slot:
                expected = ", ".join(slot)
                raise Unreadable(f"the parameter {before.strip()[:30]} is not known here: {expected}", text, body.at)
            change = slot[key]
            body = Item(after.strip(), body.at + len(before) + 1 + len(after) - len(after.lstrip()))
        return change(read_inside(body, text, self._letters()))

    def _letters(self) -> tuple[str, ...]:
        return tuple(sorted({n for a in self.parameters for n in names(a)}))

    def compare(self, response: Written) -> Verdict:
        if not (isinstance(response, Op) and response.head == "call" and str(response.args[0]) in FAMILIES):
            density = known_density(self.name, self.parameters)
            if density is not None and pieces_of(response, density.variable) is not None:
                return density.compare(response)
            return wrong_kind("a distribution: N(0, 4)", response)
        name, given = str(response.args[0]), response.args[1:]
        if not all(is_number(a) for a in given):
            return wrong_kind("a distribution with numbers as parameters", response)
        foreign = sorted({n for a in given for n in names(a)} - set(self._letters()))
        if foreign:
            return wrong(say("{letters}: the problem has no such letter.", letters=", ".join(foreign)))
        impossible = _impossible(name, given)
        if impossible is not None:
            return wrong(impossible)
        mine, theirs = (self.name, self.parameters), (name, given)
        if name != self.name:
            mine, theirs = _canonical(*mine), _canonical(*theirs)
        if mine[0] != theirs[0]:
            return wrong(say("Another kind of distribution describes this."), Evidence("refuted", counterexample=name))
        found = [_same(a, b) for a, b in zip(mine[1], theirs[1], strict=True)]
        if all(e.same for e in found):
            return right(next((e for e in found if e.how != "proved"), PROVED))
        if any(e.same is None for e in found) and not any(e.same is False for e in found):
            return Verdict(Status.UNDECIDED)
        share = Fraction(sum(bool(e.same) for e in found), len(found))
        return wrong(self._diagnosis(mine, theirs, found), Evidence("refuted"), share)

    def _diagnosis(
        self, mine: tuple[str, tuple[Written, ...]], theirs: tuple[str, tuple[Written, ...]], found: list[Evidence]
    ) -> Text:
        name, key = mine
        given = theirs[1]
        if name == "N" and found[0].same and _same(key[1], given[1] ** 2).same:
            return say("The second parameter is the variance, not the standard deviation.")
        if name == "N" and found[0].same and _same(key[1] ** 2, given[1]).same:
            return say("The second parameter is the variance: do not square it again.")
        if name in ("Exp", "Gamma") and _same(key[-1], ONE / given[-1]).same:
            return say("The last parameter is the rate, not the mean or scale.")
        if name in ("Bin", "Bernoulli", "Geom") and _same(key[-1], 1 - given[-1]).same:
            return say("The probability is the one of a success, not of a failure.")
        if len(key) == 2 and _same(key[0], given[1]).same and _same(key[1], given[0]).same:
            return say("The parameters are in the wrong order.")
        at = [k for k, e in enumerate(found, 1) if e.same is False]
        return say("Look again at parameter {k}.", k=str(at[0])) if len(at) == 1 < len(found) else Text(())

    def agrees(self, found: Any) -> Agreement:
        """`found`: the parameters as floats."""
        mine = [float_of(a) for a in self.parameters]
        theirs = [float(t) for t in found]
        holds = len(mine) == len(theirs) and all(
            abs(a - b) <= 1e-8 * (1 + abs(a)) for a, b in zip(mine, theirs, strict=True)
        )
        return Agreement(holds, len(mine), 8, "" if holds else f"{theirs} against {mine}")

    def same(self, other: Answer) -> bool:
        return isinstance(other, Distribution) and self.compare(other.written()).is_right


def named(text: str, letters: tuple[str, ...] = ()) -> Written | None:
    """A named distribution as it is typed, or None for anything else; `letters` are parameters that may occur."""
    parameters = tuple(map(Name, letters))
    try:
        found = Distribution("N", parameters)._read_name(text)
    except Unreadable:
        return None
    return None if _EXP.match(text) and names(found) - {*letters, "Exp"} else found


def distribution(name: str, *parameters: Any) -> Distribution:
    """A `Distribution` of a family of the table with numbers or expressions as parameters."""
    if name not in FAMILIES or len(parameters) != len(FAMILIES[name]):
        raise ValueError(f"{name}({', '.join(map(str, parameters))}) is no distribution of {', '.join(FAMILIES)}")
    return Distribution(name, tuple(number(p) if isinstance(p, int | Fraction) else written(p) for p in parameters))


def _same(a: Written, b: Written) -> Evidence:
    try:
        return equal(a, b)
    except TooLarge:
        return Evidence("none")


def _canonical(name: str, parameters: tuple[Written, ...]) -> tuple[str, tuple[Written, ...]]:
    """One name for the same distribution under two."""
    if name == "Bernoulli":
        return "Bin", (ONE, *parameters)
    if name == "Exp":
        return "Gamma", (ONE, *parameters)
    if name == "Beta" and all(_same(ONE, p).same for p in parameters):
        return "U", (Num("0"), ONE)
    return name, parameters


def _size(w: Written) -> float | None:
    """A parameter as a float; None where it has letters, or no finite real value that is found at once."""
    try:
        found = None if names(w) else high_precision(w, {})
    except TooLarge:
        return None
    return None if found is None or found.imag or abs(found) > 1e300 else float(found.real)


def _impossible(name: str, given: tuple[Written, ...]) -> Text | None:
    """Why parameters without letters make no distribution of the family."""
    value = [_size(a) for a in given]
    last = value[-1]
    if name in ("Bin", "Bernoulli", "Geom") and last is not None and not 0 <= last <= 1:
        return say("A probability lies between 0 and 1.")
    if name == "Geom" and last == 0:
        return say("With probability 0 the waiting never ends.")
    if name == "Bin" and (n := value[0]) is not None and (n < 0 or n != math.floor(n)):
        return say("The number of trials is a whole number.")
    if name == "N" and last is not None and not last > 0:
        return say("A variance is positive.")
    if name in ("Poisson", "Exp", "Gamma", "Beta") and any(v is not None and not v > 0 for v in value):
        return say("The parameters of this distribution are positive.")
    if name == "U" and value[0] is not None and last is not None and not value[0] < last:
        return say("The first end lies left of the second.")
    return None
