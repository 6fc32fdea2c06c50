"""A key that was read, and what makes an answer of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tutor.answers import Answer
from tutor.equality import Domain
from tutor.errors import InputError
from tutor.written import Op, Words, Written

UNREAD: Written = Words("")  # stands for the tree of a key that its kind reads itself


@dataclass(frozen=True)
class Key:
    """A key that was read: its text, the tree, the letters, the domain, and the options of its kind."""

    text: str
    written: Written
    variables: tuple[str, ...]
    domain: Domain
    options: Mapping[str, Any]
    name: str = ""  # the letter before a value: x of ``x = 3``

    @property
    def args(self) -> tuple[Written, ...]:
        """The items of a list, a set, a tuple or a row; the key itself if it is none."""
        w = self.written
        if isinstance(w, Op) and w.head == "matrix" and len(w.args) == 1 and isinstance(w.args[0], Op):
            return w.args[0].args
        return w.args if isinstance(w, Op) and w.head in ("list", "set", "tuple", "span") else (w,)

    def refused(self, why: str) -> InputError:
        """The refusal of this key.

        >>> from tutor.equality import ANYWHERE
        >>> str(Key("x(", UNREAD, (), ANYWHERE, {}).refused("is no number"))
        "the key 'x(' is no number"
        """
        return InputError(f"the key {self.text.strip()[:60]!r} {why}")


Maker: TypeAlias = "Callable[[Key], Answer]"


@dataclass(frozen=True)
class KeyKind:
    """How a kind of answer is made of a key, its options, and whether its keys are read by the kind itself."""

    maker: Maker
    options: tuple[str, ...] = ()
    reads_itself: bool = False
