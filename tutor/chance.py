"""The one source of chance: a stream of our own, the same under every Python, NumPy, platform and hash seed.

The stream is BLAKE2b in counter mode (RFC 7693), keyed by the address ``family/level/seed``: streams of neighbouring
seeds have nothing in common, which ``seed + 1`` cannot promise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from typing import TypeVar

from tutor.errors import FamilyError

T = TypeVar("T")


@dataclass(frozen=True)
class Conventions:
    """What courses differ in; the defaults are the book's (Deisenroth, Faisal and Ong)."""

    gradient: str = "row"  # or "column"
    variance: str = "N"  # divisor of an empirical variance, or "N-1"
    log: str = "e"  # base of log
    digits: int = 4  # decimals of a rounded answer


class Draw:
    """Draws small exact numbers from the stream of one address.

    >>> draw = Draw("linear_systems/two_by_two", 1, 7)
    >>> -9 <= draw.integer(-9, 9, but=[0]) <= 9
    True
    """

    def __init__(self, family: str, level: int, seed: int | str, conventions: Conventions | None = None) -> None:
        self.address = f"{family}/{level}/{seed}"
        self.conventions = conventions or Conventions()
        self.redraws = 0  # how often something drawn was not good enough
        self._key = blake2b(self.address.encode(), digest_size=32).digest()
        self._counter = 0
        self._pool = 0
        self._bits = 0

    def bits(self, count: int) -> int:
        """`count` fresh random bits as an integer."""
        while self._bits < count:
            block = blake2b(self._counter.to_bytes(8, "big"), key=self._key).digest()
            self._counter += 1
            self._pool = (self._pool << 512) | int.from_bytes(block, "big")
            self._bits += 512
        self._bits -= count
        result = self._pool >> self._bits
        self._pool &= (1 << self._bits) - 1
        return result

    def below(self, n: int) -> int:
        """Uniform in 0 … n − 1, without bias."""
        if n < 1:
            raise FamilyError(f"{self.address}: nothing to choose from")
        width = n.bit_length()
        while (found := self.bits(width)) >= n:
            pass
        return found

    def integer(self, low: int, high: int, *, but: Collection[int] = ()) -> int:
        """Uniform among the integers low … high that are not in `but`."""
        if not but:
            return low + self.below(high - low + 1)
        allowed = [n for n in range(low, high + 1) if n not in but]
        if not allowed:
            raise FamilyError(f"{self.address}: no integer in {low}..{high} is left; widen the range in draw()")
        return allowed[self.below(len(allowed))]

    def integers(self, count: int, low: int, high: int, *, but: Collection[int] = ()) -> tuple[int, ...]:
        """Several, independent of each other."""
        return tuple(self.integer(low, high, but=but) for _ in range(count))

    def distinct(self, count: int, low: int, high: int, *, but: Collection[int] = ()) -> tuple[int, ...]:
        """Several different ones."""
        return self.sample([n for n in range(low, high + 1) if n not in but], count)

    def sign(self) -> int:
        """1 or −1."""
        return 1 - 2 * self.bits(1)

    def coin(self, chance: Fraction = Fraction(1, 2)) -> bool:
        """True with that probability."""
        return self.below(chance.denominator) < chance.numerator

    def choice(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self.below(len(things))]

    def sample(self, things: Sequence[T], count: int) -> tuple[T, ...]:
        """`count` of them at different places, in random order."""
        if count > len(things):
            raise FamilyError(f"{self.address}: {count} different ones of {len(things)} cannot be drawn")
        pool = list(things)
        for i in range(count):
            j = i + self.below(len(pool) - i)
            pool[i], pool[j] = pool[j], pool[i]
        return tuple(pool[:count])

    def shuffle(self, things: Sequence[T]) -> tuple[T, ...]:
        """All of them in random order."""
        return self.sample(things, len(things))

    def fraction(self, low: int, high: int, *, denominators: Sequence[int] = (2, 3, 4)) -> Fraction:
        """A fraction strictly between integers low and high, in lowest terms, its denominator one of those given."""
        q = self.choice(denominators)
        top = self.until(lambda: self.integer(low * q + 1, high * q - 1), lambda n: Fraction(n, q).denominator == q)
        return Fraction(top, q)

    def unimodular(self, n: int, *, size: int = 2, moves: int | None = None) -> tuple[tuple[int, ...], ...]:
        """An n × n integer matrix of determinant ±1 with small entries: its inverse is an integer matrix too."""
        rows = [[int(i == j) for j in range(n)] for i in range(n)]
        for _ in range(moves if moves is not None else 2 * n):
            i, j = self.sample(range(n), 2)
            k = self.integer(-size, size, but=[0])
            changed = [a + k * b for a, b in zip(rows[i], rows[j], strict=True)]
            if max(map(abs, changed)) <= 4 * size:
                rows[i] = changed
        return tuple(tuple(r) for r in self.shuffle(rows))

    def until(self, make: Callable[[], T], good: Callable[[T], bool], *, tries: int = 200) -> T:
        """What `make` makes, as soon as it is good; counted as redraws. It may not compute answers numerically."""
        for _ in range(tries):
            made = make()
            if good(made):
                return made
            self.redraws += 1
        raise FamilyError(f"{self.address}: nothing suitable in {tries} draws; widen the range in draw()")

    def attempts(self, tries: int) -> Iterator[int]:
        """Counts attempts at a whole problem, each with fresh chance from the same stream."""
        for attempt in range(tries):
            if attempt:
                self.redraws += 1
            yield attempt
