"""The atoms of a normal form: names, √2, π, e^x, ln x, |x|, arcsin x … and what their powers and products reduce to.

Trigonometric and hyperbolic functions are written by exponentials, e^(iu) and e^u; then sums of angles, multiple angles
and sin² + cos² = 1 are nothing but rules of powers. Every rule holds wherever all that is written is real; a rule that
needs a sign is used only where the sign is known.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.equality.domain import Domain
from tutor.equality.polynomials import (
    UNIT,
    Arithmetic,
    Exponent,
    Monomial,
    NoProof,
    Polynomial,
    Quotient,
    checked,
    constant,
    content,
    raised,
    square_root,
    tidy,
    times,
)
from tutor.errors import TooLarge
from tutor.evaluate import precise

HALF = Fraction(1, 2)
SMOOTH = 10_000  # primes below are found by trial; what is left counts as one factor


@dataclass(frozen=True)
class Atom:
    """One variable of the normal form.

    ``kind``: ``i``, ``name``, ``pi``, ``prime``, ``unity`` (e^(iπ)), ``exp``, ``base`` (a root of it is taken),
    ``abs``, ``ln``, or the name of a function whose value is not taken apart.
    """

    kind: str
    payload: Any = None


@dataclass(frozen=True)
class Factor:
    """A power of an irreducible part: an atom, or a polynomial with coprime whole coefficients."""

    part: Polynomial
    exponent: Exponent
    sign: int  # 1 if the part is known to be positive, else 0


@dataclass(frozen=True)
class Product:
    """A rational number times powers: what roots, logarithms and absolute values are taken of."""

    number: Fraction
    factors: tuple[Factor, ...]


class Atoms(Arithmetic):
    """Arithmetic over atoms, which it numbers as they come."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(self._simpler, lambda a: self.atoms[a].kind not in _ALGEBRAIC, self._missing)
        self.domain = domain
        self.atoms: list[Atom] = []
        self._numbers: dict[Hashable, int] = {}
        self.imaginary = self.number_of("i")

    def number_of(self, kind: str, payload: Any = None, key: Hashable = None) -> int:
        """The number of an atom; the same for the same key."""
        key = (kind, payload if key is None else key)
        if key not in self._numbers:
            self._numbers[key] = len(self.atoms)
            self.atoms.append(Atom(kind, payload))
        return self._numbers[key]

    def atom(self, kind: str, payload: Any = None, key: Hashable = None, exponent: Exponent = 1) -> Quotient:
        """A power of an atom; the exponent must be in the range that needs no reduction."""
        return Quotient({((self.number_of(kind, payload, key), tidy(exponent)),): Fraction(1)}, {UNIT: Fraction(1)})

    # ------------------------------------------------------------ reduction

    def _simpler(self, m: Monomial) -> Quotient | None:
        for place, (a, e) in enumerate(m):
            kind = self.atoms[a].kind
            if kind not in _ALGEBRAIC or 0 <= e < _ALGEBRAIC[kind]:
                continue
            rest = Quotient({m[:place] + m[place + 1 :]: Fraction(1)}, {UNIT: Fraction(1)})
            return self.multiply(rest, self._reduced(self.atoms[a], a, e))
        return None

    def _reduced(self, atom: Atom, a: int, e: Exponent) -> Quotient:
        limit = _ALGEBRAIC[atom.kind]
        turns, left = e // limit, tidy(e % limit)
        rest = Quotient({((a, left),) if left else UNIT: Fraction(1)}, {UNIT: Fraction(1)})
        if atom.kind == "unity":
            return self.unity(Fraction(e))
        if atom.kind == "i":
            return self.multiply(constant(-1 if turns % 2 else 1), rest)
        whole = constant(atom.payload) if atom.kind == "prime" else Quotient(atom.payload, {UNIT: Fraction(1)})
        return self.multiply(self.power(whole, int(turns * limit)), rest)

    def _missing(self, m: Monomial) -> Monomial:
        """What a monomial of algebraic atoms lacks to be free of them."""
        return tuple((a, tidy(_ALGEBRAIC[self.atoms[a].kind] - e)) for a, e in m)

    # ------------------------------------------------------------ parts of a form

    def real(self, p: Polynomial) -> bool:
        """Is a polynomial its own conjugate?"""
        return all(not self._has_i(m) for m in p) or self._conjugate(p) == p

    def _has_i(self, m: Monomial) -> bool:
        return any(self.atoms[a].kind in ("i", "unity") or self._imaginary_exp(a) for a, _ in m)

    def _imaginary_exp(self, a: int) -> bool:
        atom = self.atoms[a]
        return atom.kind == "exp" and any(b == self.imaginary for b, _ in atom.payload[0])

    def _conjugate(self, p: Polynomial) -> Polynomial:
        result: Polynomial = {}
        for m, c in p.items():
            if any(self.atoms[a].kind == "unity" for a, _ in m):
                raise NoProof("a root of unity in a root")
            sign = -1 if any(a == self.imaginary for a, _ in m) else 1
            turned = tuple((a, -e if self._imaginary_exp(a) else e) for a, e in m)
            result[turned] = c * sign
        return result

    def positive(self, a: int) -> bool:
        """Is an atom known to be positive wherever it is real?"""
        atom = self.atoms[a]
        if atom.kind in ("prime", "pi", "abs", "base"):
            return True
        if atom.kind == "exp":
            return not self._imaginary_exp(a)
        return atom.kind == "name" and self.domain.positive(atom.payload)

    def sign(self, p: Polynomial) -> int:
        """1 or −1 where the sign is known, else 0."""
        if any(self._has_i(m) for m in p):
            return 0
        if all(self.positive(a) or (e.denominator == 1 and e % 2 == 0) for m in p for a, e in m):
            if all(c > 0 for c in p.values()):
                return 1
            if all(c < 0 for c in p.values()):
                return -1
        value = self.value(p)
        return 0 if value is None or abs(value) < 1e-20 else 1 if value > 0 else -1

    def value(self, p: Polynomial) -> Any:
        """The value of a polynomial without names, to 40 digits; None where it has none that is known here."""
        arithmetic = precise(40)
        total = arithmetic.number(Fraction(0))
        for m, c in p.items():
            product = arithmetic.number(c)
            for a, e in m:
                base = self._value_of(self.atoms[a])
                if base is None:
                    return None
                try:
                    product = product * arithmetic.power(base, arithmetic.number(Fraction(e)))
                except (ValueError, TooLarge, ZeroDivisionError):
                    return None
            total = total + product
        return total

    def _value_of(self, atom: Atom) -> Any:
        arithmetic = precise(40)
        if atom.kind == "prime":
            return arithmetic.number(Fraction(atom.payload))
        if atom.kind == "pi":
            return arithmetic.constants["pi"]
        if atom.kind == "exp" and len(atom.payload[1]) == 1 and UNIT in atom.payload[1]:
            inner = self.value({atom.payload[0]: Fraction(1)})
            return None if inner is None else arithmetic.functions["exp"](inner)
        if atom.kind in ("ln", "base", "abs"):
            inner = self.value(atom.payload)
            if inner is None or not inner > 0:
                return None
            return arithmetic.functions["ln"](inner) if atom.kind == "ln" else inner
        return None

    def factored(self, q: Quotient) -> Product:
        """A form as a product: its rational number, its atoms, and what is left of numerator and denominator."""
        if not q.top:
            raise NoProof("zero")
        number, factors = Fraction(1), []
        top, bottom = self._centre(q.top), self._centre(q.bottom)
        if top == bottom:
            q = Quotient(*({times(m, raised(top, -1)): c for m, c in p.items()} for p in (q.top, q.bottom)))
        for p, exponent in ((q.top, 1), (q.bottom, -1)):
            if not self.real(p):
                raise NoProof("not real")
            if not any(self._has_i(m) for m in p):
                common = self.common(p) if len(p) > 1 else next(iter(p))
                for a, e in common:
                    whole: Polynomial = {((a, 1),): Fraction(1)}
                    factors.append(Factor(whole, tidy(e * exponent), int(self.positive(a) or e.denominator > 1)))
                inverse = raised(common, -1)
                p = {times(m, inverse): c for m, c in p.items()}
            c = content(p)
            if len(p) == 1 and UNIT in p:
                number *= p[UNIT] ** exponent
                continue
            root = self._root_of(p)
            if root is not None:
                k = content(root)
                number *= k ** (2 * exponent)
                primitive = {m: d / k for m, d in root.items()}
                factors.append(Factor(primitive, 2 * exponent, max(self.sign(primitive), 0)))
                continue
            primitive = {m: d / c for m, d in p.items()}
            sign = self.sign(primitive)
            if sign < 0:
                primitive, c, sign = {m: -d for m, d in primitive.items()}, -c, 1
            number *= c**exponent
            factors.append(Factor(primitive, exponent, sign))
        return Product(number, tuple(factors))

    def _centre(self, p: Polynomial) -> Monomial:
        """The middle of the exponents of the imaginary exponentials: divided by it, a real polynomial shows as one."""
        powers = [dict(m) for m in p]
        atoms = sorted({a for m in p for a, _ in m if self._imaginary_exp(a)})
        middle = [(a, [m.get(a, 0) for m in powers]) for a in atoms]
        return tuple((a, tidy(Fraction(min(e) + max(e)) / 2)) for a, e in middle if min(e) + max(e))

    def _root_of(self, p: Polynomial) -> Polynomial | None:
        algebraic = any(self.atoms[a].kind in _ALGEBRAIC for m in p for a, _ in m)
        if algebraic:
            return None
        root = square_root(p)
        if root is None and any(self._has_i(m) for m in p):
            root = square_root({m: -c for m, c in p.items()})
            if root is not None:
                root = {times(m, ((self.imaginary, 1),)): c for m, c in root.items()}
        return root if root is not None and self.real(root) else None

    # ------------------------------------------------------------ powers, roots, absolute values

    def primes(self, n: int) -> dict[int, int]:
        """The prime factors of n > 0 below `SMOOTH`; what is left counts as one."""
        found: dict[int, int] = {}
        if n.bit_length() > 256:
            raise NoProof("a large number under a root or a logarithm")
        p = 2
        while p * p <= n and p < SMOOTH:
            while n % p == 0:
                found[p] = found.get(p, 0) + 1
                n //= p
            p += 1 if p == 2 else 2
        if n > 1:
            found[n] = found.get(n, 0) + 1
        return found

    def number_power(self, q: Fraction, r: Fraction) -> Quotient:
        """A power of a positive rational number."""
        result = constant(1)
        for n, sign in ((q.numerator, 1), (q.denominator, -1)):
            for p, k in self.primes(n).items():
                e = r * k * sign
                checked(Fraction(p), e)
                result = self.multiply(result, constant(Fraction(p) ** int(e // 1)))
                if e % 1:
                    result = self.multiply(result, self.atom("prime", p, exponent=e % 1))
        return result

    def part_power(self, part: Polynomial, r: Exponent, *, kind: str = "base") -> Quotient:
        """A power of a positive part (``base``), or of the absolute value of one (``abs``)."""
        r = Fraction(r)
        limit = 2 if kind == "abs" else 1
        single = next(iter(part)) if len(part) == 1 else None
        if single == UNIT and part[UNIT] > 0:
            return self.number_power(part[UNIT], r)
        if kind == "base" and single is not None and len(single) == 1 and part[single] == 1:
            atom = self.atoms[single[0][0]]
            if atom.kind in ("name", "pi", "exp"):
                return Quotient({raised(single, r): Fraction(1)}, {UNIT: Fraction(1)})
            if atom.kind in _ALGEBRAIC:
                return self._reduced(atom, single[0][0], single[0][1] * r)
        whole = self.power(Quotient(part, {UNIT: Fraction(1)}), int(r // limit) * limit)
        left = r % limit
        if not left:
            return whole
        return self.multiply(whole, self.atom(kind, part, tuple(sorted(part.items())), left))

    def root(self, product: Product, r: Fraction) -> Quotient:
        """A power with an exponent that is no integer."""
        number = product.number
        result = constant(1)
        odd = [f for f in product.factors if not f.sign and not (f.exponent.denominator == 1 and f.exponent % 2 == 0)]
        for f in product.factors:
            if f.sign:
                result = self.multiply(result, self.part_power(f.part, f.exponent * r))
            elif f not in odd:
                result = self.multiply(result, self.part_power(f.part, f.exponent * r, kind="abs"))
        if not odd:
            if number < 0:
                if r.denominator != 2:
                    raise NoProof("a root of a negative number")
                turn = self.power(Quotient({((self.imaginary, 1),): Fraction(1)}, {UNIT: Fraction(1)}), r.numerator % 4)
                result = self.multiply(result, turn)
            return self.multiply(result, self.number_power(abs(number), r))
        sign = Fraction(1 if number > 0 else -1)
        if len(odd) == 1:
            inside = {m: c * sign for m, c in odd[0].part.items()}
            result = self.multiply(result, self.part_power(inside, odd[0].exponent * r))
        else:
            inside = {UNIT: sign}
            for f in odd:
                inside = self.product(inside, f.part)
                result = self.multiply(result, self.part_power(f.part, (f.exponent - 1) * r, kind="abs"))
            result = self.multiply(result, self.part_power(inside, r))
        return self.multiply(result, self.number_power(abs(number), r))

    def absolute(self, product: Product) -> Quotient:
        """The absolute value."""
        result = constant(abs(product.number))
        for f in product.factors:
            kind = "base" if f.sign else "abs"
            result = self.multiply(result, self.part_power(f.part, f.exponent, kind=kind))
        return result

    def unity(self, c: Fraction) -> Quotient:
        """e^(iπc)."""
        c %= 2
        if 12 % c.denominator == 0:
            k = int(c * 12)
            i = self.atom("i")
            three, two = self.number_power(Fraction(3), HALF), self.number_power(Fraction(2), HALF)
            sixth = self.multiply(constant(HALF), self.add(constant(1), self.multiply(i, three)))
            eighth = self.multiply(constant(HALF), self.multiply(two, self.add(constant(1), i)))
            return self.multiply(self.power(sixth, k % 6), self.power(eighth, -k % 8))
        result = self.atom("unity", exponent=c % 1)
        return self.negative(result) if c >= 1 else result


_ALGEBRAIC: dict[str, int] = {"i": 2, "prime": 1, "unity": 1, "base": 1, "abs": 2}  # exponents stay below
