"""Polynomials in several letters: the entries and the value of a determinant with parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from tutor.errors import InputError, TooLarge
from tutor.evaluate import NotExact
from tutor.exact.factors import polynomial_factors
from tutor.exact.scalars import plain, scalar, write
from tutor.methods.linear_systems.polynomials import Poly
from tutor.written import ONE, ZERO, Name, Op, Written, names, number

MAX_POWER = 12
MAX_TERMS = 400


@dataclass(frozen=True)
class Form:
    """A polynomial: for each tuple of exponents (in the order of the letters) a coefficient that is not 0.

    >>> k = Form.letter("k", ("k",))
    >>> str(((k + 1) * (k - 1)).written())
    'k^2 - 1'
    """

    letters: tuple[str, ...]
    terms: tuple[tuple[tuple[int, ...], Any], ...]

    @classmethod
    def of(cls, letters: tuple[str, ...], terms: dict[tuple[int, ...], Any]) -> Form:
        """From exponents → coefficient; zeros are left out, the highest powers come first."""
        kept = {p: plain(c) for p, c in terms.items()}
        if len(kept) > MAX_TERMS:
            raise TooLarge(f"a polynomial with more than {MAX_TERMS} terms")
        order = sorted(((p, c) for p, c in kept.items() if c), key=lambda t: (sum(t[0]), t[0]), reverse=True)
        return cls(letters, tuple(order))

    @classmethod
    def letter(cls, name: str, letters: tuple[str, ...]) -> Form:
        """One of the letters."""
        return cls(letters, ((tuple(int(v == name) for v in letters), Fraction(1)),))

    @classmethod
    def constant(cls, value: Any, letters: tuple[str, ...]) -> Form:
        """A number."""
        return cls.of(letters, {(0,) * len(letters): value})

    @cached_property
    def number(self) -> Any:
        """The value where no letter is left, else None."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if not any(self.terms[0][0]) else None

    def __bool__(self) -> bool:
        return bool(self.terms)

    def _like(self, other: Any) -> Form:
        return other if isinstance(other, Form) else Form.constant(other, self.letters)

    def __add__(self, other: Any) -> Form:
        found = dict(self.terms)
        for p, c in self._like(other).terms:
            found[p] = found.get(p, Fraction(0)) + c
        return Form.of(self.letters, found)

    __radd__ = __add__

    def __neg__(self) -> Form:
        return Form(self.letters, tuple((p, plain(-c)) for p, c in self.terms))

    def __sub__(self, other: Any) -> Form:
        return self + -self._like(other)

    def __rsub__(self, other: Any) -> Form:
        return self._like(other) - self

    def __mul__(self, other: Any) -> Form:
        found: dict[tuple[int, ...], Any] = {}
        for p, c in self.terms:
            for q, d in self._like(other).terms:
                power = tuple(a + b for a, b in zip(p, q, strict=True))
                found[power] = found.get(power, Fraction(0)) + c * d
        return Form.of(self.letters, found)

    __rmul__ = __mul__

    def written(self) -> Written:
        """By falling powers, or rising ones if that avoids a minus sign in front."""
        terms = [self._term(p, c) for p, c in self.terms]
        if len(terms) > 1 and _negative(terms[0]) and not _negative(terms[-1]):
            terms.reverse()
        return ZERO if not terms else terms[0] if len(terms) == 1 else Op("+", tuple(terms))

    def _term(self, powers: tuple[int, ...], c: Any) -> Written:
        letters: list[Written] = [
            Name(v) if k == 1 else Name(v) ** k for v, k in zip(self.letters, powers, strict=True) if k
        ]
        negative = isinstance(c, Fraction) and c < 0
        size = write(-c if negative else c)
        parts = letters if size == ONE and letters else [size, *letters]
        whole = parts[0] if len(parts) == 1 else Op("*", tuple(parts))
        return Op("neg", (whole,)) if negative else whole

    def factored(self) -> Written:
        """As a product of irreducible factors over the rational numbers; where there is but one, as it stands.

        >>> k = Form.letter("k", ("k",))
        >>> str((2 * k * k - 8).factored())
        '2*(k + 2)*(k - 2)'
        """
        if not self or self.number is not None or not all(isinstance(c, Fraction) for _, c in self.terms):
            return self.written()
        factors = [(Form.of(self.letters, dict(f)), k) for f, k in polynomial_factors(dict(self.terms))]
        factors = [(-f if f.terms[0][1] < 0 else f, k) for f, k in factors]
        if sum(k for _, k in factors) < 2 and len(self.terms) == 1:
            return self.written()
        lead = self.terms[0][1]
        for f, k in factors:
            lead = lead / f.terms[0][1] ** k
        if sum(k for _, k in factors) < 2 and abs(lead) == 1:
            return self.written()
        parts: list[Written] = [] if abs(lead) == 1 else [number(abs(lead))]
        for f, k in sorted(factors, key=lambda pair: (len(pair[0].terms), str(pair[0].written()))):
            parts.append(f.written() if k == 1 else f.written() ** k)
        whole = parts[0] if len(parts) == 1 else Op("*", tuple(parts))
        return Op("neg", (whole,)) if lead < 0 else whole

    def poly(self) -> Poly | None:
        """The polynomial in the one letter that occurs, if its coefficients are rational."""
        used = [i for i in range(len(self.letters)) if any(p[i] for p, _ in self.terms)]
        if len(used) > 1 or not all(isinstance(c, Fraction) for _, c in self.terms):
            return None
        at = used[0] if used else 0
        degree = max((p[at] for p, _ in self.terms), default=0)
        found = {p[at]: c for p, c in self.terms}
        return Poly.of(*(found.get(i, Fraction(0)) for i in range(degree + 1)))

    def at(self, values: dict[str, float]) -> float:
        """The value in floating point."""
        total = 0.0
        for p, c in self.terms:
            product = float(c)
            for v, k in zip(self.letters, p, strict=True):
                product *= values[v] ** k
            total += product
        return total


def form_of(w: Written, letters: tuple[str, ...]) -> Form:
    """Read a polynomial in the letters.

    Raises
    ------
    InputError
        If it is none.

    >>> from tutor.reading import read
    >>> str(form_of(read("(k-1)^2"), ("k",)).written())
    'k^2 - 2*k + 1'
    """
    if isinstance(w, Name) and w.text in letters:
        return Form.letter(w.text, letters)
    if not names(w):
        try:
            return Form.constant(scalar(w), letters)
        except (NotExact, KeyError, TooLarge, ZeroDivisionError) as error:
            raise InputError(f"{w} is no number that can be computed with exactly: fractions and roots are") from error
    if isinstance(w, Op) and w.head in ("+", "*", "neg", "^", "/"):
        first = form_of(w.args[0], letters)
        if w.head == "neg":
            return -first
        others = [form_of(a, letters) for a in w.args[1:]]
        if w.head == "+":
            for f in others:
                first = first + f
            return first
        if w.head == "*":
            for f in others:
                first = first * f
            return first
        n = others[0].number
        if w.head == "/" and n:
            return first * Form.constant(1 / n, letters)
        if w.head == "^" and isinstance(n, Fraction) and n.denominator == 1 and 0 <= n <= MAX_POWER:
            found = Form.constant(1, letters)
            for _ in range(int(n)):
                found = found * first
            return found
    raise InputError(f"{w} is not a polynomial in {', '.join(letters)}: such entries are not worked")


def _negative(w: Written) -> bool:
    return isinstance(w, Op) and w.head == "neg"


def shown(x: Any) -> Written:
    """A number or a polynomial as it is printed."""
    return x.written() if isinstance(x, Form) else write(x)


def determinant_of(rows: Sequence[Sequence[Any]]) -> Any:
    """The determinant where entries are polynomials, by expansion along the row with the most zeros."""
    if len(rows) == 1:
        return rows[0][0]
    i = max(range(len(rows)), key=lambda r: sum(not a for a in rows[r]))
    total: Any = Fraction(0)
    for j, a in enumerate(rows[i]):
        if a:
            minor = determinant_of([[*r[:j], *r[j + 1 :]] for k, r in enumerate(rows) if k != i])
            total = total + (a * minor if (i + j) % 2 == 0 else -(a * minor))
    return total
